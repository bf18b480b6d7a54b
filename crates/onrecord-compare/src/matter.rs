//! Whether two statements are of one matter where their own words do not tell: "there was no danger to the public" is said of any
//! accident.

use std::collections::BTreeSet;

use crate::Statement;
use crate::candidates::statement_signature;
use crate::lexicon::is_date_word;
use crate::speaker;

/// Content words that two statements share from which they tell by themselves what they are of.
const TELLING: usize = 5;
/// Names that two texts share at least where they are of one matter.
const NAMES: usize = 2;
/// Share of the names of the text with fewer of them (0..1) that the other one has at least.
const SHARE: f64 = 0.3;
/// Letters of a name at least.
const LETTERS: usize = 4;

/// Tells whether something shows that two statements are of one matter: who says them, the article, many words, a name in them, or
/// the names in the texts around them.
///
/// Texts in scripts without capitals name nothing here: of those the words alone tell.
pub fn of_one_matter(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let same_speaker = a.speaker.is_some() && b.speaker.is_some() && !speaker::differs(a, b);
    let same_article = a.article.is_some() && a.article == b.article;
    same_speaker
        || same_article
        || statement_signature(a).shared(&statement_signature(b)) >= TELLING
        || !named(a).is_disjoint(&named(b))
        || texts_name_the_same(a.text.as_str(), b.text.as_str())
}

/// Lists the words of the names in a statement, in lower case.
fn named(statement: &Statement<'_>) -> BTreeSet<String> {
    let names = statement.slots.entities.iter().map(|entity| statement.text.slice(&entity.span));
    names.flat_map(|name| name.split(apart)).filter(is_long).map(str::to_lowercase).collect()
}

/// Tells whether two texts name the same people, places and bodies.
fn texts_name_the_same(a: &str, b: &str) -> bool {
    let (a, b) = (names(a), names(b));
    let shared = a.intersection(&b).count();
    shared >= NAMES && shared as f64 >= SHARE * a.len().min(b.len()) as f64
}

/// Lists what a text writes with a capital alone, in lower case. Neither the first words of sentences show that nor headlines, in
/// which every word may have one.
fn names(text: &str) -> BTreeSet<String> {
    let (mut capital, mut plain) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines() {
        let words = long_words(line);
        if words.iter().all(|(word, _)| word.starts_with(char::is_uppercase)) {
            continue;
        }
        for (word, opens) in words {
            match word.starts_with(char::is_uppercase) {
                true if opens => continue,
                true => capital.insert(word.to_lowercase()),
                false => plain.insert(word.to_lowercase()),
            };
        }
    }
    capital.retain(|word| !plain.contains(word) && !is_date_word(word));
    capital
}

/// Lists the long words of a line, each with whether it may be the first of a sentence.
fn long_words(line: &str) -> Vec<(&str, bool)> {
    let (mut words, mut opens) = (Vec::new(), true);
    for piece in line.split_inclusive(apart) {
        let word = piece.trim_end_matches(apart);
        if is_long(&word) {
            words.push((word, opens));
        }
        opens = piece.ends_with(['.', '!', '?', ':', '"', '“', '‘']) || opens && word.is_empty();
    }
    words
}

fn is_long(word: &&str) -> bool {
    word.chars().count() >= LETTERS
}

/// Tells whether a letter stands between words.
fn apart(c: char) -> bool {
    !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::{names, texts_name_the_same};

    #[test]
    fn what_stands_in_capitals_alone_is_a_name() {
        let text = "Smoke Fills Tunnel Under Halden\n\nSmoke filled the tunnel. “Nobody was there,” said Mette Juhl on Monday. \
                    Police closed it; the police of Halden said so.";
        assert_eq!(names(text).into_iter().collect::<Vec<_>>(), ["halden", "juhl", "mette"]);
    }

    #[test]
    fn first_words_of_sentences_make_no_two_texts_alike() {
        let leak = "When a pipe burst in Corrin, nobody was hurt. There was no danger. Police left.";
        let fire = "When smoke filled the tunnel under Halden, nobody was hurt. There was no danger. Police left.";
        assert!(!texts_name_the_same(leak, fire));
        assert!(texts_name_the_same(
            "The pipe in Corrin, said Mette Juhl.",
            "In Corrin the pipe burst, Mette Juhl said."
        ));
    }
}
