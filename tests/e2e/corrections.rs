//! `publish`, `correct`, `corrections`, and reports as they were.

use onrecord_model::ContentHash;
use onrecord_testkit::{SKIPPED, TempDatabase};
use serde_json::json;

use crate::sandbox::{Sandbox, list, text};
use crate::texts::{OWN, QUOTED, dated, reservoir};

fn report(sandbox: &Sandbox, into: &str, more: &[&str]) -> Vec<u8> {
    sandbox.run(&[&["report", "d1", "-o", into], more].concat()).ok();
    sandbox.read(&format!("{into}/d1.html"))
}

fn last_entry(sandbox: &Sandbox) -> String {
    sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string()
}

#[tokio::test]
async fn an_earlier_report_is_rebuilt_byte_for_byte_on_sqlite() {
    let database = TempDatabase::sqlite();
    rebuilt(&Sandbox::on(database.url()));
    database.remove().await;
}

#[tokio::test]
async fn an_earlier_report_is_rebuilt_byte_for_byte_on_postgres() {
    let Some(database) = TempDatabase::postgres().await else {
        println!("{SKIPPED}");
        return;
    };
    rebuilt(&Sandbox::on(database.url()));
    database.remove().await;
}

/// Returns an article of a day before with the same claims: they learn of an earlier date, and reports of another place.
fn a_day_earlier() -> String {
    let body = "\"We took out 300 tonnes of silt last week,\" Odalys Brennick, head of the Tarn Water Board, said.\n\n\
                The dam was built in 1974 and holds 40 million cubic metres of water.";
    dated("2026-05-03", "silt", "Silt Taken Out of the Reservoir", body)
}

/// Reports at several points of a story, then all of them again from the end of it.
fn rebuilt(sandbox: &Sandbox) {
    sandbox.write("a.txt", reservoir());
    sandbox.run(&["ingest", "a.txt"]).ok();
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    let outlet = text(&sandbox.list(&["outlet", "list"])[0]["outlet"]).to_owned();
    let evidence = |stance: &str, cite: &str| {
        let add =
            ["evidence", "add", &own, "--target", "fact", "--stance", stance, "--cite", cite, "--quote", "It was."];
        sandbox.run_as("Ben", &[&add[..], &["--no-copy", "public", "-m", "found"]].concat()).ok();
    };
    sandbox.write("b.txt", a_day_earlier());
    let steps: [&dyn Fn(); 14] = [
        &|| {
            sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "the register says 1976"]).ok();
        },
        &|| evidence("refutes", "register, p. 3"),
        &|| {
            sandbox.run_as("Ann", &["publish", "d1", "--url", "https://desk.example/d1", "--date", "2026-05-05"]).ok();
        },
        &|| {
            sandbox.run_as("Ben", &["outlet", "set", &outlet, "--owner", "Lantern Group", "-m", "masthead"]).ok();
        },
        &|| {
            sandbox.run(&["ingest", "b.txt"]).ok();
        },
        &|| {
            sandbox.run_as("Ben", &["evidence", "edit", "e1", "--quote", "It was not.", "-m", "misread"]).ok();
            evidence("supports", "deed of 1974");
        },
        &|| {
            sandbox.run_as("Cleo", &["set", &own, "corroborated", "--target", "fact", "-m", "the deed says 1974"]).ok();
        },
        &|| {
            let note = ["-m", "The register was misread.", "--was", "disputed", "--date", "2026-05-08"];
            sandbox.run_as("Cleo", &[&["correct", &own, "--gravity", "correction"], &note[..]].concat()).ok();
        },
        &|| {
            sandbox.run_as("Ben", &["evidence", "remove", "e1", "-m", "of no use"]).ok();
            sandbox.run_as("Ann", &["set", &quoted, "disputed", "--target", "said", "-m", "no recording"]).ok();
        },
        &|| {
            sandbox.run_as("Cleo", &["undo", "--entry", "9", "-m", "not yet"]).ok();
        },
        &|| {
            rate(sandbox, &own);
        },
        &|| {
            sandbox.run_as("Ann", &["set", &own, "unverified", "--target", "fact", "-m", "another register"]).ok();
        },
        &|| drop(sandbox, &quoted),
        &|| reopen(sandbox, &quoted),
    ];
    all_again(sandbox, &steps);
    let told = sandbox.list(&["corrections", "--all"]);
    let published = told.iter().find(|entry| entry["kind"] == "published").expect("what was published");
    let size = published["size"].to_string();
    assert_eq!(published["report"], json!(ContentHash::of(&report(sandbox, "again", &["--at", &size])).to_string()));
    sandbox.run(&["audit", "verify"]).ok();
}

fn drop(sandbox: &Sandbox, claim: &str) {
    sandbox.run_as("Ben", &["drop", claim, "--because", "not-a-claim", "-m", "a wish"]).ok();
}

fn reopen(sandbox: &Sandbox, claim: &str) {
    sandbox.run_as("Ann", &["reopen", claim, "-m", "no wish"]).ok();
}

/// Gives a claim a verdict of the house.
fn rate(sandbox: &Sandbox, claim: &str) {
    let scale = "[verdicts]\nworst = 1\nbest = 5\n[verdicts.scale.half]\nrating = 2.5\ntext = \"Half true\"\n";
    sandbox.write("house.toml", scale);
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    sandbox.run_as("Cleo", &["verdict", "set", claim, "half", "-m", "two of four"]).ok();
}

/// Takes each step and writes the report, then all of the reports again from the end.
fn all_again(sandbox: &Sandbox, steps: &[&dyn Fn()]) {
    let mut kept = vec![(last_entry(sandbox), report(sandbox, "first", &[]))];
    for step in steps {
        step();
        kept.push((last_entry(sandbox), report(sandbox, "then", &[])));
    }
    for (at, (entry, bytes)) in kept.iter().enumerate() {
        let again = report(sandbox, "again", &["--at", entry]);
        assert!(again == *bytes, "the report after step {at}, entry {entry}, is rebuilt as it was");
    }
    let distinct: std::collections::BTreeSet<&Vec<u8>> = kept.iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(distinct.len(), kept.len(), "every step shows on the page");
}

/// A page of an earlier state is for readers of today: what became private since is not on it.
#[test]
fn what_was_made_confidential_since_is_on_no_earlier_report() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let add = ["evidence", "add", &own, "--target", "fact", "--stance", "refutes", "--no-copy", "x", "-m", "found"];
    let evidence = |cite: &str| sandbox.run_as("Canary Bell", &[&add[..], &["--cite", cite]].concat()).ok();
    evidence("CANARY-PLACE");
    evidence("CANARY-GONE");
    sandbox.run_as("Canary Bell", &["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    let then = last_entry(&sandbox);
    let page = |more: &[&str]| String::from_utf8(report(&sandbox, "then", more)).expect("UTF-8");
    let before = page(&["--at", &then]);
    assert!(before.contains("CANARY-PLACE") && before.contains("CANARY-GONE") && before.contains("Canary Bell"));
    for one in ["e1", "e2"] {
        sandbox.run(&["evidence", "edit", one, "--confidential", "-m", "its source asked for it"]).ok();
    }
    sandbox.run(&["evidence", "remove", "e2", "-m", "of no use"]).ok();
    for more in [&["--at", &then][..], &["--public", "--at", &then]] {
        let page = page(more);
        assert!(!page.contains("CANARY-"), "{more:?}");
        assert!(page.contains("Canary Bell"), "nobody asked to hide reviewers");
    }
    let desk = report(&sandbox, "desk", &["--internal", "--at", &then]);
    assert!(String::from_utf8_lossy(&desk).contains("CANARY-GONE"), "the desk may see all of it");
    sandbox.run(&["evidence", "edit", "e1", "--open", "-m", "it may be told again"]).ok();
    assert!(page(&["--public", "--at", &then]).contains("CANARY-PLACE"));
    sandbox.write("house.toml", "[house]\nreviewers = \"hidden\"\n");
    sandbox.run(&["rules", "adopt", "house.toml", "-m", "ours"]).ok();
    assert!(!page(&["--public", "--at", &then]).contains("Canary Bell"), "as the house wants it now");
    let hidden = last_entry(&sandbox);
    sandbox.write("house.toml", "[house]\nreviewers = \"named\"\n");
    sandbox.run(&["rules", "adopt", "house.toml", "-m", "ours again"]).ok();
    assert!(!page(&["--public", "--at", &hidden]).contains("Canary Bell"), "as the house wanted it then");
    assert!(page(&["--public"]).contains("Canary Bell"));
}

#[test]
fn a_report_before_the_beginning_is_refused() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.run(&["report", "d1", "--at", "2020-01-01"]).exits(3).says(&["nothing was known on 2020-01-01"]);
    sandbox.run(&["report", "d1", "--at", "99"]).exits(3).says(&["no entry 99"]);
    sandbox.run(&["report", "d1", "--at", "yesterday"]).exits(2).says(&["neither the number of an entry nor a date"]);
    sandbox.write("b.txt", "Other Paper\n2026-02-02\n\nThe dam was built in 1974, said Petra Valmont.\n");
    sandbox.run(&["ingest", "b.txt"]).ok();
    sandbox.run(&["report", "d2", "--at", "1"]).exits(3).says(&["d2 had not been taken in at entry 1"]);
    sandbox.run(&["report", "--all", "--at", "1", "-o", "all"]).ok();
    assert!(sandbox.path("all/d1.html").exists() && !sandbox.path("all/d2.html").exists());
}

#[test]
fn a_changed_finding_asks_for_a_correction_which_readers_see() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let correct =
        |more: &[&str]| sandbox.run_as("Cleo", &[&["correct", &own, "--gravity", "retraction"], more].concat());
    correct(&["-m", "why"]).exits(4).says(&["was not published", "onrecord publish"]);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    sandbox.run_as("Ann", &["publish", "d1"]).ok();
    sandbox.run(&["doctor"]).ok();
    assert!(list(&sandbox.show(&own)["attention"]).is_empty());
    let changed = sandbox.run_as("Ben", &["set", &own, "corroborated", "-m", "the deed says 1974"]).ok();
    changed.says(&["a correction is due", "fact as disputed, and is corroborated now", "onrecord correct"]);
    assert!(text(&sandbox.show(&own)["attention"][0]).contains("a correction is due"));
    let found = sandbox.run(&["doctor", "--format", "json"]).exits(10).json();
    assert_eq!((&found[0]["check"], &found[0]["claims"]), (&json!("corrections"), &json!([own])));
    // So does one that nobody stands behind any longer, though no decision on it is open to doubt.
    sandbox.run_as("Ben", &["set", &own, "unverified", "-m", "the deed is of another dam"]).ok();
    let waiting = sandbox.list(&["queue", "--attention"]);
    assert_eq!((waiting.len(), &waiting[0]["claim"]), (1, &json!(own)));
    assert!(text(&waiting[0]["attention"][0]).contains("a correction is due"));
    sandbox.run_as("Ben", &["undo", "-m", "it is that dam"]).ok();
    // Publishing it again tells nobody that it was wrong before.
    sandbox.run_as("Ann", &["publish", "d1"]).ok();
    sandbox.run(&["doctor"]).exits(10);
    correct(&["-m", "why", "--date", "2020-01-01"]).exits(2).says(&["first published"]);
    for what in ["d1", &sandbox.claim(OWN)] {
        let early = ["publish", what, "--date", "2026-05-01"];
        sandbox.run_as("Ann", &early).exits(2).says(&["appeared on 2026-05-04", "not on 2026-05-01"]);
    }
    correct(&["-m", "why", "--date", "2999-01-01"]).exits(2).says(&["yet to come"]);
    sandbox.run(&["correct", &own, "--gravity", "retracted", "-m", "why"]).exits(2).says(&["did you mean retraction"]);
    correct(&["-m", "The register was <misread>.", "--was", "The dam is younger."]).ok();
    sandbox.run(&["doctor"]).ok();
    let corrections = sandbox.list(&["corrections"]);
    assert_eq!((&corrections[0]["gravity"], &corrections[0]["by"]), (&json!("retraction"), &json!("Cleo")));
    assert_eq!(sandbox.list(&["corrections", "d1"]), corrections);
    let page = String::from_utf8(report(&sandbox, "out", &[])).expect("UTF-8");
    assert!(!page.contains("<misread>"));
    for words in ["Retraction", "&lt;misread&gt;", "The dam is younger.", "corrections-title"] {
        assert!(page.contains(words), "{words:?}");
    }
    assert_eq!(page.matches("Retraction").count(), 3, "at the head, on the card and at the foot");
    // What readers were told is not taken back by a slip.
    sandbox.run_as("Cleo", &["undo", "-m", "too grave"]).exits(4).says(&["taken back by naming it"]);
    sandbox.run_as("Cleo", &["undo", &own, "-m", "too grave"]).ok();
    assert!(sandbox.list(&["corrections"]).is_empty());
    // What readers were told is known without being said.
    let told = sandbox.run(&["correct", &own, "--gravity", "retraction", "-m", "why", "--dry-run", "--format", "json"]);
    assert_eq!(told.ok().json()["was"], "fact: disputed");
    sandbox.run(&["doctor"]).exits(10);
    sandbox.run_as("Cleo", &["redo", &own, "-m", "no"]).ok();
    sandbox.run(&["doctor"]).ok();
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn taking_back_what_was_published_says_that_readers_have_to_be_told() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "-m", "the register says 1976"]).ok();
    sandbox.run_as("Ann", &["publish", "d1"]).ok();
    sandbox.run_as("Ann", &["undo", &own, "-m", "misread"]).ok().says(&["a correction is due"]);
}

/// A second report told what the first did not, and both have readers.
#[test]
fn what_any_report_told_since_the_last_correction_has_to_be_put_right() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let set =
        |status: &str| sandbox.run_as("Ann", &["set", &own, status, "--target", "fact", "-m", "the register"]).ok();
    sandbox.run_as("Ann", &["publish", "d1"]).ok();
    set("disputed").says(&["fact as unverified, and is disputed now"]);
    sandbox.run_as("Ann", &["publish", "d1"]).ok();
    set("unverified").says(&["a correction is due", "fact as disputed, and is unverified now"]);
    sandbox.run(&["doctor"]).exits(10);
    sandbox.run_as("Ann", &["correct", &own, "--gravity", "correction", "-m", "the register is of another dam"]).ok();
    assert_eq!(sandbox.list(&["corrections"])[0]["was"], "fact: disputed");
    sandbox.run(&["doctor"]).ok();
}

/// What came after a retraction does not take it back.
#[test]
fn the_gravest_correction_is_named_at_the_head() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run(&["set", &own, "disputed", "--target", "fact", "-m", "the register says 1976"]).ok();
    sandbox.run(&["publish", "d1", "--url", "https://desk.example/d1", "-m", "out"]).ok();
    for gravity in ["retraction", "clarification"] {
        sandbox.run(&["correct", &own, "--gravity", gravity, "-m", "the register is of another dam"]).ok();
    }
    let page = String::from_utf8(report(&sandbox, "out", &[])).expect("UTF-8");
    let head = page.split("</header>").next().expect("a head");
    assert!(head.contains("Retraction, ") && !head.contains("Clarification, "), "{head}");
}

/// A claim that nobody is credited with, told of in other words elsewhere.
#[test]
fn what_was_found_near_to_a_claim_of_nobody_is_on_its_card() {
    let sandbox = Sandbox::with(reservoir());
    let later = "The dam was built in 1976 and holds 40 million cubic metres of water.";
    sandbox.write("later.txt", dated("2026-05-20", "dam", "Dam Turns Fifty", later));
    sandbox.run(&["ingest", "later.txt"]).ok();
    let page = String::from_utf8(report(&sandbox, "out", &[])).expect("UTF-8");
    let card = page.split(&format!("id=\"{}\">", sandbox.claim(OWN))).nth(1).expect("a card");
    let card = card.split("</article>").next().expect("its end");
    assert!(card.contains("1976"), "{card}");
    assert!(card.contains("<a href=\"#d2\">d2</a>"), "{card}");
}
