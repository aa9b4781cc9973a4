//! What is jotted down while a meeting is in session: an action or a decision in one line; an item that is put aside.

use super::meeting::told;
use super::{Settings, add, decision, together};
use crate::model::act::Refused;
use crate::model::change::Change;
use crate::model::jotted::Jotted;
use crate::model::record::Record;
use crate::model::standpoint::Standpoint;
use crate::model::view::{Quorum, clock};
use crate::model::{RecordId, value};

/// An action that a meeting gives out, under the item that is dealt with.
pub fn jot_action(
    id: RecordId,
    jotted: &Jotted,
    (meeting, item): (&Record, Option<&RecordId>),
    at: &Standpoint<'_>,
) -> Change {
    let mut settings: Settings = vec![
        ("title".to_owned(), Some(value::text(&jotted.title))),
        ("raised_at".to_owned(), Some(value::text(meeting.id.as_str()))),
    ];
    settings.extend(jotted.owner.as_ref().map(|it| ("owner".to_owned(), Some(value::text(it.as_str())))));
    settings.extend(jotted.due.map(|it| ("due".to_owned(), Some(value::date(it)))));
    settings.extend(item.map(|it| ("item".to_owned(), Some(value::text(it.as_str())))));
    told(add(id, settings, at), meeting, "action.add")
}

/// A decision under the item that is dealt with: agreed at the meeting, or only a draft where a party has no quorum.
///
/// # Errors
/// Those of agreeing on it.
pub fn jot_decision(
    id: RecordId,
    (title, text): (&str, &str),
    (meeting, item): (&Record, Option<&RecordId>),
    at: &Standpoint<'_>,
) -> Result<Change, Refused> {
    let mut settings: Settings =
        vec![("title".to_owned(), Some(value::text(title))), ("text".to_owned(), Some(value::text(text)))];
    settings.extend(item.map(|it| ("item".to_owned(), Some(value::text(it.as_str())))));
    let drafted = told(add(id.clone(), settings, at), meeting, "decision.add");
    if !Quorum::at(meeting, at.now, at.snapshot).is_quorate() {
        return Ok(drafted);
    }
    let Ok(beside) = drafted.apply(at.snapshot) else { return Ok(drafted) };
    let Some(draft) = beside.get(&id) else { return Ok(drafted) };
    let agreed = decision::agree(draft, Some(&meeting.id), &Standpoint { snapshot: &beside, ..at.clone() })?;
    let Ok(after) = agreed.apply(&beside) else { return Ok(drafted) };
    let change = Change::among([&id].into_iter(), at.snapshot, &after);
    let subject = super::agenda::with_title_of(&id, &format!("agreed at {}", meeting.id), title);
    Ok(told(change, meeting, "decision.add").titled(subject))
}

/// An item is put aside: out of its meeting, into the pool.
///
/// # Errors
/// When it was begun: the minutes have to say what came of it.
pub fn park(meeting: &Record, item: &Record, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.move";
    if !clock::is_still_to_come(item) {
        return Err(Refused {
            what: format!("{} cannot go into the pool", item.id),
            why: "it was begun, and the minutes say so".to_owned(),
            remedy: format!("`comity item defer {}` puts it off to the next meeting", item.id),
        });
    }
    let parked = super::move_item(at.snapshot, &item.id, &super::Destination::Pool);
    Ok(told(together(parked), meeting, DEED).titled(super::agenda::with_title_of(
        &item.id,
        "into the pool",
        item.title(),
    )))
}
