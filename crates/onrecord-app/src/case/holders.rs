//! Which of the documents that are copies of one another held first what a mention says: what a copy adds is its own.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use onrecord_compare::{Signature, Statement, statement_signature};
use onrecord_model::{ClaimId, DocumentId, Handle, MentionId, Slots, Voice};
use onrecord_store::{DocumentSummary, Occurrence};
use onrecord_text::{Text, sentences};

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
        let (mut texts, mut before) = (Texts::default(), BTreeMap::new());
        let said: HashSet<(DocumentId, ClaimId)> = occurrences.iter().map(|o| (o.document.id, o.claim)).collect();
        let mut found = BTreeMap::new();
        for one in occurrences.iter().filter(|o| o.stored.mention.voice != Voice::Headline) {
            let earlier: &Vec<&DocumentSummary> =
                before.entry(one.document.id).or_insert_with(|| earlier(&one.document, ties, members));
            if earlier.is_empty() {
                continue;
            }
            let mut holder = one.document.handle;
            for document in earlier {
                let is_held = said.contains(&(document.id, one.claim)) || {
                    let held = self.held(document.id, occurrences, &mut texts).await?;
                    held.is_some_and(|held| held.holds(one))
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

    /// Returns what a document holds, read once.
    async fn held<'t>(
        &self,
        id: DocumentId,
        occurrences: &[Occurrence],
        texts: &'t mut Texts,
    ) -> Result<Option<&'t Held>, AppError> {
        if let Entry::Vacant(place) = texts.entry(id) {
            let text = match occurrences.iter().find(|o| o.document.id == id) {
                Some(occurrence) => Some(occurrence.text.clone()),
                None => self.store.document_by_id(id).await?.map(|document| document.article.text),
            };
            place.insert(text.map(|text| Held { text, sentences: OnceLock::new() }));
        }
        Ok(texts.get(&id).and_then(Option::as_ref))
    }
}

type Texts = BTreeMap<DocumentId, Option<Held>>;

/// What a document holds, made ready as far as it is asked for.
struct Held {
    text: Text,
    sentences: OnceLock<Vec<Signature>>,
}

impl Held {
    /// Tells whether the document holds what a mention says, in its words or nearly, and names who says it.
    fn holds(&self, one: &Occurrence) -> bool {
        let mention = &one.stored.mention;
        let surname = mention.speaker.as_ref().and_then(|speaker| speaker.name.split_whitespace().next_back());
        if surname.is_some_and(|surname| !self.text.as_str().contains(surname)) {
            return false;
        }
        mention.content.iter().all(|span| self.text.as_str().contains(one.text.slice(span))) || {
            let wanted = statement_signature(&statement(one));
            self.sentences().iter().any(|sentence| sentence.dice(&wanted) >= REWORDED)
        }
    }

    fn sentences(&self) -> &[Signature] {
        let none = Slots::default();
        let signature = |range| {
            let span = self.text.span(range).ok()?;
            Some(statement_signature(&Statement::bare(&self.text, &[span], &none)))
        };
        self.sentences.get_or_init(|| sentences(self.text.as_str()).into_iter().filter_map(signature).collect())
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
