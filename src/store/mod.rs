//! Files, git2 and the git program. Nothing else in the crate touches them.

pub mod codec;
