//! `assign`, `release`, `defer`, `drop`, `reopen`: in whose hands claims are, apart from their statuses.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};
use crate::texts::{OWN, QUOTED, reservoir};

fn desk() -> (Sandbox, String, String) {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    (sandbox, own, quoted)
}

fn state(sandbox: &Sandbox, claim: &str) -> String {
    text(&sandbox.show(claim)["work_state"]).to_owned()
}

fn queued(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let args = [&["queue"][..], args].concat();
    sandbox.list(&args).iter().map(|c| text(&c["claim"]).to_owned()).collect()
}

#[test]
fn given_taken_up_given_back_and_undone() {
    let (sandbox, own, quoted) = desk();
    let done = sandbox.list(&["assign", &own, &quoted, "--to", "Ben", "-m", "knows the dam", "--as", "Ann"]);
    assert_eq!((&done[0]["outcome"], &done[1]["after"]["holder"]), (&json!("done"), &json!("Ben")));
    let work = &sandbox.show(&own)["work"];
    assert_eq!((&work["state"], &work["holder"], &work["by"]), (&json!("assigned"), &json!("Ben"), &json!("Ann")));
    let log = sandbox.list(&["log", &quoted]);
    assert_eq!((log.len(), &log[0]["action"]), (1, &json!("work_changed")), "one entry, found by either claim");
    assert_eq!(list(&log[0]["work"]).len(), 2);
    assert!(sandbox.run(&["show", &own]).ok().out().contains("assigned to Ben by Ann"));
    assert!(sandbox.run(&["queue"]).ok().out().contains("assigned Ben"));
    let mut mine = queued(&sandbox, &["--mine", "--as", "Ben"]);
    mine.sort();
    let mut both = vec![own.clone(), quoted.clone()];
    both.sort();
    assert_eq!(mine, both);
    sandbox.run_as("Ben", &["assign", &own, "--to", "Ben"]).exits(4).says(&["Ben has it already", "--to NAME"]);
    sandbox.run_as("Ben", &["release", &own]).ok();
    assert_eq!(state(&sandbox, &own), "new");
    sandbox.run_as("Ben", &["assign", &own, "--to", "Ben"]).ok();
    assert_eq!(state(&sandbox, &own), "in_review", "who gives it to themselves takes it up");
    sandbox.run_as("Ann", &["undo", "-m", "the wrong person"]).exits(5).says(&["changed by somebody else"]);
    for _ in 0..2 {
        sandbox.run_as("Ben", &["undo", "-m", "second thoughts"]).ok();
    }
    sandbox.run_as("Ann", &["undo", "-m", "the wrong person"]).ok();
    assert_eq!((state(&sandbox, &own), state(&sandbox, &quoted)), ("new".to_owned(), "new".to_owned()));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_is_set_aside_leaves_the_queue_until_asked_for() {
    let (sandbox, own, quoted) = desk();
    assert_eq!(queued(&sandbox, &[]).len(), 5);
    sandbox.run(&["drop", &own, "--because", "out-of-scope", "-m", "history"]).ok();
    sandbox.run(&["defer", &quoted, "--until", "2999-01-01", "-m", "report is due"]).ok();
    assert_eq!(queued(&sandbox, &[]).len(), 3);
    assert_eq!(queued(&sandbox, &["--work", "out-of-scope"]), std::slice::from_ref(&own));
    assert_eq!(queued(&sandbox, &["--work", "deferred"]), std::slice::from_ref(&quoted));
    assert_eq!(queued(&sandbox, &["--work", "new"]).len(), 3);
    assert_eq!(queued(&sandbox, &["--all"]).len(), 5);
    let shown = sandbox.show(&quoted);
    assert_eq!((&shown["work"]["until"], &shown["work"]["reason"]), (&json!("2999-01-01"), &json!("report is due")));
    sandbox.run(&["set", &own, "disputed", "-m", "log book", "--explain"]).exits(4).says(&[
        "out_of_scope",
        "'onrecord reopen'",
        "possible while it is out_of_scope: reopen",
    ]);
    sandbox.run(&["reopen", &own, &quoted, "-m", "asked by a reader"]).ok();
    assert_eq!(queued(&sandbox, &["--work", "reopened"]).len(), 2);
    assert_eq!(queued(&sandbox, &[]).len(), 5);
    sandbox.run(&["queue", "--work", "finl"]).exits(2).says(&["did you mean final"]);
    sandbox.run(&["defer", &own, "--until", "2020-01-01", "-m", "why"]).exits(4).says(&["not after today"]);
    sandbox.run(&["defer", &own, "--until", "2999-01-01"]).exits(2);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_duplicate_names_the_claim_that_stays() {
    let (sandbox, own, quoted) = desk();
    let as_one_of = |claim: &str| format!("duplicate-of={claim}");
    sandbox.run(&["drop", &own, "--because", &as_one_of(&own), "-m", "why"]).exits(4).says(&["no duplicate of itself"]);
    sandbox.run(&["drop", &own, "--because", &as_one_of("c99"), "-m", "why"]).exits(3);
    sandbox.run(&["drop", &own, "--because", "duplicate-of", "-m", "why"]).exits(2).says(&["duplicate-of=CLAIM"]);
    sandbox.run(&["drop", &own, "--because", &as_one_of(&quoted), "-m", "the same dam"]).ok();
    assert_eq!(sandbox.show(&own)["work"]["original"], json!(quoted));
    let third = sandbox.claim("warning about the dam");
    let refused = sandbox.run(&["drop", &third, "--because", &as_one_of(&own), "-m", "why"]).exits(4);
    refused.says(&["is itself a duplicate of", &format!("name {quoted}")]);
    sandbox.run(&["drop", &quoted, "--because", &as_one_of(&own), "-m", "why"]).exits(4);
}

#[test]
fn final_by_itself_and_open_again() {
    let (sandbox, own, quoted) = desk();
    sandbox.run(&["set", &quoted, "corroborated", "--target", "said", "-m", "on tape"]).ok();
    assert_eq!(state(&sandbox, &quoted), "in_review");
    sandbox.run(&["set", &quoted, "disputed", "--target", "fact", "-m", "log book"]).ok();
    sandbox.run(&["set", &own, "disputed", "-m", "log book"]).ok();
    assert_eq!((state(&sandbox, &own), state(&sandbox, &quoted)), ("final".to_owned(), "final".to_owned()));
    assert_eq!(queued(&sandbox, &["--work", "final"]).len(), 2);
    sandbox.run(&["assign", &own, "--to", "Ben"]).exits(4).says(&["final", "'onrecord reopen'"]);
    sandbox.run(&["set", &quoted, "unverified", "--target", "fact", "-m", "the log is forged"]).ok();
    assert_eq!(state(&sandbox, &quoted), "reopened");
    sandbox.run(&["reopen", &own, "-m", "new letter"]).ok();
    let shown = sandbox.show(&own);
    let fact = text(&shown["status"]["fact"]["status"]);
    assert_eq!((text(&shown["work_state"]), fact), ("reopened", "disputed"), "the status stays");
    assert!(queued(&sandbox, &[]).contains(&own), "there is work to do about it again");
    sandbox.run(&["set", &own, "corroborated", "-m", "the letter"]).ok();
    assert_eq!(state(&sandbox, &own), "final");
    sandbox.run(&["undo", &own, "-m", "misread"]).ok();
    assert_eq!(state(&sandbox, &own), "reopened");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn several_at_once_and_what_became_of_each() {
    let (sandbox, own, quoted) = desk();
    sandbox.run(&["drop", &own, "--because", "not-a-claim", "-m", "a wish"]).ok();
    let args = ["assign", &own, &quoted, "c99", "--to", "Ben", "--explain", "--format", "json"];
    let ran = sandbox.run(&args).exits(6).says(&["c99", "possible while it is not_a_claim: reopen"]);
    let ran = ran.json();
    let outcomes: Vec<&Value> = list(&ran).iter().map(|one| &one["outcome"]).collect();
    assert_eq!(outcomes, ["refused", "done", "refused"]);
    assert_eq!(ran[0]["allowed"], json!(["reopen"]));
    assert!(text(&ran[0]["why"]).contains("'onrecord reopen'"));
    assert_eq!((state(&sandbox, &own), state(&sandbox, &quoted)), ("not_a_claim".to_owned(), "assigned".to_owned()));
    let table = sandbox.run(&["assign", &own, &quoted, "--to", "ben"]).exits(4);
    assert!(table.out().contains("refused"), "{}", table.out());
    sandbox.run(&["assign", "c99", "--to", "Ben"]).exits(3);
    sandbox.run(&["assign", "d1", "--to", "Ben"]).exits(2);
    sandbox.run(&["release", &own]).exits(4);
}

#[test]
fn dry_run_changes_nothing() {
    let (sandbox, own, quoted) = desk();
    let before = sandbox.run(&["audit", "verify"]).ok().stdout;
    let ran = sandbox.run(&["assign", &own, &quoted, "--to", "Ben", "--dry-run", "--format", "json"]).ok();
    assert_eq!((&ran.json()[0]["dry_run"], &ran.json()[0]["after"]["holder"]), (&json!(true), &json!("Ben")));
    sandbox.run(&["drop", &own, "--because", "not-a-claim", "-m", "a wish", "--dry-run"]).ok();
    sandbox.run(&["set", &own, "disputed", "-m", "why", "--propose", "--dry-run"]).ok();
    assert_eq!(sandbox.run(&["audit", "verify"]).ok().stdout, before);
    assert_eq!(state(&sandbox, &own), "new");
}

#[test]
fn orders_of_the_queue_say_why() {
    let (sandbox, own, quoted) = desk();
    sandbox
        .write("b.txt", crate::texts::dated("2026-01-01", "old", "Old", "\"We sold 40 boats,\" Petra Valmont said."));
    sandbox.run(&["ingest", "b.txt"]).ok();
    sandbox.run(&["assign", &own, "--to", "Ben"]).ok();
    let first = |args: &[&str]| sandbox.list(&[&["queue"][..], args].concat())[0].clone();
    let oldest = first(&["--sort", "age"]);
    assert_eq!(oldest["first_published"], "2026-01-01");
    assert!(text(&oldest["why"][0]).contains("first published 2026-01-01"), "{oldest}");
    let due = first(&["--sort", "due"]);
    assert_eq!(due["claim"], json!(own));
    assert!(text(&due["why"][0]).contains("assigned since"), "{due}");
    sandbox.run(&["reopen", &quoted, "-m", "why"]).exits(4).says(&["open already"]);
    assert!(sandbox.run(&["queue"]).ok().out().lines().nth(1).expect("a row").contains("worth checking"));
}

#[test]
fn what_another_person_has_in_hand_is_taken_with_a_reason() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ben", &["assign", &own, "--to", "Ben"]).ok();
    sandbox.run_as("Cleo", &["assign", &own, "--to", "Cleo"]).exits(4).says(&["Ben has it in hand", "-m REASON"]);
    sandbox.run_as("Cleo", &["release", &own]).exits(4);
    assert_eq!(sandbox.show(&own)["work"]["holder"], "Ben");
    sandbox.run_as("Cleo", &["assign", &own, "--to", "Cleo", "-m", "Ben is away"]).ok();
    assert_eq!(sandbox.show(&own)["work"]["holder"], "Cleo");
}

#[test]
fn what_was_given_to_a_person_comes_next() {
    let sandbox = Sandbox::with(reservoir());
    let next = |who: &str| sandbox.run_as(who, &["next", "--format", "json"]).ok().json()["claim"].clone();
    let last = sandbox.claims().last().expect("claims")["claim"].clone();
    sandbox.run_as("Ann", &["assign", last.as_str().expect("a handle"), "--to", "Ben"]).ok();
    assert_ne!(next("Cleo"), last);
    assert_eq!(next("Ben"), last);
}

#[test]
fn what_is_mine_stays_mine_in_every_order() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    let set = |claim: &str, to: &str| {
        sandbox.run_as("Ann", &["set", claim, to, "--target", "fact", "-m", "why"]).ok();
    };
    set(&own, "disputed");
    set(&quoted, "disputed");
    sandbox.run_as("Ann", &["publish", "d1"]).ok();
    for (claim, who) in [(&own, "Ben"), (&quoted, "Cleo")] {
        set(claim, "unverified");
        sandbox.run_as("Ann", &["assign", claim, "--to", who, "--due", "2999-01-01", "-m", "a letter came"]).ok();
    }
    for more in [&["--sort", "due"][..], &["--attention"]] {
        let args = [&["queue", "--mine", "--as", "Ben"], more].concat();
        let mine: Vec<Value> = sandbox.list(&args).iter().map(|row| row["claim"].clone()).collect();
        assert_eq!(mine, [json!(own)], "{more:?}");
    }
}
