//! Reduced decoration: titles and empty lines instead of boxes, and rows that say their heads, to be read aloud.

use comity::tui::theme::Theme;

use crate::support::screen::Screen;

const REDUCED: Theme = Theme { reduced: true, ..Theme::MONO };

/// A line of the page that has these words in it, without what stands beside the list.
fn line(screen: &mut Screen, keys: &str, words: &str) -> String {
    let frame = screen.keys(keys).frame();
    frame.lines().find(|it| it.contains(words)).unwrap_or(&frame).trim().to_owned()
}

#[test]
fn no_page_draws_a_line() {
    let mut screen = Screen::of_demo().themed(REDUCED);
    for (width, height) in [(46, 16), (80, 24), (100, 30), (160, 50)] {
        screen.resize(width, height);
        for keys in
            ["1", "2", "2 Right", "Esc 3", "3 Enter", "4", "4 v", "v 4 Enter", "5", "5 t", "Esc 6", "6 Right", "7"]
        {
            let frame = screen.keys(keys).frame();
            assert!(!frame.contains(['─', '│', '═', '║', '┌', '╔', '█', '▒']), "after {keys}\n{frame}");
        }
    }
}

#[test]
fn rows_say_their_heads() {
    let mut screen = Screen::of_demo().themed(REDUCED).sized(80, 24);
    let rows = [
        ("4", "9QXT"),
        ("3", "CO"),
        ("3 Enter", "five groups"),
        ("1", "D7ZK"),
        ("2", "CO "),
        ("5", "Cedar"),
        ("5 t", "Alder"),
    ];
    let rows = rows.map(|(keys, words)| line(&mut screen, keys, words)).join("\n");
    insta::assert_snapshot!(rows, @r"
    ▌[!] AQ 9QXT Title: Name two report reviewers f… Who: ◆AM Rowan Due: 10 d late
    ▌Mon 16 Nov Time: 10:00 CO Meeting: Fourth mee… State: agenda issued 72/90 min
    2 10:02 Min: 40 For: information Who: ◆AM Oak Title: Where the five groups s…
    [ ] AQ D7ZK Publish the calendar of joint readings Due: 11 Dec
    ▌CO Working-group collaboration ●SX: 3 ◆AM: 3 open actions: 1
    Cedar Placeholder    AQ: member       CB: member         5 (!)    2
    ▌Person: Alder Placeholder Role: co-chair For: ●SX From: 29 Jun 2026
    ");
}
