//! The order of the queue.

use onrecord_model::{Claim, StatusKind, Target, Voice, WorkState};
use onrecord_review::{Candidate, decide, priority};
use proptest::prelude::*;

use crate::support::{claim, decision};

fn candidate(claim: &Claim) -> Candidate<'_> {
    Candidate {
        claim,
        voice: Voice::Indirect,
        credited: claim.claimant.is_some(),
        documents: 1,
        work: &WorkState::New,
        age_days: None,
        due_days: None,
        stale: 0,
    }
}

#[test]
fn reasons_of_some_candidates() {
    let (credited, own) = (claim(true), claim(false));
    let mut decided = claim(false);
    decided.statuses = decide(&decided, None, StatusKind::Disputed, decision("Ana")).unwrap().1;
    let reopened = WorkState::Reopened(decision("Ben"));
    let cases = [
        candidate(&credited),
        Candidate { documents: 4, age_days: Some(7), ..candidate(&credited) },
        Candidate { voice: Voice::Own, age_days: Some(0), ..candidate(&own) },
        Candidate { voice: Voice::Headline, age_days: Some(-3), ..candidate(&credited) },
        candidate(&decided),
        Candidate { work: &reopened, ..candidate(&decided) },
        Candidate { due_days: Some(-2), stale: 1, ..candidate(&own) },
        Candidate { due_days: Some(5), ..candidate(&own) },
        Candidate { due_days: Some(8), ..candidate(&own) },
    ];
    insta::assert_debug_snapshot!(cases.map(|case| priority(&case)));
}

fn any_claim() -> impl Strategy<Value = Claim> {
    (any::<bool>(), any::<f64>(), prop::collection::vec((any::<bool>(), 0..3_usize), 0..4)).prop_map(
        |(credited, worth, steps)| {
            let mut claim = Claim { worth, ..claim(credited) };
            for (said, kind) in steps {
                let target = if said { Target::Said } else { Target::Fact };
                if let Ok((_, statuses)) = decide(&claim, Some(target), StatusKind::ALL[kind], decision("Ana")) {
                    claim.statuses = statuses;
                }
            }
            claim
        },
    )
}

proptest! {
    #[test]
    fn the_score_is_the_sum_of_the_points_shown(
        claim in any_claim(), documents: u32, age in any::<Option<i64>>(), voice in 0..5_usize,
        due in any::<Option<i64>>(), stale: u32,
    ) {
        let case = Candidate { voice: Voice::ALL[voice], documents, age_days: age, due_days: due, stale, ..candidate(&claim) };
        let priority = priority(&case);
        let points = |line: &String| line.split_once(' ').and_then(|(points, _)| points.parse::<f64>().ok());
        let sum: f64 = priority.reasons.iter().filter_map(points).sum();
        prop_assert!((sum - priority.score).abs() < 1e-9, "{priority:?}");
        prop_assert!(priority.score.is_finite() && priority.score >= 0.0);
        prop_assert!(!priority.reasons.is_empty());
    }

    #[test]
    fn more_spread_and_fresher_never_come_later(
        documents in 1..50_u32, age in 0..400_i64, more in 1..20_u8,
    ) {
        let claim = claim(true);
        let base = Candidate { documents, age_days: Some(age), ..candidate(&claim) };
        let score = |case: Candidate<'_>| priority(&case).score;
        let older = Candidate { age_days: Some(age + i64::from(more)), ..base };
        let spread = Candidate { documents: documents + u32::from(more), ..base };
        prop_assert!(score(base) + 1e-9 >= score(older));
        prop_assert!(score(spread) + 1e-9 >= score(base));
    }
}
