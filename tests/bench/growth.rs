//! How each figure grows with the workspace: the same things done in decades of different sizes.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use comity::history::{Filter, History};
use comity::model::{Fields, Kind, Record, RecordId, Snapshot};
use comity::workspace::Workspace;

use crate::Outcome;
use crate::decade::{Decade, Size};
use crate::exchange::{CHANGES, comity, open_as, replayed, work};
use crate::measure::{Times, in_turn, timed};
use crate::memory;
use crate::peers::{Backlog, Tasks, done, git};
use crate::processes::Site;
use crate::screen;
use crate::table::{Aim, Peer, Table};
use crate::terminal::Terminal;
use crate::world::Action;

/// A decade that is measured in, and how often: what takes long is done less often where there is much of it.
pub struct Step {
    pub size: Size,
    pub runs: usize,
    pub few: usize,
}

/// From young to far larger than any.
pub const STEPS: [Step; 3] = [
    Step { size: Size { records: 1_000, commits: 10_000 }, runs: 15, few: 3 },
    Step { size: Size { records: 10_000, commits: 100_000 }, runs: 15, few: 3 },
    Step { size: Size { records: 100_000, commits: 260_000 }, runs: 5, few: 1 },
];
pub const QUICK: [Step; 1] = [Step { size: Size { records: 1_000, commits: 5_000 }, runs: 3, few: 1 }];

/// The aims hold for a decade of this size.
const AIMED: usize = 10_000;

/// The group in which whoever the clone belongs to is a secretary.
const GROUP: &str = "CO";

/// Everything in a decade of one size. What is left of it is taken away again.
pub fn measure(table: &mut Table, parent: &Path, step: &Step) -> Outcome<()> {
    let place = tempfile::tempdir_in(parent)?;
    let root = place.path().join("decade");
    let took = timed(|| Decade::write(&root, step.size))?;
    let mut times = Times::default();
    times.add(took);
    table.alone("write a decade, commits", step.size.commits, &times, aim(step, Aim::Millis(60_000.0)));
    let desk = Desk { site: Site::at(&root), root, place: place.path(), step };
    let workspace = desk.site.open()?;
    let actions = actions(workspace.snapshot());
    drop(workspace);
    desk.disk(table)?;
    desk.list_and_add(table, &actions)?;
    desk.history(table)?;
    desk.screen(table)?;
    desk.caches(table)?;
    desk.exchange(table)
}

fn aim(step: &Step, it: Aim) -> Aim {
    if step.size.records == AIMED { it } else { Aim::None }
}

struct Desk<'a> {
    root: PathBuf,
    site: Site,
    place: &'a Path,
    step: &'a Step,
}

impl Desk<'_> {
    fn records(&self) -> usize {
        self.step.size.records
    }

    fn list_and_add(&self, table: &mut Table, actions: &[Action]) -> Outcome<()> {
        let (runs, records) = (self.step.runs, self.records());
        let aim = |it| aim(self.step, it);
        let tasks = Tasks::make(self.place, actions)?;
        // It takes seconds for one task already among ten thousand.
        let backlog = if records <= AIMED { Backlog::make(self.place, actions)? } else { None };
        let task = Peer { name: "`task project:CO list`", is_there: tasks.is_some() };
        let list = || self.site.list(&["--group", GROUP]);
        let theirs = tasks.as_ref().map(|it| || it.list(&["project:CO"]));
        table.add("list one group's open, records", records, &in_turn(runs, list, theirs)?, task, aim(Aim::Ratio(0.5)));
        let peer = Peer { name: "`backlog task list`", is_there: backlog.is_some() };
        let theirs = backlog.as_ref().map(|it| || it.list(GROUP));
        table.add("list one group's open, records", records, &in_turn(self.step.few, list, theirs)?, peer, Aim::None);
        let held = memory::of_run(self.site.comity(&["action", "list", "--group", GROUP]))?;
        table.held("most memory of that list, MB", records, held, None);

        let workspace = self.site.open()?;
        let me = workspace.people_with(&workspace.identity(chrono::Local::now().fixed_offset())?.email);
        let me = me.first().ok_or("nobody works here")?.to_string();
        drop(workspace);
        let words = ["action", "add", "Invite the experts", "--group", GROUP, "--owner", &me, "--due", "+2w"];
        let add = || timed(|| self.site.run(&words));
        let mine = clone(self.place, &self.root, "by-git")?;
        let gits = Site::at(&mine);
        let peer = Peer { name: "`git add && git commit`", is_there: true };
        let times = in_turn(runs, add, Some(|| gits.add_and_commit()))?;
        table.add("add, durable and committed, records", records, &times, peer, Aim::None);
        let peer = Peer { name: "`task add`, no history", is_there: tasks.is_some() };
        let times = in_turn(runs, add, tasks.as_ref().map(|it| || it.add()))?;
        table.add("add, durable and committed, records", records, &times, peer, aim(Aim::Ratio(1.0)));
        let peer = Peer { name: "`backlog task create`, no history", is_there: backlog.is_some() };
        let times = in_turn(self.step.few, add, backlog.as_ref().map(|it| || it.add()))?;
        table.add("add, durable and committed, records", records, &times, peer, Aim::None);
        Ok(())
    }

    /// One record's past, and the latest of all.
    fn history(&self, table: &mut Table) -> Outcome<()> {
        let (runs, commits) = (self.step.few.max(3), self.step.size.commits);
        let workspace = self.site.open()?;
        let id = middle(workspace.snapshot()).ok_or("no action was ever done")?;
        let path = id.path();
        let log = || Some(|| timed(|| done(git(&self.root, &["log", "--", &path]))));
        let peer = || Peer { name: "`git log -- path`", is_there: true };
        let filter = Filter { record: Some(id.clone()), ..Filter::default() };
        let inside = || {
            timed(|| {
                let history = History::of(&workspace)?;
                match history.entries(&filter).count() {
                    0 | 1 => Err(format!("the past of {id} is missing").into()),
                    many => Ok(std::hint::black_box(many)),
                }
            })
        };
        let times = in_turn(runs, inside, log())?;
        table.add("history of one record, looked through, in process, commits", commits, &times, peer(), Aim::None);
        self.index(table, &workspace, &id)?;
        let all = Filter::default();
        let inside = || timed(|| Ok(std::hint::black_box(History::of(&workspace)?.entries(&all).take(200).count())));
        let log = || Some(|| timed(|| done(git(&self.root, &["log", "-200"]))));
        let peer = || Peer { name: "`git log -200`", is_there: true };
        table.add(
            "newest 200 changes, in process, commits",
            commits,
            &in_turn(runs, inside, log())?,
            peer(),
            Aim::None,
        );
        let times = in_turn(runs, || timed(|| self.site.run(&["history"])), log())?;
        table.add("newest 200 changes, commits", commits, &times, peer(), Aim::None);
        Ok(())
    }

    /// The index that the screen makes in its free time, and commands bit by bit; and one record's past by it.
    fn index(&self, table: &mut Table, workspace: &Workspace, id: &RecordId) -> Outcome<()> {
        let (runs, commits) = (self.step.few, self.step.size.commits);
        let file = self.root.join(".git/comity/history.index");
        let build = || {
            // Runs of the program may have begun with it.
            match fs::remove_file(&file) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => (),
            }
            timed(|| {
                let history = History::of(workspace)?;
                let mut indexing = history.indexing();
                while !history.gather(&mut indexing, 100)? {}
                Ok(())
            })
        };
        let times = in_turn(runs, build, None::<fn() -> Outcome<Duration>>)?.0;
        table.alone("index of the history, whole, commits", commits, &times, aim(self.step, Aim::Millis(4_000.0)));
        let runs = runs.max(3);
        let peer = || Peer { name: "`git log -- path`", is_there: true };
        let path = id.path();
        let log = || Some(|| timed(|| done(git(&self.root, &["log", "--", &path]))));
        let filter = Filter { record: Some(id.clone()), ..Filter::default() };
        let inside = || timed(|| Ok(std::hint::black_box(History::of(workspace)?.entries(&filter).count())));
        let times = in_turn(runs, inside, log())?;
        let within = aim(self.step, Aim::Millis(10.0));
        table.add("history of one record by the index, in process, commits", commits, &times, peer(), within);
        let name = id.to_string();
        let times = in_turn(runs, || timed(|| self.site.run(&["history", &name, "--all"])), log())?;
        table.add("history of one record by the index, commits", commits, &times, peer(), Aim::None);
        let packs = size_of(&self.root.join(".git/objects/pack"))? as f64 / 1e6;
        let ours = fs::metadata(&file)?.len() as f64 / 1e6;
        table.figure("index on the disk, MB, commits", commits, ours, ("packed history, MB", packs));
        Ok(())
    }

    fn screen(&self, table: &mut Table) -> Outcome<()> {
        let records = self.records();
        let home = self.place.join("home");
        fs::create_dir_all(&home)?;
        let mut starts = Times::default();
        let mut held = f64::NAN;
        for run in 0..=self.step.runs.min(9) {
            let mut terminal = Terminal::open(&self.root, &home, USEFUL)?;
            // The first start finds no cache.
            if run > 0 {
                starts.add(terminal.took);
            }
            // Through the pages on which everything is listed, until what is beside the screen is done as well.
            terminal.types("6", "Groups")?;
            terminal.types("4", "Actions")?;
            held = terminal.most_held().map_or(held, |it| it.max(held));
            terminal.leave()?;
        }
        table.alone("start to first useful frame, warm, records", records, &starts, aim(self.step, Aim::Millis(50.0)));
        table.held("most memory of the screen, MB", records, held, None);
        let frames = screen::keys_to_frames_at(&Site::at(&clone(self.place, &self.root, "keys")?), self.step.few)?;
        table.frames("", records, &frames, (records == AIMED).then_some(8.0));
        Ok(())
    }

    /// What a change takes on the disk once all is packed anew, as `git gc` does now and then.
    fn disk(&self, table: &mut Table) -> Outcome<()> {
        done(git(&self.root, &["repack", "-a", "-d", "-f", "-q"]))?;
        let commits = self.step.size.commits;
        let each = size_of(&self.root.join(".git/objects/pack"))? as f64 / commits as f64;
        table.held("bytes a change, packed, commits", commits, each, None);
        Ok(())
    }

    /// What comity keeps beside the history so that it need not read all of it.
    fn caches(&self, table: &mut Table) -> Outcome<()> {
        let millions = |bytes: u64| bytes as f64 / 1e6;
        let ours = millions(size_of(&self.root.join(".git/comity"))?);
        let packs = millions(size_of(&self.root.join(".git/objects/pack"))?);
        table.figure("caches on the disk, MB, records", self.records(), ours, ("packed history, MB", packs));
        Ok(())
    }

    /// A clone made anew, and two desks that both worked.
    fn exchange(&self, table: &mut Table) -> Outcome<()> {
        let step = self.step;
        let shared = self.place.join("shared.git");
        let from = self.root.to_string_lossy();
        done(git(self.place, &["clone", "--quiet", "--bare", "--no-local", &from, "shared.git"]))?;
        let url = format!("file://{}", shared.display());
        let mut nth = 0;
        let mut fresh = |name: &str| {
            nth += 1;
            self.place.join(format!("{name}-{nth}")).to_string_lossy().into_owned()
        };
        let commits = step.size.commits;
        let mut times = (Times::default(), Times::default());
        // All that comes in is looked at, change by change; that takes too long to be done often.
        for _ in 0..(LOOKED_AT / commits).min(3) {
            let to = fresh("joined");
            times.0.add(timed(|| done(comity(self.place, &["join", &url, &to])))?);
            fs::remove_dir_all(&to)?;
            let to = fresh("cloned");
            times.1.add(timed(|| done(git(self.place, &["clone", "--quiet", &url, &to])))?);
            fs::remove_dir_all(&to)?;
        }
        if times.0.count() > 0 {
            let peer = Peer { name: "`git clone`", is_there: true };
            table.add("join, commits", commits, &times, peer, Aim::None);
        }

        let [ours, theirs] = ["ours", "theirs"].map(|it| clone(self.place, &shared, it));
        let (ours, theirs) = (ours?, theirs?);
        let people = [0, 1].map(|it| address(&self.root, it));
        let [one, other] = people.map(|it| it.unwrap_or_default());
        // What others did meanwhile is a few changes: the part that grows is one's own.
        work(&theirs, 0, 20, &other)?;
        done(git(&theirs, &["push", "--quiet", "origin", "HEAD:main"]))?;
        work(&ours, 1, CHANGES, &one)?;
        let before = String::from_utf8(git(&ours, &["rev-parse", "HEAD"]).output()?.stdout)?;
        let mut replays = Times::default();
        let mut times = (Times::default(), Times::default());
        for _ in 0..step.few {
            let (whole, replay) = replayed(&ours, &one)?;
            times.0.add(whole);
            replays.add(replay);
            done(git(&ours, &["reset", "--hard", "--quiet", before.trim()]))?;
            times.1.add(timed(|| done(git(&ours, &["rebase", "--quiet", "origin/main"])))?);
            done(git(&ours, &["reset", "--hard", "--quiet", before.trim()]))?;
        }
        let peer = Peer { name: "`git rebase`", is_there: true };
        table.add("lay 500 changes onto 20 others, records", self.records(), &times, peer, Aim::Ratio(1.0));
        let what = "of that, the replay, durable: without folder and branch, records";
        table.alone(what, self.records(), &replays, aim(step, Aim::Millis(1_000.0)));
        Ok(())
    }
}

/// So many commits are joined at most.
const LOOKED_AT: usize = 100_000;

/// What stands on Home as soon as it shows what somebody has to do.
const USEFUL: &str = "CO-A";

/// A clone that shares nothing with where it comes from.
fn clone(place: &Path, from: &Path, name: &str) -> Outcome<PathBuf> {
    let to = place.join(name);
    done(git(place, &["clone", "--quiet", "--no-local", &from.to_string_lossy(), name]))?;
    open_as(&to, &address(from, 0)?)?;
    Ok(to)
}

/// The address of the `nth` person who still works there.
fn address(root: &Path, nth: usize) -> Outcome<String> {
    let out = git(root, &["log", "-400", "--format=%ae"]).output()?;
    let said = String::from_utf8(out.stdout)?;
    let mut known: Vec<&str> = Vec::new();
    for email in said.lines() {
        if !known.contains(&email) {
            known.push(email);
        }
    }
    Ok((*known.get(nth).ok_or("too few people work there")?).to_owned())
}

/// An action of the middle of the decade that has long been closed.
fn middle(snapshot: &Snapshot) -> Option<RecordId> {
    let closed: Vec<&Record> = snapshot.of_kind(Kind::Action).filter(|it| it.contains_key("closed_on")).collect();
    let mut days: Vec<(NaiveDate, &RecordId)> =
        closed.into_iter().filter_map(|it| Some((it.date("raised_on")?, &it.id))).collect();
    days.sort();
    days.get(days.len() / 2).map(|it| it.1.clone())
}

/// The same actions for the others.
fn actions(snapshot: &Snapshot) -> Vec<Action> {
    let day = |it: &Record, key: &str| it.date(key);
    let action = |(place, it): (usize, &Record)| {
        let raised_on = day(it, "raised_on")?;
        let is_over = matches!(it.text("state"), "done" | "closed" | "cancelled");
        Some(Action {
            group: it.id.group()?.to_owned(),
            title: it.title().to_owned(),
            owner: it.text("owner").to_owned(),
            raised_on,
            due: day(it, "due")?,
            priority: "normal",
            tags: "decade",
            done_on: is_over.then(|| day(it, "done_on").unwrap_or(raised_on)),
            place,
        })
    };
    snapshot.of_kind(Kind::Action).enumerate().filter_map(action).collect()
}

/// Bytes of all files below a folder.
fn size_of(folder: &Path) -> Outcome<u64> {
    let mut all = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let told = entry.metadata()?;
        all += if told.is_dir() { size_of(&entry.path())? } else { told.len() };
    }
    Ok(all)
}
