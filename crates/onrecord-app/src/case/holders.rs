//! Which of the documents that are copies of one another held first what a mention says: what a copy adds is its own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use onrecord_compare::{Statement, statement_signature};
use onrecord_model::{DocumentId, Handle, MentionId, Slots, Voice};
use onrecord_store::{DocumentSummary, Occurrence};
use onrecord_text::{Text, normal_form, sentences};

use crate::copying::CopyTies;
use crate::statement::statement;
use crate::{AppError, Desk};

/// Share of words (Dice) from which a sentence of another document is the one that a copy prints in other words.
const REWORDED: f64 = 0.5;

impl Desk {
    /// Finds for each mention in a document that is tied to earlier ones the first of those that holds it, or its own document where
    /// none does. Headlines are left out: each paper writes its own over what it copies.
    pub(super) async fn holders(
        &self,
        occurrences: &[Occurrence],
        ties: &CopyTies,
        members: &[DocumentSummary],
    ) -> Result<BTreeMap<MentionId, Handle>, AppError> {
        let mut texts: BTreeMap<DocumentId, Option<Text>> =
            occurrences.iter().map(|o| (o.document.id, Some(o.text.clone()))).collect();
        let mut found = BTreeMap::new();
        for one in occurrences.iter().filter(|o| o.stored.mention.voice != Voice::Headline) {
            let earlier = earlier(&one.document, ties, members);
            if earlier.is_empty() {
                continue;
            }
            let mut holder = one.document.handle;
            for document in earlier {
                let is_there = |o: &Occurrence| o.document.id == document.id && o.claim == one.claim;
                let is_held = occurrences.iter().any(is_there) || {
                    let text = self.text_of(document.id, &mut texts).await?;
                    text.is_some_and(|text| holds(text, one))
                };
                if is_held {
                    holder = document.handle;
                    break;
                }
            }
            found.insert(one.stored.id, holder);
        }
        Ok(found)
    }

    /// Returns the text of a document, read once.
    async fn text_of<'t>(
        &self,
        id: DocumentId,
        texts: &'t mut BTreeMap<DocumentId, Option<Text>>,
    ) -> Result<Option<&'t Text>, AppError> {
        if let Entry::Vacant(place) = texts.entry(id) {
            let document = self.store.document_by_id(id).await?;
            place.insert(document.map(|document| document.article.text));
        }
        Ok(texts.get(&id).and_then(Option::as_ref))
    }
}

/// Lists the documents that a document is tied to and that came before it, the first of them first.
fn earlier<'m>(
    document: &DocumentSummary,
    ties: &CopyTies,
    members: &'m [DocumentSummary],
) -> Vec<&'m DocumentSummary> {
    let key = |d: &DocumentSummary| (d.published.is_none(), d.published, d.handle);
    let joining = ties.links.iter().filter(|link| link.joins());
    let others = joining.filter_map(|link| match (link.a == document.id, link.b == document.id) {
        (true, _) => Some(link.b),
        (_, true) => Some(link.a),
        _ => None,
    });
    let others = others.filter_map(|id| members.iter().find(|member| member.id == id));
    let mut earlier: Vec<&DocumentSummary> = others.filter(|other| key(other) < key(document)).collect();
    earlier.sort_by_key(|other| key(other));
    earlier
}

/// Tells whether a text holds what a mention says, in its words or nearly, and names who says it.
fn holds(text: &Text, one: &Occurrence) -> bool {
    let mention = &one.stored.mention;
    let surname = mention.speaker.as_ref().and_then(|speaker| speaker.name.split_whitespace().next_back());
    if surname.is_some_and(|surname| !text.as_str().contains(surname)) {
        return false;
    }
    let whole = normal_form(text.as_str());
    let mut parts = mention.content.iter().map(|span| normal_form(one.text.slice(span)));
    if parts.all(|part| whole.contains(&part)) {
        return true;
    }
    let (wanted, none) = (statement_signature(&statement(one)), Slots::default());
    let alike = |range| {
        let span = text.span(range).ok()?;
        Some(statement_signature(&Statement::bare(text, &[span], &none)).dice(&wanted) >= REWORDED)
    };
    sentences(text.as_str()).into_iter().filter_map(alike).any(|alike| alike)
}
