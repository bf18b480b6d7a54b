//! Articles to mentions and claims.
