//! The writing of a decade: each act becomes a commit in one stream that git takes in.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use comity::init::NewFile;
use comity::model::printed;
use comity::model::value::{date, text, texts};
use comity::model::view::{Came, minutes, text_hash};
use comity::model::{Change, Kind, Meaning, Record, RecordId, Snapshot, leaf};
use comity::store::codec;
use comity::store::repo::Author;
use comity::workspace::{Stamp, change_id_of, compose};
use toml::{Table, Value};

use super::act::{Act, Step};
use super::cast::{Cast, ORGS};
use super::program::{Outcome, git};

/// Writes all acts, in their order, into the empty history of a folder; `files` come with the first one.
///
/// # Errors
/// When git does not take them, or an act does not fit what was before it.
pub fn write(root: &Path, cast: &Cast, acts: &[Act], files: &[NewFile]) -> Outcome<()> {
    let mut program = git(root, &["fast-import", "--quiet", "--date-format=raw", "--done"]);
    let mut git = program.stdin(Stdio::piped()).spawn()?;
    let written = {
        let mut to = BufWriter::with_capacity(1 << 20, git.stdin.take().ok_or("git takes nothing in")?);
        let mut world = World::default();
        let mut files = Some(files);
        let mut all = acts.iter().enumerate();
        let taken = all.try_for_each(|(nth, act)| world.commit(nth, act, cast, files.take(), &mut to));
        taken.and_then(|()| Ok(to.write_all(b"done\n").and_then(|()| to.flush())?))
    };
    let ended = git.wait()?;
    match (written, ended.success()) {
        (Ok(()), true) => Ok(()),
        // Its end is told only by what ended first.
        (Err(error), _) => Err(error),
        (Ok(()), false) => Err(format!("git fast-import: {ended}").into()),
    }
}

/// All records as they are after the acts so far.
#[derive(Default)]
struct World {
    records: HashMap<RecordId, Arc<Record>>,
}

impl World {
    fn commit(
        &mut self,
        nth: usize,
        act: &Act,
        cast: &Cast,
        files: Option<&[NewFile]>,
        to: &mut impl Write,
    ) -> Outcome<()> {
        let mut after: BTreeMap<RecordId, Record> = BTreeMap::new();
        for step in &act.steps {
            self.take(step, &mut after)?;
        }
        let (mut then, mut now) = (Snapshot::default(), Snapshot::default());
        let mut edits = Vec::new();
        let mut texts = Vec::new();
        for (id, mut record) in after {
            record.fields = leaf::canonical(id.kind, record.fields);
            let record = Arc::new(record);
            let before = self.records.get(&id);
            edits.extend(Change::of_record(before, Some(&record)));
            before.into_iter().for_each(|it| then.put(it.clone()));
            now.put(record.clone());
            texts.push((id.path(), codec::fresh(&record).into_bytes()));
            self.records.insert(id, record);
        }
        if edits.is_empty() {
            return Err(format!("nothing changes by {} of {}", act.deed, act.at).into());
        }
        let person = &cast.people[act.by];
        let meaning = Meaning {
            deed: act.deed.to_owned(),
            subject: act.subject.clone(),
            meeting: act.meeting.clone(),
            on_behalf_of: RecordId::new(Kind::Org, ORGS[person.org].id).ok(),
            reverts: None,
        };
        let author = Author { name: person.name.clone(), email: person.email.clone(), at: act.at };
        let stamp = Stamp { author, acting: None, reason: None };
        let id = change_id_of(&format!("decade {nth}"));
        let message = compose(&Change { edits, meaning }, &then, &now, &stamp, &id, &[]);
        let when = format!("{} {}", act.at.timestamp(), act.at.format("%z"));
        let who = format!("{} <{}> {when}", person.name, person.email);
        write!(to, "commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {}\n{message}\n", message.len())?;
        for (path, text) in files.into_iter().flatten().chain(&texts) {
            write!(to, "M 100644 inline {path}\ndata {}\n", text.len())?;
            to.write_all(text)?;
            to.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Lays a step onto the records that an act has touched so far.
    fn take(&self, step: &Step, after: &mut BTreeMap<RecordId, Record>) -> Outcome<()> {
        let mut set = |id: &RecordId, key: &str, value: Value| -> Outcome<()> {
            self.touched(id, after)?.fields.insert(key.to_owned(), value);
            Ok(())
        };
        match step {
            Step::Make(record) if self.records.contains_key(&record.id) => {
                return Err(format!("{} is there already", record.id).into());
            }
            Step::Make(record) => drop(after.insert(record.id.clone(), record.clone())),
            Step::Set(id, key, value) => set(id, key, value.clone())?,
            Step::Clear(id, key) => drop(self.touched(id, after)?.fields.remove(*key)),
            Step::Row(id, key, row) => add_row(self.touched(id, after)?, key, row.clone()),
            Step::End(member, day) => {
                let fields = &mut self.touched(member, after)?.fields;
                let terms = fields.get_mut("term").and_then(Value::as_array_mut);
                if let Some(Value::Table(term)) = terms.and_then(|it| it.last_mut()) {
                    term.insert("until".to_owned(), date(*day));
                }
            }
            Step::Issue(meeting, sent, items) => {
                let mut lines = Vec::new();
                for (nth, item) in items.iter().enumerate() {
                    lines.push(printed::line(nth + 1, self.records.get(item).ok_or("an item is not there")?));
                }
                let mut sent = sent.clone();
                sent.insert("items".to_owned(), texts(lines));
                add_row(self.touched(meeting, after)?, "issue", sent);
            }
            Step::Approve(meeting, concerned) => self.approve(self.touched(meeting, after)?, concerned),
            Step::Position(id, party, position) => {
                let decision = self.touched(id, after)?;
                let mut position = position.clone();
                position.insert("text_hash".to_owned(), text(text_hash(decision)));
                let positions = decision.fields.entry("position").or_insert_with(|| Value::Table(Table::new()));
                if let Value::Table(positions) = positions {
                    positions.insert((*party).to_owned(), Value::Table(position));
                }
            }
        }
        Ok(())
    }

    fn touched<'a>(&self, id: &RecordId, after: &'a mut BTreeMap<RecordId, Record>) -> Outcome<&'a mut Record> {
        if !after.contains_key(id) {
            let record = self.records.get(id).ok_or_else(|| format!("{id} is not there yet"))?;
            after.insert(id.clone(), (**record).clone());
        }
        Ok(after.get_mut(id).ok_or("a record has gone")?)
    }

    /// What came of the meeting as it is now, and the hash of what its minutes say.
    fn approve(&self, meeting: &mut Record, concerned: &[RecordId]) {
        let mut snapshot = Snapshot::default();
        concerned.iter().filter_map(|it| self.records.get(it)).for_each(|it| snapshot.put(it.clone()));
        let came: Vec<Value> = Came::now(meeting, &snapshot).iter().map(|it| Value::Table(it.row())).collect();
        meeting.fields.insert("came".to_owned(), Value::Array(came));
        meeting.fields = leaf::canonical(Kind::Meeting, std::mem::take(&mut meeting.fields));
        let hash = minutes::hash(meeting, &snapshot);
        meeting.fields.insert("minutes_hash".to_owned(), text(hash));
    }
}

fn add_row(record: &mut Record, key: &str, row: Table) {
    if let Value::Array(rows) = record.fields.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
        rows.push(Value::Table(row));
    }
}
