//! Which names stand for one person or one body, so that nobody is counted twice under two names.

use std::collections::BTreeMap;

use crate::speaker::same_name;
use crate::stem::stem;

/// What stands before a name and is none.
const TITLES: [&str; 34] = [
    "admiral",
    "ambassador",
    "baroness",
    "captain",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "councillor",
    "dr",
    "gen",
    "general",
    "gov",
    "governor",
    "judge",
    "king",
    "lady",
    "lord",
    "lt",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "president",
    "prime",
    "prof",
    "professor",
    "queen",
    "rep",
    "sen",
    "senator",
    "sgt",
    "sir",
];

/// Small words in the names of bodies.
const SMALL: [&str; 5] = ["and", "for", "in", "of", "the"];

/// Gives every name the longest name that may be of the same person or body: "Minister Holm", "P. Holm" and "Petra Holm" are
/// one, and so are "Russia's Ministry of Defence" and "the Defence Ministry". In doubt names are one: whoever is counted once
/// too little can be confirmed, whoever is counted twice makes a false witness.
pub fn one_party<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_key(|name| (usize::MAX - name.len(), *name));
    names.dedup();
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for name in names {
        let (mut with, without): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| may_be_one(name, other)));
        with.push(vec![name]);
        groups = without;
        groups.push(with.concat());
    }
    let longest =
        |group: &[&str]| group.iter().max_by_key(|name| (name.len(), **name)).copied().unwrap_or_default().to_owned();
    groups.iter().flat_map(|group| group.iter().map(|name| ((*name).to_owned(), longest(group)))).collect()
}

fn may_be_one(a: &str, b: &str) -> bool {
    let (x, y) = (untitled(a), untitled(b));
    if x.is_empty() || y.is_empty() {
        return a.eq_ignore_ascii_case(b);
    }
    same_name(&x, &y) || same_body(&x, &y)
}

/// Takes titles off the front of a name; empty when there is nothing else.
fn untitled(name: &str) -> String {
    let title = |word: &&str| TITLES.binary_search(&word.trim_end_matches('.').to_lowercase().as_str()).is_ok();
    name.split_whitespace().skip_while(title).collect::<Vec<_>>().join(" ")
}

/// Tells whether all words of the one body's name stand in the other's, whatever their order and ending.
fn same_body(a: &str, b: &str) -> bool {
    let stems = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !(c.is_alphanumeric() || c == '\'')).map(str::to_lowercase);
        words.filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str())).map(|word| stem(&word)).collect()
    };
    let (x, y) = (stems(&a.replace('’', "'")), stems(&b.replace('’', "'")));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    short.len() >= 2 && short.iter().all(|stem| long.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties(names: &[&str]) -> usize {
        one_party(names.iter().copied()).into_values().collect::<std::collections::BTreeSet<_>>().len()
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(TITLES.is_sorted() && SMALL.is_sorted());
    }

    #[test]
    fn editions_of_a_name_are_one() {
        assert_eq!(parties(&["Petra Holm", "Minister Holm", "P. Holm", "Petra J. Holm", "Holm"]), 1);
        let ministry = ["the Russian Defence Ministry", "Russia's Ministry of Defence", "the Defence Ministry"];
        assert_eq!(parties(&ministry), 1);
        assert_eq!(parties(&["Corrin Water Board", "The Corrin Water Board", "Water Board"]), 1);
    }

    #[test]
    fn strangers_stay_two() {
        assert_eq!(parties(&["Petra Holm", "Ivo Brandt"]), 2);
        assert_eq!(parties(&["Alena Marsh", "Boris Marsh"]), 2);
        assert_eq!(parties(&["Ministry of Defence", "Ministry of Health"]), 2);
        assert_eq!(parties(&["Minister", "Mayor"]), 2);
        assert_eq!(parties(&[]), 0);
    }
}
