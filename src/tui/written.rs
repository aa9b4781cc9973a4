//! What somebody has written into a file outside the workspace: where it may lie, and where it is proposed to.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::document::make::lies_in;
use crate::document::order::Order;
use crate::model::shown;
use crate::report::{Exit, Report};
use crate::store::folder::write_foreign;

/// What goes into a file.
#[derive(Clone, Debug)]
pub enum Contents {
    Text(String),
    /// A document that is still to be made.
    Document(Order),
}

/// Over what it may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Nothing,
    WhatIsThere,
}

/// The file that somebody means, as far as one may be written there; `~` is the home folder.
///
/// # Errors
/// When it lies in the workspace, is no file, or has a name that could not be told apart on a screen.
pub fn place(path: &Path, root: &Path) -> Result<PathBuf, Report> {
    let told = shown::visible(&path.to_string_lossy()).into_owned();
    let refused = |why: &str, hint: &str| {
        Report::new("E-IO", Exit::Failed, format!("cannot write `{told}`")).cause(why).hint(hint)
    };
    if told != path.to_string_lossy() {
        return Err(refused("its name has signs in it that nobody sees", "Choose another name"));
    }
    let path = at_home(path);
    let path = std::path::absolute(&path).unwrap_or(path);
    let ends_as_folder = told.ends_with(['/', MAIN_SEPARATOR]);
    if path.is_dir() || path.file_name().is_none() || ends_as_folder {
        return Err(refused("it is a folder", "Name a file in it"));
    }
    if path.is_symlink() && !path.exists() {
        return Err(refused("it is a link that leads nowhere", "Choose another name"));
    }
    if lies_in(&path, root) {
        let why = "it lies in the workspace, where nothing is kept that is made from the records";
        return Err(refused(why, "Name a file in another folder"));
    }
    Ok(path)
}

/// Writes a file there, with the folders that lead to it.
///
/// # Errors
/// When the system refuses.
pub fn write(path: &Path, text: &str) -> Result<(), Report> {
    write_foreign(path, text.as_bytes()).map_err(|it| {
        Report::new("E-IO", Exit::Failed, format!("cannot write `{}`", path.display()))
            .cause(it.to_string())
            .hint("Choose another folder, one that you may write to")
    })
}

/// A path as somebody types it: `~` is the home folder.
pub fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// The folder in which a file is proposed to lie, as somebody would type it, with what stands before the file's name:
/// where the program was started, unless that is in the workspace; then among the user's own documents. Nothing where
/// there is no such folder.
pub fn proposed(root: &Path, started: Option<&Path>, home: Option<&Path>) -> String {
    let own = home.into_iter().flat_map(|it| [it.join("Documents"), it.join("Downloads"), it.to_owned()]);
    let fit = |it: &PathBuf| {
        let is_typed = it.to_str().is_some_and(|it| shown::visible(it) == it && it.trim() == it);
        is_typed && it.is_dir() && !lies_in(it, root)
    };
    let Some(folder) = started.map(Path::to_owned).into_iter().chain(own).find(fit) else { return String::new() };
    let below = home.and_then(|it| folder.strip_prefix(it).ok());
    let words = match below {
        Some(below) if below.as_os_str().is_empty() => "~".to_owned(),
        Some(below) => format!("~{MAIN_SEPARATOR}{}", below.display()),
        None => folder.display().to_string(),
    };
    if words.ends_with(MAIN_SEPARATOR) { words } else { format!("{words}{MAIN_SEPARATOR}") }
}
