//! The people a document names in full, so that a surname finds its first name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use onrecord_model::EntityKind;

use super::parse::{Gender, Source, source};
use super::variant::{folded, near};
use crate::lexicon::name;
use crate::prepared::Prepared;
use crate::slots::{kind, runs};
use crate::word::Word;

/// People with one surname that are told apart at most; a list of 64 Smiths is not an article.
const NAMESAKES: usize = 64;

/// A person named in full somewhere in the document.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Spellings of the full name in order of appearance; the first is the name.
    pub(super) spellings: Vec<String>,
    pub(super) first: String,
    pub(super) role: Option<String>,
    pub(super) gender: Option<Gender>,
    /// Whether the document also uses the bare surname, as written.
    pub(super) surname: Option<String>,
}

/// People and bodies named in a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(super) people: Vec<Person>,
    by_surname: HashMap<String, Vec<usize>>,
    /// Names of bodies with the place of their first word, in reading order.
    pub(super) bodies: Vec<(usize, String)>,
    /// Where a person is the first thing a sentence names, or an unnamed human being its subject (`None`): a pronoun
    /// may stand for them.
    pub(super) topics: Vec<(usize, Option<usize>)>,
    /// Words written in lower case in the body.
    common: HashSet<Box<str>>,
    /// Words of the body written with a capital although no sentence starts with them, in lower case.
    capitals: HashSet<Box<str>>,
}

impl Names {
    /// Reads all names of a document.
    pub(crate) fn new(prepared: &Prepared) -> Self {
        let mut names = Names::default();
        // Headlines are left out: in title case every noun looks like a name.
        for unit in &prepared.units {
            names.read(prepared.text.as_str(), prepared.words_of(unit));
        }
        names
    }

    fn read(&mut self, text: &str, words: &[Word]) {
        self.read_case(words);
        if let Some(first) = words.first().filter(|_| super::parse::unnamed_subject(words)) {
            self.topics.push((first.range.start, None));
        }
        for (number, run) in runs(words).into_iter().enumerate() {
            let Some(at) = words.get(run.start).map(|w| w.range.start) else {
                continue;
            };
            let person = self.read_run(text, words, &run);
            if person.is_some() && number == 0 && run.start < 8 {
                self.topics.push((at, person));
            }
        }
    }

    fn read_case(&mut self, words: &[Word]) {
        for (i, word) in words.iter().enumerate().filter(|(_, w)| w.is_word()) {
            let inside = i.checked_sub(1).is_some_and(|b| words[b].is_word() || words[b].is(","));
            if !word.capital {
                self.common.insert(word.stem().into());
            } else if inside {
                self.capitals.insert(word.stem().into());
            }
        }
    }

    /// Tells whether the body writes a name from a headline as a name: some word of it with a capital, and no word in
    /// lower case only ("Harbour Director").
    pub(super) fn written_as_name(&self, name: &str) -> bool {
        let stems: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let capital = |stem: &String| self.capitals.contains(stem.as_str());
        stems.iter().any(capital) && stems.iter().all(|s| capital(s) || !self.common.contains(s.as_str()))
    }

    fn read_run(&mut self, text: &str, words: &[Word], run: &Range<usize>) -> Option<usize> {
        let from = words[..run.start]
            .iter()
            .rposition(|w| !(name::ROLE.has(&w.lower) || name::NATIONALITY.has(&w.lower)))
            .map_or(0, |i| i + 1);
        match source(text, &words[from.min(run.start)..run.end]) {
            Source::Person { name, role, address }
                if name.len() > 1 && kind(&words[run.clone()]) == EntityKind::Person =>
            {
                self.add(&name, role, address)
            }
            Source::Person { name, address, .. } if name.len() == 1 => {
                let person = self.unique(name.first()?, address)?;
                self.people[person].surname.get_or_insert_with(|| name[0].clone());
                Some(person)
            }
            Source::Body { name, .. } => {
                self.bodies.push((words[run.start].range.start, name));
                None
            }
            _ => None,
        }
    }

    /// Adds a full name and returns whose it is.
    pub(super) fn add(&mut self, name: &[String], role: Option<String>, address: Option<Gender>) -> Option<usize> {
        let (first, last) = (folded(name.first()?), folded(name.last()?));
        let spelling = name.join(" ");
        let namesakes = self.by_surname.entry(last).or_default();
        let known = namesakes.iter().copied().find(|i| near(&self.people[*i].first, &first));
        let person = match known {
            Some(known) => known,
            None if namesakes.len() >= NAMESAKES => return None,
            None => {
                namesakes.push(self.people.len());
                self.people.push(Person {
                    spellings: Vec::new(),
                    gender: given_gender(&name[0]),
                    first,
                    role: None,
                    surname: None,
                });
                self.people.len() - 1
            }
        };
        let entry = &mut self.people[person];
        if !entry.spellings.contains(&spelling) && entry.spellings.len() < NAMESAKES {
            entry.spellings.push(spelling);
        }
        // The fuller of two roles says more: "Kremlin spokesman" over "spokesman".
        let known = entry.role.as_ref().map_or(0, String::len);
        entry.role = role.filter(|r| r.len() > known).or(entry.role.take());
        entry.gender = entry.gender.or(address).or(entry.role.as_deref().and_then(role_gender));
        Some(person)
    }

    /// Returns the people who share a surname, or whose first name it is, as far as `address` fits.
    pub(super) fn named(&self, surname: &str, address: Option<Gender>) -> Vec<usize> {
        let people = self.by_surname.get(&folded(surname)).map_or(&[][..], Vec::as_slice);
        let fits =
            |i: &usize| address.is_none() || self.people[*i].gender.is_none() || self.people[*i].gender == address;
        people.iter().copied().filter(fits).collect()
    }

    fn unique(&self, surname: &str, address: Option<Gender>) -> Option<usize> {
        match self.named(surname, address)[..] {
            [person] => Some(person),
            _ => None,
        }
    }
}

/// Reads "spokeswoman" and "chairman"; other roles are anybody's.
fn role_gender(role: &str) -> Option<Gender> {
    let lower = role.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 5);
    words.find_map(|word| match word {
        w if w.ends_with("woman") => Some(Gender::She),
        w if w.ends_with("man") && w != "german" => Some(Gender::He),
        _ => None,
    })
}

fn given_gender(given: &str) -> Option<Gender> {
    let lower = given.to_lowercase();
    match (name::GIVEN_HE.has(&lower), name::GIVEN_SHE.has(&lower)) {
        (true, false) => Some(Gender::He),
        (false, true) => Some(Gender::She),
        _ => None,
    }
}
