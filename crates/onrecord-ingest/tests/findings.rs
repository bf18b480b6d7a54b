//! Findings in every form they come in.

use onrecord_ingest::{FindingDraft, FindingRecord, read_findings};

fn claims(records: &[FindingRecord]) -> Vec<&str> {
    records.iter().map(|record| record.as_ref().map_or("bad", |found| found.claim.as_str())).collect()
}

#[test]
fn lines_of_our_own_form() {
    let text = "{\"id\":7,\"claim\":\" The tank leaked. \",\"date\":\"2026-03-05T10:00:00Z\",\"more\":[]}\n\n{\"claim\":\"\"}\n{oops\n\
                {\"@type\":\"ClaimReview\",\"claimReviewed\":\"The river is safe.\"}";
    let found = read_findings(text.as_bytes()).unwrap();
    assert_eq!(claims(&found), ["The tank leaked.", "bad", "bad", "The river is safe."]);
    let first = found[0].as_ref().unwrap();
    assert_eq!((first.id.as_deref(), first.numbered, first.date), (Some("7"), true, "2026-03-05".parse().ok()));
    let bad = found[1].as_ref().unwrap_err();
    assert_eq!((bad.line, bad.record), (Some(3), 2));
    assert_eq!(bad.why, "field \"claim\" is missing or blank");
}

#[test]
fn claim_reviews_lie_anywhere() {
    let text = r#"{"@type":"DataFeed","dataFeedElement":[{"item":[
        {"@type":["Review","https://schema.org/ClaimReview"],"claimReviewed":"The ferry was full.","url":"https://desk.example/1",
         "author":[{"name":"Kelmouth Desk"}],"datePublished":"2026-03-01","itemReviewed":{"author":{"name":"Tal Rios"}},
         "reviewRating":{"ratingValue":2,"worstRating":1,"bestRating":5}},
        {"@type":"ClaimReview","reviewRating":{"alternateName":"False"}}]}]}"#;
    let found = read_findings(text.as_bytes()).unwrap();
    let expected = FindingDraft {
        id: Some("https://desk.example/1".to_owned()),
        numbered: false,
        claim: "The ferry was full.".to_owned(),
        title: None,
        speaker: Some("Tal Rios".to_owned()),
        by: Some("Kelmouth Desk".to_owned()),
        rating: Some("2 of 1..5".to_owned()),
        date: "2026-03-01".parse().ok(),
        url: Some("https://desk.example/1".to_owned()),
    };
    assert_eq!(found[0], Ok(expected));
    assert_eq!(found[1].as_ref().unwrap_err().why, "a ClaimReview without claimReviewed");
}

#[test]
fn tables_are_told_by_their_header() {
    let text = "\u{feff}ID,Claim,Verdict,Link\n1,\"The dock, they say,\nis open\",false,https://x.example\n2,,true,\n3,Short\n";
    let found = read_findings(text.as_bytes()).unwrap();
    assert_eq!(claims(&found), ["The dock, they say,\nis open", "bad", "Short"]);
    assert_eq!(found[0].as_ref().unwrap().rating.as_deref(), Some("false"));
    assert_eq!(found[1].as_ref().unwrap_err().line, Some(4));
    let refused = read_findings(b"a,b\n1,2\n").unwrap_err();
    assert_eq!(refused, "neither JSON nor a CSV whose header names a column \"claim\"");
}

#[test]
fn any_bytes_are_read_or_refused() {
    for bytes in [&b""[..], b"\xff\xfe", b"{", b"[", b"[1,2]", b"\0\0", b"claim\n\xff\xff", b"[[[[[[[[[["] {
        let _ = read_findings(bytes);
    }
    let deep = "[".repeat(100_000);
    let _ = read_findings(deep.as_bytes());
}
