//! Roles' sessions, and what stands next door to containers and machines.

use aws_sdk_sts::error::ProvideErrorMetadata as _;

use super::raw::ask;
use super::{code, refused, site};

const ROLE: &str = "arn:aws:iam::482100000000:role/team/Reader";
const METADATA: &str = "/latest/meta-data/iam/security-credentials/";

#[tokio::test]
async fn a_role_is_assumed_and_its_session_says_who_it_is() {
    let site = site().await;
    let assumed = site
        .sts
        .assume_role()
        .role_arn(ROLE)
        .role_session_name("me")
        .duration_seconds(900)
        .send()
        .await
        .unwrap();
    let keys = assumed.credentials().unwrap();
    assert_eq!(keys.expiration().to_string(), "2026-05-04T09:45:00Z");
    let arn = "arn:aws:sts::482100000000:assumed-role/Reader/me";
    assert_eq!(assumed.assumed_role_user().unwrap().arn(), arn);
    let session = aws_sdk_sts::config::Credentials::new(
        keys.access_key_id(),
        keys.secret_access_key(),
        Some(keys.session_token().to_owned()),
        None,
        "test",
    );
    let as_it = aws_sdk_sts::config::Builder::new().credentials_provider(session);
    let caller = site.sts.get_caller_identity().customize();
    let caller = caller.config_override(as_it).send().await.unwrap();
    assert_eq!(caller.arn(), Some(arn));
    assert_eq!(site.server.calls()["AssumeRole"], 1);
    assert_eq!(site.server.calls()["GetCallerIdentity"], 1);
}

#[tokio::test]
async fn a_role_is_not_assumed_without_a_signature_or_by_nonsense() {
    let site = site().await;
    let form = "Action=AssumeRole&Version=2011-06-15&RoleArn=x&RoleSessionName=y";
    let reply = ask(&site.server, "POST", "/", &[], form).await;
    let said = (reply.status, reply.element("Code"));
    assert_eq!(said, (403, Some("MissingAuthenticationToken".to_owned())));
    let assume = |role: &str, seconds| {
        let call = site.sts.assume_role().role_arn(role);
        call.role_session_name("me").duration_seconds(seconds)
    };
    for (role, seconds) in [("arn:aws:iam::1:user/u", 900), (ROLE, 60), (ROLE, 90_000)] {
        let outcome = assume(role, seconds).send().await;
        assert_eq!(refused(outcome), code("ValidationError", 400), "{role}");
    }
    let nameless = site.sts.assume_role().role_arn(ROLE).send().await;
    assert_eq!(nameless.unwrap_err().code(), Some("ValidationError"));
}

#[tokio::test]
async fn a_web_identity_needs_a_token_and_no_signature() {
    let site = site().await;
    let form = format!(
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn={ROLE}&RoleSessionName=pod"
    );
    let reply = ask(&site.server, "POST", "/", &[], &form).await;
    assert_eq!(reply.element("Code").as_deref(), Some("ValidationError"));
    let form = format!("{form}&WebIdentityToken=some-token");
    let reply = ask(&site.server, "POST", "/", &[], &form).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.text().contains(":assumed-role/Reader/pod</Arn>"));
}

#[tokio::test]
async fn next_door_wants_its_token() {
    let site = site().await;
    let get = |path: &'static str, header: (&'static str, &'static str)| {
        let server = &site.server;
        async move { ask(server, "GET", path, &[header], "").await }
    };
    let right = ("authorization", "attache-demo-container");
    let reply = get("/container/credentials", right).await;
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("\"Token\""));
    let wrong = ("authorization", "other");
    assert_eq!(get("/container/credentials", wrong).await.status, 403);

    let life = ("x-aws-ec2-metadata-token-ttl-seconds", "60");
    let token = ask(&site.server, "PUT", "/latest/api/token", &[life], "").await;
    assert_eq!(token.text(), "attache-demo-machine");
    assert_eq!(token.headers[life.0], "60");
    let with = ("x-aws-ec2-metadata-token", "attache-demo-machine");
    assert_eq!(get(METADATA, with).await.text(), "AttacheMachine");
    assert_eq!(get(METADATA, wrong).await.status, 401);
}
