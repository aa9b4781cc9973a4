//! Times: how long something took, each time that it was done.

use std::time::{Duration, Instant};

use crate::Outcome;

/// How long something took, in milliseconds, the shortest first.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn add(&mut self, took: Duration) {
        let millis = took.as_secs_f64() * 1_000.0;
        self.0.insert(self.0.partition_point(|it| *it < millis), millis);
    }

    /// Takes others in.
    pub fn join(&mut self, others: Self) {
        self.0.extend(others.0);
        self.0.sort_by(f64::total_cmp);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn median(&self) -> f64 {
        self.within(50)
    }

    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    /// So many of a hundred took no longer.
    pub fn within(&self, of_hundred: usize) -> f64 {
        let place = (self.0.len() * of_hundred).div_ceil(100).saturating_sub(1);
        self.0.get(place).copied().unwrap_or(f64::NAN)
    }

    pub fn least(&self) -> f64 {
        self.0.first().copied().unwrap_or(f64::NAN)
    }

    pub fn most(&self) -> f64 {
        self.0.last().copied().unwrap_or(f64::NAN)
    }
}

/// Does both in turn, so that whatever else the machine does falls on both alike. The first time counts for neither.
pub fn in_turn(
    runs: usize,
    mut ours: impl FnMut() -> Outcome<Duration>,
    mut theirs: Option<impl FnMut() -> Outcome<Duration>>,
) -> Outcome<(Times, Times)> {
    let mut times = (Times::default(), Times::default());
    for run in 0..=runs {
        let own = ours()?;
        let other = theirs.as_mut().map(|it| it()).transpose()?;
        if run > 0 {
            times.0.add(own);
            other.into_iter().for_each(|it| times.1.add(it));
        }
    }
    Ok(times)
}

/// How long something takes.
pub fn timed<T>(act: impl FnOnce() -> Outcome<T>) -> Outcome<Duration> {
    let began = Instant::now();
    act()?;
    Ok(began.elapsed())
}
