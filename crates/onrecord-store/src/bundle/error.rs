//! Why a bundle was not written or read.

use crate::{Fault, StoreError};

/// Why a bundle was not written or read; every message is one line, and nothing was entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// The file is something else.
    #[error("it is no bundle: {why}")]
    NotOurs {
        /// What is there instead: a lower-case fragment.
        why: String,
    },
    /// The bundle is not as it was written.
    #[error("the bundle is damaged: {place}: {why}")]
    Damaged {
        /// Where: the file within the bundle, and the line where there is one.
        place: String,
        /// What is wrong: a lower-case fragment.
        why: String,
    },
    /// A newer version of this program wrote the bundle.
    #[error("the bundle was written by a newer version of this program ({found}); update the program to read it")]
    Newer {
        /// The version of its form, or its schema.
        found: String,
    },
    /// The file could not be read or written.
    #[error("the file failed: {why}")]
    Io {
        /// What the system said.
        why: String,
    },
    /// Bundles are read into empty databases alone.
    #[error("{what} is not empty ({holds}); a bundle is read into an empty database, so name a new one with --db")]
    NotEmpty {
        /// The database.
        what: String,
        /// What it holds.
        holds: String,
    },
    /// The database, or the rows of the bundle, are not what the log tells of.
    #[error("{what} is not what its log tells of ({count} faults), the first: {first}", count = .faults.len(), first = first(.faults))]
    Broken {
        /// The database or the bundle.
        what: String,
        /// What is wrong; at least one.
        faults: Vec<Fault>,
    },
    /// What was entered does not read back as it was.
    #[error("what was entered reads back otherwise (content {found}, not {expected}), so nothing was kept")]
    Differs {
        /// The hash of the manifest.
        expected: String,
        /// The hash of what was entered.
        found: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BundleError {
    #[expect(clippy::needless_pass_by_value, reason = "names, numbers and messages alike read better without `&`")]
    pub(super) fn damaged(place: impl ToString, why: impl ToString) -> Self {
        BundleError::Damaged { place: place.to_string(), why: why.to_string() }
    }

    #[expect(clippy::needless_pass_by_value, reason = "names, numbers and messages alike read better without `&`")]
    pub(super) fn not_ours(why: impl ToString) -> Self {
        BundleError::NotOurs { why: why.to_string() }
    }

    /// Tells whether trying the whole of it again may succeed.
    pub fn is_retryable(&self) -> bool {
        matches!(self, BundleError::Store(error) if error.is_retryable())
    }
}

fn first(faults: &[Fault]) -> String {
    faults.first().map_or_else(String::new, |fault| match fault.position {
        Some(position) => format!("entry {position}: {}", fault.what),
        None => fault.what.clone(),
    })
}
