//! Killing the real program at moments of chance.

use std::process::Child;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::running::is_filled;
use super::sandbox::Sandbox;

/// Numbers by chance, the same for the same seed.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// One of the numbers below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// How long a program may live.
pub enum Life {
    For(Duration),
    /// So long after the named file or folder was seen to change.
    Until(&'static str, Duration),
}

/// How many kills there are to be, and chance; `COMITY_KILLS` and `COMITY_SEED` say otherwise.
pub fn wanted(usual: u64) -> (u64, Chance) {
    let number = |key: &str| std::env::var(key).ok().and_then(|it| it.parse::<u64>().ok());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("time").as_nanos() as u64;
    let seed = number("COMITY_SEED").unwrap_or(now | 1);
    println!("COMITY_SEED={seed}");
    (number("COMITY_KILLS").unwrap_or(usual), Chance(seed))
}

/// Lets a program live as long as it may; whether it had to be killed.
pub fn end(sandbox: &Sandbox, program: &mut Child, life: &Life) -> bool {
    let began = Instant::now();
    let look = |path: &str| {
        let path = sandbox.path(path);
        (std::fs::read(&path).ok(), is_filled(&path))
    };
    let first = if let Life::Until(path, _) = life { Some(look(path)) } else { None };
    let mut seen = None;
    loop {
        if program.try_wait().expect("waited").is_some() {
            return false;
        }
        let over = match life {
            Life::For(time) => began.elapsed() >= *time,
            Life::Until(path, more) => {
                if seen.is_none() && first.as_ref() != Some(&look(path)) {
                    seen = Some(Instant::now());
                }
                seen.is_some_and(|it| it.elapsed() >= *more)
            }
        };
        if over {
            program.kill().expect("killed");
            program.wait().expect("waited");
            return true;
        }
        std::hint::spin_loop();
    }
}
