//! What is done with a decision where one reads it: the group agrees, a party takes a position, it gets its number.

use super::App;
use super::answers::undo_key;
use crate::model::act::{Refused, may};
use crate::model::deed::decision::{self, Stance};
use crate::model::view::{Decision, Position};
use crate::model::{Change, Fields, Kind, Record, RecordId, shown, value};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::overlay::form::{Act, Form, channel};
use crate::tui::screen::reading::Reading;

impl App {
    fn decision_at_hand(&self) -> Option<&Record> {
        self.selected_record().filter(|it| it.id.kind == Kind::Decision)
    }

    /// Whether it may follow where the decision stands, and is one's own to do.
    pub(super) fn can_act_on_decision(&self, command: Command) -> bool {
        let Some(decision) = self.decision_at_hand() else { return false };
        let at = self.desk.at();
        let is_mine = |it: Result<Change, Refused>| it.is_ok_and(|it| !it.is_empty() && self.is_mine(&it));
        match command {
            Command::Agree => is_mine(decision::agree(decision, None, &at)),
            Command::Number => is_mine(decision::number(decision, None, &at)),
            Command::Withdraw => is_mine(decision::withdraw(decision, Some(value::text("-")), &at)),
            Command::Supersede => self.successor(decision).is_some_and(|it| is_mine(it.1)),
            command => stance_of(command).is_some_and(|it| self.position(decision, it).is_some()),
        }
    }

    pub(super) fn act_on_decision(&mut self, command: Command) -> Vec<Effect> {
        let Some(decision) = self.decision_at_hand().and_then(|it| self.desk.snapshot.shared(&it.id)).cloned() else {
            return Vec::new();
        };
        match command {
            Command::Agree => self.open_form(Form::act(Act::Agree, &decision, &self.desk)),
            Command::Number => self.open_form(Form::act(Act::Number, &decision, &self.desk)),
            Command::Withdraw => self.open_form(Form::drop(&decision)),
            Command::Supersede => {
                let Some((id, change)) = self.successor(&decision) else { return Vec::new() };
                let effects = self.submit_or_tell(Some(change));
                self.reading.push(Reading::of(id));
                return effects;
            }
            command => {
                let Some(stance) = stance_of(command) else { return Vec::new() };
                let Some((party, change)) = self.position(&decision, stance) else { return Vec::new() };
                if stance.needs_words() {
                    let act = Act::Position(stance, party);
                    self.open_form(Form::act(act, &decision, &self.desk));
                } else {
                    self.ask_position(&decision, stance, &party, change);
                }
            }
        }
        Vec::new()
    }

    fn ask_position(&mut self, decision: &Record, stance: Stance, party: &str, change: Change) {
        let org = RecordId::new(Kind::Org, party).ok();
        let org = org.map_or_else(|| party.to_owned(), |it| self.desk.org(&it).0);
        let (title, yes) = match stance {
            Stance::Abstain => (format!("Abstain for {org}?"), "Abstain"),
            Stance::Silent => (format!("Did {org} say nothing by the last day?"), "It was silent"),
            Stance::Endorse | Stance::Reserve | Stance::Object => (format!("Endorse for {org}?"), "Endorse"),
        };
        let mut lines = vec![shown::visible(decision.title()).into_owned(), String::new()];
        lines.extend(decision.text("text").lines().map(|it| shown::visible(it).into_owned()));
        lines.push(String::new());
        lines.push("It is about this very text: whoever edits the text afterwards voids it.".to_owned());
        if stance == Stance::Abstain && decision.word("agreed_rule") != Some("group") {
            lines.push(format!("It endorses nothing: the decision comes into force only once {org} endorses it."));
        }
        lines.push(format!("{} takes it back.", undo_key()));
        self.ask(title, lines, yes, change);
    }

    /// The first party that one endorses for and that has not said just this yet, and the change that says it.
    fn position(&self, decision: &Record, stance: Stance) -> Option<(String, Change)> {
        let at = self.desk.at();
        let view = Decision(decision);
        let words = stance.needs_words().then(|| value::text("-"));
        let channel = channel(decision, &self.desk.snapshot);
        view.parties(&self.desk.snapshot).into_iter().find_map(|party| {
            let is_said = match stance {
                Stance::Endorse => view.position(party) == Position::Endorsed,
                Stance::Abstain => view.position(party) == Position::Abstained,
                Stance::Silent | Stance::Reserve | Stance::Object => false,
            };
            let change = decision::take_position(decision, party, stance, words.clone(), channel, &at).ok()?;
            (!is_said && self.is_mine(&change)).then(|| (party.to_owned(), change))
        })
    }

    /// The draft that is to take the place of a decision.
    fn successor(&self, old: &Record) -> Option<(RecordId, Result<Change, Refused>)> {
        let at = self.desk.at();
        may("decision.supersede", old, &at).ok()?;
        let id = crate::tui::overlay::form::fresh(Kind::Decision, old.id.group()?, "", None, &at)?;
        let change = decision::supersede(old, id.clone(), Vec::new(), &at);
        Some((id, change))
    }
}

fn stance_of(command: Command) -> Option<Stance> {
    match command {
        Command::Endorse => Some(Stance::Endorse),
        Command::Reserve => Some(Stance::Reserve),
        Command::Object => Some(Stance::Object),
        Command::Abstain => Some(Stance::Abstain),
        Command::Silent => Some(Stance::Silent),
        _ => None,
    }
}
