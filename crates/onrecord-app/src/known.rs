//! Earlier fact-checks: imported ones and the desk's own decisions, searched for a text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use onrecord_compare::{FindingIndex, FindingQuery, FindingTerms, FindingText, KnownHit};
use onrecord_ingest::FindingDraft;
use onrecord_model::{
    Action, Claim, ClaimId, ContentHash, EvidenceStatus, Finding, FindingId, Handle, PublicEntry, Relation, Reviewer,
    SpeakerId, StatusKind, Veto,
};
use onrecord_report::export::claimreview::{UUID_URN, urn};
use onrecord_store::EventFilter;

use crate::desk::retrying;
use crate::wording::Wording;
use crate::{AppError, Desk, compare_texts};

/// Findings read at a time.
const PAGE: u32 = 5_000;
/// Decisions of the desk that are looked at, the latest first.
const DECISIONS: u32 = 20_000;
/// Statements looked at that share keys with a claim, those that share most first.
const STATEMENTS: usize = 200;
/// Claims looked at of each.
const CLAIMS_EACH: usize = 8;

/// A fact-check found for a text.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownFinding {
    /// The finding, or the desk's own decision.
    pub finding: KnownCheck,
    /// How likely it is the one among those found, 0..1.
    pub score: f64,
    /// Share of its claim's words, by weight, that the text holds, 0..1.
    pub covered: f64,
    /// What lies between the text and its claim although they are alike: what was found of the one may not hold of the other.
    pub contrasts: Vec<Veto>,
}

/// Compares a text with the claim of a check; of texts that are not alike nothing is said.
fn contrasts(text: &str, claim: &str) -> Vec<Veto> {
    let Ok(found) = compare_texts(claim, text) else { return Vec::new() };
    let mut vetoes = found.comparison.vetoes;
    vetoes.retain(|veto| found.comparison.relation != Relation::Unrelated && *veto != Veto::Speaker);
    vetoes
}

/// Share of a check's claim by weight of words from which a text may well be about it; set by hand.
const NEAR: f64 = 0.6;

impl KnownFinding {
    /// Tells whether the text may well be about it, so that it is worth showing unasked.
    fn is_near(&self) -> bool {
        self.covered >= NEAR
    }
}

/// A fact-check that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCheck {
    /// Its id at its source, or the handle of the desk's own claim.
    pub id: String,
    /// Whether that id was written as a number.
    pub numbered: bool,
    /// The claim that was checked.
    pub claim: String,
    /// Headline; `None` when not known.
    pub title: Option<String>,
    /// Who made the claim; `None` when not known.
    pub speaker: Option<String>,
    /// Who checked it; `None` when not known.
    pub by: Option<String>,
    /// What came of it; `None` when not known.
    pub rating: Option<String>,
    /// When it was checked; `None` when not known.
    pub date: Option<chrono::NaiveDate>,
    /// Where the check can be read; `None` when not known.
    pub url: Option<String>,
    /// The desk's own claim; `None` for imported findings.
    pub own: Option<Handle>,
}

/// All fact-checks that can be found, ready to be searched.
pub struct KnownArchive {
    checks: Vec<KnownCheck>,
    terms: FindingTerms,
    /// Made when first needed: most claims are near nothing, which the terms alone tell.
    index: OnceLock<FindingIndex>,
}

impl KnownArchive {
    /// Makes drafts that are not stored ready to be searched.
    pub fn of_drafts(drafts: Vec<FindingDraft>) -> Self {
        KnownArchive::new(drafts.into_iter().map(drafted).collect())
    }

    fn new(checks: Vec<KnownCheck>) -> Self {
        let terms = FindingTerms::new(checks.iter().map(words));
        KnownArchive { checks, terms, index: OnceLock::new() }
    }

    fn index(&self) -> &FindingIndex {
        self.index.get_or_init(|| FindingIndex::with(self.terms.clone(), self.checks.iter().map(words)))
    }

    /// Tells whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// Finds what a text may be about, the most likely first, at most `limit`.
    pub fn search<'a>(&self, asked: impl Into<FindingQuery<'a>>, limit: usize) -> Vec<KnownFinding> {
        let asked = asked.into();
        let text = asked.text;
        let hits = self.index().search(asked, limit).into_iter();
        let found = hits.filter_map(|hit| Some((self.checks.get(hit.finding)?.clone(), hit)));
        let known = |(finding, hit): (KnownCheck, KnownHit)| KnownFinding {
            contrasts: contrasts(text, &finding.claim),
            finding,
            score: hit.score,
            covered: hit.covered,
        };
        found.map(known).collect()
    }
}

impl KnownArchive {
    /// Finds what is worth showing unasked for a text: of the `limit` that [`Self::search`] finds those that are near.
    pub fn near<'a>(&self, asked: impl Into<FindingQuery<'a>>, limit: usize) -> Vec<KnownFinding> {
        let asked = asked.into();
        if self.terms.most_covered(asked.text) < NEAR {
            return Vec::new();
        }
        let mut found = self.search(asked, limit);
        found.retain(KnownFinding::is_near);
        found
    }
}

/// Returns the words of a check.
fn words(check: &KnownCheck) -> FindingText<'_> {
    FindingText {
        claim: &check.claim,
        title: check.title.as_deref().unwrap_or_default(),
        extra: check.speaker.as_deref().unwrap_or_default(),
        date: check.date,
    }
}

/// Findings to be imported.
#[derive(Clone, Debug)]
pub struct FindingBatch {
    /// Where they come from: the name of a file or feed; an id counts within it.
    pub source: String,
    /// Hash of the bytes they were read from.
    pub hash: ContentHash,
    /// The findings.
    pub drafts: Vec<FindingDraft>,
    /// Who imports them.
    pub by: Reviewer,
}

impl Desk {
    /// Imports findings in one transaction with one log entry; one with the id of one imported before takes its place, of
    /// several in the batch the first counts. A finding without an id is known by its claim and address.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database refuses; nothing is imported then.
    pub async fn import_findings(&self, batch: &FindingBatch) -> Result<u32, AppError> {
        if batch.drafts.is_empty() {
            return Ok(0);
        }
        retrying!(self.import_once(batch))
    }

    async fn import_once(&self, batch: &FindingBatch) -> Result<u32, AppError> {
        let mut seen = BTreeSet::new();
        let mut findings: Vec<Finding> = batch.drafts.iter().map(|draft| self.finding(&batch.source, draft)).collect();
        // Reading a file has named and left out all but the first of several with one id.
        findings.retain(|finding| seen.insert(finding.source_id.clone()));
        let count = u32::try_from(findings.len()).unwrap_or(u32::MAX);
        let mut tx = self.store.begin().await?;
        tx.put_findings(&batch.source, &findings).await?;
        let action = Action::FindingsImported { source: batch.source.clone(), hash: batch.hash, count };
        self.enter(&mut tx, &batch.by, action).await?;
        tx.commit().await?;
        Ok(count)
    }

    fn finding(&self, source: &str, draft: &FindingDraft) -> Finding {
        let unnamed = || {
            let url = draft.url.as_deref().unwrap_or_default();
            ContentHash::of(format!("{}\n{url}", draft.claim).as_bytes()).to_string()
        };
        Finding {
            id: FindingId(self.next_id()),
            imported_at: self.now(),
            source: source.to_owned(),
            source_id: draft.id.clone().unwrap_or_else(unnamed),
            claim: draft.claim.clone(),
            title: draft.title.clone(),
            speaker: draft.speaker.clone(),
            by: draft.by.clone(),
            rating: draft.rating.clone(),
            date: draft.date,
            url: draft.url.clone(),
        }
    }

    /// Makes everything that was checked before ready to be searched: imported findings and the desk's own decisions.
    ///
    /// `except` is left out: a claim is not a fact-check of itself.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn known(&self, except: Option<ClaimId>) -> Result<KnownArchive, AppError> {
        let checks = self.own_checks(except).await?;
        self.with_imported(checks).await
    }

    /// Makes what was checked before and may be near to a claim ready to be searched: imported findings, and of the desk's own
    /// decisions those on statements that share keys with it, however many there are and however long ago.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read.
    pub async fn known_near(&self, claim: &Claim) -> Result<KnownArchive, AppError> {
        let bands = Wording::of(claim, None).map(|wording| wording.keys().bands).unwrap_or_default();
        let mut shared: BTreeMap<u32, u32> = BTreeMap::new();
        for number in self.store.statement_buckets(&bands).await?.into_values().flatten() {
            *shared.entry(number).or_default() += 1;
        }
        let mut numbers: Vec<(u32, u32)> = shared.into_iter().map(|(number, keys)| (keys, number)).collect();
        numbers.sort_by_key(|(keys, number)| (Reverse(*keys), *number));
        let numbers: Vec<u32> = numbers.into_iter().take(STATEMENTS).map(|(_, number)| number).collect();
        let found = self.store.claims_of_statements(&numbers, CLAIMS_EACH).await?;
        let claims: Vec<Claim> =
            found.into_iter().map(|(_, found)| found).filter(|found| found.id != claim.id).collect();
        let checks = self.checks_of(&claims).await?;
        self.with_imported(checks).await
    }

    async fn with_imported(&self, mut checks: Vec<KnownCheck>) -> Result<KnownArchive, AppError> {
        let (mut findings, mut after) = (Vec::new(), None);
        loop {
            let page = self.store.findings(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            findings.extend(page);
        }
        let findings = self.of_others(findings).await?;
        checks.extend(each_once(findings).into_iter().map(imported));
        Ok(KnownArchive::new(checks))
    }

    /// Leaves out what the desk itself sent out, which comes from its own decisions as they are now.
    async fn of_others(&self, mut findings: Vec<Finding>) -> Result<Vec<Finding>, AppError> {
        // Few archives hold such ids, and what readers were told is a long list.
        if findings.iter().any(|finding| finding.source_id.starts_with(UUID_URN)) {
            let own: BTreeSet<String> = self.store.public_entries().await?.iter().map(|entry| urn(entry.id)).collect();
            findings.retain(|finding| !own.contains(&finding.source_id));
        }
        Ok(findings)
    }

    async fn own_checks(&self, except: Option<ClaimId>) -> Result<Vec<KnownCheck>, AppError> {
        let decided =
            EventFilter { kind: Some("status_set"), newest_first: true, limit: DECISIONS, ..EventFilter::default() };
        let events = self.store.events(&decided).await?;
        let ids: BTreeSet<ClaimId> = events
            .into_iter()
            .filter_map(|sealed| match sealed.event.action {
                Action::StatusSet(change) => Some(change.claim),
                _ => None,
            })
            .filter(|id| Some(*id) != except)
            .collect();
        let claims = self.store.claims(&ids.into_iter().collect::<Vec<_>>()).await?;
        self.checks_of(&claims).await
    }

    /// Makes fact-checks of those claims on which a decision stands.
    async fn checks_of(&self, claims: &[Claim]) -> Result<Vec<KnownCheck>, AppError> {
        let speakers: BTreeSet<SpeakerId> = claims.iter().filter_map(|claim| claim.claimant).collect();
        let speakers = self.store.speakers_by_id(&speakers.into_iter().collect::<Vec<_>>()).await?;
        let names: BTreeMap<SpeakerId, String> = speakers.into_iter().map(|s| (s.id, s.name)).collect();
        let name = |claim: &Claim| claim.claimant.and_then(|id| names.get(&id).cloned());
        let told = self.told_of_all().await?;
        let check = |claim: &Claim| {
            let told = told.get(&claim.id).map_or(&[][..], Vec::as_slice);
            Some(put_right(own(claim, name(claim))?, told))
        };
        Ok(claims.iter().filter_map(check).collect())
    }
}

/// Keeps of findings with one claim and one address the one imported last: several files may tell of one check.
fn each_once(findings: Vec<Finding>) -> Vec<Finding> {
    let key = |finding: &Finding| Some((finding.url.clone()?, finding.claim.clone()));
    let mut newest: BTreeMap<(String, String), (DateTime<Utc>, FindingId)> = BTreeMap::new();
    for finding in &findings {
        if let Some(key) = key(finding) {
            let this = (finding.imported_at, finding.id);
            newest.entry(key).and_modify(|kept| *kept = this.max(*kept)).or_insert(this);
        }
    }
    let is_kept =
        |finding: &Finding| key(finding).is_none_or(|key| newest.get(&key).is_some_and(|kept| kept.1 == finding.id));
    findings.into_iter().filter(is_kept).collect()
}

/// Says with what came of a check how it was put right most gravely, if it was.
fn put_right(mut check: KnownCheck, told: &[PublicEntry]) -> KnownCheck {
    let corrections = told.iter().filter_map(PublicEntry::correction);
    if let Some(last) = corrections.max_by_key(|correction| (correction.gravity, correction.on)) {
        let rating = check.rating.unwrap_or_default();
        check.rating = Some(format!("{rating} ({} of {})", last.gravity.as_str(), last.on));
    }
    check
}

fn drafted(draft: FindingDraft) -> KnownCheck {
    KnownCheck {
        id: draft.id.unwrap_or_default(),
        numbered: draft.numbered,
        claim: draft.claim,
        title: draft.title,
        speaker: draft.speaker,
        by: draft.by,
        rating: draft.rating,
        date: draft.date,
        url: draft.url,
        own: None,
    }
}

fn imported(finding: Finding) -> KnownCheck {
    KnownCheck {
        id: finding.source_id,
        numbered: false,
        claim: finding.claim,
        title: finding.title,
        speaker: finding.speaker,
        by: finding.by,
        rating: finding.rating,
        date: finding.date,
        url: finding.url,
        own: None,
    }
}

/// Makes a fact-check of a claim on which a decision stands; `None` where none does.
fn own(claim: &Claim, speaker: Option<String>) -> Option<KnownCheck> {
    let standing = claim.statuses.iter().filter(|(_, status)| status.kind() != StatusKind::Unverified);
    let last = standing.filter_map(|(_, status)| status.decision()).max_by_key(|decision| decision.at)?;
    // What was put right may be the other target: without this its correction would be read as one of what stands.
    let words = claim.statuses.iter().filter_map(|(target, status)| match status {
        EvidenceStatus::Unverified => None,
        EvidenceStatus::Returned(_) => Some(format!("{} returned to unverified", target.as_str())),
        _ => Some(format!("{} {}", target.as_str(), status.kind().as_str())),
    });
    Some(KnownCheck {
        id: claim.handle.to_string(),
        numbered: false,
        claim: claim.wording.clone(),
        title: None,
        speaker,
        by: Some(last.by.name().to_owned()),
        rating: Some(words.collect::<Vec<_>>().join(", ")),
        date: Some(last.at.date_naive()),
        url: None,
        own: Some(claim.handle),
    })
}
