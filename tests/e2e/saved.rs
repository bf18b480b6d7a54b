//! `queue save`, `queue saved`, `queue --saved`: questions kept for everybody at the desk.

use serde_json::json;

use crate::sandbox::{Sandbox, text};
use crate::texts::{OWN, QUOTED, dated, reservoir};

fn handles(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let all = sandbox.list(&[&["queue"][..], args].concat());
    all.iter().map(|c| text(&c["claim"]).to_owned()).collect()
}

#[test]
fn a_question_is_kept_asked_changed_and_taken_out() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write(
        "b.txt",
        dated("2026-06-01", "b", "Boats sold", "\"We sold 40 boats,\" Petra Valmont told the Lantern."),
    );
    sandbox.run(&["ingest", "b.txt"]).ok();
    let valmont = ["--speaker", "petra valmont", "--sort", "age", "--limit", "5"];
    let direct = handles(&sandbox, &valmont);
    assert_eq!(direct, [sandbox.claim("40 boats")]);

    let dry = sandbox.run(&[&["queue", "save", "Valmont", "--dry-run"][..], &valmont].concat()).ok();
    dry.says(&["nothing was changed"]);
    assert!(sandbox.list(&["queue", "saved", "list"]).is_empty());
    sandbox.run_as("Ann", &[&["queue", "save", "Valmont", "-m", "for the election"][..], &valmont].concat()).ok();
    let kept = &sandbox.list(&["queue", "saved", "list"])[0];
    assert_eq!((&kept["name"], &kept["by"]), (&json!("Valmont"), &json!("Ann")));
    assert_eq!(handles(&sandbox, &["--saved", "VALMONT"]), direct);
    assert_eq!(handles(&sandbox, &["--saved", "valmont", "--limit", "1"]).len(), 1, "what is said beside it wins");
    assert!(handles(&sandbox, &["--saved", "valmont", "--status", "disputed"]).is_empty());

    let log = &sandbox.list(&["log", "--kind", "search-kept"])[0];
    assert_eq!((&log["search"]["name"], &log["reason"]), (&json!("Valmont"), &json!("for the election")));
    sandbox.run_as("Ben", &["queue", "save", "valmont", "--mine"]).ok();
    assert_eq!(sandbox.list(&["queue", "saved", "list"]).len(), 1, "the same name in another spelling");
    assert!(handles(&sandbox, &["--saved", "Valmont"]).is_empty(), "nobody gave anything to the tester");
    sandbox.run_as("Ben", &["undo", "-m", "hers was better"]).ok();
    assert_eq!(handles(&sandbox, &["--saved", "Valmont"]), direct);
    sandbox.run_as("Ann", &["queue", "saved", "remove", "Valmont", "-m", "it is over"]).ok();
    sandbox.run(&["queue", "--saved", "Valmont"]).exits(3).says(&["queue saved list"]);
    sandbox.run_as("Ann", &["undo", "-m", "not yet"]).ok();
    sandbox.run_as("Ann", &["redo", "-m", "now it is"]).ok();
    sandbox.run_as("Ann", &["undo", "-m", "a recount"]).ok();
    assert_eq!(handles(&sandbox, &["--saved", "Valmont"]), direct);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_cannot_be_asked_is_not_kept() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.run(&["queue", "save", "x", "--speaker", "Nobody At All"]).exits(3).says(&["no speaker is called"]);
    sandbox.run(&["queue", "save", "x", "--outlet", "o99"]).exits(3);
    sandbox.run(&["queue", "save", " ", "--all"]).exits(2).says(&["give it a name"]);
    sandbox.run(&["queue", "save", "x", "--origins", "2"]).exits(2).says(&["<N, >N or =N"]);
    sandbox.run(&["queue", "save", "x", "--all"]).ok();
    sandbox.run(&["queue", "save", "X", "--all"]).exits(2).says(&["asks just that already"]);
    sandbox.run(&["queue", "saved", "remove", "y"]).exits(3);
    sandbox.run(&["queue", "--all", "save", "y"]).exits(2);
    assert_eq!(sandbox.count("log entries"), 2);
}

/// Without `--yes` what a search finds is shown and not changed.
#[test]
fn what_a_search_finds_is_changed_once_it_is_confirmed() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    let all = sandbox.claims().len();
    let entries = sandbox.count("log entries");
    let base = ["set", "--where", "is:open status:unverified", "disputed", "--target", "fact", "-m", "log book"];
    let preview = sandbox.run(&[&base[..], &["--format", "json"]].concat()).ok();
    let shown = preview.json();
    assert_eq!(shown.as_array().map(Vec::len), Some(all));
    assert_eq!((&shown[0]["outcome"], &shown[0]["dry_run"]), (&json!("done"), &json!(true)));
    preview.says(&["--yes does it", "nothing was changed"]);
    assert_eq!(sandbox.count("log entries"), entries);
    sandbox.run(&["set", &own, "disputed", "-m", "log book"]).ok();
    let done = sandbox.run(&[&base[..], &["--yes", "--format", "json"]].concat()).ok().json();
    assert!(
        done.as_array()
            .is_some_and(|done| done.len() == all - 1 && done.iter().all(|one| one["claim"] != own.as_str()))
    );
    assert_eq!(sandbox.show(&quoted)["status"]["fact"]["status"], "disputed");

    let named = sandbox.run(&["set", "c1", "--where", "is:open", "disputed", "-m", "x"]).exits(2);
    named.says(&["not both"]);
    sandbox.run(&["set", "disputed", "-m", "x"]).exits(2).says(&["name claims"]);
    sandbox.run(&["set", "--where", "sttus:x", "disputed", "-m", "x"]).exits(2).says(&["there is no condition"]);
    sandbox.run(&["set", &own, "disputed", "-m", "x", "--yes"]).exits(2);
    sandbox.run(&["drop", "--where", "is:open", "--yes", "--because", "out-of-scope", "-m", "history"]).ok();
    assert!(handles(&sandbox, &[]).is_empty());
    sandbox.run(&["undo", "-m", "one entry for all"]).ok();
    assert!(!handles(&sandbox, &[]).is_empty());
    let nothing = sandbox.run(&["assign", "--where", "zeppelin", "--to", "Ben", "--yes"]).ok();
    nothing.says(&["--where finds 0 claims"]);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn every_claim_of_several_has_its_outcome() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    let outcomes = |args: &[&str], code: i32| -> Vec<String> {
        let ran = sandbox.run(&[args, &["--format", "ndjson"]].concat()).exits(code);
        ran.records().iter().map(|one| text(&one["outcome"]).to_owned()).collect()
    };
    assert_eq!(outcomes(&["set", &own, "c999", &own, "disputed", "-m", "x"], 3), ["done", "refused"]);
    let table = sandbox.run(&["set", "c999", &own, "disputed", "-m", "x"]).exits(4);
    assert!(table.out().contains("refused") && table.out().contains("c999"), "{}", table.out());
    sandbox.run_as("Ann", &["set", &quoted, "disputed", "--target", "fact", "--propose", "-m", "letter"]).ok();
    assert_eq!(outcomes(&["second", &quoted, &own, "--agree", "-m", "saw it"], 6), ["done", "refused"]);
    let cite = ["evidence", "add", &own, "--stance", "context", "--cite", "a call", "-m", "x"];
    sandbox.run(&cite).ok();
    sandbox.run(&cite).ok();
    assert_eq!(outcomes(&["evidence", "remove", "e1", "e7", "e2", "-m", "twice"], 6), ["done", "refused", "done"]);
    assert!(sandbox.list(&["evidence", "list"]).is_empty());
    sandbox.run(&["audit", "verify"]).ok();
}
