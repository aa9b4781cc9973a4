//! The first steps of a new workspace, on Home: each ticks itself when it is done.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::model::record::Fields;
use crate::model::view::Seats;
use crate::model::{Kind, Record, RecordId, Snapshot};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::list::List;
use crate::tui::widget::text::{boxed, cell, lines, row};

/// The lines of its box, borders included.
pub const HEIGHT: u16 = 8;

/// A first step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    Orgs,
    People,
    Group,
    CoChairs,
    Meeting,
    Shared,
}

impl FirstStep {
    pub const ALL: [Self; 6] = [Self::Orgs, Self::People, Self::Group, Self::CoChairs, Self::Meeting, Self::Shared];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Orgs => ("The two organisations", "with their names and signs"),
            Self::People => ("The people", "somebody of each organisation"),
            Self::Group => ("The first group", "who works on what"),
            Self::CoChairs => ("Its co-chairs", "one of each organisation"),
            Self::Meeting => ("The first meeting", "its day, and then its agenda"),
            Self::Shared => ("The shared copy", "through which the organisations exchange"),
        }
    }

    fn is_done(self, snapshot: &Snapshot, today: NaiveDate, is_shared: bool) -> bool {
        match self {
            Self::Orgs => parties(snapshot).len() >= 2,
            Self::People => {
                let of = |org: &RecordId| snapshot.of_kind(Kind::Person).any(|it| it.text("org") == org.as_str());
                let parties = parties(snapshot);
                !parties.is_empty() && parties.iter().all(of)
            }
            Self::Group => !snapshot.ids(Kind::Group).is_empty(),
            Self::CoChairs => without_co_chairs(snapshot, today).is_none() && !snapshot.ids(Kind::Group).is_empty(),
            Self::Meeting => !snapshot.ids(Kind::Meeting).is_empty(),
            Self::Shared => is_shared,
        }
    }
}

/// Whether the records themselves lack a first step, so that the steps are worth showing.
pub fn is_new(snapshot: &Snapshot) -> bool {
    // A co-chair may be lacking for a while in the oldest workspace.
    let lacks = |it: &FirstStep| match it {
        FirstStep::CoChairs => false,
        FirstStep::Orgs | FirstStep::People | FirstStep::Group | FirstStep::Meeting | FirstStep::Shared => {
            !it.is_done(snapshot, NaiveDate::default(), true)
        }
    };
    FirstStep::ALL.iter().any(lacks)
}

/// The first of the groups that lacks a co-chair of either side, and is to have one of each.
pub fn without_co_chairs(snapshot: &Snapshot, today: NaiveDate) -> Option<RecordId> {
    let lacks = |it: &&Record| {
        let seats = Seats::of(snapshot, it, today);
        // As long as nothing is said of how a group is led, somebody has to lead it.
        let is_led = seats.terms.iter().any(|it| it.role().ends_with("chair"));
        !is_led || !seats.without_co_chair(snapshot).is_empty()
    };
    snapshot.of_kind(Kind::Group).filter(|it| it.text("state") != "closed").find(lacks).map(|it| it.id.clone())
}

/// The organisations of the memorandum that are there.
pub fn parties(snapshot: &Snapshot) -> Vec<RecordId> {
    let workspace = snapshot.get(&RecordId::workspace());
    let named = workspace.into_iter().flat_map(|it| it.words("parties"));
    named.filter_map(|it| RecordId::new(Kind::Org, it).ok()).filter(|it| snapshot.exists(it)).collect()
}

/// The box. It holds no step where none is to be shown.
#[derive(Default)]
pub struct Checklist {
    pub steps: List<FirstStep>,
    done: Vec<bool>,
}

impl Checklist {
    /// Says whether it has come to be shown just now.
    pub fn look(&mut self, desk: &Desk) -> bool {
        let was_shown = self.is_shown();
        let is_shared = desk.exchange.known.place.is_some();
        self.done = FirstStep::ALL.iter().map(|it| it.is_done(&desk.snapshot, desk.today, is_shared)).collect();
        let shows = desk.is_beginning && self.done.contains(&false);
        self.steps.set(if shows { FirstStep::ALL.to_vec() } else { Vec::new() });
        if shows && !was_shown {
            let open = self.done.iter().position(|it| !it).unwrap_or_default();
            self.steps.select(&FirstStep::ALL[open]);
        }
        shows && !was_shown
    }

    pub fn is_shown(&self) -> bool {
        !self.steps.is_empty()
    }

    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, focused: bool, desk: &Desk) {
        let n_done = self.done.iter().filter(|it| **it).count();
        let count = format!("{n_done} of {} done", self.done.len());
        let inner = boxed(frame, area, "First steps", &count, focused, desk.theme);
        let width = usize::from(inner.width);
        let chosen = self.steps.place();
        let done = self.done.clone();
        let rows = self.steps.visible(inner.height.into()).map(|(at, step)| {
            let is_done = done.get(at).copied().unwrap_or_default();
            let (title, words) = step.words();
            let cells = vec![
                cell(if is_done { "[x]" } else { "[ ]" }, 3, Role::Plain),
                cell(title, 22, if is_done { Role::Dim } else { Role::Plain }),
                cell(words, width.saturating_sub(3 + 22 + 4), Role::Dim),
            ];
            row(cells, focused && at == chosen, desk.theme)
        });
        lines(frame, inner, rows.collect());
    }
}
