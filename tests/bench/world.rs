//! A plausible workspace: the template's groups and people, and many actions with owners, days and titles.

use chrono::{Datelike, Days, Local, NaiveDate};
use comity::init::{NewFile, template_files};

/// An action, for every program alike.
pub struct Action {
    pub group: String,
    pub title: String,
    pub owner: String,
    pub raised_on: NaiveDate,
    pub due: NaiveDate,
    pub priority: &'static str,
    pub tags: &'static str,
    /// Day on which it was done.
    pub done_on: Option<NaiveDate>,
    pub place: usize,
}

/// Codes of the template's groups.
const GROUPS: [&str; 6] = ["TH", "CB", "CI", "AQ", "DC", "CO"];
const OWNERS: [&str; 6] = ["alder", "birch", "cedar", "maple", "oak", "rowan"];
const PRIORITIES: [&str; 4] = ["normal", "high", "normal", "low"];
const TAGS: [&str; 5] = ["figures", "training", "definitions", "workshop", "letters"];
const DEEDS: [&str; 8] =
    ["Draft", "Send round", "Compare", "Publish", "Überarbeiten:", "Rédiger", "Подготовить", "確認する:"];
const THINGS: [&str; 9] = [
    "the joint definition of a duplicate audit",
    "the list of training dates open to members of both",
    "the figures of the third quarter, by country",
    "a letter to the auditors in Zürich, Łódź and São Paulo",
    "die Auswertung der Rückmeldungen",
    "les chiffres du troisième trimestre",
    "план совместного семинара",
    "第三四半期の数値",
    "قائمة المدربين المشتركة",
];
/// More than any workspace here has.
const FAR: usize = 500_000;
/// The headings of [`Action::row`].
pub const HEADINGS: &str = "group,title,owner,raised_on,due,priority\n";
/// Crockford's base 32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// So many open actions of the last two years, a third of them late.
pub fn actions(count: usize) -> Vec<Action> {
    let today = Local::now().date_naive();
    (0..count).map(|place| action(place, today)).collect()
}

/// An action beyond those: the `place`-th new one of today.
pub fn extra(place: usize) -> Action {
    let today = Local::now().date_naive();
    Action { group: "AQ".to_owned(), raised_on: today, ..action(FAR + place, today) }
}

fn action(place: usize, today: NaiveDate) -> Action {
    // Strides without a common measure: every combination turns up.
    let days = |stride: usize, of: usize| Days::new((place * stride % of) as u64);
    let raised_on = today - Days::new(30) - days(7, 700);
    Action {
        group: GROUPS[place % GROUPS.len()].to_owned(),
        title: format!("{} {}", DEEDS[place * 5 % DEEDS.len()], THINGS[place * 7 % THINGS.len()]),
        owner: OWNERS[place / 6 % OWNERS.len()].to_owned(),
        raised_on,
        due: today + Days::new(60) - days(11, 90),
        priority: PRIORITIES[place / 3 % PRIORITIES.len()],
        tags: TAGS[place / 2 % TAGS.len()],
        done_on: None,
        place,
    }
}

impl Action {
    /// The file of its record: path and text.
    pub fn file(&self) -> NewFile {
        let Self { group, title, owner, raised_on, due, priority, tags, .. } = self;
        let year = raised_on.year();
        // An odd factor turns the places about within their 20 bits and makes no two of them one.
        let random = self.place.wrapping_mul(654_321) & 0xF_FFFF;
        let random: String = (0..4).rev().map(|at| char::from(LETTERS[random >> (5 * at) & 31])).collect();
        let path = format!("groups/{group}/actions/{year}/{group}-A{}-{random}.toml", year % 100);
        let text = format!(
            "title = \"{title}\"\nowner = \"{owner}\"\ndue = {due}\nstate = \"open\"\npriority = \"{priority}\"\n\
             detail = \"To be ready before the meeting; both secretaries get a copy.\"\nraised_on = {raised_on}\n\
             tags = [\"{tags}\"]\n"
        );
        (path, text.into_bytes())
    }

    /// The row of a table.
    pub fn row(&self) -> String {
        let Self { group, title, owner, raised_on, due, priority, place, .. } = self;
        format!("{group},\"{title} ({place})\",{owner},{raised_on},{due},{priority}\n")
    }

    /// As Taskwarrior takes it.
    pub fn task(&self) -> serde_json::Value {
        let day = |day: NaiveDate| day.format("%Y%m%dT120000Z").to_string();
        let mut task = serde_json::json!({
            "uuid": format!("00000000-0000-4000-8000-{:012x}", self.place),
            "status": if self.done_on.is_some() { "completed" } else { "pending" },
            "description": self.title,
            "project": self.group,
            "entry": day(self.raised_on),
            "due": day(self.due),
            "tags": [self.tags, &self.owner],
        });
        if let Some(done) = self.done_on {
            task["end"] = day(done).into();
        }
        task
    }

    /// As the `nth` file of Backlog.md.
    pub fn backlog(&self, nth: usize) -> String {
        let Self { group, title, owner, raised_on, .. } = self;
        let status = if self.done_on.is_some() { "Done" } else { "To Do" };
        let title = title.replace('\'', "’");
        format!(
            "---\nid: TASK-{nth}\ntitle: '{title}'\nstatus: {status}\nassignee:\n  - '@{owner}'\n\
             created_date: '{raised_on} 12:00'\nlabels:\n  - {group}\ndependencies: []\nordinal: {nth}000\n---\n\n"
        )
    }
}

/// A list of so many seats in 150 groups, ten of each person in different groups, none of them there yet.
pub fn seats(count: usize) -> String {
    const ROLES: [&str; 5] = ["chairs", "tech_leads", "members", "observers", "members"];
    let people = count.div_ceil(10);
    let row = |place: usize| {
        let (person, nth) = (place % people, place / people);
        let group = (person * 7 + nth * 15) % 150;
        let role = ROLES[(person + nth) % ROLES.len()];
        format!("wg-{group},Working group {group},{role},Person {person} Ågård,House {}\n", person % 40)
    };
    let rows: String = (0..count).map(row).collect();
    format!("group,group_name,role,name,organisation\n{rows}")
}

/// The files of a workspace with these actions in it.
pub fn files(actions: &[Action]) -> Vec<NewFile> {
    let mut files = template_files(Local::now().date_naive());
    files.retain(|it| !it.0.contains("/actions/"));
    files.extend(actions.iter().map(Action::file));
    files
}
