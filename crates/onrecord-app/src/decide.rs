//! A named person sets a status.

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, Claim, Decision, Event, EventId, Handle, HandleKind, Judged, Reason, Reviewer, StatusChange,
    StatusKind, StepKind, Target, WorkState,
};
use onrecord_store::{StoreError, Tx};

use uuid::Uuid;

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::house::{Decides, Looked};
use crate::{AppError, Desk};

/// What a person wants to decide.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The claim.
    pub claim: Handle,
    /// Which target; `None` when the claim has only one.
    pub target: Option<Target>,
    /// The new status.
    pub to: StatusKind,
    /// Who decides.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
    /// The revision the person looked at; `None` to decide whatever it is.
    pub if_revision: Option<u32>,
    /// When the person asked for it: what others decided after that they had not seen. `None` where that does not matter.
    pub asked_at: Option<DateTime<Utc>>,
    /// Why a rule that the house wants to hold is overridden; `None` when it is not.
    pub overrides: Option<Reason>,
    /// Id of the command that decides on several claims, from [`Desk::bulk`]; `None` for a decision on one.
    pub bulk: Option<Uuid>,
}

/// A decision as it was, or would be, carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The claim before.
    pub claim: Claim,
    /// What changed.
    pub change: StatusChange,
    /// Who else has the claim in hand; `None` when nobody has.
    pub in_hands_of: Option<Reviewer>,
}

impl Decided {
    /// Tells whether nothing about the claim is open any more.
    fn is_last(&self) -> bool {
        let after = self.claim.statuses.with(self.change.target, self.change.after.clone());
        after.iter().all(|(_, status)| status.kind() != StatusKind::Unverified)
    }
}

impl Desk {
    /// Returns an id for a command that decides on several claims, so that they can be taken back as a whole.
    pub fn bulk(&self) -> Uuid {
        self.next_id()
    }

    /// Sets a status: the change and its log entry in one transaction. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Refused`] by a rule, [`AppError::WorkRefused`]
    /// while it is set aside or proposed, [`AppError::House`] and
    /// [`AppError::Role`] by the house rules, [`AppError::Conflict`] when the claim is not at `if_revision`, was decided after `asked_at` or was changed
    /// meanwhile, [`AppError::Store`].
    pub async fn set(&self, proposal: &Proposal, dry_run: bool) -> Result<Decided, AppError> {
        retrying!(self.set_once(proposal, dry_run))
    }

    async fn set_once(&self, proposal: &Proposal, dry_run: bool) -> Result<Decided, AppError> {
        let handle = expect_kind(proposal.claim, HandleKind::Claim)?;
        let looked = self.look_at(handle).await?;
        let mut tx = self.store.begin().await?;
        let (claim, _, current) = self.work_of(&tx, handle).await?;
        refuse_unseen(&tx, &claim, proposal).await?;
        if let Err(refusal) = current.allow(StepKind::Set) {
            let refused = AppError::WorkRefused { handle, refusal };
            return Err(overtaken(&tx, &claim, (&proposal.by, proposal.asked_at), refused).await?);
        }
        let mut decided = self.decide(claim, proposal)?;
        decided.in_hands_of = self.others_hands(&tx, &decided.claim, &current, &proposal.by).await?;
        decided.change.judged = self.judge_alone(&tx, &decided, proposal, &looked).await?;
        if dry_run {
            tx.rollback().await?;
            return Ok(decided);
        }
        if decided.is_last() {
            tx.end_lease(decided.claim.id).await?;
        }
        let action = Action::StatusSet(decided.change.clone());
        self.apply(tx, &decided.change, proposal.by.clone(), action, &looked).await?;
        Ok(decided)
    }

    /// Finds who else has a claim in hand: whom it was given to, or who looks at it.
    async fn others_hands(
        &self,
        tx: &Tx,
        claim: &Claim,
        current: &WorkState,
        by: &Reviewer,
    ) -> Result<Option<Reviewer>, AppError> {
        let lease = tx.leases(&[claim.id], self.now()).await?.remove(&claim.id);
        let holders = lease.map(|lease| lease.by).into_iter().chain(current.holder().cloned());
        Ok(holders.into_iter().find(|holder| !holder.is(by)))
    }

    /// Judges a decision that one person makes alone.
    async fn judge_alone(
        &self,
        tx: &Tx,
        decided: &Decided,
        proposal: &Proposal,
        looked: &Looked,
    ) -> Result<Option<Judged>, AppError> {
        let asked = Decides {
            claim: &decided.claim,
            target: decided.change.target,
            to: proposal.to,
            by: &proposal.by,
            reason: &proposal.reason,
            overrides: proposal.overrides.as_ref(),
        };
        self.house(tx).await?.enough(&asked, 1)?;
        let (house, overrides) = self.judge(tx, &asked, looked).await?;
        Ok(house.judged(overrides))
    }

    fn decide(&self, claim: Claim, proposal: &Proposal) -> Result<Decided, AppError> {
        let decision = Decision { by: proposal.by.clone(), at: self.now(), reason: proposal.reason.clone() };
        let handle = claim.handle;
        let (target, after) = onrecord_review::decide(&claim, proposal.target, proposal.to, decision)
            .map_err(|refusal| AppError::Refused { handle, refusal })?;
        let status = |statuses: &onrecord_model::ClaimStatuses| statuses.of(target).cloned().unwrap_or_default();
        let change = StatusChange {
            claim: claim.id,
            handle,
            target,
            before: status(&claim.statuses),
            after: status(&after),
            revision: claim.revision + 1,
            judged: None,
            bulk: proposal.bulk,
        };
        Ok(Decided { claim, change, in_hands_of: None })
    }

    /// Writes a status change and its log entry, and commits.
    pub(crate) async fn apply(
        &self,
        mut tx: Tx,
        change: &StatusChange,
        by: Reviewer,
        action: Action,
        looked: &Looked,
    ) -> Result<u64, AppError> {
        let expected = change.revision - 1;
        match tx.set_status(change, expected).await {
            Err(StoreError::Conflict { .. }) => {
                let handle = change.handle;
                let now = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
                return Err(conflict(&tx, &now, expected).await?);
            }
            other => other?,
        }
        let event = Event { id: EventId(self.next_id()), at: self.now(), actor: Actor::Person(by), action };
        let position = tx.append(&event).await?;
        looked.still_holds(&tx, change.claim, position, 1).await?;
        tx.commit().await?;
        Ok(position)
    }
}

/// Refuses a decision on what the person cannot have seen: another revision, or what was decided after they asked. Of two people
/// who decide at once exactly one wins, also where the second one's turn comes when the first has done.
pub(crate) async fn refuse_unseen(tx: &Tx, claim: &Claim, proposal: &Proposal) -> Result<(), AppError> {
    if let Some(expected) = proposal.if_revision.filter(|seen| *seen != claim.revision) {
        return Err(conflict(tx, claim, expected).await?);
    }
    let Some(asked) = proposal.asked_at else { return Ok(()) };
    let concerns = |target| proposal.target.is_none_or(|meant| meant == target);
    let since = |decision: &Decision| decision.at > asked && !decision.by.is(&proposal.by);
    let unseen = claim.statuses.iter().any(|(target, status)| concerns(target) && status.decision().is_some_and(since));
    if unseen { Err(conflict(tx, claim, claim.revision.saturating_sub(1)).await?) } else { Ok(()) }
}

/// Entries of the log looked at for who changed a claim last.
const LOOKED_AT: u32 = 200;

/// Tells the loser who changed the claim and how.
pub(crate) async fn conflict(tx: &Tx, claim: &Claim, expected: u32) -> Result<AppError, AppError> {
    let filter = onrecord_store::EventFilter {
        subject: Some(claim.id.0),

        newest_first: true,
        limit: LOOKED_AT,
        ..onrecord_store::EventFilter::default()
    };
    // Only what sets a status or puts claims right moves the revision; a decision on matches may be newer.
    let sets =
        |action: &Action| matches!(action, Action::StatusSet(_) | Action::Undone { .. } | Action::FilingChanged { .. });
    let last = tx.events(&filter).await?.into_iter().find(|sealed| sets(&sealed.event.action));
    let never = || "nobody has changed it; the revision asked for never was".to_owned();
    let last = last.map_or_else(never, |sealed| who_did(&sealed.event));
    Ok(AppError::Conflict { handle: claim.handle, expected, actual: claim.revision, last })
}

/// Tells the loser who was faster, where what is refused was possible when they asked; else why it is refused.
pub(crate) async fn overtaken(
    tx: &Tx,
    claim: &Claim,
    (by, asked): (&Reviewer, Option<DateTime<Utc>>),
    refused: AppError,
) -> Result<AppError, AppError> {
    let Some(asked) = asked else { return Ok(refused) };
    let filter = onrecord_store::EventFilter {
        subject: Some(claim.id.0),
        newest_first: true,
        limit: 1,
        ..onrecord_store::EventFilter::default()
    };
    let last = tx.events(&filter).await?.pop().map(|sealed| sealed.event);
    let faster = last.filter(|event| event.at > asked && event.actor.name() != by.name());
    Ok(faster.map_or(refused, |event| AppError::Overtaken { handle: claim.handle, last: who_did(&event) }))
}

fn who_did(event: &Event) -> String {
    let when = event.at.format("%Y-%m-%d %H:%M UTC");
    format!("{} {} on {when}", event.actor.name(), in_words(&event.action))
}

fn in_words(action: &Action) -> String {
    match action {
        Action::StatusSet(change) => {
            format!("set {} to {}", change.target.as_str(), change.after.kind().as_str())
        }
        Action::Undone { change, .. } => {
            format!("took a decision back, so {} is {}", change.target.as_str(), change.after.kind().as_str())
        }
        Action::Ingested { .. } => "took the document in".to_owned(),
        Action::AliasDecided { .. } => "decided on an alias".to_owned(),
        Action::MatchDecided { .. } => "decided on what says the same".to_owned(),
        Action::CopyDecided { .. } => "decided on copies".to_owned(),
        Action::OutletSet { .. } => "wrote down what is known of an outlet".to_owned(),
        Action::FindingsImported { .. } => "imported findings".to_owned(),
        Action::EvidenceChanged { .. } => "changed the evidence".to_owned(),
        Action::WorkChanged { changes, .. } => {
            let now = changes.last().map_or("other", |change| change.after.kind().as_str());
            format!("changed in whose hands it is, which is {now} now")
        }
        Action::FilingChanged { filing, .. } => format!("put right what it is ({})", filing.kind.as_str()),
        Action::RulesAdopted { .. } => "adopted house rules".to_owned(),
        Action::PublicChanged { .. } => "told readers of it".to_owned(),
        Action::SearchKept { .. } => "kept a question".to_owned(),
    }
}
