//! `rules` and what is judged against them.

use onrecord_testkit::{SKIPPED, TempDatabase};
use serde_json::json;

use crate::sandbox::{Ran, Sandbox, list, text};
use crate::texts::{OWN, QUOTED, reservoir};

const REASON: &[&str] = &["-m", "the desk met on Monday"];

fn adopt(sandbox: &Sandbox, who: &str, rules: &str) -> Ran {
    sandbox.write("house.toml", rules);
    sandbox.run_as(who, &[&["rules", "adopt", "house.toml"], REASON].concat())
}

fn desk() -> (Sandbox, String, String) {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    (sandbox, own, quoted)
}

fn set(sandbox: &Sandbox, who: &str, claim: &str, to: &str, more: &[&str]) -> Ran {
    sandbox.run_as(who, &[&["set", claim, to, "--target", "fact", "-m", "letter of May"], more].concat())
}

fn fact(sandbox: &Sandbox, claim: &str) -> String {
    text(&sandbox.show(claim)["status"]["fact"]["status"]).to_owned()
}

#[test]
fn a_file_is_checked_with_line_field_and_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.write("house.toml", "[status.fact.corroborated]\nsecnods = 1\nrule = \"R9\"\n");
    let refused = sandbox.run(&["rules", "check", "house.toml"]).exits(2);
    let refused =
        refused.says(&["house.toml: line 2, status.fact.corroborated.secnods: unknown; did you mean seconds?"]);
    refused.says(&["line 3, status.fact.corroborated.rule", "only \"R1\" suggests it"]);
    let listed = sandbox.run(&["rules", "check", "house.toml", "--format", "json"]).exits(2).json();
    assert_eq!((&listed[0]["line"], &listed[0]["field"]), (&json!(2), &json!("status.fact.corroborated.secnods")));
    adopt(&sandbox, "Ann", "[review]\npeple = 3\n").exits(2).says(&["did you mean people?"]);
    sandbox.run(&["rules", "show"]).exits(3).says(&["onrecord rules adopt"]);
    sandbox.run(&["rules", "check", "nowhere.toml"]).exits(3).says(&["nowhere.toml cannot be read"]);
    sandbox.write("house.toml", "[status.fact.corroborated]\nseconds = 1\nrule = \"R1\"\n");
    let said = sandbox.run(&["rules", "check", "house.toml"]).ok();
    assert!(said.out().contains("a second person agrees, R1 suggests it or is overridden"), "{}", said.out());
}

#[test]
fn rules_are_adopted_shown_as_they_were_and_taken_back() {
    let sandbox = Sandbox::new();
    let (first, second) = ("[review]\npeople = 3\n", "# since Tuesday\n[review]\npeople = 4\n");
    sandbox.write("house.toml", first);
    sandbox.run(&[&["rules", "adopt", "house.toml", "--dry-run"], REASON].concat()).ok();
    sandbox.run(&["rules", "show"]).exits(3);
    adopt(&sandbox, "Ann", first).ok();
    assert_eq!(sandbox.run(&["rules", "show"]).ok().out(), first);
    adopt(&sandbox, "Ann", first).exits(2).says(&["in force already"]);
    let entry = sandbox.list(&["log", "--kind", "rules-adopted"])[0].clone();
    assert_eq!((&entry["actor"], &entry["subject"]), (&json!("Ann"), &json!("house rules")));
    adopt(&sandbox, "Ben", second).ok();
    assert_eq!(sandbox.run(&["rules", "show"]).ok().out(), second);
    assert_eq!(sandbox.run(&["rules", "show", "--at", text(&entry["at"])]).ok().out(), first);
    sandbox.run(&["rules", "show", "--at", "2020-01-01"]).exits(3);
    assert!(sandbox.run(&["rules", "show", "--explain"]).ok().out().contains("4 people agree"));
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run_as("Ben", &["undo", "-m", "too many"]).ok();
    assert_eq!(sandbox.run(&["rules", "show"]).ok().out(), first);
    sandbox.run_as("Ben", &["redo", "-m", "not too many"]).ok();
    assert_eq!(sandbox.run(&["rules", "show"]).ok().out(), second);
    sandbox.run_as("Ben", &["undo", "-m", "too many"]).ok();
    sandbox.run_as("Ann", &["undo", "-m", "none at all"]).ok();
    sandbox.run(&["rules", "show"]).exits(3);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_status_that_needs_a_second_person_is_not_set_by_one() {
    let (sandbox, own, _) = desk();
    set(&sandbox, "Ann", &own, "corroborated", &[]).ok();
    adopt(&sandbox, "Ann", "[status.fact.disputed]\nseconds = 2\nblind = true\nreason = 12\n").ok();
    set(&sandbox, "Ann", &own, "disputed", &[]).exits(4).says(&["2 further people have to agree", "--propose"]);
    set(&sandbox, "Ann", &own, "disputed", &["--dry-run"]).exits(4);
    assert_eq!(fact(&sandbox, &own), "corroborated");
    sandbox
        .run_as("Ann", &["set", &own, "disputed", "--propose", "-m", "short"])
        .exits(4)
        .says(&["needs 12 characters"]);
    set(&sandbox, "Ann", &own, "disputed", &["--propose"]).ok();
    let find = |who: &str| sandbox.run_as(who, &["second", &own, "--find", "disputed", "-m", "land register, May"]);
    sandbox.run_as("Ben", &["second", &own, "--agree", "-m", "land register, May"]).exits(4).says(&["blind"]);
    find("Ben").ok();
    assert_eq!(fact(&sandbox, &own), "corroborated", "two of three");
    find("Cleo").ok();
    assert_eq!(fact(&sandbox, &own), "disputed");
    // Under which rules stands in the entry.
    let rules = sandbox.run(&["rules", "show", "--format", "json"]).ok().json();
    let set = sandbox.list(&["log", "--kind", "status-set"]);
    assert_eq!((&set[0]["change"]["judged"]["rules"], &set[1]["change"]["judged"]), (&rules["hash"], &json!(null)));
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run_as("Cleo", &["undo", "-m", "misread"]).ok();
    assert_eq!(fact(&sandbox, &own), "corroborated");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_proposal_made_when_fewer_were_wanted_does_not_pass() {
    let (sandbox, own, _) = desk();
    set(&sandbox, "Ann", &own, "disputed", &["--propose"]).ok();
    adopt(&sandbox, "Ann", "[status.fact.disputed]\nseconds = 2\n").ok();
    let second = |who: &str| sandbox.run_as(who, &["second", &own, "--agree", "-m", "land register"]);
    second("Ben").exits(4).says(&["2 further people", "onrecord release"]);
    sandbox.run_as("Ann", &["release", &own]).ok();
    set(&sandbox, "Ann", &own, "disputed", &["--propose"]).ok();
    second("Ben").ok();
    second("Cleo").ok();
    assert_eq!(fact(&sandbox, &own), "disputed");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn evidence_and_a_rule_are_asked_for_and_the_rule_can_be_overridden() {
    let (sandbox, own, _) = desk();
    adopt(&sandbox, "Ann", "[status.fact.corroborated]\nevidence = 1\nrule = \"R1\"\n").ok();
    let refused = set(&sandbox, "Ann", &own, "corroborated", &[]).exits(4);
    refused.says(&[
        "evidence that supports it there is 0 and has to be 1",
        "rule R1 does not suggest it",
        "--override",
    ]);
    let over = ["--override", "two courts said so"];
    let refused = set(&sandbox, "Ann", &own, "corroborated", &over).exits(4).says(&["has to be 1"]);
    assert!(!refused.stderr.contains("R1 does not"), "{}", refused.stderr);
    let add = [
        "evidence",
        "add",
        &own,
        "--target",
        "fact",
        "--stance",
        "supports",
        "--cite",
        "minutes, p. 3",
        "--quote",
        "It did.",
    ];
    let add = [&add[..], &["--no-copy", "in the archive", "-m", "read there"]].concat();
    sandbox.run(&add).ok();
    set(&sandbox, "Ann", &own, "corroborated", &[]).exits(4).says(&["rule R1 does not suggest it"]);
    set(&sandbox, "Ann", &own, "corroborated", &over).ok();
    let entry = sandbox.list(&["log", "--kind", "status-set"])[0].clone();
    assert_eq!(entry["change"]["judged"]["overrides"], "two courts said so");
    assert!(sandbox.run(&["log"]).ok().out().contains("two courts said so"));
    set(&sandbox, "Ann", &own, "disputed", &over).exits(2).says(&["leave --override out"]);
    set(&sandbox, "Ann", &own, "disputed", &[]).ok();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    assert!(String::from_utf8_lossy(&sandbox.read("out/d1.html")).contains("two courts said so"));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_rule_that_holds_lets_it_pass_and_needs_no_override() {
    let (sandbox, own, _) = desk();
    adopt(&sandbox, "Ann", "[status.fact.disputed]\nrule = \"R3\"\n").ok();
    set(&sandbox, "Ann", &own, "disputed", &[]).exits(4).says(&["rule R3 does not suggest it"]);
    let add = [
        "evidence",
        "add",
        &own,
        "--target",
        "fact",
        "--stance",
        "refutes",
        "--cite",
        "land register",
        "--quote",
        "It did not.",
    ];
    let more =
        ["--class", "primary", "--basis", "document", "--publisher", "Land Office", "--no-copy", "public", "-m", "why"];
    sandbox.run(&[&add[..], &more].concat()).ok();
    set(&sandbox, "Ann", &own, "disputed", &["--override", "why not"]).exits(2).says(&["does hold"]);
    set(&sandbox, "Ann", &own, "disputed", &[]).ok();
    let entry = sandbox.list(&["log", "--kind", "status-set"])[0].clone();
    assert_eq!(entry["change"]["judged"]["overrides"], json!(null));
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn settings_of_a_machine_count_until_the_desk_has_rules() {
    let (sandbox, own, quoted) = desk();
    sandbox.write("onrecord/config.toml", "[review]\npeople = 3\n");
    set(&sandbox, "Ann", &own, "disputed", &["--propose"]).ok().says(&["counts on this machine alone", "rules adopt"]);
    assert_eq!(sandbox.show(&own)["work"]["round"]["needed"], 3);
    adopt(&sandbox, "Ann", "[review]\npeople = 4\n").ok();
    set(&sandbox, "Ann", &quoted, "disputed", &["--propose"]).ok().says(&["is not read"]);
    assert_eq!(sandbox.show(&quoted)["work"]["round"]["needed"], 4);
}

const ROLES: &str = "[roles]\nAda = \"admin\"\nEd = \"editor\"\nRita = \"reviewer\"\nLeo = \"reader\"\n";

#[test]
fn who_has_no_role_may_do_nothing_and_each_role_its_part() {
    let (sandbox, own, _) = desk();
    adopt(&sandbox, "Ada", ROLES).ok();
    let refused = sandbox.run_as("Nora", &["queue"]).exits(4);
    refused.says(&["Nora has no role here", "needs the role reader", "[roles]"]);
    sandbox.run_as("Leo", &["queue"]).ok();
    sandbox.run_as(" LEO", &["show", &own]).ok();
    set(&sandbox, "Leo", &own, "disputed", &[]).exits(4).says(&["Leo is reader here", "role reviewer"]);
    sandbox.run_as("Leo", &["assign", &own, "--to", "Leo"]).exits(4);
    set(&sandbox, "Rita", &own, "disputed", &[]).ok();
    sandbox.run_as("Rita", &["ingest", "a.txt"]).exits(4).says(&["role editor"]);
    sandbox.run_as("Ed", &["ingest", "a.txt"]).ok();
    adopt(&sandbox, "Ed", "").exits(4).says(&["role admin"]);
    sandbox.run_as("Leo", &["undo", &own, "-m", "no"]).exits(4);
    sandbox.run_as("Rita", &["undo", &own, "-m", "yes"]).ok();
    // What touches no desk is open to everybody.
    sandbox.run_as("Nora", &["extract", "a.txt"]).ok();
    sandbox.run_as("Nora", &["rules", "check", "house.toml"]).ok();
    adopt(&sandbox, "Ada", "").ok();
    sandbox.run_as("Nora", &["queue"]).ok();
    sandbox.run(&["audit", "verify"]).ok();
}

#[tokio::test]
async fn rules_adopted_while_people_decide_on_sqlite() {
    let database = TempDatabase::sqlite();
    race(&Sandbox::on(database.url()));
    database.remove().await;
}

#[tokio::test]
async fn rules_adopted_while_people_decide_on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    race(&Sandbox::on(database.url()));
    database.remove().await;
}

/// Whichever comes first in the log, no decision stands under rules that were not in force.
fn race(sandbox: &Sandbox) {
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt"]).ok();
    let own = sandbox.claim(OWN);
    for strict in 0..4 {
        let rules = format!("# {strict}\n[status.fact.disputed]\nseconds = 1\n");
        let (decided, adopted) = std::thread::scope(|threads| {
            let decides = threads.spawn(|| set(sandbox, "Ben", &own, "disputed", &[]).code);
            let adopts = threads.spawn(|| adopt(sandbox, "Ann", &rules).code);
            (decides.join().expect("a run"), adopts.join().expect("a run"))
        });
        assert_eq!(adopted, 0);
        assert!([0, 4].contains(&decided), "set first, or refused by the rules: {decided}");
        sandbox.run(&["audit", "verify"]).ok();
        if decided == 0 {
            sandbox.run_as("Ben", &["undo", &own, "-m", "again"]).ok();
        }
        adopt(sandbox, "Ann", &format!("# open again {strict}\n")).ok();
    }
    let kinds = sandbox.list(&["log", "--kind", "rules-adopted"]);
    assert_eq!(list(&json!(kinds)).len(), 8);
}
