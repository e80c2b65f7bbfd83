//! Finds the code spans of a line, so that nothing inside them is taken for
//! syntax.

use std::ops::Range;

/// The code spans of one line, back-ticks included (CommonMark 6.1, except
/// that a span over several lines is not seen).
pub(super) fn find(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let mut spans = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let len = run(bytes, at);
                match closing(bytes, at + len, len) {
                    Some(end) => {
                        spans.push(at..end);
                        at = end;
                    }
                    None => at += len,
                }
            }
            _ => at += 1,
        }
    }
    spans
}

/// The span that an offset lies in.
pub(super) fn at(spans: &[Range<usize>], offset: usize) -> Option<&Range<usize>> {
    let index = spans.partition_point(|span| span.end <= offset);
    spans.get(index).filter(|span| span.contains(&offset))
}

fn run(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|&&b| b == b'`').count()
}

/// The end of the run of exactly `len` back-ticks at or behind `at`.
fn closing(bytes: &[u8], mut at: usize, len: usize) -> Option<usize> {
    while at < bytes.len() {
        if bytes[at] == b'`' {
            let found = run(bytes, at);
            if found == len {
                return Some(at + len);
            }
            at += found;
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_must_match() {
        assert_eq!(find("a `b` ``c`d`` \\`e`"), vec![2..5, 6..13]);
        assert_eq!(find("`a ``b"), Vec::<Range<usize>>::new());
    }
}
