//! The question before a sync whether programs that the folder's own settings name may be run.

use super::{App, Message, Overlay};
use crate::model::shown;
use crate::report::Report;
use crate::store::trust::Named;
use crate::tui::event::Effect;
use crate::tui::exchange::Begun;
use crate::tui::overlay::confirm::Confirm;
use crate::tui::overlay::help::HelpView;
use crate::tui::widget::text::wrapped;

/// What is asked about has to be in sight as a whole, on a small screen too: on so many lines
const MOST: usize = 6;
/// of so many columns.
const WIDE: usize = 64;

impl App {
    /// Asks whether the programs may be run. Where the list is too long for a question, it is only shown: nobody allows
    /// what they have not seen.
    pub(super) fn ask_trust(&mut self, named: Vec<Named>) {
        let settings: Vec<String> = named.iter().map(in_words).collect();
        let n_lines: usize = settings.iter().map(|it| wrapped(it, WIDE).len()).sum();
        let means = "They would be run in your name as soon as anything is exchanged:".to_owned();
        if n_lines > MOST {
            let lines = std::iter::once(means).chain(settings);
            let remedy = "Nothing was run and nothing exchanged. If you know where they come from, `comity trust` allows them; you can go on working here without.".to_owned();
            let title = "The settings of this folder name programs";
            self.overlay = Some(Overlay::Help(HelpView::words(title, lines.chain([remedy]))));
            return;
        }
        let mut lines = vec![means];
        lines.extend(settings);
        lines.extend([
            "Whoever put this folder together may have named them: allow them only if you know where they come from. You are asked again when they change.".to_owned(),
            "If you leave it, none of them is run and nothing is exchanged; what you do is saved here.".to_owned(),
        ]);
        self.overlay = Some(Overlay::Confirm(Confirm {
            title: "Allow the programs that the settings of this folder name?".to_owned(),
            lines,
            yes: "Allow and go on",
            effect: Some(Effect::Trust(named)),
            at_yes: false,
            drawn: false,
        }));
    }

    /// What is said where they are not allowed.
    pub(super) fn distrusted(&mut self) {
        let words = "Not allowed: nothing was run or exchanged. What you do is saved here".to_owned();
        self.message = Message { words, warns: false };
    }

    /// Does what waited for them to be allowed.
    pub(super) fn trusted(&mut self, result: Result<(), Report>) -> Vec<Effect> {
        match result {
            Ok(()) => {
                let mut errand = self.desk.exchange.errand;
                if errand.begun == Begun::ByItself {
                    errand.begun = Begun::ByHand;
                }
                self.begin(errand)
            }
            Err(report) => {
                self.tell("Not allowed", &report);
                Vec::new()
            }
        }
    }
}

fn in_words(named: &Named) -> String {
    format!("  {} = {}", shown::visible(&named.key), shown::visible(&named.value))
}
