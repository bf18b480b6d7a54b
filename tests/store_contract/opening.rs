//! What opening a database says when it cannot.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use onrecord_migrations::{Migrator, MigratorTrait};
use onrecord_model::HandleKind;
use onrecord_store::{Store, StoreError};
use onrecord_testkit::{SKIPPED, TempDatabase};
use sea_orm::{ConnectionTrait, Database};

use crate::world::{self, filled, now};

async fn refusal(url: &str) -> StoreError {
    match Store::open(url, now()).await {
        Ok(store) => panic!("{} was opened", store.describe()),
        Err(error) => error,
    }
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

#[tokio::test]
async fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("no such folder");
    let error = refusal(&url(&missing.join("x.db"))).await;
    assert_eq!(error, StoreError::FolderMissing { folder: missing });
}

#[tokio::test]
async fn a_folder_is_no_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = refusal(&url(folder.path())).await;
    let what = format!("SQLite file {}", folder.path().display());
    assert_eq!(error, StoreError::NotOurs { what, why: "it is a folder".to_owned() });
}

#[tokio::test]
async fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.txt");
    let letter = "Dear editor, this is a letter.\n".repeat(100);
    fs::write(&path, &letter).expect("writes");
    let error = refusal(&url(&path)).await;
    assert!(matches!(&error, StoreError::NotOurs { why, .. } if why == "it is not a SQLite file"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("reads"), letter);
}

#[tokio::test]
async fn other_programs_databases_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.db");
    let other = Database::connect(format!("{}?mode=rwc", url(&path))).await.expect("connects");
    other.execute_unprepared("CREATE TABLE bookmarks (id INTEGER)").await.expect("makes");
    other.close().await.expect("closes");
    let error = refusal(&url(&path)).await.to_string();
    assert!(error.contains("it holds another program's table \"bookmarks\""), "{error}");
}

#[tokio::test]
async fn a_read_only_database_can_be_read_and_says_why_not_written() {
    let database = TempDatabase::sqlite();
    let (store, world) = filled(&database).await;
    store.close().await;
    let reader = Store::open(&format!("{}?mode=ro", database.url()), now()).await.expect("opens");
    assert_eq!(reader.counts().await.expect("counts").documents, 2);
    assert_eq!(reader.outlets().await.expect("lists"), [world.outlet]);
    let written = async {
        let mut tx = reader.begin().await?;
        tx.next_handles(HandleKind::Claim, 1).await?;
        tx.commit().await
    };
    assert!(matches!(written.await, Err(StoreError::ReadOnly { .. })));
}

/// As on a full disk and in a read-only folder: the files SQLite wants beside its own cannot be made.
#[tokio::test]
async fn a_database_beside_which_nothing_can_be_written_is_read() {
    let database = TempDatabase::sqlite();
    let (store, _) = filled(&database).await;
    store.close().await;
    let path = database.url().trim_start_matches("sqlite://");
    symlink("/no such folder/file", format!("{path}-shm")).expect("stands in the way");
    let store = world::open(&database).await;
    assert_eq!(store.counts().await.expect("counts").claims, 3);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let refused = store.begin().await.expect_err("is refused");
    assert_eq!(refused, StoreError::ReadOnly { what: format!("SQLite file {path}") });
    store.close().await;
    fs::remove_file(format!("{path}-shm")).expect("is out of the way");
    world::open(&database).await.begin().await.expect("begins");
}

/// What a log beside the file holds is part of the database, so without the log nothing is read.
#[tokio::test]
async fn a_database_with_a_log_is_not_read_without_it() {
    let database = TempDatabase::sqlite();
    let (store, _) = filled(&database).await;
    store.close().await;
    let path = database.url().trim_start_matches("sqlite://");
    fs::write(format!("{path}-wal"), b"something").expect("writes");
    symlink("/no such folder/file", format!("{path}-shm")).expect("stands in the way");
    let error = refusal(database.url()).await;
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error}");
}

#[tokio::test]
async fn a_file_that_is_not_there_cannot_be_read_only() {
    let database = TempDatabase::sqlite();
    let error = refusal(&format!("{}?mode=ro", database.url())).await;
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error}");
    assert!(error.to_string().starts_with("cannot open SQLite file /"), "{error}");
}

#[tokio::test]
async fn addresses_of_other_kinds_are_refused_without_their_password() {
    for url in ["mysql://me:hunter2@host/x", "onrecord.db", "", "postgres://me:hunter2@[::1/x"] {
        let error = refusal(url).await;
        assert!(matches!(error, StoreError::Url { .. }), "{error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_its_password() {
    let error = refusal("postgres://me:hunter2@127.0.0.1:9/desk").await.to_string();
    let begins = "cannot open PostgreSQL database desk at 127.0.0.1:9: ";
    assert!(error.starts_with(begins) && error.contains("refused"), "{error}");
    assert!(!error.contains('\n') && !error.contains("hunter2"), "{error}");
}

#[tokio::test]
async fn a_database_that_the_server_has_not_got_is_named() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    let error = refusal(&format!("{}_gone", database.url())).await.to_string();
    assert!(error.contains("has no database \"onrecord_test_") && error.contains("_gone'"), "{error}");
    assert!(error.contains("make it first, with 'createdb onrecord_test_"), "{error}");
    database.remove().await;
}

#[tokio::test]
async fn a_database_in_memory_works_alike() {
    let store = Store::open("sqlite::memory:", now()).await.expect("opens");
    assert_eq!(store.describe(), "SQLite database in memory");
    let mut tx = store.begin().await.expect("begin");
    assert_eq!(tx.next_handles(HandleKind::Speaker, 2).await, Ok(1));
    tx.commit().await.expect("commit");
    let mut tx = store.begin().await.expect("begin");
    assert_eq!(tx.next_handles(HandleKind::Speaker, 1).await, Ok(3));
    tx.rollback().await.expect("rollback");
    assert_eq!(store.counts().await.expect("counts").speakers, 0);
}

#[tokio::test]
async fn a_sqlite_file_is_kept_safe() {
    let database = TempDatabase::sqlite();
    let store = world::open(&database).await;
    let own = Database::connect(database.url()).await.expect("connects");
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, "PRAGMA journal_mode");
    let row = own.query_one_raw(statement).await.expect("asks").expect("answers");
    assert_eq!(row.try_get_by_index::<String>(0).expect("a word"), "wal");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_database_may_be_opened_by_several_at_once() {
    let Some(postgres) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return opened_by_several(TempDatabase::sqlite()).await;
    };
    opened_by_several(TempDatabase::sqlite()).await;
    opened_by_several(postgres).await;
}

async fn opened_by_several(database: TempDatabase) {
    let mut openers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = database.url().to_owned();
        openers.spawn(async move { Store::open(&url, now()).await.map(|_| ()) });
    }
    assert_eq!(openers.join_all().await, vec![Ok(()); 4]);
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_file_opened_by_several_at_once_is_copied_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = url(&folder.path().join("desk.db"));
    Store::open(&address, now()).await.expect("makes it").close().await;
    let connection = Database::connect(&address).await.expect("connects");
    Migrator::down(&connection, Some(1)).await.expect("goes down");
    connection.close().await.expect("closes");
    let opening = (0..4).map(|_| {
        let address = address.clone();
        tokio::spawn(async move { Store::open(&address, now()).await.map(|_| ()) })
    });
    for opened in opening.collect::<Vec<_>>() {
        opened.await.expect("runs").expect("opens");
    }
    let names = fs::read_dir(folder.path()).expect("lists").map(|entry| entry.expect("an entry").file_name());
    let copies: Vec<_> = names.filter(|name| name.to_string_lossy().contains("backup")).collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
}
