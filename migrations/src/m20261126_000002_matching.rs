//! What is said alike: distinct statements with the keys under which their rewordings meet, pairs of claims, copies of
//! documents, earlier findings.
//!
//! Keys belong to *distinct statements* (a fingerprint), not to occurrences, and a bucket holds so many at most, so that the
//! rows a new claim touches stay bounded. `words` holds the content words of a statement in a form both databases take
//! apart alike; SQLite keeps them in an FTS5 table without content, PostgreSQL in a `tsvector`.

use sea_orm_migration::sea_orm::{DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

/// Makes the tables of matching.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261126_000002_matching"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &TABLES).await?;
        run(manager, &INDEXES).await?;
        run(manager, words(manager.get_database_backend())).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            run(manager, &["DROP TABLE statement_words"]).await?;
        }
        run(manager, &DROPS).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: [&str; 6] = [
    "CREATE TABLE statement (
        tenant $small NOT NULL DEFAULT 1,
        fingerprint $bytes NOT NULL,
        number $int NOT NULL,
        PRIMARY KEY (tenant, fingerprint),
        UNIQUE (tenant, number)
    ) $strict",
    "CREATE TABLE statement_band (
        tenant $small NOT NULL DEFAULT 1,
        band $int NOT NULL,
        number $int NOT NULL,
        PRIMARY KEY (tenant, band, number)
    ) $packed",
    "CREATE TABLE claim_pair (
        tenant $small NOT NULL DEFAULT 1,
        a $uuid NOT NULL,
        b $uuid NOT NULL,
        relation $text NOT NULL,
        score $real NOT NULL,
        vetoes $text NOT NULL,
        why $text NOT NULL,
        state $text NOT NULL,
        PRIMARY KEY (tenant, a, b),
        FOREIGN KEY (tenant, a) REFERENCES claim (tenant, id),
        FOREIGN KEY (tenant, b) REFERENCES claim (tenant, id)
    ) $strict",
    "CREATE TABLE passage (
        tenant $small NOT NULL DEFAULT 1,
        passage $int NOT NULL,
        handle $int NOT NULL,
        PRIMARY KEY (tenant, passage, handle)
    ) $packed",
    "CREATE TABLE copy_link (
        tenant $small NOT NULL DEFAULT 1,
        a $uuid NOT NULL,
        b $uuid NOT NULL,
        sentences $int NOT NULL,
        of_sentences $int NOT NULL,
        containment $real NOT NULL,
        agency $text,
        verdict $text NOT NULL,
        PRIMARY KEY (tenant, a, b),
        FOREIGN KEY (tenant, a) REFERENCES document (tenant, id),
        FOREIGN KEY (tenant, b) REFERENCES document (tenant, id)
    ) $strict",
    "CREATE TABLE finding (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        source_key $bytes NOT NULL,
        imported_at $int NOT NULL,
        payload $text NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, source_key)
    ) $strict",
];

const INDEXES: [&str; 4] = [
    "CREATE INDEX claim_pair_by_b ON claim_pair (tenant, b)",
    "CREATE INDEX claim_pair_by_score ON claim_pair (tenant, state, score DESC, a, b)",
    "CREATE INDEX copy_link_by_b ON copy_link (tenant, b)",
    "CREATE INDEX event_by_kind ON event (tenant, kind, position)",
];

/// Returns how the content words of statements are kept to be searched.
fn words(backend: DbBackend) -> &'static [&'static str] {
    if backend == DbBackend::Sqlite {
        &["CREATE VIRTUAL TABLE statement_words \
           USING fts5 (words, content = '', contentless_delete = 1, detail = 'none')"]
    } else {
        &[
            "ALTER TABLE statement ADD COLUMN words TSVECTOR NOT NULL DEFAULT ''",
            "CREATE INDEX statement_by_words ON statement USING GIN (words)",
        ]
    }
}

const DROPS: [&str; 7] = [
    "DROP INDEX event_by_kind",
    "DROP TABLE finding",
    "DROP TABLE copy_link",
    "DROP TABLE passage",
    "DROP TABLE claim_pair",
    "DROP TABLE statement_band",
    "DROP TABLE statement",
];
