//! A claim as a case: what is brought forward for and against it by what is stored, and where that goes back to.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_compare::{OriginClaim, OriginSource, Origins, compare, origins, turns_round};
use onrecord_model::{
    Action, Basis, Claim, ClaimId, ClaimKind, ClaimPair, Comparison, CopyVerdict, DocumentId, DriftKind, Handle,
    HandleKind, HedgeKind, Kinship, OriginLink, Outlet, Polarity, ProposalState, Quantity, Reason, Reviewer,
    SourceClass, Stance, Target, Veto, Voice,
};
use onrecord_review::{Case, Claimant, Exhibit, Origin, Reading, SlotValue};
use onrecord_store::{DocumentSummary, EventFilter, Occurrence};
use onrecord_text::normal_form;

use crate::copying::CopyTies;
use crate::error::expect_kind;
use crate::statement::statement;
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

/// One mention that bears on the claim, with how it stands to the claim.
struct Bearing<'a> {
    id: String,
    label: String,
    claim: &'a Claim,
    occurrence: &'a Occurrence,
    /// How it stands to the claim asked about; `None` for that claim itself.
    pair: Option<&'a ClaimPair>,
    comparison: Comparison,
    outlet: Option<&'a Outlet>,
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
        let bearings = bearings(&asked, &pairs, &claims, &occurrences, &outlets);
        let group =
            Groups::new(&ties, self.store.document_summaries(&ties.members.iter().copied().collect::<Vec<_>>()).await?);
        Ok(view(asked, &bearings, &group, &links, ties))
    }

    /// Finds what was proposed or confirmed to be related to a claim, by the other claim.
    pub(crate) async fn related(&self, claim: ClaimId) -> Result<BTreeMap<ClaimId, ClaimPair>, AppError> {
        let pairs = self.store.pairs_of_claims(&[claim]).await?.into_iter();
        let standing = pairs.filter(|pair| pair.state != ProposalState::Refused);
        Ok(standing.map(|pair| (if pair.a == claim { pair.b } else { pair.a }, pair)).collect())
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

fn bearings<'a>(
    asked: &Claim,
    pairs: &'a BTreeMap<ClaimId, ClaimPair>,
    claims: &'a BTreeMap<ClaimId, Claim>,
    occurrences: &'a [Occurrence],
    outlets: &'a BTreeMap<String, Outlet>,
) -> Vec<Bearing<'a>> {
    let Some(first) = occurrences.iter().find(|o| o.claim == asked.id) else { return Vec::new() };
    let bearing = |occurrence: &'a Occurrence| {
        let claim = claims.get(&occurrence.claim)?;
        let document = &occurrence.document;
        let name = document.outlet.as_deref().unwrap_or("unknown outlet");
        let day = document.published.map_or_else(|| "no date".to_owned(), |p| p.date.to_string());
        Some(Bearing {
            id: format!("{}#{}", document.handle, occurrence.stored.mention.number),
            label: format!("{name}, {day} ({}, {})", document.handle, claim.handle),
            pair: pairs.get(&claim.id),
            comparison: compare(&statement(first), &statement(occurrence)),
            outlet: document.outlet.as_ref().and_then(|name| outlets.get(name)),
            claim,
            occurrence,
        })
    };
    occurrences.iter().filter_map(bearing).collect()
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
        let sources: Vec<OriginSource> = bearing_on.iter().map(|b| source(b, groups)).collect();
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

/// The copy groups of documents: the first document of each, and the agency credited in it.
struct Groups {
    first: BTreeMap<DocumentId, DocumentSummary>,
    agency: BTreeMap<DocumentId, String>,
}

impl Groups {
    fn new(ties: &CopyTies, documents: Vec<DocumentSummary>) -> Self {
        let mut root: BTreeMap<DocumentId, DocumentId> = documents.iter().map(|d| (d.id, d.id)).collect();
        for link in ties.links.iter().filter(|link| link.joins()) {
            let (a, b) = (find(&root, link.a), find(&root, link.b));
            root.insert(a.max(b), a.min(b));
        }
        let mut groups: BTreeMap<DocumentId, Vec<DocumentSummary>> = BTreeMap::new();
        for document in documents {
            groups.entry(find(&root, document.id)).or_default().push(document);
        }
        let mut found = Groups { first: BTreeMap::new(), agency: BTreeMap::new() };
        for mut members in groups.into_values() {
            members.sort_by_key(|d| (d.published.is_none(), d.published, d.handle));
            let agency = members.iter().find_map(|d| d.credit.clone());
            for member in &members {
                if members.len() > 1 {
                    found.first.insert(member.id, members[0].clone());
                }
                found.agency.extend(agency.clone().map(|agency| (member.id, agency)));
            }
        }
        found
    }
}

fn find(root: &BTreeMap<DocumentId, DocumentId>, mut at: DocumentId) -> DocumentId {
    while let Some(up) = root.get(&at).filter(|up| **up != at) {
        at = *up;
    }
    at
}

/// Tells whether a mention bears on a target: what the claimant is credited with bears on both, as the claimant's word and
/// as the claimant's evidence; what others say bears on the fact only.
fn bears(asked: &Claim, b: &Bearing<'_>, target: Target) -> bool {
    target == Target::Fact || b.claim.claimant == asked.claimant
}

fn source(b: &Bearing<'_>, groups: &Groups) -> OriginSource {
    let document = &b.occurrence.document;
    let mention = &b.occurrence.stored.mention;
    OriginSource {
        id: b.id.clone(),
        document: Some(document.handle.to_string()),
        outlet: document.outlet.clone(),
        owner: b.outlet.and_then(|o| o.owner.clone()),
        controller: b.outlet.and_then(|o| o.controller.clone()),
        agency: b.outlet.is_some_and(|o| o.agency),
        group_agency: groups.agency.get(&document.id).cloned(),
        group_first: groups.first.get(&document.id).map(|first| first.handle.to_string()),
        credited_outlet: None,
        cited_document: None,
        speaker: mention.speaker.as_ref().map(|s| s.name.clone()),
        organisation: mention.speaker.as_ref().and_then(|s| s.role.as_deref()).and_then(body),
        unnamed: mention.speaker.is_none() && mention.source.is_some(),
        published: document.published,
    }
}

fn exhibit(
    asked: &Claim,
    b: &Bearing<'_>,
    target: Target,
    found: &Origins,
    offset: u32,
    quantities: &[Quantity],
) -> Exhibit {
    let mention = &b.occurrence.stored.mention;
    let origin = found.sources.iter().find(|source| source.id == b.id);
    let negated = b.comparison.vetoes.contains(&Veto::Negation);
    let denial = mention.cue.is_some_and(|cue| turns_round(b.occurrence.text.slice(&cue)));
    let own = b.claim.id == asked.id;
    Exhibit {
        id: b.id.clone(),
        label: b.label.clone(),
        target,
        stance: if negated && target == Target::Fact && !own { Stance::Refutes } else { Stance::Supports },
        vetoes: if own { Vec::new() } else { vetoes(b) },
        class: Some(SourceClass::Secondary),
        basis: basis(b),
        quoted: true,
        kept: true,
        stale: None,
        quotation: (mention.voice == Voice::Direct).then(|| normal_form(&b.claim.wording)),
        // What stands first for an agency's story is the agency's own report.
        own_reporting: origin.is_some_and(|o| o.copy_of.is_none()),
        readings: readings(b, quantities),
        denial: negated && denial && !own,
        speaker: mention.speaker.as_ref().map(|s| s.name.clone()),
        said_on: b.occurrence.document.published.map(|p| p.date),
        polarity: Some(if negated && !own { Polarity::Negated } else { Polarity::Affirmed }),
        holder: origin.map(|o| o.holder.clone()),
        origin: origin.and_then(|o| Some(offset + u32::try_from(o.group).ok()?)),
        copy: false,
        joined: origin.and_then(|o| o.joined.clone()),
    }
}

/// Tells whether a mention is a copy of another that says the same: a copy in which a number or a negation changed is not
/// hidden behind the first.
fn is_copy(b: &Bearing<'_>, all: &[&Bearing<'_>], found: &Origins) -> bool {
    let first = found.sources.iter().find(|source| source.id == b.id).and_then(|source| source.copy_of.as_ref());
    let first = first.and_then(|id| all.iter().find(|other| other.id == *id));
    first.is_some_and(|first| vetoes(first) == vetoes(b))
}

/// Returns what forbids the match; a pair that a person confirmed has nothing that does.
fn vetoes(b: &Bearing<'_>) -> Vec<Veto> {
    let confirmed = b.pair.is_some_and(|pair| pair.state == ProposalState::Confirmed);
    if confirmed { Vec::new() } else { b.comparison.vetoes.clone() }
}

fn basis(b: &Bearing<'_>) -> Basis {
    let mention = &b.occurrence.stored.mention;
    match (&mention.speaker, mention.source, &b.occurrence.document.credit) {
        (Some(_), _, _) => Basis::NamedSpeaker,
        (None, Some(_), _) => Basis::UnnamedSource,
        (None, None, Some(_)) => Basis::Agency,
        (None, None, None) => Basis::None,
    }
}

/// Reads the values a mention gives for the quantities of the claim: those the comparison aligned, and equal ones.
fn readings(b: &Bearing<'_>, asked: &[Quantity]) -> Vec<Reading> {
    let own = &b.occurrence.stored.mention.slots.quantities;
    let aligned = |quantity: &Quantity| {
        let span = quantity.span.bytes();
        let drift = b.comparison.drifts.iter().find(|drift| {
            let a = drift.a.map(|a| a.bytes());
            drift.kind == DriftKind::Number && a.is_some_and(|a| a.start < span.end && span.start < a.end)
        });
        match drift {
            Some(drift) => {
                let there = drift.b?.bytes();
                own.iter().find(|q| q.span.bytes().start < there.end && there.start < q.span.bytes().end)
            }
            None => own.iter().find(|q| q.unit == quantity.unit && q.value.to_bits() == quantity.value.to_bits()),
        }
    };
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut readings = Vec::new();
    for quantity in asked {
        let name = quantity.unit.as_ref().map_or_else(|| "number".to_owned(), |unit| unit.0.clone());
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        let slot = if *count > 1 { format!("{name} ({count})") } else { name };
        if let Some(found) = aligned(quantity) {
            let unit = found.unit.as_ref().map(|unit| unit.0.as_str());
            readings.push(Reading {
                slot,
                value: SlotValue::amount(found.value, found.upper, found.approximation, unit),
                shown: b.occurrence.text.slice(&found.span).to_owned(),
                as_of: b.occurrence.document.published,
            });
        }
    }
    readings
}

/// Tells what kind of statement the claim is by its hedges: a condition makes it hypothetical, an intention a prediction.
fn kind(b: &Bearing<'_>) -> ClaimKind {
    let hedges = &b.occurrence.stored.mention.slots.hedges;
    let has = |kind: HedgeKind| hedges.iter().any(|hedge| hedge.kind == kind);
    match (has(HedgeKind::Condition), has(HedgeKind::Future)) {
        (true, _) => ClaimKind::Hypothetical,
        (false, true) => ClaimKind::Prediction,
        (false, false) => ClaimKind::Fact,
    }
}

fn organisation(own: Option<&Bearing<'_>>) -> Option<String> {
    own.and_then(|b| b.occurrence.stored.mention.speaker.as_ref()).and_then(|s| s.role.as_deref()).and_then(body)
}

/// Returns the body a role is held at: "spokeswoman for the port authority" is at "the port authority"; `None` where the
/// role does not say.
fn body(role: &str) -> Option<String> {
    let at = [" for ", " of ", " at "].iter().filter_map(|word| role.find(word).map(|at| at + word.len())).min()?;
    role.get(at..).map(str::trim).filter(|body| !body.is_empty()).map(str::to_owned)
}

/// Lists who may control an outlet and is named in the claim: the names as written, and the government of each.
fn about(b: &Bearing<'_>) -> Vec<String> {
    let entities = &b.occurrence.stored.mention.slots.entities;
    let names = entities.iter().map(|entity| b.occurrence.text.slice(&entity.span).to_owned());
    names.flat_map(|name| [format!("Government of {name}"), name]).collect()
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

#[cfg(test)]
mod tests {
    use super::body;

    #[test]
    fn roles_name_bodies() {
        assert_eq!(body("spokeswoman for the port of Kelmouth"), Some("the port of Kelmouth".to_owned()));
        assert_eq!(body("harbour director"), None);
    }
}
