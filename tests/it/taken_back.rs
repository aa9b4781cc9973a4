//! What somebody did and took back, or did otherwise after all, while the others did the same.

use comity::history::{History, TakingBack};
use comity::model::contested::{Contest, Which, contests};
use comity::model::deed::{Choice, settle};
use comity::model::{Fields, Kind, RecordId, Standpoint};
use comity::store::repo::Repo;
use comity::verify::{Range, Terms, verify};
use comity::workspace::Outcome;

use crate::support::desks::{Desk, Desks, stamp_of};
use crate::support::sandbox::now;

fn action() -> RecordId {
    RecordId::new(Kind::Action, "AQ-A26-7K3F").expect("id")
}

/// What taking back what was done last at a desk comes to.
fn taking_back(desk: &mut Desk) -> Option<TakingBack> {
    desk.workspace.refresh();
    let history = History::of(&desk.workspace).expect("history");
    history.undo(desk.workspace.snapshot(), &stamp_of(desk.who)).expect("read")
}

/// Takes back, or does again, what was done last at a desk.
fn take_back(desk: &mut Desk, again: bool) {
    desk.workspace.refresh();
    let history = History::of(&desk.workspace).expect("history");
    let stamp = stamp_of(desk.who);
    let taking = match again {
        true => history.redo(desk.workspace.snapshot(), &stamp),
        false => history.undo(desk.workspace.snapshot(), &stamp),
    };
    let change = taking.expect("read").expect("something").change;
    assert!(matches!(desk.workspace.submit(&change, &stamp).expect("saved"), Outcome::Saved(_)));
}

/// The value of a field of the action at a desk, and how much waits to be decided.
fn seen(desk: &mut Desk, key: &str) -> (String, usize) {
    desk.workspace.refresh();
    let record = desk.workspace.snapshot().get(&action()).expect("there");
    (record.text(key).to_owned(), record.rows("contested").count())
}

/// What is found in the whole history of a desk.
fn found(desk: &Desk) -> Vec<String> {
    let repo = Repo::open(desk.workspace.root()).expect("opened");
    let range = Range { from: None, to: repo.newest().expect("newest"), forward: true, beside: None };
    let verdict = verify(&repo, &range, &Terms { now: now(), everybody_signs: false }).expect("verified");
    verdict.findings.iter().filter(|it| it.is_error()).map(|it| it.line()).collect()
}

#[test]
fn who_takes_back_what_the_others_did_as_well_leaves_theirs_alone() {
    for times in 1..4 {
        let mut desks = Desks::new(2);
        for desk in &mut desks.desks {
            desk.edit(&action(), "title = \"Agreed\"");
        }
        for nth in 0..times {
            take_back(&mut desks.desks[1], nth % 2 == 1);
        }
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        for desk in &mut desks.desks {
            assert_eq!(seen(desk, "title"), ("Agreed".to_owned(), 0));
            assert_eq!(found(desk), [""; 0]);
        }
    }
}

#[test]
fn who_takes_back_and_writes_something_else_loses_nothing_of_it() {
    let mut desks = Desks::new(2);
    for desk in &mut desks.desks {
        desk.edit(&action(), "title = \"Agreed\"");
    }
    take_back(&mut desks.desks[1], false);
    desks.desks[1].edit(&action(), "title = \"Otherwise\"");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        assert_eq!(seen(desk, "title"), ("Agreed".to_owned(), 1));
        assert_eq!(found(desk), [""; 0]);
    }
}

#[test]
fn what_was_sent_and_then_made_otherwise_by_plain_git_is_not_lost() {
    let mut desks = Desks::new(2);
    desks.desks[1].edit(&action(), "title = \"As sent\"");
    desks.settle();
    let path = desks.desks[1].workspace.root().join(action().path());
    let text = std::fs::read_to_string(&path).expect("text");
    std::fs::write(&path, text.replace("As sent", "As amended")).expect("written");
    desks.desks[1].git(&[
        "-c",
        "user.name=r",
        "-c",
        "user.email=rowan@example.org",
        "commit",
        "-qa",
        "--amend",
        "--no-edit",
    ]);
    desks.desks[0].edit(&action(), "detail = \"Of the other\"");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        assert_eq!(seen(desk, "title"), ("As amended".to_owned(), 0));
        assert_eq!(seen(desk, "detail").0, "Of the other");
        assert_eq!(found(desk), [""; 0]);
    }
    insta::assert_snapshot!(desks.desks[0].git(&["log", "-3", "--format=%s"]), @r"
    AQ-A26-7K3F: title As sent -> As amended (As amended)
    AQ-A26-7K3F: details written (As sent)
    AQ-A26-7K3F: title Publish joint metrics -> As sent (As sent)
    ");
}

/// Amends the newest change of a desk by plain git.
fn amend(desk: &Desk, args: &[&str]) {
    let who = ["-c", "user.name=r", "-c", "user.email=rowan@example.org", "commit", "-qa", "--amend"];
    desk.git(&[&who[..], args].concat());
}

#[test]
fn remarks_that_were_written_into_a_change_after_it_was_sent_are_not_lost() {
    let mut desks = Desks::new(2);
    desks.desks[1].edit(&action(), "title = \"As sent\"");
    desks.settle();
    let path = desks.desks[1].workspace.root().join(action().path());
    let text = std::fs::read_to_string(&path).expect("text");
    std::fs::write(&path, text.replace("owner =", "# Rowan asked for it.\nowner =")).expect("written");
    amend(&desks.desks[1], &["--no-edit"]);
    desks.desks[0].edit(&action(), "detail = \"Of the other\"");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        let text = std::fs::read_to_string(desk.workspace.root().join(action().path())).expect("text");
        assert!(text.contains("# Rowan asked for it.") && text.contains("As sent") && text.contains("Of the other"));
        assert_eq!(seen(desk, "title").1, 0);
        assert_eq!(found(desk), [""; 0]);
    }
}

#[test]
fn words_that_were_changed_after_they_were_sent_are_spoken_of() {
    let mut desks = Desks::new(2);
    desks.desks[1].edit(&action(), "title = \"As sent\"");
    desks.settle();
    let message = desks.desks[1].git(&["log", "-1", "--format=%B"]);
    amend(
        &desks.desks[1],
        &["-m", &message.replace("Op: action.edit", "Op: action.edit\nOverride: Agreed on the phone")],
    );
    desks.desks[0].edit(&action(), "detail = \"Of the other\"");
    desks.desks[0].sync().expect("sent");
    let synced = desks.desks[1].sync().expect("synced");
    assert_eq!(synced.reworded, ["AQ-A26-7K3F: title Publish joint metrics -> As sent (As sent)"]);
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    assert_eq!(desks.desks[0].git(&["rev-list", "--count", "HEAD"]), "3");
}

#[test]
fn a_change_that_was_laid_onto_others_before_it_was_sent_again_is_the_same() {
    let mut desks = Desks::new(2);
    desks.desks[1].edit(&action(), "title = \"As sent\"");
    let mine = desks.desks[1].git(&["rev-parse", "HEAD"]);
    desks.desks[0].edit(&action(), "detail = \"Of the other\"");
    desks.settle();
    // Somebody goes back to what it was before it was sent.
    desks.desks[1].git(&["reset", "-q", "--hard", &mine]);
    let synced = desks.desks[1].sync().expect("synced");
    assert_eq!((synced.sent, synced.reworded.len()), (0, 0));
    assert_eq!(desks.trees().len(), 1);
}

/// A change of rowan's of two fields, one of which birch has written as well: it was carried in part.
fn carried_in_part() -> Desks {
    let mut desks = Desks::new(2);
    desks.desks[0].edit(&action(), "title = \"By birch\"");
    desks.desks[1].edit(&action(), "title = \"By rowan\"\npriority = \"high\"");
    desks.settle();
    assert_eq!(seen(&mut desks.desks[1], "title"), ("By birch".to_owned(), 1));
    desks
}

/// Lets birch decide about the title.
fn decide(desks: &mut Desks, which: fn(&Contest, &Standpoint<'_>) -> Option<Which>) {
    let desk = &mut desks.desks[0];
    desk.workspace.refresh();
    let at = Standpoint::new(desk.workspace.snapshot(), RecordId::new(Kind::Person, "birch").ok(), now());
    let record = at.snapshot.get(&action()).expect("there");
    let contest = contests(record).into_iter().next().expect("contested");
    let choice = Choice::Version(which(&contest, &at).expect("one"));
    let change = settle(record, &[(contest, choice)], &at).expect("can be settled");
    assert!(matches!(desk.workspace.submit(&change, &stamp_of("birch")).expect("saved"), Outcome::Saved(_)));
    desks.settle();
}

#[test]
fn what_was_carried_in_part_is_taken_back_as_a_whole_and_comes_back_as_one() {
    let mut desks = carried_in_part();
    take_back(&mut desks.desks[1], false);
    desks.settle();
    for desk in &mut desks.desks {
        assert_eq!(seen(desk, "title"), ("By birch".to_owned(), 0));
        assert_eq!(seen(desk, "priority").0, "");
        assert_eq!(found(desk), [""; 0]);
    }
    take_back(&mut desks.desks[1], true);
    desks.settle();
    for desk in &mut desks.desks {
        assert_eq!(seen(desk, "title"), ("By birch".to_owned(), 1));
        assert_eq!(seen(desk, "priority").0, "high");
        assert_eq!(found(desk), [""; 0]);
    }
}

#[test]
fn of_what_was_carried_in_part_nobody_takes_back_what_somebody_else_has_decided() {
    // Birch lets rowan's stand: that is named, with who and when, and the rest can go.
    let mut desks = carried_in_part();
    decide(&mut desks, Contest::theirs);
    let taking = taking_back(&mut desks.desks[1]).expect("something");
    let built: Vec<_> = taking.built_upon.iter().map(|it| (it.clash.field(), it.by.clone())).collect();
    assert_eq!(built.len(), 1);
    assert_eq!(built[0].0, "title");
    assert_eq!(built[0].1.as_ref().and_then(|it| it.person.as_ref()).map(RecordId::as_str), Some("birch"));
    desks.desks[1].workspace.submit(&taking.change, &stamp_of("rowan")).expect("saved");
    assert_eq!(seen(&mut desks.desks[1], "title").0, "By rowan");
    assert_eq!(seen(&mut desks.desks[1], "priority").0, "");
    // Birch lets their own stand: of rowan's there is nothing left but the rest.
    let mut desks = carried_in_part();
    decide(&mut desks, Contest::mine);
    let taking = taking_back(&mut desks.desks[1]).expect("something");
    assert!(taking.built_upon.is_empty());
    desks.desks[1].workspace.submit(&taking.change, &stamp_of("rowan")).expect("saved");
    assert_eq!(seen(&mut desks.desks[1], "title"), ("By birch".to_owned(), 0));
    assert_eq!(seen(&mut desks.desks[1], "priority").0, "");
}

#[test]
fn of_two_that_did_not_get_to_stand_the_newer_goes_first() {
    let mut desks = Desks::new(2);
    desks.desks[0].edit(&action(), "title = \"By birch\"");
    desks.desks[1].edit(&action(), "title = \"By rowan\"\npriority = \"high\"");
    desks.desks[1].edit(&action(), "title = \"By rowan again\"\ndetail = \"More\"");
    desks.settle();
    let waits = |desk: &mut Desk| {
        desk.workspace.refresh();
        let record = desk.workspace.snapshot().get(&action()).expect("there");
        record.rows("contested").map(|it| it.text("value").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(waits(&mut desks.desks[1]), ["\"By rowan again\""]);
    take_back(&mut desks.desks[1], false);
    assert_eq!(waits(&mut desks.desks[1]), ["\"By rowan\""]);
    assert_eq!(
        (seen(&mut desks.desks[1], "detail").0, seen(&mut desks.desks[1], "priority").0),
        (String::new(), "high".to_owned())
    );
    take_back(&mut desks.desks[1], false);
    assert_eq!(waits(&mut desks.desks[1]), [""; 0]);
    assert_eq!(seen(&mut desks.desks[1], "priority").0, "");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    assert_eq!(found(&desks.desks[0]), [""; 0]);
}
