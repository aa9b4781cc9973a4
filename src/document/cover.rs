//! What stands above a document in a letter: what it is, when and where, and what is asked of those who get it.

use chrono::{Days, NaiveDate};

use super::reader::{Reader, day};
use crate::model::Record;
use crate::model::record::Fields;
use crate::model::view::issued::last_day_for_items;
use crate::model::view::minutes::{comments_until, lead_days};
use crate::model::view::{Meeting, MeetingState};

/// Above an agenda.
pub fn of_agenda(meeting: &Record, reader: &Reader<'_>) -> Vec<String> {
    let (view, group) = (Meeting(meeting), group(meeting, reader));
    if let Some(words) = cancelled(meeting, reader) {
        return letter(words);
    }
    let place = [view.place(), meeting.text("place")].into_iter().filter(|it| !it.is_empty());
    let place = place.map(|it| format!(", {it}")).collect::<String>();
    let link = meeting.word("url").map(|it| format!(" The link: {it}")).unwrap_or_default();
    let when = format!("We meet on {}{place}.{link}", reader.when(meeting));
    let until = |what: &str, last: Option<NaiveDate>| last.map(|it| format!("{what} until {}.", day(it)));
    let papers =
        lead_days(reader.snapshot(), "papers").and_then(|days| view.start()?.date().checked_sub_days(Days::new(days)));
    let (what, asked) = match view.state() {
        MeetingState::Planned => (
            format!("Here is a draft of the agenda of our next meeting in {group}."),
            [
                until("Please send items for it", last_day_for_items(meeting, &reader.at)),
                until("Papers are wanted", papers),
            ],
        ),
        MeetingState::AgendaIssued => (
            format!("Here is the agenda of our next meeting in {group}."),
            [Some("Please read the papers beforehand, and say if you cannot come.".to_owned()), None],
        ),
        _ => (format!("Here is the agenda of the meeting of {group}."), [None, None]),
    };
    let asked = asked.into_iter().flatten().collect::<Vec<_>>().join(" ");
    letter([what, when].join(" ")).into_iter().chain((!asked.is_empty()).then_some(asked)).collect()
}

/// Above minutes.
pub fn of_minutes(meeting: &Record, reader: &Reader<'_>) -> Vec<String> {
    let view = Meeting(meeting);
    if let Some(words) = cancelled(meeting, reader) {
        return letter(words);
    }
    let on = view.start().map(|it| format!(" on {}", day(it.date()))).unwrap_or_default();
    let held = format!("our meeting in {}{on}", group(meeting, reader));
    let asked = match comments_until(meeting, &reader.at) {
        Some(until) => format!("Please send comments and corrections until {}.", day(until)),
        None => "Please send comments and corrections.".to_owned(),
    };
    match view.state() {
        MeetingState::MinutesApproved => letter(format!("Here are the approved minutes of {held}.")),
        MeetingState::MinutesIssued => {
            let mut words = letter(format!("Here are the draft minutes of {held}."));
            words.push(asked);
            words
        }
        _ => letter(format!("Here is a draft of the minutes of {held}. It has not been issued yet.")),
    }
}

/// Above whatever has no words of its own.
pub fn of_list(title: &str, status: &str) -> Vec<String> {
    letter(format!("Here is this list: {title}. {status}."))
}

fn letter(words: String) -> Vec<String> {
    vec!["Dear colleagues,".to_owned(), words]
}

fn cancelled(meeting: &Record, reader: &Reader<'_>) -> Option<String> {
    let on = Meeting(meeting).start().map(|it| format!(" on {}", day(it.date()))).unwrap_or_default();
    let why = meeting.text("cancelled_reason");
    meeting
        .contains_key("cancelled_on")
        .then(|| format!("The meeting of {}{on} does not take place: {why}", group(meeting, reader)))
}

/// The name of the group.
fn group(meeting: &Record, reader: &Reader<'_>) -> String {
    reader.group(meeting.id.group().unwrap_or_default())
}
