//! Verdicts of the house, kept apart from statuses.

use serde_json::json;

use crate::sandbox::{Sandbox, text};
use crate::texts::reservoir;

const RULES: &str = "[verdicts]\nworst = 1\nbest = 5\n[verdicts.scale.false]\nrating = 1\ntext = \"False\"\n\
                     [verdicts.scale.half]\nrating = 2.5\ntext = \"Half true\"\n";

#[test]
fn a_verdict_is_one_of_the_house_and_follows_a_decision() {
    let sandbox = Sandbox::with(reservoir());
    let give = |name: &str| sandbox.run_as("Cleo", &["verdict", "set", "c1", name, "-m", "two of <four> counts"]);
    give("half").exits(3).says(&["name no verdicts", "onrecord rules adopt"]);
    sandbox.write("house.toml", RULES);
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    give("true").exits(3).says(&["no verdict \"true\"", "false, half"]);
    give("half").exits(4).says(&["is unverified", "onrecord set c1 STATUS --target fact"]);
    sandbox.run_as("Ann", &["set", "c1", "disputed", "--target", "fact", "-m", "the count says 212"]).ok();
    assert!(give("Half").ok().out().contains("verdict on c1: Half true (2.5 of 1 to 5)"));
    give("false").ok();
    let standing = sandbox.list(&["verdict", "list"]);
    assert_eq!((standing.len(), &standing[0]["rating"]["value"]), (1, &json!(1.0)), "the latest stands");
    sandbox.run_as("Cleo", &["undo", "-m", "too hard"]).ok();
    let standing = sandbox.list(&["verdict", "list"]);
    assert_eq!(standing[0]["rating"]["text"], json!("Half true"));
    assert_eq!(standing[0]["rating"]["explanation"], json!("two of <four> counts"));
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read("out/d1.html")).expect("UTF-8");
    for words in ["Verdict of the house", "Half true", "2.5 on a scale from 1 to 5"] {
        assert!(page.contains(words), "{words:?}");
    }
    // A whole site reads it another way.
    sandbox.run(&["report", "--all", "-o", "site"]).ok();
    for file in ["site/d1.html", "site/c1.html"] {
        let page = String::from_utf8(sandbox.read(file)).expect("UTF-8");
        assert!(page.contains("Verdict of the house") && page.contains("Half true"), "{file}");
    }
    // The speaker's page and the one of two documents lead to it.
    sandbox.write("again.txt", reservoir().replace("lantern.example/reservoir", "lantern.example/again"));
    sandbox.run(&["ingest", "again.txt"]).ok();
    let speaker = text(&sandbox.run(&["show", "c1", "--format", "json"]).ok().json()["speaker"]["speaker"]).to_owned();
    sandbox.run(&["report", &speaker, "-o", "out"]).ok();
    sandbox.run(&["report", "d1", "d2", "--compare", "-o", "out"]).ok();
    for file in [format!("out/{speaker}.html"), "out/compare-d1-d2.html".to_owned()] {
        let page = String::from_utf8(sandbox.read(&file)).expect("UTF-8");
        assert!(page.contains("Verdict of the house <b><bdi>Half true</bdi></b>, <time"), "{file}: {page}");
    }
    let entries = sandbox.list(&["log", "--kind", "public_changed"]);
    assert_eq!(entries[0]["public"]["kind"], json!("rated"));
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run(&["doctor"]).ok();
}

/// A verdict without its ground is on no page and in no export, and the desk is told.
#[test]
fn a_verdict_goes_with_the_decision_it_rests_on() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("house.toml", RULES);
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let decide = |status: &str| {
        sandbox.run_as("Ann", &["set", "c1", status, "--target", "fact", "-m", "the count says 212"]).ok();
    };
    decide("disputed");
    sandbox.run_as("Cleo", &["verdict", "set", "c1", "half", "-m", "two of four"]).ok();
    let then = sandbox.count("log entries").to_string();
    let told = |folder: &str| {
        sandbox.run(&["report", "--all", "-o", folder]).ok();
        sandbox.run(&["report", "d1", "c1", "-o", &format!("{folder}-alone")]).ok();
        let pages = ["/index.html", "/d1.html", "/c1.html", "-alone/d1.html", "-alone/c1.html"]
            .map(|page| format!("{folder}{page}"));
        let page = |file: &String| String::from_utf8(sandbox.read(file)).expect("UTF-8");
        let mut all: Vec<String> = pages.iter().map(page).collect();
        all.push(sandbox.run(&["export", "markdown", "d1"]).ok().out().to_owned());
        all.iter().map(|text| text.contains("Half true")).collect::<Vec<bool>>()
    };
    assert_eq!(told("with"), [true; 6]);
    decide("unverified");
    assert_eq!(told("without"), [false; 6]);
    assert!(sandbox.list(&["export", "claimreview"]).is_empty());
    sandbox.run(&["report", "d1", "--at", &then, "-o", "then"]).ok();
    assert!(String::from_utf8_lossy(&sandbox.read("then/d1.html")).contains("Half true"), "it stood then");
    let found = sandbox.run(&["doctor", "--format", "json"]).exits(10).json();
    let found = found.as_array().expect("a list").iter().find(|one| one["check"] == "verdicts").cloned();
    assert_eq!(found.expect("a finding")["claims"], json!(["c1"]));
    decide("disputed");
    assert_eq!(told("again"), [true; 6]);
    sandbox.run(&["doctor"]).ok();
}

/// Whoever was told "False" learns that this does not stand any more, and not only that a status changed.
#[test]
fn a_correction_tells_of_the_verdict_that_readers_were_told() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("house.toml", RULES);
    let cleo = |args: &[&str]| sandbox.run_as("Cleo", args).ok();
    cleo(&["rules", "adopt", "house.toml", "-m", "from today"]);
    cleo(&["set", "c1", "disputed", "--target", "fact", "-m", "the count says 212"]);
    cleo(&["verdict", "set", "c1", "false", "-m", "none of four"]);
    cleo(&["publish", "d1"]);
    let turned = cleo(&["verdict", "set", "c1", "half", "-m", "two of four"]);
    turned.says(&["a correction is due", "the verdict \"False\", and it is \"Half true\" now"]);
    let correct = |gravity: &str| {
        cleo(&["correct", "c1", "--gravity", gravity, "-m", "We misread the count."]);
        sandbox.list(&["corrections"])[0]["was"].clone()
    };
    assert_eq!(correct("correction"), json!("verdict: False"));
    let gone = cleo(&["set", "c1", "unverified", "--target", "fact", "-m", "the count was withdrawn"]);
    gone.says(&["the verdict \"Half true\", which has no ground now", "fact as disputed, and is unverified now"]);
    assert!(!cleo(&["export", "atom"]).out().contains("Verdict: "), "a feed tells it no longer");
    assert_eq!(correct("retraction"), json!("verdict: Half true, fact: disputed"));
    assert!(text(&sandbox.show("c1")["claim"]).contains("c1") && sandbox.show("c1")["attention"] == json!([]));
    // What is retracted is the verdict that readers had been told, and not the one in its place.
    cleo(&["set", "c1", "disputed", "--target", "fact", "-m", "it is back"]);
    cleo(&["verdict", "set", "c1", "false", "-m", "none of four"]);
    correct("correction");
    cleo(&["verdict", "set", "c1", "half", "-m", "two of four"]);
    assert_eq!(correct("retraction"), json!("verdict: False"));
    assert_eq!(sandbox.list(&["verdict", "list"])[0]["withheld"], json!(null));
    assert_eq!(sandbox.show("c1")["attention"], json!([]));
}

/// The latest verdict stands whatever the order in which older ones were taken back and given again.
#[test]
fn an_older_verdict_that_is_given_again_takes_no_place() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("house.toml", RULES);
    let cleo = |args: &[&str]| sandbox.run_as("Cleo", args).ok();
    cleo(&["rules", "adopt", "house.toml", "-m", "from today"]);
    cleo(&["set", "c1", "disputed", "--target", "fact", "-m", "the count says 212"]);
    cleo(&["verdict", "set", "c1", "false", "-m", "none of four"]);
    let older = sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string();
    cleo(&["verdict", "set", "c1", "half", "-m", "two of four"]);
    cleo(&["publish", "d1"]);
    cleo(&["undo", "--entry", &older, "-m", "too hard"]);
    let undone = sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string();
    cleo(&["redo", "--entry", &undone, "-m", "it was given"]);
    assert_eq!(sandbox.list(&["verdict", "list"])[0]["rating"]["text"], json!("Half true"));
    assert_eq!(sandbox.show("c1")["attention"], json!([]), "readers are told what stands");
}
