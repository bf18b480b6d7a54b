//! What decisions may and may not do.

use onrecord_model::{EvidenceStatus, Refusal, StatusKind, Target, WorkKind, WorkState};
use onrecord_review::decide;
use proptest::prelude::*;

use crate::support::{claim, decision};

#[test]
fn the_only_target_need_not_be_named() {
    let (target, statuses) = decide(&claim(false), None, StatusKind::Disputed, decision("Ana")).unwrap();
    assert_eq!(target, Target::Fact);
    assert_eq!(statuses.fact.kind(), StatusKind::Disputed);
}

#[test]
fn a_credited_claim_needs_the_target_named() {
    let refusal = decide(&claim(true), None, StatusKind::Disputed, decision("Ana")).unwrap_err();
    assert_eq!(refusal, Refusal::TargetMissing);
    assert!(refusal.to_string().contains("--target said"), "{refusal}");
}

#[test]
fn a_claim_of_nobody_has_no_said() {
    let refusal = decide(&claim(false), Some(Target::Said), StatusKind::Disputed, decision("Ana")).unwrap_err();
    assert_eq!(refusal, Refusal::NoClaimant);
}

fn requests() -> impl Strategy<Value = Vec<(Target, StatusKind, &'static str)>> {
    let target = prop::sample::select(Target::ALL.to_vec());
    let kind = prop::sample::select(StatusKind::ALL.to_vec());
    let person = prop::sample::select(vec!["Ana", "Ben", "Chi"]);
    prop::collection::vec((target, kind, person), 0..40)
}

proptest! {
    #[test]
    fn a_status_always_rests_on_the_last_person_who_set_it(credited: bool, requests in requests()) {
        let mut claim = claim(credited);
        let mut last = [None, None];
        for (target, to, person) in requests {
            if let Ok((decided, statuses)) = decide(&claim, Some(target), to, decision(person)) {
                claim.statuses = statuses;
                last[decided as usize] = Some(person);
            }
        }
        for (target, status) in claim.statuses.iter() {
            let by = status.decision().map(|decision| decision.by.name());
            prop_assert_eq!(by, last[target as usize]);
            prop_assert_eq!(by.is_none(), *status == EvidenceStatus::Unverified);
        }
    }

    #[test]
    fn deciding_the_same_twice_is_refused(credited: bool, requests in requests()) {
        let mut claim = claim(credited);
        for (target, to, person) in requests {
            if let Ok((target, statuses)) = decide(&claim, Some(target), to, decision(person)) {
                claim.statuses = statuses;
                let again = decide(&claim, Some(target), to, decision("Dee"));
                prop_assert_eq!(again, Err(Refusal::AlreadySo { target, kind: to }));
            }
        }
    }

    #[test]
    fn said_and_fact_never_influence_each_other(requests in requests()) {
        let mut claim = claim(true);
        for (target, to, person) in requests {
            let before = claim.statuses.clone();
            if let Ok((decided, after)) = decide(&claim, Some(target), to, decision(person)) {
                let other = Target::ALL.into_iter().find(|t| *t != decided).unwrap();
                prop_assert_eq!(before.of(other), after.of(other));
                claim.statuses = after;
            }
        }
    }
}

#[test]
fn a_hundred_repeats_prove_said_and_leave_fact_untouched() {
    let mut claim = claim(true);
    for _ in 0..100 {
        for to in [StatusKind::Corroborated, StatusKind::Unverified, StatusKind::Corroborated] {
            if let Ok((_, statuses)) = decide(&claim, Some(Target::Said), to, decision("Ana")) {
                claim.statuses = statuses;
            }
        }
    }
    assert_eq!(claim.statuses.said.as_ref().map(EvidenceStatus::kind), Some(StatusKind::Corroborated));
    assert_eq!(claim.statuses.fact, EvidenceStatus::Unverified);
    let today = decision("Ana").at.date_naive();
    assert_eq!(WorkState::New.current(&claim.statuses, today).kind(), WorkKind::InReview);
}
