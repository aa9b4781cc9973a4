//! Files, git2 and the git program. Nothing else in the crate touches them.

pub mod cache;
pub mod codec;
pub mod editor;
pub mod error;
pub mod filters;
pub mod folder;
pub mod history_index;
pub mod hook;
pub mod intent;
pub mod landing;
pub mod last_saved;
pub mod lock;
pub mod log;
mod pages;
pub mod paths;
pub mod program;
pub mod remote;
pub mod repo;
mod running;
mod said;
pub mod saved_shelf;
pub mod shelf;
pub mod signer;
pub mod trust;

pub use error::{Held, Refusal, StoreError};
