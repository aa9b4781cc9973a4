//! What needs attention: late actions, agendas that are not ready, decisions that wait.

use chrono::Days;

use super::find::in_order_ahead;
use super::permit::OFFICERS;
use super::record::{Fields, Record};
use super::standpoint::Standpoint;
use super::view::handover::{self, Handover, Stands};
use super::view::{Action, Agenda, Decision, DecisionState, Meeting, terms_of_group};
use super::{Kind, RecordId, derived, shown};

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
    late_actions(at, &mut found);
    meetings_ahead(at, &mut found);
    decisions(at, &mut found);
    handed_over(at, &mut found);
    found.sort_by_key(|it| !it.urgent);
    found
}

fn late_actions(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let is_late = |it: &&Record| Action(it).is_late(at.today) && !Action(it).is_snoozed(at.today);
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
    for decision in at.snapshot.of_kind(Kind::Decision) {
        let view = Decision(decision);
        let title = shown::visible(decision.title());
        let mut say = |urgent: bool, words: String| found.push(Attention { urgent, words, id: decision.id.clone() });
        match view.state(at.snapshot, at.today) {
            DecisionState::Agreed => {
                let pending = view.waits_for(at.snapshot);
                let days = decision.date("closes_on").map(|it| (it - at.today).num_days());
                let soon = derived::days(at, "due_soon_days", 7);
                let left = days.map(|it| format!(", {it} days left")).unwrap_or_default();
                let urgent = days.is_some_and(|it| u64::try_from(it).is_ok_and(|it| it <= soon));
                say(urgent, format!("Waits for {}{left}: {title}", shown::visible(&pending.join(" and "))));
            }
            DecisionState::Blocked => say(true, format!("Blocked by an objection: {title}")),
            DecisionState::InForce if decision.word("number").is_none() => {
                say(false, format!("In force, without a number yet: {title}"));
            }
            DecisionState::Draft
            | DecisionState::InForce
            | DecisionState::Lapsed
            | DecisionState::Withdrawn
            | DecisionState::Superseded => (),
        }
    }
}

/// An answer is told for so many days after the meeting that gave it, else after the thing was handed over.
const ANSWER_TOLD: u64 = 42;

/// What other groups hand over to mine, and what they answer to what mine handed over.
fn handed_over(at: &Standpoint<'_>, found: &mut Vec<Attention>) {
    let Some(me) = &at.me else { return };
    let is_officer = |group: &str| {
        let terms = terms_of_group(at.snapshot, group, at.today);
        terms.iter().any(|it| OFFICERS.contains(&it.role()) && it.person().as_ref() == Some(me))
    };
    for item in at.snapshot.of_kind(Kind::Item) {
        let Some(origin) = handover::origin(item, at) else { continue };
        let (Some(from), Some(to)) = (origin.id.group(), item.id.group()) else { continue };
        let title = shown::visible(origin.title());
        if item.text("state") == "proposed" && is_officer(to) {
            let words = format!("{to}: {from} hands over \"{title}\"; accept or decline it");
            found.push(Attention { urgent: false, words, id: item.id.clone() });
        }
        let answer = handover::of(origin, at).filter(|it| it.stands.is_answered());
        if let Some(answer) = answer.filter(|it| is_new(it, item, at) && is_officer(from)) {
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
