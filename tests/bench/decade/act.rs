//! What somebody does in a decade, and the book in which all of it is planned before it is written.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use comity::model::{Kind, Record, RecordId, leaf};
use toml::{Table, Value};

use super::cast::{Cast, LAST};
use super::chance::Chance;
use super::program::Outcome;

/// One thing that somebody does: one commit.
pub struct Act {
    pub at: DateTime<FixedOffset>,
    /// Place among the people.
    pub by: usize,
    pub deed: &'static str,
    /// Words of its own, where those read off the steps would say less.
    pub subject: Option<String>,
    pub meeting: Option<RecordId>,
    pub steps: Vec<Step>,
}

/// What it changes.
pub enum Step {
    Make(Record),
    Set(RecordId, &'static str, Value),
    Clear(RecordId, &'static str),
    /// Another entry of a list.
    Row(RecordId, &'static str, Table),
    /// A membership ends.
    End(RecordId, NaiveDate),
    /// An agenda goes out: a row, and the items in their order, as they are then.
    Issue(RecordId, Table, Vec<RecordId>),
    /// Minutes are approved as they are then; what came of the meeting is among these.
    Approve(RecordId, Vec<RecordId>),
    /// A party takes its position on the text as it is then.
    Position(RecordId, &'static str, Table),
}

impl Act {
    pub fn titled(&mut self, subject: impl Into<String>) -> &mut Self {
        self.subject = Some(subject.into());
        self
    }

    pub fn during(&mut self, meeting: &RecordId) -> &mut Self {
        self.meeting = Some(meeting.clone());
        self
    }
}

/// A record that may be worked on from one day to another, both included.
pub struct Window {
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// How much happens to it, beside others.
    pub weight: usize,
    pub id: RecordId,
    pub group: usize,
    pub party: usize,
    pub seat: usize,
    /// When it was to be done at first.
    pub due: Option<NaiveDate>,
}

/// The plan of a decade.
pub struct Book {
    pub cast: Cast,
    pub chance: Chance,
    pub acts: Vec<Act>,
    pub windows: Vec<Window>,
    /// How many records there will be.
    pub records: usize,
    taken: HashSet<RecordId>,
    /// How many decisions of a group have a number in a year.
    numbers: HashMap<(usize, i32), usize>,
}

impl Book {
    pub fn new(cast: Cast, chance: Chance) -> Self {
        let (taken, numbers) = (HashSet::new(), HashMap::new());
        Self { cast, chance, acts: Vec::new(), windows: Vec::new(), records: 0, taken, numbers }
    }

    /// Plans an act; what would happen after the last day is left out.
    pub fn act(&mut self, at: DateTime<FixedOffset>, by: usize, deed: &'static str, steps: Vec<Step>) -> &mut Act {
        let act = Act { at, by, deed, subject: None, meeting: None, steps };
        // One moment everywhere: that day may be over on the clocks of one who acts, and not on another's.
        if at.to_utc().date_naive() <= LAST {
            self.records += act.steps.iter().filter(|it| matches!(it, Step::Make(_))).count();
            self.acts.push(act);
        } else {
            // Whoever plans it goes on to say more about it; `leave_out` takes it away again.
            self.acts.push(Act { steps: Vec::new(), ..act });
        }
        let last = self.acts.len() - 1;
        &mut self.acts[last]
    }

    /// Takes away what was planned for after the last day.
    pub fn leave_out(&mut self) {
        self.acts.retain(|it| !it.steps.is_empty());
    }

    /// An id that nothing has yet.
    pub fn id(&mut self, kind: Kind, group: usize, day: NaiveDate) -> Outcome<RecordId> {
        let code = self.cast.groups[group].code;
        loop {
            let id = RecordId::random(kind, code, day.year(), self.chance.next(), 4)?;
            if self.taken.insert(id.clone()) {
                return Ok(id);
            }
        }
    }

    /// The next formal number of a group in a year.
    pub fn number(&mut self, group: usize, year: i32) -> String {
        let nth = self.numbers.entry((group, year)).or_default();
        *nth += 1;
        format!("{} {year}/{nth:02}", self.cast.groups[group].code)
    }

    /// A moment of somebody's working day.
    pub fn at_work(&mut self, person: usize, day: NaiveDate) -> DateTime<FixedOffset> {
        let seconds = 8 * 3_600 + self.chance.below(10 * 3_600);
        self.cast.hour(person, day, seconds as u32)
    }

    pub fn person(&self, nth: usize) -> Value {
        Value::String(self.cast.people[nth].id.to_string())
    }
}

/// A record with these fields.
pub fn record<const N: usize>(id: RecordId, fields: [(&str, Value); N]) -> Record {
    let fields = leaf::canonical(id.kind, row(fields));
    Record { id, fields }
}

/// An entry of a list.
pub fn row<const N: usize>(fields: [(&str, Value); N]) -> Table {
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
