//! Actions: the action points of all groups in one list, filtered and sorted, with what is selected beside it.

use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::narrowed::about_filter;
use super::{Addition, Screen, Thing};
use crate::model::contested::marked_title;
use crate::model::filter::{Fault, Filter};
use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::view::{Action, ActionState};
use crate::model::{Kind, Record, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::screen::empty::{self, Empty};
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{boxed, cell, lines, page_box, right, row, wrapped};

/// The page.
#[derive(Default)]
pub struct Actions {
    pub list: List<RecordId>,
    pub filter: String,
    /// The filter, read.
    narrowed: Filter,
    pub group: Option<String>,
    pub sort: Sort,
    /// Closed and dropped ones too.
    pub all: bool,
    seen: Option<(u64, String, Option<String>, Sort, bool)>,
    /// All actions, by id.
    known: Vec<Known>,
}

/// An action with what the list asks of it, kept until it changes: filter and sort must keep up with typing.
struct Known {
    record: Arc<Record>,
    /// The words by which it is found, folded.
    words: String,
    state: ActionState,
    is_listed: bool,
    owner: Option<String>,
    due: Option<NaiveDate>,
    raised_on: Option<NaiveDate>,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Due,
    Owner,
    Group,
    State,
    Newest,
}

impl Sort {
    pub fn next(self) -> Self {
        match self {
            Self::Due => Self::Owner,
            Self::Owner => Self::Group,
            Self::Group => Self::State,
            Self::State => Self::Newest,
            Self::Newest => Self::Due,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Due => "by due date",
            Self::Owner => "by person",
            Self::Group => "by group",
            Self::State => "by state",
            Self::Newest => "newest first",
        }
    }
}

impl Screen for Actions {
    fn context(&self) -> Context {
        Context::Actions
    }

    fn look(&mut self, desk: &Desk) {
        let seen = Some((desk.version, self.filter.clone(), self.group.clone(), self.sort, self.all));
        if self.seen == seen {
            return;
        }
        if self.seen.as_ref().is_none_or(|it| it.0 != desk.version) {
            self.learn(desk);
        }
        // What was just ticked or dropped stays in the list as long as it is selected.
        let kept = self.list.selected().cloned();
        self.seen = seen;
        let at = desk.at();
        self.narrowed = Filter::read(&self.filter, &[Kind::Action], &at);
        // Whoever asks for a state means those too that lists leave out.
        let all = self.all || self.narrowed.asks_for_state();
        let mut actions: Vec<&Known> = self
            .known
            .iter()
            .filter(|it| {
                let id = &it.record.id;
                let listed = all || it.is_listed || Some(id) == kept.as_ref();
                let in_group = self.group.as_deref().is_none_or(|it| id.group() == Some(it));
                listed && in_group && self.narrowed.holds(&it.record, &it.words, &at)
            })
            .collect();
        match self.sort {
            Sort::Due => actions.sort_by_key(|it| (it.due.is_none(), it.due)),
            Sort::Owner => actions.sort_by_key(|it| (it.owner.is_none(), &it.owner, it.due)),
            // The group stands in the record, far from its neighbours: it is fetched once.
            Sort::Group => actions.sort_by_cached_key(|it| (group_of(it), it.due)),
            Sort::State => actions.sort_by_key(|it| (it.state, it.due)),
            Sort::Newest => actions.sort_by_key(|it| std::cmp::Reverse(it.raised_on)),
        }
        self.list.set(actions.into_iter().map(|it| it.record.id.clone()).collect());
    }

    fn selected(&self, _: &Desk) -> Option<Thing> {
        self.list.selected().cloned().map(Thing::Record)
    }

    fn select(&mut self, id: &RecordId) {
        self.list.select(id);
    }

    fn go(&mut self, way: Way) {
        self.list.go(way);
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }

    fn has_filter(&self) -> bool {
        true
    }

    fn fault(&self) -> Option<&Fault> {
        self.narrowed.faults().first()
    }

    fn is_filtered(&self) -> bool {
        !self.filter.is_empty() || self.group.is_some()
    }

    fn clear_filter(&mut self) {
        (self.filter, self.group) = (String::new(), None);
    }

    fn show_all(&mut self) {
        self.all = !self.all;
    }

    fn can_show_all(&self) -> bool {
        true
    }

    fn next_group(&mut self, desk: &Desk) {
        self.group = desk.next_group(self.group.as_deref());
    }

    fn addition(&self, _: &Desk) -> Option<Addition> {
        let group = self.group.clone().unwrap_or_default();
        Some(Addition { kind: Kind::Action, group, known: Vec::new() })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let all = self.known.len();
        let [list, detail] = match area.width >= 100 {
            true => Layout::horizontal([Constraint::Ratio(7, 10), Constraint::Fill(1)]).areas(area),
            false => [area, Rect::default()],
        };
        let about =
            about_filter(&self.filter, self.fault().is_some(), self.group.as_deref(), typing, self.list.len(), all);
        let about = match (self.all, self.filter.is_empty() && self.group.is_none()) {
            (true, _) => format!("all · {about} · {}", self.sort.label()),
            (false, true) => format!("open · {about} · {}", self.sort.label()),
            (false, false) => format!("{about} · {}", self.sort.label()),
        };
        let inner = page_box(frame, list, "Actions", &about, desk.theme);
        // Where there is no room beside the list, two lines below it say more about the selected one.
        let below = if detail.width == 0 && inner.height > 8 { 3 } else { 0 };
        let width = usize::from(inner.width);
        let chosen = self.list.place();
        let title = width.saturating_sub(3 + 8 + 12 + 11 + 5);
        let mut rows = vec![Line::styled(
            format!(" {:3} {:8} {:title$} {:12} {:>11}", "", "No", "Title", "Who", "Due"),
            desk.theme.style(Role::Dim),
        )];
        let height = usize::from(inner.height).saturating_sub(1 + below);
        let visible: Vec<(usize, RecordId)> = self.list.visible(height).map(|(at, id)| (at, id.clone())).collect();
        for (at, action) in visible.iter().filter_map(|(at, id)| Some((*at, desk.snapshot.get(id)?))) {
            let view = Action(action);
            let late = view.is_late(desk.today);
            let (who, party) = view.owner().map_or_else(|| ("no owner".to_owned(), Role::Dim), |it| desk.person(&it));
            let role = match (late, view.is_open()) {
                (true, _) => Role::Alarm,
                (false, true) => Role::Plain,
                (false, false) => Role::Dim,
            };
            let due = if view.is_open() { view.due_words(desk.today) } else { view.state().label().to_owned() };
            let cells = vec![
                cell(view.sign(desk.today), 3, role),
                cell(action.id.brief(), 8, Role::Dim),
                cell(marked_title(action), title, if view.is_open() { Role::Plain } else { Role::Dim }),
                cell(who, 12, party),
                right(due, 11, role),
            ];
            rows.push(row(cells, at == chosen, desk.theme));
        }
        if self.list.is_empty() {
            let empty = Empty::of(empty::ACTIONS, "actions", all, self.is_filtered(), "done, closed or dropped");
            let empty = empty.step_if(all > 0 && !self.is_filtered(), Command::All, "shows them too");
            rows = empty.step(Command::Add, "adds an action").lines(Context::Actions, width, desk);
        }
        lines(frame, inner, rows);
        let selected = self.list.selected().and_then(|it| desk.snapshot.get(it));
        if below > 0 {
            let strip = Rect { y: inner.bottom().saturating_sub(2), height: 2, ..inner };
            lines(frame, strip, selected.map(|it| in_two_lines(it, desk, width)).unwrap_or_default());
        }
        if detail.width > 0 {
            draw_detail(frame, detail, selected, desk);
        }
    }
}

impl Actions {
    /// Takes note of the actions that came, went or changed; both the old and the new ones come by id.
    fn learn(&mut self, desk: &Desk) {
        let mut old = std::mem::take(&mut self.known).into_iter().peekable();
        for record in desk.snapshot.shared_of_kind(Kind::Action) {
            while old.next_if(|it| it.record.id < record.id).is_some() {}
            let same = old.next_if(|it| Arc::ptr_eq(&it.record, record));
            self.known.push(same.unwrap_or_else(|| Known::of(record, desk)));
        }
    }
}

impl Known {
    fn of(record: &Arc<Record>, desk: &Desk) -> Self {
        let view = Action(record);
        Self {
            record: record.clone(),
            words: words_of(record, desk),
            state: view.state(),
            is_listed: view.is_listed(),
            owner: record.word("owner").map(str::to_owned),
            due: record.date("due"),
            raised_on: record.date("raised_on"),
        }
    }
}

fn group_of<'a>(known: &&'a Known) -> Option<&'a str> {
    known.record.id.group()
}

/// The words by which an action is found.
fn words_of(record: &Record, desk: &Desk) -> String {
    let owner = Action(record).owner();
    let owner = owner.and_then(|it| desk.snapshot.get(&it)).map(Record::title).unwrap_or_default();
    let tags: Vec<&str> = record.words("tags").collect();
    let texts = [
        record.id.as_str(),
        record.title(),
        owner,
        record.text("owner"),
        record.text("org"),
        record.text("blocked_by"),
        Action(record).state().label(),
    ];
    folded(&format!("{} {}", texts.join(" "), tags.join(" ")))
}

fn in_two_lines(action: &Record, desk: &Desk, width: usize) -> Vec<Line<'static>> {
    let view = Action(action);
    let late = if view.is_late(desk.today) { ", LATE" } else { "" };
    let mut words = vec![action.id.to_string(), format!("{}{late}", view.state().label())];
    let helpers: Vec<String> = action.words("helpers").map(|it| shown::visible(it).into_owned()).collect();
    if !helpers.is_empty() {
        words.push(format!("helped by {}", helpers.join(", ")));
    }
    words.extend(action.word("raised_at").map(|it| format!("from {}", shown::visible(it))));
    words.extend(action.word("blocked_by").map(|it| format!("waits for {}", shown::visible(it))));
    let last = action.rows("progress").last().map(|it| it.text("text").lines().next().unwrap_or_default().to_owned());
    let first = shown::cut(&words.join(" · "), width.saturating_sub(1)).into_owned();
    let second = last.map_or_else(
        || "Enter opens everything".to_owned(),
        |it| format!("\"{}\"  Enter opens everything", shown::visible(&it)),
    );
    vec![
        Line::raw(format!(" {first}")),
        Line::styled(format!(" {}", shown::cut(&second, width.saturating_sub(1))), desk.theme.style(Role::Dim)),
    ]
}

fn draw_detail(frame: &mut Frame<'_>, area: Rect, action: Option<&Record>, desk: &Desk) {
    let title = action.map(|it| it.id.to_string()).unwrap_or_default();
    let inner = boxed(frame, area, &title, "", false, desk.theme);
    let Some(action) = action else { return };
    let width = usize::from(inner.width).saturating_sub(2);
    let view = Action(action);
    let mut out: Vec<Line<'static>> = wrapped(action.title(), width)
        .into_iter()
        .map(|it| Line::styled(format!(" {it}"), desk.theme.style(Role::Strong)))
        .collect();
    out.push(Line::raw(""));
    let mut say = |label: &str, words: String, role: Role| {
        for (at, line) in wrapped(&words, width.saturating_sub(9)).into_iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            out.push(Line::from(vec![
                Span::styled(format!(" {label:8} "), desk.theme.style(Role::Dim)),
                Span::styled(line, desk.theme.style(role)),
            ]));
        }
    };
    let late = view.is_late(desk.today);
    say(
        "State",
        format!("{}{}", view.state().label(), if late { ", LATE" } else { "" }),
        if late { Role::Alarm } else { Role::Plain },
    );
    match view.owner() {
        Some(owner) => {
            let (who, role) = desk.person(&owner);
            say("Owner", who, role);
        }
        None => say("Owner", "nobody yet (!)".to_owned(), Role::Strong),
    }
    for helper in action.words("helpers").filter_map(|it| RecordId::new(Kind::Person, it).ok()) {
        let (who, role) = desk.person(&helper);
        say("Helper", who, role);
    }
    if let Some(due) = view.due() {
        let moved = match view.slipped() {
            0 => String::new(),
            1 => ", moved once".to_owned(),
            times => format!(", moved {times} times"),
        };
        let distance = if late { view.due_words(desk.today) } else { crate::model::date::distance(due, desk.today) };
        say(
            "Due",
            format!("{} ({distance}{moved})", crate::model::date::short(due)),
            if late { Role::Alarm } else { Role::Plain },
        );
    }
    for (label, key) in [
        ("Priority", "priority"),
        ("From", "raised_at"),
        ("Item", "item"),
        ("Waits", "blocked_by"),
        ("Reason", "cancel_reason"),
    ] {
        if let Some(words) = action.word(key).filter(|it| *it != "normal") {
            say(label, words.to_owned(), Role::Plain);
        }
    }
    let detail = action.text("detail");
    let notes: Vec<(String, String)> = action
        .rows("progress")
        .rev()
        .map(|it| {
            let day =
                it.instant("at").map(|it| crate::model::date::near(it.date_naive(), desk.today)).unwrap_or_default();
            (format!("{day}, {}", it.text("by")), it.text("text").to_owned())
        })
        .collect();
    let mut text = |heading: String, words: &str| {
        out.push(Line::raw(""));
        out.push(Line::styled(format!(" {}", shown::visible(&heading)), desk.theme.style(Role::Dim)));
        out.extend(wrapped(words, width).into_iter().map(|it| Line::raw(format!(" {it}"))));
    };
    if !detail.is_empty() {
        text("Details".to_owned(), detail);
    }
    for (heading, words) in &notes {
        text(heading.clone(), words);
    }
    out.push(Line::raw(""));
    out.push(Line::styled(" Enter opens everything", desk.theme.style(Role::Dim)));
    lines(frame, inner, out);
}
