//! The user's own editor, and the file that a text goes through on the way there and back.

use std::fs;
use std::io::{self, Write};
use std::process::Command;

/// Why a text did not come back from an editor.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    #[error("no editor is named; set VISUAL or EDITOR to the one you like")]
    Nameless,
    #[error("the editor was not found or ended with an error: `{0}`")]
    Failed(String),
    #[error("what the editor left is no text that can be read (it must be UTF-8)")]
    NoText,
    #[error("there is no room for the file that the editor opens: {0}")]
    NoFile(io::Error),
}

/// Opens a text in the editor that `VISUAL` or `EDITOR` names and waits for it; `None` where it left everything as it was.
///
/// # Errors
/// When no editor is named, it fails, or what it leaves is no text.
pub fn edit(text: &str) -> Result<Option<String>, Unwritten> {
    let named = |name: &str| std::env::var(name).ok().filter(|it| !it.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).ok_or(Unwritten::Nameless)?;
    // In a folder of its own, which nobody else can look into: editors leave copies beside what they edit.
    let folder = own_folder().map_err(Unwritten::NoFile)?;
    let mut builder = tempfile::Builder::new();
    let file = builder.prefix("text-").suffix(".md").tempfile_in(folder.path());
    let mut file = file.map_err(Unwritten::NoFile)?;
    // A last line without an end is an error to some editors.
    file.write_all(format!("{text}\n").as_bytes()).and_then(|()| file.flush()).map_err(Unwritten::NoFile)?;
    let path = file.into_temp_path();
    let status = command(&editor).arg(&path).status();
    if !status.is_ok_and(|it| it.success()) {
        return Err(Unwritten::Failed(editor));
    }
    let written = fs::read(&path).map_err(|_| Unwritten::NoText)?;
    let written = String::from_utf8(written).map_err(|_| Unwritten::NoText)?.replace("\r\n", "\n");
    let written = written.strip_suffix('\n').unwrap_or(&written);
    Ok((written != text).then(|| written.to_owned()))
}

#[cfg(unix)]
fn own_folder() -> io::Result<tempfile::TempDir> {
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new().prefix("comity-").permissions(fs::Permissions::from_mode(0o700)).tempdir()
}

#[cfg(not(unix))]
fn own_folder() -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix("comity-").tempdir()
}

/// An editor may be named with words of its own: `code --wait`.
#[cfg(unix)]
fn command(editor: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), editor]);
    command
}

#[cfg(not(unix))]
fn command(editor: &str) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words);
    command
}
