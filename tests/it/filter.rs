//! The language of filters: what each word narrows, what is said of one that cannot be read, and where filters hold.

use std::sync::LazyLock;

use comity::model::filter::{EXAMPLE, Filter, Past};
use comity::model::find::folded;
use comity::model::{Kind, RecordId, Snapshot, Standpoint};
use comity::store::filters;
use proptest::prelude::*;

use crate::support::sandbox::now;
use crate::support::screen::Screen;
use crate::support::shell::Shell;

static RECORDS: LazyLock<Snapshot> = LazyLock::new(|| Screen::of_template().app.desk.snapshot.clone());

/// Reads a filter as `birch`.
fn read(text: &str, kind: Kind) -> Filter {
    Filter::read(text, &[kind], &at())
}

fn at() -> Standpoint<'static> {
    Standpoint::new(&RECORDS, RecordId::new(Kind::Person, "birch").ok(), now())
}

/// The ends of the ids of the records that fit, and what could not be read.
fn found(text: &str, kind: Kind) -> String {
    let filter = read(text, kind);
    let at = at();
    let fits = RECORDS.of_kind(kind).filter(|it| filter.holds(it, &folded(&format!("{} {}", it.id, it.title())), &at));
    let mut words: Vec<String> = fits.map(|it| it.id.tail().to_owned()).collect();
    words.extend(filter.faults().iter().map(|it| format!("(!) {it}")));
    words.join(" ")
}

fn table(kind: Kind, filters: &[&str]) -> String {
    filters.iter().map(|it| format!("{it:28} {}\n", found(it, kind))).collect()
}

#[test]
fn conditions_on_actions() {
    insta::assert_snapshot!(table(Kind::Action, &[
        "owner:me", "who:rowan", "owner:row", "owner:birch,rowan", "-owner:me", "owner:none", "mine",
        "helpers:cedar", "tag:workshop",
        "state:open", "state:to", "state:\"to do\"", "state:waiting,done", "-state:open,done",
        "overdue", "late group:AQ", "-late", "\"late\"",
        "due<today", "due<+2w", "due<=2026-12-04 due>=\"1 dec\"", "due:2026-12-11", "due:none", "due:any",
        "group:AQ", "group:aq,th", "org:sedex", "org:apsca", "priority:high",
        "calendar", "joint calendar", "\"joint readings\"", "joint -calendar", "ZÜRICH", "id:7k3f",
    ]), @r#"
    owner:me                     D7ZK K2MD T6BQ
    who:rowan                    9QXT R9EC
    owner:row                    9QXT R9EC
    owner:birch,rowan            9QXT D7ZK K2MD T6BQ R9EC
    -owner:me                    2HVE 5RNP 7K3F 9QXT JX6B M4CW 8WTG 6VHS 3PJN R9EC Q3FY
    owner:none                   
    mine                         D7ZK K2MD T6BQ
    helpers:cedar                9QXT 6VHS R9EC
    tag:workshop                 5RNP 9QXT
    state:open                   9QXT D7ZK 6VHS T6BQ
    state:to                     9QXT D7ZK 6VHS T6BQ
    state:"to do"                9QXT D7ZK 6VHS T6BQ
    state:waiting,done           2HVE 5RNP R9EC
    -state:open,done             2HVE 7K3F JX6B M4CW 8WTG K2MD 3PJN R9EC Q3FY
    overdue                      9QXT 8WTG
    late group:AQ                9QXT
    -late                        2HVE 5RNP 7K3F D7ZK JX6B M4CW K2MD 6VHS T6BQ 3PJN R9EC Q3FY
    "late"                       K2MD
    due<today                    5RNP 9QXT JX6B 8WTG K2MD 3PJN
    due<+2w                      5RNP 7K3F 9QXT JX6B 8WTG K2MD 3PJN
    due<=2026-12-04 due>="1 dec" 2HVE Q3FY
    due:2026-12-11               D7ZK T6BQ
    due:none                     
    due:any                      2HVE 5RNP 7K3F 9QXT D7ZK JX6B M4CW 8WTG K2MD 6VHS T6BQ 3PJN R9EC Q3FY
    group:AQ                     2HVE 5RNP 7K3F 9QXT D7ZK JX6B M4CW
    group:aq,th                  2HVE 5RNP 7K3F 9QXT D7ZK JX6B M4CW Q3FY
    org:sedex                    2HVE 7K3F D7ZK K2MD T6BQ 3PJN Q3FY
    org:apsca                    M4CW
    priority:high                7K3F Q3FY
    calendar                     D7ZK
    joint calendar               D7ZK
    "joint readings"             D7ZK
    joint -calendar              7K3F
    ZÜRICH                       
    id:7k3f                      7K3F
    "#);
}

#[test]
fn conditions_on_the_other_kinds() {
    insta::assert_snapshot!(table(Kind::Meeting, &["state:planned", "group:CO", "day<today", "start:2026-11-20", "minutes>=2h"]), @r"
    state:planned                2026-11-24 2026-12-02 2026-11-30 2026-11-25 2026-12-03
    group:CO                     2026-11-20
    day<today                    2026-10-27
    start:2026-11-20             2026-11-20
    minutes>=2h
    ");
    insta::assert_snapshot!(table(Kind::Person, &["org:sedex", "group:CO", "role:co-chair", "group:CO org:amfori", "status:left"]), @r"
    org:sedex                    alder birch cedar elm
    group:CO                     alder birch elm maple oak spruce
    role:co-chair                alder maple
    group:CO org:amfori          maple oak spruce
    status:left
    ");
    insta::assert_snapshot!(table(Kind::Group, &["state:active", "steers:yes", "group:aq", "state:proposed,dormant"]), @r"
    state:active                 AQ CB CI CO DC TH
    steers:yes                   CO
    group:aq                     AQ
    state:proposed,dormant
    ");
    insta::assert_snapshot!(table(Kind::Member, &["role:secretary", "group:CO person:birch", "org:amfori group:CO"]), @r"
    role:secretary               birch oak birch oak birch oak birch oak birch oak birch oak
    group:CO person:birch        birch
    org:amfori group:CO          maple oak spruce
    ");
    insta::assert_snapshot!(table(Kind::Decision, &["state:draft", "agreed_on<today", "method:written"]), @r"
    state:draft                  
    agreed_on<today              5G7R N2YK B8TM
    method:written               B8TM
    ");
}

#[test]
fn an_organisation_means_something_for_every_kind() {
    let both = |kind: Kind| table(kind, &["org:sedex", "org:amfori", "org:apsca", "org:none"]);
    insta::assert_snapshot!(both(Kind::Meeting), @r"
    org:sedex                    2026-10-27 2026-11-24 2026-12-02 2026-11-30 2026-11-20 2026-11-25 2026-12-03
    org:amfori                   2026-10-27 2026-11-24 2026-12-02 2026-11-30 2026-11-20 2026-11-25 2026-12-03
    org:apsca                    
    org:none
    ");
    insta::assert_snapshot!(both(Kind::Item), @r"
    org:sedex                    adoption next reminder actions adoption reminder 4M2H 6ZPA C3VN reminder M9TA 9NHF Y4RC
    org:amfori                   actions adoption minutes next reminder adoption reminder 2FBQ 8XRD H8JS T5WC W9KE P5DK reminder G6PV 3KXW E2QJ
    org:apsca                    
    org:none
    ");
    insta::assert_snapshot!(both(Kind::Decision), @r"
    org:sedex                    5G7R N2YK B8TM
    org:amfori                   5G7R N2YK B8TM
    org:apsca                    
    org:none
    ");
    insta::assert_snapshot!(both(Kind::Measure), @r"
    org:sedex                    audits-by-enrolled duplicate-audits-avoided reports-returned seats-taken corrective-actions-on-time positions-in-time fields-mapped questions-mapped
    org:amfori                   audits-by-enrolled duplicate-audits-avoided reports-returned seats-taken corrective-actions-on-time positions-in-time fields-mapped questions-mapped
    org:apsca                    
    org:none
    ");
    insta::assert_snapshot!(both(Kind::Note), @r"
    org:sedex                    3JWX V6RM
    org:amfori                   K4DS Z7EH
    org:apsca                    
    org:none
    ");
    insta::assert_snapshot!(both(Kind::Group), @r"
    org:sedex                    AQ CB CI CO DC TH
    org:amfori                   AQ CB CI CO DC TH
    org:apsca                    AQ
    org:none
    ");
    insta::assert_snapshot!(table(Kind::Org, &["org:sedex", "-org:sedex"]), @r"
    org:sedex                    sedex
    -org:sedex                   amfori apsca
    ");
}

#[test]
fn a_word_that_cannot_be_read_says_what_can_stand_there_and_narrows_nothing() {
    let filters = [
        "owner:",
        "owner:zz",
        "owner<me",
        "due<",
        "due:soon",
        "due<+2",
        "state:",
        "state:happy",
        "statte:open",
        "colour:red",
        "overdue owner:",
        "moved:any",
        "10:30",
        "http://example.org",
        "-",
        "--",
        ":",
        "a:b:c",
        "\"",
        "owner:\"",
    ];
    let told = |it: &&str| {
        let filter = read(it, Kind::Action);
        let faults: Vec<String> = filter.faults().iter().map(ToString::to_string).collect();
        format!("{it:20} {}\n", faults.join(" | "))
    };
    insta::assert_snapshot!(filters.iter().map(told).collect::<String>(), @r#"
    owner:               `owner:` wants a person: me, any, none or how the name begins
    owner:zz             no person is called `zz`
    owner<me             `owner` has no order: write `owner:`, not `owner<`
    due<                 `due<` wants a day: today, fri, +2w, 20 nov, 2026-11-20
    due:soon             `soon` is not a day: today, fri, +2w, 20 nov, 2026-11-20
    due<+2               `+2` is not a day: today, fri, +2w, 20 nov, 2026-11-20
    state:               `state:` is to do, in progress, waiting, done, closed, dropped
    state:happy          not `happy` but to do, in progress, waiting, done, closed, dropped
    statte:open          no word `statte:`; did you mean `state:`?
    colour:red           no word `colour:`; there are state, group, org, title, owner ...
    overdue owner:       `owner:` wants a person: me, any, none or how the name begins
    moved:any            no word `moved:`; there are state, group, org, title, owner ...
    10:30                
    http://example.org   
    -                    
    --                   
    :                    
    a:b:c                no word `a:`; there are state, group, org, title, owner ...
    "                    
    owner:"              `owner:` wants a person: me, any, none or how the name begins
    "#);
    assert_eq!(
        found("overdue", Kind::Action),
        found("overdue owner:", Kind::Action).split(" (!)").next().expect("ids")
    );
}

#[test]
fn the_history_is_narrowed_by_whose_changes_and_when() {
    let told = |text: &str| {
        let (past, filter) = Past::read(text, &at());
        let faults: Vec<String> = filter.faults().iter().map(ToString::to_string).collect();
        let id = |it: &Option<RecordId>| it.as_ref().map(ToString::to_string).unwrap_or_default();
        let day = |it: Option<chrono::NaiveDate>| it.map(|it| it.to_string()).unwrap_or_default();
        let Past { by, org, group, since, until } = &past;
        format!(
            "{text:18} {} {} {} {}..{} {}\n",
            id(by),
            id(org),
            id(group),
            day(*since),
            day(*until),
            faults.join(" | ")
        )
    };
    let filters = [
        "by:me",
        "by:row org:amfori",
        "group:AQ",
        "since:yesterday",
        "day<2026-11-01",
        "day:today",
        "by:",
        "by:p",
        "what:x",
        "-by:me",
        "day<soon",
    ];
    insta::assert_snapshot!(filters.map(told).concat(), @r"
    by:me              birch   .. 
    by:row org:amfori  rowan amfori  .. 
    group:AQ             AQ .. 
    since:yesterday       2026-11-15.. 
    day<2026-11-01        ..2026-10-31 
    day:today             2026-11-16..2026-11-16 
    by:                   .. `by:` wants a person: me, any, none or how the name begins
    by:p                  .. `p` could be alder, birch, cedar, elm
    what:x                .. no word `what:`; there are by, org, group, since, until, day
    -by:me                .. in the history only text can have a dash before it
    day<soon              .. `soon` is not a day: today, yesterday, mon, 20 nov, 2026-11-20
    ");
}

#[test]
fn the_example_can_be_read() {
    assert_eq!(read(EXAMPLE, Kind::Action).faults(), []);
}

#[test]
fn a_list_on_the_screen_is_narrowed_while_one_types_and_says_what_it_cannot_read() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 / 'owner:oak due<'").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ────────── /owner:oak due<▏ (!) · 2 of 14 · Esc clears · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-5RNP · done · from AQ-2026-10-27                                      │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
     (!) `due<` wants a day: today, fri, +2w, 20 nov, 2026-11-20              Saved
     Enter To the list  Esc Clear filter  Ctrl+P Find
    ");
    insta::assert_snapshot!(screen.keys("'today' Enter").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ────────── /owner:oak due<today · 2 of 14 · Esc clears · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │                                                                              │
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
    screen.keys("Esc");
    assert!(!screen.frame().contains("owner:oak"));
}

#[test]
fn every_list_of_the_screen_takes_conditions() {
    let mut screen = Screen::of_template().sized(80, 24);
    let title = |way: &str| {
        let frame = screen.keys(way).frame();
        let title = frame.lines().find(|it| it.contains('┌')).unwrap_or_default().to_owned();
        screen.keys("Esc");
        title
    };
    let ways = [
        "2 / 'steers:yes'",
        "3 / 'group:CO -state:held'",
        "4 / 'state:closed'",
        "5 / 'org:sedex role:co-chair'",
        "6 / 'by:rowan'",
    ];
    insta::assert_snapshot!(ways.map(title).join("\n"), @r"
    ┌ Working groups ───────────────────────── /steers:yes▏ · 1 of 10 · Esc clears ┐
    ┌ Meetings ───────────────────── /group:CO -state:held▏ · 2 of 13 · Esc clears ┐
    ┌ Actions ──────────────── /state:closed▏ · 2 of 14 · Esc clears · by due date ┐
    ┌ People and groups ────────── /org:sedex role:co-chair▏ · 1 of 9 · Esc clears ┐
    ┌ What happened ───────────────────────────── /by:rowan▏ · 0 of 1 · Esc clears ┐
    ");
}

#[test]
fn what_is_wrong_with_a_filter_is_read_to_its_end_on_a_narrow_screen() {
    let mut screen = Screen::of_template().sized(80, 24);
    let mut told = |filter: &str| {
        screen.keys(&format!("4 / '{filter}'"));
        let frame = screen.frame();
        let line = frame.lines().rev().nth(1).unwrap_or_default().to_owned();
        screen.keys("Esc");
        assert!(!line.contains('…'), "{line}");
        line.trim_end().trim_end_matches("Saved").trim().to_owned() + "\n"
    };
    let filters = [
        "colour:red",
        "statte:open",
        "due<",
        "due:soon",
        "state:",
        "state:happy",
        "owner:",
        "owner<me",
        "group:",
        "org:x",
    ];
    insta::assert_snapshot!(filters.map(&mut told).concat(), @r"
    (!) no word `colour:`; there are state, group, org, title, owner ...
    (!) no word `statte:`; did you mean `state:`?
    (!) `due<` wants a day: today, fri, +2w, 20 nov, 2026-11-20
    (!) `soon` is not a day: today, fri, +2w, 20 nov, 2026-11-20
    (!) `state:` is to do, in progress, waiting, done, closed, dropped
    (!) not `happy` but to do, in progress, waiting, done, closed, dropped
    (!) `owner:` wants a person: me, any, none or how the name begins
    (!) `owner` has no order: write `owner:`, not `owner<`
    (!) `group:` wants a group: any, none or how the name begins
    (!) no organisation is called `x`
    ");
}

#[test]
fn the_history_says_of_how_many_changes_those_that_fit_are_some() {
    let mut screen = Screen::of_demo().sized(80, 24);
    let mut title = |way: &str| {
        let frame = screen.keys(way).frame();
        frame.lines().find(|it| it.contains('┌')).unwrap_or_default().to_owned()
    };
    let ways = ["6", "/ 'org:amfori' Enter", "Esc", "/ 'org:apsca' Enter", "Esc / 'org:sedex list' Enter", "Esc"];
    insta::assert_snapshot!(ways.map(&mut title).join("\n"), @r"
    ┌ What happened ─────────────────────────────────────────────────── 89 changes ┐
    ┌ What happened ────────────────────────── /org:amfori · 46 of 89 · Esc clears ┐
    ┌ What happened ─────────────────────────────────────────────────── 89 changes ┐
    ┌ What happened ──────────────────────────── /org:apsca · 1 of 89 · Esc clears ┐
    ┌ What happened ─────────────────────── /org:sedex list · 5 of 89 · Esc clears ┐
    ┌ What happened ─────────────────────────────────────────────────── 89 changes ┐
    ");
}

#[test]
fn the_command_line_takes_the_same_filters_and_refuses_what_it_cannot_read() {
    let shell = Shell::example();
    insta::assert_snapshot!(shell.run("action list --filter 'owner:oak due<today'"), @r"
    ID           STATE            DUE       WHO  ORGANISATION  WHAT
    AQ-A26-5RNP  [x] done         13 Nov    oak  amfori        Send APSCA the outline of the calibration workshop
    CB-A26-8WTG  [!] in progress  3 d late  oak  amfori        List the training dates that are open to members of both organisations
    ");
    insta::assert_snapshot!(shell.run("action list --filter 'ownr:oak'"), @r"
    ! cannot read `ownr:oak` in the filter: no word `ownr:`; did you mean `owner:`? (E-FILTER)
    ! Hint: `comity help filter` tells what can stand there; text with a colon stands in quotes
    = 2
    ");
    assert_eq!(shell.run("action list --filter '-owner:oak overdue'").status, 0);
    insta::assert_snapshot!(shell.run("help filter"), @r#"
    Lists are narrowed by flags; several narrow together.

      --filter FILTER  what fits a filter, written as below
      --group CODE     of a group
      --state WORD     in a state, as the file or the screen calls it: blocked, waiting
      --owner PERSON   actions of somebody; `me` is you
      --all            closed and dropped actions too
      --meeting ID     items of a meeting, such as `AQ next`; --pool those of none

    A filter is words with spaces between them; all of them must hold.

      wool                 has these letters in its name, its texts or its id, in any case,
                           with its accents or without
      "two words"          has them one after the other
      -word                does not have it; `-owner:me`, `-overdue` likewise
      owner:me             the field is that; of a name the beginning is enough
      state:waiting,done   one of these, as the file or the screen calls them
      due<+2w              before that day; also <= > >= and : for the day itself
      due:none due:any     nothing stands there, something does
      overdue, late        actions whose day has passed; `mine` is `owner:me`
      stale                actions of which nobody has said anything for long
      slipped, slipped>1   actions whose day was moved; more than once
      group:AQ             of the group; people: who sits there today
      org:sedex            of the organisation, which means

      action    whose action it is
      meeting   of who presides, or writes the minutes
      item      on whose behalf it is; else of who presents or proposed it
      decision  a party that agreed it, or took a position
      group     who leads it, or has a seat in it today
      person    whom they work for
      member    whom they sit there for
      measure   of the owner, or of a reading
      note      of who wrote it
      org       itself
      history   for whom somebody did it

    Days: today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20;
    those with spaces stand in quotes:
      due<="end of week"

    Fields
      action    state group org title owner due priority detail helpers raised_at
                blocked_by tags raised_on item
      meeting   state group org title start timezone minutes kind mode place url
                presiding scribe opened
      item      state group org title purpose meeting minutes presenter ask
                background order proposed_by proposed_on on_behalf_of
      decision  state group org title text rationale item meeting method closes_on
                supersedes review_on agreed_on agreed_parties
      group     state group org name area mission in_scope out_of_scope
                deliverables led_by also_called steers visibility id
      person    group org role name function emails management endorses_for status
                also_called same_as placeholder visibility id
      member    group org role person from until visibility id
      measure   group org title definition unit direction frequency owner baseline
                target visibility id
      note      state group org about text kind field by at visibility id
      org       org name short kind former_names url timezone sign colour
                visibility id
      history   by org group since until day
      contested group org by field id
    "#);
}

#[test]
fn quick_filters_are_a_menu_and_one_of_ones_own_is_kept_and_forgotten() {
    let mut screen = Screen::of_template().sized(80, 24);
    insta::assert_snapshot!(screen.keys("4 f").frame(), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │ ╔ Quick filters ═══════════════════════════════════════════════ Esc closes ╗v│
    │ ║▌ Mine: owner:me                                                        m ║c│
    │ ║  Late: overdue                                                         l ║c│
    │ ║  This week: due>=today due<="end of week"                              t ║c│
    │ ║  Waiting: state:waiting                                                w ║c│
    │ ║  Stale: stale                                                          s ║c│
    │ ║  Put off: slipped                                                      p ║c│
    │ ║  ●SX: org:sedex                                                        a ║7│
    │ ║  ◆AM: org:amfori                                                       b ║ │
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    "#);
    screen.keys("l");
    assert_eq!(screen.app.actions.filter, "overdue");
    insta::assert_snapshot!(screen.keys("f k 'Nobody does it'").frame(), @r"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ────────────────────── /overdue · 2 of 14 · Esc clears · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [!] CB 8WTG  List the training dates that are open … ◆AM Oak         3 d late│
    │                                                                              │
    │                                                                              │
    │╔ Keep this filter under which name? ════════════════════════════════════════╗│
    │║•Name *         [Nobody does it                                           ] ║│
    │║                  What you call it; the menu of quick filters offers it,    ║│
    │║                  in every workspace                                        ║│
    │║ Key            < not chosen >  9 to choose from                            ║│
    │║                                                                            ║│
    │║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   Enter saves   1 field changed          ║│
    │╚════════════════════════════════════════════════════════════════════════════╝│
    │                                                                              │
    │                                                                              │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Ctrl+S Save  Tab Next field  Ctrl+D Throw away  Esc Back               F1 Help
    ");
    screen.keys("Enter");
    assert_eq!(screen.message(), "Kept; the menu of quick filters offers it");
    // Another day.
    screen.restart();
    insta::assert_snapshot!(screen.keys("4 f").frame(), @r#"
     Sedex a… 1 Home 2 Groups 3 Meet [4 Actions] 5 People 6 Hist 7 Sync   ●SX + ◆AM
     Example. No document of Sedex or amfori; all people and figures are made up.
    ┌ Actions ──────────────────────────────── not closed · 11 of 14 · by due date ┐
    │     No       Title                                   Who                  Due│
    │▌[!] AQ 9QXT  Name two report reviewers from each si… ◆AM Rowan      10 d late│
    │ [x] AQ 5RNP  Send APSCA the outline of the calibrat… ◆AM Oak             done│
    │ ╔ Quick filters ═══════════════════════════════════════════════ Esc closes ╗e│
    │ ║▌ Mine: owner:me                                                        m ║v│
    │ ║  Late: overdue                                                         l ║c│
    │ ║  This week: due>=today due<="end of week"                              t ║c│
    │ ║  Waiting: state:waiting                                                w ║c│
    │ ║  Stale: stale                                                          s ║c│
    │ ║  Put off: slipped                                                      p ║c│
    │ ║  ●SX: org:sedex                                                        a ║c│
    │ ║  ◆AM: org:amfori                                                       b ║7│
    │ ║  Nobody does it: overdue                                                 ║ │
    │ ║  Forget one that was kept                                              f ║ │
    │ ╚══════════════════════════════════════════════════════════════════════════╝ │
    │                                                                              │
    │ AQ-A26-9QXT · to do, LATE · helped by ●SX Cedar · nothing noted for 21 days  │
    │ Enter opens everything                                                       │
    └──────────────────────────────────────────────────────────────────────────────┘
                                                                              Saved
     Enter Go  ↑ Up  ↓ Down  Esc Back
    "#);
    screen.keys("End Up Enter");
    assert_eq!(screen.app.actions.filter, "overdue");
    screen.keys("f f Enter");
    assert_eq!(screen.message(), "Forgotten");
    screen.restart();
    assert!(screen.app.desk.filters.is_empty());
}

fn kept(filter: &str, key: Option<u8>) -> Option<filters::Kept> {
    Some(filters::Kept { filter: filter.to_owned(), key })
}

#[test]
fn a_filter_is_kept_under_a_digit_that_chooses_it_in_the_menu() {
    let mut screen = Screen::of_template().sized(80, 24);
    screen.keys("4 / 'owner:oak overdue' Enter f k 'Oak is late' Tab '3' Ctrl+S");
    assert_eq!(screen.message(), "Kept; the menu of quick filters offers it");
    screen.keys("Esc f");
    insta::assert_snapshot!(screen.frame().lines().filter(|it| it.contains(" ║")).collect::<Vec<_>>().join("\n"), @r#"
    │ ║▌ Mine: owner:me                                                        m ║v│
    │ ║  Late: overdue                                                         l ║c│
    │ ║  This week: due>=today due<="end of week"                              t ║c│
    │ ║  Waiting: state:waiting                                                w ║c│
    │ ║  Stale: stale                                                          s ║c│
    │ ║  Put off: slipped                                                      p ║c│
    │ ║  ●SX: org:sedex                                                        a ║c│
    │ ║  ◆AM: org:amfori                                                       b ║7│
    │ ║  Oak is late: owner:oak overdue                                        3 ║ │
    │ ║  Forget one that was kept                                              f ║ │
    "#);
    screen.keys("3");
    assert_eq!(screen.app.actions.filter, "owner:oak overdue");
    // A digit that another filter gets is that one's from then on.
    screen.keys("Esc / 'owner:me' Enter f k 'My own' Tab '3' Ctrl+S Esc f 3");
    assert_eq!(screen.app.actions.filter, "owner:me");
    screen.restart();
    screen.keys("4 f 3");
    assert_eq!(screen.app.actions.filter, "owner:me");
}

#[test]
fn saved_filters_with_and_without_a_digit_stand_in_one_file() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("filters.toml");
    filters::keep(&path, "a", kept("overdue", Some(3))).expect("kept");
    filters::keep(&path, "b", kept("mine", Some(3))).expect("kept");
    filters::keep(&path, "c", kept("late", None)).expect("kept");
    insta::assert_snapshot!(std::fs::read_to_string(&path).expect("text"), @r#"
    a = "overdue"
    c = "late"

    [b]
    filter = "mine"
    key = 3
    "#);
    std::fs::write(&path, "a = { filter = 'mine', key = 12 }\nb = 'late'\n").expect("written");
    assert_eq!(filters::read(&path).expect("read")["a"].key, None);
}

#[test]
fn a_file_of_saved_filters_that_cannot_be_read_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("comity/filters.toml");
    assert_eq!(filters::read(&path).expect("none"), filters::Filters::new());
    filters::keep(&path, "Mine \"now\"", kept("owner:me", None)).expect("kept");
    insta::assert_snapshot!(std::fs::read_to_string(&path).expect("text"), @r#"'Mine "now"' = "owner:me""#);
    std::fs::write(&path, "late = 3").expect("written");
    let error = filters::keep(&path, "late", kept("overdue", Some(3))).expect_err("not read");
    insta::assert_snapshot!(error.to_string().replace(&*path.to_string_lossy(), "filters.toml"), @"cannot read your saved filters in `filters.toml`");
    assert_eq!(std::fs::read_to_string(&path).expect("text"), "late = 3");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_read_and_never_falls_over(text in "([a-z_]{0,6}[:=<>\"-]{0,3}[a-z0-9+, \"]{0,5} ?|.{0,4}){0,5}") {
        let at = at();
        for kind in Kind::ALL {
            let filter = Filter::read(&text, &[kind], &at);
            for record in RECORDS.of_kind(kind) {
                filter.holds(record, "", &at);
            }
        }
        Past::read(&text, &at);
    }

    #[test]
    fn a_dash_before_a_condition_leaves_what_it_left_out(text in "(owner|due|state|org|group|helpers)(:|<|>=)(me|any|none|today|open|done|sedex|AQ|cedar|[+]2w)") {
        let (filter, other) = (read(&text, Kind::Action), read(&format!("-{text}"), Kind::Action));
        prop_assume!(filter.faults().is_empty());
        for record in RECORDS.of_kind(Kind::Action) {
            prop_assert!(filter.holds(record, "", &at()) != other.holds(record, "", &at()), "{text}");
        }
    }
}
