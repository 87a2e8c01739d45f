//! The standard input while the browser runs: the keys are the person's.

use std::fs;

use super::terminal::{Start, Terminal};
use crate::cli::program::{Home, Serve};

/// Linux only: elsewhere the keys stay on the standard input.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_gives_credentials_does_not_eat_keys() {
    let home = Home::new();
    let serve = Serve::start(&home);
    let (eaten, script) = (home.path().join("eaten"), home.path().join("process"));
    let given = r#"{"Version":1,"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"SECRETEXAMPLE"}"#;
    // It reads all that it is given, and says nothing before the end.
    let text = format!("cat > '{}'\necho '{given}'\n", eaten.display());
    fs::write(&script, text).unwrap();
    fs::create_dir(home.path().join(".aws")).unwrap();
    let config = format!(
        "[default]\nregion = us-west-2\ncredential_process = sh {}\n",
        script.display()
    );
    fs::write(home.path().join(".aws/config"), config).unwrap();
    let variables = [("AWS_ENDPOINT_URL", serve.value("AWS_ENDPOINT_URL"))];
    let mut terminal = Terminal::start(&Start {
        home: &home,
        arguments: &["-i", "acme-support"],
        variables: &variables,
        size: (120, 40),
    });
    // Typed while the keys are got: who reads what is typed eats this.
    terminal.press("x");
    terminal.until_text("acme-support › cases");
    terminal.press("batt");
    terminal.until_text("Case › batt");
    terminal.until_text("SupportAgent");
    assert_eq!(fs::read(&eaten).unwrap(), b"");
    terminal.press("\x1b");
    terminal.until_gone("› batt");
    terminal.press("\x03");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}
