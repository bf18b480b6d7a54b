//! Word diffs and typed changes on the terminal.

use onrecord_app::Text;
use onrecord_model::{Comparison, SegmentKind};

use super::side_view;
use crate::cli::DiffView;
use crate::error::CliError;
use crate::output::{Output, bold, dim, inserted, printable, removed};

/// Keeps of the changes only the kinds asked for.
pub(crate) fn narrow(comparison: &mut Comparison, view: &DiffView) {
    comparison.drifts.retain(|drift| view.only.is_empty() || view.only.contains(&drift.kind));
}

/// Prints how `b` differs from `a`.
pub(crate) fn print(
    out: &mut Output,
    comparison: &Comparison,
    (a, b): (&Text, &Text),
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

fn words(comparison: &Comparison, a: &Text, b: &Text, all: bool) -> String {
    let mut line = Vec::new();
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
