//! What leaves the workspace: documents and lists written into files, and files and links that the desktop opens.

use std::path::{Path, PathBuf};

use super::Worker;
use crate::document::order::made;
use crate::model::deed::item::is_program;
use crate::model::{RecordId, Standpoint, shown};
use crate::report::{Exit, Report};
use crate::store::program;
use crate::tui::event::{Effect, Event};
use crate::tui::written::{Contents, Over, place, write};

impl Worker {
    /// Writes a file outside the workspace; where there is one already, asks first.
    pub(super) fn write_out(&mut self, path: PathBuf, contents: Contents, over: Over) -> Vec<Event> {
        let file = match place(&path, self.workspace.root()) {
            Ok(file) => file,
            Err(report) => return vec![Event::Written(Box::new(Err(report)))],
        };
        if over == Over::Nothing && file.exists() {
            let effect = Effect::Write { path, contents, over: Over::WhatIsThere };
            return vec![Event::InTheWay(Box::new((file, effect)))];
        }
        let written = self.text_of(contents).and_then(|text| write(&file, &text)).map(|()| file);
        vec![Event::Written(Box::new(written))]
    }

    fn text_of(&mut self, contents: Contents) -> Result<String, Report> {
        match contents {
            Contents::Text(text) => Ok(text),
            Contents::Document(order) => {
                let at = Standpoint::new(self.workspace.snapshot(), self.me(), self.now());
                made(&order, &self.workspace, &at)
            }
        }
    }

    /// Opens a file that was just written; its name.
    pub(super) fn open_written(&self, file: &Path) -> Result<String, Report> {
        let name = file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        if is_program(&name) {
            return Err(not_opened(format!("`{name}` is not opened: it could run as a program")));
        }
        handed_over(&name, program::open(file), format!("It lies in {}", file.display()))
    }

    /// Opens a paper of an item; its name.
    pub(super) fn open_paper(&self, item: &RecordId, name: String) -> Result<String, Report> {
        let file = self
            .workspace
            .paper_file(item, &name)
            .map_err(|it| not_opened(it.to_string()).hint("`comity check` says which papers are missing"))?;
        handed_over(&name, program::open(&file), format!("It lies in {}", file.display()))
    }

    /// Opens a page of the web; its address.
    pub(super) fn open_link(&self, link: &str) -> Result<String, Report> {
        let told = shown::visible(link).into_owned();
        let address = program::WebAddress::of(link)
            .ok_or_else(|| not_opened(format!("`{told}` is not opened: it is no address of a web page")))?;
        handed_over(&told, program::open_page(&address), format!("The address is {told}"))
    }
}

fn not_opened(words: String) -> Report {
    Report::new("E-PAPER", Exit::Invalid, words)
}

fn handed_over(name: &str, done: std::io::Result<()>, hint: String) -> Result<String, Report> {
    let failed =
        |it: std::io::Error| not_opened(format!("nothing here opens `{name}`")).cause(it.to_string()).hint(hint);
    done.map(|()| name.to_owned()).map_err(failed)
}
