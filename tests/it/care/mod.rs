//! Care before the commit, hand-over from one group to another, and papers.

mod asked;
mod handed;
mod handover;
mod marks;
mod papers;
mod quiet;
