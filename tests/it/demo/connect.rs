//! Instances, integrations, attachment rules, users, and the caller's identity.

use aws_sdk_connect::types::{AttachmentScope, IntegrationType};

use super::{code, refused, site, site_with};

#[tokio::test]
async fn three_instances_come_page_by_page() {
    let site = site().await;
    let mut pages = site
        .connect
        .list_instances()
        .max_results(1)
        .into_paginator()
        .send();
    let mut aliases = Vec::new();
    while let Some(page) = pages.next().await {
        for instance in page.unwrap().instance_summary_list() {
            aliases.push(instance.instance_alias().unwrap().to_owned());
            assert!(instance.created_time().unwrap().secs() < super::now().as_second());
        }
    }
    assert_eq!(aliases, ["acme-support", "acme-claims", "acme-sandbox"]);
    assert_eq!(site.server.calls()["ListInstances"], 3);
}

#[tokio::test]
async fn an_instance_has_at_most_one_domain_and_says_who_scans() {
    let site = site().await;
    let place = site.place().await;
    assert!(
        place
            .domain_arn
            .starts_with("arn:aws:cases:us-west-2:482100000000:domain/")
    );
    let found = site
        .connect
        .list_integration_associations()
        .instance_id(&place.instance)
        .send()
        .await
        .unwrap();
    let kinds: Vec<_> = found
        .integration_association_summary_list()
        .iter()
        .filter_map(|own| own.integration_type().cloned())
        .collect();
    assert_eq!(
        kinds,
        [IntegrationType::CasesDomain, IntegrationType::FileScanner]
    );
    let instances = site.connect.list_instances().send().await.unwrap();
    let sandbox = instances.instance_summary_list()[2].id().unwrap();
    let found = site
        .connect
        .list_integration_associations()
        .instance_id(sandbox)
        .integration_type(IntegrationType::CasesDomain)
        .send()
        .await
        .unwrap();
    assert!(found.integration_association_summary_list().is_empty());
}

#[tokio::test]
async fn instances_that_are_none_are_refused() {
    let site = site().await;
    let place = site.place().await;
    let ask = |id: &str| {
        site.connect
            .list_integration_associations()
            .instance_id(id)
            .send()
    };
    assert_eq!(
        refused(ask("nobody").await),
        code("ResourceNotFoundException", 404)
    );
    assert_eq!(
        refused(ask(&place.instance_arn).await),
        code("ResourceNotFoundException", 404)
    );
    assert_eq!(
        refused(ask(&"x".repeat(101)).await),
        code("InvalidRequestException", 400)
    );
    for size in [0, 11, -1] {
        let outcome = site.connect.list_instances().max_results(size).send().await;
        assert_eq!(
            refused(outcome),
            code("InvalidRequestException", 400),
            "{size}"
        );
    }
    let outcome = site
        .connect
        .list_instances()
        .next_token("tomorrow")
        .send()
        .await;
    assert_eq!(refused(outcome), code("InvalidRequestException", 400));
    let kind = IntegrationType::from("NO_SUCH_TYPE");
    let outcome = site
        .connect
        .list_integration_associations()
        .instance_id(&place.instance)
        .integration_type(kind)
        .send()
        .await;
    assert_eq!(refused(outcome), code("InvalidRequestException", 400));
}

#[tokio::test]
async fn a_token_of_another_question_is_refused() {
    let site = site().await;
    let page = site
        .connect
        .list_instances()
        .max_results(1)
        .send()
        .await
        .unwrap();
    let outcome = site
        .cases
        .list_domains()
        .next_token(page.next_token().unwrap())
        .send()
        .await;
    assert_eq!(refused(outcome), code("ValidationException", 400));
}

#[tokio::test]
async fn attachment_rules_are_told_for_each_scope() {
    let site = site().await;
    let place = site.place().await;
    let ask = |scope: AttachmentScope| {
        site.connect
            .describe_attached_files_configuration()
            .instance_id(&place.instance)
            .attachment_scope(scope)
            .send()
    };
    let answer = ask(AttachmentScope::Case).await.unwrap();
    let rules = answer.attached_files_configuration().unwrap();
    assert_eq!(rules.maximum_size_limit_in_bytes(), Some(20 * 1024 * 1024));
    let extensions = rules
        .extension_configuration()
        .unwrap()
        .allowed_extensions();
    assert!(extensions.iter().any(|own| own.extension() == "pdf"));
    let outcome = ask(AttachmentScope::from("FAX")).await;
    assert_eq!(refused(outcome), code("InvalidParameterException", 400));
    let all = site
        .connect
        .list_attached_files_configurations()
        .instance_id(&place.instance)
        .send()
        .await
        .unwrap();
    assert_eq!(all.attached_files_configurations().len(), 4);
}

#[tokio::test]
async fn users_have_names() {
    let site = site().await;
    let place = site.place().await;
    let arn = super::cases::assigned_user(&site, &place).await;
    let (instance, user) = arn.rsplit_once("/agent/").unwrap();
    assert_eq!(instance, place.instance_arn);
    let ask = |user: &str| {
        site.connect
            .describe_user()
            .instance_id(&place.instance)
            .user_id(user)
            .send()
    };
    let answer = ask(user).await.unwrap();
    assert_eq!(answer.user().unwrap().username(), Some("m.ito"));
    assert_eq!(
        refused(ask("nobody").await),
        code("ResourceNotFoundException", 404)
    );
}

#[tokio::test]
async fn the_caller_is_a_support_agent() {
    let site = site().await;
    let answer = site.sts.get_caller_identity().send().await.unwrap();
    assert_eq!(answer.account(), Some("482100000000"));
    assert_eq!(
        answer.arn(),
        Some("arn:aws:sts::482100000000:assumed-role/SupportAgent/m.ito")
    );
    assert_eq!(site.server.calls()["GetCallerIdentity"], 1);
}

#[tokio::test]
async fn another_region_is_refused_by_every_service() {
    let options = attache::demo::Options {
        now: Some(super::now()),
        ..Default::default()
    };
    let site = site_with(options, "eu-central-1").await;
    let outcome = site.connect.list_instances().send().await;
    assert_eq!(refused(outcome), code("InvalidSignatureException", 403));
    let outcome = site.cases.list_domains().send().await;
    assert_eq!(refused(outcome), code("InvalidSignatureException", 403));
    let outcome = site.sts.get_caller_identity().send().await;
    assert_eq!(refused(outcome), code("SignatureDoesNotMatch", 403));
}
