//! The verbs that nouns share: show, add, edit.

use chrono::NaiveDate;
use clap::{Arg, ArgMatches};
use toml::Value;

use super::printer::Answer;
use super::session::Session;
use super::show;
use crate::document::make::with_planned;
use crate::model::deed::{self, NewId, Settings, new_id};
use crate::model::field::{Field, Start, Type};
use crate::model::similar::{REPEATED, may_be_near, near};
use crate::model::{Change, Fields, Kind, Record, RecordId, Standpoint, check, free, leaf, value};
use crate::report::{Exit, Report};

/// How often chance is asked for an id that nobody has.
const TRIES: usize = 64;

/// The argument of a verb about one record.
pub fn id_argument(kind: Kind) -> Arg {
    let help = match kind {
        Kind::Meeting => "Which one: its id, the beginning of it, `AQ next`, `AQ last`, or `AQ-` and its date",
        _ => "Which one: its id, the beginning or the random part of it, or `last`",
    };
    // `AQ next` are two words, with quotation marks and without.
    let words = if kind == Kind::Meeting { 1..=2 } else { 1..=1 };
    Arg::new("id").value_name("ID").required(true).num_args(words).help(help)
}

/// What was said for [`id_argument`].
pub fn id_word(matches: &ArgMatches) -> String {
    let words: Vec<&str> = matches.get_many::<String>("id").into_iter().flatten().map(String::as_str).collect();
    words.join(" ")
}

/// The arguments of `add`: the title in its place, and a flag for each field.
pub fn add_arguments(kind: Kind) -> Vec<Arg> {
    let mut arguments = vec![Arg::new("words").value_name("TITLE").help("The same as its flag")];
    if kind.by_year() || kind == Kind::Measure {
        arguments.push(Arg::new("group").long("group").value_name("CODE").help("The group it belongs to"));
    }
    if kind == Kind::Group {
        arguments.push(Arg::new("code").long("code").value_name("CODE").help("Its letters in every id, such as AQ"));
    }
    arguments.extend(field_arguments(kind));
    arguments
}

/// The arguments of `edit`: which one, and a flag for each field.
pub fn edit_arguments(kind: Kind) -> Vec<Arg> {
    // There is one workspace, so nobody has to name it.
    let id = (kind != Kind::Workspace).then(|| id_argument(kind));
    id.into_iter().chain(field_arguments(kind)).collect()
}

fn field_arguments(kind: Kind) -> Vec<Arg> {
    let argument = |(table, field): (Option<&'static Field>, &'static Field)| {
        let (name, flag) = (name_of(table, field), flag_of(table, field));
        let mut argument = Arg::new(name).value_name(value_name(field)).help(help(field));
        if flag == "for-org" {
            argument = argument.visible_alias("for");
        }
        // `-3d` is a date and `-oak` takes somebody out of a set.
        let signed = matches!(field.ty, Type::Set(_) | Type::List(Type::Ref(_)) | Type::Date | Type::Number);
        // What an act sets has a flag too, so that somebody who tries it is told of the act.
        argument.long(flag).allow_hyphen_values(signed).hide(!free::is_free(field))
    };
    flagged(kind).map(argument).collect()
}

/// The fields that a flag sets: those of a record, and those of the tables in it.
fn flagged(kind: Kind) -> impl Iterator<Item = (Option<&'static Field>, &'static Field)> {
    kind.fields().flat_map(|field| match &field.ty {
        Type::Table(inner) => inner.iter().map(|it| (Some(field), it)).collect::<Vec<_>>(),
        _ if field.is_settable() => vec![(None, field)],
        _ => Vec::new(),
    })
}

/// The flag of a field; of one in a table, the table's first word goes before it: `lead-agenda`.
fn flag_of(table: Option<&Field>, field: &Field) -> String {
    let first = table.map(|it| it.key.split('_').next().unwrap_or_default());
    first.map_or_else(|| field.flag(), |it| format!("{it}-{}", field.flag()))
}

fn name_of(table: Option<&Field>, field: &Field) -> String {
    table.map_or_else(|| field.key.to_owned(), |it| format!("{}.{}", it.key, field.key))
}

fn value_name(field: &Field) -> &'static str {
    match &field.ty {
        Type::Date => "DATE",
        Type::LocalTime | Type::Instant => "TIME",
        Type::Minutes => "LENGTH",
        Type::Whole | Type::Number => "NUMBER",
        Type::Flag => "YES|NO",
        Type::Choice(_) => "WORD",
        Type::Ref(_) => "ID",
        Type::Set(_) | Type::List(Type::Ref(_)) => "A,B",
        Type::List(_) => "A;B",
        _ => "TEXT",
    }
}

fn help(field: &Field) -> String {
    match &field.ty {
        Type::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|it| it.value).collect();
            format!("{}: {}", field.help, words.join(", "))
        }
        _ => field.help.to_owned(),
    }
}

/// `show`: everything about one record.
pub fn show(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = existing(session, kind, matches)?;
    // What a series plans is shown as it will be once somebody touches it.
    let snapshot = with_planned(&record, &session.at());
    in_full(session, &record, &Standpoint { snapshot: &snapshot, ..session.at() })
}

/// Everything about a record as an answer.
///
/// # Errors
/// When the history cannot be opened.
pub fn in_full(session: &Session, record: &Record, at: &Standpoint<'_>) -> Result<Answer, Report> {
    let problems = check::check_record(record, at);
    let text = match session.options.json {
        true => String::new(),
        false => show::in_full(record, &session.history()?.latest_of(&record.id), &problems, at),
    };
    Ok(Answer {
        kind: format!("{}.show", record.id.kind.noun()),
        text,
        data: show::record_json(record, at),
        warnings: if session.options.json { problems } else { session.workspace.file_problems() },
        paged: true,
        ..Answer::default()
    })
}

/// `add`: a new record.
pub fn add(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let mut settings = settings(session, kind, matches, None)?;
    if let Some(words) = matches.get_one::<String>("words")
        && let Some(field) = kind.field(kind.title_key())
        && !settings.iter().any(|it| it.0 == field.key)
    {
        settings.push((field.key.to_owned(), session.value(field, words, None)?));
    }
    let typed = |name| matches.try_get_one::<String>(name).ok().flatten().cloned();
    let group = match kind {
        Kind::Group => Some(new_code(session, typed("code"))?),
        _ => group(session, kind, typed("group"), &settings)?,
    };
    let group = ask_for_missing(session, kind, group, &mut settings)?;
    let id = fresh_id(session, kind, &group, &settings)?;
    if kind == Kind::Meeting {
        deed::meeting::in_order(&Record::empty(id.clone()), &settings, &session.at())?;
    }
    let similar = similar(kind, &settings, session);
    let change = deed::add(id.clone(), settings, &session.at());
    let mut answer = session.write(&format!("{}.add", kind.noun()), &change, &id)?;
    answer.talk.extend(similar);
    Ok(answer)
}

/// What says much the same as a new item or action, in whichever group.
fn similar(kind: Kind, settings: &Settings, session: &Session) -> Vec<String> {
    let title = settings.iter().find(|it| it.0 == "title").and_then(|it| it.1.as_ref());
    let Some(title) = title.filter(|_| matches!(kind, Kind::Item | Kind::Action)) else { return Vec::new() };
    let title = leaf::plain(title);
    let ids = session.workspace.titled(&REPEATED, may_be_near(&title));
    let found = near(&title, ids.iter().filter_map(|it| session.snapshot().get(it))).into_iter();
    found.map(|it| format!("Similar: {} {}, {}", it.id, it.words, it.state)).collect()
}

/// `edit`: other values for fields of a record.
pub fn edit(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = existing(session, kind, matches)?;
    let id = record.id.clone();
    let settings = settings(session, kind, matches, Some(&record))?;
    if settings.is_empty() {
        let which = if kind == Kind::Workspace { String::new() } else { format!(" {id}") };
        return Err(Report::usage("nothing to change was named").hint(format!(
            "Name a field, such as `comity {} edit{which} --{} ...`; --help lists them",
            kind.noun(),
            kind.title_key()
        )));
    }
    let change = match kind {
        Kind::Meeting => deed::correct::write(&record, settings, &session.at())?,
        _ => deed::edit(&record, settings, &session.at()),
    };
    let kept = match kind {
        Kind::Person => seats_kept(&record, &change, session),
        _ => None,
    };
    let mut answer = session.write(&format!("{}.edit", kind.noun()), &change, &id)?;
    answer.talk.extend(kept);
    Ok(answer)
}

/// What becomes of the seats of somebody who leaves, or works elsewhere, by an edit of their record alone.
fn seats_kept(person: &Record, change: &Change, session: &Session) -> Option<String> {
    let after = change.apply(session.snapshot()).ok()?;
    deed::seats_kept(person, after.get(&person.id)?, &session.at())
}

/// The record that a verb is about; of meetings, one that a series only plans too.
///
/// # Errors
/// When the word for it means none or several, or it cannot be read.
pub fn existing(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Record, Report> {
    let id = match kind {
        Kind::Workspace => RecordId::workspace(),
        Kind::Meeting => return session.meeting(&id_word(matches)),
        kind => session.find(&[kind], &id_word(matches))?,
    };
    session.snapshot().get(&id).cloned().ok_or_else(|| unreadable(session, &id))
}

/// The report on a record that is listed and cannot be read.
pub fn unreadable(session: &Session, id: &RecordId) -> Report {
    let problems = session.workspace.file_problems();
    let about = problems.iter().find(|it| it.id.as_ref() == Some(id));
    let report = Report::new("E-TOML", Exit::Invalid, format!("{id} cannot be read"));
    match about {
        Some(problem) => report.cause(super::printer::problem_line(problem)),
        None => report.hint("`comity check` lists what is wrong"),
    }
}

/// A new id that nobody has.
///
/// # Errors
/// When the group's code is none, or chance fails too often.
pub fn fresh_id(session: &Session, kind: Kind, group: &str, settings: &Settings) -> Result<RecordId, Report> {
    let given = |key: &str| settings.iter().find(|it| it.0 == key).and_then(|it| it.1.as_ref());
    let day = day_of(kind, settings);
    let year = day.map_or_else(|| chrono::Datelike::year(&session.at().today), |it| chrono::Datelike::year(&it));
    let title = given(kind.title_key()).map(leaf::plain).unwrap_or_default();
    let count = if kind.letter().is_some() { session.workspace.count(kind, group, year) } else { 0 };
    for _ in 0..TRIES {
        let new = NewId { group, title: &title, day, count, random: crate::workspace::random() };
        match new_id(kind, &new, &session.at()) {
            Ok(Some(id)) => return Ok(id),
            Ok(None) => (),
            Err(error) => return Err(error.into()),
        }
    }
    Err(Report::new("E-VALUE", Exit::Failed, "no free id was found").hint("Try again"))
}

/// What the flags set, each read by its field.
fn settings(
    session: &mut Session,
    kind: Kind,
    matches: &ArgMatches,
    record: Option<&Record>,
) -> Result<Settings, Report> {
    let mut settings = Settings::new();
    for (table, field) in flagged(kind) {
        let Some(word) = matches.get_one::<String>(&name_of(table, field)) else { continue };
        let is_put_right = table.is_none() && free::is_put_right(record, field);
        if table.is_none() && !free::is_free(field) && !is_put_right {
            return Err(free::not_free(kind, record, field).into());
        }
        let Some(table) = table else {
            let now = record.and_then(|it| it.get(field.key));
            let value = match record.filter(|_| is_put_right) {
                Some(meeting) => super::meeting::moment_of(session, meeting, word)?.map(value::instant),
                // Onto the agenda of one that a series only plans, too.
                None if (kind, field.key) == (Kind::Item, "meeting") && !matches!(word.trim(), "none" | "") => {
                    Some(value::text(session.meeting(word)?.id.as_str()))
                }
                None => session.value(field, word, now)?,
            };
            settings.push((field.key.to_owned(), value));
            continue;
        };
        // A table goes back as a whole, with what else stands in it.
        let before = || record.and_then(|it| it.table(table.key).cloned()).unwrap_or_default();
        let mut entries = match settings.pop_if(|it| it.0 == table.key) {
            Some((_, Some(Value::Table(entries)))) => entries,
            _ => before(),
        };
        match session.value(field, word, entries.get(field.key))? {
            Some(value) => entries.insert(field.key.to_owned(), value),
            None => entries.remove(field.key),
        };
        settings.push((table.key.to_owned(), Some(Value::Table(entries))));
    }
    free::may_write(kind, record, &settings)?;
    Ok(settings)
}

/// The code of a new group, which no other has.
fn new_code(session: &Session, typed: Option<String>) -> Result<String, Report> {
    let Some(code) = typed.map(|it| it.trim().to_uppercase()) else {
        return Err(Report::usage("a group needs --code").hint("A few letters that stand in every id, such as AQ"));
    };
    let id = RecordId::new(Kind::Group, &code)?;
    match session.snapshot().exists(&id) {
        true => Err(Report::usage(format!("there is a group {id} already")).hint("Choose other letters")),
        false => Ok(code),
    }
}

/// The group that a new record belongs to: the one named, that of what it refers to, or the only one there is; `None`
/// where somebody has to say it.
fn group(
    session: &mut Session,
    kind: Kind,
    typed: Option<String>,
    settings: &Settings,
) -> Result<Option<String>, Report> {
    if !kind.by_year() && kind != Kind::Measure {
        return Ok(Some(String::new()));
    }
    if let Some(word) = typed {
        return Ok(Some(session.find(&[Kind::Group], &word)?.to_string()));
    }
    if kind == Kind::Note
        && let Some(about) = settings.iter().find(|it| it.0 == "about").and_then(|it| it.1.as_ref())
        && let Ok(about) = session.find(&Kind::ALL, &leaf::plain(about))
        && let Some(about) = session.snapshot().get(&about)
    {
        return Ok(deed::group_of_note(about, &session.at()));
    }
    for (key, value) in settings {
        if let (Some(Type::Ref(kinds)), Some(Value::String(id))) = (kind.field(key).map(|it| &it.ty), value)
            && let Some(group) = crate::model::typed::reference(kinds, id).and_then(|it| it.group().map(str::to_owned))
        {
            return Ok(Some(group));
        }
    }
    match session.snapshot().ids(Kind::Group).as_slice() {
        [only] => Ok(Some(only.to_string())),
        [] => Err(Report::new("E-NOT-FOUND", Exit::NotFound, "there is no group yet")),
        _ => Ok(None),
    }
}

/// Asks for the group and the fields that a record needs and that nobody gave; where nobody can be asked, names them.
fn ask_for_missing(
    session: &mut Session,
    kind: Kind,
    group: Option<String>,
    settings: &mut Settings,
) -> Result<String, Report> {
    let missing: Vec<&Field> = kind
        .fields()
        .filter(|it| it.required && it.start == Start::Nothing)
        .filter(|field| !settings.iter().any(|(key, value)| key == field.key && value.is_some()))
        .collect();
    if let (Some(group), true) = (&group, missing.is_empty()) {
        return Ok(group.clone());
    }
    let codes: Vec<String> = session.snapshot().ids(Kind::Group).iter().map(ToString::to_string).collect();
    let codes = codes.join(", ");
    if !session.options.may_ask() {
        let fields = missing.iter().map(|it| format!("--{}", it.flag()));
        let flags: Vec<String> = group.is_none().then(|| "--group".to_owned()).into_iter().chain(fields).collect();
        let flags = match flags.as_slice() {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            flags => flags.join(""),
        };
        let report = Report::usage(format!("{} needs {flags}", kind.a()));
        return Err(if group.is_none() { report.hint(format!("The groups are {codes}")) } else { report });
    }
    super::printer::talk(&format!("A new {}. What has a * must be filled.", kind.words()));
    let group = match group {
        Some(group) => group,
        None => session.ask_for_group(&codes)?,
    };
    for field in missing {
        let value = session.ask(field)?;
        settings.push((field.key.to_owned(), value));
    }
    Ok(group)
}

/// The day from which a new id takes its year, and a meeting its name.
fn day_of(kind: Kind, settings: &Settings) -> Option<NaiveDate> {
    let key = match kind {
        Kind::Meeting => "start",
        Kind::Action => "raised_on",
        Kind::Item => "proposed_on",
        Kind::Decision => "agreed_on",
        _ => return None,
    };
    let value = settings.iter().find(|it| it.0 == key)?.1.as_ref()?;
    value::date_of(value).or_else(|| value::local_of(value).map(|it| it.date()))
}
