//! What became of the claims of an article from one version to the next.

use onrecord_compare::compare;
use onrecord_model::{ClaimId, Comparison, Document, Handle, HandleKind, Relation};
use onrecord_store::{DocumentSummary, Occurrence, StoredMention};
use onrecord_text::{Span, carry_over};

use crate::error::expect_kind;
use crate::statement::statement;
use crate::{AppError, Desk};

/// What became of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VersionChange {
    /// It stands there in the same words.
    Kept,
    /// Its words stand there once more, but not as a mention: another engine reads the version.
    Unread,
    /// It stands there in other words.
    Changed,
    /// It stands nowhere for certain: an orphan.
    Gone,
    /// It stood nowhere before.
    New,
}

impl VersionChange {
    /// Returns the word used in JSON and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Unread => "unread",
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::New => "new",
        }
    }
}

/// One mention of either version and what became of it.
pub struct VersionEvent {
    /// What became of it.
    pub change: VersionChange,
    /// The mention in the earlier version; `None` for a new one.
    pub old: Option<StoredMention>,
    /// The mention in the later version; `None` for one that is gone or not read.
    pub new: Option<StoredMention>,
    /// Where the words of the old mention stand in the later version; empty where that is not certain.
    pub carried: Vec<Span>,
    /// How the new wording stands to the old one; `None` unless it changed.
    pub comparison: Option<Comparison>,
}

/// Two versions of an article and what became of the claims.
pub struct VersionsView {
    /// The earlier version.
    pub old: Document,
    /// The later version.
    pub new: Document,
    /// What became of each mention, in the order of the earlier version, new ones last.
    pub events: Vec<VersionEvent>,
    /// All versions of the article, first to last.
    pub chain: Vec<DocumentSummary>,
}

impl VersionsView {
    /// Counts the mentions of which this became.
    pub fn count(&self, change: VersionChange) -> usize {
        self.events.iter().filter(|event| event.change == change).count()
    }
}

impl Desk {
    /// Says what became of the claims of an article from the version before `handle` to it, or from `since`; of a first
    /// version from it to the next.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] for the only version or one of another
    /// article, [`AppError::Store`].
    pub async fn versions(&self, handle: Handle, since: Option<Handle>) -> Result<VersionsView, AppError> {
        let asked = self.document(expect_kind(handle, HandleKind::Document)?).await?;
        let chain = self.chain(&asked).await?;
        let (old, new) = match since {
            Some(since) => (self.document(expect_kind(since, HandleKind::Document)?).await?, asked),
            None => self.beside(asked, &chain).await?,
        };
        if old.article_id != new.article_id {
            return Err(AppError::Missing(format!("{} and {handle} are no versions of one article", old.handle)));
        }
        let (before, after) = (self.mentions_of(&old).await?, self.mentions_of(&new).await?);
        let events = follow(&old, &new, &before, after);
        Ok(VersionsView { old, new, events, chain })
    }

    /// Lists the versions of the article of a document, first to last, itself among them.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn chain(&self, document: &Document) -> Result<Vec<DocumentSummary>, AppError> {
        Ok(self.store.versions_of(document.article_id).await?)
    }

    /// Puts a version beside the one before it, a first one beside the next; the earlier first.
    async fn beside(&self, asked: Document, chain: &[DocumentSummary]) -> Result<(Document, Document), AppError> {
        if let Some(before) = chain.iter().rfind(|one| one.version < asked.version) {
            return Ok((self.document(before.handle).await?, asked));
        }
        let alone = || {
            let what = format!("{} is the first version of its article, and no later one is stored", asked.handle);
            AppError::Missing(what)
        };
        let next = chain.iter().find(|one| one.version > asked.version).ok_or_else(alone)?.handle;
        Ok((asked, self.document(next).await?))
    }

    async fn mentions_of(&self, document: &Document) -> Result<Vec<Occurrence>, AppError> {
        let mentions = self.store.mentions(document).await?;
        let ids: Vec<ClaimId> = mentions.iter().map(|stored| stored.claim).collect();
        let mut found = self.store.occurrences(&ids).await?;
        found.retain(|o| o.document.id == document.id);
        found.sort_by_key(|o| o.stored.mention.number);
        Ok(found)
    }
}

fn follow(old: &Document, new: &Document, before: &[Occurrence], after: Vec<Occurrence>) -> Vec<VersionEvent> {
    let mut free: Vec<Option<Occurrence>> = after.into_iter().map(Some).collect();
    let carried: Vec<Vec<Span>> = before.iter().map(|one| carried(old, new, one)).collect();
    let mut events: Vec<Option<VersionEvent>> = (0..before.len()).map(|_| None).collect();
    // What stands in the same place is settled first, so that a rewording never takes it away.
    for ((one, spans), event) in before.iter().zip(&carried).zip(&mut events) {
        let same = |o: &Occurrence| !spans.is_empty() && o.stored.mention.content == *spans;
        if let Some(found) = take(&mut free, same) {
            // The same words credited to somebody else are another claim.
            let comparison = (name(one) != name(&found)).then(|| compare(&statement(one), &statement(&found)));
            let change = if comparison.is_some() { VersionChange::Changed } else { VersionChange::Kept };
            *event = Some(told(change, Some(one), Some(found), spans, comparison));
        }
    }
    // Then what stands there in the same words, as often as it does: which of several places is which nobody can tell.
    for (one, event) in before.iter().zip(&mut events).filter(|(_, event)| event.is_none()) {
        if let Some(found) = take(&mut free, |o| same_words(one, o)) {
            *event = Some(told(VersionChange::Kept, Some(one), Some(found), &[], None));
        }
    }
    for ((one, spans), event) in before.iter().zip(&carried).zip(&mut events) {
        if event.is_none() {
            *event = Some(elsewhere(one, spans, &mut free));
        }
    }
    let left = free.into_iter().flatten().map(|o| told(VersionChange::New, None, Some(o), &[], None));
    events.into_iter().flatten().chain(left).collect()
}

/// Tells whether two mentions credit the same words to the same speaker.
fn same_words(one: &Occurrence, other: &Occurrence) -> bool {
    let words = |o: &Occurrence| -> Vec<String> {
        o.stored.mention.content.iter().map(|span| o.text.slice(span).to_owned()).collect()
    };
    let speaker = |o: &Occurrence| o.stored.mention.speaker.as_ref().map(|speaker| speaker.name.clone());
    speaker(one) == speaker(other) && words(one) == words(other)
}

fn name(one: &Occurrence) -> Option<&str> {
    one.stored.mention.speaker.as_ref().map(|speaker| speaker.name.as_str())
}

/// Finds the places of a mention's content; empty unless all of them are certain.
fn carried(old: &Document, new: &Document, one: &Occurrence) -> Vec<Span> {
    let (a, b) = (&old.article.text, &new.article.text);
    let spans = one.stored.mention.content.iter().map(|span| carry_over(a, span, b));
    spans.collect::<Option<Vec<Span>>>().unwrap_or_default()
}

/// Looks for a rewording of what does not stand in its place any more.
fn elsewhere(one: &Occurrence, spans: &[Span], free: &mut [Option<Occurrence>]) -> VersionEvent {
    if !spans.is_empty() {
        return told(VersionChange::Unread, Some(one), None, spans, None);
    }
    let near = free.iter().enumerate().filter_map(|(at, other)| {
        let comparison = compare(&statement(one), &statement(other.as_ref()?));
        (comparison.relation != Relation::Unrelated).then_some((at, comparison))
    });
    let best = near.max_by(|x, y| x.1.score.total_cmp(&y.1.score).then(y.0.cmp(&x.0)));
    match best.and_then(|(at, comparison)| Some((free.get_mut(at)?.take()?, comparison))) {
        Some((found, comparison)) => told(VersionChange::Changed, Some(one), Some(found), &[], Some(comparison)),
        None => told(VersionChange::Gone, Some(one), None, &[], None),
    }
}

fn take(free: &mut [Option<Occurrence>], wanted: impl Fn(&Occurrence) -> bool) -> Option<Occurrence> {
    free.iter_mut().find(|one| one.as_ref().is_some_and(&wanted))?.take()
}

fn told(
    change: VersionChange,
    old: Option<&Occurrence>,
    new: Option<Occurrence>,
    carried: &[Span],
    comparison: Option<Comparison>,
) -> VersionEvent {
    VersionEvent {
        change,
        old: old.map(|o| o.stored.clone()),
        new: new.map(|o| o.stored),
        carried: carried.to_vec(),
        comparison,
    }
}
