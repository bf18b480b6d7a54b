//! Wordings in order of their dates, each with what changed since the one before.

use std::borrow::Cow;

use onrecord_model::{Drift, DriftKind, Relation, Veto};

use super::around::Around;
use crate::claim::{ClaimPage, Kin, Wording};
use crate::isolate::isolate;
use crate::language::{self, say};
use crate::section::other::{DiffPiece, DriftWords, denial, diff, quoted};
use crate::section::words::{self, When};
use crate::site::Site;

/// One wording, with all places in a row where it stands unchanged.
#[derive(Clone, Debug)]
pub(crate) struct WordingWords {
    /// Its place in the list of the page, from 1.
    pub(crate) number: usize,
    /// Where it stands.
    pub(crate) places: Vec<Place>,
    /// Language, as a tag.
    pub(crate) language: Option<String>,
    /// The cue that turns the words round, in brackets, to stand before them where nothing is compared.
    pub(crate) denial: Option<String>,
    /// The words whole, where nothing is compared.
    pub(crate) wording: String,
    /// The sentence they stand in, where they are few.
    pub(crate) around: Option<Around>,
    /// The word diff from the wording before, or to the claim where that came later; empty when there is none or nothing to
    /// show.
    pub(crate) diff: Vec<DiffPiece>,
    /// Number of the wording it is compared with, where that is not the one right before it.
    pub(crate) since: Option<usize>,
    /// Whether what it is compared with came later.
    pub(crate) earlier: bool,
    /// What it is to the one before.
    pub(crate) relation: Option<Cow<'static, str>>,
    /// That something differs which forbids calling them the same, in words.
    pub(crate) vetoes: Vec<Cow<'static, str>>,
    /// Typed changes that can change what is claimed.
    pub(crate) drifts: Vec<DriftWords>,
    /// Changes of other words.
    pub(crate) rewordings: usize,
    /// How many changes of white space, quotation marks or capitals are not shown, in words.
    pub(crate) folded: Option<String>,
}

/// Where a wording stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// When it was published.
    pub(crate) date: Option<When>,
    /// By whom.
    pub(crate) outlet: Option<String>,
    /// Headline.
    pub(crate) title: Option<String>,
    /// Who says it there, where that is not the claimant.
    pub(crate) speaker: Option<String>,
    /// In whose voice.
    pub(crate) voice: Cow<'static, str>,
    /// Document and claim, in short.
    pub(crate) handle: String,
    /// Where that is shown.
    pub(crate) href: Option<String>,
}

/// Words the wordings of one kin; those that repeat the one before are put with it.
pub(crate) fn wordings(page: &ClaimPage, kin: Kin) -> Vec<WordingWords> {
    let mut all: Vec<WordingWords> = Vec::new();
    let mut numbers = vec![0; page.wordings.len()];
    for (at, wording) in page.wordings.iter().enumerate().filter(|(_, wording)| wording.kin == kin) {
        let before = wording.before.as_ref().filter(|(before, _)| *before < at || kin != Kin::Same);
        let repeats =
            before.filter(|(_, c)| c.relation == Relation::Repeats && c.vetoes.is_empty() && heavy(&c.drifts) == 0);
        let place = place(page, wording);
        let same = repeats.and_then(|(before, _)| numbers.get(*before)).filter(|n| **n > 0).copied();
        // Where the sentence is another one, somebody else may be said to have said it.
        let around = || Around::of(&wording.text, &wording.content, wording.voice);
        let same = same.filter(|_| kin == Kin::Same).and_then(|number| all.get_mut(number - 1));
        if let Some(earlier) = same.filter(|earlier| earlier.around == around()) {
            numbers[at] = earlier.number;
            earlier.places.push(place);
            continue;
        }
        let number = all.len() + 1;
        numbers[at] = number;
        all.push(words(page, wording, place, (number, &numbers)));
    }
    all
}

fn heavy(drifts: &[Drift]) -> usize {
    drifts.iter().filter(|drift| drift.kind != DriftKind::Wording).count()
}

fn words(page: &ClaimPage, wording: &Wording, place: Place, (number, numbers): (usize, &[usize])) -> WordingWords {
    let mut words = WordingWords {
        number,
        places: vec![place],
        language: wording.language.as_ref().and_then(|l| words::language(&l.0)).map(str::to_owned),
        denial: denial(wording.denial, &wording.text),
        wording: isolate(&quoted(&wording.content, &wording.text)),
        around: Around::of(&wording.text, &wording.content, wording.voice),
        diff: Vec::new(),
        since: None,
        earlier: wording.earlier,
        relation: None,
        vetoes: Vec::new(),
        drifts: Vec::new(),
        rewordings: 0,
        folded: None,
    };
    let Some((before, comparison)) = &wording.before else { return words };
    let Some(other) = page.wordings.get(*before) else { return words };
    let (old, new) = if wording.earlier { (wording, other) } else { (other, wording) };
    let folded = comparison.diff.folded();
    words.diff = diff(&comparison.diff.segments, (&old.text, old.denial), (&new.text, new.denial));
    words.since = numbers.get(*before).copied().filter(|since| *since > 0 && *since + 1 != number);
    words.relation = Some(words::relation(comparison.relation));
    // Of what is the same claim a person said so; what differs is told with the changes.
    let forbids = |veto: &&Veto| match wording.kin {
        Kin::Same => false,
        Kin::Others | Kin::Alike => **veto == Veto::Speaker,
        Kin::Contrast => true,
    };
    words.vetoes = comparison.vetoes.iter().filter(forbids).map(|veto| words::differs(&[*veto])).collect();
    words.drifts = comparison.drifts.iter().filter(|d| d.kind != DriftKind::Wording).map(DriftWords::from).collect();
    words.rewordings = comparison.drifts.len() - words.drifts.len();
    words.folded = (folded > 0).then(|| language::count("changes-folded", folded));
    words
}

/// Names who says it there: somebody else, be it of the same name, or nobody where somebody is credited with the claim.
fn speaker(wording: &Wording, claimant: Option<&str>) -> Option<String> {
    let by_others = wording.kin == Kin::Others;
    match wording.speaker.as_deref() {
        None if by_others && claimant.is_some() => Some(say("nobody-credited-inside").into_owned()),
        name => words::foreign(name.filter(|name| by_others || Some(*name) != claimant)),
    }
}

fn place(page: &ClaimPage, wording: &Wording) -> Place {
    let site: &Site = &page.method.site;
    let claimant = page.speaker.as_ref().map(|speaker| speaker.name.as_str());
    Place {
        date: wording.published.as_ref().map(When::published),
        outlet: words::foreign(wording.outlet.as_deref()),
        title: words::foreign(wording.title.as_deref()),
        speaker: speaker(wording, claimant),
        voice: words::voice(wording.voice),
        handle: format!("{} {}", wording.document, wording.claim),
        href: site.page(wording.document).map(|page| format!("{page}#{}", wording.claim)),
    }
}
