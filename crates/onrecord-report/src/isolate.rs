//! Keeps direction marks in foreign text from reaching the text around it.

/// Tells whether `c` is an invisible character that changes the direction of text (Unicode bidirectional controls).
pub(crate) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns `s` with its direction marks in balance: closers that close nothing are dropped, open ones are closed.
///
/// Elements isolate their text, but the isolation is made of the same marks (CSS Writing Modes 4, section 2.4.2), so
/// that a stray closer inside could end it early. What is displayed of balanced text is unchanged.
pub(crate) fn isolate(s: &str) -> String {
    if !s.contains(is_direction_mark) {
        return s.to_owned();
    }
    let mut out = String::with_capacity(s.len() + 8);
    let (mut open, mut isolates) = (Vec::new(), 0);
    for c in s.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(PDF),
            '\u{2066}'..='\u{2068}' => {
                open.push(PDI);
                isolates += 1;
            }
            PDF if open.last() != Some(&PDF) => continue,
            PDF => {
                open.pop();
            }
            PDI if !close_isolate(&mut open, &mut isolates, &mut out) => continue,
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out
}

const PDF: char = '\u{202C}';
const PDI: char = '\u{2069}';

// Closes what is open inside the innermost isolate; false when no isolate is open, and then nothing is closed.
// Each closer is looked at once, then dropped, so that the whole takes linear time.
fn close_isolate(open: &mut Vec<char>, isolates: &mut usize, out: &mut String) -> bool {
    if *isolates == 0 {
        return false;
    }
    *isolates -= 1;
    while open.pop_if(|closer| *closer == PDF).is_some() {
        out.push(PDF);
    }
    open.pop();
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn closes_what_is_open_and_drops_what_closes_nothing() {
        assert_eq!(isolate("plain"), "plain");
        assert_eq!(isolate("a\u{202E}b"), "a\u{202E}b\u{202C}");
        assert_eq!(isolate("a\u{2069}b\u{202C}c"), "abc");
        assert_eq!(isolate("\u{2067}a\u{202E}b\u{2069}c"), "\u{2067}a\u{202E}b\u{202C}\u{2069}c");
        assert_eq!(isolate("\u{200F}שלום"), "\u{200F}שלום");
    }

    fn depth_never_negative_and_zero_at_end(s: &str) -> bool {
        let mut open = Vec::new();
        for c in s.chars() {
            match c {
                '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(PDF),
                '\u{2066}'..='\u{2068}' => open.push(PDI),
                PDF | PDI if open.pop() != Some(c) => return false,
                _ => {}
            }
        }
        open.is_empty()
    }

    proptest! {
        #[test]
        fn the_result_is_balanced(s in "[a\u{202A}-\u{202E}\u{2066}-\u{2069}]{0,40}") {
            let out = isolate(&s);
            prop_assert!(depth_never_negative_and_zero_at_end(&out));
            let letters = |s: &str| s.chars().filter(|c| *c == 'a').count();
            prop_assert_eq!(letters(&out), letters(&s));
            prop_assert_eq!(isolate(&out), out);
        }
    }
}
