//! Help on lists: what their columns and words can be called, read off the tables of the import.

use std::collections::BTreeMap;

use crate::import::{FORMER, LIST_ALIASES, ROLE_ALIASES};

/// How lists of people and members are read.
pub fn lists() -> String {
    format!(
        "\
Lists from spreadsheets come in with `import people FILE.csv` and `import members FILE.csv`. The first row holds the
headings; `--dry-run` shows what would be saved. A second run changes nothing, next month's list only what changed.
What people changed here since the last list stays.

Columns of people:  name org function emails management endorses_for status
Columns of members: name org group group_name role from until former alternate_for basis emails function
Others are left out, unless --map COLUMN=FIELD says what they are. Columns are also called:
{}
People are known by an address or by their whole name, organisations and groups by any of their names; accents,
capitals and the form of Unicode make no difference. --create adds who is not there yet. A new group gets a code made of
its name, or yours: --map 'group:WORD=CODE'; the list's own word for it stays as `also_called`.

A seat is known by the person, the group and the role. Roles are also called:
{}
`{}` before a role says that it is over. Where a group's rules say co-chairs, `chairs` and
`leads` are co-chairs; elsewhere each is a chair, and there may be several. Another meaning: --map 'role:WORD=ROLE'.
",
        also_called(LIST_ALIASES),
        also_called(ROLE_ALIASES),
        FORMER.join("`, `"),
    )
}

fn also_called(aliases: &[(&'static str, &'static str)]) -> String {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (alias, name) in aliases {
        names.entry(name).or_default().push(alias);
    }
    names.into_iter().map(|(name, aliases)| format!("  {name:14}  {}\n", aliases.join(", "))).collect()
}
