//! Since when somebody waits for a claim: what a queue by due day shows after the claims that have one.
//!
//! `waiting_since`, in seconds since 1970, repeats what the payload of a work state says, so that what waits longest is found by an
//! index. It is set where somebody waits: for a claim that was given away, is in review, proposed, taken up again, or deferred (from
//! the day it comes back).

use sea_orm_migration::sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

/// Makes the column and its index.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261130_000010_waiting"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["ALTER TABLE work ADD COLUMN waiting_since $int"]).await?;
        run(manager, &[since(manager.get_database_backend())]).await?;
        run(manager, &["CREATE INDEX work_by_waiting ON work (tenant, waiting_since)"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["DROP INDEX work_by_waiting", "ALTER TABLE work DROP COLUMN waiting_since"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Reads the moments out of the payloads; of a proposal, that of the last opinion.
fn since(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite {
        "UPDATE work SET waiting_since = CAST(strftime('%s', substr(CASE
             WHEN state = 'deferred' THEN json_extract(payload, '$.until')
             WHEN state IN ('proposed', 'second_review') THEN json_extract(payload, '$.round.opinions[#-1].at')
             ELSE json_extract(payload, '$.at') END, 1, 19)) AS INTEGER)
         WHERE json_valid(payload)
           AND state IN ('assigned', 'in_review', 'proposed', 'second_review', 'reopened', 'deferred')"
    } else {
        // Within a text a quotation mark is escaped, so this finds the field alone.
        r#"UPDATE work SET waiting_since = extract(epoch FROM (CASE
             WHEN state = 'deferred' THEN substring(payload from '[,{]"until":"([0-9-]{10})"')
             WHEN state IN ('proposed', 'second_review') THEN substring(payload from '^.*[,{]"at":"([0-9T:-]{19})')
             ELSE substring(payload from '[,{]"at":"([0-9T:-]{19})') END)::timestamp)::bigint
         WHERE state IN ('assigned', 'in_review', 'proposed', 'second_review', 'reopened', 'deferred')"#
    }
}
