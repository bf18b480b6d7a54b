//! Inputs that hold many articles: feeds and web archives.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::sandbox::{Sandbox, list, text};

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Lantern</title><link>https://lantern.example/</link><language>en-GB</language>
<item><title>Mill stays open</title><link>/mill</link><guid isPermaLink="false">l-1</guid><dc:creator>Ida Marsh</dc:creator>
<pubDate>Tue, 05 May 2026 09:00:00 +0100</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>The mill will stay open, its owner Tom Ferrier said on Monday.</p><p>It has 40 looms &amp; a wheel.</p>]]></content:encoded></item>
<item><title>  </title><link>/empty</link></item>
<item><title>Bridge &amp;amp; ferry</title><guid>https://lantern.example/bridge</guid>
<description>&lt;p&gt;The bridge carries 4,000 cars a day, Ferrier said.&lt;/p&gt;</description></item>
<item><title>Cut off</title><description>The dam was bui"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/"><title type="html">The &lt;b&gt;Post&lt;/b&gt;</title>
<author><name>Desk</name></author>
<entry xml:lang="de"><id>tag:post.example,2026:1</id><title type="text">Kein &lt;Zoll&gt;</title><link rel="self" href="x.xml"/><link href="zoll"/>
<updated>2026-05-06T08:00:00Z</updated><author><name>Jörg Öl</name><email>j@post.example</email></author><author><name>Ann Lee</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Hafen <em>bleibt</em> offen.</p><p>Das sagte der Minister.</p></div></content></entry>
<entry><id>2</id><title>Second</title><published>2026-05-07T08:00:00Z</published><updated>2026-05-09T08:00:00Z</updated>
<summary>The quay has 12 cranes.</summary><source><title>Harbour Wire</title></source></entry></feed>"#;

const JSON: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Ledger","home_page_url":"https://ledger.example/","authors":[{"name":"Desk"}],
"items":[{"id":7,"url":"/a","title":"Quay","content_html":"<p>The quay has 12 cranes.</p>","date_published":"2026-05-07T08:00:00Z"},
{"id":"b","title":9},
{"id":"c","content_text":"The dam was built in 1974.","authors":[{"name":"Ann Lee"}]}]}"#;

fn read(sandbox: &Sandbox, name: &str, code: i32) -> Vec<Value> {
    sandbox.run(&["read", name]).exits(code).records()
}

fn codes(record: &Value) -> Vec<String> {
    list(&record["diagnostics"]).iter().map(|d| text(&d["code"]).to_owned()).collect()
}

#[test]
fn each_entry_of_a_feed_is_an_article_and_a_bad_one_costs_itself_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("f.xml", RSS);
    let ran = sandbox.run(&["read", "f.xml"]).exits(6);
    let ran = ran.says(&[
        "f.xml:7: entry 2: has neither headline nor text",
        "f.xml:10: entry 4: the feed ends in the middle of it",
    ]);
    let records = ran.records();
    assert_eq!(records.len(), 2);
    let (mill, bridge) = (&records[0], &records[1]);
    assert_eq!(
        text(&mill["text"]),
        "Mill stays open\n\nThe mill will stay open, its owner Tom Ferrier said on Monday.\n\nIt has 40 looms & a wheel."
    );
    let known = ["id", "url", "outlet", "author", "published", "lang", "format"].map(|field| text(&mill[field]));
    let wanted =
        ["l-1", "https://lantern.example/mill", "The Lantern", "Ida Marsh", "2026-05-05T09:00:00+01:00", "en", "feed"];
    assert_eq!(known, wanted);
    assert_eq!((text(&bridge["title"]), text(&bridge["url"])), ("Bridge & ferry", "https://lantern.example/bridge"));
    assert!(text(&bridge["text"]).ends_with("The bridge carries 4,000 cars a day, Ferrier said."));
    assert_eq!(codes(bridge), ["summary-only"]);
}

#[test]
fn atom_and_json_feeds_are_read() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xml", ATOM);
    let records = read(&sandbox, "a.xml", 0);
    let first = &records[0];
    assert_eq!(text(&first["text"]), "Kein <Zoll>\n\nDer Hafen bleibt offen.\n\nDas sagte der Minister.");
    let known = ["url", "outlet", "author", "lang", "id"].map(|field| text(&first[field]));
    assert_eq!(
        known,
        ["https://post.example/news/zoll", "The Post", "Jörg Öl, Ann Lee", "de", "tag:post.example,2026:1"]
    );
    assert_eq!(codes(first), ["date-guessed"]);
    let second = ["outlet", "author", "published"].map(|field| text(&records[1][field]));
    assert_eq!(second, ["Harbour Wire", "Desk", "2026-05-07T08:00:00Z"]);
    sandbox.write("j.json", JSON);
    let ran = sandbox.run(&["read", "j.json"]).exits(6).says(&["j.json:3: entry 2: not an item of a JSON Feed"]);
    let records = ran.records();
    let known = |at: usize, fields: [&str; 4]| fields.map(|field| text(&records[at][field]).to_owned());
    assert_eq!(known(0, ["id", "url", "outlet", "author"]), ["7", "https://ledger.example/a", "The Ledger", "Desk"]);
    assert_eq!(
        known(1, ["id", "text", "outlet", "author"]),
        ["c", "The dam was built in 1974.", "The Ledger", "Ann Lee"]
    );
}

#[test]
fn feeds_come_in_many_encodings() {
    let sandbox = Sandbox::new();
    let feed = |declared: &str| {
        format!(
            "<?xml version='1.0'{declared}?><rss><channel><item><title>Да, сказал мэр</title></item></channel></rss>"
        )
    };
    // windows-1251 has the letters from А on in the order of Unicode, from 0xC0 on.
    let byte = |c: char| if c.is_ascii() { c as u8 } else { (c as u32 - 'А' as u32 + 0xc0) as u8 };
    let cyrillic: Vec<u8> = feed(" encoding='windows-1251'").chars().map(byte).collect();
    let utf16: Vec<u8> = feed("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xef\xbb\xbf"[..], feed(" encoding='utf-8'").as_bytes()].concat();
    for (name, bytes) in [("c.xml", cyrillic), ("u.xml", utf16), ("m.xml", marked)] {
        sandbox.write(name, bytes);
        assert_eq!(text(&read(&sandbox, name, 0)[0]["title"]), "Да, сказал мэр", "{name}");
    }
}

#[test]
fn a_feed_goes_in_once() {
    let sandbox = Sandbox::new();
    sandbox.write("f.xml", RSS);
    sandbox.run(&["ingest", "f.xml"]).exits(6).says(&["2 added, 0 unchanged, 2 refused"]);
    sandbox.write("f.xml", RSS.replace("<channel>", "<channel><item><title>New: the dam holds</title></item>"));
    sandbox.run(&["ingest", "f.xml"]).exits(6).says(&["1 added, 2 unchanged"]);
    sandbox
        .run(&["ingest", "f.xml", "--url", "https://lantern.example/one"])
        .exits(2)
        .says(&["holds several articles"]);
    sandbox.run(&["audit", "verify"]).ok();
}

fn response(number: u32, page: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let length = block.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ledger.example/{number}\r\nWARC-Date: 2026-05-0{number}T10:00:00Z\r\n\
         Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

#[test]
fn pages_of_an_archive_are_articles_and_damage_costs_one_record() {
    let sandbox = Sandbox::new();
    let page = |n: u32| {
        format!(
            "<html><head><title>Quay {n}</title></head><body><p>Quay {n} has 12 cranes, harbour master Ada Brandt said on Monday.</p></body></html>"
        )
    };
    let info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nnone\r\n\r\n";
    let mut second = packed(&response(2, &page(2)));
    let last = second.len() - 9;
    second[last] ^= 0xff;
    second[40] ^= 0xff;
    let archive =
        [packed(info.as_bytes()), packed(&response(1, &page(1))), second, packed(&response(3, &page(3)))].concat();
    sandbox.write("a.warc.gz", archive);
    let ran = sandbox.run(&["read", "a.warc.gz"]).exits(6).says(&["a.warc.gz: record at byte ", "1 about the archive"]);
    let records = ran.records();
    let told: Vec<[&str; 4]> =
        records.iter().map(|r| ["url", "fetched", "title", "format"].map(|f| text(&r[f]))).collect();
    assert_eq!(
        told,
        [
            ["https://ledger.example/1", "2026-05-01T10:00:00Z", "Quay 1", "warc"],
            ["https://ledger.example/3", "2026-05-03T10:00:00Z", "Quay 3", "warc"],
        ]
    );
    // What was read keeps when it was fetched, also by way of a pipe.
    sandbox.write("p.warc", [response(1, &page(1)), response(3, &page(3))].concat());
    let piped = sandbox.run(&["read", "p.warc"]).ok();
    let again = sandbox.pipe(&["read", "-"], &piped.stdout).ok().records();
    assert_eq!(text(&again[1]["fetched"]), "2026-05-03T10:00:00Z");
    sandbox.run(&["ingest", "p.warc"]).ok().says(&["2 added"]);
    let docs = sandbox.list(&["docs"]);
    assert!(docs.iter().all(|doc| text(&doc["retrieved_at"]).starts_with("2026-05-0")), "{docs:?}");
    sandbox.run(&["ingest", "a.warc.gz"]).exits(6).says(&["0 added, 2 unchanged, 1 refused"]);
    sandbox.run(&["audit", "verify"]).ok();
}
