//! The laws of lists that come in: twice is once, a name that changed makes nobody new, and next month's list changes
//! what it changed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use comity::import::{self, Order, Plan};
use comity::model::check::check;
use comity::model::{Kind, RecordId, Snapshot, Standpoint, deed, value};
use comity::report::Report;
use comity::workspace::Workspace;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::sandbox::{Sandbox, now, stamp};

/// A workspace in which nothing is saved: what it had before any list.
static BEFORE: LazyLock<Sandbox> = LazyLock::new(Sandbox::small);

/// How a row of members spells each thing; none of it stands for itself alone.
const GROUPS: [&str; 5] = ["AQ", "Audit quality", "wg-wool", "wg-silk", "Группа"];
const ROLES: [&str; 7] = ["member", "chairs", "co-chair", "emeritus_leads", "tech_leads", "alternates", "observer"];
const NAMES: [&str; 9] = [
    "Ana Roe",
    "ANA ROE",
    "José Núñez",
    "Jose\u{301} Nunez",
    "Birch Placeholder",
    "rowan",
    "מרים כהן",
    "O'Neil, Li; \"Lee\"",
    "🙂",
];
const ORGS: [&str; 6] = ["", "Sedex", "amfori", "Cotton Board", "cotton board", "Zürich AG"];
const DAYS: [&str; 4] = ["", "", "2026-01-31", "2026-12-01"];

#[derive(Clone, Debug)]
struct Row {
    group: &'static str,
    role: &'static str,
    name: String,
    org: &'static str,
    from: &'static str,
    until: &'static str,
}

fn row() -> impl Strategy<Value = Row> {
    let words = (select(&GROUPS[..]), select(&ROLES[..]), select(&NAMES[..]), select(&ORGS[..]));
    (words, select(&DAYS[..]), select(&DAYS[..])).prop_map(|((group, role, name, org), from, until)| Row {
        group,
        role,
        name: name.to_owned(),
        org,
        from,
        until,
    })
}

fn members_list(rows: &[Row]) -> String {
    let mut list = String::from("group,role,name,organisation,from,until\n");
    for Row { group, role, name, org, from, until } in rows {
        list += &format!("{group},{role},\"{}\",{org},{from},{until}\n", name.replace('"', "\"\""));
    }
    list
}

/// People with an address each; the numbers tell them apart.
fn people_list(names: &[String]) -> String {
    let rows = names.iter().enumerate().map(|(at, name)| format!("{name} {at},p{at}@example.org,Sedex\n"));
    format!("name,e-mail,employer\n{}", rows.collect::<String>())
}

type Planning = fn(&[u8], &Order, &Standpoint<'_>, &Workspace) -> Result<Plan, Report>;

fn planned(planning: Planning, list: &str, snapshot: &Snapshot, workspace: &Workspace) -> Plan {
    let me = RecordId::new(Kind::Person, "birch").ok();
    let order = Order { file: "list.csv".to_owned(), create: true, ..Order::default() };
    planning(list.as_bytes(), &order, &Standpoint::new(snapshot, me, now()), workspace).expect("planned")
}

/// What is there after a list has come in, without being saved.
fn with_list(planning: Planning, list: &str, snapshot: &Snapshot, workspace: &Workspace) -> Snapshot {
    planned(planning, list, snapshot, workspace).change.apply(snapshot).expect("applied")
}

fn save(planning: Planning, list: &str, workspace: &mut Workspace) -> Plan {
    let plan = planned(planning, list, &workspace.snapshot().clone(), workspace);
    workspace.submit(&plan.change, &stamp()).expect("saved");
    plan
}

/// Gives everybody whom a list brought in another name.
fn renamed(before: &Snapshot, mut snapshot: Snapshot) -> Snapshot {
    for kind in [Kind::Person, Kind::Org, Kind::Group] {
        for id in snapshot.ids(kind).into_iter().filter(|it| !before.exists(it)) {
            let record = snapshot.get(&id).expect("there").clone();
            let name = format!("Other than {id}");
            let at = Standpoint::new(&snapshot, None, now());
            let change = deed::edit(&record, vec![("name".to_owned(), Some(value::text(name)))], &at);
            snapshot = change.apply(&snapshot).expect("applied");
        }
    }
    snapshot
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_list_of_members_that_comes_in_twice_has_come_in_once(rows in prop::collection::vec(row(), 0..12)) {
        let (list, workspace) = (members_list(&rows), BEFORE.open());
        let after = with_list(import::members, &list, workspace.snapshot(), &workspace);
        let again = planned(import::members, &list, &after, &workspace);
        prop_assert!(again.change.is_empty(), "{list}\n{:?}", again.change);
        let errors: Vec<_> = check(&Standpoint::new(&after, None, now())).into_iter().filter(|it| it.is_error()).collect();
        prop_assert_eq!(errors, vec![]);
    }

    #[test]
    fn whoever_got_another_name_here_is_found_by_the_old_one(rows in prop::collection::vec(row(), 0..12)) {
        let (list, workspace) = (members_list(&rows), BEFORE.open());
        let after = with_list(import::members, &list, workspace.snapshot(), &workspace);
        let again = planned(import::members, &list, &renamed(workspace.snapshot(), after), &workspace);
        prop_assert!(again.change.is_empty(), "{list}\n{:?}", again.change);
    }

    #[test]
    fn a_list_of_people_that_comes_in_twice_has_come_in_once(names in prop::collection::vec("\\PC{1,20}", 0..6)) {
        let names: Vec<String> = names.iter().map(|it| it.replace(['"', ',', ';', '\t', '@', '\''], " ")).collect();
        let (list, workspace) = (people_list(&names), BEFORE.open());
        let after = with_list(import::people, &list, workspace.snapshot(), &workspace);
        let again = planned(import::people, &list, &after, &workspace);
        prop_assert!(again.change.is_empty(), "{list}\n{:?}", again.change);
        prop_assert_eq!(again.unchanged.len() + again.refused.len(), names.len());
        let again = planned(import::people, &list, &renamed(workspace.snapshot(), after), &workspace);
        prop_assert!(again.change.is_empty(), "{list}\n{:?}", again.change);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn next_months_list_changes_what_it_changed_and_nothing_else(
        rows in prop::collection::vec(row(), 1..10),
        other in row(),
        place in any::<prop::sample::Index>(),
    ) {
        let sandbox = BEFORE.twin();
        let mut workspace = sandbox.open();
        // Each row is about somebody of their own, and nobody is in anybody's way.
        let named = |(at, row): (usize, Row)| Row { name: format!("Somebody {at}"), role: row.role.trim_start_matches("co-"), ..row };
        let mut rows: Vec<Row> = rows.into_iter().enumerate().map(named).collect();
        save(import::members, &members_list(&rows), &mut workspace);
        let before = workspace.snapshot().clone();
        let place = place.index(rows.len());
        rows[place] = named((place, other));
        let plan = save(import::members, &members_list(&rows), &mut workspace);
        let touched = plan.change.ids().into_iter().filter(|it| it.kind == Kind::Member || before.exists(it));
        let people: BTreeSet<_> = touched.map(|it| it.person().unwrap_or_else(|| it.clone())).collect();
        let person = RecordId::new(Kind::Person, &format!("somebody-{place}")).expect("id");
        prop_assert!(people.iter().all(|it| *it == person), "{:?} changed with row {} of {:?}", people, place, rows);
        prop_assert!(before.ids(Kind::Member).iter().all(|it| workspace.snapshot().exists(it)));
        let again = planned(import::members, &members_list(&rows), workspace.snapshot(), &workspace);
        prop_assert!(again.change.is_empty(), "{:?}", again.change);
    }

    #[test]
    fn a_name_that_changes_in_the_list_changes_here_and_makes_nobody_new(count in 1_usize..6, place in any::<prop::sample::Index>()) {
        let sandbox = BEFORE.twin();
        let mut workspace = sandbox.open();
        let mut names: Vec<String> = (0..count).map(|it| format!("Somebody {it}")).collect();
        save(import::people, &people_list(&names), &mut workspace);
        let people = workspace.snapshot().ids(Kind::Person);
        names[place.index(count)] = "Somebody Else".to_owned();
        let plan = save(import::people, &people_list(&names), &mut workspace);
        prop_assert_eq!((plan.changed.len(), plan.unchanged.len()), (1, count - 1));
        prop_assert_eq!(workspace.snapshot().ids(Kind::Person), people);
        let person = workspace.snapshot().get(&plan.changed[0]).expect("there");
        prop_assert!(person.text("name").starts_with("Somebody Else"));
        prop_assert!(planned(import::people, &people_list(&names), workspace.snapshot(), &workspace).change.is_empty());
    }
}
