//! What stands under "Needs attention" on Home, and where it leads.

use crate::model::RecordId;
use crate::model::attention::attention;
use crate::tui::desk::Desk;
use crate::tui::exchange::{contested_words, unseen_words, unsent_words};
use crate::workspace::Reading;

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub urgent: bool,
    pub words: String,
    pub about: About,
}

/// What a notice is about, and so where it leads.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    Record(RecordId),
    ByHand(RecordId),
    Unseen,
    Exchange,
}

/// Everything that needs attention, what was edited by hand first.
pub fn notices(desk: &Desk) -> Vec<Notice> {
    let by_hand = desk.hand_edits.iter().map(|edit| {
        let broken = matches!(edit.reading, Reading::Problems(_));
        let words = match broken {
            true => format!("{} was edited by hand and is not right", edit.id),
            false => format!("{} was edited by hand", edit.id),
        };
        Notice { urgent: broken, words, about: About::ByHand(edit.id.clone()) }
    });
    let by_hand_already = |id: &RecordId| desk.hand_edits.iter().any(|it| it.id == *id);
    let files = desk.problems.iter().filter(|it| it.is_error()).filter_map(|it| {
        let about = it.id.clone().filter(|it| !by_hand_already(it))?;
        let line = it.at.map(|it| format!(", line {}", it.0)).unwrap_or_default();
        let words = format!("{}{line}: {}", it.path, it.message);
        Some(Notice { urgent: true, words, about: About::Record(about) })
    });
    let rest = attention(&desk.at()).into_iter().map(|it| Notice {
        urgent: it.urgent,
        words: it.words,
        about: About::Record(it.id),
    });
    let notice = |words: String, about| Notice { urgent: false, words, about };
    let unseen = unseen_words(desk).into_iter().map(|it| notice(it, About::Unseen));
    let contested = contested_words(desk).into_iter().map(|it| notice(it, About::Exchange));
    let unsent = unsent_words(desk).into_iter().map(|it| notice(it, About::Exchange));
    by_hand.chain(files).chain(contested).chain(unseen).chain(unsent).chain(rest).collect()
}
