//! Arguments of `evidence`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use onrecord_model::{Basis, Handle, Published, Reason, SourceClass, Stance, Target};

use super::target;

/// What to do with evidence.
#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Adds evidence for or against a claim: where it is found, the words it rests on, a copy of it
    Add(Box<EvidenceAdd>),
    /// Lists evidence: of a claim, or all
    List(EvidenceList),
    /// Shows one piece of evidence with the words round its quotation
    Show(EvidenceShow),
    /// Writes the copy kept of a source, byte for byte as it was taken in
    Copy(EvidenceCopy),
    /// Changes evidence; what is not named stays. A blank text ("") takes a detail out
    Edit(Box<EvidenceEdit>),
    /// Takes evidence out; the log keeps it
    Remove(EvidenceRemove),
    /// Reads sources again and marks what changed or vanished as stale; statuses stay (exit code 10 when something is stale)
    Check(EvidenceChecked),
}

/// Arguments of `evidence add`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceAdd {
    /// The claim
    pub(crate) claim: Handle,
    #[command(flatten)]
    pub(crate) details: Details,
    /// Why it is brought forward
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would be added and add nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `evidence edit`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceEdit {
    /// The evidence, such as e12
    pub(crate) evidence: Handle,
    #[command(flatten)]
    pub(crate) details: Details,
    /// Confirm stale evidence as it stands; nothing else makes it count again
    #[arg(long)]
    pub(crate) confirm: bool,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What is written down about evidence.
#[derive(Debug, Args)]
pub(crate) struct Details {
    /// said (did they say so?) or fact (is it so?); may be left out for a claim that nobody is credited with
    #[arg(long, value_parser = target)]
    pub(crate) target: Option<Target>,
    /// What it does: supports, refutes or context
    #[arg(long, value_parser = parse_stance)]
    pub(crate) stance: Option<Stance>,
    /// The words it rests on, as they stand in the source
    #[arg(long, value_name = "WORDS")]
    pub(crate) quote: Option<String>,
    /// Which of several places with those words, from 1
    #[arg(long, value_name = "N")]
    pub(crate) nth: Option<usize>,
    /// Address of the source
    #[arg(long, value_name = "URL", group = "cited")]
    pub(crate) url: Option<String>,
    /// Fetch the address and keep a copy of what is there; public addresses only, 10 MB and 20 seconds at most
    #[arg(long, conflicts_with_all = ["file", "cite", "doc"])]
    pub(crate) fetch: bool,
    /// Where it is found away from the net: a book and page, a file in an archive, a call
    #[arg(long, value_name = "PLACE", group = "cited")]
    pub(crate) cite: Option<String>,
    /// The document that is stored here, such as d3
    #[arg(long, value_name = "DOC", group = "cited")]
    pub(crate) doc: Option<Handle>,
    /// The source as a file: a copy is kept, and 'evidence check' reads the file again
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Address of a copy in an outside archive
    #[arg(long, value_name = "URL")]
    pub(crate) archived: Option<String>,
    /// Why no copy is needed
    #[arg(long, value_name = "REASON")]
    pub(crate) no_copy: Option<Reason>,
    /// When it was looked up [default: now, where a file is given]
    #[arg(long, value_name = "MOMENT", value_parser = super::moment)]
    pub(crate) retrieved: Option<DateTime<Utc>>,
    /// The day or moment that what it says refers to
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Published>,
    /// Who published it: an outlet by its name, or anybody else
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Whose word it is
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// How near it is: primary (a transcript, a recording, a register), secondary or tertiary [default: secondary]
    #[arg(long, value_parser = parse_class)]
    pub(crate) class: Option<SourceClass>,
    /// What it rests on: own-observation, document, named-speaker, unnamed-source, other-outlet, agency or none
    #[arg(long, value_parser = parse_basis)]
    pub(crate) basis: Option<Basis>,
    /// Evidence or a document it is not independent of, whatever is worked out; -m says why
    #[arg(long, value_name = "E|D")]
    pub(crate) same_origin_as: Vec<Handle>,
    /// Evidence or a document it is independent of, whatever is worked out; -m says why
    #[arg(long, value_name = "E|D")]
    pub(crate) independent_of: Vec<Handle>,
    /// The stake that the source has in the matter
    #[arg(long, value_name = "STAKE")]
    pub(crate) interest: Option<String>,
    /// A note for the desk, never exported
    #[arg(long, value_name = "NOTE")]
    pub(crate) note: Option<String>,
    /// It must not leave the desk
    #[arg(long, conflicts_with = "open")]
    pub(crate) confidential: bool,
    /// It may leave the desk again
    #[arg(long)]
    pub(crate) open: bool,
}

/// Arguments of `evidence list`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceList {
    /// The claim; without one all evidence
    pub(crate) claim: Option<Handle>,
    /// Only what has to be confirmed again
    #[arg(long)]
    pub(crate) stale: bool,
}

/// Arguments of `evidence show`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceShow {
    /// The evidence, such as e12
    pub(crate) evidence: Handle,
}

/// Arguments of `evidence copy`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceCopy {
    /// The evidence, such as e12
    pub(crate) evidence: Handle,
    /// File to write to, which must not be there yet [default: standard output]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Arguments of `evidence remove`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceRemove {
    /// The evidence, such as e12 e14; each is an entry of its own
    #[arg(required = true)]
    pub(crate) evidence: Vec<Handle>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would be taken out and take nothing out
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Arguments of `evidence check`.
#[derive(Debug, Args)]
pub(crate) struct EvidenceChecked {
    /// Evidence or claims, such as e12 or c7; without any, all evidence
    pub(crate) which: Vec<Handle>,
    /// Look at cited addresses again; without it only files and stored documents are
    #[arg(long)]
    pub(crate) fetch: bool,
    /// Show what would be marked and mark nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

fn parse_stance(s: &str) -> Result<Stance, String> {
    Stance::parse(s).ok_or_else(|| format!("{s:?} is no stance; write supports, refutes or context"))
}

fn parse_class(s: &str) -> Result<SourceClass, String> {
    SourceClass::parse(s).ok_or_else(|| format!("{s:?} is no class of source; write primary, secondary or tertiary"))
}

fn parse_basis(s: &str) -> Result<Basis, String> {
    let words = Basis::ALL.map(|basis| basis.as_str().replace('_', "-")).join(", ");
    Basis::parse(&s.replace('-', "_")).ok_or_else(|| format!("{s:?} is no basis; write one of {words}"))
}
