//! A meeting among many records: its agenda goes out, its clocks go on, its minutes are made.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local, NaiveDate, TimeDelta};
use comity::document::members::Contacts;
use comity::document::minutes::minutes;
use comity::document::reader::{Audience, Reader};
use comity::init::{NewFile, template_files};
use comity::model::deed::meeting::issue_agenda;
use comity::model::view::{Agenda, Clock};
use comity::model::{Change, Kind, Record, RecordId, Snapshot, Standpoint};

use crate::Outcome;
use crate::exchange::stamp;
use crate::measure::{Times, in_turn, timed};
use crate::processes::Site;
use crate::screen::Drawn;
use crate::table::{Aim, Table};
use crate::world;

/// So many items are on each of the three agendas.
const ITEMS: usize = 40;

/// Everything about a cycle among so many records, half of them actions and half agenda items.
pub fn measure(table: &mut Table, folder: &Path, size: usize, runs: usize, ticks: usize) -> Outcome<()> {
    let now = Local::now().fixed_offset();
    let [ahead, held, open] = [14, -7, 0].map(|days| id((now + TimeDelta::days(days)).date_naive()));
    let site = Site::of(folder, &format!("cycle-{size}"), files(size, now))?;
    let aim = |most| if size == 10_000 { Aim::Millis(most) } else { Aim::None };

    let issued = alone(runs, || {
        // Each time it goes out, something on it has changed.
        site.run(&["item", "add", "One more", "--group", "AQ", "--meeting", &ahead, "--minutes", "1"])?;
        timed(|| site.run(&["meeting", "issue-agenda", &ahead]))
    })?;
    table.alone("issue an agenda of 40 items, the whole program", size, &issued, Aim::None);
    let made = alone(runs, || timed(|| site.run(&["document", "minutes", &held])))?;
    table.alone("make the minutes of 40 items, the whole program", size, &made, Aim::None);

    let site = Site::of(folder, &format!("cycle-inside-{size}"), files(size, now))?;
    let saved = saved(&site, &id((now + TimeDelta::days(14)).date_naive()), runs, now)?;
    table.alone("issue an agenda of 40 items from the screen, durable", size, &saved, aim(50.0));
    let workspace = site.open()?;
    let snapshot = workspace.snapshot();
    // What a program has read once, the screen does not read again.
    let _ = std::hint::black_box(Kind::ALL.map(|it| snapshot.of_kind(it).count()));
    let me = RecordId::new(Kind::Person, "birch").ok();
    let at = || Standpoint { snapshot, me: me.clone(), last: None, now, today: now.date_naive() };
    let (held, running) = (meeting(&held, snapshot)?, meeting(&open, snapshot)?);
    let reader = Reader { at: at(), as_of: at().today, audience: Audience::Green, contacts: Contacts::Without };
    let made = alone(runs, || timed(|| Ok(std::hint::black_box(minutes(held, &reader)))))?;
    table.alone("make the minutes of 40 items from the screen", size, &made, aim(50.0));
    let clocks =
        alone(runs, || timed(|| Ok(std::hint::black_box(Clock::at(running, &Agenda::of(snapshot, running), now)))))?;
    table.alone("expected end and clocks, computed", size, &clocks, aim(1.0));
    let drawn = Drawn::over(&site)?.ticks(&open, ticks)?;
    table.alone("a second of a meeting in session, drawn", size, &drawn, aim(1.0));
    Ok(())
}

/// An agenda goes out again and again, each time with something else on it, from a program that has read everything.
fn saved(site: &Site, ahead: &str, runs: usize, now: DateTime<FixedOffset>) -> Outcome<Times> {
    const WHO: &str = "birch@example.org";
    let mut workspace = site.open()?;
    let me = RecordId::new(Kind::Person, "birch").ok();
    let _ = std::hint::black_box(Kind::ALL.map(|it| workspace.snapshot().of_kind(it).count()));
    let mut minutes = 5;
    alone(runs, || {
        minutes += 1;
        let before = workspace.snapshot().clone();
        let mut item = before.get(&RecordId::new(Kind::Item, &format!("{ahead}-q3"))?).ok_or("gone")?.clone();
        item.fields.insert("minutes".to_owned(), minutes.into());
        let mut after = before.clone();
        let id = item.id.clone();
        after.put(item);
        workspace.submit(&Change::among([&id].into_iter(), &before, &after), &stamp(WHO))?;
        timed(|| {
            let snapshot = workspace.snapshot().clone();
            let at = Standpoint { snapshot: &snapshot, me: me.clone(), last: None, now, today: now.date_naive() };
            let change = issue_agenda(meeting(ahead, &snapshot)?, &at).map_err(|it| it.to_string())?;
            Ok(workspace.submit(&change, &stamp(WHO))?)
        })
    })
}

fn alone(runs: usize, ours: impl FnMut() -> Outcome<Duration>) -> Outcome<Times> {
    Ok(in_turn(runs, ours, None::<fn() -> Outcome<Duration>>)?.0)
}

fn meeting<'a>(id: &str, snapshot: &'a Snapshot) -> Outcome<&'a Record> {
    Ok(snapshot.get(&RecordId::new(Kind::Meeting, id)?).ok_or("the meeting is not there")?)
}

/// Meetings beside those of the template, whatever days these have.
fn id(day: NaiveDate) -> String {
    format!("AQ-{day}-9")
}

/// The template with these actions and items, and three meetings with 40 items each: one ahead, one held, one in session.
fn files(size: usize, now: DateTime<FixedOffset>) -> Vec<NewFile> {
    let mut files = template_files(now.date_naive());
    files.extend(world::actions(size / 2).iter().map(world::Action::file));
    files.extend((0..size / 2).map(|nth| pooled(nth, now.date_naive())));
    let begun = now - TimeDelta::minutes(20);
    let opened = format!("opened = {}\n", begun.to_rfc3339());
    let closed = now - TimeDelta::days(7);
    let was_opened = format!(
        "opened = {}\nclosed = {}\nnotice_read = true\nminutes_issued = {}\n",
        (closed - TimeDelta::minutes(90)).to_rfc3339(),
        closed.to_rfc3339(),
        closed.date_naive()
    );
    for (days, fields) in [(14, ""), (-7, was_opened.as_str()), (0, opened.as_str())] {
        let start = (now + TimeDelta::days(days) - TimeDelta::minutes(20)).naive_local();
        let is_held = days < 0;
        files.push(meeting_file(start.date(), &start.format("%Y-%m-%dT%H:%M:%S").to_string(), fields));
        files.extend(
            (0..ITEMS).map(|nth| item_file(start.date(), nth, is_held, (days == 0 && nth == 3).then_some(begun))),
        );
    }
    files
}

fn meeting_file(day: NaiveDate, start: &str, fields: &str) -> NewFile {
    let mut text = format!(
        "title = \"A long meeting\"\nstart = {start}\ntimezone = \"Europe/Brussels\"\nminutes = 240\nkind = \"ordinary\"\n\
         mode = \"remote\"\npresiding = \"maple\"\nscribe = \"birch\"\n{fields}"
    );
    for person in ["alder", "birch", "maple", "oak", "rowan"] {
        let _ = write!(text, "\n[[attendance]]\nperson = \"{person}\"\npresence = \"present\"\n");
    }
    (format!("groups/AQ/meetings/{}/{}.toml", day.format("%Y"), id(day)), text.into_bytes())
}

fn item_file(day: NaiveDate, nth: usize, is_held: bool, begun: Option<DateTime<FixedOffset>>) -> NewFile {
    let said = match is_held {
        true => {
            "state = \"concluded\"\nminute = \"Both sides read the figures and agreed.\\nThe rest follows.\"\noutcome = \"agreed\"\n"
        }
        false => "state = \"accepted\"\n",
    };
    let taken = begun.map(|it| format!("\n[[taken]]\nstart = {}\n", it.to_rfc3339())).unwrap_or_default();
    let text = format!(
        "title = \"The figures of quarter {nth}\"\npurpose = \"discussion\"\n{said}meeting = \"{}\"\norder = {}\nminutes = 5\n\
         presenter = \"alder\"\nask = \"To agree on the reading\"\nbackground = \"The annex has both readings side by side.\"\n{taken}",
        id(day),
        (nth + 1) * 1000,
    );
    (format!("groups/AQ/items/{}/{}-q{nth}.toml", day.format("%Y"), id(day)), text.into_bytes())
}

/// An item of an earlier year, half of them of the group whose meetings these are.
fn pooled(nth: usize, today: NaiveDate) -> NewFile {
    let group = if nth.is_multiple_of(2) { "AQ" } else { "DC" };
    let year = today.format("%Y");
    let text = format!(
        "title = \"Something from long ago {nth}\"\npurpose = \"information\"\nstate = \"concluded\"\n\
         meeting = \"{group}-2020-01-07\"\norder = {}\nminutes = 5\nminute = \"Noted.\"\noutcome = \"noted\"\n",
        (nth + 1) * 10
    );
    (format!("groups/{group}/items/{year}/{group}-2020-01-07-n{nth}.toml"), text.into_bytes())
}
