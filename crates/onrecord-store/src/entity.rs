//! The tables as sea-orm sees them; nothing outside this crate does.
#![expect(unreachable_pub, reason = "sea-orm's derive macros want public items")]

use sea_orm::entity::prelude::*;

macro_rules! table {
    ($(#[$doc:meta])* $module:ident $table:literal { $($(#[$attr:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        $(#[$doc])*
        pub(crate) mod $module {
            use super::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model { $($(#[$attr])* pub $field: $ty),* }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(
    /// Publishers.
    outlet "outlet" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        handle: i64,
        name: String,
        name_key: Vec<u8>,
        owner: Option<String>,
        controller: Option<String>,
        agency: bool,
        digest: i64,
    }
);

table!(
    /// What all versions under one address have in common.
    article "article" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        url: Option<String>,
        url_key: Option<Vec<u8>>,
    }
);

table!(
    /// Documents without their text.
    document "document" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        handle: i64,
        article_id: Uuid,
        version: i64,
        hash: Vec<u8>,
        outlet_id: Option<Uuid>,
        retrieved_at: i64,
        published_day: Option<i32>,
        metadata: String,
        digest: i64,
    }
);

table!(
    /// The text of a document and the bytes it was read from, apart so that lists stay dense.
    document_body "document_body" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        document_id: Uuid,
        body: Vec<u8>,
        raw: Vec<u8>,
    }
);

table!(
    /// Speakers.
    speaker "speaker" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        handle: i64,
        name: String,
        name_key: Vec<u8>,
        digest: i64,
    }
);

table!(
    /// Other names of speakers.
    speaker_alias "speaker_alias" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        speaker_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        alias_key: Vec<u8>,
        name: String,
        name_key: Vec<u8>,
        why: String,
        state: String,
        digest: i64,
    }
);

table!(
    /// Claims with the statuses of both targets.
    claim "claim" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        handle: i64,
        claimant_id: Option<Uuid>,
        wording: String,
        fingerprint: Vec<u8>,
        worth: f64,
        revision: i64,
        first_published_day: Option<i32>,
        is_open: bool,
        said_status: Option<String>,
        said_by: Option<String>,
        said_at: Option<i64>,
        said_reason: Option<String>,
        fact_status: String,
        fact_by: Option<String>,
        fact_at: Option<i64>,
        fact_reason: Option<String>,
    }
);

table!(
    /// Mentions.
    mention "mention" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        document_id: Uuid,
        number: i64,
        claim_id: Uuid,
        speaker_id: Option<Uuid>,
        voice: String,
        confidence: f64,
        worth: f64,
        payload: String,
    }
);

table!(
    /// The log.
    event "event" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        position: i64,
        id: Uuid,
        at: i64,
        actor_kind: String,
        actor: String,
        kind: String,
        subject_id: Uuid,
        payload: String,
        prev: Vec<u8>,
        hash: Vec<u8>,
    }
);

table!(
    /// What entries of the log are about beside their first subject.
    event_subject "event_subject" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        subject_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        position: i64,
    }
);

table!(
    /// Size and last hash of the log.
    log_head "log_head" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        size: i64,
        root: Vec<u8>,
    }
);

table!(
    /// Distinct statements: one row for each fingerprint.
    statement "statement" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        fingerprint: Vec<u8>,
        number: i64,
    }
);

table!(
    /// Keys under which rewordings of a statement meet.
    statement_band "statement_band" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        band: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        number: i64,
    }
);

table!(
    /// Claims set side by side.
    claim_pair "claim_pair" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        a: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        b: Uuid,
        relation: String,
        score: f64,
        vetoes: String,
        why: String,
        state: String,
        digest: i64,
    }
);

table!(
    /// Keys under which copies of a document meet.
    passage "passage" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        passage: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        handle: i64,
    }
);

table!(
    /// Documents that share more than chance allows, or of which a person said something.
    copy_link "copy_link" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        a: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        b: Uuid,
        sentences: i64,
        of_sentences: i64,
        containment: f64,
        agency: Option<String>,
        verdict: String,
        digest: i64,
    }
);

table!(
    /// Earlier fact-checks.
    finding "finding" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        source_key: Vec<u8>,
        imported_at: i64,
        payload: String,
        digest: i64,
    }
);

table!(
    /// What is brought forward for and against claims.
    evidence "evidence" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        handle: i64,
        claim_id: Uuid,
        actor: String,
        at: i64,
        is_stale: bool,
        payload: Option<String>,
    }
);

table!(
    /// Copies kept of sources.
    snapshot "snapshot" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        hash: Vec<u8>,
        at: i64,
        raw: Vec<u8>,
    }
);

table!(
    /// What people did to the work on claims.
    work "work" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        claim_id: Uuid,
        revision: i64,
        state: String,
        assignee: Option<String>,
        until_day: Option<i32>,
        due_day: Option<i32>,
        waiting_since: Option<i64>,
        payload: String,
    }
);

table!(
    /// Who holds which claim at the moment.
    lease "lease" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        claim_id: Uuid,
        holder: String,
        holder_key: String,
        ends_at: i64,
        digest: i64,
    }
);

table!(
    /// The next number of each kind of handle.
    counter "counter" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        kind: String,
        next: i64,
    }
);

table!(
    /// How many rows a table has, and the sum of their digests.
    tally "tally" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        kind: String,
        number: i64,
        total: i64,
    }
);

table!(
    /// The house rules in force.
    house "house" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        revision: i64,
        rules: Option<String>,
    }
);

table!(
    /// What readers are told: publications and corrections.
    public_entry "public_entry" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        kind: String,
        subject_id: Uuid,
        at: i64,
        payload: Option<String>,
    }
);

table!(
    /// Questions to the queue, kept under a name.
    saved_search "saved_search" {
        #[sea_orm(primary_key, auto_increment = false)]
        tenant: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid,
        name: String,
        name_key: Vec<u8>,
        query: String,
        actor: String,
        at: i64,
    }
);
