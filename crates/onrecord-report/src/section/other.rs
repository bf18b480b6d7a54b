//! The same statement, or one near to it, elsewhere.

use std::borrow::Cow;

use onrecord_model::{Comparison, Drift, DriftKind, Relation, Segment, SegmentKind};
use onrecord_text::{Span, Text};

use super::words::{self, When};
use crate::article::OtherWording;
use crate::isolate::isolate;
use crate::language::{self, say, say_with};
use crate::site::Site;

/// Another wording, compared with the claim.
#[derive(Clone, Debug)]
pub(crate) struct Other {
    /// Its publication date.
    pub(crate) date: Option<When>,
    /// Name of its outlet.
    pub(crate) outlet: Option<String>,
    /// Short name of its document.
    pub(crate) document: String,
    /// Where that is shown.
    pub(crate) document_href: Option<String>,
    /// Other documents of which all the same is to be said: short name, where it is shown.
    pub(crate) more: Vec<(String, Option<String>)>,
    /// Short name of the other claim.
    pub(crate) claim: String,
    /// Where that is shown.
    pub(crate) claim_href: Option<String>,
    /// Whether it was said before the claim: the diff reads from it to the claim.
    pub(crate) earlier: bool,
    /// Whether it stands in this very article and has a card on this page.
    pub(crate) here: bool,
    /// What is said in place of its words, where they are those of the claim or of one above it.
    pub(crate) brief: Option<Cow<'static, str>>,
    /// Who says it there.
    pub(crate) speaker: Option<String>,
    /// What it is to the claim.
    pub(crate) relation: Cow<'static, str>,
    /// Likeness, in words.
    pub(crate) likeness: Cow<'static, str>,
    /// That something differs which forbids calling it a match, in words.
    pub(crate) vetoes: Vec<Cow<'static, str>>,
    /// The word diff.
    pub(crate) diff: Vec<DiffPiece>,
    /// The cue that turns the words round, in brackets, to stand before them where there is no word diff.
    pub(crate) denial: Option<String>,
    /// The other wording whole, where there is no word diff.
    pub(crate) wording: String,
    /// The typed changes that can change what is claimed.
    pub(crate) drifts: Vec<DriftWords>,
    /// Whether other words changed; the diff shows which.
    pub(crate) is_reworded: bool,
    /// How many changes of white space, quote style and capitals the diff does not show, in words.
    pub(crate) folded: Option<String>,
}

/// A run of words of a diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DiffPiece {
    /// How it fares.
    pub(crate) kind: PieceKind,
    /// The words.
    pub(crate) text: String,
}

/// How a run of words fares on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// In both.
    Same,
    /// Only in the earlier wording.
    Removed,
    /// Only in the later wording.
    Added,
}

/// A typed change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DriftWords {
    /// Its type.
    pub(crate) kind: Cow<'static, str>,
    /// The change in words.
    pub(crate) note: String,
}

/// Tells whether a wording may be shown among those of the same claim.
///
/// A vetoed pair never may (rule R8), nor one that contradicts or has nothing to do with the claim.
pub(crate) fn is_same_claim(comparison: &Comparison) -> bool {
    comparison.is_match() || (comparison.vetoes.is_empty() && comparison.relation == Relation::Updates)
}

impl Other {
    /// Words another wording; `text` is that of the page's document, `here` whether the other one has a card there.
    pub(crate) fn new(other: &OtherWording, text: &Text, site: &Site, here: bool) -> Self {
        let comparison = &other.comparison;
        let (light, heavy): (Vec<&Drift>, Vec<_>) =
            comparison.drifts.iter().partition(|drift| drift.kind == DriftKind::Wording);
        let folded = comparison.diff.folded();
        let (this, that) = ((text, other.claim_denial), (&other.text, other.denial));
        let (old, new) = if other.earlier { (that, this) } else { (this, that) };
        let diff = diff(&comparison.diff.segments, old, new);
        let is_plain = comparison.vetoes.is_empty() && comparison.drifts.is_empty();
        let is_changed = folded > 0 || diff.iter().any(|piece| piece.kind != PieceKind::Same);
        Other {
            brief: (comparison.relation == Relation::Repeats && is_plain && !is_changed)
                .then(|| words::relation(comparison.relation)),
            date: other.published.as_ref().map(When::published),
            outlet: words::foreign(other.outlet.as_deref()),
            document: other.document.to_string(),
            document_href: site.href(other.document),
            more: Vec::new(),
            claim: other.claim.to_string(),
            claim_href: site.href(other.claim),
            earlier: other.earlier,
            here,
            speaker: words::foreign(other.speaker.as_deref()),
            relation: words::relation(comparison.relation),
            likeness: say_with("other-likeness", [("score", words::score(comparison.score).into())]),
            vetoes: comparison.vetoes.iter().map(|veto| words::differs(&[*veto])).collect(),
            diff,
            denial: denial(other.denial, &other.text),
            wording: isolate(&quoted(&other.content, &other.text)),
            drifts: heavy.into_iter().map(DriftWords::from).collect(),
            is_reworded: !light.is_empty(),
            folded: (folded > 0).then(|| language::count("changes-folded", folded)),
        }
    }
}

/// Says of those that stand in the words of one above, with the same to be said of them, only that: copies of an article do.
pub(crate) fn mark_again(others: &mut [Other]) {
    // Set against one claim, the same words change the same, whichever came first.
    let mut seen: Vec<(String, Option<String>, Option<String>)> = Vec::new();
    for other in others.iter_mut().filter(|other| other.brief.is_none()) {
        let words = (other.wording.clone(), other.denial.clone(), other.speaker.clone());
        if seen.contains(&words) {
            other.brief = Some(say("other-again"));
        } else {
            seen.push(words);
        }
    }
}

/// Puts together what repeats one thing in one outlet on one day: the versions of an article do.
pub(crate) fn join_again(others: Vec<Other>) -> Vec<Other> {
    let mut joined: Vec<Other> = Vec::with_capacity(others.len());
    for other in others {
        match joined.iter_mut().find(|one| one.says_all_of(&other)) {
            Some(one) => one.more.push((other.document, other.document_href)),
            None => joined.push(other),
        }
    }
    joined
}

impl Other {
    /// Tells whether of another one nothing is left to be said but in which document it stands.
    fn says_all_of(&self, other: &Other) -> bool {
        let place = |one: &Other| {
            let day = one.date.as_ref().map(|date| date.machine.clone());
            (day, one.outlet.clone(), one.speaker.clone(), one.claim.clone())
        };
        let words = |one: &Other| (one.earlier, one.relation.clone(), one.wording.clone(), one.diff.clone());
        other.brief.is_some() && !self.here && !other.here && place(self) == place(other) && words(self) == words(other)
    }
}

impl From<&Drift> for DriftWords {
    fn from(drift: &Drift) -> Self {
        DriftWords { kind: words::drift(drift.kind), note: isolate(&drift.note) }
    }
}

/// Returns the words at `spans`, each different run once, with an ellipsis between runs.
pub(crate) fn quoted(spans: &[Span], text: &Text) -> String {
    let mut runs: Vec<&str> = Vec::new();
    for run in spans.iter().map(|span| text.slice(span)) {
        if runs.last() != Some(&run) && runs.first() != Some(&run) {
            runs.push(run);
        }
    }
    runs.join(" … ")
}

/// Returns the cue that turns words round as it stands before them in a claim: "[denied]".
pub(crate) fn denial(cue: Option<Span>, text: &Text) -> Option<String> {
    cue.map(|cue| isolate(&format!("[{}]", text.slice(&cue).to_lowercase())))
}

/// A text that is compared, and the cue in it that turns the words round.
pub(crate) type Side<'a> = (&'a Text, Option<Span>);

/// Words the segments of a diff between texts `a` and `b`, neighbours of one kind joined; the white space that the
/// segments leave out stands between them, never inside a change. A cue that turns the words round stands before them.
pub(crate) fn diff(segments: &[Segment], (a, cue_a): Side<'_>, (b, cue_b): Side<'_>) -> Vec<DiffPiece> {
    let mut pieces = compared(segments, a, b);
    if !pieces.is_empty() {
        pieces.splice(0..0, cues(denial(cue_a, a), denial(cue_b, b)));
    }
    pieces
}

/// Words the cues before both wordings.
fn cues(a: Option<String>, b: Option<String>) -> Vec<DiffPiece> {
    let spaced = |kind, cue: Option<String>| cue.map(|cue| [(kind, cue), (PieceKind::Same, " ".to_owned())]);
    let both = if a == b {
        [spaced(PieceKind::Same, a), None]
    } else {
        [spaced(PieceKind::Removed, a), spaced(PieceKind::Added, b)]
    };
    both.into_iter().flatten().flatten().map(|(kind, text)| DiffPiece { kind, text }).collect()
}

fn compared(segments: &[Segment], a: &Text, b: &Text) -> Vec<DiffPiece> {
    let mut pieces: Vec<DiffPiece> = Vec::new();
    let (mut end_a, mut end_b) = (None, None);
    for segment in segments {
        let (kind, words) = words_of(segment, a, b);
        let spaced = gap(&mut end_a, segment.a, a) | gap(&mut end_b, segment.b, b);
        if spaced && !pieces.is_empty() {
            let inside = pieces.last().is_some_and(|last| last.kind == kind);
            push(&mut pieces, if inside { kind } else { PieceKind::Same }, " ");
        }
        push(&mut pieces, kind, words);
    }
    for piece in &mut pieces {
        piece.text = isolate(&piece.text);
    }
    pieces
}

fn push(pieces: &mut Vec<DiffPiece>, kind: PieceKind, words: &str) {
    match pieces.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(words),
        _ => pieces.push(DiffPiece { kind, text: words.to_owned() }),
    }
}

fn words_of<'a>(segment: &Segment, a: &'a Text, b: &'a Text) -> (PieceKind, &'a str) {
    let of = |span: Option<Span>, text: &'a Text| span.map_or("", |span| text.slice(&span));
    match segment.kind {
        SegmentKind::Same | SegmentKind::Folded => (PieceKind::Same, of(segment.b, b)),
        SegmentKind::Removed => (PieceKind::Removed, of(segment.a, a)),
        SegmentKind::Added => (PieceKind::Added, of(segment.b, b)),
    }
}

// Tells whether something the diff leaves out, such as white space, lies between the last segment and this one.
fn gap(end: &mut Option<usize>, span: Option<Span>, text: &Text) -> bool {
    let Some(bytes) = span.map(|span| span.bytes()) else {
        return false;
    };
    let before = end.replace(bytes.end);
    let between = before.and_then(|end| text.as_str().get(end..bytes.start));
    between.is_some_and(|s| !s.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(a: &str, b: &str, segments: &[(SegmentKind, &str, &str)]) -> String {
        let (ta, tb) = (Text::new(a).unwrap(), Text::new(b).unwrap());
        let place = |text: &Text, words: &str, from: &mut usize| {
            if words.is_empty() {
                return None;
            }
            let start = *from + text.as_str()[*from..].find(words).unwrap();
            *from = start + words.len();
            Some(text.span(start..*from).unwrap())
        };
        let (mut at_a, mut at_b) = (0, 0);
        let segments: Vec<Segment> = segments
            .iter()
            .map(|(kind, wa, wb)| Segment { kind: *kind, a: place(&ta, wa, &mut at_a), b: place(&tb, wb, &mut at_b) })
            .collect();
        let sign = |kind| match kind {
            PieceKind::Same => "=",
            PieceKind::Removed => "-",
            PieceKind::Added => "+",
        };
        let pieces = diff(&segments, (&ta, None), (&tb, None));
        let words: Vec<_> = pieces.iter().map(|p| format!("{}[{}]", sign(p.kind), p.text)).collect();
        words.concat()
    }

    #[test]
    fn words_stay_apart_whether_or_not_the_diff_holds_the_spaces() {
        use SegmentKind::{Added, Removed, Same};
        let tokens = [(Same, "about", "about"), (Removed, "300", ""), (Added, "", "3,000"), (Same, "men", "men")];
        assert_eq!(words("about 300 men", "about 3,000 men", &tokens), "=[about ]-[300]=[ ]+[3,000]=[ men]");
        let whole = [(Same, "about ", "about "), (Removed, "300", ""), (Added, "", "3,000"), (Same, " men", " men")];
        assert_eq!(words("about 300 men", "about 3,000 men", &whole), "=[about ]-[300]+[3,000]=[ men]");
    }

    #[test]
    fn a_denial_stands_before_the_words_it_turns_round() {
        let text = Text::new("denied she left").unwrap();
        let (cue, words) = (text.span(0..6).unwrap(), text.span(7..15).unwrap());
        let segments = [Segment { kind: SegmentKind::Same, a: Some(words), b: Some(words) }];
        let shown = |a: Option<Span>, b: Option<Span>| {
            diff(&segments, (&text, a), (&text, b))
                .into_iter()
                .map(|piece| (piece.kind, piece.text))
                .collect::<Vec<_>>()
        };
        let of = |pieces: &[(PieceKind, &str)]| {
            pieces.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect::<Vec<_>>()
        };
        let (same, words) = (PieceKind::Same, (PieceKind::Same, "she left"));
        let space = (same, " ");
        assert_eq!(shown(Some(cue), Some(cue)), of(&[(same, "[denied]"), space, words]));
        assert_eq!(shown(Some(cue), None), of(&[(PieceKind::Removed, "[denied]"), space, words]));
        assert_eq!(shown(None, Some(cue)), of(&[(PieceKind::Added, "[denied]"), space, words]));
        assert_eq!(shown(None, None), of(&[words]));
    }

    #[test]
    fn a_headline_printed_twice_is_quoted_once() {
        let text = Text::new("Rain falls\nRain falls\nmore").unwrap();
        let spans = [0..10, 11..21, 22..26].map(|range| text.span(range).unwrap());
        assert_eq!(quoted(&spans, &text), "Rain falls … more");
    }
}
