//! A mention as what the rules look at.

use std::collections::BTreeMap;

use onrecord_compare::{OriginSource, Origins};
use onrecord_model::{
    Attributed, Basis, Claim, Comparison, Drift, DriftKind, Handle, Mention, MentionId, Polarity, ProposalState,
    Published, Quantity, SourceClass, Stance, Target, Veto, Voice,
};
use onrecord_review::{Exhibit, Reading, SlotValue};
use onrecord_text::{Span, Text, normal_form};

use super::about::body;
use super::bearing::Bearing;
use super::groups::Groups;

/// Tells whether a mention bears on a target: what the claimant is credited with bears on both, as the claimant's word and
/// as the claimant's evidence; what others say bears on the fact only.
pub(super) fn bears(asked: &Claim, b: &Bearing<'_>, target: Target) -> bool {
    target == Target::Fact || b.claim.claimant == asked.claimant
}

/// Makes a mention a source; `all` are the mentions that bear on either target, `bearing_on` those that bear on the one asked about.
pub(super) fn source(
    b: &Bearing<'_>,
    (all, bearing_on): (&[Bearing<'_>], &[&Bearing<'_>]),
    (groups, holders): (&Groups, &BTreeMap<MentionId, Handle>),
) -> OriginSource {
    let altered = is_altered(b, all, groups);
    let document = &b.occurrence.document;
    let holder = holders.get(&b.occurrence.stored.id).filter(|_| !altered);
    let is_own = holder == Some(&document.handle);
    let mention = &told_by(b, all).occurrence.stored.mention;
    let speaker = known_speaker(mention);
    OriginSource {
        id: b.id.clone(),
        document: Some(document.handle.to_string()),
        outlet: document.outlet.clone(),
        owner: b.outlet.and_then(|o| o.owner.clone()),
        controller: b.outlet.and_then(|o| o.controller.clone()),
        agency: b.outlet.is_some_and(|o| o.agency),
        group_agency: groups.agency.get(&document.id).filter(|_| !altered && !is_own).cloned(),
        group_first: match holder {
            _ if altered => first_altered(b, all, groups),
            // What a copy adds is the copy's own.
            Some(holder) => (!is_own).then(|| holder.to_string()),
            None => first_of(b, bearing_on, groups),
        },
        credited_outlet: None,
        cited_document: None,
        speaker: speaker.map(|s| s.name.clone()),
        organisation: speaker.and_then(|s| s.role.as_deref()).and_then(body),
        possible: None,
        unnamed: speaker.is_none() && mention.source.is_some(),
        published: document.published,
    }
}

/// Returns the speaker of a mention where it is known who that is: a surname that several people have is nobody's.
pub(super) fn known_speaker(mention: &Mention) -> Option<&Attributed> {
    mention.speaker.as_ref().filter(|who| !who.is_left_open())
}

/// Finds who stands behind a headline: whoever its own text lets say the same. Anything else stands for itself.
fn told_by<'b, 'a>(b: &'b Bearing<'a>, all: &'b [Bearing<'a>]) -> &'b Bearing<'a> {
    let is_headline = |one: &Bearing<'_>| one.occurrence.stored.mention.voice == Voice::Headline;
    let is_known = |one: &Bearing<'_>| known_speaker(&one.occurrence.stored.mention).is_some();
    if !is_headline(b) || is_known(b) {
        return b;
    }
    let turns = |one: &Bearing<'_>| [Veto::Negation, Veto::Quantity].map(|veto| vetoes(one).contains(&veto));
    let says_so = |other: &&Bearing<'_>| {
        let is_here = other.occurrence.document.id == b.occurrence.document.id;
        let of_one = other.same.of_another_time.is_none() && other.same.of_another_matter.is_none();
        is_here && of_one && is_known(other) && !is_headline(other) && turns(other) == turns(b)
    };
    all.iter().find(says_so).unwrap_or(b)
}

/// Characters of a sentence in an outlet's own voice that two reporters do not write alike by chance (domain rule on copies).
const SENTENCE: usize = 32;

/// Tells whether a copy says something else here than the text it is a copy of: that goes back to whoever changed it.
fn is_altered(b: &Bearing<'_>, all: &[Bearing<'_>], groups: &Groups) -> bool {
    let document = b.occurrence.document.id;
    let Some(first) = groups.first.get(&document).filter(|first| first.id != document) else { return false };
    let is_there =
        |other: &&Bearing<'_>| other.occurrence.document.id == first.id && other.same.of_another_matter.is_none();
    let there: Vec<&Bearing<'_>> = all.iter().filter(is_there).collect();
    let agrees = |other: &Bearing<'_>| vetoes(other) == vetoes(b);
    let is_said = |other: &&Bearing<'_>| {
        let in_these_words = other.same.in_other_words.is_none() && b.same.in_other_words.is_none();
        other.claim.id == b.claim.id || agrees(other) && in_these_words
    };
    !there.iter().any(is_said) && there.iter().any(|other| !agrees(other))
}

/// Finds the first document of the copy group that says it as this one does; `None` when this is the first.
fn first_altered(b: &Bearing<'_>, all: &[Bearing<'_>], groups: &Groups) -> Option<String> {
    let document = b.occurrence.document.id;
    let so = |other: &&Bearing<'_>| {
        other.claim.id == b.claim.id && groups.holds_both(other.occurrence.document.id, document)
    };
    let first = all.iter().filter(so).map(|other| &other.occurrence.document);
    let first = first.min_by_key(|d| (d.published.is_none(), d.published, d.handle))?;
    (first.id != document).then(|| first.handle.to_string())
}

/// Finds the first document of the copy group; a sentence in own voice that stands elsewhere word for word goes back to where it
/// stood first, even between pieces that are too short to be copies.
fn first_of(b: &Bearing<'_>, all: &[&Bearing<'_>], groups: &Groups) -> Option<String> {
    let document = &b.occurrence.document;
    if let Some(first) = groups.first.get(&document.id) {
        return Some(first.handle.to_string());
    }
    let long = b.claim.wording.chars().count() >= SENTENCE;
    // "…, police said" in the agency's story, printed without: what stands first may credit somebody who has no name.
    let alike = |other: &&&Bearing<'_>| {
        other.claim.id == b.claim.id && other.occurrence.stored.mention.voice != Voice::Headline
    };
    let same: Vec<&&Bearing<'_>> = all.iter().filter(alike).collect();
    let (own, elsewhere) = (b.occurrence.stored.mention.voice == Voice::Own, same.len() > 1);
    if !(long && own && elsewhere) {
        return None;
    }
    let first = same.iter().map(|other| &other.occurrence.document);
    let first = first.min_by_key(|d| (d.published.is_none(), d.published, d.handle))?;
    let first = groups.first.get(&first.id).map_or(first.handle, |group| group.handle);
    Some(first.to_string())
}

pub(super) fn exhibit(
    asked: &Claim,
    b: &Bearing<'_>,
    target: Target,
    found: &Origins,
    offset: u32,
    quantities: &[Quantity],
) -> Exhibit {
    let mention = &b.occurrence.stored.mention;
    let origin = found.sources.iter().find(|source| source.id == b.id);
    let negated = b.comparison.vetoes.contains(&Veto::Negation);
    let denial = crate::ingest::denial(&b.occurrence.text, mention).is_some();
    let own = b.claim.id == asked.id;
    let (stance, aside) = stance(b, target, own);
    Exhibit {
        id: b.id.clone(),
        label: b.label.clone(),
        target,
        stance,
        aside,
        vetoes: if own || b.same.of_no_matter { Vec::new() } else { vetoes(b) },
        class: Some(SourceClass::Secondary),
        basis: basis(b),
        quoted: true,
        kept: true,
        stale: b.stale.clone(),
        quotation: (mention.voice == Voice::Direct).then(|| normal_form(&b.claim.wording)),
        // What stands first for an agency's story is the agency's own report.
        own_reporting: origin.is_some_and(|o| o.copy_of.is_none()),
        // What is said is what was said at its time; what is denied states no value.
        readings: if target == Target::Said || stance == Stance::Context || negated && !own {
            Vec::new()
        } else {
            readings(b, quantities)
        },
        denial: negated && denial && !own,
        speaker: known_speaker(mention).map(|s| s.name.clone()),
        said_on: b.occurrence.document.published.map(|p| p.date),
        polarity: Some(if negated && !own { Polarity::Negated } else { Polarity::Affirmed }),
        holder: origin.map(|o| o.holder.clone()),
        origin: origin.and_then(|o| Some(offset + u32::try_from(o.group).ok()?)),
        copy: false,
        joined: origin.and_then(|o| o.joined.clone()),
    }
}

/// Says what a mention does to the claim, and why where that is little. What nobody confirmed counts where it says the same in
/// the same words of the same time; what speaks against the claim has to be of the same matter. The rest is context until a
/// person confirms it.
fn stance(b: &Bearing<'_>, target: Target, own: bool) -> (Stance, Option<String>) {
    if b.pair.is_some_and(|pair| pair.state == ProposalState::Confirmed) {
        return (Stance::Supports, None);
    }
    if let Some(why) = &b.same.of_another_time {
        return (Stance::Context, Some(why.clone()));
    }
    if own {
        return (Stance::Supports, None);
    }
    let vetoes = vetoes(b);
    let differs = vetoes.iter().any(|veto| target == Target::Said || *veto != Veto::Speaker);
    match (&b.same.of_another_matter, &b.same.in_other_words) {
        (Some(why), _) => (Stance::Context, Some(why.clone())),
        (None, _) if vetoes.contains(&Veto::Negation) && target == Target::Fact => (Stance::Refutes, None),
        (None, None) => (Stance::Supports, None),
        (None, Some(_)) if differs => (Stance::Supports, None),
        (None, Some(why)) => {
            let confirm = format!("{why}; 'onrecord match accept' says that it is the same");
            (Stance::Context, Some(confirm))
        }
    }
}

/// Tells whether a mention is a copy of another that says the same: a copy in which a number or a negation changed is not
/// hidden behind the first.
pub(super) fn is_copy(b: &Bearing<'_>, all: &[&Bearing<'_>], found: &Origins) -> bool {
    let first = found.sources.iter().find(|source| source.id == b.id).and_then(|source| source.copy_of.as_ref());
    let first = first.and_then(|id| all.iter().find(|other| other.id == *id));
    first.is_some_and(|first| vetoes(first) == vetoes(b))
}

/// Returns what forbids the match; a pair that a person confirmed has nothing that does.
fn vetoes(b: &Bearing<'_>) -> Vec<Veto> {
    let confirmed = b.pair.is_some_and(|pair| pair.state == ProposalState::Confirmed);
    if confirmed { Vec::new() } else { b.comparison.vetoes.clone() }
}

fn basis(b: &Bearing<'_>) -> Basis {
    let mention = &b.occurrence.stored.mention;
    match (known_speaker(mention), mention.source, &b.occurrence.document.credit) {
        (Some(_), _, _) => Basis::NamedSpeaker,
        (None, Some(_), _) => Basis::UnnamedSource,
        (None, None, Some(_)) => Basis::Agency,
        (None, None, None) => Basis::None,
    }
}

/// Reads the values a mention gives for the quantities of the claim.
fn readings(b: &Bearing<'_>, asked: &[Quantity]) -> Vec<Reading> {
    let own = &b.occurrence.stored.mention.slots.quantities;
    values(asked, own, &b.comparison, &b.occurrence.text, b.occurrence.document.published)
}

/// Reads the values that a text gives for quantities: those the comparison aligned, and equal ones.
pub(super) fn values(
    asked: &[Quantity],
    own: &[Quantity],
    comparison: &Comparison,
    text: &Text,
    as_of: Option<Published>,
) -> Vec<Reading> {
    let touches = |a: &Span, b: &Span| a.bytes().start < b.bytes().end && b.bytes().start < a.bytes().end;
    let aligned = |quantity: &Quantity| {
        let changed =
            |drift: &&Drift| drift.kind == DriftKind::Number && drift.a.is_some_and(|a| touches(&a, &quantity.span));
        match comparison.drifts.iter().find(changed) {
            Some(drift) => {
                let there = drift.b?;
                own.iter().find(|q| touches(&q.span, &there))
            }
            None => own.iter().find(|q| q.unit == quantity.unit && q.value.to_bits() == quantity.value.to_bits()),
        }
    };
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut readings = Vec::new();
    for quantity in asked {
        let name = quantity.unit.as_ref().map_or_else(|| "number".to_owned(), |unit| unit.0.clone());
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        let slot = if *count > 1 { format!("{name} ({count})") } else { name };
        if let Some(found) = aligned(quantity) {
            let unit = found.unit.as_ref().map(|unit| unit.0.as_str());
            let value = SlotValue::amount(found.value, found.upper, found.approximation, unit);
            readings.push(Reading { slot, value, shown: text.slice(&found.span).to_owned(), as_of });
        }
    }
    readings
}
