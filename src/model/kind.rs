//! The kinds of record, and where each lies.

use super::field::Field;
use super::table;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Workspace,
    Org,
    Person,
    Group,
    Member,
    Meeting,
    Item,
    Action,
    Decision,
    Measure,
    Note,
}

impl Kind {
    /// Every kind, in the order in which lists and documents name them.
    pub const ALL: [Self; 11] = [
        Self::Workspace,
        Self::Org,
        Self::Person,
        Self::Group,
        Self::Member,
        Self::Meeting,
        Self::Item,
        Self::Action,
        Self::Decision,
        Self::Measure,
        Self::Note,
    ];

    /// The noun of the command line and of JSON: `action`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Org => "org",
            Self::Person => "person",
            Self::Group => "group",
            Self::Member => "member",
            Self::Meeting => "meeting",
            Self::Item => "item",
            Self::Action => "action",
            Self::Decision => "decision",
            Self::Measure => "measure",
            Self::Note => "note",
        }
    }

    /// More than one of them: `actions`.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Workspace => "workspaces",
            Self::Org => "orgs",
            Self::Person => "people",
            Self::Group => "groups",
            Self::Member => "members",
            Self::Meeting => "meetings",
            Self::Item => "items",
            Self::Action => "actions",
            Self::Decision => "decisions",
            Self::Measure => "measures",
            Self::Note => "notes",
        }
    }

    /// What people call it in a sentence: `agenda item`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Org => "organisation",
            Self::Item => "agenda item",
            Self::Member => "membership",
            Self::Workspace
            | Self::Person
            | Self::Group
            | Self::Meeting
            | Self::Action
            | Self::Decision
            | Self::Measure
            | Self::Note => self.noun(),
        }
    }

    /// `words` with its article: `an agenda item`.
    pub fn a(self) -> String {
        let words = self.words();
        let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {words}")
    }

    /// The kind that a noun of the command line names, singular or plural.
    pub fn from_noun(noun: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.noun() == noun || it.plural() == noun)
    }

    /// The letter in an id such as `AQ-A26-7K3F`.
    pub fn letter(self) -> Option<char> {
        match self {
            Self::Item => Some('I'),
            Self::Action => Some('A'),
            Self::Decision => Some('D'),
            Self::Note => Some('N'),
            Self::Workspace | Self::Org | Self::Person | Self::Group | Self::Member | Self::Meeting | Self::Measure => {
                None
            }
        }
    }

    /// Whether its records lie in a group's folder, one folder a year.
    pub fn by_year(self) -> bool {
        self == Self::Meeting || self.letter().is_some()
    }

    /// Its fields, in the order of the file, the common ones last.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        self.own_fields().iter().chain(table::COMMON)
    }

    /// The field of that key.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().find(|it| it.key == key)
    }

    /// The key of the field that says in one line what a record is about.
    pub fn title_key(self) -> &'static str {
        match self {
            Self::Workspace | Self::Org | Self::Person | Self::Group => "name",
            Self::Meeting | Self::Item | Self::Action | Self::Decision | Self::Measure => "title",
            Self::Member => "person",
            Self::Note => "text",
        }
    }

    fn own_fields(self) -> &'static [Field] {
        match self {
            Self::Workspace => table::WORKSPACE,
            Self::Org => table::ORG,
            Self::Person => table::PERSON,
            Self::Group => table::GROUP,
            Self::Member => table::MEMBER,
            Self::Meeting => table::MEETING,
            Self::Item => table::ITEM,
            Self::Action => table::ACTION,
            Self::Decision => table::DECISION,
            Self::Measure => table::MEASURE,
            Self::Note => table::NOTE,
        }
    }
}
