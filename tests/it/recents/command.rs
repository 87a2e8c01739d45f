//! `attache recents`, and the switches that turn recent cases off.

use std::path::PathBuf;

use attache::aws::{Aws, AwsSettings, Login};
use attache::domain::InstanceId;
use attache::recents::Recents;

use super::case;
use crate::aws::http;
use crate::cli::program::{Home, Serve};

const INSTANCE: &str = "ea3463cb-5230-4253-a39c-5b5ffdc165b6";

/// Where this platform keeps the file of a home.
fn file(home: &Home) -> PathBuf {
    let folder = if cfg!(target_os = "macos") {
        "Library/Application Support/attache"
    } else {
        ".local/state/attache"
    };
    home.path().join(folder).join("recents.json")
}

/// Remembers a case in this home, as the browser would for whoever asks the server.
fn remember(home: &Home, serve: &Serve) {
    let value = |name: &str| {
        let found = serve.exports.iter().find(|(key, _)| key == name);
        found.unwrap().1.clone()
    };
    let settings = AwsSettings {
        fallback_region: None,
        login: Login::Keys {
            access_key_id: value("AWS_ACCESS_KEY_ID"),
            secret_access_key: value("AWS_SECRET_ACCESS_KEY"),
        },
        region: Some(value("AWS_REGION")),
        endpoint_url: Some(value("AWS_ENDPOINT_URL")),
        pacing: attache::aws::Pacing::default(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = Recents::open(file(home));
    runtime.block_on(async {
        let aws = Aws::new(settings, http());
        store
            .remember(&aws, &InstanceId::new(INSTANCE), &case(1))
            .await;
    });
}

#[cfg(unix)]
#[test]
fn they_are_listed_and_forgotten() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let variables = serve.environment();
    remember(&home, &serve);
    // By alias, by id, and as a table.
    let json = ["recents", "-i", "acme-support", "--format", "json"];
    let listed = home.run_with(&json, &variables).exits(0).json();
    let one = &listed["Recents"][0];
    assert_eq!(one["reference_number"], "10001");
    assert_eq!(one["title"], "Case 1");
    assert_eq!(one["caseId"], "1");
    assert_eq!(one["caseArn"], case(1).case.raw());
    let table = home
        .run_with(&["recents", "-i", INSTANCE], &variables)
        .exits(0);
    assert!(table.out.contains("Case 1"), "{}", table.told());
    let other = ["recents", "-i", "acme-claims"];
    let other = home.run_with(&other, &variables).exits(0);
    assert!(!other.out.contains("Case 1"), "{}", other.told());

    for off in ["--no-recents", "--config=off.toml"] {
        std::fs::write(home.work().join("off.toml"), "recents = false").unwrap();
        let none = home.run_with(&["recents", "-i", INSTANCE, off], &variables);
        let none = none.exits(0).says("switched off");
        assert!(!none.out.contains("Case 1"), "{}", none.told());
    }
    let variable = [&variables[..], &[("ATTACHE_NO_RECENTS", "1")]].concat();
    home.run_with(&["recents", "-i", INSTANCE], &variable)
        .exits(0)
        .says("switched off");

    // Without credentials, and also where they are switched off.
    assert!(file(&home).exists());
    home.run(&["recents", "--clear", "--no-recents"])
        .exits(0)
        .says("forgotten");
    assert!(!file(&home).exists());
    home.run(&["recents", "--clear"]).exits(0);
}
