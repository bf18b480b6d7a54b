//! Questions kept under a name, and days by which something is due.

use onrecord_migrations::{Migrator, MigratorTrait, SchemaManager};
use onrecord_model::{Action, Actor, Event, Reviewer, SearchChange, SearchId, WorkChange, WorkState};
use onrecord_store::{QueueFilter, Store, StoreError, WorkFilter, WorkOrder};
use onrecord_testkit::{TempDatabase, day};
use sea_orm::{ConnectionTrait, Database};
use uuid::Uuid;

use crate::world::{self, World, filled, now};

fn person(name: &str) -> Reviewer {
    name.parse().expect("a name")
}

fn change(name: &str, before: Option<&str>, after: Option<&str>) -> SearchChange {
    let id = SearchId(Uuid::from_u128(0x5ea_0000 + name.len() as u128));
    SearchChange { id, name: name.to_owned(), before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

/// Makes a change with its entry of the log.
async fn make(store: &Store, world: &World, change: SearchChange) -> Result<(), StoreError> {
    let by = person("Mara");
    let mut tx = store.begin().await?;
    tx.change_search(&change, &by, now()).await?;
    let action = Action::SearchKept { change, reason: None, takes_back: None };
    tx.append(&Event { actor: Actor::Person(by), at: now(), ..world.event(action) }).await?;
    tx.commit().await
}

pub(crate) async fn questions_are_kept_changed_and_taken_out(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    make(&store, &world, change("Zoë’s", None, Some("--mine"))).await.expect("is kept");
    make(&store, &world, change("a\u{0}b", None, Some("--all"))).await.expect("is kept");
    let names: Vec<String> = store.saved_searches().await.expect("lists").into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Zoë’s", "a\u{0}b"]);
    let kept = store.saved_search("  zoë’S ").await.expect("reads").expect("whatever its case");
    assert_eq!((kept.query.as_str(), kept.by, kept.at), ("--mine", person("Mara"), now()));
    let again = SearchChange { id: SearchId(Uuid::from_u128(9)), ..change("ZOË’S", None, Some("--all")) };
    let refused = make(&store, &world, again).await.expect_err("the name is taken");
    assert!(matches!(refused, StoreError::Duplicate { .. }), "{refused}");

    make(&store, &world, change("Zoë’s", Some("--mine"), Some("--all"))).await.expect("is changed");
    let late = make(&store, &world, change("Zoë’s", Some("--mine"), None)).await.expect_err("is refused");
    assert_eq!(late, StoreError::SearchConflict { name: "Zoë’s".to_owned() });
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    make(&store, &world, change("Zoë’s", Some("--all"), None)).await.expect("is taken out");
    assert_eq!(store.saved_search("Zoë’s").await.expect("reads"), None);
    assert_eq!(store.verify().await.expect("verifies").faults, []);

    let by = person("Mara");
    let mut tx = store.begin().await.expect("begin");
    tx.change_search(&change("untold", None, Some("--all")), &by, now()).await.expect("is kept");
    let untold = tx.commit().await.expect_err("without an entry");
    assert!(matches!(untold, StoreError::Unlogged { .. }), "{untold}");
}

pub(crate) async fn questions_behind_the_log_are_named(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    make(&store, &world, change("open", None, Some("--mine"))).await.expect("is kept");
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    for (tamper, fault) in [
        ("UPDATE saved_search SET query = '--all'", "is not what the log says"),
        ("UPDATE saved_search SET actor = 'Ben'", "is not what the log says"),
        ("UPDATE saved_search SET name = 'shut'", "not that of its name"),
        ("DELETE FROM saved_search", "which is not stored"),
    ] {
        connection.execute_unprepared(tamper).await.expect("tampers");
        let store = world::open(database).await;
        let faults = store.verify().await.expect("verifies").faults;
        assert!(faults.iter().any(|found| found.what.contains(fault)), "{tamper}: {faults:?}");
        store.close().await;
    }
}

pub(crate) async fn questions_and_due_days_outlive_a_step_down(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    make(&store, &world, change("open", None, Some("--mine"))).await.expect("is kept");
    give(&store, &world).await;
    assert_eq!(due(&store).await, ["c2", "c1"], "what is due first comes first by its day");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    let steps: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let down = steps.iter().rev().take_while(|name| *name != "m20261127_000008_queue").count() as u32 + 1;
    Migrator::down(&connection, Some(down)).await.expect("goes down");
    assert!(!SchemaManager::new(&connection).has_column("work", "due_day").await.expect("asks"));
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    assert_eq!(store.saved_searches().await.expect("lists").len(), 1);
    assert_eq!(due(&store).await, ["c2", "c1"]);
    store.close().await;
}

/// Gives the first claim for a later day than the second, and the third for none.
async fn give(store: &Store, world: &World) {
    let (by, mut changes) = (person("Mara"), Vec::new());
    for (claim, due) in [(0, Some("2026-03-09")), (1, Some("2026-03-01")), (2, None)] {
        let (claim, to) = (&world.claims[claim], person("Ben"));
        let after = WorkState::Assigned { to, by: by.clone(), at: now(), due: due.map(day) };
        changes.push(WorkChange { claim: claim.id, handle: claim.handle, before: WorkState::New, after });
    }
    let mut tx = store.begin().await.expect("begin");
    for change in &changes {
        tx.set_work(change, false).await.expect("is given");
    }
    let action = Action::WorkChanged { changes, reason: None, takes_back: None, bulk: None };
    tx.append(&Event { actor: Actor::Person(by), ..world.event(action) }).await.expect("is told");
    tx.commit().await.expect("commit");
}

/// Lists what is due, the nearest day first.
async fn due(store: &Store) -> Vec<String> {
    let filter = QueueFilter {
        work: WorkFilter { first: Some(WorkOrder::Due), ..WorkFilter::default() },
        open_only: false,
        ..QueueFilter::default()
    };
    let mut rows = store.queue(&filter).await.expect("lists");
    rows.sort_by_key(|row| row.work.due());
    rows.iter().map(|row| row.claim.handle.to_string()).collect()
}
