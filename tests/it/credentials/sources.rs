//! Every source of the chain gives credentials that open the instances.

use super::{ACCOUNT, Desk, NOBODY, REGION, endpoint};
use crate::cli::program::Serve;

const KEYS: &str = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRETEXAMPLE\n";

/// The program lists the instances, and prints nothing that is secret.
#[track_caller]
fn lists(desk: &Desk, arguments: &[&str], variables: &[(&str, &str)]) {
    let arguments = [&["instances", "--format", "json"], arguments].concat();
    let ended = desk.run(&arguments, variables).exits(0);
    assert_eq!(
        ended.json()["Instances"][0]["InstanceAlias"],
        "acme-support"
    );
    assert!(!ended.out.contains("EXAMPLE"), "{}", ended.told());
    assert_eq!(ended.err, "");
}

#[test]
fn keys_of_the_environment_with_and_without_a_session() {
    let desk = Desk::new();
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let mut variables = vec![
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_REGION", REGION),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
    ];
    lists(&desk, &[], &variables);
    variables.push(("AWS_SESSION_TOKEN", "TOKENEXAMPLE"));
    lists(&desk, &[], &variables);
    let said = desk.child("who", &variables);
    assert!(
        said.contains("source the keys of the environment\n"),
        "{said}"
    );
    assert!(said.contains("ends false\n"), "{said}");
    assert!(!said.contains("EXAMPLE"), "{said}");
}

#[test]
fn keys_of_the_shared_files_in_their_places_or_where_the_variables_say() {
    let desk = Desk::with(&format!("[profile work]\nregion = {REGION}\n{KEYS}"));
    desk.write(
        ".aws/credentials",
        &format!("[default]\n{KEYS}[other]\n{KEYS}"),
    );
    let config = desk.write("elsewhere/config", &format!("[profile far]\n{KEYS}"));
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let mut variables = vec![("AWS_ENDPOINT_URL", at.as_str())];
    lists(&desk, &["--profile", "work"], &variables);
    lists(&desk, &["--region", REGION], &variables);
    lists(&desk, &["-p", "other", "-r", REGION], &variables);
    variables.push(("AWS_PROFILE", "work"));
    lists(&desk, &[], &variables);
    // Set but empty is not set.
    variables.pop();
    variables.push(("AWS_PROFILE", ""));
    lists(&desk, &["--region", REGION], &variables);
    variables.push(("AWS_CONFIG_FILE", config.to_str().unwrap()));
    lists(&desk, &["-p", "far", "-r", REGION], &variables);
    let ended = desk.run(&["instances", "-p", "work"], &variables);
    ended
        .exits(5)
        .says("there is no profile work in the shared files. There are: default, far, other.");
}

#[test]
fn a_role_by_the_keys_of_another_profile() {
    let role = format!("arn:aws:iam::{ACCOUNT}:role/Reader");
    let desk = Desk::with(&format!(
        "[profile work]\nrole_arn = {role}\nsource_profile = base\nrole_session_name = me\n\
         [profile base]\nregion = {REGION}\n{KEYS}\
         [profile env]\nregion = {REGION}\nrole_arn = {role}\ncredential_source = Environment\n"
    ));
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let variables = [
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
    ];
    lists(&desk, &["-p", "work"], &variables[..1]);
    lists(&desk, &["-p", "env"], &variables);
    let said = desk.child("who work", &variables[..1]);
    let arn = format!("arn arn:aws:sts::{ACCOUNT}:assumed-role/Reader/me\n");
    assert!(said.contains(&arn), "{said}");
    assert!(
        said.contains("source the keys of the profile base\n"),
        "{said}"
    );
    assert!(
        said.contains(&format!("role Some(\"{role}\")\nends true\n")),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn a_credential_process() {
    let desk = Desk::with(&format!(
        "[profile work]\nregion = {REGION}\ncredential_process = cat HOME/given\n"
    ));
    let given = r#"{"Version":1,"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"SECRETEXAMPLE"}"#;
    desk.write("given", given);
    let serve = Serve::start(&desk.home);
    lists(
        &desk,
        &["-p", "work"],
        &[("AWS_ENDPOINT_URL", &endpoint(&serve))],
    );
}

#[test]
fn a_container_s_endpoint_with_its_token() {
    let desk = Desk::new();
    let token = desk.write("token", "attache-demo-container");
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let full = format!("{at}/container/credentials");
    let mut variables = vec![
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_REGION", REGION),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", full.as_str()),
        (
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "attache-demo-container",
        ),
        // Next door is never asked through a proxy.
        ("HTTP_PROXY", NOBODY),
    ];
    lists(&desk, &[], &variables);
    let said = desk.child("who", &variables);
    assert!(
        said.contains("assumed-role/AttacheContainer/container\n"),
        "{said}"
    );
    assert!(said.contains("source the container's endpoint\n"), "{said}");
    variables[3] = (
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        token.to_str().unwrap(),
    );
    lists(&desk, &[], &variables);
}

#[test]
fn a_web_identity_of_the_environment_and_of_a_profile() {
    let role = format!("arn:aws:iam::{ACCOUNT}:role/path/Pod");
    let desk = Desk::with(&format!(
        "[profile work]\nregion = {REGION}\nrole_arn = {role}\nweb_identity_token_file = HOME/token\n"
    ));
    let token = desk.write("token", "TOKENEXAMPLE");
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let variables = [
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_REGION", REGION),
        ("AWS_ROLE_ARN", role.as_str()),
        ("AWS_ROLE_SESSION_NAME", "pod"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", token.to_str().unwrap()),
    ];
    lists(&desk, &[], &variables);
    lists(&desk, &["-p", "work"], &variables[..1]);
    let said = desk.child("who", &variables);
    assert!(said.contains(":assumed-role/Pod/pod\n"), "{said}");
    assert!(said.contains("source the web identity\n"), "{said}");
}

#[test]
fn the_machine_s_own_role_and_region() {
    let desk = Desk::new();
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let variables = [
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_EC2_METADATA_DISABLED", "false"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", at.as_str()),
    ];
    lists(&desk, &[], &variables);
    let said = desk.child("who", &variables);
    assert!(said.contains(":assumed-role/AttacheMachine/i-"), "{said}");
    assert!(said.contains("source this machine's role\n"), "{said}");
}

#[test]
fn a_named_profile_goes_before_the_environment_and_the_environment_before_the_default() {
    let role = format!("arn:aws:iam::{ACCOUNT}:role/Named");
    let desk = Desk::with(&format!(
        "[default]\nregion = {REGION}\nrole_arn = {role}\nsource_profile = base\n[profile base]\n{KEYS}"
    ));
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let variables = [
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "SECRETEXAMPLE"),
    ];
    let said = desk.child("who default", &variables);
    assert!(said.contains("assumed-role/Named/"), "{said}");
    let said = desk.child("who", &variables);
    assert!(!said.contains("assumed-role/Named/"), "{said}");
}
