//! A meeting in session, kept by keys on a clock of the test's own.

mod course;
mod desks;
mod kept;
mod leaving;
mod people;
mod sizes;
#[cfg(unix)]
mod terminal;
mod text;
mod time;

use comity::model::deed::Settings;
use comity::model::{Change, Kind, Record, RecordId, Standpoint};
use comity::tui::app::App;
use comity::workspace::Workspace;

use crate::support::sandbox::{patience, stamp};
use crate::support::screen::Screen;

/// The example on the day of a meeting whose agenda is issued, shortly after its hour.
pub fn on_the_day() -> Screen {
    let mut screen = Screen::of_demo();
    screen.clock("10:02");
    screen.keys("1 Enter");
    screen
}

/// The same with the meeting opened.
pub fn opened() -> Screen {
    let mut screen = on_the_day();
    screen.keys("G");
    screen.frame();
    screen.keys("y");
    screen
}

/// The same with everybody there and the first item taken, its text in front.
pub fn at_the_first_item() -> Screen {
    let mut screen = opened();
    screen.keys("t r a Esc F6");
    screen
}

/// Says yes to the question in front.
pub fn yes(screen: &mut Screen) {
    screen.frame();
    screen.keys("y");
}

/// The frame without what chance has made of the ids of new actions and decisions.
pub fn frame(screen: &mut Screen) -> String {
    masked(&screen.frame())
}

pub fn masked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = ["CO ", "-A26-", "-D26-"].iter().filter_map(|it| Some(rest.find(it)? + it.len())).min() {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let id: String = rest.chars().take_while(|it| it.is_ascii_uppercase() || it.is_ascii_digit()).collect();
        if id.len() == 4 {
            out.push_str("####");
            rest = &rest[4..];
        }
    }
    out + rest
}

/// The lines of the frame that have one of these words in them.
pub fn lines(screen: &mut Screen, words: &[&str]) -> String {
    let frame = frame(screen);
    let has = |it: &&str| words.iter().any(|word| it.contains(word));
    frame.lines().filter(has).map(str::trim).collect::<Vec<_>>().join("\n")
}

pub const CLOCKS: &[&str] = &["Item ", "(!)", "THIS ITEM", "MEETING", "Clock "];

/// A record as the screen has it.
pub fn record(app: &App, kind: Kind, id: &str) -> Record {
    app.desk.snapshot.get(&RecordId::new(kind, id).expect("id")).expect("record").clone()
}

pub const MEETING: &str = "CO-2026-11-16";

/// The items of the agenda, each as its state, its outcome, its minutes and its title.
pub fn items(app: &App) -> String {
    use comity::model::Fields;
    use comity::model::view::Agenda;
    let meeting = record(app, Kind::Meeting, MEETING);
    let told = |it: &Record| {
        format!("{} {} {:?} {}", it.text("state"), it.text("outcome"), it.whole("minutes").unwrap_or(0), it.title())
    };
    Agenda::of(&app.desk.snapshot, &meeting).slots.iter().map(|it| told(it.item)).collect::<Vec<_>>().join("\n")
}

/// Somebody does something at another screen over the same folder.
pub fn elsewhere(screen: &mut Screen, who: &str, deed: impl FnOnce(&Standpoint<'_>) -> Change) {
    let mut workspace = Workspace::open(&screen.root(), patience()).expect("opened");
    let snapshot = workspace.snapshot().clone();
    let person = RecordId::new(Kind::Person, who).ok();
    let change = deed(&Standpoint::new(&snapshot, person, screen.app.desk.now));
    workspace.submit(&change, &stamp()).expect("saved");
    screen.look();
}

/// Settings of one field.
pub fn set(key: &str, value: impl Into<toml::Value>) -> Settings {
    vec![(key.to_owned(), Some(value.into()))]
}
