//! Checks: what is wrong in a record, on its own and beside the others.

mod change;
mod party;
mod seats;
mod values;

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::thread;

use super::id::RecordId;
use super::kind::Kind;
use super::permit::OFFICERS;
use super::problem::{Code, Problem};
use super::record::{Fields, Record};
use super::shown;
use super::snapshot::Snapshot;
use super::standpoint::Standpoint;
use super::view::{self, Action, ActionState, Agenda, Decision, Meeting, MeetingState, Position, Term};

pub use change::check_change;
use party::{Alike, has_left};
use seats::Members;

/// The newest format of the folder that this version understands.
pub const FORMAT: i64 = 1;

/// Everything that is wrong in the records, sorted, errors first.
pub fn check(at: &Standpoint<'_>) -> Vec<Problem> {
    let beside = Beside { members: Members::of_all(at.snapshot), alike: Alike::of_all(at.snapshot) };
    let records: Vec<&Record> = at.snapshot.all().collect();
    let of = |records: &[&Record]| records.iter().flat_map(|it| check_beside(it, &beside, at)).collect();
    let mut problems: Vec<Problem> = match records.split_at(records.len() / 2) {
        (first, _) if first.len() < MANY => of(&records),
        (first, second) => thread::scope(|threads| {
            let other = threads.spawn(|| -> Vec<Problem> { of(second) });
            let mut problems: Vec<Problem> = of(first);
            problems.extend(other.join().unwrap_or_else(|it| resume_unwind(it)));
            problems
        }),
    };
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
    problems.extend(seats::placeholders(at.snapshot));
    problems.extend(seats::without_org(at.snapshot));
    problems.sort();
    problems
}

/// From so many records on, two threads are faster than one.
const MANY: usize = 500;

/// The groups that have records and no file of their own.
fn headless_groups(snapshot: &Snapshot) -> Vec<Problem> {
    let ids: Vec<RecordId> = Kind::ALL.into_iter().flat_map(|it| snapshot.ids(it)).collect();
    let codes: BTreeSet<&str> = ids.iter().filter_map(RecordId::group).collect();
    let groups: Vec<RecordId> = codes.into_iter().filter_map(|it| RecordId::new(Kind::Group, it).ok()).collect();
    let groups: Vec<&RecordId> = groups.iter().filter(|it| !snapshot.exists(it)).collect();
    let say = |id: &RecordId| {
        let message = format!("the group {id} has records and no group.toml");
        Problem::of(Code::Required, id, None, message, "Put back what was saved last, or write the file")
    };
    groups.into_iter().map(say).collect()
}

/// What is wrong in one record.
pub fn check_record(record: &Record, at: &Standpoint<'_>) -> Vec<Problem> {
    check_records(&[record], at)
}

/// What is wrong in some records, which are looked at in one go.
pub fn check_records(records: &[&Record], at: &Standpoint<'_>) -> Vec<Problem> {
    let ids: Vec<&RecordId> = records.iter().map(|it| &it.id).collect();
    let beside = Beside::of(ids, at.snapshot);
    records.iter().flat_map(|it| check_beside(it, &beside, at)).collect()
}

/// What records are checked beside, looked up once for many of them.
struct Beside<'a> {
    members: Members<'a>,
    alike: Alike<'a>,
}

impl<'a> Beside<'a> {
    fn of<'i>(ids: impl IntoIterator<Item = &'i RecordId> + Clone, snapshot: &'a Snapshot) -> Self {
        Self { members: Members::beside(ids.clone(), snapshot), alike: Alike::beside(ids, snapshot) }
    }
}

/// The same, where that has been looked up.
fn check_beside(record: &Record, beside: &Beside<'_>, at: &Standpoint<'_>) -> Vec<Problem> {
    let members = beside.members.of(&record.id);
    let mut desk = Checking { record, members, alike: &beside.alike, at, problems: Vec::new() };
    desk.fields();
    match record.id.kind {
        Kind::Workspace => desk.workspace(),
        Kind::Group => desk.group(),
        Kind::Member => desk.member(),
        Kind::Meeting => desk.meeting(),
        Kind::Item => desk.item(),
        Kind::Action => desk.action(),
        Kind::Decision => desk.decision(),
        Kind::Org => desk.org(),
        Kind::Person => desk.person(),
        Kind::Measure | Kind::Note => (),
    }
    desk.problems
}

struct Checking<'a> {
    record: &'a Record,
    members: &'a [&'a Record],
    alike: &'a Alike<'a>,
    at: &'a Standpoint<'a>,
    problems: Vec<Problem>,
}

impl Checking<'_> {
    fn say(&mut self, code: Code, field: &str, message: impl Into<String>, remedy: impl Into<String>) {
        let field = Some(field).filter(|it| !it.is_empty());
        self.problems.push(Problem::of(code, &self.record.id, field, message, remedy));
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

    fn group(&mut self) {
        let area = self.record.text("area");
        let workspace = self.at.snapshot.get(&RecordId::workspace());
        if !area.is_empty() && !workspace.is_some_and(|it| it.rows("area").any(|row| row.text("code") == area)) {
            let message = format!("the memorandum has no area `{}`", shown::visible(area));
            let remedy = format!("Correct the code, or `comity workspace area {} --title ...`", shown::visible(area));
            self.say(Code::Reference, "area", message, remedy);
        }
        self.seats_of_group();
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
        self.joined("", "the membership", self.record.id.tail());
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
        self.seats_of_person();
        self.goes_on_in_closed_group();
    }

    /// In a closed group nobody sits and no action is open.
    fn goes_on_in_closed_group(&mut self) {
        let group = self.record.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        let Some(group) = group.filter(|it| self.at.snapshot.get(it).is_some_and(|it| it.text("state") == "closed"))
        else {
            return;
        };
        let record = self.record;
        if record.id.kind == Kind::Action {
            let message = format!("it is open, and its group {group} is closed");
            let remedy = format!("Settle what is open, or open the group again: `comity group activate {group}`");
            return self.say(Code::Closed, "state", message, remedy);
        }
        let mut terms = record.rows("term").map(|row| Term { member: record, row });
        if let Some(term) = terms.find(|it| it.goes_on_after(self.at.today)) {
            let (person, role) = (record.id.tail(), super::deed::role_label(term.role()));
            let message = format!("{person} is {role} of a group that is closed");
            let remedy = format!("End the term, or open the group again: `comity group activate {group}`");
            self.say(Code::Closed, "term", message, remedy);
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
        if view::minutes::are_as_approved(record, self.at.snapshot) == Some(false) {
            let message = "its minutes no longer say what was approved";
            self.say(Code::Locked, "minutes_hash", message, "Put back what was approved: `comity history ID` tells it");
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
        self.not_itself("contributes_to");
    }

    fn action(&mut self) {
        let action = Action(self.record);
        for key in ["raised_at", "item", "decision", "closed_at"] {
            self.own_group(key);
        }
        self.not_itself("duplicates");
        self.not_itself("contributes_to");
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
            ActionState::Open | ActionState::InProgress | ActionState::Blocked => {
                self.open_action(action);
                self.goes_on_in_closed_group();
            }
            ActionState::Done | ActionState::Closed | ActionState::Cancelled => (),
        }
    }

    fn open_action(&mut self, action: Action<'_>) {
        let id = &self.record.id;
        match action.owner() {
            None => self.say(Code::Owner, "owner", "no owner yet", format!("`comity action assign {id} PERSON`")),
            Some(owner) => {
                if self.at.snapshot.get(&owner).is_some_and(has_left) {
                    let message = format!("its owner {owner} has left");
                    self.say(Code::Inactive, "owner", message, format!("`comity action assign {id} PERSON`"));
                } else {
                    self.owner_sits_there(&owner);
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
        let said_on = self.record.date("closes_on");
        self.in_order("closes_on", self.record.date("agreed_on"), said_on, "positions close before it was agreed");
        if self.record.contains_key("withdrawn_on") && self.record.text("withdrawn_reason").is_empty() {
            self.say(Code::Reason, "withdrawn_reason", "it was withdrawn, and nobody knows why", "Write the reason");
        }
        let decision = Decision(self.record);
        if decision.has_another_text(self.at.snapshot) {
            let message = "its words are not those that came into force";
            let remedy =
                "Put back what was endorsed: `comity history ID` tells it, and `comity history revert` does it";
            self.say(Code::InForce, "text", message, remedy.replace("ID", self.record.id.as_str()));
        }
        for party in decision.parties(self.at.snapshot) {
            if decision.position(party) == Position::Void {
                let message = format!("the position of {} is about an older text", shown::visible(party));
                self.say(Code::Void, "position", message, "Ask the party to look at the text again");
            }
            self.position_is_by_the_party(party);
        }
    }

    /// A party's position is for those who endorse for it; of a party that nobody endorses for, for anybody. That it
    /// was silent is for the group's officers too.
    fn position_is_by_the_party(&mut self, party: &str) {
        let position = self.record.table("position").and_then(|it| it.table(party));
        let Some(by) = position.and_then(|it| it.word("by")) else { return };
        let on = position.and_then(|it| it.date("on")).unwrap_or_default();
        if position.is_some_and(|it| it.text("value") == "silent") && self.is_officer(by, on) {
            return;
        }
        let endorses = |it: &&Record| it.words("endorses_for").any(|own| own == party);
        let people: Vec<&str> =
            self.at.snapshot.of_kind(Kind::Person).filter(endorses).map(|it| it.id.as_str()).collect();
        if !people.is_empty() && !people.contains(&by) {
            let (by, party) = (shown::visible(by), shown::visible(party));
            let message = format!("the position of {party} was recorded by {by}, who does not endorse for {party}");
            let remedy =
                format!("Let {} record it, or `comity person edit {by} --endorses-for +{party}`", people.join(" or "));
            self.say(Code::OutsideRole, "position", message, remedy);
        }
    }

    /// Whether somebody was a secretary or chair of the record's group on a day.
    fn is_officer(&self, person: &str, on: chrono::NaiveDate) -> bool {
        let terms = view::terms_of_group(self.at.snapshot, self.record.id.group().unwrap_or_default(), on);
        terms.iter().any(|it| OFFICERS.contains(&it.role()) && it.member.id.tail() == person)
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
pub(crate) fn newer_format(workspace: &Record) -> Option<Problem> {
    let format = workspace.whole("format").filter(|it| *it > FORMAT)?;
    let message = format!("the folder has format {format}, this version knows {FORMAT}");
    Some(Problem::of(Code::Format, &workspace.id, Some("format"), message, "Take a newer version of comity"))
}
