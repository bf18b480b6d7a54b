//! Judged pairs without their words: ids, places and edits, from which the two texts are made out of the shared data.
//!
//! A line holds, between tabs: `corpus/id` of a record; the bytes of its text that are the first wording, or `-` where the
//! record holds both wordings; the edits that make the second; the judgement; the slots of both, as extraction found
//! them. Edits are `3-5=words` in bytes of the first wording (`\n` a line break, `\s` a space, `\h` a hard one), separated by `;`; or
//! `move 0-9 11-40`, which puts the second range before the first.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// One line of a file of judged pairs: record, place, edits, judgement, slots of the one and of the other.
pub(crate) struct Row(pub(crate) [String; 6]);

/// Reads the lines of a file of judged pairs; those that begin with `#` are remarks.
pub(crate) fn rows(file: &str) -> Vec<Row> {
    let columns = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| Row(columns(line).try_into().unwrap())).collect()
}

/// Returns the folder of shared data, `None` (and says so) where it is absent.
pub(crate) fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("ONRECORD_SHARED").map_or_else(beside, PathBuf::from).join("data");
    if root.is_dir() {
        return Some(root);
    }
    eprintln!("skipped: {} not found", root.display());
    None
}

/// Makes the two wordings of each row.
pub(crate) fn texts(rows: &[Row], data: &Path) -> Vec<[String; 2]> {
    let mut corpora: HashMap<&str, HashMap<String, Value>> = HashMap::new();
    let one = |row: &Row| {
        let (corpus, id) = row.0[0].split_once('/').unwrap();
        let records = corpora.entry(known(corpus)).or_insert_with(|| records(data, corpus));
        wordings(row, &records[id])
    };
    rows.iter().map(one).collect()
}

/// Returns the name of a corpus, so that a misspelt one stops the test.
fn known(corpus: &str) -> &'static str {
    ["fomc_statements", "mrpc", "negation_pairs"].into_iter().find(|name| *name == corpus).unwrap()
}

fn records(data: &Path, corpus: &str) -> HashMap<String, Value> {
    let mut lines = String::new();
    let file = File::open(data.join(corpus).join("data.jsonl.gz")).unwrap();
    MultiGzDecoder::new(file).read_to_string(&mut lines).unwrap();
    let records = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.map(|record| (record["id"].as_str().unwrap().to_owned(), record)).collect()
}

fn wordings(row: &Row, record: &Value) -> [String; 2] {
    let field = |key: &str| record[key].as_str().unwrap();
    let [_, place, edits, ..] = &row.0;
    if place == "-" {
        return [field("s1").to_owned(), field("s2").to_owned()];
    }
    let first = &field("text")[range(place)];
    [first.to_owned(), edited(first, edits)]
}

fn range(written: &str) -> Range<usize> {
    let (start, end) = written.split_once('-').unwrap();
    start.parse().unwrap()..end.parse().unwrap()
}

fn edited(first: &str, edits: &str) -> String {
    if let Some((front, back)) = edits.strip_prefix("move ").and_then(|ranges| ranges.split_once(' ')) {
        let (front, back) = (range(front), range(back));
        let rest = &first[back.end..];
        return format!("{}, {}{rest}", capital(&first[back]), small(&first[front]));
    }
    let mut second = first.to_owned();
    for edit in edits.split(';').rev() {
        let (place, words) = edit.split_once('=').unwrap();
        second.replace_range(range(place), &words.replace("\\n", "\n").replace("\\s", " ").replace("\\h", "\u{a0}"));
    }
    second
}

fn capital(clause: &str) -> String {
    clause[..1].to_uppercase() + &clause[1..]
}

fn small(clause: &str) -> String {
    clause[..1].to_lowercase() + &clause[1..]
}
