//! Spellings that mean the same are made one.

use std::borrow::Cow;

/// The number words that are read; "one" is as often a pronoun.
const NUMBERS: [(&str, &str); 26] = [
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// Names of one country with points; without them "US" is told from the pronoun by its capitals.
const DOTTED: [&str; 4] = ["U.S.A.", "U. S.A.", "U.S.", "U. S."];

/// Writes the United States and the percent sign as one word each.
pub(super) fn one_name(text: &str) -> Cow<'_, str> {
    if !text.contains(['U', '%']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut inside = false;
    while let Some(c) = rest.chars().next() {
        let country = if inside || c != 'U' { None } else { country(rest) };
        let taken = country.unwrap_or(c.len_utf8());
        match (country, c) {
            (Some(_), _) => out.push_str("USA"),
            (None, '%') => out.push_str(" percent "),
            (None, _) => out.push(c),
        }
        inside = country.is_none() && in_word(c);
        rest = rest.get(taken..).unwrap_or_default();
    }
    Cow::Owned(out)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Returns how many bytes of a name of the United States a text begins with.
fn country(text: &str) -> Option<usize> {
    let whole = |name: &&str| text.strip_prefix(*name).is_some_and(|after| !after.starts_with(in_word));
    let dotted = DOTTED.iter().find(|name| text.starts_with(**name));
    dotted.or_else(|| ["US", "United States"].iter().find(|name| whole(name))).map(|name| name.len())
}

/// Takes the possessive off a word in lower case, and writes number words and grouped digits as plain digits.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if let Some((_, digits)) = NUMBERS.iter().find(|(name, _)| *name == word) {
        return Cow::Borrowed(digits);
    }
    if is_grouped(word) { Cow::Owned(word.replace(',', "")) } else { Cow::Borrowed(word) }
}

/// Tells "43,000" from "3,5" and "1,2,3".
fn is_grouped(word: &str) -> bool {
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let Some((first, rest)) = word.split_once(',') else { return false };
    (1..=3).contains(&first.len()) && digits(first) && rest.split(',').all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::{one_name, plain};

    #[test]
    fn one_country_has_one_name() {
        for text in ["the U.S. army", "the US army", "the U. S. army", "the United States army", "the U.S.A. army"] {
            assert_eq!(one_name(text), "the USA army", "{text}");
        }
        for text in ["USB", "tell us", "BUS", "É US_x", "the United Statesmen"] {
            assert_eq!(one_name(text), text);
        }
        assert_eq!(one_name("US5 5%"), "US5 5 percent ");
    }

    #[test]
    fn numbers_are_written_in_digits() {
        for (word, want) in [
            ("seven", "7"),
            ("43,000", "43000"),
            ("1,000,000", "1000000"),
            ("3,5", "3,5"),
            ("tom's", "tom"),
            ("one", "one"),
        ] {
            assert_eq!(plain(word), want);
        }
    }
}
