//! The headline: one claim however often it is printed.

use std::ops::Range;

use crate::engine::Attribution;
use crate::extractor::{cue_of_headline, finite};
use crate::lexicon::class::Class;
use crate::lexicon::cue::Strength;
use crate::lexicon::{WordSet, cue, name};
use crate::prepared::Prepared;
use crate::slots::PARTICLE;
use crate::word::{Word, words};

/// Words of a speaker's name in a headline at most.
const SPEAKER: usize = 6;

/// Words a headline has at least; "Opinion" claims nothing.
const SHORTEST: usize = 3;
/// Bytes of the longest line that is taken for a headline.
const LONGEST: usize = 1_000;

/// Words in the name of an outlet, which pages print behind their headlines.
static OUTLET: WordSet = WordSet::new(
    "news media times post journal tribune herald magazine tv radio online reuters ap afp bbc cnn nbc abc cbs fox npr jazeera \
     guardian politico telegraph independent standard gazette chronicle weekly daily bloomberg economist newspaper express mail",
);

/// Finds the claim of the headline, with one content for each place where it is printed; `None` without a headline.
pub(crate) fn headline(prepared: &Prepared) -> Option<Attribution> {
    let text = prepared.text.as_str();
    let prints = prepared.layout.headlines.iter().filter(|r| r.len() <= LONGEST);
    let mut taken = prints.filter_map(|range| take_apart(text, range));
    let mut first = taken.next()?;
    first.content.extend(taken.flat_map(|other| other.content));
    Some(first)
}

fn take_apart(text: &str, range: &Range<usize>) -> Option<Attribution> {
    let all = words(text, range);
    let words = &all[..without_outlet(text, &all)];
    let bytes = |r: &Range<usize>| Some(words.get(r.start)?.range.start..words.get(r.end.checked_sub(1)?)?.range.end);
    if words.iter().filter(|w| w.is_word()).count() < SHORTEST {
        return None;
    }
    let split = claim_first(text, words)
        .or_else(|| speaker_first(words))
        .or_else(|| says_behind(words))
        .or_else(|| according_to(words))
        .or_else(|| speaker_last(words))
        .or_else(|| says_in_front(words));
    let (content, credit) = match split {
        Some((content, cue, source)) => (content, Some((cue, source))),
        None => (0..words.len(), None),
    };
    Some(Attribution {
        content: vec![bytes(&content)?],
        source: credit.as_ref().and_then(|(_, source)| bytes(source)),
        cue: credit.as_ref().and_then(|(cue, _)| bytes(cue)),
        why: vec![if credit.is_some() { "headline, speaker set off" } else { "headline, nobody credited" }.to_owned()],
        confidence: 0.8,
    })
}

/// Returns how many words stand in front of the outlet's name ("… | Al Jazeera", "… — Daily News").
fn without_outlet(text: &str, words: &[Word]) -> usize {
    let bar = words.iter().position(|w| w.is("|")).unwrap_or(words.len());
    let dash = words[..bar].iter().rposition(|w| sets_off(text, w));
    let named = |dash: &usize| words[dash + 1..bar].iter().any(|w| OUTLET.has(&w.lower)) && bar - dash <= SPEAKER;
    dash.filter(named).unwrap_or(bar)
}

type Parts = (Range<usize>, Range<usize>, Range<usize>);

/// A dash with a space on each side, or a typographic dash.
fn sets_off(text: &str, word: &Word) -> bool {
    let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
    word.is_dash()
        && spaced(text.get(..word.range.start).and_then(|t| t.chars().next_back()))
        && spaced(text.get(word.range.end..).and_then(|t| t.chars().next()))
}

fn speaker_like(words: &[Word]) -> bool {
    let verbless = !(1..words.len()).any(|i| !words[i].capital && finite(words, i));
    (1..=SPEAKER).contains(&words.len())
        && words.iter().all(Word::is_word)
        && (words[0].capital || PARTICLE.has(&words[0].lower) && words.len() > 1)
        && !words.iter().any(|w| w.any(Class::AUXILIARY | Class::MODAL | Class::VERB | Class::QUESTION))
        && verbless
        && cue::cues(&words[0].lower).is_empty()
}

/// "Claim – speaker".
fn claim_first(text: &str, words: &[Word]) -> Option<Parts> {
    let dash = words.iter().rposition(|w| sets_off(text, w))?;
    let behind = &words[dash + 1..];
    let named = speaker_like(behind) && known_speaker(behind) || common_speaker(behind);
    (dash >= 3 && named).then(|| (0..dash, dash..dash + 1, dash + 1..words.len()))
}

/// "Minister: claim".
fn speaker_first(words: &[Word]) -> Option<Parts> {
    let colon = words.iter().take(SPEAKER + 1).position(|w| w.is(":"))?;
    let label = &words[..colon];
    let head =
        label.last().is_some_and(listed) || label.len() == 1 || label.first().is_some_and(listed) && label.len() == 2;
    let named = speaker_like(label) && known_speaker(label) && head;
    (named && words.len() > colon + 3).then(|| (colon + 1..words.len(), colon..colon + 1, 0..colon))
}

/// Tells whether the words can name somebody who says things rather than a topic ("Analysis: …").
fn known_speaker(words: &[Word]) -> bool {
    let topic = words.first().is_none_or(|w| TOPIC.has(&w.lower));
    !topic || words.len() > 1 && words.iter().any(listed)
}

static TOPIC: WordSet = WordSet::new(
    "analysis opinion live exclusive update updates watch video explained explainer breaking fact factbox timeline report review q&a \
     interview profile editorial comment part poll photos pictures images map quiz gallery podcast transcript recap preview explainer \
     obituary letters highlights timeline correction corrections clarification erratum",
);

/// Tells whether the word is of a kind that stands in names of speakers.
fn listed(word: &Word) -> bool {
    let sets =
        [&name::BODY, &name::ROLE, &name::PLACE, &name::GIVEN_HE, &name::GIVEN_SHE, &name::ANONYMOUS, &name::BODY_NOUN];
    sets.iter().any(|set| set.has(word.stem()))
}

/// "Claim: speaker": the colon stands near the end and what follows is wholly a known kind of name.
fn speaker_last(words: &[Word]) -> Option<Parts> {
    let colon = words.iter().rposition(|w| w.is(":"))?;
    let label = &words[colon + 1..];
    let shown = label.last().is_some_and(|w| w.upper || listed(w)) || sentence_case(&words[..colon]);
    let named = speaker_like(label) && label.iter().all(|w| w.capital) && known_speaker(label) && shown;
    (named && colon >= 3 && label.len() <= 3).then(|| (0..colon, colon..colon + 1, colon + 1..words.len()))
}

/// "Claim, X says" and "Claim, says X".
fn says_behind(words: &[Word]) -> Option<Parts> {
    let comma = words.iter().rposition(|w| w.is(","))?;
    let rest = &words[comma + 1..];
    let cue = rest.iter().position(cue_of_headline)? + comma + 1;
    let source = if cue == comma + 1 { cue + 1..words.len() } else { comma + 1..cue };
    let placed = cue == comma + 1 || cue + 1 == words.len();
    // "…, Court Told": who was told has said nothing.
    let heard = cue + 1 == words.len() && &*words[cue].lower == "told";
    let fits = placed && !heard && words.get(source.clone()).is_some_and(|s| speaker_like(s) || common_speaker(s));
    (comma >= 3 && fits).then(|| (0..comma, cue..cue + 1, source))
}

/// Tells whether most words begin with a small letter, so that a capital shows a name.
fn sentence_case(words: &[Word]) -> bool {
    let letters = words.iter().filter(|w| w.is_word() && w.range.len() > 2);
    let (capital, all) = letters.fold((0, 0), |(c, n), w| (c + usize::from(w.capital), n + 1));
    all > 2 && capital * 2 < all
}

/// "Claim, according to X".
fn according_to(words: &[Word]) -> Option<Parts> {
    let cue = words.windows(2).rposition(|w| &*w[0].lower == "according" && &*w[1].lower == "to")?;
    let end = cue - usize::from(cue > 0 && words[cue - 1].is(","));
    let source = cue + 2..words.len();
    let bare = |s: &[Word]| (1..=SPEAKER).contains(&s.len()) && s.iter().all(|w| w.is_word() && !w.any(Class::VERB));
    let named = words.get(source.clone()).is_some_and(bare);
    (end >= 3 && named).then(|| (0..end, cue..cue + 2, source))
}

/// "X says claim".
fn says_in_front(words: &[Word]) -> Option<Parts> {
    let says = |c: &cue::Cue| {
        let takes = c.frame.takes('c') && !c.noun && c.strength != Strength::Commitment || c.lemma == "deny";
        takes && c.particle.is_empty() && !matches!(c.form, cue::Form::Ing | cue::Form::Past)
    };
    let plain = |w: &Word| cue::cues(&w.lower).iter().any(says);
    let cue = words.iter().take(SPEAKER + 1).position(plain).filter(|cue| *cue > 0)?;
    let source = &words[..cue];
    let start = behind_addressee(words, cue);
    let end = second_predicate(words, start);
    let content = words.get(start..end)?;
    let answer = content.first().is_none_or(|w| matches!(&*w.lower, "no" | "yes" | "goodbye" | "sorry" | "he" | "she"));
    let quoted = content.first().is_some_and(|w| w.quotation.is_some());
    let long = content.iter().filter(|w| w.is_word()).count() >= SHORTEST;
    let asks = source.iter().any(|w| w.any(Class::QUESTION));
    let named = speaker_like(source) || common_speaker(source);
    (named && long && !answer && !quoted && !asks).then(|| (start..end, cue..cue + 1, 0..cue))
}

/// Returns where the content behind a cue begins: behind who is told it.
fn behind_addressee(words: &[Word], cue: usize) -> usize {
    let tells = words.get(cue).is_some_and(|word| matches!(&*word.lower, "tell" | "tells"));
    let is_told = words.get(cue + 1).is_some_and(|word| ADDRESSEE.has(&word.lower));
    cue + 1 + usize::from(tells && is_told)
}

/// Whom headlines let be told something: "Widow Tells Court Dealer Came Every Week".
static ADDRESSEE: WordSet = WordSet::new(
    "commission committee congress council court hearing inquest inquiry investigators judge jury lawmakers mps panel parliament \
     police reporters senate senators staff tribunal voters workers",
);

/// What somebody does besides, told behind a comma: "Mayor Says Dam Is Safe, Blames Council".
static BESIDES: WordSet = WordSet::new(
    "apologises apologizes asks backs blames calls clears defends denies orders pledges plans promises quits rejects resigns seeks urges \
     vows wants warns",
);

/// Returns where the content that begins at `start` ends: in front of the comma behind which the speaker does something else.
fn second_predicate(words: &[Word], start: usize) -> usize {
    let goes_on = |at: &usize| words[*at].is(",") && words.get(at + 1).is_some_and(|word| BESIDES.has(&word.lower));
    (start..words.len()).find(goes_on).unwrap_or(words.len())
}

/// Speakers without a name, in a headline written as a sentence: "defense minister", "officials", "poll".
fn common_speaker(words: &[Word]) -> bool {
    let Some(last) = words.last() else {
        return false;
    };
    let sets = [&name::ROLE, &name::HUMAN, &name::ANONYMOUS, &name::BODY_NOUN];
    let speaks = sets.iter().any(|set| set.has(last.stem())) && !TOPIC.has(last.stem())
        || matches!(&*last.lower, "poll" | "polls" | "report" | "reports");
    let plain = |w: &Word| w.is_word() && (w.class == Class::NONE || w.any(Class::DETERMINER));
    (1..=4).contains(&words.len()) && speaks && words.iter().all(plain)
}
