//! The machine's variables and files, each tried in a child of this test: a process of
//! its own whose environment is known.

use std::process::Command;
use std::time::Duration;

use attache::aws::{Aws, AwsSettings, Login, Pacing, Timings};
use tempfile::TempDir;

use super::canned::{Answer, Canned, http};

const MARK: &str = "ATTACHE_TEST_CHILD";
const PATIENCE: &str = "ATTACHE_TEST_PATIENCE";

/// Not a test of its own: what the child does. Prints the failure, or the account.
#[tokio::test]
async fn child() {
    let Ok(profile) = std::env::var(MARK) else {
        return;
    };
    let settings = AwsSettings {
        login: Login::Chain {
            profile: Some(profile).filter(|profile| !profile.is_empty()),
        },
        region: None,
        fallback_region: None,
        endpoint_url: None,
        pacing: Pacing::default(),
    };
    let aws = match std::env::var(PATIENCE) {
        Ok(millis) => {
            let timings = Timings {
                patience: Duration::from_millis(millis.parse().unwrap()),
                ..Timings::default()
            };
            Aws::with_timings(settings, http(), timings)
        }
        Err(_) => Aws::new(settings, http()),
    };
    match aws.list_instances(None).await {
        Ok(page) => println!("listed {} instances", page.items.len()),
        Err(failure) => println!("{:?}: {failure}", failure.kind),
    }
}

/// Runs the child with only these variables and this `~/.aws/config`.
fn told(profile: &str, config: &str, variables: &[(&str, &str)]) -> String {
    let home = TempDir::new().unwrap();
    let folder = home.path().join(".aws");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("config"), config).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["aws::environment::child", "--exact", "--nocapture"])
        .env_clear()
        .env("HOME", home.path())
        .env("USERPROFILE", home.path())
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("DISPLAY", ":0")
        .env(MARK, profile)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

#[test]
fn an_empty_or_malformed_endpoint_variable_is_named() {
    let names = [
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_CONNECT",
        "AWS_ENDPOINT_URL_CONNECTCASES",
        "AWS_ENDPOINT_URL_STS",
    ];
    for name in names {
        for (value, why) in [
            ("", "is set but empty"),
            ("localhost", "is not an"),
            ("ftp://x", "is not an http"),
        ] {
            let said = told("", "", &[(name, value), ("AWS_REGION", "eu-test-1")]);
            assert!(said.contains("Usage: "), "{said}");
            assert!(said.contains(&format!("{name} {why}")), "{said}");
        }
    }
}

#[test]
fn an_empty_endpoint_in_the_shared_files_is_named() {
    let config = "[default]\nregion = eu-test-1\nservices = local\n[services local]\nconnect =\n  endpoint_url = nonsense\n";
    let said = told("", config, &[]);
    assert!(
        said.contains("The endpoint URL of Connect is not an address"),
        "{said}"
    );
}

#[test]
fn a_missing_or_impossible_region_is_told() {
    let said = told("", "", &[]);
    assert!(
        said.contains("Usage: There is no region") && said.contains("--region"),
        "{said}"
    );
    let said = told("work", "[profile work]\noutput = json\n", &[]);
    assert!(said.contains("the profile work"), "{said}");
    let said = told("", "", &[("AWS_REGION", "us west 2")]);
    assert!(
        said.contains("\"us west 2\" is not the name of a region"),
        "{said}"
    );
}

#[test]
fn without_credentials_the_way_to_get_some_is_told() {
    let said = told("", "", &[("AWS_REGION", "eu-test-1")]);
    assert!(
        said.contains("Credentials: The instances could not be listed"),
        "{said}"
    );
    assert!(said.contains("no AWS credentials were found"), "{said}");
    assert!(said.contains("`aws configure sso`"), "{said}");
}

#[test]
fn a_missing_profile_is_named() {
    let region = ("AWS_REGION", "eu-test-1");
    let role = "[profile role]\nrole_arn = arn:x:iam::1:role/r\nsource_profile = sso-token\n";
    for (profile, missing) in [("nobody", "nobody"), ("role", "sso-token")] {
        let said = told(profile, role, &[region]);
        let why = format!("there is no profile {missing} in the shared files");
        assert!(
            said.contains("Credentials: ") && said.contains(&why),
            "{said}"
        );
    }
}

#[test]
fn an_aws_login_session_has_its_own_command() {
    let config = "[profile work]\nregion = eu-test-1\nlogin_session = arn:x:sts::1:user\n";
    let said = told("work", config, &[]);
    assert!(said.contains("Credentials: "), "{said}");
    assert!(said.contains("`aws login --profile work`"), "{said}");
}

#[test]
fn an_expired_sign_in_has_its_command() {
    let config = "[profile work]\nregion = eu-test-1\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n\
                  [sso-session corp]\nsso_region = eu-test-1\nsso_start_url = https://corp.example/start\n";
    let said = told("work", config, &[]);
    assert!(said.contains("Credentials: "), "{said}");
    assert!(said.contains("aws sso login --profile work"), "{said}");
}

#[test]
fn a_named_profile_wins_over_the_keys_of_the_environment() {
    let config = "[profile work]\nregion = eu-test-1\noutput = json\n";
    let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        ("AWS_PROFILE", "work"),
    ];
    let said = told("work", config, &keys);
    assert!(said.contains("Credentials: "), "{said}");
    assert!(said.contains("for the profile work"), "{said}");
    // A profile that only the environment names is a part of the chain, behind the keys.
    let said = told("", config, &keys);
    assert!(said.contains("Network: "), "{said}");
}

#[cfg(unix)]
#[test]
fn a_slow_source_of_credentials_has_its_own_time_and_its_own_sentence() {
    let config = "[profile work]\nregion = eu-test-1\ncredential_process = /bin/sleep 9\n";
    let variables = [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        (PATIENCE, "300"),
    ];
    let said = told("work", config, &variables);
    assert!(said.contains("Credentials: "), "{said}");
    assert!(said.contains("no AWS credentials came in time"), "{said}");
    assert!(!said.contains("127.0.0.1"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_second_factor_may_take_longer_than_a_request() {
    // Longer than the SDK's own five seconds; the process is slow, not the test.
    let given = r#"{"Version":1,"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"s"}"#;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("given");
    std::fs::write(&file, given).unwrap();
    let config = format!(
        "[profile work]\nregion = eu-test-1\ncredential_process = sleep 6; cat {}\n",
        file.display()
    );
    let variables = [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        ("PATH", "/usr/bin:/bin"),
    ];
    let said = told("work", &config, &variables);
    assert!(said.contains("could not be reached"), "{said}");
}

#[test]
fn a_legacy_profile_that_was_never_signed_in_has_its_command() {
    let config = "[profile a%b]\nregion = eu-test-1\nsso_start_url = https://corp.example/start\n\
                  sso_region = eu-test-1\nsso_account_id = 1\nsso_role_name = r\n";
    let said = told("a%b", config, &[]);
    assert!(
        said.contains("the sign-in has expired, or there was none"),
        "{said}"
    );
    assert!(said.contains("`aws sso login --profile 'a%b'`"), "{said}");
}

#[test]
fn a_profile_that_does_not_exist_is_at_fault_before_its_region() {
    let said = told("nope", "[profile work]\nregion = eu-test-1\n", &[]);
    assert!(said.contains("Credentials: "), "{said}");
    assert!(
        said.contains("there is no profile nope in the shared files"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_that_gives_no_credentials_is_no_fault() {
    let machine = Canned::always(Answer::new(403, "forbidden")).await;
    let endpoint = format!("http://{}", machine.host());
    let said = tokio::task::spawn_blocking(move || {
        let variables = [
            ("AWS_REGION", "eu-test-1"),
            ("AWS_EC2_METADATA_DISABLED", "false"),
            ("AWS_EC2_METADATA_SERVICE_ENDPOINT", endpoint.as_str()),
        ];
        told("", "", &variables)
    });
    let said = said.await.unwrap();
    assert!(said.contains("no AWS credentials were found"), "{said}");
}

#[test]
fn an_empty_region_is_none() {
    let names = [("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "eu-test-2")];
    let said = told("", "[default]\nregion = eu-test-1\n", &names);
    assert!(said.contains("no AWS credentials were found"), "{said}");
    let said = told("", "[default]\nregion = eu test 1\n", &names[..1]);
    assert!(
        said.contains("\"eu test 1\" is not the name of a region"),
        "{said}"
    );
}

#[test]
fn only_endpoints_that_are_asked_are_checked() {
    let s3 = [("AWS_ENDPOINT_URL_S3", ""), ("AWS_REGION", "eu-test-1")];
    let said = told("", "", &s3);
    assert!(said.contains("no AWS credentials were found"), "{said}");
    for odd in [
        "http:127.0.0.1:1",
        "http://127.0.0.1:1 ",
        " http://127.0.0.1:1",
    ] {
        let said = told(
            "",
            "",
            &[("AWS_ENDPOINT_URL", odd), ("AWS_REGION", "eu-test-1")],
        );
        assert!(said.contains("Usage: "), "{odd}: {said}");
    }
}

#[test]
fn the_host_that_is_named_is_the_one_that_was_asked() {
    let variables = [
        ("AWS_REGION", "eu-test-1"),
        ("AWS_USE_FIPS_ENDPOINT", "true"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
        ("HTTPS_PROXY", "http://127.0.0.1:9"),
    ];
    let said = told("", "", &variables);
    assert!(said.contains("connect-fips.eu-test-1."), "{said}");
}
