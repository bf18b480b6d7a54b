//! What a source's words are: a pronoun, a name with a role, a body, or nobody in particular.

use std::ops::Range;

use onrecord_model::EntityKind;

use super::body::{behind_the, known_name, long_body, named_after};
use crate::lexicon::class::Class;
use crate::lexicon::name;
use crate::slots::{PARTICLE, kind, runs};
use crate::word::Word;

/// What he, she and they tell about whom they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

/// A source taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// He or she.
    Pronoun(Gender),
    /// It.
    It,
    /// Who or which: stands for the name in front of it.
    Relative,
    /// A person's name, titles taken off, and the role that stands with it.
    Person { name: Vec<String>, role: Option<String>, address: Option<Gender> },
    /// A named body; `for_it` when somebody speaks for it ("a spokesman for the ministry").
    Body { name: String, for_it: bool },
    /// A body called by its noun only ("the ministry").
    BodyNoun(String),
    /// Nobody who can be named.
    Nobody,
}

/// Takes a source apart; `text` is the document.
pub(super) fn source(text: &str, words: &[Word]) -> Source {
    let Some(first) = words.first() else {
        return Source::Nobody;
    };
    let contracted = contracted(&first.lower);
    let stands_for = Class::PRONOUN | Class::OBJECT | Class::RELATIVE | Class::POSSESSIVE;
    if words.len() == 1 && (first.class.any(stands_for) || contracted.is_some()) {
        return match contracted.unwrap_or(&first.lower) {
            "he" | "him" | "his" => Source::Pronoun(Gender::He),
            "she" | "her" => Source::Pronoun(Gender::She),
            "it" | "its" => Source::It,
            "who" | "which" | "that" => Source::Relative,
            _ => Source::Nobody,
        };
    }
    let kept = outside_brackets(words);
    let words = &kept[..];
    let comma = words.iter().position(|w| w.is(",")).unwrap_or(words.len());
    let (head, aside) = (&words[..comma], words.get(comma + 1..).unwrap_or(&[]));
    named(text, head, aside).or_else(|| titled_aside(text, head, aside)).unwrap_or_else(|| unnamed(text, head))
}

/// Tells whether the words of a source are surely a person's name: a full one, or one with a title or a role ("engineer Ola Brun",
/// "Lord Peel", "Nordvik's chief executive, Marit Dahl").
pub(crate) fn is_person(text: &str, words: &[Word]) -> bool {
    let is_sure = |name: &[String], has_title: bool| name.len() > 1 || has_title;
    matches!(source(text, words), Source::Person { name, role, address } if is_sure(&name, role.is_some() || address.is_some()))
}

/// Returns the pronoun of one that is drawn together with its verb: "we've", "she'll".
fn contracted(lower: &str) -> Option<&str> {
    let (pronoun, verb) = lower.split_once(['\'', '’'])?;
    let is_one = matches!(pronoun, "he" | "i" | "it" | "she" | "that" | "there" | "they" | "we" | "who" | "you");
    (is_one && matches!(verb, "d" | "ll" | "m" | "re" | "s" | "ve")).then_some(pronoun)
}

/// Leaves out what stands in brackets: "Rep. Ted Lieu (D-Calif.)".
fn outside_brackets(words: &[Word]) -> Vec<Word> {
    let mut depth = 0_u32;
    let mut kept = Vec::with_capacity(words.len());
    for word in words {
        depth += u32::from(word.is("("));
        if depth == 0 {
            kept.push(word.clone());
        }
        depth = depth.saturating_sub(u32::from(word.is(")")));
    }
    kept
}

/// Reads a source whose head ends in a name.
fn named(text: &str, head: &[Word], aside: &[Word]) -> Option<Source> {
    if let Some(source) = long_body(text, head)
        .or_else(|| named_after(text, head))
        .or_else(|| firm(text, head))
        .or_else(|| member_of_a_body(text, head, aside))
    {
        return Some(source);
    }
    let run = runs_of_head(head)
        .into_iter()
        .rfind(|r| r.end == head.len() || head[r.end].any(Class::PREPOSITION) || &*head[r.end].lower == "and")?;
    let scene = scene_set(head, &run);
    let preposition =
        !scene && head[..run.start].iter().any(|w| w.any(Class::PREPOSITION) && !w.any(Class::SUBORDINATOR));
    let plural =
        head[..run.end].iter().any(|w| &*w.lower == "and") || head.get(run.end).is_some_and(|w| &*w.lower == "and");
    // "Senators visiting Odesa": the name is what they visit.
    let visited = run
        .start
        .checked_sub(1)
        .is_some_and(|b| !head[b].capital && head[b].lower.ends_with("ing") && head[b].lower.len() > 5);
    if let Some(source) = preposition.then(|| of_a_body(text, head, aside)).flatten() {
        return Some(source);
    }
    // "Jane Holt's" is all there is: what was hers ("claim") is the cue.
    let owns = head[run.end - 1].possessive() && run.end < head.len();
    if visited || preposition || plural || owns {
        return None;
    }
    let words = &head[run.clone()];
    let last_is_body = words.last().is_some_and(|w| name::BODY.has(&w.lower)) && kind(words) == EntityKind::Body;
    let place_named =
        words.len() > 1 && kind(words) == EntityKind::Other && words.iter().any(|w| name::PLACE.has(w.stem()));
    if last_is_body || place_named {
        return Some(Source::Body { name: shown(text, words), for_it: false });
    }
    if words.len() == 1 && run.start > 0 && matches!(&*head[run.start - 1].lower, "the") && !known_name(&words[0]) {
        return Some(behind_the(text, &words[0], run.end == head.len()));
    }
    let start = words.iter().rposition(|w| name::ROLE.has(&w.lower)).map_or(0, |r| r + 1);
    let body = matches!(kind(words), EntityKind::Body | EntityKind::Place) && start == 0;
    if body
        && !(words.len() == 1 && name::NATIONALITY.has(&words[0].lower))
        && head[..run.start].iter().all(|w| !name::ROLE.has(&w.lower))
    {
        return Some(Source::Body { name: shown(text, words), for_it: false });
    }
    person(text, head, run.start + start..run.end, aside)
}

/// Tells whether in front of a full name stands where somebody spoke, and nothing else: "Outside court Hester Blackwood".
fn scene_set(head: &[Word], run: &Range<usize>) -> bool {
    let opens = head.first().is_some_and(|w| w.capital && w.any(Class::PREPOSITION));
    let plain = |w: &Word| w.is_word() && !w.capital && !w.possessive() && !w.any(Class::PREPOSITION);
    let words = &head[run.clone()];
    opens
        && (2..=4).contains(&run.start)
        && run.end == head.len()
        && head[1..run.start].iter().all(plain)
        && words.len() > 1
        && kind(words) == EntityKind::Person
}

/// Reads "Marks & Spencer": names joined by that sign are one of a firm.
fn firm(text: &str, head: &[Word]) -> Option<Source> {
    let sign = head.iter().position(|w| &*w.lower == "&")?;
    let start = head[..sign].iter().rposition(|w| !w.capital).map_or(0, |before| before + 1);
    let end = sign + 1 + head[sign + 1..].iter().take_while(|w| w.capital).count();
    let is_joined = start < sign && sign + 1 < end;
    let firm = || Source::Body { name: shown(text, &head[start..end]), for_it: false };
    // Of "& Spencer" the first half was left out: who that is nobody can say.
    if sign == 0 { Some(Source::Nobody) } else { is_joined.then(firm) }
}

/// Reads "Vera Lindt of the Pilots' Association": a full name first, then whose.
fn of_a_body(text: &str, head: &[Word], aside: &[Word]) -> Option<Source> {
    let run = runs(head).into_iter().next().filter(|r| r.len() > 1 && kind(&head[r.clone()]) == EntityKind::Person)?;
    let whose = matches!(&*head.get(run.end)?.lower, "of" | "from" | "at" | "with");
    let plain = head[..run.start].iter().all(|w| name::ROLE.has(&w.lower) || name::NATIONALITY.has(&w.lower));
    let joined = head.iter().any(|w| &*w.lower == "and" && w.range.start < head[run.end].range.start);
    if !whose || !plain || joined {
        return None;
    }
    let start = head[run.clone()].iter().rposition(|w| name::ROLE.has(&w.lower)).map_or(0, |r| r + 1);
    person(text, head, run.start + start..run.end, aside)
}

/// Reads "Professor Jane Eliot of Wexford University", all in capitals.
fn member_of_a_body(text: &str, head: &[Word], aside: &[Word]) -> Option<Source> {
    let run = runs(head).into_iter().find(|run| run.end == head.len())?;
    let name = member(&head[run.clone()])?;
    person(text, head, run.start + name.start..run.start + name.end, aside)
}

/// Finds the full name of a person at the head of a run of capitals, where behind it stands whose they are: "Jane Eliot of Wexford
/// University". `None` for names of bodies ("Wexford Institute of Technology").
pub(super) fn member(run: &[Word]) -> Option<Range<usize>> {
    let of = run.iter().position(|word| &*word.lower == "of")?;
    let start = run[..of].iter().rposition(|word| name::ROLE.has(&word.lower)).map_or(0, |role| role + 1);
    let words = &run[start..of];
    let is_body = |word: &Word| name::BODY.has(word.stem()) || name::PLACE.has(word.stem());
    let is_full = (2..=4).contains(&words.len()) && words.iter().all(|w| w.capital && !w.upper && !is_body(w));
    let has_one = run.last().is_some_and(|word| name::BODY.has(word.stem()));
    (is_full && has_one && kind(words) == EntityKind::Person).then_some(start..of)
}

fn person(text: &str, head: &[Word], at: Range<usize>, aside: &[Word]) -> Option<Source> {
    let words = &head[at.clone()];
    let address = words.iter().find_map(|w| gender_of(&w.lower));
    if words.first().is_some_and(|w| !w.capital) {
        return titled_aside(text, head, aside);
    }
    // "Engineer Dag Harlow": a noun for a human being in front of two names is a title.
    let title = title(words);
    let parts: Vec<String> = words[title..]
        .iter()
        // "Sheldon Whitehouse of Rhode Island": where somebody is from is not part of the name.
        .take_while(|w| &*w.lower != "of")
        .filter(|w| w.is_word() && !name::ADDRESS.has(&w.lower) && !name::ROLE.has(&w.lower))
        .filter(|w| !name::is_post_nominal(w))
        .map(|w| stem_shown(text, w))
        .collect();
    // "Von der Leyen said": the surname alone, whatever case its particles have.
    let particles = parts.iter().take_while(|p| PARTICLE.has(&p.to_lowercase()) && *p != "Al").count();
    let parts = if particles < parts.len() { parts[particles..].to_vec() } else { parts };
    let only_nationality = words.iter().all(|w| name::NATIONALITY.has(&w.lower));
    if parts.is_empty() || parts.len() > 5 || only_nationality {
        return None;
    }
    let before = &head[..at.start + title];
    let role = role_before(text, before).or_else(|| role_aside(text, aside));
    Some(Source::Person { name: parts, role, address })
}

/// Counts the words of a title in front of a full name: one noun for a human being, or all before a first name ("County Clerk
/// Yolanda Pierce").
fn title(words: &[Word]) -> usize {
    let is_first = |w: &Word| name::GIVEN_HE.has(&w.lower) || name::GIVEN_SHE.has(&w.lower);
    let given = words.iter().position(is_first).filter(|at| at + 1 < words.len());
    match given {
        Some(at) if words[..at].iter().all(|w| name::is_of_title(&w.lower)) => at,
        _ => usize::from(words.len() > 2 && name::HUMAN.has(&words[0].lower)),
    }
}

/// Reads "Minister of Defense, X": the name stands in the apposition.
fn titled_aside(text: &str, head: &[Word], aside: &[Word]) -> Option<Source> {
    let run = runs(aside).into_iter().next().filter(|run| run.start == 0)?;
    let letters = aside[run.clone()].iter().rev().take_while(|w| name::is_post_nominal(w)).count();
    let run = run.start..run.end - letters;
    let named = match member(&aside[run.clone()]) {
        Some(name) => &aside[name],
        None => Some(&aside[run]).filter(|words| kind(words) == EntityKind::Person)?,
    };
    let address = named.iter().find_map(|w| gender_of(&w.lower));
    let name: Vec<String> = named
        .iter()
        .filter(|w| !name::ADDRESS.has(&w.lower) && !name::ROLE.has(&w.lower))
        .map(|w| stem_shown(text, w))
        .collect();
    let owned = head.iter().any(|w| w.any(Class::POSSESSIVE) || w.possessive());
    let shows_role = head.iter().any(|w| name::ROLE.has(&w.lower) || name::HUMAN.has(&w.lower));
    // Whose officer it is belongs to the role, and so does the article in front of it.
    let role = if owned && shows_role { Some(shown(text, head)) } else { role_before(text, head) };
    (!name.is_empty()).then_some(Source::Person { name, role, address })
}

fn gender_of(lower: &str) -> Option<Gender> {
    match lower {
        "mr" | "mr." | "mister" | "sir" | "lord" => Some(Gender::He),
        "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "dame" | "madam" | "baroness" => Some(Gender::She),
        _ => None,
    }
}

/// Tells whether the sentence starts with somebody who has no name: an article, up to three words, a noun for a human
/// being, and no name set beside it ("The engineer, who has left, …", not "The engineer, Ann Holt, …").
pub(super) fn unnamed_subject(words: &[Word]) -> bool {
    let determined =
        words.first().is_some_and(|w| w.any(Class::DETERMINER | Class::POSSESSIVE) && w.quotation.is_none());
    let plain = |w: &Word| w.is_word() && !w.any(Class::PREPOSITION | Class::AUXILIARY | Class::MODAL | Class::VERB);
    let noun = (1..words.len().min(5)).find(|i| name::HUMAN.has(&words[*i].lower) && !words[*i].capital);
    determined
        && noun.is_some_and(|noun| {
            let behind = words.get(noun + 1 + usize::from(words.get(noun + 1).is_some_and(|w| w.is(","))));
            words[1..noun].iter().all(plain)
                && behind
                    .is_none_or(|w| !(w.capital || w.is_word() && w.class == Class::NONE && name::HUMAN.has(&w.lower)))
        })
}

fn runs_of_head(head: &[Word]) -> Vec<Range<usize>> {
    let mut found = runs(head);
    // A surname that is also a common word at the start of a sentence is still the source.
    if found.is_empty()
        && head.len() == 1
        && head[0].capital
        && !head[0].any(Class::DETERMINER | Class::PRONOUN)
        && !name::ANONYMOUS.has(&head[0].lower)
    {
        found.push(0..1);
    }
    found.retain(|r| !head[r.clone()].iter().all(|w| name::ANONYMOUS.has(&w.lower)));
    found
}

/// Reads "Kremlin spokesman" in front of a name; articles are left off.
fn role_before(text: &str, words: &[Word]) -> Option<String> {
    let skip = words
        .iter()
        .take_while(|w| w.any(Class::DETERMINER | Class::COORDINATOR | Class::ADVERB | Class::POSSESSIVE))
        .count();
    let words = &words[skip..];
    let role =
        words.iter().any(|w| name::ROLE.has(&w.lower)) || words.last().is_some_and(|w| name::HUMAN.has(&w.lower));
    (role && !words.iter().any(|w| name::ADDRESS.has(&w.lower))).then(|| shown(text, words))
}

/// Reads the apposition behind a name, up to its first relative clause.
fn role_aside(text: &str, words: &[Word]) -> Option<String> {
    let skip = words.iter().take_while(|w| w.any(Class::DETERMINER) && !w.any(Class::RELATIVE)).count();
    let words = &words[skip..];
    if skip == 0 && !words.iter().any(|w| name::ROLE.has(&w.lower)) {
        return None;
    }
    let end = words
        .iter()
        .position(|w| w.any(Class::RELATIVE) && !w.any(Class::DETERMINER) || w.is(","))
        .unwrap_or(words.len());
    let words = &words[..end];
    (words.len() > 1 || words.first().is_some_and(|w| name::ROLE.has(&w.lower)))
        .then(|| shown(text, words))
        .filter(|r| r.len() < 160)
}

/// Reads a source that ends in a common noun.
fn unnamed(text: &str, head: &[Word]) -> Source {
    let spokes = head.iter().position(|w| matches!(&*w.lower, "spokesman" | "spokeswoman" | "spokesperson"));
    let body_run = runs(head).into_iter().find(|r| kind(&head[r.clone()]) == EntityKind::Body);
    if let (Some(_), Some(run)) = (spokes, &body_run) {
        return Source::Body { name: shown(text, &head[run.clone()]), for_it: true };
    }
    let Some(last) = head.last().filter(|w| !w.capital) else {
        return Source::Nobody;
    };
    if !name::BODY_NOUN.has(last.stem()) || name::ANONYMOUS.has(&last.lower) {
        return Source::Nobody;
    }
    let any = head.first().is_some_and(|w| matches!(&*w.lower, "a" | "an" | "another" | "one"));
    if any && name::DOCUMENT.has(&last.lower) {
        return Source::Nobody;
    }
    match runs(head).last().filter(|r| r.end + 1 == head.len() && !head[r.end - 1].possessive()) {
        Some(run) => Source::Body { name: shown(text, &head[run.start..]), for_it: false },
        None => Source::BodyNoun(last.stem().to_owned()),
    }
}

/// Returns the words as written, without a possessive ending.
pub(super) fn shown(text: &str, words: &[Word]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return String::new();
    };
    let end = last.range.end - (last.lower.len() - last.stem().len()).min(last.range.len());
    let raw = text.get(first.range.start..end).unwrap_or("");
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns one word as written, without a possessive ending.
pub(super) fn stem_shown(text: &str, word: &Word) -> String {
    shown(text, std::slice::from_ref(word))
}
