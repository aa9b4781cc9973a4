//! The datum, its algebra, its tables and its rules. Knows no file, no git, no screen and no clock.

pub mod act;
pub mod attention;
pub mod change;
pub mod check;
pub mod contested;
pub mod date;
pub mod deed;
pub mod derived;
pub mod field;
pub mod filter;
pub mod find;
pub mod id;
pub mod jotted;
pub mod kind;
pub mod leaf;
pub mod merge;
pub mod names;
pub mod permit;
pub mod problem;
pub mod record;
pub mod rename;
pub mod shown;
pub mod snapshot;
pub mod standpoint;
pub mod table;
pub mod typed;
pub mod value;
pub mod view;
pub mod words;

pub use change::{Change, Edit, Meaning};
pub use id::RecordId;
pub use kind::Kind;
pub use problem::{Code, Level, Problem};
pub use record::{Fields, Record};
pub use snapshot::Snapshot;
pub use standpoint::Standpoint;
