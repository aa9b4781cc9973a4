//! How the exchange with the others stands, and the words for it: for the line of states, the page Sync and Home.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::command::Command;
use super::desk::Desk;
use super::keymap::{Context, keys_of};
use crate::history::{Entry, Unseen};
use crate::model::contested::contests;
use crate::model::{RecordId, shown};
use crate::report::Report;
use crate::store::repo::CommitId;
use crate::store::trust::Named;
use crate::sync::{Step, Synced};
use crate::verify::Finding;

/// How the exchange with the others stands.
#[derive(Default)]
pub struct Exchange {
    pub known: Known,
    /// What a sync is doing, while one runs.
    pub step: Option<Step>,
    /// How the last sync of this screen ended.
    pub ended: Option<Result<Synced, Report>>,
    /// What that sync was to do.
    pub errand: Errand,
    /// What is not right about the changes that came in, since somebody began a sync by hand.
    pub findings: Vec<Finding>,
    /// How many changes came in that nobody has looked at on the page Sync.
    pub fresh: usize,
}

/// What a sync is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    pub begun: Begun,
    /// Whether what the shared copy has lost is sent again.
    pub sends_again: bool,
}

/// How a sync was begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Begun {
    /// Because its time had come.
    #[default]
    ByItself,
    ByHand,
    /// By hand, with the screen left, so that somebody can be asked for a password.
    InFront,
}

/// What came of a sync.
#[derive(Clone, Debug)]
pub struct Exchanged {
    pub result: Result<Synced, Report>,
    pub known: Known,
    /// The programs that have to be allowed first.
    pub untrusted: Vec<Named>,
}

/// What the clone itself knows of the exchange.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Where the shared copy is.
    pub place: Option<String>,
    /// The changes that it has not got yet, newest first, and how many they are.
    pub unsent: Vec<Entry>,
    pub n_unsent: usize,
    /// When both sides had the same last.
    pub last: Option<DateTime<FixedOffset>>,
    /// What came in last, newest first.
    pub received: Vec<Entry>,
    /// After how long a sync begins by itself.
    pub every: Option<Duration>,
}

/// What the others did since somebody looked last.
#[derive(Clone, Debug)]
pub struct News {
    pub unseen: Unseen,
    /// How many changes of each organisation; nobody's last.
    pub counts: Vec<(Option<RecordId>, usize)>,
    /// The newest change that this was counted up to.
    pub newest: CommitId,
}

/// What hinders the exchange: by the code of the failure the state in a word or two, what it means, what to do.
const HINDRANCES: &[(&str, &str, &str, &str)] = &[
    (
        "E-SYNC-OFFLINE",
        "Offline",
        "The shared copy cannot be reached.",
        "Go on working: everything is saved here, and goes out with the next exchange. See whether you are online.",
    ),
    (
        "E-SYNC-SILENT",
        "Offline",
        "The shared copy does not answer.",
        "Go on working: everything is saved here, and goes out with the next exchange.",
    ),
    (
        "E-SYNC-AUTH",
        "Not let in",
        "The shared copy did not let you in.",
        "It may want a password or a passphrase, for which this screen has to be left for a moment. If that does not help, ask whoever keeps the shared copy.",
    ),
    (
        "E-SYNC-REFUSED",
        "Blocked",
        "The shared copy has refused what was sent.",
        "Your changes are saved here, and go out once they are allowed. Show whoever keeps the shared copy what it says.",
    ),
    (
        "E-SYNC-UNSOUND",
        "Blocked",
        "The shared copy holds something unsound; nothing of it was taken in.",
        "Ask whoever keeps the shared copy to take it out. What was done here is saved and waits.",
    ),
    (
        "E-PATH",
        "Blocked",
        "Somebody has sent a file that could reach into git's own folder; nothing was taken in.",
        "Ask whoever sent it to take it away. What was done here is saved and waits.",
    ),
    (
        "E-SYNC-NOTHING",
        "Nothing there",
        "There is no shared copy of this workspace at that place.",
        "See whether the address is the right one.",
    ),
    (
        "E-SYNC-ADDRESS",
        "Another address",
        "The address is of a kind that comity does not use.",
        "Use one like https://example.org/shared.git, ssh://user@example.org/shared.git, user@example.org:shared.git, or a folder such as /srv/shared.git.",
    ),
    (
        "E-SYNC-NOWHERE",
        "No shared copy",
        "Nothing says where the shared copy is.",
        "Ask whoever keeps it for its address.",
    ),
    (
        "E-SYNC-REWOUND",
        "Needs you",
        "The shared copy has lost changes that it had: it was put back to an earlier state, or replaced by another one.",
        "Nothing here is lost, and nothing was exchanged. Ask the other side what happened. If it was a mistake, what was lost can be sent again.",
    ),
    (
        "E-SYNC-UNRELATED",
        "Another workspace",
        "What lies at that place is another workspace, with another beginning than this one.",
        "See whether the address is the right one.",
    ),
    (
        "E-SYNC-RACE",
        "Waiting",
        "Others were faster again and again.",
        "Your changes are saved here and wait; the next exchange tries again.",
    ),
    ("E-SYNC-STOPPED", "Stopped", "The exchange was stopped.", "Everything is saved here; the next exchange goes on."),
    (
        "E-SYNC-GIT",
        "Not possible",
        "A program that the exchange needs is not there.",
        "Everything but the exchange works without it; whoever looks after this computer can install it.",
    ),
    (
        "E-SYNC",
        "Not exchanged",
        "The exchange has failed.",
        "Everything is saved here. If it fails again, show whoever looks after this computer what stands below.",
    ),
    (
        "E-SYNC-UNTRUSTED",
        "Blocked",
        "What the others sent is not right, and this folder is set to refuse it.",
        "Nothing was taken in, and nothing sent. What you do is saved here and waits. Ask whoever made the change.",
    ),
    (
        "E-TRUST",
        "Needs you",
        "The settings of this folder name programs that you have not allowed yet.",
        "None of them was run, and nothing was exchanged. What you do is saved here.",
    ),
    (
        "E-SIGN-LOCKED",
        "Needs your key",
        "What goes out is signed, and your key does not sign without you.",
        "It wants its passphrase or a touch, for which this screen has to be left for a moment. An agent keeps a key open for the day: `ssh-add`, or gpg's own.",
    ),
    (
        "E-BUSY",
        "Waiting",
        "Another program is at work in this folder.",
        "Everything is saved here; the next exchange tries again.",
    ),
];

impl Exchange {
    /// Whether a sync runs.
    pub fn is_running(&self) -> bool {
        self.step.is_some()
    }

    /// Whether somebody has to be asked for a password or passphrase, by the shared copy or a key, before anything can be exchanged.
    pub fn wants_to_ask(&self) -> bool {
        !self.is_running() && matches!(self.code(), Some("E-SYNC-AUTH" | "E-SIGN-LOCKED"))
    }

    /// Whether the shared copy has lost what it had.
    pub fn has_lost(&self) -> bool {
        !self.is_running() && self.code() == Some("E-SYNC-REWOUND")
    }

    /// Whether something of the others is not right, taken in or refused.
    pub fn has_wrong(&self) -> bool {
        !self.is_running() && (self.code() == Some("E-SYNC-UNTRUSTED") || !self.findings.is_empty())
    }

    /// What hinders the exchange, where something does.
    pub fn hindrance(&self) -> Option<&Report> {
        self.ended.as_ref().and_then(|it| it.as_ref().err()).filter(|_| !self.is_running())
    }

    fn code(&self) -> Option<&str> {
        self.hindrance().map(|it| it.code)
    }

    /// What a sync is doing, in a word.
    pub fn doing(&self) -> Option<String> {
        Some(match self.step? {
            Step::Waiting => "Waiting…".to_owned(),
            Step::Receiving => "Receiving…".to_owned(),
            Step::Joining => "Joining…".to_owned(),
            Step::Sending => "Sending…".to_owned(),
            Step::Again(nth) => format!("Once more ({nth})…"),
        })
    }

    /// The states for the line of states, what matters most first; nothing where there is no shared copy.
    pub fn states(&self, contested: usize) -> Vec<String> {
        let mut states = Vec::new();
        let number = |count: usize, words: &str| (count > 0).then(|| format!("{count} {words}"));
        if self.known.place.is_some() {
            states.extend(self.doing());
            states.extend(self.hindrance().map(|it| hindrance(it).0.to_owned()));
            states.extend(number(self.known.n_unsent, "to send"));
        }
        states.extend(number(contested, "to decide"));
        states.extend(number(n_wrong(&self.findings), "not right"));
        if self.known.place.is_some() {
            states.extend(number(self.fresh, "received"));
        }
        states
    }

    /// What a finished sync did, in one line; what hindered it, and whether that is a warning.
    pub fn told(&self) -> (String, bool) {
        match &self.ended {
            None => (String::new(), false),
            Some(Ok(synced)) => {
                let changes = |count| shown::count(count, "change", "changes");
                let done = match (synced.received, synced.sent) {
                    (0, 0) => "Nothing new: everybody has the same".to_owned(),
                    (received, 0) => format!("Received {}", changes(received)),
                    (0, sent) => format!("Sent {}", changes(sent)),
                    (received, sent) => format!("Received {}, sent {sent}", changes(received)),
                };
                let contested: BTreeSet<&RecordId> = synced.contested.iter().map(|it| &it.0).collect();
                let more = [(contested.len(), "to decide"), (n_wrong(&synced.findings), "not right")];
                let more = more.iter().filter(|it| it.0 > 0).map(|(count, what)| format!("; {count} {what}"));
                let more: String = more.collect();
                (format!("{done}{more}"), !more.is_empty())
            }
            Some(Err(report)) => (hindrance(report).1, report.code != "E-SYNC-STOPPED"),
        }
    }
}

/// How many changes are not right.
pub fn n_wrong(findings: &[Finding]) -> usize {
    findings.iter().filter(|it| it.is_error()).map(|it| &it.commit).collect::<BTreeSet<_>>().len()
}

/// The state, what it means and what to do about it.
pub fn hindrance(report: &Report) -> (&'static str, String, Vec<String>) {
    match HINDRANCES.iter().find(|it| it.0 == report.code) {
        Some((_, state, meaning, remedy)) => (state, (*meaning).to_owned(), vec![(*remedy).to_owned()]),
        None => ("Not exchanged", format!("{}.", report.message), report.hints.clone()),
    }
}

/// What the others did since somebody looked last, in a line for each organisation.
pub fn unseen_words(desk: &Desk) -> Vec<String> {
    let Some(news) = &desk.unseen else { return Vec::new() };
    let since = desk.when(news.unseen.since);
    let since = since.trim_start_matches("today ");
    let line = |(org, count): &(Option<RecordId>, usize)| {
        let who = org.as_ref().map_or_else(|| "Somebody else".to_owned(), |it| desk.org(it).0);
        format!("{who} changed {} since {since}", shown::count(*count, "thing", "things"))
    };
    news.counts.iter().map(line).collect()
}

/// How many values that both sides wrote wait for somebody to decide, in a line; none where nothing waits.
pub fn contested_words(desk: &Desk) -> Option<String> {
    let records = desk.contested.iter().filter_map(|it| desk.snapshot.get(it));
    let count: usize = records.map(|it| contests(it).len()).sum();
    (count > 0)
        .then(|| format!("{} to be decided", shown::count(count, "value that both wrote:", "values that both wrote:")))
}

/// How many changes wait to be sent, in a line; none where nothing waits, or there is no shared copy.
pub fn unsent_words(desk: &Desk) -> Option<String> {
    let known = &desk.exchange.known;
    let count = Some(known.n_unsent).filter(|it| *it > 0 && known.place.is_some())?;
    let of_yours = shown::count(count, "of your changes is", "of your changes are");
    Some(format!("{of_yours} not sent yet"))
}

/// The key of a command on the page Sync, for words that tell what to do.
pub fn key_of(command: Command) -> String {
    keys_of(Context::Sync, command).into_iter().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hindrance_is_a_failure_that_is_explained() {
        for (code, ..) in HINDRANCES {
            assert!(crate::report::explain(code).is_some(), "{code}");
        }
    }
}
