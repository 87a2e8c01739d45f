//! Whose certificates are trusted, and which way requests and downloads go.

use super::tls::{Authority, Proxy};
use super::{Desk, REGION, endpoint};
use crate::cli::program::{Ended, Serve};

const KEYS: [(&str, &str); 3] = [
    ("AWS_REGION", REGION),
    ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
    ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
];

/// A desk, an embedded Connect, and it again behind TLS.
struct Site {
    desk: Desk,
    serve: Serve,
    authority: Authority,
    port: u16,
}

impl Site {
    async fn new(config: &str) -> Self {
        let desk = Desk::with(config);
        let serve = Serve::start(&desk.home);
        let authority = Authority::new("trusted");
        let backend = endpoint(&serve).replace("http://", "");
        let names = [
            "127.0.0.1",
            "*.us-west-2.amazonaws.com",
            "files.example.invalid",
        ];
        let port = authority.listen(&names, backend).await;
        Self {
            desk,
            serve,
            authority,
            port,
        }
    }

    fn bundle(&self) -> String {
        let path = self.authority.bundle(&self.desk, "certificates/ca.pem");
        path.display().to_string()
    }

    /// What the program says to these variables besides keys; the endpoint is the one
    /// behind TLS unless they name another.
    fn lists(&self, variables: &[(&str, &str)]) -> Ended {
        let at = format!("https://127.0.0.1:{}", self.port);
        let all = [&KEYS[..], &[("AWS_ENDPOINT_URL", at.as_str())], variables].concat();
        self.desk.run(&["instances", "--format", "json"], &all)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bundle_is_trusted_wherever_it_is_named_and_nobody_is_without() {
    let site = Site::new("[profile files]\nca_bundle = HOME/certificates/ca.pem\n").await;
    let bundle = site.bundle();
    let folder = site.desk.home.path().join("certificates");
    let folder = folder.to_str().unwrap();
    let other = Authority::new("other").bundle(&site.desk, "other.pem");
    let other = other.to_str().unwrap();
    let trusted: [&[(&str, &str)]; 6] = [
        &[("AWS_CA_BUNDLE", &bundle)],
        &[("AWS_CA_BUNDLE", folder)],
        &[("SSL_CERT_FILE", &bundle)],
        &[("SSL_CERT_DIR", folder)],
        &[("AWS_CA_BUNDLE", &bundle), ("SSL_CERT_FILE", other)],
        &[("AWS_PROFILE", "files"), ("SSL_CERT_FILE", other)],
    ];
    for variables in trusted {
        site.lists(variables).exits(0);
    }
    let untrusted: [&[(&str, &str)]; 4] = [
        &[("SSL_CERT_FILE", other)],
        &[("AWS_CA_BUNDLE", other)],
        &[("AWS_CA_BUNDLE", other), ("SSL_CERT_FILE", &bundle)],
        &[("AWS_PROFILE", "files"), ("AWS_CA_BUNDLE", other)],
    ];
    for variables in untrusted {
        let ended = site.lists(variables).exits(1);
        ended.says("UnknownIssuer").says("AWS_CA_BUNDLE");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bundle_that_is_none_is_named_with_its_variable() {
    let site = Site::new("[profile files]\nca_bundle = HOME/nowhere.pem\n").await;
    let empty = site.desk.write("empty.pem", "");
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let broken = site.desk.write("broken.pem", broken);
    let (empty, broken) = (empty.to_str().unwrap(), broken.to_str().unwrap());
    let folder = site.desk.home.work();
    let missing = "/no/such/ca.pem";
    let none = "which holds no certificate in PEM form";
    let table = [
        ("AWS_CA_BUNDLE", missing, "which cannot be read"),
        ("AWS_CA_BUNDLE", empty, none),
        ("AWS_CA_BUNDLE", broken, none),
        ("AWS_CA_BUNDLE", folder.to_str().unwrap(), none),
        ("SSL_CERT_FILE", missing, "which cannot be read"),
        ("SSL_CERT_FILE", empty, none),
        ("SSL_CERT_DIR", missing, "which cannot be read"),
    ];
    for (name, path, why) in table {
        let ended = site.lists(&[(name, path)]).exits(2);
        let ended = ended.says(&format!("{name} names {path}, {why}"));
        assert!(!ended.err.contains("127.0.0.1"), "{}", ended.told());
        // The embedded Connect goes without TLS, and is not in the way of it.
        let ended = site.desk.run(&["demo", "instances"], &[(name, path)]);
        ended.exits(0);
    }
    let ended = site.lists(&[("AWS_PROFILE", "files")]).exits(2);
    ended.says("ca_bundle in the shared files names ");
    // An empty variable is none.
    let plain = endpoint(&site.serve);
    let variables = [("AWS_CA_BUNDLE", ""), ("AWS_ENDPOINT_URL", plain.as_str())];
    site.lists(&variables).exits(0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_give_credentials_are_asked_with_the_same_trust() {
    let site = Site::new("").await;
    let bundle = site.bundle();
    let other = Authority::new("other").bundle(&site.desk, "other.pem");
    let token = site.desk.write("token", "TOKENEXAMPLE");
    let plain = endpoint(&site.serve);
    let at = format!("https://127.0.0.1:{}", site.port);
    let mut variables = vec![
        ("AWS_ACCESS_KEY_ID", ""),
        ("AWS_ENDPOINT_URL", plain.as_str()),
        ("AWS_ENDPOINT_URL_STS", at.as_str()),
        ("AWS_ROLE_ARN", "arn:aws:iam::1:role/r"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", token.to_str().unwrap()),
        ("AWS_CA_BUNDLE", &bundle),
    ];
    site.lists(&variables).exits(0);
    variables[5] = ("AWS_CA_BUNDLE", other.to_str().unwrap());
    let ended = site.lists(&variables).exits(1);
    ended
        .says("AWS's STS, which gives the credentials")
        .says("AWS_CA_BUNDLE");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_of_the_environment_holds_for_requests_and_downloads() {
    let site = Site::new("").await;
    let bundle = site.bundle();
    let proxy = Proxy::to(site.port).await;
    let mut variables = vec![
        ("HTTPS_PROXY", proxy.address.as_str()),
        ("AWS_CA_BUNDLE", &bundle),
        // Only this one goes to AWS's own host, which the proxy leads home.
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
    ];
    site.lists(&variables).exits(0);
    assert_eq!(proxy.asked(), ["connect.us-west-2.amazonaws.com:443"]);

    let far = "fetch https://files.example.invalid/x";
    let near = format!("fetch https://127.0.0.1:{}/x", site.port);
    assert!(site.desk.child(far, &variables).contains("status 404"));
    let hosts = [
        "connect.us-west-2.amazonaws.com:443",
        "files.example.invalid:443",
    ];
    assert_eq!(proxy.asked(), hosts);
    // This machine is reached directly.
    assert!(site.desk.child(&near, &variables).contains("status 404"));
    assert_eq!(proxy.asked(), hosts);
    // And so is what the person excepts, though here it leads nowhere.
    let lone = Proxy::to(site.port).await;
    variables[0] = ("HTTPS_PROXY", lone.address.as_str());
    variables.push(("NO_PROXY", "example.invalid"));
    assert!(site.desk.child(far, &variables).contains("Unreachable"));
    variables[2] = ("AWS_ENDPOINT_URL", "https://files.example.invalid");
    let ended = site.lists(&variables).exits(1);
    ended.says("files.example.invalid could not be reached");
    assert_eq!(lone.asked(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn downloads_trust_whom_requests_trust() {
    let site = Site::new("").await;
    let bundle = site.bundle();
    let other = Authority::new("other").bundle(&site.desk, "other.pem");
    let other = other.to_str().unwrap();
    let task = format!("fetch https://127.0.0.1:{}/x", site.port);
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[("AWS_CA_BUNDLE", &bundle)], "status 404"),
        (&[("SSL_CERT_FILE", &bundle)], "status 404"),
        (
            &[("AWS_CA_BUNDLE", other)],
            "Unreachable: invalid peer certificate",
        ),
        (
            &[("AWS_CA_BUNDLE", "/no/such")],
            "Untrusting: AWS_CA_BUNDLE names /no/such",
        ),
    ];
    for (variables, expected) in table {
        let said = site.desk.child(&task, variables);
        assert!(said.contains(expected), "{expected} in {said}");
    }
}
