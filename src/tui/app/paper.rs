//! The papers of an item that is read: opened by the desktop, one at once, several from a menu.

use super::{App, Message, Overlay};
use crate::model::record::Fields;
use crate::model::{Kind, shown};
use crate::report::Report;
use crate::tui::event::Effect;
use crate::tui::overlay::palette::{Choice, Offer, Palette};
use crate::tui::screen::reading::Reading;

impl App {
    /// The papers at which somebody stands, with their titles: files, and links.
    pub(super) fn papers_here(&self) -> Option<Vec<(Choice, String)>> {
        let reading = self.reading.last().filter(|it| it.field() == Some("paper") && it.followed().is_none())?;
        let item = Reading::record(reading).filter(|it| it.kind == Kind::Item)?;
        let rows = self.desk.snapshot.get(&item)?.rows("paper");
        let file = |it: &toml::Table| it.word("path").map(|path| Choice::Paper(item.clone(), path.to_owned()));
        let link = |it: &toml::Table| it.word("url").map(|url| Choice::Web(url.to_owned()));
        let papers = rows.filter_map(|it| Some((file(it).or_else(|| link(it))?, it.text("title").to_owned())));
        let papers: Vec<(Choice, String)> = papers.collect();
        (!papers.is_empty()).then_some(papers)
    }

    /// Opens the paper at which somebody stands; of several, asks which.
    pub(super) fn open_papers(&mut self) -> Vec<Effect> {
        let Some(papers) = self.papers_here() else { return Vec::new() };
        if let [(paper, _)] = papers.as_slice() {
            return self.choose_line(paper.clone());
        }
        let offers = papers.into_iter().map(|(paper, title)| {
            let words = shown::visible(&title).into_owned();
            Offer::new("", words, String::new(), paper)
        });
        self.overlay = Some(Overlay::Palette(Palette::menu("Open a paper", offers.collect())));
        Vec::new()
    }

    /// Says what is shown elsewhere now, or why it is not.
    pub(super) fn opened(&mut self, result: Result<String, Report>) -> Vec<Effect> {
        match result {
            Ok(name) => {
                let words = format!("{} is opened by the desktop", shown::visible(&name));
                self.message = Message { words, warns: false };
            }
            Err(report) => self.tell("Not opened", &report),
        }
        Vec::new()
    }
}
