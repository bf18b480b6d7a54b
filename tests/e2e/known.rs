//! `known`: earlier fact-checks for a text.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

fn archive() -> Sandbox {
    let sandbox = Sandbox::new();
    let finding = |id: &str, claim: &str, rating: &str| json!({"id": id, "claim": claim, "rating": rating, "url": "https://example.com"});
    let lines = [
        finding("bridge", "The new bridge over the Tarn cost 40 million.", "false"),
        finding("water", "The town's drinking water holds lead.", "true"),
        finding("storm", "A shark swam through the flooded market hall of Estmere.", "false"),
        finding("ferry", "Ferries to the islands run at a loss of two million a year.", "mixed"),
    ];
    sandbox.write("f.jsonl", lines.map(|l| l.to_string()).join("\n"));
    sandbox
}

#[test]
fn what_was_checked_before_is_found() {
    let sandbox = archive();
    let asked = "Unbelievable! #SharkInMarketHall swimming in #Estmere after the flood https://t.co/x";
    let hits = sandbox.list(&["known", asked, "--findings", "f.jsonl"]);
    assert_eq!((text(&hits[0]["id"]), text(&hits[0]["rating"])), ("storm", "false"));
    let table = sandbox.run(&["known", asked, "--findings", "f.jsonl", "--format", "table"]).ok();
    assert!(table.out().contains("A shark swam"), "{}", table.out());
    assert_eq!(sandbox.list(&["known", "zzz", "--findings", "f.jsonl"]), Vec::<Value>::new());
}

#[test]
fn one_line_answers_one_query() {
    let sandbox = archive();
    let queries = [
        json!({"id": 1, "text": "They say the bridge cost forty million, 40 million!"}).to_string(),
        "{bad".to_owned(),
        json!({"id": 3, "text": "lead in the water of the town"}).to_string(),
    ];
    let ran = sandbox.pipe(
        &["known", "--findings", "f.jsonl", "--queries", "-", "--limit", "1", "--format", "ndjson"],
        queries.join("\n").as_bytes(),
    );
    let records = ran.ok().says(&["-:2:"]).records();
    assert_eq!(records.len(), 3);
    assert_eq!((&records[0]["query"], &records[0]["hits"][0]["id"]), (&json!(1), &json!("bridge")));
    assert_eq!(list(&records[0]["hits"]).len(), 1);
    assert_eq!(records[1]["error"]["line"], 2);
    assert_eq!(records[2]["hits"][0]["id"], "water");
}

#[test]
fn a_date_tells_like_findings_apart() {
    let sandbox = Sandbox::new();
    sandbox.write("f.csv", "id,claim,date\nearly,The Tarn bridge is closed.,26 May 2015\nlate,The Tarn bridge is closed.,\"May 26, 2019\"\n");
    let queries = [
        json!({"id": 1, "text": "the Tarn bridge", "date": "2015-05-20"}),
        json!({"id": 2, "text": "the Tarn bridge", "date": "2019-05-20"}),
        json!({"id": 3, "text": "the Tarn bridge (May 20, 2019)"}),
        json!({"id": 4, "text": "the Tarn bridge", "date": "soon"}),
    ];
    let lines = queries.map(|query| query.to_string()).join("\n");
    let ran = sandbox.pipe(&["known", "--findings", "f.csv", "--queries", "-", "--format", "ndjson"], lines.as_bytes());
    let records = ran.ok().says(&["-:4:"]).records();
    let first: Vec<&Value> = records.iter().take(3).map(|record| &record["hits"][0]["id"]).collect();
    assert_eq!(first, ["early", "late", "late"]);
    assert_eq!(records[3]["error"]["line"], 4);
}

#[test]
fn a_bad_finding_costs_itself_alone() {
    let sandbox = archive();
    let lines = String::from_utf8(sandbox.read("f.jsonl")).expect("UTF-8");
    sandbox.write("g.jsonl", format!("{{\"id\":9}}\n{lines}"));
    let ran = sandbox.run(&["known", "lead in the water", "--findings", "g.jsonl", "--format", "json"]).exits(6);
    assert_eq!(ran.says(&["g.jsonl:1:", "claim"]).json()[0]["id"], "water");
    sandbox.run(&["known", "x", "--findings", "none.jsonl"]).exits(3).says(&["none.jsonl"]);
    sandbox.run(&["known", "--findings", "f.jsonl"]).exits(2);
}

#[test]
fn imported_findings_and_own_decisions_are_found() {
    let sandbox = Sandbox::with(crate::texts::reservoir());
    sandbox.run(&["known", "anything"]).ok().says(&["nothing was checked before"]);
    let lines = String::from_utf8(archive().read("f.jsonl")).expect("UTF-8");
    sandbox.write("f.jsonl", format!("{lines}\n{{\"id\":9}}"));
    sandbox.run(&["import", "findings", "f.jsonl", "--strict"]).exits(6).says(&["nothing was imported"]);
    assert_eq!(sandbox.list(&["known", "lead in the water"]), Vec::<Value>::new());
    sandbox
        .run(&["import", "findings", "f.jsonl"])
        .exits(6)
        .says(&["f.jsonl:5:", "4 findings imported as \"f.jsonl\", 1 refused"]);
    let hits = sandbox.list(&["known", "lead in the drinking water of the town"]);
    assert_eq!((text(&hits[0]["id"]), text(&hits[0]["rating"])), ("water", "true"));

    // Imported again with another rating: the later one stands.
    sandbox.write("f.jsonl", lines.replace("\"rating\":\"true\"", "\"rating\":\"withdrawn\""));
    sandbox.run(&["import", "findings", "f.jsonl"]).ok();
    assert_eq!(text(&sandbox.list(&["known", "lead in the drinking water of the town"])[0]["rating"]), "withdrawn");

    let own = sandbox.claim(crate::texts::OWN);
    let wording = text(&sandbox.show(&own)["wording"]).to_owned();
    sandbox.run(&["set", &own, "disputed", "-m", "the gauge says otherwise"]).ok();
    let hits = sandbox.list(&["known", &wording]);
    assert_eq!((text(&hits[0]["id"]), text(&hits[0]["rating"])), (own.as_str(), "fact disputed"));
    assert_eq!(list(&sandbox.show(&own)["known"]).len(), 0, "a claim is no fact-check of itself");
    sandbox.run(&["audit", "verify"]).ok();
}

/// Nothing is dropped in silence: a second record with one id, a date that is none.
#[test]
fn what_is_left_out_of_an_import_is_said_and_counted() {
    let sandbox = Sandbox::new();
    let lines = [
        json!({"id": "a", "claim": "The harbour wall is cracked.", "rating": "true"}),
        json!({"id": "a", "claim": "The harbour wall is whole.", "rating": "false"}),
        json!({"id": "b", "claim": "The ferry is late.", "date": "last week"}),
    ];
    sandbox.write("f.jsonl", lines.map(|l| l.to_string()).join("\n"));
    let said = [
        "f.jsonl:2: id \"a\" stands at line 1 already",
        "f.jsonl:3: field \"date\": \"last week\" is no date and is left out",
    ];
    sandbox.run(&["import", "findings", "f.jsonl", "--strict"]).exits(6).says(&said).says(&["nothing was imported"]);
    sandbox
        .run(&["import", "findings", "f.jsonl"])
        .exits(6)
        .says(&said)
        .says(&["2 findings imported as \"f.jsonl\", 1 refused, 1 without what is no date, link or rating"]);
    sandbox.write("g.jsonl", json!({"id": "b", "claim": "The ferry is late.", "date": "last week"}).to_string());
    sandbox.run(&["known", "the ferry", "--findings", "g.jsonl"]).ok().says(&["g.jsonl: record 1: field \"date\""]);
    let hits = sandbox.list(&["known", "the harbour wall is cracked"]);
    assert_eq!(text(&hits[0]["rating"]), "true", "the first is kept");
    assert_eq!(sandbox.list(&["known", "the ferry is late"])[0]["date"], Value::Null);
    sandbox.run(&["audit", "verify"]).ok();
}

/// Of several files one that cannot be read costs itself alone.
#[test]
fn files_that_cannot_be_read_are_named_and_the_rest_goes_in() {
    let sandbox = Sandbox::new();
    let feed = json!({"@type": "DataFeed", "dataFeedElement": [
        {"@type": "DataFeedItem", "item": 42},
        {"@type": "DataFeedItem", "item": {"@type": "ClaimReview", "claimReviewed": "The ferry was full.",
            "url": "javascript:alert(1)", "reviewRating": {"ratingValue": "7", "worstRating": "1", "bestRating": "5"}}}]});
    sandbox.write("feed.json", feed.to_string());
    sandbox.write("bad.csv", "a,b\n1,2\n");
    let ran = sandbox.run(&["import", "findings", "gone.json", "bad.csv", "feed.json"]).exits(3);
    let named = ["gone.json", "bad.csv: neither JSON nor a CSV", "feed.json: record 1: \"42\" stands where"];
    ran.says(&named).says(&[
        "record 2: field \"url\"",
        "record 2: field \"ratingValue\"",
        "1 finding imported",
        "1 refused",
    ]);
    let found = sandbox.list(&["known", "the ferry was full"]);
    assert_eq!((&found[0]["url"], &found[0]["rating"]), (&Value::Null, &Value::Null), "{found:?}");
}

#[test]
fn a_claim_shows_that_it_was_checked_before() {
    let sandbox = Sandbox::with("Mayor Lena Orrick said the town's drinking water holds lead.");
    sandbox.write("f.csv", "id,claim,rating,publisher,url\n1,The drinking water of the town holds lead.,False,Kelmouth Desk,https://x.example/1\n");
    sandbox.run(&["import", "findings", "f.csv"]).ok();
    let claim = sandbox.claim("drinking water");
    assert_eq!(text(&sandbox.show(&claim)["known"][0]["by"]), "Kelmouth Desk");
    let shown = sandbox.run(&["show", &claim, "--format", "table"]).ok();
    assert!(shown.out().contains("checked before by Kelmouth Desk, rated False"), "{}", shown.out());
}

#[test]
fn reviews_are_read_out_of_pages() {
    let sandbox = Sandbox::new();
    let page = r#"<!DOCTYPE html><html><head><title>Checked</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"x",}</script>
<script type="application/ld+json"><!-- {"@graph":[{"@type":"ClaimReview","url":"https://c.example/1",
"claimReviewed":"The dam was built in
1976.","author":{"name":"Checkers"},"reviewRating":{"alternateName":"False"},"datePublished":"2026-02-01"}]} --></script>
<script type="application/ld+json">{"@type":"ClaimReview", broken</script></head><body><p>Text</p></body></html>"#;
    sandbox.write("page.html", page);
    let bad = ["page.html: record 2: JSON-LD that cannot be read", "1 finding imported", "1 refused"];
    sandbox.run_as("Ann", &["import", "findings", "page.html"]).exits(6).says(&bad);
    let found = sandbox.list(&["known", "The dam was built in 1976"]);
    assert_eq!((text(&found[0]["by"]), text(&found[0]["rating"])), ("Checkers", "False"), "{found:?}");
    sandbox.write("plain.html", "<html><body><p>No review</p></body></html>");
    sandbox.run_as("Ann", &["import", "findings", "plain.html"]).exits(6).says(&["no ClaimReview stands in this page"]);
}

/// A check that two files tell of is one check, as the file imported last has it.
#[test]
fn a_check_in_two_files_is_found_once() {
    let sandbox = Sandbox::new();
    let feed = |rating: &str| {
        let review = json!({"@type": "ClaimReview", "claimReviewed": "The ferry sank in the harbour.",
            "url": "https://check.example/ferry", "reviewRating": {"alternateName": rating}});
        json!({"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [review]}).to_string()
    };
    for (file, rating) in [("one.json", "Open"), ("two.json", "False")] {
        sandbox.write(file, feed(rating));
        sandbox.run(&["import", "findings", file]).ok();
    }
    let found = sandbox.list(&["known", "The ferry sank in the harbour"]);
    assert_eq!((found.len(), &found[0]["rating"]), (1, &json!("False")));
    assert_eq!(found[0]["url"], json!("https://check.example/ferry"));
    sandbox.write("empty.json", r#"{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[]}"#);
    sandbox.run(&["import", "findings", "empty.json"]).ok().says(&["0 findings imported"]);
}

/// The desk's own review that comes in again is no earlier check of it: it would outlive the verdict.
#[test]
fn an_own_review_that_comes_in_again_is_none() {
    let sandbox = Sandbox::with(crate::texts::reservoir());
    sandbox
        .write("house.toml", "[verdicts]\nworst = 1\nbest = 5\n[verdicts.scale.false]\nrating = 1\ntext = \"False\"\n");
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let own = sandbox.claim(crate::texts::OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "the register says 1976"]).ok();
    sandbox.run_as("Cleo", &["verdict", "set", &own, "false", "-m", "it is of 1976"]).ok();
    sandbox.write("own.jsonl", sandbox.run(&["export", "claimreview"]).ok().out());
    sandbox.run(&["import", "findings", "own.jsonl"]).ok().says(&["1 finding imported"]);
    let wording = text(&sandbox.show(&own)["wording"]).to_owned();
    let found = sandbox.list(&["known", &wording]);
    assert_eq!((found.len(), text(&found[0]["id"])), (1, own.as_str()), "{found:?}");
}
