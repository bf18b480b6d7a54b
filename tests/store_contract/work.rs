//! Whose hands claims are in: stored, raced for, seconded, replayed.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use onrecord_migrations::{Migrator, MigratorTrait, SchemaManager};
use onrecord_model::{
    Action, Actor, ClaimId, Decision, Event, Handle, Lease, Opinion, OpinionRole, Reviewer, Round, StatusKind, Target,
    WorkChange, WorkKind, WorkState,
};
use onrecord_store::{EventFilter, QueueFilter, QueueOrder, Store, StoreError, WorkFilter, WorkOrder};
use onrecord_testkit::{TempDatabase, day};
use sea_orm::{ConnectionTrait, Database};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::world::{self, World, change as status_change, filled, now};

fn person(name: &str) -> Reviewer {
    name.parse().expect("a name")
}

fn decision(by: &str) -> Decision {
    Decision { by: person(by), at: now(), reason: "no\u{0}budget".parse().expect("a reason") }
}

fn change(world: &World, claim: usize, before: WorkState, after: WorkState) -> WorkChange {
    let claim = &world.claims[claim];
    WorkChange { claim: claim.id, handle: claim.handle, before, after }
}

fn entry(world: &World, by: &str, changes: &[WorkChange]) -> Event {
    let reason = Some("no budget".parse().expect("a reason"));
    let action = Action::WorkChanged { changes: changes.to_vec(), reason, takes_back: None, bulk: None };
    Event { actor: Actor::Person(person(by)), ..world.event(action) }
}

/// Makes changes with one entry of the log.
async fn make(store: &Store, world: &World, by: &str, changes: &[WorkChange]) -> Result<Event, StoreError> {
    let mut tx = store.begin().await?;
    for change in changes {
        tx.set_work(change, false).await?;
    }
    let event = entry(world, by, changes);
    tx.append(&event).await?;
    tx.commit().await.map(|()| event)
}

fn given(to: &str, by: &str) -> WorkState {
    WorkState::Assigned { to: person(to), by: person(by), at: now(), due: None }
}

async fn works(store: &Store, world: &World) -> Vec<WorkState> {
    let ids: Vec<ClaimId> = world.claims.iter().map(|claim| claim.id).collect();
    let mut works = store.works(&ids).await.expect("reads");
    ids.iter().map(|id| works.remove(id).unwrap_or_default()).collect()
}

pub(crate) async fn work_is_kept_apart_and_taken_back(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let later = WorkState::Deferred { until: day("2026-03-01"), decision: decision("Mara") };
    let changes =
        [change(&world, 0, WorkState::New, given("Ben", "Mara")), change(&world, 2, WorkState::New, later.clone())];
    let made = make(&store, &world, "Mara", &changes).await.expect("is made");
    assert_eq!(works(&store, &world).await, [given("Ben", "Mara"), WorkState::New, later]);
    let claim = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    assert_eq!(claim.revision, 1, "the claim itself is untouched");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let among = EventFilter { subject: Some(world.claims[2].id.0), ..EventFilter::default() };
    assert_eq!(store.events(&among).await.expect("lists").len(), 1, "found by any of its claims");
    each_is_asked_at_once(&store, &world).await;

    let mut tx = store.begin().await.expect("begin");
    let back: Vec<WorkChange> = changes.iter().rev().map(WorkChange::reversed).collect();
    for change in &back {
        tx.set_work(change, true).await.expect("is taken back");
    }
    let action = Action::WorkChanged { changes: back, reason: None, takes_back: Some(made.id), bulk: None };
    tx.append(&world.event(action)).await.expect("is told");
    tx.commit().await.expect("commit");
    assert_eq!(works(&store, &world).await, [WorkState::New, WorkState::New, WorkState::New]);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    other_reverses_are_refused(&store, &world, &made).await;
}

/// What is read of many things at once is what is read of each.
async fn each_is_asked_at_once(store: &Store, world: &World) {
    let subjects: Vec<Uuid> = world.claims.iter().map(|claim| claim.id.0).chain([world.documents[0].id.0]).collect();
    let mut expected = BTreeMap::new();
    for subject in &subjects {
        let filter = EventFilter { subject: Some(*subject), ..EventFilter::default() };
        let told = store.events(&filter).await.expect("lists");
        if !told.is_empty() {
            expected.insert(*subject, told);
        }
    }
    assert!(expected.len() > 1 && expected.len() < subjects.len(), "some have entries and some have none");
    assert_eq!(store.events_about(&subjects, 200).await.expect("lists"), expected);
    assert_eq!(store.events_about(&[], 200).await.expect("lists"), BTreeMap::new());
    let told = store.events_about(&subjects, 1).await.expect("lists");
    assert!(told.iter().all(|(subject, told)| *told == expected[subject][..1]), "the first of each");
}

async fn other_reverses_are_refused(store: &Store, world: &World, made: &Event) {
    let forged = [change(world, 0, given("Ben", "Mara"), WorkState::New)];
    let mut tx = store.begin().await.expect("begin");
    let takes_back = Some(made.id);
    let event = world.event(Action::WorkChanged { changes: forged.to_vec(), reason: None, takes_back, bulk: None });
    let refused = tx.append(&event).await.expect_err("is refused").to_string();
    assert!(refused.contains("tells of other changes"), "{refused}");
}

pub(crate) async fn work_goes_to_the_first_of_two(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let mut people = JoinSet::new();
    for (by, to) in [("Mara", "Ben"), ("Ann", "Cleo")] {
        let change = change(&world, 0, WorkState::New, given(to, by));
        let event = entry(&world, by, std::slice::from_ref(&change));
        let own = world::open(database).await;
        people.spawn(async move {
            let mut tx = own.begin().await?;
            tx.set_work(&change, false).await?;
            tx.append(&event).await?;
            tx.commit().await.map(|()| change.after)
        });
    }
    let results: Vec<Result<WorkState, StoreError>> = people.join_all().await;
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(lost, [Err(StoreError::WorkConflict { handle: Handle::claim(1) })]);
    assert_eq!(Ok(works(&store, &world).await.remove(0)), won[0]);
    let nowhere = WorkChange { claim: ClaimId(world.id()), ..change(&world, 0, WorkState::New, given("Ben", "Mara")) };
    let mut tx = store.begin().await.expect("begin");
    assert_eq!(tx.set_work(&nowhere, false).await, Err(StoreError::NotFound { what: "c1".to_owned() }));
    drop(tx);
    let mut silent = store.begin().await.expect("begin");
    silent.set_work(&change(&world, 1, WorkState::New, given("Ben", "Mara")), false).await.expect("is set");
    assert!(matches!(silent.commit().await, Err(StoreError::Unlogged { .. })));
    let other = entry(&world, "Ann", &[change(&world, 1, WorkState::New, given("Ben", "Mara"))]);
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.append(&other).await.expect_err("is refused").to_string();
    assert!(refused.contains("is by Ann, the change in it by Mara"), "{refused}");
    drop(tx);
    let mut program = other;
    program.actor = Actor::Program;
    let mut tx = store.begin().await.expect("begin");
    assert_eq!(tx.append(&program).await, Err(StoreError::ProgramDecides { kind: "work_changed" }));
    drop(tx);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn a_second_opinion_is_another_persons(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let round = Round::start(Target::Fact, StatusKind::Disputed, decision("Mara"), 2, true).expect("may be proposed");
    let proposed = WorkState::Proposed(round.clone());
    make(&store, &world, "Mara", &[change(&world, 0, WorkState::New, proposed.clone())]).await.expect("is proposed");

    let claim = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    let status = status_change(&claim, Target::Fact, StatusKind::Disputed);
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.set_status(&status, 1).await.expect_err("is refused");
    assert!(matches!(refused, StoreError::WorkRefused { .. }), "{refused}");
    drop(tx);

    let opinion = |by| Opinion { role: OpinionRole::Seconds, status: StatusKind::Disputed, decision: decision(by) };
    let mut forged = round.clone();
    forged.opinions.push(opinion("MARA"));
    for bad in [WorkState::SecondReview(forged), WorkState::Final(decision("Mara"))] {
        let refused = make(&store, &world, "Mara", &[change(&world, 0, proposed.clone(), bad)]).await;
        assert!(matches!(refused, Err(StoreError::WorkRefused { .. })), "{refused:?}");
    }
    let agreed = WorkState::SecondReview(round.with(opinion("Ben")).expect("another person"));
    let end = WorkState::InReview { by: person("Mara"), at: now(), due: None };
    let settled = [change(&world, 0, proposed, agreed.clone()), change(&world, 0, agreed, end.clone())];
    make(&store, &world, "Ben", &settled).await.expect("is settled");
    assert_eq!(works(&store, &world).await[0], end);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn no_status_is_set_beside_a_proposal(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let claim = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    let round = Round::start(Target::Fact, StatusKind::Disputed, decision("Mara"), 2, false).expect("may be proposed");
    let proposal = change(&world, 0, WorkState::New, WorkState::Proposed(round));
    let told = entry(&world, "Mara", std::slice::from_ref(&proposal));
    let mut proposing = store.begin().await.expect("begin");
    proposing.set_work(&proposal, false).await.expect("is proposed");
    let status = status_change(&claim, Target::Fact, StatusKind::Corroborated);
    let own = world::open(database).await;
    // Another connection sets a status at the same time: it waits, and then learns of the proposal.
    let setting = tokio::spawn(async move {
        let mut tx = own.begin().await?;
        tx.set_status(&status, 1).await
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!setting.is_finished());
    proposing.append(&told).await.expect("is told");
    proposing.commit().await.expect("commit");
    let refused = setting.await.expect("ends");
    assert!(matches!(refused, Err(StoreError::WorkRefused { .. })), "{refused:?}");
}

pub(crate) async fn leases_go_to_one_person_and_end(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let until = now() + TimeDelta::minutes(30);
    let claim = world.claims[0].id;
    let mut people = JoinSet::new();
    for name in ["Ann", "Ben", "Cleo", "Dee"] {
        let own = world::open(database).await;
        people.spawn(async move {
            let mut tx = own.begin().await.expect("begin");
            let lease = Lease { by: person(name), until };
            let taken = tx.take_lease(claim, &lease, now()).await.expect("asks");
            tx.commit().await.expect("commit");
            taken.then_some(lease)
        });
    }
    let won: Vec<Lease> = people.join_all().await.into_iter().flatten().collect();
    assert_eq!(won.len(), 1);
    let held = store.leases(&[claim], now()).await.expect("reads");
    assert_eq!(held, BTreeMap::from([(claim, won[0].clone())]));
    assert_eq!(store.leases(&[claim], until).await.expect("reads"), BTreeMap::new(), "it ends by itself");
    let mut tx = store.begin().await.expect("begin");
    let later = Lease { by: won[0].by.clone(), until: until + TimeDelta::minutes(5) };
    assert!(tx.take_lease(claim, &later, now()).await.expect("asks"), "who holds it may prolong it");
    let other = Lease { by: person("Eve"), until: until + TimeDelta::hours(1) };
    assert!(!tx.take_lease(claim, &other, until).await.expect("asks"));
    assert!(tx.take_lease(claim, &other, later.until).await.expect("asks"), "what has ended is anybody's");
    assert!(tx.end_lease(claim).await.expect("ends"));
    assert!(!tx.end_lease(claim).await.expect("ends"));
    tx.commit().await.expect("a lease needs no entry in the log");
    assert_eq!(store.counts().await.expect("counts").events, 2);
}

pub(crate) async fn queues_leave_out_what_is_set_aside(database: &TempDatabase) {
    let (store, mut world) = filled(database).await;
    let until = day("2026-03-01");
    let aside = [
        change(&world, 0, WorkState::New, WorkState::NotAClaim(decision("Mara"))),
        change(&world, 2, WorkState::New, WorkState::Deferred { until, decision: decision("Mara") }),
    ];
    make(&store, &world, "Mara", &aside).await.expect("is set aside");
    let dropped = store.dropped_works().await.expect("lists");
    let good = (world.claims[0].id, WorkState::NotAClaim(decision("Mara")));
    assert_eq!(dropped, [good], "what is deferred is not set aside for good");
    let on = |today: &str| QueueFilter {
        work: WorkFilter { today: Some(day(today)), ..WorkFilter::default() },
        ..QueueFilter::default()
    };
    assert_eq!(numbers(&store, &on("2026-02-01")).await, [2]);
    assert_eq!(numbers(&store, &on("2026-03-01")).await, [3, 2], "back on its day");
    assert_eq!(numbers(&store, &QueueFilter::default()).await, [1, 3, 2]);
    let only = |work: WorkFilter| QueueFilter { open_only: false, work, ..QueueFilter::default() };
    let stored = WorkFilter { stored: Some(WorkKind::Deferred), ..WorkFilter::default() };
    assert_eq!(numbers(&store, &only(stored)).await, [3]);
    let waiting = WorkFilter { first: Some(WorkOrder::Waiting), ..WorkFilter::default() };
    assert_eq!(numbers(&store, &only(waiting)).await, [3], "deferred, not set aside for good");

    world.decide(&store, 2, Target::Fact, StatusKind::Disputed).await;
    let again = [change(&world, 1, WorkState::New, WorkState::Reopened(decision("Mara")))];
    make(&store, &world, "Mara", &again).await.expect("is taken up again");
    assert_eq!(numbers(&store, &on("2026-03-01")).await, [3, 2], "taken up again whatever was decided");
    let back = WorkState::NotAClaim(decision("Mara"));
    let give = [change(&world, 0, back, given("Ben", "Mara"))];
    make(&store, &world, "Mara", &give).await.expect("is given");
    let mut tx = store.begin().await.expect("begin");
    let lease = Lease { by: person("Ben"), until: now() + TimeDelta::minutes(1) };
    assert!(tx.take_lease(world.claims[2].id, &lease, now()).await.expect("asks"));
    tx.commit().await.expect("commit");
    let held = WorkFilter { held_by: Some((person("BEN"), now())), ..WorkFilter::default() };
    assert_eq!(numbers(&store, &only(held)).await, [1, 3], "given or leased");
    let by_age = QueueFilter { open_only: false, order: QueueOrder::Age, ..QueueFilter::default() };
    assert_eq!(numbers(&store, &by_age).await, [1, 3, 2]);
}

async fn numbers(store: &Store, filter: &QueueFilter) -> Vec<u32> {
    let rows = store.queue(filter).await.expect("lists");
    rows.iter().map(|row| row.claim.handle.number).collect()
}

pub(crate) async fn work_behind_the_log_is_named(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    make(&store, &world, "Mara", &[change(&world, 0, WorkState::New, given("Ben", "Mara"))]).await.expect("is made");
    let connection = Database::connect(database.url()).await.expect("connects");
    let faults = async |sql: &str| -> Vec<String> {
        connection.execute_unprepared(sql).await.expect(sql);
        store.verify().await.expect("verifies").faults.into_iter().map(|fault| fault.what).collect()
    };
    assert_eq!(faults("UPDATE work SET assignee = 'Eve'").await.len(), 1);
    assert_eq!(faults("UPDATE work SET assignee = 'ben', state = 'new'").await.len(), 1);
    let forged =
        "UPDATE work SET state = 'new', assignee = NULL, waiting_since = NULL, payload = '{\"state\":\"new\"}'";
    assert_eq!(faults(forged).await, ["the work state of c1 (new) is not what the log says"]);
    assert_eq!(faults("DELETE FROM work").await, ["the work state of c1 is missing"]);
    let lease =
        "INSERT INTO lease (tenant, claim_id, holder, holder_key, ends_at) SELECT 1, id, 'Ben', 'ben', 1 FROM claim";
    connection.execute_unprepared(lease).await.expect(lease);
    let row = "INSERT INTO work (tenant, claim_id, revision, state, payload) \
               SELECT 1, id, 1, 'new', '{\"state\":\"new\"}' FROM claim WHERE handle = 2";
    let told = faults(row).await;
    assert!(told.iter().any(|what| what.contains("of which no entry tells")), "{told:?}");
    connection.close().await.expect("closes");
}

pub(crate) async fn the_work_tables_go_down_with_data_in_them(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    make(&store, &world, "Mara", &[change(&world, 0, WorkState::New, given("Ben", "Mara"))]).await.expect("is made");
    let mut tx = store.begin().await.expect("begin");
    let lease = Lease { by: person("Ben"), until: now() };
    tx.take_lease(world.claims[1].id, &lease, now()).await.expect("asks");
    tx.commit().await.expect("commit");
    store.close().await;
    let connection = Database::connect(database.url()).await.expect("connects");
    let steps = Migrator::migrations().iter().rev().position(|m| m.name().ends_with("_work")).expect("is there") + 1;
    Migrator::down(&connection, Some(steps as u32)).await.expect("goes down");
    let stands = async |table| SchemaManager::new(&connection).has_table(table).await.expect("asks");
    assert!(stands("work").await, "what people did is kept");
    assert!(!stands("lease").await, "leases are gone");
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(works(&store, &world).await[0], given("Ben", "Mara"));
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn who_waits_is_read_out_of_the_work_again(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    // Nearly the next second, and another day than that of the decision.
    let late = |by: &str, seconds| Decision {
        at: now() + TimeDelta::seconds(seconds) + TimeDelta::microseconds(999_744),
        reason: "asked for {\"at\":\"2001-01-01T00:00:00Z\"}".parse().expect("a reason"),
        by: person(by),
    };
    let round = Round::start(Target::Fact, StatusKind::Disputed, late("Mara", 0), 3, false).expect("may be proposed");
    let proposed = WorkState::Proposed(round.clone());
    let second = Opinion { role: OpinionRole::Seconds, status: StatusKind::Corroborated, decision: late("Ben", 60) };
    let differs = WorkState::SecondReview(round.with(second).expect("another person"));
    let deferred = WorkState::Deferred { until: day("2026-01-02"), decision: late("Mara", 0) };
    let changes = [
        change(&world, 0, WorkState::New, proposed.clone()),
        change(&world, 1, WorkState::New, deferred),
        change(&world, 2, WorkState::New, given("Ben", "Mara")),
    ];
    make(&store, &world, "Mara", &changes).await.expect("is made");
    make(&store, &world, "Ben", &[change(&world, 0, proposed, differs)]).await.expect("is seconded");
    let before = works(&store, &world).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    store.close().await;

    let connection = Database::connect(database.url()).await.expect("connects");
    let step = Migrator::migrations().iter().rev().position(|m| m.name().ends_with("_waiting")).expect("is there") + 1;
    Migrator::down(&connection, Some(step as u32)).await.expect("goes down");
    assert!(!SchemaManager::new(&connection).has_column("work", "waiting_since").await.expect("asks"));
    Migrator::up(&connection, None).await.expect("goes up again");
    connection.close().await.expect("closes");
    let store = world::open(database).await;
    assert_eq!(works(&store, &world).await, before, "each moment is that of its payload");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}
