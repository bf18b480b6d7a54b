//! Evidence that people wrote down, as what the rules look at.

use std::collections::BTreeMap;

use onrecord_compare::{OriginSource, Origins, Statement, compare};
use onrecord_model::{
    Basis, Citation, DocumentId, EvidenceItem, HandleKind, OriginLink, Outlet, Polarity, Quantity, SourceClass, Stance,
    Target,
};
use onrecord_review::{Exhibit, Reading};
use onrecord_store::DocumentSummary;
use onrecord_text::{Text, normal_form};

use super::about::body;
use super::bearing::Bearing;
use super::exhibit::values;
use super::groups::Groups;
use crate::statement::statement;

/// A piece of evidence with its outlet, where the publisher is one that is known.
pub(super) struct Brought<'a> {
    pub(super) id: String,
    pub(super) label: String,
    /// Who published it, or where it is found.
    pub(super) name: String,
    pub(super) item: &'a EvidenceItem,
    /// The article it cites, where that is a stored one.
    pub(super) document: Option<&'a DocumentSummary>,
    publisher: Option<&'a String>,
    outlet: Option<&'a Outlet>,
}

/// Returns the stored document that evidence cites; `None` for what is found elsewhere.
pub(super) fn cited(item: &EvidenceItem) -> Option<DocumentId> {
    match &item.evidence.citation {
        Citation::Document { id, .. } => Some(*id),
        Citation::Url(_) | Citation::Offline(_) => None,
    }
}

impl<'a> Brought<'a> {
    pub(super) fn new(
        item: &'a EvidenceItem,
        outlets: &'a BTreeMap<String, Outlet>,
        documents: &'a BTreeMap<DocumentId, DocumentSummary>,
    ) -> Self {
        let evidence = &item.evidence;
        let document = cited(item).and_then(|id| documents.get(&id));
        let publisher = evidence.publisher.as_ref().or_else(|| document?.outlet.as_ref());
        let place = match &evidence.citation {
            Citation::Url(place) | Citation::Offline(place) => place.clone(),
            Citation::Document { handle, .. } => handle.to_string(),
        };
        let name = publisher.cloned().unwrap_or(place);
        let day = evidence.as_of.map(|p| format!(", {}", p.date)).unwrap_or_default();
        Brought {
            id: item.handle.to_string(),
            label: format!("{name}{day} ({})", item.handle),
            name,
            outlet: publisher.and_then(|name| outlets.get(name)),
            publisher,
            document,
            item,
        }
    }

    pub(super) fn bears(&self, target: Target) -> bool {
        self.item.evidence.target == target
    }

    /// Returns what tells where it goes back to.
    pub(super) fn source(&self, groups: &Groups) -> OriginSource {
        let evidence = &self.item.evidence;
        let (document, group) = match &evidence.citation {
            Citation::Document { id, handle } => (Some(handle.to_string()), Some(id)),
            Citation::Url(place) | Citation::Offline(place) => (Some(place.clone()), None),
        };
        OriginSource {
            id: self.id.clone(),
            document,
            outlet: self.publisher.cloned(),
            owner: self.outlet.and_then(|o| o.owner.clone()),
            controller: self.outlet.and_then(|o| o.controller.clone()),
            agency: self.outlet.is_some_and(|o| o.agency),
            group_agency: group.and_then(|id| groups.agency.get(id).cloned()),
            group_first: group.and_then(|id| groups.first.get(id)).map(|first| first.handle.to_string()),
            credited_outlet: None,
            cited_document: None,
            speaker: evidence.speaker.clone(),
            organisation: evidence.speaker.as_deref().and_then(body),
            possible: None,
            unnamed: evidence.basis == Basis::UnnamedSource,
            published: evidence.as_of,
        }
    }

    /// Returns what the rules look at; `first` is a mention of the claim, whose quantities are `asked`.
    pub(super) fn exhibit(
        &self,
        found: &Origins,
        offset: u32,
        first: Option<&Bearing<'_>>,
        asked: &[Quantity],
    ) -> Exhibit {
        let evidence = &self.item.evidence;
        let origin = found.sources.iter().find(|source| source.id == self.id);
        let kept = evidence.keeping.is_kept() || matches!(evidence.citation, Citation::Document { .. });
        let words = evidence.quote.as_ref().map(|quote| quote.exact.as_str());
        let readings = match (words, first, evidence.target) {
            (Some(words), Some(first), Target::Fact) => self.readings(words, first, asked),
            _ => Vec::new(),
        };
        Exhibit {
            id: self.id.clone(),
            label: self.label.clone(),
            target: evidence.target,
            stance: evidence.stance,
            aside: None,
            vetoes: Vec::new(),
            class: Some(evidence.class),
            basis: evidence.basis,
            quoted: words.is_some(),
            kept,
            stale: evidence.stale.clone(),
            quotation: words.filter(|_| evidence.target == Target::Said).map(normal_form),
            own_reporting: own(evidence.basis, evidence.class) && origin.is_some_and(|o| o.copy_of.is_none()),
            readings,
            denial: false,
            speaker: evidence.speaker.clone(),
            said_on: evidence.as_of.map(|p| p.date),
            polarity: match evidence.stance {
                Stance::Supports => Some(Polarity::Affirmed),
                Stance::Refutes => Some(Polarity::Negated),
                Stance::Context => None,
            },
            holder: origin.map(|o| o.holder.clone()),
            origin: origin.and_then(|o| Some(offset + u32::try_from(o.group).ok()?)),
            copy: false,
            joined: origin.and_then(|o| o.joined.clone()),
        }
    }

    /// Reads the values that the quoted words give for the quantities of the claim.
    fn readings(&self, words: &str, first: &Bearing<'_>, asked: &[Quantity]) -> Vec<Reading> {
        let Ok(text) = Text::new(words) else { return Vec::new() };
        let Ok(span) = text.span(0..words.len()) else { return Vec::new() };
        let content = [span];
        let slots = onrecord_extract::slots(&text, &content);
        let comparison = compare(&statement(first.occurrence), &Statement::bare(&text, &content, &slots));
        values(asked, &slots.quantities, &comparison, &text, self.item.evidence.as_of)
    }
}

/// Tells whether its publisher's own people reported it: what is primary is nobody's report.
fn own(basis: Basis, class: SourceClass) -> bool {
    let reported =
        matches!(basis, Basis::OwnObservation | Basis::Document | Basis::NamedSpeaker | Basis::UnnamedSource);
    reported && class != SourceClass::Tertiary
}

/// Makes what people said of the independence of evidence into links between sources; `mentions` are the ids of the mentions
/// of each document.
pub(super) fn links(brought: &[Brought<'_>], bearings: &[Bearing<'_>]) -> Vec<OriginLink> {
    let mut links = Vec::new();
    for one in brought {
        for said in &one.item.evidence.independence {
            let others: Vec<String> = match said.of.kind {
                HandleKind::Document => {
                    let of = |b: &&Bearing<'_>| b.occurrence.document.handle == said.of;
                    bearings.iter().filter(of).map(|b| b.id.clone()).collect()
                }
                // What is kept from these readers is not named to them either.
                _ => brought.iter().filter(|other| other.item.handle == said.of).map(|b| b.id.clone()).collect(),
            };
            links.extend(others.into_iter().map(|other| OriginLink {
                a: one.id.clone(),
                b: other,
                kinship: said.kinship,
                by: one.item.by.clone(),
                reason: Some(said.reason.clone()),
            }));
        }
    }
    links
}
