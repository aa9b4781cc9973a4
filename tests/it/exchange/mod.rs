//! The exchange on the screen: the page Sync, the line of states, and what of the others is new.

mod deciding;
mod findings;
mod page;
#[cfg(unix)]
mod terminal;
mod trust;
mod unseen;

use std::path::{Path, PathBuf};
use std::process::Command;

use comity::init::join::join;

use crate::support::desks::talk;
use crate::support::screen::Screen;

/// Two screens on two clones of one shared copy; at the first sits birch, at the second, of the other side, oak.
pub struct Two {
    folder: tempfile::TempDir,
    pub one: Screen,
    pub two: Screen,
}

impl Two {
    pub fn new() -> Self {
        Self::with(Screen::of_template())
    }

    /// The same over a workspace that has been made already, at which birch sits.
    pub fn with(mut one: Screen) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let shared = folder.path().join("shared.git");
        let made = Command::new("git").args(["init", "-q", "--bare", "-b", "main"]).arg(&shared).status();
        assert!(made.expect("git").success());
        set_remote(&one, &shared.display().to_string());
        one.look();
        one.keys("F5");
        let other = tempfile::tempdir().expect("folder");
        join(&shared.display().to_string(), &other.path().join("w"), &talk(), crate::support::sandbox::now())
            .expect("joined");
        let mut two = Screen::of_whom(other, "Oak Placeholder", "oak@example.org");
        two.keys("F5");
        Self { folder, one, two }
    }

    pub fn shared(&self) -> PathBuf {
        self.folder.path().join("shared.git")
    }
}

/// Says where the shared copy is, as the program does.
pub fn set_remote(screen: &Screen, place: &str) {
    comity::store::repo::Repo::open(&screen.root()).expect("opened").set_remote(place).expect("set");
}

/// A frame in which the folder of the test is always called the same.
pub fn frame(screen: &mut Screen, two: &Path) -> String {
    let place = two.display().to_string();
    let shown = "/srv/shared.git";
    screen.frame().replace(&place, &format!("{shown:width$}", width = place.len()))
}
