//! A transaction that may write.

use std::collections::BTreeMap;
use std::io::Read;

use chrono::{DateTime, Utc};
use onrecord_model::{
    Action, Alias, Claim, ClaimId, ClaimPair, ContentHash, CopyChange, CopyLink, DocumentId, Event, EvidenceChange,
    Filing, Finding, Handle, HandleKind, Lease, Outlet, OutletFacts, PairChange, ProposalState, PublicChange, PublicId,
    Reviewer, RulesChange, SearchChange, SearchId, Speaker, SpeakerId, StatusChange, Target, WorkChange,
};
use sea_orm::DatabaseTransaction;

use crate::entity::{claim_pair, copy_link, document, finding, outlet, passage, speaker, speaker_alias};
use crate::fault::db;
use crate::kept::{Kept, Named, Tallies, Tally};
use crate::{
    Audit, BundleError, BundleManifest, NewArticle, NewDocument, NewStatement, StoreError, StoredMention, audit,
    bundle, halt, wire, write,
};

/// A transaction that may write; dropping it takes everything back.
#[derive(Debug)]
pub struct Tx {
    transaction: DatabaseTransaction,
    /// Changes made (+1) and changes told to the log (−1); all must be 0 at the end.
    balance: BTreeMap<Change, i64>,
    /// Rows written that the log does not tell of, to be counted at the end.
    tallies: Tallies,
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
    /// A pair of claims was decided.
    Pair(ClaimId, ClaimId, &'static str),
    /// A pair of documents was decided.
    Copy(DocumentId, DocumentId, &'static str),
    /// What is known of an outlet was written down.
    Outlet(Handle),
    /// Findings of this source were stored.
    Findings(String),
    /// A piece of evidence was added, changed or taken out, and is this now.
    Evidence(Handle, Option<String>),
    /// In whose hands a claim is was changed, to this.
    Work(ClaimId, String),
    /// Which mentions make claims was put right, giving the claims these revisions.
    Filing(Vec<(ClaimId, u32)>),
    /// House rules were put into force, or taken out of it.
    Rules(Option<String>),
    /// An entry that readers are told of was made, or taken out.
    Public(PublicId, Handle, bool),
    /// A question was kept under a name, and is this now.
    Search(SearchId, Option<String>),
}

impl Tx {
    pub(crate) fn new(transaction: DatabaseTransaction) -> Self {
        Tx { transaction, balance: BTreeMap::new(), tallies: Tallies::new() }
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
        let written = write::outlet::insert(&self.transaction, outlets).await?;
        self.count::<outlet::Model>(written);
        Ok(())
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
        let written = write::document::insert(&self.transaction, documents).await?;
        self.count::<document::Model>(written);
        halt::at("documents");
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
        let (named, aliases) = write::speaker::insert(&self.transaction, speakers).await?;
        self.count::<speaker::Model>(named);
        self.count::<speaker_alias::Model>(aliases);
        Ok(())
    }

    /// Proposes aliases; one that was proposed, confirmed or refused before stays as it is.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn propose_aliases(&mut self, aliases: &[(SpeakerId, Alias)]) -> Result<(), StoreError> {
        let written = write::speaker::propose(&self.transaction, aliases).await?;
        self.count::<speaker_alias::Model>(written);
        Ok(())
    }

    /// Stores claims; their statuses must be those a claim starts with.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when the claimant has a claim with that fingerprint, [`StoreError::Unstorable`] for a
    /// decided status, a revision other than 1 or a worth that is no number, and others.
    pub async fn insert_claims(&mut self, claims: &[Claim]) -> Result<(), StoreError> {
        let written = write::claim::insert(&self.transaction, claims).await?;
        self.count::<Named>(written);
        Ok(())
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
        write::mention::insert(&self.transaction, document, mentions).await?;
        halt::at("mentions");
        Ok(())
    }

    /// Sets a status, provided the claim still has revision `expected_revision`; needs an
    /// [`onrecord_model::Action::StatusSet`] or [`onrecord_model::Action::Undone`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else changed the claim first, [`StoreError::NotFound`] when there is no
    /// such claim, [`StoreError::Unstorable`] when `change.revision` is not one more than `expected_revision` or the
    /// claim has no such target, [`StoreError::WorkRefused`] while a proposal waits for other people or the claim is set
    /// aside, and others.
    pub async fn set_status(&mut self, change: &StatusChange, expected_revision: u32) -> Result<(), StoreError> {
        write::status::set(&self.transaction, change, expected_revision).await?;
        // After the change, which keeps others from proposing meanwhile.
        write::work::check_free(&self.transaction, change.claim, change.handle).await?;
        halt::at("status");
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
        before: ProposalState,
        after: ProposalState,
    ) -> Result<(), StoreError> {
        write::speaker::set_state(&self.transaction, speaker, alias, before, after).await?;
        self.changed(Change::Alias(speaker, alias.to_owned(), after.as_str()));
        Ok(())
    }

    /// Takes the next `count` numbers of statements and returns the first.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails, or 4,294,967,295 numbers have been given.
    pub async fn statement_numbers(&mut self, count: u32) -> Result<u32, StoreError> {
        write::statement::numbers(&self.transaction, count).await
    }

    /// Files distinct statements, so that their rewordings find them.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a statement with that fingerprint is filed, and others.
    pub async fn insert_statements(&mut self, statements: &[NewStatement]) -> Result<(), StoreError> {
        for (table, written) in write::statement::insert(&self.transaction, statements).await? {
            self.tallies.entry(table).or_default().merge(written);
        }
        Ok(())
    }

    /// Proposes pairs of claims; one that was proposed, confirmed or refused before stays as it is.
    ///
    /// # Errors
    /// [`StoreError::Unstorable`] for a score that is no number, and others.
    pub async fn propose_pairs(&mut self, pairs: &[ClaimPair]) -> Result<(), StoreError> {
        let written = write::pair::propose(&self.transaction, pairs).await?;
        self.count::<claim_pair::Model>(written);
        Ok(())
    }

    /// Writes over how pairs of claims stand to one another; what people decided of them stays, and one that is not stored is left
    /// out.
    ///
    /// # Errors
    /// [`StoreError::Unstorable`] for a score that is no number, and others.
    pub async fn renew_pairs(&mut self, pairs: &[ClaimPair]) -> Result<(), StoreError> {
        let written = write::pair::renew(&self.transaction, pairs).await?;
        self.count::<claim_pair::Model>(written);
        Ok(())
    }

    /// Decides a pair of claims that is in state `change.before`; needs an [`onrecord_model::Action::MatchDecided`] in the
    /// same transaction.
    ///
    /// # Errors
    /// [`StoreError::PairConflict`] when somebody else decided first, [`StoreError::NotFound`] when it was never proposed,
    /// and others.
    pub async fn set_pair_state(&mut self, change: &PairChange) -> Result<(), StoreError> {
        write::pair::set_state(&self.transaction, change).await?;
        self.changed(Change::Pair(change.a, change.b, change.after.as_str()));
        Ok(())
    }

    /// Files documents, by number of their handle, under passages, so that their copies find them.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn file_passages(&mut self, rows: &[(i64, u32)]) -> Result<(), StoreError> {
        let written = write::copy::file(&self.transaction, rows).await?;
        self.count::<passage::Model>(written);
        Ok(())
    }

    /// Stores what documents share; a pair that is known stays as it is.
    ///
    /// # Errors
    /// [`StoreError::Unstorable`] for a share that is no number, and others.
    pub async fn insert_copy_links(&mut self, links: &[CopyLink]) -> Result<(), StoreError> {
        let written = write::copy::insert(&self.transaction, links).await?;
        self.count::<copy_link::Model>(written);
        Ok(())
    }

    /// Writes down what a person says of two documents that are `change.before` so far; needs an
    /// [`onrecord_model::Action::CopyDecided`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::CopyConflict`] when somebody else said something first, [`StoreError::NotFound`] when the pair is not
    /// stored, and others.
    pub async fn set_copy_verdict(&mut self, change: &CopyChange) -> Result<(), StoreError> {
        write::copy::set_verdict(&self.transaction, change).await?;
        self.changed(Change::Copy(change.a, change.b, change.after.as_str()));
        Ok(())
    }

    /// Writes down what is known of an outlet, provided it still is `before`; needs an
    /// [`onrecord_model::Action::OutletSet`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::OutletConflict`] when somebody else wrote first or there is no such outlet, and others.
    pub async fn set_outlet_facts(
        &mut self,
        handle: Handle,
        before: &OutletFacts,
        after: &OutletFacts,
    ) -> Result<(), StoreError> {
        let written = write::outlet::set_facts(&self.transaction, handle, before, after).await?;
        self.count::<outlet::Model>(written);
        self.changed(Change::Outlet(handle));
        Ok(())
    }

    /// Stores findings of one source, writing over those with the same id; needs an
    /// [`onrecord_model::Action::FindingsImported`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn put_findings(&mut self, source: &str, findings: &[Finding]) -> Result<(), StoreError> {
        let written = write::finding::put(&self.transaction, findings).await?;
        self.count::<finding::Model>(written);
        self.changed(Change::Findings(source.to_owned()));
        Ok(())
    }

    /// Keeps a copy of a source; the same bytes are kept once.
    ///
    /// # Errors
    /// [`StoreError::Unstorable`] when `hash` is not the hash of `raw`, and others.
    pub async fn keep_snapshot(&mut self, hash: ContentHash, raw: &[u8], at: DateTime<Utc>) -> Result<(), StoreError> {
        write::evidence::keep(&self.transaction, hash, raw, at).await
    }

    /// Adds, changes or takes out a piece of evidence, provided it still is `change.before`; needs an
    /// [`onrecord_model::Action::EvidenceChanged`] by the same person at the same moment in the same transaction. Evidence that
    /// was there before, be it taken out since, stays that of the person who brought it forward.
    ///
    /// # Errors
    /// [`StoreError::EvidenceConflict`] when somebody else changed it first, and others.
    pub async fn change_evidence(
        &mut self,
        change: &EvidenceChange,
        by: &Reviewer,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        write::evidence::change(&self.transaction, change, by, at).await?;
        halt::at("evidence");
        self.changed(Change::of_evidence(change));
        Ok(())
    }

    /// Changes in whose hands a claim is that is `change.before` so far; needs an [`onrecord_model::Action::WorkChanged`] in
    /// the same transaction. With `takes_back` the change is the reverse of one that was made.
    ///
    /// # Errors
    /// [`StoreError::WorkConflict`] when somebody else changed it first, [`StoreError::WorkRefused`] when a proposal would be
    /// settled otherwise than by enough opinions of different people, [`StoreError::NotFound`] when there is no such claim,
    /// and others.
    pub async fn set_work(&mut self, change: &WorkChange, takes_back: bool) -> Result<(), StoreError> {
        let made = if takes_back { change.reversed() } else { change.clone() };
        made.check().map_err(|why| StoreError::WorkRefused { handle: change.handle, why: why.to_string() })?;
        write::work::set(&self.transaction, change).await?;
        halt::at("work");
        self.changed(Change::work(change));
        Ok(())
    }

    /// Puts right which claims there are and which mentions make them, provided all is as `filing` says it was; needs an
    /// [`onrecord_model::Action::FilingChanged`] in the same transaction. Pairs proposed of claims that say something else
    /// afterwards are taken away, and pairs in `filing.pairs_before` that are in the state given there; those in `filing.pairs_after`
    /// are stored.
    ///
    /// # Errors
    /// [`StoreError::FilingConflict`] when somebody changed a mention or a claim first, [`StoreError::FilingRefused`] when
    /// people decided on a claim whose wording would change or that would go, or brought evidence forward,
    /// [`StoreError::Duplicate`] when the claimant has a claim of those words, and others.
    pub async fn change_filing(&mut self, filing: &Filing) -> Result<(), StoreError> {
        for (table, written) in write::filing::change(&self.transaction, filing).await? {
            self.tallies.entry(table).or_default().merge(written);
        }
        self.changed(Change::of_filing(filing));
        Ok(())
    }

    /// Puts house rules into force, provided those in force are `change.before`; needs an
    /// [`onrecord_model::Action::RulesAdopted`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::RulesConflict`] when somebody else adopted some first, and others.
    pub async fn adopt_rules(&mut self, change: &RulesChange) -> Result<(), StoreError> {
        write::house::adopt(&self.transaction, change).await?;
        self.changed(Change::Rules(change.after.clone()));
        Ok(())
    }

    /// Makes an entry that readers are told of, or takes it out again; needs an
    /// [`onrecord_model::Action::PublicChanged`] in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::PublicConflict`] when somebody else was first, and others.
    pub async fn tell_readers(&mut self, change: &PublicChange) -> Result<(), StoreError> {
        write::house::tell(&self.transaction, change).await?;
        self.changed(Change::public(change));
        Ok(())
    }

    /// Keeps, changes or takes out a question, provided it still is `change.before`; needs an
    /// [`onrecord_model::Action::SearchKept`] by the same person at the same moment in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::SearchConflict`] when somebody else changed it first, [`StoreError::Duplicate`] when another has its name,
    /// and others.
    pub async fn change_search(
        &mut self,
        change: &SearchChange,
        by: &Reviewer,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        write::search::change(&self.transaction, change, by, at).await?;
        self.changed(Change::Search(change.id, change.after.clone()));
        Ok(())
    }

    /// Takes a lease on a claim unless another person holds one that has not ended at `now`; tells whether it was taken.
    /// Of two who ask at once exactly one gets it. Leases are not in the log.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn take_lease(&mut self, claim: ClaimId, lease: &Lease, now: DateTime<Utc>) -> Result<bool, StoreError> {
        write::work::take_lease(&self.transaction, claim, lease, now).await
    }

    /// Ends the lease on a claim, whoever holds it; tells whether there was one.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn end_lease(&mut self, claim: ClaimId) -> Result<bool, StoreError> {
        write::work::end_lease(&self.transaction, claim).await
    }

    /// Writes one entry to the end of the log and returns its position, from 1.
    ///
    /// # Errors
    /// [`StoreError::ProgramDecides`] when the program claims a decision, [`StoreError::Unstorable`] when one person enters
    /// the decision of another or takes back what is not about the claim, [`StoreError::NotFound`] when what is taken back
    /// is not in the log, [`StoreError::RulesConflict`] when a decision names other house rules than those in force,
    /// [`StoreError::Duplicate`] when the event is, and others.
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
            for change in Change::told_by(&event.action) {
                self.told(change);
            }
        }
        Ok(last)
    }

    /// Enters everything that a bundle holds, which was checked before and is `checked`, into a database that holds nothing;
    /// the log is then the one of the bundle, and nothing is added to it. `seen` is told how many rows were entered, from
    /// time to time.
    ///
    /// What was entered is read back and checked against the hash of the manifest and against the log.
    ///
    /// # Errors
    /// [`BundleError::NotEmpty`] when the database holds anything, [`BundleError::Broken`] when the rows are not what the log
    /// tells of, and others; then the transaction must be taken back.
    pub async fn enter_bundle(
        &mut self,
        from: impl Read,
        checked: &BundleManifest,
        seen: impl FnMut(u64),
    ) -> Result<(), BundleError> {
        bundle::enter(&self.transaction, &mut self.tallies, from, checked, seen).await
    }

    /// Checks the whole database, as this transaction sees it, against its log; see [`crate::Store::verify`].
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot answer.
    pub async fn verify(&self) -> Result<Audit, StoreError> {
        audit::verify(&self.transaction, &self.tallies).await
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
        write::tally::add(&self.transaction, &self.tallies).await?;
        halt::at("committing");
        self.transaction.commit().await.map_err(db)?;
        halt::at("committed");
        Ok(())
    }

    /// Takes everything back.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails; then too nothing was written.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.transaction.rollback().await.map_err(db)
    }

    /// Counts rows of a table that the log does not tell of.
    fn count<K: Kept>(&mut self, written: Tally) {
        self.tallies.entry(K::TABLE).or_default().merge(written);
    }

    fn changed(&mut self, change: Change) {
        *self.balance.entry(change).or_default() += 1;
    }

    fn told(&mut self, change: Change) {
        *self.balance.entry(change).or_default() -= 1;
    }
}

impl Change {
    fn work(change: &WorkChange) -> Self {
        Self::Work(change.claim, wire::work::write(&change.after))
    }

    /// Returns the changes an entry of the log tells of.
    fn told_by(action: &Action) -> Vec<Self> {
        match action {
            Action::Ingested { document, .. } => vec![Self::Document(*document)],
            Action::StatusSet(change) | Action::Undone { change, .. } => {
                vec![Self::Status(change.claim, change.target, change.revision)]
            }
            Action::AliasDecided { speaker, alias, after, .. } => {
                vec![Self::Alias(*speaker, alias.clone(), after.as_str())]
            }
            Action::MatchDecided { changes, .. } => {
                changes.iter().map(|change| Self::Pair(change.a, change.b, change.after.as_str())).collect()
            }
            Action::CopyDecided { changes, .. } => {
                changes.iter().map(|change| Self::Copy(change.a, change.b, change.after.as_str())).collect()
            }
            Action::OutletSet { handle, .. } => vec![Self::Outlet(*handle)],
            Action::FindingsImported { source, .. } => vec![Self::Findings(source.clone())],
            Action::EvidenceChanged { changes, .. } => changes.iter().map(Self::of_evidence).collect(),
            Action::WorkChanged { changes, .. } => changes.iter().map(Self::work).collect(),
            Action::FilingChanged { filing, .. } => vec![Self::of_filing(filing)],
            Action::RulesAdopted { change, .. } => vec![Self::Rules(change.after.clone())],
            Action::PublicChanged { change, .. } => vec![Self::public(change)],
            Action::SearchKept { change, .. } => vec![Self::Search(change.id, change.after.clone())],
        }
    }

    fn of_filing(filing: &Filing) -> Self {
        Self::Filing(filing.claims.iter().map(|change| (change.claim, change.revision)).collect())
    }

    fn public(change: &PublicChange) -> Self {
        Self::Public(change.entry.id, change.entry.subject.handle(), change.stands)
    }

    fn of_evidence(change: &EvidenceChange) -> Self {
        Self::Evidence(change.handle, change.after.as_ref().map(wire::evidence::write))
    }

    fn complaint(&self, balance: i64) -> String {
        let what = match self {
            Self::Document(id) => format!("document {id}"),
            Self::Status(claim, target, revision) => {
                format!("{} of claim {claim} at revision {revision}", target.as_str())
            }
            Self::Alias(speaker, alias, state) => format!("alias {alias:?} of speaker {speaker} as {state}"),
            Self::Pair(a, b, state) => format!("the pair of claims {a} and {b} as {state}"),
            Self::Copy(a, b, verdict) => format!("the pair of documents {a} and {b} as {verdict}"),
            Self::Outlet(handle) => format!("what is known of {handle}"),
            Self::Findings(source) => format!("the findings of {source:?}"),
            Self::Evidence(handle, _) => handle.to_string(),
            Self::Work(claim, state) => format!("the work on claim {claim} as {state}"),
            Self::Filing(claims) => {
                let ids: Vec<String> =
                    claims.iter().map(|(claim, revision)| format!("{claim} at {revision}")).collect();
                format!("the mentions of claims {}", ids.join(", "))
            }
            Self::Rules(_) => "the house rules in force".to_owned(),
            Self::Public(_, handle, _) => format!("what readers are told of {handle}"),
            Self::Search(id, _) => format!("the kept question {id}"),
        };
        if balance > 0 {
            format!("{what} was changed without an entry in the log")
        } else {
            format!("an entry of the log tells of {what}, which was not changed")
        }
    }
}
