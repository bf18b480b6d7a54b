//! Evidence from addresses: fetched, quoted, kept, looked at again.

use std::sync::{Arc, Mutex};

use clap::Parser as _;
use onrecord_app::{Desk, Hints, Incoming, read_whole};
use onrecord_model::Handle;
use onrecord_testkit::{FixedClock, SequentialIds, moment};

use super::*;
use crate::cli::{Cli, Command};
use crate::fetch::tests::server::{Server, fetcher, page};

const MINUTES: &str = "<html><head><title>Minutes</title></head><body><article><h1>Minutes of the harbour board</h1>\
    <p>Present: Orrick, Marsh and Kell.</p><p>The board heard that “about 300 tonnes of solvent” had leaked from tank 7.</p>\
    <p>The board asked for a report by Friday. Nobody objected.</p></article></body></html>";
const QUOTE: &str = "about 300 tonnes of solvent";
const CLAIM: &str = "{\"text\":\"About 300 tonnes of solvent leaked from tank 7 of the Kelmouth terminal on Sunday.\"}";

/// A desk with one claim, and a server whose page can be changed.
struct World {
    desk: Desk,
    server: Server,
    answer: Arc<Mutex<Vec<u8>>>,
    _folder: tempfile::TempDir,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/desk.db", folder.path().display());
        let (clock, ids) = (FixedClock(moment("2026-03-04T09:00:00Z")), SequentialIds::default());
        let desk = Desk::open(&url, Box::new(clock), Box::new(ids)).await.unwrap();
        let raw = CLAIM.as_bytes().to_vec();
        let article = read_whole(&raw, &Hints::default()).unwrap();
        desk.ingest(&[Incoming { article, raw }], std::num::NonZeroUsize::MIN).await.unwrap();
        let answer = Arc::new(Mutex::new(Vec::new()));
        let shown = answer.clone();
        let server = Server::answering(move |_, out| out.write_all(&shown.lock().unwrap()));
        let world = World { desk, server, answer, _folder: folder };
        world.shows(MINUTES);
        world
    }

    /// Lets the server answer with a page from now on.
    fn shows(&self, text: &str) {
        let mut whole = Vec::new();
        page(text)("", &mut whole).unwrap();
        self.answers(&whole);
    }

    fn answers(&self, bytes: &[u8]) {
        *self.answer.lock().unwrap() = bytes.to_vec();
    }

    async fn run(&self, words: &[&str]) -> Result<Exit, CliError> {
        let line = ["onrecord", "--as", "Ana", "evidence"].iter().chain(words).copied();
        let Cli { global, command: Command::Evidence(args) } = Cli::try_parse_from(line).unwrap() else { panic!() };
        with(&global, &self.desk, args, &fetcher(&self.server)).await
    }

    async fn add(&self, more: &[&str]) -> Result<Exit, CliError> {
        let base = ["add", "c1", "--stance", "supports", "-m", "found it", "--url", "http://page.example/minutes"];
        self.run(&[&base[..], more].concat()).await
    }

    async fn stale(&self) -> Option<String> {
        self.desk.one_evidence(Handle::evidence(1)).await.unwrap().item.evidence.stale
    }
}

#[tokio::test]
async fn nothing_is_fetched_unless_it_is_asked_for() {
    let world = World::new().await;
    world.add(&["--quote", QUOTE]).await.unwrap();
    world.run(&["check"]).await.unwrap();
    assert_eq!(world.server.asked(), 0);
    let kept = world.desk.one_evidence(Handle::evidence(1)).await.unwrap().item.evidence.keeping;
    assert!(kept.snapshot.is_none());
    assert_eq!(world.run(&["check", "--fetch"]).await.unwrap(), Exit::Ok);
    assert_eq!((world.server.asked(), world.stale().await), (1, None));
}

#[tokio::test]
async fn a_page_is_kept_and_quoted_and_looked_at_again() {
    let world = World::new().await;
    let absent = world.add(&["--fetch", "--quote", "about 400 tonnes"]).await.unwrap_err();
    assert!(absent.exit == Exit::NotFound && absent.message.contains("http://page.example/minutes"), "{absent:?}");
    world.add(&["--fetch", "--quote", QUOTE, "--dry-run"]).await.unwrap();
    assert!(world.desk.evidence(None, false).await.unwrap().is_empty(), "a dry run looks and keeps nothing");
    world.add(&["--fetch", "--quote", QUOTE]).await.unwrap();
    let handle = world.desk.evidence(None, false).await.unwrap().remove(0).item.handle;
    assert_eq!(handle, Handle::evidence(1));
    let evidence = world.desk.one_evidence(handle).await.unwrap().item.evidence;
    assert!(evidence.quote.unwrap().prefix.contains("The board heard that"));
    assert_eq!(evidence.keeping.snapshot.unwrap().path, "http://page.example/minutes");
    assert_eq!(evidence.retrieved_at, Some(moment("2026-03-04T09:00:00Z")));

    let asked = world.server.asked();
    assert_eq!(world.run(&["check"]).await.unwrap(), Exit::Ok);
    assert_eq!(world.server.asked(), asked, "without --fetch nothing is looked at");
    assert_eq!(world.run(&["check", "--fetch"]).await.unwrap(), Exit::Ok);
    world.shows(&MINUTES.replace("300 tonnes", "30 tonnes"));
    assert_eq!(world.run(&["check", "--fetch", "--dry-run"]).await.unwrap(), Exit::Attention);
    assert_eq!(world.stale().await, None);
    assert_eq!(world.run(&["check", "--fetch"]).await.unwrap(), Exit::Attention);
    assert!(world.stale().await.unwrap().contains("the words do not stand in it any more"));

    // The page is put right, and the copy is made anew.
    world.shows(&MINUTES.replace("Friday", "Monday"));
    world.run(&["edit", "e1", "--fetch", "-m", "the board put it right"]).await.unwrap();
    assert_eq!(world.stale().await, None);
    assert!(world.desk.verify(None).await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn what_vanished_is_stale_and_what_is_out_of_reach_is_not() {
    let world = World::new().await;
    world.add(&["--fetch", "--quote", QUOTE]).await.unwrap();
    for out_of_reach in [
        &b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"[..],
        b"",
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
    ] {
        world.answers(out_of_reach);
        assert_eq!(world.run(&["check", "--fetch"]).await.unwrap(), Exit::Ok);
        assert_eq!(world.stale().await, None);
    }
    world.answers(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(world.run(&["check", "--fetch"]).await.unwrap(), Exit::Attention);
    assert!(world.stale().await.unwrap().contains("answers 410"));
}

#[tokio::test]
async fn a_charset_that_only_the_server_names_is_kept_with_the_page() {
    let world = World::new().await;
    let body = b"<html><body><article><h1>\xcf\xf0\xee\xf2\xee\xea\xee\xeb</h1>\
        <p>\xd1\xee\xe2\xe5\xf2 \xf3\xf1\xeb\xfb\xf8\xe0\xeb \xee\xe1 \xf3\xf2\xe5\xf7\xea\xe5.</p></article></body></html>";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nConnection: close\r\n\r\n";
    world.answers(&[head.as_bytes(), body].concat());
    world.add(&["--fetch", "--quote", "Совет услышал"]).await.unwrap();
    assert_eq!(world.run(&["check", "--fetch"]).await.unwrap(), Exit::Ok);
    assert!(world.desk.verify(None).await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn a_refusal_names_what_to_do_and_writes_nothing() {
    let world = World::new().await;
    world.answers(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\n\r\n%PDF");
    let refused = world.add(&["--fetch"]).await.unwrap_err();
    assert!(refused.exit == Exit::Policy && refused.message.contains("save the page and give it with --file"));
    let base = ["add", "c1", "--stance", "supports", "-m", "x", "--fetch"];
    for (more, exit) in [
        (&["--url", "http://127.0.0.1:1/"][..], Exit::Policy),
        (&["--url", "ftp://page.example/"], Exit::Usage),
        (&[], Exit::Usage),
    ] {
        assert_eq!(world.run(&[&base[..], more].concat()).await.unwrap_err().exit, exit, "{more:?}");
    }
    assert!(world.desk.evidence(None, false).await.unwrap().is_empty());
}
