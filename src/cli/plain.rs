//! The plain front door: where the workspace stands, then numbered choices, line below line. It works in every
//! terminal and reads well aloud.

mod listing;

use std::path::Path;

use chrono::NaiveDate;

use self::listing::Listing;
use super::options::Options;
use super::printer::{self, Answer, talk};
use super::session::{Session, ask_line};
use super::signs::plain;
use crate::model::attention::attention;
use crate::model::view::name_of;
use crate::model::{Kind, RecordId, date, shown, typed, value};
use crate::report::{Exit, Report};

/// Something that can be chosen.
struct Choice {
    label: &'static str,
    does: Does,
}

enum Does {
    Lists(Listing),
    /// The command that it runs, with a question for each `?` in it.
    Runs(&'static [&'static str], &'static [Asks]),
}

/// A question, and what answers it.
enum Asks {
    /// One of a list, by its number there or as it is called everywhere.
    Which(Listing),
    /// Any record, as it is called everywhere.
    Any(&'static str),
    Day(&'static str),
    Text(&'static str),
}

const WHICH: Asks = Asks::Which(Listing::Open);

const CHOICES: &[Choice] = &[
    Choice { label: "Your open actions", does: Does::Lists(Listing::Mine) },
    Choice { label: "All open actions", does: Does::Lists(Listing::Open) },
    runs("Say that an action is done", &["action", "done", "?"], &[WHICH]),
    runs(
        "Give an action another day",
        &["action", "due", "?", "?"],
        &[WHICH, Asks::Day("Which day, such as next fri")],
    ),
    runs("Write down what has been done", &["action", "note", "?", "?"], &[WHICH, Asks::Text("What has been done")]),
    runs("Add an action", &["action", "add", "?"], &[Asks::Text("What is to be done")]),
    Choice { label: "Meetings", does: Does::Lists(Listing::Meetings) },
    runs("A meeting with its agenda", &["meeting", "show", "?"], &[Asks::Which(Listing::Meetings)]),
    Choice { label: "Groups", does: Does::Lists(Listing::Groups) },
    Choice { label: "People", does: Does::Lists(Listing::People) },
    runs(
        "Comment on something",
        &["note", "add", "--about", "?", "?"],
        &[Asks::Any("On which one (its id, or the last part of it)"), Asks::Text("What is to be said")],
    ),
    runs("What happened", &["history"], &[]),
    runs("Take back your last change", &["undo"], &[]),
    runs("Send and receive", &["sync"], &[]),
];

const fn runs(label: &'static str, words: &'static [&'static str], asks: &'static [Asks]) -> Choice {
    Choice { label, does: Does::Runs(words, asks) }
}

/// Tells where the workspace stands, and does what somebody chooses until they leave.
///
/// # Errors
/// When the workspace cannot be opened, or the terminal is gone.
pub fn turn(options: &Options, root: &Path) -> Result<(), Report> {
    let options = Options { folder: Some(root.to_owned()), plain: true, ..options.clone() };
    let knows_me = begin(&options)?;
    if knows_me {
        tell_list(Listing::Mine, &options)?;
    }
    if options.no_input {
        return Ok(());
    }
    tell_choices();
    loop {
        let Some(line) = answer("\nA number, another command, 0 for the list, or Enter to leave")? else {
            return Ok(());
        };
        let done = match line.parse::<usize>() {
            Ok(0) => {
                tell_choices();
                Ok(())
            }
            Ok(number) => match CHOICES.get(number - 1) {
                Some(choice) => choose(choice, &options),
                None => {
                    talk(&format!("There is no {number}; 0 lists what there is."));
                    Ok(())
                }
            },
            Err(_) if matches!(line.as_str(), "q" | "quit" | "exit") => return Ok(()),
            Err(_) => run(&split(&line), &options).map(drop),
        };
        // What did not work is said, and the question asked again.
        if let Err(report) = done {
            printer::report(&report, &options);
        }
    }
}

/// The state of the workspace, and what needs attention; says whether it is known who asks.
fn begin(options: &Options) -> Result<bool, Report> {
    run(&["status".to_owned()], options)?;
    let session = Session::open(options)?;
    let found = attention(&session.at());
    if !found.is_empty() {
        talk("\nNeeds attention:");
    }
    for it in found {
        talk(&plain(&format!("{} {} ({})", if it.urgent { "(!)" } else { "(i)" }, it.words, it.id)));
    }
    Ok(session.me().is_some())
}

fn tell_choices() {
    talk("\nWhat would you like to do?");
    for (nth, choice) in CHOICES.iter().enumerate() {
        talk(&format!("{:2}  {}", nth + 1, choice.label));
    }
}

fn choose(choice: &Choice, options: &Options) -> Result<(), Report> {
    match choice.does {
        Does::Lists(listing) => tell_list(listing, options)?,
        Does::Runs(words, asks) => match words_of(words, asks, options)? {
            Some(words) => run(&words, options).map(drop)?,
            None => talk("Nothing was done."),
        },
    }
    Ok(())
}

/// Answers with a list in numbered lines.
fn tell_list(listing: Listing, options: &Options) -> Result<(), Report> {
    let failed = |it: std::io::Error| Report::new("E-IO", Exit::Failed, "cannot print the list").cause(it.to_string());
    let text = listing.text(&listing.rows(&Session::open(options)?.at()));
    printer::answer(&Answer { text, ..Answer::default() }, None, options).map_err(failed)
}

/// The words of the command that was chosen; nothing where a question was left without an answer.
fn words_of(words: &[&str], asks: &[Asks], options: &Options) -> Result<Option<Vec<String>>, Report> {
    let mut asks = asks.iter();
    let mut said = Vec::new();
    for word in words {
        let answer = match (*word, asks.as_slice().first()) {
            ("?", Some(question)) => {
                asks.next();
                question.answered(options)?
            }
            (word, _) => Some(word.to_owned()),
        };
        let Some(answer) = answer else { return Ok(None) };
        said.push(answer);
    }
    Ok(Some(said))
}

impl Asks {
    /// What somebody answers, once it is understood, and said again as it was; nothing where they leave it empty.
    fn answered(&self, options: &Options) -> Result<Option<String>, Report> {
        let mut session = Session::open(options)?;
        let (question, there) = match self {
            Self::Which(listing) => {
                let rows = listing.rows(&session.at());
                talk(plain(&listing.text(&rows)).trim_end());
                ("Which one (its number here, or its id)", rows.into_iter().map(|it| it.id).collect())
            }
            Self::Any(question) | Self::Day(question) | Self::Text(question) => (*question, Vec::new()),
        };
        loop {
            let Some(answer) = answer(question)? else { return Ok(None) };
            let understood = match self {
                Self::Which(listing) => which(&answer, &there, listing.kind(), &mut session),
                Self::Any(_) => found(&answer, &[], &mut session),
                Self::Day(_) => day(&answer, &session).map(|it| (it.to_string(), date::long(it))),
                Self::Text(_) => Ok((answer.clone(), answer)),
            };
            match understood {
                Ok((word, words)) => {
                    talk(&plain(&format!("That is: {words}")));
                    return Ok(Some(word));
                }
                // What was not understood is said at once, and asked again.
                Err(report) => printer::report(&report, options),
            }
        }
    }
}

/// The record at a number of a list, or the one that a word means; how it is typed, and how it is told.
fn which(answer: &str, there: &[RecordId], kind: Kind, session: &mut Session) -> Result<(String, String), Report> {
    let number = answer.parse::<usize>().ok().filter(|it| *it <= 999);
    match number.map(|it| it.checked_sub(1).and_then(|it| there.get(it))) {
        Some(Some(id)) => Ok((id.to_string(), told(id, session))),
        Some(None) => Err(Report::usage(format!("there is no {answer} in this list"))),
        None => found(answer, &[kind], session),
    }
}

fn found(answer: &str, kinds: &[Kind], session: &mut Session) -> Result<(String, String), Report> {
    let id = session.find(kinds, answer)?;
    Ok((id.to_string(), told(&id, session)))
}

fn told(id: &RecordId, session: &Session) -> String {
    format!("{id} {}", shown::visible(&name_of(id, session.snapshot())))
}

fn day(answer: &str, session: &Session) -> Result<NaiveDate, Report> {
    let field = Kind::Action.field("due").ok_or_else(|| Report::usage("actions have no day"))?;
    let value = typed::parse(field, answer, None, &session.at()).map_err(|it| Report::of_value("due", answer, it))?;
    let day = value.as_ref().and_then(value::date_of);
    day.ok_or_else(|| Report::usage(format!("`{}` is no day", shown::visible(answer))))
}

/// One line, without the blanks around it; nothing where it was left empty, or nobody answers any more.
pub(super) fn answer(question: &str) -> Result<Option<String>, Report> {
    let line = ask_line(&format!("{question}: "))?.unwrap_or_default();
    Ok(Some(line.trim().to_owned()).filter(|it| !it.is_empty()))
}

/// A line as words; what stands in quotation marks is one word.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut mark = None;
    for it in line.chars() {
        match (it, mark) {
            (it, Some(open)) if it == open => mark = None,
            ('"' | '\'', None) => {
                mark = Some(it);
                word.get_or_insert_default();
            }
            (it, None) if it.is_whitespace() => words.extend(word.take()),
            (it, _) => word.get_or_insert_default().push(it),
        }
    }
    words.extend(word);
    match words.first().map(String::as_str) {
        Some("comity") => words.split_off(1),
        _ => words,
    }
}

/// Does what these words say on the command line.
pub fn run(words: &[String], options: &Options) -> Result<Answer, Report> {
    if words.is_empty() {
        return Ok(Answer::default());
    }
    let now = options.now.map(|it| format!("--now={}", it.to_rfc3339()));
    let acting = options.acting.as_ref().map(|it| format!("--as={it}"));
    let folder = options.folder.iter().map(|it| format!("--workspace={}", it.display()));
    let plain = options.plain.then(|| "--plain".to_owned());
    let everywhere = ["comity".to_owned()].into_iter().chain(plain).chain(folder).chain(now).chain(acting);
    let words = everywhere.chain(words.iter().cloned());
    let matches = super::command().try_get_matches_from(words);
    let matches = match matches {
        Ok(matches) if matches.subcommand_name().is_none() => return Ok(Answer::default()),
        Ok(matches) => matches,
        Err(error) if !error.use_stderr() => {
            // Help that was asked for is an answer.
            let _ = error.print();
            return Ok(Answer::default());
        }
        Err(error) => return Err(super::misused(&error)),
    };
    super::run(&matches, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_where_a_shell_would_split_it() {
        assert_eq!(split("action add 'Send it' --group AQ"), ["action", "add", "Send it", "--group", "AQ"]);
        assert_eq!(split("comity status"), ["status"]);
        assert_eq!(split("note add \"it's so\" ''"), ["note", "add", "it's so", ""]);
        assert!(split("  ").is_empty());
    }

    #[test]
    fn every_choice_asks_as_often_as_its_command_has_room() {
        for choice in CHOICES {
            let Does::Runs(words, asks) = choice.does else { continue };
            let room = words.iter().filter(|it| **it == "?").count();
            assert_eq!(room, asks.len(), "{}", choice.label);
        }
    }
}
