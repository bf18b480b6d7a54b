//! Whether two credited speakers are the same.

use crate::Statement;
use crate::cue::turns_round;
use crate::lexicon;
use crate::pair::Side;
use crate::words::Word;

/// What a speaker calls themselves, or is called where their words are reported.
const SELVES: [&str; 8] = ["he", "her", "his", "i", "my", "our", "she", "we"];

/// Tells whether two statements are credited to different speakers; false whenever one is credited to nobody by name.
///
/// Names agree when one's words all occur in the other ("Polishchuk", "Alexey Polishchuk"), or when the last words are
/// equal and the first names are spelt alike. A body agrees with a person whose source words name that body ("director
/// of a department at the ministry"): a headline often credits the employer.
pub(crate) fn differs(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let (Some(first), Some(second)) = (a.speaker, b.speaker) else {
        return false;
    };
    !(same_name(first, second) || source_names(a, second) || source_names(b, first))
}

/// Tells whether two people of different names each speak of themselves, by a pronoun that comes first ("he is ready") or without a
/// subject ("denied any wrongdoing"): of one president that says nothing about the other, however alike the words are.
///
/// Somebody called by what they are ("the minister") may be the one whom the other names, and a name may be spelt in two ways
/// ("Zelensky", "Zelenskyy").
pub(crate) fn are_two_selves(a: &Side<'_>, b: &Side<'_>) -> bool {
    let (Some(one), Some(other)) = (a.statement.speaker, b.statement.speaker) else {
        return false;
    };
    let are_far = is_name(one) && is_name(other) && start_of_last(one) != start_of_last(other);
    let of_selves = begins_with_self(a) && begins_with_self(b) || has_no_subject(a) && has_no_subject(b);
    are_far && of_selves && differs(&a.statement, &b.statement)
}

/// Tells whether what is denied has no subject of its own, so that it is the speaker's: "denied any wrongdoing", "denied taking
/// bribes".
fn has_no_subject(side: &Side<'_>) -> bool {
    let cue = side.statement.cue.map_or("", |cue| side.statement.text.slice(&cue));
    let says_so = |word: &Word<'_>| lexicon::tense(&word.key).is_some();
    let mut words = side.words.iter().filter(|word| !word.is_punctuation());
    let is_doing = words.clone().next().is_some_and(|word| word.key.ends_with("ing"));
    turns_round(cue) && (is_doing || !words.any(says_so))
}

/// Returns how the last word of a name begins: three letters.
fn start_of_last(name: &str) -> String {
    name_words(name).last().map(|word| word.chars().take(3).collect()).unwrap_or_default()
}

fn begins_with_self(side: &Side<'_>) -> bool {
    let mut words = side.words.iter().filter(|word| !word.is_punctuation() && *word.key != *"that");
    words.next().is_some_and(|word| SELVES.contains(&&*word.key))
}

fn is_name(speaker: &str) -> bool {
    let mut words = speaker.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("the"));
    words.all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_words(a), name_words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let inside = !short.is_empty() && short.iter().all(|word| long.contains(word));
    inside || spelt_alike(&a, &b)
}

fn spelt_alike(a: &[String], b: &[String]) -> bool {
    let ([first, .., last], [other_first, .., other_last]) = (a, b) else {
        return false;
    };
    last == other_last && (initial_of(first, other_first) || initial_of(other_first, first) || near(first, other_first))
}

fn initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// Tells whether two first names share their first two letters and all but two of the rest ("alexey", "aleksey").
fn near(a: &str, b: &str) -> bool {
    let same_start = a.chars().take(2).eq(b.chars().take(2));
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    let tail = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    same_start && long - short <= 2 && short >= 4 && tail >= 2
}

fn source_names(statement: &Statement<'_>, name: &str) -> bool {
    let wanted = name_words(name);
    let source = statement.source.as_ref().map_or("", |span| statement.text.slice(span));
    let words = name_words(source);
    !wanted.is_empty() && words.windows(wanted.len()).any(|window| window == wanted)
}

fn name_words(name: &str) -> Vec<String> {
    name.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''))
        .map(|word| word.trim_end_matches("'s").to_lowercase())
        .filter(|word| !word.is_empty() && word != "the")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn editions_of_a_name_agree() {
        for (a, b) in [
            ("Alena Marsh", "Marsh"),
            ("Alexey Polishchuk", "Aleksey Polishchuk"),
            ("A. Marsh", "Alena Marsh"),
            ("the Harbour Board", "Harbour Board"),
        ] {
            assert!(same_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn relatives_and_strangers_differ() {
        for (a, b) in [("Alena Marsh", "Boris Marsh"), ("Alena Marsh", "Alena Moor"), ("", "Marsh")] {
            assert!(!same_name(a, b), "{a} {b}");
        }
    }
}
