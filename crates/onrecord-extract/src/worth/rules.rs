//! How much a sentence is worth checking: a linear score over named features.
//!
//! The weights are set by hand, in the order of what fact-checkers say they look for (figures, named parties, causes,
//! the past) and are to be replaced by learnt ones; see `docs/extraction.md`.

use onrecord_model::{CheckWorthiness, Feature, HedgeKind, Slots};

use crate::extractor::finite;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::word::Word;

/// Score of a sentence that shows no feature.
const BASE: f64 = 0.3;
/// Words below which a proposition is short.
const SHORT: usize = 6;

static CAUSAL: WordSet = WordSet::new(
    "because caused causes cause due led leads more less fewer most least higher lower highest lowest increased decreased \
     increase decrease rose fell grew worse better record doubled tripled halved than after prevented resulted",
);
static OPINION: WordSet = WordSet::new(
    "think believe feel hope wish guess love hate great terrible wonderful beautiful amazing should must believe opinion",
);

/// Scores the words of a proposition, whose slots are known.
pub(crate) fn score(words: &[Word], slots: &Slots, has_date: bool) -> CheckWorthiness {
    let mut features = Vec::new();
    let mut add = |holds: bool, name: &str, weight: f64| {
        if holds {
            features.push(Feature { name: name.to_owned(), weight });
        }
    };
    let any = |test: &dyn Fn(&Word) -> bool| words.iter().any(test);
    let first_person = any(&|w| matches!(w.stem(), "i" | "we" | "my" | "our" | "i'm" | "we're" | "i’m"));
    let future = slots.hedges.iter().any(|h| h.kind == HedgeKind::Future);
    let weak = slots.hedges.iter().any(|h| h.kind != HedgeKind::Future);
    add(!slots.quantities.is_empty(), "states a quantity", 0.25);
    add(has_date, "states a date", 0.08);
    add(!slots.entities.is_empty(), "names somebody or something", 0.12);
    add(any(&|w| CAUSAL.has(&w.lower)), "causal or comparative", 0.1);
    add(asserts_past(words), "asserts something past", 0.12);
    add(!slots.negations.is_empty(), "denies something", 0.03);
    add(weak, "hedged", -0.08);
    add(future, "about the future", -0.1);
    add(first_person && any(&|w| OPINION.has(&w.lower)), "first-person opinion", -0.25);
    add(words.last().is_some_and(|w| w.is("?")), "a question", -0.3);
    add(words.iter().filter(|w| w.is_word()).count() < SHORT, "short", -0.2);
    features.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then_with(|| a.name.cmp(&b.name)));
    let sum = BASE + features.iter().map(|f| f.weight).sum::<f64>();
    CheckWorthiness { score: (sum.clamp(0.0, 1.0) * 1000.0).round() / 1000.0, features }
}

fn asserts_past(words: &[Word]) -> bool {
    (0..words.len()).any(|i| {
        let word = &words[i];
        let past =
            word.lower.ends_with("ed") || matches!(&*word.lower, "was" | "were" | "had" | "did" | "has" | "have");
        past && finite(words, i) && !word.any(Class::MODAL)
    })
}

#[cfg(test)]
mod tests {
    use onrecord_text::Text;

    use super::*;

    fn of(raw: &str) -> CheckWorthiness {
        let text = Text::new(raw).unwrap();
        let slots = crate::slots(&text, &[text.span(0..raw.len()).unwrap()]);
        score(&crate::word::words(raw, &(0..raw.len())), &slots, false)
    }

    #[test]
    fn figures_outrank_opinions_and_questions() {
        let figure = of("Unemployment fell to 4.1 percent under President Ana Torres.").score;
        let opinion = of("I think it is a wonderful evening for all of us.").score;
        let question = of("Did anybody see where the captain went?").score;
        assert!(figure > opinion && figure > question, "{figure} {opinion} {question}");
    }

    #[test]
    fn every_point_has_a_reason() {
        let found = of("Unemployment fell to 4.1 percent.");
        let sum: f64 = BASE + found.features.iter().map(|f| f.weight).sum::<f64>();
        assert!((found.score - sum).abs() < 0.001);
    }
}
