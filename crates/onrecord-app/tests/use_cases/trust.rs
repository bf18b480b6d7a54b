//! What the program never does of its own accord.

use onrecord_app::{AliasDecision, AppError, EventFilter};
use onrecord_model::{Actor, EvidenceStatus, ProposalState, StatusKind, Target};
use onrecord_testkit::TempDatabase;

use crate::desk::{article, claim, open, set, take_in, two};

#[tokio::test]
async fn said_and_fact_are_decided_apart() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let silt = claim(&desk, "More than 300").await;
    let statuses = async || desk.claim(silt).await.expect("a claim").claim.statuses;
    set(&desk, "Ann", silt, Target::Said, StatusKind::Corroborated).await.expect("set");
    assert_eq!(statuses().await.fact, EvidenceStatus::default());
    set(&desk, "Ben", silt, Target::Fact, StatusKind::Disputed).await.expect("set");
    let now = statuses().await;
    assert_eq!(now.said.map(|s| s.kind()), Some(StatusKind::Corroborated));
    assert_eq!(now.fact.kind(), StatusKind::Disputed);
    let by = "Ben".parse().expect("a name");
    desk.undo(Some(silt), &by, &"second thoughts".parse().expect("a reason"), false).await.expect("undone");
    assert_eq!(statuses().await.fact, EvidenceStatus::default());
    desk.undo(Some(silt), &by, &"second thoughts".parse().expect("a reason"), false).await.expect("undone");
    assert_eq!(statuses().await.said, Some(EvidenceStatus::default()));
}

#[tokio::test]
async fn nobody_credited_has_no_said() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let own = claim(&desk, "built in 1974").await;
    let refused = set(&desk, "Ann", own, Target::Said, StatusKind::Disputed).await;
    assert!(matches!(refused, Err(AppError::Refused { .. })), "{refused:?}");
}

#[tokio::test]
async fn taking_in_decides_nothing() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let silt = claim(&desk, "More than 300").await;
    set(&desk, "Ann", silt, Target::Fact, StatusKind::Disputed).await.expect("set");
    let before = desk.claim(silt).await.expect("a claim").claim;
    // The same words again in another outlet: one more mention, and what Ann decided stands.
    let again = article(
        "2026-06-01",
        "again",
        "Again",
        "\"More than 300 tonnes of silt went into the lower Tarn,\" Odalys Brennick, head of the Tarn Water Board, told \
         the Lantern.",
    );
    take_in(&desk, &[again]).await;
    let after = desk.claim(silt).await.expect("a claim");
    assert_eq!((after.claim.statuses, after.claim.revision), (before.statuses, before.revision));
    assert_eq!(after.mentions.len(), 2);
    let log = desk.log(&EventFilter { limit: 1000, ..EventFilter::default() }).await.expect("log");
    let decided = log.iter().filter(|s| s.event.actor != Actor::Program).count();
    assert_eq!((log.len(), decided), (4, 1));
}

#[tokio::test]
async fn aliases_are_proposed_and_never_merged_in_silence() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let solvik = async || {
        let all = desk.speakers().await.expect("speakers");
        let mut found = all.into_iter().filter(|s| s.name.contains("Solvik"));
        (found.next().expect("a speaker"), found.count())
    };
    let (speaker, others) = solvik().await;
    assert_eq!((speaker.name.as_str(), others), ("Andrey Solvik", 0));
    let known = speaker.aliases.iter().find(|a| a.alias.name == "Andrei Solvik").expect("an alias");
    assert_eq!(known.state, ProposalState::Proposed);
    assert!(!known.alias.why.is_empty());
    let decision = AliasDecision {
        speaker: speaker.handle,
        alias: "Andrei Solvik".to_owned(),
        to: ProposalState::Refused,
        by: "Ann".parse().expect("a name"),
        reason: "two brothers".parse().expect("a reason"),
    };
    assert_eq!(desk.decide_alias(&decision).await.expect("decided"), ProposalState::Proposed);
    // The same proposal comes with the next article; the refusal stands.
    let next = article(
        "2026-06-02",
        "next",
        "Lock open",
        "The lock is open, Andrey Solvik, director of the Tarn Lock Company, told the Lantern.\n\nIt cost $1 million, \
         Andrei Solvik added.",
    );
    take_in(&desk, &[next]).await;
    let (speaker, _) = solvik().await;
    let known = speaker.aliases.iter().find(|a| a.alias.name == "Andrei Solvik").expect("an alias");
    assert_eq!(known.state, ProposalState::Refused);
    assert!(desk.verify(None).await.expect("checked").faults.is_empty());
}
