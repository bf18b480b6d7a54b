//! Documents.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::DeflateDecoder;
use onrecord_model::{Article, ArticleId, ContentHash, Document, DocumentId, Handle, OutletId};
use onrecord_text::Text;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{AT_ONCE, distinct, hash, mention, number, outlet, rows_with};
use crate::column::{TENANT, day, exact_key, moment};
use crate::entity::document::{Column, Entity, Model};
use crate::entity::{article, document_body};
use crate::fault::{damaged, db};
use crate::wire;
use crate::{DocumentSummary, StoreError};

/// Lists documents by handle.
pub(crate) async fn documents<C: ConnectionTrait>(
    connection: &C,
    after: Option<Handle>,
    limit: u32,
) -> Result<Vec<DocumentSummary>, StoreError> {
    let rows = page(connection, after.map_or(0, |handle| i64::from(handle.number)), limit).await?;
    summaries(connection, rows).await
}

/// Reads rows by handle, at most `limit` of those past `after`.
pub(crate) async fn page<C: ConnectionTrait>(connection: &C, after: i64, limit: u32) -> Result<Vec<Model>, StoreError> {
    Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Handle.gt(after))
        .order_by_asc(Column::Handle)
        .limit(u64::from(limit))
        .all(connection)
        .await
        .map_err(db)
}

/// Reads the document with this handle.
pub(crate) async fn by_handle<C: ConnectionTrait>(
    connection: &C,
    handle: Handle,
) -> Result<Option<Document>, StoreError> {
    let row = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::Handle.eq(i64::from(handle.number)))
        .one(connection)
        .await
        .map_err(db)?;
    match row {
        Some(row) => whole(connection, row).await.map(Some),
        None => Ok(None),
    }
}

/// Reads the document with this id.
pub(crate) async fn by_id<C: ConnectionTrait>(connection: &C, id: DocumentId) -> Result<Option<Document>, StoreError> {
    match rows_by_id(connection, &[id.0]).await?.pop() {
        Some(row) => whole(connection, row).await.map(Some),
        None => Ok(None),
    }
}

/// Reads the bytes a document was read from.
pub(crate) async fn raw<C: ConnectionTrait>(connection: &C, id: DocumentId) -> Result<Option<Vec<u8>>, StoreError> {
    let packed: Option<Vec<u8>> = document_body::Entity::find()
        .select_only()
        .column(document_body::Column::Raw)
        .filter(document_body::Column::Tenant.eq(TENANT))
        .filter(document_body::Column::DocumentId.eq(id.0))
        .into_tuple()
        .one(connection)
        .await
        .map_err(db)?;
    packed.map(|packed| unpack(id.0, &packed)).transpose()
}

/// Finds which of `hashes` are stored.
pub(crate) async fn by_hash<C: ConnectionTrait>(
    connection: &C,
    hashes: &[ContentHash],
) -> Result<Vec<(ContentHash, DocumentSummary)>, StoreError> {
    let keys: Vec<Vec<u8>> = hashes.iter().map(|hash| hash.0.to_vec()).collect();
    let rows = rows_with::<Entity, _, _>(connection, Column::Tenant, Column::Hash, &keys).await?;
    let found: BTreeMap<ContentHash, DocumentSummary> =
        summaries(connection, rows).await?.into_iter().map(|summary| (summary.hash, summary)).collect();
    Ok(hashes.iter().filter_map(|hash| found.get(hash).map(|summary| (*hash, summary.clone()))).collect())
}

/// Finds the latest version at each address.
pub(crate) async fn latest_by_url<C: ConnectionTrait>(
    connection: &C,
    urls: &[String],
) -> Result<Vec<(String, ArticleId, u32, DocumentId)>, StoreError> {
    let keys: Vec<Vec<u8>> = urls.iter().map(|url| exact_key(url)).collect();
    let mut latest: BTreeMap<Vec<u8>, (ArticleId, u32, DocumentId)> = BTreeMap::new();
    for chunk in keys.chunks(AT_ONCE) {
        let rows: Vec<(Option<Vec<u8>>, Uuid, i64, Uuid)> = article::Entity::find()
            .join(sea_orm::JoinType::InnerJoin, versions())
            .select_only()
            .column(article::Column::UrlKey)
            .column(article::Column::Id)
            .column(Column::Version)
            .column_as(Column::Id, "document_id")
            .filter(article::Column::Tenant.eq(TENANT))
            .filter(article::Column::UrlKey.is_in(chunk.to_vec()))
            .order_by_asc(Column::Version)
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        for (key, article, version, document) in rows {
            let version = number("document", document, "version", version)?;
            latest.insert(key.unwrap_or_default(), (ArticleId(article), version, DocumentId(document)));
        }
    }
    let pairs = urls.iter().zip(&keys);
    Ok(pairs.filter_map(|(url, key)| latest.get(key).map(|(a, version, d)| (url.clone(), *a, *version, *d))).collect())
}

fn versions() -> sea_orm::RelationDef {
    article::Entity::belongs_to(Entity)
        .from((article::Column::Tenant, article::Column::Id))
        .to((Column::Tenant, Column::ArticleId))
        .into()
}

/// Reads rows by id, in no particular order.
pub(crate) async fn rows_by_id<C: ConnectionTrait>(connection: &C, ids: &[Uuid]) -> Result<Vec<Model>, StoreError> {
    rows_with::<Entity, _, _>(connection, Column::Tenant, Column::Id, ids).await
}

/// Adds to rows what a list shows beside them.
pub(crate) async fn summaries<C: ConnectionTrait>(
    connection: &C,
    rows: Vec<Model>,
) -> Result<Vec<DocumentSummary>, StoreError> {
    let outlets = outlet::by_id(connection, &distinct(rows.iter().filter_map(|row| row.outlet_id))).await?;
    let ids = distinct(rows.iter().map(|row| row.id));
    let mentions = mention::counts(connection, &ids).await?;
    rows.iter()
        .map(|row| {
            let outlet = row.outlet_id.and_then(|id| outlets.get(&id)).map(|outlet| outlet.name.clone());
            summary(row, outlet, mentions.get(&row.id).copied().unwrap_or_default())
        })
        .collect()
}

/// Lists the versions of an article, first to last.
pub(crate) async fn versions_of<C: ConnectionTrait>(
    connection: &C,
    article: ArticleId,
) -> Result<Vec<DocumentSummary>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Tenant.eq(TENANT))
        .filter(Column::ArticleId.eq(article.0))
        .order_by_asc(Column::Version)
        .all(connection)
        .await
        .map_err(db)?;
    summaries(connection, rows).await
}

/// Reads documents without their texts, by handle; unknown ids are passed over.
pub(crate) async fn summaries_by_id<C: ConnectionTrait>(
    connection: &C,
    ids: &[DocumentId],
) -> Result<Vec<DocumentSummary>, StoreError> {
    let mut rows = rows_by_id(connection, &distinct(ids.iter().map(|id| id.0))).await?;
    rows.sort_by_key(|row| row.handle);
    summaries(connection, rows).await
}

fn summary(row: &Model, outlet: Option<String>, mentions: u32) -> Result<DocumentSummary, StoreError> {
    let handle = handle(row)?;
    let article = metadata(row, no_text()?)?;
    Ok(DocumentSummary {
        id: DocumentId(row.id),
        handle,
        article_id: ArticleId(row.article_id),
        version: number("document", handle, "version", row.version)?,
        hash: hash("document", handle, "hash", &row.hash)?,
        title: article.title,
        url: article.url,
        outlet: outlet.or(article.outlet),
        credit: article.credit,
        published: article.published,
        language: article.language,
        retrieved_at: moment(row.retrieved_at)
            .ok_or_else(|| damaged("document", handle, "retrieved_at", "no moment"))?,
        diagnostics: article.diagnostics,
        mentions,
    })
}

/// Reads text and outlet to a row.
pub(crate) async fn whole<C: ConnectionTrait>(connection: &C, row: Model) -> Result<Document, StoreError> {
    let handle = handle(&row)?;
    let text = texts(connection, &[row.id])
        .await?
        .remove(&row.id)
        .ok_or_else(|| damaged("document_body", handle, "document_id", "missing"))?;
    let outlet = match row.outlet_id {
        Some(id) => outlet::by_id(connection, &[id]).await?.remove(&id),
        None => None,
    };
    if outlet.as_ref().map(|o| o.id) != row.outlet_id.map(OutletId) {
        return Err(damaged("document", handle, "outlet_id", "no such outlet"));
    }
    Ok(Document {
        id: DocumentId(row.id),
        handle,
        article_id: ArticleId(row.article_id),
        version: number("document", handle, "version", row.version)?,
        hash: hash("document", handle, "hash", &row.hash)?,
        outlet,
        retrieved_at: moment(row.retrieved_at)
            .ok_or_else(|| damaged("document", handle, "retrieved_at", "no moment"))?,
        article: metadata(&row, text)?,
    })
}

/// Reads the texts of documents.
pub(crate) async fn texts<C: ConnectionTrait>(
    connection: &C,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, Text>, StoreError> {
    let mut texts = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, Vec<u8>)> = document_body::Entity::find()
            .select_only()
            .column(document_body::Column::DocumentId)
            .column(document_body::Column::Body)
            .filter(document_body::Column::Tenant.eq(TENANT))
            .filter(document_body::Column::DocumentId.is_in(chunk.to_vec()))
            .into_tuple()
            .all(connection)
            .await
            .map_err(db)?;
        for (id, bytes) in rows {
            texts.insert(id, text(id, bytes)?);
        }
    }
    Ok(texts)
}

fn text(id: Uuid, bytes: Vec<u8>) -> Result<Text, StoreError> {
    let bad = |why: String| damaged("document_body", id, "body", why);
    let string = String::from_utf8(bytes).map_err(|error| bad(error.utf8_error().to_string()))?;
    Text::new(string).map_err(|error| bad(error.to_string()))
}

fn no_text() -> Result<Text, StoreError> {
    Text::new("").map_err(|error| damaged("document_body", "", "body", error))
}

fn handle(row: &Model) -> Result<Handle, StoreError> {
    number("document", row.id, "handle", row.handle).map(Handle::document)
}

fn metadata(row: &Model, text: Text) -> Result<Article, StoreError> {
    let bad = |column, why: String| damaged("document", format!("d{}", row.handle), column, why);
    let article = wire::article::read(&row.metadata, text).map_err(|why| bad("metadata", why))?;
    if article.published.map(|published| day(published.date)) != row.published_day {
        return Err(bad("published_day", "differs from the metadata".to_owned()));
    }
    Ok(article)
}

/// Unpacks the bytes a document was read from.
pub(crate) fn unpack(id: Uuid, packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut raw = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut raw).map_err(|error| damaged("document_body", id, "raw", error))?;
    Ok(raw)
}
