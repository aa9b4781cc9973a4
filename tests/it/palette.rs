//! Find or do anything, the menu of a thing, help in which one types.

use comity::settings::Warning;
use comity::tui::command::Command;
use comity::tui::event::Event;
use comity::tui::keymap::{Context, keys_of};

use crate::support::screen::Screen;
use crate::support::shell::Shell;

#[test]
fn everything_is_found_and_what_can_be_done_here_stands_first() {
    let mut screen = Screen::of_template();
    insta::assert_snapshot!(screen.keys("4 Ctrl+P").frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings [4 Actions] 5 People  6 History  7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ Actions ────────────────────── not closed · 11 of 14 · by due date ┐┌ AQ-A26-9QXT ───────────────┐
    │     N╔ Find or do anything ═══════════════════════════════════════════════════ 157 of 157 ╗wers  │
    │▌[!] A║ > ▏                                                                                ║e     │
    │ [x] A║────────────────────────────────────────────────────────────────────────────────────║      │
    │ [!] C║▌Do        Open · open everything about the selected thing                    Enter ║      │
    │ [~] A║ Do        Done · tick the action as done, or take it up again                Space ║      │
    │ [~] T║ Do        Add · add one here                                                     a ║      │
    │ [?] A║ Do        Edit · change the fields of the selected thing                         e ║      │
    │ [?] D║ Do        Due date · give the action another day                                 d ║26    │
    │ [ ] A║ Do        Who · give the action to somebody else                                 w ║      │
    │ [ ] C║ Do        Priority · say how much the action matters: high, normal or low        P ║d for │
    │ [~] A║ Do        Note · write down what has been done                                   n ║      │
    │ [ ] C║ Do        Drop · drop, withdraw or cancel it, with a reason (asks)             Del ║      │
    │      ║ Do        Leave alone · leave the action alone until a day; until then it is no… z ║g     │
    │      ║ Do        Hand over · hand the item or action over to another group              F ║      │
    │      ║ Do        Mark · mark it or unmark it; what is marked is changed together        * ║      │
    │      ║ Do        Filter · filter the list while you type                                / ║      │
    │      ║ Do        Quick filters · filters that are ready: mine, late, this week, waitin… f ║      │
    │      ║ Do        Sort · a menu of the orders                                            s ║      │
    │      ║ Do        Board / list · show a board of lanes, or the list again                v ║      │
    │      ║ Do        Closed too · show what is closed or dropped too, or no longer          o ║      │
    │      ║ Do        Group · show one group after the other, then all                       g ║      │
    │      ║ Do        History · show what happened to the selected thing                     h ║      │
    │      ║ # numbers · > what can be done · @ people · / filters the list of this page        ║      │
    │ [ ] t╚════════════════════════════════════════════════════════════════════════════════════╝      │
    └────────────────────────────────────────────────────────────────────┘└────────────────────────────┘
                                                                                                  Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn a_few_letters_of_a_name_find_what_is_theirs() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys(": 'row'").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ ╔ Find or do anything ══════════════════════════════════════════ 12 of 146 ╗═╗
    ║▌║ > row▏                                                                   ║n║
    ║ ║──────────────────────────────────────────────────────────────────────────║n║
    ║ ║▌Person    Rowan Placeholder                                          ◆AM ║n║
    ║ ║ Member    Rowan Placeholder in Audit quality measures                    ║s║
    ╚═║ Member    Rowan Placeholder in Shared capacity building                  ║═╝
    ┌ ║ Member    Rowan Placeholder in Continuous improvement of labour relati…  ║ ┐
    │ ║ Member    Rowan Placeholder in Data collaboration                        ║c│
    │ ║ Member    Rowan Placeholder in Trafficking in human beings               ║c│
    │ ║ Action    AQ 9QXT Name two report reviewers from ea… ◆AM Rowan 10 d late ║ │
    └─║ Action    DC R9EC Write the consent text for the pilot   ◆AM Rowan 9 Dec ║─┘
    ┌ ║ Item      AQ H8JS Days from the end of an audit to the repo… in the pool ║ ┐
    │ ║ Item      CI P5DK How workers are heard while corrective ac… in the pool ║ │
    │ ║ Item      DC E2QJ Pilot of the joint view: who takes part  DC-2026-11-25 ║ │
    │ ║ Measure   Reports returned for correction                             AQ ║…│
    │ ║                                                                          ║…│
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║─┐
    │ ║                                                                          ║ │
    └─╚══════════════════════════════════════════════════════════════════════════╝─┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("Enter");
    assert_eq!(screen.app.context(), Context::People);
}

#[test]
fn what_is_written_in_a_record_is_found_too_below_what_is_called_so() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys(": 'valid'").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ ╔ Find or do anything ═══════════════════════════════════════════ 3 of 146 ╗═╗
    ║▌║ > valid▏                                                                 ║n║
    ║ ║──────────────────────────────────────────────────────────────────────────║n║
    ║ ║▌Action    AQ 7K3F Draft the joint… Details: …Open are validity periods,… ║n║
    ║ ║ Item      AQ C3VN Definition of a… Background: …held a valid audit in t… ║s║
    ╚═║ Measure   Duplicate audits avoided Definition: …held a valid audit in t… ║═╝
    ┌ ║                                                                          ║ ┐
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║ │
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║ ┐
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║…│
    │ ║                                                                          ║…│
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║─┐
    │ ║                                                                          ║ │
    └─╚══════════════════════════════════════════════════════════════════════════╝─┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    // A word of the name and one of the details go together.
    insta::assert_snapshot!(screen.keys("' alder'").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ ╔ Find or do anything ═══════════════════════════════════════════ 3 of 146 ╗═╗
    ║▌║ > valid alder▏                                                           ║n║
    ║ ║──────────────────────────────────────────────────────────────────────────║n║
    ║ ║▌Action    AQ 7K3F Draft the joint… Details: …Open are validity periods,… ║n║
    ║ ║ Item      AQ C3VN Definition of a… Background: …held a valid audit in t… ║s║
    ╚═║ Measure   Duplicate audits avoided Definition: …held a valid audit in t… ║═╝
    ┌ ║                                                                          ║ ┐
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║ │
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║ ┐
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║…│
    │ ║                                                                          ║…│
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║─┐
    │ ║                                                                          ║ │
    └─╚══════════════════════════════════════════════════════════════════════════╝─┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
}

/// The lines of the list, without the frame.
fn left(screen: &mut Screen) -> Vec<String> {
    let frame = screen.frame();
    let lines = frame.lines().filter_map(|it| it.split('║').nth_back(1).filter(|_| it.matches('║').count() >= 2));
    lines.skip(2).map(|it| it.trim_matches(['▌', ' ']).to_owned()).filter(|it| !it.is_empty()).collect()
}

#[test]
fn a_sign_before_what_is_typed_says_what_is_looked_among() {
    let mut screen = Screen::of_template().sized(120, 40);
    let found = |screen: &mut Screen, typed: &str| left(screen.keys(&format!("4 Ctrl+P '{typed}'")));
    for (typed, begins) in [("@row", "Person"), (">due", "Do"), ("#7k3f", "Action    AQ 7K3F")] {
        let lines = found(&mut screen, typed);
        assert!(!lines.is_empty() && lines.iter().all(|it| it.starts_with(begins)), "{typed}: {lines:#?}");
        screen.keys("Esc");
    }
    insta::assert_debug_snapshot!(found(&mut screen, "/calendar"), @r#"
    [
        "Do        Filter · filter the list while you type                                /",
    ]
    "#);
    screen.keys("Enter");
    assert!(screen.frame().contains("1 of 14"), "{}", screen.frame());
    // A page without a list says so.
    insta::assert_debug_snapshot!(left(screen.keys("1 Ctrl+P '/calendar'")), @r#"
    [
        "25 Nov   10:00 DC     Fourth meeting                  75/90 min",
        "30 Nov   13:30 CI     Fourth meeting                   no items",
        "2 Dec    10:30 CB     Fourth meeting                   no items",
        "> /calendar▏",
        "────────────────────────────────────────────────────────────────────────────────────",
        "This page has no list that can be filtered.",
    ]
    "#);
    insta::assert_debug_snapshot!(left(screen.keys("Ctrl+U '@xyz'")), @r#"
    [
        "25 Nov   10:00 DC     Fourth meeting                  75/90 min",
        "30 Nov   13:30 CI     Fourth meeting                   no items",
        "2 Dec    10:30 CB     Fourth meeting                   no items",
        "> @xyz▏",
        "────────────────────────────────────────────────────────────────────────────────────",
        "Nobody is called like that. Fewer letters find more.",
    ]
    "#);
}

#[test]
fn other_words_find_the_command_too_and_first() {
    let mut screen = Screen::of_template().sized(120, 40);
    for (typed, label) in [
        ("export", "Into a file"),
        ("print", "Into a file"),
        ("theme", "Settings"),
        ("mouse", "Settings"),
        ("messages", "Messages"),
        ("start your own", "Start your own"),
        ("join", "Start your own"),
        ("quit", "Quit"),
        ("undo", "Undo"),
        ("help", "Help"),
        ("sign", "Signs"),
    ] {
        let lines = left(screen.keys(&format!("4 Ctrl+P '{typed}'")));
        let first = lines.first().map(String::as_str).unwrap_or_default();
        assert!(first.starts_with(&format!("Do        {label} ")), "{typed}: {lines:#?}");
        screen.keys("Esc");
    }
}

#[test]
fn what_was_said_can_be_read_again_the_newest_first() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.app.warn_of_settings(&[Warning {
        file: "settings.toml".into(),
        line: Some(2),
        words: "`theme` is one of auto, dark, light, contrast, mono".to_owned(),
    }]);
    insta::assert_snapshot!(screen.keys("Esc 4 Space Down Space u Ctrl+P 'messages' Enter").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │ [x] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan           done│
    │▌[x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~] AQ 7K3F  Draft the joint definition of a duplic… ●SX Alder         23 Nov│
    │ ╔ Messages ════════════════════════════════════════════════════ Esc closes ╗c│
    │ ║  09:00  Undone: AQ-A26-5RNP: done -> to do (Send APSCA the outline of    ║c│
    │ ║         the calibra…                                                     ║c│
    │ ║  09:00  Saved AQ-A26-5RNP: done -> to do. Ctrl+Z undoes                  ║c│
    │ ║  09:00  Saved AQ-A26-9QXT: to do -> done. Ctrl+Z undoes                  ║c│
    │ ║  09:00  (!) settings.toml, line 2: `theme` is one of auto, dark, light,  ║c│
    │ ║         contrast, mono                                                   ║7│
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-5RNP · done · from AQ-2026-10-27                                      │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn the_settings_and_the_way_to_a_workspace_of_ones_own_are_told() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("Ctrl+P 'theme' Enter").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ Next meetings ═══════════════════════════════════════════════════════════════╗
    ║▌Fri 20   10:00 CO     Fourth meeting                                72/90 min║
    ║ 24 Nov   14:00 AQ     Sixth meeting                                 79/90 min║
    ║ ╔ Settings ════════════════════════════════════════════════════ Esc closes ╗n║
    ║ ║  theme       auto, dark, light, contrast, mono: The colours of the       ║s║
    ╚═║              screen; `auto` goes by the terminal                         ║═╝
    ┌ ║  ascii       auto, true, false: Whether signs and lines are drawn in     ║ ┐
    │ ║              ASCII alone; `auto` goes by the terminal                    ║c│
    │ ║  decoration  full, reduced: `reduced` draws no lines, and has the cursor ║c│
    │ ║              where one is, for those who have the screen read aloud      ║ │
    └─║  mouse       true, false: Whether the screen takes the mouse             ║─┘
    ┌ ║  ctrl_z      undo, suspend: What Ctrl+Z does on the screen               ║ ┐
    │ ║                                                                          ║ │
    │ ║ They hold in every workspace on this machine, from the next start on.    ║ │
    │ ║ `comity config list` shows them; `comity config set theme dark` says     ║…│
    │ ║ which line to write into which file.                                     ║…│
    └─╚══════════════════════════════════════════════════════════════════════════╝─┘
    ┌ Latest changes ──────────────────────────────────────────────────────────────┐
    │ 09:00  ●SX Birch  Begin with the example of Sedex and amfori                 │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     ↑ Up  ↓ Down  Esc Back
    ");
    insta::assert_snapshot!(screen.keys("Esc Ctrl+P 'start your own' Enter").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ Next meetings ═══════════════════════════════════════════════════════════════╗
    ║▌Fri 20   10:00 CO     Fourth meeting                                72/90 min║
    ║ 24 Nov   14:00 AQ     Sixth meeting                                 79/90 min║
    ║ 25 Nov   10:00 DC     Fourth meeting                                75/90 min║
    ║ 30 Nov   13:30 CI     Fourth meeting                                 no items║
    ╚═╔ Start your own ══════════════════════════════════════════════ Esc closes ╗═╝
    ┌ ║ This is an example; it stays as it is. Leave the screen, and type one of ║ ┐
    │ ║ these:                                                                   ║c│
    │ ║                                                                          ║c│
    │ ║  comity init FOLDER   begin a workspace of your own in a new folder      ║ │
    └─║  comity join ADDRESS  join a workspace that others have begun; they tell ║─┘
    ┌ ║                       you its address                                    ║ ┐
    │ ║  comity               in a folder without a workspace: both, step by     ║ │
    │ ║                       step                                               ║ │
    │ ╚══════════════════════════════════════════════════════════════════════════╝…│
    │ (!) CB, 3 d late: List the training dates that are open to members of both o…│
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Latest changes ──────────────────────────────────────────────────────────────┐
    │ 09:00  ●SX Birch  Begin with the example of Sedex and amfori                 │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn what_nobody_is_called_says_so() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys(": 'xqzj'").frame(), @r"
     Sedex a… [1 Home] 2 Groups 3 Meet 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ╔ ╔ Find or do anything ═══════════════════════════════════════════ 0 of 146 ╗═╗
    ║▌║ > xqzj▏                                                                  ║n║
    ║ ║──────────────────────────────────────────────────────────────────────────║n║
    ║ ║  Nothing is called like that or says so. Fewer letters find more.        ║n║
    ║ ║                                                                          ║s║
    ╚═║                                                                          ║═╝
    ┌ ║                                                                          ║ ┐
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║ │
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║ ┐
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║…│
    │ ║                                                                          ║…│
    └─║                                                                          ║─┘
    ┌ ║                                                                          ║─┐
    │ ║                                                                          ║ │
    └─╚══════════════════════════════════════════════════════════════════════════╝─┘
                                                                              Saved
     ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn an_action_that_is_chosen_is_selected_in_its_list_whatever_filter_hid_it() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 / 'birch' Enter Ctrl+P 'apsca outline' Enter");
    insta::assert_snapshot!(screen.frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │ [!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │▌[x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ [~] AQ 7K3F  Draft the joint definition of a duplic… ●SX Alder         23 Nov│
    │ [~] TH Q3FY  Map the questions of both audit format… ●SX Cedar          1 Dec│
    │ [?] AQ 2HVE  Count the returned reports of both sys… ●SX Cedar          4 Dec│
    │ [?] DC R9EC  Write the consent text for the pilot    ◆AM Rowan          9 Dec│
    │ [ ] AQ D7ZK  Publish the calendar of joint readings  ●SX Birch         11 Dec│
    │ [ ] CO T6BQ  Draft the half-year progress report     ●SX Birch         11 Dec│
    │ [~] AQ M4CW  Say which conduct figures APSCA can gi… ▲AP Willow        15 Dec│
    │ [ ] CI 6VHS  Draft a note on the part of worker rep… ◆AM Maple    15 Jan 2027│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-5RNP · done · from AQ-2026-10-27                                      │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Space Done  a Add  e Edit  d Due date  w Who       . More  Ctrl+P Find  ? Help
    ");
}

#[test]
fn a_command_is_run_from_the_list() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 Ctrl+P 'due date' Enter");
    assert_eq!(screen.app.context(), Context::Form);
    screen.keys("Esc Ctrl+P 'groups' Enter");
    assert_eq!(screen.app.context(), Context::Groups);
}

#[test]
fn the_menu_names_what_can_be_done_with_the_selected_thing() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 .").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │ ╔ Name two report reviewers from each side for the calibration workshop ═══╗e│
    │▌║▌ Open: open everything about the selected thing                    Enter ║e│
    │ ║  Done: tick the action as done, or take it up again                Space ║e│
    │ ║  Edit: change the fields of the selected thing                         e ║e│
    │ ║  Due date: give the action another day                                 d ║v│
    │ ║  Who: give the action to somebody else                                 w ║c│
    │ ║  Priority: say how much the action matters: high, normal or low        P ║c│
    │ ║  Note: write down what has been done                                   n ║c│
    │ ║  Drop: drop, withdraw or cancel it, with a reason (asks)             Del ║c│
    │ ║  Leave alone: leave the action alone until a day; until then it is no… z ║c│
    │ ║  Hand over: hand the item or action over to another group              F ║c│
    │ ║  Mark: mark it or unmark it; what is marked is changed together        * ║7│
    │ ║  History: show what happened to the selected thing                     h ║ │
    │ ║  Comment: say something about the selected thing, or about the field … c ║ │
    │ ║  Copy: copy the selected thing as text, and show the text              y ║ │
    │ ║  Into a file: make a document of it: agenda, minutes, log, register, … x ║ │
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("Down Down Down Enter");
    assert_eq!(screen.app.context(), Context::Form);
    // The letter beside a line does what it says.
    screen.keys("Esc . h");
    assert_eq!(screen.app.context(), Context::History);
}

#[test]
fn help_is_searched_by_typing_and_runs_the_line_at_the_marker() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 ?").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     E╔ Help: Actions ═══════════════════════════════════════════════ Esc closes ╗
    ┌ ║ Type to search this help ▏  ↑↓ and Enter run a line                      ║ ┐
    │ ║                                                                          ║e│
    │▌║ Actions                                                                  ║e│
    │ ║  →                to the next lane                                       ║e│
    │ ║  ←                to the lane before                                     ║e│
    │ ║  Shift+→          move the card to the next lane; one that is to wait is ║v│
    │ ║                   asked for what                                         ║c│
    │ ║  Shift+←          move the card to the lane before: that is where the    ║c│
    │ ║                   action stands then                                     ║c│
    │ ║▌ Space            tick the action as done, or take it up again           ║c│
    │ ║  a Ins            add one here                                           ║c│
    │ ║  e F2             change the fields of the selected thing                ║c│
    │ ║  d                give the action another day                            ║7│
    │ ║  w                give the action to somebody else                       ║ │
    │ ║  n                write down what has been done                          ║ │
    │ ║  *                mark it or unmark it; what is marked is changed        ║ │
    │ ║                   together                                               ║ │
    │ ║  P                say how much the action matters: high, normal or low   ║ │
    │ ║  / F3             filter the list while you type                         ║ │
    └─║ … ↓ shows more                                                           ║─┘
      ╚══════════════════════════════════════════════════════════════════════════╝d
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    insta::assert_snapshot!(screen.keys("'another'").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     E╔ Help: Actions ═══════════════════════════════════════════════ Esc closes ╗
    ┌ ║ > another▏                                                               ║ ┐
    │ ║                                                                          ║e│
    │▌║ Actions                                                                  ║e│
    │ ║▌ d  give the action another day                                          ║e│
    │ ║  F  hand the item or action over to another group                        ║e│
    │ ║                                                                          ║v│
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║c│
    │ ║                                                                          ║7│
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    │ ║                                                                          ║ │
    └─║                                                                          ║─┘
      ╚══════════════════════════════════════════════════════════════════════════╝d
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    screen.keys("Down Enter");
    assert_eq!(screen.app.context(), Context::Form);
}

#[test]
fn help_shows_its_last_line_when_the_marker_is_at_its_last() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 ? End").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     E╔ Help: Actions ═══════════════════════════════════════════════ Esc closes ╗
    ┌ ║ Type to search this help ▏  ↑↓ and Enter run a line                      ║ ┐
    │ ║                                                                          ║e│
    │▌║  c                say something about the selected thing, or about the   ║e│
    │ ║                   field at the marker                                    ║e│
    │ ║  y                copy the selected thing as text, and show the text     ║e│
    │ ║  x                make a document of it: agenda, minutes, log, register, ║v│
    │ ║                   calendar; or write down what the page shows            ║c│
    │ ║  Esc              one step back                                          ║c│
    │ ║  Ctrl+P : /       find or do anything by its name                        ║c│
    │ ║  . Shift+F10      a menu of what can be done with the selected thing     ║c│
    │ ║  ? F1             help for this screen                                   ║c│
    │ ║  H                what the signs mean                                    ║c│
    │ ║  T                a walk of eight steps through the example              ║7│
    │ ║▌ q Ctrl+C Ctrl+Q  leave                                                  ║ │
    │ ║                                                                          ║ │
    │ ║ In fields: Enter or Tab goes on, Ctrl+W takes a word, Ctrl+U and Ctrl+K  ║ │
    │ ║ the line.                                                                ║ │
    │ ║ Dates: today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-  ║ │
    │ ║ 11-20.                                                                   ║ │
    └─║ Everything you do is saved as a small step and can be undone.            ║─┘
      ╚══════════════════════════════════════════════════════════════════════════╝d
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
}

#[test]
fn every_command_that_can_be_given_and_does_more_than_move_is_in_the_list_of_everything() {
    for way in ["1", "2", "2 Enter", "3", "3 Enter", "4", "4 Enter", "5", "5 t", "6", "7"] {
        let mut screen = Screen::of_template().sized(120, 40);
        screen.keys(way);
        let context = screen.app.context();
        let can: Vec<Command> =
            Command::ALL.iter().copied().filter(|it| !it.only_moves() && screen.app.can(*it)).collect();
        assert!(can.len() > 10, "{way}");
        screen.keys("Ctrl+P");
        // The commands stand before the records: one goes along them.
        let mut lines = Vec::new();
        for _ in &can {
            let frame = screen.frame();
            let line = frame.lines().find(|it| it.contains("║▌Do ")).unwrap_or_else(|| panic!("{way}\n{frame}"));
            lines.push(line.split('║').find(|it| it.starts_with('▌')).unwrap_or_default().trim_end().to_owned());
            screen.keys("Down");
        }
        for command in can {
            let words = format!("▌Do        {} · {}", command.label(), command.help());
            let begins: String = words.chars().take(70).collect();
            let line = lines.iter().find(|it| it.starts_with(&begins));
            let line = line.unwrap_or_else(|| panic!("{command:?} at {way}\n{lines:#?}"));
            if let Some(key) = keys_of(context, command).first() {
                assert!(line.ends_with(&format!(" {key}")), "{line}");
            }
        }
    }
}

#[test]
fn escape_leaves_the_list_and_nothing_else() {
    let mut screen = Screen::of_template();
    let before = screen.keys("4 Down").frame();
    for way in ["Ctrl+P 'due' Esc", "Ctrl+P Ctrl+P", ". Esc", ". .", "? 'due' Esc"] {
        assert_eq!(screen.keys(way).frame(), before, "{way}");
    }
}

#[test]
fn the_manual_names_every_command_of_the_screen_with_its_keys() {
    let manual = Shell::empty().run("man").to_string();
    let (_, keys) = manual.split_once(".SH KEYS OF THE SCREEN").expect("a section");
    for command in Command::ALL {
        assert!(keys.contains(command.help()), "{command:?}");
    }
}

#[test]
fn letter_by_letter_the_same_is_found_as_all_at_once() {
    let mut screen = Screen::of_template().sized(120, 40);
    for typed in ["draft definition", "due da", "birch place", "audits re", "@map", "calrep", "rown draft", "ca ca cal"]
    {
        let slowly = left(screen.keys("4 Ctrl+P").keys(&format!("'{typed}'")));
        screen.keys("Esc Ctrl+P").event(Event::Paste(typed.to_owned()));
        assert_eq!(left(&mut screen), slowly, "{typed}");
        screen.keys("Esc");
    }
}
