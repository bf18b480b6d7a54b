//! A mention that a person points at: everything but who says it is read off the text as for any other.

use std::ops::Range;

use onrecord_model::{Mention, Voice};

use crate::analysed::Analysed;
use crate::engine::{Attribution, Engine};
use crate::input::Input;
use crate::{assemble, headline};

/// Where a mention stands, in bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointed {
    /// What is claimed, in reading order.
    pub content: Vec<Range<usize>>,
    /// The words that name who says it; `None` when the text does not.
    pub source: Option<Range<usize>>,
    /// The words that say that it is said; `None` when there are none.
    pub cue: Option<Range<usize>>,
    /// Whether somebody is credited.
    pub is_credited: bool,
}

/// Makes the mention at `pointed`, without number and speaker: voice, slots, times and worth as `engine` would give them.
/// `None` when there is no content, or a range is none of the text.
pub fn mention_at(engine: &dyn Engine, input: &Input<'_>, pointed: &Pointed) -> Option<Mention> {
    let analysed = Analysed::new(engine, input);
    let prepared = &analysed.prepared;
    let ranges = pointed.content.iter().chain(&pointed.source).chain(&pointed.cue);
    if ranges.into_iter().any(|range| input.text.span(range.clone()).is_err()) {
        return None;
    }
    let attribution = Attribution {
        content: pointed.content.clone(),
        source: pointed.source.clone(),
        cue: pointed.cue.clone(),
        why: Vec::new(),
        confidence: 1.0,
    };
    let mut mention = assemble::pointed(prepared, &attribution)?;
    let lines = headline::headline(prepared).map(|found| found.content).unwrap_or_default();
    let first = pointed.content.first()?;
    if lines.iter().any(|line| line.start <= first.start && first.end <= line.end) {
        mention.voice = Voice::Headline;
    } else if !pointed.is_credited && mention.voice == Voice::Indirect {
        mention.voice = Voice::Own;
    }
    mention.check_worthiness = analysed.worth.score(prepared, first, &mention.slots, !mention.times.is_empty());
    Some(mention)
}
