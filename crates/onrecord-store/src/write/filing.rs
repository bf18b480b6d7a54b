//! Which claims there are and which mentions make them, put right by a person.

use onrecord_model::{
    ClaimChange, ClaimPair, ContentHash, FiledMention, Filing, FilingKind, Handle, MentionChange, ProposalState,
    Proposition, Speaker, SpeakerChange, WorkKind,
};
use onrecord_text::normal_form;
use sea_orm::sea_query::{Condition, Expr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::{insert as insert_rows, pair};
use crate::StoreError;
use crate::column::{TENANT, text};
use crate::entity::{claim, claim_pair, evidence, lease, mention, speaker, speaker_alias, work};
use crate::fault::{damaged, db};
use crate::kept::{Kept as _, Named, Tallies, Tally, tally};
use crate::wire::mention::take_apart;

mod derived;

/// Statuses nobody has decided, or decided to open again.
const OPEN: [&str; 2] = ["unverified", "returned"];

/// Carries out a change, provided all is as it says it was, and counts the rows that came and went.
pub(crate) async fn change<C: ConnectionTrait>(connection: &C, filing: &Filing) -> Result<Tallies, StoreError> {
    let mut counted = Counted::default();
    // Claims are made before mentions can name them, and go when none does any more.
    make_speakers(connection, &filing.speakers, &mut counted).await?;
    for change in &filing.claims {
        if let (None, Some(after)) = (&change.before, &change.after) {
            make_claim(connection, change, after).await?;
            counted.claims.add(named(change).digest());
        }
    }
    for change in &filing.mentions {
        change_mention(connection, change).await?;
    }
    take_pairs_away(connection, filing, &mut counted.pairs).await?;
    for change in &filing.claims {
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => change_claim(connection, change, before, after).await?,
            (Some(_), None) => {
                take_claim_away(connection, change).await?;
                counted.claims.remove(named(change).digest());
            }
            (None, _) => {}
        }
    }
    refuse_reviewed(connection, filing).await?;
    take_speakers_away(connection, &filing.speakers, &mut counted.speakers).await?;
    counted.pairs.merge(pair::propose(connection, &filing.pairs_after).await?);
    let stay: Vec<Uuid> = filing.claims.iter().filter(|c| c.after.is_some()).map(|c| c.claim.0).collect();
    derived::renew(connection, &stay).await?;
    Ok(counted.tallies())
}

/// The rows that came and went.
#[derive(Default)]
struct Counted {
    claims: Tally,
    speakers: Tally,
    pairs: Tally,
}

impl Counted {
    fn tallies(self) -> Tallies {
        let pairs = (claim_pair::Model::TABLE, self.pairs);
        [(Named::TABLE, self.claims), (speaker::Model::TABLE, self.speakers), pairs].into_iter().collect()
    }
}

fn named(change: &ClaimChange) -> Named {
    Named(change.claim.0, i64::from(change.handle.number))
}

async fn make_speakers<C: ConnectionTrait>(
    connection: &C,
    changes: &[SpeakerChange],
    counted: &mut Counted,
) -> Result<(), StoreError> {
    let made: Vec<speaker::Model> = changes.iter().filter(|change| change.is_made).map(speaker_row).collect();
    counted.speakers.merge(tally(&made));
    insert_rows::<speaker::Entity, _>(connection, made).await
}

fn speaker_row(change: &SpeakerChange) -> speaker::Model {
    let (id, handle, name) = (change.speaker, change.handle, change.name.clone());
    super::speaker::named(&Speaker { id, handle, name, aliases: Vec::new() })
}

/// Takes speakers away whom nothing names any more; one who was given other names or mentions meanwhile stays.
async fn take_speakers_away<C: ConnectionTrait>(
    connection: &C,
    changes: &[SpeakerChange],
    counted: &mut Tally,
) -> Result<(), StoreError> {
    for change in changes.iter().filter(|change| !change.is_made) {
        let id = change.speaker.0;
        let claims = claim::Entity::find().filter(claim::Column::Tenant.eq(TENANT));
        let mentions = mention::Entity::find().filter(mention::Column::Tenant.eq(TENANT));
        let names = speaker_alias::Entity::find().filter(speaker_alias::Column::Tenant.eq(TENANT));
        let uses = claims.filter(claim::Column::ClaimantId.eq(id)).count(connection).await.map_err(db)?
            + mentions.filter(mention::Column::SpeakerId.eq(id)).count(connection).await.map_err(db)?
            + names.filter(speaker_alias::Column::SpeakerId.eq(id)).count(connection).await.map_err(db)?;
        if uses > 0 {
            let why = "it was named elsewhere since; take that back first".to_owned();
            return Err(StoreError::FilingRefused { handle: change.handle, why });
        }
        let gone = speaker::Entity::delete_many()
            .filter(speaker::Column::Tenant.eq(TENANT))
            .filter(speaker::Column::Id.eq(id))
            .filter(speaker::Column::Name.eq(text(&change.name)));
        one(gone.exec(connection).await.map_err(db)?.rows_affected, change.handle)?;
        counted.remove(speaker_row(change).digest());
    }
    Ok(())
}

async fn make_claim<C: ConnectionTrait>(
    connection: &C,
    change: &ClaimChange,
    after: &Proposition,
) -> Result<(), StoreError> {
    let row = claim::Model {
        tenant: TENANT,
        id: change.claim.0,
        handle: i64::from(change.handle.number),
        claimant_id: after.claimant.map(|id| id.0),
        wording: text(&after.wording),
        fingerprint: fingerprint(after),
        worth: 0.0,
        revision: i64::from(change.revision),
        first_published_day: None,
        is_open: true,
        said_status: after.claimant.map(|_| "unverified".to_owned()),
        said_by: None,
        said_at: None,
        said_reason: None,
        fact_status: "unverified".to_owned(),
        fact_by: None,
        fact_at: None,
        fact_reason: None,
    };
    insert_rows::<claim::Entity, _>(connection, [row]).await
}

fn fingerprint(said: &Proposition) -> Vec<u8> {
    ContentHash::of(normal_form(&said.wording).as_bytes()).0.to_vec()
}

async fn change_mention<C: ConnectionTrait>(connection: &C, change: &MentionChange) -> Result<(), StoreError> {
    match (&change.before, &change.after) {
        (None, Some(after)) => insert_rows::<mention::Entity, _>(connection, [row(change, after)?]).await,
        (Some(before), None) => {
            let gone = mention::Entity::delete_many().filter(is(&row(change, before)?));
            one(gone.exec(connection).await.map_err(db)?.rows_affected, change.document_handle)
        }
        (Some(before), Some(after)) => {
            let now = row(change, after)?;
            let update = mention::Entity::update_many()
                .col_expr(mention::Column::ClaimId, now.claim_id.into())
                .col_expr(mention::Column::SpeakerId, now.speaker_id.into())
                .col_expr(mention::Column::Voice, now.voice.into())
                .col_expr(mention::Column::Confidence, now.confidence.into())
                .col_expr(mention::Column::Worth, now.worth.into())
                .col_expr(mention::Column::Payload, now.payload.into())
                .filter(is(&row(change, before)?));
            one(update.exec(connection).await.map_err(db)?.rows_affected, change.document_handle)
        }
        (None, None) => Ok(()),
    }
}

/// Makes the row of one side of a change.
fn row(change: &MentionChange, side: &FiledMention) -> Result<mention::Model, StoreError> {
    let bad = |why: String| damaged("event", change.document_handle, "payload", why);
    let (columns, payload) = take_apart(&side.record).map_err(bad)?;
    Ok(mention::Model {
        tenant: TENANT,
        id: change.mention.0,
        document_id: change.document.0,
        number: i64::from(change.number),
        claim_id: side.claim.0,
        speaker_id: side.speaker.map(|id| id.0),
        voice: columns.voice.as_str().to_owned(),
        confidence: columns.confidence,
        worth: columns.worth,
        payload,
    })
}

/// Finds the mention as it was, in no other state.
fn is(row: &mention::Model) -> Condition {
    let speaker = match row.speaker_id {
        Some(id) => mention::Column::SpeakerId.eq(id),
        None => mention::Column::SpeakerId.is_null(),
    };
    Condition::all()
        .add(mention::Column::Tenant.eq(TENANT))
        .add(mention::Column::Id.eq(row.id))
        .add(mention::Column::ClaimId.eq(row.claim_id))
        .add(speaker)
        .add(mention::Column::Voice.eq(row.voice.clone()))
        .add(mention::Column::Payload.eq(row.payload.clone()))
}

fn one(rows: u64, handle: Handle) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::FilingConflict { handle }) }
}

/// Takes away what was proposed of claims that say something else now, all of those that go, and what was confirmed of one that
/// becomes part of the other.
async fn take_pairs_away<C: ConnectionTrait>(
    connection: &C,
    filing: &Filing,
    counted: &mut Tally,
) -> Result<(), StoreError> {
    let in_state = |state: ProposalState| claim_pair::Column::State.eq(state.as_str());
    let both = |pair: &ClaimPair| {
        let (a, b) = (claim_pair::Column::A.eq(pair.a.0), claim_pair::Column::B.eq(pair.b.0));
        Condition::all().add(a).add(b).add(in_state(pair.state))
    };
    let gone: Vec<Uuid> = filing.claims.iter().filter(|c| c.after.is_none()).map(|c| c.claim.0).collect();
    let of_gone =
        [claim_pair::Column::A, claim_pair::Column::B].map(|side| Condition::all().add(side.is_in(gone.clone())));
    let of_gone = of_gone.map(|which| which.add(in_state(ProposalState::Proposed)));
    for which in filing.pairs_before.iter().map(both).chain(of_gone) {
        let which = which.add(claim_pair::Column::Tenant.eq(TENANT));
        for row in claim_pair::Entity::find().filter(which.clone()).all(connection).await.map_err(db)? {
            counted.remove(row.digest);
        }
        claim_pair::Entity::delete_many().filter(which).exec(connection).await.map_err(db)?;
    }
    Ok(())
}

/// Finds a claim that says what it said before, at the revision before.
fn stands(change: &ClaimChange, before: &Proposition) -> Condition {
    let claimant = match before.claimant {
        Some(id) => claim::Column::ClaimantId.eq(id.0),
        None => claim::Column::ClaimantId.is_null(),
    };
    Condition::all()
        .add(claim::Column::Tenant.eq(TENANT))
        .add(claim::Column::Id.eq(change.claim.0))
        .add(claim::Column::Revision.eq(i64::from(change.revision) - 1))
        .add(claim::Column::Wording.eq(text(&before.wording)))
        .add(claimant)
}

async fn change_claim<C: ConnectionTrait>(
    connection: &C,
    change: &ClaimChange,
    before: &Proposition,
    after: &Proposition,
) -> Result<(), StoreError> {
    let mut update = claim::Entity::update_many()
        .col_expr(claim::Column::Revision, i64::from(change.revision).into())
        .filter(stands(change, before));
    if before != after {
        refuse_decided(connection, change, before, after).await?;
        update = update
            .col_expr(claim::Column::Wording, text(&after.wording).into())
            .col_expr(claim::Column::Fingerprint, fingerprint(after).into())
            .col_expr(claim::Column::ClaimantId, after.claimant.map(|id| id.0).into());
    }
    if before.claimant.is_some() != after.claimant.is_some() {
        let fact = Expr::case(claim::Column::FactStatus.is_in(OPEN), true).finally(false);
        let (said, is_open): (Option<&str>, SimpleExpr) = match after.claimant {
            Some(_) => (Some("unverified"), true.into()),
            None => (None, fact.into()),
        };
        update = update.col_expr(claim::Column::SaidStatus, said.into()).col_expr(claim::Column::IsOpen, is_open);
    }
    one(update.exec(connection).await.map_err(db)?.rows_affected, change.handle)
}

/// Refuses to change under a decision what was decided on.
async fn refuse_decided<C: ConnectionTrait>(
    connection: &C,
    change: &ClaimChange,
    before: &Proposition,
    after: &Proposition,
) -> Result<(), StoreError> {
    let id = (TENANT, change.claim.0);
    let Some(row) = claim::Entity::find_by_id(id).one(connection).await.map_err(db)? else {
        return Err(StoreError::FilingConflict { handle: change.handle });
    };
    let is_open = |status: &str| OPEN.contains(&status);
    let said = row.said_status.as_deref().unwrap_or("unverified");
    let why = if before.wording != after.wording && !(is_open(said) && is_open(&row.fact_status)) {
        "it was decided on as it is worded; set it to unverified first, or split the mention off"
    } else if before.claimant != after.claimant && !is_open(said) {
        "it was decided whether its speaker said so; set said to unverified first"
    } else if before.claimant.is_some() && after.claimant.is_none() && said != "unverified" {
        "whether its speaker said so was decided once, and the claim would lose that; take the decision back with undo first"
    } else {
        return Ok(());
    };
    Err(StoreError::FilingRefused { handle: change.handle, why: why.to_owned() })
}

/// Refuses to change under a review what its opinions are about. A place added to a claim leaves its words as they are.
///
/// By now the claims are locked, so that nobody proposes anything beside this.
async fn refuse_reviewed<C: ConnectionTrait>(connection: &C, filing: &Filing) -> Result<(), StoreError> {
    let leaves_words = |change: &ClaimChange| filing.kind == FilingKind::Added && change.before == change.after;
    for change in filing.claims.iter().filter(|change| change.before.is_some() && !leaves_words(change)) {
        let row = work::Entity::find_by_id((TENANT, change.claim.0)).one(connection).await.map_err(db)?;
        let handle = change.handle;
        let open = match row.and_then(|row| WorkKind::parse(&row.state)) {
            Some(WorkKind::Proposed) => format!("'onrecord release {handle}' withdraws the proposal"),
            Some(WorkKind::SecondReview) => format!(
                "it is settled with 'onrecord second' or 'onrecord adjudicate', or taken up anew with 'onrecord reopen {handle}'"
            ),
            _ => continue,
        };
        let why = format!("people gave their opinions on it as it is now; {open} first");
        return Err(StoreError::FilingRefused { handle, why });
    }
    Ok(())
}

/// Takes a claim away that no mention makes any more and on which nobody worked.
async fn take_claim_away<C: ConnectionTrait>(connection: &C, change: &ClaimChange) -> Result<(), StoreError> {
    if let Some(why) = worked_on(connection, change).await? {
        return Err(StoreError::FilingRefused { handle: change.handle, why });
    }
    lease::Entity::delete_many()
        .filter(lease::Column::Tenant.eq(TENANT))
        .filter(lease::Column::ClaimId.eq(change.claim.0))
        .exec(connection)
        .await
        .map_err(db)?;
    let gone = claim::Entity::delete_many()
        .filter(claim::Column::Tenant.eq(TENANT))
        .filter(claim::Column::Id.eq(change.claim.0))
        .filter(claim::Column::Revision.eq(i64::from(change.revision) - 1));
    one(gone.exec(connection).await.map_err(db)?.rows_affected, change.handle)
}

/// Says what people did to a claim that keeps it from going; `None` when nothing.
async fn worked_on<C: ConnectionTrait>(connection: &C, change: &ClaimChange) -> Result<Option<String>, StoreError> {
    let id = change.claim.0;
    let Some(row) = claim::Entity::find_by_id((TENANT, id)).one(connection).await.map_err(db)? else {
        return Err(StoreError::FilingConflict { handle: change.handle });
    };
    let mentions = mention::Entity::find().filter(mention::Column::Tenant.eq(TENANT));
    let evidence = evidence::Entity::find().filter(evidence::Column::Tenant.eq(TENANT));
    let work = work::Entity::find().filter(work::Column::Tenant.eq(TENANT));
    let pairs = claim_pair::Entity::find().filter(claim_pair::Column::Tenant.eq(TENANT));
    let either = Condition::any().add(claim_pair::Column::A.eq(id)).add(claim_pair::Column::B.eq(id));
    let what = if row.said_status.is_some_and(|said| said != "unverified") || row.fact_status != "unverified" {
        "it was decided"
    } else if evidence.filter(evidence::Column::ClaimId.eq(id)).count(connection).await.map_err(db)? > 0 {
        "evidence was brought forward on it"
    } else if work.filter(work::Column::ClaimId.eq(id)).count(connection).await.map_err(db)? > 0 {
        "people had it in their hands"
    } else if pairs.filter(either).count(connection).await.map_err(db)? > 0 {
        "people decided what says the same ('onrecord match list' of it); take that back with 'onrecord undo' first"
    } else if mentions.filter(mention::Column::ClaimId.eq(id)).count(connection).await.map_err(db)? > 0 {
        "other places make it as well"
    } else {
        return Ok(None);
    };
    Ok(Some(format!("it would be no claim any more, but {what}")))
}
