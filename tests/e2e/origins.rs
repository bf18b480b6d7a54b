//! `origins` and `suggest`: ten copies of a wire story are no ten witnesses.

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, list, text};

const QUOTE: &str = "“The inner harbour will stay closed until the autumn,” said Mayor Lena Orrick.";

/// A wire story of some paragraphs round one quotation.
fn story(outlet: &str) -> Vec<String> {
    vec![
        format!("The harbour of Kelmouth was closed on Monday after a tank burst in the night, {outlet} has learned."),
        "Divers found a crack of two metres in the outer wall and sealed it before noon.".to_owned(),
        QUOTE.to_owned(),
        "Fishing boats were towed to the old basin, where they will be checked for damage.".to_owned(),
        "The ferry to the islands left from the northern pier and was an hour late.".to_owned(),
        "Insurers sent three experts, who are expected to report at the end of the week.".to_owned(),
    ]
}

/// One article, eight lightly edited copies, one second report with the same quotation.
fn flood(credit: bool) -> Sandbox {
    let sandbox = Sandbox::new();
    let mut lines = Vec::new();
    for number in 0..9 {
        let outlet = format!("Paper {number}");
        let mut paragraphs = story(&outlet);
        if number % 3 == 1 {
            paragraphs.swap(3, 4);
        }
        if number % 3 == 2 {
            paragraphs[1] = paragraphs[1].replace("two metres", "2 metres").replace("noon", "midday");
        }
        let head = if credit { "KELMOUTH, May 4 (Reuters) - " } else { "" };
        let day = format!("2026-05-{:02}", 4 + number / 4);
        lines.push(
            json!({"outlet": outlet, "published": day, "text": format!("{head}{}", paragraphs.join("\n\n"))})
                .to_string(),
        );
    }
    let own = format!(
        "Our reporter stood at the pier when the mayor came.\n\n{QUOTE}\n\nShe had walked along the quay with the fire chief for an hour.\n\nNobody was hurt, the chief told this paper."
    );
    lines.push(json!({"outlet": "Island Echo", "published": "2026-05-05", "text": own}).to_string());
    sandbox.write("flood.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "flood.jsonl"]).ok();
    sandbox
}

fn origins(sandbox: &Sandbox, claim: &str, target: &str) -> Vec<Value> {
    sandbox.list(&["origins", claim]).into_iter().filter(|s| s["target"] == target).collect()
}

fn count(sources: &[Value]) -> u64 {
    sources.iter().filter_map(|s| s["origin"].as_u64()).max().unwrap_or_default()
}

#[test]
fn nine_copies_and_a_report_are_two_origins() {
    for credit in [true, false] {
        let sandbox = flood(credit);
        let claim = sandbox.claim("will stay closed");
        let said = origins(&sandbox, &claim, "said");
        assert_eq!((said.len(), count(&said)), (10, 2), "credit line: {credit}");
        assert_eq!(said.iter().filter(|s| s["copy_of"] != Value::Null).count(), 8);
        let tree = sandbox.run(&["origins", &claim, "--tree", "--format", "table"]).ok();
        for words in ["2 independent origins (8 copies not counted)", "copy of d1#", "sentences", "Island Echo"] {
            assert!(tree.out().contains(words), "{words} in {}", tree.out());
        }
    }
}

#[test]
fn copies_suggest_nothing_and_a_second_report_does() {
    let sandbox = flood(true);
    let claim = sandbox.claim("will stay closed");
    let rules = sandbox.list(&["suggest", &claim]);
    let said = rules.iter().find(|r| r["rule"] == "R2").expect("a rule about what was said");
    assert_eq!((text(&said["outcome"]), list(&said["counted"]).len()), ("corroborated", 2));
    assert!(
        rules.iter().all(|r| r["target"] != "fact" || r["outcome"] == "none"),
        "the quotation proves no fact: {rules:?}"
    );
    let explained = sandbox.run(&["suggest", &claim, "--explain", "--format", "table"]).ok();
    assert!(explained.out().contains("8 copies not counted"), "{}", explained.out());

    let own = sandbox.claim("Divers found a crack of two metres");
    let rules = sandbox.list(&["suggest", &own]);
    assert!(rules.iter().all(|r| r["outcome"] == "none"), "{rules:?}");
    assert!(sandbox.list(&["log"]).iter().all(|e| e["action"] == "ingested"), "a suggestion is no status");
}

#[test]
fn people_link_and_unlink() {
    let sandbox = flood(false);
    let claim = sandbox.claim("will stay closed");
    let said = || count(&origins(&sandbox, &claim, "said"));
    let link = ["origins", "link", "d10", "d1", "-m", "the Echo's reporter wrote both"];
    sandbox.run(&[&link[..], &["--dry-run"]].concat()).ok();
    assert_eq!(said(), 2);
    sandbox.run(&link).ok();
    assert_eq!(said(), 1);
    sandbox.run(&["undo", "-m", "another reporter"]).ok();
    assert_eq!(said(), 2);
    sandbox.run(&["origins", "unlink", "d1", "d2", "-m", "both were there"]).ok();
    // Several pairs in one decision: each of them counts, not only the first.
    let before = said();
    sandbox.run(&["origins", "link", "d10", "d3", "d4", "-m", "one desk"]).ok();
    assert_eq!(said(), before - 1);
    sandbox.run(&["undo", "-m", "two desks"]).ok();
    let apart = sandbox.list(&["origins", "unlink", "d9", "-m", "its own reporter"]);
    assert_eq!(apart.len(), 8, "all documents of its group");
    let tree = sandbox.run(&["origins", &claim, "--format", "table"]).ok();
    assert!(
        tree.out().contains("kept apart: d1#3 and d9#3: independent, says tester: its own reporter"),
        "{}",
        tree.out()
    );
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run(&["origins", "link", "d1", "d1", "-m", "itself"]).exits(3);
    sandbox.run(&["origins"]).exits(2);
}

/// "No copy of that one" takes one tie away; what third documents tie stays one origin, and the command says so.
#[test]
fn a_tie_that_is_cut_leaves_the_others() {
    let sandbox = flood(false);
    let claim = sandbox.claim("will stay closed");
    let said = || count(&origins(&sandbox, &claim, "said"));
    assert_eq!(said(), 2);
    let cut = ["origins", "unlink", "d9", "d8", "-m", "its own reporter"];
    let held =
        ["d9 stays in one copy group with d8: it is tied to d1 (", "2 more", "'onrecord origins unlink d9 -m REASON'"];
    sandbox.run(&[&cut[..], &["--dry-run"]].concat()).ok().says(&held);
    sandbox.run(&cut).ok().says(&held);
    assert_eq!(said(), 2, "d1 and others tie d9 and d8 still");
    let tree = sandbox.run(&["origins", &claim, "--format", "table"]).ok();
    assert!(
        tree.out().contains("independent, says tester: its own reporter; other documents of their copy group tie both"),
        "{}",
        tree.out()
    );
    let all = sandbox.run(&["origins", "unlink", "d9", "-m", "its own reporter"]).ok();
    assert!(!all.stderr.contains("stays"), "{}", all.stderr);
    assert_eq!(said(), 3);
    sandbox.run(&["audit", "verify"]).ok();
    sandbox.run(&["origins", "unlink", "d10", "-m", "alone"]).exits(3).says(&["d10 is in no copy group"]);
    sandbox.run(&["origins", "link", "d10", "-m", "alone"]).exits(2);
}

#[test]
fn owners_are_set_and_join_papers() {
    let sandbox = Sandbox::new();
    let lines = ["Harbour Post", "Tarn Courier", "RT"].map(|outlet| {
        json!({"outlet": outlet, "published": "2026-05-04", "text": format!("{QUOTE}\n\nThat is what {outlet} heard on the quay.")})
            .to_string()
    });
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let outlets = sandbox.list(&["outlet", "list"]);
    let of = |name: &str| outlets.iter().find(|o| o["name"] == name).expect("is there").clone();
    assert_eq!(of("RT")["controller"], "Government of Russia", "well-known outlets start with what is known");
    assert_eq!(of("Harbour Post")["owner"], Value::Null);
    let claim = sandbox.claim("will stay closed");
    assert_eq!(count(&origins(&sandbox, &claim, "said")), 3);
    for name in ["Harbour Post", "Tarn Courier"] {
        let handle = text(&of(name)["outlet"]).to_owned();
        sandbox.run(&["outlet", "set", &handle, "--owner", "Weir Street Papers", "-m", "the register"]).ok();
    }
    assert_eq!(count(&origins(&sandbox, &claim, "said")), 2);
    sandbox.run(&["undo", "-m", "sold last week"]).ok();
    assert_eq!(count(&origins(&sandbox, &claim, "said")), 3);
    sandbox.run(&["outlet", "set", "o1", "-m", "nothing"]).exits(2);
    sandbox.run(&["outlet", "set", "o99", "--agency", "-m", "unknown"]).exits(3);
    sandbox.run(&["audit", "verify"]).ok();
}

/// An outlet is named as people name it, and a blank name is no owner.
#[test]
fn outlets_are_named_by_handle_name_or_domain() {
    let sandbox = Sandbox::new();
    let article =
        |outlet: Option<&str>, url: &str, text: &str| json!({"outlet": outlet, "url": url, "text": text}).to_string();
    let lines = [
        article(Some("Harbour Post"), "https://www.harbour-post.example/1", "The wall broke on Monday."),
        article(Some("Harbour Post Sport"), "https://shared.example/2", "The regatta was cancelled on Monday."),
        article(Some("Tarn Courier"), "https://shared.example/3", "The ferry was late on Monday."),
        article(None, "https://echo.example/4", "The bridge was closed on Monday."),
        article(Some("Reuters"), "", "The market opened late on Monday."),
    ];
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let set = |outlet: &str| {
        sandbox.run(&[
            "outlet",
            "set",
            outlet,
            "--owner",
            "Weir Street Papers",
            "-m",
            "the register",
            "--dry-run",
            "--format",
            "json",
        ])
    };
    let is = |outlet: &str| text(&set(outlet).ok().json()[0]["outlet"]).to_owned();
    for asked in
        ["o2", "Harbour Post", "harbour  POST", "harbour-post.example", "https://www.harbour-post.example/about"]
    {
        assert_eq!(is(asked), "o2", "{asked}");
    }
    assert_eq!((is("echo.example"), is("reuters.com")), ("o1".to_owned(), "o4".to_owned()));
    set("shared.example").exits(2).says(&["several outlets: o3 (Harbour Post Sport), o5 (Tarn Courier)", "handle"]);
    set("Courier").exits(3).says(&["no outlet is called \"Courier\"; did you mean o5 (Tarn Courier)?"]);
    set("nobody.example").exits(3).says(&["onrecord outlet list"]);
    set("d1").exits(2);
    sandbox.run(&["outlet", "set", "o2", "--owner", "Weir Street Papers", "-m", "the register"]).ok();
    for blank in ["", "  "] {
        sandbox.run(&["outlet", "set", "o2", "--owner", blank, "-m", "x"]).exits(2).says(&["--no-owner"]);
        sandbox.run(&["outlet", "set", "o2", "--controller", blank, "-m", "x"]).exits(2).says(&["--no-controller"]);
    }
    sandbox.run(&["outlet", "set", "o2", "--no-owner", "-m", "sold"]).ok();
    assert_eq!(sandbox.list(&["outlet", "list"])[1]["owner"], Value::Null);
}

/// Two origins at one moment dispute, one origin at two moments updates.
#[test]
fn updates_and_disputes_are_told_apart_by_time() {
    let sandbox = Sandbox::new();
    let said = |outlet: &str, at: &str, number: &str, who: &str| {
        let text =
            format!("{number} people were injured in the fire at the tank terminal of Kelmouth, the {who} said.");
        json!({"outlet": outlet, "published": at, "text": text}).to_string()
    };
    let lines = [
        said("Skerrywire", "2026-05-04T09:00:00Z", "Twelve", "Kelmouth Fire Brigade"),
        said("Skerrywire", "2026-05-04T12:00:00Z", "Fifteen", "Kelmouth Fire Brigade"),
        said("Estmere Today", "2026-05-04T09:00:00Z", "Seven", "Estmere Health Ministry"),
    ];
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let rules = sandbox.list(&["suggest", &sandbox.claim("Twelve people")]);
    let outcome = |rule: &str| {
        let of = rules.iter().filter(|r| r["rule"] == rule && r["target"] == "fact");
        of.map(|r| format!("{} {}", text(&r["outcome"]), text(&r["why"]))).collect::<Vec<_>>()
    };
    let disputes = outcome("R3");
    assert!(
        disputes.iter().any(|d| d.starts_with("disputed") && d.contains("Twelve") && d.contains("Seven")),
        "{rules:?}"
    );
    let updates = outcome("R4");
    assert!(updates.iter().any(|u| u.starts_with("update") && u.contains("Fifteen")), "{rules:?}");
    let later = sandbox.list(&["suggest", &sandbox.claim("Fifteen people")]);
    assert!(
        later.iter().any(|r| r["outcome"] == "update" && text(&r["why"]).contains("takes the place of")),
        "{later:?}"
    );
    assert!(sandbox.list(&["log"]).iter().all(|e| e["action"] == "ingested"));
}

#[test]
fn an_agency_of_the_desk_is_credited_by_its_dateline() {
    let sandbox = Sandbox::new();
    let shared = "The harbour of Kelmouth was closed on Monday after a tank burst in the night.";
    let article = |outlet: &str, rest: &str| {
        let text = format!("KELMOUTH, May 4 (Skerrywire) – {shared}\n\n{rest}");
        json!({"outlet": outlet, "published": "2026-05-04", "text": text}).to_string()
    };
    sandbox.write(
        "wire.jsonl",
        json!({"outlet": "Skerrywire", "published": "2026-05-01", "text": "The ferry was late on Friday."}).to_string(),
    );
    sandbox.run(&["ingest", "wire.jsonl"]).ok();
    sandbox.run(&["outlet", "set", "o1", "--agency", "-m", "it sells to papers"]).ok();
    let papers = [
        article("Harbour Post", "Shopkeepers on the quay complained that nobody had told them in time."),
        article("Tarn Courier", "The council will meet on Thursday to hear the director of the terminal."),
    ];
    sandbox.write("papers.jsonl", papers.join("\n"));
    sandbox.run(&["ingest", "papers.jsonl"]).ok();
    let fact = origins(&sandbox, &sandbox.claim("was closed on Monday"), "fact");
    assert_eq!((fact.len(), count(&fact)), (2, 1), "{fact:?}");
    assert!(fact.iter().all(|s| s["origin_kind"] == "agency" && s["origin_key"] == "Skerrywire"), "{fact:?}");
}

/// A headline counts without naming what it counts: "Seven Injured" and "Injures 12" are no match and support nothing.
#[test]
fn counts_without_a_noun_support_nothing() {
    let sandbox = Sandbox::new();
    let article = |outlet: &str, headline: &str, text: &str| {
        json!({"outlet": outlet, "published": "2026-05-04", "title": headline, "text": format!("{headline}\n\n{headline}\n\n{text}")})
            .to_string()
    };
    let lines = [
        article("Skerrywire", "Kelmouth Tank Fire Injures 12", "The fire broke out before dawn on Monday."),
        article("Estmere Today", "Seven Injured in Kelmouth Tank Fire", "Smoke was seen from the islands for hours."),
        article(
            "Harbour Post",
            "Port Received No Warning Before Kelmouth Tank Fire",
            "The director was at home on Monday.",
        ),
    ];
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    for pair in sandbox.list(&["match", "list", "--state", "all"]) {
        let both = format!("{} {}", pair["a"]["wording"], pair["b"]["wording"]);
        assert!(!(both.contains("12") && both.contains("Seven")) || pair["fact_match"] == false, "{pair}");
    }
    let rules = sandbox.list(&["suggest", &sandbox.claim("Injures 12")]);
    assert!(rules.iter().all(|r| r["outcome"] != "corroborated"), "{rules:?}");
}

/// Vector 12: a page that drops the sentence is stale, the status stays, attention is called.
#[test]
fn a_later_version_without_the_words_is_stale() {
    let sandbox = Sandbox::new();
    let article = |outlet: &str, text: &str| {
        json!({"url": format!("https://{outlet}.example/a"), "outlet": outlet, "published": "2026-05-04", "text": text})
            .to_string()
    };
    let own =
        |outlet: &str| format!("Our reporter met the mayor at the {outlet} gate.\n\n{QUOTE}\n\nShe left at noon.");
    let lines = [article("post", &own("post")), article("echo", &own("echo"))];
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = sandbox.claim("will stay closed");
    let outcome = || {
        sandbox
            .list(&["suggest", &claim])
            .iter()
            .map(|r| format!("{} {}", text(&r["rule"]), text(&r["outcome"])))
            .collect::<Vec<_>>()
    };
    assert!(outcome().contains(&"R2 corroborated".to_owned()), "{:?}", outcome());
    sandbox.run(&["set", &claim, "corroborated", "--target", "said", "-m", "two reporters heard it"]).ok();
    sandbox.write("b.jsonl", article("echo", "Our reporter met the mayor at the echo gate.\n\nShe left at noon."));
    sandbox.run(&["ingest", "b.jsonl"]).ok();
    let now = outcome();
    assert!(!now.contains(&"R2 corroborated".to_owned()) && now.contains(&"R9 attention".to_owned()), "{now:?}");
    assert_eq!(sandbox.show(&claim)["status"]["said"]["status"], "corroborated", "the status stays");
    let explained = sandbox.run(&["suggest", &claim, "--explain", "--format", "table"]).ok();
    assert!(explained.out().contains("version 2 of the article, d3, does not hold it"), "{}", explained.out());
}

/// A later version that leaves the agency's credit out is the agency's story still.
#[test]
fn versions_of_one_article_are_one_origin() {
    let sandbox = Sandbox::new();
    let sentence = "The harbour of Kelmouth was closed on Monday after a tank burst in the night.";
    for credit in ["KELMOUTH, May 4 (Reuters) - ", ""] {
        let text = format!("{credit}{sentence}\n\nShips wait outside, and the pilots were told at noon.");
        let url = "https://paper.example/harbour";
        sandbox.write(
            "a.jsonl",
            json!({"outlet": "Paper", "published": "2026-05-04", "url": url, "text": text}).to_string(),
        );
        sandbox.run(&["ingest", "a.jsonl"]).ok();
    }
    let fact = origins(&sandbox, &sandbox.claim("was closed on Monday"), "fact");
    assert_eq!((fact.len(), count(&fact)), (2, 1), "{fact:?}");
    assert_eq!(fact[0]["origin_key"], "Reuters");
}

/// The tree on a card is of the time of the report: copies, pairs, owners and evidence that came later are not in it.
#[test]
fn reports_show_origins_as_they_were() {
    let sandbox = flood(false);
    let claim = sandbox.claim("will stay closed");
    let outlets = sandbox.list(&["outlet", "list"]);
    let echo = outlets.iter().find(|one| one["name"] == "Island Echo").expect("is there");
    let echo = text(&echo["outlet"]).to_owned();
    let paper = |file: &str, outlet: &str, text: &str| {
        sandbox.write(file, json!({"outlet": outlet, "published": "2026-05-06", "text": text}).to_string());
        sandbox.run(&["ingest", file]).ok();
    };
    let report = |more: &[&str]| {
        sandbox.run(&[&["report", "d1", "-o", "out"], more].concat()).ok();
        std::fs::read_to_string(sandbox.path("out/d1.html")).expect("a report")
    };
    let entry = || sandbox.list(&["log", "--limit", "1"])[0]["entry"].to_string();
    let run = |args: &[&str]| sandbox.run(&[args, &["-m", "asked them"]].concat()).ok();
    let steps: [&dyn Fn(); 8] = [
        &|| paper("late.jsonl", "Late Paper", &story("Late Paper").join("\n\n")),
        &|| drop(run(&["origins", "unlink", "d9"])),
        &|| drop(run(&["origins", "link", "d10", "d1"])),
        &|| drop(run(&["outlet", "set", &echo, "--owner", "Weir Street Papers", "--agency"])),
        &|| paper("other.jsonl", "Weir", "“The harbour’s inner part stays shut till autumn,” said Mayor Lena Orrick."),
        &|| drop(run(&["match", "accept", &claim, &sandbox.claim("stays shut")])),
        &|| {
            let add =
                ["evidence", "add", &claim, "--target", "said", "--stance", "supports", "--no-copy", "read there"];
            run(&[&add[..], &["--cite", "minutes, page 3", "--publisher", "Harbour Board", "--quote", "closed"]]
                .concat());
        },
        &|| drop(run(&["match", "reject", &claim, &sandbox.claim("stays shut")])),
    ];
    let mut kept = vec![(entry(), report(&[]))];
    assert!(kept[0].1.contains("<b>8 copies</b> not counted"), "{}", kept[0].1);
    for part in ["<li id=\"d2\">", "<a class=\"handle\" href=\"#d2\">d2</a>"] {
        assert!(kept[0].1.contains(part), "the copy is listed and led to: {part}");
    }
    let elsewhere = kept[0].1.split("<div class=\"others\">").skip(1).filter_map(|part| part.split("</div>").next());
    let elsewhere: Vec<&str> = elsewhere.collect();
    assert!(elsewhere.iter().all(|list| !list.contains(">repeats<")), "told of once: {elsewhere:?}");
    let text = sandbox.run(&["export", "markdown", "d1"]).ok().out().to_owned();
    assert!(text.contains("\n- Origins, ") && text.contains("; 8 copies not counted"), "{text}");
    assert!(text.contains("not counted: d2 Paper 1, "), "a text has no list that names the outlet: {text}");
    for step in steps {
        step();
        kept.push((entry(), report(&[])));
    }
    for (at, (entry, page)) in kept.iter().enumerate() {
        assert!(report(&["--at", entry]) == *page, "after step {at}, entry {entry}");
    }
    let card = format!("id=\"{claim}\">");
    let tree = |page: &str| {
        let card = page.split(&card).nth(1).expect("a card");
        card.split("class=\"trees\"").nth(1).and_then(|rest| rest.split("</div>").next()).map(str::to_owned)
    };
    let trees: std::collections::BTreeSet<_> = kept.iter().map(|(_, page)| tree(page)).collect();
    assert!(trees.len() >= 6, "the steps show on the card: {trees:?}");
}

/// One sentence word for word in five short pieces is one origin.
#[test]
fn a_sentence_word_for_word_is_one_origin() {
    let sandbox = Sandbox::new();
    let same = "The harbour of Kelmouth was closed on Monday after a tank burst in the night.";
    let more = ["It rained.", "Nobody was hurt.", "Ships wait outside.", "The mayor was told.", "Shops stayed open."];
    let lines = more.map(|more| {
        json!({"outlet": more, "published": "2026-05-04", "text": format!("{same}\n\n{more}")}).to_string()
    });
    sandbox.write("a.jsonl", lines.join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = sandbox.claim("was closed on Monday");
    let fact = origins(&sandbox, &claim, "fact");
    assert_eq!((fact.len(), count(&fact)), (5, 1), "{fact:?}");
    assert!(sandbox.list(&["suggest", &claim]).iter().all(|r| r["outcome"] == "none"));
}

/// The agency's own story is what its customers' copies go back to, whichever came in first.
#[test]
fn an_agencys_own_story_is_the_origin_of_its_copies() {
    let sandbox = flood(false);
    let claim = sandbox.claim("Divers found a crack of two metres");
    assert_eq!(origins(&sandbox, &claim, "fact")[0]["origin_kind"], "first_document");
    let outlets = sandbox.list(&["outlet", "list"]);
    let wire = outlets.iter().find(|o| o["name"] == "Paper 4").expect("is there");
    sandbox.run(&["outlet", "set", text(&wire["outlet"]), "--agency", "-m", "it sells to papers"]).ok();
    let fact = origins(&sandbox, &claim, "fact");
    assert_eq!((&fact[0]["origin_kind"], &fact[0]["origin_key"]), (&json!("agency"), &json!("Paper 4")), "{fact:?}");
}

/// Ingests one-sentence articles of as many outlets, with a day each.
fn told(pieces: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    let line = |(at, (day, sentence)): (usize, &(&str, &str))| {
        let title = ["Dam Story", "Morning Roundup", "Valley Notes", "The Week", "At Noon"][at % 5];
        json!({"outlet": format!("Outlet {at}"), "published": day, "title": title, "text": format!("{title}\n\n{sentence}")})
            .to_string()
    };
    sandbox.write("told.jsonl", pieces.iter().enumerate().map(line).collect::<Vec<_>>().join("\n"));
    sandbox.run(&["ingest", "told.jsonl"]).ok();
    sandbox
}

/// What the rules suggest of a claim, but for "nothing".
fn suggested(sandbox: &Sandbox, claim: &str) -> Vec<String> {
    let all = sandbox.list(&["suggest", claim]);
    let said = |one: &Value| format!("{} {} {}", text(&one["rule"]), text(&one["target"]), text(&one["outcome"]));
    all.iter().filter(|one| one["outcome"] != "none").map(said).collect()
}

/// What was only found to be alike counts for nothing while a word of it is another: nobody was asked yet.
#[test]
fn contrary_words_never_make_a_corroboration() {
    let who = ["Engineer Karin Mo", "Mayor Ivo Brandt", "Professor Lise Dahl"];
    for says in [
        [
            "the attack was carried out by Russia",
            "the attack was carried out by Ukraine",
            "the attack was carried out by Belarus",
        ],
        ["the army captured the town", "the army lost the town", "the army shelled the town"],
        ["all residents of Corrin left", "some residents of Corrin left", "few residents of Corrin left"],
        ["it began before the alarm rang", "it began after the alarm rang", "it began when the alarm rang"],
        ["Keller built what Voss inspected", "Voss built what Keller inspected", "Keller sold what Voss inspected"],
        ["the dam holds 1500 tonnes of sand", "the dam holds 1900 tonnes of sand", "the dam holds 2000 tonnes of sand"],
    ] {
        let pieces: Vec<String> = who.iter().zip(says).map(|(who, says)| format!("{who} said {says}.")).collect();
        let pieces: Vec<(&str, &str)> = pieces.iter().map(|piece| ("2026-01-10", piece.as_str())).collect();
        let sandbox = told(&pieces);
        for claim in sandbox.claims() {
            let found = suggested(&sandbox, text(&claim["claim"]));
            assert!(!found.iter().any(|one| one.ends_with("corroborated")), "{says:?}: {found:?}");
        }
    }
}

#[test]
fn three_people_who_say_the_same_corroborate_it() {
    let says = "said the Corrin dam leaked 300 tonnes of sand.";
    let pieces = ["Engineer Karin Mo", "Mayor Ivo Brandt", "Professor Lise Dahl"].map(|who| format!("{who} {says}"));
    let sandbox = told(&[("2026-05-01", &pieces[0]), ("2026-05-02", &pieces[1]), ("2026-05-03", &pieces[2])]);
    assert_eq!(suggested(&sandbox, "c1"), ["R1 fact corroborated"]);
    let late = told(&[("2009-05-01", &pieces[0]), ("2019-05-02", &pieces[1]), ("2026-05-03", &pieces[2])]);
    assert_eq!(suggested(&late, "c1"), [] as [&str; 0], "years apart it may be another leak");
}

#[test]
fn one_person_under_several_names_is_one_origin() {
    let says = "said the Corrin dam leaked 300 tonnes of sand.";
    for names in [
        ["Petra Holm, a minister,", "Minister Holm", "P. Holm"],
        [
            "Karin Mo, a spokeswoman for the Corrin Water Board,",
            "The Corrin Water Board",
            "Corrin Water Board spokesman Ivo Brandt",
        ],
    ] {
        let pieces = names.map(|who| format!("{who} {says}"));
        let sandbox = told(&[("2026-05-01", &pieces[0]), ("2026-05-01", &pieces[1]), ("2026-05-01", &pieces[2])]);
        for claim in sandbox.claims() {
            assert_eq!(suggested(&sandbox, text(&claim["claim"])), [] as [&str; 0], "{names:?}");
        }
    }
}

#[test]
fn an_interview_that_others_quote_is_one_record() {
    let quote = "“We will not sell the northern port to anyone this year,”";
    let sandbox = told(&[
        ("2026-05-01", &format!("{quote} Anna Berg, the mayor of Halden, told the Halden Herald.")),
        ("2026-05-01", &format!("She was firm. {quote} Anna Berg told the Halden Herald on Friday.")),
        ("2026-05-02", &format!("The mayor was asked. {quote} Anna Berg said in an interview with the Halden Herald.")),
    ]);
    let claim = sandbox.claim("northern port");
    assert_eq!(suggested(&sandbox, &claim), [] as [&str; 0]);
}

/// An outlet that is known by its host alone is meant where its article, or another, writes its name.
#[test]
fn an_outlet_known_by_its_host_is_the_one_that_texts_name() {
    let quote = "“We will not sell the northern port to anyone this year,” Anna Berg, the mayor of Halden,";
    let sandbox = Sandbox::new();
    let line = |(url, text): (&str, String)| json!({"url": url, "published": "2026-05-01", "text": text}).to_string();
    let lines = [
        ("https://haldenherald.example/a", format!("{quote} told the Halden Herald.")),
        ("https://www.tarnpost.example/b", format!("{quote} said in an interview with the Halden Herald.")),
    ];
    sandbox.write("a.jsonl", lines.map(line).join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = sandbox.claim("northern port");
    let said = origins(&sandbox, &claim, "said");
    assert_eq!((said.len(), count(&said)), (2, 1), "{said:?}");
}

#[test]
fn values_of_other_places_dispute_nothing() {
    let sandbox = told(&[
        ("2026-05-01", "Engineer Karin Mo said a strike on a depot in Kherson killed 3 people and wounded a guard."),
        ("2026-05-01", "Mayor Ivo Brandt said a strike on a depot in Odesa killed 5 people and wounded a guard."),
    ]);
    assert_eq!(suggested(&sandbox, "c1"), [] as [&str; 0]);
    assert_eq!(suggested(&sandbox, "c2"), [] as [&str; 0]);
}

/// Sources that nobody names do not count alone (R7), and a page that counts their origins says so.
#[test]
fn people_unnamed_do_not_count_alone() {
    let sandbox = Sandbox::new();
    let article = |outlet: &str, day: u32| {
        let text = "According to police, 17 people were hurt in the crash on the Tarn bridge.";
        json!({"outlet": outlet, "published": format!("2026-06-0{day}"), "text": text}).to_string()
    };
    sandbox.write("a.jsonl", [article("Vale Echo", 3), article("Tarn Courier", 4)].join("\n"));
    sandbox.run(&["ingest", "a.jsonl"]).ok();
    let claim = sandbox.claim("17 people were hurt");
    sandbox.run(&["report", &claim, "-o", "out"]).ok();
    let page = String::from_utf8(sandbox.read(&format!("out/{claim}.html"))).expect("UTF-8");
    assert!(page.contains("2 for it, all from people unnamed, which do not count alone"), "{page}");
    assert!(!page.contains("independent origins for it"), "{page}");
}
