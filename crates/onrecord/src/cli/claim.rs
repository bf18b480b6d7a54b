//! Arguments of `claim`.

use clap::{Args, Subcommand};
use onrecord_app::MentionRef;
use onrecord_model::{Handle, Reason};

/// What to put right.
#[derive(Debug, Subcommand)]
pub(crate) enum ClaimCommand {
    /// Adds a claim that no engine found: the words, exactly as they stand in the document
    Add(Box<ClaimAdd>),
    /// Makes some mentions of a claim a claim of their own
    Split(Split),
    /// Makes the mentions of claims mentions of another one; claims people decided on are not merged away
    Merge(Merge),
    /// Says which words of its document a mention claims
    Respan(Respan),
    /// Says who is credited with a claim, or with one mention of it
    Attribute(Box<Attribute>),
}

/// What all of them take.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Only when the claim is at this revision (as 'onrecord show' prints it), so that nobody is overwritten
    #[arg(long, value_name = "N")]
    pub(crate) if_version: Option<u32>,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `claim add`.
#[derive(Debug, Args)]
pub(crate) struct ClaimAdd {
    /// The document
    pub(crate) document: Handle,
    /// What is claimed, quoted from the document; several where something stands between them
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Which of several places with these words, from 1
    #[arg(long, value_name = "N")]
    pub(crate) nth: Option<usize>,
    #[command(flatten)]
    pub(crate) credit: CreditArgs,
    /// The words that name who says it [default: the name, where it stands near by]
    #[arg(long, value_name = "WORDS", requires = "speaker")]
    pub(crate) source: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Who is credited.
#[derive(Debug, Args)]
pub(crate) struct CreditArgs {
    /// Who is credited: the handle of a speaker (s2) or a name, which is made a speaker where nobody has it [default: nobody,
    /// the outlet's own voice]
    #[arg(long, visible_alias = "to", value_name = "SPEAKER")]
    pub(crate) speaker: Option<String>,
    /// Make a speaker of this name although another one's is nearly the same
    #[arg(long, requires = "speaker")]
    pub(crate) new_speaker: bool,
}

/// Arguments of `claim split`.
#[derive(Debug, Args)]
pub(crate) struct Split {
    /// The claim
    pub(crate) claim: Handle,
    /// The mentions that leave it, such as d3#4
    #[arg(required = true, value_name = "MENTION")]
    pub(crate) mentions: Vec<MentionRef>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `claim merge`.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The claim that stays, with its statuses
    pub(crate) into: Handle,
    /// The claims that become part of it
    #[arg(required = true, value_name = "CLAIM")]
    pub(crate) claims: Vec<Handle>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `claim respan`.
#[derive(Debug, Args)]
pub(crate) struct Respan {
    /// The mention, such as d3#4
    pub(crate) mention: MentionRef,
    /// What is claimed, quoted from the document; several where something stands between them
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Which of several places with these words, from 1
    #[arg(long, value_name = "N")]
    pub(crate) nth: Option<usize>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Arguments of `claim attribute`.
#[derive(Debug, Args)]
pub(crate) struct Attribute {
    /// The claim (c7), or one mention of it (d3#4)
    pub(crate) what: String,
    #[command(flatten)]
    pub(crate) credit: CreditArgs,
    /// Nobody is credited
    #[arg(long, conflicts_with = "speaker", required_unless_present = "speaker")]
    pub(crate) nobody: bool,
    /// The words that name who says it [default: the name, where it stands near by]
    #[arg(long, value_name = "WORDS", requires = "speaker")]
    pub(crate) source: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}
