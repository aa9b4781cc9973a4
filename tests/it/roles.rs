//! Who may do what: every role against every field of every kind, and what happens where somebody acts outside.

use chrono::NaiveDate;
use comity::model::leaf::FieldPath;
use comity::model::permit::{TABLE, outside};
use comity::model::{Change, Edit, Kind, Record, RecordId, Snapshot};
use toml::Value;

use crate::support::sandbox::record;

/// Everybody of the world below, with what they are. In AQ each role is held by somebody who bears its name.
const ROLES: &[&str] = &[
    "secretary",
    "chair",
    "co-chair",
    "vice-chair",
    "rapporteur",
    "member",
    "alternate",
    "liaison",
    "invited-expert",
    "observer",
    // Was secretary until yesterday, will be from tomorrow on, was on a day that nobody knows, is and has left.
    "former",
    "coming",
    "once",
    "left",
    // No term anywhere; endorses for Sedex; secretary of the group that steers; no person of the workspace.
    "plain",
    "endorser",
    "steering",
    "stranger",
];

/// What each role may change in AQ: `own:` in what is theirs, else in everybody's; `*` all fields, `-` all the same not.
const MAY_CHANGE: &[(&str, &str)] = &[
    (
        "secretary chair co-chair vice-chair",
        "group.* -group.steers member.* meeting.* item.* action.* decision.* -decision.position measure.* note.*",
    ),
    (
        "rapporteur member alternate liaison invited-expert",
        "own:item.title own:item.ask own:item.background own:item.paper own:item.state own:item.decline_reason
         own:action.state own:action.done_on own:action.progress own:action.blocked_by own:action.snooze_until
         own:measure.reading",
    ),
    (
        "secretary chair co-chair vice-chair rapporteur member alternate liaison invited-expert observer former coming
         once plain endorser steering",
        "own:person.name own:person.function own:person.emails own:person.also_called own:person.status own:person.placeholder
         own:person.signing_key own:person.visibility own:person.contested
         own:note.about own:note.text own:note.kind own:note.field own:note.state own:note.visibility own:note.contested",
    ),
    ("endorser", "decision.position"),
    ("steering", "workspace.* org.* person.* member.* group.steers group.state group.also_called"),
    ("left stranger", ""),
];

/// What each role may add to AQ.
const MAY_ADD: &[(&str, &str)] = &[
    (
        "secretary chair co-chair vice-chair",
        "member.* meeting.* item.* action.* decision.* -decision.position measure.* note.*",
    ),
    (
        "rapporteur member alternate liaison invited-expert",
        "item.title item.purpose item.state item.minutes item.presenter item.proposed_by item.proposed_on
         item.on_behalf_of item.ask item.background item.paper item.continues item.duplicates item.contributes_to
         item.visibility item.contested",
    ),
    (
        "rapporteur member alternate liaison invited-expert observer former coming once plain endorser steering",
        "note.*",
    ),
    ("steering", "workspace.* org.* person.* member.* group.*"),
];

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).expect("day")
}

fn id(kind: Kind, text: &str) -> RecordId {
    RecordId::new(kind, text).expect(text)
}

fn person(text: &str) -> RecordId {
    id(Kind::Person, text)
}

/// AQ with somebody in each role, CO which steers, and records that belong to `whose`.
fn world(whose: &str) -> Snapshot {
    let mut records = vec![
        record(
            Kind::Workspace,
            "workspace",
            "format = 1\nname = \"W\"\nparties = [\"sedex\", \"amfori\"]\ntimezone = \"UTC\"",
        ),
        record(Kind::Org, "sedex", "name = \"Sedex\"\nshort = \"SX\""),
        record(Kind::Group, "AQ", "name = \"Audit quality\"\nstate = \"active\""),
        record(Kind::Group, "CO", "name = \"Collaboration\"\nstate = \"active\"\nsteers = true"),
        record(Kind::Member, "CO/steering", "[[term]]\nrole = \"secretary\""),
        record(Kind::Person, "fir", "name = \"Fir\""),
        record(Kind::Member, "AQ/fir", "[[term]]\nrole = \"member\""),
        record(Kind::Meeting, "AQ-2026-11-24", "title = \"M\"\nstart = 2026-11-24T14:00:00"),
        record(Kind::Decision, "AQ-D26-0001", "title = \"D\"\ntext = \"T\""),
        record(Kind::Item, "AQ-I26-0001", &format!("title = \"I\"\nstate = \"proposed\"\nproposed_by = \"{whose}\"")),
        record(Kind::Action, "AQ-A26-0001", &format!("title = \"A\"\nstate = \"open\"\nowner = \"{whose}\"")),
        record(Kind::Measure, "AQ/share", &format!("title = \"S\"\nowner = \"{whose}\"")),
        record(Kind::Note, "AQ-N26-0001", &format!("about = \"AQ\"\ntext = \"N\"\nstate = \"open\"\nby = \"{whose}\"")),
    ];
    for role in ROLES.iter().filter(|it| **it != "stranger") {
        let more = match *role {
            "left" => "status = \"left\"",
            "endorser" => "endorses_for = [\"sedex\"]",
            _ => "",
        };
        records.push(record(Kind::Person, role, &format!("name = \"{role}\"\n{more}")));
        let term = match *role {
            "plain" | "endorser" | "steering" => continue,
            "former" => "role = \"secretary\"\nuntil = 2026-11-15",
            "coming" => "role = \"secretary\"\nfrom = 2026-11-17",
            "once" => "role = \"secretary\"\nformer = true",
            "left" => "role = \"secretary\"",
            role => &format!("role = \"{role}\"\nfrom = 2026-01-12"),
        };
        records.push(record(Kind::Member, &format!("AQ/{role}"), &format!("[[term]]\n{term}")));
    }
    records.into_iter().collect()
}

/// The record of a kind that belongs to somebody, in the world in which things are theirs.
fn belonging(kind: Kind, whose: &str) -> RecordId {
    let text = match kind {
        Kind::Workspace => "workspace",
        Kind::Org => "sedex",
        Kind::Person => whose,
        Kind::Group => "AQ",
        Kind::Member => &format!("AQ/{whose}"),
        Kind::Meeting => "AQ-2026-11-24",
        Kind::Item => "AQ-I26-0001",
        Kind::Action => "AQ-A26-0001",
        Kind::Decision => "AQ-D26-0001",
        Kind::Measure => "AQ/share",
        Kind::Note => "AQ-N26-0001",
    };
    id(kind, text)
}

/// A field that gets some value; a state one that many may give it.
fn setting(id: &RecordId, key: &str) -> Edit {
    let path = if key == "position" { FieldPath::inner(key, "sedex") } else { FieldPath::key(key) };
    let word = |state: &str| Some(Value::String(state.to_owned()));
    let (before, after) = match (id.kind, key) {
        (Kind::Action, "state") => (word("open"), word("done")),
        (Kind::Item, "state") => (word("proposed"), word("withdrawn")),
        (Kind::Note, "state") => (word("open"), word("answered")),
        _ => (None, word("x")),
    };
    Edit::Set { id: id.clone(), path, before, after }
}

fn is_outside(edits: Vec<Edit>, before: &Snapshot, who: &str) -> bool {
    !outside(&Change { edits, ..Change::default() }, before, Some(&person(who)), day()).is_empty()
}

fn expected(table: &[(&str, &str)], role: &str, own: bool, kind: Kind, key: &str) -> bool {
    let patterns = table.iter().filter(|it| it.0.split_whitespace().any(|it| it == role));
    let patterns: Vec<&str> = patterns.flat_map(|it| it.1.split_whitespace()).collect();
    let (one, all) = (format!("{}.{key}", kind.noun()), format!("{}.*", kind.noun()));
    let says = |it: &&str| {
        let it = it.strip_prefix("own:").map_or(*it, |it| if own { it } else { "" });
        it == one || it == all
    };
    patterns.iter().any(says) && !patterns.contains(&&*format!("-{one}"))
}

#[test]
fn every_role_may_change_the_fields_that_are_its_own_and_no_others() {
    let mut wrong = Vec::new();
    for role in ROLES {
        for (own, whose) in [(true, *role), (false, "fir")] {
            let world = world(whose);
            for kind in Kind::ALL {
                let record = belonging(kind, whose);
                if world.get(&record).is_none() {
                    continue;
                }
                for field in kind.fields() {
                    let may = !is_outside(vec![setting(&record, field.key)], &world, role);
                    if may != expected(MAY_CHANGE, role, own, kind, field.key) {
                        wrong.push(format!("{role} {} {}.{}: {may}", whose, kind.noun(), field.key));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_role_may_add_what_is_its_own_to_add_and_nothing_else() {
    let mut wrong = Vec::new();
    for role in ROLES {
        let world = world("fir");
        for kind in Kind::ALL {
            let fresh = match kind {
                Kind::Workspace => "workspace",
                Kind::Org => "other",
                Kind::Person => "somebody",
                Kind::Group => "TH",
                Kind::Member => "AQ/plain",
                Kind::Meeting => "AQ-2026-12-22",
                Kind::Item => "AQ-I26-0002",
                Kind::Action => "AQ-A26-0002",
                Kind::Decision => "AQ-D26-0002",
                Kind::Measure => "AQ/other",
                Kind::Note => "AQ-N26-0002",
            };
            let first = kind.fields().next().expect("field").key;
            for field in kind.fields() {
                let mut record = Record::empty(id(kind, fresh));
                let value = |word: &str| Value::String(word.to_owned());
                record.fields.insert(first.to_owned(), value("x"));
                let state = if kind == Kind::Item { "proposed" } else { "open" };
                let own = match field.key {
                    "state" => value(state),
                    "position" => Value::Table(toml::Table::from_iter([("sedex".to_owned(), value("endorsed"))])),
                    _ => value("x"),
                };
                record.fields.insert(field.key.to_owned(), own);
                for key in ["by", "proposed_by"].iter().filter(|it| kind.field(it).is_some()) {
                    record.fields.insert((*key).to_owned(), value(role));
                }
                let may = !is_outside(vec![Edit::Create { record: record.into() }], &world, role);
                if may != expected(MAY_ADD, role, true, kind, field.key) {
                    wrong.push(format!("{role} {}.{}: {may}", kind.noun(), field.key));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_of_every_kind_is_in_the_keeping_of_an_office() {
    for kind in Kind::ALL {
        for field in kind.fields() {
            for when in [comity::model::permit::When::Adding, comity::model::permit::When::There] {
                let kept = TABLE.iter().any(|it| it.who.is_office() && it.is_about(kind, when, field.key));
                assert!(kept, "{}.{} {when:?}", kind.noun(), field.key);
            }
        }
    }
}

#[test]
fn a_state_is_set_by_those_whose_step_it_is() {
    let may = |who: &str, id: &RecordId, from: &str, to: &str| {
        let mut world = world(who);
        let mut record = world.get(id).expect("record").clone();
        record.fields.insert("state".to_owned(), Value::String(from.to_owned()));
        world.put(record);
        let (before, after) = (Some(Value::String(from.to_owned())), Some(Value::String(to.to_owned())));
        let edit = Edit::Set { id: id.clone(), path: FieldPath::key("state"), before, after };
        !is_outside(vec![edit], &world, who)
    };
    let states = |kind: Kind| -> Vec<&'static str> {
        match kind.field("state").map(|it| &it.ty) {
            Some(comity::model::field::Type::Choice(choices)) => choices.iter().map(|it| it.value).collect(),
            _ => Vec::new(),
        }
    };
    for (kind, expected) in [
        (
            Kind::Action,
            ["open", "in-progress", "blocked", "done"].map(|it| ("open in-progress blocked done", it)).to_vec(),
        ),
        (Kind::Item, vec![("proposed", "withdrawn")]),
        (
            Kind::Note,
            vec![("open accepted rejected answered", "open"), ("open accepted rejected answered", "answered")],
        ),
    ] {
        let id = belonging(kind, "member");
        for from in states(kind) {
            for to in states(kind).into_iter().filter(|it| *it != from) {
                let own = expected.iter().any(|it| it.0.split(' ').any(|it| it == from) && it.1 == to);
                assert_eq!(may("member", &id, from, to), own, "{id}: {from} -> {to}");
                assert!(may("secretary", &id, from, to), "{id}: {from} -> {to}");
                let of_note = kind == Kind::Note && own;
                assert_eq!(may("observer", &id, from, to), of_note, "{id}: {from} -> {to}");
            }
        }
    }
}

/// What somebody is told of lies outside, line by line; the world in which everything is the member's, with changes.
fn told(lines: &[(&str, Kind, &str)], who: Option<&str>, edits: Vec<Edit>) -> String {
    let mut world = world("member");
    for (id, kind, text) in lines {
        world.put(record(*kind, id, text));
    }
    let who = who.map(person);
    let found = outside(&Change { edits, ..Change::default() }, &world, who.as_ref(), day());
    found.iter().map(|it| it.with_people() + "\n").collect()
}

fn set(kind: Kind, text: &str, path: FieldPath, after: &str) -> Edit {
    let after = format!("x = {after}").parse::<toml::Table>().expect("toml").remove("x");
    Edit::Set { id: id(kind, text), path, before: None, after }
}

#[test]
fn it_is_said_what_lies_outside_once_for_each_field_and_who_could_do_it() {
    let due = |by: &str| {
        vec![
            set(Kind::Action, "AQ-A26-0001", FieldPath::key("due"), "2026-12-01"),
            set(Kind::Action, "AQ-A26-0001", FieldPath::inner("moved", by), "{ on = 2026-11-16 }"),
            set(Kind::Action, "AQ-A26-0001", FieldPath::key("title"), "'x'"),
        ]
    };
    insta::assert_snapshot!(told(&[], Some("member"), due("1")), @r"
    only a secretary or chair of AQ may set due of AQ-A26-0001: secretary, chair, co-chair
    only a secretary or chair of AQ may set title of AQ-A26-0001: secretary, chair, co-chair
    ");
    let done = vec![set(Kind::Action, "AQ-A26-0001", FieldPath::key("state"), "'done'")];
    insta::assert_snapshot!(told(&[], Some("alternate"), done.clone()), @"only its owner or a helper, or a secretary or chair of AQ may set state of AQ-A26-0001 to done: member, secretary, chair");
    // Whoever is not known, or no person of the workspace, has no role.
    assert_eq!(told(&[], None, done.clone()), told(&[], Some("stranger"), done));
    let position =
        vec![set(Kind::Decision, "AQ-D26-0001", FieldPath::inner("position", "sedex"), "{ value = 'endorsed' }")];
    insta::assert_snapshot!(told(&[], Some("secretary"), position), @"only somebody who endorses for sedex may set the position of sedex in AQ-D26-0001: endorser");
    let item = record(
        Kind::Item,
        "AQ-I26-0002",
        "title = \"x\"\nmeeting = \"AQ-2026-11-24\"\norder = 1000\nstate = \"accepted\"\nproposed_by = \"member\"",
    );
    insta::assert_snapshot!(told(&[], Some("member"), vec![Edit::Create { record: item.clone().into() }]), @r"
    only a secretary or chair of AQ may put a new item on the agenda of AQ-2026-11-24: secretary, chair, co-chair
    only a secretary or chair of AQ may set state of a new agenda item to accepted: secretary, chair, co-chair
    ");
    insta::assert_snapshot!(told(&[], Some("member"), vec![Edit::Remove { record: item.into() }]), @"only a secretary or chair of AQ may remove AQ-I26-0002: secretary, chair, co-chair");
    // Nobody knows a membership by an id.
    let term = "[{ role = 'chair' }]";
    insta::assert_snapshot!(told(&[], Some("member"), vec![set(Kind::Member, "AQ/fir", FieldPath::key("term"), term)]), @"only a secretary or chair of AQ, or a secretary or chair of CO may change the seat of Fir in Audit quality: secretary, chair, co-chair");
    let seat = record(Kind::Member, "AQ/stranger", "[[term]]\nrole = \"member\"");
    insta::assert_snapshot!(told(&[], Some("member"), vec![Edit::Create { record: seat.into() }]), @"only a secretary or chair of AQ, or a secretary or chair of CO may give a seat to stranger in Audit quality: secretary, chair, co-chair");
    let group = record(Kind::Group, "TH", "name = \"x\"");
    insta::assert_snapshot!(told(&[], Some("secretary"), vec![Edit::Create { record: group.into() }]), @"only a secretary or chair of CO may add a group: steering");
}

#[test]
fn an_entry_in_somebody_elses_name_is_not_ones_own() {
    let note = |by: &str| {
        let row = format!("{{ at = 2026-11-16T09:00:00Z, by = '{by}', text = 'x' }}");
        told(&[], Some("member"), vec![set(Kind::Action, "AQ-A26-0001", FieldPath::inner("progress", "1"), &row)])
    };
    assert_eq!(note("member"), "");
    assert!(note("alternate").contains("may set progress"));
}

#[test]
fn a_helper_helps_and_a_presenter_works_on_what_they_present_until_it_is_issued() {
    let helping =
        ("AQ-A26-0001", Kind::Action, "title = \"x\"\nstate = \"open\"\nowner = \"fir\"\nhelpers = [\"alternate\"]");
    let done = vec![set(Kind::Action, "AQ-A26-0001", FieldPath::key("state"), "'done'")];
    assert_eq!(told(&[helping], Some("alternate"), done), "");
    let presenting = "title = \"x\"\nstate = \"accepted\"\nmeeting = \"AQ-2026-11-24\"\npresenter = \"alternate\"\nproposed_by = \"fir\"";
    let item = ("AQ-I26-0001", Kind::Item, presenting);
    let ask = vec![set(Kind::Item, "AQ-I26-0001", FieldPath::key("ask"), "'x'")];
    assert_eq!(told(&[item], Some("alternate"), ask.clone()), "");
    let issued = "title = \"M\"\n[[issue]]\non = 2026-11-10\nitems = [\"1 AQ-I26-0001\"]";
    let issued = ("AQ-2026-11-24", Kind::Meeting, issued);
    assert!(told(&[item, issued], Some("alternate"), ask.clone()).contains("may set ask"));
    let settled = ("AQ-I26-0001", Kind::Item, &*presenting.replace("accepted", "concluded"));
    assert!(told(&[settled], Some("alternate"), ask).contains("may set ask"));
}

#[test]
fn a_note_is_settled_by_whoever_answers_for_what_it_is_about() {
    let settle = || vec![set(Kind::Note, "AQ-N26-0001", FieldPath::key("state"), "'accepted'")];
    for (about, who) in
        [("AQ-A26-0001", "member"), ("AQ-I26-0001", "member"), ("plain", "plain"), ("AQ/member", "member")]
    {
        let text = format!("about = \"{about}\"\ntext = \"x\"\nby = \"fir\"\nstate = \"open\"");
        let note = ("AQ-N26-0001", Kind::Note, &*text);
        assert_eq!(told(&[note], Some(who), settle()), "", "{about}");
        assert!(!told(&[note], Some("fir"), settle()).is_empty(), "{about}");
    }
}

#[test]
fn whoever_may_set_a_field_may_settle_what_is_contested_about_it() {
    let contested = |field: &str| {
        let entry = format!("{field}\u{1e}fir");
        vec![set(Kind::Action, "AQ-A26-0001", FieldPath::inner("contested", &entry), "{ field = 'x' }")]
    };
    assert_eq!(told(&[], Some("member"), contested("blocked_by")), "");
    assert!(told(&[], Some("member"), contested("due")).contains("may set due"));
}

#[test]
fn where_nobody_holds_an_office_nobody_is_outside_it() {
    let edits = || {
        vec![
            set(Kind::Workspace, "workspace", FieldPath::key("name"), "'x'"),
            set(Kind::Action, "AQ-A26-0001", FieldPath::key("due"), "2026-12-01"),
            set(Kind::Decision, "AQ-D26-0001", FieldPath::inner("position", "amfori"), "{ value = 'endorsed' }"),
            set(Kind::Decision, "AQ-D26-0001", FieldPath::inner("position", "sedex"), "{ value = 'endorsed' }"),
        ]
    };
    // Nobody endorses for amfori, so that anybody may.
    insta::assert_snapshot!(told(&[], Some("plain"), edits()), @r"
    only a secretary or chair of CO may set name of workspace: steering
    only a secretary or chair of AQ may set due of AQ-A26-0001: secretary, chair, co-chair
    only somebody who endorses for sedex may set the position of sedex in AQ-D26-0001: endorser
    ");
    let members = ["secretary", "chair", "co-chair", "vice-chair"].map(|it| format!("AQ/{it}"));
    let without: Vec<(&str, Kind, &str)> =
        members.iter().map(|it| (it.as_str(), Kind::Member, "[[term]]\nrole = \"member\"")).collect();
    // A group without officers is looked after by those who steer.
    assert!(
        told(&without, Some("plain"), edits()).contains("only a secretary or chair of CO may set due of AQ-A26-0001")
    );
    assert!(!told(&without, Some("steering"), edits()).contains("due"));
    // A workspace that nobody steers either is open to all, even to those whom it does not know.
    let mut nobody = without.clone();
    nobody.push(("CO/steering", Kind::Member, "[[term]]\nrole = \"observer\""));
    nobody.push(("endorser", Kind::Person, "name = \"x\""));
    assert_eq!(told(&nobody, Some("plain"), edits()), "");
    assert_eq!(told(&nobody, None, edits()), "");
}

#[test]
fn an_item_that_names_nobody_is_proposed_by_whoever_adds_it() {
    let item = record(Kind::Item, "AQ-I26-0002", "title = \"I\"\nstate = \"proposed\"");
    for (role, may) in [("member", true), ("secretary", true), ("observer", false), ("plain", false)] {
        let edits = vec![Edit::Create { record: item.clone().into() }];
        assert_eq!(!is_outside(edits, &world("fir"), role), may, "{role}");
        // It is nobody's own to take away again.
        let edits = vec![Edit::Remove { record: item.clone().into() }];
        assert_eq!(!is_outside(edits, &world("fir"), role), role == "secretary", "{role}");
    }
}

#[test]
fn taking_back_what_one_did_oneself_is_never_outside() {
    let edits = vec![set(Kind::Action, "AQ-A26-0001", FieldPath::key("due"), "2026-12-01")];
    for (deed, is_free) in [("undo", true), ("redo", true), ("revert", false), ("", false)] {
        let change = Change { edits: edits.clone(), ..Change::default() }.meaning(deed);
        assert_eq!(outside(&change, &world("member"), Some(&person("plain")), day()).is_empty(), is_free, "{deed}");
    }
}

#[test]
fn help_tells_every_row_of_the_table() {
    let text = comity::model::permit::in_words();
    let deeds = text.lines().filter(|it| it.starts_with("  ") && !it.starts_with("   ")).count();
    assert_eq!(deeds, TABLE.len(), "{text}");
    assert!(text.lines().all(|it| it.chars().count() <= 110), "{text}");
}
