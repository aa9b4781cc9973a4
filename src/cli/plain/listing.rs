//! The lists of the plain front door: a line for each thing, short enough for every terminal, with its number.

use unicode_width::UnicodeWidthStr;

use crate::model::view::{Action, Meeting, name_of};
use crate::model::{Fields, Kind, Record, RecordId, Standpoint, shown};

/// What is listed.
#[derive(Clone, Copy)]
pub enum Listing {
    Mine,
    Open,
    /// Those to come.
    Meetings,
    Groups,
    People,
}

/// A thing in a list.
pub struct Row {
    pub id: RecordId,
    title: String,
    /// What follows its title.
    about: String,
}

/// A line is never longer, so that none is broken in two.
const COLUMNS: usize = 79;

impl Listing {
    fn title(self) -> &'static str {
        match self {
            Self::Mine => "Your open actions",
            Self::Open => "Open actions",
            Self::Meetings => "Meetings to come",
            Self::Groups => "Groups",
            Self::People => "People",
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Self::Mine | Self::Open => Kind::Action,
            Self::Meetings => Kind::Meeting,
            Self::Groups => Kind::Group,
            Self::People => Kind::Person,
        }
    }

    /// How it is told.
    pub fn text(self, rows: &[Row]) -> String {
        let lines: String = rows.iter().enumerate().map(|(nth, it)| it.line(nth + 1) + "\n").collect();
        format!("\n{}:\n{}", self.title(), if lines.is_empty() { "    none\n" } else { &lines })
    }

    /// What stands in it: actions by their days, meetings by when they begin, the rest by id.
    pub fn rows(self, at: &Standpoint<'_>) -> Vec<Row> {
        let is_mine = |it: &Record| at.me.as_ref().is_some_and(|me| it.word("owner") == Some(me.as_str()));
        let stands = |it: &&Record| match self {
            Self::Mine => Action(it).is_open() && is_mine(it),
            Self::Open => Action(it).is_open(),
            Self::Meetings => Meeting(it).is_to_come(at.today),
            Self::Groups => it.text("state") != "closed",
            Self::People => it.text("status") != "left" && it.word("same_as").is_none(),
        };
        let mut records: Vec<&Record> = at.snapshot.of_kind(self.kind()).filter(stands).collect();
        match self {
            Self::Mine | Self::Open => records.sort_by_key(|it| (it.date("due").is_none(), it.date("due"))),
            Self::Meetings => records.sort_by_key(|it| Meeting(it).start()),
            Self::Groups | Self::People => (),
        }
        records.into_iter().map(|it| self.row(it, at)).collect()
    }

    fn row(self, record: &Record, at: &Standpoint<'_>) -> Row {
        let word = |key: &str| record.word(key).map(str::to_owned);
        let about: Vec<String> = match self {
            Self::Mine | Self::Open => {
                let owner = Some(word("owner").unwrap_or_else(|| "nobody".to_owned()));
                let day = record.date("due").map(|it| it.format("%-d %B").to_string());
                let late = Action(record).is_late(at.today).then(|| "late".to_owned());
                [owner.filter(|_| matches!(self, Self::Open)), day, late].into_iter().flatten().collect()
            }
            Self::Meetings => Meeting(record).start().iter().map(|it| it.format("%-d %B %H:%M").to_string()).collect(),
            Self::Groups => word("state").into_iter().collect(),
            Self::People => word("org").into_iter().collect(),
        };
        let title = shown::visible(&name_of(&record.id, at.snapshot)).into_owned();
        Row { id: record.id.clone(), title, about: shown::visible(&about.join(", ")).into_owned() }
    }
}

impl Row {
    /// The line, with its number; a long title ends in three dots.
    fn line(&self, number: usize) -> String {
        let before = format!("{number:2}  {}  ", self.id);
        let about = if self.about.is_empty() { String::new() } else { format!(": {}", self.about) };
        let room = COLUMNS.saturating_sub(before.width() + about.width());
        let title = match self.title.width() <= room {
            true => self.title.clone(),
            false => shown::cut(&self.title, room.saturating_sub(2)).replace('…', "..."),
        };
        format!("{before}{title}{about}")
    }
}
