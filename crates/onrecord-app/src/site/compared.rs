//! Documents side by side: which claims of one are those of the next, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{Signature, Statement, compare, compare_related, statement_signature};
use onrecord_model::{
    Claim, ClaimId, Comparison, Document, Handle, HandleKind, Mention, PublicEntry, Relation, SpeakerId, Veto, Voice,
};
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

/// How alike they are from which they are one sentence in which something changed.
const SENTENCE: f64 = 0.9;

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
            article: Some(self.document.article_id),
        }
    }

    /// Who is on record with a mention; `None` where nobody is credited.
    fn speaker(&self, at: usize) -> Option<SpeakerId> {
        self.claims.get(&self.mentions[at].claim)?.claimant
    }

    /// Who is credited: a speaker by name, anybody else in the words of the text.
    fn credited(&self, mention: &Mention) -> Option<String> {
        let source = || mention.source.map(|span| format!("“{}”", self.document.article.text.slice(&span)));
        mention.speaker.as_ref().map(|speaker| speaker.name.clone()).or_else(source)
    }

    fn place(&self, at: usize) -> Option<Place> {
        let stored = &self.mentions[at];
        let claim = self.claims.get(&stored.claim)?;
        Some(Place {
            claim: claim.handle,
            set_aside: self.set_aside.get(&claim.id).map(|aside| aside.exit),
            statuses: claim.statuses.clone(),
            told: told_of(&self.told, claim),
            speaker: self.credited(&stored.mention),
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
    let couples = chosen(couples(old, new));
    let of = |wanted: &dyn Fn(&Couple) -> bool| couples.iter().find(|couple| wanted(couple));
    let mut shown = BTreeSet::new();
    let mut rows: Vec<Row> = Vec::new();
    for at in 0..new.mentions.len() {
        let couple = of(&|couple| couple.later == at);
        shown.extend(couple.map(|couple| couple.earlier));
        rows.push(row(couple.map(|couple| couple.earlier), Some(at), couple, (old, new)));
    }
    for at in (0..old.mentions.len()).filter(|at| !shown.contains(at)) {
        let couple = of(&|couple| couple.earlier == at);
        rows.push(row(Some(at), couple.map(|couple| couple.later), couple, (old, new)));
    }
    Step { earlier, later, rows }
}

fn row(earlier: Option<usize>, later: Option<usize>, couple: Option<&Couple>, (old, new): (&Side, &Side)) -> Row {
    Row {
        earlier: earlier.and_then(|at| old.place(at)),
        later: later.and_then(|at| new.place(at)),
        comparison: couple.map(|couple| couple.comparison.clone()),
    }
}

/// A mention of the earlier document beside one of the later.
struct Couple {
    tie: Tie,
    earlier: usize,
    later: usize,
    comparison: Comparison,
    /// Whether one is a headline and the other is not: the like of each comes first.
    is_print_beside_text: bool,
}

/// What binds two mentions, the closest first. What one speaker said now and then stands together before what others say alike:
/// readers look for who contradicts what they said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    SameClaim,
    SameSpeaker,
    OwnContrast,
    /// One sentence in which something changed, such as its number.
    Changed,
    Alike,
    Contrast,
}

impl Couple {
    /// Tells whether it is shown even where one of the two stands in another row: nothing is "only in the later" that the earlier
    /// has in the same words, or that its speaker contradicted there.
    fn is_always_shown(&self) -> bool {
        let apart_from_speaker = self.comparison.vetoes.iter().all(|veto| *veto == Veto::Speaker);
        self.tie == Tie::OwnContrast || (self.comparison.relation == Relation::Repeats && apart_from_speaker)
    }
}

/// Lists which mentions of two documents are near to one another, the most alike of the closest tie first.
fn couples(old: &Side, new: &Side) -> Vec<Couple> {
    let mut couples = Vec::new();
    for later in 0..new.mentions.len() {
        couples.extend((0..old.mentions.len()).filter_map(|earlier| couple((old, earlier), (new, later))));
    }
    couples.sort_by(|x, y| {
        let place = |couple: &Couple| (couple.later, couple.earlier);
        let key = |couple: &Couple| (couple.tie, couple.is_print_beside_text);
        key(x).cmp(&key(y)).then(y.comparison.score.total_cmp(&x.comparison.score)).then(place(x).cmp(&place(y)))
    });
    couples
}

/// Sets two mentions side by side; `None` where they are not near to one another.
fn couple((old, earlier): (&Side, usize), (new, later): (&Side, usize)) -> Option<Couple> {
    let is_claim = old.mentions[earlier].claim == new.mentions[later].claim;
    if !is_claim && !old.signatures[earlier].may_relate(&new.signatures[later]) {
        return None;
    }
    let (a, b) = (old.statement(earlier), new.statement(later));
    let comparison = if is_claim { compare(&a, &b) } else { compare_related(&a, &b, 0.0)? };
    if !is_claim && comparison.score < NEAR && comparison.relation != Relation::Contradicts {
        return None;
    }
    let speaker = old.speaker(earlier);
    let is_own = speaker.is_some() && speaker == new.speaker(later);
    let is_headline = |mention: &StoredMention| mention.mention.voice == Voice::Headline;
    let is_print_beside_text = is_headline(&old.mentions[earlier]) != is_headline(&new.mentions[later]);
    let tie = match (Kin::of(&comparison) == Some(Kin::Contrast), is_own) {
        _ if is_claim => Tie::SameClaim,
        (false, true) => Tie::SameSpeaker,
        (true, true) => Tie::OwnContrast,
        (true, false) if comparison.score >= SENTENCE && !is_print_beside_text => Tie::Changed,
        (false, false) => Tie::Alike,
        (true, false) => Tie::Contrast,
    };
    Some(Couple { tie, earlier, later, comparison, is_print_beside_text })
}

/// Keeps for each mention the couple of the closest tie, each mention in one, and those that are always shown.
fn chosen(couples: Vec<Couple>) -> Vec<Couple> {
    let (mut earlier, mut later) = (BTreeSet::new(), BTreeSet::new());
    let (mut kept, mut rest) = (Vec::new(), Vec::new());
    for couple in couples {
        if earlier.contains(&couple.earlier) || later.contains(&couple.later) {
            rest.push(couple);
        } else {
            earlier.insert(couple.earlier);
            later.insert(couple.later);
            kept.push(couple);
        }
    }
    let alone = |couple: &Couple| !earlier.contains(&couple.earlier) || !later.contains(&couple.later);
    kept.extend(rest.into_iter().filter(|couple| couple.is_always_shown() && alone(couple)));
    kept
}
