//! How the time to read a hostile text grows when the text becomes twice as
//! long: `cargo bench --bench growth [-- WORD]`. Twice is right; four times is a
//! bug.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark looks at the clock and prints what it measures"
)]

#[path = "../tests/hostile_texts/mod.rs"]
mod hostile_texts;

use guidepost::stages::markdown::{Dialect, Form, Settings, parse};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// More than this is reported: twice, and what a busy machine adds.
const MOST: f64 = 2.6;

/// Texts grow until reading one takes this long, so that the clock is exact.
const LONG: Duration = Duration::from_millis(50);

fn main() {
    let word = std::env::args()
        .nth(1)
        .filter(|word| !word.starts_with('-'));
    let plain = Settings::default();
    let everything = hostile_texts::everything();
    println!("| text | bytes | time | with everything on | growth | of pulldown-cmark alone |");
    println!("|---|--:|--:|--:|--:|--:|");
    let mut slow = Vec::new();
    for (name, text) in hostile_texts::TEXTS {
        if word.as_ref().is_some_and(|word| !name.contains(word)) {
            continue;
        }
        let mut n = 1000;
        while n < 4_000_000
            && text(n).len() < 5_000_000
            && time(&text(n), &plain) < LONG
            && time(&text(n), &everything) < LONG
        {
            n *= 2;
        }
        let (part, whole) = (text(n / 8), text(n));
        // Over three doublings, so that a moment's noise counts for less.
        let growth = |time: &dyn Fn(&str) -> Duration| {
            (time(&whole).as_secs_f64() / time(&part).as_secs_f64()).cbrt()
        };
        let alone = growth(&parser_alone);
        let growth =
            growth(&|text| time(text, &plain)).max(growth(&|text| time(text, &everything)));
        if growth > MOST {
            slow.push(*name);
        }
        println!(
            "| {name} | {} | {:.1} ms | {:.1} ms | {growth:.1} | {alone:.1} |",
            whole.len(),
            time(&whole, &plain).as_secs_f64() * 1e3,
            time(&whole, &everything).as_secs_f64() * 1e3,
        );
    }
    println!("\nMore than {MOST} times: {slow:?}");
}

/// How long it takes to read a text as a page, and as a part of a sentence.
fn time(text: &str, settings: &Settings) -> Duration {
    shortest(|| {
        for form in [Form::Block, Form::Inline] {
            let dialect = Dialect {
                form,
                is_rtl: false,
                settings,
            };
            black_box(parse(text, dialect));
        }
    })
}

/// How long the parser of CommonMark takes for a text.
fn parser_alone(text: &str) -> Duration {
    shortest(|| {
        let options = pulldown_cmark::Options::ENABLE_TABLES;
        black_box(pulldown_cmark::Parser::new_ext(text, options).count());
    })
}

fn shortest(run: impl Fn()) -> Duration {
    let runs = (0..5).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    runs.min().unwrap_or_default()
}
