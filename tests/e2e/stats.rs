//! `stats`: how much is stored, and that the counts agree with the lists.

use serde_json::Value;

use crate::sandbox::{Sandbox, list, text};
use crate::texts::{OWN, reservoir, six_weeks};

const COUNTED: [&str; 6] = ["documents", "mentions", "claims", "speakers", "outlets", "log entries"];

fn counted(sandbox: &Sandbox) -> Vec<(String, u64)> {
    let number = |row: &Value| row["count"].as_u64().expect("a number");
    sandbox.list(&["stats"]).iter().map(|row| (text(&row["what"]).to_owned(), number(row))).collect()
}

#[test]
fn nothing_is_counted_as_nothing() {
    let counts = counted(&Sandbox::new());
    assert_eq!(counts.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(), COUNTED);
    assert!(counts.iter().all(|(_, count)| *count == 0), "{counts:?}");
}

#[test]
fn the_counts_are_those_of_the_lists() {
    let sandbox = Sandbox::new();
    for (n, article) in six_weeks().iter().enumerate() {
        sandbox.write(&format!("in/{n}.txt"), article);
    }
    sandbox.run(&["ingest", "in"]).ok();
    let documents = sandbox.list(&["docs"]);
    let mentions: u64 = documents.iter().filter_map(|d| d["mentions"].as_u64()).sum();
    assert!(mentions > 0);
    assert_eq!((sandbox.count("documents"), sandbox.count("mentions")), (documents.len() as u64, mentions));
    assert_eq!(sandbox.count("claims"), sandbox.claims().len() as u64);
    assert_eq!(sandbox.count("speakers"), sandbox.list(&["speaker", "list"]).len() as u64);
    assert_eq!(sandbox.count("outlets"), 1);
    assert_eq!(sandbox.count("log entries"), sandbox.list(&["log"]).len() as u64);
}

#[test]
fn a_decision_is_an_entry_and_nothing_else() {
    let sandbox = Sandbox::with(reservoir());
    let before = counted(&sandbox);
    sandbox.run(&["set", &sandbox.claim(OWN), "disputed", "-m", "the register"]).ok();
    let grown: Vec<String> =
        before.iter().zip(counted(&sandbox)).filter(|(old, new)| *old != new).map(|(old, _)| old.0.clone()).collect();
    assert_eq!(grown, ["log entries"]);
    let entries = before.iter().find(|(what, _)| what == "log entries").expect("counted").1;
    assert_eq!(sandbox.count("log entries"), entries + 1);
}

#[test]
fn in_every_format() {
    let sandbox = Sandbox::with(reservoir());
    let table = sandbox.run(&["stats"]).ok();
    assert!(COUNTED.iter().all(|what| table.out().contains(what)), "{}", table.out());
    assert_eq!(sandbox.run(&["stats", "--format", "csv"]).ok().out().lines().count(), COUNTED.len() + 1);
    let records = sandbox.run(&["stats", "--format", "ndjson"]).ok().records();
    assert_eq!(&records, list(&sandbox.run(&["stats", "--format", "json"]).ok().json()));
}
