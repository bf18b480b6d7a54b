//! What is said alike: statements, pairs of claims, copies of documents, outlets and findings.

use onrecord_model::{
    Action, ClaimPair, CopyChange, CopyLink, CopyVerdict, Event, Finding, FindingId, Handle, OutletFacts, PairChange,
    ProposalState, Relation, Veto,
};
use onrecord_store::{EventFilter, NewStatement, PairFilter, Store, StoreError};
use onrecord_testkit::TempDatabase;

use crate::world::{World, filled, now};

pub(crate) async fn statements_are_found_by_key_word_and_fingerprint(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    assert!(store.is_unfiled().await.expect("asks"), "claims without statements are of an earlier version");
    let mut tx = store.begin().await.expect("begin");
    let first = tx.statement_numbers(3).await.expect("numbers");
    let statement = |at: usize, bands: &[i64], words: &[&str]| NewStatement {
        number: first + at as u32,
        fingerprint: world.claims[at].fingerprint,
        bands: bands.to_vec(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let all = [
        statement(0, &[i64::MIN, 7], &["abcdefgh", "aabbccdd"]),
        statement(1, &[-1], &[]),
        statement(2, &[7, i64::MAX], &["abcdefgh"]),
    ];
    tx.insert_statements(&all).await.expect("files");
    tx.commit().await.expect("commit");

    assert!(!store.is_unfiled().await.expect("asks"));
    let buckets = store.statement_buckets(&[7, i64::MIN, 99]).await.expect("reads");
    assert_eq!(buckets.into_iter().collect::<Vec<_>>(), [(i64::MIN, vec![first]), (7, vec![first, first + 2])]);
    let prints = [world.claims[2].fingerprint, onrecord_model::ContentHash::of(b"unknown")];
    let found = store.statements_by_fingerprint(&prints).await.expect("finds");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(prints[0], first + 2)]);
    let claims = store.claims_of_statements(&[first, first + 1], 8).await.expect("reads");
    let handles: Vec<_> = claims.iter().map(|(number, claim)| (*number, claim.handle.number)).collect();
    assert_eq!(handles, [(first, 1), (first + 1, 2)]);
    let only = |term: &str| vec![term.to_owned()];
    assert_eq!(store.statements_with_words(&only("abcdefgh"), 9).await, Ok(vec![first + 2, first]), "latest first");
    assert_eq!(store.statements_with_words(&only("abcdefgh"), 1).await, Ok(vec![first + 2]));
    let both = vec!["abcdefgh".to_owned(), "aabbccdd".to_owned()];
    assert_eq!(store.statements_with_words(&both, 9).await, Ok(vec![first]));
    assert_eq!(store.statements_with_words(&only("pppppppp"), 9).await, Ok(Vec::new()));
    assert_eq!(store.unfiled_claims(0, 9).await, Ok(Vec::new()));
}

pub(crate) fn pair(world: &World, a: usize, b: usize, score: f64, vetoes: &[Veto]) -> ClaimPair {
    ClaimPair {
        a: world.claims[a].id,
        b: world.claims[b].id,
        relation: Relation::Rewords,
        score,
        vetoes: vetoes.to_vec(),
        why: "the same\u{0}speaker".to_owned(),
        state: ProposalState::Proposed,
    }
}

fn decision(world: &World, to: ProposalState) -> PairChange {
    let handles = (Handle::claim(1), Handle::claim(3));
    PairChange {
        a: world.claims[0].id,
        b: world.claims[2].id,
        handles,
        before: ProposalState::Proposed,
        after: to,
        is_new: true,
    }
}

fn matched(world: &World, changes: Vec<PairChange>) -> Event {
    let reason = "read side by side".parse().expect("a reason");
    world.event(Action::MatchDecided { changes, reason, takes_back: None })
}

async fn decide(store: &Store, world: &World, change: &PairChange) {
    let mut tx = store.begin().await.expect("begin");
    tx.set_pair_state(change).await.expect("is set");
    tx.append(&matched(world, vec![change.clone()])).await.expect("is told");
    tx.commit().await.expect("commit");
}

pub(crate) async fn pairs_stay_as_they_were_decided(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let pairs = [pair(&world, 0, 2, 0.9, &[]), pair(&world, 0, 1, 0.6, &[Veto::Negation, Veto::Speaker])];
    let mut tx = store.begin().await.expect("begin");
    tx.propose_pairs(&pairs).await.expect("proposes");
    tx.commit().await.expect("commit");
    assert_eq!(store.pairs(&PairFilter::default()).await.expect("lists"), pairs);
    let contrasts = PairFilter { contrasts: Some(true), ..PairFilter::default() };
    assert_eq!(store.pairs(&contrasts).await.expect("lists"), pairs[1..]);
    let near = PairFilter { min: 0.7, limit: 0, ..PairFilter::default() };
    assert_eq!(store.count_pairs(&near).await, Ok(1));
    assert_eq!(store.pairs(&PairFilter { limit: 9, ..near }).await.expect("lists"), pairs[..1]);
    assert_eq!(store.count_pairs(&PairFilter::default()).await, Ok(2));

    let refused = decision(&world, ProposalState::Refused);
    decide(&store, &world, &refused).await;
    let mut tx = store.begin().await.expect("begin");
    tx.propose_pairs(&pairs).await.expect("proposes");
    let late = tx.set_pair_state(&refused).await.expect_err("is refused");
    let (expected, found) = (ProposalState::Proposed, ProposalState::Refused);
    assert_eq!(late, StoreError::PairConflict { a: refused.handles.0, b: refused.handles.1, expected, found });
    tx.commit().await.expect("commit");
    let of_first = store.pairs_of_claims(&[world.claims[0].id]).await.expect("lists");
    let states: Vec<_> = of_first.iter().map(|p| p.state).collect();
    assert_eq!(states, [ProposalState::Refused, ProposalState::Proposed], "what was refused stays refused");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    for (at, expected) in [(0, 1), (1, 0), (2, 1)] {
        let filter = EventFilter { subject: Some(world.claims[at].id.0), ..EventFilter::default() };
        assert_eq!(store.events(&filter).await.expect("lists").len(), expected, "claim {}", at + 1);
    }

    let mut silent = store.begin().await.expect("begin");
    silent.set_pair_state(&refused.reversed()).await.expect("is set");
    assert!(matches!(silent.commit().await, Err(StoreError::Unlogged { .. })));
}

pub(crate) async fn copies_stay_as_they_were_decided(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let (a, b) = (world.documents[0].id, world.documents[1].id);
    let agency = Some("Skerrywire".to_owned());
    let link = CopyLink { a, b, sentences: 3, of: 4, containment: 0.75, agency, verdict: CopyVerdict::Open };
    let mut tx = store.begin().await.expect("begin");
    tx.file_passages(&[(-5, 1), (-5, 2), (-5, 2), (9, 1)]).await.expect("files");
    tx.insert_copy_links(std::slice::from_ref(&link)).await.expect("links");
    tx.commit().await.expect("commit");
    let passages = store.passages(&[-5, 9, 1]).await.expect("reads");
    assert_eq!(passages.into_iter().collect::<Vec<_>>(), [(-5, vec![1, 2]), (9, vec![1])]);
    assert_eq!(store.copy_links(&[b]).await, Ok(vec![link.clone()]));

    let handles = (Handle::document(1), Handle::document(2));
    let change = CopyChange { a, b, handles, before: CopyVerdict::Open, after: CopyVerdict::Unlinked };
    let mut tx = store.begin().await.expect("begin");
    tx.set_copy_verdict(&change).await.expect("is set");
    tx.insert_copy_links(std::slice::from_ref(&link)).await.expect("links");
    let reason = "two reporters in one room".parse().expect("a reason");
    let action = Action::CopyDecided { changes: vec![change.clone()], reason, takes_back: None };
    tx.append(&world.event(action)).await.expect("is told");
    tx.commit().await.expect("commit");
    let stored = store.copy_links(&[a]).await.expect("reads");
    assert_eq!(
        stored,
        [CopyLink { verdict: CopyVerdict::Unlinked, ..link }],
        "a person's word outlives a second finding"
    );
    assert_eq!(store.verify().await.expect("verifies").faults, []);
    let mut tx = store.begin().await.expect("begin");
    let late = tx.set_copy_verdict(&change).await.expect_err("is refused");
    assert!(matches!(late, StoreError::CopyConflict { .. }), "{late}");
}

pub(crate) async fn outlets_go_to_the_first_of_two(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let before = world.outlet.facts();
    let after = OutletFacts { owner: None, controller: Some("City Hall".to_owned()), agency: true };
    let mut tx = store.begin().await.expect("begin");
    tx.set_outlet_facts(world.outlet.handle, &before, &after).await.expect("is set");
    let late = tx.set_outlet_facts(world.outlet.handle, &before, &after).await.expect_err("is refused");
    assert_eq!(late, StoreError::OutletConflict { handle: world.outlet.handle });
    let action = Action::OutletSet {
        outlet: world.outlet.id,
        handle: world.outlet.handle,
        before,
        after: after.clone(),
        reason: "the register of companies".parse().expect("a reason"),
        takes_back: None,
    };
    tx.append(&world.event(action)).await.expect("is told");
    tx.commit().await.expect("commit");
    assert_eq!(store.outlets().await.expect("reads")[0].facts(), after);
    let found = store.outlets_by_address("LEDGER.example/1?").await.expect("finds");
    assert_eq!(found.iter().map(|(outlet, _)| outlet.handle).collect::<Vec<_>>(), [world.outlet.handle]);
    assert!(found[0].1.starts_with("https://ledger.example/1?"));
    assert_eq!(store.outlets_by_address("%").await, Ok(Vec::new()), "a sign stands for itself");
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

pub(crate) async fn findings_are_written_over_by_their_id(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    let finding = |rating: &str| Finding {
        id: FindingId(world.id()),
        imported_at: now(),
        source: "desk.jsonl".to_owned(),
        source_id: "17".to_owned(),
        claim: "The harbour\u{0}was closed".to_owned(),
        title: None,
        speaker: Some("Tal Ríos".to_owned()),
        by: None,
        rating: Some(rating.to_owned()),
        date: now().date_naive().into(),
        url: None,
    };
    let first = finding("false");
    for finding in [first.clone(), finding("half true")] {
        let mut tx = store.begin().await.expect("begin");
        tx.put_findings("desk.jsonl", std::slice::from_ref(&finding)).await.expect("stores");
        let hash = onrecord_model::ContentHash::of(b"file");
        let action = Action::FindingsImported { source: "desk.jsonl".to_owned(), hash, count: 1 };
        tx.append(&world.event(action)).await.expect("is told");
        tx.commit().await.expect("commit");
    }
    let stored = store.findings(None, 9).await.expect("lists");
    assert_eq!(stored, [Finding { rating: Some("half true".to_owned()), ..first.clone() }]);
    assert_eq!(store.findings(Some(first.id), 9).await, Ok(Vec::new()));
    assert_eq!(store.verify().await.expect("verifies").faults, []);
}

/// Confirms that c1 and c3 are one statement: the third entry of the log.
pub(crate) async fn decide_first_and_last(store: &Store, world: &World) {
    let mut tx = store.begin().await.expect("begin");
    tx.propose_pairs(&[pair(world, 0, 2, 0.9, &[])]).await.expect("proposes");
    tx.commit().await.expect("commit");
    decide(store, world, &decision(world, ProposalState::Confirmed)).await;
}

/// Decides a pair and tampers with what is stored of it.
pub(crate) async fn decisions_behind_the_log_are_named(database: &TempDatabase) {
    let (store, world) = filled(database).await;
    decide_first_and_last(&store, &world).await;
    let connection = sea_orm::Database::connect(database.url()).await.expect("connects");
    for (sql, back) in [
        ("UPDATE claim_pair SET state = 'refused'", "UPDATE claim_pair SET state = 'confirmed'"),
        ("UPDATE claim_pair SET state = 'proposed'", "UPDATE claim_pair SET state = 'confirmed'"),
        ("UPDATE claim_pair SET state = 'maybe'", "UPDATE claim_pair SET state = 'confirmed'"),
        ("UPDATE event_subject SET position = 1", "UPDATE event_subject SET position = 3"),
        ("UPDATE event_subject SET position = 9", "UPDATE event_subject SET position = 3"),
        ("DELETE FROM event_subject", "SELECT 1"),
        ("DELETE FROM claim_pair", "SELECT 1"),
    ] {
        sea_orm::ConnectionTrait::execute_unprepared(&connection, sql).await.expect("tampers");
        let faults = store.verify().await.expect("verifies").faults;
        assert!(!faults.is_empty(), "{sql}");
        sea_orm::ConnectionTrait::execute_unprepared(&connection, back).await.expect("mends");
    }
    connection.close().await.expect("closes");
}
