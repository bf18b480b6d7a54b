//! Names of bodies that are more, or less, than a run of capitals.

use super::parse::{Source, shown, stem_shown};
use crate::lexicon::class::Class;
use crate::lexicon::name;
use crate::word::Word;

/// Reads a body whose name holds an "and" or a plural possessive ("the Dock and Ferry Workers' Union"): capitals to the
/// end, and only the last word is one of a body, so that two bodies stay two.
pub(super) fn long_body(text: &str, head: &[Word]) -> Option<Source> {
    let last = head.last().filter(|w| w.capital && name::BODY.has(&w.lower))?;
    let inner = |w: &Word| w.capital && w.is_word() || matches!(&*w.lower, "and" | "of" | "&" | "'" | "’");
    let start = head.iter().rposition(|w| !inner(w)).map_or(0, |i| i + 1);
    let start = start + head[start..].iter().take_while(|w| !w.capital || w.any(Class::DETERMINER)).count();
    let words = head.get(start..).filter(|w| w.len() > 1)?;
    let joined = words.iter().any(|w| &*w.lower == "and" || w.lower.ends_with(['\'', '’']));
    let one = words.iter().filter(|w| name::BODY.has(w.stem())).count() == 1 && name::BODY.has(last.stem());
    let after_preposition = head[..start].iter().any(|w| w.any(Class::PREPOSITION) && !w.any(Class::SUBORDINATOR));
    let own = !words.iter().any(|w| w.lower.ends_with("'s") || w.lower.ends_with("’s") || name::ROLE.has(&w.lower));
    (joined && one && own && !after_preposition).then(|| Source::Body { name: shown(text, words), for_it: false })
}

/// Reads a body that is called after somebody: "King's College", "St. Brannoc's Hospital".
pub(super) fn named_after(text: &str, head: &[Word]) -> Option<Source> {
    let last = head.last().filter(|w| w.capital && name::BODY.has(&w.lower) && name::BODY_NOUN.has(&w.lower))?;
    let owner = head.len().checked_sub(2).map(|at| &head[at]).filter(|w| w.capital && w.possessive())?;
    let is_of_place = name::PLACE.has(owner.stem()) || name::NATIONALITY.has(owner.stem());
    let inner = |w: &Word| w.capital && w.is_word() && !w.any(Class::DETERMINER);
    let start = head[..head.len() - 1].iter().rposition(|w| !inner(w)).map_or(0, |i| i + 1);
    let is_alone = head[..start].iter().all(|w| w.any(Class::DETERMINER));
    let words = head.get(start..).filter(|w| w.len() > 1 && last.capital)?;
    (is_alone && !is_of_place).then(|| Source::Body { name: shown(text, words), for_it: false })
}

/// Tells whether the word is in one of the lists that decide what it names.
pub(super) fn known_name(word: &Word) -> bool {
    word.upper || [&name::BODY, &name::PLACE, &name::ROLE, &name::ADDRESS].iter().any(|set| set.has(word.stem()))
}

/// Reads a lone capitalised word behind "the": no person's name. "The Record" is a body and keeps its article; a plural
/// or a nationality ("the Russian") names nobody.
pub(super) fn behind_the(text: &str, word: &Word, whole: bool) -> Source {
    let lower = word.stem();
    let anyone = name::NATIONALITY.has(lower)
        || name::SPEAKING_NOUN.has(lower)
        || name::HUMAN.has(lower)
        || name::ANONYMOUS.has(lower)
        || lower.ends_with('s');
    if anyone || !whole {
        return Source::Nobody;
    }
    Source::Body { name: format!("The {}", stem_shown(text, word)), for_it: false }
}
