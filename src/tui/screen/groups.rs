//! Groups: the working groups, and everything about the one that is selected.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Addition, Screen, Thing};
use crate::model::find::folded;
use crate::model::{Kind, Record, RecordId};
use crate::tui::desk::Desk;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::widget::list::{List, Way};
use crate::tui::widget::text::{cell, lines, page_box, row};

/// The page.
#[derive(Default)]
pub struct Groups {
    pub list: List<RecordId>,
    pub filter: String,
    seen: Option<(u64, String)>,
}

impl Screen for Groups {
    fn context(&self) -> Context {
        Context::Groups
    }

    fn look(&mut self, desk: &Desk) {
        let seen = Some((desk.version, self.filter.clone()));
        if self.seen == seen {
            return;
        }
        self.seen = seen;
        let words: Vec<String> = folded(&self.filter).split_whitespace().map(str::to_owned).collect();
        let fits = |it: &&Record| {
            let text = folded(&format!("{} {}", it.id, it.title()));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.list.set(desk.snapshot.of_kind(Kind::Group).filter(fits).map(|it| it.id.clone()).collect());
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

    fn is_filtered(&self) -> bool {
        !self.filter.is_empty()
    }

    fn clear_filter(&mut self) {
        self.filter.clear();
    }

    fn addition(&self, _: &Desk) -> Option<Addition> {
        Some(Addition { kind: Kind::Group, group: String::new(), known: Vec::new() })
    }

    fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, desk: &Desk, typing: bool) {
        let all = desk.snapshot.ids(Kind::Group).len();
        let about = super::actions::about_filter(&self.filter, None, typing, self.list.len(), all);
        let inner = page_box(frame, area, "Working groups", &about, desk.theme);
        let chosen = self.list.place();
        let width = usize::from(inner.width).saturating_sub(14);
        let rows = self.list.visible(inner.height.into()).filter_map(|(at, id)| Some((at, desk.snapshot.get(id)?)));
        let rows = rows.map(|(at, it)| {
            let cells = vec![cell(it.id.as_str(), 12, Role::Strong), cell(it.title(), width, Role::Plain)];
            row(cells, at == chosen, desk.theme)
        });
        lines(frame, inner, rows.collect());
    }
}
