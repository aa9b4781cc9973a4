//! The decisions and actions that came of a meeting, as its minutes print them: as they are, until the minutes are
//! approved; as they were then, from that day on.

use chrono::NaiveDate;
use toml::{Table, Value};

use super::agenda::Agenda;
use super::meeting::Meeting;
use super::minutes::is_not_reached;
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::{Kind, RecordId, leaf, value};

/// A decision or an action that came of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    pub id: RecordId,
    /// The item under which the minutes print it; none where that has no place of its own in them.
    pub item: Option<String>,
    /// The operative words, or what is to be done.
    pub text: String,
    pub owner: Option<String>,
    pub due: Option<NaiveDate>,
    /// Of a decision, whether the group had not agreed on it.
    pub draft: bool,
}

impl Came {
    /// What came of a meeting, decisions before actions.
    pub fn of(meeting: &Record, snapshot: &Snapshot) -> Vec<Self> {
        match is_kept(meeting) {
            true => meeting.rows("came").filter_map(Self::of_row).collect(),
            false => Self::now(meeting, snapshot),
        }
    }

    /// The same as the rows that are kept with an approved meeting; none where nothing came of it.
    pub fn rows(meeting: &Record, snapshot: &Snapshot) -> Option<Value> {
        if is_kept(meeting) {
            return meeting.get("came").cloned();
        }
        let rows = Self::now(meeting, snapshot).iter().map(|it| Value::Table(it.row())).collect();
        let came = Table::from_iter([("came".to_owned(), Value::Array(rows))]);
        leaf::canonical(Kind::Meeting, came).remove("came")
    }

    /// The same as it is now.
    pub fn now(meeting: &Record, snapshot: &Snapshot) -> Vec<Self> {
        let group = meeting.id.group().unwrap_or_default();
        let agenda = Agenda::of(snapshot, meeting);
        let is_held = meeting.contains_key("closed") || meeting.contains_key("minutes_issued");
        let of_agenda = |it: &Record| agenda.slots.iter().find(|slot| slot.item.id.as_str() == it.text("item"));
        let mut found = Vec::new();
        for (kind, at) in [(Kind::Decision, "meeting"), (Kind::Action, "raised_at")] {
            for it in snapshot.in_group(kind, group) {
                let slot = of_agenda(it);
                let here = it.text(at) == meeting.id.as_str();
                // A decision belongs to its item wherever it is agreed; an action may be given out elsewhere.
                let belongs = slot.is_some() && (kind == Kind::Decision || here || !it.contains_key(at));
                if !here && !belongs {
                    continue;
                }
                let printed = slot.filter(|it| !is_held || !is_not_reached(it.item));
                let text = if kind == Kind::Decision { it.text("text") } else { it.title() };
                found.push(Self {
                    id: it.id.clone(),
                    item: printed.map(|it| it.item.id.to_string()),
                    text: text.to_owned(),
                    owner: it.word("owner").map(str::to_owned),
                    due: due_then(it, meeting),
                    draft: kind == Kind::Decision && !it.contains_key("agreed_on"),
                });
            }
        }
        found
    }

    fn of_row(row: &Table) -> Option<Self> {
        let id = row.word("record")?;
        let id = RecordId::new(Kind::Decision, id).or_else(|_| RecordId::new(Kind::Action, id)).ok()?;
        Some(Self {
            id,
            item: row.word("item").map(str::to_owned),
            text: row.text("text").to_owned(),
            owner: row.word("owner").map(str::to_owned),
            due: row.date("due"),
            draft: row.flag("draft"),
        })
    }

    /// The row that keeps it with the meeting.
    pub fn row(&self) -> Table {
        let mut row = Table::new();
        row.insert("record".to_owned(), value::text(self.id.as_str()));
        row.extend(self.item.as_ref().map(|it| ("item".to_owned(), value::text(it))));
        row.insert("text".to_owned(), value::text(&self.text));
        row.extend(self.owner.as_ref().map(|it| ("owner".to_owned(), value::text(it))));
        row.extend(self.due.map(|it| ("due".to_owned(), value::date(it))));
        if self.draft {
            row.insert("draft".to_owned(), Value::Boolean(true));
        }
        row
    }
}

/// Whether approved minutes keep what came. Approved before that was kept, or by hand, nobody knows how it was.
fn is_kept(meeting: &Record) -> bool {
    meeting.contains_key("minutes_approved") && meeting.contains_key("minutes_hash")
}

/// The day by which something was to be done as the meeting left it: what is moved on a later day is daily work, and
/// makes no other minutes.
fn due_then(record: &Record, meeting: &Record) -> Option<NaiveDate> {
    let closed = meeting.instant("closed").map(|it| match Meeting(meeting).zone() {
        Some(zone) => it.with_timezone(&zone).date_naive(),
        None => it.date_naive(),
    });
    let later = |row: &&Table| closed.is_some_and(|day| row.date("on").is_some_and(|on| on > day));
    let first = record.rows("moved").filter(later).min_by_key(|it| it.date("on"));
    first.and_then(|it| it.date("from")).or_else(|| record.date("due"))
}
