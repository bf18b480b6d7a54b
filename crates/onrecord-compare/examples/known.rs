//! Searches findings for queries: `known FINDINGS.jsonl QUERIES.jsonl [signs]`, findings as `{"id","claim","title","speaker"}`, queries as
//! `{"id","text"}`. Prints `{"query","hits":[{"id","score"}]}`, or with `signs` each candidate's signs, for fitting.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;

use onrecord_compare::{FindingIndex, FindingText};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [findings, queries, rest @ ..] = &args[..] else { return Err("known FINDINGS QUERIES [signs]".into()) };
    let findings = read(findings)?;
    let text = |value: &'static str| move |row: &Value| row[value].as_str().unwrap_or_default().to_owned();
    let fields: Vec<[String; 3]> =
        findings.iter().map(|r| [text("claim")(r), text("title")(r), text("speaker")(r)]).collect();
    let index = FindingIndex::new(fields.iter().map(|[claim, title, extra]| FindingText { claim, title, extra }));
    for query in read(queries)? {
        let asked = text("text")(&query);
        let line = if rest.is_empty() {
            let hits = index.search(&asked, 10);
            let hits: Vec<Value> =
                hits.iter().map(|h| json!({"id": findings[h.finding]["id"], "score": h.score})).collect();
            json!({"query": query["id"], "hits": hits})
        } else {
            let signs: Vec<Value> =
                index.signs(&asked).iter().map(|(n, s)| json!({"id": findings[*n]["id"], "signs": s})).collect();
            json!({"query": query["id"], "signs": signs})
        };
        println!("{line}");
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let lines = std::fs::read_to_string(path)?;
    Ok(lines.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
}
