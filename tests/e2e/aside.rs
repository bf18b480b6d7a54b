//! What a person set aside for good, on pages and in exports: that nobody checks a claim is not that nobody has checked it.

use serde_json::json;

use crate::sandbox::Sandbox;
use crate::texts::six_weeks;

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
