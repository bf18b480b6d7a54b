//! What the desk made public, and how it corrects itself.

use chrono::NaiveDate;
use onrecord_model::{
    Action, Claim, ClaimId, ContentHash, Correction, Document, Gravity, Handle, HandleKind, PublicChange, PublicEntry,
    PublicId, PublicKind, PublicSubject, Publication, Reason, Reviewer, StatusKind, Target,
};
use onrecord_store::{Checkpoint, EventFilter, Occurrence, SealedEvent, StoreError, Tx};
use uuid::Uuid;

use crate::desk::retrying;
use crate::error::expect_kind;
use crate::rewind::{AsOf, checkpoint};
use crate::{AppError, Desk};

/// Entries of one claim's history looked at.
const HISTORY: u32 = 10_000;

/// That something is made public.
#[derive(Clone, Debug)]
pub struct PublishRequest {
    /// A document, whose report was published, or a claim.
    pub subject: Handle,
    /// On which day; `None` for today.
    pub on: Option<NaiveDate>,
    /// Where it can be read.
    pub address: Option<String>,
    /// Who says so.
    pub by: Reviewer,
    /// Why; may be left out.
    pub reason: Option<Reason>,
}

/// That the house gives a verdict on a claim.
#[derive(Clone, Debug)]
pub struct RatingRequest {
    /// The claim.
    pub claim: Handle,
    /// Name of the verdict in the house rules.
    pub name: String,
    /// Why, as readers are told.
    pub explanation: Reason,
    /// On which day; `None` for today.
    pub on: Option<NaiveDate>,
    /// Who gives it.
    pub by: Reviewer,
}

/// That something published is put right.
#[derive(Clone, Debug)]
pub struct CorrectionRequest {
    /// The claim.
    pub claim: Handle,
    /// How grave it is.
    pub gravity: Gravity,
    /// What readers are told.
    pub note: Reason,
    /// What it said before; `None` for the statuses and the verdict that readers were told last and that are others now, if any.
    pub was: Option<String>,
    /// On which day; `None` for today.
    pub on: Option<NaiveDate>,
    /// Who corrects.
    pub by: Reviewer,
}

impl Desk {
    /// Writes down that the report of a document, or what came of checking a claim, was published as it is now. With
    /// `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Role`], [`AppError::Invalid`] for a day to come,
    /// [`AppError::Store`].
    pub async fn publish(&self, request: &PublishRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        retrying!(self.publish_once(request, dry_run))
    }

    async fn publish_once(&self, request: &PublishRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        let on = self.day(request.on)?;
        let last = self.rewind(AsOf::Now).await?.last;
        let Some(last) = last else { return Err(AppError::NotFound { handle: request.subject }) };
        let Checkpoint { size, root } = checkpoint(&last);
        let (subject, report) = if request.subject.kind == HandleKind::Document {
            let document = self.document(request.subject).await?;
            let page = self.report(request.subject, AsOf::Entry(size)).await?;
            let hash = ContentHash::of(page.html.as_bytes());
            (PublicSubject::Document(document.id, document.handle), Some(hash))
        } else {
            let claim = self.claim(request.subject).await?.claim;
            (PublicSubject::Claim(claim.id, claim.handle), None)
        };
        let publication = Publication { on, size, root, report, address: request.address.clone() };
        let mut tx = self.store.begin().await?;
        if tx.head().await?.size != size {
            let why = "something was decided while the report was written; try again".to_owned();
            return Err(StoreError::Busy { why }.into());
        }
        let entry = self.entry(subject, &request.by, PublicKind::Published(publication));
        self.tell(&mut tx, &entry, request.reason.clone()).await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(entry)
    }

    /// Corrects what was published of a claim: a dated entry that readers see, kept in the log. With `dry_run` nothing is
    /// written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Role`], [`AppError::NotPublished`],
    /// [`AppError::Invalid`] for a day to come or before the publication, [`AppError::Store`].
    pub async fn correct(&self, request: &CorrectionRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        retrying!(self.correct_once(request, dry_run))
    }

    async fn correct_once(&self, request: &CorrectionRequest, dry_run: bool) -> Result<PublicEntry, AppError> {
        let handle = expect_kind(request.claim, HandleKind::Claim)?;
        let on = self.day(request.on)?;
        let mut tx = self.store.begin().await?;
        let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let entries = published(&tx, &claim).await?;
        let first = entries.iter().filter_map(PublicEntry::publication).map(|one| one.on).min();
        let first = first.ok_or(AppError::NotPublished { handle })?;
        if on < first {
            return Err(AppError::Invalid(format!(
                "{handle} was first published on {first}, so not corrected on {on}"
            )));
        }
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let was = match &request.was {
            Some(was) => Some(was.clone()),
            None => due(&claim, &entries, &tx.events(&filter).await?).map(|changes| told(&changes)),
        };
        let (gravity, note) = (request.gravity, request.note.clone());
        let correction = Correction { on, gravity, note: note.clone(), was };
        let entry = self.entry(PublicSubject::Claim(claim.id, handle), &request.by, PublicKind::Corrected(correction));
        self.tell(&mut tx, &entry, Some(note)).await?;
        if dry_run { tx.rollback().await } else { tx.commit().await }?;
        Ok(entry)
    }

    pub(crate) fn day(&self, on: Option<NaiveDate>) -> Result<NaiveDate, AppError> {
        let today = self.now().date_naive();
        let on = on.unwrap_or(today);
        // Somewhere it is tomorrow already.
        if on.pred_opt().is_some_and(|before| before > today) {
            return Err(AppError::Invalid(format!("{on} is yet to come; give the day on which it was")));
        }
        Ok(on)
    }

    pub(crate) fn entry(&self, subject: PublicSubject, by: &Reviewer, kind: PublicKind) -> PublicEntry {
        // As the log keeps it: to the microsecond.
        let now = self.now();
        let at = chrono::DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now);
        PublicEntry { id: PublicId(self.next_id()), subject, by: by.clone(), at, kind }
    }

    pub(crate) async fn tell(&self, tx: &mut Tx, entry: &PublicEntry, reason: Option<Reason>) -> Result<(), AppError> {
        let change = PublicChange { entry: entry.clone(), stands: true };
        tx.tell_readers(&change).await?;
        let action = Action::PublicChanged { change, reason, takes_back: None };
        self.enter_at(tx, (&entry.by, entry.at), action).await
    }

    /// Lists what readers were told, the newest first: all, or of one document or claim; a claim's among them that was
    /// published with a document.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn public_entries(&self, about: Option<Handle>) -> Result<Vec<PublicEntry>, AppError> {
        let mut entries = match about {
            None => self.store.public_entries().await?,
            Some(handle) if handle.kind == HandleKind::Document => {
                let document = self.document(handle).await?;
                let claims = self.store.claims_of_document(document.id).await?;
                self.store.public_entries_of(&subjects(&document, &claims)).await?
            }
            Some(handle) => {
                let handle = expect_kind(handle, HandleKind::Claim)?;
                let claim = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
                self.told_about(&claim).await?
            }
        };
        entries.reverse();
        Ok(entries)
    }

    /// Lists what readers were told of a claim and of the documents that make it, the oldest first; outside a transaction, so that
    /// whoever only looks can do so where the disk is full.
    async fn told_about(&self, claim: &Claim) -> Result<Vec<PublicEntry>, AppError> {
        let occurrences = self.store.occurrences(&[claim.id]).await?;
        Ok(self.store.public_entries_of(&making(claim, &occurrences)).await?)
    }

    /// Says of a claim that was published with another status or verdict than it has, and not corrected since, that a correction is
    /// due; `None` where none is.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn correction_due(&self, claim: &Claim) -> Result<Option<String>, AppError> {
        let entries = self.told_about(claim).await?;
        if !entries.iter().any(|entry| entry.publication().is_some()) {
            return Ok(None);
        }
        let filter = EventFilter { subject: Some(claim.id.0), limit: HISTORY, ..EventFilter::default() };
        let history = self.store.events(&filter).await?;
        Ok(due(claim, &entries, &history).map(|changes| words(claim.handle, &changes)))
    }
}

/// Lists what readers were told of a claim, the oldest first: corrections, and publications of it or of a document that
/// makes it.
async fn published(tx: &Tx, claim: &Claim) -> Result<Vec<PublicEntry>, AppError> {
    let occurrences = tx.occurrences(&[claim.id]).await?;
    Ok(tx.public_entries_of(&making(claim, &occurrences)).await?)
}

/// Returns the ids of a claim and of the documents that make it, each once.
fn making(claim: &Claim, occurrences: &[Occurrence]) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = occurrences.iter().map(|o| o.document.id.0).chain([claim.id.0]).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn subjects(document: &Document, claims: &[Claim]) -> Vec<Uuid> {
    claims.iter().map(|claim| claim.id.0).chain([document.id.0]).collect()
}

/// What is to be told of a claim.
#[derive(Clone, Default, PartialEq, Eq)]
struct Finding {
    kinds: Vec<(Target, StatusKind)>,
    /// The verdicts of the house that were given and not taken back, the latest last.
    verdicts: Vec<(PublicId, String)>,
}

impl Finding {
    /// Returns the verdict that stands: it needs a ground.
    fn verdict(&self) -> Option<&str> {
        let grounded =
            self.kinds.iter().any(|(target, kind)| *target == Target::Fact && *kind != StatusKind::Unverified);
        self.verdicts.last().map(|(_, text)| text.as_str()).filter(|_| grounded)
    }

    /// Lists what is other now than it was then. A verdict where there was none is none: it tells of itself.
    fn since(&self, then: &Finding) -> Vec<Change> {
        let verdict = then.verdict().filter(|was| Some(*was) != self.verdict());
        let verdict = verdict.map(|was| Change::Verdict(was.to_owned(), self.verdict().map(str::to_owned)));
        let statuses = then.kinds.iter().zip(&self.kinds).filter(|(was, is)| was != is);
        verdict.into_iter().chain(statuses.map(|((target, was), (_, is))| Change::Status(*target, *was, *is))).collect()
    }
}

/// What readers have been told so far.
struct Reader {
    now: Finding,
    /// What they read when it was published last, or corrected.
    read: Option<Finding>,
    due: bool,
}

/// One step of what happened to a published claim.
enum Step {
    Status(Target, StatusKind),
    Rated(PublicId, String),
    RatingTakenBack(PublicId),
    Published,
    Corrected,
}

impl Reader {
    fn follow(&mut self, step: &Step) {
        match step {
            Step::Status(target, kind) => {
                for (on, now) in &mut self.now.kinds {
                    if on == target {
                        *now = *kind;
                    }
                }
            }
            Step::Rated(id, text) => self.now.verdicts.push((*id, text.clone())),
            Step::RatingTakenBack(id) => self.now.verdicts.retain(|(given, _)| given != id),
            // A new report alone tells nobody that the last one was wrong.
            Step::Published if self.due => {}
            Step::Published | Step::Corrected => self.read = Some(self.now.clone()),
        }
        self.due = self.read.as_ref().is_some_and(|read| !self.now.since(read).is_empty());
    }
}

/// What readers were told, and what it is now.
enum Change {
    Status(Target, StatusKind, StatusKind),
    /// The verdict of the house; `None` when it has no ground any more.
    Verdict(String, Option<String>),
}

/// Follows what was decided, published and corrected in the order of the log; `None` where readers know all of it.
fn due(claim: &Claim, entries: &[PublicEntry], history: &[SealedEvent]) -> Option<Vec<Change>> {
    let mut steps: Vec<(u64, u8, Step)> = Vec::new();
    for sealed in history {
        match &sealed.event.action {
            Action::StatusSet(change) | Action::Undone { change, .. } if change.claim == claim.id => {
                steps.push((sealed.position, 0, Step::Status(change.target, change.after.kind())));
            }
            Action::PublicChanged { change, .. } if is_standing_correction(&change.entry, entries) => {
                steps.push((sealed.position, 0, Step::Corrected));
            }
            Action::PublicChanged { change, .. } if change.entry.subject.id() == claim.id.0 => {
                steps.extend(rated(change).map(|step| (sealed.position, 0, step)));
            }
            _ => {}
        }
    }
    steps.extend(entries.iter().filter_map(PublicEntry::publication).map(|one| (one.size, 1, Step::Published)));
    steps.sort_by_key(|(position, after, _)| (*position, *after));
    let start = |(target, _): (Target, _)| (target, StatusKind::Unverified);
    let now = Finding { kinds: claim.statuses.iter().map(start).collect(), verdicts: Vec::new() };
    let mut reader = Reader { now, read: None, due: false };
    for (.., step) in &steps {
        reader.follow(step);
    }
    let read = reader.read.filter(|_| reader.due)?;
    Some(reader.now.since(&read))
}

/// Returns the step of a verdict that was given or taken back; `None` for all else that readers were told.
fn rated(change: &PublicChange) -> Option<Step> {
    let rating = change.entry.rating()?;
    let id = change.entry.id;
    Some(if change.stands { Step::Rated(id, rating.text.clone()) } else { Step::RatingTakenBack(id) })
}

fn is_standing_correction(entry: &PublicEntry, standing: &[PublicEntry]) -> bool {
    entry.correction().is_some() && standing.iter().any(|one| one.id == entry.id)
}

fn words(handle: Handle, changes: &[Change]) -> String {
    let told = |change: &Change| match change {
        Change::Status(target, was, is) => {
            format!("{} as {}, and is {} now", target.as_str(), was.as_str(), is.as_str())
        }
        Change::Verdict(was, Some(is)) => format!("the verdict {was:?}, and it is {is:?} now"),
        Change::Verdict(was, None) => format!("the verdict {was:?}, which has no ground now"),
    };
    let told: Vec<String> = changes.iter().map(told).collect();
    format!(
        "a correction is due: it was published with {}; 'onrecord correct {handle} --gravity correction -m NOTE' tells \
         readers",
        told.join(", ")
    )
}

/// Says what readers were told: "verdict: False, fact: disputed".
fn told(changes: &[Change]) -> String {
    let was = |change: &Change| match change {
        Change::Status(target, was, _) => format!("{}: {}", target.as_str(), was.as_str()),
        Change::Verdict(was, _) => format!("verdict: {was}"),
    };
    changes.iter().map(was).collect::<Vec<_>>().join(", ")
}

impl Desk {
    /// Lists the claims for which a correction is due, by handle.
    pub(crate) async fn corrections_due(&self) -> Result<Vec<Claim>, AppError> {
        let mut due = Vec::new();
        // Of a claim of which nothing ever changed readers know all.
        for claim in self.published_claims().await?.into_iter().filter(|claim| claim.revision > 1) {
            if self.correction_due(&claim).await?.is_some() {
                due.push(claim);
            }
        }
        Ok(due)
    }

    /// Lists the claims that were published, alone or with a document, by handle.
    async fn published_claims(&self) -> Result<Vec<Claim>, AppError> {
        let mut ids: Vec<ClaimId> = Vec::new();
        let mut claims: Vec<Claim> = Vec::new();
        for entry in self.store.public_entries().await? {
            match entry.subject {
                PublicSubject::Claim(id, _) => ids.push(id),
                PublicSubject::Document(id, _) => claims.extend(self.store.claims_of_document(id).await?),
            }
        }
        claims.extend(self.store.claims(&ids).await?);
        claims.sort_by_key(|claim| claim.handle);
        claims.dedup_by_key(|claim| claim.handle);
        Ok(claims)
    }
}
