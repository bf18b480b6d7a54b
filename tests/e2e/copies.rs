//! `copies`: groups of copies without a database.

use std::collections::BTreeSet;

use serde_json::json;

use crate::sandbox::{Sandbox, list, text};

const STORY: &str = "The harbour authority closed the northern quay on Monday after a crane fell into the basin. \
     Nobody was working on the crane at the time, the police found in a first inspection of the site. \
     The crane had been checked in the spring by engineers of the company that built it. \
     Two ships with grain were turned away and now wait off the coast until the basin is cleared.";
const OTHER: &str = "The mayor opened the library in the old mill, and forty thousand books were carried in by pupils. \
     It had stood empty since the flood of the last century and cost the town two million to restore.";

#[test]
fn copies_are_grouped_with_their_origin() {
    let sandbox = Sandbox::new();
    let line = |id: &str, outlet: &str, date: &str, text: &str| {
        json!({"id": id, "outlet": outlet, "published": date, "text": text}).to_string()
    };
    let edited = STORY.replace("harbour authority", "port authority");
    let lines = [
        line("late", "Courier", "2026-03-05", &edited),
        line("library", "Courier", "2026-03-04", OTHER),
        line("first", "Beacon", "2026-03-03", STORY),
        "{bad".to_owned(),
    ]
    .join("\n");
    let ran = sandbox.pipe(&["copies", "-", "--from", "jsonl", "--format", "ndjson"], lines.as_bytes()).exits(6);
    let records = ran.says(&["-:4:"]).records();
    assert_eq!(records.len(), 1);
    assert_eq!(list(&records[0]["docs"]).iter().map(text).collect::<Vec<_>>(), ["late", "first"]);
    assert_eq!(records[0]["origin"], "first");
    assert!(text(&records[0]["why"][0]).starts_with("first: 3 of 4 sentences"), "{}", records[0]["why"]);
    assert_eq!(sandbox.pipe(&["copies", "-", "--format", "json"], OTHER.as_bytes()).ok().json(), json!([]));
}

/// Who changes a number in a text that is copied is where that number goes back to.
#[test]
fn a_changed_sentence_goes_back_to_who_changed_it() {
    let sandbox = Sandbox::new();
    let line = |outlet: &str, date: &str, found: u32| {
        let text = format!("Harbour master Ida Holm said {found} cranes fell into the basin on Monday. {STORY}");
        json!({"outlet": outlet, "published": date, "text": text}).to_string()
    };
    let lines = [line("Beacon", "2026-03-03", 12), line("Courier", "2026-03-04", 14), line("Echo", "2026-03-05", 14)];
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let goes_back = |words: &str| {
        let places = sandbox.list(&["origins", &sandbox.claim(words)]);
        let said = places.iter().filter(|place| place["target"] == "said" && place["part"] == "for");
        said.map(|place| text(&place["origin_key"]).to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(goes_back("12 cranes"), BTreeSet::from(["d1".to_owned()]));
    let changed = goes_back("14 cranes");
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(!changed.contains("d1"), "d1 says 12: {changed:?}");
}

/// What a paper adds to a text that it copies is its own, and a later copy of that goes back to it.
#[test]
fn what_a_copy_adds_is_its_own() {
    let sandbox = Sandbox::new();
    let line = |outlet: &str, date: &str, added: &str| {
        json!({"outlet": outlet, "published": date, "text": format!("{STORY} {added}")}).to_string()
    };
    let added = "The quay shop had closed before, Mia Toft told the Courier.";
    sandbox.write(
        "a.jsonl",
        [line("Beacon", "2026-03-03", ""), line("Courier", "2026-03-04", added), line("Echo", "2026-03-05", added)]
            .join("\n"),
    );
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let places = sandbox.list(&["origins", &sandbox.claim("The quay shop had closed")]);
    let keys: BTreeSet<&str> =
        places.iter().filter(|p| p["target"] == "said").map(|p| text(&p["origin_key"])).collect();
    assert!(!keys.contains("d1"), "d1 does not hold it: {places:?}");
    let copied: Vec<&str> = places.iter().filter(|p| !p["copy_of"].is_null()).map(|p| text(&p["doc"])).collect();
    assert!(copied.iter().all(|doc| *doc == "d3"), "{places:?}");
    let wire = sandbox.list(&["origins", &sandbox.claim("Nobody was working on the crane")]);
    assert!(wire.iter().any(|place| place["origin_key"] == "d1"), "{wire:?}");
}
