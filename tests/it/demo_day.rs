//! The example has a meeting on the day on which it is made, whichever day of the week that is.

use comity::init::create_demo;
use comity::model::Kind;
use comity::model::record::Fields;
use comity::model::view::issued::since;
use comity::model::view::{Meeting, MeetingState};
use comity::workspace::Workspace;

use crate::support::sandbox::{now, patience};

#[test]
fn a_meeting_is_today_with_its_agenda_issued() {
    for days in [0, 4, 6] {
        let now = now() + chrono::Days::new(days);
        let folder = tempfile::tempdir().expect("folder");
        create_demo(&folder.path().join("w"), now).expect("made");
        let workspace = Workspace::open(&folder.path().join("w"), patience()).expect("opened");
        let snapshot = workspace.snapshot();
        let today = |it: &&comity::model::Record| it.local("start").is_some_and(|it| it.date() == now.date_naive());
        let meetings: Vec<_> = snapshot.of_kind(Kind::Meeting).filter(today).collect();
        let ready =
            meetings.iter().find(|it| Meeting(it).state() == MeetingState::AgendaIssued).expect("a meeting today");
        assert_eq!(ready.id.as_str(), format!("CO-{}", now.date_naive()));
        let items = snapshot.of_kind(Kind::Item).filter(|it| it.text("meeting") == ready.id.as_str());
        assert_eq!(items.count(), 3);
        let since = since(ready, snapshot).expect("issued");
        assert!(since.is_known && since.is_empty(), "what the example printed is what it says: {since:?}");
    }
}
