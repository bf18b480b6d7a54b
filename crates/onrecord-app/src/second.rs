//! Second review: a status is proposed, other people look, and it is set once enough agree.

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Actor, Claim, Decision, Event, EventId, EvidenceStatus, Handle, Judged, Opinion, OpinionRole, Reason,
    Reviewer, Round, StatusChange, StatusKind, StepKind, Target, Verdict, WorkChange, WorkRefusal, WorkState,
};
use onrecord_store::{StoreError, Tx};
use uuid::Uuid;

use crate::decide::{conflict, overtaken, refuse_unseen};
use crate::desk::retrying;
use crate::house::{Decides, Looked};
use crate::{AppError, Desk, Proposal};

/// How a house reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewRule {
    /// How many people must agree, the one who proposes among them.
    pub people: u32,
    /// How many people look at most, where not all of them must agree; fewer than `people` is as many.
    pub of: u32,
    /// Whether others see the opinions only after giving their own.
    pub blind: bool,
}

impl Default for ReviewRule {
    fn default() -> Self {
        ReviewRule { people: 2, of: 2, blind: false }
    }
}

/// What another person says to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Agree,
    /// It is not established; or, of a proposal to go back to unverified, the status should stay.
    Disagree,
    /// What the person found, whatever was proposed.
    Find(StatusKind),
}

/// An opinion on a proposal.
#[derive(Clone, Debug)]
pub struct OpinionRequest {
    /// The claim.
    pub claim: Handle,
    /// What is said to it; an adjudication always finds a status.
    pub answer: Answer,
    /// Whether it decides between opinions that differ.
    pub adjudicates: bool,
    /// What the proposal must be about; `None` whatever it is about.
    pub target: Option<Target>,
    /// What must be proposed; `None` whatever is.
    pub proposed: Option<StatusKind>,
    /// When the person asked: a proposal that another one made after that was not seen. `None` where it is known otherwise.
    pub asked_at: Option<DateTime<Utc>>,
    /// Who.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
    /// Why a rule that the house wants to hold is overridden; `None` when it is not.
    pub overrides: Option<Reason>,
    /// Id of the command that answers on several claims, from [`Desk::bulk`]; `None` for an answer on one.
    pub bulk: Option<Uuid>,
}

/// Who proposes or answers, why, and with which others.
struct Written<'a> {
    by: &'a Reviewer,
    reason: &'a Reason,
    bulk: Option<Uuid>,
}

/// What a proposal or an opinion came to, or would.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// The claim before.
    pub claim: Claim,
    /// What was done to the work on it, in order.
    pub changes: Vec<WorkChange>,
    /// The status set; `None` where none was.
    pub status: Option<StatusChange>,
    /// What the opinions come to.
    pub verdict: Verdict,
    /// What is checked.
    pub target: Target,
    /// Whether what it would come to is not told: a dry run in a blind review would give the opinions away.
    pub hidden: bool,
}

impl Reviewed {
    /// Returns what the claim's work is now.
    pub fn after(&self) -> WorkState {
        self.changes.last().map(|change| change.after.clone()).unwrap_or_default()
    }
}

impl Desk {
    /// Proposes a status in place of setting it. With `dry_run` nothing is written. `rule` counts while the desk has no
    /// house rules.
    ///
    /// # Errors
    /// As for [`Desk::set`]; [`AppError::WorkRefused`] also while another proposal waits.
    pub async fn propose_status(
        &self,
        proposal: &Proposal,
        rule: ReviewRule,
        dry_run: bool,
    ) -> Result<Reviewed, AppError> {
        retrying!(self.propose_status_once(proposal, rule, dry_run))
    }

    async fn propose_status_once(
        &self,
        proposal: &Proposal,
        rule: ReviewRule,
        dry_run: bool,
    ) -> Result<Reviewed, AppError> {
        let looked = self.look_at(proposal.claim).await?;
        let tx = self.store.begin().await?;
        let (claim, stored, current) = self.work_of(&tx, proposal.claim).await?;
        refuse_unseen(&tx, &claim, proposal).await?;
        let handle = claim.handle;
        let refused = |refusal| AppError::WorkRefused { handle, refusal };
        current.allow(StepKind::Propose).map_err(refused)?;
        let decision = Decision { by: proposal.by.clone(), at: self.now(), reason: proposal.reason.clone() };
        let (target, _) = onrecord_review::decide(&claim, proposal.target, proposal.to, decision.clone())
            .map_err(|refusal| AppError::Refused { handle, refusal })?;
        let (by, reason, overrides) = (&proposal.by, &proposal.reason, proposal.overrides.as_ref());
        let decides = Decides { claim: &claim, target, to: proposal.to, by, reason, overrides };
        let (house, overridden) = self.judge(&tx, &decides, &looked).await?;
        let rule = house.review(target, proposal.to, rule);
        let decision = Decision { reason: against(&decision.reason, overridden.as_ref()), ..decision };
        let round =
            Round::start(target, proposal.to, decision, rule.people, rule.blind).map_err(refused)?.among(rule.of);
        let verdict = round.verdict();
        let after = WorkState::Proposed(round);
        let change = WorkChange { claim: claim.id, handle, before: stored, after };
        change.check().map_err(refused)?;
        let changes = vec![change];
        let reviewed = Reviewed { claim, changes, status: None, verdict, target, hidden: false };
        let written = Written { by: &proposal.by, reason: &proposal.reason, bulk: proposal.bulk };
        self.write_review(tx, reviewed, &written, dry_run).await
    }

    /// Adds an opinion to a proposal: sets the status once enough people agree, and keeps the opinions for a further person
    /// where they differ. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::WorkRefused`] when nothing is proposed or the person has
    /// given an opinion already, [`AppError::Conflict`], [`AppError::Store`].
    pub async fn give_opinion(&self, request: &OpinionRequest, dry_run: bool) -> Result<Reviewed, AppError> {
        retrying!(self.give_opinion_once(request, dry_run))
    }

    async fn give_opinion_once(&self, request: &OpinionRequest, dry_run: bool) -> Result<Reviewed, AppError> {
        let looked = self.look_at(request.claim).await?;
        let tx = self.store.begin().await?;
        let (claim, stored, current) = self.work_of(&tx, request.claim).await?;
        let handle = claim.handle;
        let refused = |refusal| AppError::WorkRefused { handle, refusal };
        let step = if request.adjudicates { StepKind::Adjudicate } else { StepKind::Second };
        let asked = (&request.by, request.asked_at);
        if let Err(refusal) = current.allow(step) {
            return Err(overtaken(&tx, &claim, asked, refused(refusal)).await?);
        }
        let round = current.round().ok_or(WorkRefusal::NotSplit).map_err(refused)?;
        refuse_other(handle, round, request)?;
        let mut opinion = self.opinion(&claim, round, request).map_err(refused)?;
        if dry_run && round.hides_from(&request.by) {
            let (verdict, target) = (round.verdict(), round.target);
            return Ok(Reviewed { claim, changes: Vec::new(), status: None, verdict, target, hidden: true });
        }
        let judged = self.judge_opinion(&tx, &claim, round, &mut opinion, request, &looked).await?;
        let round = round.with(opinion.clone()).map_err(refused)?;
        let mut reviewed = self.settle(claim, stored, &round, &opinion);
        if let Some(change) = &mut reviewed.status {
            change.judged = judged;
        }
        let written = Written { by: &request.by, reason: &request.reason, bulk: request.bulk };
        self.write_review(tx, reviewed, &written, dry_run).await
    }

    /// Judges an opinion as if it settled the matter, so that in a blind review nobody learns from a refusal what others
    /// found; returns under which rules a status would be set by it.
    async fn judge_opinion(
        &self,
        tx: &Tx,
        claim: &Claim,
        round: &Round,
        opinion: &mut Opinion,
        request: &OpinionRequest,
        looked: &Looked,
    ) -> Result<Option<Judged>, AppError> {
        let decides = Decides {
            claim,
            target: round.target,
            to: opinion.status,
            by: &request.by,
            reason: &request.reason,
            overrides: request.overrides.as_ref(),
        };
        let (house, overridden) = self.judge(tx, &decides, looked).await?;
        let people = round.opinions.len() + 1;
        if people >= round.needed as usize {
            house.enough(&decides, people)?;
        }
        if let Ok(Verdict::Settled(to)) = round.with(opinion.clone()).map(|round| round.verdict())
            && opinion.role == OpinionRole::Seconds
        {
            let agree = round.opinions.iter().filter(|other| other.status == to).count() + 1;
            house.enough(&decides, agree)?;
        }
        opinion.decision.reason = against(&opinion.decision.reason, overridden.as_ref());
        Ok(house.judged(overridden))
    }

    fn opinion(&self, claim: &Claim, round: &Round, request: &OpinionRequest) -> Result<Opinion, WorkRefusal> {
        if round.has_spoken(&request.by) {
            return Err(WorkRefusal::SamePerson(request.by.clone()));
        }
        if request.target.is_some_and(|target| target != round.target) {
            return Err(WorkRefusal::OtherTarget(round.target));
        }
        let proposed = round.proposal().map_or(StatusKind::Unverified, |first| first.status);
        let is_hidden = round.hides_from(&request.by);
        let status = match request.answer {
            Answer::Find(status) => status,
            Answer::Agree | Answer::Disagree if is_hidden => return Err(WorkRefusal::Blind),
            Answer::Agree => proposed,
            Answer::Disagree if proposed != StatusKind::Unverified => StatusKind::Unverified,
            Answer::Disagree => claim.statuses.of(round.target).map_or(StatusKind::Unverified, EvidenceStatus::kind),
        };
        let role = if request.adjudicates { OpinionRole::Adjudicates } else { OpinionRole::Seconds };
        let decision = Decision { by: request.by.clone(), at: self.now(), reason: request.reason.clone() };
        Ok(Opinion { role, status, decision })
    }

    /// Works out what a round comes to with its last opinion.
    fn settle(&self, claim: Claim, stored: WorkState, round: &Round, last: &Opinion) -> Reviewed {
        let (id, handle) = (claim.id, claim.handle);
        let (verdict, target) = (round.verdict(), round.target);
        let second = WorkState::SecondReview(round.clone());
        let mut changes = vec![WorkChange { claim: id, handle, before: stored, after: second.clone() }];
        let mut status = None;
        if let Verdict::Settled(to) = verdict {
            let decision = Decision { reason: told(round, &last.decision.reason), ..last.decision.clone() };
            status = status_change(&claim, target, to, decision.clone());
            let after = self.settled(&claim, round, status.as_ref(), decision);
            changes.push(WorkChange { claim: id, handle, before: second, after });
        }
        Reviewed { claim, changes, status, verdict, target, hidden: false }
    }

    /// Returns whose hands a claim is in once its proposal is settled: nobody's when all is decided, else those of who
    /// proposed; a proposal that came to nothing is open again.
    fn settled(&self, claim: &Claim, round: &Round, status: Option<&StatusChange>, decision: Decision) -> WorkState {
        let mut statuses = claim.statuses.clone();
        if let Some(change) = status {
            statuses = statuses.with(change.target, change.after.clone());
        }
        let is_open = statuses.iter().any(|(_, status)| status.kind() == StatusKind::Unverified);
        match (is_open, status, round.proposal()) {
            (false, ..) => WorkState::Final(decision),
            (true, Some(change), Some(first)) if change.after.kind() != StatusKind::Unverified => {
                WorkState::InReview { by: first.decision.by.clone(), at: self.now(), due: None }
            }
            _ => WorkState::Reopened(decision),
        }
    }

    async fn write_review(
        &self,
        mut tx: Tx,
        reviewed: Reviewed,
        written: &Written<'_>,
        dry_run: bool,
    ) -> Result<Reviewed, AppError> {
        for change in &reviewed.changes {
            tx.set_work(change, false).await?;
        }
        let mut actions = Vec::new();
        if let Some(change) = &reviewed.status {
            match tx.set_status(change, change.revision - 1).await {
                Err(StoreError::Conflict { .. }) => {
                    return Err(conflict(&tx, &reviewed.claim, change.revision - 1).await?);
                }
                other => other?,
            }
            actions.push(Action::StatusSet(change.clone()));
        }
        if dry_run {
            tx.rollback().await?;
            return Ok(reviewed);
        }
        let (changes, reason) = (reviewed.changes.clone(), Some(written.reason.clone()));
        actions.push(Action::WorkChanged { changes, reason, takes_back: None, bulk: written.bulk });
        // One moment for both: by it undo finds the status that was set with the end of a proposal.
        let (at, actor) = (self.now(), Actor::Person(written.by.clone()));
        let event = |action| Event { id: EventId(self.next_id()), at, actor: actor.clone(), action };
        tx.append_all(&actions.into_iter().map(event).collect::<Vec<_>>()).await?;
        tx.end_lease(reviewed.claim.id).await?;
        tx.commit().await?;
        Ok(reviewed)
    }
}

/// Makes the change of a status; `None` where it is so already.
fn status_change(claim: &Claim, target: Target, to: StatusKind, decision: Decision) -> Option<StatusChange> {
    let before = claim.statuses.of(target)?.clone();
    let after = before.decide(target, to, decision).ok()?;
    let revision = claim.revision + 1;
    Some(StatusChange {
        claim: claim.id,
        handle: claim.handle,
        target,
        before,
        after,
        revision,
        judged: None,
        bulk: None,
    })
}

/// Adds to a person's reason why a rule is overridden, so that it is read with the opinion.
fn against(reason: &Reason, overridden: Option<&Reason>) -> Reason {
    let Some(why) = overridden else { return reason.clone() };
    format!("{reason} (against the rule that should hold: {why})").parse().unwrap_or_else(|_| reason.clone())
}

/// Adds to a person's reason whose opinions it rests on, because a status shows one name only.
fn told(round: &Round, reason: &Reason) -> Reason {
    let names = |opinions: Vec<&Opinion>| {
        let names: Vec<&str> = opinions.iter().map(|opinion| opinion.decision.by.name()).collect();
        names.join(" and ")
    };
    let Some((last, [first, further @ ..])) = round.opinions.split_last() else { return reason.clone() };
    let note = if last.role == OpinionRole::Adjudicates {
        let others = std::iter::once(first).chain(further).collect();
        format!("{} decides between {}", last.decision.by, names(others))
    } else {
        let (with, against): (Vec<&Opinion>, Vec<&Opinion>) = further.iter().partition(|one| one.status == last.status);
        let otherwise = if first.status == last.status { "proposed" } else { "proposed otherwise" };
        let side = |side, people: Vec<&Opinion>| {
            if people.is_empty() { String::new() } else { format!(", {side} {}", names(people)) }
        };
        format!("{otherwise} by {}{}{}", first.decision.by, side("agreed to by", with), side("not by", against))
    };
    format!("{reason} ({note})").parse().unwrap_or_else(|_| reason.clone())
}

/// Refuses an opinion on a proposal that the person cannot have seen: another status than they name, or one that somebody
/// else proposed after they asked.
fn refuse_other(handle: Handle, round: &Round, request: &OpinionRequest) -> Result<(), AppError> {
    let is_hidden = round.hides_from(&request.by);
    if is_hidden && request.proposed.is_some() {
        return Err(AppError::WorkRefused { handle, refusal: WorkRefusal::Blind });
    }
    let Some(first) = round.proposal() else { return Ok(()) };
    let is_other = request.proposed.is_some_and(|seen| seen != first.status);
    let is_later = request.asked_at.is_some_and(|asked| first.decision.at > asked);
    if !is_other && (!is_later || first.decision.by.is(&request.by)) {
        return Ok(());
    }
    let (who, target) = (first.decision.by.name(), round.target.as_str());
    let what = if is_hidden { "a status" } else { first.status.as_str() };
    let when = first.decision.at.format("%Y-%m-%d %H:%M UTC");
    Err(AppError::Overtaken { handle, last: format!("{who} proposed {target} {what} on {when}") })
}
