//! Export: who sits where, as a table that can be imported again and as contact cards.

use crate::support::shell::Shell;

const LIST: &str = "\
group,group_name,role,name,organisation,function,email,from,until,alternate_for
AQ,Audit quality measures,secretary,\"Ash, Ada\",Sedex,Buyer; East,ada@example.org,2026-01-01,,
AQ,Audit quality measures,alternate,'=Li,amfori,,li@example.org,2026-02-01,2026-10-31,\"Ash, Ada\"
new,New group,chairs,Noor Said,Third House,,,,,
new,New group,emeritus_leads,Ana Roe,,,,,,
";

fn seated() -> Shell {
    let shell = Shell::example();
    std::fs::write(shell.beside("list.csv"), LIST).expect("written");
    shell.saves("import members ../list.csv --create");
    shell
}

#[test]
fn a_list_that_was_exported_changes_nothing_when_it_is_imported() {
    let shell = seated();
    for words in ["--out ../out.csv", "--out ../out.csv --contacts", "--out ../out.csv --on 2026-03-01 --contacts"] {
        shell.leaves_alone(&format!("member export {words}"));
        shell.leaves_alone("import members ../out.csv");
    }
}

#[test]
fn whatever_a_seat_leaves_unsaid_an_exported_list_changes_nothing() {
    // What hands may have left out of a membership or a person.
    let worlds: [(&str, &str, &[&str]); 7] = [
        ("as it is", "members/", &[]),
        ("nobody is said to sit for anybody", "members/", &["for_org"]),
        ("one is not", "AQ/members/cedar", &["for_org"]),
        ("no first day", "members/", &["from"]),
        ("no basis and no organisation", "members/", &["basis", "for_org"]),
        ("nobody works for anybody", "people/", &["org ="]),
        ("and nobody sits for anybody", "", &["org =", "for_org"]),
    ];
    for (world, files, left_out) in worlds {
        for shell in [Shell::demo(), seated()] {
            for (path, text) in shell.files() {
                if path.contains(files) && (path.starts_with("people/") || path.contains("/members/")) {
                    let text = String::from_utf8_lossy(&text);
                    let stays = |line: &&str| !left_out.iter().any(|it| line.starts_with(it));
                    let text: String = text.split_inclusive('\n').filter(stays).collect();
                    std::fs::write(shell.root().join(&path), text).expect("written");
                }
            }
            shell.run("take-in");
            assert_eq!(shell.run("check").status, 0, "{world}");
            shell.leaves_alone("member export --out ../out.csv --contacts");
            let said = shell.leaves_alone("import members ../out.csv");
            assert!(said.status == 0 && !said.to_string().contains("changed"), "{world}: {said}");
        }
    }
}

#[test]
fn names_and_functions_alone_come_out_unless_contacts_are_asked_for() {
    let shell = seated();
    insta::assert_snapshot!(shell.leaves_alone("member export --group NG"), @r"
    group,group_name,role,name,organisation,function,from,until,alternate_for,basis
    NG,New group,chair,Noor Said,Third House,,,,,
    ");
    let plain = shell.run("member export --group AQ --on 2026-03-01").to_string();
    assert!(plain.contains("'=Li") && plain.contains("\"Ash, Ada\"") && !plain.contains('@'), "{plain}");
    let with = shell.run("member export --group AQ --on 2026-03-01 --contacts").to_string();
    assert!(with.contains("ada@example.org"), "{with}");
    // That seat was over by then.
    assert!(!shell.run("member export --group AQ").to_string().contains("=Li,"));
}

#[test]
fn cards_are_escaped_and_each_person_has_one() {
    let shell = seated();
    let cards = shell.run("member export --group AQ --format vcf --contacts").out;
    let ada = cards.split("END:VCARD").find(|it| it.contains("Ada")).expect("card").replace('\r', "");
    insta::assert_snapshot!(ada, @r"
    BEGIN:VCARD
    VERSION:4.0
    FN:Ash\, Ada
    ORG:Sedex
    TITLE:Buyer\; East
    ROLE:secretary\, Audit quality measures
    EMAIL:ada@example.org
    ");
    assert!(!shell.run("member export --format vcf").out.contains("EMAIL"));
    assert_eq!(cards.matches("BEGIN:VCARD").count(), cards.matches("END:VCARD").count());
}

#[test]
fn what_cannot_be_written_is_said() {
    let shell = seated();
    insta::assert_snapshot!(shell.leaves_alone("member export --out .. "), @r"
    ! cannot write `..` (E-IO)
    ! Caused by: Is a directory (os error 21)
    = 1
    ");
    insta::assert_snapshot!(shell.leaves_alone("member export --on soon"), @r"
    ! `--on soon` is not a date (E-USAGE)
    ! Hint: Write it like today, fri, next fri, +2w, 20 nov, 1.6.2026, end of month, 2026-11-20
    = 2
    ");
    insta::assert_snapshot!(shell.leaves_alone("member export --group AQ --out ../m.csv --dry-run"), @"Would be written into ../m.csv: 8 seats");
}
