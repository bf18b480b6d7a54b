//! Which claims there are and which mentions make them, as people put it right by hand.

use crate::{ClaimId, ClaimPair, DocumentId, Handle, MentionId, Reviewer, SpeakerId};

/// What a person did to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandWork {
    /// Found it where no engine had.
    Added,
    /// Said which words are claimed.
    Respanned,
    /// Said who is credited.
    Attributed,
}

impl HandWork {
    /// All kinds.
    pub const ALL: [HandWork; 3] = [Self::Added, Self::Respanned, Self::Attributed];

    /// Returns the word used in JSON, storage and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Respanned => "respanned",
            Self::Attributed => "attributed",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.as_str() == word)
    }
}

/// Who last worked on a mention by hand, and what that person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// What was done.
    pub work: HandWork,
    /// By whom.
    pub by: Reviewer,
}

/// A mention with what it is filed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledMention {
    /// The claim it makes.
    pub claim: ClaimId,
    /// Its short name.
    pub claim_handle: Handle,
    /// The speaker; `None` when nobody is credited.
    pub speaker: Option<SpeakerId>,
    /// Name of the speaker as of then; `None` when nobody is credited.
    pub name: Option<String>,
    /// What is claimed, in the words of the document.
    pub words: String,
    /// The whole mention as storage writes it, so that it can be put back.
    pub record: String,
}

/// A change of one mention, with both sides whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionChange {
    /// The mention.
    pub mention: MentionId,
    /// Its document.
    pub document: DocumentId,
    /// Short name of the document.
    pub document_handle: Handle,
    /// Number of the mention in the document.
    pub number: u32,
    /// What it was; `None` when it was added.
    pub before: Option<FiledMention>,
    /// What it is; `None` when it was taken away.
    pub after: Option<FiledMention>,
}

/// What a claim says and who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposition {
    /// The words.
    pub wording: String,
    /// Who claims it; `None` when nobody is credited.
    pub claimant: Option<SpeakerId>,
}

/// A change of one claim, or of which mentions make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimChange {
    /// The claim.
    pub claim: ClaimId,
    /// Its short name.
    pub handle: Handle,
    /// What it was; `None` when it was made.
    pub before: Option<Proposition>,
    /// What it is, the same as before where only mentions changed; `None` when no mention makes it any more.
    pub after: Option<Proposition>,
    /// Revision of the claim after the change.
    pub revision: u32,
}

/// A speaker made for a mention, or taken away with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerChange {
    /// The speaker.
    pub speaker: SpeakerId,
    /// Its short name.
    pub handle: Handle,
    /// The name.
    pub name: String,
    /// Whether it was made; else it was taken away.
    pub is_made: bool,
}

/// What was done to claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilingKind {
    /// A mention was added that no engine had found.
    Added,
    /// Mentions of one claim became a claim of their own.
    Split,
    /// The mentions of claims became mentions of another one.
    Merged,
    /// Other words of the text are what a mention claims.
    Respanned,
    /// Somebody else, or nobody, is credited.
    Attributed,
}

impl FilingKind {
    /// All kinds.
    pub const ALL: [FilingKind; 5] = [Self::Added, Self::Split, Self::Merged, Self::Respanned, Self::Attributed];

    /// Returns the word used in JSON, storage and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Respanned => "respanned",
            Self::Attributed => "attributed",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One operation on claims by hand, whole on both sides so that it can be undone and replayed.
#[derive(Clone, Debug, PartialEq)]
pub struct Filing {
    /// What was done.
    pub kind: FilingKind,
    /// The mentions that changed.
    pub mentions: Vec<MentionChange>,
    /// The claims that changed, or whose mentions did; never empty, the one asked about first.
    pub claims: Vec<ClaimChange>,
    /// The speakers made or taken away.
    pub speakers: Vec<SpeakerChange>,
    /// Pairs proposed before of claims that say something else now.
    pub pairs_before: Vec<ClaimPair>,
    /// Pairs proposed since.
    pub pairs_after: Vec<ClaimPair>,
}

impl Filing {
    /// Returns the opposite; each claim gets the revision that `revision` gives for it.
    #[must_use]
    pub fn reversed(&self, revision: impl Fn(&ClaimChange) -> u32) -> Self {
        let mention = |change: &MentionChange| MentionChange {
            before: change.after.clone(),
            after: change.before.clone(),
            ..change.clone()
        };
        let claim = |change: &ClaimChange| ClaimChange {
            before: change.after.clone(),
            after: change.before.clone(),
            revision: revision(change),
            ..change.clone()
        };
        let speaker = |change: &SpeakerChange| SpeakerChange { is_made: !change.is_made, ..change.clone() };
        Filing {
            kind: self.kind,
            mentions: self.mentions.iter().rev().map(mention).collect(),
            claims: self.claims.iter().map(claim).collect(),
            speakers: self.speakers.iter().map(speaker).collect(),
            pairs_before: self.pairs_after.clone(),
            pairs_after: self.pairs_before.clone(),
        }
    }
}
