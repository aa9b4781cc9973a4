//! A group in short beside the list: who leads it, who sits there, when it meets, what it has to do and has decided.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::known::{Known, kind_words, state_words};
use crate::model::contested::marked_title;
use crate::model::field::Type;
use crate::model::find::in_order_ahead;
use crate::model::record::Fields;
use crate::model::view::seats::{OFFICES, SEATED, Seats};
use crate::model::view::series::repeats;
use crate::model::view::{Action, Decision, Meeting, sums};
use crate::model::{Kind, Record, RecordId, date, shown};
use crate::tui::desk::Desk;
use crate::tui::theme::Role;
use crate::tui::widget::text::{cell, filled, heading, right, row, wrapped};

/// So many meetings, open actions and decisions are told.
const FEW: usize = 3;
/// The columns of what a line is about.
const LABEL: usize = 12;
/// So many lines of what the group is for.
const PURPOSE: usize = 4;

/// A piece of a line, with its look.
type Piece = (String, Role);

/// The lines of a group.
pub fn lines(group: &Record, width: usize, desk: &Desk) -> Vec<Line<'static>> {
    let mut told = Told { out: Vec::new(), width, desk };
    told.title(group);
    told.people(group);
    told.meetings(group);
    told.actions(group);
    told.decisions(group);
    told.out
}

struct Told<'a> {
    out: Vec<Line<'static>>,
    width: usize,
    desk: &'a Desk,
}

impl Told<'_> {
    fn title(&mut self, group: &Record) {
        let strong = self.desk.theme.style(Role::Strong);
        let title = wrapped(&marked_title(group), self.width.saturating_sub(2)).into_iter();
        self.out.extend(title.map(|it| Line::styled(format!(" {it}"), strong)));
        self.out.push(Line::raw(""));
        let room = self.width.saturating_sub(LABEL + 2);
        let mut purpose = wrapped(group.text("mission"), room);
        if purpose.len() > PURPOSE {
            purpose.truncate(PURPOSE);
            if let Some(last) = purpose.last_mut() {
                *last = format!("{}…", shown::cut(last, room.saturating_sub(1)).trim_end_matches('…'));
            }
        }
        for (at, words) in purpose.into_iter().filter(|it| !it.is_empty()).enumerate() {
            self.line(if at == 0 { "Purpose" } else { "" }, vec![(words, Role::Plain)]);
        }
        if group.text("state") != "active" {
            self.line("State", vec![(state_words(group), Role::Strong)]);
        }
        self.out.push(Line::raw(""));
    }

    /// Who holds an office, the parties side by side; how many sit there for each.
    fn people(&mut self, group: &Record) {
        let desk = self.desk;
        let seats = Seats::of(&desk.snapshot, group, desk.today);
        for role in OFFICES {
            let terms = seats.terms.iter().filter(|it| it.role() == *role);
            let named = |org: RecordId, person: RecordId| {
                let (tag, look) = desk.org(&org);
                let name = desk.snapshot.get(&person).map_or(person.as_str(), Record::title);
                (format!("{tag} {}", shown::visible(name)), look)
            };
            let people = terms.filter_map(|it| Some(named(it.for_org(&desk.snapshot)?, it.person()?)));
            let people: Vec<Piece> = people.collect();
            let words = crate::model::deed::role_label(role);
            let words = words[..1].to_uppercase() + &words[1..] + if people.len() > 1 { "s" } else { "" };
            let words = words.replace("ys", "ies");
            if !people.is_empty() {
                self.spread(&words, people);
            }
        }
        let series = group.table("series").and_then(|it| Some(repeats(it.word("rrule")?, it.local("start"))));
        if let Some(words) = series {
            let start = group.table("series").and_then(|it| it.local("start"));
            let time = start.map(|it| it.format(", %H:%M").to_string()).unwrap_or_default();
            self.line("Meets", vec![(format!("{}{time}", shown::visible(&words)), Role::Plain)]);
        }
        let people = |count: usize| shown::count(count, "person", "people");
        let mut members: Vec<Piece> = seats
            .taken
            .iter()
            .map(|(org, count)| (org, desk.org(org), *count))
            .map(|(org, (tag, look), count)| match seats.vacant(org) {
                0 => (format!("{tag} {}", people(count)), look),
                vacant => (format!("{tag} {}, {vacant} not filled (!)", people(count)), look),
            })
            .collect();
        let others = seats.terms.iter().filter(|it| !SEATED.contains(&it.role())).map(|it| &it.member.id);
        let others = others.collect::<BTreeSet<_>>().len();
        members.extend((others > 0).then(|| (shown::count(others, "other", "others"), Role::Plain)));
        self.spread("Members", members);
        let rule = group.table("rules").and_then(|it| it.word("endorsement"));
        let rules = Kind::Group.field("rules").map(|it| &it.ty);
        if let (Some(rule), Some(Type::Table(fields))) = (rule, rules) {
            let choices = fields.iter().find(|it| it.key == "endorsement").map(|it| &it.ty);
            let words = match choices {
                Some(Type::Choice(choices)) => shown::label(choices, rule),
                _ => rule,
            };
            self.line("Voting", vec![(shown::visible(words).into_owned(), Role::Plain)]);
        }
    }

    fn meetings(&mut self, group: &Record) {
        let desk = self.desk;
        self.heading("Next meetings".to_owned());
        let sums = sums(&desk.snapshot);
        let at = desk.at();
        let planned = desk.next_planned().into_iter().filter(|it| it.id.group() == Some(group.id.as_str()));
        let ahead: Vec<&Record> = planned.chain(in_order_ahead(&at, group.id.as_str())).take(FEW).collect();
        for meeting in &ahead {
            let view = Meeting(meeting);
            let start = view.start();
            let planned = match sums.get(meeting.id.as_str()) {
                None => "no items".to_owned(),
                Some((_, minutes)) => format!("{minutes}/{} min", view.minutes()),
            };
            let title = self.width.saturating_sub(1 + 8 + 5 + 13 + 10 + 5);
            let cells = vec![
                cell(start.map(|it| date::near(it.date(), desk.today)).unwrap_or_default(), 8, Role::Plain),
                cell(start.map(|it| it.format("%H:%M").to_string()).unwrap_or_default(), 5, Role::Plain),
                cell(marked_title(meeting), title, Role::Plain),
                cell(view.state().label(), 13, Role::Dim),
                right(planned, 10, Role::Dim),
            ];
            self.out.push(row(cells, false, desk.theme));
        }
        self.none(ahead.is_empty(), "none is planned");
    }

    fn actions(&mut self, group: &Record) {
        let desk = self.desk;
        let actions = desk.snapshot.in_group(Kind::Action, group.id.as_str()).filter(|it| Action(it).is_open());
        let mut actions: Vec<&Record> = actions.collect();
        actions.sort_by_key(|it| (Action(it).due().is_none(), Action(it).due(), &it.id));
        self.heading(format!("Open actions ({})", actions.len()));
        for action in actions.iter().take(FEW) {
            let view = Action(action);
            let late = if view.is_late(desk.today) { Role::Alarm } else { Role::Plain };
            let (who, party) = view.owner().map_or_else(|| ("no owner".to_owned(), Role::Dim), |it| desk.person(&it));
            let title = self.width.saturating_sub(1 + 3 + 8 + 11 + 11 + 5);
            let cells = vec![
                cell(view.sign(desk.today), 3, late),
                cell(action.id.brief(), 8, Role::Dim),
                cell(marked_title(action), title, Role::Plain),
                cell(who, 11, party),
                right(view.due_words(desk.today), 11, late),
            ];
            self.out.push(row(cells, false, desk.theme));
        }
        self.more(actions.len());
        self.none(actions.is_empty(), "none");
    }

    fn decisions(&mut self, group: &Record) {
        let desk = self.desk;
        let mut decisions: Vec<&Record> = desk.snapshot.in_group(Kind::Decision, group.id.as_str()).collect();
        decisions.sort_by_key(|it| (Reverse(it.date("agreed_on")), &it.id));
        self.heading(format!("Decisions ({})", decisions.len()));
        for decision in decisions.iter().take(FEW) {
            let state = Decision(decision).state(&desk.snapshot, desk.today).label();
            let agreed = decision.date("agreed_on").map(|it| date::near(it, desk.today)).unwrap_or_default();
            let title = self.width.saturating_sub(1 + 11 + 19 + 3);
            let cells = vec![
                cell(marked_title(decision), title, Role::Plain),
                right(agreed, 11, Role::Dim),
                cell(state, 19, Role::Plain),
            ];
            self.out.push(row(cells, false, desk.theme));
        }
        self.more(decisions.len());
        self.none(decisions.is_empty(), "none");
    }

    fn heading(&mut self, words: String) {
        let dim = self.desk.theme.style(Role::Dim);
        self.out.push(Line::raw(""));
        self.out.push(Line::styled(format!(" {}", heading(&words, self.desk.theme)), dim));
    }

    fn more(&mut self, count: usize) {
        let dim = self.desk.theme.style(Role::Dim);
        let more = count.saturating_sub(FEW);
        self.out.extend((more > 0).then(|| Line::styled(format!(" {more} more …"), dim)));
    }

    fn none(&mut self, is_none: bool, words: &str) {
        let dim = self.desk.theme.style(Role::Dim);
        self.out.extend(is_none.then(|| Line::styled(format!(" {words}"), dim)));
    }

    fn line(&mut self, label: &str, pieces: Vec<Piece>) {
        let mut spans =
            vec![Span::styled(format!(" {}", filled(label, LABEL, false)), self.desk.theme.style(Role::Dim))];
        spans.extend(pieces.into_iter().map(|(words, look)| Span::styled(words, self.desk.theme.style(look))));
        self.out.push(Line::from(spans));
    }

    /// Pieces side by side, each in as many columns as the widest; in another line where there is no room.
    fn spread(&mut self, label: &str, pieces: Vec<Piece>) {
        let column = pieces.iter().map(|it| it.0.width() + 2).max().unwrap_or(1);
        // Behind the last one no gap is wanted.
        let fit = ((self.width + 2).saturating_sub(LABEL + 1) / column).max(1);
        for (at, few) in pieces.chunks(fit).enumerate() {
            let few = few.iter().map(|(words, look)| (filled(words, column, false), *look));
            self.line(if at == 0 { label } else { "" }, few.collect());
        }
    }
}

/// The same in two lines, below the list; of an organisation and the workspace too.
pub fn in_two_lines(record: &Record, known: Option<&Known>, desk: &Desk) -> Vec<String> {
    let first = match record.id.kind {
        Kind::Group => {
            let mut words = vec![record.id.to_string(), state_words(record)];
            let mut officers: Vec<(String, String)> = Vec::new();
            for (role, name) in known.into_iter().flat_map(|it| &it.officers) {
                match officers.last_mut().filter(|it| it.0 == *role) {
                    Some(last) => last.1.push_str(&format!(", {name}")),
                    None => officers.push((role.clone(), name.clone())),
                }
            }
            words.extend(officers.into_iter().map(|(role, names)| format!("{role} {names}")));
            words
        }
        Kind::Org => vec![record.id.to_string(), kind_words(record)],
        _ => vec![shown::visible(record.text("memorandum")).into_owned()],
    };
    let next = desk.next_meeting(record.id.as_str()).filter(|_| record.id.kind == Kind::Group);
    let next = next.and_then(|it| Meeting(it).start()).map(|it| date::near(it.date(), desk.today));
    let mut second: Vec<String> = next.map(|it| format!("next meeting {it}")).into_iter().collect();
    let series = record.table("series").and_then(|it| Some(repeats(it.word("rrule")?, it.local("start"))));
    second.extend(series.map(|it| shown::visible(&it).into_owned()));
    second.push("Enter opens everything".to_owned());
    vec![first.join(" · "), second.join(" · ")]
}
