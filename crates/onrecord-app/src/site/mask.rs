//! Takes the names of reviewers off pages for everybody, where the house wants it.

mod people;

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    Action, Actor, Citation, Claim, Correction, Decision, Event, EvidenceItem, EvidenceStatus, Mention, PublicEntry,
    PublicKind, Rating, Reason, Reviewer, Speaker, StatusChange, Target,
};

use onrecord_report::aside::SetAside;
use people::{Pattern, patterns};
use percent_encoding::percent_decode_str;

/// What stands in the place of a name.
const SOMEBODY: &str = "a reviewer";
/// What stands in the place of an address that holds the name of somebody hidden.
const NO_ADDRESS: &str = "an address that names a reviewer";
/// Encloses what stands in the place of a name until a page is whole; of no meaning to anybody (Unicode private use).
const FRAME: char = '\u{F8FF}';
/// With what the reason of a mention begins that was annotated elsewhere, by somebody whose name follows.
const ANNOTATED: &str = "annotated by ";

/// What hides the names of reviewers; [`Mask::default`] hides none.
///
/// Each text stands for itself: who is hidden in it gets a number where others are hidden in it too. On a page people
/// are counted over all its texts: [`Mask::on_page`] marks them, and [`Mask::settle`] puts words in place of the marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mask {
    /// What is looked for, the longest first.
    patterns: Vec<Pattern>,
    /// The numbers of people by the keys of their names.
    people: BTreeMap<String, usize>,
    /// With what a mark begins: no text that was taken in before holds it.
    mark: String,
    hides: bool,
    on_page: bool,
}

impl Mask {
    /// Hides these people; `seal` is of the state shown, so that nobody could write it into a text before.
    pub(crate) fn over(people: &BTreeSet<Reviewer>, seal: &str) -> Self {
        let mut numbers = BTreeMap::new();
        for person in people {
            let next = numbers.len() + 1;
            numbers.entry(person.key()).or_insert(next);
        }
        let patterns = patterns(people, &numbers);
        Mask { patterns, people: numbers, mark: format!("{FRAME}{seal}n"), hides: true, on_page: false }
    }

    /// Tells whether the names of reviewers are hidden.
    pub(crate) fn hides(&self) -> bool {
        self.hides
    }

    /// Returns the same for texts of one page, which [`Mask::settle`] has to see in the end.
    pub(crate) fn on_page(&self) -> Self {
        Mask { on_page: self.hides, ..self.clone() }
    }

    /// Returns the same for texts about what these people say: a family name they share with a reviewer is theirs.
    pub(crate) fn beside<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut mask = self.clone();
        if self.hides {
            let others = names.into_iter().filter(|name| !self.knows(name));
            let words: BTreeSet<String> = others.flat_map(people::words).collect();
            mask.patterns.retain(|pattern| {
                !pattern.is_family || !people::words(&pattern.text).iter().all(|word| words.contains(word))
            });
        }
        mask
    }

    /// Returns the same for texts about one claim.
    pub(crate) fn about<'m>(
        &self,
        speaker: Option<&Speaker>,
        mentions: impl IntoIterator<Item = &'m Mention>,
        evidence: &[EvidenceItem],
    ) -> Self {
        if !self.hides {
            return self.clone();
        }
        let known = speaker.into_iter().flat_map(|who| {
            let confirmed = who.aliases.iter().map(|known| known.alias.name.as_str());
            std::iter::once(who.name.as_str()).chain(confirmed)
        });
        let credited = mentions.into_iter().filter_map(|mention| mention.speaker.as_ref()).map(|who| who.name.as_str());
        let heard = evidence.iter().filter_map(|item| item.evidence.speaker.as_deref());
        let published = evidence.iter().filter_map(|item| item.evidence.publisher.as_deref());
        let others: Vec<&str> = known.chain(credited).chain(heard).chain(published).collect();
        self.beside(others)
    }

    /// Puts words in place of the marks of a page: numbers where it hides several people, as they come up.
    pub(crate) fn settle(&self, page: String) -> String {
        if !self.hides || !page.contains(&self.mark) {
            return page;
        }
        let mut pieces = page.split(self.mark.as_str());
        let mut out = pieces.next().unwrap_or_default().to_owned();
        let marked: Vec<(usize, &str)> = pieces.map(mark_of).collect();
        let mut order: Vec<usize> = Vec::new();
        for (who, _) in marked.iter().filter(|(who, _)| *who > 0) {
            if !order.contains(who) {
                order.push(*who);
            }
        }
        for (who, rest) in marked {
            match order.iter().position(|one| *one == who).filter(|_| order.len() > 1) {
                Some(at) => out.extend(["reviewer ", &(at + 1).to_string()]),
                None => out.push_str(SOMEBODY),
            }
            out.push_str(rest);
        }
        out
    }

    /// Takes names out of what the desk wrote.
    pub(crate) fn text(&self, text: &str) -> String {
        self.without(text, |_| true)
    }

    /// Takes names out where they stand whole: for names of others, which may hold a family name.
    pub(crate) fn whole(&self, text: &str) -> String {
        self.without(text, |pattern| !pattern.is_family)
    }

    fn without(&self, text: &str, of: impl Fn(&Pattern) -> bool) -> String {
        if !self.hides {
            return text.to_owned();
        }
        let marked = people::replaced(text, &self.patterns, of, |who| self.marked(who));
        if self.on_page { marked } else { self.settle(marked) }
    }

    /// Returns an address a source stands at; `None` where it names somebody who is hidden: it would be none without the name.
    fn address<'u>(&self, url: &'u str) -> Option<&'u str> {
        let written = percent_decode_str(url).decode_utf8_lossy();
        let names = || self.without(&written, |_| true) != *written;
        (!self.hides || !names()).then_some(url)
    }

    /// Returns where a source is to be found, an address or a place away from the net.
    pub(crate) fn place(&self, place: &str) -> String {
        if place.contains("://") { self.address(place).unwrap_or(NO_ADDRESS).to_owned() } else { self.text(place) }
    }

    fn marked(&self, who: usize) -> String {
        format!("{}{who}{FRAME}", self.mark)
    }

    fn reason(&self, reason: &Reason) -> Reason {
        self.text(reason.as_str()).parse().unwrap_or_else(|_| reason.clone())
    }

    fn person(&self, person: &Reviewer) -> Reviewer {
        if self.hides {
            self.somebody(&person.key()).parse().unwrap_or_else(|_| person.clone())
        } else {
            person.clone()
        }
    }

    fn somebody(&self, key: &str) -> String {
        let who = self.people.get(key).copied().unwrap_or_default();
        if self.on_page { self.marked(who) } else { SOMEBODY.to_owned() }
    }

    fn decision(&self, decision: &Decision) -> Decision {
        Decision { by: self.person(&decision.by), at: decision.at, reason: self.reason(&decision.reason) }
    }

    fn status(&self, status: &EvidenceStatus) -> EvidenceStatus {
        match status {
            EvidenceStatus::Unverified => EvidenceStatus::Unverified,
            EvidenceStatus::Corroborated(decision) => EvidenceStatus::Corroborated(self.decision(decision)),
            EvidenceStatus::Disputed(decision) => EvidenceStatus::Disputed(self.decision(decision)),
            EvidenceStatus::Returned(decision) => EvidenceStatus::Returned(self.decision(decision)),
        }
    }

    /// Returns a claim with nobody named who decided on it.
    pub(crate) fn claim(&self, mut claim: Claim) -> Claim {
        if self.hides {
            for target in Target::ALL {
                let status = claim.statuses.of(target).map(|status| self.status(status));
                claim.statuses = status.map_or(claim.statuses.clone(), |status| claim.statuses.with(target, status));
            }
        }
        claim
    }

    /// Returns that a claim was set aside with nobody named who did.
    pub(crate) fn aside(&self, aside: SetAside) -> SetAside {
        SetAside { by: self.person(&aside.by), reason: aside.reason.map(|why| self.reason(&why)), ..aside }
    }

    /// Returns a mention with nobody named who worked on it by hand.
    pub(crate) fn mention(&self, mut mention: Mention) -> Mention {
        if self.hides {
            mention.why = mention.why.iter().map(|why| self.text(why)).collect();
            if let Some(hand) = &mut mention.by_hand {
                hand.by = self.person(&hand.by);
            }
            if let Some(speaker) = &mut mention.speaker {
                speaker.why = self.text(&speaker.why);
                speaker.aliases.iter_mut().for_each(|alias| alias.why = self.text(&alias.why));
            }
        }
        mention
    }

    /// Returns a speaker with nobody named who said that another name is theirs.
    pub(crate) fn speaker(&self, mut speaker: Speaker) -> Speaker {
        if self.hides {
            speaker.aliases.iter_mut().for_each(|known| known.alias.why = self.text(&known.alias.why));
        }
        speaker
    }

    /// Returns evidence with nobody named in what the desk wrote of it; the words of a source are its own.
    pub(crate) fn evidence(&self, mut item: EvidenceItem) -> EvidenceItem {
        if !self.hides {
            return item;
        }
        let text = |value: &mut Option<String>| *value = value.as_deref().map(|words| self.text(words));
        let whole = |value: &mut Option<String>| *value = value.as_deref().map(|words| self.whole(words));
        item.by = self.person(&item.by);
        let evidence = &mut item.evidence;
        text(&mut evidence.interest);
        text(&mut evidence.stale);
        text(&mut evidence.note);
        whole(&mut evidence.publisher);
        whole(&mut evidence.speaker);
        evidence.keeping.waived = evidence.keeping.waived.as_ref().map(|why| self.reason(why));
        evidence.keeping.link = evidence.keeping.link.take().filter(|link| self.address(link).is_some());
        match &evidence.citation {
            Citation::Offline(place) => evidence.citation = Citation::Offline(self.text(place)),
            Citation::Url(url) if self.address(url).is_none() => {
                evidence.citation = Citation::Offline(NO_ADDRESS.to_owned());
            }
            Citation::Url(_) | Citation::Document { .. } => {}
        }
        item
    }

    fn change(&self, change: StatusChange) -> StatusChange {
        let (before, after) = (self.status(&change.before), self.status(&change.after));
        let judged = change.judged.map(|mut judged| {
            judged.overrides = judged.overrides.map(|why| self.reason(&why));
            judged
        });
        StatusChange { before, after, judged, ..change }
    }

    /// Returns entries with nobody named.
    pub(crate) fn events(&self, events: Vec<Event>) -> Vec<Event> {
        if !self.hides {
            return events;
        }
        events.into_iter().map(|event| self.event(event)).collect()
    }

    fn event(&self, event: Event) -> Event {
        let actor = match event.actor {
            Actor::Person(person) => Actor::Person(self.person(&person)),
            Actor::Program => Actor::Program,
        };
        let action = match event.action {
            Action::StatusSet(change) => Action::StatusSet(self.change(change)),
            Action::Undone { event, change, reason } => {
                let reason = reason.map(|reason| self.reason(&reason));
                Action::Undone { event, change: self.change(change), reason }
            }
            Action::FilingChanged { filing, reason, takes_back } => {
                Action::FilingChanged { filing, reason: self.reason(&unsigned(reason)), takes_back }
            }
            Action::PublicChanged { change, reason, takes_back } => {
                let reason = reason.map(|reason| self.reason(&reason));
                Action::PublicChanged { change, reason, takes_back }
            }
            Action::WorkChanged { changes, reason, takes_back, bulk } => {
                let reason = reason.map(|reason| self.reason(&reason));
                Action::WorkChanged { changes, reason, takes_back, bulk }
            }
            other => other,
        };
        Event { actor, action, ..event }
    }

    /// Returns what readers were told with nobody named.
    pub(crate) fn entry(&self, entry: PublicEntry) -> PublicEntry {
        if !self.hides {
            return entry;
        }
        let kind = match entry.kind {
            PublicKind::Corrected(correction) => PublicKind::Corrected(Correction {
                note: self.reason(&correction.note),
                was: correction.was.map(|was| self.text(&was)),
                ..correction
            }),
            PublicKind::Rated(rating) => {
                PublicKind::Rated(Rating { explanation: self.reason(&rating.explanation), ..rating })
            }
            PublicKind::Published(publication) => PublicKind::Published(publication),
        };
        PublicEntry { by: self.person(&entry.by), kind, ..entry }
    }

    /// Returns the name to be shown.
    pub(crate) fn name(&self, name: &str) -> String {
        match name.parse::<Reviewer>() {
            Ok(person) if self.people.contains_key(&person.key()) => self.somebody(&person.key()),
            _ => name.to_owned(),
        }
    }

    fn knows(&self, name: &str) -> bool {
        name.parse::<Reviewer>().is_ok_and(|person| self.people.contains_key(&person.key()))
    }
}

/// Reads the rest of a mark: whom it stands for, and what follows.
fn mark_of(piece: &str) -> (usize, &str) {
    let Some((number, rest)) = piece.split_once(FRAME) else { return (0, piece) };
    (number.parse().unwrap_or_default(), rest)
}

/// Leaves out who annotated words elsewhere: they worked on them by hand as reviewers do.
fn unsigned(reason: Reason) -> Reason {
    let Some(rest) = reason.as_str().strip_prefix(ANNOTATED) else { return reason };
    let ends = [rest.find(" ("), rest.find(": ")];
    let rest = &rest[ends.into_iter().flatten().min().unwrap_or(rest.len())..];
    format!("annotated{rest}").parse().unwrap_or(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(people: &[&str]) -> Mask {
        let people: BTreeSet<Reviewer> = people.iter().map(|name| name.parse().expect("a name")).collect();
        Mask::over(&people, "5ea1")
    }

    #[test]
    fn a_name_is_hidden_where_it_is_a_word() {
        let mask = mask(&["Ann", "Ann Bell"]);
        assert_eq!(mask.text("as Ann Bell and Ann said of Annabel"), "as reviewer 1 and reviewer 2 said of Annabel");
        assert_eq!(mask.text("so says Ann's note"), "so says a reviewer's note");
        assert_eq!(Mask::default().text("Ann"), "Ann");
    }

    #[test]
    fn a_family_name_is_hidden_unless_a_speaker_has_it() {
        let mask = mask(&["Zelda Revcanary", "Bo Li", "Kim van Bell"]);
        let was = "Zelda Revcanary was right, says REVCANARY; Li and a bell";
        assert_eq!(mask.text(was), "a reviewer was right, says a reviewer; Li and a bell");
        let beside = mask.beside(["Hanne Bell", "zelda revcanary"]);
        assert_eq!(beside.text("Bell told Revcanary"), "Bell told a reviewer", "a reviewer is hidden as a witness too");
        assert_eq!(mask.text("zelda\n revcanary agrees"), "a reviewer agrees");
        assert_eq!(mask.whole("Peter Bell"), "Peter Bell");
    }

    #[test]
    fn a_name_is_hidden_in_addresses_and_handles() {
        let mask = mask(&["Ada Finch", "Zoe"]);
        for was in [
            "ada.finch@desk.example",
            "A.Finch+tips@desk.example",
            "@adafinch",
            "@ada_finch7",
            "AdaFinch",
            "ADA-FINCH",
            "Ａｄａ　Ｆｉｎｃｈ",
        ] {
            assert_eq!(mask.text(&format!("ask {was}, she knows")), "ask a reviewer, she knows", "{was}");
        }
        assert_eq!(mask.text("zoe@desk.example. And @zoe?"), "a reviewer. And a reviewer?");
        let others = "adafinchley goldfinch press@desk.example @zoey 3 @ 4 mail@";
        assert_eq!(mask.text(others), others);
        assert_eq!(mask.beside(["Kim Finch"]).text("kim.finch@paper.example"), "kim.finch@paper.example");
    }

    #[test]
    fn a_name_is_hidden_in_addresses_of_the_net() {
        let mask = mask(&["Nell Ardent"]);
        for was in [
            "https://ardent.example/note",
            "HTTPS://x.example/~ardent",
            "http://x.example/people/ardent/?q=1",
            "https://x.example/nell-ardent",
            "https://x.example/nell%20ardent",
            "https://x.example/nellardent",
        ] {
            assert_eq!(mask.text(&format!("see {was}, it is there")), "see a reviewer, it is there", "{was}");
            assert_eq!(mask.place(was), NO_ADDRESS, "{was}");
        }
        for other in ["https://x.example/ardently", "an ardent reader of https://x.example/a"] {
            assert_eq!(mask.text(other), other);
        }
    }

    #[test]
    fn a_name_is_hidden_however_it_is_typed() {
        let mask = mask(&["Zo\u{eb} M\u{fc}rrquill"]);
        for was in [
            "Zoe\u{308} Mu\u{308}rrquill",
            "Zoe Murrquill",
            "Mu\u{308}rrquill",
            "M\u{fc}rr\u{ad}quill",
            "MÜRRQUILL",
            "ＭÜＲＲＱＵＩＬＬ",
            "Zoë\u{200b} Mürrquill\u{301}",
        ] {
            assert_eq!(mask.text(&format!("Seen by {was}, she says")), "Seen by a reviewer, she says", "{was}");
        }
        assert_eq!(mask.text("Mu\u{308}rrquillen"), "Mu\u{308}rrquillen");
        assert_eq!(mask.beside(["Kim Murrquill"]).text("Mürrquill said"), "Mürrquill said");
    }

    #[test]
    fn an_address_that_names_somebody_is_left_out() {
        let mask = mask(&["Ann Quillfeather"]);
        for url in ["https://d.example/ann-quillfeather/1", "https://d.example/%51uillfeather"] {
            assert_eq!(mask.place(url), NO_ADDRESS, "{url}");
        }
        assert_eq!(mask.place("https://d.example/ann"), "https://d.example/ann");
        assert_eq!(Mask::default().place("https://d.example/ann-quillfeather"), "https://d.example/ann-quillfeather");
    }

    #[test]
    fn people_who_share_a_name_are_not_told_apart_by_it() {
        let mask = mask(&["Ann Bell", "Bo Bell"]);
        assert_eq!(mask.text("Bell asked Ann Bell and Bo Bell"), "a reviewer asked reviewer 1 and reviewer 2");
    }

    #[test]
    fn a_page_counts_people_over_its_texts() {
        let mask = mask(&["Ann Bell", "佐藤"]).on_page();
        let ann: Reviewer = "ann  bell".parse().expect("a name");
        let page = format!("{}: {} / {}", mask.person(&ann), mask.text("佐藤は誤り"), mask.text("Bell agrees"));
        assert_eq!(mask.settle(page), "reviewer 1: reviewer 2は誤り / reviewer 1 agrees");
        assert_eq!(mask.settle(mask.text("Bell alone")), "a reviewer alone");
    }

    #[test]
    fn who_annotated_elsewhere_is_left_out() {
        let reason = |words: &str| unsigned(words.parse().expect("a reason")).to_string();
        assert_eq!(
            reason("annotated by Jo Rev (https://n.example/7): really?"),
            "annotated (https://n.example/7): really?"
        );
        assert_eq!(reason("annotated by Jo Rev"), "annotated");
        assert_eq!(reason("annotated badly"), "annotated badly");
    }
}
