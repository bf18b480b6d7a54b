//! Rows of lists: documents, queue, speakers.

use chrono::NaiveDate;
use onrecord_model as model;
use serde::Serialize;

use super::{Lease, Published, Statuses, Work};
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
    pub outlet: Option<String>,
    /// Day or moment of publication.
    pub published: Option<Published>,
    /// Address.
    pub url: Option<String>,
    /// Language code.
    pub lang: Option<String>,
    /// BLAKE3 of the bytes as received.
    pub hash: String,
    /// When it was taken in.
    pub retrieved_at: String,
    /// How many mentions it has.
    pub mentions: u32,
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
    /// How early it should be looked at; higher comes first.
    pub score: f64,
    /// Why it stands where it stands, strongest first.
    pub why: Vec<String>,
    /// Why it wants attention; empty when nothing does.
    pub attention: Vec<String>,
    /// In whose hands it is, in one word.
    pub work_state: &'static str,
    /// In whose hands it is.
    pub work: Work,
    /// Who looks at it at the moment.
    pub lease: Option<Lease>,
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
    pub why: &'a [String],
    /// Why it wants attention.
    pub attention: &'a [String],
    /// How early it should be looked at.
    pub score: f64,
    /// In whose hands it is, as it may be shown.
    pub work: &'a model::WorkState,
    /// Who looks at it at the moment.
    pub lease: Option<&'a model::Lease>,
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
            score: rounded(input.score),
            why: input.why.to_vec(),
            attention: input.attention.to_vec(),
            work_state: input.work.kind().as_str(),
            work: Work::from(input.work),
            lease: input.lease.map(Lease::from),
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
        SpeakerAlias { name: alias.alias.name.clone(), why: alias.alias.why.clone(), state: alias.state.as_str() }
    }
}
