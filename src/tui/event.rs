//! What happens to the screen, and what it asks for in turn.

use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::crossterm::event::KeyEvent;

use crate::history::{Entry, Filter, Past, TakingBack, Told};
use crate::model::care::Find;
use crate::model::permit::Outside;
use crate::model::similar::Similar;
use crate::model::{Change, Problem, RecordId, Snapshot};
use crate::report::Report;
use crate::store::editor::Unwritten;
use crate::store::filters::{Filters, Kept};
use crate::store::repo::CommitId;
use crate::store::trust::Named;
use crate::sync::Step;
use crate::tui::drawn::Mouse;
use crate::tui::exchange::{Errand, Exchanged, Known, News};
use crate::tui::overlay::palette::Index;
use crate::tui::written::{Contents, Over};
use crate::workspace::{Draft, HandEdit};

/// Something that happens to the screen.
#[derive(Debug)]
pub enum Event {
    Key(KeyEvent),
    Paste(String),
    Mouse(Mouse),
    /// Its size has changed, or it must be drawn anew.
    Resized,
    /// What was asked to be saved is saved, stands already, or was refused.
    Saved(Box<Result<Saved, Report>>),
    /// What was asked to be saved lies outside the role of who works here.
    Outside(Box<NotYours>),
    /// What was asked to be saved wants a second look first.
    Care(Box<Careful>),
    /// What was asked to be saved was not, because the key that signs it wants somebody.
    Locked(Box<Locked>),
    /// Something stands in the way of taking a change back; a person has to decide.
    Undecided(Box<TakingBack>),
    /// How the workspace is now.
    Looked(Box<Look>),
    /// A part of the history.
    Entries(Box<Entries>),
    /// The words by which records are found.
    Indexed(Box<Index>),
    /// The titles that a new one may be similar to.
    Similar(Box<Similar>),
    /// Something is written into this file, or could not be.
    Written(Box<Result<PathBuf, Report>>),
    /// There is such a file already; what is to be written takes its place once somebody says so.
    InTheWay(Box<(PathBuf, Effect)>),
    /// A paper is shown by another program, or could not be.
    Opened(Box<Result<String, Report>>),
    /// A stretch of the latest changes of a record.
    Past(Box<Stretch>),
    /// What a change did.
    Told(Box<Told>),
    /// What a sync is doing now.
    Exchanging(Step),
    /// A sync has ended.
    Exchanged(Box<Exchanged>),
    /// The programs that the folder's settings name are allowed, or that could not be kept.
    Trusted(Box<Result<(), Report>>),
    /// The user's saved filters are these now, or could not be kept.
    Filters(Box<Result<Filters, Report>>),
    /// What came back from the user's own editor; nothing where it left the text as it was.
    Rewritten(Box<Result<Option<String>, Unwritten>>),
    /// A second has passed on a page that shows clocks.
    Second,
    /// It is time for a sync to begin by itself.
    Due,
    /// Something was typed a while ago and is not kept on disk yet.
    Paused,
    /// What is typed could not be kept on disk.
    NotKept(Box<Report>),
    /// The program is told to end.
    Ended,
}

/// What came of saving.
#[derive(Clone, Debug)]
pub struct Saved {
    pub snapshot: Snapshot,
    /// What was saved, in one line; `None` where everything stood like that already.
    pub subject: Option<String>,
    /// What was taken in first because somebody had edited the same files by hand.
    pub taken_in: Option<String>,
}

/// Something that was not saved, because it lies outside the role of who works here and gives no reason.
#[derive(Clone, Debug)]
pub struct NotYours {
    pub effect: Effect,
    pub outside: Vec<Outside>,
    pub snapshot: Snapshot,
}

/// Something that was not saved, because what it brings in may have no place in a shared history.
#[derive(Clone, Debug)]
pub struct Careful {
    pub effect: Effect,
    pub finds: Vec<Find>,
    pub snapshot: Snapshot,
}

/// Something that was not saved, because the key that signs it wants somebody.
#[derive(Clone, Debug)]
pub struct Locked {
    pub effect: Effect,
    pub report: Report,
    pub snapshot: Snapshot,
}

/// How the workspace is.
#[derive(Clone, Debug)]
pub struct Look {
    pub snapshot: Snapshot,
    pub problems: Vec<Problem>,
    pub hand_edits: Vec<HandEdit>,
    pub latest: Vec<Entry>,
    /// The records with values of which both sides wrote another.
    pub contested: Vec<RecordId>,
    /// What the clone knows of the exchange with the others.
    pub known: Known,
    /// What the others did since somebody looked last.
    pub unseen: Option<News>,
    pub me: Option<RecordId>,
    /// Whether the first steps of a new workspace are shown.
    pub is_beginning: bool,
    /// What others changed since the last look, in words.
    pub news: Vec<String>,
}

/// A part of the history: the newest entries that fit a filter.
#[derive(Clone, Debug)]
pub struct Entries {
    pub filter: Filter,
    pub entries: Vec<Entry>,
    /// Whether there are more.
    pub more: bool,
    /// From where on; `None` for the newest.
    pub from: Option<CommitId>,
    /// Where to look on for more; `None` where there is enough, or where the history begins.
    pub rest: Option<CommitId>,
    /// The day back to which they were looked for, where there may be more behind it.
    pub back_to: Option<NaiveDate>,
}

/// The latest changes of a record, as far as a stretch of the history tells them.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub id: RecordId,
    /// The newest change of all when they were asked for.
    pub newest: Option<CommitId>,
    pub past: Past,
}

/// Something that the screen asks for. The runner does it, and tells what came of it by an event.
#[derive(Clone, Debug)]
pub enum Effect {
    Submit(Change),
    /// Does it although it lies outside one's role, for this reason.
    Override(Box<Effect>, String),
    /// Does it after a second look at what it brings in.
    Regardless(Box<Effect>),
    /// Does it with the screen left, so that the key that signs can ask for its passphrase or a touch.
    InFront(Box<Effect>),
    Undo,
    Redo,
    /// Put back the fields of a change.
    PutBack(Box<Entry>),
    /// Save what was edited by hand.
    TakeIn(Vec<RecordId>),
    Entries {
        filter: Filter,
        count: usize,
        /// From where on; a stretch of the history, so that nothing else waits for long.
        from: Option<CommitId>,
    },
    /// The latest changes of a record, from a change on; a stretch of them, so that nothing else waits for long.
    Past {
        id: RecordId,
        newest: Option<CommitId>,
        from: Option<CommitId>,
        /// No further than to here: what lies behind is known.
        known: Option<CommitId>,
    },
    Tell(Box<Entry>),
    /// Gathers the words by which these records are found, so that nobody waits for them who looks for the first time.
    Index(Snapshot, u64),
    /// Gathers the titles that a new one may be similar to.
    Similar(Snapshot),
    /// Writes a document or a text into a file outside the workspace.
    Write {
        path: PathBuf,
        contents: Contents,
        over: Over,
    },
    /// Adds a paper to an item: a file or a link, or one that is to follow.
    AddPaper {
        item: RecordId,
        what: Option<String>,
        title: Option<String>,
    },
    /// Lets the desktop open a file that was just written.
    OpenWritten(PathBuf),
    /// Lets the desktop open a web page.
    OpenLink(String),
    /// Lets the desktop open a paper of an item, by its name below the group's papers.
    OpenPaper(RecordId, String),
    /// Puts text on the clipboard of the terminal.
    Copy(String),
    SetIdentity {
        me: Option<RecordId>,
        name: String,
        email: String,
    },
    /// Receive and send.
    Sync(Errand),
    StopSync,
    /// Allows programs that the folder's own settings name.
    Trust(Vec<Named>),
    /// Says where the shared copy is.
    SetPlace(String),
    /// What the others did up to here has been looked at.
    MarkSeen(CommitId),
    /// Saves a filter under a name for the user, or forgets it.
    KeepFilter {
        name: String,
        kept: Option<Kept>,
    },
    /// The first steps of a new workspace are not to be shown any more.
    DismissFirstSteps,
    KeepDraft(Draft),
    DropDraft(String),
    /// Opens a text in the user's own editor, with the screen left for it.
    Editor(String),
    /// Gives the terminal back to the command line until somebody comes back.
    Suspend,
    Quit,
}
