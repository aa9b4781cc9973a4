//! What there is to know about an agenda or its minutes before they go out, each line leading to what it is about.

use crate::model::record::{Fields, Record};
use crate::model::view::carry::carried;
use crate::model::view::issued::{is_late, last_day_for_items, since};
use crate::model::view::ready::faults;
use crate::model::view::{Agenda, Meeting, MeetingState, minutes};
use crate::model::{Kind, RecordId, date, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};

/// One line of the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub urgent: bool,
    pub words: String,
    /// What it is about.
    pub leads_to: Option<RecordId>,
}

/// Everything that there is to know about a meeting's agenda, or about its minutes once it is held.
pub fn checks(meeting: &Record, desk: &Desk) -> Vec<Check> {
    let view = Meeting(meeting);
    let mut found = match view.state() {
        MeetingState::Planned | MeetingState::AgendaIssued => of_agenda(meeting, desk),
        MeetingState::Held | MeetingState::MinutesIssued => of_minutes(meeting, desk),
        MeetingState::MinutesApproved => approved(meeting, desk),
        MeetingState::Cancelled => {
            let why = meeting.word("cancelled_reason").map(|it| format!(": {}", shown::visible(it)));
            vec![note(format!("The meeting is cancelled{}", why.unwrap_or_default()))]
        }
        MeetingState::InSession => Vec::new(),
    };
    found.sort_by_key(|it| !it.urgent);
    let zones = view.local_times(&desk.snapshot);
    found.extend(zones.map(note));
    found
}

fn of_agenda(meeting: &Record, desk: &Desk) -> Vec<Check> {
    let at = desk.at();
    let mut found = Vec::new();
    // What to do is told to whoever can do it.
    let runs = desk.runs(meeting);
    let to_do = |words: String| if runs { format!(". {words}") } else { String::new() };
    let issue = to_do(format!("{} sends it again", key(Command::Issue)));
    if let Some(since) = since(meeting, &desk.snapshot) {
        let on = since.on.map(|it| match it == desk.today {
            true => " today".to_owned(),
            false => format!(" on {}", date::near(it, desk.today)),
        });
        let on = on.unwrap_or_default();
        match since.is_empty() {
            true if since.is_known => found.push(note(format!("The agenda went out{on}, as it stands"))),
            true => found.push(note(format!("The agenda went out{on}, with the same items"))),
            false => {
                let first = since.new.iter().chain(&since.changed).chain(&since.moved).next().cloned();
                let words = format!("The agenda went out{on}; since then {}{issue}", since.words());
                found.push(Check { urgent: true, words, leads_to: first });
            }
        }
    }
    if Meeting(meeting).is_to_come(desk.today) {
        found.extend(faults(meeting, &at).into_iter().map(|it| match it.item {
            Some((number, _, id)) => warning(format!("{number}: {}", it.words), Some(id)),
            None => warning(shown::capital(&it.words), None),
        }));
    }
    let last_day = last_day_for_items(meeting, &at);
    let agenda = Agenda::of(&desk.snapshot, meeting);
    let late: Vec<&Record> = agenda.slots.iter().map(|it| it.item).filter(|it| is_late(it, last_day)).collect();
    if let (Some(first), Some(last_day)) = (late.first(), last_day) {
        let items = shown::count(late.len(), "item came in", "items came in");
        let words = format!("{items} after the last day for items, {}", date::near(last_day, desk.today));
        found.push(Check { urgent: false, words, leads_to: Some(first.id.clone()) });
    }
    let group = meeting.id.group().unwrap_or_default();
    let proposals = crate::model::view::pool(&desk.snapshot, group);
    let proposals: Vec<&Record> = proposals.into_iter().filter(|it| it.text("state") == "proposed").collect();
    if let Some(first) = proposals.first() {
        let count = shown::count(proposals.len(), "proposal waits", "proposals wait");
        let [accept, decline] = [Command::Accept, Command::Decline].map(key);
        let so = to_do(format!("{accept} takes the selected one up, {decline} declines it"));
        let words = format!("{count} in the pool{so}");
        found.push(Check { urgent: false, words, leads_to: Some(first.id.clone()) });
    }
    let carried = carried(meeting, &at).len();
    if carried > 0 {
        let things = shown::count(carried, "thing could come", "things could come");
        let so = to_do(format!("{} lists them", key(Command::CarryOver)));
        found.push(note(format!("{things} over from earlier meetings{so}")));
    }
    found
}

fn of_minutes(meeting: &Record, desk: &Desk) -> Vec<Check> {
    let at = desk.at();
    let mut found = Vec::new();
    let is_issued = Meeting(meeting).state() == MeetingState::MinutesIssued;
    if is_issued {
        let corrections = minutes::open_corrections(meeting, &desk.snapshot);
        let until = minutes::comments_until(meeting, &at).map(|it| match it >= desk.today {
            true => format!("Comments open until {}", date::near(it, desk.today)),
            false => format!("Comments were open until {}", date::near(it, desk.today)),
        });
        let count = match corrections.len() {
            0 => "no correction open".to_owned(),
            some => shown::count(some, "correction open", "corrections open"),
        };
        found.push(note(match until {
            Some(until) => format!("{until}, {count}"),
            None => shown::capital(&count),
        }));
        found.extend(corrections.into_iter().map(|it| Check {
            urgent: true,
            words: format!("Correction: {}", shown::visible(it.text("text").lines().next().unwrap_or_default())),
            leads_to: Some(it.id.clone()),
        }));
    } else if !meeting.flag("notice_read") {
        found.push(warning("The competition-law reminder was not read".to_owned(), None));
    }
    let agenda = Agenda::of(&desk.snapshot, meeting);
    for slot in agenda.slots.iter().filter(|it| minutes::is_unsettled(it.item)) {
        let words = format!("{} ({}): nobody said what came of it", slot.number, shown::visible(slot.item.title()));
        found.push(warning(words, Some(slot.item.id.clone())));
    }
    found.push(note(match meeting.word("checked_by").and_then(|it| RecordId::new(Kind::Person, it).ok()) {
        Some(by) if minutes::changed_since_check(meeting, &desk.snapshot) => {
            let by = desk.person(&by).0;
            format!(
                "The minutes have changed since {by} checked them. {} says they are right",
                key(Command::CheckMinutes)
            )
        }
        Some(by) => format!("The minutes were checked by {}", desk.person(&by).0),
        None if desk.runs(meeting) => {
            format!("Nobody of the other side has checked the minutes. {} says so", key(Command::CheckMinutes))
        }
        None => "Nobody of the other side has checked the minutes".to_owned(),
    }));
    found
}

fn approved(meeting: &Record, desk: &Desk) -> Vec<Check> {
    let on = meeting.date("minutes_approved").map(|it| format!(" on {}", shown::day(it))).unwrap_or_default();
    let place = meeting.word("approved_at").map_or("in writing".to_owned(), |it| format!("at {}", shown::visible(it)));
    let mut found = vec![note(format!("The minutes were approved{on}, {place}"))];
    if minutes::are_as_approved(meeting, &desk.snapshot) == Some(false) {
        found.push(warning("They no longer say what was approved".to_owned(), None));
    }
    found
}

fn note(words: String) -> Check {
    Check { urgent: false, words, leads_to: None }
}

fn warning(words: String, leads_to: Option<RecordId>) -> Check {
    Check { urgent: true, words, leads_to }
}

fn key(command: Command) -> String {
    key_in_words(Context::Agenda, command)
}
