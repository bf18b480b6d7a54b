//! `export`: what the desk holds, in the formats of the field, read back.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};
use crate::texts::{OWN, QUOTED, reservoir};

/// What no format may take for its own.
const HOSTILE: &str = "=1+1 <script>alert(1)</script> ]]> &amp; \"q\" `c` **b** | \u{202E}txt\u{2028}end";

fn house(name: &str, reviewers: &str) -> String {
    let scale = "[verdicts.scale.half]\nrating = 2.5\ntext = \"Half <true> & \\\"so\\\"\"\n";
    format!("[house]\n{name}reviewers = \"{reviewers}\"\n[verdicts]\nworst = 1\nbest = 5\n{scale}")
}

/// A desk on which a verdict was given, published and put right.
fn desk(rules: &str) -> (Sandbox, String) {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("house.toml", rules);
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "register says 1976"]).ok();
    let why = format!("Cleo read the register {HOSTILE}");
    sandbox.run_as("Cleo", &["verdict", "set", &own, "half", "-m", &why, "--date", "2026-05-05"]).ok();
    let publish = ["publish", &own, "--url", "https://desk.example/c?a=1&b=2", "--date", "2026-05-06"];
    sandbox.run_as("Cleo", &publish).ok();
    let correct = ["correct", &own, "--gravity", "correction", "-m", HOSTILE, "--was", "disputed"];
    sandbox.run_as("Ann", &[&correct[..], &["--date", "2026-05-08"]].concat()).ok();
    (sandbox, own)
}

#[test]
fn a_verdict_becomes_a_claim_review() {
    let (sandbox, own) = desk(&house("name = \"The <Desk>\"\n", "named"));
    let ran = sandbox.run(&["export", "claimreview"]).ok();
    let [review] = ran.records().try_into().expect("one verdict, one review");
    assert_eq!((&review["@context"], &review["@type"]), (&json!("https://schema.org"), &json!("ClaimReview")));
    assert_eq!(review["claimReviewed"], sandbox.show(&own)["wording"]);
    assert_eq!(review["author"], json!({ "@type": "Organization", "name": "The <Desk>" }));
    assert_eq!(review["url"], json!("https://desk.example/c?a=1&b=2"));
    assert_eq!(review["datePublished"], json!("2026-05-06"), "readers learned of it when it was published");
    let rating = &review["reviewRating"];
    assert_eq!(
        [&rating["ratingValue"], &rating["worstRating"], &rating["bestRating"]],
        [&json!(2.5), &json!(1), &json!(5)]
    );
    assert_eq!(rating["alternateName"], json!("Half <true> & \"so\""));
    assert_eq!(rating["ratingExplanation"], json!(format!("Cleo read the register {HOSTILE}")));
    let claim = &review["itemReviewed"];
    assert_eq!(claim.get("author"), None, "nobody is credited with it");
    assert_eq!(claim["firstAppearance"]["url"], json!("https://lantern.example/reservoir"));
    assert_eq!(list(&claim["appearance"]).len(), 1);
    let correction = &list(&review["correction"])[0];
    assert_eq!((&correction["@type"], &correction["text"]), (&json!("CorrectionComment"), &json!(HOSTILE)));
    sandbox.run(&["export", "claimreview", "-o", "out/review.ndjson"]).ok();
    assert_eq!(sandbox.read("out/review.ndjson"), ran.stdout, "the same bytes");
    assert_eq!(sandbox.list(&["export", "claimreview", "d1"]), [review]);
    assert!(sandbox.list(&["export", "claimreview", &sandbox.claim(QUOTED)]).is_empty(), "of others nothing");
    sandbox.run(&["export", "claimreview", "c99"]).exits(3);
    sandbox.run(&["export", "claimreview", "s1"]).exits(2);
}

#[test]
fn reviews_follow_appearances_and_statuses() {
    let (sandbox, own) = desk(&house("", "named"));
    let again = crate::texts::dated(
        "2026-04-01",
        "dam",
        "Of the Dam",
        "The dam was built in 1974 and holds 40 million cubic metres of water.",
    );
    sandbox.write("b.txt", again);
    sandbox.run(&["ingest", "b.txt"]).ok();
    let review = sandbox.list(&["export", "claimreview"]).remove(0);
    assert_eq!(review["author"], json!({ "@type": "Person", "name": "Cleo" }));
    let claim = &review["itemReviewed"];
    assert_eq!(list(&claim["appearance"]).len(), 2, "{claim:#}");
    assert_eq!(claim["firstAppearance"]["datePublished"], json!("2026-04-01"), "by date, not by when it was taken in");
    sandbox.run_as("Ann", &["set", &own, "unverified", "--target", "fact", "-m", "look again"]).ok();
    let ran = sandbox.run(&["export", "claimreview"]).ok().says(&[
        "1 verdict is left out",
        &own,
        "it is open again whether the claim is true",
    ]);
    assert!(ran.stdout.is_empty());
}

/// Returns what programs read of a page.
fn told(sandbox: &Sandbox, page: &str) -> Vec<Value> {
    let html = String::from_utf8(sandbox.read(page)).expect("UTF-8");
    let parts = html.split("<script type=\"application/ld+json\">").skip(1);
    let texts = parts.map(|part| part.split("</script>").next().expect("a text"));
    assert_eq!(html.matches("<script").count(), html.matches("</script").count(), "nothing in it ends its element");
    texts.map(|text| serde_json::from_str(text).expect("JSON")).collect()
}

#[test]
fn published_pages_tell_programs_of_the_verdict() {
    let (sandbox, own) = desk(&house("name = \"The </script> Desk\"\n", "named"));
    let review = sandbox.list(&["export", "claimreview"]);
    let claim = format!("{own}.html");
    sandbox.run(&["report", "d1", &own, "--public", "-o", "out"]).ok();
    for page in ["out/d1.html", &format!("out/{claim}")] {
        assert_eq!(told(&sandbox, page), review, "{page}");
    }
    sandbox.run(&["import", "findings", "out/d1.html"]).ok().says(&["1 finding imported"]);
    sandbox.run(&["report", "--all", "--public", "-o", "site"]).ok();
    assert_eq!(told(&sandbox, "site/d1.html"), review);
    assert_eq!(told(&sandbox, &format!("site/{claim}")), review);
    assert!(told(&sandbox, "site/index.html").is_empty());
    sandbox.run(&["report", "d1", &own, "--internal", "-o", "desk"]).ok();
    assert!(told(&sandbox, "desk/d1.html").is_empty() && told(&sandbox, &format!("desk/{claim}")).is_empty());
    // As it was before the verdict: the rules are entry 2, the status 3, the verdict 4, the publication 5.
    sandbox.run(&["report", "d1", "--at", "3", "-o", "then"]).ok();
    assert!(told(&sandbox, "then/d1.html").is_empty());
    sandbox.run(&["report", "d1", "--at", "4", "-o", "then"]).ok();
    let then = told(&sandbox, "then/d1.html").remove(0);
    assert_eq!((then.get("url"), then.get("correction")), (None, None), "nothing of what came later");
    sandbox.run_as("Ann", &["set", &own, "unverified", "--target", "fact", "-m", "look again"]).ok();
    sandbox.run(&["report", "d1", "-o", "out"]).ok();
    assert!(told(&sandbox, "out/d1.html").is_empty(), "a verdict without a ground is told to nobody");
}

#[test]
fn a_later_verdict_goes_on_with_the_review_and_pages_tell_of_the_first() {
    let (sandbox, own) = desk(&house("name = \"The Desk\"\n", "named"));
    let before = sandbox.list(&["export", "claimreview"]).remove(0);
    sandbox.run_as("Cleo", &["verdict", "set", &own, "half", "-m", "the archive bears it out"]).ok();
    let now = sandbox.list(&["export", "claimreview"]).remove(0);
    assert_eq!((&now["@id"], &now["url"]), (&before["@id"], &before["url"]));
    assert_eq!(now["reviewRating"]["ratingExplanation"], json!("the archive bears it out"));
    sandbox.run(&["report", "d1", &own, "-o", "out"]).ok();
    for page in ["out/d1.html".to_owned(), format!("out/{own}.html")] {
        let html = String::from_utf8(sandbox.read(&page)).expect("UTF-8");
        let (_, verdict) = html.split_once("<div class=\"verdict\">").expect("the verdict");
        let (latest, earlier) = verdict.split_once("Before that").expect("the one before");
        assert!(latest.contains("the archive bears it out") && !latest.contains("read the register"), "{page}");
        assert!(earlier.split("</div>").next().expect("a part").contains("Cleo read the register"), "{page}");
    }
    let article = String::from_utf8(sandbox.read("out/d1.html")).expect("UTF-8");
    let head = article.split("</header>").next().expect("a head");
    assert!(head.contains("Verdict of the house: <b>") && head.contains(&format!("href=\"#{own}\"")), "{head}");
}

#[test]
fn what_programs_read_of_a_page_hides_reviewers_as_the_page_does() {
    let (sandbox, own) = desk(&house("", "hidden"));
    sandbox.run(&["report", "d1", &own, "--public", "-o", "out"]).ok();
    for page in ["out/d1.html".to_owned(), format!("out/{own}.html")] {
        let review = told(&sandbox, &page).remove(0);
        assert_eq!(review.get("author"), None);
        assert!(text(&review["reviewRating"]["ratingExplanation"]).starts_with("reviewer 1 read"), "{review}");
        assert!(!review.to_string().contains("Cleo") && !review.to_string().contains("Ann"), "{review}");
    }
}

#[test]
fn what_stands_round_a_quote_in_a_file_of_the_desk_is_not_for_everybody() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.write("minutes.txt", "The whistle was Canary Bell. The dam was built in 1976. Canary Bell signed it.");
    let add = ["evidence", "add", &own, "--target", "fact", "--stance", "refutes", "--file", "minutes.txt"];
    sandbox.run_as("Ann", &[&add[..], &["--quote", "The dam was built in 1976.", "-m", "found"]].concat()).ok();
    let desk = sandbox.run(&["export", "json"]).ok();
    assert!(desk.out().contains("Canary Bell signed"), "the desk finds the quote again by it: {}", desk.out());
    let public = sandbox.run(&["export", "json", "--public"]).ok();
    assert!(public.out().contains("built in 1976") && !public.out().contains("Canary"), "{}", public.out());
}

#[test]
fn our_own_table_is_no_table_of_findings() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.run(&["export", "csv", "-o", "claims.csv"]).ok();
    sandbox.run(&["import", "findings", "claims.csv"]).exits(6).says(&[
        "claims.csv",
        "'onrecord export csv'",
        "bundle",
    ]);
    assert_eq!(sandbox.count("log entries"), 1, "nothing came in");
}

/// What was put right before there was a verdict is no part of the review.
#[test]
fn a_review_has_the_corrections_since_its_verdict() {
    let sandbox = Sandbox::with(reservoir());
    sandbox.write("house.toml", house("", "named"));
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["publish", &own]).ok();
    let correct = |note: &str| {
        sandbox.run_as("Ann", &["correct", &own, "--gravity", "correction", "-m", note]).ok();
    };
    correct("before any verdict");
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "register says 1976"]).ok();
    let give = || sandbox.run_as("Cleo", &["verdict", "set", &own, "half", "-m", "in part"]).ok();
    give();
    let review = || sandbox.list(&["export", "claimreview"]).remove(0);
    assert_eq!(review().get("correction"), None);
    correct("since the verdict");
    give();
    let corrections = list(&review()["correction"]).clone();
    assert_eq!(corrections.len(), 1, "a later verdict goes on with the review: {corrections:?}");
    assert_eq!(corrections[0]["text"], json!("since the verdict"));
}

#[test]
fn hidden_reviewers_stay_hidden() {
    let (sandbox, _) = desk(&house("", "hidden"));
    let ran = sandbox.run(&["export", "claimreview"]).ok();
    assert!(!ran.out().contains("Cleo") && !ran.out().contains("Ann"), "{}", ran.out());
    let review: Value = ran.records().remove(0);
    assert_eq!(review.get("author"), None);
    assert!(text(&review["reviewRating"]["ratingExplanation"]).starts_with("a reviewer read the register"));
}

/// A desk with a document of which every field is hostile, and no address.
fn hostile_desk() -> Sandbox {
    let said = "\"We sold 40 boats 👩‍👧 for <b>$3 million</b>, =cmd(),\" Petra Valmont said. The yard was built in 1974.";
    let article = json!({
        "id": "x", "outlet": HOSTILE, "published": "2026-05-04", "title": HOSTILE, "lang": "en", "author": HOSTILE,
        "text": format!("👩‍👧 {HOSTILE}\n\n{said}\n\nThe yard was built in 1974, it is said in Ostwick."),
    });
    let sandbox = Sandbox::new();
    sandbox.write("a.jsonl", format!("{article}\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = text(&sandbox.claims()[0]["claim"]).to_owned();
    sandbox.run_as("Ann", &["set", &claim, "disputed", "--target", "fact", "-m", HOSTILE]).ok();
    let add = ["evidence", "add", &claim, "--target", "fact", "--stance", "refutes", "--cite", "register, p. 3"];
    let secret =
        ["--quote", "CANARY-QUOTE", "--note", "CANARY-NOTE", "--confidential", "--no-copy", "paper", "-m", "x"];
    sandbox.run_as("Ann", &[&add[..], &secret[..]].concat()).ok();
    let open = ["--quote", HOSTILE, "--note", "CANARY-NOTE", "--no-copy", "paper", "-m", "found"];
    sandbox.run_as("Ann", &[&add[..], &open[..]].concat()).ok();
    let link = ["evidence", "edit", "e2", "--same-origin-as", "e1", "-m", "CANARY-LINK"];
    sandbox.run_as("Ann", &link).ok();
    sandbox
}

/// Returns the characters `start..end` of a text, counted as the standard does.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let [start, end] = [start, end].map(|n| usize::try_from(n.as_u64().expect("number")).expect("small"));
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn annotations_are_found_again_in_the_text() {
    let sandbox = hostile_desk();
    sandbox.write("b.txt", reservoir());
    sandbox.run(&["ingest", "b.txt"]).ok();
    let all = sandbox.run(&["export", "annotations"]).ok().records();
    assert_eq!(all.len() as u64, sandbox.count("mentions"));
    for (document, source) in [("d1", "urn:blake3:"), ("d2", "https://lantern.example/reservoir")] {
        let shown = sandbox.run(&["doc", "show", document, "--text"]).ok();
        let mut checked = 0;
        for annotation in sandbox.list(&["export", "annotations", document]) {
            assert_eq!(annotation["@context"], json!("http://www.w3.org/ns/anno.jsonld"));
            assert!(text(&annotation["id"]).starts_with("urn:uuid:"));
            assert!(text(&annotation["body"][1]["value"]).starts_with("claim: c"), "{annotation}");
            for target in list(&annotation["target"]) {
                assert!(text(&target["source"]).starts_with(source), "{target}");
                assert_eq!(target["state"].is_null(), document == "d1", "bytes are one version: {target}");
                let [quote, place] = [&target["selector"][0], &target["selector"][1]];
                let exact = text(&quote["exact"]);
                assert_eq!(slice(shown.out(), &place["start"], &place["end"]), exact);
                let whole = format!("{}{exact}{}", text(&quote["prefix"]), text(&quote["suffix"]));
                assert_eq!(shown.out().matches(&whole).count(), 1, "{whole:?}");
                checked += 1;
            }
        }
        assert!(checked > 0, "{document}");
    }
    let said = all.iter().find(|one| text(&one["body"][1]["value"]).contains("Brennick")).expect("her words");
    assert!(text(&said["body"][1]["value"]).contains("said: unverified; fact: unverified"), "{said}");
    sandbox.run(&["export", "annotations", "c1"]).exits(2);
    sandbox.run(&["export", "annotations", "--format", "csv"]).exits(2).says(&["--format json"]);
}

/// Reads comma-separated values (RFC 4180).
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => assert_eq!(chars.peek(), Some(&'\n')),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last line ends");
    rows
}

#[test]
fn csv_is_no_formula_and_loses_nothing() {
    let sandbox = hostile_desk();
    let ran = sandbox.run(&["export", "csv"]).ok();
    let mut rows = rows(ran.out());
    let heads = rows.remove(0);
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(rows.len() as u64, sandbox.count("mentions"));
    for row in &rows {
        assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
    }
    let plain = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    let disputed: Vec<&Vec<String>> = rows.iter().filter(|row| row[at("fact")] == "disputed").collect();
    assert!(!disputed.is_empty());
    for row in disputed {
        let claim = sandbox.show(&row[at("claim")]);
        assert_eq!(plain(&row[at("wording")]), text(&claim["wording"]));
        assert_eq!([plain(&row[at("fact_reason")]), plain(&row[at("outlet")])], [HOSTILE, HOSTILE]);
        assert_eq!((row[at("fact_by")].as_str(), row[at("doc")].as_str()), ("Ann", "d1"));
    }
    assert!(!ran.out().contains("CANARY"));
    sandbox.run(&["export", "csv", "--format", "json"]).exits(2);
}

#[test]
fn json_holds_what_may_leave_the_desk() {
    let sandbox = hostile_desk();
    let all = sandbox.list(&["export", "json"]);
    let handles: Vec<&str> = all.iter().map(|claim| text(&claim["claim"])).collect();
    assert_eq!(handles.iter().collect::<std::collections::BTreeSet<_>>().len(), sandbox.claims().len());
    assert_eq!(handles.len(), sandbox.claims().len(), "each once: {handles:?}");
    let one = all.iter().find(|claim| claim["status"]["fact"]["status"] == "disputed").expect("a decided claim");
    let shown = sandbox.show(text(&one["claim"]));
    for field in ["wording", "speaker", "status", "revision", "first_published"] {
        assert_eq!(one[field], shown[field], "{field}");
    }
    let (place, seen) = (&one["mentions"][0], &shown["mentions"][0]);
    assert_eq!((&place["mention"], &place["outlet"]), (&seen["mention"], &seen["outlet"]));
    let whole = sandbox.run(&["doc", "show", "d1", "--text"]).ok();
    let words: Vec<String> = place["mention"]["content"]
        .as_array()
        .expect("spans")
        .iter()
        .map(|span| slice(whole.out(), &span["start"], &span["end"]))
        .collect();
    assert_eq!(text(&place["words"]), words.join(" … "));
    let evidence = one["evidence"].as_array().expect("a list");
    assert_eq!(evidence.len(), 1, "what is confidential stays: {evidence:#?}");
    assert_eq!((&evidence[0]["evidence"], &evidence[0]["has_note"]), (&json!("e2"), &json!(false)));
    let lines = sandbox.run(&["export", "json", "d1"]).ok();
    assert!(lines.records().len() == all.len() && !lines.out().contains("CANARY"), "{}", lines.out());
    assert_eq!(sandbox.list(&["export", "json", text(&one["claim"])]), vec![one.clone()]);
    sandbox.run(&["export", "json", "--format", "csv"]).exits(2).says(&["--format json"]);
    sandbox.run(&["export", "json", "c99"]).exits(3);
}

#[test]
fn verdicts_and_what_readers_were_told_go_out() {
    let (sandbox, own) = desk(&house("", "named"));
    let all = sandbox.list(&["export", "json", &own]);
    let shown = sandbox.show(&own);
    assert_eq!(all[0]["verdict"], shown["verdicts"][0], "{:#}", all[0]);
    assert_eq!((&all[0]["publications"], &all[0]["corrections"]), (&shown["publications"], &shown["corrections"]));
    assert!(all[0]["verdict"].is_object() && !all[0]["corrections"].as_array().expect("a list").is_empty());
    let ran = sandbox.run(&["export", "csv"]).ok();
    let mut rows = rows(ran.out());
    let heads = rows.remove(0);
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}"));
    let rating = &all[0]["verdict"]["rating"];
    for row in rows.iter().filter(|row| row[at("claim")] == own) {
        assert_eq!(
            [&row[at("verdict")], &row[at("verdict_reason")]],
            [text(&rating["text"]), text(&rating["explanation"])]
        );
        assert_eq!(row[at("verdict_on")], text(&all[0]["verdict"]["on"]));
    }
    assert!(rows.iter().any(|row| row[at("claim")] == own) && rows.iter().any(|row| row[at("verdict")].is_empty()));
    // A verdict stands on a decision: it goes with it.
    sandbox.run_as("Ann", &["set", &own, "unverified", "--target", "fact", "-m", "open again"]).ok();
    assert!(sandbox.list(&["export", "json", &own])[0]["verdict"].is_null());
    let later = sandbox.run(&["export", "csv"]).ok();
    let rows = self::rows(later.out());
    assert!(rows.iter().skip(1).all(|row| row[at("verdict")].is_empty()), "{rows:?}");
}

#[test]
fn markdown_is_text_and_keeps_secrets() {
    let sandbox = hostile_desk();
    sandbox.write("house.toml", "[house]\nreviewers = \"hidden\"\n");
    sandbox.run_as("Ann", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let ran = sandbox.run(&["export", "markdown", "d1"]).ok();
    let page = ran.out();
    assert!(page.starts_with("# ") && page.contains("- fact: **disputed** (Ann, "), "{page}");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
    assert!(page.contains("Evidence e2, refutes fact (secondary source, basis not stated): register, p. 3"), "{page}");
    assert!(page.contains("\n  - No copy: paper\n") && !page.contains("Evidence e1"), "{page}");
    assert!(!page.contains("CANARY") && !page.contains('\u{202E}'), "{page}");
    let public = sandbox.run(&["export", "markdown", "d1", "--public"]).ok();
    assert!(!public.out().contains("Ann") && public.out().contains("a reviewer"), "{}", public.out());
    let public = sandbox.run(&["export", "csv", "--public"]).ok();
    assert!(!public.out().contains("Ann") && public.out().contains("a reviewer"), "{}", public.out());
    sandbox.run(&["export", "markdown", "d9"]).exits(3);
}

#[test]
fn the_feed_is_read_by_a_reader_of_feeds() {
    let (sandbox, own) = desk(&house("name = \"A & B <\"\n", "hidden"));
    sandbox.run_as("Cleo", &["publish", "d1", "--url", "https://desk.example/d1"]).ok();
    let ran = sandbox.run(&["export", "atom", "-o", "feed.atom"]).ok();
    assert!(ran.stdout.is_empty());
    let feed = String::from_utf8(sandbox.read("feed.atom")).expect("UTF-8");
    assert!(feed.contains("<title>A &amp; B &lt;: decisions and corrections</title>"), "{feed}");
    assert!(!feed.contains("Cleo") && !feed.contains("<script"), "{feed}");
    let read = sandbox.run(&["read", "feed.atom"]).ok().records();
    assert_eq!(read.len(), 5, "two publications, a verdict, a correction, a decision: {read:#?}");
    let titles: Vec<&str> = read.iter().map(|one| text(&one["title"])).collect();
    assert!(titles[0].starts_with("Published: Reservoir Holds"), "the newest first: {titles:?}");
    assert!(titles[1].starts_with("Correction: ") && titles[3].starts_with("Verdict: "), "{titles:?}");
    assert!(titles[4].starts_with("Decision: "), "{titles:?}");
    assert_eq!(read[0]["url"], json!("https://desk.example/d1"));
    for at in [1, 2, 3, 4] {
        assert_eq!(read[at]["url"], json!("https://desk.example/c?a=1&b=2"), "where the claim was published: {at}");
    }
    let wording = sandbox.show(&own)["wording"].clone();
    assert!(text(&read[2]["text"]).contains(&format!("{}: fact disputed", text(&wording))), "{:#}", read[2]);
    let ids = feed.matches("<id>urn:uuid:").count();
    assert_eq!(ids, 6, "the feed and its entries have stable ids");
    assert_eq!(sandbox.run(&["export", "atom"]).ok().out(), feed, "the same bytes");
    let named = sandbox.run(&["export", "atom", "--self", "https://desk.example/feed?a&b"]).ok();
    assert!(named.out().contains("<link rel=\"self\" href=\"https://desk.example/feed?a&amp;b\"/>"), "{}", named.out());
    sandbox.run(&["export", "atom", "--self", "feed.atom"]).exits(2).says(&["--self takes https"]);
    let empty = Sandbox::with(reservoir());
    assert!(!empty.run(&["export", "atom"]).ok().out().contains("<entry>"));
}

/// A decision and what took it back are entries each, with who, why and when.
#[test]
fn the_feed_tells_of_every_decision() {
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    sandbox.run_as("Ann", &["set", &own, "disputed", "--target", "fact", "-m", "the <register>"]).ok();
    sandbox.run_as("Ann", &["undo", "-m", "Ann misread"]).ok();
    let feed = sandbox.run(&["export", "atom"]).ok();
    sandbox.write("feed.atom", feed.out());
    let read = sandbox.run(&["read", "feed.atom"]).ok().records();
    let titles: Vec<&str> = read.iter().map(|one| text(&one["title"])).collect();
    assert!(titles[0].starts_with("Decision taken back: ") && titles[1].starts_with("Decision: "), "{titles:?}");
    for words in [
        "fact: unverified (before: disputed)\nAnn misread",
        "fact: disputed (before: unverified)\nthe &lt;register&gt;",
    ] {
        assert!(feed.out().contains(words), "{words:?} in {}", feed.out());
    }
    assert_eq!(feed.out().matches("<author><name>Ann</name></author>").count(), 2, "{}", feed.out());
    let entries = sandbox.list(&["log", "--kind", "status_set"]);
    assert!(feed.out().contains(&format!("<id>urn:uuid:{}</id>", text(&entries[0]["id"]))), "{entries:?}");
    sandbox.write("house.toml", "[house]\nreviewers = \"hidden\"\n");
    sandbox.run_as("Cleo", &["rules", "adopt", "house.toml", "-m", "from today"]).ok();
    let hidden = sandbox.run(&["export", "atom"]).ok();
    assert!(!hidden.out().contains("Ann"), "{}", hidden.out());
    assert!(hidden.out().contains("a reviewer misread"), "{}", hidden.out());
}

#[test]
fn annotations_come_in_again() {
    let sandbox = hostile_desk();
    sandbox.write("b.txt", reservoir());
    sandbox.run(&["ingest", "b.txt"]).ok();
    sandbox.write("own.jsonl", sandbox.run(&["export", "annotations"]).ok().out());
    let before = sandbox.count("mentions");
    let all = format!("0 mentions added, {before} were there already, 0 refused");
    sandbox.run_as("Ann", &["import", "annotations", "own.jsonl"]).ok().says(&[&all]);
    let one = |exact: &str, prefix: &str, source: &str| {
        json!({"id": "https://notes.example/7", "creator": {"name": "Jo"},
            "body": {"type": "TextualBody", "purpose": "commenting", "value": "really?"},
            "target": {"source": source, "selector": {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix}}})
    };
    let source = "https://lantern.example/reservoir";
    let shown = sandbox.run(&["doc", "show", "d2", "--text"]).ok();
    let words: Vec<&str> = shown.out().split_whitespace().collect();
    let exact = words[words.len() - 6..].join(" ");
    let page = json!({"type": "AnnotationPage", "items": [
        one(&exact, "", source), one("nobody wrote this", "", source), one(&exact, "", "https://elsewhere.example/"), {"target": 7}
    ]});
    sandbox.write("notes.json", page.to_string());
    let run =
        |more: &[&str]| sandbox.run_as("Ann", &[&["import", "annotations", "notes.json"], more].concat()).exits(6);
    run(&["--dry-run"]).says(&["1 mentions would be added"]);
    assert_eq!(sandbox.count("mentions"), before);
    sandbox.write("torn.json", "{\"target\":");
    let several = ["import", "annotations", "gone.json", "torn.json", "notes.json", "--dry-run"];
    sandbox.run_as("Ann", &several).exits(3).says(&["gone.json", "torn.json", "1 mentions would be added"]);
    let bad = ["notes.json: record 2", "does not stand in d2", "record 3", "no document is stored from", "record 4"];
    run(&[]).says(&[&bad[..], &["1 mentions added, 0 were there already, 3 refused"]].concat());
    assert_eq!(sandbox.count("mentions"), before + 1);
    let told = &sandbox.list(&["log"])[0];
    assert_eq!(told["actor"], "Ann");
    assert!(told.to_string().contains("annotated by Jo (https://notes.example/7): really?"), "{told}");
    sandbox.run_as("Ann", &["undo", "-m", "not so"]).ok();
    assert_eq!(sandbox.count("mentions"), before);
    sandbox.run(&["audit", "verify"]).ok();
}

/// Words that stand in two versions of an address are found again in the version that was annotated.
#[test]
fn an_annotation_means_one_version() {
    let sandbox = Sandbox::new();
    let quote = "“The dam will hold until the autumn,” said Mayor Lena Orrick.";
    for (name, more) in [("a", "The lake is full."), ("b", "The lake is full, and rain is on its way.")] {
        let article = json!({"url": "https://tarn.example/dam", "text": format!("{quote}\n\n{more}\n\nWrite to us.")});
        sandbox.write(&format!("{name}.jsonl"), article.to_string());
        sandbox.run(&["ingest", &format!("{name}.jsonl")]).ok();
    }
    let of = |document: &str| sandbox.list(&["export", "annotations", document])[0]["target"][0].clone();
    let (first, second) = (of("d1"), of("d2"));
    assert_eq!((&first["source"], &first["state"]["type"]), (&second["source"], &json!("TimeState")));
    assert_ne!(first["state"]["cached"], second["state"]["cached"]);
    assert!(text(&first["state"]["sourceDate"]).ends_with('Z'), "{first}");
    let mut target = first.clone();
    target["selector"] = json!({"type": "TextQuoteSelector", "exact": "Write to us"});
    sandbox.write("note.json", json!({"target": target}).to_string());
    sandbox.run_as("Ann", &["import", "annotations", "note.json"]).ok().says(&["1 mentions added"]);
    let holds = |document: &str| sandbox.run(&["show", document]).ok().out().contains("Write to us");
    assert_eq!((holds("d1"), holds("d2")), (true, false));
}

/// Checks values against the definitions of schema.org as `schema-dts` (npm) writes them for the TypeScript compiler; returns
/// what the compiler says, or `None` where neither is at hand.
fn faults(sandbox: &Sandbox, name: &str, reviews: &[Value]) -> Option<String> {
    let modules = std::env::var_os("ONRECORD_SCHEMA_ORG")?;
    let folder = sandbox.path("schema.org");
    std::fs::create_dir_all(&folder).expect("a folder");
    let link = folder.join("node_modules");
    if !link.exists() {
        std::os::unix::fs::symlink(&modules, &link).expect("a link");
    }
    let lines = reviews.iter().enumerate();
    let lines = lines.map(|(at, review)| format!("export const review{at}: WithContext<ClaimReview> = {review};\n"));
    let source =
        format!("import type {{ClaimReview, WithContext}} from \"schema-dts\";\n{}", lines.collect::<String>());
    let file = folder.join(format!("{name}.ts"));
    std::fs::write(&file, source).expect("writes");
    let compiler = std::path::Path::new(&modules).join("typescript/bin/tsc");
    let flags = ["--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "node", "--module", "esnext"];
    let ran = std::process::Command::new("node").arg(compiler).args(flags).arg(&file).output().expect("node runs");
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

#[test]
fn reviews_keep_to_the_definitions_of_schema_org() {
    let (sandbox, _) = desk(&house("name = \"The <Desk>\"\n", "named"));
    let quoted = sandbox.claim(QUOTED);
    sandbox.run_as("Ann", &["set", &quoted, "disputed", "--target", "fact", "-m", "so says the minister"]).ok();
    sandbox.run_as("Cleo", &["verdict", "set", &quoted, "half", "-m", "in part"]).ok();
    let reviews = sandbox.list(&["export", "claimreview"]);
    assert_eq!(reviews.len(), 2, "one of a speaker, one of the outlet itself");
    let Some(said) = faults(&sandbox, "ours", &reviews) else {
        println!("skipped: ONRECORD_SCHEMA_ORG names no folder with schema-dts and typescript");
        return;
    };
    assert_eq!(said, "");
    let changes: [(&str, &str, Value); 4] = [
        ("", "claimReviewd", json!("a slip")),
        ("", "datePublished", json!(7)),
        ("/reviewRating", "stars", json!(5)),
        ("/itemReviewed", "firstAppearance", json!({"@type": "Place", "slogan": 1})),
    ];
    for (at, (object, field, value)) in changes.into_iter().enumerate() {
        let mut bad = reviews[0].clone();
        bad.pointer_mut(object).and_then(Value::as_object_mut).expect(object).insert(field.to_owned(), value);
        let said = faults(&sandbox, &format!("bad{at}"), &[bad]).expect("is at hand");
        assert!(said.contains("error TS"), "{object}/{field} passes: {said}");
    }
}
