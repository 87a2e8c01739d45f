//! Logins that do not work: one sentence, the exact command that repairs it, and the exit
//! code for credentials.

use serde_json::json;

use super::{ACCOUNT, Desk, NOBODY, REGION, endpoint};
use crate::aws::{Answer, Canned};
use crate::cli::program::{Ended, Serve};

/// Where the token of the session `corp` lies.
const TOKEN: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

fn sso(profile: &str) -> String {
    format!(
        "[profile {profile}]\nregion = {REGION}\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n\
         [sso-session corp]\nsso_region = {REGION}\nsso_start_url = https://corp.example/start\n"
    )
}

/// The sentence, on one line and not long; what repairs it on a second.
#[track_caller]
fn told(ended: Ended, words: &[&str], remedy: Option<&str>) {
    let ended = ended.exits(5);
    // That the credentials take long may be told before.
    let slow = |line: &&str| !line.ends_with(": waiting for the credentials");
    let mut lines = ended.err.lines().filter(slow);
    let sentence = lines.next().unwrap();
    assert!(sentence.starts_with("attache: "), "{}", ended.told());
    assert!(sentence.chars().count() < 330, "{}", ended.told());
    for word in words {
        assert!(sentence.contains(word), "{word:?} in {}", ended.told());
    }
    let remedy = remedy.map(|remedy| format!("  {remedy}"));
    assert_eq!(lines.next(), remedy.as_deref(), "{}", ended.told());
    assert_eq!(lines.next(), None, "{}", ended.told());
    assert!(!ended.err.contains("5ecret"), "{}", ended.told());
    assert_eq!(ended.out, "");
}

const INSTANCES: [&str; 3] = ["instances", "-p", "work"];

#[test]
fn an_expired_sign_in_has_the_command_for_where_the_person_sits() {
    let desk = Desk::with(&sso("work"));
    let screen = [("DISPLAY", ":0")];
    let afar = [("DISPLAY", ":0"), ("SSH_CONNECTION", "1 2 3 4")];
    let tty = [("WAYLAND_DISPLAY", "w"), ("SSH_TTY", "/dev/pts/1")];
    let here = "aws sso login --profile work";
    let there = "aws sso login --use-device-code --profile work";
    let over = ["the sign-in has expired, or there was none"];
    told(desk.run(&INSTANCES, &screen), &over, Some(here));
    told(desk.run(&INSTANCES, &afar), &over, Some(there));
    told(desk.run(&INSTANCES, &tty), &over, Some(there));
    let expired = json!({
        "accessToken": "5ecret",
        "expiresAt": "2020-01-01T00:00:00Z",
        "region": REGION,
        "startUrl": "https://corp.example/start",
    });
    for text in [expired.to_string(), "{5ecret".to_owned()] {
        desk.write(TOKEN, &text);
        told(desk.run(&INSTANCES, &screen), &over, Some(here));
    }
    // A profile of the environment is named just the same.
    let variables = [("DISPLAY", ":0"), ("AWS_PROFILE", "work")];
    told(desk.run(&["instances"], &variables), &over, Some(here));
}

#[test]
fn in_json_the_command_is_a_field() {
    let desk = Desk::with(&sso("a%b"));
    let arguments = ["instances", "-p", "a%b", "--format", "json"];
    let ended = desk.run(&arguments, &[("DISPLAY", ":0")]).exits(5);
    let error: serde_json::Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(error["Error"]["Remedy"], "aws sso login --profile 'a%b'");
}

#[test]
fn a_role_sends_to_the_profile_it_builds_on() {
    let config = sso("base");
    let desk = Desk::with(&format!(
        "{config}[profile work]\nregion = {REGION}\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n"
    ));
    let ended = desk.run(&INSTANCES, &[("DISPLAY", ":0")]);
    told(
        ended,
        &["the sign-in"],
        Some("aws sso login --profile base"),
    );
}

#[test]
fn a_console_sign_in_has_its_own_command() {
    let desk = Desk::with(&format!(
        "[profile work]\nregion = {REGION}\nlogin_session = arn:aws:sts::1:user\n"
    ));
    let over = ["the sign-in has expired, or there was none"];
    let ended = desk.run(&INSTANCES, &[("DISPLAY", ":0")]);
    told(ended, &over, Some("aws login --profile work"));
    let ended = desk.run(&INSTANCES, &[("SSH_TTY", "/dev/pts/1")]);
    told(ended, &over, Some("aws login --remote --profile work"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_that_holds_is_used_and_what_it_is_refused_is_told() {
    let desk = Desk::with(&sso("work"));
    let token = json!({
        "accessToken": "5ecret",
        "expiresAt": "2090-01-01T00:00:00Z",
        "region": REGION,
        "startUrl": "https://corp.example/start",
    });
    desk.write(TOKEN, &token.to_string());
    let serve = Serve::start(&desk.home);
    let at = endpoint(&serve);
    let role = json!({ "roleCredentials": {
        "accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "5ecret", "sessionToken": "5ecret",
        "expiration": 3_786_912_000_000_i64,
    }});
    let over = Answer::refusal(401, "UnauthorizedException", "Session token not found");
    let denied = Answer::refusal(403, "ForbiddenException", "No access");
    let table = [
        (Answer::new(200, role.to_string()), None),
        (
            over,
            Some((
                "the sign-in has expired",
                Some("aws sso login --profile work"),
            )),
        ),
        (
            denied,
            Some((
                "the SSO sign-in of the profile work gave no credentials",
                None,
            )),
        ),
    ];
    for (answer, refused) in table {
        let portal = Canned::always(answer).await;
        let portal = format!("http://{}", portal.host());
        let variables = [
            ("DISPLAY", ":0"),
            ("AWS_ENDPOINT_URL", at.as_str()),
            ("AWS_ENDPOINT_URL_SSO", portal.as_str()),
        ];
        let ended = tokio::task::block_in_place(|| desk.run(&INSTANCES, &variables));
        match refused {
            Some((words, remedy)) => told(ended, &[words], remedy),
            None => drop(ended.exits(0)),
        }
    }
}

#[cfg(unix)]
#[test]
fn a_credential_process_tells_its_code_and_its_last_words() {
    let table = [
        (
            "echo first >&2; echo last \\x1b token=5ecret >&2; exit 3",
            "ended with exit status 3: last ",
        ),
        ("exit 1", "ended with exit status 1. "),
        (
            "/no/such/program --key 5ecret",
            "names a program that is not there: ",
        ),
        ("HOME", "names a program that cannot be run: "),
        ("echo 5ecret", "printed something else than the JSON"),
        ("true", "printed something else than the JSON"),
        (
            "echo '{\"Version\":1,\"SecretAccessKey\":\"5ecret\"}'",
            "printed no AccessKeyId",
        ),
        ("kill -9 $$", "ended with signal 9"),
    ];
    for (command, words) in table {
        let desk = Desk::with(&format!(
            "[profile work]\nregion = {REGION}\ncredential_process = {command}\n"
        ));
        let words = format!("the credential_process of the profile work {words}");
        told(desk.run(&INSTANCES, &[]), &[&words], None);
    }
}

/// STS as it refuses.
fn sts(status: u16, code: &str, message: &str) -> Answer {
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    );
    Answer::new(status, body).header("content-type", "text/xml")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_is_refused_is_named_with_who_asked() {
    let role = format!("arn:aws:iam::{ACCOUNT}:role/Reader");
    let base = "[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = 5ecret\n";
    let work = format!(
        "{base}[profile work]\nregion = {REGION}\nrole_arn = {role}\nsource_profile = base\n"
    );
    let with_factor = format!("{work}mfa_serial = arn:aws:iam::1:mfa/me\n");
    let statement =
        format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{role}"}}"#);
    let export = "eval \"$(aws configure export-credentials --format env --profile work)\"";
    let may_not = format!("the keys of the profile base may not assume the role {role}");
    let factor = format!("the role {role} wants a second factor");
    let table = [
        (
            &work,
            "AccessDenied",
            may_not.as_str(),
            Some(statement.as_str()),
        ),
        (&with_factor, "AccessDenied", factor.as_str(), Some(export)),
        (
            &work,
            "InvalidClientTokenId",
            "AWS does not accept the keys of the profile base",
            Some("aws configure --profile base"),
        ),
        (
            &work,
            "ExpiredToken",
            "the keys of the profile base have expired",
            None,
        ),
        (&work, "ValidationError", "was not given: a sentence", None),
    ];
    for (config, code, words, remedy) in table {
        let desk = Desk::with(config);
        let sts = Canned::always(sts(403, code, "a sentence")).await;
        let at = format!("http://{}", sts.host());
        let variables = [("AWS_ENDPOINT_URL", NOBODY), ("AWS_ENDPOINT_URL_STS", &at)];
        let ended = tokio::task::block_in_place(|| desk.run(&INSTANCES, &variables));
        told(ended, &[words], remedy);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_web_identity_token_that_is_missing_expired_or_not_wanted_is_named() {
    let desk = Desk::new();
    let token = desk.write("token", "5ecret");
    let token = token.to_str().unwrap();
    let table = [
        (
            "/no/such/token",
            "",
            "the web identity token /no/such/token cannot be read",
        ),
        (token, "ExpiredTokenException", "token has expired"),
        (
            token,
            "AccessDenied",
            "token does not open the role arn:aws:iam::1:role/r",
        ),
        (
            token,
            "InvalidIdentityToken",
            "token was refused: a sentence",
        ),
    ];
    for (file, code, words) in table {
        let sts = Canned::always(sts(400, code, "a sentence")).await;
        let at = format!("http://{}", sts.host());
        let variables = [
            ("AWS_REGION", REGION),
            ("AWS_ROLE_ARN", "arn:aws:iam::1:role/r"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", file),
            ("AWS_ENDPOINT_URL_STS", &at),
        ];
        let ended = tokio::task::block_in_place(|| desk.run(&["instances"], &variables));
        told(ended, &[words], None);
    }
}

#[test]
fn a_container_s_endpoint_that_is_down_refuses_or_makes_no_sense_is_told() {
    let desk = Desk::new();
    let serve = Serve::start(&desk.home);
    let up = format!("{}/container/credentials", endpoint(&serve));
    let table = [
        (
            NOBODY,
            "the container's endpoint, which gives the credentials, could not be reached",
        ),
        (
            up.as_str(),
            "the container's endpoint refused, with status 403",
        ),
        (
            "http://192.0.2.1/x",
            "URI did not refer to an allowed IP address",
        ),
    ];
    for (address, words) in table {
        let variables = [
            ("AWS_REGION", REGION),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", address),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "5ecret"),
        ];
        told(desk.run(&["instances"], &variables), &[words], None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_session_token_is_told_by_where_it_stands() {
    let desk = Desk::with(&format!(
        "[profile work]\nregion = {REGION}\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = 5ecret\naws_session_token = 5ecret\n"
    ));
    let over = Answer::refusal(403, "ExpiredTokenException", "The security token included");
    let connect = Canned::always(over).await;
    let at = format!("http://{}", connect.host());
    let variables = [
        ("AWS_REGION", REGION),
        ("AWS_ENDPOINT_URL", at.as_str()),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "5ecret"),
        ("AWS_SESSION_TOKEN", "5ecret"),
    ];
    let run = |arguments: &[&str]| tokio::task::block_in_place(|| desk.run(arguments, &variables));
    let unset = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";
    told(
        run(&["instances"]),
        &["the session token of the environment has expired"],
        Some(unset),
    );
    let words = ["the keys of the profile work have expired"];
    told(run(&INSTANCES), &words, None);
}

#[test]
fn broken_files_are_named_with_their_line() {
    let desk = Desk::with("[profile work]\nregion = x\n[nonsense\n");
    let words = [".aws/config, line 3: ", "Repair that line"];
    told(desk.run(&INSTANCES, &[]), &words, None);
    // Keys of the environment need no files.
    let variables = [
        ("AWS_REGION", REGION),
        ("AWS_ENDPOINT_URL", NOBODY),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "5ecret"),
    ];
    desk.run(&["instances"], &variables)
        .exits(1)
        .says("127.0.0.1:9");
    let sso =
        "[profile work]\nregion = x\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n";
    let desk = Desk::with(sso);
    let words = ["the shared files make no sense", "`gone`"];
    told(desk.run(&INSTANCES, &[]), &words, None);
}

#[test]
fn without_any_login_the_profiles_that_there_are_are_named() {
    let desk = Desk::new();
    let region = [("AWS_REGION", REGION)];
    let words = ["no AWS credentials were found", "`aws login`"];
    let remedy = Some("aws configure sso");
    told(desk.run(&["instances"], &region), &words, remedy);
    let desk = Desk::with("[profile b]\noutput = json\n[profile a]\noutput = json\n");
    let words = ["Name a profile with --profile (a, b)"];
    told(desk.run(&["instances"], &region), &words, remedy);
    let remedy = Some("aws configure sso --profile a");
    told(
        desk.run(&["instances", "-p", "a"], &region),
        &["no AWS credentials were found for the profile a"],
        remedy,
    );
}
