//! The search page.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use askama::Template;
use onrecord_model::{ClaimStatuses, EvidenceStatus};
use serde::Serialize;

use super::aside;
use super::foot::Foot;
use super::listing::status_words;
use crate::RenderError;
use crate::json::inert;
use crate::language::{self, say, say_with, weave};
use crate::search::SearchPage;
use crate::shell::{Sheet, Shell};

/// The script of the search page, the only one of a site: it reads the entries out of the page and makes no request.
const SCRIPT: &str = include_str!("../../../../templates/search/search.js");

/// What the script says, and how it says it in the words of a house: these stand beside it, since no text from outside
/// stands in a script.
const SAYS: [(&str, &str); 3] = [
    (
        r#"const kinds = { d: "article", c: "claim", s: "speaker" };"#,
        r#"const says = JSON.parse(find("words").textContent);
  const kinds = says.kinds;
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const counted = (forms, count) => (forms[rules.select(count)] || forms.other).replace("\ufffc", count);"#,
    ),
    (
        r#"const more = count > MOST ? ", the first " + MOST + " are listed" : "";"#,
        "const result = counted(count > MOST ? says.more : says.found, count);",
    ),
    (
        r#"words.length ? count + " found" + more : entries.length + " articles, claims and speakers can be searched";"#,
        "words.length ? result : says.all;",
    ),
];

/// The script for pages in the words of a house.
static SCRIPT_OF_HOUSE: LazyLock<String> =
    LazyLock::new(|| SAYS.iter().fold(SCRIPT.to_owned(), |script, (said, says)| script.replace(said, says)));

/// How many lines the script lists.
const MOST: usize = 100;
/// What stands for a number that only the script knows.
const NUMBER: char = '\u{fffc}';

/// The whole page.
#[derive(Clone, Debug, Template)]
#[template(path = "search/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// The entries as JSON that cannot end its element.
    pub(crate) entries: String,
    /// What the script says, as such JSON; `None` when it says it itself.
    pub(crate) words: Option<String>,
    /// How it came about, as HTML.
    pub(crate) foot: String,
}

impl Page {
    /// Makes the page.
    pub(crate) fn new(page: &SearchPage) -> Result<Self, RenderError> {
        let site = &page.method.site;
        let entries = page.entries.iter().filter_map(|entry| {
            let address = site.href(entry.handle)?;
            let line = (address, &entry.text, &entry.who, &entry.day, entry.handle.to_string());
            let decided = entry.statuses.iter().flat_map(decided);
            let aside = entry.set_aside.as_ref().map(aside::shortly);
            let more: Vec<String> = entry.outlet.clone().into_iter().chain(aside).chain(decided).collect();
            let json = if more.is_empty() {
                serde_json::to_string(&line)
            } else {
                serde_json::to_string(&(line.0, line.1, line.2, line.3, line.4, more))
            };
            json.ok().map(|line| inert(&line))
        });
        let is_usual = language::is_usual();
        let script = if is_usual { SCRIPT } else { &SCRIPT_OF_HOUSE };
        Ok(Page {
            shell: Shell::with_script(&say("search-title"), &page.method.generator, site, Sheet::Lists, script),
            words: if is_usual {
                None
            } else {
                serde_json::to_string(&Says::new(page.entries.len())).ok().map(|json| inert(&json))
            },
            entries: format!("[{}]", entries.collect::<Vec<_>>().join(",\n")),
            foot: Foot::of_site(&page.method, page.generated_at).render()?,
        })
    }
}

/// Says what was decided: "fact disputed".
fn decided(statuses: &ClaimStatuses) -> Vec<String> {
    let decided = statuses.iter().map(status_words).zip(statuses.iter());
    let decided = decided.filter(|(_, (_, status))| **status != EvidenceStatus::Unverified);
    decided.map(|((target, _, word), _)| format!("{target} {word}")).collect()
}

/// What the script says in the words of a house.
#[derive(Serialize)]
struct Says {
    /// What something is, by the letter of its short name.
    kinds: BTreeMap<&'static str, Cow<'static, str>>,
    /// How many were found, by plural form.
    found: BTreeMap<&'static str, String>,
    /// The same where not all of them are listed.
    more: BTreeMap<&'static str, String>,
    /// How many there are.
    all: String,
}

impl Says {
    fn new(entries: usize) -> Self {
        let kinds = [("d", say("search-article")), ("c", say("search-claim")), ("s", say("search-speaker"))];
        let found = |count: usize| say_with("search-found", [("count", count.into())]);
        let more = |count: usize| say_with("search-found-more", [("count", count.into()), ("most", MOST.into())]);
        Says {
            kinds: kinds.into(),
            found: language::forms(found, NUMBER),
            more: language::forms(more, NUMBER),
            all: language::count("search-all", entries),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_script_cannot_end_its_element() {
        let low = SCRIPT.to_ascii_lowercase();
        assert!(!low.contains("</") && !low.contains("<!--") && !low.contains("<script"));
        for way in ["fetch", "xmlhttprequest", "innerhtml", "eval", "import("] {
            assert!(!low.contains(way), "{way}");
        }
    }

    proptest! {
        #[test]
        fn what_is_inert_reads_back(text in any::<String>()) {
            let json = inert(&serde_json::to_string(&text).unwrap());
            prop_assert!(!json.contains(['<', '>', '&']));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
