//! `show` and `doc show`: one thing with all that is known of it.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};
use crate::spans;
use crate::texts::{OWN, QUOTED, reservoir};

#[test]
fn a_claim_with_its_place_and_history() {
    let sandbox = Sandbox::with(reservoir());
    let claim = sandbox.claim(QUOTED);
    sandbox.run(&["set", &claim, "disputed", "--target", "fact", "-m", "the log book says 200"]).ok();
    let shown = sandbox.show(&claim);
    assert_eq!(text(&shown["speaker"]["name"]), "Odalys Brennick");
    assert_eq!(shown["revision"], 2);
    assert_eq!(shown["status"]["fact"]["status"], "disputed");
    assert_eq!(shown["status"]["said"]["status"], "unverified");
    assert_eq!(list(&shown["history"]).len(), 1);
    assert!(spans::check(&shown["mentions"], &reservoir()) > 0);
    let table = sandbox.run(&["show", &claim]).ok();
    for words in ["Odalys Brennick", "disputed", "tester", "the log book says 200", QUOTED, "2026-05-04"] {
        assert!(table.out().contains(words), "{words:?} in {}", table.out());
    }
}

#[test]
fn nobody_credited_means_no_said() {
    let sandbox = Sandbox::with(reservoir());
    let shown = sandbox.show(&sandbox.claim(OWN));
    assert!(shown["speaker"].is_null() && shown["status"]["said"].is_null());
}

#[test]
fn documents_and_speakers_too() {
    let sandbox = Sandbox::with(reservoir());
    let document = sandbox.run(&["show", "d1", "--format", "json"]).ok();
    assert_eq!(list(&document.json()["mentions"]).len(), 5);
    assert_eq!(document.stdout, sandbox.run(&["doc", "show", "d1", "--format", "json"]).ok().stdout);
    assert!(sandbox.run(&["show", "d1"]).ok().out().contains("https://lantern.example/reservoir"));
    let names: Vec<String> = (1..=2)
        .map(|n| sandbox.run(&["show", &format!("s{n}"), "--format", "json"]).ok().json())
        .map(|speaker| text(&speaker["name"]).to_owned())
        .collect();
    assert!(names.contains(&"Odalys Brennick".to_owned()), "{names:?}");
}

#[test]
fn what_is_not_there() {
    let sandbox = Sandbox::with(reservoir());
    for handle in ["c999", "d999", "s999"] {
        sandbox.run(&["show", handle]).exits(3).says(&[handle]);
    }
    sandbox.run(&["doc", "show", "d999", "--raw"]).exits(3);
    for nonsense in ["x1", "c", "c-1", "7", "c99999999999999999999"] {
        sandbox.run(&["show", nonsense]).exits(2);
    }
    sandbox.run(&["show", "o1"]).exits(2);
}

#[test]
fn a_claim_is_shown_as_it_stood() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let add = ["evidence", "add", &own, "--stance", "supports", "--cite", "a call", "-m", "heard"];
    sandbox.run(&["set", &own, "disputed", "-m", "first"]).ok();
    sandbox.run(&add).ok();
    sandbox.run(&["set", &own, "corroborated", "-m", "second"]).ok();
    let entries = sandbox.list(&["log", &own, "--oldest-first"]);
    let at = |moment: &Value| sandbox.run(&["show", &own, "--at", text(moment), "--format", "json"]).ok().json();
    let seen = |shown: &Value| {
        (shown["status"]["fact"]["status"].clone(), list(&shown["evidence"]).len(), shown["revision"].clone())
    };
    assert_eq!(seen(&at(&entries[0]["at"])), (json!("disputed"), 0, json!(2)));
    assert_eq!(seen(&at(&entries[1]["at"])), (json!("disputed"), 1, json!(2)));
    assert_eq!(seen(&at(&entries[2]["at"])), (json!("corroborated"), 1, json!(3)));
    sandbox.run(&["show", &own, "--at", "2001-01-01"]).exits(3).says(&["was not known on 2001-01-01"]);
}
