//! The speakers of a batch.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Alias, Attributed, ContentHash, Handle, HandleKind, Mention, Speaker, SpeakerId};
use onrecord_store::Tx;
use onrecord_text::{Text, folded_name};

use super::Placed;
use super::claims::{fingerprint, wording};
use crate::{AppError, Desk};

/// Which speaker a mention has: the document's place in the batch and the mention's place in the document.
pub(super) type SpeakerOf = BTreeMap<(usize, usize), SpeakerId>;

/// What makes two names one speaker at the start; people merge and split from there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A name that stands for the same person or body wherever it is printed.
    Everywhere(String),
    /// A bare surname, or a body without a name of its own: the same within one article, whatever its version, and in what is copied from it; nobody knows beyond.
    /// With the place in the batch of the first version there.
    InArticle(usize, String),
}

/// Which names of a batch are one speaker's.
struct Keys {
    /// For each document the place of the first one that is a version of the same article.
    firsts: Vec<usize>,
    /// Bare surnames of copies, and those in the batch that they are copied from.
    copied: BTreeMap<Key, Key>,
}

impl Keys {
    fn of(placed: &[Placed<'_>], copies: &[Option<Handle>]) -> Self {
        let mut first = BTreeMap::new();
        let firsts = placed.iter().enumerate().map(|(at, one)| *first.entry(one.article).or_insert(at)).collect();
        let mut keys = Keys { firsts, copied: BTreeMap::new() };
        for (at, copy) in placed.iter().enumerate().filter(|(_, one)| one.version == 1) {
            let original = copies[at].and_then(|of| placed[..at].iter().position(|one| one.handle == of));
            if let Some(from) = original {
                keys.copy((at, copy), (from, &placed[from]));
            }
        }
        keys
    }

    /// Makes whom a copy calls by a bare surname the one whom its original calls so, where both let them say the same words.
    fn copy(&mut self, (at, copy): (usize, &Placed<'_>), (from, original): (usize, &Placed<'_>)) {
        let said: BTreeSet<Said> = bare(original).collect();
        for (name, _) in bare(copy).filter(|one| said.contains(one)) {
            let known = self.resolved(Key::InArticle(self.firsts[from], name.clone()));
            self.copied.insert(Key::InArticle(self.firsts[at], name), known);
        }
    }

    fn resolved(&self, key: Key) -> Key {
        self.copied.get(&key).cloned().unwrap_or(key)
    }

    /// A name of several words, or an acronym, names the same speaker everywhere; a bare surname does not.
    fn key(&self, document: usize, who: &Attributed) -> Key {
        let form = folded_name(&who.name);
        if is_bare(&who.name) {
            self.resolved(Key::InArticle(self.firsts[document], form))
        } else {
            Key::Everywhere(form)
        }
    }
}

/// A bare surname as names are compared, and the words it is credited with.
type Said = (String, ContentHash);

fn is_bare(name: &str) -> bool {
    let is_acronym = name.chars().count() > 1 && !name.chars().any(char::is_lowercase);
    !folded_name(name).contains(' ') && !is_acronym
}

/// Lists what an article credits to bare surnames and to bodies without names of their own.
fn bare(placed: &Placed<'_>) -> impl Iterator<Item = Said> {
    let text = &placed.analysed.article.text;
    placed.analysed.mentions.iter().filter_map(|mention| said(text, mention))
}

fn said(text: &Text, mention: &Mention) -> Option<Said> {
    let name = &mention.speaker.as_ref().filter(|who| is_bare(&who.name))?.name;
    Some((folded_name(name), fingerprint(&wording(text, mention))))
}

impl Desk {
    /// Finds the speakers of a batch, makes those that are missing and proposes their aliases.
    ///
    /// `copies` names for each document the earliest one it is a copy of.
    pub(super) async fn place_speakers(
        &self,
        tx: &mut Tx,
        placed: &[Placed<'_>],
        copies: &[Option<Handle>],
    ) -> Result<SpeakerOf, AppError> {
        let keys = Keys::of(placed, copies);
        let wanted = wanted(placed, &keys);
        let mut ids = stored(tx, &wanted).await?;
        ids.extend(copied(tx, placed, copies).await?);
        ids.extend(earlier(tx, placed, &wanted).await?);
        let missing: Vec<&Key> = wanted.keys().filter(|key| !ids.contains_key(*key)).collect();
        if !missing.is_empty() {
            let first = tx.next_handles(HandleKind::Speaker, missing.len() as u32).await?;
            let made: Vec<Speaker> =
                (first..).zip(&missing).map(|(number, key)| self.new_speaker(number, &wanted[*key].name)).collect();
            tx.insert_speakers(&made).await?;
            ids.extend(missing.into_iter().cloned().zip(made.iter().map(|s| s.id)));
        }
        tx.propose_aliases(&proposals(placed, &keys, &ids)).await?;
        Ok(credited(placed).filter_map(|(place, who)| Some((place, *ids.get(&keys.key(place.0, who))?))).collect())
    }

    fn new_speaker(&self, number: u32, name: &str) -> Speaker {
        Speaker {
            id: SpeakerId(self.next_id()),
            handle: Handle::speaker(number),
            name: name.to_owned(),
            aliases: Vec::new(),
        }
    }
}

fn credited<'a>(placed: &'a [Placed<'_>]) -> impl Iterator<Item = ((usize, usize), &'a Attributed)> {
    placed.iter().enumerate().flat_map(|(at, p)| {
        let mentions = p.analysed.mentions.iter().enumerate();
        mentions.filter_map(move |(n, mention)| mention.speaker.as_ref().map(|who| ((at, n), who)))
    })
}

fn wanted<'a>(placed: &'a [Placed<'_>], keys: &Keys) -> BTreeMap<Key, &'a Attributed> {
    let mut wanted = BTreeMap::new();
    for ((at, _), who) in credited(placed) {
        wanted.entry(keys.key(at, who)).or_insert(who);
    }
    wanted
}

/// Finds whom stored articles call by the bare surnames of copies of theirs, where both let them say the same words.
async fn copied(
    tx: &Tx,
    placed: &[Placed<'_>],
    copies: &[Option<Handle>],
) -> Result<BTreeMap<Key, SpeakerId>, AppError> {
    let mut ids = BTreeMap::new();
    let is_stored = |of: &Handle| placed.iter().all(|one| one.handle != *of);
    for (at, copy) in placed.iter().enumerate().filter(|(_, one)| one.version == 1) {
        let asked: BTreeSet<Said> = bare(copy).collect();
        let Some(of) = copies[at].filter(|of| is_stored(of) && !asked.is_empty()) else { continue };
        let Some(original) = tx.document(of).await? else { continue };
        for stored in tx.mentions(&original).await? {
            let same = said(&original.article.text, &stored.mention).filter(|one| asked.contains(one));
            if let Some(((name, _), id)) = same.zip(stored.speaker) {
                ids.entry(Key::InArticle(at, name)).or_insert(id);
            }
        }
    }
    Ok(ids)
}

/// Finds whom the versions that are stored already call by the bare surnames of a batch; the latest version is asked first.
async fn earlier(
    tx: &Tx,
    placed: &[Placed<'_>],
    wanted: &BTreeMap<Key, &Attributed>,
) -> Result<BTreeMap<Key, SpeakerId>, AppError> {
    let surnames = wanted.keys().filter_map(|key| match key {
        Key::InArticle(first, form) if placed[*first].version > 1 => Some((*first, form)),
        Key::InArticle(..) | Key::Everywhere(_) => None,
    });
    let mut asked: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
    surnames.for_each(|(first, form)| asked.entry(first).or_default().push(form));
    let mut ids = BTreeMap::new();
    for (first, forms) in asked {
        let mut versions = tx.versions_of(placed[first].article).await?;
        versions.sort_by_key(|version| std::cmp::Reverse(version.version));
        for version in versions {
            let Some(document) = tx.document_by_id(version.id).await? else { continue };
            for stored in tx.mentions(&document).await? {
                let name = stored.mention.speaker.as_ref().map(|who| folded_name(&who.name));
                if let Some((form, id)) = name.filter(|name| forms.contains(&name)).zip(stored.speaker) {
                    ids.entry(Key::InArticle(first, form)).or_insert(id);
                }
            }
        }
    }
    Ok(ids)
}

async fn stored(tx: &Tx, wanted: &BTreeMap<Key, &Attributed>) -> Result<BTreeMap<Key, SpeakerId>, AppError> {
    let everywhere = wanted.iter().filter(|(key, _)| matches!(key, Key::Everywhere(_)));
    let names: Vec<String> = everywhere.map(|(_, who)| who.name.clone()).collect();
    let mut ids = BTreeMap::new();
    for (name, speaker) in tx.speakers_by_name(&names).await? {
        // The first answer for a name is the speaker it is the name of; aliases come behind.
        ids.entry(Key::Everywhere(folded_name(&name))).or_insert(speaker.id);
    }
    Ok(ids)
}

fn proposals(placed: &[Placed<'_>], keys: &Keys, ids: &BTreeMap<Key, SpeakerId>) -> Vec<(SpeakerId, Alias)> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for ((at, _), who) in credited(placed) {
        let Some(id) = ids.get(&keys.key(at, who)) else { continue };
        for alias in &who.aliases {
            if seen.insert((*id, alias.name.clone())) {
                all.push((*id, alias.clone()));
            }
        }
    }
    all
}
