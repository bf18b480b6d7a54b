//! `read`: any input as one article a line, to be piped into `extract`.

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox, list, text};
use crate::texts::{line, page, reservoir};

fn mentions(ran: &Ran) -> Vec<Vec<Value>> {
    ran.records().iter().map(|record| list(&record["mentions"]).clone()).collect()
}

#[test]
fn piped_into_extract_it_finds_the_same() {
    let files = [
        ("a.txt", reservoir()),
        ("plain.txt", "The bridge carries 4,000 cars a day, engineer Tom Ferrier said.\n".to_owned()),
        ("p.html", page()),
        ("l.jsonl", line("x1", "“Ça va 👩‍👩‍👧,” Valmont said.") + &line("x2", "Ferrier said the bridge is safe.")),
    ];
    for (name, bytes) in files {
        let sandbox = Sandbox::new();
        sandbox.write(name, bytes);
        let straight = sandbox.run(&["extract", name]).ok();
        let read = sandbox.run(&["read", name]).ok();
        let piped = sandbox.pipe(&["extract", "-"], &read.stdout).ok();
        let found = mentions(&straight);
        assert!(found.iter().any(|m| !m.is_empty()), "nothing found in {name}");
        assert_eq!(found, mentions(&piped), "{name}");
    }
}

#[test]
fn a_record_says_what_is_known() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    sandbox.write("p.html", page());
    let records = sandbox.run(&["read", "a.txt", "p.html"]).ok().records();
    assert_eq!(text(&records[0]["url"]), "https://lantern.example/reservoir");
    assert_eq!(text(&records[0]["published"]), "2026-05-04");
    assert_eq!(text(&records[0]["path"]), "a.txt");
    assert!(text(&records[0]["text"]).contains("300 tonnes"));
    assert_eq!(text(&records[1]["title"]), "Mill stays open");
    assert!(!text(&records[1]["text"]).contains("Sport"));
}

#[test]
fn what_is_refused_is_named_and_the_rest_is_printed() {
    let sandbox = Sandbox::new();
    sandbox.write("l.jsonl", line("x1", "One is 1.") + "[]\n" + &line("x3", "Three is 3."));
    let ran = sandbox.run(&["read", "l.jsonl"]).exits(6).says(&["l.jsonl:2:"]);
    let ids: Vec<String> = ran.records().iter().map(|r| text(&r["id"]).to_owned()).collect();
    assert_eq!(ids, ["x1", "x3"]);
    sandbox.run(&["read", "none.txt"]).exits(3);
}

#[test]
fn it_needs_no_database_and_makes_none() {
    let sandbox = Sandbox::new();
    sandbox.pipe(&["read", "-"], reservoir().as_bytes()).ok();
    sandbox.pipe(&["extract"], reservoir().as_bytes()).ok();
    let left = std::fs::read_dir(sandbox.root()).expect("folder").count();
    assert_eq!(left, 0);
}
