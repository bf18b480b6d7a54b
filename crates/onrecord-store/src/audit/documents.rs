//! Documents against the entries that tell of them, down to bytes, text and mentions.

use std::collections::BTreeMap;

use onrecord_model::{Action, ContentHash, Document, Handle, SpeakerId};
use onrecord_text::folded_name;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::filings::Filings;
use super::mentions::{self, Claims};
use super::{Faults, forward};
use crate::column::{exact_key, from_text};
use crate::entity::article;
use crate::entity::document::Model;
use crate::{Filed, StoreError, StoredMention, content_digest, read};

/// Documents looked at together; only their rows and entries, bodies are read one by one.
const BATCH: u32 = 100;

/// What an entry of the log says of a document, and where.
struct Told {
    position: i64,
    action: Action,
}

/// Checks every document.
pub(super) async fn check<C: ConnectionTrait>(
    connection: &C,
    filings: &Filings,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows = read::document::page(connection, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        forward(&mut after, last.handle, "document")?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut told = told(connection, &ids).await?;
        let articles = articles(connection, &rows).await?;
        let claims = mentions::claims(connection, &ids).await?;
        for row in rows {
            let entries = told.remove(&row.id).unwrap_or_default();
            let article = articles.get(&row.article_id);
            check_one(connection, row, (article, &claims, filings), &entries, faults).await?;
        }
    }
}

async fn articles<C: ConnectionTrait>(
    connection: &C,
    rows: &[Model],
) -> Result<BTreeMap<Uuid, article::Model>, StoreError> {
    let ids = read::distinct(rows.iter().map(|row| row.article_id));
    let (tenant, id) = (article::Column::Tenant, article::Column::Id);
    let rows = read::rows_with::<article::Entity, _, _>(connection, tenant, id, &ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn told<C: ConnectionTrait>(connection: &C, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Told>>, StoreError> {
    let mut told: BTreeMap<Uuid, Vec<Told>> = BTreeMap::new();
    for (row, action) in super::claims::entries_about(connection, ids).await? {
        if matches!(action, Action::Ingested { .. }) {
            let position = row.position;
            told.entry(row.subject_id).or_default().push(Told { position, action });
        }
    }
    Ok(told)
}

async fn check_one<C: ConnectionTrait>(
    connection: &C,
    row: Model,
    (article, claims, filings): (Option<&article::Model>, &Claims, &Filings),
    told: &[Told],
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let name = format!("d{}", row.handle);
    let position = told.first().map(|entry| entry.position);
    match told {
        [] => faults.add(None, format!("{name} is stored, but no entry of the log tells of it")),
        [_] => {}
        [_, again, ..] => faults.add(Some(again.position), format!("tells of {name} a second time")),
    }
    let id = row.id;
    let whole = read::document::whole(connection, row).await;
    let Some(document) = faults.absorb(position, whole)? else {
        return Ok(());
    };
    check_raw(connection, &document, position, faults).await?;
    check_outlet(&document, position, faults);
    check_address(&document, article, position, faults);
    let mentions = read::mention::in_text(connection, id, &document.article.text).await;
    let Some(mentions) = faults.absorb(position, mentions)? else {
        return Ok(());
    };
    mentions::check_speakers(connection, (document.handle, position), &mentions, faults).await?;
    let name = name.as_str();
    let mentions = filings.taken_in((id, name), &document.article.text, mentions, faults);
    if let Some(entry) = told.first() {
        compare(&document, &mentions, (claims, filings), entry, faults);
    }
    Ok(())
}

/// The outlet a document is filed under must have the name that was read.
fn check_outlet(document: &Document, position: Option<i64>, faults: &mut Faults) {
    let read = document.article.outlet.as_deref().map(folded_name);
    let filed = document.outlet.as_ref().map(|outlet| folded_name(&outlet.name));
    if read != filed {
        faults.add(position, format!("{} is filed under another outlet than it names", document.handle));
    }
}

/// The article must have the address that was read, and be found by it.
fn check_address(document: &Document, article: Option<&article::Model>, position: Option<i64>, faults: &mut Faults) {
    let url = article.and_then(|article| article.url.as_deref()).map(from_text);
    let key = article.and_then(|article| article.url_key.clone());
    if url != document.article.url || key != url.as_deref().map(exact_key) {
        faults.add(
            position,
            format!("the address of the article of {} is not the one it was read with", document.handle),
        );
    }
}

async fn check_raw<C: ConnectionTrait>(
    connection: &C,
    document: &Document,
    position: Option<i64>,
    faults: &mut Faults,
) -> Result<(), StoreError> {
    let raw = read::document::raw(connection, document.id).await;
    let raw = faults.absorb(position, raw)?.flatten();
    if raw.is_some_and(|raw| ContentHash::of(&raw) != document.hash) {
        faults.add(position, format!("the bytes of {} are not those that were received", document.handle));
    }
    Ok(())
}

/// Joins mentions and what they were filed under when the log was at `position`; a mention without a claim is left out,
/// which changes the digest.
fn filed<'a>(
    mentions: &'a [StoredMention],
    (claims, filings): (&'a Claims, &'a Filings),
    position: i64,
) -> Vec<Filed<'a>> {
    let filed = |stored: &'a StoredMention| {
        let (wording, claimant) = match filings.said_at(stored.claim.0, position) {
            Some(said) => (&said.wording, said.claimant),
            None => claims.get(&stored.claim.0).map(|(wording, claimant)| (wording, claimant.map(SpeakerId)))?,
        };
        Some(Filed { mention: &stored.mention, claim: stored.claim, wording, claimant })
    };
    mentions.iter().filter_map(filed).collect()
}

fn compare(
    document: &Document,
    mentions: &[StoredMention],
    claims: (&Claims, &Filings),
    told: &Told,
    faults: &mut Faults,
) {
    let Action::Ingested { handle, article, version, hash, content, mentions: count, .. } = &told.action else {
        return;
    };
    let name: Handle = document.handle;
    let mut fault = |what: String| faults.add(Some(told.position), what);
    if (*handle, *article, *version) != (name, document.article_id, document.version) {
        fault(format!("{name} has another handle, article or version than it was taken in with"));
    }
    if *hash != document.hash {
        fault(format!("{name} has another hash than it was taken in with"));
    }
    if u32::try_from(mentions.len()) != Ok(*count) {
        fault(format!("{name} has {} mentions, not {count}", mentions.len()));
    }
    if content_digest(&document.article, &filed(mentions, claims, told.position)) != *content {
        fault(format!("text, metadata, mentions or claims of {name} are not those that were taken in"));
    }
}
