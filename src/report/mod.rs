//! Reports: every failure told once, with its code, its causes, what to do, and the status with which a program ends.

mod care;
mod failures;
mod paper;
mod remote;
mod signing;
mod value;

use std::io::ErrorKind;

use crate::init::InitError;
use crate::model::act::Refused;
use crate::model::deed::{NoPlace, NoSeat, NotSettled};
use crate::model::find::NotFound;
use crate::model::id::NotAnId;
use crate::model::merge::Clash;
use crate::model::permit::Outside;
use crate::model::problem::{Code, Problem};
use crate::model::{shown, words};
use crate::store::{Held, Refusal, StoreError};
use crate::verify;
use crate::workspace::{OpenError, SubmitError};

pub use failures::FAILURES;

/// A failure as people and programs are told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Under which `explain` tells more: `E-IDENTITY`.
    pub code: &'static str,
    pub exit: Exit,
    /// What failed, in lower case, without a full stop.
    pub message: String,
    pub causes: Vec<String>,
    /// What a program or the other side said of it, word for word.
    pub said: Said,
    /// What to do.
    pub hints: Vec<String>,
    /// The fields that are not valid.
    pub fields: Vec<FieldFault>,
}

/// Words that are not comity's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Of a program in between, such as git: for whoever looks into it.
    Between(Vec<String>),
    /// Of the other side, for everybody.
    There(Vec<String>),
}

impl Said {
    pub fn lines(&self) -> &[String] {
        match self {
            Self::Between(lines) | Self::There(lines) => lines,
        }
    }

    /// The lines of a text that say something, so many at most.
    fn between(text: &str, most: usize) -> Self {
        Self::Between(told(text, most))
    }
}

fn told(text: &str, most: usize) -> Vec<String> {
    text.lines().filter(|it| !it.trim().is_empty()).take(most).map(str::to_owned).collect()
}

/// A field that is not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    pub field: String,
    pub value: String,
    pub message: String,
}

/// The status with which the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    Invalid = 4,
    Undecided = 5,
    Exchange = 6,
    Busy = 7,
    NoWorkspace = 8,
    Problems = 10,
    HungUp = 129,
    Interrupted = 130,
    Terminated = 143,
}

impl Exit {
    /// Each status with what it means, for help and man pages.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Done, "done"),
        (Self::Failed, "failed for another reason"),
        (Self::Usage, "wrong usage"),
        (Self::NotFound, "not found, or ambiguous"),
        (Self::Invalid, "not valid, or not yours to do"),
        (Self::Undecided, "needs a decision: somebody else has changed the same"),
        (Self::Exchange, "receiving or sending failed"),
        (Self::Busy, "busy: another program holds a lock; nothing was done"),
        (Self::NoWorkspace, "no workspace here"),
        (Self::Problems, "check, doctor or verify found errors"),
        (Self::HungUp, "the terminal went away"),
        (Self::Interrupted, "interrupted"),
        (Self::Terminated, "told to end"),
    ];
}

/// What to do about something in the shared copy that nobody can receive.
const ASK_SENDER: &str = "Ask whoever sent it to take it away; until then nothing is received";
const LEAVE_OUT: &str =
    "Or `comity sync --leave-out`: all else comes in, and what has no place is taken away for everybody, in your name";

/// More things outside a role are counted, not told.
const TOLD_OUTSIDE: usize = 5;

impl Report {
    pub fn new(code: &'static str, exit: Exit, message: impl Into<String>) -> Self {
        let (causes, hints, fields) = (Vec::new(), Vec::new(), Vec::new());
        Self { code, exit, message: message.into(), causes, said: Said::Between(Vec::new()), hints, fields }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        let hint = hint.into();
        if !hint.is_empty() {
            self.hints.push(hint);
        }
        self
    }

    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// The report on a change that is not this person's to make.
    pub fn of_outside(outside: &[Outside]) -> Self {
        let mut report = Self::new("E-ROLE", Exit::Invalid, "not saved: this lies outside your role");
        report.causes = outside.iter().take(TOLD_OUTSIDE).map(Outside::with_people).collect();
        if outside.len() > TOLD_OUTSIDE {
            report.causes.push(format!("and {} more", outside.len() - TOLD_OUTSIDE));
        }
        report.fields = outside
            .iter()
            .map(|it| FieldFault {
                field: it.key.clone().unwrap_or_default(),
                value: String::new(),
                message: it.with_people(),
            })
            .collect();
        let instead = outside.iter().find_map(|it| it.instead).unwrap_or_default();
        report.hint(instead).hint("Ask one of them, or do it all the same and say why: --override \"why\"")
    }

    /// The report on a wrong use of the command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new("E-USAGE", Exit::Usage, message)
    }

    /// As it is printed for people: the message, its causes, the hints, and what others said of it.
    pub fn lines(&self) -> Vec<String> {
        let message = std::iter::once(format!("{} ({})", self.message, self.code));
        let causes = self.causes.iter().map(|it| format!("Caused by: {it}"));
        let hints = self.hints.iter().map(|it| format!("Hint: {it}"));
        let lines = message.chain(causes);
        let lines: Vec<String> = match &self.said {
            Said::There(said) => {
                lines.chain(said.iter().map(|it| format!("The other side said: {it}"))).chain(hints).collect()
            }
            Said::Between(said) => {
                let heading = (!said.is_empty()).then(|| "For the record:".to_owned());
                lines.chain(hints).chain(heading).chain(said.iter().map(|it| format!("  {it}"))).collect()
            }
        };
        lines.iter().map(|it| shown::visible_lines(it)).collect()
    }
}

impl From<StoreError> for Report {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match &error {
            StoreError::Io { source, .. } => {
                let report = Self::new("E-IO", Exit::Failed, message).cause(source.to_string());
                match source.kind() {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                        report.hint("The disk is full: make room, then do it again; nothing has changed")
                    }
                    ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                        report.hint("You may not write there: see who owns it and what its permissions are")
                    }
                    ErrorKind::NotFound => report.hint("See whether the name is right"),
                    _ => report,
                }
            }
            StoreError::Git { source, .. } => {
                let words = source.message();
                let report = Self { said: Said::between(words, 8), ..Self::new("E-GIT", Exit::Failed, message) };
                if words.contains("No space left") {
                    report.hint("The disk is full: make room, then do it again; nothing has changed")
                } else if words.contains("ermission denied") || words.contains("Read-only") {
                    report.hint("You may not write there: see who owns it and what its permissions are")
                } else {
                    report.hint("`comity doctor` looks at the folder and its history")
                }
            }
            StoreError::Refused(refusal) => {
                let exit = if matches!(refusal, Refusal::NoHistory(_)) { Exit::NoWorkspace } else { Exit::Failed };
                Self::new(refusal.code(), exit, message).hint(refusal.hint())
            }
            StoreError::Busy { held, .. } => {
                let hint = match held {
                    Held::Sync => "Another comity is receiving or sending; try again in a moment",
                    Held::Workspace => "Try again in a moment; another comity is saving",
                    Held::Index | Held::Branch => {
                        "Finish or close the other git program (an open `git commit -a` editor is one); its lock is never taken away from it"
                    }
                };
                Self::new("E-BUSY", Exit::Busy, message).hint(hint)
            }
            StoreError::NoIdentity => Self::new("E-IDENTITY", Exit::Invalid, message).hint(
                "Say it once: `comity config set name \"Your Name\"` and `comity config set email you@example.org`",
            ),
            StoreError::Unsigned(error) => error.clone().into(),
            StoreError::Path(_) => Self::new("E-PATH", Exit::Invalid, message).hint(ASK_SENDER).hint(LEAVE_OUT),
            StoreError::Link(_) => Self::new("E-LINK", Exit::Invalid, message)
                .hint("Put a real folder there; comity does not write through links"),
        }
    }
}

impl From<OpenError> for Report {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Store(error) => error.into(),
            OpenError::NoWorkspace(_) => Self::new("E-NO-WORKSPACE", Exit::NoWorkspace, error.to_string())
                .hint("Go to the folder or name it with `-C DIR`")
                .hint("`comity demo` shows an example, `comity init DIR` begins a new one"),
        }
    }
}

impl From<SubmitError> for Report {
    fn from(error: SubmitError) -> Self {
        let message = error.to_string();
        match error {
            SubmitError::Store(error) => error.into(),
            SubmitError::Clash(clashes) => clash(&clashes),
            SubmitError::Invalid(problems) => of_problems("not saved", &problems),
            SubmitError::Broken(problems) => {
                let mut report = of_problems("not saved: a file was edited by hand and cannot be taken in", &problems);
                report
                    .hints
                    .push("Mend the file, or put it back with `git restore FILE`; nothing has changed".to_owned());
                report
            }
            SubmitError::Staged(path) => Self::new("E-STAGED", Exit::Invalid, message)
                .hint(format!("Commit it there, or run `git restore --staged {path}`")),
            SubmitError::Unsaved(path) => Self::new("E-UNSAVED", Exit::Invalid, message)
                .hint(format!("Save `{path}` with git, or put it back as it was")),
            SubmitError::NotPlain(_) => Self::new("E-LINK", Exit::Invalid, message).hint(ASK_SENDER).hint(LEAVE_OUT),
            SubmitError::Restless(_) => Self::new("E-BUSY", Exit::Busy, message).hint("Try again in a moment"),
            SubmitError::NotRewritten(_) => Self::new("E-REWRITE", Exit::Failed, message)
                .hint("Nothing has changed. Please report this with the file; editing it by hand works"),
        }
    }
}

impl From<InitError> for Report {
    fn from(error: InitError) -> Self {
        let message = error.to_string();
        match error {
            InitError::Store(error) => error.into(),
            InitError::Inside { .. } => {
                Self::new("E-INSIDE", Exit::Invalid, message).hint("Choose a folder outside of it")
            }
            InitError::NotEmpty(_) => {
                Self::new("E-NOT-EMPTY", Exit::Invalid, message).hint("Choose a new or an empty folder")
            }
            InitError::Story(_) => Self::new("E-IO", Exit::Failed, message),
            InitError::NotAnOrg(_) => Self::new("E-VALUE", Exit::Invalid, message)
                .hint("Write it like `--party sedex=Sedex`: small letters, digits and hyphens before the sign"),
        }
    }
}

impl From<NotFound> for Report {
    fn from(error: NotFound) -> Self {
        let (message, hint) = (shown::not_found(&error), shown::not_found_hint(&error));
        match error {
            NotFound::Unknown { .. } => Self::new("E-NOT-FOUND", Exit::NotFound, message).hint(hint),
            NotFound::Ambiguous { .. } => Self::new("E-AMBIGUOUS", Exit::NotFound, message).hint(hint),
            NotFound::Nobody => Self::new("E-NOBODY", Exit::Invalid, message).hint(hint),
        }
    }
}

impl From<NoPlace> for Report {
    fn from(error: NoPlace) -> Self {
        Self::new("E-NO-PLACE", Exit::Invalid, error.to_string()).hint("`comity item list` shows what stands where")
    }
}

impl From<Refused> for Report {
    fn from(error: Refused) -> Self {
        Self::new("E-STATE", Exit::Invalid, error.to_string()).hint(error.remedy)
    }
}

impl From<NoSeat> for Report {
    fn from(error: NoSeat) -> Self {
        let hint = error.hint();
        Self::new("E-NO-SEAT", Exit::Invalid, error.to_string()).hint(hint)
    }
}

impl From<NotSettled> for Report {
    fn from(error: NotSettled) -> Self {
        let hint = error.hint();
        Self::new("E-NOT-SETTLED", Exit::Invalid, error.to_string()).hint(hint)
    }
}

impl From<NotAnId> for Report {
    fn from(error: NotAnId) -> Self {
        Self::new("E-VALUE", Exit::Invalid, error.to_string())
    }
}

/// What a clash is about, for somebody who has to decide.
fn clash(clashes: &[Clash]) -> Report {
    let mut report = Report::new("E-CLASH", Exit::Undecided, "not saved: somebody else has changed the same meanwhile");
    for clash in clashes {
        let id = &clash.id;
        let line = match &clash.path {
            None if clash.ours.is_none() => format!("{id} is not there any more"),
            None if clash.theirs.is_none() => format!("{id} is not as it was, and you wanted to remove it"),
            None => format!("{id} is there already, and differs"),
            Some(path) => {
                let field = path.field(id.kind);
                let label = field.map_or_else(|| path.to_string(), |it| it.in_words());
                let said = |it: &Option<toml::Value>| match it {
                    Some(value) => shown::cut(&words::field_words(field, value).replace('\n', " "), 60).into_owned(),
                    None => "nothing".to_owned(),
                };
                format!("{id}: {label} is {} now, and you wanted {}", said(&clash.ours), said(&clash.theirs))
            }
        };
        report.causes.push(line);
    }
    let first = clashes.first().map(|it| it.id.to_string()).unwrap_or_default();
    report.hint(format!("`comity history {first}` tells who; do it again if yours is to stand"))
}

fn of_problems(what: &str, problems: &[Problem]) -> Report {
    let code = problems.first().map_or("E-INVALID", |it| it.code.word());
    let mut report = Report::new(code, Exit::Invalid, what);
    for problem in problems {
        let place = match problem.at {
            Some((line, column)) => format!("{}:{line}:{column}", problem.path),
            None => problem.id.as_ref().map_or_else(|| problem.path.clone(), ToString::to_string),
        };
        report.causes.push(format!("{place}: {}", problem.message));
        if !report.hints.contains(&problem.remedy) {
            report.hints.push(problem.remedy.clone());
        }
        let field = problem.field.clone().unwrap_or_default();
        report.fields.push(FieldFault { field, value: String::new(), message: problem.message.clone() });
    }
    report
}

/// The title and the text behind a code.
pub fn explain(word: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let word = word.trim().to_ascii_uppercase();
    let of_data = Code::ALL.iter().find(|it| it.word() == word).map(|it| (it.word(), it.title(), it.text()));
    let of_change =
        || verify::Code::ALL.iter().find(|it| it.word() == word).map(|it| (it.word(), it.title(), it.text()));
    of_data.or_else(of_change).or_else(|| FAILURES.iter().find(|it| it.0 == word).copied())
}
