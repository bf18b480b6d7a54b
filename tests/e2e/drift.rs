//! `drift`: one speaker over six weeks, every change with its type, in the order of the dates.

use serde_json::Value;

use crate::sandbox::{Sandbox, list, text};
use crate::spans;
use crate::texts::six_weeks;

fn archive() -> Sandbox {
    let sandbox = Sandbox::new();
    // Taken in out of order: the dates decide, not the arrival.
    let [first, second, third] = six_weeks();
    for (name, article) in [("3.txt", third), ("1.txt", first), ("2.txt", second)] {
        sandbox.write(name, article);
        sandbox.run(&["ingest", name]).ok();
    }
    sandbox
}

/// Finds the changes of one kind from one wording to the next, as (before, after).
fn changes(points: &[Value], kind: &str) -> Vec<(String, String)> {
    let exact = |side: &Value| side["exact"].as_str().unwrap_or_default().to_owned();
    let all = points.iter().filter_map(|p| p["to_previous"]["drift"].as_array()).flatten();
    all.filter(|d| d["type"] == kind).map(|d| (exact(&d["a"]), exact(&d["b"]))).collect()
}

fn has(points: &[Value], kind: &str, before: &str, after: &str) {
    let found = changes(points, kind);
    assert!(
        found.iter().any(|(a, b)| a.contains(before) && b.contains(after)),
        "{kind} {before:?} {after:?} in {found:?}"
    );
}

#[test]
fn numbers_grow() {
    let sandbox = archive();
    let points = sandbox.list(&["drift", &sandbox.claim("About 300 tonnes")]);
    let dates: Vec<&str> = points.iter().map(|p| text(&p["published"])).collect();
    assert_eq!(dates, ["2026-05-04", "2026-05-18", "2026-06-08"]);
    has(&points, "number", "About 300", "More than 300");
    has(&points, "number", "More than 300", "3,000");
    let money = sandbox.list(&["drift", &sandbox.claim("$35 million")]);
    has(&money, "number", "$3.5 million", "$35 million");
}

#[test]
fn negation_and_hedges_and_marks() {
    let sandbox = archive();
    let warning = sandbox.list(&["drift", &sandbox.claim("did not receive")]);
    let asked =
        warning.iter().find(|p| p["claim"] == sandbox.claim("did receive").as_str()).expect("the later wording");
    let found: Vec<&Value> = list(&asked["to_asked"]["drift"]).iter().filter(|d| d["type"] == "negation").collect();
    assert_eq!((found.len(), &found[0]["a"]["exact"]), (1, &"not".into()));
    let alleged = sandbox.list(&["drift", &sandbox.claim("alleged breach")]);
    has(&alleged, "hedge", "alleged", "");
    let closed = sandbox.list(&["drift", &sandbox.claim("may stay closed")]);
    has(&closed, "quote", "", "The lower Tarn may stay closed");
    has(&closed, "hedge", "may", "will");
}

#[test]
fn every_offset_is_right_in_its_own_text() {
    let sandbox = archive();
    let of: Vec<(String, String)> = (1..=3)
        .map(|n| format!("d{n}"))
        .map(|d| (d.clone(), sandbox.run(&["doc", "show", &d, "--text"]).ok().out().to_owned()))
        .collect();
    let whole = |point: &Value| &of.iter().find(|(d, _)| *d == text(&point["doc"])).expect("a document").1;
    let asked = sandbox.claim("About 300 tonnes");
    let points = sandbox.list(&["drift", &asked]);
    let base = points.iter().find(|p| p["claim"] == asked.as_str()).expect("the wording asked about");
    let mut checked = 0;
    for point in &points {
        checked += spans::check(&point["content"], whole(point));
        let previous = points.iter().find(|p| !p["doc"].is_null() && p["doc"] == point["previous_doc"]);
        for (comparison, before) in [(&point["to_asked"], base), (&point["to_previous"], previous.unwrap_or(base))] {
            for change in comparison["drift"].as_array().into_iter().flatten() {
                checked += spans::check(&change["a"], whole(before)) + spans::check(&change["b"], whole(point));
            }
        }
    }
    assert!(checked >= 9, "{checked}");
}

#[test]
fn white_space_and_quote_style_are_folded_but_can_be_had() {
    let sandbox = archive();
    let claim = sandbox.claim("About 300 tonnes");
    let short = sandbox.run(&["drift", &claim]).ok();
    assert!(short.out().contains("folded") && !short.out().contains("[-\""), "{}", short.out());
    let full = sandbox.run(&["drift", &claim, "--all"]).ok();
    assert!(!full.out().contains("--all shows them") && full.out().contains('“'), "{}", full.out());
    assert!(full.out().matches("[-").count() > short.out().matches("[-").count());
}

#[test]
fn only_the_kinds_asked_for_in_every_format() {
    let sandbox = archive();
    let claim = sandbox.claim("may stay closed");
    let table = sandbox.run(&["drift", &claim, "--only", "hedge"]).ok();
    assert!(table.out().contains("hedge  ") && !table.out().contains("quote  "), "{}", table.out());
    let points = sandbox.list(&["drift", &claim, "--only", "hedge"]);
    assert!(changes(&points, "quote").is_empty() && !changes(&points, "hedge").is_empty());
    let csv = sandbox.run(&["drift", &claim, "--only", "hedge", "--format", "csv"]).ok();
    assert!(csv.out().contains("hedge: ") && !csv.out().contains("quote: "));
}

#[test]
fn it_stands_in_the_report_too_and_asks_for_a_claim() {
    let sandbox = archive();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    assert!(String::from_utf8(sandbox.read("out/d1.html")).expect("UTF-8").contains("3,000"));
    sandbox.run(&["drift", "c999"]).exits(3);
    sandbox.run(&["drift", "d1"]).exits(2);
}

#[test]
fn what_belongs_together_stands_together() {
    let sandbox = Sandbox::new();
    let said = |outlet: &str, date: &str, n: u32| {
        let text = format!("Ann Lee said that about {n} tonnes of oil leaked into the harbour basin.");
        serde_json::json!({"outlet": outlet, "published": date, "text": text}).to_string()
    };
    let lines =
        [said("Beacon", "2026-05-01", 100), said("Courier", "2026-05-02", 200), said("Beacon", "2026-05-03", 300)];
    sandbox.pipe(&["ingest", "-", "--from", "jsonl"], lines.join("\n").as_bytes()).ok();
    let claim = sandbox.claim("about 100 tonnes");
    let outlets = |by: &str| -> Vec<String> {
        let points = sandbox.list(&["drift", &claim, "--by", by]);
        points.iter().map(|p| text(&p["outlet"]).to_owned()).collect()
    };
    assert_eq!(outlets("date"), ["Beacon", "Courier", "Beacon"]);
    assert_eq!(outlets("outlet"), ["Beacon", "Beacon", "Courier"]);
    assert_eq!(outlets("speaker"), ["Beacon", "Courier", "Beacon"]);
}

/// Where only who says it differs, the contrast says so.
#[test]
fn a_contrast_says_what_differs() {
    let sandbox = Sandbox::new();
    let said = |who: &str, date: &str| {
        let text = format!("{who} said that about 100 tonnes of oil leaked into the harbour basin.");
        serde_json::json!({"outlet": "Beacon", "published": date, "text": text}).to_string()
    };
    let lines = [said("Ann Lee", "2026-05-01"), said("Bob Tarn", "2026-05-02")];
    sandbox.pipe(&["ingest", "-", "--from", "jsonl"], lines.join("\n").as_bytes()).ok();
    let table = sandbox.run(&["drift", "c1", "--format", "table"]).ok();
    assert!(table.out().contains("contrast 1.00 (repeats; speaker differs)"), "{}", table.out());
}
