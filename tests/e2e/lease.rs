//! `next` hands a claim to one person at a time.

use std::collections::BTreeSet;
use std::sync::Barrier;

use onrecord_testkit::{SKIPPED, TempDatabase};
use serde_json::json;

use crate::sandbox::{Sandbox, text};
use crate::texts::reservoir;

const PEOPLE: [&str; 5] = ["Ann", "Ben", "Cleo", "Dee", "Eve"];

fn next(sandbox: &Sandbox, who: &str) -> String {
    text(&sandbox.run_as(who, &["next", "--format", "json"]).ok().json()["claim"]).to_owned()
}

#[tokio::test]
async fn several_at_once_get_different_claims_on_sqlite() {
    let database = TempDatabase::sqlite();
    at_once(&Sandbox::on(database.url()));
    database.remove().await;
}

#[tokio::test]
async fn several_at_once_get_different_claims_on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    at_once(&Sandbox::on(database.url()));
    database.remove().await;
}

fn at_once(sandbox: &Sandbox) {
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt"]).ok();
    let start = Barrier::new(PEOPLE.len());
    let handed: Vec<String> = std::thread::scope(|threads| {
        let runs = PEOPLE.map(|who| {
            let start = &start;
            threads.spawn(move || {
                start.wait();
                next(sandbox, who)
            })
        });
        runs.into_iter().map(|run| run.join().expect("a run")).collect()
    });
    assert_eq!(handed.iter().collect::<BTreeSet<_>>().len(), PEOPLE.len(), "{handed:?}");
    sandbox.run_as("Fay", &["next"]).ok().says(&["nothing to check", "other people's hands"]);
    for (who, claim) in PEOPLE.iter().zip(&handed) {
        assert_eq!(next(sandbox, who), *claim, "who has one is handed the same again");
        assert_eq!(sandbox.show(claim)["lease"]["by"], json!(who));
    }
    assert_eq!(sandbox.count("log entries"), 1, "leases are not in the log");
    sandbox.run_as("Fay", &["release", &handed[0]]).exits(4).says(&["Ann looks at it until"]);
    sandbox.run_as("Ann", &["release", &handed[0]]).ok();
    assert_eq!(next(sandbox, "Fay"), handed[0]);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn the_queue_says_who_holds_what_until_when() {
    let sandbox = Sandbox::with(reservoir());
    let claim = next(&sandbox, "Ann");
    let shown = sandbox.run_as("Ann", &["next"]).ok();
    assert!(shown.out().contains("Yours until") && shown.out().contains(&format!("onrecord release {claim}")));
    assert!(sandbox.run(&["queue"]).ok().out().contains("Ann until "));
    assert!(sandbox.run(&["show", &claim]).ok().out().contains("held by"));
    let mine = sandbox.list(&["queue", "--mine", "--as", "Ann"]);
    assert_eq!((mine.len(), &mine[0]["claim"], &mine[0]["lease"]["by"]), (1, &json!(claim), &json!("Ann")));
    assert_eq!(next(&sandbox, "ANN"), claim, "another spelling is no other person");
    assert_eq!(sandbox.list(&["queue", "--mine", "--as", "ann"]).len(), 1);
    sandbox.run_as("Ann", &["release", &claim]).ok();
    sandbox.run_as("Ann", &["release", &claim]).exits(4).says(&["open already"]);
    assert!(sandbox.list(&["queue", "--mine", "--as", "Ann"]).is_empty());
    assert!(sandbox.run_as("Ben", &["next", "--lease", "0"]).ok().out().contains(&claim));
    assert!(sandbox.show(&claim)["lease"].is_null());
    sandbox.run(&["next", "--lease", "-1"]).exits(2);
}

#[test]
fn what_is_given_to_somebody_is_handed_to_nobody_else() {
    let sandbox = Sandbox::with(reservoir());
    let claim = next(&sandbox, "Ann");
    sandbox.run_as("Ann", &["release", &claim]).ok();
    sandbox.run_as("Ann", &["assign", &claim, "--to", "Cleo"]).ok();
    assert_ne!(next(&sandbox, "Ben"), claim);
    assert_eq!(next(&sandbox, "Cleo"), claim);
    sandbox.run_as("Cleo", &["drop", &claim, "--because", "not-a-claim", "-m", "a wish"]).ok();
    assert!(sandbox.show(&claim)["lease"].is_null(), "what is set aside is held by nobody");
    assert_ne!(next(&sandbox, "Cleo"), claim);
}

#[test]
fn who_decides_is_done_with_it() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(crate::texts::OWN);
    for _ in 0..5 {
        let claim = next(&sandbox, "Ann");
        if claim == own {
            break;
        }
        sandbox.run_as("Ann", &["drop", &claim, "--because", "out-of-scope", "-m", "another day"]).ok();
    }
    assert_eq!(sandbox.show(&own)["lease"]["by"], "Ann");
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "log book"]).ok();
    assert!(sandbox.show(&own)["lease"].is_null());
}
