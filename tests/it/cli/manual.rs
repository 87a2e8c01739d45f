//! The manual and the completions: of every command, and of words that only a shell asks for.

use serde_json::json;

use super::program::{Home, Serve, files_in};

#[test]
fn every_command_has_a_page() {
    let home = Home::new();
    home.run(&["man", "--to", "pages"]).exits(0);
    let pages = files_in(&home.work().join("pages"));
    for command in [
        "instances",
        "cases",
        "list",
        "show",
        "save",
        "open",
        "url",
        "watch",
        "audit",
        "diff",
        "doctor",
        "demo",
        "completions",
        "man",
    ] {
        assert!(
            pages.contains(&format!("attache-{command}.1")),
            "{command} in {pages:?}"
        );
        let page = home.run(&["man", command]).exits(0).out;
        assert!(
            page.contains(".SH OPTIONS") && page.contains(command),
            "{page}"
        );
    }
    let own = home.run(&["man"]).exits(0).out;
    assert!(
        own.contains(".SH SUBCOMMANDS") && own.contains("Exit codes"),
        "{own}"
    );
    home.run(&["man", "nothing"])
        .exits(2)
        .says("no command nothing");
}

#[test]
fn every_shell_has_its_completions_whatever_the_configuration() {
    let home = Home::new();
    std::fs::write(home.work().join("broken.toml"), "not = [").unwrap();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let line = ["--config", "broken.toml", "completions", shell];
        let script = home.run(&line).exits(0).out;
        assert!(
            script.contains("ATTACHE_COMPLETE") && script.contains("attache"),
            "{script}"
        );
    }
    home.run(&["completions", "sh"]).exits(2);
}

/// What a shell is offered behind these words.
fn offered(home: &Home, words: &[&str], more: &[(&str, &str)]) -> Vec<String> {
    let at = (words.len() - 1).to_string();
    let asks = [
        ("ATTACHE_COMPLETE", "bash"),
        ("_CLAP_COMPLETE_INDEX", at.as_str()),
        ("_CLAP_COMPLETE_COMP_TYPE", "9"),
        ("_CLAP_COMPLETE_SPACE", "true"),
        ("_CLAP_IFS", "\n"),
    ];
    let ended = home.run_with(&[&["--"], words].concat(), &[&asks[..], more].concat());
    let ended = ended.exits(0);
    ended.out.lines().map(str::to_owned).collect()
}

#[test]
fn commands_values_profiles_and_instances_complete() {
    let home = Home::new();
    assert_eq!(offered(&home, &["attache", "wat"], &[]), ["watch"]);
    let statuses = offered(&home, &["attache", "audit", "--status", "re"], &[]);
    assert_eq!(statuses, ["rejected"]);
    let formats = offered(&home, &["attache", "list", "--format", ""], &[]);
    assert!(formats.contains(&"ndjson".to_owned()), "{formats:?}");
    let folder = home.path().join(".aws");
    std::fs::create_dir(&folder).unwrap();
    let profiles = "[profile ops]\nregion = us-west-2\n[profile other]\n[profile $(touch x)]\n";
    std::fs::write(folder.join("config"), profiles).unwrap();
    assert_eq!(
        offered(&home, &["attache", "-p", "o"], &[]),
        ["ops", "other"]
    );
    assert_eq!(
        offered(&home, &["attache", "-p", ""], &[]),
        ["ops", "other"]
    );
    let serve = Serve::start(&home);
    let mut instances = offered(
        &home,
        &["attache", "list", "-i", "acme-"],
        &serve.environment(),
    );
    instances.sort();
    assert_eq!(
        json!(instances),
        json!(["acme-claims", "acme-sandbox", "acme-support"])
    );
    // Nothing that stands under the cursor is taken for another option.
    let environment = serve.environment();
    let line = ["attache", "-i", ""];
    assert_eq!(offered(&home, &line, &environment).len(), 3);
    // Who asks is read however it is typed: this profile has no keys.
    let nobody: Vec<(&str, &str)> = environment
        .into_iter()
        .filter(|(name, _)| !name.starts_with("AWS_ACCESS") && !name.starts_with("AWS_SECRET"))
        .collect();
    let keys = format!(
        "[keys]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
        serve.value("AWS_ACCESS_KEY_ID"),
        serve.value("AWS_SECRET_ACCESS_KEY")
    );
    std::fs::write(folder.join("credentials"), keys).unwrap();
    for (profile, count) in [("--profile=keys", 3), ("-pkeys", 3), ("--profile=other", 0)] {
        let line = ["attache", profile, "-i", "acme"];
        assert_eq!(offered(&home, &line, &nobody).len(), count, "{profile}");
    }
    std::fs::write(home.work().join("c.toml"), "profile = \"keys\"\n").unwrap();
    let line = ["attache", "--config", "c.toml", "-i", "acme"];
    assert_eq!(offered(&home, &line, &nobody).len(), 3);
    let line = ["attache", "demo", "-i", ""];
    assert_eq!(
        offered(&home, &line, &serve.environment()),
        Vec::<String>::new()
    );
    // Nobody there: nothing is offered, and nothing is said.
    let nowhere = [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        ("AWS_REGION", "us-west-2"),
    ];
    assert_eq!(
        offered(&home, &["attache", "-i", ""], &nowhere),
        Vec::<String>::new()
    );
}
