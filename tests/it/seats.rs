//! The checks of who sits where, as a table of cases; and the ledger of who came after whom.

use comity::model::check::{check, check_record};
use comity::model::{Kind, Record, Snapshot, Standpoint};

use crate::support::sandbox::{now, record};

/// Two parties, six people, and a group in which everything is as its rules say; lines change it: `AQ/rowan: TOML` lays
/// other fields into a record, a second line for the same one adds to them, `-AQ/rowan` takes it away.
fn world(lines: &str) -> Snapshot {
    let person = |name: &str, org: &str, more: &str| {
        record(Kind::Person, name, &format!("name = \"{name}\"\norg = \"{org}\"\nstatus = \"active\"\n{more}"))
    };
    let member = |name: &str, role: &str| term(&format!("AQ/{name}"), &format!("role = \"{role}\"\nfrom = 2026-01-12"));
    let mut snapshot: Snapshot = [
        record(Kind::Workspace, "workspace", "format = 1\nname = \"W\"\nparties = [\"sedex\", \"amfori\"]\ntimezone = \"Europe/Brussels\""),
        record(Kind::Org, "sedex", "name = \"Sedex\"\nshort = \"SX\""),
        record(Kind::Org, "amfori", "name = \"amfori\"\nshort = \"AM\""),
        person("alder", "sedex", "management = true"),
        person("birch", "sedex", ""),
        person("elm", "sedex", ""),
        person("maple", "amfori", "management = true"),
        person("oak", "amfori", ""),
        person("rowan", "amfori", ""),
        record(
            Kind::Group,
            "AQ",
            "name = \"Audit quality\"\nstate = \"active\"\nled_by = [\"sedex\"]\n[rules]\nchairing = \"co-chairs\"\nquorum_per_party = 1\nseats_per_party = 2",
        ),
        member("alder", "co-chair"),
        member("birch", "secretary"),
        member("maple", "co-chair"),
        member("oak", "secretary"),
    ]
    .into_iter()
    .collect();
    for line in lines.lines().map(str::trim).filter(|it| !it.is_empty()) {
        if let Some(id) = line.strip_prefix('-') {
            snapshot.remove(&term(id, "").id);
            continue;
        }
        let (id, fields) = line.split_once(": ").expect("fields");
        let fields = fields.replace("; ", "\n");
        match id {
            id if id.contains('/') => {
                let known = snapshot.get(&term(id, "").id).cloned();
                let mut record = term(id, &fields);
                if let (Some(known), false) = (known, line.contains("instead")) {
                    let mut rows = known.fields["term"].as_array().expect("rows").clone();
                    rows.extend(record.fields["term"].as_array().expect("rows").clone());
                    record.fields.insert("term".to_owned(), rows.into());
                }
                snapshot.put(record);
            }
            id => {
                let kind = match id {
                    "AQ" => Kind::Group,
                    id if id.starts_with("AQ-A") => Kind::Action,
                    _ => Kind::Person,
                };
                let mut changed = record(kind, id, "");
                changed = snapshot.get(&changed.id).cloned().unwrap_or(changed);
                changed.fields.extend(fields.parse::<toml::Table>().expect("toml"));
                snapshot.put(changed);
            }
        }
    }
    snapshot
}

/// A membership with one term.
fn term(id: &str, fields: &str) -> Record {
    record(Kind::Member, id, &format!("[[term]]\n{}", fields.replace("instead", "")))
}

/// What the check says, each problem on a line, none where all is well.
fn told(lines: &str) -> String {
    let snapshot = world(lines);
    let at = Standpoint::new(&snapshot, None, now());
    let problems = check(&at);
    // One record alone is told the same as all together.
    let alone: Vec<_> = snapshot.all().flat_map(|it| check_record(it, &at)).collect();
    assert!(alone.iter().all(|it| problems.contains(it)), "{alone:?}");
    let line = |it: &comity::model::Problem| {
        let id = it.id.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("  {} {id}: {}. {}\n", it.code.word(), it.message, it.remedy)
    };
    problems.iter().map(line).collect()
}

#[test]
fn each_fault_of_the_seats_is_told_with_its_remedy_and_nothing_else_is() {
    let cases = [
        ("all is well", ""),
        ("a party without a co-chair", "AQ/maple: instead role = \"member\"; from = 2026-01-12"),
        (
            "one whose co-chair's term has ended",
            "AQ/maple: instead role = \"co-chair\"; from = 2026-01-12; until = 2026-11-15\nAQ/rowan: role = \"member\"",
        ),
        ("one chair alone is enough where the rules say so", "AQ: rules = { chairing = \"single\" }\n-AQ/maple"),
        ("a group that rests is not looked at", "AQ: state = \"dormant\"\n-AQ/maple\n-AQ/oak"),
        ("two co-chairs of one party", "AQ/rowan: role = \"co-chair\"; from = 2026-11-01"),
        (
            "one after the other",
            "AQ/rowan: role = \"co-chair\"; from = 2026-12-01\nAQ/maple: instead role = \"co-chair\"; from = 2026-01-12; until = 2026-11-30",
        ),
        ("an overlap that is over", "AQ/rowan: role = \"co-chair\"; from = 2026-02-01; until = 2026-02-10"),
        (
            "co-chairs of somebody who is no party",
            "AQ/rowan: role = \"co-chair\"; for_org = \"apsca\"\nrowan: org = \"apsca\"",
        ),
        ("too few for a quorum, and nobody of the management", "-AQ/maple\n-AQ/oak"),
        ("a seat vacant since a day", "AQ/oak: instead role = \"secretary\"; from = 2026-01-12; until = 2026-10-31"),
        (
            "an action of somebody whose term has ended",
            "AQ-A26-7K3F: title = \"Send\"; state = \"open\"; owner = \"rowan\"; due = 2026-12-01\nAQ/rowan: role = \"member\"; until = 2026-10-31",
        ),
        (
            "an action of somebody who never sat there",
            "AQ-A26-7K3F: title = \"Send\"; state = \"open\"; owner = \"rowan\"; due = 2026-12-01",
        ),
        ("an alternate", "AQ/rowan: role = \"alternate\"; alternate_for = \"oak\""),
        ("an alternate of nobody", "AQ/rowan: role = \"alternate\"; from = 2026-01-12"),
        ("one of somebody who sits nowhere", "AQ/rowan: role = \"alternate\"; alternate_for = \"elm\""),
        (
            "two alternates of each other",
            "AQ/rowan: role = \"alternate\"; alternate_for = \"elm\"\nAQ/elm: role = \"alternate\"; alternate_for = \"rowan\"",
        ),
        ("one of oneself", "AQ/rowan: role = \"alternate\"; alternate_for = \"rowan\""),
        ("two terms of one role that overlap", "AQ/oak: role = \"secretary\"; from = 2026-06-01"),
        (
            "two terms of one role one after the other",
            "AQ/rowan: role = \"member\"; from = 2026-01-01; until = 2026-05-31\nAQ/rowan: role = \"member\"; from = 2026-06-01",
        ),
        ("a former term of which nobody knows the days", "AQ/oak: role = \"secretary\"; former = true"),
        ("somebody who left", "oak: status = \"left\""),
        (
            "somebody who leaves today",
            "oak: status = \"left\"\nAQ/oak: instead role = \"secretary\"; from = 2026-01-12; until = 2026-11-16",
        ),
        ("somebody who sits for others", "AQ/rowan: role = \"observer\"; for_org = \"sedex\""),
        (
            "placeholders",
            "oak: placeholder = true\nelm: placeholder = true\nrowan: placeholder = true\nbirch: placeholder = true",
        ),
        ("one placeholder", "oak: placeholder = true"),
        (
            "a closed group in which something goes on",
            "AQ: state = \"closed\"\n-AQ/maple\n-AQ/oak\nAQ/alder: instead role = \"co-chair\"; until = 2026-11-16\nAQ-A26-7K3F: title = \"Send\"; state = \"open\"; owner = \"birch\"; due = 2026-12-01",
        ),
        ("two people called alike", "rowan: name = \"OAK\""),
        ("two people of two organisations called alike", "elm: name = \"oak\""),
        (
            "somebody whose record was joined into another one's",
            "rowan: same_as = \"oak\"; name = \"oak\"; status = \"left\"\nAQ/rowan: role = \"observer\"\nAQ-A26-7K3F: title = \"Send\"; state = \"open\"; owner = \"rowan\"; due = 2026-12-01",
        ),
        ("somebody who is the same as themselves", "rowan: same_as = \"rowan\""),
    ];
    let told: String = cases.iter().map(|(name, lines)| format!("{name}\n{}", told(lines))).collect();
    insta::assert_snapshot!(told, @r"
    all is well
    a party without a co-chair
      W-NO-CO-CHAIR AQ: amfori has no co-chair. `comity member set PERSON AQ co-chair --for amfori`
    one whose co-chair's term has ended
      W-NO-CO-CHAIR AQ: amfori has no co-chair. `comity member set PERSON AQ co-chair --for amfori`
      W-EXCHANGE AQ: sedex leads it, and nobody of amfori's management sits there. `comity member set PERSON AQ member --for amfori` with one of its management
    one chair alone is enough where the rules say so
      W-EXCHANGE AQ: sedex leads it, and nobody of amfori's management sits there. `comity member set PERSON AQ member --for amfori` with one of its management
    a group that rests is not looked at
    two co-chairs of one party
      E-CO-CHAIRS AQ/maple: maple and rowan are both co-chair for amfori. End one of the two terms; `comity member set maple AQ co-chair --in-place-of rowan` hands it over
      E-CO-CHAIRS AQ/rowan: rowan and maple are both co-chair for amfori. End one of the two terms; `comity member set rowan AQ co-chair --in-place-of maple` hands it over
    one after the other
    an overlap that is over
    co-chairs of somebody who is no party
      E-REFERENCE AQ/rowan: for names the organisation `apsca`, which is not there. Correct the id, or add what it names
      E-REFERENCE rowan: organisation names the organisation `apsca`, which is not there. Correct the id, or add what it names
    too few for a quorum, and nobody of the management
      W-NO-CO-CHAIR AQ: amfori has no co-chair. `comity member set PERSON AQ co-chair --for amfori`
      W-NO-QUORUM AQ: amfori has too few people for a quorum. `comity member set PERSON AQ member --for amfori`, or a lower quorum in the rules
      W-VACANT AQ: 2 seats of amfori are vacant. `comity member set PERSON AQ member --for amfori`
      W-EXCHANGE AQ: sedex leads it, and nobody of amfori's management sits there. `comity member set PERSON AQ member --for amfori` with one of its management
    a seat vacant since a day
      W-VACANT AQ: 1 seat of amfori is vacant since 1 Nov 2026. `comity member set PERSON AQ member --for amfori`
    an action of somebody whose term has ended
      W-TERM-ENDED AQ-A26-7K3F: the term of its owner rowan in AQ has ended. `comity action assign AQ-A26-7K3F PERSON`
    an action of somebody who never sat there
    an alternate
    an alternate of nobody
      W-ALTERNATE AQ/rowan: rowan is alternate of nobody. `comity member set rowan AQ alternate --alternate-for PERSON`
    one of somebody who sits nowhere
      W-ALTERNATE AQ/rowan: rowan is alternate of elm, who has no running term. `comity member end rowan AQ --role alternate`, or name somebody else
    two alternates of each other
      E-ITSELF AQ/elm: elm and rowan are alternates in a circle. Name somebody who has a seat
      E-ITSELF AQ/rowan: rowan and elm are alternates in a circle. Name somebody who has a seat
    one of oneself
      E-ITSELF AQ/rowan: somebody is their own alternate. Name the person they stand in for
    two terms of one role that overlap
      W-OVERLAP AQ/oak: two terms of oak as secretary overlap. Correct the days of one of them, or take it out
    two terms of one role one after the other
    a former term of which nobody knows the days
    somebody who left
      W-STILL-SEATED AQ/oak: oak has left and still has a running term. `comity person leave oak`
    somebody who leaves today
    somebody who sits for others
      W-FOR-ORG AQ/rowan: rowan belongs to amfori and is observer for sedex. `comity member set rowan AQ observer --for amfori`, if that is a slip
    placeholders
      W-PLACEHOLDER workspace: 4 people stand for somebody who is still to be named: birch, elm, oak and 1 more. `comity person edit birch --name NAME --emails ADDRESS --placeholder no`
    one placeholder
      W-PLACEHOLDER workspace: 1 person stands for somebody who is still to be named: oak. `comity person edit oak --name NAME --emails ADDRESS --placeholder no`
    a closed group in which something goes on
      E-CLOSED AQ-A26-7K3F: it is open, and its group AQ is closed. Settle what is open, or open the group again: `comity group activate AQ`
      E-CLOSED AQ/birch: birch is secretary of a group that is closed. End the term, or open the group again: `comity group activate AQ`
    two people called alike
      W-SAME-NAME oak: oak is called like rowan: `OAK`. `comity person join oak rowan`, or tell them apart by their names
      W-SAME-NAME rowan: rowan is called like oak: `oak`. `comity person join oak rowan`, or tell them apart by their names
    two people of two organisations called alike
    somebody whose record was joined into another one's
      W-JOINED AQ-A26-7K3F: owner names rowan, whose record was joined into that of oak. `comity person join oak rowan` joins them again
      W-JOINED AQ/rowan: the membership names rowan, whose record was joined into that of oak. `comity person join oak rowan` joins them again
    somebody who is the same as themselves
      E-ITSELF rowan: `same_as` names the record itself. Name another record, or nothing
    ");
}
