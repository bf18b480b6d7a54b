//! The Onrecord command line: arguments in, use case called, text and exit code out.

mod ambient;
mod cli;
mod command;
mod config;
mod desk;
mod driver;
mod error;
mod exit;
mod fetch;
mod input;
mod interrupt;
mod output;
mod progress;
mod roles;
mod tui;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use onrecord_model::Clock;

fn main() -> ExitCode {
    let started = ambient::SystemClock.now();
    driver::end_when_it_panics();
    let matches = cli::Cli::command().get_matches();
    let mut cli = cli::Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    cli.global.command = roles::words(&matches);
    cli.global.started = Some(started);
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return error::report(&error::CliError::failure(format!("no runtime: {cause}"))),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(exit) => exit.into(),
        Err(cause) => error::report(&cause),
    }
}
