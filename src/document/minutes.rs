//! The minutes of a meeting: who was there, what was said and agreed about each item, who does what by when.

use chrono::NaiveDate;

use super::agenda::head;
use super::annex;
use super::paper::{Paper, Section, Table};
use super::present;
use super::reader::{Reader, day, iso, worded};
use crate::model::record::Fields;
use crate::model::view::minutes::comments_until;
use crate::model::view::{Agenda, Decision, Meeting, MeetingState, Position, Slot, planned};
use crate::model::{Kind, Record};

/// The minutes; of a meeting that has not been held, a skeleton of them.
pub fn minutes(meeting: &Record, reader: &Reader<'_>) -> Paper {
    let agenda = Agenda::of(reader.snapshot(), meeting);
    let group = meeting.id.group().unwrap_or_default();
    let is_held = meeting.contains_key("closed") || meeting.contains_key("minutes_issued");
    let mut paper = Paper {
        title: format!("Minutes: {}", meeting.title()),
        status: status(meeting, is_held, reader),
        ..Paper::default()
    };
    head(&mut paper, meeting, reader);
    let clock = |key: &str| meeting.instant(key).map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
    paper.fact("Opened", clock("opened"));
    paper.fact("Closed", clock("closed"));
    if is_held {
        let read = if meeting.flag("notice_read") { "read" } else { "not written down as read" };
        paper.fact("Competition-law reminder", read);
        paper.fact("Checked by", meeting.word("checked_by").map(|it| reader.person(it)).unwrap_or_default());
    }
    paper.sections.extend(reader.notice().map(|it| Section::new("Note").text(it)));
    paper.sections.extend(meeting.word("summary").map(|it| Section::new("Summary").text(it)));
    paper.sections.extend(present::present(meeting, reader));
    if is_held {
        paper.sections.push(present::quorum(meeting, reader));
    }
    paper.sections.push(Section::new("Items"));
    let dealt_with = |it: &&Slot<'_>| !is_held || !is_not_reached(it.item);
    paper.sections.extend(agenda.slots.iter().filter(dealt_with).map(|it| of_item(it, meeting, is_held, reader)));
    paper.sections.extend(others(meeting, &agenda, reader));
    let not_reached = agenda.slots.iter().filter(|it| !dealt_with(it)).map(|it| {
        let next = successor(it.item, reader).map(|it| format!(", goes on at {it}")).unwrap_or_default();
        format!("Item {}: {}{next}", it.number, reader.title(it.item))
    });
    let not_reached: Vec<String> = not_reached.collect();
    if !not_reached.is_empty() {
        paper.sections.push(Section::new("Not reached").list(not_reached));
    }
    paper.sections.push(next_meeting(meeting, reader));
    if meeting.contains_key("minutes_issued") && !meeting.contains_key("minutes_approved") {
        paper.sections.push(comments(meeting, reader));
    }
    paper.sections.extend(annex::open_actions(group, reader));
    paper.sections.push(annex::waiting(group, reader));
    let chairs = Table::of(&["Co-chair", "For", "Signature", "Date"], present::co_chairs(meeting, reader));
    if !chairs.rows.is_empty() {
        paper.sections.push(Section::new("Signatures").table(chairs, ""));
    }
    paper.sheet = sheet(meeting, &agenda, is_held, reader);
    paper
}

/// Where the minutes stand.
fn status(meeting: &Record, is_held: bool, reader: &Reader<'_>) -> String {
    let on = |key: &str| meeting.date(key).map(day).unwrap_or_default();
    match Meeting(meeting).state() {
        MeetingState::Cancelled => {
            format!("CANCELLED on {}: {}", on("cancelled_on"), meeting.text("cancelled_reason"))
        }
        MeetingState::MinutesApproved => {
            let how = meeting.word("approved_at").map_or_else(|| "in writing".to_owned(), |it| format!("at {it}"));
            format!("APPROVED on {} {how}", on("minutes_approved"))
        }
        MeetingState::MinutesIssued => {
            let until = comments_until(meeting, &reader.at);
            let until = until.map(|it| format!(" until {}", day(it))).unwrap_or_default();
            format!("ISSUED on {}, open for comments{until}", on("minutes_issued"))
        }
        MeetingState::InSession => "DRAFT: the meeting is in session".to_owned(),
        _ if is_held => "DRAFT".to_owned(),
        _ => "DRAFT: a skeleton, the meeting has not been held".to_owned(),
    }
}

/// Whether the meeting did not come to an item: it was put off without having been begun.
fn is_not_reached(item: &Record) -> bool {
    let untouched = item.rows("taken").next().is_none() && item.word("minute").is_none();
    untouched && item.text("state") != "concluded"
}

/// The meeting at which an item goes on.
fn successor<'a>(item: &Record, reader: &Reader<'a>) -> Option<&'a str> {
    let mut items = reader.snapshot().in_group(Kind::Item, item.id.group()?);
    items.find(|it| it.text("continues") == item.id.as_str())?.word("meeting")
}

fn of_item(slot: &Slot<'_>, meeting: &Record, is_held: bool, reader: &Reader<'_>) -> Section {
    let item = slot.item;
    let section = Section::below(format!("{}. {}", slot.number, reader.title(item)));
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
    for decision in reader.snapshot().in_group(Kind::Decision, item.id.group().unwrap_or_default()) {
        if decision.text("item") == item.id.as_str() {
            section = with_decision(section, decision, reader);
        }
    }
    let is_here = |it: &&Record| {
        it.text("item") == item.id.as_str() && it.word("raised_at").is_none_or(|it| it == meeting.id.as_str())
    };
    let actions = reader.snapshot().in_group(Kind::Action, item.id.group().unwrap_or_default());
    let mut actions: Vec<&Record> = actions.filter(is_here).collect();
    // By the day on which they are due, as in the action log: their ids say nothing.
    actions.sort_by_key(|it| (it.date("due").is_none(), it.date("due"), it.title()));
    for action in actions {
        section = with_action(section, action, reader);
    }
    section
}

/// What came of the meeting without belonging to an item on its agenda.
fn others(meeting: &Record, agenda: &Agenda<'_>, reader: &Reader<'_>) -> Option<Section> {
    let group = meeting.id.group().unwrap_or_default();
    let is_of_item = |it: &Record| agenda.slots.iter().any(|slot| slot.item.id.as_str() == it.text("item"));
    let mut section = Section::new("Other decisions and actions");
    for decision in reader.snapshot().in_group(Kind::Decision, group) {
        if decision.text("meeting") == meeting.id.as_str() && !is_of_item(decision) {
            section = with_decision(section, decision, reader);
        }
    }
    for action in reader.snapshot().in_group(Kind::Action, group) {
        if action.text("raised_at") == meeting.id.as_str() && !is_of_item(action) {
            section = with_action(section, action, reader);
        }
    }
    (!section.blocks.is_empty()).then_some(section)
}

fn with_decision(section: Section, decision: &Record, reader: &Reader<'_>) -> Section {
    // On no day in particular: the same records make the same document.
    let state = Decision(decision).state(reader.snapshot(), NaiveDate::MIN).label();
    let mark = match decision.word("number") {
        Some(number) => format!("Decision {} ({number}, {state})", decision.id),
        None => format!("Decision {} ({state})", decision.id),
    };
    match reader.may_read(decision) {
        false => section.marked(mark, "(decision reserved)"),
        true => section.marked(mark, decision.text("text")).list(positions(decision, reader)),
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
                "endorsed-with-reservation" => format!("endorsed with a reservation{on}"),
                "silent" => format!("silent, which counts as consent{on}"),
                _ => format!("endorsed{on}"),
            },
        };
        let words = row.and_then(|it| it.word("text")).map(|it| format!(": {it}")).unwrap_or_default();
        format!("{}: {stance}{words}", reader.org(party))
    });
    told.collect()
}

fn with_action(section: Section, action: &Record, reader: &Reader<'_>) -> Section {
    match reader.may_read(action) {
        false => section.marked(format!("Action {}", action.id), "(action reserved)"),
        true => {
            let mark = format!("Action {} ({}, {})", action.id, annex::owner(action, reader), annex::due(action));
            section.marked(mark, action.title())
        }
    }
}

fn next_meeting(meeting: &Record, reader: &Reader<'_>) -> Section {
    let section = Section::new("Next meeting");
    let group = meeting.id.group().and_then(|it| reader.record(Kind::Group, it));
    let start = Meeting(meeting).start().map(|it| it.date());
    let next = group.zip(start).and_then(|(group, start)| planned::next_after(group, start, &reader.at));
    section.text(match next {
        None => "No further meeting is planned.".to_owned(),
        Some(next) if !reader.may_read(&next) => reader.title(&next),
        Some(next) => format!("{}, {}", next.id, reader.when(&next)),
    })
}

/// The notes about the meeting and its items.
fn comments(meeting: &Record, reader: &Reader<'_>) -> Section {
    let group = meeting.id.group().unwrap_or_default();
    let about = |it: &Record| {
        let item = || reader.record(Kind::Item, it.text("about"));
        it.text("about") == meeting.id.as_str() || item().is_some_and(|it| it.text("meeting") == meeting.id.as_str())
    };
    let mut notes: Vec<&Record> = reader.snapshot().in_group(Kind::Note, group).filter(|it| about(it)).collect();
    notes.sort_by_key(|it| (it.instant("at"), it.id.clone()));
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

fn sheet(meeting: &Record, agenda: &Agenda<'_>, is_held: bool, reader: &Reader<'_>) -> Table {
    let heads = ["No", "Kind", "ID", "Text", "Outcome", "Owner", "Due"];
    let mut sheet = Table::new(&heads);
    let group = meeting.id.group().unwrap_or_default();
    let mut add = |mut cells: Vec<String>| {
        cells.resize(heads.len(), String::new());
        sheet.rows.push(cells);
    };
    let decisions = |of: &dyn Fn(&Record) -> bool, number: &str, add: &mut dyn FnMut(Vec<String>)| {
        for it in reader.snapshot().in_group(Kind::Decision, group).filter(|it| of(it)) {
            let words = if reader.may_read(it) { it.text("text").to_owned() } else { reader.title(it) };
            add(vec![number.to_owned(), "decision".to_owned(), it.id.to_string(), words]);
        }
    };
    let actions = |of: &dyn Fn(&Record) -> bool, number: &str, add: &mut dyn FnMut(Vec<String>)| {
        for it in reader.snapshot().in_group(Kind::Action, group).filter(|it| of(it)) {
            let mut cells = vec![number.to_owned(), "action".to_owned(), it.id.to_string(), reader.title(it)];
            if reader.may_read(it) {
                cells.extend([String::new(), annex::owner(it, reader), iso(it.date("due"))]);
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
            let is_of = |it: &Record| it.text("item") == item.id.as_str();
            let here = |it: &Record| is_of(it) && it.word("raised_at").is_none_or(|it| it == meeting.id.as_str());
            decisions(&is_of, &slot.number, &mut add);
            actions(&here, &slot.number, &mut add);
        }
    }
    let is_of_item = |it: &Record| agenda.slots.iter().any(|slot| slot.item.id.as_str() == it.text("item"));
    decisions(&|it| it.text("meeting") == meeting.id.as_str() && !is_of_item(it), "", &mut add);
    actions(&|it| it.text("raised_at") == meeting.id.as_str() && !is_of_item(it), "", &mut add);
    sheet
}
