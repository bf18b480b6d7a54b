//! `completions` and `man`, generated from the same definitions as `--help`.

use std::io;
use std::path::Path;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::message;

/// Prints the completion script of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "onrecord", &mut script);
    io::Write::write_all(&mut io::stdout(), &script)?;
    Ok(Exit::Ok)
}

/// Writes a manual page for every command.
pub(crate) fn pages(folder: &Path) -> Result<Exit, CliError> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)?;
    message(&format!("manual pages written to {}", folder.display()));
    Ok(Exit::Ok)
}
