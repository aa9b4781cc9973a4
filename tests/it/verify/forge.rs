//! Forging commits with git's own plumbing: any author, any date, any tree, any signature.

use std::path::PathBuf;
use std::process::Command;

use comity::init;
use comity::store::repo::{Author, Repo};
use comity::verify::{Range, Terms, Verdict, verify};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use crate::support::sandbox::{Sandbox, git, now};

/// The key that a number stands for.
pub fn key(seed: u8) -> PrivateKey {
    PrivateKey::new(KeypairData::from(Ed25519Keypair::from_seed(&[seed; 32])), "").expect("key")
}

/// Its public part, as a person's record holds it.
pub fn public(seed: u8) -> String {
    key(seed).public_key().to_openssh().expect("text")
}

/// What a signature is forged of.
#[derive(Clone, Copy)]
pub struct Signature {
    pub seed: u8,
    pub purpose: &'static str,
    /// Whether it is made over the commit's own text.
    pub fits: bool,
}

/// A commit to be.
pub struct Forged {
    pub email: String,
    pub at: &'static str,
    pub message: String,
    /// Path, mode and contents; without contents the file goes.
    pub files: Vec<(String, &'static str, Option<String>)>,
    pub signature: Option<Signature>,
    pub parents: Vec<String>,
    /// Whether it has no parent at all.
    pub begins: bool,
}

impl Forged {
    pub fn by(person: &str) -> Self {
        Self {
            email: format!("{person}@example.org"),
            at: "2026-11-16T09:00:00+01:00",
            message: "By hand".to_owned(),
            files: Vec::new(),
            signature: None,
            parents: Vec::new(),
            begins: false,
        }
    }

    pub fn file(mut self, path: &str, text: impl Into<String>) -> Self {
        self.files.push((path.to_owned(), "100644", Some(text.into())));
        self
    }

    pub fn mode(mut self, mode: &'static str) -> Self {
        self.files.last_mut().expect("file").1 = mode;
        self
    }

    pub fn at(mut self, at: &'static str) -> Self {
        self.at = at;
        self
    }

    /// Signs it as git would.
    pub fn signed(self, seed: u8) -> Self {
        self.sealed(Signature { seed, purpose: "git", fits: true })
    }

    pub fn sealed(mut self, signature: Signature) -> Self {
        self.signature = Some(signature);
        self
    }

    /// The lines by which comity knows a change.
    pub fn says(mut self, change: &str, lines: &str) -> Self {
        self.message = format!("{}\n\nChange-Id: {change}\n{lines}", self.message);
        self
    }

    pub fn onto(mut self, parents: &[&str]) -> Self {
        self.parents = parents.iter().map(|it| (*it).to_owned()).collect();
        self
    }
}

/// A workspace with people in all roles, some of them with keys.
pub struct World {
    pub sandbox: Sandbox,
    pub base: String,
}

pub const ACTION: &str = "groups/AQ/actions/2026/AQ-A26-7K3F.toml";
pub const DECISION: &str = "groups/AQ/decisions/2026/AQ-D26-7K3F.toml";

impl World {
    pub fn new() -> Self {
        let sandbox = Sandbox::empty();
        let parties = ["sedex=Sedex", "amfori=amfori"].map(|it| init::NewParty::parse(it).expect("party"));
        let mut files = init::empty_files("Joint work", &parties, "Europe/Brussels");
        let person = |name: &str, org: &str, more: &str| {
            let text =
                format!("name = \"{name} Placeholder\"\norg = \"{org}\"\nemails = [\"{name}@example.org\"]\n{more}");
            (format!("people/{name}.toml"), text)
        };
        let term = |group: &str, name: &str, role: &str, org: &str| {
            let text = format!("[[term]]\nrole = \"{role}\"\nfor_org = \"{org}\"\nfrom = 2025-01-01\n");
            (format!("groups/{group}/members/{name}.toml"), text)
        };
        let row = |seed: u8, more: &str| format!("\n[[signing_key]]\nkey = \"{}\"\n{more}", public(seed));
        let keys = [
            row(1, "from = 2026-01-01\nuntil = 2026-10-31\n"),
            row(2, "from = 2026-11-01\n"),
            row(3, "from = 2026-12-01\n"),
        ];
        let records = [
            person("birch", "sedex", ""),
            person("rowan", "amfori", ""),
            person("alder", "sedex", &keys.concat()),
            person("hazel", "amfori", "endorses_for = [\"amfori\"]\n"),
            person("elm", "sedex", &format!("endorses_for = [\"sedex\"]\n{}", row(5, ""))),
            ("groups/CO/group.toml".to_owned(), "name = \"Steering\"\nstate = \"active\"\nsteers = true\n".to_owned()),
            ("groups/AQ/group.toml".to_owned(), "name = \"Audit quality\"\nstate = \"active\"\n".to_owned()),
            term("CO", "birch", "secretary", "sedex"),
            term("AQ", "rowan", "secretary", "amfori"),
            term("AQ", "alder", "member", "sedex"),
            (ACTION.to_owned(), action("open", "2026-11-28")),
            (DECISION.to_owned(), decision("")),
        ];
        files.extend(records.map(|(path, text)| (path, text.into_bytes())));
        let author = Author { name: "Birch".to_owned(), email: "birch@example.org".to_owned(), at: now() };
        init::create(&sandbox.root(), files, "Begin", &author).expect("created");
        let base = sandbox.git(&["rev-parse", "HEAD"]).trim().to_owned();
        Self { sandbox, base }
    }

    /// Makes the commit; upon the beginning, where it says no other parent.
    pub fn forge(&self, forged: &Forged) -> String {
        self.forge_on(forged, forged.at)
    }

    /// The same, where its author's day is another than that on which it was made.
    pub fn forge_on(&self, forged: &Forged, authored: &str) -> String {
        let parents = match forged.parents.as_slice() {
            [] if forged.begins => Vec::new(),
            [] => vec![self.base.clone()],
            parents => parents.to_vec(),
        };
        let index = self.sandbox.root().join(".git/forged");
        let with_index = |args: &[&str]| {
            let out = git(&self.sandbox.root()).env("GIT_INDEX_FILE", &index).args(args).output().expect("git");
            assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
            String::from_utf8_lossy(&out.stdout).trim().to_owned()
        };
        with_index(&["read-tree", parents.first().map_or("--empty", String::as_str)]);
        for (path, mode, text) in &forged.files {
            match text {
                None => drop(with_index(&["update-index", "--force-remove", path])),
                Some(text) => {
                    let name = match *mode {
                        "160000" => self.base.clone(),
                        _ => self.object("blob", text),
                    };
                    with_index(&["update-index", "--add", "--cacheinfo", &format!("{mode},{name},{path}")]);
                }
            }
        }
        let tree = with_index(&["write-tree"]);
        let who = |at: &str| {
            let at = chrono::DateTime::parse_from_rfc3339(at).expect("time");
            format!("Somebody <{}> {} {}", forged.email, at.timestamp(), at.format("%z"))
        };
        let (author, committer) = (who(authored), who(forged.at));
        let parents: String = parents.iter().map(|it| format!("parent {it}\n")).collect();
        let heads = format!("tree {tree}\n{parents}author {author}\ncommitter {committer}\n");
        let text = format!("{heads}\n{}\n", forged.message.trim_end());
        let signed = forged.signature.map(|it| {
            let about = if it.fits { text.clone() } else { format!("{text}else") };
            let signature = key(it.seed).sign(it.purpose, HashAlg::Sha512, about.as_bytes()).expect("signed");
            let signature = signature.to_pem(LineEnding::LF).expect("text");
            format!("{heads}gpgsig {}\n\n{}\n", signature.trim_end().replace('\n', "\n "), forged.message.trim_end())
        });
        self.object("commit", &signed.unwrap_or(text))
    }

    fn object(&self, kind: &str, text: &str) -> String {
        self.sandbox.git_reading(&["hash-object", "-t", kind, "-w", "--stdin"], text).trim().to_owned()
    }

    /// What is found between two commits.
    pub fn verdict(&self, from: &str, to: &str) -> Verdict {
        let repo = Repo::open(&self.sandbox.root()).expect("opened");
        let range = Range { from: Some(from.to_owned()), to: to.to_owned(), forward: true, beside: None };
        verify(&repo, &range, &Terms { now: now(), everybody_signs: false }).expect("verified")
    }

    /// The same as lines, with what differs each time left out.
    pub fn found(&self, from: &str, to: &str) -> String {
        let lines: Vec<String> = self.verdict(from, to).findings.iter().map(|it| plain(&it.line())).collect();
        if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n    ") }
    }
}

/// A line without the names of commits.
fn plain(line: &str) -> String {
    let hex = |word: &&str| word.len() >= 8 && word.bytes().all(|it| it.is_ascii_hexdigit());
    line.split(' ').map(|it| if hex(&it) { "COMMIT" } else { it }).collect::<Vec<_>>().join(" ")
}

pub fn action(state: &str, due: &str) -> String {
    format!(
        "title = \"Publish joint metrics\"\nstate = \"{state}\"\nowner = \"alder\"\nraised_on = 2026-11-02\ndue = {due}\n"
    )
}

pub fn decision(more: &str) -> String {
    format!("title = \"Joint reading\"\ntext = \"The group reads once a quarter.\"\nagreed_on = 2026-11-10\n{more}")
}

/// A bare repository beside a folder.
pub fn bare(at: &PathBuf) {
    let made = Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(at).status().expect("git");
    assert!(made.success());
}
