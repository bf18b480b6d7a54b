//! Findings in every form they come in.

use onrecord_ingest::{FindingDraft, FindingPlace, FindingRecord, read_findings};

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
    assert_eq!((bad.place.line, bad.place.record), (Some(3), 2));
    assert_eq!(bad.why, "field \"claim\" is missing or blank");
}

#[test]
fn a_feed_that_breaks_off_gives_what_is_whole() {
    let review = |claim: &str| {
        format!(
            "{{\n \"item\": {{\n  \"@type\": \"ClaimReview\",\n  \"claimReviewed\": \"{claim}\", \"author\": [{{\"name\": \"Desk\"}}]\n }}\n}}"
        )
    };
    let feed = format!(
        "{{\"@type\": \"DataFeed\",\n\"dataFeedElement\": [\n{},\n{},\n{}\n]}}",
        review("One."),
        review("Two."),
        review("Three.")
    );
    let cut = feed.find("Three").unwrap() + 9;
    let found = read_findings(&feed.as_bytes()[..cut]).unwrap();
    assert_eq!(claims(&found), ["One.", "Two.", "bad"]);
    let bad = found[2].as_ref().unwrap_err();
    assert_eq!((bad.place.line, bad.why.contains("breaks off at line 18")), (Some(18), true), "{bad:?}");
    let line = read_findings(br#"[{"claim": "One."}, {"claim": "Tw"#).unwrap();
    assert_eq!(claims(&line), ["One.", "bad"]);
}

#[test]
fn a_slip_in_an_element_costs_it_alone() {
    let review = |claim: &str| format!("{{\"item\": {{\"@type\": \"ClaimReview\",\n\"claimReviewed\": \"{claim}\"}}}}");
    let reviews = ["One.", "Two.", "Three.", "Four."].map(review).join(",\n");
    for whole in [
        format!("{{\"@type\": \"DataFeed\", \"dataFeedElement\": [{reviews}]}}"),
        format!("[{reviews}]"),
        format!("{{\"@graph\": [{reviews}], \"name\": \"x\"}}"),
    ] {
        for (sound, slip) in [("Reviewed\": \"Two", "Reviewed\" \"Two"), ("Two.\"", "Two."), ("Two.\"}", "Two.\"")] {
            let found = read_findings(whole.replacen(sound, slip, 1).as_bytes()).unwrap();
            assert_eq!(claims(&found), ["One.", "bad", "Three.", "Four."], "{slip}");
            let bad = found[1].as_ref().unwrap_err();
            assert!(bad.place.record == 2 && matches!(bad.place.line, Some(4 | 5)), "{bad:?}");
            assert_eq!(found[3].as_ref().unwrap().place.record, 4);
            let line = whole.replacen(sound, slip, 1).replace('\n', " ");
            assert_eq!(claims(&read_findings(line.as_bytes()).unwrap()), ["One.", "bad", "Three.", "Four."], "{line}");
        }
    }
    let own =
        read_findings(b"[{\"claim\": \"One.\"}, {\"claim\" \"Two.\"}, {\"claim\": \"Three.\"}, {\"x\": 1}]").unwrap();
    assert_eq!(claims(&own), ["One.", "bad", "Three.", "bad"]);
}

#[test]
fn records_bear_the_number_of_their_element() {
    let review = |more: &str| format!("{{\"@type\":\"ClaimReview\"{more}}}");
    let elements = [
        review(",\"claimReviewed\":\"One.\""),
        "{\"@type\":\"NewsArticle\"}".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        review(""),
        format!("[{}]", review("")),
    ];
    let list = elements.join(",");
    for (file, expected) in [
        (format!("[{list}]"), [1, 4, 5, 6]),
        (format!("{{\"@type\":\"DataFeed\",\"dataFeedElement\":[{list}]}}"), [1, 4, 5, 6]),
    ] {
        let found = read_findings(file.as_bytes()).unwrap();
        let record = |one: &FindingRecord| one.as_ref().map_or_else(|bad| bad.place.record, |draft| draft.place.record);
        assert_eq!(found.iter().map(record).collect::<Vec<_>>(), expected, "{file}");
    }
}

#[test]
fn lines_of_a_table_are_counted_whatever_ends_them() {
    let table = "id,claim,date,url\na1,One claim,2026-01-01,\na2,,2026-01-01,\n\na3,\"multi\nline claim\",2026-99-01,\na4,Four,,ftp://q.example\n";
    for ends in ["\n", "\r\n"] {
        let found = read_findings(table.replace('\n', ends).as_bytes()).unwrap();
        let line = |one: &FindingRecord| one.as_ref().map_or_else(|bad| bad.place.line, |draft| draft.place.line);
        assert_eq!(found.iter().map(line).collect::<Vec<_>>(), [Some(2), Some(3), Some(5), Some(7)], "{ends:?}");
    }
}

#[test]
fn what_the_program_wrote_out_is_no_finding() {
    let claim = br#"{"claim":"c1","wording":"The dam is safe","speaker":null,"mentions":[],"v":1}"#;
    let found = read_findings(claim).unwrap();
    assert!(found[0].as_ref().unwrap_err().why.contains("'onrecord export json'"));
}

#[test]
fn tables_in_other_encodings_are_read_or_told() {
    let utf16: Vec<u8> =
        "\u{feff}claim,rating\nThe ferry was full.,false\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(claims(&read_findings(&utf16).unwrap()), ["The ferry was full."]);
    let latin = read_findings(b"claim,speaker\nOne.,Ren\xe9\nTwo.,Bo\n").unwrap();
    assert_eq!(claims(&latin), ["bad", "Two."]);
    let bad = latin[0].as_ref().unwrap_err();
    assert_eq!(bad.place, FindingPlace { line: Some(2), record: 1 });
    assert!(bad.why.starts_with("column \"speaker\" is not UTF-8"), "{bad:?}");
}

#[test]
fn scripts_are_told_by_their_media_type() {
    for kind in ["application/ld+json; charset=utf-8", " application/ld+json ", "Application/LD+JSON"] {
        let page = format!("<script type=\"{kind}\">{{\"@type\":\"ClaimReview\",\"claimReviewed\":\"One.\"}}</script>");
        assert_eq!(claims(&read_findings(page.as_bytes()).unwrap()), ["One."], "{kind}");
    }
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
        place: FindingPlace { line: None, record: 1 },
        left_out: Vec::new(),
    };
    assert_eq!(found[0], Ok(expected));
    assert_eq!(found[1].as_ref().unwrap_err().why, "a ClaimReview without claimReviewed");
}

#[test]
fn what_stands_in_a_feed_and_is_no_object_is_named() {
    let text = r#"{"@type":"DataFeed","dataFeedElement":[
        {"@type":"DataFeedItem","item":{"@type":"ClaimReview","claimReviewed":"One."}}, 7, null,
        {"@type":"DataFeedItem","item":42}, {"item":["x", {"@type":"ClaimReview","claimReviewed":"Two."}]}, {"item":[null]}]}"#;
    let found = read_findings(text.as_bytes()).unwrap();
    assert_eq!(claims(&found), ["One.", "bad", "bad", "bad", "bad", "Two.", "bad"]);
    let bad = found[3].as_ref().unwrap_err();
    assert_eq!((bad.place.record, bad.why.as_str()), (4, "\"42\" stands where a ClaimReview should, and is no object"));
    let list = read_findings(br#"[{"@type":"ClaimReview","claimReviewed":"One."}, 42]"#).unwrap();
    assert_eq!(claims(&list), ["One.", "bad"]);
    let crumbs = br#"{"@graph":[{"@type":"ListItem","item":"https://x.example/"},{"@type":"ClaimReview","claimReviewed":"One."}]}"#;
    assert_eq!(claims(&read_findings(crumbs).unwrap()), ["One."], "other lists may hold what they like");
    let packed = r#"{"id":7,"raw":"{\"claimReviewed\":\"One.\"}"}"#;
    let why = read_findings(packed.as_bytes()).unwrap().remove(0).unwrap_err().why;
    assert!(
        why.starts_with("field \"claim\" is missing") && why.contains("field \"raw\" holds a ClaimReview"),
        "{why}"
    );
    let nothing = br#"{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[]}"#;
    assert_eq!(read_findings(nothing).unwrap(), [], "a feed of nothing is no mistake");
}

#[test]
fn links_and_ratings_that_are_none_are_left_out_and_said() {
    let review = |more: &str| format!("{{\"@type\":\"ClaimReview\",\"claimReviewed\":\"a\",{more}}}");
    let read = |text: &str| read_findings(text.as_bytes()).unwrap().remove(0).unwrap();
    let found = read(&review("\"url\":\"javascript:alert(1)\""));
    assert_eq!((found.url, found.id), (None, None));
    assert!(
        found.left_out[0].starts_with("field \"url\": \"javascript:alert(1)\" is no address"),
        "{:?}",
        found.left_out
    );
    let found = read(&review("\"@id\":\"JavaScript:alert(1)\",\"url\":\"https://d.example/1\""));
    assert_eq!((found.id.as_deref(), found.left_out.len()), (Some("https://d.example/1"), 1));
    let rated = |rating: &str| read(&review(&format!("\"reviewRating\":{rating}")));
    let found = rated(r#"{"ratingValue":"7","worstRating":"1","bestRating":"5"}"#);
    assert_eq!(found.rating, None);
    assert_eq!(found.left_out, ["field \"ratingValue\": \"7\" lies outside its scale (1 to 5) and is left out"]);
    let found = rated(r#"{"ratingValue":7,"bestRating":5,"alternateName":"False"}"#);
    assert_eq!((found.rating.as_deref(), found.left_out.len()), (Some("False"), 1));
    for within in
        [r#"{"ratingValue":5,"worstRating":1,"bestRating":5}"#, r#"{"ratingValue":2,"worstRating":5,"bestRating":1}"#]
    {
        assert_eq!(rated(within).left_out, Vec::<String>::new(), "{within}");
    }
    let own = read("{\"id\":\"data:text/html,x\",\"claim\":\"b\",\"url\":\"ftp://d.example\"}");
    assert_eq!((own.id, own.url, own.left_out.len()), (None, None, 2));
    let csv = read("id,claim,url\n1,c,javascript:alert(1)\n");
    assert_eq!((csv.url, csv.left_out.len()), (None, 1));
}

#[test]
fn tables_are_told_by_their_header() {
    let text = "\u{feff}ID,Claim,Verdict,Link\n1,\"The dock, they say,\nis open\",false,https://x.example\n2,,true,\n3,Short\n";
    let found = read_findings(text.as_bytes()).unwrap();
    assert_eq!(claims(&found), ["The dock, they say,\nis open", "bad", "Short"]);
    assert_eq!(found[0].as_ref().unwrap().rating.as_deref(), Some("false"));
    assert_eq!(found[1].as_ref().unwrap_err().place.line, Some(4));
    let refused = read_findings(b"a,b\n1,2\n").unwrap_err();
    assert_eq!(refused, "neither JSON nor a CSV whose header names a column \"claim\"");
}

#[test]
fn cells_and_columns_that_nobody_reads_are_named() {
    let table = "claim,notes,rating\nThe harbour is closed,seen,false,and so, on\nThe port is open,,true,\n";
    let records = read_findings(table.as_bytes()).expect("a table");
    let left_out: Vec<&[String]> = records.iter().flatten().map(|draft| draft.left_out.as_slice()).collect();
    assert_eq!(
        left_out,
        [
            [
                "2 cells more than the header has columns, from \"and so\" on, left out (a cell with a comma is put in quotation marks)",
                "column \"notes\" is not known and left out"
            ]
            .as_slice(),
            &[]
        ]
    );
}

#[test]
fn of_several_with_one_id_the_first_is_kept() {
    let text = "{\"id\":7,\"claim\":\"One.\"}\n{\"id\":\"7\",\"claim\":\"Two.\"}\n{\"claim\":\"Three.\"}\n{\"claim\":\"Three.\"}";
    let found = read_findings(text.as_bytes()).unwrap();
    assert_eq!(claims(&found), ["One.", "bad", "Three.", "bad"]);
    let why = |at: usize| found[at].as_ref().unwrap_err().why.as_str();
    assert_eq!(why(1), "id \"7\" stands at line 1 already, which is kept; this one, at line 2, is not");
    assert_eq!(
        why(3),
        "the same claim without an id stands at line 3 already, which is kept; this one, at line 4, is not"
    );
    let list = read_findings(b"[{\"id\":1,\"claim\":\"a\"},{\"id\":1,\"claim\":\"b\"}]").unwrap();
    assert!(list[1].as_ref().unwrap_err().why.contains("at record 1 already"), "{list:?}");
    let csv = read_findings(b"id,claim\nx,a\nx,b\n").unwrap();
    assert!(csv[1].as_ref().unwrap_err().why.contains("at line 2 already"), "{csv:?}");
}

/// One page often checks several claims and gives them no ids of their own.
#[test]
fn reviews_of_one_page_are_told_apart_by_their_claims() {
    let one = |claim: &str| {
        format!("{{\"@type\":\"ClaimReview\",\"claimReviewed\":\"{claim}\",\"url\":\"https://d.example/1\"}}")
    };
    let text = [one("One."), one("Two."), one("Two."), one("One.")].join("\n");
    let found = read_findings(text.as_bytes()).unwrap();
    assert_eq!(claims(&found), ["One.", "Two.", "bad", "bad"]);
    assert_eq!(found[1].as_ref().unwrap().id, None);
}

#[test]
fn what_is_no_date_is_left_out_and_said() {
    let text = "{\"claim\":\"a\",\"date\":\"yesterday\"}\n{\"claim\":\"b\",\"date\":\" \"}\n{\"claim\":\"c\",\"date\":[]}\n\
                {\"@type\":\"ClaimReview\",\"claimReviewed\":\"d\",\"datePublished\":\"31 June 2020\"}";
    let found = read_findings(text.as_bytes()).unwrap();
    let left = |at: usize| found[at].as_ref().unwrap().left_out.clone();
    assert_eq!(left(0), ["field \"date\": \"yesterday\" is no date and is left out (write 2026-03-05)"]);
    assert_eq!(left(1), Vec::<String>::new());
    assert_eq!(left(2), ["field \"date\": \"[]\" is no date and is left out (write 2026-03-05)"]);
    assert!(left(3)[0].contains("datePublished") && left(3)[0].contains("31 June 2020"));
    let csv = read_findings(b"claim,review_date\na,soon\n").unwrap();
    let first = csv[0].as_ref().unwrap();
    assert!(first.left_out[0].starts_with("field \"review_date\": \"soon\""), "{first:?}");
    assert_eq!(first.place.line, Some(2));
}

#[test]
fn any_bytes_are_read_or_refused() {
    for bytes in [&b""[..], b"\xff\xfe", b"{", b"[", b"[1,2]", b"\0\0", b"claim\n\xff\xff", b"[[[[[[[[[["] {
        let _ = read_findings(bytes);
    }
    let deep = "[".repeat(100_000);
    let _ = read_findings(deep.as_bytes());
}

#[test]
fn a_cell_that_never_ends_costs_its_record() {
    let table = "id,claim,rating\n1,The quay is safe,true\n2,\"The mill, false\n3,The dam leaks,true\n";
    let read = read_findings(table.as_bytes()).unwrap();
    assert_eq!((read.len(), read[0].is_ok()), (2, true));
    assert!(read[1].as_ref().is_err_and(|bad| bad.why.contains("never ends")), "{read:?}");
}
