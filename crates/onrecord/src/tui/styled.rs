//! Lines of text in pieces that stand out from one another, and their breaking to a width.

use unicode_width::UnicodeWidthChar as _;

/// How a piece of text stands out; what it means is said in words or by position too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tone {
    /// Not at all.
    #[default]
    Plain,
    /// A heading or a name.
    Bold,
    /// What matters less.
    Dim,
    /// Corroborated, or added.
    Good,
    /// Disputed, or taken away.
    Bad,
    /// The claim that is selected.
    Marked,
    /// Another claim.
    Other,
}

/// A stretch of text in one tone.
pub(super) type Piece = (String, Tone);

/// One line.
pub(super) type TextLine = Vec<Piece>;

/// Reads what the commands print: the codes of `output/style.rs` become tones. No other escape is in it, because texts from
/// outside went through `printable`.
pub(super) fn read(printed: &str) -> Vec<TextLine> {
    printed.lines().map(line).collect()
}

fn line(printed: &str) -> TextLine {
    let (mut pieces, mut tone) = (TextLine::new(), Tone::Plain);
    for (number, part) in printed.split("\u{1b}[").enumerate() {
        let text = match (number, part.split_once('m')) {
            (1.., Some((code, rest))) => {
                tone = tone_of(code);
                rest
            }
            _ => part,
        };
        if !text.is_empty() {
            pieces.push((text.replace('\t', " "), tone));
        }
    }
    pieces
}

fn tone_of(code: &str) -> Tone {
    match code {
        "1" => Tone::Bold,
        "2" => Tone::Dim,
        "31" => Tone::Bad,
        "32" => Tone::Good,
        _ => Tone::Plain,
    }
}

/// Returns one line without a tone.
pub(super) fn plain(text: impl Into<String>) -> TextLine {
    vec![(text.into(), Tone::Plain)]
}

/// The deepest that lines which go on are set in.
const DEEPEST: usize = 8;

/// Breaks lines so that none is wider than `width` columns, at a blank where there is one; with `hanging` what goes on is
/// set in under its beginning.
pub(super) fn wrap(lines: &[TextLine], width: usize, hanging: bool) -> Vec<TextLine> {
    lines.iter().flat_map(|line| wrap_line(line, width.max(1), hanging)).collect()
}

fn wrap_line(line: &TextLine, width: usize, hanging: bool) -> Vec<TextLine> {
    let all: Vec<(char, Tone)> = line.iter().flat_map(|(text, tone)| text.chars().map(|c| (c, *tone))).collect();
    let blanks = all.iter().take_while(|(c, _)| *c == ' ').count();
    let deeper = if hanging { (blanks + 2).min(DEEPEST).min(width / 3) } else { 0 };
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        let set_in = if found.is_empty() { 0 } else { deeper };
        let rest = &all[at..];
        let taken = fitting(rest, width - set_in);
        found.push(pieces(set_in, &rest[..taken]));
        at += taken;
        at += all[at..].iter().take_while(|(c, _)| *c == ' ').count();
        if at >= all.len() {
            return found;
        }
    }
}

/// How many characters make the next line; at least one, so that it ends.
fn fitting(rest: &[(char, Tone)], width: usize) -> usize {
    let (mut used, mut begun, mut blank) = (0, false, None);
    for (index, (c, _)) in rest.iter().enumerate() {
        used += c.width().unwrap_or_default();
        if used > width {
            return blank.unwrap_or(index).max(1);
        }
        if *c != ' ' {
            begun = true;
        } else if begun {
            blank = Some(index);
        }
    }
    rest.len()
}

fn pieces(set_in: usize, characters: &[(char, Tone)]) -> TextLine {
    let mut line: TextLine = if set_in > 0 { plain(" ".repeat(set_in)) } else { TextLine::new() };
    for (c, tone) in characters {
        match line.last_mut() {
            Some((text, last)) if last == tone => text.push(*c),
            _ => line.push((c.to_string(), *tone)),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    fn text(line: &TextLine) -> String {
        line.iter().map(|(text, _)| text.as_str()).collect()
    }

    #[test]
    fn what_commands_print_keeps_its_tones() {
        let printed = crate::output::bold("c7") + "  a " + &crate::output::removed("b");
        let expected = [("c7", Tone::Bold), ("  a ", Tone::Plain), ("[-b-]", Tone::Bad)];
        assert_eq!(read(&printed)[0], expected.map(|(text, tone)| (text.to_owned(), tone)));
    }

    #[test]
    fn lines_break_at_blanks_and_hang() {
        let lines = wrap(&[plain("  one two three four")], 11, true);
        assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), ["  one two", "   three", "   four"]);
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        let texts = [
            "日本経済新聞が伝えた 三千トン",
            "👩‍👩‍👧‍👦 we won",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "قال الوزير لن نغلق",
            "",
            " ",
            "e\u{301}e\u{301}e\u{301}",
        ];
        for (given, width) in texts.iter().flat_map(|text| (0..30).map(move |width| (text, width))) {
            let lines = wrap(&[plain(*given)], width, width % 2 == 0);
            assert!(!lines.is_empty());
            let wide = lines.iter().map(text).find(|l| l.width() > width.max(2));
            assert_eq!(wide, None, "{given:?} at {width}");
            let bare = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(bare(&lines.iter().map(text).collect::<String>()), bare(given));
        }
    }
}
