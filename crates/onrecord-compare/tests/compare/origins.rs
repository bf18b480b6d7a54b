//! Where sources go back to, and what is one origin.

use onrecord_compare::{OriginClaim, OriginSource, Origins, origins};
use onrecord_model::{Kinship, OriginKey, OriginLink, Target};
use proptest::prelude::*;

#[expect(clippy::unnecessary_wraps, reason = "the fields it fills are optional")]
fn some(s: &str) -> Option<String> {
    Some(s.to_owned())
}

fn source(id: &str, outlet: &str, owner: &str) -> OriginSource {
    OriginSource {
        id: id.to_owned(),
        document: some(id),
        outlet: some(outlet),
        owner: some(owner),
        ..OriginSource::default()
    }
}

fn copy(id: &str, owner: &str) -> OriginSource {
    OriginSource { group_first: some("d1"), speaker: some("Mara Voss"), ..source(id, &format!("{owner} Post"), owner) }
}

fn link(a: &str, b: &str, kinship: Kinship, reason: Option<&str>) -> OriginLink {
    let reason = reason.map(|reason| reason.parse().unwrap());
    OriginLink { a: a.to_owned(), b: b.to_owned(), kinship, by: "Ana".parse().unwrap(), reason }
}

fn found(target: Target, sources: &[OriginSource]) -> Origins {
    origins(target, sources, &OriginClaim::default(), &[])
}

fn linked(sources: &[OriginSource], links: &[OriginLink]) -> Origins {
    origins(Target::Fact, sources, &OriginClaim::default(), links)
}

fn members(origins: &Origins) -> Vec<Vec<&str>> {
    origins.groups.iter().map(|group| group.members.iter().map(String::as_str).collect()).collect()
}

fn whys(origins: &Origins) -> Vec<&str> {
    origins.groups.iter().flat_map(|group| &group.merges).map(|merge| merge.why.as_str()).collect()
}

/// An article and five verbatim copies on five owners.
fn wire_flood() -> Vec<OriginSource> {
    ["Kestrel", "Linden", "Mole", "Newt", "Otter", "Plover"]
        .iter()
        .enumerate()
        .map(|(i, owner)| copy(&format!("d{}", i + 1), owner))
        .collect()
}

#[test]
fn vector_02_copies_on_five_owners_are_one_origin() {
    for target in Target::ALL {
        let origins = found(target, &wire_flood());
        assert_eq!(members(&origins), [["d1", "d2", "d3", "d4", "d5", "d6"]]);
        let copies: Vec<_> = origins.sources.iter().filter_map(|source| source.copy_of.as_deref()).collect();
        assert_eq!(copies, ["d1"; 5]);
        assert!(origins.sources.iter().all(|source| source.holder == "Kestrel"));
        assert!(origins.sources[5].step.contains("first document of its copy group: d1"));
    }
}

#[test]
fn vector_03_another_interview_is_a_second_origin_for_said_and_the_same_for_fact() {
    let mut sources = wire_flood();
    sources.push(OriginSource { speaker: some("Mara Voss"), ..source("d7", "Quill", "Quill House") });
    assert_eq!(found(Target::Said, &sources).groups.len(), 2);
    let fact = found(Target::Fact, &sources);
    assert_eq!((fact.groups.len(), whys(&fact)[5]), (1, "same speaker: Mara Voss"));
}

#[test]
fn vector_04_a_state_outlet_and_its_government_are_one_origin() {
    let state =
        OriginSource { controller: some("Government of Vostria"), ..source("d1", "Vostria Today", "State Media") };
    let transcript = source("e1", "Government of Vostria", "Government of Vostria");
    let sources = [state, transcript, source("d2", "The Courier", "Courier Trust")];
    let claim = OriginClaim { about: vec!["government of  vostria".to_owned()], ..OriginClaim::default() };
    let origins = origins(Target::Fact, &sources, &claim, &[]);
    assert_eq!(members(&origins), [vec!["d1", "e1"], vec!["d2"]]);
    assert!(whys(&origins)[0].starts_with("same controller of a claim about it"));
    assert_eq!(found(Target::Fact, &sources).groups.len(), 3, "of another matter they are not one");
}

#[test]
fn vector_10_two_unnamed_sources_of_two_owners_are_two_origins() {
    let unnamed = |id, outlet, owner| OriginSource { unnamed: true, ..source(id, outlet, owner) };
    let two = found(Target::Fact, &[unnamed("d1", "A", "Kestrel"), unnamed("d2", "B", "Linden")]);
    let keys: Vec<String> = two.groups.iter().map(|group| group.key.to_string()).collect();
    assert_eq!(keys, ["unnamed@Kestrel", "unnamed@Linden"]);
    let one = found(Target::Fact, &[unnamed("d1", "A", "Kestrel"), unnamed("d2", "B", "Kestrel")]);
    assert_eq!(one.groups.len(), 1);
}

#[test]
fn vector_11_two_papers_of_one_owner_are_one_origin() {
    for target in Target::ALL {
        let origins = found(target, &[source("d1", "Morning", "Kestrel"), source("d2", "Evening", "kestrel")]);
        assert_eq!((members(&origins), whys(&origins)), (vec![vec!["d1", "d2"]], vec!["same owner: Kestrel"]));
    }
}

#[test]
fn who_may_speak_for_another_source_is_no_second_origin() {
    let maker = OriginSource { unnamed: true, possible: some("Viralis"), ..source("d2", "B", "Linden") };
    let named = OriginSource { speaker: some("Viralis"), ..source("d1", "A", "Kestrel") };
    let claim = OriginClaim { possible: some("Viralis"), ..OriginClaim::default() };
    let fact = origins(Target::Fact, &[named, maker], &claim, &[]);
    assert_eq!((fact.groups.len(), fact.groups[0].of_claimant), (1, true));
    assert_eq!(whys(&fact), ["Viralis is the speaker of one and the possible speaker of the other"]);
}

#[test]
fn vector_13_three_independent_pieces_are_three_origins() {
    let sources = [source("d1", "A", "Kestrel"), source("d2", "B", "Linden"), source("d3", "C", "Mole")];
    assert_eq!(found(Target::Fact, &sources).groups.len(), 3);
}

#[test]
fn vector_14_two_spokespeople_of_the_claimant_are_one_origin() {
    let spoke = |id, owner, who| {
        let organisation = some("Harbour Board");
        OriginSource { speaker: some(who), organisation, ..source(id, &format!("{owner} Post"), owner) }
    };
    let sources = [spoke("d1", "Kestrel", "Ida Holm"), spoke("d2", "Linden", "Per Aune")];
    let claim = OriginClaim { organisation: some("Harbour Board"), ..OriginClaim::default() };
    let fact = origins(Target::Fact, &sources, &claim, &[]);
    assert_eq!((fact.groups.len(), fact.groups[0].of_claimant), (1, true));
    assert_eq!(whys(&fact), ["same speaker's organisation: Harbour Board"]);
    let said = origins(Target::Said, &sources, &claim, &[]);
    assert_eq!(
        (said.groups.len(), said.groups[0].of_claimant),
        (2, false),
        "who recorded the words is not the claimant"
    );
}

#[test]
fn the_first_step_that_applies_names_the_origin() {
    let mut full = OriginSource {
        group_agency: some("Norwire"),
        group_first: some("d9"),
        credited_outlet: some("The Courier"),
        cited_document: some("minutes"),
        speaker: some("Mara Voss"),
        unnamed: true,
        ..source("d1", "Morning", "Kestrel")
    };
    let mut steps = Vec::new();
    let mut step =
        |full: &OriginSource| steps.push(found(Target::Fact, std::slice::from_ref(full)).sources[0].step.clone());
    step(&full);
    full.group_agency = None;
    step(&full);
    full.group_first = None;
    step(&full);
    full.credited_outlet = None;
    step(&full);
    full.cited_document = None;
    step(&full);
    full.speaker = None;
    step(&full);
    full.unnamed = false;
    step(&full);
    full.owner = None;
    step(&full);
    full.outlet = None;
    step(&full);
    insta::assert_snapshot!(steps.join("\n"), @"
    agency of its copy group: Norwire
    first document of its copy group: d9
    outlet it credits: The Courier
    document it cites: minutes
    named speaker: Mara Voss
    somebody unnamed at Kestrel
    owner: Kestrel
    the outlet, its owner is not known: Morning
    the document itself, its outlet is not known: d1
    ");
}

#[test]
fn the_chain_for_said_has_no_speaker() {
    let quoted = OriginSource { speaker: some("Mara Voss"), ..source("d1", "Morning", "Kestrel") };
    assert_eq!(found(Target::Said, &[quoted]).groups[0].key, OriginKey::Owner("Kestrel".to_owned()));
}

#[test]
fn a_cited_document_is_one_origin_with_itself_and_with_whoever_cites_it() {
    let cites = |id, owner| OriginSource { cited_document: some("E1"), ..source(id, &format!("{owner} Post"), owner) };
    let sources = [cites("d1", "Kestrel"), cites("d2", "Linden"), source("e1", "Harbour Board", "Harbour Board")];
    assert_eq!(members(&found(Target::Fact, &sources)), [["d1", "d2", "e1"]]);
}

#[test]
fn a_paper_that_prints_two_agencies_does_not_join_them() {
    let wire = |id, agency| OriginSource {
        group_agency: some(agency),
        group_first: some(id),
        ..source(id, "Morning", "Kestrel")
    };
    assert_eq!(found(Target::Fact, &[wire("d1", "Norwire"), wire("d2", "Sudpress")]).groups.len(), 2);
}

#[test]
fn an_agency_is_the_outlet_others_credit() {
    let agency = OriginSource { agency: true, ..source("d1", "Norwire", "Norwire Group") };
    let credits = OriginSource { credited_outlet: some("Norwire"), ..source("d2", "Morning", "Kestrel") };
    let copies = OriginSource { group_agency: some("Norwire"), ..source("d3", "Evening", "Linden") };
    assert_eq!(found(Target::Fact, &[agency, credits, copies]).groups.len(), 1);
}

#[test]
fn a_person_joins_what_nothing_else_does() {
    let sources = [source("d1", "A", "Kestrel"), source("d2", "B", "Linden"), source("d3", "C", "Linden")];
    let origins = linked(&sources, &[link("d2", "d1", Kinship::Same, Some("one freelancer wrote both"))]);
    assert_eq!(members(&origins), [vec!["d1", "d2"], vec!["d3"]], "what d2's owner found itself stays apart");
    assert_eq!(origins.sources[1].key, OriginKey::Linked("d1".to_owned()));
    assert_eq!(origins.sources[1].step, "human link: the same origin, says Ana: one freelancer wrote both");
    assert_eq!(origins.groups[0].key, OriginKey::Owner("Kestrel".to_owned()));
}

#[test]
fn independent_beats_merging_only_with_a_reason() {
    let sources = [source("d1", "A", "Kestrel"), source("d2", "B", "Kestrel")];
    let apart = |reason| linked(&sources, &[link("d1", "d2", Kinship::Independent, reason)]);
    let kept = apart(Some("two newsrooms, two witnesses"));
    assert_eq!(kept.groups.len(), 2);
    let why = "independent, says Ana: two newsrooms, two witnesses, although same owner: Kestrel";
    assert_eq!(kept.kept_apart[0].why, why);
    let joined = apart(None);
    assert_eq!(joined.groups.len(), 1);
    assert_eq!(joined.unheeded[0].why, "Ana says independent, not heeded: no reason is given");
}

#[test]
fn links_that_contradict_or_name_nothing_are_told() {
    let sources = [source("d1", "A", "Kestrel"), source("d2", "B", "Linden")];
    let links = [
        link("d1", "d2", Kinship::Independent, Some("asked both")),
        link("d2", "d1", Kinship::Same, None),
        link("d1", "d8", Kinship::Same, None),
    ];
    let origins = linked(&sources, &links);
    assert_eq!((origins.groups.len(), origins.unheeded.len()), (1, 2));
}

fn any_source() -> impl Strategy<Value = OriginSource> {
    let name = || {
        prop::option::weighted(
            0.3,
            prop::sample::select(vec!["Kestrel", "Linden", "Mole", "mole", "d1"]).prop_map(str::to_owned),
        )
    };
    let places = (name(), name(), name(), any::<bool>());
    let copies = (name(), prop::option::weighted(0.3, Just("d1".to_owned())), name(), name());
    (0..9_u8, places, copies, (name(), name(), name(), any::<bool>())).prop_map(|(id, at, from, who)| OriginSource {
        id: format!("d{id}"),
        document: some(&format!("d{id}")),
        outlet: at.0,
        owner: at.1,
        controller: at.2,
        agency: at.3,
        group_agency: from.0,
        group_first: from.1,
        credited_outlet: from.2,
        cited_document: from.3,
        speaker: who.0,
        organisation: who.1,
        possible: who.2,
        unnamed: who.3,
        published: None,
    })
}

fn any_links() -> impl Strategy<Value = Vec<OriginLink>> {
    let kinship = prop::sample::select(Kinship::ALL.to_vec());
    let one = (0..9_u8, 0..9_u8, kinship, any::<bool>())
        .prop_map(|(a, b, kinship, why)| link(&format!("d{a}"), &format!("d{b}"), kinship, why.then_some("seen")));
    prop::collection::vec(one, 0..4)
}

fn any_sources() -> impl Strategy<Value = Vec<OriginSource>> {
    prop::collection::vec(any_source(), 0..8).prop_map(|mut sources| {
        sources.sort();
        sources.dedup_by(|a, b| a.id == b.id);
        sources
    })
}

fn vostria() -> OriginClaim {
    OriginClaim {
        claimant: some("Mole"),
        organisation: some("Linden"),
        possible: None,
        about: vec!["Kestrel".to_owned()],
    }
}

proptest! {
    #[test]
    fn the_order_of_sources_and_links_changes_nothing(
        (sources, shuffled) in any_sources().prop_flat_map(|s| (Just(s.clone()), Just(s).prop_shuffle())),
        (links, other) in any_links().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())),
    ) {
        for target in Target::ALL {
            prop_assert_eq!(
                origins(target, &sources, &vostria(), &links),
                origins(target, &shuffled, &vostria(), &other)
            );
        }
    }

    #[test]
    fn every_source_is_in_one_group_and_every_merge_has_a_reason(sources in any_sources(), links in any_links()) {
        let origins = origins(Target::Fact, &sources, &vostria(), &links);
        prop_assert_eq!(origins.sources.len(), sources.len());
        prop_assert_eq!(origins.groups.iter().map(|g| g.members.len()).sum::<usize>(), sources.len());
        for group in &origins.groups {
            prop_assert_eq!(group.merges.len() + 1, group.members.len());
            prop_assert!(group.merges.iter().all(|merge| !merge.why.is_empty()));
        }
        for source in &origins.sources {
            prop_assert!(origins.groups[source.group].members.contains(&source.id));
        }
    }

    #[test]
    fn a_copy_adds_no_origin(mut sources in any_sources(), owner in "[A-Z][a-z]{3}") {
        sources.push(OriginSource { group_first: some("d20"), ..source("d20", "First", "First House") });
        let before = found(Target::Fact, &sources).groups.len();
        sources.push(OriginSource { group_first: some("d20"), ..source("d21", "Copy", &owner) });
        prop_assert_eq!(found(Target::Fact, &sources).groups.len(), before);
    }

    #[test]
    fn a_word_of_independence_with_a_reason_is_kept(sources in any_sources()) {
        let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).take(2).collect();
        if let [a, b] = ids[..] {
            let origins = linked(&sources, &[link(a, b, Kinship::Independent, Some("asked both"))]);
            let group = |id: &str| origins.sources.iter().find(|s| s.id == id).map(|s| s.group);
            prop_assert_ne!(group(a), group(b));
        }
    }
}
