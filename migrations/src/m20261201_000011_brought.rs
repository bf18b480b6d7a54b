//! Who brought evidence forward, and when: it stays so whoever changes, checks or puts back the evidence later.
//!
//! Before, the row named who changed it last. Both are in the log.

use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

/// Names who brought evidence forward.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261201_000011_brought"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &[BROUGHT]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &[&BROUGHT.replace("position ASC", "position DESC")]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Gives evidence the person and the moment of the first entry about it; every entry about evidence is filed under it.
pub const BROUGHT: &str = "UPDATE evidence SET (actor, at) = (
    SELECT e.actor, e.at
    FROM event_subject AS s JOIN event AS e ON e.tenant = s.tenant AND e.position = s.position
    WHERE s.tenant = evidence.tenant AND s.subject_id = evidence.id AND e.kind = 'evidence_changed'
    ORDER BY s.position ASC LIMIT 1)
WHERE EXISTS (
    SELECT 1
    FROM event_subject AS s JOIN event AS e ON e.tenant = s.tenant AND e.position = s.position
    WHERE s.tenant = evidence.tenant AND s.subject_id = evidence.id AND e.kind = 'evidence_changed')";
