//! Random records of every kind, made from the field tables.

use comity::model::field::{Field, Rows, Type};
use comity::model::{Kind, Record, RecordId, Snapshot, leaf};
use proptest::prelude::*;
use proptest::strategy::Union;
use toml::{Table, Value};

/// Any kind of record.
pub fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(Kind::ALL.to_vec())
}

/// An id of a kind, out of few, so that worlds meet.
pub fn id(kind: Kind) -> impl Strategy<Value = RecordId> {
    let texts: &[&str] = match kind {
        Kind::Workspace => &["workspace"],
        Kind::Org => &["sedex", "amfori"],
        Kind::Person => &["alder", "oak"],
        Kind::Group => &["AQ", "TH"],
        Kind::Member => &["AQ/alder", "AQ/oak"],
        Kind::Meeting => &["AQ-2026-11-24", "AQ-2026-11-24-2"],
        Kind::Item => &["AQ-I26-7K3F", "AQ-2026-11-24-adoption"],
        Kind::Action => &["AQ-A26-7K3F", "TH-A26-0001"],
        Kind::Decision => &["AQ-D26-7K3F"],
        Kind::Measure => &["AQ/enrolled"],
        Kind::Note => &["AQ-N26-7K3F", "AQ-N26-7K3G"],
    };
    proptest::sample::select(texts.to_vec()).prop_map(move |it| RecordId::new(kind, it).expect("id"))
}

/// A text with what makes files and terminals stumble.
pub fn text(lines: bool) -> BoxedStrategy<String> {
    let plain = proptest::sample::select(vec![
        "Send the minutes",
        "x",
        "",
        "a \"quoted\" word",
        "back\\slash",
        "Zürich 東京 🙂",
        "# no remark",
        "tab\there",
        "'single'",
        "esc\u{1b}[31m",
        "turn\u{202e}ed",
        "\"\"\"",
        "ends with \"",
        "[not] a header",
        "a = 1",
        "bell\u{7}",
    ]);
    let plain = plain.prop_map(str::to_owned);
    match lines {
        false => plain.boxed(),
        true => proptest::collection::vec(plain, 1..4).prop_map(|it| it.join("\n")).boxed(),
    }
}

/// A value of a type, mostly well shaped, at times of another type.
pub fn value(ty: &'static Type) -> BoxedStrategy<Value> {
    let word = |words: &[&'static str]| {
        proptest::sample::select(words.to_vec()).prop_map(|it| Value::String(it.to_owned())).boxed()
    };
    let parsed = |words: &[&'static str]| {
        let values = words.iter().map(|it| format!("x = {it}").parse::<Table>().expect("toml")["x"].clone());
        proptest::sample::select(values.collect::<Vec<_>>()).boxed()
    };
    match ty {
        Type::Line => text(false).prop_map(Value::String).boxed(),
        Type::Text => text(true).prop_map(Value::String).boxed(),
        Type::Date => parsed(&["2026-11-20", "2026-12-01", "2027-01-05"]),
        Type::LocalTime => parsed(&["2026-11-20T14:00:00", "2026-12-01T09:30:00"]),
        Type::Instant => parsed(&["2026-11-20T14:00:00+01:00", "2026-12-01T09:30:00Z", "2026-12-02T09:30:00Z"]),
        Type::Minutes | Type::Whole => (1i64..4).prop_map(Value::Integer).boxed(),
        Type::Number => {
            Union::new([parsed(&["1.5", "2.0", "-0.25"]), (1i64..3).prop_map(Value::Integer).boxed()]).boxed()
        }
        Type::Flag => any::<bool>().prop_map(Value::Boolean).boxed(),
        Type::Choice(choices) => word(&choices.iter().map(|it| it.value).collect::<Vec<_>>()),
        Type::Zone => word(&["Europe/Brussels", "Europe/London"]),
        Type::Rule => word(&["FREQ=MONTHLY;BYDAY=2TU"]),
        Type::Url => word(&["https://example.org/a", "https://example.org/b"]),
        Type::Email => word(&["a@example.org", "b@example.org", "c@example.org"]),
        Type::Paper => word(&["rules.pdf", "2026/rules.pdf"]),
        Type::Hash => Just(Value::String("0".repeat(64))).boxed(),
        Type::Ref(_) => word(&["alder", "oak", "sedex", "AQ", "AQ-A26-7K3F"]),
        Type::KeyOf(_) => word(&["v1", "v2"]),
        Type::Numbered => word(&["1 AQ-I26-7K3F", "2 AQ-I26-7K3G"]),
        Type::Set(element) | Type::List(element) => {
            proptest::collection::vec(value(element), 0..4).prop_map(Value::Array).boxed()
        }
        Type::Table(fields) => table(fields).prop_map(Value::Table).boxed(),
        Type::Parties(fields) => {
            let party = proptest::sample::select(vec!["sedex", "amfori"]).prop_map(str::to_owned);
            proptest::collection::btree_map(party, table(fields).prop_map(Value::Table), 0..3)
                .prop_map(|it| Value::Table(it.into_iter().collect()))
                .boxed()
        }
        Type::Rows(Rows { fields, .. }) => {
            proptest::collection::vec(table(fields).prop_map(Value::Table), 0..4).prop_map(Value::Array).boxed()
        }
    }
}

/// The fields of a record of a kind, canonical.
pub fn fields(kind: Kind) -> BoxedStrategy<Table> {
    let mut tables: Vec<BoxedStrategy<Table>> = kind.fields().map(|it| maybe(it.key, value(&it.ty), 0.5)).collect();
    // Something of a newer comity, and something that a hand has misshapen.
    let unknown =
        proptest::sample::select(vec!["7", "\"x\"", "[1, 2]", "{ a = 1 }", "[{ a = 1 }, { b = 2 }]", "2026-11-20"]);
    let unknown = unknown.prop_map(|it| format!("x = {it}").parse::<Table>().expect("toml")["x"].clone());
    tables.push(maybe("future", unknown.clone().boxed(), 0.3));
    let keys: Vec<&'static str> = kind.fields().map(|it| it.key).collect();
    let misshapen = proptest::sample::select(keys).prop_flat_map(move |key| maybe(key, unknown.clone().boxed(), 0.1));
    tables.push(misshapen.boxed());
    tables.prop_map(move |tables| leaf::canonical(kind, tables.into_iter().flatten().collect())).boxed()
}

/// A record.
pub fn record() -> impl Strategy<Value = Record> {
    kind().prop_flat_map(|kind| (id(kind), fields(kind))).prop_map(|(id, fields)| Record { id, fields })
}

/// A record and what two people made of it, each changing a few fields.
pub fn record_and_two_sides() -> impl Strategy<Value = (Record, Record, Record)> {
    kind().prop_flat_map(|kind| {
        let sides = (fields(kind), fields(kind), proptest::collection::vec(0u8..4, 40));
        (id(kind), fields(kind), sides).prop_map(move |(id, base, (left, right, dice))| {
            let record = |fields| Record { id: id.clone(), fields };
            let keys: Vec<String> = kind.fields().map(|it| it.key.to_owned()).chain(["future".to_owned()]).collect();
            let mix = |side: &Table, mine: u8| {
                let mut fields = base.clone();
                for (key, die) in keys.iter().zip(&dice) {
                    if *die == mine || *die == 3 {
                        match side.get(key) {
                            Some(value) => drop(fields.insert(key.clone(), value.clone())),
                            None => drop(fields.remove(key)),
                        }
                    }
                }
                leaf::canonical(kind, fields)
            };
            (record(base.clone()), record(mix(&left, 1)), record(mix(&right, 2)))
        })
    })
}

/// A few records of one kind.
pub fn world(kind: Kind) -> impl Strategy<Value = Snapshot> {
    proptest::collection::vec((id(kind), fields(kind)), 0..3)
        .prop_map(|records| records.into_iter().map(|(id, fields)| Record { id, fields }).collect())
}

fn table(fields: &'static [Field]) -> BoxedStrategy<Table> {
    let tables: Vec<BoxedStrategy<Table>> = fields.iter().map(|it| maybe(it.key, value(&it.ty), 0.7)).collect();
    tables.prop_map(|tables| tables.into_iter().flatten().collect()).boxed()
}

fn maybe(key: &'static str, value: BoxedStrategy<Value>, chance: f64) -> BoxedStrategy<Table> {
    proptest::option::weighted(chance, value)
        .prop_map(move |value| value.into_iter().map(|it| (key.to_owned(), it)).collect())
        .boxed()
}
