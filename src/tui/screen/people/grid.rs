//! The matrix as the page keeps it: computed once for a state of the records and a day, small, and ready to be drawn.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::view::matrix::{Column, Ended, Matrix, NOBODY, NOT_AGREED, short_role, short_roles};
use crate::model::view::rank;
use crate::model::view::seats::MANY;
use crate::model::{RecordId, Snapshot, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;

/// People by groups, ready to be drawn.
#[derive(Default)]
pub struct Grid {
    pub groups: Vec<Group>,
    pub people: Vec<Person>,
    /// The organisations under which people stand, in that order; the last ones work for none.
    pub orgs: Vec<Org>,
    /// The columns that the longest name takes.
    pub widest: usize,
    /// The lines below the people: a label with its look, those of the parties first.
    pub sums: Vec<(String, Role)>,
    pub parties: usize,
    /// What the short words and the signs mean that are used.
    pub legend: Vec<String>,
    /// What the cells say, person by person; a place in the words.
    cells: Vec<u16>,
    words: Vec<String>,
}

/// A group at the head of its column, and what stands below it.
pub struct Group {
    pub id: RecordId,
    pub name: String,
    /// In the order of the labels.
    pub sums: Vec<String>,
    /// What is not as the parties agreed, and what can be done; empty where all is well.
    pub fault: String,
}

/// A person at the beginning of a row.
pub struct Person {
    pub id: RecordId,
    pub name: String,
    /// The words by which they are found.
    pub found_by: String,
    /// The place among the organisations.
    pub org: usize,
    pub groups: usize,
    pub has_too_many: bool,
    pub open_actions: usize,
}

/// An organisation above its people.
pub struct Org {
    pub id: Option<RecordId>,
    pub title: String,
    pub role: Role,
}

impl Grid {
    pub fn of(desk: &Desk, day: NaiveDate, ended: Ended) -> Self {
        let matrix = Matrix::with(&desk.snapshot, day, None, ended);
        let mut grid = Self { words: vec![NOBODY.to_owned()], parties: matrix.parties.len(), ..Self::default() };
        let has_seats = matrix.groups.iter().any(|it| it.seats.agreed.is_some());
        for party in &matrix.parties {
            let (tag, role) = desk.org(party);
            grid.sums.push((format!("{tag} seats"), role));
        }
        if has_seats {
            grid.sums.push(("Not filled".to_owned(), Role::Plain));
        }
        grid.sums.extend(["Co-chairs from both", "Exchange"].map(|it| (it.to_owned(), Role::Plain)));
        grid.groups = matrix.groups.iter().map(|it| group(it, has_seats, desk)).collect();
        let mut known: HashMap<String, u16> = HashMap::new();
        let mut known_roles: HashMap<Vec<&str>, u16> = HashMap::new();
        for row in &matrix.people {
            let first = grid.cells.len();
            for roles in &row.roles {
                let place = match (roles.is_empty(), known_roles.get(roles)) {
                    (true, _) => 0,
                    (false, Some(place)) => *place,
                    (false, None) => {
                        let words = roles.iter().map(|it| short_role(it)).collect::<Vec<_>>().join("+");
                        let place = grid.learn(words, &mut known);
                        known_roles.insert(roles.clone(), place);
                        place
                    }
                };
                grid.cells.push(place);
            }
            for (at, role) in &row.ended {
                // What somebody is now matters more than what they were.
                if grid.cells[first + at] == 0 {
                    grid.cells[first + at] = grid.learn(format!("({})", short_role(role)), &mut known);
                }
            }
            if grid.orgs.last().is_none_or(|it| it.id != row.org) {
                grid.orgs.push(org(row.org.as_ref(), desk));
            }
            let name = shown::visible(row.person.title()).into_owned();
            grid.widest = grid.widest.max(name.width());
            grid.people.push(Person {
                id: row.person.id.clone(),
                found_by: folded(&format!("{} {name} {}", row.person.id, row.person.text("function"))),
                name,
                org: grid.orgs.len() - 1,
                groups: row.groups(),
                has_too_many: row.is_overburdened(),
                open_actions: row.open_actions,
            });
        }
        let mut roles: BTreeSet<&str> = BTreeSet::new();
        for row in &matrix.people {
            roles.extend(row.roles.iter().flatten());
            roles.extend(row.ended.iter().filter(|it| row.roles[it.0].is_empty()).map(|it| it.1));
        }
        grid.legend = grid.legend_of(roles);
        grid
    }

    /// What stands in the cells and has to be explained, the shortest way of saying it; help tells all of it.
    fn legend_of(&self, roles: BTreeSet<&str>) -> Vec<String> {
        let mut roles: Vec<&str> = roles.into_iter().collect();
        roles.sort_by_key(|it| rank(it));
        let mut words: Vec<String> = short_roles(roles).iter().map(|it| format!("{} {}", it.0, it.1)).collect();
        words.push(format!("{NOBODY} not in group"));
        if self.words.iter().any(|it| it.starts_with('(')) {
            words.push("(...) ended".to_owned());
        }
        if self.people.iter().any(|it| it.has_too_many) {
            words.push(format!("(!) over {MANY} groups"));
        }
        if self.groups.iter().any(|it| it.sums.iter().any(|it| it == NOT_AGREED)) {
            words.push(format!("{NOT_AGREED} not agreed on"));
        }
        words
    }

    /// What somebody is in a group, in short.
    pub fn cell(&self, person: usize, group: usize) -> &str {
        let place = self.cells.get(person * self.groups.len() + group).copied().unwrap_or(0);
        self.words.get(usize::from(place)).map_or("", String::as_str)
    }

    /// The place of words among those that cells say. There are as many as combinations of roles that somebody has.
    fn learn(&mut self, words: String, known: &mut HashMap<String, u16>) -> u16 {
        let next = u16::try_from(self.words.len()).unwrap_or(0);
        *known.entry(words).or_insert_with_key(|words| {
            self.words.push(words.clone());
            next
        })
    }
}

fn org(id: Option<&RecordId>, desk: &Desk) -> Org {
    let Some(id) = id else {
        return Org { id: None, title: "Without an organisation".to_owned(), role: Role::Dim };
    };
    let (tag, role) = desk.org(id);
    let name = desk.snapshot.get(id).map_or(id.as_str(), |it| it.title());
    Org { id: Some(id.clone()), title: format!("{tag} {}", shown::visible(name)), role }
}

fn group(column: &Column<'_>, has_seats: bool, desk: &Desk) -> Group {
    let seats = &column.seats;
    let mut sums: Vec<String> = seats
        .taken
        .iter()
        .map(|(_, taken)| seats.agreed.map_or_else(|| taken.to_string(), |agreed| format!("{taken}/{agreed}")))
        .collect();
    if has_seats {
        let vacant: usize = seats.taken.iter().map(|it| seats.vacant(&it.0)).sum();
        sums.push(if vacant > 0 { format!("{vacant} (open)") } else { NOBODY.to_owned() });
    }
    sums.extend([column.co_chairs, column.exchange].map(|it| match it {
        Some(true) => "yes".to_owned(),
        Some(false) => "NO (!)".to_owned(),
        None => NOT_AGREED.to_owned(),
    }));
    let group = seats.group;
    Group { id: group.id.clone(), name: shown::visible(group.title()).into_owned(), sums, fault: fault(column, desk) }
}

/// The first thing that is not as the parties agreed, and what can be done about it.
fn fault(column: &Column<'_>, desk: &Desk) -> String {
    let (seats, snapshot): (_, &Snapshot) = (&column.seats, &desk.snapshot);
    let name = shown::visible(seats.group.title());
    if seats.group.text("state") == "closed" {
        return format!("{name} is closed.");
    }
    let tags = |ids: &[RecordId]| ids.iter().map(|it| desk.org(it).0).collect::<Vec<_>>().join(" and ");
    let without = seats.without_co_chair(snapshot);
    let vacant: Vec<RecordId> = seats.taken.iter().map(|it| it.0.clone()).filter(|it| seats.vacant(it) > 0).collect();
    let quorum = seats.without_quorum();
    if !without.is_empty() {
        format!("{name} has no co-chair from {}. Enter on a cell sets a role.", tags(&without))
    } else if !quorum.is_empty() {
        format!("{name} has too few people from {} for a quorum. Enter on a cell sets a role.", tags(&quorum))
    } else if column.exchange == Some(false) {
        let leads: Vec<&str> = seats.group.words("led_by").collect();
        let others = seats.taken.iter().map(|it| &it.0).filter(|it| !leads.contains(&it.as_str()));
        let others: Vec<RecordId> = others.filter(|it| seats.managers_of(it, snapshot).is_empty()).cloned().collect();
        format!("Nobody of the management of {} sits in {name}. Enter on a cell sets a role.", tags(&others))
    } else if !vacant.is_empty() {
        format!("{name} has seats of {} that nobody holds. Enter on a cell sets a role.", tags(&vacant))
    } else {
        String::new()
    }
}
