//! The screen.
use crate::report::{Exit, Report};
pub fn is_possible() -> bool {
    false
}
pub fn require_terminal() -> Result<(), Report> {
    Err(Report::new("E-TERMINAL", Exit::Failed, "the screen needs a terminal"))
}
pub fn run(
    _: &std::path::Path,
    _: Option<&str>,
    _: Option<chrono::DateTime<chrono::FixedOffset>>,
    _: bool,
) -> Result<(), Report> {
    require_terminal()
}
