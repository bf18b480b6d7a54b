//! Content first, then who said it: "…, X said.", "…, said X, director of Y.", `"A," he said, "B."`

use std::ops::Range;

use super::content;
use super::ending;
use super::phrase::{adverb, finite, has_finite, opens_quotation, parts};
use super::scene::{Found, Scene};
use super::{noun_phrase, subject};
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form};
use crate::word::Word;

/// Words of an adjunct between the cue and the second half of a split quotation at most.
const BETWEEN: usize = 16;
/// Words of a region that is taken for a clause although no verb in it was recognised.
const LONG: usize = 6;

/// Runs the rule on a unit.
pub(crate) fn run(scene: &mut Scene<'_>) {
    for (i, cue) in scene.cues() {
        if scene.is_used(i) || cue.form == Form::Ing || !(cue.frame.takes('l') || cue.frame.takes('q')) {
            continue;
        }
        let found =
            normal_order(scene, i, &cue).or_else(|| parenthesis(scene, i, &cue)).or_else(|| inverted(scene, i, &cue));
        if let Some(found) = found {
            scene.add(found);
        }
    }
}

fn normal_order(scene: &Scene<'_>, i: usize, cue: &Cue) -> Option<Found> {
    let source = subject::before(scene.words, i, cue)?;
    let after = i + 1 + usize::from(!cue.particle.is_empty());
    let content = region(scene, source.start, cue)?;
    let quoted = scene.words.get(content.end - 1).is_some_and(|w| w.quotation.is_some());
    if quoted && cue.noun && cue.form == Form::Third && !closed(scene.words, content.end) {
        return None;
    }
    let adjunct = quotes_in_adjunct(&scene.words[content.clone()]);
    let open = quoted && !adjunct
        || content::behind(scene.words, after, cue).is_none()
            && ending::only_adjunct(scene.words, after_addressee(scene.words, after, cue));
    open.then(|| found(scene, content, source, i..after, cue, after))
}

/// Tells whether a comma or full stop stands before or behind the mark that closes the quotation; without one it is part
/// of the sentence ("“misleading” media reports").
fn closed(words: &[Word], end: usize) -> bool {
    let stop =
        |i: Option<usize>| i.and_then(|i| words.get(i)).is_some_and(|w| [",", ".", "!", "?"].iter().any(|m| w.is(m)));
    stop(end.checked_sub(2)) || stop(Some(end))
}

/// Tells whether an adjunct only ends in a quotation ("On the show “Today,”", "When he called it “a loss,”").
fn quotes_in_adjunct(region: &[Word]) -> bool {
    let opens =
        region.first().is_some_and(|w| w.quotation.is_none() && w.any(Class::PREPOSITION | Class::SUBORDINATOR));
    let quoted = region.iter().filter(|w| w.quotation.is_some()).count();
    let verbless = |w: &Word| w.quotation.is_some() || !w.any(Class::AUXILIARY | Class::MODAL | Class::VERB);
    opens && (quoted * 2 < region.len() || region.iter().all(verbless))
}

/// Steps over whom it was told to.
fn after_addressee(words: &[Word], at: usize, cue: &Cue) -> usize {
    if cue.frame.takes('o') { noun_phrase::phrase_end(words, at) } else { at }
}

/// "The difference, he said, is that …": the cue stands inside its content.
fn parenthesis(scene: &Scene<'_>, i: usize, cue: &Cue) -> Option<Found> {
    let words = scene.words;
    let source = subject::before(words, i, cue)?;
    let after = i + 1 + usize::from(!cue.particle.is_empty());
    let lead = scene.free_before(source.start.checked_sub(1)?)..source.start;
    let comma =
        (after..words.len().min(after + BETWEEN)).find(|k| parts(&words[*k]) || words[*k].quotation.is_some())?;
    let set_off = words[source.start - 1].is(",") && words[comma].is(",") && cue.frame.takes('l');
    let adjunct = ending::only_adjunct(words, after_addressee(words, after, cue)) && !has_finite(words, after..comma);
    let rest = comma..ending::end(words, comma);
    let goes_on = has_finite(words, rest.clone())
        && words.get(comma + 1).is_some_and(|w| !ending::starts_speech(words, comma + 1) && !w.any(Class::RELATIVE));
    // "The sailor hoped to …, but": what follows the verb is its own object.
    let own_object = cue.lemma != "say" && words.get(after).is_some_and(|w| &*w.lower == "to")
        || &*words[lead.start].lower == "according";
    let bare_lead = own_object
        || lead.len() < 2
        || words[lead.start].any(Class::SUBORDINATOR) && !words[lead.start].any(Class::PREPOSITION);
    let named_list = words[source.clone()].iter().any(|w| &*w.lower == "and");
    let set_off = set_off && !named_list && content::behind(words, after, cue).is_none();
    (set_off && adjunct && goes_on && !bare_lead).then(|| Found {
        content: vec![lead, rest],
        source,
        cue: i..after,
        why: vec![format!("cue \"{}\" inside the content, {}", cue.lemma, cue.strength.as_str())],
        confidence: 0.85,
    })
}

fn inverted(scene: &Scene<'_>, i: usize, cue: &Cue) -> Option<Found> {
    // "Told" is followed by whom it was told to, not by who told it.
    if cue.form == Form::Base || cue.lemma == "tell" {
        return None;
    }
    let verb = (0..i).rev().find(|b| !adverb(&scene.words[*b])).map_or(0, |b| b + 1);
    let content = region(scene, verb, cue)?;
    let source = noun_phrase::behind(scene.words, i + 1)?;
    let after = source.end;
    let quoted = scene.words[content.end - 1].quotation.is_some();
    let stated = subject::before(scene.words, i, cue).is_some() || !has_finite(scene.words, content.clone());
    if !quoted && (stated || !ending::only_adjunct(scene.words, after)) {
        return None;
    }
    Some(found(scene, content, source, i..i + 1, cue, after))
}

/// Finds the content that ends in front of `end`: what no rule has used yet, parted from the subject by a comma or the
/// end of a quotation.
pub(super) fn region(scene: &Scene<'_>, end: usize, cue: &Cue) -> Option<Range<usize>> {
    let words = scene.words;
    let last = words.get(end.checked_sub(1)?)?;
    let start = scene.free_before(end - 1);
    let quoted = last.quotation.is_some();
    if !(quoted || last.is(",") || last.is_dash()) || start >= end {
        return None;
    }
    let region = start..end;
    let has_quotation = words[region.clone()].iter().any(|w| w.quotation.is_some());
    let states = cue.frame.takes('l') && (cue.frame.takes('c') || cue.frame.takes('t'));
    let clause = states && main_clause(words, region.clone());
    let long_enough = words[region.clone()].iter().filter(|w| w.is_word()).count() >= 2;
    ((quoted || has_quotation || clause) && (long_enough || quoted)).then_some(region)
}

/// Tells whether the words hold a clause that can stand alone, not only an adjunct ("On Monday,").
fn main_clause(words: &[Word], region: Range<usize>) -> bool {
    // "But, in a surprise move,": what joins the sentence to the one before is not its beginning.
    let joined = region.clone().take_while(|i| words[*i].any(Class::COORDINATOR) || words[*i].is(",")).count();
    let region = region.start + joined..region.end;
    let Some(first) = words.get(region.start).filter(|_| !region.is_empty()) else {
        return false;
    };
    let opens_adjunct = first.any(Class::SUBORDINATOR | Class::PREPOSITION) && !first.any(Class::DETERMINER)
        || first.lower.ends_with("ing");
    let inner_comma = region.clone().take(region.len() - 1).find(|i| words[*i].is(","));
    let from = match (opens_adjunct, inner_comma) {
        (false, _) => region.start,
        (true, Some(comma)) => comma,
        (true, None) => return statement_behind_adjunct(words, &region),
    };
    has_finite(words, from..region.end) || !opens_adjunct && region.len() > LONG
}

/// Tells whether a main clause follows an adjunct without a comma ("In 11 of them the laboratory found traces"): a verb
/// stands in it before anything that makes it a subordinate one.
fn statement_behind_adjunct(words: &[Word], region: &Range<usize>) -> bool {
    let first = &words[region.start];
    let plain = first.any(Class::PREPOSITION) && !first.any(Class::SUBORDINATOR);
    let inner = Class::RELATIVE | Class::SUBORDINATOR | Class::QUESTION;
    let verb = region.clone().find(|i| finite(words, *i));
    plain && verb.is_some_and(|verb| !words[region.start..verb].iter().any(|w| w.any(inner)))
}

fn found(
    scene: &Scene<'_>,
    content: Range<usize>,
    source: Range<usize>,
    cue_at: Range<usize>,
    cue: &Cue,
    after: usize,
) -> Found {
    let words = scene.words;
    let quoted = words[content.end - 1].quotation.is_some();
    let mut spans = vec![content];
    if quoted {
        spans.extend(second_half(words, after));
    }
    Found {
        content: spans,
        source,
        cue: cue_at,
        why: vec![format!("cue \"{}\" behind the content, {}", cue.lemma, cue.strength.as_str())],
        confidence: if quoted { 0.95 } else { 0.9 },
    }
}

/// Finds the rest of a quotation that its cue has split in two.
fn second_half(words: &[Word], after: usize) -> Option<Range<usize>> {
    let start = (after..words.len().min(after + BETWEEN)).find(|i| opens_quotation(words, *i))?;
    // A comma inside the closing marks announces a cue of its own.
    let behind = super::phrase::behind_quotation(words, start);
    if behind < words.len() && behind.checked_sub(2).is_some_and(|b| words[b].is(",")) {
        return None;
    }
    let between = words.get(after..start)?;
    let led = between.iter().any(|w| w.is(",") || w.is(":") || w.is(".") || w.is(";"));
    let plain = !between.iter().enumerate().any(|(k, w)| {
        !crate::lexicon::cue::cues(&w.lower).is_empty()
            || parts(w) && !w.is(",") && !w.is(":") && k + 1 < between.len() && !w.is(";")
    });
    (led && plain && !has_finite(words, after..start)).then(|| start..ending::end(words, start))
}
