//! One change: its files, the records in them, who made it, and whether it was theirs to make.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use toml::Value;

use super::accept::{actor, who_may};
use super::ahead::ComeFile;
use super::finding::{Code, Finding, is_of_two};
use super::message::{is_true_undo, untrue};
use crate::model::check::check_change;
use crate::model::id::is_code;
use crate::model::leaf::{FieldPath, Whole, leaves};
use crate::model::permit::{Outside, outside};
use crate::model::record::Fields;
use crate::model::{Change, Edit, Kind, RecordId, Snapshot, Standpoint, shown, standpoint};
use crate::store::StoreError;
use crate::store::codec;
use crate::store::paths::is_allowed;
use crate::store::repo::{FileDifference, FileThere, Repo, Saved, Seal};
use crate::workspace::{Trailers, is_named};

/// The largest paper, in bytes.
const LARGEST_PAPER: usize = 25 * 1024 * 1024;

/// The files at the top that are no records.
const AT_TOP: &[&str] = &["README.md", ".gitattributes", ".gitignore"];

/// The fields of a person by which others are known and trusted.
const WHO_IS_WHO: &[&str] = &["signing_key", "endorses_for", "emails", "same_as"];

/// For so long after a role has ended it is believed that something was done before.
const BELIEVED: TimeDelta = TimeDelta::days(30);

/// One change as it is looked at.
pub(super) struct Looked<'a> {
    pub repo: &'a Repo,
    pub saved: &'a Saved,
    seal: &'a Seal,
    pub trailers: &'a Trailers,
    pub before: &'a Snapshot,
    /// When it was made, and no earlier than what it builds upon: its own date is whatever its author wrote.
    at: DateTime<FixedOffset>,
    pub after: Snapshot,
    /// Who acted.
    pub who: Option<RecordId>,
    /// Whose address the change bears.
    pub by_address: Option<RecordId>,
    pub change: Change,
    /// The files that are no records.
    pub others: Vec<FileDifference>,
    pub findings: Vec<Finding>,
}

impl<'a> Looked<'a> {
    pub fn new(
        repo: &'a Repo,
        saved: &'a Saved,
        seal: &'a Seal,
        trailers: &'a Trailers,
        before: &'a Snapshot,
        by_address: Option<RecordId>,
        at: DateTime<FixedOffset>,
    ) -> Self {
        Self {
            repo,
            saved,
            seal,
            trailers,
            before,
            at,
            after: before.clone(),
            who: actor(trailers.person(), by_address.clone(), before),
            by_address,
            change: Change::default(),
            others: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub fn say(&mut self, code: Code, path: Option<&str>, message: impl Into<String>) {
        self.findings.push(Finding::of(code, self.saved, path, message));
    }

    /// Reads the files that differ, and with them what was done.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn read(&mut self, files: Vec<ComeFile>) -> Result<(), StoreError> {
        let parent = self.saved.parents.first().map(String::as_str);
        let mut ids = BTreeSet::new();
        for ComeFile { difference, id, size, record } in files {
            if self.puts_right(parent, &difference)? {
                self.take_as_it_is(id.as_ref(), difference.after.as_ref());
                continue;
            }
            let told = self.findings.len();
            if let Some(there) = &difference.after {
                let fit = self.is_fit(&difference, there, size, id.is_some());
                // What a merge takes over as it is was told where it came from.
                let path = &difference.path;
                let as_it_was = |it: &String| {
                    self.repo.files_of(Some(it)).name(path).as_ref() == Some(&there.name)
                        && (there.is_plain() || !self.repo.is_plain_file(it, path))
                };
                if self.findings.len() > told && self.saved.parents.iter().skip(1).any(as_it_was) {
                    self.findings.truncate(told);
                }
                if !fit {
                    continue;
                }
            }
            let Some(id) = id else {
                self.others.push(difference);
                continue;
            };
            match record {
                None => self.after.remove(&id),
                Some(Ok(decoded)) => self.after.put(decoded.record),
                Some(Err(broken)) => {
                    let message = format!("{}; see {}", broken.reason, broken.code.word());
                    self.say(Code::Record, Some(&difference.path), message);
                    continue;
                }
            }
            ids.insert(id);
        }
        self.change = Change::among(ids.iter(), self.before, &self.after);
        Ok(())
    }

    /// Whether something that has no place is taken away, or what lay there before it is put back: that is for anybody
    /// to do, and nobody else can receive anything before.
    fn puts_right(&self, parent: Option<&str>, difference: &FileDifference) -> Result<bool, StoreError> {
        let path = difference.path.as_str();
        let (Some(parent), Some(before)) = (parent, &difference.before) else { return Ok(false) };
        match &difference.after {
            _ if before.is_plain() && is_allowed(path) => Ok(false),
            // A record that was sent as if it were a program is one all the same.
            None => Ok(!before.is_program() || RecordId::from_path(path).is_none()),
            Some(there) => Ok(there.is_plain() && self.repo.plain_before(parent, path)?.as_ref() == Some(&there.name)),
        }
    }

    fn take_as_it_is(&mut self, id: Option<&RecordId>, there: Option<&FileThere>) {
        let Some(id) = id else { return };
        self.after.remove(id);
        let bytes = there.and_then(|it| self.repo.contents(&it.name));
        if let Some(decoded) = bytes.and_then(|it| codec::decode(id, &it).ok()) {
            self.after.put(decoded.record);
        }
    }

    /// Whether a file may be there at all; nothing of one that may not is read.
    fn is_fit(&mut self, difference: &FileDifference, there: &FileThere, size: Option<usize>, is_record: bool) -> bool {
        let path = difference.path.as_str();
        let shown = shown::visible(path).into_owned();
        if !is_record && !AT_TOP.contains(&path) && !is_paper(path) {
            self.say(Code::Path, Some(path), format!("nothing of that name belongs in a workspace: {shown}"));
            return false;
        }
        if !there.is_plain() {
            let what = match there.mode {
                0o120_000 => "a link",
                0o160_000 => "another repository",
                0o100_755 => "a program",
                _ => "no plain file",
            };
            self.say(Code::Mode, Some(path), format!("it is {what}, not a plain file"));
            // What a record says is read all the same, though it was sent as if it were a program.
            if !(is_record && there.is_program()) {
                return false;
            }
        }
        let largest = if is_record { codec::LARGEST } else { LARGEST_PAPER };
        if size.is_none_or(|it| it > largest) {
            let kb = |it: usize| it.div_ceil(1024);
            let has = size.map_or_else(|| "it is not there".to_owned(), |it| format!("it has {} kB", kb(it)));
            self.say(Code::Size, Some(path), format!("{has}; the most is {} kB", kb(largest)));
            return false;
        }
        true
    }

    /// Who made it.
    pub fn author(&mut self) {
        let email = shown::visible(&self.saved.author.email).into_owned();
        // The first people of a workspace are added by somebody who is none of them.
        if self.before.ids(Kind::Person).is_empty() {
            return;
        }
        if let Some(named) = &self.trailers.acting
            && self.trailers.person().is_none_or(|it| !self.before.exists(&it))
        {
            let message = format!("it names {} as who acted, and there is no such person", shown::visible(named));
            return self.say(Code::Author, None, message);
        }
        match (&self.who, &self.by_address) {
            (None, _) => {
                let people: Vec<RecordId> = standpoint::people_with(self.before, &self.saved.author.email).collect();
                let message = match people.as_slice() {
                    [] => format!("nobody of this workspace has the address {email}"),
                    _ => format!("the address {email} is that of several people, and it does not say who acted"),
                };
                self.say(Code::Author, None, message);
            }
            (Some(who), Some(by_address)) if who != by_address => {
                self.say(Code::Acting, None, format!("{by_address} acted as {who}"));
            }
            _ => (),
        }
    }

    /// Whether the records are right by themselves and beside the others. What was right on the day that the change
    /// bears and is not any more on that of what it builds upon came of two desks.
    pub fn records(&mut self) {
        let problems =
            |at| check_change(&self.change, &Standpoint::new(self.before, self.who.clone(), at), &self.after);
        let now = problems(self.at);
        // Hardly ever is there any, and then nobody need ask for that day.
        let then = if now.is_empty() { Vec::new() } else { problems(self.saved.author.at) };
        for it in now {
            let came = !then.iter().any(|then| then.code == it.code && then.path == it.path);
            let code = if came || is_of_two(it.code, self.is_replayed()) { Code::Rule } else { Code::Record };
            self.say(code, Some(&it.path), format!("{}; see {}", it.message, it.code.word()));
        }
    }

    /// Whether it was put on top of what somebody else had done meanwhile.
    fn is_replayed(&self) -> bool {
        self.seal.committer.at != self.saved.author.at
    }

    /// Whether its words tell what was done.
    pub fn message(&mut self) {
        if self.saved.parents.len() == 1
            && let Some(lie) =
                untrue(self.trailers, &self.change, (self.before, &self.after), self.who.as_ref(), self.is_replayed())
        {
            self.say(Code::Message, None, lie);
        }
    }

    /// Whether it was theirs to change.
    ///
    /// A change bears the date that its author wrote, so it is judged by a day no earlier than that of the change that
    /// it builds upon. Who worked offline and sent it after their role had ended did no wrong, though: what lay within
    /// their role on the change's own day is a warning for 30 days after the role, and an error from then on, or where
    /// no reason would do either.
    ///
    /// # Errors
    /// When an object of the history is missing or damaged.
    pub fn roles(&mut self) -> Result<(), StoreError> {
        let undo = matches!(self.trailers.op.as_deref(), Some("undo" | "redo"));
        if undo {
            if is_true_undo(self)? {
                return Ok(());
            }
            self.say(
                Code::Message,
                None,
                "it says that it takes back something of its author's, and does something else",
            );
        }
        let day = |at| Standpoint::new(self.before, None, at).today;
        let (on, own, believed) = (day(self.at), day(self.saved.author.at), day(self.at - BELIEVED));
        let mut told: Vec<(Code, Option<String>, String)> = Vec::new();
        let mut beyond: Vec<(Code, Option<String>, String)> = Vec::new();
        let mut late: Vec<(Code, Option<String>, String)> = Vec::new();
        // Who made it is told already, where that is nobody.
        if let Some(who) = &self.who {
            let on_day = |on| outside(&self.change, self.before, Some(who), on);
            let now = on_day(on);
            let [then, long_ago] = if now.is_empty() { Default::default() } else { [own, believed].map(on_day) };
            for it in now {
                let (path, sentence) = (Some(it.id.path()), it.sentence());
                let is_among = |all: &[Outside]| all.iter().any(|other| other.id == it.id && other.key == it.key);
                match self.is_beyond_reason(&it) {
                    true => beyond.push((Code::Role, path, sentence)),
                    false if is_among(&then) || is_among(&long_ago) => told.push((Code::Role, path, sentence)),
                    false => late.push((Code::Late, path, in_time(&sentence, own, on))),
                }
            }
            for other in &self.others {
                let Some(sentence) = self.file_outside(other, on) else { continue };
                let path = Some(other.path.clone());
                match [own, believed].into_iter().any(|day| self.file_outside(other, day).is_some()) {
                    true => told.push((Code::Role, path, sentence)),
                    false => late.push((Code::Late, path, in_time(&sentence, own, on))),
                }
            }
        }
        told.extend(self.positions());
        if let Some(reason) = &self.trailers.reason
            && !told.is_empty()
        {
            let (first, more) = (told[0].2.clone(), told.len() - 1);
            let more = if more == 0 { String::new() } else { format!(", and {more} more") };
            let message = format!("{first}{more}; why all the same: {}", shown::visible(reason));
            told = vec![(Code::Override, told[0].1.clone(), message)];
        }
        if self.trailers.reason.is_some() {
            beyond.iter_mut().for_each(|it| it.2.push_str("; a reason does not do here"));
        }
        for (code, path, message) in beyond.into_iter().chain(told).chain(late) {
            self.say(code, path.as_deref(), message);
        }
        Ok(())
    }

    /// Whether no reason makes up for the role: who is who, by which address and key, and who keeps the workspace, is
    /// what everything else is judged by.
    fn is_beyond_reason(&self, outside: &Outside) -> bool {
        let (id, key) = (&outside.id, outside.key.as_deref().unwrap_or_default());
        let steers = |it: &RecordId| self.before.get(it).is_some_and(|it| it.flag("steers"));
        let comes = self.after.get(id).filter(|_| !self.before.exists(id));
        match id.kind {
            Kind::Person if comes.is_some() => comes.is_some_and(|it| it.contains_key("endorses_for")),
            Kind::Person => WHO_IS_WHO.contains(&key) || outside.key.is_none(),
            Kind::Member => id.group().and_then(|it| RecordId::new(Kind::Group, it).ok()).is_some_and(|it| steers(&it)),
            Kind::Group => key == "steers" || comes.is_some_and(|it| it.flag("steers")),
            _ => false,
        }
    }

    /// Files that are no records: those at the top are kept by who keeps the workspace; a paper that is there is for
    /// its group's secretaries to replace, a new one for anybody to add.
    fn file_outside(&self, file: &FileDifference, on: NaiveDate) -> Option<String> {
        let who = self.who.as_ref()?;
        let path = shown::visible(&file.path);
        if AT_TOP.contains(&file.path.as_str()) {
            return who_may(self.before, who, on).map(|it| format!("only {it} may change {path}"));
        }
        file.before.as_ref()?;
        // What goes with the row that named it is for whoever may take that away.
        if file.after.is_none() && is_named(self.before, &file.path) && !is_named(&self.after, &file.path) {
            return None;
        }
        let group = RecordId::new(Kind::Group, file.path.split('/').nth(1)?).ok()?;
        let edit = Edit::Set { id: group, path: FieldPath::key("name"), before: None, after: None };
        let change = Change { edits: vec![edit], ..Change::default() };
        let outside = outside(&change, self.before, Some(who), on).into_iter().next()?;
        Some(format!("only {} may replace {path}", outside.who))
    }

    /// Positions that bear another name than that of whoever recorded them.
    fn positions(&self) -> Vec<(Code, Option<String>, String)> {
        let mut found = Vec::new();
        for edit in &self.change.edits {
            let set: Vec<(FieldPath, Value)> = match edit {
                Edit::Create { record } => leaves(record.id.kind, &record.fields, &Whole::new()).into_iter().collect(),
                Edit::Set { path, after: Some(value), .. } => vec![(path.clone(), value.clone())],
                Edit::Set { .. } | Edit::Remove { .. } => Vec::new(),
            };
            for (path, value) in set.iter().filter(|it| it.0.first() == "position") {
                let by = value.as_table().and_then(|it| RecordId::new(Kind::Person, it.word("by")?).ok());
                let by = by.map(|it| standpoint::who(&self.after, &it));
                if by.is_some() && by != self.who {
                    let party = path.below().first().map(String::as_str).unwrap_or_default();
                    let by = by.map(|it| it.to_string()).unwrap_or_default();
                    let who = self.who.as_ref().map_or_else(|| "somebody else".to_owned(), ToString::to_string);
                    let message =
                        format!("the position of {} bears the name of {by}, and {who} wrote it", shown::visible(party));
                    found.push((Code::Position, Some(edit.id().path()), message));
                }
            }
        }
        found
    }
}

/// What was within a role on the change's own day, and not on the one on which it came in.
fn in_time(sentence: &str, own: NaiveDate, on: NaiveDate) -> String {
    let (own, on) = (shown::day(own), shown::day(on));
    format!("{sentence}, and its author might on {own}, the day it bears; it builds upon changes of {on}")
}

/// Whether a path is one of a group's papers.
fn is_paper(path: &str) -> bool {
    let mut steps = path.split('/');
    let lies = steps.next() == Some("groups") && steps.next().is_some_and(is_code) && steps.next() == Some("papers");
    let plain = |it: &str| !it.is_empty() && !it.starts_with('.') && !it.contains('\\') && shown::visible(it) == it;
    let mut below = steps.peekable();
    lies && below.peek().is_some() && below.all(plain)
}
