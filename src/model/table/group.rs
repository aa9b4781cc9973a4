//! The fields of groups and of their members.

use crate::model::field::Keyed::By;
use crate::model::field::Type::{Date, Flag, Line, List, LocalTime, Minutes, Rule, Set, Table, Text, Zone};
use crate::model::field::{Choice, Field, Start, Type, field, rows};

use super::meeting::PURPOSE;
use super::{ORG_ID, PERSON_ID, word};

pub const GROUP: &[Field] = &[
    field("name", "Name", Line, "What the group is called").required().on_form(),
    field("also_called", "Also called", Set(&Line), "Names that other lists have for it"),
    field("area", "Area", Line, "Code of the memorandum's area it works on").on_form(),
    field("state", "State", Type::Choice(GROUP_STATE), "Where the group stands")
        .on_form_later()
        .starts(Start::Word("proposed")),
    field("mission", "Mission", Text, "What it is for").on_form(),
    field("in_scope", "In scope", List(&Line), "What it works on").on_form(),
    field("out_of_scope", "Out of scope", List(&Line), "What it leaves alone").on_form(),
    field("deliverables", "Deliverables", List(&Line), "What it is to bring forth").on_form(),
    field("led_by", "Led by", Set(&ORG_ID), "The party or parties that lead it").on_form(),
    field(
        "steers",
        "Steers",
        Flag,
        "Whether its officers look after the workspace, organisations, people and new groups",
    ),
    field("rules", "Rules", Table(RULES), "How it works and decides"),
    field("series", "Series", Table(SERIES), "When it meets"),
    rows("standing", "Standing item", By(&["key"]), STANDING, "Items that stand on every agenda"),
    rows("milestone", "Milestone", By(&["key"]), MILESTONE, "What is to be reached by when"),
];

const GROUP_STATE: &[Choice] =
    &[word("proposed", "proposed"), word("active", "active"), word("dormant", "dormant"), word("closed", "closed")];

const RULES: &[Field] = &[
    field("chairing", "Chairing", Type::Choice(CHAIRING), "Who chairs it"),
    field("quorum_per_party", "Quorum", Type::Whole, "How many of each party must be present"),
    field("seats_per_party", "Seats", Type::Whole, "How many seats each party has"),
    field("parity", "Parity", Type::Choice(PARITY), "Whether the parties have equal seats"),
    field("endorsement", "Endorsement", Type::Choice(ENDORSEMENT), "What brings a decision into force"),
    field("silence_days", "Silence", Type::Whole, "Days after which silence may be recorded as consent"),
];

const CHAIRING: &[Choice] =
    &[word("co-chairs", "a co-chair of each party"), word("rotating", "in turn"), word("single", "one chair")];
const PARITY: &[Choice] = &[word("equal", "equal seats"), word("free", "seats as they come")];
pub const ENDORSEMENT: &[Choice] =
    &[word("each-party", "every party endorses"), word("group", "the group's agreement is enough")];

const SERIES: &[Field] = &[
    field("rrule", "Repeats", Rule, "When it repeats"),
    field("start", "First", LocalTime, "First meeting of the series"),
    field("minutes", "Length", Minutes, "How long a meeting is"),
    field("timezone", "Time zone", Zone, "Zone in which its times are meant"),
];

const STANDING: &[Field] = &[
    field("key", "Key", Line, "Short name that never changes").required(),
    field("title", "Title", Line, "As it stands on the agenda").required(),
    field("minutes", "Time", Minutes, "How long it takes"),
    field("purpose", "Purpose", Type::Choice(PURPOSE), "What the group does with it"),
    field("order", "Order", Type::Whole, "Where it stands among the standing items"),
];

const MILESTONE: &[Field] = &[
    field("key", "Key", Line, "Short name that never changes").required(),
    field("title", "Title", Line, "What is reached").required(),
    field("due", "Due", Date, "By when"),
    field("resolved_on", "Reached on", Date, "Day on which it was reached"),
    field("evidence", "Evidence", Line, "What shows it"),
];

pub const MEMBER: &[Field] =
    &[rows("term", "Term", By(&["role", "from"]), TERM, "Roles of a person in a group, ended but never removed")];

const TERM: &[Field] = &[
    field("role", "Role", Type::Choice(ROLE), "What they are in the group").required(),
    field("for_org", "For", ORG_ID, "Whom they sit there for").starts(Start::OrgOf("person")),
    field("from", "From", Date, "First day"),
    field("until", "Until", Date, "Last day"),
    field("former", "Former", Flag, "Whether it ended on a day that nobody knows"),
    field("alternate_for", "Alternate for", PERSON_ID, "Whose place they take when that person is away"),
    field("basis", "Basis", Line, "What the appointment rests on"),
];

/// What somebody can be in a group, in the order of lists.
pub const ROLE: &[Choice; 10] = &[
    word("co-chair", "co-chair"),
    word("chair", "chair"),
    word("vice-chair", "vice-chair"),
    word("secretary", "secretary"),
    word("rapporteur", "rapporteur"),
    word("member", "member"),
    word("alternate", "alternate"),
    word("liaison", "liaison"),
    word("observer", "observer"),
    word("invited-expert", "invited expert"),
];
