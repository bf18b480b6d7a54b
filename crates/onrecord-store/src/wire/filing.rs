//! What people put right about claims and mentions, as it stands in the log.

use onrecord_model::{
    Action, ClaimChange, ClaimId, ClaimPair, DocumentId, EventId, FiledMention, Filing, FilingKind, Handle,
    MentionChange, MentionId, ProposalState, Proposition, Reason, Relation, SpeakerChange, SpeakerId, Veto,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::read_reason;
use super::float;

/// What was done, as it stands in the log.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FilingRecord {
    how: String,
    claims: Vec<ClaimRecord>,
    mentions: Vec<MentionRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<SpeakerRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pairs_before: Vec<PairRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pairs_after: Vec<PairRecord>,
    reason: String,
    takes_back: Option<Uuid>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ClaimRecord {
    claim: Uuid,
    handle: u32,
    before: Option<PropositionRecord>,
    after: Option<PropositionRecord>,
    revision: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct PropositionRecord {
    wording: String,
    claimant: Option<Uuid>,
}

#[derive(Debug, Serialize, Deserialize)]
struct MentionRecord {
    mention: Uuid,
    document: Uuid,
    document_handle: u32,
    number: u32,
    before: Option<FiledRecord>,
    after: Option<FiledRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct FiledRecord {
    claim: Uuid,
    claim_handle: u32,
    speaker: Option<Uuid>,
    name: Option<String>,
    words: String,
    record: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct SpeakerRecord {
    speaker: Uuid,
    handle: u32,
    name: String,
    is_made: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct PairRecord {
    a: Uuid,
    b: Uuid,
    relation: String,
    #[serde(with = "float")]
    score: f64,
    vetoes: String,
    why: String,
    /// What people had decided; not written while nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
}

impl FilingRecord {
    pub(super) fn write(filing: &Filing, reason: &Reason, takes_back: Option<EventId>) -> Self {
        FilingRecord {
            how: filing.kind.as_str().to_owned(),
            claims: filing.claims.iter().map(ClaimRecord::write).collect(),
            mentions: filing.mentions.iter().map(MentionRecord::write).collect(),
            speakers: filing.speakers.iter().map(SpeakerRecord::write).collect(),
            pairs_before: filing.pairs_before.iter().map(PairRecord::write).collect(),
            pairs_after: filing.pairs_after.iter().map(PairRecord::write).collect(),
            reason: reason.as_str().to_owned(),
            takes_back: takes_back.map(|id| id.0),
        }
    }

    pub(super) fn read(self) -> Result<Action, String> {
        if self.claims.is_empty() {
            return Err("a change of nothing".to_owned());
        }
        let filing = Filing {
            kind: FilingKind::parse(&self.how).ok_or_else(|| format!("unknown work {:?}", self.how))?,
            mentions: self.mentions.into_iter().map(MentionRecord::read).collect(),
            claims: self.claims.into_iter().map(ClaimRecord::read).collect(),
            speakers: self.speakers.into_iter().map(SpeakerRecord::read).collect(),
            pairs_before: self.pairs_before.into_iter().map(PairRecord::read).collect::<Result<_, _>>()?,
            pairs_after: self.pairs_after.into_iter().map(PairRecord::read).collect::<Result<_, _>>()?,
        };
        let takes_back = self.takes_back.map(EventId);
        Ok(Action::FilingChanged { filing, reason: read_reason(&self.reason)?, takes_back })
    }
}

impl ClaimRecord {
    fn write(change: &ClaimChange) -> Self {
        let side = |side: &Option<Proposition>| side.as_ref().map(PropositionRecord::write);
        ClaimRecord {
            claim: change.claim.0,
            handle: change.handle.number,
            before: side(&change.before),
            after: side(&change.after),
            revision: change.revision,
        }
    }

    fn read(self) -> ClaimChange {
        ClaimChange {
            claim: ClaimId(self.claim),
            handle: Handle::claim(self.handle),
            before: self.before.map(PropositionRecord::read),
            after: self.after.map(PropositionRecord::read),
            revision: self.revision,
        }
    }
}

impl PropositionRecord {
    fn write(said: &Proposition) -> Self {
        PropositionRecord { wording: said.wording.clone(), claimant: said.claimant.map(|id| id.0) }
    }

    fn read(self) -> Proposition {
        Proposition { wording: self.wording, claimant: self.claimant.map(SpeakerId) }
    }
}

impl MentionRecord {
    fn write(change: &MentionChange) -> Self {
        let side = |side: &Option<FiledMention>| side.as_ref().map(FiledRecord::write);
        MentionRecord {
            mention: change.mention.0,
            document: change.document.0,
            document_handle: change.document_handle.number,
            number: change.number,
            before: side(&change.before),
            after: side(&change.after),
        }
    }

    fn read(self) -> MentionChange {
        MentionChange {
            mention: MentionId(self.mention),
            document: DocumentId(self.document),
            document_handle: Handle::document(self.document_handle),
            number: self.number,
            before: self.before.map(FiledRecord::read),
            after: self.after.map(FiledRecord::read),
        }
    }
}

impl FiledRecord {
    fn write(filed: &FiledMention) -> Self {
        FiledRecord {
            claim: filed.claim.0,
            claim_handle: filed.claim_handle.number,
            speaker: filed.speaker.map(|id| id.0),
            name: filed.name.clone(),
            words: filed.words.clone(),
            record: filed.record.clone(),
        }
    }

    fn read(self) -> FiledMention {
        FiledMention {
            claim: ClaimId(self.claim),
            claim_handle: Handle::claim(self.claim_handle),
            speaker: self.speaker.map(SpeakerId),
            name: self.name,
            words: self.words,
            record: self.record,
        }
    }
}

impl SpeakerRecord {
    fn write(change: &SpeakerChange) -> Self {
        let (speaker, handle) = (change.speaker.0, change.handle.number);
        SpeakerRecord { speaker, handle, name: change.name.clone(), is_made: change.is_made }
    }

    fn read(self) -> SpeakerChange {
        let (speaker, handle) = (SpeakerId(self.speaker), Handle::speaker(self.handle));
        SpeakerChange { speaker, handle, name: self.name, is_made: self.is_made }
    }
}

fn state(word: &str) -> Result<ProposalState, String> {
    ProposalState::parse(word).ok_or_else(|| format!("unknown state {word:?}"))
}

fn veto(word: &str) -> Result<Veto, String> {
    Veto::parse(word).ok_or_else(|| format!("unknown veto {word:?}"))
}

impl PairRecord {
    fn write(pair: &ClaimPair) -> Self {
        PairRecord {
            a: pair.a.0,
            b: pair.b.0,
            relation: pair.relation.as_str().to_owned(),
            score: pair.score,
            vetoes: pair.vetoes.iter().map(|veto| veto.as_str()).collect::<Vec<_>>().join(","),
            why: pair.why.clone(),
            state: (pair.state != ProposalState::Proposed).then(|| pair.state.as_str().to_owned()),
        }
    }

    fn read(self) -> Result<ClaimPair, String> {
        Ok(ClaimPair {
            a: ClaimId(self.a),
            b: ClaimId(self.b),
            relation: Relation::parse(&self.relation).ok_or_else(|| format!("unknown relation {:?}", self.relation))?,
            score: self.score,
            vetoes: self.vetoes.split(',').filter(|word| !word.is_empty()).map(veto).collect::<Result<_, _>>()?,
            why: self.why,
            state: self.state.map_or(Ok(ProposalState::Proposed), |word| state(&word))?,
        })
    }
}
