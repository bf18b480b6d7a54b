//! The whole reference, so that a change of any option shows in review.

use std::fmt::Write;

use crate::sandbox::Sandbox;

#[test]
fn every_command_with_its_long_help() {
    let sandbox = Sandbox::new();
    let mut all = String::new();
    describe(&sandbox, &mut Vec::new(), &mut all);
    for command in declared() {
        assert!(all.contains(&format!("## onrecord {command}\n")), "{command} is not in the reference");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn help_and_version_go_to_standard_output() {
    let sandbox = Sandbox::new();
    assert!(sandbox.run(&["--version"]).ok().out().starts_with("onrecord "));
    assert!(sandbox.run(&["help", "set"]).ok().out().contains("reason"));
    assert!(sandbox.run(&["frobnicate"]).exits(2).stdout.is_empty());
    sandbox.run(&["queu"]).exits(2).says(&["queue"]);
    sandbox.run(&[]).exits(2).says(&["Usage"]);
}

#[test]
fn completions_and_manual_pages_come_from_the_same_definitions() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = sandbox.run(&["completions", shell]).ok();
        assert!(script.out().contains("onrecord") && script.out().contains("ingest"), "{shell}");
    }
    sandbox.run(&["man", "-o", "man"]).ok();
    assert!(String::from_utf8_lossy(&sandbox.read("man/onrecord-set.1")).contains("reason"));
}

/// Writes the help of a command and of those beneath it.
fn describe(sandbox: &Sandbox, path: &mut Vec<String>, all: &mut String) {
    let args: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let help = sandbox.run(&args).ok();
    let name = std::iter::once("onrecord").chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    write!(all, "## {name}\n\n{}\n", help.out()).expect("text");
    for inner in commands(help.out()) {
        path.push(inner);
        describe(sandbox, path, all);
        path.pop();
    }
}

fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|n| *n != "help").map(str::to_owned).collect()
}

/// Reads the names of the commands from their definition.
fn declared() -> Vec<String> {
    let source = include_str!("../../crates/onrecord/src/cli.rs");
    let body = source.split("pub(crate) enum Command {").nth(1).expect("the commands").split("\n}").next();
    let lines = body.expect("an end").lines().filter_map(|line| line.strip_prefix("    "));
    let names = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    let found: Vec<String> =
        names.map(|l| l.split(['(', ',', ' ']).next().unwrap_or_default().to_lowercase()).collect();
    assert!(found.len() > 15, "{found:?}");
    found
}
