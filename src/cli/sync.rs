//! Exchange with the others: sync, join, where the shared copy is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::json;

use super::options::Options;
use super::printer::{self, Answer, Progress};
use super::session::Session;
use super::signals;
use super::welcome::joined;
use crate::init::join::{absolute, folder_of, join_telling};
use crate::init::shared::create_shared;
use crate::model::contested::WHOLE;
use crate::model::table::IDENTITY;
use crate::model::{Kind, RecordId, shown};
use crate::report::Report;
use crate::store::remote::Talk;
use crate::sync::{Decided, Synced, nameless, sync, unsent};
use crate::verify::Finding;
use crate::workspace::Stamp;

/// How long a shared copy may keep silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// More findings of a history that is joined are counted, not told.
const FEW: usize = 3;

pub(super) fn talk(options: &Options) -> Talk<'static> {
    let asks = options.may_ask();
    if !asks {
        // What was begun for an exchange that asks nobody does not hear the terminal's Ctrl+C: it is ended by us, before
        // we end.
        signals::heed();
    }
    Talk { asks, patience: PATIENCE, stop: &signals::STOP }
}

pub fn sync_arguments() -> Vec<Arg> {
    vec![
        Arg::new("send-again")
            .long("send-again")
            .action(ArgAction::SetTrue)
            .help("Where the shared copy has gone back: lay what it has lost on top of what it has now"),
        Arg::new("leave-out")
            .long("leave-out")
            .action(ArgAction::SetTrue)
            .help("Where it holds links, programs or forbidden paths: take all else in, and these away for everybody"),
    ]
}

/// `sync`: receives and sends.
pub fn run_sync(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let decided = Decided { send_again: matches.get_flag("send-again"), leave_out: matches.get_flag("leave-out") };
    // Who decides something says so in their name.
    let (stamp, is_known) = match session.stamp() {
        Err(unknown) if decided == Decided::default() => {
            let stamp = nameless(&session.workspace, session.options.now())?;
            let waits =
                "what you have saved or edited here has to bear a name; without it you would receive all the same";
            (stamp.ok_or_else(|| unknown.cause(waits))?, false)
        }
        known => (known?, true),
    };
    if session.options.dry_run {
        let waiting = unsent(&session.workspace).unwrap_or_default();
        let text = format!("Would be sent: {}\n", shown::count(waiting, "change", "changes"));
        return Ok(Answer {
            kind: "sync".to_owned(),
            text,
            data: json!({ "dry_run": true, "unsent": waiting }),
            ..Answer::default()
        });
    }
    super::trust::ask_first(session)?;
    let talk = talk(&session.options);
    let synced = sync(&mut session.workspace, &stamp, &talk, decided, &mut |_| ())?;
    session.workspace.repo().maintain();
    let mut answer = Answer { kind: "sync".to_owned(), text: format!("{}\n", told(&synced)), ..Answer::default() };
    if let Some(subject) = &synced.taken_in {
        answer.talk.push(format!("Saved first what was edited by hand: {}", shown::visible(subject)));
    }
    if !is_known {
        answer.talk.push("You receive without a name; `comity config set me PERSON` says who you are".to_owned());
    }
    answer.talk.extend(synced.left_out.iter().map(|it| format!("For everybody: {}", it.1)));
    if decided.leave_out && synced.left_out.is_empty() {
        answer.talk.push("There was nothing to leave out".to_owned());
    }
    for (old, new) in &synced.renamed {
        answer.talk.push(format!("{old} is {new} now: the others had given this id to something else"));
    }
    for (id, field) in &synced.contested {
        answer.talk.push(match field.as_str() {
            WHOLE => format!("One side took {id} away, the other changed it: it stays until somebody decides"),
            field => format!("Both changed {} of {id}: theirs stands, yours is kept beside it", in_words(id, field)),
        });
    }
    if !synced.contested.is_empty() {
        answer.talk.push("`comity contested` lists what waits to be decided".to_owned());
    }
    for (path, kept) in &synced.beside {
        let (path, kept) = (shown::visible(path), shown::visible(kept));
        answer
            .talk
            .push(format!("Both changed `{path}`, which cannot be joined: theirs stands, yours is kept as `{kept}`"));
    }
    for subject in &synced.reworded {
        let subject = shown::visible(subject);
        answer.talk.push(format!("Sent before its words were changed here, which stay as they were sent: {subject}"));
    }
    let wrong = synced.findings.iter().filter(|it| it.is_error());
    answer.talk.extend(wrong.map(|it| format!("Taken in, and not right: {}", it.words())));
    let contested: Vec<_> =
        synced.contested.iter().map(|(id, field)| json!({ "id": id.as_str(), "field": field })).collect();
    let renamed: Vec<_> =
        synced.renamed.iter().map(|(old, new)| json!({ "from": old.as_str(), "to": new.as_str() })).collect();
    let beside: Vec<_> = synced.beside.iter().map(|(path, kept)| json!({ "path": path, "kept": kept })).collect();
    answer.data = json!({
        "received": synced.received,
        "sent": synced.sent,
        "contested": contested,
        "renamed": renamed,
        "beside": beside,
    });
    if !synced.left_out.is_empty() {
        answer.data["left_out"] = synced.left_out.iter().map(|it| json!(it.0)).collect();
    }
    if !synced.findings.is_empty() {
        answer.data["findings"] = synced.findings.iter().map(super::verify::finding_json).collect();
    }
    Ok(answer)
}

fn told(synced: &Synced) -> String {
    let changes = |count| shown::count(count, "change", "changes");
    match (synced.received, synced.sent) {
        (0, 0) => "Both sides have the same".to_owned(),
        (received, 0) => format!("Received {}", changes(received)),
        (0, sent) => format!("Sent {}", changes(sent)),
        (received, sent) => format!("Received {}, sent {}", changes(received), changes(sent)),
    }
}

pub fn remote_set_arguments() -> Vec<Arg> {
    vec![
        Arg::new("place").value_name("URL|DIR").help("Where the shared copy is; asked for on a terminal"),
        Arg::new("create").long("create").action(ArgAction::SetTrue).help("Make it there, and send everything"),
    ]
}

/// `remote show`: where the shared copy is, and what waits to be sent.
pub fn remote_show(session: &mut Session, _: &ArgMatches) -> Result<Answer, Report> {
    let place = session.workspace.repo().remote_place().map(|it| shown::place(&it));
    let waiting = unsent(&session.workspace);
    let text = match (&place, waiting) {
        (None, _) => "There is no shared copy yet; `comity remote set URL` says where it is\n".to_owned(),
        (Some(place), Some(0)) => format!("{place}\nNothing waits to be sent\n"),
        (Some(place), waiting) => {
            let count = shown::count(waiting.unwrap_or_default(), "change waits", "changes wait");
            format!("{place}\n{count} to be sent\n")
        }
    };
    Ok(Answer {
        kind: "remote.show".to_owned(),
        text,
        data: json!({ "place": place, "unsent": waiting }),
        ..Answer::default()
    })
}

/// `remote set`: says where the shared copy is.
pub fn remote_set(session: &mut Session, matches: &ArgMatches) -> Result<Answer, Report> {
    let place = matches.get_one::<String>("place").map(String::as_str).unwrap_or_default();
    let create = matches.get_flag("create");
    let place = if create { place.to_owned() } else { absolute(place) };
    if create && !session.options.dry_run {
        let place = begin_shared(session, Path::new(&place))?;
        let text = format!("Made the shared copy {} and sent everything\n", shown::visible(&place));
        return Ok(Answer {
            kind: "remote.set".to_owned(),
            text,
            data: json!({ "place": place }),
            ..Answer::default()
        });
    }
    if !session.options.dry_run {
        session.workspace.repo().set_remote(&place)?;
    }
    let place = shown::place(&place);
    let text = format!("The shared copy is {place}; `comity sync` exchanges changes with it\n");
    Ok(Answer { kind: "remote.set".to_owned(), text, data: json!({ "place": place }), ..Answer::default() })
}

/// Makes the shared copy of a workspace and sends everything to it; where it is.
///
/// # Errors
/// When it cannot be made there, or not be reached.
pub(super) fn begin_shared(session: &mut Session, place: &Path) -> Result<String, Report> {
    super::trust::ask_first(session)?;
    // Nobody need be known yet for what is sent as it is.
    let author = session.workspace.identity(session.options.now())?;
    let stamp = Stamp { author, acting: None, reason: None };
    let branch = session.workspace.writable()?;
    let branch = branch.strip_prefix("refs/heads/").unwrap_or(&branch);
    let place = create_shared(place, session.workspace.root(), branch)?.display().to_string();
    session.workspace.repo().set_remote(&place)?;
    sync(&mut session.workspace, &stamp, &talk(&session.options), Decided::default(), &mut |_| ())?;
    Ok(place)
}

pub fn join_arguments() -> Vec<Arg> {
    vec![
        Arg::new("place").value_name("URL|DIR").help("Where the shared copy is; asked for on a terminal"),
        Arg::new("dir")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help("The folder to make; named like the shared copy, if none is named"),
    ]
}

/// `join`: a folder of one's own, cloned from the shared copy.
pub fn run_join(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let Some(place) = matches.get_one::<String>("place").cloned() else {
        if !options.may_ask() {
            return Err(Report::usage("`join` needs to know where the shared copy is")
                .hint("comity join ssh://host/path, or the folder it is in"));
        }
        if joined(options)?.is_none() {
            printer::talk("Nothing was joined.");
        }
        return Ok(Answer::default());
    };
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| PathBuf::from(folder_of(&place)));
    let folder = match &options.folder {
        Some(base) if folder.is_relative() => base.join(folder),
        _ => folder,
    };
    if options.dry_run {
        let text = format!("Would be joined into {}\n", folder.display());
        return Ok(Answer { kind: "join".to_owned(), text, data: json!({ "dry_run": true }), ..Answer::default() });
    }
    let joining = {
        // Whatever was made until somebody stops it is taken away again.
        let _heeding = signals::Heeding::begin();
        let mut progress = Progress::of(options);
        join_telling(&place, &folder, &talk(options), options.now(), &mut |it| progress.tell(|| it.words()))?
    };
    let root = joining.root;
    let mut session = Session::open(&Options { folder: Some(root.clone()), ..options.clone() })?;
    ask_who(&mut session)?;
    let name = session.snapshot().get(&RecordId::workspace()).map(|it| shown::visible(it.title()).into_owned());
    let mut text = format!("Joined {} in {}\n", name.unwrap_or_default(), root.display());
    let me = session.me().map(ToString::to_string);
    match &me {
        Some(me) => text.push_str(&format!("You are {me}.\n")),
        None => text.push_str("Who you are is still open; `comity config set me PERSON` says it.\n"),
    }
    text.push_str(&format!("Open it: comity -C {}\n", root.display()));
    let mut answer =
        Answer { kind: "join".to_owned(), text, data: json!({ "folder": root, "me": me }), ..Answer::default() };
    answer.talk = not_right(&joining.findings);
    if !joining.findings.is_empty() {
        answer.data["findings"] = joining.findings.iter().map(super::verify::finding_json).collect();
    }
    Ok(answer)
}

/// What is not right about the changes that came with a workspace: how many findings, and the first few.
fn not_right(findings: &[Finding]) -> Vec<String> {
    let wrong: Vec<&Finding> = findings.iter().filter(|it| it.is_error()).collect();
    if wrong.is_empty() {
        return Vec::new();
    }
    let count = shown::count(wrong.len(), "thing about its history is", "things about its history are");
    let mut lines = vec![format!("Taken in, though {count} not right:")];
    lines.extend(wrong.iter().take(FEW).map(|it| format!("  {}", it.words())));
    lines.push(match wrong.len() > FEW {
        true => "`comity verify ..HEAD` lists all of them, `comity explain CODE` tells more about each.".to_owned(),
        false => "`comity explain CODE` tells more about each; ask whoever invited you.".to_owned(),
    });
    lines
}

/// Asks who works here, where nobody knows it and somebody is there to answer.
fn ask_who(session: &mut Session) -> Result<(), Report> {
    if session.me().is_some() || !session.options.may_ask() {
        return Ok(());
    }
    let people: Vec<String> = session
        .snapshot()
        .of_kind(Kind::Person)
        .filter(|it| !it.fields.contains_key("same_as"))
        .map(|it| format!("  {}  {}", it.id, shown::visible(it.title())))
        .collect();
    printer::talk(&people.join("\n"));
    let Some(me) = IDENTITY.first() else { return Ok(()) };
    if let Some(id) = session.ask(me)? {
        session.workspace.repo().set("comity.person", id.as_str())?;
        *session = Session::open(&session.options.clone())?;
    }
    Ok(())
}

/// A field as the others would call it: of a row of a table, the field, the table and which row it is.
fn in_words(id: &RecordId, path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let [key, row @ .., last] = parts.as_slice() else { return shown::visible(path).into_owned() };
    let table = id.kind.field(key);
    let Some((table, field)) = table.and_then(|it| Some((it, it.ty.inner().iter().find(|it| it.key == *last)?))) else {
        return shown::visible(path).into_owned();
    };
    let row = row.join(".");
    let at = chrono::DateTime::parse_from_rfc3339(&row).map(|it| it.format("%-d %b %Y, %H:%M").to_string());
    let row = at.unwrap_or_else(|_| shown::visible(&row).into_owned());
    let row = if row.is_empty() { row } else { format!(" ({row})") };
    format!("\"{}\" in \"{}\"{row}", field.label, table.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_a_row_is_called_as_forms_call_it() {
        let id = |kind, id: &str| RecordId::new(kind, id).expect("id");
        let item = id(Kind::Item, "AQ-I26-7K3F");
        for (path, told) in [
            ("minute", "minute"),
            ("taken.2026-11-23T10:05:00+01:00.stop", "\"To\" in \"Time taken\" (23 Nov 2026, 10:05)"),
            ("nothing.such", "nothing.such"),
        ] {
            assert_eq!(in_words(&item, path), told);
        }
    }
}
