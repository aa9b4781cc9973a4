//! What lies over a page: a form, a question, help, a list of what can be done, or to be ticked.

pub mod confirm;
pub mod fit;
pub mod form;
pub mod help;
pub mod palette;
pub mod ticks;
