//! What tests share: worlds of records, sandboxes, screens.

pub mod sandbox;
pub mod screen;
pub mod worlds;
