//! Checks over what the pages say: nothing is said outside the table, nothing in it is said nowhere, and no house can say
//! more than words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use scraper::{Html, Node};

use crate::article::{self, ArticlePage};
use crate::checks::check;
use crate::language::{self, Words, count, ids, say, speak, table, to_translate, word_faults};
use crate::timeline::{self, TimelinePage};
use crate::{index, kinds, sample};

fn words(tag: &str, patterns: &[(&str, &str)]) -> Words {
    let patterns: Vec<(String, String)> =
        patterns.iter().map(|(id, pattern)| ((*id).to_owned(), (*pattern).to_owned())).collect();
    assert_eq!(word_faults(Some(tag), &patterns), []);
    Words::new(Some(tag), &patterns)
}

fn in_words(mut page: ArticlePage, words: &Words) -> ArticlePage {
    let mut site = (*page.method.site).clone();
    site.house.words = words.clone();
    page.method.site = Arc::new(site);
    page
}

fn versions_in_words(mut page: TimelinePage, words: &Words) -> TimelinePage {
    let mut site = (*page.method.site).clone();
    site.house.words = words.clone();
    page.method.site = Arc::new(site);
    page
}

/// Writes pages of every kind, full and bare; `payload` stands in every field that can hold it.
fn all_pages(words: &Words, payload: &str) -> Vec<(String, String)> {
    let mut pages = kinds::pages(in_words(sample::hostile(payload), words), payload);
    let mut add = |name: &str, html: String| pages.push((name.to_owned(), html));
    let page = in_words(sample::hostile(payload), words);
    add("article", article::render(&page).unwrap());
    add("bare article", article::render(&bare(page)).unwrap());
    let mut versions = versions_in_words(sample::series::page(), words);
    add("versions", timeline::render(&versions).unwrap());
    add("some versions", timeline::render(&versions_in_words(sample::series::hostile(payload), words)).unwrap());
    for find in [None, Some(payload.to_owned())] {
        versions.find = find;
        versions.events.clear();
        for version in &mut versions.versions {
            (version.article.title, version.article.published, version.outlet) = (None, None, None);
            version.article.outlet = None;
            version.article.text = onrecord_text::Text::new("").unwrap();
        }
        (versions.method.checkpoint, versions.method.dispute) = (None, None);
        add("bare versions", timeline::render(&versions).unwrap());
    }
    versions.versions.clear();
    add("no versions", timeline::render(&versions).unwrap());
    let mut list = sample::index();
    list.title = None;
    list.method.site = versions.method.site.clone();
    add("index", index::render(&list).unwrap());
    list.entries.clear();
    add("bare index", index::render(&list).unwrap());
    pages
}

fn bare(mut page: ArticlePage) -> ArticlePage {
    page.claims.clear();
    page.not_established.clear();
    let article = &mut page.document.article;
    (article.title, article.published, article.outlet, article.url) = (None, None, None, None);
    (article.language, page.document.outlet) = (None, None);
    article.text = onrecord_text::Text::new("").unwrap();
    (page.method.rules, page.method.checkpoint, page.method.dispute) = (None, None, None);
    page
}

#[test]
fn the_table_holds_messages_only_each_once_with_placeholders_that_are_told_of() {
    let all = table();
    let unique: BTreeSet<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!((all.len(), ids().len()), (unique.len(), unique.len()));
    assert_eq!(word_faults(Some("en"), &all), []);
    let text = include_str!("../../../templates/words/en.ftl");
    let messages = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).count();
    assert_eq!(messages, all.len(), "every line that begins in the first column begins a message");
    assert!(all.iter().all(|(_, pattern)| !pattern.contains(['\'', '\\', '\t'])), "it can be written as TOML");
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_source = path.extension().is_some_and(|e| e == "rs" || e == "html" || e == "js");
        match path.is_dir() {
            true => sources(&path, found),
            false if is_source && !path.ends_with("language_checks.rs") => found.push(path),
            false => {}
        }
    }
}

fn read_all() -> Vec<(PathBuf, String)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&here.join("src"), &mut found);
    sources(&here.join("../../templates"), &mut found);
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn what_is_said_is_in_the_table_and_what_is_in_the_table_is_said() {
    let known: BTreeSet<&str> = ids().iter().copied().collect();
    let mut said: BTreeSet<String> = BTreeSet::new();
    for (path, text) in read_all() {
        for call in ["say(\"", "say_with(\"", "weave(\"", "count(\""] {
            for after in text.split(call).skip(1) {
                let id = after.split('"').next().unwrap();
                // `.count("name", …)` names a placeholder.
                let is_placeholder = call == "count(\"" && text.contains(&format!(".count(\"{id}\""));
                assert!(known.contains(id) || is_placeholder, "{}: {id} is no message", path.display());
            }
        }
        said.extend(text.split('"').map(str::to_owned).filter(|part| known.contains(part.as_str())));
    }
    let silent: Vec<&&str> = known.iter().filter(|id| !said.contains(**id)).collect();
    assert!(silent.is_empty(), "no page says {silent:?}");
}

/// Takes out of a template what askama reads.
fn without_code(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{']) {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        let end = match code.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => panic!("a brace: {code:.40}"),
        };
        rest = code.split_once(end).unwrap().1;
    }
    out + rest
}

#[test]
fn no_template_says_anything_itself() {
    for (path, text) in read_all().into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "html")) {
        let html = without_code(&text);
        for (number, part) in html.split('<').enumerate() {
            let (tag, text) = if number == 0 { ("", part) } else { part.split_once('>').unwrap() };
            let letters = text.contains(|c: char| c.is_ascii_alphabetic()) && text.trim() != "BLAKE3";
            assert!(!letters, "{}: {text:?}", path.display());
            for attribute in ["aria-label", "title", "alt", "placeholder"] {
                let value = tag.split(&format!(" {attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
                assert!(value.is_none_or(str::is_empty), "{}: {tag}", path.display());
            }
        }
    }
}

/// Replaces every letter of a pattern that is text, and leaves what Fluent reads.
fn pseudo(pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let code = match c {
            '{' => rest.find("->").into_iter().map(|at| at + 2).chain(rest.find('}').map(|at| at + 1)).min(),
            '[' => rest.find(']').map(|at| at + 1),
            _ => None,
        };
        let (head, tail) = rest.split_at(code.unwrap_or(c.len_utf8()));
        match code {
            Some(_) => out.push_str(head),
            None if c.is_alphanumeric() => out.push('ж'),
            None => out.push(c),
        }
        rest = tail;
    }
    out
}

/// What titles hold of the samples, and names.
const DATA: [&str; 4] = ["BLAKE3", "Onrecord", "Statement of the water board", ", so to say"];

/// Takes out tags: what stands in `noscript` is read as text.
fn without_tags(text: &str) -> String {
    text.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

/// Returns what a page shows and says to those who hear it, but for code and for text from outside, which always stands in an
/// element that finds its direction.
fn shown(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let mut shown = Vec::new();
    for node in document.tree.nodes() {
        let apart = |node: &Node| {
            node.as_element().is_some_and(|e| {
                matches!(e.name(), "style" | "script" | "code" | "bdi")
                    || e.attr("dir") == Some("auto")
                    || e.classes().any(|class| matches!(class, "received" | "handle"))
            })
        };
        match node.value() {
            Node::Text(text) if !node.ancestors().any(|a| apart(a.value())) => shown.push(without_tags(text)),
            Node::Element(element) => {
                let attributes = ["aria-label", "title", "alt", "placeholder"];
                shown.extend(attributes.iter().filter_map(|name| element.attr(name)).map(str::to_owned));
            }
            _ => {}
        }
    }
    shown
}

#[test]
fn a_house_that_says_everything_itself_leaves_no_word_of_english() {
    let patterns: Vec<(String, String)> = table().into_iter().map(|(id, pattern)| (id, pseudo(&pattern))).collect();
    assert_eq!(word_faults(Some("ru"), &patterns), []);
    let words = Words::new(Some("ru"), &patterns);
    let mut left: BTreeSet<String> = BTreeSet::new();
    for (name, html) in all_pages(&words, "δ") {
        assert!(html.contains("<html lang=\"ru\">"), "{name}");
        for text in shown(&html) {
            let text = DATA.iter().fold(text, |text, data| text.replace(data, ""));
            let english = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
            left.extend(english.map(|word| format!("{word} in {text:?} of {name}")));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn a_house_that_says_everything_in_english_has_the_same_pages() {
    let own = Words::new(Some("en"), &table());
    assert_eq!((own.own(), own.tag()), (ids().len(), "en"));
    let usual = all_pages(&Words::default(), "<x> \u{202e}y");
    for ((name, own), (_, usual)) in all_pages(&own, "<x> \u{202e}y").into_iter().zip(usual) {
        if name != "search.html" {
            assert_eq!(own, usual, "{name}");
        }
    }
}

#[test]
fn plurals_are_those_of_the_language() {
    let pattern =
        "{ $count ->\n [one] { $count } утверждение\n [few] { $count } утверждения\n*[many] { $count } утверждений\n}";
    let russian = words("ru", &[("claims", pattern)]);
    let said: Vec<String> = {
        let _speaking = speak(&russian);
        [1, 2, 5, 11, 21, 22, 25, 100].map(|number| count("claims", number)).into()
    };
    let forms = ["1 утверждение", "2 утверждения", "5 утверждений", "11 утверждений", "21 утверждение"];
    assert_eq!(said[..5], forms);
    assert_eq!(said[5..], ["22 утверждения", "25 утверждений", "100 утверждений"]);
    assert_eq!(count("claims", 21), "21 claims", "English again");
}

#[test]
fn the_script_of_the_search_gets_every_form() {
    let pattern =
        "{ $count ->\n [one] { $count } найдено, 1 из\n [few] { $count } нашлись\n*[many] нашлось { $count }\n}";
    let _speaking = speak(&words("ru", &[("search-found", pattern)]));
    let found = |count: usize| language::say_with("search-found", [("count", count.into())]);
    let forms = language::forms(found, '#');
    let told: Vec<(&str, &str)> = forms.iter().map(|(form, said)| (*form, said.as_str())).collect();
    assert_eq!(told, [("few", "# нашлись"), ("many", "нашлось #"), ("one", "# найдено, 1 из")]);
}

#[test]
fn one_house_does_not_speak_in_the_pages_of_another() {
    let (a, b) = (words("de", &[("then", "dann")]), words("fr", &[("then", "puis")]));
    let outer = speak(&a);
    {
        let _inner = speak(&b);
        assert_eq!((say("then"), say("unknown")), ("puis".into(), "not known".into()));
    }
    assert_eq!(say("then"), "dann");
    drop(outer);
    assert_eq!(say("then"), "then");
    let page = article::render(&in_words(sample::page(), &a)).unwrap();
    assert!(page.contains("<html lang=\"de\">") && page.contains("Skip to the article"));
    assert_eq!(say("then"), "then");
}

#[test]
fn markup_in_a_message_is_text() {
    let attack = "</title><script>alert(1)</script>\"' onload=x";
    let all: Vec<(String, String)> = table()
        .into_iter()
        .map(|(id, pattern)| (id, if pattern.contains("->") { pattern } else { format!("{attack} {pattern}") }))
        .collect();
    let words = Words::new(Some("ru"), &all);
    assert_eq!(words.own(), ids().len());
    for (name, html) in all_pages(&words, "<b>x</b>") {
        assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert(1)"), "{name}");
        if name != "search.html" {
            check(&html).unwrap_or_else(|why| panic!("{why} in {name}"));
        }
    }
}

#[test]
fn languages_from_right_to_left_turn_the_page() {
    let top = |tag: &str| {
        let page = article::render(&in_words(sample::page(), &words(tag, &[]))).unwrap();
        page.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(top("ar"), "<html lang=\"ar\" dir=\"rtl\">");
    for (tag, is_rtl) in
        [("he-IL", true), ("fa", true), ("ur", true), ("uz-Arab", true), ("ks-Deva", false), ("ru", false)]
    {
        assert_eq!(top(tag).contains("dir=\"rtl\""), is_rtl, "{tag}");
    }
}

#[test]
fn what_cannot_be_said_is_refused() {
    let fault = |id: &str, pattern: &str| {
        let faults = word_faults(Some("ru"), &[(id.to_owned(), pattern.to_owned())]);
        faults.into_iter().next().map_or_else(String::new, |fault| fault.why)
    };
    let deep = format!("{}\"x\"{}", "{".repeat(10_000), "}".repeat(10_000));
    for (id, pattern, why) in [
        ("claimz", "x", "no page says this"),
        ("then", " \n ", "is blank"),
        ("then", "{ \"\" }", "comes to nothing"),
        ("then", "{ $count", "is no pattern of Fluent"),
        ("claims", "{ $count -> [one] x }", "is no pattern of Fluent"),
        ("claims", "{ $number }", "{ $number } is not in the English message; it has { $count }"),
        ("then", "{ $count }", "it has none"),
        ("then", "{ unknown }", "refers to unknown"),
        ("then", "{ -term }", "refers to -term"),
        ("claims", "{ NUMBER($count) }", "refers to NUMBER()"),
        ("status-by", "{ $who ->\n [one] x\n*[other] y\n}", "{ $who } is no number"),
        ("claims", "{ $count ->\n [several] x\n*[other] y\n}", "[several] is no plural form"),
        ("then", "x\n.title = y", "begins with a full stop"),
        ("then", deep.as_str(), "braces more than"),
        ("then", "x\u{202e}", "direction marks"),
    ] {
        assert!(fault(id, pattern).contains(why), "{id} = {pattern:.40}: {}", fault(id, pattern));
        let left = Words::new(None, &[(id.to_owned(), pattern.to_owned())]);
        assert_eq!(left, Words::default());
    }
    assert_eq!(fault("claims", "{ $count ->\n [1] x\n [few] { $count } y\n*[other] { $count } z\n}"), "");
    assert_eq!(fault("then", "a line\nand another = one"), "", "a line is no message of its own");
    for tag in ["", "russian-language", "ru ru", "ru\"", "x", "i-klingon"] {
        assert_eq!(word_faults(Some(tag), &[]).len(), 1, "{tag:?}");
        assert_eq!(Words::new(Some(tag), &[]), Words::default());
    }
}

#[test]
fn a_translator_gets_the_whole_table() {
    let block = to_translate();
    assert!(block.starts_with("[house.words]\n") && !block.contains("###"));
    let keys = block.lines().filter(|line| line.split_once(" = ").is_some_and(|(id, _)| ids().contains(&id))).count();
    assert_eq!(keys, ids().len());
    assert!(block.contains("comma = '{ \", \" }'\n") && block.contains("then = \"then\"\n"));
    assert!(
        block.contains("claims = '''\n{ $count ->\n    [one] { $count } claim\n   *[other] { $count } claims\n}'''\n")
    );
}

#[test]
fn what_a_house_from_right_to_left_does_not_say_is_kept_together() {
    let _speaking = speak(&words("ar", &[("unknown", "غير معروف")]));
    assert_eq!(say("unknown"), "غير معروف");
    assert_eq!(say("date-unknown"), "\u{2068}date not known\u{2069}");
}
