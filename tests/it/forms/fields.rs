//! How many fields a form begins with, for each kind.

use comity::model::Kind;
use comity::model::deed::Settings;
use comity::tui::overlay::form::Form;

use super::form;
use crate::support::screen::Screen;

#[test]
fn a_form_begins_with_at_most_twelve_fields_and_with_all_that_must_be_filled() {
    let screen = Screen::of_demo();
    let desk = &screen.app.desk;
    let kinds =
        [Kind::Org, Kind::Person, Kind::Group, Kind::Meeting, Kind::Item, Kind::Action, Kind::Decision, Kind::Measure];
    let mut told = String::new();
    for kind in kinds {
        let new = ["", "AQ"].map(|group| Form::add(kind, group, Settings::new(), desk));
        let there: Vec<Form> = desk.snapshot.shared_of_kind(kind).map(|it| Form::edit(it, desk)).collect();
        let most = |forms: &[Form]| forms.iter().map(|it| it.fields.len()).max().unwrap_or_default();
        told += &format!("{}: new {}, there {}\n", kind.noun(), most(&new), most(&there));
        for mut form in new.into_iter().chain(there) {
            assert!(form.fields.len() <= 12, "{}: {}", form.title, form.fields.len());
            let (before, waiting) = (form.fields.len(), form.hidden());
            form.show_more(desk);
            assert_eq!(form.fields.len(), before + waiting, "{}", form.title);
            let late: Vec<&str> = form
                .fields
                .iter()
                .skip(before)
                .filter(|it| it.field.required && it.slot.table.is_none())
                .map(|it| it.field.key)
                .collect();
            assert_eq!(late, [""; 0], "{}", form.title);
        }
    }
    insta::assert_snapshot!(told, @r"
    org: new 6, there 7
    person: new 7, there 8
    group: new 8, there 9
    meeting: new 11, there 11
    item: new 8, there 12
    action: new 10, there 12
    decision: new 10, there 9
    measure: new 9, there 8
    ");
}

#[test]
fn the_other_fields_come_when_somebody_asks_for_them() {
    let mut screen = Screen::of_template();
    screen.keys("4 / '7K3F' Enter e BackTab BackTab");
    insta::assert_snapshot!(form(&mut screen).lines().rev().take(5).collect::<Vec<_>>().join("\n"), @r"
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled                             ║
    ║                                                                                  ║
    ║ ▸ More fields (6)                                                                ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ");
    insta::assert_snapshot!(form(screen.keys("Enter")), @r"
    ╔ AQ-A26-7K3F Draft the joint definition of a duplicate audit ═════════════════════╗
    ║ What *         [Draft the joint definition of a duplicate audit                ] ║
    ║ Who            [Alder Placeholder                                              ] ║
    ║ Due            [Mon 23 Nov 2026                                                ] ║
    ║ State *        ( ) to do  (•) in progress  ( ) waiting                           ║
    ║ Priority       (•) high  ( ) normal  ( ) low                                     ║
    ║ Details        [One definition that both systems can count from. Open are vali…] ║
    ║ Helpers        [Rowan Placeholder                                              ] ║
    ║ Raised at      [                                                               ] ║
    ║ Waits for      [                                                               ] ║
    ║ Tags           [definitions                                                    ] ║
    ║ Organisation   [sedex                                                          ] ║
    ║ Raised on      [Tue 4 Aug 2026                                                 ] ║
    ║ Milestone      [definitions                                                    ] ║
    ║                  Milestone of the group that it serves                           ║
    ║ Contributes to [AQ/duplicate-audits-avoided                                    ] ║
    ║ Item           [                                                               ] ║
    ║ Decision       [                                                               ] ║
    ║ Same as        [                                                               ] ║
    ║ Visible to     < not chosen >  3 to choose from                                  ║
    ║                                                                                  ║
    ║ [ Save  Ctrl+S ]  [ Cancel  Esc ]   * must be filled                             ║
    ╚══════════════════════════════════════════════════════════════════════════════════╝
    ");
}
