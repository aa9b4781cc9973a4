//! The desk: what everything on the screen looks at.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::exchange::{Exchange, News};
use super::theme::{Role, Theme};
use crate::history::Entry;
use crate::model::find::next_meeting;
use crate::model::record::Fields;
use crate::model::similar::Similar;
use crate::model::standpoint::zone;
use crate::model::view::planned::{next_planned, planned_soon};
use crate::model::{Change, Kind, Problem, Record, RecordId, Snapshot, Standpoint, deed, permit, shown, value};
use crate::store::filters::Filters;
use crate::workspace::{Draft, HandEdit};

/// What everything on the screen looks at: the records, who is there, what time it is.
pub struct Desk {
    pub snapshot: Snapshot,
    /// Counts up whenever the records may have changed, for what is kept from them.
    pub version: u64,
    /// The meetings that the groups' series plan and that nobody has touched yet, by their ids.
    pub planned: BTreeMap<RecordId, Arc<Record>>,
    /// A planned meeting that somebody looks at, as it would be: it is among the records, and is saved with the first
    /// change upon it.
    foreseen: Option<Foreseen>,
    /// The titles that a new one may be similar to, and the state of the records for which they were asked for.
    pub similar: (Option<u64>, Similar),
    pub me: Option<RecordId>,
    pub now: DateTime<FixedOffset>,
    pub today: NaiveDate,
    pub problems: Vec<Problem>,
    pub hand_edits: Vec<HandEdit>,
    pub latest: Vec<Entry>,
    /// The records with values of which both sides wrote another.
    pub contested: Vec<RecordId>,
    pub exchange: Exchange,
    /// What the others did since somebody looked last.
    pub unseen: Option<News>,
    pub drafts: Vec<Draft>,
    /// The filters that the user has saved under a name.
    pub filters: Filters,
    /// What stands before the name of a file that is to be written: the folder that is proposed.
    pub folder: String,
    /// Whether the first steps of a new workspace are shown.
    pub is_beginning: bool,
    pub theme: Theme,
    parties: Vec<Party>,
    /// The day and version for which the parties were read.
    name: String,
    notice: String,
}

/// A planned meeting among the records that is not saved.
struct Foreseen {
    meeting: RecordId,
    plan: Change,
    /// Whether it is on its way to be saved.
    is_sent: bool,
}

/// An organisation as lists show it.
#[derive(Clone, Debug)]
struct Party {
    id: RecordId,
    sign: String,
    short: String,
    place: usize,
}

impl Desk {
    pub fn new(snapshot: Snapshot, me: Option<RecordId>, now: DateTime<FixedOffset>, theme: Theme) -> Self {
        let today = Standpoint::new(&snapshot, me.clone(), now).today;
        let mut desk = Self {
            snapshot: Snapshot::default(),
            version: 0,
            planned: BTreeMap::new(),
            foreseen: None,
            similar: (None, Similar::default()),
            me,
            now,
            today,
            problems: Vec::new(),
            hand_edits: Vec::new(),
            latest: Vec::new(),
            contested: Vec::new(),
            exchange: Exchange::default(),
            unseen: None,
            drafts: Vec::new(),
            filters: Filters::new(),
            folder: String::new(),
            is_beginning: false,
            theme,
            parties: Vec::new(),
            name: String::new(),
            notice: String::new(),
        };
        desk.take(snapshot);
        desk
    }

    /// Takes the records as they are saved.
    pub fn take_saved(&mut self, snapshot: Snapshot) {
        self.foreseen.iter_mut().for_each(|it| it.is_sent = snapshot.exists(&it.meeting));
        self.take(snapshot);
    }

    /// Takes the records as they are now, saved or about to be.
    pub fn take(&mut self, snapshot: Snapshot) {
        let foreseen = self.foreseen.as_ref().and_then(|it| it.plan.apply(&snapshot).ok());
        let snapshot = foreseen.unwrap_or(snapshot);
        let is_same = |kind| {
            let (before, after) = (self.snapshot.shared_of_kind(kind), snapshot.shared_of_kind(kind));
            before.map(Arc::as_ptr).eq(after.map(Arc::as_ptr))
        };
        // What is planned follows from the groups and the meetings, and is looked for only where these have changed.
        let is_planned = is_same(Kind::Group) && is_same(Kind::Meeting);
        self.snapshot = snapshot;
        self.version += 1;
        let workspace = self.snapshot.get(&RecordId::workspace());
        self.name = workspace.map(|it| shown::visible(it.title()).into_owned()).unwrap_or_default();
        self.notice = workspace.map(|it| shown::visible(it.text("notice")).into_owned()).unwrap_or_default();
        let order: Vec<String> = workspace.into_iter().flat_map(|it| it.words("parties")).map(str::to_owned).collect();
        self.parties = self
            .snapshot
            .of_kind(Kind::Org)
            .map(|org| {
                let place = order.iter().position(|it| it == org.id.as_str()).unwrap_or(usize::MAX);
                let sign = match (org.word("sign"), place) {
                    (Some(sign), _) => shown::visible(sign).chars().take(1).collect(),
                    (None, 0) => "●".to_owned(),
                    (None, 1) => "◆".to_owned(),
                    (None, _) => String::new(),
                };
                let short = org.word("short").unwrap_or(org.id.as_str());
                let short = shown::cut(&shown::visible(short), 6).into_owned();
                Party { id: org.id.clone(), sign, short, place }
            })
            .collect();
        self.parties.sort_by_key(|it| it.place);
        if !is_planned {
            self.plan();
        }
    }

    /// Shows a meeting that a series plans as it would be, and no other one.
    pub fn foresee(&mut self, meeting: Option<&RecordId>) {
        if self.foreseen.as_ref().map(|it| &it.meeting) == meeting {
            return;
        }
        if let Some(Foreseen { plan, is_sent: false, .. }) = self.foreseen.take() {
            let mut without = self.snapshot.clone();
            plan.ids().into_iter().for_each(|it| without.remove(it));
            self.take(without);
        }
        if let Some(planned) = meeting.and_then(|it| self.planned.get(it)).cloned() {
            let plan = deed::plan(&planned, &self.at());
            self.foreseen = Some(Foreseen { meeting: planned.id.clone(), plan, is_sent: false });
            self.take(self.snapshot.clone());
        }
    }

    /// A change that is to be saved, with the planned meeting that it is made upon.
    pub fn upon_foreseen(&mut self, change: Change) -> Change {
        match self.foreseen.as_mut().filter(|it| !it.is_sent) {
            Some(foreseen) => {
                foreseen.is_sent = true;
                let mut change = deed::upon(foreseen.plan.clone(), change);
                change.meaning.subject = change.meaning.subject.or(foreseen.plan.meaning.subject.clone());
                change
            }
            None => change,
        }
    }

    /// Looks what the series plan from today on.
    fn plan(&mut self) {
        let planned = planned_soon(&self.at()).into_iter();
        self.planned = planned.map(|it| (it.id.clone(), Arc::new(it))).collect();
    }

    /// A record that is there, or a meeting that a series plans.
    pub fn shared(&self, id: &RecordId) -> Option<&Arc<Record>> {
        self.snapshot.shared(id).or_else(|| self.planned.get(id))
    }

    /// Of each group the meeting that its series plans before all others that it has.
    pub fn next_planned(&self) -> Vec<&Record> {
        next_planned(self.planned.values().map(|it| &**it), &self.at())
    }

    /// The next meeting of a group: the record that there is, or the one that its series plans.
    pub fn next_meeting<'a>(&'a self, group: &str) -> Option<&'a Record> {
        let planned = self.next_planned().into_iter().find(|it| it.id.group() == Some(group));
        planned.or_else(|| next_meeting(&self.at(), group))
    }

    /// Whether a meeting is one's own to prepare and to lead.
    pub fn runs(&self, meeting: &Record) -> bool {
        let change = match self.snapshot.exists(&meeting.id) {
            true => deed::edit(meeting, vec![("summary".to_owned(), Some(value::text("-")))], &self.at()),
            false => deed::plan(meeting, &self.at()),
        };
        permit::outside(&change, &self.snapshot, self.me.as_ref(), self.today).is_empty()
    }

    /// Takes note of the time.
    pub fn tick(&mut self, now: DateTime<FixedOffset>) {
        self.now = now;
        let today = self.at().today;
        if today != self.today {
            self.today = today;
            self.version += 1;
            self.plan();
        }
    }

    /// The records, and who looks at them when.
    pub fn at(&self) -> Standpoint<'_> {
        Standpoint::new(&self.snapshot, self.me.clone(), self.now)
    }

    /// A moment on the workspace's clock, by which everything on the screen goes but a meeting, which has its own: both
    /// parties read the same time.
    pub fn on_clock(&self, at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        at.with_timezone(&zone(&self.snapshot)).fixed_offset()
    }

    /// The same in words: `today 13:52`, `16 Nov 13:52`.
    pub fn when(&self, at: DateTime<FixedOffset>) -> String {
        let at = self.on_clock(at);
        match at.date_naive() == self.today {
            true => at.format("today %H:%M").to_string(),
            false => at.format("%-d %b %H:%M").to_string(),
        }
    }

    /// What the workspace is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line that every reader of this workspace shall see; empty where there is none.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// The parties with their signs, in their order, each with its look.
    pub fn parties(&self) -> impl Iterator<Item = (String, Role)> {
        self.parties.iter().filter(|it| it.place != usize::MAX).map(|it| (self.tag(it), Role::Party(it.place)))
    }

    /// An organisation as sign and short name, with its look.
    pub fn org(&self, id: &RecordId) -> (String, Role) {
        match self.parties.iter().find(|it| it.id == *id) {
            Some(party) => (self.tag(party), Role::Party(party.place)),
            None => (id.as_str().chars().take(6).collect(), Role::Plain),
        }
    }

    /// A person as lists show them: the organisation's sign and short name, and the first word of the name.
    pub fn person(&self, id: &RecordId) -> (String, Role) {
        let name = self.first_name(id);
        match crate::model::standpoint::org_of(&self.snapshot, id) {
            Some(org) => {
                let (tag, role) = self.org(&org);
                (format!("{tag} {name}"), role)
            }
            None => (name, Role::Plain),
        }
    }

    /// The first word of a person's name, or the id where there is no record.
    pub fn first_name(&self, id: &RecordId) -> String {
        let name = self.snapshot.get(id).map(Record::title).unwrap_or(id.as_str());
        shown::visible(name.split_whitespace().next().unwrap_or(id.as_str())).into_owned()
    }

    /// Person of an entry of the history, or the name that git has.
    pub fn who(&self, entry: &Entry) -> (String, Role) {
        match &entry.person {
            Some(person) => self.person(person),
            None => (shown::visible(&entry.saved.author.name).into_owned(), Role::Plain),
        }
    }

    /// The group after another one in the order of their codes; after the last one none, that is all.
    pub fn next_group(&self, group: Option<&str>) -> Option<String> {
        let groups = self.snapshot.ids(Kind::Group);
        let next = match group {
            None => 0,
            Some(group) => groups.iter().position(|it| it.as_str() == group)? + 1,
        };
        groups.get(next).map(ToString::to_string)
    }

    /// Whether this is an example, as the line that every reader shall see says.
    pub fn is_example(&self) -> bool {
        self.notice.starts_with("Example")
    }

    fn tag(&self, party: &Party) -> String {
        format!("{}{}", party.sign, party.short)
    }
}
