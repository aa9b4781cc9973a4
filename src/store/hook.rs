//! The hook of a shared copy: the one line by which git asks comity before it takes what somebody sends.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::folder::write_own;

/// What came of laying the hook into a shared copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Laid {
    Now(PathBuf),
    /// It lies there already, word for word.
    Before(PathBuf),
    /// Another hook lies there; it is left alone.
    Another(PathBuf),
}

/// By this line comity knows a hook of its own.
const MARK: &str = "# Laid here by `comity verify --install-hook`: asks comity before anything is taken.";

/// Lays the hook into a shared copy, at `folder`, the repository's own folder.
///
/// # Errors
/// When the system refuses.
pub fn lay(folder: &Path) -> Result<Laid, StoreError> {
    let hooks = folder.join("hooks");
    let path = hooks.join("pre-receive");
    let text = text();
    match fs::read(&path) {
        Ok(there) if there == text.as_bytes() => return Ok(Laid::Before(path)),
        Ok(there) if !String::from_utf8_lossy(&there).contains(MARK) => return Ok(Laid::Another(path)),
        Ok(_) => (),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (),
        Err(error) => return Err(StoreError::io("read", &path)(error)),
    }
    fs::create_dir_all(&hooks).map_err(StoreError::io("make the folder", &hooks))?;
    write_own(&path, text.as_bytes())?;
    let_run(&path).map_err(StoreError::io("write", &path))?;
    Ok(Laid::Now(path))
}

fn text() -> String {
    let own = std::env::current_exe().map(|it| it.display().to_string()).unwrap_or_else(|_| "comity".to_owned());
    let quoted = own.replace('\'', r"'\''");
    format!(
        "#!/bin/sh\n{MARK}\ncomity='{quoted}'\n[ -x \"$comity\" ] || comity=comity\nexec \"$comity\" verify --hook\n"
    )
}

#[cfg(unix)]
fn let_run(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn let_run(_: &Path) -> std::io::Result<()> {
    Ok(())
}
