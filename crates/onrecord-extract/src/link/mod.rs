//! Which source and which cue belong to which content.
//!
//! A tagger marks runs of words; here each content chooses its cue and each cue its source, or none. A choice is a
//! multinomial logit over the candidates near by (`McFadden` 1974), trained on text with every attribution marked.

mod features;
mod reason;
mod weights;

use std::ops::Range;

use crate::prepared::Prepared;
use crate::tagger::Label;

pub(crate) use features::Scene;
pub(crate) use weights::{SIZE, Weights, file};

/// Runs of the other label that are looked at in each direction.
const NEAR: usize = 5;
/// Paragraphs a link may lead over.
const PARAGRAPHS: u32 = 1;

/// A run of words in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// What it is.
    pub label: Label,
    /// Its words, as a range of [`Prepared::words`].
    pub words: Range<usize>,
    /// Number of its paragraph.
    pub paragraph: u32,
    /// Number of the sentence it begins in, counted over the document.
    pub sentence: u32,
    /// How sure the tagger is, 0..1.
    pub confidence: f64,
}

/// What chooses: a content its cue, or a cue its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A content chooses the cue it hangs on.
    CueOfContent,
    /// A cue chooses the source it credits.
    SourceOfCue,
}

impl Choice {
    /// Returns the label of what is chosen.
    pub fn chosen(self) -> Label {
        match self {
            Choice::CueOfContent => Label::Cue,
            Choice::SourceOfCue => Label::Source,
        }
    }
}

/// A choice made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    /// Number of the run chosen; `None` when nothing fits.
    pub(crate) to: Option<usize>,
    /// Its probability among the candidates, 0..1.
    pub(crate) confidence: f64,
}

/// A content with what it hangs on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Linked {
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) source: Option<Range<usize>>,
    pub(crate) confidence: f64,
    pub(crate) why: Vec<String>,
}

/// Returns the numbers of the runs that run `from` may choose.
pub(crate) fn candidates(marked: &[Marked], from: usize, choice: Choice) -> Vec<usize> {
    let Some(chooser) = marked.get(from) else {
        return Vec::new();
    };
    let near =
        |other: &Marked| other.label == choice.chosen() && other.paragraph.abs_diff(chooser.paragraph) <= PARAGRAPHS;
    let mut found: Vec<usize> = (0..from)
        .rev()
        .take_while(|i| marked[*i].paragraph + PARAGRAPHS >= chooser.paragraph)
        .filter(|i| near(&marked[*i]))
        .take(NEAR)
        .collect();
    found.reverse();
    let ahead = (from + 1..marked.len()).take_while(|i| marked[*i].paragraph <= chooser.paragraph + PARAGRAPHS);
    found.extend(ahead.filter(|i| near(&marked[*i])).take(NEAR));
    found
}

/// Lets run `from` choose.
fn choose(scene: &Scene<'_>, weights: &Weights, from: usize, choice: Choice) -> Link {
    let options: Vec<Option<usize>> =
        candidates(scene.marked, from, choice).into_iter().map(Some).chain([None]).collect();
    let scores: Vec<f64> = options.iter().map(|to| weights.score(scene, choice, from, *to)).collect();
    let probabilities = softmax(&scores);
    let best = (0..options.len()).fold(0, |a, b| if probabilities[b] > probabilities[a] { b } else { a });
    Link { to: options.get(best).copied().flatten(), confidence: probabilities.get(best).copied().unwrap_or(0.0) }
}

/// Turns scores into probabilities that sum to 1.
pub(crate) fn softmax(scores: &[f64]) -> Vec<f64> {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|p| p / sum).collect()
}

/// Links the runs of a document, which must be in reading order. What hangs on no cue is left out.
pub(crate) fn linked(prepared: &Prepared, marked: &[Marked], weights: &Weights) -> Vec<Linked> {
    let scene = Scene::new(prepared, marked);
    let mut contents: Vec<Vec<(usize, f64)>> = vec![Vec::new(); marked.len()];
    for (i, run) in marked.iter().enumerate().filter(|(_, run)| run.label == Label::Content) {
        let link = announced(prepared, marked, i).unwrap_or_else(|| choose(&scene, weights, i, Choice::CueOfContent));
        if let Some(cue) = link.to.and_then(|cue| contents.get_mut(cue)) {
            cue.push((i, link.confidence * run.confidence));
        }
    }
    let hung = contents.iter().enumerate().filter(|(_, c)| !c.is_empty());
    hung.map(|(cue, contents)| attribution(&scene, weights, cue, contents)).collect()
}

/// Finds the cue that a quotation announces by its last mark: `"That is false," Lena Park said.` With a comma inside the
/// closing marks the sentence goes on, and what goes on says who speaks.
fn announced(prepared: &Prepared, marked: &[Marked], content: usize) -> Option<Link> {
    let run = marked.get(content)?;
    let word = |i: usize| prepared.words.get(i);
    let last = run.words.end.checked_sub(1)?;
    let closes = word(last).is_some_and(|w| !w.is_word() && w.quotation.is_some())
        && word(last + 1).is_none_or(|w| w.quotation != word(last).and_then(|l| l.quotation));
    let whole = word(run.words.start).is_some_and(|w| w.quotation == word(last).and_then(|l| l.quotation));
    let comma = last.checked_sub(1).and_then(word).is_some_and(|w| w.is(","));
    let behind = marked.get(content + 1..(content + 3).min(marked.len()))?;
    let at_once = behind.first().is_some_and(|next| next.words.start == run.words.end);
    let cue = behind.iter().position(|next| next.label == Label::Cue && next.sentence == behind[0].sentence)?;
    // "…, comparing him": a participle goes on with the sentence of somebody named before.
    let verb = behind[cue].words.clone().filter_map(word).all(|w| !w.lower.ends_with("ing"));
    (closes && whole && comma && at_once && verb).then_some(Link { to: Some(content + 1 + cue), confidence: 0.95 })
}

fn attribution(scene: &Scene<'_>, weights: &Weights, cue: usize, contents: &[(usize, f64)]) -> Linked {
    let link = choose(scene, weights, cue, Choice::SourceOfCue);
    let marked = scene.marked;
    let best = contents.iter().map(|(_, c)| *c).fold(0.0, f64::max);
    let source = link.to.and_then(|s| marked.get(s));
    let mut why = vec![reason::cue(scene, contents.first().map_or(0, |(c, _)| *c), cue)];
    why.push(reason::source(scene, cue, link.to));
    Linked {
        content: contents.iter().map(|(c, _)| marked[*c].words.clone()).collect(),
        cue: marked[cue].words.clone(),
        source: source.map(|s| s.words.clone()),
        confidence: best * link.confidence * source.map_or(1.0, |s| s.confidence),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_sum_to_one_whatever_the_scores() {
        for scores in [vec![0.0], vec![1000.0, -1000.0, 3.0], vec![-5.0, -5.0]] {
            assert!((softmax(&scores).iter().sum::<f64>() - 1.0).abs() < 1e-9, "{scores:?}");
        }
        assert!(softmax(&[]).is_empty());
    }
}
