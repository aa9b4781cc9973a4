//! Roles as lists name them.

use toml::Table;

use crate::model::Kind;
use crate::model::field::{Choice, Type};
use crate::model::find::folded;
use crate::model::record::Fields;

/// What roles are also called: folded, with the role that they are.
pub const ROLE_ALIASES: &[(&str, &str)] = &[
    ("chairs", "chair"),
    ("chairperson", "chair"),
    ("lead", "chair"),
    ("leads", "chair"),
    ("co chairs", "co-chair"),
    ("cochair", "co-chair"),
    ("cochairs", "co-chair"),
    ("vice chairs", "vice-chair"),
    ("secretaries", "secretary"),
    ("rapporteurs", "rapporteur"),
    ("tech lead", "rapporteur"),
    ("tech leads", "rapporteur"),
    ("technical lead", "rapporteur"),
    ("technical leads", "rapporteur"),
    ("members", "member"),
    ("alternates", "alternate"),
    ("liaisons", "liaison"),
    ("observers", "observer"),
    ("expert", "invited-expert"),
    ("experts", "invited-expert"),
    ("invited experts", "invited-expert"),
];

/// Words before a role that say that it is over.
pub const FORMER: &[&str] = &["former", "emeritus", "past", "ex"];

/// The roles of somebody who is called a lead.
const OF_LEADS: &[&str] = &["chair", "co-chair", "rapporteur"];

/// A role as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSaid {
    pub role: &'static str,
    /// Whether it ended on a day that the list does not tell.
    pub former: bool,
    /// The roles that it may have been, where the word does not tell them apart.
    pub perhaps: &'static [&'static str],
}

/// The role that a word means in a group.
pub fn role_said(word: &str, group: Option<&Table>) -> Option<RoleSaid> {
    let whole = folded(word).trim().replace(['_', '-'], " ");
    let over = FORMER.iter().find_map(|it| whole.strip_prefix(it)?.strip_prefix(' '));
    let rest = over.unwrap_or(&whole);
    let own = roles().iter().find(|it| it.value.replace('-', " ") == rest || it.label == rest).map(|it| it.value);
    let alias = || {
        let role = ROLE_ALIASES.iter().find(|it| it.0 == rest)?.1;
        // Where each party has a chair of its own, what a list calls a chair is one of these.
        let co_chaired = group.and_then(|it| it.table("rules")).is_some_and(|it| it.text("chairing") == "co-chairs");
        Some(if role == "chair" && co_chaired { "co-chair" } else { role })
    };
    let role = own.or_else(alias)?;
    let lead = matches!(rest, "lead" | "leads") && over.is_some();
    Some(RoleSaid { role, former: over.is_some(), perhaps: if lead { OF_LEADS } else { &[] } })
}

/// The roles there are.
pub fn roles() -> &'static [Choice] {
    let term = Kind::Member.field("term").and_then(|it| it.ty.inner().iter().find(|it| it.key == "role"));
    match term.map(|it| &it.ty) {
        Some(Type::Choice(roles)) => roles,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_known_by_its_name_and_by_what_lists_call_it() {
        for (word, role, former) in [
            ("chairs", "chair", false),
            ("Co-Chair", "co-chair", false),
            ("co_chairs", "co-chair", false),
            ("tech_leads", "rapporteur", false),
            ("emeritus_leads", "chair", true),
            ("Former secretary", "secretary", true),
            ("invited expert", "invited-expert", false),
            ("MEMBER", "member", false),
        ] {
            let said = role_said(word, None).unwrap_or_else(|| panic!("{word}"));
            assert_eq!((said.role, said.former), (role, former), "{word}");
        }
        assert_eq!(role_said("boss", None), None);
        let group: Table = toml::from_str("[rules]\nchairing = 'co-chairs'").expect("table");
        let role = |word| role_said(word, Some(&group)).map(|it| it.role);
        assert_eq!(
            [role("chairs"), role("chair"), role("secretary")],
            [Some("co-chair"), Some("chair"), Some("secretary")]
        );
    }

    #[test]
    fn every_alias_names_a_role() {
        for (word, role) in ROLE_ALIASES {
            assert!(roles().iter().any(|it| it.value == *role), "{word}");
        }
    }
}
