//! Which key means what, where. Hints, help and README are read off this table.

mod table;

use std::sync::OnceLock;

use ratatui::crossterm::event::{KeyEvent, KeyModifiers};

use super::command::Command;
use super::key::Key;

pub use table::BINDINGS;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    Home,
    Groups,
    Meetings,
    Agenda,
    /// An item is picked up.
    Moving,
    /// A meeting in session.
    Live,
    /// The text of an item is typed in it.
    Minuting,
    /// Who is there.
    Attendance,
    Actions,
    People,
    /// Who sat where.
    Ledger,
    History,
    Sync,
    /// Between the values that both sides wrote.
    Deciding,
    Reading,
    /// A line in which a filter is typed.
    Filtering,
    Form,
    Confirm,
    /// Lines to be ticked before they are done together.
    Ticks,
    Help,
    /// Something to be read, without anything to choose.
    Notice,
    /// Find or do anything.
    Palette,
    /// What can be done with the selected thing.
    Menu,
    /// At the pages above or the keys below, where Tab leads.
    Bar,
    /// Wherever no text is typed.
    Everywhere,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub context: Context,
    pub key: Key,
    pub command: Command,
}

impl Context {
    pub const ALL: &[Self] = &[
        Self::Home,
        Self::Groups,
        Self::Meetings,
        Self::Agenda,
        Self::Moving,
        Self::Live,
        Self::Minuting,
        Self::Attendance,
        Self::Actions,
        Self::People,
        Self::Ledger,
        Self::History,
        Self::Sync,
        Self::Deciding,
        Self::Reading,
        Self::Filtering,
        Self::Form,
        Self::Confirm,
        Self::Ticks,
        Self::Help,
        Self::Notice,
        Self::Palette,
        Self::Menu,
        Self::Bar,
        Self::Everywhere,
    ];

    /// What it is called in help and README.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Groups => "Groups",
            Self::Meetings => "Meetings",
            Self::Agenda => "Agenda",
            Self::Moving => "An item picked up",
            Self::Live => "A meeting in session",
            Self::Minuting => "While minutes are typed",
            Self::Attendance => "Who is here",
            Self::Actions => "Actions",
            Self::People => "People",
            Self::Ledger => "Who sat where",
            Self::History => "History",
            Self::Sync => "Sync",
            Self::Deciding => "What both sides wrote",
            Self::Reading => "Everything about one thing",
            Self::Filtering => "While a filter is typed",
            Self::Form => "Forms",
            Self::Confirm => "Questions",
            Self::Ticks => "Lines to be ticked",
            Self::Help => "Help",
            Self::Notice => "Something to read",
            Self::Palette => "Find or do anything",
            Self::Menu => "The menu of a thing",
            Self::Bar => "At the pages or the keys, by Tab",
            Self::Everywhere => "Everywhere",
        }
    }

    /// What it is called in a file of keys.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// Whether letters are typed here, and so mean nothing else.
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Form | Self::Filtering | Self::Minuting)
    }

    /// Whether the keys of everywhere hold here too.
    pub fn is_browsing(self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Groups
                | Self::Meetings
                | Self::Agenda
                | Self::Live
                | Self::Actions
                | Self::People
                | Self::Ledger
                | Self::History
                | Self::Sync
                | Self::Deciding
                | Self::Reading
                | Self::Bar
                | Self::Everywhere
        )
    }
}

/// The table as the user's file of keys has it; read once, when the screen opens.
static IN_FORCE: OnceLock<Vec<Binding>> = OnceLock::new();

/// Lets other bindings hold from now on. The first ones stay.
pub fn put_in_force(bindings: Vec<Binding>) {
    // A second screen in the same program keeps the keys of the first.
    let _ = IN_FORCE.set(bindings);
}

fn in_force() -> &'static [Binding] {
    IN_FORCE.get().map_or(BINDINGS, Vec::as_slice)
}

/// What a key means in a context.
pub fn resolve(context: Context, key: KeyEvent) -> Option<Command> {
    let key = Key::of(key);
    let own = in_force().iter().find(|it| it.context == context && it.key == key);
    let everywhere = || in_force().iter().find(|it| it.context == Context::Everywhere && it.key == key);
    let leaves = |it: &&Binding| {
        let goes = matches!(it.command, Command::Quit | Command::Suspend);
        context.is_browsing() || goes && key.modifiers == KeyModifiers::CONTROL
    };
    own.or_else(|| everywhere().filter(leaves)).map(|it| it.command)
}

/// The bindings that hold in a context, its own first.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    those(context, |_| true)
}

/// Those of them that are wanted, which is asked first: whether a key means something else here takes a look at all.
fn those(context: Context, wanted: impl Fn(&Binding) -> bool + Copy) -> impl Iterator<Item = &'static Binding> {
    let own = in_force().iter().filter(move |it| it.context == context && wanted(it));
    let is_own = move |key: Key| in_force().iter().any(|it| it.context == context && it.key == key);
    let holds = context != Context::Everywhere && context.is_browsing();
    let everywhere = in_force().iter().filter(move |it| {
        // A key that means something of its own here does not mean what it means elsewhere; what Esc stops, it leaves.
        let is_free = || it.command == Command::Back || !is_own(it.key);
        holds && it.context == Context::Everywhere && wanted(it) && is_free()
    });
    own.chain(everywhere)
}

/// The keys of a command in a context, as people read them: `a, Ins`.
pub fn keys_of(context: Context, command: Command) -> Vec<String> {
    let mut keys: Vec<String> = those(context, |it| it.command == command).map(|it| it.key.to_string()).collect();
    // What a page names for its hints may hold everywhere.
    keys.dedup();
    keys
}

/// The key of a command for a sentence, or its word where it has none.
pub fn key_in_words(context: Context, command: Command) -> String {
    keys_of(context, command).into_iter().next().unwrap_or_else(|| command.label().to_owned())
}
