//! The server: a socket, two threads, and the state that they answer from.

use super::answer::Desk;
use super::file::Encoder;
use super::hosts::Hosts;
use super::state::State;
use axum::Router;
use axum::extract::Request;
use axum::serve::ListenerExt as _;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long answers that are on their way may take when the server ends.
const PATIENCE: Duration = Duration::from_secs(2);

/// A server that answers until it is stopped.
pub(super) struct Server {
    runtime: Runtime,
    task: JoinHandle<io::Result<()>>,
    states: watch::Sender<Arc<State>>,
}

impl Server {
    /// Begins to answer.
    pub(super) fn start(listener: TcpListener, hosts: Hosts) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("server")
            .enable_all()
            .build()?;
        let (states, receiver) = watch::channel(Arc::default());
        let desk = Arc::new(Desk {
            hosts,
            states: receiver.clone(),
            encoder: Encoder::start()?,
        });
        let answer = move |request: Request| Arc::clone(&desk).answer(request);
        let router = Router::new().fallback(answer);
        let listener = {
            let _guard = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        // Small answers shall not wait for more of them.
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let serving = axum::serve(listener, router).with_graceful_shutdown(end_of(receiver));
        let task = runtime.spawn(serving.into_future());
        Ok(Self {
            runtime,
            task,
            states,
        })
    }

    /// Answers from another state, from now on. Nobody is waited for.
    pub(super) fn replace(&self, state: State) {
        self.states.send_replace(Arc::new(state));
    }

    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&self.states.borrow())
    }

    /// Ends all event streams, lets answers come to their end, and stops.
    pub(super) fn stop(self) {
        // Streams and server end when no state can come any more.
        drop(self.states);
        let task = self.task;
        let _ = self
            .runtime
            .block_on(async { tokio::time::timeout(PATIENCE, task).await });
        self.runtime.shutdown_background();
    }
}

/// Is ready when no state can come any more.
async fn end_of(mut states: watch::Receiver<Arc<State>>) {
    while states.changed().await.is_ok() {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::time::Instant;

    #[test]
    fn streams_that_nobody_reads_any_more_end() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener
            .set_nonblocking(true)
            .expect("a socket for the runtime");
        let address = listener.local_addr().expect("an address");
        let server = Server::start(listener, Hosts::new("127.0.0.1", &[])).expect("a server");
        let own = server.states.receiver_count();
        let open = |_| {
            let mut stream = TcpStream::connect(address).expect("a connection");
            let request =
                "GET /_guidepost/events?page=/&version=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
            stream.write_all(request.as_bytes()).expect("a request");
            stream.read_exact(&mut [0; 16]).expect("an answer");
            stream
        };
        let streams: Vec<TcpStream> = (0..200).map(open).collect();
        assert_eq!(server.states.receiver_count(), own + streams.len());
        // Nobody reads them, and nobody waits for them.
        (0..1000).for_each(|_| server.replace(State::default()));
        drop(streams);
        let deadline = Instant::now() + Duration::from_secs(60);
        while server.states.receiver_count() > own {
            assert!(Instant::now() < deadline, "streams are left over");
            std::thread::yield_now();
        }
        server.stop();
    }
}
