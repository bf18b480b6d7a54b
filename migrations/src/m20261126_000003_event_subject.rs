//! What an entry of the log is about beside its first subject: a decision on several claims or documents is found under each.
//!
//! The rows follow from the content of the entries, so those of entries already there are read out of it.

use sea_orm_migration::sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

/// Makes and fills the table of further subjects.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261126_000003_event_subject"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &[TABLE, fill(manager.get_database_backend())]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["DROP TABLE event_subject"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLE: &str = "CREATE TABLE event_subject (
    tenant $small NOT NULL DEFAULT 1,
    subject_id $uuid NOT NULL,
    position $int NOT NULL,
    PRIMARY KEY (tenant, subject_id, position)
) $packed";

/// Reads both sides of every pair out of the entries that decide pairs; an entry whose content is damaged has none, and
/// `audit verify` names it.
fn fill(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "INSERT INTO event_subject (tenant, subject_id, position)
         SELECT DISTINCT tenant, side, position FROM (
             SELECT e.tenant, e.position, e.subject_id, unhex(replace(json_extract(c.value, s.value), '-', '')) AS side
             FROM event AS e,
                  json_each(CASE WHEN json_valid(e.payload) THEN e.payload ELSE '{}' END, '$.changes') AS c,
                  json_each('[\"$.a\",\"$.b\"]') AS s
             WHERE e.kind IN ('match_decided', 'copy_decided')
         ) AS told WHERE side IS NOT NULL AND side <> subject_id"
    } else {
        "INSERT INTO event_subject (tenant, subject_id, position)
         SELECT DISTINCT tenant, side, position FROM (
             SELECT e.tenant, e.position, e.subject_id, (c.value ->> s.name)::uuid AS side
             FROM event AS e,
                  json_array_elements(e.payload::json -> 'changes') AS c(value),
                  (VALUES ('a'), ('b')) AS s(name)
             WHERE e.kind IN ('match_decided', 'copy_decided')
         ) AS told WHERE side IS NOT NULL AND side <> subject_id"
    }
}
