//! What holds for any text.

#![expect(clippy::unwrap_used, reason = "a test stops where its own preparation fails")]

use onrecord_extract::{Extraction, Input, all_sentences, extract, slots};
use onrecord_model::{Language, Published};
use onrecord_text::Text;
use proptest::prelude::*;

fn run(text: &Text) -> Extraction {
    extract(&Input {
        text,
        title: None,
        published: Published::on("2026-01-24".parse().unwrap()).into(),
        language: None,
    })
}

fn check(raw: &str) {
    let text = Text::new(raw).unwrap();
    let found = run(&text);
    assert_eq!(found, run(&text));
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
        let input = Input { text: &text, title: None, published: None, language: None };
        for verdict in all_sentences(&input) {
            prop_assert!(!verdict.why.is_empty());
            prop_assert!(!text.slice(&verdict.span).is_empty());
        }
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
fn other_languages_are_left_alone_and_named() {
    let text = Text::new("„Wir gewinnen“, sagte er.").unwrap();
    let language = Language("de".to_owned());
    let found = extract(&Input { text: &text, title: None, published: None, language: Some(&language) });
    assert!(found.mentions.is_empty());
    assert!(found.diagnostics.iter().any(|d| d.code == "language-unsupported"));
}

#[test]
fn a_text_over_the_limit_is_cut_with_a_word() {
    let text = Text::new("It rained in Geneva on Monday. ".repeat(80_000)).unwrap();
    let found = run(&text);
    assert!(found.diagnostics.iter().any(|d| d.code == "text-too-long"));
}
