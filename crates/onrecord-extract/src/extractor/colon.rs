//! A quotation led in by a colon without a verb of saying: `Smith was blunt: "We lost."`, `SMITH: We lost.`

use std::ops::Range;

use super::phrase::opens_quotation;
use super::scene::{Found, Scene};
use super::subject;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::word::Word;

/// Words before the colon at most.
const LEAD: usize = 40;

/// Words between subject and colon at most.
const REACH: usize = 10;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    let words = scene.words;
    let Some(colon) = (0..words.len().min(LEAD)).find(|i| words[*i].is(":") && words[*i].quotation.is_none()) else {
        return;
    };
    let quoted = opens_quotation(words, colon + 1);
    if colon == 0 || (colon..words.len()).any(|i| scene.is_used(i)) {
        return;
    }
    let label = transcript_label(words, colon);
    let lead = || subject::first(words, colon).filter(|s| near(words, s.end, colon));
    let source = match (label, quoted) {
        (true, _) => Some(0..colon),
        (false, true) => lead(),
        (false, false) if plain_spoken(words, colon) => lead(),
        (false, false) => speech_of(words, colon),
    };
    let Some(source) = source.filter(|s| !s.clone().any(|i| scene.is_used(i))) else {
        return;
    };
    scene.add(Found {
        content: std::iter::once(colon + 1..words.len()).collect(),
        source,
        cue: colon..colon + 1,
        why: vec![if label { "name and colon" } else { "colon leads in what is said" }.to_owned()],
        confidence: if label { 0.8 } else { 0.7 },
    });
}

/// Ways to speak that say that what follows is said ("Jones was clear: the contract had expired").
static PLAIN: WordSet = WordSet::new(
    "clear blunt adamant unequivocal emphatic explicit categorical unambiguous insistent definite dismissive",
);

/// Nouns for what somebody says ("Her verdict: …").
static SPEECH: WordSet = WordSet::new(
    "message verdict answer conclusion warning advice view argument explanation response reply reaction assessment prediction \
     opinion",
);

/// "Was clear:" and "put it bluntly:".
fn plain_spoken(words: &[Word], colon: usize) -> bool {
    let before = |n: usize| colon.checked_sub(n).and_then(|i| words.get(i));
    let said = |n: usize, word: &str| before(n).is_some_and(|w| &*w.lower == word);
    let was = (2..=3).any(|n| before(n).is_some_and(|w| w.any(Class::BE)));
    let put =
        said(2, "it") && (said(3, "put") || said(3, "puts")) && before(1).is_some_and(|w| w.lower.ends_with("ly"));
    put || was && before(1).is_some_and(|w| PLAIN.has(&w.lower))
}

/// Returns who speaks in "Reed's message was simple:" and "Her answer to the critics:", possessive ending and all.
fn speech_of(words: &[Word], colon: usize) -> Option<Range<usize>> {
    let noun = (1..colon.min(REACH)).find(|i| SPEECH.has(&words[*i].lower) && words[*i].quotation.is_none())?;
    let owner = words[..noun].iter().rposition(|w| w.possessive() || w.any(Class::POSSESSIVE))?;
    let own = owner + 3 > noun && !matches!(&*words[owner].lower, "my" | "our" | "your" | "its" | "whose");
    let verbs = words[noun + 1..colon].iter().filter(|w| w.any(Class::VERB | Class::MODAL | Class::NEGATION)).count();
    let named = words[..=owner].iter().all(|w| w.is_word() && (w.capital || !w.any(Class::PREPOSITION | Class::VERB)));
    (own && verbs == 0 && named).then_some(0..owner + 1)
}

/// Tells whether the words before the colon are a speaker's label in capitals ("SEN. SMITH").
fn transcript_label(words: &[Word], colon: usize) -> bool {
    (1..=4).contains(&colon) && words[..colon].iter().all(|w| (w.is(".") || w.upper) && w.quotation.is_none())
}

/// Tells whether a subject that ends at `end` is close enough to the colon, and is not the writer or the reader.
fn near(words: &[Word], end: usize, colon: usize) -> bool {
    let subject = end.checked_sub(1).and_then(|e| words.get(e));
    let outside = subject.is_some_and(|w| !matches!(&*w.lower, "i" | "we" | "you" | "it"));
    outside && colon - end <= REACH
}
