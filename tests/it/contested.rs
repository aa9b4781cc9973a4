//! Contested values: what two desks wrote into one field waits until somebody decides, and nothing of it is lost.

use comity::document::contested::line;
use comity::history::{History, TakingBack};
use comity::model::contested::{Contest, Which, contests, count};
use comity::model::deed::{self, Choice};
use comity::model::leaf::FieldPath;
use comity::model::{Change, Fields, Kind, RecordId, Standpoint, value};
use comity::workspace::Outcome;
use proptest::prelude::*;

use crate::support::desks::{Desk, Desks, stamp_of};
use crate::support::sandbox::{now, record};

fn action(tail: &str) -> RecordId {
    RecordId::new(Kind::Action, &format!("AQ-A26-{tail}")).expect("id")
}

fn add(desk: &mut Desk, tail: &str) {
    let text = "title = \"Begin\"\nowner = \"rowan\"\nstate = \"open\"\ndue = 2026-11-28\ndetail = \"A\\n\"\n";
    desk.save(|it| it.put(record(Kind::Action, action(tail).as_str(), text)));
}

/// Two desks with one action that both have.
fn both_with(tail: &str) -> Desks {
    let mut desks = Desks::new(2);
    add(&mut desks.desks[0], tail);
    desks.settle();
    desks
}

fn at(desk: &Desk) -> Standpoint<'_> {
    Standpoint::new(desk.workspace.snapshot(), RecordId::new(Kind::Person, desk.who).ok(), now())
}

fn all(desk: &mut Desk, id: &RecordId) -> Vec<Contest> {
    desk.workspace.refresh();
    desk.workspace.snapshot().get(id).map(contests).unwrap_or_default()
}

/// What is contested in a record, as somebody at that desk reads it.
fn told(desk: &mut Desk, id: &RecordId) -> String {
    let all = all(desk, id);
    let at = at(desk);
    let lines = all.iter().map(|it| {
        let mine = it.mine(&at).map(|which| if which == Which::Stands { "stands" } else { "the other" });
        format!("{}; mine {}\n", line(it, &at), mine.unwrap_or("neither"))
    });
    lines.collect()
}

/// Decides about a field at a desk.
fn settle(desk: &mut Desk, id: &RecordId, field: &str, choose: impl FnOnce(&Contest, &Standpoint<'_>) -> Choice) {
    let all = all(desk, id);
    let contest = all.into_iter().find(|it| it.field == field).expect("contested");
    let at = at(desk);
    let choice = choose(&contest, &at);
    let record = desk.workspace.snapshot().get(id).expect("there");
    let change = deed::settle(record, &[(contest, choice)], &at).expect("can be settled");
    submit(desk, &change);
}

fn mine(contest: &Contest, at: &Standpoint<'_>) -> Choice {
    Choice::Version(contest.mine(at).expect("mine"))
}

fn theirs(contest: &Contest, at: &Standpoint<'_>) -> Choice {
    Choice::Version(contest.theirs(at).expect("theirs"))
}

/// Raises the first thing that is contested in a record.
fn raise(desk: &mut Desk, id: &RecordId) -> String {
    let contest = all(desk, id).remove(0);
    let record = desk.workspace.snapshot().get(id).expect("there");
    let change = deed::raise(record, &contest, &at(desk)).expect("a group that can talk about it");
    submit(desk, &change)
}

fn items(desk: &Desk) -> Vec<RecordId> {
    desk.workspace.snapshot().ids(Kind::Item).to_vec()
}

fn submit(desk: &mut Desk, change: &Change) -> String {
    match desk.workspace.submit(change, &stamp_of(desk.who)).expect("saved") {
        Outcome::Saved(saved) => saved.subject,
        Outcome::Unchanged => "unchanged".to_owned(),
    }
}

fn taking_back(desk: &mut Desk) -> Option<TakingBack> {
    desk.workspace.refresh();
    let history = History::of(&desk.workspace).expect("history");
    history.undo(desk.workspace.snapshot(), &stamp_of(desk.who)).expect("read")
}

fn undo(desk: &mut Desk) -> String {
    let Some(taking) = taking_back(desk) else { return "nothing".to_owned() };
    assert!(taking.built_upon.is_empty(), "{:?}", taking.built_upon);
    submit(desk, &taking.change)
}

fn redo(desk: &mut Desk) -> String {
    desk.workspace.refresh();
    let history = History::of(&desk.workspace).expect("history");
    let taking = history.redo(desk.workspace.snapshot(), &stamp_of(desk.who)).expect("read");
    taking.map_or_else(|| "nothing".to_owned(), |it| submit(desk, &it.change))
}

fn text(desk: &Desk, id: &RecordId) -> String {
    let text = std::fs::read_to_string(desk.workspace.root().join(id.path())).unwrap_or_default();
    let text: Vec<&str> = text.lines().filter(|it| !it.starts_with("change = ")).collect();
    text.join("\n")
}

fn subjects(desk: &Desk, count: usize) -> String {
    desk.git(&["log", &format!("-{count}"), "--format=%s"])
}

#[test]
fn both_values_are_kept_with_who_wrote_them_and_the_history_tells_what_stands() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "due = 2026-12-05");
    desks.desks[1].edit(&id, "due = 2026-12-12");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    insta::assert_snapshot!(told(&mut desks.desks[0], &id), @"due: Sat 5 Dec 2026 stands (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); Sat 12 Dec 2026 (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); before Sat 28 Nov 2026; mine stands");
    insta::assert_snapshot!(told(&mut desks.desks[1], &id), @"due: Sat 5 Dec 2026 stands (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); Sat 12 Dec 2026 (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); before Sat 28 Nov 2026; mine the other");
    insta::assert_snapshot!(subjects(&desks.desks[0], 2), @r"
    AQ-A26-7777: due 12 Dec 2026 contested (Begin)
    AQ-A26-7777: due 28 Nov -> 5 Dec 2026 (Begin)
    ");
    insta::assert_snapshot!(text(&desks.desks[0], &id), @r#"
    title = "Begin"
    owner = "rowan"
    due = 2026-12-05
    state = "open"
    detail = """
    A
    """

    [[contested]]
    field = "due"
    before = "2026-11-28"
    kept = "2026-12-05"
    kept_by = "birch"
    kept_at = 2026-11-16T09:00:00+01:00
    value = "2026-12-12"
    by = "rowan"
    at = 2026-11-16T09:00:00+01:00
    "#);
    assert!(desks.desks[0].git(&["log", "-1", "--format=%(trailers:key=Contested)"]).contains("AQ-A26-7777 due"));
}

#[test]
fn whatever_is_chosen_stands_on_both_sides_and_nothing_waits_any_more() {
    let id = action("7777");
    for (choose, due) in [
        (mine as fn(&Contest, &Standpoint<'_>) -> Choice, "2026-12-12"),
        (theirs, "2026-12-05"),
        (|_, _| Choice::New(Some(value::date("2027-01-08".parse().expect("day")))), "2027-01-08"),
        (|_, _| Choice::New(None), "none"),
    ] {
        let mut desks = both_with("7777");
        desks.desks[0].edit(&id, "due = 2026-12-05");
        desks.desks[1].edit(&id, "due = 2026-12-12");
        desks.settle();
        settle(&mut desks.desks[1], &id, "due", choose);
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        let text = text(&desks.desks[0], &id);
        assert_eq!(text.contains(&format!("\ndue = {due}\n")), due != "none", "{text}");
        assert!(!text.contains("contested"), "{text}");
    }
}

#[test]
fn both_texts_follow_each_other_in_the_order_in_which_they_were_written() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, r#"detail = "Waiting for legal.""#);
    desks.desks[1].edit(&id, r#"detail = "They \"called\".\n\nTwice.""#);
    desks.settle();
    settle(&mut desks.desks[0], &id, "detail", |_, _| Choice::Both);
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    insta::assert_snapshot!(text(&desks.desks[1], &id), @r#"
    title = "Begin"
    owner = "rowan"
    due = 2026-11-28
    state = "open"
    detail = """
    Waiting for legal.

    They "called".

    Twice."""
    "#);
}

#[test]
fn two_who_decide_differently_are_both_heard_again() {
    let id = action("7777");
    for first in [0, 1] {
        let mut desks = both_with("7777");
        desks.desks[0].edit(&id, "title = \"By birch\"");
        desks.desks[1].edit(&id, "title = \"By rowan\"");
        desks.settle();
        settle(&mut desks.desks[0], &id, "title", mine);
        settle(&mut desks.desks[1], &id, "title", mine);
        desks.desks[first].sync().expect("synced");
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        let text = text(&desks.desks[0], &id);
        assert!(text.contains("By birch") && text.contains("By rowan"), "{text}");
        assert_eq!(all(&mut desks.desks[0], &id).len(), 1, "{text}");
        settle(&mut desks.desks[0], &id, "title", theirs);
        desks.settle();
        assert_eq!(count(desks.desks[1].workspace.snapshot()), 0);
    }
}

#[test]
fn two_who_decide_differently_whether_an_entry_stays_are_both_heard_again() {
    let id = RecordId::new(Kind::Item, "AQ-I26-7777").expect("id");
    let item = |more: &str| {
        let text = format!("title = \"Read\"\npurpose = \"discussion\"\nstate = \"proposed\"\n{more}");
        record(Kind::Item, "AQ-I26-7777", &text)
    };
    let paper = "\n[[paper]]\ntitle = \"P\"\n";
    for (first, goes) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let mut desks = Desks::new(2);
        desks.desks[0].save(|it| it.put(item(paper)));
        desks.settle();
        desks.desks[0].save(|it| it.put(item(&format!("{paper}url = \"https://example.org/p\"\n"))));
        desks.desks[1].save(|it| it.put(item("")));
        desks.settle();
        settle(&mut desks.desks[goes], &id, "paper.P", |_, _| Choice::Version(Which::Other(0)));
        settle(&mut desks.desks[1 - goes], &id, "paper.P", |_, _| Choice::Version(Which::Stands));
        desks.desks[first].sync().expect("synced");
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        let seen = text(&desks.desks[0], &id);
        assert!(seen.contains("https://example.org/p"), "{seen}");
        assert_eq!(all(&mut desks.desks[0], &id).len(), 1, "{seen}");
        settle(&mut desks.desks[0], &id, "paper.P", |_, _| Choice::Version(Which::Other(0)));
        desks.settle();
        assert!(!text(&desks.desks[1], &id).contains("example.org"));
        assert_eq!(count(desks.desks[1].workspace.snapshot()), 0);
    }
}

#[test]
fn two_who_decide_alike_agree() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "title = \"By birch\"");
    desks.desks[1].edit(&id, "title = \"By rowan\"");
    desks.settle();
    settle(&mut desks.desks[0], &id, "title", theirs);
    settle(&mut desks.desks[1], &id, "title", mine);
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    assert_eq!(told(&mut desks.desks[1], &id), "");
    assert!(text(&desks.desks[0], &id).contains("title = \"By rowan\""));
}

#[test]
fn a_second_change_of_mine_takes_the_place_of_my_first_and_one_taken_back_contests_nothing() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "title = \"By birch\"");
    desks.desks[1].edit(&id, "title = \"First\"");
    desks.desks[1].edit(&id, "title = \"Second\"");
    desks.settle();
    insta::assert_snapshot!(told(&mut desks.desks[0], &id), @"title: By birch stands (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); Second (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); before Begin; mine stands");
    settle(&mut desks.desks[0], &id, "title", mine);
    desks.settle();
    desks.desks[0].edit(&id, "title = \"By birch again\"");
    desks.desks[1].edit(&id, "title = \"Third\"");
    undo(&mut desks.desks[1]);
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    assert_eq!(told(&mut desks.desks[1], &id), "");
    insta::assert_snapshot!(subjects(&desks.desks[0], 4), @r"
    AQ-A26-7777: title settled (By birch again)
    AQ-A26-7777: title Third contested (By birch again)
    AQ-A26-7777: title By birch -> By birch again (By birch again)
    AQ-A26-7777: title settled, By birch (By birch)
    ");
}

#[test]
fn a_record_that_one_took_away_stays_or_goes() {
    let id = action("7777");
    for (remover, go) in [(0, true), (0, false), (1, true), (1, false)] {
        let mut desks = both_with("7777");
        desks.desks[remover].save(|it| it.remove(&id));
        desks.desks[1 - remover].edit(&id, "title = \"Still needed\"");
        desks.settle();
        let which = if go { Which::Other(0) } else { Which::Stands };
        let who = told(&mut desks.desks[remover], &id);
        match remover {
            0 => {
                insta::allow_duplicates! { insta::assert_snapshot!(who, @"whether it stays: stays (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); goes (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); mine the other") }
            }
            _ => {
                insta::allow_duplicates! { insta::assert_snapshot!(who, @"whether it stays: stays (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); goes (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); mine the other") }
            }
        }
        assert!(who.ends_with("mine the other\n"));
        settle(&mut desks.desks[remover], &id, "record", |_, _| Choice::Version(which));
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        desks.desks[0].workspace.refresh();
        let there = desks.desks[0].workspace.snapshot().get(&id).map(|it| contests(it).len());
        assert_eq!(there, (!go).then_some(0));
    }
}

#[test]
fn a_part_of_a_list_is_settled_where_it_lies() {
    let id = RecordId::new(Kind::Member, "AQ/rowan").expect("id");
    let mut desks = Desks::new(2);
    let term = |until: &str| format!("[[term]]\nrole = \"member\"\nfrom = 2026-01-01\n{until}");
    desks.desks[0].save(|it| it.put(record(Kind::Member, "AQ/rowan", &term(""))));
    desks.settle();
    let until = |day: &str| record(Kind::Member, "AQ/rowan", &term(&format!("until = 2026-12-{day}\n")));
    desks.desks[0].save(|it| it.put(until("01")));
    desks.desks[1].save(|it| it.put(until("15")));
    desks.settle();
    insta::assert_snapshot!(told(&mut desks.desks[1], &id), @"term · member 2026-01-01 · until: Tue 1 Dec 2026 stands (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); Tue 15 Dec 2026 (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); mine the other");
    insta::assert_snapshot!(subjects(&desks.desks[0], 1), @"AQ/rowan: term until 15 Dec 2026 contested");
    let field = all(&mut desks.desks[1], &id)[0].field.clone();
    settle(&mut desks.desks[1], &id, &field, mine);
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    insta::assert_snapshot!(text(&desks.desks[0], &id), @r#"
    [[term]]
    role = "member"
    from = 2026-01-01
    until = 2026-12-15
    "#);
}

#[test]
fn an_entry_that_one_took_out_while_the_other_changed_it_stays_or_goes() {
    let id = RecordId::new(Kind::Member, "AQ/rowan").expect("id");
    let member = |terms: &str| record(Kind::Member, "AQ/rowan", terms);
    let first = "[[term]]\nrole = \"member\"\nfrom = 2026-01-01\n";
    let second = "[[term]]\nrole = \"rapporteur\"\nfrom = 2026-03-01\n";
    for go in [true, false] {
        let mut desks = Desks::new(2);
        desks.desks[0].save(|it| it.put(member(&format!("{first}{second}"))));
        desks.settle();
        desks.desks[0].save(|it| it.put(member(first)));
        desks.desks[1].save(|it| it.put(member(&format!("{first}{second}until = 2026-12-31\n"))));
        desks.settle();
        insta::allow_duplicates! { insta::assert_snapshot!(told(&mut desks.desks[1], &id), @"term · rapporteur 2026-03-01: stays (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); goes (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); mine stands") };
        let field = all(&mut desks.desks[1], &id)[0].field.clone();
        let which = if go { Which::Other(0) } else { Which::Stands };
        settle(&mut desks.desks[1], &id, &field, |_, _| Choice::Version(which));
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        let text = text(&desks.desks[0], &id);
        assert_eq!(text.contains("rapporteur"), !go, "{text}");
        assert!(!text.contains("contested"), "{text}");
    }
}

#[test]
fn what_cannot_be_settled_like_that_says_why_and_loses_nothing() {
    let entry = |field: &str, rest: &str| format!("[[contested]]\nfield = {field:?}\nby = \"rowan\"\n{rest}\n");
    let text = [
        "title = \"Begin\"\nowner = \"rowan\"\nstate = \"open\"\ndue = 2026-11-28\n".to_owned(),
        entry("due", "value = \"28 November\""),
        entry("state", "value = '\"someday\"'"),
        entry("title", "value = '\"Other\"'\nkept = '\"Began\"'\nkept_by = \"birch\"\nkept_at = 2026-11-16T08:00:00Z"),
        entry("progress.gone", "value = '\"x\"'"),
        entry("term.gone.until", "value = '2026-01-01'"),
        entry("colour", "value = '\"red\"'"),
        entry("record", ""),
    ]
    .concat();
    let record = record(Kind::Action, "AQ-A26-7777", &text);
    let snapshot = comity::model::Snapshot::default();
    let at = Standpoint::new(&snapshot, None, now());
    let choices = [Choice::Version(Which::Stands), Choice::Version(Which::Other(0)), Choice::Both, Choice::New(None)];
    let mut out = String::new();
    for contest in contests(&record) {
        out.push_str(&format!("{}\n", line(&contest, &at)));
        for choice in &choices {
            let change = deed::settle(&record, &[(contest.clone(), choice.clone())], &at);
            let words = change.map_or_else(|it| format!("! {it}"), |it| it.meaning.subject.unwrap_or_default());
            out.push_str(&format!("  {words}\n"));
        }
    }
    insta::assert_snapshot!(out, @r#"
    whether it stays: stays (writer not known); goes (rowan)
      AQ-A26-7777: stays (Begin)
      Let go: AQ-A26-7777 Begin
      ! whether it stays: it stays or goes, nothing else can be written
      ! whether it stays: it stays or goes, nothing else can be written
    title: Begin stands (changed since then); Other (rowan)
      AQ-A26-7777: title settled, Begin (Begin)
      AQ-A26-7777: title settled, Other (Begin)
      ! title: only texts, sets and lists can hold both
      AQ-A26-7777: title settled, nothing (Begin)
    due: Sat 28 Nov 2026 stands (writer not known); 28 November (rowan)
      AQ-A26-7777: due settled, Sat 28 Nov 2026 (Begin)
      ! due: that value is none any more: 28 November
      ! due: only texts, sets and lists can hold both
      AQ-A26-7777: due settled, nothing (Begin)
    state: to do stands (writer not known); "someday" (rowan)
      AQ-A26-7777: state settled, to do (Begin)
      ! state: that value is none any more: "someday"
      ! state: only texts, sets and lists can hold both
      AQ-A26-7777: state settled, nothing (Begin)
    progress.gone: nothing stands (writer not known); x (rowan)
      AQ-A26-7777: progress.gone settled, nothing (Begin)
      ! progress.gone: what it belonged to is not there any more, so only what stands can stay
      ! progress.gone: only texts, sets and lists can hold both
      ! progress.gone: what it belonged to is not there any more, so only what stands can stay
    colour: nothing stands (writer not known); red (rowan)
      AQ-A26-7777: colour settled, nothing (Begin)
      AQ-A26-7777: colour settled, red (Begin)
      ! colour: only texts, sets and lists can hold both
      AQ-A26-7777: colour settled, nothing (Begin)
    term.gone.until: nothing stands (writer not known); 2026-01-01 (rowan)
      AQ-A26-7777: term.gone.until settled, nothing (Begin)
      ! term.gone.until: what it belonged to is not there any more, so only what stands can stay
      ! term.gone.until: only texts, sets and lists can hold both
      ! term.gone.until: what it belonged to is not there any more, so only what stands can stay
    "#);
}

#[test]
fn what_is_contested_is_raised_at_the_next_meeting_and_waits_all_the_same() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "due = 2026-12-05");
    desks.desks[1].edit(&id, "due = 2026-12-12");
    let meeting = "title = \"Meeting\"\nstart = 2026-11-24T14:00:00\ntimezone = \"Europe/Brussels\"\nminutes = 90\n";
    desks.desks[0].save(|it| it.put(record(Kind::Meeting, "AQ-2026-11-24", meeting)));
    desks.settle();
    let contest = all(&mut desks.desks[1], &id).remove(0);
    insta::assert_snapshot!(raise(&mut desks.desks[1], &id), @"Add item AQ-I26-XBAEG: Settle due of AQ-A26-7777");
    let item = items(&desks.desks[1]).remove(0);
    insta::assert_snapshot!(text(&desks.desks[1], &item), @r#"
    title = "Settle due of AQ-A26-7777"
    purpose = "decision"
    state = "accepted"
    meeting = "AQ-2026-11-24"
    order = 1000
    ask = "Which is to stand as due of AQ-A26-7777?"
    background = """
    AQ-A26-7777: Begin
    - Sat 5 Dec 2026 (stands for the time being), written by Birch Placeholder on 16 Nov 2026
    - Sat 12 Dec 2026, written by Rowan Placeholder on 16 Nov 2026
    `comity contested settle AQ-A26-7777 --field due=...` settles it."""
    "#);
    assert_eq!(deed::raised(&contest, &at(&desks.desks[1])).map(|it| &it.id), Some(&item));
    assert_eq!(all(&mut desks.desks[1], &id), [contest]);
}

/// The days to which an action was moved, as its file says.
fn moves(desk: &Desk, id: &RecordId) -> Vec<String> {
    let record = desk.workspace.snapshot().get(id).expect("there");
    let word = |row: &toml::Table, key: &str| row.get(key).map(ToString::to_string).unwrap_or_default();
    record.rows("moved").map(|it| format!("{} -> {} {}", word(it, "from"), word(it, "to"), word(it, "by"))).collect()
}

#[test]
fn a_day_that_did_not_get_to_stand_was_never_moved_there() {
    let id = action("7777");
    let of_birch = ["2026-11-28 -> 2026-12-05 \"birch\""];
    let of_rowan = ["2026-11-28 -> 2026-12-10 \"rowan\"", "2026-12-10 -> 2026-12-12 \"rowan\""];
    let by_both = ["2026-11-28 -> 2026-12-20 \"rowan\""];
    let due = |day: &str| Choice::New(Some(value::date(day.parse().expect("day"))));
    let cases: [(Choice, &[&str]); 5] = [
        (Choice::Version(Which::Stands), &of_birch),
        (Choice::Version(Which::Other(0)), &of_rowan),
        (due("2026-12-20"), &by_both),
        (due("2026-11-28"), &[]),
        (Choice::New(None), &["2026-11-28 ->  \"rowan\""]),
    ];
    for (choice, expected) in cases {
        let mut desks = both_with("7777");
        for (desk, days) in [(0, &["2026-12-05"][..]), (1, &["2026-12-10", "2026-12-12"])] {
            for day in days {
                let at = at(&desks.desks[desk]);
                let action = at.snapshot.get(&id).expect("there");
                let moved = vec![("due".to_owned(), Some(value::date(day.parse().expect("day"))))];
                let change = deed::edit(action, moved, &at);
                submit(&mut desks.desks[desk], &change);
            }
        }
        desks.settle();
        let kept = moves(&desks.desks[1], &id);
        assert_eq!(kept.len(), 3);
        settle(&mut desks.desks[1], &id, "due", |_, _| choice.clone());
        desks.settle();
        assert_eq!(moves(&desks.desks[0], &id), expected);
        undo(&mut desks.desks[1]);
        assert_eq!(moves(&desks.desks[1], &id), kept);
    }
}

#[test]
fn what_both_raise_without_knowing_of_each_other_is_one_item() {
    let id = action("7777");
    for first in [0, 1] {
        let mut desks = both_with("7777");
        desks.desks[0].edit(&id, "due = 2026-12-05");
        desks.desks[1].edit(&id, "due = 2026-12-12");
        desks.settle();
        let said = raise(&mut desks.desks[0], &id);
        assert_eq!(raise(&mut desks.desks[1], &id), said);
        desks.desks[first].sync().expect("synced");
        desks.settle();
        assert_eq!(desks.trees().len(), 1);
        assert_eq!((items(&desks.desks[0]).len(), count(desks.desks[1].workspace.snapshot())), (1, 1));
        // One that was dealt with stays; what waits all the same is raised by another one, the same at both desks.
        let item = items(&desks.desks[0]).remove(0);
        desks.desks[0].edit(&item, "state = \"concluded\"");
        desks.settle();
        assert_ne!(raise(&mut desks.desks[0], &id), said);
        raise(&mut desks.desks[1], &id);
        desks.settle();
        assert_eq!((desks.trees().len(), items(&desks.desks[0]).len()), (1, 2));
    }
}

#[test]
fn what_both_raise_is_one_item_where_one_of_them_has_planned_a_meeting_since() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "due = 2026-12-05");
    desks.desks[1].edit(&id, "due = 2026-12-12");
    let meeting = "title = \"Meeting\"\nstart = 2026-11-24T14:00:00\ntimezone = \"Europe/Brussels\"\nminutes = 90\n";
    desks.desks[0].save(|it| it.put(record(Kind::Meeting, "AQ-2026-11-24", meeting)));
    desks.settle();
    desks.desks[0].save(|it| it.put(record(Kind::Meeting, "AQ-2026-11-20", &meeting.replace("24T", "20T"))));
    raise(&mut desks.desks[0], &id);
    raise(&mut desks.desks[1], &id);
    desks.settle();
    assert_eq!((desks.trees().len(), items(&desks.desks[0]).len()), (1, 1));
    let item = items(&desks.desks[0]).remove(0);
    insta::assert_snapshot!(told(&mut desks.desks[1], &item), @"meeting: AQ-2026-11-20 stands (●SE Birch Placeholder, Mon 16 Nov 2026 09:00); AQ-2026-11-24 (◆AM Rowan Placeholder, Mon 16 Nov 2026 09:00); mine the other");
}

#[test]
fn my_last_change_is_undone_after_it_was_laid_onto_others() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "title = \"By birch\"");
    desks.desks[1].edit(&id, "priority = \"high\"");
    desks.settle();
    insta::assert_snapshot!(undo(&mut desks.desks[1]), @"Undo: AQ-A26-7777: priority high (Begin)");
    desks.settle();
    assert!(!text(&desks.desks[0], &id).contains("priority"));
    insta::assert_snapshot!(redo(&mut desks.desks[1]), @"Redo: AQ-A26-7777: priority high (Begin)");
    desks.settle();
    assert!(text(&desks.desks[0], &id).contains("priority = \"high\"\n"));
    assert!(text(&desks.desks[0], &id).contains("By birch"));
    assert_eq!(desks.trees().len(), 1);
}

#[test]
fn undoing_a_change_that_did_not_get_to_stand_withdraws_it_and_redoing_brings_it_back() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "title = \"By birch\"");
    desks.desks[1].edit(&id, "title = \"By rowan\"");
    desks.settle();
    insta::assert_snapshot!(undo(&mut desks.desks[1]), @"Undo: AQ-A26-7777: title By rowan contested (By birch)");
    desks.settle();
    assert_eq!(told(&mut desks.desks[0], &id), "");
    assert!(text(&desks.desks[0], &id).contains("title = \"By birch\""));
    redo(&mut desks.desks[1]);
    desks.settle();
    assert_eq!(all(&mut desks.desks[0], &id).len(), 1);
}

#[test]
fn what_others_built_upon_is_named_and_the_rest_can_be_put_back() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[1].edit(&id, "title = \"By rowan\"\npriority = \"high\"");
    desks.settle();
    desks.desks[0].edit(&id, "title = \"By birch since\"");
    desks.settle();
    let taking = taking_back(&mut desks.desks[1]).expect("something");
    let built: Vec<String> = taking
        .built_upon
        .iter()
        .map(|it| {
            format!(
                "{} by {:?}",
                it.clash.field(),
                it.by.as_ref().and_then(|it| it.person.as_ref()).map(RecordId::as_str)
            )
        })
        .collect();
    assert_eq!(built, ["title by Some(\"birch\")"]);
    submit(&mut desks.desks[1], &taking.change);
    desks.settle();
    let text = text(&desks.desks[0], &id);
    assert!(text.contains("By birch since") && !text.contains("priority"), "{text}");
}

#[test]
fn a_decision_is_undone_and_what_somebody_else_decided_is_theirs() {
    let id = action("7777");
    let mut desks = both_with("7777");
    desks.desks[0].edit(&id, "title = \"By birch\"");
    desks.desks[1].edit(&id, "title = \"By rowan\"");
    desks.settle();
    settle(&mut desks.desks[1], &id, "title", mine);
    desks.settle();
    undo(&mut desks.desks[1]);
    desks.settle();
    assert_eq!(all(&mut desks.desks[0], &id).len(), 1);
    assert!(text(&desks.desks[0], &id).starts_with("title = \"By birch\"\n"));
    settle(&mut desks.desks[0], &id, "title", theirs);
    desks.settle();
    // What rowan wrote stands, because birch said so: taking it back would take birch's decision away.
    let taking = taking_back(&mut desks.desks[1]).expect("something");
    let built: Vec<String> = taking.built_upon.iter().map(|it| it.clash.field()).collect();
    assert_eq!((built, taking.change.is_empty()), (vec!["title".to_owned()], true));
}

#[test]
fn a_day_that_goes_to_and_fro_is_no_fault() {
    let mut action = record(Kind::Action, "AQ-A26-7777", "title = \"Begin\"\nstate = \"open\"\ndue = 2026-11-28\n");
    let snapshot = comity::model::Snapshot::default();
    let at = Standpoint::new(&snapshot, RecordId::new(Kind::Person, "rowan").ok(), now());
    for day in ["2026-12-05", "2026-11-28", "2026-12-05", "2026-11-28"] {
        let due = value::date(day.parse().expect("day"));
        let change = deed::edit(&action, vec![("due".to_owned(), Some(due))], &at);
        let mut there = comity::model::Snapshot::default();
        there.put(action.clone());
        action = change.apply(&there).expect("applied").get(&action.id).expect("there").clone();
    }
    assert_eq!(action.rows("moved").count(), 2);
}

#[test]
fn a_path_names_its_entry_whatever_stands_in_it() {
    let path = FieldPath::within("term", "member\u{1e}2026-01-01", "until");
    assert_eq!(path.to_string(), "term.member 2026-01-01.until");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_waits_is_settled_in_any_order_at_either_desk_and_both_hold_the_same(
        edits in prop::collection::vec((0..3usize, 0..4usize, any::<bool>()), 1..7),
        decisions in prop::collection::vec((any::<prop::sample::Index>(), 0..2usize, 0..4usize, any::<bool>()), 12),
        both_decide in any::<bool>(),
    ) {
        const FIELDS: [&str; 4] = ["title", "due", "detail", "owner"];
        let mut desks = Desks::new(2);
        for tail in ["1111", "2222", "3333"] {
            add(&mut desks.desks[0], tail);
        }
        desks.settle();
        let id = |nth: usize| action(["1111", "2222", "3333"][nth]);
        for (nth, (which, field, second)) in edits.iter().enumerate() {
            for (at, desk) in desks.desks.iter_mut().enumerate() {
                let key = FIELDS[*field];
                let line = match key {
                    "due" => format!("due = 2027-0{}-1{at}", nth + 1),
                    "owner" => format!("owner = {:?}", ["birch", "rowan"][at]),
                    key => format!("{key} = \"{nth} by desk {at}\""),
                };
                desk.edit(&id(*which), &line);
                if *second && at == 1 {
                    desk.edit(&id(*which), "priority = \"high\"");
                }
            }
        }
        desks.settle();
        prop_assert_eq!(desks.trees().len(), 1);
        for (index, at_desk, how, sync) in decisions {
            let desk = &mut desks.desks[at_desk];
            desk.workspace.refresh();
            let waiting: Vec<Contest> = desk.workspace.snapshot().all().flat_map(contests).collect();
            if waiting.is_empty() {
                continue;
            }
            let contest = index.get(&waiting).clone();
            let choice = match how {
                0 => Choice::Version(Which::Stands),
                1 => Choice::Version(Which::Other(0)),
                2 if contest.both().is_some() => Choice::Both,
                _ => Choice::Version(Which::Stands),
            };
            settle(desk, &contest.id, &contest.field, |_, _| choice);
            if sync || !both_decide {
                desks.settle();
            }
        }
        desks.settle();
        prop_assert_eq!(desks.trees().len(), 1);
        desks.desks[0].workspace.refresh();
        let left: Vec<Contest> = desks.desks[0].workspace.snapshot().all().flat_map(contests).collect();
        for contest in left {
            settle(&mut desks.desks[0], &contest.id, &contest.field, |_, _| Choice::Version(Which::Stands));
        }
        desks.settle();
        prop_assert_eq!(desks.trees().len(), 1);
        for desk in &mut desks.desks {
            desk.workspace.refresh();
            prop_assert_eq!(count(desk.workspace.snapshot()), 0);
            prop_assert!(!desk.git(&["grep", "-c", "", "HEAD", "--", "groups/AQ/actions"]).is_empty());
        }
    }
}
