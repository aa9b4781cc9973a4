//! What lies over a page: a form, a question, help.

pub mod confirm;
pub mod form;
pub mod help;
