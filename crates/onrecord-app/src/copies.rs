//! Copies among articles that are not stored: prints first, one at a time, then groups.

use onrecord_compare::{CopyEvidence, DocumentPrint, copy_groups, document_print};
use onrecord_model::{Article, Published};

/// What is kept of an article to tell its copies; its text can be let go.
#[derive(Clone, Debug)]
pub struct ArticlePrint {
    /// What it is called in the answer.
    pub id: String,
    /// Name or host name of its outlet; `None` when not known.
    pub outlet: Option<String>,
    /// When it was published; `None` when not known.
    pub published: Option<Published>,
    print: DocumentPrint,
}

/// A copy and the earlier article of its group that it shares most with.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyOf {
    /// Number of the copy among the articles.
    pub copy: usize,
    /// Number of the other.
    pub of: usize,
    /// What they share.
    pub evidence: CopyEvidence,
}

/// Articles that go back to one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Copies {
    /// Numbers of the articles, in the order given.
    pub members: Vec<usize>,
    /// Number of the one they go back to: the agency's own where it is there, else the first one published, else the first.
    pub origin: usize,
    /// The agency that members credit; `None` when they credit none.
    pub agency: Option<String>,
    /// What makes each a copy.
    pub links: Vec<CopyOf>,
}

/// Makes the print of an article.
pub fn article_print(id: String, article: &Article) -> ArticlePrint {
    ArticlePrint {
        id,
        outlet: article.outlet.clone(),
        published: article.published,
        print: document_print(article.text.as_str(), article.credit.as_deref(), article.outlet.as_deref()),
    }
}

/// Finds the copies among articles, groups in order of their first member.
pub fn copies(articles: &[ArticlePrint]) -> Vec<Copies> {
    let prints: Vec<&DocumentPrint> = articles.iter().map(|a| &a.print).collect();
    copy_groups(&prints)
        .into_iter()
        .map(|group| {
            let agency = group.members.iter().find_map(|m| articles[*m].print.credit().map(str::to_owned));
            Copies {
                origin: origin(articles, &group.members, agency.as_deref()),
                agency,
                links: group.links.into_iter().map(|l| CopyOf { copy: l.b, of: l.a, evidence: l.evidence }).collect(),
                members: group.members,
            }
        })
        .collect()
}

fn origin(articles: &[ArticlePrint], members: &[usize], agency: Option<&str>) -> usize {
    let of_agency = |m: &usize| {
        let outlet = articles[*m].outlet.as_ref().map(|o| o.to_lowercase());
        !agency.zip(outlet).is_some_and(|(agency, outlet)| outlet.contains(&agency.to_lowercase()))
    };
    let key = |m: &usize| (of_agency(m), articles[*m].published.is_none(), articles[*m].published, *m);
    members.iter().copied().min_by_key(key).unwrap_or_default()
}
