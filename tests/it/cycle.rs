//! The whole cycle by keys in a real terminal: from the example's meeting today to a decision in force with its number.

use crate::support::terminal::{Place, Terminal, said};

const COMITY: &str = env!("CARGO_BIN_EXE_comity");

/// Opens the example as somebody, at an hour of the day on which it was made.
fn at(place: &Place, hour: &str, words: &[&str]) -> Terminal {
    let now = format!("2026-11-16T{hour}:00+01:00");
    Terminal::run(place, COMITY, &[&["--now", now.as_str()], words].concat(), 100, 30)
}

fn leave(mut terminal: Terminal) {
    assert!(terminal.keys("q").ended().success());
}

/// What the command line answers on the day after.
fn told(place: &Place, words: &[&str]) -> String {
    alike(place, &said(&mut place.comity_at("2026-11-17T09:00:00+01:00", words)))
}

/// A text in which the records that were made at the meeting are always called the same.
fn alike(place: &Place, text: &str) -> String {
    let new = place.git(&[
        "diff",
        "--name-only",
        "--diff-filter=A",
        "HEAD~16",
        "--",
        "groups/CO/actions",
        "groups/CO/decisions",
    ]);
    let named = |path: &str| {
        let record = std::fs::read_to_string(place.root().join(path)).expect("read");
        let name = [("Sharing", "CO-D26-ROLE"), ("table", "CO-A26-SEND"), ("chairs", "CO-A26-ASKS")];
        let name = name.into_iter().find(|it| record.lines().next().is_some_and(|line| line.contains(it.0)));
        let id = path.rsplit('/').next().and_then(|it| it.strip_suffix(".toml")).expect("a record");
        (id.to_owned(), name.expect("a name").1)
    };
    // A document names the version that it was made from.
    let version = place.git(&["rev-parse", "--short=7", "HEAD"]);
    let text = text.replace(version.trim(), "[version]");
    new.lines().map(named).fold(text, |text, (id, name)| text.replace(&id, name))
}

/// The lines that have one of these words in them.
fn lines(text: &str, words: &[&str]) -> String {
    text.lines().filter(|line| words.iter().any(|it| line.contains(it))).collect::<Vec<_>>().join("\n")
}

#[test]
fn from_the_meeting_today_to_a_decision_in_force_with_keys_only() {
    let place = Place::of_nothing();
    hold_the_meeting(&place);
    send_out_the_minutes(&place);
    endorse(&place, "elm", "11:40");
    endorse(&place, "spruce", "13:10");
    give_the_number(&place);

    assert_eq!(place.status(), "");
    let format = "--format=%s%(trailers:key=Acting,key_value_separator=: ,separator= )";
    let log = place.git(&["log", "--reverse", format, "-17"]);
    insta::assert_snapshot!(alike(&place, &log), @r"
    CO-2026-11-16: meeting opened
    CO-2026-11-16: competition-law reminder read
    CO-2026-11-16: 6 people present
    CO-2026-11-16-reminder: item 1 of CO-2026-11-16 begun (Competition-law…)
    CO-2026-11-16-reminder: minute written (Competition-law reminder)
    CO-I26-G6PV: item 2 of CO-2026-11-16 begun (Where the five groups stand)
    CO-I26-G6PV: time 40 min -> 45 min (Where the five groups stand)
    CO-D26-ROLE: agreed at CO-2026-11-16 (Sharing roles)
    Add action CO-A26-SEND: send the table of roles
    Add action CO-A26-ASKS: ask the chairs who is free
    CO-I26-G6PV: minute written (Where the five groups stand)
    CO-I26-M9TA: deferred to CO-2026-12-28 (Roles in the other's working g…)
    CO-2026-11-16: meeting closed, 2 items dealt with, 0 not reached
    CO-2026-11-16: draft minutes issued
    CO-D26-ROLE: sedex endorsed (Sharing roles)Acting: elm
    CO-D26-ROLE: amfori endorsed (Sharing roles)Acting: spruce
    CO-D26-ROLE: number CO 2026/01 (Sharing roles)
    ");
    insta::assert_snapshot!(told(&place, &["document", "decisions", "CO"]), @r"
    # Register of decisions: Working-group collaboration (CO)

    **As of Tuesday 17 November 2026**

    - Version: [version]

    ## Note

    Example. Nothing here is real, no document of Sedex or amfori.

    ## Decisions

    ### CO 2026/01: Sharing roles

    **CO-D26-ROLE:** Each organisation takes a seat in the groups that the other leads.

    **State:** in force

    **Agreed:** Mon 16 Nov 2026, by consensus

    - Sedex: endorsed on Mon 16 Nov 2026 in writing
    - amfori: endorsed on Mon 16 Nov 2026 in writing
    ");
    insta::assert_snapshot!(told(&place, &["document", "minutes", "CO-2026-11-16"]), @"
    # Minutes: Fourth meeting

    **ISSUED revision 1 on Mon 16 Nov 2026, open for comments until Thu 26 Nov 2026**

    - Group: Working-group collaboration (CO)
    - Meeting: CO-2026-11-16
    - When: Mon 16 Nov 2026, 10:00 to 11:30 Europe/Brussels
    - Place: in person and remote, Brussels
    - Link: https://meet.example.org/co
    - Presiding: Alder Placeholder
    - Scribe: Oak Placeholder
    - Opened: 10:02
    - Closed: 10:50
    - Competition-law reminder: read
    - Version: [version]

    ## Note

    Example. Nothing here is real, no document of Sedex or amfori.

    ## Present

    ### Sedex

    - Alder Placeholder, co-chair
    - Birch Placeholder, secretary
    - Elm Placeholder, member

    ### amfori

    - Maple Placeholder, co-chair
    - Oak Placeholder, secretary
    - Spruce Placeholder, member

    ## Quorum

    The quorum is 1 person of each party. When the meeting was opened, Sedex had 2 of 2 seats, amfori had 2 of 2 seats: it was quorate. It stayed so until the end.

    ## Items

    ### 1. Competition-law reminder

    Read out; no concern.

    **Outcome:** noted

    ### 2. Where the five groups stand

    Four groups are on time.

    **Outcome:** agreed

    **Decision CO-D26-ROLE (CO 2026/01, in force):** Each organisation takes a seat in the groups that the other leads.

    - Sedex: endorsed on Mon 16 Nov 2026 in writing
    - amfori: endorsed on Mon 16 Nov 2026 in writing

    **Action CO-A26-SEND (Alder Placeholder, Fri 27 Nov 2026):** send the table of roles

    **Action CO-A26-ASKS (Oak Placeholder, Mon 30 Nov 2026):** ask the chairs who is free

    ## Not reached or put off

    - Item 3: Roles in the other's working groups, second half-year, goes on at CO-2026-12-28

    ## Next meeting

    CO-2026-12-28, Mon 28 Dec 2026, 10:00 to 11:30 Europe/Brussels

    ## Comments

    There are no comments.

    ## Annex: open actions

    ### Sedex

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | CO-A26-SEND | send the table of roles | Alder Placeholder | Fri 27 Nov 2026 | to do |
    | CO-A26-T6BQ | Draft the half-year progress report | Birch Placeholder | Fri 11 Dec 2026 | to do |

    ### amfori

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | CO-A26-ASKS | ask the chairs who is free | Oak Placeholder | Mon 30 Nov 2026 | to do |

    ## Annex: decisions waiting for a party

    No decision waits for a party.

    ## Signatures

    | Co-chair | For | Signature | Date |
    | --- | --- | --- | --- |
    | Alder Placeholder | Sedex |  |  |
    | Maple Placeholder | amfori |  |  |
    ");
    insta::assert_snapshot!(told(&place, &["document", "actions", "CO"]), @r"
    # Action log: Working-group collaboration (CO)

    **As of Tuesday 17 November 2026**

    - Open: 3, 0 of them late
    - Version: [version]

    ## Note

    Example. Nothing here is real, no document of Sedex or amfori.

    ## Actions

    | ID | Action | Owner | Org | Raised | First due | Due | Priority | State | Late | Last progress | Closed |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | CO-A26-SEND | send the table of roles | Alder Placeholder | Sedex | 16 Nov 2026, CO-2026-11-16 | 27 Nov 2026 | 27 Nov 2026 | normal | to do |  |  |  |
    | CO-A26-ASKS | ask the chairs who is free | Oak Placeholder | amfori | 16 Nov 2026, CO-2026-11-16 | 30 Nov 2026 | 30 Nov 2026 | normal | to do |  |  |  |
    | CO-A26-T6BQ | Draft the half-year progress report | Birch Placeholder | Sedex | 9 Oct 2026 | 11 Dec 2026 | 11 Dec 2026 | normal | to do |  |  |  |
    ");
    let calendar = told(&place, &["meeting", "export", "--ics", "--group", "CO"]);
    let (held, after) = calendar.split_once("END:VEVENT").expect("two meetings");
    let next = after.split("END:VEVENT").next().expect("a meeting");
    let both = [held, next].concat().replace("\r\n ", "");
    let begun = both.split_once('@').and_then(|it| it.1.split_once(".comity")).expect("a name").0.to_owned();
    let both = both.replace(&begun, "...");
    insta::assert_snapshot!(lines(&both, &["UID", "SUMMARY", "STATUS", "DESCRIPTION"]), @r"
    UID:CO-2026-11-16@....comity
    SUMMARY:CO: Fourth meeting
    STATUS:CONFIRMED
    DESCRIPTION:1. Competition-law reminder (2 min)\n2. Where the five groups stand (45 min)\n3. Roles in the other's working groups\, second half-year (30 min)
    UID:CO-2026-12-28@....comity
    SUMMARY:CO: Meeting of 28 December 2026
    STATUS:TENTATIVE
    DESCRIPTION:1. Welcome\, apologies and quorum (3 min)\n2. Competition-law reminder (2 min)\n3. Declarations of interest (2 min)\n4. Adoption of the agenda (2 min)\n5. Minutes of the last meeting (3 min)\n6. Open actions (10 min)\n7. Roles in the other's working groups\, second half-year (30 min)\n8. Any other business (3 min)\n9. Next meeting (2 min)
    ");
    let calendar = told(&place, &["action", "export", "--ics", "--group", "CO"]);
    insta::assert_snapshot!(lines(&calendar, &["SUMMARY", "DUE"]), @r"
    SUMMARY:CO: send the table of roles
    DUE;VALUE=DATE:20261127
    SUMMARY:CO: ask the chairs who is free
    DUE;VALUE=DATE:20261130
    SUMMARY:CO: Draft the half-year progress report
    DUE;VALUE=DATE:20261211
    ");
}

/// Everybody is there; the second item gets five minutes more, a decision and two actions; the third is put off.
fn hold_the_meeting(place: &Place) {
    let mut terminal = at(place, "10:02", &["demo", "--keep", "."]);
    terminal.until_words("Next meetings").until_words("today").keys("Enter");
    // On its day starting the meeting is the first of what can be done.
    terminal.until_words(" G Start  Shift+↓").keys("G");
    terminal.until_words("Start CO-2026-11-16?").keys("y").until_words("LIVE");
    terminal.keys("t").until_words("reminder read").keys("r").until_words("All here").keys("a Enter");
    terminal.until_words("6 people present").keys("F6").until_words("Item 1 of 3").keys("'Read out; no concern.'");
    let mut terminal = go_on(place, terminal, "10:06");
    terminal.keys("F6").until_words("Item 2 of 3").keys("'Four groups are on time.'");
    terminal.keys("F9").until_words("45:00").keys("F7").until_words("Decision · ");
    terminal.keys("'Sharing roles: Each organisation takes a seat in the groups that the other leads.'");
    terminal.until_words("agreed now").keys("Enter").until_words("agreed at CO-2026-11-16");
    terminal.keys("F8").until_words("Action · ").keys("'@alder send the table of roles due:next fri'");
    terminal.until_words("in 11 days").keys("Enter").until_words("Add action");
    terminal.keys("F8").until_words("Action · ").keys("'@oak ask the chairs who is free due:+2w'");
    terminal.until_words("in 14 days").keys("Enter").until_words("ask the chairs");
    let mut terminal = go_on(place, terminal, "10:50");
    terminal
        .keys("Esc")
        .until_words("writes here")
        .keys("Down")
        .until_words("Item 3 of 3")
        .keys("D")
        .until_words("Put this item off to CO-2026-12-28?")
        .keys("y");
    terminal.until_words("deferred to CO-2026-12-28").keys("E").until_words("End CO-2026-11-16 now").keys("y");
    terminal.until_words("meeting closed").until_gone("LIVE");
    leave(terminal);
}

/// Leaves the program while the meeting goes on, and opens it again later.
fn go_on(place: &Place, mut terminal: Terminal, hour: &str) -> Terminal {
    terminal.keys("Esc").until_words("writes here").keys("q").until_words("Leave while").keys("y");
    assert!(terminal.ended().success());
    let mut terminal = at(place, hour, &[]);
    terminal.until_words("in session").keys("Enter").until_words("THIS ITEM");
    terminal
}

fn send_out_the_minutes(place: &Place) {
    let mut terminal = at(place, "11:15", &[]);
    terminal.until_words("Next meetings").keys("3").until_words("held").keys("Up Enter");
    terminal.until_words("CO · Fourth meeting");
    terminal.keys("S").until_words("Send out the draft minutes").keys("y").until_words("draft minutes issued");
    leave(terminal);
}

/// Somebody who endorses for a party finds on Home what waits for it.
fn endorse(place: &Place, person: &str, hour: &str) {
    let mut terminal = at(place, hour, &["--as", person]);
    // Another decision waits for the same party before it.
    terminal.until_words("Waiting for my organisation: Sharing").keys("Tab Tab Down Enter");
    terminal
        .until_words("Each organisation takes a seat")
        .until_words("+ Endorse")
        .keys("+")
        .until_words("Endorse for")
        .keys("y")
        .until_words("endorsed");
    leave(terminal);
}

fn give_the_number(place: &Place) {
    let mut terminal = at(place, "14:00", &[]);
    terminal.until_words("In force, without a number yet").keys("Ctrl+P 'Sharing roles'").until_words("Sharing roles");
    terminal
        .keys("Enter")
        .until_words("in force")
        .keys("n")
        .until_words("Number")
        .keys("Ctrl+S")
        .until_words("CO 2026/01");
    leave(terminal);
}
