//! Another profile or Region, chosen while the program runs.

use attache::aws::{Aws, AwsSettings, Login};
use attache::domain::{LoginChoice, SafeText};
use attache::net;

use super::{Desk, NOBODY};

fn choice(profile: Option<&str>, region: Option<&str>) -> LoginChoice {
    LoginChoice {
        profile: profile.map(SafeText::new),
        region: region.map(SafeText::new),
    }
}

fn settings(login: Login) -> AwsSettings {
    AwsSettings {
        pacing: attache::aws::Pacing::default(),
        login,
        region: Some("xx-typed-1".to_owned()),
        fallback_region: None,
        endpoint_url: Some(NOBODY.to_owned()),
    }
}

/// What the child prints: for each choice the profile, the Region, and how a request fails.
pub(super) async fn child() {
    let keys = Login::Keys {
        access_key_id: "AKIDEXAMPLE".to_owned(),
        secret_access_key: "SECRETEXAMPLE".to_owned(),
    };
    let chain = Login::Chain {
        profile: Some("b".to_owned()),
    };
    for (name, login) in [("keys", keys), ("chain", chain)] {
        let aws = Aws::new(settings(login), net::http_client());
        for choice in [
            choice(None, Some("xx-chosen-1")),
            choice(None, None),
            choice(Some("a"), None),
            choice(Some("a"), Some("xx-chosen-1")),
            choice(Some("b"), None),
        ] {
            let other = aws.switched(&choice);
            let region = other.region().await;
            let region =
                region.map_or_else(|failure| failure.to_string(), |region| region.to_string());
            let profile = other
                .profile()
                .await
                .map_or("none".to_owned(), |name| name.to_string());
            let failure = other.list_instances(None).await.unwrap_err();
            println!("{name}: {profile} {region} {:?}", failure.kind);
            let there = failure.to_string().contains("127.0.0.1:9");
            assert_eq!(
                there,
                format!("{:?}", failure.kind) == "Network",
                "{failure}"
            );
        }
    }
}

#[test]
fn a_choice_without_a_region_takes_the_profile_s_and_the_endpoint_stays() {
    let keys = "aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = SECRETEXAMPLE\n";
    let desk = Desk::with(&format!(
        "[profile a]\nregion = xx-profile-1\n{keys}[profile b]\n{keys}"
    ));
    let said = desk.child("switch", &[]);
    let is_told = |line: &&str| line.starts_with("keys: ") || line.starts_with("chain: ");
    let found: Vec<&str> = said.lines().filter(is_told).collect();
    let expected = [
        // Keys stay until a profile is chosen.
        "keys: none xx-chosen-1 Network",
        "keys: none xx-typed-1 Network",
        "keys: a xx-profile-1 Network",
        "keys: a xx-chosen-1 Network",
        "keys: b xx-typed-1 Network",
        // Without a profile the machine decides, and it knows no login.
        "chain: none xx-chosen-1 Credentials",
        "chain: none xx-typed-1 Credentials",
        "chain: a xx-profile-1 Network",
        "chain: a xx-chosen-1 Network",
        "chain: b xx-typed-1 Network",
    ];
    assert_eq!(found, expected, "{said}");
}
