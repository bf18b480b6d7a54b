//! Articles and documents.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use onrecord_model::ContentHash;
use sea_orm::ConnectionTrait;

use super::insert as insert_rows;
use crate::column::{TENANT, day, exact_key, micros, text};
use crate::entity::{article, document, document_body};
use crate::kept::{Kept as _, Tally, tally};
use crate::{NewArticle, NewDocument, StoreError, wire};

/// Bodies of one `INSERT`: few, because they may be large.
const BODIES_AT_ONCE: usize = 16;

/// Stores articles.
pub(crate) async fn insert_articles<C: ConnectionTrait>(
    connection: &C,
    articles: &[NewArticle],
) -> Result<(), StoreError> {
    let rows = articles.iter().map(|new| article::Model {
        tenant: TENANT,
        id: new.id.0,
        url: new.url.as_deref().map(text),
        url_key: new.url.as_deref().map(exact_key),
    });
    insert_rows::<article::Entity, _>(connection, rows).await
}

/// Stores documents and counts them.
pub(crate) async fn insert<C: ConnectionTrait>(connection: &C, documents: &[NewDocument]) -> Result<Tally, StoreError> {
    if let Some(wrong) = documents.iter().find(|new| ContentHash::of(&new.raw) != new.hash) {
        return Err(StoreError::Unstorable {
            what: format!("{} has a hash that is not that of its bytes", wrong.handle),
        });
    }
    let rows: Vec<document::Model> = documents.iter().map(row).collect();
    let counted = tally(&rows);
    insert_rows::<document::Entity, _>(connection, rows).await?;
    for chunk in documents.chunks(BODIES_AT_ONCE) {
        let bodies = chunk.iter().map(body).collect::<Result<Vec<_>, _>>()?;
        insert_rows::<document_body::Entity, _>(connection, bodies).await?;
    }
    Ok(counted)
}

fn row(new: &NewDocument) -> document::Model {
    let mut row = document::Model {
        tenant: TENANT,
        id: new.id.0,
        handle: i64::from(new.handle.number),
        article_id: new.article_id.0,
        version: i64::from(new.version),
        hash: new.hash.0.to_vec(),
        outlet_id: new.outlet.map(|id| id.0),
        retrieved_at: micros(new.retrieved_at),
        published_day: new.article.published.map(|published| day(published.date)),
        metadata: wire::article::write(&new.article),
        digest: 0,
    };
    row.digest = row.digest();
    row
}

fn body(new: &NewDocument) -> Result<document_body::Model, StoreError> {
    Ok(document_body::Model {
        tenant: TENANT,
        document_id: new.id.0,
        body: new.article.text.as_str().as_bytes().to_vec(),
        raw: pack(&new.raw)
            .map_err(|error| StoreError::Unstorable { what: format!("the bytes of {}: {error}", new.handle) })?,
    })
}

fn pack(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(raw)?;
    encoder.finish()
}
