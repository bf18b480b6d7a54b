//! Rows of lists: documents, queue, speakers.

use chrono::NaiveDate;
use onrecord_model as model;
use serde::Serialize;

use super::{Feature, Published, Statuses, moment};
use crate::json::rounded;

/// One row of `docs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Its short name.
    pub doc: String,
    /// 1 for the first version under an address.
    pub version: u32,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<OutletRef>,
    /// Day or moment of publication.
    pub published: Option<Published>,
    /// Address.
    pub url: Option<String>,
    /// Language code.
    pub lang: Option<String>,
    /// The format it came in.
    pub format: &'static str,
    /// BLAKE3 of the bytes as received.
    pub hash: String,
    /// When it was taken in.
    pub retrieved_at: String,
    /// How many mentions it has.
    pub mentions: u32,
}

/// A publisher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutletRef {
    /// Its short name.
    pub handle: String,
    /// Name or host name.
    pub name: String,
    /// Who owns it.
    pub owner: Option<String>,
    /// Who controls the owner.
    pub controller: Option<String>,
    /// Whether it is a wire agency.
    pub agency: bool,
}

/// One row of `queue`; `next` prints the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QueueRow {
    /// Short name of the claim.
    pub claim: String,
    /// The proposition.
    pub wording: String,
    /// Name of the claimant.
    pub speaker: Option<String>,
    /// Voice of its first mention.
    pub voice: &'static str,
    /// Earliest publication date among its mentions.
    pub first_published: Option<NaiveDate>,
    /// How many mentions it has.
    pub mentions: u32,
    /// Short name of the document of its first mention.
    pub doc: String,
    /// How much it is worth checking, 0..1.
    pub worth: f64,
    /// Why it stands where it stands, strongest first.
    pub why: Vec<Feature>,
    /// In whose hands it is.
    pub work_state: &'static str,
    /// What came of checking.
    pub status: Statuses,
    /// Rises by one with every change to the claim.
    pub revision: u32,
}

/// What a [`QueueRow`] is made from.
#[derive(Clone, Copy, Debug)]
pub struct QueueInput<'a> {
    /// The claim.
    pub claim: &'a model::Claim,
    /// Name of the claimant.
    pub speaker: Option<&'a str>,
    /// Voice of its first mention.
    pub voice: model::Voice,
    /// How many mentions it has.
    pub mentions: u32,
    /// Short name of the document of its first mention.
    pub document: model::Handle,
    /// Why it is worth checking, strongest first.
    pub why: &'a [model::Feature],
}

/// One row of `speaker list`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpeakerRow {
    /// Its short name.
    pub speaker: String,
    /// The name shown.
    pub name: String,
    /// Other names and what became of them.
    pub aliases: Vec<SpeakerAlias>,
}

/// An alias of a stored speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpeakerAlias {
    /// The other name.
    pub name: String,
    /// Why it may be the same speaker.
    pub why: String,
    /// `proposed`, `confirmed` or `refused`.
    pub state: &'static str,
}

impl DocumentRow {
    /// Copies a document that has `mentions` mentions.
    pub fn new(document: &model::Document, mentions: u32) -> Self {
        let article = &document.article;
        DocumentRow {
            doc: document.handle.to_string(),
            version: document.version,
            title: article.title.clone(),
            outlet: outlet(document),
            published: article.published.as_ref().map(Published::from),
            url: article.url.clone(),
            lang: article.language.as_ref().map(|language| language.0.clone()),
            format: article.format.as_str(),
            hash: document.hash.to_string(),
            retrieved_at: moment(document.retrieved_at),
            mentions,
        }
    }
}

/// Copies the publisher of a document; `None` when it is not known.
pub fn outlet(document: &model::Document) -> Option<OutletRef> {
    document.outlet.as_ref().map(OutletRef::from)
}

impl From<&model::Outlet> for OutletRef {
    fn from(outlet: &model::Outlet) -> Self {
        OutletRef {
            handle: outlet.handle.to_string(),
            name: outlet.name.clone(),
            owner: outlet.owner.clone(),
            controller: outlet.controller.clone(),
            agency: outlet.agency,
        }
    }
}

impl From<QueueInput<'_>> for QueueRow {
    fn from(input: QueueInput<'_>) -> Self {
        let claim = input.claim;
        QueueRow {
            claim: claim.handle.to_string(),
            wording: claim.wording.clone(),
            speaker: input.speaker.map(str::to_owned),
            voice: input.voice.as_str(),
            first_published: claim.first_published,
            mentions: input.mentions,
            doc: input.document.to_string(),
            worth: rounded(claim.worth),
            why: Feature::list(input.why),
            work_state: claim.statuses.work_state().as_str(),
            status: Statuses::from(&claim.statuses),
            revision: claim.revision,
        }
    }
}

impl From<&model::Speaker> for SpeakerRow {
    fn from(speaker: &model::Speaker) -> Self {
        SpeakerRow {
            speaker: speaker.handle.to_string(),
            name: speaker.name.clone(),
            aliases: speaker.aliases.iter().map(SpeakerAlias::from).collect(),
        }
    }
}

impl From<&model::SpeakerAlias> for SpeakerAlias {
    fn from(alias: &model::SpeakerAlias) -> Self {
        SpeakerAlias {
            name: alias.alias.name.clone(),
            why: alias.alias.why.clone(),
            state: alias.state.as_str(),
        }
    }
}
