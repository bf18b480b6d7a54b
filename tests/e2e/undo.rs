//! `undo`: a compensating entry; nothing is deleted.

use serde_json::json;

use crate::sandbox::{Sandbox, text};
use crate::texts::{OWN, QUOTED, reservoir};

#[test]
fn five_times_set_and_five_times_undo_is_the_start() {
    let sandbox = Sandbox::with(reservoir());
    let state =
        || -> Vec<String> { sandbox.claims().iter().map(|c| format!("{} {}", c["claim"], c["status"])).collect() };
    let mut before = state();
    for claim in sandbox.claims() {
        let args = ["set", text(&claim["claim"]), "disputed", "--target", "fact", "-m", "why"];
        sandbox.run(&args).ok();
    }
    assert_ne!(state(), before);
    for _ in 0..5 {
        sandbox.run(&["undo", "-m", "second thoughts"]).ok();
    }
    let mut after = state();
    before.sort();
    after.sort();
    assert_eq!(after, before);
    sandbox.run(&["undo", "-m", "second thoughts"]).exits(4).says(&["nothing to take back"]);
    let log = sandbox.list(&["log"]);
    assert_eq!(log.iter().filter(|entry| entry["action"] != "ingested").count(), 10);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_change_of_mind_is_taken_back_step_by_step() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    for to in ["disputed", "corroborated", "disputed", "unverified", "corroborated"] {
        sandbox.run(&["set", &own, to, "-m", &format!("because {to}")]).ok();
    }
    for expected in ["unverified", "disputed", "corroborated", "disputed", "unverified"] {
        sandbox.run(&["undo", "-m", "read it again"]).ok();
        assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], expected);
    }
    assert!(sandbox.show(&own)["status"]["fact"]["decision"].is_null());
    assert_eq!(sandbox.show(&own)["revision"], 11);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn only_ones_own_unless_the_claim_is_named() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "why"]).ok();
    sandbox.run_as("Ben", &["set", &quoted, "corroborated", "--target", "said", "-m", "why"]).ok();
    sandbox.run_as("Cleo", &["undo", "-m", "second thoughts"]).exits(4).says(&["Cleo"]);
    sandbox.run_as("Ann", &["undo", "-m", "second thoughts"]).ok();
    assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], "unverified");
    assert_eq!(sandbox.show(&quoted)["status"]["said"]["status"], "corroborated");
    sandbox.run_as("Cleo", &["undo", &quoted, "-m", "not on the tape"]).ok();
    assert_eq!(sandbox.show(&quoted)["status"]["said"]["status"], "unverified");
    sandbox.run_as("Ben", &["undo", "-m", "second thoughts"]).exits(4);
    sandbox.run_as("Ben", &["undo", &quoted, "-m", "second thoughts"]).exits(4);
    sandbox.run(&["undo", "c999", "-m", "second thoughts"]).exits(3);
    sandbox.run(&["undo", "d1", "-m", "second thoughts"]).exits(4).says(&["no decision on d1"]);
}

#[test]
fn what_somebody_built_upon_is_a_conflict() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "why"]).ok();
    sandbox.run_as("Ben", &["set", &own, "corroborated", "-m", "why not"]).ok();
    let advice = format!("Look with 'onrecord show {own}', then decide again");
    let loser =
        sandbox.run_as("Ann", &["undo", "-m", "second thoughts"]).exits(5).says(&["Ben", "corroborated", &advice]);
    assert!(!loser.stderr.contains("--if-version"), "undo has no such option: {}", loser.stderr);
    assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], "corroborated");
}

#[test]
fn dry_run_changes_nothing() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run(&["set", &own, "disputed", "-m", "why"]).ok();
    let ran = sandbox.run(&["undo", "--dry-run", "--format", "json", "-m", "second thoughts"]).ok();
    assert_eq!((&ran.json()["claim"], &ran.json()["dry_run"]), (&own.as_str().into(), &true.into()));
    assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], "disputed");
    assert_eq!(sandbox.count("log entries"), 2);
}

#[test]
fn what_was_taken_back_is_done_again_and_taken_back_again() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", "Ann Lee said the mill burned on Friday. The mill had 40 workers.");
    sandbox.run(&["ingest", "a.txt"]).ok();
    let fact = || sandbox.show("c1")["status"]["fact"]["status"].clone();
    sandbox.run(&["redo", "-m", "x"]).exits(4).says(&["nothing of", "was taken back"]);
    sandbox.run(&["set", "c1", "corroborated", "--target", "fact", "-m", "seen"]).ok();
    sandbox.run(&["set", "c1", "disputed", "--target", "fact", "-m", "seen better"]).ok();
    let turns = [
        ("undo", "corroborated"),
        ("undo", "unverified"),
        ("redo", "corroborated"),
        ("undo", "unverified"),
        ("redo", "corroborated"),
        ("redo", "disputed"),
        ("undo", "corroborated"),
    ];
    for (at, (turn, expected)) in turns.into_iter().enumerate() {
        sandbox.run(&[turn, "-m", "so it is"]).ok();
        assert_eq!(fact(), expected, "turn {at}");
    }
    sandbox.run(&["set", "c1", "unverified", "--target", "fact", "-m", "start again"]).ok();
    sandbox.run(&["redo", "c1", "-m", "x"]).exits(5).says(&["c1 is at revision"]);
    sandbox.run(&["audit", "verify"]).ok();
    let kinds = |kind: &str| sandbox.list(&["log", "--kind", kind]).len();
    assert_eq!((kinds("status_set"), kinds("undone"), kinds("ingested")), (3, 7, 1));
    assert!(sandbox.list(&["log", "--until", "2001-01-01"]).is_empty());
    assert_eq!(sandbox.list(&["log", "--since", "2001-01-01"]).len(), 11);
    sandbox.run(&["log", "--kind", "set"]).exits(2).says(&["status_set"]);
}

#[test]
fn what_one_command_decided_is_taken_back_as_a_whole() {
    let sandbox = Sandbox::with(reservoir());
    let decided = || sandbox.claims().iter().filter(|claim| claim["status"]["fact"]["status"] == "disputed").count();
    let claims: Vec<String> = sandbox.claims().iter().map(|claim| text(&claim["claim"]).to_owned()).collect();
    let all: Vec<&str> = claims.iter().map(String::as_str).collect();
    sandbox.run_as("Ann", &[&["set"], &all[..], &["disputed", "--target", "fact", "-m", "why"]].concat()).ok();
    assert_eq!(decided(), all.len());
    // One that somebody changed since stays as it is.
    sandbox.run_as("Ben", &["set", all[1], "unverified", "--target", "fact", "-m", "not so"]).ok();
    let undone = sandbox.run_as("Ann", &["undo", "-m", "all of them", "--format", "json"]).ok().json();
    assert_eq!(undone["further"].as_array().map(Vec::len), Some(all.len() - 2));
    assert_eq!(undone["left"], json!([all[1]]), "it says which stays");
    assert_eq!(decided(), 0);
    sandbox.run_as("Ann", &["redo", "-m", "after all"]).ok();
    assert_eq!(decided(), all.len() - 1);
    sandbox.run_as("Ann", &["undo", all[0], "-m", "this one alone"]).ok();
    assert_eq!(decided(), all.len() - 2);
    // So does the one that was decided on last.
    let again = Sandbox::with(reservoir());
    again.run_as("Ann", &[&["set"], &all[..], &["disputed", "--target", "fact", "-m", "why"]].concat()).ok();
    again.run_as("Ben", &["set", all[all.len() - 1], "unverified", "--target", "fact", "-m", "not so"]).ok();
    let last = all[all.len() - 1];
    let left = format!("{last} of the same command is left as it is");
    again.run_as("Ann", &["undo", "-m", "all of them", "--dry-run"]).ok().says(&[&left]);
    let undone = again.run_as("Ann", &["undo", "-m", "all of them", "--format", "json"]).ok().says(&[&left]).json();
    assert_eq!(undone["further"].as_array().map(Vec::len), Some(all.len() - 2));
    assert_eq!(undone["left"], json!([last]));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn it_says_whose_decision_it_takes_back() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "why"]).ok();
    let undone = sandbox.run_as("Ben", &["undo", &own, "-m", "not so"]).ok();
    assert!(undone.out().contains("took back") && undone.out().contains("of Ann"), "{}", undone.out());
    let redone = sandbox.run_as("Ann", &["redo", &own, "-m", "so it is"]).ok();
    assert!(redone.out().contains("did again") && redone.out().contains("of Ben"), "{}", redone.out());
    let shown = sandbox.run(&["show", &own]).ok();
    assert!(shown.out().contains("did again") && shown.out().contains("(entry 3 of Ben)"), "{}", shown.out());
}

#[test]
fn nothing_is_offered_to_be_taken_back_where_nothing_was_written() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "why"]).ok();
    let next = text(&sandbox.run_as("Ann", &["next", "--format", "json"]).ok().json()["claim"]).to_owned();
    let released = sandbox.run_as("Ann", &["release", &next]).ok();
    assert!(!released.stderr.contains("takes it back"), "a lease is in no log: {}", released.stderr);
    sandbox.run_as("Ann", &["assign", &next, "--to", "Ann"]).ok().says(&["takes it back"]);
}

#[test]
fn an_entry_is_taken_back_by_its_number() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "why"]).ok();
    sandbox.run_as("Ben", &["set", &own, "corroborated", "--target", "fact", "-m", "the register"]).ok();
    sandbox.run_as("Ann", &["set", &own, &quoted, "disputed", "--target", "fact", "-m", "why"]).ok();
    let fact = |claim: &str| text(&sandbox.show(claim)["status"]["fact"]["status"]).to_owned();
    // 1 is the article, 2 to 5 are the decisions; of the two of one command only the one named.
    sandbox.run_as("Ann", &["undo", "--entry", "5", "-m", "this one"]).ok();
    assert_eq!((fact(&own), fact(&quoted)), ("disputed".to_owned(), "unverified".to_owned()));
    sandbox.run_as("Ann", &["undo", "--entry", "2", "-m", "the first"]).exits(5);
    sandbox.run_as("Ann", &["undo", "--entry", "5", "-m", "again"]).exits(4).says(&["was taken back already"]);
    sandbox.run_as("Ann", &["undo", "--entry", "6", "-m", "x"]).exits(4).says(&["redo --entry"]);
    sandbox.run_as("Ann", &["redo", "--entry", "4", "-m", "x"]).exits(4).says(&["took nothing back"]);
    sandbox.run_as("Ann", &["redo", "--entry", "6", "-m", "after all"]).ok();
    assert_eq!(fact(&quoted), "disputed");
    sandbox.run(&["undo", "--entry", "1", "-m", "x"]).exits(4).says(&["of a kind that is not taken back"]);
    sandbox.run(&["undo", "--entry", "99", "-m", "x"]).exits(3).says(&["no entry 99"]);
    sandbox.run(&["undo", &own, "--entry", "5", "-m", "x"]).exits(2);
    sandbox.run(&["audit", "verify"]).ok();
}

/// Who takes back "the latest" does not mean something older.
#[test]
fn what_has_to_be_named_is_named_in_the_refusal() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let undo = |more: &[&str]| sandbox.run_as("Ann", &[&["undo", "-m", "a slip"], more].concat());
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "why"]).ok();
    sandbox.run_as("Ann", &["publish", &own]).ok();
    undo(&[]).exits(4).says(&["taken back by naming it", &format!("onrecord undo {own}"), "undo --entry 3"]);
    assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], "disputed", "the older decision stands");
    undo(&["--entry", "3"]).ok();
    assert!(sandbox.show(&own)["publications"].as_array().is_some_and(Vec::is_empty));
    sandbox.write("f.jsonl", "{\"claim\":\"The dam was built in 1974\",\"rating\":\"True\"}\n");
    sandbox.run_as("Ann", &["import", "findings", "f.jsonl"]).ok();
    undo(&[]).exits(4).says(&["is not taken back with undo", "--entry"]);
    undo(&[&own]).ok();
    assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], "unverified");
    // Rules have no name of their own.
    sandbox.write("house.toml", "[review]\npeople = 3\n");
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let entry = sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string();
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "why"]).ok();
    undo(&["--entry", &entry]).ok();
    sandbox.run(&["rules", "show"]).exits(3);
    sandbox.run(&["audit", "verify"]).ok();
}
