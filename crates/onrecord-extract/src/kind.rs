//! The engines by name.

use std::fmt;
use std::str::FromStr;

use crate::engine::Engine;
use crate::extractor::RuleEngine;
use crate::trained::{AccurateEngine, FastEngine};

/// One of the engines that are built in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EngineKind {
    /// Hand-written rules: no weights, the least found.
    Rules,
    /// A conditional random field: for bulk.
    Fast,
    /// A small transformer: finds the most, and the default. Measured in `docs/extraction.md`.
    #[default]
    Accurate,
}

impl EngineKind {
    /// All engines, the simplest first.
    pub const ALL: [EngineKind; 3] = [EngineKind::Rules, EngineKind::Fast, EngineKind::Accurate];

    /// Returns the name used on the command line and in configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            EngineKind::Rules => "rules",
            EngineKind::Fast => "fast",
            EngineKind::Accurate => "accurate",
        }
    }

    /// Returns the version that results are marked with.
    pub fn version(self) -> &'static str {
        self.engine().version()
    }

    /// Returns the engine.
    pub fn engine(self) -> &'static dyn Engine {
        match self {
            EngineKind::Rules => &RuleEngine,
            EngineKind::Fast => &FastEngine,
            EngineKind::Accurate => &AccurateEngine,
        }
    }
}

impl fmt::Display for EngineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The refusal of a name that no engine has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no engine is called {0:?}; there are rules, fast and accurate")]
pub struct UnknownEngine(pub String);

impl FromStr for EngineKind {
    type Err = UnknownEngine;

    fn from_str(name: &str) -> Result<Self, UnknownEngine> {
        EngineKind::ALL.into_iter().find(|k| k.as_str() == name).ok_or_else(|| UnknownEngine(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_engines_and_back() {
        for kind in EngineKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert!(kind.engine().version().starts_with(kind.as_str()), "{kind}");
        }
        assert!("spacy".parse::<EngineKind>().is_err());
    }
}
