//! One test binary for the whole package.

mod any_key;
mod both;
mod busy;
mod cli;
mod codec;
mod contested;
mod desk;
mod disk;
mod funnel;
mod groups;
mod hand;
mod keys;
mod kill;
mod laws;
mod layers;
mod lists;
mod meanwhile;
mod merged;
mod overlays;
mod people;
mod readme;
mod recovery;
mod refused;
mod roles;
mod screens;
mod seats;
mod support;
mod sync;
#[cfg(unix)]
mod terminal;
mod undo;
