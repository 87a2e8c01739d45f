//! The server's life: where it listens, how it stops, and that many can live side by side.

use attache::demo::{Options, Server, World};
use tokio::net::TcpStream;

use super::{now, site};

#[tokio::test]
async fn it_listens_on_loopback_only() {
    let site = site().await;
    let endpoint = url::Url::parse(&site.server.endpoint()).unwrap();
    assert_eq!(endpoint.host_str(), Some("127.0.0.1"));
    assert_ne!(endpoint.port(), Some(0));
}

#[tokio::test]
async fn a_taken_port_is_an_error() {
    let site = site().await;
    let port = url::Url::parse(&site.server.endpoint())
        .unwrap()
        .port()
        .unwrap();
    let again = Server::start(
        World::sample(now()).unwrap(),
        Options {
            port,
            ..Options::default()
        },
    )
    .await;
    assert_eq!(again.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn it_stops_when_told_and_when_dropped() {
    for dropped in [false, true] {
        let site = site().await;
        let address = site
            .server
            .endpoint()
            .trim_start_matches("http://")
            .to_owned();
        // An idle connection must not keep it alive.
        site.connect.list_instances().send().await.unwrap();
        if dropped {
            drop(site.server);
        } else {
            site.server.stop().await.unwrap();
        }
        // Dropping cannot wait, so the socket may take a moment to close.
        while TcpStream::connect(&address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn a_page_token_outlives_its_server() {
    let first = site().await;
    let place = first.place().await;
    let ask = |site: &super::Site| {
        site.cases
            .search_cases()
            .domain_id(&place.domain)
            .max_results(30)
    };
    let page = ask(&first).send().await.unwrap();
    drop(first);
    let second = site().await;
    let rest = ask(&second)
        .set_next_token(page.next_token().map(str::to_owned))
        .send()
        .await
        .unwrap();
    assert_eq!(page.cases().len() + rest.cases().len(), 49);
}
