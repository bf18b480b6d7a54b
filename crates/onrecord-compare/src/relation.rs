//! What two statements are to one another.

use std::collections::BTreeSet;

use onrecord_model::{Comparison, Published, Relation, Veto};
use onrecord_text::Text;

use crate::Statement;
use crate::cue::turns_round;
use crate::drift::{Findings, in_quantities, negation};
use crate::lexicon;
use crate::likeness;
use crate::pair::{Pair, Side};
use crate::score::{LEAST, Overlap, REWORDS_AT};
use crate::speaker;
use crate::stem::{is_content, stem};
use crate::words::Word;

/// How to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether rule R8 forbids matches; without it the relation rests on shared words alone.
    pub vetoes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { vetoes: true }
    }
}

/// Compares two statements, `a` being the earlier one where that is known.
pub fn compare(a: &Statement<'_>, b: &Statement<'_>) -> Comparison {
    compare_with(a, b, Options::default())
}

/// Compares two statements as `options` say.
pub fn compare_with(a: &Statement<'_>, b: &Statement<'_>, options: Options) -> Comparison {
    let pair = Pair::new(a, b);
    let shared = Shared::of(&pair, options);
    compared(pair, &shared, options)
}

/// Compares two statements where that is worth it: `None` where they are unrelated, or their score (0..1) is below `least`.
///
/// What [`compare`] finds of the others is the same; those that are left out cost a fraction of it.
pub fn compare_related(a: &Statement<'_>, b: &Statement<'_>, least: f64) -> Option<Comparison> {
    let pair = Pair::new(a, b);
    let shared = Shared::of(&pair, Options::default());
    (shared.related && shared.score >= least).then(|| compared(pair, &shared, Options::default()))
}

/// How much two statements share, before anything is said of how they differ.
struct Shared {
    overlap: Overlap,
    repeats: bool,
    /// 0..1.
    score: f64,
    /// Whether they speak of one matter at all.
    related: bool,
}

impl Shared {
    fn of(pair: &Pair<'_>, options: Options) -> Self {
        let overlap = Overlap::of(&pair.a, &pair.b);
        let repeats = repeats(pair) && !is_pointed_at(pair, overlap);
        let likeness = likeness::likeness(pair);
        // "He lied to me", "it had been lied to": one word is no matter.
        let several = overlap.shared > 1 && overlap.half();
        let alike = several && (likeness.score >= REWORDS_AT || overlap.alike(likeness.score, likeness.names));
        let of_two_selves = || options.vetoes && speaker::are_two_selves(&pair.a, &pair.b);
        Shared {
            related: (repeats || alike || overlap.contained()) && !of_two_selves(),
            score: if repeats { 1.0 } else { likeness.score },
            overlap,
            repeats,
        }
    }
}

fn compared(mut pair: Pair<'_>, shared: &Shared, options: Options) -> Comparison {
    let diff = pair.word_diff();
    let mut found = Findings::of(&mut pair);
    if !options.vetoes {
        found.vetoes.clear();
    }
    Comparison {
        relation: relation(&pair, &found, shared),
        score: shared.score,
        vetoes: std::mem::take(&mut found.vetoes),
        drifts: found.into_drifts(),
        diff,
    }
}

/// Tells whether one of two statements negates what the other says: a word of it, or all of it by its cue.
///
/// A negation that only one of them has may negate something that the other does not speak of: "has not broken the city" says
/// nothing against "plans to take the city".
pub fn denies_what_is_said(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let pair = Pair::new(a, b);
    negation::denies_what_is_said(&pair.a, &pair.b)
}

/// Returns the signs by which two statements are found alike, for fitting their weights.
pub fn likeness_signs(a: &Statement<'_>, b: &Statement<'_>) -> [f64; likeness::SIGNS] {
    likeness::signs(&Pair::new(a, b))
}

/// Decides by vetoes first, then by how much is shared.
fn relation(pair: &Pair<'_>, found: &Findings, shared: &Shared) -> Relation {
    let (a, b) = (&pair.a.statement, &pair.b.statement);
    let denied = || shared.score >= REWORDS_AT || negation::denies_what_is_said(&pair.a, &pair.b);
    let vetoed = |veto: Veto| found.vetoes.contains(&veto);
    // "Raised the rate to 5 percent" in May, "cut the rate to 4 percent" in October: two decisions.
    let is_later = || found.values.differ && supersedes(a, b, found);
    if !shared.related {
        Relation::Unrelated
    } else if (vetoed(Veto::Opposite) && !found.successive && !is_later())
        || (vetoed(Veto::Negation) && !found.values.differ && denied())
    {
        Relation::Contradicts
    } else if vetoed(Veto::Negation) {
        // "Not 80 million" denies another statement than "40 million".
        Relation::Rewords
    } else if vetoed(Veto::Quantity) && found.values.differ && shared.score >= LEAST {
        if is_of_one_thing(pair) { by_values(a, b, found) } else { Relation::Rewords }
    } else if shared.repeats {
        Relation::Repeats
    } else if !vetoed(Veto::Date) && (found.one_sided || (shared.overlap.contained() && shared.overlap.lopsided())) {
        Relation::Narrows
    } else {
        Relation::Rewords
    }
}

/// "Disputed the figure", "questioned the figure": one word behind a cue that turns it round points at something else each time.
fn is_pointed_at(pair: &Pair<'_>, overlap: Overlap) -> bool {
    let points = |side: &Side<'_>| {
        side.words.first().is_some_and(|word| matches!(&*word.key, "the" | "this" | "that" | "these" | "those"))
    };
    overlap.shared <= 1
        && points(&pair.a)
        && points(&pair.b)
        && (turns_round(negation::cue(&pair.a)) || turns_round(negation::cue(&pair.b)))
}

/// Tells whether two statements that give other values give them of one thing: "the recall would cost 20 million euros" and "the repairs
/// would cost 8 million euros" share how much something costs, and not what. Two words besides the values tell, or the first one.
fn is_of_one_thing(pair: &Pair<'_>) -> bool {
    let outside = |side: &Side<'_>| -> Vec<String> {
        let valued = in_quantities(side);
        let words = side.words.iter().zip(valued).filter(|(word, valued)| !valued && is_content(word));
        words.map(|(word, _)| stem(&word.key)).collect()
    };
    let (a, b) = (outside(&pair.a), outside(&pair.b));
    let shared = a.iter().collect::<BTreeSet<_>>().intersection(&b.iter().collect()).count();
    let is_bare = a.is_empty() || b.is_empty();
    let [x, y] = [&pair.a.statement, &pair.b.statement];
    let of_one_speaker = x.speaker.is_some() && y.speaker.is_some() && !speaker::differs(x, y);
    is_bare || shared > 1 || a.first() == b.first() || of_one_speaker && shared > 0
}

/// Tells an update from a contradiction: a later value from the same speaker supersedes, unless it is of a count that never falls; any
/// other that cannot stand beside the first contradicts it. What changed in a version that tells of a correction is neither: the outlet
/// put it right.
fn by_values(a: &Statement<'_>, b: &Statement<'_>, found: &Findings) -> Relation {
    let are_versions = a.article.is_some() && a.article == b.article;
    if are_versions && (tells_of_correction(a.text) != tells_of_correction(b.text)) {
        Relation::Rewords
    } else if supersedes(a, b, found) {
        Relation::Updates
    } else if found.values.incompatible && !has_moved_on(a, b) {
        Relation::Contradicts
    } else {
        Relation::Rewords
    }
}

/// Tells whether the same speaker gives a value at a later time, other than of a count that never falls.
fn supersedes(a: &Statement<'_>, b: &Statement<'_>, found: &Findings) -> bool {
    let same_origin = a.speaker.is_some() && b.speaker.is_some() && !speaker::differs(a, b);
    same_origin && at_different_times(a.published, b.published) && !found.values.fell
}

/// Days between two publications from which other values, of others, may well be of another occasion.
const LONG_AFTER: i64 = 92;

/// Verbs for what a value did until a later statement ("has raised its offer to 8 per cent"), in order.
const MOVED: [&str; 16] = [
    "climbed",
    "cut",
    "dropped",
    "fallen",
    "fell",
    "grew",
    "grown",
    "improved",
    "increased",
    "lowered",
    "raised",
    "reduced",
    "revised",
    "risen",
    "rose",
    "widened",
];

/// Words between such a verb and the "to" in front of the value at most.
const OBJECT: usize = 4;

/// Tells whether the later of two statements is of a later state: it says so ("the repairs would now cost 9 million"), or comes long
/// after.
fn has_moved_on(a: &Statement<'_>, b: &Statement<'_>) -> bool {
    let (Some(x), Some(y)) = (a.published, b.published) else { return false };
    let (earlier, later) = if x > y { (b, a) } else { (a, b) };
    let words = |one: &Statement<'_>| -> Vec<String> {
        let spans = one.content.iter().map(|span| one.text.slice(span).to_ascii_lowercase());
        spans.flat_map(|words| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let (before, after) = (words(earlier), words(later));
    let moves = |(at, word): (usize, &String)| {
        let is_verb = MOVED.binary_search(&word.as_str()).is_ok() && !before.contains(word);
        word == "now" || is_verb && after[at..].iter().take(OBJECT + 2).any(|word| word == "to")
    };
    let apart = x.date.signed_duration_since(y.date).num_days().abs();
    at_different_times(a.published, b.published) && (apart > LONG_AFTER || after.iter().enumerate().any(moves))
}

/// How articles say that they were put right.
const CORRECTED: [&str; 5] = [
    "correction:",
    "corrected version",
    "an earlier version of this",
    "a previous version of this",
    "this article was corrected",
];

fn tells_of_correction(text: &Text) -> bool {
    let lower = text.as_str().to_lowercase();
    CORRECTED.iter().any(|words| lower.contains(words))
}

/// Tells whether one was published after the other: by the moment where both are known, else by the day.
fn at_different_times(a: Option<Published>, b: Option<Published>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return false;
    };
    match (a.at, b.at) {
        (Some(x), Some(y)) => x != y,
        _ => a.date != b.date,
    }
}

/// Tells whether the wordings are equal up to quotation marks, punctuation and the choice of pronoun.
fn repeats(pair: &Pair<'_>) -> bool {
    let has_words = |side: &Side<'_>| side.words.iter().any(|word| !word.is_punctuation());
    let light = |words: &[Word<'_>]| {
        let rest = words.iter().filter(|word| !word.is_punctuation());
        let pronouns: Vec<bool> = rest.map(|word| lexicon::is_pronoun(&word.key)).collect();
        pronouns.iter().all(|pronoun| *pronoun).then_some(pronouns.len())
    };
    let same = |a: &[Word<'_>], b: &[Word<'_>]| matches!((light(a), light(b)), (Some(x), Some(y)) if x == y);
    has_words(&pair.a)
        && has_words(&pair.b)
        && pair.hunks.iter().all(|hunk| same(pair.a.at(&hunk.a), pair.b.at(&hunk.b)))
}
