//! Whatever people ask of the work, replaying the log gives what is shown.

use std::collections::BTreeMap;

use onrecord_app::{
    Answer, AppError, Aside, Cited, Desk, EventFilter, EvidenceDraft, OpinionRequest, PairDecision, Proposal,
    ReviewRule, WorkAsk, WorkRequest,
};
use onrecord_model::{Action, Handle, ProposalState, Reason, Reviewer, Stance, StatusKind, Target, WorkState};
use onrecord_testkit::{FixedClock, TempDatabase, day};
use proptest::prelude::*;

use crate::desk::{claim as found, open, set, take_in, two};

/// How many claims of the desk are asked about.
pub(crate) const CLAIMS: u32 = 4;

/// Something a person asks for.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Work(WorkAsk, Vec<u32>),
    Set(u32, Target, StatusKind),
    Propose(u32, Target, StatusKind, ReviewRule),
    Second(u32, Answer, bool),
    Undo(Option<u32>),
    Next,
}

pub(crate) fn person() -> impl Strategy<Value = Reviewer> {
    prop::sample::select(vec!["Ann", "Ben", "Cleo", "Dee"]).prop_map(|name| name.parse().expect("a name"))
}

pub(crate) fn claim() -> impl Strategy<Value = u32> {
    1..=CLAIMS
}

fn status() -> impl Strategy<Value = StatusKind> {
    prop::sample::select(StatusKind::ALL.to_vec())
}

pub(crate) fn target() -> impl Strategy<Value = Target> {
    prop::sample::select(Target::ALL.to_vec())
}

fn work() -> impl Strategy<Value = WorkAsk> {
    prop_oneof![
        (person(), prop::sample::select(vec![None, Some("2026-01-01"), Some("2026-02-02"), Some("2026-03-01")]))
            .prop_map(|(to, due)| WorkAsk::Assign { to, due: due.map(day) }),
        Just(WorkAsk::Release),
        prop::sample::select(vec!["2026-02-02", "2026-03-01"]).prop_map(|until| WorkAsk::Defer(day(until))),
        Just(WorkAsk::Drop(Aside::NotAClaim)),
        claim().prop_map(|other| WorkAsk::Drop(Aside::DuplicateOf(Handle::claim(other)))),
        Just(WorkAsk::Reopen),
        Just(WorkAsk::Reopen),
    ]
}

pub(crate) fn asked() -> impl Strategy<Value = Asked> {
    let rule = (2..4_u32, 0..2_u32, any::<bool>()).prop_map(|(people, more, blind)| ReviewRule {
        people,
        of: people + more,
        blind,
    });
    let answer = prop_oneof![Just(Answer::Agree), Just(Answer::Disagree), status().prop_map(Answer::Find)];
    prop_oneof![
        3 => (work(), prop::collection::vec(claim(), 1..4)).prop_map(|(ask, claims)| Asked::Work(ask, claims)),
        2 => (claim(), target(), status()).prop_map(|(claim, target, to)| Asked::Set(claim, target, to)),
        2 => (claim(), target(), status(), rule).prop_map(|(claim, target, to, rule)| Asked::Propose(claim, target, to, rule)),
        3 => (claim(), answer, any::<bool>()).prop_map(|(claim, answer, last)| Asked::Second(claim, answer, last)),
        2 => prop::option::of(claim()).prop_map(Asked::Undo),
        1 => Just(Asked::Next),
    ]
}

/// Asks, and takes a refusal for an answer; the database may not fail.
pub(crate) async fn ask(desk: &Desk, by: Reviewer, asked: Asked) {
    let reason = || "looked".parse().expect("a reason");
    let proposal = |claim: u32, target, to| Proposal {
        claim: Handle::claim(claim),
        target: Some(target),
        to,
        by: by.clone(),
        reason: reason(),
        if_revision: None,
        asked_at: None,
        overrides: None,
        bulk: None,
    };
    let result = match asked {
        Asked::Work(ask, claims) => {
            let claims = claims.into_iter().map(Handle::claim).collect();
            let request = WorkRequest { claims, ask, by, reason: Some(reason()) };
            desk.change_work(&request, false).await.map(drop)
        }
        Asked::Set(claim, target, to) => desk.set(&proposal(claim, target, to), false).await.map(drop),
        Asked::Propose(claim, target, to, rule) => {
            desk.propose_status(&proposal(claim, target, to), rule, false).await.map(drop)
        }
        Asked::Second(claim, answer, adjudicates) => {
            let claim = Handle::claim(claim);
            let request = OpinionRequest {
                claim,
                answer,
                adjudicates,
                target: None,
                proposed: None,
                asked_at: None,
                by,
                reason: reason(),
                overrides: None,
                bulk: None,
            };
            desk.give_opinion(&request, false).await.map(drop)
        }
        Asked::Undo(claim) => desk.undo(claim.map(Handle::claim), &by, &reason(), false).await.map(drop),
        Asked::Next => desk.next(&by, 30).await.map(drop),
    };
    if let Err(AppError::Store(error)) = result {
        let is_rule =
            ["changed by somebody else", "no status is set while"].iter().any(|it| error.to_string().contains(it));
        assert!(is_rule, "{error}");
    }
}

/// Replays the log.
async fn replayed(desk: &Desk) -> BTreeMap<Handle, WorkState> {
    let mut states = BTreeMap::new();
    for sealed in desk.log(&EventFilter { limit: 10_000, ..EventFilter::default() }).await.expect("log") {
        if let Action::WorkChanged { changes, .. } = sealed.event.action {
            for change in changes {
                let was = states.insert(change.handle, change.after).unwrap_or_default();
                assert_eq!(was, change.before, "{} in entry {}", change.handle, sealed.position);
            }
        }
    }
    states
}

async fn story(steps: Vec<(Reviewer, Asked)>) {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    for (by, asked) in steps {
        ask(&desk, by, asked).await;
    }
    let told = replayed(&desk).await;
    for number in 1..=CLAIMS {
        let view = desk.claim(Handle::claim(number)).await.expect("a claim");
        let state = told.get(&view.claim.handle).cloned().unwrap_or_default();
        assert_eq!(state.current(&view.claim.statuses, day("2026-02-01")), view.work);
    }
    assert_eq!(desk.verify(None).await.expect("checked").faults, []);
    desk.close().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn replaying_the_log_gives_the_work_as_it_is(steps in prop::collection::vec((person(), asked()), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(story(steps));
    }
}

/// Whoever calls may have asked for the role before; other rules may have been adopted since.
#[tokio::test]
async fn a_role_is_asked_for_where_the_deed_is_entered() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let (ann, ben): (Reviewer, Reviewer) = ("Ann".parse().expect("a name"), "Ben".parse().expect("a name"));
    let why: Reason = "as agreed".parse().expect("a reason");
    let rules = "[roles]\n\"Ann\" = \"admin\"\n\"Ben\" = \"reader\"\n";
    desk.adopt_rules(rules, &ann, &why, false).await.expect("adopts");
    let evidence = EvidenceDraft {
        target: Some(Target::Fact),
        stance: Some(Stance::Context),
        cited: Some(Cited::Offline("the minutes".to_owned())),
        ..EvidenceDraft::default()
    };
    let refused = desk.add_evidence(Handle::claim(1), &evidence, &ben, &why, false).await;
    assert!(matches!(refused, Err(AppError::Role { .. })), "{refused:?}");
    let pairs = PairDecision {
        pairs: vec![(Handle::claim(1), Handle::claim(2))],
        to: ProposalState::Confirmed,
        by: ben.clone(),
        reason: why.clone(),
    };
    let refused = desk.decide_pairs(&pairs, false).await;
    assert!(matches!(refused, Err(AppError::Role { .. })), "{refused:?}");
    desk.add_evidence(Handle::claim(1), &evidence, &ann, &why, false).await.expect("an admin may");
    assert_eq!(desk.evidence(None, false).await.expect("lists").len(), 1);
}

#[tokio::test]
async fn what_was_decided_after_somebody_asked_is_not_overruled_unseen() {
    let database = TempDatabase::sqlite();
    let desk = open(database.url()).await;
    take_in(&desk, &two()).await;
    let silt = found(&desk, "More than 300").await;
    set(&desk, "Ann", silt, Target::Fact, StatusKind::Disputed).await.expect("set");
    let at = |seconds| Some(FixedClock::default().0 + chrono::TimeDelta::seconds(seconds));
    let proposal = |who: &str, to, asked_at| Proposal {
        claim: silt,
        target: Some(Target::Fact),
        to,
        by: who.parse().expect("a name"),
        reason: "looked".parse().expect("a reason"),
        if_revision: None,
        asked_at,
        overrides: None,
        bulk: None,
    };
    for to in [StatusKind::Corroborated, StatusKind::Disputed] {
        let lost = desk.set(&proposal("Ben", to, at(-1)), false).await.expect_err("Ann was faster");
        assert!(
            matches!(&lost, AppError::Conflict { last, .. } if last.contains("Ann set fact to disputed")),
            "{lost}"
        );
    }
    let rule = ReviewRule::default();
    let proposed = desk.propose_status(&proposal("Ben", StatusKind::Corroborated, at(-1)), rule, false).await;
    assert!(matches!(proposed, Err(AppError::Conflict { .. })), "{proposed:?}");
    desk.set(&proposal("Ann", StatusKind::Corroborated, at(-1)), true).await.expect("her own decision she has seen");
    desk.set(&proposal("Ben", StatusKind::Corroborated, at(0)), false).await.expect("he asked when it was decided");
    desk.close().await;
}
