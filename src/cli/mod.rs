//! The command line: words in, lines out.

mod action;
mod attendance;
mod begin;
mod calendar;
mod care;
mod contested;
mod decision;
mod doctor;
mod document;
mod driver;
mod example;
mod export;
mod group;
mod handover;
mod help;
mod history;
mod import;
mod item;
mod join;
mod key;
mod leaving;
mod list;
mod lists;
mod matrix;
mod meeting;
mod member;
mod note;
mod nouns;
mod options;
mod outside;
mod paper;
mod plain;
mod printer;
mod record;
mod session;
mod settings;
mod show;
mod signals;
mod signs;
mod sync;
mod trust;
mod verbs;
mod verify;
mod welcome;
mod whole;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};

pub use help::{command_table, man_pages};
use nouns::{HIDDEN, NOUNS, PLAIN};
use options::Options;
pub use options::{OpenScreen, Screen};
use printer::Answer;
use session::Session;
use verbs::{Run, Verb};
use welcome::welcome;

use crate::report::{Exit, Report};
use crate::store::log;
use crate::workspace::Workspace;

/// Runs the program with the words of the command line, the program's own name first.
pub fn main(words: impl IntoIterator<Item = OsString>, screen: Screen) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    let matches = match command().try_get_matches_from(&words) {
        Ok(matches) => matches,
        Err(error) => return not_understood(&error, &words, screen),
    };
    let options = match Options::of(&matches, screen) {
        Ok(options) => options,
        Err(report) => {
            printer::report(&report, &Options::silent(wants_json(&words), screen));
            return ExitCode::from(report.exit as u8);
        }
    };
    if options.verbose {
        log(matches!(matches.subcommand_name(), None | Some("demo")));
    }
    match run(&matches, &options) {
        Ok(answer) if answer.found_errors => ExitCode::from(Exit::Problems as u8),
        Ok(_) => ExitCode::SUCCESS,
        Err(report) => {
            printer::report(&report, &options);
            ExitCode::from(report.exit as u8)
        }
    }
}

/// The whole command line, built from the table of verbs.
pub fn command() -> Command {
    let mut root = Command::new("comity")
        .about("Joint working groups of two organisations, kept in one shared folder")
        .version(env!("CARGO_PKG_VERSION"))
        .args(options::arguments())
        .disable_help_subcommand(true)
        .subcommand_required(false)
        .infer_subcommands(false)
        .after_help("Without a command, the screen opens. `comity help` lists the commands and the topics.");
    for noun in NOUNS {
        let mut command = Command::new(noun.name()).about(noun.about).args_conflicts_with_subcommands(true);
        if let Some(plural) = noun.alias() {
            command = command.alias(plural);
        }
        for verb in noun.verbs {
            command = command.subcommand(verb.command(noun.kind));
        }
        if let Some(verb) = noun.alone() {
            command = command.args(match verb.arguments {
                verbs::Arguments::Own(arguments) => arguments(),
                verbs::Arguments::OfKind(arguments) => noun.kind.map(arguments).unwrap_or_default(),
            });
        }
        root = root.subcommand(command);
    }
    let root = PLAIN.iter().fold(root, |root, verb| root.subcommand(verb.command(None)));
    HIDDEN.iter().fold(root, |root, verb| root.subcommand(verb.command(None).hide(true)))
}

/// Does what somebody asked for, and prints the answer.
fn run(matches: &ArgMatches, options: &Options) -> Result<Answer, Report> {
    let Some((name, inner)) = matches.subcommand() else {
        let place = options.place()?;
        match Workspace::find(&place) {
            Ok(root) => options.open_screen(&root)?,
            // Whoever names a folder means that one.
            Err(_) if options.folder.is_none() && options.may_ask() => welcome(options, &place)?,
            Err(error) => return Err(error.into()),
        }
        return Ok(Answer::default());
    };
    if let Some(noun) = NOUNS.iter().find(|it| it.name() == name) {
        let (verb, inner) = inner.subcommand().unwrap_or((noun.alone().map_or("", |it| it.name), inner));
        if let Some(verb) = noun.verbs.iter().find(|it| it.name == verb) {
            let (verb, inner) = deepest(verb, inner);
            return perform(verb, noun.kind, inner, options);
        }
        return Err(Report::usage(format!("`{name}` needs a verb")).hint(format!("`comity {name} --help` lists them")));
    }
    match PLAIN.iter().chain(HIDDEN).find(|it| it.name == name) {
        Some(verb) => {
            let (verb, inner) = deepest(verb, inner);
            perform(verb, None, inner, options)
        }
        None => Err(Report::usage(format!("there is no command `{name}`"))),
    }
}

/// A verb may have verbs of its own: `history show`, `item paper add`.
fn deepest<'a>(verb: &'a Verb, matches: &'a ArgMatches) -> (&'a Verb, &'a ArgMatches) {
    match matches.subcommand() {
        Some((word, deeper)) => (verb.verbs.iter().find(|it| it.name == word).unwrap_or(verb), deeper),
        None => (verb, matches),
    }
}

fn perform(
    verb: &Verb,
    kind: Option<crate::model::Kind>,
    matches: &ArgMatches,
    options: &Options,
) -> Result<Answer, Report> {
    // Global flags may stand behind the verb, and then are known there alone.
    let options = Options::of(matches, options.screen).unwrap_or_else(|_| options.clone());
    let began = Instant::now();
    let (answer, session) = match verb.run {
        Run::Alone(run) => (run(&options, matches)?, None),
        Run::Inside(run) => {
            let mut session = Session::open(&options)?;
            (run(&mut session, matches)?, Some(session))
        }
        Run::OfKind(run) => {
            let Some(kind) = kind else { return Err(Report::usage("this verb belongs to a noun")) };
            let mut session = Session::open(&options)?;
            (run(&mut session, kind, matches)?, Some(session))
        }
    };
    let took = began.elapsed();
    let head = session.as_ref().and_then(Session::head);
    let printed = printer::answer(&answer, head.as_deref(), &options);
    // The answer stands there by now. All in all nobody waits more than twice as long as for that.
    if let Some(session) = session {
        session.remember(took.min(LONGEST));
        // What was read goes as it is: to take thousands of records apart one by one would only hold up who waits.
        std::mem::forget(session);
    }
    printed.map_err(|it| Report::new("E-IO", Exit::Failed, "cannot print the answer").cause(it.to_string()))?;
    Ok(answer)
}

/// However long an answer took, and whoever was asked meanwhile: what makes the next one quicker takes no longer.
const LONGEST: Duration = Duration::from_secs(10);

/// Help and versions are answers; everything else is a report on wrong usage.
fn not_understood(error: &clap::Error, words: &[OsString], screen: Screen) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(Exit::Usage as u8)
        }
        _ if wants_json(words) => {
            printer::report(&misused(error), &Options::silent(true, screen));
            ExitCode::from(Exit::Usage as u8)
        }
        _ => {
            let _ = error.print();
            ExitCode::from(Exit::Usage as u8)
        }
    }
}

/// Wrong usage as programs are told it: clap's first paragraph on one line, and its tips.
fn misused(error: &clap::Error) -> Report {
    let text = error.to_string();
    let paragraphs: Vec<String> =
        text.split("\n\n").map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let message = paragraphs.first().map(|it| it.trim_start_matches("error: ")).unwrap_or_default();
    let tips = paragraphs.iter().filter_map(|it| it.strip_prefix("tip: "));
    tips.fold(Report::usage(message), |report, tip| report.hint(tip)).hint("--help shows what can be said")
}

fn wants_json(words: &[OsString]) -> bool {
    words.iter().take_while(|it| *it != "--").any(|it| it == "--json")
}

/// Tells what is being done, on standard error; while the screen is drawn, in a file.
fn log(while_drawing: bool) {
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG);
    // A second call in one process keeps the first one's log.
    let _ = match while_drawing.then(log::begin) {
        None => log.with_writer(std::io::stderr).without_time().try_init(),
        Some(Ok((path, file))) => {
            eprintln!("What is being done is told in {}", path.display());
            log.with_writer(file).with_ansi(false).try_init()
        }
        Some(Err(error)) => {
            eprintln!("What is being done cannot be told: {error}");
            Ok(())
        }
    };
}
