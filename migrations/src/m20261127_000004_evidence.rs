//! What is brought forward for and against claims, and the copies kept of sources.
//!
//! A piece of evidence that was taken out keeps its row, with nothing in it, so that its handle is never given again and
//! taking it out can be taken back. Snapshots are kept by the hash of their bytes: the same page cited twice is kept once.

use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

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
        run(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &DROPS).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: [&str; 2] = [
    "CREATE TABLE evidence (
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
    "CREATE TABLE snapshot (
        tenant $small NOT NULL DEFAULT 1,
        hash $bytes NOT NULL,
        at $int NOT NULL,
        raw $bytes NOT NULL,
        PRIMARY KEY (tenant, hash)
    ) $strict",
];

const INDEXES: [&str; 2] = [
    "CREATE INDEX evidence_by_claim ON evidence (tenant, claim_id)",
    "CREATE INDEX evidence_stale ON evidence (tenant, is_stale, handle)",
];

// Entries of the log and numbers given stay: an older program says that it does not know them, rather than give them again.
const DROPS: [&str; 2] = ["DROP TABLE snapshot", "DROP TABLE evidence"];
