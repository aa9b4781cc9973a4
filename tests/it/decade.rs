//! The decade that benchmarks are measured in: a workspace as any other, and the same one each time.

use std::path::Path;

use chrono::{FixedOffset, TimeZone};
use comity::history::{Filter, History};
use comity::model::check::check;
use comity::model::{Kind, Problem, Standpoint};
use comity::store::lock::Patience;
use comity::workspace::Workspace;

use crate::decade_written::program::git;
use crate::decade_written::{Decade, Size};

const SMALL: Size = Size { records: 400, commits: 2_600 };

fn said(root: &Path, words: &[&str]) -> String {
    let output = git(root, words).output().expect("git");
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn a_decade_has_as_many_records_and_commits_as_were_asked_for_and_nothing_wrong() {
    let folder = tempfile::tempdir().expect("folder");
    let root = folder.path().join("w");
    Decade::write(&root, SMALL).expect("written");
    assert_eq!(said(&root, &["status", "--porcelain"]), "");
    assert_eq!(said(&root, &["rev-list", "--count", "HEAD"]).trim(), SMALL.commits.to_string());
    let zones = said(&root, &["log", "--format=%ad", "--date=format:%z"]);
    for zone in ["-0500", "+0100", "+0530"] {
        assert!(zones.contains(zone), "{zone}");
    }
    let workspace = Workspace::open(&root, Patience::default()).expect("opens");
    let records = Kind::ALL.into_iter().map(|it| workspace.snapshot().of_kind(it).count()).sum::<usize>();
    assert_eq!(records, SMALL.records);
    let now = FixedOffset::east_opt(0).expect("zone").with_ymd_and_hms(2026, 11, 21, 9, 0, 0).single().expect("now");
    let at = Standpoint::new(workspace.snapshot(), None, now);
    let wrong: Vec<String> = check(&at).into_iter().filter(Problem::is_error).map(|it| it.message).collect();
    assert_eq!(wrong, [""; 0]);
    assert_eq!(workspace.all_file_problems(), []);
    // Each commit is told as comity's own, by somebody of the workspace.
    let history = History::of(&workspace).expect("history");
    let all = Filter::default();
    let strange = history.entries(&all).find(|it| it.trailers.change_id.is_none() || it.person.is_none());
    assert!(strange.is_none(), "{strange:?}");
}

#[test]
fn a_decade_of_one_size_is_the_same_each_time() {
    let folder = tempfile::tempdir().expect("folder");
    let newest = |name: &str| {
        let root = folder.path().join(name);
        Decade::write(&root, SMALL).expect("written");
        said(&root, &["rev-parse", "HEAD"])
    };
    assert_eq!(newest("one"), newest("two"));
}

#[test]
fn a_decade_says_when_so_few_commits_cannot_make_so_many_records() {
    let folder = tempfile::tempdir().expect("folder");
    let refused = Decade::write(&folder.path().join("w"), Size { records: 400, commits: 100 });
    let why = refused.err().expect("refused").to_string();
    assert!(why.starts_with("400 records make at least "), "{why}");
    assert!(!folder.path().join("w").exists());
}
