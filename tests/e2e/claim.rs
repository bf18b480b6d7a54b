//! `claim`: claims put right by hand, told apart from the engine's work, undone to the byte.

use serde_json::{Value, json};

use crate::audit::outside;
use crate::sandbox::{Sandbox, text};

const BRIDGE: &str = "Mayor opens bridge\n\nThe mayor of Brannick, Ann Lee, opened the bridge on Monday. \"It cost 40 million \
crowns,\" Lee said. The harbour was closed for three hours, port officials said.\n\nCritics were not convinced. The bridge is too \
narrow for lorries. Bo Holm, of the road union, said that the bridge had not been tested.\n";

const LATER: &str = "Bridge in Brannick\n\n\"It cost 40 million crowns,\" said the mayor, Ann Lee. The bridge, Bo Holm said, had \
not been tested before it opened.\n";

fn two_papers() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", BRIDGE);
    sandbox.write("b.txt", LATER);
    sandbox.run(&["ingest", "a.txt", "--outlet", "Harbour Post", "--date", "2026-03-02"]).ok();
    sandbox.run(&["ingest", "b.txt", "--outlet", "Courier", "--date", "2026-03-05"]).ok();
    sandbox
}

/// Everything a reader can look at but the log: queue, claims, documents, pairs, speakers, reports without their checkpoint.
fn export(sandbox: &Sandbox) -> String {
    let mut all: Vec<String> = Vec::new();
    for claim in sandbox.claims() {
        let mut shown = sandbox.show(text(&claim["claim"]));
        // What was done stays in the log, and each time counts as a revision.
        for field in ["history", "revision"] {
            shown.as_object_mut().expect("object").remove(field);
        }
        all.push(shown.to_string());
    }
    for args in [&["match", "list", "--all"][..], &["docs"], &["speaker", "list"], &["stats"]] {
        let mut listed = sandbox.list(args);
        listed.retain(|row| row["what"] != "events" && row["what"] != "log entries");
        all.push(format!("{args:?} {listed:?}"));
    }
    for document in ["d1", "d2"] {
        all.push(sandbox.run(&["show", document, "--format", "json"]).ok().out().to_owned());
    }
    all.join("\n")
}

fn mention<'a>(claim: &'a Value, document: &str) -> &'a Value {
    let places = claim["mentions"].as_array().expect("a list");
    &places.iter().find(|place| place["doc"] == document).expect("is there")["mention"]
}

#[test]
fn a_claim_that_was_missed_is_added_and_marked_as_added() {
    let sandbox = two_papers();
    let words = "port officials said";
    let added =
        sandbox.run(&["claim", "add", "d1", words, "-m", "who said so matters", "--format", "json"]).ok().json();
    let claim = text(&added["claims"][0]["claim"]).to_owned();
    let shown = sandbox.show(&claim);
    let place = mention(&shown, "d1");
    assert_eq!(place["content"][0]["exact"], words);
    assert_eq!((text(&place["by_hand"]["work"]), text(&place["by_hand"]["by"])), ("added", "tester"));
    assert_eq!(place["voice"], "own");
    assert!(sandbox.run(&["show", &claim]).ok().out().contains("[added by tester]"));
    assert!(sandbox.run(&["show", "d1"]).ok().out().contains("[added by tester]"));
    // It stays what a person found, whatever is put right on it.
    sandbox.run_as("Ann", &["claim", "attribute", &claim, "--to", "Bo Holm", "-m", "he goes on"]).ok();
    assert_eq!(mention(&sandbox.show(&claim), "d1")["by_hand"], json!({ "work": "added", "by": "tester" }));
    let by_engine = sandbox.show(&sandbox.claim("closed for three hours"));
    assert!(mention(&by_engine, "d1").get("by_hand").is_none());
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run(&["claim", "add", "d1", words, "-m", "again"]).exits(2).says(&["mention already"]);
    sandbox.run(&["claim", "add", "d1", "port officials lied", "-m", "no"]).exits(3).says(&["not in d1"]);
    sandbox.run(&["claim", "add", "d1", "bridge", "-m", "no"]).exits(2).says(&["--nth 1 to"]);
    sandbox.run(&["claim", "add", "d9", "bridge", "-m", "no"]).exits(3).says(&["there is no document d9"]);
}

#[test]
fn a_speaker_is_credited_on_the_word_of_a_person() {
    let sandbox = two_papers();
    let own = sandbox.claim("too narrow for lorries");
    sandbox.run(&["claim", "attribute", &own, "--to", "Bo Holm", "-m", "he goes on in the next sentence"]).ok();
    let shown = sandbox.show(&own);
    assert_eq!(shown["speaker"]["name"], "Bo Holm");
    assert_eq!(shown["status"]["said"]["status"], "unverified");
    let place = mention(&shown, "d1");
    assert_eq!((text(&place["voice"]), text(&place["source"]["exact"])), ("indirect", "Bo Holm"));
    assert_eq!(place["by_hand"]["work"], "attributed");
    sandbox.run(&["claim", "attribute", &own, "--to", "Bo Holm", "-m", "x"]).exits(2).says(&["already"]);
    let slip = ["claim", "attribute", &own, "--to", "Bo Holmm", "-m", "x", "--dry-run"];
    sandbox.run(&slip).exits(2).says(&["did you mean", "(Bo Holm)", "--new-speaker"]);
    let made = sandbox.run(&[&slip[..], &["--new-speaker"]].concat()).ok();
    assert!(made.out().contains("is a new speaker: Bo Holmm"), "{}", made.out());
    sandbox.run(&["claim", "attribute", &own, "-m", "x"]).exits(2);
    sandbox.run(&["set", &own, "corroborated", "--target", "said", "-m", "the recording"]).ok();
    let refused = sandbox.run(&["claim", "attribute", &own, "--nobody", "-m", "x"]).exits(4);
    refused.says(&[&own, "set said to unverified first"]);
    sandbox.run(&["undo", "-m", "back"]).ok();
    sandbox.run(&["claim", "attribute", &own, "--nobody", "-m", "nobody is named"]).ok();
    assert!(sandbox.show(&own)["status"]["said"].is_null());
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_mention_of_several_leaves_for_the_speaker_it_belongs_to() {
    let sandbox = two_papers();
    let cost = sandbox.claim("40 million crowns");
    assert_eq!(sandbox.show(&cost)["mentions"].as_array().map(Vec::len), Some(2));
    let place = sandbox.show(&cost)["mentions"][1]["mention"]["n"].to_string();
    sandbox.run(&["claim", "attribute", &format!("d2#{place}"), "--to", "Cy Moe", "-m", "a slip of the paper"]).ok();
    assert_eq!(sandbox.show(&cost)["mentions"].as_array().map(Vec::len), Some(1));
    let all = sandbox.claims();
    let his = all.iter().find(|claim| claim["speaker"] == "Cy Moe").expect("is in the queue");
    assert_eq!(his["wording"], sandbox.show(&cost)["wording"]);
    assert_eq!(sandbox.list(&["speaker", "list"]).iter().filter(|who| who["name"] == "Cy Moe").count(), 1);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_stands_against_a_claim_stays_when_its_speaker_is_put_right() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "a.txt",
        "Reservoir\n\n\"Leakage was 11 per cent of the water last year,\" said Ann Leigh. The dam was built in 1931.\n",
    );
    sandbox.write(
        "b.txt",
        "Dam\n\nAnn Lee said that leakage was 19 per cent of the water last year. Farmers were angry.\n",
    );
    sandbox.run(&["ingest", "a.txt", "--outlet", "Harbour Post", "--date", "2026-03-02"]).ok();
    sandbox.run(&["ingest", "b.txt", "--outlet", "Courier", "--date", "2026-03-05"]).ok();
    let (first, later) = (sandbox.claim("was 11 per cent"), sandbox.claim("was 19 per cent"));
    let pairs = || {
        let mut all = sandbox.list(&["match", "list", "--all"]);
        all.retain(|pair| pair.to_string().contains(&format!("{later:?}")));
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    };
    assert_eq!(pairs()["relation"], "contradicts");
    sandbox.run(&["claim", "attribute", &first, "--to", "Ann Lee", "-m", "so she is called"]).ok();
    let after = pairs();
    assert_eq!(after["relation"], "updates", "{after}");
    assert!(after.to_string().contains("the same speaker"), "{after}");
    sandbox.run(&["undo", "-m", "back"]).ok();
    assert_eq!(pairs()["relation"], "contradicts");
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn splitting_and_merging_are_the_way_there_and_back() {
    let sandbox = two_papers();
    let cost = sandbox.claim("40 million crowns");
    sandbox.run(&["set", &cost, "disputed", "--target", "fact", "-m", "the books say 52"]).ok();
    let numbers: Vec<String> = sandbox.show(&cost)["mentions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|place| format!("{}#{}", text(&place["doc"]), place["mention"]["n"]))
        .collect();
    let all: Vec<&str> = ["claim", "split", &cost].into_iter().chain(numbers.iter().map(String::as_str)).collect();
    let all: Vec<&str> = all.into_iter().chain(["-m", "x"]).collect();
    sandbox.run(&all).exits(2).says(&["has to stay"]);
    let split =
        sandbox.run(&["claim", "split", &cost, &numbers[1], "-m", "said again later", "--format", "json"]).ok().json();
    let other = text(&split["claims"][1]["claim"]).to_owned();
    let shown = sandbox.show(&other);
    assert_eq!(shown["status"]["fact"]["status"], "unverified", "no status is copied");
    assert_eq!(sandbox.show(&cost)["status"]["fact"]["status"], "disputed");
    sandbox.run(&["claim", "merge", &other, &cost, "-m", "one again"]).exits(4).says(&["was decided"]);
    sandbox.run(&["claim", "merge", &cost, &other, "-m", "one again"]).ok();
    assert_eq!(sandbox.show(&cost)["mentions"].as_array().map(Vec::len), Some(2));
    sandbox.run(&["show", &other]).exits(3).says(&["no claim since tester", &cost]);
    for (verb, rest) in [("set", &["disputed", "--target", "fact"][..]), ("undo", &[]), ("assign", &["--to", "Ann"])] {
        let args = [&[verb, other.as_str()], rest, &["-m", "why"]].concat();
        sandbox.run(&args).exits(3).says(&["no claim since tester", &cost]);
    }
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_contradicts_and_what_others_said_is_not_merged() {
    let sandbox = Sandbox::with("Ann Lee said the dam was safe. Ann Lee said the dam was not safe.\n");
    let (yes, no) = (sandbox.claim("dam was safe"), sandbox.claim("dam was not safe"));
    sandbox.run(&["claim", "merge", &yes, &no, "-m", "one"]).exits(4).says(&["negation"]);
    let sandbox = two_papers();
    let (lee, holm) = (sandbox.claim("40 million crowns"), sandbox.claim("before it opened"));
    sandbox.run(&["claim", "merge", &lee, &holm, "-m", "one"]).exits(4).says(&["different people"]);
    sandbox.run(&["claim", "merge", &lee, &lee, "-m", "one"]).exits(2);
}

#[test]
fn other_words_do_not_come_to_stand_under_what_was_found() {
    let sandbox = Sandbox::with("Ann Lee said the dam was safe. Ann Lee said the town had three bridges.\n");
    let (dam, town) = (sandbox.claim("dam was safe"), sandbox.claim("three bridges"));
    sandbox.run(&["set", &dam, "disputed", "--target", "fact", "-m", "the survey"]).ok();
    let merge = sandbox.run(&["claim", "merge", &dam, &town, "-m", "one"]).exits(4);
    merge.says(&["has been decided on", "does not say the same", "match accept"]);
}

#[test]
fn words_are_put_right_unless_they_were_decided_on() {
    let sandbox = two_papers();
    let shut = sandbox.claim("closed for three hours");
    let number = mention(&sandbox.show(&shut), "d1")["n"].to_string();
    let place = format!("d1#{number}");
    sandbox.run(&["claim", "respan", &place, "closed for three hours", "-m", "of the harbour"]).ok();
    let shown = sandbox.show(&shut);
    assert_eq!((text(&shown["wording"]), shown["revision"].as_u64()), ("closed for three hours", Some(2)));
    assert_eq!(mention(&shown, "d1")["slots"]["quantities"][0]["value"], 3.0);
    sandbox.run(&["set", &shut, "disputed", "--target", "fact", "-m", "the log book"]).ok();
    let words = ["claim", "respan", &place, "The harbour was closed", "-m", "x"];
    sandbox.run(&words).exits(4).says(&[&shut, "decided on as it is worded"]);
    sandbox.run(&["set", &shut, "unverified", "--target", "fact", "-m", "other words"]).ok();
    sandbox.run(&words).ok();
    sandbox.run(&["claim", "respan", &place, "closed for three hours", "-m", "x", "--if-version", "1"]).exits(5);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn every_step_is_undone_and_redone_to_the_byte() {
    let sandbox = two_papers();
    let (cost, holm) = (sandbox.claim("40 million crowns"), sandbox.claim("before it opened"));
    let second = format!("d2#{}", sandbox.show(&cost)["mentions"][1]["mention"]["n"]);
    let first = format!("d1#{}", sandbox.show(&cost)["mentions"][0]["mention"]["n"]);
    let tested = sandbox.claim("the bridge had not been tested");
    let steps: [&[&str]; 6] = [
        &["claim", "add", "d1", "Critics were not", "--speaker", "Dee Fox", "-m", "why"],
        &["claim", "split", &cost, &second, "-m", "why"],
        &["claim", "attribute", &cost, "--nobody", "-m", "why"],
        &["claim", "respan", &first, "40 million crowns", "-m", "why"],
        &["claim", "merge", &tested, &holm, "-m", "why"],
        &["claim", "attribute", &tested, "--to", "s1", "-m", "why"],
    ];
    sandbox.run(&["report", "d1", "d2", "-o", "first"]).ok();
    let mut states = vec![export(&sandbox)];
    for step in steps {
        sandbox.run(step).ok();
        states.push(export(&sandbox));
        assert_ne!(states[states.len() - 2], states[states.len() - 1], "{step:?}");
    }
    for at in (0..steps.len()).rev() {
        sandbox.run(&["undo", "-m", "back"]).ok();
        assert_eq!(export(&sandbox), states[at], "undone: {:?}", steps[at]);
        sandbox.run(&["audit", "verify"]).ok();
    }
    for entry in ["2", "8"] {
        sandbox.run(&["report", "d1", "d2", "-o", entry, "--at", entry]).ok();
    }
    for at in 0..steps.len() {
        sandbox.run(&["redo", "-m", "again"]).ok();
        assert_eq!(export(&sandbox), states[at + 1], "done again: {:?}", steps[at]);
    }
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run(&["set", &tested, "disputed", "--target", "said", "-m", "he was not there"]).ok();
    sandbox.write("log.ndjson", sandbox.run(&["audit", "export"]).ok().out());
    let kept = sandbox.run(&["audit", "checkpoint"]).ok().out().trim().to_owned();
    for page in ["d1.html", "d2.html"] {
        assert_eq!(sandbox.read(&format!("2/{page}")), sandbox.read(&format!("first/{page}")), "{page}");
        sandbox.run(&["report", "d1", "d2", "-o", "again", "--at", "8"]).ok();
        assert_eq!(sandbox.read(&format!("again/{page}")), sandbox.read(&format!("8/{page}")), "{page}");
        assert_ne!(sandbox.read(&format!("8/{page}")), sandbox.read(&format!("first/{page}")), "{page}");
    }
    let Some((code, said)) = outside(&sandbox, "log.ndjson", &kept) else { return };
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("ok: 21 entries, 1 targets decided"), "{said}");
}

#[test]
fn an_earlier_state_shows_the_words_and_places_of_then() {
    let sandbox = two_papers();
    let cost = sandbox.claim("40 million crowns");
    let place = format!("d1#{}", sandbox.show(&cost)["mentions"][0]["mention"]["n"]);
    let second = format!("d2#{}", sandbox.show(&cost)["mentions"][1]["mention"]["n"]);
    let then = text(&sandbox.list(&["log", "--limit", "1"])[0]["at"]).to_owned();
    sandbox.run(&["claim", "split", &cost, &second, "-m", "why"]).ok();
    sandbox.run(&["claim", "respan", &place, "40 million crowns", "-m", "why"]).ok();
    let shown = sandbox.run(&["show", &cost, "--at", &then, "--format", "json"]).ok().json();
    assert_eq!((text(&shown["wording"]), shown["revision"].as_u64()), ("It cost 40 million crowns", Some(1)));
    assert_eq!(shown["mentions"].as_array().map(Vec::len), Some(2));
    // The same entry by its number; between the two changes only the first has been made.
    let entries =
        sandbox.run(&["log", "--limit", "1000", "--format", "json"]).ok().json().as_array().map_or(0, Vec::len);
    let at = |entry: usize| sandbox.run(&["show", &cost, "--at", &entry.to_string(), "--format", "json"]).ok().json();
    assert_eq!(at(entries - 2), shown);
    let split = at(entries - 1);
    assert_eq!((text(&split["wording"]), split["revision"].as_u64()), ("It cost 40 million crowns", Some(2)));
    assert_eq!(split["mentions"].as_array().map(Vec::len), Some(1));
    assert_eq!(at(entries)["mentions"], sandbox.show(&cost)["mentions"]);
    sandbox.run(&["show", &cost, "--at", "99"]).exits(3).says(&["no entry 99"]);
}

#[test]
fn dry_run_changes_nothing() {
    let sandbox = two_papers();
    let before = export(&sandbox);
    let args = ["claim", "add", "d1", "Critics were not", "--speaker", "Dee Fox", "-m", "why", "--dry-run"];
    sandbox.run(&args).ok().says(&["nothing was changed"]);
    assert_eq!(export(&sandbox), before);
    sandbox.run(&["undo", "-m", "x"]).exits(4);
}
