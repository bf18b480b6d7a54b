//! What a person writes down about a piece of evidence.

use chrono::{DateTime, TimeDelta, Utc};
use onrecord_model::{
    Basis, Citation, ContentHash, Evidence, Handle, HandleKind, Independence, Keeping, Published, Quote, Reason,
    Snapshot, SourceClass, Stance, Target,
};
use onrecord_store::Tx;

use super::source::{cited_text, locate};
use crate::AppError;
use crate::error::expect_kind;

/// How far the clocks of two machines may be apart.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// Where a source is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// At an address of the web.
    Url(String),
    /// Away from the net.
    Offline(String),
    /// In a document that is stored here.
    Document(Handle),
}

/// A file that holds a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as given.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is written down about evidence; what is `None` is left as it is, or is not known when evidence is added.
#[derive(Clone, Debug, Default)]
pub struct EvidenceDraft {
    /// The target it bears on; when evidence is added `None` means the only one that the claim has.
    pub target: Option<Target>,
    /// What it does to the target; when evidence is added it must be given.
    pub stance: Option<Stance>,
    /// The words it rests on, as they stand in the source but for white space and the style of quotation marks.
    pub quote: Option<String>,
    /// Which of several places with those words, from 1.
    pub nth: Option<usize>,
    /// Where it is found; when evidence is added `None` means the file alone.
    pub cited: Option<Cited>,
    /// The file of which a copy is kept.
    pub file: Option<SourceFile>,
    /// Address of a copy in an outside archive.
    pub link: Option<String>,
    /// Why no copy is needed.
    pub waived: Option<Reason>,
    /// When it was looked up; when a file is given `None` means now.
    pub retrieved_at: Option<DateTime<Utc>>,
    /// The time that what it says refers to.
    pub as_of: Option<Published>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Whose word it is.
    pub speaker: Option<String>,
    /// How near it is to what it tells of; when evidence is added `None` means secondary.
    pub class: Option<SourceClass>,
    /// What it rests on; when evidence is added `None` means that it does not say.
    pub basis: Option<Basis>,
    /// What is said of its independence, added to what was said before.
    pub independence: Vec<Independence>,
    /// The stake it has.
    pub interest: Option<String>,
    /// A note for the desk.
    pub note: Option<String>,
    /// Whether it must not leave the desk.
    pub confidential: Option<bool>,
    /// Confirms stale evidence as it stands.
    pub confirm: bool,
}

impl EvidenceDraft {
    /// Makes new evidence on `target`.
    pub(super) async fn new_evidence(&self, tx: &Tx, target: Target, now: DateTime<Utc>) -> Result<Evidence, AppError> {
        let missing = |what: &str| AppError::Invalid(format!("say {what}"));
        let stance = self.stance.ok_or_else(|| missing("what it does: --stance supports, refutes or context"))?;
        let citation = match (&self.cited, &self.file) {
            (Some(cited), _) => citation(tx, cited).await?,
            (None, Some(file)) => Citation::Offline(file.path.clone()),
            (None, None) => return Err(missing("where it is found: --url, --doc, --cite or --file")),
        };
        let blank = Evidence {
            target,
            stance,
            quote: None,
            citation,
            keeping: Keeping::default(),
            retrieved_at: None,
            as_of: None,
            publisher: None,
            speaker: None,
            class: SourceClass::Secondary,
            basis: Basis::None,
            independence: Vec::new(),
            interest: None,
            stale: None,
            last_seen: None,
            note: None,
            confidential: false,
        };
        self.changed(tx, &blank, now).await
    }

    /// Makes of evidence what the draft says.
    pub(super) async fn changed(&self, tx: &Tx, before: &Evidence, now: DateTime<Utc>) -> Result<Evidence, AppError> {
        self.check()?;
        if let Some(at) = self.retrieved_at.filter(|at| *at > now + AHEAD) {
            return Err(AppError::Invalid(format!(
                "{} lies ahead: nothing was looked up then",
                at.format("%Y-%m-%d %H:%M")
            )));
        }
        let mut evidence = before.clone();
        if let Some(cited) = &self.cited {
            evidence.citation = citation(tx, cited).await?;
        }
        self.put_words(&mut evidence);
        self.put_keeping(&mut evidence, now);
        if self.quote.is_some() || self.file.is_some() || self.cited.is_some() {
            let words = self.quote.clone().or_else(|| evidence.quote.as_ref().map(|quote| quote.exact.clone()));
            evidence.quote = self.located(tx, &evidence, words).await?;
            // What gave way stays so until the source is read again; the next check looks at it afresh.
            evidence.last_seen = None;
        }
        // The words were found above in the copy that is made now.
        if self.confirm || self.file.is_some() {
            evidence.stale = None;
        }
        Ok(evidence)
    }

    /// Keeps the bytes of the file.
    pub(super) async fn keep_copy(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<(), AppError> {
        if let Some(file) = &self.file {
            tx.keep_snapshot(ContentHash::of(&file.bytes), &file.bytes, now).await?;
        }
        Ok(())
    }

    fn check(&self) -> Result<(), AppError> {
        let addresses = [
            self.link.as_ref(),
            match &self.cited {
                Some(Cited::Url(url)) => Some(url),
                _ => None,
            },
        ];
        // What stands before the @ would be printed.
        let signs_in = |url: &&String| {
            let host = url.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
            host.is_some_and(|host| host.contains('@'))
        };
        if let Some(bad) = addresses.into_iter().flatten().find(signs_in) {
            return Err(AppError::Invalid(format!(
                "{bad:?} names a user before an @, which readers would see; leave that out"
            )));
        }
        let plain = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
        if let Some(bad) = addresses.into_iter().flatten().find(|url| !plain(url)) {
            return Err(AppError::Invalid(format!("{bad:?} is no address: it must start with https:// or http://")));
        }
        if self.nth.is_some() && self.quote.is_none() {
            return Err(AppError::Invalid("--nth says which place of --quote; give both".to_owned()));
        }
        Ok(())
    }

    fn put_words(&self, evidence: &mut Evidence) {
        fn put<T: Clone>(slot: &mut T, value: Option<&T>) {
            if let Some(value) = value {
                slot.clone_from(value);
            }
        }
        let put_text = |slot: &mut Option<String>, value: &Option<String>| {
            if let Some(value) = value {
                // A blank takes it out.
                *slot = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            }
        };
        put(&mut evidence.target, self.target.as_ref());
        put(&mut evidence.stance, self.stance.as_ref());
        put(&mut evidence.class, self.class.as_ref());
        put(&mut evidence.basis, self.basis.as_ref());
        put(&mut evidence.confidential, self.confidential.as_ref());
        put_text(&mut evidence.publisher, &self.publisher);
        put_text(&mut evidence.speaker, &self.speaker);
        put_text(&mut evidence.interest, &self.interest);
        put_text(&mut evidence.note, &self.note);
        evidence.as_of = self.as_of.or(evidence.as_of);
        for one in &self.independence {
            evidence.independence.retain(|before| before.of != one.of);
            evidence.independence.push(one.clone());
        }
        evidence.independence.sort_by_key(|one| one.of);
    }

    fn put_keeping(&self, evidence: &mut Evidence, now: DateTime<Utc>) {
        if let Some(file) = &self.file {
            let hash = ContentHash::of(&file.bytes);
            evidence.keeping.snapshot = Some(Snapshot { hash, path: file.path.clone() });
            evidence.retrieved_at = Some(now);
        }
        if let Some(link) = &self.link {
            evidence.keeping.link = Some(link.clone());
        }
        if let Some(why) = &self.waived {
            evidence.keeping.waived = Some(why.clone());
        }
        evidence.retrieved_at = self.retrieved_at.or(evidence.retrieved_at);
    }

    /// Finds the words in their source; where no text of it is at hand they are taken as given.
    async fn located(&self, tx: &Tx, evidence: &Evidence, words: Option<String>) -> Result<Option<Quote>, AppError> {
        let Some(words) = words else { return Ok(None) };
        match cited_text(tx, evidence, self.file.as_ref()).await? {
            Some(text) => locate(&text, &words, self.nth, &source_name(evidence, self.file.as_ref())).map(Some),
            None if words.trim().is_empty() => Ok(None),
            None => Ok(Some(Quote { exact: words, ..Quote::default() })),
        }
    }
}

fn source_name(evidence: &Evidence, file: Option<&SourceFile>) -> String {
    match (file, &evidence.citation, &evidence.keeping.snapshot) {
        (Some(file), ..) => file.path.clone(),
        (None, Citation::Document { handle, .. }, _) => handle.to_string(),
        (None, _, Some(kept)) => format!("the copy kept of {}", kept.path),
        (None, Citation::Url(place) | Citation::Offline(place), None) => place.clone(),
    }
}

async fn citation(tx: &Tx, cited: &Cited) -> Result<Citation, AppError> {
    Ok(match cited {
        Cited::Url(url) => Citation::Url(url.clone()),
        Cited::Offline(place) => Citation::Offline(place.clone()),
        Cited::Document(handle) => {
            let handle = expect_kind(*handle, HandleKind::Document)?;
            let document = tx.document(handle).await?.ok_or(AppError::NotFound { handle })?;
            Citation::Document { id: document.id, handle }
        }
    })
}
