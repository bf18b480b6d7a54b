//! Who does the saying: the noun phrase before or behind a cue verb.

use std::ops::Range;

use super::phrase::{adverb, finite, has_finite, parts, pronoun};
use crate::lexicon::class::Class;
use crate::lexicon::cue::{Cue, Form, Strength, cues};
use crate::lexicon::name;
use crate::word::Word;

/// Words a noun phrase may reach to the left at most.
const REACH: usize = 40;

/// Finds the subject in front of the cue verb at `i`; `None` when the verb has none there, or when it is negated, modal
/// or passive, so that nothing is said.
pub(crate) fn before(words: &[Word], i: usize, cue: &Cue) -> Option<Range<usize>> {
    let end = verb_group(words, i, cue)?;
    let last = words.get(end.checked_sub(1)?)?;
    if last.quotation.is_some() {
        return None;
    }
    if last.is(",") {
        return with_apposition(words, end - 1);
    }
    if pronoun(last) {
        let own_verb = !last.any(Class::PRONOUN);
        let called = end.checked_sub(2).is_some_and(|b| &*words[b].lower == "what");
        // "I asked": the writer's own part in a conversation is no claim of a source.
        let first = matches!(last.lower.split(['\'', '’']).next(), Some("i" | "you" | "we"));
        let says = !first && &*last.lower != "there" && (!own_verb || cue.form == Form::Ing) && !called;
        return says.then_some(end - 1..end);
    }
    if last.is(")") {
        let open = (end.saturating_sub(8)..end).rev().find(|b| words[*b].is("("))?;
        let found = ending_at(words, open)?;
        return head_speaks(words, open - 1, cue, true).then_some(found.start..end);
    }
    if matches!(&*last.lower, "who" | "which") {
        // "Those who believe that …" tells who is meant; in "the clerk who refused to speak has resigned" the sentence goes
        // on behind the content, and nothing shows where.
        let bare = end.checked_sub(2).is_none_or(|b| words[b].is_word() && (!words[b].capital || b == 0));
        let restrictive = bare
            && (cue.strength == Strength::Mental
                || cue.strength == Strength::Commitment && !has_finite(words, 0..end - 1));
        return (!restrictive).then_some(end - 1..end);
    }
    let found = ending_at(words, end)?;
    // "In what critics say is a mistake, …": the content is no sentence.
    let called = found.start.checked_sub(1).is_some_and(|b| &*words[b].lower == "what");
    (!called && head_speaks(words, end - 1, cue, end < i)).then_some(found)
}

/// Steps left over auxiliaries and adverbs; `None` when they take the statement back.
fn verb_group(words: &[Word], i: usize, cue: &Cue) -> Option<usize> {
    let mut end = i;
    while let Some(word) = end.checked_sub(1).and_then(|b| words.get(b)) {
        if word.quotation.is_some()
            || !(word.any(Class::AUXILIARY | Class::MODAL) || adverb(word) || word.any(Class::NEGATION))
        {
            break;
        }
        let passive = word.any(Class::BE) && cue.form == Form::Past;
        if passive || word.any(Class::MODAL | Class::NEGATION) {
            return None;
        }
        end -= 1;
    }
    let to = end.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| &*w.lower == "to");
    (!to).then_some(end)
}

/// Finds the noun phrase whose last word stands before `end`.
fn ending_at(words: &[Word], end: usize) -> Option<Range<usize>> {
    let mut start = clause_start(words, end);
    while start < end
        && (adverb(&words[start]) || words[start].any(Class::COORDINATOR))
        && !words[start].any(Class::DETERMINER)
    {
        start += 1;
    }
    let mut first = words.get(start)?;
    // "According to a memo he wrote": who wrote it is not who says the rest.
    if &*first.lower == "according" {
        return None;
    }
    // ", saying Trump told them": the participle is a cue of its own.
    if first.lower.ends_with("ing") && !first.capital && start + 1 < end && !cues(&first.lower).is_empty() {
        start += 1;
        first = words.get(start)?;
    }
    if first.any(Class::PREPOSITION) || has_finite(words, start..end) {
        let clause = start;
        start = trailing(words, start, end);
        if object_of_preposition(words, clause, start) {
            // "People briefed on the matter": the participle belongs to the phrase.
            let people = |w: &Word| {
                [&name::ANONYMOUS, &name::HUMAN, &name::ROLE, &name::SPEAKING_NOUN].iter().any(|s| s.has(&w.lower))
                    || w.lower.ends_with('s')
            };
            let participle = (clause..start)
                .filter(|i| finite(words, *i))
                .all(|i| i > clause && words[i].lower.ends_with("ed") && people(&words[i - 1]));
            start = participle.then_some(clause)?;
        }
        if words.get(start)?.any(Class::PREPOSITION) {
            return None;
        }
    }
    (start < end && words[start..end].iter().any(Word::is_word)).then_some(start..end)
}

/// Tells whether the noun phrase at `start` hangs on a preposition inside the clause that starts at `clause` ("people
/// briefed on the matter said"): then it is not who says it. A preposition that opens the clause is an adjunct.
fn object_of_preposition(words: &[Word], clause: usize, start: usize) -> bool {
    start.checked_sub(1).filter(|b| *b > clause).is_some_and(|b| {
        let object_of_infinitive = &*words[b - 1].lower == "to" && !words[b].capital && !adverb(&words[b]);
        object_of_infinitive && has_finite(words, clause..b)
            || words[b].any(Class::PREPOSITION)
                && !words[b].any(Class::SUBORDINATOR)
                && !words[clause].any(Class::PREPOSITION)
                && has_finite(words, clause..b)
    })
}

/// Returns where the clause that ends at `end` starts.
fn clause_start(words: &[Word], end: usize) -> usize {
    let mut start = end;
    while let Some(b) = start.checked_sub(1) {
        let word = &words[b];
        let joins = word.any(Class::SUBORDINATOR) && !word.any(Class::PREPOSITION) || word.any(Class::RELATIVE);
        let but = matches!(&*word.lower, "but" | "yet" | "so");
        let and = &*word.lower == "and" && joins_clauses(words, b);
        if word.quotation.is_some()
            || parts(word)
            || joins
            || but
            || and
            || end - b > REACH
            || word.is(".") && b + 1 < end && words[b + 1].capital
        {
            break;
        }
        start = b;
    }
    start
}

/// Tells whether the "and" at `and` joins two clauses: the words before it, back to the last comma, hold a verb. In a
/// name ("the Dock and Ferry Workers' Union") they do not.
fn joins_clauses(words: &[Word], and: usize) -> bool {
    let from = and.saturating_sub(12);
    let from = (from..and).rev().find(|b| parts(&words[*b])).map_or(from, |b| b + 1);
    has_finite(words, from..and)
}

/// Returns where the last simple noun phrase of `start..end` begins.
fn trailing(words: &[Word], start: usize, end: usize) -> usize {
    let mut at = end;
    while at > start {
        let word = &words[at - 1];
        let of = &*word.lower == "of" && at - 1 > start;
        let stop = word.any(Class::PREPOSITION | Class::COORDINATOR | Class::AUXILIARY | Class::MODAL)
            || finite(words, at - 1)
            || adverb(word);
        if stop && !of {
            break;
        }
        at -= 1;
        if word.any(Class::DETERMINER | Class::POSSESSIVE)
            && words.get(at.wrapping_sub(1)).is_none_or(|w| &*w.lower != "of")
        {
            break;
        }
        // "On Monday Trump said": a lower-case word or a day in front of a name is not part of it.
        let next_is_name = at > start && words[at].capital && !words[at].any(Class::WEEKDAY);
        if next_is_name && words[at - 1].any(Class::WEEKDAY | Class::TIME) {
            break;
        }
    }
    at
}

/// Tells whether the last word of a noun phrase can be somebody or something that says things.
fn head_speaks(words: &[Word], at: usize, cue: &Cue, helped: bool) -> bool {
    let word = &words[at];
    let barred = Class::DETERMINER
        | Class::PREPOSITION
        | Class::SUBORDINATOR
        | Class::COORDINATOR
        | Class::TIME
        | Class::OBJECT
        | Class::VERB;
    if word.possessive() && !word.lower.ends_with(['\'', '’'])
        || word.any(Class::WEEKDAY | Class::MONTH) && word.capital
    {
        return false;
    }
    let lower = &*word.lower;
    let doing = lower.ends_with("ing") && lower.len() > 5 && !word.capital;
    if word.any(barred) && !word.upper || !word.is_word() || doing {
        return false;
    }
    let plural = lower.ends_with('s') || name::ANONYMOUS.has(lower) || matches!(lower, "police" | "people");
    let joined = at >= 2 && words[at.saturating_sub(4)..at].iter().any(|w| &*w.lower == "and");
    if cue.form == Form::Base && !(plural || joined || helped) {
        return false;
    }
    // "Programs in Washington state": the noun behind a name.
    if cue.lemma == "state" && cue.form == Form::Base && word.capital {
        return false;
    }
    // "African and Arab states": an adjective in front of a noun that looks like a verb.
    if cue.noun && cue.form != Form::Past && name::NATIONALITY.has(lower) && !name::PLACE.has(lower) {
        return false;
    }
    let listed = [&name::ANONYMOUS, &name::ROLE, &name::BODY_NOUN, &name::SPEAKING_NOUN];
    word.capital || listed.iter().any(|set| set.has(lower)) || !cue.noun || cue.form == Form::Past
}

/// Finds a name with its apposition in front of the comma at `comma` ("X, director of Y, said").
fn with_apposition(words: &[Word], comma: usize) -> Option<Range<usize>> {
    let (mut close, mut end) = (comma, comma);
    for _ in 0..4 {
        let start = segment_start(words, close)?;
        let open = start.checked_sub(1)?;
        let first = words.get(start)?;
        let aside = matches!(&*first.lower, "who" | "whose" | "which") || first.lower.ends_with("ing");
        let bars = pronoun(first) || first.any(Class::COORDINATOR | Class::SUBORDINATOR);
        if !words[open].is(",") || bars && !aside || (!aside && has_finite(words, start..close)) {
            return None;
        }
        if aside {
            end = open;
        }
        let before = open.checked_sub(1).and_then(|b| words.get(b))?;
        let lead = segment_start(words, open)?;
        let named = before.capital || name::ROLE.has(&before.lower) || pronoun(before);
        let titled = words[lead].any(Class::DETERMINER | Class::POSSESSIVE)
            && words[lead..open].iter().any(|w| name::ROLE.has(&w.lower))
            && words[start..close].iter().all(|w| w.capital);
        if titled && !has_finite(words, lead..open) {
            return Some(lead..end);
        }
        if before.quotation.is_none() && named && !appositive_start(&words[lead]) {
            let found = if pronoun(before) { open - 1..open } else { ending_at(words, open)? };
            return Some(found.start..end);
        }
        close = open;
    }
    None
}

fn appositive_start(word: &Word) -> bool {
    let rank = matches!(
        &*word.lower,
        "executive"
            | "vice"
            | "senior"
            | "former"
            | "acting"
            | "managing"
            | "assistant"
            | "associate"
            | "general"
            | "interim"
    );
    !word.capital && (rank || word.any(Class::DETERMINER | Class::POSSESSIVE) || name::ROLE.has(&word.lower))
}

/// Returns the word behind the last comma, bracket, quotation … in front of `end`.
fn segment_start(words: &[Word], end: usize) -> Option<usize> {
    let from = end.saturating_sub(REACH);
    let start = (from..end).rev().find(|b| words[*b].quotation.is_some() || parts(&words[*b])).map_or(from, |b| b + 1);
    (start < end).then_some(start)
}

/// Finds the subject of the unit's first clause, for verbs that share it ("…, adding that …").
pub(crate) fn first(words: &[Word], before: usize) -> Option<Range<usize>> {
    let verb = (0..before).find(|i| finite(words, *i) && words[*i].quotation.is_none())?;
    let time = |w: &Word| w.any(Class::TIME | Class::WEEKDAY) || matches!(&*w.lower, "last" | "this" | "on");
    let end = (0..verb).rev().find(|b| !adverb(&words[*b]) && !time(&words[*b])).map(|b| b + 1)?;
    let last = &words[end - 1];
    if pronoun(last) {
        return Some(end - 1..end);
    }
    let found = if last.is(",") { with_apposition(words, end - 1)? } else { ending_at(words, end)? };
    let head = words.get(found.end - 1)?;
    (head.capital
        || name::ROLE.has(&head.lower)
        || name::ANONYMOUS.has(&head.lower)
        || name::BODY_NOUN.has(&head.lower))
    .then_some(found)
}
