//! What a verb of the command line is: its words, its examples, its arguments, and what it runs.

use clap::{Arg, ArgGroup, ArgMatches, Command};

use super::options::Options;
use super::printer::Answer;
use super::session::Session;
use crate::model::Kind;
use crate::report::Report;

/// A verb of the command line.
pub struct Verb {
    pub name: &'static str,
    /// Another word for it; none where it is empty.
    pub alias: &'static str,
    pub about: &'static str,
    /// Two of them, as they would be typed behind `comity`.
    pub examples: &'static [&'static str],
    pub arguments: Arguments,
    pub groups: fn() -> Vec<ArgGroup>,
    pub run: Run,
    /// Verbs below it.
    pub verbs: &'static [Verb],
}

/// Where a verb's arguments come from.
pub enum Arguments {
    Own(fn() -> Vec<Arg>),
    OfKind(fn(Kind) -> Vec<Arg>),
}

/// What a verb does, and what it needs for it.
pub enum Run {
    /// No workspace.
    Alone(fn(&Options, &ArgMatches) -> Result<Answer, Report>),
    Inside(fn(&mut Session, &ArgMatches) -> Result<Answer, Report>),
    OfKind(fn(&mut Session, Kind, &ArgMatches) -> Result<Answer, Report>),
}

/// A noun with its verbs.
pub struct Noun {
    pub kind: Option<Kind>,
    pub plain: &'static str,
    pub about: &'static str,
    pub verbs: &'static [Verb],
}

impl Noun {
    pub fn name(&self) -> &'static str {
        self.kind.map_or(self.plain, Kind::noun)
    }

    /// What the noun alone does: it lists; of what there is only one, that is shown.
    pub fn alone(&self) -> Option<&'static Verb> {
        ["list", "show"].into_iter().find_map(|name| self.verbs.iter().find(|it| it.name == name))
    }

    /// The plural, where it is another word.
    pub fn alias(&self) -> Option<&'static str> {
        self.kind.map(Kind::plural)
    }
}

impl Verb {
    pub(super) const fn alone(
        name: &'static str,
        about: &'static str,
        arguments: fn() -> Vec<Arg>,
        run: fn(&Options, &ArgMatches) -> Result<Answer, Report>,
    ) -> Self {
        Self {
            name,
            alias: "",
            about,
            examples: &[],
            arguments: Arguments::Own(arguments),
            groups: Vec::new,
            run: Run::Alone(run),
            verbs: &[],
        }
    }

    pub(super) const fn inside(
        name: &'static str,
        about: &'static str,
        arguments: fn() -> Vec<Arg>,
        run: fn(&mut Session, &ArgMatches) -> Result<Answer, Report>,
    ) -> Self {
        Self {
            name,
            alias: "",
            about,
            examples: &[],
            arguments: Arguments::Own(arguments),
            groups: Vec::new,
            run: Run::Inside(run),
            verbs: &[],
        }
    }

    pub(super) const fn of_kind(
        name: &'static str,
        about: &'static str,
        arguments: Arguments,
        run: fn(&mut Session, Kind, &ArgMatches) -> Result<Answer, Report>,
    ) -> Self {
        Self { name, alias: "", about, examples: &[], arguments, groups: Vec::new, run: Run::OfKind(run), verbs: &[] }
    }

    pub(super) const fn example(mut self, examples: &'static [&'static str]) -> Self {
        self.examples = examples;
        self
    }

    /// Gives it another word.
    pub(super) const fn also(mut self, alias: &'static str) -> Self {
        self.alias = alias;
        self
    }

    pub(super) const fn grouped(mut self, groups: fn() -> Vec<ArgGroup>) -> Self {
        self.groups = groups;
        self
    }

    pub(super) const fn with(mut self, verbs: &'static [Self]) -> Self {
        self.verbs = verbs;
        self
    }

    /// The verb as clap takes it, examples first.
    pub fn command(&self, kind: Option<Kind>) -> Command {
        let arguments = match self.arguments {
            Arguments::Own(arguments) => arguments(),
            Arguments::OfKind(arguments) => kind.map(arguments).unwrap_or_default(),
        };
        let mut command = Command::new(self.name).about(self.about).args(arguments).groups((self.groups)());
        let examples = self.worded_examples(kind);
        if !examples.is_empty() {
            let lines: String = examples.iter().map(|it| format!("  comity {it}\n")).collect();
            command = command.before_help(format!("Examples:\n{}", lines.trim_end()));
        }
        if !self.alias.is_empty() {
            command = command.visible_alias(self.alias);
        }
        if !self.verbs.is_empty() {
            command =
                command.args_conflicts_with_subcommands(true).subcommands(self.verbs.iter().map(|it| it.command(kind)));
        }
        command
    }

    /// Its examples; those of shared verbs with the noun in them.
    pub fn worded_examples(&self, kind: Option<Kind>) -> Vec<String> {
        let (id, title) = match kind {
            Some(Kind::Meeting) => ("AQ-2026-11-24", "\"Ordinary meeting\" --group AQ --start \"24 nov 14:00\""),
            Some(Kind::Item) => ("7K3F", "\"Counting rules\" --meeting \"AQ next\" --minutes 20"),
            Some(Kind::Action) => ("7K3F", "\"Invite experts\" --group AQ --owner rowan --due +2w"),
            Some(Kind::Decision) => ("7K3F", "\"Joint reading\" --group AQ --text \"The group reads once a quarter.\""),
            Some(Kind::Measure) => {
                ("AQ/enrolled", "\"Enrolled auditors\" --group AQ --unit % --definition \"Share of audits.\"")
            }
            Some(Kind::Note) => ("7K3F", "\"Agreed on our side\" --about AQ-A26-7K3F"),
            Some(Kind::Group) => ("AQ", "\"Audit quality\" --code AQ"),
            Some(Kind::Person) => ("alder", "\"Ada Byron\" --org sedex --emails ada@example.org"),
            Some(Kind::Org) => ("apsca", "\"Third body\" --short TB --kind professional-body"),
            Some(Kind::Member | Kind::Workspace) | None => ("", ""),
        };
        let noun = kind.map(Kind::noun).unwrap_or_default();
        let edit = match kind {
            Some(Kind::Meeting) => "--minutes 1h30",
            Some(Kind::Item) => "--presenter alder",
            Some(Kind::Action) => "--due \"next fri\"",
            Some(Kind::Decision) => "--closes-on +1m",
            Some(Kind::Measure) => "--target 80",
            Some(Kind::Group) => "--state dormant",
            Some(Kind::Person) => "--function Buyer",
            Some(Kind::Org) => "--url https://example.org",
            _ => "--state answered",
        };
        let word = |it: &str| it.replace("NOUN", noun).replace("ID", id).replace("TITLE", title).replace("EDIT", edit);
        self.examples.iter().map(|it| word(it)).collect()
    }
}
