//! `doc versions`: what became of the claims of an article when it changed.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

const FIRST: &str = "Mayor Lena Orrick said about 300 tonnes of solvent leaked into the Tarn river on Monday.\n\n\
    The ferry was late, Director Ivo Marsh said.\n\nInspector Ada Quill said the tank was built in 1974.";
const SECOND: &str = "The town council met on Tuesday.\n\nMayor Lena Orrick said 3,000 tonnes of solvent leaked into the Tarn river on Monday.\n\n\
    Inspector Ada Quill said the tank was built in 1974.\n\nDivers found no crack, Captain Jon Reed said.";

fn changes(events: &[Value]) -> Vec<(&str, String)> {
    let words =
        |event: &Value, side: &str| list(&event[side]).iter().map(|s| text(&s["exact"]).to_owned()).collect::<String>();
    let both =
        |event: &Value| if list(&event["before"]).is_empty() { words(event, "now") } else { words(event, "before") };
    events.iter().map(|event| (text(&event["change"]), both(event))).collect()
}

#[test]
fn claim_by_claim() {
    let sandbox = Sandbox::new();
    let article = |text: &str| {
        json!({"url": "https://tarn.example/leak", "outlet": "Tarn Courier", "published": "2026-05-04", "text": text})
            .to_string()
    };
    sandbox.write("1.jsonl", article(FIRST));
    sandbox.write("2.jsonl", article(SECOND));
    sandbox.run(&["ingest", "1.jsonl"]).ok();
    sandbox.run(&["doc", "versions", "d1"]).exits(3).says(&["d1 is the first version"]);
    sandbox.run(&["ingest", "2.jsonl"]).ok().says(&["onrecord doc versions d2"]);
    let events = sandbox.list(&["doc", "versions", "d2"]);
    let found = changes(&events);
    let has = |change: &str, words: &str| {
        assert!(found.iter().any(|(c, w)| *c == change && w.contains(words)), "{change} {words}: {found:?}");
    };
    has("changed", "about 300 tonnes");
    has("gone", "The ferry was late");
    has("kept", "the tank was built in 1974");
    has("new", "Divers found no crack");
    let changed = events.iter().find(|e| e["change"] == "changed").expect("there is one");
    assert!(list(&changed["drift"]).iter().any(|d| d["type"] == "number"), "{changed}");
    let kept = events.iter().find(|e| e["change"] == "kept").expect("there is one");
    assert_eq!(kept["carried"], kept["now"], "the place is carried over");
    let table = sandbox.run(&["doc", "versions", "d2", "--format", "table"]).ok();
    assert!(table.out().contains("1 kept, 1 changed, "), "{}", table.out());
    sandbox.run(&["doc", "versions", "d2", "--since", "d1"]).ok();
    sandbox.write("3.txt", "Another article.");
    sandbox.run(&["ingest", "3.txt"]).ok();
    sandbox.run(&["doc", "versions", "d2", "--since", "d3"]).exits(3).says(&["no versions of one article"]);
}
