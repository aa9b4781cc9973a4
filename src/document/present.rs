//! Who was at a meeting, by organisation, and whether each party had enough people there to decide.

use super::paper::{Section, Table};
use super::reader::Reader;
use crate::model::deed::role_label;
use crate::model::record::Fields;
use crate::model::view::quorum::{came, course};
use crate::model::view::{Meeting, Quorum, Term, seats, terms_of_group};
use crate::model::{Kind, Record, RecordId, shown};

/// Those present by organisation, in attendance, with apologies, and absent.
pub fn present(meeting: &Record, reader: &Reader<'_>) -> Vec<Section> {
    let group = meeting.id.group().unwrap_or_default();
    let day = Meeting(meeting).start().map(|it| it.date()).unwrap_or_default();
    let terms = terms_of_group(reader.snapshot(), group, day);
    let is_voiced = |it: &Term<'_>| seats::SEATED.contains(&it.role()) || it.role() == "alternate";
    let term_of = |person: &str| terms.iter().find(|it| it.member.id.tail() == person);
    let mut orgs = seats::parties(reader.snapshot());
    let rows: Vec<&toml::Table> = meeting.rows("attendance").collect();
    let mut others: Vec<RecordId> = rows
        .iter()
        .filter_map(|it| term_of(it.text("person")).filter(|it| is_voiced(it))?.for_org(reader.snapshot()))
        .filter(|it| !orgs.contains(it))
        .collect();
    others.sort();
    others.dedup();
    orgs.extend(others);
    if rows.is_empty() && !meeting.contains_key("opened") {
        return vec![expected(&terms, reader)];
    }
    let mut sections = vec![Section::new("Present")];
    for org in &orgs {
        let there = rows.iter().filter(|it| came(it)).filter(|row| {
            let term = term_of(row.text("person")).filter(|it| is_voiced(it));
            term.is_some_and(|it| it.for_org(reader.snapshot()).as_ref() == Some(org))
        });
        let lines: Vec<String> = there.map(|it| line(it, term_of(it.text("person")), meeting, reader)).collect();
        if !lines.is_empty() {
            sections.push(Section::below(reader.org(org.as_str())).list(lines));
        }
    }
    if sections.len() == 1 {
        sections = vec![Section::new("Present").text("Nobody is written down as present.")];
    }
    let told = |heading: &str, lines: Vec<String>| (!lines.is_empty()).then(|| Section::new(heading).list(lines));
    let without_voice = |row: &&&toml::Table| came(row) && !term_of(row.text("person")).is_some_and(is_voiced);
    let in_attendance =
        rows.iter().filter(without_voice).map(|it| line(it, term_of(it.text("person")), meeting, reader));
    let says = |word: &'static str| move |row: &&&toml::Table| row.text("presence") == word;
    let apologies = rows.iter().filter(says("apologies")).map(|row| {
        let taken = rows.iter().find(|it| came(it) && it.text("in_place_of") == row.text("person"));
        let alternate = taken.map(|it| format!(", in whose place {} came", reader.person(it.text("person"))));
        format!("{}{}", reader.person(row.text("person")), alternate.unwrap_or_default())
    });
    let mut absent: Vec<&str> = rows.iter().filter(says("absent")).map(|it| it.text("person")).collect();
    let is_written = |person: &str| rows.iter().any(|it| it.text("person") == person);
    let silent = terms.iter().filter(|it| seats::SEATED.contains(&it.role())).map(|it| it.member.id.tail());
    absent.sort_unstable();
    absent.dedup();
    // Whom nobody wrote down may have been there: the minutes say no more than is known.
    let mut unknown: Vec<&str> = silent.filter(|it| !rows.is_empty() && !is_written(it)).collect();
    unknown.sort_unstable();
    unknown.dedup();
    sections.extend(told("In attendance", in_attendance.collect()));
    sections.extend(told("Apologies", apologies.collect()));
    sections.extend(told("Absent without apologies", absent.into_iter().map(|it| reader.person(it)).collect()));
    sections.extend(told("Not written down", unknown.into_iter().map(|it| reader.person(it)).collect()));
    sections
}

/// Those who sit in the group, to be ticked off on paper.
fn expected(terms: &[Term<'_>], reader: &Reader<'_>) -> Section {
    let row = |it: &Term<'_>| {
        let org = it.for_org(reader.snapshot()).map(|it| reader.org(it.as_str())).unwrap_or_default();
        vec![reader.person(it.member.id.tail()), org, role_label(it.role()), String::new()]
    };
    let table = Table::of(&["Name", "For", "Role", "Present"], terms.iter().map(row).collect());
    Section::new("Present").table(table, "Nobody sits in the group.")
}

/// One person: `Willow Placeholder, liaison (in part, from 14:50)`.
fn line(row: &toml::Table, term: Option<&Term<'_>>, meeting: &Record, reader: &Reader<'_>) -> String {
    let clock = |at| Meeting(meeting).clock(at);
    let mut words = reader.person(row.text("person"));
    if let Some(term) = term {
        words.push_str(&format!(", {}", role_label(term.role())));
        let org = term.for_org(reader.snapshot()).filter(|_| !seats::SEATED.contains(&term.role()));
        if let Some(org) = org.filter(|_| term.role() != "alternate") {
            words.push_str(&format!(" for {}", reader.org(org.as_str())));
        }
    }
    let mut how = Vec::new();
    match row.text("presence") {
        "remote" => how.push("remote".to_owned()),
        "part" => how.push("in part".to_owned()),
        _ => (),
    }
    how.extend(row.word("in_place_of").map(|it| format!("in place of {}", reader.person(it))));
    how.extend(row.instant("arrived").map(|it| format!("from {}", clock(it))));
    how.extend(row.instant("left").map(|it| format!("until {}", clock(it))));
    let is_alternate = term.is_some_and(|it| it.role() == "alternate");
    let counted = || Quorum::of_all(meeting, reader.snapshot()).parties.into_iter().flat_map(|it| it.present);
    if is_alternate && !counted().any(|it| it.as_str() == row.text("person")) {
        how.push("beside those who sit, not counted".to_owned());
    }
    match how.is_empty() {
        true => words,
        false => format!("{words} ({})", how.join(", ")),
    }
}

/// The quorum in a sentence, and its course where it changed.
pub fn quorum(meeting: &Record, reader: &Reader<'_>) -> Section {
    let section = Section::new("Quorum");
    let needed = Quorum::of_all(meeting, reader.snapshot()).parties.iter().map(|it| it.needed).max().unwrap_or(0);
    let rule = match needed {
        0 => "No number of people is agreed for a quorum.".to_owned(),
        needed => format!("The quorum is {} of each party.", shown::count(needed, "person", "people")),
    };
    let course = course(meeting, reader.snapshot());
    let Some((_, first)) = course.first() else {
        return section.text(format!("{rule} Nobody has written down when the meeting was opened."));
    };
    let sides = |quorum: &Quorum| {
        let told = quorum.parties.iter().map(|it| {
            format!(
                "{} had {} of {}",
                reader.org(it.party.as_str()),
                it.present.len(),
                shown::count(it.seats, "seat", "seats")
            )
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let words = |quorum: &Quorum| if quorum.is_quorate() { "quorate" } else { "not quorate" };
    let mut told = format!("{rule} When the meeting was opened, {}: it was {}.", sides(first), words(first));
    let later: Vec<String> = course
        .iter()
        .skip(1)
        .map(|(at, it)| format!("From {} on, {}: {}", Meeting(meeting).clock(*at), sides(it), words(it)))
        .collect();
    if later.is_empty() {
        told.push_str(" It stayed so until the end.");
    }
    let mut section = section.text(told).list(later);
    if course.iter().any(|it| !it.1.is_quorate()) {
        section = section.text("A decision taken without a quorum needs both parties in writing.");
    }
    section
}

/// The co-chairs of a meeting's day with what they sign for.
pub fn co_chairs(meeting: &Record, reader: &Reader<'_>) -> Vec<Vec<String>> {
    let group = meeting.id.group().unwrap_or_default();
    let day = Meeting(meeting).start().map(|it| it.date()).unwrap_or_default();
    let terms = terms_of_group(reader.snapshot(), group, day);
    let chairs = terms.iter().filter(|it| matches!(it.role(), "co-chair" | "chair"));
    chairs
        .map(|it| {
            let org = it.for_org(reader.snapshot()).map(|it| reader.org(it.as_str())).unwrap_or_default();
            let name = it.member.id.person().filter(|it| it.kind == Kind::Person);
            vec![name.map(|it| reader.person(it.as_str())).unwrap_or_default(), org, String::new(), String::new()]
        })
        .collect()
}
