//! What tests share: worlds of records, sandboxes, screens.

pub mod running;
pub mod sandbox;
pub mod screen;
pub mod worlds;
