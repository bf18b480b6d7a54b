//! The first schema: what was read, what is claimed in it, what came of checking, and the log.
//!
//! `tenant` comes first in every key so that tables can be partitioned by it. Moments are microseconds since
//! 1970-01-01 UTC, days are days since 1970-01-01. Keys over free text are hashes of it, because PostgreSQL refuses index
//! rows over 2,700 bytes.

use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::dialect::run;

/// Makes the first tables.
pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20260101_000001_start"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &TABLES).await?;
        run(manager, &INDEXES).await?;
        run(manager, &[FIRST_HEAD]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &DROPS).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const TABLES: [&str; 11] = [
    "CREATE TABLE counter (
        tenant $small NOT NULL DEFAULT 1,
        kind $text NOT NULL,
        next $int NOT NULL,
        PRIMARY KEY (tenant, kind)
    ) $strict",
    "CREATE TABLE outlet (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        handle $int NOT NULL,
        name $text NOT NULL,
        name_key $bytes NOT NULL,
        owner $text,
        controller $text,
        agency $bool NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, handle),
        UNIQUE (tenant, name_key)
    ) $strict",
    "CREATE TABLE article (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        url $text,
        url_key $bytes,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, url_key)
    ) $strict",
    "CREATE TABLE document (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        handle $int NOT NULL,
        article_id $uuid NOT NULL,
        version $int NOT NULL,
        hash $bytes NOT NULL,
        outlet_id $uuid,
        retrieved_at $int NOT NULL,
        published_day $small,
        metadata $text NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, handle),
        UNIQUE (tenant, hash),
        UNIQUE (tenant, article_id, version),
        FOREIGN KEY (tenant, article_id) REFERENCES article (tenant, id),
        FOREIGN KEY (tenant, outlet_id) REFERENCES outlet (tenant, id)
    ) $strict",
    "CREATE TABLE document_body (
        tenant $small NOT NULL DEFAULT 1,
        document_id $uuid NOT NULL,
        body $bytes NOT NULL,
        raw $bytes NOT NULL,
        PRIMARY KEY (tenant, document_id),
        FOREIGN KEY (tenant, document_id) REFERENCES document (tenant, id)
    ) $strict",
    "CREATE TABLE speaker (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        handle $int NOT NULL,
        name $text NOT NULL,
        name_key $bytes NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, handle)
    ) $strict",
    "CREATE TABLE speaker_alias (
        tenant $small NOT NULL DEFAULT 1,
        speaker_id $uuid NOT NULL,
        alias_key $bytes NOT NULL,
        name $text NOT NULL,
        name_key $bytes NOT NULL,
        why $text NOT NULL,
        state $text NOT NULL,
        PRIMARY KEY (tenant, speaker_id, alias_key),
        FOREIGN KEY (tenant, speaker_id) REFERENCES speaker (tenant, id)
    ) $strict",
    "CREATE TABLE claim (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        handle $int NOT NULL,
        claimant_id $uuid,
        wording $text NOT NULL,
        fingerprint $bytes NOT NULL,
        worth $real NOT NULL,
        revision $int NOT NULL,
        first_published_day $small,
        is_open $bool NOT NULL,
        said_status $text,
        said_by $text,
        said_at $int,
        said_reason $text,
        fact_status $text NOT NULL,
        fact_by $text,
        fact_at $int,
        fact_reason $text,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, handle),
        FOREIGN KEY (tenant, claimant_id) REFERENCES speaker (tenant, id)
    ) $strict",
    "CREATE TABLE mention (
        tenant $small NOT NULL DEFAULT 1,
        id $uuid NOT NULL,
        document_id $uuid NOT NULL,
        number $int NOT NULL,
        claim_id $uuid NOT NULL,
        speaker_id $uuid,
        voice $text NOT NULL,
        confidence $real NOT NULL,
        worth $real NOT NULL,
        payload $text NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, document_id, number),
        FOREIGN KEY (tenant, document_id) REFERENCES document (tenant, id),
        FOREIGN KEY (tenant, claim_id) REFERENCES claim (tenant, id),
        FOREIGN KEY (tenant, speaker_id) REFERENCES speaker (tenant, id)
    ) $strict",
    "CREATE TABLE event (
        tenant $small NOT NULL DEFAULT 1,
        position $int NOT NULL CHECK (position > 0),
        id $uuid NOT NULL,
        at $int NOT NULL,
        actor_kind $text NOT NULL,
        actor $text NOT NULL,
        kind $text NOT NULL,
        subject_id $uuid NOT NULL,
        payload $text NOT NULL,
        prev $bytes NOT NULL,
        hash $bytes NOT NULL,
        PRIMARY KEY (tenant, position),
        UNIQUE (tenant, id)
    ) $strict",
    "CREATE TABLE log_head (
        tenant $small NOT NULL DEFAULT 1,
        size $int NOT NULL,
        root $bytes NOT NULL,
        PRIMARY KEY (tenant)
    ) $strict",
];

const INDEXES: [&str; 10] = [
    "CREATE INDEX document_by_outlet ON document (tenant, outlet_id)",
    "CREATE INDEX speaker_by_name ON speaker (tenant, name_key)",
    "CREATE INDEX speaker_alias_by_name ON speaker_alias (tenant, name_key)",
    "CREATE INDEX claim_by_fingerprint ON claim (tenant, fingerprint)",
    "CREATE UNIQUE INDEX claim_by_claimant_and_fingerprint ON claim (tenant, claimant_id, fingerprint)",
    "CREATE INDEX claim_by_claimant ON claim (tenant, claimant_id, worth DESC, handle)",
    "CREATE INDEX claim_by_worth ON claim (tenant, worth DESC, handle)",
    "CREATE INDEX claim_open_by_worth ON claim (tenant, is_open, worth DESC, handle)",
    "CREATE INDEX mention_by_claim ON mention (tenant, claim_id, document_id, number)",
    "CREATE INDEX event_by_subject ON event (tenant, subject_id, position)",
];

/// The head of the empty log: size 0, root of 32 zero bytes.
const FIRST_HEAD: &str = "INSERT INTO log_head (tenant, size, root) VALUES (1, 0, $zero)";

const DROPS: [&str; 11] = [
    "DROP TABLE log_head",
    "DROP TABLE event",
    "DROP TABLE mention",
    "DROP TABLE claim",
    "DROP TABLE speaker_alias",
    "DROP TABLE speaker",
    "DROP TABLE document_body",
    "DROP TABLE document",
    "DROP TABLE article",
    "DROP TABLE outlet",
    "DROP TABLE counter",
];
