//! The pages of a site in a real browser, opened from disk: every link, every width, keys, print, search.
//!
//! Where the browser, its driver, the checker of accessibility or the reader of PDF is missing, a test says so and passes.

mod anchors;
mod hostile;
mod look;
mod paper;
mod reach;
#[path = "../../../crates/onrecord-report/tests/support/webdriver.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "tests of the pages alone use another part of it")]
mod webdriver;
mod world;

use std::path::PathBuf;
use std::sync::LazyLock;

use webdriver::Browser;
use world::World;

/// The site that all tests here open; making it takes longest.
static WORLD: LazyLock<World> = LazyLock::new(World::new);

/// Returns a browser and the site; `None`, said aloud, where there is no browser.
fn open() -> Option<(Browser, &'static World)> {
    Browser::start().map(|browser| (browser, &*WORLD))
}

/// Returns the file of a page.
fn file(world: &World, page: &str) -> PathBuf {
    world.sandbox.path(&format!("out/{page}"))
}
