//! `set`: a named person decides, with a reason.

use crate::sandbox::{Sandbox, text};
use crate::texts::{OWN, QUOTED, reservoir};

fn desk() -> (Sandbox, String, String) {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    (sandbox, own, quoted)
}

fn decisions(sandbox: &Sandbox) -> usize {
    sandbox.list(&["log", "--limit", "1000"]).iter().filter(|entry| entry["action"] != "ingested").count()
}

#[test]
fn without_a_reason_nothing_happens() {
    let (sandbox, own, _) = desk();
    sandbox.run(&["set", &own, "disputed"]).exits(2).says(&["--reason"]);
    for blank in ["", "   ", "\t", "\u{a0}"] {
        sandbox.run(&["set", &own, "disputed", "-m", blank]).exits(2).says(&["a decision needs a reason"]);
    }
    assert_eq!(decisions(&sandbox), 0);
}

#[test]
fn what_makes_no_sense_is_usage() {
    let (sandbox, own, quoted) = desk();
    sandbox.run(&["set", &own, "-m", "why"]).exits(2);
    sandbox.run(&["set", &own, "corroborate", "-m", "why"]).exits(2).says(&["did you mean corroborated"]);
    sandbox.run(&["set", "d1", "disputed", "-m", "why"]).exits(2);
    sandbox.run(&["set", &own, "disputed", "-m", "why", "--target", "both"]).exits(2);
    sandbox.run(&["set", &own, &quoted, "disputed", "-m", "why", "--if-version", "1"]).exits(2);
    sandbox.run(&["set", "c999", "disputed", "-m", "why"]).exits(3).says(&["c999"]);
    assert_eq!(decisions(&sandbox), 0);
}

#[test]
fn rules_refuse_with_four() {
    let (sandbox, own, quoted) = desk();
    sandbox.run(&["set", &own, "disputed", "--target", "said", "-m", "why"]).exits(4).says(&[&own]);
    sandbox.run(&["set", &own, "unverified", "-m", "why"]).exits(4);
    sandbox.run(&["set", &own, "disputed", "-m", "why"]).ok();
    sandbox.run(&["set", &own, "disputed", "-m", "another why"]).exits(4).says(&["disputed"]);
    // Two targets, and nobody said which.
    let which = sandbox.run(&["set", &quoted, "disputed", "-m", "why"]);
    assert_ne!(which.code, 0);
    assert!(which.stderr.contains("said") && which.stderr.contains("fact"), "{}", which.stderr);
    assert_eq!(decisions(&sandbox), 1);
}

#[test]
fn the_two_targets_are_decided_apart() {
    let (sandbox, _, quoted) = desk();
    sandbox.run(&["set", &quoted, "corroborated", "--target", "said", "-m", "on tape"]).ok();
    let status = &sandbox.show(&quoted)["status"];
    assert_eq!((text(&status["said"]["status"]), text(&status["fact"]["status"])), ("corroborated", "unverified"));
    sandbox.run(&["set", &quoted, "disputed", "--target", "fact", "-m", "log book"]).ok();
    let status = &sandbox.show(&quoted)["status"];
    assert_eq!((text(&status["said"]["status"]), text(&status["fact"]["status"])), ("corroborated", "disputed"));
}

#[test]
fn a_stale_version_is_a_conflict_that_shows_the_change() {
    let (sandbox, own, _) = desk();
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "court file", "--if-version", "1"]).ok();
    let loser = sandbox.run_as("Ben", &["set", &own, "corroborated", "-m", "ministry", "--if-version", "1"]).exits(5);
    let day = text(&sandbox.list(&["log", "--limit", "1"])[0]["at"])[..10].to_owned();
    let loser = loser.says(&[&own, "Ann", "disputed", &day, "revision 2", &format!("'onrecord show {own}'")]);
    assert!(loser.stdout.is_empty());
    assert_eq!(sandbox.show(&own)["status"]["fact"]["decision"]["by"], "Ann");
    assert_eq!(decisions(&sandbox), 1);
    sandbox.run_as("Ben", &["set", &own, "corroborated", "-m", "ministry", "--if-version", "2"]).ok();
    sandbox.run_as("Ben", &["set", &own, "disputed", "-m", "ministry", "--if-version", "9"]).exits(5);
}

#[test]
fn dry_run_changes_nothing() {
    let (sandbox, own, quoted) = desk();
    let before = sandbox.run(&["audit", "verify"]).ok().stdout;
    let ran = sandbox.run(&["set", &own, "disputed", "-m", "why", "--dry-run", "--format", "json"]).ok();
    assert_eq!((&ran.json()[0]["dry_run"], &ran.json()[0]["revision"]), (&true.into(), &2.into()));
    sandbox.run(&["set", &quoted, "disputed", "--target", "said", "-m", "why", "--dry-run"]).ok();
    sandbox.run(&["set", &own, "disputed", "--target", "said", "-m", "why", "--dry-run"]).exits(4);
    assert_eq!(sandbox.run(&["audit", "verify"]).ok().stdout, before);
    assert_eq!(sandbox.show(&own)["revision"], 1);
}

#[test]
fn one_bad_claim_does_not_hold_up_the_others() {
    let (sandbox, own, quoted) = desk();
    let args = ["set", &own, "c999", &quoted, "disputed", "--target", "fact", "-m", "log book", "--format", "json"];
    let ran = sandbox.run(&args).exits(3).says(&["c999"]);
    let outcomes: Vec<_> = ran.json().as_array().expect("a list").iter().map(|one| one["outcome"].clone()).collect();
    assert_eq!(outcomes, ["done", "refused", "done"], "each claim has its outcome");
    for claim in [&own, &quoted] {
        assert_eq!(sandbox.show(claim)["status"]["fact"]["status"], "disputed");
    }
    let args = ["set", "c999", &own, "disputed", "--target", "fact", "-m", "log book"];
    sandbox.run(&args).exits(4);
    assert_eq!(decisions(&sandbox), 2);
}

#[test]
fn who_decides_is_told_on_the_line_in_the_environment_in_the_settings_or_by_the_machine() {
    let (sandbox, own, _) = desk();
    let set = |args: &[&str], env: &[(&str, &str)], to: &str| {
        let all = [&["set", &own, to, "-m", "why"][..], args].concat();
        sandbox.run_with(&all, env, b"").ok();
        text(&sandbox.show(&own)["status"]["fact"]["decision"]["by"]).to_owned()
    };
    assert_eq!(set(&[], &[], "disputed"), "tester");
    sandbox.write("onrecord/config.toml", "as = \"Cleo\"\n");
    assert_eq!(set(&[], &[], "corroborated"), "Cleo");
    assert_eq!(set(&[], &[("ONRECORD_AS", "Ben")], "disputed"), "Ben");
    assert_eq!(set(&["--as", "Ann"], &[("ONRECORD_AS", "Ben")], "corroborated"), "Ann");
    sandbox.run(&["set", &own, "disputed", "-m", "why", "--as", " "]).exits(2).says(&["--as NAME"]);
    sandbox.run(&["set", &own, "disputed", "-m", "why", "--as", "a\nb"]).exits(2);
    sandbox.write("onrecord/config.toml", "reviewer = \"Cleo\"\n");
    sandbox.run(&["set", &own, "disputed", "-m", "why"]).exits(2).says(&["config.toml", "known settings"]);
}

#[test]
fn the_program_never_signs_for_a_person() {
    let (sandbox, own, _) = desk();
    sandbox.run(&["set", &own, "disputed", "-m", "why", "--as", "onrecord"]).exits(2);
    assert_eq!(decisions(&sandbox), 0);
}

#[test]
fn what_is_possible_instead_is_told_of_every_refusal() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    let again = ["set", &own, "disputed", "-m", "why", "--explain"];
    let words = ["already disputed", "fact is disputed (Ann on", "can be set to unverified or corroborated"];
    sandbox.run_as("Ben", &again).exits(4).says(&words);
    let said = ["set", &own, "disputed", "--target", "said", "-m", "why", "--explain"];
    sandbox.run(&said).exits(4).says(&["nobody is credited", "fact is disputed"]);
}

#[test]
fn it_says_in_whose_hands_the_claim_is() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["assign", &own, "--to", "Ann"]).ok();
    sandbox.run_as("Ben", &["set", &own, "disputed", "-m", "why"]).ok().says(&["is in the hands of Ann"]);
    let note = sandbox.run_as("Ann", &["set", &own, "corroborated", "-m", "why not"]).ok();
    assert!(!note.stderr.contains("in the hands"), "{}", note.stderr);
}
