//! The verbs of agenda items beyond the common ones.

use clap::{Arg, ArgAction, ArgGroup, ArgMatches};

use super::handover;
use super::nouns::{ADD, EDIT, LIST, SHOW, id_alone};
use super::paper;
use super::printer::Answer;
use super::record::{existing, id_argument, unreadable};
use super::session::Session;
use super::verbs::{Arguments, Verb};
use crate::model::Kind;
use crate::model::deed::{self, Destination, item, move_item};
use crate::model::record::Fields;
use crate::report::Report;

/// The verbs of agenda items.
pub const VERBS: &[Verb] = &[
    LIST,
    SHOW,
    ADD,
    EDIT,
    Verb::of_kind(
        "move",
        "Move it on its agenda, to another meeting, or into the pool",
        Arguments::Own(move_arguments),
        move_to,
    )
    .example(&["item move 7K3F --before 9QXT", "item move 7K3F --to \"AQ next\""])
    .grouped(move_groups),
    Verb::of_kind(
        "accept",
        "Take a proposal, onto an agenda or into the pool",
        Arguments::Own(accept_arguments),
        accept,
    )
    .example(&["item accept 7K3F --meeting \"AQ next\"", "item accept 7K3F"]),
    Verb::of_kind("decline", "Do not take a proposal, with a reason", Arguments::Own(reason_arguments), decline)
        .example(&["item decline 7K3F --reason \"Belongs to DC\"", "item decline last --reason Double"]),
    Verb::of_kind("withdraw", "Take it back, with a reason", Arguments::Own(reason_arguments), withdraw)
        .example(&["item withdraw 7K3F --reason \"Settled by mail\"", "item withdraw last --reason Double"]),
    Verb::of_kind("defer", "Put it off to a later meeting", Arguments::Own(defer_arguments), defer)
        .example(&["item defer 7K3F --to \"AQ next\"", "item defer 7K3F"]),
    Verb::of_kind("take", "Take it now, in the meeting that is in session", Arguments::OfKind(id_alone), take)
        .example(&["item take 7K3F", "item take AQ-2026-11-24-adoption"]),
    Verb::of_kind("conclude", "Say what came of it", Arguments::Own(conclude_arguments), conclude)
        .example(&["item conclude 7K3F agreed --minute \"Agreed as proposed.\"", "item conclude 7K3F noted"]),
    Verb::of_kind("paper", "List its papers, or add one", Arguments::Own(paper::list_arguments), paper::list)
        .example(&["item paper 7K3F", "item paper add 7K3F rules.pdf"])
        .with(&[
            Verb::of_kind("list", "List its papers", Arguments::Own(paper::list_arguments), paper::list)
                .example(&["item paper list 7K3F", "item paper list last --json"]),
            Verb::of_kind(
                "add",
                "Add a file, a link or one that is to follow",
                Arguments::Own(paper::add_arguments),
                paper::add,
            )
            .example(&[
                "item paper add 7K3F \"Counting rules.pdf\" --title \"Two rules compared\"",
                "item paper add 7K3F --title \"Second draft\" --to-follow",
            ]),
        ]),
    Verb::of_kind(
        "refer",
        "Hand it over to another group, which says what becomes of it",
        Arguments::OfKind(handover::refer_arguments),
        handover::refer,
    )
    .example(&["item refer 7K3F DC", "item refer last CO"]),
    Verb::of_kind(
        "return",
        "Tell the group that handed it over what came of it",
        Arguments::Own(handover::return_arguments),
        handover::give_back,
    )
    .example(&["item return 7K3F --text \"The glossary has it now.\"", "item return last --text - < result.txt"]),
];

pub fn move_arguments() -> Vec<Arg> {
    let value = |name: &'static str, word: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(word).help(help).group(WHERE)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).group(WHERE)
    };
    vec![
        super::record::id_argument(Kind::Item),
        value("before", "ID", "Before this item"),
        value("after", "ID", "After this item"),
        flag("first", "To the top of its agenda"),
        flag("last", "To the end of its agenda"),
        value("to", "MEETING", "To the end of another meeting's agenda"),
        flag("pool", "Off the agenda, into the pool"),
    ]
}

const WHERE: &str = "where";

/// One destination, no more and no less.
pub fn move_groups() -> Vec<ArgGroup> {
    vec![ArgGroup::new(WHERE).required(true).multiple(false)]
}

/// `item move`: another place on its agenda, another meeting, or the pool.
pub fn move_to(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let id = session.find(&[Kind::Item], &text("id").unwrap_or_default())?;
    let to = if let Some(other) = text("before") {
        Destination::Before(session.find(&[Kind::Item], &other)?)
    } else if let Some(other) = text("after") {
        Destination::After(session.find(&[Kind::Item], &other)?)
    } else if let Some(meeting) = text("to") {
        let meeting = session.meeting(&meeting)?;
        if !session.snapshot().exists(&meeting.id) {
            // One that a series only plans becomes a record by it.
            let plan = deed::plan(&meeting, &session.at());
            let now = plan.apply(session.snapshot()).unwrap_or_else(|_| session.snapshot().clone());
            let change = move_item(&now, &id, &Destination::Meeting(meeting.id))?;
            return session.write("item.move", &deed::upon(plan, change), &id);
        }
        Destination::Meeting(meeting.id)
    } else if matches.get_flag("pool") {
        Destination::Pool
    } else if matches.get_flag("first") {
        Destination::First
    } else {
        Destination::Last
    };
    let change = move_item(session.snapshot(), &id, &to)?;
    session.write("item.move", &change, &id)
}

pub fn reason_arguments() -> Vec<Arg> {
    vec![
        id_argument(Kind::Item),
        Arg::new("reason").long("reason").value_name("TEXT").help("Why; it stays with the item"),
    ]
}

pub fn accept_arguments() -> Vec<Arg> {
    let meeting = Arg::new("meeting").long("meeting").value_name("ID");
    vec![id_argument(Kind::Item), meeting.help("Meeting on whose agenda it goes; the pool, if nothing is said")]
}

pub fn defer_arguments() -> Vec<Arg> {
    let to = Arg::new("to").long("to").value_name("MEETING");
    vec![id_argument(Kind::Item), to.help("Meeting on whose agenda it goes instead, such as `AQ next`")]
}

pub fn conclude_arguments() -> Vec<Arg> {
    vec![
        id_argument(Kind::Item),
        Arg::new("outcome").value_name("OUTCOME").help("What came of it; --help of `item edit` lists the words"),
        Arg::new("minute").long("minute").value_name("TEXT").help("What the minutes say; `-` reads standard input"),
    ]
}

/// `item accept`: a proposal is taken.
pub fn accept(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, Kind::Item, matches)?;
    let id = item.id.clone();
    let meeting = matches.get_one::<String>("meeting").map(|it| session.meeting(it)).transpose()?;
    let planned = meeting.as_ref().filter(|it| !session.snapshot().exists(&it.id));
    let plan = planned.map(|it| deed::plan(it, &session.at()));
    let accepted = item::accept(&item, meeting.as_ref().map(|it| &it.id), &session.at())?;
    let change = deed::together(plan.into_iter().chain([accepted])).meaning("item.accept");
    session.write("item.accept", &change, &id)
}

/// `item decline`: a proposal is not taken.
pub fn decline(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, Kind::Item, matches)?;
    let id = item.id.clone();
    let reason = session.reason(matches)?;
    let change = item::decline(&item, reason, &session.at())?;
    session.write("item.decline", &change, &id)
}

/// `item withdraw`: who proposed it takes it back.
pub fn withdraw(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, Kind::Item, matches)?;
    let id = item.id.clone();
    crate::model::act::may("item.withdraw", &item, &session.at())?;
    let reason = session.reason(matches)?;
    let change = deed::drop(&item, reason, &session.at());
    session.write("item.withdraw", &change, &id)
}

/// `item defer`: it is put off, to a later meeting where one is named.
pub fn defer(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, Kind::Item, matches)?;
    let id = item.id.clone();
    let to = matches.get_one::<String>("to").map(|it| session.meeting(it)).transpose()?;
    let change = item::defer(&item, to.as_ref(), &session.at())?;
    session.write("item.defer", &change, &id)
}

/// `item take`: the clock of the one before it stops, and its own begins.
pub fn take(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, Kind::Item, matches)?;
    let id = item.id.clone();
    let meeting = session.find(&[Kind::Meeting], item.text("meeting"))?;
    let Some(meeting) = session.snapshot().get(&meeting).cloned() else { return Err(unreadable(session, &meeting)) };
    let change = deed::sitting::take(&meeting, &item, &session.at())?;
    session.write("item.take", &change, &id)
}

/// `item conclude`: what came of it, and what the minutes say.
pub fn conclude(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let item = existing(session, Kind::Item, matches)?;
    let id = item.id.clone();
    let mut value = |name: &str| {
        let word = matches.get_one::<String>(name).cloned();
        word.map(|it| session.value_of(kind, name, &it)).transpose().map(Option::flatten)
    };
    let (outcome, minute) = (value("outcome")?, value("minute")?);
    if outcome.is_none() && item.word("outcome").is_none() {
        return Err(Report::usage("what came of it is missing").hint(outcomes()));
    }
    let change = item::conclude(&item, outcome, minute, &session.at())?;
    session.write("item.conclude", &change, &id)
}

fn outcomes() -> String {
    let field = Kind::Item.field("outcome");
    let words = match field.map(|it| &it.ty) {
        Some(crate::model::field::Type::Choice(choices)) => choices.iter().map(|it| it.value).collect(),
        _ => Vec::new(),
    };
    format!("Choose {}", words.join(", "))
}
