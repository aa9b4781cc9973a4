//! Findings: what is not right about a change that somebody made, as a table of codes with words.

use crate::model::{problem, shown};
use crate::store::repo::{CommitId, Saved};
use crate::workspace::Trailers;

macro_rules! findings {
    ($($name:ident $code:literal $title:literal $text:literal;)*) => {
        /// The kinds of finding, each with what `explain` says of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($name),* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name),*];
            /// As it is printed: `E-CHANGE-ROLE`.
            pub fn word(self) -> &'static str { match self { $(Self::$name => $code),* } }
            /// What it is, in a few words.
            pub fn title(self) -> &'static str { match self { $(Self::$name => $title),* } }
            /// The long text.
            pub fn text(self) -> &'static str { match self { $(Self::$name => $text),* } }
        }
    };
}

findings! {
    Rewound "E-CHANGE-REWOUND" "The history does not build on what was there"
        "What comes in has to build upon what everybody has. Here changes are missing that were there, because somebody has rewritten the history or gone back in it. Receive first, then send; what was lost is sent again by `comity sync --send-again`.";
    Branch "E-CHANGE-BRANCH" "A shared copy carries one history"
        "A workspace has one branch. It is not taken away, and no other branch or tag is laid beside it, for nobody would look at it.";
    Unsigned "E-CHANGE-UNSIGNED" "A signature is missing"
        "Whoever has signing keys in their person record signs every change, so that nobody can act in their name; a shared copy can also be set up to ask it of everybody. Set git up to sign: `git config commit.gpgsign true`.";
    Signature "E-CHANGE-SIGNATURE" "A signature does not fit"
        "The signature was made for another text or another purpose, or is of a kind that is not taken. Taken are SSH keys (Ed25519, ECDSA, RSA with SHA-2, and security keys of the first two) and OpenPGP keys. They stand in the person's record, `[[signing_key]]` with `key`, `from` and `until`: an SSH key as its .pub file has it, an OpenPGP key as `openpgp` and its public part in base 64 on one line (`gpg --export --export-options export-minimal KEY | base64 -w0`).";
    Key "E-CHANGE-KEY" "The key is not theirs"
        "The change is signed by a key that did not stand in the person's record before the change. A new key is added by a change that is signed with an old one, or by an officer of a group that steers.";
    KeyDay "E-CHANGE-KEY-DAY" "The key did not count on that day"
        "A signing key counts from one day until another, as the person's record says. The change was made before or after these, and a date before that of an earlier change does not help.";
    Author "E-CHANGE-AUTHOR" "Nobody of this workspace made it"
        "The address of the change is nobody's, or several people's, and it names nobody. `comity person edit PERSON --emails +ADDRESS` tells whose it is.";
    Role "E-CHANGE-ROLE" "It was not theirs to change"
        "Who may do what follows from who sits where; `comity help roles` lists it. The change lies outside the role that its author had then, and says no reason (`--override REASON`). For some things no reason does: addresses, keys and the right to endorse in other people's records, and seats in a group that steers, for everything else is judged by them.";
    Late "W-CHANGE-LATE" "It was theirs on the day that it bears, and came in later"
        "Who works offline sends later what they did by the last days of their role. The change bears a day on which its author could do that, and stands upon changes of a later day, on which they could not any more. A day is easily written into a change: ask them, if it surprises you. After 30 days it is taken for outside their role, and at once where everything else is judged by it, as with addresses, keys and who steers.";
    Override "W-CHANGE-OVERRIDE" "Somebody acted outside their role, and says why"
        "The reason stands in the history. Whoever disagrees puts it back: `comity history revert CHANGE`.";
    Acting "W-CHANGE-ACTING" "Somebody acted as somebody else"
        "The address of the change is one person's, and it was made in the name of another one. That is meant for those who share a desk.";
    Position "E-CHANGE-POSITION" "A position bears another name than its author's"
        "A party's position says by whom it was recorded. That has to be whoever made the change.";
    Record "E-CHANGE-RECORD" "A record is not valid"
        "The change makes a record that cannot be read, or that breaks a rule by itself. `comity explain` tells more about the code that is named.";
    Rule "W-CHANGE-RULE" "Records do not go together"
        "Each record is right by itself, and together they break a rule. That happens when two desks did things side by side; `comity check` lists it until it is settled.";
    Path "E-CHANGE-PATH" "A file lies where none belongs"
        "A workspace holds records at the paths that follow from their ids, papers in the groups' papers folders, and at its top README.md, .gitattributes and .gitignore. Nothing else.";
    Mode "E-CHANGE-MODE" "A link or a program"
        "Links may lead out of the folder and programs may be run, so neither has a place in a workspace.";
    Size "E-CHANGE-SIZE" "A file is too large"
        "A record is at most 256 kB, a paper at most 25 MB: everybody keeps it for good.";
    Message "E-CHANGE-MESSAGE" "The words do not tell what was done"
        "A change says which records and groups it touched and what was done with them. Here something else was done. Who undoes something takes back what they did themselves, and only that.";
    Twice "E-CHANGE-TWICE" "Two changes bear one id"
        "Each change has an id of its own, by which it is found, undone and known again. Two of these have the same.";
    Merge "E-CHANGE-MERGE" "Something came in while two histories were joined"
        "Where two histories are joined, each field holds what one of the two made of it, and nothing else. What somebody wants to change besides is a change of its own.";
    Clock "W-CHANGE-CLOCK" "A clock is wrong"
        "The change bears a time that is still to come, or lies more than a day before that of the change on which it builds. A clock may be wrong, or somebody wants to seem earlier or later than they were.";
}

/// So much of a subject is told.
const SHORT: usize = 50;

/// One thing that is not right about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    /// Nothing where it is about the history as a whole.
    pub commit: Option<CommitId>,
    /// What the change is called in the history.
    pub change: String,
    /// The first line of its words.
    pub subject: String,
    /// The file, where it is about one.
    pub path: Option<String>,
    /// What is not right, in lower case, without a full stop.
    pub message: String,
    /// Who has accepted the change all the same, and why.
    pub accepted: Option<String>,
}

impl Code {
    pub fn is_error(self) -> bool {
        self.word().starts_with('E')
    }
}

impl Finding {
    /// A finding about a change.
    pub fn of(code: Code, saved: &Saved, path: Option<&str>, message: impl Into<String>) -> Self {
        let own = Trailers::of(&saved.message).change_id.unwrap_or_else(|| saved.id.clone());
        Self {
            code,
            commit: Some(saved.id.clone()),
            change: own.chars().take(8).collect(),
            subject: saved.message.lines().next().unwrap_or_default().to_owned(),
            path: path.map(str::to_owned),
            message: message.into(),
            accepted: None,
        }
    }

    /// A finding about the history as a whole.
    pub fn of_history(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            commit: None,
            change: String::new(),
            subject: String::new(),
            path: None,
            message: message.into(),
            accepted: None,
        }
    }

    /// Whether it stands in the way.
    pub fn is_error(&self) -> bool {
        self.code.is_error() && self.accepted.is_none()
    }

    /// In words, safe for a terminal: `3f2a91c0 "Edit Alder": only ... (E-CHANGE-ROLE)`.
    pub fn words(&self) -> String {
        let change = match &self.commit {
            None => String::new(),
            Some(_) => {
                let subject = shown::visible(&self.subject);
                format!("{} \"{}\": ", shown::visible(&self.change), shown::cut(&subject, SHORT))
            }
        };
        let (message, code) = (shown::visible(&self.message).into_owned(), self.code.word());
        // A message that names the file already need not do so twice.
        let path = self.path.as_deref().map(|it| shown::visible(it).into_owned()).filter(|it| !message.contains(it));
        let path = path.map(|it| format!("{it}: ")).unwrap_or_default();
        let accepted = self.accepted.as_ref().map(|it| format!("; accepted by {}", shown::visible(it)));
        format!("{change}{path}{message} ({code}){}", accepted.unwrap_or_default())
    }

    /// The same on a line of a list: `error: ...`.
    pub fn line(&self) -> String {
        format!("{}: {}", if self.is_error() { "error" } else { "warning" }, self.words())
    }
}

/// Rules that two desks can break together without either of them doing anything wrong.
const TOGETHER: &[problem::Code] = &[
    problem::Code::Reference,
    problem::Code::CoChairs,
    problem::Code::Closed,
    problem::Code::Order,
    problem::Code::Entry,
    problem::Code::Reason,
];

/// Whether what is wrong can come of two desks. The words of a decision in force are among that only where they were
/// changed offline, and put on top of the last endorsement afterwards.
pub(super) fn is_of_two(code: problem::Code, replayed: bool) -> bool {
    TOGETHER.contains(&code) || (code == problem::Code::InForce && replayed)
}
