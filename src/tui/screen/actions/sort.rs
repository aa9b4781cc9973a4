//! The orders in which actions are shown, and how much each of them matters.

use crate::model::field::{Choice, Type};
use crate::model::record::Fields;
use crate::model::{Kind, Record};

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Due,
    Owner,
    Group,
    State,
    Newest,
    Priority,
    Title,
}

impl Sort {
    pub const ALL: [Self; 7] =
        [Self::Due, Self::Owner, Self::Group, Self::State, Self::Newest, Self::Priority, Self::Title];

    /// The key that chooses it in the menu.
    pub fn key(self) -> &'static str {
        match self {
            Self::Due => "d",
            Self::Owner => "w",
            Self::Group => "g",
            Self::State => "s",
            Self::Newest => "n",
            Self::Priority => "p",
            Self::Title => "t",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Due => "by due date",
            Self::Owner => "by person",
            Self::Group => "by group",
            Self::State => "by state",
            Self::Newest => "newest first",
            Self::Priority => "by priority",
            Self::Title => "by title",
        }
    }
}

/// The priorities there are, the highest first.
pub fn priorities() -> &'static [Choice] {
    match Kind::Action.field("priority").map(|it| &it.ty) {
        Some(Type::Choice(choices)) => choices,
        _ => &[],
    }
}

/// The priority of an action; what says none is as most are.
pub fn priority_of(action: &Record) -> &str {
    action.word("priority").unwrap_or("normal")
}

/// The place of an action's priority among all, the highest first.
pub(super) fn rank_of(action: &Record) -> usize {
    priorities().iter().position(|it| it.value == priority_of(action)).unwrap_or(usize::MAX)
}
