//! Hostile inputs from outside the repository: none may panic, and some must be refused in a certain way.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests: a broken fixture must stop the test")]

use std::fs;
use std::path::{Path, PathBuf};

use onrecord_ingest::{Feed, Hints, Rejected, Trouble, Warc, read_line, read_whole, sniff};
use onrecord_model::{Article, Format};
use serde_json::Value;

/// Finds the folder of hostile inputs; `None`, with a word on it, when it is not there.
fn folder(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("ONRECORD_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} not found", folder.display());
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(s) => found.push(s.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}

fn payloads(folder: &Path) -> Vec<String> {
    let mut payloads = Vec::new();
    for path in files(folder).iter().filter(|path| path.ends_with("items.jsonl")) {
        for line in fs::read_to_string(path).unwrap().lines() {
            strings(&serde_json::from_str(line).unwrap(), &mut payloads);
        }
    }
    payloads
}

fn check_spans(read: &Result<Article, Rejected>) {
    if let Ok(article) = read {
        let text = article.text.as_str();
        assert!(!text.trim().is_empty());
        assert!(article.text.span(0..text.len()).is_ok());
        assert!(!text.contains('\0'));
    }
}

#[test]
fn every_file_is_read_or_refused() {
    let Some(folder) = folder("badinput") else { return };
    let mut seen = 0;
    for path in files(&folder) {
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        check_spans(&read_whole(&bytes, &Hints { name, ..Hints::default() }));
        for (number, line) in (1..).zip(bytes.split(|b| *b == b'\n').take(2000)) {
            let _ = read_line(line, number, &Hints::default());
        }
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn every_string_is_read_as_text_and_as_a_field() {
    let Some(folder) = folder("badinput") else { return };
    let payloads = payloads(&folder);
    assert!(payloads.len() > 1000);
    for payload in &payloads {
        check_spans(&read_whole(payload.as_bytes(), &Hints::default()));
        let line = serde_json::json!({"text": format!("x{payload}"), "title": payload}).to_string();
        let article = read_line(line.as_bytes(), 1, &Hints::default()).unwrap().unwrap();
        assert_eq!(article.text.as_str(), format!("x{payload}").replace('\0', "\u{fffd}"));
        if !payload.trim().is_empty() {
            assert_eq!(article.title, Some(payload.replace('\0', "\u{fffd}")));
        }
    }
}

/// Several payloads share a page, as finding the main text takes its time.
#[test]
fn every_string_is_read_inside_a_page() {
    let Some(folder) = folder("badinput") else { return };
    for chunk in payloads(&folder).chunks(12) {
        let paragraphs = chunk.join("</p>\n<p>");
        let page = format!("<html><title>{}</title><body><p>{paragraphs}</p></body></html>", chunk[0]);
        check_spans(&read_whole(page.as_bytes(), &Hints::default()));
    }
}

#[test]
fn compressed_inputs_are_refused_by_name() {
    let Some(folder) = folder("badinput/bombs/open") else {
        return;
    };
    for path in files(&folder) {
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if matches!(extension.as_str(), "gz" | "zip") {
            let rejected = read_whole(&fs::read(&path).unwrap(), &Hints::default()).unwrap_err();
            assert!(rejected.why.starts_with("looks like"), "{}: {rejected}", path.display());
        }
    }
}

#[test]
fn json_is_as_strict_as_its_standard() {
    let Some(folder) = folder("badinput/json/open/test_parsing") else {
        return;
    };
    for path in files(&folder) {
        let value = fs::read(&path).unwrap();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wrapped = [b"{\"text\":\"a\",\"other\":", value.as_slice(), b"}"].concat();
        let read = read_line(&wrapped, 1, &Hints::default());
        if name.starts_with("y_") {
            assert!(read.is_ok(), "{name}: {read:?}");
        }
        let alone = read_line(&value, 1, &Hints::default());
        assert!(alone.is_err() || alone == Ok(None), "{name}: {alone:?}");
    }
}

#[test]
fn feeds_are_read_entry_by_entry_or_refused() {
    let (mut files_seen, mut articles, mut refused) = (0, 0, 0);
    for name in ["badinput/feeds/open", "data/feeds/files"] {
        let Some(folder) = folder(name) else { continue };
        for path in files(&folder) {
            let bytes = fs::read(&path).unwrap();
            files_seen += 1;
            let Ok(feed) = Feed::open(&bytes, None, &Hints::default()) else { continue };
            for record in feed {
                articles += usize::from(record.is_ok());
                refused += usize::from(record.is_err());
                check_spans(&record.map(|record| record.article));
            }
        }
    }
    if files_seen > 0 {
        assert!(articles > 400 && refused > 100, "{articles} articles, {refused} refused of {files_seen}");
    }
}

#[test]
fn feeds_of_the_set_say_what_they_hold() {
    let Some(folder) = folder("data/feeds/files/feed-rs") else { return };
    for path in files(&folder) {
        let bytes = fs::read(&path).unwrap();
        let name = path.display();
        assert_eq!(sniff(&bytes, None), Format::Feed, "{name}");
        let records: Vec<_> = Feed::open(&bytes, None, &Hints::default()).unwrap().collect();
        // Every entry of these has a headline or a text, but for one sample that is cut to a single video.
        let read = records.iter().filter(|record| record.is_ok()).count();
        let told = path.to_string_lossy().contains("spec") || read > 0;
        assert!(told, "{name}: {:?}", records.first());
    }
}

#[test]
fn archives_are_read_record_by_record() {
    let Some(folder) = folder("data/warc/files") else { return };
    let mut pages = 0;
    for path in files(&folder) {
        let bytes = fs::read(&path).unwrap();
        if sniff(&bytes, None) != Format::Warc {
            continue;
        }
        let (mut read, mut refused) = (0, 0);
        for item in Warc::open(std::io::Cursor::new(bytes), &Hints::default()) {
            match item {
                Ok(record) => {
                    read += 1;
                    assert!(record.article.url.is_some() && record.article.fetched.is_some(), "{}", path.display());
                    check_spans(&Ok(record.article));
                }
                Err(Trouble::Record(_)) => refused += 1,
                Err(Trouble::Io(error)) => panic!("{}: {error}", path.display()),
            }
        }
        println!("{}: {read} pages, {refused} refused", path.display());
        pages += read;
    }
    assert!(pages >= 5, "{pages}");
}

/// Cuts, flips and repeats of real inputs: what is damaged is refused, nothing panics, nothing goes on without end.
#[test]
fn damaged_feeds_and_archives_end() {
    for name in ["data/warc/files", "data/feeds/files/feed-rs"] {
        let Some(folder) = folder(name) else { continue };
        for path in files(&folder) {
            let bytes = fs::read(&path).unwrap();
            for at in (0..bytes.len()).step_by((bytes.len() / 24).max(1)) {
                let mut flipped = bytes.clone();
                flipped[at] ^= 0x21;
                for damaged in [&bytes[..at], &flipped, &[&bytes[at..], &bytes[..at]].concat()] {
                    let archive = Warc::open(std::io::Cursor::new(damaged), &Hints::default());
                    assert!(archive.count() <= damaged.len() + 1);
                    if let Ok(feed) = Feed::open(damaged, None, &Hints::default()) {
                        assert!(feed.count() <= damaged.len() + 1);
                    }
                }
            }
        }
    }
}
