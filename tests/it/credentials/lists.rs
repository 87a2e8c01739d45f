//! The profiles that a person can choose from.

use super::Desk;

/// `name region source` of each line that the child prints.
fn listed(said: &str) -> Vec<String> {
    said.lines()
        .filter(|line| line.starts_with("Profile {"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_default_comes_first_then_the_order_of_the_files() {
    let desk = Desk::with(
        "[profile zeta]\nregion = eu-test-1\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n\
         [sso-session corp]\nsso_region = eu-test-1\nsso_start_url = https://corp.example\n\
         [profile alpha]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = zeta\n\
         [profile mid]\ncredential_process = x\n[profile pod]\nrole_arn = r\nweb_identity_token_file = t\n\
         [profile console]\nlogin_session = arn:x\n[profile plain]\noutput = json\n\
         [default]\nregion = eu-test-2\n[services local]\nconnect =\n  endpoint_url = http://x\n",
    );
    desk.write(
        ".aws/credentials",
        "[old]\naws_access_key_id = a\naws_secret_access_key = b\n[mid]\n",
    );
    let found = listed(&desk.child("profiles", &[]));
    let expected = [
        ("default", "eu-test-2", ""),
        ("zeta", "eu-test-1", "SSO"),
        ("alpha", "", "role"),
        ("mid", "", "process"),
        ("pod", "", "web identity"),
        ("console", "", "login"),
        ("plain", "", ""),
        ("old", "", "keys"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (line, (name, region, source)) in found.iter().zip(expected) {
        let some = |word: &str| {
            if word.is_empty() {
                "None".to_owned()
            } else {
                format!("Some({word:?})")
            }
        };
        let shown = format!(
            "Profile {{ name: {name:?}, region: {}, source: {} }}",
            some(region),
            some(source)
        );
        assert_eq!(*line, shown);
    }
}

#[test]
fn a_missing_file_is_an_empty_list_and_a_broken_one_a_failure_with_its_line() {
    let desk = Desk::new();
    assert_eq!(listed(&desk.child("profiles", &[])), Vec::<String>::new());
    let nowhere = [("AWS_CONFIG_FILE", "/no/such/file")];
    assert_eq!(
        listed(&desk.child("profiles", &nowhere)),
        Vec::<String>::new()
    );
    desk.write(".aws/credentials", "[one]\n\nnonsense\n");
    let said = desk.child("profiles", &[]);
    assert!(said.contains(".aws/credentials, line 3: "), "{said}");
    let folder = desk.home.path().display().to_string();
    let said = desk.child("profiles", &[("AWS_SHARED_CREDENTIALS_FILE", &folder)]);
    assert!(said.contains(&format!("{folder} cannot be read")), "{said}");
}

#[test]
fn hostile_values_are_shown_for_what_they_are() {
    let desk = Desk::with("[profile a]\nregion = eu\u{202e}\u{1b}[31m\n");
    let said = desk.child("profiles", &[]);
    assert!(
        !said.contains('\u{202e}') && !said.contains('\u{1b}'),
        "{said}"
    );
    assert!(said.contains("name: \"a\""), "{said}");
}
