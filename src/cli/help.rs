//! Help: topics, explanations, completions, manual pages, and the table of commands.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use serde_json::json;

use super::nouns::{NOUNS, PLAIN};
use super::options::Options;
use super::printer::Answer;
use crate::model::Code;
use crate::model::{date, filter, permit};
use crate::report::{self, Exit, FAILURES, Report};

/// What help there is beside that on commands: the word, what it is about, the text.
pub fn topics() -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("dates", "How dates, times and lengths can be written", dates()),
        ("filter", "How lists are narrowed", FILTER.to_owned() + &filter::in_words()),
        ("lists", "How lists of people, members and meetings come in", super::lists::lists()),
        ("roles", "Who may do what", permit::in_words()),
        ("settings", "How the screen is set to look", super::settings::own_settings()),
        ("json", "What --json prints", JSON.to_owned()),
        ("exit-status", "What the program's end says", exit_status()),
    ]
}

pub fn help_arguments() -> Vec<Arg> {
    vec![Arg::new("words").value_name("COMMAND|TOPIC").num_args(0..).help("What about")]
}

/// `help`: a topic, a command, or what there is.
pub fn help(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let words: Vec<&String> = matches.get_many("words").into_iter().flatten().collect();
    if let [word] = words.as_slice()
        && word.as_str() == KEYS.0
    {
        return Ok(keys(options));
    }
    let text = match words.as_slice() {
        [] => overview(),
        [word] if topics().iter().any(|it| it.0 == word.as_str()) => {
            topics().into_iter().find(|it| it.0 == word.as_str()).map(|it| it.2).unwrap_or_default()
        }
        words => {
            let mut command = whole_command();
            for word in words {
                let found = command.find_subcommand(word).cloned();
                command = found.ok_or_else(|| unknown(word))?;
            }
            format!("{}\n", command.render_help().to_string().trim_end())
        }
    };
    Ok(Answer { kind: "help".to_owned(), data: json!({ "text": text }), text, ..Answer::default() })
}

/// The topic that differs from user to user, and what it is about.
const KEYS: (&str, &str) = ("keys", "The keys of the screen, and how to set your own");

fn keys(options: &Options) -> Answer {
    let told = options.keys(&options.settings());
    let row = |(place, command, keys, help): &(String, String, Vec<String>, &str)| json!({ "place": place, "command": command, "keys": keys, "help": help });
    Answer {
        kind: "help".to_owned(),
        data: json!({ "text": told.text, "keys": told.rows.iter().map(row).collect::<Vec<_>>() }),
        text: told.text,
        talk: told.warnings.iter().map(|it| format!("note: {it}")).collect(),
        ..Answer::default()
    }
}

/// The command line with the flags that hold everywhere laid into every verb.
fn whole_command() -> Command {
    let mut root = super::command();
    root.build();
    root
}

fn unknown(word: &str) -> Report {
    let names = NOUNS
        .iter()
        .map(|it| it.name())
        .chain(PLAIN.iter().map(|it| it.name))
        .chain(topics().iter().map(|it| it.0).collect::<Vec<_>>())
        .chain([KEYS.0]);
    let near = names.map(|it| (strsim::jaro_winkler(it, word), it)).max_by(|a, b| a.0.total_cmp(&b.0));
    let report = Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no command or topic `{word}`"));
    match near.filter(|it| it.0 > 0.7) {
        Some((_, near)) => report.hint(format!("Did you mean `{near}`?")),
        None => report.hint("`comity help` lists them"),
    }
}

fn overview() -> String {
    let mut text = "comity keeps the joint working groups of two organisations in one shared folder.\nWithout a command, the screen opens.\n\n".to_owned();
    for (command, about) in command_table() {
        // What is too long for the column has its words on the next line.
        match command.chars().count() {
            0..=44 => text.push_str(&format!("  {command:44}  {about}\n")),
            _ => text.push_str(&format!("  {command}\n  {:44}  {about}\n", "")),
        }
    }
    text.push_str("\nTopics\n");
    for (topic, about) in topics().iter().map(|it| (it.0, it.1)).chain([KEYS]) {
        text.push_str(&format!("  help {topic:39}  {about}\n"));
    }
    text.push_str(
        "\nEvery command takes --json, --plain, -C DIR, --as PERSON, --dry-run and more: see comity --help.\n",
    );
    text
}

/// Every command with its verbs and what it is for, as help and README list them.
pub fn command_table() -> Vec<(String, &'static str)> {
    let verbs = |verbs: &[super::verbs::Verb]| verbs.iter().map(|it| it.name).collect::<Vec<_>>().join("|");
    let nouns = NOUNS.iter().map(|it| {
        let line = format!("{} {}", it.name(), verbs(it.verbs));
        (line, it.about)
    });
    let plain = PLAIN.iter().map(|it| {
        let line = if it.verbs.is_empty() { it.name.to_owned() } else { format!("{} [{}]", it.name, verbs(it.verbs)) };
        (line, it.about)
    });
    plain.chain(nouns).collect()
}

pub fn explain_arguments() -> Vec<Arg> {
    vec![Arg::new("code").value_name("CODE").help("The code in a message; without one, all are listed")]
}

/// `explain`: the long text behind a code.
pub fn explain(_: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let Some(word) = matches.get_one::<String>("code") else {
        let data = Code::ALL.iter().map(|it| (it.word(), it.title())).chain(FAILURES.iter().map(|it| (it.0, it.1)));
        let mut all: Vec<(&str, &str)> = data.collect();
        all.sort_unstable();
        let text = all.iter().map(|(code, title)| format!("{code:16}  {title}\n")).collect();
        let data = all.iter().map(|(code, title)| json!({ "code": code, "title": title })).collect();
        return Ok(Answer { kind: "explain".to_owned(), text, data, ..Answer::default() });
    };
    let Some((code, title, long)) = report::explain(word) else {
        return Err(Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no code `{word}`"))
            .hint("`comity explain` lists them"));
    };
    let text = format!("{code}: {title}\n\n{}\n", wrapped(long, 78));
    Ok(Answer {
        kind: "explain".to_owned(),
        text,
        data: json!({ "code": code, "title": title, "text": long }),
        ..Answer::default()
    })
}

pub fn completions_arguments() -> Vec<Arg> {
    vec![Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(Shell)).help("Which shell")]
}

/// `completions`: what a shell needs to complete the commands.
pub fn completions(_: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut super::command(), "comity", &mut out);
    let text = String::from_utf8_lossy(&out).into_owned();
    Ok(Answer { kind: "completions".to_owned(), data: json!({ "text": text }), text, ..Answer::default() })
}

pub fn man_arguments() -> Vec<Arg> {
    vec![
        Arg::new("out")
            .long("out")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help("Write all pages into this folder"),
    ]
}

/// `man`: the manual pages.
pub fn man(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    let failed =
        |it: std::io::Error| Report::new("E-IO", Exit::Failed, "cannot write the manual pages").cause(it.to_string());
    let mut answer = Answer { kind: "man".to_owned(), ..Answer::default() };
    let keys = (options.screen.manual_keys)();
    match matches.get_one::<PathBuf>("out") {
        Some(folder) => {
            let pages = man_pages(&keys).map_err(failed)?;
            let names: Vec<&String> = pages.iter().map(|it| &it.0).collect();
            answer.text = match options.dry_run {
                true => format!("Would be written into {}: {} pages\n", folder.display(), pages.len()),
                false => format!("Wrote {} pages into {}\n", pages.len(), folder.display()),
            };
            answer.data = json!(names);
            for (name, page) in pages.iter().filter(|_| !options.dry_run) {
                crate::store::folder::write_foreign(&folder.join(name), page).map_err(failed)?;
            }
        }
        None => {
            let mut out = Vec::new();
            page(&whole_command(), "comity", &keys, &mut out).map_err(failed)?;
            answer.text = String::from_utf8_lossy(&out).into_owned();
            answer.data = json!({ "text": answer.text });
        }
    }
    Ok(answer)
}

/// A manual page for each command: the name of its file, and its text; that of the program tells the keys of the screen.
///
/// # Errors
/// Never, in practice: the pages are written into memory.
pub fn man_pages(keys: &str) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut pages = Vec::new();
    let mut add = |command: &Command, name: String| {
        let mut out = Vec::new();
        page(command, &name, keys, &mut out)?;
        pages.push((format!("{name}.1"), out));
        Ok::<(), std::io::Error>(())
    };
    let root = whole_command();
    add(&root, "comity".to_owned())?;
    for noun in root.get_subcommands().filter(|it| !it.is_hide_set()) {
        add(noun, format!("comity-{}", noun.get_name()))?;
        for verb in noun.get_subcommands() {
            add(verb, format!("comity-{}-{}", noun.get_name(), verb.get_name()))?;
        }
    }
    Ok(pages)
}

fn page(command: &Command, name: &str, keys: &str, out: &mut Vec<u8>) -> std::io::Result<()> {
    let examples = command.get_before_help().map(|it| it.to_string().replacen("Examples:\n", "", 1));
    // A manual page names its command as one word.
    let command = command.clone().name(name.to_owned()).display_name(name.to_owned());
    clap_mangen::Man::new(command).render(out)?;
    if let Some(examples) = examples {
        out.extend_from_slice(section("examples", &examples).as_bytes());
    }
    if name == "comity" {
        out.extend_from_slice(section("keys of the screen", keys).as_bytes());
        for (_, about, text) in topics() {
            out.extend_from_slice(section(about, &text).as_bytes());
        }
    }
    Ok(())
}

/// A section of a manual page, its lines as they stand.
fn section(title: &str, text: &str) -> String {
    let lines = text.replace('\\', "\\\\").replace("\n.", "\n\\&.");
    format!(".SH {}\n.nf\n{lines}\n.fi\n", title.to_uppercase())
}

fn dates() -> String {
    format!(
        "Dates are understood whole or not at all; the answer repeats what was understood.\n\n\
         \x20 2026-11-20                 that day\n\
         \x20 today, tomorrow, yesterday\n\
         \x20 fri, friday                the next Friday after today\n\
         \x20 next fri                   the Friday of next week\n\
         \x20 in 3 days, +3d, +2w, +1m   from today on; -3d and 3 days ago back\n\
         \x20 20 nov, 20 nov 2027        the next one, or that one\n\
         \x20 1.6.2026, 1.6.             day, month, year\n\
         \x20 end of week                also month, quarter, year; a week ends on Sunday\n\
         \x20 first tue of june          second, third, fourth, last; also of next month\n\
         \x20 2026-W23                   the Monday of that week\n\n\
         Times stand behind a date: {}, noon.\nLengths: 90, 1h30, 1:30, 45m.\n\
         In filters of history, a date without a year is the last one, elsewhere the next.\n\
         `none` takes a date away.\n",
        date::TIME_EXAMPLES
    )
}

fn exit_status() -> String {
    Exit::ALL.iter().map(|(exit, words)| format!("{:>4}  {words}\n", *exit as u8)).collect()
}

const FILTER: &str = "Lists are narrowed by flags; several narrow together.\n\n\
\x20 --filter FILTER  what fits a filter, written as below\n\
\x20 --group CODE     of a group\n\
\x20 --state WORD     in a state, as the file or the screen calls it: blocked, waiting\n\
\x20 --owner PERSON   actions of somebody; `me` is you\n\
\x20 --all            closed and dropped actions too\n\
\x20 --meeting ID     items of a meeting, such as `AQ next`; --pool those of none\n\n";

const JSON: &str = "--json prints one object on stdout, or one on stderr where something failed:\n\n\
\x20 { \"schema\": \"comity.v1\", \"kind\": \"action.list\", \"workspace\": {\"head\": \"8f3c2ab\"},\n\
\x20   \"data\": [ ... ], \"warnings\": [ ... ] }\n\
\x20 { \"schema\": \"comity.v1\", \"kind\": \"error\", \"error\": {\"code\": \"E-VALUE\", \"exit\": 4,\n\
\x20   \"message\": \"...\", \"hint\": \"...\", \"fields\": [ ... ]} }\n\n\
data is a list for lists and an object for one thing; a change has `change` beside it, with\n\
its id, commit and message. A record is its id, kind and group, its fields under their names,\n\
and what is derived from them (state, late, slipped). A field called `kind` is `meeting_kind`,\n\
`note_kind`, `org_kind` there. What is not set is not there. Within v1, keys are only added.\n";

fn wrapped(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        if used > 0 && used + 1 + word.chars().count() > columns {
            out.push('\n');
            used = 0;
        }
        if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.chars().count();
    }
    out
}
