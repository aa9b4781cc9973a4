//! Find or do anything: commands and records in one list that narrows while one types; without a line to type in, a menu.

use std::collections::HashMap;
use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Matcher, Utf32Str, Utf32String};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::view::{Action, Meeting, name_of};
use crate::model::{Kind, Record, RecordId, date, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::screen::actions::Sort;
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, cell, centred, lines, right, row};

/// A list of what can be done or opened, over the page.
pub struct Palette {
    pub title: String,
    /// What is typed to narrow it; a menu is not typed in.
    pub query: Option<String>,
    /// What is offered whatever the records are.
    offers: Vec<Offer>,
    /// What is left of it: places in the offers, then in the index.
    list: List<usize>,
    /// How many there are in all.
    all: usize,
    /// The state of the records for which it was narrowed.
    version: Option<u64>,
    /// What fitted what is typed, and before that its beginnings: a letter taken back needs no search.
    found: Vec<(String, Vec<usize>)>,
}

/// Something that is offered: its sort, its words, its key, and what comes of choosing it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub sort: &'static str,
    pub words: String,
    pub key: String,
    pub choice: Choice,
    found_by: Utf32String,
}

/// What comes of a line that is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Do(Command),
    Open(RecordId),
    /// Narrow the page by this filter.
    Filter(String),
    /// Sort the actions like this.
    Sort(Sort),
    /// Say that the selected action, or what is marked, matters so much.
    Priority(&'static str),
    /// Keep the filter of the page under a name.
    KeepFilter,
    /// Say which of the filters that were kept is to be forgotten.
    ForgetWhich,
    Forget(String),
}

/// The words by which every record is found, kept until the records change: a keystroke must not wait for them.
#[derive(Default)]
pub struct Index {
    version: Option<u64>,
    rows: Vec<Row>,
    matcher: Matcher,
}

/// A record with the words by which it is found, those that name it first.
struct Row {
    record: Arc<Record>,
    words: Utf32String,
    /// Which letters are among them.
    letters: u64,
}

/// The names of people, organisations and groups, folded: the words of many records end in them.
type Names = HashMap<RecordId, String>;

/// More of a record's words than these nobody types to find it.
const WORDS: usize = 240;

/// Those whose names stand in the words of others.
const NAMED: [Kind; 3] = [Kind::Group, Kind::Person, Kind::Org];

/// What people look for first comes first among equals.
const KINDS: [Kind; 11] = [
    Kind::Group,
    Kind::Person,
    Kind::Action,
    Kind::Meeting,
    Kind::Item,
    Kind::Decision,
    Kind::Org,
    Kind::Member,
    Kind::Measure,
    Kind::Note,
    Kind::Workspace,
];

impl Offer {
    pub fn new(sort: &'static str, words: String, key: String, choice: Choice) -> Self {
        let found_by = folded(&words).into();
        Self { sort, words, key, choice, found_by }
    }
}

impl Index {
    /// Takes note of the words of all records, where these have changed.
    pub fn learn(&mut self, desk: &Desk) {
        if self.version == Some(desk.version) {
            return;
        }
        self.version = Some(desk.version);
        self.matcher.config.prefer_prefix = true;
        let of_kinds = |kinds: &'static [Kind]| kinds.iter().flat_map(|it| desk.snapshot.shared_of_kind(*it));
        // Whose record was joined into another one's is found there.
        let shared = || of_kinds(&KINDS).filter(|it| !it.contains_key("same_as"));
        let is_name = |it: &&Arc<Record>| NAMED.contains(&it.id.kind);
        let before = std::mem::take(&mut self.rows);
        // Whoever is called otherwise now is found by the new name in everything that is theirs.
        let mut named = before.iter().map(|it| &it.record).filter(is_name);
        let is_same = |it: &Arc<Record>| named.next().is_some_and(|before| Arc::ptr_eq(before, it));
        let same_names = shared().filter(is_name).all(is_same);
        let mut kept: HashMap<RecordId, Row> = match same_names {
            true => before.into_iter().map(|it| (it.record.id.clone(), it)).collect(),
            false => HashMap::new(),
        };
        let names: Names = of_kinds(&NAMED).map(|it| (it.id.clone(), folded(&shown::visible(it.title())))).collect();
        let row = |record: &Arc<Record>| match kept.remove(&record.id) {
            Some(row) if Arc::ptr_eq(&row.record, record) => row,
            _ => {
                let words = found_by(record, desk, &names);
                Row { record: record.clone(), letters: letters(&words), words: words.into() }
            }
        };
        self.rows = shared().map(row).collect();
    }
}

impl Palette {
    /// A list in which one types, of what is offered and of all records.
    pub fn of(title: impl Into<String>, offers: Vec<Offer>) -> Self {
        Self { query: Some(String::new()), ..Self::menu(title, offers) }
    }

    /// A short list of what is offered, with its keys.
    pub fn menu(title: impl Into<String>, offers: Vec<Offer>) -> Self {
        let mut list = List::default();
        list.set((0..offers.len()).collect());
        Self { title: title.into(), query: None, all: offers.len(), offers, list, version: None, found: Vec::new() }
    }

    /// Narrows it to what is typed, where that or the records have changed.
    pub fn look(&mut self, index: &mut Index, desk: &Desk) {
        let Some(query) = &self.query else { return };
        index.learn(desk);
        if self.version.replace(desk.version) != Some(desk.version) {
            self.found.clear();
            self.all = self.offers.len() + index.rows.len();
        } else if self.found.last().is_some_and(|it| it.0 == *query) {
            return;
        }
        self.found.retain(|it| query.starts_with(&it.0));
        if self.found.last().is_none_or(|it| it.0 != *query) {
            // What did not fit before does not fit when more is typed.
            let among = self.found.last().map_or_else(|| (0..self.all).collect(), |it| it.1.clone());
            let found = self.fitting(query, among, index);
            self.found.push((query.clone(), found));
        }
        self.list = List::default();
        self.list.set(self.found.last().map(|it| it.1.clone()).unwrap_or_default());
    }

    /// Those of some places that fit what is typed, the best first.
    fn fitting(&self, query: &str, mut among: Vec<usize>, index: &mut Index) -> Vec<usize> {
        if query.trim().is_empty() {
            among.sort_unstable();
            return among;
        }
        let pattern = Pattern::new(&folded(query), CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy);
        let n_offers = self.offers.len();
        let wanted = letters(&folded(query));
        let Index { rows, matcher, .. } = index;
        let mut found: Vec<(u32, usize)> = among
            .into_iter()
            .filter_map(|place| {
                let words: Utf32Str<'_> = match place.checked_sub(n_offers) {
                    None => self.offers[place].found_by.slice(..),
                    // Most are told apart by their letters alone.
                    Some(row) => {
                        rows.get(row).filter(|it| it.letters & wanted == wanted).map(|it| it.words.slice(..))?
                    }
                };
                Some((pattern.score(words, matcher)?, place))
            })
            .collect();
        found.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1));
        found.into_iter().map(|it| it.1).collect()
    }

    pub fn go(&mut self, way: Way) {
        self.list.go(way);
    }

    /// What comes of the line at the marker.
    pub fn chosen(&self, index: &Index) -> Option<Choice> {
        let place = *self.list.selected()?;
        match place.checked_sub(self.offers.len()) {
            None => Some(self.offers[place].choice.clone()),
            Some(row) => Some(Choice::Open(index.rows.get(row)?.record.id.clone())),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What comes of a command that is among those offered.
    pub fn of_command(&self, command: Command) -> Option<Choice> {
        self.offers.iter().map(|it| &it.choice).find(|it| **it == Choice::Do(command)).cloned()
    }

    /// What comes of a key that stands beside a line and means something only there.
    pub fn of_key(&self, key: &str) -> Option<Choice> {
        let offer = self.offers.iter().find(|it| it.key == key)?;
        (!matches!(offer.choice, Choice::Do(_))).then(|| offer.choice.clone())
    }

    pub fn draw(&mut self, index: &Index, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
        let theme = desk.theme;
        let width = area.width.saturating_sub(4).min(86);
        let typing = if self.query.is_some() { 2 } else { 0 };
        let most = area.height.saturating_sub(4);
        let height = match self.query.is_some() {
            true => most.min(24),
            false => most.min(self.list.len() as u16 + 2),
        };
        let area = centred(area, width, height);
        frame.render_widget(Clear, area);
        let beside = match &self.query {
            Some(_) => format!("{} of {}", self.list.len(), self.all),
            None => "Esc closes".to_owned(),
        };
        let inner = boxed(frame, area, &self.title, &beside, true, theme);
        let columns = usize::from(inner.width);
        let mut out = Vec::new();
        if let Some(query) = &self.query {
            let query = shown::visible(query);
            // Of a long line one sees the end, where one types.
            let room = columns.saturating_sub(4);
            let over = query.chars().count().saturating_sub(room);
            out.push(Line::raw(format!(" > {}▏", query.chars().skip(over).collect::<String>())));
            out.push(Line::styled("─".repeat(columns), theme.style(Role::Dim)));
        }
        let chosen = self.list.place();
        let room = usize::from(inner.height).saturating_sub(typing);
        let offers = &self.offers;
        let left = self.list.visible(room).filter_map(|(at, place)| {
            let selected = at == chosen;
            Some(match place.checked_sub(offers.len()) {
                None => offers[*place].line(selected, columns, desk),
                Some(row) => record_line(&index.rows.get(row)?.record, selected, columns, desk),
            })
        });
        out.extend(left);
        if self.list.is_empty() {
            out.push(Line::raw("  Nothing is called like that. Fewer letters find more."));
        }
        lines(frame, inner, out);
    }
}

/// Which letters and digits are in a folded text, a bit for each; other signs share the rest.
fn letters(text: &str) -> u64 {
    let bit = |it: char| match it {
        'a'..='z' => it as u32 - 'a' as u32,
        '0'..='9' => 26 + it as u32 - '0' as u32,
        other => 36 + other as u32 % 28,
    };
    text.chars().filter(|it| !it.is_whitespace()).fold(0, |found, it| found | 1 << bit(it))
}

/// Columns of the word before a line.
const SORT: usize = 9;

impl Offer {
    fn line(&self, selected: bool, columns: usize, desk: &Desk) -> Line<'static> {
        let key = self.key.width().max(1);
        let sort = if self.sort.is_empty() { 0 } else { SORT };
        let words = columns.saturating_sub(sort + key + 4);
        row(
            vec![
                cell(self.sort, sort, Role::Dim),
                cell(&self.words, words, Role::Plain),
                right(&self.key, key, Role::Strong),
            ],
            selected,
            desk.theme,
        )
    }
}

/// A record in a line: what it is, what it is called, and what tells it from others.
fn record_line(record: &Record, selected: bool, columns: usize, desk: &Desk) -> Line<'static> {
    let (about, role) = about(record, desk);
    let room = columns.saturating_sub(SORT + 4);
    let beside = about.width().min(24).min(room / 2);
    let sort = match record.id.kind {
        Kind::Org => "org",
        kind => kind.noun(),
    };
    let sort = sort.get(..1).unwrap_or_default().to_uppercase() + sort.get(1..).unwrap_or_default();
    row(
        vec![
            cell(sort, SORT, Role::Dim),
            cell(title(record, desk), room.saturating_sub(beside), Role::Plain),
            right(about, beside, role),
        ],
        selected,
        desk.theme,
    )
}

/// What a record is called in a list of all sorts.
pub(super) fn title(record: &Record, desk: &Desk) -> String {
    let name = name_of(&record.id, &desk.snapshot);
    match record.id.kind {
        Kind::Group => format!("{} {name}", record.id),
        kind if kind.letter().is_some() => format!("{} {name}", record.id.brief()),
        _ => name,
    }
}

/// What stands at the right of a record.
pub(super) fn about(record: &Record, desk: &Desk) -> (String, Role) {
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

/// The words by which a record is found, folded, those that name it first.
fn found_by(record: &Record, desk: &Desk, names: &Names) -> String {
    let named = |kind: Kind, id: Option<&str>| -> &str {
        id.and_then(|it| RecordId::new(kind, it).ok()).and_then(|it| names.get(&it)).map_or("", String::as_str)
    };
    let of_member = record.id.person();
    let person = match record.id.kind {
        Kind::Member => of_member.as_ref().map(RecordId::as_str),
        _ => ["owner", "presenter", "presiding"].into_iter().find_map(|it| record.word(it)),
    };
    let of_person = || org_of(&desk.snapshot, &RecordId::new(Kind::Person, person?).ok()?);
    let theirs = if record.contains_key("org") { None } else { of_person() };
    let org = record.word("org").or(theirs.as_ref().map(RecordId::as_str));
    let title = match names.get(&record.id) {
        Some(name) => name.clone(),
        None => folded(&shown::visible(record.title())),
    };
    let own = format!("{title} {} {}", record.id, record.text("short"));
    let mut words = if own.is_ascii() { own.to_ascii_lowercase() } else { folded(&own) };
    for name in [named(Kind::Person, person), named(Kind::Org, org), named(Kind::Group, record.id.group())] {
        words.push(' ');
        words.push_str(name);
    }
    match words.char_indices().nth(WORDS) {
        Some((end, _)) => words[..end].to_owned(),
        None => words,
    }
}
