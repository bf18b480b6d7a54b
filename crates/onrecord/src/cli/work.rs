//! Arguments of the commands about the work: who has what in hand, what is set aside, second review.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use onrecord_app::{Aside, QueueSort};
use onrecord_model::{Handle, Reason, Reviewer, StatusKind, Target, WorkKind};

use super::choice::Claims;
use super::queue::{Queue, QueueArgs, Which};
use super::{one_of, status, target};

/// Claims and how to try.
#[derive(Debug, Args)]
pub(crate) struct WorkClaims {
    #[command(flatten)]
    pub(crate) claims: Claims,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Of what is refused, say what is possible instead
    #[arg(long)]
    pub(crate) explain: bool,
}

/// Arguments of `assign`.
#[derive(Debug, Args)]
pub(crate) struct Assign {
    #[command(flatten)]
    pub(crate) of: WorkClaims,
    /// Who is to look at them; yourself to take them up
    #[arg(long, value_name = "NAME")]
    pub(crate) to: Reviewer,
    /// The day by which they should be done; 'queue --sort due' lists what is due first
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) due: Option<NaiveDate>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Option<Reason>,
}

/// Arguments of `release`.
#[derive(Debug, Args)]
pub(crate) struct Release {
    #[command(flatten)]
    pub(crate) of: WorkClaims,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Option<Reason>,
}

/// Arguments of `defer`.
#[derive(Debug, Args)]
pub(crate) struct Defer {
    #[command(flatten)]
    pub(crate) of: WorkClaims,
    /// The day on which they are back
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) until: NaiveDate,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
}

/// Arguments of `drop`.
#[derive(Debug, Args)]
pub(crate) struct Drop {
    #[command(flatten)]
    pub(crate) of: WorkClaims,
    /// As what: not-a-claim, out-of-scope or duplicate-of=CLAIM
    #[arg(long, value_name = "WHAT", value_parser = aside)]
    pub(crate) because: Aside,
    /// Why; reports and exports tell it, but not those for everybody (--public)
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
}

/// Arguments of `reopen`.
#[derive(Debug, Args)]
pub(crate) struct Reopen {
    #[command(flatten)]
    pub(crate) of: WorkClaims,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
}

/// Arguments of `second`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("answer").required(true).args(["agree", "disagree", "find"]))]
pub(crate) struct Second {
    #[command(flatten)]
    pub(crate) of: WorkClaims,
    /// It is as proposed
    #[arg(long)]
    pub(crate) agree: bool,
    /// It is not established (of a proposal to go back to unverified: the status should stay)
    #[arg(long)]
    pub(crate) disagree: bool,
    /// What you found yourself, whatever was proposed; the one way where the review is blind
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) find: Option<StatusKind>,
    /// Only if this is what the proposal is about
    #[arg(long, value_parser = target)]
    pub(crate) target: Option<Target>,
    /// Only if this is what is proposed, so that nothing is agreed to that took its place since you looked
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) proposed: Option<StatusKind>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Why it is so although a rule that the house rules name does not suggest it; kept in the log
    #[arg(long = "override", value_name = "REASON")]
    pub(crate) overrides: Option<Reason>,
}

/// Arguments of `adjudicate`.
#[derive(Debug, Args)]
pub(crate) struct Adjudicate {
    /// The claim of which opinions differ
    pub(crate) claim: Handle,
    /// What it is
    #[arg(value_parser = status)]
    pub(crate) status: StatusKind,
    /// Only if this is what the opinions are about
    #[arg(long, value_parser = target)]
    pub(crate) target: Option<Target>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Why it is so although a rule that the house rules name does not suggest it; kept in the log
    #[arg(long = "override", value_name = "REASON")]
    pub(crate) overrides: Option<Reason>,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// If it is refused, say what is possible instead
    #[arg(long)]
    pub(crate) explain: bool,
}

/// Arguments of `agree`.
#[derive(Debug, Args)]
pub(crate) struct Agree {
    /// Only proposals whose opinions were given unseen
    #[arg(long)]
    pub(crate) blind: bool,
}

/// Arguments of `next`.
#[derive(Debug, Args)]
pub(crate) struct Next {
    /// For how many minutes nobody else is handed the claim; 0 for not at all
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u32).range(0..=10_080))]
    pub(crate) lease: u32,
    /// Claims to be passed over, such as one that was just given back: c7 or c7,c9
    #[arg(long, value_name = "CLAIMS", value_delimiter = ',')]
    pub(crate) skip: Vec<Handle>,
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) work: QueueWork,
    /// Only of what was kept under this name with 'queue save'; what else is given here wins over it
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
}

impl Next {
    /// Returns what is asked of the queue.
    pub(crate) fn asked(&self) -> Queue {
        Queue { kept: None, ask: QueueArgs::of(self.which.clone(), self.work.clone()), saved: self.saved.clone() }
    }

    /// Tells whether not just any claim will do.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.saved.is_some() || !self.asked().ask.words().is_empty()
    }
}

/// What of the work a queue shows, and in which order.
#[derive(Clone, Debug, PartialEq, Args)]
pub(crate) struct QueueWork {
    /// Only claims in this work state, those set aside among them
    #[arg(long, value_name = "STATE", value_parser = work_kind)]
    pub(crate) work: Option<WorkKind>,
    /// Only claims that you have: given to you, taken up, or handed to you by next
    #[arg(long)]
    pub(crate) mine: bool,
    /// In which order
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = Sort::Worth)]
    pub(crate) sort: Sort,
}

/// Orders of a queue as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// The most pressing first
    Worth,
    /// First published first
    Age,
    /// What is due first; then what waits longest: deferred until a day that has come, given to somebody, proposed, taken up
    /// again
    Due,
}

impl Sort {
    /// Returns the word that is typed.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Worth => "worth",
            Self::Age => "age",
            Self::Due => "due",
        }
    }
}

impl From<Sort> for QueueSort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Worth => Self::Worth,
            Sort::Age => Self::Age,
            Sort::Due => Self::Due,
        }
    }
}

fn work_kind(s: &str) -> Result<WorkKind, String> {
    let word = s.replace('-', "_");
    WorkKind::parse(&word).ok_or_else(|| one_of(s, WorkKind::ALL.iter().map(|kind| kind.as_str())))
}

fn aside(s: &str) -> Result<Aside, String> {
    match s.replace('_', "-").split_once('=') {
        None if s.replace('_', "-") == "not-a-claim" => Ok(Aside::NotAClaim),
        None if s.replace('_', "-") == "out-of-scope" => Ok(Aside::OutOfScope),
        Some(("duplicate-of", claim)) => {
            claim.parse().map(Aside::DuplicateOf).map_err(|e: onrecord_model::HandleError| e.to_string())
        }
        _ => Err(one_of(s, ["not-a-claim", "out-of-scope", "duplicate-of=CLAIM"].into_iter())),
    }
}
