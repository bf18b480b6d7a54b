//! Articles to mentions, without a database.

use std::num::NonZeroUsize;

use onrecord_extract::{EngineKind, Extraction, Input, Pointed, SentenceVerdict};
use onrecord_model::{Article, Mention};

use crate::map_in_order;

/// Finds the mentions of `article`, as the desk keeps them.
pub fn extract(engine: EngineKind, article: &Article) -> Extraction {
    onrecord_extract::extract(engine.engine(), &input(article))
}

/// Finds the mentions of `article`; contents keep the "that" they open with, as in corpora that mark attributions.
pub fn extract_with_that(engine: EngineKind, article: &Article) -> Extraction {
    onrecord_extract::extract(engine.engine(), &Input { keep_that: true, ..input(article) })
}

/// Finds the mentions of every article on up to `jobs` threads, answers in the order of the articles.
pub fn extract_all(engine: EngineKind, articles: &[&Article], jobs: NonZeroUsize) -> Vec<Extraction> {
    map_in_order(articles.to_vec(), jobs, |article| extract(engine, article))
}

/// Judges every sentence of `article`, also those that are no mention.
pub fn sentences(engine: EngineKind, article: &Article) -> Vec<SentenceVerdict> {
    onrecord_extract::all_sentences(engine.engine(), &input(article))
}

/// Makes the mention a person points at, without number and speaker; `None` when there is no content.
pub(crate) fn mention_at(engine: EngineKind, article: &Article, pointed: &Pointed) -> Option<Mention> {
    onrecord_extract::mention_at(engine.engine(), &input(article), pointed)
}

fn input(article: &Article) -> Input<'_> {
    Input {
        text: &article.text,
        title: article.title.as_deref(),
        published: article.published,
        language: article.language.as_ref(),
        keep_that: false,
    }
}
