//! What cases are built from, read at once for several claims.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Claim, ClaimId, ClaimPair, CopyLink, CopyVerdict, DocumentId, EvidenceItem, Handle, MentionId, Outlet,
    ProposalState,
};
use onrecord_store::{DocumentSummary, EventFilter, Occurrence};

use super::bearing::{Bearing, bearings};
use super::brought::{Brought, cited};
use super::groups::Groups;
use super::outlets::KnownOutlets;
use super::{CaseView, DocumentLink, settled, stands, view};
use crate::copying::CopyTies;
use crate::latest::LatestVersions;
use crate::rewind::Rewound;
use crate::{AppError, Desk};

/// Entries of the log read at a time while looking for what was said of documents.
const PAGE: u32 = 200;

/// What was read for the cases of some claims.
pub(crate) struct Reading {
    pairs: BTreeMap<ClaimId, BTreeMap<ClaimId, ClaimPair>>,
    claims: BTreeMap<ClaimId, Claim>,
    /// By publication date (undated last), document and number.
    occurrences: Vec<Occurrence>,
    evidence: BTreeMap<ClaimId, Vec<EvidenceItem>>,
    ties: CopyTies,
    members: BTreeMap<DocumentId, DocumentSummary>,
    /// By the name that a document or a publisher goes by.
    outlets: BTreeMap<String, Outlet>,
    /// The first document that holds what a mention in a copy says.
    holders: BTreeMap<MentionId, Handle>,
    /// Who stands behind the outlets that mentions credit.
    credits: BTreeMap<MentionId, String>,
    links: Vec<DocumentLink>,
    /// Of articles with several versions.
    latest: LatestVersions,
}

impl Desk {
    /// Reads what the cases of these claims are built from, as it was, with that of their evidence which `admits` lets pass: a page
    /// for everybody must not show by its counts what is confidential.
    pub(crate) async fn read_cases(
        &self,
        asked: &[ClaimId],
        rewound: &Rewound,
        admits: impl Fn(&EvidenceItem) -> bool,
    ) -> Result<Reading, AppError> {
        let pairs = by_claim(asked, self.pairs_as_of(asked, rewound).await?);
        let ids: BTreeSet<ClaimId> = pairs.values().flat_map(BTreeMap::keys).chain(asked).copied().collect();
        let ids: Vec<ClaimId> = ids.into_iter().collect();
        let claims = self.claims_as_of(&ids, rewound).await?.into_iter().map(|claim| (claim.id, claim)).collect();
        let occurrences = self.occurrences_as_of(&ids, rewound).await?;
        let mut evidence = self.evidence_as_of(asked, rewound).await?;
        for items in evidence.values_mut() {
            items.retain(&admits);
        }
        let cited = evidence.values().flatten().filter_map(cited);
        let documents: BTreeSet<DocumentId> = occurrences.iter().map(|o| o.document.id).chain(cited).collect();
        let ties = self.copy_ties_as_of(&documents.into_iter().collect::<Vec<_>>(), rewound).await?;
        // The documents of the mentions are among the members.
        let members: Vec<DocumentId> = ties.members.iter().copied().collect();
        let members = self.store.document_summaries(&members).await?;
        let known = self.outlets_as_of(rewound).await?;
        Ok(Reading {
            outlets: self.outlets_of(&members, evidence.values().flatten(), &known).await?,
            links: self.links(&ties, rewound).await?,
            latest: self.latest(occurrences.iter(), rewound).await?,
            holders: self.holders(&occurrences, &ties, &members).await?,
            members: members.into_iter().map(|document| (document.id, document)).collect(),
            credits: KnownOutlets::new(known).credits(&occurrences),
            pairs,
            claims,
            occurrences,
            evidence,
            ties,
        })
    }

    /// Finds the outlets of documents and evidence among those that were known.
    async fn outlets_of(
        &self,
        documents: &[DocumentSummary],
        evidence: impl Iterator<Item = &EvidenceItem>,
        known: &[Outlet],
    ) -> Result<BTreeMap<String, Outlet>, AppError> {
        let publishers = evidence.filter_map(|item| item.evidence.publisher.clone());
        let names: BTreeSet<String> =
            documents.iter().filter_map(|document| document.outlet.clone()).chain(publishers).collect();
        let found = self.store.outlet_by_name(&names.into_iter().collect::<Vec<_>>()).await?.into_iter();
        let then = |outlet: &Outlet| known.iter().find(|one| one.id == outlet.id).cloned();
        Ok(found.filter_map(|(name, outlet)| Some((name, then(&outlet)?))).collect())
    }

    /// Reads what people said of documents, with who said it and why.
    async fn links(&self, ties: &CopyTies, rewound: &Rewound) -> Result<Vec<DocumentLink>, AppError> {
        let decided = ties.links.iter().filter(|link| link.verdict != CopyVerdict::Open);
        let mut open: BTreeMap<(DocumentId, DocumentId), CopyVerdict> =
            decided.map(|link| ((link.a, link.b), link.verdict)).collect();
        // Read from the newest on, "after" an entry are the older ones.
        let mut after = rewound.last.as_ref().map(|last| last.position + 1);
        let (mut links, mut gone) = (Vec::new(), BTreeSet::new());
        // One entry may decide several pairs and has one subject, so entries are found by their kind, the newest first.
        while !open.is_empty() {
            let filter = EventFilter {
                kind: Some("copy_decided"),
                newest_first: true,
                after,
                limit: PAGE,
                ..EventFilter::default()
            };
            let page = self.store.events(&filter).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.position);
            for sealed in page.iter().filter(|sealed| stands(&sealed.event, &mut gone)) {
                links.extend(settled(&sealed.event, &mut open));
            }
        }
        Ok(links)
    }
}

/// Returns the pairs of each claim that nobody refused, by the other claim.
fn by_claim(asked: &[ClaimId], pairs: Vec<ClaimPair>) -> BTreeMap<ClaimId, BTreeMap<ClaimId, ClaimPair>> {
    let mut found: BTreeMap<ClaimId, BTreeMap<ClaimId, ClaimPair>> =
        asked.iter().map(|claim| (*claim, BTreeMap::new())).collect();
    for pair in pairs.into_iter().filter(|pair| pair.state != ProposalState::Refused) {
        for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if let Some(of_one) = found.get_mut(&one) {
                of_one.insert(other, pair.clone());
            }
        }
    }
    found
}

impl Reading {
    /// Builds the case of one of the claims.
    pub(crate) fn case(&self, asked: Claim) -> CaseView {
        let none = BTreeMap::new();
        let pairs = self.pairs.get(&asked.id).unwrap_or(&none);
        let bears = |o: &&Occurrence| o.claim == asked.id || pairs.contains_key(&o.claim);
        let occurrences: Vec<&Occurrence> = self.occurrences.iter().filter(bears).collect();
        let evidence = self.evidence.get(&asked.id).map_or(&[][..], Vec::as_slice);
        let (ties, members) =
            self.tied(occurrences.iter().map(|o| o.document.id).chain(evidence.iter().filter_map(cited)));
        let mut bearings = bearings(&asked, pairs, &self.claims, &occurrences, &self.outlets);
        self.mark_stale(&mut bearings);
        let groups = Groups::new(&ties, members, &self.outlets);
        let brought: Vec<Brought<'_>> =
            evidence.iter().map(|item| Brought::new(item, &self.outlets, &self.members)).collect();
        let both = |(a, b, ..): &&DocumentLink| ties.members.contains(a) && ties.members.contains(b);
        let links: Vec<DocumentLink> = self.links.iter().filter(both).cloned().collect();
        view(asked, (&bearings, &brought), (&groups, &self.holders, &self.credits), &links, &ties)
    }

    /// Follows what ties some of the documents to others, as far as it leads.
    fn tied(&self, documents: impl Iterator<Item = DocumentId>) -> (CopyTies, Vec<DocumentSummary>) {
        let mut members: BTreeSet<DocumentId> = documents.collect();
        let touches =
            |link: &&CopyLink, members: &BTreeSet<DocumentId>| members.contains(&link.a) || members.contains(&link.b);
        loop {
            let joining = self.ties.links.iter().filter(|link| link.joins() && touches(link, &members));
            let more: Vec<DocumentId> = joining.flat_map(|link| [link.a, link.b]).collect();
            let before = members.len();
            members.extend(more);
            if members.len() == before {
                break;
            }
        }
        let links = self.ties.links.iter().filter(|link| touches(link, &members)).cloned().collect();
        let summaries = members.iter().filter_map(|id| self.members.get(id).cloned()).collect();
        (CopyTies { members, links }, summaries)
    }

    /// Marks mentions of which a later version of the article holds the words no more (rule R9).
    fn mark_stale(&self, bearings: &mut [Bearing<'_>]) {
        for b in bearings {
            if let Some(latest) = self.latest.without(b.occurrence) {
                b.stale =
                    Some(format!("version {} of the article, {}, does not hold it", latest.version, latest.handle));
            }
        }
    }
}
