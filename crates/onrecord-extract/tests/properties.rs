//! What holds for any text.

#![expect(clippy::unwrap_used, reason = "a test stops where its own preparation fails")]

use onrecord_extract::{EngineKind, Extraction, Input, all_sentences, extract, slots};
use onrecord_model::{Approximation, Language, Published};
use onrecord_text::Text;
use proptest::prelude::*;

/// The accurate engine costs too much for hundreds of texts; it is asked about single ones.
const QUICK: [EngineKind; 2] = [EngineKind::Rules, EngineKind::Fast];

fn run(kind: EngineKind, text: &Text) -> Extraction {
    extract(
        kind.engine(),
        &Input {
            text,
            title: None,
            published: Published::on("2026-01-24".parse().unwrap()).into(),
            language: None,
            keep_that: false,
        },
    )
}

fn check(raw: &str) {
    for kind in QUICK {
        check_with(kind, raw);
    }
}

fn check_with(kind: EngineKind, raw: &str) {
    let text = Text::new(raw).unwrap();
    let found = run(kind, &text);
    assert_eq!(found, run(kind, &text));
    for (i, mention) in found.mentions.iter().enumerate() {
        assert_eq!(mention.number as usize, i + 1);
        assert!(!mention.content.is_empty());
        let spans = mention.content.iter().chain(&mention.source).chain(&mention.cue);
        for span in spans {
            assert!(!text.slice(span).trim().is_empty(), "an empty span in {mention:?}");
        }
        assert!((0.0..=1.0).contains(&mention.confidence));
        assert!((0.0..=1.0).contains(&mention.check_worthiness.score));
        assert!(!mention.why.is_empty());
        for pair in mention.content.windows(2) {
            assert!(pair[0].bytes().end <= pair[1].bytes().start, "content overlaps itself in {raw:?}");
        }
    }
    let starts: Vec<_> = found.mentions.iter().map(|m| m.content[0].bytes().start).collect();
    assert!(starts.is_sorted());
}

/// News-like pieces, so that rules have something to bite on.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Anna Smith",
        "said",
        "told reporters",
        " that ",
        ", ",
        ". ",
        "\"",
        "“",
        "”",
        "'",
        "\n\n",
        "according to ",
        "he ",
        "the ministry ",
        "on Monday ",
        "3.5 million ",
        "never ",
        "refused ",
        "(R)",
        ": ",
        " – ",
        "adding ",
        "between ",
        "and ",
        "10 ",
        "to ",
        "will ",
        "in March ",
        "2014 ",
        "one in five ",
        "dozens of ",
        "$",
        "%",
        "who ",
        "said.",
        "It rained.",
        "é",
        "Москва ",
        "\u{200f}",
        "U.S. ",
        "called ",
        "accused ",
        "of ",
        "[",
        "-",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A quantity in one of the ways newspapers write it: words, value, unit, approximation.
fn quantity() -> impl Strategy<Value = (String, f64, Option<&'static str>, Approximation)> {
    let about = prop_oneof![
        Just(("", Approximation::Exact)),
        Just(("about ", Approximation::About)),
        Just(("more than ", Approximation::AtLeast)),
        Just(("up to ", Approximation::AtMost)),
    ];
    let size = prop_oneof![Just(("", 1.0)), Just((" million", 1e6)), Just((" billion", 1e9))];
    let unit = prop_oneof![Just(("", None)), Just((" percent", Some("%"))), Just(("$", Some("USD")))];
    (13_u32..900, 0_u32..10, about, size, unit).prop_map(
        |(whole, tenth, (about, approximation), (size, factor), (mark, unit))| {
            let digits = if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") };
            let value = digits.parse::<f64>().unwrap_or(0.0);
            // "Million percent" is not written.
            let (size, factor) = if mark == " percent" { ("", 1.0) } else { (size, factor) };
            let raw =
                if mark == "$" { format!("{about}${digits}{size}") } else { format!("{about}{digits}{size}{mark}") };
            (raw, value * factor, unit, approximation)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_a_legal_article(raw in any::<String>()) {
        check(&raw);
    }

    #[test]
    fn any_news_is_a_legal_article(raw in news()) {
        check(&raw);
    }

    #[test]
    fn every_sentence_gets_a_verdict(raw in news()) {
        let text = Text::new(raw).unwrap();
        let input = Input { text: &text, title: None, published: None, language: None, keep_that: false };
        for verdict in QUICK.into_iter().flat_map(|kind| all_sentences(kind.engine(), &input)) {
            prop_assert!(!verdict.why.is_empty());
            prop_assert!(!text.slice(&verdict.span).is_empty());
        }
    }

    #[test]
    fn a_quantity_is_read_as_it_is_written((raw, value, unit, approximation) in quantity()) {
        let sentence = format!("The fire cost {raw} in March.");
        let text = Text::new(sentence.clone()).unwrap();
        let found = slots(&text, &[text.span(0..sentence.len()).unwrap()]).quantities;
        prop_assert_eq!(found.len(), 1, "{}: {:?}", sentence, found);
        prop_assert!((found[0].value - value).abs() <= value.abs() * 1e-9, "{}: {:?}", sentence, found);
        prop_assert_eq!(found[0].unit.as_ref().map(|u| u.0.as_str()), unit, "{}", sentence);
        prop_assert_eq!(found[0].approximation, approximation, "{}", sentence);
    }

    #[test]
    fn slots_lie_inside_their_content(raw in news()) {
        let text = Text::new(raw).unwrap();
        let whole = text.span(0..text.as_str().len()).unwrap();
        let found = slots(&text, &[whole]);
        for span in found.negations.iter().chain(found.quantities.iter().map(|q| &q.span)) {
            prop_assert!(whole.contains(span));
        }
        for quantity in &found.quantities {
            prop_assert!(quantity.value.is_finite());
        }
    }
}

#[test]
fn hostile_shapes_are_survived() {
    check(&"\"".repeat(20_000));
    check(&"“A. ".repeat(5_000));
    check(&"x".repeat(100_000));
    check(&"he said ".repeat(5_000));
    check(&"\"A,\" he said.\n\n\"B ".repeat(2_000));
    check(&"A said, ".repeat(2_400));
    check(&format!("{}said.", "Smith, the director, ".repeat(900)));
}

#[test]
fn the_accurate_engine_reads_any_shape() {
    for raw in [
        "",
        "\u{0}\u{200d}\u{202e}",
        "“",
        "\"\"\"\"",
        &"x".repeat(3_000),
        &"Ünïcödé 漢字 😀 “said” he. ".repeat(20),
        &"he said that he said ".repeat(60),
        &"Smith said: \"No.\n\n\"Never,\" he added.\n\n".repeat(10),
    ] {
        check_with(EngineKind::Accurate, raw);
    }
}

#[test]
fn every_engine_finds_plain_speech() {
    let raw =
        "The mayor, Ana Torres, said on Monday that the port would close. \"We never refused a permit,\" she added.";
    let text = Text::new(raw).unwrap();
    for kind in EngineKind::ALL {
        let found = run(kind, &text);
        let shown: Vec<&str> = found.mentions.iter().map(|m| text.slice(&m.content[0])).collect();
        assert_eq!(shown, ["the port would close", "\"We never refused a permit,\""], "{kind}");
        for mention in &found.mentions {
            assert_eq!(mention.speaker.as_ref().map(|s| s.name.as_str()), Some("Ana Torres"), "{kind}");
        }
    }
}

#[test]
fn of_other_languages_quotations_are_kept_and_nobody_is_credited() {
    let language = |code: &str| Language(code.to_owned());
    for (raw, code, quoted) in [
        ("„Wir gewinnen diesen Krieg“, sagte er. Der „Chef“ kam.", "de", "„Wir gewinnen diesen Krieg“"),
        ("« Nous gagnons cette guerre », dit-il.", "fr", "« Nous gagnons cette guerre »"),
        (
            "«Мы никогда не отказывались от переговоров», — сказал он.",
            "ru",
            "«Мы никогда не отказывались от переговоров»",
        ),
    ] {
        let text = Text::new(raw).unwrap();
        let language = language(code);
        let input = Input { text: &text, title: None, published: None, language: Some(&language), keep_that: false };
        for kind in EngineKind::ALL {
            let found = extract(kind.engine(), &input);
            let shown: Vec<&str> = found.mentions.iter().map(|m| text.slice(&m.content[0])).collect();
            assert_eq!(shown, [quoted]);
            assert!(found.mentions.iter().all(|m| m.source.is_none() && m.speaker.is_none()));
            assert!(found.diagnostics.iter().any(|d| d.code == "language-unsupported"));
        }
    }
}

#[test]
fn a_text_over_the_limit_is_cut_with_a_word() {
    let text = Text::new("It rained in Geneva on Monday. ".repeat(80_000)).unwrap();
    let found = run(EngineKind::Fast, &text);
    assert!(found.diagnostics.iter().any(|d| d.code == "text-too-long"));
}

#[test]
fn what_was_not_said_or_was_heard_is_nobodys_claim() {
    for raw in [
        "Mayor Ann Lee did not say that 12 people had died in the tank fire.",
        "Bill Dunn never claimed that the mine was empty.",
        "Bill Dunn refused to say whether the mine was open.",
        "If Bill Dunn says the vote was rigged, he will be sued.",
        "Bill Dunn should say the mine is empty.",
        "Tom Reed was informed that the mine had closed.",
        "Tom Reed heard from Anna Brook that the school had closed.",
        "Bill Dunn declined to comment.",
    ] {
        let text = Text::new(raw).unwrap();
        for kind in [EngineKind::Fast, EngineKind::Accurate] {
            let found = run(kind, &text);
            assert!(found.mentions.iter().all(|m| m.source.is_none()), "{kind}: {raw} {:?}", found.mentions);
        }
    }
}

#[test]
fn speakers_the_text_does_not_support_are_left_open() {
    let speakers = |raw: &str| -> Vec<Option<String>> {
        let text = Text::new(raw).unwrap();
        let found = run(EngineKind::Accurate, &text);
        let said = found.mentions.into_iter().filter(|m| m.source.is_some());
        said.map(|m| m.speaker.map(|s| s.name)).collect()
    };
    assert_eq!(speakers("John Carter and his wife, Mary Carter, said they were leaving town."), [None]);
    let bodies = speakers(
        "Ukraine's energy ministry said pumps had failed. The Russian Ministry of Defense said it hit nothing on Monday.",
    );
    assert_eq!(bodies, [None, Some("Russian Ministry of Defense".to_owned())]);
    let minister =
        speakers("Interior Minister Pavel Novak arrived on Monday. The minister said that roads would close.");
    assert_eq!(minister, [Some("Pavel Novak".to_owned())]);
}
