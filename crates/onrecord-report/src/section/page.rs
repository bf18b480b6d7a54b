//! The report of one article, put together from its sections.

use std::collections::BTreeSet;

use askama::Template;

use super::card::Card;
use super::correction;
use super::foot::Foot;
use super::head::Head;
use super::named::NamedWords;
use super::text::MarkedText;
use super::words;
use crate::RenderError;
use crate::article::ArticlePage;
use crate::language::say;
use crate::shell::{Sheet, Shell};

/// The whole page; its sections are already HTML.
#[derive(Clone, Debug, Template)]
#[template(path = "article/page.html")]
pub(crate) struct Page {
    /// The head.
    pub(crate) shell: Shell,
    /// What it is about.
    pub(crate) head: String,
    /// The marked text.
    pub(crate) text: String,
    /// The cards.
    pub(crate) cards: Vec<String>,
    /// The other documents that they name.
    pub(crate) named: Vec<NamedWords>,
    /// How it came about.
    pub(crate) foot: String,
}

/// Leaves the other names of a speaker to the first of their cards.
fn tell_names_once(cards: &mut [Card]) {
    let mut told = BTreeSet::new();
    for speaker in cards.iter_mut().map(|card| &mut card.speaker) {
        let who = speaker.handle.clone().or_else(|| speaker.name.clone());
        speaker.aliases.retain(|alias| told.insert((who.clone(), alias.state, alias.name.clone())));
    }
}

impl Page {
    /// Renders the sections of `page`.
    pub(crate) fn new(page: &ArticlePage) -> Result<Self, RenderError> {
        let title = words::headline(&page.document.article);
        let on_page = page.claims.iter().map(|card| card.claim.handle).collect();
        let mut cards: Vec<Card> = page.claims.iter().map(|card| Card::new(card, page, &on_page)).collect();
        tell_names_once(&mut cards);
        let shown: BTreeSet<&str> = cards.iter().flat_map(Card::documents).collect();
        let named = page.named.iter().map(|named| NamedWords::new(named, &page.method.site));
        Ok(Page {
            shell: Shell::new(&title, &page.method.generator, &page.method.site, Sheet::Article).telling(&page.reviews),
            head: Head::new(page)?.render()?,
            text: MarkedText::new(page).render()?,
            named: named.filter(|named| shown.contains(named.handle.as_str())).collect(),
            cards: cards.iter().map(|card| Ok(card.render()?)).collect::<Result<_, RenderError>>()?,
            foot: Foot {
                corrections: Some(correction::corrections(&page.corrections)),
                ..Foot::of_site(&page.method, page.generated_at)
            }
            .render()?,
        })
    }
}
