//! From attributions to mentions: overlaps, voices, speakers, times, slots, worth.

use std::collections::HashSet;
use std::ops::Range;

use onrecord_model::{Mention, TimeExpression, TimeRole, Voice};
use onrecord_text::Span;

use crate::engine::Attribution;
use crate::lexicon::cue::{Strength, cues};
use crate::prepared::{Prepared, Unit};
use crate::slots::slots;
use crate::speaker::Resolver;
use crate::word::Word;
use crate::worth::Worth;
use crate::{bounds, headline, interview, own, retracted, time};

/// Words around a cue in which a time tells when something was said.
const CUE_REACH: usize = 8;

/// Words between a time that opens a sentence and who speaks in it at most ("On Monday, speaking in Kyiv, X said").
const LEAD: usize = 5;

/// Sorts attributions and drops those that overlap a surer or earlier one.
pub(crate) fn settled(mut attributions: Vec<Attribution>) -> Vec<Attribution> {
    attributions.retain(|a| !a.content.is_empty());
    attributions.sort_by(|a, b| start(a).cmp(&start(b)).then(b.confidence.total_cmp(&a.confidence)));
    let mut kept: Vec<Attribution> = Vec::with_capacity(attributions.len());
    for attribution in attributions {
        let overlap = kept.last().is_some_and(|last| overlaps(last, &attribution));
        match kept.last_mut() {
            Some(last) if overlap && attribution.confidence > last.confidence => *last = attribution,
            _ if overlap => {}
            _ => kept.push(attribution),
        }
    }
    kept
}

fn start(attribution: &Attribution) -> usize {
    attribution.content.iter().map(|r| r.start).min().unwrap_or(0)
}

fn overlaps(a: &Attribution, b: &Attribution) -> bool {
    let crosses = |x: &Range<usize>, y: &Range<usize>| x.start < y.end && y.start < x.end;
    a.content.iter().rev().take(8).any(|x| b.content.iter().take(8).any(|y| crosses(x, y)))
}

/// Makes the mentions of a document, in reading order and numbered.
pub(crate) fn mentions(
    prepared: &Prepared,
    attributions: &[Attribution],
    own: &[Range<usize>],
    worth: &Worth,
) -> Vec<Mention> {
    let mut resolver = Resolver::new(prepared);
    let mut found: Vec<Mention> =
        headline::headline(prepared).and_then(|a| headline_mention(prepared, &a, &mut resolver)).into_iter().collect();
    let mut credited: Vec<&Attribution> = attributions.iter().collect();
    credited.sort_by_key(|a| a.source.as_ref().map_or_else(|| start(a), |s| s.start));
    let credited = credited.into_iter().filter_map(|a| credited_mention(prepared, a, &mut resolver));
    found.extend(credited);
    found.extend(own.iter().filter_map(|range| own_mention(prepared, range)));
    found.sort_by_key(|m| m.content.first().map(|s| (s.bytes().start, s.bytes().end)));
    for (i, mention) in found.iter_mut().enumerate() {
        mention.number = i as u32 + 1;
        let first = mention.content.first().map(Span::bytes).unwrap_or_default();
        mention.check_worthiness = worth.score(prepared, &first, &mention.slots, !mention.times.is_empty());
    }
    found
}

fn headline_mention(prepared: &Prepared, attribution: &Attribution, resolver: &mut Resolver<'_>) -> Option<Mention> {
    let mut mention = uncredited(prepared, attribution)?;
    mention.speaker = attribution.source.as_ref().and_then(|s| resolver.resolve_headline(s));
    mention.voice = Voice::Headline;
    // What is printed twice is said once: two prints of "not" are one negation.
    mention.slots = slots(&prepared.text, mention.content.get(..1).unwrap_or(&[]));
    Some(mention)
}

fn credited_mention(prepared: &Prepared, attribution: &Attribution, resolver: &mut Resolver<'_>) -> Option<Mention> {
    let mut mention = uncredited(prepared, attribution)?;
    let said = || bounds::said(prepared, attribution);
    mention.speaker = attribution.source.as_ref().and_then(|s| resolver.resolve(s, said()));
    turn(prepared, attribution, &mut mention);
    Some(mention)
}

/// Makes the mention at a place a person points at, without its speaker.
pub(crate) fn pointed(prepared: &Prepared, attribution: &Attribution) -> Option<Mention> {
    let mut mention = uncredited(prepared, attribution)?;
    turn(prepared, attribution, &mut mention);
    Some(mention)
}

/// Turns the polarity of what is denied: who denies that it is so claims that it is not.
fn turn(prepared: &Prepared, attribution: &Attribution, mention: &mut Mention) {
    if attribution.cue.as_ref().is_some_and(|cue| denies(prepared.slice(cue))) {
        mention.slots.polarity = mention.slots.polarity.turned();
    }
}

/// Tells whether a cue turns round what follows it ("denied that", "withdrew his claim that").
fn denies(cue: &str) -> bool {
    if ["withdrew ", "withdrawn ", "retracted ", "took back ", "ruled out"].iter().any(|verb| cue.contains(verb)) {
        return true;
    }
    let verbs = cue.split_whitespace().flat_map(|word| cues(&word.to_lowercase()));
    verbs.into_iter().any(|c| c.strength == Strength::Denial)
}

/// Makes a mention of all but its speaker.
fn uncredited(prepared: &Prepared, attribution: &Attribution) -> Option<Mention> {
    let span = |range: &Range<usize>| prepared.text.span(range.clone()).ok();
    let mut mention = blank(prepared, attribution.content.iter().filter_map(span).collect())?;
    mention.voice = voice(prepared, &attribution.content);
    mention.source = attribution.source.as_ref().and_then(span);
    mention.cue = attribution.cue.as_ref().and_then(span);
    mention.confidence = attribution.confidence;
    mention.why.clone_from(&attribution.why);
    mention.times = times(prepared, attribution);
    Some(mention)
}

fn own_mention(prepared: &Prepared, range: &Range<usize>) -> Option<Mention> {
    let mut mention = blank(prepared, vec![prepared.text.span(range.clone()).ok()?])?;
    mention.times = all_times(prepared, range, &|_| TimeRole::About);
    mention.confidence = 0.8;
    mention.why = vec!["narrator's statement, nobody credited".to_owned()];
    Some(mention)
}

fn blank(prepared: &Prepared, content: Vec<Span>) -> Option<Mention> {
    if content.is_empty() {
        return None;
    }
    Some(Mention {
        number: 0,
        voice: Voice::Own,
        slots: slots(&prepared.text, &content),
        content,
        source: None,
        cue: None,
        speaker: None,
        check_worthiness: onrecord_model::CheckWorthiness::default(),
        confidence: 0.0,
        times: Vec::new(),
        by_hand: None,
        why: Vec::new(),
    })
}

/// All words inside marks: direct; some: mixed; none: indirect.
fn voice(prepared: &Prepared, content: &[Range<usize>]) -> Voice {
    let (mut inside, mut outside) = (0, 0);
    for range in content {
        let from = prepared.words.partition_point(|w| w.range.end <= range.start);
        for word in prepared.words.iter().skip(from).take_while(|w| w.range.start < range.end) {
            if word.is_word() {
                *(if word.quotation.is_some() { &mut inside } else { &mut outside }) += 1;
            }
        }
    }
    match (inside, outside) {
        (0, _) => Voice::Indirect,
        (_, 0) => Voice::Direct,
        _ => Voice::Mixed,
    }
}

fn times(prepared: &Prepared, attribution: &Attribution) -> Vec<TimeExpression> {
    let (Some(first), Some(last)) = (attribution.content.first(), attribution.content.last()) else {
        return Vec::new();
    };
    let clause = attribution.cue.iter().chain(&attribution.source);
    let (from, to) = clause.fold((first.start, last.end), |(from, to), r| (from.min(r.start), to.max(r.end)));
    let unit = unit_of(prepared, from);
    let range = unit.map_or(from..to, |u| u.range.start.min(from)..u.range.end.max(to));
    let inside = |at: &Range<usize>| attribution.content.iter().any(|c| c.start <= at.start && at.end <= c.end);
    let role = |at: &Range<usize>| {
        if !inside(at) && by_the_cue(prepared, attribution, at) { TimeRole::SaidAt } else { TimeRole::About }
    };
    let mut found = all_times(prepared, &range, &role);
    // ", but engineers found cracks in May": what the narrator adds has a time of its own.
    found.retain(|t| t.role == TimeRole::SaidAt || t.span.bytes().start < last.end);
    found.retain(|t| !tells_of_source(prepared, attribution, t.span.bytes().start));
    found
}

/// Tells whether a time stands where it is told who speaks: "said Walter Ruhl, who has led the society since 1994".
fn tells_of_source(prepared: &Prepared, attribution: &Attribution, at: usize) -> bool {
    let Some(source) = attribution.source.as_ref().filter(|source| source.contains(&at)) else { return false };
    let before = prepared.words_in(source).iter().take_while(|word| word.range.start < at);
    before.skip(1).any(|word| matches!(&*word.lower, "who" | "whom" | "whose" | "which"))
}

fn unit_of(prepared: &Prepared, at: usize) -> Option<&Unit> {
    let i = prepared.units.partition_point(|u| u.range.end <= at);
    prepared.units.get(i).filter(|u| u.range.start <= at)
}

/// Tells whether a time stands by the cue, or opens the sentence on its own ("On Monday, X said").
fn by_the_cue(prepared: &Prepared, attribution: &Attribution, at: &Range<usize>) -> bool {
    let Some(cue) = &attribution.cue else {
        return false;
    };
    let clause = attribution.source.as_ref().map_or(cue.end, |s| s.end.max(cue.end));
    let words_between = |a: usize, b: usize| prepared.slice(&(a..b)).split_whitespace().count();
    let behind = at.start >= cue.start && words_between(clause.min(at.start), at.start) <= CUE_REACH;
    let speaks = attribution.source.as_ref().map_or(cue.start, |s| s.start.min(cue.start));
    let opens = unit_of(prepared, at.start).is_some_and(|u| words_between(u.range.start, at.start) <= 1)
        && at.end <= cue.start
        && words_between(at.end, speaks.max(at.end)) <= LEAD;
    behind || opens
}

fn all_times(
    prepared: &Prepared,
    range: &Range<usize>,
    role: &dyn Fn(&Range<usize>) -> TimeRole,
) -> Vec<TimeExpression> {
    let from = prepared.words.partition_point(|w| w.range.end <= range.start);
    let to = prepared.words.partition_point(|w| w.range.start < range.end);
    let words: &[Word] = prepared.words.get(from..to).unwrap_or(&[]);
    let expression = |t: time::Time| {
        let bytes = words.get(t.words.start)?.range.start..words.get(t.words.end.checked_sub(1)?)?.range.end;
        Some(TimeExpression {
            span: prepared.text.span(bytes.clone()).ok()?,
            from: t.from,
            to: t.to,
            precision: t.precision,
            basis: t.basis,
            role: role(&bytes),
        })
    };
    let about = |i: usize| words.get(i).is_some_and(|w| role(&w.range) == TimeRole::About);
    time::find(words, prepared.published.map(|p| p.date), &about).into_iter().filter_map(expression).collect()
}

/// The letters and digits of a line, in lower case.
fn plain(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A sentence of the body and why it is no narrator's claim; `None` when it is one.
pub(crate) struct Narrated {
    pub(crate) range: Range<usize>,
    pub(crate) left_out: Option<&'static str>,
}

/// Judges every sentence of the body that holds no part of an attribution.
pub(crate) fn narrated(prepared: &Prepared, attributions: &[Attribution]) -> Vec<Narrated> {
    let mut taken: Vec<Range<usize>> =
        attributions.iter().flat_map(|a| a.content.iter().chain(&a.source).chain(&a.cue).cloned()).collect();
    taken.sort_by_key(|r| (r.start, r.end));
    let mut at = 0;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let answers = interview::labelled(prepared);
    let printed: HashSet<String> = prepared.layout.headlines.iter().map(|h| plain(prepared.slice(h))).collect();
    for unit in &prepared.units {
        let words = prepared.words_of(unit);
        for sentence in &unit.sentences {
            while taken.get(at).is_some_and(|r| r.end <= sentence.start) {
                at += 1;
            }
            if taken.get(at).is_some_and(|r| r.start < sentence.end) {
                continue;
            }
            let from = words.partition_point(|w| w.range.start < sentence.start);
            let to = words.partition_point(|w| w.range.start < sentence.end);
            let inside = words.get(from..to).unwrap_or(&[]);
            let left_out = if words.is_empty() {
                Some("too long to analyse")
            } else if prepared.open.iter().any(|q| q.outer.start < sentence.end && sentence.start < q.outer.end) {
                Some("a quotation that is never closed")
            } else if unit.aside {
                Some("belongs to the page, not to the article")
            } else if !seen.insert(prepared.slice(sentence)) || printed.contains(&plain(prepared.slice(sentence))) {
                Some("printed before")
            } else if answers.contains(&unit.paragraph) {
                Some(interview::LEFT_OUT)
            } else if retracted::is_taken_back(prepared, prepared.slice(sentence)) {
                Some("takes back what was published before")
            } else {
                own::left_out(prepared.slice(sentence), inside)
            };
            found.push(Narrated { range: sentence.clone(), left_out });
        }
    }
    found
}
