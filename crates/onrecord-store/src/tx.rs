//! A transaction that may write.

use std::collections::BTreeMap;

use onrecord_model::{
    Action, Alias, AliasState, Claim, ClaimId, DocumentId, Event, HandleKind, Outlet, Speaker, SpeakerId, StatusChange,
    Target,
};
use sea_orm::DatabaseTransaction;

use crate::fault::db;
use crate::{Audit, NewArticle, NewDocument, StoreError, StoredMention, audit, write};

/// A transaction that may write; dropping it takes everything back.
#[derive(Debug)]
pub struct Tx {
    transaction: DatabaseTransaction,
    /// Changes made (+1) and changes told to the log (−1); all must be 0 at the end.
    balance: BTreeMap<Change, i64>,
}

/// A change that the log must tell of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// A document was stored.
    Document(DocumentId),
    /// A status was set, giving this revision.
    Status(ClaimId, Target, u32),
    /// An alias was decided.
    Alias(SpeakerId, String, &'static str),
}

impl Tx {
    pub(crate) fn new(transaction: DatabaseTransaction) -> Self {
        Tx { transaction, balance: BTreeMap::new() }
    }

    pub(crate) fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Takes the next `count` handles of this kind and returns the first number; they are never given again, except when
    /// the transaction is taken back.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails, or 4,294,967,295 handles have been given.
    pub async fn next_handles(&mut self, kind: HandleKind, count: u32) -> Result<u32, StoreError> {
        write::counter::next_handles(&self.transaction, kind, count).await
    }

    /// Stores outlets.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when an outlet of that name is stored, and others.
    pub async fn insert_outlets(&mut self, outlets: &[Outlet]) -> Result<(), StoreError> {
        write::outlet::insert(&self.transaction, outlets).await
    }

    /// Stores articles.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when an article with that address is stored, and others.
    pub async fn insert_articles(&mut self, articles: &[NewArticle]) -> Result<(), StoreError> {
        write::document::insert_articles(&self.transaction, articles).await
    }

    /// Stores documents; each needs an [`onrecord_model::Action::Ingested`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when the same bytes are stored, [`StoreError::Unstorable`] when `hash` is not the hash
    /// of `raw`, and others.
    pub async fn insert_documents(&mut self, documents: &[NewDocument]) -> Result<(), StoreError> {
        write::document::insert(&self.transaction, documents).await?;
        for document in documents {
            self.changed(Change::Document(document.id));
        }
        Ok(())
    }

    /// Stores speakers with their aliases; an alias starts as proposed whatever it says.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn insert_speakers(&mut self, speakers: &[Speaker]) -> Result<(), StoreError> {
        write::speaker::insert(&self.transaction, speakers).await
    }

    /// Proposes aliases; one that was proposed, confirmed or refused before stays as it is.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn propose_aliases(&mut self, aliases: &[(SpeakerId, Alias)]) -> Result<(), StoreError> {
        write::speaker::propose(&self.transaction, aliases).await
    }

    /// Stores claims; their statuses must be those a claim starts with.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when the claimant has a claim with that fingerprint, [`StoreError::Unstorable`] for a
    /// decided status, a revision other than 1 or a worth that is no number, and others.
    pub async fn insert_claims(&mut self, claims: &[Claim]) -> Result<(), StoreError> {
        write::claim::insert(&self.transaction, claims).await
    }

    /// Stores the mentions of a document stored before; claims learn of an earlier publication date.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the document is not stored, [`StoreError::Unstorable`] for a span that does not lie
    /// in its text, and others.
    pub async fn insert_mentions(
        &mut self,
        document: DocumentId,
        mentions: &[StoredMention],
    ) -> Result<(), StoreError> {
        write::mention::insert(&self.transaction, document, mentions).await
    }

    /// Sets a status, provided the claim still has revision `expected_revision`; needs an
    /// [`onrecord_model::Action::StatusSet`] or [`onrecord_model::Action::Undone`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else changed the claim first, [`StoreError::NotFound`] when there is no
    /// such claim, [`StoreError::Unstorable`] when `change.revision` is not one more than `expected_revision` or the
    /// claim has no such target, and others.
    pub async fn set_status(&mut self, change: &StatusChange, expected_revision: u32) -> Result<(), StoreError> {
        write::status::set(&self.transaction, change, expected_revision).await?;
        self.changed(Change::Status(change.claim, change.target, change.revision));
        Ok(())
    }

    /// Decides an alias that is in state `before`; needs an [`onrecord_model::Action::AliasDecided`] in the same
    /// transaction.
    ///
    /// # Errors
    /// [`StoreError::AliasConflict`] when somebody else decided first, [`StoreError::NotFound`] when the speaker has no
    /// such alias, and others.
    pub async fn set_alias_state(
        &mut self,
        speaker: SpeakerId,
        alias: &str,
        before: AliasState,
        after: AliasState,
    ) -> Result<(), StoreError> {
        write::speaker::set_state(&self.transaction, speaker, alias, before, after).await?;
        self.changed(Change::Alias(speaker, alias.to_owned(), after.as_str()));
        Ok(())
    }

    /// Writes one entry to the end of the log and returns its position, from 1.
    ///
    /// # Errors
    /// [`StoreError::ProgramDecides`] when the program claims a decision, [`StoreError::Unstorable`] when one person enters
    /// the decision of another or takes back what is not about the claim, [`StoreError::NotFound`] when what is taken back
    /// is not in the log, [`StoreError::Duplicate`] when the event is, and others.
    pub async fn append(&mut self, event: &Event) -> Result<u64, StoreError> {
        self.append_all(std::slice::from_ref(event)).await
    }

    /// Writes entries to the end of the log in this order and returns the position of the last, 0 for an empty log.
    ///
    /// The end of the log is locked until the transaction ends, so this comes last.
    ///
    /// # Errors
    /// As for [`Self::append`].
    pub async fn append_all(&mut self, events: &[Event]) -> Result<u64, StoreError> {
        let last = write::event::append(&self.transaction, events).await?;
        for event in events {
            self.told(Change::told_by(&event.action));
        }
        Ok(last)
    }

    /// Checks the whole database, as this transaction sees it, against its log; see [`crate::Store::verify`].
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot answer.
    pub async fn verify(&self) -> Result<Audit, StoreError> {
        audit::verify(&self.transaction).await
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// [`StoreError::Unlogged`] when a change was not told to the log or the log was told of a change that was not made:
    /// then everything is taken back. Others when the database fails.
    pub async fn commit(self) -> Result<(), StoreError> {
        if let Some((change, balance)) = self.balance.iter().find(|(_, balance)| **balance != 0) {
            let what = change.complaint(*balance);
            self.transaction.rollback().await.map_err(db)?;
            return Err(StoreError::Unlogged { what });
        }
        self.transaction.commit().await.map_err(db)
    }

    /// Takes everything back.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails; then too nothing was written.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.transaction.rollback().await.map_err(db)
    }

    fn changed(&mut self, change: Change) {
        *self.balance.entry(change).or_default() += 1;
    }

    fn told(&mut self, change: Change) {
        *self.balance.entry(change).or_default() -= 1;
    }
}

impl Change {
    /// Returns the change an entry of the log tells of.
    fn told_by(action: &Action) -> Self {
        match action {
            Action::Ingested { document, .. } => Self::Document(*document),
            Action::StatusSet(change) | Action::Undone { change, .. } => {
                Self::Status(change.claim, change.target, change.revision)
            }
            Action::AliasDecided { speaker, alias, after, .. } => Self::Alias(*speaker, alias.clone(), after.as_str()),
        }
    }

    fn complaint(&self, balance: i64) -> String {
        let what = match self {
            Self::Document(id) => format!("document {id}"),
            Self::Status(claim, target, revision) => {
                format!("{} of claim {claim} at revision {revision}", target.as_str())
            }
            Self::Alias(speaker, alias, state) => format!("alias {alias:?} of speaker {speaker} as {state}"),
        };
        if balance > 0 {
            format!("{what} was changed without an entry in the log")
        } else {
            format!("an entry of the log tells of {what}, which was not changed")
        }
    }
}
