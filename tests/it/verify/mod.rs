//! `verify`: forged commits are found out, one by one; good histories are left in peace.

mod forge;
mod hook;
mod long;
mod signing;
mod taken;

use comity::model::{Change, Kind, RecordId, Snapshot};
use comity::store::repo::Repo;
use comity::verify::{Range, Terms, verify};

use crate::support::desks::Desks;
use crate::support::sandbox::{now, record, with};
use crate::support::shell::Shell;
use forge::{ACTION, DECISION, Forged, Signature, World, action, decision, public};

const OF_ACTION: &str = "Op: action.edit\nGroup: AQ\nRecord: AQ-A26-7K3F\n";

#[test]
fn forged_commits_are_found_out() {
    let world = World::new();
    let later = || action("in-progress", "2026-11-28");
    let alder = || Forged::by("alder").file(ACTION, later());
    let rowan = || Forged::by("rowan");
    let person = |name: &str, org: &str, more: &str| {
        format!("name = \"{name} Placeholder\"\norg = \"{org}\"\nemails = [\"{name}@example.org\"]\n{more}")
    };
    let position = |party: &str, by: &str| {
        decision(&format!("\n[position.{party}]\nvalue = \"endorsed\"\nby = \"{by}\"\non = 2026-11-16\n"))
    };
    let big = "x".repeat(300 * 1024);
    let deep = format!("{}notes.toml", "a/".repeat(40));
    let cases: Vec<(&str, Forged)> = vec![
        ("as it should be, signed", alder().signed(2)),
        ("as it should be, by somebody without keys", rowan().file(ACTION, action("open", "2026-12-12"))),
        ("by nobody of the workspace", Forged::by("mallory").file(ACTION, later())),
        (
            "by somebody who makes a person of themselves",
            Forged::by("mallory").file("people/mallory.toml", person("mallory", "sedex", "")),
        ),
        ("under somebody else's address, with one's own key", alder().signed(5)),
        ("under somebody else's address, with a key of nobody", alder().signed(9)),
        (
            "in the name of somebody who has keys",
            Forged { message: "Done\n\nActing: alder\n".to_owned(), ..rowan().file(ACTION, later()) },
        ),
        (
            "in the name of nobody",
            Forged { message: "Done\n\nActing: nobody\n".to_owned(), ..rowan().file(ACTION, later()) },
        ),
        ("with a key that does not count yet", alder().signed(3)),
        ("with a key that does not count any more", alder().signed(1)),
        ("the same with an older date", alder().signed(1).at("2026-10-15T09:00:00+01:00")),
        ("not signed, by somebody who has keys", alder()),
        ("signed for another purpose", alder().sealed(Signature { seed: 2, purpose: "file", fits: true })),
        ("signed over another text", alder().sealed(Signature { seed: 2, purpose: "git", fits: false })),
        (
            "a new key, not signed with an old one",
            Forged::by("elm").file(
                "people/elm.toml",
                person(
                    "elm",
                    "sedex",
                    &format!("endorses_for = [\"sedex\"]\n\n[[signing_key]]\nkey = \"{}\"\n", public(9)),
                ),
            ),
        ),
        (
            "a key in somebody else's record",
            Forged::by("hazel").file(
                "people/rowan.toml",
                person("rowan", "amfori", &format!("\n[[signing_key]]\nkey = \"{}\"\n", public(9))),
            ),
        ),
        ("by a stranger to the group", Forged::by("hazel").file(ACTION, action("open", "2026-12-12"))),
        (
            "the same with a reason",
            Forged {
                message: "Due later\n\nOverride: rowan is ill\n".to_owned(),
                ..Forged::by("hazel").file(ACTION, action("open", "2026-12-12"))
            },
        ),
        (
            "a right that one gives oneself",
            rowan().file("people/rowan.toml", person("rowan", "amfori", "endorses_for = [\"amfori\"]\n")),
        ),
        (
            "a seat that one gives oneself",
            Forged::by("hazel").file(
                "groups/CO/members/hazel.toml",
                "[[term]]\nrole = \"secretary\"\nfor_org = \"amfori\"\nfrom = 2026-11-16\n",
            ),
        ),
        ("a position of one's own party", Forged::by("hazel").file(DECISION, position("amfori", "hazel"))),
        ("a position in somebody else's name", Forged::by("hazel").file(DECISION, position("amfori", "rowan"))),
        ("a position of the other party", Forged::by("hazel").file(DECISION, position("sedex", "hazel"))),
        ("a word that is none of the choices", rowan().file(ACTION, action("nonsense", "2026-12-12"))),
        ("a file that cannot be read", rowan().file(ACTION, "title = \"A\nstate =")),
        ("another id than its name", rowan().file(ACTION, format!("id = \"AQ-A26-ZZZZ\"\n{}", later()))),
        ("a record of another year's folder", rowan().file("groups/AQ/actions/2025/AQ-A26-9QXT.toml", later())),
        ("a file of no kind", rowan().file("notes.txt", "Nothing of ours")),
        ("a file that git reads", rowan().file("groups/AQ/papers/.gitmodules", "x")),
        ("a folder without end", rowan().file(&deep, "x")),
        ("a link", rowan().file("people/ash.toml", "../../secret").mode("120000")),
        ("a program", rowan().file(ACTION, later()).mode("100755")),
        ("a paper that is a program", rowan().file("groups/AQ/papers/run.sh", "#!/bin/sh\n").mode("100755")),
        ("another repository", rowan().file("groups/AQ/papers/other", "").mode("160000")),
        ("a record of 300 kB", rowan().file(ACTION, format!("{}detail = \"{big}\"\n", later()))),
        (
            "another record than it says",
            rowan()
                .file(ACTION, action("open", "2026-12-12"))
                .says("aaaa", "Op: action.edit\nGroup: AQ\nRecord: AQ-A26-9QXT\n"),
        ),
        (
            "another group than it says",
            rowan()
                .file(ACTION, action("open", "2026-12-12"))
                .says("aaaa", "Op: action.edit\nGroup: CO\nRecord: AQ-A26-7K3F\n"),
        ),
        (
            "another deed than it says",
            rowan()
                .file(ACTION, action("open", "2026-12-12"))
                .says("aaaa", "Op: meeting.add\nGroup: AQ\nRecord: AQ-A26-7K3F\n"),
        ),
        (
            "in the name of another organisation",
            rowan()
                .file(ACTION, action("open", "2026-12-12"))
                .says("aaaa", &format!("{OF_ACTION}On-behalf-of: sedex\n")),
        ),
        (
            "an undo of nothing, to get round the roles",
            Forged::by("hazel")
                .file(ACTION, action("open", "2026-12-12"))
                .says("aaaa", "Op: undo\nGroup: AQ\nRecord: AQ-A26-7K3F\nReverts-Change: bbbb\n"),
        ),
        ("git's settings, by a member", rowan().file(".gitattributes", "*.toml merge=evil\n")),
        ("from tomorrow", rowan().file(ACTION, action("open", "2026-12-12")).at("2026-11-17T09:00:00+01:00")),
        ("from two years ago", rowan().file(ACTION, action("open", "2026-12-12")).at("2024-11-17T09:00:00+01:00")),
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|(name, forged)| format!("{name}\n    {}", world.found(&world.base, &world.forge(forged))))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    as it should be, signed
        nothing
    as it should be, by somebody without keys
        nothing
    by nobody of the workspace
        error: COMMIT "By hand": nobody of this workspace has the address mallory@example.org (E-CHANGE-AUTHOR)
    by somebody who makes a person of themselves
        error: COMMIT "By hand": nobody of this workspace has the address mallory@example.org (E-CHANGE-AUTHOR)
    under somebody else's address, with one's own key
        error: COMMIT "By hand": it is signed by a key of elm, not of alder (E-CHANGE-KEY)
    under somebody else's address, with a key of nobody
        error: COMMIT "By hand": it is signed by a key of nobody here, not of alder (E-CHANGE-KEY)
    in the name of somebody who has keys
        warning: COMMIT "Done": rowan acted as alder (W-CHANGE-ACTING)
        error: COMMIT "Done": it is not signed, and alder has signing keys (E-CHANGE-UNSIGNED)
    in the name of nobody
        error: COMMIT "Done": it names nobody as who acted, and there is no such person (E-CHANGE-AUTHOR)
    with a key that does not count yet
        error: COMMIT "By hand": it was made on 16 Nov 2026, and the key of alder counts from 1 Dec 2026 (E-CHANGE-KEY-DAY)
    with a key that does not count any more
        error: COMMIT "By hand": it was made on 16 Nov 2026, and the key of alder counted until 31 Oct 2026 (E-CHANGE-KEY-DAY)
    the same with an older date
        error: COMMIT "By hand": it was made on 16 Nov 2026, and the key of alder counted until 31 Oct 2026 (E-CHANGE-KEY-DAY)
        warning: COMMIT "By hand": it bears a time before that of the change on which it builds: 15 Oct 2026 (W-CHANGE-CLOCK)
    not signed, by somebody who has keys
        error: COMMIT "By hand": it is not signed, and alder has signing keys (E-CHANGE-UNSIGNED)
    signed for another purpose
        error: COMMIT "By hand": its signature was made for another purpose than a change (E-CHANGE-SIGNATURE)
    signed over another text
        error: COMMIT "By hand": its signature was made for another text (E-CHANGE-SIGNATURE)
    a new key, not signed with an old one
        error: COMMIT "By hand": it is not signed, and elm has signing keys (E-CHANGE-UNSIGNED)
    a key in somebody else's record
        error: COMMIT "By hand": people/rowan.toml: only the person themselves, or a secretary or chair of CO may set signing key of rowan (E-CHANGE-ROLE)
    by a stranger to the group
        error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of AQ may set due of AQ-A26-7K3F (E-CHANGE-ROLE)
    the same with a reason
        warning: COMMIT "Due later": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of AQ may set due of AQ-A26-7K3F; why all the same: rowan is ill (W-CHANGE-OVERRIDE)
    a right that one gives oneself
        error: COMMIT "By hand": people/rowan.toml: only a secretary or chair of CO may set endorses for of rowan (E-CHANGE-ROLE)
    a seat that one gives oneself
        error: COMMIT "By hand": groups/CO/members/hazel.toml: only a secretary or chair of CO may give a seat to hazel Placeholder in Steering (E-CHANGE-ROLE)
    a position of one's own party
        nothing
    a position in somebody else's name
        error: COMMIT "By hand": groups/AQ/decisions/2026/AQ-D26-7K3F.toml: the position of amfori bears the name of rowan, and hazel wrote it (E-CHANGE-POSITION)
    a position of the other party
        error: COMMIT "By hand": groups/AQ/decisions/2026/AQ-D26-7K3F.toml: only somebody who endorses for sedex may set the position of sedex in AQ-D26-7K3F (E-CHANGE-ROLE)
    a word that is none of the choices
        error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: state is "nonsense", which is not one of open, in-progress, blocked, done, closed, cancelled; see E-CHOICE (E-CHANGE-RECORD)
    a file that cannot be read
        error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: the file cannot be read: invalid basic string, expected `"`; see E-TOML (E-CHANGE-RECORD)
    another id than its name
        error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: the file says id = "AQ-A26-ZZZZ", its name says AQ-A26-7K3F; see E-ID (E-CHANGE-RECORD)
    a record of another year's folder
        error: COMMIT "By hand": nothing of that name belongs in a workspace: groups/AQ/actions/2025/AQ-A26-9QXT.toml (E-CHANGE-PATH)
    a file of no kind
        error: COMMIT "By hand": nothing of that name belongs in a workspace: notes.txt (E-CHANGE-PATH)
    a file that git reads
        error: COMMIT "By hand": nothing of that name belongs in a workspace: groups/AQ/papers/.gitmodules (E-CHANGE-PATH)
    a folder without end
        error: COMMIT "By hand": nothing of that name belongs in a workspace: a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a (E-CHANGE-PATH)
    a link
        error: COMMIT "By hand": people/ash.toml: it is a link, not a plain file (E-CHANGE-MODE)
    a program
        error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: it is a program, not a plain file (E-CHANGE-MODE)
    a paper that is a program
        error: COMMIT "By hand": groups/AQ/papers/run.sh: it is a program, not a plain file (E-CHANGE-MODE)
    another repository
        error: COMMIT "By hand": groups/AQ/papers/other: it is another repository, not a plain file (E-CHANGE-MODE)
    a record of 300 kB
        error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: it has 301 kB; the most is 256 kB (E-CHANGE-SIZE)
    another record than it says
        error: aaaa "By hand": it does not say that it changes AQ-A26-7K3F (E-CHANGE-MESSAGE)
    another group than it says
        error: aaaa "By hand": it does not say that it changes something of AQ (E-CHANGE-MESSAGE)
    another deed than it says
        error: aaaa "By hand": it says that something was done to a meeting, and touches none (E-CHANGE-MESSAGE)
    in the name of another organisation
        error: aaaa "By hand": it says that rowan acted for sedex, and rowan does not (E-CHANGE-MESSAGE)
    an undo of nothing, to get round the roles
        error: aaaa "By hand": it says that it takes back something of its author's, and does something else (E-CHANGE-MESSAGE)
        error: aaaa "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of AQ may set due of AQ-A26-7K3F (E-CHANGE-ROLE)
    git's settings, by a member
        error: COMMIT "By hand": only a secretary or chair of CO may change .gitattributes (E-CHANGE-ROLE)
    from tomorrow
        warning: COMMIT "By hand": it bears a time that is still to come: 17 Nov 2026 09:00 (W-CHANGE-CLOCK)
    from two years ago
        warning: COMMIT "By hand": it bears a time before that of the change on which it builds: 17 Nov 2024 (W-CHANGE-CLOCK)
    "#);
}

#[test]
fn a_blob_of_a_hundred_megabytes_is_refused_without_being_read() {
    let world = World::new();
    let zeros = "\0".repeat(100 * 1024 * 1024);
    let forged = world.forge(&Forged::by("rowan").file("groups/AQ/papers/film.mp4", zeros));
    insta::assert_snapshot!(world.found(&world.base, &forged), @r#"error: COMMIT "By hand": groups/AQ/papers/film.mp4: it has 102400 kB; the most is 25600 kB (E-CHANGE-SIZE)"#);
}

#[test]
fn two_changes_of_one_id_are_found() {
    let world = World::new();
    let one = world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-12")).says("aaaa", OF_ACTION));
    let two = Forged::by("rowan").file(ACTION, action("open", "2026-12-19")).says("aaaa", OF_ACTION).onto(&[&one]);
    insta::assert_snapshot!(world.found(&world.base, &world.forge(&two)), @r#"error: aaaa "By hand": its id aaaa is that of another change, COMMIT (E-CHANGE-TWICE)"#);
}

#[test]
fn a_history_that_was_rewritten_is_found() {
    let world = World::new();
    let had = world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-12")));
    let has = world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-19")));
    insta::assert_snapshot!(world.found(&had, &has), @"error: changes that were there are missing: the history was rewritten, or gone back in (E-CHANGE-REWOUND)");
    insta::assert_snapshot!(world.found(&had, &world.base), @"error: changes that were there are missing: the history was rewritten, or gone back in (E-CHANGE-REWOUND)");
}

#[test]
fn a_merge_brings_in_nothing_of_its_own() {
    let world = World::new();
    let title = |title: &str, due: &str| action("open", due).replace("Publish joint metrics", title);
    let one = world.forge(&Forged::by("rowan").file(ACTION, title("Publish", "2026-11-28")));
    let other = world.forge(&Forged::by("rowan").file(ACTION, title("Publish joint metrics", "2026-12-12")));
    let merge = |title_of: &str, due: &str| {
        let forged = Forged::by("rowan").file(ACTION, title(title_of, due)).onto(&[&one, &other]);
        world.found(&world.base, &world.forge(&forged))
    };
    assert_eq!(merge("Publish", "2026-12-12"), "nothing");
    insta::assert_snapshot!(merge("Publish", "2026-11-28"), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml holds something that neither of the two had (E-CHANGE-MERGE)"#);
    insta::assert_snapshot!(merge("Evil", "2026-12-12"), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml holds something that neither of the two had (E-CHANGE-MERGE)"#);
    let slipped = Forged::by("rowan")
        .file(ACTION, title("Publish", "2026-12-12"))
        .file("people/rowan.toml", "name = \"Rowan\"\norg = \"sedex\"\n")
        .onto(&[&one, &other]);
    insta::assert_snapshot!(world.found(&world.base, &world.forge(&slipped)), @r#"error: COMMIT "By hand": people/rowan.toml holds something that neither of the two had (E-CHANGE-MERGE)"#);
    // Both sides changed the same: either value may stand.
    let third = world.forge(&Forged::by("rowan").file(ACTION, title("Print", "2026-11-28")));
    let both = |word: &str| {
        let forged = Forged::by("rowan").file(ACTION, title(word, "2026-11-28")).onto(&[&one, &third]);
        world.found(&world.base, &world.forge(&forged))
    };
    assert_eq!(both("Publish"), "nothing");
    assert_eq!(both("Print"), "nothing");
    insta::assert_snapshot!(both("Neither"), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml holds something that neither of the two had (E-CHANGE-MERGE)"#);
}

#[test]
fn a_history_has_one_beginning() {
    let world = World::new();
    let mut other = Forged::by("mallory").file("people/mallory.toml", "name = \"M\"\nendorses_for = [\"sedex\"]\n");
    other.begins = true;
    let other = world.forge(&other);
    let merge = Forged::by("rowan").file("people/mallory.toml", "name = \"M\"\nendorses_for = [\"sedex\"]\n");
    insta::assert_snapshot!(world.found(&world.base, &world.forge(&merge.onto(&[&world.base, &other]))), @r#"error: COMMIT "By hand": it begins a history of its own (E-CHANGE-REWOUND)"#);
}

#[test]
fn a_merge_makes_no_program_of_what_a_side_had_as_a_file() {
    let world = World::new();
    let one = world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-12")));
    let paper = "groups/AQ/papers/run.sh";
    let other = world.forge(&Forged::by("rowan").file(paper, "#!/bin/sh\n"));
    let merge = |mode| {
        let forged = Forged::by("rowan").file(paper, "#!/bin/sh\n").mode(mode).onto(&[&one, &other]);
        world.found(&world.base, &world.forge(&forged))
    };
    assert_eq!(merge("100644"), "nothing");
    insta::assert_snapshot!(merge("100755"), @r#"error: COMMIT "By hand": groups/AQ/papers/run.sh: it is a program, not a plain file (E-CHANGE-MODE)"#);
}

#[test]
fn for_who_is_who_no_reason_makes_up_for_the_role() {
    let world = World::new();
    let found = |path: &str, text: &str| {
        let forged =
            Forged { message: "So\n\nOverride: I need it\n".to_owned(), ..Forged::by("hazel").file(path, text) };
        world.found(&world.base, &world.forge(&forged))
    };
    let rowan =
        "name = \"rowan Placeholder\"\norg = \"amfori\"\nemails = [\"hazel@example.org\", \"rowan@example.org\"]\n";
    insta::assert_snapshot!(found("people/rowan.toml", rowan), @r#"error: COMMIT "So": people/rowan.toml: only the person themselves, or a secretary or chair of CO may set e-mail of rowan; a reason does not do here (E-CHANGE-ROLE)"#);
    let term = "[[term]]\nrole = \"secretary\"\nfor_org = \"amfori\"\nfrom = 2026-11-16\n";
    insta::assert_snapshot!(found("groups/CO/members/hazel.toml", term), @r#"error: COMMIT "So": groups/CO/members/hazel.toml: only a secretary or chair of CO may give a seat to hazel Placeholder in Steering; a reason does not do here (E-CHANGE-ROLE)"#);
    insta::assert_snapshot!(found("groups/AQ/members/hazel.toml", term), @r#"warning: COMMIT "So": groups/AQ/members/hazel.toml: only a secretary or chair of AQ, or a secretary or chair of CO may give a seat to hazel Placeholder in Audit quality; why all the same: I need it (W-CHANGE-OVERRIDE)"#);
    insta::assert_snapshot!(found("people/ash.toml", "name = \"Ash\"\norg = \"amfori\"\n"), @r#"warning: COMMIT "So": people/ash.toml: only a secretary or chair of CO may add a person; why all the same: I need it (W-CHANGE-OVERRIDE)"#);
    insta::assert_snapshot!(found("people/ash.toml", "name = \"Ash\"\norg = \"amfori\"\nendorses_for = [\"amfori\"]\n"), @r#"error: COMMIT "So": people/ash.toml: only a secretary or chair of CO may add a person; a reason does not do here (E-CHANGE-ROLE)"#);
}

#[test]
fn nobody_accepts_what_makes_them_one_who_may_accept() {
    let world = World::new();
    let term = "[[term]]\nrole = \"secretary\"\nfor_org = \"amfori\"\nfrom = 2025-01-01\n";
    let bad = world.forge(&Forged::by("hazel").file("groups/CO/members/hazel.toml", term));
    let accepts = |who: &str| {
        let text = format!(
            "about = \"workspace\"\ntext = \"Accepts change {bad}: agreed\"\nkind = \"comment\"\nstate = \"open\"\nby = \"{who}\"\nat = 2026-11-16T09:00:00+01:00\n"
        );
        let note = Forged::by(who).file("groups/CO/notes/2026/CO-N26-7K3F.toml", text).onto(&[&bad]);
        world.found(&world.base, &world.forge(&note))
    };
    insta::assert_snapshot!(accepts("hazel"), @r#"error: COMMIT "By hand": groups/CO/members/hazel.toml: only a secretary or chair of CO may give a seat to hazel Placeholder in Steering (E-CHANGE-ROLE)"#);
    insta::assert_snapshot!(accepts("rowan"), @r#"error: COMMIT "By hand": groups/CO/members/hazel.toml: only a secretary or chair of CO may give a seat to hazel Placeholder in Steering (E-CHANGE-ROLE)"#);
    insta::assert_snapshot!(accepts("birch"), @r#"warning: COMMIT "By hand": groups/CO/members/hazel.toml: only a secretary or chair of CO may give a seat to hazel Placeholder in Steering (E-CHANGE-ROLE); accepted by birch, 16 Nov 2026: agreed"#);
}

#[test]
fn what_one_takes_back_oneself_is_never_outside_and_nothing_else_may_say_so() {
    let world = World::new();
    let with_reason = format!("{OF_ACTION}Override: rowan is ill\n");
    let mine = Forged::by("hazel").file(ACTION, action("open", "2026-12-12")).says("aaaa", &with_reason);
    let mine = world.forge(&mine);
    let undo = |file: String, who: &str| {
        let forged = Forged::by(who).file(ACTION, file).onto(&[&mine]);
        let forged = forged.says("bbbb", "Op: undo\nGroup: AQ\nRecord: AQ-A26-7K3F\nReverts-Change: aaaa\n");
        world.found(&mine, &world.forge(&forged))
    };
    assert_eq!(undo(action("open", "2026-11-28"), "hazel"), "nothing");
    insta::assert_snapshot!(undo(action("done", "2026-11-28"), "hazel"), @r#"
    error: bbbb "By hand": it says that it takes back something of its author's, and does something else (E-CHANGE-MESSAGE)
        error: bbbb "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of AQ may set due of AQ-A26-7K3F (E-CHANGE-ROLE)
        error: bbbb "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only its owner or a helper, or a secretary or chair of AQ may set state of AQ-A26-7K3F to done (E-CHANGE-ROLE)
    "#);
    insta::assert_snapshot!(undo(action("open", "2026-11-28"), "elm"), @r#"
    error: bbbb "By hand": it says that it takes back something of its author's, and does something else (E-CHANGE-MESSAGE)
        error: bbbb "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of AQ may set due of AQ-A26-7K3F (E-CHANGE-ROLE)
        error: bbbb "By hand": it is not signed, and elm has signing keys (E-CHANGE-UNSIGNED)
    "#);
}

#[test]
fn everybody_signs_where_that_is_asked_for() {
    let world = World::new();
    let repo = Repo::open(&world.sandbox.root()).expect("opened");
    let found = |forged: &Forged| {
        let range = Range { from: Some(world.base.clone()), to: world.forge(forged), forward: true, beside: None };
        let verdict = verify(&repo, &range, &Terms { now: now(), everybody_signs: true }).expect("verified");
        verdict.findings.iter().map(|it| it.message.clone()).collect::<Vec<_>>().join("; ")
    };
    let rowan = || Forged::by("rowan").file(ACTION, action("open", "2026-12-12"));
    insta::assert_snapshot!(found(&rowan()), @"it is not signed");
    insta::assert_snapshot!(found(&rowan().signed(9)), @"it is signed by a key of nobody here");
    insta::assert_snapshot!(found(&rowan().signed(2)), @"it is signed by a key of alder");
}

/// What is found in the whole history of a folder.
fn of_all(root: &std::path::Path) -> Vec<String> {
    let repo = Repo::open(root).expect("opened");
    let to = repo.newest().expect("newest");
    let range = Range { from: None, to, forward: true, beside: None };
    let verdict = verify(&repo, &range, &Terms { now: now(), everybody_signs: false }).expect("verified");
    assert!(verdict.changes > 0);
    verdict.findings.iter().map(|it| it.line()).collect()
}

#[test]
fn histories_that_comity_makes_are_left_in_peace() {
    for shell in [Shell::example(), Shell::demo()] {
        shell.run("action add \"Read them\" --group AQ --due +2w --owner birch");
        shell.run("action done last");
        shell.run("undo");
        shell.run("redo");
        shell.run("undo");
        shell.run("person add \"Zoe Byron\" --org sedex");
        shell.run("member set zoe-byron AQ member");
        shell.run("undo");
        shell.write("list.csv", "Title,Owner,Due\nFirst,birch,2026-12-01\nSecond,birch,2026-12-02\n");
        shell.run("import actions list.csv --group AQ");
        std::fs::remove_file(shell.root().join("list.csv")).expect("removed");
        let action = shell.files().into_keys().find(|it| it.contains("/AQ/actions/")).expect("action");
        shell.write(&action, format!("# A remark\n{}", shell.read(&action)));
        shell.run("take-in");
        assert!(shell.commits() > 8);
        assert_eq!(of_all(&shell.root()), [""; 0]);
    }
}

#[test]
fn what_two_desks_make_of_each_others_changes_is_left_in_peace() {
    let mut desks = Desks::new(2);
    let id = RecordId::new(Kind::Action, "AQ-A26-7K3F").expect("id");
    for round in 0..3 {
        for at in 0..2 {
            let desk = &mut desks.desks[at];
            desk.edit(&id, &format!("title = \"Round {round} by {at}\"\ntags = [\"t{round}{at}\"]"));
            let new = format!("AQ-A26-80{round}0");
            let text = format!("title = \"New {round} {at}\"\nstate = \"open\"\n");
            desk.save(|it| it.put(record(Kind::Action, &new, &text)));
        }
        desks.settle();
    }
    let mut seen = desks.desks[0].workspace.snapshot().clone();
    seen.put(with(seen.get(&id).expect("there"), "-contested"));
    desks.settle();
    for desk in &desks.desks {
        assert_eq!(of_all(desk.workspace.root()), [""; 0]);
    }
    let synced = desks.desks[0].sync().expect("synced");
    assert!(synced.findings.is_empty());
    assert!(!Change::between(&Snapshot::default(), &seen).is_empty());
}

#[test]
fn a_day_before_that_of_what_a_change_builds_upon_brings_no_role_back() {
    let found = |ended: &str, day: &'static str, path: &str, text: &str| {
        let world = World::new();
        let term =
            format!("[[term]]\nrole = \"secretary\"\nfor_org = \"amfori\"\nfrom = 2025-01-01\nuntil = {ended}\n");
        let member = "groups/AQ/members/rowan.toml";
        let ended = world.forge(&Forged::by("birch").file(member, term));
        let forged = Forged::by("rowan").file(path, text).onto(&[&ended]);
        // Who replays a change leaves its author's day as it was.
        let late = world.forge_on(&forged, day);
        world.found(&ended, &late)
    };
    let action = action("open", "2026-12-12");
    let term = "[[term]]\nrole = \"secretary\"\nfor_org = \"amfori\"\nfrom = 2025-01-01\n";
    assert_eq!(found("2026-11-16", "2026-11-10T09:00:00+01:00", ACTION, &action), "nothing");
    insta::assert_snapshot!(found("2026-11-10", "2026-11-10T09:00:00+01:00", ACTION, &action), @r#"warning: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of CO may set due of AQ-A26-7K3F, and its author might on 10 Nov 2026, the day it bears; it builds upon changes of 16 Nov 2026 (W-CHANGE-LATE)"#);
    insta::assert_snapshot!(found("2026-11-10", "2026-11-11T09:00:00+01:00", ACTION, &action), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of CO may set due of AQ-A26-7K3F (E-CHANGE-ROLE)"#);
    insta::assert_snapshot!(found("2026-10-01", "2026-09-30T09:00:00+01:00", ACTION, &action), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml: only a secretary or chair of CO may set due of AQ-A26-7K3F (E-CHANGE-ROLE)"#);
    insta::assert_snapshot!(found("2026-11-10", "2026-11-10T09:00:00+01:00", "groups/AQ/members/hazel.toml", term), @r#"warning: COMMIT "By hand": groups/AQ/members/hazel.toml: only a secretary or chair of CO may give a seat to hazel Placeholder in Audit quality, and its author might on 10 Nov 2026, the day it bears; it builds upon changes of 16 Nov 2026 (W-CHANGE-LATE)"#);
}

/// An action of which somebody's title waits to be decided.
fn contested(title: &str, by: &str) -> String {
    let row = "\n[[contested]]\nfield = \"title\"\nby = \"BY\"\nat = 2026-11-16T09:00:00+01:00\nchange = \"cccc\"\nvalue = '\"Other\"'\n";
    action("open", "2026-11-28").replace("Publish joint metrics", title) + &row.replace("BY", by)
}

#[test]
fn what_waits_of_others_goes_neither_with_an_undo_nor_with_a_merge() {
    let world = World::new();
    let waiting = world.forge(&Forged::by("rowan").file(ACTION, contested("Publish joint metrics", "alder")));
    let decided = Forged::by("rowan").file(DECISION, decision("note = \"a\"\n")).onto(&[&waiting]);
    let decided = decided.says("aaaa", "Op: decision.edit\nGroup: AQ\nRecord: AQ-D26-7K3F\n");
    let decided = world.forge(&decided);
    let undo = |by: &str| {
        let forged = Forged::by("rowan").file(DECISION, decision("")).file(ACTION, by).onto(&[&decided]);
        let lines = "Op: undo\nGroup: AQ\nRecord: AQ-A26-7K3F\nRecord: AQ-D26-7K3F\nReverts-Change: aaaa\n";
        world.found(&decided, &world.forge(&forged.says("bbbb", lines)))
    };
    insta::assert_snapshot!(undo(&action("open", "2026-11-28")), @r#"error: bbbb "By hand": it says that it takes back something of its author's, and does something else (E-CHANGE-MESSAGE)"#);
    // Nor with an undo of something else in the same record.
    let due = contested("Publish joint metrics", "alder").replace("2026-11-28", "2026-12-12");
    let due = world.forge(
        &Forged::by("rowan")
            .file(ACTION, due)
            .onto(&[&waiting])
            .says("dddd", "Op: action.edit\nGroup: AQ\nRecord: AQ-A26-7K3F\n"),
    );
    let undo = |text: String| {
        let forged = Forged::by("rowan").file(ACTION, text).onto(&[&due]);
        let lines = "Op: undo\nGroup: AQ\nRecord: AQ-A26-7K3F\nReverts-Change: dddd\n";
        world.found(&due, &world.forge(&forged.says("eeee", lines)))
    };
    assert_eq!(undo(contested("Publish joint metrics", "alder")), "nothing");
    insta::assert_snapshot!(undo(action("open", "2026-11-28")), @r#"error: eeee "By hand": it says that it takes back something of its author's, and does something else (E-CHANGE-MESSAGE)"#);

    let other = world.forge(&Forged::by("rowan").file(DECISION, decision("note = \"b\"\n")).onto(&[&world.base]));
    let merge = |text: String| {
        let forged = Forged::by("rowan").file(ACTION, text).file(DECISION, decision("note = \"b\"\n"));
        world.found(&waiting, &world.forge(&forged.onto(&[&waiting, &other])))
    };
    assert_eq!(merge(contested("Publish joint metrics", "alder")), "nothing");
    insta::assert_snapshot!(merge(action("open", "2026-11-28")), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml holds something that neither of the two had (E-CHANGE-MERGE)"#);
    // Where both sides wrote the record, too.
    let other = world.forge(&Forged::by("rowan").file(ACTION, action("open", "2026-12-12")));
    let merge = |text: String| {
        let forged = Forged::by("rowan").file(ACTION, text.replace("2026-11-28", "2026-12-12"));
        world.found(&waiting, &world.forge(&forged.onto(&[&waiting, &other])))
    };
    assert_eq!(merge(contested("Publish joint metrics", "alder")), "nothing");
    insta::assert_snapshot!(merge(action("open", "2026-11-28")), @r#"error: COMMIT "By hand": groups/AQ/actions/2026/AQ-A26-7K3F.toml holds something that neither of the two had (E-CHANGE-MERGE)"#);
}
