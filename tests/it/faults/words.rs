//! `--fault` on the command line: names, files, and what is no fault.

use std::fs;

use crate::cli::program::Home;

#[test]
fn an_unknown_name_lists_the_known_ones() {
    let home = Home::new();
    for command in [
        &["demo", "--fault", "thottled"][..],
        &["demo", "serve", "--fault", "thottled"],
    ] {
        let ended = home.run(command).exits(2);
        assert_eq!(ended.out, "");
        ended
            .says("there is no fault \"thottled\", and no such file")
            .says("denied-list-instances")
            .says("throttled-always");
    }
}

#[test]
fn a_broken_file_is_an_error_with_its_line() {
    let home = Home::new();
    let broken =
        "{\n  \"rules\": [\n    {\"on\": \"*\", \"then\": \"explode\\u001b[31m\"}\n  ]\n}\n";
    fs::write(home.work().join("mine.json"), broken).unwrap();
    let ended = home.run(&["demo", "list", "--fault", "mine.json"]).exits(2);
    assert!(!ended.err.contains('\u{1b}'), "{}", ended.told());
    ended.says("mine.json, line 3: unknown variant `explode");
    let folder = home.run(&["demo", "list", "--fault", "."]).exits(2);
    folder.says("The fault makes no sense");
}

#[test]
fn names_and_files_add_up() {
    let home = Home::new();
    let rules = "{\"rules\": [{\"on\": \"SearchRelatedItems\", \"then\": \"denied\"}]}";
    fs::write(home.work().join("mine.json"), rules).unwrap();
    let faults = ["--fault", "throttled", "--fault", "mine.json"];
    let command = [&["demo", "list", "-c", "100001"][..], &faults].concat();
    home.run(&command).exits(1).says("cases:SearchRelatedItems");
}

#[test]
fn the_help_lists_the_faults_and_what_they_do() {
    let home = Home::new();
    let long = home.run(&["demo", "--help"]).exits(0);
    for (name, _) in attache::demo::Faults::library() {
        let listed = long
            .out
            .lines()
            .any(|line| line.split(' ').any(|word| word == name));
        assert!(listed, "{name} in {}", long.out);
    }
    assert!(long.out.contains("assets/faults/README.md"), "{}", long.out);
    let short = home.run(&["demo", "-h"]).exits(0);
    assert!(
        short.out.contains("--help lists the faults"),
        "{}",
        short.out
    );
}
