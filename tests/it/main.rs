//! One test binary for the whole package.

mod codec;
mod laws;
mod support;
