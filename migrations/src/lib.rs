//! Ordered schema changes for SQLite and PostgreSQL.
