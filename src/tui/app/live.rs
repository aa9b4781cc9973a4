//! What is done while a meeting is in session: items taken, given time and put off, what is recorded, who is here.

use super::answers::undo_key;
use super::{App, Overlay, Page};
use crate::model::deed::{item, park, sitting};
use crate::model::field::{Choice, Type};
use crate::model::record::Fields;
use crate::model::standpoint::org_of;
use crate::model::view::clock::is_still_to_come;
use crate::model::view::planned::next_after;
use crate::model::view::{Agenda, Clock, Meeting};
use crate::model::{Change, Kind, Record, RecordId, deed, shown, value};
use crate::tui::command::Command;
use crate::tui::event::Effect;
use crate::tui::overlay::form::Form;
use crate::tui::overlay::help::HelpView;
use crate::tui::overlay::palette::{self, Offer, Palette};
use crate::tui::screen::live::{Attendance, LivePage, is_in_session};

/// How many minutes an item is given or loses at once.
const STEP: i64 = 5;

impl App {
    /// The page of a meeting in session, where it is in front.
    pub(super) fn live(&self) -> Option<&LivePage> {
        self.meetings.live.as_ref().filter(|_| self.page == Page::Meetings && self.reading.is_empty())
    }

    /// Whether the page in front shows clocks, so that every second is a new frame.
    pub fn ticks(&self) -> bool {
        self.live().is_some_and(|it| it.is_in_session(&self.desk.snapshot))
    }

    pub(super) fn sitting(&self) -> Option<(&LivePage, &Record)> {
        let live = self.live()?;
        self.desk.snapshot.get(&live.meeting).map(|it| (live, it))
    }

    /// Whether a command of a meeting in session can be given now.
    pub(super) fn can_live(&self, command: Command) -> bool {
        if command == Command::StartMeeting {
            return self.startable().is_some();
        }
        let Some((live, meeting)) = self.sitting() else { return false };
        let runs = is_in_session(meeting);
        match command {
            Command::Presence | Command::CameLate | Command::WentEarly => {
                live.attendance.as_ref().is_some_and(|it| !it.list.is_empty())
            }
            Command::Guest => live.attendance.as_ref().is_some_and(|it| !it.others(&self.desk).is_empty()),
            Command::AllPresent => live.attendance.as_ref().is_some_and(|it| it.lacks_some(meeting, &self.desk)),
            Command::Attendance => live.attendance.is_none(),
            Command::Write => live.minutes.is_some() && !live.typing,
            Command::Reminder => runs && !meeting.flag("notice_read"),
            Command::Longer | Command::Outcome => live.item().is_some(),
            Command::Shorter => self.timed(false).is_some(),
            Command::Defer => runs && self.spare().is_some(),
            Command::Pool => runs && self.spare().is_some_and(is_still_to_come),
            Command::ItemBefore => runs && live.before(&Agenda::of(&self.desk.snapshot, meeting)).is_some(),
            _ => runs,
        }
    }

    pub(super) fn perform_live(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::StartMeeting => {
                self.start_meeting();
                Vec::new()
            }
            Command::NextItem => self.take_item(true),
            Command::ItemBefore => self.take_item(false),
            Command::Write => {
                self.meetings.live.iter_mut().for_each(|it| it.typing = true);
                Vec::new()
            }
            Command::NewDecision => self.jot(Kind::Decision),
            Command::NewAction => self.jot(Kind::Action),
            Command::Attendance => {
                if let Some(live) = &mut self.meetings.live {
                    live.attendance = Some(Attendance::of(&live.meeting, &self.desk));
                }
                Vec::new()
            }
            Command::Presence => self.with_attendance(|it, meeting, desk| it.turn(meeting, desk)),
            Command::CameLate => self.with_attendance(|it, meeting, desk| it.stamp(true, meeting, desk)),
            Command::WentEarly => self.with_attendance(|it, meeting, desk| it.stamp(false, meeting, desk)),
            Command::AllPresent => self.with_attendance(|it, meeting, desk| it.all_present(meeting, desk)),
            Command::Guest => {
                self.guest_menu();
                Vec::new()
            }
            Command::Reminder => {
                let change = self.sitting().map(|it| sitting::notice(it.1, &self.desk.at()));
                self.submit_or_tell(change)
            }
            Command::Longer | Command::Shorter => {
                let change = self.timed(command == Command::Longer);
                self.submit(change)
            }
            Command::Outcome => {
                self.outcome_menu();
                Vec::new()
            }
            Command::Defer => self.ask_defer(),
            Command::Pool => self.ask_park(),
            Command::Pause => {
                let paused = |it: &Record| it.rows("pause").any(|it| it.instant("stop").is_none());
                let change = self.sitting().map(|(_, meeting)| match paused(meeting) {
                    true => sitting::resume(meeting, &self.desk.at()),
                    false => sitting::pause(meeting, &self.desk.at()),
                });
                self.submit_or_tell(change)
            }
            Command::EndMeeting => self.ask_end(),
            _ => Vec::new(),
        }
    }

    /// Takes the next item, or the one before again; its text is typed in at once.
    fn take_item(&mut self, next: bool) -> Vec<Effect> {
        let Some((live, meeting)) = self.sitting() else { return Vec::new() };
        let agenda = Agenda::of(&self.desk.snapshot, meeting);
        let item = if next { live.next(&agenda) } else { live.before(&agenda) };
        let (Some(item), meeting) = (item.cloned(), meeting.clone()) else {
            let end = crate::tui::keymap::key_in_words(crate::tui::keymap::Context::Live, Command::EndMeeting);
            self.warn(format!("No item is left; {end} ends the meeting"));
            return Vec::new();
        };
        let mut effects = Vec::new();
        if item.text("state") == "proposed" {
            // Whoever takes a proposal accepts it by that.
            let accepted = item::accept(&item, None, &self.desk.at());
            effects.extend(self.submit_or_tell(Some(accepted)));
        }
        let item = self.desk.snapshot.get(&item.id).cloned().unwrap_or(item);
        let change = sitting::take(&meeting, &item, &self.desk.at());
        let taken = self.submit_or_tell(Some(change));
        if let Some(live) = self.meetings.live.as_mut().filter(|_| !taken.is_empty()) {
            live.follow();
            live.look(&self.desk);
            live.typing = true;
        }
        effects.extend(taken);
        effects
    }

    fn jot(&mut self, kind: Kind) -> Vec<Effect> {
        if let Some((live, meeting)) = self.sitting() {
            let form = Form::jot(kind, meeting.id.clone(), live.item().cloned());
            self.open_form(form);
        }
        Vec::new()
    }

    /// The change that gives the item in front more or less time.
    fn timed(&self, longer: bool) -> Option<Change> {
        let item = self.desk.snapshot.get(self.live()?.item()?)?;
        let minutes = item.whole("minutes").unwrap_or(0);
        let minutes =
            if longer { minutes.checked_add(STEP)? } else { Some(minutes - STEP).filter(|it| *it >= STEP)? };
        let settings = vec![("minutes".to_owned(), Some(minutes.into()))];
        Some(deed::edit(item, settings, &self.desk.at()).meaning("item.edit"))
    }

    /// The item that gives way where time is short.
    fn spare(&self) -> Option<&Record> {
        let (live, meeting) = self.sitting()?;
        let agenda = Agenda::of(&self.desk.snapshot, meeting);
        let clock = Clock::at(meeting, &agenda, self.desk.at().now);
        live.spare(&agenda, clock.as_ref())
    }

    fn ask_defer(&mut self) -> Vec<Effect> {
        let at = self.desk.at();
        let Some((item, (_, meeting))) = self.spare().zip(self.sitting()) else { return Vec::new() };
        let day = Meeting(meeting).start().map_or(at.today, |it| it.date());
        let group = meeting.id.group().and_then(|it| RecordId::new(Kind::Group, it).ok());
        let next = group.and_then(|it| self.desk.snapshot.get(&it)).and_then(|it| next_after(it, day, &at));
        match item::defer(item, next.as_ref(), &at) {
            Ok(change) => {
                let to = next.as_ref().map_or("a later meeting".to_owned(), |it| it.id.to_string());
                let lines = vec![
                    self.named(item),
                    match next {
                        Some(_) => {
                            format!("It stands on the agenda of {to} then; here the minutes say that it was deferred.")
                        }
                        None => "No later meeting is planned; it comes up when the next agenda is made.".to_owned(),
                    },
                    format!("It is saved as a change of its own; {} takes it back.", undo_key()),
                ];
                self.ask(format!("Put this item off to {to}?"), lines, "Defer", change);
            }
            Err(refused) => self.warn(refused.to_string()),
        }
        Vec::new()
    }

    fn ask_park(&mut self) -> Vec<Effect> {
        let Some((item, (_, meeting))) = self.spare().zip(self.sitting()) else { return Vec::new() };
        match park(meeting, item, &self.desk.at()) {
            Ok(change) => {
                let lines = vec![
                    self.named(item),
                    "It leaves this agenda and waits until somebody takes it onto another one.".to_owned(),
                    format!("It is saved as a change of its own; {} takes it back.", undo_key()),
                ];
                self.ask("Put this item into the pool?".to_owned(), lines, "Park", change);
            }
            Err(refused) => self.warn(refused.to_string()),
        }
        Vec::new()
    }

    /// An item of the meeting by its number, its id and its title: it need not be the one in front.
    fn named(&self, item: &Record) -> String {
        let number = self.sitting().and_then(|it| {
            let agenda = Agenda::of(&self.desk.snapshot, it.1);
            agenda.slots.into_iter().find(|it| it.item.id == item.id).map(|it| it.number)
        });
        let number = number.map(|it| format!("Item {it}, ")).unwrap_or_default();
        format!("{number}{}: {}", item.id, shown::visible(item.title()))
    }

    /// What a command of the menu is about, where that is not the item in front: where time is short, the last one.
    pub(super) fn about_another(&self, command: Command) -> Option<String> {
        let is_of_spare = matches!(command, Command::Defer | Command::Pool);
        let spare = self.spare().filter(|_| is_of_spare && self.live().is_some())?;
        (self.live()?.item() != Some(&spare.id)).then(|| self.named(spare))
    }

    /// Opens the menu of what can come of an item.
    fn outcome_menu(&mut self) {
        let Some(Type::Choice(choices)) = Kind::Item.field("outcome").map(|it| &it.ty) else { return };
        let item = self.live().and_then(LivePage::item).and_then(|it| self.desk.snapshot.get(it));
        let current = item.and_then(|it| it.word("outcome"));
        let offer = |it: &'static Choice| {
            let tick = if current == Some(it.value) { "[x]" } else { "[ ]" };
            Offer::new("", format!("{tick} {}", it.label), String::new(), palette::Choice::Outcome(it.value))
        };
        self.overlay = Some(Overlay::Palette(Palette::menu("What came of it", choices.iter().map(offer).collect())));
    }

    /// Writes down what came of the item in front.
    pub(super) fn settle_item(&mut self, outcome: &'static str) -> Vec<Effect> {
        let item = self.live().and_then(LivePage::item).and_then(|it| self.desk.snapshot.get(it));
        let change = item.map(|it| item::conclude(it, Some(value::text(outcome)), None, &self.desk.at()));
        self.submit_or_tell(change)
    }

    /// Opens the menu of those who may be at the meeting and are not on its list.
    fn guest_menu(&mut self) {
        let Some((live, _)) = self.sitting() else { return };
        let Some(attendance) = &live.attendance else { return };
        let people = attendance.others(&self.desk).into_iter().map(|it| {
            let org = org_of(&self.desk.snapshot, &it.id).map(|it| self.desk.org(&it).0).unwrap_or_default();
            let name = shown::visible(it.title()).into_owned();
            Offer::new(
                "",
                if org.is_empty() { name } else { format!("{name}, {org}") },
                String::new(),
                palette::Choice::Guest(it.id.clone()),
            )
        });
        let offers = people.collect();
        self.overlay = Some(Overlay::Palette(Palette::menu("Who else is here?", offers)));
    }

    pub(super) fn with_attendance(
        &mut self,
        act: impl FnOnce(&mut Attendance, &Record, &crate::tui::desk::Desk),
    ) -> Vec<Effect> {
        if let Some(live) = &mut self.meetings.live
            && let Some(meeting) = self.desk.snapshot.get(&live.meeting)
            && let Some(attendance) = &mut live.attendance
        {
            act(attendance, meeting, &self.desk);
        }
        Vec::new()
    }

    pub(super) fn is_attending(&self) -> bool {
        self.live().is_some_and(|it| it.attendance.is_some())
    }

    /// Saves who is here, as one change, wherever one looks, and closes the list. What cannot be saved of it is told.
    pub(super) fn leave_attendance(&mut self) -> Vec<Effect> {
        let Some(live) = &mut self.meetings.live else { return Vec::new() };
        let (Some(attendance), Some(meeting)) = (live.attendance.take(), self.desk.snapshot.get(&live.meeting)) else {
            return Vec::new();
        };
        let (change, refused) = attendance.change(meeting, &self.desk);
        if !refused.is_empty() {
            let lines: Vec<String> = refused.iter().map(|it| format!("{it}. {}", it.remedy)).collect();
            self.overlay = Some(Overlay::Help(HelpView::words("Not written down", lines)));
        }
        self.submit(Some(change))
    }
}
