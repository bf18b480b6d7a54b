//! Claims put right by hand: raced for, refused where people decided, taken back, found out behind the log.

use onrecord_model::{
    Action, Actor, ByHand, ClaimChange, ClaimId, Decision, Event, Filing, FilingKind, HandWork, Handle, HandleKind,
    MentionChange, Proposition, Reviewer, Round, StatusKind, Target, WorkChange, WorkState,
};
use onrecord_store::{Store, StoreError, StoredMention, filed_mention};
use onrecord_testkit::TempDatabase;
use sea_orm::{ConnectionTrait, Database};

use crate::world::{World, filled};

/// Splits the second mention of c1, `d2#2`, off as c4, and says that it was worked on by hand.
fn split(world: &World, revision: u32, to: ClaimId) -> Filing {
    let stored = &world.mentions[1][1];
    let text = &world.documents[1].article.text;
    let from = &world.claims[0];
    let mut leaving = StoredMention { claim: to, ..stored.clone() };
    let by = "Mara".parse().expect("a name");
    leaving.mention.by_hand = Some(ByHand { work: HandWork::Respanned, by });
    let said = Proposition { wording: from.wording.clone(), claimant: from.claimant };
    let other = Proposition { wording: "300\u{0}votes".to_owned(), claimant: from.claimant };
    Filing {
        kind: FilingKind::Split,
        mentions: vec![MentionChange {
            mention: stored.id,
            document: world.documents[1].id,
            document_handle: Handle::document(2),
            number: 2,
            before: Some(filed_mention(text, from.handle, stored)),
            after: Some(filed_mention(text, Handle::claim(4), &leaving)),
        }],
        claims: vec![
            ClaimChange {
                claim: from.id,
                handle: from.handle,
                before: Some(said.clone()),
                after: Some(said),
                revision: revision + 1,
            },
            ClaimChange { claim: to, handle: Handle::claim(4), before: None, after: Some(other), revision: 1 },
        ],
        speakers: Vec::new(),
        pairs_before: Vec::new(),
        pairs_after: Vec::new(),
    }
}

fn entry(world: &World, filing: &Filing, takes_back: Option<&Event>) -> Event {
    let reason = "another\u{0}occasion".parse().expect("a reason");
    let takes_back = takes_back.map(|event| event.id);
    world.event(Action::FilingChanged { filing: filing.clone(), reason, takes_back })
}

async fn write(store: &Store, filing: &Filing, event: &Event) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    tx.change_filing(filing).await?;
    tx.append(event).await?;
    tx.commit().await
}

/// A desk on which the handle of c4 was given, and its id.
async fn desk(database: &TempDatabase) -> (Store, World, ClaimId) {
    let (store, world) = filled(database).await;
    let mut tx = store.begin().await.expect("begin");
    tx.next_handles(HandleKind::Claim, 1).await.expect("a handle");
    tx.commit().await.expect("commit");
    let id = ClaimId(world.id());
    (store, world, id)
}

pub(crate) async fn claims_are_put_right_by_the_first_of_two(database: &TempDatabase) {
    let (store, world, id) = desk(database).await;
    let filing = split(&world, 1, id);
    let event = entry(&world, &filing, None);
    write(&store, &filing, &event).await.expect("is split");
    let made = store.claim(Handle::claim(4)).await.expect("reads").expect("is there");
    assert_eq!((made.wording.as_str(), made.revision, made.first_published), ("300\u{0}votes", 1, world.day_of(1)));
    let left = store.claim(Handle::claim(1)).await.expect("reads").expect("is there");
    assert_eq!((left.revision, left.first_published), (2, world.day_of(0)));
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let document = store.document(Handle::document(2)).await.expect("reads").expect("is there");
    let mentions = store.mentions(&document).await.expect("lists");
    assert_eq!(mentions[1].mention.by_hand.as_ref().map(|hand| hand.work), Some(HandWork::Respanned));
    assert_eq!(mentions[0].mention.by_hand, None);

    let late = write(&store, &filing, &entry(&world, &filing, None)).await.expect_err("is refused");
    assert!(matches!(late, StoreError::Duplicate { .. } | StoreError::FilingConflict { .. }), "{late}");
    let mut silent = store.begin().await.expect("begin");
    silent.change_filing(&back(&filing)).await.expect("is taken back");
    assert!(matches!(silent.commit().await, Err(StoreError::Unlogged { .. })));

    let reversed = back(&filing);
    write(&store, &reversed, &entry(&world, &reversed, Some(&event))).await.expect("is taken back");
    assert_eq!(store.claim(Handle::claim(4)).await.expect("reads"), None);
    let mentions = store.mentions(&document).await.expect("lists");
    assert_eq!(mentions, world.mentions[1]);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

fn back(filing: &Filing) -> Filing {
    filing.reversed(|change| change.revision + 1)
}

/// What people gave their opinions on stays as it was until the review is over.
pub(crate) async fn claims_under_review_are_not_put_right(database: &TempDatabase) {
    let (store, world, id) = desk(database).await;
    let by: Reviewer = "Mara".parse().expect("a name");
    let decision = Decision { by: by.clone(), at: crate::world::now(), reason: "read it".parse().expect("a reason") };
    let round = Round::start(Target::Fact, StatusKind::Disputed, decision, 2, false).expect("starts");
    let (claim, handle) = (world.claims[0].id, world.claims[0].handle);
    let change = WorkChange { claim, handle, before: WorkState::New, after: WorkState::Proposed(round) };
    let action = Action::WorkChanged { changes: vec![change.clone()], reason: None, takes_back: None, bulk: None };
    let mut tx = store.begin().await.expect("begin");
    tx.set_work(&change, false).await.expect("is proposed");
    tx.append(&Event { actor: Actor::Person(by), ..world.event(action) }).await.expect("is told");
    tx.commit().await.expect("commit");
    let filing = split(&world, 1, id);
    let refused = write(&store, &filing, &entry(&world, &filing, None)).await.expect_err("is refused");
    assert!(matches!(&refused, StoreError::FilingRefused { handle: found, .. } if *found == handle), "{refused}");
}

pub(crate) async fn decided_claims_are_not_put_right(database: &TempDatabase) {
    let (store, mut world, id) = desk(database).await;
    let filing = split(&world, 1, id);
    let event = entry(&world, &filing, None);
    write(&store, &filing, &event).await.expect("is split");
    world.decide(&store, 4, Target::Fact, StatusKind::Disputed).await;
    let reversed = filing.reversed(|change| change.revision + 1 + u32::from(change.claim == id));
    let refused = write(&store, &reversed, &entry(&world, &reversed, Some(&event))).await.expect_err("is refused");
    assert!(matches!(&refused, StoreError::FilingRefused { handle, .. } if *handle == Handle::claim(4)), "{refused}");

    let program = Event { actor: Actor::Program, ..entry(&world, &filing, None) };
    let mut tx = store.begin().await.expect("begin");
    let refused = tx.append(&program).await.expect_err("is refused");
    assert_eq!(refused, StoreError::ProgramDecides { kind: "filing_changed" });
    drop(tx);
    let mut tx = store.begin().await.expect("begin");
    let other = Event { id: event.id, ..entry(&world, &filing, Some(&event)) };
    assert!(matches!(tx.append(&other).await, Err(StoreError::Unstorable { .. })), "takes back what it does itself");
    drop(tx);
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn claims_put_right_behind_the_log_are_named(database: &TempDatabase) {
    let (store, world, id) = desk(database).await;
    let filing = split(&world, 1, id);
    write(&store, &filing, &entry(&world, &filing, None)).await.expect("is split");
    let connection = Database::connect(database.url()).await.expect("connects");
    let of_c1 = "(SELECT id FROM claim WHERE handle = 1)";
    let of_c4 = "(SELECT id FROM claim WHERE handle = 4)";
    let hand = "WHERE number = 2 AND document_id = (SELECT id FROM document WHERE handle = 2)";
    for (sql, mend, told) in [
        (
            "UPDATE claim SET wording = 'votes' WHERE handle = 4".to_owned(),
            Some("UPDATE claim SET wording = replace('300_0votes', '_', chr26) WHERE handle = 4"),
            "wording or speaker of c4 is not what the log says",
        ),
        (
            format!("UPDATE mention SET claim_id = {of_c1} {hand}"),
            Some("UPDATE mention SET claim_id = (SELECT id FROM claim WHERE handle = 4) WHERE_HAND"),
            "mention 2 of d2 is not what the log says",
        ),
        (
            format!("UPDATE mention SET payload = replace(payload, 'Mara', 'Nora') {hand}"),
            Some("UPDATE mention SET payload = replace(payload, 'Nora', 'Mara') WHERE_HAND"),
            "mention 2 of d2 is not what the log says",
        ),
        (
            "UPDATE claim SET revision = 3 WHERE handle = 1".to_owned(),
            Some("UPDATE claim SET revision = 2 WHERE handle = 1"),
            "c1 is at version 3, the log says 2",
        ),
        (
            format!(
                "UPDATE mention SET claim_id = {of_c4} WHERE number = 1 AND document_id <> (SELECT document_id FROM mention WHERE claim_id = {of_c4} AND number = 2)"
            ),
            Some(
                "UPDATE mention SET claim_id = (SELECT id FROM claim WHERE handle = 1) WHERE number = 1 AND document_id = (SELECT id FROM document WHERE handle = 1)",
            ),
            "are not those that were taken in",
        ),
        (format!("DELETE FROM mention {hand}"), None, "mention 2 of d2 is not what the log says"),
    ] {
        connection.execute_unprepared(&sql).await.expect("tampers");
        let faults = store.verify().await.expect("verifies").faults;
        assert!(faults.iter().any(|fault| fault.what.contains(told)), "{sql}: {faults:?}");
        let Some(mend) = mend else { break };
        let code = if database.url().starts_with("postgres") { "chr(26)" } else { "char(26)" };
        let mend = mend.replace("chr26", code).replace("WHERE_HAND", hand);
        connection.execute_unprepared(&mend).await.expect("mends");
        assert_eq!(store.verify().await.expect("verifies").faults, [], "{mend}");
    }
}
