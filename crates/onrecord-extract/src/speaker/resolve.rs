//! From the words of a source to a speaker.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_model::{Alias, Attributed};

use super::index::{Named, Names};
use super::parse::{Gender, Source, source};
use super::variant::{folded, near};
use crate::lexicon::WordSet;
use crate::lexicon::class::Class;
use crate::lexicon::name::{self, BODY, BODY_NOUN, DOCUMENT, PLACE};
use crate::prepared::Prepared;
use crate::word::{Word, words};

/// Words behind a name that are no longer part of who it is.
static BEHIND: WordSet = WordSet::new("on to in at himself herself itself themselves during after before when");

/// Somebody a pronoun may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A person named in full.
    Person(usize),
    /// Somebody of whom the document gives one name only, with a title that shows a human being.
    Name(String, Option<Gender>),
    /// A body: "it".
    Body(String),
    /// Somebody without a name ("a source"): no pronoun behind it can be resolved.
    Unnamed,
}

/// Resolves sources in reading order.
pub(crate) struct Resolver<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) names: Names,
    /// Who spoke so far, and people sentences start with, by place.
    pub(super) spoke: Vec<(usize, Who)>,
    /// How far the list of topics has been read.
    pub(super) topics: usize,
    /// People who have spoken under their name.
    pub(super) credited: BTreeSet<usize>,
    /// Where the text tells what is said by the source that is resolved: whom that names is not who says it.
    pub(super) said: Vec<Range<usize>>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(prepared: &'a Prepared) -> Self {
        Resolver {
            prepared,
            names: Names::new(prepared),
            spoke: Vec::new(),
            topics: 0,
            credited: BTreeSet::new(),
            said: Vec::new(),
        }
    }

    /// Returns the speaker a source names who says what stands at `said`; `None` when the text supports no name. Sources must come in
    /// reading order.
    pub(crate) fn resolve(&mut self, at: &Range<usize>, said: Vec<Range<usize>>) -> Option<Attributed> {
        self.said = said;
        if self.half_of_a_pair(at) {
            self.spoke.push((at.start, Who::Unnamed));
            return None;
        }
        match self.read(at) {
            Source::Pronoun(gender) => self.pronoun(at.start, gender),
            Source::Relative => self.relative(at.start),
            Source::Person { name, role, address } => self.person(at.start, &name, role, address),
            Source::Body { name, for_it } => {
                self.spoke.push((at.start, Who::Body(name.clone())));
                Some(self.body(&name, for_it))
            }
            // "Ukraine's energy ministry": which one it is stands there, and it is not the one named before.
            Source::BodyNoun(_) if self.qualified(at) => None,
            Source::BodyNoun(noun) => self.body_noun(at.start, &noun),
            Source::It => self.it(at.start),
            Source::Nobody => {
                let person = self.by_role(at);
                if person.is_none() {
                    self.spoke.push((at.start, Who::Unnamed));
                }
                person
            }
        }
    }

    /// Reads the words of a source; where they end in something else ("Ann Lee on Monday", "Lee herself"), those before it.
    fn read(&self, at: &Range<usize>) -> Source {
        let text = self.prepared.text.as_str();
        let all = words(text, at);
        if joint(&all) {
            return Source::Nobody;
        }
        // "In 2024 Pym had said": the time is no part of the name.
        let is_time = |words: &[Word]| {
            let digits = words.get(1).is_some_and(|w| w.lower.chars().all(|c| c.is_ascii_digit()));
            words.len() > 2 && &*words[0].lower == "in" && digits
        };
        let all = if is_time(&all) { all[2..].to_vec() } else { all };
        match source(text, &all) {
            Source::Nobody => {
                let end = all.iter().skip(1).position(|w| BEHIND.has(&w.lower)).map(|n| n + 1);
                end.map_or(Source::Nobody, |end| source(text, &all[..end]))
            }
            Source::Person { .. } | Source::Body { .. } if self.common_noun(&all) => Source::Nobody,
            read => read,
        }
    }

    /// Tells whether a source is one word that has a capital only because it opens a sentence: the document writes it small
    /// elsewhere, or it is no noun at all ("His", "Report").
    fn common_noun(&self, all: &[Word]) -> bool {
        let [word] = all else {
            return false;
        };
        let small = |w: &Word| !w.capital && w.lower == word.lower;
        !word.upper
            && (word.any(Class::POSSESSIVE | Class::PRONOUN | Class::DETERMINER)
                || DOCUMENT.has(&word.lower)
                || self.prepared.words.iter().any(small))
    }

    /// Tells whether the words of a source say whose it is.
    fn qualified(&self, at: &Range<usize>) -> bool {
        let all = words(self.prepared.text.as_str(), at);
        all.iter().any(|w| w.possessive() || w.any(Class::POSSESSIVE) || name::NATIONALITY.has(&w.lower))
    }

    /// A body by its name; an acronym that the document explains stands for the name it explains.
    pub(super) fn body(&self, name: &str, for_it: bool) -> Attributed {
        let alias = |(short, long): (&String, &String)| Alias {
            name: short.clone(),
            why: format!("acronym of {long}, explained in this document"),
        };
        if let Some((short, long)) = self.names.acronyms.get_key_value(name) {
            let why = "acronym that this document explains".to_owned();
            return Attributed { aliases: vec![alias((short, long))], why, ..body(long, for_it) };
        }
        let short = self.names.acronyms.iter().filter(|(_, long)| *long == name).min();
        Attributed { aliases: short.map(alias).into_iter().collect(), ..body(name, for_it) }
    }

    /// "The minister": the only person whose role says so, when the document names one only.
    fn by_role(&self, at: &Range<usize>) -> Option<Attributed> {
        let all = words(self.prepared.text.as_str(), at);
        let (first, rest) = all.split_first()?;
        let noun = rest.last().filter(|w| name::ROLE.has(&w.lower) && !w.capital)?;
        if &*first.lower != "the" || rest.len() > 2 {
            return None;
        }
        let holds = |role: &Option<String>| {
            let role = role.as_ref().map(|r| r.to_lowercase()).unwrap_or_default();
            rest.iter().all(|w| role.split(|c: char| !c.is_alphanumeric()).any(|part| part == &*w.lower))
        };
        let mut fitting = (0..self.names.people.len()).filter(|p| holds(&self.names.people[*p].role));
        let (person, other) = (fitting.next()?, fitting.next());
        let why = format!("the only {} named in this document", noun.lower);
        other.is_none().then(|| self.attributed(person, 0.7, why))
    }

    /// Tells whether the source is the second of two that speak together ("Moscow and Kyiv"): one of them is not the speaker.
    fn half_of_a_pair(&self, at: &Range<usize>) -> bool {
        let words = &self.prepared.words;
        let first = words.partition_point(|w| w.range.end <= at.start);
        let before = |n: usize| first.checked_sub(n).and_then(|i| words.get(i));
        let own = words.get(first).is_some_and(|w| w.capital);
        own && before(1).is_some_and(|w| matches!(&*w.lower, "and" | "&"))
            && before(2).is_some_and(|w| w.capital && w.is_word() && w.quotation == before(1).and_then(|b| b.quotation))
    }

    /// Returns the speaker a headline credits: only somebody the body writes as a name, for in title case every noun
    /// looks like one.
    pub(crate) fn resolve_headline(&mut self, at: &Range<usize>) -> Option<Attributed> {
        let text = self.prepared.text.as_str();
        let read = source(text, &words(text, at));
        if let Source::Person { name, .. } = &read
            && let Some(surname) = self.behind_a_noun(name)
        {
            return self.person(at.start, &[surname], None, None);
        }
        let written = match read {
            Source::Person { name, .. } => self.names.written_as_name(&name.join(" ")),
            Source::Body { name, .. } => own_name(&name) || self.names.written_as_name(&name),
            _ => false,
        };
        if written { self.resolve(at, Vec::new()) } else { None }
    }

    /// "Cyclist Ferrand" over a text that names Luc Ferrand: in title case a noun looks like a first name.
    fn behind_a_noun(&self, name: &[String]) -> Option<String> {
        let [noun, surname] = name else { return None };
        let known = self.names.named(surname, None);
        let is_other = |person: &usize| !near(&self.names.people[*person].first, &folded(noun));
        (known.len() == 1 && known.iter().all(is_other)).then(|| surname.clone())
    }

    pub(super) fn person(
        &mut self,
        at: usize,
        name: &[String],
        role: Option<String>,
        address: Option<Gender>,
    ) -> Option<Attributed> {
        if name.len() > 1 {
            let person = self.names.add(name, role, address)?;
            self.speaks(at, person);
            let why = if self.names.people[person].spellings.first() == Some(&name.join(" ")) {
                "named in full"
            } else {
                "spelling variant of the full name"
            };
            return Some(self.attributed(person, 0.95, why.to_owned()));
        }
        let surname = name.first()?;
        match self.names.named(surname, address)[..] {
            [person] => {
                self.speaks(at, person);
                Some(self.attributed(person, 0.9, "surname of the only person so named here".to_owned()))
            }
            [] => {
                let titled = role.is_some() || address.is_some();
                if !titled && name::is_plural_noun(&surname.to_lowercase()) {
                    return None;
                }
                let who = match self.names.titled(surname) {
                    Some(Named::Surname(name, address)) => Who::Name(name, address),
                    _ if titled => Who::Name(surname.clone(), address),
                    _ => Who::Unnamed,
                };
                self.spoke.push((at, who));
                Some(alone(surname, role, 0.7, "one name, nothing fuller in this document".to_owned()))
            }
            ref several => Some(alone(surname, role, 0.4, Attributed::shared_surname(several.len()))),
        }
    }

    fn speaks(&mut self, at: usize, person: usize) {
        self.credited.insert(person);
        self.spoke.push((at, Who::Person(person)));
    }

    /// "The ministry": the last body named before whose name holds that word.
    fn body_noun(&self, at: usize, noun: &str) -> Option<Attributed> {
        let earlier = self.names.bodies.partition_point(|(place, _)| *place < at);
        let called = |(_, name): &&(usize, String)| name.to_lowercase().split(' ').any(|w| w == noun);
        let named = self.names.bodies.get(..earlier)?.iter().rev().take(200).find(called)?;
        Some(Attributed {
            why: format!("the last body named before with \"{noun}\" in its name"),
            confidence: 0.6,
            ..self.body(&named.1, false)
        })
    }

    pub(super) fn attributed(&self, person: usize, confidence: f64, why: String) -> Attributed {
        let person = &self.names.people[person];
        let name = person.spellings.first().cloned().unwrap_or_default();
        let variants = person.spellings.iter().skip(1).map(|spelling| Alias {
            name: spelling.clone(),
            why: if folded(spelling) == folded(&name) {
                format!("spelling variant of {name}")
            } else {
                format!("same surname and a like first name as {name}")
            },
        });
        let only = |surname: &&String| self.names.named(surname, None).len() == 1;
        let surname = person.surname.iter().filter(only).map(|surname| Alias {
            name: surname.clone(),
            why: format!("surname of {name}, the only person so named here"),
        });
        Attributed { aliases: variants.chain(surname).collect(), role: person.role.clone(), name, confidence, why }
    }
}

/// Tells whether a source names two: "John Carter and his wife, Mary Carter", "Ann Lee, along with Tom Reed".
fn joint(all: &[Word]) -> bool {
    let head = all.iter().position(|w| w.is(",")).unwrap_or(all.len());
    let pair = (1..head).any(|i| {
        &*all[i].lower == "and" && all.get(i + 1).is_some_and(|w| w.any(Class::POSSESSIVE)) && all[i - 1].capital
    });
    // "John Carter, a lawyer, and his brother Tom Carter".
    let pair = pair
        || all
            .windows(3)
            .any(|w| w[0].is(",") && &*w[1].lower == "and" && matches!(&*w[2].lower, "his" | "her" | "their"));
    let with = all.windows(2).any(|w| matches!(&*w[0].lower, "along" | "together") && &*w[1].lower == "with");
    pair || with
}

/// Tells whether a body's name needs no help from the text: two words and more ending in a word for a body ("Port
/// Authority"), or one that is only ever a name ("Kremlin").
fn own_name(name: &str) -> bool {
    let mut words = name.rsplit(' ').map(str::to_lowercase);
    let ends = words.next().is_some_and(|last| {
        BODY.has(&last) && (words.next().is_some() || !BODY_NOUN.has(&last))
            || PLACE.has(&last) && words.next().is_none()
    });
    ends || name.chars().all(|c| !c.is_lowercase())
}

fn body(name: &str, for_it: bool) -> Attributed {
    Attributed {
        name: name.to_owned(),
        aliases: Vec::new(),
        role: None,
        confidence: if for_it { 0.6 } else { 0.85 },
        why: if for_it { "somebody who speaks for this body" } else { "a named body" }.to_owned(),
    }
}

pub(super) fn alone(name: &str, role: Option<String>, confidence: f64, why: String) -> Attributed {
    Attributed { name: name.to_owned(), aliases: Vec::new(), role, confidence, why }
}
