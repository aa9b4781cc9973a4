//! comity.
pub mod model;
pub mod store;
