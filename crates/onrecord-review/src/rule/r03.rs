//! R3: disputed, because an independent origin refutes it or two give values that cannot both be so.

use std::collections::BTreeSet;

use onrecord_model::Basis;

use super::{RuleId, r07};
use crate::suggest::{
    Clash, ClashKind, Counted, Exhibit, NotCounted, Outcome, Stated, Suggestion, Weighing, WhyNot, lacking,
    not_counted, note, same_origin,
};

/// What speaks against the claim.
#[derive(Default)]
struct Against<'a> {
    /// What counts, with a note.
    exhibits: Vec<(&'a Exhibit, String)>,
    why: Vec<String>,
    not_counted: Vec<NotCounted>,
}

/// Suggests `disputed`, or says why what looks like a dispute is none; empty where nothing does.
pub(super) fn suggest(weighing: &Weighing<'_>) -> Vec<Suggestion> {
    let mut against = Against::default();
    against.refutations(weighing);
    against.values(weighing);
    let found = !against.exhibits.is_empty();
    if !found && against.not_counted.is_empty() {
        return Vec::new();
    }
    let outcome = if found { Outcome::Disputed } else { Outcome::Nothing };
    let why = if found { against.why.join("; ") } else { "nothing independent and named speaks against it".to_owned() };
    let mut suggestion = weighing.suggestion(RuleId::R3, outcome, why);
    let exhibits: Vec<&Exhibit> = against.exhibits.iter().map(|(exhibit, _)| *exhibit).collect();
    suggestion.missing = lacking(&exhibits);
    suggestion.missing.dedup();
    suggestion.counted = once(against.exhibits.iter().map(|(exhibit, note)| weighing.counted(exhibit, note.clone())));
    suggestion.not_counted.extend(against.not_counted);
    vec![suggestion]
}

/// Keeps each entry once, in order.
fn once(entries: impl Iterator<Item = Counted>) -> Vec<Counted> {
    let mut seen = BTreeSet::new();
    entries.filter(|one| seen.insert((one.id.clone(), one.note.clone()))).collect()
}

impl<'a> Against<'a> {
    /// Counts refuting origins that are independent, if something named is among them.
    fn refutations(&mut self, weighing: &Weighing<'a>) {
        let supports: BTreeSet<Option<u32>> = weighing.supporting.iter().map(|e| weighing.origin_of(e)).collect();
        let mut able = Vec::new();
        for exhibit in &weighing.refuting {
            match dependence(weighing, exhibit, &supports) {
                Some(why) => self.not_counted.push(not_counted(exhibit, why)),
                None => able.push(*exhibit),
            }
        }
        if able.iter().any(|exhibit| named(weighing, exhibit)) {
            self.refuted_by(&weighing.by_origin(&able));
        } else {
            self.not_counted.extend(able.iter().map(|exhibit| not_counted(exhibit, r07::alone(exhibit))));
        }
    }

    fn refuted_by(&mut self, origins: &[Vec<&'a Exhibit>]) {
        self.why.push(match origins.len() {
            1 => "an independent origin refutes it".to_owned(),
            count => format!("{count} independent origins refute it"),
        });
        for origin in origins {
            let Some(lead) = origin.iter().min_by_key(|e| (!e.denial, e.class.is_none(), e.class)) else { continue };
            self.exhibits.push((lead, refutation_note(lead)));
            let others = origin.iter().filter(|other| other.id != lead.id);
            self.not_counted.extend(others.map(|other| same_origin(other, lead)));
        }
    }

    /// Counts values of two origins at one time, and says of others why they decide nothing.
    fn values(&mut self, weighing: &Weighing<'a>) {
        for clash in &weighing.clashes {
            let slot = || clash.sides().first().map_or_else(String::new, |side| side.reading.slot.clone());
            match clash.kind {
                ClashKind::Dispute => self.values_of(clash),
                ClashKind::Unnamed => self.leave_out(clash, |side| Some(r07::alone(side.exhibit))),
                ClashKind::TimeUnknown => {
                    let untimed = |side: &Stated<'_>| side.reading.as_of.is_none();
                    self.leave_out(clash, |side| untimed(side).then(|| WhyNot::TimeUnknown(slot())));
                }
                ClashKind::NotComparable => self.leave_out(clash, |_| Some(WhyNot::NotComparable(slot()))),
                ClashKind::TwoValues | ClashKind::Update | ClashKind::Later => {}
            }
        }
    }

    fn values_of(&mut self, clash: &Clash<'a>) {
        self.why.push(format!("independent origins differ at one time: {}", clash.words()));
        self.exhibits.extend(clash.sides().iter().map(|side| (side.exhibit, side.words())));
    }

    fn leave_out(&mut self, clash: &Clash<'a>, why: impl Fn(&Stated<'_>) -> Option<WhyNot>) {
        let whys = clash.sides().into_iter().filter_map(|side| Some(not_counted(side.exhibit, why(&side)?)));
        self.not_counted.extend(whys);
    }
}

/// Says why a refutation is not independent; a denial by the party concerned counts whoever it is.
fn dependence(weighing: &Weighing<'_>, exhibit: &Exhibit, supports: &BTreeSet<Option<u32>>) -> Option<WhyNot> {
    if exhibit.denial {
        None
    } else if weighing.voices.inconsistent(exhibit) {
        Some(WhyNot::Inconsistent)
    } else if weighing.claimants(exhibit) {
        Some(WhyNot::ClaimantsSide)
    } else {
        supports.contains(&weighing.origin_of(exhibit)).then_some(WhyNot::SupportsToo)
    }
}

/// Tells whether an exhibit is named or documentary; who denies something in public is.
fn named(weighing: &Weighing<'_>, exhibit: &Exhibit) -> bool {
    r07::named(weighing.target, exhibit) || (exhibit.denial && exhibit.basis != Basis::UnnamedSource)
}

fn refutation_note(exhibit: &Exhibit) -> String {
    if exhibit.denial { format!("denial, {}", note(exhibit)) } else { note(exhibit) }
}
