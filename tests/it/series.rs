//! The meetings that a series plans: over both clock changes, without end, by rules that nobody can mean.

use chrono::NaiveDate;
use comity::model::view::Meeting;
use comity::model::view::planned::{occurrences, planned, planned_as};
use comity::model::{Kind, RecordId};

use crate::support::joint::{get, joint};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("day")
}

fn series(rule: &str, start: &str, zone: &str) -> toml::Table {
    format!("rrule = \"{rule}\"\nstart = {start}\nminutes = 60\ntimezone = \"{zone}\"").parse().expect("toml")
}

#[test]
fn a_series_keeps_its_time_on_the_wall_over_both_clock_changes() {
    let mut told = Vec::new();
    for (zone, from) in [("Europe/Brussels", "2026-03-20"), ("Europe/London", "2026-10-18")] {
        let mut world = joint();
        let mut group = get(&world, Kind::Group, "AQ");
        let series = series("FREQ=WEEKLY", "2026-01-06T14:00:00", zone);
        group.fields.insert("series".to_owned(), toml::Value::Table(series));
        world.put(group.clone());
        for meeting in planned(&group, day(from), 3, &world) {
            let view = Meeting(&meeting);
            let moment = view.start_moment().expect("moment").to_utc();
            told.push(format!(
                "{} {} {zone} = {}",
                meeting.id,
                view.start().expect("start"),
                moment.format("%H:%M UTC")
            ));
        }
    }
    insta::assert_snapshot!(told.join("\n"), @r"
    AQ-2026-03-24 2026-03-24 14:00:00 Europe/Brussels = 13:00 UTC
    AQ-2026-03-31 2026-03-31 14:00:00 Europe/Brussels = 12:00 UTC
    AQ-2026-04-07 2026-04-07 14:00:00 Europe/Brussels = 12:00 UTC
    AQ-2026-10-20 2026-10-20 14:00:00 Europe/London = 13:00 UTC
    AQ-2026-10-27 2026-10-27 14:00:00 Europe/London = 14:00 UTC
    AQ-2026-11-03 2026-11-03 14:00:00 Europe/London = 14:00 UTC
    ");
}

#[test]
fn rules_without_end_with_an_end_and_beyond_reason_are_looked_at_only_as_far_as_needed() {
    for (rule, start, count) in [
        ("FREQ=DAILY", "2016-01-01T09:00:00", 5),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-01-13T14:00:00", 5),
        ("FREQ=WEEKLY;UNTIL=20261208T130000Z", "2026-11-24T14:00:00", 3),
        ("FREQ=WEEKLY;UNTIL=20261208", "2026-11-24T14:00:00", 2),
        ("FREQ=WEEKLY;COUNT=2", "2026-11-24T14:00:00", 2),
        ("FREQ=SECONDLY", "2016-01-01T09:00:00", 0),
        ("FREQ=DAILY;COUNT=1000000", "2016-01-01T09:00:00", 5),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T09:00:00", 0),
        ("FREQ=WEEKLY;UNTIL=20200101T000000Z", "2026-01-06T14:00:00", 0),
        ("whenever", "2026-01-06T14:00:00", 0),
    ] {
        let found = occurrences(&series(rule, start, "Europe/Brussels"), day("2026-11-24"), 5);
        assert_eq!(found.len(), count, "{rule}: {found:?}");
    }
}

#[test]
fn two_clones_plan_the_very_same_meeting_and_one_that_is_there_is_not_planned_again() {
    let world = joint();
    let group = get(&world, Kind::Group, "AQ");
    let ids: Vec<String> = planned(&group, day("2026-11-20"), 2, &world).iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, ["AQ-2026-12-22", "AQ-2027-01-19"]);
    let id = RecordId::new(Kind::Meeting, "AQ-2026-12-22").expect("id");
    assert_eq!(planned_as(&id, &world), planned_as(&id, &joint()));
    let other = RecordId::new(Kind::Meeting, "AQ-2026-12-23").expect("id");
    assert_eq!(planned_as(&other, &world), None);
}
