//! What two statements are to one another.

use crate::support::{Written, compare, written};
use onrecord_compare::denies_what_is_said;
use onrecord_model::{ArticleId, Relation, Veto, Voice};

fn check(a: &Written, b: &Written, relation: Relation, vetoes: &[Veto]) {
    let comparison = compare(a, b);
    let pair = (a.text.as_str(), b.text.as_str());
    assert_eq!((comparison.relation, comparison.vetoes.as_slice()), (relation, vetoes), "{pair:?}");
}

#[test]
fn negation_vetoes_only_where_polarity_differs() {
    let never = written("We have [not:never] rejected the ferry plan");
    let has_not = written("The port has [not:not] rejected the ferry plan");
    let refused = written("We have [not:never] refused the ferry plan");
    let did = written("We have rejected the ferry plan");
    assert!(compare(&never, &has_not).is_match());
    assert!(compare(&never, &refused).is_match());
    check(&never, &did, Relation::Contradicts, &[Veto::Negation]);
    check(&did, &never, Relation::Contradicts, &[Veto::Negation]);
    let not_refused = written("The board [not:never] refused the offer");
    let refused = written("The board refused the offer");
    check(&not_refused, &refused, Relation::Contradicts, &[Veto::Negation]);
}

/// "Not 80 million" says nothing against "40 million".
#[test]
fn a_denial_denies_the_value_it_names_alone() {
    let denied = written("The repair of the pier did [not:not] cost [80:80] crowns");
    let alike = compare(&written("The repair of the pier did cost [80:80] crowns"), &denied);
    assert_eq!(alike.relation, Relation::Contradicts);
    let other = compare(&written("The repair of the pier did cost [40:40] crowns"), &denied);
    assert_ne!(other.relation, Relation::Contradicts);
    assert!(!other.is_match(), "nor does it repeat it");
}

#[test]
fn a_negation_that_moves_to_another_word_is_a_veto() {
    let a = written("The board [not:not] sold the quay but leased the pier");
    let b = written("The board sold the quay but [not:not] leased the pier");
    assert_eq!(compare(&a, &b).vetoes, [Veto::Negation]);
}

#[test]
fn what_is_called_false_is_turned_round_twice() {
    let said = written("Two children were among the dead in Orlo");
    let undone = written("It is [not:false] that [not:no] children were among the dead in Orlo");
    assert_eq!(compare(&said, &undone).vetoes, []);
    assert!(!denies_what_is_said(&said.statement(), &undone.statement()));
    let denied = written("It is [not:false] that children were among the dead in Orlo");
    assert_eq!(compare(&said, &denied).vetoes, [Veto::Negation]);
}

#[test]
fn who_is_nowhere_is_not_denied_by_what_is_told_of_the_place() {
    let nobody = written("[not:Nobody] had been on the bridge when it was closed");
    for told in ["Tarn bridge closed", "The bridge was closed when it had been"] {
        let told = written(told);
        assert_eq!(compare(&told, &nobody).vetoes, [], "{}", told.text.as_str());
        assert!(!denies_what_is_said(&told.statement(), &nobody.statement()), "{}", told.text.as_str());
    }
    for there in
        ["Three people had been on the bridge when it was closed", "A man was on the old bridge when it was closed"]
    {
        let there = written(there);
        assert_eq!(compare(&there, &nobody).vetoes, [Veto::Negation], "{}", there.text.as_str());
        assert!(denies_what_is_said(&there.statement(), &nobody.statement()), "{}", there.text.as_str());
    }
}

#[test]
fn a_negated_clause_that_is_new_is_no_veto() {
    let a = written("The board sold the old quay to a shipping firm");
    let b = written("The board sold the old quay to a shipping firm and [not:never] told the council");
    let comparison = compare(&a, &b);
    assert_eq!(comparison.vetoes, []);
    assert_eq!(comparison.relation, Relation::Narrows);
}

#[test]
fn a_negation_that_slips_into_a_clause_is_a_veto() {
    let a = written("The old ferry is in use on the river");
    for b in
        ["The old ferry is [not:no] longer in use on the river", "The old ferry is [not:not] kept in use on the river"]
    {
        assert_eq!(compare(&a, &written(b)).vetoes, [Veto::Negation], "{b}");
    }
}

#[test]
fn a_negated_clause_in_front_of_a_shared_one_is_no_veto() {
    let a = written("Kell had [not:no] share in the firm and Marsh begged Kell to step in");
    let b = written("Marsh begged Kell to step in");
    assert_eq!(compare(&a, &b).vetoes, []);
}

#[test]
fn a_negation_that_moves_with_its_word_is_no_veto() {
    let a = written("Marsh said at the quay on Monday that our aims have [not:not] changed");
    let b = written("Our aims have [not:not] changed, Marsh said at the quay on Monday");
    assert_eq!(compare(&a, &b).vetoes, []);
    let added = written("The gap was [not:not] considered significant");
    assert_eq!(compare(&written("The gap was [not:not] a significant one"), &added).vetoes, []);
}

#[test]
fn a_verb_and_its_object_are_negated_alike() {
    let no = written("The envoys have made [not:no] progress in the harbour talks");
    let not = written("The envoys have [not:not] made a breakthrough in the harbour talks");
    let made = written("The envoys have made a breakthrough in the harbour talks");
    assert_eq!(compare(&no, &not).vetoes, []);
    assert_eq!(compare(&not, &no).vetoes, []);
    assert_eq!(compare(&no, &made).vetoes, [Veto::Negation]);
}

/// A negation that only one of two wordings has says nothing against the other where it is of something else.
#[test]
fn what_is_denied_has_to_be_said() {
    let denies = |a: &str, b: &str| {
        let (a, b) = (written(a), written(b));
        let (there, back) = (a.statement(), b.statement());
        assert_eq!(denies_what_is_said(&there, &back), denies_what_is_said(&back, &there));
        denies_what_is_said(&there, &back)
    };
    assert!(denies("The fleet did [not:not] advance on the river", "The fleet advanced on the river"));
    assert!(denies("The figures were inaccurate", "The figures were accurate"));
    assert!(!denies("Ivo Brandt has [not:not] broken Corrin", "Ivo Brandt’s plans to invade Corrin"));
    assert!(!denies("The fleet advanced on the river", "The fleet advanced along the river"));
}

#[test]
fn a_negative_prefix_negates() {
    for (a, b) in [
        ("The board called the figures accurate", "The board called the figures inaccurate"),
        ("The quay was left undamaged by the storm", "The quay was damaged by the storm"),
        ("The non-native fish live in the basin", "The native fish live in the basin"),
    ] {
        assert_eq!(compare(&written(a), &written(b)).vetoes, [Veto::Negation], "{a}");
    }
    let same = written("The board called the figures [not:not] accurate");
    assert_eq!(compare(&same, &written("The board called the figures inaccurate")).vetoes, []);
    let twice = written("Such storms are [not:not] uncommon on the coast");
    assert_eq!(compare(&twice, &written("Such storms are common on the coast")).vetoes, []);
    let other = written("The cargo in the hold was flammable");
    assert_eq!(compare(&other, &written("The cargo in the hold was inflammable")).vetoes, []);
}

#[test]
fn would_for_will_in_reported_speech_is_no_veto() {
    let will = written("The port [will:will] close the quay");
    let said = written("Marsh said the port [if:would] close the quay");
    assert_eq!(compare(&will, &said).vetoes, []);
    assert_eq!(compare(&said, &will).vetoes, []);
    let asked = written("The port [if:would] close the quay");
    assert_eq!(compare(&will, &asked).vetoes, [Veto::Hedge]);
    let indirect = written("The port [if:would] close the quay").by("Alena Marsh", "said").voice(Voice::Indirect);
    assert_eq!(compare(&will, &indirect).vetoes, []);
    let direct = written("The port [if:would] close the quay").by("Alena Marsh", "said").voice(Voice::Direct);
    assert_eq!(compare(&will, &direct).vetoes, [Veto::Hedge]);
}

#[test]
fn a_contracted_hedge_is_the_same_hedge() {
    let a = written("The harbour master [not:couldn't] be reached on Monday");
    let b = written("The harbour master [may:could] [not:not] be reached on Monday");
    assert_eq!(compare(&a, &b).vetoes, []);
    assert_eq!(compare(&b, &a).vetoes, []);
}

#[test]
fn a_participle_behind_a_present_form_is_no_past() {
    let a = written("The plan [will:will be] announced at the quay");
    assert_eq!(compare(&a, &written("The plan is disclosed at the quay")).vetoes, []);
    assert_eq!(compare(&a, &written("The plan was disclosed at the quay")).vetoes, [Veto::Tense]);
}

#[test]
fn quantities_update_contradict_or_stand_alone() {
    let earlier = written("The storm killed [12 person:12 people] on the coast").by("Harbour Agency", "said");
    let later = written("The storm killed [15 person:15 people] on the coast").by("Harbour Agency", "said");
    let ministry = written("The storm killed [7 person:seven people] on the coast").by("Coast Ministry", "said");
    let (nine, noon) = ("2026-03-02T09:00:00Z", "2026-03-02T12:00:00Z");
    let earlier = earlier.on(nine);
    check(&earlier, &later.on(noon), Relation::Updates, &[Veto::Quantity]);
    check(&earlier, &ministry.on(nine), Relation::Contradicts, &[Veto::Quantity, Veto::Speaker]);
    let silent = written("The storm killed people on the coast").by("Harbour Agency", "said");
    check(&earlier, &silent, Relation::Narrows, &[]);
}

#[test]
fn rounding_is_a_contrast_but_no_contradiction() {
    let about = written("The talks at the port lasted [~300 minute:about 300 minutes]");
    let exact = written("The talks at the port lasted [297 minute:297 minutes]");
    check(&about, &exact, Relation::Rewords, &[Veto::Quantity]);
    let hours = written("The talks at the port lasted [180 minute:180 minutes]");
    check(&about, &hours, Relation::Contradicts, &[Veto::Quantity]);
}

#[test]
fn quotes_pronouns_and_edges_do_not_keep_words_from_repeating() {
    let a = written("“We have paid every worker,”");
    let b = written("they have paid every worker.");
    check(&a, &b, Relation::Repeats, &[]);
    assert!((compare(&a, &b).score - 1.0).abs() < f64::EPSILON);
}

#[test]
fn a_headline_printed_twice_is_compared_once() {
    let mut headline = written("Port Pays Every Worker\nPort Pays Every Worker").voice(Voice::Headline);
    let half = headline.text.as_str().len() / 2;
    headline.content = vec![headline.text.span(0..half).unwrap(), headline.text.span(half + 1..2 * half + 1).unwrap()];
    check(&headline, &written("Port pays every worker"), Relation::Repeats, &[]);
}

#[test]
fn an_employer_in_a_headline_is_no_other_speaker() {
    let headline = written("Port paid every worker").by("Harbour Board", "–");
    let mut body = written("The port paid every worker").by("Alena Marsh, clerk of the Harbour Board,", "said");
    body.speaker = Some("Alena Marsh".to_owned());
    assert!(compare(&headline, &body).is_match());
    let stranger = written("The port paid every worker").by("Boris Kell", "said");
    assert_eq!(compare(&body, &stranger).vetoes, [Veto::Speaker]);
}

#[test]
fn strangers_are_unrelated_and_empty_statements_are_nothing() {
    let a = written("The storm closed the northern road");
    check(&a, &written("Voters go to the polls on Sunday"), Relation::Unrelated, &[]);
    check(&written(""), &written(""), Relation::Unrelated, &[]);
    check(&a, &written(""), Relation::Unrelated, &[]);
}

#[test]
fn without_vetoes_shared_words_decide() {
    let a = written("We have [not:never] rejected the ferry plan");
    let b = written("We have rejected the ferry plan");
    let options = onrecord_compare::Options { vetoes: false };
    let comparison = onrecord_compare::compare_with(&a.statement(), &b.statement(), options);
    assert_eq!(comparison.vetoes, []);
    assert!(comparison.is_match());
}

#[test]
fn a_denial_in_the_words_agrees_with_a_denial_in_the_cue() {
    let headline = written("Corvane [not:Denies] It Ignored Warning About Tank").voice(Voice::Headline);
    let lead = written("it ignored a warning about the tank").by("The operator", "denied");
    for (a, b) in [(&headline, &lead), (&lead, &headline)] {
        let found = compare(a, b);
        assert!(!found.vetoes.contains(&Veto::Negation), "{found:?}");
    }
    let claimed = written("it ignored a warning about the tank").by("The operator", "said");
    assert!(compare(&headline, &claimed).vetoes.contains(&Veto::Negation));
    assert!(compare(&claimed, &lead).vetoes.contains(&Veto::Negation));
}

#[test]
fn the_opposite_in_the_same_place_is_a_veto() {
    for (a, b) in [
        ("The board supports the harbour plan", "The board opposes the harbour plan"),
        ("Tolls at the quay rose on Monday", "Tolls at the quay fell on Monday"),
        ("The toll bill passed on Monday", "The toll bill failed on Monday"),
    ] {
        check(&written(a), &written(b), Relation::Contradicts, &[Veto::Opposite]);
        check(&written(b), &written(a), Relation::Contradicts, &[Veto::Opposite]);
    }
    let moved = compare(
        &written("Tolls at the quay rose and fares fell on Monday"),
        &written("Fares fell and tolls at the quay rose on Monday"),
    );
    assert_eq!(moved.vetoes, []);
}

#[test]
fn who_is_against_it_does_not_support_it() {
    let not = written("The board does [not:not] support the harbour plan");
    assert_eq!(compare(&not, &written("The board opposes the harbour plan")).vetoes, []);
}

#[test]
fn who_did_it_to_whom_is_a_veto() {
    for (a, b) in [
        ("The harbour union attacked the port minister", "The port minister attacked the harbour union"),
        ("Marsh accused Kell of fraud", "Kell accused Marsh of fraud"),
        ("The ferry goes from Lowtown to Kelmouth", "The ferry goes from Kelmouth to Lowtown"),
    ] {
        assert_eq!(compare(&written(a), &written(b)).vetoes, [Veto::Roles], "{a}");
    }
    for (a, b) in [
        ("Anna Kell met John Marsh at the port", "John Marsh met Anna Kell at the port"),
        ("John Marsh attacked Anna Kell", "Anna Kell was attacked by John Marsh"),
        (
            "An attempt last month in the senate to close the port failed",
            "An attempt to close the port failed in the senate last month",
        ),
        ("The tolls rose and the fares fell", "The fares fell and the tolls rose"),
    ] {
        assert_eq!(compare(&written(a), &written(b)).vetoes, [], "{a}");
    }
}

#[test]
fn a_plan_is_not_the_deed_where_the_past_looks_like_the_present() {
    let plan = written("The yard [will:plans to] cut the night shift");
    assert_eq!(compare(&plan, &written("The yard cut the night shift")).vetoes, [Veto::Tense]);
}

#[test]
fn plain_numbers_differ() {
    for (a, b) in [
        ("Kelmouth tank fire injures 12", "Seven injured in Kelmouth tank fire"),
        ("3,000 jobs go at the yard", "300 jobs go at the yard"),
    ] {
        assert_eq!(compare(&written(a), &written(b)).vetoes, [Veto::Quantity], "{a}");
    }
    for (a, b) in [
        ("Kelmouth tank fire injures 12", "Twelve injured in Kelmouth tank fire"),
        ("Kelmouth tank fire injures 12", "No warning before Kelmouth tank fire"),
        ("The board won in 2019 at the port", "The board won 12 seats at the port"),
        ("One of them left the port on Monday", "12 of them left the port on Monday"),
    ] {
        assert_ne!(compare(&written(a), &written(b)).vetoes, [Veto::Quantity], "{a}");
    }
}

/// Each speaks of themselves, so what they share is words.
#[test]
fn people_who_speak_of_themselves_speak_of_different_people() {
    let own = |words: &str, speaker: &str| written(words).by(speaker, "said");
    let kell = own("he is ready to meet the board in Tarn this week", "Ivo Kell");
    let orrick = own("I am ready to meet the board in Tarn this week", "Lena Orrick");
    check(&kell, &orrick, Relation::Unrelated, &compare(&kell, &orrick).vetoes);
    let not = own("he is [not:not] ready to meet the board in Tarn this week", "Lena Orrick");
    assert_eq!(compare(&kell, &not).relation, Relation::Unrelated);
    for same in ["Kell", "Ivo Kell", "Ivo Kellj", "the chairman"] {
        let other = own("he is [not:not] ready to meet the board in Tarn this week", same);
        assert_eq!(compare(&kell, &other).relation, Relation::Contradicts, "{same} may be the same");
    }
    let strike = own("The strike is over in Tarn this week", "Ivo Kell");
    let again = own("The strike is [not:not] over in Tarn this week", "Lena Orrick");
    assert_eq!(compare(&strike, &again).relation, Relation::Contradicts);
}

/// Who did not deny it neither said so nor denied it.
#[test]
fn a_denial_that_did_not_come_is_a_hedge() {
    let said = written("The repair of the pier will cost three crowns");
    let open = written("Orvik did [not:not] deny that the repair of the pier will cost three crowns");
    let cued = written("The repair of the pier will cost three crowns").by("Orvik", "did not deny");
    let verb = written("Orvik did [not:not] [not:deny] that the repair of the pier will cost three crowns");
    for one in [open, verb, cued] {
        let found = compare(&said, &one);
        assert_eq!((found.vetoes.as_slice(), found.is_match()), ([Veto::Hedge].as_slice(), false), "{:?}", one.text);
        assert_ne!(found.relation, Relation::Contradicts, "{:?}", one.text);
    }
    let denied = written("Orvik denied that the repair of the pier will cost three crowns");
    let not = written("Orvik did [not:not] deny that the repair of the pier will cost three crowns");
    assert_eq!(compare(&denied, &not).vetoes, [Veto::Negation], "the denial itself is denied");
}

/// Who asks whether it is so, or says nothing to it, claims neither that it is nor that it is not.
#[test]
fn what_is_left_open_is_a_hedge() {
    let said = written("The repair of the pier will cost three crowns");
    let open = [
        written("whether the repair of the pier will cost three crowns").by("Orvik", "asked"),
        written("to [not:deny] that the repair of the pier will cost three crowns").by("Orvik", "refused"),
        written("to confirm that the repair of the pier will cost three crowns").by("Orvik", "refused"),
        written("Orvik [not:declined] to say that the repair of the pier will cost three crowns"),
        written("Orvik [not:cannot] rule out that the repair of the pier will cost three crowns"),
        written("Orvik did [not:not] confirm that the repair of the pier will cost three crowns"),
        written("The repair of the pier will cost three crowns").by("Orvik", "refused to deny"),
        written("Orvik [not:never] said that the repair of the pier will cost three crowns"),
    ];
    for one in open {
        for (a, b) in [(&said, &one), (&one, &said)] {
            let found = compare(a, b);
            assert_eq!(
                (found.vetoes.as_slice(), found.is_match()),
                ([Veto::Hedge].as_slice(), false),
                "{:?}",
                one.text
            );
            assert_ne!(found.relation, Relation::Contradicts, "{:?}", one.text);
        }
    }
    let refused = written("to pay three crowns for the repair of the pier").by("Orvik", "refused");
    let pays = written("to pay three crowns for the repair of the pier").by("Orvik", "agreed");
    assert_eq!(compare(&refused, &pays).vetoes, [Veto::Negation], "who refuses does not");
    let never = written("I [not:never] said that the repair of the pier will cost three crowns");
    assert_eq!(compare(&said, &never).vetoes, [Veto::Negation], "who never said so denies that");
    let ruled = written("The court did [not:not] rule on the repair of the pier this week");
    let affirmed = written("The court ruled on the repair of the pier this week");
    assert_eq!(compare(&ruled, &affirmed).vetoes, [Veto::Negation], "to rule is not to rule out");
}

#[test]
fn a_mark_that_came_or_went_is_told_with_what_it_quotes() {
    let scare = compare(&written("The leak was \"contained\""), &written("\"The leak was [not:not] yet contained\""));
    let notes: Vec<&str> = scare.drifts.iter().map(|drift| drift.note.as_str()).collect();
    assert!(notes.iter().all(|note| note.chars().any(char::is_alphabetic) && !note.starts_with("\" ")), "{notes:?}");
}

#[test]
fn from_a_day_on_is_not_until_that_day() {
    let until = written("The pier stays shut until the fair opens");
    for other in ["The pier stays shut from the fair opens", "The pier stays shut after the fair opens"] {
        assert_eq!(compare(&until, &written(other)).vetoes, [Veto::Opposite], "{other}");
    }
}

/// Pairs of a plain statement, what it is set against, and whether that negates it, agrees with it (no veto) or leaves it open.
const CALLED: &[(&str, &str, &[Veto])] = &[
    (RUN_OUT, "It is [not:not] true that the clinics of Telm have run out of vaccine", &[Veto::Negation]),
    (RUN_OUT, "It [not:isn't] the case that the clinics of Telm have run out of vaccine", &[Veto::Negation]),
    (RUN_OUT, "It is simply [not:wrong] to say the clinics of Telm have run out of vaccine", &[Veto::Negation]),
    (RUN_OUT, "It is a lie that the clinics of Telm have run out of vaccine", &[Veto::Negation]),
    (RUN_OUT, "Rumours that the clinics of Telm have run out of vaccine are unfounded", &[Veto::Negation]),
    (RUN_OUT, "Reports that the clinics of Telm have run out of vaccine are completely false", &[Veto::Negation]),
    (RUN_OUT, "Reports that the clinics of Telm have run out of vaccine are [not:not] true", &[Veto::Negation]),
    (RUN_OUT, "There is [not:no] truth in rumours that the clinics of Telm have run out of vaccine", &[Veto::Negation]),
    (RUN_OUT, "Minister: claims that the clinics of Telm have run out of vaccine baseless", &[Veto::Negation]),
    (RUN_OUT, "It is [not:not] [not:false] that the clinics of Telm have run out of vaccine", &[]),
    (RUN_OUT, "It is true that the clinics of Telm have run out of vaccine", &[]),
    (RUN_OUT, "It is [not:not] true that the clinics of Telm have [not:not] run out of vaccine", &[]),
    (RUN_OUT, "Reports that the clinics of Telm have run out of vaccine are accurate", &[]),
    (RUN_OUT, "There is [not:no] evidence that the clinics of Telm have run out of vaccine", &[Veto::Hedge]),
    (
        RUN_OUT,
        "Inspectors did [not:not] find any sign that the clinics of Telm have run out of vaccine",
        &[Veto::Hedge],
    ),
    (RUN_OUT, "It is [not:not] clear whether the clinics of Telm have run out of vaccine", &[Veto::Hedge]),
    (NOT_OUT, "It is [not:not] true that the clinics of Telm have run out of vaccine", &[]),
    (NOT_OUT, "It is [not:not] true that clinics in Telm ran out of vaccine", &[]),
    (NOT_OUT, "Rumours that the clinics of Telm have run out of vaccine are unfounded", &[]),
    (NOT_OUT, "There is [not:no] truth in rumours that the clinics of Telm have run out of vaccine", &[]),
    (NOT_OUT, "It is [not:false] that the clinics of Telm have [not:not] run out of vaccine", &[Veto::Negation]),
    (NOT_OUT, "There is [not:no] evidence that the clinics of Telm have run out of vaccine", &[Veto::Hedge]),
    (CALLED_FALSE, "Rumours that the clinics of Telm have run out of vaccine are unfounded", &[]),
    ("The document of the clinic was false", "Reports that the document of the clinic was false", &[]),
    ("The clinic had evidence of fraud", "The clinic had [not:no] evidence of fraud", &[Veto::Negation]),
];
const RUN_OUT: &str = "The clinics of Telm have run out of vaccine";
const NOT_OUT: &str = "The clinics of Telm have [not:not] run out of vaccine";
const CALLED_FALSE: &str = "It is [not:not] true that the clinics of Telm have run out of vaccine";

#[test]
fn what_is_called_false_as_a_whole_is_denied() {
    for (a, b, vetoes) in CALLED {
        let (a, b) = (written(a), written(b));
        for (a, b) in [(&a, &b), (&b, &a)] {
            let comparison = compare(a, b);
            assert_eq!(comparison.vetoes, *vetoes, "{} / {}", a.text.as_str(), b.text.as_str());
            assert_ne!(comparison.relation, Relation::Unrelated, "{}", b.text.as_str());
        }
        let denied = *vetoes == [Veto::Negation];
        assert!(!denied || denies_what_is_said(&a.statement(), &b.statement()), "{}", b.text.as_str());
    }
}

#[test]
fn parts_and_multiples_in_words_are_numbers() {
    for (a, b, differ) in [
        (
            "The museum had cut its staff by a third last year",
            "The museum had cut its staff by a quarter last year",
            true,
        ),
        ("A third voted yes in the poll", "A quarter voted yes in the poll", true),
        ("The rent in Orlo rose fourfold since May", "The rent in Orlo rose fivefold since May", true),
        (
            "The museum had cut [0.333 share:a third] of its staff last year",
            "The museum had cut a quarter of its staff last year",
            true,
        ),
        ("A quarter of the staff left last year", "A fourth of the staff left last year", false),
        ("The rent in Orlo doubled last year", "The rent in Orlo rose twofold last year", false),
    ] {
        let (a, b) = (written(a), written(b));
        let vetoes = [Veto::Quantity];
        for (a, b) in [(&a, &b), (&b, &a)] {
            let wanted = if differ { &vetoes[..] } else { &[] };
            assert_eq!(compare(a, b).vetoes, wanted, "{} / {}", a.text.as_str(), b.text.as_str());
        }
    }
}

#[test]
fn an_adjective_before_its_noun_makes_no_other_quantity() {
    let plain = written("The board will mark [5200 papers:5,200 papers] again");
    let maths = written("The board will mark [5200 maths:5,200 maths] papers again");
    assert_eq!(compare(&plain, &maths).vetoes, []);
    assert_eq!(compare(&maths, &plain).vetoes, []);
    let pupils = written("The board will mark [5200 pupils:5,200 pupils] again");
    assert_eq!(compare(&plain, &pupils).vetoes, [Veto::Quantity]);
}

#[test]
fn what_became_of_people_is_counted_apart() {
    let killed = written("The fire at the mill killed [9 people:nine people]");
    let injured = written("The fire at the mill injured [9 people:nine people]");
    for (a, b) in [(&killed, &injured), (&injured, &killed)] {
        check(a, b, Relation::Rewords, &[Veto::Quantity]);
    }
    check(&killed, &written("[9 people:Nine people] died in the fire at the mill"), Relation::Rewords, &[]);
    let of_whom =
        written("[38 people:38 people] had been injured in the storm, [7:seven] of whom remained in hospital");
    let died = written("[7 people:seven people] died and [38:38] were injured in the storm");
    let soldiers = written("The raid on the port killed [9 soldiers:nine soldiers]");
    let civilians = written("In the raid on the port [5 civilians:five civilians] were killed");
    assert_ne!(compare(&soldiers, &civilians).relation, Relation::Contradicts, "both may be so");
    for (a, b) in [(&of_whom, &died), (&died, &of_whom)] {
        check(a, b, Relation::Rewords, &[Veto::Quantity]);
    }
    let more = written("[9 people:nine people] died and [38:38] were injured in the storm");
    check(&died, &more, Relation::Contradicts, &[Veto::Quantity]);
}

#[test]
fn who_buys_does_not_sell() {
    let sold = written("The city sold the flats to the fund");
    check(&sold, &written("The city bought the flats from the fund"), Relation::Contradicts, &[Veto::Opposite]);
    assert!(!compare(&sold, &written("The fund bought the flats from the city")).vetoes.contains(&Veto::Opposite));
    let half = written("[0.5 share:Half] of the staff of the yard lost their jobs");
    assert!(compare(&half, &written("All of the staff of the yard lost their jobs")).vetoes.contains(&Veto::Quantity));
}

#[test]
fn what_somebody_denies_of_themselves_is_denied_by_nobody_else() {
    for content in ["any wrongdoing", "taking bribes", "having leaked the papers"] {
        let (hjort, weil) =
            (written(content).by("Gustav Hjort", "denied"), written(content).by("Jonas Weil", "denied"));
        assert_eq!(compare(&hjort, &weil).relation, Relation::Unrelated, "{content}");
        assert_eq!(compare(&hjort, &written(content).by("Hjort", "denies")).relation, Relation::Repeats, "{content}");
    }
    let dam = |name: &str| written("the dam had failed").by(name, "denied");
    assert_eq!(compare(&dam("Gustav Hjort"), &dam("Jonas Weil")).relation, Relation::Repeats);
}

#[test]
fn a_name_and_its_event_make_no_headline_speak_of_everything_there() {
    let speeding = written("the train which derailed at Harrow Bridge had [not:not] been speeding");
    let toll = written("Harrow Bridge Derailment: Death Toll Rises to [6:6]");
    assert_eq!(compare(&speeding, &toll).relation, Relation::Unrelated);
    for told in ["Train Horror at Harrow Bridge", "Passenger Train Derails Near Harrow Bridge, [4:4] Killed"] {
        assert_ne!(compare(&written(told), &speeding).relation, Relation::Contradicts, "{told}");
    }
    let jobs = written("the cut in the herring quota [may:could] cost [400 jobs:400 jobs] along the coast");
    let quota = compare(&written("Herring quota to be cut by [0.33 share:a third]"), &jobs);
    assert_ne!(quota.relation, Relation::Contradicts);
}

#[test]
fn what_was_counted_since_a_day_does_not_fall() {
    let said = |homes: &str, day: &str| written(homes).by("Ana Petrova", "said").on(day);
    let more = said("The city has built [1200 homes:1,200 homes] since 2023", "2026-06-04");
    let fewer = |day: &str| said("The city has built [700 homes:700 homes] since 2023", day);
    check(&more, &fewer("2026-07-02"), Relation::Contradicts, &[Veto::Quantity]);
    check(&fewer("2026-05-02"), &more, Relation::Updates, &[Veto::Quantity]);
}

#[test]
fn what_an_outlet_put_right_is_no_update() {
    let article = ArticleId::default();
    let said = |words: &str, note: &str, day: &str| {
        let words = format!("{words} invoices were forged{note}");
        written(&words).by("Judge Reich", "said").on(day).of(article)
    };
    let twelve = said("[12:12] of the", "", "2026-06-15");
    let updated = said("[2:Two] of the", "", "2026-06-17");
    check(&twelve, &updated, Relation::Updates, &[Veto::Quantity]);
    let corrected = said("[2:Two] of the", ". Correction: It is two, not 12", "2026-06-17");
    assert_eq!(compare(&twelve, &corrected).relation, Relation::Rewords);
}

#[test]
fn what_may_come_after_the_other_does_not_contradict_it() {
    for (a, b) in [
        ("Police in Tarn arrested Ivo Kell on Monday", "Police in Tarn released Ivo Kell on Monday"),
        ("Police arrested a man of 19 on suspicion of theft", "The man of 19 arrested on Tuesday has been released"),
        ("Lena Orrick joined the harbour board", "Lena Orrick left the harbour board"),
    ] {
        check(&written(a), &written(b), Relation::Rewords, &[Veto::Opposite]);
    }
    let crew = |end: &str| written(&format!("The crew of the ferry off Tarn is {end}"));
    check(&crew("alive"), &crew("dead"), Relation::Contradicts, &[Veto::Opposite]);
    let plan = |end: &str| written(&format!("The plan of the harbour board is {end}"));
    check(&plan("legal"), &plan("illegal"), Relation::Contradicts, &[Veto::Opposite]);
}

#[test]
fn two_decisions_do_not_contradict_one_another() {
    let decided = |words: &str, day: &str| written(words).by("the Harbour Board", "approved").on(day);
    let up = decided("an increase in the toll at the quay to [5 %:5 percent]", "2026-05-04");
    let down = |day: &str| decided("a decrease in the toll at the quay to [4 %:4 percent]", day);
    assert_eq!(compare(&up, &down("2026-10-04")).relation, Relation::Updates);
    assert_eq!(compare(&up, &down("2026-05-04")).relation, Relation::Contradicts, "of one day only one is so");
    let same = decided("a decrease in the toll at the quay to [5 %:5 percent]", "2026-10-04");
    assert_eq!(compare(&up, &same).relation, Relation::Contradicts);
}
