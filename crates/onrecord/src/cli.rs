//! The arguments, typed.

pub(crate) mod choice;
pub(crate) mod claim;
mod compare;
pub(crate) mod evidence;
pub(crate) mod export;
pub(crate) mod house;
pub(crate) mod import;
mod input;
pub(crate) mod matching;
pub(crate) mod origins;
pub(crate) mod outlet;
pub(crate) mod queue;
pub(crate) mod schema;
pub(crate) mod work;

pub(crate) use compare::{By, Diff, DiffView, Drift, Timeline};
pub(crate) use input::{Copies, Demo, EngineArgs, Extract, HintArgs, Ingest, InputFormat, Read, That};

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord_app::{AsOf, SearchQuery, SearchQueryError, WhichDecision};

use onrecord_model::{Action, DriftKind, Handle, Published, Reason, StatusKind, Target};

use crate::error::CliError;

/// Keeps track of what was claimed, by whom, where and when, and of what came of checking it.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    /// Database: an SQLite file, or postgres://… for a team [default: ./onrecord.db if there is one, else the
    /// platform's data directory]
    #[arg(long, global = true, value_name = "URL", env = "ONRECORD_DB", hide_env_values = true)]
    pub(crate) db: Option<String>,
    /// Who decides [default: the settings file, else the user of this machine]
    #[arg(long = "as", global = true, value_name = "NAME", env = "ONRECORD_AS", hide_env_values = true)]
    pub(crate) reviewer: Option<String>,
    /// How to print [default: table; ndjson for read and extract]
    #[arg(long, global = true, value_enum)]
    pub(crate) format: Option<Format>,
    /// The command that is run, such as `evidence add`; empty before it is known.
    #[arg(skip)]
    pub(crate) command: String,
    /// When the program was started; `None` before it is known.
    #[arg(skip)]
    pub(crate) started: Option<DateTime<Utc>>,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Ndjson,
    /// Comma-separated values, safe to open in a spreadsheet
    Csv,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Loads sample articles into a throw-away database, prints the queue and writes the reports
    Demo(Demo),
    /// Takes articles in: dated text, plain text, HTML, JSON Lines, feeds, WARC; the same bytes twice change nothing
    Ingest(Ingest),
    /// Prints any supported input as one article a line, without a database
    Read(Read),
    /// Prints the mentions found in articles, without a database
    Extract(Extract),
    /// Finds the copies among articles (wire stories, syndication, light edits), without a database
    Copies(Copies),
    /// Lists the documents
    Docs(Docs),
    /// Shows one document
    #[command(subcommand)]
    Doc(Doc),
    /// Finds claims by words and by what is known of them: leaked speaker:"Ann Lee" number>100 drift:negation
    Search(Search),
    /// Lists what to check first, and why
    Queue(queue::Queue),
    /// Hands you the claim to check next; nobody else gets it for a while
    Next(work::Next),
    /// Shows one claim: wording, places, statuses, history
    Show(Show),
    /// Sets the status of claims; a reason is required
    Set(Set),
    /// Gives claims to a person; to yourself takes them up
    Assign(work::Assign),
    /// Gives claims back: what was given to you or taken up, what next handed to you, what you proposed
    Release(work::Release),
    /// Sets claims aside until a day; a reason is required
    Defer(work::Defer),
    /// Sets claims aside for good: no claim, out of scope, a duplicate; a reason is required
    Drop(work::Drop),
    /// Takes claims up again that are final or set aside; a reason is required
    Reopen(work::Reopen),
    /// Gives another person's opinion on what 'set --propose' proposed; the status is set once enough people agree
    Second(work::Second),
    /// Decides between opinions that differ, by a person who has given none
    Adjudicate(work::Adjudicate),
    /// Says how far people agree: Cohen's kappa and Krippendorff's alpha, from the log
    Agree(work::Agree),
    /// Takes back your latest decision, or the latest one on a claim; a reason is required
    Undo(Undo),
    /// Does again what was taken back last; a reason is required
    Redo(Undo),
    /// Lists what was done, by whom and when
    Log(Log),
    /// Checks, adopts and shows the house rules: what has to be true before a status is set, and who may do what
    #[command(subcommand)]
    Rules(house::RulesCommand),
    /// Compares two wordings word by word and names the changes
    Diff(Diff),
    /// Shows how a statement changed over dates and documents
    Drift(Drift),
    /// Takes in earlier fact-checks, annotations of other programs, and bundles
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Finds earlier fact-checks that a text may be about: imported ones and the desk's own decisions, or those of a file
    Known(Known),
    /// Lists pairs of claims that say the same or contradict one another, and decides on them
    #[command(subcommand)]
    Match(matching::MatchCommand),
    /// Shows what became of the sentences of a text over its versions: reworded, left, back again
    Timeline(Timeline),
    /// Lists speakers and decides on proposed aliases
    #[command(subcommand)]
    Speaker(SpeakerCommand),
    /// Shows how many independent beginnings a claim goes back to; links and unlinks copies
    Origins(origins::Origins),
    /// Says what the rules suggest for a claim, and why; a person decides
    Suggest(origins::Suggest),
    /// Lists outlets and writes down who owns and controls them
    #[command(subcommand)]
    Outlet(outlet::OutletCommand),
    /// Adds, lists, changes and checks evidence for and against claims
    #[command(subcommand)]
    Evidence(evidence::EvidenceCommand),
    /// Puts claims right by hand: adds one that was missed, splits, merges, corrects words and speakers
    #[command(subcommand)]
    Claim(claim::ClaimCommand),
    /// Writes article reports as self-contained HTML
    Report(Report),
    /// Writes what the desk holds in formats that other programs read
    #[command(subcommand)]
    Export(export::ExportCommand),
    /// Writes down that the report of a document, or what came of a claim, was published as it is now
    Publish(house::Publish),
    /// Corrects what was published of a claim: a dated entry that readers see
    Correct(house::Correct),
    /// Gives claims a verdict of the house, which is kept apart from their statuses, and lists those given
    #[command(subcommand)]
    Verdict(house::VerdictCommand),
    /// Lists the corrections, the newest first
    Corrections(house::Corrections),
    /// Looks for what a person should see to: database, settings, house rules, evidence, corrections; exit code 10 when
    /// there is something
    Doctor(house::Doctor),
    /// Opens the terminal view: the queue, the article, the claim; decide with single keys
    Tui,
    /// Verifies the log
    #[command(subcommand)]
    Audit(Audit),
    /// Counts what is stored
    Stats,
    /// Prints a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the JSON Schema (draft 2020-12) of what a command prints as JSON, or of what is read; without a name lists them
    Schema(schema::Schema),
    /// Writes the manual pages
    Man {
        /// Folder to write to
        #[arg(short = 'o', value_name = "DIR")]
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Docs {
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: u32,
    /// Only documents after this one
    #[arg(long, value_name = "DOC")]
    pub(crate) after: Option<Handle>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Doc {
    /// Prints what is known of a document, its text and its mentions
    Show {
        /// The document, such as d1
        document: Handle,
        /// Print the bytes exactly as received
        #[arg(long, conflicts_with = "text")]
        raw: bool,
        /// Print the text only
        #[arg(long)]
        text: bool,
    },
    /// Shows the versions of an article and what became of its claims since the version before: kept, changed, gone, new
    ///
    /// A first version is set beside the next. A sentence that stood twice and stands once is kept once and gone once.
    Versions {
        /// The document, such as d2
        document: Handle,
        /// Compare with this version of the article
        #[arg(long, value_name = "DOC")]
        since: Option<Handle>,
        #[command(flatten)]
        view: DiffView,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// A claim (c7), document (d1) or speaker (s2)
    pub(crate) handle: Handle,
    /// A claim as it stood at this entry of the log, at this moment or at the end of this day (UTC)
    #[arg(long, value_name = "ENTRY|DATE", value_parser = as_of)]
    pub(crate) at: Option<AsOf>,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "onrecord set [OPTIONS] -m REASON CLAIM... STATUS\n       onrecord set [OPTIONS] -m REASON --where QUERY STATUS"
)]
pub(crate) struct Set {
    /// Claims, then the status: c7 c9 corroborated
    #[arg(required = true, num_args = 1.., value_names = ["CLAIM", "STATUS"])]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) found: choice::Where,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// What was checked: whether it was said, or whether it is so
    #[arg(long, value_parser = target)]
    pub(crate) target: Option<Target>,
    /// Only if the claim is still at this revision
    #[arg(long, value_name = "N")]
    pub(crate) if_version: Option<u32>,
    /// Propose it in place of setting it: it is set once enough people agree
    #[arg(long)]
    pub(crate) propose: bool,
    /// Why it is so although a rule that the house rules name does not suggest it; kept in the log
    #[arg(long = "override", value_name = "REASON")]
    pub(crate) overrides: Option<Reason>,
    /// Of what is refused, say what is possible instead
    #[arg(long)]
    pub(crate) explain: bool,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The claim (c7), document (d1) or outlet (o4) or evidence (e12) it is about; one about several is taken back or
    /// done again whole
    pub(crate) handle: Option<Handle>,
    /// This entry of the log, whoever made it; of a command on several claims this one alone
    #[arg(long, value_name = "N", conflicts_with = "handle")]
    pub(crate) entry: Option<u64>,
    /// Why
    #[arg(short = 'm', long = "reason", value_name = "REASON")]
    pub(crate) reason: Reason,
    /// Show what would change, but change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

impl Undo {
    /// Returns which decision is meant.
    pub(crate) fn which(&self) -> WhichDecision {
        self.entry.map_or_else(|| self.handle.into(), WhichDecision::Entry)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    /// Only entries about this claim (c7), document (d1), speaker (s2) or outlet (o4), alone or among others
    pub(crate) handle: Option<Handle>,
    /// Only entries by this person
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Only entries of this kind, such as status-set, undone, evidence-changed
    #[arg(long, value_name = "KIND", value_parser = action_kind)]
    pub(crate) kind: Option<&'static str>,
    /// Only entries of this day or moment and later (days are UTC)
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Published>,
    /// Only entries before this day or moment (days are UTC)
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Published>,
    /// Oldest first
    #[arg(long)]
    pub(crate) oldest_first: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words that stand in the claim, by stem, and conditions: speaker:"NAME" outlet:"NAME" status:STATUS work:STATE is:open
    /// is:stale since:DATE until:DATE number>N origins<N drift:KIND; OR between alternatives
    #[arg(required = true, value_name = "QUERY")]
    words: Vec<String>,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
}

impl Search {
    /// Reads the query.
    pub(crate) fn query(&self) -> Result<SearchQuery, CliError> {
        // The shell took the marks off what it was given in marks.
        let quoted = |word: &String| match word.split_once(':') {
            // A word that holds further conditions is a query whole.
            Some((field, value)) if value.contains(' ') && !value.contains(['"', ':', '<', '>', '=']) => {
                format!("{field}:\"{value}\"")
            }
            _ => word.clone(),
        };
        let all: Vec<String> = self.words.iter().map(quoted).collect();
        all.join(" ").parse().map_err(|error: SearchQueryError| CliError::usage(error.to_string()))
    }
}

#[derive(Debug, Args)]
pub(crate) struct Known {
    /// The text
    #[arg(required_unless_present = "queries", conflicts_with = "queries")]
    pub(crate) text: Option<String>,
    /// A file of earlier fact-checks (JSON Lines, ClaimReview or CSV) in place of the database
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<String>,
    /// A file of {"id","text","date"} lines (- for standard input), each answered by one line
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<String>,
    /// At most so many for each text
    #[arg(long, value_name = "N", default_value = "5")]
    pub(crate) limit: NonZeroUsize,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SpeakerCommand {
    /// Lists the speakers and their aliases
    List,
    /// Proposes as one the speakers of different documents whose names are spellings of one name
    Propose,
    /// Confirms or refuses a proposed alias
    Alias {
        /// The speaker, such as s2
        speaker: Handle,
        /// The other name, as proposed
        alias: String,
        /// Confirm or refuse
        #[arg(value_enum)]
        verdict: Verdict,
        /// Why
        #[arg(short = 'm', long = "reason", value_name = "REASON")]
        reason: Reason,
    },
}

/// What a person says of a proposed alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Verdict {
    /// It is the same speaker
    Confirm,
    /// It is not; never propose it again
    Refuse,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Report {
    /// Documents, claims and speakers, such as d1 c7 s2: each gets a page of its own
    #[arg(required_unless_present = "all", value_name = "HANDLE")]
    pub(crate) handles: Vec<Handle>,
    /// A site of everything: articles, claims, speakers, lists and a search that works from disk
    #[arg(long, conflicts_with = "handles")]
    pub(crate) all: bool,
    /// One page that sets these documents side by side, in order of their dates
    #[arg(long, conflicts_with_all = ["all", "at"])]
    pub(crate) compare: bool,
    /// For everybody: also without the names of reviewers, where the house rules say so
    #[arg(long)]
    pub(crate) public: bool,
    /// For the desk alone: with private notes and confidential evidence, and marked so
    #[arg(long, conflicts_with = "public")]
    pub(crate) internal: bool,
    /// Folder to write to
    #[arg(short = 'o', long, value_name = "DIR", default_value = "out")]
    pub(crate) out: PathBuf,
    /// Articles as they were: at this entry of the log, at the end of this day or at this moment (days are UTC); the bytes that
    /// this version of the program wrote then, without what was marked as confidential and reviewers who were hidden since
    #[arg(long, value_name = "ENTRY|DATE", value_parser = as_of)]
    pub(crate) at: Option<AsOf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Checks the hash chain and every row against the log; exit code 7 when something does not fit
    Verify {
        /// A checkpoint kept earlier (SIZE:ROOT as printed by this command, or a file that holds it): also shows a cut tail or a rewrite
        #[arg(long, value_name = "SIZE:ROOT")]
        checkpoint: Option<String>,
    },
    /// Prints the log as it is sealed, one entry a line, for a verifier outside (docs/log.md); private notes are in it
    ///
    /// It is refused while a blind review goes on, because the opinions given so far are in it.
    Export {
        /// Print it all the same, with the opinions of blind reviews that go on
        #[arg(long)]
        with_opinions: bool,
    },
    /// Prints the checkpoint to keep outside: SIZE:ROOT
    Checkpoint,
}

fn as_of(s: &str) -> Result<AsOf, String> {
    if let Ok(entry) = s.parse::<u64>() {
        return Ok(AsOf::Entry(entry));
    }
    let when: Published = s.parse().map_err(|error| format!("neither the number of an entry nor a date: {error}"))?;
    Ok(AsOf::Moment(crate::command::ends(when)))
}

/// Reads a day as every other date is read, so that what is wrong is said alike.
fn day(s: &str) -> Result<NaiveDate, String> {
    s.parse::<Published>().map(|when| when.date).map_err(|error| error.to_string())
}

/// Reads a moment, or the beginning of a day (UTC).
fn moment(s: &str) -> Result<DateTime<Utc>, String> {
    s.parse::<Published>().map(crate::command::begins).map_err(|error| error.to_string())
}

fn status(s: &str) -> Result<StatusKind, String> {
    StatusKind::parse(s).ok_or_else(|| one_of(s, StatusKind::ALL.iter().map(|k| k.as_str())))
}

fn target(s: &str) -> Result<Target, String> {
    Target::parse(s).ok_or_else(|| one_of(s, Target::ALL.iter().map(|t| t.as_str())))
}

fn action_kind(s: &str) -> Result<&'static str, String> {
    let kind = Action::KINDS.into_iter().find(|kind| *kind == s.replace('-', "_"));
    kind.ok_or_else(|| one_of(s, Action::KINDS.into_iter()))
}

fn drift_kind(s: &str) -> Result<DriftKind, String> {
    DriftKind::parse(s).ok_or_else(|| one_of(s, DriftKind::ALL.iter().map(|k| k.as_str())))
}

/// Says what was expected, and what was probably meant.
pub(crate) fn one_of<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let near = known.iter().find(|k| k.chars().take(3).eq(given.to_lowercase().chars().take(3)));
    let hint = near.map(|k| format!("; did you mean {k}?")).unwrap_or_default();
    format!("{given:?} is none of {}{hint}", known.join(", "))
}
