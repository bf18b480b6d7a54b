//! One place where something is claimed.

use onrecord_text::Span;

use crate::{Attributed, ByHand, Slots, TimeExpression};

/// In whose voice a claim stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// All of it inside quotation marks.
    Direct,
    /// Reported without quotation marks.
    Indirect,
    /// Reported with quoted parts.
    Mixed,
    /// Printed as a headline.
    Headline,
    /// In the outlet's own voice, nobody credited.
    Own,
}

impl Voice {
    /// All voices, in the order in which legends list them.
    pub const ALL: [Voice; 5] = [Self::Direct, Self::Indirect, Self::Mixed, Self::Headline, Self::Own];

    /// Returns the word used in JSON, storage and on pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Headline => "headline",
            Self::Own => "own",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for anything else.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|voice| voice.as_str() == s)
    }
}

/// One thing that made a sentence more or less worth checking.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// What was seen: a lower-case fragment ("states a quantity").
    pub name: String,
    /// What it added to the score; negative when it took away.
    pub weight: f64,
}

/// How much a claim is worth checking, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckWorthiness {
    /// 0 (not at all) to 1.
    pub score: f64,
    /// What made it so, strongest first.
    pub features: Vec<Feature>,
}

/// One place in one document where something is claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Number in the document, from 1: in reading order as the engine found them, then those added by hand.
    pub number: u32,
    /// In whose voice.
    pub voice: Voice,
    /// What is claimed, in reading order, never empty; several spans where a quote is split by its cue or a headline is
    /// printed twice. Quotation marks belong to the content of a direct quote.
    pub content: Vec<Span>,
    /// The words that name who says it; `None` when nobody is credited.
    pub source: Option<Span>,
    /// The words that say that it is said ("told", "according to", "–"); `None` when there are none.
    pub cue: Option<Span>,
    /// Who says it; `None` when nobody is credited or the text does not support a name.
    pub speaker: Option<Attributed>,
    /// How much it is worth checking.
    pub check_worthiness: CheckWorthiness,
    /// How sure the engine is of the mention as a whole, 0..1.
    pub confidence: f64,
    /// The comparable parts of what is claimed.
    pub slots: Slots,
    /// The time expressions in or around it.
    pub times: Vec<TimeExpression>,
    /// Why the engine took it for a claim: lower-case fragments.
    pub why: Vec<String>,
    /// Who last worked on it by hand; `None` when it is as the engine found it.
    pub by_hand: Option<ByHand>,
}
