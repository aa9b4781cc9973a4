//! How a line of the list looks: what it is, what it is called, and what tells it from others.

use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::Offer;
use super::told::around;
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::view::{Action, Meeting, name_of};
use crate::model::{Kind, Record, RecordId, date, shown};
use crate::tui::desk::Desk;
use crate::tui::overlay::fit::Sought;
use crate::tui::theme::Role;
use crate::tui::widget::text::{cell, right, row};

/// Columns of the word before a line.
const SORT: usize = 9;

impl Offer {
    pub(super) fn line(&self, selected: bool, columns: usize, desk: &Desk) -> Line<'static> {
        let told = desk.theme.key(&self.key);
        let key = told.width().max(1);
        let sort = if self.sort.is_empty() { 0 } else { SORT };
        let words = columns.saturating_sub(sort + key + 4);
        row(
            vec![
                cell(self.sort, sort, Role::Dim),
                cell(&self.words, words, Role::Plain),
                right(told, key, Role::Strong),
            ],
            selected,
            desk.theme,
        )
    }
}

/// A record in a line: what it is, what it is called, and what tells it from others.
pub(super) fn record_line(record: &Record, selected: bool, columns: usize, desk: &Desk) -> Line<'static> {
    let (about, role) = about(record, desk);
    let room = columns.saturating_sub(SORT + 4);
    let beside = about.width().min(24).min(room / 2);
    row(
        vec![
            cell(sort(record), SORT, Role::Dim),
            cell(title(record, desk), room.saturating_sub(beside), Role::Plain),
            right(about, beside, role),
        ],
        selected,
        desk.theme,
    )
}

/// A record that is found by what is written in it: the field, and the words around.
pub(super) fn told_line(
    record: &Record,
    sought: &Sought,
    selected: bool,
    columns: usize,
    desk: &Desk,
) -> Line<'static> {
    let room = columns.saturating_sub(SORT + 4);
    let told = around(record, sought.words()).map(|(label, words)| format!("{label}: {}", shown::visible(&words)));
    row(
        vec![
            cell(sort(record), SORT, Role::Dim),
            cell(title(record, desk), room * 2 / 5, Role::Plain),
            cell(told.unwrap_or_default(), room - room * 2 / 5, Role::Dim),
        ],
        selected,
        desk.theme,
    )
}

/// What a record is, before its name.
fn sort(record: &Record) -> String {
    let sort = match record.id.kind {
        Kind::Org => "org",
        kind => kind.noun(),
    };
    shown::capital(sort)
}

/// What a record is called in a list of all sorts.
pub fn title(record: &Record, desk: &Desk) -> String {
    let name = name_of(&record.id, &desk.snapshot);
    match record.id.kind {
        Kind::Group => format!("{} {name}", record.id),
        kind if kind.letter().is_some() => format!("{} {name}", record.id.brief()),
        _ => name,
    }
}

/// What stands at the right of a record.
pub fn about(record: &Record, desk: &Desk) -> (String, Role) {
    let org = |id: Option<RecordId>| id.map_or((String::new(), Role::Plain), |it| desk.org(&it));
    match record.id.kind {
        Kind::Action => {
            let view = Action(record);
            let who = view.owner().map(|it| desk.person(&it));
            let (who, role) = who.unwrap_or_else(|| ("no owner".to_owned(), Role::Dim));
            let when = if view.is_open() { view.due_words(desk.today) } else { view.state().label().to_owned() };
            (format!("{who} {when}").trim_end().to_owned(), if view.is_late(desk.today) { Role::Alarm } else { role })
        }
        Kind::Person => org(org_of(&desk.snapshot, &record.id)),
        Kind::Org => org(Some(record.id.clone())),
        Kind::Meeting => {
            let day = Meeting(record).start().map(|it| date::near(it.date(), desk.today)).unwrap_or_default();
            let group = record.id.group().unwrap_or_default();
            (format!("{group} {day}"), Role::Plain)
        }
        Kind::Item => (record.word("meeting").unwrap_or("in the pool").to_owned(), Role::Dim),
        Kind::Group | Kind::Decision | Kind::Note => {
            let state = record.id.kind.field("state").zip(record.get("state"));
            (state.map(|(field, value)| shown::show(&field.ty, value)).unwrap_or_default(), Role::Dim)
        }
        Kind::Measure => (record.id.group().unwrap_or_default().to_owned(), Role::Dim),
        Kind::Member | Kind::Workspace => (String::new(), Role::Dim),
    }
}
