//! Closed word classes of English on which comparing rests; all entries are in key form (lower case, straight marks).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words that carry no content of their own: articles, pronouns, auxiliaries, prepositions, conjunctions, negations,
/// and the commonest verbs of saying. Hedges and negations are here because slots compare them.
const FUNCTION_WORDS: &[&str] = &[
    "a",
    "about",
    "according",
    "added",
    "adding",
    "after",
    "again",
    "against",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "cannot",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "down",
    "during",
    "each",
    "either",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "longer",
    "may",
    "me",
    "might",
    "more",
    "most",
    "much",
    "must",
    "my",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "of",
    "off",
    "on",
    "once",
    "only",
    "or",
    "other",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "per",
    "s",
    "said",
    "same",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "so",
    "some",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "told",
    "too",
    "under",
    "up",
    "us",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "would",
    "yet",
    "you",
    "your",
    "yours",
];

const PRONOUNS: &[&str] = &[
    "he", "her", "hers", "him", "his", "i", "it", "its", "me", "mine", "my", "our", "ours", "she", "their", "theirs",
    "them", "they", "us", "we", "you", "your", "yours",
];

const DATE_WORDS: &[&str] = &[
    "april",
    "august",
    "december",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "monday",
    "november",
    "october",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "today",
    "tomorrow",
    "tonight",
    "tuesday",
    "wednesday",
    "yesterday",
];

const FUTURE: &[&str] = &["'ll", "shall", "will", "won't"];

const PRESENT: &[&str] =
    &["am", "are", "do", "does", "doesn't", "don't", "has", "hasn't", "have", "haven't", "is", "isn't"];

/// Past auxiliaries and the past forms of the commonest irregular verbs; regular ones are told by their ending.
const PAST: &[&str] = &[
    "became", "began", "bought", "broke", "brought", "built", "came", "did", "didn't", "fell", "fought", "found",
    "gave", "got", "grew", "had", "hadn't", "held", "kept", "knew", "led", "left", "lost", "made", "met", "paid",
    "ran", "rose", "said", "saw", "sent", "shot", "sold", "spent", "spoke", "stood", "struck", "taught", "thought",
    "threw", "told", "took", "was", "wasn't", "went", "were", "weren't", "withdrew", "won", "wrote",
];

/// Capitalised short forms of states and bodies that news text uses interchangeably with the full name.
const SHORT_NAMES: &[(&str, [&str; 2])] = &[
    ("EU", ["european", "union"]),
    ("U.K.", ["united", "kingdom"]),
    ("U.N.", ["united", "nations"]),
    ("U.S.", ["united", "states"]),
    ("U.S.A.", ["united", "states"]),
    ("UK", ["united", "kingdom"]),
    ("UN", ["united", "nations"]),
    ("US", ["united", "states"]),
    ("USA", ["united", "states"]),
];

/// Words and marks with which a clause of its own begins.
const CLAUSE_STARTS: &[&str] =
    &["(", ",", "-", ":", ";", "and", "but", "nor", "or", "that", "though", "which", "while", "who", "yet"];

/// Tells whether a key begins a clause of its own.
pub(crate) fn starts_clause(key: &str) -> bool {
    CLAUSE_STARTS.binary_search(&key).is_ok()
}

/// Letters from which a word is long enough for "un" before it to be a prefix ("unpaid", not "union").
const UN_BEFORE: usize = 4;

/// Letters from which "in" and its like before an adjective are taken for a prefix ("inaccurate", not "inform").
const IN_BEFORE: usize = 6;

/// Endings of adjectives and their adverbs that "in", "im", "il" and "ir" negate.
const NEGATED_ENDINGS: &[&str] =
    &["able", "ible", "ably", "ibly", "al", "ally", "ate", "ately", "ent", "ently", "ect", "ectly"];

/// Words which these prefixes make into something else than their opposite.
const NOT_NEGATED: &[&str] =
    &["cover", "covered", "covering", "covers", "different", "differently", "flammable", "valuable"];

/// Returns a key without its negative prefix; `None` when it has none.
pub(crate) fn without_negative_prefix(key: &str) -> Option<&str> {
    let long = |rest: &&str| rest.len() >= UN_BEFORE;
    let adjective = |rest: &&str| rest.len() >= IN_BEFORE && NEGATED_ENDINGS.iter().any(|end| rest.ends_with(end));
    let plain = ["un", "non-", "non"].iter().find_map(|prefix| key.strip_prefix(prefix).filter(long));
    let latin = || ["in", "im", "il", "ir"].iter().find_map(|prefix| key.strip_prefix(prefix).filter(adjective));
    plain.or_else(latin).filter(|rest| !NOT_NEGATED.contains(rest))
}

/// Tells whether a key carries no content of its own.
pub(crate) fn is_function_word(key: &str) -> bool {
    static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| FUNCTION_WORDS.iter().copied().collect());
    SET.contains(key)
}

/// Tells whether a key is a personal or possessive pronoun.
pub(crate) fn is_pronoun(key: &str) -> bool {
    PRONOUNS.binary_search(&key).is_ok()
}

/// Tells whether a key names a day or a month, alone ("thursday") or written as a full date.
pub(crate) fn is_date_word(key: &str) -> bool {
    DATE_WORDS.binary_search(&key.trim_end_matches("'s")).is_ok() || is_year(key) || is_day(key)
}

/// Months in order, as compared.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns which month (1..=12) a word as compared names, in full or cut ("oct"); `None` when it names none.
pub(crate) fn month(key: &str) -> Option<u8> {
    let bare = key.trim_end_matches('.');
    let cut = bare.len() == 3 || bare == "sept";
    let names = |month: &&str| bare == *month || (cut && month.starts_with(bare));
    MONTHS.iter().zip(1..).find(|(name, _)| names(name)).map(|(_, number)| number)
}

/// Returns the name of a month (1..=12) as compared; empty for any other number.
pub(crate) fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// Tells whether a key names a month, in full or cut ("oct").
pub(crate) fn is_month(key: &str) -> bool {
    month(key).is_some()
}

/// Tells whether a key names a month with neither day nor year beside it. "May" and "March" do other things more often, unless a word
/// before them leads to a time.
pub(crate) fn is_month_alone(key: &str, before: &str) -> bool {
    let leads = || matches!(before, "by" | "during" | "in" | "last" | "next" | "since" | "this" | "through" | "until");
    MONTHS.contains(&key) && (!matches!(key, "march" | "may") || leads())
}

/// Tells whether digits are a year of two centuries.
pub(crate) fn is_year(key: &str) -> bool {
    key.len() == 4 && key.bytes().all(|b| b.is_ascii_digit()) && (key.starts_with("19") || key.starts_with("20"))
}

fn is_day(key: &str) -> bool {
    key.len() == 10 && key.bytes().all(|b| b.is_ascii_digit() || b == b'-') && key.contains('-')
}

/// Returns the two words a short name stands for, `None` when it is no known short name. Capitals matter: "us" is none.
pub(crate) fn long_name(written: &str) -> Option<[&'static str; 2]> {
    if !written.starts_with(['E', 'U']) {
        // All short names start so; most words end here.
        return None;
    }
    let bare = written.trim_end_matches("'s").trim_end_matches("’s");
    let find = |name: &str| SHORT_NAMES.binary_search_by_key(&name, |(short, _)| short).ok();
    let at = find(bare).or_else(|| find(&format!("{bare}.")))?;
    SHORT_NAMES.get(at).map(|(_, long)| *long)
}

/// The time a verb form speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tense {
    /// Was, did, rejected.
    Past,
    /// Is, has, does.
    Present,
    /// Will, shall.
    Future,
}

/// Returns the tense a single word shows, `None` when it shows none.
pub(crate) fn tense(key: &str) -> Option<Tense> {
    if FUTURE.binary_search(&key).is_ok() || key.ends_with("'ll") {
        Some(Tense::Future)
    } else if PAST.binary_search(&key).is_ok() || (key.len() > 4 && key.ends_with("ed")) {
        Some(Tense::Past)
    } else {
        PRESENT.binary_search(&key).is_ok().then_some(Tense::Present)
    }
}

/// Tells whether a key is a past verb of saying, behind which "will" becomes "would".
pub(crate) fn is_past_saying(key: &str) -> bool {
    const VERBS: [&str; 12] = [
        "added",
        "announced",
        "claimed",
        "estimated",
        "insisted",
        "pledged",
        "predicted",
        "promised",
        "said",
        "told",
        "vowed",
        "warned",
    ];
    VERBS.contains(&key)
}

/// Tells whether a key is a verb whose past is written like its present.
pub(crate) fn looks_past(key: &str) -> bool {
    const VERBS: [&str; 16] = [
        "beat", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "read", "set", "shed",
        "shut", "split",
    ];
    VERBS.contains(&key)
}

/// Tells whether a verb behind this key is no past.
pub(crate) fn goes_before_infinitive(key: &str) -> bool {
    matches!(
        key,
        "to" | "can"
            | "could"
            | "do"
            | "did"
            | "does"
            | "may"
            | "might"
            | "must"
            | "not"
            | "shall"
            | "should"
            | "will"
            | "would"
    ) || key.ends_with("n't")
}

/// Tells whether a participle behind this key says nothing of past or future: "is charged", not "has been charged".
pub(crate) fn goes_before_participle(key: &str) -> bool {
    matches!(key, "am" | "are" | "as" | "be" | "being" | "is")
}

/// Returns one mark for all editions of a quotation mark or dash, and any other character unchanged.
pub(crate) fn fold_mark(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '\''
        | '`' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

/// Returns a sign for the family of a quotation mark as written, so that a closing mark finds its opening one.
pub(crate) fn quote_family(written: &str) -> char {
    match written.chars().next() {
        Some('"' | '“' | '”' | '„' | '‟') => '"',
        Some('«' | '»' | '‹' | '›') => '«',
        Some('「' | '」' | '『' | '』') => '「',
        _ => '\'',
    }
}

/// Tells whether a folded mark is punctuation rather than a sign with a meaning, such as `%` or `$`.
pub(crate) fn is_punctuation(c: char) -> bool {
    matches!(c, '"' | '-' | ',' | '.' | ';' | ':' | '!' | '?' | '…' | '(' | ')' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_so_that_binary_search_finds_every_entry() {
        for table in [FUNCTION_WORDS, PRONOUNS, DATE_WORDS, FUTURE, PRESENT, PAST, CLAUSE_STARTS] {
            assert!(table.is_sorted(), "{table:?}");
        }
        assert!(SHORT_NAMES.is_sorted_by_key(|(short, _)| short));
    }

    #[test]
    fn a_pronoun_in_lower_case_is_no_state() {
        assert_eq!(long_name("US"), Some(["united", "states"]));
        assert_eq!(long_name("U.S"), Some(["united", "states"]));
        assert_eq!(long_name("us"), None);
    }

    #[test]
    fn tells_tenses_apart() {
        assert_eq!(tense("will"), Some(Tense::Future));
        assert_eq!(tense("they'll"), Some(Tense::Future));
        assert_eq!(tense("met"), Some(Tense::Past));
        assert_eq!(tense("rejected"), Some(Tense::Past));
        assert_eq!(tense("has"), Some(Tense::Present));
        assert_eq!(tense("red"), None);
    }
}
