//! The screen: keys in, frames out.

pub mod app;
pub mod command;
pub mod courier;
pub mod desk;
pub mod draw;
pub mod event;
pub mod exchange;
pub mod key;
pub mod keymap;
mod knowledge;
pub mod overlay;
mod run;
pub mod screen;
pub mod terminal;
pub mod theme;
pub mod widget;
pub mod worker;
mod written;

pub use run::{require_terminal, run};
