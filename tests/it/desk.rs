//! A working day at the screen: what keys do to the records, to the page and to what is typed.

use comity::model::record::Fields;
use comity::model::view::Agenda;
use comity::model::{Kind, RecordId};
use comity::report::{Exit, Report};
use comity::tui::app::Page;
use comity::tui::event::{Effect, Event, Locked};
use comity::tui::keymap::Context;

use crate::support::sandbox::git;
use crate::support::screen::{Screen, key};

fn id(kind: Kind, text: &str) -> RecordId {
    RecordId::new(kind, text).expect(text)
}

fn state(screen: &Screen, action: &str) -> String {
    let record = screen.app.desk.snapshot.get(&id(Kind::Action, action));
    record.map(|it| it.text("state").to_owned()).unwrap_or_default()
}

/// The titles on the agenda of the next AQ meeting, in order.
fn agenda(screen: &Screen) -> Vec<String> {
    let snapshot = &screen.app.desk.snapshot;
    let meeting = snapshot.get(&id(Kind::Meeting, "AQ-2026-11-24")).expect("meeting");
    Agenda::of(snapshot, meeting).slots.iter().map(|it| it.item.title().to_owned()).collect()
}

fn commits(screen: &Screen) -> usize {
    let out = git(&screen.root()).args(["rev-list", "--count", "HEAD"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("count")
}

fn clean(screen: &Screen) -> bool {
    git(&screen.root()).args(["status", "--porcelain"]).output().expect("git").stdout.is_empty()
}

#[test]
fn space_ticks_an_action_and_space_takes_it_up_again() {
    let mut screen = Screen::of_template();
    screen.keys("4 Space");
    assert_eq!(state(&screen, "AQ-A26-9QXT"), "done");
    screen.keys("Space");
    assert_eq!(state(&screen, "AQ-A26-9QXT"), "open");
    assert_eq!(commits(&screen), 3);
    assert!(clean(&screen));
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forward() {
    let mut screen = Screen::of_template();
    screen.keys("4 Space Down Down d 'tomorrow' Enter u u");
    assert_eq!(state(&screen, "AQ-A26-9QXT"), "open");
    screen.keys("U U");
    assert_eq!(state(&screen, "AQ-A26-9QXT"), "done");
    screen.keys("u u u");
    assert!(screen.frame().contains(" There is nothing of yours to undo "));
    // That is a line: nothing was asked for that could have failed.
    assert!(screen.app.overlay.is_none());
}

#[test]
fn shift_and_an_arrow_move_an_item_and_each_move_is_one_commit() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter");
    let before = agenda(&screen);
    screen.keys("Shift+Down Shift+Down");
    let after = agenda(&screen);
    assert_eq!([&after[0], &after[1], &after[2]], [&before[1], &before[2], &before[0]]);
    assert_eq!(commits(&screen), 3);
    screen.keys("Shift+Up Shift+Up");
    assert_eq!(agenda(&screen), before);
}

#[test]
fn an_item_picked_up_is_carried_by_the_arrows_and_dropping_it_is_one_commit() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter m Down Down Down");
    assert_eq!(screen.app.context(), Context::Moving);
    let before = agenda(&screen);
    assert_eq!(commits(&screen), 1);
    screen.keys("Enter");
    assert_eq!(agenda(&screen)[3], before[0]);
    assert_eq!(commits(&screen), 2);
    screen.keys("m Up Up Esc");
    assert_eq!(agenda(&screen)[3], before[0]);
    assert_eq!(commits(&screen), 2);
}

#[test]
fn plus_and_minus_change_the_time_and_the_sum() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter Down Down + +");
    assert!(screen.frame().contains("89 planned of 90 · 1 min free"), "{}", screen.frame());
    screen.keys("+");
    assert!(screen.frame().contains("94 planned of 90 · 4 min too many (!)"));
    screen.keys("- -");
    assert!(screen.frame().contains("84 planned of 90 · 6 min free"));
}

#[test]
fn p_puts_an_item_into_the_pool_and_back() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter");
    let before = agenda(&screen);
    screen.keys("p");
    assert_eq!(agenda(&screen), before[1..]);
    screen.keys("p");
    assert_eq!(agenda(&screen).last(), before.first());
}

#[test]
fn a_new_item_is_saved_on_the_agenda_and_selected() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter a 'Counting rules' Ctrl+S");
    assert_eq!(agenda(&screen).last().map(String::as_str), Some("Counting rules"));
    let selected = screen.app.selected_record().expect("selected").title().to_owned();
    assert_eq!(selected, "Counting rules");
    assert!(screen.message().starts_with("Saved Add item AQ-I26-"), "{}", screen.message());
}

#[test]
fn escape_goes_one_step_back_and_never_leaves() {
    let mut screen = Screen::of_template();
    screen.keys("3 Down Enter Enter ?");
    let mut contexts = vec![screen.app.context()];
    for _ in 0..6 {
        screen.keys("Esc");
        contexts.push(screen.app.context());
    }
    use Context::{Agenda, Help, Meetings, Reading};
    assert_eq!(contexts, [Help, Reading, Agenda, Meetings, Meetings, Meetings, Meetings]);
    assert!(!screen.left);
}

#[test]
fn escape_on_a_changed_form_asks_once_then_keeps_a_draft_that_comes_back() {
    let mut screen = Screen::of_template();
    screen.keys("4 e 'XYZ' Esc");
    assert_eq!(screen.app.context(), Context::Form);
    assert!(screen.frame().contains("Esc again keeps a draft"));
    screen.keys("Esc");
    assert_eq!(screen.app.context(), Context::Actions);
    screen.keys("e");
    assert!(screen.frame().contains("Your draft of"), "{}", screen.frame());
    assert!(screen.frame().contains("XYZ"));
    screen.keys("Ctrl+D").frame();
    screen.keys("y e");
    assert!(!screen.frame().contains("XYZ"));
    assert_eq!(commits(&screen), 1);
}

#[test]
fn what_is_typed_survives_the_end_of_the_program() {
    let mut screen = Screen::of_template();
    screen.keys("4 a 'AQ' Tab 'Half a thought'");
    screen.event(Event::Ended);
    assert!(screen.left);
    let drafts = comity::workspace::Workspace::open(&screen.root(), Default::default()).expect("open").drafts();
    assert_eq!(drafts[0].fields["title"], "Half a thought");
}

#[test]
fn a_paste_never_reaches_the_keys() {
    let mut screen = Screen::of_template();
    screen.event(Event::Paste("q3 \nu".to_owned()));
    assert!(!screen.left && screen.app.page == Page::Home && commits(&screen) == 1);
    screen.keys("4 e");
    screen.event(Event::Paste("quit\nnow \u{1b}[31m".to_owned()));
    assert!(screen.frame().contains("quit now"));
    assert!(!screen.left);
}

#[test]
fn what_somebody_else_saves_appears_and_the_selection_stays() {
    let mut screen = Screen::of_template();
    screen.keys("4 Down Down Down");
    let selected = screen.app.selected_record().expect("selected").id.clone();
    let path = screen.root().join("groups/CB/actions/2026/CB-A26-8WTG.toml");
    let text = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, text.replace("title = \"", "title = \"Changed: ")).expect("written");
    for args in [["add", "-A"].as_slice(), &["commit", "-q", "-m", "By hand"]] {
        assert!(git(&screen.root()).args(args).status().expect("git").success());
    }
    screen.look();
    assert_eq!(screen.app.selected_record().expect("selected").id, selected);
    assert!(screen.frame().contains("Changed: "));
    assert!(screen.message().starts_with("Hand: CB-A26-8WTG: title"), "{}", screen.message());
}

#[test]
fn an_edit_by_hand_is_shown_with_its_fields_and_taken_in_when_somebody_says_so() {
    let mut screen = Screen::of_template();
    let path = screen.root().join("groups/AQ/actions/2026/AQ-A26-7K3F.toml");
    let text = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, text.replace("priority = \"high\"", "priority = \"low\"")).expect("written");
    screen.look();
    assert!(screen.frame().contains("AQ-A26-7K3F was edited by hand"));
    assert!(screen.frame().contains("1 edited by hand"));
    screen.keys("t");
    assert!(screen.frame().contains("AQ-A26-7K3F priority: high -> low"), "{}", screen.frame());
    assert_eq!(commits(&screen), 1);
    screen.keys("y");
    assert_eq!(commits(&screen), 2);
    assert!(clean(&screen));
    assert!(!screen.frame().contains("edited by hand"));
}

#[test]
fn a_broken_file_is_listed_and_its_record_shown_as_it_was_saved() {
    let mut screen = Screen::of_template();
    let path = screen.root().join("groups/AQ/actions/2026/AQ-A26-7K3F.toml");
    std::fs::write(&path, "title = [").expect("written");
    screen.look();
    assert!(screen.frame().contains("(!) AQ-A26-7K3F was edited by hand and is not"), "{}", screen.frame());
    screen.keys("4 / '7K3F' Enter");
    assert!(screen.frame().contains("Draft the joint definition"));
    screen.keys("Space");
    assert!(screen.frame().contains("cannot be taken in"), "{}", screen.frame());
    assert_eq!(commits(&screen), 1);
    assert_eq!(std::fs::read_to_string(&path).expect("read"), "title = [");
}

#[test]
fn a_form_follows_what_others_change_and_never_overwrites_it_unseen() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e Tab Tab '24 dec'");
    let path = screen.root().join("groups/AQ/actions/2026/AQ-A26-7K3F.toml");
    let text = std::fs::read_to_string(&path).expect("read");
    let changed =
        text.replace("due = 2026-11-23", "due = 2026-11-30").replace("priority = \"high\"", "priority = \"low\"");
    assert_ne!(changed, text);
    std::fs::write(&path, changed).expect("written");
    for args in [["add", "-A"].as_slice(), &["commit", "-q", "-m", "By hand"]] {
        assert!(git(&screen.root()).args(args).status().expect("git").success());
    }
    screen.look();
    let frame = screen.frame();
    assert!(frame.contains("(•) low"), "{frame}");
    assert!(frame.contains("(!) Hand wrote on"), "{frame}");
    screen.keys("Ctrl+S");
    let frame = screen.frame();
    assert!(frame.contains("( ) mine    Thu 24 Dec 2026"), "{frame}");
    assert!(frame.contains("( ) theirs  Mon 30 Nov 2026"), "{frame}");
    screen.keys("m Ctrl+S");
    let due = screen.app.desk.snapshot.get(&id(Kind::Action, "AQ-A26-7K3F")).and_then(|it| it.date("due"));
    assert_eq!(due.map(|it| it.to_string()).as_deref(), Some("2026-12-24"));
}

#[test]
fn what_is_typed_is_kept_after_a_pause_and_thrown_away_with_the_form() {
    let mut screen = Screen::of_template();
    screen.keys("4 e 'XYZ'");
    assert!(screen.app.is_unkept());
    screen.event(Event::Paused);
    assert!(!screen.app.is_unkept());
    let drafts = |screen: &Screen| {
        comity::workspace::Workspace::open(&screen.root(), Default::default()).expect("open").drafts().len()
    };
    assert_eq!(drafts(&screen), 1);
    screen.keys("Ctrl+D").frame();
    screen.keys("Esc");
    assert!(screen.frame().contains("XYZ"));
    screen.keys("Ctrl+D").frame();
    screen.keys("y");
    assert_eq!(drafts(&screen), 0);
}

#[test]
fn a_draft_that_cannot_be_kept_is_said_and_stays_as_long_as_the_screen() {
    let mut screen = Screen::of_template();
    std::fs::write(screen.root().join(".git/comity/drafts"), "in the way").expect("written");
    screen.keys("4 e 'XYZ' Esc Esc");
    assert!(screen.message().starts_with("What you typed is not on disk yet:"), "{}", screen.message());
    screen.keys("e");
    assert!(screen.frame().contains("XYZ"));
}

#[test]
fn keys_that_are_pressed_while_a_form_is_saved_wait_for_what_comes_of_it() {
    let mut screen = Screen::of_template();
    screen.keys("4 e 'More'");
    let effects = screen.ask(Event::Key(key("Ctrl+S")));
    assert!(matches!(effects.as_slice(), [Effect::Submit(_)]));
    screen.keys("1");
    assert_eq!(screen.app.page, Page::Actions);
    screen.perform(effects);
    assert_eq!(screen.app.page, Page::Home);
    assert_eq!(commits(&screen), 2);
}

#[test]
fn a_letter_typed_ahead_of_a_question_is_no_answer_to_it() {
    let mut screen = Screen::of_template();
    screen.keys("4 Space 6 R y");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Confirm, 2));
    screen.frame();
    screen.keys("y");
    assert_eq!(commits(&screen), 3);
}

#[test]
fn a_question_is_answered_with_tab_and_enter_alone() {
    let mut screen = Screen::of_template();
    screen.keys("4 Space 6 R Tab Enter");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::Confirm, 2), "typed ahead of the question");
    screen.frame();
    screen.keys("Enter");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::History, 2), "whoever presses Enter leaves it");
    screen.keys("R");
    screen.frame();
    screen.keys("Right Left Tab Enter");
    assert_eq!((screen.app.context(), commits(&screen)), (Context::History, 3));
}

#[test]
fn history_tells_a_change_by_its_fields_and_filters_by_record_group_and_person() {
    let mut screen = Screen::of_template();
    screen.keys("4 Space Down Down d 'tomorrow' Enter h");
    assert_eq!(screen.app.page, Page::History);
    let frame = screen.frame();
    assert!(frame.contains("− Fri 13 Nov 2026") && frame.contains("+ Tue 17 Nov 2026"), "{frame}");
    assert!(frame.contains("CB-A26-8WTG · 2 of 3 · Esc clears"), "{frame}");
    screen.keys("Esc");
    assert!(screen.frame().contains("3 changes"), "{}", screen.frame());
    screen.keys("g g");
    assert!(screen.frame().contains("CB · 2 of 3 · Esc clears"), "{}", screen.frame());
}

#[test]
fn what_has_just_been_added_is_selected() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("3 Down Enter a 'Abc' Ctrl+S");
    let frame = screen.frame();
    let selected = frame.lines().find(|it| it.contains('▌')).expect("selected");
    assert!(selected.contains("Abc"), "{frame}");
}

/// The screen of somebody else than the secretary.
fn screen_of(person: &str) -> Screen {
    let mut screen = Screen::of_template();
    let set = git(&screen.root()).args(["config", "comity.person", person]).status().expect("git");
    assert!(set.success());
    screen.look();
    screen
}

fn newest(screen: &Screen) -> String {
    let out = git(&screen.root()).args(["log", "-1", "--format=%B"]).output().expect("git");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[test]
fn what_lies_outside_ones_role_is_asked_about_and_saved_with_its_reason() {
    let mut screen = screen_of("willow");
    screen.keys("4 Space");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ calibration workshop       │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    to do, LATE       │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Rowan         │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││ Helper   ●SX Cedar         │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ Due      Fri 6 Nov 2026    │
    │ [ ] AQ╔ Why do you do it all the same? ══════════════════════════════════════════════════╗       │
    │ [ ] CO║ Why *          [                                                               ] ║ed for │
    │ [~] AQ║                  It stands in the history beside your name                       ║       │
    │ [ ] CI║ (!) Only its owner or a helper, or a secretary or chair of AQ may set state of   ║       │
    │       ║     AQ-A26-9QXT to done: rowan, cedar, birch.                                    ║ng     │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Leave it  Esc ]   Enter saves                                ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    // Without a reason it is not saved.
    screen.keys("Enter");
    assert_eq!((commits(&screen), state(&screen, "AQ-A26-9QXT").as_str()), (1, "open"));
    screen.keys("'Rowan asked me to' Enter");
    assert_eq!((commits(&screen), state(&screen, "AQ-A26-9QXT").as_str()), (2, "done"));
    assert!(newest(&screen).contains("Acting: willow\nOverride: Rowan asked me to\n"));
    assert!(screen.message().starts_with("Saved AQ-A26-9QXT: to do -> done"), "{}", screen.message());
    // What one has done oneself one may take back.
    screen.keys("u");
    assert_eq!((commits(&screen), state(&screen, "AQ-A26-9QXT").as_str()), (3, "open"));
    assert!(!newest(&screen).contains("Override"));
}

#[test]
fn a_reason_that_came_to_nothing_for_a_locked_key_is_there_when_it_is_asked_for_again() {
    let mut screen = screen_of("cedar");
    screen.keys("4 d 'tomorrow' Enter 'She asked me to'");
    let effect = screen.ask(Event::Key(key("Enter"))).remove(0);
    let report = Report::new("E-SIGN-LOCKED", Exit::Failed, "not saved: your key does not sign without you");
    let snapshot = screen.app.desk.snapshot.clone();
    screen.event(Event::Locked(Box::new(Locked { effect, report, snapshot })));
    assert!(screen.frame().contains("Save in the terminal"), "{}", screen.frame());
    screen.keys("Esc");
    assert!(screen.frame().contains("[tomorrow "), "{}", screen.frame());
    screen.keys("Enter");
    assert!(screen.frame().contains("[She asked me to "), "{}", screen.frame());
    screen.keys("Enter");
    assert!(screen.message().starts_with("Saved AQ-A26-9QXT"), "{}", screen.message());
    // Another time it is another reason.
    screen.keys("d 'fri' Enter");
    assert!(!screen.frame().contains("She asked me"), "{}", screen.frame());
}

#[test]
fn who_leaves_the_question_has_their_form_as_it_was_and_nothing_saved() {
    let mut screen = screen_of("cedar");
    screen.keys("4 d 'tomorrow' Enter");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ calibration workshop       │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    to do, LATE       │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Rowan         │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││ Helper   ●SX Cedar         │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ Due      Fri 6 Nov 2026    │
    │ [ ] AQ╔ Why do you do it all the same? ══════════════════════════════════════════════════╗       │
    │ [ ] CO║ Why *          [                                                               ] ║ed for │
    │ [~] AQ║                  It stands in the history beside your name                       ║       │
    │ [ ] CI║ (!) Only a secretary or chair of AQ may set due of AQ-A26-9QXT: birch, oak,      ║       │
    │       ║     alder.                                                                       ║ng     │
    │       ║                                                                                  ║       │
    │       ║ [ Save  Ctrl+S ]  [ Leave it  Esc ]   Enter saves                                ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    screen.keys("Esc");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     No       Title                         Who                  Due││ Name two report reviewers  │
    │▌[!] AQ 9QXT  Name two report reviewers fr… ◆AM Rowan      10 d late││ from each side for the     │
    │ [x] AQ 5RNP  Send APSCA the outline of th… ◆AM Oak             done││ calibration workshop       │
    │ [!] CB 8WTG  List the training dates that… ◆AM Oak         3 d late││                            │
    │ [~] AQ 7K3F  Draft the joint definition o… ●SX Alder         23 Nov││ State    to do, LATE       │
    │ [~] TH Q3FY  Map the questions of both au… ●SX Cedar          1 Dec││ Owner    ◆AM Rowan         │
    │ [?] AQ 2HVE  Count the returned reports o… ●SX Cedar          4 Dec││ Helper   ●SX Cedar         │
    │ [?] DC R9EC  Write the consent text for t… ◆AM Rowan          9 Dec││ Due      Fri 6 Nov 2026    │
    │ [ ] AQ D7ZK  Publish the calendar of join… ●SX Birch         11 Dec││          (10 d late)       │
    │ [ ] CO╔ Due · AQ 9QXT Name two report reviewers from each side for the calibration work… ╗ed for │
    │ [~] AQ║•Due            [tomorrow                                                       ] ║       │
    │ [ ] CI║                  → Tuesday 17 November 2026, tomorrow                            ║       │
    │       ║                                                                                  ║ng     │
    │       ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves · ↓ calendar   1 field changed   ║       │
    │       ╚══════════════════════════════════════════════════════════════════════════════════╝       │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │                                                                    ││                            │
    │ [ ] to do [~] in progress [?] waiting [!] late [x] done [-] dropped││                            │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
     Left as it is: nothing was saved                                                             Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back                                   F1 Help
    ");
    assert_eq!(commits(&screen), 1);
    screen.keys("Enter 'Agreed on the phone' Enter");
    assert_eq!(commits(&screen), 2);
    assert_eq!(screen.app.context(), Context::Actions);
    assert!(newest(&screen).contains("Override: Agreed on the phone"));
    screen.keys("6");
    for size in [(100, 30), (80, 24)] {
        screen.resize(size.0, size.1);
        let frame = screen.frame();
        let marked = frame.contains("●SX Cedar   (!) AQ-A26-9QXT: due 6 Nov");
        assert!(marked && frame.contains("Override: Agreed on the phone"), "{frame}");
    }
}

#[test]
fn what_cannot_be_saved_with_its_reason_comes_back_to_its_form() {
    let mut screen = screen_of("cedar");
    screen.keys("4 d 'tomorrow' Enter 'Agreed on the phone'");
    let path = screen.root().join("groups/AQ/actions/2026/AQ-A26-9QXT.toml");
    let text = std::fs::read_to_string(&path).expect("action");
    std::fs::write(&path, text.replace("due = 2026-11-06", "due = 2026-12-24")).expect("written");
    screen.keys("Enter");
    let frame = screen.frame();
    assert!(frame.contains("somebody else changed the same") && frame.contains("tomorrow"), "{frame}");
    assert_eq!(screen.app.context(), Context::Form);
}

#[test]
fn putting_back_and_taking_in_ask_as_well() {
    let mut screen = screen_of("cedar");
    let path = screen.root().join("groups/AQ/actions/2026/AQ-A26-9QXT.toml");
    let text = std::fs::read_to_string(&path).expect("action");
    std::fs::write(&path, text.replace("priority = \"normal\"", "priority = \"high\"")).expect("written");
    screen.look();
    let asked = |screen: &mut Screen| screen.frame().contains("Why do you do it all the same?");
    let effects = vec![Effect::TakeIn(vec![id(Kind::Action, "AQ-A26-9QXT")])];
    screen.perform(effects);
    assert!(asked(&mut screen));
    screen.keys("Esc");
    assert_eq!((commits(&screen), screen.message().as_str()), (1, "Left as it is: nothing was saved"));
    // Thrown away is left as well, and what waited is forgotten.
    screen.perform(vec![Effect::TakeIn(vec![id(Kind::Action, "AQ-A26-9QXT")])]);
    screen.keys("Ctrl+D 3 d Esc");
    assert_eq!((commits(&screen), screen.message().as_str()), (1, ""));
    screen.perform(vec![Effect::TakeIn(vec![id(Kind::Action, "AQ-A26-9QXT")])]);
    screen.keys("'It was me' Enter");
    assert!(newest(&screen).contains("Op: hand-edit") && newest(&screen).contains("Override: It was me"));
    // What somebody else did is put back for a reason, one's own without.
    let Some(entry) = screen.app.desk.latest.first().cloned() else { panic!("nothing was saved") };
    screen.perform(vec![Effect::PutBack(Box::new(entry.clone()))]);
    assert!(!asked(&mut screen));
    assert_eq!(commits(&screen), 3);
    let set = git(&screen.root()).args(["config", "comity.person", "rowan"]).status().expect("git");
    assert!(set.success());
    let newest = screen.app.desk.latest.first().cloned().expect("saved");
    screen.perform(vec![Effect::PutBack(Box::new(newest))]);
    assert!(asked(&mut screen));
}
