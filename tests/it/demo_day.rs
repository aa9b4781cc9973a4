//! The example has on the day on which it is made, whichever day of the week that is, what a day of the cycle has.

use chrono::{DateTime, FixedOffset};
use comity::init::create_demo;
use comity::model::attention::attention;
use comity::model::record::Fields;
use comity::model::view::issued::since;
use comity::model::view::minutes::comments_until;
use comity::model::view::{Decision, DecisionState, Meeting, MeetingState, Position};
use comity::model::{Kind, Record, RecordId, Snapshot, Standpoint, check};
use comity::workspace::Workspace;

use crate::support::sandbox::{git, now, patience};

/// The example, made on a Monday, a Friday and a Sunday.
fn on_each_day(look: impl Fn(&Snapshot, DateTime<FixedOffset>, &std::path::Path)) {
    for days in [0, 4, 6] {
        let now = now() + chrono::Days::new(days);
        let folder = tempfile::tempdir().expect("folder");
        let root = folder.path().join("w");
        create_demo(&root, now).expect("made");
        let workspace = Workspace::open(&root, patience()).expect("opened");
        look(workspace.snapshot(), now, &root);
    }
}

fn the_one(snapshot: &Snapshot, kind: Kind, is_so: impl Fn(&Record) -> bool) -> Record {
    let found: Vec<&Record> = snapshot.of_kind(kind).filter(|it| is_so(it)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_meeting_is_today_with_its_agenda_issued() {
    on_each_day(|snapshot, now, _| {
        let today = |it: &Record| it.local("start").is_some_and(|it| it.date() == now.date_naive());
        let ready =
            the_one(snapshot, Kind::Meeting, |it| today(it) && Meeting(it).state() == MeetingState::AgendaIssued);
        assert_eq!(ready.id.as_str(), format!("CO-{}", now.date_naive()));
        let items = snapshot.of_kind(Kind::Item).filter(|it| it.text("meeting") == ready.id.as_str());
        assert_eq!(items.count(), 3);
        let since = since(&ready, snapshot).expect("issued");
        assert!(since.is_known && since.is_empty(), "what the example printed is what it says: {since:?}");
    });
}

#[test]
fn minutes_wait_for_comments_and_one_is_there() {
    on_each_day(|snapshot, now, _| {
        let at = Standpoint::new(snapshot, None, now);
        let issued = the_one(snapshot, Kind::Meeting, |it| Meeting(it).state() == MeetingState::MinutesIssued);
        assert!(comments_until(&issued, &at).expect("a last day") >= at.today);
        assert_eq!((issued.text("scribe"), issued.text("checked_by")), ("birch", "oak"));
        let comment = the_one(snapshot, Kind::Note, |it| it.text("field") == "minute" && it.text("state") == "open");
        let item = RecordId::new(Kind::Item, comment.text("about")).expect("an item");
        assert_eq!(snapshot.get(&item).expect("the item").text("meeting"), issued.id.as_str());
    });
}

#[test]
fn a_decision_waits_for_one_party_and_of_another_an_endorsement_is_void() {
    on_each_day(|snapshot, now, _| {
        let today = now.date_naive();
        let agreed = |it: &Record| Decision(it).state(snapshot, today) == DecisionState::Agreed;
        let waiting = |position: Position, party: &'static str| {
            the_one(snapshot, Kind::Decision, |it| {
                agreed(it)
                    && Decision(it).position(party) == position
                    && Decision(it).waits_for(snapshot) == [party]
                    && it.date("closes_on").is_some_and(|it| it >= today)
            })
        };
        let one = waiting(Position::Pending, "amfori");
        assert_eq!(one.table("position").and_then(|it| it.table("sedex")).expect("sedex").text("channel"), "written");
        waiting(Position::Void, "sedex");
        let told = |person: &str| {
            let person = RecordId::new(Kind::Person, person).expect("person");
            let mut told = attention(&Standpoint::new(snapshot, Some(person), now));
            told.retain(|it| it.words.starts_with("Waiting for my organisation"));
            told.into_iter().map(|it| it.words).collect::<Vec<_>>()
        };
        let told = [told("elm"), told("spruce"), told("birch")].concat();
        assert_eq!(told.len(), 2, "{told:?}");
        if today == self::now().date_naive() {
            insta::assert_snapshot!(told.join("\n"), @r"
            Waiting for my organisation: Places in joint webinars, 19 days left, again: the text changed
            Waiting for my organisation: One list of reasons for returning a report, 25 days left
            ");
        }
    });
}

#[test]
fn nothing_in_it_is_wrong_but_the_void_endorsement_and_its_last_acts_are_those_of_the_right_people() {
    on_each_day(|snapshot, now, root| {
        let problems = check::check(&Standpoint::new(snapshot, None, now));
        assert!(problems.iter().all(|it| !it.is_error()), "{problems:?}");
        if now == self::now() {
            let problems = problems.iter().map(|it| format!("{}: {}", it.path, it.message)).collect::<Vec<_>>();
            insta::assert_snapshot!(problems.join("\n"), @r"
            groups/CB/decisions/2026/CB-D26-W4TN.toml: the position of sedex is about an older text
            workspace.toml: 9 people stand for somebody who is still to be named: alder, birch, cedar and 6 more
            ");
            let words =
                ["log", "--reverse", "--format=%ad %al: %s", "--date=format:%d %b %H:%M", "--since=2026-11-06T00:00Z"];
            let out = git(root).args(words).output().expect("git");
            insta::assert_snapshot!(String::from_utf8_lossy(&out.stdout), @r"
            06 Nov 09:25 oak: DC-I26-9NHF: proposed -> accepted, meeting (Mapping of the environment…)
            06 Nov 10:14 maple: Add item AQ-I26-2FBQ: Programme of the calibration workshop
            06 Nov 13:43 oak: Add action AQ-A26-D7ZK: Publish the calendar of joint readings
            06 Nov 16:20 oak: AQ-A26-5RNP: to do -> done (Send APSCA the outline of the calibration …)
            09 Nov 09:25 birch: AQ-I26-2FBQ: proposed -> accepted, meeting (Programme of the calibrati…)
            10 Nov 10:16 rowan: Add item DC-I26-E2QJ: Pilot of the joint view: who takes part
            10 Nov 11:29 elm: AQ-D26-N2YK: sedex endorsed with a reservation (One list of reasons fo…)
            10 Nov 16:20 elm: CB-D26-W4TN: sedex endorsed (Places in joint webinars)
            11 Nov 09:25 birch: DC-I26-E2QJ: proposed -> accepted, meeting (Pilot of the joint view: w…)
            11 Nov 11:15 willow: AQ-A26-M4CW: to do -> in progress, progress (Say which conduct figures…)
            11 Nov 14:20 spruce: Add note on CB-D26-W4TN: One half of the places in each joint webinar i…
            11 Nov 15:50 oak: Add note on AQ-D26-N2YK: The management team of amfori looks at this te…
            12 Nov 10:15 oak: CB-D26-W4TN: text changed (Places in joint webinars)
            12 Nov 10:17 oak: CB-N26-H2VC: open -> accepted (One half of the places in each joint we…)
            12 Nov 11:30 oak: CB-2026-11-05: minutes checked by oak
            12 Nov 15:05 birch: CB-2026-11-05: draft minutes issued
            12 Nov 15:40 birch: AQ-2026-10-27: minutes approved 12 Nov 2026 (Fifth meeting)
            13 Nov 09:50 cedar: Add note on CB-I26-RD8K: Please add that the trainers' own places are c…
            13 Nov 11:10 spruce: CB-D26-W4TN: amfori endorsed (Places in joint webinars)
            13 Nov 11:30 birch: CO-2026-11-16: agenda issued (Fourth meeting)
            ");
        }
    });
}
