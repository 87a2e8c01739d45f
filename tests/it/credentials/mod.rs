//! Logins as people have them: the program is started in a home of its own, with files
//! and an environment of its own, against stand-ins for whoever gives credentials.

mod lists;
mod refused;
mod regions;
mod sources;
mod switched;
mod tls;
mod trusted;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use attache::aws::{Aws, AwsSettings, Login, profiles};
use attache::domain::SafeText;
use attache::net::{self, Timings, Transport};

use crate::cli::program::{Ended, Home, Serve};

/// The Region of the embedded Connect.
const REGION: &str = "us-west-2";
/// Its account.
const ACCOUNT: &str = "482100000000";
/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:9";

/// A home with files, from which the program is started.
struct Desk {
    home: Home,
}

impl Desk {
    fn new() -> Self {
        Self { home: Home::new() }
    }

    /// With this `~/.aws/config`; `HOME` in it is the home folder.
    fn with(config: &str) -> Self {
        let desk = Self::new();
        let home = desk.home.path().display().to_string();
        desk.write(".aws/config", &config.replace("HOME", &home));
        desk
    }

    /// Writes a file under the home folder.
    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// The program with these variables and no others of AWS.
    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        self.home.run_with(arguments, variables)
    }

    /// What a child of this test says with these variables and no others of AWS.
    fn child(&self, task: &str, variables: &[(&str, &str)]) -> String {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let output = command
            .args(["credentials::child", "--exact", "--nocapture"])
            .env_clear()
            .envs(self.home.environment())
            .env(TASK, task)
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}{err}");
        said
    }
}

/// Where the embedded Connect listens.
fn endpoint(serve: &Serve) -> String {
    let mut exports = serve.exports.iter();
    let found = exports.find(|(name, _)| name == "AWS_ENDPOINT_URL");
    found.unwrap().1.clone()
}

/// What the child is to do.
const TASK: &str = "ATTACHE_TEST_TASK";

/// Not a test of its own: what the child does, in the environment that it was given.
#[tokio::test]
async fn child() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    if task == "profiles" {
        match profiles().await {
            Ok(profiles) => {
                for profile in profiles {
                    println!("{profile:?}");
                }
            }
            Err(failure) => println!("{:?}: {failure}", failure.kind),
        }
        return;
    }
    if task == "switch" {
        switched::child().await;
        return;
    }
    if let Some(address) = task.strip_prefix("fetch ") {
        let transport = Transport::new(&Timings::default());
        match transport.get(&address.parse().unwrap(), &[]).await {
            Ok(answer) => println!("status {}", answer.status()),
            Err(error) => println!("{:?}: {error}", error.kind),
        }
        return;
    }
    let settings = AwsSettings {
        pacing: attache::aws::Pacing::default(),
        login: Login::Chain {
            profile: task.strip_prefix("who ").map(str::to_owned),
        },
        region: None,
        fallback_region: None,
        endpoint_url: None,
    };
    let aws = Aws::new(settings, net::http_client());
    let life = aws.credentials_life().await.unwrap();
    println!("source {}", life.source);
    println!("role {:?}", life.role.as_ref().map(SafeText::raw));
    println!("ends {}", life.expires.is_some());
    println!("arn {}", aws.identity().await.unwrap().arn);
}
