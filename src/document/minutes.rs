//! The minutes of a meeting: who was there, what was said and agreed about each item, who does what by when.

use super::agenda::{NEW, head, taken_off};
use super::annex;
use super::cover;
use super::paper::{Paper, Section, Table};
use super::present;
use super::reader::{Reader, day, iso, worded};
use crate::model::record::Fields;
use crate::model::view::minutes::{
    self as said, changed_since_check, changed_since_issue, comments_until, is_not_reached,
};
use crate::model::view::{Agenda, Came, Decision, Meeting, MeetingState, Position, Slot};
use crate::model::{Kind, Record};

/// The minutes; of a meeting that has not been held, a skeleton of them.
pub fn minutes(meeting: &Record, reader: &Reader<'_>) -> Paper {
    let agenda = Agenda::of(reader.snapshot(), meeting);
    let group = meeting.id.group().unwrap_or_default();
    let is_held = meeting.contains_key("closed") || meeting.contains_key("minutes_issued");
    let mut paper = Paper {
        title: format!("Minutes: {}", meeting.title()),
        status: status(meeting, is_held, reader),
        cover: cover::of_minutes(meeting, reader),
        ..Paper::default()
    };
    head(&mut paper, meeting, reader);
    let clock = |key: &str| meeting.instant(key).map(|it| Meeting(meeting).clock(it)).unwrap_or_default();
    let came = Came::of(meeting, reader.snapshot());
    paper.fact("Opened", clock("opened"));
    paper.fact("Closed", clock("closed"));
    if is_held {
        let read = if meeting.flag("notice_read") { "read" } else { "not written down as read" };
        paper.fact("Competition-law reminder", read);
        let since = if changed_since_check(meeting, reader.snapshot()) { ", changed since" } else { "" };
        let checked = meeting.word("checked_by").map(|it| format!("{}{since}", reader.person(it)));
        paper.fact("Checked by", checked.unwrap_or_default());
    }
    paper.sections.extend(reader.notice().map(|it| Section::new("Note").text(it)));
    paper.sections.extend(meeting.word("summary").map(|it| Section::new("Summary").text(it)));
    paper.sections.extend(present::present(meeting, reader));
    if is_held {
        paper.sections.push(present::quorum(meeting, reader));
    }
    paper.sections.push(Section::new("Items"));
    let dealt_with = |it: &&Slot<'_>| !is_held || !is_not_reached(it.item);
    paper.sections.extend(agenda.slots.iter().filter(dealt_with).map(|it| of_item(it, &came, is_held, reader)));
    paper.sections.extend(others(&came, reader));
    let not_reached = agenda.slots.iter().filter(|it| !dealt_with(it)).map(|it| {
        let next = successor(it.item, reader).map(|it| format!(", goes on at {it}")).unwrap_or_default();
        match it.number.as_str() {
            NEW => format!("{}{next}", titled(it, reader)),
            number => format!("Item {number}: {}{next}", reader.title(it.item)),
        }
    });
    let not_reached: Vec<String> = not_reached.collect();
    if !not_reached.is_empty() {
        paper.sections.push(Section::new("Not reached or put off").list(not_reached));
    }
    let gone = taken_off(meeting, reader);
    if !gone.is_empty() {
        paper.sections.push(Section::new("Taken off after the agenda went out").list(gone));
    }
    paper.sections.extend(next_meeting(meeting, reader));
    if meeting.contains_key("minutes_issued") && !meeting.contains_key("minutes_approved") {
        paper.sections.push(comments(meeting, reader));
    }
    // What is open goes on changing; what was approved does not.
    if !meeting.contains_key("minutes_approved") {
        paper.sections.extend(annex::open_actions(group, reader));
        paper.sections.push(annex::waiting(group, reader));
    }
    let chairs = Table::of(&["Co-chair", "For", "Signature", "Date"], present::co_chairs(meeting, reader));
    if !chairs.rows.is_empty() {
        paper.sections.push(Section::new("Signatures").table(chairs, ""));
    }
    paper.sheet = sheet(&came, &agenda, is_held, reader);
    paper
}

/// Where the minutes stand.
fn status(meeting: &Record, is_held: bool, reader: &Reader<'_>) -> String {
    let on = |key: &str| meeting.date(key).map(day).unwrap_or_default();
    let revision = Meeting(meeting).minutes_revision();
    match Meeting(meeting).state() {
        MeetingState::Cancelled => {
            format!("CANCELLED on {}: {}", on("cancelled_on"), meeting.text("cancelled_reason"))
        }
        MeetingState::MinutesApproved => {
            let how = meeting.word("approved_at").map_or_else(|| "in writing".to_owned(), |it| format!("at {it}"));
            // Corrections are made before they are approved, without their being sent out again.
            let since = if changed_since_issue(meeting, reader.snapshot()) { " as corrected," } else { "" };
            format!("APPROVED revision {revision}{since} on {} {how}", on("minutes_approved"))
        }
        MeetingState::MinutesIssued => {
            let until = comments_until(meeting, &reader.at);
            let until = until.map(|it| format!(" until {}", day(it))).unwrap_or_default();
            let since = if changed_since_issue(meeting, reader.snapshot()) { ", changed since" } else { "" };
            format!("ISSUED revision {revision} on {}, open for comments{until}{since}", on("minutes_issued"))
        }
        MeetingState::InSession => "DRAFT: the meeting is in session".to_owned(),
        _ if is_held => "DRAFT".to_owned(),
        _ => "DRAFT: a skeleton, the meeting has not been held".to_owned(),
    }
}

/// The meeting at which an item goes on.
fn successor<'a>(item: &Record, reader: &Reader<'a>) -> Option<&'a str> {
    let mut items = reader.snapshot().in_group(Kind::Item, item.id.group()?);
    items.find(|it| it.text("continues") == item.id.as_str())?.word("meeting")
}

/// An item that was not printed: it has no number.
fn titled(slot: &Slot<'_>, reader: &Reader<'_>) -> String {
    format!("{} (added after the agenda went out)", reader.title(slot.item))
}

fn of_item(slot: &Slot<'_>, came: &[Came], is_held: bool, reader: &Reader<'_>) -> Section {
    let item = slot.item;
    let section = Section::below(match slot.number.as_str() {
        NEW => titled(slot, reader),
        number => format!("{number}. {}", reader.title(item)),
    });
    if !reader.may_read(item) {
        return section;
    }
    let outcome = match item.text("state") {
        "deferred" => {
            let next = successor(item, reader).map(|it| format!(" to {it}")).unwrap_or_default();
            format!("deferred{next}")
        }
        _ => worded(item, "outcome"),
    };
    let mut section = match item.word("minute") {
        Some(minute) => section.text(minute),
        None if is_held => section,
        None => section.text("Minute:"),
    };
    section = section.marked("Outcome", &outcome);
    in_order(came.iter().filter(|it| it.item.as_deref() == Some(item.id.as_str())))
        .fold(section, |section, it| with(section, it, reader))
}

/// What came of the meeting without belonging to an item that the minutes tell of.
fn others(came: &[Came], reader: &Reader<'_>) -> Option<Section> {
    let section = Section::new("Other decisions and actions");
    let section = came.iter().filter(|it| it.item.is_none()).fold(section, |section, it| with(section, it, reader));
    (!section.blocks.is_empty()).then_some(section)
}

/// What came of one thing in the order in which it is read: decisions, then actions by the day on which they are due, as
/// in the action log; their ids say nothing.
fn in_order<'a>(came: impl Iterator<Item = &'a Came>) -> impl Iterator<Item = &'a Came> {
    let mut came: Vec<&Came> = came.collect();
    came.sort_by_key(|it| (it.id.kind == Kind::Action, it.due.is_none(), it.due));
    came.into_iter()
}

/// Whether the reader may read what came of a meeting.
fn may_read(came: &Came, reader: &Reader<'_>) -> bool {
    reader.snapshot().get(&came.id).is_none_or(|it| reader.may_read(it))
}

/// What came of a meeting, below its item.
fn with(section: Section, came: &Came, reader: &Reader<'_>) -> Section {
    if came.id.kind == Kind::Action {
        let due = came.due.map_or_else(|| "no date".to_owned(), day);
        return match may_read(came, reader) {
            false => section.marked(format!("Action {}", came.id), "(action reserved)"),
            true => {
                let owner = came.owner.as_deref().map_or_else(|| "nobody".to_owned(), |it| reader.person(it));
                section.marked(format!("Action {} ({owner}, {due})", came.id), &came.text)
            }
        };
    }
    let decision = reader.snapshot().get(&came.id);
    // What stands today is said of these words only, not of others that took their place.
    let is_as_then = decision.is_none_or(|it| it.text("text").trim() == came.text.trim());
    let state = decision.map(|it| Decision(it).state(reader.snapshot(), reader.as_of).label());
    let mark = match (decision.and_then(|it| it.word("number")), state) {
        _ if came.draft => format!("Draft decision {}", came.id),
        _ if !is_as_then => format!("Decision {} (its text was changed since)", came.id),
        (Some(number), Some(state)) => format!("Decision {} ({number}, {state})", came.id),
        (_, Some(state)) => format!("Decision {} ({state})", came.id),
        (_, None) => format!("Decision {}", came.id),
    };
    let section = match may_read(came, reader) {
        false => return section.marked(mark, "(decision reserved)"),
        true => section.marked(mark, &came.text),
    };
    match decision.filter(|_| !came.draft && is_as_then) {
        Some(decision) => section.list(positions(decision, reader)),
        None => section,
    }
}

/// Where each party stands, with its words.
pub fn positions(decision: &Record, reader: &Reader<'_>) -> Vec<String> {
    let view = Decision(decision);
    let told = view.parties(reader.snapshot()).into_iter().map(|party| {
        let row = decision.table("position").and_then(|it| it.table(party));
        let on = row.and_then(|it| it.date("on")).map(|it| format!(" on {}", day(it))).unwrap_or_default();
        let stance = match (view.position(party), row) {
            (Position::Pending, _) | (_, None) => return format!("{}: no position yet", reader.org(party)),
            (Position::Void, _) => format!("took a position{on} on an older text, which does not count any more"),
            (Position::Abstained, _) => format!("abstained{on}"),
            (Position::Objected, _) => format!("objected{on}"),
            (Position::Endorsed, Some(row)) => match row.text("value") {
                "endorsed-with-reservation" => format!("endorsed with a reservation{on}{}", how(row)),
                "silent" => format!("silent, which counts as consent{on}"),
                _ => format!("endorsed{on}{}", how(row)),
            },
        };
        let needed = match view.is_needed_in_writing(party, reader.snapshot()) {
            true => "; it is needed in writing, as there was no quorum",
            false => "",
        };
        let words = row.and_then(|it| it.word("text")).map(|it| format!(": {it}")).unwrap_or_default();
        format!("{}: {stance}{needed}{words}", reader.org(party))
    });
    told.collect()
}

/// How a party endorsed: at the meeting, or in writing.
fn how(position: &toml::Table) -> &'static str {
    match position.text("channel") {
        "meeting" => " at the meeting",
        "written" => " in writing",
        _ => "",
    }
}

/// The next meeting; nothing in approved minutes that keep none, for what is known today they do not say.
fn next_meeting(meeting: &Record, reader: &Reader<'_>) -> Option<Section> {
    if meeting.contains_key("minutes_hash") && !meeting.contains_key("next_meeting") {
        return None;
    }
    let next = said::next_meeting(meeting, reader.snapshot());
    Some(Section::new("Next meeting").text(match next {
        None => "No further meeting is planned.".to_owned(),
        Some(next) if !reader.may_read(&next) => reader.title(&next),
        Some(next) => format!("{}, {}", next.id, reader.when(&next)),
    }))
}

/// The notes about what the minutes say.
fn comments(meeting: &Record, reader: &Reader<'_>) -> Section {
    let notes = said::notes(meeting, reader.snapshot());
    let row = |it: &&Record| {
        let words = if reader.may_read(it) { it.text("text").to_owned() } else { reader.title(it) };
        let field = it.word("field").map(|it| format!(" ({it})")).unwrap_or_default();
        let on = it.instant("at").map(|it| day(it.date_naive())).unwrap_or_default();
        vec![
            format!("{}{field}", it.text("about")),
            reader.person(it.text("by")),
            on,
            worded(it, "kind"),
            words,
            worded(it, "state"),
        ]
    };
    let table = Table::of(&["About", "By", "On", "Kind", "Comment", "State"], notes.iter().map(row).collect());
    Section::new("Comments").table(table, "There are no comments.")
}

fn sheet(came: &[Came], agenda: &Agenda<'_>, is_held: bool, reader: &Reader<'_>) -> Table {
    let heads = ["No", "Kind", "ID", "Text", "Outcome", "Owner", "Due"];
    let mut sheet = Table::new(&heads);
    let mut add = |mut cells: Vec<String>| {
        cells.resize(heads.len(), String::new());
        sheet.rows.push(cells);
    };
    let below = |of: Option<&str>, number: &str, add: &mut dyn FnMut(Vec<String>)| {
        for it in came.iter().filter(|it| it.item.as_deref() == of) {
            let words = match reader.snapshot().get(&it.id).filter(|_| !may_read(it, reader)) {
                Some(record) => reader.title(record),
                None => it.text.clone(),
            };
            let mut cells = vec![number.to_owned(), it.id.kind.words().to_owned(), it.id.to_string(), words];
            if it.id.kind == Kind::Action && may_read(it, reader) {
                let owner = it.owner.as_deref().map_or_else(|| "nobody".to_owned(), |it| reader.person(it));
                cells.extend([String::new(), owner, iso(it.due)]);
            }
            add(cells);
        }
    };
    for slot in &agenda.slots {
        let item = slot.item;
        let may_read = reader.may_read(item);
        let outcome = match item.text("state") {
            _ if !may_read => "",
            "deferred" if is_held && is_not_reached(item) => "not reached",
            "deferred" => "deferred",
            _ => item.text("outcome"),
        };
        let title = reader.title(item);
        let words = match item.word("minute").filter(|_| may_read) {
            Some(minute) => format!("{title}\n{minute}"),
            None => title,
        };
        add(vec![slot.number.clone(), "item".to_owned(), item.id.to_string(), words, outcome.to_owned()]);
        if may_read {
            below(Some(item.id.as_str()), &slot.number, &mut add);
        }
    }
    below(None, "", &mut add);
    sheet
}
