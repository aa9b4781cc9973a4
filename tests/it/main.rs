//! One test binary for the whole package.

mod any_key;
mod busy;
mod cli;
mod codec;
mod desk;
mod disk;
mod funnel;
mod hand;
mod keys;
mod laws;
mod overlays;
mod readme;
mod screens;
mod meanwhile;
mod overlays;
mod recovery;
mod screens;
mod support;
