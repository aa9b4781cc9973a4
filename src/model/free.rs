//! What may be written into a record freely, and what only an act sets: the facts from which its state follows.

use super::act::Refused;
use super::deed::Settings;
use super::field::{Choice, Field, Place, Type};
use super::kind::Kind;
use super::record::Record;
use super::shown;

/// The act that sets a field which nobody writes freely; `ID` stands for the record.
const SET_BY: &[(Kind, &str, &str)] = &[
    (Kind::Meeting, "opened", "`comity meeting start ID` opens it"),
    (Kind::Meeting, "closed", "`comity meeting end ID` closes it"),
    (Kind::Meeting, "notice_read", "`comity meeting notice ID` says that it was read"),
    (Kind::Meeting, "minutes_issued", "`comity meeting issue-minutes ID` sends them out"),
    (Kind::Meeting, "minutes_revision", "`comity meeting issue-minutes ID` sends them out"),
    (Kind::Meeting, "checked_by", "`comity meeting check-minutes ID` says who checked them"),
    (Kind::Meeting, "checked_hash", "`comity meeting check-minutes ID` says who checked them"),
    (Kind::Meeting, "issued_by", "`comity meeting issue-minutes ID` sends them out"),
    (Kind::Meeting, "issued_hash", "`comity meeting issue-minutes ID` sends them out"),
    (Kind::Meeting, "minutes_approved", "`comity meeting approve ID` approves them"),
    (Kind::Meeting, "approved_at", "`comity meeting approve ID --at MEETING` approves them there"),
    (Kind::Meeting, "minutes_hash", "`comity meeting approve ID` approves the minutes"),
    (Kind::Meeting, "next_meeting", "`comity meeting approve ID` approves the minutes"),
    (Kind::Meeting, "next_start", "`comity meeting approve ID` approves the minutes"),
    (Kind::Meeting, "cancelled_on", "`comity meeting cancel ID` cancels it"),
    (Kind::Meeting, "cancelled_reason", "`comity meeting cancel ID` cancels it"),
    (Kind::Item, "order", "`comity item move ID` puts it elsewhere"),
    (Kind::Item, "referred_from", "`comity item refer ID` or `comity action refer ID` hands something over"),
    (Kind::Item, "referred_to", "`comity item refer ID` hands it over"),
    (Kind::Item, "returned", "`comity item return ID` says what came of it"),
    (Kind::Item, "decline_reason", "`comity item decline ID` or `comity item withdraw ID` says why"),
    (Kind::Action, "done_on", "`comity action done ID --on DATE` says when it was done"),
    (Kind::Action, "closed_on", "`comity action close ID` accepts that it is done"),
    (Kind::Action, "closed_at", "`comity action close ID --meeting MEETING` accepts that it is done"),
    (Kind::Action, "cancel_reason", "`comity action cancel ID` drops it, with a reason"),
    (Kind::Action, "snooze_until", "`comity action snooze ID DATE` leaves it alone until then"),
    (Kind::Action, "referred_to", "`comity action refer ID` hands it over"),
    (Kind::Decision, "agreed_on", "`comity decision agree ID` says that the group agrees"),
    (Kind::Decision, "agreed_parties", "`comity decision agree ID` keeps the parties of its day"),
    (Kind::Decision, "agreed_rule", "`comity decision agree ID` keeps the rule of its day"),
    (Kind::Decision, "agreed_hash", "`comity decision agree ID` keeps the text of its day"),
    (Kind::Decision, "quorate", "`comity decision agree ID` keeps how it was then"),
    (Kind::Decision, "number", "`comity decision number ID` gives it one"),
    (Kind::Decision, "withdrawn_on", "`comity decision withdraw ID` withdraws it"),
    (Kind::Decision, "withdrawn_reason", "`comity decision withdraw ID` withdraws it, with a reason"),
    (Kind::Person, "same_as", "`comity person join KEEP OTHER` makes one record of two"),
];

/// The states that are written freely; each other one comes of an act.
const FREE_STATES: &[(Kind, &[&str])] =
    &[(Kind::Action, &["open", "in-progress", "blocked"]), (Kind::Item, &["proposed", "accepted"])];

/// The acts that lead to a state.
const LEADS_TO: &[(Kind, &str, &str)] = &[
    (Kind::Action, "done", "`comity action done ID`"),
    (Kind::Action, "closed", "`comity action close ID`, once its owner has said that it is done"),
    (Kind::Action, "cancelled", "`comity action cancel ID`, with a reason"),
    (Kind::Item, "accepted", "`comity item accept ID`"),
    (Kind::Item, "concluded", "`comity item conclude ID OUTCOME`"),
    (Kind::Item, "deferred", "`comity item defer ID`"),
    (Kind::Item, "declined", "`comity item decline ID`, with a reason"),
    (Kind::Item, "withdrawn", "`comity item withdraw ID`"),
];

/// Whether somebody may write a field as they like.
pub fn is_free(field: &Field) -> bool {
    field.place != Place::Deed
}

/// Whether a field that an act has set can be put right: when a meeting was opened and when it ended.
pub fn is_put_right(record: Option<&Record>, field: &Field) -> bool {
    let is_time = |it: &&Record| it.id.kind == Kind::Meeting && matches!(field.key, "opened" | "closed");
    let record = record.filter(is_time);
    record.is_some_and(|it| it.contains_key(field.key))
}

/// Why nobody writes a field as they like, and which act sets it.
pub fn not_free(kind: Kind, record: Option<&Record>, field: &Field) -> Refused {
    let act = SET_BY.iter().find(|it| it.0 == kind && it.1 == field.key).map(|it| it.2);
    let why = if act.is_some() { "an act of its own sets it" } else { "comity sets it itself" };
    refused(kind, record, &field.in_words(), why, act.unwrap_or("There is nothing to do"))
}

/// Whether these fields of a record, or of a new one of a kind, may be written as they are.
///
/// # Errors
/// Why not, and which act does it.
pub fn may_write(kind: Kind, record: Option<&Record>, settings: &Settings) -> Result<(), Refused> {
    for (key, value) in settings {
        let Some(field) = kind.field(key).filter(|field| record.and_then(|it| it.get(field.key)) != value.as_ref())
        else {
            continue;
        };
        let to = value.as_ref().map(super::leaf::plain).unwrap_or_default();
        if field.key == "state" {
            may_stand(kind, record, &to)?;
        }
        let agreed = record.is_some_and(|it| it.contains_key("agreed_on"));
        if (kind, field.key) == (Kind::Decision, "meeting") && agreed {
            let why = "the group agreed on it, and where it did so stays";
            return Err(refused(kind, record, &field.in_words(), why, "If it was a slip, `comity undo` takes it back"));
        }
    }
    Ok(())
}

/// The states among which somebody chooses freely for a record, or a new one; `None` where all of them are.
pub fn states(kind: Kind, record: Option<&Record>) -> Option<&'static [Choice]> {
    let (_, free) = FREE_STATES.iter().find(|it| it.0 == kind)?;
    let Some(Type::Choice(all)) = kind.field("state").map(|it| &it.ty) else { return None };
    let Some(record) = record else { return all.get(..free.len()) };
    match all.iter().position(|it| it.value == record.text("state")) {
        Some(at) if at >= free.len() => all.get(at..=at),
        _ => all.get(..free.len()),
    }
}

fn may_stand(kind: Kind, record: Option<&Record>, to: &str) -> Result<(), Refused> {
    let Some(choices) = states(kind, record) else { return Ok(()) };
    if choices.iter().any(|it| it.value == to) {
        return Ok(());
    }
    let act = LEADS_TO.iter().find(|it| it.0 == kind && it.1 == to);
    let is_at_work = FREE_STATES.iter().any(|it| it.0 == kind && it.1.contains(&to));
    let remedy = match act {
        Some(act) => act.2,
        None if kind == Kind::Action && is_at_work => "`comity action reopen ID` takes it up again",
        None => "`comity item show ID` says where it stands",
    };
    let word = match kind.field("state").map(|it| &it.ty) {
        Some(Type::Choice(all)) => all.iter().find(|it| it.value == to).map_or(to, |it| it.label),
        _ => to,
    };
    let why = format!("that it is {} comes of an act", shown::visible(word));
    Err(refused(kind, record, "state", &why, remedy))
}

fn refused(kind: Kind, record: Option<&Record>, field: &str, why: &str, remedy: &str) -> Refused {
    let what = record.map_or_else(|| kind.a(), |it| it.id.to_string());
    let id = record.map_or("ID", |it| it.id.as_str());
    Refused {
        what: format!("{what}: {field} cannot be written"),
        why: why.to_owned(),
        remedy: super::act::with_id(remedy, id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_an_act_sets_is_one_that_nobody_writes_freely() {
        for (kind, key, _) in SET_BY {
            assert!(kind.field(key).is_some_and(|it| !is_free(it)), "{kind:?}.{key}");
        }
    }

    #[test]
    fn the_free_states_are_the_first_ones() {
        for (kind, free) in FREE_STATES {
            let words: Vec<&str> = states(*kind, None).into_iter().flatten().map(|it| it.value).collect();
            assert_eq!(words, *free);
        }
    }
}
