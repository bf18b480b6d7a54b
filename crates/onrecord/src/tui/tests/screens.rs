//! What is drawn.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr as _;

use super::super::article;
use super::super::draw::{Look, screen};
use super::super::link::Refused;
use super::*;

fn drawn(state: &mut State, colour: bool) -> TestBackend {
    state.lay_out();
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).unwrap();
    terminal.draw(|frame| screen(frame, state, Look { colour })).unwrap();
    terminal.backend().clone()
}

/// Returns the screen as a terminal shows it: what a wide character covers is not there.
fn text(state: &mut State) -> String {
    let backend = drawn(state, false);
    let buffer = backend.buffer();
    let mut lines = Vec::new();
    for y in 0..buffer.area.height {
        let (mut line, mut x) = (String::new(), 0);
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap().max(1);
        }
        assert_eq!(x, buffer.area.width, "{line:?} goes over the edge");
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

#[test]
fn eighty_by_twenty_four() {
    insta::assert_snapshot!(text(&mut ready((80, 24))));
}

#[test]
fn a_hundred_and_twenty_by_forty() {
    insta::assert_snapshot!(text(&mut ready((120, 40))));
}

#[test]
fn a_narrow_window_shows_one_pane() {
    let mut state = ready((46, 12));
    let queue = text(&mut state);
    press(&mut state, "x");
    settle(&mut state);
    insta::assert_snapshot!(format!("{queue}\n{}", text(&mut state)));
}

#[test]
fn below_the_least_size_it_says_so() {
    for size in [(39, 24), (80, 9), (12, 2), (1, 1)] {
        let mut state = ready(size);
        let shown = text(&mut state);
        assert!(size.0 < 10 || shown.contains("too small"), "{size:?}: {shown}");
    }
}

#[test]
fn other_scripts_keep_the_layout() {
    let mut state = State::new((80, 24));
    let rows = [
        row(1, "日本港湾局", "三千トンの溶剤が港に流れ出た、と局長は語った"),
        row(2, "وزير الموانئ", "لن نغلق الميناء أبدا"),
        row(3, "", "👩‍👩‍👧‍👦 won 🏳️‍🌈 3 prizes e\u{301}e\u{301} 👍🏽"),
    ];
    let odd = |_, _| {
        vec![
            plain("三千トンの溶剤が港に流れ出た、と局長は語った。三千トンの溶剤が港に流れ出た。"),
            plain("قال الوزير: «لن نغلق الميناء أبدا». The port has 12 docks."),
            plain("👩‍👩‍👧‍👦 won 🏳️‍🌈 3 prizes e\u{301}e\u{301} 👍🏽 and 🇪🇺 too, said the yard that built them."),
        ]
    };
    serve(&mut state, &rows, odd);
    insta::assert_snapshot!(text(&mut state));
    for width in 40..90 {
        state.size = (width, 13);
        let shown = text(&mut state);
        let edges = shown.lines().skip(1).take(8).filter(|line| line.ends_with(['│', '┃']));
        assert_eq!(edges.count(), 8, "{width}:\n{shown}");
    }
}

#[test]
fn without_colour_nothing_is_coloured_and_marks_stay() {
    let mut state = ready((120, 40));
    let cells = |backend: &TestBackend| backend.buffer().content().to_vec();
    let plain = cells(&drawn(&mut state, false));
    assert!(plain.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    assert!(plain.iter().any(|cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED)));
    assert!(plain.iter().any(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED)));
    assert!(cells(&drawn(&mut state, true)).iter().any(|cell| cell.fg == Color::Red));
}

#[test]
fn questions_messages_and_help() {
    let mut state = ready((80, 24));
    press(&mut state, "c");
    let asked = text(&mut state);
    press(&mut state, "sheard on the tape");
    let typed = text(&mut state);
    press(&mut state, "<esc>?");
    let help = text(&mut state);
    insta::assert_snapshot!([asked, typed, help].join("\n"));
}

#[test]
fn hands_stand_in_a_column_of_their_own() {
    let hands = [
        Hand::Free,
        Hand::Yours,
        Hand::Theirs,
        Hand::Looked,
        Hand::Waits,
        Hand::Answered,
        Hand::Differ,
        Hand::Reopened,
        Hand::Back,
        Hand::Final,
        Hand::Aside,
    ];
    let rows: Vec<Row> = (1..)
        .zip(hands)
        .map(|(number, hand)| {
            let mut row = row(number, "وزير الموانئ", &format!("{hand:?} 三千トンの溶剤"));
            row.standing.hand = hand;
            row
        })
        .collect();
    let mut state = State::new((80, 24));
    serve(&mut state, &rows, part);
    press(&mut state, "D");
    insta::assert_snapshot!(text(&mut state));
}

#[test]
fn a_long_error_is_told_in_full() {
    let mut state = ready((80, 24));
    let why = "c3 is at revision 2, not 1: Benedetta Castellanos set fact to disputed on 2026-03-05 10:00 UTC. Look with \
               'onrecord show c3', then decide again";
    let refused = Refused { claim: None, why: why.to_owned(), conflict: true };
    let command = "onrecord set c3 corroborated --target fact -m \"seen\"".to_owned();
    state.input(Input::Answer(Answer::Wrote { command, outcome: Err(refused) }));
    settle(&mut state);
    insta::assert_snapshot!(text(&mut state));
}

#[test]
fn a_window_that_shrinks_after_it_was_laid_out_does_no_harm() {
    for size in [(120, 40), (80, 24), (60, 14)] {
        let mut state = ready(size);
        press(&mut state, "?");
        state.lay_out();
        for (width, height) in [(1, 1), (40, 10), (41, 30), (200, 11), (119, 39)] {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| screen(frame, &state, Look { colour: true })).unwrap();
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_in_any_window_is_drawn(
        text in ".{0,120}",
        typed in ".{0,40}",
        (width, height) in (1_u16..130, 1_u16..45),
        pane in 0_usize..6,
    ) {
        let mut state = State::new((width, height));
        let rows = [row(1, "", &crate::output::one_line(&text)), row(2, &crate::output::one_line(&typed), "")];
        let marks = [article::Mark { bytes: 3..text.len() / 2, selected: true }];
        state.focus(Pane::ALL[pane]);
        serve(&mut state, &rows, |_, _| article::lines(&text, &marks));
        drop(screens::text(&mut state));
        press(&mut state, "c");
        press(&mut state, "f");
        state.input(Input::Terminal(Event::Paste(typed)));
        drop(screens::text(&mut state));
    }
}
