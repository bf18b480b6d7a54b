//! `next`: the head of the queue, and what to type.

use crate::sandbox::{Sandbox, text};
use crate::texts::reservoir;

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
