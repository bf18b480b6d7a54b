//! Comparing statements through the public interface.
#![expect(clippy::unwrap_used, reason = "a test with a bad literal must stop")]

mod bands;
mod copies;
mod dates;
mod digits;
mod drift;
mod known;
mod one_thing;
mod origins;
mod properties;
mod relation;
mod seed;
mod support;
mod timeline;
