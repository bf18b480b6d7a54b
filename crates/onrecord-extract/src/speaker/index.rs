//! The people a document names in full, so that a surname finds its first name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use onrecord_model::EntityKind;

use super::parse::{Gender, Source, member, source};
use super::variant::{folded, near};
use crate::extractor::finite;
use crate::lexicon::class::Class;
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

/// A human being as one place of the text calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A person named in full somewhere.
    Person(usize),
    /// A surname with a title, of whom the document gives no more.
    Surname(String, Option<Gender>),
    /// Nobody's name: "the engineer".
    Unnamed,
}

/// People and bodies named in a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(super) people: Vec<Person>,
    by_surname: HashMap<String, Vec<usize>>,
    /// Names of bodies with the place of their first word, in reading order.
    pub(super) bodies: Vec<(usize, String)>,
    /// Where a human being is the subject of a sentence, as far as its beginning shows: a pronoun may stand for them.
    pub(super) topics: Vec<(usize, Named)>,
    /// Every place outside quotations where a human being is named, in reading order.
    pub(super) named_at: Vec<(usize, Named)>,
    /// Names of bodies by the acronym that stands behind them in brackets.
    pub(super) acronyms: HashMap<String, String>,
    /// Surnames that stand with a title somewhere before, folded.
    titled: HashMap<String, Option<Gender>>,
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
        let article = || prepared.units.iter().filter(|u| !u.aside).map(|u| prepared.words_of(u));
        article().for_each(|words| names.read_case(words));
        article().for_each(|words| names.read(prepared.text.as_str(), words));
        names
    }

    fn read(&mut self, text: &str, words: &[Word]) {
        super::acronym::read(text, words, &mut self.acronyms);
        if let Some(first) = words.first().filter(|_| super::parse::unnamed_subject(words)) {
            self.topics.push((first.range.start, Named::Unnamed));
        }
        if let Some(first) = words.first().filter(|_| is_somebodys(words)) {
            self.topics.push((first.range.start, Named::Unnamed));
        }
        let mut first = true;
        for run in runs(words) {
            let Some(at) = words.get(run.start).map(|w| w.range.start) else {
                continue;
            };
            if let Some(named) = self.read_run(text, words, &run) {
                // Whom somebody speaks of is not who speaks, nor do the dead, and behind "Lund's secretary" it is not Lund.
                let may_speak = words[run.start].quotation.is_none() && !died(&words[run.end..]);
                let owns = words[run.end - 1].possessive();
                let is_topic = may_speak && !owns && opens(&words[..run.start]);
                if std::mem::take(&mut first) && is_topic {
                    self.topics.push((at, named.clone()));
                }
                if may_speak {
                    self.named_at.push((at, named));
                }
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

    fn read_run(&mut self, text: &str, words: &[Word], run: &Range<usize>) -> Option<Named> {
        let from = words[..run.start]
            .iter()
            .rposition(|w| !(name::ROLE.has(&w.lower) || name::NATIONALITY.has(&w.lower)))
            .map_or(0, |i| i + 1);
        let from = titled_before(words, run.start).unwrap_or(from).min(run.start);
        match source(text, &words[from..titled_behind(words, run.end)]) {
            // "But Labrador said": the first word has its capital from the sentence.
            Source::Person { name, .. } if name.len() == 2 && self.opens_only(&words[run.start], run.start) => {
                self.unique(&name[1], None).map(Named::Person)
            }
            Source::Person { name, role, address }
                if name.len() > 1
                    && (kind(&words[run.clone()]) == EntityKind::Person || member(&words[run.clone()]).is_some()) =>
            {
                self.add(&name, role, address).map(Named::Person)
            }
            Source::Person { name, role, address } if name.len() == 1 => {
                if role.is_some() || address.is_some() {
                    let known = self.titled.entry(folded(&name[0])).or_insert(address);
                    *known = known.or(address);
                }
                let Some(person) = self.unique(name.first()?, address) else {
                    return self.titled(&name[0]);
                };
                self.people[person].surname.get_or_insert_with(|| name[0].clone());
                Some(Named::Person(person))
            }
            Source::Body { name, .. } => {
                self.bodies.push((words[run.start].range.start, name));
                None
            }
            _ => None,
        }
    }

    /// Tells whether a word in front of a name is no part of it: it opens the sentence, and is written small elsewhere or is
    /// a small word.
    fn opens_only(&self, word: &Word, at: usize) -> bool {
        let given = name::GIVEN_HE.has(&word.lower) || name::GIVEN_SHE.has(&word.lower);
        at == 0
            && !given
            && !name::ROLE.has(&word.lower)
            && (word.class != Class::NONE || self.common.contains(word.stem()))
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

    /// Returns the surname with what its title says, if it stands with a title somewhere.
    pub(super) fn titled(&self, surname: &str) -> Option<Named> {
        self.titled.get(&folded(surname)).map(|address| Named::Surname(surname.to_owned(), *address))
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

/// Words of a title set beside a name at most.
const TITLE: usize = 10;

/// "The mayor, Lena Park": returns where the title in front of the name at `at` starts.
fn titled_before(words: &[Word], at: usize) -> Option<usize> {
    let comma = at.checked_sub(1).filter(|i| words[*i].is(","))?;
    let from = comma.saturating_sub(TITLE);
    let determiner = words[from..comma].iter().rposition(|w| w.any(Class::DETERMINER))? + from;
    let title = &words[determiner + 1..comma];
    let plain = title.iter().all(|w| w.is_word() && !w.any(Class::PREPOSITION | Class::AUXILIARY | Class::VERB));
    (plain && title.last().is_some_and(|w| name::ROLE.has(&w.lower))).then_some(determiner)
}

/// "Leon Fisk, the mayor, …": returns where the title behind the name that ends at `end` ends; `end` without one.
fn titled_behind(words: &[Word], end: usize) -> usize {
    let Some(from) = words.get(end).filter(|w| w.is(",")).map(|_| end + 1) else {
        return end;
    };
    let close = (from..words.len().min(from + TITLE)).find(|i| words[*i].is(",") || words[*i].is("."));
    let titled = |close: &usize| {
        let title = &words[from..*close];
        let opens = title.first().is_some_and(|w| w.any(Class::DETERMINER) || name::ROLE.has(&w.lower));
        opens && title.iter().any(|w| name::ROLE.has(&w.lower)) && !(0..title.len()).any(|i| finite(title, i))
    };
    close.filter(titled).unwrap_or(end)
}

/// Words in front of the name in "His opposite number, Gail Finch, did not" at most.
const WHOSE: usize = 6;

/// Tells whether a sentence begins with somebody told by whose they are, the name set off by commas: "Ali Rezai's wife, Nadia, agreed".
fn is_somebodys(words: &[Word]) -> bool {
    let Some(comma) = words.iter().take(WHOSE).position(|word| word.is(",")) else { return false };
    let whose = words[..comma].iter().any(|word| word.any(Class::POSSESSIVE) || word.possessive());
    let name = words[comma + 1..].iter().take_while(|word| word.capital && word.is_word()).count();
    let closed = words.get(comma + 1 + name).is_some_and(|word| word.is(","));
    whose && (1..=3).contains(&name) && closed && words[..comma].iter().all(|word| word.quotation.is_none())
}

/// Tells whether a name behind these words can be the subject of its sentence: no verb stands before it, and nothing but
/// adjuncts that a comma has closed ("Speaking on Friday, Mr. Holt …", not "Of Mr. Holt …").
fn opens(before: &[Word]) -> bool {
    let from = before.iter().rposition(|w| w.is(",")).map_or(0, |comma| comma + 1);
    let adjunct = |w: &Word| w.any(Class::PREPOSITION) && !w.any(Class::SUBORDINATOR) || w.lower.ends_with("ing");
    !before[from..].iter().any(adjunct) && !(0..before.len()).any(|i| finite(before, i))
}

/// Tells whether the words behind a name tell that its bearer is dead: no pronoun behind that lets them speak.
fn died(behind: &[Word]) -> bool {
    let mut words =
        behind.iter().map(|word| &*word.lower).filter(|word| !matches!(*word, "has" | "had" | "later" | "then"));
    match words.next() {
        Some("died" | "drowned" | "perished") => true,
        Some("was" | "is" | "lies") => matches!(words.next(), Some("buried" | "dead" | "killed" | "murdered")),
        _ => false,
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
