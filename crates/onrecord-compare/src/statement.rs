//! What is compared.

use onrecord_model::{ArticleId, Published, Slots, Voice, WordDiff};
use onrecord_text::{Span, Text};

use crate::pair::Pair;

/// One wording of a claim with all that bears on comparing it; spans and slots index `text`.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The text it stands in.
    pub text: &'a Text,
    /// What is claimed. Of a headline printed twice only the first printing is compared.
    pub content: &'a [Span],
    /// Its comparable parts; those outside `content` are ignored.
    pub slots: &'a Slots,
    /// The words that name who says it; `None` when nobody is credited.
    pub source: Option<Span>,
    /// The words that say that it is said; `None` when there are none.
    pub cue: Option<Span>,
    /// The resolved name of who says it; `None` when nobody is credited or no name is known.
    pub speaker: Option<&'a str>,
    /// In whose voice; `None` when not known.
    pub voice: Option<Voice>,
    /// When it was published; `None` when not known.
    pub published: Option<Published>,
    /// The article it stands in, whose versions correct one another; `None` when not known.
    pub article: Option<ArticleId>,
}

impl<'a> Statement<'a> {
    /// Makes a statement of words alone: nobody is credited, no date is known.
    pub fn bare(text: &'a Text, content: &'a [Span], slots: &'a Slots) -> Self {
        Statement {
            text,
            content,
            slots,
            source: None,
            cue: None,
            speaker: None,
            voice: None,
            published: None,
            article: None,
        }
    }
}

/// Aligns two statements word by word; the segments in order cover every word of both.
///
/// Segments never reach over a gap between two content spans, so a segment holds nothing but content.
pub fn word_diff(a: &Statement<'_>, b: &Statement<'_>) -> WordDiff {
    Pair::new(a, b).word_diff()
}
