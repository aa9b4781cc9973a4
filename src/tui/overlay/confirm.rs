//! A question before something that others will notice.

use crate::tui::event::Effect;

/// A question: the title asks, the lines say what it is about, what follows, and how to get back.
pub struct Confirm {
    pub title: String,
    pub lines: Vec<String>,
    /// The word on the button that does it.
    pub yes: &'static str,
    /// What is done then; without it, the form that waits behind the question is thrown away.
    pub effect: Option<Effect>,
    /// Whether the selected answer is yes; at first it is no.
    pub at_yes: bool,
    /// Whether it has been on the screen.
    pub drawn: bool,
}
