//! What is brought forward for and against claims, and the copies kept of sources.
//!
//! A piece of evidence that was taken out keeps its row, with nothing in it, so that its handle is never given again and
//! taking it out can be taken back. Snapshots are kept by the hash of their bytes: the same page cited twice is kept once.
//!
//! Copies of sources cannot be made again, so going down leaves tables that hold anything where they are, and going up finds
//! them there.

use sea_orm_migration::sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::{holds_rows, run};

/// Makes the tables of evidence.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261127_000004_evidence"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &TABLES).await?;
        run(manager, &INDEXES).await?;
        run(manager, &[subjects(manager.get_database_backend())]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if holds_rows(manager, "evidence").await? {
            return Ok(());
        }
        run(manager, &DROPS).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: [&str; 2] = [
    "CREATE TABLE IF NOT EXISTS evidence (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        handle $int NOT NULL,
        claim_id $uuid NOT NULL,
        actor $text NOT NULL,
        at $int NOT NULL,
        is_stale $bool NOT NULL,
        payload $text,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, handle),
        FOREIGN KEY (tenant, claim_id) REFERENCES claim (tenant, id)
    ) $strict",
    "CREATE TABLE IF NOT EXISTS snapshot (
        tenant $small NOT NULL DEFAULT 1,
        hash $bytes NOT NULL,
        at $int NOT NULL,
        raw $bytes NOT NULL,
        PRIMARY KEY (tenant, hash)
    ) $strict",
];

const INDEXES: [&str; 2] = [
    "CREATE INDEX IF NOT EXISTS evidence_by_claim ON evidence (tenant, claim_id)",
    "CREATE INDEX IF NOT EXISTS evidence_stale ON evidence (tenant, is_stale, handle)",
];

const DROPS: [&str; 2] = ["DROP TABLE snapshot", "DROP TABLE evidence"];

/// Files the entries about evidence under it again, where the step before was taken back and forth.
fn subjects(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "INSERT OR IGNORE INTO event_subject (tenant, subject_id, position)
         SELECT DISTINCT e.tenant, unhex(replace(json_extract(c.value, '$.id'), '-', '')), e.position
         FROM event AS e,
              json_each(CASE WHEN json_valid(e.payload) THEN e.payload ELSE '{}' END, '$.changes') AS c
         WHERE e.kind = 'evidence_changed' AND json_extract(c.value, '$.id') IS NOT NULL"
    } else {
        // PostgreSQL reads no JSON that holds \u0000. Within a text a quotation mark is escaped, so this finds ids alone.
        r#"INSERT INTO event_subject (tenant, subject_id, position)
         SELECT DISTINCT e.tenant, c.found[1]::uuid, e.position
         FROM event AS e,
              regexp_matches(e.payload, '"id":"([0-9a-f-]{36})","handle":[0-9]+,"claim":"', 'g') AS c(found)
         WHERE e.kind = 'evidence_changed' ON CONFLICT DO NOTHING"#
    }
}
