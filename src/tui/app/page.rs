//! The pages there are, and the one in front.

use super::App;
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::screen::Screen;

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

impl Page {
    /// The title for a narrow screen.
    pub fn short_title(self) -> &'static str {
        match self {
            Self::Meetings => "Meet",
            Self::History => "Hist",
            Self::Home | Self::Groups | Self::Actions | Self::People | Self::Sync => self.title(),
        }
    }
}

impl App {
    /// The page in front.
    pub fn screen(&self) -> &dyn Screen {
        match self.page {
            Page::Home => &self.home,
            Page::Groups => &self.groups,
            Page::Meetings => &self.meetings,
            Page::Actions => &self.actions,
            Page::People => &self.people,
            Page::History => &self.history,
            Page::Sync => &self.sync,
        }
    }

    pub fn screen_mut(&mut self) -> &mut dyn Screen {
        self.at_screen().0
    }

    /// The page in front with the desk that it looks at.
    pub fn at_screen(&mut self) -> (&mut dyn Screen, &Desk) {
        let screen: &mut dyn Screen = match self.page {
            Page::Home => &mut self.home,
            Page::Groups => &mut self.groups,
            Page::Meetings => &mut self.meetings,
            Page::Actions => &mut self.actions,
            Page::People => &mut self.people,
            Page::History => &mut self.history,
            Page::Sync => &mut self.sync,
        };
        (screen, &self.desk)
    }
}
