//! One file a command.

mod audit;
mod claim_view;
mod demo;
mod diff;
mod diff_view;
mod doc;
mod docs;
mod drift;
mod extract;
mod ingest;
mod log;
mod man;
mod next;
mod queue;
mod read;
mod report;
mod set;
mod show;
mod speaker;
mod stats;
mod undo;

use crate::cli::{Cli, Command};
use crate::error::CliError;
use crate::exit::Exit;

/// Runs the command the arguments name.
pub(crate) async fn run(cli: Cli) -> Result<Exit, CliError> {
    let global = &cli.global;
    match cli.command {
        Command::Demo(args) => demo::run(global, args).await,
        Command::Ingest(args) => ingest::run(global, args).await,
        Command::Read(args) => read::run(global, &args),
        Command::Extract(args) => extract::run(global, &args),
        Command::Docs(args) => docs::run(global, &args).await,
        Command::Doc(args) => doc::run(global, args).await,
        Command::Queue(args) => queue::run(global, &args).await,
        Command::Next => next::run(global).await,
        Command::Show(args) => show::run(global, &args).await,
        Command::Set(args) => set::run(global, &args).await,
        Command::Undo(args) => undo::run(global, &args).await,
        Command::Log(args) => log::run(global, &args).await,
        Command::Diff(args) => diff::run(global, args).await,
        Command::Drift(args) => drift::run(global, &args).await,
        Command::Speaker(args) => speaker::run(global, args).await,
        Command::Report(args) => report::run(global, &args).await,
        Command::Audit(args) => audit::run(global, args).await,
        Command::Stats => stats::run(global).await,
        Command::Completions { shell } => man::completions(shell),
        Command::Man { out } => man::pages(&out),
    }
}
