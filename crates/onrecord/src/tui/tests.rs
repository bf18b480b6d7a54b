//! Keys to state, state to screen, without a terminal and without a database.

mod screens;
mod session;
mod together;

use onrecord_model::{Handle, StatusKind, WorkKind};
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent};

use super::hand::Hand;
use super::link::{Answer, Input, Page, Request, Row, Standing};
use super::pane::Pane;
use super::state::State;
use super::styled::{TextLine, Tone, plain};

/// Presses keys: letters as they are, others by name in angle brackets.
fn press(state: &mut State, keys: &str) {
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let (code, used) = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
            Some((name, _)) => (named(name), name.len() + 2),
            None => (KeyCode::Char(c), c.len_utf8()),
        };
        state.input(Input::Terminal(Event::Key(KeyEvent::from(code))));
        rest = &rest[used..];
    }
}

fn named(name: &str) -> KeyCode {
    match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "back" => KeyCode::Backspace,
        "down" => KeyCode::Down,
        "pgdn" => KeyCode::PageDown,
        other => panic!("{other} is no key"),
    }
}

fn standing(said: Option<StatusKind>, fact: StatusKind, revision: u32) -> Standing {
    Standing { said, fact, revision, work: WorkKind::New, hand: Hand::Free, waiting: None }
}

fn row(number: u32, speaker: &str, wording: &str) -> Row {
    let said = (!speaker.is_empty()).then_some(StatusKind::Unverified);
    Row {
        claim: Handle::claim(number),
        standing: standing(said, StatusKind::Unverified, 1),
        score: "0.85".to_owned(),
        date: "2026-03-02".to_owned(),
        outlet: "Harbour Post".to_owned(),
        speaker: speaker.to_owned(),
        wording: wording.to_owned(),
    }
}

fn rows() -> Vec<Row> {
    vec![
        row(3, "Tamsin Orrick", "about 300 tonnes of solvent leaked from tank 7 into the inner harbour"),
        row(7, "", "The tank was built in 1974"),
        row(12, "日本港湾局", "三千トンの溶剤が港に流れ出た、と局長は語った"),
    ]
}

/// Answers requests for pages with `rows` and for parts with `part`, until nothing more is asked; returns the others.
fn serve(state: &mut State, rows: &[Row], part: impl Fn(Handle, Pane) -> Vec<TextLine>) -> Vec<Request> {
    let mut others = Vec::new();
    loop {
        state.lay_out();
        let requests = state.requests();
        if requests.is_empty() {
            return others;
        }
        for request in requests {
            match request {
                Request::Page(asked) => {
                    let (generation, looked_at) = (asked.generation, rows.len());
                    let page = Page { generation, rows: rows.to_vec(), looked_at, next: None };
                    state.input(Input::Answer(Answer::Page(page)));
                }
                Request::Part(asked) => {
                    let lines = part(asked.claim, asked.pane);
                    state.input(Input::Answer(Answer::Part { asked, standing: None, lines }));
                }
                other => others.push(other),
            }
        }
    }
}

/// A view that has read everything.
fn ready(size: (u16, u16)) -> State {
    let mut state = State::new(size);
    serve(&mut state, &rows(), part);
    state
}

fn settle(state: &mut State) -> Vec<Request> {
    serve(state, &rows(), part)
}

/// What the panes of a claim show in the tests.
fn part(claim: Handle, pane: Pane) -> Vec<TextLine> {
    match pane {
        Pane::Article => {
            let mut lines = vec![vec![("d1 2026-03-02 Harbour Post".to_owned(), Tone::Dim)]];
            lines.extend((1..=20).map(|n| plain(format!("Line {n} of the article."))));
            lines.push(vec![
                ("Brennick said ".to_owned(), Tone::Plain),
                (format!("what {claim} claims"), Tone::Marked),
                (" and ".to_owned(), Tone::Plain),
                ("what another claims".to_owned(), Tone::Other),
                (".".to_owned(), Tone::Plain),
            ]);
            lines.extend((22..=40).map(|n| plain(format!("Line {n} of the article."))));
            lines
        }
        pane => vec![
            vec![(format!("{claim} "), Tone::Bold), (pane.title().to_lowercase(), Tone::Plain)],
            vec![("  fact       ".to_owned(), Tone::Plain), ("disputed".to_owned(), Tone::Bad)],
            plain("  a longer line that has to be broken somewhere because no pane is as wide as this"),
        ],
    }
}
