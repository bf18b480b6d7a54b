//! The same article again: in one batch, later, changed, and from two desks at once.

use onrecord_app::Outcome;
use onrecord_model::Handle;
use onrecord_testkit::{SKIPPED, TempDatabase};

use crate::desk::{article, open, take_in, two};

#[tokio::test]
async fn in_one_batch() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    let mut batch = two();
    batch.extend(two());
    let outcomes = take_in(&desk, &batch).await;
    let documents: Vec<(Handle, bool)> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Added { document, .. } => (*document, true),
            Outcome::Unchanged { document } => (*document, false),
        })
        .collect();
    let (one, other) = (Handle::document(1), Handle::document(2));
    assert_eq!(documents, [(one, true), (other, true), (one, false), (other, false)]);
    assert_eq!(desk.counts().await.expect("counts").documents, 2);
    let head = desk.checkpoint().await.expect("head");
    take_in(&desk, &batch).await;
    assert_eq!(desk.checkpoint().await.expect("head"), head);
}

#[tokio::test]
async fn an_empty_batch_is_no_event() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    assert!(take_in(&desk, &[]).await.is_empty());
    assert_eq!(desk.counts().await.expect("counts").events, 0);
}

#[tokio::test]
async fn a_changed_text_is_a_second_version_also_within_a_batch() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    let text =
        |tonnes: u32| article("2026-05-04", "spill", "Spill", &format!("The spill of {tonnes} tonnes was in 2019."));
    let version = |outcome: &Outcome| match outcome {
        Outcome::Added { version, .. } => Some(*version),
        Outcome::Unchanged { .. } => None,
    };
    let outcomes = take_in(&desk, &[text(1), text(2)]).await;
    assert_eq!(outcomes.iter().map(version).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let outcomes = take_in(&desk, &[text(1), text(3), text(2)]).await;
    assert_eq!(outcomes.iter().map(version).collect::<Vec<_>>(), [None, Some(3), None]);
    for (number, tonnes) in [(1, "1 tonnes"), (2, "2 tonnes"), (3, "3 tonnes")] {
        let document = desk.document(Handle::document(number)).await.expect("a document");
        assert_eq!(document.version, number);
        assert!(document.article.text.as_str().contains(tonnes));
        assert_eq!(desk.raw(document.handle).await.expect("bytes"), text(number).raw);
    }
    assert!(desk.verify(None).await.expect("checked").faults.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_two_desks_at_once_on_sqlite() {
    let database = TempDatabase::sqlite();
    at_once(&database).await;
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_two_desks_at_once_on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    at_once(&database).await;
    database.remove().await;
}

async fn at_once(database: &TempDatabase) {
    let (one, other) = (open(database.url()).await, Other::open(database.url()).await);
    let batch = two();
    let (first, second) = tokio::join!(take_in(&one, &batch), take_in(&other.0, &batch));
    for (a, b) in first.iter().zip(&second) {
        let added = [a, b].into_iter().filter(|o| matches!(o, Outcome::Added { .. })).count();
        assert_eq!(added, 1, "{a:?} {b:?}");
    }
    let counts = one.counts().await.expect("counts");
    assert_eq!((counts.documents, counts.events), (2, 2));
    assert!(one.verify(None).await.expect("checked").faults.is_empty());
    one.close().await;
    other.0.close().await;
}

/// A second desk whose ids do not collide with those of the first.
struct Other(onrecord_app::Desk);

impl Other {
    async fn open(url: &str) -> Self {
        let ids = onrecord_testkit::SequentialIds::default();
        for _ in 0..100_000 {
            onrecord_model::IdSource::next(&ids, onrecord_testkit::moment("2026-02-01T12:00:00Z"));
        }
        let clock = onrecord_testkit::FixedClock::default();
        let desk = onrecord_app::Desk::open(url, Box::new(clock), Box::new(ids)).await.expect("a desk");
        Other(desk.using(onrecord_app::EngineKind::Rules))
    }
}

#[tokio::test]
async fn other_bytes_round_the_same_article_are_no_version() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    let one = article("2026-05-04", "spill", "Spill", "The spill of 9 tonnes was in 2019.");
    take_in(&desk, std::slice::from_ref(&one)).await;
    let mut other = one;
    other.raw.extend_from_slice(b"<!-- fetched again -->");
    let outcomes = take_in(&desk, &[other]).await;
    assert_eq!(outcomes, [Outcome::Unchanged { document: Handle::document(1) }]);
    assert_eq!(desk.counts().await.expect("counts").documents, 1);
}
