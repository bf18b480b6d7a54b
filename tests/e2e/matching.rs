//! `match`: what says the same is found across outlets, decided by people, taken back, remembered.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

/// Five articles of four outlets: a rewording, another number, a negation, a copy word for word by another speaker.
fn archive() -> Sandbox {
    let sandbox = Sandbox::new();
    let articles = [
        (
            "Harbour Post",
            "2026-05-04",
            "Mayor Lena Orrick said about 300 tonnes of solvent leaked into the Tarn river on Monday.",
        ),
        (
            "Tarn Courier",
            "2026-05-06",
            "Some 300 tonnes of solvent leaked into the river Tarn on Monday, Mayor Lena Orrick said.",
        ),
        (
            "Tarn Courier",
            "2026-05-18",
            "Mayor Lena Orrick said 3,000 tonnes of solvent leaked into the Tarn river on Monday.",
        ),
        ("Vale Echo", "2026-05-20", "Director Ivo Marsh said no solvent leaked into the Tarn river on Monday."),
        ("Vale Echo", "2026-05-21", "The ferry to Kelmouth was cancelled because of fog, Director Ivo Marsh said."),
    ];
    let lines =
        articles.map(|(outlet, date, text)| json!({"outlet": outlet, "published": date, "text": text}).to_string());
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok().says(&["pairs of claims to look at with 'onrecord match list'"]);
    sandbox
}

fn pair<'a>(pairs: &'a [Value], a: &str, b: &str) -> &'a Value {
    let is = |p: &&Value| text(&p["a"]["claim"]) == a && text(&p["b"]["claim"]) == b;
    pairs.iter().find(is).unwrap_or_else(|| panic!("{a} {b} in {pairs:?}"))
}

#[test]
fn rewordings_match_and_numbers_and_negations_contrast() {
    let sandbox = archive();
    let pairs = sandbox.list(&["match", "list"]);
    let reworded = pair(&pairs, "c1", "c2");
    assert_eq!((&reworded["said_match"], &reworded["state"]), (&json!(true), &json!("proposed")));
    let number = pair(&pairs, "c1", "c3");
    assert_eq!((&number["relation"], &number["fact_match"]), (&json!("updates"), &json!(false)));
    assert!(text(&number["why"]).contains("3,000"), "{number}");
    let negated = pair(&pairs, "c1", "c4");
    assert_eq!(negated["relation"], "contradicts");
    assert!(list(&negated["vetoes"]).contains(&json!("negation")));
    assert!(!pairs.iter().any(|p| p["b"]["claim"] == "c5"), "the ferry is another matter");
    let contrasts = sandbox.list(&["match", "list", "--contrasts"]);
    assert!(contrasts.iter().all(|p| !list(&p["vetoes"]).is_empty()) && contrasts.len() < pairs.len());
    let shown = sandbox.show("c2");
    assert!(list(&shown["pairs"]).iter().any(|p| p["a"]["claim"] == "c1"));
}

#[test]
fn decisions_are_remembered_and_taken_back() {
    let sandbox = archive();
    sandbox.run(&["match", "accept", "c2", "c1", "-m", "the same leak", "--dry-run"]).ok();
    assert_eq!(sandbox.list(&["match", "list", "--state", "confirmed"]), Vec::<Value>::new());
    let changed = sandbox.list(&["match", "accept", "c2", "c1", "-m", "the same leak"]);
    assert_eq!((&changed[0]["a"], &changed[0]["after"]), (&json!("c1"), &json!("confirmed")));
    sandbox.run(&["match", "accept", "c1", "c2", "-m", "again"]).ok().says(&["it was so already"]);
    sandbox.run(&["match", "split", "c2", "-m", "two leaks after all"]).ok();
    assert_eq!(sandbox.list(&["match", "list", "c2", "--state", "refused"]).len(), 1);
    // The same article in other words would propose it again; what was refused stays refused.
    sandbox.write("b.txt", "Mayor Lena Orrick said about 300 tonnes of solvent leaked into the Tarn river on Monday.");
    sandbox.run(&["ingest", "b.txt"]).ok();
    assert_eq!(pair(&sandbox.list(&["match", "list", "c2"]), "c1", "c2")["state"], "refused");
    sandbox.run(&["undo", "-m", "one leak"]).ok();
    assert_eq!(pair(&sandbox.list(&["match", "list", "c2"]), "c1", "c2")["state"], "confirmed");
    sandbox.run(&["undo", "-m", "not sure"]).ok();
    assert_eq!(pair(&sandbox.list(&["match", "list", "c2"]), "c1", "c2")["state"], "proposed");
    sandbox.run(&["undo", "-m", "nothing left"]).exits(4);
    sandbox.run(&["audit", "verify"]).ok();
    let kinds: Vec<Value> = sandbox.list(&["log"]).into_iter().map(|e| e["action"].clone()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "match_decided").count(), 4);
}

#[test]
fn a_contrast_is_never_a_match() {
    let sandbox = archive();
    let refused = sandbox.run(&["match", "accept", "c1", "c3", "-m", "near enough"]).exits(4);
    refused.says(&["c1 and c3 are a contrast", "quantity", "R8", "onrecord diff c1 c3"]);
    sandbox.run(&["match", "reject", "c1", "c3", "-m", "another count"]).ok();
    sandbox.run(&["match", "accept", "c1", "c1", "-m", "itself"]).exits(2);
    sandbox.run(&["match", "accept", "c1", "c99", "-m", "unknown"]).exits(3);
    sandbox.run(&["match", "split", "c5", "-m", "alone"]).exits(3).says(&["c5 was not confirmed"]);
    // A person may know of a match that the words do not show.
    sandbox.run(&["match", "accept", "c1", "c5", "-m", "the fog was solvent"]).ok();
}

/// A list that stops says so, and so does one that leaves out what is little alike.
#[test]
fn what_is_not_listed_is_counted() {
    let sandbox = archive();
    let all = sandbox.list(&["match", "list", "--all"]);
    let lists = |args: &[&str]| {
        let ran = sandbox.run(&[&["match", "list", "--format", "json"], args].concat()).ok();
        let Value::Array(pairs) = ran.json() else { panic!("no array") };
        (pairs.len(), ran.stderr)
    };
    let (one, told) = lists(&["--all", "--limit", "1"]);
    assert_eq!(one, 1);
    assert!(told.contains(&format!("1 of {0} pairs; --limit {0} lists all of them", all.len())), "{told}");
    let above = all.iter().filter(|p| p["score"].as_f64() >= Some(0.9)).count();
    assert!(above < all.len(), "{all:?}");
    let (few, told) = lists(&["--min", "0.9"]);
    assert_eq!(few, above);
    assert!(
        told.contains(&format!("{} more that are less than 0.90 alike are not listed; --all", all.len() - above)),
        "{told}"
    );
    assert_eq!(lists(&["--min", "0"]), (all.len(), String::new()));
    let weak = all.iter().filter(|p| p["relation"] == "contradicts" && p["score"].as_f64() < Some(0.5)).count();
    assert!(weak > 0, "{all:?}");
    assert_eq!(lists(&[]).0, all.len(), "contradictions are listed whatever their score");
    assert_eq!(lists(&["c1", "--min", "1"]).0, 0);
    // What a person decided is listed whatever its score.
    sandbox.run(&["match", "accept", "c1", "c2", "-m", "one leak"]).ok();
    assert_eq!(lists(&["--state", "confirmed", "--min", "1"]).0, 1);
    for bad in ["2", "-1", "x"] {
        sandbox.run(&["match", "list", &format!("--min={bad}")]).exits(2);
    }
}

/// Two claims on different matters are no contrast: the refusal says what they are and what can be done.
#[test]
fn unrelated_claims_are_called_so() {
    let sandbox = archive();
    sandbox.write("b.txt", "Director Ivo Marsh said the new ferry did not carry 40 cars in April.");
    sandbox.run(&["ingest", "b.txt"]).ok();
    let ferry = sandbox.claim("40 cars");
    let refused = sandbox.run(&["match", "accept", "c1", &ferry, "-m", "a slip"]).exits(4);
    assert!(!refused.stderr.contains("are a contrast"), "{}", refused.stderr);
    refused.says(&[
        "are unrelated (0.",
        " alike), and",
        "differs besides",
        "onrecord diff c1",
        "onrecord match reject c1",
    ]);
    let contrast = sandbox.run(&["match", "accept", "c1", "c3", "-m", "near enough"]).exits(4);
    contrast.says(&["(updates, 0.", "quantity differs"]);
}

/// A decision on several claims is found under each of them, and taken back from each.
#[test]
fn a_decision_on_several_is_found_under_each() {
    let sandbox = Sandbox::new();
    let said =
        |outlet: &str, words: &str| json!({"outlet": outlet, "published": "2026-05-04", "text": words}).to_string();
    let lines = [
        said("Harbour Post", "Mayor Lena Orrick said the inner harbour of Kelmouth stays closed."),
        said("Tarn Courier", "The inner harbour of Kelmouth stays shut, Mayor Lena Orrick said."),
        said("Vale Echo", "Kelmouth's inner harbour stays closed, Mayor Lena Orrick said."),
    ];
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox.run(&["match", "accept", "c1", "c2", "c3", "-m", "one announcement"]).ok();
    for claim in ["c1", "c2", "c3"] {
        let log = sandbox.list(&["log", claim]);
        assert!(log.iter().any(|entry| entry["action"] == "match_decided"), "{claim}: {log:?}");
    }
    sandbox.run(&["undo", "c3", "-m", "two announcements"]).ok();
    assert_eq!(sandbox.list(&["match", "list", "--state", "confirmed"]), Vec::<Value>::new());
    sandbox.run(&["undo", "c2", "-m", "nothing left"]).exits(4);
    sandbox.run(&["origins", "link", "d1", "d2", "d3", "-m", "one press release"]).ok();
    let of =
        |handle: &str, action: &str| sandbox.list(&["log", handle]).iter().filter(|e| e["action"] == action).count();
    assert_eq!((of("d3", "copy_decided"), of("d3", "ingested"), of("c3", "copy_decided")), (1, 1, 0));
    sandbox.run(&["undo", "d3", "-m", "two press releases"]).ok();
    sandbox.run(&["log", "d99"]).exits(3);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn drift_reaches_other_outlets() {
    let sandbox = archive();
    let points = sandbox.list(&["drift", "c1"]);
    let claims: Vec<&str> = points.iter().map(|p| text(&p["claim"])).collect();
    assert_eq!(claims, ["c1", "c2", "c3", "c4"]);
    sandbox.run(&["match", "reject", "c1", "c4", "-m", "another leak"]).ok();
    let points = sandbox.list(&["drift", "c1"]);
    assert_eq!(points.len(), 3, "what was refused is not shown again");
}

/// A date that changed makes another claim: it is shown as a contrast, and nobody can take it for the same.
#[test]
fn another_day_is_a_contrast() {
    let sandbox = Sandbox::new();
    let article =
        |outlet: &str, date: &str, text: &str| json!({"outlet": outlet, "published": date, "text": text}).to_string();
    let articles = [
        article("Harbour Post", "2026-05-04", "Mayor Lena Orrick said the Tarn bridge stays shut until June 5."),
        article("Tarn Courier", "2026-05-11", "Mayor Lena Orrick said the Tarn bridge stays shut until 9 June."),
        article("Vale Echo", "2026-05-12", "The Tarn bridge stays shut until June 9, 2026, Mayor Lena Orrick said."),
    ];
    sandbox.write("a.jsonl", articles.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let pairs = sandbox.list(&["match", "list"]);
    assert_eq!(pair(&pairs, "c1", "c2")["vetoes"], json!(["date"]));
    assert!(
        text(&pair(&pairs, "c1", "c2")["why"]).starts_with("the same speaker; time: "),
        "what forbids it comes first"
    );
    assert!(list(&pair(&pairs, "c2", "c3")["vetoes"]).is_empty(), "one day, written in two ways");
    sandbox.run_as("Ann", &["match", "accept", "c1", "c2", "-m", "one bridge"]).exits(4).says(&["date"]);
    sandbox.run_as("Ann", &["match", "accept", "c2", "c3", "-m", "one day"]).ok();
    let changed = sandbox.list(&["match", "list", "--contrasts"]);
    assert!(changed.iter().any(|p| list(&p["vetoes"]).contains(&json!("date"))));
    let found = sandbox.list(&["search", "drift:time"]);
    assert!(found.iter().any(|hit| text(&hit["claim"]) == "c1"), "{found:?}");
}
