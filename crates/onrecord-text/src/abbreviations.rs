//! Abbreviations: words whose dot does not end a sentence, or may not.

use std::ops::Range;

use crate::chars::{char_at, char_before, is_capital};

/// How an abbreviation behaves before the next word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Always goes on: titles before names, "e.g.", "vs.".
    GoesOn,
    /// Goes on before a digit only ("No. 5", "p. 12").
    BeforeDigit,
    /// May stand at a sentence's end: "Inc.", "U.S.", "a.m.", months, states.
    MayEnd,
}

/// Titles and connectives, lower case. Sources: the news styles of AP and Reuters, and the sentencex English list.
const GOES_ON: &[&str] = &[
    "adm", "amb", "asst", "atty", "brig", "capt", "cdr", "cf", "cmdr", "col", "comdr", "cpl", "cpt", "det", "dir",
    "dr", "e.g", "eg", "ens", "fr", "ft", "gen", "gov", "hon", "i.e", "ie", "insp", "lt", "m", "maj", "messrs", "mgr",
    "mlle", "mm", "mme", "mr", "mrs", "ms", "msgr", "mt", "mx", "ofc", "pfc", "pres", "prof", "pvt", "rep", "reps",
    "rev", "rt", "sen", "sens", "sgt", "spc", "st", "ste", "supt", "v", "viz", "vs", "approx", "govs", "gens", "drs",
    "profs", "lt.col", "lt.gen", "maj.gen", "brig.gen", "ph", "nat",
];

/// Words before a figure, lower case.
const BEFORE_DIGIT: &[&str] = &[
    "no", "nos", "nr", "p", "pp", "par", "pg", "art", "arts", "ch", "cl", "fig", "figs", "sec", "secs", "vol", "vols",
    "op", "ser", "ver", "para", "c", "ca", "circa", "rd", "ed",
];

/// Words that carry a dot in mid-sentence and at its end, lower case.
const MAY_END: &[&str] = &[
    "al", "assn", "assoc", "ave", "blvd", "bros", "co", "corp", "dept", "dist", "div", "esq", "est", "etc", "hwy",
    "inc", "intl", "jr", "ltd", "llc", "mfg", "natl", "pkwy", "plc", "pty", "rte", "sq", "sr", "tel", "univ", "ct",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind",
    "kan", "ky", "la", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn",
    "tex", "va", "vt", "wash", "wis", "wyo", "ph.d", "gov't", "int'l", "ft", "oz", "lb", "lbs", "hr", "hrs", "min",
    "mins", "secs", "approx",
];

/// Words that are more often words than abbreviations when they end a sentence in lower case ("the mass.", "a miss.").
const NEEDS_CAPITAL: &[&str] = &[
    "mar", "mon", "sun", "sat", "wed", "jan", "jun", "fri", "ill", "ind", "la", "mass", "miss", "mo", "ore", "pa",
    "wash", "del", "ark", "est", "gen", "rep", "reps", "hon", "rev", "fr", "st", "mt", "ft", "col", "maj", "capt",
    "pres", "gov", "sen", "lt", "dir", "det", "ens", "m", "mm", "tex", "ga", "va", "nat", "dec", "nov", "oct", "sep",
    "al", "amb", "conn", "wis",
];

/// Capitalised words that open sentences far more often than they continue a name.
const STARTERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "Given",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Like",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "My",
    "Neither",
    "No",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "People",
    "Perhaps",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "Than",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Under",
    "Until",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Without",
    "Yet",
    "You",
    "Your",
    "It’s",
    "It's",
    "I'm",
    "I’m",
    "He's",
    "He’s",
    "She's",
    "She’s",
    "That's",
    "That’s",
    "There's",
    "There’s",
    "They're",
    "They’re",
    "We're",
    "We’re",
    "Don't",
    "Don’t",
    "Let's",
    "Let’s",
    "Asked",
    "Following",
];

/// Tells whether `word` (as written) usually opens a sentence.
pub(crate) fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Tells how `word`, written without its final dot, behaves; `None` when it is an ordinary word.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if is_dotted(word) {
        let goes_on = word.eq_ignore_ascii_case("e.g") || word.eq_ignore_ascii_case("i.e");
        return Some(if goes_on { Abbreviation::GoesOn } else { Abbreviation::MayEnd });
    }
    if is_initial(word) {
        return None;
    }
    // Longer words are in no list; this also bounds the work on hostile input.
    if word.len() > 12 {
        return None;
    }
    let lower = word.to_lowercase();
    let known = |list: &[&str]| list.contains(&lower.as_str());
    if known(NEEDS_CAPITAL) && !word.starts_with(char::is_uppercase) {
        return None;
    }
    if known(GOES_ON) {
        Some(Abbreviation::GoesOn)
    } else if known(BEFORE_DIGIT) {
        Some(Abbreviation::BeforeDigit)
    } else if known(MAY_END) {
        Some(Abbreviation::MayEnd)
    } else {
        None
    }
}

/// Tells whether `word` is single letters with dots between them ("U.S", "a.m", "Ph.D").
pub(crate) fn is_dotted(word: &str) -> bool {
    if word.eq_ignore_ascii_case("ph.d") {
        return true;
    }
    let mut parts = 0;
    word.len() <= 64
        && word.split('.').all(|part| {
            parts += 1;
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
        && parts > 1
}

/// Returns the length of the dotted letters at the start of `rest`, final dot included ("U.S.", "J.K.", "Ph.D.").
///
/// `None` when there are fewer than two, or when a longer word follows the first ("a.bc").
pub(crate) fn dotted_len(rest: &str) -> Option<usize> {
    if rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("ph.d")) {
        let dot = char_at(rest, 4) == Some('.');
        return char_at(rest, 4).is_none_or(|c| !c.is_alphanumeric()).then_some(4 + usize::from(dot));
    }
    let mut len = 0;
    let mut letters = 0;
    while let Some(c) = char_at(rest, len) {
        let dot = len + c.len_utf8();
        if !c.is_alphabetic() || letters == 32 {
            break;
        }
        match char_at(rest, dot) {
            Some('.') => {
                len = dot + 1;
                letters += 1;
            }
            // The last letter may come without its dot: "U.S" at the end of a clause.
            next if letters > 0 && next.is_none_or(|n| !n.is_alphanumeric()) => {
                len = dot;
                letters += 1;
                break;
            }
            _ => break,
        }
    }
    (letters > 1).then_some(len)
}

/// Tells whether the dot behind the word at `range` belongs to the word.
pub(crate) fn keeps_dot(text: &str, range: Range<usize>) -> bool {
    let end = range.end;
    if char_at(text, end) != Some('.') || char_at(text, end + 1) == Some('.') {
        return false;
    }
    let word = text.get(range.clone()).unwrap_or("");
    let next = following(text, end + 1);
    match abbreviation(word) {
        Some(Abbreviation::GoesOn | Abbreviation::MayEnd) => true,
        Some(Abbreviation::BeforeDigit) => next.is_some_and(char::is_numeric),
        None => is_initial(word) && next.is_some_and(is_capital) && char_before(text, range.start) != Some('.'),
    }
}

/// Tells whether `word` is one capital letter other than the pronoun "I".
pub(crate) fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I"
}

/// Returns the first character behind the blanks at byte `at`; a few blanks are enough, so the search is bounded.
fn following(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().take(4).find(|c| !c.is_whitespace())
}
