//! The report on a file that is not taken in as a paper.

use super::{Exit, Report};
use crate::workspace::NotTaken;

impl From<NotTaken> for Report {
    fn from(error: NotTaken) -> Self {
        let (words, hint) = (error.to_string(), error.hint());
        match error {
            NotTaken::Unread(error) => Self::from(error),
            _ => hint.into_iter().fold(Self::new("E-PAPER", Exit::Invalid, words), Self::hint),
        }
    }
}
