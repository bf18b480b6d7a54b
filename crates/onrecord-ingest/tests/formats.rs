//! One article of each format, as read.

use std::fmt::Write;

use onrecord_ingest::{Hints, read_line, read_whole, sniff};
use onrecord_model::{Article, Format, Language, Published};

/// Writes what was read, one field a line.
fn shown(article: &Article) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    };
    line("format", Some(article.format.as_str().to_owned()));
    line("id", article.id.clone());
    line("url", article.url.clone());
    line("canonical", article.canonical_url.clone());
    line("archived", article.archived.clone());
    line("outlet", article.outlet.clone());
    line("published", article.published.map(|p| p.to_string()));
    line("title", article.title.clone());
    line("author", article.author.clone());
    line("credit", article.credit.clone());
    line("fetched", article.fetched.map(|at| at.to_rfc3339()));
    line("language", article.language.clone().map(|l| l.0));
    for d in &article.diagnostics {
        line(d.severity.as_str(), Some(format!("{}: {}", d.code, d.message)));
    }
    let _ = write!(out, "--\n{}", article.text.as_str());
    out
}

fn whole(input: &str) -> String {
    match read_whole(input.as_bytes(), &Hints::default()) {
        Ok(article) => shown(&article),
        Err(rejected) => format!("rejected: {rejected}"),
    }
}

fn line(input: &str) -> String {
    match read_line(input.as_bytes(), 7, &Hints::default()) {
        Ok(Some(article)) => shown(&article),
        Ok(None) => "blank".to_owned(),
        Err(rejected) => format!("rejected: {rejected}"),
    }
}

const DATED: &str = " date 2026-03-02 https://www.harbour-courier.example/20260302/quay-plan.html\n\n\
    Council Delays Quay Plan\n\nCouncil Delays Quay Plan\n\n\
    The council will not vote on the quay plan this week, mayor Ada Brandt said on Monday.\n";

#[test]
fn dated_text() {
    insta::assert_snapshot!(whole(DATED));
}

#[test]
fn dated_text_with_a_day_that_is_none() {
    insta::assert_snapshot!(whole(&DATED.replace("2026-03-02", "2026-13-45")));
}

#[test]
fn plain_text_with_a_wire_credit() {
    let text = "Ferry Fares To Rise\n\nPORT ALDER (Reuters) - Ferry fares will rise by 4 percent in May, the operator said on Tuesday.\n";
    insta::assert_snapshot!(whole(text));
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry fares to rise | Harbour Courier</title>
<meta property="og:site_name" content="Harbour Courier">
<meta property="og:title" content="Ferry fares to rise | Harbour Courier">
<link rel="canonical" href="https://www.harbour-courier.example/2026/03/03/ferry-fares">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry fares to rise",
"datePublished":"2026-03-03T08:15:00+01:00","author":{"@type":"Person","name":"Jonas Weil"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry fares to rise</h1>
<p>Ferry fares will rise by <b>4 percent</b> in May, the operator <a href="/line">Alder Line</a> said on Tuesday.</p>
<p>&ldquo;We have not raised fares since 2022,&rdquo; its director Mira Sand told the Harbour Courier.</p>
<p>Passengers said the service had become less reliable over the winter, when several boats were out of use for repairs.</p>
</article><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"#;

#[test]
fn web_page() {
    insta::assert_snapshot!(whole(PAGE));
}

#[test]
fn web_page_that_nests_too_deep() {
    let page = format!("<html><title>Deep</title>{}<p>He said so.", "<div>".repeat(3000));
    insta::assert_snapshot!(whole(&page));
}

/// The deepest page that is searched must fit the two megabytes of stack that a thread has.
#[test]
fn web_page_that_nests_as_deep_as_is_searched() {
    let body = "<p>The operator said on Tuesday that fares would rise by 4 percent in May.</p>".repeat(8);
    let page = format!("<html><body>{}{body}{}", "<div>".repeat(500), "</div>".repeat(500));
    let article = read_whole(page.as_bytes(), &Hints::default()).unwrap();
    assert!(article.text.as_str().contains("fares would rise"));
    assert!(article.diagnostics.iter().all(|d| !d.message.contains("nested")));
}

#[test]
fn pages_without_text_and_other_markup() {
    insta::assert_snapshot!(whole("<html><script>alert(1)</script></html>"));
    insta::assert_snapshot!(whole("<?xml version=\"1.0\"?><opml><body/></opml>"));
    insta::assert_snapshot!(whole(" \n\t\n"));
    insta::assert_snapshot!(whole(""));
}

#[test]
fn json_line() {
    let input = r#"{"id":17,"url":"https://m.courier.example/a","published":"2026-03-03","title":"Fares","text":"He said “no”.\n","lang":"eng","other":[1,{}]}"#;
    insta::assert_snapshot!(line(input));
    insta::assert_snapshot!(line(" \r\n"));
}

#[test]
fn json_lines_that_are_refused() {
    insta::assert_snapshot!(line(r#"{"title":"no text"}"#));
    insta::assert_snapshot!(line(r#"{"text":["a"]}"#));
    insta::assert_snapshot!(line(r#"{"text":"a","url":7}"#));
    insta::assert_snapshot!(line(r#"{"text":"a","text":"b"}"#));
    insta::assert_snapshot!(line(r#"{"text":"a","id":1.5}"#));
    insta::assert_snapshot!(line(r#"{"text":"a \ud800 b"}"#));
    insta::assert_snapshot!(line(r#"{"text":"a"} {"text":"b"}"#));
    insta::assert_snapshot!(line(r#"["text"]"#));
    insta::assert_snapshot!(line(r#"{"text":"a""#));
    insta::assert_snapshot!(line("{\"text\":\"\u{0}\"}"));
    insta::assert_snapshot!(line(&format!("{{\"text\":{}", "[".repeat(200_000))));
    let rejected = read_line(b"{\"text\":\"a\xff\"}", 7, &Hints::default()).unwrap_err();
    insta::assert_snapshot!(rejected);
}

#[test]
fn json_fields_that_are_left_out_are_noted() {
    insta::assert_snapshot!(line(r#"{"text":"a","published":"2026-02-30","lang":"English","title":" "}"#));
    insta::assert_snapshot!(line(r#"{"text":"a\u0000b","title":"\u0000"}"#));
}

#[test]
fn what_the_user_says_wins() {
    let hints = Hints {
        outlet: Some("The Desk".into()),
        published: Some(Published::on(chrono::NaiveDate::from_ymd_opt(2020, 1, 2).unwrap())),
        url: Some("https://desk.example/1".into()),
        archived: Some("https://archive.example/1".into()),
        language: Some(Language("fr".into())),
        name: None,
    };
    for input in [DATED, PAGE, "Some text.", r#"{"text":"a","url":"b","outlet":"c","lang":"en"}"#] {
        let article = read_whole(input.as_bytes(), &hints).unwrap();
        assert_eq!(article.outlet.as_deref(), Some("The Desk"));
        assert_eq!(article.published, hints.published);
        assert_eq!(article.url, hints.url);
        assert_eq!(article.archived, hints.archived);
        assert_eq!(article.language, hints.language);
    }
}

#[test]
fn formats_are_told_by_content() {
    let told = |text: &str| sniff(text.as_bytes(), None);
    assert_eq!(told(DATED), Format::Dated);
    assert_eq!(told(PAGE), Format::Html);
    assert_eq!(told("\u{feff}  {\"text\""), Format::JsonLines);
    assert_eq!(told("<?xml version='1.0'?><!-- a --><rss version='2.0'>"), Format::Feed);
    assert_eq!(told("<!DOCTYPE rss [ <!ENTITY a 'b'> ]>\n<rdf:RDF>"), Format::Feed);
    assert_eq!(told("{\"version\":\"https://jsonfeed.org/version/1.1\""), Format::Feed);
    assert_eq!(told("WARC/1.0\r\n"), Format::Warc);
    assert_eq!(told("{curly} words"), Format::Plain);
    assert_eq!(told("a < b and c > d"), Format::Plain);
    assert_eq!(told("<!-- a --><!DOCTYPE html><html>"), Format::Html);
    assert_eq!(told("<address unknown"), Format::Plain);
    assert_eq!(sniff(PAGE.as_bytes(), Some("story.jsonl")), Format::Html);
    assert_eq!(sniff(DATED.as_bytes(), Some("story.jsonl")), Format::Dated);
    assert_eq!(sniff(b"garbage\n{\"text\":\"a\"}\n", Some("story.NDJSON")), Format::JsonLines);
    assert_eq!(sniff(b"garbage\n{\"text\":\"<html> a\"}\n", Some("story.jsonl")), Format::JsonLines);
    assert_eq!(sniff(b"garbage\n{\"text\":\"a\"}\n", Some("story.json")), Format::Plain);
    assert_eq!(sniff(b"\x1f\x8b\x08\0", Some("story.jsonl")), Format::Plain);
    assert_eq!(sniff(b"", Some("story.jsonl")), Format::Plain);
    assert_eq!(sniff(b"<section>Text</section>", Some("story.HTML")), Format::Html);
    assert_eq!(sniff(b"\xff\xfe<\0p\0>\0", None), Format::Html);
}
