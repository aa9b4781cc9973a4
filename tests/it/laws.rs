//! The laws of the algebra, on many small worlds.

use comity::model::merge::{Merged, merge};
use comity::model::{Change, Code, Kind, Record, Snapshot, Standpoint, check, deed, leaf};
use proptest::prelude::*;

use crate::support::sandbox::{now, record};
use crate::support::worlds;

/// A stand-in that never merges lines, so that every clash of texts shows.
fn no_lines(_: &str, _: &str, _: &str) -> Option<String> {
    None
}

fn two_worlds() -> impl Strategy<Value = (Snapshot, Snapshot)> {
    worlds::kind().prop_flat_map(|kind| (worlds::world(kind), worlds::world(kind)))
}

fn alone(record: &Record) -> Snapshot {
    [record.clone()].into_iter().collect()
}

/// Whether it has entries that nothing tells apart: a listed problem, without an identity that could be kept.
fn has_twins(record: &Record) -> bool {
    let kind = record.id.kind;
    let leaves = leaf::leaves(kind, &record.fields, &Default::default());
    leaves.keys().any(|it| it.entry(kind).is_some_and(leaf::is_second))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn when_two_people_are_joined_nobody_names_the_other_and_it_can_be_taken_back(
        records in proptest::collection::vec(worlds::record(), 0..6),
    ) {
        let mut world: Snapshot = records.into_iter().filter(|it| !has_twins(it)).collect();
        for (id, more) in [("alder", "org = \"sedex\""), ("oak", "org = \"amfori\"\nemails = [\"b@example.org\"]")] {
            let person = record(Kind::Person, id, &format!("name = \"{id}\"\n{more}"));
            let mut there = world.get(&person.id).cloned().unwrap_or_else(|| person.clone());
            there.fields.extend(person.fields.clone());
            there.fields.remove("same_as");
            world.put(there);
        }
        let person = |id: &str| world.get(&record(Kind::Person, id, "").id).expect("a person");
        let at = Standpoint::new(&world, None, now());
        // Terms of both that cannot be told apart are told to whoever joins them.
        if let Ok(joining) = deed::join(person("alder"), person("oak"), &at) {
            let after = joining.change.apply(&world).expect("it fits");
            let seen = Standpoint { snapshot: &after, ..at.clone() };
            let told: Vec<_> = check::check(&seen).into_iter().filter(|it| it.code == Code::Joined).collect();
            prop_assert!(told.is_empty(), "{told:?}");
            prop_assert_eq!(joining.change.invert().apply(&after), Ok(world.clone()));
        }
    }

    #[test]
    fn a_change_leads_from_before_to_after_and_back((before, after) in two_worlds()) {
        let change = Change::between(&before, &after);
        prop_assert_eq!(change.apply(&before), Ok(after.clone()));
        prop_assert_eq!(change.invert().apply(&after), Ok(before.clone()));
        prop_assert!(Change::between(&before, &before).is_empty());
    }

    #[test]
    fn a_change_of_a_few_fields_leads_there_and_back((base, left, _) in worlds::record_and_two_sides()) {
        let (before, after) = (alone(&base), alone(&left));
        let change = Change::between(&before, &after);
        prop_assert_eq!(change.apply(&before), Ok(after.clone()));
        prop_assert_eq!(change.invert().apply(&after), Ok(before.clone()));
    }

    #[test]
    fn a_merge_takes_the_side_that_changed((base, side) in two_worlds()) {
        for merged in [
            merge(&base, &side, &base, no_lines),
            merge(&base, &base, &side, no_lines),
            merge(&base, &side, &side, no_lines),
        ] {
            prop_assert_eq!(&merged.clashes, &[]);
            prop_assert_eq!(&merged.snapshot, &side);
        }
    }

    #[test]
    fn a_merge_finds_the_same_clashes_from_either_side((base, left, right) in worlds::record_and_two_sides()) {
        let (base, left, right) = (alone(&base), alone(&left), alone(&right));
        let here = merge(&base, &left, &right, no_lines);
        let there = merge(&base, &right, &left, no_lines);
        let at = |it: &Merged| it.clashes.iter().map(|it| (it.id.clone(), it.path.clone())).collect::<Vec<_>>();
        prop_assert_eq!(at(&here), at(&there));
    }

    #[test]
    fn no_value_that_somebody_wrote_vanishes_in_a_merge((base, left, right) in worlds::record_and_two_sides()) {
        if [&base, &left, &right].into_iter().any(has_twins) {
            return Ok(());
        }
        let kind = base.id.kind;
        let merged = merge(&alone(&base), &alone(&left), &alone(&right), no_lines);
        let result = merged.snapshot.get(&base.id).expect("merged").clone();
        for (mine, other) in [(&left, &right), (&right, &left)] {
            for (key, value) in mine.fields.iter().filter(|(key, value)| base.fields.get(*key) != Some(value)) {
                let stands = result.fields.get(key) == Some(value);
                let clashes = merged.clashes.iter().any(|it| it.path.as_ref().is_none_or(|it| it.first() == key));
                // Sets, tables and lists of tables are joined: each part of mine is there.
                let joined = kind.field(key).is_some_and(|_| {
                    let parts = |it: &Record| leaf::leaves(kind, &it.fields, &Default::default());
                    let (base, mine, there) = (parts(&base), parts(mine), parts(&result));
                    mine.iter().filter(|(path, value)| path.first() == key && base.get(path) != Some(value)).all(|(path, value)| {
                        there.get(path) == Some(value) || value.as_array().is_some_and(|elements| {
                            let there = there.get(path).and_then(|it| it.as_array()).cloned().unwrap_or_default();
                            let was = base.get(path).and_then(|it| it.as_array()).cloned().unwrap_or_default();
                            elements.iter().filter(|it| !was.contains(it)).all(|it| there.contains(it))
                        })
                    })
                });
                let order = key == "order" || (key == "meeting" && other.fields.get("order") != base.fields.get("order"));
                prop_assert!(stands || clashes || joined || order, "{key} = {value} of {} vanished", base.id);
            }
        }
    }

    #[test]
    fn a_change_upon_what_is_there_now_keeps_what_others_wrote((base, left, right) in worlds::record_and_two_sides()) {
        if [&base, &left, &right].into_iter().any(has_twins) {
            return Ok(());
        }
        let (base, left, right) = (alone(&base), alone(&left), alone(&right));
        let mine = Change::between(&base, &left);
        match mine.refit(&right, no_lines) {
            Ok(fitted) => {
                let result = fitted.apply(&right);
                prop_assert!(result.is_ok());
                // What is left to do afterwards is nothing.
                let again = mine.refit(&result.expect("applied"), no_lines);
                prop_assert!(again.is_ok());
            }
            Err(clashes) => prop_assert!(!clashes.is_empty()),
        }
    }
}

#[test]
fn what_is_written_into_an_entry_that_somebody_has_taken_away_meanwhile_clashes() {
    let item = |text: &str| record(Kind::Item, "AQ-I26-7K3F", text);
    let base = alone(&item("[[taken]]\nstart = 2026-11-01T09:30:00Z\n"));
    let mine = alone(&item("[[taken]]\nstart = 2026-11-01T09:30:00Z\nstop = 2026-11-01T09:40:00Z\n"));
    let theirs = alone(&item(""));
    let clashes = Change::between(&base, &mine).refit(&theirs, no_lines).expect_err("clash");
    assert_eq!(clashes.len(), 1);
    // A new entry brings its key with it.
    assert!(Change::between(&theirs, &mine).refit(&theirs, no_lines).is_ok());
}
