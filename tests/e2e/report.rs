//! `report`: pages that stand on their own and run nothing.

use std::collections::BTreeSet;

use crate::sandbox::Sandbox;
use crate::texts::{OWN, dated, reservoir, six_weeks};

fn html(sandbox: &Sandbox, file: &str) -> String {
    String::from_utf8(sandbox.read(file)).expect("UTF-8")
}

/// Lists the values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> BTreeSet<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn twice_the_same_bytes() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    sandbox.run(&["report", "d1", "-o", "one"]).ok();
    sandbox.run(&["report", "d1", "-o", "two"]).ok();
    assert_eq!(sandbox.read("one/d1.html"), sandbox.read("two/d1.html"));
    let page = html(&sandbox, "one/d1.html");
    for words in [
        "Reservoir Holds Enough Water",
        "Odalys Brennick",
        "the register says 1976",
        "Ann",
        "disputed",
        "lantern.example",
    ] {
        assert!(page.contains(words), "{words:?}");
    }
    assert!(page.contains("Content-Security-Policy") && page.contains("lang=\"en\""));
    sandbox.run(&["set", &own, "corroborated", "-m", "the deed says 1974"]).ok();
    sandbox.run(&["report", "d1", "-o", "two"]).ok();
    assert!(html(&sandbox, "two/d1.html").contains("the deed says 1974"));
    let left: Vec<_> = std::fs::read_dir(sandbox.path("two")).expect("folder").collect();
    assert_eq!(left.len(), 1);
}

#[test]
fn nothing_in_it_runs_or_leads_astray() {
    let body = "\"<img src=x onerror=alert(2)> is 3 times as fast,\" <b onclick=\"alert(3)\">Petra</b> Valmont said. \u{202E}gnp.exe \
                cost $4 million, Valmont said. </style></script><script>alert(4)</script> was built in 1974.";
    let line = serde_json::json!({
        "id": "<x>", "url": "javascript:alert(5)", "outlet": "\"><script>alert(6)</script>", "published": "2026-05-04",
        "title": "<script>alert(1)</script> & \"quotes\"", "text": body,
    });
    let sandbox = Sandbox::new();
    sandbox.write("x.jsonl", format!("{line}\n"));
    sandbox.run(&["ingest", "x.jsonl"]).ok();
    for claim in sandbox.claims() {
        let claim = claim["claim"].as_str().expect("a handle").to_owned();
        sandbox.run(&["set", &claim, "disputed", "--target", "fact", "-m", "<script>alert(7)</script>"]).ok();
    }
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    for file in ["out/d1.html", "out/index.html"] {
        let page = html(&sandbox, file);
        let low = page.to_lowercase();
        for bad in ["<script>alert", "<img src=x", "<b onclick", "</style></script>"] {
            assert!(!low.contains(bad), "{bad} in {file}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)") || page.contains("&#60;script&#62;alert(1)"), "{file}");
        for attribute in ["href", "src", "action"] {
            for value in values(&page, attribute) {
                let value = value.trim().to_lowercase();
                assert!(!value.starts_with("javascript:") && !value.starts_with("data:text"), "{value}");
            }
        }
    }
}

#[test]
fn all_of_them_with_an_index_whose_links_lead_somewhere() {
    let sandbox = Sandbox::new();
    for (n, article) in six_weeks().iter().enumerate() {
        sandbox.write(&format!("in/{n}.txt"), article);
    }
    sandbox.run(&["ingest", "in"]).ok();
    let ran = sandbox.run(&["report", "--all", "-o", "out", "--format", "json"]).ok();
    assert!(ran.json().as_array().is_some_and(|files| files.len() > 4));
    for file in ["index.html", "d1.html", "d2.html", "d3.html"] {
        links(&sandbox, "out", file);
    }
    assert!(values(&html(&sandbox, "out/index.html"), "href").contains("d2.html"));
}

/// Checks that every link of a page to a file or to a place in itself has a target.
pub(crate) fn links(sandbox: &Sandbox, folder: &str, file: &str) {
    let page = html(sandbox, &format!("{folder}/{file}"));
    for link in values(&page, "href") {
        if link.contains(':') {
            assert!(
                link.starts_with("http://") || link.starts_with("https://") || link.starts_with("mailto:"),
                "{link}"
            );
            continue;
        }
        let (name, place) = link.split_once('#').unwrap_or((link, ""));
        let target = if name.is_empty() { page.clone() } else { html(sandbox, &format!("{folder}/{name}")) };
        assert!(place.is_empty() || values(&target, "id").contains(place), "{link} in {file} leads nowhere");
    }
}

#[test]
fn what_is_not_there() {
    let sandbox = Sandbox::with(dated("2026-05-04", "x", "Boats", "Valmont said 40 boats were sold."));
    sandbox.run(&["report", "d99", "-o", "out"]).exits(3).says(&["d99"]);
    sandbox.run(&["report", "c99", "-o", "out"]).exits(3).says(&["c99"]);
    sandbox.run(&["report", "o1", "-o", "out"]).exits(2);
    sandbox.run(&["report"]).exits(2);
    assert!(!sandbox.path("out").exists());
    sandbox.write("file", "in the way");
    sandbox.run(&["report", "d1", "-o", "file"]).exits(1).says(&["file"]);
    let empty = Sandbox::new();
    empty.run(&["report", "--all", "-o", "out"]).ok();
    links(&empty, "out", "index.html");
}

/// A reader does not take a page for complete that leaves quotations out.
#[test]
fn quotations_that_nobody_is_credited_with_are_told_of() {
    let sandbox = Sandbox::new();
    let text = "Quiet Town\n\nThe town was quiet on Monday.\n\n\"I know of 60 who will never speak to a judge in that town again.\"\n\n\
                \"It was eleven minutes from the call to the gate.\"\n";
    sandbox.write("a.txt", text);
    sandbox.run(&["ingest", "a.txt", "--outlet", "Courier", "--date", "2026-03-02"]).ok();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    let page = html(&sandbox, "out/d1.html");
    assert!(
        page.contains("ho speaks in 2 quoted sentences, the first of them “I know of 60 who will never speak …”"),
        "{page}"
    );
}
