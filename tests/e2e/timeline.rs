//! `timeline`: sentences over versions.

use serde_json::{Value, json};

use crate::report::links;
use crate::sandbox::{Sandbox, list, text};

const RISKS: &str = "The risks to growth are balanced for the months ahead.";
const LABOUR: &str = "Labour markets in the northern towns remain tight this year.";

fn statements() -> Sandbox {
    let sandbox = Sandbox::new();
    let rate = |percent: u32| format!("The board voted to keep its rate for loans at {percent} percent.");
    let texts = [
        ("2003-05-06", format!("{} {RISKS}", rate(5))),
        ("2003-06-25", format!("{} {LABOUR}", rate(4))),
        ("2008-03-18", format!("{LABOUR} {} {RISKS}", rate(4))),
    ];
    let line = |(date, text): &(&str, String)| json!({"id": date, "published": date, "outlet": "Board", "title": format!("Statement {date}"), "text": text});
    let lines: Vec<String> = texts.iter().map(|t| line(t).to_string()).collect();
    sandbox.write("s.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "s.jsonl"]).ok();
    sandbox
}

#[test]
fn the_sentence_that_left_came_back() {
    let sandbox = statements();
    let events = sandbox.list(&["timeline", "--outlet", "board", "--find", "risks to growth"]);
    let shown: Vec<(&str, &str)> = events.iter().map(|e| (text(&e["published"]), text(&e["change"]))).collect();
    assert_eq!(shown, [("2003-05-06", "new"), ("2003-06-25", "left"), ("2008-03-18", "back")]);
    assert_eq!(events[2]["before"]["published"], "2003-05-06");
    let table = sandbox.run(&["timeline", "--outlet", "Board", "--find", "risks to growth", "--format", "table"]).ok();
    assert!(table.out().contains("back, last seen 2003-05-06"), "{}", table.out());
}

#[test]
fn changes_are_typed_and_narrowed() {
    let sandbox = statements();
    let events = sandbox.list(&["timeline", "--title", "statement", "--only", "number"]);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["drift"][0]["type"], "number");
    let all = sandbox.list(&["timeline", "--outlet", "Board", "--all"]);
    let same = all.iter().filter(|e| e["change"] == "same").count();
    assert_eq!(same, 2, "{all:#?}");
    for event in &all {
        let span = if event["text"].is_null() { &event["before"]["text"] } else { &event["text"] };
        assert!(!text(&span["exact"]).is_empty());
    }
}

#[test]
fn one_document_stands_for_its_versions() {
    let sandbox = Sandbox::new();
    for (n, body) in
        ["A crane fell into the harbour basin on Monday.", "Two cranes fell into the harbour basin on Monday."]
            .iter()
            .enumerate()
    {
        let name = format!("v{n}.jsonl");
        sandbox.write(&name, json!({"url": "https://example.com/crane", "text": body}).to_string());
        sandbox.run(&["ingest", &name]).ok();
    }
    let events: Vec<Value> = sandbox.list(&["timeline", "d2", "--all"]);
    let changes: Vec<&str> = events.iter().map(|e| text(&e["change"])).collect();
    assert_eq!(changes, ["new", "reworded"]);
    assert_eq!(list(&events[1]["drift"]).iter().filter(|d| d["type"] == "number").count(), 1, "{:#?}", events[1]);
    sandbox.run(&["timeline"]).exits(2);
    sandbox.run(&["timeline", "d9"]).exits(3);
    sandbox.run(&["timeline", "c1"]).exits(2);
}

#[test]
fn a_page_of_all_versions() {
    let sandbox = statements();
    let written = sandbox.list(&["timeline", "--outlet", "Board", "-o", "pages/board.html"]);
    assert_eq!(written[0]["file"], "pages/board.html");
    let page = String::from_utf8(sandbox.read("pages/board.html")).expect("UTF-8");
    assert_eq!(written[0]["bytes"], page.len());
    links(&sandbox, "pages", "board.html");
    for words in [
        "3 versions",
        "back, last seen <a href=\"#v1\"><time datetime=\"2003-05-06\">6 May 2003</time>",
        "percent",
        "<del>5</del>",
        "<ins>4</ins>",
        "Content-Security-Policy",
    ] {
        assert!(page.contains(words), "{words:?}");
    }
    sandbox.run(&["timeline", "--outlet", "Board", "-o", "again"]).ok();
    assert_eq!(sandbox.read("again/timeline-d1.html"), page.as_bytes());
    let left: Vec<_> = std::fs::read_dir(sandbox.path("pages")).expect("folder").collect();
    assert_eq!(left.len(), 1);
}

#[test]
fn a_page_of_the_sentences_asked_for() {
    let sandbox = statements();
    sandbox.run(&["timeline", "--outlet", "Board", "--find", "labour markets", "-o", "found.html"]).ok();
    let page = String::from_utf8(sandbox.read("found.html")).expect("UTF-8");
    assert!(page.contains(LABOUR) && page.contains("Only sentences that held"));
    assert!(!page.contains("risks to growth"));
    assert!(!page.contains("id=\"v1\"") && page.contains("id=\"v2\""), "only versions in which something became of it");
    links(&sandbox, ".", "found.html");
    sandbox.run(&["timeline", "--outlet", "Board", "--find", "nothing like it", "-o", "none.html"]).ok();
    links(&sandbox, ".", "none.html");
}

#[test]
fn where_a_page_cannot_be_written() {
    let sandbox = statements();
    sandbox.run(&["timeline", "--outlet", "Board", "-o", "x.html", "--only", "number"]).exits(2);
    sandbox.run(&["timeline", "d9", "-o", "x.html"]).exits(3);
    assert!(!sandbox.path("x.html").exists());
    sandbox.write("file", "in the way");
    sandbox.run(&["timeline", "--outlet", "Board", "-o", "file/x.html"]).exits(1).says(&["file"]);
}

#[test]
fn nothing_in_a_page_of_versions_runs() {
    let sandbox = Sandbox::new();
    for (n, word) in ["shut", "open"].iter().enumerate() {
        let body =
            format!("The gates of the northern basin stay {word} <script>alert(1)</script> until summer. \u{202E}gnp");
        let line = json!({"url": "https://example.com/\"><script>alert(2)</script>", "title": format!("</title><script>alert(3)</script> {n}"),
            "outlet": "<img src=x onerror=alert(4)>", "published": "2026-05-04", "text": body});
        let name = format!("v{n}.jsonl");
        sandbox.write(&name, line.to_string());
        sandbox.run(&["ingest", &name]).ok();
    }
    sandbox.run(&["timeline", "d1", "-o", "x.html"]).ok();
    let page = String::from_utf8(sandbox.read("x.html")).expect("UTF-8");
    assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("<ins>open</ins>"));
    for bad in ["<script", "<img"] {
        assert!(!page.contains(bad), "{bad}");
    }
}
