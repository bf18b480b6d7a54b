//! Names: runs of capitalised words, with a guess at what they name.

use std::ops::Range;

use onrecord_model::{Entity, EntityKind};
use onrecord_text::Text;

use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::name;
use crate::word::Word;

/// Words of a name at most: a longer run is a line in capitals.
const LONGEST: usize = 8;

/// Small words inside the names of people.
pub(crate) static PARTICLE: WordSet =
    WordSet::new("de del della di da dos van von der den ten ter zu la le el al bin ibn");

/// Finds the names.
pub(super) fn find(text: &Text, words: &[Word]) -> Vec<Entity> {
    let entity = |run: Range<usize>| {
        Some(Entity {
            span: text.span(words.get(run.start)?.range.start..end_of(words.get(run.end - 1)?)).ok()?,
            kind: kind(&words[run]),
        })
    };
    runs(words).into_iter().filter_map(entity).collect()
}

/// Returns where a word ends without its possessive ending.
fn end_of(word: &Word) -> usize {
    let ending = word.lower.len() - word.stem().len();
    word.range.end - ending.min(word.range.len())
}

/// Finds runs of capitalised words, as word numbers; function words that only start a sentence are left out.
pub(crate) fn runs(words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !names(words, i) {
            i += 1;
            continue;
        }
        let end = run_end(words, i);
        if end - i <= LONGEST {
            found.push(i..end);
        }
        i = end;
    }
    found
}

fn run_end(words: &[Word], start: usize) -> usize {
    let mut end = start + 1;
    while end < words.len() && !words[end - 1].possessive() {
        let joined = matches!(&*words[end].lower, "of" | "de" | "von" | "van" | "al" | "bin" | "der" | "&")
            && words.get(end + 1).is_some_and(|w| w.capital);
        let small = |w: &&Word| !w.capital && w.lower.len() <= 3 && PARTICLE.has(&w.lower);
        let particles = words[end..].iter().take(3).take_while(small).count();
        let led = particles > 0 && words.get(end + particles).is_some_and(|w| w.capital);
        if names(words, end) && words[end].quotation == words[start].quotation {
            end += 1;
        } else if led {
            end += particles + 1;
        } else if joined {
            end += 2;
        } else {
            break;
        }
    }
    end
}

fn names(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    let time = Class::WEEKDAY | Class::MONTH;
    if given_or_surname(words, i) || name::names_a_paper(words, i) {
        return true;
    }
    if !word.capital
        || word.any(time) && &*word.lower != "may"
        || &*word.lower == "i"
        || word.lower.starts_with("i'")
        || word.lower.starts_with("i’")
    {
        return false;
    }
    let first = i == 0
        || words[i - 1].is(".")
        || words[i - 1].is(":")
        || words[i - 1].is("\"")
        || words[i - 1].is("“")
        || words[i - 1].is("‘");
    let function =
        word.class != Class::NONE && !word.any(Class::VERB) || word.lower.contains('\'') && !word.possessive();
    if !first {
        return !function || word.upper;
    }
    let known = name::PLACE.has(word.stem())
        || name::BODY.has(word.stem())
        || name::GIVEN_HE.has(&word.lower)
        || name::GIVEN_SHE.has(&word.lower)
        || name::NATIONALITY.has(&word.lower)
        || word.upper;
    let followed = words.get(i + 1).is_some_and(|w| w.capital && w.is_word());
    let common = word.lower.ends_with("ing")
        || word.lower.ends_with("ed")
        || word.lower.ends_with("ly")
        || word.lower.ends_with('s') && !word.possessive();
    let behind = |k: usize| words.get(i + k).filter(|w| w.capital && w.is_word());
    let shown = |w: &Word| name::GIVEN_HE.has(&w.lower) || name::GIVEN_SHE.has(&w.lower) || name::ADDRESS.has(&w.lower);
    // "Attacking Hillary Clinton, he said": the participle is not part of the name.
    if word.lower.ends_with("ing") && word.lower.len() > 5 && behind(1).is_some_and(|w| shown(w) || behind(2).is_some())
    {
        return false;
    }
    known && (!function || word.upper) || !function && (followed || !common)
}

/// "Jan Maes", "Ann Day", "Mary Long": words of the calendar, and adverbs, in the names of people.
fn given_or_surname(words: &[Word], i: usize) -> bool {
    let word = &words[i];
    if !word.capital || !(word.any(Class::TIME | Class::ADVERB) || &*word.lower == "jan") {
        return false;
    }
    let behind = words.get(i + 1).is_some_and(|w| w.capital && w.is_word() && w.class == Class::NONE);
    let given = |w: &Word| w.capital && (name::GIVEN_HE.has(&w.lower) || name::GIVEN_SHE.has(&w.lower));
    let before = i.checked_sub(1).and_then(|b| words.get(b)).is_some_and(given);
    &*word.lower == "jan" && behind || word.any(Class::TIME | Class::ADVERB) && before
}

/// Guesses what a run of capitalised words names. Two or three words of no known class are taken for a person.
pub(crate) fn kind(run: &[Word]) -> EntityKind {
    let any = |set: &name_set::Set| run.iter().any(|w| set.has(w.stem()));
    let given = run.first().is_some_and(|w| name::GIVEN_HE.has(&w.lower) || name::GIVEN_SHE.has(&w.lower));
    if run.len() == 2 && given && !run[1].upper {
        return EntityKind::Person;
    }
    if any(&name::BODY) {
        return EntityKind::Body;
    }
    if run.iter().all(|w| name::NATIONALITY.has(w.stem())) && !run.iter().all(|w| name::PLACE.has(w.stem())) {
        return EntityKind::Other;
    }
    if run.iter().all(|w| name::PLACE.has(w.stem()) || !w.capital) {
        return EntityKind::Place;
    }
    let titled = run.iter().any(|w| name::ROLE.has(&w.lower) || name::ADDRESS.has(&w.lower));
    if run.len() > 1 && (titled || given) {
        return EntityKind::Person;
    }
    if run.len() == 1 {
        return if run[0].upper { EntityKind::Body } else { EntityKind::Other };
    }
    let plain = run.len() <= 3
        && run.iter().all(|w| w.capital && !w.upper && !name::NATIONALITY.has(w.stem()) && !name::PLACE.has(w.stem()));
    if plain { EntityKind::Person } else { EntityKind::Other }
}

mod name_set {
    pub(super) use crate::lexicon::WordSet as Set;
}
