//! What a field is: its key, its words, its type, and how it merges.

use super::kind::Kind;

/// One named slot of a record, declared once; file, form, flag, column, JSON, difference and merge read it here.
#[derive(Debug)]
pub struct Field {
    /// Its key in the file and in JSON; with hyphens, its flag.
    pub key: &'static str,
    /// What forms and columns call it.
    pub label: &'static str,
    /// What sentences call it, where that is not its label.
    word: Option<&'static str>,
    /// One line of help, without a full stop.
    pub help: &'static str,
    pub ty: Type,
    /// Whether a record of its kind is incomplete, and cannot be added, without it.
    pub required: bool,
    /// What a new record starts with.
    pub start: Start,
    pub place: Place,
    pub merge: Merge,
}

/// How a value is written, checked, typed and shown.
#[derive(Debug)]
pub enum Type {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// A local date.
    Date,
    /// A local date and time, read in the record's own zone.
    LocalTime,
    /// A moment: date, time and offset.
    Instant,
    /// A length in whole minutes.
    Minutes,
    /// A whole number.
    Whole,
    /// A number, whole or not.
    Number,
    /// Yes or no.
    Flag,
    Choice(&'static [Choice]),
    /// A name of the IANA time zone database.
    Zone,
    /// A recurrence rule (RFC 5545, 3.3.10).
    Rule,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// A path below the group's `papers` folder.
    Paper,
    /// A SHA-256 in hexadecimal.
    Hash,
    /// The id of a record of one of these kinds; of none of them: of any kind.
    Ref(&'static [Kind]),
    /// The key of an entry of this list in the record's group.
    KeyOf(&'static str),
    /// A printed number and the id of the item that bore it: `4 AQ-I26-7K3F`.
    Numbered,
    /// Values without an order or repetition, kept sorted.
    Set(&'static Type),
    /// Values whose order matters, without repetition.
    List(&'static Type),
    /// A table with fields of its own.
    Table(&'static [Field]),
    /// A list of tables.
    Rows(Rows),
    /// One table for each party, each taken as one value.
    Parties(&'static [Field]),
}

/// One of the values that a choice allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the file.
    pub value: &'static str,
    /// As people read it.
    pub label: &'static str,
}

/// A list of tables: its fields, and what tells one entry from another.
#[derive(Debug)]
pub struct Rows {
    pub fields: &'static [Field],
    pub keyed: Keyed,
}

/// What tells one entry of a list of tables from another.
#[derive(Debug, Clone, Copy)]
pub enum Keyed {
    /// These subkeys; the other subkeys merge one by one.
    By(&'static [&'static str]),
    /// These subkeys; an entry is taken as one value.
    AtomicBy(&'static [&'static str]),
    /// The whole entry: it is added or not, never changed.
    Whole,
}

/// What a field of a new record starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Nothing,
    /// A word of a choice, or text.
    Word(&'static str),
    Number(i64),
    Today,
    Now,
    /// The person who acts.
    Me,
    /// The organisation of the person who acts.
    MyOrg,
    /// The organisation of the person in that field.
    OrgOf(&'static str),
    /// The zone of the group's series, else the workspace's.
    Zone,
}

/// Where a person meets a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On the form at once.
    Form,
    /// On the form at once, but for a new record, of which it says nothing yet, under "More fields".
    Later,
    /// On the form under "More fields".
    More,
    /// Not on a form: it is set by what somebody does.
    Deed,
}

/// How two values made from one come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// As its type says: texts by line, sets by element, lists of tables by entry, the rest as one value.
    ByType,
    /// Never clashes, and follows the field named.
    With(&'static str),
}

impl Field {
    const fn new(key: &'static str, label: &'static str, ty: Type, help: &'static str) -> Self {
        let (word, start) = (None, Start::Nothing);
        Self { key, label, word, help, ty, required: false, start, place: Place::More, merge: Merge::ByType }
    }

    /// Whether it can hold several lines of text.
    pub fn is_text(&self) -> bool {
        matches!(self.ty, Type::Text)
    }

    /// Whether it holds one value or a set of them, so that a flag and a line of a form can set it.
    pub fn is_settable(&self) -> bool {
        !matches!(self.ty, Type::Table(_) | Type::Rows(_) | Type::Parties(_))
    }

    /// Its flag on the command line, without the leading hyphens.
    pub fn flag(&self) -> String {
        self.key.replace('_', "-")
    }

    /// What it is called within a sentence: in differences, in the history, in messages.
    pub fn in_words(&self) -> String {
        self.word.map_or_else(|| self.label.to_lowercase(), str::to_owned)
    }

    /// Gives it another word than its label for sentences.
    pub(super) const fn called(mut self, word: &'static str) -> Self {
        self.word = Some(word);
        self
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn starts(mut self, start: Start) -> Self {
        self.start = start;
        self
    }

    pub(super) const fn on_form(mut self) -> Self {
        self.place = Place::Form;
        self
    }

    pub(super) const fn on_form_later(mut self) -> Self {
        self.place = Place::Later;
        self
    }

    pub(super) const fn by_deed(mut self) -> Self {
        self.place = Place::Deed;
        self
    }

    pub(super) const fn merges_with(mut self, key: &'static str) -> Self {
        self.merge = Merge::With(key);
        self
    }
}

/// Opens a row of a field table.
pub(super) const fn field(key: &'static str, label: &'static str, ty: Type, help: &'static str) -> Field {
    Field::new(key, label, ty, help)
}

/// Opens a row of a field table for a list of tables.
pub(super) const fn rows(
    key: &'static str,
    label: &'static str,
    keyed: Keyed,
    fields: &'static [Field],
    help: &'static str,
) -> Field {
    Field::new(key, label, Type::Rows(Rows { fields, keyed }), help).by_deed()
}

impl Type {
    /// The field of that key inside a table, an entry of a list of tables, or a party's table.
    pub fn inner(&self) -> &'static [Field] {
        match self {
            Self::Table(fields) | Self::Parties(fields) | Self::Rows(Rows { fields, .. }) => fields,
            Self::Line
            | Self::Text
            | Self::Date
            | Self::LocalTime
            | Self::Instant
            | Self::Minutes
            | Self::Whole
            | Self::Number
            | Self::Flag
            | Self::Choice(_)
            | Self::Zone
            | Self::Rule
            | Self::Url
            | Self::Email
            | Self::Paper
            | Self::Hash
            | Self::Ref(_)
            | Self::KeyOf(_)
            | Self::Numbered
            | Self::Set(_)
            | Self::List(_) => &[],
        }
    }

    /// What a value has to be, in words that end "is not ...".
    pub fn noun(&self) -> String {
        match self {
            Self::Line => "a line of text".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::LocalTime => "a date and time".to_owned(),
            Self::Instant => "a date and time with its offset".to_owned(),
            Self::Minutes => "a number of minutes".to_owned(),
            Self::Whole => "a whole number".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Choice(choices) => {
                let words: Vec<&str> = choices.iter().map(|it| it.value).collect();
                format!("one of {}", words.join(", "))
            }
            Self::Zone => "a time zone such as Europe/Brussels".to_owned(),
            Self::Rule => "a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU".to_owned(),
            Self::Url => "a web address".to_owned(),
            Self::Email => "an e-mail address".to_owned(),
            Self::Paper => "a path below the group's papers folder".to_owned(),
            Self::Hash => "a SHA-256".to_owned(),
            Self::Ref([]) => "the id of a record".to_owned(),
            Self::Ref(kinds) => {
                let words: Vec<String> = kinds.iter().map(|it| it.a()).collect();
                format!("the id of {}", words.join(" or "))
            }
            Self::KeyOf(list) => format!("the key of a {list} of the group"),
            Self::Numbered => "a number and the id of an agenda item".to_owned(),
            Self::Set(element) => format!("a set, each of it {}", element.noun()),
            Self::List(element) => format!("a list, each of it {}", element.noun()),
            Self::Table(_) => "a table".to_owned(),
            Self::Rows(_) => "a list of tables".to_owned(),
            Self::Parties(_) => "a table for each party".to_owned(),
        }
    }
}
