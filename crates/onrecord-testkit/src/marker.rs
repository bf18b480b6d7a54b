//! Texts with places pointed at from the line below.

use std::ops::Range;

/// A text and the places marked in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text without marker lines.
    pub text: String,
    /// Byte range and label of each marker, in reading order.
    pub marks: Vec<(Range<usize>, String)>,
}

/// Reads a text in which a line of `^^^ label` marks the words above it.
///
/// ```text
/// "We won," she said.
/// ^^^^^^^^^ content
///           ^^^ source
/// ```
/// A marker line holds nothing but one run of `^` and a label; columns are code points.
pub fn marked(input: &str) -> Marked {
    let mut out = Marked { text: String::new(), marks: Vec::new() };
    let mut line_start = 0;
    for line in input.split_inclusive('\n') {
        if let Some((columns, label)) = marker(line) {
            out.marks.push((place(&out.text, line_start, &columns), label.to_owned()));
        } else {
            line_start = out.text.len();
            out.text.push_str(line);
        }
    }
    out.marks.sort_by_key(|(range, _)| (range.start, range.end));
    out
}

fn marker(line: &str) -> Option<(Range<usize>, &str)> {
    let rest = line.trim_start_matches(' ');
    let carets = rest.len() - rest.trim_start_matches('^').len();
    let start = line.len() - rest.len();
    (carets > 0).then(|| (start..start + carets, rest[carets..].trim()))
}

fn place(text: &str, line_start: usize, columns: &Range<usize>) -> Range<usize> {
    let line = &text[line_start..];
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(i, _)| i);
    line_start + byte(columns.start)..line_start + byte(columns.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks_by_code_points() {
        let read = marked("“Ça va”, dit-il.\n^^^^^^^ content\n         ^^^ cue\nEnd.\n");
        assert_eq!(read.text, "“Ça va”, dit-il.\nEnd.\n");
        let words: Vec<_> = read.marks.iter().map(|(r, l)| (&read.text[r.clone()], l.as_str())).collect();
        assert_eq!(words, [("“Ça va”", "content"), ("dit", "cue")]);
    }
}
