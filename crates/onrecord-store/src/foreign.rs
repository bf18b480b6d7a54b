//! What others put into the database: it can change or hide what the program writes.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::StoreError;
use crate::fault::db;

/// The tables that the program makes, those beneath the index of words of SQLite among them.
const OWN: [&str; 33] = [
    "article",
    "claim",
    "claim_pair",
    "copy_link",
    "counter",
    "document",
    "document_body",
    "event",
    "event_subject",
    "evidence",
    "finding",
    "house",
    "lease",
    "log_head",
    "mention",
    "outlet",
    "passage",
    "public_entry",
    "saved_search",
    "seaql_migrations",
    "snapshot",
    "speaker",
    "speaker_alias",
    "statement",
    "statement_band",
    "statement_words",
    "statement_words_config",
    "statement_words_content",
    "statement_words_data",
    "statement_words_docsize",
    "statement_words_idx",
    "tally",
    "work",
];

const SQLITE: &str = "SELECT type, name FROM sqlite_schema \
     WHERE type IN ('trigger', 'view', 'table') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name";

/// The program makes no triggers, rules and policies there. What an extension brought along is the server's own.
const POSTGRES: &str = "SELECT found.type, found.name FROM ( \
     SELECT 'trigger' AS type, t.tgname::text AS name, t.tgrelid AS oid FROM pg_trigger AS t WHERE NOT t.tgisinternal \
     UNION ALL SELECT 'rule', r.rulename::text, r.ev_class FROM pg_rewrite AS r WHERE r.rulename <> '_RETURN' \
     UNION ALL SELECT 'policy', p.polname::text, p.polrelid FROM pg_policy AS p \
     UNION ALL SELECT CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END, c.relname::text, c.oid \
         FROM pg_class AS c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') \
     ) AS found JOIN pg_class AS c ON c.oid = found.oid JOIN pg_namespace AS n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND NOT EXISTS (SELECT 1 FROM pg_depend AS d \
         WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') \
     ORDER BY found.type, found.name";

/// Names every trigger, view, table, rule and policy that the program did not make, such as `trigger "tr"`.
pub(crate) async fn objects<C: ConnectionTrait>(connection: &C) -> Result<Vec<String>, StoreError> {
    let backend = connection.get_database_backend();
    let asked = if backend == DbBackend::Sqlite { SQLITE } else { POSTGRES };
    let mut found = Vec::new();
    for row in connection.query_all_raw(Statement::from_string(backend, asked)).await.map_err(db)? {
        let kind: String = row.try_get_by_index(0).map_err(db)?;
        let name: String = row.try_get_by_index(1).map_err(db)?;
        if kind != "table" || !OWN.contains(&name.as_str()) {
            found.push(format!("{kind} {name:?}"));
        }
    }
    Ok(found)
}
