//! A disk that takes no more and folders that may not be written: a change is saved whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use comity::workspace::Workspace;

use crate::support::running::{comity, run};
use crate::support::sandbox::{Sandbox, action, get, patience, refused, save, try_save, with};

/// A small file system of its own, where this system lets us have one; unmounted when this goes.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(at: &'a Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=1m", "none"]).arg(at).output();
        mounted.is_ok_and(|it| it.status.success()).then(|| Self(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// Submits a change to a sandbox in which something is amiss: refused, it leaves every byte as it was; then `mended`
/// must be enough for it to be saved.
fn saved_or_nothing(sandbox: &Sandbox, mended: impl FnOnce()) -> Option<String> {
    let before = sandbox.everything();
    let mut workspace = Workspace::open(&sandbox.root(), patience()).expect("opened");
    let record = get(&workspace, &action());
    let result = try_save(&mut workspace, &with(&record, "priority = 'high'"));
    let told = result.is_err().then(|| refused(result));
    if told.is_some() {
        assert_eq!(differing(sandbox, &before), [""; 0], "{told:?}");
    }
    mended();
    if told.is_some() {
        save(&mut workspace, &with(&record, "priority = 'high'"));
    }
    assert_eq!(sandbox.commits(), 2);
    sandbox.assert_whole("");
    told
}

/// The files that are not what they were; git's log of the branch tells of attempts as well.
fn differing(sandbox: &Sandbox, before: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    sandbox.differing(before).into_iter().filter(|it| !it.starts_with(".git/logs/")).collect()
}

#[test]
fn a_full_disk_takes_a_change_whole_or_not_at_all() {
    let mut told = Vec::new();
    for pages_free in 0..14 {
        let sandbox = Sandbox::empty();
        fs::create_dir(sandbox.root()).expect("made");
        let root = sandbox.root();
        let Some(_disk) = SmallDisk::mount(&root) else {
            println!("passed over: this system does not let us mount a small disk");
            return;
        };
        let inner = sandbox.beside("w/in").filled();
        let filler = root.join("filler");
        let mut file = fs::File::create(&filler).expect("made");
        while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
        let size = file.metadata().expect("size").len();
        file.set_len(size - 4096 * pages_free).expect("cut");
        drop(file);
        told.extend(saved_or_nothing(&inner, || fs::remove_file(&filler).expect("removed")));
    }
    assert!(told.len() > 5 && told.len() < 14, "{told:?}");
    assert!(told.iter().all(|it| it.contains("The disk is full: make room")), "{told:?}");
}

#[test]
fn a_disk_that_is_full_in_the_middle_of_a_sync_loses_nothing_on_either_side() {
    let (mut refused, mut done) = (0, 0);
    for pages_free in (0..44).step_by(4) {
        let sandbox = Sandbox::empty();
        fs::create_dir(sandbox.root()).expect("made");
        let root = sandbox.root();
        let Some(_disk) = SmallDisk::mount(&root) else {
            println!("passed over: this system does not let us mount a small disk");
            return;
        };
        let (desk, other) = (sandbox.beside("w/in").filled(), sandbox.beside("other"));
        let say = |at: &Sandbox, words: &[&str]| {
            let said = run(at, words);
            assert_eq!(said.exit, Some(0), "{words:?}: {}", said.err);
        };
        say(&desk, &["remote", "set", "../../shared.git", "--create"]);
        say(&desk, &["join", "../../shared.git", "../../other"]);
        say(&other, &["action", "edit", "7K3F", "--title", "Theirs"]);
        say(&other, &["sync"]);
        say(&desk, &["action", "edit", "7K3F", "--priority", "high"]);
        let mine = desk.change_ids()[0].clone();
        let filler = root.join("filler");
        let mut file = fs::File::create(&filler).expect("made");
        while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
        let size = file.metadata().expect("size").len();
        file.set_len(size - 4096 * pages_free).expect("cut");
        drop(file);
        let said = run(&desk, &["sync"]);
        match said.exit {
            Some(0) => done += 1,
            _ => refused += 1,
        }
        assert!(said.exit == Some(0) || said.err.contains("(E-"), "{}", said.err);
        fs::remove_file(&filler).expect("removed");
        assert_eq!(run(&desk, &["check"]).exit, Some(0));
        desk.assert_whole("");
        assert!(desk.change_ids().contains(&mine));
        say(&desk, &["sync"]);
        say(&other, &["sync"]);
        assert_eq!(desk.git(&["rev-parse", "HEAD"]), other.git(&["rev-parse", "HEAD"]));
        let text = desk.read("groups/AQ/actions/2026/AQ-A26-7K3F.toml");
        assert!(text.contains("title = \"Theirs\"") && text.contains("priority = \"high\""), "{pages_free}: {text}");
        desk.assert_whole("");
    }
    assert!(refused > 2 && done > 0, "{refused} {done}");
}

#[test]
fn a_system_that_takes_no_larger_files_takes_a_change_whole_or_not_at_all() {
    let mut saved = 0;
    for blocks in 0..6 {
        let sandbox = Sandbox::small();
        let before = sandbox.everything();
        let program = comity(&sandbox, &["action", "edit", "7K3F", "--priority", "high"]);
        let mut shell = comity(&sandbox, &[]);
        // Ignored, the signal that would end the program becomes an error of each write.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut limited = Command::new("sh");
        limited.arg("-c").arg(script).arg(program.get_program()).args(program.get_args()).env_clear();
        limited.envs(shell.current_dir(".").get_envs().filter_map(|(key, value)| Some((key, value?))));
        let out = limited.current_dir(sandbox.root()).output().expect("run");
        match out.status.code() {
            Some(0) => saved += 1,
            _ => assert_eq!(sandbox.everything(), before, "{blocks}"),
        }
        let again = run(&sandbox, &["action", "edit", "7K3F", "--priority", "high"]);
        assert_eq!((again.exit, again.err.as_str()), (Some(0), ""));
        assert_eq!(sandbox.commits(), 2);
        sandbox.assert_whole("");
    }
    assert!(saved > 0 && saved < 6, "{saved}");
}

#[test]
fn a_folder_that_may_not_be_written_is_read_and_a_change_to_it_refused_whole() {
    for folder in ["groups/AQ/actions/2026", ".git", ".git/objects", ".git/refs/heads", ".git/comity"] {
        let sandbox = Sandbox::small();
        drop(sandbox.open());
        let path = sandbox.path(folder);
        let allow = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
        allow(0o555);
        if fs::write(path.join("probe"), "x").is_ok() {
            println!("passed over: whoever runs this may write everywhere");
            return;
        }
        saved_or_nothing(&sandbox, || allow(0o755));
    }
}
