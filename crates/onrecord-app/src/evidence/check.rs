//! Whether sources still say what evidence took from them (rule R9).

use std::collections::BTreeMap;

use onrecord_compare::{Statement, compare, statement_signature};
use onrecord_model::{
    Citation, Comparison, ContentHash, Evidence, EvidenceChange, Handle, HandleKind, Quote, Reason, Reviewer, Slots,
};
use onrecord_text::{Span, Text, find_again, normal_form, sentences};

use super::draft::SourceFile;
use super::source::text_of;
use super::{EvidenceView, changed};
use crate::desk::retrying;
use crate::error::expect_kind;
use crate::{AppError, Desk};

/// How a source stands to what was taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceState {
    /// It says the same, and the words stand in it.
    Stands,
    /// The words stand in it, and something else about it changed.
    ChangedElsewhere,
    /// It has to be confirmed again, and why.
    Stale(String),
    /// It cannot be read again here, and why; nothing is said about it.
    Unchecked(String),
}

impl EvidenceState {
    /// Returns the word used in lists and JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::ChangedElsewhere => "changed_elsewhere",
            Self::Stale(_) => "stale",
            Self::Unchecked(_) => "unchecked",
        }
    }

    /// Returns the reason; `None` where there is nothing to say.
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Stale(why) | Self::Unchecked(why) => Some(why),
            Self::Stands | Self::ChangedElsewhere => None,
        }
    }
}

/// What checking a piece of evidence showed.
pub struct EvidenceCheck {
    /// The evidence as it was.
    pub view: EvidenceView,
    /// How its source stands to it.
    pub state: EvidenceState,
    /// Hash of what the source holds: its text, or how it was told that it is gone; `None` when it cannot be read.
    pub seen: Option<ContentHash>,
    /// The words as taken, the nearest words now, and how they differ; `None` unless words changed.
    pub diff: Option<(Text, Text, Comparison)>,
}

/// What came of looking at a source again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It holds these bytes.
    Found(Vec<u8>),
    /// There is nothing any more, and how that was told.
    Gone(String),
    /// It could not be looked at, and why; nothing is said about it.
    Unseen(String),
}

/// How sources are read again.
pub struct Reread<'a> {
    /// Looks at a file that was cited.
    pub file: &'a (dyn Fn(&str) -> Looked + Send + Sync),
    /// Looks at an address that was cited; `None` when addresses are not looked at, but only what was kept as a file.
    pub address: Option<&'a (dyn Fn(&str) -> Looked + Send + Sync)>,
}

impl Desk {
    /// Reads sources again and marks as stale the evidence whose words are gone, whose page carries a correction, or whose
    /// source vanished, and what was stale as good where the source is again what was kept of it: one log entry a claim.
    /// Statuses stay. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn check_evidence(
        &self,
        which: &[Handle],
        reread: Reread<'_>,
        by: &Reviewer,
        dry_run: bool,
    ) -> Result<Vec<EvidenceCheck>, AppError> {
        let views = match which {
            [] => self.evidence(None, false).await?,
            some => self.named(some).await?,
        };
        let mut checks = Vec::with_capacity(views.len());
        for view in views {
            checks.push(self.check_one(view, &reread).await?);
        }
        self.mark_stale_evidence(&checks, by, dry_run).await?;
        Ok(checks)
    }

    async fn named(&self, handles: &[Handle]) -> Result<Vec<EvidenceView>, AppError> {
        let mut views = Vec::new();
        for handle in handles {
            match handle.kind {
                HandleKind::Claim => views.extend(self.evidence(Some(*handle), false).await?),
                _ => views.push(self.one_evidence(expect_kind(*handle, HandleKind::Evidence)?).await?),
            }
        }
        Ok(views)
    }

    async fn check_one(&self, view: EvidenceView, reread: &Reread<'_>) -> Result<EvidenceCheck, AppError> {
        let evidence = &view.item.evidence;
        let now = self.source_now(evidence, reread).await?;
        let seen = seen(&now);
        let is_confirmed = evidence.stale.is_none() && seen.is_some() && evidence.last_seen == seen;
        let (state, diff) = match now {
            _ if is_confirmed => (EvidenceState::Stands, None),
            Ok(text) => compared(evidence, self.kept_text(evidence).await?.as_ref(), &text),
            Err(state) => (state, None),
        };
        // Only a person, or the source as it was when it was kept, makes good what gave way once.
        let state = match (&evidence.stale, state) {
            (Some(why), EvidenceState::ChangedElsewhere) => EvidenceState::Stale(why.clone()),
            (_, state) => state,
        };
        Ok(EvidenceCheck { view, state, seen, diff })
    }

    /// Reads what a source says now; the inner error says why it cannot be read.
    async fn source_now(
        &self,
        evidence: &Evidence,
        reread: &Reread<'_>,
    ) -> Result<Result<Text, EvidenceState>, AppError> {
        if let Citation::Document { id, handle } = &evidence.citation {
            let Some(document) = self.store.document_by_id(*id).await? else {
                return Ok(Err(EvidenceState::Stale(format!("{handle} is no longer stored"))));
            };
            let versions = self.store.versions_of(document.article_id).await?;
            let Some(last) = versions.last().filter(|last| last.id != document.id) else {
                return Ok(Ok(document.article.text));
            };
            let latest = self.store.document_by_id(last.id).await?;
            return Ok(Ok(latest.map_or(document.article.text, |latest| latest.article.text)));
        }
        Ok(reread
            .source(evidence)
            .and_then(|file| text_of(&file.path, &file.bytes).map_err(|error| EvidenceState::Stale(error.to_string()))))
    }

    async fn mark_stale_evidence(
        &self,
        checks: &[EvidenceCheck],
        by: &Reviewer,
        dry_run: bool,
    ) -> Result<(), AppError> {
        let mut by_claim: BTreeMap<Handle, Vec<EvidenceChange>> = BTreeMap::new();
        for check in checks {
            let item = &check.view.item;
            let after = match &check.state {
                EvidenceState::Stale(why) => {
                    Evidence { stale: Some(why.clone()), last_seen: check.seen, ..item.evidence.clone() }
                }
                EvidenceState::Stands if item.evidence.stale.is_some() => {
                    Evidence { stale: None, last_seen: check.seen, ..item.evidence.clone() }
                }
                _ => continue,
            };
            if after != item.evidence {
                let claim = &check.view.claim;
                by_claim.entry(claim.handle).or_default().push(changed(item, claim, Some(after)));
            }
        }
        let Ok(reason) = "its source was read again".parse::<Reason>() else { return Ok(()) };
        for changes in by_claim.into_values() {
            retrying!(self.mark_once(&changes, by, &reason, dry_run))?;
        }
        Ok(())
    }

    async fn mark_once(
        &self,
        changes: &[EvidenceChange],
        by: &Reviewer,
        reason: &Reason,
        dry_run: bool,
    ) -> Result<(), AppError> {
        let tx = self.store.begin().await?;
        self.write_evidence(tx, changes.to_vec(), by, reason, dry_run).await
    }
}

impl Reread<'_> {
    /// Reads what a source holds now: at its address where addresses are looked at, else in the file it was given as.
    fn source(&self, evidence: &Evidence) -> Result<SourceFile, EvidenceState> {
        if let (Citation::Url(url), Some(look)) = (&evidence.citation, self.address) {
            return found(look(url), url);
        }
        let unchecked = |why: &str| Err(EvidenceState::Unchecked(why.to_owned()));
        match &evidence.keeping.snapshot {
            None if matches!(evidence.citation, Citation::Url(_)) => {
                unchecked("no file of it is known; look at its address with --fetch")
            }
            None => unchecked("no file of it is known; give one with 'onrecord evidence edit' and --file"),
            Some(kept) if is_address(&kept.path) => unchecked("it was fetched; look at its address again with --fetch"),
            Some(kept) => found((self.file)(&kept.path), &kept.path),
        }
    }
}

/// Tells sources apart by what they hold.
fn seen(now: &Result<Text, EvidenceState>) -> Option<ContentHash> {
    match now {
        Ok(text) => Some(ContentHash::of(text.as_str().as_bytes())),
        Err(EvidenceState::Stale(why)) => Some(ContentHash::of(why.as_bytes())),
        Err(_) => None,
    }
}

fn found(looked: Looked, path: &str) -> Result<SourceFile, EvidenceState> {
    match looked {
        Looked::Found(bytes) => Ok(SourceFile { path: path.to_owned(), bytes }),
        Looked::Gone(why) => Err(EvidenceState::Stale(why)),
        Looked::Unseen(why) => Err(EvidenceState::Unchecked(why)),
    }
}

/// Tells whether a copy was fetched from an address, rather than read from a file.
fn is_address(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}

/// Words with which a page says that it was corrected, in normal form.
const CORRECTIONS: [&str; 6] = [
    "correction:",
    "corrections:",
    "this article has been corrected",
    "this article was amended",
    "an earlier version of this",
    "clarification:",
];

/// Sets a source as it is beside what was taken from it.
fn compared(
    evidence: &Evidence,
    before: Option<&Text>,
    now: &Text,
) -> (EvidenceState, Option<(Text, Text, Comparison)>) {
    if before.is_some_and(|before| before.as_str() == now.as_str()) {
        return (EvidenceState::Stands, None);
    }
    let Some(quote) = &evidence.quote else {
        return match before {
            Some(_) => (EvidenceState::Stale("the source changed, and no words were taken from it".to_owned()), None),
            None => (EvidenceState::Unchecked("no words were taken from it and no copy is kept".to_owned()), None),
        };
    };
    if find_again(now, &quote.exact, &quote.prefix, &quote.suffix).is_none() {
        let gone = EvidenceState::Stale("the words do not stand in it any more".to_owned());
        return (gone, nearest(quote, before, now));
    }
    let says = |text: &Text| {
        let plain = normal_form(text.as_str());
        CORRECTIONS.iter().filter(|words| plain.contains(**words)).count()
    };
    if before.is_some_and(|before| says(now) > says(before)) {
        return (EvidenceState::Stale("the page carries a correction now".to_owned()), None);
    }
    (if before.is_some() { EvidenceState::ChangedElsewhere } else { EvidenceState::Stands }, None)
}

/// Finds the sentences of a text that are most like those a quotation was taken from, and how they differ; `None` when none
/// shares a word. Whole sentences stand against whole sentences: what a quotation left out of its own is no change.
fn nearest(quote: &Quote, before: Option<&Text>, now: &Text) -> Option<(Text, Text, Comparison)> {
    let taken =
        before.and_then(|before| sentences_of(before, quote)).or_else(|| Text::new(quote.exact.as_str()).ok())?;
    let whole = [taken.span(0..taken.as_str().len()).ok()?];
    let slots = Slots::default();
    let asked = statement_signature(&Statement::bare(&taken, &whole, &slots));
    let spans: Vec<Span> = sentences(now.as_str()).into_iter().filter_map(|range| now.span(range).ok()).collect();
    let wide = sentences(taken.as_str()).len().clamp(1, spans.len().max(1));
    let likeness = |window: &[Span]| asked.dice(&statement_signature(&Statement::bare(now, window, &slots)));
    let scored = spans.windows(wide).map(|window| (likeness(window), window)).filter(|(score, _)| *score > 0.0);
    let (_, best) = scored.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(x.1)))?;
    let (from, to) = (best.first()?.bytes().start, best.last()?.bytes().end);
    let there = Text::new(now.as_str().get(from..to)?).ok()?;
    let there_whole = [there.span(0..there.as_str().len()).ok()?];
    let (slots_a, slots_b) = (onrecord_extract::slots(&taken, &whole), onrecord_extract::slots(&there, &there_whole));
    let comparison =
        compare(&Statement::bare(&taken, &whole, &slots_a), &Statement::bare(&there, &there_whole, &slots_b));
    Some((taken, there, comparison))
}

/// Returns the sentences of a source that hold a quotation; `None` when it is not there.
fn sentences_of(source: &Text, quote: &Quote) -> Option<Text> {
    let place = find_again(source, &quote.exact, &quote.prefix, &quote.suffix)?;
    let (start, end) = (place.start, place.end);
    let touched = sentences(source.as_str()).into_iter().filter(|one| one.start < end && start < one.end);
    let held = touched.fold(place, |all, one| all.start.min(one.start)..all.end.max(one.end));
    Text::new(source.as_str().get(held)?).ok()
}
