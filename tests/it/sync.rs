//! Two desks, one history: whatever is done where and sent when, all end with the same, and no value is lost.

use std::collections::BTreeMap;

use comity::model::record::Fields;
use comity::model::{Kind, RecordId};
use comity::store::remote::RemoteError;
use comity::sync::{Decided, SyncError};
use proptest::prelude::*;

use crate::support::desks::{Desk, Desks};
use crate::support::sandbox::record;

fn action(tail: &str) -> RecordId {
    RecordId::new(Kind::Action, &format!("AQ-A26-{tail}")).expect("id")
}

fn add(desk: &mut Desk, tail: &str, title: &str) {
    let text = format!("title = {title:?}\nowner = \"rowan\"\nstate = \"open\"\n");
    desk.save(|it| it.put(record(Kind::Action, action(tail).as_str(), &text)));
}

#[test]
fn changes_of_two_desks_come_together_in_one_line_and_both_hold_the_same() {
    let mut desks = Desks::new(2);
    let tails: Vec<String> = (0..10).map(|it| format!("100{it}")).collect();
    for tail in &tails {
        add(&mut desks.desks[0], tail, "Shared");
    }
    desks.settle();
    let before: usize = desks.desks[0].git(&["rev-list", "--count", "HEAD"]).parse().expect("number");
    // Five of the fifty are on the same fields.
    for nth in 0..50 {
        for (at, desk) in desks.desks.iter_mut().enumerate() {
            match tails[..5].get(nth) {
                Some(tail) => drop(desk.edit(&action(tail), &format!("title = \"By desk {at}\""))),
                None => add(desk, &format!("{}{nth:03}", at + 2), &format!("Item {nth} of desk {at}")),
            }
        }
    }
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &desks.desks {
        assert_eq!(desk.git(&["log", "--merges", "--oneline"]), "");
        assert_eq!(desk.git(&["status", "--porcelain"]), "");
        desk.git(&["fsck", "--strict"]);
    }
    let after: usize = desks.desks[0].git(&["rev-list", "--count", "HEAD"]).parse().expect("number");
    assert_eq!(after - before, 100);
    desks.desks[1].workspace.refresh();
    for tail in &tails[..5] {
        let record = desks.desks[1].workspace.snapshot().get(&action(tail)).expect("there").clone();
        assert_eq!(record.title(), "By desk 0");
        let contested: Vec<(&str, &str, &str)> =
            record.rows("contested").map(|it| (it.text("field"), it.text("value"), it.text("by"))).collect();
        assert_eq!(contested, [("title", "\"By desk 1\"", "rowan")]);
    }
}

#[test]
fn an_id_that_chance_gave_twice_goes_to_whoever_sent_it_first_and_what_speaks_of_the_other_follows() {
    let mut desks = Desks::new(2);
    add(&mut desks.desks[0], "7777", "Of the first desk");
    add(&mut desks.desks[1], "7777", "Of the second desk");
    let note = "about = \"AQ-A26-7777\"\nby = \"rowan\"\nat = 2026-11-16T09:00:00+01:00\ntext = \"Mine\"\n";
    desks.desks[1].save(|it| it.put(record(Kind::Note, "AQ-N26-8888", note)));
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    desks.desks[0].workspace.refresh();
    let snapshot = desks.desks[0].workspace.snapshot();
    assert_eq!(snapshot.get(&action("7777")).map(|it| it.title()), Some("Of the first desk"));
    let about = snapshot.get(&RecordId::new(Kind::Note, "AQ-N26-8888").expect("id")).expect("note").text("about");
    let other = RecordId::new(Kind::Action, about).expect("id");
    assert_ne!(other, action("7777"));
    assert_eq!(snapshot.get(&other).map(|it| it.title()), Some("Of the second desk"));
    assert!(desks.desks[0].git(&["log", "--format=%s"]).contains(&format!("Add action {other}")));
}

#[test]
fn what_one_took_away_and_the_other_changed_stays_and_is_contested() {
    let mut desks = Desks::new(2);
    add(&mut desks.desks[0], "7777", "Here");
    desks.settle();
    desks.desks[0].save(|it| it.remove(&action("7777")));
    desks.desks[1].edit(&action("7777"), "title = \"Still needed\"");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    desks.desks[0].workspace.refresh();
    let record = desks.desks[0].workspace.snapshot().get(&action("7777")).expect("stays").clone();
    assert_eq!(record.title(), "Still needed");
    assert_eq!(record.rows("contested").count(), 1);
}

#[test]
fn a_shared_copy_that_went_back_stops_the_exchange_and_what_it_lost_can_be_sent_again() {
    let mut desks = Desks::new(2);
    add(&mut desks.desks[0], "7777", "First");
    add(&mut desks.desks[0], "8888", "Second");
    desks.settle();
    let shared = desks.shared();
    let git = |args: &[&str]| {
        let out = std::process::Command::new("git").arg("--git-dir").arg(&shared).args(args).output().expect("git");
        assert!(out.status.success());
    };
    git(&["update-ref", "refs/heads/main", "main~1"]);
    let before = desks.desks[1].git(&["rev-parse", "HEAD"]);
    assert!(matches!(desks.desks[1].sync(), Err(SyncError::Rewound { .. })));
    assert_eq!(desks.desks[1].git(&["rev-parse", "HEAD"]), before);
    let stamp = crate::support::desks::stamp_of("rowan");
    let talk = crate::support::desks::talk();
    let again = Decided { send_again: true, ..Decided::default() };
    comity::sync::sync(&mut desks.desks[1].workspace, &stamp, &talk, again, &mut |_| ()).expect("sent again");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    desks.desks[0].workspace.refresh();
    assert!(desks.desks[0].workspace.snapshot().exists(&action("8888")));
}

#[cfg(unix)]
#[test]
fn a_shared_copy_that_refuses_is_quoted_and_everything_stays_saved_here() {
    use std::os::unix::fs::PermissionsExt;
    let mut desks = Desks::new(1);
    let hook = desks.shared().join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().expect("folder")).expect("made");
    std::fs::write(&hook, "#!/bin/sh\necho 'Ask the secretary of AQ first' >&2\nexit 1\n").expect("written");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("allowed");
    add(&mut desks.desks[0], "7777", "Not allowed");
    match desks.desks[0].sync() {
        Err(SyncError::Remote(RemoteError::Refused(said))) => assert!(said.contains("Ask the secretary of AQ first")),
        other => panic!("{other:?}"),
    }
    assert_eq!(comity::sync::unsent(&desks.desks[0].workspace), Some(1));
    std::fs::remove_file(&hook).expect("removed");
    assert_eq!(desks.desks[0].sync().expect("sent").sent, 1);
}

#[test]
fn a_shared_copy_that_is_not_there_is_said() {
    let mut desks = Desks::new(1);
    std::fs::remove_dir_all(desks.shared()).expect("removed");
    assert!(matches!(desks.desks[0].sync(), Err(SyncError::Remote(RemoteError::NothingThere(_)))));
}

/// Something that happens at a desk.
#[derive(Clone, Debug)]
enum Deed {
    /// Sets a field of one of a few actions.
    Edit {
        action: usize,
        field: usize,
        value: usize,
    },
    Add {
        tail: usize,
    },
    Remove {
        action: usize,
    },
    Remark {
        action: usize,
    },
    Sync,
}

const FIELDS: [&str; 4] = ["title", "detail", "owner", "tags"];

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0..3usize, 0..4usize, 0..1000usize).prop_map(|(action, field, value)| Deed::Edit { action, field, value }),
        2 => (0..4usize).prop_map(|tail| Deed::Add { tail }),
        1 => (0..3usize).prop_map(|action| Deed::Remove { action }),
        1 => (0..3usize).prop_map(|action| Deed::Remark { action }),
        4 => Just(Deed::Sync),
    ]
}

fn tail(nth: usize) -> String {
    format!("500{nth}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn desks_that_have_all_exchanged_hold_the_same_and_every_value_is_accounted_for(
        deeds in prop::collection::vec((0..3usize, deed()), 10..30)
    ) {
        let mut desks = Desks::new(3);
        for nth in 0..3 {
            add(&mut desks.desks[0], &tail(nth), "Begin");
        }
        desks.settle();
        // Each text that somebody wrote, with who wrote it over knowingly.
        let mut written: BTreeMap<String, bool> = BTreeMap::new();
        for (nth, (at, deed)) in deeds.iter().enumerate() {
            let desk = &mut desks.desks[*at];
            match deed {
                Deed::Edit { action: which, field, value } => {
                    let id = action(&tail(*which));
                    desk.workspace.refresh();
                    let Some(now) = desk.workspace.snapshot().get(&id).cloned() else { continue };
                    let word = format!("w{nth}x{value}");
                    let line = match FIELDS[*field] {
                        "owner" => format!("owner = {:?}", if value % 2 == 0 { "birch" } else { "rowan" }),
                        "tags" => format!("tags = [{word:?}]"),
                        key => format!("{key} = {word:?}"),
                    };
                    if FIELDS[*field] == "title" {
                        written.insert(now.title().to_owned(), false);
                        written.insert(word.clone(), true);
                    }
                    desk.edit(&id, &line);
                }
                Deed::Add { tail: which } => {
                    let id = action(&format!("600{which}"));
                    desk.workspace.refresh();
                    if !desk.workspace.snapshot().exists(&id) {
                        let word = format!("new {nth}");
                        add(desk, &format!("600{which}"), &word);
                        written.insert(word, true);
                    }
                }
                Deed::Remove { action: which } => {
                    let id = action(&tail(*which));
                    desk.workspace.refresh();
                    if desk.workspace.snapshot().exists(&id) {
                        // Who removes a record has seen all that stands in it, what waits as contested too.
                        let text = std::fs::read_to_string(desk.workspace.root().join(id.path())).expect("read");
                        for (_, stands) in written.iter_mut().filter(|it| text.contains(&format!("{:?}", it.0))) {
                            *stands = false;
                        }
                        desk.save(|it| it.remove(&id));
                    }
                }
                Deed::Remark { action: which } => {
                    let path = desk.workspace.root().join(action(&tail(*which)).path());
                    if let Ok(text) = std::fs::read_to_string(&path) {
                        std::fs::write(&path, format!("# remark {nth}\n{text}")).expect("written");
                    }
                }
                Deed::Sync => drop(desk.sync().expect("synced")),
            }
        }
        for desk in &mut desks.desks {
            desk.workspace.take_in(&[], &crate::support::desks::stamp_of(desk.who)).expect("taken in");
        }
        desks.settle();
        prop_assert_eq!(desks.trees().len(), 1);
        for desk in &desks.desks {
            prop_assert_eq!(desk.git(&["status", "--porcelain"]), "");
            prop_assert_eq!(desk.git(&["log", "--merges", "--oneline"]), "");
            let ids = desk.git(&["log", "--format=%(trailers:key=Change-Id,valueonly,separator=)"]);
            let mut ids: Vec<&str> = ids.lines().filter(|it| !it.is_empty()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), all, "each change once");
        }
        let everything = desks.desks[0].git(&["grep", "-h", "", "HEAD", "--", "groups/AQ/actions"]);
        for (word, _) in written.iter().filter(|it| *it.1) {
            prop_assert!(everything.contains(word.as_str()), "{word} is nowhere");
        }
    }
}
