//! The schema goes up, down and up again, and is refused when it is newer than the program.

use onrecord_migrations::{Migrator, MigratorTrait, SchemaManager};
use onrecord_store::{EventFilter, Store, StoreError};
use onrecord_testkit::TempDatabase;
use sea_orm::{ConnectionTrait, Database};

use crate::world::{self, filled, now};

/// Counts the steps down that take back the one whose name begins so, and those after it.
pub(crate) fn steps_back_to(name: &str) -> u32 {
    Migrator::migrations().iter().rev().take_while(|step| step.name() >= name).count() as u32
}

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

/// Counts the steps down that take this change of the schema back, the last.
fn steps_past(name: &str) -> u32 {
    let steps = Migrator::migrations();
    steps.iter().rev().position(|step| step.name().contains(name)).expect("is there") as u32 + 1
}

/// Entries of before the table of further subjects are found under these once it is there.
pub(crate) async fn further_subjects_are_read_out_of_the_log(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    crate::alike::decide_first_and_last(&store, &world).await;
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    Migrator::down(&connection, Some(steps_past("_000003_"))).await.expect("goes down past the table");
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
    Migrator::down(&connection, Some(steps_past("_000004_"))).await.expect("goes down past evidence");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    assert_eq!(store.evidence_on(&[world.claims[0].id]).await.expect("lists").len(), 1);
    store.close().await;
}

/// Before, a row of evidence named who changed it last; who brought it forward is read out of the log.
pub(crate) async fn who_brought_evidence_is_read_out_of_the_log(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    crate::evidence::add(&store, &world).await;
    crate::evidence::change_as(&store, &world, "Ben").await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    Migrator::down(&connection, Some(steps_past("_000011_"))).await.expect("goes down");
    let asked = sea_orm::Statement::from_string(connection.get_database_backend(), "SELECT actor FROM evidence");
    let row = connection.query_one_raw(asked).await.expect("reads").expect("is there");
    assert_eq!(row.try_get_by_index::<String>(0).expect("a name"), "Ben");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let item = store.evidence_on(&[world.claims[0].id]).await.expect("lists").pop().expect("is there");
    assert_eq!(item.by.name(), "Mara");
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
