//! What a page says about itself.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use onrecord_model::{Language, Published};
use scraper::{ElementRef, Html, Selector};

use super::beside::Beside;
use super::json_ld::{self, JsonLd};
use super::site;
use crate::{address, dates, language};

/// Names of `<meta>` that give the day of publication, most telling first.
const DATE_NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published-date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "rnews:datepublished",
    "article.published",
    "article_date_original",
    "pub_date",
    "pdate",
    "release_date",
    "og:release_date",
    "date",
];

/// Names of `<meta>` that give the author.
const AUTHOR_NAMES: &[&str] = &[
    "author",
    "byl",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "article_author",
];

/// What a page says about itself; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
    /// Where the date was found, a lower-case fragment.
    pub(crate) date_source: &'static str,
    pub(crate) outlet: Option<String>,
    pub(crate) author: Option<String>,
    /// Whether the author, if there is one, was read from the text beside the headline.
    pub(crate) author_guessed: bool,
    pub(crate) canonical_url: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) credit: Option<String>,
}

impl Meta {
    /// Reads `html`; `known_url` is the page's address as known from elsewhere.
    pub(crate) fn of(html: &Html, known_url: Option<&str>) -> Self {
        let head = Head::of(html);
        let canonical_url = head.canonical_url(html);
        let url = known_url.or(canonical_url.as_deref());
        let (title, signed) = head.title(html, head.outlet().as_deref(), url);
        let outlet = head.outlet().or_else(|| url.is_none().then_some(signed).flatten());
        let beside = LazyCell::new(|| title.as_deref().map(|title| Beside::headline(html, title)).unwrap_or_default());
        let (published, date_source) = head.published(html, url, &beside);
        let author = head.author(html);
        let own = |name: &str| head.json_ld.publisher.as_deref() == Some(name);
        let author_guessed = author.is_none();
        Meta {
            author: author.or_else(|| beside.author()),
            author_guessed,
            published,
            date_source,
            language: head.language(html),
            // Some name themselves as the source of what they wrote.
            credit: head.json_ld.credit.clone().filter(|name| outlet.as_deref() != Some(name) && !own(name)),
            title: title.clone(),
            canonical_url,
            outlet,
        }
    }
}

/// The `<meta>` elements and JSON-LD of a page.
struct Head {
    named: BTreeMap<String, String>,
    json_ld: JsonLd,
}

impl Head {
    fn of(html: &Html) -> Self {
        let mut named = BTreeMap::new();
        for meta in all(html, "meta[content]") {
            let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|key| meta.attr(key));
            let content = clean(meta.attr("content").unwrap_or_default());
            if let (Some(name), Some(content)) = (name, content) {
                named.entry(name.trim().to_ascii_lowercase()).or_insert(content);
            }
        }
        let scripts = json_ld::scripts(html);
        Head { named, json_ld: json_ld::read(scripts.iter().map(String::as_str)) }
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.named.get(*name)).map(String::as_str)
    }

    /// Finds the headline, and what signs it: as readers see it before what is said of it to search engines. The signature
    /// is what stands behind a mark and is no part of it.
    fn title(&self, html: &Html, outlet: Option<&str>, url: Option<&str>) -> (Option<String>, Option<String>) {
        let declared = self.json_ld.headline.as_deref().and_then(clean);
        let shared = self.first(&["og:title", "twitter:title", "dc.title", "dcterms.title"]).map(str::to_owned);
        let printed = only_heading(html);
        let window = || all(html, "title").find_map(|title| clean(&text_in(title)));
        let told = declared.or(shared);
        let readers = printed.clone().filter(|heading| {
            let others = told.iter().cloned().chain(window());
            outlet != Some(heading.as_str()) && others.into_iter().any(|other| site::is_alike(heading, &other))
        });
        let Some(title) = readers.or(told).or(printed).or_else(window) else { return (None, None) };
        let host = url.and_then(address::outlet_of);
        let (headline, signed) = site::without(&title, outlet, host.as_deref(), || headings(html));
        let behind = || window().and_then(|window| site::without(&window, None, None, || vec![headline.clone()]).1);
        let signed = signed.or_else(behind);
        (Some(headline), signed)
    }

    fn outlet(&self) -> Option<String> {
        let site = self.first(&["og:site_name", "application-name"]).map(str::to_owned);
        site.or_else(|| self.json_ld.publisher.clone()).map(|name| site::bare(&name).to_owned())
    }

    fn published(&self, html: &Html, url: Option<&str>, beside: &Beside) -> (Option<Published>, &'static str) {
        let declared = || self.json_ld.published.as_deref().and_then(dates::lenient);
        let named = || DATE_NAMES.iter().find_map(|name| self.named.get(*name).and_then(|s| dates::lenient(s)));
        let in_url = || url.and_then(address::date_in).map(Published::on);
        let ways: [(&dyn Fn() -> Option<Published>, &'static str); 5] = [
            (&declared, "JSON-LD"),
            (&named, "a meta element"),
            (&|| marked_date(html), "a time element"),
            (&in_url, "the address"),
            (&|| beside.date(), "the text beside the headline"),
        ];
        let found = ways.iter().find_map(|(way, source)| way().map(|date| (Some(date), *source)));
        found.unwrap_or((None, ""))
    }

    fn author(&self, html: &Html) -> Option<String> {
        let declared = self.json_ld.author.clone();
        let named = || self.first(AUTHOR_NAMES).filter(|name| !name.contains("://")).map(str::to_owned);
        let marked = || {
            all(html, r#"[rel~="author"], [itemprop="author"]"#)
                .filter_map(|element| clean(&text_in(element)))
                .find(|name| name.chars().count() < 80)
        };
        declared.or_else(named).or_else(marked).map(|name| without_by(&name))
    }

    fn canonical_url(&self, html: &Html) -> Option<String> {
        let link = all(html, r#"link[rel~="canonical"][href]"#).find_map(|link| link.attr("href"));
        [link, self.first(&["og:url"])]
            .into_iter()
            .flatten()
            .map(str::trim)
            .find(|url| address::is_web(url))
            .map(str::to_owned)
    }

    fn language(&self, html: &Html) -> Option<Language> {
        let root = html.root_element();
        let tag = root.attr("lang").or_else(|| root.attr("xml:lang"));
        tag.and_then(language::of_tag)
            .or_else(|| self.first(&["content-language", "og:locale", "language"]).and_then(language::of_tag))
            .or_else(|| self.json_ld.language.as_deref().and_then(language::of_tag))
    }
}

/// Finds the date that an element is marked with, first those marked as publication, then any `<time>` in an article.
fn marked_date(html: &Html) -> Option<Published> {
    let written = |element: ElementRef<'_>| {
        let attribute = ["datetime", "content"].into_iter().find_map(|key| element.attr(key));
        let text = attribute.map_or_else(|| text_in(element), str::to_owned);
        dates::lenient(&text)
    };
    [
        r#"[itemprop~="datePublished"]"#,
        "time[pubdate]",
        "article header time[datetime]",
        "article time[datetime]",
        "main time[datetime]",
        "time[datetime]",
    ]
    .into_iter()
    .find_map(|selector| all(html, selector).find_map(written))
}

pub(super) fn all<'a>(html: &'a Html, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    let found: Vec<_> = match Selector::parse(selector) {
        Ok(selector) => html.select(&selector).collect(),
        Err(_) => Vec::new(),
    };
    found.into_iter()
}

/// Finds the main heading when the page has exactly one.
fn only_heading(html: &Html) -> Option<String> {
    let mut headings = all(html, "h1").filter(|h1| !asks_for_consent(*h1)).filter_map(|h1| clean(&text_in(h1)));
    let first = headings.next()?;
    headings.next().is_none().then_some(first)
}

/// Tells whether a heading stands in a notice on cookies or consent, which is laid over the page.
fn asks_for_consent(heading: ElementRef<'_>) -> bool {
    let named = |element: ElementRef<'_>| {
        let names = ["id", "class"].into_iter().filter_map(|name| element.attr(name)).map(str::to_lowercase);
        element.value().name() == "amp-consent"
            || names.into_iter().any(|names| names.contains("cookie") || names.contains("consent"))
    };
    let around = heading.ancestors().filter_map(ElementRef::wrap);
    around.filter(|one| !matches!(one.value().name(), "html" | "body")).any(named)
}

/// Lists the headings of the two upper ranks.
fn headings(html: &Html) -> Vec<String> {
    all(html, "h1, h2").filter_map(|heading| clean(&text_in(heading))).collect()
}

fn text_in(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Makes any white space one space; `None` when nothing else is there.
fn clean(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn without_by(name: &str) -> String {
    let bare = ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by));
    let edge = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ',' | ';' | '|' | '·');
    bare.unwrap_or(name).trim_matches(edge).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(html: &str) -> Meta {
        Meta::of(&Html::parse_document(html), None)
    }

    #[test]
    fn meta_elements_are_read() {
        let found = meta(
            "<html lang=en-GB><head><title>Window</title><meta property=og:title content='Mayor denies | The Courier'>\
             <meta property=og:site_name content='The Courier'><meta name=author content='By Jane Roe'>\
             <meta property=article:published_time content='2026-01-24T09:00:00+01:00'>\
             <link rel=canonical href=https://courier.example/a></head>",
        );
        assert_eq!(found.title.as_deref(), Some("Mayor denies"));
        assert_eq!(found.outlet.as_deref(), Some("The Courier"));
        assert_eq!(found.author.as_deref(), Some("Jane Roe"));
        assert_eq!(found.canonical_url.as_deref(), Some("https://courier.example/a"));
        assert_eq!(found.language, Some(Language("en".into())));
        assert_eq!(found.published.map(|p| p.to_string()).as_deref(), Some("2026-01-24T09:00:00+01:00"));
        assert_eq!(found.date_source, "a meta element");
    }

    #[test]
    fn the_heading_of_a_notice_on_cookies_is_none_of_the_article() {
        let page = "<div class='Cookie-banner'><h1>We value your privacy</h1></div><article><h1>Fire in port</h1><p>Text.</article>";
        assert_eq!(meta(page).title.as_deref(), Some("Fire in port"));
    }

    #[test]
    fn dates_are_found_in_elements_and_addresses() {
        let day = |html| meta(html).published.map(|p| p.date.to_string()).unwrap_or_default();
        assert_eq!(day("<article><time datetime=2026-01-24>Saturday</time></article>"), "2026-01-24");
        assert_eq!(day("<span itemprop=datePublished>24 January 2026</span>"), "2026-01-24");
        assert_eq!(day("<link rel=canonical href=https://a.example/2026/01/24/x>"), "2026-01-24");
        assert_eq!(day("<p>Nothing here</p>"), "");
    }

    #[test]
    fn links_to_elsewhere_are_no_addresses() {
        assert_eq!(meta("<link rel=canonical href='javascript:alert(1)'>").canonical_url, None);
        assert_eq!(meta("<link rel=canonical href='/a'>").canonical_url, None);
    }
}
