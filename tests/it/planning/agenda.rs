//! The agenda page: it goes out, later changes are shown as such, and proposals are taken up or declined.

use comity::model::{Fields, Kind};

use super::{as_person, lines_with, record, rewrite};

#[test]
fn the_agenda_goes_out_after_a_question_that_names_what_is_not_ready() {
    let mut screen = as_person("birch");
    let question = screen.keys("3 / 'AQ-2026-11-24' Enter Enter S").frame();
    insta::assert_snapshot!(question, @"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Agenda · AQ · Sixth meeting · Tue 24 Nov 14:00–15:30 ── planned ┐┌ AQ-2026-11-24-reminder ───────┐
    │   # Start Min For        Who         Title                      ││ Competition-law reminder      │
    │▌  1 14:00   2 standing   ◆AM Maple   Competition-law reminder   ││                               │
    │   2 14:02   2 approval   ◆AM Maple   Adoption of the agenda     ││ For      standing item        │
    │   3 14:04  25 decision   ●SX Alder   Definition of a duplicate …││ State    accepted             │
    │   4 14:29  20 discussion ▲AP Willow  Counting audits that are l…││ Minutes  2 min                │
    │   5 14:49  2╔══════════════════════════════════════════════════════════════════════╗e            │
    │   6 15:09  1║ Send out the agenda of AQ-2026-11-24?                                ║             │
    │     15:19   ║                                                                      ║             │
    │             ║ 6 items, 79 of 90 minutes.                                           ║             │
    │ In the pool ║ Not ready (1):                                                       ║             │
    │   · prop.  1║ (!) 3 (Definition of a duplicate audit): the paper Definition of a   ║             │
    │   · prop.  2║ duplicate audit, second draft is to follow                           ║             │
    │             ║ The numbers on it are kept as they go out; what changes later is     ║             │
    │             ║ shown as a change.                                                   ║             │
    │             ║ Ctrl+Z takes it back as long as nobody has received it.              ║             │
    │             ║                                                                      ║             │
    │             ║▌[ Esc  Leave it ]    [ y  Send out ]                                 ║             │
    │             ╚══════════════════════════════════════════════════════════════════════╝             │
    │                                                                 ││                               │
    │                                                                 ││                               │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (!) 3: the paper Definition of a duplicate audit, second draft is to follow                      │
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it                     │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
                                                                                                  Saved
     y Yes  Esc Back  Tab Next
    ");
    let sent = screen.keys("y").message();
    let meeting = record(&screen, Kind::Meeting, "AQ-2026-11-24");
    assert_eq!(meeting.rows("issue").count(), 1, "{sent}");
    insta::assert_snapshot!(sent, @"Saved AQ-2026-11-24: agenda issued, 6 items, 79 of 90 minutes. Ctrl+Z undoes");
    // Nothing has changed since: there is nothing to send.
    assert!(!screen.app.can(comity::tui::command::Command::Issue));
}

#[test]
fn what_changes_after_that_is_shown_and_sent_again() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter S").frame();
    screen.keys("y");
    // The fourth item goes to the top, one comes from the pool, the last one goes there.
    screen.keys("Down Down Down Shift+Up Shift+Up End p End p");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups [3 Meetings] 4 Actions  5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ AQ · Sixth meeting · Tue 24 Nov 14:00–15:30 ───── agenda issued ┐┌ AQ-I26-H8JS ──────────────────┐
    │   # Start Min For        Who         Title                      ││ Days from the end of an audit │
    │   1 14:00   2 standing   ◆AM Maple   Competition-law reminder   ││ to the report                 │
    │   4 14:02  20 discussion ▲AP Willow  [moved] Counting audits th…││                               │
    │   2 14:22   2 approval   ◆AM Maple   Adoption of the agenda     ││ For      for discussion       │
    │   3 14:24  25 decision   ●SX Alder   Definition of a duplicate …││ State    accepted             │
    │   5 14:49  20 approval   ◆AM Maple   Programme of the calibrati…││ Minutes  15 min               │
    │   6 15:09  10 standing   ●SX Birch   Open actions               ││ Lead     ◆AM Rowan            │
    │   + 15:19  20 discussion ●SX Cedar   Shadow audits: reading the…││                               │
    │▌  + 15:39  15 discussion ◆AM Rowan   Days from the end of an au…││ Question                      │
    │     15:54      114 planned of 90 · 24 min too many (!)          ││ Say whether the time until a  │
    │                                                                 ││ report is uploaded should     │
    │ In the pool                                                     ││ become a shared measure.      │
    │   Items that wait for a meeting stand here. None does.          ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    │                                                                 ││                               │
    └─────────────────────────────────────────────────────────────────┘└───────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────────────────────────┐
    │ (!) The agenda went out today; since then 2 new, 1 moved. S sends it again                       │
    │ (!) 3: the paper Definition of a duplicate audit, second draft is to follow                      │
    │ (!) It takes 114 of 90 minutes                                                                   │
    └──────────────────────────────────────────────────────────────────────────────────────────────────┘
     Saved AQ-I26-H8JS: taken up, place 8 on AQ-2026-11-24. Ctrl+Z undoes                         Saved
     Shift+↑ Move up  m Move  + +5 min  - -5 min  a Add  e Edit  p Pool     . More  Ctrl+P Find  ? Help
    ");
    let again = screen.keys("S").frame();
    insta::assert_snapshot!(lines_with(&again, &["Send out the"]), @"3 14:24  2║ Send out the agenda of AQ-2026-11-24 again?                          ║");
    screen.keys("y");
    insta::assert_snapshot!(screen.message(), @"Saved AQ-2026-11-24: agenda issued (revision 2), 8 items, 114 of 90 minutes. Ctrl+Z undoes");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["went out"]), @"(i) The agenda went out today, as it stands");
}

#[test]
fn what_an_item_says_otherwise_than_it_was_printed_is_marked_and_sent_again() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter S").frame();
    screen.keys("y");
    // The third item gets more time.
    screen.keys("Home Down Down +");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["[changed]", "went out"]), @r"
    ▌  3 14:04  30 decision   ●SX Alder   [changed] Definition of a …││ For      for decision
    (!) The agenda went out today; since then 1 changed. S sends it again
    ");
    let again = screen.keys("S").frame();
    insta::assert_snapshot!(lines_with(&again, &["Send out", "Since it", "changed:"]), @"
    5 14:54  2║ Send out the agenda of AQ-2026-11-24 again?                          ║
    ║ Since it went out: 1 changed.                                        ║
    In the pool ║ - changed: 3 (Definition of a duplicate audit)                       ║
    ║▌[ Esc  Leave it ]    [ y  Send out ]                                 ║em on that
    ");
    screen.keys("y");
    assert!(!screen.frame().contains("[changed]"));
    // To and fro is no change.
    screen.keys("+ -");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["[changed]", "went out"]), @"(i) The agenda went out today, as it stands");
}

#[test]
fn an_agenda_of_which_only_the_numbers_were_kept_shows_no_such_marks_and_can_be_sent_again() {
    let mut screen = as_person("birch");
    let path = "groups/AQ/meetings/2026/AQ-2026-11-24.toml";
    let row = "\n[[issue]]\non = 2026-11-13\nby = \"birch\"\nitems = [\"1 AQ-2026-11-24-reminder\", \"2 AQ-2026-11-24-adoption\", \"3 AQ-I26-C3VN\", \"4 AQ-I26-W9KE\", \"5 AQ-I26-2FBQ\", \"6 AQ-2026-11-24-actions\"]\n";
    rewrite(&mut screen, path, "scribe = \"birch\"\n", &format!("scribe = \"birch\"\n{row}"));
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter Home Down Down +");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["[changed]", "went out"]), @"(i) The agenda went out on 13 Nov, with the same items");
    assert!(screen.app.can(comity::tui::command::Command::Issue));
}

#[test]
fn the_checks_lead_to_what_they_are_about() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter r");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["(!)", "(i)", "▌", "Enter goes"]), @r"
    ╔ Checks ════════════════════════════════════════════════════════════════════════ Enter goes there ╗
    ║▌(!) 3: the paper Definition of a duplicate audit, second draft is to follow                      ║
    ║ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it                     ║
    ");
    screen.keys("Enter");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["▌"]), @"▌  3 14:04  25 decision   ●SX Alder   Definition of a duplicate …││ For      for decision");
    // Esc leaves the checks first, then the agenda.
    screen.keys("r Esc");
    assert!(screen.frame().contains("Checks"));
    assert!(!screen.keys("Esc").frame().contains("Checks"));
}

#[test]
fn a_proposal_is_taken_onto_the_agenda_or_declined_with_a_reason() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter End");
    let lines = lines_with(&screen.frame(), &["proposed", "proposal"]);
    let accepted = screen.keys("t").message();
    screen.keys("End");
    let form = screen.keys("D").frame();
    // Without a reason nothing is declined.
    let refused = screen.keys("Enter").frame();
    let declined = screen.keys("'Belongs to DC' Enter").message();
    insta::assert_snapshot!(format!("{lines}\n{accepted}\n{declined}"), @r"
    4 14:29  20 discussion ▲AP Willow  Counting audits that are l…││ State    proposed
    (i) 2 proposals wait in the pool. t takes the selected one up, D declines it

    Saved AQ-I26-6ZPA: proposed -> accepted, meeting. Ctrl+Z undoes
    Saved AQ-I26-H8JS: proposed -> declined, why declined. Ctrl+Z undoes
    ");
    insta::assert_snapshot!(lines_with(&form, &["Decline", "Why", "stays"]), @r"
    15╔ Decline the proposal? Days from the end of an audit to the report ═══════════════╗
    ║ Why *          [                                                               ] ║til a
    In the║                  It stays with it, so that a reader in a year understands        ║ld
    ▌  · pr║ (i) It stays with the reason, and can still be accepted later.                   ║.
    ║ [ Decline  Ctrl+S ]  [ Leave it  Esc ]   Enter saves                             ║
    ");
    insta::assert_snapshot!(lines_with(&refused, &["attention", "filled"]), @r"
    In the║                  (!) this must be filled                                         ║ld
    ▌  · pr║ (!) 1 thing needs attention: Why                                                 ║.
    ");
    let items = ["AQ-I26-6ZPA", "AQ-I26-H8JS"].map(|it| {
        let item = record(&screen, Kind::Item, it);
        format!("{it} {} {} {}", item.text("state"), item.text("meeting"), item.text("decline_reason"))
    });
    insta::assert_snapshot!(items.join("\n"), @r"
    AQ-I26-6ZPA accepted AQ-2026-11-24 
    AQ-I26-H8JS declined  Belongs to DC
    ");
}

#[test]
fn a_meeting_is_moved_and_called_off_from_its_agenda() {
    let mut screen = as_person("birch");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter P");
    let moved = screen.keys("Ctrl+U '25 nov 15:00' Enter").message();
    let same = screen.keys("P").keys("Enter").frame();
    screen.keys("Esc C");
    let cancelled = screen.keys("'Illness' Enter").message();
    insta::assert_snapshot!(format!("{moved}\n{cancelled}"), @r"
    Saved AQ-2026-11-24: postponed to 25 Nov 2026 15:00. Ctrl+Z undoes
    Saved AQ-2026-11-24: cancelled: Illness. Ctrl+Z undoes
    ");
    insta::assert_snapshot!(lines_with(&same, &["already", "[ Postpone"]), @r"
    · pr║ (!) AQ-2026-11-24 cannot be postponed: it takes place at that time already.      ║
    ║ [ Postpone  Ctrl+S ]  [ Leave it  Esc ]   Enter saves · ↓ calendar               ║
    ");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["cancelled"]), @r"
    ┌ AQ · Sixth meeting · Wed 25 Nov 15:00–16:30 ───────── cancelled ┐┌ AQ-2026-11-24-reminder ───────┐
    (i) The meeting is cancelled: Illness
    Saved AQ-2026-11-24: cancelled: Illness. Ctrl+Z undoes                                       Saved
    ");
}

#[test]
fn both_local_times_are_shown_where_they_differ() {
    let mut screen = as_person("birch");
    rewrite(&mut screen, "groups/AQ/meetings/2026/AQ-2026-11-24.toml", "Europe/Brussels", "Europe/London");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter r End");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["Brussels"]), @"║▌(i) 14:00 London = 15:00 Brussels                                                                ║");
}

#[test]
fn what_a_member_adds_on_an_agenda_is_a_proposal() {
    let mut screen = as_person("rowan");
    screen.keys("3 / 'AQ-2026-11-24' Enter Enter a 'A question from the region'");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["║"]), @r"
    6 15║•Title *        [A question from the region                                     ] ║
    15║                  As it stands on the agenda                                      ║
    ║ Purpose *      < for discussion >  2 of 5                                        ║
    In the║ Meeting        [                                                               ] ║
    · pr║ Time           [                                                               ] ║
    · pr║ Presenter      [                                                               ] ║
    ║ Ask            [                                                               ] ║
    ║ Background     [                                                               ] ║
    ║ ▸ More fields (7)                                                                ║
    ║ (i) It is a proposal: a secretary or chair takes it onto an agenda.              ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled   1 field changed           ║
    ");
    screen.keys("Ctrl+S");
    assert!(screen.message().starts_with("Saved Add item AQ-I26-"), "{}", screen.message());
    let added = screen.app.desk.snapshot.of_kind(Kind::Item).find(|it| it.title() == "A question from the region");
    assert_eq!(added.map(|it| (it.text("state"), it.text("meeting"))), Some(("proposed", "")));
}

#[test]
fn the_pool_below_an_empty_agenda_is_whole_on_a_small_screen() {
    let mut screen = as_person("birch").sized(80, 24);
    screen.keys("3 / 'CI-2026-11-30' Enter Enter Esc a 'One' Ctrl+S p a 'Two' Ctrl+S p a 'Three' Ctrl+S p");
    for title in ["Four", "Five", "Six"] {
        screen.keys(&format!("a '{title}' Ctrl+S p"));
    }
    // New ones stand in an order of chance, and the last one that was added anywhere among them.
    let frame = screen.keys("Home").frame();
    let (pool, rest): (Vec<&str>, Vec<&str>) = frame.lines().partition(|it| it.contains("discussion"));
    assert_eq!(pool.len(), 5, "{frame}");
    assert!(pool.last().is_some_and(|it| it.contains("CI-I26-")), "{frame}");
    let rest: Vec<&str> = rest.into_iter().filter(|it| !it.contains("Saved")).collect();
    insta::assert_snapshot!(rest.join("\n"), @"
     Sedex a… 1 Home 2 Groups [3 Meet] 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Agenda · CI · Fourth meeting · Mon 30 Nov 13:30–15:00 ────────────── planned ┐
    │   # Start Min For        Who         Title                                   │
    │ None stands on it yet.                                                       │
    │ a adds an item · p brings the selected one from the pool                     │
    │                0 planned of 90 · 90 min free                                 │
    │                                                                              │
    │ In the pool · 3 more below                                                   │
    │                                                                              │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────┐
    │ (!) Nothing is on the agenda                                                 │
    │ (i) 1 proposal waits in the pool. t takes the selected one up, D declines it │
    │ (i) 1 thing could come over from earlier meetings. o lists them              │
    └──────────────────────────────────────────────────────────────────────────────┘
     + +5 min  a Add  e Edit  p Pool  G Start           . More  Ctrl+P Find  ? Help
    ");
    insta::assert_snapshot!(lines_with(&screen.keys("End").frame(), &["▌"]), @"▌  · prop.  20 discussion ◆AM Rowan   How workers are heard while corrective …");
}

#[test]
fn an_agenda_and_its_pool_use_every_line_of_a_small_screen() {
    let mut screen = as_person("birch").sized(80, 24);
    let frame = screen.keys("3 / 'AQ-2026-11-24' Enter Enter").frame();
    let agenda: Vec<&str> = frame.lines().skip(2).take_while(|it| !it.starts_with('└')).collect();
    insta::assert_snapshot!(agenda.join("\n"), @"
    ┌ Agenda · AQ · Sixth meeting · Tue 24 Nov 14:00–15:30 ─────────────── planned ┐
    │   # Start Min For        Who         Title                                   │
    │▌  1 14:00   2 standing   ◆AM Maple   Competition-law reminder                │
    │   2 14:02   2 approval   ◆AM Maple   Adoption of the agenda                  │
    │   3 14:04  25 decision   ●SX Alder   Definition of a duplicate audit         │
    │   4 14:29  20 discussion ▲AP Willow  Counting audits that are led by two aud…│
    │   5 14:49  20 approval   ◆AM Maple   Programme of the calibration workshop   │
    │   6 15:09  10 standing   ●SX Birch   Open actions                            │
    │     15:19      79 planned of 90 · 11 min free                                │
    │                                                                              │
    │ In the pool · 1 more below                                                   │
    │   · prop.  15 discussion ◆AM Rowan   Days from the end of an audit to the re…│
    │                                                                              │
    │ AQ-2026-11-24-reminder · standing                                            │
    │                                                                              │
    ");
}
