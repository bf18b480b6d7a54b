//! `log`: what was done, by whom, when and why.

use crate::sandbox::{Sandbox, text};
use crate::texts::{OWN, QUOTED, reservoir};

#[test]
fn it_tells_what_was_done() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    sandbox.run_as("Ben", &["set", &quoted, "corroborated", "--target", "said", "-m", "on tape"]).ok();
    sandbox.run_as("Ann", &["undo", "-m", "misread the register"]).ok();
    let log = sandbox.list(&["log", "--oldest-first"]);
    let positions: Vec<u64> = log.iter().filter_map(|e| e["entry"].as_u64()).collect();
    assert_eq!(positions, [1, 2, 3, 4]);
    let who: Vec<&str> = log.iter().map(|e| text(&e["actor"])).collect();
    assert_eq!(who, ["onrecord", "Ann", "Ben", "Ann"]);
    let mut newest: Vec<serde_json::Value> = sandbox.list(&["log"]);
    newest.reverse();
    assert_eq!(newest, log);
    let table = sandbox.run(&["log"]).ok();
    for words in
        ["the register says 1976", "on tape", "misread the register", "unverified → disputed", "Ben", "took in d1"]
    {
        assert!(table.out().contains(words), "{words:?} in {}", table.out());
    }
    assert_eq!(sandbox.list(&["log", "--by", "Ann"]).len(), 2);
    assert_eq!(sandbox.list(&["log", "--by", "ANN"]).len(), 2, "the same person");
    sandbox.run(&["log", "--by", "Anne"]).exits(2).says(&["nobody called \"Anne\"", "did you mean Ann?"]);
    sandbox.run_as("ann", &["redo", "-m", "read it rightly after all"]).ok();
    sandbox.run_as("ANN", &["undo", "-m", "no, misread"]).ok();
    assert_eq!(sandbox.list(&["log", "--by", "Ann"]).len(), 4, "as she wrote her name each time");
    let told = sandbox.run(&["log"]).ok();
    for words in ["did again", "(entry 4 of Ann)", "took back", "(entry 2 of Ann)"] {
        assert!(told.out().contains(words), "{words:?} in {}", told.out());
    }
    assert_eq!(sandbox.list(&["log", &own]).len(), 4);
    assert_eq!(sandbox.list(&["log", "--limit", "1"])[0]["entry"], 6);
    sandbox.run(&["log", "c999"]).exits(3);
}

#[test]
fn no_reason_moves_the_cursor_of_who_reads_it() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run(&["set", &own, "disputed", "-m", "red \u{1b}[31m\u{202e}txt.exe =cmd()"]).ok();
    for args in [&["log"][..], &["show", &own]] {
        let ran = sandbox.run(args).ok();
        assert!(!ran.out().contains(['\u{1b}', '\u{202e}']), "{args:?}: {}", ran.out());
    }
}
