//! Odd and hostile input: nothing panics, the good files are in, the bad ones are not, twice the same.

use std::collections::BTreeMap;

use crate::report::links;
use crate::sandbox::{Sandbox, list, text};
use crate::spans;
use crate::texts::{dated, reservoir};

/// Inputs that must go in: odd, but text.
pub(crate) fn odd() -> Vec<(&'static str, Vec<u8>)> {
    let body = "\"We sold 40 boats,\" Petra Valmont said. The yard was built in 1974.";
    let marks = format!("\"We sold 40 boats,\" Petra Valmont said. {}", "\"".repeat(1000));
    let unclosed =
        "\"We sold 40 boats, Petra Valmont said. The yard was built in 1974.\n\nNobody came. It has 3 docks.";
    vec![
        ("one-word.txt", "a".repeat(1 << 20).into_bytes()),
        ("bom.txt", format!("\u{FEFF}{}", reservoir()).into_bytes()),
        ("crlf.txt", reservoir().replace('\n', "\r\n").replace("1974", "1975").into_bytes()),
        ("rtl.txt", "قال الوزير: «لن نغلق الميناء أبدا». The port has 12 docks, \u{202E}tnomlaV\u{202C} said.".into()),
        ("emoji.txt", "“We won 👩‍👩‍👧‍👦 3 prizes 🏳️‍🌈,” Zoë Valmont said on Monday.".into()),
        ("accents.txt", "The cafe\u{301} in Saint-E\u{301}tienne lost $4 million, Zoe\u{308} Valmont said.".into()),
        ("no-date.txt", body.into()),
        ("future.txt", dated("2999-12-31", "future", "From the future", body).into()),
        ("bad-date.txt", dated("2026-13-45", "bad", "No such day", body).into()),
        ("script.txt", dated("2026-05-04", "s", "<script>alert(1)</script>", body).into()),
        ("formula.txt", dated("2026-05-05", "f", "=cmd()", "=cmd() cost $3 million, Valmont said.").into()),
        ("address.txt", format!(" date 2026-05-04 javascript:alert(1)\n\nTitle\n\nTitle\n\n{body}\n").into()),
        ("marks.txt", marks.into()),
        ("unclosed.txt", unclosed.into()),
        ("spaces.txt", " ".repeat(5000).into_bytes()),
        ("deep.html", format!("<html><body>{}{body}</body></html>", "<div>".repeat(3000)).into()),
    ]
}

/// Inputs that may be taken or refused, but never half.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("empty.txt", Vec::new()),
        ("nul.txt", b"The dam\0 was built in 1974.\0\0".to_vec()),
        ("invalid.txt", b"The \xFF\xFE\x80 dam was built in 1974. \xC0\xAF".to_vec()),
        ("noise.bin", (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
        ("cut.jsonl", b"{\"text\": \"The dam was built in 1974.\"}\n{\"text\": \"The d".to_vec()),
        ("nested.jsonl", [vec![b'['; 50_000], b"\n".to_vec()].concat()),
        ("surrogate.jsonl", b"{\"text\": \"\\ud800 was built in 1974.\"}\n".to_vec()),
    ]
}

#[test]
fn each_alone_through_every_reader() {
    for (name, bytes) in odd().into_iter().chain(broken()) {
        let sandbox = Sandbox::new();
        sandbox.write(name, &bytes);
        let good = odd().iter().any(|(odd, _)| *odd == name);
        for args in [&["read"][..], &["extract"], &["extract", "--flat"], &["extract", "--all-sentences"], &["ingest"]]
        {
            let ran = sandbox.run(&[args, &[name]].concat());
            assert!(ran.code == 0 || ran.code == 6, "{args:?} {name}: {ran:?}");
            let message = ran.code == 0 || ran.stderr.contains(name);
            assert!(message, "{args:?} does not name {name}: {}", ran.stderr);
            // White space alone is no article, a script is no page: those may be refused, the other odd ones not.
            assert!(!good || ran.code == 0 || name == "spaces.txt", "{args:?} refuses {name}: {}", ran.stderr);
        }
        let ran = sandbox.run(&["read", name]);
        for record in ran.records() {
            let line = format!("{record}\n");
            let extracted = sandbox.pipe(&["extract", "-"], line.as_bytes()).ok().records();
            spans::check(&extracted[0], text(&record["text"]));
        }
    }
}

#[test]
fn a_batch_of_all_takes_the_good_ones_in_and_twice_is_once() {
    let sandbox = Sandbox::new();
    odd().into_iter().chain(broken()).for_each(|(name, bytes)| sandbox.write(&format!("in/{name}"), bytes));
    let first = sandbox.run(&["ingest", "in", "--format", "ndjson"]).exits(6);
    let taken: BTreeMap<String, String> =
        first.records().iter().map(|r| (text(&r["path"]).to_owned(), text(&r["doc"]).to_owned())).collect();
    for (name, _) in odd().iter().filter(|(name, _)| *name != "spaces.txt") {
        assert!(taken.contains_key(&format!("in/{name}")), "{name} is not in: {}", first.stderr);
    }
    for line in first.stderr.lines().filter(|l| l.starts_with("in/") && !l.contains(": warning: ")) {
        let name = line.split(':').next().unwrap_or_default();
        assert!(
            std::path::Path::new(name).extension().is_some_and(|e| e == "jsonl") || !taken.contains_key(name),
            "{name} is in and refused"
        );
    }
    let before = sandbox.run(&["audit", "verify"]).ok().stdout;
    sandbox.run(&["ingest", "in"]).exits(6).says(&["0 added"]);
    assert_eq!(sandbox.run(&["audit", "verify"]).ok().stdout, before);
    for document in taken.values() {
        let whole = sandbox.run(&["doc", "show", document, "--text"]).ok();
        spans::check(&sandbox.run(&["show", document, "--format", "json"]).ok().json(), whole.out());
    }
    pages_and_tables(&sandbox);
}

fn pages_and_tables(sandbox: &Sandbox) {
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    links(sandbox, "out", "index.html");
    let index = String::from_utf8(sandbox.read("out/index.html")).expect("UTF-8");
    assert!(!index.contains("<script>alert"));
    let files = std::fs::read_dir(sandbox.path("out")).expect("folder");
    for file in files.map(|f| f.expect("entry").path()) {
        let page = std::fs::read_to_string(&file).expect("UTF-8");
        assert!(!page.contains("<script>alert") && !page.contains("\"javascript:"), "{}", file.display());
    }
    let csv = sandbox.run(&["queue", "--all", "--limit", "10000", "--format", "csv"]).ok();
    assert!(!csv.out().contains(",=cmd") && !csv.out().contains(",\"=cmd"));
    let table = sandbox.run(&["queue", "--all", "--limit", "10000"]).ok();
    assert!(!table.out().contains(['\u{202E}', '\u{1b}']));
}

#[test]
fn an_unclosed_mark_does_not_swallow_the_article() {
    let sandbox = Sandbox::new();
    let bytes = odd().into_iter().find(|(name, _)| *name == "unclosed.txt").expect("listed").1;
    let record = &sandbox.pipe(&["extract", "-"], &bytes).ok().records()[0];
    let longest =
        list(&record["mentions"]).iter().flat_map(|m| list(&m["content"])).map(|s| text(&s["exact"]).len()).max();
    assert!(longest.is_some_and(|n| n < 120), "{record}");
}

#[test]
fn hostile_arguments() {
    let sandbox = Sandbox::with(reservoir());
    for args in [
        &["diff", "\u{0}", "x"][..0],
        &["diff", "", ""],
        &["diff", "'; DROP TABLE claims; --", "x"],
        &["log", "--by", "'; DROP TABLE events; --"],
        &["queue", "--since", "2026-02-30"],
        &["queue", "--limit", "0"],
        &["queue", "--limit", "4294967295"],
        &["queue", "--limit", "-1"],
        &["docs", "--after", "d4294967295"],
        &["show", "c4294967295"],
        &["set", "c1", "disputed", "--target", "fact", "-m", "'); DROP TABLE claims; --"],
        &["set", "c2", "disputed", "--target", "fact", "-m", "x", "--if-version", "4294967295"],
    ] {
        let code = sandbox.run(args).code;
        assert!([0, 2, 3, 5].contains(&code), "{args:?} gives {code}");
    }
    assert_eq!(sandbox.claims().len(), 5);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn the_outside_world_in_the_way_is_a_failure_that_names_it() {
    let sandbox = Sandbox::with(reservoir());
    for database in ["postgres://nobody@127.0.0.1:1/none", "none/here.db", "a.txt", "mysql://x"] {
        sandbox.run(&["queue", "--db", database]).exits(1).says(&["error: "]);
    }
    assert_eq!(sandbox.read("a.txt"), reservoir().as_bytes());
    // A secret in an address does not come back in the message.
    let ran = sandbox.run(&["queue", "--db", "postgres://nobody:sesame@127.0.0.1:1/none"]).exits(1);
    assert!(!ran.stderr.contains("sesame"), "{}", ran.stderr);
}

#[test]
fn odd_names_and_things_that_are_no_files() {
    let sandbox = Sandbox::new();
    let odd = "in/-- =cmd() \u{202E}txt.\u{1b}[31m 100% #1?.txt";
    sandbox.write(odd, reservoir());
    let ran = sandbox.run(&["ingest", "in"]).ok().says(&["1 added"]);
    assert!(!ran.out().contains(['\u{202E}', '\u{1b}']), "{}", ran.out());
    std::fs::create_dir(sandbox.path("my desk")).expect("folder");
    for database in ["what? 100% #1.db", "my desk/é:@[x].db"] {
        sandbox.run(&["ingest", "in", "--db", database]).ok();
        sandbox.run(&["queue", "--db", database]).ok();
        assert!(sandbox.path(database).exists(), "{database}");
    }
    sandbox.write("bad.jsonl", "{\"text\": 1}\n");
    std::fs::rename(sandbox.path("bad.jsonl"), sandbox.path("b\u{1b}[31m.jsonl")).expect("renamed");
    let ran = sandbox.run(&["ingest", "b\u{1b}[31m.jsonl"]).exits(6);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
}
