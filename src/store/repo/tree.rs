//! Folders in the history as git stores them: one with a few of its files put, taken away or replaced, while all else is
//! copied as it stands; and what differs between two.
//!
//! Git2 takes a folder of thousands apart and sorts it anew for each file that changes in it, which is most of the time
//! that laying many changes onto others takes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use git2::{Error, ErrorClass, ErrorCode, ObjectType, Odb, OdbObject, Oid};

/// A file that is put: its path, and the name of its content; none takes it away.
pub(super) type Put<'a> = (&'a str, Option<Oid>);

/// The tree that this one becomes with these files; without one, that they make alone. A folder in which nothing is left
/// is taken away. Where a file is put, no folder of its name is left, and the other way round.
///
/// # Errors
/// When an object is missing or damaged, or the system refuses.
pub(super) fn with_files(odb: &Odb<'_>, tree: Option<Oid>, puts: &[Put<'_>]) -> Result<Oid, Error> {
    let (name, _) = placed(odb, tree, puts)?;
    Ok(name)
}

/// What a tree has under a name: what that is called, and its mode.
pub(super) type There = (Oid, i32);

/// Whether this is the mode of a folder.
pub(super) fn is_folder(mode: i32) -> bool {
    mode & 0o170_000 == 0o040_000
}

/// The folders as the last commit that was looked at has them, by their paths: whoever goes on to the next one needs not
/// read what stays.
#[derive(Debug, Default)]
pub struct Folders(HashMap<String, (Oid, Vec<u8>)>);

impl Folders {
    /// What a folder has in it, read where it is not known; it is not known any more then.
    fn take(&mut self, odb: &Odb<'_>, path: &str, tree: Option<Oid>) -> Result<Vec<u8>, Error> {
        match self.0.remove(path) {
            Some((known, raw)) if Some(known) == tree => Ok(raw),
            _ => Ok(data(read(odb, tree)?.as_ref()).to_vec()),
        }
    }
}

/// What the folder at a path has in two trees under the names under which it differs; `None` stands for the empty tree.
/// Both are in git's order, so that one pass finds it: a folder of thousands differs in one of them most of the time.
///
/// # Errors
/// When an object is missing or damaged.
pub(super) fn differing(
    odb: &Odb<'_>,
    path: &str,
    [before, after]: [Option<Oid>; 2],
    folders: &mut Folders,
) -> Result<BTreeMap<Vec<u8>, [Option<There>; 2]>, Error> {
    let before = folders.take(odb, path, before)?;
    let object = read(odb, after)?;
    let found = differing_entries(&before, data(object.as_ref()))?;
    if let Some(after) = after {
        folders.0.insert(path.to_owned(), (after, data(object.as_ref()).to_vec()));
    }
    Ok(found)
}

fn differing_entries(before: &[u8], after: &[u8]) -> Result<BTreeMap<Vec<u8>, [Option<There>; 2]>, Error> {
    let (mut old, mut new) = (Entries(before), Entries(after));
    let (mut was, mut is) = (old.next().transpose()?, new.next().transpose()?);
    let mut found: BTreeMap<Vec<u8>, [Option<There>; 2]> = BTreeMap::new();
    while was.is_some() || is.is_some() {
        let order = match (&was, &is) {
            (Some(was), Some(is)) if was.raw == is.raw => Ordering::Equal,
            (Some(was), Some(is)) => was.in_order().cmp(is.in_order()),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        let same = was.as_ref().map(|it| it.raw) == is.as_ref().map(|it| it.raw);
        for (side, entry) in [was.as_ref().filter(|_| order.is_le()), is.as_ref().filter(|_| order.is_ge())]
            .into_iter()
            .enumerate()
            .filter(|_| !same)
        {
            if let Some(it) = entry {
                found.entry(it.name.to_vec()).or_default()[side] = Some((it.of, it.mode));
            }
        }
        if order.is_le() {
            was = old.next().transpose()?;
        }
        if order.is_ge() {
            is = new.next().transpose()?;
        }
    }
    // A tree that is not in that order has come from no git.
    found.retain(|_, [was, is]| was != is);
    Ok(found)
}

/// An entry of a tree as git stores it: mode, a space, the name, a zero, the twenty bytes of the name of what it is.
struct Entry<'a> {
    name: &'a [u8],
    mode: i32,
    of: Oid,
    raw: &'a [u8],
}

impl Entry<'_> {
    fn in_order(&self) -> impl Iterator<Item = u8> {
        in_order(self.name, is_folder(self.mode))
    }
}

/// What comes to stand under one name: a file, nothing, or what a folder becomes.
enum Placed<'a> {
    File(Option<Oid>),
    Folder(Vec<Put<'a>>),
}

/// The new tree, and whether anything is in it.
fn placed(odb: &Odb<'_>, tree: Option<Oid>, puts: &[Put<'_>]) -> Result<(Oid, bool), Error> {
    let object = read(odb, tree)?;
    let raw = data(object.as_ref());
    let places = places(puts);
    let mut old: BTreeMap<&[u8], Oid> = BTreeMap::new();
    for entry in Entries(raw) {
        let entry = entry?;
        if is_folder(entry.mode) && places.contains_key(entry.name) {
            old.insert(entry.name, entry.of);
        }
    }
    let mut new: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for (name, place) in &places {
        let (of, folder) = match place {
            Placed::File(None) => continue,
            Placed::File(Some(of)) => (*of, false),
            Placed::Folder(puts) => match placed(odb, old.get(name).copied(), puts)? {
                (_, false) => continue,
                (of, true) => (of, true),
            },
        };
        let mode: &[u8] = if folder { b"40000 " } else { b"100644 " };
        new.push((in_order(name, folder).collect(), [mode, name, b"\0", of.as_bytes()].concat()));
    }
    new.sort_unstable();
    let mut out = Vec::with_capacity(raw.len() + 64 * new.len());
    let mut new = new.into_iter().peekable();
    for entry in Entries(raw) {
        let entry = entry?;
        if places.contains_key(entry.name) {
            continue;
        }
        while let Some((_, it)) = new.next_if(|it| it.0.iter().copied().lt(entry.in_order())) {
            out.extend(it);
        }
        out.extend(entry.raw);
    }
    new.for_each(|(_, it)| out.extend(it));
    Ok((odb.write(ObjectType::Tree, &out)?, !out.is_empty()))
}

fn read<'o>(odb: &'o Odb<'_>, tree: Option<Oid>) -> Result<Option<OdbObject<'o>>, Error> {
    let object = tree.map(|it| odb.read(it)).transpose()?;
    match object.as_ref().is_some_and(|it| it.kind() != ObjectType::Tree) {
        true => Err(damaged("a folder is none")),
        false => Ok(object),
    }
}

fn data<'o>(object: Option<&'o OdbObject<'_>>) -> &'o [u8] {
    object.map_or(&[], |it| it.data())
}

/// What is put under each name of one folder.
fn places<'a>(puts: &[Put<'a>]) -> BTreeMap<&'a [u8], Placed<'a>> {
    let mut places: BTreeMap<&[u8], Placed<'_>> = BTreeMap::new();
    for (path, of) in puts {
        match path.split_once('/') {
            None if of.is_none() && places.contains_key(path.as_bytes()) => (),
            None => drop(places.insert(path.as_bytes(), Placed::File(*of))),
            Some((folder, rest)) => match places.entry(folder.as_bytes()).or_insert(Placed::Folder(Vec::new())) {
                Placed::Folder(puts) => puts.push((rest, *of)),
                // A file gives way to what lies in a folder of its name, not to what is taken away there.
                place => {
                    if of.is_some() {
                        *place = Placed::Folder(vec![(rest, *of)]);
                    }
                }
            },
        }
    }
    places
}

/// A name as git sorts it: a folder as if it ended in a slash.
fn in_order(name: &[u8], is_folder: bool) -> impl Iterator<Item = u8> {
    name.iter().copied().chain(is_folder.then_some(b'/'))
}

/// The entries of a tree, one after the other.
struct Entries<'a>(&'a [u8]);

impl<'a> Iterator for Entries<'a> {
    type Item = Result<Entry<'a>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.0.is_empty()).then(|| self.take().ok_or_else(|| damaged("a folder cannot be read")))
    }
}

impl<'a> Entries<'a> {
    fn take(&mut self) -> Option<Entry<'a>> {
        let all = std::mem::take(&mut self.0);
        let mode = all.iter().position(|it| *it == b' ')?;
        let name = mode + 1 + all[mode + 1..].iter().position(|it| *it == 0)?;
        let end = name + 21;
        let of = Oid::from_bytes(all.get(name + 1..end)?).ok()?;
        self.0 = &all[end..];
        let mode_of = i32::from_str_radix(std::str::from_utf8(&all[..mode]).ok()?, 8).ok()?;
        (name > mode + 1).then_some(Entry { name: &all[mode + 1..name], mode: mode_of, of, raw: &all[..end] })
    }
}

fn damaged(words: &str) -> Error {
    Error::new(ErrorCode::Invalid, ErrorClass::Tree, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use git2::build::TreeUpdateBuilder;
    use git2::{FileMode, Repository};
    use proptest::prelude::*;

    /// Names that lie close together, so that files and folders come to stand beside one another and in one another's
    /// place.
    fn path() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!["a", "a-b", "a.toml", "ab", "b", "é"]), 1..4)
            .prop_map(|it| it.join("/"))
    }

    /// What lies in a tree, by path.
    fn listed(repo: &Repository, tree: Oid) -> BTreeMap<String, Oid> {
        let mut out = BTreeMap::new();
        let walked = repo.find_tree(tree).expect("a tree").walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
            if entry.kind() == Some(ObjectType::Blob) {
                out.insert(format!("{folder}{}", entry.name().expect("a name")), entry.id());
            }
            git2::TreeWalkResult::Ok
        });
        walked.expect("walked");
        out
    }

    /// The names at the top under which two trees differ, as found here and
    fn top(found: &BTreeMap<Vec<u8>, [Option<There>; 2]>) -> Vec<String> {
        found.keys().map(|it| String::from_utf8_lossy(it).into_owned()).collect()
    }

    /// as git2 finds them.
    fn told(repo: &Repository, before: Oid, after: Oid) -> Vec<String> {
        let [before, after] = [before, after].map(|it| repo.find_tree(it).expect("a tree"));
        let diff = repo.diff_tree_to_tree(Some(&before), Some(&after), None).expect("compared");
        let paths = diff.deltas().map(|it| it.new_file().path().expect("a path").to_string_lossy().into_owned());
        let tops: std::collections::BTreeSet<String> =
            paths.map(|it| it.split('/').next().unwrap_or_default().to_owned()).collect();
        tops.into_iter().collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_tree_becomes_what_git2_makes_of_it(steps in prop::collection::vec((path(), any::<bool>()), 1..40)) {
            let folder = tempfile::tempdir().expect("folder");
            let repo = Repository::init_bare(folder.path()).expect("a repository");
            let odb = repo.odb().expect("objects");
            let mut files: BTreeMap<String, Oid> = BTreeMap::new();
            let mut tree = None;
            let (mut known, mut other) = (Folders::default(), Folders::default());
            for step in steps.chunks(5) {
                let mut puts: BTreeMap<String, Option<Oid>> = BTreeMap::new();
                for (nth, (path, put)) in step.iter().enumerate() {
                    // Nobody asks for a file and for a folder of its name at once.
                    let clashes = |it: &String| it.starts_with(&format!("{path}/")) || path.starts_with(&format!("{it}/"));
                    let taken = puts.keys().chain(files.keys()).any(clashes);
                    if !taken {
                        let content = repo.blob(format!("{path} {nth}").as_bytes()).expect("content");
                        puts.insert(path.clone(), put.then_some(content));
                    }
                }
                let given: Vec<Put<'_>> = puts.iter().map(|(path, of)| (path.as_str(), *of)).collect();
                let made = with_files(&odb, tree, &given).expect("made");
                let empty = repo.treebuilder(None).expect("a tree").write().expect("written");
                let base = repo.find_tree(tree.unwrap_or(empty)).expect("a tree");
                let mut update = TreeUpdateBuilder::new();
                for (path, of) in &puts {
                    match of {
                        Some(of) => drop(update.upsert(path, *of, FileMode::Blob)),
                        None if files.contains_key(path) => drop(update.remove(path)),
                        None => (),
                    }
                    match of {
                        Some(of) => drop(files.insert(path.clone(), *of)),
                        None => drop(files.remove(path)),
                    }
                }
                prop_assert_eq!(made, update.create_updated(&repo, &base).expect("updated"));
                prop_assert_eq!(&listed(&repo, made), &files);
                let wanted = told(&repo, tree.unwrap_or(empty), made);
                // With the folder known from the step before, with another one known in its place, and with none.
                for folders in [&mut known, &mut other, &mut Folders::default()] {
                    let found = differing(&odb, "", [tree, Some(made)], folders).expect("compared");
                    prop_assert_eq!(top(&found), wanted.clone());
                }
                other = Folders::default();
                differing(&odb, "", [None, tree], &mut other).expect("compared");
                tree = Some(made);
            }
        }
    }

    #[test]
    fn a_file_and_a_folder_of_its_name_take_each_others_place() {
        let folder = tempfile::tempdir().expect("folder");
        let repo = Repository::init_bare(folder.path()).expect("a repository");
        let odb = repo.odb().expect("objects");
        let content = repo.blob(b"x").expect("content");
        let there = |tree, puts: &[Put<'_>]| with_files(&odb, tree, puts).expect("made");
        let file = there(None, &[("a", Some(content))]);
        let inside = there(Some(file), &[("a", None), ("a/b", Some(content))]);
        assert_eq!(listed(&repo, inside).into_keys().collect::<Vec<_>>(), ["a/b"]);
        let outside = there(Some(inside), &[("a", Some(content)), ("a/b", None)]);
        assert_eq!(outside, file);
        assert!(listed(&repo, there(Some(file), &[("a", None)])).is_empty());
    }

    #[test]
    fn a_damaged_folder_is_an_error() {
        let folder = tempfile::tempdir().expect("folder");
        let repo = Repository::init_bare(folder.path()).expect("a repository");
        let odb = repo.odb().expect("objects");
        let content = repo.blob(b"x").expect("content");
        assert!(with_files(&odb, Some(content), &[("a", Some(content))]).is_err());
        for raw in [&b"100644"[..], b"100644 a", b"100644 a\0short", b"40000 a\0"] {
            let tree = odb.write(ObjectType::Tree, raw).expect("written");
            assert!(with_files(&odb, Some(tree), &[("b", Some(content))]).is_err());
        }
    }
}
