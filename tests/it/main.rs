//! One test binary for the whole package.

mod codec;
mod funnel;
mod laws;
mod support;
