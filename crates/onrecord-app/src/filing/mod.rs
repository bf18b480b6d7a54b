//! Claims put right by hand: added, split, merged, their words and speakers corrected.

mod annotated;
mod bench;
mod gone;
mod pairs;
mod place;
mod speaker;

use std::num::NonZeroUsize;
use std::ops::Range;

use onrecord_model::{
    Action, ByHand, ClaimId, Document, Filing, FilingKind, HandWork, Handle, HandleKind, Mention, MentionId, Reason,
    Relation, Reviewer, SpeakerId, StatusKind,
};
use onrecord_store::{StoreError, StoredMention, Tx};
use onrecord_text::{Span, Text};

use crate::decide::conflict;
use crate::desk::retrying;
use crate::error::expect_kind;
use crate::ingest::fingerprint;
use crate::pairing::{compared, forbidden};
use crate::{AppError, Desk};

pub use annotated::Annotated;
use bench::{Bench, Place};
pub use place::{MentionRef, MentionRefError};
pub use speaker::Credit;

/// Words of a document, as a person points at them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, in reading order; several where something stands between them.
    pub quotes: Vec<String>,
    /// Which of several places, from 1; `None` when there must be only one. It is that of the first quote; the others are
    /// the nearest behind it.
    pub nth: Option<usize>,
}

/// What a person wants to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilingAsk {
    /// Add a mention that no engine found.
    Add {
        /// The document.
        document: Handle,
        /// What is claimed.
        words: Words,
        /// Who is credited.
        credit: Credit,
        /// The words that name who says it; `None` to look for the name near by.
        source: Option<String>,
    },
    /// Make mentions of a claim a claim of their own.
    Split {
        /// The claim.
        claim: Handle,
        /// The mentions that leave it.
        mentions: Vec<MentionRef>,
    },
    /// Make the mentions of claims mentions of another one.
    Merge {
        /// The claim that stays.
        into: Handle,
        /// The claims that become part of it.
        claims: Vec<Handle>,
    },
    /// Say which words a mention claims.
    Respan {
        /// The mention.
        mention: MentionRef,
        /// The words.
        words: Words,
    },
    /// Say who is credited with a claim, at all its places.
    AttributeClaim {
        /// The claim.
        claim: Handle,
        /// Who is credited.
        credit: Credit,
    },
    /// Say who is credited with a mention.
    AttributeMention {
        /// The mention.
        mention: MentionRef,
        /// Who is credited.
        credit: Credit,
        /// The words that name who says it; `None` to look for the name near by.
        source: Option<String>,
    },
}

/// A request to put claims right.
#[derive(Clone, Debug)]
pub struct FilingRequest {
    /// What is asked for.
    pub ask: FilingAsk,
    /// Who asks.
    pub by: Reviewer,
    /// Why.
    pub reason: Reason,
    /// The revision of the claim the person looked at; `None` whatever it is.
    pub if_revision: Option<u32>,
}

impl Desk {
    /// Puts claims right: the change and its log entry in one transaction; returns what changed. With `dry_run` nothing is
    /// written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::WrongKind`], [`AppError::Missing`] for words that do not stand in the text,
    /// [`AppError::Invalid`] and [`AppError::Ambiguous`] for what is not clear, [`AppError::Contrast`] and [`AppError::Unrelated`] for claims that rule R8
    /// forbids to merge, [`AppError::Conflict`], and [`AppError::Store`], among it
    /// [`StoreError::FilingRefused`] where a decision or evidence would lose what it is about.
    pub async fn put_right(&self, request: &FilingRequest, dry_run: bool) -> Result<Filing, AppError> {
        retrying!(self.put_right_once(request, dry_run))
    }

    async fn put_right_once(&self, request: &FilingRequest, dry_run: bool) -> Result<Filing, AppError> {
        let mut tx = self.store.begin().await?;
        let (kind, bench) = self.lay_out(&mut tx, request).await?;
        bench.refuse_unchanged()?;
        let filing = self.carry_out(&mut tx, bench.filing(kind)).await?;
        if dry_run {
            tx.rollback().await?;
            return Ok(filing);
        }
        let action = Action::FilingChanged { filing: filing.clone(), reason: request.reason.clone(), takes_back: None };
        self.enter(&mut tx, &request.by, action).await?;
        tx.commit().await?;
        Ok(filing)
    }

    /// Lays out the claims in question and changes them as asked.
    async fn lay_out(&self, tx: &mut Tx, request: &FilingRequest) -> Result<(FilingKind, Bench), AppError> {
        let mut bench = Bench::default();
        let kind = match &request.ask {
            FilingAsk::Add { document, words, credit, source } => {
                self.add(tx, &mut bench, request, (*document, words, credit, source.as_deref())).await?;
                FilingKind::Added
            }
            FilingAsk::Split { claim, mentions } => {
                self.split_off(tx, &mut bench, request, (*claim, mentions)).await?;
                FilingKind::Split
            }
            FilingAsk::Merge { into, claims } => {
                merge(tx, &mut bench, request, (*into, claims)).await?;
                FilingKind::Merged
            }
            FilingAsk::Respan { mention, words } => {
                self.respan(tx, &mut bench, request, (*mention, words)).await?;
                FilingKind::Respanned
            }
            FilingAsk::AttributeClaim { claim, credit } => {
                let claim = take_up(tx, &mut bench, request, *claim).await?;
                let all = bench.places_of(claim);
                self.attribute(tx, &mut bench, request, (&all, credit, None)).await?;
                FilingKind::Attributed
            }
            FilingAsk::AttributeMention { mention, credit, source } => {
                let one = take_mention(tx, &mut bench, request, *mention).await?;
                self.attribute(tx, &mut bench, request, (&[one], credit, source.as_deref())).await?;
                FilingKind::Attributed
            }
        };
        Ok((kind, bench))
    }

    async fn add(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        request: &FilingRequest,
        (handle, words, credit, source): (Handle, &Words, &Credit, Option<&str>),
    ) -> Result<(), AppError> {
        let handle = expect_kind(handle, HandleKind::Document)?;
        let document = tx.document(handle).await?.ok_or(AppError::NotFound { handle })?;
        let stored = tx.mentions(&document).await?;
        let content = place::words(&document.article.text, words, &handle.to_string())?;
        refuse_known((handle, &document.article.text), &content, &stored)?;
        let speaker = self.credited(tx, bench, credit).await?;
        let near = (content.as_slice(), source, speaker.as_ref());
        let source = place::source(&document.article.text, near, &handle.to_string())?;
        let pointed = onrecord_extract::Pointed { content, source, cue: None, is_credited: speaker.is_some() };
        let mut mention = self.pointed(&document, &pointed)?;
        mention.number = stored.iter().map(|stored| stored.mention.number).max().unwrap_or_default() + 1;
        mention.by_hand = Some(ByHand { work: HandWork::Added, by: request.by.clone() });
        mention.why = vec![format!("added by {}", request.by)];
        mention.speaker = speaker.as_ref().map(|who| speaker::attributed(who, &request.by));
        let who = speaker.map(|who| who.id);
        let (id, text) = (MentionId(self.next_id()), document.article.text.clone());
        let nobody = ClaimId(uuid::Uuid::nil());
        let now = StoredMention { id, claim: nobody, speaker: who, mention };
        bench.put(Place { document: document.id, handle, text, before: None, now: Some(now) });
        self.file_anew(tx, bench, id, who).await
    }

    /// Files a mention under the claim of its words and its speaker: one that is there, or a new one.
    async fn file_anew(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        mention: MentionId,
        claimant: Option<SpeakerId>,
    ) -> Result<(), AppError> {
        let Some(wording) = bench.wording_of(mention) else { return Ok(()) };
        let key = (claimant, fingerprint(&wording));
        let known = tx.claims_by_fingerprint(&[key]).await?.into_iter().next();
        let claim = match known {
            Some(claim) => bench.load(tx, claim).await?,
            None => self.claim_on(tx, bench, wording, claimant).await?,
        };
        bench.move_to(mention, claim);
        Ok(())
    }

    async fn claim_on(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        wording: String,
        claimant: Option<SpeakerId>,
    ) -> Result<ClaimId, AppError> {
        let handle = Handle::claim(tx.next_handles(HandleKind::Claim, 1).await?);
        Ok(bench.make(ClaimId(self.next_id()), handle, wording, claimant))
    }

    async fn split_off(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        request: &FilingRequest,
        (handle, mentions): (Handle, &[MentionRef]),
    ) -> Result<(), AppError> {
        let from = take_up(tx, bench, request, handle).await?;
        let mut leaving = Vec::new();
        for mention in mentions {
            let found = bench.find(from, *mention);
            leaving.push(found.ok_or_else(|| AppError::Missing(format!("{mention} is no mention of {handle}")))?);
        }
        let stay = bench.places_of(from).iter().any(|place| !leaving.contains(place));
        let Some(first) = leaving.first().copied().filter(|_| stay) else {
            let why =
                format!("one mention of {handle} has to stay, and one has to leave; it has {}", bench.named(from));
            return Err(AppError::Invalid(why));
        };
        let claimant = bench.claimant(from);
        let wording = bench.told_apart(first, from).unwrap_or_default();
        let key = (claimant, fingerprint(&wording));
        if let Some(known) = tx.claims_by_fingerprint(&[key]).await?.into_iter().next() {
            let why = format!(
                "{} has these words already; move the mentions there by merging, or split others off",
                known.handle
            );
            return Err(AppError::Invalid(why));
        }
        let to = self.claim_on(tx, bench, wording, claimant).await?;
        for mention in leaving {
            bench.move_to(mention, to);
        }
        Ok(())
    }

    async fn respan(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        request: &FilingRequest,
        (mention, words): (MentionRef, &Words),
    ) -> Result<(), AppError> {
        let id = take_mention(tx, bench, request, mention).await?;
        let handle = mention.document;
        let document = tx.document(handle).await?.ok_or(AppError::NotFound { handle })?;
        let content = place::words(&document.article.text, words, &handle.to_string())?;
        let Some(stored) = bench.now(id).cloned() else { return Ok(()) };
        let range = |span: &Span| span.bytes();
        let pointed = onrecord_extract::Pointed {
            content,
            source: stored.mention.source.as_ref().map(range),
            cue: stored.mention.cue.as_ref().map(range),
            is_credited: stored.mention.speaker.is_some() || stored.mention.source.is_some(),
        };
        let read = self.pointed(&document, &pointed)?;
        if read.content == stored.mention.content {
            return Err(AppError::Invalid(format!("{mention} has these words already")));
        }
        let by_hand = Some(worked(stored.mention.by_hand.as_ref(), HandWork::Respanned, &request.by));
        let (number, speaker) = (stored.mention.number, stored.mention.speaker.clone());
        let why = vec![format!("words put right by {}", request.by)];
        bench.set_mention(id, Mention { number, speaker, by_hand, why, ..read });
        self.reword(tx, bench, id).await
    }

    /// Gives a claim the words of its only mention, or files that mention where these words are claimed already.
    async fn reword(&self, tx: &mut Tx, bench: &mut Bench, mention: MentionId) -> Result<(), AppError> {
        let Some((claim, wording)) = bench.now(mention).map(|m| m.claim).zip(bench.wording_of(mention)) else {
            return Ok(());
        };
        if bench.places_of(claim).len() > 1 {
            return Ok(());
        }
        let claimant = bench.claimant(claim);
        let key = (claimant, fingerprint(&wording));
        let known = tx.claims_by_fingerprint(&[key]).await?.into_iter().find(|known| known.id != claim);
        match known {
            Some(known) => {
                let to = bench.load(tx, known).await?;
                bench.move_to(mention, to);
            }
            None => bench.say(claim, wording, claimant),
        }
        Ok(())
    }

    async fn attribute(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        request: &FilingRequest,
        (places, credit, source): (&[MentionId], &Credit, Option<&str>),
    ) -> Result<(), AppError> {
        let speaker = self.credited(tx, bench, credit).await?;
        let who = speaker.as_ref().map(|who| who.id);
        for id in places {
            let Some((text, handle, stored)) = bench.place(*id) else { continue };
            let content: Vec<Range<usize>> = stored.mention.content.iter().map(Span::bytes).collect();
            let found = place::source(&text, (&content, source, speaker.as_ref()), &handle.to_string())?;
            let mention = credited(stored.mention, &text, found, speaker.as_ref(), &request.by);
            bench.credit(*id, who, mention);
        }
        let Some(claim) = places.first().and_then(|id| bench.now(*id)).map(|stored| stored.claim) else {
            return Ok(());
        };
        if bench.claimant(claim) == who {
            let name = speaker.map_or_else(|| "nobody".to_owned(), |who| format!("{} ({})", who.name, who.handle));
            let why = format!("{} is credited to {name} already", bench.handle(claim));
            return Err(AppError::Invalid(why));
        }
        let leaves_others = bench.places_of(claim).len() > places.len();
        if let (true, [mention]) = (leaves_others, places) {
            return self.file_anew(tx, bench, *mention, who).await;
        }
        self.change_claimant(tx, bench, claim, who).await
    }

    /// Gives a claim another claimant, or moves its mentions to the claim that this one makes of the same words.
    async fn change_claimant(
        &self,
        tx: &mut Tx,
        bench: &mut Bench,
        claim: ClaimId,
        who: Option<SpeakerId>,
    ) -> Result<(), AppError> {
        let wording = match bench.places_of(claim).as_slice() {
            // A cue that is gone with its source is no part of the words any more.
            [only] => bench.wording_of(*only).unwrap_or_default(),
            _ => bench.wording(claim),
        };
        let known = tx.claims_by_fingerprint(&[(who, fingerprint(&wording))]).await?.into_iter().next();
        match known.filter(|known| known.id != claim) {
            Some(known) => {
                let to = bench.load(tx, known).await?;
                for place in bench.places_of(claim) {
                    bench.move_to(place, to);
                }
            }
            None => bench.say(claim, wording, who),
        }
        Ok(())
    }

    /// Reads voice, slots, times and worth of the words pointed at off the document.
    fn pointed(&self, document: &Document, pointed: &onrecord_extract::Pointed) -> Result<Mention, AppError> {
        crate::extraction::mention_at(self.engine, &document.article, pointed)
            .ok_or_else(|| AppError::Invalid("no words are pointed at".to_owned()))
    }

    /// Writes a change, then matches anew what says something else now; returns it with the pairs that came and went.
    async fn carry_out(&self, tx: &mut Tx, mut filing: Filing) -> Result<Filing, AppError> {
        let changed: Vec<ClaimId> = filing.claims.iter().filter(|c| c.before != c.after).map(|c| c.claim).collect();
        filing.pairs_before = pairs::proposed(tx, &changed).await?;
        filing.pairs_before.extend(pairs::absorbed(tx, &filing).await?);
        change(tx, &filing).await?;
        let fresh = pairs::fresh(tx, &changed, &filing.pairs_before).await?;
        let ids: Vec<ClaimId> = fresh.iter().map(|one| one.claim.id).collect();
        self.match_claims(tx, &fresh, NonZeroUsize::MIN).await?;
        filing.pairs_after = pairs::proposed(tx, &ids).await?;
        Ok(filing)
    }
}

/// Carries out a change; the loser of a race is told who was first.
pub(crate) async fn change(tx: &mut Tx, filing: &Filing) -> Result<(), AppError> {
    match tx.change_filing(filing).await {
        Err(StoreError::FilingConflict { handle }) if handle.kind == HandleKind::Claim => {
            let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
            let expected = filing.claims.iter().find(|change| change.handle == handle).map_or(0, |c| c.revision - 1);
            Err(conflict(tx, &claim, expected).await?)
        }
        other => Ok(other?),
    }
}

/// Puts the claim that is asked about on the bench.
async fn take_up(tx: &Tx, bench: &mut Bench, request: &FilingRequest, handle: Handle) -> Result<ClaimId, AppError> {
    let handle = expect_kind(handle, HandleKind::Claim)?;
    let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
    if let Some(seen) = request.if_revision.filter(|seen| *seen != claim.revision) {
        return Err(conflict(tx, &claim, seen).await?);
    }
    bench.load(tx, claim).await
}

/// Puts the claim of the mention that is asked about on the bench.
async fn take_mention(
    tx: &Tx,
    bench: &mut Bench,
    request: &FilingRequest,
    mention: MentionRef,
) -> Result<MentionId, AppError> {
    let handle = mention.document;
    let document = tx.document(handle).await?.ok_or(AppError::NotFound { handle })?;
    let mentions = tx.mentions(&document).await?;
    let found = mentions.iter().find(|stored| stored.mention.number == mention.number);
    let stored = found.ok_or_else(|| AppError::Missing(place::no_mention(mention, mentions.len())))?;
    let claims = tx.claims(&[stored.claim]).await?;
    let claim = claims.into_iter().next().ok_or(AppError::NotFound { handle })?;
    take_up(tx, bench, request, claim.handle).await?;
    Ok(stored.id)
}

async fn merge(
    tx: &mut Tx,
    bench: &mut Bench,
    request: &FilingRequest,
    (into, claims): (Handle, &[Handle]),
) -> Result<(), AppError> {
    let into_id = take_up(tx, bench, request, into).await?;
    let stays = bench.claim(into_id).cloned().ok_or(AppError::NotFound { handle: into })?;
    for handle in claims {
        let handle = expect_kind(*handle, HandleKind::Claim)?;
        let claim = tx.claim(handle).await?.ok_or(AppError::NotFound { handle })?;
        if claim.id == into_id {
            return Err(AppError::SameClaim { handle });
        }
        if claim.claimant != stays.claimant {
            let credit = match stays.claimant {
                Some(who) => format!(
                    "--to {}",
                    tx.speakers_by_id(&[who])
                        .await?
                        .first()
                        .map_or_else(|| "…".to_owned(), |who| who.handle.to_string())
                ),
                None => "--nobody".to_owned(),
            };
            return Err(AppError::OtherSpeaker { into, claim: claim.handle, credit });
        }
        let (a, b) = if stays.handle < claim.handle { (&stays, &claim) } else { (&claim, &stays) };
        let pair = compared(tx, a, b).await?;
        if !pair.may_match(false) {
            return Err(forbidden(&pair, a.handle, b.handle));
        }
        let is_decided = stays.statuses.iter().any(|(_, status)| status.kind() != StatusKind::Unverified);
        if is_decided && !matches!(pair.relation, Relation::Repeats | Relation::Rewords) {
            return Err(AppError::DecidedOther { into, claim: claim.handle, relation: pair.relation });
        }
        let from = bench.load(tx, claim).await?;
        for mention in bench.places_of(from) {
            bench.move_to(mention, into_id);
        }
    }
    Ok(())
}

/// Refuses to add what is a mention already, be it with another full stop or without the marks round it.
fn refuse_known(
    (document, text): (Handle, &Text),
    content: &[Range<usize>],
    stored: &[StoredMention],
) -> Result<(), AppError> {
    let Some(number) = known(text, content, stored) else { return Ok(()) };
    let what = MentionRef { document, number };
    Err(AppError::Invalid(format!(
        "these words are a mention already: {what}; 'onrecord claim attribute {what}' says who is credited, 'onrecord claim respan {what}' which words are claimed"
    )))
}

/// Returns the number of the mention of just these words, whatever marks stand round them; `None` when there is none.
fn known(text: &Text, content: &[Range<usize>], stored: &[StoredMention]) -> Option<u32> {
    let core = |range: &Range<usize>| {
        let words = text.as_str().get(range.clone()).unwrap_or_default();
        let inner = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = range.end - inner.len();
        start..start + inner.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
    };
    let asked: Vec<Range<usize>> = content.iter().map(core).collect();
    let same =
        |stored: &&StoredMention| stored.mention.content.iter().map(|span| core(&span.bytes())).eq(asked.clone());
    stored.iter().find(same).map(|known| known.mention.number)
}

/// Says who worked on a mention by hand: what a person added was found by no engine, whatever is put right on it since, which the
/// log tells.
fn worked(before: Option<&ByHand>, work: HandWork, by: &Reviewer) -> ByHand {
    match before {
        Some(added) if added.work == HandWork::Added => added.clone(),
        _ => ByHand { work, by: by.clone() },
    }
}

/// Credits a mention to somebody else, or to nobody.
fn credited(
    mention: Mention,
    text: &Text,
    source: Option<Range<usize>>,
    speaker: Option<&onrecord_model::Speaker>,
    by: &Reviewer,
) -> Mention {
    use onrecord_model::Voice;
    let span = source.and_then(|range| text.span(range).ok());
    let by_hand = Some(worked(mention.by_hand.as_ref(), HandWork::Attributed, by));
    let voice = match (mention.voice, speaker) {
        (Voice::Indirect, None) => Voice::Own,
        (Voice::Own, Some(_)) => Voice::Indirect,
        (voice, _) => voice,
    };
    let cue = mention.cue.filter(|_| speaker.is_some());
    let attributed = speaker.map(|who| speaker::attributed(who, by));
    Mention { voice, source: span, cue, speaker: attributed, by_hand, ..mention }
}
