//! Terminal styles; never the only carrier of meaning, and dropped by the stream where colours are not wanted.

/// Wraps `text` in a style.
fn styled(code: &str, text: &str) -> String {
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Makes `text` bold.
pub(crate) fn bold(text: &str) -> String {
    styled("1", text)
}

/// Makes `text` dim.
pub(crate) fn dim(text: &str) -> String {
    styled("2", text)
}

/// Shows `text` as added; the brackets carry the meaning.
pub(crate) fn inserted(text: &str) -> String {
    styled("32", &format!("{{+{text}+}}"))
}

/// Shows `text` as removed; the brackets carry the meaning.
pub(crate) fn removed(text: &str) -> String {
    styled("31", &format!("[-{text}-]"))
}

/// Colours a status word.
pub(crate) fn colour(status: &str) -> String {
    match status {
        "corroborated" => styled("32", status),
        "disputed" => styled("31", status),
        _ => status.to_owned(),
    }
}
