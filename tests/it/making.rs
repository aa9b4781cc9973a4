//! Documents made from the screen: which a page offers, how they are asked for, where they may lie.

use std::fs;
use std::path::{Path, PathBuf};

use comity::report::Report;
use comity::tui::app::Overlay;
use comity::tui::event::{Effect, Event};
use comity::tui::written::{self, Over};

use crate::support::running::comity_in;
use crate::support::sandbox::now;
use crate::support::screen::{Screen, key};
#[cfg(unix)]
use crate::support::terminal::Place;

/// The lines of the box that lies over the page; the folder beside the workspace is HERE.
fn over(screen: &mut Screen) -> String {
    let frame = screen.frame().replace(&screen.root().parent().expect("folder").display().to_string(), "HERE");
    let rows: Vec<Vec<char>> = frame.lines().map(|it| it.chars().collect()).collect();
    let corner = |row: &Vec<char>| row.iter().rposition(|it| *it == '╔');
    let Some((top, left)) = rows.iter().enumerate().filter_map(|(at, it)| Some((at, corner(it)?))).next_back() else {
        return "nothing".to_owned();
    };
    let until = rows.iter().skip(top).position(|it| it.get(left) == Some(&'╚')).unwrap_or_default();
    let inside = |row: &Vec<char>| {
        let words: String = row[left + 1..].iter().take_while(|it| !"║╗".contains(**it)).collect();
        words.trim_matches([' ', '═']).to_owned()
    };
    let told = rows.iter().skip(top).take(until).map(inside);
    told.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The folder beside the workspace.
fn beside(screen: &Screen, name: &str) -> PathBuf {
    screen.root().parent().expect("folder").join(name)
}

fn text(screen: &Screen, name: &str) -> String {
    fs::read_to_string(beside(screen, name)).expect("written")
}

#[test]
fn each_page_offers_the_documents_about_what_it_shows() {
    let mut screen = Screen::of_demo().sized(100, 40);
    let ways =
        ["1", "2", "3", "3 Enter", "1 4", "4 / 'owner:me' Enter", "Esc 4 Enter", "1 5", "1 6", "1 6 Right", "1 7"];
    let told: String = ways
        .iter()
        .map(|way| {
            screen.keys(way).keys("x");
            let is_over = screen.app.overlay.is_some();
            let offered = if is_over { over(&mut screen) } else { "nothing".to_owned() };
            screen.keys("Esc Esc");
            format!("{way}\n{offered}\n\n")
        })
        .collect();
    insta::assert_snapshot!(told, @r"
    1
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The deadlines of all groups                                                     d
    The register of decisions of all groups                                         r

    2
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The list of members of CO                                                       p
    The action log                                                                  l
    The register of decisions of CO                                                 r
    The deadlines of CO                                                             d
    This list: as a table, as text, or for programs                                 t

    3
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The agenda of CO-2026-11-16                                                     a
    The minutes of CO-2026-11-16                                                    m
    A calendar of the meetings                                                      c
    This list: as a table, as text, or for programs                                 t

    3 Enter
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The agenda of CO-2026-11-16                                                     a
    The minutes of CO-2026-11-16                                                    m
    A calendar entry of CO-2026-11-16                                               c

    1 4
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The action log                                                                  l
    A calendar of the actions                                                       c
    This list: as a table, as text, or for programs                                 t

    4 / 'owner:me' Enter
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The action log                                                                  l
    A calendar of the actions                                                       c
    This list: as a table, as text, or for programs                                 t

    Esc 4 Enter
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ A calendar entry of AQ-A26-D7ZK                                                 c
    What is read here: as text, or for programs                                     t

    1 5
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The list of members of all groups                                               p
    This list: as a table, as text, or for programs                                 t

    1 6
    nothing

    1 6 Right
    Into a file ═══════════════════════════════════════════════════════════ Esc closes
    ▌ The agenda of CO-2026-11-16                                                     a
    The minutes of CO-2026-11-16                                                    m
    A calendar entry of CO-2026-11-16                                               c
    What is read here: as text, or for programs                                     t

    1 7
    nothing
    ");
}

#[test]
fn an_agenda_is_made_as_a_page_or_as_something_else_into_a_file_that_is_proposed() {
    let mut screen = Screen::of_demo().sized(80, 24);
    insta::assert_snapshot!(screen.keys("3 Down Enter x").frame(), @"
     Sedex a… 1 Home 2 Groups [3 Meet] 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Agenda · AQ · Sixth meeting · Tue 24 Nov 14:00–15:30 ─────────────── planned ┐
    │   # Start Min For        Who         Title                                   │
    │▌  1 14:00   2 standing   ◆AM Maple   Competition-law reminder                │
    │   2 14:02   2 approval   ◆AM Maple   Adoption of the agenda                  │
    │   3 14:04  25 decision   ●SX Alder   Definition of a duplicate audit         │
    │   4 14:29  20 discussion ▲AP Willow  Counting audits that are led by two aud…│
    │   5 14:49  20 approval   ◆AM Maple   Programme of the calibration workshop   │
    │ ╔ Into a file ═════════════════════════════════════════════════ Esc closes ╗ │
    │ ║▌ The agenda of AQ-2026-11-24                                           a ║ │
    │ ║  The minutes of AQ-2026-11-24                                          m ║ │
    │ ║  A calendar entry of AQ-2026-11-24                                     c ║ │
    │ ╚══════════════════════════════════════════════════════════════════════════╝…│
    │                                                                              │
    │ AQ-2026-11-24-reminder · standing                                            │
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────┐
    │ (!) 3: the paper Definition of a duplicate audit, second draft is to follow  │
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    ");
    insta::assert_snapshot!(screen.keys("a").frame(), @r"
     Sedex a… 1 Home 2 Groups [3 Meet] 4 Actions 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. Nothing here is real, no document of Sedex or amfori. T tour, q leaves
    ┌ Agenda · AQ · Sixth meeting · Tue 24 Nov 14:00–15:30 ─────────────── planned ┐
    │   # Start Min For        Who         Title                                   │
    │▌  1 14:00   2 standing   ◆AM Maple   Competition-law reminder                │
    │   2 14:02   2 approval   ◆AM Maple   Adoption of the agenda                  │
    │   3 14:04  25 decision   ●SX Alder   Definition of a duplicate audit         │
    │   4 14:29  20 discussion ▲AP Willow  Counting audits that are led by two aud…│
    │╔ Make the agenda of AQ-2026-11-24 ══════════════════════════════════════════╗│
    │║ Format *       (•) page to print  ( ) text  ( ) table  ( ) letter          ║│
    │║                  A page opens in a browser, a table in a spreadsheet       ║│
    │║ For whom *     < members of the organisations >  2 of 3                    ║│
    │║ File *         [agenda-AQ-2026-11-24.html                                ] ║│
    │║                                                                            ║│
    │║ [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it                       ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    └──────────────────────────────────────────────────────────────────────────────┘
    ┌ Checks ──────────────────────────────────────────────────────────────────────┐
    │ (!) 3: the paper Definition of a duplicate audit, second draft is to follow  │
    │ (i) 2 proposals wait in the pool. t takes the selected one up, D declines it │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    // The name follows the format, and an ending of one's own stays.
    screen.keys("Right Right");
    insta::assert_snapshot!(over(&mut screen), @r"
    Make the agenda of AQ-2026-11-24
    •Format *       ( ) page to print  ( ) text  (•) table  ( ) letter
    A page opens in a browser, a table in a spreadsheet
    For whom *     < members of the organisations >  2 of 3
    •File *         [agenda-AQ-2026-11-24.csv                                 ]
    [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it   2 fields changed
    ");
    screen.keys("Left Enter");
    insta::assert_snapshot!(over(&mut screen), @"
    It is written.
    HERE/agenda-AQ-2026-11-24.md
    ▌[ Esc  Leave it ]    [ y  Open it ]
    ");
    let agenda = text(&screen, "agenda-AQ-2026-11-24.md");
    assert!(agenda.starts_with("# Agenda: "), "{agenda}");
    // It can be opened at once.
    assert!(
        matches!(&screen.ask(Event::Key(key("y")))[..], [Effect::OpenWritten(file)] if file.ends_with("agenda-AQ-2026-11-24.md"))
    );
    assert!(screen.app.overlay.is_none());
}

#[test]
fn what_the_screen_makes_is_what_the_command_line_makes() {
    let mut screen = Screen::of_demo().sized(100, 30);
    let made = |screen: &mut Screen, keys: &str, name: &str| {
        screen.keys(keys).frame();
        screen.keys("Esc");
        text(screen, name)
    };
    for (keys, name, words) in [
        ("3 Down Enter x a Right Enter", "agenda-AQ-2026-11-24.md", "document agenda AQ-2026-11-24"),
        ("x m Right Enter", "minutes-AQ-2026-11-24.md", "document minutes AQ-2026-11-24"),
        ("1 x d Right Enter", "deadlines.md", "document deadlines"),
        ("x r Right Enter", "decisions.md", "document decisions"),
        ("5 x p Right Right Enter", "members.csv", "document members --format csv --excel"),
    ] {
        let by_screen = made(&mut screen, keys, name);
        let now = now().to_rfc3339();
        let words: Vec<&str> = ["--now", &now].into_iter().chain(words.split(' ')).collect();
        let out = comity_in(&screen.root(), &words).output().expect("run");
        assert_eq!(by_screen, String::from_utf8_lossy(&out.stdout), "{name}");
    }
}

#[test]
fn the_action_log_has_what_the_list_shows_and_says_so() {
    let mut screen = Screen::of_demo().sized(100, 30);
    screen.keys("4 / 'owner:alder' Enter x l Right Enter").frame();
    screen.keys("Esc");
    let log = fs::read_dir(screen.root().parent().expect("folder")).expect("folder");
    let name =
        log.flatten().map(|it| it.file_name().to_string_lossy().into_owned()).find(|it| it.starts_with("actions"));
    let log = text(&screen, &name.expect("written"));
    let told: Vec<&str> = log.lines().filter(|it| !it.starts_with("- Version")).map(|it| it.trim_end()).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    # Action log: Audit quality measures (AQ)

    **As of Monday 16 November 2026**

    - Open: 1, 0 of them late
    - Only: what is not closed or dropped, filter owner:alder

    ## Note

    Example. Nothing here is real, no document of Sedex or amfori.

    ## Actions

    | ID | Action | Owner | Org | Raised | First due | Due | Priority | State | Late | Last progress | Closed |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | AQ-A26-7K3F | Draft the joint definition of a duplicate audit | Alder Placeholder | Sedex | 4 Aug 2026 | 15 Oct 2026 | 23 Nov 2026 | high | in progress | due soon | 4 Nov 2026: Validity periods are settled with our monitoring team. The second draft can go to the next meeting. |  |
    ");
}

#[test]
fn calendars_hold_what_the_page_shows() {
    let mut screen = Screen::of_demo().sized(100, 30);
    screen.keys("3 Down Enter x c");
    insta::assert_snapshot!(over(&mut screen), @r"
    Make a calendar entry of AQ-2026-11-24
    For whom *     < members of the organisations >  2 of 3
    What they may not read is left out or reserved
    File *         [AQ-2026-11-24.ics                                              ]
    [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it
    ");
    screen.keys("Enter").frame();
    let one = text(&screen, "AQ-2026-11-24.ics");
    assert_eq!(one.matches("BEGIN:VEVENT").count(), 1, "{one}");
    screen.keys("Esc 4 x c Enter").frame();
    let shown = screen.app.actions.list.rows().len();
    let all = text(&screen, "actions.ics");
    assert_eq!(all.matches(concat!("BEGIN:VTO", "DO")).count(), shown, "{all}");
}

#[test]
fn what_is_not_for_those_who_read_it_is_refused_in_the_form() {
    let mut screen = Screen::of_demo().sized(80, 24);
    let meeting = screen.root().join("groups/AQ/meetings/2026/AQ-2026-11-24.toml");
    let before = fs::read_to_string(&meeting).expect("meeting");
    fs::write(&meeting, format!("visibility = \"amber\"\n{before}")).expect("written");
    screen.look();
    screen.keys("3 Down Enter x a Enter");
    insta::assert_snapshot!(over(&mut screen), @r"
    Make the agenda of AQ-2026-11-24
    Format *       (•) page to print  ( ) text  ( ) table  ( ) letter
    A page opens in a browser, a table in a spreadsheet
    For whom *     < members of the organisations >  2 of 3
    File *         [agenda-AQ-2026-11-24.html                                ]
    (!) AQ-2026-11-24 is for the group and both managements, and this document
    is for members of the organisations (E-AUDIENCE)
    Hint: Make it for the group and both managements
    [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it
    ");
    screen.keys("Tab Right Enter");
    insta::assert_snapshot!(over(&mut screen), @"
    It is written.
    HERE/agenda-AQ-2026-11-24.html
    ▌[ Esc  Leave it ]    [ y  Open it ]
    ");
}

#[test]
fn a_file_that_is_there_is_written_over_only_when_somebody_says_so() {
    let mut screen = Screen::of_demo().sized(80, 24);
    fs::write(beside(&screen, "deadlines.html"), "mine").expect("written");
    screen.keys("1 x d Enter");
    insta::assert_snapshot!(over(&mut screen), @"
    There is such a file already. Write over it?
    HERE/deadlines.html
    What it holds now is lost.
    ▌[ Esc  Leave it ]    [ y  Write over it ]
    ");
    // Back in the form, with what was chosen.
    screen.keys("Esc");
    insta::assert_snapshot!(over(&mut screen), @r"
    Make the deadlines of all groups
    Format *       (•) page to print  ( ) text  ( ) table  ( ) letter
    A page opens in a browser, a table in a spreadsheet
    For whom *     < members of the organisations >  2 of 3
    File *         [deadlines.html                                           ]
    [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it
    ");
    assert_eq!(text(&screen, "deadlines.html"), "mine");
    screen.keys("Enter").frame();
    screen.keys("y").frame();
    assert!(matches!(&screen.app.overlay, Some(Overlay::Confirm(it)) if it.yes == "Open it"), "{}", screen.frame());
    assert!(text(&screen, "deadlines.html").starts_with("<!DOCTYPE html>"));
    // What the page shows is asked about in the same way.
    fs::write(beside(&screen, "actions.csv"), "mine").expect("written");
    screen.keys("Esc 4 x t Enter").frame();
    assert_eq!(text(&screen, "actions.csv"), "mine");
    screen.keys("y");
    assert!(text(&screen, "actions.csv").starts_with("ID,"));
}

#[test]
fn files_that_may_not_be_written_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    let root = at("w");
    fs::create_dir_all(root.join("groups")).expect("folder");
    fs::create_dir_all(at("out")).expect("folder");
    fs::write(at("file.txt"), "x").expect("written");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("groups"), at("way")).expect("linked");
        std::os::unix::fs::symlink(root.join("none.md"), at("nowhere.md")).expect("linked");
    }
    let told = |report: Report| report.lines().join(" | ").replace(&folder.path().display().to_string(), "HERE");
    let place = |path: &Path| match written::place(path, &root).and_then(|it| written::write(&it, "x").map(|()| it)) {
        Ok(file) => format!("written into {}", file.display()).replace(&folder.path().display().to_string(), "HERE"),
        Err(report) => told(report),
    };
    let mut out = String::new();
    for name in [
        "out/a.md",
        "new/below/a.md",
        "out",
        "out/",
        "file.txt/a.md",
        "w/a.md",
        "w/new/a.md",
        "out/../w/groups/a.md",
        "way/a.md",
        "nowhere.md",
        "out/a\u{1b}[31m.md",
        "out/a\u{202e}.md",
    ] {
        out.push_str(&format!("{}: {}\n", name.escape_debug(), place(&at(name))));
    }
    out.push_str(&format!("nothing: {}\n", place(Path::new(""))));
    out.push_str(&format!("the system's own: {}\n", place(Path::new("/proc/a.md"))));
    insta::assert_snapshot!(out, @r"
    out/a.md: written into HERE/out/a.md
    new/below/a.md: written into HERE/new/below/a.md
    out: cannot write `HERE/out` (E-IO) | Caused by: it is a folder | Hint: Name a file in it
    out/: cannot write `HERE/out/` (E-IO) | Caused by: it is a folder | Hint: Name a file in it
    file.txt/a.md: cannot write `HERE/file.txt/a.md` (E-IO) | Caused by: File exists (os error 17) | Hint: Choose another folder, one that you may write to
    w/a.md: cannot write `HERE/w/a.md` (E-IO) | Caused by: it lies in the workspace, where nothing is kept that is made from the records | Hint: Name a file in another folder
    w/new/a.md: cannot write `HERE/w/new/a.md` (E-IO) | Caused by: it lies in the workspace, where nothing is kept that is made from the records | Hint: Name a file in another folder
    out/../w/groups/a.md: cannot write `HERE/out/../w/groups/a.md` (E-IO) | Caused by: it lies in the workspace, where nothing is kept that is made from the records | Hint: Name a file in another folder
    way/a.md: cannot write `HERE/way/a.md` (E-IO) | Caused by: it lies in the workspace, where nothing is kept that is made from the records | Hint: Name a file in another folder
    nowhere.md: cannot write `HERE/nowhere.md` (E-IO) | Caused by: it is a link that leads nowhere | Hint: Choose another name
    out/a\u{1b}[31m.md: cannot write `HERE/out/a\u{1b}[31m.md` (E-IO) | Caused by: its name has signs in it that nobody sees | Hint: Choose another name
    out/a\u{202e}.md: cannot write `HERE/out/a\u{202e}.md` (E-IO) | Caused by: its name has signs in it that nobody sees | Hint: Choose another name
    nothing: cannot write `` (E-IO) | Caused by: it is a folder | Hint: Name a file in it
    the system's own: cannot write `/proc/a.md` (E-IO) | Caused by: No such file or directory (os error 2) | Hint: Choose another folder, one that you may write to
    ");
    assert!(!root.join("a.md").exists() && !root.join("none.md").exists());
}

#[test]
fn a_file_is_proposed_where_the_program_was_started_unless_that_is_the_workspace() {
    let folder = tempfile::tempdir().expect("folder");
    let home = folder.path().join("home");
    let root = home.join("w");
    fs::create_dir_all(root.join("groups")).expect("folder");
    fs::create_dir_all(home.join("letters")).expect("folder");
    fs::create_dir_all(folder.path().join("else where")).expect("folder");
    let proposed = |started: &Path| {
        let folder_of = folder.path().display().to_string();
        written::proposed(&root, Some(started), Some(&home)).replace(&folder_of, "HERE")
    };
    let mut out = String::new();
    for made in ["", "Downloads", "Documents"] {
        fs::create_dir_all(home.join(made)).expect("folder");
        let from = |name: &str| proposed(&home.join(name));
        out.push_str(&format!("{made:10} {} {}\n", from("w"), from("w/groups")));
    }
    for started in [home.join("letters"), home.clone(), folder.path().join("else where"), folder.path().join("gone")] {
        out.push_str(&format!("{}\n", proposed(&started)));
    }
    out.push_str(&format!("nobody's: \"{}\"\n", written::proposed(&root, Some(&root), None)));
    insta::assert_snapshot!(out, @r#"
               ~/ ~/
    Downloads  ~/Downloads/ ~/Downloads/
    Documents  ~/Documents/ ~/Documents/
    ~/letters/
    ~/
    HERE/else where/
    ~/Documents/
    nobody's: ""
    "#);
}

#[test]
fn a_list_that_cannot_be_written_keeps_its_form() {
    let mut screen = Screen::of_demo().sized(80, 24);
    screen.keys("4 x t Ctrl+U 'w/actions.csv' Enter");
    let told = over(&mut screen);
    insta::assert_snapshot!(told, @r"
    Write the list into a file
    •File *         [w/actions.csv                                            ]
    A table where its name ends in .csv, for programs in
    .json, else plain text
    (!) cannot write `HERE/w/actions.csv` (E-IO)
    Caused by: it lies in the workspace, where nothing is kept that is
    made from the records
    Hint: Name a file in another folder
    [ Write  Ctrl+S ]  [ Cancel  Esc ]   Enter writes it   1 field changed
    ");
    assert!(!screen.root().join("actions.csv").exists());
    let asked = screen.ask(Event::Key(key("Enter")));
    assert!(matches!(&asked[..], [Effect::Write { over: Over::Nothing, .. }]), "{asked:?}");
}

#[cfg(unix)]
#[test]
fn the_real_program_makes_an_agenda_beside_the_workspace() {
    let place = Place::of_template();
    let mut terminal = place.open(100, 30);
    terminal
        .until_words("Next meetings")
        .keys("3")
        .until_words("24 Nov")
        .keys("Down")
        .keys("Enter")
        .until_words("Agenda · AQ");
    terminal.keys("x").until_words("Into a file").keys("a").until_words("Ctrl+S").keys("Enter").until_words("Open it");
    // It was started in the workspace, so the home folder is proposed.
    let made = place.root().parent().expect("home").join("agenda-AQ-2026-11-24.html");
    assert!(fs::read_to_string(&made).expect("written").starts_with("<!DOCTYPE html>"));
    assert!(terminal.keys("Esc").until_gone("Open it").keys("q").ended().success());
    assert_eq!(place.status(), "");
}
