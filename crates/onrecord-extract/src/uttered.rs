//! What the words around a credit say against it: nobody said it, somebody asked, or it was said of something else.

use std::ops::Range;

use crate::engine::Attribution;
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::cue::cues;
use crate::manner::is_manner;
use crate::prepared::Prepared;
use crate::word::Word;

/// Tells whether an attribution holds in its sentence, whichever engine found it.
pub(crate) fn uttered(prepared: &Prepared, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else {
        return true;
    };
    let at = prepared.words.partition_point(|w| w.range.end <= source.start);
    let unit = prepared.units.partition_point(|u| u.words.end <= at);
    let unit = prepared.units.get(unit).filter(|u| u.words.contains(&at));
    let before = prepared.words.get(unit.map_or(at, |u| u.words.start)..at).unwrap_or(&[]);
    let own = prepared.words.get(at).map_or("", |w| &*w.lower);
    let nobody = matches!(own, "no" | "nobody" | "none" | "neither" | "nor") || ends(before, &["nor"], &[]);
    let asked = ends(before, &["whether", "if", "unless", "whom"], &[]);
    let states = attribution.cue.as_ref().is_some_and(|cue| {
        let verbs = prepared.slice(cue).to_lowercase();
        verbs.split_whitespace().any(|word| cues(word).iter().any(|c| c.frame.takes('l')))
    });
    // "…, as Moscow has demanded, …" (but not "as Moscow has pointed out") and "Contrary to what the senator said, …": the
    // content is somebody else's.
    let demanded = !states && ends(before, &["as"], &[",", "—", "–", "("]);
    let aside = demanded || ends(before, &["what"], &["to", "than", "unlike", "despite"]);
    // "She did not confirm that it leaked, as X has said": X has said that it leaked, or that she did not confirm it.
    let either = ends(before, &["as"], &[",", "—", "–", "("]) && unsaid(prepared, attribution);
    let another = either
        || aside && behind_comma(prepared, attribution)
        || compares(before)
        || is_agent(before, source, prepared);
    let no_statement = is_manner(prepared, attribution)
        || keeps_a_name_back(prepared, attribution)
        || is_asked(prepared, attribution)
        || is_named(prepared, attribution)
        || apologises(prepared, attribution);
    let contrary = own == "contrary";
    !(contrary || nobody || asked || another || no_statement || hypothetical(prepared, attribution, before))
}

/// "Three times as many as its operator stated", "more than the minister said": what they said is another number.
fn compares(before: &[Word]) -> bool {
    let measures =
        ["big", "few", "fewer", "heavy", "high", "large", "less", "little", "long", "many", "more", "much", "often"];
    ends(before, &["as"], &measures) || ends(before, &["than"], &[])
}

/// "Court records seen by the Post show": the paper has seen them, and says nothing.
fn is_agent(before: &[Word], source: &Range<usize>, prepared: &Prepared) -> bool {
    const READS: [&str; 7] = ["examined", "obtained", "read", "reviewed", "seen", "studied", "viewed"];
    let words = prepared.slice(source).to_lowercase();
    let mut words = words.split_whitespace();
    let opens_so = words.next().is_some_and(|word| READS.contains(&word)) && words.next() == Some("by");
    let head = before.split_last().filter(|(last, _)| last.any(Class::DETERMINER)).map_or(before, |(_, rest)| rest);
    opens_so || ends(head, &["by"], &READS)
}

/// Words of a content up to which it only names what somebody spoke of: "the clinic".
const MATTER: usize = 2;

/// "Berg, asked about the trial, …", "X spoke about the clinic": that tells of what they spoke, and nothing that they said.
fn is_asked(prepared: &Prepared, attribution: &Attribution) -> bool {
    let Some((source, cue)) = attribution.source.as_ref().zip(attribution.cue.as_ref()) else { return false };
    let words = prepared.slice(cue).to_lowercase();
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or("");
    let last = words.next_back().unwrap_or("");
    let between = prepared.slice(&(source.end.min(cue.start)..cue.start)).trim();
    let is_passive = between == "," && matches!(first, "asked" | "pressed" | "questioned" | "quizzed");
    let is_of = matches!((first, last), ("spoke" | "talked", "about" | "of" | "on") | ("voted", "against" | "for"));
    let count = || attribution.content.iter().map(|c| prepared.slice(c).split_whitespace().count()).sum::<usize>();
    is_passive || is_of && count() <= MATTER
}

/// "The dead man was named by his family as Jonas Eide": a naming is one statement, and whom it names has not made it. "Police
/// identified him as Jonas Eide" is theirs.
fn is_named(prepared: &Prepared, attribution: &Attribution) -> bool {
    let Some((source, cue)) = attribution.source.as_ref().zip(attribution.cue.as_ref()) else { return false };
    let words = prepared.slice(cue).to_lowercase();
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_passive = matches!(first, "are" | "been" | "is" | "was" | "were") || cue.end <= source.start;
    is_passive && words.split_whitespace().any(|word| matches!(word, "identified" | "named"))
}

/// "The minister apologised to Ashby & Rowe": to whom, or for what, is nothing that was stated.
fn apologises(prepared: &Prepared, attribution: &Attribution) -> bool {
    let cue = attribution.cue.as_ref().map_or("", |cue| prepared.slice(cue)).to_lowercase();
    let is_apology = cue.split_whitespace().next().is_some_and(|verb| verb.starts_with("apologi"));
    is_apology && matches!(cue.split_whitespace().next_back(), Some("to" | "for"))
}

/// Bytes of a content that are looked at for such words.
const ASKS: usize = 32;

/// "A worker who asked not to be named" tells nothing but that.
fn keeps_a_name_back(prepared: &Prepared, attribution: &Attribution) -> bool {
    let first = attribution.content.first().map(|content| prepared.slice(content));
    let first = first.map(|words| words.get(..words.floor_char_boundary(ASKS)).unwrap_or_default().to_lowercase());
    let asks =
        ["not to be identified", "not to be named", "not to be quoted", "to remain anonymous", "to stay anonymous"];
    first.is_some_and(|content| asks.iter().any(|ask| content.starts_with(ask)))
}

/// Tells whether the last word is one of `last`, behind one of `second` unless that is empty.
fn ends(words: &[Word], last: &[&str], second: &[&str]) -> bool {
    let is = |back: usize, list: &[&str]| {
        words.len().checked_sub(back).and_then(|i| words.get(i)).is_some_and(|w| list.contains(&&*w.lower))
    };
    is(1, last) && (second.is_empty() || is(2, second))
}

/// Verbs of saying in their bare form and in the past.
static SAYING: WordSet = WordSet::new(
    "accept accepted acknowledge acknowledged admit admitted comment commented confirm confirmed deny denied explain explained \
     mention mentioned rule ruled say said",
);
/// Words behind a negation among which its verb is looked for.
const REACH: usize = 3;

/// Tells whether the content tells that somebody did not say something.
fn unsaid(prepared: &Prepared, attribution: &Attribution) -> bool {
    attribution.content.iter().any(|content| {
        let words = prepared.words_in(content);
        let withheld =
            |w: &Word| w.any(Class::NEGATION) || w.lower.starts_with("refus") || w.lower.starts_with("declin");
        let near = |at: usize| words.iter().skip(at + 1).take(REACH).any(|w| SAYING.has(&w.lower));
        (0..words.len()).any(|at| words.get(at).is_some_and(withheld) && near(at))
    })
}

/// Tells whether the content begins behind a comma that closes the clause of source and cue.
fn behind_comma(prepared: &Prepared, attribution: &Attribution) -> bool {
    let (Some(cue), Some(first)) = (&attribution.cue, attribution.content.first()) else {
        return false;
    };
    cue.end < first.start && prepared.slice(&(cue.end..first.start)).contains(',')
        || first.end <= cue.start && attribution.source.as_ref().is_some_and(|s| s.end <= cue.start)
}

/// "If asked, she would say that …": nothing has been said.
fn hypothetical(prepared: &Prepared, attribution: &Attribution, before: &[Word]) -> bool {
    let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else {
        return false;
    };
    let between = prepared.slice(&(source.end.min(cue.end)..cue.end)).to_lowercase();
    before.first().is_some_and(|w| &*w.lower == "if") && between.split_whitespace().any(|w| w == "would")
}

#[cfg(test)]
mod tests {
    use onrecord_text::Text;

    use super::{Attribution, is_named};
    use crate::input::Input;
    use crate::prepared::Prepared;

    #[test]
    fn who_names_somebody_says_so_and_who_is_named_does_not() {
        let named = |raw: &str, source: &str, cue: &str| {
            let text = Text::new(raw).unwrap();
            let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
            let at = |part: &str| raw.find(part).map(|start| start..start + part.len());
            let (source, cue) = (at(source), at(cue));
            let found = Attribution { content: Vec::new(), source, cue, why: Vec::new(), confidence: 1.0 };
            is_named(&Prepared::new(&input), &found)
        };
        assert!(named("The dead man was named by his family as Jonas Eide.", "Jonas Eide", "was named"));
        assert!(named("The dead man, named by his family as Jonas Eide, had a son.", "his family", "named"));
        assert!(!named("Police identified the dead man as Jonas Eide.", "Police", "identified"));
    }
}
