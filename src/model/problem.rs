//! Problems: what is wrong in a folder, where, why, and what to do about it. They are listed; they stop nobody.

use std::cmp::Ordering;

use super::id::RecordId;

/// One thing that is wrong or deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    /// The file, relative to the workspace, slashes forward.
    pub path: String,
    /// The record, where the path is one's.
    pub id: Option<RecordId>,
    /// The field, as its path in the record.
    pub field: Option<String>,
    /// Line and column, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Wrong: a change may not bring it in.
    Error,
    /// Incomplete or odd.
    Warning,
}

macro_rules! codes {
    ($($name:ident $level:ident $code:literal $title:literal $text:literal;)*) => {
        /// The kinds of problem, each with what `explain` says of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($name),* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name),*];
            /// As it is printed: `E-TOML`.
            pub fn word(self) -> &'static str { match self { $(Self::$name => $code),* } }
            pub fn level(self) -> Level { match self { $(Self::$name => Level::$level),* } }
            /// What it is, in a few words.
            pub fn title(self) -> &'static str { match self { $(Self::$name => $title),* } }
            /// The long text.
            pub fn text(self) -> &'static str { match self { $(Self::$name => $text),* } }
        }
    };
}

codes! {
    Toml Error "E-TOML" "A file cannot be read"
        "The file is not valid TOML, so its record is shown as it was last saved, and cannot be changed until the file is mended. Open it at the line given. If you do not know what it should say, `comity doctor` tells how to put back what was saved last.";
    Markers Error "E-MARKERS" "A file holds conflict markers"
        "Another git program has stopped in the middle of a merge and left lines such as `<<<<<<<` in the file. Choose one side of each such place, or put back what was saved last, and finish the merge there.";
    Utf8 Error "E-UTF8" "A file is not UTF-8"
        "All texts of a workspace are UTF-8. The file holds bytes that are none, perhaps because a program saved it as Latin-1 or UTF-16. Save it as UTF-8.";
    Nul Error "E-NUL" "A file holds a NUL"
        "A NUL character has no place in a text. It often means that a file was damaged by a crash. Put back what was saved last.";
    Size Error "E-SIZE" "A file is too large"
        "A record is at most 256 kB. Long documents belong beside the agenda as a paper, in the group's papers folder.";
    Link Error "E-LINK" "A link stands where a file or folder should be"
        "A symbolic link may lead out of the workspace, so comity does not follow it. Put the file itself there.";
    Special Error "E-SPECIAL" "Something that is no file stands where a record should be"
        "Only plain files are read. A pipe, socket or device stands there, or a folder bears a record's name.";
    Unreadable Error "E-UNREADABLE" "A file or folder cannot be opened"
        "The system refused to open it. It may belong to somebody else: see its owner and permissions.";
    Place Error "E-PLACE" "A file lies where no record of that name belongs"
        "The path of a record follows from its id: the group's code, the kind and the year are in it. A file under another name or in another folder is not read as a record. Move it to where it belongs, or rename it.";
    Twice Error "E-TWICE" "One id is used by two files"
        "Two files bear the same id, in different folders or differing only in capitals. One of them must go, or get an id of its own.";
    Id Error "E-ID" "A file says another id than its name"
        "A record's id is its file's name. The file holds an `id` or `kind` of its own which says something else.";
    Format Error "E-FORMAT" "The workspace was made by a newer comity"
        "The number in `workspace.toml` under `format` is higher than this version knows. Take a newer version; this one does not write into the folder, so that it cannot damage what it does not understand.";
    Type Error "E-TYPE" "A value is not of its field's type"
        "Each field holds one type of value: a date without quotes, a whole number, a text. `comity KIND edit ID --FIELD VALUE` writes it as it should be.";
    Choice Error "E-CHOICE" "A value is none of the choices"
        "The field takes only the words listed. A newer comity may know more of them; then take that version.";
    Required Error "E-REQUIRED" "A field that every such record needs is missing"
        "Without it the record cannot be understood. Fill it in.";
    Reference Error "E-REFERENCE" "A record names another one that is not there"
        "The id under this field belongs to no record. It may be misspelt, or the record may have been removed by hand.";
    Entry Error "E-ENTRY" "Two entries of a list cannot be told apart"
        "The entries of this list are told apart by the fields that the message names; two of them say the same. Change one or take it out.";
    Gap Error "E-GAP" "A meeting starts at a time that does not exist"
        "In the night in which clocks go forward, an hour is left out. The start lies in that hour. Choose another time.";
    Order Error "E-ORDER" "Dates are in the wrong order"
        "One of the two dates must come before the other, as the message says.";
    Elsewhere Error "E-ELSEWHERE" "A record belongs to another group than what it names"
        "An item stands on the agenda of its own group's meetings only. To hand a topic to another group, refer it.";
    Itself Error "E-ITSELF" "A record names itself"
        "A record cannot continue, duplicate or supersede itself, nor a person be their own alternate.";
    Red Error "E-RED" "`red` is not possible here"
        "What only named people may read must not go into a shared history: everybody who has the folder has it for good. Keep it elsewhere and write only where.";
    InForce Error "E-IN-FORCE" "The text of a decision in force was changed"
        "Every party has endorsed these very words. They cannot be edited; a new decision can supersede them.";
    Locked Error "E-LOCKED" "Approved minutes were changed"
        "Both sides approved what these minutes say. They stay as they are; what was wrong is said in a note of kind correction, and the next meeting takes it up.";
    Closed Error "E-CLOSED" "Something goes on in a closed group"
        "In a closed group no action is open and nobody sits. Settle the action, `comity action done ID` or `cancel`, end the term, `comity member end PERSON GROUP`, or open the group again: `comity group activate GROUP`.";
    Reason Error "E-REASON" "A reason is missing"
        "What is dropped or cancelled keeps its reason, so that a reader in a year understands it.";
    Key Warning "W-KEY" "A field is not known"
        "Perhaps it is misspelt, or a newer comity wrote it. It is kept as it is.";
    Owner Warning "W-NO-OWNER" "An action has no owner"
        "Somebody should answer for it: `comity action assign ID PERSON`.";
    Due Warning "W-NO-DUE" "An action has no due date"
        "Without a day it is easily forgotten: `comity action due ID DATE`.";
    DoneOn Warning "W-DONE-ON" "An action is done, and nobody knows since when"
        "The day on which it was done is missing, as happens with imports.";
    Void Warning "W-VOID" "A position is about an older text"
        "The title or text of the decision was changed after the party had taken its position, so the position does not count any more. The party must look at the new text.";
    Overfull Warning "W-OVERFULL" "An agenda is longer than its meeting"
        "The items take more minutes than the meeting has. Shorten some, or move them to the next meeting.";
    Contested Warning "W-CONTESTED" "A value is contested"
        "Both sides wrote a value for this field. One of them stands; the other waits here to be looked at.";
    Direction Warning "W-DIRECTION" "A text turns the reading direction around"
        "Characters that override the direction of text can make a text read as something else than it says. They are shown escaped.";
    Control Warning "W-CONTROL" "A text holds control characters"
        "They would act on a terminal instead of being read, so they are shown escaped.";
    LineEnds Warning "W-LINE-ENDS" "A file has Windows line ends or a byte order mark"
        "It is read all the same; comity's next change to it writes it with plain line feeds.";
    Repeated Warning "W-REPEATED" "A meeting starts at a time that comes twice"
        "In the night in which clocks go back, an hour comes twice. The start lies in that hour, and the first of the two is taken. Choose another time, so that nobody has to ask.";
    CoChairs Error "E-CO-CHAIRS" "A party has two co-chairs in one group"
        "A group that both sides chair has one co-chair of each party. `comity member set PERSON GROUP co-chair --in-place-of OTHER` hands the chair over in one step.";
    Inactive Warning "W-LEFT" "Somebody who left still owns an open action"
        "The person's record says that they left. Give the action to somebody else: `comity action assign ID PERSON`.";
    NoCoChair Warning "W-NO-CO-CHAIR" "A party has no co-chair in a group"
        "The group's rules say that it has a co-chair of each party. `comity member set PERSON GROUP co-chair` names one.";
    NoQuorum Warning "W-NO-QUORUM" "A party cannot make a quorum"
        "Fewer people of a party sit in the group than its quorum asks for, so that no meeting of it can be quorate. Name more people, or change the rules.";
    Vacant Warning "W-VACANT" "A seat is vacant"
        "The group's rules say how many seats each party has, and nobody holds this one. `comity member set PERSON GROUP ROLE` names somebody; alternates, liaisons and observers do not count.";
    TermEnded Warning "W-TERM-ENDED" "The owner of an open action no longer sits in its group"
        "The owner's terms in the group have ended. Give the action to somebody else, `comity action assign ID PERSON`, or leave it if they finish it all the same.";
    Alternate Warning "W-ALTERNATE" "An alternate of nobody"
        "An alternate takes the place of somebody who is away; that somebody is not named, or has no running term in the group.";
    Overlap Warning "W-OVERLAP" "Two terms of one role overlap"
        "The same person holds the same role in the same group twice at once. Correct the days of one of the two terms in the file.";
    Exchange Warning "W-EXCHANGE" "Nobody of the other party's management sits in a group"
        "Where one party leads a group, somebody of the other party's management team takes a role in it. `comity person edit PERSON --management yes` says who belongs to a management team.";
    ForOrg Warning "W-FOR-ORG" "Somebody sits for an organisation that is not theirs"
        "The term names another organisation than the one that the person works for. That may be meant; it may also be a slip.";
    StillSeated Warning "W-STILL-SEATED" "Somebody who left still has a running term"
        "The person's record says that they left. `comity person leave PERSON` ends the terms.";
    Parties Warning "W-PARTIES" "The parties are not as a memorandum has them"
        "A memorandum binds two organisations or more, and only a party leads a group or takes a position. `comity workspace edit --parties +ORG,-ORG` says who the parties are.";
    Mark Warning "W-MARK" "A sign or short name does not tell an organisation from others"
        "On the screen an organisation is known by one character and two to four letters. Those of two organisations should differ: `comity org edit ORG --sign S --short XY`.";
    SameName Warning "W-SAME-NAME" "Two people are called alike"
        "Two records bear the same name, or names that differ only by accents, capitals or the form of Unicode. If they are one person, `comity person join KEEP OTHER` makes one of the two records; if not, tell them apart by their names.";
    Joined Warning "W-JOINED" "A record that was joined into another is still named"
        "Two records of one person were joined, and something has named the one that was given up since, perhaps in another clone. `comity person join KEEP OTHER` joins them again.";
    OutsideRole Warning "W-OUTSIDE-ROLE" "Somebody acted outside their role"
        "Who may do what follows from who sits where; `comity help roles` lists it. Somebody changed what is not theirs to change, and their change gives no reason: perhaps another git program or a hand made it. Put it back, or let somebody whose role it is approve it by a note that names the change. A party's position counts for the party only by somebody who endorses for it.";
    NoOrg Warning "W-NO-ORG" "People without an organisation"
        "Lists often leave the organisation blank. Nobody knows then for whom these people sit where they sit, and they count for no party. `comity person edit PERSON --org ORG` says it.";
    Paper Warning "W-PAPER" "A paper is missing, or no longer what was added"
        "An item names a file among the group's papers, with a mark of what it contained. The file is not there, or contains something else by now: perhaps somebody changed it after it was sent. Put it back as it was, or add it anew, `comity item paper add ID FILE --title TITLE`, so that everybody reads the same.";
    Placeholder Warning "W-PLACEHOLDER" "Placeholder people are left"
        "These people stand for somebody who is still to be named, as in a new workspace. Give each a name and an address, and take the mark away.";
}

impl Problem {
    /// A problem of a record, or of one of its fields.
    pub fn of(
        code: Code,
        id: &RecordId,
        field: Option<&str>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            code,
            path: id.path(),
            id: Some(id.clone()),
            field: field.map(str::to_owned),
            at: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// A problem of a file.
    pub fn of_file(code: Code, path: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            code,
            path: path.to_owned(),
            id: RecordId::from_path(path),
            field: None,
            at: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    pub fn is_error(&self) -> bool {
        self.code.level() == Level::Error
    }

    /// What makes two problems the same one, wherever its line stands.
    pub fn same_as(&self, other: &Self) -> bool {
        (self.code, &self.path, &self.field, &self.message) == (other.code, &other.path, &other.field, &other.message)
    }
}

impl Ord for Problem {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.code.level(), it.path.clone(), it.at, it.code, it.field.clone(), it.message.clone());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Problem {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
