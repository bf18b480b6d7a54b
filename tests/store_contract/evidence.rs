//! Evidence: added, changed and taken out by the first of two, and held by the log to the byte.

use onrecord_model::{
    Action, Actor, Basis, Citation, ContentHash, Event, EventId, Evidence, EvidenceChange, EvidenceId, Handle,
    Independence, Keeping, Kinship, Published, Quote, Snapshot, SourceClass, Stance, Target,
};
use onrecord_store::{EventFilter, Store, StoreError};
use onrecord_testkit::{TempDatabase, day};

use crate::world::{World, filled, now};

const COPY: &[u8] = b"Minutes: \0 about 300 votes";

fn evidence() -> Evidence {
    Evidence {
        target: Target::Said,
        stance: Stance::Supports,
        quote: Some(Quote { exact: "about 300\u{0}votes".to_owned(), prefix: "“".to_owned(), suffix: String::new() }),
        citation: Citation::Url("https://ledger.example/minutes".to_owned()),
        keeping: Keeping {
            snapshot: Some(Snapshot { hash: ContentHash::of(COPY), path: "/desk/minutes.txt".to_owned() }),
            link: None,
            waived: Some("kept in the archive".parse().expect("a reason")),
        },
        retrieved_at: Some(now()),
        as_of: Some(Published::on(day("2026-01-29"))),
        publisher: Some("City Hall".to_owned()),
        speaker: None,
        class: SourceClass::Primary,
        basis: Basis::Document,
        independence: vec![Independence {
            of: Handle::document(2),
            kinship: Kinship::Independent,
            reason: "the clerk wrote it".parse().expect("a reason"),
        }],
        interest: Some("runs the vote".to_owned()),
        stale: None,
        last_seen: None,
        note: Some("ask K.".to_owned()),
        confidential: true,
    }
}

fn change(world: &World, number: u32, before: Option<Evidence>, after: Option<Evidence>) -> EvidenceChange {
    let claim = &world.claims[0];
    let id = EvidenceId(uuid::Uuid::from_u128(0xe000 + u128::from(number)));
    EvidenceChange { id, handle: Handle::evidence(number), claim: claim.id, claim_handle: claim.handle, before, after }
}

/// Writes a change with its entry; both at one moment and by one person.
async fn write(store: &Store, world: &World, change: EvidenceChange) -> Result<(), StoreError> {
    write_as(store, world, "Mara", change).await
}

async fn write_as(store: &Store, world: &World, by: &str, change: EvidenceChange) -> Result<(), StoreError> {
    let by = by.parse().expect("a reviewer");
    let mut tx = store.begin().await.expect("begin");
    tx.keep_snapshot(ContentHash::of(COPY), COPY, now()).await.expect("is kept");
    tx.change_evidence(&change, &by, now()).await?;
    let reason = "read at the archive".parse().expect("a reason");
    let action = Action::EvidenceChanged { changes: vec![change], reason, takes_back: None };
    let event = Event { id: EventId(world.id()), at: now(), actor: Actor::Person(by), action };
    tx.append(&event).await?;
    tx.commit().await
}

/// Adds one piece of evidence to the first claim.
pub(crate) async fn add(store: &Store, world: &World) {
    write(store, world, change(world, 1, None, Some(evidence()))).await.expect("is added");
}

/// Lets another person look at it again; it stays that of the person who brought it forward.
pub(crate) async fn change_as(store: &Store, world: &World, by: &str) {
    let stale = Evidence { stale: Some("the words are gone".to_owned()), ..evidence() };
    write_as(store, world, by, change(world, 1, Some(evidence()), Some(stale))).await.expect("is changed");
    let stored = store.evidence(Handle::evidence(1)).await.expect("reads").expect("is there");
    assert_eq!(stored.by.name(), "Mara");
}

const HIDING_ON_SQLITE: [&str; 3] = [
    "CREATE TRIGGER tr BEFORE INSERT ON event WHEN new.actor = 'Mara' BEGIN SELECT RAISE(IGNORE); END",
    "CREATE VIEW seen AS SELECT 1 AS one",
    "CREATE TABLE other (n INTEGER)",
];

const HIDING_ON_POSTGRES: [&str; 5] = [
    "CREATE FUNCTION keep_out() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN IF NEW.actor = 'Mara' THEN RETURN NULL; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER tr BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION keep_out()",
    "CREATE VIEW seen AS SELECT 1 AS one",
    "CREATE TABLE other (n INTEGER)",
    "CREATE RULE ru AS ON DELETE TO event DO INSTEAD NOTHING",
];

pub(crate) async fn what_is_foreign_is_named_and_keeps_nothing_out(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    assert_eq!(store.health(now()).await.expect("answers").foreign, Vec::<String>::new());
    let connection = sea_orm::Database::connect(database.url()).await.expect("connects");
    let is_sqlite = database.url().starts_with("sqlite");
    let hiding = if is_sqlite { &HIDING_ON_SQLITE[..] } else { &HIDING_ON_POSTGRES[..] };
    for sql in hiding {
        sea_orm::ConnectionTrait::execute_unprepared(&connection, sql).await.expect("tampers");
    }
    let mut foreign = vec!["table \"other\"", "trigger \"tr\"", "view \"seen\""];
    if !is_sqlite {
        foreign.insert(0, "rule \"ru\"");
    }
    assert_eq!(store.health(now()).await.expect("answers").foreign, foreign);
    let faults = store.verify().await.expect("verifies").faults;
    for object in foreign {
        assert!(faults.iter().any(|fault| fault.what.contains(object)), "{object}: {faults:?}");
    }
    let head = store.head().await.expect("reads");
    let kept_out = write(&store, &world, change(&world, 1, None, Some(evidence()))).await.expect_err("is refused");
    assert!(matches!(kept_out, StoreError::KeptOut { asked: 1, written: 0, .. }), "{kept_out}");
    assert_eq!(store.head().await, Ok(head));
    assert_eq!(store.evidence(Handle::evidence(1)).await, Ok(None));
}

pub(crate) async fn evidence_goes_to_the_first_of_two(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    add(&store, &world).await;
    let stored = store.evidence(Handle::evidence(1)).await.expect("reads").expect("is there");
    assert_eq!((stored.evidence, stored.by.name(), stored.at), (evidence(), "Mara", now()));
    assert_eq!(store.snapshot(ContentHash::of(COPY)).await.expect("reads").as_deref(), Some(COPY));

    let stale = Evidence {
        stale: Some("the words are gone".to_owned()),
        last_seen: Some(ContentHash::of(b"what is there now")),
        ..evidence()
    };
    write(&store, &world, change(&world, 1, Some(evidence()), Some(stale.clone()))).await.expect("is marked");
    let late = write(&store, &world, change(&world, 1, Some(evidence()), None)).await.expect_err("is refused");
    assert_eq!(late, StoreError::EvidenceConflict { handle: Handle::evidence(1) });
    assert_eq!(store.evidence_page(true, 0, 9).await.expect("lists").len(), 1);
    assert_eq!(store.evidence_page(true, 1, 9).await, Ok(Vec::new()));

    write(&store, &world, change(&world, 1, Some(stale.clone()), None)).await.expect("is taken out");
    assert_eq!(store.evidence(Handle::evidence(1)).await, Ok(None));
    assert_eq!(store.evidence_on(&[world.claims[0].id]).await, Ok(Vec::new()));
    let id = store.evidence_id(Handle::evidence(1)).await.expect("reads").expect("its number is not given again");
    write(&store, &world, change(&world, 1, None, Some(stale))).await.expect("is put back");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let filter = EventFilter { subject: Some(id.0), ..EventFilter::default() };
    assert_eq!(store.events(&filter).await.expect("lists").len(), 4, "found under the evidence as well");

    let mut silent = store.begin().await.expect("begin");
    let by = "Mara".parse().expect("a reviewer");
    silent.change_evidence(&change(&world, 2, None, Some(evidence())), &by, now()).await.expect("is added");
    assert!(matches!(silent.commit().await, Err(StoreError::Unlogged { .. })));
    let mut wrong = store.begin().await.expect("begin");
    let refused = wrong.keep_snapshot(ContentHash::of(b"other"), COPY, now()).await.expect_err("is refused");
    assert!(matches!(refused, StoreError::Unstorable { .. }), "{refused}");
}

pub(crate) async fn evidence_behind_the_log_is_named(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    add(&store, &world).await;
    let connection = sea_orm::Database::connect(database.url()).await.expect("connects");
    for (sql, back, told) in [
        (
            "UPDATE evidence SET payload = replace(payload, 'supports', 'refutes')",
            "UPDATE evidence SET payload = replace(payload, 'refutes', 'supports')",
            "e1 is not what the log says",
        ),
        (
            "UPDATE evidence SET payload = replace(payload, 'City', 'Citi')",
            "UPDATE evidence SET payload = replace(payload, 'Citi', 'City')",
            "e1 is not what the log says",
        ),
        ("UPDATE evidence SET actor = 'Nobody'", "UPDATE evidence SET actor = 'Mara'", "e1 is not what the log says"),
        ("UPDATE evidence SET at = at + 1", "UPDATE evidence SET at = at - 1", "e1 is not what the log says"),
        (
            "UPDATE evidence SET is_stale = (handle = 1)",
            "UPDATE evidence SET is_stale = (handle = 2)",
            "e1 is not what the log says",
        ),
        ("UPDATE evidence SET handle = 7", "UPDATE evidence SET handle = 1", "e7 is not what the log says"),
        ("UPDATE snapshot SET at = at", "UPDATE snapshot SET at = at", ""),
    ] {
        sea_orm::ConnectionTrait::execute_unprepared(&connection, sql).await.expect("tampers");
        let faults = store.verify().await.expect("verifies").faults;
        assert!(told.is_empty() == faults.is_empty(), "{sql}: {faults:?}");
        assert!(told.is_empty() || faults.iter().any(|fault| fault.what.contains(told)), "{sql}: {faults:?}");
        sea_orm::ConnectionTrait::execute_unprepared(&connection, back).await.expect("mends");
    }
    sea_orm::ConnectionTrait::execute_unprepared(&connection, "DELETE FROM snapshot").await.expect("tampers");
    let faults = store.verify().await.expect("verifies").faults;
    assert!(faults.iter().any(|fault| fault.what.contains("the copy that e1 rests on is missing")), "{faults:?}");
    sea_orm::ConnectionTrait::execute_unprepared(&connection, "DELETE FROM evidence").await.expect("tampers");
    let faults = store.verify().await.expect("verifies").faults;
    assert!(faults.iter().any(|fault| fault.what.contains("tells of e1, which is not stored")), "{faults:?}");
    connection.close().await.expect("closes");
}
