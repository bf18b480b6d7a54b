//! Arguments of `export`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use onrecord_app::Audience;
use onrecord_model::Handle;

/// What to write.
#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Writes the verdicts of the house as schema.org ClaimReview (JSON-LD), one object a line; --format json makes one array
    ///
    /// Statuses never become verdicts. A claim is left out while its verdict does not rest on what is decided now. Reviews are for everybody:
    /// reviewers are hidden where the house rules say so.
    #[command(name = "claimreview")]
    ClaimReview {
        /// Only these claims (c7), and those of these documents (d1) [default: all]
        #[arg(value_name = "DOC|CLAIM")]
        handles: Vec<Handle>,
        #[command(flatten)]
        to: To,
    },
    /// Writes every mention as a W3C Web Annotation (JSON-LD), one object a line; --format json makes one array
    Annotations {
        /// Only of these documents [default: all]
        #[arg(value_name = "DOC")]
        documents: Vec<Handle>,
        #[command(flatten)]
        to: To,
    },
    /// Writes claims with their places, decisions, evidence, verdicts and corrections as JSON, one object a line; --format json
    /// makes one array
    Json {
        /// Only these claims (c7), and those of these documents (d1) [default: all]
        #[arg(value_name = "DOC|CLAIM")]
        handles: Vec<Handle>,
        #[command(flatten)]
        to: To,
    },
    /// Writes the claims with statuses, verdicts, speakers and places as CSV, one place a row; safe to open in a spreadsheet
    Csv {
        /// Only of these documents [default: all]
        #[arg(value_name = "DOC")]
        documents: Vec<Handle>,
        #[command(flatten)]
        to: To,
    },
    /// Writes the reports of documents as Markdown, one after the other
    Markdown {
        /// The documents
        #[arg(value_name = "DOC", required = true)]
        documents: Vec<Handle>,
        #[command(flatten)]
        to: To,
    },
    /// Writes everything the database holds into one file with its log and hashes, for `import bundle`
    ///
    /// Private notes and confidential evidence are in it: it is not for publication. The database is checked against its log
    /// first; one that is damaged is not written. The same database gives the same bytes, whatever the machine. It is refused
    /// while a blind review goes on, because the opinions given so far are in it.
    Bundle {
        /// File to write to
        #[arg(short = 'o', long, value_name = "FILE", required = true)]
        out: PathBuf,
        /// Write it all the same, with the opinions of blind reviews that go on
        #[arg(long)]
        with_opinions: bool,
    },
    /// Writes what was decided, published, corrected and given as a verdict as an Atom feed, the newest first
    ///
    /// The feed is for everybody: reviewers are hidden where the house rules say so.
    Atom {
        /// Where the feed itself will be published, so that it can name its own address
        #[arg(long = "self", value_name = "URL")]
        address: Option<String>,
        #[command(flatten)]
        to: To,
    },
}

/// Where an export goes, and for whom it is.
#[derive(Debug, Args)]
pub(crate) struct To {
    /// File to write to [default: standard output]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// For everybody: also without the names of reviewers, where the house rules say so; claimreview and atom always are
    #[arg(long)]
    public: bool,
}

impl To {
    /// Returns for whom it is.
    pub(crate) fn audience(&self) -> Audience {
        if self.public { Audience::Public } else { Audience::Desk }
    }
}
