//! Matching of statements, typed drift, relations.
