//! The verdict of the house on a claim.

use std::collections::BTreeSet;

use onrecord_model::{Claim, Grade, HandleKind, PublicEntry, PublicKind, PublicSubject, Rating, StatusKind, Target};
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

    /// Lists the verdicts that stand, one a claim, by claim.
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

/// A verdict says whether a claim is true, so somebody has to have looked into that.
fn refuse_unverified(claim: &Claim) -> Result<(), AppError> {
    let fact = claim.statuses.of(Target::Fact);
    if fact.is_none_or(|status| status.kind() == StatusKind::Unverified) {
        return Err(AppError::NotRated { handle: claim.handle });
    }
    Ok(())
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
