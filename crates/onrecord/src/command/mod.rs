//! One file a command.

mod agree;
mod annotations;
mod audit;
mod bundle;
mod choice;
mod claim;
pub(crate) mod claim_view;
mod copies;
mod demo;
mod diff;
mod diff_view;
mod doc;
mod docs;
mod doctor;
pub(crate) mod drift;
pub(crate) mod evidence;
mod export;
mod extract;
mod filing_view;
mod import;
mod ingest;
mod known;
pub(crate) mod log;
mod man;
mod matching;
mod next;
pub(crate) mod origins;
mod outlet;
mod public;
pub(crate) mod queue;
mod read;
mod report;
pub(crate) mod rules;
pub(crate) mod schema;
mod search;
pub(crate) mod second;
pub(crate) mod set;
mod show;
mod side_view;
mod site;
mod speaker;
mod stats;
mod suggest;
mod timeline;
mod undo;
mod versions;
mod work;
pub(crate) mod work_view;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use onrecord_model::Published;

use crate::cli::import::ImportCommand;
use crate::cli::{Cli, Command, Global};
use crate::desk;
use crate::error::CliError;
use crate::exit::Exit;
use crate::tui;

/// Returns the moment at which a day begins (UTC), or the moment itself.
pub(crate) fn begins(when: Published) -> DateTime<Utc> {
    when.at.map_or_else(|| when.date.and_time(NaiveTime::MIN).and_utc(), |at| at.with_timezone(&Utc))
}

/// Returns the last moment of a day (UTC), or the moment itself.
pub(crate) fn ends(when: Published) -> DateTime<Utc> {
    let day = || (when.date + Days::new(1)).and_time(NaiveTime::MIN).and_utc() - TimeDelta::microseconds(1);
    when.at.map_or_else(day, |at| at.with_timezone(&Utc))
}

/// Runs the command the arguments name.
pub(crate) async fn run(cli: Cli) -> Result<Exit, CliError> {
    let global = &cli.global;
    match cli.command {
        Command::Demo(args) => demo::run(global, args).await,
        Command::Ingest(args) => ingest::run(global, args).await,
        Command::Read(args) => read::run(global, &args),
        Command::Extract(args) => extract::run(global, &args),
        Command::Copies(args) => copies::run(global, &args),
        Command::Known(args) => known::run(global, &args).await,
        Command::Import(args) => imported(global, args).await,
        Command::Diff(args) => diff::run(global, args).await,
        Command::Completions { shell } => man::completions(shell),
        Command::Man { out } => man::pages(&out),
        Command::Schema(args) => schema::run(global, &args),
        Command::Docs(args) => desk::with(global, async |desk| docs::run(global, desk, &args).await).await,
        Command::Doc(args) => desk::with(global, async |desk| doc::run(global, desk, args).await).await,
        Command::Queue(args) => desk::with(global, async |desk| queue::run(global, desk, &args).await).await,
        Command::Search(args) => desk::with(global, async |desk| search::run(global, desk, &args).await).await,
        Command::Next(args) => desk::with(global, async |desk| next::run(global, desk, &args).await).await,
        Command::Assign(args) => desk::with(global, async |desk| work::assign(global, desk, args).await).await,
        Command::Release(args) => desk::with(global, async |desk| work::release(global, desk, args).await).await,
        Command::Defer(args) => desk::with(global, async |desk| work::defer(global, desk, args).await).await,
        Command::Drop(args) => desk::with(global, async |desk| work::drop(global, desk, args).await).await,
        Command::Reopen(args) => desk::with(global, async |desk| work::reopen(global, desk, args).await).await,
        Command::Second(args) => desk::with(global, async |desk| second::second(global, desk, &args).await).await,
        Command::Adjudicate(args) => {
            desk::with(global, async |desk| second::adjudicate(global, desk, &args).await).await
        }
        Command::Agree(args) => desk::with(global, async |desk| agree::run(global, desk, &args).await).await,
        Command::Show(args) => desk::with(global, async |desk| show::run(global, desk, &args).await).await,
        Command::Set(args) => desk::with(global, async |desk| set::run(global, desk, &args).await).await,
        Command::Undo(args) => desk::with(global, async |desk| undo::run(global, desk, &args).await).await,
        Command::Redo(args) => desk::with(global, async |desk| undo::again(global, desk, &args).await).await,
        Command::Rules(args) => rules::run(global, args).await,
        Command::Log(args) => desk::with(global, async |desk| log::run(global, desk, &args).await).await,
        Command::Drift(args) => desk::with(global, async |desk| drift::run(global, desk, &args).await).await,
        Command::Match(args) => desk::with(global, async |desk| matching::run(global, desk, args).await).await,
        Command::Timeline(args) => desk::with(global, async |desk| timeline::run(global, desk, args).await).await,
        Command::Speaker(args) => desk::with(global, async |desk| speaker::run(global, desk, args).await).await,
        Command::Outlet(args) => desk::with(global, async |desk| outlet::run(global, desk, args).await).await,
        Command::Evidence(args) => desk::with(global, async |desk| evidence::run(global, desk, args).await).await,
        Command::Claim(args) => desk::with(global, async |desk| claim::run(global, desk, args).await).await,
        Command::Origins(args) => desk::with(global, async |desk| origins::run(global, desk, args).await).await,
        Command::Suggest(args) => desk::with(global, async |desk| suggest::run(global, desk, &args).await).await,
        Command::Report(args) => desk::with(global, async |desk| report::run(global, desk, &args).await).await,
        Command::Export(args) => desk::with(global, async |desk| export::run(global, desk, &args).await).await,
        Command::Publish(args) => desk::with(global, async |desk| public::publish(global, desk, args).await).await,
        Command::Correct(args) => desk::with(global, async |desk| public::correct(global, desk, args).await).await,
        Command::Verdict(args) => desk::with(global, async |desk| public::verdict(global, desk, args).await).await,
        Command::Corrections(args) => desk::with(global, async |desk| public::list(global, desk, &args).await).await,
        Command::Doctor(args) => doctor::run(global, &args).await,
        Command::Audit(args) => desk::with(global, async |desk| audit::run(global, desk, args).await).await,
        Command::Tui => {
            tui::check()?;
            desk::with(global, async |desk| tui::run(global, desk).await).await
        }
        Command::Stats => desk::with(global, async |desk| stats::run(global, desk).await).await,
    }
}

async fn imported(global: &Global, args: ImportCommand) -> Result<Exit, CliError> {
    match args {
        ImportCommand::Bundle(args) => bundle::import(global, &args).await,
        ImportCommand::Annotations(args) => {
            desk::with(global, async |desk| annotations::run(global, desk, &args).await).await
        }
        ImportCommand::Findings(args) => desk::with(global, async |desk| import::run(global, desk, &args).await).await,
    }
}
