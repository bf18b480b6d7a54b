//! Articles to mentions, without a database.

use std::num::NonZeroUsize;

use onrecord_extract::{Extraction, Input, RULES_VERSION, SentenceVerdict};
use onrecord_model::Article;

use crate::map_in_order;

/// Returns the version of the extraction rules.
pub fn rules_version() -> &'static str {
    RULES_VERSION
}

/// Finds the mentions of `article`.
pub fn extract(article: &Article) -> Extraction {
    onrecord_extract::extract(&input(article))
}

/// Finds the mentions of every article on up to `jobs` threads, answers in the order of the articles.
pub fn extract_all(articles: &[&Article], jobs: NonZeroUsize) -> Vec<Extraction> {
    map_in_order(articles.to_vec(), jobs, extract)
}

/// Judges every sentence of `article`, also those that are no mention.
pub fn sentences(article: &Article) -> Vec<SentenceVerdict> {
    onrecord_extract::all_sentences(&input(article))
}

fn input(article: &Article) -> Input<'_> {
    Input {
        text: &article.text,
        title: article.title.as_deref(),
        published: article.published,
        language: article.language.as_ref(),
    }
}
