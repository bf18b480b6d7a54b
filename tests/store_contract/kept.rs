//! What the log does not tell of has digests and tallies: a changed row is named, a row that is gone is missed.

use onrecord_migrations::{Migrator, MigratorTrait};
use onrecord_model::{CopyLink, CopyVerdict, Finding, FindingId, Lease};
use onrecord_store::{NewStatement, Store};
use onrecord_testkit::TempDatabase;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend};

use crate::alike::pair;
use crate::world::{World, filled, now, open};

/// Fills a desk with one row of everything that the log does not tell of.
pub(crate) async fn proposed(database: &TempDatabase) -> (Store, World) {
    let (store, world) = filled(database).await;
    let mut tx = store.begin().await.expect("begin");
    tx.propose_pairs(&[pair(&world, 0, 2, 0.9, &[])]).await.expect("proposes");
    let (a, b) = (world.documents[0].id, world.documents[1].id);
    let agency = Some("Skerrywire".to_owned());
    let link = CopyLink { a, b, sentences: 3, of: 4, containment: 0.75, agency, verdict: CopyVerdict::Open };
    tx.insert_copy_links(&[link]).await.expect("links");
    tx.file_passages(&[(-5, 1), (-5, 2), (-5, 2)]).await.expect("files");
    let number = tx.statement_numbers(1).await.expect("numbers");
    let words = ["abcdefgh", "aabbccdd", "abcdefgh"].map(str::to_owned).to_vec();
    let statement = NewStatement { number, fingerprint: world.claims[0].fingerprint, bands: vec![7, -1, 7], words };
    tx.insert_statements(&[statement]).await.expect("files");
    let lease = Lease { by: "Ann".parse().expect("a name"), until: now() };
    tx.take_lease(world.claims[0].id, &lease, now()).await.expect("asks");
    tx.commit().await.expect("commit");
    import(&store, &world, "false").await;
    import(&store, &world, "half true").await;
    (store, world)
}

/// Imports one finding, over itself the second time.
async fn import(store: &Store, world: &World, rating: &str) {
    let finding = Finding {
        id: FindingId(world.id()),
        imported_at: now(),
        source: "desk.jsonl".to_owned(),
        source_id: "17".to_owned(),
        claim: "The harbour was closed".to_owned(),
        title: None,
        speaker: None,
        by: None,
        rating: Some(rating.to_owned()),
        date: None,
        url: None,
    };
    let hash = onrecord_model::ContentHash::of(rating.as_bytes());
    let action = onrecord_model::Action::FindingsImported { source: finding.source.clone(), hash, count: 1 };
    let mut tx = store.begin().await.expect("begin");
    tx.put_findings("desk.jsonl", &[finding]).await.expect("puts");
    tx.append(&world.event(action)).await.expect("is told");
    tx.commit().await.expect("commit");
}

/// A change, how it is taken back, and what the audit says of it.
const CHANGES: &[(&str, &str, &str)] = &[
    ("UPDATE claim_pair SET score = 0.5", "UPDATE claim_pair SET score = 0.9", "the pair of c1 and c3 is not what"),
    (
        "UPDATE claim_pair SET relation = 'repeats'",
        "UPDATE claim_pair SET relation = 'rewords'",
        "the pair of c1 and c3",
    ),
    ("UPDATE claim_pair SET vetoes = 'negation'", "UPDATE claim_pair SET vetoes = ''", "the pair of c1 and c3"),
    ("UPDATE copy_link SET sentences = 9", "UPDATE copy_link SET sentences = 3", "the pair of d1 and d2"),
    ("UPDATE copy_link SET agency = NULL", "UPDATE copy_link SET agency = 'Skerrywire'", "the pair of d1 and d2"),
    (
        "UPDATE finding SET imported_at = imported_at + 1",
        "UPDATE finding SET imported_at = imported_at - 1",
        "the finding",
    ),
    (
        "UPDATE finding SET payload = replace(payload, 'half true', 'half-true')",
        "UPDATE finding SET payload = replace(payload, 'half-true', 'half true')",
        "the finding",
    ),
    ("UPDATE outlet SET owner = 'Ledger Croup'", "UPDATE outlet SET owner = 'Ledger Group'", "the outlet o1 is not"),
    ("UPDATE outlet SET handle = 9", "UPDATE outlet SET handle = 1", "the outlet o9 is not"),
    (
        "UPDATE outlet SET name = 'The Evening LEDGER'",
        "UPDATE outlet SET name = 'The Evening Ledger'",
        "the outlet o1 is not",
    ),
    (
        "UPDATE document SET retrieved_at = retrieved_at + 1 WHERE handle = 2",
        "UPDATE document SET retrieved_at = retrieved_at - 1 WHERE handle = 2",
        "the row of d2 is not",
    ),
    (
        "UPDATE speaker SET name = 'tal Ríos' WHERE handle = 1",
        "UPDATE speaker SET name = 'Tal Ríos' WHERE handle = 1",
        "the speaker s1 is not",
    ),
    (
        "UPDATE speaker_alias SET why = 'initial of the last name'",
        "UPDATE speaker_alias SET why = 'initial of the first name'",
        "alias \"T. Rios\" of s1 is not",
    ),
    (
        "UPDATE claim SET handle = 9 WHERE handle = 3",
        "UPDATE claim SET handle = 3 WHERE handle = 9",
        "handles of claims",
    ),
    ("UPDATE lease SET holder = 'ann'", "UPDATE lease SET holder = 'Ann'", "the lease on c1 is not"),
    ("UPDATE lease SET ends_at = ends_at + 1", "UPDATE lease SET ends_at = ends_at - 1", "the lease on c1 is not"),
    ("UPDATE statement SET number = 9", "UPDATE statement SET number = 1", "the statements are not"),
    (
        "UPDATE statement_band SET band = 8 WHERE band = 7",
        "UPDATE statement_band SET band = 7 WHERE band = 8",
        "the keys of statements are not",
    ),
    (
        "UPDATE passage SET handle = 3 WHERE handle = 2",
        "UPDATE passage SET handle = 2 WHERE handle = 3",
        "the passages of documents are not",
    ),
    ("DELETE FROM claim_pair", "SELECT 1", "0 pairs of claims are stored, but 1 were written"),
    ("DELETE FROM copy_link", "SELECT 1", "0 pairs of documents are stored, but 1 were written"),
    ("DELETE FROM finding", "SELECT 1", "0 findings are stored, but 1 were written"),
    ("DELETE FROM speaker_alias", "SELECT 1", "0 other names of speakers are stored, but"),
];

/// Takes a word away from a statement; the two databases keep words apart.
fn without_words(connection: &DatabaseConnection) -> &'static str {
    match connection.get_database_backend() {
        DbBackend::Sqlite => "DELETE FROM statement_words",
        _ => "UPDATE statement SET words = ''",
    }
}

pub(crate) async fn changes_the_log_does_not_tell_of_are_named(database: &TempDatabase) {
    let (store, _) = proposed(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let connection = Database::connect(database.url()).await.expect("connects");
    let words = (without_words(&connection), "SELECT 1", "0 words of statements are stored, but 2 were written");
    for (change, back, told) in CHANGES.iter().chain([&words]) {
        connection.execute_unprepared(change).await.expect(change);
        let faults = store.verify().await.expect("verifies").faults;
        assert!(faults.iter().any(|fault| fault.what.contains(told)), "{change}: {faults:#?}");
        connection.execute_unprepared(back).await.expect(back);
    }
    connection.close().await.expect("closes");
}

/// A transaction counts what it has written before it ends.
pub(crate) async fn what_is_just_written_is_counted(database: &TempDatabase) {
    let (store, world) = proposed(database).await;
    let mut tx = store.begin().await.expect("begin");
    tx.propose_pairs(&[pair(&world, 0, 1, 0.6, &[]), pair(&world, 0, 2, 0.1, &[])]).await.expect("proposes");
    assert_eq!(tx.verify().await.expect("verifies").faults, []);
    tx.rollback().await.expect("is taken back");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

/// A step down and up again counts what is there as it was counted when it was written.
pub(crate) async fn the_step_counts_what_is_there(database: &TempDatabase) {
    let (store, world) = proposed(database).await;
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    let steps = crate::schema::steps_back_to("m20261127_000009_tally");
    Migrator::down(&connection, Some(steps)).await.expect("goes down");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = open(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    import(&store, &world, "true after all").await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    store.close().await;
}
