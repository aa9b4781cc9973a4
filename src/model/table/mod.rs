//! The field tables: every kind's fields, in the order of the file.

mod group;
mod meeting;
mod outcome;
mod party;
mod seat;

use super::field::Keyed::AtomicBy;
use super::field::Type::{Email, Instant, Line, Ref, Text};
use super::field::{Choice, Field, Type, field, rows};
use super::kind::Kind;

pub use group::{GROUP, MEMBER, ROLE};
pub use meeting::{ITEM, MEETING};
pub use outcome::{ACTION, DECISION, MEASURE, NOTE};
pub use party::{ORG, PERSON, WORKSPACE};
pub use seat::{AS_OF, HAND_OVER_TO, LAST_DAY, NO_ROLE, SEAT};

const ORG_ID: Type = Ref(&[Kind::Org]);
const PERSON_ID: Type = Ref(&[Kind::Person]);
const GROUP_ID: Type = Ref(&[Kind::Group]);
const MEETING_ID: Type = Ref(&[Kind::Meeting]);
const ITEM_ID: Type = Ref(&[Kind::Item]);
const ACTION_ID: Type = Ref(&[Kind::Action]);
const DECISION_ID: Type = Ref(&[Kind::Decision]);
const ANY_ID: Type = Ref(&[]);

const fn word(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}

/// The fields that every kind may carry, behind its own.
pub const COMMON: &[Field] = &[
    field(
        VISIBILITY_KEY,
        "Visible to",
        Type::Choice(VISIBILITY),
        "Who may read it, in the words of the Traffic Light Protocol",
    ),
    rows(
        CONTESTED_KEY,
        "Contested",
        AtomicBy(&["field", "by"]),
        CONTESTED,
        "Values that both sides wrote and nobody has settled yet",
    ),
];

/// The group of a new record, which its id holds and no field.
pub static GROUP_OF_NEW: &Field = &field("group", "Group", GROUP_ID, "The group it belongs to").required();

/// The code of a new group, which its id is.
pub static CODE_OF_NEW: &Field =
    &field("code", "Code", Line, "Two to six capitals that stand in every id, such as AQ; they never change")
        .required();

/// The key of the list that every kind may carry and that nobody types.
pub const CONTESTED_KEY: &str = "contested";

/// The key of the field that every kind has and that says who may read it.
pub const VISIBILITY_KEY: &str = "visibility";

/// The word of the Traffic Light Protocol that has no place here, why, and what to do instead.
pub const RED: &str = "red";
pub const RED_WHY: &str = "`red` is for named people only, and this history is shared";
pub const RED_INSTEAD: &str = "Keep it out of the workspace, and write only where it is kept";

/// Why something is dropped or cancelled.
pub const REASON: &Field =
    &field("reason", "Why", Line, "It stays with it, so that a reader in a year understands").required();

/// What a party says beside where it stands.
pub const WORDS: &Field = &field("text", "Words", Text, "They stand in the decision for all to read").required();

/// Why somebody acts outside their role.
pub const OVERRIDE: &Field = &field("reason", "Why", Line, "It stands in the history beside your name").required();

/// Where the shared copy is.
pub const PLACE: &Field =
    &field("place", "Shared copy", Line, "An address such as ssh://host/path or https://host/path, or a folder")
        .required();

/// What a filter is called that somebody saves, and the key that chooses it in the menu.
pub const FILTER_NAME: &[&Field] = &[
    &field("filter_name", "Name", Line, "What you call it; the menu of quick filters offers it, in every workspace")
        .required(),
    &field("filter_key", "Key", Type::Choice(DIGITS), "A digit that chooses it in the menu; another one gives it up"),
];

const DIGITS: &[Choice] = &[
    word("1", "1"),
    word("2", "2"),
    word("3", "3"),
    word("4", "4"),
    word("5", "5"),
    word("6", "6"),
    word("7", "7"),
    word("8", "8"),
    word("9", "9"),
];

/// An action in one line.
pub const ACTION_LINE: &Field =
    &field("action_line", "Action", Line, "Such as: @alder send the draft due:next fri").required();

/// A decision in one line.
pub const DECISION_LINE: &Field =
    &field("decision_line", "Decision", Line, "A title, a colon and the words: One list: Both keep one list")
        .required();

/// Where a page is written to.
pub const FILE: &Field =
    &field("file", "File", Line, "A table where its name ends in .csv, for programs in .json, else plain text")
        .required();

/// A paper that is added to an item: a file or a link, and what it is called.
pub const PAPER_FILE: &Field = &field(
    "paper_file",
    "File or link",
    Line,
    "Such as ~/Documents/rules.pdf or https://example.org/rules; nothing: it is to follow",
);
pub const PAPER_TITLE: &Field =
    &field("paper_title", "Title", Line, "What it is called; nothing: as its file, without the ending");

/// The group to which something is handed over.
pub const OTHER_GROUP: &Field = &field("group", "Group", GROUP_ID, "The group that is to take it up").required();

/// What came of what another group handed over.
pub const RESULT: &Field = &field("returned", "Result", Text, "A sentence or two; they stand in the item").required();

/// How a document is made: in which format, for whom, into which file.
pub const FORMAT: &Field =
    &field("format", "Format", Type::Choice(DOCUMENT_FORMAT), "A page opens in a browser, a table in a spreadsheet")
        .required();
pub const AUDIENCE: &Field =
    &field("audience", "For whom", Type::Choice(VISIBILITY), "What they may not read is left out or reserved")
        .required();
pub const DOCUMENT_FILE: &Field =
    &field("file", "File", Line, "Anywhere but in the workspace; ~ is your home folder").required();

const DOCUMENT_FORMAT: &[Choice] =
    &[word("html", "page to print"), word("md", "text"), word("csv", "table"), word("eml", "letter")];

/// What somebody says of themselves before their first change.
pub const IDENTITY: &[&Field] = &[
    &field("me", "You are", PERSON_ID, "The person of the workspace who works here"),
    &field("name", "Name", Line, "The name that your changes bear").required(),
    &field("email", "E-mail", Email, "The address that your changes bear").required(),
];

const VISIBILITY: &[Choice] = &[
    word("clear", "everybody"),
    word("green", "members of the organisations"),
    word("amber", "the group and both managements"),
];

const CONTESTED: &[Field] = &[
    field("field", "Field", Line, "Which field both sides changed").required(),
    field("before", "Before", Text, "The value that both began from, as it would be in the file"),
    field("kept", "Stood", Text, "The value that got to stand, as it would be in the file"),
    field("kept_by", "Stood by", Line, "Who wrote the value that got to stand"),
    field("kept_at", "Stood since", Instant, "When that was written"),
    field("value", "Value", Text, "The value that does not stand, as it would be in the file"),
    field("by", "Written by", Line, "Who wrote it").required(),
    field("at", "When", Instant, "When it was written"),
    field("change", "Change", Line, "The change that brought it"),
];
