//! The screen: keys in, frames out.

pub mod app;
pub mod backend;
pub mod command;
pub mod courier;
pub mod desk;
pub mod draw;
pub mod drawn;
pub mod event;
pub mod exchange;
pub mod ground;
pub mod key;
pub mod keymap;
pub mod keys_file;
pub mod keys_told;
mod knowledge;
mod listen;
pub mod overlay;
mod pages;
mod run;
pub mod screen;
mod sentence;
pub mod surroundings;
pub mod terminal;
pub mod theme;
mod tour;
pub mod widget;
pub mod wizard;
pub mod worker;
pub mod written;

pub use run::{require_terminal, run};
