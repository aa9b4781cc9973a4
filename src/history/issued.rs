//! The records of an agenda as they were when it went out.

use chrono::Days;

use super::History;
use crate::model::record::Fields;
use crate::model::view::Meeting;
use crate::model::{Record, RecordId, Snapshot};

impl History {
    /// These records as they were when the agenda of a meeting went out last; `None` where the history does not tell.
    pub fn as_issued(&self, meeting: &Record, ids: &[RecordId]) -> Option<Snapshot> {
        let path = meeting.id.path();
        let issued = meeting.rows("issue").count();
        let last = Meeting(meeting).last_issue()?.date("on")?;
        let mut found = None;
        for saved in self.line(self.repo.newest()) {
            let told = self.repo.entry_at(&saved.id, &path).and_then(|it| self.record(&meeting.id, &it));
            if told.is_none_or(|it| it.rows("issue").count() < issued) {
                break;
            }
            // A clock may be wrong by a day; what is older than that has nothing to do with it.
            let on = saved.author.at.date_naive();
            found = Some(saved.id);
            if on.checked_add_days(Days::new(1)).is_some_and(|it| it < last) {
                break;
            }
        }
        let commit = found?;
        let mut snapshot = Snapshot::default();
        for id in ids {
            let name = self.repo.entry_at(&commit, &id.path());
            if let Some(record) = name.and_then(|it| self.record(id, &it)) {
                snapshot.put(record);
            }
        }
        Some(snapshot)
    }
}
