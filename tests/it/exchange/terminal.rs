//! The exchange in real terminals: beside the work, stopped, asked for a passphrase, by itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::running::until;
use crate::support::terminal::{Place, said};

const ACTION: &str = "AQ-A26-9QXT";

/// A place with a shared copy, and a second one joined to it, at which oak sits.
fn two() -> (Place, Place) {
    let one = Place::of_template();
    let two = Place::joined(&one.shared(), "Oak");
    (one, two)
}

/// Puts a program in the place of ssh.
fn instead_of_ssh(place: Place, script: &str) -> Place {
    let ssh = place.root().with_file_name("instead-of-ssh");
    fs::write(&ssh, format!("#!/bin/sh\n{script}")).expect("script");
    fs::set_permissions(&ssh, fs::Permissions::from_mode(0o755)).expect("set");
    let shared = place.shared();
    place.git(&["config", "remote.origin.url", &format!("ssh://somewhere{}", shared.display())]);
    place.set("GIT_SSH_COMMAND", &ssh.display().to_string()).set("GIT_SSH_VARIANT", "simple")
}

#[test]
fn what_comes_in_while_a_form_is_open_marks_its_fields_and_overwrites_nothing() {
    let (one, two) = two();
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("9QXT").keys("e").until_words("Ctrl+S");
    terminal.keys("Ctrl+U 'Name three reviewers'").until_words("Name three reviewers");
    said(&mut two.comity(&["action", "edit", ACTION, "--title", "Name four reviewers", "--due", "2026-12-24"]));
    said(&mut two.comity(&["sync"]));
    terminal.keys("F5").until_words("1 received").until_words("[Thu 24 Dec 2026");
    let text = terminal.text();
    assert!(text.contains("Name three reviewers") && text.contains("◆AM Oak changed this at "), "{text}");
    terminal.keys("Ctrl+S").until_words("1 to choose");
    assert_eq!(one.commits(), 2);
    terminal.keys("m Enter").until_words("1 to send");
    let record = one.git(&["show", "HEAD:groups/AQ/actions/2026/AQ-A26-9QXT.toml"]);
    assert!(record.contains("Name three reviewers") && record.contains("2026-12-24"), "{record}");
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn whoever_waits_for_a_silent_shared_copy_goes_on_working_and_stops_it_with_esc() {
    let (one, _) = two();
    let pid = one.root().with_file_name("pid");
    let one = instead_of_ssh(one, &format!("echo $$ > {0}.new; mv {0}.new {0}; exec sleep 100000\n", pid.display()));
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings").keys("F5").until_words("Receiving…");
    terminal.keys("4").until_words("9QXT").keys("Space").until_words("1 to send");
    assert!(terminal.text().contains("Receiving…"), "{}", terminal.text());
    terminal.keys("7").until_words("Esc Stop").until("the other program", |_| pid.exists());
    terminal.keys("Esc").until_words("The exchange was stopped.").until_words("Stopped · 1 to send");
    let process = Path::new("/proc").join(fs::read_to_string(&pid).expect("pid").trim());
    let deadline = Instant::now() + Duration::from_secs(30);
    while process.exists() && !fs::read_to_string(process.join("stat")).unwrap_or_default().contains(") Z ") {
        assert!(Instant::now() < deadline, "what was stopped runs on");
        thread::yield_now();
    }
    terminal.keys("F5").until_words("Receiving…");
    assert!(terminal.keys("q").ended().success(), "leaving does not wait for it");
}

#[test]
fn who_has_to_be_asked_for_a_passphrase_is_asked_in_front_and_comes_back_to_the_same_page() {
    let (one, two) = two();
    let script = "
        if [ \"$SSH_ASKPASS_REQUIRE\" = never ]; then echo 'Permission denied (publickey,password).' >&2; exit 255; fi
        printf 'Passphrase of the key: ' > /dev/tty
        read answer < /dev/tty
        [ \"$answer\" = sesame ] || { echo 'Permission denied (publickey,password).' >&2; exit 255; }
        for command; do :; done
        exec sh -c \"$command\"
    ";
    let one = instead_of_ssh(one, script);
    said(&mut two.comity(&["action", "due", ACTION, "2026-12-24"]));
    said(&mut two.comity(&["sync"]));
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings").keys("4").until_words("9QXT").keys("F5").until_words("Not let in");
    terminal.keys("7").until_words("p leaves the screen");
    let asked =
        |count: usize| move |it: &vt100::Screen| it.contents().matches("Passphrase of the key:").count() == count;
    terminal.keys("p").until("the question", asked(1));
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
    terminal.keys("'wrong' Enter").until_words("Not let in");
    terminal.keys("F5").until("the question", asked(2)).keys("Ctrl+C").until_words("The exchange was stopped");
    terminal.keys("F5").until_words("Not let in").keys("F5").until("the question", asked(3));
    terminal.keys("'sesame' Enter").until_words("Received 1 change");
    assert!(terminal.screen().alternate_screen(), "{}", terminal.text());
    terminal.keys("4").until_words("24 Dec");
    assert!(terminal.keys("q").ended().success());
    assert_eq!(terminal.left_behind(), Vec::<&str>::new());
}

#[test]
fn two_screens_exchange_and_both_hold_the_same() {
    let (one, two) = two();
    let (mut here, mut there) = (one.open(100, 30), two.open(100, 30));
    for (terminal, keys) in [(&mut here, "4"), (&mut there, "4")] {
        terminal.until_words("Next meetings").keys(keys).until_words("9QXT");
    }
    here.keys("d").until_words("Enter saves").keys("Ctrl+U '2026-12-08' Enter").until_words("1 to send");
    there.keys("d").until_words("Enter saves").keys("Ctrl+U '2026-12-01' Enter").until_words("1 to send");
    here.keys("F5").until_words("Sent 1 change");
    there.keys("F5").until_words("Received 1 change, sent 1; 1 to decide");
    here.keys("F5").until_words("Received 1 change").until_words("1 to decide");
    assert!(here.keys("q").ended().success() && there.keys("q").ended().success());
    let tree = |place: &Place| place.git(&["rev-parse", "HEAD^{tree}"]);
    assert_eq!(tree(&one), tree(&two));
    assert_eq!((one.status(), two.status()), (String::new(), String::new()));
    assert_eq!(one.git(&["log", "--merges", "--format=%H"]), "");
}

#[test]
fn it_goes_by_itself_where_the_settings_say_so() {
    let (one, two) = two();
    one.git(&["config", "comity.autosync", "0.005"]);
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings");
    said(&mut two.comity(&["action", "due", ACTION, "2026-12-24"]));
    said(&mut two.comity(&["sync"]));
    terminal.until_words("◆AM changed 1 thing");
    terminal.keys("7").until_words("It also goes by itself, every minute");
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn who_waits_for_another_program_of_the_same_clone_is_told_so() {
    let (one, _) = two();
    let own = comity::store::repo::Repo::open(&one.root()).expect("opened").own_folder();
    let lock = comity::store::lock::SyncLock::take(&own, Duration::ZERO).expect("free");
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings").keys("F5").until_words("Waiting…");
    terminal.keys("7 Esc").until_words("Stopped").keys("F5").until_words("Waiting…");
    drop(lock);
    terminal.until_words("Nothing new: everybody has the same");
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn a_program_that_the_folder_names_runs_after_a_yes_and_not_before() {
    let (one, two) = two();
    let (mark, way) = (one.root().with_file_name("was-run"), one.root().with_file_name("way"));
    let script =
        format!("#!/bin/sh\necho run >> '{}'\nfor command; do :; done\nexec sh -c \"$command\"\n", mark.display());
    fs::write(&way, script).expect("script");
    fs::set_permissions(&way, fs::Permissions::from_mode(0o755)).expect("set");
    one.git(&["config", "remote.origin.url", &format!("ssh://somewhere{}", one.shared().display())]);
    one.git(&["config", "core.sshCommand", &way.display().to_string()]);
    one.git(&["config", "ssh.variant", "simple"]);
    said(&mut two.comity(&["action", "due", ACTION, "2026-12-24"]));
    said(&mut two.comity(&["sync"]));
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings").keys("F5").until_words("Allow the programs").keys("Esc");
    terminal.until_words("Not allowed: nothing was run").keys("4").until_words("9QXT");
    terminal.keys("Space").until_words("1 to send").keys("7").until_words("F5 asks whether you allow them");
    assert!(!mark.exists());
    terminal.keys("F5").until_words("Allow the programs").keys("y");
    terminal.until_words("Received 1 change, sent 1");
    assert!(mark.exists());
    // What is allowed once is not asked about again.
    terminal.keys("F5").until_words("Nothing new: everybody has the same");
    assert!(terminal.keys("q").ended().success());
}

#[test]
fn a_crowded_folder_is_tidied_behind_a_sync_of_the_screen() {
    let (one, _) = two();
    let repo = git2::Repository::open(one.root()).expect("opened");
    for nth in 0..1_500 {
        repo.blob(format!("note {nth}").as_bytes()).expect("written");
    }
    let packs = || {
        let folder = fs::read_dir(one.root().join(".git/objects/pack"));
        folder.map_or(0, |it| it.flatten().filter(|it| it.path().extension().is_some_and(|it| it == "pack")).count())
    };
    let before = packs();
    let mut terminal = one.open(100, 30);
    terminal.until_words("Next meetings").keys("F5").until_words("Nothing new: everybody has the same");
    until("objects are put together", || packs() > before);
    assert!(terminal.keys("q").ended().success());
    until("it has ended", || !one.root().join(".git/objects/maintenance.lock").exists());
}
