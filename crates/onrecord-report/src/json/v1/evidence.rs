//! Evidence.

use onrecord_model::{self as model, Citation};
use serde::Serialize;

use super::moment;

/// A piece of evidence. The private note of the desk is never written; `has_note` says that there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Short name, such as `e12`.
    pub evidence: String,
    /// Short name of the claim it is about.
    pub claim: String,
    /// `said` or `fact`.
    pub target: &'static str,
    /// `supports`, `refutes` or `context`.
    pub stance: &'static str,
    /// The words it rests on; `null` when none were taken.
    pub quote: Option<QuoteSelector>,
    /// Address of the source; `null` when it has none.
    pub url: Option<String>,
    /// Where it is found away from the net; `null` when it is found elsewhere.
    pub offline: Option<String>,
    /// Short name of the stored document it cites; `null` when it cites none.
    pub doc: Option<String>,
    /// BLAKE3 of the copy kept here; `null` when there is none.
    pub snapshot: Option<String>,
    /// Address of a copy in an outside archive.
    pub archived: Option<String>,
    /// Why no copy is needed.
    pub waived: Option<String>,
    /// When it was looked up.
    pub retrieved_at: Option<String>,
    /// The time that what it says refers to.
    pub as_of: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Whose word it is.
    pub speaker: Option<String>,
    /// `primary`, `secondary` or `tertiary`.
    pub class: &'static str,
    /// `own_observation`, `document`, `named_speaker`, `unnamed_source`, `other_outlet`, `agency` or `none`.
    pub basis: &'static str,
    /// What a person said of its independence.
    pub independence: Vec<Independence>,
    /// The stake the source has.
    pub interest: Option<String>,
    /// Why it has to be confirmed again.
    pub stale: Option<String>,
    /// Whether it must not leave the desk.
    pub confidential: bool,
    /// Whether the desk keeps a private note on it.
    pub has_note: bool,
    /// Who wrote it down as it stands; `null` in entries of the log, which say it themselves.
    pub by: Option<String>,
    /// When.
    pub at: Option<String>,
}

/// Words with what stands round them: the `TextQuoteSelector` of W3C Web Annotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteSelector {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
}

/// A person's word on two sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Independence {
    /// The other source.
    pub of: String,
    /// `same` or `independent`.
    pub kinship: &'static str,
    /// Why.
    pub reason: String,
}

/// What was done to one piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceChange {
    /// Short name of the evidence.
    pub evidence: String,
    /// What it was; `null` when it was added.
    pub before: Option<Evidence>,
    /// What it became; `null` when it was taken out.
    pub after: Option<Evidence>,
}

impl Evidence {
    /// Makes the record of a stored piece of evidence.
    pub fn new(item: &model::EvidenceItem, claim: model::Handle) -> Self {
        let (by, at) = (Some(item.by.name().to_owned()), Some(moment(item.at)));
        Evidence { by, at, ..Self::bare(&item.evidence, item.handle, claim) }
    }

    fn bare(evidence: &model::Evidence, handle: model::Handle, claim: model::Handle) -> Self {
        let (mut url, mut offline, mut doc) = (None, None, None);
        match &evidence.citation {
            Citation::Url(address) => url = Some(address.clone()),
            Citation::Offline(place) => offline = Some(place.clone()),
            Citation::Document { handle, .. } => doc = Some(handle.to_string()),
        }
        let reason = |reason: &model::Reason| reason.as_str().to_owned();
        let independence = evidence.independence.iter().map(|one| Independence {
            of: one.of.to_string(),
            kinship: one.kinship.as_str(),
            reason: reason(&one.reason),
        });
        Evidence {
            evidence: handle.to_string(),
            claim: claim.to_string(),
            target: evidence.target.as_str(),
            stance: evidence.stance.as_str(),
            quote: evidence.quote.as_ref().map(|quote| QuoteSelector {
                exact: quote.exact.clone(),
                prefix: quote.prefix.clone(),
                suffix: quote.suffix.clone(),
            }),
            url,
            offline,
            doc,
            snapshot: evidence.keeping.snapshot.as_ref().map(|kept| kept.hash.to_string()),
            archived: evidence.keeping.link.clone(),
            waived: evidence.keeping.waived.as_ref().map(reason),
            retrieved_at: evidence.retrieved_at.map(moment),
            as_of: evidence.as_of.map(|at| at.to_string()),
            publisher: evidence.publisher.clone(),
            speaker: evidence.speaker.clone(),
            class: evidence.class.as_str(),
            basis: evidence.basis.as_str(),
            independence: independence.collect(),
            interest: evidence.interest.clone(),
            stale: evidence.stale.clone(),
            confidential: evidence.confidential,
            has_note: evidence.note.is_some(),
            by: None,
            at: None,
        }
    }
}

impl From<&model::EvidenceChange> for EvidenceChange {
    fn from(change: &model::EvidenceChange) -> Self {
        let side = |evidence: &model::Evidence| Evidence::bare(evidence, change.handle, change.claim_handle);
        EvidenceChange {
            evidence: change.handle.to_string(),
            before: change.before.as_ref().map(side),
            after: change.after.as_ref().map(side),
        }
    }
}
