//! A paper added from the screen: its file is read here, and saved together with the row that names it.

use std::path::Path;

use toml::Table;

use super::Worker;
use crate::model::deed::item::add_paper;
use crate::model::field::Type;
use crate::model::{Change, Kind, RecordId, Standpoint, typed, value};
use crate::report::{Exit, Report};
use crate::tui::event::{Effect, Event};
use crate::tui::written::at_home;
use crate::workspace::{NewPaper, called, is_link};

impl Worker {
    /// Adds a file, a link, or a paper that is to follow.
    pub(super) fn add_paper(&mut self, item: RecordId, what: Option<String>, title: Option<String>) -> Vec<Event> {
        match self.paper_row(&item, what.as_deref(), title.as_deref()) {
            Ok((change, papers)) => self.submit_with(&change, &papers, Effect::AddPaper { item, what, title }),
            Err(report) => vec![Event::Saved(Box::new(Err(report)))],
        }
    }

    fn paper_row(
        &self,
        item: &RecordId,
        what: Option<&str>,
        title: Option<&str>,
    ) -> Result<(Change, Vec<NewPaper>), Report> {
        let at = Standpoint::new(self.workspace.snapshot(), self.me(), self.now());
        let read = |key: &str, text: &str| {
            let row = Kind::Item.field("paper").map(|it| &it.ty);
            let fields = row.map(Type::inner).unwrap_or_default();
            match fields.iter().find(|it| it.key == key) {
                Some(field) => typed::parse(field, text, None, &at).map_err(|it| Report::of_value(key, text, it)),
                None => Ok(None),
            }
        };
        let record = at.snapshot.get(item).ok_or_else(|| {
            Report::new("E-NOT-FOUND", Exit::NotFound, format!("{item} is not there any more")).hint("Esc leaves it")
        })?;
        let by_file = || what.filter(|it| !is_link(it)).and_then(called);
        let title = title.map(str::to_owned).or_else(by_file).unwrap_or_default();
        let mut row = Table::new();
        row.extend(read("title", &title)?.map(|it| ("title".to_owned(), it)));
        let mut papers = Vec::new();
        let state = match what {
            None => "to-follow",
            Some(link) if is_link(link) => {
                row.extend(read("url", link)?.map(|it| ("url".to_owned(), it)));
                "ready"
            }
            Some(file) => {
                let file = at_home(Path::new(file));
                let paper = self.workspace.take_paper(item.group().unwrap_or_default(), &file)?;
                row.insert("path".to_owned(), value::text(&paper.name));
                row.insert("sha256".to_owned(), value::text(paper.sha256()));
                papers.push(paper);
                "ready"
            }
        };
        row.insert("state".to_owned(), value::text(state));
        Ok((add_paper(record, row, &at)?, papers))
    }
}
