//! `docs`: what is in, a page at a time.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};
use crate::texts::{dated, line, reservoir, six_weeks};

fn handles(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| text(&row["doc"])).collect()
}

#[test]
fn every_field_a_program_may_ask_for() {
    let sandbox = Sandbox::with(reservoir());
    let rows = sandbox.list(&["docs"]);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!((text(&row["doc"]), &row["version"], &row["mentions"]), ("d1", &1.into(), &5.into()));
    assert_eq!(text(&row["title"]), "Reservoir Holds Enough Water for Summer – Tarn Water Board");
    assert_eq!((text(&row["outlet"]), text(&row["lang"])), ("lantern.example", "en"));
    assert_eq!(text(&row["url"]), "https://lantern.example/reservoir");
    assert_eq!(text(&row["hash"]), blake3::hash(reservoir().as_bytes()).to_hex().as_str());
    assert!(text(&row["published"]).starts_with("2026-05-04"));
    assert!(text(&row["retrieved_at"]).ends_with('Z'));
}

#[test]
fn what_is_not_known_is_null() {
    let sandbox = Sandbox::with("12 34 56\n");
    let row = &sandbox.list(&["docs"])[0];
    for field in ["outlet", "published", "url", "lang"] {
        assert!(row[field].is_null(), "{field}: {row}");
    }
    sandbox.run(&["docs"]).ok();
}

#[test]
fn page_after_page_every_document_comes_once() {
    let sandbox = Sandbox::new();
    let lines: String = (1..=12).map(|n| line(&format!("x{n}"), &format!("The yard has {n} docks."))).collect();
    sandbox.pipe(&["ingest", "-"], lines.as_bytes()).ok();
    let all = sandbox.list(&["docs"]);
    let expected: Vec<String> = (1..=12).map(|n| format!("d{n}")).collect();
    assert_eq!(handles(&all), expected);
    let mut paged = sandbox.list(&["docs", "--limit", "5"]);
    assert_eq!(paged.len(), 5);
    // As many more pages as there can be, so that one that never ends shows.
    for _ in 0..4 {
        let last = text(&paged[paged.len() - 1]["doc"]).to_owned();
        paged.extend(sandbox.list(&["docs", "--limit", "5", "--after", &last]));
    }
    assert_eq!(paged, all);
    sandbox.run(&["docs", "--after", "12"]).exits(2);
    sandbox.run(&["docs", "--limit", "-1"]).exits(2);
}

#[test]
fn in_every_format_and_also_when_there_is_nothing() {
    let empty = Sandbox::new();
    assert_eq!(empty.run(&["docs", "--format", "json"]).ok().out(), "[]\n");
    assert_eq!(empty.run(&["docs", "--format", "ndjson"]).ok().out(), "");
    assert_eq!(empty.run(&["docs", "--format", "csv"]).ok().out().lines().count(), 1);
    let sandbox = Sandbox::new();
    for (n, article) in six_weeks().iter().enumerate() {
        sandbox.write(&format!("in/{n}.txt"), article);
    }
    sandbox.write("in/9.txt", dated("2026-05-05", "f", "=cmd()", "The yard has 3 docks."));
    sandbox.run(&["ingest", "in"]).ok();
    let table = sandbox.run(&["docs"]).ok();
    for shown in ["d1", "Spill at Tarn Dam", "2026-05-18", "lantern.example"] {
        assert!(table.out().contains(shown), "{shown} is not in {}", table.out());
    }
    let csv = sandbox.run(&["docs", "--format", "csv"]).ok();
    assert_eq!(csv.out().lines().count(), 5);
    assert!(!csv.out().contains(",=cmd"), "a spreadsheet would run this: {}", csv.out());
    assert_eq!(sandbox.run(&["docs", "--format", "ndjson"]).ok().records(), sandbox.list(&["docs"]));
}
