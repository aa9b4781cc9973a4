//! One test binary for the whole package.

mod codec;
mod desk;
mod funnel;
mod laws;
mod overlays;
mod screens;
mod support;
