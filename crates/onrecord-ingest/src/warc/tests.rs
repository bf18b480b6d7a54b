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
    assert_eq!((pages, refused.len()), (vec!["6".to_owned()], 1), "nothing vouches for any of two: {refused:?}");
}

/// Reads an archive of which the second record is damaged: the others come whole, and it is refused with its place.
fn costs_the_second_alone(archive: Vec<u8>, second: usize, what: &str) {
    let mut warc = Warc::open(Cursor::new(archive), &Hints::default());
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for item in warc.by_ref() {
        match item {
            Ok(record) => read.push(record.raw),
            Err(Trouble::Record(rejected)) => refused.push(rejected.to_string()),
            Err(Trouble::Io(error)) => panic!("{what}: {error}"),
        }
    }
    let whole = [1, 3, 4].map(|number| varied(number).0);
    assert!(read == whole, "{what}: {} pages, {refused:?}", read.len());
    assert!(
        refused.len() == 1 && refused[0].starts_with(&format!("record at byte {second}: ")),
        "{what}: {second}: {refused:?}"
    );
}

/// Returns a page that is long enough for damage to go unnoticed in it, and its record.
fn varied(number: u32) -> (Vec<u8>, Vec<u8>) {
    let words = ["quay", "ferry", "dock", "storm", "crane", "vessel", "budget", "council", "tank", "crew"];
    let mut seed = u64::from(number);
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(seed >> 33) as usize % words.len()]
    };
    let line =
        |_| format!("<p>The mayor said the {} and the {} of the {} cost {number} million.</p>", next(), next(), next());
    let lines: String = (0..25).map(line).collect();
    let page = format!("<html><body><article>{lines}</article></body></html>");
    let record = record("response", &format!("https://ledger.example/{number}"), &answer(&page));
    (page.into_bytes(), record)
}

#[test]
fn a_flipped_bit_costs_its_member_alone() {
    let members: Vec<Vec<u8>> = (1..=4).map(|number| packed(&varied(number).1)).collect();
    // Flags and the like in the ten bytes of its header change nothing that is packed.
    for at in (10..members[1].len()).step_by(3) {
        let mut flipped = members.clone();
        flipped[1][at] ^= 1 << (at % 8);
        costs_the_second_alone(flipped.concat(), members[0].len(), &format!("flip at {at}"));
    }
}

#[test]
fn a_member_that_is_cut_costs_itself_alone() {
    let members: Vec<Vec<u8>> = (1..=4).map(|number| packed(&varied(number).1)).collect();
    for at in (3..members[1].len()).step_by(3) {
        let cut = [&members[0][..], &members[1][..at], &members[2], &members[3]].concat();
        costs_the_second_alone(cut, members[0].len(), &format!("cut at {at}"));
    }
}

#[test]
fn a_record_that_is_cut_ends_where_the_next_begins() {
    let records: Vec<Vec<u8>> = (1..=4).map(|number| varied(number).1).collect();
    // Where an address is cut before the kind of its record is known, that it was is not seen; here the kind comes first.
    for at in (1..400).chain((400..records[1].len() - 4).step_by(23)) {
        let cut = [&records[0][..], &records[1][..at], &records[2], &records[3]].concat();
        costs_the_second_alone(cut, records[0].len(), &format!("cut at {at}"));
    }
    let small: Vec<Vec<u8>> = records.iter().map(|record| packed(record)).collect();
    let short = packed(&records[1][..600]);
    costs_the_second_alone([&small[0][..], &short, &small[2], &small[3]].concat(), small[0].len(), "a short record");
}

#[test]
fn a_length_that_is_too_large_costs_its_record_alone() {
    let records: Vec<Vec<u8>> = (1..=4).map(|number| varied(number).1).collect();
    for length in ["99999", "999999", "99999999", "18446744073709551615"] {
        let text = String::from_utf8(records[1].clone()).unwrap();
        let (before, rest) = text.split_once("Content-Length: ").unwrap();
        let (_, rest) = rest.split_once('\r').unwrap();
        let wrong = format!("{before}Content-Length: {length}\r{rest}").into_bytes();
        let plain = [&records[0][..], &wrong, &records[2], &records[3]];
        costs_the_second_alone(plain.concat(), records[0].len(), length);
        let each = plain.map(packed);
        costs_the_second_alone(each.concat(), each[0].len(), length);
    }
}

#[test]
fn a_page_about_archives_is_left_alone() {
    let lines = "\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n";
    let page = PAGE.replace("<p>", &format!("<pre>{lines}</pre><p>"));
    let about = record("response", "https://ledger.example/about", &answer(&page));
    for (behind, count) in [(response(2), 2), (Vec::new(), 1)] {
        let plain = [about.clone(), behind];
        for archive in [plain.concat(), packed(&plain.concat()), plain.iter().flat_map(|one| packed(one)).collect()] {
            let (pages, refused, _) = read(archive);
            assert_eq!((pages.len(), refused), (count, Vec::new()));
        }
    }
}

#[test]
fn a_file_that_ends_in_a_member_of_many_gives_what_is_whole() {
    let together = packed(&(1..=4).flat_map(|number| varied(number).1).collect::<Vec<_>>());
    let (pages, refused, _) = read(together[..together.len() * 3 / 4].to_vec());
    assert!(pages.len() >= 2 && pages[..2] == ["1", "2"], "{pages:?}");
    assert!(refused.len() == 1 && refused[0].contains("ends in the middle"), "{refused:?}");
    let (pages, refused, _) = read(together[..together.len() - 1].to_vec());
    assert_eq!((pages.len(), refused.len()), (3, 1), "the last is not vouched for: {refused:?}");
}

#[test]
fn a_member_too_long_to_be_checked_before_says_so_when_it_is_damaged() {
    let noise: String = (0..34_u32 << 20).map(|n| if n % 61 == 0 { '\n' } else { 'x' }).collect();
    let records =
        [record("response", "https://ledger.example/z", &answer(&noise)), varied(1).1, varied(2).1, varied(3).1];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(&records.concat()).unwrap();
    let mut long = encoder.finish().unwrap();
    let (pages, refused, _) = read([&long[..], &packed(&varied(4).1)].concat());
    assert_eq!(pages, ["1", "2", "3", "4"]);
    assert!(refused.len() == 1 && refused[0].contains("are more than"), "{refused:?}");
    let sum = long.len() - 8;
    long[sum] ^= 0x55;
    let (pages, refused, _) = read([&long[..], &packed(&varied(4).1)].concat());
    assert_eq!(pages, ["1", "2", "4"]);
    assert!(refused.len() == 2 && refused[1].contains("read from its member before may differ"), "{refused:?}");
}

/// Were each looked through by itself, this would take hours.
#[test]
fn thousands_of_wrong_lengths_and_false_members_are_passed_in_one_go() {
    let one = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 30000000\r\n\r\nx\r\n";
    let (pages, refused, _) = read(one.repeat(40_000).into_bytes());
    assert_eq!((pages.len(), refused.len()), (0, 40_000));
    // Stored blocks (RFC 1951, 3.2.4) that hold the beginning of the next member, and so on.
    let mut nested = packed(&response(1));
    for _ in 0..40_000_u32 {
        nested.extend_from_slice(b"\x1f\x8b\x08\0\0\0\0\0\0\x03\0\x0a\0\xf5\xffWARC/1.0\r\n");
    }
    let (pages, _, _) = read(nested);
    assert_eq!(pages, ["1"]);
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
