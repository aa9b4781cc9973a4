//! Checks of a record's values: their types, their texts, and what they refer to.

use toml::{Table, Value};

use super::Checking;
use crate::model::contested::contests;
use crate::model::field::{Field, Type};
use crate::model::leaf;
use crate::model::printed::Printed;
use crate::model::problem::Code;
use crate::model::record::Fields;
use crate::model::standpoint::who;
use crate::model::table::{RED, RED_INSTEAD, RED_WHY, VISIBILITY_KEY};
use crate::model::{Kind, RecordId, shown, typed};

impl Checking<'_> {
    pub(super) fn fields(&mut self) {
        let record = self.record;
        for field in record.id.kind.fields().filter(|it| it.required) {
            if !record.contains_key(field.key) {
                self.missing(field.key, field);
            }
        }
        for (key, value) in &record.fields {
            match record.id.kind.field(key) {
                Some(field) => self.value(key, field, value),
                None => self.unknown(key, value, record.id.kind.fields().map(|it| it.key)),
            }
        }
        for contest in contests(record) {
            let message = format!("{} is contested: both sides wrote it", contest.label());
            let field = shown::visible(&contest.field);
            let remedy = format!("`comity contested settle {} --field \"{field}=...\"` decides", record.id);
            self.say(Code::Contested, "contested", message, remedy);
        }
    }

    fn missing(&mut self, path: &str, field: &Field) {
        let message = format!("{} is missing", field.in_words());
        let kind = self.record.id.kind.noun();
        let remedy = match self.record.id.kind.field(path) {
            Some(_) if self.record.id.kind == Kind::Workspace => format!("`comity {kind} edit --{} ...`", field.flag()),
            Some(_) => format!("`comity {kind} edit {} --{} ...`", self.record.id, field.flag()),
            None => format!("Write `{}` into that entry", field.key),
        };
        self.say(Code::Required, path, message, remedy);
    }

    fn unknown<'a>(&mut self, key: &str, value: &Value, known: impl Iterator<Item = &'a str>) {
        let id = &self.record.id;
        let says = |word: &str| value.as_str().is_some_and(|it| it == word);
        match key {
            "id" if says(id.as_str()) => (),
            "kind" if says(id.kind.noun()) => (),
            "id" | "kind" => {
                let message =
                    format!("the file says {key} = {}, its name says {}", shown::visible(&value.to_string()), id);
                self.say(Code::Id, key, message, format!("Take out the line `{key}`, or give the file its right name"));
            }
            key => {
                let near = known.map(|it| (strsim::jaro_winkler(it, key), it)).max_by(|a, b| a.0.total_cmp(&b.0));
                let remedy = match near.filter(|it| it.0 > 0.85) {
                    Some((_, near)) => format!("Did you mean `{near}`?"),
                    None => "It is kept; a newer comity may know it".to_owned(),
                };
                self.say(Code::Key, key, format!("field `{}` is not known", shown::visible(key)), remedy);
            }
        }
    }

    fn value(&mut self, path: &str, field: &Field, value: &Value) {
        if path == VISIBILITY_KEY && value.as_str() == Some(RED) {
            return self.say(Code::Red, path, RED_WHY, RED_INSTEAD);
        }
        if !typed::fits(&field.ty, value) {
            let (code, offer) = match field.ty {
                Type::Choice(_) => (Code::Choice, "Choose one of them"),
                _ => (Code::Type, "Write it as it should be"),
            };
            let written = shown::visible(&value.to_string()).into_owned();
            let message =
                format!("{} is {}, which is not {}", field.in_words(), shown::cut(&written, 60), field.ty.noun());
            return self.say(code, path, message, offer);
        }
        self.text(path, value);
        match (&field.ty, value) {
            (Type::Ref(kinds), Value::String(word)) => self.reference(path, field, kinds, word),
            (Type::KeyOf(list), Value::String(key)) => self.key_of(path, list, key),
            (Type::Set(Type::Ref(kinds)) | Type::List(Type::Ref(kinds)), Value::Array(words)) => {
                for word in words.iter().filter_map(Value::as_str) {
                    self.reference(path, field, kinds, word);
                }
            }
            (Type::List(Type::Numbered), Value::Array(words)) => {
                for item in words.iter().filter_map(Value::as_str).filter_map(Printed::read) {
                    self.reference(path, field, &[Kind::Item], item.item);
                }
            }
            (Type::Table(fields), Value::Table(table)) => self.table(path, fields, table),
            (Type::Parties(fields), Value::Table(parties)) => {
                for (party, value) in parties {
                    self.reference(path, field, &[Kind::Org], party);
                    match value {
                        Value::Table(table) => self.table(&format!("{path}.{party}"), fields, table),
                        _ => self.say(
                            Code::Type,
                            path,
                            format!("{path}.{} is no table", shown::visible(party)),
                            "Write it as a table",
                        ),
                    }
                }
            }
            (Type::Rows(rows), Value::Array(entries)) => {
                let tables: Vec<&Table> = entries.iter().filter_map(Value::as_table).collect();
                for row in &tables {
                    self.table(path, rows.fields, row);
                }
                if leaf::are_all_unlike(rows.keyed, &tables) {
                    return;
                }
                for (key, ..) in
                    leaf::entries(rows.keyed, tables.into_iter()).iter().filter(|it| leaf::is_second(&it.0))
                {
                    let key = leaf::entry_words(key.trim_end_matches(|it: char| it.is_ascii_digit()));
                    let key = key.trim_end_matches('#');
                    let message = format!("two entries of `{path}` are both {}", shown::visible(&shown::cut(key, 40)));
                    self.say(Code::Entry, path, message, "Change one of them or take it out");
                }
            }
            _ => (),
        }
    }

    fn table(&mut self, path: &str, fields: &'static [Field], table: &Table) {
        for field in fields.iter().filter(|it| it.required && !table.contains_key(it.key)) {
            self.missing(&format!("{path}.{}", field.key), field);
        }
        for (key, value) in table {
            let path = format!("{path}.{key}");
            match fields.iter().find(|it| it.key == key) {
                Some(field) => self.value(&path, field, value),
                None => self.unknown(&path, value, fields.iter().map(|it| it.key)),
            }
        }
    }

    fn text(&mut self, path: &str, value: &Value) {
        let texts: Vec<&str> = match value {
            Value::String(text) => vec![text],
            Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let any = |is: fn(char) -> bool| texts.iter().any(|it| it.chars().any(is));
        if any(shown::is_direction) {
            let message = format!("{path} turns the reading direction around");
            self.say(Code::Direction, path, message, "Take out the characters that are shown escaped");
        }
        if any(|it| it.is_control() && !matches!(it, '\n' | '\t')) {
            let message = format!("{path} holds control characters");
            self.say(Code::Control, path, message, "Take out the characters that are shown escaped");
        }
    }

    fn reference(&mut self, path: &str, field: &Field, kinds: &[Kind], word: &str) {
        let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
        let there = kinds.iter().filter_map(|it| RecordId::new(*it, word).ok()).any(|it| self.at.snapshot.exists(&it));
        if !there {
            let names: Vec<&str> = kinds.iter().map(|it| it.words()).collect();
            let kind = if names.len() == Kind::ALL.len() { "record".to_owned() } else { names.join(" or ") };
            let message =
                format!("{} names the {kind} `{}`, which is not there", field.in_words(), shown::visible(word));
            self.say(Code::Reference, path, message, "Correct the id, or add what it names");
        }
        if kinds == [Kind::Person] && path != "same_as" {
            self.joined(path, &field.in_words(), word);
        }
    }

    /// Whoever was joined into another record is named by that one.
    pub(super) fn joined(&mut self, path: &str, words: &str, person: &str) {
        let other = RecordId::new(Kind::Person, person).ok().and_then(|it| self.at.snapshot.get(&it));
        if let Some(other) = other.filter(|it| it.contains_key("same_as")) {
            let keep = who(self.at.snapshot, &other.id);
            let message = format!("{words} names {}, whose record was joined into that of {keep}", other.id);
            self.say(Code::Joined, path, message, format!("`comity person join {keep} {}` joins them again", other.id));
        }
    }

    fn key_of(&mut self, path: &str, list: &str, key: &str) {
        let group = self.record.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        let group = group.and_then(|it| self.at.snapshot.get(&it));
        if !group.is_some_and(|it| it.rows(list).any(|row| row.text("key") == key)) {
            let message = format!("the group has no {list} `{}`", shown::visible(key));
            self.say(Code::Reference, path, message, format!("Correct the key, or add the {list} to the group"));
        }
    }
}
