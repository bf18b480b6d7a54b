//! The README's tour, done in its order: what it shows is what a reader gets.

use std::path::Path;
use std::process::Command;

use crate::sandbox::Sandbox;

/// A command of the tour and the output shown below it.
struct Step {
    command: String,
    shown: Vec<String>,
}

/// Reads the commands of all blocks, in order.
fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let blocks = readme.split("\n```\n$ ").skip(1).filter_map(|rest| rest.split("\n```").next());
    for block in blocks.filter(|block| !block.starts_with("onrecord tui\n")) {
        for one in format!("\n{block}").replacen('\n', "\n$ ", 1).split("\n$ ").skip(1) {
            let mut lines = one.lines().map(str::to_owned);
            let command = lines.next().unwrap_or_default();
            steps.push(Step { command, shown: lines.collect() });
        }
    }
    steps
}

/// Returns the first words of a line as printed, up to where it was cut or a column ends; `None` where nothing of it stays
/// the same from one run to the next.
fn beginning(line: &str) -> Option<String> {
    let line = line.trim_start_matches([' ', '└', '├', '─', '│']).split(['…', '(']).next()?;
    let words: Vec<&str> = line.split_whitespace().take(3).collect();
    let dated = |word: &&str| word.starts_with("20") || word.starts_with("checkpoint");
    (words.len() > 1 && !words.iter().any(dated)).then(|| words.join(" "))
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_tour_of_the_readme_can_be_done() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("a README");
    let sandbox = Sandbox::new();
    let bin = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().expect("a folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    std::os::unix::fs::symlink(root.join("seeds").canonicalize().expect("seeds"), sandbox.path("seeds"))
        .expect("a link");
    let (mut code, mut done) = (0, 0);
    for step in steps(&readme) {
        if step.command == "echo $?" {
            assert_eq!(step.shown, [code.to_string()]);
            continue;
        }
        if let Some(file) = step.command.strip_prefix("cat ") {
            sandbox.write(file, step.shown.join("\n"));
            continue;
        }
        let mut shell = Command::new("sh");
        shell.env_clear().current_dir(sandbox.path(".")).args(["-c", &step.command]);
        shell.envs([("PATH", path.as_str()), ("ONRECORD_AS", "Ada Finch"), ("NO_COLOR", "1"), ("TZ", "UTC")]);
        shell.env("HOME", sandbox.path("."));
        let ran = shell.output().expect("a shell");
        code = ran.status.code().unwrap_or(-1);
        let said = plain(&(String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr)));
        let refused = step.shown.iter().any(|line| line.starts_with("error:") || line.contains(" refused "));
        assert_eq!(code != 0, refused, "{}: exit code {code}: {said}", step.command);
        for line in step.shown.iter().filter_map(|line| beginning(line)) {
            assert!(said.contains(&line), "{}: {line:?} is not in {said}", step.command);
        }
        done += 1;
    }
    assert!(done > 40, "only {done} commands were found");
}
