//! The story of a workspace: its records say when and by whom things were done, so that their history can be played.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;
use toml::{Table, Value};

use crate::model::record::Fields;
use crate::model::standpoint::zone;
use crate::model::view::minutes::AT_APPROVAL;
use crate::model::{Change, Kind, Record, RecordId, Snapshot, value};

/// One thing that somebody did.
#[derive(Clone, Debug)]
pub struct Deed {
    pub at: DateTime<FixedOffset>,
    pub by: RecordId,
    pub change: Change,
}

/// Who does what nobody's name stands behind: the secretaries, in turn.
pub struct Cast<'a> {
    pub secretaries: &'a [RecordId],
}

/// The state of a workspace at a day, and what was done from then on until it was as it is.
pub fn tell(now: &Snapshot, since: NaiveDate, cast: &Cast<'_>) -> (Snapshot, Vec<Deed>) {
    let mut base = now.clone();
    let mut steps: Vec<Step> = Vec::new();
    let teller = Teller { now, cast, zone: zone(now) };
    for record in now.all() {
        let own = teller.steps(record);
        let earlier = own.iter().rev().find(|it| it.at.date_naive() < since);
        match (earlier, own.is_empty()) {
            (_, true) => (),
            (Some(step), false) => base.put(step.after.clone()),
            (None, false) => base.remove(&record.id),
        }
        steps.extend(own.into_iter().filter(|it| it.at.date_naive() >= since));
    }
    steps.sort_by(|a, b| (a.at, &a.by, a.deed).cmp(&(b.at, &b.by, b.deed)));
    let deeds = steps.chunk_by(|a, b| (a.at, &a.by, a.deed) == (b.at, &b.by, b.deed)).map(Step::together).collect();
    (base, deeds)
}

/// A record before and after something was done to it.
struct Step {
    at: DateTime<FixedOffset>,
    by: RecordId,
    deed: &'static str,
    before: Option<Arc<Record>>,
    after: Arc<Record>,
}

impl Step {
    fn together(steps: &[Self]) -> Deed {
        let edits = steps.iter().flat_map(|it| Change::of_record(it.before.as_ref(), Some(&it.after))).collect();
        let mut change = Change { edits, ..Change::default() }.meaning(steps[0].deed);
        let first = &steps[0].after;
        let meeting = first.word("meeting").unwrap_or_default();
        match (steps[0].deed, steps.len()) {
            ("item.conclude", count) => change = change.titled(format!("{meeting}: minutes of {count} items")),
            ("item.accept", count) if count > 1 => change = change.titled(format!("Accept {count} agenda items")),
            ("item.add", count) if count > 1 => {
                change = change.titled(format!("{meeting}: lay in {count} standing items"))
            }
            _ => (),
        }
        Deed { at: steps[0].at, by: steps[0].by.clone(), change }
    }
}

/// Something that was done to a record, and how the record was without it.
struct Undone {
    at: DateTime<FixedOffset>,
    by: RecordId,
    deed: &'static str,
    without: Box<dyn Fn(&mut Record)>,
}

struct Teller<'a> {
    now: &'a Snapshot,
    cast: &'a Cast<'a>,
    zone: Tz,
}

impl Teller<'_> {
    /// What was done to a record, oldest first; nothing where its fields tell no day.
    fn steps(&self, record: &Record) -> Vec<Step> {
        let Some((born, by, deed)) = self.born(record) else { return Vec::new() };
        let mut undone = self.later(record);
        undone.retain(|it| it.at > born);
        undone.sort_by_key(|it| it.at);
        let mut steps = Vec::new();
        let mut after = Arc::new(record.clone());
        for act in undone.into_iter().rev() {
            let mut before = (*after).clone();
            (act.without)(&mut before);
            before.fields = crate::model::leaf::canonical(before.id.kind, before.fields);
            let before = Arc::new(before);
            steps.push(Step { at: act.at, by: act.by, deed: act.deed, before: Some(before.clone()), after });
            after = before;
        }
        steps.push(Step { at: born, by, deed, before: None, after });
        steps.reverse();
        steps
    }

    fn born(&self, record: &Record) -> Option<(DateTime<FixedOffset>, RecordId, &'static str)> {
        // What a meeting gave out is written down once it is over.
        let meeting =
            record.word("raised_at").or(record.word("meeting")).and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        let over = meeting.and_then(|it| self.now.get(&it)).and_then(|it| it.instant("closed"));
        let at = |day: NaiveDate| match over.filter(|it| it.date_naive() == day) {
            Some(over) => over + chrono::TimeDelta::minutes(8 + i64::from(seed(record.id.as_str()) % 30)),
            None => self.working_hour(day, record.id.as_str()),
        };
        match record.id.kind {
            Kind::Action => Some((at(record.date("raised_on")?), self.somebody(record), "action.add")),
            Kind::Item => {
                let standing = record.id.tail().starts_with(|it: char| it.is_ascii_lowercase());
                let day = record.date("proposed_on")?;
                let at = if standing { self.moment(day, 10, 15) } else { at(day) };
                Some((at, person(record, "proposed_by").unwrap_or_else(|| self.somebody(record)), "item.add"))
            }
            Kind::Meeting => {
                let day = record.local("start")?.date().checked_sub_days(Days::new(28))?;
                Some((self.moment(day, 8, 45), self.somebody(record), "meeting.add"))
            }
            Kind::Decision => Some((at(record.date("agreed_on")?), self.somebody(record), "decision.add")),
            Kind::Note => {
                Some((record.instant("at")?, person(record, "by").unwrap_or_else(|| self.somebody(record)), "note.add"))
            }
            Kind::Workspace | Kind::Org | Kind::Person | Kind::Group | Kind::Member | Kind::Measure => None,
        }
    }

    fn later(&self, record: &Record) -> Vec<Undone> {
        match record.id.kind {
            Kind::Action => self.of_action(record),
            Kind::Item => self.of_item(record),
            Kind::Meeting => self.of_meeting(record),
            Kind::Decision => self.of_decision(record),
            Kind::Note => self.of_note(record),
            Kind::Workspace | Kind::Org | Kind::Person | Kind::Group | Kind::Member | Kind::Measure => Vec::new(),
        }
    }

    /// What is no longer open was settled by a secretary on the next day.
    fn of_note(&self, note: &Record) -> Vec<Undone> {
        let Some(at) = note.instant("at").filter(|_| !matches!(note.text("state"), "" | "open")) else {
            return Vec::new();
        };
        vec![Undone {
            at: self.moment(next_working_day(at.date_naive()), 9, 40),
            by: self.somebody(note),
            deed: "note.settle",
            without: Box::new(|it| set_state(it, "open")),
        }]
    }

    fn of_action(&self, action: &Record) -> Vec<Undone> {
        let owner = person(action, "owner").unwrap_or_else(|| self.somebody(action));
        let mut undone = Vec::new();
        let notes: Vec<&Table> = action.rows("progress").collect();
        for (nth, note) in notes.iter().enumerate() {
            let Some(at) = note.instant("at") else { continue };
            let row = Value::Table((*note).clone());
            let (first, last) = (nth == 0, nth + 1 == notes.len());
            let by = RecordId::new(Kind::Person, note.text("by")).unwrap_or_else(|_| owner.clone());
            undone.push(Undone {
                at,
                by,
                deed: "action.note",
                without: Box::new(move |it| {
                    take_row(it, "progress", &row);
                    // The last note tells why it waits or was dropped, the first one that it was begun.
                    if last && it.text("state") == "cancelled" {
                        it.fields.remove("cancel_reason");
                        set_state(it, if first { "open" } else { "in-progress" });
                    } else if first && matches!(it.text("state"), "in-progress" | "blocked") {
                        it.fields.remove("blocked_by");
                        set_state(it, "open");
                    }
                }),
            });
        }
        for moved in action.rows("moved") {
            let (Some(on), row, from) = (moved.date("on"), Value::Table(moved.clone()), moved.get("from").cloned())
            else {
                continue;
            };
            let by = RecordId::new(Kind::Person, moved.text("by")).unwrap_or_else(|_| owner.clone());
            undone.push(Undone {
                at: self.working_hour(on, action.id.as_str()),
                by,
                deed: "action.due",
                without: Box::new(move |it| {
                    take_row(it, "moved", &row);
                    it.fields.extend(from.clone().map(|it| ("due".to_owned(), it)));
                }),
            });
        }
        let begun = notes.is_empty();
        if let Some(day) = action.date("done_on") {
            undone.push(Undone {
                at: self.moment(day, 16, 20),
                by: owner,
                deed: "action.done",
                without: Box::new(move |it| {
                    it.fields.remove("done_on");
                    set_state(it, if begun { "open" } else { "in-progress" });
                }),
            });
        }
        if let Some(day) = action.date("closed_on") {
            undone.push(Undone {
                at: self.moment(day, 17, 10),
                by: self.somebody(action),
                deed: "action.close",
                without: Box::new(|it| {
                    it.fields.remove("closed_on");
                    it.fields.remove("closed_at");
                    set_state(it, "done");
                }),
            });
        }
        undone
    }

    fn of_item(&self, item: &Record) -> Vec<Undone> {
        let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
        let meeting = meeting.and_then(|it| self.now.get(&it));
        let closed = meeting.and_then(|it| Some((it.instant("closed")?, person(it, "scribe"))));
        let mut undone = Vec::new();
        // What a member proposes, a secretary accepts and lays onto an agenda on the next day.
        let proposed = item.date("proposed_on").zip(person(item, "proposed_by"));
        if let Some((day, _)) = proposed.filter(|it| !self.cast.secretaries.contains(&it.1))
            && matches!(item.text("state"), "accepted" | "concluded")
        {
            undone.push(Undone {
                at: self.moment(next_working_day(day), 9, 25),
                by: self.somebody(item),
                deed: "item.accept",
                without: Box::new(|it| {
                    it.fields.remove("meeting");
                    it.fields.remove("order");
                    set_state(it, "proposed");
                }),
            });
        }
        if let Some((at, scribe)) = closed.filter(|_| item.contains_key("outcome") || item.contains_key("minute")) {
            undone.push(Undone {
                at: at + chrono::TimeDelta::minutes(25),
                by: scribe.unwrap_or_else(|| self.somebody(item)),
                deed: "item.conclude",
                without: Box::new(|it| {
                    for key in ["outcome", "minute", "taken"] {
                        it.fields.remove(key);
                    }
                    set_state(it, "accepted");
                }),
            });
        }
        undone
    }

    fn of_meeting(&self, meeting: &Record) -> Vec<Undone> {
        let scribe = person(meeting, "scribe").unwrap_or_else(|| self.somebody(meeting));
        let without = |keys: &'static [&'static str]| -> Box<dyn Fn(&mut Record)> {
            Box::new(move |it| keys.iter().for_each(|key| drop(it.fields.remove(*key))))
        };
        let mut undone = Vec::new();
        for issue in meeting.rows("issue") {
            let (Some(on), row) = (issue.date("on"), Value::Table(issue.clone())) else { continue };
            undone.push(Undone {
                at: self.moment(on, 11, 30),
                by: RecordId::new(Kind::Person, issue.text("by")).unwrap_or_else(|_| scribe.clone()),
                deed: "meeting.issue-agenda",
                without: Box::new(move |it| take_row(it, "issue", &row)),
            });
        }
        if let Some(at) = meeting.instant("opened") {
            undone.push(Undone {
                at,
                by: scribe.clone(),
                deed: "meeting.start",
                without: without(&["opened", "notice_read", "attendance"]),
            });
        }
        if let Some(at) = meeting.instant("closed") {
            undone.push(Undone { at, by: scribe.clone(), deed: "meeting.end", without: without(&["closed", "pause"]) });
        }
        if let Some(day) = meeting.date("minutes_issued") {
            let at = self.moment(day, 15, 5);
            undone.push(Undone {
                at,
                by: scribe,
                deed: "meeting.issue-minutes",
                without: without(&["minutes_issued", "minutes_revision", "summary", "checked_by"]),
            });
        }
        if let Some(day) = meeting.date("minutes_approved") {
            let by = person(meeting, "checked_by").unwrap_or_else(|| self.somebody(meeting));
            let at = self.moment(day, 15, 40);
            undone.push(Undone { at, by, deed: "meeting.approve", without: without(AT_APPROVAL) });
        }
        undone
    }

    fn of_decision(&self, decision: &Record) -> Vec<Undone> {
        let mut undone = Vec::new();
        let mut last = None;
        for (party, position) in decision.table("position").into_iter().flatten() {
            let Some((on, position)) = position.as_table().and_then(|it| Some((it.date("on")?, it))) else { continue };
            last = last.max(Some(on));
            let party = party.clone();
            undone.push(Undone {
                at: self.working_hour(on, &party),
                by: RecordId::new(Kind::Person, position.text("by")).unwrap_or_else(|_| self.somebody(decision)),
                deed: if position.text("value") == "objected" { "decision.object" } else { "decision.endorse" },
                without: Box::new(move |it| {
                    if let Some(Value::Table(positions)) = it.fields.get_mut("position") {
                        positions.remove(&party);
                    }
                }),
            });
        }
        if let (Some(day), true) = (last, decision.contains_key("number")) {
            undone.push(Undone {
                at: self.moment(day, 17, 30),
                by: self.somebody(decision),
                deed: "decision.number",
                without: Box::new(|it| drop(it.fields.remove("number"))),
            });
        }
        undone
    }

    /// One of the secretaries: the same for the same record, both in turn over all.
    fn somebody(&self, record: &Record) -> RecordId {
        let sum: usize = record.id.as_str().bytes().map(usize::from).sum();
        let secretaries = self.cast.secretaries;
        secretaries.get(sum % secretaries.len().max(1)).cloned().unwrap_or_else(|| record.id.clone())
    }

    /// A time at which people work, not the same for all.
    fn working_hour(&self, day: NaiveDate, of: &str) -> DateTime<FixedOffset> {
        let seed = seed(of);
        self.moment(day, 10 + seed % 6, (seed / 6) % 60)
    }

    fn moment(&self, day: NaiveDate, hour: u32, minute: u32) -> DateTime<FixedOffset> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let local = day.and_time(time);
        self.zone
            .from_local_datetime(&local)
            .earliest()
            .map_or_else(|| local.and_utc().fixed_offset(), |it| it.fixed_offset())
    }
}

/// A number that is the same for the same text and not the same for all.
fn seed(text: &str) -> u32 {
    text.bytes().enumerate().map(|(at, it)| u32::from(it) * (at as u32 + 3)).sum()
}

fn next_working_day(day: NaiveDate) -> NaiveDate {
    let ahead = match day.weekday() {
        Weekday::Fri => 3,
        Weekday::Sat => 2,
        _ => 1,
    };
    day + Days::new(ahead)
}

fn person(record: &Record, key: &str) -> Option<RecordId> {
    RecordId::new(Kind::Person, record.word(key)?).ok()
}

fn take_row(record: &mut Record, key: &str, row: &Value) {
    if let Some(Value::Array(rows)) = record.fields.get_mut(key) {
        rows.retain(|it| it != row);
    }
}

fn set_state(record: &mut Record, state: &str) {
    record.fields.insert("state".to_owned(), value::text(state));
}
