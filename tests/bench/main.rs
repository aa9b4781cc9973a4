//! How fast comity is, beside git, Taskwarrior and Backlog.md on the same machine in the same run: one table in Markdown.

mod cycle;
mod decade;
mod exchange;
mod growth;
mod measure;
mod memory;
mod peers;
mod processes;
mod screen;
mod seats;
mod table;
mod terminal;
mod verify;
mod world;

use std::path::Path;

use measure::in_turn;
use peers::Tasks;
use processes::{Site, import, import_seats};
use table::{Aim, Peer, Table};

pub use decade::program::Outcome;

/// How large the workspaces are, and how often each thing is done.
struct Plan {
    sizes: &'static [usize],
    runs: usize,
    imports: usize,
    rounds: usize,
    matrix_keys: usize,
    changes_of_many: usize,
    steps: &'static [growth::Step],
}

const WHOLE: Plan = Plan {
    sizes: &[1_000, 10_000],
    runs: 21,
    imports: 3,
    rounds: 12,
    matrix_keys: 5_000,
    changes_of_many: 1_000,
    steps: &growth::STEPS,
};
/// `cargo bench -- --quick`: to see in seconds that everything runs.
const QUICK: Plan = Plan {
    sizes: &[1_000],
    runs: 5,
    imports: 1,
    rounds: 3,
    matrix_keys: 500,
    changes_of_many: 50,
    steps: &growth::QUICK,
};

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("decade", rest)) = words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return decade::by_hand(rest);
    }
    let said = |word: &str| words.iter().any(|it| it == word);
    let plan = if said("--quick") { QUICK } else { WHOLE };
    let folder = tempfile::tempdir()?;
    let mut table = Table::new();
    // `cargo bench -- seats`: this part alone; so with all the others.
    let parts = ["actions", "screen", "cycle", "seats", "exchange", "verify", "growth"];
    let wanted = |part: &str| said(part) || !parts.iter().any(|it| said(it));
    for &size in plan.sizes {
        if wanted("actions") {
            measure(&mut table, folder.path(), size, &plan)?;
        }
        if wanted("screen") {
            on_screen(&mut table, folder.path(), size, &plan)?;
        }
        if wanted("cycle") {
            cycle::measure(&mut table, folder.path(), size, plan.runs, plan.rounds * 50)?;
        }
    }
    if wanted("seats") {
        who_sits_where(&mut table, folder.path(), &plan)?;
    }
    if wanted("exchange") {
        exchange::measure(&mut table, folder.path(), plan.runs, plan.changes_of_many)?;
    }
    if wanted("verify") {
        verified(&mut table, folder.path(), plan.runs)?;
    }
    if wanted("growth") {
        for step in plan.steps {
            growth::measure(&mut table, folder.path(), step)?;
        }
    }
    table.print();
    peers::print_machine(folder.path());
    Ok(())
}

/// Everything among so many actions. The aims hold for the largest workspace.
fn measure(table: &mut Table, folder: &Path, size: usize, plan: &Plan) -> Outcome<()> {
    let actions = world::actions(size);
    let ours = Site::make(folder, &format!("comity-{size}"), &actions)?;
    let gits = Site::make(folder, &format!("git-{size}"), &actions)?;
    let tasks = Tasks::make(folder, &actions)?;
    let task = |name| Peer { name, is_there: tasks.is_some() };
    let git = |name| Peer { name, is_there: true };
    let aim = |it| if size == 10_000 { it } else { Aim::None };
    let runs = plan.runs;

    let times = in_turn(runs, || ours.list(&[]), tasks.as_ref().map(|it| || it.list(&[])))?;
    table.add("list all open", size, &times, task("`task list`"), aim(Aim::Ratio(1.5)));
    let of_group = tasks.as_ref().map(|it| || it.list(&["project:AQ"]));
    let times = in_turn(runs, || ours.list(&["--group", "AQ"]), of_group)?;
    table.add("list one group's open", size, &times, task("`task project:AQ list`"), aim(Aim::Ratio(1.5)));
    let times = in_turn(runs, || ours.load(), Some(|| gits.status()))?;
    table.add("open and read all, in process", size, &times, git("`git status`"), Aim::None);
    let times = in_turn(runs, || ours.add(), Some(|| gits.add_and_commit()))?;
    table.add("add, durable and committed", size, &times, git("`git add && git commit`"), aim(Aim::Ratio(0.5)));
    let times = in_turn(runs, || ours.add(), tasks.as_ref().map(|it| || it.add()))?;
    table.add("add, durable and committed", size, &times, task("`task add`, no history"), Aim::None);
    let times = import(folder, plan.imports, &actions)?;
    table.add("import as many rows", size, &times, task("`task import`, no history"), aim(Aim::Millis(5_000.0)));
    let times = import_seats(folder, plan.imports, size)?;
    table.alone("import as many seats, people and groups too", size, &times, aim(Aim::Millis(5_000.0)));
    Ok(())
}

/// From a key to the frame that answers it, among so many actions.
fn on_screen(table: &mut Table, folder: &Path, size: usize, plan: &Plan) -> Outcome<()> {
    let actions = world::actions(size);
    let aim = |it| if size == 10_000 { it } else { Aim::None };
    let frames = screen::keys_to_frames(folder, &actions, plan.rounds)?;
    table.frames("", size, &frames, (size == 10_000).then_some(8.0));
    let frames = screen::board_to_frames(folder, &actions, plan.rounds)?;
    table.frames("board: ", size, &frames, (size == 10_000).then_some(8.0));
    let frames = screen::title_to_frames(folder, &actions, plan.rounds)?;
    table.frames("the title of a new action: ", size, &frames, (size == 10_000).then_some(8.0));
    let (frames, held) = screen::palette_to_frames(folder, &actions, plan.rounds)?;
    table.frames("find or do anything: ", size, &frames, (size == 10_000).then_some(16.0));
    table.held("memory of the whole bench after that, MB", size, held, (size == 10_000).then_some(120.0));
    let times = screen::scrolling(folder, &actions, plan.matrix_keys)?;
    table.add(
        "one row on, at the last row",
        size,
        &times,
        Peer { name: "at row 10", is_there: true },
        aim(Aim::Ratio(1.2)),
    );
    Ok(())
}

/// Signed changes among so many records.
fn verified(table: &mut Table, folder: &Path, runs: usize) -> Outcome<()> {
    if let Some(signed) = verify::Signed::make(folder, 1_000)? {
        let times = in_turn(runs.min(9), || signed.verify(), Some(|| signed.git_log()))?;
        let git = Peer { name: "`git log --format=%G?`", is_there: true };
        table.add("verify signed changes, changes", verify::CHANGES, &times, git, Aim::Ratio(0.2));
    }
    Ok(())
}

/// The check and the matrix of a programme far larger than any here.
fn who_sits_where(table: &mut Table, folder: &Path, plan: &Plan) -> Outcome<()> {
    let ours = Site::of(folder, "seats", seats::files())?;
    let git = || Peer { name: "`git status`", is_there: true };
    let times = in_turn(plan.runs, || ours.check(), Some(|| ours.status()))?;
    table.add("check who sits where, terms", seats::TERMS, &times, git(), Aim::Millis(300.0));
    // What was taken in is looked at as well: whose role it was.
    let taken_in = Site::make(folder, "taken-in", &[])?;
    taken_in.import_seats(folder, seats::TERMS)?;
    let times = in_turn(plan.runs, || taken_in.check(), Some(|| taken_in.status()))?;
    table.add("the same right after an import of them all", seats::TERMS, &times, git(), Aim::None);
    let keys = plan.matrix_keys;
    let (frames, memory) = screen::matrix_to_frames(folder, seats::files(), keys)?;
    let what = "matrix of 1,000 people and 150 groups: ";
    table.frames(what, 0, &frames, Some(8.0));
    table.memory(what, keys, memory);
    Ok(())
}
