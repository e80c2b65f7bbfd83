//! The stream of events of one page: what it must do to become what was built.
//! Each stream compares what its page shows with what should be shown now, so one
//! that was asleep, or reads slowly, misses nothing and keeps nobody waiting.

use super::address::Address;
use super::difference::{Difference, heading_of_change};
use super::state::{Showing, State};
use axum::response::sse::Event;
use serde::Serialize;
use serde_json::json;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::watch::Receiver;

/// One page in one browser.
pub(super) struct Listener {
    states: Receiver<Arc<State>>,
    address: Address,
    languages: String,
    showing: Showing,
    /// What its overlay says, where it says anything.
    said: Option<String>,
    /// The last edit that it was led to, or that was before it.
    followed: Option<u64>,
    is_new: bool,
    queue: VecDeque<Event>,
}

impl Listener {
    /// The page at an address that shows a version of it, and maybe findings.
    pub(super) fn new(
        states: Receiver<Arc<State>>,
        address: Address,
        languages: String,
        version: String,
        said: Option<String>,
    ) -> Self {
        let followed = states.borrow().followed.as_ref().map(|edit| edit.number);
        Self {
            states,
            address,
            languages,
            showing: Showing::Version(version),
            said,
            followed,
            is_new: true,
            queue: VecDeque::new(),
        }
    }

    /// The next event; `None` when the server ends.
    pub(super) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.queue.pop_front() {
                return Some(event);
            }
            match self.is_new {
                true => self.queue.push_back(Event::default().comment("ready")),
                false => self.states.changed().await.ok()?,
            }
            self.is_new = false;
            let state = Arc::clone(&self.states.borrow_and_update());
            self.look_at(&state);
        }
    }

    fn look_at(&mut self, state: &State) {
        if self.follow(state) {
            return;
        }
        // A page that was good stays as long as there is no other.
        let is_kept = state.site.is_none() && !self.showing.is_waiting();
        if !is_kept && self.renew(state, None) {
            return;
        }
        // The page that waits says itself what is wrong.
        if !self.showing.is_waiting() {
            self.say(state);
        }
    }

    /// Leads to what is being edited; false where that is nothing new.
    fn follow(&mut self, state: &State) -> bool {
        let (Some(edit), Some(site)) = (&state.followed, &state.site) else {
            return false;
        };
        if self.followed.replace(edit.number) == Some(edit.number) {
            return false;
        }
        let here = state.route_at(&self.address, &self.languages);
        if let Some(here) = here.filter(|here| edit.pages.contains(*here)) {
            let place = match (&self.showing, site.at(here)) {
                (Showing::File(then), Some(now)) => heading_of_change(then.source(), now.source()),
                _ => None,
            };
            return self.renew(state, place.as_deref());
        }
        let address = site.address_of(&edit.route);
        let data = json!({ "address": address, "place": edit.place });
        self.send("follow", &data);
        true
    }

    /// Has the page do what makes it the one that should be shown; false where it
    /// need not be loaded again.
    fn renew(&mut self, state: &State, place: Option<&str>) -> bool {
        let Some(now) = state.shown_at(&self.address, &self.languages) else {
            // The address leads elsewhere now: so does loading it.
            self.send("reload", &json!({ "place": null }));
            return true;
        };
        let then = std::mem::replace(&mut self.showing, now);
        if then.version() == self.showing.version() {
            return false;
        }
        let difference = match (&then, &self.showing) {
            (Showing::File(then), Showing::File(now)) => {
                Difference::between(then.source(), now.source())
            }
            _ => Difference::Page,
        };
        match difference {
            Difference::Nothing => false,
            Difference::Styles(pairs) => {
                self.send("style", &pairs);
                false
            }
            Difference::Page => {
                self.send("reload", &json!({ "place": place }));
                true
            }
        }
    }

    /// Tells the overlay what was found, where it does not say so already.
    fn say(&mut self, state: &State) {
        let report = state.report_at(&self.address, &self.languages);
        let said = serde_json::to_string(&report).unwrap_or_default();
        let has_nothing = self.said.is_none() && report.findings.is_empty();
        if has_nothing || self.said.as_ref() == Some(&said) {
            return;
        }
        let data = json!({ "report": report, "key": state.findings.key });
        self.send("findings", &data);
        self.said = Some(said);
    }

    /// Queues an event. Its id is the version that the page shows behind it, which
    /// a browser sends when it asks again.
    fn send(&mut self, name: &str, data: &impl Serialize) {
        let event = Event::default().event(name).id(self.showing.version());
        if let Ok(data) = serde_json::to_string(data) {
            self.queue.push_back(event.data(data));
        }
    }
}
