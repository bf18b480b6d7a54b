//! `undo`: a compensating entry; nothing is deleted.

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
    assert_eq!(decided(), 0);
    sandbox.run_as("Ann", &["redo", "-m", "after all"]).ok();
    assert_eq!(decided(), all.len() - 1);
    sandbox.run_as("Ann", &["undo", all[0], "-m", "this one alone"]).ok();
    assert_eq!(decided(), all.len() - 2);
    // So does the one that was decided on last.
    let again = Sandbox::with(reservoir());
    again.run_as("Ann", &[&["set"], &all[..], &["disputed", "--target", "fact", "-m", "why"]].concat()).ok();
    again.run_as("Ben", &["set", all[all.len() - 1], "unverified", "--target", "fact", "-m", "not so"]).ok();
    let undone = again.run_as("Ann", &["undo", "-m", "all of them", "--format", "json"]).ok().json();
    assert_eq!(undone["further"].as_array().map(Vec::len), Some(all.len() - 2));
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
