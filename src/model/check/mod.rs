//! Checks: what is wrong in a record, on its own and beside the others.

mod change;

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::field::{Field, Type};
use super::id::RecordId;
use super::kind::Kind;
use super::leaf;
use super::problem::{Code, Problem};
use super::record::{Fields, Record};
use super::shown;
use super::snapshot::Snapshot;
use super::standpoint::Standpoint;
use super::typed;
use super::view::{Action, ActionState, Agenda, Decision, Meeting, MeetingState, Position};

pub use change::check_change;

/// The newest format of the folder that this version understands.
pub const FORMAT: i64 = 1;

/// Everything that is wrong in the records, sorted, errors first.
pub fn check(at: &Standpoint<'_>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = at.snapshot.all().flat_map(|it| check_record(it, at)).collect();
    if !at.snapshot.exists(&RecordId::workspace()) {
        problems.push(Problem::of(
            Code::Required,
            &RecordId::workspace(),
            None,
            "the workspace has no workspace.toml",
            "Put back what was saved last",
        ));
    }
    problems.extend(headless_groups(at.snapshot));
    problems.sort();
    problems
}

/// The groups that have records and no file of their own.
fn headless_groups(snapshot: &Snapshot) -> Vec<Problem> {
    let ids = Kind::ALL.into_iter().flat_map(|it| snapshot.ids(it));
    let groups: BTreeSet<RecordId> =
        ids.filter_map(|it| RecordId::new(Kind::Group, it.group()?).ok()).filter(|it| !snapshot.exists(it)).collect();
    let say = |id: &RecordId| {
        let message = format!("the group {id} has records and no group.toml");
        Problem::of(Code::Required, id, None, message, "Put back what was saved last, or write the file")
    };
    groups.iter().map(say).collect()
}

/// What is wrong in one record.
pub fn check_record(record: &Record, at: &Standpoint<'_>) -> Vec<Problem> {
    let mut desk = Checking { record, at, problems: Vec::new() };
    desk.fields();
    match record.id.kind {
        Kind::Workspace => desk.workspace(),
        Kind::Group => desk.group(),
        Kind::Member => desk.member(),
        Kind::Meeting => desk.meeting(),
        Kind::Item => desk.item(),
        Kind::Action => desk.action(),
        Kind::Decision => desk.decision(),
        Kind::Org | Kind::Person | Kind::Measure | Kind::Note => (),
    }
    desk.problems
}

struct Checking<'a> {
    record: &'a Record,
    at: &'a Standpoint<'a>,
    problems: Vec<Problem>,
}

impl Checking<'_> {
    fn say(&mut self, code: Code, field: &str, message: impl Into<String>, remedy: impl Into<String>) {
        let field = Some(field).filter(|it| !it.is_empty());
        self.problems.push(Problem::of(code, &self.record.id, field, message, remedy));
    }

    fn fields(&mut self) {
        let record = self.record;
        for field in record.id.kind.fields().filter(|it| it.required) {
            if !record.contains_key(field.key) {
                self.missing(field.key, field);
            }
        }
        for (key, value) in &record.fields {
            match record.id.kind.field(key) {
                Some(field) => self.value(key, field, value),
                None => self.unknown(key, value, record.id.kind.fields().map(|it| it.key)),
            }
        }
        for contested in record.rows("contested") {
            let message = format!("{} is contested", shown::visible(contested.text("field")));
            self.say(Code::Contested, "contested", message, "Look at both values and write the one that is to stand");
        }
    }

    fn missing(&mut self, path: &str, field: &Field) {
        let message = format!("{} is missing", field.label.to_lowercase());
        let kind = self.record.id.kind.noun();
        let remedy = match self.record.id.kind.field(path) {
            Some(_) => format!("`comity {kind} edit {} --{} ...`", self.record.id, field.flag()),
            None => format!("Write `{}` into that entry", field.key),
        };
        self.say(Code::Required, path, message, remedy);
    }

    fn unknown<'a>(&mut self, key: &str, value: &Value, known: impl Iterator<Item = &'a str>) {
        let id = &self.record.id;
        let says = |word: &str| value.as_str().is_some_and(|it| it == word);
        match key {
            "id" if says(id.as_str()) => (),
            "kind" if says(id.kind.noun()) => (),
            "id" | "kind" => {
                let message =
                    format!("the file says {key} = {}, its name says {}", shown::visible(&value.to_string()), id);
                self.say(Code::Id, key, message, format!("Take out the line `{key}`, or give the file its right name"));
            }
            key => {
                let near = known.map(|it| (strsim::jaro_winkler(it, key), it)).max_by(|a, b| a.0.total_cmp(&b.0));
                let remedy = match near.filter(|it| it.0 > 0.85) {
                    Some((_, near)) => format!("Did you mean `{near}`?"),
                    None => "It is kept; a newer comity may know it".to_owned(),
                };
                self.say(Code::Key, key, format!("field `{}` is not known", shown::visible(key)), remedy);
            }
        }
    }

    fn value(&mut self, path: &str, field: &Field, value: &Value) {
        if path == "visibility" && value.as_str() == Some("red") {
            let message = "`red` is for named people only, and this history is shared";
            return self.say(Code::Red, path, message, "Keep it out of the workspace, and write only where it is kept");
        }
        if !typed::fits(&field.ty, value) {
            let (code, offer) = match field.ty {
                Type::Choice(_) => (Code::Choice, "Choose one of them"),
                _ => (Code::Type, "Write it as it should be"),
            };
            let written = shown::visible(&value.to_string()).into_owned();
            let message = format!(
                "{} is {}, which is not {}",
                field.label.to_lowercase(),
                shown::cut(&written, 60),
                field.ty.noun()
            );
            return self.say(code, path, message, offer);
        }
        self.text(path, value);
        match (&field.ty, value) {
            (Type::Ref(kinds), Value::String(word)) => self.reference(path, field, kinds, word),
            (Type::KeyOf(list), Value::String(key)) => self.key_of(path, list, key),
            (Type::Set(Type::Ref(kinds)) | Type::List(Type::Ref(kinds)), Value::Array(words)) => {
                for word in words.iter().filter_map(Value::as_str) {
                    self.reference(path, field, kinds, word);
                }
            }
            (Type::List(Type::Numbered), Value::Array(words)) => {
                for item in words.iter().filter_map(Value::as_str).filter_map(|it| it.split_once(' ')) {
                    self.reference(path, field, &[Kind::Item], item.1);
                }
            }
            (Type::Table(fields), Value::Table(table)) => self.table(path, fields, table),
            (Type::Parties(fields), Value::Table(parties)) => {
                for (party, value) in parties {
                    self.reference(path, field, &[Kind::Org], party);
                    match value {
                        Value::Table(table) => self.table(&format!("{path}.{party}"), fields, table),
                        _ => self.say(
                            Code::Type,
                            path,
                            format!("{path}.{} is no table", shown::visible(party)),
                            "Write it as a table",
                        ),
                    }
                }
            }
            (Type::Rows(rows), Value::Array(entries)) => {
                let tables = entries.iter().filter_map(Value::as_table);
                for row in tables.clone() {
                    self.table(path, rows.fields, row);
                }
                for (key, ..) in leaf::entries(rows.keyed, tables).iter().filter(|it| leaf::is_second(&it.0)) {
                    let key = leaf::entry_words(key.trim_end_matches(|it: char| it.is_ascii_digit()));
                    let key = key.trim_end_matches('#');
                    let message = format!("two entries of `{path}` are both {}", shown::visible(&shown::cut(key, 40)));
                    self.say(Code::Entry, path, message, "Change one of them or take it out");
                }
            }
            _ => (),
        }
    }

    fn table(&mut self, path: &str, fields: &'static [Field], table: &Table) {
        for field in fields.iter().filter(|it| it.required && !table.contains_key(it.key)) {
            self.missing(&format!("{path}.{}", field.key), field);
        }
        for (key, value) in table {
            let path = format!("{path}.{key}");
            match fields.iter().find(|it| it.key == key) {
                Some(field) => self.value(&path, field, value),
                None => self.unknown(&path, value, fields.iter().map(|it| it.key)),
            }
        }
    }

    fn text(&mut self, path: &str, value: &Value) {
        let texts: Vec<&str> = match value {
            Value::String(text) => vec![text],
            Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let any = |is: fn(char) -> bool| texts.iter().any(|it| it.chars().any(is));
        if any(shown::is_direction) {
            let message = format!("{path} turns the reading direction around");
            self.say(Code::Direction, path, message, "Take out the characters that are shown escaped");
        }
        if any(|it| it.is_control() && !matches!(it, '\n' | '\t')) {
            let message = format!("{path} holds control characters");
            self.say(Code::Control, path, message, "Take out the characters that are shown escaped");
        }
    }

    fn reference(&mut self, path: &str, field: &Field, kinds: &[Kind], word: &str) {
        let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
        let there = kinds.iter().filter_map(|it| RecordId::new(*it, word).ok()).any(|it| self.at.snapshot.exists(&it));
        if !there {
            let names: Vec<&str> = kinds.iter().map(|it| it.words()).collect();
            let kind = if names.len() == Kind::ALL.len() { "record".to_owned() } else { names.join(" or ") };
            let message = format!(
                "{} names the {kind} `{}`, which is not there",
                field.label.to_lowercase(),
                shown::visible(word)
            );
            self.say(Code::Reference, path, message, "Correct the id, or add what it names");
        }
    }

    fn key_of(&mut self, path: &str, list: &str, key: &str) {
        let group = self.record.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        let group = group.and_then(|it| self.at.snapshot.get(&it));
        if !group.is_some_and(|it| it.rows(list).any(|row| row.text("key") == key)) {
            let message = format!("the group has no {list} `{}`", shown::visible(key));
            self.say(Code::Reference, path, message, format!("Correct the key, or add the {list} to the group"));
        }
    }

    fn in_order(
        &mut self,
        path: &str,
        first: Option<chrono::NaiveDate>,
        second: Option<chrono::NaiveDate>,
        words: &str,
    ) {
        if let (Some(first), Some(second)) = (first, second)
            && first > second
        {
            self.say(Code::Order, path, format!("{words}: {first} is after {second}"), "Correct one of the two dates");
        }
    }

    fn not_itself(&mut self, key: &str) {
        let own = self.record.id.as_str();
        if self.record.text(key) == own || self.record.words(key).any(|it| it == own) {
            self.say(Code::Itself, key, format!("`{key}` names the record itself"), "Name another record, or nothing");
        }
    }

    fn workspace(&mut self) {
        self.problems.extend(newer_format(self.record));
    }

    fn group(&mut self) {
        let area = self.record.text("area");
        let workspace = self.at.snapshot.get(&RecordId::workspace());
        if !area.is_empty() && !workspace.is_some_and(|it| it.rows("area").any(|row| row.text("code") == area)) {
            let message = format!("the memorandum has no area `{}`", shown::visible(area));
            self.say(Code::Reference, "area", message, "Correct the code, or add the area to workspace.toml");
        }
    }

    fn member(&mut self) {
        let person = self.record.id.person().filter(|it| !self.at.snapshot.exists(it));
        if let Some(person) = person {
            self.say(
                Code::Reference,
                "",
                format!("there is no person `{person}`"),
                "Add the person, or rename the file",
            );
        }
        for term in self.record.rows("term") {
            self.in_order("term", term.date("from"), term.date("until"), "a term ends before it begins");
            if term.word("alternate_for").is_some_and(|it| it == self.record.id.tail()) {
                self.say(
                    Code::Itself,
                    "term.alternate_for",
                    "somebody is their own alternate",
                    "Name the person they stand in for",
                );
            }
        }
    }

    fn meeting(&mut self) {
        let record = self.record;
        let meeting = Meeting(record);
        if let Some(start) = meeting.start() {
            let (start, zone) = (start.format("%-d %B %Y %H:%M"), record.text("timezone"));
            let remedy = "Choose a time an hour earlier or later";
            if meeting.starts_in_a_gap() {
                let message = format!("{start} does not exist in {zone}: clocks go forward over it");
                self.say(Code::Gap, "start", message, remedy);
            }
            if meeting.starts_twice() {
                let message = format!("{start} comes twice in {zone}, as clocks go back; the first is taken");
                self.say(Code::Repeated, "start", message, remedy);
            }
        }
        let day = |key: &str| record.instant(key).map(|it| it.date_naive());
        let moments = (record.instant("opened"), record.instant("closed"));
        if let (Some(opened), Some(closed)) = moments
            && opened > closed
        {
            self.say(Code::Order, "closed", "it was closed before it was opened", "Correct one of the two times");
        }
        self.in_order(
            "minutes_issued",
            day("closed"),
            record.date("minutes_issued"),
            "minutes issued before the meeting closed",
        );
        self.in_order(
            "minutes_approved",
            record.date("minutes_issued"),
            record.date("minutes_approved"),
            "minutes approved before they were issued",
        );
        if record.date("cancelled_on").is_some() && record.text("cancelled_reason").is_empty() {
            self.say(Code::Reason, "cancelled_reason", "it was cancelled, and nobody knows why", "Write the reason");
        }
        let agenda = Agenda::of(self.at.snapshot, record);
        if meeting.state() <= MeetingState::AgendaIssued && agenda.length > 0 && agenda.planned > agenda.length {
            let message = format!("the agenda takes {} of {} minutes", agenda.planned, agenda.length);
            self.say(Code::Overfull, "minutes", message, "Shorten items, or move some to the next meeting");
        }
    }

    fn item(&mut self) {
        self.own_group("meeting");
        self.not_itself("continues");
        self.not_itself("duplicates");
    }

    fn action(&mut self) {
        let action = Action(self.record);
        for key in ["raised_at", "item", "decision", "closed_at"] {
            self.own_group(key);
        }
        self.not_itself("duplicates");
        self.in_order(
            "closed_on",
            self.record.date("done_on"),
            self.record.date("closed_on"),
            "closed before it was done",
        );
        match action.state() {
            ActionState::Cancelled if self.record.text("cancel_reason").is_empty() => {
                self.say(Code::Reason, "cancel_reason", "it was dropped, and nobody knows why", "Write the reason");
            }
            ActionState::Done | ActionState::Closed if self.record.date("done_on").is_none() => {
                self.say(
                    Code::DoneOn,
                    "done_on",
                    "it is done, and the day is not known",
                    "Write the day, if somebody knows it",
                );
            }
            ActionState::Open | ActionState::InProgress | ActionState::Blocked => self.open_action(action),
            ActionState::Done | ActionState::Closed | ActionState::Cancelled => (),
        }
    }

    fn open_action(&mut self, action: Action<'_>) {
        let id = &self.record.id;
        match action.owner() {
            None => self.say(Code::Owner, "owner", "no owner yet", format!("`comity action assign {id} PERSON`")),
            Some(owner) => {
                let left = self.at.snapshot.get(&owner).is_some_and(|it| it.text("status") == "left");
                if left {
                    let message = format!("its owner {owner} has left");
                    self.say(Code::Inactive, "owner", message, format!("`comity action assign {id} PERSON`"));
                }
            }
        }
        if action.due().is_none() {
            self.say(Code::Due, "due", "no due date yet", format!("`comity action due {id} DATE`"));
        }
    }

    fn decision(&mut self) {
        for key in ["item", "meeting"] {
            self.own_group(key);
        }
        self.not_itself("supersedes");
        let decision = Decision(self.record);
        for party in decision.parties(self.at.snapshot) {
            if decision.position(party) == Position::Void {
                let message = format!("the position of {} is about an older text", shown::visible(party));
                self.say(Code::Void, "position", message, "Ask the party to look at the text again");
            }
        }
    }

    fn own_group(&mut self, key: &str) {
        let own = self.record.id.group().unwrap_or_default();
        let named = self.record.text(key);
        let other = named.split('-').next().unwrap_or_default();
        // What is no id at all is told as that.
        if super::id::is_code(other) && other != own {
            let message = format!("`{key}` names {} of group {}", shown::visible(named), shown::visible(other));
            self.say(Code::Elsewhere, key, message, format!("Name one of group {own}"));
        }
    }
}

/// What stands in the way of every change to a folder that a newer comity has made.
fn newer_format(workspace: &Record) -> Option<Problem> {
    let format = workspace.whole("format").filter(|it| *it > FORMAT)?;
    let message = format!("the folder has format {format}, this version knows {FORMAT}");
    Some(Problem::of(Code::Format, &workspace.id, Some("format"), message, "Take a newer version of comity"))
}
