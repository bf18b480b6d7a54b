//! A page without what no reader and no search for the article looks at.

use super::strip::{after_bracket, after_element, name_of};

/// Returns `page` without comments, styles and scripts, except those that describe the page (JSON-LD). One pass.
///
/// On real pages that is half of the bytes, and each would be parsed twice and copied twice more.
pub(crate) fn lean(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let (kept, after) = kept(tag);
        out.push_str(tag.get(..kept).unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns how much is kept of what begins with the `<` of `text`, in bytes, and what stands behind it.
fn kept(text: &str) -> (usize, &str) {
    let inside = text.get(1..).unwrap_or_default();
    if let Some(comment) = inside.strip_prefix("!--") {
        return (0, comment.split_once("-->").map_or("", |(_, rest)| rest));
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (1, inside);
    }
    let name = name_of(inside);
    let behind = after_bracket(inside);
    let length = |rest: &str| text.len() - rest.len();
    match name.as_str() {
        "script" | "style" => {
            let tag = text.get(..length(behind)).unwrap_or_default().to_ascii_lowercase();
            let rest = after_element(behind, &name);
            if tag.contains("ld+json") { (length(rest), rest) } else { (0, rest) }
        }
        // What looks like a tag in there is text.
        "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" => {
            let rest = after_element(behind, &name);
            (length(rest), rest)
        }
        _ => (length(behind), behind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_go_and_descriptions_stay() {
        let page = "<title><!-- kept --></title><!-- <script> --><p a='<script>'>1 < 2<script>if (a<b) '<p>'</SCRIPT >\
                    <style>p{}</style><script type=\"application/LD+json\">{\"a\":\"</p>\"}</script>é<br>";
        assert_eq!(
            lean(page),
            "<title><!-- kept --></title><p a='<script>'>1 < 2<script type=\"application/LD+json\">{\"a\":\"</p>\"}</script>é<br>"
        );
    }

    #[test]
    fn what_never_ends_is_as_a_browser_has_it() {
        assert_eq!(
            (lean("a<script>b"), lean("a<!-- b"), lean("a<p title='b")),
            ("a".into(), "a".into(), "a<p title='b".into())
        );
        assert_eq!((lean(""), lean("<"), lean("</")), (String::new(), "<".into(), "</".into()));
    }
}
