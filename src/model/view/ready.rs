//! Whether an agenda is ready to go out: who presents, what is asked, which papers are missing, whether it fits its slot.

use super::agenda::Agenda;
use super::meeting::Meeting;
use super::minutes::lead_days;
use crate::model::record::{Fields, Record};
use crate::model::shown;
use crate::model::standpoint::Standpoint;

/// What is not ready about the agenda of a meeting, each in words.
pub fn faults(meeting: &Record, at: &Standpoint<'_>) -> Vec<String> {
    let agenda = Agenda::of(at.snapshot, meeting);
    let mut faults = Vec::new();
    if agenda.slots.is_empty() {
        faults.push("nothing is on the agenda".to_owned());
    }
    for slot in &agenda.slots {
        let item = slot.item;
        let of_item = |words: &str| format!("{} ({}): {words}", slot.number, shown::visible(item.title()));
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
        faults.push(format!("it takes {} of {} minutes", agenda.planned, agenda.length));
    }
    let lead = lead_days(at.snapshot, "agenda").and_then(|it| i64::try_from(it).ok());
    let left = Meeting(meeting).start().map(|it| (it.date() - at.today).num_days());
    if let (Some(lead), Some(left)) = (lead, left)
        && left < lead
        && Meeting(meeting).revision() == 0
    {
        faults.push(format!("it goes out {left} days ahead; {lead} are agreed"));
    }
    faults
}
