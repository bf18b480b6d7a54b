//! Which engine reads a document: by flag, environment and settings, and told afterwards.

use crate::sandbox::{Sandbox, text};
use crate::texts::line;

const SAID: &str = "The dam was safe, Ann Lee said that Monday. She said that the weir had moved.";

fn version(sandbox: &Sandbox, args: &[&str], env: &[(&str, &str)]) -> String {
    let ran = sandbox.run_with(&[&["extract", "-"], args].concat(), env, line("x", SAID).as_bytes()).ok();
    let version = text(&ran.records()[0]["rules"]).to_owned();
    version.split('-').next().unwrap_or_default().to_owned()
}

#[test]
fn the_flag_wins_over_the_environment_and_that_over_the_settings() {
    let sandbox = Sandbox::new();
    sandbox.write("onrecord/config.toml", "engine = \"fast\"\n");
    assert_eq!(version(&sandbox, &["--engine", "accurate"], &[("ONRECORD_ENGINE", "rules")]), "accurate");
    assert_eq!(version(&sandbox, &[], &[("ONRECORD_ENGINE", "rules")]), "rules");
    assert_eq!(version(&sandbox, &[], &[("ONRECORD_ENGINE", "")]), "fast");
    sandbox.write("onrecord/config.toml", "");
    assert_eq!(version(&sandbox, &[], &[("ONRECORD_ENGINE", "")]), "accurate");
}

#[test]
fn an_unknown_engine_is_named_with_where_it_was_asked_for() {
    let sandbox = Sandbox::new();
    sandbox
        .run_with(&["extract", "-"], &[("ONRECORD_ENGINE", "best")], b"")
        .exits(2)
        .says(&["ONRECORD_ENGINE", "best"]);
    sandbox.run(&["extract", "-", "--engine", "best"]).exits(2).says(&["best", "accurate"]);
    sandbox.write("onrecord/config.toml", "engine = \"best\"\n");
    let ran = sandbox.run_with(&["extract", "-"], &[("ONRECORD_ENGINE", "")], b"");
    ran.exits(2).says(&["settings file", "best"]);
}

#[test]
fn a_document_names_the_engine_that_read_it() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", SAID);
    sandbox.run(&["ingest", "a.txt", "--engine", "fast"]).ok();
    let record = sandbox.run(&["doc", "show", "d1", "--format", "json"]).ok().json();
    assert!(text(&record["rules"]).starts_with("fast-"));
    let told = sandbox.run(&["doc", "show", "d1", "--format", "table"]).ok();
    assert!(told.out().contains("fast-"), "{}", told.out());
}

#[test]
fn the_word_that_opens_a_clause_is_kept_or_dropped_as_asked() {
    let sandbox = Sandbox::new();
    let contents = |args: &[&str]| {
        let ran = sandbox.pipe(&[&["extract", "-"], args].concat(), line("x", SAID).as_bytes()).ok();
        ran.records()[0]["mentions"][1]["content"][0]["exact"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(contents(&["--that", "keep", "--engine", "fast"]), "that the weir had moved");
    assert_eq!(contents(&["--that", "drop", "--engine", "fast"]), "the weir had moved");
    assert_eq!(contents(&["--engine", "fast"]), "that the weir had moved");
}

#[test]
fn a_language_that_is_not_read_is_told_at_once() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", "Der Minister sagte: „Wir werden den Hafen nicht schließen.“ Danach ging er nach Hause.\n");
    let ran = sandbox.run(&["ingest", "a.txt", "--lang", "de"]).ok();
    ran.says(&["a.txt: d1: warning: ", "English", "\"de\""]);
}
