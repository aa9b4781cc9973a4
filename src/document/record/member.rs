//! A membership in full: what somebody was and is in a group, for whom, and from when until when.

use super::{Part, Piece, person, row_of_term};
use crate::model::record::Fields;
use crate::model::view::Term;
use crate::model::{Record, Standpoint, shown};

/// The terms, the first one first, each with what it rests on.
pub(super) fn told(member: &Record, at: &Standpoint<'_>) -> Vec<(&'static str, Vec<Part>)> {
    let mut terms: Vec<Term<'_>> = member.rows("term").map(|row| Term { member, row }).collect();
    terms.sort_by_key(|it| it.row.date("from"));
    let line = |it: &Term<'_>| {
        let mut words: Vec<String> = row_of_term(it, at).into_iter().filter(|it| !it.is_empty()).collect();
        words.extend(it.row.word("basis").map(|it| format!("({})", shown::visible(it))));
        words.join(" ")
    };
    let who = member.id.person();
    let who = who.map(|it| Part::value("Person", Piece::to(person(&it, at), it.clone())));
    let mut told = vec![("", who.into_iter().collect())];
    // What is no list of terms is shown as it stands.
    if !terms.is_empty() {
        told.push(("term", vec![Part::list("Terms", terms.iter().map(line)).of("term")]));
    }
    told
}
