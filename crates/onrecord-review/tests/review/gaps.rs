//! What a report says could not be established.

use onrecord_model::{Claim, StatusKind, Target};
use onrecord_review::{decide, not_established};

use crate::support::{claim, decision};

fn after(mut claim: Claim, steps: &[(Target, StatusKind)]) -> Claim {
    for (target, to) in steps {
        claim.statuses = decide(&claim, Some(*target), *to, decision("Ana")).unwrap().1;
    }
    claim
}

#[test]
fn every_gap_is_named_in_words() {
    let undated = Claim { first_published: None, ..claim(false) };
    let said = (Target::Said, StatusKind::Corroborated);
    let cases = [
        not_established(&claim(true)),
        not_established(&undated),
        not_established(&after(claim(true), &[said])),
        not_established(&after(claim(true), &[said, (Target::Fact, StatusKind::Disputed)])),
        not_established(&after(
            claim(true),
            &[said, (Target::Said, StatusKind::Unverified), (Target::Fact, StatusKind::Corroborated)],
        )),
        not_established(&after(claim(true), &[said, (Target::Fact, StatusKind::Corroborated)])),
    ];
    insta::assert_debug_snapshot!(cases);
}
