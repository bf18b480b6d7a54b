//! `search`: claims by words and by what is known of them.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};

fn archive() -> Sandbox {
    let sandbox = Sandbox::new();
    let articles = [
        ("2026-05-04", "Mayor Lena Orrick said about 300 tonnes of solvent leaked into the Tarn river on Monday."),
        ("2026-05-18", "Mayor Lena Orrick said 3,000 tonnes of solvent leaked into the Tarn river on Monday."),
        ("2026-05-20", "Director Ivo Marsh said no solvent leaked into the Tarn river on Monday."),
        ("2026-05-21", "The ferry to Kelmouth was cancelled because of fog, Director Ivo Marsh said."),
    ];
    let lines =
        articles.map(|(date, text)| json!({"outlet": "Harbour Post", "published": date, "text": text}).to_string());
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox
}

fn found(sandbox: &Sandbox, query: &[&str]) -> Vec<String> {
    let mut claims: Vec<String> =
        sandbox.list(&[&["search"], query].concat()).iter().map(|c: &Value| text(&c["claim"]).to_owned()).collect();
    claims.sort();
    claims
}

#[test]
fn words_and_conditions_narrow_the_search() {
    let sandbox = archive();
    assert_eq!(found(&sandbox, &["solvents", "leaking"]), ["c1", "c2", "c3"], "by stem");
    assert_eq!(found(&sandbox, &["zeppelin"]), Vec::<String>::new());
    assert_eq!(found(&sandbox, &["solvent", "speaker:marsh"]), ["c3"]);
    assert_eq!(found(&sandbox, &["speaker:Ivo Marsh"]), ["c3", "c4"]);
    assert_eq!(found(&sandbox, &["solvent number>1000"]), ["c2"]);
    assert_eq!(found(&sandbox, &["solvent", "since:2026-05-10", "until:2026-05-19"]), ["c2"]);
    assert_eq!(found(&sandbox, &["solvent", "drift:negation"]), ["c1", "c2", "c3"]);
    assert_eq!(found(&sandbox, &["drift:number", "speaker:orrick"]), ["c1", "c2"]);
    assert_eq!(found(&sandbox, &["solvent", "origins<1"]), Vec::<String>::new());
    sandbox.run(&["set", "c4", "disputed", "--target", "fact", "-m", "the pier was clear"]).ok();
    assert_eq!(found(&sandbox, &["status:disputed"]), ["c4"]);
    assert_eq!(sandbox.list(&["search", "solvent", "--limit", "2"]).len(), 2);
}

#[test]
fn a_query_that_is_none_is_explained() {
    let sandbox = archive();
    sandbox.run(&["search", "status:maybe"]).exits(2).says(&["status is never \"maybe\"", "speaker:"]);
    sandbox.run(&["search", "speakr:Ann"]).exits(2).says(&["there is no condition \"speakr\""]);
    sandbox.run(&["search"]).exits(2);
}
