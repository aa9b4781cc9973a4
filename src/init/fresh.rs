//! A new workspace as somebody describes it: its parties, who begins it, its first group.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::shared::shared_site;
use super::{Asking, InitError, NewFile, NewParty, create_set, empty_files, record_file, site};
use crate::model::deed::{Seat, Settings, add, slug, take_seat};
use crate::model::{Change, Kind, Record, RecordId, Snapshot, Standpoint, value};
use crate::store::codec;
use crate::store::repo::Author;
use crate::workspace::random;

/// A new workspace as somebody describes it.
#[derive(Clone, Debug)]
pub struct Fresh {
    pub title: String,
    pub parties: Vec<NewParty>,
    pub zone: String,
    /// Who begins it: name, address, and the place of their organisation among the parties.
    pub name: String,
    pub email: String,
    pub org: usize,
    pub group: Option<FirstGroup>,
    /// The folder to make.
    pub folder: PathBuf,
    /// Where the shared copy is to be made, if it is to be made at once.
    pub shared: Option<PathBuf>,
}

/// The first group, and what whoever begins the workspace is in it.
#[derive(Clone, Debug)]
pub struct FirstGroup {
    pub id: RecordId,
    pub name: String,
    pub role: Option<String>,
}

impl Fresh {
    /// Makes it, all of it or nothing; who works in the new folder is kept in that folder alone. Whoever calls makes the
    /// shared copy afterwards; where that could not be made, nothing is.
    ///
    /// # Errors
    /// When the folder cannot take it or the system refuses.
    pub fn begin(&self, now: DateTime<FixedOffset>, asking: Asking) -> Result<PathBuf, InitError> {
        let root = site(&self.folder)?;
        if let Some(shared) = &self.shared {
            shared_site(shared, &root)?;
        }
        let (files, me) = self.files(now)?;
        let author = Author { name: self.name.clone(), email: self.email.clone(), at: now };
        let settings = [("user.name", &*self.name), ("user.email", &*self.email), ("comity.person", me.as_str())];
        create_set(&self.folder, files, &self.subject(), &author, &settings, asking)?;
        Ok(root)
    }

    fn subject(&self) -> String {
        let names: Vec<&str> = self.parties.iter().map(|it| it.name.as_str()).collect();
        format!("Begin the joint workspace of {}", names.join(" and "))
    }

    /// Its files, and the person who begins it.
    fn files(&self, now: DateTime<FixedOffset>) -> Result<(Vec<NewFile>, RecordId), InitError> {
        let mut files = empty_files(&self.title, &self.parties, &self.zone);
        let read = |(path, bytes): &NewFile| codec::decode(&RecordId::from_path(path)?, bytes).ok();
        let begun: Snapshot = files.iter().filter_map(read).map(|it| it.record).collect();
        let slug = slug(&self.name, random());
        let me = RecordId::new(Kind::Person, &slug).map_err(|_| InitError::NotAnOrg(slug))?;
        let mut about = vec![("name", value::text(&self.name)), ("emails", value::texts([self.email.as_str()]))];
        about.extend(self.parties.get(self.org).map(|it| ("org", value::text(it.id.as_str()))));
        let mut snapshot = with(&begun, now, |at| Some(add(me.clone(), settings(about), at)));
        if let Some(group) = &self.group {
            let name = settings(vec![("name", value::text(&group.name))]);
            snapshot = with(&snapshot, now, |at| Some(add(group.id.clone(), name, at)));
            snapshot = with(&snapshot, now, |at| take_seat(&self.seat(group, &me, at)?, at).ok());
        }
        files.extend(snapshot.all().filter(|it| !begun.exists(&it.id)).map(|it: &Record| record_file(it)));
        Ok((files, me))
    }

    fn seat(&self, group: &FirstGroup, me: &RecordId, at: &Standpoint<'_>) -> Option<Seat> {
        Some(Seat {
            person: me.clone(),
            group: group.id.clone(),
            role: group.role.clone()?,
            for_org: None,
            from: at.today,
            until: None,
            alternate_for: None,
            basis: None,
            in_place_of: None,
            besides: false,
        })
    }
}

/// The records after a change, or as they are where there is none.
fn with(
    snapshot: &Snapshot,
    now: DateTime<FixedOffset>,
    change: impl FnOnce(&Standpoint<'_>) -> Option<Change>,
) -> Snapshot {
    let at = Standpoint::new(snapshot, None, now);
    change(&at).and_then(|it| it.apply(snapshot).ok()).unwrap_or_else(|| snapshot.clone())
}

fn settings(fields: Vec<(&str, toml::Value)>) -> Settings {
    fields.into_iter().map(|(key, value)| (key.to_owned(), Some(value))).collect()
}
