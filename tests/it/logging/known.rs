//! Secrets whose values a test knows, and looking for them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use crate::cli::program::Serve;

/// Pieces of which every signed link and every signed request has some.
const PIECES: [&str; 3] = ["x-amz-", "signature=", "authorization:"];

/// What nobody may be told.
#[derive(Clone)]
pub(crate) struct Secrets {
    values: Vec<String>,
}

impl Secrets {
    pub(crate) fn new(values: &[&str]) -> Self {
        assert!(values.iter().all(|value| value.len() > 8), "{values:?}");
        Self {
            values: values.iter().map(|value| value.to_lowercase()).collect(),
        }
    }

    /// The signature of a link that was asked for is a secret everywhere else.
    #[track_caller]
    pub(crate) fn add_link(&mut self, text: &str) {
        let (_, rest) = text.split_once("X-Amz-Signature=").unwrap();
        let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap();
        assert_eq!(end, 64, "{text}");
        self.values.push(rest[..end].to_lowercase());
    }

    /// None of them stands in the text, in whatever case.
    #[track_caller]
    pub(crate) fn are_not_in(&self, text: &str, what: &str) {
        let lower = text.to_lowercase();
        for secret in self.values.iter().map(String::as_str).chain(PIECES) {
            assert!(!lower.contains(secret), "{secret} in {what}:\n{text}");
        }
    }

    /// Nor in any file under the folder, nor in its name.
    #[track_caller]
    pub(crate) fn are_not_under(&self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            self.are_not_in(&name, "a name");
            if path.is_dir() {
                self.are_not_under(&path);
            } else {
                let bytes = fs::read(&path).unwrap();
                self.are_not_in(&String::from_utf8_lossy(&bytes), &name);
            }
        }
    }
}

/// Temporary keys.
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) token: String,
}

impl Session {
    /// A session of the sample world's agent, as the embedded STS gives it.
    pub(crate) fn of(serve: &Serve) -> Self {
        let form = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=m.ito\
                    &RoleArn=arn:aws:iam::482100000000:role/SupportAgent&WebIdentityToken=any-token-of-a-pod";
        let mut line = TcpStream::connect(serve.address()).unwrap();
        let length = form.len();
        write!(
            line,
            "POST / HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{form}",
            serve.address()
        )
        .unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        let element = |name: &str| {
            let (_, rest) = answer.split_once(&format!("<{name}>")).unwrap();
            rest.split_once("</").unwrap().0.to_owned()
        };
        Self {
            id: element("AccessKeyId"),
            secret: element("SecretAccessKey"),
            token: element("SessionToken"),
        }
    }

    /// The server and this session, as an environment has them.
    pub(crate) fn environment<'a>(&'a self, serve: &'a Serve) -> Vec<(&'a str, &'a str)> {
        vec![
            ("AWS_ENDPOINT_URL", serve.value("AWS_ENDPOINT_URL")),
            ("AWS_REGION", serve.value("AWS_REGION")),
            ("AWS_ACCESS_KEY_ID", &self.id),
            ("AWS_SECRET_ACCESS_KEY", &self.secret),
            ("AWS_SESSION_TOKEN", &self.token),
        ]
    }

    pub(crate) fn secrets(&self) -> Secrets {
        Secrets::new(&[&self.id, &self.secret, &self.token])
    }
}

#[test]
fn a_secret_is_found_wherever_it_stands() {
    let mut secrets = Secrets::new(&["t0ken-T0KEN"]);
    secrets.add_link(&format!("u?X-Amz-Signature={}&y", "0A".repeat(32)));
    secrets.are_not_in("t0ken and 0a0a, no more", "nothing");
    let folder = tempfile::TempDir::new().unwrap();
    fs::create_dir(folder.path().join("deep")).unwrap();
    fs::write(folder.path().join("deep/file"), b"\xff a T0KEN-t0ken").unwrap();
    let caught = |look: &dyn Fn()| {
        let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(look));
        assert!(looked.is_err());
    };
    caught(&|| secrets.are_not_under(folder.path()));
    caught(&|| secrets.are_not_in(&"0a".repeat(32), "a signature"));
    caught(&|| secrets.are_not_in("x-AMZ-date: 1", "a header"));
}
