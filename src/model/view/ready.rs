//! Whether an agenda is ready to go out: who presents, what is asked, which papers are missing, whether it fits its slot.

use super::agenda::Agenda;
use super::meeting::Meeting;
use super::minutes::lead_days;
use crate::model::record::{Fields, Record};
use crate::model::standpoint::Standpoint;
use crate::model::{RecordId, shown};

/// Something that is not ready about an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub words: String,
    /// The item that it is about, by its number, title and id; none where it is about the agenda as a whole.
    pub item: Option<(String, String, RecordId)>,
}

impl Fault {
    /// With the item that it is about: `3 (Definition of a duplicate audit): nobody presents it`.
    pub fn sentence(&self) -> String {
        match &self.item {
            Some((number, title, _)) => format!("{number} ({title}): {}", self.words),
            None => self.words.clone(),
        }
    }
}

/// What is not ready about the agenda of a meeting.
pub fn faults(meeting: &Record, at: &Standpoint<'_>) -> Vec<Fault> {
    let agenda = Agenda::of(at.snapshot, meeting);
    let mut faults = Vec::new();
    if agenda.slots.is_empty() {
        faults.push(Fault { words: "nothing is on the agenda".to_owned(), item: None });
    }
    for slot in &agenda.slots {
        let item = slot.item;
        let of_item = |words: &str| Fault {
            words: words.to_owned(),
            item: Some((slot.number.clone(), shown::visible(item.title()).into_owned(), item.id.clone())),
        };
        let is_business = !matches!(item.text("purpose"), "standing" | "approval");
        if is_business && item.word("presenter").is_none() {
            faults.push(of_item("nobody presents it"));
        }
        if item.text("purpose") == "decision" && item.word("ask").is_none() {
            faults.push(of_item("it is for decision and asks nothing"));
        }
        if is_business && slot.minutes == 0 {
            faults.push(of_item("it has no time"));
        }
        for paper in item.rows("paper").filter(|it| it.text("state") == "to-follow") {
            faults.push(of_item(&format!("the paper {} is to follow", shown::visible(paper.text("title")))));
        }
    }
    if agenda.length > 0 && agenda.planned > agenda.length {
        let words = format!("it takes {} of {} minutes", agenda.planned, agenda.length);
        faults.push(Fault { words, item: None });
    }
    let lead = lead_days(at.snapshot, "agenda").and_then(|it| i64::try_from(it).ok());
    let left = Meeting(meeting).start().map(|it| (it.date() - at.today).num_days());
    if let (Some(lead), Some(left)) = (lead, left)
        && left < lead
        && Meeting(meeting).revision() == 0
    {
        let left = shown::count(usize::try_from(left).unwrap_or(0), "day", "days");
        faults.push(Fault { words: format!("it goes out {left} ahead; {lead} are agreed"), item: None });
    }
    faults
}
