//! Searches findings for queries: `known FINDINGS.jsonl QUERIES.jsonl [signs|time]`, findings as
//! `{"id","claim","title","speaker","date"}`, queries as `{"id","text","date"}`, dates as 2015-05-26 or left out. Prints
//! `{"query","hits":[{"id","score"}]}`, or with `signs` each candidate's signs, for fitting, or with `time` how long it takes.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::time::Instant;

use chrono::NaiveDate;
use onrecord_compare::{FindingIndex, FindingQuery, FindingText};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [findings, queries, rest @ ..] = &args[..] else { return Err("known FINDINGS QUERIES [signs|time]".into()) };
    let (findings, queries) = (read(findings)?, read(queries)?);
    let begun = Instant::now();
    let index = FindingIndex::new(findings.iter().map(finding));
    let indexed = begun.elapsed();
    let print = |query: &Value| match rest.first().map(String::as_str) {
        None => println!("{}", hits(&index, &findings, query)),
        Some("signs") => println!("{}", signs(&index, &findings, query)),
        Some(_) => drop(index.search(asked(query), 10)),
    };
    let begun = Instant::now();
    queries.iter().for_each(print);
    if rest.iter().any(|arg| arg == "time") {
        let each = begun.elapsed() / queries.len().max(1) as u32;
        println!("{} findings indexed in {indexed:.2?}, {} queries, {each:.2?} each", findings.len(), queries.len());
    }
    Ok(())
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

fn date(row: &Value) -> Option<NaiveDate> {
    text(row, "date").parse().ok()
}

fn finding(row: &Value) -> FindingText<'_> {
    FindingText { claim: text(row, "claim"), title: text(row, "title"), extra: text(row, "speaker"), date: date(row) }
}

fn asked(row: &Value) -> FindingQuery<'_> {
    FindingQuery { text: text(row, "text"), date: date(row) }
}

fn hits(index: &FindingIndex, findings: &[Value], query: &Value) -> Value {
    let hits = index.search(asked(query), 10);
    let hits: Vec<Value> = hits.iter().map(|h| json!({"id": findings[h.finding]["id"], "score": h.score})).collect();
    json!({"query": query["id"], "hits": hits})
}

fn signs(index: &FindingIndex, findings: &[Value], query: &Value) -> Value {
    let signs = index.signs(asked(query));
    let signs: Vec<Value> = signs.iter().map(|(n, s)| json!({"id": findings[*n]["id"], "signs": s})).collect();
    json!({"query": query["id"], "signs": signs})
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let lines = std::fs::read_to_string(path)?;
    Ok(lines.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
}
