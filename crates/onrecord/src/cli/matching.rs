//! Arguments of `match`.

use clap::{Args, Subcommand, ValueEnum};
use onrecord_model::{Handle, ProposalState, Reason};

/// What to do with pairs of claims.
#[derive(Debug, Subcommand)]
pub(crate) enum MatchCommand {
    /// Lists pairs of claims that say the same or contradict one another, the most alike first
    List(MatchList),
    /// Confirms that two claims are the same statement
    Accept(MatchPair),
    /// Refuses that two claims are the same statement; they are never suggested again
    Reject(MatchPair),
    /// Takes a claim apart from everything it was confirmed to say the same as
    Split(MatchSplit),
    /// Files and matches the claims of a database that an earlier version made, and compares the pairs it has anew; what people
    /// decided stays
    Rebuild,
}

/// Arguments of `match list`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(crate) struct MatchList {
    /// Only pairs of this claim, whatever became of them
    pub(crate) claim: Option<Handle>,
    /// What became of the pairs [default: proposed, of a claim all]
    #[arg(long, value_enum)]
    pub(crate) state: Option<MatchState>,
    /// Only contrasts: another number, a negation, a hedge, a tense, a date or a speaker lies between the two
    #[arg(long, conflicts_with = "matches")]
    pub(crate) contrasts: bool,
    /// Only pairs between which nothing of that lies
    #[arg(long)]
    pub(crate) matches: bool,
    /// Only pairs that are the same word for word: credited to different people, or only in one place
    #[arg(long)]
    pub(crate) repeats: bool,
    /// Only suggestions at least so much alike, 0 to 1 [default: 0.2, and contradictions whatever their score; of a claim
    /// all]
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(crate) min: Option<f64>,
    /// All suggestions, however little alike: the same as --min 0
    #[arg(long, conflicts_with = "min")]
    pub(crate) all: bool,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
}

/// How much alike suggestions are that are listed unasked: among 98 reports on one war what lay below was noise but for some
/// contradictions.
const FLOOR: f64 = 0.2;

impl MatchList {
    /// Returns how much alike suggestions have to be.
    pub(crate) fn floor(&self) -> f64 {
        let unasked = if self.all || self.claim.is_some() { 0.0 } else { FLOOR };
        self.min.unwrap_or(unasked)
    }

    /// Tells whether contradictions are listed whatever their score: unless somebody asks for a score.
    pub(crate) fn spares_contradictions(&self) -> bool {
        self.min.is_none()
    }
}

fn score(given: &str) -> Result<f64, String> {
    let score: f64 = given.parse().map_err(|_| "no number; give one from 0 to 1, such as 0.6".to_owned())?;
    if (0.0..=1.0).contains(&score) { Ok(score) } else { Err("not from 0 to 1".to_owned()) }
}

/// States of a pair as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum MatchState {
    /// Nobody has looked
    Proposed,
    /// Confirmed by a person
    Confirmed,
    /// Refused by a person
    Refused,
    /// Any of them
    All,
}

impl MatchState {
    /// Returns the state meant; `None` for all.
    pub(crate) fn state(self) -> Option<ProposalState> {
        match self {
            Self::Proposed => Some(ProposalState::Proposed),
            Self::Confirmed => Some(ProposalState::Confirmed),
            Self::Refused => Some(ProposalState::Refused),
            Self::All => None,
        }
    }
}

/// Arguments of `match accept` and `match reject`.
#[derive(Debug, Args)]
pub(crate) struct MatchPair {
    /// The one claim
    pub(crate) one: Handle,
    /// The claims it is set beside
    #[arg(required = true)]
    pub(crate) others: Vec<Handle>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `match split`.
#[derive(Debug, Args)]
pub(crate) struct MatchSplit {
    /// The claim
    pub(crate) claim: Handle,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
