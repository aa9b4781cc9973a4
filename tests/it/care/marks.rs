//! What gives contact data, cases and words of the market away: hits and near misses.

use comity::model::care::{TABLE, finds};
use comity::model::{Change, Edit, Kind, Snapshot};
use proptest::prelude::*;

use crate::support::sandbox::record;

/// What a text is found to hold: the kind of each find with the very words.
fn found(text: &str) -> String {
    let mut lines = Vec::new();
    for row in TABLE {
        lines.extend((row.find)(text).iter().map(|it| format!("{}: {it}", row.one)));
    }
    lines.join("; ")
}

fn all(texts: &[&str]) -> String {
    texts.iter().map(|it| format!("{it}\n    -> {}\n", found(it))).collect()
}

#[test]
fn contact_data_cases_and_words_of_the_market_are_found() {
    insta::assert_snapshot!(all(&[
        "Ask ada.byron@example.org.",
        "mailto:o'neil+x@sub.example.co.uk, then",
        "Ünal <ünal@bücher.example>",
        "Call +32 2 123 45 67 first",
        "tel:+442079460958",
        "0044 20 7946 0958",
        "Her number is 020 7946 0958.",
        "(02) 123.45.67.8",
        "Mobile: 475 12 34 56",
        "Findings at ZAA600012345 and ZS-1234567",
        "DBID: 123456, then 156-012345-000",
        "The mill at 23.8103, 90.4125 is old",
        "51°30'26\"N 0°7'39\"W",
        "The victim's passport number",
        "Prices of audits, and a Supplier list",
        "MARGINS",
    ]), @r#"
    Ask ada.byron@example.org.
        -> an e-mail address: ada.byron@example.org
    mailto:o'neil+x@sub.example.co.uk, then
        -> an e-mail address: neil+x@sub.example.co.uk
    Ünal <ünal@bücher.example>
        -> an e-mail address: ünal@bücher.example
    Call +32 2 123 45 67 first
        -> a phone number: +32 2 123 45 67
    tel:+442079460958
        -> a phone number: +442079460958
    0044 20 7946 0958
        -> a phone number: 0044 20 7946 0958
    Her number is 020 7946 0958.
        -> a phone number: 020 7946 0958
    (02) 123.45.67.8
        -> a phone number: (02) 123.45.67.8
    Mobile: 475 12 34 56
        -> a phone number: 475 12 34 56
    Findings at ZAA600012345 and ZS-1234567
        -> the code of a site or an audit: ZAA600012345; the code of a site or an audit: ZS-1234567
    DBID: 123456, then 156-012345-000
        -> the code of a site or an audit: DBID: 123456; the code of a site or an audit: 156-012345-000
    The mill at 23.8103, 90.4125 is old
        -> a place on the map: 23.8103, 90.4125
    51°30'26"N 0°7'39"W
        -> a place on the map: 51°30'26"N; a place on the map: 0°7'39"W
    The victim's passport number
        -> a word of a single case: victim; a word of a single case: passport number
    Prices of audits, and a Supplier list
        -> a word that competition law makes delicate: Prices; a word that competition law makes delicate: Supplier list
    MARGINS
        -> a word that competition law makes delicate: MARGINS
    "#);
}

#[test]
fn days_times_ids_numbers_and_links_are_left_in_peace() {
    let harmless = [
        "AQ-A26-7K3F and AQ-2026-11-24-adoption, AQ-2026-11-24-2",
        "2026-11-24T14:00:00+01:00 until 15:30",
        "from 01.06.2026-05.06.2026, 1/6/26, 24-11-2026 14:00",
        "07:00-20:00, 14:00 2026, +2w, +3d, in 20 days",
        "1 000 000 of 20 000 000 audits, 0.123456789 of them, 12.5 %",
        "https://zoom.example/j/01234567890?pwd=a@b.example and www.example.org/0123456789",
        "https://teams.example/l/meetup-join/19:meeting_ZAA12345678@thread.v2",
        "@alder send the draft due:next fri",
        "git@host and a @ b, x@y",
        "Zürich ZAA, ZAA1, DBID, version 1.2.3.4, ISO 9001:2015",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "Article 23.4, 90.4 of 0.5, 0.1",
        "20 °C in the north, 90° turn",
        "The phone conference on 2026-11-24 at 14:00",
        "passport, numbers, victimless, priceless, marginal, enterprise, suppliers list",
        "Share of sites with a CAP closed on time: 12/34/56 of 789",
    ];
    let hits: Vec<String> = harmless.iter().map(|it| found(it)).filter(|it| !it.is_empty()).collect();
    assert_eq!(hits, Vec::<String>::new());
}

proptest! {
    #[test]
    fn no_text_whatever_makes_it_stumble(text in "\\PC*", digits in "[-+0-9 ().,@°'ZAzN:/\"é]{0,60}") {
        found(&text);
        found(&digits);
        found(&format!("tel {digits}{text}"));
    }
}

/// What a change of an action brings in.
fn brought_in(before: Option<&str>, after: &str) -> String {
    let world = |fields: Option<&str>| -> Snapshot {
        fields.map(|it| record(Kind::Action, "AQ-A26-AAAA", it)).into_iter().collect()
    };
    let (before, after) = (world(before), world(Some(after)));
    let change = Change::between(&before, &after);
    let finds = finds(&change, &before);
    finds.iter().map(|it| format!("{} in {}: {}", it.row.one, it.field, it.found)).collect::<Vec<_>>().join("; ")
}

#[test]
fn only_what_a_change_brings_in_is_looked_at() {
    let with = |detail: &str| format!("title = \"Send\"\ndetail = \"{detail}\"");
    let old = with("Ask ada@example.org");
    insta::assert_snapshot!(brought_in(None, &old), @"an e-mail address in details: ada@example.org");
    assert_eq!(brought_in(Some(&old), &with("Ask ada@example.org today")), "");
    insta::assert_snapshot!(brought_in(Some(&old), &with("Ask ada@example.org or eve@example.org")), @"an e-mail address in details: eve@example.org");
    assert_eq!(brought_in(Some(&old), &with("Ask Ada")), "");
}

#[test]
fn addresses_of_people_links_and_where_a_row_came_from_are_no_texts() {
    let mut all = Vec::new();
    for (kind, id, fields) in [
        (Kind::Person, "ada", "name = \"Ada\"\nemails = [\"ada@example.org\"]"),
        (Kind::Meeting, "AQ-2026-11-24", "title = \"M\"\nurl = \"https://x.example/0123456789\""),
        (Kind::Action, "AQ-A26-AAAA", "title = \"A\"\nsource = \"ada@example.org\""),
        (
            Kind::Person,
            "ada",
            "name = \"Ada\"\n[[signing_key]]\nkey = \"ssh-ed25519 AAAAC3 ada@example.org\"\nfrom = 2026-01-01",
        ),
    ] {
        let record = std::sync::Arc::new(record(kind, id, fields));
        let change = Change { edits: vec![Edit::Create { record }], ..Change::default() };
        all.extend(finds(&change, &Snapshot::default()));
    }
    assert!(all.is_empty(), "{all:?}");
}

#[test]
fn every_list_and_table_of_texts_is_looked_into() {
    let mut found = String::new();
    for (kind, id, fields) in [
        (
            Kind::Action,
            "AQ-A26-AAAA",
            "title = \"A\"\ntags = [\"a@example.org\"]\n[[progress]]\nat = 2026-11-16T09:00:00+01:00\ntext = \"b@example.org\"",
        ),
        (
            Kind::Group,
            "AQ",
            "name = \"A\"\nin_scope = [\"c@example.org\"]\n[[milestone]]\nkey = \"k\"\ntitle = \"d@example.org\"",
        ),
        (
            Kind::Decision,
            "AQ-D26-AAAA",
            "title = \"D\"\ntext = \"T\"\n[position.sedex]\nvalue = \"objected\"\nby = \"elm\"\non = 2026-11-16\ntext = \"e@example.org\"",
        ),
    ] {
        let record = std::sync::Arc::new(record(kind, id, fields));
        let change = Change { edits: vec![Edit::Create { record }], ..Change::default() };
        let lines = finds(&change, &Snapshot::default()).into_iter();
        found.extend(lines.map(|it| format!("{}, {}: {}\n", it.of, it.field, it.found)));
    }
    insta::assert_snapshot!(found, @r#"
    "A", progress: b@example.org
    "A", tags: a@example.org
    "A", in scope: c@example.org
    "A", title: d@example.org
    "D", position: e@example.org
    "#);
}
