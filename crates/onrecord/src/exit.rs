//! Exit codes; documented in `docs/exit-codes.md`.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All done.
    Ok = 0,
    /// Something failed that was not the user's input.
    Failure = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Something named does not exist.
    NotFound = 3,
    /// A rule forbids it.
    Policy = 4,
    /// Somebody else changed it first.
    Conflict = 5,
    /// Part of the input was refused; the rest is in.
    PartlyBad = 6,
    /// The log does not verify.
    AuditBroken = 7,
    /// Something needs a person's attention.
    Attention = 10,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
