//! Sorting the exhibits of one target before the rules look at them.

use std::collections::BTreeMap;

use onrecord_model::{Basis, SourceClass, Stance, Target};

use super::readings::{Clash, clashes};
use super::suggestion::{Contrast, Counted, NotCounted, Outcome, Suggestion, WhyNot};
use super::{Case, Exhibit, Origin};
use crate::RuleId;
use crate::rule::r05::Voices;
use crate::rule::{r06, r08, r09};

/// The exhibits of one target, each list in the fixed order: shorter ids first, then by id.
pub(crate) struct Weighing<'a> {
    pub(crate) case: &'a Case,
    pub(crate) target: Target,
    origins: BTreeMap<u32, &'a Origin>,
    /// All exhibits of the case, of the other target too.
    pub(crate) all: Vec<&'a Exhibit>,
    /// Live, of a known origin, no copies: whatever their stance. Values are read off these.
    pub(crate) live: Vec<&'a Exhibit>,
    /// Those of `live` that support and say the same as the claim.
    pub(crate) supporting: Vec<&'a Exhibit>,
    /// Those of `live` that refute.
    pub(crate) refuting: Vec<&'a Exhibit>,
    /// Everything live that refutes, copies and unknown origins too: enough to keep `corroborated` back.
    pub(crate) against: Vec<&'a Exhibit>,
    /// What no rule counts.
    pub(crate) set_aside: Vec<NotCounted>,
    pub(crate) contrasts: Vec<Contrast>,
    /// Values of `live` that stand against one another.
    pub(crate) clashes: Vec<Clash<'a>>,
    /// What the speakers of both targets affirmed and denied, and when.
    pub(crate) voices: Voices<'a>,
}

impl<'a> Weighing<'a> {
    pub(crate) fn new(case: &'a Case, target: Target) -> Self {
        let mut all: Vec<&Exhibit> = case.exhibits.iter().collect();
        // Ids are unique by contract; the rest keeps the order fixed where they are not.
        all.sort_by_cached_key(|e| (e.id.len(), e.id.clone(), format!("{e:?}")));
        let mut weighing = Weighing {
            case,
            target,
            origins: BTreeMap::new(),
            all: Vec::new(),
            live: Vec::new(),
            supporting: Vec::new(),
            refuting: Vec::new(),
            against: Vec::new(),
            set_aside: Vec::new(),
            contrasts: Vec::new(),
            clashes: Vec::new(),
            voices: Voices::of(&all),
        };
        for origin in &case.origins {
            let known = weighing.origins.entry(origin.number).or_insert(origin);
            // Numbers are unique by contract; where they are not, the order must not matter all the same.
            *known = (*known).max(origin);
        }
        for exhibit in &all {
            weighing.put(exhibit);
        }
        weighing.all = all;
        weighing.clashes = clashes(&weighing);
        weighing
    }

    fn put(&mut self, exhibit: &'a Exhibit) {
        self.contrasts.extend(r08::contrast(self.target, exhibit));
        match self.sift(exhibit) {
            Some(why) => self.set_aside.push(not_counted(exhibit, why)),
            None if exhibit.stance == Stance::Refutes => self.refuting.push(exhibit),
            None => self.supporting.push(exhibit),
        }
    }

    /// Says why no rule counts an exhibit; keeps those whose values or refutation matter all the same.
    fn sift(&mut self, exhibit: &'a Exhibit) -> Option<WhyNot> {
        let dead = r06::sift(self.target, exhibit).or_else(|| r09::sift(exhibit));
        if dead.is_some() {
            return dead;
        }
        if exhibit.stance == Stance::Refutes {
            self.against.push(exhibit);
        }
        let hidden = if exhibit.copy {
            Some(WhyNot::Copy)
        } else {
            self.origin_of(exhibit).is_none().then_some(WhyNot::OriginUnknown)
        };
        if hidden.is_none() {
            self.live.push(exhibit);
        }
        let context = (exhibit.stance == Stance::Context).then(|| WhyNot::Context(exhibit.aside.clone()));
        hidden.or_else(|| r08::sift(self.target, exhibit)).or(context)
    }

    /// Returns the number of an exhibit's origin; `None` when the case does not hold it.
    pub(crate) fn origin_of(&self, exhibit: &Exhibit) -> Option<u32> {
        self.origin(exhibit).map(|origin| origin.number)
    }

    fn origin(&self, exhibit: &Exhibit) -> Option<&'a Origin> {
        self.origins.get(&exhibit.origin?).copied()
    }

    /// Tells whether an exhibit is on the claimant's own side.
    pub(crate) fn claimants(&self, exhibit: &Exhibit) -> bool {
        let origin = self.origin(exhibit);
        let speaks = |name: &String| exhibit.speaker.as_ref() == Some(name);
        let claimant = self.case.claimant.as_ref();
        let said = claimant.is_some_and(|c| speaks(&c.name) || c.organisation.as_ref().is_some_and(speaks));
        origin.is_some_and(|origin| origin.of_claimant) || (said && self.target == Target::Fact)
    }

    /// Groups exhibits by origin, in order of the origins' first exhibits.
    pub(crate) fn by_origin(&self, exhibits: &[&'a Exhibit]) -> Vec<Vec<&'a Exhibit>> {
        let mut places: BTreeMap<Option<u32>, usize> = BTreeMap::new();
        let mut origins: Vec<Vec<&Exhibit>> = Vec::new();
        for exhibit in exhibits {
            let place = *places.entry(self.origin_of(exhibit)).or_insert(origins.len());
            match origins.get_mut(place) {
                Some(origin) => origin.push(exhibit),
                None => origins.push(vec![exhibit]),
            }
        }
        origins
    }

    /// Makes the entry of an exhibit that is counted.
    pub(crate) fn counted(&self, exhibit: &Exhibit, note: String) -> Counted {
        let origin = self.origin(exhibit).map_or_else(String::new, |origin| origin.label.clone());
        Counted { id: exhibit.id.clone(), label: exhibit.label.clone(), origin, note }
    }

    /// Starts a suggestion that counts nothing yet and lists what no rule counts.
    pub(crate) fn suggestion(&self, rule: RuleId, outcome: Outcome, why: String) -> Suggestion {
        Suggestion {
            rule,
            version: rule.version(),
            target: self.target,
            outcome,
            why,
            counted: Vec::new(),
            not_counted: self.set_aside.clone(),
            missing: Vec::new(),
            contrasts: self.contrasts.clone(),
        }
    }
}

/// Makes the entry of an exhibit that is not counted.
pub(crate) fn not_counted(exhibit: &Exhibit, why: WhyNot) -> NotCounted {
    NotCounted { id: exhibit.id.clone(), label: exhibit.label.clone(), why }
}

/// Says why a further exhibit of a counted origin does not count again.
pub(crate) fn same_origin(exhibit: &Exhibit, lead: &Exhibit) -> NotCounted {
    let why = exhibit.joined.as_ref().or(lead.joined.as_ref());
    let why = why.cloned().unwrap_or_else(|| format!("same origin as {}", lead.label));
    not_counted(exhibit, WhyNot::SameOrigin(why))
}

/// Says as what an exhibit is counted: "primary, document".
pub(crate) fn note(exhibit: &Exhibit) -> String {
    let class = exhibit.class.map_or("class not known", SourceClass::as_str);
    let basis = match exhibit.basis {
        Basis::OwnObservation => "own observation",
        Basis::Document => "document",
        Basis::NamedSpeaker => "named speaker",
        Basis::UnnamedSource => "unnamed source",
        Basis::OtherOutlet => "other outlet",
        Basis::Agency => "agency",
        Basis::None => return class.to_owned(),
    };
    format!("{class}, {basis}")
}

/// Lists the names of exhibits: "the minutes, Morning of 3 March".
pub(crate) fn labels(exhibits: &[&Exhibit]) -> String {
    exhibits.iter().map(|exhibit| exhibit.label.as_str()).collect::<Vec<_>>().join(", ")
}

/// Says what the exhibits that are counted lack for the record.
pub(crate) fn lacking(exhibits: &[&Exhibit]) -> Vec<String> {
    let mut missing = Vec::new();
    for exhibit in exhibits {
        let words = [(exhibit.quoted, "a quote from"), (exhibit.kept, "an archived copy, or a waiver, of")];
        missing.extend(words.iter().filter(|(has, _)| !has).map(|(_, what)| format!("{what} {}", exhibit.label)));
    }
    missing
}

/// Says what is missing where something speaks against the claim.
pub(crate) fn answer() -> String {
    "an answer to what speaks against it".to_owned()
}
