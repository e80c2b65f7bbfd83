//! How long a writer waits: from the `write()` of a source to its new bytes over
//! HTTP, and to the server-sent event that has the browser load them.
//!
//! `cargo bench --bench latency [-- WORD ...]`; each word keeps the rows whose site,
//! tool or edit contains it: `small`, `corpora`, `large`, `guidepost`, `hugo`, `mdbook`,
//! `zola`, `text`, `include`, `title`, `template`, `book.toml`, `memory`.
//!
//! `HUGO`, `MDBOOK` and `ZOLA` name the programs of others where they are not on the
//! `PATH`, and `GUIDEPOST` another build of this one. Sites are made in `TMPDIR`, else
//! in memory where the system has `/dev/shm`. `EDITS` is how many edits a row has, 100
//! by default; memory is measured over ten times as many.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark reads the disk and the clock, and prints what it measures"
)]

#[path = "latency/client.rs"]
mod client;
#[path = "latency/edits.rs"]
mod edits;
#[path = "latency/memory.rs"]
mod memory;
#[path = "latency/server.rs"]
mod server;
#[path = "latency/sites.rs"]
mod sites;
#[path = "latency/tools.rs"]
mod tools;

use client::{Connection, Events};
use edits::{Edit, Place, Target};
use server::Server;
use sites::Site;
use std::time::{Duration, Instant};
use tools::Tool;

/// A row ends when an edit is not seen for so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Writers pause between edits; so programs have the time to finish what they do
/// behind an answer. Not always as long, so that no timer runs in step with it.
fn pause(number: usize) {
    std::thread::sleep(Duration::from_millis(150 + (number as u64 * 37) % 100));
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let count = std::env::var("EDITS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(100);
    println!("| site | tool | edit | HTTP, median | 99th % | event, median | 99th % |");
    println!("|---|---|---|--:|--:|--:|--:|");
    for (name, make) in sites::ALL {
        for tool in tools::ALL {
            let edits = tool.edits.iter().filter(|edit| {
                let row = format!("{name} {} {}", tool.name, edit.name);
                words.iter().all(|word| row.contains(word))
            });
            let edits: Vec<&Edit> = edits.collect();
            if edits.is_empty() {
                continue;
            }
            let Some(site) = make(tool) else { continue };
            measure(&site, tool, &edits, count);
        }
    }
    // No word at all, or words that mean this.
    let is_wanted = words
        .iter()
        .all(|word| "memory corpora guidepost".contains(word));
    if is_wanted && let Some(site) = sites::corpora(&tools::GUIDEPOST) {
        memory::measure(&site, 10 * count);
    }
}

/// Prints a row for each of the edits of a site.
fn measure(site: &Site, tool: &Tool, edits: &[&Edit], count: usize) {
    let places = edits.iter().map(|edit| (edit.name, (edit.prepare)(site)));
    let places: Vec<(&str, Place)> = places.collect();
    let Some(server) = Server::start(tool, site) else {
        return;
    };
    let address = site.address(site.page);
    for (name, place) in places {
        let target = Target::of(&place);
        let mut number = 0;
        let mut times = |seen: &mut dyn FnMut(&str) -> Option<Instant>| {
            let times = (0..count).map(|_| {
                number += 1;
                pause(number);
                let marker = format!("edit-{number:04}-");
                let written = target.write(&marker);
                Some(seen(&marker)? - written)
            });
            times.collect::<Option<Vec<Duration>>>()
        };
        let mut page = Connection::new(server.port, &address);
        let shown = cells(times(&mut |marker| page.wait_for(marker, PATIENCE)));
        let mut told = " | ".to_owned();
        if tool.has_events {
            let mut events = Events::of(server.port, &address, &page.version());
            told = cells(times(&mut |_| events.wait(PATIENCE)));
        }
        println!(
            "| {} | {} | {name} | {shown} | {told} |",
            site.name, tool.name
        );
        target.write("");
        pause(0);
    }
}

/// The median and the 99th percentile, as cells of a table.
fn cells(times: Option<Vec<Duration>>) -> String {
    let Some(mut times) = times.filter(|times| !times.is_empty()) else {
        return format!("more than {} s | ", PATIENCE.as_secs());
    };
    times.sort();
    let at =
        |share: usize| times[(times.len() * share).div_ceil(100).max(1) - 1].as_secs_f64() * 1e3;
    format!("{:.1} ms | {:.1} ms", at(50), at(99))
}
