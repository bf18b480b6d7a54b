//! The latest versions of articles, and what they hold no more (rule R9).

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{ArticleId, DocumentId, Handle};
use onrecord_store::Occurrence;
use onrecord_text::Text;

use crate::rewind::Rewound;
use crate::{AppError, Desk};

/// The latest version of an article.
pub(crate) struct Latest {
    id: DocumentId,
    pub(crate) handle: Handle,
    pub(crate) version: u32,
    text: Text,
}

/// The latest versions of articles that have several.
#[derive(Default)]
pub(crate) struct LatestVersions(BTreeMap<ArticleId, Latest>);

impl LatestVersions {
    /// Returns the latest version of the article a mention stands in where that holds its words no more.
    pub(crate) fn without(&self, occurrence: &Occurrence) -> Option<&Latest> {
        let document = &occurrence.document;
        let latest = self.0.get(&document.article_id).filter(|latest| latest.id != document.id)?;
        let mut words = occurrence.stored.mention.content.iter().map(|span| occurrence.text.slice(span));
        (!words.all(|words| latest.text.as_str().contains(words))).then_some(latest)
    }
}

impl Desk {
    /// Reads the latest versions, as it was, of the articles that mentions stand in.
    pub(crate) async fn latest<'o>(
        &self,
        occurrences: impl Iterator<Item = &'o Occurrence>,
        rewound: &Rewound,
    ) -> Result<LatestVersions, AppError> {
        let articles: BTreeSet<ArticleId> = occurrences.map(|o| o.document.article_id).collect();
        let mut latest = BTreeMap::new();
        for article in articles {
            let mut versions = self.store.versions_of(article).await?;
            versions.retain(|version| rewound.knows(version.id));
            let Some(last) = versions.last().filter(|_| versions.len() > 1) else { continue };
            let Some(document) = self.store.document_by_id(last.id).await? else { continue };
            let (id, handle, version, text) = (last.id, last.handle, last.version, document.article.text);
            latest.insert(article, Latest { id, handle, version, text });
        }
        Ok(LatestVersions(latest))
    }
}
