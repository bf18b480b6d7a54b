//! Why the database did not do what was asked.

use std::path::PathBuf;

use onrecord_model::{CopyVerdict, Handle, Lookalike, ProposalState};

/// Why the database did not do what was asked; every message is one line and holds no password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The address names no database this program can open.
    #[error("{url} is no database address: {why}; write sqlite://PATH or postgres://USER@HOST/NAME")]
    Url {
        /// The address without password.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// The folder the file should be in does not exist.
    #[error("folder {} does not exist, so no database can be made in it", .folder.display())]
    FolderMissing {
        /// The folder.
        folder: PathBuf,
    },
    /// The database may be read but not written.
    #[error("{what} is read-only")]
    ReadOnly {
        /// The database.
        what: String,
    },
    /// The file holds something else.
    #[error("{what} is not a database of this program: {why}")]
    NotOurs {
        /// The database.
        what: String,
        /// What it is instead.
        why: String,
    },
    /// The database could not be opened or reached.
    #[error("cannot open {what}: {why}")]
    Unreachable {
        /// The database.
        what: String,
        /// Why.
        why: String,
    },
    /// A newer version of this program has changed the schema.
    #[error("{what} was written by a newer version of this program (schema {found}); update the program to open it")]
    SchemaNewer {
        /// The database.
        what: String,
        /// The newest schema change found in it.
        found: String,
    },
    /// The schema could not be brought up to date; the database is as it was.
    #[error("cannot bring the schema of {what} up to date: {why}")]
    Migration {
        /// The database.
        what: String,
        /// Why.
        why: String,
    },
    /// The copy that precedes a schema change could not be made, so nothing was changed.
    #[error("cannot copy the database to {} before changing its schema: {why}", .path.display())]
    Backup {
        /// Where the copy was to go.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Somebody else changed the claim first.
    #[error("{handle} was changed by somebody else: it is at version {found}, not {expected}")]
    Conflict {
        /// The claim.
        handle: Handle,
        /// The version the change was made for.
        expected: u32,
        /// The version it has.
        found: u32,
    },
    /// Somebody else decided on the alias first.
    #[error("alias {alias:?} of {handle} was changed by somebody else: it is {found}, not {expected}", found = .found.as_str(), expected = .expected.as_str())]
    AliasConflict {
        /// The speaker.
        handle: Handle,
        /// The other name.
        alias: String,
        /// The state the change was made for.
        expected: ProposalState,
        /// The state it has.
        found: ProposalState,
    },
    /// Somebody else decided on the pair of claims first.
    #[error("the pair of {a} and {b} was changed by somebody else: it is {found}, not {expected}", found = .found.as_str(), expected = .expected.as_str())]
    PairConflict {
        /// One claim.
        a: Handle,
        /// The other one.
        b: Handle,
        /// The state the change was made for.
        expected: ProposalState,
        /// The state it has.
        found: ProposalState,
    },
    /// Somebody else decided on the pair of documents first.
    #[error("the pair of {a} and {b} was changed by somebody else: it is {found}, not {expected}", found = .found.as_str(), expected = .expected.as_str())]
    CopyConflict {
        /// One document.
        a: Handle,
        /// The other one.
        b: Handle,
        /// The verdict the change was made for.
        expected: CopyVerdict,
        /// The verdict it has.
        found: CopyVerdict,
    },
    /// Somebody else changed what is known of the outlet first.
    #[error("what is known of {handle} was changed by somebody else; look again before you change it")]
    OutletConflict {
        /// The outlet.
        handle: Handle,
    },
    /// Somebody else changed the evidence first.
    #[error("{handle} was changed by somebody else meanwhile; look at it again with 'onrecord evidence list'")]
    EvidenceConflict {
        /// The evidence.
        handle: Handle,
    },
    /// Somebody else changed the kept question first.
    #[error("{name:?} was changed by somebody else meanwhile; look with 'onrecord queue saved list'")]
    SearchConflict {
        /// The name of the question.
        name: String,
    },
    /// Somebody else changed in whose hands the claim is first.
    #[error(
        "in whose hands {handle} is was changed by somebody else; look with 'onrecord show {handle}', then try again, or name another claim, or an entry with --entry"
    )]
    WorkConflict {
        /// The claim.
        handle: Handle,
    },
    /// Somebody else adopted house rules first, or they changed between a decision and its entry.
    #[error("the house rules were changed meanwhile; look with 'onrecord rules show', then try again")]
    RulesConflict,
    /// Somebody else took out, or put back, what readers are told.
    #[error("what readers are told of {handle} was changed meanwhile; look with 'onrecord corrections'")]
    PublicConflict {
        /// The document or claim.
        handle: Handle,
    },
    /// A change to the work that no one may make.
    #[error("{handle}: {why}")]
    WorkRefused {
        /// The claim.
        handle: Handle,
        /// Why not.
        why: String,
    },
    /// Somebody else changed a claim or which mentions make it first.
    #[error(
        "{handle} or its mentions were changed by somebody else meanwhile; look with 'onrecord show {handle}', then try again, or name another claim"
    )]
    FilingConflict {
        /// The claim, or the document of the mention.
        handle: Handle,
    },
    /// A claim that people worked on would go or say something else.
    #[error("{handle}: {why}")]
    FilingRefused {
        /// The claim.
        handle: Handle,
        /// Why not, and what to do.
        why: String,
    },
    /// Something named in a change is not stored.
    #[error("{what} is not in the database")]
    NotFound {
        /// What was named.
        what: String,
    },
    /// Something of which there may be only one was stored twice, often because another process was first.
    #[error("already in the database: {what}")]
    Duplicate {
        /// The rule that was broken, in the words of the database.
        what: String,
    },
    /// A stored value cannot be what was written.
    #[error("stored data is damaged: table {table}, row {row}, column {column}: {why}")]
    Damaged {
        /// The table.
        table: &'static str,
        /// The row, by handle, number or id.
        row: String,
        /// The column.
        column: &'static str,
        /// What is wrong: a lower-case fragment.
        why: String,
    },
    /// The program itself tried to decide what only a person may decide.
    #[error("only an identified person may write {kind} to the log")]
    ProgramDecides {
        /// The kind of event.
        kind: &'static str,
    },
    /// The database took fewer rows than it was given, and called that well.
    #[error(
        "{written} of {asked} rows were written to {table}, so nothing was: something in the database keeps them out; 'onrecord doctor' names what is not of this program"
    )]
    KeptOut {
        /// The table.
        table: String,
        /// How many rows it was given.
        asked: u64,
        /// How many it took.
        written: u64,
    },
    /// The name of a person looks like that of another one.
    #[error(transparent)]
    Lookalike(#[from] Lookalike),
    /// A transaction changed something without telling the log, or told the log of something it did not change.
    #[error("the change and the log disagree, so nothing was written: {what}")]
    Unlogged {
        /// What is missing on which side.
        what: String,
    },
    /// A value cannot be stored.
    #[error("cannot be stored: {what}")]
    Unstorable {
        /// Which value and why.
        what: String,
    },
    /// Another transaction was in the way; trying again may help.
    #[error("the database is busy: {why}")]
    Busy {
        /// What the database said.
        why: String,
    },
    /// There is no room left on the disk; nothing was written.
    #[error("the disk of the database is full; nothing was written")]
    DiskFull,
    /// The database failed in some other way.
    #[error("database failure: {why}")]
    Database {
        /// What the database said.
        why: String,
    },
}

impl StoreError {
    /// Tells whether running the whole transaction again may succeed: it met another one (PostgreSQL 40001 and 40P01,
    /// SQLite's busy states, or a row another process stored first).
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Duplicate { .. })
    }
}
