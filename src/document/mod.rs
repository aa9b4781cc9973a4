//! Documents: records laid out for reading, the same for the command line and the screen.

pub mod agenda;
mod annex;
pub mod calendar;
pub mod contested;
mod cover;
pub mod html;
pub mod json;
mod lines;
pub mod list;
pub mod logs;
pub mod mail;
pub mod make;
pub mod markdown;
pub mod members;
pub mod minutes;
pub mod order;
pub mod paper;
pub mod plain;
mod present;
pub mod reader;
pub mod record;
pub mod sheet;
mod vcard;
