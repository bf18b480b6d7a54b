//! All other changed words.

use std::ops::Range;

use onrecord_model::DriftKind;

use super::Findings;
use crate::pair::{Pair, Side};

/// Tells of every changed word that no other drift tells of. Punctuation at the edge of a statement is left to the
/// word diff: whether a quotation ends with a comma or a full stop says nothing about what was claimed.
pub(super) fn find(pair: &mut Pair<'_>, found: &mut Findings) {
    leave_edges(&mut pair.a);
    leave_edges(&mut pair.b);
    for index in 0..pair.hunks.len() {
        let Some(hunk) = pair.hunks.get(index).cloned() else {
            continue;
        };
        let (x, y) = (untold(&pair.a, &hunk.a), untold(&pair.b, &hunk.b));
        for k in 0..x.len().max(y.len()) {
            let run = |runs: &[Range<usize>]| runs.get(k).cloned().unwrap_or_default();
            found.change(pair, DriftKind::Wording, &run(&x), &run(&y));
        }
    }
}

fn untold(side: &Side<'_>, words: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for part in side.by_part(words) {
        let mut open = false;
        for i in part {
            let is_new = side.told.get(i) == Some(&false);
            match runs.last_mut().filter(|_| open) {
                Some(run) if is_new => run.end = i + 1,
                _ if is_new => runs.push(i..i + 1),
                _ => {}
            }
            open = is_new;
        }
    }
    runs
}

fn leave_edges(side: &mut Side<'_>) {
    let len = side.words.len();
    let head = side.words.iter().take_while(|word| word.is_punctuation()).count();
    let tail = side.words.iter().rev().take_while(|word| word.is_punctuation()).count();
    side.tell(&(0..head));
    side.tell(&(len - tail..len));
}
