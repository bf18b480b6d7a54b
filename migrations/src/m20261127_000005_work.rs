//! In whose hands claims are: what people did to the work, and who holds what at the moment.
//!
//! No row of `work` means that nobody has done anything. `payload` holds the whole state; the columns beside it are what
//! claims are looked for by; people are looked for by what spellings of one name have in common. A lease ends by itself and is not in the log.

use sea_orm_migration::sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::{holds_rows, run};

/// Makes the tables of work.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261127_000005_work"
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
        run(manager, &DROPS).await?;
        if holds_rows(manager, "work").await? { Ok(()) } else { run(manager, &["DROP TABLE work"]).await }
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: [&str; 2] = [
    "CREATE TABLE IF NOT EXISTS work (
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
    "CREATE INDEX IF NOT EXISTS work_by_state ON work (tenant, state, until_day)",
    "CREATE INDEX IF NOT EXISTS work_by_assignee ON work (tenant, assignee)",
    "CREATE INDEX lease_by_holder ON lease (tenant, holder_key)",
    "CREATE INDEX claim_by_day ON claim (tenant, is_open, first_published_day, handle)",
];

const DROPS: [&str; 2] = ["DROP INDEX claim_by_day", "DROP TABLE lease"];

/// Files the entries about the work on several claims under each of them again, where an earlier step was taken back and forth.
fn subjects(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "INSERT OR IGNORE INTO event_subject (tenant, subject_id, position)
         SELECT * FROM (
             SELECT DISTINCT e.tenant, unhex(replace(json_extract(c.value, '$.claim'), '-', '')) AS side, e.position
             FROM event AS e,
                  json_each(CASE WHEN json_valid(e.payload) THEN e.payload ELSE '{}' END, '$.changes') AS c
             WHERE e.kind = 'work_changed'
               AND unhex(replace(json_extract(c.value, '$.claim'), '-', '')) <> e.subject_id
         ) AS told WHERE side IS NOT NULL"
    } else {
        // Within a text a quotation mark is escaped, so this finds ids alone.
        r#"INSERT INTO event_subject (tenant, subject_id, position)
         SELECT DISTINCT e.tenant, c.found[1]::uuid, e.position
         FROM event AS e, regexp_matches(e.payload, '[{]"claim":"([0-9a-f-]{36})","handle":[0-9]+,"before":', 'g') AS c(found)
         WHERE e.kind = 'work_changed' AND c.found[1]::uuid <> e.subject_id ON CONFLICT DO NOTHING"#
    }
}
