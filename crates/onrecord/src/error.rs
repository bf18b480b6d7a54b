//! Failures as the user sees them.

use std::io;
use std::process::ExitCode;

use onrecord_app::{AppError, BundleError, StoreError};
use onrecord_model::{Handle, HandleError};

use crate::exit::Exit;
use crate::output;

/// A failure with its exit code: one line that says what is wrong and what to do.
#[derive(Debug)]
pub(crate) struct CliError {
    pub(crate) exit: Exit,
    pub(crate) message: String,
    /// Nobody reads on (`onrecord queue | head`): no message, and no failure.
    pub(crate) silent: bool,
    /// What is not there; `None` for another failure.
    pub(crate) missing: Option<Handle>,
}

impl CliError {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        CliError { exit, message: message.into(), silent: false, missing: None }
    }

    pub(crate) fn failure(message: impl Into<String>) -> Self {
        Self::new(Exit::Failure, message)
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }
}

impl From<AppError> for CliError {
    fn from(error: AppError) -> Self {
        let exit = match &error {
            AppError::NotFound { .. } | AppError::Missing(_) => Exit::NotFound,
            AppError::WrongKind { .. } | AppError::SameClaim { .. } | AppError::Ambiguous(_) | AppError::Invalid(_) => {
                Exit::Usage
            }
            AppError::Store(
                StoreError::WorkRefused { .. } | StoreError::FilingRefused { .. } | StoreError::Lookalike(_),
            )
            | AppError::WorkRefused { .. }
            | AppError::Refused { .. }
            | AppError::House { .. }
            | AppError::Role { .. }
            | AppError::NotPublished { .. }
            | AppError::NotRated { .. }
            | AppError::DecidedOther { .. }
            | AppError::OtherSpeaker { .. }
            | AppError::OpinionOfAnother { .. }
            | AppError::Contrast { .. }
            | AppError::Unrelated { .. }
            | AppError::NothingToUndo(_) => Exit::Policy,
            AppError::Conflict { .. }
            | AppError::Overtaken { .. }
            | AppError::Store(
                StoreError::Conflict { .. }
                | StoreError::AliasConflict { .. }
                | StoreError::PairConflict { .. }
                | StoreError::CopyConflict { .. }
                | StoreError::OutletConflict { .. }
                | StoreError::EvidenceConflict { .. }
                | StoreError::FilingConflict { .. }
                | StoreError::WorkConflict { .. }
                | StoreError::RulesConflict
                | StoreError::PublicConflict { .. }
                | StoreError::SearchConflict { .. },
            ) => Exit::Conflict,
            AppError::Bundle(error) => of_bundle(error),
            AppError::Store(_) | AppError::Render(_) | AppError::RulesUnreadable(_) => Exit::Failure,
        };
        let missing = if let AppError::NotFound { handle } = error { Some(handle) } else { None };
        CliError { missing, ..CliError::new(exit, error.to_string()) }
    }
}

/// Returns how a run ends that did not write or enter a bundle.
fn of_bundle(error: &BundleError) -> Exit {
    match error {
        BundleError::NotEmpty { .. } => Exit::Policy,
        BundleError::NotOurs { .. } => Exit::PartlyBad,
        BundleError::Damaged { .. } | BundleError::Broken { .. } | BundleError::Differs { .. } => Exit::AuditBroken,
        _ => Exit::Failure,
    }
}

impl From<HandleError> for CliError {
    fn from(error: HandleError) -> Self {
        CliError::usage(error.to_string())
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        let silent = error.kind() == io::ErrorKind::BrokenPipe;
        let exit = if silent { Exit::Ok } else { Exit::Failure };
        CliError { silent, ..CliError::new(exit, format!("cannot write the output: {error}")) }
    }
}

/// Prints the failure to standard error and returns its exit code.
pub(crate) fn report(error: &CliError) -> ExitCode {
    if !error.silent {
        output::message(&format!("error: {}", error.message));
    }
    error.exit.into()
}
