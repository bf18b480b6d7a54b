//! Sentences in the outlet's own voice: which narrator's sentences are claims, and why the others are not.

use crate::extractor::finite;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::word::Word;
use crate::{furniture, interview};

/// Words a claim has at least.
const SHORTEST: usize = 4;

static JUDGEMENT: WordSet =
    WordSet::new("disgraceful shameful wonderful terrible awful brilliant fantastic ridiculous absurd outrageous");

/// Why a sentence between marks is not the narrator's; it is a claim of somebody the text does not name there.
pub(crate) const UNCREDITED: &str = "a quotation that nobody is credited with";

/// Tells why a narrator's sentence is no claim; `None` when it is one.
pub(crate) fn left_out(sentence: &str, words: &[Word]) -> Option<&'static str> {
    let count = words.iter().filter(|w| w.is_word()).count();
    let has = |test: &dyn Fn(&Word) -> bool| words.iter().any(test);
    if furniture::phrased(sentence) {
        return Some("belongs to the page, not to the article");
    }
    if words.iter().rev().find(|w| w.quotation.is_none()).or(words.last()).is_some_and(|w| w.is("?")) {
        return Some("a question");
    }
    if words.iter().all(|w| w.quotation.is_some()) {
        return Some(UNCREDITED);
    }
    if interview::is_turn(words) {
        return Some(interview::LEFT_OUT);
    }
    let brief = count + 1 == SHORTEST && words.first().is_some_and(|w| !w.any(Class::PRONOUN | Class::POSSESSIVE));
    if count < SHORTEST && !brief {
        return Some("too short to claim anything");
    }
    if !(0..words.len()).any(|i| finite(words, i)) && !past_in_sentence(words) {
        return Some("no verb");
    }
    if sentence.contains("http://") || sentence.contains("https://") && count < 12 {
        return Some("an address");
    }
    let outside = words.first().is_some_and(|w| w.quotation.is_none());
    if outside && words.iter().take(3).any(|w| matches!(&*w.lower, "i" | "my" | "i'm" | "i’m")) {
        return Some("the writer's own view");
    }
    if outside && words.iter().take(2).any(|w| matches!(&*w.lower, "you" | "your" | "our" | "we")) {
        return Some("speaks to the readers or of the outlet itself");
    }
    if prediction(words) || words.first().is_some_and(|w| matches!(&*w.lower, "perhaps" | "maybe" | "possibly")) {
        return Some("a prediction or a possibility");
    }
    let verdict = has(&|w| w.quotation.is_none() && (JUDGEMENT.has(&w.lower) || STANCE.has(&w.lower))) || shame(words);
    let ought = has(&|w| matches!(&*w.lower, "should" | "ought" | "must") && w.any(Class::MODAL));
    (verdict || ought && count < 25).then_some("an opinion")
}

/// Adverbs by which a writer takes a side.
static STANCE: WordSet = WordSet::new(
    "clearly obviously surely arguably undoubtedly unquestionably undeniably frankly sadly thankfully hopefully \
     unfortunately fortunately regrettably shamefully rightly wrongly",
);
/// What a writer calls a thing they dislike or like.
static VERDICT: WordSet = WordSet::new(
    "disgrace shame farce travesty joke outrage betrayal scandal madness folly nonsense triumph masterpiece delight pity absurdity",
);

/// "It is a disgrace", "this was sheer folly".
fn shame(words: &[Word]) -> bool {
    words.windows(4).any(|w| {
        let noun = w.iter().skip(1).position(|w| VERDICT.has(&w.lower) && w.quotation.is_none());
        w[0].any(Class::BE) && noun.is_some_and(|n| w[1..=n].iter().all(|w| !w.any(Class::PREPOSITION | Class::BE)))
    })
}

/// Words that leave open whether it will be so.
static LIKELY: WordSet =
    WordSet::new("likely unlikely expected poised bound predicted forecast certain sure going set");

/// Tells whether the first verb of a sentence says what may be or is to be expected, and not what is or was. A plain
/// "will" stays: "The talks will resume on Monday" can be checked against a calendar.
fn prediction(words: &[Word]) -> bool {
    let Some(first) = (0..words.len()).find(|i| words[*i].quotation.is_none() && finite(words, *i)) else {
        return false;
    };
    let lower = |i: usize| words.get(i).map_or("", |w| &*w.lower);
    // "In May" is a month.
    let month = words[first].capital && first > 0;
    let open = !month && matches!(lower(first), "may" | "might" | "could" | "would");
    let waited = words[first].any(Class::BE)
        && matches!(lower(first), "is" | "are")
        && LIKELY.has(lower(first + 1))
        && lower(first + 2) == "to";
    let weighed = lower(first) == "will" && matches!(lower(first + 1), "probably" | "likely" | "surely" | "inevitably");
    open || waited || weighed
}

/// Tells whether a full sentence holds a word in "-ed" behind a noun: rather a verb than not, although its company does
/// not show it.
fn past_in_sentence(words: &[Word]) -> bool {
    let past = |pair: &[Word]| {
        let noun = pair[0].is_word() && (pair[0].capital || pair[0].class == Class::NONE) && !pair[0].possessive();
        noun && !pair[1].capital && pair[1].lower.len() > 4 && pair[1].lower.ends_with("ed")
    };
    words.last().is_some_and(|w| w.is(".")) && words.windows(2).any(past)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(raw: &str) -> Option<&'static str> {
        left_out(raw, &crate::word::words(raw, &(0..raw.len())))
    }

    #[test]
    fn statements_stay_and_the_rest_has_a_reason() {
        assert_eq!(why("The delegation arrived at the palace late on Thursday."), None);
        assert_eq!(why("Will the delegation arrive at the palace?"), Some("a question"));
        assert_eq!(why("Five storms on one coast."), Some("no verb"));
        assert_eq!(why("It rained."), Some("too short to claim anything"));
        assert_eq!(
            why("Sign up for our daily newsletter and never miss a story."),
            Some("belongs to the page, not to the article")
        );
        assert_eq!(
            why("Your support keeps our team in the field."),
            Some("speaks to the readers or of the outlet itself")
        );
        assert_eq!(why("It was a disgraceful night for the whole city."), Some("an opinion"));
        for raw in [
            "The truce could collapse before the end of the month.",
            "The talks are likely to resume next week.",
            "Prices will probably rise again in spring.",
        ] {
            assert_eq!(why(raw), Some("a prediction or a possibility"), "{raw}");
        }
        assert_eq!(why("The talks will resume in Geneva on Monday."), None);
        assert_eq!(why("The inquiry resumes in May."), None);
    }
}
