//! The index of the history: with it, without it and with a damaged one the answers are the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use comity::history::{Filter, History, Past};
use comity::model::{Kind, RecordId, words};
use comity::store::history_index::HistoryIndex;
use comity::store::repo::{name_bytes, name_text};
use comity::tui::event::{Effect, Event};
use comity::tui::screen::Screen;
use comity::tui::screen::history::HistoryPage;
use comity::tui::worker::{Request, Worker};
use proptest::prelude::*;

use crate::support::running::{comity, run};
use crate::support::sandbox::Sandbox;

/// Where things happen, written as fast-import reads it: records, what has come to lie in their place, papers, and what
/// only looks like the folder of a group.
const PATHS: &[&str] = &[
    "groups/AQ/actions/2026/AQ-A26-7K3F.toml",
    "groups/AQ/actions/2026/AQ-A26-0001.toml",
    "groups/AQ/actions/2026/AQ-A26-0001.toml/inner",
    "groups/AQ/actions/2026/AQ-A26-0001.toml-old",
    "groups/TH/actions/2026/TH-A26-0001.toml",
    "groups/AQ/group.toml",
    "groups/AQ-x",
    "groups/AQ/papers/report.txt",
    "\"groups/AQ/papers/\\377.txt\"",
    "\"groups/AQ/papers/\\376.txt\"",
    "people/birch.toml",
];

/// What somebody does.
#[derive(Clone, Debug)]
enum Deed {
    Write(usize, u8),
    Remove(usize),
    /// The same contents under another name.
    Rename(usize, usize, u8),
    /// The same contents as a program.
    Program(usize, u8),
    Nothing,
}

/// A commit: what is done, by whom, at which hour, and whether it joins another line.
#[derive(Clone, Debug)]
struct Made {
    deeds: Vec<Deed>,
    by: usize,
    hour: i64,
    joins: bool,
}

fn deed() -> impl Strategy<Value = Deed> {
    let path = || 0..PATHS.len();
    prop_oneof![
        6 => (path(), 0u8..4).prop_map(|(path, text)| Deed::Write(path, text)),
        2 => path().prop_map(Deed::Remove),
        1 => (path(), path(), 0u8..4).prop_map(|(from, to, text)| Deed::Rename(from, to, text)),
        1 => (path(), 0u8..4).prop_map(|(path, text)| Deed::Program(path, text)),
        1 => Just(Deed::Nothing),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let deeds = prop::collection::vec(deed(), 1..4);
    // Clocks go back, and some are off by years.
    let hour = prop_oneof![8 => 0i64..2_000, 1 => -40_000i64..40_000];
    (deeds, 0..WHO.len(), hour, prop::bool::weighted(0.2)).prop_map(|(deeds, by, hour, joins)| Made {
        deeds,
        by,
        hour,
        joins,
    })
}

/// Who does it: the author, and what the message says besides. The last two are made by hand; of the others each has an
/// id of its own, but for one.
const WHO: &[(&str, &str)] = &[
    ("Birch <birch@example.org>", "Change-Id: abcdefghNTH\nOp: action.edit\nOn-behalf-of: sedex\n"),
    ("Rowan <Rowan@Example.org>", "Change-Id: bcdefghjNTH\nOp: action.edit\n"),
    ("Birch <birch@example.org>", "Change-Id: cdefghNTH\nActing: rowan\nOn-behalf-of: amfori\n"),
    ("Rowan <rowan@example.org>", "Change-Id: defg\n"),
    ("Rowan <rowan@example.org>", "By hand.\n"),
    ("Stranger <stranger@example.org>", ""),
];

/// What somebody calls a change by: its id, one that goes on where that ends, the beginning of it, or what is none.
const CHANGES: &[&str] = &[
    "last",
    "abcdefgh",
    "abcdefgha",
    "abcdefgh10",
    "abcdefgh10x",
    "bcdefghj2",
    "BCDEFGHJ",
    "cdefgh",
    "defg",
    "zzzz",
    "abc",
];

/// Lays commits onto a branch; its commits, the oldest first.
fn lay(sandbox: &Sandbox, branch: &str, from: &str, all: &[Made]) -> Vec<String> {
    let mut stream = String::new();
    for (nth, made) in all.iter().enumerate() {
        let (who, trailers) = WHO[made.by];
        let at = 1_790_000_000 + made.hour * 3_600;
        let commit = |stream: &mut String, branch: &str, message: &str| {
            stream.push_str(&format!(
                "commit refs/heads/{branch}\nauthor {who} {at} +0100\ncommitter {who} {at} +0100\n"
            ));
            stream.push_str(&format!("data {}\n{message}\n", message.len()));
        };
        let parent = if nth == 0 { format!("from {from}\n") } else { String::new() };
        if made.joins {
            commit(&mut stream, &format!("side-{branch}"), "Beside");
            stream.push_str(&format!("from {from}\n{}", told(&Deed::Write(nth % PATHS.len(), 9))));
        }
        let trailers = trailers.replacen("NTH", &nth.to_string(), 1);
        commit(&mut stream, branch, &format!("Done {nth}\n\nline\n\n{trailers}"));
        stream.push_str(&parent);
        if made.joins {
            stream.push_str(&format!("merge refs/heads/side-{branch}\n"));
        }
        made.deeds.iter().for_each(|it| stream.push_str(&told(it)));
        stream.push('\n');
    }
    sandbox.git_reading(&["fast-import", "--quiet", "--force"], &stream);
    let line = sandbox.git(&["rev-list", "--first-parent", "--reverse", branch]);
    line.lines().map(str::to_owned).collect()
}

fn told(deed: &Deed) -> String {
    let write = |mode: &str, path: usize, text: u8| {
        let contents = format!("title = \"T{text}\"\nstate = \"open\"\n");
        format!("M {mode} inline {}\ndata {}\n{contents}\n", PATHS[path], contents.len())
    };
    let remove = |path: usize| format!("D {}\n", PATHS[path]);
    match deed {
        Deed::Write(path, text) => write("100644", *path, *text),
        Deed::Remove(path) => remove(*path),
        Deed::Rename(from, to, text) => remove(*from) + &write("100644", *to, *text),
        Deed::Program(path, text) => write("100755", *path, *text),
        Deed::Nothing => String::new(),
    }
}

fn id(kind: Kind, text: &str) -> RecordId {
    RecordId::new(kind, text).expect(text)
}

fn file(sandbox: &Sandbox) -> PathBuf {
    own_folder(sandbox).join("history.index")
}

fn own_folder(sandbox: &Sandbox) -> PathBuf {
    sandbox.path(".git/comity")
}

/// Brings the index up to the newest change.
fn index(sandbox: &Sandbox) {
    let history = History::of(&sandbox.open()).expect("history");
    let mut indexing = history.indexing();
    while !history.gather(&mut indexing, 7).expect("gathered") {}
}

/// Whether the index reaches to a commit.
fn knows(sandbox: &Sandbox, commit: &str) -> bool {
    let ground = sandbox.open().repo().ground();
    HistoryIndex::read(&own_folder(sandbox), &ground)
        .is_some_and(|it| it.place(&name_bytes(commit).expect("a name")).is_some())
}

/// How many of the line's commits, the oldest first, the index tells of; it tells of nothing else.
fn reach(sandbox: &Sandbox, line: &[String]) -> usize {
    let Some(index) = HistoryIndex::read(&own_folder(sandbox), &sandbox.open().repo().ground()) else { return 0 };
    let commits: Vec<String> = (0..).map_while(|it| index.commit(it)).map(|it| name_text(&it)).collect();
    assert!(line.starts_with(&commits));
    commits.len()
}

/// What the history is asked for.
fn filters() -> Vec<Filter> {
    let all = Filter::default;
    let day = |it: &str| Some(it.parse().expect("a day"));
    let mut filters: Vec<Filter> = ["AQ-A26-7K3F", "AQ-A26-0001", "TH-A26-0001", "AQ-A26-9999"]
        .map(|it| Filter { record: Some(id(Kind::Action, it)), ..all() })
        .into();
    filters.extend([
        Filter { record: Some(id(Kind::Group, "AQ")), by: Some(id(Kind::Person, "rowan")), ..all() },
        Filter { record: Some(id(Kind::Person, "birch")), group: Some("AQ".to_owned()), ..all() },
        Filter { group: Some("AQ".to_owned()), ..all() },
        Filter { group: Some("AQ".to_owned()), since: day("2026-10-20"), ..all() },
        Filter { by: Some(id(Kind::Person, "birch")), ..all() },
        Filter { by: Some(id(Kind::Person, "rowan")), until: day("2026-11-03"), ..all() },
        Filter { org: Some(id(Kind::Org, "sedex")), ..all() },
        Filter { id: Some("bcde".to_owned()), ..all() },
        Filter { id: Some("abcdefgh1".to_owned()), group: Some("AQ".to_owned()), ..all() },
        Filter { org: Some(id(Kind::Org, "amfori")), since: day("2026-10-25"), until: day("2026-10-25"), ..all() },
        all(),
    ]);
    filters
}

/// Everything that the history answers.
fn answers(sandbox: &Sandbox) -> String {
    let history = History::of(&sandbox.open()).expect("history");
    let mut out = String::new();
    for filter in filters() {
        out.push_str(&format!("{filter:?}\n"));
        for entry in history.entries(&filter) {
            out.push_str(&format!("  {} {} {:?} {:?}\n", entry.saved.id, entry.subject, entry.person, entry.org));
        }
    }
    for entry in history.entries(&Filter::default()) {
        let told = history.tell(entry).expect("told");
        out.push_str(&format!("{} {:?} {:?}\n", told.entry.saved.id, words::lines(&told.change), told.other_files));
    }
    let all = Filter::default();
    let commits = history.entries(&all).step_by(40).map(|it| it.saved.id[..9].to_owned());
    for word in CHANGES.iter().map(|it| (*it).to_owned()).chain(commits) {
        out.push_str(&format!("{word} {:?}\n", history.find(&word).map(|it| it.saved.id)));
    }
    let newest = sandbox.open().repo().newest();
    for (nth, known) in history.entries(&Filter::default()).map(|it| Some(it.saved.id)).chain([None]).enumerate() {
        let id = id(Kind::Action, ["AQ-A26-7K3F", "AQ-A26-0001", "TH-A26-0001"][nth % 3]);
        let past = past(&history, &id, newest.clone(), known.as_ref());
        out.push_str(&format!("{id} {known:?} {past}\n"));
    }
    out
}

/// The latest changes of a record, as a page puts them together.
fn past(history: &History, id: &RecordId, newest: Option<String>, known: Option<&String>) -> String {
    let mut past = Past::default();
    let mut from = newest;
    while from.is_some() {
        let mut stretch = history.past(id, from, known);
        from = stretch.rest.take();
        past.join(stretch);
    }
    let ids: Vec<&str> = past.entries.iter().map(|it| &it.saved.id[..7]).collect();
    format!("{ids:?} {} {}", past.has_more, past.meets_known)
}

/// The same with no index.
fn truth(sandbox: &Sandbox) -> String {
    let twin = sandbox.twin();
    let _ = fs::remove_file(file(&twin));
    answers(&twin)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_the_index_says_is_what_the_history_says(
        mine in prop::collection::vec(made(), 2..30),
        theirs in prop::collection::vec(made(), 1..12),
        fork in any::<prop::sample::Index>(),
        stages in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>()), 1..4),
        last in (any::<bool>(), any::<prop::sample::Index>()),
    ) {
        let sandbox = Sandbox::small();
        let mine = lay(&sandbox, "main", "refs/heads/main^0", &mine);
        let theirs = lay(&sandbox, "other", &mine[fork.index(mine.len())], &theirs);
        let at = |(on_mine, at): &(bool, prop::sample::Index)| {
            let line = if *on_mine { &mine } else { &theirs };
            line[at.index(line.len())].clone()
        };
        // The index is written wherever the branch stands, and the branch is anywhere then.
        for stage in &stages {
            sandbox.git(&["update-ref", "refs/heads/main", &at(stage)]);
            index(&sandbox);
            prop_assert!(knows(&sandbox, &at(stage)));
        }
        sandbox.git(&["update-ref", "refs/heads/main", &at(&last)]);
        prop_assert_eq!(answers(&sandbox), truth(&sandbox));
        index(&sandbox);
        prop_assert!(knows(&sandbox, &at(&last)));
        prop_assert_eq!(answers(&sandbox), truth(&sandbox));
    }
}

/// Many commits by several people, some of which join lines; always the same.
fn commits(many: usize) -> Vec<Made> {
    let deed = |nth: usize| match nth % 7 {
        3 => Deed::Remove(nth % PATHS.len()),
        5 => Deed::Program(nth % PATHS.len(), 1),
        _ => Deed::Write(nth % PATHS.len(), u8::try_from(nth % 11).expect("small")),
    };
    let hour = |nth: usize| i64::try_from(nth).expect("small") * 5 - if nth.is_multiple_of(9) { 100 } else { 0 };
    let made = |nth| Made {
        deeds: vec![deed(nth), deed(nth * 3 + 1)],
        by: nth % WHO.len(),
        hour: hour(nth),
        joins: nth.is_multiple_of(10),
    };
    (1..=many).map(made).collect()
}

/// A workspace with a history worth indexing.
fn long() -> Sandbox {
    let sandbox = Sandbox::small();
    lay(&sandbox, "main", "refs/heads/main^0", &commits(230));
    sandbox
}

/// The same with its history indexed.
fn indexed() -> Sandbox {
    let sandbox = long();
    index(&sandbox);
    assert!(file(&sandbox).is_file());
    sandbox
}

fn newest(sandbox: &Sandbox) -> String {
    sandbox.git(&["rev-parse", "HEAD"]).trim().to_owned()
}

#[test]
fn what_no_file_tells_of_is_looked_at_in_the_trees() {
    let sandbox = long();
    // A folder with nothing in it, and a mode written otherwise, come from no git.
    let empty = sandbox.git_reading(&["mktree"], "").trim().to_owned();
    let entries = sandbox.git(&["ls-tree", "HEAD:groups/AQ"]) + &format!("040000 tree {empty}\tempty\n");
    let group = sandbox.git_reading(&["mktree"], &entries).trim().to_owned();
    let groups = sandbox.git(&["ls-tree", "HEAD:groups"]);
    let old = sandbox.git(&["rev-parse", "HEAD:groups/AQ"]).trim().to_owned();
    let groups = sandbox.git_reading(&["mktree"], &groups.replace(&old, &group)).trim().to_owned();
    let old = sandbox.git(&["rev-parse", "HEAD:groups"]).trim().to_owned();
    let top = sandbox.git_reading(&["mktree"], &sandbox.git(&["ls-tree", "HEAD"]).replace(&old, &groups));
    let commit = sandbox.git(&["commit-tree", "-p", "HEAD", "-m", "Nothing in it", top.trim()]);
    sandbox.git(&["update-ref", "refs/heads/main", commit.trim()]);
    index(&sandbox);
    let filter = Filter { group: Some("AQ".to_owned()), ..Filter::default() };
    let history = History::of(&sandbox.open()).expect("history");
    assert_eq!(history.entries(&filter).next().map(|it| it.saved.id).as_deref(), Some(commit.trim()));
    assert_eq!(answers(&sandbox), truth(&sandbox));
}

/// What is done to an index.
#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index),
    Flip(prop::sample::Index, u8),
    Swap(prop::sample::Index, prop::sample::Index),
    More(Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        1 => at().prop_map(Damage::Cut),
        4 => (at(), 0u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        1 => (at(), at()).prop_map(|(one, other)| Damage::Swap(one, other)),
        1 => proptest::collection::vec(any::<u8>(), 1..40).prop_map(Damage::More),
    ]
}

fn damaged(mut bytes: Vec<u8>, damage: &Damage) -> Vec<u8> {
    let len = bytes.len();
    match damage {
        Damage::Cut(at) => bytes.truncate(at.index(len)),
        Damage::Flip(at, bit) => bytes[at.index(len)] ^= 1 << bit,
        Damage::Swap(one, other) => bytes.swap(one.index(len), other.index(len)),
        Damage::More(more) => bytes.extend(more),
    }
    bytes
}

#[test]
fn a_damaged_index_is_the_same_as_none_and_is_made_anew() {
    let sandbox = indexed();
    let (truth, whole, newest) = (truth(&sandbox), fs::read(file(&sandbox)).expect("read"), newest(&sandbox));
    proptest!(ProptestConfig::with_cases(24), |(damage in damage())| {
        fs::write(file(&sandbox), damaged(whole.clone(), &damage)).expect("written");
        prop_assert_eq!(&answers(&sandbox), &truth);
        // The first may only find that the old one cannot be built upon.
        index(&sandbox);
        index(&sandbox);
        prop_assert!(knows(&sandbox, &newest));
        prop_assert_eq!(&answers(&sandbox), &truth);
    });
}

#[test]
fn an_index_of_another_workspace_or_version_or_user_and_what_is_no_file_are_left_aside() {
    let (sandbox, other) = (indexed(), Sandbox::small());
    lay(&other, "main", "refs/heads/main^0", &commits(9));
    index(&other);
    let (truth, whole) = (truth(&sandbox), fs::read(file(&sandbox)).expect("read"));
    let mut newer = whole.clone();
    newer[15] = b'3';
    let foreign = fs::read(file(&other)).expect("read");
    for (what, bytes) in [("another workspace's", foreign), ("a newer one", newer), ("nothing", Vec::new())] {
        fs::write(file(&sandbox), bytes).expect("written");
        assert!(!knows(&sandbox, &newest(&sandbox)), "{what}");
        assert_eq!(answers(&sandbox), truth, "{what}");
        index(&sandbox);
        assert_eq!(fs::read(file(&sandbox)).expect("read"), whole, "{what}");
    }
    fs::remove_file(file(&sandbox)).expect("removed");
    fs::create_dir(file(&sandbox)).expect("made");
    assert_eq!(answers(&sandbox), truth);
    let said = run(&sandbox, &["history", "--by", "birch"]);
    assert_eq!(said.exit, Some(0), "{}", said.err);
    fs::remove_dir(file(&sandbox)).expect("removed");
    fs::write(file(&sandbox), &whole).expect("written");
    assert!(knows(&sandbox, &newest(&sandbox)));
    #[cfg(unix)]
    {
        match std::os::unix::fs::chown(file(&sandbox), Some(12_345), None) {
            Ok(()) => assert!(!knows(&sandbox, &newest(&sandbox))),
            Err(_) => println!("passed over: only root can give a file away"),
        }
        let elsewhere = sandbox.path("elsewhere");
        fs::rename(file(&sandbox), &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, file(&sandbox)).expect("linked");
        assert!(!knows(&sandbox, &newest(&sandbox)));
    }
}

#[test]
fn a_history_that_is_cut_off_elsewhere_has_another_index() {
    let whole = long();
    let clone = whole.clone_with(&["--depth", "40"]);
    let cut = answers(&clone);
    index(&clone);
    assert!(knows(&clone, &newest(&clone)));
    assert_eq!(answers(&clone), cut);
    clone.git(&["fetch", "-q", "--unshallow"]);
    assert!(!knows(&clone, &newest(&clone)));
    assert_eq!(answers(&clone), truth(&clone));
    assert_ne!(answers(&clone), cut);
    index(&clone);
    assert!(knows(&clone, &newest(&clone)));
    assert_eq!(answers(&clone), truth(&clone));
}

#[test]
fn a_repository_that_is_put_together_anew_keeps_its_index() {
    let sandbox = indexed();
    let truth = truth(&sandbox);
    let history = History::of(&sandbox.open()).expect("history");
    let filter = Filter { by: Some(id(Kind::Person, "birch")), ..Filter::default() };
    let mut entries = history.entries(&filter);
    assert!(entries.next().is_some());
    sandbox.git(&["gc", "-q", "--prune=now"]);
    // It is replaced while somebody reads it.
    fs::remove_file(file(&sandbox)).expect("removed");
    index(&sandbox);
    let rest = entries.count();
    assert_eq!(rest + 1, History::of(&sandbox.open()).expect("history").entries(&filter).count());
    assert_eq!(answers(&sandbox), truth);
}

#[test]
fn two_programs_that_index_at_once_leave_one_whole_index() {
    let sandbox = long();
    std::thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| index(&sandbox));
        }
    });
    assert!(knows(&sandbox, &newest(&sandbox)));
    assert_eq!(answers(&sandbox), truth(&sandbox));
    assert_eq!(sandbox.leftovers(), [""; 0]);
}

#[test]
fn a_command_that_looks_far_back_indexes_what_is_worth_it() {
    let sandbox = long();
    let ask = |args: &[&str]| {
        let said = run(&sandbox, &[&["history", "--json"], args].concat());
        assert_eq!(said.exit, Some(0), "{}", said.err);
        said.out
    };
    let newest_of_all = ask(&[]);
    assert!(!file(&sandbox).exists(), "the newest changes need no index");
    let before = ask(&["AQ-A26-7K3F"]);
    assert!(knows(&sandbox, &newest(&sandbox)));
    assert_eq!(ask(&["AQ-A26-7K3F"]), before);
    assert_eq!(ask(&[]), newest_of_all);
    // A few more changes are looked at one by one.
    let whole = fs::read(file(&sandbox)).expect("read");
    lay(&sandbox, "main", "refs/heads/main^0", &commits(20));
    let with = ask(&["--org", "sedex"]);
    assert_eq!(fs::read(file(&sandbox)).expect("read"), whole);
    fs::remove_file(file(&sandbox)).expect("removed");
    assert_eq!(ask(&["--org", "sedex"]), with);
}

#[test]
fn commands_that_look_through_a_long_history_index_it_part_by_part() {
    let sandbox = Sandbox::small();
    let line = lay(&sandbox, "main", "refs/heads/main^0", &commits(4_300));
    let ask = |args: &[&str]| {
        let said = run(&sandbox, &[&["history"], args].concat());
        assert_eq!(said.exit, Some(0), "{}", said.err);
        said.out
    };
    ask(&["--by", "birch"]);
    assert!(!file(&sandbox).exists(), "nobody waits for what the newest changes tell");
    let mut told = Vec::new();
    let mut reached = Vec::new();
    while reached.last() != Some(&line.len()) {
        assert!(reached.is_sorted_by(|one, other| one < other), "{reached:?}");
        told.push(ask(&["TH-A26-0001", "--all"]));
        reached.push(reach(&sandbox, &line));
    }
    // Two thousand are added by each, and more as long as it took to look.
    assert!(reached.len() <= 3, "{reached:?}");
    told.push(ask(&["TH-A26-0001", "--all"]));
    told.dedup();
    assert_eq!(told.len(), 1);
}

#[test]
fn an_index_that_was_broken_off_is_gone_on_with() {
    let sandbox = long();
    let truth = truth(&sandbox);
    let line = sandbox.git(&["rev-list", "--first-parent", "--reverse", "HEAD"]);
    let line: Vec<String> = line.lines().map(str::to_owned).collect();
    let mut reached = vec![0];
    while reached.last() != Some(&line.len()) {
        let history = History::of(&sandbox.open()).expect("history");
        let mut indexing = history.indexing();
        while !history.gather(&mut indexing, 60).expect("gathered") {
            history.keep_index(&mut indexing).expect("kept");
            if reach(&sandbox, &line) > *reached.last().expect("one") {
                break;
            }
        }
        reached.push(reach(&sandbox, &line));
        assert_eq!(answers(&sandbox), truth, "{reached:?}");
    }
    assert_eq!(reached, [0, 60, 120, 180, line.len()]);
}

#[test]
fn a_long_history_is_written_in_stages() {
    let sandbox = Sandbox::small();
    let line = lay(&sandbox, "main", "refs/heads/main^0", &commits(10_100));
    let history = History::of(&sandbox.open()).expect("history");
    let mut indexing = history.indexing();
    while !file(&sandbox).exists() {
        assert!(!history.gather(&mut indexing, 500).expect("gathered"));
    }
    assert!((10_000..line.len()).contains(&reach(&sandbox, &line)));
    while !history.gather(&mut indexing, 500).expect("gathered") {}
    assert_eq!(reach(&sandbox, &line), line.len());
}

#[test]
fn the_screen_indexes_while_nobody_asks_for_anything() {
    let sandbox = long();
    let worker = Worker::new(sandbox.open(), None, None).expect("worker");
    let ((requests, asked), (events, incoming)) = (channel(), channel());
    std::thread::scope(|threads| {
        threads.spawn(move || worker.work(&asked, &events));
        let _look = incoming.recv().expect("a look");
        while !file(&sandbox).exists() {
            std::thread::yield_now();
        }
        requests.send(Request::Do(Effect::Quit)).expect("sent");
    });
    assert!(knows(&sandbox, &newest(&sandbox)));
    assert_eq!(answers(&sandbox), truth(&sandbox));
}

#[test]
fn a_page_shows_what_is_found_while_it_looks_further_back() {
    let sandbox = Sandbox::small();
    lay(&sandbox, "main", "refs/heads/main^0", &commits(1_600));
    let mut worker = Worker::new(sandbox.open(), None, None).expect("worker");
    let record = id(Kind::Action, "TH-A26-0001");
    let mut page = HistoryPage::default();
    page.of_record(record.clone());
    let mut shown = Vec::new();
    loop {
        let asked: Vec<Effect> = page.wants().into_iter().filter(|it| matches!(it, Effect::Entries { .. })).collect();
        if asked.is_empty() {
            break;
        }
        for effect in asked {
            let [Event::Entries(entries)] = <[Event; 1]>::try_from(worker.perform(effect)).expect("one answer") else {
                panic!("no entries")
            };
            page.take(*entries);
        }
        shown.push(page.list.len());
    }
    let filter = Filter { record: Some(record), ..Filter::default() };
    let all = History::of(&sandbox.open()).expect("history").entries(&filter).count();
    assert!(all < 200 && shown.len() > 2 && shown.is_sorted() && shown[0] > 0 && shown[0] < all, "{shown:?}");
    assert_eq!(shown.last(), Some(&all));
}

#[test]
fn whoever_is_killed_while_indexing_leaves_a_whole_index_or_none() {
    let sandbox = long();
    let told = run(&sandbox, &["history", "AQ-A26-7K3F"]).out;
    for millis in (0..60).step_by(5) {
        let _ = fs::remove_file(file(&sandbox));
        kill_indexing(&sandbox, millis);
        assert!(!file(&sandbox).exists() || knows(&sandbox, &newest(&sandbox)), "{millis}");
        assert_eq!(run(&sandbox, &["history", "AQ-A26-7K3F"]).out, told, "{millis}");
    }
}

#[test]
fn whoever_is_killed_while_a_long_history_is_indexed_loses_no_part_that_was_written() {
    let sandbox = Sandbox::small();
    let line = lay(&sandbox, "main", "refs/heads/main^0", &commits(4_300));
    // A part of it is there.
    assert_eq!(run(&sandbox, &["history", "AQ-A26-7K3F"]).exit, Some(0));
    let (mut reached, mut told) = (reach(&sandbox, &line), Vec::new());
    for millis in (0..400).step_by(40) {
        kill_indexing(&sandbox, millis);
        let now = reach(&sandbox, &line);
        assert!(now >= reached, "{millis}: {now} after {reached}");
        reached = now;
        told.push(run(&sandbox, &["history", "AQ-A26-7K3F", "--dry-run"]).out);
    }
    told.dedup();
    assert_eq!(told.len(), 1);
}

/// Kills a command that indexes after so long, or as soon as an index is there.
fn kill_indexing(sandbox: &Sandbox, millis: u64) {
    let was = fs::metadata(file(sandbox)).map(|it| it.len()).ok();
    let is_new = || fs::metadata(file(sandbox)).map(|it| it.len()).ok() != was;
    let mut running = comity(sandbox, &["history", "AQ-A26-7K3F"]);
    let mut running = running.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("run");
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_millis(millis) && !is_new() {
        std::thread::yield_now();
    }
    let _ = running.kill();
    let _ = running.wait();
}

#[test]
fn a_full_disk_costs_time_and_nothing_else() {
    let sandbox = Sandbox::empty();
    fs::create_dir(sandbox.root()).expect("made");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "none"]).arg(sandbox.root()).output();
    if !mounted.is_ok_and(|it| it.status.success()) {
        println!("passed over: this system does not let us mount a small disk");
        return;
    }
    let (inner, outer) = (sandbox.beside("w/in"), long());
    outer.git(&["gc", "-q"]);
    let made = Command::new("cp").arg("-a").arg(outer.root()).arg(inner.root()).status().expect("cp");
    assert!(made.success());
    let mut filler = File::create(sandbox.path("filler")).expect("made");
    while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
    let said = run(&inner, &["history", "AQ-A26-7K3F"]);
    let there = file(&inner).exists();
    drop(filler);
    let _ = Command::new("umount").arg("-l").arg(sandbox.root()).status();
    assert_eq!((said.exit, said.err), (Some(0), String::new()));
    assert_eq!(said.out, run(&outer, &["history", "AQ-A26-7K3F"]).out);
    assert!(!there);
}

#[test]
fn what_the_index_names_of_a_path_is_what_git_names() {
    let sandbox = indexed();
    let ground = sandbox.open().repo().ground();
    let index = HistoryIndex::read(&own_folder(&sandbox), &ground).expect("there");
    let git = |path: &str| {
        let log = sandbox.git(&["log", "--first-parent", "-m", "--format=%H", "--", path]);
        log.lines().map(str::to_owned).collect::<Vec<String>>()
    };
    let mut named: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in ["groups/TH/actions/2026/TH-A26-0001.toml", "people/birch.toml", "groups/TH", "orgs/sedex.toml"] {
        let places = index.touching(path).expect("whole");
        // Places of commits with names that are no text are always among them.
        let told = places.iter().rev().filter(|it| index.changed(**it).is_some());
        let commits = told.map(|it| name_text(&index.commit(*it).expect("whole")));
        named.insert(path, commits.collect());
    }
    for (path, commits) in named {
        let all = git(path);
        assert!(commits.iter().all(|it| all.contains(it)), "{path}");
        let untold = all.iter().filter(|it| !commits.contains(it));
        let place = |it: &String| index.place(&name_bytes(it).expect("a name")).expect("there");
        assert!(untold.map(place).all(|it| index.changed(it).is_none()), "{path}");
    }
}
