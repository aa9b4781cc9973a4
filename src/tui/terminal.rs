//! The terminal: taken over, and given back as it was, however the program ends.

use std::io::{self, IsTerminal, Stdout, Write, stdout};
use std::mem::ManuallyDrop;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

/// The terminal while the screen is on it. Gives it back when it goes.
pub struct Screen {
    // Not dropped: it would say on standard error that it cannot show the cursor of a terminal that is gone, and panic
    // because that is gone too. The cursor is shown by [`give_back`].
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>,
}

/// Whether there is a screen to give back.
static TAKEN: AtomicBool = AtomicBool::new(false);

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
        let terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
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
        self.terminal = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(stdout()))?);
        Ok(made)
    }

    /// Puts text on the clipboard, where the terminal lets us (OSC 52).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        execute!(stdout(), Print(format!("\x1b]52;c;{}\x07", in_letters(text.as_bytes()))))
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

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)
}

/// Whether input and output are a terminal.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Gives the terminal back as it was; twice is once.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // There is nobody left to be told if the terminal is gone.
        let _ = execute!(stdout(), EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
        let _ = stdout().flush();
    }
}

/// Bytes in letters and digits (RFC 4648, base 64).
fn in_letters(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 63;
            out.push(if at <= three.len() { char::from(LETTERS[six as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_letters_as_every_terminal_reads_them() {
        for (bytes, letters) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("Zürich\n", "WsO8cmljaAo=")]
        {
            assert_eq!(in_letters(bytes.as_bytes()), letters);
        }
    }
}
