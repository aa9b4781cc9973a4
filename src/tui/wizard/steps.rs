//! The steps of the welcome: what each asks, what follows from an answer, and what all of them make together.

use std::collections::BTreeMap;
use std::path::Path;

use super::Step;
use super::sheet::{Answer, Entry, Sheet};
use crate::init::fresh::{FirstGroup, Fresh};
use crate::init::places::{Place, typed_path};
use crate::init::{NewParty, SIGNS, short_name};
use crate::model::deed::slug;
use crate::model::table::IDENTITY;
use crate::model::{Kind, RecordId, Snapshot, Standpoint, typed};
use crate::workspace::random;

pub const ADDRESS: &str = "Address";
pub const FOLDER: &str = "Folder to make";
pub const WHO: &str = "You are";
pub const NAME: &str = "Your name";
pub const EMAIL: &str = "Your e-mail";
pub const TO_OPEN: &str = "Folder";
const TITLE: &str = "Called";
const ONE: [&str; 3] = ["One organisation", "Its letters", "Its sign"];
const OTHER: [&str; 3] = ["The other one", "Letters of it", "Sign of it"];
const ZONE: &str = "Time zone";
const ORG: &str = "You work for";
const GROUP: &str = "First group";
const CODE: &str = "Code";
const ROLE: &str = "In it you are";
const WHEN: &str = "Shared copy";
const SHARED: &str = "Where";

/// What somebody can be in the first group.
const ROLES: [(&str, &str); 4] =
    [("secretary", "secretary"), ("co-chair", "co-chair"), ("member", "member"), ("not in it", "")];

/// All steps that ask something, with what is known already.
pub fn sheets(known: Option<(String, String)>) -> BTreeMap<Step, Sheet> {
    let (name, email) = known.unwrap_or_default();
    let you = || {
        vec![
            Entry::typed(NAME, &name, "Each change that you make bears it").required(),
            Entry::typed(EMAIL, &email, "Such as you@example.org; it goes with the name").required(),
        ]
    };
    let mut about_you = you();
    about_you.push(Entry::chosen(ORG, &[], 0, "← → or Space chooses"));
    BTreeMap::from([
        (
            Step::Address,
            Sheet::new(
                "Join a shared folder",
                &["Whoever invited you can tell you where the shared copy is."],
                vec![
                    Entry::typed(ADDRESS, "", "Such as ssh://host/path, https://host/path, or a folder").required(),
                    Entry::typed(FOLDER, "", "On this computer; it must not be there yet, or be empty").required(),
                ],
            ),
        ),
        (Step::Who, who(Vec::new(), None)),
        (
            Step::Name,
            Sheet::new(
                "How your changes are signed",
                &["Look whether this is right. It is kept in this folder alone."],
                you(),
            ),
        ),
        (
            Step::Orgs,
            Sheet::new(
                "The two organisations",
                &["Both are equal; the order is that of the lists."],
                vec![
                    Entry::typed(ONE[0], "", "Its full name").required(),
                    Entry::typed(ONE[1], "", "Two to four letters for lists").required(),
                    Entry::chosen(ONE[2], &SIGNS, 0, "← → or Space chooses"),
                    Entry::typed(OTHER[0], "", "Its full name").required(),
                    Entry::typed(OTHER[1], "", "Two to four letters for lists").required(),
                    Entry::chosen(OTHER[2], &SIGNS, 1, "← → or Space chooses"),
                    Entry::typed(TITLE, "", "What the joint work is called; if empty, after the two"),
                    Entry::typed(ZONE, "Europe/Brussels", "In which times of meetings are meant").required(),
                ],
            ),
        ),
        (
            Step::You,
            Sheet::new("You", &["Your name stands with each change. It is kept in this folder alone."], about_you),
        ),
        (
            Step::Group,
            Sheet::new(
                "The first working group",
                &["Leave it empty to add groups later."],
                vec![
                    Entry::typed(GROUP, "", "Such as Audit Quality"),
                    Entry::typed(CODE, "", "Two to six capitals, such as AQ; ids begin with it"),
                    Entry::chosen(ROLE, &ROLES.map(|it| it.0), 0, "← → or Space chooses"),
                ],
            ),
        ),
        (
            Step::Folder,
            Sheet::new(
                "Where it is kept",
                &["The shared copy is a place that both organisations can reach. It can come later too."],
                vec![
                    Entry::typed(FOLDER, "", "On this computer; it must not be there yet, or be empty").required(),
                    Entry::chosen(WHEN, &["later", "now, in a folder"], 0, "← → or Space chooses"),
                    Entry::typed(SHARED, "", "A folder that both can reach, such as on a network drive"),
                ],
            ),
        ),
        (
            Step::Open,
            Sheet::new(
                "Open a folder on this computer",
                &["Tab completes what you type, ↓ goes to the list."],
                vec![Entry::typed(TO_OPEN, "", "").required()],
            ),
        ),
    ])
}

/// The list of those who could be meant; the marker stands at `me`.
pub fn who(rows: Vec<String>, me: Option<usize>) -> Sheet {
    let mut entry = Entry::picked(WHO, rows, "");
    if let (Some(me), Answer::Picked(list)) = (me, &mut entry.answer) {
        list.go(crate::tui::widget::list::Way::Down(me));
    }
    let new = "Not in the list? You can read everything meanwhile, until somebody adds you.";
    Sheet::new("Who are you?", &["Your changes stand under the name that you pick.", new], vec![entry])
}

/// Writes into an answer what follows from another one, as long as nobody has typed there.
pub fn follow(sheet: &mut Sheet, label: &str, text: String, follows: bool) {
    let Some(entry) = sheet.entry(label) else { return };
    let own = entry.text();
    if own.is_empty() || own == entry.followed {
        let text = if follows { text } else { String::new() };
        entry.set(&text);
        entry.followed = text;
    }
}

/// The letters of the organisations follow their names.
pub fn follow_names(sheet: &mut Sheet) {
    let (one, other) = (sheet.text(ONE[0]), sheet.text(OTHER[0]));
    let letters = |name: &str, taken: &[String]| if name.is_empty() { String::new() } else { short_name(name, taken) };
    match sheet.entries.get(sheet.focus).map(|it| it.label) {
        Some(label) if label == ONE[0] => follow(sheet, ONE[1], letters(&one, &[]), !one.is_empty()),
        Some(label) if label == OTHER[0] => {
            let taken = [sheet.text(ONE[1])];
            follow(sheet, OTHER[1], letters(&other, &taken), !other.is_empty());
        }
        _ => (),
    }
}

/// The organisations as sign, letters and name.
pub fn org_names(sheet: &Sheet) -> Vec<String> {
    [ONE, OTHER].iter().map(|it| format!("{}{} {}", sheet.text(it[2]), sheet.text(it[1]), sheet.text(it[0]))).collect()
}

pub fn title_of(sheet: &Sheet) -> String {
    sheet.given(TITLE).unwrap_or_else(|| format!("{} and {}", sheet.text(ONE[0]), sheet.text(OTHER[0])))
}

pub fn offer_orgs(sheet: &mut Sheet, orgs: &[String]) {
    if let Some(Entry { answer: Answer::Chosen { choices, .. }, .. }) = sheet.entry(ORG) {
        *choices = orgs.to_vec();
    }
}

pub fn offer_folder(sheet: &mut Sheet, title: &str) {
    follow(sheet, FOLDER, slug(title, random()), true);
}

/// What is not right about a sheet: at which question, and what to do.
pub fn check(step: Step, sheet: &Sheet) -> Result<(), (&'static str, String)> {
    match step {
        Step::Name | Step::You => email(&sheet.text(EMAIL)).map_err(|it| (EMAIL, it)),
        Step::Orgs => {
            for label in [ONE[1], OTHER[1]] {
                if !(2..=4).contains(&sheet.text(label).chars().count()) {
                    return Err((label, "Write two to four letters, such as AL.".to_owned()));
                }
            }
            let same = |at: usize| sheet.text(ONE[at]).to_lowercase() == sheet.text(OTHER[at]).to_lowercase();
            if same(0) || slug(&sheet.text(ONE[0]), 1) == slug(&sheet.text(OTHER[0]), 1) {
                return Err((OTHER[0], "Both have the same name; write the other one's.".to_owned()));
            }
            if same(1) {
                return Err((OTHER[1], "Both have the same letters; write others.".to_owned()));
            }
            if same(2) {
                return Err((OTHER[2], "Both have the same sign; choose another one.".to_owned()));
            }
            let zone = Kind::Workspace.field("timezone").map(|it| value_of(it, &sheet.text(ZONE)));
            zone.unwrap_or(Ok(())).map_err(|it| (ZONE, it))
        }
        Step::Group => match (sheet.given(GROUP), sheet.given(CODE)) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err((GROUP, "Write what the group is called, or leave its code empty too.".to_owned())),
            (Some(_), code) => match RecordId::new(Kind::Group, &code.unwrap_or_default().to_uppercase()) {
                Ok(_) => Ok(()),
                Err(_) => Err((CODE, "Write two to six capitals or digits, a letter first, such as AQ.".to_owned())),
            },
        },
        Step::Folder if sheet.place(WHEN) == 1 && sheet.text(SHARED).is_empty() => {
            Err((SHARED, "Write where it is to be made, or choose that it comes later.".to_owned()))
        }
        Step::Folder | Step::Address | Step::Who | Step::Open | Step::First | Step::Read => Ok(()),
    }
}

fn email(text: &str) -> Result<(), String> {
    let field = IDENTITY.iter().find(|it| it.key == "email");
    field.map_or(Ok(()), |it| value_of(it, text))
}

fn value_of(field: &crate::model::field::Field, text: &str) -> Result<(), String> {
    let snapshot = Snapshot::default();
    let at = Standpoint::new(&snapshot, None, Default::default());
    typed::parse(field, text, None, &at)
        .map(drop)
        .map_err(|it| [super::sentence(&it.reason), super::sentence(&it.hint)].join(" "))
}

/// The workspace that all steps describe.
pub fn fresh(sheets: &BTreeMap<Step, Sheet>, here: &Path) -> Option<Fresh> {
    let (orgs, you) = (sheets.get(&Step::Orgs)?, sheets.get(&Step::You)?);
    let (group, folder) = (sheets.get(&Step::Group)?, sheets.get(&Step::Folder)?);
    let party = |it: [&str; 3]| {
        let name = orgs.text(it[0]);
        let id = RecordId::new(Kind::Org, &slug(&name, random())).ok()?;
        Some(NewParty { id, name, short: Some(orgs.text(it[1])), sign: Some(orgs.text(it[2])) })
    };
    let first = group.given(GROUP).and_then(|name| {
        let id = RecordId::new(Kind::Group, &group.text(CODE).to_uppercase()).ok()?;
        let role = ROLES.get(group.place(ROLE)).map(|it| it.1.to_owned()).filter(|it| !it.is_empty());
        Some(FirstGroup { id, name, role })
    });
    Some(Fresh {
        title: title_of(orgs),
        parties: [ONE, OTHER].into_iter().filter_map(party).collect(),
        zone: orgs.text(ZONE),
        name: you.text(NAME),
        email: you.text(EMAIL),
        org: you.place(ORG),
        group: first,
        folder: typed_path(&folder.text(FOLDER), here),
        shared: (folder.place(WHEN) == 1).then(|| typed_path(&folder.text(SHARED), here)),
    })
}

/// What all folders begin with; nothing where there is none.
pub fn in_common(places: &[Place]) -> Option<String> {
    let first = &places.first()?.typed;
    let length = places.iter().fold(first.len(), |length, place| {
        let same = first.char_indices().zip(place.typed.chars()).take_while(|(a, b)| a.1 == *b);
        length.min(same.last().map_or(0, |((at, letter), _)| at + letter.len_utf8()))
    });
    Some(first[..length].to_owned())
}
