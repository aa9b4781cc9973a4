//! What hinders receiving and sending, told with the way out.

use super::{Exit, Report, Said, told as said};
use crate::init::join::JoinError;
use crate::store::StoreError;
use crate::store::remote::RemoteError;
use crate::sync::SyncError;
use crate::verify::Finding;

/// More findings are counted, not told.
const TOLD: usize = 5;

/// What to do about something in a shared copy because of which nobody can join.
const TAKE_AWAY: &str =
    "Ask somebody who works there to take it away, by `comity sync --leave-out`; nothing was left behind here";

impl From<RemoteError> for Report {
    fn from(error: RemoteError) -> Self {
        let message = format!("Nothing was exchanged: {error}");
        let report = |code, hint: &str| Self::new(code, Exit::Exchange, message.clone()).hint(hint);
        let told = match &error {
            RemoteError::NoGit => {
                report("E-SYNC-GIT", "Install git (git-scm.com); everything but the exchange works without it")
            }
            RemoteError::NoRemote => report("E-SYNC-NOWHERE", "`comity remote set URL` says where it is"),
            RemoteError::Unreachable(_) => report(
                "E-SYNC-OFFLINE",
                "See whether you are online. Everything is saved here, and goes out with the next `comity sync`",
            ),
            RemoteError::NotLetIn(_) => report(
                "E-SYNC-AUTH",
                "Ask whoever keeps the shared copy to let you in, or see whether your key or password is the right one; `comity sync` in a terminal asks for it",
            ),
            RemoteError::NothingThere(_) => report(
                "E-SYNC-NOTHING",
                "`comity remote show` says where it is looked for, `comity remote set URL` changes that",
            ),
            RemoteError::Unsupported(_) => report(
                "E-SYNC-ADDRESS",
                "Use one like https://example.org/shared.git, ssh://user@example.org/shared.git, user@example.org:shared.git, or a folder such as /srv/shared.git",
            ),
            RemoteError::Unsound(_) => report(
                "E-SYNC-UNSOUND",
                "Ask whoever keeps the shared copy to take out what is named here; until then nothing is received",
            ),
            RemoteError::Refused(_) => report(
                "E-SYNC-REFUSED",
                "What the shared copy says stands above. Your changes are saved here and go out once they are allowed",
            ),
            RemoteError::Silent(_) => report("E-SYNC-SILENT", "Try again later; everything is saved here"),
            RemoteError::Stopped => report("E-SYNC-STOPPED", "Everything is saved here; `comity sync` goes on"),
            RemoteError::Untrusted(named) => {
                let told = report(
                    "E-TRUST",
                    "`comity trust` shows and allows them, if you know where they come from. Work in the folder goes on without",
                );
                named.iter().fold(told, |told, it| told.cause(format!("{} = {}", it.key, it.value)))
            }
            RemoteError::Failed(_) | RemoteError::Store(_) => {
                report("E-SYNC", "`comity doctor` looks at the folder and its history")
            }
        };
        let lines = said(error.said(), 8);
        let said = if matches!(error, RemoteError::Refused(_)) { Said::There(lines) } else { Said::Between(lines) };
        Self { said, ..told }
    }
}

impl From<SyncError> for Report {
    fn from(error: SyncError) -> Self {
        let message = format!("Nothing was exchanged: {error}");
        match error {
            SyncError::Remote(error) => error.into(),
            SyncError::Submit(error) => error.into(),
            SyncError::Store(error) => error.into(),
            SyncError::Rewound { had, has } => Self::new("E-SYNC-REWOUND", Exit::Exchange, message)
                .cause(match has {
                    Some(has) => format!("it had {}, it has {}", brief(&had), brief(&has)),
                    None => format!("it had {}, and is empty now", brief(&had)),
                })
                .hint("Ask the other side what happened. Nothing here is lost")
                .hint("`comity sync --send-again` lays what it has lost on top of what it has now"),
            SyncError::Unrelated => Self::new("E-SYNC-UNRELATED", Exit::Exchange, message)
                .hint("If it is the wrong one: `comity remote set URL` names the right one, `comity remote show` says which it is now")
                .hint("If the others work there now: `comity join URL DIR` gets it into a folder of its own. Nothing here is lost"),
            SyncError::NoWorkspace => Self::new("E-SYNC-NOTHING", Exit::Exchange, message)
                .hint("`comity remote set URL` says where the shared copy is"),
            SyncError::Untrusted(findings) => {
                let report = untrusted(message, &findings);
                let commit = findings.iter().filter(|it| it.is_error()).find_map(|it| it.commit.as_deref());
                report.hint("Ask whoever made the change. What was done here is saved and waits").hint(format!(
                    "Whoever keeps the workspace may accept it: `comity verify --accept {} --reason WHY`",
                    brief(commit.unwrap_or("CHANGE"))
                ))
            }
            SyncError::Outrun(_) => Self::new("E-SYNC-RACE", Exit::Exchange, message)
                .hint("Your changes are saved here and wait; `comity sync` tries again"),
        }
    }
}

impl From<JoinError> for Report {
    fn from(error: JoinError) -> Self {
        let message = error.to_string();
        match error {
            JoinError::Remote(error) => {
                let hint = match error {
                    RemoteError::NothingThere(_) => Some("See whether the address is the right one"),
                    RemoteError::Stopped => Some("Nothing was left behind; joining again begins anew"),
                    _ => None,
                };
                let report = Self::from(error);
                let message = report.message.replacen("Nothing was exchanged", "Nothing was joined", 1);
                match hint {
                    Some(hint) => Self { message, hints: Vec::new(), ..report }.hint(hint),
                    None => Self { message, ..report },
                }
            }
            JoinError::NoWorkspace(_) => Self::new("E-SYNC-NOTHING", Exit::Exchange, message)
                .hint("See whether the address is the right one; nothing was left behind"),
            JoinError::Empty => Self::new("E-SYNC-NOTHING", Exit::Exchange, message)
                .hint("Begin with `comity init DIR`, then `comity remote set URL` and `comity sync` there"),
            JoinError::NotPlain(_) => Self::new("E-LINK", Exit::Exchange, message).hint(TAKE_AWAY),
            JoinError::Store(StoreError::Path(_)) => Self::new("E-PATH", Exit::Exchange, message).hint(TAKE_AWAY),
            JoinError::Untrusted(findings) => untrusted(format!("Nothing was joined: {message}"), &findings)
                .hint("Ask whoever keeps the shared copy; your own git settings refuse such changes")
                .hint("`git config --global comity.verify warn` takes them in, and says of each what is not right"),
            JoinError::Init(error) => error.into(),
            JoinError::Open(error) => error.into(),
            JoinError::Store(error) => error.into(),
        }
    }
}

/// Changes that are not right, the first few of them told.
fn untrusted(message: String, findings: &[Finding]) -> Report {
    let wrong: Vec<String> = findings.iter().filter(|it| it.is_error()).map(Finding::words).collect();
    let report = Report::new("E-SYNC-UNTRUSTED", Exit::Exchange, message);
    let report = wrong.iter().take(TOLD).fold(report, |report, line| report.cause(line));
    match wrong.len().saturating_sub(TOLD) {
        0 => report,
        more => report.cause(format!("and {more} more")),
    }
}

fn brief(commit: &str) -> &str {
    commit.get(..8).unwrap_or(commit)
}
