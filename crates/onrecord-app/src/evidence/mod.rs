//! Evidence: added, changed, taken out and checked by people.

mod check;
mod draft;
mod source;

use onrecord_model::{
    Action, Citation, Claim, ClaimId, ContentHash, Evidence, EvidenceChange, EvidenceId, EvidenceItem, Handle,
    HandleKind, Reason, Refusal, Reviewer, Target,
};
use onrecord_store::{StoreError, Tx};

pub use check::{EvidenceCheck, EvidenceState, Looked, Reread};
pub(crate) use source::place_of;

pub use draft::{Cited, EvidenceDraft, SourceFile};

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::{AppError, Desk};

/// A piece of evidence with the claim it is about.
#[derive(Clone, Debug)]
pub struct EvidenceView {
    /// The evidence.
    pub item: EvidenceItem,
    /// The claim.
    pub claim: Claim,
}

/// Pieces of evidence read at a time.
const PAGE: u32 = 500;

impl Desk {
    /// Adds evidence to a claim: the evidence, the copy kept of its source and a log entry in one transaction. With
    /// `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Refused`] when the claim has no such target or none is
    /// named, [`AppError::Invalid`] when the draft lacks something, [`AppError::Missing`] when the words are not in the
    /// source, [`AppError::Store`].
    pub async fn add_evidence(
        &self,
        claim: Handle,
        draft: &EvidenceDraft,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<EvidenceView, AppError> {
        retrying!(self.add_evidence_once(claim, draft, by, reason, dry_run))
    }

    async fn add_evidence_once(
        &self,
        claim: Handle,
        draft: &EvidenceDraft,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<EvidenceView, AppError> {
        let handle = expect_kind(claim, HandleKind::Claim)?;
        let mut tx = self.store.begin().await?;
        let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let target = target(&claim, draft.target)?;
        let evidence = draft.new_evidence(&tx, target, self.now()).await?;
        let number = tx.next_handles(HandleKind::Evidence, 1).await?;
        let change = EvidenceChange {
            id: EvidenceId(self.next_id()),
            handle: Handle::evidence(number),
            claim: claim.id,
            claim_handle: claim.handle,
            before: None,
            after: Some(evidence),
        };
        let view = self.view(&change, claim, by)?;
        draft.keep_copy(&mut tx, self.now()).await?;
        self.write_evidence(tx, vec![change], by, reason, dry_run).await?;
        Ok(view)
    }

    /// Changes evidence as `draft` says; what it leaves out stays. Evidence that is stale stays so until
    /// [`EvidenceDraft::confirm`] confirms it or a new copy holds its quotation, whatever else is changed.
    ///
    /// # Errors
    /// As [`Self::add_evidence`]; [`AppError::Store`] with a conflict when somebody else changed it first.
    pub async fn edit_evidence(
        &self,
        evidence: Handle,
        draft: &EvidenceDraft,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<EvidenceView, AppError> {
        retrying!(self.edit_evidence_once(evidence, draft, by, reason, dry_run))
    }

    async fn edit_evidence_once(
        &self,
        evidence: Handle,
        draft: &EvidenceDraft,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<EvidenceView, AppError> {
        let handle = expect_kind(evidence, HandleKind::Evidence)?;
        let mut tx = self.store.begin().await?;
        let item = tx.evidence(handle).await?.ok_or(AppError::NotFound { handle })?;
        let claim = claim_of(&tx, item.claim).await?;
        if let Some(wanted) = draft.target {
            target(&claim, Some(wanted))?;
        }
        let after = draft.changed(&tx, &item.evidence, self.now()).await?;
        if after == item.evidence {
            return Err(AppError::Invalid(format!("nothing about {handle} would change; name what should")));
        }
        let change = changed(&item, &claim, Some(after.clone()));
        let view = EvidenceView { item: EvidenceItem { evidence: after, ..item }, claim };
        draft.keep_copy(&mut tx, self.now()).await?;
        self.write_evidence(tx, vec![change], by, reason, dry_run).await?;
        Ok(view)
    }

    /// Takes evidence out; the log keeps it and `undo` puts it back.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn remove_evidence(
        &self,
        evidence: Handle,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<EvidenceView, AppError> {
        retrying!(self.remove_evidence_once(evidence, by, reason, dry_run))
    }

    async fn remove_evidence_once(
        &self,
        evidence: Handle,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<EvidenceView, AppError> {
        let handle = expect_kind(evidence, HandleKind::Evidence)?;
        let tx = self.store.begin().await?;
        let item = tx.evidence(handle).await?.ok_or(AppError::NotFound { handle })?;
        let claim = claim_of(&tx, item.claim).await?;
        let change = changed(&item, &claim, None);
        self.write_evidence(tx, vec![change], by, reason, dry_run).await?;
        Ok(EvidenceView { item, claim })
    }

    /// Lists evidence by handle: of one claim, or all; with `stale` that alone which has to be confirmed again.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn evidence(&self, claim: Option<Handle>, stale: bool) -> Result<Vec<EvidenceView>, AppError> {
        let items = match claim {
            Some(handle) => {
                let handle = expect_kind(handle, HandleKind::Claim)?;
                let claim = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
                let mut items = self.store.evidence_on(&[claim.id]).await?;
                items.retain(|item| !stale || item.evidence.stale.is_some());
                items
            }
            None => self.all_evidence(stale).await?,
        };
        self.with_claims(items).await
    }

    /// Returns one piece of evidence.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn one_evidence(&self, evidence: Handle) -> Result<EvidenceView, AppError> {
        let handle = expect_kind(evidence, HandleKind::Evidence)?;
        let item = self.store.evidence(handle).await?.ok_or(AppError::NotFound { handle })?;
        let mut views = self.with_claims(vec![item]).await?;
        views.pop().ok_or(AppError::NotFound { handle })
    }

    /// Returns the bytes kept of the source of a piece of evidence.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] when no copy is kept, [`AppError::Store`] also when
    /// the copy is not what was kept.
    pub async fn evidence_copy(&self, evidence: Handle) -> Result<Vec<u8>, AppError> {
        let view = self.one_evidence(evidence).await?;
        let Some(kept) = &view.item.evidence.keeping.snapshot else { return Err(no_copy(&view)) };
        let damaged = |why: &str| StoreError::Damaged {
            table: "snapshot",
            row: kept.hash.to_string(),
            column: "raw",
            why: why.to_owned(),
        };
        let bytes = self.store.snapshot(kept.hash).await?.ok_or_else(|| damaged("the copy is missing"))?;
        if ContentHash::of(&bytes) == kept.hash { Ok(bytes) } else { Err(damaged("it is not what was kept").into()) }
    }

    async fn all_evidence(&self, stale: bool) -> Result<Vec<EvidenceItem>, AppError> {
        let (mut items, mut after) = (Vec::new(), 0);
        loop {
            let page = self.store.evidence_page(stale, after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(items) };
            after = last.handle.number;
            items.extend(page);
        }
    }

    async fn with_claims(&self, items: Vec<EvidenceItem>) -> Result<Vec<EvidenceView>, AppError> {
        let mut ids: Vec<ClaimId> = items.iter().map(|item| item.claim).collect();
        ids.sort_unstable();
        ids.dedup();
        let claims = self.store.claims(&ids).await?;
        let claim = |id: ClaimId| claims.iter().find(|claim| claim.id == id).cloned();
        Ok(items.into_iter().filter_map(|item| Some(EvidenceView { claim: claim(item.claim)?, item })).collect())
    }

    fn view(&self, change: &EvidenceChange, claim: Claim, by: &Reviewer) -> Result<EvidenceView, AppError> {
        let evidence = change.after.clone().ok_or(AppError::NotFound { handle: change.handle })?;
        let (id, handle, at) = (change.id, change.handle, self.now());
        Ok(EvidenceView { item: EvidenceItem { id, handle, claim: claim.id, by: by.clone(), at, evidence }, claim })
    }

    /// Writes changes of evidence of one claim with their log entry, and commits.
    async fn write_evidence(
        &self,
        mut tx: Tx,
        changes: Vec<EvidenceChange>,
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<(), AppError> {
        if dry_run || changes.is_empty() {
            return Ok(tx.rollback().await?);
        }
        let at = self.now();
        for change in &changes {
            tx.change_evidence(change, by, at).await?;
        }
        let action = Action::EvidenceChanged { changes, reason: reason.clone(), takes_back: None };
        self.enter_at(&mut tx, (by, at), action).await?;
        Ok(tx.commit().await?)
    }
}

fn no_copy(view: &EvidenceView) -> AppError {
    let handle = view.item.handle;
    AppError::Missing(match &view.item.evidence.citation {
        Citation::Document { handle: document, .. } => {
            format!("{handle} cites {document}, which is stored whole: 'onrecord doc show {document}'")
        }
        _ => format!(
            "no copy of the source of {handle} is kept; 'onrecord evidence show {handle}' says where it is found"
        ),
    })
}

async fn claim_of(tx: &Tx, id: ClaimId) -> Result<Claim, AppError> {
    let claim = tx.claims(&[id]).await?.pop();
    claim.ok_or_else(|| AppError::Missing(format!("the claim {id} is not stored")))
}

fn changed(item: &EvidenceItem, claim: &Claim, after: Option<Evidence>) -> EvidenceChange {
    EvidenceChange {
        id: item.id,
        handle: item.handle,
        claim: item.claim,
        claim_handle: claim.handle,
        before: Some(item.evidence.clone()),
        after,
    }
}

/// Chooses the target: that which was named, provided the claim has it, or its only one.
fn target(claim: &Claim, named: Option<Target>) -> Result<Target, AppError> {
    let refuse = |refusal| Err(AppError::Refused { handle: claim.handle, refusal });
    match (named, claim.statuses.said.is_some()) {
        (Some(Target::Said), false) => refuse(Refusal::NoClaimant),
        (Some(target), _) => Ok(target),
        (None, false) => Ok(Target::Fact),
        (None, true) => refuse(Refusal::TargetMissing),
    }
}
