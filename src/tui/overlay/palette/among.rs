//! What is looked among, by the sign that is typed first.

/// What is looked among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    Everything,
    /// Records by their numbers.
    Numbers,
    Commands,
    People,
    /// The list of the page, which what is typed is to narrow.
    List,
}

/// How this is told before anything is typed.
pub const FOOT: &str = " # numbers · > what can be done · @ people · / filters the list of this page";

impl Among {
    /// Reads the sign; what is left is what is looked for.
    pub fn of(query: &str) -> (Self, &str) {
        let among = match query.chars().next() {
            Some('#') => Self::Numbers,
            Some('>') => Self::Commands,
            Some('@') => Self::People,
            Some('/') => Self::List,
            Some(_) | None => return (Self::Everything, query),
        };
        (among, query[1..].trim())
    }

    /// What is said where nothing fits.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::Everything => "Nothing is called like that or says so. Fewer letters find more.",
            Self::Numbers => "Nothing has that number.",
            Self::Commands => "Nothing that can be done here is called like that.",
            Self::People => "Nobody is called like that. Fewer letters find more.",
            Self::List => "This page has no list that can be filtered.",
        }
    }
}
