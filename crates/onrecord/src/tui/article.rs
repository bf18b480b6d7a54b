//! The article as received, the selected claim marked in it and other claims underlined.

use std::ops::Range;

use super::styled::{TextLine, Tone};
use crate::output::printable;

/// A stretch of the text, in bytes, that makes a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    pub(super) selected: bool,
}

/// Returns the lines of `text`; where marks overlap the selected claim wins.
pub(super) fn lines(text: &str, marks: &[Mark]) -> Vec<TextLine> {
    let mut lines = vec![TextLine::new()];
    for (range, tone) in stretches(text, marks) {
        let part = text.get(range).unwrap_or_default();
        for (number, piece) in part.split('\n').enumerate() {
            if number > 0 {
                lines.push(TextLine::new());
            }
            let piece = piece.trim_end_matches('\r').replace('\t', " ");
            if let Some(line) = lines.last_mut().filter(|_| !piece.is_empty()) {
                line.push((printable(&piece), tone));
            }
        }
    }
    lines
}

/// Cuts the text where marks begin and end.
fn stretches(text: &str, marks: &[Mark]) -> Vec<(Range<usize>, Tone)> {
    let ends = marks.iter().flat_map(|mark| [mark.bytes.start, mark.bytes.end]);
    let mut cuts: Vec<usize> = ends.filter(|at| text.is_char_boundary(*at)).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut sorted: Vec<&Mark> = marks.iter().filter(|mark| !mark.bytes.is_empty()).collect();
    sorted.sort_by_key(|mark| mark.bytes.start);
    // Marks that have begun and not ended; a text has few at any place, however many it has in all.
    let (mut open, mut next): (Vec<&Mark>, usize) = (Vec::new(), 0);
    let mut found = Vec::new();
    for pair in cuts.windows(2) {
        let range = pair[0]..pair[1];
        while let Some(mark) = sorted.get(next).filter(|mark| mark.bytes.start <= range.start) {
            open.push(mark);
            next += 1;
        }
        open.retain(|mark| mark.bytes.end >= range.end);
        found.push((range, tone(&open)));
    }
    found
}

fn tone(open: &[&Mark]) -> Tone {
    match open.iter().map(|mark| mark.selected).max() {
        Some(true) => Tone::Marked,
        Some(false) => Tone::Other,
        None => Tone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, marks: &[(Range<usize>, bool)]) -> String {
        let marks: Vec<Mark> = marks.iter().cloned().map(|(bytes, selected)| Mark { bytes, selected }).collect();
        let show = |(text, tone): &(String, Tone)| match tone {
            Tone::Marked => format!("[{text}]"),
            Tone::Other => format!("_{text}_"),
            _ => text.clone(),
        };
        let lines = lines(text, &marks);
        lines.iter().map(|line| line.iter().map(show).collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_selected_claim_wins_where_claims_overlap() {
        assert_eq!(marked("one two three", &[(0..7, false), (4..7, true)]), "_one _[two] three");
        assert_eq!(marked("one two", &[(0..3, true), (0..7, false)]), "[one]_ two_");
    }

    #[test]
    fn a_mark_goes_on_over_lines_and_bad_offsets_do_no_harm() {
        assert_eq!(marked("a b\r\nc d", &[(2..6, true)]), "a [b]\n[c] d");
        assert_eq!(marked("é日", &[(1..4, true), (3..90, true)]), "é日");
        assert_eq!(marked("", &[(0..0, true)]), "");
    }

    #[test]
    fn what_could_move_the_cursor_or_turn_the_line_is_shown() {
        assert_eq!(marked("a\u{202e}b\u{1b}[2Jc\td", &[]), "a\u{FFFD}b\u{FFFD}[2Jc d");
    }
}
