//! An article while it is being read.

use chrono::{DateTime, Utc};
use onrecord_model::{Article, Diagnostic, Format, Language, Published};
use onrecord_text::Text;

use crate::{Hints, Rejected, address, credit, language};

/// What a reader found in an input; becomes an [`Article`] by [`Draft::finish`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) canonical_url: Option<String>,
    pub(crate) archived: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) credit: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) fetched: Option<DateTime<Utc>>,
    pub(crate) text: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Draft {
    /// Applies what the user knows, fills in what the text itself tells, and indexes the text.
    pub(crate) fn finish(mut self, format: Format, hints: &Hints) -> Result<Article, Rejected> {
        if self.text.chars().all(char::is_whitespace) {
            return Err(blank(format));
        }
        self.apply(hints);
        self.replace_nul();
        self.infer();
        let text = Text::new(self.text).map_err(|e| Rejected::because(e.to_string()))?;
        Ok(Article {
            id: self.id,
            url: self.url,
            canonical_url: self.canonical_url,
            archived: self.archived,
            outlet: self.outlet,
            published: self.published,
            title: self.title,
            author: self.author,
            credit: self.credit,
            language: self.language,
            fetched: self.fetched,
            text,
            format,
            engine: None,
            diagnostics: self.diagnostics,
        })
    }

    fn apply(&mut self, hints: &Hints) {
        override_with(&mut self.url, hints.url.as_ref());
        override_with(&mut self.archived, hints.archived.as_ref());
        override_with(&mut self.outlet, hints.outlet.as_ref());
        override_with(&mut self.published, hints.published.as_ref());
        override_with(&mut self.language, hints.language.as_ref());
    }

    fn infer(&mut self) {
        if self.outlet.is_none() {
            self.outlet = self.url.as_deref().and_then(address::outlet_of);
        }
        if self.credit.is_none() {
            let byline = self.author.as_deref().and_then(credit::in_byline);
            self.credit = byline.or_else(|| credit::in_dateline(&self.text)).map(str::to_owned);
        }
        if self.language.is_none() {
            self.language = language::of_text(&self.text);
        }
    }

    /// Puts U+FFFD for U+0000, which PostgreSQL cannot store; one code point for one, so that code points do not move.
    fn replace_nul(&mut self) {
        let texts = [
            &mut self.id,
            &mut self.url,
            &mut self.canonical_url,
            &mut self.archived,
            &mut self.outlet,
            &mut self.title,
            &mut self.author,
            &mut self.credit,
        ];
        let short = texts.into_iter().flatten().map(without_nul).sum::<usize>();
        let replaced = short + without_nul(&mut self.text);
        if replaced > 0 {
            let note = format!("{replaced} characters U+0000 were replaced by U+FFFD");
            self.diagnostics.push(Diagnostic::warning("nul-replaced", note));
        }
    }
}

fn blank(format: Format) -> Rejected {
    match format {
        Format::Html | Format::Warc => Rejected::because("no text found in the page"),
        Format::Feed => Rejected::because("has neither headline nor text"),
        Format::JsonLines => Rejected::because("is empty or only white space").in_field("text"),
        Format::Dated | Format::Plain => Rejected::because("the file holds only white space"),
    }
}

fn override_with<T: Clone>(value: &mut Option<T>, known: Option<&T>) {
    if let Some(known) = known {
        *value = Some(known.clone());
    }
}

fn without_nul(s: &mut String) -> usize {
    let count = s.bytes().filter(|b| *b == 0).count();
    if count > 0 {
        *s = s.replace('\0', "\u{fffd}");
    }
    count
}
