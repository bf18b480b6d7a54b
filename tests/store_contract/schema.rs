//! The schema goes up, down and up again, and is refused when it is newer than the program.

use onrecord_migrations::{Migrator, MigratorTrait, SchemaManager};
use onrecord_store::{EventFilter, Store, StoreError};
use onrecord_testkit::TempDatabase;
use sea_orm::{ConnectionTrait, Database};

use crate::world::{self, filled, now};

pub(crate) async fn goes_down_and_up_again(database: &TempDatabase) {
    let (store, _) = filled(database).await;
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    // Back to the start: what matching keeps goes with what came after it, everything else stays.
    let later = Migrator::migrations().len() as u32 - 1;
    Migrator::down(&connection, Some(later)).await.expect("goes down to the start");
    for table in [
        "evidence",
        "snapshot",
        "event_subject",
        "statement",
        "statement_band",
        "claim_pair",
        "passage",
        "copy_link",
        "finding",
    ] {
        let stands = SchemaManager::new(&connection).has_table(table).await.expect("asks");
        assert!(!stands, "{table} is gone");
    }
    Migrator::up(&connection, None).await.expect("goes up again");
    let store = world::open(database).await;
    assert_eq!(store.counts().await.expect("counts").claims, 3);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    assert!(store.is_unfiled().await.expect("asks"), "statements have to be filed anew");
    store.close().await;
    Migrator::down(&connection, None).await.expect("goes down");
    let tables = ["counter", "outlet", "article", "document", "document_body", "speaker", "speaker_alias", "claim"];
    for table in tables.iter().chain(&["mention", "event", "log_head"]) {
        let stands = SchemaManager::new(&connection).has_table(table).await.expect("asks");
        assert!(!stands, "{table} is gone");
    }
    Migrator::up(&connection, None).await.expect("goes up");
    connection.close().await.expect("closes");
    let (store, _) = filled(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

/// Counts the steps that came after this one.
fn past(step: &str) -> u32 {
    let names: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    names.iter().rev().take_while(|name| *name != step).count() as u32
}

/// Entries of before the table of further subjects are found under these once it is there.
pub(crate) async fn further_subjects_are_read_out_of_the_log(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    crate::alike::decide_first_and_last(&store, &world).await;
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    Migrator::down(&connection, Some(past("m20261126_000003_event_subject"))).await.expect("goes down");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let filter = EventFilter { subject: Some(world.claims[2].id.0), ..EventFilter::default() };
    assert_eq!(store.events(&filter).await.expect("lists").len(), 1);
    store.close().await;
}

/// Copies of sources cannot be made again, so a step down keeps them.
pub(crate) async fn evidence_outlives_a_step_down(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    crate::evidence::add(&store, &world).await;
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    Migrator::down(&connection, Some(past("m20261126_000003_event_subject"))).await.expect("goes down");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    assert_eq!(store.evidence_on(&[world.claims[0].id]).await.expect("lists").len(), 1);
    store.close().await;
}

pub(crate) async fn newer_schemas_are_refused(database: &TempDatabase) {
    let store = world::open(database).await;
    let what = store.describe();
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    connection
        .execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99990101_000001_later', 0)")
        .await
        .expect("writes");
    connection.close().await.expect("closes");
    let refused = Store::open(database.url(), now()).await.expect_err("is refused");
    let found = "m99990101_000001_later".to_owned();
    assert_eq!(refused, StoreError::SchemaNewer { what, found });
}
