//! Lists for people and for programs.

use super::safe::one_line;
use super::{columns, csv};

/// A list in all the ways it can be printed.
pub(crate) struct Listing {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    records: Vec<String>,
}

impl Listing {
    /// Starts a list with these column heads.
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        Listing { columns: columns.to_vec(), rows: Vec::new(), records: Vec::new() }
    }

    /// Adds a row: its cells for people and its record, one line of JSON, for programs.
    pub(crate) fn push(&mut self, cells: Vec<String>, record: String) {
        self.rows.push(cells);
        self.records.push(record);
    }

    /// Tells whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.records.is_empty()
    }

    /// Adds a row that is part of a record, for lists whose records hold several rows.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Adds a record without a row.
    pub(crate) fn record(&mut self, record: String) {
        self.records.push(record);
    }

    /// Returns it for people: one line a row; on a terminal no wider than it, with what does not fit cut off. The heads
    /// alone when it is empty.
    pub(crate) fn table(&self, terminal: bool) -> String {
        let width = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
        let mut rows: Vec<Vec<String>> = vec![self.columns.iter().map(|head| (*head).to_owned()).collect()];
        // A terminal that does not tell its width gets whole lines, which it wraps itself.
        let width = width.filter(|width| *width > 0);
        let cell = |cell: &String| if width.is_some() { short(cell) } else { one_line(cell) };
        rows.extend(self.rows.iter().map(|row| row.iter().map(cell).collect()));
        columns::lines(&rows, width)
    }

    /// Keeps the first `rows` rows for people and returns how many were left out; programs get everything.
    pub(crate) fn shorten(&mut self, rows: usize) -> usize {
        let left_out = self.rows.len().saturating_sub(rows);
        self.rows.truncate(rows);
        left_out
    }

    /// Returns it as one JSON array; `[]` when it is empty.
    pub(crate) fn json(&self) -> String {
        if self.records.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", self.records.join(",\n")) }
    }

    /// Returns it as one JSON object a line.
    pub(crate) fn ndjson(&self) -> String {
        if self.records.is_empty() {
            return String::new();
        }
        format!("{}\n", self.records.join("\n"))
    }

    /// Returns it as comma-separated values with a head line.
    pub(crate) fn csv(&self) -> String {
        let head = csv::line(self.columns.iter().copied());
        let rows = self.rows.iter().map(|row| csv::line(row.iter().map(String::as_str)));
        std::iter::once(head).chain(rows).collect()
    }
}

/// Writes the words of a status so that they leave room on a terminal.
fn short(cell: &str) -> String {
    match cell {
        "unverified" => "open".to_owned(),
        "corroborated" => "corrob".to_owned(),
        "disputed" => "disput".to_owned(),
        other => one_line(other),
    }
}
