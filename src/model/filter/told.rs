//! How filters are written, told to people.

use super::org::meaning;
use super::read::names;
use super::{Past, Waiting};
use crate::model::{Kind, date};

/// What can be typed, in a line.
pub const EXAMPLE: &str = "owner:me state:waiting due<+2w group:AQ org:sedex overdue \"two words\" -word";

/// How filters are written.
pub fn in_words() -> String {
    let mut text = format!(
        "A filter is words with spaces between them; all of them must hold.\n\n\
         \x20 wool                 has these letters in its name, its texts or its id, in any case,\n\
         \x20                      with its accents or without\n\
         \x20 \"two words\"          has them one after the other\n\
         \x20 -word                does not have it; `-owner:me`, `-overdue` likewise\n\
         \x20 owner:me             the field is that; of a name the beginning is enough\n\
         \x20 state:waiting,done   one of these, as the file or the screen calls them\n\
         \x20 due<+2w              before that day; also <= > >= and : for the day itself\n\
         \x20 due:none due:any     nothing stands there, something does\n\
         \x20 overdue, late        actions whose day has passed; `mine` is `owner:me`\n\
         \x20 stale                actions of which nobody has said anything for long\n\
         \x20 slipped, slipped>1   actions whose day was moved; more than once\n\
         \x20 group:AQ             of the group; people: who sits there today\n\
         \x20 org:sedex            of the organisation, which means\n\n\
         {}\n\
         Days: {};\n\
         those with spaces stand in quotes:\n\
         \x20 due<=\"end of week\"\n\n\
         Fields\n",
        orgs(),
        date::EXAMPLES
    );
    let of_kinds = KINDS.iter().map(|it| (it.noun(), names(&[*it]).into_iter().take(14).collect()));
    let others = [("history", Past::NAMES.to_vec()), ("contested", Waiting::NAMES.to_vec())];
    for (noun, names) in of_kinds.chain(others) {
        let mut line = format!("  {noun:9}");
        for name in names {
            if line.chars().count() + name.len() + 1 > 78 {
                text.push_str(&line);
                text.push('\n');
                line = " ".repeat(11);
            }
            line.push(' ');
            line.push_str(name);
        }
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The kinds that are listed, those that people ask for most first.
const KINDS: [Kind; 10] = [
    Kind::Action,
    Kind::Meeting,
    Kind::Item,
    Kind::Decision,
    Kind::Group,
    Kind::Person,
    Kind::Member,
    Kind::Measure,
    Kind::Note,
    Kind::Org,
];

/// What `org:` means for each kind.
fn orgs() -> String {
    let line = |kind: &Kind| meaning(*kind).map(|it| format!("  {:9} {it}\n", kind.noun()));
    KINDS.iter().filter_map(line).chain(["  history   for whom somebody did it\n".to_owned()]).collect()
}
