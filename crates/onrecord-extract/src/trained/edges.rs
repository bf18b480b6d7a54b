//! Edges of what was tagged, where marks of quotation show them better than any tagger.

use std::ops::Range;

use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form, Strength, cues};
use crate::link::Marked;
use crate::prepared::Prepared;
use crate::tagger::Label;
use crate::word::Word;

/// Words by which an edge may miss that of a quotation and still mean it.
const MISSED: usize = 2;

/// Cuts a content where one quotation ends and the next begins, or where a sentence begins with one: two people may have said them, and
/// each finds its own cue.
pub(super) fn by_quotation(prepared: &Prepared, run: Marked) -> Vec<Marked> {
    if run.label != Label::Content {
        return vec![run];
    }
    let number = |i: usize| prepared.words.get(i).and_then(|w| w.quotation);
    let mark = |i: usize| prepared.words.get(i).is_some_and(|w| [".", ",", "?", "!"].iter().any(|m| w.is(m)));
    let turns = |i: &usize| {
        number(*i).is_some() && number(i - 1).is_some() && number(*i) != number(i - 1) && *i > 1 && mark(i - 2)
    };
    let begins = |i: &usize| {
        let at = prepared.words.get(*i).map_or(usize::MAX, |w| w.range.start);
        let opens = number(*i).is_some() && number(i - 1).is_none();
        opens && prepared.units.binary_search_by_key(&at, |unit| unit.range.start).is_ok()
    };
    let mut cuts: Vec<usize> = (run.words.start + 1..run.words.end).filter(|i| turns(i) || begins(i)).collect();
    cuts.insert(0, run.words.start);
    cuts.push(run.words.end);
    cuts.windows(2).map(|pair| Marked { words: pair[0]..pair[1], ..run.clone() }).collect()
}

/// Moves the edges of a content to those of the quotation they nearly meet, marks included.
pub(super) fn mended(prepared: &Prepared, words: Range<usize>) -> Range<usize> {
    let start = quotation(prepared, words.start)
        .filter(|q| words.start - q.start <= MISSED && q.start < words.end)
        .map_or(words.start, |q| q.start);
    let last = words.end.saturating_sub(1);
    let end =
        quotation(prepared, last).filter(|q| q.end - words.end <= MISSED && q.end > start).map_or(words.end, |q| q.end);
    start..end.max(start + 1)
}

/// Cuts a content that opens with a quotation where that ends with its sentence: what follows is the narrator's.
pub(super) fn without_verdict(prepared: &Prepared, words: Range<usize>) -> Range<usize> {
    let Some(quotation) = quotation(prepared, words.start).filter(|q| q.end < words.end) else {
        return words;
    };
    let mark = |i: usize| prepared.words.get(i).is_some_and(|w| [".", "?", "!"].iter().any(|m| w.is(m)));
    let ends = quotation.len() > 2 && mark(quotation.end - 2);
    let next = prepared.words.get(quotation.end).is_some_and(|w| w.capital && w.quotation.is_none());
    if ends && next { words.start..quotation.end } else { words }
}

/// Words between a conjunction and the verb of a second speaker at most.
const SECOND: usize = 8;

/// Cuts a clause without marks where somebody else begins to speak: "…, but Ms Park denied it", "…, while he insisted".
pub(super) fn without_second(prepared: &Prepared, words: Range<usize>) -> Range<usize> {
    let word = |i: usize| prepared.words.get(i);
    let joins = |i: usize| {
        word(i).is_some_and(|w| w.is(",") && w.quotation.is_none())
            && word(i + 1).is_some_and(|w| matches!(&*w.lower, "but" | "while" | "whereas" | "although" | "though"))
    };
    let speaks = |i: usize| {
        let reported =
            |c: &Cue| matches!(c.form, Form::Past | Form::Third) && c.strength != Strength::Mental && !c.noun;
        word(i).is_some_and(|w| w.quotation.is_none() && !w.capital && cues(&w.lower).iter().any(reported))
    };
    let second = |i: &usize| joins(*i) && (i + 3..words.end.min(i + 2 + SECOND)).any(speaks);
    let end = (words.start + 2..words.end).find(second).unwrap_or(words.end);
    words.start..end
}

/// Carries a clause without a verb on over an aside: "that ceding the town, as Moscow has demanded, would be wrong".
pub(super) fn over_aside(prepared: &Prepared, words: Range<usize>, cue: &Range<usize>) -> Range<usize> {
    let word = |i: usize| prepared.words.get(i);
    let opens = word(words.end).is_some_and(|w| w.is(",")) && word(words.end + 1).is_some_and(|w| &*w.lower == "as");
    let close = (words.end + 3..words.end + 12).find(|i| word(*i).is_some_and(|w| w.is(",")));
    let own = (words.end..words.end + 12).contains(&cue.start);
    let Some(close) = close.filter(|_| opens && !own && !crate::extractor::finite_in(&prepared.words, words.clone()))
    else {
        return words;
    };
    let stop = (close + 1..prepared.words.len().min(close + 60))
        .find(|i| word(*i).is_some_and(|w| w.is(".") || w.is(",") || w.is(";") || w.quotation.is_some()));
    words.start..stop.unwrap_or(words.end)
}

/// Words that judge a claim ("her claim that the dam is safe *is false*").
static VERDICT: WordSet = WordSet::new(
    "false untrue wrong incorrect inaccurate baseless unfounded unsubstantiated misleading disproved disproven debunked \
     refuted contradicted discredited true correct accurate undermined disputed challenged questioned rejected",
);

/// Cuts a clause behind a noun of saying where the sentence goes on to judge it: the verdict is the narrator's.
pub(super) fn without_judgement(prepared: &Prepared, words: Range<usize>, cue: &Range<usize>) -> Range<usize> {
    let word = |i: usize| prepared.words.get(i);
    let noun = word(cue.end.wrapping_sub(1)).is_some_and(|w| NOUN_OF_SAYING.has(&w.lower)) && cue.end <= words.start;
    let verb = |w: &Word| w.any(Class::AUXILIARY | Class::BE);
    let judged = (words.start + 2..words.end).rev().find(|i| word(*i).is_some_and(|w| VERDICT.has(&w.lower)));
    let Some(judged) = judged.filter(|_| noun) else {
        return words;
    };
    let near = |i: &usize| word(*i).is_some_and(verb);
    let Some(mut from) = (judged.saturating_sub(3)..judged).rev().find(near).filter(|from| *from > words.start + 1)
    else {
        return words;
    };
    while from > words.start && word(from - 1).is_some_and(|w| verb(w) || w.is(",")) {
        from -= 1;
    }
    let complete = (words.start..from).any(|i| word(i).is_some_and(|w| verb(w) || w.any(Class::VERB | Class::MODAL)))
        || crate::extractor::finite_in(&prepared.words, words.start..from);
    if complete { words.start..from } else { words }
}

static NOUN_OF_SAYING: WordSet = WordSet::new(
    "claim claims assertion assertions allegation allegations contention statement suggestion argument accusation insistence \
     belief view theory",
);

/// Returns the words of the outermost quotation that word `i` stands in.
fn quotation(prepared: &Prepared, i: usize) -> Option<Range<usize>> {
    let number = prepared.words.get(i)?.quotation?;
    let inside = |w: &Word| w.quotation == Some(number);
    let from = prepared.words[..i].iter().rposition(|w| !inside(w)).map_or(0, |p| p + 1);
    let to = prepared.words[i..].iter().position(|w| !inside(w)).map_or(prepared.words.len(), |p| i + p);
    Some(from..to)
}

/// Takes off the "that" which opens a reported clause; where a verb follows, it is the subject and stays.
pub(super) fn without_that(prepared: &Prepared, words: Range<usize>) -> Range<usize> {
    let is = |i: usize, test: &dyn Fn(&Word) -> bool| prepared.words.get(i).is_some_and(test);
    let opens = words.len() > 2
        && is(words.start, &|w| &*w.lower == "that" && w.quotation.is_none())
        && !is(words.start + 1, &|w| w.any(Class::AUXILIARY | Class::MODAL | Class::BE));
    if opens { words.start + 1..words.end } else { words }
}

/// Joins contents that overlap or touch.
pub(super) fn joined(prepared: &Prepared, mut contents: Vec<Range<usize>>) -> Vec<Range<usize>> {
    contents.sort_by_key(|r| (r.start, r.end));
    let mut found: Vec<Range<usize>> = Vec::with_capacity(contents.len());
    for next in contents {
        match found.last_mut() {
            Some(last) if next.start <= last.end && same_paragraph(prepared, last, &next) => {
                last.end = last.end.max(next.end);
            }
            _ => found.push(next),
        }
    }
    found
}

fn same_paragraph(prepared: &Prepared, a: &Range<usize>, b: &Range<usize>) -> bool {
    let start = |r: &Range<usize>| prepared.words.get(r.start).map(|w| w.range.start);
    let (Some(from), Some(to)) = (start(a), start(b)) else {
        return false;
    };
    !prepared.slice(&(from..to)).contains('\n')
}

/// Takes marks off both ends of a source ("Smith ," to "Smith").
pub(super) fn bare(prepared: &Prepared, words: &Range<usize>) -> Range<usize> {
    let mark = |i: usize| prepared.words.get(i).is_none_or(|w| !w.is_word() && w.quotation.is_none() && !w.is(")"));
    let mut range = words.clone();
    while range.len() > 1 && mark(range.end - 1) {
        range.end -= 1;
    }
    while range.len() > 1 && mark(range.start) {
        range.start += 1;
    }
    range
}
