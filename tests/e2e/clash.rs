//! Decisions of the desk that stand against one another: nothing is changed by itself, and a person is told.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

const SPILL: &str = "Mayor Lena Orrick said about 300 tonnes of solvent leaked into the Tarn river on Monday.";
const AGAIN: &str = "Some 300 tonnes of solvent leaked into the river Tarn on Monday, Mayor Lena Orrick said.";
const RULES: &str = "[verdicts]\nworst = 1\nbest = 5\n[verdicts.scale.false]\nrating = 1\ntext = \"False\"\n\
                     [verdicts.scale.half]\nrating = 2.5\ntext = \"Half true\"\n";

fn desk() -> Sandbox {
    let sandbox = Sandbox::new();
    let line =
        |(outlet, day, text): (&str, &str, &str)| json!({"outlet": outlet, "published": day, "text": text}).to_string();
    let lines = [("Harbour Post", "2026-05-04", SPILL), ("Tarn Courier", "2026-05-06", AGAIN)].map(line);
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.write("house.toml", RULES);
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    sandbox
}

fn set(sandbox: &Sandbox, claim: &str, status: &str) {
    sandbox.run_as("Ann", &["set", claim, status, "--target", "fact", "-m", "the port's book"]).ok();
}

/// Returns the claims of which `doctor` says that the desk says two things, and what `show` says of the first.
fn told(sandbox: &Sandbox) -> (Value, String) {
    let found = sandbox.run(&["doctor", "--format", "json"]).json();
    let one = list(&found).iter().find(|one| one["check"] == "contradictions");
    let claims = one.map_or(json!([]), |one| one["claims"].clone());
    let shown = claims.get(0).map(|claim| sandbox.show(text(claim))["attention"].to_string());
    (claims, shown.unwrap_or_default())
}

/// Returns the latest verdict on c1, and why readers are not told of it.
fn withheld(sandbox: &Sandbox) -> Value {
    let found = &sandbox.list(&["verdict", "list"])[0];
    let listed = sandbox.run(&["doctor", "--format", "json"]).json();
    let is_found = list(&listed).iter().any(|one| one["check"] == "verdicts" && one["claims"] == json!(["c1"]));
    let is_due = found["withheld"] == "open" || found["withheld"] == "turned";
    assert_eq!(is_found, is_due, "doctor lists it as well, but for a retraction, which settles it");
    json!([found["rating"]["text"], found["withheld"]])
}

#[test]
fn a_verdict_at_the_other_end_than_the_status() {
    let sandbox = desk();
    set(&sandbox, "c1", "corroborated");
    sandbox.run_as("Ann", &["verdict", "set", "c1", "half", "-m", "one of two"]).ok();
    assert_eq!(told(&sandbox).0, json!([]), "what is half true may be corroborated in part");
    let given = sandbox.run_as("Ann", &["verdict", "set", "c1", "false", "-m", "the book"]).ok();
    given.says(&["note: c1: its verdict is \"False\", the worst of the house, and its fact is corroborated"]);
    let (claims, why) = told(&sandbox);
    assert_eq!(claims, json!(["c1"]));
    assert!(why.contains("the worst of the house, and its fact is corroborated"), "{why}");
    assert!(
        sandbox
            .run(&["queue", "--attention", "--all", "--format", "json"])
            .ok()
            .out()
            .contains("the worst of the house")
    );
    set(&sandbox, "c1", "disputed");
    assert_eq!(told(&sandbox).0, json!([]));
}

#[test]
fn what_was_confirmed_to_be_the_same_is_decided_in_two_ways() {
    let sandbox = desk();
    set(&sandbox, "c1", "corroborated");
    set(&sandbox, "c2", "disputed");
    assert_eq!(told(&sandbox).0, json!([]), "nobody said that they are the same");
    let same = sandbox.run_as("Ann", &["match", "accept", "c1", "c2", "-m", "the same leak"]).ok();
    same.says(&["note: c1: its fact is corroborated and that of c2, which was confirmed to say the same, is disputed"]);
    let (claims, why) = told(&sandbox);
    assert_eq!(claims, json!(["c1", "c2"]));
    assert!(why.contains("that of c2, which was confirmed to say the same, is disputed"), "{why}");
    set(&sandbox, "c2", "unverified");
    assert_eq!(told(&sandbox).0, json!([]), "what is open is no answer");
    let undone = sandbox.run_as("Ann", &["undo", "c2", "-m", "too soon"]).ok();
    undone.says(&["note: c2: its fact is disputed and that of c1, which was confirmed to say the same"]);
}

#[test]
fn a_duplicate_of_what_was_set_aside_later() {
    let sandbox = desk();
    sandbox.run_as("Ann", &["drop", "c2", "--because", "duplicate-of=c1", "-m", "the same leak"]).ok();
    assert_eq!(told(&sandbox).0, json!([]));
    sandbox.run_as("Ann", &["drop", "c1", "--because", "out-of-scope", "-m", "not our river"]).ok();
    let (claims, why) = told(&sandbox);
    assert_eq!(claims, json!(["c2"]));
    assert!(why.contains("a duplicate of c1, which is itself set aside as out of scope"), "{why}");
    sandbox.run_as("Ann", &["undo", "c1", "-m", "it is ours"]).ok();
    assert_eq!(told(&sandbox).0, json!([]));
}

#[test]
fn a_verdict_that_was_retracted_is_told_no_more() {
    let sandbox = desk();
    set(&sandbox, "c1", "disputed");
    sandbox.run_as("Ann", &["publish", "c1"]).ok();
    sandbox.run_as("Ann", &["verdict", "set", "c1", "false", "-m", "the book"]).ok();
    assert_eq!(told(&sandbox).0, json!([]));
    let retracted = sandbox.run_as("Ann", &["correct", "c1", "--gravity", "retraction", "-m", "another river"]).ok();
    assert_eq!(withheld(&sandbox), json!(["False", "retracted"]));
    retracted.says(&["it was retracted, and pages still show what was decided before: fact disputed"]);
    assert_eq!(told(&sandbox).0, json!(["c1"]));
    assert_eq!(list(&sandbox.show("c1")["attention"]).len(), 1, "no correction is due: the retraction told it");
    set(&sandbox, "c1", "unverified");
    assert_eq!((told(&sandbox).0, sandbox.show("c1")["attention"].clone()), (json!([]), json!([])), "that settles it");
    set(&sandbox, "c1", "disputed");
    sandbox.run_as("Ann", &["verdict", "set", "c1", "half", "-m", "as the other river"]).ok();
    assert_eq!(withheld(&sandbox), json!(["Half true", null]), "it was given after the retraction");
    assert!(sandbox.show("c1")["attention"].to_string().contains("published with fact as unverified, and is disputed"));
}

/// What was given on one decision says nothing of the opposite one, whatever lay between the two.
#[test]
fn a_verdict_does_not_come_back_on_the_opposite_of_what_it_was_given_on() {
    let sandbox = desk();
    set(&sandbox, "c1", "disputed");
    sandbox.run_as("Ann", &["verdict", "set", "c1", "half", "-m", "one of two"]).ok();
    sandbox.run_as("Ann", &["verdict", "set", "c1", "false", "-m", "the book"]).ok();
    sandbox.run_as("Ann", &["publish", "c1"]).ok();
    let is_told = || {
        let review = sandbox.run(&["export", "claimreview", "c1"]).ok().out().contains("reviewRating");
        sandbox.run(&["report", "d1", "c1", "-o", "out"]).ok();
        let page = |name: &str| String::from_utf8(sandbox.read(name)).expect("UTF-8");
        let (article, claim) = (page("out/d1.html"), page("out/c1.html"));
        let words = [article, claim].map(|page| page.contains(">False<") || page.contains("Half true"));
        [review, words[0], words[1]]
    };
    assert_eq!(is_told(), [true; 3]);
    set(&sandbox, "c1", "unverified");
    assert_eq!(withheld(&sandbox), json!(["False", "open"]));
    let turned = sandbox.run_as("Ann", &["set", "c1", "corroborated", "--target", "fact", "-m", "two more books"]).ok();
    turned.says(&[
        "readers are not told its verdict \"False\": it was given while the fact was disputed",
        "a correction is due: it was published with the verdict \"False\", which has no ground now",
    ]);
    assert_eq!(withheld(&sandbox), json!(["False", "turned"]));
    assert_eq!(is_told(), [false; 3], "neither the latest nor the one before it");
    assert_eq!(told(&sandbox).0, json!([]), "readers are told one thing");
    sandbox.run_as("Ann", &["verdict", "set", "c1", "half", "-m", "in part"]).ok();
    assert_eq!((withheld(&sandbox), is_told()), (json!(["Half true", null]), [true; 3]));
}

#[test]
fn what_contradicts_one_another_is_so_both_times() {
    let sandbox = desk();
    let denied = "Director Ivo Marsh said no solvent leaked into the Tarn river on Monday.";
    sandbox.write("b.jsonl", json!({"outlet": "Vale Echo", "published": "2026-05-20", "text": denied}).to_string());
    sandbox.run(&["ingest", "b.jsonl"]).ok();
    set(&sandbox, "c1", "corroborated");
    assert_eq!(told(&sandbox).0, json!([]));
    let second = sandbox.run_as("Ann", &["set", "c3", "corroborated", "--target", "fact", "-m", "the lab"]).ok();
    second.says(&["note: c3: its fact is corroborated, and so is that of c1, which contradicts it"]);
    assert_eq!(told(&sandbox).0, json!(["c1", "c3"]));
    sandbox.run_as("Ann", &["match", "reject", "c1", "c3", "-m", "two Mondays"]).ok();
    assert_eq!(told(&sandbox).0, json!([]));
}
