//! Typed views: records read by the rules of the trade. States are derived here, never stored.

mod action;
mod agenda;
mod came;
pub mod carry;
pub mod clock;
pub mod deadlines;
mod decision;
mod group;
pub mod handover;
pub mod issued;
pub mod load;
pub mod matrix;
mod meeting;
pub mod minutes;
pub mod planned;
pub mod quorum;
pub mod ready;
pub mod seats;
pub mod series;

pub use action::{Action, ActionState};
pub use agenda::{Agenda, Slot, between, is_to_come, pool, renumbered, sums};
pub use came::Came;
pub use clock::Clock;
pub use decision::{Decision, DecisionState, Position, text_hash};
pub use group::{Term, all_terms, name_of, officers, rank, terms_of_group};
pub use meeting::{Meeting, MeetingState};
pub use quorum::Quorum;
pub use seats::Seats;
