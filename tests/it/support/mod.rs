//! What tests share: worlds of records, sandboxes, the program in a shell.

pub mod desks;
pub mod joint;
pub mod killing;
pub mod running;
pub mod sandbox;
pub mod screen;
#[cfg(unix)]
pub mod servers;
pub mod shell;
#[cfg(unix)]
pub mod terminal;
pub mod worlds;
