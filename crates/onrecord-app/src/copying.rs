//! Copies among stored documents: found when a document comes in.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{DocumentPrint, copy_evidence, document_print};
use onrecord_model::{ArticleId, CopyLink, CopyVerdict, Document, DocumentId, Handle, HandleKind};
use onrecord_store::{StoreError, Tx};

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::{AppError, Desk};

/// Documents one passage leads to at most; what stands in more is a phrase of everybody's.
const CAP: usize = 64;
/// Documents compared in full with one that comes in: those that share most passages.
const COMPARED: usize = 24;
/// Passages two documents have to share to be compared; a sentence counts for that many.
const LEAST: usize = 2;
/// Documents of one group that are followed.
const MOST: usize = 2_000;

/// A document that comes in, with what its copies are found by.
pub(crate) struct Arriving {
    pub(crate) id: DocumentId,
    pub(crate) handle: Handle,
    pub(crate) article: ArticleId,
    pub(crate) print: DocumentPrint,
}

impl Arriving {
    fn of(document: &Document) -> Self {
        let article = &document.article;
        let outlet = document.outlet.as_ref().map(|o| o.name.as_str()).or(article.outlet.as_deref());
        Arriving {
            id: document.id,
            handle: document.handle,
            article: document.article_id,
            print: document_print(article.text.as_str(), article.credit.as_deref(), outlet),
        }
    }
}

/// Files documents that come in and links them with the copies of theirs that are stored or come in with them.
///
/// Returns for each the earliest document it is a copy of.
pub(crate) async fn link_copies(tx: &mut Tx, arriving: &[Arriving]) -> Result<Vec<Option<Handle>>, AppError> {
    let asked: BTreeSet<i64> = arriving.iter().flat_map(|a| keys(&a.print)).map(|(key, _)| key).collect();
    let mut filed = tx.passages(&asked.into_iter().collect::<Vec<_>>()).await?;
    let mut known: BTreeMap<u32, Arriving> = BTreeMap::new();
    let (mut rows, mut links, mut first) = (Vec::new(), Vec::new(), Vec::new());
    for (at, new) in arriving.iter().enumerate() {
        let (before, _) = arriving.split_at(at);
        let mut earliest: Option<u32> = None;
        for number in candidates(&filed, &new.print) {
            let other = match before.iter().find(|b| b.handle.number == number) {
                Some(other) => Some(other),
                None => stored(tx, number, &mut known).await?,
            };
            if let Some(link) = other.and_then(|other| link(other, new)) {
                earliest = Some(earliest.map_or(number, |known| known.min(number)));
                links.push(link);
            }
        }
        first.push(earliest.map(Handle::document));
        for (key, _) in keys(&new.print) {
            let bucket = filed.entry(key).or_default();
            if bucket.len() < CAP {
                bucket.push(new.handle.number);
                rows.push((key, new.handle.number));
            }
        }
    }
    tx.file_passages(&rows).await?;
    tx.insert_copy_links(&links).await?;
    Ok(first)
}

/// Lists the keys of a print, each with what it counts for.
fn keys(print: &DocumentPrint) -> Vec<(i64, usize)> {
    let passages = print.passages();
    let sentences = passages.sentences.into_iter().map(|key| (key, LEAST));
    sentences.chain(passages.runs.into_iter().map(|key| (key, 1))).collect()
}

/// Lists the documents that share enough passages, those that share most first.
fn candidates(filed: &BTreeMap<i64, Vec<u32>>, print: &DocumentPrint) -> Vec<u32> {
    let mut hits: BTreeMap<u32, usize> = BTreeMap::new();
    for (key, weight) in keys(print) {
        for number in filed.get(&key).into_iter().flatten() {
            *hits.entry(*number).or_default() += weight;
        }
    }
    let mut found: Vec<(usize, u32)> = hits.into_iter().map(|(number, n)| (n, number)).collect();
    found.retain(|(n, _)| *n >= LEAST);
    found.sort_unstable_by_key(|(n, number)| (usize::MAX - n, *number));
    found.truncate(COMPARED);
    found.into_iter().map(|(_, number)| number).collect()
}

async fn stored<'a>(
    tx: &Tx,
    number: u32,
    known: &'a mut BTreeMap<u32, Arriving>,
) -> Result<Option<&'a Arriving>, AppError> {
    if !known.contains_key(&number)
        && let Some(document) = tx.document(Handle::document(number)).await?
    {
        known.insert(number, Arriving::of(&document));
    }
    Ok(known.get(&number))
}

/// Links two documents that are copies; versions of one article are none.
fn link(a: &Arriving, b: &Arriving) -> Option<CopyLink> {
    if a.article == b.article {
        return None;
    }
    let evidence = copy_evidence(&a.print, &b.print)?;
    let (first, second) = if a.handle <= b.handle { (a, b) } else { (b, a) };
    Some(CopyLink {
        a: first.id,
        b: second.id,
        sentences: u32::try_from(evidence.sentences).unwrap_or(u32::MAX),
        of: u32::try_from(evidence.of).unwrap_or(u32::MAX),
        containment: evidence.containment,
        agency: evidence.agency,
        verdict: CopyVerdict::Open,
    })
}

/// Documents that go back to one text, with what ties them.
#[derive(Clone, Debug, Default)]
pub(crate) struct CopyTies {
    /// The documents, by id.
    pub(crate) members: BTreeSet<DocumentId>,
    /// What ties them, and what a person said keeps them apart.
    pub(crate) links: Vec<CopyLink>,
}

/// Documents filed in one transaction when those of before are caught up with.
const AT_ONCE: u32 = 100;

impl Desk {
    /// Files and links the documents of a database that an earlier version made.
    pub(crate) async fn link_unfiled(&self) -> Result<(), AppError> {
        let mut after = None;
        if !self.store.passages_are_missing().await? {
            return Ok(());
        }
        loop {
            let page = self.store.documents(after, AT_ONCE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.handle);
            let handles: Vec<Handle> = page.iter().map(|document| document.handle).collect();
            retrying!(self.link_batch(&handles))?;
        }
    }

    async fn link_batch(&self, handles: &[Handle]) -> Result<(), AppError> {
        let mut tx = self.store.begin().await?;
        let mut arriving = Vec::with_capacity(handles.len());
        for handle in handles {
            arriving.push(Arriving::of(&document(&tx, *handle).await?));
        }
        link_copies(&mut tx, &arriving).await?;
        Ok(tx.commit().await?)
    }
}

/// Follows what ties documents to others within a transaction, which sees what it has written.
pub(crate) async fn copy_ties_in(tx: &Tx, documents: &[DocumentId]) -> Result<CopyTies, AppError> {
    follow(documents, async |ids: Vec<DocumentId>| tx.copy_links(&ids).await).await
}

/// Follows what ties documents to others, as far as it leads; ties that a person cut are listed and not followed.
pub(crate) async fn follow(
    documents: &[DocumentId],
    read: impl AsyncFn(Vec<DocumentId>) -> Result<Vec<CopyLink>, StoreError>,
) -> Result<CopyTies, AppError> {
    let mut ties = CopyTies { members: documents.iter().copied().collect(), links: Vec::new() };
    let mut ahead: Vec<DocumentId> = documents.to_vec();
    while !ahead.is_empty() && ties.members.len() < MOST {
        let found = read(std::mem::take(&mut ahead)).await?;
        for link in found.iter().filter(|link| link.joins()) {
            ahead.extend([link.a, link.b].into_iter().filter(|id| ties.members.insert(*id)));
        }
        ties.links.extend(found);
    }
    ties.links.sort_by_key(|link| (link.a, link.b));
    ties.links.dedup_by_key(|link| (link.a, link.b));
    Ok(ties)
}

/// Reads the document with this handle.
pub(crate) async fn document(tx: &Tx, handle: Handle) -> Result<Document, AppError> {
    let handle = expect_kind(handle, HandleKind::Document)?;
    tx.document(handle).await?.ok_or(AppError::NotFound { handle })
}
