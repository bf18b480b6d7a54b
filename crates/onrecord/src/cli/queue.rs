//! Arguments of `queue`, and the same as a line of words, as they are kept under a name.

use chrono::NaiveDate;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use onrecord_app::{Bounds, BoundsError};
use onrecord_model::{DriftKind, Handle, Reason, StatusKind, Target};

use super::work::{QueueWork, Sort};
use super::{drift_kind, status, target};

/// How many claims are listed when nobody says.
const LIMIT: u32 = 20;

/// Arguments of `queue`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Queue {
    #[command(subcommand)]
    pub(crate) kept: Option<QueueCommand>,
    #[command(flatten)]
    pub(crate) ask: QueueArgs,
    /// What was kept under this name; what else is given here wins over it
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
}

/// What to do with questions that are kept.
#[derive(Debug, Subcommand)]
pub(crate) enum QueueCommand {
    /// Keeps a question under a name for everybody at the desk: queue save mine-today --mine --sort due
    Save {
        /// The name; what was kept under it is written over
        name: String,
        #[command(flatten)]
        ask: Box<QueueArgs>,
        /// Why
        #[arg(short = 'm', long = "reason", value_name = "REASON")]
        reason: Option<Reason>,
        /// Show what would be kept and keep nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Lists what is kept, or takes one out
    #[command(subcommand)]
    Saved(SavedCommand),
}

/// What to do with what is kept.
#[derive(Debug, Subcommand)]
pub(crate) enum SavedCommand {
    /// Lists the questions that are kept
    List,
    /// Takes one out; 'undo' puts it back
    Remove {
        /// Its name
        name: String,
        /// Why
        #[arg(short = 'm', long = "reason", value_name = "REASON")]
        reason: Option<Reason>,
        /// Show what would be taken out and take nothing out
        #[arg(long)]
        dry_run: bool,
    },
}

/// Which claims, by what is known of them.
#[derive(Clone, Debug, PartialEq, Args)]
pub(crate) struct Which {
    /// Only claims with this status; open ones when not given
    #[arg(long, value_parser = status)]
    pub(crate) status: Option<StatusKind>,
    /// Only this target
    #[arg(long, value_parser = target)]
    pub(crate) target: Option<Target>,
    /// Only claims of this speaker: s2, or the name
    #[arg(long, value_name = "SPEAKER")]
    pub(crate) speaker: Option<String>,
    /// Only claims that stand in an article of this outlet: o4, the name, or the domain
    #[arg(long, value_name = "OUTLET")]
    pub(crate) outlet: Option<String>,
    /// Only claims of this document, such as d1
    #[arg(long, value_name = "DOC")]
    pub(crate) doc: Option<Handle>,
    /// Only claims first published on this day or later
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) since: Option<NaiveDate>,
    /// Only claims that stand against another one in this way, such as negation or number
    #[arg(long, value_name = "KIND", value_parser = drift_kind)]
    pub(crate) drift: Option<DriftKind>,
    /// Only claims for which so many independent origins speak: '<2', '>1', '=3'
    #[arg(long, value_name = "BOUND", value_parser = bounds)]
    pub(crate) origins: Option<Bounds>,
}

/// Which claims, and in which order.
#[derive(Clone, Debug, PartialEq, Args)]
pub(crate) struct QueueArgs {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Only claims that want attention, decided ones too: stale evidence, a status whose conditions no longer hold
    #[arg(long)]
    pub(crate) attention: bool,
    /// Decided claims too, and those set aside
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) work: QueueWork,
    /// Say of each claim all that puts it where it stands, what it stands against, and how many origins it has
    #[arg(long)]
    pub(crate) why: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = LIMIT)]
    pub(crate) limit: u32,
}

/// Questions as they are kept: the same options, of which a later one wins over an earlier one.
#[derive(Debug, Parser)]
#[command(name = "queue", no_binary_name = true, disable_help_flag = true, args_override_self = true)]
struct Kept {
    #[command(flatten)]
    ask: QueueArgs,
}

impl QueueArgs {
    /// Asks for these claims among those that are open.
    pub(crate) fn of(which: Which, work: QueueWork) -> Self {
        QueueArgs { which, attention: false, all: false, work, why: false, limit: LIMIT }
    }

    /// Reads words as they are typed behind `queue`; a later option wins over an earlier one.
    ///
    /// # Errors
    /// What is wrong with them, in words.
    pub(crate) fn read(words: &[String]) -> Result<Self, String> {
        let said = |error: clap::Error| error.render().to_string().trim().trim_start_matches("error: ").to_owned();
        let mut found = Kept::command().try_get_matches_from(words).map_err(said)?;
        Ok(Kept::from_arg_matches_mut(&mut found).map_err(said)?.ask)
    }

    /// Writes what differs from what is asked when nobody says anything, as it would be typed behind `queue`.
    pub(crate) fn words(&self) -> Vec<String> {
        let which = &self.which;
        let valued = [
            ("status", which.status.map(|kind| kind.as_str().to_owned())),
            ("target", which.target.map(|target| target.as_str().to_owned())),
            ("speaker", which.speaker.clone()),
            ("outlet", which.outlet.clone()),
            ("doc", which.doc.map(|handle| handle.to_string())),
            ("since", which.since.map(|day| day.to_string())),
            ("drift", which.drift.map(|kind| kind.as_str().to_owned())),
            ("origins", which.origins.map(|bounds| bounds.to_string())),
            ("work", self.work.work.map(|kind| kind.as_str().to_owned())),
            ("sort", (self.work.sort != Sort::Worth).then(|| self.work.sort.as_str().to_owned())),
            ("limit", (self.limit != LIMIT).then(|| self.limit.to_string())),
        ];
        let flags = [("attention", self.attention), ("all", self.all), ("mine", self.work.mine), ("why", self.why)];
        // The sign binds the value, which may begin with a dash.
        let valued = valued.into_iter().filter_map(|(name, value)| Some(format!("--{name}={}", value?)));
        valued.chain(flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| format!("--{name}"))).collect()
    }
}

fn bounds(s: &str) -> Result<Bounds, String> {
    s.parse().map_err(|error: BoundsError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> QueueArgs {
        QueueArgs::read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let everything = [
            "--status",
            "disputed",
            "--target",
            "fact",
            "--speaker",
            "-Ann \"Lee\"",
            "--outlet",
            "Harbour Post",
            "--doc",
            "d3",
            "--since",
            "2026-03-01",
            "--drift",
            "negation",
            "--origins",
            "<2 >0",
            "--attention",
            "--all",
            "--work",
            "in-review",
            "--mine",
            "--sort",
            "due",
            "--why",
            "--limit",
            "7",
        ];
        let everything: Vec<&str> =
            everything.iter().map(|word| if *word == "-Ann \"Lee\"" { "Ann" } else { word }).collect();
        let mut asked = read(&everything);
        asked.which.speaker = Some("-Ann \"Lee\"".to_owned());
        assert_eq!(QueueArgs::read(&asked.words()), Ok(asked.clone()));
        assert_eq!(asked.words().len(), everything.len() - 11, "every option is there, each as one word");
        assert!(read(&[]).words().is_empty());
    }

    #[test]
    fn what_is_said_later_wins() {
        let asked = read(&["--status=disputed", "--limit=7", "--all", "--status=corroborated", "--all"]);
        assert_eq!((asked.which.status, asked.limit, asked.all), (Some(StatusKind::Corroborated), 7, true));
        assert!(QueueArgs::read(&["--sttus=x".to_owned()]).unwrap_err().contains("--sttus"));
        assert!(QueueArgs::read(&["--origins=2".to_owned()]).unwrap_err().contains("<N, >N or =N"));
    }
}
