//! The terminal: taken over, and given back as it was, however the program ends.

use std::io::{self, IsTerminal, Stdout, Write, stdout};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

use super::backend::Columns;

/// The terminal while the screen is on it. Gives it back when it goes.
pub struct Screen {
    // Not dropped: it would say on standard error that it cannot show the cursor of a terminal that is gone, and panic
    // because that is gone too. The cursor is shown by [`give_back`].
    terminal: ManuallyDrop<Terminal<Columns<Stdout>>>,
}

/// Whether there is a screen to give back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is ours while the screen is.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Whether something else talks in the terminal for a while.
static LENT: AtomicBool = AtomicBool::new(false);

impl Screen {
    /// Takes the terminal over; a panic gives it back first.
    ///
    /// # Errors
    /// When it is none, or refuses.
    pub fn take() -> io::Result<Self> {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        enter()?;
        let terminal = Terminal::new(Columns::new(stdout()))?;
        Ok(Self { terminal: ManuallyDrop::new(terminal) })
    }

    /// Gives the terminal back for as long as something else talks with whoever sits there, and takes it over again.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn lend<T>(&mut self, words: &str, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        // From the first moment in which Ctrl+C is no key any more.
        LENT.store(true, Ordering::SeqCst);
        give_back();
        execute!(stdout(), Print(words), Print("\n"))?;
        let made = meanwhile();
        enter()?;
        LENT.store(false, Ordering::SeqCst);
        // What was on the other screen before is gone: all of it is drawn anew.
        self.terminal = ManuallyDrop::new(Terminal::new(Columns::new(stdout()))?);
        Ok(made)
    }

    /// Gives the terminal back to whoever started the program, and takes it over again when they come back to it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::TSTP)?;
        enter()?;
        self.terminal = ManuallyDrop::new(Terminal::new(Columns::new(stdout()))?);
        Ok(())
    }

    /// Puts text on the clipboard, where the terminal lets us (OSC 52).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Draws one frame; the terminal shows it as a whole. Once the terminal is given back, nothing is drawn any more.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, draw: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        // A panic in another thread gives it back under our hands.
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        execute!(stdout(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(draw).map(drop);
        execute!(stdout(), EndSynchronizedUpdate)?;
        drawn
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether something else talks in the terminal for a while; what interrupts it is not meant for us.
pub fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Takes the mouse from the terminal, from now on whenever the screen is on it.
///
/// # Errors
/// When the terminal is gone.
pub fn listen_to_mouse() -> io::Result<()> {
    MOUSE.store(true, Ordering::SeqCst);
    execute!(stdout(), Print(MOUSE_ON))
}

/// Clicks, the wheel and what is drawn along, in columns of any number; not where it merely goes.
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    match MOUSE.load(Ordering::SeqCst) {
        true => execute!(stdout(), Print(MOUSE_ON)),
        false => Ok(()),
    }
}

/// Whether input and output are a terminal.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Gives the terminal back as it was; twice is once.
pub(super) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // There is nobody left to be told if the terminal is gone.
        let _ = MOUSE.load(Ordering::SeqCst).then(|| execute!(stdout(), Print(MOUSE_OFF)));
        let _ = execute!(stdout(), EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
        let _ = stdout().flush();
    }
}
