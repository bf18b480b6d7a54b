//! Languages without rules: direct quotations, which marks alone show, and nothing else.

use onrecord_model::{CheckWorthiness, Diagnostic, Mention, Slots, Voice};

use crate::input::Input;
use crate::prepared::Prepared;

/// Words a quotation has at least; shorter ones are names, titles and words held at a distance.
const SHORTEST: usize = 3;

/// Returns the quotations of a document as mentions without source or speaker, in reading order.
pub(crate) fn mentions(prepared: &Prepared) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for quotation in prepared.quotations.iter().filter(|q| q.closed || q.continues) {
        let inside = prepared.slice(&quotation.inner);
        let Ok(span) = prepared.text.span(quotation.outer.clone()) else {
            continue;
        };
        if inside.split_whitespace().count() < SHORTEST {
            continue;
        }
        found.push(Mention {
            number: found.len() as u32 + 1,
            voice: Voice::Direct,
            content: vec![span],
            source: None,
            cue: None,
            speaker: None,
            check_worthiness: CheckWorthiness::default(),
            confidence: 0.6,
            slots: Slots::default(),
            times: Vec::new(),
            by_hand: None,
            why: vec!["quotation marks; who says it is not looked for in this language".to_owned()],
        });
    }
    found
}

/// Says what was left undone.
pub(crate) fn unsupported(input: &Input<'_>) -> Diagnostic {
    let language = input.language.map_or("unknown", |l| l.0.as_str());
    Diagnostic::warning(
        "language-unsupported",
        format!("the engines know English, this text is in {language:?}; only quotations between marks were kept"),
    )
}
