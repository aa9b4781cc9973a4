//! An item as it was printed on an agenda that went out: its number, and a digest by which a later change shows.

use sha2::{Digest, Sha256};
use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;

use super::leaf;
use super::record::{Fields, Record};

/// One line of an issued agenda: `4 AQ-I26-7K3F 5f3a91c2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed<'a> {
    pub number: &'a str,
    /// The id of the item.
    pub item: &'a str,
    /// What was printed of it, in short; `None` where the agenda went out before that was kept.
    pub digest: Option<&'a str>,
}

impl<'a> Printed<'a> {
    /// Takes such a line apart; `None` where it is none.
    pub fn read(line: &'a str) -> Option<Self> {
        let (number, rest) = line.split_once(' ').filter(|it| !it.0.is_empty())?;
        let (item, digest) = rest.split_once(' ').map_or((rest, None), |(item, digest)| (item, Some(digest)));
        Some(Self { number, item, digest })
    }

    /// The same line about an item of another name.
    pub fn called(self, item: &str) -> String {
        let digest = self.digest.map(|it| format!(" {it}")).unwrap_or_default();
        format!("{} {item}{digest}", self.number)
    }

    /// Whether an item no longer says what was printed of it. Of what was not kept, nobody can say so.
    pub fn differs_from(self, item: &Record) -> bool {
        self.digest.is_some_and(|it| it != digest(item))
    }
}

/// The line that is kept of an item that goes out under a number.
pub fn line(number: usize, item: &Record) -> String {
    format!("{number} {} {}", item.id, digest(item))
}

/// The fields of an item that an agenda prints, but for its papers.
const FIELDS: &[&str] = &["title", "purpose", "minutes", "presenter", "on_behalf_of", "ask", "background"];

/// So many characters of the hash are kept: enough to tell two wordings of one item from each other.
const SHORT: usize = 8;

fn digest(item: &Record) -> String {
    let fields = FIELDS.iter().filter_map(|key| Some((key, leaf::plain(item.get(*key)?))));
    let fields = fields.filter(|it| !it.1.trim().is_empty()).map(|(key, value)| format!("{key} {}\n", value.trim()));
    let mut papers: Vec<String> = item.rows("paper").map(paper).collect();
    papers.sort();
    let said: String = fields.chain(papers).collect();
    let said: String = said.replace("\r\n", "\n").nfc().collect();
    let hash: String = Sha256::digest(said.as_bytes()).iter().map(|it| format!("{it:02x}")).collect();
    hash[..SHORT].to_owned()
}

/// A paper as far as those who got the agenda know it. Which of the words stands for one that is there, they are not told.
fn paper(row: &Table) -> String {
    let state = Some(row.text("state")).filter(|it| matches!(*it, "to-follow" | "withdrawn" | "tabled"));
    let told = ["title", "path", "url", "sha256"].map(|key| row.get(key).and_then(Value::as_str).unwrap_or_default());
    format!("paper {} {}\n", told.join(" "), state.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, RecordId};

    fn item(text: &str) -> Record {
        let id = RecordId::new(Kind::Item, "AQ-I26-7K3F").expect("an id");
        Record { id, fields: text.parse().expect("fields") }
    }

    #[test]
    fn what_is_printed_of_an_item_shows_when_it_changes_and_nothing_else_does() {
        let printed = item("title = 'Rules'\nminutes = 20\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'");
        let line = line(4, &printed);
        let read = Printed::read(&line).expect("a line");
        for (text, differs) in [
            ("title = 'Rules'\nminutes = 20\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'", false),
            ("title = 'Rules '\nminutes = 20\norder = 9\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'", false),
            ("title = 'Rules'\nminutes = 20\nminute = 'Noted'\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'", false),
            ("title = 'Rule'\nminutes = 20\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'", true),
            ("title = 'Rules'\nminutes = 25\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'", true),
            ("title = 'Rules'\nminutes = 20\npresenter = 'oak'\n[[paper]]\ntitle = 'Draft'\nstate = 'to-follow'", true),
            ("title = 'Rules'\nminutes = 20\n[[paper]]\ntitle = 'Draft'\nstate = 'ready'", true),
            ("title = 'Rules'\nminutes = 20", true),
        ] {
            assert_eq!(read.differs_from(&item(text)), differs, "{text}");
        }
    }

    #[test]
    fn a_line_of_which_no_digest_was_kept_is_read_and_tells_of_no_change() {
        let read = Printed::read("4 AQ-I26-7K3F").expect("a line");
        assert_eq!((read.number, read.item, read.digest), ("4", "AQ-I26-7K3F", None));
        assert!(!read.differs_from(&item("title = 'Anything'")));
        assert_eq!(read.called("AQ-I26-9ZZZ"), "4 AQ-I26-9ZZZ");
        assert_eq!(Printed::read("4 A 5f3a91c2").map(|it| it.called("B")), Some("4 B 5f3a91c2".to_owned()));
        assert_eq!(Printed::read("AQ-I26-7K3F"), None);
    }
}
