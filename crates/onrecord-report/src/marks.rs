//! Overlapping marks over a text, flattened into runs that do not overlap, so that the page is well-formed.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_model::Voice;

/// What a mark points out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// What is claimed.
    Content(Voice),
    /// Who says it.
    Source,
    /// That it is said.
    Cue,
}

/// A place in a text to be pointed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where, in bytes of the text.
    pub(crate) range: Range<usize>,
    /// What.
    pub(crate) kind: MarkKind,
}

/// A run of text under the same marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where, in bytes of the text.
    pub(crate) range: Range<usize>,
    /// Voice of the innermost content mark; `None` outside of all.
    pub(crate) voice: Option<Voice>,
    /// How many content marks lie over it.
    pub(crate) depth: usize,
    /// Whether a source mark lies over it.
    pub(crate) source: bool,
    /// Whether a cue mark lies over it.
    pub(crate) cue: bool,
    /// Indices of the content marks that start with it, in the order given.
    pub(crate) starts: Vec<usize>,
}

/// Cuts `text` into runs under the same marks, in order and without gaps; no run reaches over one of `cuts`.
///
/// Marks that are empty or do not fit the text are left out. Takes n log n in the number of marks and cuts.
pub(crate) fn flatten(text: &str, marks: &[Mark], cuts: impl IntoIterator<Item = usize>) -> Vec<Segment> {
    let fits = |mark: &Mark| text.get(mark.range.clone()).is_some_and(|s| !s.is_empty());
    let mut opening: Vec<usize> = (0..marks.len()).filter(|&i| marks.get(i).is_some_and(fits)).collect();
    let mut closing = opening.clone();
    opening.sort_by_key(|&i| (marks[i].range.start, i));
    closing.sort_by_key(|&i| (marks[i].range.end, i));
    let mut points: BTreeSet<usize> = cuts.into_iter().filter(|&cut| text.is_char_boundary(cut)).collect();
    points.extend([0, text.len()]);
    points.extend(opening.iter().flat_map(|&i| [marks[i].range.start, marks[i].range.end]));

    let (mut opening, mut closing) = (opening.into_iter().peekable(), closing.into_iter().peekable());
    let mut active = Active::default();
    let points: Vec<usize> = points.into_iter().collect();
    let mut segments = Vec::with_capacity(points.len());
    for pair in points.windows(2) {
        let &[start, end] = pair else { continue };
        while let Some(i) = closing.next_if(|&i| marks[i].range.end <= start) {
            active.close(i, &marks[i]);
        }
        let mut starts = Vec::new();
        while let Some(i) = opening.next_if(|&i| marks[i].range.start <= start) {
            active.open(i, &marks[i]);
            if matches!(marks[i].kind, MarkKind::Content(_)) {
                starts.push(i);
            }
        }
        segments.push(active.segment(start..end, starts));
    }
    segments
}

// The marks over the present point; the last content entry is the innermost: it started last or ends first.
#[derive(Default)]
struct Active {
    content: BTreeSet<(usize, Reverse<usize>, usize, Voice)>,
    sources: usize,
    cues: usize,
}

impl Active {
    fn open(&mut self, index: usize, mark: &Mark) {
        match mark.kind {
            MarkKind::Content(voice) => {
                self.content.insert(key(index, mark, voice));
            }
            MarkKind::Source => self.sources += 1,
            MarkKind::Cue => self.cues += 1,
        }
    }

    fn close(&mut self, index: usize, mark: &Mark) {
        match mark.kind {
            MarkKind::Content(voice) => {
                self.content.remove(&key(index, mark, voice));
            }
            MarkKind::Source => self.sources -= 1,
            MarkKind::Cue => self.cues -= 1,
        }
    }

    fn segment(&self, range: Range<usize>, starts: Vec<usize>) -> Segment {
        Segment {
            range,
            voice: self.content.last().map(|entry| entry.3),
            depth: self.content.len(),
            source: self.sources > 0,
            cue: self.cues > 0,
            starts,
        }
    }
}

fn key(index: usize, mark: &Mark, voice: Voice) -> (usize, Reverse<usize>, usize, Voice) {
    (mark.range.start, Reverse(mark.range.end), index, voice)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn content(range: Range<usize>, voice: Voice) -> Mark {
        Mark { range, kind: MarkKind::Content(voice) }
    }

    #[test]
    fn the_innermost_voice_wins_and_depth_is_counted() {
        let marks =
            [content(0..6, Voice::Indirect), content(2..4, Voice::Direct), Mark { range: 5..8, kind: MarkKind::Cue }];
        let seen: Vec<_> =
            flatten("abcdefgh", &marks, []).into_iter().map(|s| (s.range, s.voice, s.depth, s.cue, s.starts)).collect();
        assert_eq!(
            seen,
            [
                (0..2, Some(Voice::Indirect), 1, false, vec![0]),
                (2..4, Some(Voice::Direct), 2, false, vec![1]),
                (4..5, Some(Voice::Indirect), 1, false, vec![]),
                (5..6, Some(Voice::Indirect), 1, true, vec![]),
                (6..8, None, 0, true, vec![]),
            ]
        );
    }

    #[test]
    fn leaves_out_what_does_not_fit() {
        let marks = [content(1..2, Voice::Own), content(0..99, Voice::Own), content(1..1, Voice::Own)];
        assert_eq!(flatten("é", &marks, [1]).len(), 1);
        assert!(flatten("", &marks, []).is_empty());
    }

    proptest! {
        #[test]
        fn runs_cover_the_text_and_every_mark_starts_once(
            text in "[a-cé ]{0,30}",
            places in prop::collection::vec((0..40usize, 0..40usize), 0..12),
            cuts in prop::collection::vec(0..40usize, 0..6),
        ) {
            let marks: Vec<Mark> = places.into_iter().map(|(a, b)| content(a.min(b)..a.max(b), Voice::Own)).collect();
            let segments = flatten(&text, &marks, cuts.iter().copied());
            let whole: String = segments.iter().map(|s| &text[s.range.clone()]).collect();
            prop_assert_eq!(&whole, &text);
            for segment in &segments {
                prop_assert!(!cuts.iter().any(|c| text.is_char_boundary(*c) && segment.range.start < *c && *c < segment.range.end));
                let over = marks.iter().filter(|m| {
                    text.get(m.range.clone()).is_some_and(|s| !s.is_empty())
                        && m.range.start <= segment.range.start && segment.range.end <= m.range.end
                });
                prop_assert_eq!(over.count(), segment.depth);
            }
            let mut started: Vec<usize> = segments.iter().flat_map(|s| s.starts.clone()).collect();
            started.sort_unstable();
            let fitting: Vec<usize> = (0..marks.len()).filter(|&i| text.get(marks[i].range.clone()).is_some_and(|s| !s.is_empty())).collect();
            prop_assert_eq!(started, fitting);
        }
    }
}
