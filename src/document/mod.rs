//! Documents: records laid out for reading, the same for the command line and the screen.

pub mod contested;
pub mod json;
pub mod list;
pub mod members;
pub mod record;
mod vcard;
