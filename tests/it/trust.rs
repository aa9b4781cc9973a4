//! Programs that a folder's own git settings name: none is run before it is allowed, and most never.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::support::shell::Shell;
use crate::support::terminal::{Place, Terminal};

/// Settings that lead git to run a program; PAYLOAD stands for one that leaves a mark.
const SETTINGS: &[(&str, &str)] = &[
    ("core.fsmonitor", "PAYLOAD"),
    ("core.sshCommand", "PAYLOAD"),
    ("core.hooksPath", "HOOKS"),
    ("core.gitProxy", "PAYLOAD"),
    ("core.askPass", "PAYLOAD"),
    ("core.editor", "PAYLOAD"),
    ("core.pager", "PAYLOAD"),
    ("core.alternateRefsCommand", "PAYLOAD"),
    ("credential.helper", "!PAYLOAD"),
    ("credential.https://example.org.helper", "!PAYLOAD"),
    ("remote.origin.uploadpack", "PAYLOAD"),
    ("remote.origin.receivepack", "PAYLOAD"),
    ("remote.origin.vcs", "payload"),
    ("remote.origin.proxy", "http://127.0.0.1:9"),
    ("remote.origin.pushurl", "ext::PAYLOAD"),
    ("url.ext::PAYLOAD .insteadOf", "/"),
    ("url.ext::PAYLOAD .pushInsteadOf", "/"),
    ("protocol.ext.allow", "always"),
    ("filter.x.clean", "PAYLOAD"),
    ("filter.x.smudge", "PAYLOAD"),
    ("filter.x.process", "PAYLOAD"),
    ("diff.external", "PAYLOAD"),
    ("diff.x.command", "PAYLOAD"),
    ("diff.x.textconv", "PAYLOAD"),
    ("merge.x.driver", "PAYLOAD"),
    ("merge.comity.driver", "PAYLOAD"),
    ("gpg.program", "PAYLOAD"),
    ("gpg.ssh.program", "PAYLOAD"),
    ("gpg.ssh.defaultKeyCommand", "PAYLOAD"),
    ("gc.recentObjectsHook", "PAYLOAD"),
    ("sequence.editor", "PAYLOAD"),
    ("pager.log", "PAYLOAD"),
    ("include.path", "INCLUDED"),
    ("includeIf.gitdir:/.path", "INCLUDED"),
    ("includeIf.hasconfig:remote.*.url:**.path", "INCLUDED"),
];

/// A workspace with a shared copy, and a program that leaves a mark where it is run.
struct Trap {
    shell: Shell,
}

impl Trap {
    fn set() -> Self {
        let trap = Self { shell: Shell::example() };
        assert_eq!(trap.shell.run("remote set ../shared.git --create").status, 0);
        let script = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\nexit 1\n", trap.mark().display());
        for name in ["payload", "hooks/pre-push", "hooks/reference-transaction", "hooks/post-index-change"] {
            let path = trap.shell.beside(name);
            fs::create_dir_all(path.parent().expect("folder")).expect("made");
            fs::write(&path, &script).expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("allowed");
        }
        // So that there would be reason to put objects together.
        let folder = trap.shell.root().join(".git/objects/17");
        fs::create_dir_all(&folder).expect("made");
        for nth in 0..5 {
            fs::write(folder.join(format!("{nth:038}")), "").expect("written");
        }
        let included =
            format!("[core]\n\tfsmonitor = {0}\n\tsshCommand = {0}\n", trap.shell.beside("payload").display());
        fs::write(trap.shell.beside("included"), included).expect("written");
        trap
    }

    fn mark(&self) -> PathBuf {
        self.shell.beside("was-run")
    }

    fn filled(&self, text: &str) -> String {
        let path = |name: &str| self.shell.beside(name).display().to_string();
        text.replace("PAYLOAD", &path("payload"))
            .replace("HOOKS", &path("hooks"))
            .replace("INCLUDED", &path("included"))
    }

    #[track_caller]
    fn assert_nothing_was_run(&self, what: &str) {
        assert!(!self.mark().exists(), "{what}: {}", fs::read_to_string(self.mark()).unwrap_or_default());
    }
}

#[test]
fn no_program_that_the_settings_of_a_folder_name_is_run_before_it_is_allowed() {
    let trap = Trap::set();
    let shell = &trap.shell;
    let config = shell.read(".git/config");
    for (nth, (key, value)) in SETTINGS.iter().enumerate() {
        let (key, value) = (trap.filled(key), trap.filled(value));
        shell.git(&["config", &key, &value]);
        let words = format!("action edit D7ZK --detail \"Round {nth}\"");
        for words in ["sync", "sync --no-input --json", &words, "remote show", "status", "doctor --fix", "undo"] {
            let said = shell.run(words);
            match words.starts_with("sync") {
                true => assert!(said.status == 6 && said.err.contains("E-TRUST"), "{key}: {said}"),
                false => assert!([0, 10].contains(&said.status), "{key}, {words}: {said}"),
            }
            trap.assert_nothing_was_run(&format!("{key}, {words}"));
        }
        shell.write(".git/config", &config);
    }
    assert_eq!(shell.run("sync").status, 0);
}

#[test]
fn hooks_and_watchers_are_never_run_even_where_the_list_is_allowed() {
    let trap = Trap::set();
    let shell = &trap.shell;
    for hook in ["pre-push", "reference-transaction", "post-index-change", "pre-auto-gc"] {
        fs::create_dir_all(shell.root().join(".git/hooks")).expect("made");
        fs::copy(shell.beside("hooks/pre-push"), shell.root().join(".git/hooks").join(hook)).expect("copied");
    }
    for (key, value) in SETTINGS.iter().filter(|it| {
        let last = it.0.rsplit('.').next().unwrap_or_default();
        ["fsmonitor", "hooksPath", "gitProxy", "uploadpack", "receivepack", "editor", "pager", "driver", "external"]
            .contains(&last)
    }) {
        shell.git(&["config", key, &trap.filled(value)]);
    }
    assert_eq!(shell.run("trust --yes").status, 0);
    assert_eq!(shell.run("action edit D7ZK --detail Else").status, 0);
    for words in ["sync", "status", "doctor"] {
        let said = shell.run(words);
        assert!([0, 10].contains(&said.status), "{words}: {said}");
        trap.assert_nothing_was_run(words);
    }
    // Whoever joins brings nothing of it with them, and runs nothing of it.
    assert_eq!(shell.run("join . ../desk").status, 0);
    trap.assert_nothing_was_run("join");
}

#[test]
fn the_list_is_shown_allowed_once_and_asked_about_again_when_it_changes() {
    let trap = Trap::set();
    let shell = &trap.shell;
    insta::assert_snapshot!(shell.run("trust"), @"The settings of this folder name no programs: there is nothing to allow");
    shell.git(&["config", "remote.origin.url", "ssh://example.invalid/joint.git"]);
    shell.git(&["config", "core.sshCommand", &trap.filled("PAYLOAD")]);
    insta::assert_snapshot!(shell.run("trust"), @r"
    The settings of this folder name programs, which would be run in your name:
      core.sshcommand = TMP/payload
    They are not run, and nothing is exchanged; `comity trust --yes` allows them
    ");
    insta::assert_snapshot!(shell.run("sync"), @r"
    ! Nothing was exchanged: the settings of this folder name programs that you have not allowed yet (E-TRUST)
    ! Caused by: core.sshcommand = TMP/payload
    ! Hint: `comity trust` shows and allows them, if you know where they come from. Work in the folder goes on without
    = 6
    ");
    trap.assert_nothing_was_run("sync");
    insta::assert_snapshot!(shell.run("trust --yes").out.lines().last().unwrap_or_default(), @"You have allowed them; comity asks again when they change");
    // What is allowed counts: the way to ssh of this folder.
    assert_eq!(shell.run("sync").status, 6);
    assert!(fs::read_to_string(trap.mark()).expect("run").contains("example.invalid"));
    fs::remove_file(trap.mark()).expect("removed");
    shell.git(&["config", "core.sshCommand", &trap.filled("PAYLOAD --more")]);
    assert!(shell.run("sync").err.contains("E-TRUST"));
    shell.git(&["config", "core.sshCommand", &trap.filled("PAYLOAD")]);
    assert!(!shell.run("sync").err.contains("E-TRUST"));
    assert_eq!(shell.run("trust --forget").status, 0);
    fs::remove_file(trap.mark()).expect("removed");
    assert!(shell.run("sync").err.contains("E-TRUST"));
    trap.assert_nothing_was_run("sync");
    insta::assert_snapshot!(shell.json("trust")["data"]["allowed"], @"false");
}

#[test]
fn what_an_included_file_names_counts_and_its_change_is_seen() {
    let trap = Trap::set();
    let shell = &trap.shell;
    shell.git(&["config", "includeIf.hasconfig:remote.*.url:**.path", &trap.filled("INCLUDED")]);
    assert_eq!(shell.run("trust --yes").status, 0);
    assert_eq!(shell.run("sync").status, 0);
    let included = shell.beside("included");
    let more = fs::read_to_string(&included).expect("read") + "[credential]\n\thelper = else\n";
    fs::write(&included, more).expect("written");
    assert!(shell.run("sync").err.contains("E-TRUST"));
}

#[test]
fn somebody_at_a_terminal_is_asked_once() {
    let place = Place::of_template();
    let shared = place.root().with_extension("shared");
    assert!(
        place.comity(&["remote", "set", &shared.display().to_string(), "--create"]).status().expect("run").success()
    );
    place.git(&["config", "core.pager", "less -R"]);
    let sync = |place: &Place| {
        let words = ["-C".to_owned(), place.root().display().to_string(), "sync".to_owned()];
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        Terminal::run(place, env!("CARGO_BIN_EXE_comity"), &words, 100, 20)
    };
    let mut terminal = sync(&place);
    terminal.until_words("core.pager = less -R").until_words("Allow them? [y/N]").keys("n Enter");
    assert_eq!(terminal.ended().exit_code(), 6);
    let mut terminal = sync(&place);
    terminal.until_words("Allow them? [y/N]").keys("y Enter").until_words("Both sides have the same");
    assert!(terminal.ended().success());
    let mut terminal = sync(&place);
    terminal.until_words("Both sides have the same");
    assert!(!terminal.text().contains("Allow them?") && terminal.ended().success());
}
