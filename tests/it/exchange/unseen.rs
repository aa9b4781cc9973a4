//! What the others did is counted until somebody has looked at it.

use super::Two;
use crate::support::screen::Screen;
use crate::support::shell::Shell;

/// The notices of the exchange on Home.
fn notices(screen: &mut Screen) -> String {
    screen.keys("1");
    let frame = screen.frame();
    // What stands in the box beside it is left out.
    let notices = frame.lines().filter_map(|it| it.split_once("(i) ")?.1.split(['│', '║']).next()).map(str::trim_end);
    notices.filter(|it| it.contains("changed") || it.contains("not sent")).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_the_others_did_is_counted_until_it_is_looked_at() {
    let mut two = Two::new();
    two.one.keys("4 Space F5");
    two.two.keys("F5 4 Space Down Space F5");
    two.one.keys("4 Down Down Space F5");
    insta::assert_snapshot!(notices(&mut two.one), @"◆AM changed 2 things since 09:00");
    two.one.keys("4 Down Down Down Space");
    insta::assert_snapshot!(notices(&mut two.one), @r"
    ◆AM changed 2 things since 09:00
    1 of your changes is not sent yet
    ");
    // The deadlines of a secretary stand above them.
    let is_at_notice = |frame: String| frame.lines().any(|it| it.contains('▌') && it.contains("changed 2"));
    for _ in 0..6 {
        for _ in 0..20 {
            if !is_at_notice(two.one.frame()) {
                two.one.keys("Down");
            }
        }
        if !is_at_notice(two.one.frame()) {
            two.one.keys("Tab");
        }
    }
    assert!(is_at_notice(two.one.frame()), "{}", two.one.frame());
    two.one.keys("Enter");
    insta::assert_snapshot!(two.one.frame(), @r"
     Sedex and amfor…  1 Home  2 Groups  3 Meetings  4 Actions  5 People [6 History] 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up. T tour, q leaves
    ┌ What happened ── new from others · 2 of 6 · Esc cl… ┐┌ Mon 16 Nov 2026 09:00 · ◆AM Oak ──────────┐
    │ Today                                               ││ AQ-A26-5RNP: done -> to do (Send APSCA    │
    │▌ 09:00 ◆AM Oak     AQ-A26-5RNP: done -> to do (Send…││ the outline of the calibration …)         │
    │  09:00 ◆AM Oak     AQ-A26-9QXT: done -> to do (Name…││                                           │
    │                                                     ││ AQ-A26-5RNP Send APSCA the outline of th… │
    │                                                     ││ State                                     │
    │                                                     ││   − done                                  │
    │                                                     ││   + to do                                 │
    │                                                     ││ Done on                                   │
    │                                                     ││   − Fri 6 Nov 2026                        │
    │                                                     ││                                           │
    │                                                     ││ Not changed: what, who, due, priority,    │
    │                                                     ││ organisation, raised on, raised at, item …│
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││                                           │
    │                                                     ││ ── For the record ──                      │
    │                                                     ││ Change change1234567890  commit abcdef0123│
    │                                                     ││ File   groups/AQ/actions/2026/AQ-A26-5RNP.│
    │                                                     ││                                           │
    │                                                     ││ R puts these 2 fields back as before.     │
    │                                                     ││ That is a new change; nothing is deleted. │
    └─────────────────────────────────────────────────────┘└───────────────────────────────────────────┘
     2 changes of others marked as seen                Saved · 1 to send · 2 received · last sync 09:00
     Enter Open  → Details  R Put back  / Filter  g Group  p Person         . More  Ctrl+P Find  ? Help
    ");
    // They stay in sight, and are counted no more.
    two.one.keys("Down");
    assert!(two.one.frame().contains("new from others"));
    two.one.keys("Esc");
    assert!(!two.one.frame().contains("new from others"));
    insta::assert_snapshot!(notices(&mut two.one), @"1 of your changes is not sent yet");
}

#[test]
fn what_my_own_side_did_is_no_news_and_what_i_did_neither() {
    let mut two = Two::new();
    two.one.keys("4 Space F5");
    two.two.keys("F5 4 Space F5 F5");
    insta::assert_snapshot!(notices(&mut two.two), @"●SX changed 1 thing since 09:00");
    two.two.keys("6 s");
    insta::assert_snapshot!(two.two.message(), @"1 change of others marked as seen");
    assert_eq!(notices(&mut two.two), "");
}

#[test]
fn what_is_marked_as_seen_is_what_was_counted_and_not_what_came_meanwhile() {
    let mut two = Two::new();
    two.two.keys("4 Space F5");
    two.one.keys("F5 6");
    two.two.keys("4 Down Space F5");
    let key = crate::support::screen::key("s");
    let marked = two.one.ask(comity::tui::event::Event::Key(key));
    let synced = two.one.ask(comity::tui::event::Event::Key(crate::support::screen::key("F5")));
    two.one.perform(synced);
    two.one.perform(marked);
    two.one.look();
    insta::assert_snapshot!(notices(&mut two.one), @"◆AM changed 1 thing since 09:00");
}

#[test]
fn the_command_line_lists_what_is_new_counts_it_and_marks_it_as_seen() {
    let shell = Shell::example();
    let made = std::process::Command::new("git")
        .args(["init", "-q", "--bare", "-b", "main"])
        .arg(shell.beside("shared.git"))
        .status();
    assert!(made.expect("git").success());
    insta::assert_snapshot!(shell.leaves_alone("history --unseen"), @"! Nothing has come in from others yet.");
    shell.run("remote set ../shared.git");
    shell.run("sync");
    assert_eq!(shell.run("join ../shared.git ../desk").status, 0);
    for words in [
        "config set name Oak",
        "config set email oak@example.org",
        "action due AQ-A26-9QXT 2026-12-24",
        "action done CB-A26-8WTG",
        "sync",
    ] {
        assert_eq!(shell.run(&format!("-C ../desk {words}")).status, 0, "{words}");
    }
    shell.run("action due AQ-A26-7K3F 2026-12-24");
    insta::assert_snapshot!(shell.run("sync"), @"Received 2 changes, sent 1 change");
    let masked = |said: String| -> String {
        // The beginnings of ids that chance has made.
        said.lines()
            .map(|it| match it.find("oak") {
                Some(_) => format!("{}CHANGE{}\n", &it[..23], &it[31..]),
                None => format!("{it}\n"),
            })
            .collect()
    };
    insta::assert_snapshot!(masked(shell.leaves_alone("history --unseen").to_string()), @r"
    Mon 16 Nov 2026
      09:00  oak           CHANGE    CB-A26-8WTG: in progress -> done (List the training dates that are ope…)
      09:00  oak           CHANGE    AQ-A26-9QXT: due 6 Nov -> 24 Dec 2026 (Name two report reviewers from …)
    ");
    assert!(
        shell.run("status").out.contains("2 changes of others are new; `comity history --unseen` lists what it is.\n")
    );
    assert_eq!(shell.json("status")["data"]["unseen"], 2);
    assert_eq!(shell.json("history --unseen")["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(shell.json("history --unseen --group CB")["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(shell.run("history --mark-seen --group CB").status, 2);
    shell.leaves_alone("history --mark-seen --dry-run");
    assert_eq!(shell.json("history --mark-seen")["data"].as_array().map(Vec::len), Some(2));
    insta::assert_snapshot!(shell.run("history --unseen"), @"! Nothing is new.");
    assert_eq!(shell.json("status")["data"]["unseen"], 0);
}

#[test]
fn how_often_it_goes_by_itself_is_a_setting_in_minutes() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("config set autosync 5"), @"autosync is 5 in this clone");
    insta::assert_snapshot!(shell.run("config list"), @r"
    me        (not set)                 The person of the workspace who works in this clone
    name      Birch Placeholder         The name that changes from this clone bear
    email     birch@example.org         The address that changes from this clone bear
    verify    (not set)                 What becomes of changes of others that are not right: off, warn or refuse
    autosync  5                         Every so many minutes the screen sends and receives by itself

    Yours, in TMP/config/comity/settings.toml
    theme     auto                      The colours of the screen; `auto` goes by the terminal
    ascii     auto                      Whether signs and lines are drawn in ASCII alone; `auto` goes by the terminal
    decoration  full                      `reduced` draws no lines, and has the cursor where one is, for those who have the screen read aloud
    mouse     true                      Whether the screen takes the mouse
    ctrl_z    undo                      What Ctrl+Z does on the screen
    ");
    insta::assert_snapshot!(shell.run("config set autosync often"), @r"
    ! `often` is no number of minutes (E-VALUE)
    ! Hint: Write 1 to 1440, or none to let nothing go by itself
    = 4
    ");
    insta::assert_snapshot!(shell.run("config set autosync off"), @"autosync is not set in this clone any more");
    assert_eq!(shell.run("config get autosync").out, "");
}
