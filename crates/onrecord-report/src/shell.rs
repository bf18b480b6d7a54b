//! What every page carries: style sheet, content security policy, the way to the other pages of its site.

use std::borrow::Cow;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::isolate::isolate;
use crate::section::words;
use crate::site::{House, Site};

/// What all pages need, with the place at which a part for some stands.
const COMMON: &str = include_str!("../../../templates/report.css");
const PARTS: &str = "/* PARTS: what only some kinds of page need goes here */";
const TIMELINE: &str = include_str!("../../../templates/timeline/timeline.css");
const SITE: &str = include_str!("../../../templates/claim/site.css");

/// The style sheets, as they stand between the `style` tags: without comments and indents.
static ARTICLE: LazyLock<String> = LazyLock::new(|| bare(&COMMON.replace(PARTS, "")));
static VERSIONS: LazyLock<String> = LazyLock::new(|| bare(&COMMON.replace(PARTS, TIMELINE)));
static LISTS: LazyLock<String> = LazyLock::new(|| bare(&COMMON.replace(PARTS, SITE)));
static ALL: LazyLock<String> = LazyLock::new(|| bare(&COMMON.replace(PARTS, &format!("{TIMELINE}{SITE}"))));

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
    pub(crate) fn rules(self) -> &'static str {
        match self {
            Sheet::Article => &ARTICLE,
            Sheet::Versions => &VERSIONS,
            Sheet::Lists => &LISTS,
            Sheet::All => &ALL,
        }
    }
}

/// The head of a page and its way to others.
#[derive(Clone, Debug)]
pub(crate) struct Shell {
    /// Title shown on the browser's tab.
    pub(crate) title: String,
    /// Whose page it is.
    pub(crate) house: String,
    /// Its logo.
    pub(crate) logo: Option<String>,
    /// Name and version of the program.
    pub(crate) generator: String,
    /// The policy: nothing is allowed but this very style sheet, and where a page has one, this very script.
    pub(crate) policy: String,
    /// The style sheet.
    pub(crate) style: Cow<'static, str>,
    /// The script; empty on all pages but the search page.
    pub(crate) script: &'static str,
    /// Whether there are other pages to link to.
    pub(crate) has_site: bool,
    /// Whether the page is for the desk alone.
    pub(crate) internal: bool,
}

impl Shell {
    /// Makes the head of a page with this title.
    pub(crate) fn new(title: &str, generator: &str, site: &Site, sheet: Sheet) -> Self {
        Self::with_script(title, generator, site, sheet, "")
    }

    /// Makes the head of a page that runs this script.
    pub(crate) fn with_script(title: &str, generator: &str, site: &Site, sheet: Sheet, script: &'static str) -> Self {
        let style = style(&site.house, sheet);
        let logo = site.house.logo.clone().filter(|logo| is_picture(logo));
        Shell {
            title: isolate(title),
            house: words::foreign(site.house.name.as_deref()).unwrap_or_else(|| "Onrecord".to_owned()),
            generator: isolate(generator),
            policy: policy(&style, script, logo.is_some()),
            logo,
            style,
            script,
            has_site: site.is_whole,
            internal: site.internal,
        }
    }
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

/// Returns the style sheet in the colours of the house, on screens: print is black.
fn style(house: &House, sheet: Sheet) -> Cow<'static, str> {
    let Some((light, dark)) = house.colours.as_ref().filter(|(light, dark)| is_colour(light) && is_colour(dark)) else {
        return Cow::Borrowed(sheet.rules());
    };
    let house = format!(
        "@media screen{{:root{{--link:{light}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{--link:{dark}}}}}\n"
    );
    Cow::Owned(format!("{}{house}", sheet.rules()))
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

/// Takes out the spaces that say nothing; a line with a string keeps all of them.
fn tight(line: &str) -> String {
    if line.contains('"') {
        return line.to_owned();
    }
    line.replace("{ ", "{").replace(" {", "{").replace(": ", ":").replace(", ", ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_cannot_end_its_element_and_loads_nothing() {
        let style = Sheet::All.rules();
        let lower = style.to_ascii_lowercase();
        for bad in ["</", "<!--", "@import", "url(", "expression(", "\r", "/*"] {
            assert!(!lower.contains(bad), "{bad}");
        }
        assert!(style.len() > 10_000 && style.matches('{').count() == style.matches('}').count());
        assert!(Sheet::Article.rules().len() < Sheet::Lists.rules().len() && COMMON.contains(PARTS));
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
        let good = Shell::new("x", "y", &site(("#0a0b0c", "#FAFBFC"), "data:image/png;base64,AAAA"), Sheet::Article);
        assert!(good.style.contains("#0a0b0c") && good.policy.contains("img-src data:") && good.logo.is_some());
        let bad = Shell::new("x", "y", &site(("red}", "#FAFBFC"), "data:text/html;base64,AAAA"), Sheet::Article);
        assert!(bad.style == Shell::new("x", "y", &Site::default(), Sheet::Article).style && bad.logo.is_none());
        assert!(!bad.policy.contains("img-src"));
    }
}
