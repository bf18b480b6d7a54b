//! How the words of a sentence changed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use onrecord_model::{Comparison, DriftKind, SegmentKind};
use onrecord_text::Text;

use super::flat;
use super::series::Series;
use crate::isolate::isolate;
use crate::language;
use crate::section::other::{self, DiffPiece, DriftWords, PieceKind};
use crate::section::words;
use crate::timeline::TimelineEvent;

/// The words of a sentence, with what changed in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wording {
    /// The words; those that came or went apart.
    pub(crate) pieces: Vec<DiffPiece>,
    /// The typed changes that can change what is said.
    pub(crate) drifts: Vec<DriftWords>,
    /// How many changes are of other words, in words; the pieces show them.
    pub(crate) rewordings: Option<String>,
    /// Their language, as a tag, when it is not the page's own.
    pub(crate) language: Option<String>,
    /// What forbids calling the two wordings the same statement.
    pub(crate) vetoes: Vec<Cow<'static, str>>,
}

impl Wording {
    /// Words an event: the change from the wording before, or the sentence whole where nothing can be compared.
    pub(crate) fn new(series: &Series<'_>, event: &TimelineEvent) -> Self {
        Self::changed(series, event).unwrap_or_else(|| Self::whole(series, event, PieceKind::Same))
    }

    /// Shows a sentence without a comparison.
    pub(crate) fn whole(series: &Series<'_>, event: &TimelineEvent, kind: PieceKind) -> Self {
        let pieces = vec![DiffPiece { kind, text: series.wording(&event.event) }];
        Wording { pieces, language: series.language(event.event.version), ..Wording::default() }
    }

    fn changed(series: &Series<'_>, event: &TimelineEvent) -> Option<Self> {
        let (comparison, before) = (event.comparison.as_ref()?, event.event.before?);
        let (old, new) = (series.version(before.version)?, series.version(event.event.version)?);
        let (old, new) = ((&old.article.text, None), (&new.article.text, None));
        let mut pieces = other::diff(&comparison.diff.segments, old, new);
        for piece in &mut pieces {
            piece.text = flat(&piece.text);
        }
        let light = comparison.drifts.iter().filter(|drift| drift.kind == DriftKind::Wording).count();
        let heavy = comparison.drifts.iter().filter(|drift| drift.kind != DriftKind::Wording);
        Some(Wording {
            pieces,
            language: series.language(event.event.version),
            drifts: heavy.map(DriftWords::from).collect(),
            rewordings: (light > 0).then(|| language::count("wording-changes", light)),
            vetoes: comparison.vetoes.iter().map(|veto| words::veto(*veto)).collect(),
        })
    }
}

/// Tells whether the words of an event are others than those before, not just written otherwise.
pub(crate) fn is_reworded(event: &TimelineEvent) -> bool {
    let segments = event.comparison.iter().flat_map(|c| &c.diff.segments);
    segments.into_iter().any(|s| matches!(s.kind, SegmentKind::Added | SegmentKind::Removed))
}

/// Changes of white space, quote style and capitals: what became what, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folds(BTreeMap<(String, String), usize>);

/// One kind of folded change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fold {
    /// What was and what is; `None` for white space.
    pub(crate) words: Option<(String, String)>,
    /// How often, in words.
    pub(crate) times: String,
}

impl Folds {
    /// Adds the folded changes of a comparison between two texts.
    pub(crate) fn add(&mut self, comparison: &Comparison, old: &Text, new: &Text) {
        for segment in comparison.diff.segments.iter().filter(|s| s.kind == SegmentKind::Folded) {
            let (Some(a), Some(b)) = (segment.a, segment.b) else { continue };
            let (a, b) = (flat(old.slice(&a)), flat(new.slice(&b)));
            let key = if a == b { (String::new(), String::new()) } else { (a, b) };
            *self.0.entry(key).or_default() += 1;
        }
    }

    /// Returns how many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// Lists them, white space first.
    pub(crate) fn list(&self) -> Vec<Fold> {
        let fold = |((a, b), count): (&(String, String), &usize)| Fold {
            words: (a != b).then(|| (isolate(a), isolate(b))),
            times: language::count("version-times", *count),
        };
        self.0.iter().map(fold).collect()
    }
}
