//! Which Region is asked, and that nobody waits where none can be had.

use super::{Desk, NOBODY, REGION, endpoint};
use crate::cli::program::Serve;

const KEYS: &str = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRETEXAMPLE\n";

/// The Region that an ARN names is the last resort; the embedded Connect takes its own only.
#[test]
fn what_is_typed_goes_before_the_environment_the_profile_and_the_arn() {
    let arn = |region: &str| {
        format!(
            "arn:aws:connect:{region}:482100000000:instance/ea3463cb-5230-4253-a39c-5b5ffdc165b6"
        )
    };
    let desk = Desk::with(&format!(
        "[profile right]\nregion = {REGION}\n{KEYS}[profile wrong]\nregion = eu-test-1\n{KEYS}[profile none]\n{KEYS}"
    ));
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    // Typed, environment, profile, ARN: which of them is right.
    let table: [(Option<&str>, &str, &str, &str); 5] = [
        (Some(REGION), "eu-test-1", "wrong", "eu-test-2"),
        (None, REGION, "wrong", "eu-test-2"),
        (None, "", "right", "eu-test-2"),
        (None, "", "none", REGION),
        (None, " ", "none", REGION),
    ];
    for (typed, variable, profile, named) in table {
        let instance = arn(named);
        let mut arguments = vec!["instances", "-p", profile, "-i", &instance];
        arguments.extend(typed.map(|_| "--region"));
        arguments.extend(typed);
        let variables = [("AWS_ENDPOINT_URL", at.as_str()), ("AWS_REGION", variable)];
        desk.run(&arguments, &variables).exits(0);
    }
    let instance = arn("eu-test-2");
    let arguments = ["instances", "-p", "none", "-i", &instance];
    let ended = desk.run(&arguments, &[("AWS_ENDPOINT_URL", at.as_str())]);
    assert_ne!(ended.code, Some(0), "{}", ended.told());
}

#[test]
fn a_case_a_contact_and_a_domain_name_a_region_too() {
    let desk = Desk::with(&format!("[default]\n{KEYS}"));
    let table = [
        ("--case", "arn:aws:cases:xx-here-1:4:domain/d/case/c"),
        (
            "--contact",
            "arn:aws:connect:xx-here-1:4:instance/i/contact/c",
        ),
        ("--domain", "arn:aws:cases:xx-here-1:4:domain/d"),
    ];
    for (option, arn) in table {
        // Not asked for an endpoint, so that the Region shows in the host's name.
        let variables = [("HTTPS_PROXY", NOBODY)];
        let ended = desk.run(&["instances", option, arn], &variables);
        ended.exits(1).says("connect.xx-here-1.amazonaws.com");
    }
}

/// A machine that takes the connection and never answers.
#[test]
fn a_machine_that_does_not_answer_is_asked_once() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = format!("http://{}", listener.local_addr().unwrap());
    let desk = Desk::new();
    let variables = [
        ("AWS_EC2_METADATA_DISABLED", "false"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", silent.as_str()),
    ];
    let ended = desk.run(&["instances"], &variables);
    ended.exits(2).says("There is no region to ask");
    // The kernel has taken every connection that was tried.
    listener.set_nonblocking(true).unwrap();
    let tried = std::iter::from_fn(|| listener.accept().ok()).count();
    assert_eq!(tried, 1);
}

#[test]
fn a_machine_that_may_not_be_asked_is_not() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let silent = format!("http://{}", listener.local_addr().unwrap());
    let desk = Desk::new();
    let variables = [("AWS_EC2_METADATA_SERVICE_ENDPOINT", silent.as_str())];
    desk.run(&["instances"], &variables).exits(2);
    assert!(listener.accept().is_err());
}
