//! What a person set aside for good, on pages and in exports: that nobody checks a claim is not that nobody has checked it.

use serde_json::json;

use crate::sandbox::Sandbox;
use crate::texts::{dated, six_weeks};

const NOTHING: &str = "set aside: nothing that can be checked";

fn page(sandbox: &Sandbox, file: &str) -> String {
    String::from_utf8(sandbox.read(file)).expect("UTF-8")
}

/// Three articles; of the first one claim is set aside as none, and one as a duplicate of a third, which is returned.
fn desk() -> (Sandbox, [String; 3]) {
    let sandbox = Sandbox::new();
    for (n, article) in six_weeks().iter().enumerate() {
        sandbox.write(&format!("in/{n}.txt"), article);
    }
    sandbox.run(&["ingest", "in"]).ok();
    let [spill, warning, closed] =
        ["bout 300 tonnes", "did not receive a warning", "may stay closed"].map(|words| sandbox.claim(words));
    let drop = |claim: &str, to: &str, why: &str| {
        sandbox.run_as("Ann Bell", &["drop", claim, "--because", to, "-m", why]).ok();
    };
    drop(&spill, "not-a-claim", "a canary of an estimate");
    drop(&warning, &format!("duplicate-of={closed}"), "the canary says it too");
    (sandbox, [spill, warning, closed])
}

#[test]
fn every_page_says_who_set_a_claim_aside_and_why() {
    let (sandbox, [spill, warning, closed]) = desk();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    sandbox.run(&["report", "d1", "d2", "--compare", "-o", "out"]).ok();
    let article = page(&sandbox, "out/d1.html");
    let told = article.matches(NOTHING).count();
    assert!(told > 0 && article.contains("a canary of an estimate") && article.contains("Ann Bell"), "{article}");
    assert!(article.contains("set aside: says the same as <"), "it is told by name");
    assert!(article.contains("</b> set aside</li>"), "the bars count it apart");
    let own = page(&sandbox, &format!("out/{spill}.html"));
    assert!(own.contains(NOTHING) && !own.contains("Nobody has decided anything"), "{own}");
    assert!(!own.contains(">unverified<"), "{own}");
    let copy = page(&sandbox, &format!("out/{warning}.html"));
    assert!(copy.contains("set aside: says the same as") && copy.contains(&format!("{closed}.html")), "{copy}");
    for file in ["s1.html", "claims.html", "search.html", "compare-d1-d2.html"] {
        assert!(page(&sandbox, &format!("out/{file}")).contains(NOTHING), "{file}");
    }
    sandbox.run(&["report", "--all", "--public", "-o", "public"]).ok();
    for file in ["d1.html".to_owned(), format!("{spill}.html")] {
        let public = page(&sandbox, &format!("public/{file}"));
        assert!(public.contains(NOTHING) && !public.contains("canary"), "why is not for everybody: {file}");
    }
}

#[test]
fn what_was_taken_up_again_is_open_again() {
    let (sandbox, [spill, ..]) = desk();
    let last = sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string();
    sandbox.run(&["report", "d1", "-o", "then"]).ok();
    sandbox.run_as("Ben", &["reopen", &spill, "-m", "it is a claim"]).ok();
    sandbox.run(&["report", "d1", "-o", "now"]).ok();
    sandbox.run(&["report", "d1", "--at", &last, "-o", "again"]).ok();
    let now = page(&sandbox, "now/d1.html");
    assert!(now.contains("took it up again") && !now.contains(NOTHING), "{now}");
    assert_eq!(page(&sandbox, "then/d1.html"), page(&sandbox, "again/d1.html"));
}

#[test]
fn exports_say_that_a_claim_was_set_aside() {
    let (sandbox, [spill, warning, closed]) = desk();
    let records = sandbox.run(&["export", "json", "d1"]).ok().records();
    let of = |claim: &str| &records.iter().find(|record| record["claim"] == claim).expect("the claim")["set_aside"];
    assert_eq!((&of(&spill)["as"], &of(&spill)["by"]), (&json!("not_a_claim"), &json!("Ann Bell")));
    assert_eq!(of(&spill)["reason"], "a canary of an estimate");
    assert_eq!((&of(&warning)["as"], &of(&warning)["original"]), (&json!("duplicate_of"), &json!(closed)));
    assert!(of(&closed).is_null());
    let csv = sandbox.run(&["export", "csv", "d1"]).ok();
    assert!(csv.out().contains(&format!("duplicate_of {closed},Ann Bell,the canary says it too")), "{}", csv.out());
    let markdown = sandbox.run(&["export", "markdown", "d1"]).ok();
    assert!(
        markdown.out().contains(&format!("- **{NOTHING}** (Ann Bell, ").replace(": ", r"\: ")),
        "{}",
        markdown.out()
    );
    assert!(sandbox.run(&["export", "annotations", "d1"]).ok().out().contains(NOTHING));
    for form in ["json", "csv", "markdown"] {
        let public = sandbox.run(&["export", form, "d1", "--public"]).ok();
        assert!(!public.out().contains("canary") && public.out().contains("Ann Bell"), "{form}: {}", public.out());
    }
}

#[test]
fn what_was_checked_or_says_something_else_is_not_set_aside_for_it() {
    let (sandbox, [spill, _, closed]) = desk();
    let drop = |claim: &str, to: &str| sandbox.run(&["drop", claim, "--because", to, "-m", "x"]);
    let [denied, granted] = ["did not receive a warning", "did receive a warning"].map(|words| sandbox.claim(words));
    sandbox.run(&["reopen", &denied, "-m", "it is another"]).ok();
    let refused = drop(&granted, &format!("duplicate-of={denied}")).exits(4);
    refused.says(&["says something else (negation)", "onrecord match accept"]);
    drop(&closed, &format!("duplicate-of={spill}")).exits(4).says(&["is set aside itself", "onrecord reopen"]);
    sandbox.write("house.toml", "[verdicts]\nworst = 1\nbest = 2\n[verdicts.scale.no]\nrating = 1\ntext = \"False\"\n");
    sandbox.run(&["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    sandbox.run(&["set", &closed, "disputed", "--target", "fact", "-m", "it was opened"]).ok();
    sandbox.run(&["verdict", "set", &closed, "no", "-m", "it was opened in May"]).ok();
    drop(&closed, "not-a-claim").exits(4).says(&["readers are told the verdict \"False\"", "onrecord undo"]);
}

#[test]
fn a_duplicate_is_a_place_of_the_claim_that_stays() {
    let sandbox = Sandbox::new();
    for (name, figure) in [("one", "About 300"), ("two", "More than 300")] {
        let said = format!(
            "{figure} tonnes of silt went into the lower Tarn, Odalys Brennick, head of the Tarn Water Board, said."
        );
        sandbox.write(&format!("{name}.txt"), dated("2026-05-04", name, &format!("Silt, part {name}"), &said));
        sandbox.run(&["ingest", &format!("{name}.txt")]).ok();
    }
    let [first, second] = ["bout 300 tonnes", "ore than 300 tonnes"].map(|words| sandbox.claim(words));
    let told = |folder: &str| {
        sandbox.run(&["report", &first, &second, "-o", folder]).ok();
        [&first, &second]
            .map(|claim| page(&sandbox, &format!("{folder}/{claim}.html")).contains("nobody has said whether"))
    };
    assert_eq!(told("before"), [true; 2], "the program found them alike");
    sandbox.run(&["drop", &second, "--because", &format!("duplicate-of={first}"), "-m", "the same count"]).ok();
    assert_eq!(told("after"), [false; 2], "a person said that they are the same");
}
