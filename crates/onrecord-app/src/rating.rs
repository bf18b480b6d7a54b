//! The verdict of the house on a claim.

use onrecord_model::{
    Claim, EvidenceStatus, Grade, HandleKind, PublicEntry, PublicKind, PublicSubject, Rating, StatusKind, Target,
};
use onrecord_review::{HouseRules, HouseVerdict, VerdictScheme};

use crate::desk::retrying;
use crate::due::withdraws;
use crate::error::expect_kind;
use crate::public::{RatingRequest, by_claim};
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
            ground: claim.statuses.of(Target::Fact).map(EvidenceStatus::kind),
        };
        let entry = self.entry(PublicSubject::Claim(claim.id, handle), &request.by, PublicKind::Rated(rating));
        self.tell(&mut tx, &entry, Some(request.explanation.clone())).await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(entry)
    }

    /// Lists the latest verdicts, one a claim, by claim, each with why readers are not told of it; claims that were merged into
    /// another one are no more.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn verdicts(&self) -> Result<Vec<LatestVerdict>, AppError> {
        let mut told = by_claim(self.store.public_entries().await?);
        told.retain(|_, entries| entries.iter().any(|entry| entry.rating().is_some()));
        let claims = self.store.claims(&told.keys().copied().collect::<Vec<_>>()).await?;
        let latest = claims.into_iter().filter_map(|claim| {
            let (entry, withheld) = latest(&told[&claim.id], &claim)?;
            Some(LatestVerdict { entry: entry.clone(), withheld, claim })
        });
        let mut verdicts: Vec<LatestVerdict> = latest.collect();
        verdicts.sort_by_key(|verdict| verdict.claim.handle);
        Ok(verdicts)
    }

    /// Says that the latest verdict on a claim rests on another decision than the one that stands, and that readers are not told of
    /// it; `None` where they are, where there is none, while it is open whether the claim is true, and where it was retracted,
    /// which settles it.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn withheld_verdict(&self, claim: &Claim) -> Result<Option<String>, AppError> {
        let told = self.store.public_entries_of(&[claim.id.0]).await?;
        let Some((entry, Some(why))) = latest(&told, claim) else { return Ok(None) };
        let Some(rating) = entry.rating().filter(|_| matches!(why, Withheld::Turned(_))) else { return Ok(None) };
        let handle = claim.handle;
        Ok(Some(format!(
            "readers are not told its verdict {:?}: {why}; 'onrecord verdict set {handle} VERDICT -m WHY' gives one anew",
            rating.text
        )))
    }
}

/// The latest verdict on a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct LatestVerdict {
    /// The claim as it is.
    pub claim: Claim,
    /// The verdict.
    pub entry: PublicEntry,
    /// Why readers are not told of it; `None` where they are.
    pub withheld: Option<Withheld>,
}

/// Why readers are not told of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It is open again whether the claim is true.
    Open,
    /// It was decided otherwise since; what the `fact` target was when the verdict was given.
    Turned(StatusKind),
    /// It was retracted since.
    Retracted,
}

impl Withheld {
    /// Returns the word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Turned(_) => "turned",
            Self::Retracted => "retracted",
        }
    }
}

impl std::fmt::Display for Withheld {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Open => f.write_str("it is open again whether the claim is true"),
            Self::Turned(ground) => write!(f, "it was given while the fact was {}", ground.as_str()),
            Self::Retracted => f.write_str("the claim was retracted since"),
        }
    }
}

/// Picks the latest verdict on a claim out of what readers were told of it and of others, and says why they are not told of it
/// any more: a verdict rests on the decision that it was given on, and goes with it.
pub(crate) fn latest<'e>(told: &'e [PublicEntry], claim: &Claim) -> Option<(&'e PublicEntry, Option<Withheld>)> {
    let own = || told.iter().filter(|entry| entry.subject.id() == claim.id.0);
    let moment = |entry: &&PublicEntry| (entry.at, entry.id);
    let verdict = own().filter(|entry| entry.rating().is_some()).max_by_key(moment)?;
    let fact = claim.statuses.of(Target::Fact).map(EvidenceStatus::kind);
    let ground = verdict.rating().and_then(|rating| rating.ground);
    let withheld = if !is_grounded(claim) {
        Some(Withheld::Open)
    } else if own().any(|entry| moment(&entry) > moment(&verdict) && withdraws(entry)) {
        Some(Withheld::Retracted)
    } else {
        ground.filter(|_| ground != fact).map(Withheld::Turned)
    };
    Some((verdict, withheld))
}

/// Returns the verdict that readers are told on a claim; `None` where they are told none.
pub(crate) fn standing<'e>(told: &'e [PublicEntry], claim: &Claim) -> Option<&'e PublicEntry> {
    latest(told, claim).filter(|(_, withheld)| withheld.is_none()).map(|(entry, _)| entry)
}

/// Leaves out the verdicts on a claim of which readers are not told any more: all of them, where the latest is withheld.
pub(crate) fn still_told(mut told: Vec<PublicEntry>, claim: &Claim) -> Vec<PublicEntry> {
    if standing(&told, claim).is_none() {
        told.retain(|entry| entry.rating().is_none() || entry.subject.id() != claim.id.0);
    }
    told
}

/// A verdict says whether a claim is true, so somebody has to have looked into that.
fn refuse_unverified(claim: &Claim) -> Result<(), AppError> {
    if is_grounded(claim) { Ok(()) } else { Err(AppError::NotRated { handle: claim.handle }) }
}

/// Tells whether it has been decided whether a claim is true, and was not taken back.
fn is_grounded(claim: &Claim) -> bool {
    claim.statuses.of(Target::Fact).is_some_and(|status| status.kind() != StatusKind::Unverified)
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
