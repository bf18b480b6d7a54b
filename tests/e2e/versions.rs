//! `doc versions`: what became of the claims of an article when it changed.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

const FIRST: &str = "Mayor Lena Orrick said about 300 tonnes of solvent leaked into the Tarn river on Monday.\n\n\
    The ferry was late, Director Ivo Marsh said.\n\nInspector Ada Quill said the tank was built in 1974.";
const SECOND: &str = "The town council met on Tuesday.\n\nMayor Lena Orrick said 3,000 tonnes of solvent leaked into the Tarn river on Monday.\n\n\
    Inspector Ada Quill said the tank was built in 1974.\n\nDivers found no crack, Captain Jon Reed said.";

fn changes(events: &[Value]) -> Vec<(&str, String)> {
    let words =
        |event: &Value, side: &str| list(&event[side]).iter().map(|s| text(&s["exact"]).to_owned()).collect::<String>();
    let both =
        |event: &Value| if list(&event["before"]).is_empty() { words(event, "now") } else { words(event, "before") };
    events.iter().map(|event| (text(&event["change"]), both(event))).collect()
}

#[test]
fn claim_by_claim() {
    let sandbox = Sandbox::new();
    let article = |text: &str| {
        json!({"url": "https://tarn.example/leak", "outlet": "Tarn Courier", "published": "2026-05-04", "text": text})
            .to_string()
    };
    sandbox.write("1.jsonl", article(FIRST));
    sandbox.write("2.jsonl", article(SECOND));
    sandbox.run(&["ingest", "1.jsonl"]).ok();
    sandbox.run(&["doc", "versions", "d1"]).exits(3).says(&["d1 is the first version", "no later one"]);
    sandbox.run(&["ingest", "2.jsonl"]).ok().says(&["onrecord doc versions d2"]);
    let events = sandbox.list(&["doc", "versions", "d2"]);
    let found = changes(&events);
    let has = |change: &str, words: &str| {
        assert!(found.iter().any(|(c, w)| *c == change && w.contains(words)), "{change} {words}: {found:?}");
    };
    has("changed", "about 300 tonnes");
    has("gone", "The ferry was late");
    has("kept", "the tank was built in 1974");
    has("new", "Divers found no crack");
    let changed = events.iter().find(|e| e["change"] == "changed").expect("there is one");
    assert!(list(&changed["drift"]).iter().any(|d| d["type"] == "number"), "{changed}");
    let kept = events.iter().find(|e| e["change"] == "kept").expect("there is one");
    assert_eq!(kept["carried"], kept["now"], "the place is carried over");
    let table = sandbox.run(&["doc", "versions", "d2", "--format", "table"]).ok();
    assert!(table.out().contains("1 kept, 1 changed, "), "{}", table.out());
    sandbox.run(&["doc", "versions", "d2", "--since", "d1"]).ok();
    sandbox.write("3.txt", "Another article.");
    sandbox.run(&["ingest", "3.txt"]).ok();
    sandbox.run(&["doc", "versions", "d2", "--since", "d3"]).exits(3).says(&["no versions of one article"]);
}

#[test]
fn a_first_version_names_the_later_ones() {
    let sandbox = Sandbox::new();
    let article = |text: &str, day: &str| {
        json!({"url": "https://tarn.example/leak", "outlet": "Tarn Courier", "published": day, "text": text})
            .to_string()
    };
    let third = format!("{SECOND}\n\nThe mayor left at noon.");
    for (text, day) in [(FIRST, "2026-05-04"), (SECOND, "2026-05-05"), (third.as_str(), "2026-05-06")] {
        sandbox.write("a.jsonl", article(text, day));
        sandbox.run(&["ingest", "a.jsonl"]).ok();
    }
    let events = sandbox.list(&["doc", "versions", "d1"]);
    assert!(events.iter().all(|e| e["old_doc"] == "d1" && e["new_doc"] == "d2"), "{events:?}");
    assert_eq!(events[0]["versions"], json!(["d1", "d2", "d3"]));
    assert_eq!(sandbox.list(&["doc", "versions", "d2"])[0]["old_doc"], "d1");
    let chain = "d1 (2026-05-04) → d2 (2026-05-05) → d3 (2026-05-06)";
    for args in [&["doc", "versions", "d1"][..], &["doc", "versions", "d3"], &["doc", "show", "d1"]] {
        let ran = sandbox.run(&[args, &["--format", "table"]].concat()).ok();
        assert!(ran.out().contains(chain), "{args:?}: {}", ran.out());
    }
}

/// What stood twice and stands once, with other words round it, is kept once and gone once.
#[test]
fn a_sentence_that_stood_twice_is_kept_once() {
    let sandbox = Sandbox::new();
    let article = |text: &str| {
        json!({"url": "https://tarn.example/leak", "outlet": "Tarn Courier", "published": "2026-05-04", "text": text})
            .to_string()
    };
    let said = "Mayor Lena Orrick said the inner harbour will stay closed until the autumn.";
    let first = format!("The wall broke.\n\n{said}\n\nBoats were moved.\n\n{said}\n\nIt rained.");
    let second = format!("Workers came on Monday morning.\n\n{said}\n\nNobody was hurt in the night.");
    for text in [first, second] {
        sandbox.write("a.jsonl", article(&text));
        sandbox.run(&["ingest", "a.jsonl"]).ok();
    }
    let events = sandbox.list(&["doc", "versions", "d2"]);
    let of: Vec<&str> =
        changes(&events).into_iter().filter(|(_, w)| w.contains("stay closed")).map(|(c, _)| c).collect();
    assert_eq!(of, ["kept", "gone"], "{events:?}");
}

/// Who is called by a surname alone is the same person in every version of an article, so what was decided on the words goes with them.
#[test]
fn a_bare_surname_is_one_person_in_all_versions() {
    let article = |more: &str| {
        let text = format!("Abara said the ministry had not received a warning about the bridge.\n\n{more}");
        json!({"url": "https://gazette.example/bridge", "published": "2026-03-09", "text": text}).to_string()
    };
    let versions = ["The council meets on Monday.", "The council meets on Tuesday.", "It met."].map(article);
    for at_once in [false, true] {
        let sandbox = Sandbox::new();
        sandbox.write("1.jsonl", &versions[0]);
        sandbox.run(&["ingest", "1.jsonl"]).ok();
        let claim = sandbox.claim("warning about the bridge");
        sandbox.run_as("Ann", &["set", &claim, "disputed", "--target", "fact", "-m", "letter on file"]).ok();
        if at_once {
            sandbox.write("2.jsonl", versions[1..].join("\n"));
            sandbox.run(&["ingest", "2.jsonl"]).ok();
        } else {
            for later in &versions[1..] {
                sandbox.write("2.jsonl", later);
                sandbox.run(&["ingest", "2.jsonl"]).ok();
            }
        }
        let claims = sandbox.claims();
        let of_warning = claims.iter().filter(|one| one.to_string().contains("warning about the bridge"));
        assert_eq!(of_warning.count(), 1, "at once: {at_once}");
        assert_eq!(sandbox.list(&["speaker", "list"]).len(), 1, "at once: {at_once}");
        sandbox.run(&["audit", "verify"]).ok();
    }
}

/// A newspaper that puts its figure right makes nobody contradict themselves.
#[test]
fn a_correction_of_an_article_is_no_inconsistency_of_the_speaker() {
    let flags = |urls: [&str; 2]| {
        let sandbox = Sandbox::new();
        for (at, (url, cost)) in urls.iter().zip(["5", "6"]).enumerate() {
            let words = format!("Repairs to the bridge will cost ${cost} million, Mayor Helga Brandt said on Tuesday.");
            let name = format!("{at}.jsonl");
            sandbox.write(&name, json!({"url": url, "published": "2026-05-12", "text": words}).to_string());
            sandbox.run(&["ingest", &name]).ok();
        }
        let speakers = sandbox.list(&["speaker", "list"]);
        let brandt = speakers.iter().find(|one| text(&one["name"]) == "Helga Brandt").expect("Brandt");
        sandbox.run(&["report", text(&brandt["speaker"]), "-o", "out"]).ok();
        let page = sandbox.read(&format!("out/{}.html", text(&brandt["speaker"])));
        String::from_utf8(page).expect("UTF-8").contains("id=\"x1\"")
    };
    assert!(flags(["https://tarn.example/1", "https://tarn.example/2"]), "two articles of one day");
    assert!(!flags(["https://tarn.example/1", "https://tarn.example/1"]), "two versions of one article");
}
