//! The page of one speaker.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use onrecord_compare::compare;
use onrecord_model::{
    ArticleId, Claim, ClaimId, ClaimPair, HandWork, Handle, HandleKind, Mention, ProposalState, PublicEntry, Relation,
    Speaker, TimeRole,
};
use onrecord_report::article::{Checkpoint, Method};
use onrecord_report::aside::SetAside;
use onrecord_report::speaker::{self, Inconsistency, SpeakerPage, Statement};

use super::kept::{Known, Said};
use super::{Run, rendered};
use crate::error::expect_kind;
use crate::ingest::denial;
use crate::latest::LatestVersions;
use crate::report::{ReportFile, told_of};
use crate::statement::statement;
use crate::{AppError, Desk};

/// How many statements a page shows.
const STATEMENTS: usize = 1_000;
/// How many inconsistencies a page shows, the most alike first.
const FLAGS: usize = 50;

/// What was read for the page of one speaker.
pub(crate) struct Gathered {
    speaker: Speaker,
    said: Arc<Said>,
    pairs: Vec<ClaimPair>,
    set_aside: BTreeMap<ClaimId, SetAside>,
    latest: LatestVersions,
    namesakes: Vec<Speaker>,
    told: Vec<PublicEntry>,
    newest: Option<Checkpoint>,
}

impl Desk {
    pub(crate) async fn speaker_page(&self, handle: Handle, run: &mut Run) -> Result<ReportFile, AppError> {
        let handle = expect_kind(handle, HandleKind::Speaker)?;
        let speaker = self.store.speaker(handle).await?.ok_or(AppError::NotFound { handle })?;
        let gathered = self.gather_speaker(speaker, run).await?;
        written(gathered, run)
    }

    /// Reads what the page of a speaker shows.
    pub(crate) async fn gather_speaker(&self, speaker: Speaker, run: &mut Run) -> Result<Gathered, AppError> {
        let said = self.said_by(speaker.id, run).await?;
        let ids: Vec<ClaimId> = said.claims.iter().map(|claim| claim.id).collect();
        let own: BTreeSet<ClaimId> = ids.iter().copied().collect();
        let mut pairs = self.store.pairs_of_claims(&ids).await?;
        pairs.retain(|pair| {
            pair.relation == Relation::Contradicts
                && pair.state != ProposalState::Refused
                && own.contains(&pair.a)
                && own.contains(&pair.b)
        });
        let told = self.told(&said.claims, run).await?;
        let set_aside = self.set_aside(ids.iter().copied(), run).await?;
        let documents = said.places.iter().map(|place| place.occurrence.document.id.0);
        let latest = self.latest(said.places.iter().map(|place| &place.occurrence), &run.rewound).await?;
        let namesakes = self.namesakes(&speaker).await?;
        let newest = run.newest_about(self, ids.iter().map(|id| id.0).chain(documents).chain([speaker.id.0])).await?;
        Ok(Gathered { speaker, said, pairs, set_aside, latest, namesakes, told, newest })
    }
}

impl Desk {
    /// Finds the speakers by the last word of a name alone, unless a person said that it is another one.
    async fn namesakes(&self, speaker: &Speaker) -> Result<Vec<Speaker>, AppError> {
        let last = speaker.name.split_whitespace().skip(1).last();
        let is_refused = |last: &&str| {
            speaker.aliases.iter().any(|known| known.state == ProposalState::Refused && known.alias.name == **last)
        };
        let Some(last) = last.filter(|last| !is_refused(last)) else { return Ok(Vec::new()) };
        let found = self.store.speakers_by_name(&[last.to_owned()]).await?.into_iter().map(|(_, other)| other);
        Ok(found.filter(|other| other.id != speaker.id && other.name == last).collect())
    }
}

/// Writes the page.
pub(crate) fn written(gathered: Gathered, run: &Run) -> Result<ReportFile, AppError> {
    let Gathered { speaker, said, pairs, set_aside, latest, namesakes, told, newest } = gathered;
    let mut first: BTreeMap<ClaimId, (&Arc<Known>, BTreeSet<Handle>)> = BTreeMap::new();
    for place in &said.places {
        let known = first.entry(place.occurrence.claim).or_insert_with(|| (place, BTreeSet::new()));
        known.1.insert(place.occurrence.document.handle);
    }
    let claims: BTreeMap<ClaimId, &Claim> = said.claims.iter().map(|claim| (claim.id, claim)).collect();
    let places = said
        .places
        .iter()
        .filter(|place| first.get(&place.occurrence.claim).is_some_and(|(first, _)| Arc::ptr_eq(first, place)));
    let mask = run.mask.about(Some(&speaker), [], &[]).on_page();
    let of = |place: &Arc<Known>| {
        let claim = *claims.get(&place.occurrence.claim)?;
        let documents = first.get(&claim.id).map_or(1, |(_, documents)| documents.len());
        let told = told_of(&told, claim).into_iter().map(|entry| mask.entry(entry)).collect();
        let aside = set_aside.get(&claim.id).map(|aside| aside.exit);
        let withdrawn = withdrawn(&said, claim.id, &latest);
        Some(Statement { set_aside: aside, withdrawn, told, ..made(mask.claim(claim.clone()), place, documents) })
    };
    let mut statements: Vec<Statement> = places.filter_map(of).collect();
    let left_out = statements.len().saturating_sub(STATEMENTS);
    statements.drain(..left_out);
    // A newspaper that puts its article right makes nobody contradict themselves.
    let mut articles: BTreeMap<ClaimId, BTreeSet<ArticleId>> = BTreeMap::new();
    for occurrence in said.places.iter().map(|place| &place.occurrence) {
        articles.entry(occurrence.claim).or_default().insert(occurrence.document.article_id);
    }
    let apart = |pair: &&ClaimPair| {
        let both = [pair.a, pair.b].into_iter().filter_map(|id| articles.get(&id)).flatten();
        both.collect::<BTreeSet<_>>().len() > 1
    };
    let by_name =
        said.places.iter().map(|place| &place.occurrence).filter(|at| !is_credited_by_hand(&at.stored.mention));
    let by_name: BTreeSet<ArticleId> = by_name.map(|at| at.document.article_id).collect();
    let flag = |pair: &ClaimPair| flag(pair, &first, &claims);
    let page = SpeakerPage {
        statements,
        left_out,
        articles: by_name.len(),
        namesakes: namesakes
            .into_iter()
            .map(|other| mask.speaker(other))
            .map(|other| (other.name, other.handle))
            .collect(),
        inconsistencies: pairs.iter().filter(apart).filter_map(flag).take(FLAGS).collect(),
        method: Method { newest, ..run.method(None) },
        generated_at: run.made_at,
        speaker: mask.speaker(speaker),
    };
    let html = mask.settle(speaker::render(&page).map_err(|error| rendered(&error))?);
    Ok(ReportFile { name: format!("{}.html", page.speaker.handle), html, entry: None })
}

/// Tells whether a person said whose words a mention is.
fn is_credited_by_hand(mention: &Mention) -> bool {
    mention.by_hand.as_ref().is_some_and(|by| matches!(by.work, HandWork::Added | HandWork::Attributed))
}

fn made(claim: Claim, place: &Known, documents: usize) -> Statement {
    let mention = &place.occurrence.stored.mention;
    Statement {
        set_aside: None,
        withdrawn: None,
        role: mention.speaker.as_ref().and_then(|speaker| speaker.role.clone()),
        resolved: mention.speaker.as_ref().map(|speaker| (speaker.why.clone(), speaker.confidence)),
        voice: mention.voice,
        said_at: said_at(place),
        said: words(claim.handle, place),
        documents,
        told: Vec::new(),
        claim,
    }
}

/// Returns the version of the article of a claim that holds it no more, where it stands in no article any more.
fn withdrawn(said: &Said, claim: ClaimId, latest: &LatestVersions) -> Option<(u32, Handle)> {
    let mut places = said.places.iter().map(|place| &place.occurrence).filter(|at| at.claim == claim);
    let first = latest.without(places.next()?)?;
    places.all(|at| latest.without(at).is_some()).then_some((first.version, first.handle))
}

/// Returns when the text says that it was said, where that is another time than the day of publication.
fn said_at(place: &Known) -> Option<(NaiveDate, NaiveDate)> {
    let occurrence = &place.occurrence;
    let said = occurrence.stored.mention.times.iter().find(|time| time.role == TimeRole::SaidAt)?;
    let published = occurrence.document.published.map(|published| published.date);
    (Some(said.from) != published || said.from != said.to).then_some((said.from, said.to))
}

fn words(claim: Handle, place: &Known) -> speaker::Said {
    let (document, mention) = (&place.occurrence.document, &place.occurrence.stored.mention);
    speaker::Said {
        claim,
        document: document.handle,
        outlet: document.outlet.clone(),
        published: document.published,
        text: place.occurrence.text.clone(),
        content: mention.content.clone(),
        denial: denial(&place.occurrence.text, mention),
    }
}

/// Sets two contradicting statements side by side, the earlier first.
fn flag(
    pair: &ClaimPair,
    first: &BTreeMap<ClaimId, (&Arc<Known>, BTreeSet<Handle>)>,
    claims: &BTreeMap<ClaimId, &Claim>,
) -> Option<Inconsistency> {
    let side = |id: ClaimId| Some((claims.get(&id)?.handle, first.get(&id)?.0));
    let (one, other) = (side(pair.a)?, side(pair.b)?);
    let day = |place: &Known| {
        let document = &place.occurrence.document;
        (document.published.is_none(), document.published, document.handle)
    };
    let (earlier, later) = if day(one.1) <= day(other.1) { (one, other) } else { (other, one) };
    Some(Inconsistency {
        comparison: compare(&statement(&earlier.1.occurrence), &statement(&later.1.occurrence)),
        earlier: words(earlier.0, earlier.1),
        later: words(later.0, later.1),
        is_confirmed: pair.state == ProposalState::Confirmed,
        roles_apart: roles_apart(earlier.1, later.1).filter(|_| pair.state != ProposalState::Confirmed),
    })
}

/// Letters of a word of a role at least: "of" and "the" make no two roles alike.
const TELLING: usize = 3;

/// Returns the roles given at two places of different articles, where they share no word: what joins them is the name alone.
fn roles_apart(earlier: &Known, later: &Known) -> Option<(String, String)> {
    let role =
        |place: &Known| place.occurrence.stored.mention.speaker.as_ref().and_then(|speaker| speaker.role.clone());
    let is_apart = earlier.occurrence.document.article_id != later.occurrence.document.article_id;
    let (one, other) = role(earlier).zip(role(later)).filter(|_| is_apart)?;
    let words = |role: &str| -> BTreeSet<String> {
        let words = role.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > TELLING);
        words.map(str::to_lowercase).collect()
    };
    words(&one).is_disjoint(&words(&other)).then_some((one, other))
}
