//! The headline: one claim however often it is printed.

use std::ops::Range;

use crate::engine::Attribution;
use crate::extractor::{cue_of_headline, finite};
use crate::prepared::Prepared;
use crate::word::{Word, words};

/// Words of a speaker's name in a headline at most.
const SPEAKER: usize = 6;

/// A headline taken apart once per print.
pub(crate) fn headline(prepared: &Prepared) -> Option<Attribution> {
    let text = prepared.text.as_str();
    let mut prints = prepared.layout.headlines.iter().filter(|r| !prepared.slice(r).trim().is_empty());
    let first = prints.next()?;
    let (mut attribution, split) = take_apart(text, first)?;
    for print in prints {
        let content = match &split {
            Some(_) => take_apart(text, print).map(|(a, _)| a.content),
            None => Some(vec![print.clone()]),
        };
        attribution.content.extend(content.unwrap_or_else(|| vec![print.clone()]));
    }
    Some(attribution)
}

fn take_apart(text: &str, range: &Range<usize>) -> Option<(Attribution, Option<()>)> {
    let words = words(text, range);
    let bytes = |r: &Range<usize>| Some(words.get(r.start)?.range.start..words.get(r.end.checked_sub(1)?)?.range.end);
    let split = claim_first(text, &words).or_else(|| speaker_first(text, &words)).or_else(|| says_behind(&words));
    let Some((content, cue, source)) = split else {
        return Some((
            Attribution {
                content: vec![bytes(&(0..words.len()))?],
                source: None,
                cue: None,
                why: vec!["headline, nobody credited".to_owned()],
                confidence: 0.8,
            },
            None,
        ));
    };
    let attribution = Attribution {
        content: vec![bytes(&content)?],
        source: bytes(&source),
        cue: bytes(&cue),
        why: vec!["headline, speaker set off".to_owned()],
        confidence: 0.8,
    };
    Some((attribution, Some(())))
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
        && words[0].capital
        && verbless
        && crate::lexicon::cue::cues(&words[0].lower).is_empty()
}

/// "Claim – speaker".
fn claim_first(text: &str, words: &[Word]) -> Option<Parts> {
    let dash = words.iter().rposition(|w| sets_off(text, w))?;
    let named = speaker_like(&words[dash + 1..]) && known_speaker(&words[dash + 1..]);
    (dash >= 3 && named).then(|| (0..dash, dash..dash + 1, dash + 1..words.len()))
}

/// "Minister: claim".
fn speaker_first(_text: &str, words: &[Word]) -> Option<Parts> {
    let colon = words.iter().take(SPEAKER + 1).position(|w| w.is(":"))?;
    let named = speaker_like(&words[..colon]) && known_speaker(&words[..colon]);
    (named && words.len() > colon + 3).then(|| (colon + 1..words.len(), colon..colon + 1, 0..colon))
}

/// Tells whether the words can name somebody who says things rather than a topic ("Analysis: …").
fn known_speaker(words: &[Word]) -> bool {
    use crate::lexicon::name;
    let topic = matches!(
        &*words[0].lower,
        "analysis"
            | "opinion"
            | "live"
            | "exclusive"
            | "update"
            | "updates"
            | "watch"
            | "video"
            | "explained"
            | "explainer"
            | "breaking"
            | "fact"
            | "factbox"
            | "timeline"
            | "report"
            | "review"
            | "interview"
            | "profile"
            | "editorial"
            | "comment"
            | "part"
            | "poll"
    );
    let listed = |w: &Word| {
        let lower = w.stem();
        name::BODY.has(lower)
            || name::ROLE.has(lower)
            || name::PLACE.has(lower)
            || name::GIVEN_HE.has(lower)
            || name::GIVEN_SHE.has(lower)
            || name::ANONYMOUS.has(lower)
            || name::BODY_NOUN.has(lower)
    };
    !topic || words.len() > 1 && words.iter().any(listed)
}

/// "Claim, X says" and "Claim, says X".
fn says_behind(words: &[Word]) -> Option<Parts> {
    let comma = words.iter().rposition(|w| w.is(","))?;
    let rest = &words[comma + 1..];
    let cue = rest.iter().position(cue_of_headline)? + comma + 1;
    let source = if cue == comma + 1 { cue + 1..words.len() } else { comma + 1..cue };
    let fits = (cue == comma + 1 || cue + 1 == words.len()) && (1..=SPEAKER).contains(&source.len());
    (comma >= 3 && fits).then(|| (0..comma, cue..cue + 1, source))
}
