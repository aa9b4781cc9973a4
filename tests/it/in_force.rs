//! What is in force stays so, and says what was endorsed; silence is recorded by who sees it.

use comity::model::view::{Decision, DecisionState};
use comity::model::{Fields, Kind};

use crate::support::joint::{acting, after, get, joint, moment, on_the_day};
use crate::support::sandbox::{git, record};
use crate::support::shell::{NOW, Shell};

const IN_FORCE: &str = "groups/AQ/decisions/2026/AQ-D26-5G7R.toml";

/// What each line of words said.
fn said(shell: &Shell, words: &[&str]) -> String {
    words.iter().map(|it| shell.alike(&format!("$ {it}\n{}", shell.run(it)))).collect()
}

/// Other words in the file of a decision, saved by plain git on the day of the example.
fn by_hand(shell: &Shell, path: &str, from: &str, to: &str) {
    let text = shell.read(path);
    assert!(text.contains(from), "{text}");
    shell.write(path, text.replace(from, to));
    let mut save = git(&shell.root());
    let save = save.args(["commit", "-qam", "By hand", "--author=Birch <birch@example.org>"]);
    let save = save.envs([("GIT_AUTHOR_DATE", NOW), ("GIT_COMMITTER_DATE", NOW)]);
    assert!(save.status().expect("git").success());
}

/// The lines about decisions.
fn of_decisions(said: &str) -> String {
    let commit = |it: &str| it.len() == 9 && it.bytes().all(|it| it.is_ascii_hexdigit());
    let lines = said.lines().filter(|it| it.contains("/decisions/") || it.contains("errors"));
    let plain = |line: &str| {
        let words = line.split(' ').map(|it| if commit(it) || it.starts_with("commit") { "COMMIT" } else { it });
        words.collect::<Vec<_>>().join(" ")
    };
    lines.map(plain).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_group_agrees_at_a_meeting_that_was_opened_or_in_writing() {
    let shell = Shell::example();
    shell.saves("decision add --group AQ --title \"Two lists\" --text \"Two lists are kept.\" --meeting AQ-2026-11-24");
    shell.saves("meeting cancel \"CO next\" --reason Illness");
    shell.saves("decision add --group CO --title \"One seat\" --text \"There is one seat.\"");
    insta::assert_snapshot!(said(&shell, &["decision agree last --meeting CO-2026-11-20"]), @r"
    $ decision agree last --meeting CO-2026-11-20
    ! CO-D26-NEW3 cannot be agreed: CO-2026-11-20 was cancelled (E-STATE)
    ! Hint: The group agrees at a meeting that was opened; without `--meeting` it agrees in writing
    = 4
    ");
    let id = shell.git(&["log", "-1", "--skip=2", "--format=", "--name-only"]);
    let id = id.trim().rsplit('/').next().and_then(|it| it.strip_suffix(".toml")).expect("a decision").to_owned();
    insta::assert_snapshot!(said(&shell, &[&format!("decision agree {id} --meeting AQ-2026-11-24")]), @r"
    $ decision agree AQ-D26-NEW1 --meeting AQ-2026-11-24
    ! AQ-D26-NEW4 cannot be agreed: AQ-2026-11-24 has not been opened (E-STATE)
    ! Hint: The group agrees at a meeting that was opened; without `--meeting` it agrees in writing
    = 4
    ");
    let agreed = shell.saves(&format!("decision agree {id}"));
    insta::assert_snapshot!(shell.alike(&agreed.to_string()), @"Changed AQ-D26-NEW4: agreed in writing (Two lists), agreed on Mon 16 Nov 2026, closes on Wed 16 Dec 2026  (undo: comity undo)");
    for (who, party) in [("elm", "sedex"), ("spruce", "amfori")] {
        shell.saves(&format!("decision endorse {id} --for {party} --as {who} --at-meeting"));
    }
    // Whoever comes to the meeting has no say in what was agreed before it.
    shell.saves("--now 2026-11-24T14:00:00+01:00 meeting start AQ-2026-11-24");
    shell.saves("--now 2026-11-24T14:01:00+01:00 meeting attend AQ-2026-11-24 birch");
    let told = shell.run(&format!("--now 2026-11-24T14:02:00+01:00 decision show {id}")).out;
    assert!(told.contains("in force"), "{told}");
}

#[test]
fn a_meeting_that_is_opened_later_takes_no_agreement_out_of_force() {
    let mut now = joint();
    let hash = |now: &comity::model::Snapshot| comity::model::view::text_hash(&get(now, Kind::Decision, "AQ-D26-AAAA"));
    let fields = "title = \"T\"\ntext = \"W\"\nmeeting = \"AQ-2026-11-24\"\nagreed_on = 2026-11-20\nagreed_parties = [\"sedex\"]\nagreed_rule = \"each-party\"\n";
    now.put(record(Kind::Decision, "AQ-D26-AAAA", fields));
    let position = format!(
        "[position.sedex]\nvalue = \"endorsed\"\nby = \"elm\"\non = 2026-11-21\ntext_hash = \"{}\"\nchannel = \"meeting\"",
        hash(&now)
    );
    now.put(record(Kind::Decision, "AQ-D26-AAAA", &format!("{fields}{position}")));
    let state = |now: &comity::model::Snapshot| {
        Decision(&get(now, Kind::Decision, "AQ-D26-AAAA")).state(now, on_the_day("18:00").date_naive())
    };
    assert_eq!(state(&now), DecisionState::InForce);
    let meeting = get(&now, Kind::Meeting, "AQ-2026-11-24");
    let at = acting(&now, "birch", on_the_day("14:00"));
    let start = comity::model::deed::sitting::start(&meeting, at.now, &at).expect("start");
    assert_eq!(state(&after(&now, &start)), DecisionState::InForce);
}

#[test]
fn a_decision_whose_place_another_took_keeps_its_words() {
    let shell = Shell::example();
    shell.saves("decision supersede 5G7R --text \"From now on twice a year.\"");
    shell.saves("decision agree last");
    let id = shell.git(&["log", "-1", "--skip=1", "--format=", "--name-only"]);
    let id = id.trim().rsplit('/').next().and_then(|it| it.strip_suffix(".toml")).expect("a decision").to_owned();
    for (who, party) in [("elm", "sedex"), ("spruce", "amfori")] {
        shell.saves(&format!("decision endorse {id} --for {party} --as {who}"));
    }
    insta::assert_snapshot!(shell.leaves_alone("decision edit 5G7R --text hah"), @r"
    ! not saved (E-IN-FORCE)
    ! Caused by: AQ-D26-5G7R: it was in force until another took its place, so its text stays as it was endorsed
    ! Hint: What is to hold from now on is said in a new decision
    = 4
    ");
}

#[test]
fn words_in_force_that_were_edited_by_hand_are_an_error() {
    let shell = Shell::example();
    by_hand(&shell, IN_FORCE, "each quarter", "each year");
    insta::assert_snapshot!(of_decisions(&shell.run("check").to_string()), @r"
    error: groups/AQ/decisions/2026/AQ-D26-5G7R.toml:2:1: its words are not those that came into force (E-IN-FORCE). Put back what was endorsed: `comity history AQ-D26-5G7R` tells it, and `comity history revert` does it
    warning: groups/AQ/decisions/2026/AQ-D26-5G7R.toml:14:2: the position of amfori is about an older text (W-VOID). Ask the party to look at the text again
    warning: groups/AQ/decisions/2026/AQ-D26-5G7R.toml:14:2: the position of sedex is about an older text (W-VOID). Ask the party to look at the text again
    ");
    insta::assert_snapshot!(of_decisions(&shell.run("verify HEAD~1..HEAD").to_string()), @r#"error: COMMIT "By hand": groups/AQ/decisions/2026/AQ-D26-5G7R.toml: it is in force, so its title stays as it was endorsed; see E-IN-FORCE (E-CHANGE-RECORD)"#);
    by_hand(&shell, IN_FORCE, "each year", "each quarter");
    insta::assert_snapshot!(of_decisions(&shell.run("check").to_string()), @"116 records: 0 errors, 1 warning");
}

#[test]
fn where_the_word_of_the_group_is_enough_it_keeps_of_which_words_it_was() {
    let shell = Shell::example();
    shell.saves("group edit AQ --rules-endorsement group");
    shell.saves("decision add --group AQ --title \"Two lists\" --text \"Two lists are kept.\"");
    let path = shell.git(&["log", "-1", "--format=", "--name-only"]).trim().to_owned();
    shell.saves("decision agree last");
    assert!(shell.read(&path).contains("agreed_hash"), "{}", shell.read(&path));
    assert!(!shell.run("check").out.contains("E-IN-FORCE"));
    by_hand(&shell, &path, "Two lists are", "One list is");
    assert!(shell.run("check").out.contains("E-IN-FORCE"));
}

#[test]
fn silence_is_recorded_by_an_officer_once_its_last_day_is_over() {
    let shell = Shell::example();
    insta::assert_snapshot!(said(&shell, &[
        "decision silent N2YK --for amfori",
        "--now 2026-12-12T09:00:00+01:00 decision silent N2YK --as cedar",
        "--now 2026-12-12T09:00:00+01:00 decision endorse N2YK --for amfori",
        "--now 2026-12-12T09:00:00+01:00 decision silent N2YK",
        "--now 2026-12-12T09:00:00+01:00 decision number N2YK",
    ]), @r#"
    $ decision silent N2YK --for amfori
    ! AQ-D26-N2YK cannot pass by silence: positions are taken until 11 Dec 2026 (E-STATE)
    ! Hint: Silence is recorded after the last day
    = 4
    $ --now 2026-12-12T09:00:00+01:00 decision silent N2YK --as cedar
    ! not saved: this lies outside your role (E-ROLE)
    ! Caused by: only a secretary or chair of AQ, or somebody who endorses for amfori may set the position of amfori in AQ-D26-N2YK: birch, oak, alder
    ! Hint: Ask one of them, or do it all the same and say why: --override "why"
    = 4
    $ --now 2026-12-12T09:00:00+01:00 decision endorse N2YK --for amfori
    ! AQ-D26-N2YK cannot be endorsed: it is lapsed (E-STATE)
    ! Hint: Its last day is over; a later one opens it again: `comity decision edit AQ-D26-N2YK --closes-on DATE`
    = 4
    $ --now 2026-12-12T09:00:00+01:00 decision silent N2YK
    Changed AQ-D26-N2YK: amfori said nothing by the last day (One list of reasons …)  (undo: comity undo)
    ! AQ-D26-N2YK is in force; `comity decision number AQ-D26-N2YK` gives it its number
    $ --now 2026-12-12T09:00:00+01:00 decision number N2YK
    Changed AQ-D26-N2YK: number AQ 2026/02 (One list of reasons for returning a re…)  (undo: comity undo)
    "#);
    let checked = shell.run("--now 2026-12-12T09:00:00+01:00 check").to_string();
    assert!(!checked.contains("OUTSIDE"), "{checked}");
    let verified = shell.run("--now 2026-12-12T09:00:00+01:00 verify HEAD~2..HEAD");
    assert_eq!(verified.status, 0, "{verified}");
    assert!(shell.read("groups/AQ/decisions/2026/AQ-D26-N2YK.toml").contains("silent"));
}

#[test]
fn no_officer_records_silence_where_the_group_does_not_take_it_for_consent() {
    let mut now = joint();
    let mut group = get(&now, Kind::Group, "AQ");
    group.fields.get_mut("rules").and_then(|it| it.as_table_mut()).expect("rules").remove("silence_days");
    let strict = group;
    let fields = "title = \"T\"\ntext = \"W\"\nagreed_on = 2026-11-01\nagreed_parties = [\"sedex\"]\nagreed_rule = \"each-party\"\ncloses_on = 2026-11-20";
    now.put(record(Kind::Decision, "AQ-D26-AAAA", fields));
    let decision = get(&now, Kind::Decision, "AQ-D26-AAAA");
    let silence = |now: &comity::model::Snapshot, day: &str| {
        let mut after = decision.clone();
        let position = "[position.sedex]\nvalue = \"silent\"\nby = \"birch\"\non = 2026-11-21";
        after.fields.extend(position.parse::<toml::Table>().expect("toml"));
        let mut with = now.clone();
        with.put(after);
        let id = decision.id.clone();
        let change = comity::model::Change::among([&id].into_iter(), now, &with);
        let who = acting(now, "birch", moment(&format!("{day}T10:00:00+01:00")));
        comity::model::permit::outside(&change, now, who.me.as_ref(), who.today).len()
    };
    assert_eq!([silence(&now, "2026-11-20"), silence(&now, "2026-11-21")], [1, 0], "not before its last day is over");
    now.put(strict);
    assert_eq!(silence(&now, "2026-11-21"), 1);
    assert!(decision.date("closes_on").is_some());
}
