//! A claim as a case: what is brought forward for and against it by what is stored, and where that goes back to.

mod about;
mod bearing;
mod exhibit;
mod groups;

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{OriginClaim, OriginSource, Origins, origins};
use onrecord_model::{
    Action, Claim, ClaimId, ClaimPair, CopyVerdict, DocumentId, Handle, HandleKind, Kinship, OriginLink, Outlet,
    ProposalState, Reason, Reviewer,
};
use onrecord_review::{Case, Claimant, Origin};
use onrecord_store::{DocumentSummary, EventFilter, Occurrence};

use self::about::{about, kind, organisation};
use self::bearing::{Bearing, bearings};
use self::exhibit::{bears, exhibit, is_copy, source};
use self::groups::Groups;
use crate::copying::CopyTies;
use crate::error::expect_kind;
use crate::{AppError, Desk};

/// A claim with everything that bears on it, and where that goes back to.
pub struct CaseView {
    /// The claim.
    pub claim: Claim,
    /// What the rules look at.
    pub case: Case,
    /// Where what bears on each target goes back to.
    pub origins: Vec<Origins>,
    /// The places by the id of their source, `d3#4`.
    pub places: BTreeMap<String, CasePlace>,
    /// What ties the documents to copies of theirs.
    pub(crate) ties: CopyTies,
}

/// A place that bears on a claim.
#[derive(Clone)]
pub struct CasePlace {
    /// What it is called.
    pub label: String,
    /// The claim it makes.
    pub claim: Handle,
    /// Its document.
    pub document: DocumentSummary,
    /// What shared sentences tie its document to the first of its copy group: "12 of 14 sentences"; `None` when it is no
    /// copy or a person said so.
    pub shared: Option<String>,
}

impl Desk {
    /// Builds the case of a claim: its own mentions, and those of claims that were found or confirmed to say the same or
    /// the contrary; what a person refused is left out.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Store`].
    pub async fn case(&self, handle: Handle) -> Result<CaseView, AppError> {
        let handle = expect_kind(handle, HandleKind::Claim)?;
        let asked = self.store.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        let pairs = self.related(asked.id).await?;
        let ids: Vec<ClaimId> = pairs.keys().copied().chain([asked.id]).collect();
        let claims: BTreeMap<ClaimId, Claim> = self.store.claims(&ids).await?.into_iter().map(|c| (c.id, c)).collect();
        let occurrences = self.store.occurrences(&ids).await?;
        let documents: BTreeSet<DocumentId> = occurrences.iter().map(|o| o.document.id).collect();
        let documents: Vec<DocumentId> = documents.into_iter().collect();
        let ties = self.copy_ties(&documents).await?;
        let outlets = self.outlets_of(&occurrences, &ties).await?;
        let links = self.links(&ties).await?;
        let mut bearings = bearings(&asked, &pairs, &claims, &occurrences, &outlets);
        self.mark_stale(&mut bearings).await?;
        let members: Vec<DocumentId> = ties.members.iter().copied().collect();
        let group = Groups::new(&ties, self.store.document_summaries(&members).await?, &outlets);
        Ok(view(asked, &bearings, &group, &links, ties))
    }

    /// Finds what was proposed or confirmed to be related to a claim, by the other claim.
    pub(crate) async fn related(&self, claim: ClaimId) -> Result<BTreeMap<ClaimId, ClaimPair>, AppError> {
        let pairs = self.store.pairs_of_claims(&[claim]).await?.into_iter();
        let standing = pairs.filter(|pair| pair.state != ProposalState::Refused);
        Ok(standing.map(|pair| (if pair.a == claim { pair.b } else { pair.a }, pair)).collect())
    }

    /// Marks mentions of which a later version of the article holds the words no more (rule R9).
    async fn mark_stale(&self, bearings: &mut [Bearing<'_>]) -> Result<(), AppError> {
        for b in bearings {
            let document = &b.occurrence.document;
            let versions = self.store.versions_of(document.article_id).await?;
            let Some(last) = versions.last().filter(|last| last.id != document.id) else { continue };
            let Some(latest) = self.store.document_by_id(last.id).await? else { continue };
            let mut words = b.occurrence.stored.mention.content.iter().map(|span| b.occurrence.text.slice(span));
            if !words.all(|words| latest.article.text.as_str().contains(words)) {
                b.stale = Some(format!("version {} of the article, {}, does not hold it", last.version, last.handle));
            }
        }
        Ok(())
    }

    async fn outlets_of(
        &self,
        occurrences: &[Occurrence],
        ties: &CopyTies,
    ) -> Result<BTreeMap<String, Outlet>, AppError> {
        let mut names: BTreeSet<String> = occurrences.iter().filter_map(|o| o.document.outlet.clone()).collect();
        let members: Vec<DocumentId> = ties.members.iter().copied().collect();
        names.extend(self.store.document_summaries(&members).await?.into_iter().filter_map(|d| d.outlet));
        let names: Vec<String> = names.into_iter().collect();
        Ok(self.store.outlet_by_name(&names).await?.into_iter().collect())
    }

    /// Reads what people said of documents, with who said it and why.
    async fn links(
        &self,
        ties: &CopyTies,
    ) -> Result<Vec<(DocumentId, DocumentId, Kinship, Reviewer, Reason)>, AppError> {
        let mut links = Vec::new();
        for link in ties.links.iter().filter(|link| link.verdict != CopyVerdict::Open) {
            let kinship = if link.verdict == CopyVerdict::Linked { Kinship::Same } else { Kinship::Independent };
            let filter =
                EventFilter { subject: Some(link.a.0), newest_first: true, limit: 200, ..EventFilter::default() };
            let said = self.store.events(&filter).await?.into_iter().find_map(|sealed| match sealed.event.action {
                Action::CopyDecided { changes, reason, .. }
                    if changes.iter().any(|c| c.b == link.b || c.a == link.b) =>
                {
                    Some((sealed.event.actor.name().parse().ok()?, reason))
                }
                _ => None,
            });
            if let Some((by, reason)) = said {
                links.push((link.a, link.b, kinship, by, reason));
            }
        }
        Ok(links)
    }
}

fn view(
    asked: Claim,
    bearings: &[Bearing<'_>],
    groups: &Groups,
    links: &[(DocumentId, DocumentId, Kinship, Reviewer, Reason)],
    ties: CopyTies,
) -> CaseView {
    let own = bearings.iter().find(|b| b.claim.id == asked.id);
    let name = own.and_then(|b| b.occurrence.stored.mention.speaker.as_ref()).map(|s| s.name.clone());
    let claimant = asked.claimant.and(name).map(|name| Claimant { name, organisation: organisation(own) });
    let about = OriginClaim {
        claimant: claimant.as_ref().map(|c| c.name.clone()),
        organisation: claimant.as_ref().and_then(|c| c.organisation.clone()),
        about: own.map(about).unwrap_or_default(),
    };
    let links = origin_links(bearings, links);
    let mut case = Case { claimant, kind: own.map(kind), ..Case::default() };
    let mut all = Vec::new();
    for target in case.targets().collect::<Vec<_>>() {
        let bearing_on: Vec<&Bearing<'_>> = bearings.iter().filter(|b| bears(&asked, b, target)).collect();
        let sources: Vec<OriginSource> = bearing_on.iter().map(|b| source(b, &bearing_on, groups)).collect();
        let found = origins(target, &sources, &about, &links);
        let offset = u32::try_from(case.origins.len()).unwrap_or(u32::MAX);
        case.origins.extend((offset..).zip(&found.groups).map(|(number, group)| Origin {
            number,
            label: group.key.to_string(),
            of_claimant: group.of_claimant,
        }));
        let quantities = own.map(|b| b.occurrence.stored.mention.slots.quantities.as_slice()).unwrap_or_default();
        for b in &bearing_on {
            let mut made = exhibit(&asked, b, target, &found, offset, quantities);
            made.copy = is_copy(b, &bearing_on, &found);
            case.exhibits.push(made);
        }
        all.push(found);
    }
    let places = bearings.iter().map(|b| (b.id.clone(), place(b, groups, &ties))).collect();
    CaseView { claim: asked, case, origins: all, places, ties }
}

fn place(b: &Bearing<'_>, groups: &Groups, ties: &CopyTies) -> CasePlace {
    let document = &b.occurrence.document;
    let first = groups.first.get(&document.id).filter(|first| first.id != document.id);
    let tie = first.and_then(|_| ties.links.iter().find(|l| l.joins() && (l.a == document.id || l.b == document.id)));
    CasePlace {
        label: b.label.clone(),
        claim: b.claim.handle,
        document: document.clone(),
        shared: tie.filter(|l| l.sentences > 0).map(|l| format!("{} of {} sentences", l.sentences, l.of)),
    }
}

fn origin_links(
    bearings: &[Bearing<'_>],
    links: &[(DocumentId, DocumentId, Kinship, Reviewer, Reason)],
) -> Vec<OriginLink> {
    let mut found = Vec::new();
    for (a, b, kinship, by, reason) in links {
        let of = |id: &DocumentId| bearings.iter().filter(|x| x.occurrence.document.id == *id).collect::<Vec<_>>();
        for one in of(a) {
            found.extend(of(b).iter().map(|other| OriginLink {
                a: one.id.clone(),
                b: other.id.clone(),
                kinship: *kinship,
                by: by.clone(),
                reason: Some(reason.clone()),
            }));
        }
    }
    found
}

impl CaseView {
    /// Counts the documents tied to others as copies.
    pub fn copies(&self) -> usize {
        self.ties.members.len()
    }
}
