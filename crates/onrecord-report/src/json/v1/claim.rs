//! A claim with all that belongs to it: what `show` prints.

use chrono::NaiveDate;
use onrecord_model as model;
use onrecord_text::Text;
use serde::Serialize;

use super::compare::vetoes;
use super::{
    Drift, Evidence, KnownHit, Lease, LogEntry, Mention, PairRow, PublicEntry, Published, Span, SpeakerRow, Statuses,
    Work,
};
use crate::json::rounded;

/// A claim with its mentions, other wordings and history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimDetail {
    /// Short name of the claim.
    pub claim: String,
    /// The proposition.
    pub wording: String,
    /// Who claims it.
    pub speaker: Option<SpeakerRow>,
    /// Earliest publication date among its mentions.
    pub first_published: Option<NaiveDate>,
    /// How much it is worth checking, 0..1.
    pub worth: f64,
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
    /// Where it is claimed.
    pub mentions: Vec<Occurrence>,
    /// The same statement, or one near to it, elsewhere.
    pub others: Vec<OtherWording>,
    /// Claims that say the same or contradict it, as found or decided, the most alike first.
    pub pairs: Vec<PairRow>,
    /// Earlier fact-checks that may be about it, the most likely first.
    pub known: Vec<KnownHit>,
    /// What people brought forward for and against it.
    pub evidence: Vec<Evidence>,
    /// Why a status wants attention (rule R9); empty when none does.
    pub attention: Vec<String>,
    /// What was done with it, oldest first.
    pub history: Vec<LogEntry>,
    /// Verdicts of the house on it, the newest first: that is the one that stands.
    pub verdicts: Vec<PublicEntry>,
    /// Publications of it, and of documents that make it, the newest first.
    pub publications: Vec<PublicEntry>,
    /// Corrections of what was published of it, the newest first.
    pub corrections: Vec<PublicEntry>,
}

/// One mention and the document it stands in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Occurrence {
    /// Short name of the document.
    pub doc: String,
    /// Its headline.
    pub title: Option<String>,
    /// Name of its outlet.
    pub outlet: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// The mention.
    pub mention: Mention,
}

/// Another wording and how it stands to this claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OtherWording {
    /// Short name of the other claim.
    pub claim: String,
    /// Short name of the document it stands in.
    pub doc: String,
    /// Headline of that document.
    pub title: Option<String>,
    /// Name of its outlet.
    pub outlet: Option<String>,
    /// Its publication date.
    pub published: Option<Published>,
    /// Name of the other claimant.
    pub speaker: Option<String>,
    /// The other wording.
    pub content: Vec<Span>,
    /// `repeats`, `rewords`, `updates`, `contradicts`, `narrows` or `unrelated`.
    pub relation: &'static str,
    /// Likeness, 0..1.
    pub score: f64,
    /// What forbids calling them the same claim; a vetoed pair is a contrast, never a match.
    pub vetoes: Vec<&'static str>,
    /// The typed changes from this wording to the other, with notes.
    pub drift: Vec<Drift>,
}

/// A mention and the document it stands in.
#[derive(Clone, Copy, Debug)]
pub struct MentionPlace<'a> {
    /// The document.
    pub document: &'a model::Document,
    /// The mention.
    pub mention: &'a model::Mention,
}

/// What a [`ClaimDetail`] is made from.
#[derive(Clone, Debug)]
pub struct ClaimInput<'a> {
    /// The claim.
    pub claim: &'a model::Claim,
    /// Who claims it.
    pub speaker: Option<&'a model::Speaker>,
    /// In whose hands it is, as it may be shown.
    pub work: &'a model::WorkState,
    /// Where it is claimed, in the order to be shown.
    pub mentions: Vec<MentionPlace<'a>>,
    /// Other wordings, in the order to be shown.
    pub others: Vec<OtherWordingInput<'a>>,
    /// What was done with it, oldest first.
    pub history: &'a [model::Event],
}

/// What an [`OtherWording`] is made from.
#[derive(Clone, Copy, Debug)]
pub struct OtherWordingInput<'a> {
    /// Short name of the other claim.
    pub claim: model::Handle,
    /// The document it stands in.
    pub document: &'a model::Document,
    /// Name of the other claimant.
    pub speaker: Option<&'a str>,
    /// The other wording, in the text of that document.
    pub content: &'a [onrecord_text::Span],
    /// How it stands to this claim: `a` is this claim's wording, `b` the other's.
    pub comparison: &'a model::Comparison,
    /// The text that spans `a` of the comparison index.
    pub text_a: &'a Text,
    /// The text that spans `b` of the comparison index.
    pub text_b: &'a Text,
}

impl From<&ClaimInput<'_>> for ClaimDetail {
    fn from(input: &ClaimInput<'_>) -> Self {
        let claim = input.claim;
        ClaimDetail {
            claim: claim.handle.to_string(),
            wording: claim.wording.clone(),
            speaker: input.speaker.map(SpeakerRow::from),
            first_published: claim.first_published,
            worth: rounded(claim.worth),
            work_state: input.work.kind().as_str(),
            work: Work::from(input.work),
            lease: None,
            status: Statuses::from(&claim.statuses),
            revision: claim.revision,
            mentions: input.mentions.iter().map(Occurrence::from).collect(),
            others: input.others.iter().map(OtherWording::from).collect(),
            pairs: Vec::new(),
            known: Vec::new(),
            evidence: Vec::new(),
            attention: Vec::new(),
            history: input.history.iter().map(LogEntry::from).collect(),
            verdicts: Vec::new(),
            publications: Vec::new(),
            corrections: Vec::new(),
        }
    }
}

impl From<&MentionPlace<'_>> for Occurrence {
    fn from(place: &MentionPlace<'_>) -> Self {
        let article = &place.document.article;
        Occurrence {
            doc: place.document.handle.to_string(),
            title: article.title.clone(),
            outlet: outlet_name(place.document),
            published: article.published.as_ref().map(Published::from),
            mention: Mention::new(place.mention, &article.text),
        }
    }
}

impl From<&OtherWordingInput<'_>> for OtherWording {
    fn from(other: &OtherWordingInput<'_>) -> Self {
        let article = &other.document.article;
        let (a, b) = (other.text_a, other.text_b);
        OtherWording {
            claim: other.claim.to_string(),
            doc: other.document.handle.to_string(),
            title: article.title.clone(),
            outlet: outlet_name(other.document),
            published: article.published.as_ref().map(Published::from),
            speaker: other.speaker.map(str::to_owned),
            content: Span::list(other.content, &article.text),
            relation: other.comparison.relation.as_str(),
            score: rounded(other.comparison.score),
            vetoes: vetoes(other.comparison),
            drift: other.comparison.drifts.iter().map(|d| Drift::new(d, a, b)).collect(),
        }
    }
}

fn outlet_name(document: &model::Document) -> Option<String> {
    let stored = document.outlet.as_ref().map(|outlet| outlet.name.clone());
    stored.or_else(|| document.article.outlet.clone())
}
