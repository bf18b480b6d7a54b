//! The article with hand-made gold, where the shared data is present.

use std::path::{Path, PathBuf};

use onrecord_extract::{EngineKind, Input, extract};
use onrecord_model::{Mention, Published};
use onrecord_text::{Span, Text};
use serde_json::Value;

/// Returns the shared folder, from `ONRECORD_SHARED` or beside the workspace.
fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("ONRECORD_SHARED").map_or_else(beside, PathBuf::from)
}

fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn exact(value: &Value) -> Option<String> {
    value["exact"].as_str().map(words)
}

fn same(text: &Text, mention: &Mention, claim: &Value) -> bool {
    let kind = match claim["kind"].as_str() {
        Some("assertion") => "own",
        other => other.unwrap_or(""),
    };
    let shown = |span: &Span| words(text.slice(span));
    let headline = kind == "headline";
    let content = mention.content.first().map(shown) == exact(&claim["content"]);
    let credit = headline
        || mention.source.as_ref().map(shown) == exact(&claim["source"])
            && mention.cue.as_ref().map(shown) == exact(&claim["cue"]);
    let speaker = mention.speaker.as_ref().map(|s| s.name.as_str()) == claim["speaker"].as_str();
    mention.voice.as_str() == kind && content && credit && speaker
}

#[test]
fn finds_every_claim_of_the_gold_article_and_no_other() {
    let gold_path = shared().join("gold/seed.json");
    let Ok(gold) = std::fs::read_to_string(&gold_path) else {
        println!("skipped: {} not found", gold_path.display());
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let file = shared().join(gold["document"]["file"].as_str().unwrap());
    let text = Text::new(std::fs::read_to_string(file).unwrap()).unwrap();
    let published: Published = gold["document"]["published"].as_str().unwrap().parse().unwrap();
    let input = Input { text: &text, title: None, published: Some(published), language: None, keep_that: false };
    let claims = gold["claims"].as_array().unwrap();
    for kind in EngineKind::ALL {
        let found = extract(kind.engine(), &input);
        let missing: Vec<_> = claims.iter().filter(|c| !found.mentions.iter().any(|m| same(&text, m, c))).collect();
        assert!(missing.is_empty(), "{kind}: missing or different: {missing:#?}");
        assert_eq!(found.mentions.len(), claims.len(), "{kind}");
    }
}
