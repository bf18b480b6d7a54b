//! Measures the bulk path: `cargo run --release -p onrecord-store --example bulk -- [URL] [DOCUMENTS]`.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::time::{Duration, Instant};

use onrecord_model::{
    Action, Actor, Article, ArticleId, CheckWorthiness, Claim, ClaimId, ClaimStatuses, ContentHash, DocumentId, Event,
    EventId, Format, Handle, HandleKind, IdSource, Mention, MentionId, Slots, Voice,
};
use onrecord_store::{Filed, NewArticle, NewDocument, QueueFilter, Store, StoreError, StoredMention, content_digest};
use onrecord_testkit::{SequentialIds, moment};
use onrecord_text::{Text, normal_form};

const SENTENCES: u32 = 30;
const DOCUMENTS_AT_ONCE: u32 = 50;

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let mut arguments = std::env::args().skip(1);
    let folder = tempfile::tempdir().ok();
    let file = folder.as_ref().map(|folder| format!("sqlite://{}/bulk.db", folder.path().display()));
    let url = arguments.next().or(file).unwrap_or_default();
    let documents: u32 = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let store = Store::open(&url, moment("2026-02-01T12:00:00Z")).await?;
    println!("{}: {documents} documents of {SENTENCES} mentions, each a claim of its own", store.describe());

    let ids = SequentialIds::default();
    let start = Instant::now();
    for first in (0..documents).step_by(DOCUMENTS_AT_ONCE as usize) {
        ingest(&store, &ids, DOCUMENTS_AT_ONCE.min(documents - first)).await?;
    }
    let rows = documents * (SENTENCES * 2 + 4);
    report("store", start.elapsed(), documents * SENTENCES, "mentions");
    report("store", start.elapsed(), rows, "rows");

    let start = Instant::now();
    let page = store.queue(&QueueFilter::default()).await?;
    report("queue page", start.elapsed(), u32::try_from(page.len()).unwrap_or_default(), "rows");
    let start = Instant::now();
    let audit = store.verify().await?;
    report("verify", start.elapsed(), documents * SENTENCES, "mentions");
    println!("faults: {}", audit.faults.len());
    store.close().await;
    Ok(())
}

fn report(what: &str, time: Duration, count: u32, noun: &str) {
    let rate = f64::from(count) / time.as_secs_f64();
    println!("{what}: {count} {noun} in {:.3} s, {rate:.0} a second", time.as_secs_f64());
}

async fn ingest(store: &Store, ids: &SequentialIds, count: u32) -> Result<(), StoreError> {
    let now = moment("2026-02-01T12:00:00Z");
    let mut tx = store.begin().await?;
    let number = tx.next_handles(HandleKind::Document, count).await?;
    let mut claim_number = tx.next_handles(HandleKind::Claim, count * SENTENCES).await?;
    let mut claims = Vec::new();
    let mut documents = Vec::new();
    let mut mentions = Vec::new();
    for number in number..number + count {
        let document = document(ids, number);
        let mut found = Vec::new();
        for (at, mut mention) in (0..).zip(mentions_of(&document.article.text)) {
            let claim = claim(ids, claim_number, &format!("claim {at} of {number}"));
            claim_number += 1;
            mention.check_worthiness.score = claim.worth;
            found.push(StoredMention { id: MentionId(ids.next(now)), claim: claim.id, speaker: None, mention });
            claims.push(claim);
        }
        documents.push(document);
        mentions.push(found);
    }
    let articles: Vec<NewArticle> = documents.iter().map(|d| NewArticle { id: d.article_id, url: None }).collect();
    tx.insert_articles(&articles).await?;
    tx.insert_documents(&documents).await?;
    tx.insert_claims(&claims).await?;
    let mut events = Vec::new();
    for (document, mentions) in documents.iter().zip(&mentions) {
        tx.insert_mentions(document.id, mentions).await?;
        let claims = &claims[events.len() * SENTENCES as usize..];
        events.push(ingested(ids, document, mentions, claims));
    }
    tx.append_all(&events).await?;
    tx.commit().await
}

fn document(ids: &SequentialIds, number: u32) -> NewDocument {
    let now = moment("2026-02-01T12:00:00Z");
    let sentence = |at| format!("Mayor number {at} said on day {number} that {} roads would be closed. ", at * 7);
    let text: String = (0..SENTENCES).map(sentence).collect();
    NewDocument {
        id: DocumentId(ids.next(now)),
        handle: Handle::document(number),
        article_id: ArticleId(ids.next(now)),
        version: 1,
        hash: ContentHash::of(text.as_bytes()),
        outlet: None,
        retrieved_at: now,
        raw: text.clone().into_bytes(),
        article: Article {
            id: None,
            url: None,
            canonical_url: None,
            archived: None,
            outlet: None,
            published: None,
            title: None,
            author: None,
            credit: None,
            language: None,
            fetched: None,
            text: Text::new(text).unwrap_or_else(|_| unreachable!("thirty sentences are short")),
            format: Format::Plain,
            engine: Some("rules-2".to_owned()),
            diagnostics: Vec::new(),
        },
    }
}

fn mentions_of(text: &Text) -> Vec<Mention> {
    let mut start = 0;
    let sentences = text.as_str().split_inclusive(". ").map(|sentence| {
        start += sentence.len();
        start - sentence.len()..start - 1
    });
    let spans = sentences.filter_map(|range| text.span(range).ok());
    (1..)
        .zip(spans)
        .map(|(number, span)| Mention {
            number,
            voice: Voice::Own,
            content: vec![span],
            source: None,
            cue: None,
            speaker: None,
            check_worthiness: CheckWorthiness::default(),
            confidence: 0.5,
            slots: Slots { negations: vec![span; 4], ..Slots::default() },
            times: Vec::new(),
            by_hand: None,
            why: vec!["states a quantity".to_owned()],
        })
        .collect()
}

fn claim(ids: &SequentialIds, number: u32, wording: &str) -> Claim {
    Claim {
        id: ClaimId(ids.next(moment("2026-02-01T12:00:00Z"))),
        handle: Handle::claim(number),
        claimant: None,
        wording: wording.to_owned(),
        fingerprint: ContentHash::of(normal_form(wording).as_bytes()),
        statuses: ClaimStatuses::start(false),
        revision: 1,
        worth: f64::from(number % 1_000) / 1_000.0,
        first_published: None,
    }
}

fn ingested(ids: &SequentialIds, document: &NewDocument, stored: &[StoredMention], claims: &[Claim]) -> Event {
    let mentions: Vec<Filed<'_>> = stored.iter().zip(claims).map(|(stored, claim)| filed(stored, claim)).collect();
    Event {
        id: EventId(ids.next(document.retrieved_at)),
        at: document.retrieved_at,
        actor: Actor::Program,
        action: Action::Ingested {
            document: document.id,
            handle: document.handle,
            article: document.article_id,
            version: 1,
            hash: document.hash,
            content: content_digest(&document.article, &mentions),
            mentions: SENTENCES,
            new_claims: SENTENCES,
        },
    }
}

fn filed<'a>(stored: &'a StoredMention, claim: &'a Claim) -> Filed<'a> {
    Filed { mention: &stored.mention, claim: claim.id, wording: &claim.wording, claimant: claim.claimant }
}
