//! What is printed: results to standard output, messages to standard error.

mod collected;
mod columns;
mod csv;
mod listing;
mod safe;
mod style;

use std::io::{self, IsTerminal, Write};

use collected::Collected;
pub(crate) use listing::Listing;
pub(crate) use safe::{one_line, printable};
pub(crate) use style::{bold, colour, dim, inserted, removed};

use crate::cli::Format;
use crate::error::CliError;

/// Standard output with the format the user asked for.
pub(crate) struct Output {
    pub(crate) format: Format,
    out: Box<dyn Write>,
}

impl Output {
    /// Opens standard output; colours are dropped where they are not wanted (`NO_COLOR`, no terminal).
    pub(crate) fn new(format: Option<Format>) -> Self {
        Output { format: format.unwrap_or(Format::Table), out: Box::new(io::BufWriter::new(anstream::stdout())) }
    }

    /// Opens standard output for bytes that must not be touched.
    pub(crate) fn raw(format: Format) -> Self {
        Output { format, out: Box::new(io::BufWriter::new(io::stdout())) }
    }

    /// Opens a buffer for what is for people, styles among it.
    pub(crate) fn collected() -> (Self, Collected) {
        let kept = Collected::default();
        (Output { format: Format::Table, out: Box::new(kept.clone()) }, kept)
    }

    /// Tells whether results go to a program rather than to a person.
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.format, Format::Json | Format::Ndjson)
    }

    /// Prints one line.
    pub(crate) fn line(&mut self, line: &str) -> Result<(), CliError> {
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Prints bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        Ok(self.out.write_all(bytes)?)
    }

    /// Prints a list in the format asked for.
    pub(crate) fn list(&mut self, listing: &Listing) -> Result<(), CliError> {
        let text = match self.format {
            Format::Table => listing.table(io::stdout().is_terminal()),
            Format::Json => listing.json(),
            Format::Ndjson => listing.ndjson(),
            Format::Csv => listing.csv(),
        };
        self.bytes(text.as_bytes())
    }

    /// Refuses CSV for what is no list.
    pub(crate) fn no_list(self) -> Result<Self, CliError> {
        if self.format == Format::Csv {
            return Err(CliError::usage("csv is for lists; use --format json here"));
        }
        Ok(self)
    }

    /// Prints one record as JSON.
    pub(crate) fn record(&mut self, line: &str) -> Result<(), CliError> {
        self.line(line)
    }

    /// Writes out what is still buffered.
    pub(crate) fn finish(&mut self) -> Result<(), CliError> {
        Ok(self.out.flush()?)
    }
}

/// Prints a message to standard error; a closed standard error is no reason to stop.
pub(crate) fn message(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", printable(text));
}
