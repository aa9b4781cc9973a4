//! What two desks did that does not go together: it is kept, and said by whoever looks.

use comity::model::check::{check, check_record};
use comity::model::view::text_hash;
use comity::model::{Fields, Kind, RecordId, Standpoint};

use crate::support::desks::{Desk, Desks};
use crate::support::sandbox::{now, record};

/// The codes of what is wrong with records of a kind.
fn codes(desk: &mut Desk, kind: Kind) -> Vec<&'static str> {
    desk.workspace.refresh();
    let at = Standpoint::new(desk.workspace.snapshot(), None, now());
    let mut codes: Vec<&str> =
        at.snapshot.of_kind(kind).flat_map(|it| check_record(it, &at)).map(|it| it.code.word()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn two_co_chairs_of_one_party_are_kept_and_listed() {
    let mut desks = Desks::new(2);
    let co_chair = "[[term]]\nrole = \"co-chair\"\nfor_org = \"sedex\"\nfrom = 2026-01-01\n";
    let person = "name = \"Elm Placeholder\"\norg = \"sedex\"\nemails = [\"elm@example.org\"]\n";
    desks.desks[0].save(|it| {
        it.put(record(Kind::Person, "elm", person));
        let group = "name = \"Audit quality\"\nstate = \"active\"\n[rules]\nchairing = \"co-chairs\"\n";
        it.put(record(Kind::Group, "AQ", group));
    });
    desks.settle();
    desks.desks[0].save(|it| it.put(record(Kind::Member, "AQ/birch", co_chair)));
    desks.desks[1].save(|it| it.put(record(Kind::Member, "AQ/elm", co_chair)));
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        assert!(codes(desk, Kind::Member).contains(&"E-CO-CHAIRS"), "{:?}", codes(desk, Kind::Member));
        // What is wrong already does not keep anybody from working on.
        let tail = desk.who;
        let text = format!("title = \"After {tail}\"\nowner = \"rowan\"\nstate = \"open\"\n");
        let id = if tail == "birch" { "AQ-A26-1111" } else { "AQ-A26-2222" };
        assert!(desk.save(|it| it.put(record(Kind::Action, id, &text))).is_some());
    }
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    // Once one of them is handed over, nothing is wrong any more.
    desks.desks[1].edit(
        &RecordId::new(Kind::Member, "AQ/elm").expect("id"),
        "term = [{ role = \"member\", from = 2026-01-01, for_org = \"sedex\" }]",
    );
    desks.settle();
    assert!(!codes(&mut desks.desks[0], Kind::Member).contains(&"E-CO-CHAIRS"));
}

#[test]
fn a_text_that_changed_under_an_endorsement_is_kept_and_the_position_is_listed() {
    let mut desks = Desks::new(2);
    let id = RecordId::new(Kind::Decision, "AQ-D26-7777").expect("id");
    let text = "title = \"Joint reading\"\ntext = \"Once a quarter.\"\nagreed_on = 2026-11-16\nagreed_parties = [\"amfori\", \"sedex\"]\nagreed_rule = \"each-party\"\n";
    desks.desks[0].save(|it| it.put(record(Kind::Decision, id.as_str(), text)));
    desks.settle();
    let hash = text_hash(desks.desks[0].workspace.snapshot().get(&id).expect("there"));
    let position = format!(
        "position = {{ sedex = {{ value = \"endorsed\", by = \"birch\", on = 2026-11-16, channel = \"written\", text_hash = \"{hash}\" }} }}"
    );
    desks.desks[0].edit(&id, &position);
    assert!(!codes(&mut desks.desks[0], Kind::Decision).contains(&"W-VOID"));
    desks.desks[1].edit(&id, "text = \"Twice a quarter.\"");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        assert!(codes(desk, Kind::Decision).contains(&"W-VOID"), "{:?}", codes(desk, Kind::Decision));
        let decision = desk.workspace.snapshot().get(&id).expect("there");
        assert_eq!((decision.text("text"), decision.rows("contested").count()), ("Twice a quarter.", 0));
    }
    let at = Standpoint::new(desks.desks[0].workspace.snapshot(), None, now());
    assert!(check(&at).iter().any(|it| it.code.word() == "W-VOID"));
}

/// Lays a paper down and names it in an item, in one change made by plain git.
fn lay_paper(desk: &Desk, item: &str, bytes: &[u8]) {
    let write = |path: &str, bytes: &[u8]| {
        let path = desk.workspace.root().join(path);
        std::fs::create_dir_all(path.parent().expect("folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    };
    write("groups/AQ/papers/2026/rules.pdf", bytes);
    let text = format!(
        "title = \"Rules by {}\"\npurpose = \"discussion\"\nstate = \"proposed\"\n\n[[paper]]\ntitle = \"Rules\"\npath = \"2026/rules.pdf\"\n",
        desk.who
    );
    write(&format!("groups/AQ/items/2026/{item}.toml"), text.as_bytes());
    desk.git(&["add", "."]);
    let (name, email) = (format!("user.name={}", desk.who), format!("user.email={}@example.org", desk.who));
    desk.git(&["-c", &name, "-c", &email, "commit", "-q", "-m", "Rules"]);
}

#[test]
fn two_papers_of_one_path_are_both_kept_and_each_item_names_its_own() {
    let mut desks = Desks::new(2);
    lay_paper(&desks.desks[0], "AQ-I26-1111", b"\0first");
    lay_paper(&desks.desks[1], "AQ-I26-2222", b"\0second");
    // What is done later speaks of it by the name that it has then.
    let second = RecordId::new(Kind::Item, "AQ-I26-2222").expect("id");
    desks.desks[1].edit(&second, "minutes = 20");
    desks.settle();
    assert_eq!(desks.trees().len(), 1);
    for desk in &mut desks.desks {
        desk.workspace.refresh();
        let paper = |item: &str| {
            let id = RecordId::new(Kind::Item, item).expect("id");
            let item = desk.workspace.snapshot().get(&id).expect("there");
            let path = item.rows("paper").next().expect("paper").text("path").to_owned();
            std::fs::read(desk.workspace.root().join("groups/AQ/papers").join(path)).expect("there")
        };
        assert_eq!((paper("AQ-I26-1111"), paper("AQ-I26-2222")), (b"\0first".to_vec(), b"\0second".to_vec()));
        assert_eq!(desk.workspace.snapshot().get(&second).and_then(|it| it.whole("minutes")), Some(20));
        assert_eq!(desk.git(&["status", "--porcelain"]), "");
    }
}
