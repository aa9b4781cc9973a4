//! What `git` says when it fails, and what that means.

use super::remote::{Far, Part, RemoteError};

/// Whether sending failed because somebody else was faster.
pub(super) fn is_race(said: &str) -> bool {
    ["fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref", "incorrect old value"]
        .iter()
        .any(|it| said.contains(it))
}

/// Whether a line only tells how far `git` is, here or on the other side.
fn is_progress(line: &str) -> bool {
    const STEPS: &[&str] = &[
        "Cloning into ",
        "Enumerating objects",
        "Counting objects",
        "Compressing objects",
        "Delta compression using",
        "Writing objects",
        "Receiving objects",
        "Unpacking objects",
        "Resolving deltas",
        "Checking connectivity",
        "Checking objects",
        "Updating files",
        "Total ",
        "POST git-",
    ];
    let line = line.strip_prefix("remote:").unwrap_or(line).trim();
    line == "done." || STEPS.iter().any(|it| line.starts_with(it))
}

/// How far `git` is, where a line tells it: `Receiving objects:  12% (120/1000), 1.20 MiB | 3.00 MiB/s`.
pub(super) fn far(line: &str) -> Option<Far> {
    const PARTS: &[(&str, Part)] = &[
        ("remote: Counting objects:", Part::Readying),
        ("remote: Compressing objects:", Part::Readying),
        ("Receiving objects:", Part::Receiving),
        ("Resolving deltas:", Part::Unpacking),
    ];
    let (part, rest) = PARTS.iter().find_map(|(words, part)| Some((*part, line.trim().strip_prefix(words)?)))?;
    let (done, of) = rest.split_once('(')?.1.split_once(')')?.0.split_once('/')?;
    Some(Far { part, done: done.parse().ok()?, of: of.parse().ok()? })
}

/// What a failure means, read off the words that git prints in its untranslated form.
pub(super) fn reason(out: &str, err: &str) -> RemoteError {
    let said = format!("{out}{err}");
    let any = |words: &[&str]| words.iter().any(|it| said.contains(it));
    // What the other side itself says stands behind `remote:`.
    let theirs: Vec<&str> =
        err.lines().filter(|it| !is_progress(it)).filter_map(|it| it.strip_prefix("remote:")).map(str::trim).collect();
    let told = err.lines().map(str::trim).filter(|it| !it.is_empty() && !is_progress(it));
    let lines: Vec<&str> = told.collect();
    let words = lines.join("\n");
    if is_race(&said) {
        return RemoteError::Failed(said);
    }
    let helper = ["is not a git command", "Unable to find remote helper", "is not supported"];
    if helper.iter().any(|it| said.contains(it)) || said.contains("transport '") && said.contains("not allowed") {
        return RemoteError::Unsupported(words);
    }
    if any(&["fsck error", "error in object", "invalid path"]) {
        let named: Vec<&str> = lines.into_iter().filter(|it| it.starts_with("error:")).collect();
        return RemoteError::Unsound(if named.is_empty() { words } else { named.join("\n") });
    }
    if any(&["[remote rejected]", "pre-receive hook declined", "update hook declined"]) {
        let theirs: Vec<&str> = theirs.into_iter().filter(|it| !it.is_empty()).collect();
        return RemoteError::Refused(if theirs.is_empty() { words } else { theirs.join("\n") });
    }
    if any(&[
        "Permission denied",
        "Authentication failed",
        "could not read Username",
        "could not read Password",
        "Host key verification failed",
        "terminal prompts disabled",
        "Invalid username or password",
        "error: 401",
        "error: 403",
        "access denied",
    ]) {
        return RemoteError::NotLetIn(words);
    }
    if any(&["does not appear to be a git repository", "not found", "does not exist", "No such file or directory"]) {
        return RemoteError::NothingThere(words);
    }
    if any(&[
        "Could not resolve",
        "Connection refused",
        "Connection timed out",
        "Connection reset",
        "Network is unreachable",
        "No route to host",
        "unable to access",
        "Could not read from remote repository",
        "the remote end hung up",
        "early EOF",
    ]) {
        return RemoteError::Unreachable(words);
    }
    RemoteError::Failed(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_is_is_read_off_what_git_prints() {
        let far = |line| far(line).map(|it| (it.part, it.done, it.of));
        for (line, told) in [
            ("remote: Counting objects:  50% (5/10)\r", Some((Part::Readying, 5, 10))),
            ("remote: Compressing objects: 100% (7/7), done.\n", Some((Part::Readying, 7, 7))),
            ("Receiving objects:  12% (120/1000), 1.20 MiB | 3.00 MiB/s\r", Some((Part::Receiving, 120, 1000))),
            ("Resolving deltas: 100% (3/3), done.\n", Some((Part::Unpacking, 3, 3))),
            ("remote: Enumerating objects: 5, done.\n", None),
            ("Receiving objects: as many as there are (some/more)\n", None),
            ("Cloning into 'w'...\n", None),
        ] {
            assert_eq!(far(line), told, "{line}");
        }
    }
}
