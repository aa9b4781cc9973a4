//! Recovery: whatever step a program was killed at, the next start finishes its change, once, and leaves nothing behind.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use comity::model::{Change, Edit, Kind};
use comity::store::intent::{Intent, IntentFile};
use comity::workspace::Workspace;

use crate::support::running::run;
use crate::support::sandbox::{
    ACTION, Sandbox, action, author, change_to, get, now, nth_action, record, save, stamp, with,
};

const LOCK: &str = ".git/refs/heads/main.lock";

/// A change that was stopped on its way: the workspace as it was before it, to be brought step by step to where it
/// was stopped, and as it would have been.
struct Stopped {
    before: Sandbox,
    after: Sandbox,
    intent: Intent,
}

/// What is done to a workspace in which something lies staged already, and the change that is then saved in it.
type Deed = (&'static str, fn(&Sandbox), fn(&mut Workspace));

const DEEDS: &[Deed] = &[
    ("edit", |_| (), |it| drop(save(it, &with(&get(it, &action()), "priority = 'high'")))),
    ("create", |_| (), |it| drop(save(it, &record(Kind::Org, "elm", "name = 'Elm'\nshort = 'EL'\n")))),
    ("remove", |_| (), |it| drop(it.submit(&removal(it), &stamp()).expect("saved"))),
    (
        "both",
        |_| (),
        |it| {
            let change = change_to(it.snapshot(), &[nth_action(1), with(&get(it, &action()), "priority = 'high'")]);
            it.submit(&change, &stamp()).expect("saved");
        },
    ),
    (
        "hand edit",
        |it| it.write(&action().path(), ACTION.replace("\"open\"", "\"done\"")),
        |it| drop(it.take_in(&[], &stamp()).expect("taken in")),
    ),
    (
        "removed by hand",
        |it| fs::remove_file(it.path(&action().path())).expect("removed"),
        |it| drop(it.take_in(&[], &stamp()).expect("taken in")),
    ),
];

/// A step of saving, laid down as it would be found after a kill right behind it.
type Step = (&'static str, fn(&Stopped));

const STEPS: &[Step] = &[
    ("intent half written", |it| it.before.write(".git/comity/intents/1.new", "{\"change_id\":")),
    ("intent", |it| {
        fs::remove_file(it.before.path(".git/comity/intents/1.new")).expect("removed");
        it.intent.clone().keep(&it.before.path(".git/comity")).expect("kept");
    }),
    ("commit", |it| it.copy(".git/objects/.")),
    ("mark", |it| it.before.write(".git/index.comity.mark.4711", mark())),
    ("index lock", |it| {
        fs::rename(it.before.path(".git/index.comity.mark.4711"), it.before.path(".git/index.lock")).expect("renamed");
    }),
    ("index beside", |it| {
        fs::hard_link(it.before.path(".git/index"), it.before.path(".git/index.comity.4711")).expect("linked");
        it.before.write(".git/index.comity.4711.lock", "DIRC");
    }),
    ("file half written", |it| it.each_file(|sandbox, path, _| sandbox.write(&unfinished(path), "titl"))),
    ("files", |it| {
        it.each_file(|sandbox, path, new| {
            fs::remove_file(sandbox.path(&unfinished(path))).expect("removed");
            match new {
                Some(new) => sandbox.write(path, new),
                None => drop(fs::remove_file(sandbox.path(path))),
            }
        });
    }),
    ("branch lock", |it| it.branch_lock("")),
    ("branch lock with the commit", |it| it.branch_lock(&it.commit())),
    ("branch", |it| {
        fs::rename(it.before.path(LOCK), it.before.path(".git/refs/heads/main")).expect("renamed");
    }),
    ("index", |it| it.copy(".git/index")),
    ("index lock gone", |it| fs::remove_file(it.before.path(".git/index.lock")).expect("removed")),
];

impl Stopped {
    /// The same, stopped after so many steps.
    fn after(&self, steps: usize) -> Self {
        let (before, after, intent) = (self.before.twin(), self.after.beside("w"), self.intent.clone());
        let stopped = Self { before, after, intent };
        STEPS[..steps].iter().for_each(|it| it.1(&stopped));
        stopped
    }

    /// Stopped before the first step.
    fn before((_, prepare, submit): &Deed) -> Self {
        let before = Sandbox::small();
        before.write("note.txt", "somebody's\n");
        before.git(&["add", "note.txt"]);
        prepare(&before);
        let after = before.twin();
        submit(&mut after.open());
        let paths = after.git(&["show", "--format=", "--name-only", "--no-renames", "HEAD"]);
        let text = |sandbox: &Sandbox, path: &str| fs::read_to_string(sandbox.path(path)).ok();
        let file = |path: &str| {
            let (base, new) = (text(&before, path), text(&after, path));
            IntentFile { path: path.to_owned(), base, new }
        };
        let intent = Intent {
            target: None,
            change_id: after.change_ids()[0].clone(),
            branch: "refs/heads/main".to_owned(),
            base: Some(before.git(&["rev-parse", "HEAD"]).trim().to_owned()),
            message: after.git(&["show", "-s", "--format=%B", "HEAD"]).trim_end().to_owned() + "\n",
            name: author().name,
            email: author().email,
            at: now(),
            files: paths.lines().map(file).collect(),
        };
        Self { before, after, intent }
    }

    fn commit(&self) -> String {
        self.after.git(&["rev-parse", "HEAD"])
    }

    fn copy(&self, path: &str) {
        let (from, to) = (self.after.path(path), self.before.path(path));
        let copied = std::process::Command::new("cp").arg("-rf").arg(from).arg(to).status().expect("cp");
        assert!(copied.success());
    }

    fn each_file(&self, lay: impl Fn(&Sandbox, &str, Option<&String>)) {
        self.intent.files.iter().for_each(|it| lay(&self.before, &it.path, it.new.as_ref()));
    }

    fn branch_lock(&self, contents: &str) {
        self.before.write(LOCK, contents);
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        let lock = File::options().write(true).open(self.before.path(LOCK)).expect("open");
        lock.set_modified(long_ago).expect("set");
    }

    /// The records of the folder, and what the history says of them.
    #[track_caller]
    fn assert_finished(&self, what: &str) {
        self.before.assert_whole("A  note.txt\n");
        for file in &self.intent.files {
            let text = fs::read_to_string(self.before.path(&file.path)).ok();
            assert_eq!(text, file.new, "{what}: {}", file.path);
        }
        let trees = [&self.before, &self.after].map(|it| it.git(&["rev-parse", "HEAD^{tree}"]));
        assert_eq!(trees[0], trees[1], "{what}");
        assert_eq!(self.before.commits(), 2, "{what}");
    }
}

fn removal(workspace: &Workspace) -> Change {
    Change { edits: vec![Edit::Remove { record: get(workspace, &action()).into() }], ..Change::default() }
}

fn unfinished(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').expect("folder");
    format!("{folder}/.{name}.comity~")
}

/// What comity writes into the index's lock on this machine.
fn mark() -> String {
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    format!("comity 4711 {host}\n")
}

#[test]
fn opening_finishes_every_change_from_every_step() {
    for deed in DEEDS {
        let begun = Stopped::before(deed);
        // What stands before the intent is whole was never begun.
        for steps in 2..=STEPS.len() {
            let stopped = begun.after(steps);
            drop(stopped.before.open());
            stopped.assert_finished(&format!("{}, killed after: {}", deed.0, STEPS[steps - 1].0));
            // A hand edit that was not saved yet is saved as one, under an id of its own.
            let same = stopped.before.change_ids() == stopped.after.change_ids();
            assert!(same || deed.1 as usize != DEEDS[0].1 as usize && steps < 11);
        }
    }
}

#[test]
fn a_change_whose_intent_was_never_written_was_never_begun() {
    let stopped = Stopped::before(&DEEDS[0]).after(1);
    let mut workspace = stopped.before.open();
    assert_eq!(stopped.before.commits(), 1);
    stopped.before.assert_whole("A  note.txt\n");
    save(&mut workspace, &nth_action(1));
}

#[test]
fn the_program_finishes_it_when_it_reads_and_when_it_writes() {
    let begun = Stopped::before(&DEEDS[0]);
    for arguments in [&["action", "list"][..], &["history"], &["action", "edit", "7K3F", "--due", "2026-12-12"]] {
        for steps in [2, 8, 10, 11, 12] {
            let stopped = begun.after(steps);
            let answer = run(&stopped.before, arguments);
            assert_eq!((answer.exit, answer.err.as_str()), (Some(0), ""), "{arguments:?}");
            let ids = stopped.before.change_ids();
            assert!(ids.contains(&stopped.intent.change_id), "{arguments:?} {}", STEPS[steps - 1].0);
            assert_eq!(ids.len(), 2 + usize::from(arguments.contains(&"edit")));
            stopped.before.assert_whole("A  note.txt\n");
        }
    }
}

#[test]
fn a_lock_on_the_branch_that_may_be_a_living_programs_is_left_alone_until_it_is_too_old_for_one() {
    let stopped = Stopped::before(&DEEDS[0]).after(8);
    stopped.before.write(LOCK, "");
    drop(stopped.before.open());
    stopped.assert_finished("young");
}

#[test]
fn a_lock_on_the_branch_that_is_another_programs_is_never_taken_away() {
    let stopped = Stopped::before(&DEEDS[0]).after(8);
    stopped.branch_lock(&stopped.before.git(&["rev-parse", "HEAD"]));
    let reader = stopped.before.open_in_haste();
    assert!(stopped.before.path(LOCK).exists());
    // Whoever reads meanwhile sees what was saved, and nothing is forgotten.
    assert_eq!(get(&reader, &action()), record(Kind::Action, "AQ-A26-7K3F", ACTION));
    assert_eq!(stopped.before.commits(), 1);
    fs::remove_file(stopped.before.path(LOCK)).expect("removed");
    drop(stopped.before.open());
    stopped.assert_finished("let go");
}

#[test]
fn many_files_are_finished_as_well() {
    let deed: Deed = (
        "many",
        |_| (),
        |it| {
            let many: Vec<_> = (0..60).map(nth_action).collect();
            it.submit(&change_to(it.snapshot(), &many), &stamp()).expect("saved");
        },
    );
    let begun = Stopped::before(&deed);
    for steps in [2, 8, 11] {
        let stopped = begun.after(steps);
        if steps == 8 {
            // Only some of them were written.
            (0..30).for_each(|nth| fs::remove_file(stopped.before.path(&nth_action(nth).id.path())).expect("removed"));
        }
        drop(stopped.before.open());
        stopped.assert_finished(STEPS[steps - 1].0);
    }
}

#[test]
fn a_linked_worktree_is_recovered_as_well() {
    let sandbox = Sandbox::small();
    sandbox.git(&["worktree", "add", "-q", "-b", "side", "../side"]);
    let side = sandbox.beside("side");
    let base = side.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let stopped = Stopped::before(&DEEDS[0]);
    let intent = Intent { branch: "refs/heads/side".to_owned(), base: Some(base), ..stopped.intent.clone() };
    intent.keep(&sandbox.path(".git/worktrees/side/comity")).expect("kept");
    let lock = sandbox.path(".git/refs/heads/side.lock");
    let made = File::create(&lock).expect("made");
    made.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("set");
    drop(side.open());
    assert!(!lock.exists());
    assert_eq!(side.change_ids()[0], stopped.intent.change_id);
    side.assert_whole("");
}

#[test]
fn an_intent_that_was_cut_off_is_swept_away_and_stops_nobody() {
    let sandbox = Sandbox::small();
    drop(sandbox.open());
    let intents = sandbox.path(".git/comity/intents");
    for (nth, cut) in
        [&b"\0\0\0\0"[..], b"", b"{\"change_id\": \"x\", \"fil", b"{\"change_id\": \"\xff"].iter().enumerate()
    {
        sandbox.write(&format!(".git/comity/intents/0000000179481600000{nth}-x.json"), cut);
    }
    let mut workspace = sandbox.open();
    assert_eq!(fs::read_dir(&intents).expect("read").count(), 0);
    save(&mut workspace, &nth_action(1));
    sandbox.assert_whole("");
}

#[test]
fn an_intent_that_cannot_be_read_yet_is_finished_as_soon_as_it_can() {
    let begun = Stopped::before(&DEEDS[0]);
    for steps in [2, 8, 12] {
        let stopped = begun.after(steps);
        let folder = stopped.before.path(".git/comity/intents");
        let path = fs::read_dir(&folder).expect("read").next().expect("one").expect("read").path();
        let text = fs::read(&path).expect("read");
        // One of a newer comity, and what the disk does not give out.
        for unreadable in [Some(&b"{\"change_id\": 7, \"parts\": []}"[..]), None] {
            fs::remove_file(&path).expect("removed");
            match unreadable {
                Some(newer) => fs::write(&path, newer).expect("written"),
                None => fs::create_dir(&path).expect("made"),
            }
            drop(stopped.before.open());
            assert!(path.exists(), "{steps}");
            match unreadable {
                Some(_) => (),
                None => {
                    fs::remove_dir(&path).expect("removed");
                    fs::write(&path, "").expect("written");
                }
            }
        }
        fs::write(&path, text).expect("written");
        drop(stopped.before.open());
        stopped.assert_finished(STEPS[steps - 1].0);
    }
}

#[test]
fn an_intent_that_waits_keeps_nobody_from_saving() {
    let sandbox = Sandbox::small();
    drop(sandbox.open());
    let waiting = ".git/comity/intents/00000001794816000000-x.json";
    sandbox.write(waiting, "{\"change_id\": 7}");
    save(&mut sandbox.open(), &nth_action(1));
    assert_eq!(sandbox.read(waiting), "{\"change_id\": 7}");
    assert_eq!(run(&sandbox, &["action", "list"]).err, "");
    fs::remove_file(sandbox.path(waiting)).expect("removed");
    sandbox.assert_whole("");
}

#[test]
fn what_was_done_to_the_file_after_the_kill_stays() {
    let begun = Stopped::before(&DEEDS[0]);
    for steps in [2, 8, 11, 12] {
        let stopped = begun.after(steps);
        let name = STEPS[steps - 1].0;
        let text = stopped.before.read(&action().path()).replace("firm", "firmer");
        stopped.before.write(&action().path(), &text);
        let mut workspace = stopped.before.open();
        let text = stopped.before.read(&action().path());
        assert!(text.contains("firmer"), "{name}: {text}");
        // Where the change lay in the file already, it comes in with the hand edit.
        let known = stopped.before.change_ids().contains(&stopped.intent.change_id);
        assert_eq!(known, name != "files", "{name}");
        workspace.take_in(&[], &stamp()).expect("taken in");
        let saved = stopped.before.git(&["show", &format!("HEAD:{}", action().path())]);
        assert!(saved.contains("firmer") && saved.contains("priority = \"high\""), "{name}: {saved}");
        stopped.before.assert_whole("A  note.txt\n");
    }
}
