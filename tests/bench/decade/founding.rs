//! How a decade begins and who comes and goes in it: organisations, people, groups, seats, measures.

use chrono::{Datelike, Days, NaiveDate};
use comity::model::value::{date, local, text, texts};
use comity::model::{Kind, Record, RecordId};
use toml::{Table, Value};

use super::act::{Book, Step, record, row};
use super::cast::{AREAS, FIRST, LAST, ORGS, SEATS, SECRETARY, working_day};
use super::program::Outcome;
use super::words;

/// Who looks after people and groups on a day: the secretaries of the group that steers, in turn.
fn steward(book: &Book, turn: usize, day: NaiveDate) -> usize {
    book.cast.seat(0, turn % 2, SECRETARY, day)
}

/// The first commit, the first people, and those after them; the groups with their seats; the measures.
pub fn plan(book: &mut Book) -> Outcome<()> {
    let begins = steward(book, 0, FIRST);
    let mut steps = vec![Step::Make(workspace()?)];
    for it in &ORGS {
        steps.push(Step::Make(organisation(it)?));
    }
    // Whoever brings the others in is there from the beginning.
    let founders = [0, 1].map(|turn| steward(book, turn, FIRST));
    steps.extend(founders.map(|it| Step::Make(person(book, it))));
    let at = book.cast.common_hour(begins, FIRST, 9 * 3_600);
    book.act(at, begins, "init", steps).titled("Begin the joint workspace");
    for nth in 0..book.cast.people.len() {
        if !founders.contains(&nth) {
            come(book, nth);
        }
        go(book, nth);
    }
    for group in 0..book.cast.groups.len() {
        found(book, group)?;
        for nth in 0..MEASURES.len() {
            measure(book, group, nth)?;
        }
    }
    Ok(())
}

fn person(book: &Book, nth: usize) -> Record {
    let person = &book.cast.people[nth];
    let org = ORGS[person.org].id;
    let mut made = record(
        person.id.clone(),
        [
            ("name", text(&person.name)),
            ("org", text(org)),
            ("function", text(person.function)),
            ("emails", texts([&person.email])),
            ("management", Value::Boolean(person.management)),
            ("status", text("active")),
        ],
    );
    if person.endorses {
        made.fields.insert("endorses_for".to_owned(), texts([org]));
    }
    made
}

fn come(book: &mut Book, nth: usize) {
    let (from, made) = (book.cast.people[nth].from, person(book, nth));
    // On the evening before, whatever the clocks: on their first day they are at work.
    let day = if from == FIRST { FIRST } else { from - Days::new(1) };
    let by = steward(book, if from == FIRST { 0 } else { nth }, day);
    let at = book.cast.common_hour(by, day, 15 * 3_600 + nth as u32);
    book.act(at, by, "person.add", vec![Step::Make(made)]);
}

fn go(book: &mut Book, nth: usize) {
    let person = &book.cast.people[nth];
    let (id, Some(last)) = (person.id.clone(), person.until) else { return };
    let by = steward(book, nth, last);
    let at = book.cast.common_hour(by, last, 17 * 3_600 + nth as u32);
    book.act(at, by, "person.leave", vec![Step::Set(id, "status", text("left"))]);
}

/// A group, who sits in it from its first day on, and who takes their seats later.
fn found(book: &mut Book, nth: usize) -> Outcome<()> {
    let group = &book.cast.groups[nth];
    let (code, starts) = (group.code, group.starts);
    let made = group_record(book, nth)?;
    let day = starts - Days::new(2);
    let by = steward(book, nth, day);
    let at = book.cast.common_hour(by, day, 10 * 3_600);
    book.act(at, by, "group.add", vec![Step::Make(made)]);
    let eve = starts - Days::new(1);
    for (party, org) in ORGS.iter().enumerate().take(2) {
        for (seat, role) in SEATS.into_iter().enumerate() {
            let chain = book.cast.on_seat(nth, party, seat).to_vec();
            let mut before: Option<RecordId> = None;
            for who in chain {
                let person = &book.cast.people[who];
                let (from, until) = (person.from.max(starts), person.until);
                if until.is_some_and(|it| it < starts) {
                    continue;
                }
                let id = RecordId::member(code, person.id.as_str())?;
                let words = before.as_ref().map(|it| format!("{code}: {} {role} in place of {}", person.id, it.tail()));
                let term = row([("role", text(role)), ("for_org", text(org.id)), ("from", date(from))]);
                let made = Step::Make(record(id.clone(), [("term", Value::Array(vec![Value::Table(term)]))]));
                let day = if from == starts { eve } else { from - Days::new(1) };
                let ended = before.take().map(|it| Step::End(it, day));
                let by = steward(book, seat, day);
                let at = book.cast.common_hour(by, day, 16 * 3_600 + (nth * 10 + party * 5 + seat) as u32);
                let act = book.act(at, by, "member.set", ended.into_iter().chain([made]).collect());
                act.subject = words;
                before = Some(id);
            }
        }
    }
    if nth.is_multiple_of(3) {
        let guest = book.cast.guests[nth / 3 % book.cast.guests.len()];
        let person = &book.cast.people[guest];
        let role = if person.org == 2 { "liaison" } else { "observer" };
        let term = row([("role", text(role)), ("for_org", text(ORGS[person.org].id)), ("from", date(starts))]);
        let id = RecordId::member(code, person.id.as_str())?;
        let made = record(id, [("term", Value::Array(vec![Value::Table(term)]))]);
        let by = steward(book, nth, eve);
        let at = book.cast.common_hour(by, eve, 17 * 3_600);
        book.act(at, by, "member.set", vec![Step::Make(made)]);
    }
    Ok(())
}

/// What is counted: a slug, a title, a unit, and roughly how many.
const MEASURES: [(&str, &str, &str, i64); 3] = [
    ("audits", "Audits that both systems count", "audits", 400),
    ("trained", "People trained together", "people", 1_200),
    ("returned", "Reports returned for lack of quality", "reports", 60),
];

fn measure(book: &mut Book, group: usize, nth: usize) -> Outcome<()> {
    let (slug, title, unit, size) = MEASURES[nth];
    let (code, starts) = (book.cast.groups[group].code, book.cast.groups[group].starts);
    let id = RecordId::new(Kind::Measure, &format!("{code}/{slug}"))?;
    let day = working_day(starts + Days::new(30));
    let owner = book.cast.seat(group, nth % 2, 2, day);
    let definition = words::detail(&mut book.chance, nth + 1);
    let made = record(
        id.clone(),
        [
            ("title", text(title)),
            ("definition", text(definition)),
            ("unit", text(unit)),
            ("direction", text(if nth == 2 { "down" } else { "up" })),
            ("frequency", text("quarter")),
            ("owner", book.person(owner)),
            ("target", Value::Integer(size * 2)),
        ],
    );
    let by = book.cast.seat(group, nth % 2, SECRETARY, day);
    let at = book.at_work(by, day);
    book.act(at, by, "measure.add", vec![Step::Make(made)]);
    let mut quarter = (day.year(), day.month0() / 3);
    loop {
        quarter = if quarter.1 == 3 { (quarter.0 + 1, 0) } else { (quarter.0, quarter.1 + 1) };
        let Some(after) = NaiveDate::from_ymd_opt(quarter.0, quarter.1 * 3 + 1, 20) else { break };
        if after > LAST {
            break;
        }
        let of = if quarter.1 == 0 { (quarter.0 - 1, 4) } else { (quarter.0, quarter.1) };
        for (party, org) in ORGS.iter().enumerate().take(2) {
            let day = working_day(after + Days::new(book.chance.below(14) as u64));
            let by = book.cast.seat(group, party, SECRETARY, day);
            let value = book.chance.within(size / 2, size * 2);
            let reading = row([
                ("period", text(format!("{}-Q{}", of.0, of.1))),
                ("org", text(org.id)),
                ("value", Value::Integer(value)),
            ]);
            let at = book.at_work(by, day);
            book.act(at, by, "measure.edit", vec![Step::Row(id.clone(), "reading", reading)]);
        }
    }
    Ok(())
}

fn workspace() -> Outcome<Record> {
    let days = [("call", 28), ("items", 14), ("papers", 10), ("agenda", 7), ("minutes", 7), ("comments", 10)];
    let lead: Table = days.into_iter().map(|(key, days)| (key.to_owned(), Value::Integer(days))).collect();
    let areas = AREAS.map(|(code, title)| Value::Table(row([("code", text(code)), ("title", text(title))])));
    Ok(record(
        RecordId::workspace(),
        [
            ("format", Value::Integer(1)),
            ("name", text("Harbour and Meridian")),
            ("parties", texts([ORGS[0].id, ORGS[1].id])),
            ("timezone", text("Europe/Brussels")),
            ("signed_on", date(FIRST)),
            ("memorandum", text("Made up, to see how ten years of joint work lie in a folder")),
            ("notice", text("Made up: no such organisations, people or figures.")),
            ("due_soon_days", Value::Integer(7)),
            ("stale_days", Value::Integer(21)),
            ("lead_days", Value::Table(lead)),
            ("area", Value::Array(areas.to_vec())),
        ],
    ))
}

fn organisation(it: &super::cast::Org) -> Outcome<Record> {
    Ok(record(
        RecordId::new(Kind::Org, it.id)?,
        [
            ("name", text(it.name)),
            ("short", text(it.short)),
            ("kind", text(it.kind)),
            ("url", text(format!("https://www.{}.example", it.id))),
            ("timezone", text(it.zone.name())),
            ("sign", text(it.sign)),
        ],
    ))
}

/// The standing items: key, title, minutes, order.
pub const STANDING: [(&str, &str, i64, i64); 2] =
    [("adoption", "Adoption of the agenda", 5, 1_000), ("actions", "Open actions", 10, 20_000)];

fn group_record(book: &Book, nth: usize) -> Outcome<Record> {
    let group = &book.cast.groups[nth];
    let rules = row([
        ("chairing", text("co-chairs")),
        ("quorum_per_party", Value::Integer(2)),
        ("seats_per_party", Value::Integer(SEATS.len() as i64)),
        ("parity", text("equal")),
        ("endorsement", text("each-party")),
        ("silence_days", Value::Integer(30)),
    ]);
    let first = working_day(group.starts + Days::new(42)).and_hms_opt(14, 0, 0).unwrap_or_default();
    let series = row([
        ("rrule", text("FREQ=WEEKLY;INTERVAL=13")),
        ("start", local(first)),
        ("minutes", Value::Integer(120)),
        ("timezone", text(group.zone.name())),
    ]);
    let standing = STANDING.map(|(key, title, minutes, order)| {
        Value::Table(row([
            ("key", text(key)),
            ("title", text(title)),
            ("minutes", Value::Integer(minutes)),
            ("purpose", text("standing")),
            ("order", Value::Integer(order)),
        ]))
    });
    let mut made = record(
        RecordId::new(Kind::Group, group.code)?,
        [
            ("name", text(group.name)),
            ("area", text(group.area)),
            ("state", text("active")),
            ("mission", text(format!("{}: one approach of both parties, and one set of figures.", group.name))),
            ("in_scope", texts(["Definitions and counting rules", "Joint readings of aggregated figures"])),
            ("out_of_scope", texts(["Prices, costs and sourcing decisions", "Individual suppliers and sites"])),
            ("led_by", texts([ORGS[nth % 2].id])),
            ("rules", Value::Table(rules)),
            ("series", Value::Table(series)),
            ("standing", Value::Array(standing.to_vec())),
        ],
    );
    if nth == 0 {
        made.fields.insert("steers".to_owned(), Value::Boolean(true));
    }
    Ok(made)
}
