//! Import: when groups meet. What a list does not say for certain is named row by row.

use crate::support::shell::Shell;

const LIST: &str = "\
group,title,day,time,timezone,frequency
Cotton,Regular meeting,Tuesday,9:00,PT (Pacific Time),weekly
Wool,Regular meeting,Thursdays (starting November 5th 2026),4PM,Europe/Rome,bi-weekly
Silk,Regular meeting,first Wednesday,14:30,UTC,monthly
Flax,Regular meeting,Tuesday,9:00,UTC,biweekly
Hemp,Regular meeting,Tuesday,9:00,EST (Eastern Time),weekly
Jute,Regular meeting,Monday,9:00,UTC,\"weekly, bring tea\"
Sisal,Regular meeting,Monday,9:00,UTC,weekly
Sisal,Office hours,Friday,9:00,UTC,weekly
AQ,Regular meeting,Monday,late,UTC,weekly
TH,Regular meeting,Tuesday,9:00,UTC,\"biweekly starting Monday Nov 10, 2026\"
";

fn with(contents: &str) -> Shell {
    let shell = Shell::example();
    std::fs::write(shell.beside("list.csv"), contents).expect("written");
    shell
}

#[test]
fn what_is_certain_comes_in_and_the_rest_is_named() {
    let shell = with(LIST);
    insta::assert_snapshot!(shell.saves("import meetings ../list.csv --create --partial"), @r"
    Import 3 series of meetings from list.csv: 3 added, 3 groups added, 7 rows left out  (undo: comity undo)
    ! row 5: it is every 2 weeks, and no date tells in which of them. Write the date of one such meeting into a column `starts`
    ! row 6: timezone: `EST (Eastern Time)` is not certain. Write it like Europe/Brussels, or say what is meant: --map 'timezone:EST (Eastern Time)=...'
    ! row 7: frequency: `weekly, bring tea` is not certain. Write it like weekly, every 2 weeks, first Tuesday of the month, or say what is meant: --map 'frequency:weekly, bring tea=...'
    ! rows 8-9: a group has one series, and this one would have 2: `Regular meeting`, `Office hours`. Leave out the rows that are not its ordinary meetings: --map 'title:WORD=-'
    ! row 10: time: `late` is not certain. Write it like 14:30, or say what is meant: --map 'time:late=...'
    ! row 11: frequency: `biweekly starting Monday Nov 10, 2026` is not certain. Write it like weekly, every 2 weeks, first Tuesday of the month, or say what is meant: --map 'frequency:biweekly starting Monday Nov 10, 2026=...'
    ! Groups added: COTTON Cotton, WOOL Wool, SILK Silk.
    ! row 2: COTTON, Regular meeting begins on Tuesday 17 November 2026, the next such day; the file tells no first date.
    ! row 4: SILK, Regular meeting begins on Wednesday 2 December 2026, the next such day; the file tells no first date.
    ");
    for group in ["COTTON", "WOOL", "SILK"] {
        let text = shell.read(&format!("groups/{group}/group.toml"));
        insta::allow_duplicates! {
            assert!(text.contains("[series]"), "{text}");
        }
    }
    insta::assert_snapshot!(shell.read("groups/WOOL/group.toml"), @r#"
    name = "Wool"
    state = "proposed"

    [series]
    rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
    start = 2026-11-05T16:00:00
    timezone = "Europe/Rome"
    "#);
    insta::assert_snapshot!(shell.read("groups/SILK/group.toml"), @r#"
    name = "Silk"
    state = "proposed"

    [series]
    rrule = "FREQ=MONTHLY;BYDAY=1WE"
    start = 2026-12-02T14:30:00
    timezone = "UTC"
    "#);
    assert_eq!(shell.run("check").status, 0);
    // The same list a week later: what began goes on.
    let later = shell.leaves_alone("import meetings ../list.csv --partial --create --now 2026-11-27T09:00:00+01:00 -q");
    insta::assert_snapshot!(later, @"Nothing to change: 3 as before, 7 rows left out");
}

#[test]
fn rows_are_left_out_and_words_explained_by_the_map() {
    let shell = with(LIST);
    let maps = "--map 'title:Office hours=-' --map 'timezone:EST (Eastern Time)=America/New_York' \
        --map 'frequency:weekly, bring tea=weekly'";
    let answer = shell.json(&format!("import meetings ../list.csv --create --partial --dry-run {maps}"));
    let rows: Vec<u64> =
        answer["data"]["refused"].as_array().expect("rows").iter().filter_map(|it| it["row"].as_u64()).collect();
    assert_eq!(rows, [5, 10, 11]);
}

#[test]
fn a_series_that_was_changed_here_stays() {
    let shell = with("group,day,time,timezone,frequency\nCotton,Tuesday,9:00,UTC,weekly\n");
    shell.saves("import meetings ../list.csv --create");
    let path = "groups/COTTON/group.toml";
    shell.write(path, shell.read(path).replace("UTC", "Europe/Paris"));
    shell.saves("take-in");
    shell.leaves_alone("import meetings ../list.csv");
    std::fs::write(
        shell.beside("list.csv"),
        "group,day,time,timezone,frequency\nCotton,Tuesday,10:00,Europe/Rome,weekly\n",
    )
    .expect("written");
    insta::assert_snapshot!(shell.saves("import meetings ../list.csv"), @r"
    Import changes of 1 series of meetings from list.csv: 1 changed  (undo: comity undo)
    ! row 2: time zone of COTTON has changed here and in the file. It stays `Europe/Paris`; the file says `Europe/Rome`. Write the right one into the file, or change the group's series here
    ! row 2: COTTON begins on Tuesday 17 November 2026, the next such day; the file tells no first date.
    ");
    insta::assert_snapshot!(shell.read(path), @r#"
    name = "Cotton"
    state = "proposed"

    [series]
    rrule = "FREQ=WEEKLY;BYDAY=TU"
    start = 2026-11-17T10:00:00
    timezone = "Europe/Paris"
    "#);
}
