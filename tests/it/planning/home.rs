//! Home: what waits for one's own organisation, and what a secretary has to do by when.

use super::{as_person, lines_with};

#[test]
fn what_waits_for_ones_own_organisation_comes_first() {
    let mut screen = as_person("spruce").sized(100, 44);
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["(!)", "(i)"]), @r"
    (!) Waiting for my organisation: One list of reason…
    (!) AQ, 10 d late: Name two report reviewers from e…
    (!) CB, 3 d late: List the training dates that are …
    (!) Blocked by an objection: Smallest group that is…
    (i) CI, 30 Nov: the agenda is empty                 │└───────────────────────────────────────────┘
    ");
    screen.keys("Tab Tab Enter");
    insta::assert_snapshot!(lines_with(&screen.frame(), &["· decision", "Title"]), @"┌ AQ-D26-N2YK · decision ─────────────────────────────────────────────────────────── Esc goes back ┐");
}

#[test]
fn a_secretary_sees_what_is_due_around_the_meetings() {
    let mut screen = as_person("birch").sized(100, 44);
    insta::assert_snapshot!(lines_with(&screen.keys("1").frame(), &["(!)", "(i)"]), @r"
    (!) AQ, 24 Nov: papers are in: 2 days late
    (!) AQ, 10 d late: Name two report reviewers from e…
    (!) CB, 3 d late: List the training dates that are …
    (!) Blocked by an objection: Smallest group that is…│└───────────────────────────────────────────┘
    (i) CI, 30 Nov: last day for items today            │┌ Open actions, last 8 weeks ───────────────┐
    (i) AQ, 24 Nov: agenda goes out tomorrow            ││   10 │         ▄▄▄     ███ ███ ███ ███
    (i) CB, 2 Dec: last day for items Wed 18            ││      │     ███ ███ ███ ███ ███ ███ ███
    (i) DC, 25 Nov: agenda goes out Wed 18              ││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) TH, 3 Dec: last day for items Thu 19            ││    5 │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) CI, 30 Nov: agenda goes out 23 Nov              ││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) AQ, 22 Dec: call for items 24 Nov               ││      │ ███ ███ ███ ███ ███ ███ ███ ███
    (i) CB, 2 Dec: agenda goes out 25 Nov               ││ week    40  41  42  43  44  45  46  47
    (i) TH, 3 Dec: agenda goes out 26 Nov               ││ open     7   8   9   8  10  10  10  10
    (i) CI, 30 Nov: the agenda is empty                 ││ now 10 · was 8 four weeks ago
    (i) Waits for amfori, 25 days left: One list of rea…│└───────────────────────────────────────────┘
    ");
}
