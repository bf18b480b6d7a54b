//! A claim as a case: what is brought forward for and against it by what is stored, and where that goes back to.

mod about;
mod bearing;
mod brought;
mod credit;
mod exhibit;
mod groups;
mod holders;
mod names;
mod outlets;
mod party;
mod reading;
mod same;

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{OriginClaim, OriginMerge, OriginSource, Origins, origins};
use onrecord_model::{
    Action, Actor, Claim, ClaimId, ClaimPair, CopyChange, CopyVerdict, DocumentId, Event, EventId, Handle, HandleKind,
    Kinship, MentionId, OriginKey, OriginLink, ProposalState, Published, Reason, Reviewer,
};
use onrecord_review::{Case, Claimant, Exhibit, Origin};
use onrecord_store::DocumentSummary;

use self::about::{about, kind, organisation};
use self::bearing::Bearing;
use self::brought::Brought;
use self::exhibit::{bears, exhibit, is_copy, known_speaker, source};
use self::groups::Groups;
use self::names::settle;
use self::party::possible;
pub(crate) use self::reading::Reading;
use crate::copying::CopyTies;
use crate::error::expect_kind;
use crate::rewind::Rewound;
use crate::site::SourcePart;
use crate::site::files::paths;
use crate::{AppError, Desk};

/// A claim with everything that bears on it, and where that goes back to.
pub struct CaseView {
    /// The claim.
    pub claim: Claim,
    /// What the rules look at.
    pub case: Case,
    /// Where what bears on each target goes back to.
    pub origins: Vec<Origins>,
    /// The places by the id of their source: `d3#4` for a mention, `e2` for evidence.
    pub places: BTreeMap<String, CasePlace>,
    /// The first documents of copy groups that bear on it, which may not bear on it themselves.
    pub(crate) firsts: Vec<DocumentSummary>,
    /// The paths of files that its evidence was read from, the longest first: they are of no use outside the desk.
    pub(crate) files: Vec<String>,
}

/// A place that bears on a claim.
#[derive(Clone)]
pub struct CasePlace {
    /// What it is called.
    pub label: String,
    /// Who published it, or where the evidence is found; `None` when the outlet is not known.
    pub name: Option<String>,
    /// When it was published, or the time that the evidence refers to; `None` when not known.
    pub when: Option<Published>,
    /// The words that say who says it, where that is no known speaker: "police"; `None` elsewhere.
    pub source: Option<String>,
    /// The claim it makes.
    pub claim: Handle,
    /// Its document; `None` for evidence that is none of the stored ones.
    pub document: Option<DocumentSummary>,
    /// The stored document that evidence cites; `None` for a mention, and for evidence from elsewhere.
    pub cited: Option<Handle>,
    /// What shared sentences tie its document to the first of its copy group: "12 of 14 sentences"; `None` when it is no
    /// copy or a person said so.
    pub shared: Option<String>,
}

/// What a person said of two documents: whether they are the same, who said so and why.
type DocumentLink = (DocumentId, DocumentId, Kinship, Reviewer, Reason);

impl Desk {
    /// Builds the case of a claim: its own mentions, those of claims that were found or confirmed to say the same or the
    /// contrary, and the evidence that people wrote down; what a person refused is left out.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn case(&self, handle: Handle) -> Result<CaseView, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let asked = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let reading = Box::pin(self.read_cases(&[asked.id], &Rewound::default(), |_| true)).await?;
        Ok(reading.case(asked))
    }

    /// Finds what was proposed or confirmed to be related to a claim, by the other claim.
    pub(crate) async fn related(&self, claim: ClaimId) -> Result<BTreeMap<ClaimId, ClaimPair>, AppError> {
        let pairs = self.store.pairs_of_claims(&[claim]).await?.into_iter();
        let standing = pairs.filter(|pair| pair.state != ProposalState::Refused);
        Ok(standing.map(|pair| (if pair.a == claim { pair.b } else { pair.a }, pair)).collect())
    }
}

/// What bears on a claim: the mentions, and the evidence that people wrote down.
type Bears<'x, 'a> = (&'x [Bearing<'a>], &'x [Brought<'a>]);

/// Tells what about the claim decides who is independent.
fn origin_claim(own: Option<&Bearing<'_>>, claimant: Option<&Claimant>, all: &[Bearing<'_>]) -> OriginClaim {
    let is_known = own.is_some_and(|b| known_speaker(&b.occurrence.stored.mention).is_some());
    OriginClaim {
        claimant: claimant.filter(|_| is_known).map(|c| c.name.clone()),
        organisation: claimant.and_then(|c| c.organisation.clone()),
        possible: own.and_then(|b| possible(b, all, None)),
        about: own.map(about).unwrap_or_default(),
    }
}

fn view(
    asked: Claim,
    (bearings, brought): Bears<'_, '_>,
    (groups, holders, credits): (&Groups, &BTreeMap<MentionId, Handle>, &BTreeMap<MentionId, String>),
    links: &[DocumentLink],
    ties: &CopyTies,
) -> CaseView {
    let own = bearings.iter().find(|b| b.claim.id == asked.id);
    let name = own.and_then(|b| b.occurrence.stored.mention.speaker.as_ref()).map(|s| s.name.clone());
    let claimant = asked.claimant.and(name).map(|name| Claimant { name, organisation: organisation(own) });
    let about = origin_claim(own, claimant.as_ref(), bearings);
    let (mut links, overruled) = origin_links(bearings, links, groups);
    links.extend(brought::links(brought, bearings));
    let mut case = Case { claimant, kind: own.map(kind), ..Case::default() };
    let mut all = Vec::new();
    for target in case.targets().collect::<Vec<_>>() {
        let bearing_on: Vec<&Bearing<'_>> = bearings.iter().filter(|b| bears(&asked, b, target)).collect();
        let brought_on: Vec<&Brought<'_>> = brought.iter().filter(|b| b.bears(target)).collect();
        let credit = |b: &Bearing<'_>| credits.get(&b.occurrence.stored.id).cloned();
        let credited = |b: &&Bearing<'_>| OriginSource {
            credited_outlet: credit(b),
            possible: possible(b, bearings, about.claimant.as_deref()),
            ..source(b, (bearings, &bearing_on), (groups, holders))
        };
        let sources = bearing_on.iter().map(credited);
        let mut sources: Vec<OriginSource> = sources.chain(brought_on.iter().map(|b| b.source(groups))).collect();
        let about = settle(&mut sources, &about);
        let mut found = origins(target, &sources, &about, &links);
        let both = |m: &&OriginMerge| [&m.a, &m.b].iter().all(|id| sources.iter().any(|s| s.id == **id));
        found.unheeded.extend(overruled.iter().filter(both).cloned());
        let offset = u32::try_from(case.origins.len()).unwrap_or(u32::MAX);
        let quantities = own.map(|b| b.occurrence.stored.mention.slots.quantities.as_slice()).unwrap_or_default();
        for b in &bearing_on {
            let mut made = exhibit(&asked, b, target, &found, offset, quantities);
            made.copy = is_copy(b, &bearing_on, &found);
            case.exhibits.push(made);
        }
        case.exhibits.extend(brought_on.iter().map(|b| b.exhibit(&found, offset, own, quantities)));
        name_by_support(&mut found, &case.exhibits);
        case.origins.extend((offset..).zip(&found.groups).map(|(number, group)| Origin {
            number,
            label: group.key.to_string(),
            of_claimant: group.of_claimant,
        }));
        all.push(found);
    }
    let evidence = brought.iter().map(|b| {
        let place = CasePlace {
            label: b.label.clone(),
            name: Some(b.name.clone()),
            when: b.item.evidence.as_of.or_else(|| b.document?.published),
            source: None,
            claim: asked.handle,
            document: None,
            cited: b.document.map(|document| document.handle),
            shared: None,
        };
        (b.id.clone(), place)
    });
    let places = bearings.iter().map(|b| (b.id.clone(), place(b, (groups, holders), ties))).chain(evidence).collect();
    let firsts = bearings.iter().filter_map(|b| groups.first.get(&b.occurrence.document.id)).cloned().collect();
    CaseView { claim: asked, case, origins: all, places, firsts, files: files(brought) }
}

/// Names each origin by what speaks for the claim where something does: not by a text that says otherwise.
fn name_by_support(found: &mut Origins, exhibits: &[Exhibit]) {
    let supports = |id: &String| {
        let of = exhibits.iter().find(|one| one.target == found.target && one.id == *id);
        of.is_some_and(|one| SourcePart::of(one) == SourcePart::For)
    };
    for group in &mut found.groups {
        let members = found.sources.iter().filter(|source| group.members.contains(&source.id) && supports(&source.id));
        let keys = members.map(|source| &source.key).filter(|key| !matches!(key, OriginKey::Linked(_)));
        if let Some(key) = keys.min() {
            group.key = key.clone();
        }
    }
}

fn files(brought: &[Brought<'_>]) -> Vec<String> {
    let mut files: Vec<String> = brought.iter().flat_map(|one| paths(&one.item.evidence)).collect();
    files.sort_by_key(|path| (std::cmp::Reverse(path.len()), path.clone()));
    files.dedup();
    files
}

fn unnamed(b: &Bearing<'_>) -> Option<String> {
    let mention = &b.occurrence.stored.mention;
    let source = mention.source.filter(|_| known_speaker(mention).is_none())?;
    Some(b.occurrence.text.slice(&source).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn place(b: &Bearing<'_>, (groups, holders): (&Groups, &BTreeMap<MentionId, Handle>), ties: &CopyTies) -> CasePlace {
    let document = &b.occurrence.document;
    let is_own = holders.get(&b.occurrence.stored.id) == Some(&document.handle);
    let first = groups.first.get(&document.id).filter(|first| first.id != document.id && !is_own);
    let tie = first.and_then(|_| ties.links.iter().find(|l| l.joins() && (l.a == document.id || l.b == document.id)));
    CasePlace {
        label: b.label.clone(),
        name: document.outlet.clone(),
        when: document.published,
        source: unnamed(b),
        cited: None,
        claim: b.claim.handle,
        document: Some(document.clone()),
        shared: tie.filter(|l| l.sentences > 0).map(|l| format!("{} of {} sentences", l.sentences, l.of)),
    }
}

/// Tells whether an entry, read from the newest on, is anybody's word: neither one that takes back nor one taken back is.
fn stands(event: &Event, gone: &mut BTreeSet<EventId>) -> bool {
    if gone.remove(&event.id) {
        return false;
    }
    match &event.action {
        Action::CopyDecided { takes_back: Some(earlier), .. } => {
            gone.insert(*earlier);
            false
        }
        _ => true,
    }
}

/// Takes from `open` the pairs on which an entry is the last word.
fn settled(event: &Event, open: &mut BTreeMap<(DocumentId, DocumentId), CopyVerdict>) -> Vec<DocumentLink> {
    let (Action::CopyDecided { changes, reason, .. }, Actor::Person(by)) = (&event.action, &event.actor) else {
        return Vec::new();
    };
    let link = |change: &CopyChange| {
        let verdict = open.remove(&(change.a, change.b))?;
        let kinship = if verdict == CopyVerdict::Linked { Kinship::Same } else { Kinship::Independent };
        Some((change.a, change.b, kinship, by.clone(), reason.clone()))
    };
    changes.iter().filter_map(link).collect()
}

/// Says of places what people said of their documents.
///
/// "No copy" takes one tie away: documents that others tie still are copies, and the second list says so of their places.
fn origin_links(
    bearings: &[Bearing<'_>],
    links: &[DocumentLink],
    groups: &Groups,
) -> (Vec<OriginLink>, Vec<OriginMerge>) {
    let (mut found, mut overruled) = (Vec::new(), Vec::new());
    for (a, b, kinship, by, reason) in links {
        let of = |id: &DocumentId| bearings.iter().filter(|x| x.occurrence.document.id == *id).collect::<Vec<_>>();
        let tied = *kinship == Kinship::Independent && groups.holds_both(*a, *b);
        for (one, other) in of(a).into_iter().flat_map(|one| of(b).into_iter().map(move |other| (one, other))) {
            let (a, b) = (one.id.clone(), other.id.clone());
            if tied {
                let why = format!("independent, says {by}: {reason}; other documents of their copy group tie both");
                overruled.push(OriginMerge { a, b, why });
            } else {
                let (by, reason) = (by.clone(), Some(reason.clone()));
                found.push(OriginLink { a, b, kinship: *kinship, by, reason });
            }
        }
    }
    (found, overruled)
}
