//! Rows that carry their digest themselves, so that a changed one can be named.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::column::{TENANT, from_text};
use crate::entity::{claim, claim_pair, copy_link, document, finding, lease, outlet, speaker, speaker_alias};
use crate::fault::db;
use crate::kept::Kept;

/// What a row is about, to be named where it was changed.
pub(super) enum About {
    /// It says so itself.
    Itself(String),
    /// These claims.
    Claims(&'static str, Vec<Uuid>),
    /// These documents.
    Documents(&'static str, Vec<Uuid>),
    /// This speaker.
    Speaker(String, Uuid),
}

/// A row that carries its digest.
pub(super) trait Carried: Kept {
    /// Returns the digest it carries.
    fn carried(&self) -> i64;

    /// Tells what it is about.
    fn about(&self) -> About;
}

macro_rules! carried {
    ($($model:ty: |$row:ident| $about:expr;)*) => {$(
        impl Carried for $model {
            fn carried(&self) -> i64 {
                self.digest
            }

            fn about(&self) -> About {
                let $row = self;
                $about
            }
        }
    )*};
}

carried! {
    outlet::Model: |row| About::Itself(format!("the outlet o{}", row.handle));
    document::Model: |row| About::Itself(format!("the row of d{}", row.handle));
    speaker::Model: |row| About::Itself(format!("the speaker s{}", row.handle));
    speaker_alias::Model: |row| About::Speaker(from_text(&row.name), row.speaker_id);
    claim_pair::Model: |row| About::Claims("the pair of", vec![row.a, row.b]);
    copy_link::Model: |row| About::Documents("the pair of", vec![row.a, row.b]);
    finding::Model: |row| About::Itself(format!("the finding {}", row.id));
    lease::Model: |row| About::Claims("the lease on", vec![row.claim_id]);
}

/// Says that a row is not what was written.
pub(super) async fn fault_of<C: ConnectionTrait, K: Carried>(connection: &C, row: &K) -> Result<String, StoreError> {
    let named = match row.about() {
        About::Itself(name) => name,
        About::Claims(what, ids) => {
            let columns = (claim::Column::Tenant, claim::Column::Id, claim::Column::Handle);
            format!("{what} {}", handles::<claim::Entity, _>(connection, "c", columns, &ids).await?)
        }
        About::Documents(what, ids) => {
            let columns = (document::Column::Tenant, document::Column::Id, document::Column::Handle);
            format!("{what} {}", handles::<document::Entity, _>(connection, "d", columns, &ids).await?)
        }
        About::Speaker(name, id) => {
            let columns = (speaker::Column::Tenant, speaker::Column::Id, speaker::Column::Handle);
            format!("alias {name:?} of {}", handles::<speaker::Entity, _>(connection, "s", columns, &[id]).await?)
        }
    };
    Ok(format!("{named} is not what was written"))
}

/// Names rows by their handles; one that is not stored by its id.
async fn handles<E: EntityTrait, C: ConnectionTrait>(
    connection: &C,
    letter: &str,
    (tenant, id, handle): (E::Column, E::Column, E::Column),
    ids: &[Uuid],
) -> Result<String, StoreError> {
    let mut names = Vec::with_capacity(ids.len());
    for wanted in ids {
        let query = E::find().select_only().column(handle).filter(tenant.eq(TENANT)).filter(id.eq(*wanted));
        let found: Option<i64> = query.into_tuple().one(connection).await.map_err(db)?;
        names.push(found.map_or_else(|| wanted.to_string(), |number| format!("{letter}{number}")));
    }
    Ok(names.join(" and "))
}
