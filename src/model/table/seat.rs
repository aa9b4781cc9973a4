//! What is asked when somebody takes a seat, leaves one, or leaves altogether; the answers become terms.

use crate::model::field::Type::{Date, Flag, Line};
use crate::model::field::{Choice, Field, Type, field};

use super::group::ROLE;
use super::{ORG_ID, PERSON_ID, word};

/// Somebody's seat in a group.
pub const SEAT: &[&Field] = &[
    &field("role", "Role", Type::Choice(ROLE_OR_NONE), "What they are in the group from now on").required(),
    &field("for_org", "For", ORG_ID, "Whom they sit there for; their own organisation, if nothing is said"),
    &field("from", "From", Date, "First day in this role; what they were ends the day before").required(),
    &field("until", "Until", Date, "Last day, where it is known; with the role none, the last day of all"),
    &field("in_place_of", "In place of", PERSON_ID, "Who hands this role over; that term ends the day before"),
    &field("alternate_for", "Alternate for", PERSON_ID, "Whose place an alternate takes when that person is away"),
    &field("basis", "Basis", Line, "What the appointment rests on"),
    &field("besides", "Keeps others", Flag, "Whether they keep the other roles that they have in the group"),
];

/// The choice that ends what somebody is in a group.
pub const NO_ROLE: &str = "none";

/// The last day of somebody in a group, or of somebody altogether.
pub const LAST_DAY: &Field = &field("last_day", "Last day", Date, "The last day on which they sit there").required();

/// Who takes over what somebody leaves behind.
pub const HAND_OVER_TO: &Field =
    &field("hand_over_to", "Hand over to", PERSON_ID, "Who takes over the actions that are open");

/// The day that is looked at.
pub const AS_OF: &Field = &field("as_of", "As of", Date, "The day that is shown; today, if nothing is said");

const ROLE_OR_NONE: &[Choice] = &with_none();

const fn with_none() -> [Choice; ROLE.len() + 1] {
    let mut all = [word(NO_ROLE, "none: ends it"); ROLE.len() + 1];
    let mut at = 0;
    while at < ROLE.len() {
        all[at] = ROLE[at];
        at += 1;
    }
    all
}
