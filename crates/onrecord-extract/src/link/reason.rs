//! Links in words.

use super::Scene;
use super::features::between;
use crate::tagger::Label;

/// Tells where the cue of a content stands.
pub(super) fn cue(scene: &Scene<'_>, content: usize, cue: usize) -> String {
    let shown = shown(scene, cue);
    format!("cue \"{shown}\" {}", place(scene, content, cue))
}

/// Tells where the source of a cue stands.
pub(super) fn source(scene: &Scene<'_>, cue: usize, source: Option<usize>) -> String {
    match source {
        None => "no words near the cue name who says it".to_owned(),
        Some(source) => format!("source {}", place(scene, cue, source)),
    }
}

fn shown(scene: &Scene<'_>, run: usize) -> String {
    let Some(run) = scene.marked.get(run) else {
        return String::new();
    };
    let words = scene.words(run.words.clone());
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return String::new();
    };
    let raw = scene.prepared.slice(&(first.range.start..last.range.end));
    raw.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

fn place(scene: &Scene<'_>, from: usize, to: usize) -> String {
    let (Some(from), Some(to)) = (scene.marked.get(from), scene.marked.get(to)) else {
        return String::new();
    };
    let (order, gap) = between(&from.words, &to.words);
    let side = if order == 0 { "before" } else { "behind" };
    let label = if to.label == Label::Cue { "it" } else { "the cue" };
    let words = scene.words(gap).iter().filter(|w| w.is_word()).count();
    match (from.sentence.abs_diff(to.sentence), words) {
        _ if from.paragraph != to.paragraph => format!("{side} {label}, in the next paragraph but connected"),
        (0, 0) => format!("right {side} {label}"),
        (0, n) => format!("{n} words {side} {label}"),
        (n, _) => format!("{side} {label}, {n} {} away", if n == 1 { "sentence" } else { "sentences" }),
    }
}
