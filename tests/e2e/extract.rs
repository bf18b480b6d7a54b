//! `extract`: a pure filter; one record answers one line.

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox, list, text};
use crate::spans;
use crate::texts::{dated, line, reservoir};

/// Texts in which the three units of offsets differ.
const ODD: [&str; 4] = [
    "👩‍👩‍👧 “We won 3 prizes, 𝔗om,” Zoë Valmont said on Monday. Cafe\u{301} owners said they lost $4 million.",
    "\u{FEFF}The mayor said the dam holds.\u{2028}The dam was built in 1974.\r\nIt holds 40 million cubic metres.",
    "قال الوزير: «لن نغلق الميناء». The port has 12 docks, Valmont said.",
    "«On a gagné 5 matchs», Valmont said. \u{202E}The club sold 400 tickets\u{202C}, she said.",
];

#[test]
fn every_offset_is_right_in_three_units() {
    let sandbox = Sandbox::new();
    let mut texts: Vec<String> = ODD.iter().map(|t| (*t).to_owned()).collect();
    texts.push(reservoir());
    let lines: String = texts.iter().enumerate().map(|(n, t)| line(&format!("x{n}"), t)).collect();
    for flags in [&["extract", "-"][..], &["extract", "-", "--all-sentences"]] {
        let records = sandbox.pipe(flags, lines.as_bytes()).ok().records();
        assert_eq!(records.len(), texts.len());
        let spans: Vec<usize> = records.iter().zip(&texts).map(|(record, t)| spans::check(record, t)).collect();
        assert!(spans.iter().all(|n| *n > 0), "{flags:?}: {spans:?}");
    }
}

#[test]
fn one_line_answers_one_line() {
    let sandbox = Sandbox::new();
    let lines = line("x1", "One is 1.") + "{bad\n" + &line("x3", "") + "\n" + &line("x5", "Valmont said five is 5.");
    let ran = sandbox.pipe(&["extract", "-"], lines.as_bytes()).ok().says(&["-:2:"]);
    let records = ran.records();
    let ids: Vec<&Value> = records.iter().map(|r| &r["doc"]).collect();
    assert_eq!(records.len(), 4, "{ids:?}");
    assert_eq!((ids[0].as_str(), ids[3].as_str()), (Some("x1"), Some("x5")));
    assert_eq!(records[1]["error"]["line"], 2);
    assert!(!text(&records[1]["error"]["why"]).is_empty());
    assert!(records.iter().all(|r| r["v"] == 1));
}

#[test]
fn a_bad_first_line_costs_itself_alone() {
    let sandbox = Sandbox::new();
    let lines = "garbage\n".to_owned() + &line("x2", "Two is 2.") + "\n" + &line("x4", "Four is 4.");
    let answers = |ran: Ran| {
        let records = ran.records();
        assert_eq!(records.len(), 3, "{records:?}");
        assert_eq!(records[0]["error"]["line"], 1);
        assert_eq!((text(&records[1]["doc"]), text(&records[2]["doc"])), ("x2", "x4"));
    };
    for name in ["l.jsonl", "l.NDJSON"] {
        sandbox.write(name, &lines);
        answers(sandbox.run(&["extract", name]).ok());
    }
    answers(sandbox.pipe(&["extract", "-", "--from", "jsonl"], lines.as_bytes()).ok());
    let read = sandbox.pipe(&["read", "-", "--from", "jsonl"], lines.as_bytes()).exits(6).says(&["-:1:"]);
    assert_eq!(read.records().len(), 2);
    sandbox.pipe(&["ingest", "-", "--from", "jsonl"], lines.as_bytes()).exits(6).says(&["2 added", "1 refused"]);
    // Nobody said what is in the pipe: a text that begins so is plain text.
    assert_eq!(sandbox.pipe(&["extract", "-", "--from", "auto"], lines.as_bytes()).ok().records().len(), 1);
    sandbox.pipe(&["extract", "-", "--from", "json"], b"").exits(2);
}

#[test]
fn an_empty_pipe_holds_no_documents_and_an_empty_file_is_a_mistake() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.pipe(&["extract", "-"], b"").ok().out(), "");
    assert_eq!(sandbox.pipe(&["extract", "-", "--format", "json"], b"").ok().out(), "[]\n");
    let eof = &sandbox.pipe(&["extract", "-", "--eof"], b"").ok().records()[0]["eof"];
    assert_eq!((&eof["in"], &eof["out"], &eof["errors"]), (&0.into(), &0.into(), &0.into()));
    assert_eq!(sandbox.pipe(&["read", "-"], b"").ok().out(), "");
    for name in ["empty.txt", "empty.jsonl"] {
        sandbox.write(name, "");
        for from in ["auto", "jsonl"] {
            let records = sandbox.run(&["extract", name, "--from", from]).ok().says(&[name]).records();
            assert!(text(&records[0]["error"]["why"]).contains("empty"), "{records:?}");
        }
        sandbox.run(&["ingest", name]).exits(6).says(&["empty"]);
    }
}

#[test]
fn an_error_record_says_which_line_it_answers() {
    let sandbox = Sandbox::new();
    let lines = ["{\"id\":\"x1\",\"text\":7}", "{\"id\":2,\"text\":\"\"}", "{\"id\":\"x3\",\"text\":\"cut"];
    let records = sandbox.pipe(&["extract", "-"], lines.join("\n").as_bytes()).ok().records();
    let ids: Vec<Option<&str>> = records.iter().map(|r| r["doc"].as_str()).collect();
    assert_eq!(ids, [Some("x1"), Some("2"), None]);
    for (record, line) in records.iter().zip(lines) {
        assert!(record["error"].is_object(), "{record}");
        assert_eq!(text(&record["hash"]), blake3::hash(line.as_bytes()).to_hex().as_str());
    }
    sandbox.write("empty.txt", "");
    let record = &sandbox.run(&["extract", "empty.txt"]).ok().records()[0];
    assert_eq!(text(&record["hash"]), blake3::hash(b"").to_hex().as_str());
}

/// A file that can be opened and then fails at the first read.
#[cfg(target_os = "linux")]
const FAILING: &str = "/proc/self/mem";

#[test]
#[cfg(target_os = "linux")]
fn an_input_that_cannot_be_read_is_a_failure_after_all_others() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    sandbox.write("bad.jsonl", line("x1", "One is 1.") + "{bad\n");
    let inputs = [FAILING, "a.txt", "bad.jsonl"];
    let cannot = [FAILING, "cannot be read", "bad.jsonl:2:"];
    let read = sandbox.run(&[&["read"][..], &inputs].concat()).exits(1).says(&cannot);
    assert_eq!(read.records().len(), 2);
    let records = sandbox.run(&[&["extract"][..], &inputs].concat()).exits(1).says(&cannot).records();
    assert_eq!(records.len(), 4);
    assert!(records[0]["hash"].is_null() && text(&records[0]["error"]["why"]).contains("cannot be read"));
    sandbox.run(&[&["ingest"][..], &inputs].concat()).exits(1).says(&cannot).says(&["2 added", "2 refused"]);
    assert_eq!(sandbox.count("documents"), 2);
    sandbox.run(&["diff", "--pairs", FAILING]).exits(1).says(&cannot[..2]);
}

#[test]
fn for_people_a_bad_line_is_a_failure() {
    let sandbox = Sandbox::new();
    sandbox.pipe(&["extract", "-", "--format", "table"], b"{\"text\":1}\n{\"text\":\"Two is 2.\"}\n").exits(6);
    sandbox.run(&["extract", "none.txt"]).exits(3);
}

#[test]
fn the_closing_record_counts_and_hashes_what_was_printed() {
    let sandbox = Sandbox::new();
    let lines = line("x1", "Valmont said one is 1.") + "{bad\n" + &line("x3", "Valmont said three is 3.");
    let ran = sandbox.pipe(&["extract", "-", "--eof"], lines.as_bytes()).ok();
    let out = ran.out().strip_suffix('\n').expect("a line end");
    let (printed, last) = out.rsplit_once('\n').expect("two lines");
    let eof: Value = serde_json::from_str(last).expect("a record");
    let hash = blake3::hash(format!("{printed}\n").as_bytes()).to_hex().to_string();
    assert!(last.contains(&hash), "{last}");
    let numbers: Vec<u64> = numbers(&eof);
    assert!(numbers.contains(&3) && numbers.contains(&1), "{eof}");
}

fn numbers(value: &Value) -> Vec<u64> {
    match value {
        Value::Number(n) => n.as_u64().into_iter().collect(),
        Value::Object(fields) => fields.values().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn flat_prints_the_same_mentions_one_a_line() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    let nested = sandbox.run(&["extract", "a.txt"]).ok().records();
    let flat = sandbox.run(&["extract", "a.txt", "--flat"]).ok().records();
    let mentions = list(&nested[0]["mentions"]);
    assert_eq!(mentions.len(), 5);
    assert_eq!(flat.len(), mentions.len());
    for (one, other) in flat.iter().zip(mentions) {
        assert_eq!(one["doc"], nested[0]["doc"]);
        let fields = other.as_object().expect("an object");
        let carried = one.get("mention").unwrap_or(one);
        assert!(fields.iter().all(|(name, value)| carried[name] == *value), "{one} for {other}");
    }
    sandbox.run(&["extract", "a.txt", "--flat", "--all-sentences"]).exits(2);
}

#[test]
fn all_sentences_says_of_each_why_it_is_no_mention() {
    let sandbox = Sandbox::new();
    let body = "Valmont said the yard sold 40 boats. Why would anyone buy one? The yard was built in 1974.";
    let records = sandbox.pipe(&["extract", "--all-sentences"], line("x1", body).as_bytes()).ok().records();
    let sentences = list(&records[0]["sentences"]);
    assert_eq!(sentences.len(), 3, "{sentences:#?}");
    let voices: Vec<&str> = sentences.iter().map(|s| text(&s["voice"])).collect();
    assert_eq!(voices, ["indirect", "none", "own"]);
    assert!(!list(&sentences[1]["why"]).is_empty());
    assert!(sentences.iter().all(|s| s["check_worthiness"].as_f64().is_some_and(|w| (0.0..=1.0).contains(&w))));
}

#[test]
fn twice_and_on_any_number_of_threads_the_bytes_are_the_same() {
    let sandbox = Sandbox::new();
    let lines: String = (0..300)
        .map(|n| line(&format!("x{n}"), &format!("\"We sold {n} boats,\" Petra Valmont said. The yard has {n} docks.")))
        .collect();
    sandbox.write("l.jsonl", lines);
    let runs: Vec<Vec<u8>> = ["1", "1", "2", "7"]
        .iter()
        .map(|jobs| sandbox.run(&["extract", "l.jsonl", "--eof", "--jobs", jobs]).ok().stdout)
        .collect();
    assert!(runs.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn line_separators_never_break_a_line() {
    let sandbox = Sandbox::new();
    let body = "Valmont said one\u{2028}is 1\u{2029}and\u{85} two is 2. The yard\u{2028}has 3 docks.";
    for args in
        [&["extract", "-"][..], &["extract", "-", "--flat"], &["extract", "-", "--all-sentences"], &["read", "-"]]
    {
        let ran = sandbox.pipe(args, line("x1", body).as_bytes()).ok();
        assert!(!ran.out().contains(['\u{2028}', '\u{2029}', '\u{85}']), "{args:?}: {}", ran.out());
        assert!(!ran.records().is_empty());
    }
}

#[test]
fn other_formats() {
    let sandbox = Sandbox::new();
    sandbox.write("a.txt", reservoir());
    assert_eq!(sandbox.list(&["extract", "a.txt"]).len(), 1);
    let table = sandbox.run(&["extract", "a.txt", "--format", "table"]).ok();
    assert!(table.out().contains("built in 1974"));
    let csv = sandbox.run(&["extract", "a.txt", "--format", "csv"]).ok();
    assert_eq!(csv.out().lines().count(), 6);
}

/// Finds who is credited with what, in reading order.
fn credited(words: &str) -> Vec<(String, String)> {
    credited_by("rules", words)
}

fn credited_by(engine: &str, words: &str) -> Vec<(String, String)> {
    let extract = ["extract", "-", "--engine", engine];
    let records = Sandbox::new().pipe(&extract, line("x1", words).as_bytes()).ok().records();
    let mentions = list(&records[0]["mentions"]).iter().filter(|mention| !mention["speaker"].is_null());
    let exact = |mention: &Value| {
        list(&mention["content"]).iter().map(|span| text(&span["exact"]).to_owned()).collect::<Vec<_>>().join(" … ")
    };
    mentions.map(|mention| (text(&mention["speaker"]["name"]).to_owned(), exact(mention))).collect()
}

#[test]
fn nobody_is_credited_with_what_they_were_asked() {
    let asked = "Asked about claims by Ola Prins that the River Board had wasted $40 million, Karl Weiss said the board had \
                 spent $30 million.";
    let weiss = |words: &str| vec![("Karl Weiss".to_owned(), words.to_owned())];
    assert_eq!(credited(asked), weiss("the board had spent $30 million"));
    let responding = asked.replace("Asked about claims", "Responding to claims");
    assert_eq!(credited(&responding), weiss("the board had spent $30 million"));
}

/// Whom a quotation speaks of is not who speaks.
#[test]
fn a_name_within_a_quotation_is_no_speaker() {
    let letter = "Tor Berg said he had sent the letter. \"Mr Lund's secretary signed for it,\" he added. Former minister Jonas \
                  Lund did not reply.";
    let speakers: Vec<String> = credited(letter).into_iter().map(|(name, _)| name).collect();
    assert_eq!(speakers, ["Tor Berg", "Tor Berg"]);
}

#[test]
fn what_another_says_in_a_clause_is_part_of_what_is_said() {
    let letter = "Minister Jonas Berg spoke. He said he had not read a letter in which the engineer, Tor Lund, warned of cracks.";
    let whole = "he had not read a letter in which the engineer, Tor Lund, warned of cracks";
    assert_eq!(credited(letter), [("Jonas Berg".to_owned(), whole.to_owned())]);
}

#[test]
fn how_somebody_speaks_is_not_what_they_say() {
    let manner = "The bridge was inspected in May, Jonas Berg said, correcting what he had told parliament. Anna Moss, who asked not \
                  to be named, said the bolts were rusty.";
    let (berg, moss) = ("The bridge was inspected in May", "the bolts were rusty");
    assert_eq!(
        credited(manner),
        [("Jonas Berg", berg), ("Anna Moss", moss)].map(|(who, what)| (who.into(), what.into()))
    );
}

#[test]
fn a_firm_of_two_names_is_one() {
    let firms = credited(
        "Berg & Dahl denies that it knew of the cracks. Analysts at Ernst & Holm said it would close two shops.",
    );
    assert!(firms.iter().any(|(name, _)| name == "Berg & Dahl"), "{firms:?}");
    assert!(!firms.iter().any(|(name, _)| name == "Berg Dahl" || name == "Holm"), "{firms:?}");
}

#[test]
fn what_an_outlet_takes_back_is_no_claim() {
    let toll = "Six people drowned in the river. Correction: An earlier version of this article said that twelve people had drowned.";
    let records = Sandbox::new().pipe(&["extract", "-"], line("x1", toll).as_bytes()).ok().records();
    let mentions = list(&records[0]["mentions"]);
    let words: Vec<&str> = mentions.iter().map(|mention| text(&mention["content"][0]["exact"])).collect();
    assert_eq!(words, ["Six people drowned in the river."]);
}

#[test]
fn what_either_may_have_said_is_nobodys() {
    let unsaid = "Mayor Ada Quist spoke on Monday. She did not confirm that repairs would cost $9 million, as engineer Lucia \
                  Ferrant has said.";
    assert_eq!(credited(unsaid), []);
    let named = credited("According to Holm's lawyer, Greta Moss, Holm did not know of the danger.");
    assert_eq!(named, [("Greta Moss".to_owned(), "Holm did not know of the danger".to_owned())]);
}

/// Whom a sentence speaks of is not who speaks, and a scholar is no university.
#[test]
fn whom_it_is_about_is_not_who_says_it() {
    let quill = credited(
        "Nora Quill, the deputy director of the zoo, said the letter was genuine. Councillor Dev Anand, she said, \"deserves an apology\".",
    );
    assert!(quill.iter().all(|(name, _)| name == "Nora Quill") && quill.len() == 2, "{quill:?}");
    let eliot = credited(
        "\"We have seen this before,\" said Amir Haddad, who led the trial. Professor Jane Eliot of Wexford University warned that the \
         trial was small. She said the results should be treated with caution.",
    );
    let names: Vec<&str> = eliot.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Amir Haddad", "Jane Eliot", "Jane Eliot"]);
    let doctor = credited("Dr Amir Haddad said the trial was small. Wexford Institute of Technology said it was not.");
    assert_eq!(
        doctor.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["Amir Haddad", "Wexford Institute of Technology"]
    );
}

/// What a correction tells of what had been printed is no claim, and nobody's who was only asked.
#[test]
fn what_was_printed_and_what_was_asked_is_no_claim() {
    let correction =
        "On June 5 we reported that Skyline would drop a third of its flights. In fact it will drop a quarter.";
    let sandbox = Sandbox::with(dated("2026-06-07", "correction", "Correction", correction));
    let records = sandbox.list(&["extract", "a.txt"]);
    let words: Vec<&str> = list(&records[0]["mentions"]).iter().map(|m| text(&m["content"][0]["exact"])).collect();
    assert_eq!(words, ["In fact it will drop a quarter."]);
    let asked = "\"Nobody was harmed,\" said Hua Li. Mark Berg, asked about the trial, said: \"Two people died.\"";
    let said = [("Hua Li", "\"Nobody was harmed,\""), ("Mark Berg", "\"Two people died.\"")];
    assert_eq!(credited_by("accurate", asked), said.map(|(who, what)| (who.to_owned(), what.to_owned())));
}

/// What was the occasion to speak is not what was said, and who stands in an aside is not who speaks.
#[test]
fn occasions_and_asides_credit_nobody() {
    for (words, wanted) in [
        (
            "Responding to an accusation that he had misled parliament, the education secretary, Mark Dowd, said he had been given the wrong \
             figures.",
            ("Mark Dowd", "he had been given the wrong figures"),
        ),
        (
            "Amid rumours that she would resign, the minister, Joan Pell, said she had no plans to leave.",
            ("Joan Pell", "she had no plans to leave"),
        ),
        (
            "Owen Price, accused by Gail Finch of hiding the figures, said he had nothing to hide.",
            ("Owen Price", "he had nothing to hide"),
        ),
        ("The strike would last a week, the Sunday Times reported.", ("Sunday Times", "The strike would last a week")),
    ] {
        let wanted = [(wanted.0.to_owned(), wanted.1.to_owned())];
        assert_eq!(credited_by("accurate", words), wanted, "{words}");
    }
    let trick = "Health minister Ray Dunn said the figures were right. His opposite number, Gail Finch, did not agree. \"It is a trick,\" she said.";
    let found = credited_by("accurate", trick);
    assert!(found.iter().all(|(who, words)| who != "Ray Dunn" || words == "the figures were right"), "{found:?}");
}

/// An answer of an interview is nobody's but its speaker's; what a label with a date takes back is no claim of the earlier version.
#[test]
fn answers_and_withdrawn_numbers_are_not_the_outlets() {
    let answers = "Echo: Was there permission?\n\nHaddon: Clare is wrong. There was no planning permission in 2020.\n\nEcho: And now?";
    let withdrawn =
        "Correction, July 10: An earlier version of this article said that 500 nurses had left. The figure is 50.";
    for words in [answers, withdrawn] {
        let records = Sandbox::new().pipe(&["extract", "-"], line("x1", words).as_bytes()).ok().records();
        let wordings =
            list(&records[0]["mentions"]).iter().map(|m| (text(&m["voice"]), text(&m["content"][0]["exact"])));
        let wrong = |(voice, words): &(&str, &str)| {
            *voice == "own" && words.starts_with("There was no") || words.starts_with("500 nurses")
        };
        assert!(!wordings.collect::<Vec<_>>().iter().any(wrong), "{words}");
    }
}
