//! The field tables: every kind's fields, in the order of the file.

use super::field::Keyed::{AtomicBy, By, Whole};
use super::field::Type::{
    Date, Email, Flag, Hash, Instant, KeyOf, Line, List, LocalTime, Minutes, Number, Numbered, Paper, Parties, Ref,
    Rule, Set, Table, Text, Url, Zone,
};
use super::field::{Choice, Field, Start, Type, field, rows};
use super::kind::Kind;

const ORG_ID: Type = Ref(&[Kind::Org]);
const PERSON_ID: Type = Ref(&[Kind::Person]);
const GROUP_ID: Type = Ref(&[Kind::Group]);
const MEETING_ID: Type = Ref(&[Kind::Meeting]);
const ITEM_ID: Type = Ref(&[Kind::Item]);
const ACTION_ID: Type = Ref(&[Kind::Action]);
const DECISION_ID: Type = Ref(&[Kind::Decision]);

const fn word(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}

/// The fields that every kind may carry, behind its own.
pub const COMMON: &[Field] = &[
    field(
        "visibility",
        "Visible to",
        Type::Choice(VISIBILITY),
        "Who may read it, in the words of the Traffic Light Protocol",
    ),
    rows(
        "contested",
        "Contested",
        By(&["field", "by"]),
        CONTESTED,
        "Values that both sides wrote and nobody has settled yet",
    ),
];

/// The group of a new record, which its id holds and no field.
pub const GROUP_OF_NEW: &Field = &field("group", "Group", GROUP_ID, "The group it belongs to").required();

/// Why something is dropped or cancelled.
pub const REASON: &Field =
    &field("reason", "Why", Line, "It stays with it, so that a reader in a year understands").required();

/// What somebody says of themselves before their first change.
pub const IDENTITY: &[&Field] = &[
    &field("me", "You are", PERSON_ID, "The person of the workspace who works here"),
    &field("name", "Name", Line, "The name that your changes bear").required(),
    &field("email", "E-mail", Email, "The address that your changes bear").required(),
];

const VISIBILITY: &[Choice] = &[
    word("clear", "everybody"),
    word("green", "members of both organisations"),
    word("amber", "the group and both managements"),
];

const CONTESTED: &[Field] = &[
    field("field", "Field", Line, "Which field both sides changed").required(),
    field("value", "Value", Line, "The value that does not stand, as it would be in the file"),
    field("by", "Written by", Line, "Who wrote it").required(),
    field("at", "When", Instant, "When it was written"),
    field("change", "Change", Line, "The change that brought it"),
];

pub const WORKSPACE: &[Field] = &[
    field("format", "Format", Type::Whole, "Version of the folder's format")
        .required()
        .starts(Start::Number(1))
        .by_deed(),
    field("name", "Name", Line, "What the joint programme is called").required().on_form(),
    field(
        "parties",
        "Parties",
        List(&ORG_ID),
        "The organisations bound by the memorandum, in the order in which they are shown",
    )
    .required()
    .on_form(),
    field("timezone", "Time zone", Zone, "Zone in which days begin and times are meant unless something else is said")
        .required()
        .on_form(),
    field("signed_on", "Signed on", Date, "Day on which the memorandum was signed").on_form(),
    field("memorandum", "Memorandum", Line, "The memorandum in one line").on_form(),
    field("notice", "Notice", Line, "A line that every reader of this workspace shall see"),
    field("due_soon_days", "Due soon", Type::Whole, "An action is due soon this many days ahead")
        .on_form()
        .starts(Start::Number(7)),
    field("stale_days", "Stale", Type::Whole, "An action is stale after this many days without a note")
        .on_form()
        .starts(Start::Number(21)),
    field("lead_days", "Lead days", Table(LEAD_DAYS), "Days before or after a meeting by which things are ready")
        .by_deed(),
    rows("area", "Area", By(&["code"]), AREA, "The priority areas of the memorandum"),
];

const LEAD_DAYS: &[Field] = &[
    field("call", "Call", Type::Whole, "Days before the meeting on which it is called"),
    field("items", "Items", Type::Whole, "Days before the meeting until which items are taken"),
    field("papers", "Papers", Type::Whole, "Days before the meeting until which papers are in"),
    field("agenda", "Agenda", Type::Whole, "Days before the meeting on which the agenda is issued"),
    field("minutes", "Minutes", Type::Whole, "Days after the meeting until which draft minutes are out"),
    field("comments", "Comments", Type::Whole, "Days that are open for comments on draft minutes"),
];

const AREA: &[Field] = &[
    field("code", "Code", Line, "Short code of the area").required(),
    field("title", "Title", Line, "What the area is called").required(),
    field("aim", "Aim", Line, "What the memorandum wants in it"),
];

pub const ORG: &[Field] = &[
    field("name", "Name", Line, "Full name of the organisation").required().on_form(),
    field("short", "Short name", Line, "Two to four letters for lists on the screen").required().on_form(),
    field("kind", "Kind", Type::Choice(ORG_KIND), "What kind of organisation it is")
        .on_form()
        .starts(Start::Word("other")),
    field("former_names", "Former names", List(&Line), "What it was called before, newest first").on_form(),
    field("url", "Web page", Url, "Its page on the web").on_form(),
    field("sign", "Sign", Line, "One character that stands before its short name"),
    field("colour", "Colour", Line, "Its colour on the screen, one of the terminal's sixteen by name"),
];

const ORG_KIND: &[Choice] = &[
    word("party", "party to the memorandum"),
    word("professional-body", "professional body"),
    word("programme", "programme"),
    word("member", "member organisation"),
    word("auditor", "audit firm"),
    word("authority", "authority"),
    word("union", "union"),
    word("other", "other"),
];

pub const PERSON: &[Field] = &[
    field("name", "Name", Line, "As the person writes it").required().on_form(),
    field("org", "Organisation", ORG_ID, "Who they work for").on_form(),
    field("function", "Function", Line, "What they do there").on_form(),
    field(
        "emails",
        "E-mail",
        Set(&Email),
        "Addresses under which they save changes; old ones stay, so that history keeps its names",
    )
    .on_form(),
    field("management", "Management", Flag, "Whether they belong to their organisation's management team").on_form(),
    field("endorses_for", "Endorses for", Set(&ORG_ID), "Parties whose position they may record").on_form(),
    field("status", "Status", Type::Choice(PERSON_STATUS), "Whether they are still with us")
        .on_form()
        .starts(Start::Word("active")),
    field("placeholder", "Placeholder", Flag, "Whether this stands for somebody who is still to be named"),
    rows("signing_key", "Signing key", By(&["key"]), SIGNING_KEY, "Keys that sign their changes"),
];

const PERSON_STATUS: &[Choice] = &[word("active", "active"), word("left", "left")];

const SIGNING_KEY: &[Field] = &[
    field("key", "Key", Line, "The public key").required(),
    field("from", "From", Date, "First day on which it counts"),
    field("until", "Until", Date, "Last day on which it counts"),
];

pub const GROUP: &[Field] = &[
    field("name", "Name", Line, "What the group is called").required().on_form(),
    field("area", "Area", Line, "Code of the memorandum's area it works on").on_form(),
    field("state", "State", Type::Choice(GROUP_STATE), "Where the group stands")
        .on_form()
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
    field("rules", "Rules", Table(RULES), "How it works and decides").by_deed(),
    field("series", "Series", Table(SERIES), "When it meets").by_deed(),
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
const ENDORSEMENT: &[Choice] =
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
    field("minutes", "Takes", Minutes, "How long it takes"),
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

const ROLE: &[Choice] = &[
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

pub const MEETING: &[Field] = &[
    field("title", "Title", Line, "What the meeting is called").required().on_form(),
    field("start", "Start", LocalTime, "Local date and time at which it begins").required().on_form(),
    field("timezone", "Time zone", Zone, "Zone in which its times are meant").required().on_form().starts(Start::Zone),
    field("minutes", "Length", Minutes, "How long it is planned to be").required().on_form().starts(Start::Number(90)),
    field("kind", "Kind", Type::Choice(MEETING_KIND), "What kind of meeting it is")
        .on_form()
        .starts(Start::Word("ordinary")),
    field("mode", "Mode", Type::Choice(MODE), "Whether people come or call").on_form(),
    field("place", "Place", Line, "Where people come to").on_form(),
    field("url", "Link", Url, "Where people call in").on_form(),
    field("presiding", "Presiding", PERSON_ID, "Who presides").on_form(),
    field("scribe", "Scribe", PERSON_ID, "Who writes the minutes").on_form(),
    rows("issue", "Agenda issued", Whole, ISSUE, "Each time the agenda was sent, and what stood on it"),
    field("opened", "Opened", Instant, "When it was opened").by_deed(),
    field("closed", "Closed", Instant, "When it was closed").by_deed(),
    rows("pause", "Pause", By(&["start"]), PAUSE, "Breaks"),
    rows("attendance", "Attendance", By(&["person"]), ATTENDANCE, "Who was there"),
    field("notice_read", "Reminder read", Flag, "Whether the competition-law reminder was read").by_deed(),
    field("summary", "Summary", Text, "Three to five lines for those who were not there"),
    field("minutes_issued", "Minutes issued", Date, "Day on which the draft minutes went out").by_deed(),
    field("checked_by", "Checked by", PERSON_ID, "Secretary of the other side who checked the minutes").by_deed(),
    field("minutes_approved", "Minutes approved", Date, "Day on which the minutes were approved").by_deed(),
    field("approved_at", "Approved at", MEETING_ID, "Meeting that approved them; none if in writing").by_deed(),
    field("minutes_hash", "Hash of the minutes", Hash, "What the approved minutes said, so that a later edit shows")
        .by_deed(),
    rows("moved", "Moved", Whole, MOVED_MEETING, "Each time the meeting was moved"),
    field("cancelled_on", "Cancelled on", Date, "Day on which it was cancelled").by_deed(),
    field("cancelled_reason", "Reason", Line, "Why it was cancelled").by_deed(),
];

const MEETING_KIND: &[Choice] = &[
    word("ordinary", "ordinary"),
    word("extraordinary", "extraordinary"),
    word("written-procedure", "written procedure"),
    word("workshop", "workshop"),
];
const MODE: &[Choice] = &[word("remote", "remote"), word("in-person", "in person"), word("hybrid", "both")];

const ISSUE: &[Field] = &[
    field("on", "On", Date, "Day on which it was sent").required(),
    field("by", "By", PERSON_ID, "Who sent it"),
    field("items", "Items", List(&Numbered), "The items with the numbers printed"),
];
const PAUSE: &[Field] =
    &[field("start", "From", Instant, "When it began").required(), field("stop", "To", Instant, "When it ended")];
const ATTENDANCE: &[Field] = &[
    field("person", "Person", PERSON_ID, "Who").required(),
    field("presence", "Presence", Type::Choice(PRESENCE), "How they took part").required(),
    field("in_place_of", "In place of", PERSON_ID, "Whose place an alternate took"),
    field("arrived", "Arrived", Instant, "When they came, if late"),
    field("left", "Left", Instant, "When they went, if early"),
];
const PRESENCE: &[Choice] = &[
    word("present", "present"),
    word("remote", "present, remote"),
    word("part", "present in part"),
    word("apologies", "apologies"),
    word("absent", "absent"),
];
const MOVED_MEETING: &[Field] = &[
    field("from", "From", LocalTime, "When it would have been").required(),
    field("to", "To", LocalTime, "When it will be").required(),
    field("on", "On", Date, "Day on which it was moved"),
    field("by", "By", PERSON_ID, "Who moved it"),
];

pub const ITEM: &[Field] = &[
    field("title", "Title", Line, "As it stands on the agenda").required().on_form(),
    field("purpose", "Purpose", Type::Choice(PURPOSE), "What the group is to do with it")
        .required()
        .on_form()
        .starts(Start::Word("discussion")),
    field("state", "State", Type::Choice(ITEM_STATE), "Where it stands").on_form().starts(Start::Word("proposed")),
    field("meeting", "Meeting", MEETING_ID, "Meeting on whose agenda it stands; none while it lies in the pool")
        .on_form(),
    field("order", "Order", Type::Whole, "Where it stands on the agenda").by_deed().merges_with("meeting"),
    field("minutes", "Takes", Minutes, "How long it takes").on_form(),
    rows("taken", "Time taken", By(&["start"]), TAKEN, "When it was dealt with"),
    field("presenter", "Presenter", PERSON_ID, "Who leads through it").on_form(),
    field("proposed_by", "Proposed by", PERSON_ID, "Who proposed it").starts(Start::Me),
    field("proposed_on", "Proposed on", Date, "Day on which it was proposed").starts(Start::Today),
    field("on_behalf_of", "On behalf of", ORG_ID, "Organisation in whose name it is proposed"),
    field("ask", "Ask", Text, "What the group is asked to do, in one sentence").on_form(),
    field("background", "Background", Text, "What people need to know beforehand").on_form(),
    rows("paper", "Paper", By(&["title"]), PAPER, "Documents that go with it"),
    field("continues", "Continues", ITEM_ID, "Item that it carries on"),
    field("duplicates", "Same as", ITEM_ID, "Item elsewhere about the same thing"),
    field("minute", "Minute", Text, "What the minutes say about it").on_form(),
    field("outcome", "Outcome", Type::Choice(OUTCOME), "What came of it").on_form(),
    field("decline_reason", "Why declined", Line, "Why it was not taken"),
    field("referred_to", "Referred to", GROUP_ID, "Group that it was handed over to"),
    field("returned", "Returned", Line, "What that group sent back"),
];

const PURPOSE: &[Choice] = &[
    word("decision", "for decision"),
    word("discussion", "for discussion"),
    word("information", "for information"),
    word("approval", "for approval"),
    word("standing", "standing item"),
];
const ITEM_STATE: &[Choice] = &[
    word("proposed", "proposed"),
    word("accepted", "accepted"),
    word("concluded", "concluded"),
    word("deferred", "deferred"),
    word("declined", "declined"),
    word("withdrawn", "withdrawn"),
];
const TAKEN: &[Field] =
    &[field("start", "From", Instant, "When it began").required(), field("stop", "To", Instant, "When it ended")];
const PAPER: &[Field] = &[
    field("title", "Title", Line, "What the paper is called").required(),
    field("path", "File", Paper, "Its file below the group's papers folder"),
    field("url", "Link", Url, "Where it is on the web"),
    field("state", "State", Type::Choice(PAPER_STATE), "Whether it is there yet"),
    field("sha256", "SHA-256", Hash, "What its file contained when it was added"),
];
const PAPER_STATE: &[Choice] = &[
    word("to-follow", "to follow"),
    word("ready", "ready"),
    word("issued", "issued"),
    word("tabled", "tabled"),
    word("withdrawn", "withdrawn"),
];
const OUTCOME: &[Choice] = &[
    word("noted", "noted"),
    word("agreed", "agreed"),
    word("approved", "approved"),
    word("referred", "referred"),
    word("carried-over", "carried over"),
    word("no-decision", "no decision"),
    word("withdrawn", "withdrawn"),
    word("stopped-on-advice", "stopped on advice"),
];

pub const ACTION: &[Field] = &[
    field("title", "What", Line, "What is to be done, in one sentence").required().on_form(),
    field("owner", "Who", PERSON_ID, "The one who answers for it").on_form(),
    field("due", "Due", Date, "Day by which it is done").on_form(),
    field("state", "State", Type::Choice(ACTION_STATE), "Where it stands")
        .required()
        .on_form()
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
    field("snooze_until", "Not before", Date, "Day until which it is left alone"),
    field("blocked_by", "Waits for", Line, "What it waits for").on_form(),
    rows("progress", "Progress", Whole, PROGRESS, "What has been done, note by note"),
    field("done_on", "Done on", Date, "Day on which the owner said so"),
    field("closed_on", "Closed on", Date, "Day on which the group accepted it"),
    field("closed_at", "Closed at", MEETING_ID, "Meeting that accepted it"),
    field("cancel_reason", "Why dropped", Line, "Why it was dropped"),
    field("milestone", "Milestone", KeyOf("milestone"), "Milestone of the group that it serves"),
    field("duplicates", "Same as", ACTION_ID, "Action elsewhere about the same thing"),
    field("contributes_to", "Contributes to", Set(&ANY_ID), "Records that it helps"),
    field("tags", "Tags", Set(&Line), "Words to find it by").on_form(),
    field("source", "Source", Line, "Where it was imported from"),
];

const ANY_ID: Type = Ref(&[]);

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
    field("agreed_on", "Agreed on", Date, "Day on which the group agreed").on_form(),
    field("agreed_parties", "Parties then", Set(&ORG_ID), "Parties on the day of the agreement").by_deed(),
    field("agreed_rule", "Rule then", Type::Choice(ENDORSEMENT), "Endorsement rule on the day of the agreement")
        .by_deed(),
    field("method", "Method", Type::Choice(METHOD), "How the group agreed").on_form(),
    field("closes_on", "Closes on", Date, "Last day for positions").on_form(),
    field("position", "Position", Parties(POSITION), "Where each party stands").by_deed(),
    field("number", "Number", Line, "Formal number in the register").by_deed(),
    field("supersedes", "Supersedes", Set(&DECISION_ID), "Decisions that it takes the place of").on_form(),
    field("withdrawn_on", "Withdrawn on", Date, "Day on which it was withdrawn"),
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
