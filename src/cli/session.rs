//! A session: the workspace that a command works in, and who acts.

use std::cell::OnceCell;
use std::io::{self, BufRead, Read, Write};
use std::rc::Rc;
use std::time::Duration;

use clap::ArgMatches;
use toml::Value;

use super::options::Options;
use super::printer::Answer;
use crate::history::History;
use crate::model::field::{Field, Place, Type};
use crate::model::find::{find, find_meeting};
use crate::model::{Change, Edit, Kind, Problem, Record, RecordId, Snapshot, Standpoint, shown, table, typed};
use crate::report::{Exit, Report};
use crate::store::lock::Patience;
use crate::store::repo::Author;
use crate::workspace::{NewPaper, Outcome, SavedChange, Stamp, Workspace};

/// The workspace that a command works in, and who acts.
pub struct Session {
    pub workspace: Workspace,
    pub options: Options,
    me: Option<RecordId>,
    last: Option<RecordId>,
    history: OnceCell<Rc<History>>,
}

impl Session {
    /// Opens the workspace that the options name, or in whose folder one stands.
    ///
    /// # Errors
    /// When there is none, or `--as` names nobody.
    pub fn open(options: &Options) -> Result<Self, Report> {
        let root = Workspace::find(&options.place()?)?;
        let mut workspace = Workspace::open(&root, Patience::of_environment())?;
        workspace.let_ask(options.may_ask());
        let mut session = Self { workspace, options: options.clone(), me: None, last: None, history: OnceCell::new() };
        session.me = session.who()?;
        Ok(session)
    }

    /// The records, and who looks at them when.
    pub fn at(&self) -> Standpoint<'_> {
        let at = Standpoint::new(self.workspace.snapshot(), self.me.clone(), self.options.now());
        Standpoint { last: self.last.clone(), ..at }
    }

    pub fn snapshot(&self) -> &Snapshot {
        self.workspace.snapshot()
    }

    /// The person who acts, where that is known.
    pub fn me(&self) -> Option<&RecordId> {
        self.me.as_ref()
    }

    /// The record that a word means, of one of these kinds.
    ///
    /// # Errors
    /// When it means none or several.
    pub fn find(&mut self, kinds: &[Kind], word: &str) -> Result<RecordId, Report> {
        self.learn_last(word);
        Ok(find(&self.at(), kinds, word)?)
    }

    /// The meeting that a word means, one that a series only plans included.
    ///
    /// # Errors
    /// When it means none or several, or cannot be read.
    pub fn meeting(&mut self, word: &str) -> Result<Record, Report> {
        self.learn_last(word);
        let meeting = find_meeting(&self.at(), word)?;
        match meeting.is_empty() {
            true => Err(super::record::unreadable(self, &meeting.id)),
            false => Ok(meeting),
        }
    }

    /// Why something is dropped, cancelled or not taken: as `--reason` says it, else asked for.
    ///
    /// # Errors
    /// When it is missing and nobody can be asked.
    pub fn reason(&mut self, matches: &ArgMatches) -> Result<Option<Value>, Report> {
        match matches.get_one::<String>("reason") {
            Some(reason) => self.value(table::REASON, reason, None),
            None if self.options.may_ask() => self.ask(table::REASON),
            None => Err(Report::usage("`--reason` is missing").hint("What is dropped keeps its reason")),
        }
    }

    /// The value that was typed for a field which now holds `now`; `-` takes a text from standard input, `none` clears.
    ///
    /// # Errors
    /// When it is not understood.
    pub fn value(&mut self, field: &Field, word: &str, now: Option<&Value>) -> Result<Option<Value>, Report> {
        self.learn_last(word);
        let text = match word {
            "-" if field.is_text() => read_all()?,
            "none" => String::new(),
            word => word.to_owned(),
        };
        typed::parse(field, &text, now, &self.at()).map_err(|it| Report::of_value(&field.flag(), &text, it))
    }

    /// The same for a field named by its kind and key; a key within its entries follows behind a full stop.
    ///
    /// # Errors
    /// When it is not understood, or there is no such field.
    pub fn value_of(&mut self, kind: Kind, key: &str, word: &str) -> Result<Option<Value>, Report> {
        let (key, inner) = key.split_once('.').unwrap_or((key, ""));
        let field = kind.field(key).and_then(|it| match inner {
            "" => Some(it),
            inner => it.ty.inner().iter().find(|it| it.key == inner),
        });
        let missing = || Report::usage(format!("{} have no field `{key}`", kind.noun()));
        self.value(field.ok_or_else(missing)?, word, None)
    }

    /// Who saves, for a change.
    ///
    /// # Errors
    /// When git knows no name, or nobody knows which person of the workspace it is.
    pub fn stamp(&self) -> Result<Stamp, Report> {
        let author = self.workspace.identity(self.options.now())?;
        if self.me.is_none() && self.snapshot().ids(Kind::Person).is_empty() {
            // The first people of a new workspace have to be added by somebody who is none of them.
            return Ok(Stamp { author, acting: None, reason: None });
        }
        let me = self.me.clone().ok_or_else(|| self.nobody(&author))?;
        let by_address = self.workspace.people_with(&author.email);
        let acting = (by_address != [me.clone()]).then_some(me);
        Ok(Stamp { author, acting, reason: None })
    }

    /// Saves a change, or shows what it would be where `--dry-run` is given, and answers with the record.
    ///
    /// # Errors
    /// Those of [`Workspace::submit`].
    pub fn write(&mut self, kind: &str, change: &Change, about: &RecordId) -> Result<Answer, Report> {
        self.write_with(kind, change, &[], about)
    }

    /// The same together with papers that the change names.
    ///
    /// # Errors
    /// Those of [`Session::write`].
    pub fn write_with(
        &mut self,
        kind: &str,
        change: &Change,
        papers: &[NewPaper],
        about: &RecordId,
    ) -> Result<Answer, Report> {
        let stamp = self.stamp_for(change)?;
        let mut answer = Answer { kind: kind.to_owned(), ..Answer::default() };
        if self.options.dry_run {
            let (fitted, subject) = self.workspace.rehearse(change, &stamp)?;
            answer.text = match fitted.is_empty() {
                true => format!("{about} stands like that already\n"),
                false => {
                    let lines = crate::model::words::lines(&fitted).into_iter().map(|it| format!("  {it}\n"));
                    format!("Would be saved: {subject}\n{}", lines.collect::<String>())
                }
            };
            answer.data = serde_json::json!({ "dry_run": true, "message": subject });
            return Ok(answer);
        }
        let outcome = self.workspace.submit_with(change, papers, &stamp)?;
        answer.data = match self.snapshot().get(about) {
            Some(record) => super::show::record_json(record, &self.at()),
            None => serde_json::json!({ "id": about.as_str() }),
        };
        match outcome {
            Outcome::Unchanged => answer.text = format!("{about} stands like that already\n"),
            Outcome::Saved(saved) => {
                self.workspace.repo().maintain();
                let sentence = what_was_done(&saved, about);
                let understood = understood(&saved.change, about, &sentence);
                answer.text = format!("{sentence}{understood}  (undo: comity undo)\n");
                answer.talk.extend(saved.taken_in.iter().map(|it| format!("Edited by hand and saved first: {it}")));
                answer.more.insert("change".to_owned(), change_json(&saved));
                answer.warnings = self.warnings_about(about);
            }
        }
        Ok(answer)
    }

    /// Asks for the group of a new record on the terminal until the answer is one of these codes.
    ///
    /// # Errors
    /// When nobody can answer.
    pub fn ask_for_group(&mut self, codes: &str) -> Result<String, Report> {
        loop {
            let Some(line) = ask_line(&format!("Group * ({codes}): "))? else { return Err(unanswered()) };
            match self.find(&[Kind::Group], &line) {
                Ok(id) => return Ok(id.to_string()),
                Err(report) => report.lines().iter().for_each(|it| super::printer::talk(&format!("  {it}"))),
            }
        }
    }

    /// Asks for a field on the terminal until the answer is understood; `None` where it was left empty.
    ///
    /// # Errors
    /// When nobody can answer.
    pub fn ask(&mut self, field: &Field) -> Result<Option<Value>, Report> {
        loop {
            let mark = if field.required { " *" } else { "" };
            let Some(line) = ask_line(&format!("{}{mark} ({}): ", field.label, field.help))? else {
                return Err(unanswered());
            };
            match self.value(field, line.trim(), None) {
                Ok(None) if field.required => super::printer::talk("  Without it, it cannot be saved."),
                Ok(value) => return Ok(value),
                Err(report) => report.lines().iter().for_each(|it| super::printer::talk(&format!("  {it}"))),
            }
        }
    }

    /// A yes or no; yes where `--yes` is given, no where nobody can be asked.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn confirm(&self, question: &str) -> Result<bool, Report> {
        if self.options.yes {
            return Ok(true);
        }
        if !self.options.may_ask() {
            return Ok(false);
        }
        let answer = ask_line(&format!("{question} [y/N] "))?.unwrap_or_default();
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// The history of the workspace.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn history(&self) -> Result<Rc<History>, Report> {
        if let Some(history) = self.history.get() {
            return Ok(history.clone());
        }
        let history = Rc::new(History::of(&self.workspace)?);
        Ok(self.history.get_or_init(|| history).clone())
    }

    /// Remembers what was read, so that the next command need not read it again. What takes long to learn takes no longer
    /// than `at_most`.
    pub fn remember(&self, at_most: Duration) {
        self.workspace.remember_records();
        if let Some(history) = self.history.get() {
            history.remember(at_most);
        }
    }

    /// A short name of the newest change, for JSON.
    pub fn head(&self) -> Option<String> {
        self.workspace.repo().newest().map(|it| it[..7].to_owned())
    }

    /// What is incomplete or odd about a record.
    fn warnings_about(&self, id: &RecordId) -> Vec<Problem> {
        let record = self.snapshot().get(id);
        record.map(|it| crate::model::check::check_record(it, &self.at())).unwrap_or_default()
    }

    fn who(&self) -> Result<Option<RecordId>, Report> {
        if let Some(word) = &self.options.acting {
            let at = Standpoint::new(self.workspace.snapshot(), None, self.options.now());
            return Ok(Some(find(&at, &[Kind::Person], word)?));
        }
        let email = self.workspace.identity(self.options.now()).map(|it| it.email).unwrap_or_default();
        Ok(self.workspace.person_of(&email).unwrap_or(None))
    }

    fn nobody(&self, author: &Author) -> Report {
        let people = self.workspace.people_with(&author.email);
        let report = match people.len() {
            0 => Report::new(
                "E-NOBODY",
                Exit::Invalid,
                format!("nobody in this workspace has the address {}", author.email),
            ),
            _ => {
                let names: Vec<&str> = people.iter().map(RecordId::as_str).collect();
                let message = format!("the address {} belongs to {}", author.email, names.join(" and "));
                Report::new("E-NOBODY", Exit::Invalid, message)
            }
        };
        report.hint("Say who you are once with `comity config set me PERSON`, or each time with --as PERSON")
    }

    /// What `last` means is looked up only when somebody says it: it needs the history.
    fn learn_last(&mut self, word: &str) {
        if word != "last" && !word.split([',', ' ']).any(|it| it.trim_start_matches(['+', '-']) == "last")
            || self.last.is_some()
        {
            return;
        }
        let email = self.workspace.identity(self.options.now()).map(|it| it.email).unwrap_or_default();
        let by_address = self.workspace.people_with(&email);
        let acting = self.me.clone().filter(|me| by_address != [me.clone()]);
        self.last = History::of(&self.workspace).ok().and_then(|it| it.last_record(&email, acting.as_ref()));
    }
}

/// The sentence about a change: `Changed AQ-A26-7K3F: due 28 Nov -> 12 Dec 2026`.
fn what_was_done(saved: &SavedChange, about: &RecordId) -> String {
    let subject = &saved.subject;
    match subject.strip_prefix("Add ") {
        Some(rest) if rest.contains(about.as_str()) => format!("Added {rest}"),
        Some(rest) => format!("Added {about}: {rest}"),
        None if subject.starts_with(about.as_str()) => format!("Changed {subject}"),
        None => format!("Saved: {subject}"),
    }
}

/// The dates, times and lengths that were set and that the sentence about the change does not say, so that a slip
/// shows at once.
fn understood(change: &Change, about: &RecordId, sentence: &str) -> String {
    let mut set: Vec<(&Field, &Value)> = Vec::new();
    // What comes along with a record was not typed.
    let alone = change.edits.iter().filter(|it| matches!(it, Edit::Create { .. })).count() == 1;
    for edit in &change.edits {
        match edit {
            Edit::Create { record } if alone || record.id == *about && sentence.starts_with("Added") => {
                let fields = record.id.kind.fields().filter(|it| matches!(it.place, Place::Form | Place::Later));
                set.extend(fields.filter_map(|it| Some((it, record.get(it.key)?))));
            }
            Edit::Set { id, path, after: Some(value), .. } => {
                set.extend(id.kind.field(path.first()).filter(|it| it.is_settable()).map(|it| (it, value)));
            }
            Edit::Create { .. } | Edit::Set { .. } | Edit::Remove { .. } => (),
        }
    }
    let mut told = String::new();
    for (field, value) in set {
        let words = shown::show(&field.ty, value);
        // A sentence may leave out the day of the week.
        let short = match field.ty {
            Type::Date | Type::LocalTime => words.split_once(' ').map_or(&*words, |it| it.1),
            Type::Minutes => &words,
            _ => continue,
        };
        let words = format!(", {} {words}", field.in_words());
        if !sentence.contains(short) && !told.contains(&words) {
            told.push_str(&words);
        }
    }
    told
}

/// A saved change for programs.
pub fn change_json(saved: &SavedChange) -> serde_json::Value {
    serde_json::json!({ "id": saved.change_id, "commit": saved.commit, "message": saved.subject })
}

fn unanswered() -> Report {
    Report::new("E-USAGE", Exit::Interrupted, "nothing was answered")
}

pub(super) fn ask_line(question: &str) -> Result<Option<String>, Report> {
    let failed = |it: io::Error| Report::new("E-IO", Exit::Failed, "cannot ask on the terminal").cause(it.to_string());
    let mut stderr = io::stderr().lock();
    stderr.write_all(question.as_bytes()).and_then(|()| stderr.flush()).map_err(failed)?;
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line).map_err(failed)? {
        0 => Ok(None),
        _ => Ok(Some(line)),
    }
}

pub(super) fn read_all() -> Result<String, Report> {
    let mut text = String::new();
    io::stdin()
        .lock()
        .take(crate::store::codec::LARGEST as u64)
        .read_to_string(&mut text)
        .map_err(|it| Report::new("E-IO", Exit::Failed, "cannot read standard input").cause(it.to_string()))?;
    Ok(text)
}
