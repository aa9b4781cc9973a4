//! The welcome: where there is no workspace yet, asks in plain lines what somebody would like to do, and does it.
//!
//! It says line by line what a command would, and runs that command: so it works in every terminal, reads well aloud, and
//! whatever the shared copy asks for, such as a passphrase, is asked in the same place.

use std::path::{Path, PathBuf};

use super::options::Options;
use super::plain::answer;
use super::printer::{self, Answer, talk};
use super::session::ask_line;
use crate::init::join::folder_of;
use crate::init::places::typed_path;
use crate::init::welcomed::{Looks, Welcomed};
use crate::model::deed::slug;
use crate::report::Report;
use crate::store::repo::Repo;
use crate::workspace::{Workspace, random};

const CHOICES: &str = "
  1  Look around first     an example; nothing can break, and it leaves no trace
  2  Join a shared folder  somebody gave you an address, or a folder
  3  Start a new one       the two organisations first; groups and people later
  4  Open a folder         on this computer
";

/// Asks on the screen, or line by line where it is not to be used.
///
/// # Errors
/// When nobody can be asked any more, or the workspace cannot be opened.
pub fn welcome(options: &Options, looked_in: &Path) -> Result<(), Report> {
    if options.plain || (options.screen.require)().is_err() {
        return in_lines(options, looked_in);
    }
    let looking = |looks: Looks| {
        let theme = if looks.contrast { Some("contrast".to_owned()) } else { options.theme.clone() };
        Options { theme, ascii: options.ascii || looks.plain, ..options.clone() }
    };
    match (options.screen.welcome)(looked_in, options.now, &options.settings())? {
        Welcomed::Left => Ok(()),
        Welcomed::Lines => in_lines(&Options { plain: true, ..options.clone() }, looked_in),
        Welcomed::Example(looks) => super::example::open_example(&looking(looks)),
        Welcomed::Open(root, looks) => looking(looks).open_screen(&root),
    }
}

/// Asks until a workspace was opened, or somebody leaves.
///
/// # Errors
/// When nobody can be asked any more.
fn in_lines(options: &Options, looked_in: &Path) -> Result<(), Report> {
    talk("Joint working groups, kept in one shared folder.");
    talk(&format!("There is none in {},", looked_in.display()));
    talk("nor in the folders above it. What would you like to do?");
    talk(CHOICES);
    loop {
        let Some(choice) = answer("1 to 4, or Enter to leave")? else { return Ok(()) };
        let opened = match choice.as_str() {
            "1" => run(&["demo"], options).map(|_| true),
            "2" => join(options),
            "3" => start(options),
            "4" => open(options),
            "q" => return Ok(()),
            _ => Ok(false),
        };
        match opened {
            Ok(true) => return Ok(()),
            Ok(false) => (),
            // What did not work is said, and the question asked again: a slip in an address is no reason to leave.
            Err(report) => printer::report(&report, options),
        }
    }
}

fn join(options: &Options) -> Result<bool, Report> {
    joined(options)?.map_or(Ok(false), |it| enter(&it, options))
}

/// Asks what is to be joined, and joins it; the folder that was made.
///
/// # Errors
/// When nobody can be asked any more, or it cannot be joined.
pub fn joined(options: &Options) -> Result<Option<PathBuf>, Report> {
    let Some(place) = answer("Its address, or the folder it is in")? else { return Ok(None) };
    let Some(folder) = folder(&folder_of(&place))? else { return Ok(None) };
    let place = if place.starts_with('~') { typed_path(&place, Path::new("")).display().to_string() } else { place };
    let joined = run(&["join", "--", &place, &folder.to_string_lossy()], options)?;
    if !joined.talk.is_empty() {
        // The screen would take it away before anybody has read it.
        answer("Enter goes on")?;
    }
    Ok(Some(folder))
}

fn start(options: &Options) -> Result<bool, Report> {
    started(options)?.map_or(Ok(false), |it| enter(&it, options))
}

/// Asks what is to be begun, and begins it; the folder that was made.
///
/// # Errors
/// When nobody can be asked any more, or it cannot be made.
pub fn started(options: &Options) -> Result<Option<PathBuf>, Report> {
    let Some(title) = answer("What it is called, such as Sedex and amfori")? else { return Ok(None) };
    let mut parties = Vec::new();
    for which in ["The one organisation that signed", "The other one", "A third one (Enter: there is none)"] {
        let Some(name) = answer(which)? else { break };
        parties.push(format!("{}={name}", slug(&name, random())));
    }
    let Some(folder) = folder(&slug(&title, random()))? else { return Ok(None) };
    let mut words = vec!["init".to_owned(), "--empty".to_owned(), "--title".to_owned(), title];
    parties.into_iter().for_each(|it| words.extend(["--party".to_owned(), it]));
    if Repo::author_for(&folder, options.now()).is_none() {
        talk("Each change bears a name and an address; they are kept in this folder alone.");
        for (flag, what) in [("--name", "Your name"), ("--email", "Your address, such as you@example.org")] {
            let Some(answer) = answer(what)? else { return Ok(None) };
            words.extend([flag.to_owned(), answer]);
        }
    }
    words.extend(["--".to_owned(), folder.to_string_lossy().into_owned()]);
    run(&words.iter().map(String::as_str).collect::<Vec<_>>(), options)?;
    Ok(Some(folder))
}

fn open(options: &Options) -> Result<bool, Report> {
    let Some(folder) = answer("Which folder")? else { return Ok(false) };
    enter(&Workspace::find(&typed_path(&folder, Path::new("")))?, options)
}

fn enter(root: &Path, options: &Options) -> Result<bool, Report> {
    options.open_screen(root).map(|()| true)
}

/// The folder that is to be made here.
fn folder(proposal: &str) -> Result<Option<PathBuf>, Report> {
    let Some(line) = ask_line(&format!("The folder to make on this computer (Enter: {proposal}): "))? else {
        return Ok(None);
    };
    let line = line.trim();
    let typed = typed_path(if line.is_empty() { proposal } else { line }, Path::new(""));
    Ok(Some(std::path::absolute(&typed).unwrap_or(typed)))
}

/// Does what these words say on the command line.
fn run(words: &[&str], options: &Options) -> Result<Answer, Report> {
    let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
    super::plain::run(&words, options)
}
