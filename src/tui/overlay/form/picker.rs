//! What can be chosen for a field, below it: people with their organisation, records, values; typing narrows it.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;
use ratatui::text::Line;

use super::field::FormField;
use crate::model::field::{Choice, Type};
use crate::model::find::folded;
use crate::model::names::Names;
use crate::model::{Kind, Record, shown};
use crate::tui::desk::Desk;
use crate::tui::overlay::fit::{Nearly, Sought, Text};
use crate::tui::overlay::palette;
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{cell, right, row};

/// So many lines of it are shown.
const LINES: usize = 6;

/// More choices than these do not stand beside each other.
const BESIDE: usize = 5;

/// What can be chosen for a field.
pub struct Picker {
    rows: Vec<Row>,
    list: List<usize>,
    /// Whether the marker was moved into it, so that keys mean the list and not the text.
    pub inside: bool,
    pub many: bool,
    /// What stands between several.
    between: &'static str,
    /// What the field holds already.
    ticked: Vec<String>,
    /// Whether something is typed that is not whole yet.
    is_begun: bool,
    /// Whether somebody has ticked something, so that nothing is left to be chosen.
    has_ticked: bool,
    nearly: Nearly,
}

struct Row {
    /// As it is typed.
    value: String,
    title: String,
    record: Option<Arc<Record>>,
    words: Text,
}

/// The kinds of records that a field refers to, and whether it holds several.
fn refers_to(ty: &Type) -> Option<(&'static [Kind], bool)> {
    match ty {
        Type::Ref(kinds) => Some((kinds, false)),
        Type::Set(Type::Ref(kinds)) | Type::List(Type::Ref(kinds)) => Some((kinds, true)),
        _ => None,
    }
}

/// The choices of a field that are too many to stand beside each other.
fn choices_of(field: &FormField) -> Option<&'static [Choice]> {
    field.choices().map(|it| it.0).filter(|it| it.len() > BESIDE)
}

/// Whether there is anything to choose from for a field.
pub(super) fn has_list(field: &FormField) -> bool {
    choices_of(field).is_some() || refers_to(&field.field.ty).is_some()
}

impl Picker {
    /// What can be chosen for a field, where there is a list of it.
    pub fn of(field: &FormField, desk: &Desk) -> Option<Self> {
        let (rows, many) = match (choices_of(field), refers_to(&field.field.ty)) {
            (Some(choices), _) => (choices.iter().map(Row::of_choice).collect(), false),
            (None, Some((kinds, many))) => (records(kinds, desk), many),
            (None, None) => return None,
        };
        let between = if matches!(field.field.ty, Type::List(_)) { "; " } else { ", " };
        let list = List::default();
        let mut picker = Self {
            rows,
            list,
            inside: false,
            many,
            between,
            ticked: Vec::new(),
            is_begun: false,
            has_ticked: false,
            nearly: Nearly::default(),
        };
        picker.narrow(field);
        Some(picker)
    }

    /// Narrows it to what is typed.
    fn narrow(&mut self, field: &FormField) {
        let text = field.text();
        let known = |word: &str| self.rows.iter().any(|it| it.value == word);
        // An id means the same as the name.
        let id = |row: &Row, word: &str| row.record.as_ref().is_some_and(|it| it.id.as_str() == word);
        let named = |word: &str| {
            self.rows.iter().find(|it| id(it, word)).map_or_else(|| word.to_owned(), |it| it.value.clone())
        };
        let mut pieces: Vec<String> = match self.many {
            true => text.split([',', ';']).map(|it| named(it.trim())).collect(),
            false => vec![named(text.trim())],
        };
        // What stands there as it is needs no list of what is like it.
        let last = pieces.pop().filter(|it| !it.is_empty());
        let typed = last.clone().filter(|it| !known(it));
        self.ticked = pieces.into_iter().filter(|it| !it.is_empty()).collect();
        self.ticked.extend(last.clone().filter(|it| known(it)));
        self.is_begun = typed.is_some();
        let mut list = List::default();
        list.set(self.fitting(typed.as_deref().unwrap_or_default()));
        self.list = list;
        if let Some(place) = last.and_then(|it| self.rows.iter().position(|row| row.value == it)) {
            self.list.select(&place);
        }
    }

    fn fitting(&mut self, typed: &str) -> Vec<usize> {
        if typed.is_empty() {
            return (0..self.rows.len()).collect();
        }
        let sought = Sought::new(typed);
        let nearly = &mut self.nearly;
        let rows = self.rows.iter().enumerate();
        let mut found: Vec<(u32, usize)> =
            rows.filter_map(|(at, it)| Some((sought.score(&it.words, nearly)?, at))).collect();
        found.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1));
        found.into_iter().map(|it| it.1).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Takes note that somebody types on.
    pub fn typed(&mut self, field: &FormField) {
        (self.inside, self.has_ticked) = (false, false);
        self.narrow(field);
    }

    /// Whether it only repeats what stands in the field.
    pub fn says_nothing_new(&self, field: &FormField) -> bool {
        let is_another = self.many && field.text().trim_end().ends_with([',', ';']);
        !self.is_begun && !is_another || self.list.len() < 2 && field.value.is_ok()
    }

    /// Moves the marker; upwards over the first line it goes back to the text.
    pub fn go(&mut self, way: Way) {
        match (self.inside, way) {
            (true, Way::Up(_)) if self.list.place() == 0 => self.inside = false,
            (true, way) => self.list.go(way),
            (false, Way::Up(_)) => (),
            (false, _) => self.inside = true,
        }
    }

    /// Into the list, to the line that stands there; whether there is one.
    pub fn point_at(&mut self, line: usize) -> bool {
        let there = line < LINES && self.list.point_at(line);
        self.inside |= there;
        there
    }

    /// To the next line that begins with a letter.
    pub fn jump(&mut self, letter: char) {
        let begins = |it: &usize| self.rows[*it].title.to_lowercase().starts_with(letter);
        let (rows, from) = (self.list.rows(), self.list.place() + 1);
        let found = rows.iter().skip(from).chain(rows).find(|it| begins(it)).copied();
        if let Some(place) = found {
            self.list.select(&place);
        }
    }

    /// The text of the field once the line at the marker is chosen; `None` where it stays as it is.
    pub fn chosen(&self) -> Option<String> {
        let value = &self.rows.get(*self.list.selected()?)?.value;
        match self.many {
            false => return Some(value.clone()),
            true if self.has_ticked || self.ticked.contains(value) => return None,
            true => (),
        }
        Some(self.ticked.iter().chain([value]).map(String::as_str).collect::<Vec<_>>().join(self.between))
    }

    /// The text of the field once the line at the marker is ticked, or no longer.
    pub fn ticked(&self) -> Option<String> {
        let value = &self.rows.get(*self.list.selected()?)?.value;
        let had = self.ticked.contains(value);
        let others = self.ticked.iter().filter(|it| *it != value);
        Some(others.chain((!had).then_some(value)).map(String::as_str).collect::<Vec<_>>().join(self.between))
    }

    /// Takes note of what is ticked now; everything can be chosen again, and the marker stays.
    pub fn tick(&mut self, field: &FormField) {
        let at = self.list.selected().copied();
        self.has_ticked = true;
        self.narrow(field);
        if let Some(place) = at {
            self.list.select(&place);
        }
    }

    /// How it looks. The marker is in it where Enter would choose that line.
    pub fn lines(&mut self, field: &FormField, columns: usize, desk: &Desk) -> Vec<Line<'static>> {
        let (marked, all) = (self.takes_enter(field), self.rows.len());
        let (chosen, left) = (self.list.place(), self.list.len());
        let (rows, ticked, many) = (&self.rows, &self.ticked, self.many);
        let mut out: Vec<Line<'static>> = self
            .list
            .visible(LINES)
            .map(|(at, place)| rows[*place].line(marked && at == chosen, many.then_some(ticked), columns, desk))
            .collect();
        let count = if left == all { all.to_string() } else { format!("{left} of {all}") };
        let keys = match (self.inside, self.many) {
            (true, true) if self.has_ticked => "↑↓ · Space ticks · Enter takes what is ticked",
            (true, true) => "↑↓ · Space ticks · Enter chooses · Esc back",
            (true, false) => "↑↓ · Enter chooses · Esc back",
            (false, _) if marked => "Enter chooses · ↓ the next",
            (false, _) => "↓ into the list",
        };
        out.push(Line::styled(
            shown::cut(&format!("{count} · {keys}"), columns).into_owned(),
            desk.theme.style(Role::Dim),
        ));
        out
    }

    /// Whether a key chooses the line at the marker.
    pub fn takes(&self, key: KeyCode, field: &FormField) -> bool {
        if key == KeyCode::Enter { self.takes_enter(field) } else { self.inside && !self.many }
    }

    /// Whether Enter chooses from it: the marker was moved, or what is typed is nothing by itself.
    fn takes_enter(&self, field: &FormField) -> bool {
        !self.is_empty() && (self.inside || field.value.is_err())
    }
}

/// The records of some kinds; whose record was joined into another one's is found there.
fn records(kinds: &'static [Kind], desk: &Desk) -> Vec<Row> {
    let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
    let shared = kinds.iter().flat_map(|it| desk.snapshot.shared_of_kind(*it));
    // Whoever has left takes on nothing new; by their name they can still be typed.
    let has_left = |it: &Record| it.id.kind == Kind::Person && it.text("status") == "left";
    let there = shared.filter(|it| !it.contains_key("same_as") && it.id.kind != Kind::Workspace && !has_left(it));
    let names = (kinds.contains(&Kind::Person)).then(|| Names::of(&desk.snapshot));
    let mut rows: Vec<Row> = there.map(|it| Row::of_record(it, names.as_ref(), desk)).collect();
    if kinds == [Kind::Person] {
        rows.sort_by_cached_key(|it| folded(&it.title));
    }
    rows
}

impl Row {
    fn of_choice(choice: &Choice) -> Self {
        let words = Text::new(choice.label);
        Self { value: choice.value.to_owned(), title: choice.label.to_owned(), record: None, words }
    }

    fn of_record(record: &Arc<Record>, names: Option<&Names>, desk: &Desk) -> Self {
        let title = palette::title(record, desk);
        let org = palette::about(record, desk).0;
        let words = Text::new(&format!("{title} {} {org}", record.id));
        let value = match names.filter(|_| record.id.kind == Kind::Person) {
            Some(names) => names.of_person(record, &desk.snapshot),
            None => record.id.to_string(),
        };
        Self { value, title, record: Some(record.clone()), words }
    }

    fn line(&self, selected: bool, ticked: Option<&Vec<String>>, columns: usize, desk: &Desk) -> Line<'static> {
        let (about, role) = self.record.as_ref().map_or((String::new(), Role::Plain), |it| palette::about(it, desk));
        let tick = ticked.map(|it| if it.contains(&self.value) { "[x]" } else { "[ ]" });
        let beside = about.chars().count().min(24).min(columns / 2);
        let room = columns.saturating_sub(beside + 3 + if tick.is_some() { 4 } else { 0 });
        let mut cells: Vec<_> = tick.map(|it| cell(it, 3, Role::Plain)).into_iter().collect();
        cells.push(cell(shown::visible(&self.title), room, Role::Plain));
        cells.push(right(about, beside, role));
        row(cells, selected, desk.theme)
    }
}
