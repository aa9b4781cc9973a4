//! A month to take a day from, below a field that holds one.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use ratatui::crossterm::event::KeyCode;
use ratatui::text::{Line, Span};
use toml::Value;

use crate::model::{date, value};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;

/// The month of a day, and the day at the marker.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    pub day: NaiveDate,
    /// The time that the field holds beside its day.
    time: Option<NaiveTime>,
}

/// Nobody has a meeting on another side of these.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

impl Month {
    /// The month of the day that is typed, or of today.
    pub fn of(value: Option<&Value>, today: NaiveDate) -> Self {
        let local = value.and_then(value::local_of);
        let day = value.and_then(value::date_of).or(local.map(|it| it.date())).unwrap_or(today);
        Self { day, time: local.map(|it| it.time()) }
    }

    /// Goes a day, a week or a month; whether the key is one for that.
    pub fn go(&mut self, key: KeyCode) -> bool {
        let to = match key {
            KeyCode::Left => self.day.pred_opt(),
            KeyCode::Right => self.day.succ_opt(),
            KeyCode::Up => self.day.checked_sub_days(Days::new(7)),
            KeyCode::Down => self.day.checked_add_days(Days::new(7)),
            KeyCode::PageUp => self.day.checked_sub_months(Months::new(1)),
            KeyCode::PageDown => self.day.checked_add_months(Months::new(1)),
            KeyCode::Home => self.day.with_day(1),
            KeyCode::End => self.day.with_day(u32::from(self.day.num_days_in_month())),
            _ => return false,
        };
        self.day = to.filter(|it| YEARS.contains(&it.year())).unwrap_or(self.day);
        true
    }

    /// The day at the marker as it would be typed, with the time that the field held.
    pub fn words(&self) -> String {
        match self.time {
            Some(time) => format!("{} {}", date::short(self.day), time.format("%H:%M")),
            None => date::short(self.day),
        }
    }

    /// The day that stands in a line and a column of how it looks.
    pub fn point_at(&mut self, line: usize, column: usize) -> bool {
        let first = self.day.with_day(1).unwrap_or(self.day);
        let before = first.weekday().num_days_from_monday() as usize;
        let (Some(week), day_of_week) = (line.checked_sub(2), column / 4) else { return false };
        let nth = (week * 7 + day_of_week + 1).checked_sub(before).and_then(|it| u32::try_from(it).ok());
        let day = nth.filter(|_| day_of_week < 7).and_then(|it| first.with_day(it));
        self.day = day.unwrap_or(self.day);
        day.is_some()
    }

    /// How it looks.
    pub fn lines(&self, desk: &Desk) -> Vec<Line<'static>> {
        let theme = desk.theme;
        let mut out = vec![
            Line::styled(self.day.format("%B %Y").to_string(), theme.style(Role::Strong)),
            Line::styled(" Mo  Tu  We  Th  Fr  Sa  Su", theme.style(Role::Dim)),
        ];
        let first = self.day.with_day(1).unwrap_or(self.day);
        let before = first.weekday().num_days_from_monday() as usize;
        let mut spans = vec![Span::raw("    ".repeat(before))];
        for day in first.iter_days().take_while(|it| it.month() == first.month()) {
            let number = day.day();
            let (words, role) = match (day == self.day, day == desk.today) {
                (true, _) => (format!("[{number:>2}]"), Role::Selected),
                (false, true) => (format!(" {number:>2}*"), Role::Strong),
                (false, false) => (format!(" {number:>2} "), Role::Plain),
            };
            spans.push(Span::styled(words, theme.style(role)));
            if day.weekday() == chrono::Weekday::Sun {
                out.push(Line::from(std::mem::take(&mut spans)));
            }
        }
        out.extend((!spans.is_empty()).then(|| Line::from(spans)));
        let words = format!("→ {}, {}", date::long(self.day), date::distance(self.day, desk.today));
        out.push(Line::raw(words));
        out.push(Line::styled("* today · ↑↓←→ · PgUp PgDn month · Enter takes it", theme.style(Role::Dim)));
        out
    }
}
