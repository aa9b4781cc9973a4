//! The fields of the workspace, of organisations and of people.

use crate::model::field::Keyed::By;
use crate::model::field::Type::{Date, Email, Flag, Line, List, Set, Table, Url, Zone};
use crate::model::field::{Choice, Field, Start, Type, field, rows};

use super::{ORG_ID, PERSON_ID, word};

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
    field("lead_days", "Lead days", Table(LEAD_DAYS), "Days before or after a meeting by which things are ready"),
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
    field("timezone", "Time zone", Zone, "Zone of the clocks in its offices; meetings are told in it too").on_form(),
    field("sign", "Sign", Line, "One character that stands before its short name"),
    field("colour", "Colour", Type::Choice(COLOUR), "Its colour, one of the terminal's sixteen"),
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

const COLOUR: &[Choice] = &[
    word("black", "black"),
    word("red", "red"),
    word("green", "green"),
    word("yellow", "yellow"),
    word("blue", "blue"),
    word("magenta", "magenta"),
    word("cyan", "cyan"),
    word("grey", "grey"),
    word("dark-grey", "dark grey"),
    word("light-red", "light red"),
    word("light-green", "light green"),
    word("light-yellow", "light yellow"),
    word("light-blue", "light blue"),
    word("light-magenta", "light magenta"),
    word("light-cyan", "light cyan"),
    word("white", "white"),
];

pub const PERSON: &[Field] = &[
    field("name", "Name", Line, "As the person writes it").required().on_form(),
    field("also_called", "Also called", Set(&Line), "Names that lists may still have for them, as before a correction"),
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
    field("same_as", "Same as", PERSON_ID, "The person whose record took this one's place").by_deed(),
    field("placeholder", "Placeholder", Flag, "Whether this stands for somebody who is still to be named"),
    rows("signing_key", "Signing key", By(&["key"]), SIGNING_KEY, "Keys that sign their changes"),
];

const PERSON_STATUS: &[Choice] = &[word("active", "active"), word("left", "left")];

const SIGNING_KEY: &[Field] = &[
    field("key", "Key", Line, "The public key").required(),
    field("from", "From", Date, "First day on which it counts"),
    field("until", "Until", Date, "Last day on which it counts"),
];
