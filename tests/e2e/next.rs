//! `next`: the head of the queue, and what to type.

use crate::sandbox::{Sandbox, text};
use crate::texts::{OWN, reservoir};

#[test]
fn it_shows_the_first_of_the_queue_until_nothing_is_left() {
    let sandbox = Sandbox::with(reservoir());
    for _ in 0..20 {
        let queue = sandbox.list(&["queue"]);
        let Some(first) = queue.first() else { break };
        let claim = text(&first["claim"]);
        assert_eq!(sandbox.run(&["next", "--format", "json"]).ok().json()["claim"], claim);
        assert!(sandbox.run(&["next"]).ok().out().contains(&format!("onrecord set {claim} ")));
        let target = if first["status"]["said"]["status"] == "unverified" { "said" } else { "fact" };
        sandbox.run(&["set", claim, "corroborated", "--target", target, "-m", "seen"]).ok();
    }
    assert!(sandbox.list(&["queue"]).is_empty());
    sandbox.run(&["next"]).ok().says(&["nothing to check"]);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn nothing_to_check_is_no_failure() {
    let ran = Sandbox::new().run(&["next", "--format", "json"]).ok().says(&["nothing to check"]);
    assert_eq!(ran.out(), "[]\n");
    assert!(Sandbox::new().run(&["next", "--format", "ndjson"]).ok().records().is_empty());
}

#[test]
fn it_takes_the_filters_of_the_queue() {
    let sandbox = Sandbox::with(reservoir());
    let text = "Petra Valmont said the ferry sank on Monday.";
    let line = serde_json::json!({"outlet": "Ferry Times", "published": "2026-05-05", "url": "https://ferry.example/1", "text": text});
    sandbox.write("b.jsonl", line.to_string());
    sandbox.run(&["ingest", "b.jsonl"]).ok();
    let ferry = sandbox.claim("ferry sank");
    let next = |more: &[&str]| {
        let ran = sandbox.run(&[&["next", "--lease", "0", "--format", "json"], more].concat()).ok();
        ran.json()["claim"].as_str().map(str::to_owned)
    };
    let first = next(&[]).expect("a claim");
    assert_ne!(first, ferry, "what is asked for stands further down");
    assert_eq!(next(&["--speaker", "Petra Valmont"]).as_deref(), Some(ferry.as_str()));
    assert_eq!(next(&["--outlet", "Ferry Times"]).as_deref(), Some(ferry.as_str()));
    sandbox.run(&["queue", "save", "ferries", "--doc", "d2"]).ok();
    assert_eq!(next(&["--saved", "ferries"]).as_deref(), Some(ferry.as_str()));
    // What was given to who asks comes first, but nothing that was not asked for.
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["assign", &own, "--to", "tester"]).ok();
    assert_eq!(next(&[]), Some(own));
    assert_eq!(next(&["--doc", "d2"]).as_deref(), Some(ferry.as_str()));
    sandbox.run(&["set", &ferry, "disputed", "--target", "said", "-m", "no recording"]).ok();
    sandbox.run(&["set", &ferry, "disputed", "--target", "fact", "-m", "it floats"]).ok();
    sandbox.run(&["next", "--doc", "d2"]).ok().says(&["nothing to check among what is asked for"]);
    sandbox.run(&["next", "--speaker", "Nobody Known"]).exits(3);
}

#[test]
fn a_claim_that_was_given_back_is_passed_over_on_request() {
    let sandbox = Sandbox::with(reservoir());
    let next = |more: &[&str]| {
        let ran = sandbox.run(&[&["next", "--format", "json"], more].concat()).ok();
        text(&ran.json()["claim"]).to_owned()
    };
    let first = next(&[]);
    sandbox.run(&["release", &first]).ok();
    assert_eq!(next(&[]), first, "it is the first still");
    sandbox.run(&["release", &first]).ok();
    let second = next(&["--skip", &first]);
    assert_ne!(second, first);
    let third = next(&["--skip", &format!("{first},{second}")]);
    assert!(third != first && third != second, "{third}");
}
