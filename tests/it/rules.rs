//! What has to be true before an act is done, beyond where the record stands: outcomes of acts on a joint group.

use comity::model::act::Refused;
use comity::model::deed::{self, decision, meeting, sitting};
use comity::model::view::{Came, Decision, DecisionState, minutes};
use comity::model::{Change, Fields, Kind, Record, RecordId, Snapshot, check};

use crate::support::joint::{acting, after, get, id, joint, moment, on_the_day};
use crate::support::sandbox::record;
use crate::support::shell::Shell;

const MEETING: &str = "AQ-2026-11-24";

fn the_meeting(now: &Snapshot) -> Record {
    get(now, Kind::Meeting, MEETING)
}

fn presence(word: &str) -> sitting::Presence {
    sitting::Presence { presence: Some(word.to_owned()), ..sitting::Presence::default() }
}

/// What became of an act: done, or why not and what to do.
fn outcome(of: Result<Change, Refused>) -> String {
    match of {
        Ok(_) => "done".to_owned(),
        Err(refused) => format!("{refused} | {}", refused.remedy),
    }
}

/// The meeting in session with these people there.
fn in_session(who: &[&str]) -> Snapshot {
    let mut now = joint();
    let at = |now: &Snapshot, clock: &str| acting(now, "birch", on_the_day(clock)).now;
    let start = sitting::start(&the_meeting(&now), at(&now, "14:00"), &acting(&now, "birch", on_the_day("14:00")));
    now = after(&now, &start.expect("start"));
    for person in who {
        let come = sitting::attend(
            &the_meeting(&now),
            person,
            &presence("present"),
            &acting(&now, "birch", on_the_day("14:00")),
        );
        now = after(&now, &come.expect("attend"));
    }
    now
}

/// The same with a decision that was agreed at 14:20.
fn with_decision(now: &Snapshot) -> Snapshot {
    let id = id(Kind::Decision, "AQ-D26-AAAA");
    let jotted = "title = \"One list\"\ntext = \"There is one list.\"\nitem = \"AQ-I26-BBBB\"";
    let mut now = now.clone();
    now.put(record(Kind::Decision, id.as_str(), jotted));
    let meeting = RecordId::new(Kind::Meeting, MEETING).expect("id");
    let change = decision::agree(
        &get(&now, Kind::Decision, id.as_str()),
        Some(&meeting),
        &acting(&now, "birch", on_the_day("14:20")),
    );
    now = after(&now, &change.expect("agree"));
    for (who, party) in [("elm", "sedex"), ("spruce", "amfori")] {
        let it = get(&now, Kind::Decision, id.as_str());
        let at = acting(&now, who, on_the_day("14:25"));
        let change = decision::take_position(&it, party, decision::Stance::Endorse, None, "meeting", &at);
        now = after(&now, &change.expect("endorse"));
    }
    now
}

fn state(now: &Snapshot) -> DecisionState {
    Decision(&get(now, Kind::Decision, "AQ-D26-AAAA")).state(now, on_the_day("18:00").date_naive())
}

#[test]
fn a_decision_keeps_the_quorum_that_there_was_when_the_group_agreed() {
    let mut now = with_decision(&in_session(&["alder", "birch", "maple", "oak"]));
    assert_eq!(state(&now), DecisionState::InForce);
    let left = sitting::Presence { left: Some(on_the_day("14:40")), ..presence("present") };
    let change = sitting::attend(&the_meeting(&now), "maple", &left, &acting(&now, "birch", on_the_day("14:45")));
    now = after(&now, &change.expect("attend"));
    assert_eq!(state(&now), DecisionState::InForce, "who leaves later undoes nothing");
    let nobody = with_decision(&in_session(&[]));
    assert_eq!(state(&nobody), DecisionState::Agreed, "where nobody is written down, positions count in writing only");
    assert!(Decision(&get(&nobody, Kind::Decision, "AQ-D26-AAAA")).needs_writing(&nobody));
}

#[test]
fn a_decision_of_a_meeting_that_is_over_is_of_its_day_and_of_the_time_of_its_item() {
    let mut now = in_session(&["alder", "birch", "maple", "oak"]);
    let at = acting(&now, "birch", on_the_day("14:10"));
    now = after(&now, &sitting::take(&the_meeting(&now), &get(&now, Kind::Item, "AQ-I26-BBBB"), &at).expect("take"));
    let at = acting(&now, "birch", on_the_day("14:30"));
    now = after(&now, &sitting::take(&the_meeting(&now), &get(&now, Kind::Item, "AQ-I26-CCCC"), &at).expect("take"));
    let left = sitting::Presence { left: Some(on_the_day("14:40")), ..presence("present") };
    now = after(
        &now,
        &sitting::attend(&the_meeting(&now), "maple", &left, &acting(&now, "birch", on_the_day("14:40")))
            .expect("left"),
    );
    now = after(
        &now,
        &sitting::end(&the_meeting(&now), on_the_day("15:00"), &acting(&now, "birch", on_the_day("15:00")))
            .expect("end"),
    );
    let mut told = String::new();
    for item in ["AQ-I26-BBBB", "AQ-I26-CCCC"] {
        now.put(record(Kind::Decision, "AQ-D26-BBBB", &format!("title = \"T\"\ntext = \"W\"\nitem = \"{item}\"")));
        let later = acting(&now, "birch", moment("2026-11-27T09:00:00+01:00"));
        let it = get(&now, Kind::Decision, "AQ-D26-BBBB");
        let agreed = after(&now, &decision::agree(&it, Some(&id(Kind::Meeting, MEETING)), &later).expect("agree"));
        let it = get(&agreed, Kind::Decision, "AQ-D26-BBBB");
        told.push_str(&format!(
            "{item}: {}, in writing {}\n",
            it.date("agreed_on").expect("day"),
            Decision(&it).needs_writing(&agreed)
        ));
    }
    insta::assert_snapshot!(told, @r"
    AQ-I26-BBBB: 2026-11-24, in writing false
    AQ-I26-CCCC: 2026-11-24, in writing true
    ");
}

#[test]
fn a_meeting_does_not_end_before_what_is_written_down_of_it() {
    let mut now = in_session(&["alder", "birch", "maple", "oak"]);
    let at = acting(&now, "birch", on_the_day("14:10"));
    now = after(&now, &sitting::take(&the_meeting(&now), &get(&now, Kind::Item, "AQ-I26-BBBB"), &at).expect("take"));
    let left = sitting::Presence { left: Some(on_the_day("14:40")), ..presence("present") };
    now = after(
        &now,
        &sitting::attend(&the_meeting(&now), "maple", &left, &acting(&now, "birch", on_the_day("14:40")))
            .expect("left"),
    );
    let end = |clock: &str| {
        outcome(sitting::end(&the_meeting(&now), on_the_day(clock), &acting(&now, "birch", on_the_day("15:00"))))
    };
    let told = ["13:50", "14:05", "14:20", "14:40"].map(|it| format!("{it} {}", end(it))).join("\n");
    insta::assert_snapshot!(told, @r"
    13:50 AQ-2026-11-24 cannot be ended: it was opened later than that | Name a later moment
    14:05 AQ-2026-11-24 cannot be ended: maple left at 14:40 | Name a later moment
    14:20 AQ-2026-11-24 cannot be ended: maple left at 14:40 | Name a later moment
    14:40 done
    ");
}

#[test]
fn an_alternate_takes_one_free_place_of_their_own_party() {
    let now = in_session(&["alder", "birch", "maple"]);
    let sit = |person: &str, principal: &str| {
        let how = sitting::Presence { in_place_of: Some(principal.to_owned()), ..presence("present") };
        outcome(sitting::attend(&the_meeting(&now), person, &how, &acting(&now, "birch", on_the_day("14:05"))))
    };
    let pairs = [("fir", "alder"), ("fir", "maple"), ("elm", "alder"), ("fir", "elm"), ("oak", "maple")];
    let told = pairs.map(|(who, whom)| format!("{who} for {whom}: {}", sit(who, whom))).join("\n");
    insta::assert_snapshot!(told, @r"
    fir for alder: done
    fir for maple: AQ-2026-11-24 cannot have its attendance changed: fir and maple are of different parties | Without `--in-place-of` they are written down as they are
    elm for alder: AQ-2026-11-24 cannot have its attendance changed: elm is no alternate in this group | Without `--in-place-of` they are written down as they are
    fir for elm: AQ-2026-11-24 cannot have its attendance changed: elm has no seat in this group | Without `--in-place-of` they are written down as they are
    oak for maple: AQ-2026-11-24 cannot have its attendance changed: oak is no alternate in this group | Without `--in-place-of` they are written down as they are
    ");
}

/// The meeting held, its items settled, the reminder read.
fn held(who: &[&str]) -> Snapshot {
    let mut now = in_session(who);
    now =
        after(&now, &sitting::notice(&the_meeting(&now), &acting(&now, "birch", on_the_day("14:05"))).expect("notice"));
    after(
        &now,
        &sitting::end(&the_meeting(&now), on_the_day("15:00"), &acting(&now, "birch", on_the_day("15:00")))
            .expect("end"),
    )
}

#[test]
fn minutes_are_checked_by_the_other_side_and_the_check_is_of_what_they_said_then() {
    let mut now = held(&["alder", "birch", "maple", "oak"]);
    let check =
        |who: &str| outcome(meeting::check_minutes(&the_meeting(&now), &acting(&now, who, on_the_day("16:00"))));
    let told = ["birch", "alder", "oak"].map(|it| format!("{it}: {}", check(it))).join("\n");
    insta::assert_snapshot!(told, @r"
    birch: AQ-2026-11-24 cannot have its minutes checked: who wrote them does not check them | The secretary of the other side checks them: `--as PERSON`; if somebody else wrote them: `comity meeting edit AQ-2026-11-24 --scribe PERSON`
    alder: AQ-2026-11-24 cannot have its minutes checked: alder is of the side of birch, who wrote them | The secretary of the other side checks them: `--as PERSON`; if somebody else wrote them: `comity meeting edit AQ-2026-11-24 --scribe PERSON`
    oak: done
    ");
    let change = meeting::check_minutes(&the_meeting(&now), &acting(&now, "oak", on_the_day("16:00"))).expect("check");
    now = after(&now, &change);
    assert!(!minutes::changed_since_check(&the_meeting(&now), &now));
    let change =
        meeting::issue_minutes(&the_meeting(&now), &acting(&now, "birch", on_the_day("16:10"))).expect("issue");
    now = after(&now, &change);
    assert!(!minutes::changed_since_issue(&the_meeting(&now), &now));
    let text = vec![("minute".to_owned(), Some("Something else".into()))];
    now = after(
        &now,
        &deed::edit(&get(&now, Kind::Item, "AQ-I26-AAAA"), text, &acting(&now, "birch", on_the_day("16:20"))),
    );
    assert!(
        minutes::changed_since_check(&the_meeting(&now), &now)
            && minutes::changed_since_issue(&the_meeting(&now), &now)
    );
}

#[test]
fn minutes_go_out_only_where_somebody_was_there_and_nothing_is_contested() {
    let issue =
        |now: &Snapshot| outcome(meeting::issue_minutes(&the_meeting(now), &acting(now, "birch", on_the_day("16:00"))));
    let mut contested = held(&["alder", "maple"]);
    let mut item = get(&contested, Kind::Item, "AQ-I26-AAAA");
    item.fields.extend("[[contested]]\nfield = \"minute\"".parse::<toml::Table>().expect("toml"));
    contested.put(item);
    let told = format!(
        "nobody there: {}\ncontested: {}\nall well: {}",
        issue(&held(&[])),
        issue(&contested),
        issue(&held(&["alder"]))
    );
    insta::assert_snapshot!(told, @r"
    nobody there: AQ-2026-11-24 cannot have its minutes issued: nobody is written down as present | `comity meeting attend AQ-2026-11-24 PERSON` says who was there
    contested: AQ-2026-11-24 cannot have its minutes issued: both sides wrote something else in AQ-I26-AAAA | `comity contested` lists it, and `comity contested settle` decides
    all well: done
    ");
}

#[test]
fn only_a_later_meeting_of_the_group_that_was_opened_approves_minutes() {
    let mut now = held(&["alder", "birch", "maple", "oak"]);
    let change =
        meeting::issue_minutes(&the_meeting(&now), &acting(&now, "birch", on_the_day("16:10"))).expect("issue");
    now = after(&now, &change);
    let fields = |start: &str| {
        format!("title = \"M\"\nstart = {start}T14:00:00\ntimezone = \"Europe/Brussels\"\nminutes = 60\n")
    };
    now.put(record(Kind::Meeting, "AQ-2026-11-03", &fields("2026-11-03")));
    now.put(record(Kind::Meeting, "AQ-2026-12-22", &fields("2026-12-22")));
    let opened = format!("{}opened = 2027-01-19T14:00:00+01:00", fields("2027-01-19"));
    now.put(record(Kind::Meeting, "AQ-2027-01-19", &opened));
    now.put(record(Kind::Meeting, "CO-2026-12-01", &fields("2026-12-01")));
    let approve = |other: &str| {
        let at = acting(&now, "birch", moment("2027-01-19T14:10:00+01:00"));
        outcome(meeting::approve(&the_meeting(&now), Some(&id(Kind::Meeting, other)), &at))
    };
    let others = [MEETING, "AQ-2026-11-03", "CO-2026-12-01", "AQ-2026-12-22", "AQ-2027-01-19"];
    insta::assert_snapshot!(others.map(|it| format!("{it}: {}", approve(it))).join("\n"), @r"
    AQ-2026-11-24: AQ-2026-11-24 cannot have its minutes approved: a meeting does not approve its own minutes | A later meeting of the group approves them, once it is opened; without `--at` they are approved in writing
    AQ-2026-11-03: AQ-2026-11-24 cannot have its minutes approved: AQ-2026-11-03 was before it | A later meeting of the group approves them, once it is opened; without `--at` they are approved in writing
    CO-2026-12-01: AQ-2026-11-24 cannot have its minutes approved: CO-2026-12-01 is a meeting of another group | A later meeting of the group approves them, once it is opened; without `--at` they are approved in writing
    AQ-2026-12-22: AQ-2026-11-24 cannot have its minutes approved: AQ-2026-12-22 has not been held | A later meeting of the group approves them, once it is opened; without `--at` they are approved in writing
    AQ-2027-01-19: done
    ");
}

#[test]
fn approved_minutes_say_what_was_given_out_whatever_becomes_of_it_later() {
    let mut now = held(&["alder", "birch", "maple", "oak"]);
    now.put(record(
        Kind::Action,
        "AQ-A26-AAAA",
        "title = \"Send it\"\nowner = \"alder\"\ndue = 2026-12-01\nraised_at = \"AQ-2026-11-24\"\nstate = \"open\"",
    ));
    let change = meeting::check_minutes(&the_meeting(&now), &acting(&now, "oak", on_the_day("16:05"))).expect("check");
    now = after(&now, &change);
    let change =
        meeting::issue_minutes(&the_meeting(&now), &acting(&now, "birch", on_the_day("16:10"))).expect("issue");
    now = after(&now, &change);
    let at = acting(&now, "birch", moment("2027-01-19T14:10:00+01:00"));
    let change = meeting::approve(&the_meeting(&now), None, &at).expect("approve");
    now = after(&now, &change);
    let said = Came::of(&the_meeting(&now), &now);
    let other = vec![("title".to_owned(), Some("Burn it".into())), ("owner".to_owned(), Some("oak".into()))];
    now = after(
        &now,
        &deed::edit(
            &get(&now, Kind::Action, "AQ-A26-AAAA"),
            other,
            &acting(&now, "birch", moment("2027-01-20T09:00:00+01:00")),
        ),
    );
    now.put(record(Kind::Action, "AQ-A26-BBBB", "title = \"Late\"\nraised_at = \"AQ-2026-11-24\"\nstate = \"open\""));
    assert_eq!(Came::of(&the_meeting(&now), &now), said);
    assert_eq!(said.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Send it"]);
    assert_eq!(minutes::are_as_approved(&the_meeting(&now), &now), Some(true));
    let at = acting(&now, "birch", moment("2027-01-20T09:00:00+01:00"));
    let place = deed::edit(&the_meeting(&now), vec![("place".to_owned(), Some("Elsewhere".into()))], &at);
    let refused = check::check_change(&place, &at, &after(&now, &place));
    assert!(refused.iter().any(|it| it.code == comity::model::Code::Locked), "{refused:?}");
}

#[test]
fn what_came_of_an_item_that_was_not_reached_is_still_in_the_minutes() {
    let mut now = in_session(&["alder", "birch", "maple", "oak"]);
    now.put(record(Kind::Decision, "AQ-D26-BBBB", "title = \"T\"\ntext = \"W\"\nitem = \"AQ-I26-CCCC\""));
    now = after(
        &now,
        &sitting::end(&the_meeting(&now), on_the_day("15:00"), &acting(&now, "birch", on_the_day("15:00")))
            .expect("end"),
    );
    let came = Came::of(&the_meeting(&now), &now);
    assert_eq!(
        came.iter().map(|it| (it.id.as_str(), it.item.is_none(), it.draft)).collect::<Vec<_>>(),
        [("AQ-D26-BBBB", true, true)]
    );
}

#[test]
fn a_meeting_moves_to_a_time_that_is_still_to_come_and_keeps_no_name_of_another_day() {
    let mut now = joint();
    let mut planned = the_meeting(&now);
    planned.fields.insert("title".to_owned(), "Meeting of 24 November 2026".into());
    now.put(planned);
    let at = acting(&now, "birch", moment("2026-11-20T09:00:00+01:00"));
    let to = |text: &str| text.parse().expect("time");
    assert_eq!(
        outcome(meeting::postpone(&the_meeting(&now), to("2026-11-10T14:00:00"), &at)),
        "AQ-2026-11-24 cannot be postponed: that time is over | Name a time that is still to come"
    );
    let change = meeting::postpone(&the_meeting(&now), to("2026-12-05T14:00:00"), &at).expect("postpone");
    assert_eq!(the_meeting(&after(&now, &change)).title(), "Meeting of 5 December 2026");
}

#[test]
fn times_of_a_meeting_are_those_of_its_own_zone() {
    let shell = Shell::example();
    for words in [
        "meeting edit AQ-2026-11-24 --timezone Europe/London --start 2026-11-16T10:00",
        "--now 2026-11-16T11:05:00+01:00 meeting start AQ-2026-11-24 --at 10:03",
        "--now 2026-11-16T12:00:00+01:00 meeting attend AQ-2026-11-24 maple --arrived 10:20",
        "--now 2026-11-16T12:30:00+01:00 meeting end AQ-2026-11-24 --at 11:20",
    ] {
        shell.saves(words);
    }
    let minutes = shell.run("document minutes AQ-2026-11-24").out;
    let lines = minutes.lines().filter(|it| ["Opened:", "Closed:", "(from"].iter().any(|word| it.contains(word)));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
    - Opened: 10:03
    - Closed: 11:20
    - Maple Placeholder, co-chair (from 10:20)
    ");
}

#[test]
fn a_rule_by_which_no_meeting_repeats_is_refused_with_the_reason() {
    let shell = Shell::example();
    let rules = ["FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=WEEKLY;UNTIL=20200101T000000Z", "sometimes"];
    let told = rules.map(|it| shell.leaves_alone(&format!("group edit AQ --series-rrule '{it}'")).to_string());
    insta::assert_snapshot!(told.join("\n"), @r"
    ! `rrule`: `FREQ=SECONDLY` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Meetings repeat by days, weeks, months or years
    = 4

    ! `rrule`: `FREQ=HOURLY` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Meetings repeat by days, weeks, months or years
    = 4

    ! `rrule`: `FREQ=WEEKLY;UNTIL=20200101T000000Z` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: Its last day is over
    = 4

    ! `rrule`: `sometimes` is not a recurrence rule such as FREQ=MONTHLY;BYDAY=2TU (E-VALUE)
    ! Hint: It is no list of parts such as FREQ=MONTHLY and BYDAY=2TU with ; between them
    = 4
    ");
}
