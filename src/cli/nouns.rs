//! The table of commands: every noun with its verbs, and the verbs for the whole workspace. Help, man pages and README read it here.

use clap::Arg;

use super::verbs::{Arguments, Noun, Verb};
use super::{
    action, begin, contested, decision, doctor, document, driver, export, group, help, history, import, item, join,
    key, leaving, list, matrix, meeting, member, note, record, settings, sync, trust, verify, whole, workspace,
};
use crate::model::Kind;

fn none() -> Vec<Arg> {
    Vec::new()
}

pub(super) const LIST: Verb = Verb::of_kind("list", "List them", Arguments::OfKind(list::list_arguments), list::list)
    .example(&["NOUN list", "NOUN list --filter metrics --json"]);
pub(super) const SHOW: Verb =
    Verb::of_kind("show", "Show everything about one", Arguments::OfKind(id_alone), record::show)
        .example(&["NOUN show ID", "NOUN show ID --json"]);
pub(super) const ADD: Verb = Verb::of_kind("add", "Add one", Arguments::OfKind(record::add_arguments), record::add)
    .example(&["NOUN add TITLE", "NOUN add TITLE --dry-run"]);
pub(super) const EDIT: Verb =
    Verb::of_kind("edit", "Change fields of one", Arguments::OfKind(record::edit_arguments), record::edit)
        .example(&["NOUN edit ID EDIT", "NOUN edit last EDIT"]);

pub(super) fn id_alone(kind: Kind) -> Vec<Arg> {
    vec![record::id_argument(kind)]
}

/// The nouns.
pub const NOUNS: &[Noun] = &[
    Noun {
        kind: Some(Kind::Workspace),
        plain: "",
        about: "The workspace itself: name, parties, lead days, areas",
        verbs: &[
            Verb::of_kind("show", "Show everything about it", Arguments::Own(none), record::show)
                .example(&["workspace show", "workspace show --json"]),
            Verb::of_kind("edit", "Change fields of it", Arguments::OfKind(record::edit_arguments), record::edit)
                .example(&["workspace edit --lead-agenda 14 --due-soon-days 5", "workspace edit --parties +apsca"]),
            Verb::of_kind(
                "area",
                "Write down a priority area, change it, or take it out",
                Arguments::Own(workspace::area_arguments),
                workspace::area,
            )
            .example(&[
                "workspace area LR --title \"Living wages\" --aim \"One way of counting\"",
                "workspace area LR --remove",
            ]),
        ],
    },
    Noun {
        kind: Some(Kind::Group),
        plain: "",
        about: "Joint working groups",
        verbs: &[
            LIST,
            SHOW,
            Verb::of_kind(
                "add",
                "Propose one; `group activate` lets it begin",
                Arguments::OfKind(record::add_arguments),
                record::add,
            )
            .also("propose")
            .example(&[
                "group add \"Audit quality\" --code AQ",
                "group add \"Audit quality\" --code AQ --state active",
            ]),
            EDIT,
            Verb::of_kind(
                "activate",
                "Let one begin its work, take it up again, or open it again",
                Arguments::OfKind(id_alone),
                group::activate,
            )
            .example(&["group activate TH", "group activate TH --dry-run"]),
            Verb::of_kind(
                "rest",
                "Let its work rest until it is activated again",
                Arguments::OfKind(id_alone),
                group::rest,
            )
            .example(&["group rest TH", "group rest TH --dry-run"]),
            Verb::of_kind("close", "Close one in which nothing is open", Arguments::OfKind(id_alone), group::close)
                .example(&["group close TH", "group close TH --dry-run"]),
        ],
    },
    Noun {
        kind: Some(Kind::Person),
        plain: "",
        about: "People",
        verbs: &[
            LIST,
            SHOW,
            ADD,
            EDIT,
            Verb::of_kind(
                "leave",
                "Say that somebody has left: terms end, what they had to do goes to somebody else",
                Arguments::Own(leaving::leave_arguments),
                leaving::leave,
            )
            .example(&["person leave rowan --hand-over-to maple", "person leave rowan --on yesterday --dry-run"]),
            Verb::of_kind(
                "key",
                "List, add or end the keys somebody signs with",
                Arguments::Own(key::arguments),
                key::key,
            )
            .example(&["person key alder --add id_ed25519.pub --from today", "person key alder --end yesterday"]),
            Verb::of_kind(
                "join",
                "Make two records of one person one",
                Arguments::Own(join::join_arguments),
                join::join,
            )
            .example(&["person join alder alder-2", "person join alder alder-2 --dry-run"]),
        ],
    },
    Noun { kind: Some(Kind::Org), plain: "", about: "Organisations", verbs: &[LIST, SHOW, ADD, EDIT] },
    Noun {
        kind: Some(Kind::Member),
        plain: "",
        about: "Who sits where",
        verbs: &[
            Verb::of_kind("list", "List who sits where", Arguments::Own(member::list_arguments), member::list)
                .example(&["member list --group AQ", "member list --on 2026-06-30 --org amfori --json"]),
            Verb::of_kind(
                "show",
                "Show somebody's terms in a group",
                Arguments::Own(member::show_arguments),
                member::show,
            )
            .example(&["member show alder AQ", "member show me CO --json"]),
            Verb::of_kind("set", "Give somebody a seat", Arguments::Own(member::set_arguments), member::set).example(
                &[
                    "member set rowan AQ co-chair --from \"1 dec\" --in-place-of maple",
                    "member set elm AQ alternate --alternate-for alder",
                ],
            ),
            Verb::of_kind("end", "End somebody's term", Arguments::Own(member::end_arguments), member::end)
                .example(&["member end rowan AQ", "member end rowan AQ --role member --on \"end of month\""]),
            Verb::of_kind(
                "matrix",
                "Show people by groups, and whether both sides are there as agreed",
                Arguments::Own(matrix::arguments),
                matrix::matrix,
            )
            .example(&["member matrix", "member matrix --on yesterday --org amfori"]),
            Verb::of_kind(
                "ledger",
                "Tell who sat where, since when, and who came after",
                Arguments::Own(member::ledger_arguments),
                member::list_ledger,
            )
            .example(&["member ledger --group AQ", "member ledger --org amfori --json"]),
            Verb::inside(
                "export",
                "Print who sits where, as a table or as contact cards",
                export::arguments,
                export::export,
            )
            .example(&[
                "member export --on \"1 jan 2026\" --out members.csv",
                "member export --group AQ --format vcf --contacts",
            ]),
        ],
    },
    Noun { kind: Some(Kind::Meeting), plain: "", about: "Meetings and their agendas", verbs: meeting::VERBS },
    Noun { kind: Some(Kind::Item), plain: "", about: "Agenda items", verbs: item::VERBS },
    Noun { kind: Some(Kind::Action), plain: "", about: "Action points", verbs: action::VERBS },
    Noun { kind: Some(Kind::Decision), plain: "", about: "Decisions", verbs: decision::VERBS },
    Noun { kind: Some(Kind::Measure), plain: "", about: "Measures", verbs: &[LIST, SHOW, ADD, EDIT] },
    Noun {
        kind: Some(Kind::Note),
        plain: "",
        about: "Notes on any record",
        verbs: &[
            LIST,
            SHOW,
            ADD,
            EDIT,
            Verb::of_kind("settle", "Say what became of one", Arguments::Own(note::settle_arguments), note::settle)
                .example(&["note settle 7K3F answered", "note settle last open"]),
        ],
    },
    Noun {
        kind: None,
        plain: "contested",
        about: "Values that both sides wrote, to be decided",
        verbs: &[
            Verb::inside("list", "List what waits to be decided", contested::list_arguments, contested::list)
                .example(&["contested list", "contested list --group AQ --json"]),
            Verb::inside("show", "Show both values of one record", contested::show_arguments, contested::show)
                .example(&["contested show 7K3F", "contested show 7K3F --json"]),
            Verb::inside(
                "settle",
                "Say which value is to stand, or raise it at the next meeting",
                contested::settle_arguments,
                contested::settle,
            )
            .example(&[
                "contested settle 7K3F --field due=mine --field detail=both",
                "contested settle 7K3F --field due=raise",
            ]),
        ],
    },
    Noun {
        kind: None,
        plain: "import",
        about: "Take in what others keep in files",
        verbs: &[
            Verb::inside("people", "People from a CSV file", import::arguments, import::import_people).example(&[
                "import people staff.csv --create",
                "import people staff.csv --map Team=function --dry-run",
            ]),
            Verb::inside(
                "members",
                "Who sits in which group, from a CSV file",
                import::arguments,
                import::import_members,
            )
            .example(&[
                "import members list.csv --create",
                "import members list.csv --group AQ --map \"role:boss=chair\" --dry-run",
            ]),
            Verb::inside("meetings", "When groups meet, from a CSV file", import::arguments, import::import_meetings)
                .example(&[
                    "import meetings calendar.csv --partial",
                    "import meetings calendar.csv --map \"title:Office hours=-\" --dry-run",
                ]),
            Verb::inside("actions", "Action points from a CSV file", import::arguments, import::import_actions)
                .example(&[
                    "import actions log.csv --group AQ --create",
                    "import actions log.csv --map topic=tags --dry-run",
                ]),
        ],
    },
    Noun {
        kind: None,
        plain: "document",
        about: "Agendas, minutes and lists for people who have no terminal",
        verbs: document::VERBS,
    },
    Noun {
        kind: None,
        plain: "remote",
        about: "The shared copy",
        verbs: &[
            Verb::inside("show", "Say where it is, and what waits to be sent", none, sync::remote_show)
                .example(&["remote show", "remote show --json"]),
            Verb::inside("set", "Say where it is", sync::remote_set_arguments, sync::remote_set)
                .example(&["remote set git@example.org:joint.git", "remote set /srv/joint.git --create"]),
        ],
    },
    Noun {
        kind: None,
        plain: "config",
        about: "Settings of this clone",
        verbs: &[
            Verb::inside("list", "List the settings", none, settings::config_list)
                .example(&["config list", "config list --json"]),
            Verb::inside("get", "Print one setting", settings::config_get_arguments, settings::config_get)
                .example(&["config get me", "config get email"]),
            Verb::inside("set", "Set one", settings::config_set_arguments, settings::config_set)
                .example(&["config set me birch", "config set email birch@example.org"]),
        ],
    },
];

/// The verbs for the whole workspace, and those that need none.
pub const PLAIN: &[Verb] = &[
    Verb::alone("init", "Make a new workspace", begin::init_arguments, begin::init).example(&[
        "init joint --shared /srv/joint.git",
        "init joint --empty --party sedex=Sedex --party amfori=amfori",
    ]),
    Verb::alone("demo", "Open an example with a history of ten weeks", begin::demo_arguments, begin::demo)
        .example(&["demo", "demo --keep example"]),
    Verb::alone("join", "Join a workspace that others have begun", sync::join_arguments, sync::run_join)
        .example(&["join git@example.org:joint.git", "join /srv/joint.git desk"]),
    Verb::inside("sync", "Exchange changes with the others", sync::sync_arguments, sync::run_sync)
        .example(&["sync", "sync --json"]),
    Verb::inside(
        "trust",
        "Allow the programs that the settings of this folder name",
        trust::trust_arguments,
        trust::trust,
    )
    .example(&["trust --dry-run", "trust --yes"]),
    Verb::inside("status", "Say where the workspace stands", none, whole::status).example(&["status", "status --json"]),
    Verb::inside("undo", "Take back your last change", history::untouched_argument, history::undo)
        .example(&["undo", "undo --untouched"]),
    Verb::inside("redo", "Take back your last undo", history::untouched_argument, history::redo)
        .example(&["redo", "redo --dry-run"]),
    Verb::inside("history", "Tell what was done, newest first", history::list_arguments, history::list)
        .example(&["history --since \"3 days ago\" --org amfori", "history AQ-A26-7K3F"])
        .with(&[
            Verb::inside("show", "Show a change field by field", history::change_arguments, history::show)
                .example(&["history show last", "history show k7m3q9x2"]),
            Verb::inside(
                "revert",
                "Put the fields of a change back as they were",
                history::revert_arguments,
                history::revert,
            )
            .example(&["history revert k7m3q9x2", "history revert k7m3q9x2 --yes"]),
        ]),
    Verb::inside("take-in", "Save what was edited by hand in the folder", whole::take_in_arguments, whole::take_in)
        .example(&["take-in", "take-in AQ-A26-7K3F --dry-run"]),
    Verb::inside("check", "List everything that is wrong in the folder", whole::strict_argument, whole::check)
        .example(&["check", "check --strict --json"]),
    Verb::alone(
        "verify",
        "See whether changes were made by whom they say, and were theirs to make",
        verify::arguments,
        verify::run,
    )
    .example(&["verify", "verify --install-hook /srv/joint.git"]),
    Verb::alone("doctor", "See whether everything comity needs is there", doctor::doctor_arguments, doctor::doctor)
        .example(&["doctor", "doctor --fix"]),
    Verb::alone("explain", "Explain a code such as E-CLASH", help::explain_arguments, help::explain)
        .example(&["explain E-CLASH", "explain w-no-due"]),
    Verb::alone("completions", "Print completions for a shell", help::completions_arguments, help::completions)
        .example(&["completions bash", "completions zsh"]),
    Verb::alone("man", "Print or write the manual pages", help::man_arguments, help::man)
        .example(&["man", "man --out man/man1"]),
    Verb::alone("help", "Show help on a command or a topic", help::help_arguments, help::help)
        .example(&["help dates", "help action due"]),
];

/// Verbs that programs run and nobody types.
pub const HIDDEN: &[Verb] = &[Verb::alone(
    "merge-driver",
    "Merge the three sides of a record, for git",
    driver::merge_driver_arguments,
    driver::merge_driver,
)];
