//! The house: what lies where, and how one change goes through it.
//!
//! comity keeps the joint working groups of organisations that signed a memorandum of understanding: a folder of small
//! TOML files under git, one commit for each thing that somebody did. The README tells how it is used; this page tells
//! how it is built.
//!
//! # One datum, one algebra, one funnel, two front doors
//!
//! 1. **One datum.** A [`model::Record`] is an id and a TOML table: one file. All records at one moment are a
//!    [`model::Snapshot`], cheap to keep, because records are shared and never changed in place.
//! 2. **One algebra.** [`model::Change`] leads from one snapshot to another: made from two of them, applied, turned round,
//!    merged. The text of a commit, the history, undo and what a form shows before it is saved are all read off it. It
//!    works on values and knows no file; [`store::codec`] then carries a change into the text of a file, byte for byte
//!    where nothing has changed.
//! 3. **One funnel.** [`workspace::Workspace::submit`] applies, checks, writes and commits. Nothing else writes a record.
//!    It can be killed at any moment: what it had acknowledged is there, and what it had begun is finished by whoever
//!    opens the folder next.
//! 4. **Two front doors.** [`cli`] turns words into a change, [`tui`] turns keys into one; both by the same deeds
//!    ([`model::deed`]) and the same reading of what was typed ([`model::typed`]). Neither knows files or git.
//! 5. **Tables.** Kinds and their fields ([`model::table`]), who may do what ([`model::permit`], asked by both front doors
//!    before they submit), problems ([`model::problem`]), verbs (`cli::nouns`), commands of the screen ([`tui::command`]) and its keys ([`tui::keymap`]). Forms, flags, columns, JSON, help, the words of a
//!    difference and the order within a file are read off them. A new field is one row.
//!
//! Rules that want types read records through thin views ([`model::view`]), so that no key of a field is spelt out all
//! over the place.
//!
//! # Layers
//!
//! ```text
//!                        main
//!            ┌────────────┴────────────┐
//!           cli                       tui             words and keys in, lines and frames out
//!            └────────────┬────────────┘
//!   import   document   settings                       rows in; one record told whole; how somebody wants the screen
//!            └────────────┬────────────┘
//!                       report                        every failure told once
//!            ┌────────────┼────────────┐
//!         history       sync         init             the way back, the exchange, the beginning
//!            └────────────┼────────────┘
//!                       verify                        whether changes are what they say, and theirs to make
//!                         │
//!                     workspace                       the funnel, hand edits, recovery, drafts
//!                         │
//!                       store                         files, git2, the git program, locks: the only door to any of them
//!                         │
//!                       model                         the datum, its algebra, its tables, its rules
//! ```
//!
//! Arrows never run up; `tests/it/layers.rs` keeps it so. [`model`] knows no file, no git, no screen and no clock: who
//! asks, and when, comes in as a [`model::Standpoint`].
//!
//! # How one change goes
//!
//! ```text
//! key ──► keymap ──► Command ──► form ──────► deed ──► Change ──► Effect::Submit ──┐
//! words ──► verb of a noun ──► typed ───────► deed ──► Change ─────────────────────┤
//!                                                                                  ▼
//!     Workspace::submit:   apply ▸ check ▸ intent ▸ objects ▸ files ▸ branch ▸ index ▸ memory
//!                                                                                  │
//! frame ◄── draw ◄── App::update ◄── Event::Saved ◄────────────────────────────────┘
//! ```
//!
//! Down once, back once. [`tui::app::App::update`] takes an event and returns effects, and waits for nothing: a worker
//! ([`tui::worker`]) does the waiting, and a courier ([`tui::courier`]) receives and sends beside both. [`tui::app::App::can`] is the one answer to "is this offered" and "does this work".
//!
//! # Where to put a new thing
//!
//! - A field: a row in [`model::table`]. A rule about it: [`model::check`], by the problem's row in [`model::problem`].
//! - Something that people do in one go: a deed in [`model::deed`], a verb in `cli::nouns`, a command and a key.
//! - Something that the folder or git must do: [`store`], behind a word that the [`workspace`] understands.

pub mod cli;
pub mod document;
pub mod history;
pub mod import;
pub mod init;
pub mod model;
pub mod report;
pub mod settings;
pub mod store;
pub mod sync;
pub mod tui;
pub mod verify;
pub mod workspace;
