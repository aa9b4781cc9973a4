//! The example on the screen: beside it a shared copy, a change of the other side that waits there, and a value that both
//! sides wrote.

use std::path::Path;

use chrono::Days;

use super::options::Options;
use super::printer;
use super::session::Session;
use super::sync::{begin_shared, talk};
use crate::init;
use crate::init::join::join;
use crate::model::record::Fields;
use crate::model::view::Action;
use crate::model::{Kind, Record, RecordId, Standpoint, deed, value};
use crate::report::{Exit, Report};
use crate::store::lock::Patience;
use crate::store::repo::Author;
use crate::sync::{Decided, sync};
use crate::workspace::{Stamp, Workspace};

/// Who sits on the other side of the example.
const OTHER: &str = "oak";

/// The group whose actions both sides know.
const GROUP: &str = "AQ";

/// The example on the screen, in a folder that is gone afterwards.
///
/// # Errors
/// When there is no screen, or the system refuses.
pub fn open_example(options: &Options) -> Result<(), Report> {
    options
        .require_screen()
        .map_err(|report| report.hint("`comity demo --keep DIR` makes the example without opening it"))?;
    let folder = tempfile::Builder::new().prefix("comity-demo-").tempdir().map_err(no_folder)?;
    let root = folder.path().join("example");
    printer::talk("Making the example…");
    init::create_demo(&root, options.now())?;
    share(&root, &folder.path().join("shared copy"), options)?;
    options.open_screen(&root)
}

/// Gives the example a shared copy. Both sides have given one action another day there; of another action the other
/// side has written something that has not come in yet.
///
/// # Errors
/// When the system refuses. Where there is no `git`, the example does without.
pub fn share(root: &Path, place: &Path, options: &Options) -> Result<(), Report> {
    let mut session = Session::open(&Options { folder: Some(root.to_owned()), no_input: true, ..options.clone() })?;
    match begin_shared(&mut session, place) {
        Err(report) if report.code == "E-SYNC-GIT" => {
            let repo = session.workspace.repo();
            repo.set(&format!("remote.{}.url", repo.remote_name()), None)?;
            return Ok(());
        }
        shared => shared?,
    };
    let stamp = session.stamp()?;
    let beside = tempfile::Builder::new().prefix("comity-demo-").tempdir().map_err(no_folder)?;
    let there = beside.path().join("other");
    let quiet = Options { no_input: true, ..options.clone() };
    join(&place.display().to_string(), &there, &talk(&quiet), options.now())?;
    let mut other = Workspace::open(&there, Patience::of_environment())?;
    other.repo().set("commit.gpgsign", Some("false"))?;
    let theirs = Stamp { author: author_of(&other, options), acting: None, reason: None };
    let mut open = open_actions(&other, options).into_iter();
    let (Some(both), later) = (open.next(), open.next()) else { return Ok(()) };
    // The other side is first; what stands is theirs, ours is kept beside it.
    postpone(&mut other, &both, 14, &theirs, options)?;
    exchange(&mut other, &theirs, &quiet)?;
    postpone(&mut session.workspace, &both, 7, &stamp, options)?;
    exchange(&mut session.workspace, &stamp, &quiet)?;
    if let Some(later) = later {
        exchange(&mut other, &theirs, &quiet)?;
        postpone(&mut other, &later, 7, &theirs, options)?;
        exchange(&mut other, &theirs, &quiet)?;
    }
    Ok(())
}

fn exchange(workspace: &mut Workspace, stamp: &Stamp, options: &Options) -> Result<(), Report> {
    sync(workspace, stamp, &talk(options), Decided::default(), &mut |_| ())?;
    Ok(())
}

/// Gives an action a day so many days later.
fn postpone(
    workspace: &mut Workspace,
    id: &RecordId,
    days: u64,
    stamp: &Stamp,
    options: &Options,
) -> Result<(), Report> {
    let snapshot = workspace.snapshot().clone();
    let me = workspace.person_of(&stamp.author.email).ok().flatten();
    let at = Standpoint::new(&snapshot, me, options.now());
    let Some(action) = snapshot.get(id) else { return Ok(()) };
    let due = action.date("due").and_then(|it| it.checked_add_days(Days::new(days)));
    let change = deed::edit(action, vec![("due".to_owned(), due.map(value::date))], &at);
    workspace.submit(&change, stamp)?;
    Ok(())
}

/// The open actions of the group that have a day, the earliest first.
fn open_actions(workspace: &Workspace, options: &Options) -> Vec<RecordId> {
    let today = options.now().date_naive();
    let fits = |it: &&Record| {
        it.id.group() == Some(GROUP) && Action(it).is_open() && it.date("due").is_some_and(|it| it >= today)
    };
    let mut open: Vec<&Record> = workspace.snapshot().of_kind(Kind::Action).filter(fits).collect();
    open.sort_by_key(|it| (it.date("due"), it.id.clone()));
    open.into_iter().map(|it| it.id.clone()).collect()
}

fn author_of(workspace: &Workspace, options: &Options) -> Author {
    let person = RecordId::new(Kind::Person, OTHER).ok().and_then(|it| workspace.snapshot().get(&it));
    let name = person.map_or(OTHER, Record::title).to_owned();
    let email = person.and_then(|it| it.words("emails").next()).map(str::to_owned);
    Author { name, email: email.unwrap_or_else(|| format!("{OTHER}@example.org")), at: options.now() }
}

fn no_folder(error: std::io::Error) -> Report {
    Report::new("E-IO", Exit::Failed, "cannot make a folder for the example").cause(error.to_string())
}
