//! Word diffs and typed changes on the terminal.

use onrecord_app::{Span, Text};
use onrecord_model::{Comparison, SegmentKind};

use super::side_view;
use crate::cli::DiffView;
use crate::error::CliError;
use crate::output::{Output, bold, dim, inserted, printable, removed};

/// A text that is compared, and the cue in it that turns the words round; `None` where it does not.
pub(crate) type Side<'a> = (&'a Text, Option<Span>);

/// Writes the cue that turns words round as it stands before them: `[denied]`.
pub(crate) fn cue(cue: Option<Span>, text: &Text) -> Option<String> {
    cue.map(|cue| format!("[{}]", flat(text.slice(&cue)).to_lowercase()))
}

/// Puts the cue that turns words round before them.
pub(crate) fn led((text, turns): Side<'_>, words: &str) -> String {
    cue(turns, text).map_or_else(|| words.to_owned(), |cue| format!("{cue} {words}"))
}

/// Keeps of the changes only the kinds asked for.
pub(crate) fn narrow(comparison: &mut Comparison, view: &DiffView) {
    comparison.drifts.retain(|drift| view.only.is_empty() || view.only.contains(&drift.kind));
}

/// Prints how `b` differs from `a`.
pub(crate) fn print(
    out: &mut Output,
    comparison: &Comparison,
    (a, b): (Side<'_>, Side<'_>),
    view: &DiffView,
    indent: &str,
) -> Result<(), CliError> {
    if view.side {
        for line in side_view::lines(comparison, (a, b), indent, view.all) {
            out.line(&line)?;
        }
    } else {
        out.line(&format!("{indent}{}", words(comparison, a, b, view.all)))?;
    }
    for drift in &comparison.drifts {
        out.line(&format!("{indent}  {} {}", bold(&format!("{:11}", drift.kind.as_str())), printable(&drift.note)))?;
    }
    let vetoes: Vec<&str> = comparison.vetoes.iter().map(|v| v.as_str()).collect();
    if !vetoes.is_empty() {
        let line = format!("{indent}  contrast, not a match: {} differs", vetoes.join(", "));
        out.line(&line)?;
    }
    let folded = comparison.diff.folded();
    if folded > 0 && !view.all {
        let line = format!("{indent}  {folded} folded (white space, quote style, capitals); --all shows them");
        out.line(&dim(&line))?;
    }
    Ok(())
}

fn words(comparison: &Comparison, (a, cue_a): Side<'_>, (b, cue_b): Side<'_>, all: bool) -> String {
    let mut line = match (cue(cue_a, a), cue(cue_b, b)) {
        (old, new) if old == new => new.into_iter().collect(),
        (old, new) => old.as_deref().map(removed).into_iter().chain(new.as_deref().map(inserted)).collect::<Vec<_>>(),
    };
    for segment in &comparison.diff.segments {
        let old = segment.a.map(|span| flat(a.slice(&span))).unwrap_or_default();
        let new = segment.b.map(|span| flat(b.slice(&span))).unwrap_or_default();
        match segment.kind {
            SegmentKind::Folded if all => line.push(format!("{}{}", removed(&old), inserted(&new))),
            SegmentKind::Same | SegmentKind::Folded => line.push(new),
            SegmentKind::Removed => line.push(removed(&old)),
            SegmentKind::Added => line.push(inserted(&new)),
        }
    }
    line.join(" ")
}

fn flat(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
