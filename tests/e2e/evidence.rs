//! `evidence`: what people bring forward, quoted, kept, checked and counted.

use serde_json::{Value, json};

use crate::sandbox::{Ran, Sandbox, list, text};

const MINUTES: &str = "<html><head><title>Minutes</title></head><body><article><h1>Minutes of the harbour board</h1>\
    <p>Present: Orrick, Marsh and Kell.</p><p>The board heard that “about 300 tonnes of solvent” had leaked from tank 7.</p>\
    <p>The board asked for a report by Friday. Nobody objected.</p></article></body></html>";

/// A desk with one claim in an outlet's own voice, and the minutes as a file.
fn desk() -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    let article = "About 300 tonnes of solvent leaked from tank 7 of the Kelmouth terminal on Sunday night.";
    let line = serde_json::json!({"outlet": "Harbour Post", "published": "2026-03-02", "url": "https://post.example/1", "text": article});
    sandbox.write("post.jsonl", line.to_string());
    sandbox.write("minutes.html", MINUTES);
    sandbox.run(&["ingest", "post.jsonl"]).ok();
    let claim = sandbox.claim("300 tonnes");
    (sandbox, claim)
}

/// Asks for words on standard output.
fn prints(ran: &Ran, words: &[&str]) {
    for word in words {
        assert!(ran.out().contains(word), "{word:?} is missing in: {}", ran.out());
    }
}

fn add(sandbox: &Sandbox, claim: &str, more: &[&str]) -> Value {
    let base = ["evidence", "add", claim, "--stance", "supports", "-m", "found it", "--format", "ndjson"];
    let ran = sandbox.run(&[&base[..], more].concat()).ok();
    ran.records().remove(0)
}

#[test]
fn readers_are_not_told_the_folders_of_a_file() {
    let (sandbox, claim) = desk();
    let path = sandbox.path("minutes.html");
    let path = path.to_str().expect("UTF-8");
    let more = ["--target", "fact", "--file", path, "--quote", "Nobody objected"];
    sandbox.run(&[&["evidence", "add", &claim, "--stance", "context", "-m", "found it"], &more[..]].concat()).ok();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read("out/d1.html")).expect("UTF-8");
    assert!(page.contains("minutes.html") && !page.contains(sandbox.root().to_str().expect("UTF-8")));
}

fn from_minutes<'a>() -> [&'a str; 12] {
    [
        "--file",
        "minutes.html",
        "--quote",
        "\"about 300   tonnes of solvent\" had leaked",
        "--class",
        "primary",
        "--basis",
        "document",
        "--publisher",
        "Harbour Board",
        "--as-of",
        "2026-03-02",
    ]
}

#[test]
fn words_are_found_in_the_source_and_a_copy_is_kept() {
    let (sandbox, claim) = desk();
    let added =
        add(&sandbox, &claim, &[&from_minutes()[..], &["--note", "from K.", "--interest", "owns the quay"]].concat());
    assert_eq!(
        text(&added["quote"]["exact"]),
        "“about 300 tonnes of solvent” had leaked",
        "as it stands in the source"
    );
    assert!(text(&added["quote"]["prefix"]).ends_with("heard that "), "{added}");
    assert_eq!((text(&added["evidence"]), text(&added["class"])), ("e1", "primary"));
    assert_eq!(text(&added["snapshot"]).len(), 64);
    assert!(
        added["has_note"].as_bool() == Some(true) && !added.to_string().contains("from K."),
        "a private note stays"
    );
    let shown = sandbox.run(&["evidence", "show", "e1"]).ok();
    prints(&shown, &["from K. (never exported)", "owns the quay", "supports fact"]);
    let of_claim = sandbox.show(&claim);
    assert_eq!(list(&of_claim["evidence"]).len(), 1);
    prints(&sandbox.run(&["log", "e1"]).ok(), &["e1 on c1: added, supports fact", "found it"]);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn what_is_not_there_is_refused_and_writes_nothing() {
    let (sandbox, claim) = desk();
    let refused = |more: &[&str], code: i32, says: &str| {
        let base = ["evidence", "add", &claim, "--stance", "supports", "-m", "x"];
        sandbox.run(&[&base[..], more].concat()).exits(code).says(&[says]);
    };
    refused(&["--file", "minutes.html", "--quote", "about 400 tonnes"], 3, "the words are not in");
    refused(&["--file", "minutes.html", "--quote", "board"], 2, "--nth 1 to 4");
    refused(&["--file", "minutes.html", "--quote", "board", "--nth", "9"], 2, "no number 9");
    refused(&["--file", "nowhere.html"], 3, "there is no file nowhere.html");
    refused(&["--url", "javascript:alert(1)"], 2, "https://");
    refused(&["--doc", "d9"], 3, "d9");
    refused(&["--url", "https://desk:secret@host.example/"], 2, "before an @");
    refused(&["--url", "http://localhost:9/", "--fetch"], 4, "only public addresses are");
    refused(&["--url", "http://user@host.example/", "--fetch"], 2, "names a user");
    refused(&["--fetch"], 2, "give it with --url");
    refused(&["--url", "https://host.example/", "--fetch", "--file", "minutes.html"], 2, "cannot be used with");
    refused(&["--target", "said", "--cite", "a call"], 4, "nobody is credited");
    refused(&["--quote", "about"], 2, "--url, --doc, --cite or --file");
    let dry = ["evidence", "add", &claim, "--stance", "refutes", "--cite", "a call", "-m", "x", "--dry-run"];
    sandbox.run(&dry).ok().says(&["nothing was changed"]);
    assert!(sandbox.list(&["evidence", "list"]).is_empty());
    add(&sandbox, &claim, &["--file", "minutes.html", "--quote", "board", "--nth", "2"]);
    assert_eq!(sandbox.list(&["evidence", "list", &claim]).len(), 1);
}

/// Vector 12: corroborated by hand, a cited page later drops the sentence: stale, attention, status unchanged.
#[test]
fn a_page_that_drops_the_sentence_calls_attention_and_the_status_stays() {
    let (sandbox, claim) = desk();
    add(&sandbox, &claim, &from_minutes());
    add(
        &sandbox,
        &claim,
        &[
            "--cite",
            "call with the harbour master",
            "--speaker",
            "Ivo Dall",
            "--basis",
            "named-speaker",
            "--publisher",
            "Desk",
            "--quote",
            "some 300 tonnes, yes",
            "--no-copy",
            "own recording",
        ],
    );
    let suggested = sandbox.run(&["suggest", &claim]).ok();
    prints(&suggested, &["R1", "corroborated"]);
    sandbox.run(&["set", &claim, "corroborated", "-m", "minutes and master"]).ok();
    sandbox.run(&["evidence", "check"]).ok();
    assert!(list(&sandbox.show(&claim)["attention"]).is_empty());

    sandbox.write("minutes.html", MINUTES.replace("“about 300 tonnes of solvent” had", "some solvent had"));
    let dry = sandbox.run(&["evidence", "check", "--dry-run"]).exits(10);
    prints(&dry, &["stale", "the words do not stand in it any more"]);
    assert!(sandbox.list(&["evidence", "list", "--stale"]).is_empty(), "a dry run marks nothing");
    prints(&sandbox.run(&["evidence", "check"]).exits(10), &["“about 300 tonnes” dropped"]);
    let shown = sandbox.show(&claim);
    assert_eq!(text(&shown["status"]["fact"]["status"]), "corroborated", "the status stays");
    assert!(text(&list(&shown["attention"])[0]).contains("stale"), "{shown}");

    sandbox.run(&["evidence", "check"]).exits(10);
    assert_eq!(sandbox.list(&["log", "e1"]).len(), 2, "what is marked already is not marked again");
    sandbox.run(&["evidence", "edit", "e1", "--confirm", "-m", "the clerk sent the signed minutes"]).ok();
    assert!(list(&sandbox.show(&claim)["attention"]).is_empty());
    sandbox.run(&["evidence", "check"]).ok();
    assert!(sandbox.list(&["evidence", "list", "--stale"]).is_empty(), "what a person confirmed stands as it is");
    sandbox.write("minutes.html", MINUTES.replace("“about 300 tonnes of solvent” had", "nothing had"));
    sandbox.run(&["evidence", "check"]).exits(10);
    assert_eq!(sandbox.list(&["evidence", "list", "--stale"]).len(), 1, "what changed since is told");
    sandbox.run(&["evidence", "edit", "e1", "--confirm", "-m", "the clerk says so again"]).ok();
    prints(&sandbox.run(&["undo", "e1", "-m", "slip"]).ok(), &["stale"]);
    assert_eq!(sandbox.list(&["evidence", "list", "--stale"]).len(), 1);
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn a_document_that_is_corrected_makes_its_evidence_stale() {
    let (sandbox, claim) = desk();
    let register = |text: &str| {
        let line = serde_json::json!({"outlet": "Port Register", "published": "2026-03-03", "url": "https://register.example/7", "text": text});
        sandbox.write("register.jsonl", line.to_string());
        sandbox.run(&["ingest", "register.jsonl"]).ok();
    };
    register("The register lists a loss of 300 tonnes from tank 7. The tank was built in 1998.");
    add(
        &sandbox,
        &claim,
        &["--doc", "d2", "--quote", "a loss of 300 tonnes from tank 7", "--publisher", "Port Register"],
    );
    prints(&sandbox.run(&["evidence", "check"]).ok(), &["stands"]);
    register("The register lists a loss of 300 tonnes from tank 7. The tank was built in 1989.");
    prints(&sandbox.run(&["evidence", "check"]).ok(), &["changed elsewhere"]);
    register(
        "Correction: the year was wrong. The register lists a loss of 300 tonnes from tank 7. The tank was built in 1989.",
    );
    prints(&sandbox.run(&["evidence", "check"]).exits(10), &["carries a correction"]);
}

#[test]
fn one_origin_by_a_persons_word_counts_once() {
    let (sandbox, claim) = desk();
    let call = |who: &str, more: &[&str]| {
        let base = [
            "--cite",
            "call",
            "--speaker",
            who,
            "--basis",
            "named-speaker",
            "--publisher",
            who,
            "--quote",
            "300 tonnes",
            "--no-copy",
            "own notes",
        ];
        add(&sandbox, &claim, &[&base[..], more].concat());
    };
    call("Ivo Dall", &[]);
    call("Lena Frost", &["--same-origin-as", "e1"]);
    let records = sandbox.run(&["origins", &claim, "--format", "json"]).ok().json();
    let origin =
        |source: &str| list(&records).iter().find(|r| text(&r["source"]) == source).map(|r| r["origin"].clone());
    assert_eq!(origin("e1"), origin("e2"));
    assert!(origin("e1").is_some());
    sandbox.run(&["evidence", "remove", "e2", "-m", "the same call"]).ok();
    assert_eq!(sandbox.list(&["evidence", "list"]).len(), 1);
    sandbox.run(&["show", "e2"]).exits(3);
    sandbox.run(&["undo", "-m", "it was another call"]).ok();
    assert_eq!(sandbox.list(&["evidence", "list"]).len(), 2);
}

/// What must not leave the desk is in no page and in no list for programs: canaries in every such field.
#[test]
fn private_notes_and_confidential_sources_stay_at_the_desk() {
    let (sandbox, claim) = desk();
    add(
        &sandbox,
        &claim,
        &[&from_minutes()[..], &["--note", "canary-note", "--interest", "owns <b>the quay</b>"]].concat(),
    );
    let secret = [
        "--cite",
        "canary-place",
        "--speaker",
        "canary-speaker",
        "--quote",
        "canary-words",
        "--publisher",
        "canary-publisher",
    ];
    add(
        &sandbox,
        &claim,
        &[&secret[..], &["--note", "canary-note", "--no-copy", "canary-waiver", "--confidential"]].concat(),
    );
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read("out/d1.html")).expect("a page");
    assert!(
        page.contains("about 300 tonnes of solvent” had leaked") && page.contains("Harbour Board"),
        "what is open is shown"
    );
    assert!(page.contains("owns &#60;b&#62;the quay") || page.contains("owns &lt;b&gt;the quay"), "and escaped");
    assert!(!page.contains("canary"), "what is not stays");
    for args in [&["evidence", "list"][..], &["log"], &["show", &claim]] {
        let printed = sandbox.run(&[args, &["--format", "json"]].concat()).ok();
        assert!(!printed.out().contains("canary-note"), "{args:?}");
    }
}

#[test]
fn a_file_whose_folder_is_elsewhere_is_not_stale() {
    let (sandbox, claim) = desk();
    let folder = sandbox.path("papers");
    std::fs::create_dir(&folder).expect("a folder");
    sandbox.write("papers/minutes.html", MINUTES);
    let more = ["--target", "fact", "--file", "papers/minutes.html", "--quote", "Nobody objected"];
    add(&sandbox, &claim, &more);
    std::fs::remove_dir_all(&folder).expect("goes");
    prints(&sandbox.run(&["evidence", "check"]).ok(), &["unchecked", "cannot be read here"]);
    std::fs::create_dir(&folder).expect("a folder");
    prints(&sandbox.run(&["evidence", "check"]).exits(10), &["is not in its folder any more"]);
}

/// Adds a file of minutes and evidence that quotes part of a sentence of it.
fn of_a_part(sandbox: &Sandbox, claim: &str) {
    sandbox.write("m.txt", "Minutes of the harbour board.\nAbout 300 tonnes of solvent leaked from tank 7.\n");
    add(sandbox, claim, &["--target", "fact", "--file", "m.txt", "--quote", "300 tonnes of solvent leaked"]);
}

const RAISED: &str = "Minutes of the harbour board.\nAbout 3,000 tonnes of solvent leaked from tank 7.\n";

#[test]
fn a_word_diff_shows_what_changed_and_no_more() {
    let (sandbox, claim) = desk();
    of_a_part(&sandbox, &claim);
    sandbox.write("m.txt", RAISED);
    let checked = sandbox.run(&["evidence", "check"]).exits(10);
    prints(
        &checked,
        &["About [-300-] {+3,000+} tonnes of solvent leaked from tank 7.", "About 300 tonnes → About 3,000 tonnes"],
    );
    for invented in ["added", "dropped", "{+from"] {
        assert!(!checked.out().contains(invented), "{invented:?} in {}", checked.out());
    }
}

#[test]
fn only_a_person_or_the_same_source_makes_good_what_was_stale() {
    let (sandbox, claim) = desk();
    of_a_part(&sandbox, &claim);
    let stale = || sandbox.list(&["evidence", "list", "--stale"]).len();
    let edit = |more: &[&str]| sandbox.run(&[&["evidence", "edit", "e1", "-m", "x"], more].concat()).ok();
    sandbox.write("m.txt", RAISED);
    sandbox.run(&["evidence", "check"]).exits(10);
    edit(&["--quote", "tonnes of solvent leaked"]).says(&["e1 is stale still", "--confirm"]);
    assert_eq!(stale(), 1, "other words do not make it good");
    sandbox.run(&["evidence", "check"]).exits(10);
    edit(&["--confirm"]);
    assert_eq!(stale(), 0);
    sandbox.run(&["evidence", "check"]).ok();
    edit(&["--file", "m.txt"]);
    std::fs::remove_file(sandbox.path("m.txt")).expect("goes");
    sandbox.run(&["evidence", "check"]).exits(10);
    edit(&["--quote", "solvent leaked"]);
    assert_eq!(stale(), 1, "of a source that vanished neither");
    sandbox.write("m.txt", RAISED);
    sandbox.run(&["evidence", "check"]).ok();
    assert_eq!(stale(), 0, "it is again what was kept of it");
    sandbox.write("m.txt", RAISED.replace("solvent leaked", "solvent and soot leaked"));
    sandbox.run(&["evidence", "check"]).exits(10);
    edit(&["--file", "m.txt", "--quote", "solvent and soot leaked"]);
    assert_eq!(stale(), 0, "somebody read the source anew, and the words are in the copy made of it");
    sandbox.run(&["evidence", "check"]).ok();
    sandbox.run(&["audit", "verify"]).ok();
}

#[test]
fn the_copy_of_a_source_that_vanished_can_be_read() {
    let (sandbox, claim) = desk();
    of_a_part(&sandbox, &claim);
    let bytes = sandbox.read("m.txt");
    std::fs::remove_file(sandbox.path("m.txt")).expect("goes");
    let offers = ["the kept copy of ", "'onrecord evidence copy e1'"];
    prints(&sandbox.run(&["evidence", "check"]).exits(10), &offers);
    prints(&sandbox.run(&["evidence", "show", "e1"]).ok(), &offers);
    assert_eq!(sandbox.run(&["evidence", "copy", "e1"]).ok().stdout, bytes);
    sandbox.run(&["evidence", "copy", "e1", "-o", "kept/m.txt"]).ok();
    assert_eq!(sandbox.read("kept/m.txt"), bytes);
    sandbox.write("m.txt", RAISED);
    sandbox.run(&["evidence", "copy", "e1", "-o", "m.txt"]).exits(4).says(&["m.txt is there already"]);
    assert_eq!(sandbox.read("m.txt"), RAISED.as_bytes());
    add(&sandbox, &claim, &["--target", "fact", "--cite", "a call", "--no-copy", "own notes"]);
    add(&sandbox, &claim, &["--target", "fact", "--doc", "d1"]);
    sandbox.run(&["evidence", "copy", "e2"]).exits(3).says(&["no copy of the source of e2"]);
    sandbox.run(&["evidence", "copy", "e3"]).exits(3).says(&["e3 cites d1", "doc show d1"]);
    sandbox.run(&["evidence", "copy", "e9"]).exits(3);
}

#[test]
fn evidence_stays_that_of_the_person_who_brought_it() {
    let (sandbox, claim) = desk();
    sandbox.write("m.txt", "Minutes.\nAbout 300 tonnes of solvent leaked.\n");
    let base = ["evidence", "add", &claim, "--target", "fact", "--stance", "supports", "--file", "m.txt"];
    sandbox.run_as("Ann", &[&base[..], &["--quote", "300 tonnes", "-m", "found it"]].concat()).ok();
    let by = || text(&sandbox.run(&["show", "e1", "--format", "json"]).ok().json()["by"]).to_owned();
    sandbox.write("m.txt", "Minutes.\nNothing leaked.\n");
    sandbox.run_as("Ben", &["evidence", "check"]).exits(10);
    assert_eq!(by(), "Ann");
    sandbox.run_as("Cleo", &["evidence", "edit", "e1", "--confirm", "-m", "the paper says so"]).ok();
    sandbox.run_as("Dee", &["undo", "e1", "-m", "no"]).ok();
    sandbox.run_as("Dee", &["redo", "e1", "-m", "yes"]).ok();
    sandbox.run_as("Cleo", &["evidence", "remove", "e1", "-m", "of no use"]).ok();
    sandbox.run_as("Dee", &["undo", "e1", "-m", "of use"]).ok();
    assert_eq!(by(), "Ann");
    let earlier = sandbox.run(&["show", &claim, "--at", "2999-01-01", "--format", "json"]).ok().json();
    assert_eq!(text(&list(&earlier["evidence"])[0]["by"]), "Ann");
    assert!(sandbox.run(&["log", "e1"]).ok().out().contains("Dee"), "who did what is in the log");
    sandbox.run(&["audit", "verify"]).ok();
}

/// Articles of one outlet that are brought forward as evidence are one origin, as their mentions are.
#[test]
fn stored_documents_as_evidence_are_of_their_outlet() {
    let sandbox = Sandbox::new();
    let said = "The dam in Corrin was built in 1974.";
    let lines: Vec<String> = ["It rained all week.", "Nobody was hurt.", "Ships wait outside."]
        .iter()
        .map(|more| {
            json!({"outlet": "Tarn Courier", "published": "2026-05-04", "text": format!("{said}\n\n{more}")})
                .to_string()
        })
        .collect();
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = sandbox.claim("built in 1974");
    for document in ["d1", "d2", "d3"] {
        let add = ["evidence", "add", &claim, "--target", "fact", "--stance", "supports", "--basis", "document"];
        sandbox.run(&[&add[..], &["--doc", document, "--quote", "built in 1974", "-m", "found"]].concat()).ok();
    }
    let fact: Vec<Value> =
        sandbox.list(&["origins", &claim]).into_iter().filter(|source| source["target"] == "fact").collect();
    let origins = fact.iter().filter_map(|source| source["origin"].as_u64()).max();
    assert_eq!((fact.len(), origins), (6, Some(1)), "{fact:?}");
    assert!(sandbox.list(&["suggest", &claim]).iter().all(|one| one["outcome"] == "none"));
}
