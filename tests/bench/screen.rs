//! From a key to its frame: the real screen over a real workspace, drawn into memory instead of onto a terminal.

use std::path::Path;
use std::time::Instant;

use chrono::Local;
use comity::tui::app::App;
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
use crate::processes::Site;
use crate::world::Action;

/// What somebody does who looks through the actions, finds one, changes it, and reads what happened. One character is
/// one key; `⏎ ⎋ ⇥ ↓ ↑ ⇟ ⇞ ⌫` are the keys that have no letter, `^` is Ctrl+S.
const KEYS: &str = "4↓↓↓↓↓↓↓↓↑↑⇟⇟⇟⇞↓↓↓/metrics⌫⌫⌫⌫⌫⌫⌫zürich⏎↓↓ ↓⏎↓↓⎋⎋s↓↓s↓s↓s↓sg↓↓ggggggG↑k\
    eA joint ⇥⇥⇥⌫⎋yd⎋n⎋ \
    1↓↓⇥↓↓⇥↓↓⇥↓3↓↓⏎↓↓⎋/aq⎋6↓↓↓⏎↓⎋/birch⎋?↓↓⎋4o↓↓o\
    aInvite the experts⇥AQ⇥rowan⇥in two weeks⇥^1↓↓4↓↓";

/// How long each key took until its frame was drawn; what is saved meanwhile and seen again counts as keys do, for it
/// keeps the next key waiting.
pub fn keys_to_frames(parent: &Path, actions: &[Action], rounds: usize) -> Outcome<Times> {
    let folder = tempfile::tempdir_in(parent)?;
    let workspace = Site::make(folder.path(), "w", actions)?.open()?;
    let mut worker = Worker::new(workspace, None, None).map_err(|it| it.message)?;
    let look = worker.look();
    let mut desk = Desk::new(look.snapshot, look.me, Local::now().fixed_offset(), Theme { color: true, ascii: false });
    (desk.problems, desk.hand_edits, desk.latest) = (look.problems, look.hand_edits, look.latest);
    let mut app = App::new(desk);
    let mut terminal = Terminal::new(TestBackend::new(120, 40))?;
    terminal.draw(|frame| draw(&mut app, frame))?;
    let mut times = Times::default();
    for key in KEYS.chars().cycle().take(KEYS.chars().count() * rounds) {
        let mut waiting = vec![Event::Key(pressed(key))];
        while let Some(event) = waiting.pop() {
            let saved = matches!(event, Event::Saved(_));
            let began = Instant::now();
            let effects = app.update(event, Local::now().fixed_offset());
            terminal.draw(|frame| draw(&mut app, frame))?;
            times.add(began.elapsed());
            let answers = effects.into_iter().filter(|it| !matches!(it, Effect::Quit));
            waiting.splice(0..0, answers.flat_map(|it| worker.perform(it)));
            if saved {
                waiting.insert(0, Event::Looked(Box::new(worker.look())));
            }
        }
    }
    Ok(times)
}

fn pressed(key: char) -> KeyEvent {
    let code = match key {
        '⏎' => KeyCode::Enter,
        '⎋' => KeyCode::Esc,
        '⇥' => KeyCode::Tab,
        '↓' => KeyCode::Down,
        '↑' => KeyCode::Up,
        '⇟' => KeyCode::PageDown,
        '⇞' => KeyCode::PageUp,
        '⌫' => KeyCode::Backspace,
        '^' => return KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL),
        letter => KeyCode::Char(letter),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}
