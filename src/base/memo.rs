//! [`Memo`]: what a costly step made of an input, kept for the next build.

use super::fingerprint::Fingerprint;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Remembers values by the fingerprint of everything they were made from.
///
/// The contract: the key covers *all* that the making reads; a value never
/// changes; its diagnostics are part of it and so are replayed on a hit. A memo
/// cannot be stale, only too small: [`Memo::sweep`] forgets what the builds
/// since the last sweep did not use.
pub struct Memo<V> {
    entries: Mutex<BTreeMap<Fingerprint, Entry<V>>>,
}

struct Entry<V> {
    value: Arc<V>,
    used: bool,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self {
            entries: Mutex::new(BTreeMap::new()),
        }
    }
}

impl<V> Memo<V> {
    /// The value for `key`, made by `make` unless it is remembered.
    ///
    /// Two threads that ask for the same unknown key at the same time both make
    /// it; the values are equal, and one is kept.
    pub fn get(&self, key: Fingerprint, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(entry) = self.lock().get_mut(&key) {
            entry.used = true;
            return Arc::clone(&entry.value);
        }
        let value = Arc::new(make());
        let entry = Entry {
            value: Arc::clone(&value),
            used: true,
        };
        self.lock().insert(key, entry);
        value
    }

    /// Forgets a value, which whoever needs it still must make again.
    pub fn forget(&self, key: Fingerprint) {
        self.lock().remove(&key);
    }

    /// Forgets every value that was not asked for since the last sweep.
    pub fn sweep(&mut self) {
        self.lock()
            .retain(|_, entry| std::mem::replace(&mut entry.used, false));
    }

    /// How many values are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A panic while the lock was held cannot leave an entry half made (values
    /// are made outside of it), so a poisoned lock is as good as a whole one.
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Fingerprint, Entry<V>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_and_swept_when_unused() {
        let mut memo = Memo::default();
        let key = Fingerprint::of(b"key");
        assert_eq!(*memo.get(key, || 1), 1);
        assert_eq!(*memo.get(key, || 2), 1, "remembered");
        memo.sweep();
        assert_eq!(memo.len(), 1, "used since the last sweep");
        memo.sweep();
        assert!(memo.is_empty(), "not used since");
        assert_eq!(*memo.get(key, || 3), 3);
        memo.forget(key);
        assert_eq!(*memo.get(key, || 4), 4);
    }
}
