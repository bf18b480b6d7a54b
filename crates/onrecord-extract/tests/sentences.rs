//! Sentences that once went wrong: what is found in them, who says it, and what is left aside.
#![expect(clippy::unwrap_used, reason = "a test with a bad literal must stop")]

use onrecord_extract::{EngineKind, Input, extract};
use onrecord_model::{Mention, Polarity};
use onrecord_text::Text;

struct Read {
    text: Text,
    mentions: Vec<Mention>,
}

fn read(kind: EngineKind, raw: &str, title: Option<&str>) -> Read {
    let text = Text::new(raw).unwrap();
    let published = Some("2026-03-05".parse().unwrap());
    let input = Input { text: &text, title, published, language: None, keep_that: false };
    let mentions = extract(kind.engine(), &input).mentions;
    Read { text, mentions }
}

/// Each mention as "voice | content | speaker", the source in brackets where nobody is named.
fn shown(kind: EngineKind, raw: &str, title: Option<&str>) -> Vec<String> {
    let read = read(kind, raw, title);
    let line = |m: &Mention| {
        let content: Vec<&str> = m.content.iter().map(|s| read.text.slice(s)).collect();
        let source = m.source.as_ref().map(|s| format!("[{}]", read.text.slice(s)));
        let speaker = m.speaker.as_ref().map(|s| s.name.clone()).or(source).unwrap_or_default();
        format!("{} | {} | {speaker}", m.voice.as_str(), content.join(" … "))
    };
    read.mentions.iter().map(line).collect()
}

#[track_caller]
fn every(kinds: &[EngineKind], raw: &str, expected: &[&str]) {
    for kind in kinds {
        assert_eq!(shown(*kind, raw, None), expected, "{kind}: {raw}");
    }
}

const ALL: &[EngineKind] = &[EngineKind::Rules, EngineKind::Fast, EngineKind::Accurate];
const BEST: &[EngineKind] = &[EngineKind::Accurate];

#[test]
fn a_pronoun_is_nobody_who_is_dead() {
    let raw = "The trial of a dealer in paintings by Anna Thorsen went on. An expert, Professor Mary Eckhart of Stenholm University, \
               testified that the pigment was new. Thorsen died in 1931.\n\nUnder questioning she conceded that two might be genuine.";
    let shown = shown(EngineKind::Accurate, raw, None);
    assert!(shown.contains(&"indirect | the pigment was new | Mary Eckhart".to_owned()), "{shown:?}");
    assert!(shown.contains(&"indirect | two might be genuine | Mary Eckhart".to_owned()), "{shown:?}");
}

#[test]
fn a_pronoun_is_left_open_where_somebody_else_acts() {
    let raw = "Erik Brandt said the inspection had been extended. Sonja Krill of the Radiation Safety Authority contradicted him. \
               \"We ordered it,\" she said.";
    let quoted = shown(EngineKind::Accurate, raw, None).pop().unwrap();
    assert!(!quoted.contains("Brandt"), "{quoted}");
}

#[test]
fn who_is_compared_with_or_has_seen_a_paper_said_nothing() {
    let raw =
        "The wind farm killed eleven eagles in its first year, nearly three times as many as its operator stated.";
    every(BEST, raw, &[&format!("own | {raw} | ")]);
    let raw = "The caterer was fined twice last year, court records seen by the Norbury Post show.";
    every(BEST, raw, &[&format!("own | {raw} | ")]);
}

#[test]
fn a_naming_credits_nobody_who_is_named() {
    let raw = "The dead man was named by his family as Jonas Eide, 34, a father of two.";
    every(ALL, raw, &[&format!("own | {raw} | ")]);
    let raw = "The dead woman was identified by police as Anna Berg, 41, a nurse.";
    every(BEST, raw, &[&format!("own | {raw} | ")]);
}

#[test]
fn whoever_is_named_in_full_behind_their_words_said_them() {
    for raw in [
        "The dam is safe for a year, engineer Ola Brun said on Friday.",
        "The dam is safe for a year, Nordvik's chief engineer, Ola Brun, said.",
    ] {
        every(BEST, raw, &["indirect | The dam is safe for a year | Ola Brun"]);
    }
    let raw = "Edith Calloway stays mayor of Portwell after a recount gave her a majority of 19 votes, returning officer Harriet Pell said on \
               Tuesday. A box of 640 ballots from the harbour ward had not been counted on election night, Pell said.";
    let said = shown(EngineKind::Accurate, raw, None).remove(0);
    assert_eq!(
        said,
        "indirect | Edith Calloway stays mayor of Portwell after a recount gave her a majority of 19 votes | Harriet Pell"
    );
    let raw = "The dam is safe, Harriet Pell said. It will be watched by eleven people, its keeper, Lord Peel, said in a statement.";
    let lord = shown(EngineKind::Accurate, raw, None).pop().unwrap();
    assert_eq!(lord, "indirect | It will be watched by eleven people | Peel");
}

#[test]
fn what_is_taken_back_is_not_claimed() {
    let raw =
        "Minister Karl Osten apologised to Ashby & Rowe and withdrew his statement that the leak had begun there.";
    let read = read(EngineKind::Accurate, raw, None);
    let shown: Vec<(&str, Polarity)> =
        read.mentions.iter().map(|m| (read.text.slice(&m.content[0]), m.slots.polarity)).collect();
    assert_eq!(shown, [("the leak had begun there", Polarity::Negated)]);
}

#[test]
fn headlines_tell_what_their_speaker_says_and_no_more() {
    let body =
        "\n\nThe court heard the case of Luc Ferrand on Monday. Ferrand rode for Halden. Ann Cole is the mayor.\n";
    for (headline, expected) in [
        ("Cyclist Ferrand Admits Doping Three Times, Clears His Team", "headline | Doping Three Times | Luc Ferrand"),
        ("Mayor Cole Says Dam Is Safe, Blames Council", "headline | Dam Is Safe | Ann Cole"),
        ("Cole Tells Inquiry Report Never Came", "headline | Report Never Came | Ann Cole"),
        ("Dealer Knew Paintings Were Fakes, Court Told", "headline | Dealer Knew Paintings Were Fakes, Court Told | "),
    ] {
        let shown = shown(EngineKind::Accurate, &format!("{headline}{body}"), Some(headline));
        assert_eq!(shown.first().map(String::as_str), Some(expected));
    }
}

#[test]
fn who_hands_a_quotation_on_is_not_who_said_it() {
    let said = "direct | \"The ship is lost,\" | Tom Reed";
    every(ALL, "\"The ship is lost,\" Tom Reed was quoted by Reuters as saying on Monday.", &[said]);
    let said = "indirect | the dam had failed | Jane Holt";
    every(ALL, "The mayor, Jane Holt, was quoted as saying by AFP that the dam had failed.", &[said]);
    let said = "indirect | The dam had failed weeks before | Herald";
    every(BEST, "The dam had failed weeks before, the Herald reported, citing Tom Reed.", &[said]);
}

#[test]
fn what_had_been_printed_is_not_said_again_by_a_correction() {
    let body =
        "An article on May 8 said that nine people had drowned.\n\nTom Reed said on Monday that six people drowned.";
    let under = |kind: &EngineKind, title: &str| shown(*kind, &format!("{title}\n\n{body}"), Some(title));
    for kind in ALL {
        let said = ["headline | Correction: the ferry at Corran | ", "indirect | six people drowned | Tom Reed"];
        assert_eq!(under(kind, "Correction: the ferry at Corran"), said, "{kind}");
        let both = under(kind, "The ferry at Corran");
        assert!(both.iter().any(|one| one.contains("nine people had drowned")), "{kind}: {both:?}");
    }
}

#[test]
fn who_saw_a_paper_did_not_write_it() {
    let raw = "The housing department's own register, seen by the Estwick Post, states that 655 homes were completed.";
    every(BEST, raw, &["indirect | 655 homes were completed | [The housing department's own register]"]);
    for kind in ALL {
        let found = shown(*kind, raw, None);
        assert!(!found.iter().any(|one| one.ends_with("Estwick Post")), "{kind}: {found:?}");
    }
}

#[test]
fn a_pronoun_and_its_verb_are_nobodys_name() {
    for raw in ["We've asked that he share the list with us.", "They'll say that the port is closed on Monday."] {
        for kind in ALL {
            let found = read(*kind, raw, None).mentions;
            assert!(found.iter().all(|mention| mention.speaker.is_none()), "{kind}: {raw}: {found:?}");
        }
    }
}

#[test]
fn a_colon_leads_in_what_is_said_without_marks() {
    for (raw, said) in [
        ("Tom Reed was clear: the port had closed.", "indirect | the port had closed | Tom Reed"),
        ("Tom Reed put it bluntly: the port was bankrupt.", "indirect | the port was bankrupt | Tom Reed"),
        ("Tom Reed's message was simple: the port must close.", "indirect | the port must close | Tom Reed"),
    ] {
        every(ALL, raw, &[said]);
    }
    every(
        ALL,
        "The ferry calls at three ports: Alba, Corran and Dunmore.",
        &["own | The ferry calls at three ports: Alba, Corran and Dunmore. | "],
    );
}

#[test]
fn an_acronym_in_brackets_is_the_body_it_explains() {
    let raw = "The European Medicines Agency (EMA) opened a review. The EMA said that the drug was safe.";
    let read = read(EngineKind::Rules, raw, None);
    let speaker = read.mentions.iter().find_map(|m| m.speaker.as_ref()).unwrap();
    assert_eq!(speaker.name, "European Medicines Agency");
    assert_eq!(speaker.aliases[0].name, "EMA");
    // Brackets that do not spell the name explain nothing.
    let raw = "The European Medicines Agency (IMF) opened a review. The IMF said that the drug was safe.";
    assert!(shown(EngineKind::Rules, raw, None)[1].ends_with("| IMF"));
}

#[test]
fn a_verdict_on_a_claim_is_the_narrators() {
    let raw = "Jane Holt's claim that the dam is safe is false.";
    every(BEST, raw, &["indirect | the dam is safe | Jane Holt"]);
}

#[test]
fn headlines_credit_who_says_it() {
    let body = "\n\nThe harbour was full. Jane Holt, the minister, spoke to reporters.";
    for (title, said) in [
        ("Port will close by winter, minister says", "headline | Port will close by winter | [minister]"),
        ("Port is bankrupt — defense minister", "headline | Port is bankrupt | [defense minister]"),
        ("Most Britons want it closed – poll", "headline | Most Britons want it closed | [poll]"),
        ("Port is bankrupt, according to auditors", "headline | Port is bankrupt | [auditors]"),
        ("Holt says port is bankrupt", "headline | port is bankrupt | Jane Holt"),
        ("What Holt says about the port", "headline | What Holt says about the port | "),
        ("Port closes after storm – analysis", "headline | Port closes after storm – analysis | "),
    ] {
        let raw = format!("{title}{body}");
        assert_eq!(shown(EngineKind::Rules, &raw, Some(title))[0], said);
    }
}

#[test]
fn opinions_interviews_and_predictions_are_no_claims_of_the_outlet() {
    for raw in [
        "It is a disgrace that the port is closed.",
        "The port is clearly the worst in Europe.",
        "Prices are set to climb in May.",
        "Perhaps 300 people died in the flood.",
        "A: The city paid three million dollars.",
        "To receive new posts and support my work, consider becoming a subscriber.",
    ] {
        every(ALL, raw, &[]);
    }
    every(ALL, "Nobody was hurt.", &["own | Nobody was hurt. | "]);
}

#[test]
fn a_time_in_what_the_narrator_adds_is_not_the_claims() {
    let raw = "Tom Reed said the dam was safe, but engineers found three cracks in May.";
    let read = read(EngineKind::Accurate, raw, None);
    assert_eq!(read.text.slice(&read.mentions[0].content[0]), "the dam was safe");
    assert!(read.mentions[0].times.is_empty());
}

#[test]
fn talk_with_many_marks_keeps_its_speakers() {
    every(
        ALL,
        "\"The tanks,\" said Erik Strand, \"were empty.\" He added: \"Nobody was hurt.\"",
        &["direct | \"The tanks,\" … \"were empty.\" | Erik Strand", "direct | \"Nobody was hurt.\" | Erik Strand"],
    );
    every(
        ALL,
        "\"The army,\" Erik Strand said, \"lost 40 men.\" \"That is false,\" Lena Park said.",
        &["direct | \"The army,\" … \"lost 40 men.\" | Erik Strand", "direct | \"That is false,\" | Lena Park"],
    );
}

#[test]
fn what_nobody_said_is_nobodys() {
    for raw in [
        "Neither Ida Frank nor Karl Ode said the fund was insolvent.",
        "No official claimed that the strike was an accident.",
        "Contrary to what Senator Bell said, the bill never passed the House.",
        "If asked, Ida Frank would say that the fund is solvent.",
        "Ida Frank was asked whether she had said that the fund was insolvent.",
    ] {
        for kind in ALL {
            let read = read(*kind, raw, None);
            assert!(read.mentions.iter().all(|m| m.source.is_none() && m.speaker.is_none()), "{kind}: {raw}");
        }
    }
}

#[test]
fn a_pronoun_that_fits_two_is_left_open() {
    for raw in [
        "Governor Lars Ek met Senator Priya Nair. \"The deal is off,\" she said.",
        "Karl Ode told Ida Frank he loved her. She said he was drunk.",
        "Tom Reed and Bill Hughes were both at the meeting. He said the plan was dead.",
    ] {
        for kind in ALL {
            let read = read(*kind, raw, None);
            let last = read.mentions.last().unwrap();
            assert!(last.speaker.is_none() && last.source.is_some(), "{kind}: {raw}");
        }
    }
    let raw = "Tom Reed told Anna Frank that the plan was dead. He said it would never return.";
    assert!(shown(EngineKind::Rules, raw, None)[1].ends_with("| Tom Reed"));
}

#[test]
fn titles_and_particles_find_their_person() {
    for (raw, name) in [
        ("Mayor Lena Park cut the ribbon. The mayor said the bridge was safe.", "Lena Park"),
        ("The mayor, Lena Park, cut the ribbon. The mayor said the bridge was safe.", "Lena Park"),
        ("Leon Fisk, the mayor, was angry. \"The bridge is gone,\" he said.", "Leon Fisk"),
        ("Ursula von der Leyen came. Von der Leyen said that talks were ongoing.", "Ursula von der Leyen"),
        ("Prosecutor Jan Maes said that he was free.", "Jan Maes"),
    ] {
        for kind in ALL {
            assert_eq!(shown(*kind, raw, None).last().unwrap().rsplit(" | ").next(), Some(name), "{kind}: {raw}");
        }
    }
    every(BEST, "Ann Day said that the deal was off.", &["indirect | the deal was off | Ann Day"]);
}

#[test]
fn titles_before_a_first_name_are_no_part_of_it() {
    for (source, name) in [
        ("Chief Executive Judith Ramsbottom", "Judith Ramsbottom"),
        ("County Clerk Yolanda Pierce", "Yolanda Pierce"),
        ("Surveyor Amit Desai", "Amit Desai"),
        ("Senior Lecturer Ann Poole", "Ann Poole"),
        ("Chief Inspector Mary Long", "Mary Long"),
        ("Sheriff's Deputy Al Ruiz", "Al Ruiz"),
        ("Outside court Hester Blackwood", "Hester Blackwood"),
        ("Counsel for the council, Edmund Frayne KC,", "Edmund Frayne"),
        ("St. Brannoc's Hospital", "St. Brannoc's Hospital"),
        ("King's College", "King's College"),
    ] {
        let raw = format!("{source} told reporters that the count was over.");
        every(BEST, &raw, &[&format!("indirect | the count was over | {name}")]);
    }
}

#[test]
fn who_is_spoken_to_says_nothing() {
    for (raw, who) in [
        ("Mr Reck, Mayor Anna Voss has said that the gates were checked in August.", "Anna Voss"),
        ("Mr Reck, the mayor, has said that the gates were checked in August.", "Reck"),
    ] {
        every(BEST, raw, &[&format!("indirect | the gates were checked in August | {who}")]);
    }
}

#[test]
fn what_is_told_of_the_speaker_is_no_time_of_saying() {
    let raw = "\"I have lost my children,\" said Walter Ruhl, 78, who has chaired the railway society since 1994.";
    let found = read(EngineKind::Accurate, raw, None);
    assert!(found.mentions.iter().all(|mention| mention.times.is_empty()), "{:?}", found.mentions);
}

#[test]
fn papers_and_people_by_trade_are_nobody() {
    for who in ["Filings", "Figures", "Pharmacists", "Farmers"] {
        every(
            BEST,
            &format!("{who} show that the town lost $220,000 in May."),
            &[&format!("indirect | the town lost $220,000 in May | [{who}]")],
        );
    }
    let raw = "Lena Parsons came. Parsons said that the town was broke.";
    assert_eq!(shown(EngineKind::Accurate, raw, None).last().unwrap().rsplit(" | ").next(), Some("Lena Parsons"));
}

#[test]
fn a_sentence_that_begins_with_a_quotation_finds_its_own_speaker() {
    let raw = "The Severn Water Company said households would have no supply between 10 p.m. and 5 a.m. \"We have not taken this step \
               lightly, and we will review it,\" Chief Executive Judith Ramsbottom told reporters.";
    let shown = shown(EngineKind::Accurate, raw, None);
    let named = |name: &str| shown.iter().any(|line| line.ends_with(name));
    assert!(shown.len() == 2 && named("Severn Water Company") && named("Judith Ramsbottom"), "{shown:?}");
}

#[test]
fn whoever_is_the_subject_before_a_colon_speaks_behind_it() {
    let raw = "\"They have money for hackers,\" said union secretary Bram Koster. Economist Julian Speck was not convinced: most cargo is \
               only delayed, he said.";
    let last = shown(EngineKind::Accurate, raw, None).pop().unwrap();
    assert_eq!(last, "indirect | most cargo is only delayed | Julian Speck");
}

#[test]
fn a_mark_that_is_never_closed_credits_nobody_behind_it() {
    let raw = "“We won, said Ann Lee. The vote was close. Bob Ray said he would appeal.";
    every(ALL, raw, &["indirect | “We won | Ann Lee", "indirect | he would appeal | Bob Ray"]);
}

#[test]
fn who_denies_it_claims_the_opposite() {
    let read = read(EngineKind::Fast, "The army denied that it had shelled the school.", None);
    assert_eq!(read.mentions[0].slots.polarity, Polarity::Negated);
}

#[test]
fn the_verb_beside_a_day_tells_which_week() {
    let days = |raw: &str| -> Vec<String> {
        let read = read(EngineKind::Rules, raw, None);
        read.mentions.iter().flat_map(|m| m.times.iter().map(|t| t.from.to_string())).collect()
    };
    assert_eq!(days("It closed on Saturday and would reopen on Wednesday."), ["2026-02-28", "2026-03-11"]);
    assert_eq!(days("On Monday the council will vote."), ["2026-03-09"]);
    assert_eq!(days("The firm has lost 400 jobs since January and will lose 300 more."), ["2026-01-01"]);
}
