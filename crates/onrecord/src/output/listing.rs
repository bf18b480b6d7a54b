//! Lists for people and for programs.

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width, presets};

use super::csv;
use super::safe::one_line;

/// The narrowest terminal in which columns are cut to fit.
const NARROWEST: u16 = 60;

/// The widest any column but the last gets on a terminal.
const WIDEST: u16 = 22;

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

    /// Returns it for people: one line a row; on a terminal no wider than it, with what does not fit cut off. The last
    /// column, which holds the longest texts, gets the room that is left. The heads alone when it is empty.
    pub(crate) fn table(&self, terminal: bool) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        // A terminal that does not tell its width, or is too narrow for columns, gets lines that it wraps itself.
        let fits = terminal && table.width().is_some_and(|width| width >= NARROWEST);
        table.set_content_arrangement(if fits { ContentArrangement::Dynamic } else { ContentArrangement::Disabled });
        table.set_truncation_indicator("…");
        table.set_header(self.columns.iter().copied());
        for row in &self.rows {
            let mut cells = Row::from(row.iter().map(|cell| one_line(cell)));
            cells.max_height(1);
            table.add_row(cells);
        }
        if fits {
            let widths = self.widths();
            let bounds = widths.iter().map(|w| ColumnConstraint::Absolute(Width::Fixed((*w).min(WIDEST) + 2)));
            table.set_constraints(bounds.take(self.columns.len() - 1));
        }
        let text: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        format!("{}\n", text.join("\n"))
    }

    /// Returns how many characters the longest cell of each column has.
    fn widths(&self) -> Vec<u16> {
        let longest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| one_line(cell).chars().count());
            cells.chain([self.columns[column].len()]).max().unwrap_or_default()
        };
        (0..self.columns.len()).map(|column| u16::try_from(longest(column)).unwrap_or(u16::MAX - 2)).collect()
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
