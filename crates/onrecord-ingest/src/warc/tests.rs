//! Archives made by hand: whole, damaged, packed.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

const PAGE: &str = "<html><head><title>Quay plan delayed</title></head><body><article><p>The council will not vote on the quay \
                    plan this week, the mayor said on Monday.</p></article></body></html>";

fn record(kind: &str, target: &str, block: &str) -> Vec<u8> {
    let length = block.len();
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {target}\r\nWARC-Date: 2026-01-24T09:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

fn answer(page: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}")
}

fn response(number: u32) -> Vec<u8> {
    record(
        "response",
        &format!("https://ledger.example/{number}"),
        &answer(&PAGE.replace("Monday", &format!("day {number}"))),
    )
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Returns the addresses of the pages that were read, the refusals, and what was left out.
fn read(archive: Vec<u8>) -> (Vec<String>, Vec<String>, LeftOut) {
    let mut warc = Warc::open(Cursor::new(archive), &Hints::default());
    let (mut pages, mut refused) = (Vec::new(), Vec::new());
    for item in warc.by_ref() {
        match item {
            Ok(record) => pages.push(record.article.url.unwrap_or_default().replace("https://ledger.example/", "")),
            Err(Trouble::Record(rejected)) => refused.push(rejected.to_string()),
            Err(Trouble::Io(error)) => refused.push(format!("io: {error}")),
        }
    }
    (pages, refused, warc.left_out())
}

#[test]
fn pages_are_read_and_the_rest_is_counted() {
    let archive = [
        record("warcinfo", "", "software: none"),
        response(1),
        record("request", "https://ledger.example/1", "GET / HTTP/1.1\r\n\r\n"),
        record("revisit", "https://ledger.example/1", &answer("")),
        record("response", "https://ledger.example/x", "HTTP/1.1 404 Not Found\r\n\r\n"),
        record("response", "https://ledger.example/i", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{1}"),
        response(2),
    ];
    for bytes in [archive.concat(), packed(&archive.concat()), archive.iter().flat_map(|r| packed(r)).collect()] {
        let (pages, refused, left_out) = read(bytes);
        assert_eq!((pages, refused), (vec!["1".to_owned(), "2".to_owned()], Vec::new()));
        assert_eq!(left_out, LeftOut { about: 2, revisits: 1, answers: 1, kinds: 1 });
    }
}

#[test]
fn a_page_knows_where_and_when_it_was_fetched() {
    let mut warc = Warc::open(Cursor::new(response(1)), &Hints::default());
    let record = warc.next().unwrap().unwrap();
    let article = record.article;
    assert_eq!(article.fetched.map(|at| at.to_rfc3339()).as_deref(), Some("2026-01-24T09:00:00+00:00"));
    assert_eq!(
        (article.title.as_deref(), article.outlet.as_deref()),
        (Some("Quay plan delayed"), Some("ledger.example"))
    );
    assert_eq!((article.format, record.raw.starts_with(b"<html>")), (Format::Warc, true));
}

#[test]
fn a_damaged_record_costs_itself_alone() {
    let no_length = String::from_utf8(response(2)).unwrap().replace("Content-Length", "Content-Size").into_bytes();
    let (first, third) = (response(1), response(3));
    let (pages, refused, _) = read([&first[..], &no_length, &third].concat());
    assert_eq!(pages, ["1", "3"]);
    let place = format!("record at byte {}: its header has no Content-Length", first.len());
    assert!(refused.len() == 1 && refused[0].starts_with(&place), "{refused:?}");

    let (pages, refused, _) = read([&first[..], b"garbage\r\nmore WARC/\r\n", &third].concat());
    assert_eq!((pages.len(), refused.len()), (2, 1), "{refused:?}");

    let (pages, refused, _) = read([&first[..], &third[..third.len() - 40]].concat());
    assert_eq!(pages, ["1"]);
    assert!(refused[0].contains("ends in the middle"), "{refused:?}");
}

#[test]
fn a_damaged_member_costs_itself_alone() {
    let mut second = packed(&response(2));
    let middle = second.len() / 2;
    second[middle] ^= 0x55;
    second[middle + 1] ^= 0x55;
    let first = packed(&response(1));
    let (pages, refused, _) = read([&first[..], &second, &packed(&response(3))].concat());
    assert_eq!(pages, ["1", "3"]);
    assert!(refused.len() == 1 && refused[0].starts_with(&format!("record at byte {}: ", first.len())), "{refused:?}");
    let (pages, refused, _) = read([&first[..], &packed(&response(2))[..200]].concat());
    assert_eq!((pages.len(), refused.len()), (1, 1), "{refused:?}");
}

#[test]
fn a_page_whose_member_fails_its_checksum_is_not_given() {
    let mut second = packed(&response(2));
    // The checksum and the length stand in the last eight bytes (RFC 1952, 2.3).
    let sum = second.len() - 8;
    second[sum] ^= 0x55;
    let first = packed(&response(1));
    let (pages, refused, _) = read([&first[..], &second, &packed(&response(3))].concat());
    assert_eq!(pages, ["1", "3"]);
    assert!(refused.len() == 1 && refused[0].starts_with(&format!("record at byte {}: ", first.len())), "{refused:?}");
    let two = [response(4), response(5)].concat();
    let mut together = packed(&two);
    let sum = together.len() - 8;
    together[sum] ^= 0x55;
    let (pages, refused, _) = read([together, packed(&response(6))].concat());
    assert_eq!((pages, refused.len()), (vec!["4".to_owned(), "6".to_owned()], 1), "{refused:?}");
}

#[test]
fn what_unpacks_without_end_is_left_behind() {
    let zeros = "\0".repeat(80 << 20);
    let (pages, refused, _) =
        read([packed(&record("response", "https://ledger.example/z", &zeros)), packed(&response(2))].concat());
    assert_eq!(pages, ["2"]);
    assert!(refused[0].contains("200 times"), "{refused:?}");
}

#[test]
fn what_the_server_names_is_read() {
    let page = "<html><body><p>Совет не будет голосовать на этой неделе, сказал мэр в понедельник.</p></body></html>";
    let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(page);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n";
    let length = head.len() + cyrillic.len();
    let header = format!("WARC/1.0\nWARC-Type: response\nContent-Length: {length}\n\n{head}");
    let mut warc = Warc::open(Cursor::new([header.as_bytes(), &cyrillic].concat()), &Hints::default());
    let article = warc.next().unwrap().unwrap().article;
    assert!(article.text.as_str().contains("сказал мэр"), "{}", article.text.as_str());
    assert_eq!(article.diagnostics.iter().filter(|d| d.code == "encoding-guessed").count(), 0);
}
