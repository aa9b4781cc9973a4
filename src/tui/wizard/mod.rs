//! The welcome on the screen: where there is no workspace yet, asks in a few steps what somebody would like to do.
//!
//! It is a state like that of the screen: a key goes in, a wish comes out; [`welcome`] does what is wished.

pub mod draw;
mod go;
mod run;
mod sheet;
mod steps;

use std::collections::BTreeMap;
use std::path::PathBuf;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::exchange::hindrance;
use super::theme::{Colors, Theme};
use super::widget::text::wrapped;
use crate::init::fresh::Fresh;
use crate::init::join::folder_of;
use crate::init::places::Place;
use crate::model::RecordId;
use crate::model::shown;
use crate::report::Report;
pub use run::welcome;
use sheet::{Sheet, letter};

/// The state of the welcome.
pub struct Wizard {
    /// The folder in which somebody stands.
    pub here: PathBuf,
    pub step: Step,
    /// What is chosen on the first page.
    pub choice: usize,
    sheets: BTreeMap<Step, Sheet>,
    /// What is not right, in place: what it is, and what to do.
    pub told: Vec<String>,
    pub theme: Theme,
    /// What a key of the first page came to.
    pub answer: Option<&'static str>,
    /// The colours of the terminal, while those of more contrast are shown.
    usual: Option<Colors>,
    pub helps: bool,
    joined: Option<(JoinWish, Joined)>,
    /// Folders that begin as typed, and which of them is at the marker.
    pub places: Vec<Place>,
    pub place: Option<usize>,
    /// How far something is that takes long, while it does.
    pub doing: Option<String>,
    /// What is to be read before the workspace opens, and where that is.
    read: Option<(Vec<String>, PathBuf)>,
}

/// A step on one of the ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    First,
    Address,
    Who,
    Name,
    Orgs,
    You,
    Group,
    Folder,
    Open,
    Read,
}

/// What the welcome asks for.
#[derive(Clone, Debug)]
pub enum Wish {
    Leave,
    Example,
    /// Go on in plain lines.
    Lines,
    Join(JoinWish),
    /// Say who works in a folder that was joined.
    Be {
        root: PathBuf,
        me: Option<RecordId>,
        name: String,
        email: String,
    },
    Begin(Box<Fresh>),
    /// The folders that begin like that.
    LookUp(String),
    Open(PathBuf),
}

/// Where the shared copy is, and the folder to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinWish {
    pub place: String,
    pub folder: PathBuf,
}

/// A folder that was joined.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    pub root: PathBuf,
    pub people: Vec<Member>,
    /// Who works here, as far as their address tells.
    pub me: Option<RecordId>,
    /// What is not right about what came with it.
    pub findings: Vec<String>,
}

/// Somebody who could be meant.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: RecordId,
    pub name: String,
    pub email: String,
    /// Sign and short name of their organisation.
    pub org: String,
}

/// What somebody can do first.
pub const CHOICES: [(&str, [&str; 2]); 4] = [
    ("Look around first", ["opens an example. Nothing to set up,", "nothing can break. Leaves no trace."]),
    ("Join a shared folder", ["somebody gave you an address, or a folder", ""]),
    ("Start a new one", ["you set up the two organisations and", "the first group"]),
    ("Open a folder", ["that is on this computer already", ""]),
];

const WAYS: [&[Step]; 4] =
    [&[], &[Step::Address, Step::Who, Step::Name], &[Step::Orgs, Step::You, Step::Group, Step::Folder], &[Step::Open]];

impl Wizard {
    /// `known` is the name and the address that git has, where it has them.
    pub fn new(here: PathBuf, known: Option<(String, String)>, theme: Theme) -> Self {
        Self {
            here,
            step: Step::First,
            choice: 0,
            sheets: steps::sheets(known),
            told: Vec::new(),
            theme,
            answer: None,
            usual: None,
            helps: false,
            joined: None,
            places: Vec::new(),
            place: None,
            doing: None,
            read: None,
        }
    }

    /// Whether more contrast was asked for.
    pub fn has_contrast(&self) -> bool {
        self.usual.is_some()
    }

    fn turn_contrast(&mut self) {
        match self.usual.take() {
            Some(usual) => self.theme.colors = usual,
            None => self.usual = Some(std::mem::replace(&mut self.theme.colors, Colors::Contrast)),
        }
    }

    /// The questions of the step, where it asks any.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(&self.step)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        self.sheets.get_mut(&self.step)
    }

    fn text(&self, step: Step, label: &str) -> String {
        self.sheets.get(&step).map(|it| it.text(label)).unwrap_or_default()
    }

    /// Which step of how many this is.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let way = WAYS.get(self.choice)?;
        Some((way.iter().position(|it| *it == self.step)? + 1, way.len()))
    }

    /// Takes a key; says what is wished because of it.
    pub fn key(&mut self, key: KeyEvent) -> Option<Wish> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if control && matches!(key.code, KeyCode::Char('c' | 'q')) {
            return Some(Wish::Leave);
        }
        if self.helps {
            self.helps = !matches!(key.code, KeyCode::Esc | KeyCode::Enter | KeyCode::F(1) | KeyCode::Char('?' | 'q'));
            return None;
        }
        let is_typing = self.sheet().is_some_and(Sheet::is_typing);
        if key.code == KeyCode::F(1) || !is_typing && letter(key) == Some('?') {
            self.helps = true;
            return None;
        }
        match (self.step, key.code) {
            (_, KeyCode::Esc) => return self.back(),
            (Step::First, _) => return self.first(key),
            (Step::Read, KeyCode::Enter) => return self.read.as_ref().map(|it| Wish::Open(it.1.clone())),
            (Step::Read, _) => (),
            (Step::Open, KeyCode::Tab | KeyCode::BackTab | KeyCode::Down | KeyCode::Up) => {
                return self.complete(key.code);
            }
            (Step::Open, KeyCode::Right) if self.place.is_some() => {
                self.place = None;
                return self.look_up();
            }
            (_, KeyCode::Enter) if self.sheet().is_some_and(|it| !it.is_last()) => {
                let next = KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE);
                self.sheet_mut()?.key(next);
            }
            (_, KeyCode::Enter) => return self.go_on(),
            (_, KeyCode::Char(' ')) if self.sheet().is_some_and(Sheet::on_button) => return self.go_on(),
            _ => {
                self.told.clear();
                self.sheet_mut()?.key(key);
                return self.typed();
            }
        }
        None
    }

    /// Whether a key stops what takes long; no other does anything meanwhile.
    pub fn stops(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let stops = key.code == KeyCode::Esc || control && matches!(key.code, KeyCode::Char('c' | 'q'));
        if stops {
            self.doing = Some("Stopping…".to_owned());
        }
        stops
    }

    pub fn paste(&mut self, text: &str) -> Option<Wish> {
        self.sheet_mut()?.paste(text);
        self.typed()
    }

    /// What follows from what was typed.
    fn typed(&mut self) -> Option<Wish> {
        match self.step {
            Step::Open => {
                self.place = None;
                self.look_up()
            }
            Step::Orgs => {
                steps::follow_names(self.sheet_mut()?);
                None
            }
            Step::Address => {
                let sheet = self.sheet_mut().filter(|it| it.focus == 0)?;
                let place = sheet.text(steps::ADDRESS);
                steps::follow(sheet, steps::FOLDER, folder_of(&place), !place.is_empty());
                None
            }
            _ => None,
        }
    }

    fn first(&mut self, key: KeyEvent) -> Option<Wish> {
        let last = CHOICES.len() - 1;
        self.answer = None;
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.choice = if self.choice == 0 { last } else { self.choice - 1 },
            KeyCode::Down | KeyCode::Tab => self.choice = if self.choice == last { 0 } else { self.choice + 1 },
            KeyCode::Enter | KeyCode::Char(' ') => return self.begin(),
            _ => match letter(key) {
                Some(digit @ '1'..='4') => {
                    self.choice = digit as usize - '1' as usize;
                    return self.begin();
                }
                Some('c') => {
                    self.turn_contrast();
                    self.answer = Some(match self.has_contrast() {
                        true => "More contrast is on, here and in the workspace. c takes it back.",
                        false => "The usual colours again.",
                    });
                }
                Some('s') => {
                    self.theme.ascii = !self.theme.ascii;
                    self.answer = Some(match self.theme.ascii {
                        true => "Plain signs are on, here and in the workspace. s takes them back.",
                        false => "The usual signs again.",
                    });
                }
                Some('r') => return Some(Wish::Lines),
                Some('q') => return Some(Wish::Leave),
                _ => (),
            },
        }
        None
    }

    fn begin(&mut self) -> Option<Wish> {
        self.told.clear();
        let Some(first) = WAYS[self.choice].first() else { return Some(Wish::Example) };
        self.step = *first;
        (self.step == Step::Open).then(|| self.look_up()).flatten()
    }

    /// One step back; what was typed stays.
    fn back(&mut self) -> Option<Wish> {
        self.told.clear();
        let way = WAYS[self.choice];
        match way.iter().position(|it| *it == self.step) {
            None if self.step == Step::First => return Some(Wish::Leave),
            // What was to be read has been read; the folder is there.
            None => return self.read.as_ref().map(|it| Wish::Open(it.1.clone())),
            Some(0) => self.step = Step::First,
            Some(nth) => self.step = way[nth - 1],
        }
        None
    }

    pub fn open_text(&self) -> String {
        self.text(Step::Open, steps::TO_OPEN)
    }

    fn look_up(&self) -> Option<Wish> {
        Some(Wish::LookUp(self.open_text()))
    }

    /// Goes on with what was joined.
    pub fn joined(&mut self, wish: JoinWish, joined: Joined) {
        let mut rows: Vec<String> = joined.people.iter().map(|it| format!("{} {}", it.org, it.name)).collect();
        rows.push("I am new: I am not in this list".to_owned());
        let me = joined.me.as_ref().and_then(|me| joined.people.iter().position(|it| it.id == *me));
        self.sheets.insert(Step::Who, steps::who(rows, me));
        self.joined = Some((wish, joined));
        self.step = Step::Who;
    }

    /// Who works in the folder is said: what is not right about what came with it is to be read first.
    pub fn is_somebody(&mut self, root: PathBuf) -> Option<Wish> {
        let findings = self.joined.as_ref().map(|it| it.1.findings.clone()).unwrap_or_default();
        self.read_first(findings, root)
    }

    /// Shows what is to be read before the workspace opens, where there is any of it.
    pub fn read_first(&mut self, words: Vec<String>, root: PathBuf) -> Option<Wish> {
        if words.is_empty() {
            return Some(Wish::Open(root));
        }
        self.read = Some((words, root));
        self.step = Step::Read;
        None
    }

    pub fn to_read(&self) -> &[String] {
        self.read.as_ref().map(|it| it.0.as_slice()).unwrap_or_default()
    }

    /// Says in place what did not work, and what to do.
    pub fn failed(&mut self, report: &Report) {
        let exchange = report.code.starts_with("E-SYNC");
        let mut told = vec![format!("{}.", shown::capital(&report.message))];
        match exchange {
            true => {
                let (_, _, remedies) = hindrance(report);
                let hints = if report.hints.is_empty() { remedies } else { report.hints.clone() };
                told.extend(hints.iter().map(|it| sentence(it)));
                let said: Vec<String> =
                    report.causes.iter().cloned().chain(report.said.lines().iter().cloned()).collect();
                told.extend((!said.is_empty()).then(|| "── For the record ──".to_owned()));
                told.extend(said);
            }
            false => {
                told.extend(report.causes.iter().map(|it| sentence(it)));
                told.extend(report.hints.iter().take(1).map(|it| sentence(it)));
            }
        }
        self.told = told;
    }

    /// What is not right, on lines of so many columns.
    pub fn told_in(&self, width: usize) -> Vec<String> {
        self.told.iter().flat_map(|it| wrapped(it, width)).collect()
    }
}

fn sentence(words: &str) -> String {
    let words = shown::capital(words);
    if words.ends_with(['.', '!', '?', ':']) { words } else { words + "." }
}
