//! A page written into a file that somebody names.

use std::path::{Path, PathBuf};

use crate::report::{Exit, Report};
use crate::store::folder::write_foreign;

/// Writes text into a new file; `~` is the home folder. Says where it lies.
///
/// # Errors
/// When there is such a file already, or the system refuses.
pub fn write_new(path: &Path, text: &str) -> Result<PathBuf, Report> {
    let path = match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    };
    let path = std::path::absolute(&path).unwrap_or(path);
    let failed = |words: String| Report::new("E-IO", Exit::Failed, words);
    if path.exists() {
        return Err(failed(format!("there is a file `{}` already", path.display())).hint("Choose another name"));
    }
    let refused = |it: std::io::Error| {
        failed(format!("cannot write `{}`", path.display()))
            .cause(it.to_string())
            .hint("Choose another folder, one that you may write to")
    };
    write_foreign(&path, text.as_bytes()).map_err(refused)?;
    Ok(path)
}
