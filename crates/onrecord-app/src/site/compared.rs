//! Documents side by side: which claims of one are those of the next, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{Signature, Statement, compare, statement_signature};
use onrecord_model::{Claim, ClaimId, Comparison, Document, Handle, HandleKind, PublicEntry, Relation};
use onrecord_report::article::Method;
use onrecord_report::aside::SetAside;
use onrecord_report::claim::Kin;
use onrecord_report::comparison::{self, ComparisonPage, Place, Row, Step};
use onrecord_store::StoredMention;

use super::{Audience, Run, rendered};
use crate::error::expect_kind;
use crate::ingest::denial;
use crate::report::{ReportFile, told_of};
use crate::{AppError, AsOf, Desk};

/// How alike two statements are that are set side by side; a negation takes much of it away, so contradictions are spared.
/// Set by hand: below it half a sentence in common makes a pair of two that say different things.
const NEAR: f64 = 0.5;

/// A document with its claims.
struct Side {
    document: Document,
    mentions: Vec<StoredMention>,
    claims: BTreeMap<ClaimId, Claim>,
    signatures: Vec<Signature>,
    set_aside: BTreeMap<ClaimId, SetAside>,
    told: Vec<PublicEntry>,
}

impl Side {
    fn statement(&self, at: usize) -> Statement<'_> {
        let mention = &self.mentions[at].mention;
        Statement {
            text: &self.document.article.text,
            content: &mention.content,
            slots: &mention.slots,
            source: mention.source,
            cue: mention.cue,
            speaker: mention.speaker.as_ref().map(|speaker| speaker.name.as_str()),
            voice: Some(mention.voice),
            published: self.document.article.published,
        }
    }

    fn place(&self, at: usize) -> Option<Place> {
        let stored = &self.mentions[at];
        let claim = self.claims.get(&stored.claim)?;
        Some(Place {
            claim: claim.handle,
            set_aside: self.set_aside.get(&claim.id).map(|aside| aside.exit),
            statuses: claim.statuses.clone(),
            told: told_of(&self.told, claim),
            speaker: stored.mention.speaker.as_ref().map(|speaker| speaker.name.clone()),
            voice: stored.mention.voice,
            content: stored.mention.content.clone(),
            denial: denial(&self.document.article.text, &stored.mention),
        })
    }
}

impl Desk {
    /// Writes the page of two or more documents, or versions of one, side by side in order of their dates. `beside` are the
    /// documents that have pages in the same folder, of a site; none where there is no site.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Invalid`] for fewer than two, [`AppError::Store`],
    /// [`AppError::Render`].
    pub async fn comparison_page(
        &self,
        asked: &[Handle],
        audience: Audience,
        beside: Vec<Handle>,
    ) -> Result<ReportFile, AppError> {
        let mut run = self.run(AsOf::Now, audience).await?;
        if !beside.is_empty() {
            run.join(self, beside).await?;
        }
        let distinct: BTreeSet<Handle> = asked.iter().copied().collect();
        if distinct.len() < 2 {
            return Err(AppError::Invalid("name two documents or more to be compared, such as d1 d2".to_owned()));
        }
        let distinct: Vec<Handle> = distinct.into_iter().collect();
        let name = distinct.iter().map(Handle::to_string).collect::<Vec<_>>().join("-");
        self.compared(&distinct, format!("compare-{name}.html"), &run).await
    }

    /// Writes the page of these documents into the file of this name.
    pub(super) async fn compared(&self, asked: &[Handle], name: String, run: &Run) -> Result<ReportFile, AppError> {
        let mut sides = Vec::with_capacity(asked.len());
        for handle in asked {
            sides.push(self.side(expect_kind(*handle, HandleKind::Document)?, run).await?);
        }
        let shown = sides.iter().flat_map(|side| side.claims.keys().map(|id| id.0).chain([side.document.id.0]));
        let newest = run.newest_about(self, shown).await?;
        sides.sort_by_key(|side| {
            let published = side.document.article.published;
            (published.is_none(), published, side.document.handle)
        });
        let steps = (1..sides.len()).map(|later| step(&sides, later - 1, later)).collect();
        let page = ComparisonPage {
            documents: sides.into_iter().map(|side| side.document).collect(),
            steps,
            method: Method { newest, ..run.method(None) },
            generated_at: run.made_at,
        };
        let html = run.mask.settle(comparison::render(&page).map_err(|error| rendered(&error))?);
        Ok(ReportFile { name, html, entry: None })
    }

    async fn side(&self, handle: Handle, run: &Run) -> Result<Side, AppError> {
        let document = self.document(handle).await?;
        let mentions = self.store.mentions(&document).await?;
        let claims = self.store.claims_of_document(document.id).await?;
        let told = self.told(&claims, run).await?;
        let set_aside = self.set_aside(claims.iter().map(|claim| claim.id), run).await?;
        let mask = run.mask.on_page();
        let told = told.into_iter().map(|entry| mask.entry(entry)).collect();
        let claims = claims.into_iter().map(|claim| (claim.id, claim)).collect();
        let mut side = Side { document, mentions, claims, signatures: Vec::new(), set_aside, told };
        side.mentions.sort_by_key(|stored| stored.mention.content.first().map(|span| span.bytes().start));
        side.signatures = (0..side.mentions.len()).map(|at| statement_signature(&side.statement(at))).collect();
        Ok(side)
    }
}

/// Sets the claims of two documents side by side.
fn step(sides: &[Side], earlier: usize, later: usize) -> Step {
    let (old, new) = (&sides[earlier], &sides[later]);
    let mut partners = partners(old, new);
    let taken: BTreeSet<usize> = partners.values().map(|(at, _)| *at).collect();
    let mut rows: Vec<Row> = Vec::new();
    for at in 0..new.mentions.len() {
        let partner = partners.remove(&at);
        let before = partner.as_ref().and_then(|(old_at, _)| old.place(*old_at));
        rows.push(Row { earlier: before, later: new.place(at), comparison: partner.map(|(_, comparison)| comparison) });
    }
    let gone = (0..old.mentions.len()).filter(|at| !taken.contains(at));
    rows.extend(gone.map(|at| Row { earlier: old.place(at), later: None, comparison: None }));
    Step { earlier, later, rows }
}

/// Finds for each mention of the later document the one of the earlier that it is, each at most once: the same claim
/// first, then those that say the same, then contrasts, the most alike first.
fn partners(old: &Side, new: &Side) -> BTreeMap<usize, (usize, Comparison)> {
    let mut found: Vec<(u8, f64, usize, usize, Comparison)> = Vec::new();
    for at in 0..new.mentions.len() {
        for before in 0..old.mentions.len() {
            let is_claim = old.mentions[before].claim == new.mentions[at].claim;
            if !is_claim && !old.signatures[before].may_relate(&new.signatures[at]) {
                continue;
            }
            let comparison = compare(&old.statement(before), &new.statement(at));
            let near = comparison.score >= NEAR || comparison.relation == Relation::Contradicts;
            if !is_claim && (comparison.relation == Relation::Unrelated || !near) {
                continue;
            }
            let rank = if is_claim {
                0
            } else if Kin::of(&comparison) == Some(Kin::Contrast) {
                2
            } else {
                1
            };
            found.push((rank, comparison.score, at, before, comparison));
        }
    }
    found.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then((x.2, x.3).cmp(&(y.2, y.3))));
    let mut taken = BTreeSet::new();
    let mut partners = BTreeMap::new();
    for (_, _, at, before, comparison) in found {
        if !partners.contains_key(&at) && taken.insert(before) {
            partners.insert(at, (before, comparison));
        }
    }
    partners
}
