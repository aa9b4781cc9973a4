//! One test binary for the whole package.

mod any_key;
mod codec;
mod desk;
mod busy;
mod codec;
mod disk;
mod funnel;
mod keys;
mod hand;
mod laws;
mod overlays;
mod readme;
mod screens;
mod meanwhile;
mod support;
