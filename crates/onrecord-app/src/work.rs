//! Whose hands claims are in: given, given back, set aside, taken up again; several at a time.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use onrecord_model::{
    Action, Claim, Handle, HandleKind, Lease, ProposalState, PublicEntry, Rating, Reason, Reviewer, Role, Round,
    SideExit, StepKind, Veto, WorkChange, WorkRefusal, WorkState, WorkStep,
};
use onrecord_store::Tx;

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::rating::standing;
use crate::{AppError, Desk};

/// What a person asks for, with claims named by their handles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkAsk {
    /// Give them to a person; to oneself is taking them up.
    Assign {
        /// Who.
        to: Reviewer,
        /// The day by which they should be done; `None` for no day.
        due: Option<NaiveDate>,
    },
    /// Give them back, leases and own proposals too.
    Release,
    /// Set them aside until this day.
    Defer(NaiveDate),
    /// Set them aside for good.
    Drop(Aside),
    /// Take them up again.
    Reopen,
}

/// Why claims are set aside for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// Nothing that can be checked.
    NotAClaim,
    /// Not for this desk.
    OutOfScope,
    /// This claim says the same, and stays.
    DuplicateOf(Handle),
}

/// A request about the work on claims.
#[derive(Clone, Debug)]
pub struct WorkRequest {
    /// The claims; one named twice counts once.
    pub claims: Vec<Handle>,
    /// What is asked for.
    pub ask: WorkAsk,
    /// Who asks.
    pub by: Reviewer,
    /// Why; only giving and giving back may go without.
    pub reason: Option<Reason>,
}

/// What became of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkDone {
    /// What it was.
    pub before: WorkState,
    /// What it is now.
    pub after: WorkState,
    /// Whether a lease on it was ended.
    pub lease_ended: bool,
    /// Whether the log tells of it, so that it can be taken back.
    pub is_logged: bool,
}

/// One claim of a request with what became of it.
#[derive(Debug)]
pub struct WorkOutcome {
    /// The claim.
    pub claim: Handle,
    /// What it was, where it is known.
    pub before: Option<WorkState>,
    /// What became of it, or why nothing did.
    pub result: Result<WorkDone, AppError>,
}

/// A claim as it stands, and what would be written.
struct Planned {
    claim: Claim,
    change: Option<WorkChange>,
    done: WorkDone,
}

/// What a claim is, where that is known, and what would be written, or why nothing.
type Looked = (Option<WorkState>, Result<Planned, AppError>);

impl Desk {
    /// Changes the work on claims: those of which it is possible, in one transaction with one log entry. With `dry_run`
    /// nothing is written.
    ///
    /// # Errors
    /// [`AppError::Store`] when nothing at all could be written; what a rule forbids stands beside its claim.
    pub async fn change_work(&self, request: &WorkRequest, dry_run: bool) -> Result<Vec<WorkOutcome>, AppError> {
        retrying!(self.change_work_once(request, dry_run))
    }

    async fn change_work_once(&self, request: &WorkRequest, dry_run: bool) -> Result<Vec<WorkOutcome>, AppError> {
        let mut tx = self.store.begin().await?;
        let house = self.house(&tx).await?;
        house.require(&request.by, Role::Reviewer)?;
        if let WorkAsk::Assign { to, .. } = &request.ask {
            house.require(to, Role::Reviewer)?;
        }
        let (mut outcomes, mut planned, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for claim in request.claims.iter().copied().filter(|handle| seen.insert(*handle)) {
            let (before, plan) = self.look(&tx, claim, request).await?;
            let result = plan.map(|one| {
                let done = one.done.clone();
                planned.push(one);
                done
            });
            outcomes.push(WorkOutcome { claim, before, result });
        }
        if dry_run || planned.is_empty() {
            tx.rollback().await?;
            return Ok(outcomes);
        }
        for one in planned.iter().filter(|one| one.done.lease_ended) {
            tx.end_lease(one.claim.id).await?;
        }
        let changes: Vec<WorkChange> = planned.into_iter().filter_map(|one| one.change).collect();
        self.write_work(&mut tx, changes, request).await?;
        tx.commit().await?;
        Ok(outcomes)
    }

    /// Plans one claim; only a failure of the database stops the others.
    async fn look(&self, tx: &Tx, claim: Handle, request: &WorkRequest) -> Result<Looked, AppError> {
        let looked = match self.work_of(tx, claim).await {
            Err(error) => (None, Err(error)),
            Ok((claim, stored, current)) => {
                (Some(current.clone()), self.plan(tx, claim, stored, current, request).await)
            }
        };
        match looked {
            (_, Err(error @ AppError::Store(_))) => Err(error),
            looked => Ok(looked),
        }
    }

    async fn write_work(&self, tx: &mut Tx, changes: Vec<WorkChange>, request: &WorkRequest) -> Result<(), AppError> {
        if changes.is_empty() {
            return Ok(());
        }
        for change in &changes {
            tx.set_work(change, false).await?;
        }
        let action = Action::WorkChanged { changes, reason: request.reason.clone(), takes_back: None, bulk: None };
        self.enter(tx, &request.by, action).await?;
        Ok(())
    }

    /// Reads a claim, what people did to the work on it, and what it is now.
    pub(crate) async fn work_of(&self, tx: &Tx, handle: Handle) -> Result<(Claim, WorkState, WorkState), AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let stored = tx.works(&[claim.id]).await?.remove(&claim.id).unwrap_or_default();
        let current = stored.current(&claim.statuses, self.now().date_naive());
        Ok((claim, stored, current))
    }

    async fn plan(
        &self,
        tx: &Tx,
        claim: Claim,
        stored: WorkState,
        current: WorkState,
        request: &WorkRequest,
    ) -> Result<Planned, AppError> {
        let handle = claim.handle;
        let refused = |refusal| AppError::WorkRefused { handle, refusal };
        let lease = tx.leases(&[claim.id], self.now()).await?.remove(&claim.id);
        let own = lease.as_ref().is_some_and(|lease| lease.by.is(&request.by));
        if request.ask == WorkAsk::Release {
            check_release(lease.filter(|_| !own), &stored, &current, own).map_err(refused)?;
            let proposed_by_another =
                stored.round().and_then(Round::proposal).is_some_and(|first| !first.decision.by.is(&request.by));
            if stored.holder().is_none() && (stored.round().is_none() || (own && proposed_by_another)) {
                let done = WorkDone { before: current.clone(), after: current, lease_ended: own, is_logged: false };
                return Ok(Planned { claim, change: None, done });
            }
        }
        if matches!(request.ask, WorkAsk::Drop(_)) {
            refuse_rated(tx, &claim).await?;
        }
        let step = step(tx, &claim, &request.ask).await?;
        let after = current.step(&step, &request.by, self.now(), request.reason.as_ref()).map_err(refused)?;
        let lease_ended = own && !matches!(step.kind(), StepKind::Assign | StepKind::Reopen);
        let done = WorkDone { before: current, after: after.clone(), lease_ended, is_logged: true };
        let change = Some(WorkChange { claim: claim.id, handle, before: stored, after });
        Ok(Planned { claim, change, done })
    }
}

/// Refuses to set aside what readers are told a verdict on: it was checked.
async fn refuse_rated(tx: &Tx, claim: &Claim) -> Result<(), AppError> {
    let entries = tx.public_entries_of(&[claim.id.0]).await?;
    let verdict = standing(&entries, claim).and_then(PublicEntry::rating);
    let refused = |rating: &Rating| AppError::WorkRefused {
        handle: claim.handle,
        refusal: WorkRefusal::Rated(rating.text.clone()),
    };
    verdict.map_or(Ok(()), |rating| Err(refused(rating)))
}

/// Refuses to give back what another person looks at, or what nobody has.
fn check_release(others: Option<Lease>, stored: &WorkState, current: &WorkState, own: bool) -> Result<(), WorkRefusal> {
    if let Some(lease) = others {
        return Err(WorkRefusal::Held { by: lease.by, until: lease.until });
    }
    if stored.holder().is_some() || stored.round().is_some() || own {
        return Ok(());
    }
    current.allow(StepKind::Release)?;
    Err(WorkRefusal::NotHeld)
}

/// Finds the claim that stays where one is named, and makes the step.
async fn step(tx: &Tx, claim: &Claim, ask: &WorkAsk) -> Result<WorkStep, AppError> {
    Ok(match ask {
        WorkAsk::Assign { to, due } => WorkStep::Assign { to: to.clone(), due: *due },
        WorkAsk::Release => WorkStep::Release,
        WorkAsk::Defer(until) => WorkStep::Defer(*until),
        WorkAsk::Reopen => WorkStep::Reopen,
        WorkAsk::Drop(Aside::NotAClaim) => WorkStep::Drop(SideExit::NotAClaim),
        WorkAsk::Drop(Aside::OutOfScope) => WorkStep::Drop(SideExit::OutOfScope),
        WorkAsk::Drop(Aside::DuplicateOf(original)) => WorkStep::Drop(duplicate(tx, claim, *original).await?),
    })
}

async fn duplicate(tx: &Tx, claim: &Claim, original: Handle) -> Result<SideExit, AppError> {
    let handle = expect_kind(original, HandleKind::Claim)?;
    let other = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
    let refused = |refusal| AppError::WorkRefused { handle: claim.handle, refusal };
    if other.id == claim.id {
        return Err(refused(WorkRefusal::OwnDuplicate));
    }
    match tx.works(&[other.id]).await?.get(&other.id) {
        Some(WorkState::DuplicateOf { handle: of, .. }) => {
            return Err(refused(WorkRefusal::DuplicateOfDuplicate { handle, of: *of }));
        }
        Some(work) if work.dropped_as().is_some() => {
            return Err(refused(WorkRefusal::DuplicateOfDropped { handle }));
        }
        _ => {}
    }
    let vetoes = contrast(tx, claim, &other).await?;
    if !vetoes.is_empty() {
        return Err(refused(WorkRefusal::DuplicateOfContrast { handle, vetoes }));
    }
    Ok(SideExit::DuplicateOf { claim: other.id, handle })
}

/// Lists what was found to lie between two claims, whoever makes them; nothing where a person confirmed that they are the same.
async fn contrast(tx: &Tx, claim: &Claim, other: &Claim) -> Result<Vec<Veto>, AppError> {
    let pairs = tx.pairs_of_claims(&[claim.id]).await?.into_iter();
    let between = pairs.filter(|pair| pair.a == other.id || pair.b == other.id);
    let open = between.filter(|pair| pair.state != ProposalState::Confirmed);
    Ok(open.flat_map(|pair| pair.vetoes).filter(|veto| *veto != Veto::Speaker).collect())
}
