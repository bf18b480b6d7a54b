//! The program as its users meet it: arguments in, text, files and exit codes out. One file a command.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and one that is skipped says so"
)]

mod aside;
mod audit;
mod bundle;
mod claim;
mod clash;
mod copies;
mod corrections;
mod demo;
mod diff;
mod doc;
mod docs;
mod doctor;
mod drift;
mod engine;
mod evidence;
mod export;
mod extract;
mod full;
mod hostile;
mod house;
mod ingest;
mod known;
mod language;
mod lease;
mod log;
mod many;
mod matching;
mod matter;
mod next;
mod origins;
mod pages;
mod queue;
mod read;
mod reference;
mod report;
mod sameness;
mod sandbox;
mod saved;
mod schema;
mod search;
mod second;
mod seed;
mod set;
mod show;
mod sides;
mod site;
mod spans;
mod speaker;
mod stats;
mod tar;
mod terminal;
mod texts;
mod timeline;
mod tour;
mod tui;
mod tui_together;
mod two;
mod undo;
mod verdict;
mod versions;
mod work;
