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
mod tui;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return error::report(&error::CliError::failure(format!("no runtime: {cause}"))),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(exit) => exit.into(),
        Err(cause) => error::report(&cause),
    }
}
