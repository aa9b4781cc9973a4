//! The table of roles in words, for help and manual pages.

use super::table::{Keys, OFFICERS, Row, TABLE, TAKING_PART, When, Who};
use crate::model::Kind;

/// Who may do what, as help tells it.
pub fn in_words() -> String {
    let mut text = "Who may do what follows from who sits where, today. comity asks before somebody acts\n\
                    outside their role; with --override REASON they do it all the same, and the reason\n\
                    stands in the history.\n"
        .to_owned();
    let mut last: Option<&str> = None;
    for row in TABLE {
        let who = heading(row);
        if last != Some(who) {
            text.push_str(&format!("\n{}{}\n", who[..1].to_uppercase(), &who[1..]));
            last = Some(who);
        }
        text.push_str(&filled(&deed(row)));
    }
    let others: Vec<&str> = TAKING_PART.iter().copied().filter(|it| !OFFICERS.contains(it)).collect();
    text.push_str(&format!(
        "\nSecretaries and chairs: {}.\nTaking part in a group: these and {}; not observers.\n\
         A group without secretary or chair, or that is still proposed, is looked after by those of one that steers.\n\
         Where nobody holds an office, nobody is outside it. Who has left has no role.\n",
        OFFICERS.join(", "),
        others.join(", ")
    ));
    text
}

fn heading(row: &Row) -> &'static str {
    match row.who {
        Who::Author => "the author of a note, anywhere",
        Who::Answerable => "whoever answers for what a note is about",
        Who::Oneself => "a person, in their own record",
        Who::Proposer => "the proposer of an item, taking part in its group, until it is accepted",
        Who::Sender => "a secretary or chair of a group that hands something over to another, until it is accepted",
        Who::Bearer => "the proposer or presenter of an item, taking part in its group, until it is issued",
        Who::Owner if row.kinds == [Kind::Action] => "the owner or a helper of an action, taking part in its group",
        Who::Owner => "the owner of a measure, taking part in its group",
        Who::Officer => "a secretary or chair, in their group",
        Who::Endorser => "who endorses for a party",
        Who::Steering => "a secretary or chair of a group that steers",
    }
}

fn deed(row: &Row) -> String {
    let kinds: Vec<String> = row.kinds.iter().map(|it| many(*it)).collect();
    let kinds = kinds.join(", ");
    let names = |keys: &[&str]| {
        let label = |key: &&str| row.kinds.first().and_then(|it| it.field(key)).map(|it| it.in_words());
        keys.iter().filter_map(label).collect::<Vec<_>>().join(", ")
    };
    let deed = match (row.when, row.keys) {
        (When::Adding, Keys::All) => format!("add {kinds}"),
        (When::Adding, Keys::AllBut(keys)) => format!("add {kinds}, without {}", names(keys)),
        (When::There, Keys::All) => format!("change {kinds}"),
        (When::There, Keys::AllBut(keys)) => format!("all fields of {kinds} but {}", names(keys)),
        (When::Both, Keys::All) => format!("everything about {kinds}"),
        (When::Both, Keys::AllBut(keys)) => format!("everything about {kinds} but {}", names(keys)),
        (_, Keys::Only(keys)) => format!("{} of {kinds}", names(keys)),
    };
    match (row.from, row.to) {
        (_, []) => deed,
        _ if row.kinds == [Kind::Decision] => {
            format!(
                "{deed}: that a party was silent, once its last day is over, where the group takes that for consent"
            )
        }
        ([], to) => format!("{deed}; state {}", to.join(" or ")),
        (from, to) => {
            let from: Vec<&str> = from.iter().copied().filter(|it| !it.is_empty()).collect();
            match from == to {
                true => format!("{deed}; state among {}", to.join(", ")),
                false => format!("{deed}; state from {} to {}", from.join(", "), to.join(" or ")),
            }
        }
    }
}

fn many(kind: Kind) -> String {
    match kind {
        Kind::Workspace => "the workspace".to_owned(),
        Kind::Person => kind.plural().to_owned(),
        kind => format!("{}s", kind.words()),
    }
}

/// A text in lines that begin two columns in.
fn filled(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.len() - 1;
        match lines[line].chars().count() + word.chars().count() {
            0..80 => lines[line].push_str(&format!(" {word}")),
            _ => lines.push(format!("   {word}")),
        }
    }
    lines.iter().map(|it| format!(" {it}\n")).collect()
}
