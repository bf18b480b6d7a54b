//! House rules and what readers are told: stored, raced for, replayed.

use onrecord_migrations::{Migrator, MigratorTrait, SchemaManager};
use onrecord_model::{
    Action, ContentHash, Correction, Event, Gravity, Handle, Judged, PublicChange, PublicEntry, PublicId, PublicKind,
    PublicSubject, Publication, RulesChange, StatusKind, Target,
};
use onrecord_store::{Store, StoreError};
use onrecord_testkit::{TempDatabase, day};
use sea_orm::{ConnectionTrait, Database};
use tokio::task::JoinSet;

use crate::world::{self, World, change as status_change, filled, now};

const RULES: &str = "# our rules\u{1A}\n[review]\npeople = 3\n";

fn adopts(before: Option<&str>, after: Option<&str>) -> RulesChange {
    RulesChange { before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

fn entry(world: &World, change: &RulesChange, takes_back: Option<&Event>) -> Event {
    let (change, reason) = (change.clone(), "the desk met".parse().expect("a reason"));
    world.event(Action::RulesAdopted { change, reason, takes_back: takes_back.map(|event| event.id) })
}

async fn adopt(store: &Store, change: &RulesChange, event: &Event) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    tx.adopt_rules(change).await?;
    tx.append(event).await?;
    tx.commit().await
}

async fn decide(store: &Store, world: &World, rules: Option<&str>) -> Result<(), StoreError> {
    let claim = store.claim(Handle::claim(1)).await?.expect("is there");
    let mut change = status_change(&claim, Target::Fact, StatusKind::Disputed);
    let hash = |text: &str| ContentHash::of(text.as_bytes());
    let overrides = Some("seen by two".parse().expect("a reason"));
    change.judged = rules.map(|text| Judged { rules: hash(text), overrides });
    let mut tx = store.begin().await?;
    tx.set_status(&change, claim.revision).await?;
    tx.append(&world.event(Action::StatusSet(change))).await?;
    tx.commit().await
}

pub(crate) async fn decisions_name_the_rules_in_force(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let refused = decide(&store, &world, Some(RULES)).await;
    assert_eq!(refused, Err(StoreError::RulesConflict), "there are none yet");
    let change = adopts(None, Some(RULES));
    let made = entry(&world, &change, None);
    adopt(&store, &change, &made).await.expect("is adopted");
    assert_eq!(store.house_rules().await.expect("reads").as_deref(), Some(RULES));
    assert_eq!(decide(&store, &world, None).await, Err(StoreError::RulesConflict), "there are some now");
    decide(&store, &world, Some(RULES)).await.expect("is set");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let back = change.reversed();
    adopt(&store, &back, &entry(&world, &back, Some(&made))).await.expect("is taken back");
    assert_eq!(store.house_rules().await.expect("reads"), None);
    let again = adopts(None, Some("# others"));
    adopt(&store, &again, &entry(&world, &again, None)).await.expect("is adopted");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let mut silent = store.begin().await.expect("begin");
    silent.adopt_rules(&adopts(Some("# others"), None)).await.expect("is written");
    assert!(matches!(silent.commit().await, Err(StoreError::Unlogged { .. })));
    let health = store.health(now()).await.expect("answers");
    assert_eq!((health.not_writable, health.schema.contains("_0000")), (None, true));
}

pub(crate) async fn rules_go_to_the_first_of_two(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let first = adopts(None, Some(RULES));
    adopt(&store, &first, &entry(&world, &first, None)).await.expect("is adopted");
    let mut people = JoinSet::new();
    for text in ["# one", "# two"] {
        let change = adopts(Some(RULES), Some(text));
        let event = entry(&world, &change, None);
        let own = world::open(database).await;
        people.spawn(async move { adopt(&own, &change, &event).await });
    }
    let (won, lost): (Vec<_>, Vec<_>) = people.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!((won.len(), lost), (1, vec![Err(StoreError::RulesConflict)]));
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

fn told(world: &World, kind: PublicKind) -> PublicEntry {
    let claim = &world.claims[0];
    PublicEntry {
        id: PublicId(world.id()),
        subject: PublicSubject::Claim(claim.id, claim.handle),
        by: "Mara".parse().expect("a name"),
        at: now(),
        kind,
    }
}

fn correction(world: &World) -> PublicEntry {
    let (note, was) = ("a comma\u{0}was lost".parse().expect("a note"), Some("3,000".to_owned()));
    let (on, gravity) = (day("2026-02-01"), Gravity::Correction);
    told(world, PublicKind::Corrected(Correction { on, gravity, note, was, withdraws: false }))
}

async fn tell(
    store: &Store,
    world: &World,
    change: &PublicChange,
    takes_back: Option<&Event>,
) -> Result<Event, StoreError> {
    let mut tx = store.begin().await?;
    tx.tell_readers(change).await?;
    let takes_back = takes_back.map(|event| event.id);
    let event = world.event(Action::PublicChanged { change: change.clone(), reason: None, takes_back });
    tx.append(&event).await?;
    tx.commit().await.map(|()| event)
}

pub(crate) async fn what_readers_are_told_is_kept_and_taken_back(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let publication = Publication {
        on: day("2026-01-31"),
        size: 2,
        root: store.head().await.expect("reads").root,
        report: Some(ContentHash([8; 32])),
        address: Some("https://desk.example/d1".to_owned()),
    };
    let entries = [told(&world, PublicKind::Published(publication)), correction(&world)];
    let mut made = Vec::new();
    for entry in &entries {
        let change = PublicChange { entry: entry.clone(), stands: true };
        made.push((tell(&store, &world, &change, None).await.expect("is told"), change));
    }
    let about = [world.claims[0].id.0];
    assert_eq!(store.public_entries_of(&about).await.expect("lists"), entries);
    assert_eq!(store.public_entries().await.expect("lists"), entries);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let (event, change) = &made[1];
    let back = change.reversed();
    tell(&store, &world, &back, Some(event)).await.expect("is taken back");
    assert_eq!(store.public_entries_of(&about).await.expect("lists"), entries[..1]);
    let twice = tell(&store, &world, &back, Some(event)).await;
    assert_eq!(twice, Err(StoreError::PublicConflict { handle: Handle::claim(1) }));
    tell(&store, &world, change, Some(event)).await.expect("is told again");
    assert_eq!(store.public_entries_of(&about).await.expect("lists"), entries);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let others = PublicEntry { by: "Ben".parse().expect("a name"), ..correction(&world) };
    let refused = tell(&store, &world, &PublicChange { entry: others, stands: true }, None).await;
    assert!(matches!(refused, Err(StoreError::Unstorable { .. })), "{refused:?}");
}

pub(crate) async fn the_house_behind_the_log_is_named(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let change = adopts(None, Some(RULES));
    adopt(&store, &change, &entry(&world, &change, None)).await.expect("is adopted");
    decide(&store, &world, Some(RULES)).await.expect("is set");
    let kept = PublicChange { entry: correction(&world), stands: true };
    tell(&store, &world, &kept, None).await.expect("is told");
    let connection = Database::connect(database.url()).await.expect("connects");
    let rules = "the house rules in force are not what the log says";
    for (sql, undo, fault) in [
        (
            "UPDATE house SET rules = 'x'",
            format!("UPDATE house SET rules = '{}'", RULES.replace('\u{1A}', "\u{1A}\u{1A}")),
            rules,
        ),
        ("UPDATE house SET revision = 7", "UPDATE house SET revision = 1".to_owned(), rules),
        (
            "UPDATE public_entry SET kind = 'published'",
            "UPDATE public_entry SET kind = 'corrected'".to_owned(),
            "what readers are told of c1 is not what the log says",
        ),
        (
            "UPDATE public_entry SET at = at + 1",
            "UPDATE public_entry SET at = at - 1".to_owned(),
            "what readers are told of c1 is not what the log says",
        ),
    ] {
        connection.execute_unprepared(sql).await.expect("is changed");
        let faults = store.verify().await.expect("verifies").faults;
        assert!(faults.iter().any(|found| found.what == fault), "{sql}: {faults:?}");
        connection.execute_unprepared(&undo).await.expect("is mended");
        assert_eq!(store.verify().await.expect("verifies").faults, [], "{undo}");
    }
    connection.execute_unprepared("DELETE FROM public_entry").await.expect("is deleted");
    let faults = store.verify().await.expect("verifies").faults;
    assert!(faults.iter().any(|found| found.what == "what readers are told of c1 is missing"), "{faults:?}");
}

pub(crate) async fn the_house_outlives_a_step_down(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let change = adopts(None, Some(RULES));
    adopt(&store, &change, &entry(&world, &change, None)).await.expect("is adopted");
    let kept = PublicChange { entry: correction(&world), stands: true };
    tell(&store, &world, &kept, None).await.expect("is told");
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    let names: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let steps = names.iter().rev().position(|name| name.contains("_000007_")).expect("is there") as u32 + 1;
    Migrator::down(&connection, Some(steps)).await.expect("goes down");
    let stands = SchemaManager::new(&connection).has_table("house").await.expect("asks");
    assert!(stands, "the text of rules cannot be made again");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(store.house_rules().await.expect("reads").as_deref(), Some(RULES));
    assert_eq!(store.public_entries().await.expect("lists").len(), 1);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    store.close().await;
}
