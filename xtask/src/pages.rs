//! What pages say of themselves, against a table read by hand.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::shell::{self, say};

/// The fields that are judged, by their columns and by their names in what `read` prints.
const FIELDS: [(&str, &str); 6] = [
    ("title", "title"),
    ("date", "published"),
    ("outlet", "outlet"),
    ("author", "author"),
    ("url", "canonical_url"),
    ("credit", "credit"),
];

/// How often a field was right.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missing: usize,
    invented: usize,
}

/// Scores what `read` printed of the pages, one share of right values a field.
///
/// # Errors
/// A table that cannot be read, or names a page that was not read.
pub(crate) fn score(printed: &[&[u8]]) -> Result<Vec<(&'static str, f64)>, String> {
    let table = shell::root().join("bench/pages/fields.tsv");
    let table = fs::read_to_string(&table).map_err(|e| format!("{}: {e}", table.display()))?;
    let records: Vec<Value> = printed
        .iter()
        .flat_map(|lines| lines.split(|b| *b == b'\n'))
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    let mut tallies = [Tally::default(); FIELDS.len()];
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = row.split('\t');
        let file = cells.next().unwrap_or_default();
        let record =
            records.iter().find(|record| name_of(record) == file).ok_or_else(|| format!("{file} was not read"))?;
        for ((tally, (column, field)), wanted) in tallies.iter_mut().zip(FIELDS).zip(cells) {
            tally.add(wanted, record[field].as_str().map(|value| shown(column, value)).as_deref());
        }
    }
    Ok(FIELDS.iter().zip(tallies).map(|((column, _), tally)| (*column, tally.told(column))).collect())
}

fn name_of(record: &Value) -> String {
    let path = Path::new(record["path"].as_str().unwrap_or_default());
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Writes a value as the table has it.
fn shown(column: &str, value: &str) -> String {
    match column {
        "date" => value.chars().take(10).collect(),
        "credit" => value.to_owned(),
        _ => digest(value),
    }
}

/// How much of a digest the table has, in bytes.
const DIGEST: usize = 6;

fn digest(value: &str) -> String {
    let mut plain = value.to_lowercase();
    for (curly, straight) in [("’", "'"), ("‘", "'"), ("“", "\""), ("”", "\""), ("…", "...")] {
        plain = plain.replace(curly, straight);
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut short = String::new();
    for byte in Sha256::digest(words.join(" ")).iter().take(DIGEST) {
        let _ = write!(short, "{byte:02x}");
    }
    short
}

impl Tally {
    fn add(&mut self, wanted: &str, found: Option<&str>) {
        let counter = match (wanted, found) {
            ("?", _) => return,
            ("-", None) => &mut self.right,
            ("-", Some(_)) => &mut self.invented,
            (_, None) => &mut self.missing,
            (wanted, Some(found)) if wanted == found => &mut self.right,
            _ => &mut self.wrong,
        };
        *counter += 1;
    }

    fn told(self, column: &str) -> f64 {
        let Tally { right, wrong, missing, invented } = self;
        let judged = right + wrong + missing + invented;
        say(&format!(
            "pages {column:7} {right} of {judged} right, {wrong} wrong, {missing} missing, {invented} where there is none"
        ));
        right as f64 / judged.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_by_what_readers_see() {
        assert_eq!(digest("“Quay”  plan…"), digest("\"quay\" plan..."));
        let mut tally = Tally::default();
        for (wanted, found) in
            [("-", None), ("a", Some("a")), ("a", Some("b")), ("a", None), ("-", Some("a")), ("?", None)]
        {
            tally.add(wanted, found);
        }
        assert!((tally.told("title") - 0.4).abs() < 1e-9);
    }
}
