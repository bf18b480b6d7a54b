//! House rules, and what the desk made public.
//!
//! `house` holds at most one row: the text of the rules in force. A public entry that was taken out keeps its row, without
//! payload.

use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::{holds_rows, run};

/// Makes the tables of the house.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261128_000007_house"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, drop) in [("house", "DROP TABLE house"), ("public_entry", "DROP TABLE public_entry")] {
            if !holds_rows(manager, table).await? {
                run(manager, &[drop]).await?;
            }
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS house (
        tenant $small NOT NULL DEFAULT 1,
        revision $int NOT NULL,
        rules $text,
        PRIMARY KEY (tenant)
    ) $strict",
    "CREATE TABLE IF NOT EXISTS public_entry (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        kind $text NOT NULL,
        subject_id $uuid NOT NULL,
        at $int NOT NULL,
        payload $text,
        PRIMARY KEY (tenant, id)
    ) $strict",
    "CREATE INDEX IF NOT EXISTS public_entry_by_subject ON public_entry (tenant, subject_id)",
];
