//! comity.
pub mod cli;
pub mod document;
pub mod history;
pub mod import;
pub mod init;
pub mod model;
pub mod report;
pub mod store;
pub mod tui;
pub mod workspace;
