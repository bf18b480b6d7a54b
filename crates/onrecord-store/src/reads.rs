//! The questions that can be asked, of a store and within a transaction alike.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use onrecord_model::{
    ArticleId, Claim, ClaimId, ClaimPair, ContentHash, CopyLink, Document, DocumentId, EventId, EvidenceId,
    EvidenceItem, Finding, FindingId, Handle, Lease, Outlet, OutletId, PublicEntry, SavedSearch, Speaker, SpeakerId,
    WorkState,
};
use uuid::Uuid;

use crate::{
    Checkpoint, Counts, DocumentSummary, EventFilter, Occurrence, PairFilter, QueueClaim, QueueFilter, QueueRow,
    RawEntry, SealedEvent, Store, StoreError, StoredMention, Tx, read,
};

/// Writes each question once for both places it can be asked in.
macro_rules! reads {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $ty:ty),*) -> $out:ty = $question:path;)*) => {
        impl Store {$(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`StoreError`] when the database cannot answer, or what it holds is damaged.
            pub async fn $name(&self, $($arg: $ty),*) -> Result<$out, StoreError> {
                $question(self.connection(), $($arg),*).await
            }
        )*}
        impl Tx {$(
            $(#[$doc])*
            /// Sees what this transaction has written.
            ///
            /// # Errors
            /// [`StoreError`] when the database cannot answer, or what it holds is damaged.
            pub async fn $name(&self, $($arg: $ty),*) -> Result<$out, StoreError> {
                $question(self.connection(), $($arg),*).await
            }
        )*}
    };
}

reads! {
    /// Lists documents by handle, at most `limit` of those past `after`.
    fn documents(after: Option<Handle>, limit: u32) -> Vec<DocumentSummary> = read::document::documents;
    /// Reads the document with this handle; `None` when there is none.
    fn document(handle: Handle) -> Option<Document> = read::document::by_handle;
    /// Reads the document with this id; `None` when there is none.
    fn document_by_id(id: DocumentId) -> Option<Document> = read::document::by_id;
    /// Reads documents without their texts, by handle; unknown ids are passed over.
    fn document_summaries(ids: &[DocumentId]) -> Vec<DocumentSummary> = read::document::summaries_by_id;
    /// Reads the bytes a document was read from; `None` when there is no such document.
    fn raw(document: DocumentId) -> Option<Vec<u8>> = read::document::raw;
    /// Finds which of `hashes` are stored, in the order asked.
    fn documents_by_hash(hashes: &[ContentHash]) -> Vec<(ContentHash, DocumentSummary)> = read::document::by_hash;
    /// Finds the articles at these addresses, each with the number and id of its latest version, in the order asked.
    fn latest_by_url(urls: &[String]) -> Vec<(String, ArticleId, u32, DocumentId)> = read::document::latest_by_url;
    /// Lists the versions of an article, first to last.
    fn versions_of(article: ArticleId) -> Vec<DocumentSummary> = read::document::versions_of;
    /// Lists outlets by handle.
    fn outlets() -> Vec<Outlet> = read::outlet::outlets;
    /// Finds the first document of each outlet that has any.
    fn first_of_outlets() -> BTreeMap<OutletId, Handle> = read::outlet::first_documents;
    /// Lists outlets with the addresses of their articles that hold this text, whatever its case.
    fn outlets_by_address(part: &str) -> Vec<(Outlet, String)> = read::outlet::by_address;
    /// Finds outlets by name, whatever its case and spacing, each with the name asked for, in the order asked.
    fn outlet_by_name(names: &[String]) -> Vec<(String, Outlet)> = read::outlet::by_name;
    /// Lists speakers by handle, with their aliases.
    fn speakers() -> Vec<Speaker> = read::speaker::speakers;
    /// Reads the speaker with this handle; `None` when there is none.
    fn speaker(handle: Handle) -> Option<Speaker> = read::speaker::by_handle;
    /// Reads the speakers with these ids, by handle; unknown ids are passed over.
    fn speakers_by_id(ids: &[SpeakerId]) -> Vec<Speaker> = read::speaker::by_id;
    /// Finds speakers by their name or a confirmed alias, whatever its case and spacing, each with the name asked for.
    /// A name may find several speakers: those it is the name of come before those it is an alias of, then by handle.
    fn speakers_by_name(names: &[String]) -> Vec<(String, Speaker)> = read::speaker::by_name;
    /// Lists the mentions of a document in reading order, with every span checked against its text.
    fn mentions(document: &Document) -> Vec<StoredMention> = read::mention::of_document;
    /// Reads the claim with this handle; `None` when there is none.
    fn claim(handle: Handle) -> Option<Claim> = read::claim::by_handle;
    /// Reads the claims with these ids, by handle; unknown ids are passed over.
    fn claims(ids: &[ClaimId]) -> Vec<Claim> = read::claim::by_id;
    /// Lists the claims mentioned in a document, by handle.
    fn claims_of_document(document: DocumentId) -> Vec<Claim> = read::claim::of_document;
    /// Finds the claims of these claimants with these fingerprints, by handle.
    fn claims_by_fingerprint(keys: &[(Option<SpeakerId>, ContentHash)]) -> Vec<Claim> = read::claim::by_fingerprint;
    /// Lists at most `limit` claims of a claimant, most worth checking first.
    fn claims_of_speaker(speaker: SpeakerId, limit: u32) -> Vec<Claim> = read::claim::of_speaker;
    /// Lists what to check, most worth checking first, then by handle.
    fn queue(filter: &QueueFilter) -> Vec<QueueRow> = read::queue::queue;
    /// Lists what to check like `queue`, without what only its lines show.
    fn queue_claims(filter: &QueueFilter) -> Vec<QueueClaim> = read::queue::claims;
    /// Reads the lines of these claims, in the same order.
    fn queue_rows(claims: &[QueueClaim]) -> Vec<QueueRow> = read::queue::rows;
    /// Lists every mention of these claims, by publication date (undated last), document and number.
    fn occurrences(claims: &[ClaimId]) -> Vec<Occurrence> = read::mention::occurrences;
    /// Lists entries of the log.
    fn events(filter: &EventFilter) -> Vec<SealedEvent> = read::event::events;
    /// Lists the entries about each of these things in order of the log, at most the first `each`; things without are left out.
    fn events_about(subjects: &[Uuid], each: usize) -> BTreeMap<Uuid, Vec<SealedEvent>> = read::event::about_each;
    /// Lists the names under which anything was entered, each as it was written.
    fn actors() -> Vec<String> = read::event::actors;
    /// Reads the entry with this id; `None` when there is none.
    fn event(id: EventId) -> Option<SealedEvent> = read::event::by_id;
    /// Reads the entry at this position, from 1; `None` when there is none.
    fn event_at(position: u64) -> Option<SealedEvent> = read::event::at;
    /// Returns the place of the newest entry about each thing that the log knows, of those up to a place.
    fn newest_about(until: u64) -> BTreeMap<Uuid, u64> = read::event::newest_about;
    /// Reads at most `limit` entries past a position as they are sealed, in order of the log.
    fn raw_entries(after: i64, limit: u32) -> Vec<RawEntry> = read::event::raw;
    /// Returns size and root of the log as stored.
    fn head() -> Checkpoint = read::event::head;
    /// Finds the numbers of the distinct statements with these fingerprints.
    fn statements_by_fingerprint(fingerprints: &[ContentHash]) -> BTreeMap<ContentHash, u32> = read::statement::by_fingerprint;
    /// Reads the numbers of the statements filed under each of these bands.
    fn statement_buckets(bands: &[i64]) -> BTreeMap<i64, Vec<u32>> = read::statement::buckets;
    /// Reads the claims that make the statements with these numbers, at most `each` for one, by handle.
    fn claims_of_statements(numbers: &[u32], each: usize) -> Vec<(u32, Claim)> = read::statement::claims;
    /// Reads every claim with one of these fingerprints, whoever makes it, by handle.
    fn claims_saying(fingerprints: &[ContentHash]) -> Vec<Claim> = read::statement::claims_saying;
    /// Lists the numbers of at most `limit` statements that hold all of `words`, the latest first.
    fn statements_with_words(words: &[String], limit: u32) -> Vec<u32> = read::statement::with_words;
    /// Lists at most `limit` claims past number `after` whose statement is not filed yet, by handle.
    fn unfiled_claims(after: u32, limit: u32) -> Vec<Claim> = read::statement::unfiled;
    /// Tells whether there are claims and none of their statements is filed: a database that an earlier version made.
    fn is_unfiled() -> bool = read::statement::is_behind;
    /// Lists pairs of claims, the most alike first.
    fn pairs(filter: &PairFilter) -> Vec<ClaimPair> = read::pair::pairs;
    /// Counts the pairs that a filter lets pass, whatever its limit.
    fn count_pairs(filter: &PairFilter) -> u64 = read::pair::count;
    /// Lists at most `limit` pairs past `after`, by their claims.
    fn pairs_after(after: Option<(ClaimId, ClaimId)>, limit: u32) -> Vec<ClaimPair> = read::pair::page;
    /// Lists the pairs in which one of these claims stands, the most alike first.
    fn pairs_of_claims(claims: &[ClaimId]) -> Vec<ClaimPair> = read::pair::of_claims;
    /// Reads the handle numbers of the documents filed under each of these passages.
    fn passages(passages: &[i64]) -> BTreeMap<i64, Vec<u32>> = read::copy::passages;
    /// Tells whether there are documents and none of them is filed under a passage: a database of an earlier version.
    fn passages_are_missing() -> bool = read::copy::is_behind;
    /// Lists what these documents share with others, or what a person said of it.
    fn copy_links(documents: &[DocumentId]) -> Vec<CopyLink> = read::copy::links;
    /// Lists at most `limit` findings past `after`, by id.
    fn findings(after: Option<FindingId>, limit: u32) -> Vec<Finding> = read::finding::page;
    /// Reads the piece of evidence with this handle; `None` when there is none, or it was taken out.
    fn evidence(handle: Handle) -> Option<EvidenceItem> = read::evidence::by_handle;
    /// Reads the id of the evidence with this handle, be it taken out or not; `None` when there never was any.
    fn evidence_id(handle: Handle) -> Option<EvidenceId> = read::evidence::id;
    /// Lists the evidence on these claims, by handle.
    fn evidence_on(claims: &[ClaimId]) -> Vec<EvidenceItem> = read::evidence::of_claims;
    /// Lists at most `limit` pieces of evidence past number `after`, by handle; with `stale` those that have to be confirmed
    /// again.
    fn evidence_page(stale: bool, after: u32, limit: u32) -> Vec<EvidenceItem> = read::evidence::page;
    /// Lists the evidence on these claims that has to be confirmed again; claims that have none are left out.
    fn stale_evidence(claims: &[ClaimId]) -> BTreeMap<ClaimId, Vec<Handle>> = read::about::stale;
    /// Tells which of these claims are mentioned in a document of one of these outlets.
    fn claims_of_outlets(claims: &[ClaimId], outlets: &[OutletId]) -> BTreeSet<ClaimId> = read::about::of_these;
    /// Reads the copy of a source with this hash; `None` when it is not kept.
    fn snapshot(hash: ContentHash) -> Option<Vec<u8>> = read::evidence::snapshot;
    /// Lists the questions that are kept, by name.
    fn saved_searches() -> Vec<SavedSearch> = read::search::all;
    /// Reads the question kept under this name, whatever its case and spacing; `None` when there is none.
    fn saved_search(name: &str) -> Option<SavedSearch> = read::search::by_name;
    /// Reads what people did to the work on these claims; those nobody did anything to are left out.
    fn works(claims: &[ClaimId]) -> BTreeMap<ClaimId, WorkState> = read::work::of_claims;
    /// Lists the claims on which a proposal waits for opinions, or opinions differ, with the work on them.
    fn pending_works() -> Vec<(ClaimId, WorkState)> = read::work::pending;
    /// Lists the claims that were set aside for good, with the work on them.
    fn dropped_works() -> Vec<(ClaimId, WorkState)> = read::work::dropped;
    /// Reads who holds these claims at `now`; those nobody holds are left out.
    fn leases(claims: &[ClaimId], now: DateTime<Utc>) -> BTreeMap<ClaimId, Lease> = read::work::leases;
    /// Reads the text of the house rules in force; `None` when there are none.
    fn house_rules() -> Option<String> = read::house::rules;
    /// Lists all that readers are told, the oldest first.
    fn public_entries() -> Vec<PublicEntry> = read::house::public;
    /// Lists what readers are told of these documents and claims, the oldest first.
    fn public_entries_of(subjects: &[Uuid]) -> Vec<PublicEntry> = read::house::public_of;
    /// Counts the copies of sources kept since before a moment.
    fn snapshots_before(at: DateTime<Utc>) -> u64 = read::house::snapshots_before;
    /// Counts the documents taken in before a moment.
    fn documents_before(at: DateTime<Utc>) -> u64 = read::house::documents_before;
    /// Counts what is stored.
    fn counts() -> Counts = read::count::counts;
}
