//! Where rules know better than a tagger: measured rule by rule on the development part of PolNeAR.

use std::ops::Range;

use crate::engine::Attribution;
use crate::link::Linked;
use crate::prepared::Prepared;
use crate::speaker::is_person;

/// How far a tagger is to be trusted against rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// The fast tagger loses to rules on plain shapes without quotation marks.
    Some,
    /// The accurate tagger loses to none but one.
    Most,
}

/// Rules whose finds are added where the tagger found nothing: it has seen too few colons, and plain "X said Y" may not be
/// left to the narrator.
const ADDED: [&str; 4] = ["rule colon", "rule lead-in", "rule preposed", "rule follow"];

/// Joins what was tagged with what rules find.
pub(super) fn with_rules(
    prepared: &Prepared,
    mut tagged: Vec<Attribution>,
    rules: Vec<Attribution>,
    trust: Trust,
) -> Vec<Attribution> {
    // Who heard it has not said it.
    let heard = |a: &Attribution| a.cue.as_ref().is_some_and(|cue| prepared.slice(cue).eq_ignore_ascii_case("heard"));
    for mut rule in rules.into_iter().filter(|rule| !heard(rule)) {
        let meets = |a: &Attribution| spans(a).any(|x| spans(&rule).any(|y| cross(x, y)));
        // To the accurate tagger a rule only says that what it found is part of what somebody said ("Russia aims to …, X
        // said": what stands before the comma is all X's).
        let asked = trust == Trust::Some || name(&rule) == "rule quoted" || tagged.iter().any(|a| inside(a, &rule));
        if takes_name(&rule, &tagged) || asked && wins(prepared, &rule, trust) {
            tagged.retain(|a| !meets(a));
        } else if !(ADDED.contains(&name(&rule))
            || names_who(prepared, &rule)
            || rule.content.iter().any(|c| in_open(prepared, c)))
            || tagged.iter().any(meets)
        {
            continue;
        }
        if prepared.keep_that {
            with_that(prepared, &mut rule);
        }
        tagged.push(rule);
    }
    tagged
}

/// Tells whether a find stands in a quotation that is never closed: taggers take it to go on for as long as it can.
pub(super) fn open(prepared: &Prepared, linked: &Linked) -> bool {
    let word = |i: usize| prepared.words.get(i).map(|w| &w.range);
    let bytes = |r: &Range<usize>| Some(word(r.start)?.start..word(r.end.checked_sub(1)?)?.end);
    linked.content.iter().filter_map(bytes).any(|place| in_open(prepared, &place))
}

fn in_open(prepared: &Prepared, place: &Range<usize>) -> bool {
    prepared.open.iter().any(|q| cross(&q.outer, place))
}

fn name(rule: &Attribution) -> &str {
    rule.why.first().map_or("", String::as_str)
}

/// Tells whether a rule's find is better than what a tagger finds in the same place.
fn wins(prepared: &Prepared, rule: &Attribution, trust: Trust) -> bool {
    let quoted = rule.content.iter().any(|c| prepared.slice(c).contains(['"', '“', '”']));
    match (name(rule), trust) {
        ("rule quoted", _) | ("rule according", Trust::Some) => true,
        ("rule postposed", _) => !quoted,
        ("rule follow", Trust::Some) => quoted,
        ("rule preposed", Trust::Some) => !quoted && that(prepared, rule).is_some(),
        _ => false,
    }
}

/// "The dam is safe, engineer Ola Brun said on Friday": what somebody named says may not be left to the narrator.
fn names_who(prepared: &Prepared, rule: &Attribution) -> bool {
    let is_named = |source: &Range<usize>| is_person(prepared.text.as_str(), prepared.words_in(source));
    name(rule) == "rule postposed" && rule.source.as_ref().is_some_and(is_named)
}

/// Tells whether what the rule takes for the name of the source was tagged as something that is said: "according to Holm's lawyer,
/// Greta Moss, Holm …".
fn takes_name(rule: &Attribution, tagged: &[Attribution]) -> bool {
    let within = |content: &Range<usize>| {
        rule.source.as_ref().is_some_and(|source| source.start < content.start && content.end <= source.end)
    };
    name(rule) == "rule according" && tagged.iter().any(|a| a.cue == rule.cue && a.content.iter().any(within))
}

/// Tells whether an attribution lies in the content of another, cue and all.
fn inside(inner: &Attribution, outer: &Attribution) -> bool {
    let within = |x: &Range<usize>| outer.content.iter().any(|c| c.start <= x.start && x.end <= c.end);
    inner.cue.as_ref().is_some_and(within)
}

/// Returns where the "that" in front of a content stands.
fn that(prepared: &Prepared, rule: &Attribution) -> Option<usize> {
    let first = rule.content.first()?;
    let before = prepared.words.partition_point(|w| w.range.end <= first.start).checked_sub(1)?;
    prepared.words.get(before).filter(|w| &*w.lower == "that").map(|w| w.range.start)
}

fn with_that(prepared: &Prepared, rule: &mut Attribution) {
    let start = that(prepared, rule);
    if let (Some(start), Some(first)) = (start, rule.content.first_mut()) {
        first.start = start;
    }
}

fn spans(attribution: &Attribution) -> impl Iterator<Item = &Range<usize>> {
    attribution.content.iter().chain(&attribution.source).chain(&attribution.cue)
}

fn cross(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
