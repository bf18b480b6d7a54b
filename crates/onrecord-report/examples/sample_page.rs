//! Writes the sample pages into a folder: `cargo run -p onrecord-report --example sample_page -- DIR`.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use onrecord_report::{article, index, timeline};

#[path = "../tests/support/sample.rs"]
#[expect(clippy::expect_used, clippy::panic, reason = "test support, made of literals")]
mod sample;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let hostile = sample::hostile("<script>fired()</script>\u{202e}شهادة “x”");
    fs::write(folder.join("d1.html"), article::render(&sample::page())?)?;
    fs::write(folder.join("hostile.html"), article::render(&hostile)?)?;
    fs::write(folder.join("timeline.html"), timeline::render(&sample::series::page())?)?;
    fs::write(
        folder.join("hostile-timeline.html"),
        timeline::render(&sample::series::hostile("<script>fired()</script>\u{202e}שביתה"))?,
    )?;
    fs::write(folder.join("index.html"), index::render(&sample::index())?)?;
    Ok(())
}
