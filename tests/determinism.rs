//! The same sources give the same bytes, however often and on however many
//! threads they are built.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "tests read the disk and stop at what they did not expect"
)]

mod generated;

use guidepost::pipeline::Pipeline;

#[test]
fn one_thread_and_many_give_the_same_site() {
    let sources = generated::site(60);
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a thread pool");
        pool.install(|| Pipeline::default().build(&sources))
    };
    let one = build(1);
    assert!(one.output.files.len() > 120, "two locales of pages");
    for threads in [2, 4, 7] {
        let many = build(threads);
        assert_eq!(one.output, many.output, "{threads} threads");
        assert_eq!(one.diagnostics, many.diagnostics, "{threads} threads");
    }
}

#[test]
fn a_build_handed_over_file_by_file_is_the_build_kept_in_memory() {
    let sources = generated::site(20);
    let kept = Pipeline::default().build(&sources);
    let handed = std::sync::Mutex::new(std::collections::BTreeMap::new());
    let diagnostics = Pipeline::once(&sources, &|route, content| {
        let earlier = handed
            .lock()
            .expect("no panic")
            .insert(route.clone(), content);
        assert!(earlier.is_none(), "{route} was handed over twice");
    });
    assert_eq!(kept.output.files, handed.into_inner().expect("no panic"));
    assert_eq!(kept.diagnostics.to_vec(), diagnostics);
}
