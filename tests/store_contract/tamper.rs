//! Whoever changes the database behind the log's back is found out, and the entry is named.

use onrecord_model::{Action, ProposalState, StatusKind, Target};
use onrecord_store::{Audit, Store};
use onrecord_testkit::TempDatabase;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, Value};

use crate::world::{World, filled};

pub(crate) async fn a_sound_database_has_no_faults(database: &TempDatabase) {
    let (store, _) = decided(database).await;
    let audit = store.verify().await.expect("verifies");
    let head = store.head().await.expect("reads");
    assert_eq!(audit, Audit { checked: 6, head, faults: Vec::new() });
    let tx = store.begin().await.expect("begin");
    assert_eq!(tx.verify().await.expect("verifies"), audit);
}

/// Fills a database and decides two targets and an alias: entries 3 and 4 are about c1, 5 about c2, 6 about s1.
async fn decided(database: &TempDatabase) -> (Store, World) {
    let (store, mut world) = filled(database).await;
    world.decide(&store, 1, Target::Said, StatusKind::Corroborated).await;
    world.decide(&store, 1, Target::Said, StatusKind::Unverified).await;
    world.decide(&store, 2, Target::Fact, StatusKind::Disputed).await;
    let speaker = &world.speakers[0];
    let (before, after) = (ProposalState::Proposed, ProposalState::Confirmed);
    let mut tx = store.begin().await.expect("begin");
    tx.set_alias_state(speaker.id, "T. Rios", before, after).await.expect("is set");
    let action = Action::AliasDecided {
        speaker: speaker.id,
        handle: speaker.handle,
        alias: "T. Rios".to_owned(),
        before,
        after,
        reason: "same person".parse().expect("a reason"),
    };
    tx.append(&world.event(action)).await.expect("is told");
    tx.commit().await.expect("commit");
    (store, world)
}

/// One way to tamper, and what of the audit's words must tell of it.
struct Case {
    name: &'static str,
    how: How,
    found: &'static [(Option<u64>, &'static str)],
}

enum How {
    /// Run these statements.
    Sql(&'static [&'static str]),
    /// Lift the rule about places in the log, then run these statements.
    Lawless(&'static [&'static str]),
    /// Change one byte of a column of bytes in one row.
    Byte(&'static str, &'static str, &'static str),
    /// Replace one word in a column of text in one row.
    Word(&'static str, &'static str, &'static str, &'static str, &'static str),
}

const DOCUMENT_1: &str = "document_id = (SELECT id FROM document WHERE handle = 1)";

const CASES: &[Case] = &[
    Case {
        name: "one byte of a payload",
        how: How::Word("event", "payload", "position = 4", "compared", "compareD"),
        found: &[(Some(4), "not what was sealed")],
    },
    Case {
        name: "one byte of a hash",
        how: How::Byte("event", "hash", "position = 3"),
        found: &[(Some(3), "not what was sealed"), (Some(4), "does not follow")],
    },
    Case {
        name: "who did it",
        how: How::Sql(&["UPDATE event SET actor = 'Nobody' WHERE position = 3"]),
        found: &[(Some(3), "not what was sealed")],
    },
    Case { name: "one byte of a text", how: How::Byte("document_body", "body", DOCUMENT_1), found: &[(Some(1), "")] },
    Case {
        name: "one byte of the bytes received",
        how: How::Byte("document_body", "raw", DOCUMENT_1),
        found: &[(Some(1), "")],
    },
    Case {
        name: "a title",
        how: How::Word("document", "metadata", "handle = 2", "goes on", "goes off"),
        found: &[(Some(2), "not those that were taken in")],
    },
    Case {
        name: "the span of a mention",
        how: How::Word("mention", "payload", "voice = 'own'", "Nobody had", "Nobody hid"),
        found: &[(Some(1), "does not hold the expected text")],
    },
    Case {
        name: "the voice of a mention",
        how: How::Sql(&["UPDATE mention SET voice = 'direct' WHERE voice = 'own'"]),
        found: &[(Some(1), "not those that were taken in")],
    },
    Case {
        name: "a mention removed",
        how: How::Sql(&["DELETE FROM mention WHERE voice = 'own'"]),
        found: &[(Some(1), "has 1 mentions, not 2")],
    },
    Case {
        name: "a document removed",
        how: How::Sql(&[
            "DELETE FROM mention WHERE document_id = (SELECT id FROM document WHERE handle = 2)",
            "DELETE FROM document_body WHERE document_id = (SELECT id FROM document WHERE handle = 2)",
            "DELETE FROM document WHERE handle = 2",
        ]),
        found: &[(Some(2), "which is not stored")],
    },
    Case {
        name: "an entry removed",
        how: How::Sql(&["DELETE FROM event WHERE position = 4"]),
        found: &[(Some(4), "entries 4 to 4 are missing")],
    },
    Case {
        name: "the first entry removed",
        how: How::Sql(&["DELETE FROM event WHERE position = 1"]),
        found: &[(Some(1), "entries 1 to 1 are missing"), (None, "d1 is stored, but no entry")],
    },
    Case {
        name: "two entries swapped",
        how: How::Sql(&[
            "UPDATE event SET position = 99 WHERE position = 4",
            "UPDATE event SET position = 4 WHERE position = 5",
            "UPDATE event SET position = 5 WHERE position = 99",
        ]),
        found: &[(Some(4), "does not follow"), (Some(5), "does not follow")],
    },
    Case {
        name: "the tail cut off",
        how: How::Sql(&["DELETE FROM event WHERE position >= 5"]),
        found: &[(Some(5), "entries 5 to 6 were cut off"), (None, "fact of c2 is disputed")],
    },
    Case {
        name: "the tail cut off and the head moved back",
        how: How::Sql(&[
            "UPDATE log_head SET size = 4, root = (SELECT hash FROM event WHERE position = 4)",
            "DELETE FROM event WHERE position >= 5",
        ]),
        found: &[(None, "fact of c2 is disputed"), (None, "alias \"T. Rios\" of s1 is confirmed")],
    },
    Case {
        name: "the whole log removed",
        how: How::Sql(&["DELETE FROM event", "DELETE FROM log_head"]),
        found: &[(None, "the head of the log is missing"), (None, "d1 is stored, but no entry")],
    },
    Case {
        name: "a status with no entry",
        how: How::Sql(&[
            "UPDATE claim SET fact_status = 'corroborated', fact_by = 'Mara', fact_at = 0, fact_reason = 'x' WHERE handle = 3",
        ]),
        found: &[(None, "fact of c3 is corroborated, which is not what the log says")],
    },
    Case {
        name: "a status taken away",
        how: How::Sql(&[
            "UPDATE claim SET fact_status = 'unverified', fact_by = NULL, fact_at = NULL, fact_reason = NULL WHERE handle = 2",
        ]),
        found: &[(Some(5), "fact of c2 is unverified")],
    },
    Case {
        name: "the reason for a status",
        how: How::Sql(&["UPDATE claim SET fact_reason = 'none' WHERE handle = 2"]),
        found: &[(Some(5), "fact of c2 is disputed, which is not what the log says")],
    },
    Case {
        name: "half a decision",
        how: How::Sql(&["UPDATE claim SET fact_by = NULL WHERE handle = 2"]),
        found: &[(Some(5), "table claim, row c2, column fact_status: half a decision")],
    },
    Case {
        name: "a revision",
        how: How::Sql(&["UPDATE claim SET revision = 7 WHERE handle = 1"]),
        found: &[(Some(4), "c1 is at version 7, the log says 3")],
    },
    Case {
        name: "a decision forged before the first place of the log",
        how: How::Lawless(&[
            "INSERT INTO event (tenant, position, id, at, actor_kind, actor, kind, subject_id, payload, prev, hash) \
             SELECT tenant, -7, c.forged, at, actor_kind, actor, kind, c.forged, payload, prev, hash \
             FROM event JOIN (SELECT id AS forged FROM claim WHERE handle = 3) c ON position = 5",
            "UPDATE claim SET revision = 2, fact_status = 'disputed', \
             fact_by = (SELECT fact_by FROM claim WHERE handle = 2), \
             fact_at = (SELECT fact_at FROM claim WHERE handle = 2), \
             fact_reason = (SELECT fact_reason FROM claim WHERE handle = 2) WHERE handle = 3",
        ]),
        found: &[
            (None, "an entry stands at -7, before the first place of the log"),
            (None, "7 entries are stored, but the log has 6"),
            (None, "fact of c3 is disputed, which is not what the log says"),
        ],
    },
    Case {
        name: "the wording of a claim",
        how: How::Sql(&["UPDATE claim SET wording = 'we lost' WHERE handle = 3"]),
        found: &[(Some(2), "not those that were taken in"), (None, "the fingerprint of c3 is not that of its wording")],
    },
    Case {
        name: "the case of the wording of a claim",
        how: How::Sql(&["UPDATE claim SET wording = upper(wording) WHERE handle = 3"]),
        found: &[(Some(2), "text, metadata, mentions or claims of d2 are not those that were taken in")],
    },
    Case {
        name: "the fingerprint of a claim",
        how: How::Byte("claim", "fingerprint", "handle = 3"),
        found: &[(None, "the fingerprint of c3 is not that of its wording")],
    },
    Case {
        name: "a claim taken from the queue",
        how: How::Sql(&["UPDATE claim SET is_open = NOT is_open WHERE handle = 3"]),
        found: &[(None, "c3 stands in the queue as closed and is open")],
    },
    Case {
        name: "a claim put back into the queue",
        how: How::Sql(&["UPDATE claim SET is_open = NOT is_open WHERE handle = 2"]),
        found: &[(Some(5), "c2 stands in the queue as open and is closed")],
    },
    Case {
        name: "the worth of a claim",
        how: How::Sql(&["UPDATE claim SET worth = 0.01 WHERE handle = 1"]),
        found: &[(Some(4), "the worth of c1 is not that of its first mention")],
    },
    Case {
        name: "when a claim was first published",
        how: How::Sql(&["UPDATE claim SET first_published_day = first_published_day + 1 WHERE handle = 1"]),
        found: &[(Some(4), "c1 was not first published on the day stored")],
    },
    Case {
        name: "when a claim was first published, forgotten",
        how: How::Sql(&["UPDATE claim SET first_published_day = NULL WHERE handle = 3"]),
        found: &[(None, "c3 was not first published on the day stored")],
    },
    Case {
        name: "the claimant of a claim",
        how: How::Sql(&["UPDATE claim SET claimant_id = (SELECT id FROM speaker WHERE handle = 2) WHERE handle = 3"]),
        found: &[
            (Some(2), "not those that were taken in"),
            (None, "c3 is not credited to the speaker of its mentions"),
        ],
    },
    Case {
        name: "the claim of a mention",
        how: How::Sql(&[
            "UPDATE mention SET claim_id = (SELECT id FROM claim WHERE handle = 3) WHERE voice = 'indirect'",
        ]),
        found: &[(Some(2), "text, metadata, mentions or claims of d2 are not those that were taken in")],
    },
    Case {
        name: "the speaker of a mention",
        how: How::Sql(&[
            "UPDATE mention SET speaker_id = (SELECT id FROM speaker WHERE handle = 2) WHERE voice = 'indirect'",
        ]),
        found: &[
            (Some(2), "mention 2 of d2 is not credited to whom its text names"),
            (Some(4), "c1 is not credited to the speaker of its mentions"),
        ],
    },
    Case {
        name: "a mention credited to nobody",
        how: How::Sql(&["UPDATE mention SET speaker_id = NULL WHERE voice = 'indirect'"]),
        found: &[(Some(2), "mention 2 of d2 is not credited to whom its text names")],
    },
    Case {
        name: "the name of a speaker",
        how: How::Sql(&["UPDATE speaker SET name = 'Ann Rios' WHERE handle = 1"]),
        found: &[
            (Some(1), "mention 1 of d1 is not credited to whom its text names"),
            (None, "s1 is looked up under another name"),
        ],
    },
    Case {
        name: "the name under which an alias is found",
        how: How::Byte("speaker_alias", "name_key", "alias_key IS NOT NULL"),
        found: &[(None, "alias \"T. Rios\" is looked up under another name")],
    },
    Case {
        name: "the outlet of a document",
        how: How::Sql(&["UPDATE document SET outlet_id = NULL WHERE handle = 2"]),
        found: &[(Some(2), "d2 is filed under another outlet than it names")],
    },
    Case {
        name: "the name of an outlet",
        how: How::Sql(&["UPDATE outlet SET name = 'The Morning Ledger'"]),
        found: &[(Some(1), "d1 is filed under another outlet than it names")],
    },
    Case {
        name: "the address of an article",
        how: How::Sql(&[
            "UPDATE article SET url = 'https://x.example/' WHERE id = (SELECT article_id FROM document WHERE handle = 2)",
        ]),
        found: &[(Some(2), "the address of the article of d2 is not the one it was read with")],
    },
    Case {
        name: "the counter of handles",
        how: How::Sql(&["UPDATE counter SET next = 3 WHERE kind = 'claim'"]),
        found: &[(None, "the next claim would be number 3, but number 3 is stored")],
    },
    Case {
        name: "an alias returned",
        how: How::Sql(&["UPDATE speaker_alias SET state = 'proposed'"]),
        found: &[(Some(6), "alias \"T. Rios\" of s1 is proposed")],
    },
    Case {
        name: "an alias removed",
        how: How::Sql(&["DELETE FROM speaker_alias"]),
        found: &[(Some(6), "which is not stored")],
    },
];

pub(crate) async fn every_tampering_is_named(database: &TempDatabase) {
    for case in CASES {
        let fresh = if database.is_postgres() {
            TempDatabase::postgres().await.expect("a server is named")
        } else {
            TempDatabase::sqlite()
        };
        let (store, _) = decided(&fresh).await;
        let connection = Database::connect(fresh.url()).await.expect("connects");
        case.how.run(&connection).await;
        let audit = store.verify().await.unwrap_or_else(|e| panic!("{}: {e}", case.name));
        for (position, words) in case.found {
            let told = audit.faults.iter().any(|fault| fault.position == *position && fault.what.contains(words));
            assert!(told, "{}: {position:?} {words:?} is not among {:#?}", case.name, audit.faults);
        }
        connection.close().await.expect("closes");
        store.close().await;
        fresh.remove().await;
    }
}

impl How {
    async fn run(&self, connection: &DatabaseConnection) {
        match *self {
            How::Sql(statements) => {
                for sql in statements {
                    connection.execute_unprepared(sql).await.expect(sql);
                }
            }
            How::Lawless(statements) => {
                let lift = match connection.get_database_backend() {
                    DbBackend::Sqlite => "PRAGMA ignore_check_constraints = ON",
                    _ => "ALTER TABLE event DROP CONSTRAINT event_position_check",
                };
                // In one go: the setting of SQLite is that of one connection.
                let sql = format!("{lift}; {}", statements.join("; "));
                connection.execute_unprepared(&sql).await.expect(&sql);
            }
            How::Byte(table, column, row) => {
                let mut bytes: Vec<u8> = read(connection, table, column, row).await;
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                write(connection, table, column, row, bytes.into()).await;
            }
            How::Word(table, column, row, from, to) => {
                let text: String = read(connection, table, column, row).await;
                assert!(text.contains(from), "{text}");
                write(connection, table, column, row, text.replacen(from, to, 1).into()).await;
            }
        }
    }
}

async fn read<T: sea_orm::TryGetable>(connection: &DatabaseConnection, table: &str, column: &str, row: &str) -> T {
    let sql = format!("SELECT {column} FROM {table} WHERE {row}");
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.expect("reads").expect("is there");
    row.try_get_by_index(0).expect("has the type")
}

async fn write(connection: &DatabaseConnection, table: &str, column: &str, row: &str, value: Value) {
    let sql = format!("UPDATE {table} SET {column} = $1 WHERE {row}");
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, [value]);
    let result = connection.execute_raw(statement).await.expect("writes");
    assert_eq!(result.rows_affected(), 1);
}
