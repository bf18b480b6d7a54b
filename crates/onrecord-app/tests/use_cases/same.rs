//! The same input gives the same log, the same queue and the same pages, whatever database is beneath.

use onrecord_app::{Checkpoint, EngineKind, extract_all};
use onrecord_model::{StatusKind, Target};
use onrecord_report::json::{to_line, v1};
use onrecord_testkit::{SKIPPED, TempDatabase};
use std::num::NonZeroUsize;

use crate::desk::{claim, everything, open, set, take_in, two};

/// Works for a day: takes in, decides, takes back.
async fn day(database: &TempDatabase) -> (Checkpoint, Vec<String>) {
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let silt = claim(&desk, "More than 300").await;
    set(&desk, "Ann", silt, Target::Said, StatusKind::Corroborated).await.expect("set");
    set(&desk, "Ben", silt, Target::Fact, StatusKind::Disputed).await.expect("set");
    desk.undo(None, &"Ann".parse().expect("a name"), &"second thoughts".parse().expect("a reason"), false)
        .await
        .expect("undone");
    let audit = desk.verify(None).await.expect("checked");
    assert_eq!((audit.checked, audit.faults.len()), (5, 0));
    let seen = everything(&desk).await;
    desk.close().await;
    (audit.head, seen)
}

#[tokio::test]
async fn on_two_new_files() {
    let (one, other) = (TempDatabase::sqlite(), TempDatabase::sqlite());
    let ((first, seen), (second, seen_again)) = (day(&one).await, day(&other).await);
    assert_eq!(first, second);
    assert_eq!(seen, seen_again);
    assert!(seen.iter().any(|page| page.starts_with("<!") && page.contains("More than 300")));
}

#[tokio::test]
async fn on_sqlite_and_postgres() {
    let Some(server) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    let ((first, seen), (second, seen_there)) = (day(&TempDatabase::sqlite()).await, day(&server).await);
    server.remove().await;
    assert_eq!(first, second);
    assert_eq!(seen, seen_there);
}

#[test]
fn the_records_of_extraction_on_any_number_of_threads() {
    let batch = two();
    let articles: Vec<_> = (0..40).map(|n| &batch[n % 2].article).collect();
    let lines = |engine: EngineKind, jobs: usize| -> Vec<String> {
        let found = extract_all(engine, &articles, NonZeroUsize::new(jobs).expect("threads"));
        let all = found.iter().zip(&articles).map(|(one, article)| {
            let mentions = one.mentions.iter().map(|m| v1::Mention::new(m, &article.text));
            mentions.map(|m| to_line(&m)).collect::<Vec<_>>().join("\n")
        });
        all.collect()
    };
    for engine in EngineKind::ALL {
        let alone = lines(engine, 1);
        assert!(alone.iter().all(|line| line.contains("tonnes of silt")));
        assert_eq!(alone, lines(engine, 2));
        assert_eq!(alone, lines(engine, 7));
        assert_eq!((&alone[0], &alone[1]), (&alone[38], &alone[39]));
    }
}

#[tokio::test]
async fn a_dry_run_uses_up_nothing() {
    let (one, other) = (TempDatabase::sqlite(), TempDatabase::sqlite());
    let (plain, tried) = (open(one.url()).await, open(other.url()).await);
    for desk in [&plain, &tried] {
        take_in(desk, &two()).await;
    }
    let silt = claim(&tried, "More than 300").await;
    let by = "Ann".parse().expect("a name");
    set(&tried, "Ann", silt, Target::Fact, StatusKind::Disputed).await.expect("set");
    set(&plain, "Ann", silt, Target::Fact, StatusKind::Disputed).await.expect("set");
    tried.undo(None, &by, &"second thoughts".parse().expect("a reason"), true).await.expect("would be undone");
    assert_eq!(tried.checkpoint().await.expect("head"), plain.checkpoint().await.expect("head"));
    let audit = tried.verify(None).await.expect("checked");
    assert!(audit.faults.is_empty());
}
