//! In whose hands a claim is: a state machine of its own, kept apart from what the evidence shows.

mod change;
mod kind;
mod refusal;
mod round;
mod state;
mod step;

pub use change::{Lease, WorkChange};
pub use kind::WorkKind;
pub use refusal::WorkRefusal;
pub use round::{Opinion, OpinionRole, Round, Verdict};
pub use state::WorkState;
pub use step::{SideExit, StepKind, WorkStep};
