//! Checks of who sits where: what a membership, a group or a workspace says that the parties did not agree.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::Table;

use super::Checking;
use super::party::has_left;
use crate::model::deed::role_label;
use crate::model::problem::{Code, Problem};
use crate::model::record::{Fields, Record};
use crate::model::snapshot::Snapshot;
use crate::model::standpoint::org_of;
use crate::model::view::seats::{SEATED, by_rank, chairs_together, parties};
use crate::model::view::{Action, Seats, Term};
use crate::model::{Kind, RecordId, shown};

/// The memberships of groups, looked up once for all records that are checked beside them.
pub(super) struct Members<'a>(BTreeMap<String, Vec<&'a Record>>);

impl<'a> Members<'a> {
    pub(super) fn of_all(snapshot: &'a Snapshot) -> Self {
        let mut groups: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
        for member in snapshot.of_kind(Kind::Member) {
            groups.entry(member.id.group().unwrap_or_default().to_owned()).or_default().push(member);
        }
        Self(groups)
    }

    /// Those that the checks of some records look at, and no others: reading them all would cost more than a change does.
    pub(super) fn beside<'i>(ids: impl IntoIterator<Item = &'i RecordId>, snapshot: &'a Snapshot) -> Self {
        let groups = ids.into_iter().filter_map(group_of).map(|it| (it.to_owned(), Vec::new()));
        let mut groups: BTreeMap<String, Vec<&Record>> = groups.collect();
        let ids = if groups.is_empty() { Vec::new() } else { snapshot.ids(Kind::Member) };
        for id in ids {
            if let Some(members) = id.group().and_then(|it| groups.get_mut(it)) {
                members.extend(snapshot.get(&id));
            }
        }
        Self(groups)
    }

    /// The memberships of the group that a record is, or is a membership of.
    pub(super) fn of(&self, id: &RecordId) -> &[&'a Record] {
        group_of(id).and_then(|it| self.0.get(it)).map(Vec::as_slice).unwrap_or_default()
    }
}

fn group_of(id: &RecordId) -> Option<&str> {
    match id.kind {
        Kind::Group => Some(id.as_str()),
        Kind::Member => id.group(),
        _ => None,
    }
}

/// One note for all people who stand for somebody still to be named.
pub(super) fn placeholders(snapshot: &Snapshot) -> Option<Problem> {
    let stands_in = |it: &&Record| it.flag("placeholder") && it.text("status") != "left";
    let people: Vec<&str> = snapshot.of_kind(Kind::Person).filter(stands_in).map(|it| it.id.as_str()).collect();
    let first = people.first()?;
    let who = shown::count(people.len(), "person stands", "people stand");
    let message = format!("{who} for somebody who is still to be named: {}", some_of(&people));
    let remedy = format!("`comity person edit {first} --name NAME --emails ADDRESS --placeholder no`");
    Some(Problem::of(Code::Placeholder, &RecordId::workspace(), None, message, remedy))
}

/// The people of whom nobody knows for whom they work, in one line.
pub(super) fn without_org(snapshot: &Snapshot) -> Option<Problem> {
    let lacks = |it: &&Record| it.text("org").is_empty() && it.text("status") != "left";
    let people: Vec<&str> = snapshot.of_kind(Kind::Person).filter(lacks).map(|it| it.id.as_str()).collect();
    let first = people.first()?;
    let who = shown::count(people.len(), "person has", "people have");
    let message = format!("{who} no organisation yet: {}", some_of(&people));
    let remedy = format!("`comity person edit {first} --org ORG`");
    Some(Problem::of(Code::NoOrg, &RecordId::workspace(), None, message, remedy))
}

/// The first few names, and how many more there are.
fn some_of(people: &[&str]) -> String {
    match people.len() {
        count if count > FEW => format!("{} and {} more", people[..FEW].join(", "), count - FEW),
        _ => people.join(", "),
    }
}

/// More names than this are counted, not told.
const FEW: usize = 3;

impl Checking<'_> {
    /// What the terms of a membership say, on their own and beside those of others.
    pub(super) fn seats_of_person(&mut self) {
        let Some(person) = self.record.id.person() else { return };
        let group = self.record.id.group().unwrap_or_default().to_owned();
        let today = self.at.today;
        let terms: Vec<Term<'_>> = self.record.rows("term").map(|row| Term { member: self.record, row }).collect();
        let running: Vec<&Term<'_>> = terms.iter().filter(|it| it.runs_on(today)).collect();
        // The last day of somebody who leaves belongs to the term.
        let goes_on = terms.iter().any(|it| it.goes_on_after(today));
        if self.at.snapshot.get(&person).is_some_and(has_left) && goes_on {
            let message = format!("{person} has left and still has a running term");
            self.say(Code::StillSeated, "term", message, format!("`comity person leave {person}`"));
        }
        for (at, term) in terms.iter().enumerate() {
            let twin = terms[at + 1..].iter().find(|it| it.role() == term.role() && it.meets(term.row));
            if twin.is_some() {
                let message = format!("two terms of {person} as {} overlap", role_label(term.role()));
                self.say(Code::Overlap, "term", message, "Correct the days of one of them, or take it out");
            }
        }
        let own = org_of(self.at.snapshot, &person);
        for term in &running {
            if let (Some(own), Some(org)) = (&own, term.row.word("for_org"))
                && own.as_str() != org
            {
                let (org, role) = (shown::visible(org), role_label(term.role()));
                let message = format!("{person} belongs to {own} and is {role} for {org}");
                let remedy =
                    format!("`comity member set {person} {group} {} --for {own}`, if that is a slip", term.role());
                self.say(Code::ForOrg, "term.for_org", message, remedy);
            }
        }
        for term in terms.iter().filter(|it| it.role() == "alternate" && !it.ended_before(today)) {
            self.alternate(term, &person, &group);
        }
        for term in terms.iter().filter(|it| it.role() == "co-chair" && !it.ended_before(today)) {
            self.one_co_chair(term, &person, &group);
        }
    }

    /// An alternate stands in for somebody who sits there, and nobody stands in for themselves by way of others.
    fn alternate(&mut self, term: &Term<'_>, person: &RecordId, group: &str) {
        let Some(principal) = term.row.word("alternate_for") else {
            let remedy = format!("`comity member set {person} {group} alternate --alternate-for PERSON`");
            return self.say(Code::Alternate, "term.alternate_for", format!("{person} is alternate of nobody"), remedy);
        };
        if principal == person.as_str() {
            // Told by the membership's own check.
            return;
        }
        let mut next = principal;
        for _ in 0..self.members.len() {
            let member = self.members.iter().find(|it| it.id.tail() == next);
            let row = member
                .into_iter()
                .flat_map(|it| it.rows("term"))
                .find(|it| it.text("role") == "alternate" && it.word("alternate_for").is_some() && term.meets(it));
            let Some(further) = row.and_then(|it| it.word("alternate_for")) else { break };
            if further == person.as_str() {
                let message = format!("{person} and {} are alternates in a circle", shown::visible(principal));
                return self.say(Code::Itself, "term.alternate_for", message, "Name somebody who has a seat");
            }
            next = further;
        }
        let principal_sits = |it: &&&Record| it.id.tail() == principal;
        let rows = self.members.iter().find(principal_sits).into_iter().flat_map(|it| it.rows("term"));
        if !rows.into_iter().any(|it| it.text("role") != "alternate" && term.meets(it) && !is_over(it, self.at.today)) {
            let message = format!("{person} is alternate of {}, who has no running term", shown::visible(principal));
            let remedy = format!("`comity member end {person} {group} --role alternate`, or name somebody else");
            self.say(Code::Alternate, "term.alternate_for", message, remedy);
        }
    }

    /// A party has one co-chair in a group, unless the group is chaired in another way.
    fn one_co_chair(&mut self, term: &Term<'_>, person: &RecordId, group: &str) {
        let snapshot = self.at.snapshot;
        let party = term.for_org(snapshot).filter(|it| parties(snapshot).contains(it));
        let record = RecordId::new(Kind::Group, group).ok().and_then(|it| snapshot.get(&it));
        let (Some(party), true) = (party, record.is_none_or(chairs_together)) else { return };
        let others = self.members.iter().filter(|it| it.id != self.record.id);
        let others = others.flat_map(|member| member.rows("term").map(move |row| Term { member, row }));
        let mut others = others.filter(|it| it.role() == "co-chair" && !it.ended_before(self.at.today));
        let other = others.find(|it| it.meets(term.row) && it.for_org(snapshot).as_ref() == Some(&party));
        if let Some(other) = other.and_then(|it| it.person()) {
            let message = format!("{person} and {other} are both co-chair for {party}");
            let remedy = format!(
                "End one of the two terms; `comity member set {person} {group} co-chair --in-place-of {other}` hands it over"
            );
            self.say(Code::CoChairs, "term", message, remedy);
        }
    }

    /// Whether an active group is manned as its rules say.
    pub(super) fn seats_of_group(&mut self) {
        let (group, at) = (self.record, self.at);
        if group.text("state") != "active" {
            return;
        }
        let all = self.members.iter().flat_map(|member| member.rows("term").map(move |row| Term { member, row }));
        let seats = Seats::with(at.snapshot, group, by_rank(all.filter(|it| it.runs_on(at.today)).collect()));
        let id = &group.id;
        for party in seats.without_co_chair(at.snapshot) {
            let message = format!("{party} has no co-chair");
            self.say(Code::NoCoChair, "", message, format!("`comity member set PERSON {id} co-chair --for {party}`"));
        }
        for party in seats.without_quorum() {
            let message = format!("{party} has too few people for a quorum");
            let remedy =
                format!("`comity member set PERSON {id} member --for {party}`, or a lower quorum in the rules");
            self.say(Code::NoQuorum, "", message, remedy);
        }
        let taken: Vec<RecordId> = seats.taken.iter().map(|it| it.0.clone()).collect();
        for party in &taken {
            let vacant = seats.vacant(party);
            if vacant > 0 {
                let since = self.vacant_since(party).map(|it| format!(" since {}", shown::day(it))).unwrap_or_default();
                let seats = shown::count(vacant, "seat", "seats");
                let message = format!("{seats} of {party} {} vacant{since}", if vacant == 1 { "is" } else { "are" });
                self.say(Code::Vacant, "", message, format!("`comity member set PERSON {id} member --for {party}`"));
            }
        }
        let leads: Vec<&str> = group.words("led_by").collect();
        for party in taken.iter().filter(|it| !leads.is_empty() && !leads.contains(&it.as_str())) {
            if seats.managers_of(party, at.snapshot).is_empty() {
                let lead = shown::visible(&leads.join(" and ")).into_owned();
                let leads = if leads.len() == 1 { "leads" } else { "lead" };
                let message = format!("{lead} {leads} it, and nobody of {party}'s management sits there");
                let remedy = format!("`comity member set PERSON {id} member --for {party}` with one of its management");
                self.say(Code::Exchange, "", message, remedy);
            }
        }
    }

    /// The day after the last term of a party that has ended in the group.
    fn vacant_since(&self, party: &RecordId) -> Option<NaiveDate> {
        let all = self.members.iter().flat_map(|member| member.rows("term").map(move |row| Term { member, row }));
        let seated = all.filter(|it| SEATED.contains(&it.role()) && it.ended_before(self.at.today));
        let of_party = seated.filter(|it| it.for_org(self.at.snapshot).as_ref() == Some(party));
        of_party.filter_map(|it| it.row.date("until")).max()?.succ_opt()
    }

    /// Whoever owns an open action of a group in which they sat still sits there.
    pub(super) fn owner_sits_there(&mut self, owner: &RecordId) {
        let Some(group) = self.record.id.group() else { return };
        let member = RecordId::member(group, owner.as_str()).ok().and_then(|it| self.at.snapshot.get(&it));
        let Some(member) = member else { return };
        let mut rows = member.rows("term").peekable();
        if rows.peek().is_some() && rows.all(|it| is_over(it, self.at.today)) && Action(self.record).is_open() {
            let message = format!("the term of its owner {owner} in {group} has ended");
            let remedy = format!("`comity action assign {} PERSON`", self.record.id);
            self.say(Code::TermEnded, "owner", message, remedy);
        }
    }
}

fn is_over(term: &Table, today: NaiveDate) -> bool {
    term.flag("former") || term.date("until").is_some_and(|it| it < today)
}
