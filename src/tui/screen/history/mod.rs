//! History: what was done, by day; beside it, the fields of the selected change before and after.

mod told;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use self::told::{BESIDE, put_back_words, unchanged};
pub use self::told::{differences, for_the_record};
use super::{Screen, Thing};
use crate::history::{Entry, Filter, Told, Unseen};
use crate::model::filter::{self, Fault, Past};
use crate::model::view::name_of;
use crate::model::{Kind, RecordId, date, shown};
use crate::store::repo::CommitId;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::event::{Effect, Entries};
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, cell, lines, page_box, row, wrapped};

/// The page.
#[derive(Default)]
pub struct HistoryPage {
    /// What the history is asked for.
    pub filter: Filter,
    /// What is typed to narrow what has come.
    pub words: String,
    entries: Vec<Entry>,
    more: bool,
    /// What the changes that are shown were asked for.
    shown: Filter,
    /// What has come so far of what was asked for last, and from where on the next part of it was.
    coming: Vec<Entry>,
    awaited: Option<CommitId>,
    /// Where to look on, and the day back to which somebody has looked.
    rest: Option<CommitId>,
    back_to: Option<NaiveDate>,
    /// How many changes there are of which these are some, and whether there are more than that.
    all: (usize, bool),
    /// Places in `entries`.
    pub list: List<usize>,
    told: Option<Box<Told>>,
    /// The commit that was asked about last.
    asked: Option<String>,
    scroll: usize,
    /// Whether the newest changes have to be asked for.
    stale: bool,
    /// The words by which it was narrowed last, and what they ask for.
    narrowed_by: String,
    narrowed: filter::Filter,
    past: Past,
}

/// How many changes are asked for at first, and how many more whenever the end is reached.
const PAGE: usize = 200;

impl Screen for HistoryPage {
    fn context(&self) -> Context {
        Context::History
    }

    fn look(&mut self, desk: &Desk) {
        if self.narrowed_by != self.words {
            self.narrowed_by.clone_from(&self.words);
            let (past, narrowed) = Past::read(&self.words, &desk.at());
            self.stale |= past != self.past;
            (self.past, self.narrowed) = (past, narrowed);
            self.narrow();
        }
    }

    fn selected(&self, _: &Desk) -> Option<Thing> {
        self.thing().map(Thing::Record)
    }

    fn go(&mut self, way: Way) {
        self.list.go(way);
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.words)
    }

    fn has_filter(&self) -> bool {
        true
    }

    fn fault(&self) -> Option<&Fault> {
        self.narrowed.faults().first()
    }

    fn is_filtered(&self) -> bool {
        self.filter != Filter::default() || !self.words.is_empty()
    }

    fn clear_filter(&mut self) {
        self.filter = Filter::default();
        self.words.clear();
        self.past = Past::default();
        self.refresh();
    }

    fn next_group(&mut self, desk: &Desk) {
        self.filter.group = desk.next_group(self.filter.group.as_deref());
        self.refresh();
    }

    /// More changes where the selection comes near the end, and what the selected one did.
    fn wants(&mut self) -> Vec<Effect> {
        let mut wanted = Vec::new();
        if std::mem::take(&mut self.stale) {
            (self.rest, self.awaited) = (None, None);
            wanted.push(Effect::Entries { filter: self.asked_for(), count: self.wanted(), from: None });
            // Of how many these are some has to be known as well.
            if self.asked_for() != Filter::default() {
                wanted.push(Effect::Entries { filter: Filter::default(), count: PAGE, from: None });
            }
        }
        if self.more && self.list.place() + 20 > self.list.len() && self.narrowed.is_empty() {
            self.more = false;
            let count = self.entries.len() + PAGE;
            self.awaited = None;
            wanted.push(Effect::Entries { filter: self.asked_for(), count, from: None });
        }
        if let Some(rest) = self.rest.take() {
            self.awaited = Some(rest.clone());
            let count = self.wanted().saturating_sub(self.coming.len());
            wanted.push(Effect::Entries { filter: self.asked_for(), count, from: Some(rest) });
        }
        if let Some(entry) = self.selected_entry().filter(|it| self.asked.as_ref() != Some(&it.saved.id)).cloned() {
            self.asked = Some(entry.saved.id.clone());
            self.scroll = 0;
            wanted.push(Effect::Tell(Box::new(entry)));
        }
        wanted
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let [list, detail] = match (area.width >= 100, area.height >= 16) {
            (true, _) => Layout::horizontal([Constraint::Ratio(11, 20), Constraint::Fill(1)]).areas(area),
            (false, true) => {
                Layout::vertical([Constraint::Fill(1), Constraint::Length(area.height * 2 / 5)]).areas(area)
            }
            (false, false) => [area, Rect::default()],
        };
        let inner = page_box(frame, list, "What happened", &self.about(desk, typing), desk.theme);
        let rows = self.rows(desk, usize::from(inner.width), usize::from(inner.height));
        lines(frame, inner, rows);
        if detail.width > 0 {
            self.draw_detail(frame, detail, desk);
        }
    }
}

impl HistoryPage {
    /// Lets the newest changes be asked for: something has happened, or the filter is another one.
    pub fn refresh(&mut self) {
        self.stale = true;
    }

    /// Shows what happened to a record.
    pub fn of_record(&mut self, id: RecordId) {
        self.clear_filter();
        self.filter.record = Some(id);
    }

    /// Shows what the others did since somebody looked last.
    pub fn of_unseen(&mut self, unseen: Unseen) {
        self.clear_filter();
        self.filter.unseen = Some(Box::new(unseen));
    }

    /// Shows the changes of the person of the selected one, or those of all.
    pub fn by_person(&mut self) {
        self.filter.by = match self.filter.by {
            Some(_) => None,
            None => self.selected_entry().and_then(|it| it.person.clone()),
        };
        self.refresh();
    }

    pub fn take(&mut self, entries: Entries) {
        if entries.filter == Filter::default() {
            self.all = (entries.entries.len(), entries.more);
        }
        // What was asked for before something happened goes on no more.
        if entries.filter != self.asked_for() || entries.from != self.awaited {
            return;
        }
        if entries.from.is_none() {
            self.coming.clear();
        }
        self.coming.extend(entries.entries);
        (self.rest, self.back_to) = (entries.rest, entries.back_to);
        // What was shown before stays until as much has come.
        if self.back_to.is_some() && self.shown == entries.filter && self.coming.len() < self.entries.len() {
            return;
        }
        let selected = self.selected_entry().map(|it| it.saved.id.clone());
        self.entries.clone_from(&self.coming);
        self.more = entries.more;
        self.shown = entries.filter;
        self.narrow();
        let kept = selected.and_then(|id| self.entries.iter().position(|it| it.saved.id == id));
        match kept {
            Some(place) => drop(self.list.select(&place)),
            None => self.list.go(Way::Top),
        }
    }

    pub fn tell(&mut self, told: Box<Told>) {
        if self.asked.as_ref() == Some(&told.entry.saved.id) {
            self.told = Some(told);
        }
    }

    /// How many changes are asked for: no fewer than are shown.
    fn wanted(&self) -> usize {
        self.entries.len().max(PAGE)
    }

    /// Shows what has these words in it.
    fn narrow(&mut self) {
        let fits = |entry: &Entry| self.narrowed.holds_text(&entry.words());
        let all = self.narrowed.is_empty();
        self.list.set((0..self.entries.len()).filter(|it| all || fits(&self.entries[*it])).collect());
    }

    /// What the history is asked for: what was chosen, and what the words say beside it.
    fn asked_for(&self) -> Filter {
        self.filter.clone().and(&self.past)
    }

    /// Shows one change; it stays selected when the others come.
    pub fn show(&mut self, entry: &Entry) {
        self.clear_filter();
        self.entries = vec![entry.clone()];
        self.narrow();
    }

    pub fn selected_entry(&self) -> Option<&Entry> {
        self.list.selected().and_then(|it| self.entries.get(*it))
    }

    /// What the selected change did, where that is known.
    pub fn told(&self) -> Option<&Told> {
        self.told.as_deref().filter(|it| Some(&it.entry.saved.id) == self.selected_entry().map(|it| &it.saved.id))
    }

    /// What the selected change touched first, where that is known.
    pub fn thing(&self) -> Option<RecordId> {
        self.told()?.change.edits.first().map(|it| it.id().clone())
    }

    fn rows(&mut self, desk: &Desk, width: usize, height: usize) -> Vec<Line<'static>> {
        if self.list.is_empty() {
            if let Some(day) = self.back_to {
                let words = format!(" Nothing yet back to {}; looking further back.", date::short(day));
                return vec![Line::styled(words, desk.theme.style(Role::Dim))];
            }
            let why = if self.is_filtered() { "No change matches the filter." } else { "Nothing has happened yet." };
            let empty = Empty { belongs: empty::HISTORY, why: why.to_owned(), steps: Vec::new() };
            let empty = empty.step_if(self.is_filtered(), Command::Back, "clears the filter");
            return empty.step(Command::Filter, "filters by words").lines(Context::History, width, desk);
        }
        let chosen = self.list.place();
        // Headings of days take lines too: fewer changes fit than lines, and the selected one must be among them.
        let mut out = Vec::new();
        for take in (1..=height).rev() {
            out.clear();
            let mut day = None;
            let entries = self.list.visible(take).map(|(at, place)| (at, &self.entries[*place]));
            for (at, entry) in entries {
                let when = entry.at;
                if day != Some(when.date_naive()) {
                    day = Some(when.date_naive());
                    let words = match (when.date_naive() - desk.today).num_days() {
                        0 => "Today".to_owned(),
                        -1 => "Yesterday".to_owned(),
                        _ => date::short(when.date_naive()),
                    };
                    out.push(Line::styled(format!(" {words}"), desk.theme.style(Role::Strong)));
                }
                let (who, role) = desk.who(entry);
                let cells = vec![
                    cell(when.format(" %H:%M").to_string(), 6, Role::Dim),
                    cell(who, 11, role),
                    cell(
                        format!("{}{}", entry.mark(), desk.sentence(&entry.subject)),
                        width.saturating_sub(6 + 11 + 3),
                        Role::Plain,
                    ),
                ];
                out.push(row(cells, at == chosen, desk.theme));
            }
            if out.len() <= height {
                break;
            }
        }
        out
    }

    fn about(&self, desk: &Desk, typing: bool) -> String {
        let sign = |more: bool| if more { "+" } else { "" };
        let (count, more) = (self.entries.len(), sign(self.more));
        if !self.is_filtered() && !typing {
            return format!("{count}{more} {}", if count == 1 && !self.more { "change" } else { "changes" });
        }
        let filter = &self.filter;
        let mut words: Vec<String> = Vec::new();
        words.extend(filter.group.clone());
        words.extend(filter.by.iter().map(|it| desk.person(it).0));
        words.extend(filter.record.iter().map(|it| match it.kind {
            Kind::Member => name_of(it, &desk.snapshot),
            _ => it.to_string(),
        }));
        words.extend(filter.unseen.iter().map(|_| "new from others".to_owned()));
        if !self.words.is_empty() || typing {
            let wrong = if self.fault().is_some() { " (!)" } else { "" };
            words.push(format!("/{}{}{wrong}", shown::visible(&self.words), if typing { "▏" } else { "" }));
        }
        // More than the first of all have come where what is asked for reaches further back.
        if let Some(day) = self.back_to {
            return format!(
                "{} · {} back to {} so far · Esc clears",
                words.join(" "),
                self.list.len(),
                date::short(day)
            );
        }
        let (all, further) = self.all;
        let further = sign(further || self.more || count > all);
        format!("{} · {}{more} of {}{further} · Esc clears", words.join(" "), self.list.len(), all.max(count))
    }

    fn draw_detail(&self, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let Some(entry) = self.selected_entry() else {
            boxed(frame, area, "", "", false, desk.theme);
            return;
        };
        let when = entry.at;
        let title = format!("{} · {}", when.format("%a %-d %b %Y %H:%M"), desk.who(entry).0);
        let inner = boxed(frame, area, &title, "", false, desk.theme);
        let width = usize::from(inner.width).saturating_sub(2);
        let mut out: Vec<Line<'static>> = wrapped(&desk.sentence(&entry.subject), width)
            .into_iter()
            .map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Strong)))
            .collect();
        let told = self.told();
        if let Some(told) = told {
            out.extend(differences(told, width, desk));
        }
        let mut record = for_the_record(entry, told, inner.height < 10, desk.theme);
        let told = told.filter(|_| usize::from(inner.height) > out.len() + record.len() + BESIDE);
        if let Some(told) = told {
            out.extend(unchanged(told, width, desk.theme));
            if !entry.saved.parents.is_empty() {
                record.push(Line::raw(""));
                record.extend(put_back_words(told, width, desk.theme));
            }
        }
        let room = usize::from(inner.height).saturating_sub(record.len());
        if out.len() > room {
            out.truncate(room.saturating_sub(1));
            out.push(Line::styled(" … → shows all of it", desk.theme.style(Role::Dim)));
        }
        out.resize(room, Line::raw(""));
        out.extend(record);
        lines(frame, inner, out);
    }
}
