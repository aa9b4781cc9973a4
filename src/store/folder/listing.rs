//! Which record files lie in the folder, by their names alone, and what is wrong with those names.

use std::fs;

use super::{Folder, UNFINISHED, link};
use crate::model::problem::{Code, Problem};
use crate::model::{Kind, RecordId, shown};

struct DirEntry {
    name: String,
    is_dir: bool,
}

impl Folder {
    /// The codes of the groups that have a folder, sorted, and what else lies among them.
    pub fn groups(&self, problems: &mut Vec<Problem>) -> Vec<String> {
        let mut codes = Vec::new();
        for entry in self.entries("groups", problems) {
            let path = format!("groups/{}", entry.name);
            match (entry.is_dir, crate::model::id::is_code(&entry.name)) {
                (true, true) => codes.push(entry.name),
                (true, false) => problems.push(Problem::of_file(
                    Code::Place,
                    &path,
                    format!("the folder `{}` is no group's", shown::visible(&entry.name)),
                    "A group's folder is named by its code: two to six capitals or digits, a capital first",
                )),
                (false, _) => (),
            }
        }
        codes
    }

    /// The ids of a kind, sorted, by the names of the files alone.
    pub fn ids(&self, kind: Kind, groups: &[String], problems: &mut Vec<Problem>) -> Vec<RecordId> {
        let mut ids = match kind {
            Kind::Workspace => Some(RecordId::workspace()).into_iter().filter(|id| self.exists(id)).collect(),
            Kind::Org => self.listed("orgs", problems),
            Kind::Person => self.listed("people", problems),
            Kind::Group => groups
                .iter()
                .filter_map(|code| RecordId::new(Kind::Group, code).ok())
                .filter(|id| self.exists(id))
                .collect(),
            Kind::Member | Kind::Measure => {
                let folder = |code: &String| format!("groups/{code}/{}", kind.plural());
                groups.iter().flat_map(|code| self.listed(&folder(code), problems)).collect()
            }
            Kind::Meeting | Kind::Item | Kind::Action | Kind::Decision | Kind::Note => {
                let mut ids = Vec::new();
                for code in groups {
                    let folder = format!("groups/{code}/{}", kind.plural());
                    for entry in self.entries(&folder, problems) {
                        let path = format!("{folder}/{}", entry.name);
                        match entry.is_dir {
                            true => ids.extend(self.listed(&path, problems)),
                            false => problems.extend(self.misplaced(&path, &entry.name)),
                        }
                    }
                }
                ids
            }
        };
        ids.sort();
        ids
    }

    fn listed(&self, folder: &str, problems: &mut Vec<Problem>) -> Vec<RecordId> {
        let mut ids = Vec::new();
        for entry in self.entries(folder, problems) {
            let path = format!("{folder}/{}", entry.name);
            match RecordId::from_path(&path) {
                Some(id) => ids.push(id),
                None if entry.is_dir => problems.extend(self.buried(&path)),
                None => problems.extend(self.misplaced(&path, &entry.name)),
            }
        }
        ids
    }

    /// What is wrong with a folder among the records that has files of records in it.
    fn buried(&self, folder: &str) -> Option<Problem> {
        let files = fs::read_dir(self.full(folder)).into_iter().flatten().flatten();
        let holds_records = files.map(|it| it.file_name()).any(|it| it.to_string_lossy().ends_with(".toml"));
        holds_records.then(|| {
            let message = "records in a folder of that name are not read";
            Problem::of_file(Code::Place, folder, message, "Move its files to where records of their names belong")
        })
    }

    /// What is wrong with a file that no id has this path; files that are not meant as records are nobody's problem.
    fn misplaced(&self, path: &str, name: &str) -> Option<Problem> {
        let stem = match name.rsplit_once('.') {
            Some((stem, ending)) if ending.eq_ignore_ascii_case("toml") => stem,
            _ => return None,
        };
        let folder = path.rsplit_once('/').map_or("", |it| it.0);
        let steps: Vec<&str> = folder.split('/').collect();
        let by_folder = steps.iter().rev().find_map(|step| Kind::ALL.into_iter().find(|it| it.plural() == *step));
        let by_letter = Kind::ALL.into_iter().filter(|it| it.by_year());
        let group = steps.get(1).copied().unwrap_or_default();
        let texts = [stem.to_owned(), stem.to_ascii_uppercase(), stem.to_ascii_lowercase(), format!("{group}/{stem}")];
        let id_of = |kind| texts.iter().find_map(|it| RecordId::new(kind, it).ok());
        let meant = by_folder.into_iter().chain(by_letter).find_map(id_of).filter(|it| it.path() != path);
        Some(match meant {
            Some(id) if self.exists(&id) => Problem::of_file(
                Code::Twice,
                path,
                format!("the id {id} is used by {} as well", id.path()),
                "Remove one of the two files, or give one an id of its own",
            ),
            Some(id) => Problem::of_file(
                Code::Place,
                path,
                format!("a file of that name belongs at {}", id.path()),
                "Move it there, or rename it",
            ),
            None => Problem::of_file(
                Code::Place,
                path,
                format!("`{}` is no name of a record", shown::visible(name)),
                "Rename it as the records beside it are named, or move it to the papers",
            ),
        })
    }

    fn entries(&self, folder: &str, problems: &mut Vec<Problem>) -> Vec<DirEntry> {
        let full = self.full(folder);
        match fs::symlink_metadata(&full) {
            Err(_) => return Vec::new(),
            Ok(about) if about.is_symlink() => {
                problems.push(link(folder));
                return Vec::new();
            }
            Ok(_) => (),
        }
        let listed = match fs::read_dir(&full) {
            Ok(listed) => listed,
            Err(error) => {
                let message = format!("the folder cannot be opened: {error}");
                let remedy = "See who owns it and what its permissions are";
                problems.push(Problem::of_file(Code::Unreadable, folder, message, remedy));
                return Vec::new();
            }
        };
        let mut entries = Vec::new();
        for entry in listed.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                let shown = name.to_string_lossy().into_owned();
                let path = format!("{folder}/{shown}");
                let message = format!("the name `{}` is not UTF-8", shown::visible(&shown));
                problems.push(Problem::of_file(Code::Place, &path, message, "Rename it"));
                continue;
            };
            if name.starts_with('.') || name.ends_with(UNFINISHED) {
                continue;
            }
            let path = format!("{folder}/{name}");
            let is_dir = entry.file_type().is_ok_and(|it| it.is_dir());
            let is_link = entry.file_type().is_ok_and(|it| it.is_symlink());
            match name.ends_with(".toml") {
                // Whatever it is: what reads it says so, and has the record as it was last saved.
                true => entries.push(DirEntry { name: name.to_owned(), is_dir }),
                false if is_link => problems.push(link(&path)),
                false => entries.push(DirEntry { name: name.to_owned(), is_dir }),
            }
        }
        entries
    }
}
