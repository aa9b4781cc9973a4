//! The long texts behind the codes of failures, for `explain`.

/// The failures that `explain` knows beside the problems of [`crate::model::problem::Code`]: code, title, text.
pub const FAILURES: &[(&str, &str, &str)] = &[
    (
        "E-AMBIGUOUS",
        "A word could mean several records",
        "Ids, random parts, slugs and names may be shortened as long as only one record begins like that. Write one letter more, or the whole id; the candidates are named.",
    ),
    (
        "E-AUDIENCE",
        "A document is not for those who are to read it",
        "What a document is about may be read by fewer people than the document is for. Make it for those who may read it, or let the others read the record by its visibility.",
    ),
    (
        "E-BARE",
        "A bare repository has no folder",
        "A shared copy often is a bare repository: it has a history and no files to work on. Clone it and work in the clone.",
    ),
    (
        "E-BUG",
        "A fault in comity",
        "The program stopped where it never should. What was saved is saved, and what was typed in a form is kept as a draft. Please report what you did.",
    ),
    (
        "E-BUILT-UPON",
        "Somebody has built on it",
        "A field of the change that you want to take back has been changed since, by the person named. Taking it back would take theirs away.",
    ),
    (
        "E-BUSY",
        "Another program holds a lock",
        "Saving takes a moment in which nobody else may save. comity waits, then gives up without having changed anything. It never takes a lock away from a program that may be alive: an editor opened by `git commit -a` holds git's lock for as long as it is open.",
    ),
    (
        "E-CARE",
        "Something wants a second look before others have it",
        "A workspace is shared and its past stays: what is saved, everybody who has it keeps for good. So comity asks before an e-mail address, a phone number, a place, the code of a site or audit or a word of a single case goes into a text, and before a title speaks of prices, margins or whom to deal with. Only what a change brings in is looked at. On a terminal you are asked; `--yes` says that it is right as it is.",
    ),
    (
        "E-CLASH",
        "Somebody else changed the same",
        "Between the moment you looked and the moment you saved, another person or program changed the same field to something else. Nothing is saved, so that nothing is overwritten. Look at the value that stands and decide.",
    ),
    (
        "E-CSV",
        "A file is no CSV that can be read",
        "A CSV file has one row a line, its cells separated by commas, semicolons or tabs; the first row holds the headings. A cell with such a sign or a line feed in it stands between quotation marks, and a quotation mark inside it is doubled. Spreadsheet programs write such files.",
    ),
    (
        "E-DETACHED",
        "The folder is not on a branch",
        "Somebody checked out a single commit. A change made now would belong to no branch and be lost. Switch back to the branch first.",
    ),
    (
        "E-ENDED",
        "The program was told to end",
        "The system or another program asked comity to end, or the terminal went away. What was saved is safe; what was typed is kept as a draft, and the screen offers it when it is opened the next time.",
    ),
    (
        "E-FILTER",
        "A word of a filter cannot be read",
        "A filter is words, and conditions such as owner:me, state:waiting, due<+2w, group:AQ, overdue or -word. The message names the word, and what can stand there. What has a colon in it and is only text stands in quotes. `comity help filter` tells the rest.",
    ),
    (
        "E-GIT",
        "The history could not be read or written",
        "The message below says what git's library answered. `comity doctor` looks at the folder and its history and says what to do.",
    ),
    (
        "E-HOOK",
        "The hook cannot be laid there",
        "The hook lies in a shared copy, which is a bare repository, and lets git ask comity before it takes anything. Where another hook lies already, that one has to ask: let it run `comity verify --hook` with what it reads itself, and end as that ends.",
    ),
    (
        "E-IDENTITY",
        "git does not know who you are",
        "Each change bears a name and an address. Say them once for this folder with `comity config set name` and `comity config set email`; they are kept in this clone alone.",
    ),
    ("E-INSIDE", "A workspace cannot lie in another", "Every workspace has a folder and a history of its own."),
    (
        "E-INVALID",
        "The change is not valid",
        "It would bring something into the records that is wrong. What is wrong already, or elsewhere, never stands in the way.",
    ),
    (
        "E-IO",
        "A file could not be read or written",
        "The cause below is what the system answered. Nothing has changed: a change is saved as a whole or not at all.",
    ),
    (
        "E-KEY",
        "That key cannot be taken",
        "A signing key is the public part of a key pair: an SSH key as its .pub file has it, or an OpenPGP key as `openpgp` and its public part in base 64 on one line. It belongs to one person, and stands once in their record.",
    ),
    (
        "E-KEY-PRIVATE",
        "That is a private key",
        "Whoever has somebody's private key can sign in their name. It stays on its owner's machine; the records hold public keys alone. Nothing of it was stored.",
    ),
    (
        "E-MERGE",
        "Plain git has left a file to you",
        "While plain git merges, comity joins the two sides of a record field by field. It cannot where a side is no record that can be read, or where both sides made a record of the same name. The lines of both stand in the file between marks then, as git writes them: choose, take the marks out, and go on as `git status` says.",
    ),
    (
        "E-NO-HISTORY",
        "A folder without a history",
        "The folder has a `workspace.toml` but is no git repository, so nothing could be recorded. Perhaps it was copied without its `.git` folder.",
    ),
    (
        "E-NO-PLACE",
        "An item cannot go there",
        "Items have an order on the agenda of one meeting; in the pool they have none.",
    ),
    (
        "E-NO-SEAT",
        "A seat cannot be taken or left like that",
        "Who has left sits nowhere, a closed group has no seats, no term ends before it begins, and a term that begins later is not overrun in silence. `comity member list --person PERSON --ended` shows what somebody was, and is.",
    ),
    (
        "E-NO-WORKSPACE",
        "No workspace here",
        "A workspace is a folder with a `workspace.toml`. comity looks in the current folder and those above it, or where `-C` says.",
    ),
    (
        "E-NOBODY",
        "Who you are is not known",
        "A change bears the name of the person of the workspace who made it. comity takes the person whose addresses hold the one git is set up with; where there is none or several, say it with `comity config set me PERSON` or with `--as PERSON`.",
    ),
    ("E-NOT-EMPTY", "The folder is not empty", "A new workspace needs a folder of its own."),
    (
        "E-NOT-FOUND",
        "Nothing is called like that",
        "The word is the beginning of no id and no name of the kind asked for.",
    ),
    (
        "E-NOT-ON-TOP",
        "The workspace lies inside another repository",
        "A workspace must be the top of its own repository, so that its history tells of nothing else.",
    ),
    (
        "E-NOT-SETTLED",
        "A contested value cannot be settled like that",
        "Of the values that both sides wrote, one can be chosen as long as its field can still hold it. Only texts, sets and lists can hold both; a record or an entry that one side took away can only stay or go. Nothing is lost meanwhile: the values wait, and the history keeps them.",
    ),
    (
        "E-NOTHING",
        "There is nothing to take back",
        "Undo takes back your own changes, the newest first, and redo your own undos. What others did is put back by `comity history revert CHANGE`.",
    ),
    (
        "E-OWNER",
        "The folder belongs to another user",
        "git and comity do not use repositories of other users, because settings in them can run programs. If you trust it, say so to git once.",
    ),
    (
        "E-PAPER",
        "A paper cannot be taken in, or is not opened",
        "A paper is a plain file of at most 20 MB that is read, not run: everybody who has the workspace gets it and keeps it for good. Larger ones lie better elsewhere, with a link on the item. A paper is opened by the program that the desktop has for it, and only where it lies among the group's papers and could not run as a program.",
    ),
    (
        "E-PARTIAL",
        "A partial clone",
        "Old contents are missing from this clone, so neither history nor undo could work.",
    ),
    (
        "E-PATH",
        "Nothing may be written there",
        "The name of a file could reach into git's own folder, where a file can have programs run, or out of the workspace; on some systems a name does so that looks harmless on others. Nobody sends such a file by accident. Nothing is received until it is taken away, by whoever sent it or by `comity sync --leave-out`, which takes in all else; no setting changes that.",
    ),
    (
        "E-REFTABLE",
        "Branches kept as a reftable",
        "This storage of branches is newer than what comity's git library can read.",
    ),
    (
        "E-REWRITE",
        "A file could not be rewritten",
        "After the change the file would not have said what it should. That is a fault in comity; nothing was written.",
    ),
    (
        "E-ROLE",
        "It is not yours to do",
        "Who may do what follows from who sits where: secretaries and chairs look after their group, members after the actions they own and the items they propose, a party's position is for those who endorse for it. `comity help roles` lists it all. A shared folder cannot forbid, so you may do it all the same: say why with `--override REASON`, and the reason stands in the history.",
    ),
    (
        "E-ROW",
        "A row of a file cannot be taken",
        "The row's number, the reason and the remedy are named. Nothing is imported unless all rows can be, or `--partial` is given.",
    ),
    (
        "E-SHA256",
        "A SHA-256 repository",
        "comity's git library reads SHA-1 repositories. Make the workspace with `comity init`, which makes such a one.",
    ),
    (
        "E-SIGN",
        "A change could not be signed",
        "git is set up to sign what you commit, so comity signs what you save. The program that signs has refused; what it says is told. Nothing was saved.",
    ),
    (
        "E-SIGN-KEY",
        "It is not clear how to sign",
        "git is set up to sign, `commit.gpgsign`, and names no key, or a way that comity does not know. It knows ssh and openpgp, `gpg.format`; `user.signingkey` names the key.",
    ),
    (
        "E-SIGN-LOCKED",
        "The key needs you",
        "The key that signs your changes wants a passphrase, a touch or its agent, and nobody could be asked. In a terminal the same command asks; the screen asks whether it may be left for that. An agent keeps a key open for the day: `ssh-add`, or gpg's own. Nothing was saved, and no other program was held up.",
    ),
    (
        "E-SIGN-PROGRAM",
        "The program that signs is missing",
        "SSH keys sign by `ssh-keygen`, OpenPGP keys by `gpg`, or by what your own git settings name; what a repository's settings name is not run.",
    ),
    (
        "E-SPARSE",
        "Only a part is checked out",
        "Records that are not checked out would look as if they had been removed.",
    ),
    ("E-SPLIT-INDEX", "A split index", "comity's git library cannot write this kind of index."),
    (
        "E-STAGED",
        "A file is in line for a commit",
        "Somebody ran `git add` on a record and then changed it again. Saving would lose what stands in line, which is nowhere else.",
    ),
    (
        "E-STATE",
        "It stands differently",
        "Some things follow others: minutes go out once the meeting is held, a party takes its position once the group has agreed, an action is closed once its owner says that it is done. The message says where it stands, and what can be done instead. What is dropped cannot be done, and what is done cannot be dropped: somebody decided so. Take it up again first; that is then seen in its history. Nor is a group closed while something in it is open, or a record joined into another that is its own.",
    ),
    (
        "E-SYNC",
        "git has failed",
        "Receiving and sending is done by the program git, with your own keys and settings. It has failed in a way that comity does not know; its words are told. Nothing is lost: what was done here is saved and waits.",
    ),
    (
        "E-SYNC-ADDRESS",
        "An address of a kind that is not used",
        "A shared copy is reached over https, over ssh, or as a folder of this machine or a network drive. Other kinds of address could start any program, or need one that is not there.",
    ),
    (
        "E-SYNC-AUTH",
        "The shared copy did not let you in",
        "The server does not know your key or password, or you may not read or write there. In a terminal `comity sync` lets git ask for a passphrase. Whoever keeps the shared copy can let you in.",
    ),
    (
        "E-SYNC-GIT",
        "The program git is missing",
        "Everything within the folder works without it. Receiving, sending and joining are done by git, so that your keys, proxies and passwords work as they do everywhere.",
    ),
    (
        "E-SYNC-NOTHING",
        "No workspace lies at that place",
        "The address leads nowhere, to an empty copy or to something else. `comity remote show` says where the shared copy is looked for.",
    ),
    (
        "E-SYNC-NOWHERE",
        "Nobody has said where the shared copy is",
        "A shared copy is a bare git repository that all organisations can reach: on a server, or in a folder of a network drive. `comity remote set URL` names it once for this folder.",
    ),
    (
        "E-SYNC-OFFLINE",
        "The shared copy cannot be reached",
        "The network is down, or the server is. Offline is normal: everything is saved here, and goes out with the next sync.",
    ),
    (
        "E-SYNC-RACE",
        "Others were faster again and again",
        "Sending goes only forward: whoever comes second receives first and tries again. After twenty times in a row comity lets it be; what was done here is saved and waits.",
    ),
    (
        "E-SYNC-REFUSED",
        "The shared copy refused what was sent",
        "The server has rules of its own, and its words are told. What was done here stays saved, and goes out once the rules allow it.",
    ),
    (
        "E-SYNC-REWOUND",
        "The shared copy has lost changes",
        "It once had changes that it has not any more: somebody put it back to an older state or put another one in its place. comity stops, so that nothing is forgotten in silence. Ask the other side. `comity sync --send-again` lays what was lost on top of what is there now.",
    ),
    (
        "E-SYNC-SILENT",
        "The shared copy does not answer",
        "It was reached and then kept silent for a minute. What was done here is saved and waits.",
    ),
    (
        "E-SYNC-STOPPED",
        "It was stopped",
        "Somebody stopped receiving or sending. Whatever had come in by then stays; the rest comes with the next sync.",
    ),
    (
        "E-SYNC-UNRELATED",
        "Two workspaces of different beginnings",
        "The shared copy and this folder have no change in common, so there is nothing on which they could be joined. One of the two is probably not the one that was meant.",
    ),
    (
        "E-SYNC-UNSOUND",
        "The shared copy holds something unsound",
        "Before git takes anything in, it looks whether it is made as it should be. Here it was not: it is damaged, or somebody has made it so that it reaches where it should not, into git's own folder for instance. Nothing of it was taken in. Whoever keeps the shared copy has to take out the change in which it came.",
    ),
    (
        "E-SYNC-UNTRUSTED",
        "What the others sent is not right",
        "Before anything is taken in, comity looks whether each change was made by whom it says and was theirs to make. Here that was not so, and this folder is set to refuse it: `comity config set verify refuse`. Ask whoever made the change. A secretary or chair of a group that steers can accept it: `comity verify --accept CHANGE --reason WHY`.",
    ),
    (
        "E-TERMINAL",
        "The screen needs a terminal",
        "The program's input or output is not a terminal. Every command works without one; `comity help` lists them.",
    ),
    (
        "E-TRUST",
        "The settings of this folder name programs",
        "Git runs what its settings name: a way to ssh, a helper for passwords, a hook. In a folder that somebody else has put together those may be programs of theirs. So comity runs nothing of git in such a folder before you have seen the list and allowed it, once; it asks again when the list changes. A way to ssh, helpers and addresses that you have allowed count then; hooks and watchers are never run by comity.",
    ),
    (
        "E-UNFINISHED",
        "Another git program has stopped in the middle",
        "A merge, rebase or the like waits to be finished. comity reads on and does not write until it is.",
    ),
    (
        "E-UNSAVED",
        "A file that is no record was edited",
        "Receiving would replace a file that somebody has edited in the folder, and comity does not know how to join the two. Save it with git, or put it back as it was.",
    ),
    ("E-USAGE", "Wrong usage", "`comity help` and `comity COMMAND --help` show what can be said, with examples."),
    (
        "E-VALUE",
        "A value is not understood",
        "The whole text must be understood, or nothing is changed; the hint shows how it is written. `comity help dates` lists what dates can look like.",
    ),
];
