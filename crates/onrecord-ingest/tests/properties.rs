//! What holds for any input.

use onrecord_ingest::{Feed, Hints, Warc, read_as, read_line, read_whole, sniff};
use onrecord_model::{Article, Format, Language, Published};
use proptest::prelude::*;
use serde_json::json;

/// Writes the fields that the command line prints for an article.
fn printed(article: &Article) -> String {
    json!({
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.map(|p| p.to_string()),
        "title": article.title,
        "text": article.text.as_str(),
        "lang": article.language.as_ref().map(|l| &l.0),
        "author": article.author,
        "canonical_url": article.canonical_url,
        "archived": article.archived,
        "credit": article.credit,
        "fetched": article.fetched.map(|at| at.to_rfc3339()),
        "path": "somewhere/story.txt",
        "diagnostics": [],
    })
    .to_string()
}

/// Takes off what printing does not carry.
fn bare(mut article: Article) -> Article {
    article.format = Format::JsonLines;
    article.diagnostics.clear();
    article
}

fn reads_back(article: Article) {
    let again = read_line(printed(&article).as_bytes(), 1, &Hints::default());
    assert_eq!(again.map(|a| a.map(bare)), Ok(Some(bare(article))));
}

/// Makes inputs that look like something that is read.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b" date 2026-01-24 https://a.example/b\n".to_vec()),
        Just(b"<html><body><p>".to_vec()),
        Just(b"<meta charset=koi8-r>".to_vec()),
        Just(b"<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"".to_vec()),
        Just(b"</script><table><b><a href='".to_vec()),
        Just(b"{\"text\":\"".to_vec()),
        Just(b"<rss><channel><item><title>".to_vec()),
        Just(b"<feed xml:base='http://a.example/'><entry><link href='b'/><content type='xhtml'>".to_vec()),
        Just(b"</title><description><![CDATA[<p>".to_vec()),
        Just(b"]]></item><item></entry>".to_vec()),
        Just(b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":\"a\"},".to_vec()),
        Just(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\n".to_vec()),
        Just(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec()),
        Just(b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()),
        Just(b"\",\"id\":".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"\xef\xbb\xbf".to_vec()),
        Just(b"&amp;&#x1f600;&#0;".to_vec()),
        Just("«Нет», — сказал он. ".as_bytes().to_vec()),
        "[ -~\n]{0,60}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused_the_same_way_twice(bytes in input()) {
        let hints = Hints::default();
        prop_assert_eq!(read_whole(&bytes, &hints), read_whole(&bytes, &hints));
        for format in Format::ALL {
            prop_assert_eq!(read_as(format, &bytes, &hints), read_as(format, &bytes, &hints));
        }
        prop_assert_eq!(read_line(&bytes, 1, &hints), read_line(&bytes, 1, &hints));
    }

    #[test]
    fn any_bytes_as_a_feed_or_an_archive_come_to_an_end(bytes in input()) {
        let hints = Hints::default();
        let read = || Feed::open(&bytes, Some("https://a.example/"), &hints).map(Iterator::collect::<Vec<_>>);
        prop_assert_eq!(read(), read());
        if let Ok(records) = read() {
            prop_assert!(records.len() <= bytes.len() + 1);
            for record in records.into_iter().flatten() {
                reads_back(record.article);
            }
        }
        let archive = Warc::open(std::io::Cursor::new(&bytes), &hints);
        prop_assert!(archive.count() <= bytes.len() + 1);
    }

    #[test]
    fn what_is_printed_reads_back(bytes in input()) {
        if let Ok(article) = read_whole(&bytes, &Hints::default()) {
            reads_back(article);
        }
    }

    #[test]
    fn any_fields_read_back(
        text in ".*[a-z].*",
        id in prop::option::of("\\PC*[a-z]\\PC*"),
        title in prop::option::of(".*[a-z].*"),
        author in prop::option::of("\\PC*[a-z]"),
        language in prop::option::of("[a-z]{2}"),
        day in prop::option::of(0_i32..1_000_000),
    ) {
        let hints = Hints {
            published: day.and_then(chrono::NaiveDate::from_epoch_days).map(Published::on),
            language: language.map(Language),
            ..Hints::default()
        };
        let line = json!({"text": text, "id": id, "title": title, "author": author}).to_string();
        let article = read_line(line.as_bytes(), 1, &hints);
        reads_back(article.unwrap().unwrap());
    }

    #[test]
    fn plain_text_is_kept_as_it_is(text in "[A-Za-z«»“”é\r\n\t .]*[a-z]") {
        let article = read_as(Format::Plain, text.as_bytes(), &Hints::default()).unwrap();
        prop_assert_eq!(article.text.as_str(), text);
    }

    #[test]
    fn the_format_is_told_from_the_head_alone(bytes in input()) {
        let mut longer = bytes.clone();
        longer.resize(bytes.len().max(4096), b' ');
        let mut longest = longer.clone();
        longest.extend_from_slice(b"<!doctype html> date 2026-01-24 {");
        prop_assert_eq!(sniff(&longer, None), sniff(&longest, None));
    }
}
