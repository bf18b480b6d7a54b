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
    let cut = sandbox.run(&["search", "solvent", "--limit", "2", "--format", "json"]).ok();
    assert_eq!(cut.json().as_array().map(Vec::len), Some(2));
    cut.says(&["there may be more"]);
}

#[test]
fn outlets_hands_and_alternatives() {
    let sandbox = archive();
    let other = json!({"outlet": "Port Register", "published": "2026-05-30", "text": "The quay was closed, Director Ivo Marsh said."});
    sandbox.write("b.jsonl", other.to_string());
    sandbox.run(&["ingest", "b.jsonl"]).ok();
    assert_eq!(found(&sandbox, &["outlet:register"]), ["c5"], "part of the name is enough");
    assert_eq!(found(&sandbox, &["outlet:Harbour Post", "speaker:marsh"]), ["c3", "c4"]);
    assert_eq!(found(&sandbox, &["quay", "outlet:post"]), Vec::<String>::new(), "with words too");
    assert_eq!(found(&sandbox, &["outlet:Nowhere"]), Vec::<String>::new());
    let ran = sandbox.run(&["search", "outlet:Nowhere", "OR", "outlet:register"]).ok();
    let ran = ran.says(&["no outlet is called \"Nowhere\"", "onrecord outlet list"]);
    assert!(ran.out().contains("c5"), "the alternative is looked for: {}", ran.out());
    assert_eq!(found(&sandbox, &["quay OR fog OR number>1000"]), ["c2", "c4", "c5"]);
    assert_eq!(found(&sandbox, &["solvent", "speaker:marsh", "OR", "solvent", "number>1000"]), ["c2", "c3"]);
    assert_eq!(found(&sandbox, &["solvent OR leaked"]), ["c1", "c2", "c3"], "each once");
    sandbox.run(&["drop", "c4", "--because", "out-of-scope", "-m", "no harbour"]).ok();
    assert_eq!(found(&sandbox, &["work:out-of-scope"]), ["c4"]);
    assert_eq!(found(&sandbox, &["is:open speaker:marsh"]), ["c3", "c5"]);
    assert_eq!(found(&sandbox, &["is:stale"]), Vec::<String>::new());
    sandbox.run(&["search", "solvent OR"]).exits(2).says(&["OR stands between two alternatives"]);
}

#[test]
fn a_query_that_is_none_is_explained() {
    let sandbox = archive();
    sandbox.run(&["search", "status:maybe"]).exits(2).says(&["status is never \"maybe\"", "speaker:"]);
    sandbox.run(&["search", "speakr:Ann"]).exits(2).says(&["there is no condition \"speakr\""]);
    sandbox.run(&["search"]).exits(2);
}
