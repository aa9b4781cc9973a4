//! Care before the commit, hand-over from one group to another, and papers.

mod asked;
mod handover;
mod marks;
mod papers;
mod quiet;
