//! The speakers of a batch.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{Alias, Attributed, Handle, HandleKind, Speaker, SpeakerId};
use onrecord_store::Tx;
use onrecord_text::folded_name;

use super::Placed;
use crate::{AppError, Desk};

/// Which speaker a mention has: the document's place in the batch and the mention's place in the document.
pub(super) type SpeakerOf = BTreeMap<(usize, usize), SpeakerId>;

/// What makes two names one speaker at the start; people merge and split from there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A name that stands for the same person or body wherever it is printed.
    Everywhere(String),
    /// A bare surname: the same person within one article, whatever its version; nobody knows beyond it. With the place in the batch
    /// of the first version there.
    InArticle(usize, String),
}

/// Returns for each document of a batch the place of the first one there that is a version of the same article.
fn firsts(placed: &[Placed<'_>]) -> Vec<usize> {
    let mut first = BTreeMap::new();
    placed.iter().enumerate().map(|(at, one)| *first.entry(one.article).or_insert(at)).collect()
}

impl Desk {
    /// Finds the speakers of a batch, makes those that are missing and proposes their aliases.
    pub(super) async fn place_speakers(&self, tx: &mut Tx, placed: &[Placed<'_>]) -> Result<SpeakerOf, AppError> {
        let firsts = firsts(placed);
        let wanted = wanted(placed, &firsts);
        let mut ids = stored(tx, &wanted).await?;
        ids.extend(earlier(tx, placed, &wanted).await?);
        let missing: Vec<&Key> = wanted.keys().filter(|key| !ids.contains_key(*key)).collect();
        if !missing.is_empty() {
            let first = tx.next_handles(HandleKind::Speaker, missing.len() as u32).await?;
            let made: Vec<Speaker> =
                (first..).zip(&missing).map(|(number, key)| self.new_speaker(number, &wanted[*key].name)).collect();
            tx.insert_speakers(&made).await?;
            ids.extend(missing.into_iter().cloned().zip(made.iter().map(|s| s.id)));
        }
        tx.propose_aliases(&proposals(placed, &firsts, &ids)).await?;
        Ok(credited(placed).filter_map(|(place, who)| Some((place, *ids.get(&key(firsts[place.0], who))?))).collect())
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

fn wanted<'a>(placed: &'a [Placed<'_>], firsts: &[usize]) -> BTreeMap<Key, &'a Attributed> {
    let mut wanted = BTreeMap::new();
    for ((at, _), who) in credited(placed) {
        wanted.entry(key(firsts[at], who)).or_insert(who);
    }
    wanted
}

/// A name of several words, or an acronym, names the same speaker everywhere; a bare surname does not.
fn key(first: usize, who: &Attributed) -> Key {
    let form = folded_name(&who.name);
    let acronym = who.name.chars().count() > 1 && !who.name.chars().any(char::is_lowercase);
    if form.contains(' ') || acronym { Key::Everywhere(form) } else { Key::InArticle(first, form) }
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

fn proposals(placed: &[Placed<'_>], firsts: &[usize], ids: &BTreeMap<Key, SpeakerId>) -> Vec<(SpeakerId, Alias)> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for ((at, _), who) in credited(placed) {
        let Some(id) = ids.get(&key(firsts[at], who)) else { continue };
        for alias in &who.aliases {
            if seen.insert((*id, alias.name.clone())) {
                all.push((*id, alias.clone()));
            }
        }
    }
    all
}
