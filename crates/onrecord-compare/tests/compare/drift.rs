//! Typed drift on small pairs, one for each kind of change.

use crate::support::{shown, written};

/// What changes, before and after.
const PAIRS: &[(&str, &str, &str)] = &[
    (
        "approximation",
        "The ferry left with [~300:about 300] people aboard",
        "The ferry left with [>300:more than 300] people aboard",
    ),
    (
        "value",
        "The ferry left with [>300:more than 300] people aboard",
        "The ferry left with [3000:3,000] people aboard",
    ),
    (
        "decimal point",
        "The dredger cost the port [3500000 USD:$3.5 million]",
        "The dredger cost the port [35000000 USD:$35 million]",
    ),
    ("unit", "The strike lasted [3 day:three days]", "The strike lasted [3 week:three weeks]"),
    ("number added", "The harbour closed its gates to trucks", "The harbour closed its gates to [40:40] trucks"),
    (
        "same value otherwise written",
        "The port paid [3500000 USD:$3.5 million] for it",
        "The port paid [3500000 USD:3,500,000 dollars] for it",
    ),
    (
        "negation gone",
        "The mayor did [not:not] accept the offer of the union",
        "The mayor accepted the offer of the union",
    ),
    ("negation added", "The mayor accepted the offer", "The mayor [not:never] accepted the offer"),
    ("contraction", "The board [not:didn't] sell the old quay", "The board did sell the old quay"),
    ("hedge hardened", "The bridge [may:may] close in winter", "The bridge [will:will] close in winter"),
    (
        "hearsay gone",
        "Police arrested the [alleged:alleged] thief near the pier",
        "Police arrested the thief near the pier",
    ),
    ("future to past", "The council [will:will] sell the pier", "The council sold the pier"),
    ("tense", "The pier is closed to visitors", "The pier was closed to visitors"),
    ("date", "Voters go to the polls on Sunday", "Voters go to the polls on Monday"),
    (
        "marks round a paraphrase",
        "He called the budget a bad joke on the poor",
        "He called the budget “a bad joke” on the poor",
    ),
    ("marks taken off", "\"We have paid every worker,\"", "We have paid every worker"),
    ("marks in marks", "He praised the 'Friends of Anse' group", "“He praised the ‘Friends’ of Anse group,”"),
    ("name swapped", "[name:Alena Marsh] opened the new ferry line", "[name:Boris Kell] opened the new ferry line"),
    ("name dropped", "[name:Alena Marsh] and [name:Boris Kell] opened the line", "[name:Alena Marsh] opened the line"),
    (
        "capitals of a headline",
        "Harbour [name:Received] Warning Before [name:Kelmouth] Fire",
        "Harbour Lost Warning Before Fire",
    ),
    (
        "a verb between capitals of a headline",
        "[name:Port Received] No Warning Before [name:Kelmouth Tank Fire]",
        "[name:Port Was Warned] About [name:Tank] 7",
    ),
    (
        "number in a headline",
        "Nitrate in [name:Corrin] Water [name:Three Times] Above Limit",
        "Nitrate in [name:Corrin] Water Above Limit",
    ),
    ("wording", "The mayor said the budget is balanced and fair", "The mayor said the budget is balanced, honest"),
    ("folded", "The “Harbour Board”  met in Port Anse", "the 'harbour board' met in port Anse"),
];

#[test]
fn typed_drifts_of_small_pairs() {
    let show = |(name, a, b): &(&str, &str, &str)| {
        let (a, b) = (written(a), written(b));
        let folded = onrecord_compare::word_diff(&a.statement(), &b.statement()).folded();
        format!("# {name} (folded {folded})\n{}", shown(&a, &b))
    };
    let out = PAIRS.iter().map(show).collect::<Vec<_>>().concat();
    insta::assert_snapshot!(out);
}

#[test]
fn credits_and_cues() {
    let content = "The tender was rigged from the start";
    let said = written(content).by("Alena Marsh", "said");
    let pairs = [
        ("cue", written(content).by("Alena Marsh", "admitted")),
        ("denial", written(content).by("Alena Marsh", "denied")),
        ("same strength", written(content).by("Marsh", "told")),
        ("another speaker", written(content).by("Boris Kell", "said")),
        ("credit lost", written(content)),
    ];
    let show = |(name, other): &(&str, _)| format!("# {name}\n{}", shown(&said, other));
    let out = pairs.iter().map(show).collect::<Vec<_>>().concat();
    insta::assert_snapshot!(out);
}

#[test]
fn the_dash_of_a_headline_is_no_verb_of_saying() {
    let content = "The tender was rigged from the start";
    let by = |cue| written(content).by("Alena Marsh", cue);
    assert!(!shown(&by("–"), &by("admitted")).contains("attribution"));
    assert!(shown(&by("said"), &by("admitted")).contains("attribution"));
}
