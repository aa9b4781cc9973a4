//! The fields of what comes of meetings: actions, decisions, measures, notes.

use crate::model::field::Keyed::{AtomicBy, Whole};
use crate::model::field::Type::{Date, Flag, Hash, Instant, KeyOf, Line, Number, Parties, Set, Text};
use crate::model::field::{Choice, Field, Start, Type, field, rows};

use super::group::ENDORSEMENT;
use super::{ACTION_ID, ANY_ID, DECISION_ID, GROUP_ID, ITEM_ID, MEETING_ID, ORG_ID, PERSON_ID, word};

pub const ACTION: &[Field] = &[
    field("title", "What", Line, "What is to be done, in one sentence").called("title").required().on_form(),
    field("owner", "Who", PERSON_ID, "The one who answers for it").called("owner").on_form(),
    field("due", "Due", Date, "Day by which it is done").on_form(),
    field("state", "State", Type::Choice(ACTION_STATE), "Where it stands")
        .required()
        .on_form_later()
        .starts(Start::Word("open")),
    field("priority", "Priority", Type::Choice(PRIORITY), "How much it matters")
        .on_form()
        .starts(Start::Word("normal")),
    field("detail", "Details", Text, "What more there is to say").on_form(),
    field("helpers", "Helpers", Set(&PERSON_ID), "Who else works on it").on_form(),
    field("org", "Organisation", ORG_ID, "Whose action it is").starts(Start::OrgOf("owner")),
    field("raised_on", "Raised on", Date, "Day on which it was given out").starts(Start::Today),
    field("raised_at", "Raised at", MEETING_ID, "Meeting that gave it out").on_form(),
    field("item", "Item", ITEM_ID, "Agenda item that it comes from"),
    field("decision", "Decision", DECISION_ID, "Decision that it carries out"),
    rows("moved", "Due date moved", Whole, MOVED_DUE, "Each time the due date was moved"),
    field("snooze_until", "Not before", Date, "Day until which it is left alone").by_deed(),
    field("blocked_by", "Waits for", Line, "What it waits for").on_form(),
    rows("progress", "Progress", Whole, PROGRESS, "What has been done, note by note"),
    field("done_on", "Done on", Date, "Day on which the owner said so").by_deed(),
    field("closed_on", "Closed on", Date, "Day on which the group accepted it").by_deed(),
    field("closed_at", "Closed at", MEETING_ID, "Meeting that accepted it").by_deed(),
    field("cancel_reason", "Why dropped", Line, "Why it was dropped").by_deed(),
    field("milestone", "Milestone", KeyOf("milestone"), "Milestone of the group that it serves"),
    field("duplicates", "Same as", ACTION_ID, "Action elsewhere about the same thing"),
    field("contributes_to", "Contributes to", Set(&ANY_ID), "Records that it helps"),
    field("referred_to", "Handed over to", GROUP_ID, "Group that it was handed over to")
        .called("receiving group")
        .by_deed(),
    field("tags", "Tags", Set(&Line), "Words to find it by").on_form(),
    field("source", "Source", Line, "Where it was imported from").by_deed(),
];

const ACTION_STATE: &[Choice] = &[
    word("open", "to do"),
    word("in-progress", "in progress"),
    word("blocked", "waiting"),
    word("done", "done"),
    word("closed", "closed"),
    word("cancelled", "dropped"),
];
const PRIORITY: &[Choice] = &[word("high", "high"), word("normal", "normal"), word("low", "low")];
const MOVED_DUE: &[Field] = &[
    field("from", "From", Date, "When it was due").required(),
    field("to", "To", Date, "When it is due now; none if it has no date any more"),
    field("on", "On", Date, "Day on which it was moved"),
    field("by", "By", PERSON_ID, "Who moved it"),
];
const PROGRESS: &[Field] = &[
    field("at", "When", Instant, "When it was written").required(),
    field("by", "By", PERSON_ID, "Who wrote it"),
    field("text", "Text", Text, "What has been done").required(),
];

pub const DECISION: &[Field] = &[
    field("title", "Title", Line, "What is decided, in a few words").required().on_form(),
    field("text", "Text", Text, "The operative words").required().on_form(),
    field("rationale", "Rationale", Text, "Why").on_form(),
    field("item", "Item", ITEM_ID, "Agenda item that it comes from").on_form(),
    field("meeting", "Meeting", MEETING_ID, "Meeting that agreed it").on_form(),
    field("agreed_on", "Agreed on", Date, "Day on which the group agreed").by_deed(),
    field("agreed_parties", "Parties then", Set(&ORG_ID), "Parties on the day of the agreement").by_deed(),
    field("agreed_rule", "Rule then", Type::Choice(ENDORSEMENT), "Endorsement rule on the day of the agreement")
        .by_deed(),
    field("agreed_hash", "Hash of the text then", Hash, "The very text that the group agreed, where that is enough")
        .by_deed(),
    field("quorate", "Quorum then", Flag, "Whether each party had its quorum when the group agreed at its meeting")
        .by_deed(),
    field("method", "Method", Type::Choice(METHOD), "How the group agreed").on_form(),
    field("closes_on", "Closes on", Date, "Last day for positions").on_form(),
    field("position", "Position", Parties(POSITION), "Where each party stands").by_deed(),
    field("number", "Number", Line, "Formal number in the register").by_deed(),
    field("supersedes", "Supersedes", Set(&DECISION_ID), "Decisions that it takes the place of").on_form(),
    field("withdrawn_on", "Withdrawn on", Date, "Day on which it was withdrawn").by_deed(),
    field("withdrawn_reason", "Why withdrawn", Line, "Why it was withdrawn").by_deed(),
    field("review_on", "Review on", Date, "Day on which it is looked at again").on_form(),
];

const METHOD: &[Choice] = &[word("consensus", "by consensus"), word("written", "in writing")];
const POSITION: &[Field] = &[
    field("value", "Position", Type::Choice(STANCE), "Where the party stands").required(),
    field("by", "By", PERSON_ID, "Who recorded it for the party").required(),
    field("on", "On", Date, "Day on which it was recorded").required(),
    field("text_hash", "Hash of the text", Hash, "The very text that it is about"),
    field("channel", "Channel", Type::Choice(CHANNEL), "Whether at a meeting or in writing"),
    field("text", "Words", Text, "Reservation or objection in words"),
];
const STANCE: &[Choice] = &[
    word("endorsed", "endorsed"),
    word("endorsed-with-reservation", "endorsed with a reservation"),
    word("objected", "objected"),
    word("abstained", "abstained"),
    word("silent", "silent"),
];
const CHANNEL: &[Choice] = &[word("meeting", "at a meeting"), word("written", "in writing")];

pub const MEASURE: &[Field] = &[
    field("title", "Title", Line, "What is measured").required().on_form(),
    field("definition", "Definition", Text, "How it is counted, so that both count alike").required().on_form(),
    field("unit", "Unit", Line, "Unit of its values").required().on_form(),
    field("direction", "Direction", Type::Choice(DIRECTION), "Which way is better").on_form(),
    field("frequency", "Frequency", Type::Choice(FREQUENCY), "How often it is read").on_form(),
    field("owner", "Owner", PERSON_ID, "Who gathers the readings").on_form(),
    field("baseline", "Baseline", Number, "Value at the beginning").on_form(),
    field("target", "Target", Number, "Value to be reached").on_form(),
    rows("reading", "Reading", AtomicBy(&["period", "org"]), READING, "What was read, by period and party"),
];

const DIRECTION: &[Choice] =
    &[word("up", "more is better"), word("down", "less is better"), word("keep", "shall stay")];
const FREQUENCY: &[Choice] = &[
    word("month", "every month"),
    word("quarter", "every quarter"),
    word("half-year", "every half-year"),
    word("year", "every year"),
];
const READING: &[Field] = &[
    field("period", "Period", Line, "Period such as 2026-Q1").required(),
    field("org", "Party", ORG_ID, "Whose reading; none for both together"),
    field("value", "Value", Number, "The value").required(),
    field("provisional", "Provisional", Flag, "Whether it may still change"),
    field("note", "Note", Line, "What one has to know about it"),
];

pub const NOTE: &[Field] = &[
    field("about", "About", ANY_ID, "Record that it is about").required().on_form(),
    field("text", "Text", Text, "What is to be said").required().on_form(),
    field("kind", "Kind", Type::Choice(NOTE_KIND), "What kind of note it is").on_form().starts(Start::Word("comment")),
    field("field", "Field", Line, "Field that it is about").on_form(),
    field("state", "State", Type::Choice(NOTE_STATE), "Whether it has been dealt with")
        .on_form()
        .starts(Start::Word("open")),
    field("by", "By", PERSON_ID, "Who says it").required().starts(Start::Me),
    field("at", "When", Instant, "When it was said").required().starts(Start::Now),
];

const NOTE_KIND: &[Choice] =
    &[word("comment", "comment"), word("question", "question"), word("correction", "correction")];
const NOTE_STATE: &[Choice] =
    &[word("open", "open"), word("accepted", "accepted"), word("rejected", "rejected"), word("answered", "answered")];
