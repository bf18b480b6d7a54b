//! The first five minutes with an article from outside: nothing is asked, nothing is moved.

use std::path::PathBuf;

use serde_json::Value;

use crate::sandbox::{Sandbox, list, text};
use crate::spans;

/// Finds the shared data; `None`, with a line printed, where there is none.
fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ONRECORD_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} not found", path.display());
    None
}

const ARTICLE: &str = "seed/2026-01-24_sputnikglobe_talks.txt";

#[test]
fn from_the_article_to_the_report() {
    let Some(article) = shared(ARTICLE) else { return };
    let whole = std::fs::read_to_string(&article).expect("UTF-8");
    let sandbox = Sandbox::new();
    sandbox.run(&["ingest", article.to_str().expect("UTF-8")]).ok().says(&["1 added"]);
    sandbox.run(&["queue"]).ok();
    sandbox.run(&["next"]).ok();
    sandbox.run(&["show", "c1"]).ok();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    assert!(sandbox.path("out/d1.html").exists());
    let record = sandbox.run(&["show", "d1", "--format", "json"]).ok().json();
    assert!(spans::check(&record, &whole) > 20);
    let mentions = list(&record["mentions"]);
    let quotes: Vec<(u64, u64)> = of_voice(mentions, "direct").map(|m| place(&list(&m["content"])[0])).collect();
    assert_eq!(quotes, [(511, 653), (2156, 2352)]);
    assert!(of_voice(mentions, "direct").all(|m| m["speaker"]["name"] == "Alexey Polishchuk"));
    let headlines: Vec<&Value> = of_voice(mentions, "headline").collect();
    assert_eq!(headlines.len(), 1);
    assert_eq!(list(&headlines[0]["content"]).len(), 2);
    assert_eq!(sandbox.run(&["doc", "show", "d1", "--raw"]).ok().stdout, whole.as_bytes());
}

fn of_voice<'a>(mentions: &'a [Value], voice: &'a str) -> impl Iterator<Item = &'a Value> {
    mentions.iter().filter(move |m| m["voice"] == voice)
}

fn place(span: &Value) -> (u64, u64) {
    (span["start"].as_u64().expect("start"), span["end"].as_u64().expect("end"))
}

#[test]
fn the_same_statements_are_found_again() {
    let (Some(article), Some(gold)) = (shared(ARTICLE), shared("gold/seed.json")) else { return };
    let gold: Value = serde_json::from_slice(&std::fs::read(gold).expect("gold")).expect("JSON");
    let sandbox = Sandbox::new();
    sandbox.run(&["ingest", article.to_str().expect("UTF-8")]).ok();
    let pairs = list(&gold["same_statement"]);
    assert!(!pairs.is_empty());
    for pair in pairs {
        let spans: Vec<(u64, u64)> = list(pair).iter().map(|n| start_of(&gold, n)).collect();
        let asked = claim_at(&sandbox, spans[0]);
        let points = sandbox.list(&["drift", &asked]);
        let found: Vec<(u64, u64)> = points.iter().map(|p| place(&list(&p["content"])[0])).collect();
        assert!(found.contains(&spans[1]), "{pair}: {spans:?} in {found:?}");
    }
}

fn start_of(gold: &Value, number: &Value) -> (u64, u64) {
    place(&gold["claims"][usize::try_from(number.as_u64().expect("index")).expect("fits")]["content"])
}

/// Finds the claim whose mention begins with this span.
fn claim_at(sandbox: &Sandbox, at: (u64, u64)) -> String {
    let all = sandbox.claims();
    let mut handles = all.iter().map(|c| text(&c["claim"]).to_owned());
    let here = |m: &Value| place(&list(&m["mention"]["content"])[0]) == at;
    handles.find(|c| list(&sandbox.show(c)["mentions"]).iter().any(here)).unwrap_or_else(|| panic!("nothing at {at:?}"))
}
