//! What several writers may count on, and what nobody may do.

use onrecord_model::{
    Action, Actor, Alias, CopyChange, CopyVerdict, EvidenceChange, EvidenceId, Handle, HandleKind, PairChange,
    ProposalState, StatusKind, Target, WorkChange, WorkState,
};
use onrecord_store::{Store, StoreError};
use onrecord_testkit::TempDatabase;
use tokio::task::JoinSet;

use crate::world::{self, World, change, filled, status_of};

pub(crate) async fn exactly_one_of_two_reviewers_wins(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let seen = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    let mut reviewers = JoinSet::new();
    for kind in [StatusKind::Corroborated, StatusKind::Disputed] {
        let (seen, event) =
            (change(&seen, Target::Fact, kind), world.event(Action::StatusSet(change(&seen, Target::Fact, kind))));
        // Each reviewer has connections of his own, as another process would.
        let own = world::open(database).await;
        reviewers.spawn(async move {
            let mut tx = own.begin().await?;
            tx.set_status(&seen, 1).await?;
            tx.append(&event).await?;
            tx.commit().await.map(|()| seen.after)
        });
    }
    let results: Vec<Result<_, StoreError>> = reviewers.join_all().await;
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    let conflict = StoreError::Conflict { handle: Handle::claim(1), expected: 1, found: 2 };
    assert_eq!(lost, [Err(conflict.clone())]);
    assert!(!conflict.is_retryable(), "a person must look again");
    let now = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    assert_eq!(Ok(status_of(&now, Target::Fact).clone()), won[0]);
    assert_eq!(now.revision, 2);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn the_chain_holds_with_many_writers(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let mut writers = JoinSet::new();
    for number in [1, 2, 3] {
        let seen = store.claim(Handle::claim(number)).await.expect("reads").expect("is there");
        let change = change(&seen, Target::Fact, StatusKind::Disputed);
        let event = world.event(Action::StatusSet(change.clone()));
        let own = world::open(database).await;
        writers.spawn(async move {
            let mut tx = own.begin().await?;
            tx.set_status(&change, 1).await?;
            let position = tx.append(&event).await?;
            tx.commit().await.map(|()| position)
        });
    }
    let mut positions: Vec<_> = writers.join_all().await;
    positions.sort_by_key(|position| position.clone().ok());
    assert_eq!(positions, [Ok(3), Ok(4), Ok(5)]);
    let audit = store.verify().await.expect("verifies");
    assert_eq!((audit.checked, audit.faults), (5, Vec::new()));
}

pub(crate) async fn handles_are_never_given_twice(database: &TempDatabase) {
    let store = world::open(database).await;
    let mut takers = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        takers.spawn(async move {
            let mut tx = store.begin().await.expect("begin");
            let first = tx.next_handles(HandleKind::Claim, 5).await.expect("handles");
            tx.commit().await.expect("commit");
            first
        });
    }
    let mut firsts = takers.join_all().await;
    firsts.sort_unstable();
    assert_eq!(firsts, [1, 6, 11, 16, 21, 26, 31, 36]);
    let mut tx = store.begin().await.expect("begin");
    assert_eq!(tx.next_handles(HandleKind::Claim, u32::MAX - 40).await, Ok(41));
    let refused = tx.next_handles(HandleKind::Claim, 1).await.expect_err("is refused");
    assert_eq!(refused.to_string(), "cannot be stored: all claim handles have been given");
}

pub(crate) async fn the_log_and_the_change_go_together(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let seen = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    let change = change(&seen, Target::Fact, StatusKind::Disputed);

    let mut silent = store.begin().await.expect("begin");
    silent.set_status(&change, 1).await.expect("is set");
    assert!(matches!(silent.commit().await, Err(StoreError::Unlogged { .. })));

    let mut boastful = store.begin().await.expect("begin");
    boastful.append(&world.event(Action::StatusSet(change.clone()))).await.expect("is told");
    assert!(matches!(boastful.commit().await, Err(StoreError::Unlogged { .. })));

    let mut dropped = store.begin().await.expect("begin");
    dropped.set_status(&change, 1).await.expect("is set");
    dropped.append(&world.event(Action::StatusSet(change.clone()))).await.expect("is told");
    drop(dropped);

    assert_eq!(store.claim(Handle::claim(1)).await, Ok(Some(seen)));
    assert_eq!(store.counts().await.expect("counts").events, 2);
    no_target_no_status(&store, &world).await;
}

/// A claim credited to nobody has no `said`.
async fn no_target_no_status(store: &Store, world: &World) {
    let own = store.claim(Handle::claim(2)).await.expect("reads").expect("is there");
    let mut said = change(&own, Target::Fact, StatusKind::Disputed);
    said.target = Target::Said;
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.set_status(&said, 1).await.expect_err("is refused");
    assert_eq!(refused.to_string(), "cannot be stored: c2 has no target \"said\"");
    said.claim = onrecord_model::ClaimId(world.id());
    let refused = tx.set_status(&said, 1).await.expect_err("is refused");
    assert_eq!(refused, StoreError::NotFound { what: "c2".to_owned() });
}

pub(crate) async fn the_program_decides_nothing(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let seen = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    let change = change(&seen, Target::Fact, StatusKind::Corroborated);
    let actions = [
        Action::StatusSet(change.clone()),
        Action::Undone { event: world.events[0].id, change, reason: None },
        Action::AliasDecided {
            speaker: world.speakers[0].id,
            handle: world.speakers[0].handle,
            alias: "T. Rios".to_owned(),
            before: ProposalState::Proposed,
            after: ProposalState::Confirmed,
            reason: "same person".parse().expect("a reason"),
        },
    ];
    for action in actions.into_iter().chain(others(&world)) {
        let kind = action.kind();
        let mut event = world.event(action);
        event.actor = Actor::Program;
        let mut tx = store.begin().await.expect("begin");
        assert_eq!(tx.append(&event).await, Err(StoreError::ProgramDecides { kind }));
    }
}

/// Returns what else only a person may decide.
fn others(world: &World) -> [Action; 5] {
    let reason = || "read side by side".parse().expect("a reason");
    let (before, after) = (ProposalState::Proposed, ProposalState::Confirmed);
    let (a, b) = (world.claims[0].id, world.claims[2].id);
    let pair = PairChange { a, b, handles: (Handle::claim(1), Handle::claim(3)), before, after, is_new: false };
    let (before, after) = (CopyVerdict::Open, CopyVerdict::Linked);
    let (a, b) = (world.documents[0].id, world.documents[1].id);
    let copy = CopyChange { a, b, handles: (Handle::document(1), Handle::document(2)), before, after };
    let (id, handle) = (EvidenceId(world.id()), Handle::evidence(1));
    let (claim, claim_handle) = (world.claims[0].id, world.claims[0].handle);
    let evidence = EvidenceChange { id, handle, claim, claim_handle, before: None, after: None };
    let (before, after) = (WorkState::New, WorkState::New);
    let work = WorkChange { claim, handle: claim_handle, before, after };
    let facts = world.outlet.facts();
    let (outlet, handle) = (world.outlet.id, world.outlet.handle);
    [
        Action::MatchDecided { changes: vec![pair], reason: reason(), takes_back: None },
        Action::CopyDecided { changes: vec![copy], reason: reason(), takes_back: None },
        Action::OutletSet { outlet, handle, before: facts.clone(), after: facts, reason: reason(), takes_back: None },
        Action::EvidenceChanged { changes: vec![evidence], reason: reason(), takes_back: None },
        Action::WorkChanged { changes: vec![work], reason: Some(reason()), takes_back: None, bulk: None },
    ]
}

pub(crate) async fn duplicates_are_told_and_worth_a_retry(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let mut copy = world.documents[0].clone();
    copy.id = onrecord_model::DocumentId(world.id());
    copy.handle = Handle::document(8);
    copy.version = 2;
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.insert_documents(&[copy.clone()]).await.expect_err("is refused");
    assert!(matches!(refused, StoreError::Duplicate { .. }) && refused.is_retryable(), "{refused}");
    drop(tx);
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.append(&world.events[0]).await.expect_err("is refused");
    assert!(matches!(refused, StoreError::Duplicate { .. }), "{refused}");
    drop(tx);
    copy.raw.push(b' ');
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.insert_documents(&[copy]).await.expect_err("is refused");
    assert_eq!(refused.to_string(), "cannot be stored: d8 has a hash that is not that of its bytes");
}

pub(crate) async fn refused_aliases_stay_refused(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let speaker = &world.speakers[0];
    let decide = |before, after| Action::AliasDecided {
        speaker: speaker.id,
        handle: speaker.handle,
        alias: "T. Rios".to_owned(),
        before,
        after,
        reason: "another person".parse().expect("a reason"),
    };
    let mut tx = store.begin().await.expect("begin");
    let (before, after) = (ProposalState::Proposed, ProposalState::Refused);
    tx.set_alias_state(speaker.id, "T. Rios", before, after).await.expect("is set");
    tx.append(&world.event(decide(before, after))).await.expect("is told");
    let again = Alias { name: "T. Rios".to_owned(), why: "another reason".to_owned() };
    let new = Alias { name: "Tal R.".to_owned(), why: "initial of the last name".to_owned() };
    tx.propose_aliases(&[(speaker.id, again), (speaker.id, new)]).await.expect("proposes");
    tx.commit().await.expect("commit");

    let found = store.speaker(speaker.handle).await.expect("reads").expect("is there");
    let states: Vec<_> = found.aliases.iter().map(|a| (a.alias.name.as_str(), a.state)).collect();
    assert_eq!(states, [("T. Rios", ProposalState::Refused), ("Tal R.", ProposalState::Proposed)]);
    assert_eq!(store.speakers_by_name(&["T. Rios".to_owned()]).await.expect("finds"), []);
    assert_eq!(store.verify().await.expect("verifies").faults, []);

    let mut tx = store.begin().await.expect("begin");
    let stale = tx.set_alias_state(speaker.id, "T. Rios", before, ProposalState::Confirmed).await;
    let stale = stale.expect_err("was refused before");
    assert_eq!(stale.to_string(), "alias \"T. Rios\" of s1 was changed by somebody else: it is refused, not proposed");
    let unknown = tx.set_alias_state(speaker.id, "T. R.", before, ProposalState::Confirmed).await;
    assert_eq!(unknown, Err(StoreError::NotFound { what: "alias \"T. R.\" of s1".to_owned() }));
    let (before, after) = (ProposalState::Refused, ProposalState::Confirmed);
    tx.set_alias_state(speaker.id, "T. Rios", before, after).await.expect("is set");
    tx.append(&world.event(decide(before, after))).await.expect("is told");
    tx.commit().await.expect("commit");
    let found = store.speakers_by_name(&["t. rios".to_owned()]).await.expect("finds");
    assert_eq!(found.len(), 1, "a confirmed alias finds its speaker");
    named_before_aliased(&store, &world).await;
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

/// A name finds those it is the name of before those it is an alias of, and nobody twice.
async fn named_before_aliased(store: &Store, world: &World) {
    let mut tx = store.begin().await.expect("begin");
    let mut namesake = world.speakers[1].clone();
    namesake.id = onrecord_model::SpeakerId(world.id());
    namesake.handle = Handle::speaker(8);
    "t. RIOS".clone_into(&mut namesake.name);
    tx.insert_speakers(&[namesake]).await.expect("stores");
    let found = tx.speakers_by_name(&["T. Rios".to_owned()]).await.expect("finds");
    let handles: Vec<u32> = found.iter().map(|(_, speaker)| speaker.handle.number).collect();
    assert_eq!(handles, [8, 1]);
}

pub(crate) async fn an_alias_goes_to_the_first_of_two(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let speaker = world.speakers[0].clone();
    let before = ProposalState::Proposed;
    let mut reviewers = JoinSet::new();
    for after in [ProposalState::Confirmed, ProposalState::Refused] {
        let event = world.event(Action::AliasDecided {
            speaker: speaker.id,
            handle: speaker.handle,
            alias: "T. Rios".to_owned(),
            before,
            after,
            reason: "looked it up".parse().expect("a reason"),
        });
        let own = world::open(database).await;
        let id = speaker.id;
        reviewers.spawn(async move {
            let mut tx = own.begin().await?;
            tx.set_alias_state(id, "T. Rios", before, after).await?;
            tx.append(&event).await?;
            tx.commit().await.map(|()| after)
        });
    }
    let results: Vec<Result<_, StoreError>> = reviewers.join_all().await;
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    let found = won[0].clone().expect("one won");
    let (handle, alias) = (speaker.handle, "T. Rios".to_owned());
    assert_eq!(lost, [Err(StoreError::AliasConflict { handle, alias, expected: before, found })]);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn entries_that_contradict_themselves_are_refused(database: &TempDatabase) {
    let (store, mut world) = filled(database).await;
    world.decide(&store, 2, Target::Fact, StatusKind::Disputed).await;
    let seen = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    let change = change(&seen, Target::Fact, StatusKind::Disputed);
    let mut event = world.event(Action::StatusSet(change.clone()));
    event.actor = Actor::Person("Ann".parse().expect("a name"));
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.append(&event).await.expect_err("is refused");
    assert_eq!(refused.to_string(), "cannot be stored: the entry on c1 is by Ann, the decision in it by Mara");

    let take_back = |event| world.event(Action::Undone { event, change: change.clone(), reason: None });
    let unknown = onrecord_model::EventId(world.id());
    let refused = tx.append(&take_back(unknown)).await.expect_err("is refused");
    let expected = format!("entry {unknown}, to be taken back for c1, is not in the database");
    assert_eq!(refused.to_string(), expected);
    let of_another = world.events[2].id;
    let refused = tx.append(&take_back(of_another)).await.expect_err("is refused");
    assert_eq!(refused.to_string(), "cannot be stored: the entry on c1 takes back one that is not about c1");
}
