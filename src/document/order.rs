//! A document as somebody asks for it on the screen: of what, in which format, for whom.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::agenda::agenda;
use super::calendar::{self, Alarms, Edition};
use super::html::html;
use super::logs;
use super::make::{day_of, edition, is_for, letter, saved_at, version, with_planned};
use super::markdown::markdown;
use super::members::Contacts;
use super::minutes::minutes;
use super::paper::Paper;
use super::reader::{Audience, Reader};
use super::sheet::{For, csv};
use crate::model::find::find_meeting;
use crate::model::view::deadlines::deadlines;
use crate::model::{Kind, Record, RecordId, Snapshot, Standpoint};
use crate::report::{Exit, Report};
use crate::workspace::Workspace;

/// A document that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    Agenda(RecordId),
    Minutes(RecordId),
    /// These actions, and the words by which a list was narrowed to them.
    Actions(Vec<RecordId>, String),
    /// The register of a group, or of all.
    Decisions(Option<RecordId>),
    Members(Option<RecordId>),
    Deadlines(Option<RecordId>),
    /// These meetings or actions for calendar programs.
    Calendar(Vec<RecordId>),
}

/// How a document is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page to print.
    Page,
    Text,
    /// A table for spreadsheets.
    Table,
    /// The draft of a letter.
    Letter,
    Calendar,
}

/// A document that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub document: Document,
    pub format: Format,
    pub audience: Audience,
}

impl Format {
    /// Those of every document but a calendar.
    pub const ALL: [Self; 4] = [Self::Page, Self::Text, Self::Table, Self::Letter];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Page => "html",
            Self::Text => "md",
            Self::Table => "csv",
            Self::Letter => "eml",
            Self::Calendar => "ics",
        }
    }

    /// The one whose files end like that.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.ending() == ending)
    }
}

impl Document {
    /// What it is, in a sentence: `the agenda of AQ-2026-11-24`.
    pub fn words(&self) -> String {
        let of = |what: &str, group: &Option<RecordId>| match group {
            Some(group) => format!("{what} of {group}"),
            None => format!("{what} of all groups"),
        };
        match self {
            Self::Agenda(meeting) => format!("the agenda of {meeting}"),
            Self::Minutes(meeting) => format!("the minutes of {meeting}"),
            Self::Actions(..) => "the action log".to_owned(),
            Self::Decisions(group) => of("the register of decisions", group),
            Self::Members(group) => of("the list of members", group),
            Self::Deadlines(group) => of("the deadlines", group),
            Self::Calendar(ids) => match ids.as_slice() {
                [one] => format!("a calendar entry of {one}"),
                _ => format!("a calendar of the {}", ids.first().map_or("meetings", |it| it.kind.plural())),
            },
        }
    }

    /// What its file may be called, without the ending.
    pub fn name(&self) -> String {
        let of = |what: &str, group: Option<&RecordId>| match group {
            Some(group) => format!("{what}-{group}"),
            None => what.to_owned(),
        };
        match self {
            Self::Agenda(meeting) => of("agenda", Some(meeting)),
            Self::Minutes(meeting) => of("minutes", Some(meeting)),
            Self::Actions(ids, _) => of("actions", group_of_all(ids).as_ref()),
            Self::Decisions(group) => of("decisions", group.as_ref()),
            Self::Members(group) => of("members", group.as_ref()),
            Self::Deadlines(group) => of("deadlines", group.as_ref()),
            Self::Calendar(ids) => match ids.as_slice() {
                [one] => one.to_string(),
                _ => of(ids.first().map_or("meetings", |it| it.kind.plural()), group_of_all(ids).as_ref()),
            },
        }
    }

    /// The formats in which it can be had; a calendar is one of its own.
    pub fn formats(&self) -> &'static [Format] {
        match self {
            Self::Calendar(_) => &[Format::Calendar],
            Self::Agenda(_) | Self::Minutes(_) | Self::Actions(..) => &Format::ALL,
            Self::Decisions(_) | Self::Members(_) | Self::Deadlines(_) => &Format::ALL,
        }
    }
}

/// The group of records that are all of one.
fn group_of_all(ids: &[RecordId]) -> Option<RecordId> {
    let code = ids.first()?.group()?;
    let group = ids.iter().all(|it| it.group() == Some(code)).then(|| RecordId::new(Kind::Group, code).ok());
    group.flatten()
}

/// Makes a document; the same folder makes the same one.
///
/// # Errors
/// When what it is about is not there any more, or is not for whoever is to read it.
pub fn made(order: &Order, workspace: &Workspace, at: &Standpoint<'_>) -> Result<String, Report> {
    let saved = saved_at(workspace);
    let as_of = day_of(saved, at);
    let reader = reader(order, at.snapshot, at, as_of);
    let mut paper = match &order.document {
        Document::Calendar(ids) => return calendar_of(ids, &edition(workspace), &reader),
        Document::Agenda(id) | Document::Minutes(id) => of_meeting(order, id, at, as_of)?,
        Document::Actions(ids, narrowed) => {
            let actions: Vec<&Record> = ids.iter().filter_map(|it| at.snapshot.get(it)).collect();
            let mut paper = logs::actions_of(actions, group_of_all(ids).as_ref(), &reader);
            paper.fact("Only", narrowed.as_str());
            paper
        }
        Document::Decisions(group) => logs::decisions(known(group, &reader)?, &reader),
        Document::Members(group) => logs::members(known(group, &reader)?, &reader),
        Document::Deadlines(group) => {
            let group = known(group, &reader)?;
            let mut found = deadlines(&reader.at);
            found.retain(|it| group.is_none_or(|group| it.meeting.group() == Some(group.as_str())));
            logs::deadlines(&found, group, &reader)
        }
    };
    paper.fact("Version", version(workspace, at));
    written(&paper, order.format, saved)
}

fn reader<'a>(order: &Order, snapshot: &'a Snapshot, at: &Standpoint<'_>, as_of: NaiveDate) -> Reader<'a> {
    let at = Standpoint { snapshot, me: at.me.clone(), last: at.last.clone(), now: at.now, today: at.today };
    Reader { at, as_of, audience: order.audience, contacts: Contacts::Without }
}

fn of_meeting(order: &Order, id: &RecordId, at: &Standpoint<'_>, as_of: NaiveDate) -> Result<Paper, Report> {
    let meeting = find_meeting(at, id.as_str())?;
    let snapshot = with_planned(&meeting, at);
    let reader = reader(order, &snapshot, at, as_of);
    readable(&meeting, &reader)?;
    Ok(match order.document {
        Document::Minutes(_) => minutes(&meeting, &reader),
        _ => agenda(&meeting, &reader),
    })
}

/// The document in a format.
fn written(paper: &Paper, format: Format, saved: Option<DateTime<FixedOffset>>) -> Result<String, Report> {
    Ok(match format {
        Format::Page => html(paper),
        Format::Text | Format::Calendar => markdown(paper),
        // Whoever opens it by its file most likely does so with Excel, and every other program reads it all the same.
        Format::Table => csv(&paper.sheet, For::Excel).map_err(|it| {
            Report::new("E-IO", Exit::Failed, "cannot write the document as CSV").cause(it.to_string())
        })?,
        Format::Letter => letter(paper, &[], saved),
    })
}

fn calendar_of(ids: &[RecordId], edition: &Edition, reader: &Reader<'_>) -> Result<String, Report> {
    let snapshot = reader.snapshot();
    if let [one] = ids
        && one.kind == Kind::Meeting
    {
        let meeting = find_meeting(&reader.at, one.as_str())?;
        readable(&meeting, reader)?;
        return Ok(calendar::of_meetings(vec![meeting], Alarms::Silent, edition, reader));
    }
    if ids.first().is_some_and(|it| it.kind == Kind::Action) {
        let actions = ids.iter().filter_map(|it| snapshot.get(it)).collect();
        return Ok(calendar::of_actions(actions, Alarms::Silent, edition, reader));
    }
    let meetings = ids.iter().filter_map(|it| find_meeting(&reader.at, it.as_str()).ok()).collect();
    Ok(calendar::of_meetings(meetings, Alarms::Silent, edition, reader))
}

/// A group that is there and of which whoever reads may read; all of them, where none is named.
fn known<'a>(group: &'a Option<RecordId>, reader: &Reader<'_>) -> Result<logs::Groups<'a>, Report> {
    if let Some(record) = group.as_ref().and_then(|it| reader.snapshot().get(it)) {
        readable(record, reader)?;
    }
    Ok(group.as_ref())
}

fn readable(record: &Record, reader: &Reader<'_>) -> Result<(), Report> {
    is_for(record, reader).map_err(|it| {
        let hint = match it.level {
            Some(level) => format!("Make it for {}", level.words()),
            None => "Keep it out of the workspace".to_owned(),
        };
        Report::new("E-AUDIENCE", Exit::Invalid, it.words()).hint(hint)
    })
}
