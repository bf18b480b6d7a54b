//! Whom a pronoun stands for: the nearest earlier speaker or topic that nothing speaks against, else nobody.

use std::ops::Range;

use onrecord_model::Attributed;

use super::index::Named;
use super::parse::{Gender, Source, source};
use super::resolve::{Resolver, Who, alone};
use crate::word::words;

/// Bytes a pronoun may reach back.
const PRONOUN_REACH: usize = 3_000;
/// Bytes in front of "who" in which its name is looked for.
const RELATIVE_REACH: usize = 120;

impl Resolver<'_> {
    /// "It": the last speaker, when that is a body.
    pub(super) fn it(&self, at: usize) -> Option<Attributed> {
        let (place, who) = self.spoke.last()?;
        match who {
            Who::Body(name) if at.saturating_sub(*place) <= PRONOUN_REACH => Some(Attributed {
                confidence: 0.55,
                why: "pronoun, the last body that spoke".to_owned(),
                ..self.body(name, false)
            }),
            _ => None,
        }
    }

    /// The nearest earlier speaker or topic whose gender does not speak against it.
    pub(super) fn pronoun(&mut self, at: usize, gender: Gender) -> Option<Attributed> {
        self.read_topics(at);
        let (place, who) = self.nearest(at, gender)?;
        let person = match who {
            Who::Person(person) if self.somebody_else(place..at, person, gender) => return None,
            Who::Person(person) if self.beside(place, person, gender) => return None,
            Who::Person(person) => person,
            Who::Name(name, address) => {
                self.spoke.push((at, Who::Name(name.clone(), address)));
                return Some(alone(&name, None, 0.55, "pronoun, nearest earlier speaker".to_owned()));
            }
            Who::Body(_) | Who::Unnamed => return None,
        };
        let known = self.names.people[person].gender.is_some();
        // Nobody is both he and she: who was taken for one is not taken for the other later.
        self.names.people[person].gender.get_or_insert(gender);
        self.spoke.push((at, Who::Person(person)));
        let why = if known {
            "pronoun, nearest earlier speaker, first name fits"
        } else {
            "pronoun, nearest earlier speaker"
        };
        Some(self.attributed(person, if known { 0.75 } else { 0.65 }, why.to_owned()))
    }

    /// The last one in front of `at` who is not a body and whose gender, where known, fits.
    fn nearest(&self, at: usize, gender: Gender) -> Option<(usize, Who)> {
        let fits = |who: &Who| match who {
            Who::Person(person) => self.names.people[*person].gender.is_none_or(|g| g == gender),
            Who::Body(_) => false,
            Who::Name(_, address) => address.is_none_or(|g| g == gender),
            Who::Unnamed => true,
        };
        let before = self.spoke.iter().rev().filter(|(place, _)| *place < at && !self.is_said(*place));
        let mut near = before.take_while(|(place, _)| at - *place <= PRONOUN_REACH);
        near.find(|(_, who)| fits(who)).cloned()
    }

    /// Tells whether a place stands in what is said.
    fn is_said(&self, place: usize) -> bool {
        self.said.iter().any(|said| said.contains(&place))
    }

    /// Tells whether the text shows a human being: a first name, a role, or words said under that name.
    fn shown(&self, person: usize) -> bool {
        let named = &self.names.people[person];
        named.gender.is_some() || named.role.is_some() || self.credited.contains(&person)
    }

    /// Tells whether the sentences behind the one at `between.start` name somebody else whom the pronoun could stand for.
    fn somebody_else(&self, between: Range<usize>, person: usize, gender: Gender) -> bool {
        let units = &self.prepared.units;
        let unit = units.partition_point(|u| u.range.end <= between.start);
        let from = units.get(unit).map_or(between.start, |u| u.range.end);
        let named = &self.names.named_at;
        let first = named.partition_point(|(place, _)| *place < from);
        let other = |named: &Named| match named {
            Named::Person(i) => *i != person && self.names.people[*i].gender.is_none_or(|g| g == gender),
            Named::Surname(_, address) => address.is_none_or(|g| g == gender),
            Named::Unnamed => false,
        };
        // Whom the text shows to be human, or who does something there ("Sonja Krill contradicted him").
        let acts = |place: usize| self.names.topics.binary_search_by_key(&place, |(at, _)| *at).is_ok();
        let is_human = |place: usize, named: &Named| match named {
            Named::Person(i) => self.shown(*i) || acts(place),
            Named::Surname(..) | Named::Unnamed => true,
        };
        let mut others = named.iter().skip(first).take(64).take_while(|(place, _)| *place < between.end);
        others.any(|(place, named)| !self.is_said(*place) && other(named) && is_human(*place, named))
    }

    /// Tells whether the sentence that names a person names somebody else whom the pronoun fits as well: "Reed met Hughes",
    /// "Ode told Frank". Somebody who has spoken there keeps the word as long as their first name fits.
    fn beside(&self, place: usize, person: usize, gender: Gender) -> bool {
        let units = &self.prepared.units;
        let at = units.partition_point(|u| u.range.end <= place);
        let Some(unit) = units.get(at).filter(|u| u.range.contains(&place)) else {
            return false;
        };
        let named = &self.names.named_at;
        let first = named.partition_point(|(at, _)| *at < unit.range.start);
        let known = |i: usize| self.names.people[i].gender == Some(gender);
        let speaks = self.credited.contains(&person) && known(person);
        let fits = |named: &Named| match named {
            Named::Person(i) => *i != person && (known(*i) || self.names.people[*i].gender.is_none() && !known(person)),
            Named::Surname(_, address) => *address == Some(gender),
            Named::Unnamed => false,
        };
        !speaks && named.iter().skip(first).take_while(|(at, _)| *at < unit.range.end).any(|(_, n)| fits(n))
    }

    /// Takes in the topics that stand before `at`.
    fn read_topics(&mut self, at: usize) {
        while let Some(topic) = self.names.topics.get(self.topics).filter(|(place, _)| *place < at) {
            let who = match &topic.1 {
                Named::Unnamed => Some(Who::Unnamed),
                Named::Surname(name, address) => Some(Who::Name(name.clone(), *address)),
                Named::Person(person) => self.shown(*person).then_some(Who::Person(*person)),
            };
            self.spoke.extend(who.map(|who| (topic.0, who)));
            self.topics += 1;
        }
        self.spoke.sort_by_key(|(place, _)| *place);
        if self.spoke.len() > 200 {
            self.spoke.drain(..100);
        }
    }

    /// The name right in front of "who".
    pub(super) fn relative(&mut self, at: usize) -> Option<Attributed> {
        let text = self.prepared.text.as_str();
        let from = text.floor_char_boundary(at.saturating_sub(RELATIVE_REACH));
        let before = words(text, &(from..at));
        let end = before.iter().rposition(|w| !w.is(",")).map(|i| i + 1)?;
        let start = before[..end].iter().rposition(|w| !w.capital).map_or(0, |i| i + 1);
        match source(text, &before[start..end]) {
            Source::Person { name, role, address } => self.person(at, &name, role, address),
            Source::Body { name, .. } => Some(self.body(&name, false)),
            _ => None,
        }
    }
}
