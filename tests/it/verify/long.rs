//! Long ranges: what is read ahead, and laid onto what is known, is judged as if each change had come alone.

use crate::verify::forge::{ACTION, Forged, World, action};

#[test]
fn in_a_long_range_each_change_is_judged_as_if_it_had_come_alone() {
    let world = World::new();
    let mut line = vec![world.base.clone()];
    for day in 1..=48 {
        let due = format!("2026-12-{:02}", day % 28 + 1);
        let who = ["rowan", "hazel", "rowan", "mallory", "alder"][day % 5];
        let forged = Forged::by(who).file(ACTION, action("open", &due));
        let forged = if day % 7 == 0 { forged.file("notes.txt", format!("{day}")) } else { forged };
        let newest = line.last().expect("begun").clone();
        line.push(world.forge(&forged.onto(&[&newest])));
    }
    let found = |from: &str, to: &str| {
        let verdict = world.verdict(from, to);
        (verdict.changes, verdict.findings.iter().map(|it| it.line()).collect::<Vec<_>>())
    };
    let (changes, at_once) = found(&line[0], &line[48]);
    let alone: Vec<String> = line.windows(2).flat_map(|it| found(&it[0], &it[1]).1).collect();
    assert_eq!((changes, at_once.len()), (48, alone.len()));
    assert_eq!(at_once, alone);
    assert!(alone.len() > 20, "{alone:?}");
}
