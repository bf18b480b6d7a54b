//! Claims put right by hand.

use onrecord_model as model;
use serde::Serialize;

/// What was done to claims and mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filing {
    /// `added`, `split`, `merged`, `respanned` or `attributed`; of an entry that takes one back that of the entry taken back.
    pub how: &'static str,
    /// The claims, the one asked about first.
    pub claims: Vec<ClaimChange>,
    /// The mentions.
    pub mentions: Vec<MentionChange>,
    /// Short names of speakers made for it (`s7`), or taken away with it.
    pub speakers: Vec<String>,
}

/// A claim that changed, or whose mentions did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimChange {
    /// Short name.
    pub claim: String,
    /// What it said; `null` when it is new.
    pub before: Option<String>,
    /// What it says; `null` when no mention makes it any more.
    pub after: Option<String>,
    /// Revision after the change.
    pub revision: u32,
}

/// A mention that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionChange {
    /// Document and number, `d3#4`.
    pub mention: String,
    /// What it was; `null` when it was added.
    pub before: Option<FiledMention>,
    /// What it is; `null` when it was taken away.
    pub after: Option<FiledMention>,
}

/// A mention with what it is filed under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiledMention {
    /// Short name of its claim.
    pub claim: String,
    /// Who is credited by name.
    pub speaker: Option<String>,
    /// What is claimed.
    pub words: String,
}

impl From<&model::Filing> for Filing {
    fn from(filing: &model::Filing) -> Self {
        Filing {
            how: filing.kind.as_str(),
            claims: filing.claims.iter().map(ClaimChange::from).collect(),
            mentions: filing.mentions.iter().map(MentionChange::from).collect(),
            speakers: filing.speakers.iter().map(|change| change.handle.to_string()).collect(),
        }
    }
}

impl From<&model::ClaimChange> for ClaimChange {
    fn from(change: &model::ClaimChange) -> Self {
        let wording = |said: &Option<model::Proposition>| said.as_ref().map(|said| said.wording.clone());
        ClaimChange {
            claim: change.handle.to_string(),
            before: wording(&change.before),
            after: wording(&change.after),
            revision: change.revision,
        }
    }
}

impl From<&model::MentionChange> for MentionChange {
    fn from(change: &model::MentionChange) -> Self {
        MentionChange {
            mention: format!("{}#{}", change.document_handle, change.number),
            before: change.before.as_ref().map(FiledMention::from),
            after: change.after.as_ref().map(FiledMention::from),
        }
    }
}

impl From<&model::FiledMention> for FiledMention {
    fn from(filed: &model::FiledMention) -> Self {
        FiledMention { claim: filed.claim_handle.to_string(), speaker: filed.name.clone(), words: filed.words.clone() }
    }
}
