//! Claims and decisions for tests.

use onrecord_model::{Claim, ClaimId, ClaimStatuses, ContentHash, Decision, Handle, SpeakerId};
use uuid::Uuid;

pub(crate) fn claim(credited: bool) -> Claim {
    let wording = "The bridge was paid for twice";
    Claim {
        id: ClaimId(Uuid::nil()),
        handle: Handle::claim(7),
        claimant: credited.then(|| SpeakerId(Uuid::nil())),
        wording: wording.to_owned(),
        fingerprint: ContentHash::of(wording.as_bytes()),
        statuses: ClaimStatuses::start(credited),
        revision: 1,
        worth: 0.62,
        first_published: "2026-03-02".parse().ok(),
    }
}

pub(crate) fn decision(by: &str) -> Decision {
    Decision {
        by: by.parse().unwrap(),
        at: "2026-03-05T10:00:00Z".parse().unwrap(),
        reason: "council minutes of 2 March".parse().unwrap(),
    }
}
