//! `tui`: the terminal view, in a real terminal.

use serde_json::Value;

use crate::sandbox::{Sandbox, text};
use crate::terminal::{NO_TMUX, Terminal, has_tmux};
use crate::texts::{OWN, QUOTED, dated, reservoir};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);
/// How many decisions a session makes.
const DECISIONS: usize = 40;

/// Compares a screen with the one accepted; moments are blanked out.
fn snapshot(name: &str, screen: &str) {
    insta::with_settings!({filters => vec![(r"\d{4}-\d\d-\d\d \d\d:\d\d", "[when it was…]")]}, {
        insta::assert_snapshot!(name, screen);
    });
}

/// Makes the samples.
fn samples() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.run(&["demo", "-o", "demo"]).ok();
    std::fs::rename(sandbox.path("demo/onrecord.db"), sandbox.path("onrecord.db")).expect("the samples");
    sandbox
}

/// Returns the entries of the log that are decisions, oldest first.
fn decisions(sandbox: &Sandbox) -> Vec<Value> {
    let all = sandbox.list(&["log", "--oldest-first", "--limit", "1000"]);
    all.into_iter().filter(|entry| entry["action"] != "ingested").collect()
}

#[test]
fn without_a_terminal_it_does_not_start() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["tui"]).exits(2).says(&["terminal", "onrecord queue"]);
    assert!(ran.stdout.is_empty());
    assert!(!sandbox.path("onrecord").exists(), "no database was made");
}

/// Makes one decision on the claim that is selected, and goes on to the next.
fn decide(terminal: &Terminal, number: usize) {
    terminal.press(&[if number.is_multiple_of(2) { "d" } else { "c" }]);
    let both = terminal.wait_for("it is a fact").contains("it was said");
    terminal.press(&[if both && number.is_multiple_of(3) { "s" } else { "f" }]);
    terminal.wait_for("because:");
    let reason = reason(number);
    terminal.type_text(&reason);
    terminal.press(&["Enter"]);
    terminal.wait("result", |screen| screen.contains(&format!("-m \"{reason}\"")) && screen.contains("revision"));
    if both {
        terminal.press(&["j"]);
    }
}

fn reason(number: usize) -> String {
    format!("reason {number} of the session")
}

#[test]
fn a_session_is_killed_resumed_and_taken_back() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = samples();
    let before: Vec<(Value, Value)> = standing(&sandbox);
    let terminal = Terminal::run(&sandbox, LARGE, "tui", "");
    snapshot("start", &terminal.settled("independent origin"));
    (1..=DECISIONS / 2).for_each(|number| decide(&terminal, number));
    snapshot("half", &terminal.settled("independent origin"));
    terminal.press(&["d"]);
    terminal.press(&["f"]);
    terminal.type_text("never finished");
    terminal.wait_for("never finished");
    terminal.kill();
    drop(terminal);
    assert_eq!(decisions(&sandbox).len(), DECISIONS / 2, "what was decided is written, what was not is not");
    let terminal = Terminal::run(&sandbox, SMALL, "tui", "");
    snapshot("resumed", &terminal.settled("Queue 1 of"));
    (DECISIONS / 2 + 1..=DECISIONS).for_each(|number| decide(&terminal, number));
    decided(&decisions(&sandbox));
    take_all_back(&terminal);
    terminal.press(&["q"]);
    assert_eq!(terminal.ended(), "0");
    taken_back(&decisions(&sandbox));
    assert_eq!(standing(&sandbox), before);
    sandbox.run(&["audit", "verify"]).ok();
}

/// Returns every claim with its statuses.
fn standing(sandbox: &Sandbox) -> Vec<(Value, Value)> {
    let kinds = |claim: &Value| {
        let status = &claim["status"];
        Value::from(vec![status["said"]["status"].clone(), status["fact"]["status"].clone()])
    };
    sandbox.claims().iter().map(|claim| (claim["claim"].clone(), kinds(claim))).collect()
}

fn decided(log: &[Value]) {
    assert_eq!(log.len(), DECISIONS);
    for (number, entry) in (1..).zip(log) {
        let all = entry.to_string();
        assert!(all.contains(&reason(number)) && all.contains("status_set") && all.contains("tester"), "{all}");
    }
}

fn take_all_back(terminal: &Terminal) {
    for number in (1..=DECISIONS).rev() {
        terminal.press(&["z"]);
        terminal.wait_for("this would be done: ");
        terminal.wait_for("take back your latest decision, because:");
        let why = format!("took back number {number}");
        terminal.type_text(&why);
        terminal.press(&["Enter"]);
        let done = format!("onrecord undo -m \"{why}\"");
        let screen = terminal.wait("undo", |screen| screen.contains(&done) && screen.contains("(entry"));
        assert!(!screen.contains("error:"), "{screen}");
    }
}

fn taken_back(log: &[Value]) {
    assert_eq!(log.len(), 2 * DECISIONS);
    for (back, entry) in (1..=DECISIONS).rev().zip(&log[DECISIONS..]) {
        let all = entry.to_string();
        assert!(all.contains("undone") && all.contains(&format!("took back number {back}\"")), "{all}");
    }
}

#[test]
fn what_somebody_else_decided_meanwhile_is_told() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = Sandbox::with(reservoir());
    let own = sandbox.claim(OWN);
    let terminal = Terminal::run(&sandbox, SMALL, "tui --as Ann", "");
    terminal.settled("Queue 1 of 5");
    terminal.type_text(&format!(":{own}"));
    terminal.press(&["Enter"]);
    terminal.settled("built in 1974");
    terminal.press(&["c", "f"]);
    terminal.wait_for("because:");
    sandbox.run_as("Ben", &["set", &own, "disputed", "-m", "the plans say 1975"]).ok();
    terminal.type_text("it's on the \"plate\"");
    terminal.press(&["Enter"]);
    let screen = terminal.settled("read anew");
    for words in ["error:", "revision 2, not 1", "Ben set fact to disputed", "then decide again"] {
        assert!(screen.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}:\n{screen}");
    }
    snapshot("conflict", &screen);
    assert_eq!(sandbox.show(&own)["status"]["fact"]["decision"]["by"], "Ben");
    terminal.press(&["c", "f"]);
    terminal.wait_for("because:");
    terminal.type_text("both are right");
    terminal.press(&["Enter"]);
    terminal.wait_for("Ann set");
    assert_eq!(sandbox.show(&own)["status"]["fact"]["decision"]["by"], "Ann");
}

#[test]
fn command_lines_filters_and_panes() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = Sandbox::with(reservoir());
    let quoted = sandbox.claim(QUOTED);
    let terminal = Terminal::run(&sandbox, SMALL, "tui", "NO_COLOR=1");
    terminal.settled("Queue 1 of 5");
    let line = |line: &str, shows: &str| {
        terminal.type_text(":");
        terminal.type_text(line);
        terminal.press(&["Enter"]);
        terminal.settled(shows)
    };
    line(&format!("onrecord set {quoted} corroborated --target said -m 'on tape'"), "revision 2");
    let screen = line(
        &format!("evidence add {quoted} --target fact --stance refutes --cite 'Log of the board' --no-copy x -m x"),
        "Esc closes",
    );
    assert!(screen.contains("evidence add"), "{screen}");
    terminal.press(&["Escape"]);
    line(&format!("log {quoted}"), "on tape");
    terminal.press(&["Escape"]);
    line("undo -m 'no such log'", "took back evidence e1");
    line("undo -m 'no tape'", &format!("took back {quoted} said"));
    assert_eq!(sandbox.show(&quoted)["status"]["said"]["status"], "unverified");
    line("nonsense", "unrecognized subcommand");
    line("d1", "Queue 1 of 5, d1");
    terminal.press(&["/"]);
    terminal.type_text("DAM 1974");
    terminal.press(&["Enter"]);
    terminal.settled("Queue 1 of 1, d1, /DAM 1974 in 5");
    terminal.press(&["Escape"]);
    // The claim that was selected stays selected.
    terminal.settled("Queue 2 of 5");
    for (key, shows) in
        [("e", "[Evidence]"), ("o", "[Origins]"), ("x", "[Drift]"), ("Tab", "[Origins]"), ("2", "[Article]")]
    {
        terminal.press(&[key]);
        terminal.settled(shows);
    }
    let codes = terminal.coloured();
    let coloured = (0..8).any(|colour| codes.contains(&format!("\u{1b}[3{colour}m")));
    assert!(!coloured && codes.contains("\u{1b}[7m") && codes.contains("\u{1b}[4m"), "{codes:?}");
    line("q", "");
    assert_eq!(terminal.ended(), "0");
}

#[test]
fn any_size_and_the_terminal_is_given_back() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = Sandbox::with(reservoir());
    let terminal = Terminal::run(&sandbox, LARGE, "tui", "");
    terminal.settled("independent origin");
    assert!(terminal.on_other_screen());
    for (width, height, shows) in
        [(60, 16, "Queue 1 of 5"), (30, 8, "needs 40x10"), (1, 1, ""), (80, 24, "[Article]"), (200, 60, "Evidence")]
    {
        terminal.resize(width, height);
        terminal.settled(shows);
    }
    terminal.press(&["?"]);
    terminal.settled("take back your latest decision");
    terminal.press(&["C-c"]);
    given_back(&sandbox, &terminal, "0");
    drop(terminal);
    let terminal = Terminal::run(&sandbox, SMALL, "tui", "");
    terminal.settled("Queue 1 of 5");
    terminal.signal("-TERM");
    given_back(&sandbox, &terminal, "1");
    assert!(terminal.screen().contains("told to end"));
}

/// Checks how the program ended and that the terminal is as it was.
fn given_back(sandbox: &Sandbox, terminal: &Terminal, code: &str) {
    assert_eq!(terminal.ended(), code);
    assert!(!terminal.on_other_screen());
    // The first line tells the size, which was changed from outside.
    let settings =
        |name: &str| String::from_utf8(sandbox.read(name)).expect("text").lines().skip(1).collect::<String>();
    assert_eq!(settings("before"), settings("after"));
}

#[test]
fn hostile_texts_do_no_harm() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = Sandbox::new();
    for (name, bytes) in crate::hostile::odd() {
        sandbox.write(&format!("in/{name}"), bytes);
    }
    let escape = dated(
        "2026-05-04",
        "e",
        "T",
        "The dam \u{1b}[2J\u{9b}31m \u{7}was built in \u{202e}1974.\r\u{8}\u{8} It has 3 docks.",
    );
    sandbox.write("in/escape.txt", escape);
    sandbox.run(&["ingest", "in"]);
    let terminal = Terminal::run(&sandbox, LARGE, "tui", "");
    let all = sandbox.list(&["queue", "--limit", "1000"]);
    for (number, claim) in (1..).zip(&all) {
        let screen = terminal.settled(&format!("Queue {number} of {}", all.len()));
        let handle = text(&claim["claim"]);
        assert!(screen.lines().any(|line| line.starts_with("┃>") && line.contains(handle)), "{handle}:\n{screen}");
        assert!(!screen.contains(['\u{202e}', '\u{9b}']), "{screen}");
        terminal.press(&["j"]);
    }
    terminal.press(&["q"]);
    assert_eq!(terminal.ended(), "0");
}
