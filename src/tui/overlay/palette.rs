//! Find or do anything: commands and records in one list that narrows while one types; without a line to type in, a menu.

mod among;
mod index;
mod line;
mod told;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use self::among::{Among, FOOT};
pub use self::index::Index;
pub(super) use self::line::{about, title};
use self::line::{record_line, told_line};
use super::fit::{Nearly, Sought, Text};
use crate::document::order::Document;
use crate::model::find::folded;
use crate::model::{Kind, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::screen::actions::Sort;
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, centred, lines};

/// A list of what can be done or opened, over the page.
pub struct Palette {
    pub title: String,
    /// What is typed to narrow it; a menu is not typed in.
    pub query: Option<String>,
    /// What is offered whatever the records are.
    offers: Vec<Offer>,
    /// What is left of it.
    list: List<Hit>,
    /// How many there are in all.
    all: usize,
    /// The state of the records for which it was narrowed.
    version: Option<u64>,
    /// What fitted what is typed, and before that its beginnings: a letter taken back needs no search.
    found: Vec<(String, Vec<Hit>)>,
}

/// Something that fits what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit {
    /// Its place in the offers, then in the index.
    place: usize,
    /// Whether only what is written in it fits, and not what it is called.
    is_told: bool,
}

/// Something that is offered: its sort, its words, its key, and what comes of choosing it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub sort: &'static str,
    pub words: String,
    pub key: String,
    pub choice: Choice,
    found_by: Text,
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
    /// A paper of an item to open.
    Paper(RecordId, String),
    /// A web page to open.
    Web(String),
    /// Make this document.
    Document(Box<Document>),
    /// Write what the page shows into a file, as it is.
    WritePage,
    /// Say that this came of the item.
    Outcome(&'static str),
    /// Somebody who is not of the group is at the meeting.
    Guest(RecordId),
    /// Keep the filter of the page under a name.
    KeepFilter,
    /// Say which of the filters that were kept is to be forgotten.
    ForgetWhich,
    Forget(String),
    /// Link what is being added to this, by this field.
    Link(&'static str, RecordId),
}

/// With so many that fit nobody looks for more.
const FEW: usize = 50;

impl Hit {
    fn all(count: usize) -> Vec<Self> {
        (0..count).map(|place| Self { place, is_told: false }).collect()
    }
}

impl Offer {
    pub fn new(sort: &'static str, words: String, key: String, choice: Choice) -> Self {
        let found_by = Text::new(&words);
        Self { sort, words, key, choice, found_by }
    }

    /// The same, found by its name and by other words for it first, and then by what is told of it.
    pub fn found_by(self, name: &str, told: &str) -> Self {
        let name = folded(name);
        let words = format!("{name} {}", folded(told));
        Self { found_by: Text::named(words, name.len()), ..self }
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
        list.set(Hit::all(offers.len()));
        Self { title: title.into(), query: None, all: offers.len(), offers, list, version: None, found: Vec::new() }
    }

    /// Narrows it to what is typed, where that or the records have changed.
    pub fn look(&mut self, index: &mut Index, desk: &Desk) {
        let Some(query) = &self.query else { return };
        index.learn(&desk.snapshot, desk.version);
        if self.version.replace(desk.version) != Some(desk.version) {
            self.found.clear();
            self.all = self.offers.len() + index.rows.len();
        } else if self.found.last().is_some_and(|it| it.0 == *query) {
            return;
        }
        self.found.retain(|it| query.starts_with(&it.0));
        if self.found.last().is_none_or(|it| it.0 != *query) {
            let found = self.fitting(query, index);
            self.found.push((query.clone(), found));
        }
        self.list = List::default();
        self.list.set(self.found.last().map(|it| it.1.clone()).unwrap_or_default());
    }

    /// What fits what is typed, the best first; what only says so in its fields comes last.
    fn fitting(&self, query: &str, index: &Index) -> Vec<Hit> {
        let (among, wanted) = Among::of(query);
        let n_offers = self.offers.len();
        let of_kind =
            |hit: &Hit, kind| index.rows.get(hit.place - n_offers).is_some_and(|it| it.record.id.kind == kind);
        let is_among = |it: &Hit| match among {
            Among::Everything => true,
            Among::Commands => it.place < n_offers,
            Among::People => it.place >= n_offers && of_kind(it, Kind::Person),
            Among::Numbers => it.place >= n_offers,
            Among::List => self.offers.get(it.place).is_some_and(|it| it.choice == Choice::Do(Command::Filter)),
        };
        let sought = Sought::new(wanted);
        if sought.is_empty() || among == Among::List {
            return Hit::all(self.all).into_iter().filter(is_among).collect();
        }
        if among == Among::Numbers {
            let wanted = wanted.to_ascii_lowercase();
            let has =
                |it: &Hit| index.rows[it.place - n_offers].record.id.as_str().to_ascii_lowercase().contains(&wanted);
            return Hit::all(self.all).into_iter().filter(|it| is_among(it) && has(it)).collect();
        }
        let texts = |hit: &Hit| match hit.place.checked_sub(n_offers) {
            None => (&self.offers[hit.place].found_by, ""),
            Some(row) => (&index.rows[row].words, index.rows[row].told.as_str()),
        };
        let as_it_is = |hit: Hit| {
            let (text, told) = texts(&hit);
            match sought.score_as_it_is(text) {
                Some(score) => Some((score, hit)),
                None => sought.is_told(text, told).then_some((0, Hit { is_told: true, ..hit })),
            }
        };
        let mut found: Vec<(u32, Hit)> =
            self.left_for(among).into_iter().filter(is_among).filter_map(as_it_is).collect();
        // What is only nearly there is worth looking for where little stands there as it is.
        if found.len() < FEW {
            let known: Vec<usize> = found.iter().map(|it| it.1.place).collect();
            let mut nearly = Nearly::default();
            let others = Hit::all(self.all).into_iter().filter(is_among);
            let others = others.filter(|it| known.binary_search(&it.place).is_err());
            found.extend(others.filter_map(|hit| Some((sought.score(texts(&hit).0, &mut nearly)?, hit))));
        }
        found.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1.place));
        found.into_iter().map(|it| it.1).collect()
    }

    /// What can still stand there as it is typed, in the order of its places: what fitted a beginning of it that was
    /// long enough to fit all that goes on like it.
    fn left_for(&self, among: Among) -> Vec<Hit> {
        let is_enough = |typed: &str| {
            let (of, wanted) = Among::of(typed);
            of == among && Sought::new(wanted).narrows()
        };
        let Some((_, hits)) = self.found.iter().rev().find(|it| is_enough(&it.0)) else { return Hit::all(self.all) };
        let mut places: Vec<usize> = hits.iter().map(|it| it.place).collect();
        places.sort_unstable();
        places.into_iter().map(|place| Hit { place, is_told: false }).collect()
    }

    pub fn go(&mut self, way: Way) {
        self.list.go(way);
    }

    /// What comes of the line at the marker.
    pub fn chosen(&self, index: &Index) -> Option<Choice> {
        let place = self.list.selected()?.place;
        if let Some((Among::List, filter)) = self.query.as_deref().map(Among::of) {
            return Some(Choice::Filter(filter.to_owned()));
        }
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
        // What a first sign means is told as long as there is none.
        let foot = usize::from(self.query.as_deref() == Some("") && inner.height > 6);
        let room = usize::from(inner.height).saturating_sub(typing + foot);
        let offers = &self.offers;
        let (among, wanted) = Among::of(self.query.as_deref().unwrap_or_default());
        let sought = Sought::new(wanted);
        let left = self.list.visible(room).filter_map(|(at, hit)| {
            let selected = at == chosen;
            let Some(row) = hit.place.checked_sub(offers.len()) else {
                return Some(offers[hit.place].line(selected, columns, desk));
            };
            let record = &index.rows.get(row)?.record;
            Some(match hit.is_told {
                true => told_line(record, &sought, selected, columns, desk),
                false => record_line(record, selected, columns, desk),
            })
        });
        out.extend(left);
        if self.list.is_empty() {
            out.push(Line::raw(format!("  {}", among.nothing())));
        }
        if foot > 0 {
            out.resize(usize::from(inner.height) - foot, Line::raw(""));
            out.push(Line::styled(shown::cut(FOOT, columns).into_owned(), theme.style(Role::Dim)));
        }
        lines(frame, inner, out);
    }
}
