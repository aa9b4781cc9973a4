//! `person key`: the keys with which somebody signs what they do.

use clap::{Arg, ArgMatches};
use serde_json::json;
use toml::{Table, Value};

use super::member::date;
use super::printer::{Answer, Columns};
use super::record::{id_argument, id_word, unreadable};
use super::session::Session;
use crate::model::{Fields, Kind, Record, deed, shown, value};
use crate::report::{Exit, Report};
use crate::verify::{NotAKey, SigningKey};

/// No file of one public key is larger, in bytes.
const LARGEST: u64 = 64 * 1024;

pub fn arguments() -> Vec<Arg> {
    let flag = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help)
    };
    vec![
        id_argument(Kind::Person),
        flag("add", "FILE|TEXT", "Add a public key: its .pub file, or its text").conflicts_with("end"),
        flag("from", "DATE", "First day on which it counts; today, if nothing is said").requires("add"),
        flag("end", "DATE", "Last day on which a key counts").allow_hyphen_values(true),
        flag("key", "FINGERPRINT", "Which key ends, where there are several").requires("end"),
    ]
}

/// `person key`: lists the keys of somebody, adds one, or ends one.
pub fn key(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let id = session.find(&[Kind::Person], &id_word(matches))?;
    let Some(person) = session.snapshot().get(&id).cloned() else { return Err(unreadable(session, &id)) };
    match (matches.get_one::<String>("add"), matches.contains_id("end")) {
        (Some(said), _) => add(session, matches, &person, said),
        (None, true) => end(session, matches, &person),
        (None, false) => Ok(list(session, &person)),
    }
}

fn list(session: &Session, person: &Record) -> Answer {
    let mut rows = Vec::new();
    let mut data = Vec::new();
    for row in person.rows("signing_key") {
        let fingerprint = fingerprint(row);
        let day = |key: &str| row.date(key).map(shown::day).unwrap_or_default();
        rows.push(vec![fingerprint.clone(), day("from"), day("until")]);
        let plain = |key: &str| row.date(key).map(|it| it.to_string());
        let key = row.text("key");
        data.push(json!({ "fingerprint": fingerprint, "key": key, "from": plain("from"), "until": plain("until") }));
    }
    let mut answer = Answer { kind: "person.key".to_owned(), data: data.into(), ..Answer::default() };
    match rows.is_empty() {
        true => answer.talk.push(format!("{} signs with no key that is known here.", person.id)),
        false => {
            let heads = ["FINGERPRINT", "FROM", "UNTIL"].map(str::to_owned).to_vec();
            answer.text = Columns { heads, rows }.print(&session.options);
        }
    }
    answer
}

fn add(session: &mut Session, matches: &ArgMatches, person: &Record, said: &str) -> Result<Answer, Report> {
    // What is no file is the key itself.
    let text = match std::path::Path::new(said).is_file() {
        true => {
            let bytes = crate::store::folder::read_foreign(std::path::Path::new(said), LARGEST)?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        false => said.to_owned(),
    };
    let key = SigningKey::read(&text).map_err(refused)?;
    if let Some(owner) = key.owner(session.snapshot()) {
        let report = Report::new("E-KEY", Exit::Invalid, format!("this key is {owner}'s already: {}", key.fingerprint));
        return Err(match owner == person.id {
            true => report.hint(format!("`comity person key {owner}` lists the keys of {owner}")),
            false => report.hint("A key has one owner: let each of them make one of their own"),
        });
    }
    let from = date(session, matches, "from")?.unwrap_or_else(|| session.at().today);
    let mut row = Table::new();
    row.insert("key".to_owned(), value::text(&key.words));
    row.insert("from".to_owned(), value::date(from));
    let change = deed::add_entry(person, "signing_key", row);
    session.write("person.key", &change, &person.id)
}

fn end(session: &mut Session, matches: &ArgMatches, person: &Record) -> Result<Answer, Report> {
    let day = date(session, matches, "end")?.unwrap_or_else(|| session.at().today);
    let word = matches.get_one::<String>("key").map(String::as_str).unwrap_or_default();
    let mut rows: Vec<Table> = person.rows("signing_key").cloned().collect();
    let is_meant = |it: &Table| match word {
        "" => !it.contains_key("until"),
        word => fingerprint(it).contains(word),
    };
    let meant: Vec<usize> = (0..rows.len()).filter(|it| is_meant(&rows[*it])).collect();
    let [nth] = meant.as_slice() else {
        let message = match meant.len() {
            0 => format!("{} has no such key that could end", person.id),
            _ => format!("{} has several keys, and which one ends is not said", person.id),
        };
        return Err(Report::new("E-KEY", Exit::Invalid, message)
            .hint(format!("`comity person key {}` lists them; --key FINGERPRINT says which", person.id)));
    };
    rows[*nth].insert("until".to_owned(), value::date(day));
    let rows = Value::Array(rows.into_iter().map(Value::Table).collect());
    let change = deed::edit(person, vec![("signing_key".to_owned(), Some(rows))], &session.at());
    session.write("person.key", &change, &person.id)
}

fn fingerprint(row: &Table) -> String {
    let unread = |_| format!("(!) {}", shown::cut(&shown::visible(row.text("key")), 40));
    SigningKey::read(row.text("key")).map(|it| it.fingerprint).unwrap_or_else(unread)
}

fn refused(error: NotAKey) -> Report {
    match error {
        NotAKey::Private => Report::new("E-KEY-PRIVATE", Exit::Invalid, error.to_string())
            .hint("Name the public one, whose file ends in .pub. If the private one was shown to anybody, make a new key"),
        NotAKey::Unreadable => Report::new("E-KEY", Exit::Invalid, error.to_string())
            .hint("Name the .pub file of an SSH key, or write `openpgp` and the public part in base 64: `comity explain E-CHANGE-SIGNATURE`"),
    }
}
