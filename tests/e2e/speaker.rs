//! `speaker`: names are proposed as one speaker; people decide.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};
use crate::texts::dated;

fn two_spellings() -> Sandbox {
    Sandbox::with(dated(
        "2026-05-04",
        "lock",
        "Lock to reopen",
        "The lock will reopen in June, Andrey Solvik, director of the Tarn Lock Company, told the Lantern.\n\nThe company \
         lost $2 million last year, Andrei Solvik added. Solvik said 40 boats a day use the lock.",
    ))
}

fn solvik(sandbox: &Sandbox) -> Value {
    let all = sandbox.list(&["speaker", "list"]);
    let found: Vec<&Value> = all.iter().filter(|s| text(&s["name"]).contains("Solvik")).collect();
    assert_eq!(found.len(), 1, "{all:?}");
    found[0].clone()
}

fn state(sandbox: &Sandbox, alias: &str) -> String {
    let speaker = solvik(sandbox);
    let found = list(&speaker["aliases"]).iter().find(|a| a["name"] == alias).cloned();
    text(&found.unwrap_or_else(|| panic!("no {alias} in {speaker}"))["state"]).to_owned()
}

#[test]
fn two_spellings_are_proposed_and_a_person_decides() {
    let sandbox = two_spellings();
    let speaker = solvik(&sandbox);
    let handle = text(&speaker["speaker"]);
    let (name, other) = if speaker["name"] == "Andrey Solvik" {
        ("Andrey Solvik", "Andrei Solvik")
    } else {
        ("Andrei Solvik", "Andrey Solvik")
    };
    assert_eq!(text(&speaker["name"]), name);
    assert_eq!((state(&sandbox, other), state(&sandbox, "Solvik")), ("proposed".to_owned(), "proposed".to_owned()));
    let decide = |alias: &str, verdict: &str| {
        sandbox.run_as("Ann", &["speaker", "alias", handle, alias, verdict, "-m", "their own page"])
    };
    decide(other, "confirm").ok().says(&["proposed", "confirmed"]);
    decide("Solvik", "refuse").ok();
    assert_eq!((state(&sandbox, other), state(&sandbox, "Solvik")), ("confirmed".to_owned(), "refused".to_owned()));
    let log = sandbox.list(&["log", "--by", "Ann"]);
    assert_eq!(log.len(), 2);
    assert_eq!((&log[1]["alias"], &log[1]["alias_state"]), (&other.into(), &"confirmed".into()));
    assert_eq!(log[1]["reason"], "their own page");
    // Decided so already: nothing to write.
    decide(other, "confirm").ok();
    assert_eq!(sandbox.list(&["log", "--by", "Ann"]).len(), 2);
    decide(other, "refuse").ok();
    assert_eq!(state(&sandbox, other), "refused");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_was_refused_is_not_proposed_again() {
    let sandbox = two_spellings();
    let speaker = solvik(&sandbox);
    sandbox.run(&["speaker", "alias", text(&speaker["speaker"]), "Solvik", "refuse", "-m", "two brothers"]).ok();
    sandbox.write("b.txt", dated("2026-05-05", "b", "More boats", "Solvik said 50 boats a day use the lock.\n\n40 is the rule, Andrey Solvik told the Lantern. Solvik said so."));
    sandbox.run(&["ingest", "b.txt"]).ok();
    let all = sandbox.list(&["speaker", "list"]);
    let first = all.iter().find(|s| s["speaker"] == speaker["speaker"]).expect("the speaker");
    let alias = list(&first["aliases"]).iter().find(|a| a["name"] == "Solvik").expect("the alias");
    assert_eq!(alias["state"], "refused");
}

#[test]
fn what_makes_no_sense() {
    let sandbox = two_spellings();
    let speaker = solvik(&sandbox);
    let handle = text(&speaker["speaker"]);
    sandbox.run(&["speaker", "alias", handle, "Nobody", "confirm", "-m", "why"]).exits(3).says(&["Nobody", "Solvik"]);
    sandbox.run(&["speaker", "alias", "s999", "Solvik", "confirm", "-m", "why"]).exits(3);
    sandbox.run(&["speaker", "alias", "c1", "Solvik", "confirm", "-m", "why"]).exits(2);
    sandbox.run(&["speaker", "alias", handle, "Solvik", "confirm"]).exits(2);
    sandbox.run(&["speaker", "alias", handle, "Solvik", "confirm", "-m", " "]).exits(2);
    sandbox.run(&["speaker", "alias", handle, "Solvik", "perhaps", "-m", "why"]).exits(2);
    assert_eq!(sandbox.count("log entries"), 1);
}

#[test]
fn a_bare_surname_in_two_articles_is_not_one_person() {
    let sandbox = Sandbox::with(dated("2026-05-04", "a", "Boats", "Valmont said 40 boats were sold."));
    sandbox.write("b.txt", dated("2026-05-05", "b", "Cars", "Valmont said 90 cars were sold."));
    sandbox.run(&["ingest", "b.txt"]).ok();
    let all = sandbox.list(&["speaker", "list"]);
    assert_eq!(all.iter().filter(|s| s["name"] == "Valmont").count(), 2, "{all:?}");
}

#[test]
fn spellings_of_two_documents_are_proposed_once_and_a_shared_surname_never() {
    let sandbox = two_spellings();
    let other = dated(
        "2026-05-06",
        "weir",
        "Weir to close",
        "The weir will close in July, Andrey Solwik told the Beacon.\n\nThe town lost a bridge, Marta Solvik said.",
    );
    sandbox.write("weir.txt", &other);
    sandbox.run(&["ingest", "weir.txt"]).ok();
    let proposed = sandbox.list(&["speaker", "propose"]);
    let shown: Vec<&str> = proposed.iter().map(|p| text(&p["other"])).collect();
    assert_eq!(shown, ["Andrey Solwik"], "{proposed:?}");
    assert!(sandbox.list(&["speaker", "propose"]).is_empty(), "once is enough");
}

/// Who has only the name in common is perhaps somebody else: no contradiction.
#[test]
fn namesakes_of_other_roles_do_not_contradict_themselves() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", dated("2026-05-01", "cup", "Match", "Coach Ivan Petrov said the team will win the cup."));
    sandbox
        .write("b.txt", dated("2026-05-03", "court", "Court", "Judge Ivan Petrov said the team will not win the cup."));
    sandbox.write(
        "c.txt",
        dated("2026-05-05", "cup2", "Match", "Coach Ivan Petrov said the team will not win the cup on Sunday."),
    );
    sandbox.run(&["ingest", "a.txt", "b.txt", "c.txt"]).ok();
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read("out/s1.html")).expect("UTF-8");
    assert!(page.contains("perhaps two people") && page.contains("by the name alone, from 3 articles"), "{page}");
    assert!(page.contains("speaker-inconsistent"), "the coach contradicts himself: {page}");
}

/// What an article reports of earlier days is not of the day of the article.
#[test]
fn a_page_tells_when_it_was_said() {
    let sandbox = Sandbox::with(dated(
        "2026-05-07",
        "letter",
        "Director Admits It",
        "Helen Marr, the director, said on Thursday that the letter came in January. In April Marr said repairs would cost 6 million pounds.",
    ));
    sandbox.run(&["report", "--all", "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read("out/s1.html")).expect("UTF-8");
    assert!(page.contains("said between") && page.contains("1 April 2026") && page.contains("30 April 2026"), "{page}");
}

#[test]
fn a_page_says_what_puts_statements_together_and_who_may_be_the_same() {
    let sandbox = Sandbox::new();
    let line = |(number, text): (usize, &&str)| {
        json!({"outlet": format!("Paper {number}"), "published": "2026-03-02", "text": text}).to_string()
    };
    let texts = [
        "Marian Holt said that the quay was shut. Ms Holt said that it leaked.",
        "Marian Holt said that the pier had been safe.",
        "Holt said that the ferry had left.",
        "Tom Reed said that the crane had been repaired.",
    ];
    sandbox.write("a.jsonl", texts.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let speaker = |name: &str| {
        let all = sandbox.list(&["speaker", "list"]);
        text(&all.iter().find(|one| one["name"] == name).expect("a speaker")["speaker"]).to_owned()
    };
    let holt = speaker("Marian Holt");
    sandbox.run(&["claim", "attribute", &sandbox.claim("the crane"), "--to", &holt, "-m", "the recording"]).ok();
    sandbox.run(&["report", "--all", "-o", "site"]).ok();
    let page = std::fs::read_to_string(sandbox.path("site").join(format!("{holt}.html"))).expect("a page");
    assert!(page.contains("the crane had been repaired"));
    assert!(page.contains("by the name alone, from 2 articles"), "a person said whose words the third are");
    let same = page.split("Perhaps the same").nth(1).expect("who may be the same");
    assert!(same.split("</dd>").next().is_some_and(|names| names.contains(&speaker("Holt"))), "{same}");
    sandbox.run(&["speaker", "alias", &holt, "Holt", "confirm", "-m", "the register"]).ok();
    sandbox.run(&["report", "--all", "-o", "site"]).ok();
    let page = std::fs::read_to_string(sandbox.path("site").join(format!("{holt}.html"))).expect("a page");
    assert!(page.contains("by the name and by the other names that a person confirmed, from 2 articles"));
}
