//! How a statement changed over dates.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{compare, compare_related, statement_signature};
use onrecord_model::{Claim, ClaimId, Comparison, DocumentId, Handle, HandleKind};
use onrecord_store::Occurrence;

use crate::error::expect_kind;
use crate::statement::statement;
use crate::{AppError, Desk};

/// How many claims of one speaker are looked at.
const CLAIMS_OF_SPEAKER: u32 = 2_000;

/// One wording of the statement, at its place in time.
pub struct DriftPoint {
    /// The claim this wording belongs to.
    pub claim: Claim,
    /// Where it stands.
    pub occurrence: Occurrence,
    /// How it stands to the wording asked about.
    pub to_asked: Comparison,
    /// Index of the wording by the same claimant before it in time; `None` for the first.
    pub previous: Option<usize>,
    /// How it stands to that wording; `None` for the first.
    pub to_previous: Option<Comparison>,
}

/// All wordings of a statement in the order of their dates.
pub struct DriftView {
    /// The claim asked about.
    pub asked: Claim,
    /// The wordings, the asked one among them; undated ones last.
    pub points: Vec<DriftPoint>,
}

impl Desk {
    /// Finds what else the same speaker said of the same matter, what the same documents say of it, and what others say
    /// elsewhere that was found to be alike.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn drift(&self, handle: Handle) -> Result<DriftView, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let asked = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let own = self.store.occurrences(&[asked.id]).await?;
        let candidates = self.candidates(&asked, &own).await?;
        let ids: Vec<ClaimId> = candidates.keys().copied().collect();
        let occurrences = self.store.occurrences(&ids).await?;
        let points = own.first().map(|first| points(first, occurrences, &candidates)).unwrap_or_default();
        Ok(DriftView { asked, points: in_order_of_time(points) })
    }

    /// Lists the claims that may be wordings of `asked`, itself among them.
    async fn candidates(&self, asked: &Claim, own: &[Occurrence]) -> Result<BTreeMap<ClaimId, Claim>, AppError> {
        let mut found: Vec<Claim> = vec![asked.clone()];
        if let Some(speaker) = asked.claimant {
            found.extend(self.store.claims_of_speaker(speaker, CLAIMS_OF_SPEAKER).await?);
        }
        // Whoever says it elsewhere, as far as it was found to be alike and nobody refused that.
        let related: Vec<ClaimId> = self.related(asked.id).await?.into_keys().collect();
        found.extend(self.store.claims(&related).await?);
        let documents: BTreeSet<DocumentId> = own.iter().map(|o| o.document.id).collect();
        for document in documents {
            found.extend(self.store.claims_of_document(document).await?);
        }
        Ok(found.into_iter().map(|claim| (claim.id, claim)).collect())
    }
}

fn points(asked: &Occurrence, occurrences: Vec<Occurrence>, claims: &BTreeMap<ClaimId, Claim>) -> Vec<DriftPoint> {
    let base = statement(asked);
    let mut points = Vec::new();
    let signature = statement_signature(&base);
    for occurrence in occurrences {
        if !signature.may_relate(&statement_signature(&statement(&occurrence))) {
            continue;
        }
        let Some(claim) = claims.get(&occurrence.claim) else {
            continue;
        };
        if let Some(to_asked) = compare_related(&base, &statement(&occurrence), 0.0) {
            points.push(DriftPoint { claim: claim.clone(), occurrence, to_asked, previous: None, to_previous: None });
        }
    }
    points
}

/// Orders by date and compares each wording with the one before it by the same claimant, so that a headline,
/// somebody else's words or a word of the same speaker on another matter do not come between two statements.
fn in_order_of_time(mut points: Vec<DriftPoint>) -> Vec<DriftPoint> {
    points.sort_by_key(|p| {
        let document = &p.occurrence.document;
        (document.published.is_none(), document.published, document.handle, p.occurrence.stored.mention.number)
    });
    for at in 1..points.len() {
        let (before, rest) = points.split_at_mut(at);
        let this = &mut rest[0];
        if let Some((previous, comparison)) = wording_before(before, this) {
            this.previous = Some(previous);
            this.to_previous = Some(comparison);
        }
    }
    points
}

/// How many earlier wordings of a claimant are compared with one, so that the work grows with their number only.
const LOOK_BACK: usize = 16;
/// How near to the best score an earlier wording comes that is taken for the one before: set by hand so that another
/// matter with half its words in common is passed over, and a wording with another number is not.
const NEARLY_BEST: f64 = 0.75;

/// Finds the latest earlier wording by the same claimant that says nearly as much of the same as any other does.
fn wording_before(before: &[DriftPoint], this: &DriftPoint) -> Option<(usize, Comparison)> {
    let own = before.iter().enumerate().rev().filter(|(_, p)| p.claim.claimant == this.claim.claimant);
    let this = statement(&this.occurrence);
    let compared: Vec<(usize, Comparison)> =
        own.take(LOOK_BACK).map(|(at, p)| (at, compare(&statement(&p.occurrence), &this))).collect();
    let best = compared.iter().map(|(_, comparison)| comparison.score).fold(0.0, f64::max);
    compared.into_iter().find(|(_, comparison)| comparison.score >= best * NEARLY_BEST)
}
