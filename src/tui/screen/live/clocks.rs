//! The head of a meeting in session: which item it is, how long it and the meeting have taken, when all will be over.

use chrono::{DateTime, FixedOffset, TimeDelta};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::LivePage;
use crate::model::contested::{contests, marked_title};
use crate::model::record::Fields;
use crate::model::view::clock::{is_still_to_come, taken, told};
use crate::model::view::{Agenda, Clock, Meeting, Slot};
use crate::model::{Kind, Record, RecordId, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words, keys_of};
use crate::tui::screen::agenda::purpose;
use crate::tui::theme::Role;

/// The lines of the head beside what there is to be noticed: the item, the two clocks, the ends.
const LINES: usize = 4;

/// With fewer columns than these, a line tells only what matters most.
const NARROW: usize = 64;

/// The columns that the words behind a bar take, so that both bars are of one length.
const WORDS: usize = 16;

/// Less than so many columns are no bar.
const SHORTEST_BAR: usize = 8;

/// What the head says, in so many lines as there is room for; what matters least gives way.
pub fn head(
    page: &LivePage,
    meeting: &Record,
    agenda: &Agenda<'_>,
    (width, height): (usize, usize),
    desk: &Desk,
) -> Vec<Line<'static>> {
    // Everything goes by the clock by which the meeting was called.
    let now = Meeting(meeting).on_clock(desk.at().now);
    let Some(clock) = Clock::at(meeting, agenda, now) else { return Vec::new() };
    let dim = desk.theme.style(Role::Dim);
    let slot = page.item().and_then(|id| agenda.slots.iter().position(|it| it.item.id == *id));
    let mut out = vec![title(slot.and_then(|it| Some((it, agenda.slots.get(it)?))), agenda, width, desk)];
    let notices = notices(page, meeting, agenda, &clock, desk);
    let room = height.saturating_sub(LINES).min(2);
    for it in notices.iter().take(room.max(usize::from(height > LINES - 2))) {
        let words = shown::cut(&format!(" (!) {it}"), width).into_owned();
        out.push(Line::styled(words, desk.theme.style(Role::Strong)));
    }
    out.resize(out.len().max((room + 1).min(2)), Line::raw(""));
    if let Some(slot) = slot.and_then(|it| agenda.slots.get(it)) {
        let is_current = clock.current.is_some_and(|it| agenda.slots.get(it).is_some_and(|it| std::ptr::eq(it, slot)));
        let name = if is_current { "THIS ITEM" } else { "THAT ITEM" };
        let spent = taken(slot.item, meeting, now);
        let length = TimeDelta::try_minutes(slot.minutes).unwrap_or_default();
        let left = length - spent;
        let so = match left.num_seconds() {
            ..0 => (format!("{} over", told(-left, true)), Role::Alarm),
            _ => (format!("{} left", told(left, false)), Role::Plain),
        };
        out.push(bar(name, spent, length, so, width, desk));
    } else {
        out.push(Line::styled(format!(" {}", page.between(agenda).0), dim));
    }
    let over = minutes_over(&clock);
    let so = match over {
        1.. => (format!("{over} min over"), Role::Alarm),
        0 => ("on plan".to_owned(), Role::Plain),
        _ => (format!("{} min to spare", -over), Role::Plain),
    };
    let length = TimeDelta::try_minutes(agenda.length).unwrap_or_default();
    if out.len() + 1 < height {
        out.push(bar("MEETING", clock.meeting, length, so, width, desk));
    }
    out.push(ends(page, agenda, &clock, now, width));
    out
}

/// By how many minutes it will be over later than planned; whole minutes, as people count.
pub fn minutes_over(clock: &Clock) -> i64 {
    let behind = clock.behind().num_seconds();
    behind.div_euclid(60)
}

/// What has to be noticed, what matters most first.
pub fn notices(page: &LivePage, meeting: &Record, agenda: &Agenda<'_>, clock: &Clock, desk: &Desk) -> Vec<String> {
    // While one types, a letter is text: the way to a key leads out of it first.
    let is_typed = |it: Command| page.context() == Context::Minuting && keys_of(Context::Minuting, it).is_empty();
    let back = || key_in_words(Context::Minuting, Command::Back);
    let key = |it: Command| match is_typed(it) {
        true => format!("{} and {}", back(), key_in_words(Context::Live, it)),
        false => key_in_words(Context::Live, it),
    };
    let mut out = Vec::new();
    if let Some(since) = clock.paused {
        let since = Meeting(meeting).clock(since);
        out.push(format!("Pause since {since}: {} goes on", key(Command::Pause)));
    }
    if page.minutes.as_ref().is_some_and(|it| it.is_written_over(desk)) {
        out.push("Somebody else wrote in this text; leaving it shows both".to_owned());
    }
    let item = page.item().and_then(|it| desk.snapshot.get(it));
    if let Some(contest) = item.and_then(|it| contests(it).into_iter().next()) {
        let key = key_in_words(Context::Everywhere, Command::PageSync);
        out.push(format!(
            "Both sides wrote the {} of this item: {key} leads to where that is decided",
            contest.label()
        ));
    }
    let over = minutes_over(clock);
    if over > 0 {
        let spare = page.spare(agenda, Some(clock));
        let number = spare.and_then(|it| agenda.slots.iter().find(|slot| slot.item.id == it.id));
        let item = number.map(|it| format!(" item {}", it.number)).unwrap_or_default();
        let keys = [Command::Longer, Command::Shorter, Command::Defer, Command::Pool];
        let [longer, shorter, defer, pool] = keys.map(|it| key_in_words(Context::Live, it));
        let way = if is_typed(Command::Shorter) { format!("; {}, then", back()) } else { ",".to_owned() };
        let park = match spare.is_some_and(is_still_to_come) {
            true => format!(" or {pool} park"),
            false => String::new(),
        };
        out.push(format!("{over} min over: {longer} extend{way} {shorter} shorten, {defer} defer{park}{item}"));
    }
    if !meeting.flag("notice_read") {
        out.push(format!("Competition-law reminder not read yet: read it out, {} ticks it", key(Command::Reminder)));
    }
    out
}

/// `Item 3 of 6   Access process, version 2                for decision  ●AL Sam`
fn title(slot: Option<(usize, &Slot<'_>)>, agenda: &Agenda<'_>, width: usize, desk: &Desk) -> Line<'static> {
    let count = agenda.slots.len();
    let Some((place, slot)) = slot else {
        return Line::styled(
            format!(" {}", shown::count(count, "item stands on the agenda", "items stand on the agenda")),
            desk.theme.style(Role::Strong),
        );
    };
    let item = slot.item;
    let presenter = item.word("presenter").and_then(|it| RecordId::new(Kind::Person, it).ok());
    let (who, role) = presenter.map_or_else(|| (String::new(), Role::Plain), |it| desk.person(&it));
    let purpose = purpose(item);
    let (purpose, who) = if width < NARROW { Default::default() } else { (format!(" {purpose}  "), who) };
    let room = width.saturating_sub(purpose.width() + who.width() + 1);
    let begin = format!(" Item {} of {count}   ", place + 1);
    let name = shown::cut(&shown::visible(&marked_title(item)), room.saturating_sub(begin.width() + 1)).into_owned();
    let gap = " ".repeat(room.saturating_sub(begin.width() + name.width()));
    let strong = desk.theme.style(Role::Strong);
    Line::from(vec![
        Span::raw(begin),
        Span::styled(name, strong),
        Span::raw(gap),
        Span::raw(purpose),
        Span::styled(who, desk.theme.style(role)),
    ])
}

/// `THIS ITEM  18:24 of 25:00   ███████░░░  6:36 left`
fn bar(
    name: &str,
    spent: TimeDelta,
    length: TimeDelta,
    (so, role): (String, Role),
    width: usize,
    desk: &Desk,
) -> Line<'static> {
    let [spent_words, length_words] = [spent, length].map(|it| told(it, false));
    let begin = match width < NARROW {
        true => format!(" {name:9} {spent_words} of {length_words}  "),
        false => format!(" {name:9}  {spent_words:>7} of {length_words:<7}  "),
    };
    let room = width.saturating_sub(begin.width() + so.width().max(WORDS) + 3).min(60);
    let style = |role: Role| -> Style { desk.theme.style(role) };
    if desk.theme.reduced || room < SHORTEST_BAR {
        return Line::from(vec![Span::raw(begin), Span::styled(so, style(role))]);
    }
    let all = length.num_seconds().max(1);
    let seconds = usize::try_from(spent.num_seconds().clamp(0, all)).unwrap_or(0);
    let full = seconds.saturating_mul(room) / usize::try_from(all).unwrap_or(1).max(1);
    let bar = format!("{}{}", "█".repeat(full), "░".repeat(room.saturating_sub(full)));
    Line::from(vec![Span::raw(begin), Span::raw(bar), Span::raw("  "), Span::styled(so, style(role))])
}

/// `Clock 15:38   planned end 16:30   expected end 16:25   next: 4 Security review findings (20)`
fn ends(
    page: &LivePage,
    agenda: &Agenda<'_>,
    clock: &Clock,
    now: DateTime<FixedOffset>,
    width: usize,
) -> Line<'static> {
    let end = |it: DateTime<FixedOffset>| it.format("%H:%M").to_string();
    let mut words = format!(
        " Clock {}   planned end {}   expected end {}",
        end(now),
        end(clock.planned_end),
        end(clock.expected_end)
    );
    if words.width() > width {
        words = format!(" {}   ends {}, planned {}", end(now), end(clock.expected_end), end(clock.planned_end));
    }
    let next = page.next(agenda).and_then(|it| agenda.slots.iter().find(|slot| slot.item.id == it.id));
    let next = match next {
        Some(it) => format!("   next: {} {} ({})", it.number, shown::visible(it.item.title()), it.minutes),
        None => "   nothing comes after it".to_owned(),
    };
    if words.width() + 16 < width {
        words.push_str(&shown::cut(&next, width.saturating_sub(words.width())));
    }
    Line::raw(words)
}
