//! Use cases: one read, pure functions, one transaction.
