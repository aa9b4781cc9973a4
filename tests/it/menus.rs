//! The menu of the selected thing: everything that can be done with it stands there.

use comity::tui::app::Overlay;
use comity::tui::command::Command;
use comity::tui::keymap;

use crate::support::screen::Screen;

/// The words of the menu that opens somewhere, by what they do.
fn menu(screen: &mut Screen, way: &str) -> String {
    screen.keys(way);
    let can: Vec<Command> = Command::ALL.iter().copied().filter(|it| screen.app.can(*it)).collect();
    let context = screen.app.context();
    let offered: Vec<Command> = can
        .into_iter()
        .filter(|it| it.is_about_selected() && keymap::bindings(context).any(|at| at.command == *it))
        .collect();
    screen.keys(".");
    let Some(Overlay::Palette(palette)) = &screen.app.overlay else { return format!("{way}: no menu\n") };
    assert!(offered.iter().all(|it| palette.of_command(*it).is_some()), "{way}: {offered:?}");
    screen.keys("Esc");
    let labels: Vec<&str> = offered.iter().map(|it| it.label()).collect();
    format!("{way:12} {}\n", labels.join(", "))
}

#[test]
fn the_menu_of_a_thing_offers_everything_that_can_be_done_with_it() {
    let mut screen = Screen::of_demo().sized(100, 40);
    let ways = ["1 Tab", "2", "3", "3 Enter", "1 4", "4 v Right", "4 v Enter", "1 5", "5 t", "1 6", "6 Enter"];
    let told: String = ways.map(|it| menu(&mut screen, it)).concat();
    insta::assert_snapshot!(told, @r"
    1 Tab        Open, Done, Edit, History, Comment, Copy, Into a file
    2            Open, Edit, Close, Plan meeting, History, Comment, Copy, Into a file, Details
    3            Open, Edit, Drop, Start, Postpone, History, Comment, Copy, Into a file
    3 Enter      Open, Edit, Drop, Move down, Move, +5 min, Pool, Start, Postpone, Cancel meeting, Carry over, Add paper, Hand over, History, Comment, Copy, Into a file
    1 4          Open, Done, Edit, Due date, Who, Priority, Note, Drop, Leave alone, Hand over, Mark, History, Comment, Copy, Into a file
    4 v Right    Open, Done, Edit, Due date, Who, Priority, Note, Drop, Leave alone, Hand over, Mark, Move back, Move on, History, Comment, Copy, Into a file
    4 v Enter    Edit, Hand over, History, Comment, Copy, Into a file
    1 5          Open, Edit, History, Comment, Copy, Into a file, Set role, End, Leaves, Who sat where
    5 t          Open, History, Comment, Copy, Into a file
    1 6          Open, Comment, Copy, Details, Put back
    6 Enter      Open, Edit, Drop, Move down, Move, +5 min, Pool, Start, Postpone, Cancel meeting, Carry over, Add paper, Hand over, History, Comment, Copy, Into a file
    ");
}
