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
