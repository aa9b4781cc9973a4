//! A workspace in a folder of its own, with nothing from the user's own settings, and a way to ask real git about it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use comity::init;
use comity::model::{Change, Kind, Record, RecordId, Snapshot, Standpoint};
use comity::report::Report;
use comity::store::codec;
use comity::store::lock::Patience;
use comity::store::repo::Author;
use comity::workspace::{Outcome, SavedChange, Stamp, SubmitError, Workspace};

/// A folder with a workspace in it, gone when this is.
pub struct Sandbox {
    folder: Arc<tempfile::TempDir>,
    name: &'static str,
}

/// The moment at which things happen in tests: Monday 16 November 2026, 09:00 in Brussels.
pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-16T09:00:00+01:00").expect("moment")
}

pub fn author() -> Author {
    Author { name: "Birch Placeholder".to_owned(), email: "birch@example.org".to_owned(), at: now() }
}

pub fn stamp() -> Stamp {
    Stamp { author: author(), acting: None, reason: None }
}

/// A record from its id and the text of its file.
pub fn record(kind: Kind, id: &str, text: &str) -> Record {
    let id = RecordId::new(kind, id).expect(id);
    codec::decode(&id, text.as_bytes()).expect("toml").record
}

/// Makes a record's fields anew from lines of TOML; `-key` takes one out.
pub fn with(record: &Record, lines: &str) -> Record {
    let mut changed = record.clone();
    for line in lines.lines() {
        match line.strip_prefix('-') {
            Some(key) => drop(changed.fields.remove(key)),
            None => changed.fields.extend(line.parse::<toml::Table>().expect("toml")),
        }
    }
    changed.fields = comity::model::leaf::canonical(record.id.kind, changed.fields);
    changed
}

impl Sandbox {
    /// A workspace with two parties, two people, one group and one action.
    pub fn small() -> Self {
        Self::empty().filled()
    }

    /// The same in the folder that this one stands for.
    pub fn filled(self) -> Self {
        let sandbox = self;
        let parties = ["sedex=Sedex", "amfori=amfori"].map(|it| init::NewParty::parse(it).expect("party"));
        let mut files = init::empty_files("Joint work", &parties, "Europe/Brussels");
        for (path, text) in [
            ("people/birch.toml", "name = \"Birch Placeholder\"\norg = \"sedex\"\nemails = [\"birch@example.org\"]\n"),
            ("people/rowan.toml", "name = \"Rowan Placeholder\"\norg = \"amfori\"\nemails = [\"rowan@example.org\"]\n"),
            ("groups/AQ/group.toml", "name = \"Audit quality\"\nstate = \"active\"\n"),
            ("groups/AQ/actions/2026/AQ-A26-7K3F.toml", ACTION),
        ] {
            files.push((path.to_owned(), text.as_bytes().to_vec()));
        }
        init::create(&sandbox.root(), files, "Begin", &author()).expect("created");
        sandbox
    }

    /// A folder in which there is nothing yet, not even the folder of the workspace.
    pub fn empty() -> Self {
        Self { folder: Arc::new(tempfile::tempdir().expect("folder")), name: "w" }
    }

    /// Another folder beside this one.
    pub fn beside(&self, name: &'static str) -> Self {
        Self { folder: self.folder.clone(), name }
    }

    /// A copy of it with everything that lies in it, in a folder of its own.
    pub fn twin(&self) -> Self {
        let twin = Self { name: self.name, ..Self::empty() };
        let copied = Command::new("cp").arg("-a").arg(self.root()).arg(twin.root()).status().expect("cp");
        assert!(copied.success());
        twin
    }

    /// A clone of it, made by git with these options.
    pub fn clone_with(&self, options: &[&str]) -> Self {
        let clone = Self::empty();
        let origin = format!("file://{}", self.root().display());
        let out =
            git(clone.folder.path()).arg("clone").args(options).args([&origin, clone.name]).output().expect("git");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        clone
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn open(&self) -> Workspace {
        Workspace::open(&self.root(), patience()).expect("opened")
    }

    /// The same for somebody who soon gives up.
    pub fn open_in_haste(&self) -> Workspace {
        let haste = Duration::from_millis(60);
        Workspace::open(&self.root(), Patience { workspace: haste, index: haste, branch: haste }).expect("opened")
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        std::fs::write(path, text).expect("written");
    }

    /// Runs real git in the workspace and returns what it prints.
    pub fn git(&self, args: &[&str]) -> String {
        let (ok, out) = self.try_git(args);
        assert!(ok, "git {args:?}: {out}");
        out
    }

    pub fn try_git(&self, args: &[&str]) -> (bool, String) {
        let out = git(&self.root()).args(args).output().expect("git");
        let text = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
        (out.status.success(), text)
    }

    /// The same, with something to read.
    pub fn git_reading(&self, args: &[&str], text: &str) -> String {
        let mut git = git(&self.root());
        let mut running = git.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("git");
        running.stdin.take().expect("stdin").write_all(text.as_bytes()).expect("read");
        let out = running.wait_with_output().expect("git");
        assert!(out.status.success());
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    /// How many objects lie in files of their own.
    pub fn loose(&self) -> usize {
        self.git(&["count-objects"]).split_whitespace().next().expect("count").parse().expect("count")
    }

    /// `git status`, empty when clean.
    pub fn status(&self) -> String {
        self.git(&["status", "--porcelain"])
    }

    pub fn commits(&self) -> usize {
        self.git(&["rev-list", "--count", "HEAD"]).trim().parse().expect("count")
    }

    /// The paths that look like somebody was killed in the middle.
    pub fn leftovers(&self) -> Vec<String> {
        let is_left = |path: &String| {
            let half_written = path.ends_with(".lock") || path.ends_with(".new") || path.ends_with(".comity~");
            half_written || path.contains("index.comity") || path.contains("/intents/")
        };
        self.everything().into_keys().filter(is_left).collect()
    }

    /// Every file with its bytes, those of git included, but for its objects and comity's own lock: what may not differ
    /// where nothing has changed.
    pub fn everything(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let root = self.root();
        visit(&root, &mut |path| {
            let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
            if !name.starts_with(".git/objects/") && name != ".git/comity/lock" {
                files.insert(name, std::fs::read(path).unwrap_or_default());
            }
        });
        files
    }

    /// The files that are not what they were.
    pub fn differing(&self, before: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let after = self.everything();
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        names.into_iter().filter(|it| before.get(*it) != after.get(*it)).cloned().collect()
    }

    /// The changes of the history, newest first.
    pub fn change_ids(&self) -> Vec<String> {
        let shown = self.git(&["log", "--format=%(trailers:key=Change-Id,valueonly,separator=)"]);
        shown.lines().filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    /// Nothing is damaged, half done, doubled or merged, and `git status` says this and no more.
    #[track_caller]
    pub fn assert_whole(&self, status: &str) {
        assert_eq!(self.leftovers(), [""; 0]);
        assert_eq!(self.status(), status);
        let (sound, words) = self.try_git(&["fsck", "--full", "--no-dangling"]);
        assert!(sound && !words.contains("missing") && !words.contains("error"), "{words}");
        assert_eq!(self.git(&["rev-list", "--merges", "HEAD"]), "");
        let mut ids = self.change_ids();
        ids.sort();
        assert!(ids.windows(2).all(|it| it[0] != it[1]), "{ids:?}");
    }
}

/// The action of [`Sandbox::small`].
pub const ACTION: &str = "# Agreed by both.\ntitle = \"Publish joint metrics\"\nowner = \"rowan\"\ndue = 2026-11-28 # firm\nstate = \"open\"\nraised_on = 2026-10-01\n";

pub fn action() -> RecordId {
    RecordId::new(Kind::Action, "AQ-A26-7K3F").expect("id")
}

/// One of many actions.
pub fn nth_action(nth: usize) -> Record {
    let text = format!("title = \"Row {nth}\"\nowner = \"rowan\"\ndue = 2026-11-28\nstate = \"open\"\n");
    record(Kind::Action, &format!("AQ-A26-{nth:04}"), &text)
}

/// Somebody who looks at a workspace.
pub fn at(workspace: &Workspace) -> Standpoint<'_> {
    Standpoint::new(workspace.snapshot(), None, now())
}

/// Short enough for tests that wait for it to end.
pub fn patience() -> Patience {
    Patience { workspace: Duration::from_secs(20), index: Duration::from_secs(20), branch: Duration::from_secs(20) }
}

/// The change that lays these records into the workspace.
pub fn change_to(snapshot: &Snapshot, records: &[Record]) -> Change {
    let mut after = snapshot.clone();
    for record in records {
        after.put(record.clone());
    }
    Change::among(records.iter().map(|it| &it.id), snapshot, &after)
}

/// Submits what makes a record so; panics unless it is saved.
pub fn save(workspace: &mut Workspace, record: &Record) -> SavedChange {
    match try_save(workspace, record) {
        Ok(Outcome::Saved(saved)) => *saved,
        other => panic!("not saved: {other:?}"),
    }
}

pub fn try_save(workspace: &mut Workspace, record: &Record) -> Result<Outcome, SubmitError> {
    let change = change_to(workspace.snapshot(), std::slice::from_ref(record));
    workspace.submit(&change, &stamp())
}

/// A record of a workspace.
pub fn get(workspace: &Workspace, id: &RecordId) -> Record {
    workspace.snapshot().get(id).expect("a record").clone()
}

/// What somebody is told whose change was not saved, one line a reason.
pub fn refused(result: Result<Outcome, SubmitError>) -> String {
    match result {
        Ok(outcome) => panic!("not refused: {outcome:?}"),
        Err(error) => Report::from(error).lines().join("\n"),
    }
}

/// A git that knows nothing of the user's own settings.
pub fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    git.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "Hand").env(format!("GIT_{who}_EMAIL"), "hand@example.org");
    }
    git
}

fn visit(folder: &Path, see: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { visit(&path, see) } else { see(&path) }
    }
}
