//! Verifying signed changes, beside git, which asks another program about each signature.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chrono::Local;
use comity::model::{Change, Kind, RecordId, value};
use comity::store::lock::Patience;
use comity::store::repo::Author;
use comity::verify::{Range, Terms, verify};
use comity::workspace::{Stamp, Workspace};

use crate::Outcome;
use crate::measure::timed;
use crate::peers::{done, git};
use crate::processes::Site;
use crate::world;

/// So many changes are verified.
pub const CHANGES: usize = 200;

/// A workspace with signed changes in it.
pub struct Signed {
    root: PathBuf,
    from: String,
}

impl Signed {
    /// Signs with a new key; `None` where nothing makes one.
    pub fn make(folder: &Path, size: usize) -> Outcome<Option<Self>> {
        let key = folder.join("signing");
        let mut make = Command::new("ssh-keygen");
        make.args(["-q", "-t", "ed25519", "-C", "", "-N", "", "-f"]).arg(&key);
        if !make.status().is_ok_and(|it| it.success()) {
            return Ok(None);
        }
        let public = std::fs::read_to_string(key.with_extension("pub"))?;
        let allowed = folder.join("allowed");
        std::fs::write(&allowed, format!("* {public}"))?;
        let site = Site::of(folder, "signed", world::files(&world::actions(size)))?;
        let mut workspace = site.open()?;
        let root = workspace.root().to_owned();
        for (setting, word) in [
            ("gpg.format", "ssh".to_owned()),
            ("user.signingkey", key.display().to_string()),
            ("commit.gpgsign", "true".to_owned()),
            ("gpg.ssh.allowedSignersFile", allowed.display().to_string()),
        ] {
            workspace.repo().set(setting, Some(&word))?;
        }
        let mut change = |id: &RecordId, key: &str, new: toml::Value| -> Outcome<()> {
            let before = workspace.snapshot().clone();
            let mut record = before.get(id).ok_or("no such record")?.clone();
            record.fields.insert(key.to_owned(), new);
            let mut after = before.clone();
            after.put(record);
            let at = Local::now().fixed_offset();
            let author = Author { name: "Birch Placeholder".to_owned(), email: "birch@example.org".to_owned(), at };
            let stamp = Stamp { author, acting: None, reason: None };
            workspace.submit(&Change::between(&before, &after), &stamp)?;
            Ok(())
        };
        let mut row = toml::Table::new();
        row.insert("key".to_owned(), value::text(public.trim()));
        let birch = RecordId::new(Kind::Person, "birch")?;
        change(&birch, "signing_key", toml::Value::Array(vec![toml::Value::Table(row)]))?;
        let ids: Vec<RecordId> = Workspace::open(&root, Patience::default())?.snapshot().ids(Kind::Action);
        let from = Workspace::open(&root, Patience::default())?.repo().newest().ok_or("no change")?;
        for (nth, id) in ids.iter().cycle().take(CHANGES).enumerate() {
            change(id, "title", value::text(format!("Title {nth}")))?;
        }
        Ok(Some(Self { root, from }))
    }

    pub fn verify(&self) -> Outcome<Duration> {
        let workspace = Workspace::open(&self.root, Patience::default())?;
        let to = workspace.repo().newest().ok_or("no change")?;
        timed(|| {
            let range = Range { from: Some(self.from.clone()), to, forward: true, beside: None };
            let terms = Terms { now: Local::now().fixed_offset(), everybody_signs: true };
            let verdict = verify(workspace.repo(), &range, &terms)?;
            match verdict.errors().next() {
                None if verdict.changes == CHANGES => Ok(()),
                None => Err(format!("{} changes", verdict.changes).into()),
                Some(finding) => Err(finding.line().into()),
            }
        })
    }

    /// What git takes to look at the signatures alone.
    pub fn git_log(&self) -> Outcome<Duration> {
        let range = format!("{}..HEAD", self.from);
        timed(|| done(git(&self.root, &["log", "--format=%G?", &range])))
    }
}
