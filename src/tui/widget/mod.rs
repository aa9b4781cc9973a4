//! Small things that screens are drawn with.

pub mod list;
pub mod text;
