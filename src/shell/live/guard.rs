//! Keeps a panic of a build from ending the loop.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does some work; a panic in it is an error that says what it said. What the
/// work was changing must not be used afterwards.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|said| what(said.as_ref()))
}

fn what(said: &(dyn Any + Send)) -> String {
    let text = said.downcast_ref::<&str>().copied();
    let text = text.or_else(|| said.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without words").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_says_what_it_said() {
        assert_eq!(guarded(|| 1), Ok(1));
        let number = 2;
        let said = guarded(|| panic!("page {number}"));
        assert_eq!(said, Err::<(), _>("page 2".to_owned()));
        let said = guarded(|| panic!("plain"));
        assert_eq!(said, Err::<(), _>("plain".to_owned()));
        let said = guarded(|| std::panic::panic_any(1));
        assert_eq!(said, Err::<(), _>("a panic without words".to_owned()));
    }
}
