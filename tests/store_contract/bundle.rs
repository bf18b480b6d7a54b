//! Everything in one file, and back.

use onrecord_model::{StatusKind, Target};
use onrecord_store::{BundleError, BundleManifest, Store, check_bundle};
use onrecord_testkit::TempDatabase;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use crate::kept::proposed;
use crate::world::open;

async fn written(store: &Store) -> (Vec<u8>, BundleManifest) {
    let mut bytes = Vec::new();
    let manifest = store.bundle(&mut bytes, |_| {}).await.expect("writes");
    (bytes, manifest)
}

async fn entered(store: &Store, bytes: &[u8]) -> Result<(), BundleError> {
    let checked = check_bundle(bytes, |_| {})?;
    let mut tx = store.begin().await.expect("begin");
    tx.enter_bundle(bytes, &checked, |_| {}).await?;
    tx.commit().await.expect("commit");
    Ok(())
}

/// Odd values go through either database and come out as the same bytes; then the desk goes on.
pub(crate) async fn a_bundle_comes_back_byte_for_byte(database: &TempDatabase) {
    let (store, mut world) = proposed(database).await;
    world.decide(&store, 3, Target::Said, StatusKind::Disputed).await;
    let (bytes, manifest) = written(&store).await;
    assert_eq!(check_bundle(bytes.as_slice(), |_| {}).expect("is in order"), manifest);
    assert_eq!((manifest.rows_of("document"), manifest.rows_of("statement")), (2, 1));

    let elsewhere = TempDatabase::sqlite();
    let other = open(&elsewhere).await;
    entered(&other, &bytes).await.expect("enters");
    let audit = other.verify().await.expect("verifies");
    assert_eq!((audit.faults.len(), audit.head), (0, store.verify().await.expect("verifies").head));
    assert_eq!(written(&other).await.0, bytes);
    // New things go on where the others ended, and the rows are counted.
    world.decide(&other, 1, Target::Fact, StatusKind::Disputed).await;
    assert!(other.verify().await.expect("verifies").faults.is_empty());
    assert!(matches!(entered(&other, &bytes).await, Err(BundleError::NotEmpty { .. })));
    other.close().await;
    elsewhere.remove().await;
}

/// A bundle of another database is entered into this one, and what is refused leaves nothing.
pub(crate) async fn a_bundle_is_entered_whole_or_not_at_all(database: &TempDatabase) {
    let elsewhere = TempDatabase::sqlite();
    let (source, _) = proposed(&elsewhere).await;
    let (bytes, manifest) = written(&source).await;
    let store = open(database).await;
    let empty = written(&store).await.0;

    let mut tx = store.begin().await.expect("begin");
    let other = BundleManifest { content: "0".repeat(64), ..manifest.clone() };
    let refused = tx.enter_bundle(bytes.as_slice(), &other, |_| {}).await;
    assert!(matches!(refused, Err(BundleError::Damaged { .. })), "{refused:?}");
    tx.rollback().await.expect("takes back");
    assert_eq!(written(&store).await.0, empty);

    let mut tx = store.begin().await.expect("begin");
    let cut = &bytes[..bytes.len() - 9];
    assert!(tx.enter_bundle(cut, &manifest, |_| {}).await.is_err());
    drop(tx);
    assert_eq!(written(&store).await.0, empty);

    entered(&store, &bytes).await.expect("enters");
    assert_eq!(written(&store).await.0, bytes);
    source.close().await;
    elsewhere.remove().await;
}

/// Nothing that a database holds is left out: what is not in a bundle is named here, and made again from the rest.
pub(crate) async fn a_bundle_has_every_table(database: &TempDatabase) {
    /// Tallies are made of the rows, the head of the log is in the manifest, words of statements are with the statements.
    const MADE_AGAIN: [&str; 3] = ["tally", "log_head", "seaql_migrations"];
    let store = open(database).await;
    let (_, manifest) = written(&store).await;
    let connection = Database::connect(database.url()).await.expect("connects");
    let backend = connection.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
    };
    let rows = connection.query_all_raw(Statement::from_string(backend, sql)).await.expect("asks");
    let tables: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).expect("a name")).collect();
    assert!(tables.len() > 20, "{tables:?}");
    for table in tables.iter().filter(|table| !table.starts_with("statement_words")) {
        let is_in = manifest.rows.iter().any(|(name, _)| name == table);
        assert_ne!(is_in, MADE_AGAIN.contains(&table.as_str()), "{table}");
    }
    connection.close().await.expect("closes");
}
