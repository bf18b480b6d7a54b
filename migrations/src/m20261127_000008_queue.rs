//! What a queue is asked for: the day by which a claim should be done, and questions kept under a name.
//!
//! `due_day` repeats what the payload of a work state says, so that what is due is found by an index. `query` is what is typed
//! behind `queue`. A name is looked up whatever its case and spacing. Few claims are decided among many: indexes of their own hold
//! them. What a person did is found by an index as well, so that `undo` need not read the log of everybody.
//!
//! Going down leaves the questions where they are when there are any: they are entered by people.

use sea_orm_migration::sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::{holds_rows, run};

/// Makes what a queue is asked for.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261127_000008_queue"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &UP).await?;
        run(manager, &[due_days(manager.get_database_backend())]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &DOWN).await?;
        if holds_rows(manager, "saved_search").await? {
            return Ok(());
        }
        run(manager, &["DROP TABLE saved_search"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const DOWN: [&str; 5] = [
    "DROP INDEX event_by_actor",
    "DROP INDEX claim_by_fact_decided",
    "DROP INDEX claim_by_said_decided",
    "DROP INDEX work_by_due",
    "ALTER TABLE work DROP COLUMN due_day",
];

const UP: [&str; 6] = [
    "CREATE TABLE IF NOT EXISTS saved_search (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        name $text NOT NULL,
        name_key $bytes NOT NULL,
        query $text NOT NULL,
        actor $text NOT NULL,
        at $int NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, name_key)
    ) $strict",
    "ALTER TABLE work ADD COLUMN due_day $small",
    "CREATE INDEX work_by_due ON work (tenant, due_day)",
    "CREATE INDEX claim_by_said_decided ON claim (tenant, worth DESC, handle)
     WHERE said_status IN ('corroborated', 'disputed')",
    "CREATE INDEX claim_by_fact_decided ON claim (tenant, worth DESC, handle)
     WHERE fact_status IN ('corroborated', 'disputed')",
    "CREATE INDEX event_by_actor ON event (tenant, actor, position)",
];

/// Reads the days out of the payloads again, where this step was taken back and forth.
fn due_days(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "UPDATE work SET due_day = CAST(julianday(json_extract(payload, '$.due')) - 2440587.5 AS INTEGER)
         WHERE json_valid(payload) AND json_extract(payload, '$.due') IS NOT NULL"
    } else {
        // Within a text a quotation mark is escaped, so this finds the field alone.
        r#"UPDATE work SET due_day = (substring(payload from '[,{]"due":"([0-9-]{10})"'))::date - DATE '1970-01-01'
         WHERE payload ~ '[,{]"due":"[0-9-]{10}"'"#
    }
}
