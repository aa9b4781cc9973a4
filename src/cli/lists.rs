//! Help on lists: what their columns and words can be called, read off the tables of the import.

use std::collections::BTreeMap;

use crate::import::{FORMER, LIST_ALIASES, ROLE_ALIASES, ZONE_ALIASES};

/// How lists of people, members and meetings are read.
pub fn lists() -> String {
    format!(
        "\
Lists from spreadsheets come in with `import people|members|meetings FILE.csv`. The first row holds the headings;
commas, semicolons or tabs stand between the cells, in UTF-8 or in UTF-16 with its mark. `--dry-run` shows what would be
saved. A second run changes nothing, next month's list only what changed. What people changed here since the last list
stays.

Columns of people:   name org function emails management endorses_for status
Columns of members:  name org group group_name role from until former alternate_for basis emails function
Columns of meetings: group group_name title day time timezone frequency starts minutes
Others are left out, unless --map COLUMN=FIELD says what they are. Columns are also called:
{}
People are known by an address or by their whole name, organisations and groups by any of their names; accents,
capitals and the form of Unicode make no difference. --create adds who is not there yet. A new group gets a code made of
its name, or yours: --map 'group:WORD=CODE'; the list's own word for it stays as `also_called`. So does the old name of
whoever gets another one here: a list that still has it makes nobody new.

A seat is known by the person, the group and the role. Roles are also called:
{}
`{}` before a role says that it is over. Where a group's rules say co-chairs, `chairs` and
`leads` are co-chairs; elsewhere each is a chair, and there may be several. Another meaning: --map 'role:WORD=ROLE'.

A row of meetings becomes the series of its group where it says for certain when that meets: weekly, every 2 weeks with
the date of one meeting (`biweekly`, `bi-weekly` and `fortnightly` are that), first Tuesday of the month. A weekly or
monthly one without a date begins on the next such day. A group has one series: --map 'title:WORD=-' leaves rows out.
Time zones are written like Europe/Brussels, or:
{}\
",
        also_called(LIST_ALIASES),
        also_called(ROLE_ALIASES),
        FORMER.join("`, `"),
        also_called(ZONE_ALIASES),
    )
}

fn also_called(aliases: &[(&'static str, &'static str)]) -> String {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (alias, name) in aliases {
        names.entry(name).or_default().push(alias);
    }
    names.into_iter().map(|(name, aliases)| format!("  {name:19}  {}\n", aliases.join(", "))).collect()
}
