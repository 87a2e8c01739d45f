//! The tokens that credentials are got with, and what a program says that gives them: in no
//! word and no file, whether it goes well or not.

use std::fs;

use super::known::Secrets;
use super::log;
use crate::cli::program::{Home, Serve};

const REGION: &str = "us-west-2";
const WEB_TOKEN: &str = "web.identity.t0ken-of-this-test";
const WRONG_TOKEN: &str = "wr0ng-container-t0ken";
const RIGHT_TOKEN: &str = "attache-demo-container";
const SECRET: &str = "pr0cess-secret-of-this-test";

/// Runs commands with these variables; nothing that is secret is left in any of it.
fn check(home: &Home, variables: &[(&str, &str)], code: i32) {
    let secrets = Secrets::new(&[
        WEB_TOKEN,
        WRONG_TOKEN,
        RIGHT_TOKEN,
        SECRET,
        "attache-demo-session",
    ]);
    for command in [&["instances"][..], &["doctor", "--format", "json"]] {
        let arguments = [command, &["-vv", "-i", "acme-support"]].concat();
        let ended = home.run_with(&arguments, variables).exits(code);
        secrets.are_not_in(&ended.out, &ended.line);
        secrets.are_not_in(&ended.err, &ended.line);
    }
    let text = fs::read_to_string(log(home)).unwrap();
    assert!(text.lines().count() > 3, "{text}");
    secrets.are_not_in(&text, "the log");
}

#[test]
fn a_container_s_token_is_told_to_nobody() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let at = serve.value("AWS_ENDPOINT_URL");
    let full = format!("{at}/container/credentials");
    for (token, code) in [(RIGHT_TOKEN, 0), (WRONG_TOKEN, 5)] {
        let variables = [
            ("AWS_ENDPOINT_URL", at),
            ("AWS_REGION", REGION),
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", full.as_str()),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", token),
        ];
        check(&home, &variables, code);
    }
}

#[test]
fn a_web_identity_s_token_is_told_to_nobody() {
    let home = Home::new();
    let token = home.path().join("token");
    fs::write(&token, WEB_TOKEN).unwrap();
    for (options, code) in [(&[][..], 0), (&["--fault", "denied-all"], 5)] {
        let serve = Serve::start_with(&home, options);
        let variables = [
            ("AWS_ENDPOINT_URL", serve.value("AWS_ENDPOINT_URL")),
            ("AWS_REGION", REGION),
            ("AWS_ROLE_ARN", "arn:aws:iam::482100000000:role/Pod"),
            ("AWS_ROLE_SESSION_NAME", "pod"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", token.to_str().unwrap()),
        ];
        check(&home, &variables, code);
    }
}

#[test]
fn what_a_credential_process_says_is_told_to_nobody() {
    let home = Home::new();
    let serve = Serve::start(&home);
    fs::create_dir(home.path().join(".aws")).unwrap();
    let given = home.path().join("given");
    let good = format!(
        r#"{{"Version":1,"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"{SECRET}","SessionToken":"{WEB_TOKEN}"}}"#
    );
    for (text, end, code) in [
        (good.as_str(), "", 0),
        (good.as_str(), "; exit 1", 5),
        (good.trim_end_matches('}'), "", 5),
        (SECRET, "", 5),
    ] {
        fs::write(&given, text).unwrap();
        let script = home.path().join("process");
        fs::write(&script, format!("cat '{}'{end}\n", given.display())).unwrap();
        let config = format!(
            "[default]\nregion = {REGION}\ncredential_process = sh {}\n",
            script.display()
        );
        fs::write(home.path().join(".aws/config"), config).unwrap();
        let variables = [("AWS_ENDPOINT_URL", serve.value("AWS_ENDPOINT_URL"))];
        check(&home, &variables, code);
    }
}
