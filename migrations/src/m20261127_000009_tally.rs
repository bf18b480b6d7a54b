//! A number over each row that the log does not tell of, and a tally of each table of such rows.
//!
//! Rows that are there are counted as they are: what was changed before cannot be told from what was written. The form of a
//! digest is told in `docs/trust.md`; what is here is what it was when this was written.

mod digest;
mod rows;

use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;
use rows::{TABLES, count, count_words, store};

/// Makes and fills digests and tallies.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261127_000009_tally"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &[TABLE]).await?;
        for table in TABLES.iter().filter(|table| table.carries) {
            run(manager, &[&format!("ALTER TABLE {} ADD COLUMN digest $int NOT NULL DEFAULT 0", table.name)]).await?;
        }
        for table in &TABLES {
            let tally = count(manager, table).await?;
            if table.is_counted {
                store(manager, table.name, tally).await?;
            }
        }
        store(manager, "statement_words", count_words(manager).await?).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES.iter().filter(|table| table.carries) {
            run(manager, &[&format!("ALTER TABLE {} DROP COLUMN digest", table.name)]).await?;
        }
        run(manager, &["DROP TABLE tally"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLE: &str = "CREATE TABLE tally (
    tenant $small NOT NULL DEFAULT 1,
    kind $text NOT NULL,
    number $int NOT NULL,
    total $int NOT NULL,
    PRIMARY KEY (tenant, kind)
) $strict";
