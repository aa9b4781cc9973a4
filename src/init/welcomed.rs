//! What somebody chooses where there is no workspace yet.

use std::path::PathBuf;

/// What somebody has chosen in the welcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Welcomed {
    Left,
    /// To look at the example.
    Example(Looks),
    /// To go on in plain lines.
    Lines,
    /// To open a workspace.
    Open(PathBuf, Looks),
}

/// How the screen shall look, as far as somebody has said it in the welcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    pub contrast: bool,
    pub plain: bool,
}
