//! What is written down of a meeting in session is kept: on every way out of the list of who is here, by the meeting's
//! own clock, behind another page.

use comity::model::{Fields, Kind, RecordId, deed};
use comity::tui::event::Event;
use comity::tui::keymap::Context;

use super::{MEETING, at_the_first_item, elsewhere, lines, on_the_day, opened, record, set, yes};
use crate::support::screen::Screen;

fn told(row: &toml::Table) -> String {
    let left = if row.instant("left").is_some() { ", left" } else { "" };
    let instead = row.word("in_place_of").map(|it| format!(" for {it}")).unwrap_or_default();
    format!("{} {}{instead}{left}", row.text("person"), row.text("presence"))
}

/// Who is written down, and how.
fn there(screen: &Screen) -> Vec<String> {
    let meeting = record(&screen.app, Kind::Meeting, MEETING);
    meeting.rows("attendance").map(told).collect()
}

#[test]
fn who_is_here_is_saved_on_every_way_out_of_the_list() {
    for way in ["Ctrl+C", "Ctrl+P 'C3VN' Enter"] {
        let mut screen = opened();
        screen.keys("r a");
        screen.keys(way);
        if screen.app.context() == Context::Confirm {
            yes(&mut screen);
            assert!(screen.left, "{way}");
        }
        assert_eq!(there(&screen).len(), 6, "{way}");
    }
    let mut screen = opened();
    screen.keys("r a");
    screen.event(Event::Ended);
    assert_eq!(there(&screen).len(), 6);
}

/// Two alternates of one principal.
fn with_two_alternates() -> Screen {
    let mut screen = on_the_day();
    for person in ["oak", "spruce"] {
        elsewhere(&mut screen, "birch", |at| {
            let id = RecordId::new(Kind::Member, &format!("CO/{person}")).expect("id");
            let mut term = at.snapshot.get(&id).expect("member").rows("term").next().expect("a term").clone();
            term.insert("role".to_owned(), "alternate".into());
            term.insert("alternate_for".to_owned(), "maple".into());
            deed::edit(at.snapshot.get(&id).expect("member"), set("term", vec![toml::Value::Table(term)]), at)
        });
    }
    screen.keys("G");
    yes(&mut screen);
    screen
}

#[test]
fn a_second_alternate_takes_nothing_from_what_is_said_of_others() {
    let mut screen = with_two_alternates();
    // Maple is away; Oak comes instead and goes; Spruce comes.
    screen.keys("r Down Down Down Space Space Space Down Space l Down Space");
    insta::assert_snapshot!(lines(&mut screen, &["║"]), @"
    │     ║ ●SX     [ ] Alder Placeholder        co-chair                                        ║     │
    │     ║ ●SX     [ ] Birch Placeholder        secretary                                       ║     │
    │     ║ ●SX     [ ] Elm Placeholder          member                                          ║     │
    │     ║ ◆AM     [ ] Maple Placeholder        co-chair       apologies                        ║     │
    │     ║ ◆AM     [ ] Oak Placeholder          alternate      left 10:02, for Maple            ║     │
    │     ║▌◆AM     [x] Spruce Placeholder       alternate                                       ║     │
    │     ║ No quorum: notes only · ●SX 0 of 2, needs 1 · ◆AM 1 of 1                             ║     │
    │     ║                                                                                      ║     │
    ");
    screen.keys("Enter");
    insta::assert_snapshot!(format!("{}\n{}", screen.message(), there(&screen).join("\n")), @"
    Saved CO-2026-11-16: attendance of 3 people. Ctrl+Z undoes
    maple apologies
    oak present for maple, left
    spruce present
    ");
}

#[test]
fn who_finds_the_place_taken_is_there_all_the_same() {
    let mut screen = with_two_alternates();
    screen.keys("r Space Down Down Down Space Space Space Down Space");
    // On another desk the other alternate has taken the place meanwhile.
    elsewhere(&mut screen, "birch", |at| {
        let meeting = at.snapshot.get(&RecordId::new(Kind::Meeting, MEETING).expect("id")).expect("meeting");
        let how = deed::sitting::Presence {
            presence: Some("present".to_owned()),
            in_place_of: Some("maple".to_owned()),
            ..Default::default()
        };
        deed::sitting::attend(meeting, "spruce", &how, at).expect("attends")
    });
    screen.keys("Enter");
    insta::assert_snapshot!(format!("{}\n{}", lines(&mut screen, &["║"]), there(&screen).join("\n")), @"

    alder present
    maple apologies
    oak present
    spruce present for maple
    ");
}

#[test]
fn a_meeting_of_another_zone_goes_by_its_own_clock() {
    let mut screen = on_the_day();
    elsewhere(&mut screen, "birch", |at| {
        let meeting = at.snapshot.get(&RecordId::new(Kind::Meeting, MEETING).expect("id")).expect("meeting");
        let mut settings = set("timezone", "Europe/London");
        settings.extend(set("start", comity::model::value::local("2026-11-16T09:00:00".parse().expect("local"))));
        deed::edit(meeting, settings, at)
    });
    screen.keys("G");
    let mut course = vec![lines(&mut screen, &["planned for", "from now"])];
    yes(&mut screen);
    screen.keys("t r a l Esc F6").until("10:10").keys("Esc p");
    course.push(lines(&mut screen, &["LIVE", "Pause", "Clock", "left"]));
    screen.keys("p E");
    course.push(lines(&mut screen, &["End "]));
    insta::assert_snapshot!(course.join("\n--\n"), @"
    │             ║ It is planned for 09:00; now it is 09:02 London. Its clock runs from ║             │
    --
    ┌ LIVE · CO · Fourth meeting ─────────────────────────────── 09:10 London = 10:10 Brussels · pause ┐
    │ (!) Pause since 09:10: p goes on                                                                 │
    │ Clock 09:10   planned end 10:30   expected end 10:20   next: 2 Where the five groups stand (40)  │
    │ ●SX     [ ] Alder Placeholder (left 09:02)  [x] Birch Placeholder  [x] Elm Placeholder           │
    F6 Next item  F7 Decision  F8 Action  F9 +5 min  Enter Write  r Who is here  p Pause        ? Help
    --
    │             ║ End CO-2026-11-16 now, at 09:10 London?                              ║ecision      │
    │             ║▌[ Esc  Leave it ]    [ y  End ]                                      ║             │
    ");
    let meeting = record(&screen.app, Kind::Meeting, MEETING);
    let left = meeting.rows("attendance").find_map(|it| it.instant("left"));
    let moments = [meeting.instant("opened"), left, meeting.rows("pause").next().and_then(|it| it.instant("start"))];
    insta::assert_snapshot!(moments.map(|it| it.map(|it| it.to_rfc3339()).unwrap_or_default()).join("\n"), @"
    2026-11-16T09:02:00+00:00
    2026-11-16T09:02:00+00:00
    2026-11-16T09:10:00+00:00
    ");
}

#[test]
fn a_machine_that_stood_still_is_asked_about_on_every_page() {
    let mut screen = at_the_first_item();
    screen.keys("Esc 4").until("10:12");
    assert_eq!(screen.app.context(), Context::Actions);
    screen.clock("10:40").keys("Down");
    assert_eq!(screen.app.context(), Context::Confirm);
    insta::assert_snapshot!(lines(&mut screen, &["Nothing was heard", "stood still"]), @"
    │ [ ] AQ D7ZK ║ Nothing was heard for 28 minutes. Was that a pause?                  ║6-T5WC       │
    │ [~] AQ M4CW ║ From 10:12 to 10:40 this machine stood still.                        ║erything     │
    ");
    yes(&mut screen);
    assert_eq!(record(&screen.app, Kind::Meeting, MEETING).rows("pause").count(), 1);
}

#[test]
fn at_the_end_it_is_said_what_was_put_off() {
    let mut screen = at_the_first_item();
    screen.keys("F6 F6 Esc D");
    yes(&mut screen);
    screen.keys("E");
    insta::assert_snapshot!(lines(&mut screen, &["dealt with", "put off"]), @"│             ║ 1 item was put off; all others were dealt with.                      ║             │");
}
