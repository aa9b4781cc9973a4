//! `--filter`: every list takes it, and says which words mean something there.

use crate::support::shell::Shell;

#[test]
fn the_history_is_narrowed_by_a_filter_and_by_flags_together() {
    let shell = Shell::example();
    shell.saves("action edit 7K3F --priority low --as rowan --override holiday");
    shell.saves("action edit D7ZK --priority high");
    insta::assert_snapshot!(shell.run("history --filter 'by:rowan day:today'"), @r"
    Mon 16 Nov 2026
      09:00  rowan         change02    (!) AQ-A26-7K3F: priority high -> low (Draft the joint definition of a dup…)
    ! (!) outside the role of who did it; `comity history show CHANGE` tells why.
    ");
    insta::assert_snapshot!(shell.run("history --filter 'priority org:sedex' --group AQ"), @r"
    Mon 16 Nov 2026
      09:00  birch         change03    AQ-A26-D7ZK: priority normal -> high (Publish the calendar of joint re…)
    ");
    insta::assert_snapshot!(shell.run("history --filter 'group:AQ -holiday -low'"), @r"
    Mon 16 Nov 2026
      09:00  birch         change03    AQ-A26-D7ZK: priority normal -> high (Publish the calendar of joint re…)
      09:00  birch         change01    Begin with the example of Sedex and amfori
    ");
    insta::assert_snapshot!(shell.run("history --filter 'owner:me'"), @r"
    ! cannot read `owner:me` in the filter: no word `owner:`; there are by, org, group, since, until, day (E-FILTER)
    ! Hint: `comity help filter` tells what can stand there; text with a colon stands in quotes
    = 2
    ");
    insta::assert_snapshot!(shell.run("history --filter group:AQ --group TH"), @r"
    ! `--group` and `group:` in the filter say different things (E-USAGE)
    ! Hint: Say it once
    = 2
    ");
    insta::assert_snapshot!(shell.run("history --filter 'nothing has this'"), @"! No change fits.");
    assert_eq!(shell.run("history --filter group:aq --group AQ"), shell.run("history --group AQ"));
    assert_eq!(shell.run("history --mark-seen --filter group:AQ").status, 2);
}

#[test]
fn terms_are_narrowed_by_a_filter_each_by_itself() {
    let shell = Shell::example();
    shell.saves("member set elm AQ rapporteur --besides");
    insta::assert_snapshot!(shell.run("member list --filter 'person:elm role:rapporteur'"), @r"
    PERSON  GROUP  ROLE        FOR    FROM        UNTIL
    elm     AQ     rapporteur  sedex  2026-11-16
    ");
    insta::assert_snapshot!(shell.run("member list --filter 'role:co-chair org:sedex -group:CO'"), @r"
    PERSON  GROUP  ROLE      FOR    FROM        UNTIL
    alder   AQ     co-chair  sedex  2026-06-29
    alder   CB     co-chair  sedex  2026-06-29
    alder   CI     co-chair  sedex  2026-06-29
    alder   DC     co-chair  sedex  2026-06-29
    alder   TH     co-chair  sedex  2026-06-29
    ");
    insta::assert_snapshot!(shell.run("member list --filter 'from>=2026-11-01'"), @r"
    PERSON  GROUP  ROLE        FOR    FROM        UNTIL
    elm     AQ     rapporteur  sedex  2026-11-16
    ");
    insta::assert_snapshot!(shell.run("member list --filter 'secret oak'"), @r"
    PERSON  GROUP  ROLE       FOR     FROM        UNTIL
    oak     AQ     secretary  amfori  2026-06-29
    oak     CB     secretary  amfori  2026-06-29
    oak     CI     secretary  amfori  2026-06-29
    oak     CO     secretary  amfori  2026-06-29
    oak     DC     secretary  amfori  2026-06-29
    oak     TH     secretary  amfori  2026-06-29
    ");
    insta::assert_snapshot!(shell.run("member list --filter due:none"), @r"
    ! cannot read `due:none` in the filter: no word `due:`; there are group, org, role, person, from ... (E-FILTER)
    ! Hint: `comity help filter` tells what can stand there; text with a colon stands in quotes
    = 2
    ");
}

#[test]
fn every_list_takes_a_filter_and_names_its_words() {
    let shell = Shell::example();
    let nouns =
        ["group", "person", "org", "member", "meeting", "item", "action", "decision", "measure", "note", "contested"];
    let told: String = nouns
        .map(|noun| {
            let said = shell.run(&format!("{noun} list --filter zzz:1"));
            assert_eq!(said.status, 2, "{noun}");
            let line = said.err.lines().next().unwrap_or_default().to_owned();
            format!("{noun:9} {line}\n")
        })
        .concat();
    insta::assert_snapshot!(told, @r"
    group     cannot read `zzz:1` in the filter: no word `zzz:`; there are state, group, org, name, area ... (E-FILTER)
    person    cannot read `zzz:1` in the filter: no word `zzz:`; there are group, org, role, name, function ... (E-FILTER)
    org       cannot read `zzz:1` in the filter: no word `zzz:`; there are org, name, short, kind ... (E-FILTER)
    member    cannot read `zzz:1` in the filter: no word `zzz:`; there are group, org, role, person, from ... (E-FILTER)
    meeting   cannot read `zzz:1` in the filter: no word `zzz:`; there are state, group, org, title, start ... (E-FILTER)
    item      cannot read `zzz:1` in the filter: no word `zzz:`; there are state, group, org, title, purpose ... (E-FILTER)
    action    cannot read `zzz:1` in the filter: no word `zzz:`; there are state, group, org, title, owner ... (E-FILTER)
    decision  cannot read `zzz:1` in the filter: no word `zzz:`; there are state, group, org, title, text ... (E-FILTER)
    measure   cannot read `zzz:1` in the filter: no word `zzz:`; there are group, org, title, definition ... (E-FILTER)
    note      cannot read `zzz:1` in the filter: no word `zzz:`; there are state, group, org, about, text ... (E-FILTER)
    contested cannot read `zzz:1` in the filter: no word `zzz:`; there are group, org, by, field, id (E-FILTER)
    ");
}
