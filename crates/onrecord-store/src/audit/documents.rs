//! Documents against the entries that tell of them, down to bytes, text and mentions.

use std::collections::BTreeMap;

use onrecord_model::{Action, ContentHash, Document, Handle, Mention};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Faults;
use crate::entity::document::Model;
use crate::{StoreError, content_digest, read};

/// Documents looked at together; only their rows and entries, bodies are read one by one.
const BATCH: u32 = 100;

/// What an entry of the log says of a document, and where.
struct Told {
    position: i64,
    action: Action,
}

/// Checks every document.
pub(super) async fn check<C: ConnectionTrait>(connection: &C, faults: &mut Faults) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows = read::document::page(connection, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.handle;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut told = told(connection, &ids).await?;
        for row in rows {
            let entries = told.remove(&row.id).unwrap_or_default();
            check_one(connection, row, &entries, faults).await?;
        }
    }
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
    let mentions = read::mention::in_text(connection, id, &document.article.text).await;
    let Some(mentions) = faults.absorb(position, mentions)? else {
        return Ok(());
    };
    let mentions: Vec<Mention> = mentions.into_iter().map(|stored| stored.mention).collect();
    if let Some(entry) = told.first() {
        compare(&document, &mentions, entry, faults);
    }
    Ok(())
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

fn compare(document: &Document, mentions: &[Mention], told: &Told, faults: &mut Faults) {
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
    if content_digest(&document.article, mentions) != *content {
        fault(format!("text, metadata or mentions of {name} are not those that were taken in"));
    }
}
