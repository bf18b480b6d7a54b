//! What every page carries: style sheet, content security policy, the way to the other pages of its site.

use std::sync::LazyLock;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::RenderError;
use crate::export::claimreview::{self, Review};
use crate::isolate::isolate;
use crate::language;
use crate::section::words;
use crate::sheet::{StyleSheet, Used};
use crate::site::{House, Site};

/// What all pages need, with the place at which a part for some stands.
const COMMON: &str = include_str!("../../../templates/report.css");
const PARTS: &str = "/* PARTS: what only some kinds of page need goes here */";
const TIMELINE: &str = include_str!("../../../templates/timeline/timeline.css");
const SITE: &str = include_str!("../../../templates/claim/site.css");

/// The style sheets, without comments and indents.
static ARTICLE: LazyLock<StyleSheet> = LazyLock::new(|| StyleSheet::read(&text(Sheet::Article)));
static VERSIONS: LazyLock<StyleSheet> = LazyLock::new(|| StyleSheet::read(&text(Sheet::Versions)));
static LISTS: LazyLock<StyleSheet> = LazyLock::new(|| StyleSheet::read(&text(Sheet::Lists)));
static ALL: LazyLock<StyleSheet> = LazyLock::new(|| StyleSheet::read(&text(Sheet::All)));

/// Which rules a kind of page needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// Those of an article's report.
    Article,
    /// Those of the versions of a text.
    Versions,
    /// Those of claims, speakers, lists and the search.
    Lists,
    /// All of them.
    All,
}

impl Sheet {
    /// Returns the rules.
    fn rules(self) -> &'static StyleSheet {
        match self {
            Sheet::Article => &ARTICLE,
            Sheet::Versions => &VERSIONS,
            Sheet::Lists => &LISTS,
            Sheet::All => &ALL,
        }
    }
}

/// Returns a style sheet whole.
fn text(sheet: Sheet) -> String {
    let parts = match sheet {
        Sheet::Article => String::new(),
        Sheet::Versions => TIMELINE.to_owned(),
        Sheet::Lists => SITE.to_owned(),
        Sheet::All => format!("{TIMELINE}{SITE}"),
    };
    bare(&COMMON.replace(PARTS, &parts))
}

/// The head of a page and its way to others.
#[derive(Clone, Debug)]
pub(crate) struct Shell {
    /// Title shown on the browser's tab.
    pub(crate) title: String,
    /// The language of the page, as a tag.
    pub(crate) language: String,
    /// The direction in which that is written, where it is not from left to right.
    pub(crate) direction: Option<&'static str>,
    /// Whose page it is.
    pub(crate) house: String,
    /// Whether the house gave itself a name or a logo.
    pub(crate) has_house: bool,
    /// Its logo.
    pub(crate) logo: Option<String>,
    /// Name and version of the program.
    pub(crate) generator: String,
    /// The rules that its kind of page may need.
    sheet: Sheet,
    /// The rules of the house.
    colours: StyleSheet,
    /// The script; empty on all pages but the search page.
    pub(crate) script: &'static str,
    /// What programs read of the page: JSON-LD, safe inside its element, which browsers do not run (HTML, 4.12.1).
    pub(crate) records: Vec<String>,
    /// Whether there are other pages to link to.
    pub(crate) has_site: bool,
    /// Whether the page is for the desk alone.
    pub(crate) internal: bool,
}

/// A whole page.
#[derive(Template)]
#[template(path = "base.html")]
struct Base<'a> {
    shell: &'a Shell,
    /// The policy: nothing is allowed but this very style sheet, and where a page has one, this very script.
    policy: String,
    /// The style sheet.
    style: String,
    /// What stands on the page, as HTML.
    body: &'a str,
}

impl Shell {
    /// Makes the head of a page with this title.
    pub(crate) fn new(title: &str, generator: &str, site: &Site, sheet: Sheet) -> Self {
        Self::with_script(title, generator, site, sheet, "")
    }

    /// Makes the head of a page that runs this script.
    pub(crate) fn with_script(title: &str, generator: &str, site: &Site, sheet: Sheet, script: &'static str) -> Self {
        let logo = site.house.logo.clone().filter(|logo| is_picture(logo));
        let name = words::foreign(site.house.name.as_deref());
        let spoken = language::spoken();
        Shell {
            title: isolate(title),
            language: spoken.tag().to_owned(),
            direction: spoken.is_rtl().then_some("rtl"),
            has_house: name.is_some() || logo.is_some(),
            house: name.unwrap_or_else(|| "Onrecord".to_owned()),
            logo,
            generator: isolate(generator),
            sheet,
            colours: colours(&site.house),
            script,
            records: Vec::new(),
            has_site: site.is_whole,
            internal: site.internal,
        }
    }

    /// Returns the same for a page that tells programs of these reviews; what is for the desk alone tells of none.
    pub(crate) fn telling(self, reviews: &[Review]) -> Self {
        let records = if self.internal { Vec::new() } else { reviews.iter().map(claimreview::in_page).collect() };
        Shell { records, ..self }
    }

    /// Writes the page round what stands on it, with as much of the style sheet as that uses.
    ///
    /// # Errors
    /// [`RenderError`] when a template fails.
    pub(crate) fn page(&self, body: &impl Template) -> Result<String, RenderError> {
        let body = body.render()?;
        let style = self.sheet.rules().cut(&self.colours, &Used::by(&body, self.script));
        let policy = policy(&style, self.script, self.logo.is_some());
        Ok(Base { shell: self, policy, style, body: &body }.render()?)
    }
}

/// Tells whether a file is a page of this program for others than the desk alone.
pub fn is_for_others(page: &str) -> bool {
    page.contains("<meta name=\"generator\" content=\"onrecord ") && !page.contains("<aside class=\"internal\"")
}

fn policy(style: &str, script: &str, has_logo: bool) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let scripts = if script.is_empty() { String::new() } else { format!("script-src 'sha256-{}'; ", hash(script)) };
    let pictures = if has_logo { "img-src data:; " } else { "" };
    format!(
        "default-src 'none'; style-src 'sha256-{}'; {scripts}{pictures}base-uri 'none'; form-action 'none'",
        hash(style)
    )
}

/// Returns the colours of the house, on screens: print is black.
fn colours(house: &House) -> StyleSheet {
    let Some((light, dark)) = house.colours.as_ref().filter(|(light, dark)| is_colour(light) && is_colour(dark)) else {
        return StyleSheet::default();
    };
    StyleSheet::read(&format!(
        "@media screen{{:root{{--link:{light}}}}}@media screen and (prefers-color-scheme:dark){{:root{{--link:{dark}}}}}"
    ))
}

fn is_colour(colour: &str) -> bool {
    colour.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_picture(address: &str) -> bool {
    let kinds = ["png", "jpeg", "gif", "webp", "svg+xml"];
    let body = kinds.iter().find_map(|kind| address.strip_prefix(&format!("data:image/{kind};base64,")));
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    body.is_some_and(|body| !body.is_empty() && body.bytes().all(plain))
}

/// Takes comments and indents out of a style sheet.
fn bare(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    let bare: String = lines.flat_map(|line| [tight(line), "\n".to_owned()]).collect();
    bare.replace(";\n}", "}").replace("{\n", "{").replace(";\n", ";")
}

/// Takes out the spaces and noughts that say nothing; a string keeps all of them.
fn tight(line: &str) -> String {
    let pieces = line.split('"').enumerate().map(|(number, piece)| match number % 2 {
        1 => piece.to_owned(),
        _ => tight_piece(piece),
    });
    pieces.collect::<Vec<_>>().join("\"")
}

fn tight_piece(piece: &str) -> String {
    let said = [("{ ", "{"), (" {", "{"), (": ", ":"), (", ", ","), (" > ", ">")];
    let tight = said.iter().fold(piece.to_owned(), |tight, (long, short)| tight.replace(long, short));
    [" ", ":", ",", "(", "-"]
        .iter()
        .fold(tight, |tight, before| tight.replace(&format!("{before}0."), &format!("{before}.")))
}

/// Returns all rules.
#[cfg(test)]
pub(crate) fn whole() -> String {
    text(Sheet::All)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_cannot_end_its_element_and_loads_nothing() {
        let style = text(Sheet::All);
        let lower = style.to_ascii_lowercase();
        for bad in ["</", "<!--", "@import", "url(", "expression(", "\r", "/*"] {
            assert!(!lower.contains(bad), "{bad}");
        }
        assert!(style.len() > 10_000 && style.matches('{').count() == style.matches('}').count());
        assert!(text(Sheet::Article).len() < text(Sheet::Lists).len() && COMMON.contains(PARTS));
    }

    #[test]
    fn a_style_sheet_loses_nothing_but_comments_and_space() {
        assert_eq!(bare("/* x */\na, b {\n  top: 1px;\n  left: 2px;\n}\n/* y */"), "a,b{top:1px;left:2px}\n");
        assert_eq!(bare("@media (a: b) {\n  :root { c: d; }\n}\n"), "@media (a:b){:root{c:d; }\n}\n");
    }

    #[test]
    fn a_house_has_its_colours_and_logo_or_none() {
        let site = |colours: (&str, &str), logo: &str| Site {
            house: House {
                colours: Some((colours.0.to_owned(), colours.1.to_owned())),
                logo: Some(logo.to_owned()),
                ..House::default()
            },
            ..Site::default()
        };
        let page =
            |site: &Site| Shell::new("x", "y", site, Sheet::Article).page(&Paragraph { shown: "x" }).expect("a page");
        let good = page(&site(("#0a0b0c", "#FAFBFC"), "data:image/png;base64,AAAA"));
        assert!(good.contains("--link:#0a0b0c") && good.contains("--link:#FAFBFC") && good.contains("img-src data:"));
        let bad = page(&site(("red}", "#FAFBFC"), "data:text/html;base64,AAAA"));
        assert_eq!(bad, page(&Site::default()));
        assert!(!bad.contains("img-src"));
    }

    /// A link in a page.
    #[derive(Template)]
    #[template(source = "<a>{{ shown }}</a>", ext = "html")]
    struct Paragraph {
        shown: &'static str,
    }
}
