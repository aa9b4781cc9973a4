//! The plain front door: where the workspace stands, then numbered choices, line below line. It works in every
//! terminal and reads well aloud.

use std::path::Path;

use super::options::Options;
use super::printer::{self, Answer, talk};
use super::session::{Session, ask_line};
use crate::model::attention::attention;
use crate::report::Report;

/// Something that can be chosen: the command that it runs, with a question for each `?` in it.
struct Choice {
    label: &'static str,
    words: &'static [&'static str],
    asks: &'static [&'static str],
}

const WHICH: &str = "Which one (its id, or the last part of it)";

const CHOICES: &[Choice] = &[
    choice("Your open actions", &["action", "list", "--owner", "me"], &[]),
    choice("All open actions", &["action", "list"], &[]),
    choice("Say that an action is done", &["action", "done", "?"], &[WHICH]),
    choice("Give an action another day", &["action", "due", "?", "?"], &[WHICH, "Which day, such as next fri"]),
    choice("Write down what has been done", &["action", "note", "?", "?"], &[WHICH, "What has been done"]),
    choice("Add an action", &["action", "add", "?"], &["What is to be done"]),
    choice("Meetings", &["meeting", "list"], &[]),
    choice("A meeting with its agenda", &["meeting", "show", "?"], &["Which one, such as AQ next"]),
    choice("Groups", &["group", "list"], &[]),
    choice("People", &["person", "list"], &[]),
    choice(
        "Comment on something",
        &["note", "add", "?", "--about", "?"],
        &["What is to be said", "On which one (its id)"],
    ),
    choice("What happened", &["history"], &[]),
    choice("Take back your last change", &["undo"], &[]),
    choice("Send and receive", &["sync"], &[]),
];

const fn choice(label: &'static str, words: &'static [&'static str], asks: &'static [&'static str]) -> Choice {
    Choice { label, words, asks }
}

/// Tells where the workspace stands, and does what somebody chooses until they leave.
///
/// # Errors
/// When the workspace cannot be opened, or the terminal is gone.
pub fn turn(options: &Options, root: &Path) -> Result<(), Report> {
    let options = Options { folder: Some(root.to_owned()), plain: true, ..options.clone() };
    let knows_me = begin(&options)?;
    if knows_me {
        talk("\nYour open actions:");
        run(&["action", "list", "--owner", "me"].map(str::to_owned), &options)?;
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
                Some(choice) => match words_of(choice)? {
                    Some(words) => run(&words, &options).map(drop),
                    None => Ok(()),
                },
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
        talk(&super::signs::plain(&format!("{} {} ({})", if it.urgent { "(!)" } else { "(i)" }, it.words, it.id)));
    }
    Ok(session.me().is_some())
}

fn tell_choices() {
    talk("\nWhat would you like to do?");
    for (nth, choice) in CHOICES.iter().enumerate() {
        talk(&format!("{:2}  {}", nth + 1, choice.label));
    }
}

/// The words of the command that was chosen; nothing where a question was left without an answer.
fn words_of(choice: &Choice) -> Result<Option<Vec<String>>, Report> {
    let mut asks = choice.asks.iter();
    let mut words = Vec::new();
    for word in choice.words {
        match (*word, asks.as_slice().first()) {
            ("?", Some(question)) => {
                asks.next();
                let Some(answer) = answer(question)? else { return Ok(None) };
                words.push(answer);
            }
            (word, _) => words.push(word.to_owned()),
        }
    }
    Ok(Some(words))
}

/// One line, without the blanks around it; nothing where it was left empty, or nobody answers any more.
fn answer(question: &str) -> Result<Option<String>, Report> {
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
            let room = choice.words.iter().filter(|it| **it == "?").count();
            assert_eq!(room, choice.asks.len(), "{}", choice.label);
        }
    }
}
