//! Handing an item or an action over to another group, and giving it back with what came of it.

use toml::Value;

use super::agenda::with_title_of;
use super::{Settings, add, edit, together};
use crate::model::act::{Refused, may, refused};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::handover::origin;
use crate::model::{Kind, RecordId, shown, value};

/// An item or action is handed over to another group: it says so, and a proposal of that id lies in the other's pool.
///
/// # Errors
/// When it stands elsewhere, was handed over already, or the group cannot take it.
pub fn refer(record: &Record, to: &Record, id: RecordId, at: &Standpoint<'_>) -> Result<Change, Refused> {
    let deed = if record.id.kind == Kind::Item { "item.refer" } else { "action.refer" };
    may(deed, record, at)?;
    let group = to.id.as_str();
    if record.id.group() == Some(group) {
        return Err(refused(deed, record, format!("it is {group}'s already"), "Name another group"));
    }
    if to.text("state") == "closed" {
        return Err(refused(
            deed,
            record,
            format!("{group} is closed"),
            "Name another group; `comity group list` lists them",
        ));
    }
    if let Some(other) = record.word("referred_to") {
        let why = format!("it was handed over to {} already", shown::visible(other));
        let remedy = format!("`comity {} show ID` says what became of it", record.id.kind.noun());
        return Err(refused(deed, record, why, &remedy));
    }
    let mut settings: Settings = vec![("referred_to".to_owned(), Some(value::text(group)))];
    if record.id.kind == Kind::Item {
        settings.push(("state".to_owned(), Some(value::text("concluded"))));
        settings.push(("outcome".to_owned(), Some(value::text("referred"))));
    }
    let given = edit(record, settings, at);
    let words = format!("handed over to {group}");
    let change = together([given, add(id, proposal(record, at), at)]).meaning(deed);
    Ok(change.titled(with_title_of(&record.id, &words, record.title())))
}

/// What the proposal says in the other group.
fn proposal(record: &Record, at: &Standpoint<'_>) -> Settings {
    let from = record.id.group().unwrap_or_default();
    let told = if record.id.kind == Kind::Item { "background" } else { "detail" };
    let background = match record.word(told) {
        Some(text) => format!("Handed over by {from} ({}).\n\n{text}", record.id),
        None => format!("Handed over by {from} ({}).", record.id),
    };
    let purpose = record.word("purpose").filter(|it| matches!(*it, "decision" | "information"));
    let text = |key: &str, words: &str| (key.to_owned(), Some(value::text(words)));
    let mut settings: Settings = vec![
        text("title", record.title()),
        text("purpose", purpose.unwrap_or("discussion")),
        text("background", &background),
        text("referred_from", record.id.as_str()),
        ("on_behalf_of".to_owned(), at.my_org().map(|it| value::text(it.as_str()))),
    ];
    settings.extend(record.get("ask").map(|it| ("ask".to_owned(), Some(it.clone()))));
    settings
}

/// An item goes back to the group that handed it over, with what came of it. The words are text.
///
/// # Errors
/// When it stands elsewhere, nobody handed it over, or nothing is said.
pub fn give_back(item: &Record, words: Option<Value>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.return";
    let Some(origin) = origin(item, at) else {
        let remedy = "Only what another group handed over goes back to it";
        return Err(refused(DEED, item, "no other group handed it over", remedy));
    };
    may(DEED, item, at)?;
    if words.is_none() {
        return Err(refused(DEED, item, "nobody said what came of it", "Say it: --text \"...\""));
    }
    let told = format!("returned to {}", origin.id.group().unwrap_or_default());
    let change = edit(item, vec![("returned".to_owned(), words)], at).meaning(DEED);
    Ok(change.titled(with_title_of(&item.id, &told, item.title())))
}
