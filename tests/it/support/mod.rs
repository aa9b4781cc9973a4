//! What tests share: worlds of records, sandboxes, the program in a shell.

pub mod running;
pub mod sandbox;
pub mod screen;
pub mod shell;
pub mod worlds;
