//! `verify`: whether changes are what they say and theirs to make; by hand, as a hook of the shared copy, in a script.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use serde_json::json;

use super::options::Options;
use super::printer::Answer;
use super::session::{Session, read_all};
use crate::model::change::Edit;
use crate::model::{Change, Kind, RecordId, shown};
use crate::report::{Exit, Report};
use crate::store::hook::{Laid, lay};
use crate::store::repo::Repo;
use crate::verify::{Code, Finding, Range, Terms, Verdict, acceptance, may_accept, place, verify};
use crate::workspace::{Workspace, one_line, random};

/// The name of no commit, by which git says that a branch was not there or is to go.
const NOTHING: &str = "0000000000000000000000000000000000000000";

pub fn arguments() -> Vec<Arg> {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let alone = ["range", "hook", "install-hook", "accept"];
    let but = |own: &str| alone.into_iter().filter(|it| *it != own).collect::<Vec<_>>();
    vec![
        Arg::new("range")
            .value_name("OLD..NEW")
            .help("Which changes; those that the shared copy has not, if none are named"),
        flag("strict", "Let warnings count as errors"),
        flag("signed", "Let everybody sign, whether they have keys on record or not"),
        flag("hook", "Look at what is just being sent, as git tells it on standard input")
            .conflicts_with_all(but("hook")),
        Arg::new("install-hook")
            .long("install-hook")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .conflicts_with_all(but("install-hook"))
            .help("Let the shared copy in this folder take only what is right"),
        Arg::new("accept")
            .long("accept")
            .value_name("CHANGE")
            .requires("reason")
            .conflicts_with_all(but("accept"))
            .help("Accept a change that is not right, by a note that everybody sees"),
        Arg::new("reason").long("reason").value_name("TEXT").help("Why it is accepted"),
    ]
}

/// `verify`.
pub fn run(options: &Options, matches: &ArgMatches) -> Result<Answer, Report> {
    if let Some(folder) = matches.get_one::<PathBuf>("install-hook") {
        return install(folder, options);
    }
    if let Some(change) = matches.get_one::<String>("accept") {
        return accept(options, change, matches.get_one::<String>("reason").map(String::as_str).unwrap_or_default());
    }
    let strict = matches.get_flag("strict");
    if matches.get_flag("hook") {
        let repo = Repo::open_history(None)?;
        let verdict = of_pushed(&repo, &read_all()?, &terms(&repo, options, matches))?;
        return Ok(told(&verdict, strict, &Range::default()));
    }
    let repo = open(options)?;
    let range = range(&repo, matches.get_one::<String>("range").map(String::as_str))?;
    let verdict = verify(&repo, &range, &terms(&repo, options, matches))?;
    Ok(told(&verdict, strict, &range))
}

/// The history of the workspace, or of a shared copy that has no folder.
fn open(options: &Options) -> Result<Repo, Report> {
    let place = options.place()?;
    match Workspace::find(&place) {
        Ok(root) => Ok(Repo::open(&root)?),
        Err(error) if options.folder.is_some() => Repo::open_history(Some(&place)).map_err(|_| error.into()),
        // Where git says what is served, that is meant.
        Err(error) => Repo::open_history(None).map_err(|_| error.into()),
    }
}

fn terms(repo: &Repo, options: &Options, matches: &ArgMatches) -> Terms {
    let terms = Terms::of(repo, options.now());
    Terms { everybody_signs: terms.everybody_signs || matches.get_flag("signed"), ..terms }
}

fn range(repo: &Repo, words: Option<&str>) -> Result<Range, Report> {
    let newest = || repo.newest().ok_or_else(|| Report::new("E-NOT-FOUND", Exit::NotFound, "there is no change yet"));
    let Some(words) = words else {
        let to = newest()?;
        let known = repo.head().ok().and_then(|it| repo.points_to(&repo.remote_branch(&it.branch)));
        return Ok(Range { from: known, to, forward: true, beside: None });
    };
    let Some((from, to)) = words.split_once("..") else {
        return Err(Report::new(
            "E-VALUE",
            Exit::Invalid,
            format!("`{}` is no range of changes", shown::visible(words)),
        )
        .hint("Write it like OLD..NEW; OLD.. goes to the newest, ..NEW begins with the first"));
    };
    let find = |word: &str| {
        repo.resolve(word).ok_or_else(|| {
            Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no change `{}`", shown::visible(word)))
                .hint("`git log` names them")
        })
    };
    let to = if to.is_empty() { newest()? } else { find(to)? };
    let from = (!from.is_empty() && from != NOTHING).then(|| find(from)).transpose()?;
    Ok(Range { from, to, forward: true, beside: None })
}

/// What somebody is sending, as git tells it to a hook: old, new and reference, one a line.
fn of_pushed(repo: &Repo, lines: &str, terms: &Terms) -> Result<Verdict, Report> {
    let mut all = Verdict::default();
    let own = repo.head()?.branch;
    for line in lines.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let say = |message: String| Finding::of_history(Code::Branch, message);
        let [old, new, reference] = words.as_slice() else {
            all.findings.push(say(format!("what is being sent is not understood: {}", shown::visible(line))));
            continue;
        };
        let short = |it: &str| shown::visible(it.strip_prefix("refs/heads/").unwrap_or(it)).into_owned();
        if *reference != own {
            let message =
                format!("`{}` is not the branch of this workspace, which is `{}`", short(reference), short(&own));
            all.findings.push(say(message));
            continue;
        }
        if *new == NOTHING {
            all.findings.push(say(format!("`{}` cannot be taken away", short(&own))));
            continue;
        }
        let from = (*old != NOTHING).then(|| (*old).to_owned());
        let verdict = verify(repo, &Range { from, to: (*new).to_owned(), forward: true, beside: None }, terms)?;
        all.changes += verdict.changes;
        all.findings.extend(verdict.findings);
    }
    Ok(all)
}

fn told(verdict: &Verdict, strict: bool, range: &Range) -> Answer {
    let errors = verdict.errors().count();
    let warnings = verdict.findings.len() - errors;
    let mut text: String = verdict.findings.iter().map(|it| it.line() + "\n").collect();
    let changes = shown::count(verdict.changes, "change", "changes");
    let weighed = match (errors, warnings) {
        (0, 0) => "nothing was found".to_owned(),
        _ => format!("{}, {}", shown::count(errors, "error", "errors"), shown::count(warnings, "warning", "warnings")),
    };
    text.push_str(&format!("{changes}: {weighed}\n"));
    if errors > 0 {
        text.push_str("`comity explain CODE` tells more about each.\n");
    }
    let mut data = json!({
        "changes": verdict.changes,
        "errors": errors,
        "warnings": warnings,
        "findings": verdict.findings.iter().map(finding_json).collect::<Vec<_>>(),
    });
    if !range.to.is_empty() {
        data["range"] = json!({ "from": range.from, "to": range.to });
    }
    let found_errors = errors > 0 || strict && warnings > 0;
    Answer { kind: "verify".to_owned(), text, data, found_errors, ..Answer::default() }
}

/// A finding for programs.
pub fn finding_json(finding: &Finding) -> serde_json::Value {
    let mut object = json!({
        "code": finding.code.word(),
        "level": if finding.is_error() { "error" } else { "warning" },
        "message": finding.message,
    });
    if let Some(commit) = &finding.commit {
        object["commit"] = json!(commit);
        object["change"] = json!(finding.change);
        object["subject"] = json!(finding.subject);
    }
    for (key, word) in [("path", &finding.path), ("accepted", &finding.accepted)] {
        if let Some(word) = word {
            object[key] = json!(word);
        }
    }
    object
}

fn install(folder: &Path, options: &Options) -> Result<Answer, Report> {
    let folder = match &options.folder {
        Some(base) if folder.is_relative() => base.join(folder),
        _ => folder.to_owned(),
    };
    let repo = Repo::open_history(Some(&folder))?;
    let refused = |message: String, hint: &str| Err(Report::new("E-HOOK", Exit::Invalid, message).hint(hint));
    if !repo.is_bare() {
        return refused(
            format!("`{}` is no shared copy: somebody works in it", folder.display()),
            "A shared copy is a bare repository; only there is somebody asked before anything is taken",
        );
    }
    if repo.setting("core.hooksPath").is_some() {
        return refused(
            format!("`{}` looks for its hooks elsewhere", folder.display()),
            "Let the hook there say `exec comity verify --hook`, or clear core.hooksPath",
        );
    }
    let (path, text) = match options.dry_run {
        true => (repo.git_folder().join("hooks").join("pre-receive"), "would look at everything that is sent"),
        false => match lay(repo.git_folder())? {
            Laid::Now(path) => (path, "looks at everything that is sent from now on"),
            Laid::Before(path) => (path, "looks at everything that is sent already"),
            Laid::Another(path) => {
                return refused(
                    format!("another hook lies at `{}`", path.display()),
                    "Let it run `comity verify --hook`, with what it reads itself, and end as that ends",
                );
            }
        },
    };
    let text = format!("{} {text}\n", path.display());
    Ok(Answer { kind: "verify.hook".to_owned(), text, data: json!({ "hook": path }), ..Answer::default() })
}

/// Accepts a change by a note that everybody gets.
fn accept(options: &Options, word: &str, reason: &str) -> Result<Answer, Report> {
    let mut session = Session::open(options)?;
    let no = |code, message: String| Report::new(code, Exit::Invalid, message);
    let repo = session.workspace.repo();
    let missing =
        || Report::new("E-NOT-FOUND", Exit::NotFound, format!("there is no change `{}`", shown::visible(word)));
    let commit = repo.resolve(word).ok_or_else(missing)?;
    let parent = repo.saved(&commit)?.parents.into_iter().next();
    let reason = one_line(reason).ok_or_else(|| no("E-VALUE", "a reason is needed".to_owned()))?;
    let me = session.me().cloned().ok_or_else(|| no("E-NOBODY", "who you are is not known".to_owned()))?;
    let before = crate::verify::snapshot_at(repo, parent.as_deref())?;
    if !may_accept(&before, &me, session.at().today) {
        return Err(no("E-ROLE", "it is not yours to accept".to_owned())
            .hint("A secretary or chair of a group that steers may, by what was so before that change"));
    }
    let group =
        place(session.snapshot()).ok_or_else(|| no("E-NO-PLACE", "there is no group to keep the note".to_owned()))?;
    let now = session.at().now;
    let year = chrono::Datelike::year(&now);
    let ids = std::iter::repeat_with(|| RecordId::random(Kind::Note, &group, year, random(), 4)).take(100).flatten();
    let free = ids.into_iter().find(|it| !session.snapshot().exists(it));
    let id = free.ok_or_else(|| no("E-NO-PLACE", "there is no free id for the note".to_owned()))?;
    let note = acceptance(id.clone(), &commit, &reason, &me, now);
    let short = commit.get(..8).unwrap_or(&commit);
    let change = Change { edits: vec![Edit::Create { record: note.into() }], ..Change::default() }
        .titled(format!("Accept change {short}: {}", shown::cut(&reason, 40)));
    session.write("verify.accept", &change, &id)
}
