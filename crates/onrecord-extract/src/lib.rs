//! Articles to mentions and claims: who said what, in which words, when, and what the outlet says itself.
//!
//! Everything is pure and synchronous; any text is a legal input. The part that finds source, cue and content is an
//! [`Engine`]; the parts around it (layout, voices, speakers, times, slots, own voice, check-worthiness) are shared.

mod assemble;
mod engine;
mod extractor;
mod headline;
mod input;
mod lexicon;
mod own;
mod prepared;
mod sentences;
mod slots;
mod speaker;
mod time;
mod word;
mod worth;

use onrecord_model::{Diagnostic, Mention, Voice};

pub use engine::{Attribution, Engine};
pub use extractor::{RULES_VERSION, RuleEngine};
pub use input::Input;
pub use prepared::{Prepared, Unit};
pub use sentences::{SentenceVerdict, all_sentences};
pub use slots::slots;
pub use word::Word;

/// What was found in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// The mentions in reading order, numbered from 1.
    pub mentions: Vec<Mention>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the mentions of a document with the rule engine.
pub fn extract(input: &Input<'_>) -> Extraction {
    extract_with(&RuleEngine, input)
}

/// Finds the mentions of a document with `engine`.
///
/// A document in another language than English keeps only what marks alone show safely: nothing yet, and a
/// diagnostic says so.
pub fn extract_with(engine: &dyn Engine, input: &Input<'_>) -> Extraction {
    let prepared = Prepared::new(input);
    let mut diagnostics = prepared.diagnostics.clone();
    if !input.is_english() {
        diagnostics.push(unsupported(input));
        return Extraction { mentions: Vec::new(), diagnostics };
    }
    let attributions = assemble::settled(engine.attributions(&prepared));
    let own: Vec<_> = assemble::narrated(&prepared, &attributions)
        .into_iter()
        .filter(|s| s.left_out.is_none())
        .map(|s| s.range)
        .collect();
    let mentions = assemble::mentions(&prepared, &attributions, &own);
    if prepared.published.is_none() && mentions.iter().any(|m| m.voice != Voice::Headline) {
        diagnostics.push(Diagnostic::note(
            "date-missing",
            "no publication date, so only dates that are written out were resolved",
        ));
    }
    Extraction { mentions, diagnostics }
}

fn unsupported(input: &Input<'_>) -> Diagnostic {
    let language = input.language.map_or("unknown", |l| l.0.as_str());
    Diagnostic::warning(
        "language-unsupported",
        format!("the rules are for English, this text is in {language:?}; nothing was extracted"),
    )
}
