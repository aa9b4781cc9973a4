//! What needs attention: late actions, agendas that are not ready, decisions that wait.

use chrono::Days;

use super::find::in_order_ahead;
use super::permit::OFFICERS;
use super::record::{Fields, Record};
use super::standpoint::Standpoint;
use super::view::deadlines::deadlines_of;
use super::view::handover::{self, Handover, Stands};
use super::view::{Action, Agenda, Decision, DecisionState, Meeting, Position, officers, terms_of_group};
use super::{Kind, RecordId, derived, names, shown};

/// Something that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    pub urgent: bool,
    pub words: String,
    /// What it is about.
    pub id: RecordId,
}

/// Meetings this many days ahead are looked at.
const AHEAD: u64 = 14;

/// What needs attention, the urgent first.
pub fn attention(at: &Standpoint<'_>) -> Vec<Attention> {
    let mut found = Vec::new();
    waiting_for_mine(at, &mut found);
    without_number(at, &mut found);
    decisions(at, &mut found);
    reviews(at, &mut found);
    deadlines_of_mine(at, &mut found);
    late_actions(at, &mut found);
    meetings_ahead(at, &mut found);
    handed_over(at, &mut found);
    found.sort_by_key(|it| !it.urgent);
    found
}

/// Decisions on which a party has said nothing yet for which I endorse.
fn waiting_for_mine(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let Some(me) = at.me.as_ref().and_then(|it| at.snapshot.get(it)) else { return };
    let mine: Vec<&str> = me.words("endorses_for").collect();
    for decision in at.snapshot.of_kind(Kind::Decision).filter(|_| !mine.is_empty()) {
        let view = Decision(decision);
        // Who abstained has said what they have to say for now.
        let has_spoken = |it: &str| view.position(it) == Position::Abstained;
        let waits = || view.waits_for(at.snapshot).into_iter().filter(|it| mine.contains(it) && !has_spoken(it));
        if view.state(at.snapshot, at.today) != DecisionState::Agreed || waits().next().is_none() {
            continue;
        }
        let tag = |it: &str| RecordId::new(Kind::Org, it).map(|it| names::tag(&it, at.snapshot));
        let parties: Vec<String> = waits().filter_map(|it| tag(it).ok()).collect();
        let again = again(view, waits());
        let which = if mine.len() > 1 { format!(" ({})", parties.join(" and ")) } else { String::new() };
        let title = shown::visible(decision.title());
        let words = format!("Waiting for my organisation{which}: {title}{}{again}", days_left(decision, at));
        found.push(Attention { urgent: true, words, id: decision.id.clone() });
    }
}

/// Decisions that could have their number at once: before what has its day.
fn without_number(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    for decision in at.snapshot.of_kind(Kind::Decision).filter(|it| it.word("number").is_none()) {
        if Decision(decision).state(at.snapshot, at.today) == DecisionState::InForce {
            let words = format!("In force, without a number yet: {}", shown::visible(decision.title()));
            found.push(Attention { urgent: false, words, id: decision.id.clone() });
        }
    }
}

/// What a secretary has to do within two weeks around the meetings of their groups.
fn deadlines_of_mine(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let Some(me) = &at.me else { return };
    let is_mine = |group: &&Record| {
        let secretaries = officers(at.snapshot, group.id.as_str(), "secretary", at.today);
        secretaries.iter().any(|it| it.person().as_ref() == Some(me))
    };
    let last = at.today + Days::new(AHEAD);
    let due = deadlines_of(at.snapshot.of_kind(Kind::Group).filter(is_mine), at);
    for it in due.into_iter().filter(|it| !it.done && it.on <= last) {
        let code = it.meeting.group().unwrap_or_default();
        let known = at.snapshot.get(&it.meeting).and_then(|it| Meeting(it).start()).map(|it| it.date());
        let day = known.or_else(|| it.meeting.tail().get(..10)?.parse().ok());
        let day = day.map(|it| super::date::near(it, at.today)).unwrap_or_default();
        let late = if it.is_late(at.today) { usize::try_from((at.today - it.on).num_days()).unwrap_or(0) } else { 0 };
        let when = match late {
            _ if it.what.is_left() => String::new(),
            0 => format!(" {}", super::date::near(it.on, at.today)),
            late => format!(": {} late", shown::count(late, "day", "days")),
        };
        let words = format!("{code}, {day}: {}{when}", it.what.words());
        found.push(Attention { urgent: late > 0, words, id: it.meeting });
    }
}

/// Whether a party said where it stands before the text was changed.
fn again<'a>(decision: Decision<'_>, mut parties: impl Iterator<Item = &'a str>) -> &'static str {
    match parties.any(|it| decision.position(it) == Position::Void) {
        true => ", again: the text changed",
        false => "",
    }
}

/// `, 12 days left`, where it names a last day.
fn days_left(decision: &Record, at: &Standpoint<'_>) -> String {
    let days = decision.date("closes_on").map(|it| (it - at.today).num_days());
    let days = days.and_then(|it| usize::try_from(it).ok());
    days.map(|it| format!(", {} left", shown::count(it, "day", "days"))).unwrap_or_default()
}

fn late_actions(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let is_late = |it: &&Record| Action(it).is_late(at.today);
    let late: Vec<&Record> = at.snapshot.of_kind(Kind::Action).filter(is_late).collect();
    for run in late.chunk_by(|a, b| a.id.group() == b.id.group()) {
        let (Some(first), Some(group)) = (run.first(), run.first().and_then(|it| it.id.group())) else { continue };
        let count = run.len();
        let words = match count {
            1 => format!("{group}, {}: {}", Action(first).due_words(at.today), shown::visible(first.title())),
            _ => format!("{group}: {count} actions are late"),
        };
        found.push(Attention { urgent: true, words, id: first.id.clone() });
    }
}

fn meetings_ahead(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let horizon = at.today + Days::new(AHEAD);
    for group in at.snapshot.of_kind(Kind::Group) {
        let code = group.id.as_str();
        for meeting in in_order_ahead(at, code) {
            let Some(start) = Meeting(meeting).start().filter(|it| it.date() <= horizon) else { continue };
            let agenda = Agenda::of(at.snapshot, meeting);
            let day = super::date::near(start.date(), at.today);
            let mut say = |urgent: bool, words: String| {
                found.push(Attention { urgent, words: format!("{code}, {day}: {words}"), id: meeting.id.clone() });
            };
            if agenda.slots.is_empty() {
                say(false, "the agenda is empty".to_owned());
            } else if agenda.planned > agenda.length && agenda.length > 0 {
                say(true, format!("the agenda takes {} of {} minutes", agenda.planned, agenda.length));
            }
            let owing = |it: &&&Record| !matches!(it.text("purpose"), "standing" | "approval");
            let items: Vec<&Record> = agenda.slots.iter().map(|it| it.item).collect();
            let nobody = items.iter().filter(owing).filter(|it| it.word("presenter").is_none()).count();
            if nobody > 0 {
                let items = if nobody == 1 { "item has" } else { "items have" };
                say(false, format!("{nobody} {items} no presenter"));
            }
            let unasked =
                items.iter().filter(|it| it.text("purpose") == "decision" && it.word("ask").is_none()).count();
            if unasked > 0 {
                let items = if unasked == 1 { "item is" } else { "items are" };
                say(false, format!("{unasked} {items} for decision and ask nothing"));
            }
        }
    }
}

fn decisions(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    // What ends first comes first; ids are random and say nothing.
    let mut all: Vec<&Record> = at.snapshot.of_kind(Kind::Decision).collect();
    all.sort_by_key(|it| (it.date("closes_on").is_none(), it.date("closes_on")));
    for decision in all {
        let view = Decision(decision);
        let title = shown::visible(decision.title());
        // What waits for me is said already.
        let is_said = found.iter().any(|it| it.id == decision.id);
        let mut say = |urgent: bool, words: String| found.push(Attention { urgent, words, id: decision.id.clone() });
        match view.state(at.snapshot, at.today) {
            DecisionState::Agreed if is_said => (),
            DecisionState::Agreed => {
                let pending = view.waits_for(at.snapshot);
                let days = decision.date("closes_on").map(|it| (it - at.today).num_days());
                let soon = derived::days(at, "due_soon_days", 7);
                let left = days_left(decision, at);
                let urgent = days.is_some_and(|it| u64::try_from(it).is_ok_and(|it| it <= soon));
                let again = again(view, pending.iter().copied());
                let waits = view.waits_in_words(at.snapshot, |it| shown::visible(it).into_owned());
                // The name of a party stays as it is written.
                let waits = waits.replacen("waits for", "Waits for", 1);
                say(urgent, format!("{waits}{left}{again}: {title}"));
            }
            DecisionState::Lapsed => say(true, format!("{}: {title}", lapsed(decision, at))),
            DecisionState::Blocked => say(true, format!("Blocked by an objection: {title}")),
            DecisionState::Draft | DecisionState::InForce | DecisionState::Withdrawn | DecisionState::Superseded => (),
        }
    }
}

/// What a decision came to whose last day is over, and what can be done now: `Lapsed on 11 Dec 2026; record the silence
/// of amfori, or withdraw it`.
fn lapsed(decision: &Record, at: &Standpoint<'_>) -> String {
    let view = Decision(decision);
    let on = decision.date("closes_on").map(shown::day).unwrap_or_default();
    let silent = |it: &&str| matches!(view.position(it), Position::Pending | Position::Void);
    let silent: Vec<&str> = view.waits_for(at.snapshot).into_iter().filter(silent).collect();
    match view.silence_counts(at.snapshot, at.today) && !silent.is_empty() {
        true => {
            let silent = shown::visible(&silent.join(" and ")).into_owned();
            format!("Lapsed on {on}; record the silence of {silent}, or withdraw it")
        }
        false => format!("Lapsed on {on}; give it a later last day, or withdraw it"),
    }
}

/// Decisions in force that are to be looked at again, from two weeks ahead on, to the officers of their group.
fn reviews(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let horizon = at.today + Days::new(AHEAD);
    for decision in at.snapshot.of_kind(Kind::Decision) {
        let Some(day) = decision.date("review_on").filter(|it| *it <= horizon) else { continue };
        let is_mine = decision.id.group().is_some_and(|it| is_officer(at, it));
        if is_mine && Decision(decision).state(at.snapshot, at.today) == DecisionState::InForce {
            let title = shown::visible(decision.title());
            let words = match day < at.today {
                true => format!("Was to be looked at again on {}: {title}", shown::day(day)),
                false => format!("To be looked at again on {}: {title}", shown::day(day)),
            };
            found.push(Attention { urgent: day < at.today, words, id: decision.id.clone() });
        }
    }
}

/// Whether I am a secretary or chair of a group.
fn is_officer(at: &Standpoint<'_>, group: &str) -> bool {
    let terms = terms_of_group(at.snapshot, group, at.today);
    terms.iter().any(|it| OFFICERS.contains(&it.role()) && it.person().is_some() && it.person() == at.me)
}

/// An answer is told for so many days after the meeting that gave it, else after the thing was handed over.
const ANSWER_TOLD: u64 = 42;

/// What other groups hand over to mine, and what they answer to what mine handed over.
fn handed_over(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    if at.me.is_none() {
        return;
    }
    for item in at.snapshot.of_kind(Kind::Item) {
        let Some(origin) = handover::origin(item, at) else { continue };
        let (Some(from), Some(to)) = (origin.id.group(), item.id.group()) else { continue };
        let title = shown::visible(origin.title());
        if item.text("state") == "proposed" && is_officer(at, to) {
            let words = format!("{to}: {from} hands over \"{title}\"; accept or decline it");
            found.push(Attention { urgent: false, words, id: item.id.clone() });
        }
        let answer = handover::of(origin, at).filter(|it| it.stands.is_answered());
        if let Some(answer) = answer.filter(|it| is_new(it, item, at) && is_officer(at, from)) {
            let what = match &answer.stands {
                Stands::Declined(_) => "declined what you handed over",
                Stands::Returned(_) => "returned what you handed over",
                _ => "dealt with what you handed over",
            };
            found.push(Attention { urgent: false, words: format!("{to} {what}: {title}"), id: origin.id.clone() });
        }
    }
}

/// Whether an answer is one of the last weeks.
fn is_new(answer: &Handover, item: &Record, at: &Standpoint<'_>) -> bool {
    let answered = answer.item.as_ref().and_then(|it| at.snapshot.get(it));
    let meeting = answered.and_then(|it| RecordId::new(Kind::Meeting, it.word("meeting")?).ok());
    let start = meeting.and_then(|it| Meeting(at.snapshot.get(&it)?).start()).map(|it| it.date());
    let day = start.or_else(|| item.date("proposed_on"));
    day.is_none_or(|it| it + Days::new(ANSWER_TOLD) >= at.today)
}
