//! `diff`: two wordings word by word, and pairs by the file.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};
use crate::texts::reservoir;

fn kinds(record: &Value) -> Vec<&str> {
    list(&record["drift"]).iter().map(|d| text(&d["type"])).collect()
}

#[test]
fn two_wordings_need_no_database() {
    let sandbox = Sandbox::new();
    let args = ["diff", "The board did not get a warning", "The board did get a warning"];
    let ran = sandbox.run(&args).ok();
    assert!(ran.out().contains("[-not-]") && ran.out().contains("negation"), "{}", ran.out());
    let record = sandbox.run(&[&args[..], &["--format", "json"]].concat()).ok().json();
    assert_eq!(kinds(&record), ["negation"]);
    assert_eq!(record["drift"][0]["a"]["exact"], "not");
    assert_eq!(std::fs::read_dir(sandbox.root()).expect("folder").count(), 0);
    sandbox.run(&["diff", "one"]).exits(2);
    sandbox.run(&["diff", "one", "two", "--only", "numbr"]).exits(2).says(&["did you mean number"]);
}

#[test]
fn folded_changes_are_shown_when_asked_for() {
    let sandbox = Sandbox::new();
    let args = ["diff", "It is \"well known\"  to all", "it is “well known” to all"];
    let short = sandbox.run(&args).ok();
    assert!(!short.out().contains("[-"), "{}", short.out());
    assert!(short.out().contains("folded") && short.out().contains("--all"));
    let full = sandbox.run(&[&args[..], &["--all"]].concat()).ok();
    assert!(full.out().contains("[-") && full.out().contains('“'), "{}", full.out());
}

#[test]
fn claims_and_documents_by_handle() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("b.txt", reservoir().replace("300 tonnes", "3,000 tonnes"));
    sandbox.run(&["ingest", "b.txt"]).ok();
    let claims = (sandbox.claim(" 300 tonnes").clone(), sandbox.claim("3,000 tonnes"));
    let record = sandbox.run(&["diff", &claims.0, &claims.1, "--format", "json"]).ok().json();
    assert_eq!(kinds(&record), ["number"]);
    let documents = sandbox.run(&["diff", "d1", "d2"]).ok();
    assert!(documents.out().contains("[-300-]") && documents.out().contains("{+3,000+}"), "{}", documents.out());
    sandbox.run(&["diff", "c998", "c999"]).exits(3);
    sandbox.run(&["diff", "d1", "d999"]).exits(3);
}

#[test]
fn only_the_kinds_asked_for_in_every_format() {
    let sandbox = Sandbox::new();
    let args = ["diff", "It did not cost $3.5 million", "It did cost $35 million", "--only", "number"];
    let table = sandbox.run(&args).ok();
    assert!(table.out().contains("number ") && !table.out().contains("negation  "), "{}", table.out());
    let record = sandbox.run(&[&args[..], &["--format", "json"]].concat()).ok().json();
    assert_eq!(kinds(&record), ["number"]);
    let pair = json!({"id": 1, "a": args[1], "b": args[2]}).to_string();
    let record = &sandbox.pipe(&["diff", "--pairs", "-", "--only", "number"], pair.as_bytes()).ok().records()[0];
    assert_eq!(kinds(record), ["number"]);
}

#[test]
fn a_pair_that_is_too_long_answers_with_an_error_and_the_next_is_compared() {
    let sandbox = Sandbox::new();
    let long = format!("{{\"id\":\"p1\",\"b\":\"x\",\"a\":\"{}\"}}", "x".repeat(32 << 20));
    let next = json!({"id": "p2", "a": "It is open.", "b": "It is open."}).to_string();
    let ran = sandbox.pipe(&["diff", "--pairs", "-"], format!("{long}\n{next}\n").as_bytes()).ok();
    let records = ran.says(&["-:1:", "longer than"]).records();
    assert_eq!(text(&records[0]["hash"]), blake3::hash(long.as_bytes()).to_hex().as_str());
    assert_eq!((&records[1]["id"], &records[1]["relation"]), (&"p2".into(), &"repeats".into()));
}

#[test]
fn pairs_keep_their_order_and_a_bad_line_answers_with_an_error() {
    let sandbox = Sandbox::new();
    let pairs = [
        json!({"id": "p1", "a": "About 300 tonnes were lost", "b": "About 3,000 tonnes were lost"}).to_string(),
        "{\"id\": \"p2\", \"a\":".to_owned(),
        json!({"id": 3, "a": "The board may close the lock", "b": "The board will close the lock"}).to_string(),
        json!({"id": "p4", "a": "It is open"}).to_string(),
        json!({"id": "p5", "a": "It is open.", "b": "It is open."}).to_string(),
        json!({"id": "p6", "a": "", "b": ""}).to_string(),
    ];
    sandbox.write("pairs.jsonl", pairs.join("\n"));
    let ran = sandbox.run(&["diff", "--pairs", "pairs.jsonl"]).ok().says(&["pairs.jsonl:2:", "pairs.jsonl:4:"]);
    let records = ran.records();
    assert_eq!(records.len(), 6);
    assert_eq!((kinds(&records[0]), kinds(&records[2])), (vec!["number"], vec!["hedge"]));
    assert_eq!((&records[0]["id"], &records[2]["id"], &records[4]["id"]), (&"p1".into(), &3.into(), &"p5".into()));
    for (at, line) in [(1, 2), (3, 4)] {
        assert_eq!(records[at]["error"]["line"], line);
        assert!(!text(&records[at]["error"]["why"]).is_empty());
    }
    assert_eq!((text(&records[4]["relation"]), kinds(&records[4]).len()), ("repeats", 0));
    let scores = records.iter().filter_map(|r| r["score"].as_f64());
    assert!(scores.clone().count() == 4 && scores.into_iter().all(|s| (0.0..=1.0).contains(&s)));
    for span in ["a", "b"] {
        let side = text(&records[0]["drift"][0][span]["exact"]);
        assert!(side.contains("300") || side.contains("3,000"));
    }
    let piped = sandbox.pipe(&["diff", "--pairs", "-"], &sandbox.read("pairs.jsonl")).ok();
    assert_eq!(piped.stdout, ran.stdout);
    sandbox.run(&["diff", "--pairs", "none.jsonl"]).exits(3);
    sandbox.run(&["diff", "--pairs", "pairs.jsonl", "x", "y"]).exits(2);
    assert_eq!(sandbox.pipe(&["diff", "--pairs", "-", "--format", "json"], b"").ok().out(), "[]\n");
}

#[test]
fn wordings_stand_side_by_side() {
    let sandbox = Sandbox::new();
    let (a, b) = ("The fire may cost about 300 jobs", "The fire will cost more than 300 jobs");
    let ran = sandbox.run(&["diff", a, b, "--side", "--format", "table"]).ok();
    let first = ran.out().lines().next().unwrap_or_default();
    let (left, right) = first.split_once(" │ ").expect("two sides");
    assert_eq!(left.trim_end(), "The fire [-may-] cost [-about-] 300 jobs");
    // What does not fit goes on in the next line of its own side.
    assert_eq!(right, "The fire {+will+} cost {+more+} {+than+} 300");
    assert!(ran.out().lines().nth(1).is_some_and(|line| line.ends_with("│ jobs")), "{}", ran.out());
}
