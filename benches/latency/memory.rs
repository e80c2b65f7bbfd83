//! What `guidepost serve` needs before and after many edits.

use super::client::Connection;
use super::server::Server;
use super::sites::Site;
use super::{PATIENCE, tools};
use std::fs;

/// So many pages are edited in turn.
const PAGES: usize = 100;

/// Prints the memory after the start, after each page was edited once, and after so
/// many edits.
pub(crate) fn measure(site: &Site, edits: usize) {
    let Some(server) = Server::start(&tools::GUIDEPOST, site) else {
        return;
    };
    let figures = || (server.memory("VmRSS"), server.memory("VmHWM"));
    let mut rows = vec![("after the start".to_owned(), figures())];
    let step = (site.pages.len() / PAGES).max(1);
    let pages: Vec<usize> = (0..site.pages.len()).step_by(step).collect();
    for number in 0..edits {
        let page = pages[number % pages.len()];
        let text = fs::read_to_string(site.file(page)).expect("a page");
        // The same length after each edit, so that the site stays as large.
        let kept = text.split("\n\nmemory-").next().unwrap_or(&text);
        let marker = format!("memory-{number:04}");
        fs::write(site.file(page), format!("{kept}\n\n{marker}\n")).expect("a writable page");
        let mut shown = Connection::new(server.port, &site.address(page));
        if shown.wait_for(&marker, PATIENCE).is_none() {
            println!("\nEdit {number} of {} is not seen.", site.pages[page]);
            return;
        }
        if number + 1 == pages.len() || number + 1 == edits {
            rows.push((format!("after {} edits", number + 1), figures()));
        }
    }
    println!("\n| memory over {} | resident | highest |", site.name);
    println!("|---|--:|--:|");
    for (when, (resident, highest)) in rows {
        println!("| {when} | {resident:.0} MiB | {highest:.0} MiB |");
    }
}
