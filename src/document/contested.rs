//! What is contested, told: each value with who wrote it, for whom, and when.

use crate::model::contested::{Contest, Said, Version, Which};
use crate::model::find::folded;
use crate::model::{Kind, RecordId, Standpoint, date, names, shown, standpoint};

/// One of the values, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub which: Which,
    /// `mine` or `theirs`, for whoever looks; empty where neither can be said.
    pub whose: &'static str,
    /// The value; several lines stay several lines.
    pub words: String,
    /// The person's name, or what the change bears.
    pub who: String,
    pub org: Option<RecordId>,
    /// When it was written, on the clocks of the workspace.
    pub when: String,
}

/// The values of a contest: what stands first.
pub fn sides(contest: &Contest, at: &Standpoint<'_>) -> Vec<Side> {
    let (mine, theirs) = (contest.mine(at), contest.theirs(at));
    let called = |kinds: &[Kind], id: &str| names::called(kinds, id, at.snapshot);
    let side = |(which, version): (Which, &Version)| Side {
        which,
        whose: match which {
            it if Some(it) == mine => "mine",
            it if Some(it) == theirs => "theirs",
            _ => "",
        },
        words: contest.words_with(&version.value, &called),
        who: who(contest, which, version, at),
        org: version.person(at).and_then(|it| standpoint::org_of(at.snapshot, &it)),
        when: version.at.map(|it| moment(it, at)).unwrap_or_default(),
    };
    contest.versions().map(side).collect()
}

/// The words by which something contested is found, folded.
pub fn found_by(contest: &Contest, at: &Standpoint<'_>) -> String {
    let title = at.snapshot.get(&contest.id).map(|it| it.title().to_owned()).unwrap_or_default();
    let sides = sides(contest, at).into_iter().map(|it| format!(" {} {}", it.who, it.words));
    folded(&format!("{} {title} {}{}", contest.id, contest.label(), sides.collect::<String>()))
}

/// What is contested in one line: `due: Sat 5 Dec 2026 stands (●SX Birch, ...); Sat 12 Dec 2026 (◆AM Oak, ...)`.
pub fn line(contest: &Contest, at: &Standpoint<'_>) -> String {
    let called = |kinds: &[Kind], id: &str| names::called(kinds, id, at.snapshot);
    let told = sides(contest, at).into_iter().map(|side| {
        let mark = if side.which == Which::Stands && !contest.is_whole() { " stands" } else { "" };
        format!("{}{mark} ({})", short(&side.words), written(&side, at))
    });
    let before = contest
        .before
        .iter()
        .map(|it| format!("before {}", short(&contest.words_with(&Said::Value(it.clone()), &called))));
    format!("{}: {}", contest.label(), told.chain(before).collect::<Vec<_>>().join("; "))
}

/// Who wrote it and when: `●SE Birch Placeholder, Mon 16 Nov 2026 09:00`.
pub fn written(side: &Side, at: &Standpoint<'_>) -> String {
    let org = side.org.as_ref().map(|it| names::tag(it, at.snapshot));
    let name = org.into_iter().chain([side.who.clone()]).collect::<Vec<_>>().join(" ");
    let when = Some(&side.when).filter(|it| !it.is_empty());
    std::iter::once(&name).chain(when).cloned().collect::<Vec<_>>().join(", ")
}

fn who(contest: &Contest, which: Which, version: &Version, at: &Standpoint<'_>) -> String {
    match (version.person(at).and_then(|it| at.snapshot.get(&it)), &version.by) {
        (Some(record), _) => shown::visible(record.title()).into_owned(),
        (None, Some(by)) => shown::visible(by).into_owned(),
        (None, None) if which == Which::Stands && contest.since => "changed since then".to_owned(),
        (None, None) => "writer not known".to_owned(),
    }
}

fn moment(at: chrono::DateTime<chrono::FixedOffset>, now: &Standpoint<'_>) -> String {
    let at = at.with_timezone(&standpoint::zone(now.snapshot));
    format!("{} {}", date::short(at.date_naive()), at.format("%H:%M"))
}

/// On one line, and no longer than anybody reads in passing.
fn short(words: &str) -> String {
    shown::cut(&words.replace('\n', " / "), 60).into_owned()
}
