//! The fields of meetings and of the items on their agendas.

use crate::model::field::Keyed::{By, Whole};
use crate::model::field::Type::{
    Date, Flag, Hash, Instant, Line, List, LocalTime, Minutes, Numbered, Paper, Set, Text, Url, Zone,
};
use crate::model::field::{Choice, Field, Start, Type, field, rows};

use super::{ANY_ID, GROUP_ID, ITEM_ID, MEETING_ID, ORG_ID, PERSON_ID, word};

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
    field("minutes_revision", "Revision of the minutes", Type::Whole, "How often the draft minutes went out").by_deed(),
    field("checked_by", "Checked by", PERSON_ID, "Secretary of the other side who checked the minutes").by_deed(),
    field("checked_hash", "Hash of what was checked", Hash, "What the minutes said then, so that a later edit shows")
        .by_deed(),
    field("issued_by", "Issued by", PERSON_ID, "Who sent the draft minutes out").by_deed(),
    field("issued_hash", "Hash of what was issued", Hash, "What the draft minutes said, so that a later edit shows")
        .by_deed(),
    field("minutes_approved", "Minutes approved", Date, "Day on which the minutes were approved").by_deed(),
    field("approved_at", "Approved at", MEETING_ID, "Meeting that approved them; none if in writing").by_deed(),
    field("minutes_hash", "Hash of the minutes", Hash, "What the approved minutes said, so that a later edit shows")
        .by_deed(),
    field("next_meeting", "Next meeting", Line, "Next meeting as the approved minutes say it").by_deed(),
    field("next_start", "Next meeting at", Instant, "When that was to begin").by_deed(),
    rows("came", "What came of it", By(&["record"]), CAME, "Decisions and actions as the approved minutes say them"),
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
    field("revision", "Revision", Type::Whole, "How often it had been sent by then"),
    field("by", "By", PERSON_ID, "Who sent it"),
    field("start", "Start", LocalTime, "When the meeting was to begin by what was sent"),
    field("items", "Items", List(&Numbered), "The items with the numbers printed, and a digest of what was printed"),
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
const CAME: &[Field] = &[
    field("record", "Record", ANY_ID, "The decision or action").required(),
    field("item", "Item", ITEM_ID, "Item under which the minutes say it"),
    field("text", "Text", Text, "The operative words, or what is to be done"),
    field("owner", "Who", PERSON_ID, "Who answered for it then"),
    field("due", "Due", Date, "When it was due then"),
    field("draft", "Draft", Flag, "Whether the group had not agreed on it"),
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
    field("state", "State", Type::Choice(ITEM_STATE), "Where it stands")
        .on_form_later()
        .starts(Start::Word("proposed")),
    field("meeting", "Meeting", MEETING_ID, "Meeting on whose agenda it stands; none while it lies in the pool")
        .on_form(),
    field("order", "Order", Type::Whole, "Where it stands on the agenda").by_deed().merges_with("meeting"),
    field("minutes", "Time", Minutes, "How long it takes").on_form(),
    rows("taken", "Time taken", By(&["start"]), TAKEN, "When it was dealt with"),
    field("presenter", "Presenter", PERSON_ID, "Who leads through it").on_form(),
    field("proposed_by", "Proposed by", PERSON_ID, "Who proposed it").starts(Start::Me),
    field("proposed_on", "Proposed on", Date, "Day on which it was proposed").starts(Start::Today),
    field("on_behalf_of", "On behalf of", ORG_ID, "Organisation in whose name it is proposed"),
    field("ask", "Ask", Text, "What the group is asked to do, in one sentence").on_form(),
    field("background", "Background", Text, "What people need to know beforehand").on_form(),
    rows("paper", "Paper", By(&["title"]), PAPER, "Documents that go with it"),
    field("continues", "Continues", ITEM_ID, "Item that it carries on"),
    field("referred_from", "Comes from", ANY_ID, "Item or action of the group that handed it over")
        .called("origin")
        .by_deed(),
    field("duplicates", "Same as", ITEM_ID, "Item elsewhere about the same thing"),
    field("contributes_to", "Contributes to", Set(&ANY_ID), "Records that it helps"),
    field("minute", "Minute", Text, "What the minutes say about it").on_form_later(),
    field("outcome", "Outcome", Type::Choice(OUTCOME), "What came of it").on_form_later(),
    field("decline_reason", "Why declined", Line, "Why it was not taken").by_deed(),
    field("referred_to", "Handed over to", GROUP_ID, "Group that it was handed over to")
        .called("receiving group")
        .by_deed(),
    field("returned", "Returned", Text, "What came of it, as told to the group that handed it over").by_deed(),
];

pub const PURPOSE: &[Choice] = &[
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
