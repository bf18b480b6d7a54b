//! Files sentences under their keys and asks for them, for measuring: `bands STATEMENTS.jsonl QUERIES.jsonl [LIMIT]`, statements as
//! `{"text"}`, queries as `{"kind","text","wanted"}`, the last a line of the statements, counted from 0.
//!
//! Prints one line of JSON: CPU seconds of filing and of asking, and for each kind how many of the wanted are among what is kept.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::sync::LazyLock;
use std::time::Instant;

use onrecord_compare::{BandIndex, Statement, StatementKeys, statement_keys};
use onrecord_model::Slots;
use onrecord_text::{Span, Text};
use serde_json::{Value, json};

/// As many as matching looks at for one new claim.
const LIMIT: usize = 24;

/// How often the queries are asked, so that there is something to measure.
const PASSES: u32 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [statements, queries, rest @ ..] = &args[..] else { return Err("bands STATEMENTS QUERIES [LIMIT]".into()) };
    let limit = rest.first().map_or(Ok(LIMIT), |limit| limit.parse())?;
    let statements: Vec<String> = read(statements, |row| text(&row))?;
    let queries: Vec<(String, String, u64)> = read(queries, |row| {
        (row["kind"].as_str().unwrap_or_default().to_owned(), text(&row), row["wanted"].as_u64().unwrap_or_default())
    })?;

    let begun = cpu_seconds();
    let mut index = BandIndex::default();
    let mut signatures = Vec::with_capacity(statements.len());
    for (number, statement) in (0..).zip(&statements) {
        let keys = keys(statement)?;
        index.insert(number, &keys.bands);
        signatures.push(keys.signature);
    }
    let build = cpu_seconds() - begun;

    let begun = cpu_seconds();
    let mut tally = Tally::default();
    for _ in 0..PASSES {
        tally = Tally::default();
        for (kind, query, wanted) in &queries {
            let keys = keys(query)?;
            let found = index.find(&keys.bands, limit);
            let near = |n: &&u32| signatures.get(**n as usize).is_some_and(|other| keys.signature.may_relate(other));
            let kept: Vec<u32> = found.iter().filter(near).copied().collect();
            tally.add(kind, found.len(), &kept, *wanted);
        }
    }
    let asked = (cpu_seconds() - begun) / f64::from(PASSES);

    let mut result = json!({
        "program": format!("onrecord, {limit} looked at"),
        "statements": statements.len(),
        "queries": queries.len(),
        "build_seconds": build,
        "query_seconds": asked,
        "candidates": tally.found as f64 / queries.len() as f64,
        "kept": tally.kept as f64 / queries.len() as f64,
        "full": index.capped(),
    });
    for (kind, (hit, of)) in tally.kinds {
        result[kind] = (f64::from(hit) / f64::from(of)).into();
    }
    println!("{result}");
    Ok(())
}

/// What the queries came to.
#[derive(Default)]
struct Tally {
    found: usize,
    kept: usize,
    /// Of each kind, how many found what they wanted, and how many there are.
    kinds: BTreeMap<String, (u32, u32)>,
}

impl Tally {
    fn add(&mut self, kind: &str, found: usize, kept: &[u32], wanted: u64) {
        self.found += found;
        self.kept += kept.len();
        let (hit, of) = self.kinds.entry(kind.to_owned()).or_default();
        *hit += u32::from(kept.iter().any(|n| u64::from(*n) == wanted));
        *of += 1;
    }
}

fn keys(sentence: &str) -> Result<StatementKeys, Box<dyn Error>> {
    let text = Text::new(sentence)?;
    let content: [Span; 1] = [text.span(0..sentence.len())?];
    let slots = Slots::default();
    Ok(statement_keys(&Statement::bare(&text, &content, &slots)))
}

fn text(row: &Value) -> String {
    row["text"].as_str().unwrap_or_default().to_owned()
}

fn read<T>(path: &str, of: impl Fn(Value) -> T) -> Result<Vec<T>, Box<dyn Error>> {
    let lines = BufReader::new(File::open(path)?).lines();
    lines.map(|line| Ok(of(serde_json::from_str(&line?)?))).collect()
}

/// Returns the time this process has had of a processor; where the system does not tell, the time that has passed.
fn cpu_seconds() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |n| n / 1e9)
}
