//! Home: what waits for one's own organisation, and what a secretary has to do by when.

use super::{after, as_person, lines_with};

#[test]
fn what_waits_for_ones_own_organisation_comes_first() {
    let mut screen = as_person("spruce").sized(100, 44);
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["(!)", "(i)"]), @r"
    (!) Waiting for my organisation: One list of reason…
    (!) Blocked by an objection: Smallest group that is…
    (!) AQ, 10 d late: Name two report reviewers from e…
    (!) CB, 3 d late: List the training dates that are …
    (i) CI, 30 Nov: the agenda is empty                 │└───────────────────────────────────────────┘
    ");
    screen.keys("Tab Tab Enter");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["· decision", "Title"]), @"┌ AQ-D26-N2YK · decision ─────────────────────────────────────────────────────────── Esc goes back ┐");
}

#[test]
fn a_secretary_sees_what_is_due_around_the_meetings() {
    let mut screen = as_person("birch").sized(100, 44);
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["(!)", "(i)"]), @r"
    (!) Blocked by an objection: Smallest group that is…
    (!) AQ, 24 Nov: papers are in: 2 days late
    (!) AQ, 10 d late: Name two report reviewers from e…
    (!) CB, 3 d late: List the training dates that are …│└───────────────────────────────────────────┘
    (i) Waits for amfori, 25 days left: One list of rea…│┌ Open actions, last 8 weeks ───────────────┐
    (i) CI, 30 Nov: last day for items today            ││   10 │         ▄▄▄     ███ ███ ███ ███
    (i) AQ, 24 Nov: agenda goes out tomorrow            ││      │     ███ ███ ███ ███ ███ ███ ███
    (i) CB, 2 Dec: last day for items Wed 18            ││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) DC, 25 Nov: agenda goes out Wed 18              ││    5 │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) TH, 3 Dec: last day for items Thu 19            ││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) CI, 30 Nov: agenda goes out 23 Nov              ││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) AQ, 22 Dec: call for items 24 Nov               ││ week    40  41  42  43  44  45  46  47
    (i) CB, 2 Dec: agenda goes out 25 Nov               ││ open     7   8   9   8  10  10  10  10
    (i) TH, 3 Dec: agenda goes out 26 Nov               ││ now 10 · was 8 four weeks ago
    (i) CI, 30 Nov: the agenda is empty                 │└───────────────────────────────────────────┘
    ");
}

#[test]
fn what_waits_for_another_party_comes_before_what_is_only_due_and_what_is_hidden_is_counted() {
    let mut screen = as_person("birch");
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["Needs attention", "(!)", "(i)"]), @r"
    ┌ Needs attention ──────────────────────────── 4 more ┐│   10 │         ▄▄▄     ███ ███ ███ ███
    (!) Blocked by an objection: Smallest group that is…││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (!) AQ, 24 Nov: papers are in: 2 days late          ││    5 │ ███ ███ ███ ███ ███ ███ ███ ███
    (!) AQ, 10 d late: Name two report reviewers from e…││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (!) CB, 3 d late: List the training dates that are …││ week    40  41  42  43  44  45  46  47
    (i) Waits for amfori, 25 days left: One list of rea…││ open     7   8   9   8  10  10  10  10
    (i) CI, 30 Nov: last day for items today            ││ now 10 · was 8 four weeks ago
    (i) AQ, 24 Nov: agenda goes out tomorrow            │└───────────────────────────────────────────┘
    (i) CB, 2 Dec: last day for items Wed 18            │┌ Latest changes ───────────────────────────┐
    (i) DC, 25 Nov: agenda goes out Wed 18              ││ 09:00  ●SX Birch  Begin with the example …
    (i) TH, 3 Dec: last day for items Thu 19
    (i) CI, 30 Nov: agenda goes out 23 Nov
    ");
}

#[test]
fn the_meeting_that_a_series_plans_next_stands_among_the_next_ones() {
    let mut screen = after("birch", &[("08:00", "meeting cancel AQ-2026-11-24 --reason Illness")]).sized(120, 40);
    insta::assert_snapshot!(lines_with(&screen.frame(), &[" AQ "]), @"
    ║ 30 Nov   13:30 CI     Fourth meeting                   no items║│ AQ Audit quality measures        5    1      22 Dec
    ║ 22 Dec   14:00 AQ     Meeting of 22 December 2026     by series║│ DC Data collaboration            1    0      25 Nov
    [ ] AQ D7ZK  Publish the calendar of joint readings      11 Dec││ Work share ●SX █████████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒ ◆AM
    ");
    // It is shown as it would be, and nothing is saved of it.
    screen.keys("Down Down Down Down Down Enter");
    assert!(screen.frame().contains("AQ · Meeting of 22 December 2026"), "{}", screen.frame());
    assert!(!screen.message().contains("Saved"), "{}", screen.message());
}
