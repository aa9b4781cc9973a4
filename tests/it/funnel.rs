//! The funnel over real repositories: one change, one commit, nothing else touched, nothing lost.

use comity::model::{Edit, Kind, Record, RecordId};
use comity::workspace::{Outcome, Stamp};

use crate::support::sandbox::{
    ACTION, Sandbox, action, at, change_to, get, nth_action, record, save, stamp, try_save, with,
};

#[test]
fn a_change_is_one_commit_that_touches_its_record_alone_and_leaves_git_clean() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let before = workspace.snapshot().get(&action()).expect("action").clone();
    let saved = save(&mut workspace, &with(&before, "due = 2026-12-12\npriority = 'high'"));
    assert_eq!(saved.subject, "AQ-A26-7K3F: due, priority (Publish joint metrics)");
    assert_eq!(sandbox.status(), "");
    assert_eq!(sandbox.commits(), 2);
    assert!(sandbox.leftovers().is_empty(), "{:?}", sandbox.leftovers());
    let shown = sandbox.git(&["show", "--format=%an <%ae> %aI%n%B", "HEAD"]);
    insta::assert_snapshot!(shown.replace(&saved.change_id, "ID"), @r#"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: due, priority (Publish joint metrics)

    AQ-A26-7K3F due: Sat 28 Nov 2026 -> Sat 12 Dec 2026
    AQ-A26-7K3F priority: + high

    Change-Id: ID
    Op: action.edit
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex


    diff --git a/groups/AQ/actions/2026/AQ-A26-7K3F.toml b/groups/AQ/actions/2026/AQ-A26-7K3F.toml
    index d69fe5f..12f563e 100644
    --- a/groups/AQ/actions/2026/AQ-A26-7K3F.toml
    +++ b/groups/AQ/actions/2026/AQ-A26-7K3F.toml
    @@ -1,6 +1,7 @@
     # Agreed by both.
     title = "Publish joint metrics"
     owner = "rowan"
    -due = 2026-11-28 # firm
    +due = 2026-12-12 # firm
     state = "open"
    +priority = "high"
     raised_on = 2026-10-01
    "#);
}

#[test]
fn a_change_that_changes_nothing_makes_no_commit() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let record = get(&workspace, &action());
    let before = sandbox.everything();
    let nothing = change_to(workspace.snapshot(), std::slice::from_ref(&record));
    assert!(matches!(workspace.submit(&nothing, &stamp()), Ok(Outcome::Unchanged)));
    // Somebody else has done the same meanwhile.
    let mut other = sandbox.open();
    save(&mut other, &with(&record, "priority = 'high'"));
    let again = try_save(&mut workspace, &with(&record, "priority = 'high'"));
    assert!(matches!(again, Ok(Outcome::Unchanged)), "{again:?}");
    assert_eq!(sandbox.commits(), 2);
    assert_eq!(sandbox.everything().len(), before.len());
    sandbox.assert_whole("");
}

#[test]
fn the_trailers_of_a_change_are_those_that_git_parses() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let many: Vec<Record> = (0..22).map(nth_action).collect();
    let bulk = change_to(workspace.snapshot(), &many);
    let acting = Stamp { acting: RecordId::new(Kind::Person, "rowan").ok(), ..stamp() };
    workspace.submit(&bulk, &acting).expect("saved");
    let lines = "Change-Id: mine\n\nOp: mine\n--- \n# note";
    let mut odd = get(&workspace, &action());
    odd.fields.insert("detail".to_owned(), lines.into());
    save(&mut workspace, &odd);
    let trailers = |commit: &str| {
        let message = sandbox.git(&["show", "-s", "--format=%B", commit]);
        let parsed = sandbox.git_reading(&["interpret-trailers", "--parse"], &message);
        let hidden = sandbox.change_ids().iter().fold(parsed, |text, id| text.replace(id, "ID"));
        hidden.lines().filter(|it| !it.contains("AQ-A26-00")).map(|it| format!("{it}\n")).collect::<String>()
    };
    insta::assert_snapshot!(trailers("HEAD~1"), @r"
    Change-Id: ID
    Op: action.add
    Group: AQ
    Record: and 2 more
    On-behalf-of: amfori
    Acting: rowan
    ");
    insta::assert_snapshot!(trailers("HEAD"), @r"
    Change-Id: ID
    Op: action.edit
    Group: AQ
    Record: AQ-A26-7K3F
    On-behalf-of: sedex
    ");
}

#[test]
fn what_others_have_staged_stays_staged_and_what_nobody_tracks_stays_untouched() {
    let sandbox = Sandbox::small();
    sandbox.write("note.txt", "staged\n");
    sandbox.write("people/rowan.toml", "name = \"Rowan\"\norg = \"amfori\"\n");
    sandbox.git(&["add", "note.txt", "people/rowan.toml"]);
    sandbox.write("note.txt", "staged and changed\n");
    sandbox.write("draft.md", "mine\n");
    let before = sandbox.status();
    insta::assert_snapshot!(before, @r"
    AM note.txt
    M  people/rowan.toml
    ?? draft.md
    ");
    let mut workspace = sandbox.open();
    let record = get(&workspace, &action());
    save(&mut workspace, &with(&record, "priority = 'high'"));
    save(&mut workspace, &nth_action(1));
    let mut removal = change_to(workspace.snapshot(), &[]);
    removal.edits = vec![Edit::Remove { record: nth_action(1).into() }];
    workspace.submit(&removal, &stamp()).expect("saved");
    sandbox.assert_whole(&before);
    assert_eq!(sandbox.git(&["show", ":note.txt"]), "staged\n");
    assert_eq!(sandbox.read("note.txt"), "staged and changed\n");
    let touched = sandbox.git(&["log", "--format=%n", "--name-status", "HEAD~3.."]);
    let touched: Vec<&str> = touched.split_whitespace().collect();
    insta::assert_snapshot!(touched.join(" "), @"D groups/AQ/actions/2026/AQ-A26-0001.toml A groups/AQ/actions/2026/AQ-A26-0001.toml M groups/AQ/actions/2026/AQ-A26-7K3F.toml");
}

#[test]
fn what_somebody_edits_in_the_same_tick_as_they_staged_it_is_still_seen_by_git() {
    let sandbox = Sandbox::small();
    // Nothing but its contents tells that the file has changed: the same size, the same age as the index.
    sandbox.git(&["config", "core.trustctime", "false"]);
    let moment = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_790_000_000);
    let age = |path: &str| {
        let file = std::fs::File::options().append(true).open(sandbox.path(path)).expect("opened");
        file.set_modified(moment).expect("set");
    };
    sandbox.write("note.txt", "1\n");
    age("note.txt");
    sandbox.git(&["add", "note.txt"]);
    sandbox.write("note.txt", "2\n");
    age("note.txt");
    age(".git/index");
    save(&mut sandbox.open(), &nth_action(1));
    sandbox.assert_whole("AM note.txt\n");
    sandbox.git(&["add", "note.txt"]);
    assert_eq!(sandbox.git(&["show", ":note.txt"]), "2\n");
}

#[test]
fn sixty_records_are_one_commit_and_one_pack_and_what_comes_after_them_is_kept_as_well() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let loose = sandbox.loose();
    let many: Vec<Record> = (0..60).map(nth_action).collect();
    let bulk = change_to(workspace.snapshot(), &many);
    workspace.submit(&bulk, &stamp()).expect("saved");
    assert_eq!(sandbox.commits(), 2);
    assert_eq!(sandbox.git(&["show", "--format=", "--name-only", "HEAD"]).lines().count(), 60);
    let packs = sandbox.git(&["count-objects", "-v"]);
    assert!(packs.contains("\npacks: 1\n") && sandbox.loose() == loose, "{packs}");
    sandbox.assert_whole("");
    // The same desk goes on, with changes too small for a pack.
    save(&mut workspace, &with(&nth_action(7), "priority = 'high'"));
    save(&mut workspace, &with(&nth_action(8), "priority = 'high'"));
    sandbox.assert_whole("");
    // All of them change, and all of them go.
    let changed: Vec<Record> = many.iter().map(|it| with(it, "due = 2026-12-12")).collect();
    let change = change_to(workspace.snapshot(), &changed);
    workspace.submit(&change, &stamp()).expect("saved");
    let mut removal = change_to(workspace.snapshot(), &[]);
    removal.edits = changed.into_iter().map(|it| Edit::Remove { record: it.into() }).collect();
    workspace.submit(&removal, &stamp()).expect("saved");
    assert_eq!(sandbox.commits(), 6);
    sandbox.assert_whole("");
    assert_eq!(sandbox.git(&["ls-files", "groups/AQ/actions"]), "groups/AQ/actions/2026/AQ-A26-7K3F.toml\n");
}

#[test]
fn records_come_with_their_folders_and_empty_folders_go_with_them() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let note = record(
        Kind::Note,
        "AQ-N26-7K3F",
        "about = 'AQ-A26-7K3F'\nby = 'birch'\nat = 2026-11-16T09:00:00Z\ntext = 'Good'\nkind = 'comment'\nstate = 'open'",
    );
    save(&mut workspace, &note);
    assert!(sandbox.path("groups/AQ/notes/2026/AQ-N26-7K3F.toml").is_file());
    let mut removal = change_to(workspace.snapshot(), &[]);
    removal.edits = vec![Edit::Remove { record: note.into() }];
    workspace.submit(&removal, &stamp()).expect("saved");
    assert!(!sandbox.path("groups/AQ/notes").exists() && sandbox.path("groups/AQ").is_dir());
    assert_eq!(sandbox.commits(), 3);
    sandbox.assert_whole("");
}

#[test]
fn remarks_and_unknown_keys_stay() {
    let sandbox = Sandbox::small();
    let text = format!("{ACTION}future = {{ of = \"a newer comity\" }} # kept\n\n# The end.\n");
    sandbox.write(&action().path(), &text);
    sandbox.git(&["commit", "-qam", "By hand"]);
    let mut workspace = sandbox.open();
    let record = get(&workspace, &action());
    save(&mut workspace, &with(&record, "due = 2026-12-12\ndetail = 'More'\n-raised_on"));
    insta::assert_snapshot!(sandbox.read(&action().path()), @r#"
    # Agreed by both.
    title = "Publish joint metrics"
    owner = "rowan"
    due = 2026-12-12 # firm
    state = "open"
    detail = "More"
    future = { of = "a newer comity" } # kept

    # The end.
    "#);
    sandbox.assert_whole("");
}

#[test]
fn a_checkout_with_windows_line_ends_stays_clean() {
    for attributes in ["*.toml text eol=lf merge=comity\n", "# none\n"] {
        let origin = Sandbox::small();
        origin.write(".gitattributes", attributes);
        origin.git(&["commit", "-qam", "Attributes", "--allow-empty"]);
        let clone = origin.clone_with(&["-c", "core.autocrlf=true"]);
        let crlf = clone.read(&action().path()).contains("\r\n");
        assert_eq!(crlf, attributes.starts_with('#'));
        clone.assert_whole("");
        let mut workspace = clone.open();
        assert_eq!(workspace.hand_edits(&at(&workspace)).expect("read").len(), 0);
        let record = get(&workspace, &action());
        save(&mut workspace, &with(&record, "priority = 'high'"));
        save(&mut workspace, &nth_action(1));
        assert_eq!(clone.commits(), 4);
        let touched = clone.git(&["diff", "--shortstat", "HEAD~2", "HEAD"]);
        assert_eq!(touched, " 2 files changed, 5 insertions(+)\n");
        clone.assert_whole("");
        assert_eq!(workspace.hand_edits(&at(&workspace)).expect("read").len(), 0);
    }
}

#[test]
fn the_first_change_of_all_begins_the_branch() {
    let sandbox = Sandbox::small();
    std::fs::remove_dir_all(sandbox.path(".git")).expect("removed");
    sandbox.git(&["init", "-q", "-b", "trunk"]);
    let mut workspace = sandbox.open();
    let record = get(&workspace, &action());
    // The record was never saved: that comes first, as a change of its own.
    let saved = save(&mut workspace, &with(&record, "priority = 'high'"));
    assert_eq!(saved.taken_in.as_deref(), Some("Add action AQ-A26-7K3F: Publish joint metrics"));
    assert_eq!(
        sandbox.git(&["log", "--format=%s", "trunk"]),
        format!("{}\n{}\n", saved.subject, saved.taken_in.unwrap())
    );
    assert_eq!(sandbox.git(&["ls-files"]), "groups/AQ/actions/2026/AQ-A26-7K3F.toml\n");
}

#[test]
fn settings_that_git_offers_for_its_index_and_folder_do_no_harm() {
    type Setting = (&'static str, fn(&Sandbox));
    let settings: &[Setting] = &[
        ("version 4", |it| drop(it.git(&["update-index", "--index-version", "4"]))),
        ("untracked cache", |it| drop(it.git(&["update-index", "--force-untracked-cache"]))),
        ("no checksum", |it| {
            it.git(&["config", "index.skipHash", "true"]);
            it.write("note.txt", "x");
            it.git(&["add", "note.txt"]);
        }),
        ("no index", |it| std::fs::remove_file(it.path(".git/index")).expect("removed")),
        ("packed branch", |it| drop(it.git(&["pack-refs", "--all"]))),
        ("packed objects", |it| drop(it.git(&["gc", "-q"]))),
        ("preserved objects", |it| {
            it.git(&["config", "core.repositoryformatversion", "1"]);
            it.git(&["config", "extensions.preciousObjects", "true"]);
        }),
        ("many worktrees", |it| drop(it.git(&["worktree", "add", "-q", "../other"]))),
        ("shallow", |it| std::fs::write(it.path(".git/shallow"), it.git(&["rev-parse", "HEAD"])).expect("written")),
        ("no log of branches", |it| drop(it.git(&["config", "core.logAllRefUpdates", "false"]))),
    ];
    for (name, set) in settings {
        let sandbox = Sandbox::small();
        set(&sandbox);
        let before = if *name == "no index" { String::new() } else { sandbox.status() };
        let mut workspace = sandbox.open();
        let record = get(&workspace, &action());
        save(&mut workspace, &with(&record, "priority = 'high'"));
        save(&mut workspace, &nth_action(1));
        assert_eq!(sandbox.commits(), 3, "{name}");
        sandbox.assert_whole(&before);
    }
}

#[test]
fn a_linked_worktree_is_a_workspace_of_its_own() {
    let sandbox = Sandbox::small();
    sandbox.git(&["worktree", "add", "-q", "-b", "side", "../side"]);
    let side = sandbox.beside("side");
    let mut workspace = side.open();
    let record = get(&workspace, &action());
    save(&mut workspace, &with(&record, "priority = 'high'"));
    assert_eq!(side.git(&["log", "--format=%D", "-1"]), "HEAD -> side\n");
    side.assert_whole("");
    sandbox.assert_whole("");
    assert_eq!(sandbox.commits(), 1);
}
