//! Who takes part in a decade: parties, people who come and go, groups, and who sits where on a day.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use comity::model::{Kind, RecordId};

use super::chance::Chance;
use super::names;
use super::program::Outcome;

/// The first day of the decade, and its last one.
pub const FIRST: NaiveDate = day(2016, 11, 21);
pub const LAST: NaiveDate = day(2026, 11, 20);

/// An organisation: its id, name, short name, sign, kind, and the zone of its clocks.
pub struct Org {
    pub id: &'static str,
    pub name: &'static str,
    pub short: &'static str,
    pub sign: &'static str,
    pub kind: &'static str,
    pub zone: Tz,
}

/// The parties first, then who else takes part.
pub const ORGS: [Org; 4] = [
    org("harbour", "Harbour Initiative", "HI", "●", "party", Tz::America__New_York),
    org("meridian", "Meridian Foundation", "MF", "◆", "party", Tz::Europe__Brussels),
    org("auditors", "Society of Social Auditors", "SA", "▲", "professional-body", Tz::Asia__Kolkata),
    org("workers", "Workers’ Voice", "WV", "■", "union", Tz::Asia__Kolkata),
];

/// Roles of the seats that each party has in a group.
pub const SEATS: [&str; 4] = ["co-chair", "secretary", "member", "member"];
pub const SECRETARY: usize = 1;

/// Code, name, and the area of the memorandum.
const GROUPS: [(&str, &str, &str); 20] = [
    ("CO", "Working-group collaboration", "CO"),
    ("AQ", "Audit quality measures", "AQ"),
    ("TH", "Trafficking in human beings", "LR"),
    ("CB", "Shared capacity building", "CB"),
    ("CI", "Continuous improvement of labour relations", "LR"),
    ("DC", "Data collaboration", "DC"),
    ("HS", "Health and safety at work", "LR"),
    ("WG", "Wages and working hours", "LR"),
    ("RF", "Recruitment fees", "LR"),
    ("CH", "Child labour and remediation", "LR"),
    ("GR", "Grievance mechanisms", "LR"),
    ("EN", "Environment and energy", "DC"),
    ("WA", "Water and waste water", "DC"),
    ("HC", "Homeworkers and small sites", "CB"),
    ("TR", "Training of auditors", "AQ"),
    ("SH", "Shadow audits", "AQ"),
    ("MB", "Mutual recognition of reports", "AQ"),
    ("IT", "Exchange of data between systems", "DC"),
    ("GE", "Gender and equal treatment", "LR"),
    ("CM", "Communication with members", "CO"),
];

/// Codes and titles of the areas.
pub const AREAS: [(&str, &str); 5] = [
    ("AQ", "Audit quality measures"),
    ("CB", "Shared capacity building"),
    ("CO", "Working-group collaboration"),
    ("DC", "Data collaboration"),
    ("LR", "Labour relations"),
];

/// A person of the decade, and how long they were there.
pub struct Person {
    pub id: RecordId,
    pub name: String,
    pub email: String,
    /// Place in [`ORGS`].
    pub org: usize,
    pub zone: Tz,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub function: &'static str,
    pub management: bool,
    pub endorses: bool,
}

pub struct Group {
    pub code: &'static str,
    pub name: &'static str,
    pub area: &'static str,
    pub starts: NaiveDate,
    pub zone: Tz,
}

/// Everybody, and the posts that they hold one after the other.
pub struct Cast {
    pub people: Vec<Person>,
    pub groups: Vec<Group>,
    /// Of each party, the posts with the people who held them, the first one first; behind them the post of who
    /// endorses for the party.
    posts: [Vec<Vec<usize>>; 2],
    /// People of the organisations that are no party.
    pub guests: Vec<usize>,
}

impl Cast {
    /// As many people and groups as a workspace of so many records has.
    pub fn of(records: usize, chance: &mut Chance) -> Outcome<Self> {
        let count = (records / 500).clamp(2, GROUPS.len());
        let groups = GROUPS[..count].iter().enumerate().map(|(nth, (code, name, area))| {
            // The first ones began with the memorandum, the others one after the other.
            let later = if nth < 6 { 14 + nth as u64 } else { 60 * nth as u64 + chance.below(40) as u64 };
            Group { code, name, area, starts: FIRST + Days::new(later), zone: ORGS[nth % 3].zone }
        });
        let groups = groups.collect();
        let mut cast = Self { people: Vec::new(), groups, posts: [Vec::new(), Vec::new()], guests: Vec::new() };
        // A multiple of the seats, so that a post is the same kind of seat in every group.
        let posts = (records / 400).clamp(SEATS.len(), 60).next_multiple_of(SEATS.len());
        for post in 0..=posts {
            for party in 0..2 {
                let chain = cast.chain(party, post, post == posts, chance)?;
                cast.posts[party].push(chain);
            }
        }
        for org in [2, 3] {
            for _ in 0..2 {
                let guest = cast.hire(org, FIRST, None, "Adviser", false, false)?;
                cast.guests.push(guest);
            }
        }
        Ok(cast)
    }

    /// The people who hold a post one after the other.
    fn chain(&mut self, party: usize, post: usize, endorses: bool, chance: &mut Chance) -> Outcome<Vec<usize>> {
        let mut chain = Vec::new();
        let mut from = FIRST;
        loop {
            let until = from + Days::new(chance.within(730, 2_555) as u64);
            let stays = (LAST - until).num_days() < 120;
            let (function, management) = match post % SEATS.len() {
                _ if endorses => ("Director", true),
                0 => ("Head of programmes", true),
                SECRETARY => ("Secretary of joint working groups", false),
                _ => ("Adviser", false),
            };
            let person = self.hire(party, from, (!stays).then_some(until), function, management, endorses)?;
            chain.push(person);
            if stays {
                return Ok(chain);
            }
            from = until + Days::new(1);
        }
    }

    fn hire(
        &mut self,
        org: usize,
        from: NaiveDate,
        until: Option<NaiveDate>,
        function: &'static str,
        management: bool,
        endorses: bool,
    ) -> Outcome<usize> {
        let nth = self.people.len();
        if nth >= names::PEOPLE {
            return Err("there are not enough names for so many people".into());
        }
        let (name, slug) = names::name(nth);
        let email = format!("{slug}@{}.example", ORGS[org].id);
        // Each party has an office in the third zone too.
        let zone = if nth % 3 == 2 { Tz::Asia__Kolkata } else { ORGS[org].zone };
        let id = RecordId::new(Kind::Person, &slug)?;
        self.people.push(Person { id, name, email, org, zone, from, until, function, management, endorses });
        Ok(nth)
    }

    fn at(&self, party: usize, post: usize, day: NaiveDate) -> usize {
        let chain = &self.posts[party][post];
        let there = chain.iter().copied().find(|it| self.people[*it].until.is_none_or(|it| day <= it));
        there.unwrap_or(chain[chain.len() - 1])
    }

    /// Who sat on a seat on a day.
    pub fn seat(&self, group: usize, party: usize, seat: usize, day: NaiveDate) -> usize {
        self.at(party, self.post(group, party, seat), day)
    }

    /// Everybody who ever sat on a seat, the first one first.
    pub fn on_seat(&self, group: usize, party: usize, seat: usize) -> &[usize] {
        &self.posts[party][self.post(group, party, seat)]
    }

    /// Who recorded a party's positions on a day.
    pub fn endorser(&self, party: usize, day: NaiveDate) -> usize {
        self.at(party, self.posts[party].len() - 1, day)
    }

    fn post(&self, group: usize, party: usize, seat: usize) -> usize {
        (group * SEATS.len() + seat) % (self.posts[party].len() - 1)
    }

    /// An hour on the clocks of the workspace, as the clocks of a person show it: what must come one after the other,
    /// whoever does it.
    pub fn common_hour(&self, person: usize, day: NaiveDate, seconds: u32) -> DateTime<FixedOffset> {
        hour(ORGS[1].zone, day, seconds).with_timezone(&self.people[person].zone).fixed_offset()
    }

    /// An hour on the clocks of a person.
    pub fn hour(&self, person: usize, day: NaiveDate, seconds: u32) -> DateTime<FixedOffset> {
        hour(self.people[person].zone, day, seconds)
    }
}

/// So many seconds after midnight on the clocks of a zone. No office works while clocks change.
pub fn hour(zone: Tz, day: NaiveDate, seconds: u32) -> DateTime<FixedOffset> {
    let local = day.and_hms_opt(seconds / 3_600, seconds / 60 % 60, seconds % 60).unwrap_or_default();
    let there = zone.from_local_datetime(&local).earliest().map(|it| it.fixed_offset());
    there.unwrap_or_else(|| Utc.from_utc_datetime(&local).fixed_offset())
}

/// The first working day from one on.
pub fn working_day(day: NaiveDate) -> NaiveDate {
    day + Days::new(match day.weekday().num_days_from_monday() {
        5 => 2,
        6 => 1,
        _ => 0,
    })
}

const fn org(
    id: &'static str,
    name: &'static str,
    short: &'static str,
    sign: &'static str,
    kind: &'static str,
    zone: Tz,
) -> Org {
    Org { id, name, short, sign, kind, zone }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}
