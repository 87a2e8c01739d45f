//! With the embedded Connect nothing leaves this machine: every host that the SDK is
//! about to speak to is written down, and so is where the links lead.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use attache::aws::{Aws, AwsSettings, Login, Pacing};
use attache::demo::{Options, Server, World};
use attache::domain::{CaseName, FileQuery, InstanceName, SafeText};
use attache::net;
use attache::operations::{self, Found, LinkWish};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

type Hosts = Arc<Mutex<BTreeSet<String>>>;

#[derive(Debug)]
struct Recording<T> {
    inner: T,
    hosts: Hosts,
}

impl HttpClient for Recording<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Recording {
            inner: self.inner.http_connector(settings, components),
            hosts: Arc::clone(&self.hosts),
        })
    }
}

impl HttpConnector for Recording<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let uri = url::Url::parse(request.uri()).unwrap();
        let host = uri.host_str().unwrap().to_owned();
        self.hosts.lock().unwrap().insert(host);
        self.inner.call(request)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_leaves_loopback() {
    let now = "2026-05-04T12:00:00Z".parse().unwrap();
    let world = World::sample(now).unwrap();
    let server = Server::start(world, Options::default()).await.unwrap();
    let hosts = Hosts::default();
    let http = SharedHttpClient::new(Recording {
        inner: net::http_client(),
        hosts: Arc::clone(&hosts),
    });
    let access = server.access();
    let settings = AwsSettings {
        login: Login::Keys {
            access_key_id: access.access_key_id.clone(),
            secret_access_key: access.secret_access_key.clone(),
        },
        region: Some(access.region.clone()),
        fallback_region: None,
        endpoint_url: Some(server.endpoint()),
        pacing: Pacing::default(),
    };
    let aws = Aws::new(settings, http);
    aws.identity().await.unwrap();
    operations::instances(&aws, None).await.unwrap();
    let name = InstanceName::parse("acme-support").unwrap();
    let mut silent = |note: SafeText| panic!("{note}");
    let instance = operations::find_instance(&aws, Some(&name), None, &mut silent)
        .await
        .unwrap();
    let domain = instance.domain_arn().unwrap();
    let name = CaseName::parse("100001").unwrap();
    let found = operations::find_cases(&aws, domain, &name, &mut silent)
        .await
        .unwrap();
    let mut files = Vec::new();
    operations::list_files(
        &aws,
        &instance.id,
        &FileQuery::of_case(&found[0]),
        |found| {
            if let Found::Files(more) = found {
                files.extend(more);
            }
        },
    )
    .await
    .unwrap();
    let approved = files
        .iter()
        .find(|file| file.status.can_be_downloaded())
        .unwrap();
    let wish = LinkWish {
        expires: 60,
        inline: false,
    };
    let (_, link) = operations::link(&aws, &instance.id, approved, wish)
        .await
        .unwrap();
    assert_eq!(link.reveal().host_str(), Some("127.0.0.1"));
    let hosts: Vec<String> = hosts.lock().unwrap().iter().cloned().collect();
    assert_eq!(hosts, ["127.0.0.1"]);
}
