//! A decade of joint work that never was: a workspace with its whole history, to measure in and to try things on. The
//! same sizes give the same commits.

mod act;
mod actions;
mod cast;
mod chance;
mod founding;
mod meetings;
mod names;
pub mod program;
mod stream;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::Days;
use comity::init::empty_files;
use comity::model::RecordId;
use comity::store::repo::Repo;

use act::{Book, Window};
use actions::{Origin, action, smaller_things};
use cast::{Cast, FIRST, LAST, SECRETARY, working_day};
use chance::Chance;
use program::{Outcome, done, git};

/// How large a decade is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub records: usize,
    pub commits: usize,
}

/// What was asked for where nothing else was.
pub const USUAL: Size = Size { records: 10_000, commits: 100_000 };

/// A decade that was written.
pub struct Decade {
    pub root: PathBuf,
    pub size: Size,
    people: usize,
    groups: usize,
    took: Duration,
}

impl Decade {
    /// Writes it into a folder that is not there yet or empty.
    ///
    /// # Errors
    /// When there are too few records for so many commits or the other way round, or the folder cannot be written.
    pub fn write(root: &Path, size: Size) -> Outcome<Self> {
        let began = Instant::now();
        let book = plan(size)?;
        fs::create_dir_all(root)?;
        if fs::read_dir(root)?.next().is_some() {
            return Err(format!("`{}` is not empty", root.display()).into());
        }
        let repo = Repo::create(root)?;
        repo.set_driver()?;
        let files = empty_files("", &[], "UTC").into_iter().filter(|it| RecordId::from_path(&it.0).is_none());
        stream::write(root, &book.cast, &book.acts, &files.collect::<Vec<_>>())?;
        let me = &book.cast.people[book.cast.seat(0, 0, SECRETARY, LAST)];
        repo.set("user.name", Some(&me.name))?;
        repo.set("user.email", Some(&me.email))?;
        for words in [&["repack", "-a", "-d", "-q"][..], &["commit-graph", "write"], &["reset", "--hard", "--quiet"]] {
            done(git(root, words))?;
        }
        let (people, groups) = (book.cast.people.len(), book.cast.groups.len());
        Ok(Self { root: root.to_owned(), size, people, groups, took: began.elapsed() })
    }
}

/// `cargo bench -- decade DIR [--records N] [--commits N]`: writes one and says what it has written.
///
/// # Errors
/// Those of [`Decade::write`], and when the words are not like that.
pub fn by_hand(words: &[String]) -> Outcome<()> {
    let mut words = words.iter().filter(|it| *it != "--bench");
    let (mut folder, mut size, mut commits) = (None, USUAL, None);
    while let Some(word) = words.next() {
        let mut number =
            || -> Outcome<usize> { Ok(words.next().ok_or("a number is missing")?.replace(',', "").parse()?) };
        match word.as_str() {
            "--records" => size.records = number()?,
            "--commits" => commits = Some(number()?),
            folder_named => folder = Some(PathBuf::from(folder_named)),
        }
    }
    let folder = folder.ok_or("say where: `cargo bench -- decade DIR [--records N] [--commits N]`")?;
    // As many to a record as in the usual one, unless somebody says so.
    size.commits = commits.unwrap_or(size.records * USUAL.commits / USUAL.records);
    let made = Decade::write(&folder, size)?;
    println!(
        "`{}`: {} records, {} commits, {} people in {} groups, from {FIRST} to {LAST}; written in {:.1} s",
        made.root.display(),
        made.size.records,
        made.size.commits,
        made.people,
        made.groups,
        made.took.as_secs_f64()
    );
    Ok(())
}

/// Plans everything that happens, in the order in which it does.
fn plan(size: Size) -> Outcome<Book> {
    let mut chance = Chance::of(1);
    let cast = Cast::of(size.records, &mut chance)?;
    let mut book = Book::new(cast, chance);
    founding::plan(&mut book)?;
    book.leave_out();
    let groups = book.cast.groups.len();
    let left = size.records.checked_sub(book.records + 20 * groups).ok_or("a decade has more records than that")?;
    let meetings = (left / RECORDS_OF_A_MEETING / groups).max(1);
    for group in 0..groups {
        let first = book.cast.groups[group].starts + Days::new(42);
        // The last one is still to come.
        let span = (LAST - first).num_days() + 20;
        for nth in 0..meetings {
            let day = working_day(first + Days::new(span as u64 * (nth as u64 + 1) / meetings as u64));
            let most = size.records.saturating_sub(book.records);
            meetings::meeting(&mut book, group, nth, day, most)?;
        }
    }
    book.leave_out();
    fill_up(&mut book, size.records)?;
    book.leave_out();
    let planned = book.acts.len();
    let more = size.commits.checked_sub(planned).ok_or_else(|| {
        format!("{} records make at least {planned} commits, and there are to be {}", size.records, size.commits)
    })?;
    smaller_things(&mut book, more)?;
    book.acts.sort_by_key(|it| it.at);
    if (book.records, book.acts.len()) != (size.records, size.commits) {
        return Err(format!("{} records and {} commits came of it", book.records, book.acts.len()).into());
    }
    Ok(book)
}

/// A little more than a meeting makes with its items, its actions, its decision and its note.
const RECORDS_OF_A_MEETING: usize = 16;

/// Actions and notes outside meetings, until there are as many records as there are to be.
fn fill_up(book: &mut Book, records: usize) -> Outcome<()> {
    let groups = book.cast.groups.len();
    let known: Vec<(RecordId, usize, chrono::NaiveDate)> =
        book.windows.iter().map(|it: &Window| (it.id.clone(), it.group, it.first)).collect();
    for nth in 0..records.saturating_sub(book.records) {
        if nth % 3 == 2 && !known.is_empty() {
            let (about, group, day) = known[book.chance.below(known.len())].clone();
            meetings::note(book, group, about, day.min(LAST))?;
            continue;
        }
        let group = nth % groups;
        let first = book.cast.groups[group].starts + Days::new(20);
        let days = (LAST - first).num_days() - 2;
        let day = first + Days::new(book.chance.within(0, days) as u64);
        let by = book.cast.seat(group, book.chance.below(2), SECRETARY, day);
        let at = book.at_work(by, day);
        action(book, group, Origin { by, at, meeting: None, item: None })?;
    }
    Ok(())
}
