//! Two reviewers, one claim, two processes at once: one wins, the other is told.

use std::sync::Barrier;

use onrecord_testkit::{SKIPPED, TempDatabase};

use crate::sandbox::{Ran, Sandbox};
use crate::texts::{OWN, reservoir};

/// How often the race is run; each time exactly one may win.
const ROUNDS: u32 = 5;

#[tokio::test]
async fn on_sqlite() {
    let database = TempDatabase::sqlite();
    race(&Sandbox::on(database.url()));
    database.remove().await;
}

#[tokio::test]
async fn on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    race(&Sandbox::on(database.url()));
    database.remove().await;
}

fn race(sandbox: &Sandbox) {
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt"]).ok();
    let own = sandbox.claim(OWN);
    for round in 1..=ROUNDS {
        let to = if round % 2 == 1 { "disputed" } else { "corroborated" };
        let version = round.to_string();
        let args = ["set", &own, to, "-m", "seen", "--if-version", &version];
        let (ann, ben) = both(|who| sandbox.run_as(who, &args));
        let (won, lost, winner) = if ann.code == 0 { (ann, ben, "Ann") } else { (ben, ann, "Ben") };
        won.ok();
        let next = format!("at revision {}", round + 1);
        lost.exits(5).says(&[winner, to, &next]);
        assert_eq!(sandbox.show(&own)["status"]["fact"]["decision"]["by"], winner);
    }
    assert_eq!(sandbox.show(&own)["revision"], ROUNDS + 1);
    assert_eq!(sandbox.count("log entries"), u64::from(ROUNDS) + 1);
    sandbox.run(&["audit", "verify"]).ok();
}

#[tokio::test]
async fn two_ingests_of_one_article_give_one_document_on_sqlite() {
    let database = TempDatabase::sqlite();
    ingests(&Sandbox::on(database.url()));
    database.remove().await;
}

#[tokio::test]
async fn two_ingests_of_one_article_give_one_document_on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    ingests(&Sandbox::on(database.url()));
    database.remove().await;
}

fn ingests(sandbox: &Sandbox) {
    sandbox.write("a.txt", reservoir());
    let (one, other) = both(|_| sandbox.run(&["ingest", "a.txt"]));
    let said = format!("{}{}", one.ok().stderr, other.ok().stderr);
    assert!(said.contains("1 added, 0 unchanged") && said.contains("0 added, 1 unchanged"), "{said}");
    assert_eq!((sandbox.count("documents"), sandbox.count("log entries")), (1, 1));
    sandbox.run(&["audit", "verify"]).ok();
}

/// Runs the same thing twice at once.
fn both(run: impl Fn(&str) -> Ran + Sync) -> (Ran, Ran) {
    let start = Barrier::new(2);
    std::thread::scope(|threads| {
        let one = |who: &'static str| {
            let (start, run) = (&start, &run);
            threads.spawn(move || {
                start.wait();
                run(who)
            })
        };
        let (ann, ben) = (one("Ann"), one("Ben"));
        (ann.join().expect("a run"), ben.join().expect("a run"))
    })
}
