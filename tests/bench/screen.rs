//! From a key to its frame: the real screen over a real workspace, drawn into memory instead of onto a terminal.

use std::path::Path;
use std::time::Instant;

use chrono::{Local, TimeDelta};
use comity::init::NewFile;
use comity::model::{Kind, RecordId};
use comity::tui::app::{App, Page};
use comity::tui::desk::Desk;
use comity::tui::draw::draw;
use comity::tui::event::{Effect, Event};
use comity::tui::theme::Theme;
use comity::tui::worker::Worker;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::Outcome;
use crate::measure::Times;
use crate::memory;
use crate::processes::Site;
use crate::world::Action;

/// What somebody does who looks through the actions, finds one, changes it, and reads what happened. One character is
/// one key; `⏎ ⎋ ⇥ ↓ ↑ ← → ⇟ ⇞ ⌫` are the keys that have no letter, `^` is Ctrl+S.
const KEYS: &str = "2↓↓↓↓↓↓↓↓→⇟⇟↑⎋↓↑⏎⇟⇟↓⎋/aud⎋4↓↓↓↓↓↓↓↓↑↑⇟⇟⇟⇞↓↓↓/metrics⌫⌫⌫⌫⌫⌫⌫zürich⏎↓↓ ↓⏎↓↓⎋⎋s↓↓s↓s↓s↓sg↓↓ggggggG↑k\
    eA joint ⇥⇥⇥⌫⎋yd⎋n⎋ \
    1↓↓⇥↓↓⇥↓↓⇥↓3↓↓⏎↓↓⎋/aq⎋6↓↓↓⏎↓⎋/birch⎋?↓↓⎋4o↓↓o:due⌫⌫⌫rowan⌫⌫⌫⌫⌫zurich↓↓⎋/owner:rowan due<+2w⎋\
    aInvite the experts⇥AQ⇥rowan⇥in two weeks⇥^1↓↓4↓↓";

/// Somebody who goes about on the board, moves a card from lane to lane, narrows and sorts it, marks some, and changes
/// these together; `⇒ ⇐` are the arrows with Shift held.
const BOARD: &str = "4v↓↓↓↓⇟⇟⇟⇞↓↑⇒⇒figures⏎⇐⇒figures⏎⇒→→←←↓↓→↓/metrics⌫⌫⌫⌫⌫⌫⌫zürich⏎↓↓→↓⎋⎋sw↓↓→sg↓↓sn↓sd\
    ggg⎋*↓*↓*↓↓dnext fri⏎↓*↓*e⇥tomorrow⎋⎋⎋  uoo↓⇟⇟←←v↓↓v↓↓v";

/// How long each key took until its frame was drawn, on the board.
pub fn board_to_frames(parent: &Path, actions: &[Action], rounds: usize) -> Outcome<Times> {
    let folder = tempfile::tempdir_in(parent)?;
    let site = Site::make(folder.path(), "w", actions)?;
    Drawn::over(&site)?.press(&BOARD.repeat(rounds))
}

/// Finding people, actions and commands by a few letters, some of them mistyped.
const PALETTE: &str = ":zurich⌫⌫⌫⌫⌫⌫rowan↓↓↓⇟⎋:due⎋:calibrtion report⎋:aq metrics↓↓⏎:undo⎋:sync⎋:x⌫y⌫e⌫a⎋";

/// How long each key took until its frame was drawn, while somebody finds things among so many, and what the process
/// held afterwards, in megabytes.
pub fn palette_to_frames(parent: &Path, actions: &[Action], rounds: usize) -> Outcome<(Times, f64)> {
    let folder = tempfile::tempdir_in(parent)?;
    let site = Site::make(folder.path(), "w", actions)?;
    let times = Drawn::over(&site)?.press(&PALETTE.repeat(rounds))?;
    Ok((times, memory::of_this()))
}

/// How long a key took that goes one row on or back: at the last row of all, and at the tenth.
pub fn scrolling(parent: &Path, actions: &[Action], keys: usize) -> Outcome<(Times, Times)> {
    let folder = tempfile::tempdir_in(parent)?;
    let site = Site::make(folder.path(), "w", actions)?;
    let mut screen = Drawn::over(&site)?;
    screen.press("4o↓↓↓↓↓↓↓↓↓↓")?;
    let first = screen.press(&"↓↑".repeat(keys / 2))?;
    screen.press("G")?;
    Ok((screen.press(&"↑↓".repeat(keys / 2))?, first))
}

/// How long each key took until its frame was drawn; what is saved meanwhile and seen again counts as keys do, for it
/// keeps the next key waiting.
pub fn keys_to_frames(parent: &Path, actions: &[Action], rounds: usize) -> Outcome<Times> {
    let folder = tempfile::tempdir_in(parent)?;
    keys_to_frames_at(&Site::make(folder.path(), "w", actions)?, rounds)
}

/// The same in a workspace that is there already.
pub fn keys_to_frames_at(site: &Site, rounds: usize) -> Outcome<Times> {
    Drawn::over(site)?.press(&KEYS.repeat(rounds))
}

/// Somebody who types the title of a new action, letter by letter, and looks at what is similar.
const TITLE: &str = "4aPublish the joint metrics of the quarter⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫⌫of both systems for members^d⎋";

/// How long each key of a title took until its frame was drawn, with what is similar below it.
pub fn title_to_frames(parent: &Path, actions: &[Action], rounds: usize) -> Outcome<Times> {
    let folder = tempfile::tempdir_in(parent)?;
    let site = Site::make(folder.path(), "w", actions)?;
    Drawn::over(&site)?.press(&TITLE.repeat(rounds))
}

/// Somebody who goes about in a matrix, narrows it, looks at another day, begins to set a role, reads who
/// sat where.
const MATRIX: &str = "5↓↓↓→→→↓↓→→→⇟⇟⇟⇞→→↓↓↓←←↑↑GG→→→→→→→↓k/per 7⏎↓→↓⎋ooo↓↓↓↓→→→→→→→→→→→→→→→→→→→→→→↓↓↓↓↓⇞⇞⇞\
    d1 jan 2026⏎↓→⎋⏎m⇥⎋⎋⎋tt↓→";

/// What a matrix of people and groups takes: each key until its frame was drawn, and how much memory, in megabytes,
/// the process had before the keys and after them.
pub fn matrix_to_frames(parent: &Path, files: Vec<NewFile>, keys: usize) -> Outcome<(Times, [f64; 2])> {
    let folder = tempfile::tempdir_in(parent)?;
    let site = Site::of(folder.path(), "w", files)?;
    let mut screen = Drawn::over(&site)?;
    // The first round fills what is kept, such as the record of every cell that is looked at.
    let mut times = screen.press(MATRIX)?;
    let before = memory::of_this();
    times.join(screen.press(&MATRIX.chars().cycle().take(keys).collect::<String>())?);
    Ok((times, [before, memory::of_this()]))
}

/// A screen of 120 by 40 over a workspace.
pub struct Drawn {
    app: App,
    worker: Worker,
    terminal: Terminal<TestBackend>,
}

impl Drawn {
    pub fn over(site: &Site) -> Outcome<Self> {
        let mut worker = Worker::new(site.open()?, None, None).map_err(|it| it.message)?;
        let look = worker.look();
        let theme = Theme::DARK;
        let mut desk = Desk::new(look.snapshot, look.me, Local::now().fixed_offset(), theme);
        (desk.problems, desk.hand_edits, desk.latest) = (look.problems, look.hand_edits, look.latest);
        let mut app = App::new(desk);
        let mut terminal = Terminal::new(TestBackend::new(120, 40))?;
        terminal.draw(|frame| draw(&mut app, frame))?;
        // The program has this done beside the screen as soon as it is open.
        for event in worker.perform(Effect::Index(app.desk.snapshot.clone(), app.desk.version)) {
            app.update(event, Local::now().fixed_offset());
        }
        Ok(Self { app, worker, terminal })
    }

    /// How long each second of a meeting in session took until its frame was drawn.
    pub fn ticks(mut self, meeting: &str, seconds: usize) -> Outcome<Times> {
        let id = RecordId::new(Kind::Meeting, meeting)?;
        self.app.page = Page::Meetings;
        self.app.meetings.open(id, &self.app.desk);
        self.app.meetings.sit(&self.app.desk);
        self.terminal.draw(|frame| draw(&mut self.app, frame))?;
        if !self.app.ticks() {
            return Err("the meeting is not in session".into());
        }
        let mut times = Times::default();
        for second in 1..=seconds {
            let now = Local::now().fixed_offset() + TimeDelta::seconds(second as i64);
            let began = Instant::now();
            self.app.update(Event::Second, now);
            self.terminal.draw(|frame| draw(&mut self.app, frame))?;
            times.add(began.elapsed());
        }
        Ok(times)
    }

    /// How long each key took until its frame was drawn.
    fn press(&mut self, keys: &str) -> Outcome<Times> {
        let mut times = Times::default();
        for key in keys.chars() {
            let mut waiting = vec![Event::Key(pressed(key))];
            while let Some(event) = waiting.pop() {
                let saved = matches!(event, Event::Saved(_));
                let began = Instant::now();
                let effects = self.app.update(event, Local::now().fixed_offset());
                self.terminal.draw(|frame| draw(&mut self.app, frame))?;
                times.add(began.elapsed());
                let answers = effects.into_iter().filter(|it| !matches!(it, Effect::Quit));
                waiting.splice(0..0, answers.flat_map(|it| self.worker.perform(it)));
                if saved {
                    waiting.insert(0, Event::Looked(Box::new(self.worker.look())));
                }
            }
        }
        Ok(times)
    }
}

fn pressed(key: char) -> KeyEvent {
    let code = match key {
        '⏎' => KeyCode::Enter,
        '⎋' => KeyCode::Esc,
        '⇥' => KeyCode::Tab,
        '↓' => KeyCode::Down,
        '↑' => KeyCode::Up,
        '←' => KeyCode::Left,
        '→' => KeyCode::Right,
        '⇟' => KeyCode::PageDown,
        '⇞' => KeyCode::PageUp,
        '⌫' => KeyCode::Backspace,
        '⇒' => return KeyEvent::new(KeyCode::Right, KeyModifiers::SHIFT),
        '⇐' => return KeyEvent::new(KeyCode::Left, KeyModifiers::SHIFT),
        '^' => return KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL),
        letter => KeyCode::Char(letter),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}
