//! `doctor`: what a person should see to.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, text};
use crate::texts::{OWN, reservoir};

fn findings(sandbox: &Sandbox, code: i32) -> Vec<Value> {
    match sandbox.run(&["doctor", "--format", "json"]).exits(code).json() {
        Value::Array(all) => all,
        other => panic!("no array: {other}"),
    }
}

fn about<'a>(found: &'a [Value], check: &str) -> Vec<&'a Value> {
    found.iter().filter(|one| one["check"] == check && one["concern"] == "attention").collect()
}

fn adopt(sandbox: &Sandbox, rules: &str) {
    sandbox.write("house.toml", rules);
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "the desk met"]).ok();
}

#[test]
fn a_sound_desk_needs_nobody() {
    let sandbox = Sandbox::with(reservoir());
    assert!(sandbox.run(&["doctor"]).ok().out().ends_with("nothing needs anybody\n"));
    let found = findings(&sandbox, 0);
    assert!(found.iter().all(|one| one["concern"] == "note"), "{found:?}");
    assert!(found.iter().any(|one| text(&one["what"]).contains("no house rules")), "{found:?}");
    adopt(&sandbox, "[roles]\nAnn = \"admin\"\n");
    sandbox.run(&["doctor"]).exits(4).says(&["tester has no role here"]);
    assert_eq!(sandbox.run_as("Ann", &["doctor", "--format", "json"]).ok().json(), json!([]));
}

#[test]
fn settings_and_rules_that_drift_apart_are_named() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("onrecord/config.toml", "[review]\npeople = 3\n");
    let found = findings(&sandbox, 10);
    assert!(text(&about(&found, "settings")[0]["what"]).contains("[review]"), "{found:?}");
    sandbox.write("onrecord/config.toml", "");
    adopt(&sandbox, "[review]\npeople = 3\n");
    assert!(about(&findings(&sandbox, 0), "rules").is_empty());
    sandbox.write("house.toml", "[review]\npeople = 4\n");
    let found = findings(&sandbox, 10);
    assert!(text(&about(&found, "rules")[0]["what"]).contains("house.toml is not what is in force"), "{found:?}");
    sandbox.write("house.toml", "[review]\npeple = 4\n");
    let found = findings(&sandbox, 10);
    assert!(text(&about(&found, "rules")[0]["what"]).contains("did you mean people?"), "{found:?}");
    sandbox.write("other.toml", "[review]\npeople = 3\n");
    sandbox.run(&["doctor", "--rules", "other.toml"]).ok();
    sandbox.run(&["doctor", "--rules", "none.toml"]).exits(3);
}

#[test]
fn statuses_that_do_not_meet_new_rules_are_listed_and_stay() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run(&["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    adopt(&sandbox, "[status.fact.disputed]\nevidence = 1\n");
    let found = findings(&sandbox, 10);
    assert_eq!(about(&found, "rules")[0]["claims"], json!([own]));
    let shown = sandbox.show(&own);
    assert!(text(&shown["attention"][0]).contains("the house rules in force are not met"), "{shown}");
    assert_eq!(shown["status"]["fact"]["status"], "disputed");
    let add =
        ["evidence", "add", &own, "--target", "fact", "--stance", "refutes", "--cite", "register", "--quote", "1976"];
    sandbox.run(&[&add[..], &["--no-copy", "public", "-m", "found"]].concat()).ok();
    assert!(about(&findings(&sandbox, 0), "rules").is_empty());
}

#[test]
fn an_overridden_rule_stays_overridden() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    adopt(&sandbox, "[status.fact.disputed]\nrule = \"R3\"\n");
    sandbox.run(&["set", &own, "disputed", "-m", "the register", "--override", "seen by two"]).ok();
    findings(&sandbox, 0);
}

#[test]
fn what_is_kept_too_long_is_counted_and_kept() {
    let sandbox = Sandbox::with(reservoir());
    adopt(&sandbox, "[retention]\nsnapshots = 1\ntexts = 1\nprivate_notes = 1\n");
    findings(&sandbox, 0);
    let path = sandbox.path("onrecord/onrecord.db");
    let late = chrono_days_ago(&sandbox, &path);
    assert!(late >= 1, "the document was made older");
    let found = sandbox.run(&["doctor"]).exits(10);
    assert!(found.out().contains("1 text of a document is here longer than 1 days"), "{}", found.out());
    assert_eq!(sandbox.count("documents"), 1);
}

/// Makes the documents of a database older, as time would, and returns how many.
fn chrono_days_ago(sandbox: &Sandbox, path: &std::path::Path) -> u64 {
    use sea_orm::{ConnectionTrait, Database};
    let url = format!("sqlite://{}", path.display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let rows = runtime.block_on(async {
        let connection = Database::connect(url).await.expect("connects");
        let sql = "UPDATE document SET retrieved_at = retrieved_at - 172800000000";
        let rows = connection.execute_unprepared(sql).await.expect("writes").rows_affected();
        connection.close().await.expect("closes");
        rows
    });
    assert!(sandbox.root().exists());
    rows
}

#[test]
fn a_database_that_does_not_open_is_a_finding() {
    let sandbox = Sandbox::new();
    sandbox.write("onrecord.db", "this is no database, and long enough to be told from one by its first bytes");
    let found = findings(&sandbox, 10);
    assert_eq!(found[0]["check"], "database");
}

#[test]
fn a_log_whose_end_is_cut_is_a_finding() {
    use sea_orm::{ConnectionTrait, Database};
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run(&["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    let url = format!("sqlite://{}", sandbox.path("onrecord/onrecord.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let connection = Database::connect(url).await.expect("connects");
        connection.execute_unprepared("DELETE FROM event WHERE position = 2").await.expect("writes");
        connection.close().await.expect("closes");
    });
    let found = findings(&sandbox, 10);
    assert!(text(&about(&found, "log")[0]["advice"]).contains("audit verify"), "{found:?}");
}
