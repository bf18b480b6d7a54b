//! What somebody says in a clause of what another says: "he had not read a letter in which Lund warned of cracks".

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::engine::Attribution;
use crate::lexicon::WordSet;
use crate::prepared::Prepared;

/// Words that open such a clause.
static OPENS: WordSet = WordSet::new("that when where which who whom whose");

/// Words before the cue among which the clause begins.
const REACH: usize = 12;

/// Joins a content to the one in whose clause its cue stands, where both have one source: the clause has a subject of its own, and
/// what it says is part of what the source says.
pub(crate) fn joined(prepared: &Prepared, attributions: &mut Vec<Attribution>) {
    let mut by_source: HashMap<Range<usize>, Vec<usize>> = HashMap::new();
    for (at, one) in attributions.iter().enumerate() {
        if let Some(source) = &one.source {
            by_source.entry(source.clone()).or_default().push(at);
        }
    }
    let mut inside = BTreeSet::new();
    for at in 0..attributions.len() {
        let same = attributions[at].source.as_ref().and_then(|source| by_source.get(source));
        let outer = same.into_iter().flatten().find(|outer| holds(prepared, &attributions[**outer], &attributions[at]));
        let end = attributions[at].content.iter().map(|content| content.end).max();
        let Some((outer, end)) = outer.zip(end) else { continue };
        if let Some(last) = attributions[*outer].content.last_mut() {
            last.end = last.end.max(end);
            inside.insert(at);
        }
    }
    let mut at = 0..;
    attributions.retain(|_| at.next().is_none_or(|at| !inside.contains(&at)));
}

/// Tells whether the cue of `inner` goes on where a clause of `outer` breaks off.
fn holds(prepared: &Prepared, outer: &Attribution, inner: &Attribution) -> bool {
    let (Some(cue), Some(source), Some(last)) = (&inner.cue, &inner.source, outer.content.last()) else {
        return false;
    };
    let is_behind = source.end <= last.start && last.end <= cue.start;
    let follows = inner.content.iter().all(|content| content.start >= cue.end);
    if !is_behind || !follows {
        return false;
    }
    let gap = prepared.words.partition_point(|word| word.range.end <= last.end);
    let cue = prepared.words.partition_point(|word| word.range.end <= cue.start);
    let goes_on = prepared.words.get(gap..cue).is_some_and(|between| between.iter().all(|word| word.is(",")));
    let clause = prepared.words.get(gap.saturating_sub(REACH)..gap).unwrap_or_default();
    let before = clause.iter().take_while(|word| word.range.start <= last.start).count();
    let clause = &clause[before..];
    let opens = clause.iter().rposition(|word| OPENS.has(&word.lower));
    goes_on && opens.is_some_and(|opens| opens + 1 < clause.len())
}
