//! Beginnings: a new workspace, empty or from the template, with its first commit; the example with its history.

mod acts;
pub mod fresh;
pub mod join;
pub mod places;
pub mod shared;
mod story;
mod template;
pub mod welcomed;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone};

use crate::model::id::is_slug;
use crate::model::standpoint::zone;
use crate::model::{Fields, Kind, Record, RecordId, Snapshot, value};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::folder::{Folder, straight};
use crate::store::landing::{Landing, LandingFile, land};
use crate::store::lock::Patience;
use crate::store::repo::{Author, Repo};
use crate::store::signer::SignError;
use crate::workspace::{MARK, Stamp, Workspace, change_id};

/// Why no workspace was made. Nothing is left behind then.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    #[error("`{}` already lies in the workspace `{}`", folder.display(), workspace.display())]
    Inside { folder: PathBuf, workspace: PathBuf },
    #[error("the folder `{}` is not empty", .0.display())]
    NotEmpty(PathBuf),
    #[error("`{0}` is no name for a party's id")]
    NotAnOrg(String),
    #[error("the example cannot be told: {0}")]
    Story(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A file of a new workspace: its path and its text.
pub type NewFile = (String, Vec<u8>);

/// A party of a new workspace: its id and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParty {
    pub id: RecordId,
    pub name: String,
    /// A few letters and the sign for lists; found where nobody has said them.
    pub short: Option<String>,
    pub sign: Option<String>,
}

impl NewParty {
    /// Reads `ID=NAME`.
    ///
    /// # Errors
    /// When the id is none.
    pub fn parse(text: &str) -> Result<Self, InitError> {
        let (id, name) = text.split_once('=').unwrap_or((text, text));
        let slug = id.trim().to_lowercase();
        match RecordId::new(Kind::Org, &slug) {
            Ok(id) if is_slug(&slug) && !name.trim().is_empty() => {
                Ok(Self { id, name: name.trim().to_owned(), short: None, sign: None })
            }
            _ => Err(InitError::NotAnOrg(text.to_owned())),
        }
    }
}

/// The folder in which a workspace is to be made: absent or empty, and in no other workspace.
///
/// # Errors
/// Says which of these it is not.
pub fn site(folder: &Path) -> Result<PathBuf, InitError> {
    let folder = straight(folder).map_err(StoreError::io("find", folder))?;
    if let Ok(workspace) = Workspace::find(&folder) {
        return Err(InitError::Inside { folder, workspace });
    }
    match fs::read_dir(&folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(InitError::NotEmpty(folder)),
            None => Ok(folder),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(folder),
        Err(error) => Err(StoreError::io("open", &folder)(error).into()),
    }
}

/// Makes a workspace out of files, all of it or none: it is built beside and moved into its place when it is whole.
///
/// # Errors
/// When the folder cannot take it or the system refuses.
pub fn create(folder: &Path, files: Vec<NewFile>, subject: &str, author: &Author) -> Result<(), InitError> {
    create_set(folder, files, subject, author, &[], Asking::Nobody)
}

/// The same, where the key that signs may ask for its owner in this terminal.
///
/// # Errors
/// Those of [`create`].
pub fn create_asking(folder: &Path, files: Vec<NewFile>, subject: &str, author: &Author) -> Result<(), InitError> {
    create_set(folder, files, subject, author, &[], Asking::TheUser)
}

/// Who is asked where a key does not sign by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    Nobody,
    /// Whoever sits at this terminal.
    TheUser,
}

/// The same with settings of the new clone.
fn create_set(
    folder: &Path,
    files: Vec<NewFile>,
    subject: &str,
    author: &Author,
    settings: &[(&str, &str)],
    asking: Asking,
) -> Result<(), InitError> {
    let root = site(folder)?;
    let parent = root.parent().unwrap_or(&root);
    fs::create_dir_all(parent).map_err(StoreError::io("make the folder", parent))?;
    let beside = tempfile::Builder::new()
        .prefix(".comity-")
        .tempdir_in(parent)
        .map_err(StoreError::io("make a folder in", parent))?;
    build(beside.path(), files, subject, author, settings, asking)?;
    move_into_place(beside.path(), &root)?;
    Ok(())
}

/// The files of the template, moved by whole weeks to the week of `today`.
pub fn template_files(today: NaiveDate) -> Vec<NewFile> {
    template::files(today)
}

/// The person as whom the example opens.
pub const DEMO_PERSON: &str = "birch";

/// How far back the history of the example goes.
const DEMO_DAYS: u64 = 70;

/// Makes the example: the template as it was ten weeks ago, and since then one change for each thing that its people
/// did, until it is as the template is this week, with a meeting today.
///
/// # Errors
/// Those of [`create`]; [`InitError::Story`] where the template tells something that the rules do not allow.
pub fn create_demo(folder: &Path, now: DateTime<FixedOffset>) -> Result<(), InitError> {
    let acts = template::files_with_meeting(now.date_naive());
    let (mut files, acts) = acts.map_err(|it| InitError::Story(it.to_string()))?;
    files.iter_mut().filter(|it| it.0 == MARK).for_each(|it| it.1 = told_to_be_example(&it.1));
    let records = files.iter().filter_map(|(path, bytes)| codec::decode(&RecordId::from_path(path)?, bytes).ok());
    let records: BTreeMap<RecordId, Record> = records.map(|it| (it.record.id.clone(), it.record)).collect();
    let end: Snapshot = records.values().cloned().collect();
    let since = template::monday(now.date_naive()) - Days::new(DEMO_DAYS);
    let people = end.of_kind(Kind::Person).map(|it| it.id.clone());
    let secretaries: Vec<RecordId> = people.filter(|it| is_secretary(&end, it)).collect();
    let (begin, mut deeds) = story::tell(&end, since, &story::Cast { secretaries: &secretaries });
    deeds.extend(acts);
    deeds.sort_by_key(|it| it.at);
    let me = RecordId::new(Kind::Person, DEMO_PERSON).map_err(|_| InitError::NotAnOrg(DEMO_PERSON.to_owned()))?;
    let begun = since.and_hms_opt(8, 0, 0).and_then(|it| zone(&end).from_local_datetime(&it).earliest());
    let begun = begun.map_or(now, |it| it.fixed_offset());
    let begin_files = files.into_iter().filter_map(|(path, bytes)| match RecordId::from_path(&path) {
        None => Some((path, bytes)),
        Some(id) => match (begin.get(&id), records.get(&id)) {
            // Untouched since then: with its remarks.
            (Some(then), Some(now)) if then == now => Some((path, bytes)),
            (Some(then), _) => Some((path, codec::fresh(then).into_bytes())),
            (None, _) => None,
        },
    });
    let author = author_of(&end, &me, begun);
    // Nobody signs what people of an example did.
    let unsigned = [("commit.gpgsign", "false")];
    create_set(folder, begin_files.collect(), "Begin the joint workspace", &author, &unsigned, Asking::Nobody)?;
    let mut workspace = Workspace::open(folder, Patience::default()).map_err(|it| InitError::Story(it.to_string()))?;
    for deed in deeds {
        let stamp = Stamp { author: author_of(&end, &deed.by, deed.at), acting: None, reason: None };
        workspace.submit(&deed.change, &stamp).map_err(|error| InitError::Story(format!("{error:?}")))?;
    }
    let author = author_of(&end, &me, now);
    for (key, value) in
        [("user.name", author.name.as_str()), ("user.email", &author.email), ("comity.person", me.as_str())]
    {
        workspace.repo().set(key, Some(value))?;
    }
    Ok(())
}

/// The file of the workspace with a shorter line, so that how to go about in the example fits beside it.
fn told_to_be_example(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().map(|it| if it.starts_with("notice = ") { EXAMPLE_NOTICE } else { it });
    lines.map(|it| format!("{it}\n")).collect::<String>().into_bytes()
}

const EXAMPLE_NOTICE: &str = "notice = \"Example. Nothing here is real, no document of Sedex or amfori.\"";

fn is_secretary(snapshot: &Snapshot, person: &RecordId) -> bool {
    let of_person = |it: &&Record| it.id.person().as_ref() == Some(person);
    snapshot
        .of_kind(Kind::Member)
        .filter(of_person)
        .any(|it| it.rows("term").any(|term| term.text("role") == "secretary"))
}

fn author_of(snapshot: &Snapshot, person: &RecordId, at: DateTime<FixedOffset>) -> Author {
    let record = snapshot.get(person);
    let name = record.map_or_else(|| person.to_string(), |it| it.title().to_owned());
    let email = record.and_then(|it| it.words("emails").next().map(str::to_owned));
    Author { name, email: email.unwrap_or_else(|| format!("{person}@example.org")), at }
}

/// The signs that parties get, in their order.
pub const SIGNS: [&str; 4] = ["●", "◆", "▲", "■"];

/// The files of a workspace with nothing in it but its parties.
pub fn empty_files(name: &str, parties: &[NewParty], zone: &str) -> Vec<NewFile> {
    let mut workspace = Record::empty(RecordId::workspace());
    workspace.fields.insert("format".to_owned(), crate::model::check::FORMAT.into());
    workspace.fields.insert("name".to_owned(), value::text(name));
    workspace.fields.insert("parties".to_owned(), value::texts(parties.iter().map(|it| it.id.as_str())));
    workspace.fields.insert("timezone".to_owned(), value::text(zone));
    let mut files = vec![record_file(&workspace)];
    let mut taken = Vec::new();
    for (party, sign) in parties.iter().zip(SIGNS.into_iter().cycle()) {
        let mut org = Record::empty(party.id.clone());
        let short = party.short.clone().unwrap_or_else(|| short_name(&party.name, &taken));
        let sign = party.sign.as_deref().unwrap_or(sign);
        org.fields.insert("name".to_owned(), value::text(&party.name));
        org.fields.insert("short".to_owned(), value::text(&short));
        org.fields.insert("kind".to_owned(), value::text("party"));
        org.fields.insert("sign".to_owned(), value::text(sign));
        taken.push(short);
        files.push(record_file(&org));
    }
    for (path, text) in [
        (".gitattributes", "*.toml text eol=lf merge=comity\n"),
        (".gitignore", "*~\n.*.swp\n.*.comity~\n"),
        ("README.md", EMPTY_README),
    ] {
        files.push((path.to_owned(), text.as_bytes().to_vec()));
    }
    files
}

const EMPTY_README: &str = "# A joint workspace

This folder holds the agendas, action points, decisions and memberships of joint working groups, one small file for
each. It is kept with [comity](https://crates.io/crates/comity); each change somebody made is one commit, so that
`git log` tells who did what, when and for whom. `comity` in this folder opens it on the screen.

Changes of two people meet field by field, with `comity sync` as with `git merge` or `git rebase`: a clone that was
made by `comity join`, or in which `comity doctor --fix` was run once, has git ask comity how to join two records.
";

fn record_file(record: &Record) -> NewFile {
    (record.id.path(), codec::fresh(record).into_bytes())
}

/// Two letters of a name that nobody else has.
pub fn short_name(name: &str, taken: &[String]) -> String {
    let letters: Vec<char> = name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let pick = |second: usize| letters.first().into_iter().chain(letters.get(second)).collect::<String>();
    let mut picks = (1..letters.len().max(2)).map(pick).chain((2..10).map(|n| format!("{}{n}", pick(1))));
    picks.find(|it| it.chars().count() >= 2 && !taken.contains(it)).unwrap_or_else(|| format!("P{}", taken.len() + 1))
}

fn build(
    root: &Path,
    files: Vec<NewFile>,
    subject: &str,
    author: &Author,
    settings: &[(&str, &str)],
    asking: Asking,
) -> Result<(), StoreError> {
    let repo = Repo::create(root)?;
    repo.set_driver()?;
    settings.iter().try_for_each(|(key, value)| repo.set(key, Some(value)))?;
    let folder = Folder::new(root);
    let files: Vec<LandingFile> = files
        .into_iter()
        .map(|(path, bytes)| LandingFile { path, saved: None, seen: None, new: Some(bytes), write: true })
        .collect();
    let contents: Vec<(&str, Option<&[u8]>)> = files.iter().map(|it| (it.path.as_str(), it.new.as_deref())).collect();
    let message = format!("{subject}\n\nChange-Id: {}\nOp: init\n", change_id());
    let head = repo.head()?;
    let make = || repo.make_commit(None, &contents, author, author, &message);
    let commit = match make() {
        Err(StoreError::Unsigned(SignError::Locked(_))) if asking == Asking::TheUser => {
            repo.ask_for_signature()?;
            make()?
        }
        made => made?,
    };
    let words = format!("comity: {subject}");
    land(&repo, &folder, &Landing { head: &head, commit: &commit, files: &files, words: &words }, Patience::default())?;
    Ok(())
}

/// Moves a folder that is whole to where it is to be.
fn move_into_place(beside: &Path, root: &Path) -> Result<(), StoreError> {
    let moved = StoreError::io("make the folder", root);
    if fs::rename(beside, root).is_ok() {
        return Ok(());
    }
    // The folder is there already, and empty, as the one in which somebody stands: its contents move in one by one,
    // the mark of a workspace last.
    fs::create_dir_all(root).map_err(StoreError::io("make the folder", root))?;
    let mut entries: Vec<PathBuf> = match fs::read_dir(beside) {
        Ok(entries) => entries.flatten().map(|it| it.path()).collect(),
        Err(error) => return Err(moved(error)),
    };
    entries.sort_by_key(|it| it.ends_with(MARK));
    for entry in entries {
        let name = entry.file_name().map(PathBuf::from).unwrap_or_default();
        fs::rename(&entry, root.join(name)).map_err(StoreError::io("make the folder", root))?;
    }
    Ok(())
}
