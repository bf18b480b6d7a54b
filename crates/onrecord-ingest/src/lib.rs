//! Bytes in a known format to articles with diagnostics.
