//! The headline before the text.

/// Puts the headline before a body that does not start with it: a headline makes claims too.
pub(crate) fn with_headline(title: Option<&str>, body: String) -> String {
    match title {
        Some(title) if body.is_empty() => title.to_owned(),
        Some(title) if !starts_with(&body, title) => format!("{title}\n\n{body}"),
        _ => body,
    }
}

/// How many lines of a body may hold the headline: a kicker or a date can stand above it.
const HEADLINE_REACH: usize = 4;

/// How many times longer a line may be than the headline it is compared with: signs that are not seen take room, whole
/// paragraphs need not be compared.
const TIMES_LONGER: usize = 4;

fn starts_with(body: &str, title: &str) -> bool {
    let longest = title.len() * TIMES_LONGER + 64;
    body.lines()
        .filter(|line| !line.is_empty())
        .take(HEADLINE_REACH)
        .filter(|line| line.len() <= longest)
        .any(|line| onrecord_text::same_headline(line, title))
}
