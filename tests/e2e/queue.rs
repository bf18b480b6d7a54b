//! `queue`: what to check first, in every format.

use crate::sandbox::{Sandbox, list, text};
use crate::texts::{OWN, QUOTED, dated, reservoir};

#[test]
fn an_empty_folder_has_an_empty_queue() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(&["queue", "--format", "json"]).ok().out(), "[]\n");
    assert_eq!(sandbox.run(&["queue", "--format", "ndjson"]).ok().out(), "");
    assert_eq!(sandbox.run(&["queue", "--format", "csv"]).ok().out().lines().count(), 1);
    assert_eq!(sandbox.run(&["queue"]).ok().out().lines().count(), 1);
    for command in ["docs", "log"] {
        assert_eq!(sandbox.run(&[command, "--format", "json"]).ok().out(), "[]\n");
    }
    assert_eq!(sandbox.run(&["speaker", "list", "--format", "json"]).ok().out(), "[]\n");
}

#[test]
fn every_format_lists_the_same_claims_in_the_same_order() {
    let sandbox = Sandbox::with(reservoir());
    let json: Vec<String> = sandbox.list(&["queue"]).iter().map(|c| text(&c["claim"]).to_owned()).collect();
    assert_eq!(json.len(), 5);
    let ndjson = sandbox.run(&["queue", "--format", "ndjson"]).ok().records();
    assert!(ndjson.iter().map(|c| text(&c["claim"])).eq(&json));
    for format in ["table", "csv"] {
        let ran = sandbox.run(&["queue", "--format", format]).ok();
        let first = ran.out().lines().skip(1).map(|l| l.trim_start().split([' ', ',']).next().unwrap_or_default());
        assert!(first.eq(json.iter().map(String::as_str)), "{format}: {}", ran.out());
        assert!(!ran.out().contains('\u{1b}'));
    }
    sandbox.run(&["queue", "--format", "xml"]).exits(2);
}

#[test]
fn each_line_says_why_and_the_score_falls() {
    let sandbox = Sandbox::with(reservoir());
    let claims = sandbox.list(&["queue"]);
    assert!(claims.iter().all(|c| !list(&c["why"]).is_empty()));
    let scores: Vec<f64> = claims.iter().filter_map(|c| c["score"].as_f64()).collect();
    assert!(scores.len() == 5 && scores.windows(2).all(|pair| pair[0] >= pair[1]), "{scores:?}");
}

#[test]
fn filters() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write(
        "b.txt",
        dated("2026-06-01", "b", "Boats sold", "\"We sold 40 boats,\" Petra Valmont told the Lantern."),
    );
    sandbox.run(&["ingest", "b.txt"]).ok();
    let quoted = sandbox.claim(QUOTED);
    sandbox.run(&["set", &quoted, "disputed", "--target", "fact", "-m", "the log book says 200"]).ok();
    let of = |args: &[&str]| -> Vec<String> {
        let all = sandbox.list(&[&["queue"][..], args].concat());
        all.iter().map(|c| text(&c["claim"]).to_owned()).collect()
    };
    assert_eq!(of(&["--status", "disputed"]), std::slice::from_ref(&quoted));
    assert!(of(&["--status", "corroborated"]).is_empty());
    assert_eq!(of(&["--doc", "d1"]).len(), 5);
    assert!(!of(&["--doc", "d2"]).is_empty());
    assert_eq!(of(&["--since", "2026-06-01"]), of(&["--doc", "d2"]));
    assert!(!of(&["--target", "said"]).contains(&sandbox.claim(OWN)));
    assert_eq!(of(&["--limit", "1"]).len(), 1);
    let speakers = sandbox.list(&["speaker", "list"]);
    let valmont = speakers.iter().find(|s| s["name"] == "Petra Valmont").expect("a speaker");
    assert_eq!(of(&["--speaker", text(&valmont["speaker"])]), [sandbox.claim("40 boats")]);
    // One target of two is open still; when both are decided the claim leaves the queue.
    assert!(of(&[]).contains(&quoted));
    sandbox.run(&["set", &quoted, "corroborated", "--target", "said", "-m", "on tape"]).ok();
    assert!(!of(&[]).contains(&quoted));
    assert!(of(&["--all"]).contains(&quoted));
    sandbox.run(&["queue", "--speaker", "s99"]).exits(3).says(&["s99"]);
    sandbox.run(&["queue", "--doc", "c1"]).exits(2);
    sandbox.run(&["queue", "--status", "disputd"]).exits(2).says(&["did you mean disputed"]);
}

#[test]
fn a_cell_is_never_a_formula() {
    let sandbox = Sandbox::with(dated(
        "2026-05-04",
        "x",
        "=cmd|' /C calc'!A0",
        "=SUM(A1) cost the board $3 million, Valmont said.",
    ));
    for args in [["queue", "--all"], ["docs", "--limit=9"]] {
        let csv = sandbox.run(&[&args[..], &["--format", "csv"]].concat()).ok();
        let cells = csv.out().lines().flat_map(|line| line.split(','));
        let bad: Vec<&str> = cells.filter(|cell| cell.trim_start_matches('"').starts_with(['=', '+', '@'])).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }
    assert!(sandbox.run(&["docs", "--format", "csv"]).ok().out().contains("'=cmd"));
}

fn of(sandbox: &Sandbox, args: &[&str]) -> Vec<String> {
    let all = sandbox.list(&[&["queue"][..], args].concat());
    all.iter().map(|c| text(&c["claim"]).to_owned()).collect()
}

fn in_outlet(sandbox: &Sandbox, name: &str, outlet: &str, day: &str, words: &str) {
    let line = serde_json::json!({"outlet": outlet, "published": day, "url": format!("https://{name}.example/1"), "text": words});
    sandbox.write(name, line.to_string());
    sandbox.run(&["ingest", name, "--from", "jsonl"]).ok();
}

/// Two outlets, of which the second denies what the first reports.
fn two_outlets() -> (Sandbox, String, String) {
    let sandbox = Sandbox::new();
    in_outlet(
        &sandbox,
        "a",
        "Harbour Post",
        "2026-03-02",
        "Mara Kell said the board did receive a warning about tank 7.",
    );
    in_outlet(
        &sandbox,
        "b",
        "Port Register",
        "2026-03-05",
        "Mara Kell said the board did not receive a warning about tank 7.",
    );
    let (did, did_not) = (sandbox.claim("did receive"), sandbox.claim("did not receive"));
    (sandbox, did, did_not)
}

#[test]
fn filters_by_outlet_drift_and_origins() {
    let (sandbox, did, did_not) = two_outlets();
    assert_eq!(of(&sandbox, &["--outlet", "harbour post"]), std::slice::from_ref(&did));
    assert_eq!(of(&sandbox, &["--outlet", "Port Register"]), std::slice::from_ref(&did_not));
    sandbox.run(&["queue", "--outlet", "Nowhere Times"]).exits(3);
    let mut both = vec![did.clone(), did_not.clone()];
    both.sort();
    let sorted = |args: &[&str]| {
        let mut found = of(&sandbox, args);
        found.sort();
        found
    };
    assert_eq!(sorted(&["--drift", "negation"]), both);
    assert!(of(&sandbox, &["--drift", "number"]).is_empty());
    sandbox.run(&["queue", "--drift", "negaton"]).exits(2).says(&["did you mean negation"]);
    sandbox.run(&["match", "reject", &did, &did_not, "-m", "another tank"]).ok();
    assert!(of(&sandbox, &["--drift", "negation"]).is_empty(), "what a person refused stands against nothing");
    sandbox.run(&["undo", "-m", "the same tank"]).ok();
    assert_eq!(sorted(&["--origins", "<9"]), both);
    assert!(of(&sandbox, &["--origins", ">9"]).is_empty());
    for bad in ["2", "<", "<two"] {
        sandbox.run(&["queue", "--origins", bad]).exits(2).says(&["<N, >N or =N"]);
    }
}

#[test]
fn why_tells_every_part_and_what_it_stands_against() {
    let (sandbox, did, did_not) = two_outlets();
    let told = sandbox.run(&["queue", "--why"]).ok();
    for words in
        [&format!("stands against {did_not}: negation differs"), "independent origins for it: said ", "worth checking:"]
    {
        assert!(told.out().contains(words), "{words}: {}", told.out());
    }
    let record = &sandbox.list(&["queue", "--why", "--outlet", "Harbour Post"])[0];
    assert_eq!(text(&record["claim"]), did);
    let points: f64 = list(&record["why"])
        .iter()
        .filter_map(|why| text(why).split_once(' ').and_then(|(points, _)| points.parse::<f64>().ok()))
        .sum();
    assert!((points - record["score"].as_f64().expect("a score")).abs() < 1e-9, "{record}");
    assert!(list(&record["why"]).len() > list(&sandbox.list(&["queue", "--outlet", "Harbour Post"])[0]["why"]).len());
}

#[test]
fn what_is_due_comes_first_and_counts_more() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.run_as("Ann", &["assign", &own, "--to", "Ben", "--due", "2999-01-01"]).ok();
    sandbox.run_as("Ann", &["assign", &quoted, "--to", "Ben", "--due", "2998-01-01"]).ok();
    assert_eq!(of(&sandbox, &["--sort", "due"])[..2], [quoted.clone(), own.clone()]);
    assert_eq!(sandbox.show(&own)["work"]["due"], "2999-01-01");
    assert!(sandbox.run(&["queue"]).ok().out().contains("assigned Ben, due 2999-01-01"));
    let today = chrono_today();
    let score = |claim: &str| {
        let all = sandbox.list(&["queue"]);
        all.iter().find(|c| c["claim"] == claim).and_then(|c| c["score"].as_f64()).expect("a score")
    };
    let before = score(&own);
    sandbox.run_as("Ann", &["assign", &own, "--to", "Ben", "--due", &today]).ok();
    assert!((score(&own) - before - 0.3).abs() < 1e-9, "what is due today counts 0.3 more");
    sandbox.run_as("Ann", &["assign", &own, "--to", "Ben", "--due", "2020-01-01"]).exits(4).says(&["before today"]);
    sandbox.run_as("Ann", &["assign", &own, "--to", "Ben"]).exits(4).says(&["Ben has it already"]);
    sandbox.run_as("Ann", &["undo", "-m", "there is time"]).ok();
    assert_eq!(sandbox.show(&own)["work"]["due"], "2999-01-01");
    sandbox.run(&["audit", "verify"]).ok();
}

/// Returns today as the program sees it: the day in the log.
fn chrono_today() -> String {
    let sandbox = Sandbox::with(reservoir());
    text(&sandbox.list(&["log"])[0]["at"])[..10].to_owned()
}

#[test]
fn attention_lists_what_gave_way() {
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.write("deed.txt", "The deed says the dam was built in 1974 by the board.");
    let add = |claim: &str, target: &str| {
        let base =
            ["evidence", "add", claim, "--target", target, "--stance", "supports", "--class", "primary", "-m", "x"];
        let more =
            ["--basis", "document", "--publisher", "Land Office", "--file", "deed.txt", "--quote", "built in 1974"];
        sandbox.run(&[&base[..], &more].concat()).ok();
    };
    add(&own, "fact");
    add(&quoted, "fact");
    sandbox.run(&["set", &own, "corroborated", "-m", "the deed"]).ok();
    assert!(of(&sandbox, &["--attention"]).is_empty());
    sandbox.write("deed.txt", "The deed says nothing of it.");
    sandbox.run(&["evidence", "check"]).exits(10);
    let wanting = sandbox.list(&["queue", "--attention"]);
    let mut found: Vec<&str> = wanting.iter().map(|one| text(&one["claim"])).collect();
    found.sort_unstable();
    let mut both = [own.as_str(), quoted.as_str()];
    both.sort_unstable();
    assert_eq!(found, both, "open and decided alike");
    let decided = wanting.iter().find(|one| one["claim"] == own.as_str()).expect("is there");
    let why: Vec<&str> = list(&decided["attention"]).iter().map(text).collect();
    assert!(why.iter().any(|w| w.contains("e1 has to be confirmed again")), "{why:?}");
    assert!(why.iter().any(|w| w.contains("no longer hold")), "{why:?}");
    assert!(!of(&sandbox, &[]).contains(&own), "the status stays, so the queue of open claims does not have it");
    let open = sandbox.list(&["queue"]);
    let quoted_row = open.iter().find(|one| one["claim"] == quoted.as_str()).expect("is open");
    assert!(list(&quoted_row["why"]).iter().any(|w| text(w).contains("1 piece of evidence to be confirmed again")));
    assert_eq!(of(&sandbox, &["--attention", "--status", "corroborated"]), [own]);
}
