//! A server for tests, and a book of names that leads to it.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::fetch::names::Names;
use crate::fetch::reach::not_public;
use crate::fetch::{Fetcher, LIMITS};

/// Says what goes out for a request.
type Answer = dyn Fn(&str, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// A server on this machine that ends with its guard.
pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    asked: Arc<AtomicUsize>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn answering(answer: impl Fn(&str, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server =
            Server { at: listener.local_addr().expect("an address"), asked: Arc::default(), ended: Arc::default() };
        let (asked, ended, answer) = (server.asked.clone(), server.ended.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                let (Ok(stream), asked, answer) = (stream, asked.clone(), answer.clone()) else { continue };
                std::thread::spawn(move || serve(stream, &asked, &*answer));
            }
        });
        server
    }

    /// Counts the requests that came.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.at);
    }
}

fn serve(mut stream: TcpStream, asked: &AtomicUsize, answer: &Answer) {
    let (mut request, mut byte) = (Vec::new(), [0; 1]);
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1..) => request.extend(byte),
            // Somebody who connected and said nothing.
            _ => return,
        }
    }
    asked.fetch_add(1, Ordering::SeqCst);
    // Whoever asked may have gone; that ends the answer and nothing else.
    let _ = answer(&String::from_utf8_lossy(&request), &mut stream);
}

/// Answers with a page.
pub(crate) fn page(text: &str) -> impl Fn(&str, &mut dyn Write) -> io::Result<()> + Send + Sync + use<> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\nContent-Length:";
    let whole = format!("{head} {}\r\n\r\n{text}", text.len());
    move |_, out| out.write_all(whole.as_bytes())
}

/// Names and where they lead, one answer after the other, the last for ever; the servers of the test may be reached.
#[derive(Default)]
pub(crate) struct Book {
    names: BTreeMap<String, Vec<Vec<SocketAddr>>>,
    asked: Mutex<BTreeMap<String, usize>>,
    reachable: Option<SocketAddr>,
    /// How long an answer takes.
    pub(crate) slow: Option<Duration>,
}

impl Book {
    /// Makes one in which `page.example` leads to a server.
    pub(crate) fn with(at: SocketAddr) -> Self {
        let names = BTreeMap::from([("page.example".to_owned(), vec![vec![at]])]);
        Book { names, reachable: Some(at), ..Book::default() }
    }

    pub(crate) fn add(&mut self, name: &str, answers: Vec<Vec<SocketAddr>>) {
        self.names.insert(name.to_owned(), answers);
    }

    /// Counts how often a name was looked up.
    pub(crate) fn asked(&self, name: &str) -> usize {
        self.asked.lock().expect("a book").get(name).copied().unwrap_or_default()
    }
}

impl Names for Book {
    fn look_up(&self, host: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        if let Some(time) = self.slow {
            std::thread::sleep(time);
        }
        let mut asked = self.asked.lock().expect("a book");
        let number = asked.entry(host.to_owned()).or_default();
        *number += 1;
        let answers = self.names.get(host).ok_or(io::ErrorKind::NotFound)?;
        Ok(answers.get(*number - 1).or(answers.last()).cloned().unwrap_or_default())
    }

    fn forbids(&self, address: SocketAddr) -> Option<&'static str> {
        if self.reachable == Some(address) { None } else { not_public(address.ip()) }
    }
}

/// Returns a fetcher that finds `page.example` at a server of this machine.
pub(crate) fn fetcher(server: &Server) -> Fetcher {
    Fetcher { names: Arc::new(Book::with(server.at)), limits: LIMITS }
}
