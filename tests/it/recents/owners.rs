//! Nobody sees another's.

use super::{Place, agent, caller, case, instance, refused, titles};
use crate::aws::Canned;

#[tokio::test]
async fn each_identity_and_each_instance_has_its_own() {
    let place = Place::new();
    let store = place.store();
    let agent = agent().await.aws();
    let arn = "arn:aws:sts::1:assumed-role/Admin/m.ito";
    let admin = Canned::always(caller("1", arn)).await.aws();
    let (desk, claims) = (instance("desk"), instance("claims"));
    store.remember(&agent, &desk, &case(1)).await;
    store.remember(&agent, &claims, &case(2)).await;
    store.remember(&admin, &desk, &case(3)).await;
    assert_eq!(titles(&store.recall(&agent, &desk).await), ["Case 1"]);
    assert_eq!(titles(&store.recall(&agent, &claims).await), ["Case 2"]);
    assert_eq!(titles(&store.recall(&admin, &desk).await), ["Case 3"]);
    assert!(store.recall(&admin, &claims).await.is_empty());
    for secret in ["Agent", "Admin", "m.ito"] {
        assert!(!place.text().contains(secret), "{}", place.text());
    }
}

#[tokio::test]
async fn the_next_session_of_a_role_sees_the_same() {
    let place = Place::new();
    place
        .store()
        .remember(&agent().await.aws(), &instance("desk"), &case(1))
        .await;
    let arn = "arn:aws:sts::1:assumed-role/Agent/k.sato";
    let tomorrow = Canned::always(caller("1", arn)).await.aws();
    let recalled = place.store().recall(&tomorrow, &instance("desk")).await;
    assert_eq!(recalled, [case(1)]);
}

#[tokio::test]
async fn who_may_not_ask_who_he_is_is_known_by_profile_and_region() {
    let place = Place::new();
    let denied = Canned::always(refused(403, "AccessDenied")).await.aws();
    let desk = instance("desk");
    place.store().remember(&denied, &desk, &case(1)).await;
    assert_eq!(place.store().recall(&denied, &desk).await, [case(1)]);
    let known = agent().await.aws();
    assert!(place.store().recall(&known, &desk).await.is_empty());
}

#[tokio::test]
async fn without_a_login_nothing_is_shown_or_kept() {
    let place = Place::new();
    let desk = instance("desk");
    let expired = Canned::always(refused(403, "ExpiredToken")).await.aws();
    place.store().remember(&expired, &desk, &case(1)).await;
    assert!(!place.path().exists());
    assert!(place.store().recall(&expired, &desk).await.is_empty());
}
