//! A meeting from its opening to its end, on a clock of the test's own: clocks, quorum, what becomes of each item.

use comity::model::deed::{decision, item, meeting, sitting};
use comity::model::view::clock::told;
use comity::model::view::{Agenda, Clock, Decision, DecisionState, Quorum, minutes, quorum};
use comity::model::{Fields, Kind, Record, Snapshot, check, view};

use crate::support::joint::{acting, after, get, id, joint, on_the_day};
use crate::support::sandbox::record;

const MEETING: &str = "AQ-2026-11-24";

fn the_meeting(snapshot: &Snapshot) -> Record {
    get(snapshot, Kind::Meeting, MEETING)
}

fn presence(word: &str) -> sitting::Presence {
    sitting::Presence { presence: Some(word.to_owned()), ..sitting::Presence::default() }
}

/// The meeting, opened, with these people there.
fn opened(who: &[&str]) -> Snapshot {
    let mut now = joint();
    let change = sitting::start(&the_meeting(&now), on_the_day("14:02"), &acting(&now, "birch", on_the_day("14:02")))
        .expect("start");
    now = after(&now, &change);
    for person in who {
        let change = sitting::attend(
            &the_meeting(&now),
            person,
            &presence("present"),
            &acting(&now, "birch", on_the_day("14:03")),
        );
        now = after(&now, &change.expect("attend"));
    }
    now
}

fn take(now: &Snapshot, item: &str, clock: &str) -> Snapshot {
    let at = acting(now, "birch", on_the_day(clock));
    after(now, &sitting::take(&the_meeting(now), &get(now, Kind::Item, item), &at).expect("take"))
}

fn clocks(now: &Snapshot, clock: &str) -> String {
    let meeting = the_meeting(now);
    let agenda = Agenda::of(now, &meeting);
    let clock = Clock::at(&meeting, &agenda, on_the_day(clock)).expect("clock");
    format!(
        "item {} {}, meeting {}, ends {} ({}){}",
        clock.current.map_or("-".to_owned(), |it| (it + 1).to_string()),
        told(clock.item, false),
        told(clock.meeting, false),
        clock.expected_end.format("%H:%M:%S"),
        told(clock.behind(), true),
        if clock.paused.is_some() { ", paused" } else { "" }
    )
}

#[test]
fn the_clocks_follow_the_stamps_through_items_pauses_and_overtime() {
    let mut now = opened(&[]);
    let mut course = vec![clocks(&now, "14:02")];
    now = take(&now, "AQ-I26-AAAA", "14:05");
    course.push(clocks(&now, "14:15"));
    course.push(clocks(&now, "14:30"));
    let pause = sitting::pause(&the_meeting(&now), &acting(&now, "birch", on_the_day("14:30"))).expect("pause");
    now = after(&now, &pause);
    course.push(clocks(&now, "14:40"));
    let resume = sitting::resume(&the_meeting(&now), &acting(&now, "oak", on_the_day("14:40"))).expect("resume");
    now = after(&now, &resume);
    course.push(clocks(&now, "14:41"));
    now = take(&now, "AQ-I26-BBBB", "14:42");
    course.push(clocks(&now, "14:43:10"));
    insta::assert_snapshot!(course.join("\n"), @r"
    item - 0:00, meeting 0:00, ends 14:47:00 (-13:00)
    item 1 10:00, meeting 13:00, ends 14:50:00 (-10:00)
    item 1 25:00, meeting 28:00, ends 14:55:00 (-5:00)
    item 1 25:00, meeting 38:00, ends 15:05:00 (+5:00), paused
    item 1 26:00, meeting 39:00, ends 15:06:00 (+6:00)
    item 2 1:10, meeting 41:10, ends 15:07:00 (+7:00)
    ");
}

#[test]
fn a_stopped_laptop_is_written_down_as_a_pause_and_takes_nothing_from_the_item() {
    let now = take(&opened(&[]), "AQ-I26-AAAA", "14:05");
    let at = acting(&now, "birch", on_the_day("14:45"));
    let away = sitting::was_away(&the_meeting(&now), on_the_day("14:10"), on_the_day("14:40"), &at).expect("away");
    let now = after(&now, &away);
    insta::assert_snapshot!(clocks(&now, "14:45"), @"item 1 10:00, meeting 43:00, ends 15:20:00 (+20:00)");
}

#[test]
fn at_its_end_what_was_dealt_with_has_an_outcome_and_what_was_not_reached_is_deferred() {
    let mut now = take(&opened(&[]), "AQ-I26-AAAA", "14:05");
    now = take(&now, "AQ-I26-BBBB", "14:25");
    let change = sitting::end(&the_meeting(&now), on_the_day("14:58"), &acting(&now, "birch", on_the_day("14:58")))
        .expect("end");
    let words = comity::model::words::subject(&change, &now, &after(&now, &change));
    now = after(&now, &change);
    let item = |it: &str| {
        let item = get(&now, Kind::Item, it);
        let stop =
            item.rows("taken").next().and_then(|it| it.instant("stop")).map(|it| it.format(" %H:%M").to_string());
        format!("{it} {} {}{}", item.text("state"), item.text("outcome"), stop.unwrap_or_default())
    };
    let items = ["AQ-I26-AAAA", "AQ-I26-BBBB", "AQ-I26-CCCC"].map(item).join("\n");
    insta::assert_snapshot!(format!("{words}\n{items}"), @r"
    AQ-2026-11-24: meeting closed, 2 items dealt with, 1 not reached
    AQ-I26-AAAA concluded noted 14:25
    AQ-I26-BBBB concluded no-decision 14:58
    AQ-I26-CCCC deferred carried-over
    ");
}

#[test]
fn quorum_is_counted_for_each_party_at_every_moment() {
    let mut now = opened(&["alder", "maple", "oak", "rowan"]);
    let told = |quorum: &Quorum| {
        let side = |it: &quorum::Side| format!("{} {} of {}", it.party, it.present.len(), it.seats);
        let sides: Vec<String> = quorum.parties.iter().map(side).collect();
        format!("{}: {}", sides.join(", "), if quorum.is_quorate() { "quorate" } else { "not quorate" })
    };
    let attend = |now: &Snapshot, person: &str, how: sitting::Presence| {
        let change = sitting::attend(&the_meeting(now), person, &how, &acting(now, "birch", on_the_day("14:10")));
        after(now, &change.expect("attend"))
    };
    let mut lines = vec![told(&Quorum::at(&the_meeting(&now), on_the_day("14:05"), &now))];
    // An alternate beside its principal counts for nothing.
    now = attend(&now, "fir", presence("present"));
    lines.push(told(&Quorum::at(&the_meeting(&now), on_the_day("14:06"), &now)));
    let late = sitting::Presence { arrived: Some(on_the_day("14:20")), ..presence("present") };
    now = attend(&now, "birch", late);
    let left = sitting::Presence { left: Some(on_the_day("14:40")), ..sitting::Presence::default() };
    now = attend(&now, "alder", left);
    let left = sitting::Presence { left: Some(on_the_day("14:50")), ..sitting::Presence::default() };
    now = attend(&now, "fir", left);
    for (moment, quorum) in quorum::course(&the_meeting(&now), &now) {
        lines.push(format!("{} {}", moment.format("%H:%M"), told(&quorum)));
    }
    insta::assert_snapshot!(lines.join("\n"), @"
    sedex 1 of 1, amfori 2 of 2: quorate
    sedex 1 of 1, amfori 2 of 2: quorate
    14:02 sedex 1 of 1, amfori 2 of 2: quorate
    14:40 sedex 1 of 1, amfori 2 of 2: quorate
    14:50 sedex 0 of 1, amfori 2 of 2: not quorate
    ");
    assert!(!quorum::was_quorate(&the_meeting(&now), &now));
}

#[test]
fn what_an_inquorate_meeting_agrees_needs_every_party_in_writing() {
    let mut now = opened(&["birch", "maple", "oak"]);
    now.put(record(Kind::Decision, "AQ-D26-AAAA", "title = \"T\"\ntext = \"The group agrees.\""));
    let draft = get(&now, Kind::Decision, "AQ-D26-AAAA");
    let change =
        decision::agree(&draft, Some(&id(Kind::Meeting, MEETING)), &acting(&now, "birch", on_the_day("14:30")));
    now = after(&now, &change.expect("agree"));
    let mut states = Vec::new();
    for (who, party, channel) in [
        ("elm", "sedex", "meeting"),
        ("spruce", "amfori", "meeting"),
        ("elm", "sedex", "written"),
        ("spruce", "amfori", "written"),
    ] {
        let now_at = acting(&now, who, on_the_day("14:40"));
        let agreed = get(&now, Kind::Decision, "AQ-D26-AAAA");
        let change = decision::take_position(&agreed, party, decision::Stance::Endorse, None, channel, &now_at);
        now = after(&now, &change.expect("position"));
        let agreed = get(&now, Kind::Decision, "AQ-D26-AAAA");
        states.push(Decision(&agreed).state(&now, on_the_day("14:40").date_naive()));
    }
    use DecisionState::{Agreed, InForce};
    assert_eq!(states, [Agreed, Agreed, Agreed, InForce]);
}

#[test]
fn silence_counts_only_where_the_group_allows_it_and_after_its_last_day() {
    let mut now = joint();
    now.put(record(
        Kind::Decision,
        "AQ-D26-AAAA",
        "title = \"T\"\ntext = \"W\"\nagreed_on = 2026-11-01\nagreed_parties = [\"sedex\", \"amfori\"]\nagreed_rule = \"each-party\"\ncloses_on = 2026-11-24",
    ));
    let draft = get(&now, Kind::Decision, "AQ-D26-AAAA");
    let silent = |now: &Snapshot, day: &str| {
        let at = acting(now, "elm", crate::support::joint::moment(&format!("{day}T10:00:00+01:00")));
        decision::take_position(&draft, "sedex", decision::Stance::Silent, None, "written", &at)
    };
    let early = silent(&now, "2026-11-24").expect_err("too early");
    assert!(silent(&now, "2026-11-25").is_ok());
    let group = get(&now, Kind::Group, "AQ");
    let mut strict = group.clone();
    strict.fields.get_mut("rules").and_then(|it| it.as_table_mut()).expect("rules").remove("silence_days");
    now.put(strict);
    let never = silent(&now, "2026-11-25").expect_err("not here");
    insta::assert_snapshot!(format!("{early}\n{never}"), @r"
    AQ-D26-AAAA cannot pass by silence: positions are taken until 24 Nov 2026
    AQ-D26-AAAA cannot pass by silence: in this group silence is no consent
    ");
}

#[test]
fn minutes_go_out_once_everything_is_said_and_once_approved_they_are_locked() {
    let mut now = take(&opened(&["alder"]), "AQ-I26-AAAA", "14:05");
    now = after(
        &now,
        &sitting::end(&the_meeting(&now), on_the_day("15:00"), &acting(&now, "birch", on_the_day("16:00")))
            .expect("end"),
    );
    let mut said = Vec::new();
    let birch = |now: &Snapshot| meeting::issue_minutes(&the_meeting(now), &acting(now, "birch", on_the_day("16:00")));
    said.push(birch(&now).expect_err("reminder").to_string());
    now =
        after(&now, &sitting::notice(&the_meeting(&now), &acting(&now, "birch", on_the_day("16:00"))).expect("notice"));
    let check =
        |now: &Snapshot, who: &str| meeting::check_minutes(&the_meeting(now), &acting(now, who, on_the_day("16:00")));
    said.push(check(&now, "birch").expect_err("own").to_string());
    now = after(&now, &check(&now, "oak").expect("checked"));
    now = after(&now, &birch(&now).expect("issued"));
    let approve = |now: &Snapshot, day: &str| {
        let at = acting(now, "maple", crate::support::joint::moment(&format!("{day}T10:00:00+01:00")));
        meeting::approve(&the_meeting(now), None, &at)
    };
    said.push(approve(&now, "2026-12-01").expect_err("window").to_string());
    now.put(record(
        Kind::Note,
        "AQ-N26-AAAA",
        "about = \"AQ-I26-AAAA\"\nby = \"rowan\"\nat = 2026-11-25T09:00:00+01:00\ntext = \"No\"\nkind = \"correction\"\nstate = \"open\"\nfield = \"minute\"",
    ));
    said.push(approve(&now, "2026-12-10").expect_err("correction").to_string());
    now.remove(&id(Kind::Note, "AQ-N26-AAAA"));
    let unchecked = after(
        &now,
        &comity::model::deed::edit(
            &the_meeting(&now),
            vec![("checked_by".to_owned(), None)],
            &acting(&now, "birch", on_the_day("16:00")),
        ),
    );
    said.push(approve(&unchecked, "2026-12-10").expect_err("unchecked").to_string());
    now = after(&now, &approve(&now, "2026-12-10").expect("approved"));
    assert_eq!(minutes::are_as_approved(&the_meeting(&now), &now), Some(true));
    // An edit is refused by the check of changes, and one made by hand shows.
    let at = acting(&now, "birch", crate::support::joint::moment("2026-12-11T10:00:00+01:00"));
    let text = Some(toml::Value::String("Something else".to_owned()));
    let edit = item::conclude(&get(&now, Kind::Item, "AQ-I26-AAAA"), None, text, &at).expect("change");
    let by_hand = after(&now, &edit);
    said.extend(
        check::check_change(&edit, &at, &by_hand).into_iter().map(|it| format!("{} {}", it.code.word(), it.message)),
    );
    let at = acting(&by_hand, "birch", crate::support::joint::moment("2026-12-11T10:00:00+01:00"));
    let found = check::check(&at).into_iter().filter(|it| it.code.word() == "E-LOCKED");
    said.extend(found.map(|it| format!("{} {}", it.path, it.message)));
    insta::assert_snapshot!(said.join("\n"), @r"
    AQ-2026-11-24 cannot have its minutes issued: the competition-law reminder was not read
    AQ-2026-11-24 cannot have its minutes checked: who wrote them does not check them
    AQ-2026-11-24 cannot have its minutes approved: comments are open until 4 Dec 2026
    AQ-2026-11-24 cannot have its minutes approved: a correction waits for an answer: AQ-N26-AAAA
    AQ-2026-11-24 cannot have its minutes approved: nobody of the other side has checked them
    E-LOCKED the minutes were approved on 2026-12-10, so its minute stays as it is
    groups/AQ/meetings/2026/AQ-2026-11-24.toml its minutes no longer say what was approved
    ");
}

#[test]
fn an_item_is_deferred_to_a_meeting_that_was_only_planned_yet() {
    let now = opened(&[]);
    let at = acting(&now, "birch", on_the_day("14:30"));
    let group = get(&now, Kind::Group, "AQ");
    let next = view::planned::next_after(&group, on_the_day("14:30").date_naive(), &at).expect("next");
    let change = item::defer(&get(&now, Kind::Item, "AQ-I26-CCCC"), Some(&next), &at).expect("defer");
    let words = comity::model::words::subject(&change, &now, &after(&now, &change));
    let lines = comity::model::words::lines(&change).join("\n");
    let then = after(&now, &change);
    let next = get(&then, Kind::Meeting, next.id.as_str());
    let agenda = Agenda::of(&then, &next);
    let slots: Vec<String> = agenda.slots.iter().map(|it| format!("{} {}", it.number, it.item.id)).collect();
    insta::assert_snapshot!(format!("{words}\n{lines}\n\n{}", slots.join("\n")), @r"
    AQ-I26-CCCC: deferred to AQ-2026-12-22 (About AQ-I26-CCCC)
    AQ-I26-CCCC outcome: + carried over
    AQ-I26-CCCC state: accepted -> deferred
    + meeting AQ-2026-12-22: Meeting of 22 December 2026
    + item AQ-2026-12-22-next: Next meeting
    + item AQ-2026-12-22-opening: Welcome
    + item AQ-2026-12-22-CCCC: About AQ-I26-CCCC

    1 AQ-2026-12-22-opening
    2 AQ-2026-12-22-CCCC
    3 AQ-2026-12-22-next
    ");
}
