//! Fetching from a server of our own, by names of our own. That this machine may be reached at all is said by the names that
//! a test hands over; what ships knows no way to say it.

pub(crate) mod server;

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::refusal::Refusal;
use super::{Fetched, Fetcher, LIMITS, Limits};
use crate::exit::Exit;
use server::{Book, Server, fetcher, page};

fn quick() -> Limits {
    Limits { time: Duration::from_millis(600), ..LIMITS }
}

fn in_time(server: &Server) -> Fetcher {
    Fetcher { limits: quick(), ..fetcher(server) }
}

fn fetch(server: &Server, path: &str) -> Result<Fetched, Refusal> {
    fetcher(server).fetch(&format!("http://page.example{path}"))
}

fn exit(refusal: Refusal) -> Exit {
    crate::error::CliError::from(refusal).exit
}

#[test]
fn a_page_comes_with_its_charset_and_its_place() {
    let server = Server::answering(|asked, out| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; Charset=\"windows-1251\"\r\nConnection: close\r\n\r\n";
        out.write_all(head.as_bytes())?;
        out.write_all(asked.as_bytes())
    });
    let found = fetch(&server, "/a?b=c#part").unwrap();
    assert_eq!((found.url.as_str(), found.charset.as_deref()), ("http://page.example/a?b=c", Some("windows-1251")));
    let asked = String::from_utf8(found.bytes).unwrap().to_lowercase();
    assert!(asked.starts_with("get /a?b=c http/1.1\r\n") && asked.contains("host: page.example"), "{asked}");
    assert!(asked.contains("accept-encoding: gzip, deflate") && !asked.contains("cookie"), "{asked}");
}

#[test]
fn this_machine_is_refused_in_every_spelling() {
    let server = Server::answering(page("it was reached"));
    let port = server.at.port();
    let local = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"];
    for host in local {
        let refusal = Fetcher::new().fetch(&format!("http://{host}:{port}/")).unwrap_err();
        assert!(matches!(refusal, Refusal::NotPublic { .. }), "{host}: {refusal}");
        assert_eq!(exit(refusal), Exit::Policy);
    }
    for host in
        ["169.254.169.254", "10.0.0.1", "100.100.100.200", "[fd00:ec2::254]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]"]
    {
        let refusal = Fetcher::new().fetch(&format!("http://{host}/")).unwrap_err();
        assert!(matches!(refusal, Refusal::NotPublic { .. }), "{host}: {refusal}");
    }
    assert_eq!(server.asked(), 0);
}

#[test]
fn one_answer_that_is_not_public_spoils_the_name() {
    let server = Server::answering(page("it was reached"));
    let mut book = Book::with(server.at);
    book.add("mixed.example", vec![vec![server.at, "10.0.0.7:80".parse().unwrap()]]);
    let refusal = Fetcher { names: Arc::new(book), limits: LIMITS }.fetch("http://mixed.example/").unwrap_err();
    assert!(refusal.to_string().contains("mixed.example is not fetched: it leads to 10.0.0.7"), "{refusal}");
    assert_eq!(server.asked(), 0);
}

#[test]
fn a_name_is_looked_up_once_and_what_was_checked_is_what_is_reached() {
    let server = Server::answering(page("the page"));
    let mut book = Book::with(server.at);
    // The second answer is the machine itself at another port, where somebody else listens.
    let trap = Server::answering(page("the trap"));
    book.add("turns.example", vec![vec![server.at], vec![trap.at]]);
    let book = Arc::new(book);
    let fetcher = Fetcher { names: book.clone(), limits: LIMITS };
    assert_eq!(fetcher.fetch("http://turns.example/").unwrap().bytes, b"the page");
    assert_eq!((book.asked("turns.example"), trap.asked()), (1, 0));
    // Asked for anew it leads elsewhere, and is judged anew.
    assert!(matches!(fetcher.fetch("http://turns.example/"), Err(Refusal::NotPublic { .. })));
    assert_eq!(trap.asked(), 0);
}

fn sends_on(to: &str) -> impl Fn(&str, &mut dyn std::io::Write) -> std::io::Result<()> + Send + Sync + use<> {
    let answer = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    move |_, out| out.write_all(answer.as_bytes())
}

#[test]
fn where_a_page_sends_on_to_is_judged_like_any_address() {
    for (to, why) in [
        ("http://127.0.0.1/", "an address of this machine"),
        ("http://0x7f000001/", "an address of this machine"),
        ("http://169.254.169.254/latest/meta-data/", "a link-local address"),
        ("//[::ffff:10.0.0.1]/", "another spelling"),
        ("http://inside.example/", "it leads to 192.168.1.1"),
        ("file:///etc/passwd", "only http:// and https:// are"),
        ("http://a:b@page.example/", "names a user"),
        ("http://nowhere.example/", "its name was not found"),
    ] {
        let server = Server::answering(sends_on(to));
        let mut book = Book::with(server.at);
        book.add("inside.example", vec![vec!["192.168.1.1:80".parse().unwrap()]]);
        let refusal = Fetcher { names: Arc::new(book), limits: LIMITS }.fetch("http://page.example/").unwrap_err();
        assert!(refusal.to_string().contains(why), "{to}: {refusal}");
        assert_eq!(server.asked(), 1, "{to}");
    }
}

/// Counts down in the path: /5 sends on to /4, and /0 is the page.
fn countdown(asked: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let number: u32 = asked.split(['/', ' ']).nth(2).and_then(|n| n.parse().ok()).unwrap_or_default();
    if number == 0 { page("the end")(asked, out) } else { sends_on(&format!("/{}", number - 1))(asked, out) }
}

#[test]
fn five_times_sent_on_is_followed_and_six_is_not() {
    let server = Server::answering(countdown);
    assert_eq!(fetch(&server, "/5").unwrap().url, "http://page.example/0");
    assert_eq!(server.asked(), 6);
    let refusal = fetch(&server, "/6").unwrap_err();
    assert_eq!((refusal.clone(), exit(refusal)), (Refusal::Redirects { most: 5 }, Exit::Policy));
    assert_eq!(server.asked(), 12, "the seventh is not asked");
    let nowhere = Server::answering(|_, out| out.write_all(b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n"));
    assert!(matches!(fetch(&nowhere, "/"), Err(Refusal::NoTarget { status: 301, .. })));
}

#[test]
fn what_is_gone_is_told_from_what_is_out_of_reach() {
    for (line, gone, code) in [
        ("404 Not Found", true, Exit::NotFound),
        ("410 Gone", true, Exit::NotFound),
        ("403 Forbidden", false, Exit::Failure),
        ("500 Oops", false, Exit::Failure),
        ("206 Partial Content", false, Exit::Failure),
    ] {
        let answer = format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let server = Server::answering(move |_, out| out.write_all(answer.as_bytes()));
        let refusal = fetch(&server, "/").unwrap_err();
        assert_eq!((refusal.is_gone(), exit(refusal.clone())), (gone, code), "{refusal}");
        assert!(refusal.to_string().contains(&line[..3]), "{refusal}");
    }
    let unknown =
        Fetcher { names: Arc::new(Book::default()), limits: LIMITS }.fetch("http://page.example/").unwrap_err();
    assert!(!unknown.is_gone(), "a machine that is offline has not seen a page vanish");
}

fn packed(kind: &str, bytes: Vec<u8>) -> Server {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {kind}\r\nContent-Length: {}\r\n\r\n",
        bytes.len()
    );
    Server::answering(move |_, out| out.write_all(head.as_bytes()).and_then(|()| out.write_all(&bytes)))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_is_packed_is_unpacked_and_bombs_are_not() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(b"the page").unwrap();
    let mut bare = DeflateEncoder::new(Vec::new(), Compression::best());
    bare.write_all(b"the page").unwrap();
    for (kind, bytes) in [
        ("gzip", gzip(b"the page")),
        ("X-Gzip", gzip(b"the page")),
        ("gzip", [gzip(b"the "), gzip(b"page")].concat()),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", bare.finish().unwrap()),
        ("identity", b"the page".to_vec()),
    ] {
        assert_eq!(fetch(&packed(kind, bytes), "/").unwrap().bytes, b"the page", "{kind}");
    }
    let zeros = vec![0; 10_000_001];
    let bomb = packed("gzip", gzip(&zeros));
    assert_eq!(exit(fetch(&bomb, "/").unwrap_err()), Exit::Failure);
    assert!(matches!(fetch(&bomb, "/"), Err(Refusal::TooLong { most: 10_000_000, .. })));
    assert_eq!(fetch(&packed("gzip", gzip(&zeros[1..])), "/").unwrap().bytes.len(), 10_000_000, "the limit itself");
    for (kind, bytes, why) in [
        ("br", b"\x0b\x03\x80the page\x03".to_vec(), "packed as \"br\", which was not asked for"),
        ("gzip, gzip", gzip(&gzip(b"the page")), "which was not asked for"),
        ("gzip", b"no gzip at all".to_vec(), "cannot be unpacked"),
        ("gzip", gzip(b"the page")[..12].to_vec(), "cannot be unpacked"),
    ] {
        let refusal = fetch(&packed(kind, bytes), "/").unwrap_err();
        assert!(refusal.to_string().contains(why), "{kind}: {refusal}");
    }
}

#[test]
fn what_does_not_end_is_cut_off() {
    let endless = Server::answering(|_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")?;
        loop {
            out.write_all(&[b'x'; 8_192])?;
        }
    });
    assert!(matches!(fetch(&endless, "/"), Err(Refusal::TooLong { .. })));
    let headers = Server::answering(|_, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            out.write_all(b"X-More: and more and more and more and more\r\n")?;
        }
    });
    let refusal = fetch(&headers, "/").unwrap_err();
    assert!(refusal.to_string().contains("header"), "{refusal}");
}

/// Sends `start`, then a byte at a time for ever.
fn dripping(start: &'static str) -> Server {
    Server::answering(move |_, out| {
        out.write_all(start.as_bytes())?;
        loop {
            out.write_all(b"x")?;
            std::thread::sleep(Duration::from_millis(20));
        }
    })
}

#[test]
fn what_drips_is_given_up_in_time() {
    for start in ["HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"]
    {
        let server = dripping(start);
        let began = Instant::now();
        let refusal = in_time(&server).fetch("http://page.example/").unwrap_err();
        assert!(matches!(refusal, Refusal::TooSlow { .. }), "{start:?}: {refusal}");
        assert!(began.elapsed() < quick().time * 5, "{start:?}: {:?}", began.elapsed());
    }
    // The time is for all redirects together.
    let slow = Server::answering(|asked, out| {
        std::thread::sleep(quick().time / 3);
        countdown(asked, out)
    });
    assert!(matches!(in_time(&slow).fetch("http://page.example/5"), Err(Refusal::TooSlow { .. })));
    assert!(slow.asked() < 5);
}

#[test]
fn a_name_that_is_not_answered_is_given_up_in_time() {
    let mut book = Book::default();
    book.slow = Some(quick().time * 4);
    let began = Instant::now();
    let refusal = Fetcher { names: Arc::new(book), limits: quick() }.fetch("http://page.example/").unwrap_err();
    assert!(matches!(refusal, Refusal::TooSlow { .. }), "{refusal}");
    assert!(began.elapsed() < quick().time * 3);
}

#[test]
fn what_is_no_text_is_refused_before_it_is_read() {
    for (kind, taken) in [
        ("text/html", true),
        ("Text/Plain; charset=nonsense", true),
        ("application/xhtml+xml", true),
        ("", true),
        ("application/pdf", false),
        ("image/png", false),
        ("application/octet-stream", false),
        ("video/mp4", false),
    ] {
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 4\r\nConnection: close\r\n\r\npage");
        let server = Server::answering(move |_, out| out.write_all(head.as_bytes()));
        let found = fetch(&server, "/");
        assert_eq!(found.is_ok(), taken, "{kind}");
        if !taken {
            assert_eq!(exit(found.unwrap_err()), Exit::Policy);
        }
    }
    let nothing = Server::answering(page(""));
    assert!(matches!(fetch(&nothing, "/"), Err(Refusal::Empty { .. })));
}

#[test]
fn a_server_that_breaks_the_rules_is_told_so() {
    for answer in
        ["", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\ncut"]
    {
        let server = Server::answering(move |_, out| out.write_all(answer.as_bytes()));
        let refusal = fetch(&server, "/").unwrap_err();
        assert!(matches!(refusal, Refusal::Unreachable { .. }), "{answer:?}: {refusal}");
    }
    let closed = Server::answering(page("x")).at;
    let refusal = Fetcher { names: Arc::new(Book::with(closed)), limits: quick() };
    // Nobody listens there any more: the server ended with its guard.
    assert!(refusal.fetch("http://page.example/").is_err());
}

#[test]
fn a_name_that_is_an_address_is_not_looked_up() {
    let server = Server::answering(page("the page"));
    let book = Arc::new(Book::with(server.at));
    let at: SocketAddr = server.at;
    assert!(matches!(at.ip(), IpAddr::V4(_)));
    let fetcher = Fetcher { names: book.clone(), limits: LIMITS };
    assert_eq!(fetcher.fetch(&format!("http://{at}/")).unwrap().bytes, b"the page");
    assert_eq!(book.asked("127.0.0.1"), 0);
}
