//! `demo`: the first five minutes, on samples carried in the program.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::report::links;
use crate::sandbox::{Sandbox, text};

/// How many articles the samples hold.
const ARTICLES: u64 = 18;

#[test]
fn one_command_in_an_empty_folder() {
    let sandbox = Sandbox::on("demo/onrecord.db");
    let ran = sandbox.run(&["demo", "-o", "demo"]).ok();
    for words in ["18 articles", "claims", "demo/reports/index.html", "onrecord --db demo/onrecord.db next", "wording"]
    {
        assert!(ran.out().contains(words), "{words:?} in {}", ran.out());
    }
    assert_eq!(sandbox.count("documents"), ARTICLES);
    assert!(sandbox.path("demo/reports/index.html").exists());
    (1..=ARTICLES).for_each(|n| links(&sandbox, "demo/reports", &format!("d{n}.html")));
    links(&sandbox, "demo/reports", "index.html");
    sandbox.run(&["audit", "verify"]).ok();
    // A second time it changes nothing.
    sandbox.run(&["demo", "-o", "demo"]).ok();
    assert_eq!((sandbox.count("documents"), sandbox.count("log entries")), (ARTICLES, ARTICLES));
}

#[test]
fn without_a_folder_it_makes_one_and_says_where() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["demo"]).ok();
    let line = ran.out().lines().find_map(|l| l.strip_prefix("Database: ")).expect("the place").to_owned();
    assert!(std::path::Path::new(&line).exists(), "{line}");
    let json = sandbox.run(&["demo", "--format", "json"]).ok().json();
    assert!(json.as_array().is_some_and(|all| all.len() > 20));
}

#[test]
fn the_samples_drift() {
    let sandbox = Sandbox::on("demo/onrecord.db");
    sandbox.run(&["demo", "-o", "demo"]).ok();
    let kinds = |wording: &str| -> BTreeSet<String> {
        let points = sandbox.list(&["drift", &first(&sandbox, wording)]);
        let all = points.iter().flat_map(|p| [&p["to_previous"]["drift"], &p["to_asked"]["drift"]]);
        all.filter_map(Value::as_array).flatten().map(|d| text(&d["type"]).to_owned()).collect()
    };
    for (wording, kind) in [
        ("more than 300 tonnes", "number"),
        ("$3.5 million", "number"),
        ("receive a warning", "negation"),
        ("may stay closed", "hedge"),
        ("alleged breach", "hedge"),
        ("every tank at the terminal was inspected", "quote"),
    ] {
        assert!(kinds(wording).contains(kind), "no {kind} in the drift of {wording:?}: {:?}", kinds(wording));
    }
}

#[test]
fn the_wire_story_is_there_four_times() {
    let sandbox = Sandbox::on("demo/onrecord.db");
    sandbox.run(&["demo", "-o", "demo"]).ok();
    let all = sandbox.claims();
    let shared = all.iter().filter_map(|c| c["mentions"].as_u64()).max();
    assert_eq!(shared, Some(4));
    let outlets: BTreeSet<String> = sandbox.list(&["docs"]).iter().map(|d| text(&d["outlet"]).to_owned()).collect();
    assert_eq!(outlets.len(), 5);
}

/// Finds the earliest claim with these words.
fn first(sandbox: &Sandbox, words: &str) -> String {
    let all = sandbox.claims();
    let mut found: Vec<&Value> =
        all.iter().filter(|c| text(&c["wording"]).to_lowercase().contains(words) && !c["speaker"].is_null()).collect();
    found.sort_by_key(|c| text(&c["first_published"]).to_owned());
    text(&found.first().unwrap_or_else(|| panic!("no claim says {words:?}"))["claim"]).to_owned()
}
