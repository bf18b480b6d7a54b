//! In whose hands claims are: what people did to the work, and who holds what at the moment.
//!
//! No row of `work` means that nobody has done anything. `payload` holds the whole state; the columns beside it are what
//! claims are looked for by; people are looked for by what spellings of one name have in common. A lease ends by itself and is not in the log.

use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

/// Makes the tables of work.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261127_000004_work"
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
    "CREATE TABLE work (
        tenant $small NOT NULL DEFAULT 1,
        claim_id $uuid NOT NULL,
        revision $int NOT NULL,
        state $text NOT NULL,
        assignee $text,
        until_day $small,
        payload $text NOT NULL,
        PRIMARY KEY (tenant, claim_id),
        FOREIGN KEY (tenant, claim_id) REFERENCES claim (tenant, id)
    ) $strict",
    "CREATE TABLE lease (
        tenant $small NOT NULL DEFAULT 1,
        claim_id $uuid NOT NULL,
        holder $text NOT NULL,
        holder_key $text NOT NULL,
        ends_at $int NOT NULL,
        PRIMARY KEY (tenant, claim_id),
        FOREIGN KEY (tenant, claim_id) REFERENCES claim (tenant, id)
    ) $strict",
];

const INDEXES: [&str; 4] = [
    "CREATE INDEX work_by_state ON work (tenant, state, until_day)",
    "CREATE INDEX work_by_assignee ON work (tenant, assignee)",
    "CREATE INDEX lease_by_holder ON lease (tenant, holder_key)",
    "CREATE INDEX claim_by_day ON claim (tenant, is_open, first_published_day, handle)",
];

const DROPS: [&str; 3] = ["DROP INDEX claim_by_day", "DROP TABLE lease", "DROP TABLE work"];
