//! The cycle of a meeting: called, items proposed, the agenda sent, held, its minutes issued and approved, and what comes
//! of it.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta};
use comity::model::value::{date, instant, local, text, texts};
use comity::model::{Kind, RecordId};
use toml::{Table, Value};

use super::act::{Act, Book, Step, Window, record, row};
use super::actions::{Origin, action};
use super::cast::{LAST, ORGS, SEATS, SECRETARY, hour};
use super::founding::STANDING;
use super::program::Outcome;
use super::words;

/// The length of every meeting, in minutes.
const LENGTH: i64 = 120;

/// A meeting that is being planned.
struct Sitting {
    id: RecordId,
    group: usize,
    day: NaiveDate,
    /// The party whose secretary writes the minutes.
    scribe: usize,
    closed: DateTime<FixedOffset>,
    items: Vec<RecordId>,
    /// What comes of it.
    came: Vec<RecordId>,
}

/// Plans the `nth` meeting of a group, with so many records at most.
pub fn meeting(book: &mut Book, group: usize, nth: usize, day: NaiveDate, most: usize) -> Outcome<()> {
    let begun = book.records;
    let id = RecordId::meeting(book.cast.groups[group].code, day, 1)?;
    let zone = book.cast.groups[group].zone;
    let closed = hour(zone, day, 14 * 3_600) + TimeDelta::minutes(LENGTH - 15 + book.chance.within(0, 20));
    let mut it = Sitting { id, group, day, scribe: nth % 2, closed, items: Vec::new(), came: Vec::new() };
    call(book, &mut it, nth)?;
    let business = book.chance.within(4, 6) as usize;
    let mut proposed = Vec::new();
    for place in 0..business.min(most.saturating_sub(4)) {
        proposed.push(propose(book, &it, place)?);
    }
    accept(book, &it, &proposed);
    // Where they stand on the agenda: between the two standing items.
    it.items.splice(1..1, proposed);
    issue(book, &it);
    if day > LAST {
        return Ok(());
    }
    hold(book, &it);
    if let Some(first) = it.items.get(1).cloned().filter(|_| it.items.len() > 2 && book.chance.percent(60)) {
        decide(book, &mut it, &first)?;
    }
    let actions = book.chance.within(4, 7) as usize;
    for place in 0..actions.min((begun + most).saturating_sub(book.records + 1)) {
        let at = it.closed + TimeDelta::minutes(30 + 2 * place as i64);
        let item = it.items.get(1 + place % it.items.len().saturating_sub(2).max(1)).cloned();
        let origin = Origin { by: secretary(book, &it, day), at, meeting: Some(it.id.clone()), item };
        it.came.push(action(book, group, origin)?);
    }
    write_down(book, &it);
    if begun + most > book.records && book.chance.percent(80) {
        remark(book, &it)?;
    }
    Ok(())
}

/// The secretary of the side that writes, on a day of this meeting's cycle.
fn secretary(book: &Book, it: &Sitting, day: NaiveDate) -> usize {
    book.cast.seat(it.group, it.scribe, SECRETARY, day)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    (day - Days::new(days)).min(LAST)
}

fn call(book: &mut Book, it: &mut Sitting, nth: usize) -> Outcome<()> {
    let day = before(it.day, 28);
    let (by, presiding) = (secretary(book, it, day), book.cast.seat(it.group, 1 - it.scribe, 0, day));
    let group = &book.cast.groups[it.group];
    let start = it.day.and_hms_opt(14, 0, 0).unwrap_or_default();
    let made = record(
        it.id.clone(),
        [
            ("title", text(format!("Meeting {} of {}", nth + 1, group.name))),
            ("start", local(start)),
            ("timezone", text(group.zone.name())),
            ("minutes", Value::Integer(LENGTH)),
            ("kind", text("ordinary")),
            ("mode", text("remote")),
            ("url", text(format!("https://meet.example.org/{}", group.code.to_lowercase()))),
            ("presiding", book.person(presiding)),
            ("scribe", book.person(by)),
        ],
    );
    let at = book.cast.hour(by, day, 10 * 3_600 + it.group as u32);
    book.act(at, by, "meeting.add", vec![Step::Make(made)]).during(&it.id);
    let mut steps = Vec::new();
    for (key, title, minutes, order) in STANDING {
        let id = RecordId::new(Kind::Item, &format!("{}-{key}", it.id))?;
        steps.push(Step::Make(record(
            id.clone(),
            [
                ("title", text(title)),
                ("purpose", text("standing")),
                ("state", text("accepted")),
                ("meeting", text(it.id.as_str())),
                ("order", Value::Integer(order)),
                ("minutes", Value::Integer(minutes)),
                ("proposed_by", book.person(by)),
                ("proposed_on", date(day)),
            ],
        )));
        it.items.push(id);
    }
    let subject = format!("{}: lay in {} standing items", it.id, steps.len());
    book.act(at + TimeDelta::minutes(4), by, "item.add", steps).during(&it.id).titled(subject);
    Ok(())
}

fn propose(book: &mut Book, it: &Sitting, place: usize) -> Outcome<RecordId> {
    // The first one comes early enough for a draft of what is to be decided.
    let days = if place == 0 { 36 } else { book.chance.within(12, 40) as u64 };
    let day = before(it.day, days);
    let (party, seat) = (book.chance.below(2), book.chance.below(SEATS.len()));
    let by = book.cast.seat(it.group, party, seat, day);
    let id = book.id(Kind::Item, it.group, day)?;
    let purpose = if place == 0 { "decision" } else { book.chance.pick(&["discussion", "discussion", "information"]) };
    let made = record(
        id.clone(),
        [
            ("title", text(words::topic(&mut book.chance))),
            ("purpose", text(purpose)),
            ("state", text("proposed")),
            ("minutes", Value::Integer(book.chance.pick(&[10, 15, 20]))),
            ("presenter", book.person(by)),
            ("proposed_by", book.person(by)),
            ("proposed_on", date(day)),
            ("on_behalf_of", text(ORGS[party].id)),
            ("ask", text(words::detail(&mut book.chance, 1))),
            ("background", text(words::detail(&mut book.chance, 2))),
        ],
    );
    let at = book.at_work(by, day);
    book.act(at, by, "item.add", vec![Step::Make(made)]);
    let (first, last) = (day + Days::new(1), before(it.day, 9));
    let (group, id_kept) = (it.group, id.clone());
    book.windows.push(Window { first, last, weight: 2, id: id_kept, group, party, seat, due: None });
    Ok(id)
}

fn accept(book: &mut Book, it: &Sitting, proposed: &[RecordId]) {
    let day = it.day - Days::new(8);
    let by = secretary(book, it, day.min(LAST));
    let at = book.cast.hour(by, day, 9 * 3_600 + it.group as u32);
    let steps = proposed.iter().enumerate().flat_map(|(nth, id)| {
        [
            Step::Set(id.clone(), "meeting", text(it.id.as_str())),
            Step::Set(id.clone(), "order", Value::Integer(2_000 + 1_000 * nth as i64)),
            Step::Set(id.clone(), "state", text("accepted")),
        ]
    });
    let subject = format!("Accept {} agenda items", proposed.len());
    book.act(at, by, "item.accept", steps.collect()).during(&it.id).titled(subject);
}

fn issue(book: &mut Book, it: &Sitting) {
    let day = it.day - Days::new(7);
    let by = secretary(book, it, day.min(LAST));
    let start = it.day.and_hms_opt(14, 0, 0).unwrap_or_default();
    let sent =
        row([("on", date(day)), ("revision", Value::Integer(1)), ("by", book.person(by)), ("start", local(start))]);
    let at = book.cast.hour(by, day, 11 * 3_600 + it.group as u32);
    let steps = vec![Step::Issue(it.id.clone(), sent, it.items.clone())];
    book.act(at, by, "meeting.issue-agenda", steps).during(&it.id).titled(format!("{}: agenda issued", it.id));
}

fn hold(book: &mut Book, it: &Sitting) {
    let by = secretary(book, it, it.day);
    let opened = hour(book.cast.groups[it.group].zone, it.day, 14 * 3_600 + 60 * (it.group as u32 % 5));
    let mut steps = vec![
        Step::Set(it.id.clone(), "opened", instant(opened)),
        Step::Set(it.id.clone(), "notice_read", Value::Boolean(true)),
    ];
    for party in 0..2 {
        for seat in 0..SEATS.len() {
            let person = book.cast.seat(it.group, party, seat, it.day);
            let presence = if book.chance.percent(85) { "remote" } else { "apologies" };
            let there = row([("person", book.person(person)), ("presence", text(presence))]);
            steps.push(Step::Row(it.id.clone(), "attendance", there));
        }
    }
    book.act(opened, by, "meeting.start", steps).during(&it.id).titled(format!("{}: meeting opened", it.id));
    let end = vec![Step::Set(it.id.clone(), "closed", instant(it.closed))];
    book.act(it.closed, by, "meeting.end", end).during(&it.id);
    let mut steps = Vec::new();
    for (nth, id) in it.items.iter().enumerate() {
        let outcome = if nth == 1 { "agreed" } else { "noted" };
        steps.push(Step::Set(id.clone(), "state", text("concluded")));
        steps.push(Step::Set(id.clone(), "outcome", text(outcome)));
        steps.push(Step::Set(id.clone(), "minute", text(words::minute(&mut book.chance))));
    }
    let subject = format!("{}: minutes of {} items", it.id, it.items.len());
    book.act(it.closed + TimeDelta::minutes(25), by, "item.conclude", steps).during(&it.id).titled(subject);
}

/// A decision: drafted before the meeting, agreed at it, a position of each party, a number.
fn decide(book: &mut Book, it: &mut Sitting, item: &RecordId) -> Outcome<()> {
    let day = it.day - Days::new(30);
    let party = 1 - it.scribe;
    let by = book.cast.seat(it.group, party, 0, day);
    let id = book.id(Kind::Decision, it.group, day)?;
    let made = record(
        id.clone(),
        [
            ("title", text(words::topic(&mut book.chance))),
            ("text", text(words::detail(&mut book.chance, 1))),
            ("rationale", text("One reading at one time saves both parties a report.")),
            ("item", text(item.as_str())),
        ],
    );
    let at = book.at_work(by, day);
    book.act(at, by, "decision.add", vec![Step::Make(made)]);
    let (first, last) = (day + Days::new(1), it.day - Days::new(1));
    let (group, id_kept) = (it.group, id.clone());
    book.windows.push(Window { first, last, weight: 3, id: id_kept, group, party, seat: 0, due: None });
    let set = |key: &'static str, value: Value| Step::Set(id.clone(), key, value);
    let steps = vec![
        set("agreed_on", date(it.day)),
        set("agreed_parties", texts([ORGS[0].id, ORGS[1].id])),
        set("agreed_rule", text("each-party")),
        set("quorate", Value::Boolean(true)),
        set("method", text("consensus")),
        set("closes_on", date(it.day + Days::new(30))),
        set("meeting", text(it.id.as_str())),
    ];
    let by = secretary(book, it, it.day);
    let subject = format!("{id}: agreed at {}", it.id);
    book.act(it.closed + TimeDelta::minutes(20), by, "decision.agree", steps).during(&it.id).titled(subject);
    let mut in_force = it.day;
    let mut objected = false;
    for (party, org) in ORGS.iter().enumerate().take(2) {
        let day = it.day + Days::new(book.chance.within(3, 25) as u64);
        let (value, deed) = match book.chance.below(20) {
            0 => ("objected", "decision.object"),
            1 => ("endorsed-with-reservation", "decision.reserve"),
            _ => ("endorsed", "decision.endorse"),
        };
        let by = book.cast.endorser(party, day.min(LAST));
        let mut position =
            row([("value", text(value)), ("by", book.person(by)), ("on", date(day)), ("channel", text("written"))]);
        if value != "endorsed" {
            position.insert("text".to_owned(), text(words::remark(&mut book.chance)));
        }
        objected |= value == "objected";
        in_force = in_force.max(day);
        let at = book.at_work(by, day);
        book.act(at, by, deed, vec![Step::Position(id.clone(), org.id, position)]);
    }
    it.came.push(id.clone());
    if !objected {
        let day = in_force + Days::new(1);
        let by = secretary(book, it, day.min(LAST));
        let number = book.number(it.group, it.day.year());
        let at = book.cast.hour(by, day, 17 * 3_600);
        book.act(at, by, "decision.number", vec![Step::Set(id, "number", text(number))]);
    }
    Ok(())
}

/// The minutes: issued, checked by the other side, approved.
fn write_down(book: &mut Book, it: &Sitting) {
    let on = |days: u64| it.day + Days::new(days);
    let by = secretary(book, it, on(5).min(LAST));
    let set = |key: &'static str, value: Value| Step::Set(it.id.clone(), key, value);
    let steps = vec![
        set("summary", text(format!("{}\n{}", words::minute(&mut book.chance), words::minute(&mut book.chance)))),
        set("minutes_issued", date(on(5))),
        set("issued_by", book.person(by)),
    ];
    let act = |book: &mut Book, days: u64, by: usize, deed: &'static str, steps: Vec<Step>, words: String| {
        let at = book.at_work(by, on(days));
        let act: &mut Act = book.act(at, by, deed, steps);
        act.during(&it.id).titled(words);
    };
    act(book, 5, by, "meeting.issue-minutes", steps, format!("{}: draft minutes issued", it.id));
    let other = book.cast.seat(it.group, 1 - it.scribe, SECRETARY, on(8).min(LAST));
    let name = book.cast.people[other].id.clone();
    let checked = vec![set("checked_by", text(name.as_str()))];
    act(book, 8, other, "meeting.check-minutes", checked, format!("{}: minutes checked by {name}", it.id));
    let by = secretary(book, it, on(16).min(LAST));
    let steps = vec![
        set("minutes_approved", date(on(16))),
        Step::Approve(it.id.clone(), it.items.iter().chain(&it.came).cloned().collect()),
    ];
    act(book, 16, by, "meeting.approve", steps, format!("{}: minutes approved", it.id));
}

/// Somebody asks something about what came of a meeting, and a secretary answers.
fn remark(book: &mut Book, it: &Sitting) -> Outcome<()> {
    let about = it.came.first().or(it.items.last()).unwrap_or(&it.id).clone();
    note(book, it.group, about, (it.day + Days::new(2)).min(LAST))
}

/// A note about a record, on a day on which that is there already.
pub fn note(book: &mut Book, group: usize, about: RecordId, day: NaiveDate) -> Outcome<()> {
    let by = book.cast.seat(group, book.chance.below(2), 2, day);
    let at = book.cast.hour(by, day, 18 * 3_600 + book.chance.below(3_600) as u32);
    let id = book.id(Kind::Note, group, day)?;
    let said: Table = row([
        ("about", text(about.as_str())),
        ("text", text(words::remark(&mut book.chance))),
        ("kind", text(book.chance.pick(&["question", "comment"]))),
        ("state", text("open")),
        ("by", book.person(by)),
        ("at", instant(at)),
    ]);
    book.act(at, by, "note.add", vec![Step::Make(comity::model::Record { id: id.clone(), fields: said })]);
    let answered = day + Days::new(book.chance.within(1, 9) as u64);
    let by = book.cast.seat(group, book.chance.below(2), SECRETARY, answered.min(LAST));
    let at = book.at_work(by, answered);
    book.act(at, by, "note.settle", vec![Step::Set(id, "state", text("answered"))]);
    Ok(())
}
