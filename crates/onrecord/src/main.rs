//! The Onrecord command line: arguments in, use case called, text and exit code out.

mod ambient;
mod cli;
mod command;
mod config;
mod desk;
mod error;
mod exit;
mod fetch;
mod input;
mod output;
mod progress;
mod roles;
mod tui;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

fn main() -> ExitCode {
    let matches = cli::Cli::command().get_matches();
    let mut cli = cli::Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    cli.global.command = roles::words(&matches);
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return error::report(&error::CliError::failure(format!("no runtime: {cause}"))),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(exit) => exit.into(),
        Err(cause) => error::report(&cause),
    }
}
