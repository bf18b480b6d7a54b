//! Speakers of different documents whose names may be spellings of one: proposed, never joined in silence.

use std::collections::BTreeMap;

use onrecord_extract::name_form;
use onrecord_model::{Alias, Handle, Speaker, SpeakerId};

use crate::desk::retrying;
use crate::{AppError, Desk};

/// A name proposed as another spelling of a speaker's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The speaker it is proposed for: the one who was there first.
    pub speaker: Handle,
    /// That speaker's name.
    pub name: String,
    /// The other spelling.
    pub other: String,
    /// Who has it as their name now.
    pub of: Handle,
}

impl Desk {
    /// Proposes as aliases the names of other speakers that are spellings of the same name, part by part; what was
    /// proposed, confirmed or refused before is not proposed again. Returns what is new, by handle.
    ///
    /// # Errors
    /// [`AppError::Store`] when the database cannot be read or written; nothing is proposed then.
    pub async fn propose_variants(&self) -> Result<Vec<Variant>, AppError> {
        let found = variants(&self.speakers().await?);
        if !found.is_empty() {
            let aliases: Vec<(SpeakerId, Alias)> = found.iter().map(|(id, v)| (*id, alias(v))).collect();
            retrying!(self.propose(&aliases))?;
        }
        Ok(found.into_iter().map(|(_, variant)| variant).collect())
    }

    async fn propose(&self, aliases: &[(SpeakerId, Alias)]) -> Result<(), AppError> {
        let mut tx = self.store.begin().await?;
        tx.propose_aliases(aliases).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn alias(variant: &Variant) -> Alias {
    let why = format!("{} in another document, the same name in another spelling", variant.of);
    Alias { name: variant.other.clone(), why }
}

fn variants(speakers: &[Speaker]) -> Vec<(SpeakerId, Variant)> {
    let mut forms: BTreeMap<String, Vec<&Speaker>> = BTreeMap::new();
    for speaker in speakers {
        if let Some(form) = name_form(&speaker.name) {
            forms.entry(form).or_default().push(speaker);
        }
    }
    let mut found = Vec::new();
    for mut same in forms.into_values() {
        same.sort_by_key(|s| s.handle.number);
        let Some((first, others)) = same.split_first() else {
            continue;
        };
        let known = |name: &str| first.name == *name || first.aliases.iter().any(|a| a.alias.name == *name);
        for other in others.iter().filter(|o| !known(&o.name)) {
            let (name, spelling) = (first.name.clone(), other.name.clone());
            let variant = Variant { speaker: first.handle, name, other: spelling, of: other.handle };
            found.push((first.id, variant));
        }
    }
    found.sort_by_key(|(_, v)| (v.speaker.number, v.of.number));
    found
}
