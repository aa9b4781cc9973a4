//! The annotated agenda of a meeting.

use super::annex;
use super::cover;
use super::paper::{Paper, Section, Table};
use super::reader::{Reader, day, worded};
use crate::model::record::Fields;
use crate::model::view::issued::{Since, since};
use crate::model::view::{Agenda, Meeting, MeetingState, Slot};
use crate::model::{Kind, Record, date};

/// The agenda. Where it is out, what has changed since then is said.
pub fn agenda(meeting: &Record, reader: &Reader<'_>) -> Paper {
    let agenda = Agenda::of(reader.snapshot(), meeting);
    let since = since_issue(meeting, reader);
    let group = meeting.id.group().unwrap_or_default();
    let mut paper = Paper {
        title: format!("Agenda: {}", meeting.title()),
        status: status(meeting, since.as_ref()),
        cover: cover::of_agenda(meeting, reader),
        ..Paper::default()
    };
    head(&mut paper, meeting, reader);
    let sum = format!("{} of {}", date::length(agenda.planned), date::length(agenda.length));
    paper.fact("Time planned", if agenda.planned > agenda.length { format!("{sum}: too much") } else { sum });
    paper.sections.extend(reader.notice().map(|it| Section::new("Note").text(it)));
    let heads = ["No", "Start", "Min", "Item", "Purpose", "Presenter", "Papers"];
    let row = |slot: &Slot<'_>| row(slot, changed(slot, since.as_ref()), reader);
    let table = Table::of(&heads, agenda.slots.iter().map(row).collect());
    let mut items = Section::new("Items").table(table, "Nothing is on the agenda yet.");
    let gone = taken_off(meeting, reader);
    if !gone.is_empty() {
        items = items.text("Taken off since the agenda was issued:").list(gone);
    }
    paper.sections.push(items);
    paper.sections.extend(agenda.slots.iter().filter_map(|it| annotated(it, reader)));
    paper.sections.extend(annex::open_actions(group, reader));
    paper.sections.push(annex::waiting(group, reader));
    paper.sections.push(annex::papers(&agenda, reader));
    paper.sections.push(annex::notice());
    paper.sheet = sheet(&agenda, since.as_ref(), reader);
    paper
}

/// What stands above an agenda and above minutes alike.
pub fn head(paper: &mut Paper, meeting: &Record, reader: &Reader<'_>) {
    let view = Meeting(meeting);
    paper.fact("Group", reader.group(meeting.id.group().unwrap_or_default()));
    paper.fact("Meeting", meeting.id.to_string());
    paper.fact("When", reader.when(meeting));
    let moved = meeting.rows("moved").find(|it| it.local("to") == view.start());
    let from = moved.and_then(|it| it.local("from")).map(|it| format!("{} {}", day(it.date()), it.format("%H:%M")));
    paper.fact("Moved from", from.unwrap_or_default());
    let place = [view.place(), meeting.text("place")].into_iter().filter(|it| !it.is_empty());
    paper.fact("Place", place.collect::<Vec<_>>().join(", "));
    paper.fact("Link", meeting.text("url"));
    paper.fact("Presiding", meeting.word("presiding").map(|it| reader.person(it)).unwrap_or_default());
    paper.fact("Scribe", meeting.word("scribe").map(|it| reader.person(it)).unwrap_or_default());
}

/// Where the agenda stands, as people are to know it before they read on.
fn status(meeting: &Record, since: Option<&Since>) -> String {
    if let Some(on) = meeting.date("cancelled_on") {
        return format!("CANCELLED on {}: {}", day(on), meeting.text("cancelled_reason"));
    }
    let Some(last) = Meeting(meeting).last_issue() else { return "DRAFT".to_owned() };
    let on = last.date("on").map(|it| format!(" on {}", day(it))).unwrap_or_default();
    let issued_words = format!("ISSUED revision {}{on}", Meeting(meeting).revision());
    match since.is_some_and(|it| !it.is_empty()) {
        true => format!("{issued_words}, changed since"),
        false => issued_words,
    }
}

/// What has changed on an agenda that is out and whose meeting is still ahead.
fn since_issue(meeting: &Record, reader: &Reader<'_>) -> Option<Since> {
    let is_out = Meeting(meeting).state() == MeetingState::AgendaIssued;
    since(meeting, reader.snapshot()).filter(|_| is_out)
}

/// What is to be said about an item that was not on the issued agenda like this; nothing where it was.
fn changed(slot: &Slot<'_>, since: Option<&Since>) -> &'static str {
    match since {
        Some(since) if since.new.contains(&slot.item.id) => "added since issue",
        Some(since) if since.changed.contains(&slot.item.id) => "changed since issue",
        Some(since) if since.moved.contains(&slot.item.id) => "moved since issue",
        _ => "",
    }
}

/// The number of an item that was not printed.
pub(super) const NEW: &str = "+";

/// What was printed and does not stand on the agenda any more.
pub(super) fn taken_off(meeting: &Record, reader: &Reader<'_>) -> Vec<String> {
    let since = since(meeting, reader.snapshot()).unwrap_or_default();
    let title = |id: &str| reader.record(Kind::Item, id).map_or_else(|| id.to_owned(), |it| reader.title(it));
    let gone = Meeting(meeting).printed().filter(|it| since.taken_off.iter().any(|id| id.as_str() == it.item));
    gone.map(|it| format!("Item {}: {}", it.number, title(it.item))).collect()
}

fn row(slot: &Slot<'_>, changed: &str, reader: &Reader<'_>) -> Vec<String> {
    let start = slot.starts.map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
    let item = slot.item;
    let told = vec![slot.number.clone(), start, slot.minutes.to_string()];
    if !reader.may_read(item) {
        return told.into_iter().chain([reader.title(item), String::new(), String::new(), String::new()]).collect();
    }
    let title = match changed {
        "" => item.title().to_owned(),
        changed => format!("{} ({changed})", item.title()),
    };
    let presenter = item.word("presenter").map(|it| reader.person(it)).unwrap_or_default();
    told.into_iter().chain([title, worded(item, "purpose"), presenter, papers(item)]).collect()
}

/// The papers of an item in one cell: `Counting rules (to follow)`.
fn papers(item: &Record) -> String {
    let told = item.rows("paper").map(|it| match it.text("state") {
        "to-follow" | "withdrawn" | "tabled" => format!("{} ({})", it.text("title"), annex::paper_state(it)),
        _ => it.text("title").to_owned(),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What is said about an item beyond its row; nothing about one of which nothing more is known.
fn annotated(slot: &Slot<'_>, reader: &Reader<'_>) -> Option<Section> {
    let item = slot.item;
    if !reader.may_read(item) {
        return None;
    }
    let heading = match slot.number.as_str() {
        NEW => item.title().to_owned(),
        number => format!("{number}. {}", item.title()),
    };
    let behalf = item.word("on_behalf_of").map(|it| reader.org(it)).unwrap_or_default();
    let section = Section::below(heading)
        .marked("Asked", item.text("ask"))
        .marked("Background", item.text("background"))
        .marked("On behalf of", &behalf)
        .list(before(item, reader));
    (!section.blocks.is_empty()).then_some(section)
}

/// The items that an item carries on, the latest first, each with what came of it.
fn before(item: &Record, reader: &Reader<'_>) -> Vec<String> {
    let mut told = Vec::new();
    let mut now = item;
    // Items that name each other, as a file edited by hand may say, lead nowhere.
    while let Some(earlier) = now.word("continues").and_then(|it| reader.record(Kind::Item, it)) {
        let at = earlier.word("meeting").map(|it| format!(" at {it}")).unwrap_or_default();
        let came = match reader.may_read(earlier) {
            true => [worded(earlier, "outcome"), worded(earlier, "state")].into_iter().find(|it| !it.is_empty()),
            false => None,
        };
        let came = came.map(|it| format!(": {it}")).unwrap_or_default();
        told.push(format!("Continues {} ({}){at}{came}", earlier.id, reader.title(earlier)));
        if told.len() == LONGEST {
            break;
        }
        now = earlier;
    }
    told
}

/// So many earlier items are told.
const LONGEST: usize = 3;

fn sheet(agenda: &Agenda<'_>, since: Option<&Since>, reader: &Reader<'_>) -> Table {
    let heads = ["No", "Start", "Min", "ID", "Item", "Purpose", "Presenter", "Ask", "Papers", "Changed"];
    let mut sheet = Table::new(&heads);
    for slot in &agenda.slots {
        let item = slot.item;
        let start = slot.starts.map(|it| it.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
        let mut cells =
            vec![slot.number.clone(), start, slot.minutes.to_string(), item.id.to_string(), reader.title(item)];
        if reader.may_read(item) {
            let presenter = item.word("presenter").map(|it| reader.person(it)).unwrap_or_default();
            cells.extend([item.text("purpose").to_owned(), presenter, item.text("ask").to_owned(), papers(item)]);
            cells.push(changed(slot, since).to_owned());
        }
        cells.resize(heads.len(), String::new());
        sheet.rows.push(cells);
    }
    sheet
}
