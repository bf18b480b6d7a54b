//! Copies linked and unlinked by people.

use std::collections::BTreeMap;

use onrecord_model::{Action, CopyChange, CopyLink, CopyVerdict, DocumentId, Handle, Reason, Reviewer};
use onrecord_store::Tx;

use crate::copying::{copy_ties_in, document};
use crate::desk::retrying;
use crate::{AppError, Desk};

/// What a person says of documents.
#[derive(Clone, Debug)]
pub struct CopyDecision {
    /// The document.
    pub one: Handle,
    /// The documents it is said to be a copy of, or independent of; none stands for all of its copy group.
    pub others: Vec<Handle>,
    /// What it is to them.
    pub to: CopyVerdict,
    /// Who says so.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
}

/// What a decision on copies came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyOutcome {
    /// What changed.
    pub changes: Vec<CopyChange>,
    /// The documents that are said to be independent and stay copies all the same, because others tie them.
    pub held: Vec<HeldCopy>,
}

/// Two documents that a person took apart and that stay in one copy group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCopy {
    /// The document that was taken apart.
    pub one: Handle,
    /// The document it was taken apart from.
    pub other: Handle,
    /// The documents that tie `one` to the group still, each with what it shares with it: a lower-case fragment.
    pub ties: Vec<(Handle, String)>,
}

impl Desk {
    /// Writes down that documents are copies, or independent, in one transaction with one log entry. With `dry_run` nothing
    /// is written.
    ///
    /// Taking two documents apart cuts the tie between the two and no other: while a third document ties both, they stay
    /// copies, and the outcome says which ties hold them.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] for a document and itself or for one that is
    /// no copy and alone is to be unlinked, [`AppError::Store`].
    pub async fn decide_copies(&self, decision: &CopyDecision, dry_run: bool) -> Result<CopyOutcome, AppError> {
        retrying!(self.decide_copies_once(decision, dry_run))
    }

    async fn decide_copies_once(&self, decision: &CopyDecision, dry_run: bool) -> Result<CopyOutcome, AppError> {
        let mut tx = self.store.begin().await?;
        let others = others(&tx, decision).await?;
        let mut changes = Vec::new();
        for other in &others {
            let (a, b) = (decision.one.min(*other), decision.one.max(*other));
            if a == b {
                return Err(AppError::Missing(format!("{a} is one document; name two")));
            }
            changes.extend(change(&mut tx, (a, b), decision.to).await?);
        }
        for change in &changes {
            tx.set_copy_verdict(change).await?;
        }
        let held =
            if decision.to == CopyVerdict::Unlinked { held(&tx, decision.one, &others).await? } else { Vec::new() };
        let outcome = CopyOutcome { changes, held };
        if dry_run || outcome.changes.is_empty() {
            tx.rollback().await?;
            return Ok(outcome);
        }
        let (changes, reason) = (outcome.changes.clone(), decision.reason.clone());
        let action = Action::CopyDecided { changes, reason, takes_back: None };
        self.enter(&mut tx, &decision.by, action).await?;
        tx.commit().await?;
        Ok(outcome)
    }
}

/// Lists the documents a decision is about, each once; all of the copy group where none is named.
async fn others(tx: &Tx, decision: &CopyDecision) -> Result<Vec<Handle>, AppError> {
    let mut others = decision.others.clone();
    if others.is_empty() {
        let one = document(tx, decision.one).await?;
        let members: Vec<DocumentId> = copy_ties_in(tx, &[one.id]).await?.members.into_iter().collect();
        others = tx.document_summaries(&members).await?.iter().map(|member| member.handle).collect();
        others.retain(|handle| *handle != decision.one);
        if others.is_empty() {
            return Err(AppError::Missing(format!("{} is in no copy group; name what it is set beside", decision.one)));
        }
    }
    others.sort_unstable();
    others.dedup();
    Ok(others)
}

/// Works out what a verdict changes; a pair that shares nothing is stored as such first.
async fn change(tx: &mut Tx, handles: (Handle, Handle), to: CopyVerdict) -> Result<Option<CopyChange>, AppError> {
    let (a, b) = (document(tx, handles.0).await?, document(tx, handles.1).await?);
    let known = tx.copy_links(&[a.id]).await?.into_iter().find(|link| link.a == a.id && link.b == b.id);
    let before = known.as_ref().map_or(CopyVerdict::Open, |link| link.verdict);
    if known.is_none() {
        let nothing = CopyLink {
            a: a.id,
            b: b.id,
            sentences: 0,
            of: 0,
            containment: 0.0,
            agency: None,
            verdict: CopyVerdict::Open,
        };
        tx.insert_copy_links(&[nothing]).await?;
    }
    Ok((before != to).then_some(CopyChange { a: a.id, b: b.id, handles, before, after: to }))
}

/// Finds which of `others` stay in the copy group of `one`, and by what.
async fn held(tx: &Tx, one: Handle, others: &[Handle]) -> Result<Vec<HeldCopy>, AppError> {
    let id = document(tx, one).await?.id;
    let ties = copy_ties_in(tx, &[id]).await?;
    let members: Vec<DocumentId> = ties.members.iter().copied().collect();
    let handles: BTreeMap<DocumentId, Handle> =
        tx.document_summaries(&members).await?.iter().map(|member| (member.id, member.handle)).collect();
    let own = ties.links.iter().filter(|link| link.joins() && (link.a == id || link.b == id));
    let tie = |link: &CopyLink| Some((*handles.get(if link.a == id { &link.b } else { &link.a })?, shared(link)));
    let mut holding: Vec<(Handle, String)> = own.filter_map(tie).collect();
    holding.sort();
    let still = others.iter().filter(|other| handles.values().any(|handle| handle == *other));
    Ok(still.map(|other| HeldCopy { one, other: *other, ties: holding.clone() }).collect())
}

/// Says what two documents share.
fn shared(link: &CopyLink) -> String {
    match (link.verdict, link.sentences) {
        (CopyVerdict::Linked, _) => "linked by a person".to_owned(),
        (_, 0) => format!("{:.0} % of the words", link.containment * 100.0),
        (_, sentences) => format!("{sentences} of {} sentences", link.of),
    }
}
