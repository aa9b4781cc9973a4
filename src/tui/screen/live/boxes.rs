//! The boxes below the head of a meeting in session: its minutes, what was recorded, who is here, what is done.

use chrono::{DateTime, FixedOffset};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::people::{attendees, quorum_words, row_of, told};
use super::{LivePage, Minutes};
use crate::model::record::Fields;
use crate::model::view::clock::{self, is_running, taken};
use crate::model::view::{Action, Agenda, Decision, Meeting};
use crate::model::{Kind, Record, RecordId, Snapshot, date, shown};
use crate::tui::command::Command;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Context, key_in_words};
use crate::tui::overlay::form::draw_text;
use crate::tui::theme::Role;
use crate::tui::widget::text::{boxed, lines, wrapped};

/// What was recorded under an item: its decisions, then its actions.
pub fn recorded<'a>(item: &RecordId, snapshot: &'a Snapshot) -> [Vec<&'a Record>; 2] {
    let group = item.group().unwrap_or_default();
    [Kind::Decision, Kind::Action].map(|kind| {
        let of_item = snapshot.in_group(kind, group).filter(|it| it.text("item") == item.as_str());
        let mut of_item: Vec<&Record> = of_item.collect();
        of_item.sort_by_key(|it| it.title());
        of_item
    })
}

/// The text of the item in front, as it is typed.
pub fn draw_minutes(page: &mut LivePage, frame: &mut Frame<'_>, area: Rect, beside: &str, desk: &Desk) {
    let number = number_of(page, desk);
    let typing = page.context() == Context::Minuting;
    let so = match page.minutes.as_ref().map(|it| (it, it.is_unsaved(desk))) {
        Some((it, true)) if desk.drafts.iter().any(|draft| Some(&draft.fields) == it.fields(desk).as_ref()) => {
            "draft kept"
        }
        Some((_, true)) => "typing",
        Some((_, false)) if typing => "saved",
        _ => "",
    };
    let outcome = page.item().and_then(|it| desk.snapshot.get(it)).and_then(|it| it.get("outcome"));
    let outcome = outcome.zip(Kind::Item.field("outcome")).map(|(it, field)| shown::show(&field.ty, it));
    let outcome = outcome.map(|it| format!(" · {it}")).unwrap_or_default();
    let title = match number {
        Some(number) => format!("Minutes · item {number}{outcome}"),
        None => "Minutes".to_owned(),
    };
    let beside = [beside, so].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let inner = boxed(frame, area, &title, &beside, typing, desk.theme);
    let width = usize::from(inner.width).saturating_sub(2);
    let foot = u16::from(inner.height > 3);
    let text = Rect {
        x: inner.x.saturating_add(1),
        width: inner.width.saturating_sub(2),
        height: inner.height - foot,
        ..inner
    };
    let key = |context: Context, command: Command| key_in_words(context, command);
    let next = desk.snapshot.get(&page.meeting).map(|it| page.between(&Agenda::of(&desk.snapshot, it)).1);
    let words = match &mut page.minutes {
        None => {
            let words = next.unwrap_or_default();
            lines(frame, text, wrapped(&words, width).into_iter().map(Line::raw).collect());
            String::new()
        }
        Some(Minutes { field, .. }) if typing => {
            field.focus(true, desk.theme.style(Role::Selected));
            if let Some(area) = field.area().filter(|_| text.width > 0 && text.height > 0) {
                draw_text(area, frame, text);
            }
            format!("Enter new line · {} leaves the text and saves it", key(Context::Minuting, Command::Back))
        }
        Some(Minutes { field, .. }) => {
            let typed = field.text();
            let room = usize::from(text.height);
            let all: Vec<String> = wrapped(&typed, width);
            let over = all.len().saturating_sub(room);
            lines(frame, text, all.into_iter().skip(over).map(Line::raw).collect());
            format!("{} writes here", key(Context::Live, Command::Write))
        }
    };
    if foot > 0 && !words.is_empty() {
        let line = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..text };
        lines(frame, line, vec![Line::styled(shown::cut(&words, width).into_owned(), desk.theme.style(Role::Dim))]);
    }
}

/// The number of the item in front.
fn number_of(page: &LivePage, desk: &Desk) -> Option<String> {
    let agenda = Agenda::of(&desk.snapshot, desk.snapshot.get(&page.meeting)?);
    let slot = agenda.slots.into_iter().find(|it| Some(&it.item.id) == page.item())?;
    Some(if slot.number == "+" { slot.item.id.brief().to_string() } else { slot.number })
}

/// Decisions and actions of the item in front.
pub fn draw_recorded(page: &LivePage, frame: &mut Frame<'_>, area: Rect, desk: &Desk) {
    let inner = boxed(frame, area, "Recorded in this item", "", false, desk.theme);
    let width = usize::from(inner.width).saturating_sub(2);
    let [decisions, actions] = page.item().map(|it| recorded(it, &desk.snapshot)).unwrap_or_default();
    let dim = desk.theme.style(Role::Dim);
    let mut out = Vec::new();
    let indented = |out: &mut Vec<Line<'static>>, begin: String, words: &str| {
        let room = width.saturating_sub(begin.width());
        for (at, line) in wrapped(words, room).into_iter().take(2).enumerate() {
            let begin = if at == 0 { begin.clone() } else { " ".repeat(begin.width()) };
            out.push(Line::raw(format!(" {begin}{line}")));
        }
    };
    if !decisions.is_empty() {
        out.push(Line::styled(" Decisions", dim));
    }
    for it in &decisions {
        indented(&mut out, format!("  {} ", it.id.brief()), it.title());
        let state = Decision(it).state(&desk.snapshot, desk.today).label();
        out.push(Line::styled(format!("    {}", shown::cut(state, width.saturating_sub(4))), dim));
    }
    if !actions.is_empty() {
        out.extend((!out.is_empty()).then(|| Line::raw("")));
        out.push(Line::styled(" Actions", dim));
    }
    for it in &actions {
        let view = Action(it);
        indented(&mut out, format!("  {} {} ", view.state().sign(), it.id.brief()), it.title());
        let (who, role) = view.owner().map_or(("no owner yet (!)".to_owned(), Role::Strong), |it| desk.person(&it));
        let due = it.date("due").map(|it| format!("   due {}", date::near(it, desk.today))).unwrap_or_default();
        out.push(Line::from(vec![Span::raw("      "), Span::styled(who, desk.theme.style(role)), Span::raw(due)]));
    }
    if out.is_empty() {
        let key = |it: Command| key_in_words(Context::Live, it);
        let words = format!(
            "Nothing yet. {} writes a decision down, {} an action.",
            key(Command::NewDecision),
            key(Command::NewAction)
        );
        out.extend(wrapped(&words, width).into_iter().map(|it| Line::styled(format!(" {it}"), dim)));
    }
    lines(frame, inner, out);
}

/// What was recorded, in a few words for where its box has no room.
pub fn recorded_words(page: &LivePage, desk: &Desk) -> String {
    let Some([decisions, actions]) = page.item().map(|it| recorded(it, &desk.snapshot)) else { return String::new() };
    let count = |it: &[&Record], one: &str, many: &str| (!it.is_empty()).then(|| shown::count(it.len(), one, many));
    let counts = [count(&decisions, "decision", "decisions"), count(&actions, "action", "actions")];
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Everybody by party, each party beginning a line of its own.
pub fn people_lines(meeting: &Record, width: usize, desk: &Desk) -> Vec<Line<'static>> {
    let now = Meeting(meeting).on_clock(desk.at().now);
    let all = attendees(meeting, &desk.snapshot);
    let mut out: Vec<Line<'static>> = Vec::new();
    let mut begun: Option<Option<RecordId>> = None;
    let (mut spans, mut used) = (Vec::new(), 0);
    for it in all {
        let (sign, words) = told(row_of(meeting, &it.person), now);
        let title = desk.snapshot.get(&it.person).map(|it| shown::visible(it.title()).into_owned());
        let words = if words.is_empty() { words } else { format!(" ({words})") };
        let cell = format!("{sign} {}{words}  ", title.unwrap_or_else(|| it.person.to_string()));
        let is_new = begun.as_ref() != Some(&it.party);
        if is_new || used + cell.trim_end().width() > width {
            if !spans.is_empty() {
                out.push(Line::from(std::mem::take(&mut spans)));
            }
            let (tag, role) = match &it.party {
                Some(party) if is_new => desk.org(party),
                _ => (String::new(), Role::Plain),
            };
            let tag = crate::tui::widget::text::filled(&tag, 8, false);
            used = 9;
            spans.push(Span::raw(" "));
            spans.push(Span::styled(tag, desk.theme.style(role)));
            begun = Some(it.party.clone());
        }
        used += cell.width();
        spans.push(Span::raw(shown::cut(&cell, width.saturating_sub(9)).into_owned()));
    }
    if !spans.is_empty() {
        out.push(Line::from(spans));
    }
    out
}

/// The quorum as a line.
pub fn quorum_line(meeting: &Record, width: usize, desk: &Desk) -> Line<'static> {
    let (words, is_quorate) = quorum_words(meeting, desk);
    let role = if is_quorate { Role::Plain } else { Role::Strong };
    Line::styled(shown::cut(&format!(" {words}"), width).into_owned(), desk.theme.style(role))
}

/// What was dealt with, and how much longer or shorter than planned that took.
pub fn done_line(meeting: &Record, agenda: &Agenda<'_>, now: DateTime<FixedOffset>, width: usize) -> Option<String> {
    let mut words = String::new();
    for slot in agenda.slots.iter().rev() {
        if is_running(slot.item) || slot.item.rows("taken").next().is_none() {
            continue;
        }
        let spent = taken(slot.item, meeting, now);
        let over = spent - chrono::TimeDelta::try_minutes(slot.minutes).unwrap_or_default();
        let title = shown::visible(slot.item.title()).into_owned();
        let title = shown::cut(&title, 24);
        let one = format!("{} {title} {} ({})", slot.number, clock::told(spent, false), clock::told(over, true));
        // The newest are what one asks for.
        let all = if words.is_empty() { one } else { format!("{one}   {words}") };
        if all.width() + 7 > width {
            break;
        }
        words = all;
    }
    (!words.is_empty()).then(|| format!(" Done: {words}"))
}
