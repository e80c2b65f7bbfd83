//! Requests and what is answered to them.

use super::address::{Address, Refused};
use super::events::Listener;
use super::file::{Encoder, Encoding, File};
use super::hosts::Hosts;
use super::language::weighed;
use super::script::{self, OURS};
use super::snapshot::{Found, Snapshot};
use super::state::State;
use super::{media_type, waiting};
use crate::base::path::SitePath;
use crate::stages::emit::Content;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::watch::Receiver;
use tower_http::services::ServeFile;

/// All that is needed to answer.
pub(super) struct Desk {
    pub hosts: Hosts,
    pub states: Receiver<Arc<State>>,
    pub encoder: Encoder,
}

impl Desk {
    /// Answers one request. Whatever the answer is, it is asked for again the next
    /// time, and taken for nothing but what it says it is.
    pub(super) async fn answer(self: Arc<Self>, request: Request) -> Response {
        let mut response = self.respond(request).await;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let options = HeaderName::from_static("x-content-type-options");
        headers.insert(options, HeaderValue::from_static("nosniff"));
        response
    }

    async fn respond(&self, request: Request) -> Response {
        // Of two names nobody knows which one a browser was sent with (RFC 9112,
        // section 3.2).
        if request.headers().get_all(header::HOST).iter().count() > 1 {
            return plain(StatusCode::BAD_REQUEST, "a request has one `Host`");
        }
        let host = text_of(request.headers(), &header::HOST);
        if !self.hosts.allow(host) {
            return refuse_host(host);
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut response = plain(
                StatusCode::METHOD_NOT_ALLOWED,
                "this is a preview: it can only be read",
            );
            set(&mut response, header::ALLOW, "GET, HEAD");
            return response;
        }
        match request.uri().path().strip_prefix(OURS) {
            Some("events") => self.events(&request),
            Some(name) => client(name),
            None => self.page(request).await,
        }
    }

    async fn page(&self, request: Request) -> Response {
        let address = match Address::read(request.uri().path()) {
            Ok(address) => address,
            Err(Refused::TooLong) => {
                return plain(
                    StatusCode::URI_TOO_LONG,
                    "no page has an address of that length",
                );
            }
            Err(Refused::Malformed) => {
                return plain(StatusCode::BAD_REQUEST, "this is no address of a page");
            }
        };
        let state = Arc::clone(&self.states.borrow());
        let Some(site) = &state.site else {
            let page = waiting::page(&state.findings.of_page(None));
            let page = script::insert(&page, &waiting::version(&page));
            return html(StatusCode::SERVICE_UNAVAILABLE, page.into());
        };
        let headers = request.headers();
        match site.find(&address, text_of(headers, &header::ACCEPT_LANGUAGE)) {
            Found::File(route, file) => match &file.content {
                Content::Text(_) => self.text(headers, route, file),
                Content::Copy(source) => copy(request, site, route, source).await,
            },
            Found::Elsewhere(to) => {
                let query = request.uri().query().map(|query| format!("?{query}"));
                let to = to + &query.unwrap_or_default();
                let mut response = plain(StatusCode::TEMPORARY_REDIRECT, &to);
                set(&mut response, header::LOCATION, &to);
                response
            }
            Found::Nothing(page) => {
                let text = page.map_or_else(
                    || script::insert("<!doctype html>\n<title>404</title>\n<body>\n<p>404: there is no such page\n", &script::version("")).into(),
                    |page| page.text(),
                );
                let mut response = html(StatusCode::NOT_FOUND, text.into());
                set(&mut response, header::VARY, "Accept-Language");
                response
            }
        }
    }

    /// A text from memory, in the fewest bytes that are at hand.
    fn text(&self, headers: &HeaderMap, route: &SitePath, file: &Arc<File>) -> Response {
        let tag = file.tag();
        let tag_of = |encoding: Encoding| match encoding {
            Encoding::Identity => format!("\"{tag}\""),
            encoded => format!("\"{tag}-{}\"", encoded.name()),
        };
        let accepted = text_of(headers, &header::ACCEPT_ENCODING);
        let mut encodings = vec![Encoding::Brotli, Encoding::Gzip];
        encodings.retain(|encoding| is_accepted(accepted, encoding.name()));
        let wants_fewer_bytes = !encodings.is_empty();
        encodings.push(Encoding::Identity);
        // Whatever encoding a browser has kept, it is the same text.
        let known = text_of(headers, &header::IF_NONE_MATCH);
        let is_known = |encoding: &&Encoding| is_listed(known, &tag_of(**encoding));
        if let Some(encoding) = encodings.iter().find(is_known) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            set(&mut response, header::ETAG, &tag_of(*encoding));
            set(&mut response, header::VARY, "Accept-Encoding");
            return response;
        }
        let mut made = encodings.into_iter();
        let made = made.find_map(|encoding| Some((encoding, file.encoded(encoding)?)));
        let (encoding, body) = made.unwrap_or_else(|| (Encoding::Identity, file.text()));
        // Asked only now, so that the first answer never depends on who is faster.
        if wants_fewer_bytes {
            self.encoder.ask(file);
        }
        let mut response = Body::from(body).into_response();
        set(
            &mut response,
            header::CONTENT_TYPE,
            &media_type::of(&route.extension()),
        );
        set(&mut response, header::ETAG, &tag_of(encoding));
        set(&mut response, header::VARY, "Accept-Encoding");
        if encoding != Encoding::Identity {
            set(&mut response, header::CONTENT_ENCODING, encoding.name());
        }
        response
    }

    /// The stream of events of the page that asks.
    fn events(&self, request: &Request) -> Response {
        let headers = request.headers();
        if !is_own_page(headers, &self.hosts) {
            return plain(
                StatusCode::FORBIDDEN,
                "events are for the pages of this server",
            );
        }
        let query = request.uri().query().unwrap_or_default();
        let Some(Ok(address)) = parameter(query, "page").map(|page| Address::read(&page)) else {
            return plain(StatusCode::BAD_REQUEST, "say with `page` which page asks");
        };
        // A browser that asks again says how far it came.
        let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
        let version = last.filter(|id| !id.is_empty()).map(str::to_owned);
        let version = version
            .or_else(|| parameter(query, "version"))
            .unwrap_or_default();
        let languages = text_of(headers, &header::ACCEPT_LANGUAGE).to_owned();
        // What its findings are only the page knows; that there are some is enough.
        let said = parameter(query, "findings").map(|_| String::new());
        let states = self.states.clone();
        let listener = Listener::new(states, address, languages, version, said);
        let events = futures_util::stream::unfold(listener, async |mut listener| {
            let event = listener.next().await?;
            Some((Ok::<_, Infallible>(event), listener))
        });
        // What is written to a browser that is gone fails sooner or later, and the
        // stream ends.
        Sse::new(events)
            .keep_alive(KeepAlive::default())
            .into_response()
    }
}

/// A file of the client.
fn client(name: &str) -> Response {
    let Some(text) = script::file(name) else {
        return plain(
            StatusCode::NOT_FOUND,
            "there is no such file of the preview",
        );
    };
    let ending = name.rsplit('.').next().unwrap_or_default();
    let mut response = Body::from(text).into_response();
    set(&mut response, header::CONTENT_TYPE, &media_type::of(ending));
    response
}

/// A file from the disk, whole or in part.
async fn copy(
    mut request: Request,
    site: &Snapshot,
    route: &SitePath,
    source: &SitePath,
) -> Response {
    let file = site.places.of(source);
    let media_type = media_type::of(&route.extension());
    let mut service = ServeFile::new(&file);
    if request.method() == Method::HEAD {
        // Parts are for GET only (RFC 9110, section 14.2).
        request.headers_mut().remove(header::RANGE);
    }
    if let Some(condition) = request.headers_mut().remove(header::IF_RANGE) {
        // The service knows ranges and tags, but not the one on condition of the other.
        let mut probe = Request::new(());
        *probe.method_mut() = Method::HEAD;
        let found = service.try_call(probe).await;
        let is_same = found.is_ok_and(|found| {
            let mut marks = [header::ETAG, header::LAST_MODIFIED].into_iter();
            marks.any(|mark| found.headers().get(mark) == Some(&condition))
        });
        if !is_same {
            request.headers_mut().remove(header::RANGE);
        }
    }
    // Images are as small as they get.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    match service.try_call(request).await {
        Ok(found) if found.status() != StatusCode::NOT_FOUND => {
            let mut response = found.map(Body::new);
            if response.status().is_success() {
                set(&mut response, header::CONTENT_TYPE, &media_type);
            }
            response
        }
        _ => plain(
            StatusCode::NOT_FOUND,
            &format!("`{}` cannot be read any more", file.display()),
        ),
    }
}

/// Whether a page of ours asks, not one of another site.
fn is_own_page(headers: &HeaderMap, hosts: &Hosts) -> bool {
    let host = text_of(headers, &header::HOST);
    let is_own = match headers.get(header::ORIGIN).map(HeaderValue::to_str) {
        Some(Ok(origin)) => {
            let named = origin.split_once("://").map(|(_, named)| named);
            named.is_some_and(|named| named == host && hosts.allow(named))
        }
        Some(Err(_)) => false,
        None => true,
    };
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    is_own && matches!(site, None | Some(b"same-origin" | b"none"))
}

fn refuse_host(host: &str) -> Response {
    let message = format!(
        "This preview does not answer to the name `{}`.\n\n\
         Any site could let its name lead to this machine and read what is being written here.\n\
         If the name is yours, allow it: `guidepost serve --allow-host {}`\n",
        host,
        host.split(':').next().unwrap_or_default()
    );
    plain(StatusCode::FORBIDDEN, &message)
}

/// A value of the query, decoded.
fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(percent_decode_str(value).decode_utf8().ok()?.into_owned())
}

/// Whether `Accept-Encoding` names an encoding (RFC 9110, section 12.5.3). `*`
/// is for those who name none, and they do well without.
fn is_accepted(accepted: &str, encoding: &str) -> bool {
    let mut items = accepted.split(',').filter_map(weighed);
    items.any(|(name, _)| name.eq_ignore_ascii_case(encoding))
}

/// Whether `If-None-Match` names a tag.
fn is_listed(known: &str, tag: &str) -> bool {
    let mut tags = known.split(',').map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn text_of<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn html(status: StatusCode, body: Body) -> Response {
    let mut response = (status, body).into_response();
    set(&mut response, header::CONTENT_TYPE, &media_type::of("html"));
    response
}

fn plain(status: StatusCode, text: &str) -> Response {
    let mut response = (status, Body::from(format!("{text}\n"))).into_response();
    set(&mut response, header::CONTENT_TYPE, &media_type::of("txt"));
    response
}

/// Sets a header. What cannot stand in one is left out.
fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
