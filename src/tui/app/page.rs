//! The pages there are.

use crate::tui::command::Command;

/// The pages, in the order of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Home,
    Groups,
    Meetings,
    Actions,
    People,
    History,
    Sync,
}

impl Page {
    pub const ALL: [Self; 7] =
        [Self::Home, Self::Groups, Self::Meetings, Self::Actions, Self::People, Self::History, Self::Sync];

    /// The command that opens it.
    pub fn command(self) -> Command {
        match self {
            Self::Home => Command::PageHome,
            Self::Groups => Command::PageGroups,
            Self::Meetings => Command::PageMeetings,
            Self::Actions => Command::PageActions,
            Self::People => Command::PagePeople,
            Self::History => Command::PageHistory,
            Self::Sync => Command::PageSync,
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Groups => "Groups",
            Self::Meetings => "Meetings",
            Self::Actions => "Actions",
            Self::People => "People",
            Self::History => "History",
            Self::Sync => "Sync",
        }
    }
}
