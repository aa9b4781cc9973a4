//! What both front doors need to make a document: of which records, for whom, as of which change, and where it may lie.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::calendar::Edition;
use super::cover;
use super::html::html_of_letter;
use super::logs;
use super::mail::{Draft, draft};
use super::members::Contacts;
use super::paper::Paper;
use super::plain::plain;
use super::reader::{Audience, Reader};
use crate::model::standpoint::zone;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint, deed};
use crate::workspace::Workspace;

/// Why a document is not made: whoever is to read it may not read of its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotForThem {
    pub id: RecordId,
    /// Who may read of it; `None` where that is named people only.
    pub level: Option<Audience>,
    /// For whom the document would be.
    pub audience: Audience,
}

impl NotForThem {
    /// What is wrong, in words.
    pub fn words(&self) -> String {
        let whose = self.level.map_or("named people only", Audience::words);
        format!("{} is for {whose}, and this document is for {}", self.id, self.audience.words())
    }
}

/// Whether whoever is to read a document may read of its subject at all.
///
/// # Errors
/// When they may not.
pub fn is_for(record: &Record, reader: &Reader<'_>) -> Result<(), NotForThem> {
    if reader.may_read(record) {
        return Ok(());
    }
    let level = Audience::of(record, reader.snapshot());
    Err(NotForThem { id: record.id.clone(), level, audience: reader.audience })
}

/// All records; those of a meeting that a series only plans as they will be once somebody touches it.
pub fn with_planned(meeting: &Record, at: &Standpoint<'_>) -> Snapshot {
    let planned = (!at.snapshot.exists(&meeting.id)).then(|| deed::plan(meeting, at));
    planned.and_then(|it| it.apply(at.snapshot).ok()).unwrap_or_else(|| at.snapshot.clone())
}

/// The group of a meeting.
pub fn group_of(meeting: &Record) -> Option<RecordId> {
    RecordId::new(Kind::Group, meeting.id.group()?).ok()
}

/// What the folder held: its newest change, and whether somebody has edited by hand since.
pub fn version(workspace: &Workspace, at: &Standpoint<'_>) -> String {
    let edited = workspace.hand_edits(at).is_ok_and(|it| !it.is_empty());
    let head = workspace.repo().newest().map(|it| it[..7].to_owned()).unwrap_or_default();
    if edited { format!("{head}, with edits that are not saved yet") } else { head }
}

/// The folder as calendars are made from it.
pub fn edition(workspace: &Workspace) -> Edition {
    let repo = workspace.repo();
    let (begun, changes) = repo.newest().and_then(|it| repo.beginning(&it).ok()).unwrap_or_default();
    Edition { saved: saved_at(workspace).unwrap_or_default(), begun, changes }
}

/// When the newest change was saved.
pub fn saved_at(workspace: &Workspace) -> Option<DateTime<FixedOffset>> {
    let repo = workspace.repo();
    Some(repo.saved(&repo.newest()?).ok()?.author.at)
}

/// The day of the newest change on the workspace's clocks; today, where nothing was saved yet.
pub fn day_of(saved: Option<DateTime<FixedOffset>>, at: &Standpoint<'_>) -> NaiveDate {
    saved.map_or(at.today, |it| it.with_timezone(&zone(at.snapshot)).date_naive())
}

/// To whom a letter goes, where addresses are wanted.
pub fn addresses(group: Option<&RecordId>, reader: &Reader<'_>) -> Vec<(String, String)> {
    match reader.contacts {
        Contacts::With => logs::addresses(group, reader),
        Contacts::Without => Vec::new(),
    }
}

/// A document as the draft of a letter.
pub fn letter(paper: &Paper, to: &[(String, String)], at: Option<DateTime<FixedOffset>>) -> String {
    let subject = format!("{} ({})", paper.title, paper.status);
    let mut paper = paper.clone();
    if paper.cover.is_empty() {
        paper.cover = cover::of_list(&paper.title, &paper.status);
    }
    draft(&Draft { subject: &subject, to, at, text: &plain(&paper), page: &html_of_letter(&paper) })
}

/// Whether a file lies, or would lie, in a folder, whatever links lead there.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = path.ancestors().find_map(|it| it.canonicalize().ok());
    real.is_some_and(|it| it.starts_with(&folder))
}
