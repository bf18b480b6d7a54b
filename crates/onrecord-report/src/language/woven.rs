//! Messages with elements in them: where they stand is for the language to say.

use std::borrow::Borrow;
use std::fmt;

use askama::filters::Escaper as _;
use fluent_bundle::FluentArgs;

use super::said;
use crate::escape::Page;
use crate::section::words::When;

/// What stands for the elements until the message is put together: characters that no text can hold (Unicode 23.7).
const SLOTS: [&str; 8] =
    ["\u{FDD0}", "\u{FDD1}", "\u{FDD2}", "\u{FDD3}", "\u{FDD4}", "\u{FDD5}", "\u{FDD6}", "\u{FDD7}"];

/// A message whose placeholders are elements; it shows itself as HTML, for `|safe`.
#[derive(Clone, Debug)]
pub(crate) struct Woven {
    id: &'static str,
    counts: Vec<(&'static str, usize)>,
    elements: Vec<(&'static str, String)>,
}

/// Begins a message with elements in it.
pub(crate) fn weave(id: &'static str) -> Woven {
    Woven { id, counts: Vec::new(), elements: Vec::new() }
}

impl Woven {
    /// Puts in HTML that a template of ours has written.
    pub(crate) fn html(mut self, name: &'static str, html: impl fmt::Display) -> Self {
        self.elements.push((name, html.to_string()));
        self
    }

    /// Puts in a number, by which the message can be in the plural.
    pub(crate) fn count(mut self, name: &'static str, count: impl Borrow<usize>) -> Self {
        self.counts.push((name, *count.borrow()));
        self
    }

    /// Puts in text.
    pub(crate) fn text(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.html(name, escaped(text.as_ref()))
    }

    /// Puts in text from outside, in an element that isolates it.
    pub(crate) fn foreign(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.html(name, format_args!("<bdi>{}</bdi>", escaped(text.as_ref())))
    }

    /// Puts in the name of a person or of a thing, in bold.
    pub(crate) fn named(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.html(name, format_args!("<b><bdi>{}</bdi></b>", escaped(text.as_ref())))
    }

    /// Puts in a word of ours in bold.
    pub(crate) fn bold(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.html(name, format_args!("<b>{}</b>", escaped(text.as_ref())))
    }

    /// Puts in a word of ours that counts for more than its neighbours.
    pub(crate) fn strong(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.html(name, format_args!("<strong>{}</strong>", escaped(text.as_ref())))
    }

    /// Puts in what is meant letter by letter.
    pub(crate) fn code(self, name: &'static str, text: impl AsRef<str>) -> Self {
        self.html(name, format_args!("<code>{}</code>", escaped(text.as_ref())))
    }

    /// Puts in a link.
    pub(crate) fn link(self, name: &'static str, href: impl AsRef<str>, text: impl AsRef<str>) -> Self {
        let (href, text) = (escaped(href.as_ref()), escaped(text.as_ref()));
        self.html(name, format_args!("<a href=\"{href}\">{text}</a>"))
    }

    /// Puts in a moment or a day.
    pub(crate) fn time(self, name: &'static str, when: &When) -> Self {
        let (machine, people) = (escaped(&when.machine), escaped(&when.people));
        self.html(name, format_args!("<time datetime=\"{machine}\">{people}</time>"))
    }
}

impl fmt::Display for Woven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut args = FluentArgs::with_capacity(self.counts.len() + self.elements.len());
        self.counts.iter().for_each(|(name, count)| args.set(*name, *count));
        self.elements.iter().zip(SLOTS).for_each(|((name, _), slot)| args.set(*name, slot));
        let said = said(self.id, Some(&args));
        let mut rest: &str = &said;
        while let Some((at, slot)) = rest.char_indices().find(|(_, c)| is_slot(*c)) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            Page.write_escaped_str(&mut *f, before)?;
            let number = u32::from(slot) - FIRST;
            f.write_str(self.elements.get(number as usize).map_or("", |(_, html)| html))?;
            rest = after.get(slot.len_utf8()..).unwrap_or_default();
        }
        Page.write_escaped_str(f, rest)
    }
}

/// The first of [`SLOTS`].
const FIRST: u32 = 0xFDD0;

fn is_slot(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDD7}')
}

/// Text as HTML.
struct Escaped<'a>(&'a str);

fn escaped(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Page.write_escaped_str(f, self.0)
    }
}
