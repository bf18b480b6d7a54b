//! SQLite or PostgreSQL behind sea-orm, and the event log.
