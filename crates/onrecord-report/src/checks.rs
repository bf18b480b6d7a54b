//! Checks over whole pages: what must hold whatever the input says.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs};

use proptest::prelude::*;
use scraper::{Html, Node, Selector};

use crate::article::{self, ArticlePage};
use crate::json::{to_array, to_line, v1};
use crate::{index, kinds, sample, shell, timeline};

/// The elements a page may consist of; none of them runs or fetches anything.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "body",
    "circle",
    "code",
    "dd",
    "defs",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "line",
    "main",
    "mark",
    "meta",
    "nav",
    "noscript",
    "ol",
    "p",
    "path",
    "pattern",
    "rect",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];

/// The attributes they may carry.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "autocomplete",
    "charset",
    "class",
    "content",
    "cx",
    "cy",
    "d",
    "datetime",
    "dir",
    "fill",
    "for",
    "height",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "lang",
    "name",
    "open",
    "overflow",
    "patternUnits",
    "preserveAspectRatio",
    "r",
    "rel",
    "role",
    "scope",
    "spellcheck",
    "src",
    "title",
    "type",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

fn render(page: &ArticlePage) -> String {
    article::render(page).unwrap()
}

/// Checks that a page is made of known parts only, nests properly and links to nowhere it should not.
pub(crate) fn check(html: &str) -> Result<(), String> {
    let html = &without_scripts(html)?;
    balanced(html)?;
    let document = Html::parse_document(html);
    let mut ids = BTreeSet::new();
    for node in document.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        if !ELEMENTS.contains(&element.name()) {
            return Err(format!("element {}", element.name()));
        }
        for (name, value) in element.attrs() {
            if !ATTRIBUTES.contains(&name) {
                return Err(format!("attribute {name}={value:?} of {}", element.name()));
            }
            let file = value.split_once('#').map_or(value, |(file, _)| file);
            let local = value.starts_with('#')
                || (crate::site::is_plain_file(file) && file.split('.').next_back() == Some("html"));
            if name == "src" && !value.starts_with("data:image/png;base64,") {
                return Err(format!("picture {value:?}"));
            }
            if name == "href" && !local && crate::link::safe(value).is_none() {
                return Err(format!("link to {value:?}"));
            }
            if name == "fill" && !(value.starts_with("url(#p-") && value.ends_with(')')) {
                return Err(format!("fill {value:?}"));
            }
            if name == "id" && !ids.insert(value.to_owned()) {
                return Err(format!("id {value} twice"));
            }
        }
    }
    Ok(())
}

/// An entry of the search: address, text, who, day, short name; of some claims also outlet and what was decided.
#[derive(serde::Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its form is checked")]
enum Entry {
    Plain([String; 5]),
    More(String, String, String, String, String, Vec<String>),
}

/// Takes out the script of the search page and its entries, and what programs read of a page, and checks that they are that
/// and nothing else.
fn without_scripts(html: &str) -> Result<String, String> {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<script") {
        let (inside, after) = after.split_once("</script>").ok_or("a script without end")?;
        let is_data = inside.strip_prefix(" type=\"application/json\" id=\"entries\">");
        let is_record = inside.strip_prefix(" type=\"application/ld+json\">");
        let script = inside.strip_prefix('>');
        if let Some(record) = is_record {
            let value: serde_json::Value = serde_json::from_str(record).map_err(|e| format!("a record: {e}"))?;
            if value["@type"] != "ClaimReview" || record.contains(['<', '>', '&']) {
                return Err(format!("a record: {record:.80}"));
            }
            (out, rest) = (out + before, after);
            continue;
        }
        match (is_data, script == Some(include_str!("../../../templates/search/search.js"))) {
            (Some(data), _) => {
                serde_json::from_str::<Vec<Entry>>(data).map_err(|e| format!("the entries: {e}"))?;
            }
            (_, true) => {}
            _ => return Err(format!("a script: {inside:.80}")),
        }
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

// Escaping leaves `<` to the templates alone, so that a plain scan sees every tag.
fn balanced(html: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').ok_or("a tag without end")?;
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        match tag {
            _ if tag.starts_with('!') || tag.ends_with('/') || matches!(name.as_str(), "meta" | "img" | "input") => {}
            _ if tag.starts_with('/') => match open.pop() {
                Some(last) if last == name => {}
                last => return Err(format!("</{name}> closes {last:?}")),
            },
            _ => open.push(name),
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("never closed: {open:?}")) }
}

/// Returns the text of the article section without the numbers put into it.
fn received(html: &str) -> String {
    let document = Html::parse_document(html);
    let selector = Selector::parse(".received").unwrap();
    let section = document.select(&selector).next().unwrap();
    let is_ours =
        |node: &Node| node.as_element().is_some_and(|e| e.has_class("ref", scraper::CaseSensitivity::CaseSensitive));
    section
        .descendants()
        .filter(|node| !node.ancestors().any(|a| is_ours(a.value())))
        .filter_map(|node| node.value().as_text().map(|text| text.to_string()))
        .collect()
}

#[test]
fn every_sample_renders_to_a_sound_page() {
    for page in [sample::page(), sample::hostile("<script>alert(1)</script>"), sample::hostile("x")] {
        check(&render(&page)).unwrap();
        let shown = received(&render(&page));
        assert_eq!(shown, page.document.article.text.as_str());
    }
    check(&index::render(&sample::index()).unwrap()).unwrap();
    for page in
        [sample::series::page(), sample::series::hostile("<script>alert(1)</script>"), sample::series::hostile("x")]
    {
        check(&timeline::render(&page).unwrap()).unwrap();
    }
}

#[test]
fn a_page_without_claims_or_words_renders() {
    let mut page = sample::hostile("\n");
    page.claims.clear();
    page.not_established.clear();
    page.document.article.text = onrecord_text::Text::new("").unwrap();
    let html = render(&page);
    check(&html).unwrap();
    assert!(html.contains("The article holds no words.") && html.contains("No claim was found"));
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    assert_eq!(render(&sample::page()), render(&sample::page()));
}

#[test]
fn the_policy_names_the_style_sheet_of_the_page() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let html = render(&sample::page());
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    let policy = Selector::parse("meta[http-equiv]").unwrap();
    let document = Html::parse_document(&html);
    let content = document.select(&policy).next().unwrap().attr("content").unwrap();
    assert_eq!(content, format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
}

#[test]
fn a_vetoed_wording_is_never_among_the_matches() {
    let document = Html::parse_document(&render(&sample::page()));
    let same = Selector::parse(".others:not(.contrast) .veto").unwrap();
    let contrast = Selector::parse(".others.contrast .veto").unwrap();
    assert_eq!((document.select(&same).count(), document.select(&contrast).count()), (0, 3));
}

#[test]
fn a_headline_printed_twice_is_marked_twice() {
    let document = Html::parse_document(&render(&sample::page()));
    let marks = Selector::parse(".received mark.headline").unwrap();
    let links = Selector::parse(".received a.ref[href='#c1']").unwrap();
    assert_eq!((document.select(&marks).count(), document.select(&links).count()), (2, 2));
}

#[test]
fn an_address_that_is_no_web_page_is_text() {
    for url in ["javascript:fired()", " JaVa\tScript:fired()", "\u{1}javascript:fired()", "data:text/html,x"] {
        let mut page = sample::page();
        page.document.article.url = Some(url.to_owned());
        let html = render(&page);
        check(&html).unwrap();
        assert!(html.contains("(not linked)"), "{url:?}");
    }
    assert!(render(&sample::page()).contains("rel=\"noopener noreferrer\""));
}

#[test]
fn the_page_of_versions_answers_what_became_of_a_sentence() {
    let html = timeline::render(&sample::series::page()).unwrap();
    let document = Html::parse_document(&html);
    let words = |selector: &str| -> Vec<String> {
        let found = Selector::parse(selector).unwrap();
        let text =
            |e: scraper::ElementRef<'_>| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        document.select(&found).map(text).collect()
    };
    assert_eq!(words("#v3 .back .what"), ["B back, last seen 5 March 2024"]);
    assert_eq!(words("#v3 .split .note").len() + words("#v4 .merged .note").len(), 2);
    assert_eq!(words("#v2 .reworded del")[1], "may fall below 40 percent before the summer.");
    assert_eq!(words("#v4 .body > details > summary"), ["1 unchanged sentence", "1 unchanged sentence"]);
    assert_eq!(words("#v3 .folds summary"), ["2 changes of white space, quotation marks or capitals"]);
    assert_eq!(words(".current .wordings > summary"), ["Reworded once", "Reworded 3 times", "Came and went"]);
    // What left stands where it stood.
    assert_eq!(words("#v2 .body > .change .what"), ["R reworded", "R reworded", "L left", "N new"]);
}

#[test]
fn versions_without_words_and_no_versions_render() {
    let mut page = sample::series::page();
    page.events.clear();
    for version in &mut page.versions {
        version.article.text = onrecord_text::Text::new("").unwrap();
        (version.article.title, version.article.published, version.outlet) = (None, None, None);
    }
    let html = timeline::render(&page).unwrap();
    check(&html).unwrap();
    assert!(html.contains("This version holds no words.") && html.contains("Untitled text"));
    page.find = Some("rain".to_owned());
    check(&timeline::render(&page).unwrap()).unwrap();
    page.versions.clear();
    check(&timeline::render(&page).unwrap()).unwrap();
}

#[test]
fn direction_marks_in_a_name_end_with_it() {
    let html = render(&sample::hostile("a\u{202E}b"));
    let heads = html.split_once("<style>").unwrap().0.to_owned() + html.split_once("class=\"masthead\"").unwrap().1;
    let before_text = heads.split_once("id=\"text\"").unwrap().0;
    let count = |c| before_text.matches(c).count();
    assert_eq!(count('\u{202E}'), count('\u{202C}'));
}

/// The selectors of the program's own style sheet: pages by the thousand are held against them.
static SELECTORS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let whole = shell::whole();
    let heads = whole.split('{').filter_map(|piece| piece.rsplit(['}', ';', '\n']).next().map(str::to_owned));
    heads.flat_map(|head| head.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>()).collect()
});

/// Puts `words` in the place of the style sheet, of which every rule is one of ours.
fn without_style(html: &str, words: &str) -> String {
    let (before, rest) = html.split_once("<style>").unwrap();
    let (style, after) = rest.split_once("</style>").unwrap();
    for line in style.lines().filter(|line| line.starts_with(['.', '#', '['])) {
        let selectors = line.split('{').next().unwrap();
        let known = |selector: &str| SELECTORS.contains(selector.trim());
        assert!(selectors.split(',').all(known), "{line} is a rule of the program's own");
    }
    format!("{before}<style>{words}</style>{after}")
}

#[test]
fn pages_look_as_recorded() {
    let bare = |html: String| {
        let (before, after) = html.split_once("style-src &#39;").unwrap();
        let (_, after) = after.split_once("&#39;").unwrap();
        without_style(&format!("{before}style-src &#39;sha256-…&#39;{after}"), "…")
    };
    insta::assert_snapshot!("article_page", bare(render(&sample::page())));
    for (name, html) in kinds::pages(sample::page(), "words of the house").into_iter().skip(1) {
        let name = name.split('.').next().unwrap().to_owned();
        let html = without_scripts(&bare(html)).unwrap();
        let main = html.split_once("<header").unwrap().1.split_once("<footer").unwrap().0;
        insta::assert_snapshot!(format!("site_{name}"), main);
    }
    insta::assert_snapshot!("index_page", bare(index::render(&sample::index()).unwrap()));
    insta::assert_snapshot!("timeline_page", bare(timeline::render(&sample::series::page()).unwrap()));
}

#[test]
fn records_look_as_recorded() {
    let page = sample::page();
    let (document, text) = (&page.document, &page.document.article.text);
    let mentions: Vec<_> = page.claims.iter().flat_map(|card| card.mentions.clone()).take(2).collect();
    let record = v1::ExtractRecord::new("d", document.hash, "rules-1", text, &mentions, &[]);
    let card = &page.claims[2];
    let other = &card.others[0];
    let work = onrecord_model::WorkState::New.current(&card.claim.statuses, "2026-03-16".parse().unwrap());
    let detail = v1::ClaimInput {
        claim: &card.claim,
        speaker: card.speaker.as_ref(),
        work: &work,
        mentions: vec![v1::MentionPlace { document, mention: &card.mentions[0] }],
        others: vec![v1::OtherWordingInput {
            claim: other.claim,
            document,
            speaker: other.speaker.as_deref(),
            content: &[],
            comparison: &other.comparison,
            text_a: text,
            text_b: &other.text,
        }],
        history: &card.history,
    };
    let queue = v1::QueueRow::from(v1::QueueInput {
        claim: &card.claim,
        speaker: card.speaker.as_ref().map(|s| s.name.as_str()),
        voice: card.mentions[0].voice,
        mentions: 1,
        document: document.handle,
        attention: &[],
        why: &["states a quantity".to_owned()],
        score: 0.5,
        work: &work,
        lease: None,
    });
    let records = [
        to_line(&record),
        record.into_flat().next().map(|flat| to_line(&flat)).unwrap(),
        to_line(&v1::ErrorRecord::new(Some("a3".to_owned()), Some(document.hash), Some(3), "not an object")),
        to_line(&v1::EofRecord::new(2, 2, 1, document.hash)),
        to_line(&v1::ArticleRecord::new(&document.article, Some("in/a.txt".to_owned()), document.hash)),
        to_line(&v1::DiffRecord::new("p1".into(), &other.comparison, text, &other.text)),
        to_line(&v1::DiffRecord::with_notes(7.into(), &other.comparison, text, &other.text)),
        to_line(&v1::ClaimDetail::from(&detail)),
        to_line(&queue),
        to_array(&[v1::SpeakerRow::from(card.speaker.as_ref().unwrap())]),
    ];
    insta::assert_snapshot!("records", records.join("\n"));
}

#[test]
fn sentences_and_audits_look_as_recorded() {
    let text = onrecord_text::Text::new("Rain fell. Was it wet?").unwrap();
    let sentence = |range: std::ops::Range<usize>, voice, mentions, why: &str| v1::SentenceInput {
        span: text.span(range).unwrap(),
        voice,
        mentions,
        worth: onrecord_model::CheckWorthiness::default(),
        why: vec![why.to_owned()],
    };
    let sentences = [
        sentence(0..10, Some(onrecord_model::Voice::Own), vec![1], "states an event"),
        sentence(11..22, None, vec![], "a question"),
    ];
    let hash = onrecord_model::ContentHash::of(b"");
    let record = v1::SentencesRecord::new("a", hash, "rules-1", &text, &sentences, &[]);
    let audit = v1::AuditResult {
        ok: false,
        entries: 2,
        root: None,
        checkpoint: None,
        broken: vec![v1::Broken { entry: Some(2), id: None, why: "content differs from its hash".to_owned() }],
    };
    insta::assert_snapshot!("sentences", [to_line(&record), to_line(&audit)].join("\n"));
}

/// Finds the folder of shared data; `None` when this checkout has none.
fn shared() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = env::var_os("ONRECORD_SHARED").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn payloads(file: &str, field: &str) -> Option<Vec<String>> {
    let Some(lines) = shared().and_then(|folder| fs::read_to_string(folder.join(file)).ok()) else {
        println!("skipped: {file} not found in ONRECORD_SHARED or ../shared");
        return None;
    };
    let read = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        value.get(field)?.as_str().map(str::to_owned)
    };
    Some(lines.split('\n').filter_map(read).collect())
}

#[test]
fn known_payloads_stay_text_in_every_field() {
    for (file, field) in [("badinput/xss/open/items.jsonl", "payload"), ("badinput/naughty/open/items.jsonl", "s")] {
        let Some(payloads) = payloads(file, field) else { continue };
        assert!(!payloads.is_empty(), "{file} holds no payloads");
        for payload in payloads.iter().filter(|payload| !payload.is_empty()) {
            let mut page = sample::hostile(payload);
            // The first three cards hold every kind of field; the style sheet is the same on all pages.
            page.claims.truncate(3);
            let html = without_style(&render(&page), "");
            check(&html).unwrap_or_else(|why| panic!("{payload:?}: {why}"));
            let versions = without_style(&timeline::render(&sample::series::hostile(payload)).unwrap(), "");
            check(&versions).unwrap_or_else(|why| panic!("{payload:?} in versions: {why}"));
            let expected = page.document.article.text.as_str().replace('\0', "\u{2400}");
            if !expected.trim().is_empty() {
                assert_eq!(received(&html), expected, "{payload:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_in_any_field_stays_text(payload in "\\PC{1,12}|[<>&\"'`=/a-z \\x00-\\x1f\u{85}\u{2028}\u{202e}\u{2066}\u{2069}]{1,24}") {
        let page = sample::hostile(&payload);
        let html = render(&page);
        prop_assert_eq!(check(&html), Ok(()));
        let text = page.document.article.text.as_str().replace('\0', "\u{2400}");
        prop_assert_eq!(received(&html), text);
    }

    #[test]
    fn any_text_in_any_version_stays_text(payload in "\\PC{1,12}|[<>&\"'`=/a-z \\x00-\\x1f\u{85}\u{2028}\u{202e}\u{2066}\u{2069}]{1,24}") {
        let html = timeline::render(&sample::series::hostile(&payload)).unwrap();
        prop_assert_eq!(check(&html), Ok(()));
    }

    #[test]
    fn any_marks_over_any_text_keep_the_text(
        text in "[a-c \\n\u{e9}\u{5d0}]{1,40}",
        places in prop::collection::vec((0..40usize, 0..40usize), 0..10),
    ) {
        let mut page = sample::page();
        page.document.article.text = onrecord_text::Text::new(text.clone()).unwrap();
        let source = &page.document.article.text;
        let spans: Vec<_> = places.iter().filter_map(|&(a, b)| source.span(a.min(b)..a.max(b)).ok()).collect();
        for (card, chunk) in page.claims.iter_mut().zip(spans.chunks(2)) {
            card.others.clear();
            for mention in &mut card.mentions {
                mention.content = chunk.to_vec();
                (mention.source, mention.cue) = (chunk.first().copied(), chunk.last().copied());
            }
        }
        let html = render(&page);
        prop_assert_eq!(check(&html), Ok(()));
        if !text.trim().is_empty() {
            prop_assert_eq!(received(&html), text);
        }
    }
}

/// How many payloads stand together in one field of the other kinds of page.
const TOGETHER: usize = 25;

#[test]
fn known_payloads_stay_text_on_every_kind_of_page() {
    for (file, field) in [("badinput/xss/open/items.jsonl", "payload"), ("badinput/naughty/open/items.jsonl", "s")] {
        let Some(payloads) = payloads(file, field) else { continue };
        for together in payloads.chunks(TOGETHER) {
            let payload = together.join("\n");
            let mut page = sample::hostile(&payload);
            page.claims.truncate(3);
            for (name, html) in kinds::pages(page, &payload) {
                let html = without_style(&html, "");
                check(&html).unwrap_or_else(|why| panic!("{payload:?} in {name}: {why}"));
            }
        }
    }
}
