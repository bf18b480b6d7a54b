//! Ordered schema changes for SQLite and PostgreSQL.
//!
//! A migration speaks of tables and columns by name only, never of today's entities, so that it means the same for
//! ever. Each runs in a transaction on both databases: it is applied whole or not at all.

mod dialect;
mod m20260101_000001_start;
mod m20261126_000002_matching;
mod m20261126_000003_event_subject;
mod m20261127_000004_evidence;
mod m20261127_000005_work;
mod m20261127_000008_queue;
mod m20261127_000009_tally;
mod m20261128_000007_house;
mod m20261130_000010_waiting;
mod m20261201_000011_brought;

pub use m20261201_000011_brought::BROUGHT;

pub use sea_orm_migration::{IntoSchemaManagerConnection, MigratorTrait, SchemaManager};
use sea_orm_migration::{MigrationTrait, async_trait};

/// The schema changes in the order in which they are applied.
#[derive(Clone, Copy, Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20260101_000001_start::Migration),
            Box::new(m20261126_000002_matching::Migration),
            Box::new(m20261126_000003_event_subject::Migration),
            Box::new(m20261127_000004_evidence::Migration),
            Box::new(m20261127_000005_work::Migration),
            Box::new(m20261127_000008_queue::Migration),
            Box::new(m20261127_000009_tally::Migration),
            Box::new(m20261128_000007_house::Migration),
            Box::new(m20261130_000010_waiting::Migration),
            Box::new(m20261201_000011_brought::Migration),
        ]
    }
}
