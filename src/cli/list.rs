//! `list`: the records of a kind, narrowed by flags.

use clap::{Arg, ArgAction, ArgMatches};

use super::nouns::NOUNS;
use super::printer::Answer;
use super::session::Session;
use super::show;
use crate::model::derived::state_of;
use crate::model::field::Type;
use crate::model::filter::Filter;
use crate::model::find::folded;
use crate::model::record::Fields;
use crate::model::view::Action;
use crate::model::view::planned::planned_soon;
use crate::model::{Kind, Record, RecordId, shown};
use crate::report::{Exit, Report};

/// The arguments of `list`.
pub fn list_arguments(kind: Kind) -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help)
    };
    let mut arguments = vec![filter_argument("Only what fits: words, owner:me, due<+2w; see `help filter`")];
    if kind.by_year() || matches!(kind, Kind::Measure | Kind::Member) {
        arguments.push(value("group", "CODE", "Only of this group"));
    }
    if has_state(kind) {
        arguments.push(value("state", "STATE", "Only in this state"));
    }
    match kind {
        Kind::Action => {
            arguments.push(value("owner", "PERSON", "Only of this owner"));
            let all = Arg::new("all").long("all").action(ArgAction::SetTrue);
            arguments.push(all.help("Closed and dropped ones too"));
        }
        Kind::Item => {
            arguments.push(value("meeting", "ID", "Only of this meeting"));
            let pool = Arg::new("pool").long("pool").action(ArgAction::SetTrue);
            arguments.push(pool.help("Only what lies in the pool"));
        }
        Kind::Note => arguments.push(value("about", "ID", "Only about this record")),
        Kind::Workspace
        | Kind::Org
        | Kind::Person
        | Kind::Group
        | Kind::Member
        | Kind::Meeting
        | Kind::Decision
        | Kind::Measure => (),
    }
    arguments
}

/// The flag that narrows a list by a filter.
pub fn filter_argument(help: &'static str) -> Arg {
    Arg::new("filter").long("filter").value_name("FILTER").help(help).allow_hyphen_values(true)
}

/// What stands behind `--filter`, read by `read`.
///
/// # Errors
/// When a word of it cannot be read.
pub fn filter_of<T>(matches: &ArgMatches, read: impl FnOnce(&str) -> (T, Filter)) -> Result<(T, Filter), Report> {
    let (asked, filter) = read(matches.get_one::<String>("filter").map_or("", String::as_str));
    let Some(fault) = filter.faults().first() else { return Ok((asked, filter)) };
    let message = format!("cannot read `{}` in the filter: {fault}", shown::visible(&fault.word));
    let hint = "`comity help filter` tells what can stand there; text with a colon stands in quotes";
    Err(Report::new("E-FILTER", Exit::Usage, message).hint(hint))
}

/// `list`: the records of a kind, sorted, those asked for.
pub fn list(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let wanted = Wanted::of(session, kind, matches)?;
    let at = session.at();
    let planned = if kind == Kind::Meeting { planned_soon(&at) } else { Vec::new() };
    // Of one group, the files of the others need not be read.
    let records: Vec<&Record> = match wanted.group() {
        Some(group) if kind.by_year() || matches!(kind, Kind::Member | Kind::Measure) => {
            at.snapshot.in_group(kind, group).collect()
        }
        _ => at.snapshot.of_kind(kind).collect(),
    };
    let mut records: Vec<&Record> =
        records.into_iter().chain(&planned).filter(|it| wanted.takes(it, session)).collect();
    match kind {
        Kind::Meeting => records.sort_by_key(|it| it.local("start")),
        Kind::Action => records.sort_by_key(|it| (it.date("due").is_none(), it.date("due"))),
        Kind::Item => records.sort_by_key(|it| (it.text("meeting").to_owned(), it.whole("order"))),
        _ => (),
    }
    let text = match records.is_empty() {
        true => String::new(),
        false => show::columns(kind, &records, &at).print(&session.options),
    };
    let mut answer = Answer {
        kind: format!("{}.list", kind.noun()),
        text,
        data: if session.options.json {
            records.iter().map(|it| show::record_json(it, &at)).collect()
        } else {
            serde_json::Value::Null
        },
        warnings: session.workspace.file_problems(),
        ..Answer::default()
    };
    if records.is_empty() {
        let can_add = NOUNS.iter().any(|it| it.kind == Some(kind) && it.verbs.iter().any(|it| it.name == "add"));
        answer.talk.push(match at.snapshot.ids(kind).len() + planned.len() {
            0 if can_add => format!("There are no {} yet; `comity {} add` makes one.", kind.plural(), kind.noun()),
            0 => format!("There are no {} yet.", kind.plural()),
            all => format!("None of {all} {} fits.", kind.plural()),
        });
    }
    Ok(answer)
}

fn has_state(kind: Kind) -> bool {
    kind.field("state").is_some() || matches!(kind, Kind::Meeting | Kind::Decision)
}

/// Which records a list is to have.
struct Wanted {
    group: Option<String>,
    state: Option<String>,
    owner: Option<RecordId>,
    all: bool,
    pool: bool,
    meeting: Option<RecordId>,
    about: Option<RecordId>,
    filter: Filter,
}

impl Wanted {
    fn of(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Self, Report> {
        let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten().cloned();
        let flag = |name: &str| matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false);
        let mut find = |name: &str, kinds: &[Kind]| text(name).map(|it| session.find(kinds, &it)).transpose();
        let group = find("group", &[Kind::Group])?.map(|it| it.to_string());
        let owner = find("owner", &[Kind::Person])?;
        let meeting = find("meeting", &[Kind::Meeting])?;
        let about = find("about", &[])?;
        let state = text("state").map(|it| state_word(kind, &it)).transpose()?;
        let (_, filter) = filter_of(matches, |it| ((), Filter::read(it, &[kind], &session.at())))?;
        let all = flag("all") || filter.asks_for_state();
        Ok(Self { group, state, owner, all, pool: flag("pool"), meeting, about, filter })
    }

    /// The one group whose records are asked for.
    fn group(&self) -> Option<&str> {
        self.group.as_deref().or_else(|| self.filter.group())
    }

    fn takes(&self, record: &Record, session: &Session) -> bool {
        let in_words = || {
            let texts = record.iter().flat_map(|(key, value)| value.as_str().into_iter().chain(record.words(key)));
            let text = folded(&texts.fold(record.id.to_string(), |all, it| all + " " + it));
            self.filter.holds(record, &text, &session.at())
        };
        let listed = self.all || self.state.is_some() || record.id.kind != Kind::Action || Action(record).is_listed();
        // Whose record was joined into another one's is listed there.
        listed
            && !(record.id.kind == Kind::Person && record.contains_key("same_as"))
            && self.group.as_deref().is_none_or(|it| record.id.group() == Some(it))
            && self.owner.as_ref().is_none_or(|it| record.text("owner") == it.as_str())
            && self.meeting.as_ref().is_none_or(|it| record.text("meeting") == it.as_str())
            && self.about.as_ref().is_none_or(|it| record.text("about") == it.as_str())
            && (!self.pool || record.word("meeting").is_none())
            && self.state.as_deref().is_none_or(|it| state_of(record, &session.at()) == it)
            && (self.filter.is_empty() || in_words())
    }
}

/// The state that a word means: as it stands in the file or as people read it.
fn state_word(kind: Kind, word: &str) -> Result<String, Report> {
    use crate::model::view::{DecisionState, MeetingState};
    let word = word.to_lowercase();
    let choices: Vec<(&str, &str)> = match (kind, kind.field("state").map(|it| &it.ty)) {
        (Kind::Meeting, _) => MeetingState::ALL.iter().map(|it| (it.word(), it.label())).collect(),
        (Kind::Decision, _) => DecisionState::ALL.iter().map(|it| (it.word(), it.label())).collect(),
        (_, Some(Type::Choice(choices))) => choices.iter().map(|it| (it.value, it.label)).collect(),
        _ => Vec::new(),
    };
    let found = choices.iter().find(|(value, label)| *value == word || *label == word);
    found.map(|it| it.0.to_owned()).ok_or_else(|| {
        let words: Vec<&str> = choices.iter().map(|it| it.0).collect();
        Report::new("E-VALUE", Exit::Invalid, format!("`{}` is no state of {}", shown::visible(&word), kind.a()))
            .hint(format!("Choose {}", words.join(", ")))
    })
}
