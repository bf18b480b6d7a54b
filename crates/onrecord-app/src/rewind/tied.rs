//! What people said of pairs and copies, as it was before later entries.

use std::collections::BTreeMap;

use onrecord_model::{
    ClaimId, ClaimPair, CopyChange, CopyLink, CopyVerdict, DocumentId, Filing, PairChange, ProposalState,
};

use super::Rewound;
use crate::copying::{CopyTies, follow};
use crate::{AppError, Desk};

/// What later entries changed of pairs and copies, as it was before the first of them.
#[derive(Debug, Default)]
pub(super) struct Untied {
    pairs: BTreeMap<(ClaimId, ClaimId), Unpaired>,
    copies: BTreeMap<(DocumentId, DocumentId), CopyVerdict>,
}

/// What later entries tell of a pair.
#[derive(Debug, Default)]
struct Unpaired {
    /// What was said to it; `None` when nobody said anything since.
    state: Option<ProposalState>,
    /// Whether it was there.
    was: Presence,
}

/// Whether a pair was there.
#[derive(Clone, Debug, Default)]
enum Presence {
    /// As it is now: it neither came nor went since.
    #[default]
    AsNow,
    /// It was not there.
    Absent,
    /// It was there, and is gone or was found anew.
    There(ClaimPair),
}

impl Presence {
    /// Keeps what the first entry tells.
    fn learn(&mut self, was: impl FnOnce() -> Presence) {
        if matches!(self, Presence::AsNow) {
            *self = was();
        }
    }
}

impl Untied {
    /// Takes a decision on pairs back.
    pub(super) fn pass_pairs(&mut self, changes: &[PairChange]) {
        for change in changes {
            let was = self.pairs.entry((change.a, change.b)).or_default();
            was.state.get_or_insert(change.before);
            if change.is_new {
                was.was.learn(|| Presence::Absent);
            }
        }
    }

    /// Takes the coming and going of proposed pairs back.
    pub(super) fn pass_filing(&mut self, filing: &Filing) {
        for pair in &filing.pairs_before {
            self.pairs.entry((pair.a, pair.b)).or_default().was.learn(|| Presence::There(pair.clone()));
        }
        for pair in &filing.pairs_after {
            self.pairs.entry((pair.a, pair.b)).or_default().was.learn(|| Presence::Absent);
        }
    }

    /// Takes a decision on copies back.
    pub(super) fn pass_copies(&mut self, changes: &[CopyChange]) {
        for change in changes {
            self.copies.entry((change.a, change.b)).or_insert(change.before);
        }
    }

    fn pair(&self, key: (ClaimId, ClaimId), now: Option<ClaimPair>) -> Option<ClaimPair> {
        let Some(was) = self.pairs.get(&key) else { return now };
        let mut pair = match &was.was {
            Presence::AsNow => now?,
            Presence::Absent => return None,
            Presence::There(pair) => pair.clone(),
        };
        pair.state = was.state.unwrap_or(pair.state);
        Some(pair)
    }
}

impl Desk {
    /// Lists the pairs of claims as they were, by their claims; those refused among them.
    pub(crate) async fn pairs_as_of(&self, claims: &[ClaimId], rewound: &Rewound) -> Result<Vec<ClaimPair>, AppError> {
        let untied = &rewound.untied;
        let now = self.store.pairs_of_claims(claims).await?;
        if untied.pairs.is_empty() {
            return Ok(now);
        }
        let mut now: BTreeMap<_, _> = now.into_iter().map(|pair| ((pair.a, pair.b), Some(pair))).collect();
        for key in untied.pairs.keys().filter(|(a, b)| claims.contains(a) || claims.contains(b)) {
            now.entry(*key).or_default();
        }
        Ok(now.into_iter().filter_map(|(key, pair)| untied.pair(key, pair)).collect())
    }

    /// Follows what tied documents to others, as far as it led.
    pub(crate) async fn copy_ties_as_of(
        &self,
        documents: &[DocumentId],
        rewound: &Rewound,
    ) -> Result<CopyTies, AppError> {
        let then = |mut link: CopyLink| {
            link.verdict = rewound.untied.copies.get(&(link.a, link.b)).copied().unwrap_or(link.verdict);
            (rewound.knows(link.a) && rewound.knows(link.b)).then_some(link)
        };
        let read =
            async |ids: Vec<DocumentId>| Ok(self.store.copy_links(&ids).await?.into_iter().filter_map(then).collect());
        follow(documents, read).await
    }
}
