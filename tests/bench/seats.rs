//! A workspace in which many people sit in many groups, for the check of who sits where.

use chrono::{Days, Local, NaiveDate};
use comity::init::{NewFile, template_files};

/// So many people, groups, and groups for each of the people.
const PEOPLE: usize = 1_000;
const GROUPS: usize = 150;
const SEATS: usize = 10;

const PARTIES: [&str; 2] = ["sedex", "amfori"];
const ROLES: [&str; 5] = ["member", "observer", "member", "rapporteur", "member"];

/// How many terms there are.
pub const TERMS: usize = PEOPLE * SEATS;

/// The template with all these people, groups and terms beside its own; a sixth of the terms has ended.
pub fn files() -> Vec<NewFile> {
    let today = Local::now().date_naive();
    let mut files = template_files(today);
    files.extend((0..GROUPS).map(group));
    for nth in 0..PEOPLE {
        files.push(person(nth));
        files.extend((0..SEATS).map(|seat| member(nth, seat, today)));
    }
    files
}

fn code(nth: usize) -> String {
    format!("G{nth:03}")
}

fn group(nth: usize) -> NewFile {
    let text = format!(
        "name = \"Working group {nth}\"\nstate = \"active\"\nmission = \"To agree on one reading of figure {nth}\"\n\
         led_by = [\"{}\"]\n\n[rules]\nchairing = \"co-chairs\"\nquorum_per_party = 2\nseats_per_party = 30\n",
        PARTIES[nth % 2]
    );
    (format!("groups/{}/group.toml", code(nth)), text.into_bytes())
}

fn person(nth: usize) -> NewFile {
    let text = format!(
        "name = \"Zoë Ångström {nth}\"\norg = \"{}\"\nfunction = \"Adviser on figure {nth}\"\n\
         emails = [\"person{nth}@example.org\"]\nmanagement = {}\nstatus = \"active\"\n",
        PARTIES[nth % 2],
        nth.is_multiple_of(20),
    );
    (format!("people/p{nth:04}.toml"), text.into_bytes())
}

fn member(person: usize, seat: usize, today: NaiveDate) -> NewFile {
    // Steps of a tenth of the groups: nobody sits twice in one.
    let group = (person * 7 + seat * (GROUPS / SEATS)) % GROUPS;
    let from = today - Days::new(400 + (person % 90) as u64);
    let role = if person < GROUPS && seat == 0 { "co-chair" } else { ROLES[(person + seat) % ROLES.len()] };
    let until =
        if (person + seat).is_multiple_of(6) { format!("until = {}\n", today - Days::new(30)) } else { String::new() };
    let text = format!("[[term]]\nrole = \"{role}\"\nfor_org = \"{}\"\nfrom = {from}\n{until}", PARTIES[person % 2]);
    (format!("groups/{}/members/p{person:04}.toml", code(group)), text.into_bytes())
}
