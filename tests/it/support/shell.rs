//! The real program in a folder of its own: words in, what it said out, with ids and paths that differ each time made alike.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use comity::model::{Kind, RecordId};
use serde_json::Value as Json;

use super::sandbox::git;

/// The moment at which the program runs: Monday 16 November 2026, 09:00 in Brussels.
pub const NOW: &str = "2026-11-16T09:00:00+01:00";

/// A folder, perhaps with a workspace `w` in it, and whoever sits before it. Gone when this is.
pub struct Shell {
    folder: tempfile::TempDir,
    /// The records that were there at the beginning: their ids are the same each time.
    known: BTreeSet<String>,
    /// Those that have come since, in the order in which the program spoke of them.
    met: RefCell<Vec<String>>,
}

/// What a command that changes nothing leaves as it was.
#[derive(PartialEq)]
struct Everything {
    refs: String,
    files: std::collections::BTreeMap<String, Vec<u8>>,
    index: Option<Vec<u8>>,
    config: String,
}

/// What the program said, and the status with which it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub status: i32,
}

/// The workspace that `init` makes of the template, made once and copied for each test.
pub static EXAMPLE: LazyLock<PathBuf> =
    LazyLock::new(|| made_once("example", &["init", "--name", "Birch Placeholder", "--email", "birch@example.org"]));

/// The same with its history of ten weeks.
pub static DEMO: LazyLock<PathBuf> = LazyLock::new(|| made_once("demo", &["demo", "--keep"]));

fn made_once(name: &str, words: &[&str]) -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for entry in fs::read_dir(temporary).into_iter().flatten().flatten() {
        let hour = SystemTime::now() - Duration::from_secs(3600);
        if entry.metadata().and_then(|it| it.modified()).is_ok_and(|it| it < hour) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let folder = temporary.join(format!("{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let out = program(temporary, temporary).args(["--now", NOW]).args(words).arg(&folder).output().expect("started");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    folder
}

impl Shell {
    /// A folder without a workspace.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("folder"), known: BTreeSet::new(), met: RefCell::default() }
    }

    /// A workspace as `init` makes it from the template; who sits before it is the secretary birch.
    pub fn example() -> Self {
        Self::with(&EXAMPLE)
    }

    /// The example with its history.
    pub fn demo() -> Self {
        Self::with(&DEMO)
    }

    fn with(folder: &Path) -> Self {
        let mut shell = Self::empty();
        copy(folder, &shell.root());
        shell.know();
        shell
    }

    /// Takes the records that are there now for those that were there at the beginning.
    pub fn know(&mut self) {
        self.known = self.files().keys().filter_map(|it| Some(RecordId::from_path(it)?.to_string())).collect();
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("w")
    }

    /// A path beside the workspace.
    pub fn beside(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program with these words, split as a shell splits them, in the workspace or where one may come to be.
    pub fn run(&self, words: &str) -> Said {
        self.told(&split(words).into_iter().map(OsString::from).collect::<Vec<_>>(), "")
    }

    /// The same, with a text on standard input.
    pub fn run_with(&self, words: &str, input: &str) -> Said {
        self.told(&split(words).into_iter().map(OsString::from).collect::<Vec<_>>(), input)
    }

    /// The same with words that need not be text.
    pub fn told(&self, words: &[OsString], input: &str) -> Said {
        self.said(self.outcome(self.command(words), input))
    }

    /// The command, for tests that change where or how it runs.
    pub fn command(&self, words: &[OsString]) -> Command {
        let root = self.root();
        let at = if root.is_dir() { root } else { self.folder.path().to_owned() };
        let mut command = program(&at, self.folder.path());
        if !words.iter().any(|it| it == "--now") {
            command.args(["--now", NOW]);
        }
        command.args(words);
        command
    }

    /// Runs a command and makes what it says alike.
    pub fn said(&self, output: Output) -> Said {
        let text = |bytes: &[u8]| self.alike(&String::from_utf8_lossy(bytes));
        Said { out: text(&output.stdout), err: text(&output.stderr), status: output.status.code().unwrap_or(-1) }
    }

    /// Runs words that are to be saved: exactly one commit with trailers that git can read, and a clean folder.
    pub fn saves(&self, words: &str) -> Said {
        let before = self.commits();
        let said = self.run(words);
        assert_eq!(said.status, 0, "{words}: {said}");
        assert_eq!(self.commits(), before + 1, "{words}: {said}");
        assert_eq!(self.git(&["status", "--porcelain"]), "", "{words}");
        let message = self.git(&["log", "-1", "--format=%B"]);
        let mut parse = git(&self.root());
        parse.args(["interpret-trailers", "--parse"]);
        let trailers = String::from_utf8(self.outcome(parse, &message).stdout).expect("text");
        let keys: Vec<&str> = trailers.lines().filter_map(|it| it.split_once(": ")).map(|it| it.0).collect();
        assert!(keys.starts_with(&["Change-Id", "Op"]), "{words}: {trailers}");
        assert!(message.lines().next().unwrap_or_default().chars().count() <= 72, "{words}: {message}");
        said
    }

    /// Runs words that are to change nothing, neither the history nor the folder nor git's index.
    pub fn leaves_alone(&self, words: &str) -> Said {
        let before = self.everything();
        let said = self.run(words);
        // Not told byte by byte: the words say enough.
        assert!(self.everything() == before, "{words}: something has changed: {said}");
        said
    }

    /// Runs words that are to change no record and no commit.
    pub fn leaves_records_alone(&self, words: &str) -> Said {
        let before = (self.files(), self.commits());
        let said = self.run(words);
        assert!((self.files(), self.commits()) == before, "{words}: something has changed: {said}");
        said
    }

    /// What these words answer with `--json`: one object on stdout and nothing else.
    pub fn json(&self, words: &str) -> Json {
        let words = format!("--json {words}");
        let output = self.outcome(self.command(&split(&words).into_iter().map(OsString::from).collect::<Vec<_>>()), "");
        let out = String::from_utf8(output.stdout).expect("text");
        assert!(output.status.code() == Some(0) || output.status.code() == Some(10), "{words}: {out}");
        assert_eq!(out.trim_end().lines().count(), 1, "{words}: {out}");
        serde_json::from_str(&out).expect(&words)
    }

    /// The newest commit's message and author, made alike.
    pub fn newest(&self) -> String {
        self.alike(&self.git(&["log", "-1", "--format=%an <%ae> %aI%n%B"]))
    }

    /// The id of what was made last.
    pub fn last_id(&self) -> String {
        let path = self.git(&["show", "--format=", "--name-only", "--diff-filter=A", "HEAD"]);
        RecordId::from_path(path.lines().last().unwrap_or_default()).expect("a new record").to_string()
    }

    pub fn git(&self, args: &[&str]) -> String {
        let out = git(&self.root()).args(args).output().expect("git");
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    pub fn commits(&self) -> usize {
        self.git(&["rev-list", "--count", "HEAD"]).trim().parse().expect("count")
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect(path)
    }

    pub fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(path, contents).expect("written");
    }

    /// The files of the folder without those of git.
    pub fn files(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        let mut files = std::collections::BTreeMap::new();
        collect(&self.root(), &self.root(), &mut files);
        files
    }

    /// Texts in which ids, changes, commits and folders that differ each time have names that do not.
    pub fn alike(&self, text: &str) -> String {
        let folder = fs::canonicalize(self.folder.path()).unwrap_or_default();
        let mut text = text.replace(&*folder.to_string_lossy(), "TMP");
        text = text.replace(&*self.folder.path().to_string_lossy(), "TMP");
        let log = git(&self.root()).args(["log", "--reverse", "--all", LOG]).output();
        let log = log.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
        let lines = log.lines().map(|it| it.split_once(' ').unwrap_or((it, "")));
        for (nth, (commit, change)) in lines.enumerate().map(|(nth, it)| (nth + 1, it)) {
            text = text.replace(commit, &format!("commit{nth:02}")).replace(&commit[..7], &format!("commit{nth:02}"));
            if let Some(short) = change.get(..8) {
                text = text.replace(change, &format!("change{nth:02}")).replace(short, &format!("change{nth:02}"));
            }
        }
        self.with_plain_ids(&text)
    }

    fn with_plain_ids(&self, text: &str) -> String {
        let mut out = String::new();
        let mut met = self.met.borrow_mut();
        let part_of_id = |it: char| it.is_ascii_alphanumeric() || it == '-';
        for piece in text.split_inclusive(|it| !part_of_id(it)) {
            let (word, end) = piece.split_at(piece.trim_end_matches(|it| !part_of_id(it)).len());
            let kinds = [Kind::Item, Kind::Action, Kind::Decision, Kind::Note];
            let id = kinds
                .iter()
                .find_map(|it| RecordId::new(*it, word).ok())
                .filter(|it| !self.known.contains(it.as_str()));
            match id {
                Some(id) if word.len() == id.group().unwrap_or_default().len() + 5 + id.tail().len() => {
                    let nth = met.iter().position(|it| it == word).unwrap_or_else(|| {
                        met.push(word.to_owned());
                        met.len() - 1
                    });
                    out.push_str(&format!("{}NEW{}", word.trim_end_matches(id.tail()), nth + 1));
                }
                _ => out.push_str(word),
            }
            out.push_str(end);
        }
        out
    }

    pub fn outcome(&self, mut command: Command, input: &str) -> Output {
        let pipe = Stdio::piped;
        let mut child = command.stdin(pipe()).stdout(pipe()).stderr(pipe()).spawn().expect("started");
        // A program that does not read its input may be gone before all of it is written.
        let _ = child.stdin.take().expect("input").write_all(input.as_bytes());
        child.wait_with_output().expect("ended")
    }

    fn everything(&self) -> Everything {
        let root = self.root();
        let refs = match root.is_dir() {
            true => self.git(&["for-each-ref"]),
            false => String::new(),
        };
        let config = fs::read_to_string(root.join(".git/config")).unwrap_or_default();
        Everything { refs, files: self.files(), index: fs::read(root.join(".git/index")).ok(), config }
    }
}

/// The history's commits with their changes.
const LOG: &str = "--format=%H %(trailers:key=Change-Id,valueonly,separator=)";

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.out)?;
        for line in self.err.lines() {
            writeln!(f, "! {line}")?;
        }
        match self.status {
            0 => Ok(()),
            status => writeln!(f, "= {status}"),
        }
    }
}

/// The program, with nothing from outside but the path to git.
fn program(at: &Path, home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    command.current_dir(at).env_clear().env("HOME", home).env("LANG", "C.UTF-8");
    for (key, folder) in [("CONFIG", "config"), ("DATA", "data"), ("STATE", "state"), ("CACHE", "cache")] {
        command.env(format!("XDG_{key}_HOME"), home.join(folder));
    }
    command.env("PATH", super::running::path());
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

/// Splits words as a shell does: at spaces, but not between quotation marks.
pub fn split(words: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece: Option<String> = None;
    let mut quote = None;
    for it in words.chars() {
        match (quote, it) {
            (None, '"' | '\'') => {
                quote = Some(it);
                piece.get_or_insert_default();
            }
            (Some(open), it) if open == it => quote = None,
            (None, it) if it.is_whitespace() => pieces.extend(piece.take()),
            (_, it) => piece.get_or_insert_default().push(it),
        }
    }
    pieces.extend(piece);
    pieces
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folder");
    for entry in fs::read_dir(from).expect("folder").flatten() {
        let to = to.join(entry.file_name());
        match entry.file_type().expect("type").is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).expect("copied")),
        }
    }
}

fn collect(folder: &Path, root: &Path, files: &mut std::collections::BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
        match entry.file_type() {
            Ok(it) if it.is_dir() && name != ".git" => collect(&path, root, files),
            Ok(it) if it.is_file() => drop(files.insert(name, fs::read(&path).expect("read"))),
            _ => (),
        }
    }
}
