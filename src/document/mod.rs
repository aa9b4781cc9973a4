//! Documents: records laid out for reading, the same for the command line and the screen.

pub mod record;
