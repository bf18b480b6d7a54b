//! `tui`: several people on one desk, in a real terminal: proposals, opinions, and in whose hands claims are.

use serde_json::json;

use crate::sandbox::{Sandbox, text};
use crate::terminal::{NO_TMUX, Terminal, has_tmux};
use crate::texts::{OWN, QUOTED, reservoir};

const SIZE: (u16, u16) = (80, 24);

/// Compares a screen with the one accepted; moments are blanked out.
fn snapshot(name: &str, screen: &str) {
    let filters = vec![
        (r"20\d\d-\d\d-\d\d \d\d:\d\d", "[when it was…]"),
        (r"on 20\d\d-\d\d-\d\d", "on [its day]"),
        (r"\d\d:\d\d UTC", "[its time]"),
    ];
    insta::with_settings!({ filters => filters }, {
        insta::assert_snapshot!(name, screen);
    });
}

/// Opens the view for a person.
fn view(sandbox: &Sandbox, who: &str) -> Terminal {
    let terminal = Terminal::run(sandbox, SIZE, &format!("tui --as {who}"), "");
    terminal.settled("Queue 1 of");
    terminal
}

fn quit(terminal: Terminal) {
    terminal.press(&["q"]);
    assert_eq!(terminal.ended(), "0");
    drop(terminal);
}

/// Goes to a claim and returns its line of the queue.
fn go(terminal: &Terminal, claim: &str) -> String {
    terminal.type_text(&format!(":{claim}"));
    terminal.press(&["Enter"]);
    // The border tells which pane has the keys.
    let here = |line: &&str| {
        line.starts_with(['┃', '│'])
            && line.chars().nth(1) == Some('>')
            && line.split_whitespace().any(|word| word == claim)
    };
    let screen = terminal.wait("claim", |screen| screen.lines().any(|line| here(&line)));
    screen.lines().find(here).expect("its line").to_owned()
}

/// Presses keys one after the other, each when what is asked can be seen, and waits for the command line that does the same.
fn act(terminal: &Terminal, steps: &[(&str, &str)], command: &str) -> String {
    for (typed, asks) in steps {
        terminal.type_text(typed);
        terminal.wait_for(asks);
    }
    terminal.press(&["Enter"]);
    terminal.settled(&format!("$ onrecord {command}"))
}

fn undo(terminal: &Terminal, why: &str) {
    let screen = act(terminal, &[("z", "take back your latest decision"), (why, why)], &format!("undo -m \"{why}\""));
    assert!(screen.contains("(entry"), "{screen}");
}

fn state(sandbox: &Sandbox, claim: &str) -> String {
    text(&sandbox.show(claim)["work_state"]).to_owned()
}

#[test]
fn a_second_review_from_the_proposal_to_the_last_word() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.write("house.toml", "[status.fact.disputed]\nseconds = 1\n");
    sandbox.run(&["rules", "adopt", "house.toml", "-m", "the desk met"]).ok();
    proposed(&sandbox, &own);
    seconded(&sandbox, &own);
    let terminal = view(&sandbox, "Cleo");
    assert!(go(&terminal, &own).contains(" X "), "opinions differ");
    terminal.press(&["3"]);
    snapshot("differ", &terminal.settled("opinions differ"));
    let command = format!("adjudicate {own} disputed --target fact -m \"saw it\"");
    let screen = act(&terminal, &[("b", "you decide"), ("d", "because:"), ("saw it", "saw it")], &command);
    assert!(screen.contains(&format!("{own} fact: disputed")), "{screen}");
    assert_eq!(sandbox.show(&own)["status"]["fact"]["status"], "disputed");
    hands(&sandbox, &terminal, &quoted);
    go(&terminal, &own);
    let command = format!("reopen {own} -m \"new letter\"");
    act(&terminal, &[("O", "because:"), ("new letter", "new letter")], &command);
    assert_eq!(state(&sandbox, &own), "reopened");
    quit(terminal);
    sandbox.run(&["audit", "verify"]).ok();
}

/// Ann proposes; a status that one person may set is set.
fn proposed(sandbox: &Sandbox, own: &str) {
    let terminal = view(sandbox, "Ann");
    go(&terminal, own);
    let steps = [
        ("d", format!("propose {own} disputed: f")),
        ("f", "1 more must agree".to_owned()),
        ("letter", "letter".to_owned()),
    ];
    let steps: Vec<(&str, &str)> = steps.iter().map(|(typed, asks)| (*typed, asks.as_str())).collect();
    let command = format!("set {own} disputed --target fact --propose -m \"letter\"");
    let screen = act(&terminal, &steps, &command);
    assert!(screen.contains("waits for another person"), "{screen}");
    snapshot("proposed", &screen);
    assert!(go(&terminal, own).contains(" W "), "it waits for others");
    // What is typed in the rhythm on a claim that allows nothing runs as no key.
    terminal.type_text("cf quite so");
    terminal.press(&["Enter"]);
    terminal.wait_for("it waits for other people");
    terminal.press(&["Escape"]);
    terminal.wait_for("nothing was changed");
    assert_eq!(state(sandbox, own), "proposed");
    quit(terminal);
}

/// Ben disagrees, takes that back and disagrees again.
fn seconded(sandbox: &Sandbox, own: &str) {
    let terminal = view(sandbox, "Ben");
    assert!(go(&terminal, own).contains(" P "), "it waits for an opinion");
    let command = format!("second {own} --disagree --target fact -m \"a copy\"");
    let steps = [("s", "a agree, d disagree"), ("d", "disagree with fact disputed"), ("a copy", "a copy")];
    for _ in 0..2 {
        let screen = act(&terminal, &steps, &command);
        assert!(screen.contains("opinions differ"), "{screen}");
        assert_eq!(state(sandbox, own), "second_review");
        undo(&terminal, "misread");
        assert_eq!(state(sandbox, own), "proposed");
    }
    act(&terminal, &steps, &command);
    quit(terminal);
}

/// Cleo takes up, defers, drops and gives back, and takes back what she set aside.
fn hands(sandbox: &Sandbox, terminal: &Terminal, quoted: &str) {
    go(terminal, quoted);
    act(terminal, &[("a", "take")], &format!("assign {quoted} --to Cleo"));
    assert_eq!(state(sandbox, quoted), "in_review");
    assert!(go(terminal, quoted).contains(" M "), "it is her own");
    terminal.type_text("l");
    terminal.wait_for("YYYY-MM-DD");
    terminal.type_text("2999-01-01");
    terminal.press(&["Enter"]);
    let command = format!("defer {quoted} --until 2999-01-01 -m \"report due\"");
    act(terminal, &[("", "until 2999-01-01, because:"), ("report due", "report due")], &command);
    assert_eq!(state(sandbox, quoted), "deferred");
    undo(terminal, "not yet");
    assert_eq!(state(sandbox, quoted), "in_review");
    let command = format!("drop {quoted} --because not-a-claim -m \"a wish\"");
    act(terminal, &[("D", "n not a claim"), ("n", "is not a claim, because:"), ("a wish", "a wish")], &command);
    assert_eq!(state(sandbox, quoted), "not_a_claim");
    undo(terminal, "it is one");
    act(terminal, &[("r", "give")], &format!("release {quoted}"));
    assert_eq!(state(sandbox, quoted), "new");
}

#[test]
fn what_others_have_is_seen_and_what_is_blind_is_not() {
    if !has_tmux() {
        println!("{NO_TMUX}");
        return;
    }
    let sandbox = Sandbox::with(reservoir());
    let (own, quoted) = (sandbox.claim(OWN), sandbox.claim(QUOTED));
    sandbox.write("house.toml", "[status.fact.disputed]\nseconds = 1\nblind = true\n");
    sandbox.run(&["rules", "adopt", "house.toml", "-m", "the desk met"]).ok();
    sandbox.run(&["set", &own, "disputed", "--propose", "-m", "letter of May", "--as", "Ben"]).ok();
    sandbox.run(&["assign", &quoted, "--to", "Cleo", "--due", "2999-01-01", "--as", "Ben"]).ok();
    let held = sandbox.run_as("Dee", &["next", "--lease", "9000", "--format", "json"]).ok().json();
    let held = text(&held["claim"]).to_owned();
    let terminal = view(&sandbox, "Ann");
    let (opinion, given, looked) = (go(&terminal, &own), go(&terminal, &quoted), go(&terminal, &held));
    let letter = if held == own { " L " } else { " P " };
    assert!(
        opinion.contains(letter) && given.contains(" A ") && looked.contains(" L "),
        "{opinion}\n{given}\n{looked}"
    );
    terminal.press(&["3"]);
    terminal.settled("Dee until 20");
    go(&terminal, &quoted);
    terminal.settled("assigned to Cleo by Ben, due");
    go(&terminal, &own);
    let screen = terminal.settled("once yours is in");
    assert!(!screen.contains("letter of May"), "{screen}");
    terminal.press(&["G"]);
    assert!(!terminal.settled("[Claim]").contains("letter of May"));
    terminal.type_text("s");
    terminal.wait_for("you find: c corroborated");
    terminal.press(&["Escape"]);
    quit(terminal);
    assert_eq!(sandbox.show(&own)["work_state"], json!("proposed"));
}
