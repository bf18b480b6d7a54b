//! The tables of a bundle, in the order in which one refers to the other.
//!
//! A column that is added to a table must be added here too: rows are made from all columns by name, so nothing else compiles.
//! A later column has to be an `Option`, because bundles written before have none.

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::BundleError;
use super::links::{Links, bytes};
use super::parts::Lines;
use super::read::Source;
use super::table::{Sorted, Table};
use super::wire::{Base64, Hex, Id, Packed, Utf8, Wire};
use super::words::Statement;
use crate::column::TENANT;
use crate::entity::{
    article, claim, claim_pair, copy_link, counter, document, document_body, event, event_subject, evidence, finding,
    house, lease, mention, outlet, passage, public_entry, saved_search, snapshot, speaker, speaker_alias,
    statement_band, work,
};
use crate::fault::damaged;
use crate::kept::{Kept, Named, Tallies, tally};
use crate::read::walk::{After, page};
use crate::{StoreError, write};

/// Rows of one page, where rows are small.
const SMALL: u64 = 500;

/// Rows of one page, where each may hold a whole article.
const LARGE: u64 = 4;

/// Describes tables: what they are called, keys, columns and how these stand in a bundle; whether a row carries its digest,
/// how rows are counted for the tally, and what is compared while a bundle is read.
macro_rules! tables {
    ($($table:ident($row:ident) = $module:ident $name:literal, $page:ident, key($($key:ident),*), {
        $($field:ident: $wire:ty),* $(,)?
    } $(digest($digest:ident))? $(counted($count:expr))? $(linked($link:expr))?;)*) => {$(
        #[doc = concat!("A row of `", $name, "`.")]
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $row { $(pub(super) $field: $wire),* }

        impl $row {
            fn of(model: $module::Model) -> Result<Self, StoreError> {
                Ok($row { $($field: Wire::write(model.$field).map_err(|why| {
                    damaged($name, "that was read", stringify!($field), why)
                })?),* })
            }

            fn model(self) -> Result<$module::Model, StoreError> {
                #[allow(unused_mut, reason = "not every row carries its digest")]
                let mut model = $module::Model {
                    tenant: TENANT,
                    $($field: self.$field.read().map_err(|why| {
                        damaged($name, "to be entered", stringify!($field), why)
                    })?,)*
                    $($digest: 0,)?
                };
                $(model.$digest = Kept::digest(&model);)?
                Ok(model)
            }
        }

        #[doc = concat!("The table `", $name, "`.")]
        pub(super) struct $table;

        impl Table for $table {
            const NAME: &'static str = $name;
            const PAGE: u64 = $page;

            type Row = $row;

            #[allow(unused_variables, unused_mut, reason = "a table of one row has no key")]
            fn key(row: &$row) -> Vec<u8> {
                let mut key = Vec::new();
                $(row.$key.write(&mut key);)*
                key
            }

            #[allow(unused_variables, reason = "most rows are compared with no other")]
            fn link(row: &$row, links: &mut Links) -> Result<(), String> {
                $(return $link(row, links);)?
                #[allow(unreachable_code, reason = "where nothing is compared")]
                Ok(())
            }

            async fn page<C: ConnectionTrait>(
                connection: &C,
                after: Option<After>,
            ) -> Result<(Vec<$row>, Option<After>), StoreError> {
                let (rows, last) = page::<$module::Entity, C>(connection, after, Self::PAGE).await?;
                Ok((rows.into_iter().map($row::of).collect::<Result<_, _>>()?, last))
            }

            async fn insert<C: ConnectionTrait>(connection: &C, rows: Vec<$row>) -> Result<Tallies, StoreError> {
                let rows: Vec<$module::Model> = rows.into_iter().map($row::model).collect::<Result<_, _>>()?;
                #[allow(unused_mut, reason = "not every table is counted")]
                let mut counted = Tallies::new();
                $(counted.extend($count(&rows));)?
                write::insert::<$module::Entity, C>(connection, rows).await?;
                Ok(counted)
            }
        }
    )*};
}

fn counted<K: Kept>(rows: &[K]) -> Tallies {
    Tallies::from([(K::TABLE, tally(rows))])
}

/// Handles of claims are counted, not their rows.
fn named(rows: &[claim::Model]) -> Tallies {
    counted(&rows.iter().map(Named::from).collect::<Vec<_>>())
}

fn hash_of(row: &DocumentRow, links: &mut Links) -> Result<(), String> {
    links.document(row.id.0, &row.hash.0)
}

fn bytes_of(row: &DocumentBodyRow, links: &mut Links) -> Result<(), String> {
    links.bytes_of(row.document_id.0, &row.raw.0)
}

fn copy_of(row: &SnapshotRow, _: &mut Links) -> Result<(), String> {
    bytes(&row.hash.0, &row.raw.0)
}

fn entry(row: &EventRow, links: &mut Links) -> Result<(), String> {
    links.entry(&row.clone().model().map_err(|error| error.to_string())?)
}

tables! {
    Outlet(OutletRow) = outlet "outlet", SMALL, key(id), {
        id: Id, handle: i64, name: String, name_key: Hex, owner: Option<String>, controller: Option<String>, agency: bool,
    } digest(digest) counted(counted);

    Article(ArticleRow) = article "article", SMALL, key(id), { id: Id, url: Option<String>, url_key: Option<Hex> };

    Document(DocumentRow) = document "document", SMALL, key(id), {
        id: Id, handle: i64, article_id: Id, version: i64, hash: Hex, outlet_id: Option<Id>, retrieved_at: i64,
        published_day: Option<i32>, metadata: String,
    } digest(digest) counted(counted) linked(hash_of);

    DocumentBody(DocumentBodyRow) = document_body "document_body", LARGE, key(document_id), {
        document_id: Id, body: Utf8, raw: Packed,
    } linked(bytes_of);

    Speaker(SpeakerRow) = speaker "speaker", SMALL, key(id), {
        id: Id, handle: i64, name: String, name_key: Hex,
    } digest(digest) counted(counted);

    SpeakerAlias(SpeakerAliasRow) = speaker_alias "speaker_alias", SMALL, key(speaker_id, alias_key), {
        speaker_id: Id, alias_key: Hex, name: String, name_key: Hex, why: String, state: String,
    } digest(digest) counted(counted);

    Claim(ClaimRow) = claim "claim", SMALL, key(id), {
        id: Id, handle: i64, claimant_id: Option<Id>, wording: String, fingerprint: Hex, worth: f64, revision: i64,
        first_published_day: Option<i32>, is_open: bool, said_status: Option<String>, said_by: Option<String>,
        said_at: Option<i64>, said_reason: Option<String>, fact_status: String, fact_by: Option<String>,
        fact_at: Option<i64>, fact_reason: Option<String>,
    } counted(named);

    Mention(MentionRow) = mention "mention", SMALL, key(id), {
        id: Id, document_id: Id, number: i64, claim_id: Id, speaker_id: Option<Id>, voice: String, confidence: f64,
        worth: f64, payload: String,
    };

    StatementBand(StatementBandRow) = statement_band "statement_band", SMALL, key(band, number), {
        band: i64, number: i64,
    } counted(counted);

    ClaimPair(ClaimPairRow) = claim_pair "claim_pair", SMALL, key(a, b), {
        a: Id, b: Id, relation: String, score: f64, vetoes: String, why: String, state: String,
    } digest(digest) counted(counted);

    Passage(PassageRow) = passage "passage", SMALL, key(passage, handle), { passage: i64, handle: i64 } counted(counted);

    CopyLink(CopyLinkRow) = copy_link "copy_link", SMALL, key(a, b), {
        a: Id, b: Id, sentences: i64, of_sentences: i64, containment: f64, agency: Option<String>, verdict: String,
    } digest(digest) counted(counted);

    Finding(FindingRow) = finding "finding", SMALL, key(id), {
        id: Id, source_key: Hex, imported_at: i64, payload: String,
    } digest(digest) counted(counted);

    Evidence(EvidenceRow) = evidence "evidence", SMALL, key(id), {
        id: Id, handle: i64, claim_id: Id, actor: String, at: i64, is_stale: bool, payload: Option<String>,
    };

    Snapshot(SnapshotRow) = snapshot "snapshot", LARGE, key(hash), {
        hash: Hex, at: i64, raw: Base64,
    } linked(copy_of);

    Work(WorkRow) = work "work", SMALL, key(claim_id), {
        claim_id: Id, revision: i64, state: String, assignee: Option<String>, until_day: Option<i32>,
        due_day: Option<i32>, waiting_since: Option<i64>, payload: String,
    };

    Lease(LeaseRow) = lease "lease", SMALL, key(claim_id), {
        claim_id: Id, holder: String, holder_key: String, ends_at: i64,
    } digest(digest);

    House(HouseRow) = house "house", SMALL, key(), { revision: i64, rules: Option<String> };

    PublicEntry(PublicEntryRow) = public_entry "public_entry", SMALL, key(id), {
        id: Id, kind: String, subject_id: Id, at: i64, payload: Option<String>,
    };

    SavedSearch(SavedSearchRow) = saved_search "saved_search", SMALL, key(id), {
        id: Id, name: String, name_key: Hex, query: String, actor: String, at: i64,
    };

    Event(EventRow) = event "event", SMALL, key(position), {
        position: i64, id: Id, at: i64, actor_kind: String, actor: String, kind: String, subject_id: Id,
        payload: String, prev: Hex, hash: Hex,
    } linked(entry);

    EventSubject(EventSubjectRow) = event_subject "event_subject", SMALL, key(subject_id, position), {
        subject_id: Id, position: i64,
    };

    Counter(CounterRow) = counter "counter", SMALL, key(kind), { kind: String, next: i64 };
}

/// Names the tables in their order, and goes through them.
macro_rules! in_order {
    ($($table:ident),* $(,)?) => {
        /// What the tables are called, in their order.
        pub(super) const NAMES: &[&str] = &[$($table::NAME),*];

        /// Some rows of one table.
        pub(super) enum Batch {
            $(
                #[doc = concat!("Of the table `", stringify!($table), "`.")]
                $table(Vec<<$table as Table>::Row>),
            )*
        }

        impl Batch {
            /// Reads rows of the table with this name from a part that is open; none at its end.
            pub(super) fn read(table: &str, source: &mut impl Source) -> Result<Batch, BundleError> {
                $(if table == $table::NAME {
                    return Ok(Batch::$table(source.rows::<$table>()?));
                })*
                Err(BundleError::damaged(table, "there is no such table"))
            }

            /// Counts the rows.
            pub(super) fn len(&self) -> u64 {
                match self {
                    $(Batch::$table(rows) => rows.len() as u64,)*
                }
            }

            /// Enters the rows into the database and counts them.
            pub(super) async fn insert<C: ConnectionTrait>(self, connection: &C) -> Result<Tallies, StoreError> {
                match self {
                    $(Batch::$table(rows) => $table::insert(connection, rows).await,)*
                }
            }
        }

        /// Hands over every row of every table as a line.
        pub(super) async fn each<C: ConnectionTrait>(
            connection: &C,
            into: &mut impl Lines,
            seen: &mut impl FnMut(u64),
        ) -> Result<(), BundleError> {
            $(super::write::table::<$table, C>(connection, into, seen).await?;)*
            Ok(())
        }
    };
}

in_order! {
    Outlet, Article, Document, DocumentBody, Speaker, SpeakerAlias, Claim, Mention, Statement, StatementBand, ClaimPair,
    Passage, CopyLink, Finding, Evidence, Snapshot, Work, Lease, House, PublicEntry, SavedSearch, Event, EventSubject,
    Counter,
}
