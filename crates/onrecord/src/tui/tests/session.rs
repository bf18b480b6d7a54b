//! What keys and answers do to the state.

use onrecord_model::Target;

use super::super::link::{Decision, Refused, Written};
use super::*;

/// Takes the one request that is not for reading.
pub(super) fn one(mut requests: Vec<Request>) -> Request {
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

pub(super) fn decision(state: &mut State) -> Decision {
    match one(settle(state)) {
        Request::Set(decision) => decision,
        other => panic!("{other:?}"),
    }
}

fn wrote(claim: u32, standing: Option<Standing>) -> Input {
    let written = Written { claim: Some(Handle::claim(claim)), standing, told: "done".to_owned() };
    Input::Answer(Answer::Wrote { command: "onrecord set".to_owned(), outcome: Ok(written) })
}

pub(super) fn said(state: &State) -> String {
    let lines = state.message.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}

fn selected(state: &State) -> u32 {
    state.list.row().map(|row| row.claim.number).unwrap_or_default()
}

#[test]
fn a_claim_of_somebody_asks_for_the_target_then_for_the_reason() {
    let mut state = ready((80, 24));
    press(&mut state, "cfseen it<enter>");
    let decided = decision(&mut state);
    assert_eq!(
        (decided.claim, decided.target, decided.to),
        (Handle::claim(3), Some(Target::Fact), StatusKind::Corroborated)
    );
    assert_eq!((decided.reason.as_str(), decided.seen), ("seen it", Some(1)));
}

#[test]
fn a_claim_of_nobody_asks_the_same_and_enter_takes_the_one_target() {
    for keys in ["jdfno<enter>", "jd<enter>no<enter>"] {
        let mut state = ready((80, 24));
        press(&mut state, keys);
        let decided = decision(&mut state);
        assert_eq!(
            (decided.claim, decided.target, decided.to, decided.reason.as_str()),
            (Handle::claim(7), Some(Target::Fact), StatusKind::Disputed, "no")
        );
    }
}

#[test]
fn no_letter_of_a_reason_is_taken_for_an_answer() {
    let mut state = ready((80, 24));
    press(&mut state, "jcs of course it is<enter>");
    assert!(settle(&mut state).is_empty() && state.prompt.is_some(), "said is no target of this claim");
    press(&mut state, "xq");
    assert!(said(&state).contains("none of the letters") && !state.done);
    press(&mut state, "<back><back>f");
    press(&mut state, "f<enter>");
    assert!(settle(&mut state).is_empty() && said(&state).contains("one letter is no reason"), "{}", said(&state));
    press(&mut state, "<back>seen<enter>");
    assert_eq!(decision(&mut state).reason.as_str(), "seen");
}

#[test]
fn without_a_reason_nothing_is_asked_for_and_esc_leaves() {
    let mut state = ready((80, 24));
    for keys in ["cf<enter>", "  <enter>", "<esc>", "c<esc>", "cx<esc>"] {
        press(&mut state, keys);
        assert!(settle(&mut state).is_empty(), "{keys}");
    }
    press(&mut state, "z");
    assert!(matches!(one(settle(&mut state)), Request::WouldUndo));
    state.input(Input::Answer(Answer::WouldUndo("c3 again unverified".to_owned())));
    for keys in ["<enter>", "<esc>"] {
        press(&mut state, keys);
        assert!(settle(&mut state).is_empty(), "{keys}");
    }
    assert!(state.prompt.is_none());
    assert_eq!(said(&state), "nothing was changed");
    press(&mut state, "uf  <enter>");
    assert!(said(&state).contains("needs a reason"), "blanks after the target are a reason to nobody");
}

#[test]
fn what_is_decided_leaves_the_queue_and_the_next_is_selected() {
    let mut state = ready((80, 24));
    press(&mut state, "csheard<enter>");
    settle(&mut state);
    state.input(wrote(3, Some(standing(Some(StatusKind::Corroborated), StatusKind::Unverified, 2))));
    assert_eq!((selected(&state), state.list.rows.len()), (3, 3), "one target is open still");
    press(&mut state, "dfno<enter>");
    assert_eq!(decision(&mut state).seen, Some(2));
    state.input(wrote(3, Some(standing(Some(StatusKind::Corroborated), StatusKind::Disputed, 3))));
    assert_eq!((selected(&state), state.list.rows.len()), (7, 2));
    assert_eq!(said(&state), "$ onrecord set\ndone");
}

#[test]
fn keys_wait_for_the_answer_so_that_each_finds_its_claim() {
    let mut state = ready((80, 24));
    press(&mut state, "jdfno<enter>");
    settle(&mut state);
    press(&mut state, "cfyes<enter>");
    assert!(settle(&mut state).is_empty());
    state.input(wrote(7, Some(standing(None, StatusKind::Disputed, 2))));
    assert_eq!(decision(&mut state).claim, Handle::claim(12));
}

#[test]
fn a_conflict_is_told_in_full_and_the_claim_is_read_anew() {
    let mut state = ready((80, 24));
    press(&mut state, "jdfno<enter>");
    settle(&mut state);
    let why = "c7 is at revision 2, not 1: Ben set fact to disputed on 2026-03-05 10:00 UTC".to_owned();
    let refused = Refused { claim: Some(Handle::claim(7)), why: why.clone(), conflict: true };
    state.input(Input::Answer(Answer::Wrote { command: "onrecord set c7".to_owned(), outcome: Err(refused) }));
    assert!(said(&state).contains(&why) && said(&state).contains("read anew"), "{}", said(&state));
    assert!(matches!(one(settle(&mut state)), Request::Find { claim } if claim == Handle::claim(7)));
    let new = Row { standing: standing(None, StatusKind::Disputed, 2), ..row(7, "", "The tank was built in 1974") };
    state.input(Input::Answer(Answer::Found(Box::new(new))));
    press(&mut state, "cfagain<enter>");
    assert_eq!(decision(&mut state).seen, Some(2), "what is seen now is decided on");
}

#[test]
fn undo_asks_for_a_reason_and_brings_the_claim_back() {
    let mut state = ready((80, 24));
    press(&mut state, "zwrong let");
    assert!(matches!(one(settle(&mut state)), Request::WouldUndo));
    state.input(Input::Answer(Answer::WouldUndo("this would be done: c99 again unverified".to_owned())));
    assert!(said(&state).contains("c99 again unverified"), "{}", said(&state));
    press(&mut state, "ter<enter>");
    let Request::Undo { about: None, reason } = one(settle(&mut state)) else { panic!("no undo") };
    assert_eq!(reason.as_str(), "wrong letter");
    state.input(wrote(99, None));
    assert!(matches!(one(settle(&mut state)), Request::Find { claim } if claim == Handle::claim(99)));
    state.input(Input::Answer(Answer::Found(Box::new(row(99, "", "It was decided before")))));
    assert_eq!((selected(&state), state.list.rows.len()), (99, 4));
}

#[test]
fn command_lines_do_what_keys_do() {
    let mut state = ready((80, 24));
    press(&mut state, ":set c7 corroborated -m \"it's so\"<enter>");
    let decided = decision(&mut state);
    assert_eq!((decided.reason.as_str(), decided.seen), ("it's so", Some(1)), "it was on the screen");
    state.input(wrote(7, Some(standing(None, StatusKind::Corroborated, 2))));
    press(&mut state, ":c12<enter>");
    assert!(settle(&mut state).is_empty());
    assert_eq!(selected(&state), 12);
    press(&mut state, ":c50<enter>");
    assert!(matches!(one(settle(&mut state)), Request::Find { .. }));
    state.input(Input::Answer(Answer::NotFound("there is no claim c50".to_owned())));
    assert!(said(&state).contains("no claim c50"));
    press(&mut state, ":d3<enter>");
    assert!(matches!(one(settle(&mut state)), Request::Document { .. }));
    state.input(Input::Answer(Answer::NotFound(String::new())));
    press(&mut state, ":log c7<enter>");
    assert!(matches!(one(settle(&mut state)), Request::Run { changes: false, .. }));
    let ran = Answer::Ran { command: "onrecord log c7".to_owned(), printed: "entries".to_owned(), changes: false };
    state.input(Input::Answer(ran));
    press(&mut state, "q:nonsense<enter>");
    assert!(said(&state).contains("nonsense") && !state.done);
    press(&mut state, ":q<enter>");
    assert!(state.done);
}

#[test]
fn words_filter_and_esc_takes_the_filter_off() {
    let mut state = ready((80, 24));
    press(&mut state, "/Solvent Tank<enter>");
    state.lay_out();
    let requests = state.requests();
    let Request::Page(asked) = &requests[0] else { panic!("{requests:?}") };
    assert_eq!(asked.words, ["solvent", "tank"]);
    let old = Page { generation: asked.generation - 1, rows: rows(), looked_at: 3, next: None };
    state.input(Input::Answer(Answer::Page(old)));
    assert!(state.list.rows.is_empty(), "an answer for the queue before is thrown away");
    press(&mut state, "<esc>");
    settle(&mut state);
    assert_eq!((state.list.rows.len(), state.list.words.as_str()), (3, ""));
}

#[test]
fn a_long_queue_is_read_page_by_page() {
    let mut state = State::new((80, 24));
    let page = |from: u32, generation| Page {
        generation,
        rows: (from..from + 500).map(|n| row(n, "", "a claim")).collect(),
        looked_at: 500,
        next: Some((0.5, Handle::claim(from + 499))),
    };
    let mut pages = 0;
    for _ in 0..1_000 {
        state.lay_out();
        for request in state.requests() {
            match request {
                Request::Page(asked) => {
                    pages += 1;
                    let after = asked.ask.filter.after.map_or(0, |(_, claim)| claim.number);
                    state.input(Input::Answer(Answer::Page(page(after + 1, asked.generation))));
                }
                Request::Part(asked) => {
                    let lines = part(asked.claim, asked.pane);
                    state.input(Input::Answer(Answer::Part { asked, standing: None, lines }));
                }
                other => panic!("{other:?}"),
            }
        }
        press(&mut state, "j");
    }
    assert_eq!((pages, selected(&state)), (3, 1_001));
    press(&mut state, "g");
    assert_eq!(selected(&state), 1);
}

#[test]
fn only_what_is_seen_is_read_and_one_thing_at_a_time() {
    let mut state = ready((80, 24));
    press(&mut state, "jj");
    state.lay_out();
    assert_eq!(state.requests().len(), 1);
    press(&mut state, "kk");
    assert!(state.requests().is_empty(), "the answer is not here yet");
    let asked = std::cell::RefCell::new(Vec::new());
    let mut state = State::new((80, 24));
    serve(&mut state, &rows(), |claim, pane| {
        asked.borrow_mut().push(pane);
        part(claim, pane)
    });
    assert_eq!(*asked.borrow(), [Pane::Article]);
}

#[test]
fn no_key_does_harm_on_an_empty_queue() {
    let mut state = State::new((80, 24));
    for keys in [
        "j",
        "k",
        "g",
        "G",
        "c",
        "d",
        "u",
        "p",
        "s",
        "b",
        "a",
        "r",
        "l",
        "D",
        "O",
        "e",
        "o",
        "x",
        "<tab>",
        "<pgdn>",
        "R",
        "?",
        "<esc>",
        "<esc>",
        "/x<enter>",
    ] {
        press(&mut state, keys);
        assert!(serve(&mut state, &[], part).is_empty(), "{keys}");
    }
    assert!(said(&state).is_empty() || said(&state).contains("no claim"));
}

#[test]
fn pasted_text_is_no_row_of_keys() {
    let mut state = ready((80, 24));
    state.input(Input::Terminal(Event::Paste("q\nd".to_owned())));
    assert!(!state.done && state.prompt.is_none());
    press(&mut state, "jcf");
    state.input(Input::Terminal(Event::Paste("seen\nthere".to_owned())));
    press(&mut state, "<enter>");
    assert_eq!(decision(&mut state).reason.as_str(), "seen there");
}

#[test]
fn the_page_on_the_view_has_the_keys_as_they_are() {
    let page = include_str!("../../../../../docs/tui.md");
    assert!(
        page.contains(&super::super::keys::help().join("\n")),
        "docs/tui.md is behind:\n{}",
        super::super::keys::help().join("\n")
    );
}

#[test]
fn escape_and_a_key_soon_after_it_are_two_keys() {
    let mut state = ready((80, 24));
    press(&mut state, "e?");
    let both = KeyEvent::new(KeyCode::Char('d'), ratatui::crossterm::event::KeyModifiers::ALT);
    state.input(Input::Terminal(Event::Key(both)));
    assert!(state.overlay.is_none() && state.prompt.is_some());
}

#[test]
fn the_article_is_shown_at_every_place_of_the_claim() {
    let mut state = ready((80, 24));
    press(&mut state, "nn");
    let asked = one(state.requests());
    assert!(matches!(asked, Request::Part(asked) if asked.pane == Pane::Article && asked.place == 2), "{asked:?}");
    let late = super::super::link::PartRequest { claim: Handle::claim(3), pane: Pane::Article, place: 1 };
    state.input(Input::Answer(Answer::Part { asked: late, standing: None, lines: Vec::new() }));
    assert!(state.shown.part(Pane::Article).is_none(), "an answer for another place is thrown away");
    press(&mut state, "J");
    settle(&mut state);
    assert_eq!((selected(&state), state.focus), (7, Pane::Article));
    press(&mut state, "K");
    assert_eq!(selected(&state), 3);
}
