//! A group in full: what it is for, who sits there, when it meets, what it has to do and what it decided.

use std::cmp::Reverse;

use toml::{Table, Value};

use super::part::columns;
use super::{MANY, Part, Piece, Row, Shape, days_of_term, name_of, of_field, open_actions, role_words, tag, title};
use crate::model::deed::role_label;
use crate::model::record::Fields;
use crate::model::view::seats::{OFFICES, Seats, by_rank, chairs_together, parties};
use crate::model::view::series::meets;
use crate::model::view::{Action, Agenda, Decision, DecisionState, Meeting, Term, pool};
use crate::model::{Kind, Record, RecordId, Standpoint, date, leaf, shown};

/// So many meetings ahead, and so many that are over.
const MEETINGS: usize = 3;

/// The fields of a group in the order in which they are read, each with what belongs behind it.
pub(super) fn told(group: &Record, at: &Standpoint<'_>) -> Vec<(&'static str, Vec<Part>)> {
    let field = |key: &'static str| {
        let field = Kind::Group.field(key).zip(group.get(key));
        (key, field.map(|(field, value)| of_field(field, value, at)).into_iter().collect())
    };
    let seats = Seats::of(at.snapshot, group, at.today);
    let terms = terms(group, at);
    let mut told = vec![field("state"), ("area", area(group, at).into_iter().collect()), led_by(group, at)];
    told.push(field("mission"));
    told.push(("", officers(&seats, at)));
    told.push(series(group).unwrap_or_else(|| field("series")));
    told.push(("", seat_words(&seats, at).into_iter().collect()));
    told.push(("", members(group, terms, at).into_iter().collect()));
    told.push(rules(group).unwrap_or_else(|| field("rules")));
    told.push(("", meetings(group, at)));
    let owner = |it: &Record| Some(Action(it).owner().map_or_else(|| "nobody".to_owned(), |it| name_of(&it, at)));
    let actions = at.snapshot.in_group(Kind::Action, group.id.as_str());
    told.push(("", open_actions(actions, owner, at).into_iter().collect()));
    told.push(("", decisions(group, at).into_iter().collect()));
    told.push(milestones(group, at).unwrap_or_else(|| field("milestone")));
    told.extend(["deliverables", "in_scope", "out_of_scope"].map(field));
    told.push(standing(group).unwrap_or_else(|| field("standing")));
    told
}

fn area(group: &Record, at: &Standpoint<'_>) -> Option<Part> {
    let code = group.word("area")?;
    let workspace = at.snapshot.get(&RecordId::workspace());
    let title = workspace.and_then(|it| it.rows("area").find(|row| row.text("code") == code)?.word("title"));
    let words = title.map_or_else(|| code.to_owned(), |it| format!("{code}, {it}"));
    Some(Part::value("Area", shown::visible(&words).into_owned()).of("area"))
}

fn led_by(group: &Record, at: &Standpoint<'_>) -> (&'static str, Vec<Part>) {
    let mut orgs: Vec<RecordId> = group.words("led_by").filter_map(|it| RecordId::new(Kind::Org, it).ok()).collect();
    let order = parties(at.snapshot);
    orgs.sort_by_key(|it| order.iter().position(|party| party == it).unwrap_or(usize::MAX));
    let names: Vec<Piece> = orgs.iter().map(|it| Piece::to(name_of(it, at), it.clone())).collect();
    let part = (!names.is_empty()).then(|| Part::new("Led by", names, Shape::Value).of("led_by"));
    ("led_by", part.into_iter().collect())
}

/// Who holds each office, and the parties for which nobody is co-chair where both chair together.
fn officers(seats: &Seats<'_>, at: &Standpoint<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for role in OFFICES {
        let mut terms: Vec<&Term<'_>> = seats.terms.iter().filter(|it| it.role() == *role).collect();
        terms.sort_by_key(|it| place(it, at));
        let who = |it: &&Term<'_>| {
            let name = it.person().map(|it| name_of(&it, at)).unwrap_or_default();
            let words = it.for_org(at.snapshot).map_or_else(|| name.clone(), |org| format!("{} {name}", tag(&org, at)));
            Piece::to(words, it.person())
        };
        let mut names: Vec<Piece> = terms.iter().map(who).collect();
        let is_chaired = *role == "co-chair" && chairs_together(seats.group);
        let lacking =
            seats.taken.iter().map(|it| &it.0).filter(|it| is_chaired && !seats.has_co_chair(it, at.snapshot));
        names.extend(lacking.map(|it| Piece::from(format!("{} nobody (!)", tag(it, at)))));
        let label = match (*role, names.len()) {
            (_, 0) => continue,
            ("secretary", 2..) => "Secretaries".to_owned(),
            (_, 1) => capital(&role_label(role)),
            (_, _) => format!("{}s", capital(&role_label(role))),
        };
        parts.push(Part::new(&label, names, Shape::Value));
    }
    parts
}

fn series(group: &Record) -> Option<(&'static str, Vec<Part>)> {
    let words = meets(group.table("series")?);
    (!words.is_empty())
        .then(|| ("series", vec![Part::value("Meets", shown::visible(&words).into_owned()).of("series")]))
}

/// `●SX 3 of 3, ◆AM 2 of 3 (1 vacant)`
fn seat_words(seats: &Seats<'_>, at: &Standpoint<'_>) -> Option<Part> {
    let words = seats.taken.iter().map(|(party, taken)| {
        let vacant = match seats.vacant(party) {
            0 => String::new(),
            vacant => format!(" ({vacant} vacant)"),
        };
        let agreed = seats.agreed.map(|it| format!(" of {it}")).unwrap_or_default();
        format!("{} {taken}{agreed}{vacant}", tag(party, at))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| Part::value("Seats", words.join(", ")))
}

fn terms<'a>(group: &Record, at: &Standpoint<'a>) -> Vec<Term<'a>> {
    let members = at.snapshot.in_group(Kind::Member, group.id.as_str());
    by_rank(members.flat_map(|member| member.rows("term").map(move |row| Term { member, row })).collect())
}

/// The place of an organisation among those that sit there: the parties first, then by id, those without one last.
fn place(term: &Term<'_>, at: &Standpoint<'_>) -> (usize, Option<RecordId>) {
    let org = term.for_org(at.snapshot);
    let party = parties(at.snapshot).iter().position(|it| Some(it) == org.as_ref());
    (party.unwrap_or(if org.is_some() { usize::MAX - 1 } else { usize::MAX }), org)
}

/// Whoever sits there or will, by organisation, with the role and the days; those who did, by their number.
fn members(group: &Record, mut terms: Vec<Term<'_>>, at: &Standpoint<'_>) -> Option<Part> {
    let all = terms.len();
    terms.retain(|it| !it.ended_before(at.today));
    let ended = all - terms.len();
    terms.sort_by_cached_key(|it| place(it, at));
    let rows = terms.iter().map(|it| {
        let name = it.person().map(|it| name_of(&it, at)).unwrap_or_default();
        Row::to(vec![format!("  {}", role_words(it, at)), name, days_of_term(it.row, at)], it.person())
    });
    let mut lines: Vec<Piece> = Vec::new();
    let mut last = None;
    for (term, line) in terms.iter().zip(columns(rows.collect())) {
        let org = term.for_org(at.snapshot);
        if last.as_ref() != Some(&org) {
            lines.push(match &org {
                Some(org) => Piece::to(format!("{} {}", tag(org, at), name_of(org, at)), org.clone()),
                None => Piece::from("For nobody".to_owned()),
            });
            last = Some(org);
        }
        lines.push(line);
    }
    if ended > 0 {
        let count = shown::count(ended, "ended term", "ended terms");
        lines.push(format!("{count}: `comity member ledger --group {}`", group.id).into());
    }
    (!lines.is_empty()).then(|| Part::table(&format!("Members ({})", terms.len()), lines))
}

/// The rules as sentences, each as long as it is one that we know.
fn rules(group: &Record) -> Option<(&'static str, Vec<Part>)> {
    let rules = group.table("rules")?;
    let known = Kind::Group.field("rules")?.ty.inner();
    let unknown = rules.keys().map(String::as_str).filter(|key| !known.iter().any(|it| it.key == *key));
    let keys = known.iter().map(|it| it.key).chain(unknown);
    let lines: Vec<String> = keys.filter_map(|key| Some(rule(key, rules.get(key)?))).collect();
    (!lines.is_empty()).then(|| ("rules", vec![Part::list("Rules", lines).of("rules")]))
}

fn rule(key: &str, value: &Value) -> String {
    match (key, value.as_str().unwrap_or_default(), value.as_integer()) {
        ("chairing", "co-chairs", _) => "A co-chair of each party chairs it".to_owned(),
        ("chairing", "rotating", _) => "The parties chair it in turn".to_owned(),
        ("chairing", "single", _) => "It has one chair".to_owned(),
        ("quorum_per_party", _, Some(count)) => format!("Quorum: {count} of each party"),
        ("seats_per_party", _, Some(count)) => format!("Seats: {count} for each party"),
        ("parity", "equal", _) => "The parties have equal seats".to_owned(),
        ("parity", "free", _) => "The parties have seats as they come".to_owned(),
        ("endorsement", "each-party", _) => "A decision is in force once every party has endorsed it".to_owned(),
        ("endorsement", "group", _) => "A decision is in force once the group has agreed".to_owned(),
        ("silence_days", _, Some(days)) => format!("Silence of {days} days may be recorded as consent"),
        _ => format!("{}: {}", shown::visible(key), shown::visible(&leaf::plain(value))),
    }
}

/// The meetings ahead, the next one first, then the last ones that are over; and how many items wait for one.
fn meetings(group: &Record, at: &Standpoint<'_>) -> Vec<Part> {
    let mut meetings: Vec<&Record> = at.snapshot.in_group(Kind::Meeting, group.id.as_str()).collect();
    meetings.sort_by_key(|it| (it.local("start"), &it.id));
    let (ahead, mut over): (Vec<&Record>, Vec<&Record>) =
        meetings.into_iter().partition(|it| Meeting(it).is_to_come(at.today));
    over.reverse();
    let row = |it: &Record, planned: String| {
        let start = Meeting(it).start();
        let day = start.map(|it| it.format("%a %-d %b %Y").to_string()).unwrap_or_default();
        let time = start.map(|it| it.format("%H:%M").to_string()).unwrap_or_default();
        Row::to(vec![day, time, Meeting(it).state().label().to_owned(), planned, title(it)], it.id.clone())
    };
    let planned = |it: &Record| match Agenda::of(at.snapshot, it) {
        agenda if agenda.slots.is_empty() => "no items".to_owned(),
        agenda => format!("{} of {} min", agenda.planned, agenda.length),
    };
    let more = ahead.len().saturating_sub(MEETINGS) + over.len().saturating_sub(MEETINGS);
    let rows = ahead.iter().take(MEETINGS).map(|it| row(it, planned(it)));
    let mut lines = columns(rows.chain(over.iter().take(MEETINGS).map(|it| row(it, String::new()))).collect());
    if more > 0 {
        lines.push(format!("{more} more").into());
    }
    if lines.is_empty() {
        lines.push("none planned".to_owned().into());
    }
    let waiting = pool(at.snapshot, group.id.as_str()).len();
    let waiting = (waiting > 0).then(|| {
        Part::value("In the pool", shown::count(waiting, "item waits for a meeting", "items wait for a meeting"))
    });
    let count = ahead.len() + over.len();
    std::iter::once(Part::table(&format!("Meetings ({count})"), lines)).chain(waiting).collect()
}

/// The decisions, the newest first.
fn decisions(group: &Record, at: &Standpoint<'_>) -> Option<Part> {
    let mut decisions: Vec<&Record> = at.snapshot.in_group(Kind::Decision, group.id.as_str()).collect();
    decisions.sort_by_key(|it| (Reverse(it.date("agreed_on")), &it.id));
    let count = decisions.len();
    let row = |it: &&Record| {
        let agreed = it.date("agreed_on").map(shown::day).unwrap_or_default();
        Row::to(vec![it.id.to_string(), agreed, stands(it, at), title(it)], it.id.clone())
    };
    // Where one stands is asked only of those that are told.
    let rows: Vec<Row> = decisions.iter().take(MANY).map(row).collect();
    let mut part = Part::first_few(&format!("Decisions ({count})"), rows, MANY)?;
    if count > MANY {
        part.lines.push(format!("{} more", count - MANY).into());
    }
    Some(part)
}

/// Where a decision stands: whose word it waits for, where it does.
fn stands(decision: &Record, at: &Standpoint<'_>) -> String {
    let view = Decision(decision);
    let state = view.state(at.snapshot, at.today);
    let name = |party: &str| {
        RecordId::new(Kind::Org, party).map_or_else(|_| shown::visible(party).into_owned(), |it| tag(&it, at))
    };
    let waits = view.waits_in_words(at.snapshot, name);
    match state {
        DecisionState::Agreed if !waits.is_empty() => waits,
        state => state.label().to_owned(),
    }
}

fn milestones(group: &Record, at: &Standpoint<'_>) -> Option<(&'static str, Vec<Part>)> {
    let mut rows: Vec<&Table> = group.rows("milestone").collect();
    rows.sort_by_key(|it| (it.date("due").is_none(), it.date("due"), it.text("key")));
    let row = |it: &&Table| {
        let due = it.date("due");
        let standing = match (it.date("resolved_on"), due) {
            (Some(day), _) => format!("reached on {}", shown::day(day)),
            (None, Some(due)) if due < at.today => format!("{} d late", (at.today - due).num_days()),
            (None, Some(due)) => date::distance(due, at.today),
            (None, None) => String::new(),
        };
        let due = due.map_or_else(|| "no date".to_owned(), shown::day);
        vec![due, standing, shown::visible(it.text("title")).into_owned()].into()
    };
    let lines = columns(rows.iter().map(row).collect());
    let part = || Part::table(&format!("Milestones ({})", rows.len()), lines).of("milestone");
    (!rows.is_empty()).then(|| ("milestone", vec![part()]))
}

fn standing(group: &Record) -> Option<(&'static str, Vec<Part>)> {
    let mut rows: Vec<&Table> = group.rows("standing").collect();
    rows.sort_by_key(|it| (it.whole("order").unwrap_or(i64::MAX), it.text("key")));
    let line = |it: &&Table| {
        let time = it.get("minutes").and_then(Value::as_integer).map(date::length);
        let title = shown::visible(it.text("title")).into_owned();
        time.map_or_else(|| title.clone(), |time| format!("{title}, {time}"))
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    (!lines.is_empty()).then(|| ("standing", vec![Part::list("Standing items", lines).of("standing")]))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
