//! Going on in the welcome: what a step leads to when it is answered.

use std::path::Path;

use ratatui::crossterm::event::KeyCode;

use super::{JoinWish, Member, Step, Wish, Wizard, steps};
use crate::init::places::typed_path;

impl Wizard {
    /// Goes on to the next step, or asks for what all of them have said.
    pub(super) fn go_on(&mut self) -> Option<Wish> {
        self.told.clear();
        let sheet = self.sheet_mut()?;
        if let Some(label) = sheet.missing() {
            sheet.focus_on(label);
            self.told = vec![format!("\"{label}\" is still empty.")];
            return None;
        }
        if let Err((label, words)) = steps::check(self.step, self.sheet()?) {
            self.sheet_mut()?.focus_on(label);
            self.told = vec![words];
            return None;
        }
        match self.step {
            Step::Address => {
                let place = self.text(Step::Address, steps::ADDRESS);
                let folder = typed_path(&self.text(Step::Address, steps::FOLDER), &self.here);
                let wish = JoinWish { place: in_home(&place), folder };
                // Whoever goes back and on again has joined it already.
                if self.joined.as_ref().is_some_and(|it| it.0 == wish) {
                    self.step = Step::Who;
                    return None;
                }
                Some(Wish::Join(wish))
            }
            Step::Who => {
                self.name_who();
                self.step = Step::Name;
                None
            }
            Step::Name => {
                let (_, joined) = self.joined.as_ref()?;
                Some(Wish::Be {
                    root: joined.root.clone(),
                    me: self.member().map(|it| it.id.clone()),
                    name: self.text(Step::Name, steps::NAME),
                    email: self.text(Step::Name, steps::EMAIL),
                })
            }
            Step::Orgs => {
                let orgs = self.sheets.get(&Step::Orgs).map(steps::org_names).unwrap_or_default();
                let title = self.sheets.get(&Step::Orgs).map(steps::title_of).unwrap_or_default();
                steps::offer_orgs(self.sheets.get_mut(&Step::You)?, &orgs);
                steps::offer_folder(self.sheets.get_mut(&Step::Folder)?, &title);
                self.step = Step::You;
                None
            }
            Step::You => {
                self.step = Step::Group;
                None
            }
            Step::Group => {
                self.step = Step::Folder;
                None
            }
            Step::Folder => steps::fresh(&self.sheets, &self.here).map(|it| Wish::Begin(Box::new(it))),
            Step::Open => {
                let place = self.place.and_then(|it| self.places.get(it)).map(|it| it.typed.clone());
                let typed = place.unwrap_or_else(|| self.open_text());
                Some(Wish::Open(typed_path(&typed, &self.here)))
            }
            Step::First | Step::Read => None,
        }
    }

    fn member(&self) -> Option<&Member> {
        let (_, joined) = self.joined.as_ref()?;
        joined.people.get(self.sheets.get(&Step::Who)?.place(steps::WHO))
    }

    /// Puts the name and the address of whoever was picked where nobody has typed another, and git knows none.
    fn name_who(&mut self) {
        let Some(member) = self.member().cloned() else { return };
        if let Some(sheet) = self.sheets.get_mut(&Step::Name) {
            steps::follow(sheet, steps::NAME, member.name, true);
            steps::follow(sheet, steps::EMAIL, member.email, true);
        }
    }

    /// Tab takes the folder at the marker, or as much as all of them have in common; the arrows go among them.
    pub(super) fn complete(&mut self, code: KeyCode) -> Option<Wish> {
        let count = self.places.len();
        match (code, self.place) {
            (KeyCode::Down, None) if count > 0 => self.place = Some(0),
            (KeyCode::Down, Some(at)) => self.place = Some((at + 1).min(count.saturating_sub(1))),
            (KeyCode::Up | KeyCode::BackTab, at) => self.place = at.and_then(|it| it.checked_sub(1)),
            (KeyCode::Tab, at) => {
                let taken = match at.and_then(|it| self.places.get(it)) {
                    Some(place) => place.typed.clone(),
                    None => steps::in_common(&self.places)?,
                };
                self.place = None;
                self.sheet_mut()?.entry(steps::TO_OPEN)?.set(&taken);
                return self.look_up();
            }
            _ => (),
        }
        self.told.clear();
        None
    }
}

/// A folder in the home folder by its whole path; an address as it is.
fn in_home(place: &str) -> String {
    match place.starts_with('~') {
        true => typed_path(place, Path::new("")).display().to_string(),
        false => place.to_owned(),
    }
}
