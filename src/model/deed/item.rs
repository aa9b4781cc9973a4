//! An agenda item on its way: accepted or declined, laid in, deferred, concluded, handed over to another group.

use toml::{Table, Value};

use super::meeting::told;
use super::{Settings, consequence, edit, plan, set, together, written};
use crate::model::act::{Refused, may, refused};
use crate::model::change::Change;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::view::carry::Carry;
use crate::model::view::{Meeting, MeetingState};
use crate::model::{Kind, RecordId, value};

/// A proposal is accepted: onto the agenda of a meeting, or into the pool.
///
/// # Errors
/// When the item stands elsewhere.
pub fn accept(item: &Record, meeting: Option<&RecordId>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.accept";
    may(DEED, item, at)?;
    let mut settings: Settings =
        vec![("state".to_owned(), Some(value::text("accepted"))), ("decline_reason".to_owned(), None)];
    settings.extend(meeting.map(|it| ("meeting".to_owned(), Some(value::text(it.as_str())))));
    Ok(edit(item, settings, at).meaning(DEED))
}

/// A proposal is not taken; the reason is text.
///
/// # Errors
/// When the item stands elsewhere, or no reason is given.
pub fn decline(item: &Record, reason: Option<Value>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.decline";
    may(DEED, item, at)?;
    if reason.is_none() {
        return Err(refused(DEED, item, "nobody said why", "Give a reason; who proposed it will ask"));
    }
    let settings = vec![("state".to_owned(), Some(value::text("declined"))), ("decline_reason".to_owned(), reason)];
    Ok(edit(item, settings, at).meaning(DEED))
}

/// What came of an item, and what the minutes say of it.
///
/// # Errors
/// When the item stands elsewhere, or its meeting's minutes are approved.
pub fn conclude(
    item: &Record,
    outcome: Option<Value>,
    minute: Option<Value>,
    at: &Standpoint<'_>,
) -> Result<Change, Refused> {
    const DEED: &str = "item.conclude";
    may(DEED, item, at)?;
    let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
    let not_opened = |it: &&Record| {
        Meeting(it).state() <= MeetingState::AgendaIssued && it.word("kind") != Some("written-procedure")
    };
    if let Some(meeting) = meeting.and_then(|it| at.snapshot.get(&it)).filter(not_opened) {
        let why = format!("{} has not been opened", meeting.id);
        let remedy = format!("`comity meeting start {}` opens it, with `--at TIME` afterwards too", meeting.id);
        return Err(refused(DEED, item, why, &remedy));
    }
    let mut settings: Settings = vec![("state".to_owned(), Some(value::text("concluded")))];
    settings.extend(outcome.map(|it| ("outcome".to_owned(), Some(it))));
    settings.extend(minute.map(|it| ("minute".to_owned(), Some(it))));
    Ok(edit(item, settings, at).meaning(DEED))
}

/// An item was not dealt with. Where a later meeting is named, its successor goes onto that agenda.
///
/// # Errors
/// When the item stands elsewhere, or the meeting is its own.
pub fn defer(item: &Record, to: Option<&Record>, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.defer";
    may(DEED, item, at)?;
    let mut after = item.clone();
    set(&mut after, deferral());
    if let Some(Value::Array(rows)) = after.fields.get_mut("taken") {
        for row in rows.iter_mut().filter_map(Value::as_table_mut) {
            row.entry("stop").or_insert_with(|| value::instant(at.now));
        }
    }
    let mut changes = vec![written(after, at)];
    let mut words = "deferred".to_owned();
    if let Some(meeting) = to {
        if item.text("meeting") == meeting.id.as_str() {
            return Err(refused(DEED, item, format!("{} is the meeting it is on", meeting.id), "Name a later one"));
        }
        if !at.snapshot.exists(&meeting.id) {
            changes.push(plan(meeting, at));
        }
        changes.extend(carry(item, meeting, at));
        words = format!("deferred to {}", meeting.id);
    }
    let change = together(changes.into_iter().filter(|it| !it.is_empty()));
    let meeting = item.word("meeting").and_then(|it| RecordId::new(Kind::Meeting, it).ok());
    let change = match meeting.and_then(|it| at.snapshot.get(&it)) {
        Some(meeting) => told(change, meeting, DEED),
        None => change.meaning(DEED),
    };
    Ok(change.titled(super::agenda::with_title_of(&item.id, &words, item.title())))
}

/// What stands in an item that was not dealt with.
pub(super) fn deferral() -> Settings {
    vec![("state".to_owned(), Some(value::text("deferred"))), ("outcome".to_owned(), Some(value::text("carried-over")))]
}

/// The fields that a successor takes over.
const TAKEN_OVER: &[&str] =
    &["title", "purpose", "minutes", "presenter", "proposed_by", "on_behalf_of", "ask", "background", "paper"];

/// The change that lays the successor of an item onto the agenda of a meeting; none where it is there already. Its id
/// follows from the meeting and from the item, so that two clones make the same one.
pub fn carry(item: &Record, meeting: &Record, at: &Standpoint<'_>) -> Option<Change> {
    let id = RecordId::new(Kind::Item, &format!("{}-{}", meeting.id, item.id.tail())).ok()?;
    if at.snapshot.exists(&id) {
        return None;
    }
    let mut successor = Record::empty(id);
    for key in TAKEN_OVER {
        successor.fields.extend(item.get(*key).map(|it| ((*key).to_owned(), it.clone())));
    }
    for (key, it) in [
        ("state", value::text("accepted")),
        ("meeting", value::text(meeting.id.as_str())),
        ("proposed_on", value::date(at.today)),
        ("continues", value::text(item.id.as_str())),
    ] {
        successor.fields.insert(key.to_owned(), it);
    }
    place_after_business(&mut successor, meeting, at);
    Some(written(successor, at).meaning("item.add"))
}

/// Standing items up to this order come before the business of a meeting, those from the next bound on after it.
const BUSINESS: std::ops::Range<i64> = 10_000..20_000;

/// Puts an item behind the other business of a meeting, and before the standing items that close it.
fn place_after_business(item: &mut Record, meeting: &Record, at: &Standpoint<'_>) {
    let agenda = crate::model::view::Agenda::of(at.snapshot, meeting);
    let orders = agenda.slots.iter().filter_map(|it| it.item.whole("order"));
    let last = orders.filter(|it| *it < BUSINESS.end).max().unwrap_or(0).max(BUSINESS.start - 1000);
    let order = if last + 1000 < BUSINESS.end { last + 1000 } else { (last + BUSINESS.end) / 2 };
    item.fields.insert("order".to_owned(), Value::Integer(order));
    if order >= BUSINESS.end || order <= last {
        item.fields.remove("order");
        consequence::take_a_place(item, at);
    }
}

/// What was chosen of what could come over to a meeting, laid onto its agenda.
pub fn carry_over(meeting: &Record, chosen: &[Carry], at: &Standpoint<'_>) -> Change {
    let keyed = |key: &str, title: String, purpose: &str, order: i64, at: &Standpoint<'_>| -> Option<Change> {
        let id =
            RecordId::new(Kind::Item, &format!("{}-{key}", meeting.id)).ok().filter(|it| !at.snapshot.exists(it))?;
        let mut item = Record::empty(id);
        for (key, it) in [
            ("title", value::text(title)),
            ("purpose", value::text(purpose)),
            ("state", value::text("accepted")),
            ("meeting", value::text(meeting.id.as_str())),
            ("order", Value::Integer(order)),
            ("minutes", Value::Integer(5)),
            ("proposed_on", value::date(at.today)),
        ] {
            item.fields.insert(key.to_owned(), it);
        }
        Some(written(item, at))
    };
    let mut changes = Vec::new();
    let mut now = at.snapshot.clone();
    if !at.snapshot.exists(&meeting.id) {
        // The standing items that come with it may be among what is chosen, and stand there once.
        let change = plan(meeting, at);
        now = change.apply(&now).unwrap_or(now);
        changes.push(change);
    }
    for carry in chosen {
        // Each goes behind the one before it.
        let beside = Standpoint { snapshot: &now, ..at.clone() };
        let change = match carry {
            Carry::Item(id) => at.snapshot.get(id).and_then(|it| self::carry(it, meeting, &beside)),
            Carry::Minutes(of) => keyed("minutes", format!("Minutes of {of}"), "approval", 5000, &beside),
            Carry::Actions => keyed("actions", "Open actions".to_owned(), "standing", 6000, &beside),
        };
        if let Some(change) = change
            && let Ok(after) = change.apply(&now)
        {
            now = after;
            changes.push(change);
        }
    }
    let count = chosen.len();
    let subject = format!("{}: {count} carried over", meeting.id);
    told(together(changes), meeting, "item.add").titled(subject)
}

/// The standing items of a group on the agenda of a meeting; those that are there already stay as they are.
pub fn lay_in(meeting: &Record, at: &Standpoint<'_>) -> Change {
    let group = meeting.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
    let rows = group.and_then(|it| at.snapshot.get(&it)).into_iter().flat_map(|it| it.rows("standing"));
    let changes = rows.filter_map(|row| {
        let id = RecordId::new(Kind::Item, &format!("{}-{}", meeting.id, row.text("key"))).ok()?;
        if at.snapshot.exists(&id) {
            return None;
        }
        let mut item = Record::empty(id);
        for key in ["title", "minutes", "order"] {
            item.fields.extend(row.get(key).map(|it| (key.to_owned(), it.clone())));
        }
        let purpose = row.word("purpose").unwrap_or("standing");
        item.fields.insert("purpose".to_owned(), value::text(purpose));
        item.fields.insert("state".to_owned(), value::text("accepted"));
        item.fields.insert("meeting".to_owned(), value::text(meeting.id.as_str()));
        item.fields.insert("proposed_on".to_owned(), value::date(at.today));
        Some(written(item, at))
    });
    together(changes).meaning("item.add")
}

/// A document that goes with an item; one of the same title takes its place. The row's keys are those of the table of
/// fields: title, path or url, state, sha256.
///
/// # Errors
/// When the item is settled.
pub fn add_paper(item: &Record, paper: Table, at: &Standpoint<'_>) -> Result<Change, Refused> {
    const DEED: &str = "item.paper";
    may(DEED, item, at)?;
    let mut after = item.clone();
    let papers = after.fields.entry("paper").or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(papers) = papers {
        papers.retain(|it| it.as_table().is_none_or(|it| it.text("title") != paper.text("title")));
        papers.push(Value::Table(paper));
    }
    Ok(written(after, at).meaning(DEED))
}

/// Endings of files that some system would run instead of showing them.
const PROGRAMS: &[&str] = &[
    "app", "appimage", "bash", "bat", "cmd", "com", "command", "cpl", "desktop", "dll", "exe", "hta", "jar", "js",
    "jse", "lnk", "msi", "pif", "pl", "ps1", "py", "rb", "reg", "scf", "scr", "sh", "url", "vb", "vbe", "vbs",
    "webloc", "wsf", "wsh",
];

/// Whether a file of that name could run as a program somewhere.
pub fn is_program(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|it| it.1.trim_end_matches([' ', '.']).to_lowercase());
    ending.is_some_and(|it| PROGRAMS.contains(&it.as_str()))
}

/// The longest name of a paper's file, without its ending.
const LONGEST_NAME: usize = 60;

/// The name under which a paper's file lies in the folder: one that every system takes, and nobody has to quote.
pub fn paper_name(file: &str) -> String {
    let latin = deunicode::deunicode_with_tofu(file, "-");
    let (stem, ending) = latin.rsplit_once('.').filter(|it| !it.0.is_empty()).unwrap_or((&latin, ""));
    let tidy = |text: &str, most: usize| {
        let words: Vec<&str> = text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
        let mut text = words.join("-");
        text.truncate(most);
        text.trim_end_matches('-').to_owned()
    };
    let (stem, ending) = (tidy(stem, LONGEST_NAME), tidy(ending, 8));
    let stem = if crate::model::id::is_slug(&stem.to_lowercase()) { stem } else { format!("paper-{stem}") };
    let stem = stem.trim_end_matches('-');
    if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_gets_a_name_that_every_system_takes() {
        for (file, name) in [
            ("Counting rules (v2).pdf", "Counting-rules-v2.pdf"),
            ("Zürich – Übersicht.xlsx", "Zurich-Ubersicht.xlsx"),
            ("con.txt", "paper-con.txt"),
            ("..\\..\\etc", "paper.etc"),
            (".profile", "profile"),
            ("-rf *.pdf", "rf.pdf"),
            ("🙂", "paper"),
            ("", "paper"),
        ] {
            let given = paper_name(file);
            assert!(!is_program(&given) && given.len() < 80, "{file}: {given}");
            if file != "🙂" {
                assert_eq!(given, name, "{file}");
            }
        }
        assert!(is_program("run.EXE") && is_program("a.b.sh") && !is_program("rules.pdf"));
    }
}
