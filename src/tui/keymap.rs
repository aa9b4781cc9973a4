//! Which key means what, where. Hints, help and README are read off this table.

use std::sync::OnceLock;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::Command;
use super::key::{Key, control, plain, with};

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    Home,
    Groups,
    Meetings,
    Agenda,
    /// An item is picked up.
    Moving,
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
    Help,
    /// Something to be read, without anything to choose.
    Notice,
    /// Find or do anything.
    Palette,
    /// What can be done with the selected thing.
    Menu,
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
        Self::Help,
        Self::Notice,
        Self::Palette,
        Self::Menu,
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
            Self::Help => "Help",
            Self::Notice => "Something to read",
            Self::Palette => "Find or do anything",
            Self::Menu => "The menu of a thing",
            Self::Everywhere => "Everywhere",
        }
    }

    /// What it is called in a file of keys.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// Whether letters are typed here, and so mean nothing else.
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Form | Self::Filtering)
    }

    /// Whether the keys of everywhere hold here too.
    pub fn is_browsing(self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::Groups
                | Self::Meetings
                | Self::Agenda
                | Self::Actions
                | Self::People
                | Self::Ledger
                | Self::History
                | Self::Sync
                | Self::Deciding
                | Self::Reading
                | Self::Everywhere
        )
    }
}

/// The table. The first key of a command is the one that hints show.
pub const BINDINGS: &[Binding] = &[
    bind(Context::Home, plain(KeyCode::Enter), Command::Open),
    bind(Context::Home, plain(KeyCode::Char(' ')), Command::Done),
    bind(Context::Home, plain(KeyCode::Char('a')), Command::Add),
    bind(Context::Home, plain(KeyCode::Insert), Command::Add),
    bind(Context::Home, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::Home, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::Home, plain(KeyCode::Char('i')), Command::Identity),
    bind(Context::Home, plain(KeyCode::Char('t')), Command::TakeIn),
    bind(Context::Home, plain(KeyCode::Tab), Command::NextBox),
    bind(Context::Home, plain(KeyCode::BackTab), Command::PreviousBox),
    bind(Context::Home, plain(KeyCode::Right), Command::NextBox),
    bind(Context::Home, plain(KeyCode::Left), Command::PreviousBox),
    bind(Context::Home, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Groups, plain(KeyCode::Right), Command::Details),
    bind(Context::Groups, plain(KeyCode::Left), Command::Back),
    bind(Context::Groups, plain(KeyCode::Enter), Command::Open),
    bind(Context::Groups, plain(KeyCode::Char('a')), Command::Add),
    bind(Context::Groups, plain(KeyCode::Insert), Command::Add),
    bind(Context::Groups, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::Groups, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::Groups, plain(KeyCode::Char('M')), Command::Plan),
    bind(Context::Groups, plain(KeyCode::Char('A')), Command::Activate),
    bind(Context::Groups, plain(KeyCode::Char('/')), Command::Filter),
    bind(Context::Groups, plain(KeyCode::F(3)), Command::Filter),
    bind(Context::Groups, plain(KeyCode::Char('o')), Command::All),
    bind(Context::Groups, plain(KeyCode::Char('E')), Command::Close),
    bind(Context::Groups, plain(KeyCode::Delete), Command::Close),
    bind(Context::Groups, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Meetings, plain(KeyCode::Enter), Command::Open),
    bind(Context::Meetings, plain(KeyCode::Right), Command::Open),
    bind(Context::Meetings, plain(KeyCode::Char('a')), Command::Add),
    bind(Context::Meetings, plain(KeyCode::Insert), Command::Add),
    bind(Context::Meetings, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::Meetings, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::Meetings, plain(KeyCode::Char('g')), Command::ByGroup),
    bind(Context::Meetings, plain(KeyCode::Char('/')), Command::Filter),
    bind(Context::Meetings, plain(KeyCode::F(3)), Command::Filter),
    bind(Context::Meetings, plain(KeyCode::Delete), Command::Drop),
    bind(Context::Meetings, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Agenda, with(KeyModifiers::SHIFT, KeyCode::Up), Command::MoveUp),
    bind(Context::Agenda, with(KeyModifiers::SHIFT, KeyCode::Down), Command::MoveDown),
    bind(Context::Agenda, plain(KeyCode::Char('m')), Command::MoveMode),
    bind(Context::Agenda, plain(KeyCode::Char('+')), Command::Longer),
    bind(Context::Agenda, plain(KeyCode::Char('-')), Command::Shorter),
    bind(Context::Agenda, plain(KeyCode::Char('a')), Command::Add),
    bind(Context::Agenda, plain(KeyCode::Insert), Command::Add),
    bind(Context::Agenda, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::Agenda, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::Agenda, plain(KeyCode::Char('p')), Command::Pool),
    bind(Context::Agenda, plain(KeyCode::Enter), Command::Open),
    bind(Context::Agenda, plain(KeyCode::Delete), Command::Drop),
    bind(Context::Agenda, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Agenda, plain(KeyCode::Left), Command::Back),
    bind(Context::Moving, plain(KeyCode::Up), Command::MoveUp),
    bind(Context::Moving, plain(KeyCode::Char('k')), Command::MoveUp),
    bind(Context::Moving, plain(KeyCode::Down), Command::MoveDown),
    bind(Context::Moving, plain(KeyCode::Char('j')), Command::MoveDown),
    bind(Context::Moving, plain(KeyCode::Enter), Command::DropHere),
    bind(Context::Moving, plain(KeyCode::Esc), Command::Back),
    bind(Context::Actions, plain(KeyCode::Right), Command::LaneRight),
    bind(Context::Actions, plain(KeyCode::Left), Command::LaneLeft),
    bind(Context::Actions, with(KeyModifiers::SHIFT, KeyCode::Right), Command::LaneOn),
    bind(Context::Actions, with(KeyModifiers::SHIFT, KeyCode::Left), Command::LaneBack),
    bind(Context::Actions, plain(KeyCode::Char(' ')), Command::Done),
    bind(Context::Actions, plain(KeyCode::Char('a')), Command::Add),
    bind(Context::Actions, plain(KeyCode::Insert), Command::Add),
    bind(Context::Actions, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::Actions, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::Actions, plain(KeyCode::Char('d')), Command::Due),
    bind(Context::Actions, plain(KeyCode::Char('w')), Command::Who),
    bind(Context::Actions, plain(KeyCode::Char('n')), Command::Progress),
    bind(Context::Actions, plain(KeyCode::Char('/')), Command::Filter),
    bind(Context::Actions, plain(KeyCode::F(3)), Command::Filter),
    bind(Context::Actions, plain(KeyCode::Char('f')), Command::Quick),
    bind(Context::Actions, plain(KeyCode::Char('s')), Command::Sort),
    bind(Context::Actions, plain(KeyCode::Char('v')), Command::Board),
    bind(Context::Actions, plain(KeyCode::Char('o')), Command::All),
    bind(Context::Actions, plain(KeyCode::Char('g')), Command::ByGroup),
    bind(Context::Actions, plain(KeyCode::Enter), Command::Open),
    bind(Context::Actions, plain(KeyCode::Delete), Command::Drop),
    bind(Context::Actions, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::People, plain(KeyCode::Enter), Command::Role),
    bind(Context::People, plain(KeyCode::Tab), Command::Open),
    bind(Context::People, plain(KeyCode::Char('a')), Command::Add),
    bind(Context::People, plain(KeyCode::Insert), Command::Add),
    bind(Context::People, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::People, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::People, plain(KeyCode::Char('o')), Command::ByOrg),
    bind(Context::People, plain(KeyCode::Char('/')), Command::Filter),
    bind(Context::People, plain(KeyCode::F(3)), Command::Filter),
    bind(Context::People, plain(KeyCode::Char('d')), Command::AsOf),
    bind(Context::People, plain(KeyCode::Char('x')), Command::Ended),
    bind(Context::People, plain(KeyCode::Char('t')), Command::Ledger),
    bind(Context::People, plain(KeyCode::Delete), Command::EndTerm),
    bind(Context::People, plain(KeyCode::Char('E')), Command::EndTerm),
    bind(Context::People, plain(KeyCode::Char('L')), Command::Leave),
    bind(Context::People, plain(KeyCode::F(8)), Command::Leave),
    bind(Context::People, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::People, plain(KeyCode::Left), Command::CellLeft),
    bind(Context::People, plain(KeyCode::Right), Command::CellRight),
    bind(Context::People, with(KeyModifiers::CONTROL, KeyCode::Left), Command::CellsLeft),
    bind(Context::People, with(KeyModifiers::CONTROL, KeyCode::Right), Command::CellsRight),
    bind(Context::Ledger, plain(KeyCode::Enter), Command::Open),
    bind(Context::Ledger, plain(KeyCode::Tab), Command::Open),
    bind(Context::Ledger, plain(KeyCode::Char('g')), Command::ByGroup),
    bind(Context::Ledger, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Ledger, plain(KeyCode::Char('t')), Command::Back),
    bind(Context::Ledger, plain(KeyCode::Left), Command::Back),
    bind(Context::History, plain(KeyCode::Enter), Command::Open),
    bind(Context::History, plain(KeyCode::Right), Command::Details),
    bind(Context::History, plain(KeyCode::Char('R')), Command::PutBack),
    bind(Context::History, plain(KeyCode::Char('/')), Command::Filter),
    bind(Context::History, plain(KeyCode::F(3)), Command::Filter),
    bind(Context::History, plain(KeyCode::Char('g')), Command::ByGroup),
    bind(Context::History, plain(KeyCode::Char('p')), Command::ByPerson),
    bind(Context::History, plain(KeyCode::Char('s')), Command::MarkSeen),
    bind(Context::Sync, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Sync, plain(KeyCode::Esc), Command::StopSync),
    bind(Context::Sync, plain(KeyCode::Enter), Command::Open),
    bind(Context::Sync, plain(KeyCode::Right), Command::Open),
    bind(Context::Sync, plain(KeyCode::Char('p')), Command::Ask),
    bind(Context::Sync, plain(KeyCode::Char('S')), Command::SendAgain),
    bind(Context::Sync, plain(KeyCode::F(8)), Command::SendAgain),
    bind(Context::Sync, plain(KeyCode::Char('c')), Command::SharedCopy),
    bind(Context::Sync, plain(KeyCode::Char('s')), Command::MarkSeen),
    bind(Context::Sync, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Deciding, plain(KeyCode::Char('m')), Command::Mine),
    bind(Context::Deciding, plain(KeyCode::Char('t')), Command::Theirs),
    bind(Context::Deciding, plain(KeyCode::Char('b')), Command::Both),
    bind(Context::Deciding, plain(KeyCode::Char('w')), Command::WriteNew),
    bind(Context::Deciding, plain(KeyCode::Enter), Command::Decide),
    bind(Context::Deciding, control('s'), Command::Decide),
    bind(Context::Deciding, plain(KeyCode::Char('r')), Command::Raise),
    bind(Context::Deciding, plain(KeyCode::Char(' ')), Command::Choose),
    bind(Context::Deciding, plain(KeyCode::Char('u')), Command::LeaveOpen),
    bind(Context::Deciding, plain(KeyCode::Esc), Command::Back),
    bind(Context::Deciding, plain(KeyCode::Left), Command::Back),
    bind(Context::Reading, plain(KeyCode::Char('e')), Command::Edit),
    bind(Context::Reading, plain(KeyCode::F(2)), Command::Edit),
    bind(Context::Reading, plain(KeyCode::Char('M')), Command::Plan),
    bind(Context::Reading, plain(KeyCode::Char('A')), Command::Activate),
    bind(Context::Reading, plain(KeyCode::Char('E')), Command::Close),
    bind(Context::Reading, plain(KeyCode::Delete), Command::Close),
    bind(Context::Reading, plain(KeyCode::Char('R')), Command::PutBack),
    bind(Context::Reading, plain(KeyCode::Char('h')), Command::HistoryOf),
    bind(Context::Reading, plain(KeyCode::Left), Command::Back),
    bind(Context::Filtering, plain(KeyCode::Enter), Command::KeepFilter),
    bind(Context::Filtering, plain(KeyCode::Down), Command::KeepFilter),
    bind(Context::Filtering, plain(KeyCode::Esc), Command::ClearFilter),
    bind(Context::Filtering, control('p'), Command::Find),
    bind(Context::Filtering, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Form, control('s'), Command::Save),
    bind(Context::Form, plain(KeyCode::Tab), Command::NextField),
    bind(Context::Form, plain(KeyCode::BackTab), Command::PreviousField),
    bind(Context::Form, control('d'), Command::ThrowAway),
    bind(Context::Form, plain(KeyCode::Esc), Command::Back),
    bind(Context::Form, plain(KeyCode::F(1)), Command::Help),
    bind(Context::Form, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Confirm, plain(KeyCode::Char('y')), Command::Confirm),
    bind(Context::Confirm, plain(KeyCode::Esc), Command::Back),
    bind(Context::Confirm, plain(KeyCode::Char('n')), Command::Back),
    bind(Context::Help, plain(KeyCode::Enter), Command::Run),
    bind(Context::Help, plain(KeyCode::Up), Command::Up),
    bind(Context::Help, plain(KeyCode::Down), Command::Down),
    bind(Context::Help, plain(KeyCode::PageUp), Command::PageUp),
    bind(Context::Help, plain(KeyCode::PageDown), Command::PageDown),
    bind(Context::Help, plain(KeyCode::Home), Command::Top),
    bind(Context::Help, plain(KeyCode::End), Command::Bottom),
    bind(Context::Help, plain(KeyCode::Esc), Command::Back),
    bind(Context::Help, plain(KeyCode::Char('?')), Command::Back),
    bind(Context::Help, plain(KeyCode::F(1)), Command::Back),
    bind(Context::Help, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Notice, plain(KeyCode::Up), Command::Up),
    bind(Context::Notice, plain(KeyCode::Char('k')), Command::Up),
    bind(Context::Notice, plain(KeyCode::Down), Command::Down),
    bind(Context::Notice, plain(KeyCode::Char('j')), Command::Down),
    bind(Context::Notice, plain(KeyCode::PageUp), Command::PageUp),
    bind(Context::Notice, plain(KeyCode::PageDown), Command::PageDown),
    bind(Context::Notice, plain(KeyCode::Home), Command::Top),
    bind(Context::Notice, plain(KeyCode::End), Command::Bottom),
    bind(Context::Notice, plain(KeyCode::Esc), Command::Back),
    bind(Context::Notice, plain(KeyCode::Char('?')), Command::Back),
    bind(Context::Notice, plain(KeyCode::Char('q')), Command::Back),
    bind(Context::Notice, plain(KeyCode::F(1)), Command::Back),
    bind(Context::Notice, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Palette, plain(KeyCode::Enter), Command::Run),
    bind(Context::Palette, plain(KeyCode::Up), Command::Up),
    bind(Context::Palette, plain(KeyCode::Down), Command::Down),
    bind(Context::Palette, plain(KeyCode::PageUp), Command::PageUp),
    bind(Context::Palette, plain(KeyCode::PageDown), Command::PageDown),
    bind(Context::Palette, plain(KeyCode::Home), Command::Top),
    bind(Context::Palette, plain(KeyCode::End), Command::Bottom),
    bind(Context::Palette, plain(KeyCode::Esc), Command::Back),
    bind(Context::Palette, control('p'), Command::Back),
    bind(Context::Palette, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Menu, plain(KeyCode::Enter), Command::Run),
    bind(Context::Menu, plain(KeyCode::Up), Command::Up),
    bind(Context::Menu, plain(KeyCode::Down), Command::Down),
    bind(Context::Menu, plain(KeyCode::PageUp), Command::PageUp),
    bind(Context::Menu, plain(KeyCode::PageDown), Command::PageDown),
    bind(Context::Menu, plain(KeyCode::Home), Command::Top),
    bind(Context::Menu, plain(KeyCode::End), Command::Bottom),
    bind(Context::Menu, plain(KeyCode::Esc), Command::Back),
    bind(Context::Menu, plain(KeyCode::Left), Command::Back),
    bind(Context::Menu, plain(KeyCode::Char('.')), Command::Back),
    bind(Context::Everywhere, plain(KeyCode::Up), Command::Up),
    bind(Context::Everywhere, plain(KeyCode::Char('k')), Command::Up),
    bind(Context::Everywhere, plain(KeyCode::Down), Command::Down),
    bind(Context::Everywhere, plain(KeyCode::Char('j')), Command::Down),
    bind(Context::Everywhere, plain(KeyCode::PageUp), Command::PageUp),
    bind(Context::Everywhere, plain(KeyCode::PageDown), Command::PageDown),
    bind(Context::Everywhere, plain(KeyCode::Home), Command::Top),
    bind(Context::Everywhere, plain(KeyCode::End), Command::Bottom),
    bind(Context::Everywhere, plain(KeyCode::Char('G')), Command::Bottom),
    bind(Context::Everywhere, plain(KeyCode::Char('1')), Command::PageHome),
    bind(Context::Everywhere, plain(KeyCode::Char('2')), Command::PageGroups),
    bind(Context::Everywhere, plain(KeyCode::Char('3')), Command::PageMeetings),
    bind(Context::Everywhere, plain(KeyCode::Char('4')), Command::PageActions),
    bind(Context::Everywhere, plain(KeyCode::Char('5')), Command::PagePeople),
    bind(Context::Everywhere, plain(KeyCode::Char('6')), Command::PageHistory),
    bind(Context::Everywhere, plain(KeyCode::Char('7')), Command::PageSync),
    bind(Context::Everywhere, plain(KeyCode::F(5)), Command::Sync),
    bind(Context::Everywhere, control('z'), Command::Undo),
    bind(Context::Everywhere, plain(KeyCode::Char('u')), Command::Undo),
    bind(Context::Everywhere, control('y'), Command::Redo),
    bind(Context::Everywhere, plain(KeyCode::Char('U')), Command::Redo),
    bind(Context::Everywhere, plain(KeyCode::Esc), Command::Back),
    bind(Context::Everywhere, control('p'), Command::Find),
    bind(Context::Everywhere, plain(KeyCode::Char(':')), Command::Find),
    bind(Context::Everywhere, plain(KeyCode::Char('.')), Command::Menu),
    bind(Context::Everywhere, with(KeyModifiers::SHIFT, KeyCode::F(10)), Command::Menu),
    bind(Context::Everywhere, plain(KeyCode::Char('?')), Command::Help),
    bind(Context::Everywhere, plain(KeyCode::F(1)), Command::Help),
    bind(Context::Everywhere, plain(KeyCode::Char('H')), Command::Signs),
    bind(Context::Everywhere, plain(KeyCode::Char('q')), Command::Quit),
    bind(Context::Everywhere, control('c'), Command::Quit),
    bind(Context::Everywhere, control('q'), Command::Quit),
];

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
    let own = in_force().iter().filter(move |it| it.context == context);
    let is_own = move |key: Key| in_force().iter().any(|it| it.context == context && it.key == key);
    let everywhere = in_force().iter().filter(move |it| {
        let holds = context != Context::Everywhere && context.is_browsing() && it.context == Context::Everywhere;
        // A key that means something of its own here does not mean what it means elsewhere; what Esc stops, it leaves.
        holds && (it.command == Command::Back || !is_own(it.key))
    });
    own.chain(everywhere)
}

/// The keys of a command in a context, as people read them: `a, Ins`.
pub fn keys_of(context: Context, command: Command) -> Vec<String> {
    let mut keys: Vec<String> =
        bindings(context).filter(|it| it.command == command).map(|it| it.key.to_string()).collect();
    // What a page names for its hints may hold everywhere.
    keys.dedup();
    keys
}

/// The key of a command for a sentence, or its word where it has none.
pub fn key_in_words(context: Context, command: Command) -> String {
    keys_of(context, command).into_iter().next().unwrap_or_else(|| command.label().to_owned())
}

const fn bind(context: Context, key: Key, command: Command) -> Binding {
    Binding { context, key, command }
}
