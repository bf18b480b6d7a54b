//! A desk that holds something of everything.

use crate::sandbox::Sandbox;
use crate::texts::dated;

/// Stands in a note that nobody but the desk may read.
pub(crate) const NOTE: &str = "PRIVATE-CANARY";
/// Stands in evidence that must not leave the desk.
pub(crate) const CONFIDENTIAL: &str = "CONFIDENTIAL-CANARY";

const RULES: &str = "[review]\npeople = 3\n[verdicts]\nworst = 1\nbest = 5\n\
                     [verdicts.scale.half]\nrating = 2.5\ntext = \"Half true\"\n";

const MINUTES: &str = "<html><body><article><h1>Minutes</h1><p>The board heard that \"about 300 tonnes\" of silt went into \
                       the river.</p><p>Nobody objected.</p></article></body></html>";

fn article(date: &str, name: &str, amount: &str) -> String {
    let body = format!(
        "\"{amount} 300 tonnes of silt went into the lower Tarn on Sunday,\" Odalys Brennick, head of the Tarn Water \
         Board, told the Lantern.\n\nBrennick said the board did not receive a warning about the dam gate. The dam was \
         built in 1974 and holds 40 million cubic metres of water.\u{1a}"
    );
    dated(date, name, "Spill at Tarn Dam", &body)
}

/// What people do, who does it first, in the order in which they do it.
const DEEDS: &[(&str, &[&str])] = &[
    ("Ann", &["ingest", "one.txt", "two.txt"]),
    ("Ann", &["ingest", "three.txt", "--url", "https://courier.example/three", "--outlet", "Courier"]),
    ("Ann", &["rules", "adopt", "house.toml", "-m", "from today"]),
    ("Ann", &["set", "c4", "disputed", "--target", "fact", "-m", "the register says 1976"]),
    ("Ann", &["set", "c2", "corroborated", "--target", "said", "-m", "heard it"]),
    ("Ann", &["set", "c1", "disputed", "-m", "wrong river"]),
    ("Ann", &["undo", "-m", "misread"]),
    ("Ann", &["set", "c5", "disputed", "--target", "fact", "--propose", "-m", "letter of May"]),
    ("Ben", &["second", "c5", "--agree", "-m", "read it too"]),
    (
        "Ben",
        &[
            "evidence",
            "add",
            "c4",
            "--target",
            "fact",
            "--stance",
            "refutes",
            "--file",
            "minutes.html",
            "--quote",
            "Nobody objected",
            "--note",
            NOTE,
            "-m",
            "found",
        ],
    ),
    (
        "Ben",
        &[
            "evidence",
            "add",
            "c2",
            "--target",
            "fact",
            "--stance",
            "supports",
            "--cite",
            CONFIDENTIAL,
            "--quote",
            "It was.",
            "--no-copy",
            "not ours to keep",
            "--confidential",
            "-m",
            "found",
        ],
    ),
    (
        "Ben",
        &[
            "evidence",
            "add",
            "c3",
            "--target",
            "fact",
            "--stance",
            "supports",
            "--cite",
            "p. 3",
            "--quote",
            "So.",
            "--no-copy",
            "public",
            "-m",
            "found",
        ],
    ),
    ("Ben", &["evidence", "remove", "e3", "-m", "of no use"]),
    ("Ann", &["import", "findings", "findings.jsonl"]),
    ("Ben", &["assign", "c3", "--to", "Ben", "--due", "2999-12-01"]),
    ("Cleo", &["next"]),
    ("Ann", &["queue", "save", "Silt", "--speaker", "Odalys Brennick", "-m", "weekly"]),
    ("Ann", &["match", "accept", "c2", "c5", "-m", "same words"]),
    ("Ann", &["outlet", "set", "o1", "--owner", "Lantern Group", "-m", "masthead"]),
    ("Ann", &["speaker", "alias", "s1", "Brennick", "confirm", "-m", "same person"]),
    ("Ann", &["origins", "link", "d1", "d3", "-m", "one text"]),
    ("Ann", &["publish", "d1", "--url", "https://desk.example/d1", "--date", "2026-06-01"]),
    ("Ann", &["verdict", "set", "c4", "half", "-m", "two of four"]),
    (
        "Cleo",
        &[
            "correct",
            "c4",
            "--gravity",
            "correction",
            "-m",
            "The register was misread.",
            "--was",
            "disputed",
            "--date",
            "2026-07-01",
        ],
    ),
    ("Ann", &["claim", "add", "d1", "holds 40 million cubic metres", "-m", "missed"]),
    ("Dora", &["set", "c6", "disputed", "-m", "no such volume"]),
];

/// Makes a desk on the database of the sandbox that holds at least a row of every table.
pub(crate) fn fill(sandbox: &Sandbox) {
    for (file, date, amount) in
        [("one", "2026-05-04", "About"), ("two", "2026-05-18", "More than"), ("three", "2026-05-04", "About")]
    {
        sandbox.write(&format!("{file}.txt"), article(date, file, amount));
    }
    sandbox.write("house.toml", RULES);
    sandbox.write("minutes.html", MINUTES);
    sandbox.write("findings.jsonl", "{\"id\":\"17\",\"claim\":\"The dam was built in 1974\",\"rating\":\"false\"}\n");
    for (who, deed) in DEEDS {
        sandbox.run_as(who, deed).ok();
    }
}
