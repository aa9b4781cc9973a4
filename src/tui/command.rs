//! Everything that a key can mean, with its words, in one table. Hints, help and README read it.

macro_rules! commands {
    ($($name:ident $label:literal $help:literal $(also $other:literal)?;)*) => {
        /// What a key can mean. Never called an action: that word is taken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $($name),* }

        impl Command {
            pub const ALL: &[Self] = &[$(Self::$name),*];
            /// What it is called in a file of keys: `next-box`.
            pub fn name(self) -> String { in_kebab_case(match self { $(Self::$name => stringify!($name)),* }) }
            /// The word in the line of hints.
            pub fn label(self) -> &'static str { match self { $(Self::$name => $label),* } }
            /// What it does, in a line of help.
            pub fn help(self) -> &'static str { match self { $(Self::$name => $help),* } }
            /// Other words by which people look for it.
            pub fn other_words(self) -> &'static str { match self { $(Self::$name => concat!($($other)?)),* } }
        }
    };
}

fn in_kebab_case(name: &str) -> String {
    name.char_indices().fold(String::new(), |mut out, (at, it)| {
        if at > 0 && it.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(it.to_ascii_lowercase());
        out
    })
}

commands! {
    Open "Open" "open everything about the selected thing";
    Done "Done" "tick the action as done, or take it up again" also "tick complete finish";
    Add "Add" "add one here" also "new create";
    Edit "Edit" "change the fields of the selected thing" also "change rename";
    Due "Due date" "give the action another day" also "deadline postpone";
    Who "Who" "give the action to somebody else" also "assign owner responsible";
    Priority "Priority" "say how much the action matters: high, normal or low" also "important urgent";
    Progress "Note" "write down what has been done";
    Drop "Drop" "drop, withdraw or cancel it, with a reason (asks)" also "delete remove";
    Activate "Activate" "let the group begin its work, or take it up again (asks)";
    Close "Close" "close the group, or accept a done action for the group (asks)" also "accept finish";
    Snooze "Leave alone" "leave the action alone until a day; until then it is not late" also "snooze later defer wait";
    Plan "Plan meeting" "plan a meeting of the group" also "new schedule";
    MoveUp "Move up" "move the item up on the agenda";
    MoveDown "Move down" "move the item down on the agenda";
    MoveMode "Move" "pick the item up; the arrows carry it, Enter drops it";
    DropHere "Drop here" "drop the item here";
    Longer "+5 min" "give the item five minutes more";
    Shorter "-5 min" "give the item five minutes less";
    Pool "Pool" "move the item into the pool, or from there onto the agenda";
    StartMeeting "Start" "start the meeting (asks), or go to it while it is in session" also "begin live open session";
    NextItem "Next item" "take the next item of the agenda; what was written is saved" also "live";
    ItemBefore "Item before" "take the item before again" also "back live";
    Write "Write" "write what the minutes say of the item" also "minutes type";
    NewDecision "Decision" "write a decision down in one line, under the item" also "live agree";
    NewAction "Action" "write an action down in one line, under the item" also "live task";
    Attendance "Who is here" "say who is here, who came late, who left" also "attendance quorum present";
    Presence "Here or not" "present, remote, apologies, absent, one after the other";
    CameLate "Came late" "they came just now";
    WentEarly "Left" "they left just now";
    AllPresent "All here" "everybody of whom nothing is said yet is present";
    Guest "Guest" "write down somebody else who is here, who is not of the group" also "visitor observer other";
    Reminder "Reminder read" "tick that the competition-law reminder was read" also "notice antitrust";
    Outcome "Outcome" "say what came of the item";
    Defer "Defer" "put an item off to the next meeting (asks)" also "postpone later";
    Pause "Pause" "begin a pause of the meeting, or go on after it" also "break resume";
    EndMeeting "End" "end the meeting (asks)" also "close finish";
    Issue "Send out" "send the agenda out, and after the meeting its draft minutes (asks)" also "issue circulate publish";
    Postpone "Postpone" "let the meeting take place at another time" also "reschedule";
    CancelMeeting "Cancel meeting" "let the meeting not take place, with a reason (asks)" also "call off";
    CarryOver "Carry over" "choose what comes over from earlier meetings" also "matters arising deferred";
    Accept "Accept" "take the proposal up, onto this agenda" also "take proposal";
    Decline "Decline" "do not take the proposal, with a reason (asks)" also "refuse reject";
    AddPaper "Add paper" "add a file or a link that goes with the item" also "attach document upload";
    Refer "Hand over" "hand the item or action over to another group" also "refer forward transfer";
    GiveBack "Return result" "tell the group that handed the item over what came of it" also "back answer";
    Checks "Checks" "to what is not ready, and back to the agenda" also "ready problems";
    CheckMinutes "Minutes checked" "say, for the other side, that the draft minutes are right (asks)";
    Approve "Approve minutes" "say that the minutes are approved; what they say stands then (asks)" also "confirm minutes";
    Agree "Agree" "say that the group agrees; the parties are asked from then on (asks)";
    Endorse "Endorse" "endorse the decision for your party (asks)" also "sign off yes";
    Reserve "With reservation" "endorse the decision for your party, with a reservation in words";
    Object "Object" "object to the decision for your party, with the reason in words" also "no veto";
    Abstain "Abstain" "abstain for your party (asks)";
    Silent "Silence" "record that a party said nothing by the last day (asks)";
    Number "Number" "give the decision its formal number" also "register";
    Withdraw "Withdraw" "let the decision not come about (asks)";
    Supersede "Supersede" "draft a decision that takes the place of this one" also "replace";
    Tick "Tick" "tick the line, or take the tick away";
    Link "Link" "link it to a similar one: the same, or it contributes to that" also "duplicate similar";
    Mark "Mark" "mark it or unmark it; what is marked is changed together";
    Filter "Filter" "filter the list while you type" also "search narrow";
    Quick "Quick filters" "filters that are ready: mine, late, this week, waiting, an organisation, your own";
    KeepFilter "To the list" "keep the filter and go to the list";
    ClearFilter "Clear filter" "show everything again";
    Sort "Sort" "a menu of the orders";
    Board "Board / list" "show a board of lanes, or the list again" also "kanban";
    LaneLeft "Lane" "to the lane before";
    LaneRight "Lane" "to the next lane";
    LaneBack "Move back" "move the card to the lane before: that is where the action stands then";
    LaneOn "Move on" "move the card to the next lane; one that is to wait is asked for what";
    All "Closed too" "show what is closed or dropped too, or no longer";
    ByGroup "Group" "show one group after the other, then all";
    ByPerson "Person" "show the changes of the person of the selected one, or of all";
    HistoryOf "History" "show what happened to the selected thing" also "log past";
    NextPlace "Next" "to the next field, or to the next thing that Enter opens";
    PreviousPlace "Previous" "to the field or thing before";
    Comment "Comment" "say something about the selected thing, or about the field at the marker" also "note remark";
    Settle "Settle" "say what became of the note";
    Copy "Copy" "copy the selected thing as text, and show the text" also "clipboard";
    Export "Into a file" "make a document of it: agenda, minutes, log, register, calendar; or write down what the page shows" also "export print save csv table json document report letter ics";
    Details "Details" "read what is told of the selected thing";
    Role "Set role" "say what the person is in the group, from when, for whom" also "member chair seat";
    EndTerm "End" "end what the person is in the group (asks)" also "remove member";
    Leave "Leaves" "the person leaves altogether (asks)";
    AsOf "As of" "show another day";
    ByOrg "Only one side" "show the people of one organisation after the other, then all";
    Ended "Ended" "show ended terms and people who left too, or no longer";
    Ledger "Who sat where" "show who sat in the group, and who came after whom";
    CellLeft "Left" "to the group before";
    CellRight "Right" "to the next group";
    CellsLeft "Groups before" "to the groups before these";
    CellsRight "More groups" "to the next groups";
    PutBack "Put back" "put the fields of the change back as they were (asks)" also "revert restore";
    Identity "Who you are" "say who you are, where that is not known" also "me name";
    TakeIn "Take in" "save what was edited by hand (asks)" also "import files";
    Undo "Undo" "take back your last change" also "take back revert";
    Redo "Redo" "take back your last undo" also "again";
    Up "Up" "one up";
    Down "Down" "one down";
    PageUp "Page up" "a page up";
    PageDown "Page down" "a page down";
    Top "Top" "to the first";
    Bottom "Bottom" "to the last";
    NextBox "Next box" "to the next box";
    PreviousBox "Previous box" "to the box before";
    ToBar "Pages and keys" "to the pages above, then to the keys below";
    ToBarBack "Keys and pages" "to the keys below, then to the pages above";
    NextButton "Next" "to the next one";
    PreviousButton "Previous" "to the one before";
    Press "Do it" "do what is selected";
    PageHome "Home" "next meetings, your actions, what needs attention";
    PageGroups "Groups" "the working groups, their rules and their members";
    PageMeetings "Meetings" "meetings and their agendas";
    PageActions "Actions" "action points of all groups";
    PagePeople "People" "who sits in which group";
    PageHistory "History" "what happened";
    Sync "Send and receive" "send and receive now, while you go on working" also "sync exchange upload download";
    StopSync "Stop" "stop sending and receiving; what is saved stays saved";
    Ask "Let it ask" "leave the screen for a moment, so that you can be asked for a password or passphrase";
    SendAgain "Send again" "send again what the shared copy has lost (asks)";
    SharedCopy "Shared copy" "say where the shared copy is" also "server address";
    MarkSeen "Seen" "what the others did is looked at; count anew from here";
    Numbers "Numbers" "show the weeks in numbers, or as bars again";
    Dismiss "Dismiss" "show the first steps no more";
    Mine "Mine" "the value that you or your organisation wrote is to stand";
    Theirs "Theirs" "the value that the other side wrote is to stand";
    Both "Both" "both texts are to stand, one after the other";
    WriteNew "Write new" "write another value that is to stand";
    Raise "Raise" "put it on the agenda of the next meeting; the values wait until somebody decides";
    Choose "Choose" "the value at the marker is to stand";
    LeaveOpen "Undo choice" "take back what you chose for the field";
    Decide "Save" "save what you chose, as one change";
    PageSync "Sync" "what waits to be sent, what came in, what needs a decision";
    Back "Back" "one step back";
    Find "Find" "find or do anything by its name";
    Menu "More" "a menu of what can be done with the selected thing";
    Run "Go" "do what the marker is at, or go there";
    Help "Help" "help for this screen" also "help keys shortcuts manual";
    Quit "Quit" "leave" also "quit exit close the program";
    Suspend "Suspend" "go back to the command line for a while; `fg` comes back" also "background shell";
    Save "Save" "save";
    NextField "Next field" "to the next field";
    IntoList "List" "into the list of what can be chosen, or the month of a date";
    PreviousField "Previous field" "to the field before";
    Large "Large" "write a long text in the whole screen; once more, in your own editor";
    Editor "Own editor" "write a long text in the editor that VISUAL or EDITOR names";
    Compare "Compare" "what was typed beside what stands";
    ThrowAway "Throw away" "throw away what was typed (asks)";
    Confirm "Yes" "do it";
    Tour "Tour" "a walk of eight steps through the example" also "introduction guide";
    Messages "Messages" "what was said since the screen was opened, the newest first" also "log warnings errors notices";
    Settings "Settings" "theme, mouse and the other settings, and how they are set" also "theme colours dark light mouse ascii config preferences";
    StartOwn "Start your own" "how to begin a workspace of your own, or to join one" also "new init join workspace clone";
    Signs "Signs" "what the signs mean" also "signs symbols legend";
}

impl Command {
    /// Whether it does nothing but move a marker, a page or what is typed in: it has its key, and needs no name.
    pub fn only_moves(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::Top
                | Self::Bottom
                | Self::NextBox
                | Self::PreviousBox
                | Self::ToBar
                | Self::ToBarBack
                | Self::NextButton
                | Self::PreviousButton
                | Self::Press
                | Self::NextField
                | Self::PreviousField
                | Self::IntoList
                | Self::CellLeft
                | Self::CellRight
                | Self::LaneLeft
                | Self::LaneRight
                | Self::Back
                | Self::Run
                | Self::Find
                | Self::Menu
                | Self::Confirm
                | Self::KeepFilter
                | Self::DropHere
                | Self::Tick
        )
    }

    /// Whether it says yes to a question, or goes there.
    pub fn answers(self) -> bool {
        matches!(self, Self::Confirm | Self::Press | Self::NextButton | Self::PreviousButton)
    }

    /// Whether it is about the selected thing, and not about the page or the program.
    pub fn is_about_selected(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::Done
                | Self::Edit
                | Self::Due
                | Self::Who
                | Self::Priority
                | Self::Progress
                | Self::Drop
                | Self::Mark
                | Self::Activate
                | Self::Close
                | Self::Snooze
                | Self::Plan
                | Self::MoveUp
                | Self::MoveDown
                | Self::MoveMode
                | Self::LaneBack
                | Self::LaneOn
                | Self::Longer
                | Self::Shorter
                | Self::Pool
                | Self::StartMeeting
                | Self::Outcome
                | Self::Defer
                | Self::Issue
                | Self::Postpone
                | Self::CancelMeeting
                | Self::CarryOver
                | Self::Accept
                | Self::Decline
                | Self::AddPaper
                | Self::Refer
                | Self::GiveBack
                | Self::CheckMinutes
                | Self::Approve
                | Self::Agree
                | Self::Endorse
                | Self::Reserve
                | Self::Object
                | Self::Abstain
                | Self::Silent
                | Self::Number
                | Self::Withdraw
                | Self::Supersede
                | Self::Details
                | Self::Role
                | Self::EndTerm
                | Self::Leave
                | Self::Ledger
                | Self::PutBack
                | Self::Mine
                | Self::Theirs
                | Self::Both
                | Self::WriteNew
                | Self::Raise
                | Self::LeaveOpen
                | Self::HistoryOf
                | Self::Comment
                | Self::Settle
                | Self::Copy
                | Self::Export
                | Self::Choose
        )
    }
}
