//! What `extract --all-sentences` prints: every sentence, mention or not.

use onrecord_model::{self as model, ContentHash};
use onrecord_text::Text;
use serde::Serialize;

use super::{Diagnostic, Feature, Span, VERSION};
use crate::json::rounded;

/// One document and its sentences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentencesRecord {
    /// [`VERSION`].
    pub v: u8,
    /// The sender's id of the document, else its path or hash.
    pub doc: String,
    /// BLAKE3 of what was read.
    pub hash: String,
    /// Version of the extraction rules.
    pub rules: String,
    /// The sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Number in the document, from 1.
    pub n: u32,
    /// Voice of the mention it belongs to; `none` when it was left out.
    pub voice: &'static str,
    /// The sentence; a list of one, as in a mention.
    pub content: Vec<Span>,
    /// Numbers of the mentions it belongs to.
    pub mentions: Vec<u32>,
    /// 0..1.
    pub check_worthiness: f64,
    /// Why it was left out, or why it was taken.
    pub why: Vec<String>,
    /// What made it more or less worth checking.
    pub worth: Vec<Feature>,
}

/// What a [`Sentence`] is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceInput {
    /// The sentence.
    pub span: onrecord_text::Span,
    /// Voice of the mention it belongs to; `None` when it was left out.
    pub voice: Option<model::Voice>,
    /// Numbers of the mentions it belongs to.
    pub mentions: Vec<u32>,
    /// How much it is worth checking.
    pub worth: model::CheckWorthiness,
    /// Why it was left out, or why it was taken.
    pub why: Vec<String>,
}

impl SentencesRecord {
    /// Copies the sentences of the document `doc` with this `text`, in reading order.
    pub fn new(
        doc: impl Into<String>,
        hash: ContentHash,
        rules: impl Into<String>,
        text: &Text,
        sentences: &[SentenceInput],
        diagnostics: &[model::Diagnostic],
    ) -> Self {
        SentencesRecord {
            v: VERSION,
            doc: doc.into(),
            hash: hash.to_string(),
            rules: rules.into(),
            sentences: (1..).zip(sentences).map(|(n, s)| Sentence::new(n, s, text)).collect(),
            diagnostics: Diagnostic::list(diagnostics, text),
        }
    }
}

impl Sentence {
    fn new(n: u32, input: &SentenceInput, text: &Text) -> Self {
        Sentence {
            n,
            voice: input.voice.map_or("none", model::Voice::as_str),
            content: vec![Span::new(&input.span, text)],
            mentions: input.mentions.clone(),
            check_worthiness: rounded(input.worth.score),
            why: input.why.clone(),
            worth: Feature::list(&input.worth.features),
        }
    }
}
