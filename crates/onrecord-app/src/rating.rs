//! The verdict of the house on a claim.

use std::collections::BTreeSet;

use onrecord_model::{
    Claim, ClaimId, Grade, Handle, HandleKind, PublicEntry, PublicKind, PublicSubject, Rating, StatusKind, Target,
};
use onrecord_review::{HouseRules, HouseVerdict, VerdictScheme};

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::public::RatingRequest;
use crate::{AppError, Desk};

impl Desk {
    /// Gives a claim a verdict of the house rules in force: a dated entry that readers see, kept in the log. The latest one
    /// stands. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] for a verdict the house does not give,
    /// [`AppError::NotRated`] while the `fact` target is unverified, [`AppError::Role`], [`AppError::Invalid`] for a day to
    /// come, [`AppError::Store`].
    pub async fn rate(&self, request: &RatingRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        retrying!(self.rate_once(request, dry_run))
    }

    async fn rate_once(&self, request: &RatingRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        let handle = expect_kind(request.claim, HandleKind::Claim)?;
        let on = self.day(request.on)?;
        let mut tx = self.store.begin().await?;
        let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let house = self.house(&tx).await?;
        let (scheme, verdict) = find(&house.rules, &request.name)?;
        refuse_unverified(&claim)?;
        let rating = Rating {
            on,
            name: verdict.name.clone(),
            text: verdict.text.clone(),
            value: Grade::new(verdict.rating),
            worst: Grade::new(scheme.worst),
            best: Grade::new(scheme.best),
            explanation: request.explanation.clone(),
        };
        let entry = self.entry(PublicSubject::Claim(claim.id, handle), &request.by, PublicKind::Rated(rating));
        self.tell(&mut tx, &entry, Some(request.explanation.clone())).await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(entry)
    }

    /// Lists the verdicts that stand, one a claim, by claim; some may have lost their ground since.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn verdicts(&self) -> Result<Vec<PublicEntry>, AppError> {
        let (mut seen, mut standing) = (BTreeSet::new(), Vec::new());
        for entry in self.store.public_entries().await?.into_iter().rev() {
            if entry.rating().is_some() && seen.insert(entry.subject) {
                standing.push(entry);
            }
        }
        standing.sort_by_key(|entry| entry.subject.handle());
        Ok(standing)
    }
}

impl Desk {
    /// Lists the claims that have a verdict, whether it has a ground or not.
    pub(crate) async fn rated(&self) -> Result<Vec<ClaimId>, AppError> {
        let subject = |entry: PublicEntry| match entry.subject {
            PublicSubject::Claim(id, _) => Some(id),
            PublicSubject::Document(..) => None,
        };
        Ok(self.verdicts().await?.into_iter().filter_map(subject).collect())
    }

    /// Lists the claims whose verdict lost its ground: whether they are true is unverified again.
    pub(crate) async fn ungrounded(&self) -> Result<Vec<Handle>, AppError> {
        let claims = self.store.claims(&self.rated().await?).await?;
        Ok(claims.iter().filter(|claim| !is_grounded(claim)).map(|claim| claim.handle).collect())
    }
}

/// A verdict says whether a claim is true, so somebody has to have looked into that.
fn refuse_unverified(claim: &Claim) -> Result<(), AppError> {
    if is_grounded(claim) { Ok(()) } else { Err(AppError::NotRated { handle: claim.handle }) }
}

/// Tells whether a verdict on a claim has a ground: whether it is true has been decided, and was not taken back. One that
/// lost it is on no page and in no export.
pub(crate) fn is_grounded(claim: &Claim) -> bool {
    claim.statuses.of(Target::Fact).is_some_and(|status| status.kind() != StatusKind::Unverified)
}

/// Tells whether readers are still told of an entry about a claim as it is: all but a verdict that lost its ground.
pub(crate) fn holds(entry: &PublicEntry, claim: &Claim) -> bool {
    entry.rating().is_none() || is_grounded(claim)
}

fn find<'r>(rules: &'r HouseRules, name: &str) -> Result<(&'r VerdictScheme, &'r HouseVerdict), AppError> {
    let Some(scheme) = &rules.verdicts else {
        return Err(AppError::Missing(
            "the house rules in force name no verdicts; write them under [verdicts] and put them into force with \
             'onrecord rules adopt FILE'"
                .to_owned(),
        ));
    };
    let found = scheme.verdicts.iter().find(|verdict| verdict.name.eq_ignore_ascii_case(name.trim()));
    let found = found.ok_or_else(|| {
        let names = scheme.verdicts.iter().map(|verdict| verdict.name.as_str()).collect::<Vec<_>>().join(", ");
        AppError::Missing(format!("the house gives no verdict {name:?}; it gives {names}"))
    })?;
    Ok((scheme, found))
}
