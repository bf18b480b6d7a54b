//! Outlets by the names that texts give them, and who stands behind them.

use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_model::{DocumentId, MentionId, Outlet};
use onrecord_store::Occurrence;
use onrecord_text::{folded_name, sentences};

use super::credit::credited;
use crate::outlet::starter;

/// The outlets that are known, by folded name without its article: The Capital is "the Capital" in running text.
pub(super) struct KnownOutlets(BTreeMap<String, Outlet>);

fn key(name: &str) -> String {
    let folded = folded_name(name);
    folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
}

impl KnownOutlets {
    pub(super) fn new(outlets: Vec<Outlet>) -> Self {
        KnownOutlets(outlets.into_iter().map(|outlet| (key(&outlet.name), outlet)).collect())
    }

    fn is_outlet(&self, name: &str) -> bool {
        self.0.contains_key(&key(name)) || starter::facts(name).is_some()
    }

    /// Returns who stands behind an outlet: its owner where one is known, else the outlet by the name it is stored under.
    fn behind(&self, name: &str) -> String {
        match self.0.get(&key(name)) {
            Some(outlet) => outlet.owner.clone().unwrap_or_else(|| outlet.name.clone()),
            None => starter::facts(name).and_then(|facts| facts.owner).unwrap_or_else(|| name.to_owned()),
        }
    }

    /// Finds who stands behind the outlets that mentions credit; those that credit none but their own are left out. A text is
    /// parted into sentences once, however many mentions it has.
    pub(super) fn credits(&self, occurrences: &[Occurrence]) -> BTreeMap<MentionId, String> {
        let mut parted: BTreeMap<DocumentId, Vec<Range<usize>>> = BTreeMap::new();
        let credit = |o: &Occurrence| {
            let sentences = parted.entry(o.document.id).or_insert_with(|| sentences(o.text.as_str()));
            Some((o.stored.id, self.credit(o, sentences)?))
        };
        occurrences.iter().filter_map(credit).collect()
    }

    fn credit(&self, o: &Occurrence, sentences: &[Range<usize>]) -> Option<String> {
        let named = credited(o, sentences, &|name| self.is_outlet(name))?;
        let own = o.document.outlet.as_deref();
        let name = self.by_host(&named, own).unwrap_or(named);
        let behind = self.behind(&name);
        let is_own = own.is_some_and(|own| {
            key(own) == key(&name)
                || self.is_short_for(&name, own)
                || self.behind(own) == behind
                || starter::names(own).contains(&name.as_str())
        });
        (!is_own).then_some(behind)
    }

    /// Tells whether a paper calls itself by the end of its name ("told the Gazette", in the Marlow Gazette).
    fn is_short_for(&self, name: &str, own: &str) -> bool {
        let ends = key(own).strip_suffix(&key(name)).is_some_and(|front| front.ends_with(' '));
        ends && !self.is_outlet(name)
    }

    /// Returns the host that an outlet goes by here whose name is spelt as the host is: "brannickcourier.example" for "Brannick
    /// Courier". `None` for a name that is known itself.
    fn by_host(&self, name: &str, own: Option<&str>) -> Option<String> {
        if self.is_outlet(name) {
            return None;
        }
        let known = self.0.values().map(|outlet| outlet.name.as_str());
        own.into_iter().chain(known).find(|host| spells(host, name)).map(str::to_owned)
    }
}

/// Tells whether a host is the name of an outlet written in one, its article left out or not.
fn spells(host: &str, name: &str) -> bool {
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let Some((label, _)) = host.split_once('.').filter(|_| !host.contains(char::is_whitespace)) else { return false };
    let joined = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (label, name) = (joined(label), joined(&folded_name(name)));
    !name.is_empty() && label.strip_prefix("the").unwrap_or(&label) == name.strip_prefix("the").unwrap_or(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_written_in_one() {
        for (host, name) in [
            ("brannickcourier.example", "Brannick Courier"),
            ("www.the-halden-herald.example", "Halden Herald"),
            ("HaldenHerald.example", "The Halden Herald"),
        ] {
            assert!(spells(host, name), "{host} {name}");
        }
        for (host, name) in [
            ("brannickcourier.example", "Courier"),
            ("Brannick Courier", "Brannick Courier"),
            ("news.brannickcourier.example", "Brannick Courier"),
            ("brannick.courier", "Brannick Courier"),
            (".", ""),
        ] {
            assert!(!spells(host, name), "{host} {name}");
        }
    }
}
