//! Settings of git: who saves from a clone, and what else the user or this clone has set.

use std::path::Path;

use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, Repository};

use super::{Author, Repo};
use crate::store::error::StoreError;

impl Repo {
    /// Who saves from this clone, as git is set up; the environment's `GIT_AUTHOR_*` included.
    ///
    /// # Errors
    /// When git knows no name or address.
    pub fn identity(&self, at: DateTime<FixedOffset>) -> Result<Author, StoreError> {
        let config = self.git.config().map_err(StoreError::git("read the settings"))?;
        author_in(&config, at).ok_or(StoreError::NoIdentity)
    }

    /// Who would save in a folder that has no repository yet, as git is set up for the user.
    pub fn author_for(folder: &Path, at: DateTime<FixedOffset>) -> Option<Author> {
        let found = Repository::discover(folder).and_then(|it| it.config());
        author_in(&found.or_else(|_| git2::Config::open_default()).ok()?, at)
    }

    /// A setting of git, the clone's own first.
    pub fn setting(&self, key: &str) -> Option<String> {
        self.git.config().ok()?.snapshot().ok()?.get_string(key).ok()
    }

    /// Sets or clears a setting of this clone alone.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn set(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        let doing = || StoreError::git(format!("set `{key}`"));
        let config = self.git.config().map_err(doing())?;
        let mut own = config.open_level(git2::ConfigLevel::Local).map_err(doing())?;
        match value {
            Some(value) => own.set_str(key, value).map_err(doing()),
            None => match own.remove(key) {
                Err(error) if error.code() != ErrorCode::NotFound => Err(doing()(error)),
                _ => Ok(()),
            },
        }
    }
}

fn author_in(config: &git2::Config, at: DateTime<FixedOffset>) -> Option<Author> {
    let known = |variable: &str, key: &str| {
        let named = std::env::var(variable).ok().filter(|it| !it.trim().is_empty());
        named.or_else(|| config.get_string(key).ok().filter(|it| !it.trim().is_empty()))
    };
    Some(Author { name: known("GIT_AUTHOR_NAME", "user.name")?, email: known("GIT_AUTHOR_EMAIL", "user.email")?, at })
}
