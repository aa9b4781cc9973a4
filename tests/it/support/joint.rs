//! A joint group with its people, series and standing items, as records, for tests of the cycle of a meeting.

use chrono::{DateTime, FixedOffset};
use comity::model::{Change, Kind, Record, RecordId, Snapshot, Standpoint};

use super::sandbox::record;

/// Two parties, a group of seven people and an alternate, a meeting on 24 November 2026 with three items.
pub fn joint() -> Snapshot {
    let person = |name: &str, org: &str, more: &str| {
        record(Kind::Person, name, &format!("name = \"{name}\"\norg = \"{org}\"\nstatus = \"active\"\n{more}"))
    };
    let member = |name: &str, role: &str, more: &str| {
        let id = RecordId::member("AQ", name).expect("member");
        let fields = format!("[[term]]\nrole = \"{role}\"\nfrom = 2026-01-12\n{more}");
        Record { id, fields: fields.parse().expect("toml") }
    };
    let item = |id: &str, order: i64, purpose: &str, minutes: i64| {
        record(
            Kind::Item,
            id,
            &format!(
                "title = \"About {id}\"\npurpose = \"{purpose}\"\nstate = \"accepted\"\nmeeting = \"AQ-2026-11-24\"\norder = {order}\nminutes = {minutes}\npresenter = \"alder\"\nask = \"To agree\""
            ),
        )
    };
    [
        record(
            Kind::Workspace,
            "workspace",
            "format = 1\nname = \"W\"\nparties = [\"sedex\", \"amfori\"]\ntimezone = \"Europe/Brussels\"\n[lead_days]\ncall = 28\nitems = 14\npapers = 10\nagenda = 7\nminutes = 7\ncomments = 10",
        ),
        record(Kind::Org, "sedex", "name = \"Sedex\"\nshort = \"SX\""),
        record(Kind::Org, "amfori", "name = \"amfori\"\nshort = \"AM\""),
        person("alder", "sedex", ""),
        person("birch", "sedex", ""),
        person("elm", "sedex", "endorses_for = [\"sedex\"]"),
        person("fir", "sedex", ""),
        person("maple", "amfori", ""),
        person("oak", "amfori", ""),
        person("rowan", "amfori", ""),
        person("spruce", "amfori", "endorses_for = [\"amfori\"]"),
        record(
            Kind::Group,
            "AQ",
            "name = \"Audit quality\"\nstate = \"active\"\n[rules]\nchairing = \"co-chairs\"\nquorum_per_party = 1\nendorsement = \"each-party\"\nsilence_days = 30\n[series]\nrrule = \"FREQ=WEEKLY;INTERVAL=4\"\nstart = 2026-09-29T14:00:00\nminutes = 90\ntimezone = \"Europe/Brussels\"\n[[standing]]\nkey = \"opening\"\ntitle = \"Welcome\"\nminutes = 3\norder = 1000\n[[standing]]\nkey = \"next\"\ntitle = \"Next meeting\"\nminutes = 2\norder = 21000",
        ),
        member("alder", "co-chair", ""),
        member("birch", "secretary", ""),
        member("fir", "alternate", "alternate_for = \"alder\""),
        member("maple", "co-chair", ""),
        member("oak", "secretary", ""),
        member("rowan", "member", ""),
        record(
            Kind::Meeting,
            "AQ-2026-11-24",
            "title = \"Ninth meeting\"\nstart = 2026-11-24T14:00:00\ntimezone = \"Europe/Brussels\"\nminutes = 60",
        ),
        item("AQ-I26-AAAA", 10000, "discussion", 20),
        item("AQ-I26-BBBB", 11000, "decision", 15),
        item("AQ-I26-CCCC", 12000, "information", 10),
    ]
    .into_iter()
    .collect()
}

/// A moment, as RFC 3339 writes it.
pub fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("moment")
}

/// A moment on the day of the meeting: `14:05` or `14:05:30`.
pub fn on_the_day(clock: &str) -> DateTime<FixedOffset> {
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    moment(&format!("2026-11-24T{clock}{seconds}+01:00"))
}

/// Somebody who acts at a moment.
pub fn acting<'a>(snapshot: &'a Snapshot, who: &str, now: DateTime<FixedOffset>) -> Standpoint<'a> {
    Standpoint::new(snapshot, RecordId::new(Kind::Person, who).ok(), now)
}

/// The snapshot after a change.
pub fn after(snapshot: &Snapshot, change: &Change) -> Snapshot {
    change.apply(snapshot).expect("fits")
}

pub fn id(kind: Kind, text: &str) -> RecordId {
    RecordId::new(kind, text).expect("id")
}

/// A record that is there.
pub fn get(snapshot: &Snapshot, kind: Kind, text: &str) -> Record {
    snapshot.get(&id(kind, text)).cloned().expect("record")
}
