//! The life of an action point: given out, handed on with the seat, done and closed; and all the smaller things that
//! happen to a record while it is worked on.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use comity::model::value::{date, instant, text, texts};
use comity::model::{Kind, RecordId};
use toml::Value;

use super::act::{Book, Step, Window, record, row};
use super::cast::{LAST, ORGS, SEATS, SECRETARY, working_day};
use super::program::Outcome;
use super::words;

/// Who gave an action out, when, and where it came from.
pub struct Origin {
    pub by: usize,
    pub at: DateTime<FixedOffset>,
    pub meeting: Option<RecordId>,
    pub item: Option<RecordId>,
}

/// How an action ends.
enum End {
    Done,
    Dropped,
    Never,
}

/// Plans an action from the day on which it is given out to the day on which it is closed.
pub fn action(book: &mut Book, group: usize, origin: Origin) -> Outcome<RecordId> {
    let raised = origin.at.date_naive();
    let (party, seat) = (book.chance.below(2), book.chance.below(SEATS.len()));
    let owner = book.cast.seat(group, party, seat, raised);
    let id = book.id(Kind::Action, group, raised)?;
    let due = working_day(raised + Days::new(book.chance.within(14, 90) as u64));
    let mut made = record(
        id.clone(),
        [
            ("title", text(words::title(&mut book.chance))),
            ("owner", book.person(owner)),
            ("due", date(due)),
            ("state", text("open")),
            ("priority", text(book.chance.pick(&["normal", "normal", "normal", "high", "low"]))),
            ("org", text(ORGS[party].id)),
            ("raised_on", date(raised)),
        ],
    );
    let mut also = |key: &str, value: Option<Value>| made.fields.extend(value.map(|it| (key.to_owned(), it)));
    also("raised_at", origin.meeting.as_ref().map(|it| text(it.as_str())));
    also("item", origin.item.as_ref().map(|it| text(it.as_str())));
    also("detail", book.chance.percent(50).then(|| text(words::detail(&mut book.chance, 1))));
    also("tags", book.chance.percent(40).then(|| texts([words::tag(&mut book.chance)])));
    let act = book.act(origin.at, origin.by, "action.add", vec![Step::Make(made)]);
    act.meeting = origin.meeting;
    let (ends, end) = end(book, raised);
    hand_on(book, group, party, seat, &id, (raised, ends.min(LAST)));
    settle(book, group, party, seat, &id, (ends, end));
    let (first, last) = (raised + Days::new(1), (ends - Days::new(1)).min(LAST));
    let weight = 2 + (last - first).num_days().clamp(0, 200) as usize / 12;
    book.windows.push(Window { first, last, weight, id: id.clone(), group, party, seat, due: Some(due) });
    Ok(id)
}

fn end(book: &mut Book, raised: NaiveDate) -> (NaiveDate, End) {
    // Most are done within weeks, some take half a year, a few are never done.
    let skewed = book.chance.below(1_000) as u64;
    let day = working_day(raised + Days::new(7 + skewed * skewed / 6_000));
    match book.chance.below(100) {
        0..3 => (LAST + Days::new(1), End::Never),
        3..10 => (day, End::Dropped),
        _ => (day, End::Done),
    }
}

/// Whoever takes the seat over takes the action over.
fn hand_on(
    book: &mut Book,
    group: usize,
    party: usize,
    seat: usize,
    id: &RecordId,
    (from, to): (NaiveDate, NaiveDate),
) {
    for who in book.cast.on_seat(group, party, seat).to_vec() {
        let day = book.cast.people[who].from;
        if from < day && day < to {
            let by = book.cast.seat(group, 1 - party, SECRETARY, day);
            let at = book.at_work(by, day);
            let owner = book.person(who);
            book.act(at, by, "action.assign", vec![Step::Set(id.clone(), "owner", owner)]);
        }
    }
}

fn settle(book: &mut Book, group: usize, party: usize, seat: usize, id: &RecordId, (day, end): (NaiveDate, End)) {
    let secretary = |book: &Book, day: NaiveDate| book.cast.seat(group, party, SECRETARY, day.min(LAST));
    let set = |key: &'static str, value: Value| Step::Set(id.clone(), key, value);
    let freed = Step::Clear(id.clone(), "blocked_by");
    match end {
        End::Never => (),
        End::Dropped => {
            let by = secretary(book, day);
            let steps = vec![
                set("state", text("cancelled")),
                set("cancel_reason", text(words::reason(&mut book.chance))),
                freed,
            ];
            let at = book.at_work(by, day);
            book.act(at, by, "action.cancel", steps);
        }
        End::Done => {
            let by = book.cast.seat(group, party, seat, day.min(LAST));
            let at = book.at_work(by, day);
            book.act(at, by, "action.done", vec![set("state", text("done")), set("done_on", date(day)), freed]);
            let day = working_day(day + Days::new(book.chance.within(5, 40) as u64));
            let by = secretary(book, day);
            let at = book.at_work(by, day);
            book.act(at, by, "action.close", vec![set("state", text("closed")), set("closed_on", date(day))]);
        }
    }
}

/// Plans so many smaller things, spread over all records that may be worked on: exactly so many.
///
/// # Errors
/// When there are not enough records for that.
pub fn smaller_things(book: &mut Book, count: usize) -> Outcome<()> {
    let mut windows = std::mem::take(&mut book.windows);
    windows.retain(|it| it.first <= it.last);
    let whole: usize = windows.iter().map(|it| it.weight).sum();
    if count > windows.len() * MOST {
        return Err(format!("{count} smaller changes are too many for {} records", windows.len()).into());
    }
    let mut done = 0;
    let mut weight = 0;
    for window in &windows {
        // What is rounded off for one is made up for by the next.
        weight += window.weight;
        let until = (count as u128 * weight as u128 / whole.max(1) as u128) as usize;
        work_on(book, window, until - done);
        done = until;
    }
    Ok(())
}

/// A record that was changed more often than this tells nobody anything.
const MOST: usize = 60;

fn work_on(book: &mut Book, window: &Window, count: usize) {
    let days = (window.last - window.first).num_days();
    let mut moments = Vec::with_capacity(count);
    for _ in 0..count {
        let day = window.first + Days::new(book.chance.within(0, days) as u64);
        let by = book.cast.seat(window.group, window.party, window.seat, day);
        moments.push((book.at_work(by, day), by));
    }
    moments.sort();
    match window.id.kind {
        Kind::Action => work_on_action(book, window, &moments),
        _ => {
            for (nth, (at, by)) in moments.into_iter().enumerate() {
                let (key, deed) = match window.id.kind {
                    Kind::Decision => ("text", "decision.edit"),
                    _ if nth % 3 == 2 => ("ask", "item.edit"),
                    _ => ("background", "item.edit"),
                };
                let words = text(words::detail(&mut book.chance, nth + 3));
                book.act(at, by, deed, vec![Step::Set(window.id.clone(), key, words)]);
            }
        }
    }
}

fn work_on_action(book: &mut Book, window: &Window, moments: &[(DateTime<FixedOffset>, usize)]) {
    let id = &window.id;
    let set = |key: &'static str, value: Value| Step::Set(id.clone(), key, value);
    let mut due = window.due.unwrap_or(window.last);
    let mut waits = false;
    for (nth, owner) in moments.iter().copied().enumerate() {
        let secretary = secretary_then(book, window, owner.0);
        let note = |book: &mut Book| {
            let (at, by, said) = (instant(owner.0), book.person(owner.1), words::progress(&mut book.chance));
            Step::Row(id.clone(), "progress", row([("at", at), ("by", by), ("text", text(said))]))
        };
        let on = set("state", text("in-progress"));
        // Whoever works on it writes notes; what is agreed about it is for a secretary to write.
        let (who, deed, steps) = match book.chance.below(100) {
            _ if nth == 0 => (owner, "action.note", vec![on, note(book)]),
            _ if waits => {
                waits = false;
                (owner, "action.note", vec![on, Step::Clear(id.clone(), "blocked_by"), note(book)])
            }
            0..45 => (owner, "action.note", vec![note(book)]),
            45..60 => {
                let from = due;
                due = working_day(due + Days::new(book.chance.within(5, 30) as u64));
                let (on, by) = (date(secretary.0.date_naive()), book.person(secretary.1));
                let moved = row([("from", date(from)), ("to", date(due)), ("on", on), ("by", by)]);
                (secretary, "action.due", vec![set("due", date(due)), Step::Row(id.clone(), "moved", moved)])
            }
            60..70 => {
                waits = true;
                let whom = text(format!("An answer from {}, {nth}", words::place(&mut book.chance)));
                (owner, "action.edit", vec![set("state", text("blocked")), set("blocked_by", whom)])
            }
            70..78 => {
                let tags = texts([words::tag(&mut book.chance), &format!("part-{nth}")]);
                (secretary, "action.edit", vec![set("tags", tags)])
            }
            _ => (secretary, "action.edit", vec![set("detail", text(words::detail(&mut book.chance, nth + 2)))]),
        };
        book.act(who.0, who.1, deed, steps);
    }
}

/// The secretary of the same side at a moment, and that moment on their clocks.
fn secretary_then(book: &Book, window: &Window, at: DateTime<FixedOffset>) -> (DateTime<FixedOffset>, usize) {
    let by = book.cast.seat(window.group, window.party, SECRETARY, at.date_naive());
    (at.with_timezone(&book.cast.people[by].zone).fixed_offset(), by)
}
