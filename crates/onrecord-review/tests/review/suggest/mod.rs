//! Suggestions through the public interface.

mod build;
mod properties;
mod rules;
mod vectors;
