//! Request quotas, which are enforced only when asked for.

use attache::demo::{Options, Quotas};
use jiff::SignedDuration;

use super::{code, now, refused, site, site_with};

#[tokio::test]
async fn without_quotas_nothing_is_throttled() {
    let site = site().await;
    for _ in 0..20 {
        site.connect.list_instances().send().await.unwrap();
    }
}

#[tokio::test]
async fn with_quotas_a_burst_passes_and_time_refills() {
    let options = Options {
        quota: Quotas::published(),
        now: Some(now()),
        ..Options::default()
    };
    let site = site_with(options, "us-west-2").await;
    for _ in 0..5 {
        site.connect.list_instances().send().await.unwrap();
    }
    let outcome = site.connect.list_instances().send().await;
    assert_eq!(refused(outcome), code("ThrottlingException", 429));
    // Another operation has a bucket of its own.
    site.cases.list_domains().send().await.unwrap();
    site.server
        .clock()
        .advance(SignedDuration::from_millis(500));
    site.connect.list_instances().send().await.unwrap();
    let outcome = site.connect.list_instances().send().await;
    assert_eq!(refused(outcome), code("ThrottlingException", 429));
    assert_eq!(site.server.calls()["ListInstances"], 8);
}
