//! The same words of another matter are no second witness.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};

/// Takes in articles of a few days, each by an outlet of its own.
fn told(articles: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    let line = |(number, (day, text)): (usize, &(&str, &str))| {
        json!({"outlet": format!("Paper {number}"), "published": day, "text": text}).to_string()
    };
    sandbox.write("a.jsonl", articles.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox
}

/// Lists what is brought forward for the fact of the first claim of such words: the part of each place.
fn parts(sandbox: &Sandbox, wording: &str) -> Vec<String> {
    let claims = sandbox.claims();
    let claim = claims.iter().find(|one| text(&one["wording"]).contains(wording)).expect("a claim");
    let places = sandbox.list(&["origins", text(&claim["claim"])]);
    let part = |place: &Value| text(&place["part"]).to_owned();
    places.iter().filter(|place| place["target"] == "fact").map(part).collect()
}

#[test]
fn a_stock_sentence_is_said_of_anything() {
    let leak = "A pipe burst beside the school in Corrin. There was no danger to the public, Ingrid Moll said.";
    let tunnel = "When smoke filled the tunnel under Halden on Thursday, nobody was hurt. There was no danger to the public, Mette Juhl said.";
    let apart = told(&[("2026-03-26", leak), ("2026-04-01", tunnel)]);
    let mut found = parts(&apart, "There was no danger");
    found.sort();
    assert_eq!(found, ["context", "for"]);
    let again = "The pipe in Corrin was closed, Ingrid Moll told residents. There was no danger to the public, Mette Juhl said.";
    let together = told(&[("2026-03-26", leak), ("2026-03-27", again)]);
    assert_eq!(parts(&together, "There was no danger"), ["for", "for"]);
}

#[test]
fn what_one_denies_of_themselves_nobody_else_denies() {
    let sandbox = told(&[
        ("2026-03-20", "The bridge at Tarn cost too much. Jonas Weil denied any wrongdoing."),
        ("2026-03-22", "A flat was searched in Tarn. Gustav Hjort denied any wrongdoing."),
    ]);
    assert_eq!(parts(&sandbox, "any wrongdoing"), ["for", "context"]);
}

#[test]
fn what_was_taken_out_counts_for_nobody() {
    let sandbox = Sandbox::new();
    let version = |day: &str, forged: &str, note: &str| {
        let text = format!("The trial in Tarn went on.\n\nTomas Reich said {forged} of 40 invoices were forged.{note}");
        json!({"url": "https://tarn.example/1", "outlet": "Tarn Post", "published": day, "text": text}).to_string()
    };
    sandbox.write("one.jsonl", version("2026-06-02", "12", ""));
    sandbox.run(&["ingest", "one.jsonl"]).ok();
    let note = "\n\nCorrection: An earlier version of this article gave the wrong number. It is two, not 12.";
    sandbox.write("two.jsonl", version("2026-06-03", "2", note));
    sandbox.run(&["ingest", "two.jsonl"]).ok();
    let first = sandbox.claim("12 of 40 invoices were forged");
    assert!(!parts(&sandbox, "12 of 40 invoices").contains(&"for".to_owned()));
    sandbox.run(&["report", "--all", "-o", "site"]).ok();
    let page = |name: &str| std::fs::read_to_string(sandbox.path("site").join(name)).expect("a page");
    assert!(page(&format!("{first}.html")).contains("none for it"));
    let pairs = sandbox.list(&["match", "list", "--all"]);
    let second = text(&sandbox.list(&["docs"])[1]["doc"]).to_owned();
    let taken = pairs.iter().find(|pair| pair["a"]["claim"] == first.as_str()).expect("a pair")["taken_out"].clone();
    assert_eq!(taken, json!([{"claim": first, "version": 2, "doc": second}]), "{pairs:?}");
    let told = sandbox.run(&["match", "list", "--all"]).ok().out().to_owned();
    assert!(told.contains(&format!("{first} was taken out of its article: version 2, {second}")), "{told}");
    let speaker = sandbox.list(&["speaker", "list"]).into_iter().find(|one| one["name"] == "Tomas Reich").expect("him");
    let speaker = page(&format!("{}.html", text(&speaker["speaker"])));
    assert_eq!(speaker.matches("taken out of its article: version 2").count(), 1, "{speaker}");
}

/// What an agency's story credits to police, and a paper prints without, is no second origin.
#[test]
fn a_sentence_printed_without_its_source_is_no_second_origin() {
    let story =
        "Contact was lost with Carrick on Monday. Thirty-one workers were brought to the surface unhurt, police said.";
    let picked = "The mayor of Carrick met the families. Thirty-one workers were brought to the surface unhurt.";
    let sandbox = told(&[("2026-05-04", story), ("2026-05-05", picked)]);
    let claims = sandbox.claims();
    let claim = claims.iter().find(|one| text(&one["wording"]).starts_with("Thirty-one")).expect("a claim");
    let places = sandbox.list(&["origins", text(&claim["claim"])]);
    let origins: Vec<&Value> =
        places.iter().filter(|place| place["target"] == "fact").map(|place| &place["origin"]).collect();
    assert_eq!(origins.len(), 2, "{places:?}");
    assert_eq!(origins[0], origins[1], "{places:?}");
}

/// A paper with an article in its name is credited in running text without its capital.
#[test]
fn what_the_capital_was_told_is_its_own() {
    let sandbox = Sandbox::new();
    let line =
        |outlet: &str, day: &str, text: &str| json!({"outlet": outlet, "published": day, "text": text}).to_string();
    let first =
        "The stage manager, Ulla Berg, spoke openly. \"He threw a script at me and called me a cow,\" Ulla Berg said.";
    let second = "The theatre was shut. \"He threw a script at me and called me a cow,\" Ulla Berg told the Capital.";
    sandbox
        .write("a.jsonl", [line("The Capital", "2026-05-04", first), line("Dagen", "2026-05-06", second)].join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = sandbox.claim("He threw a script at me and called me a cow");
    let places = sandbox.list(&["origins", &claim]);
    let origins: Vec<&Value> =
        places.iter().filter(|place| place["target"] == "said").map(|place| &place["origin"]).collect();
    assert_eq!(origins.len(), 2, "{places:?}");
    assert_eq!(origins[0], origins[1], "{places:?}");
}

/// A paper calls itself by the end of its name.
#[test]
fn what_the_gazette_was_told_is_of_the_marlow_gazette() {
    let sandbox = Sandbox::new();
    let article = "The theatre was shut. \"He threw a script at me and called me a cow,\" Ulla Berg told the Gazette.";
    sandbox
        .write("a.jsonl", json!({"outlet": "Marlow Gazette", "published": "2026-05-04", "text": article}).to_string());
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let places = sandbox.list(&["origins", &sandbox.claim("He threw a script at me")]);
    let said = places.iter().find(|place| place["target"] == "said").expect("a place");
    assert_eq!(text(&said["origin_key"]), "Marlow Gazette", "{said}");
}
