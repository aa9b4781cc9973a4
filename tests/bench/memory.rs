//! Memory, by the operating system's own figures.

use std::process::{Command, Stdio};

use crate::Outcome;
use crate::peers::without_settings;

/// The most that a process has held, in megabytes; nothing where the system does not say or it is gone.
pub fn most_of(process: u32) -> Option<f64> {
    figure(&process.to_string(), "VmHWM:")
}

/// What this process holds now, in megabytes.
pub fn of_this() -> f64 {
    figure("self", "VmRSS:").unwrap_or(f64::NAN)
}

fn figure(process: &str, key: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix(key))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<f64>().ok()? / 1_000.0)
}

/// The most that a program holds from its start to its end, in megabytes.
///
/// # Errors
/// When it cannot be run or does not succeed.
pub fn of_run(mut program: Command) -> Outcome<f64> {
    without_settings(&mut program);
    let mut child = program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut most = f64::NAN;
    // The figure only grows, and goes with the process: the last one that is seen is the most.
    let ended = loop {
        most = most_of(child.id()).map_or(most, |it| it.max(most));
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
    };
    if ended.success() { Ok(most) } else { Err(format!("{program:?}: {ended}").into()) }
}
