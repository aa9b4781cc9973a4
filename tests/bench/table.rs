//! The table: what was measured, beside what, and whether the aim is met.

use crate::measure::Times;

/// Rows in Markdown.
pub struct Table {
    lines: Vec<String>,
}

/// What comity is measured beside.
pub struct Peer {
    pub name: &'static str,
    pub is_there: bool,
}

/// What a row is meant to reach.
#[derive(Clone, Copy)]
pub enum Aim {
    None,
    /// So many times the peer's time at most.
    Ratio(f64),
    /// So many milliseconds at most.
    Millis(f64),
}

impl Table {
    pub fn new() -> Self {
        let head = "| what | how many | comity, ms | beside | ms | ratio | aim | met |";
        Self { lines: vec![head.to_owned(), "|---|--:|--:|---|--:|--:|--:|---|".to_owned()] }
    }

    /// Adds a row of times of comity and of a peer.
    pub fn add(&mut self, what: &str, size: usize, (ours, theirs): &(Times, Times), peer: Peer, aim: Aim) {
        let ratio = ours.median() / theirs.median();
        let (wanted, met) = match aim {
            Aim::None => (String::new(), None),
            Aim::Ratio(most) => (format!("≤ {most} ×"), peer.is_there.then_some(ratio <= most)),
            Aim::Millis(most) => (format!("≤ {most} ms"), Some(ours.median() <= most)),
        };
        let (theirs, ratio) = match peer.is_there {
            true => (spread(theirs), format!("{ratio:.2}")),
            false => ("not installed".to_owned(), String::new()),
        };
        self.line([what, &grouped(size), &spread(ours), peer.name, &theirs, &ratio, &wanted, yes(met)]);
    }

    /// Adds a row of times of comity beside nothing.
    pub fn alone(&mut self, what: &str, size: usize, ours: &Times, aim: Aim) {
        let (wanted, met) = match aim {
            Aim::Millis(most) => (format!("≤ {most} ms"), Some(ours.median() <= most)),
            Aim::None | Aim::Ratio(_) => (String::new(), None),
        };
        self.line([what, &grouped(size), &spread(ours), "", "", "", &wanted, yes(met)]);
    }

    /// Adds what so many of a hundred keys took until their frame was drawn, and the longest.
    pub fn frames(&mut self, what: &str, size: usize, frames: &Times, within: Option<f64>) {
        let what = format!("{what}key to frame, 99 % of {} (longest)", frames.count());
        let wanted = within.map(|it| format!("≤ {it} ms")).unwrap_or_default();
        let met = within.map(|it| frames.within(99) <= it);
        let times = format!("{:.1} ({:.1})", frames.within(99), frames.most());
        self.line([&what, &grouped(size), &times, "", "", "", &wanted, yes(met)]);
    }

    /// Adds how long each waited, at several places at once: nobody waits three times as long as the others.
    pub fn starved(&mut self, what: &str, waits: &Times, means: &[f64]) {
        let desk = |nth: usize| means.get(nth).copied().unwrap_or(f64::NAN);
        let (least, middle, most) = (desk(0), desk(means.len() / 2), desk(means.len().saturating_sub(1)));
        let what = format!("{what}, each desk's mean {least:.0}–{most:.0}");
        let met = most <= 3.0 * middle;
        self.line([&what, "", &spread(waits), "", "", "", "worst desk ≤ 3 × the middle one", yes(Some(met))]);
    }

    /// Adds what the process held before so many keys and after them, in megabytes; it may grow by a twentieth.
    pub fn memory(&mut self, what: &str, keys: usize, [before, after]: [f64; 2]) {
        let what = format!("{what}memory after {} keys (before), MB", grouped(keys));
        let held = format!("{after:.1} ({before:.1})");
        self.line([&what, "", &held, "", "", "", "flat", yes(Some(after <= before * 1.05))]);
    }

    /// Adds what the process held with so many records, in megabytes.
    pub fn held(&mut self, what: &str, size: usize, held: f64, most: Option<f64>) {
        let wanted = most.map(|it| format!("≤ {it}")).unwrap_or_default();
        let met = most.map(|it| held <= it);
        self.line([what, &grouped(size), &format!("{held:.1}"), "", "", "", &wanted, yes(met)]);
    }

    /// Adds a figure beside a peer's, with the part that it is of that.
    pub fn figure(&mut self, what: &str, size: usize, ours: f64, (peer, theirs): (&str, f64)) {
        let part = format!("{:.2}", ours / theirs);
        self.line([what, &grouped(size), &format!("{ours:.1}"), peer, &format!("{theirs:.1}"), &part, "", ""]);
    }

    pub fn print(&self) {
        for line in &self.lines {
            println!("{line}");
        }
    }

    fn line(&mut self, cells: [&str; 8]) {
        self.lines.push(format!("| {} |", cells.join(" | ")));
        // A run takes minutes; whoever waits sees that it goes on.
        eprintln!("{}", self.lines.last().map(String::as_str).unwrap_or_default());
    }
}

fn spread(times: &Times) -> String {
    if times.most() < 1.0 {
        return format!("{:.3} ({:.3}–{:.3})", times.median(), times.least(), times.most());
    }
    format!("{:.1} ({:.1}–{:.1})", times.median(), times.least(), times.most())
}

fn yes(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "",
    }
}

fn grouped(count: usize) -> String {
    match count {
        0 => String::new(),
        few if few < 1_000 => few.to_string(),
        many => format!("{},{:03}", many / 1_000, many % 1_000),
    }
}
