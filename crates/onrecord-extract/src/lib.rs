//! Articles to mentions and claims: who said what, in which words, when, and what the outlet says itself.
//!
//! Everything is pure and synchronous; any text is a legal input. The part that finds source, cue and content is an
//! [`Engine`]; the parts around it (layout, voices, speakers, times, slots, own voice, check-worthiness) are shared.

mod analysed;
mod aside;
mod assemble;
mod bounds;
mod by_hand;
mod engine;
mod extractor;
mod foreign;
mod furniture;
mod headline;
mod input;
mod interview;
mod kind;
mod lexicon;
mod link;
mod manner;
mod nested;
mod own;
mod prepared;
mod prompt;
mod retracted;
mod sentences;
mod slots;
mod speaker;
mod tagger;
mod time;
mod trained;
pub mod training;
mod uttered;
mod word;
mod worth;

use analysed::Analysed;
use onrecord_model::{Diagnostic, Mention};

pub use by_hand::{Pointed, mention_at};
pub use engine::{Analysis, Attribution, Engine};
pub use extractor::{RULES_VERSION, RuleEngine};
pub use input::Input;
pub use kind::{EngineKind, UnknownEngine};
pub use lexicon::name::has_first_name;
pub use prepared::{Prepared, Unit};
pub use sentences::{SentenceVerdict, all_sentences};
pub use slots::slots;
pub use speaker::{name_form, same_spelling};
pub use trained::{ACCURATE_VERSION, AccurateEngine, FAST_VERSION, FastEngine};
pub use word::Word;

/// What was found in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The mentions in reading order, numbered from 1.
    pub mentions: Vec<Mention>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the mentions of a document with `engine`.
///
/// A document in another language than English keeps its direct quotations, which marks alone show, and a diagnostic
/// says so.
pub fn extract(engine: &dyn Engine, input: &Input<'_>) -> Extraction {
    Analysed::new(engine, input).extraction(input)
}
