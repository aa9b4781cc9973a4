//! Several desks around one shared copy: real folders, a real bare repository, real git between them.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use comity::init::join::join;
use comity::model::{Change, RecordId, Snapshot};
use comity::store::remote::Talk;
use comity::store::repo::Author;
use comity::sync::{Decided, SyncError, Synced, sync};
use comity::workspace::{Outcome, SavedChange, Stamp, Workspace};

use super::sandbox::{Sandbox, now, patience};

/// Several desks around one shared copy.
pub struct Desks {
    folder: tempfile::TempDir,
    pub desks: Vec<Desk>,
}

/// A clone, and who works in it.
pub struct Desk {
    pub workspace: Workspace,
    pub who: &'static str,
}

/// The people who sit at them, in turn.
const PEOPLE: [&str; 2] = ["birch", "rowan"];

static NEVER: AtomicBool = AtomicBool::new(false);

/// How tests talk with a shared copy.
pub fn talk() -> Talk<'static> {
    Talk { asks: false, patience: Duration::from_secs(60), stop: &NEVER }
}

impl Desks {
    /// So many desks over the small workspace.
    pub fn new(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let shared = folder.path().join("shared.git");
        let sandbox = Sandbox::small();
        let made = Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(&shared).status();
        assert!(made.expect("git").success());
        let mut first = sandbox.open();
        first.repo().set_remote(&shared.display().to_string()).expect("set");
        let stamp = stamp_of("birch");
        sync(&mut first, &stamp, &talk(), Decided::default(), &mut |_| ()).expect("sent");
        let mut desks = Vec::new();
        for nth in 0..count {
            let root = folder.path().join(format!("desk{nth}"));
            join(&shared.display().to_string(), &root, &talk(), now()).expect("joined");
            let workspace = Workspace::open(&root, patience()).expect("opened");
            desks.push(Desk { workspace, who: PEOPLE[nth % PEOPLE.len()] });
        }
        Self { folder, desks }
    }

    pub fn shared(&self) -> PathBuf {
        self.folder.path().join("shared.git")
    }

    /// Lets everybody receive and send until nobody has anything left to exchange.
    pub fn settle(&mut self) {
        for _ in 0..2 {
            for desk in &mut self.desks {
                desk.sync().expect("synced");
            }
        }
    }

    /// The trees that the desks hold; one, if all hold the same.
    pub fn trees(&self) -> std::collections::BTreeSet<String> {
        self.desks.iter().map(|it| it.git(&["rev-parse", "HEAD^{tree}"])).collect()
    }
}

impl Desk {
    pub fn sync(&mut self) -> Result<Synced, SyncError> {
        sync(&mut self.workspace, &stamp_of(self.who), &talk(), Decided::default(), &mut |_| ())
    }

    /// Saves what leads to other records.
    pub fn save(&mut self, after: impl FnOnce(&mut Snapshot)) -> Option<Box<SavedChange>> {
        self.workspace.refresh();
        let before = self.workspace.snapshot().clone();
        let mut wanted = before.clone();
        after(&mut wanted);
        match self.workspace.submit(&Change::between(&before, &wanted), &stamp_of(self.who)).expect("saved") {
            Outcome::Saved(saved) => Some(saved),
            Outcome::Unchanged => None,
        }
    }

    /// Changes fields of a record by lines of TOML.
    pub fn edit(&mut self, id: &RecordId, lines: &str) -> Option<Box<SavedChange>> {
        self.save(|it| {
            let record = it.get(id).expect("there").clone();
            it.put(super::sandbox::with(&record, lines));
        })
    }

    /// Runs real git in the folder and returns what it prints.
    pub fn git(&self, args: &[&str]) -> String {
        let out = Command::new("git").arg("-C").arg(self.workspace.root()).args(args).output().expect("git");
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).trim_end().to_owned()
    }
}

/// Who saves at a desk.
pub fn stamp_of(who: &str) -> Stamp {
    let author = Author { name: format!("{who} at their desk"), email: format!("{who}@example.org"), at: now() };
    Stamp { author, acting: None, reason: None }
}
