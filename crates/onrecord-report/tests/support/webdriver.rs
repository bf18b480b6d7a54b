//! As much of the W3C protocol for driving browsers as the checks need, over a plain socket to a driver of ours.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

const BROWSER: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// A browser without a window, driven by a driver of its own; both end with it.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: TempDir,
}

impl Browser {
    /// Starts a browser; `None` when this machine has none.
    pub(crate) fn start() -> Option<Self> {
        for program in [BROWSER, DRIVER] {
            if !Path::new(program).exists() {
                println!("skipped: {program} not found");
                return None;
            }
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new(DRIVER)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let profile = tempfile::tempdir().unwrap();
        let mut browser = Browser { driver, port, session: String::new(), profile };
        browser.wait_for_driver();
        let value = browser.request("POST", "/session", &browser.capabilities()).unwrap();
        value["sessionId"].as_str().unwrap().clone_into(&mut browser.session);
        Some(browser)
    }

    /// Opens a page and waits until it is loaded.
    pub(crate) fn open(&self, page: &Path) {
        self.visit(&format!("file://{}", page.display()));
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn visit(&self, address: &str) {
        self.call("url", &json!({ "url": address })).unwrap();
    }

    /// Presses and releases a key, named as in `KeyboardEvent.key`, with its number in Windows.
    pub(crate) fn press(&self, key: &str, number: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": number });
            self.devtools("Input.dispatchKeyEvent", &event);
        }
    }

    /// Makes the reader prefer something, such as `reduce` for `prefers-reduced-motion`.
    pub(crate) fn prefer(&self, feature: &str, value: &str) {
        let media = json!({ "features": [{ "name": feature, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Has pages opened from now on run no script, or run them again.
    pub(crate) fn stop_scripts(&self, stops: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": stops }));
    }

    /// Prints the page on the paper that it asks for and returns the PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        let printed = self.devtools("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
        STANDARD.decode(printed["data"].as_str().unwrap()).unwrap()
    }

    /// Leaves the present page for an empty one.
    pub(crate) fn leave(&self) {
        self.call("url", &json!({ "url": "about:blank" })).unwrap();
    }

    /// Runs a script of the test's own in the page (outside its policy) and returns what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.call("execute/sync", &json!({ "script": script, "args": [] })).unwrap()
    }

    /// Runs a script that calls its last argument when it is done, and returns what it is called with.
    pub(crate) fn run_until_done(&self, script: &str) -> Value {
        self.call("execute/async", &json!({ "script": script, "args": [] })).unwrap()
    }

    /// Gives the page a size, in CSS pixels, and a colour scheme, `light` or `dark`.
    pub(crate) fn resize(&self, width: u32, scheme: &str) {
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &size);
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Lists what is on the page and not in print, but for ways to other pages.
    pub(crate) fn hidden_in_print(&self) -> Value {
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print", "features": [] }));
        let hidden = self.run(
            "return [...document.querySelectorAll('body *')].filter(e => getComputedStyle(e).display === 'none' && \
             !e.closest('.skip, .ways, .site, .pager, form, script, noscript, svg')).map(e => e.outerHTML.slice(0, 80));",
        );
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": "", "features": [] }));
        hidden
    }

    /// Returns the addresses requested since the last call.
    pub(crate) fn requests(&self) -> Vec<String> {
        let entries = self.call("se/log", &json!({ "type": "performance" })).unwrap();
        let entries = entries.as_array().cloned().unwrap_or_default();
        let message = |entry: &Value| serde_json::from_str::<Value>(entry["message"].as_str()?).ok();
        entries
            .iter()
            .filter_map(message)
            .filter(|message| message["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|message| message["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
            .collect()
    }

    /// Returns what the browser complained about in its console since the last call.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let entries = self.call("se/log", &json!({ "type": "browser" })).unwrap();
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// Closes an open dialog; tells whether there was one.
    pub(crate) fn dismiss_dialog(&self) -> bool {
        self.call("alert/dismiss", &json!({})).is_ok()
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.call("goog/cdp/execute", &json!({ "cmd": command, "params": parameters })).unwrap()
    }

    fn capabilities(&self) -> Value {
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "unhandledPromptBehavior": "ignore",
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
            "goog:chromeOptions": { "binary": BROWSER, "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", profile,
            ] },
        } } })
    }

    fn wait_for_driver(&self) {
        for _ in 0..200 {
            if self.request("GET", "/status", &Value::Null).is_ok() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("the driver did not come up on port {}", self.port);
    }

    fn call(&self, command: &str, body: &Value) -> io::Result<Value> {
        self.request("POST", &format!("/session/{}/{command}", self.session), body)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> io::Result<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let (status, body) = answer(&mut BufReader::new(stream))?;
        let value: Value = serde_json::from_slice(&body)?;
        let value = value.get("value").cloned().unwrap_or_default();
        if status == 200 { Ok(value) } else { Err(io::Error::other(value.to_string())) }
    }
}

// Reads status and body of an answer with a Content-Length, which is all that the driver sends.
fn answer(stream: &mut BufReader<TcpStream>) -> io::Result<(u16, Vec<u8>)> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((status, body))
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.request("DELETE", &format!("/session/{}", self.session), &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
