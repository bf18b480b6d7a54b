//! `doc show`: one document as received, as text, and with what was found in it.

use crate::sandbox::{Sandbox, list, text};
use crate::spans;
use crate::texts::{page, reservoir};

#[test]
fn for_people_its_head_and_its_mentions() {
    let sandbox = Sandbox::with(reservoir());
    let shown = sandbox.run(&["doc", "show", "d1"]).ok();
    let known = ["Reservoir Holds Enough Water", "lantern.example", "2026-05-04", "https://lantern.example/reservoir"];
    let found = ["Odalys Brennick", "300 tonnes of silt", "built in 1974"];
    for words in known.iter().chain(&found) {
        assert!(shown.out().contains(words), "{words} is not in {}", shown.out());
    }
    assert!(shown.out().contains(blake3::hash(reservoir().as_bytes()).to_hex().as_str()));
}

#[test]
fn for_programs_what_extract_says_of_it() {
    let sandbox = Sandbox::with(reservoir());
    let stored = sandbox.run(&["doc", "show", "d1", "--format", "json"]).ok().json();
    let fresh = &sandbox.run(&["extract", "a.txt"]).ok().records()[0];
    assert_eq!(stored["doc"], "d1");
    for field in ["v", "hash", "rules", "mentions", "diagnostics"] {
        assert_eq!(stored[field], fresh[field], "{field}");
    }
    assert_eq!(list(&stored["mentions"]).len(), 5);
    let whole = sandbox.run(&["doc", "show", "d1", "--text"]).ok();
    assert!(spans::check(&stored, whole.out()) > 0);
    sandbox.run(&["doc", "show", "d1", "--format", "csv"]).exits(2).says(&["csv"]);
}

#[test]
fn the_bytes_as_received_and_the_text_that_is_indexed() {
    let sandbox = Sandbox::with(page());
    assert_eq!(sandbox.run(&["doc", "show", "d1", "--raw"]).ok().stdout, page().as_bytes());
    let whole = sandbox.run(&["doc", "show", "d1", "--text"]).ok();
    assert!(whole.out().starts_with("Mill stays open\n"), "{}", whole.out());
    assert!(!whole.out().contains("<p>") && !whole.out().contains("Sport"));
    let read = &sandbox.run(&["read", "a.txt"]).ok().records()[0];
    assert_eq!(whole.out(), text(&read["text"]));
    sandbox.run(&["doc", "show", "d1", "--raw", "--text"]).exits(2);
}

#[test]
fn what_was_noticed_is_told() {
    let sandbox = Sandbox::with("\u{FEFF}The dam was built in 1974.\n");
    let shown = sandbox.run(&["doc", "show", "d1"]).ok();
    let diagnostics = sandbox.run(&["doc", "show", "d1", "--format", "json"]).ok().json()["diagnostics"].clone();
    let messages: Vec<&str> = list(&diagnostics).iter().map(|d| text(&d["message"])).collect();
    assert!(!messages.is_empty());
    for message in messages {
        assert!(shown.out().contains(message), "{message} is not in {}", shown.out());
    }
}

#[test]
fn a_handle_that_names_no_document() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.run(&["doc", "show", "d2"]).exits(3).says(&["d2"]);
    sandbox.run(&["doc", "show", "d2", "--raw"]).exits(3);
    sandbox.run(&["doc", "show", "d2", "--text"]).exits(3);
    sandbox.run(&["doc", "show", "c1"]).exits(2).says(&["c1", "d1"]);
    sandbox.run(&["doc", "show", "1"]).exits(2);
    sandbox.run(&["doc", "show"]).exits(2);
}
