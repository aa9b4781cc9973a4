//! The verbs of decisions beyond the common ones: agreed in the group, positions of the parties, number, end.

use clap::{Arg, ArgAction, ArgMatches};

use super::nouns::{ADD, EDIT, LIST, SHOW};
use super::printer::Answer;
use super::record::{existing, fresh_id, id_argument};
use super::session::Session;
use super::verbs::{Arguments, Verb};
use crate::model::act::may;
use crate::model::deed::decision::{self, Stance};
use crate::model::record::Fields;
use crate::model::view::{Decision, DecisionState};
use crate::model::{Kind, Record, RecordId, deed, shown};
use crate::report::Report;

/// The verbs of decisions.
pub const VERBS: &[Verb] = &[
    LIST,
    SHOW,
    ADD,
    EDIT,
    Verb::of_kind(
        "agree",
        "Say that the group agrees; the parties are asked from now on",
        Arguments::Own(agree_arguments),
        agree,
    )
    .example(&["decision agree 7K3F --meeting \"AQ last\"", "decision agree 7K3F"]),
    Verb::of_kind("endorse", "Endorse it for a party", Arguments::Own(words_optional), endorse)
        .example(&["decision endorse 7K3F --for sedex", "decision endorse 7K3F --at-meeting"]),
    Verb::of_kind("reserve", "Endorse it for a party, with a reservation", Arguments::Own(words_needed), reserve)
        .example(&["decision reserve 7K3F --text \"To be seen again in a year\"", "decision reserve 7K3F --text -"]),
    Verb::of_kind("object", "Object to it for a party", Arguments::Own(words_needed), object)
        .example(&["decision object 7K3F --text \"The sample is too small\"", "decision object 7K3F --text -"]),
    Verb::of_kind("abstain", "Abstain for a party", Arguments::Own(words_optional), abstain)
        .example(&["decision abstain 7K3F --for amfori", "decision abstain 7K3F --text \"No mandate yet\""]),
    Verb::of_kind("silent", "Record that a party said nothing by the last day", Arguments::Own(words_optional), silent)
        .example(&["decision silent 7K3F --for amfori", "decision silent 7K3F --for amfori --dry-run"]),
    Verb::of_kind("number", "Give it its formal number", Arguments::Own(number_arguments), number)
        .example(&["decision number 7K3F", "decision number 7K3F \"AQ 2026/04\""]),
    Verb::of_kind("withdraw", "Withdraw it, with a reason", Arguments::Own(withdraw_arguments), withdraw)
        .example(&["decision withdraw 7K3F --reason \"Settled by mail\"", "decision withdraw last --reason Double"]),
    Verb::of_kind("supersede", "Draft one that takes its place", Arguments::Own(supersede_arguments), supersede)
        .example(&["decision supersede 7K3F --text \"From now on twice a year.\"", "decision supersede 7K3F"]),
];

fn agree_arguments() -> Vec<Arg> {
    let meeting = Arg::new("meeting").long("meeting").value_name("ID");
    vec![id_argument(Kind::Decision), meeting.help("Meeting that agreed it; in writing, if nothing is said")]
}

fn words_optional() -> Vec<Arg> {
    let party = Arg::new("party").long("for").value_name("ORG");
    let text = Arg::new("text").long("text").value_name("TEXT");
    let at_meeting = Arg::new("at-meeting").long("at-meeting").action(ArgAction::SetTrue);
    vec![
        id_argument(Kind::Decision),
        party.help("The party; if nothing is said, the one that you endorse for, or the only one that is silent"),
        text.help("What it says; `-` reads it from standard input"),
        at_meeting.help("Said at a meeting, not in writing"),
    ]
}

fn words_needed() -> Vec<Arg> {
    words_optional()
}

fn number_arguments() -> Vec<Arg> {
    let number = Arg::new("number").value_name("NUMBER");
    vec![id_argument(Kind::Decision), number.help("The number; the next of the group's year, if nothing is said")]
}

fn withdraw_arguments() -> Vec<Arg> {
    let reason = Arg::new("reason").long("reason").value_name("TEXT");
    vec![id_argument(Kind::Decision), reason.help("Why; it stays with the decision")]
}

fn supersede_arguments() -> Vec<Arg> {
    let title = Arg::new("title").long("title").value_name("TEXT");
    let text = Arg::new("text").long("text").value_name("TEXT");
    vec![
        id_argument(Kind::Decision),
        title.help("What is decided, in a few words; the same, if nothing is said"),
        text.help("The operative words; the same to begin with, if nothing is said"),
    ]
}

/// `decision agree`: the group agrees.
pub fn agree(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = existing(session, Kind::Decision, matches)?;
    let id = record.id.clone();
    let meeting = matches.get_one::<String>("meeting").map(|it| session.find(&[Kind::Meeting], it)).transpose()?;
    let change = decision::agree(&record, meeting.as_ref(), &session.at())?;
    let mut answer = session.write("decision.agree", &change, &id)?;
    let at = session.at();
    if at.snapshot.get(&id).is_some_and(|it| Decision(it).needs_writing(at.snapshot)) {
        answer.talk.push("A party had no quorum then, so only positions in writing count".to_owned());
    }
    Ok(answer)
}

/// `decision endorse`
pub fn endorse(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    position(session, matches, Stance::Endorse)
}

/// `decision reserve`: endorsed with a reservation.
pub fn reserve(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    position(session, matches, Stance::Reserve)
}

/// `decision object`
pub fn object(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    position(session, matches, Stance::Object)
}

/// `decision abstain`
pub fn abstain(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    position(session, matches, Stance::Abstain)
}

/// `decision silent`: nobody said anything by the last day.
pub fn silent(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    position(session, matches, Stance::Silent)
}

fn position(session: &mut Session, matches: &ArgMatches, stance: Stance) -> Result<Answer, Report> {
    let record = existing(session, Kind::Decision, matches)?;
    let id = record.id.clone();
    let party = match matches.get_one::<String>("party") {
        Some(word) => session.find(&[Kind::Org], word)?,
        None if stance == Stance::Silent => silent_party(session, &record)?,
        None => own_party(session, &record)?,
    };
    let words = match matches.get_one::<String>("text") {
        Some(text) => session.value_of(Kind::Decision, "position.text", text)?,
        None => None,
    };
    let channel = if matches.get_flag("at-meeting") { "meeting" } else { "written" };
    let change = decision::take_position(&record, party.as_str(), stance, words, channel, &session.at())?;
    let mut answer = session.write(stance.deed(), &change, &id)?;
    let at = session.at();
    let state = at.snapshot.get(&id).map(|it| Decision(it).state(at.snapshot, at.today));
    let name = |it: &str| shown::visible(it).into_owned();
    let waits = at.snapshot.get(&id).map(|it| Decision(it).waits_in_words(at.snapshot, name)).unwrap_or_default();
    match state {
        Some(DecisionState::InForce) => {
            answer.talk.push(format!("{id} is in force; `comity decision number {id}` gives it its number"));
        }
        Some(DecisionState::Agreed) => answer.talk.push(format!("{id}: {waits}")),
        Some(DecisionState::Blocked) => answer.talk.push(format!("{id} is blocked by an objection")),
        _ => (),
    }
    Ok(answer)
}

/// The one party that somebody endorses for.
fn own_party(session: &Session, decision: &Record) -> Result<RecordId, Report> {
    let me = session.me().and_then(|it| session.snapshot().get(it));
    let parties: Vec<&str> = me.into_iter().flat_map(|it| it.words("endorses_for")).collect();
    match parties.as_slice() {
        [one] => Ok(RecordId::new(Kind::Org, one)?),
        [] => Err(Report::usage("you endorse for no party").hint(endorsers(session, decision))),
        _ => Err(Report::usage("for which party is missing").hint(format!("`--for` {}", parties.join(" or ")))),
    }
}

/// The one party that has not endorsed yet: the silence is its.
fn silent_party(session: &Session, decision: &Record) -> Result<RecordId, Report> {
    let waits = Decision(decision).waits_for(session.snapshot());
    match waits.as_slice() {
        [one] => Ok(RecordId::new(Kind::Org, one)?),
        [] => own_party(session, decision),
        _ => Err(Report::usage("which party was silent is missing").hint(format!("`--for` {}", waits.join(" or ")))),
    }
}

/// Who may say where the parties of a decision stand.
fn endorsers(session: &Session, decision: &Record) -> String {
    let at = session.at();
    let parties = Decision(decision).parties(at.snapshot).into_iter();
    let named = parties.map(|party| {
        let people = at.snapshot.of_kind(Kind::Person).filter(|it| it.text("status") != "left");
        let people = people.filter(|it| it.words("endorses_for").any(|it| it == party));
        let people: Vec<&str> = people.map(|it| it.id.as_str()).collect();
        let who = if people.is_empty() { "nobody yet".to_owned() } else { people.join(" or ") };
        format!("for {} {who}", shown::visible(party))
    });
    format!("These may say it: {}", named.collect::<Vec<_>>().join(", "))
}

/// `decision number`
pub fn number(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = existing(session, Kind::Decision, matches)?;
    let id = record.id.clone();
    let word = matches.get_one::<String>("number").map(String::as_str);
    let change = decision::number(&record, word, &session.at())?;
    session.write("decision.number", &change, &id)
}

/// `decision withdraw`
pub fn withdraw(session: &mut Session, _: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = existing(session, Kind::Decision, matches)?;
    let id = record.id.clone();
    may("decision.withdraw", &record, &session.at())?;
    let reason = session.reason(matches)?;
    let change = decision::withdraw(&record, reason, &session.at())?;
    session.write("decision.withdraw", &change, &id)
}

/// `decision supersede`: a draft that takes its place once it is in force.
pub fn supersede(session: &mut Session, kind: Kind, matches: &ArgMatches) -> Result<Answer, Report> {
    let record = existing(session, Kind::Decision, matches)?;
    let old = record.id.clone();
    let mut settings = deed::Settings::new();
    for name in ["title", "text"] {
        if let Some(word) = matches.get_one::<String>(name) {
            settings.push((name.to_owned(), session.value_of(kind, name, word)?));
        }
    }
    let id = fresh_id(session, kind, old.group().unwrap_or_default(), &settings)?;
    let change = decision::supersede(&record, id.clone(), settings, &session.at())?;
    session.write("decision.supersede", &change, &id)
}
