//! What lies over a page: a form, a question, help.

pub mod confirm;
pub mod field;
pub mod form;
pub mod form_view;
pub mod help;
