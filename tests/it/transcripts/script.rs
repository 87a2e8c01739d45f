//! Reading a transcript.

/// A transcript, part by part; its text is that of the parts in their order.
pub(super) struct Script {
    pub(super) steps: Vec<Step>,
}

/// A part of it.
pub(super) enum Step {
    /// Words for people, kept as they are.
    Prose(String),
    /// A file of the folder to work in, and the block that says so.
    File { name: String, content: String },
    /// Something that is typed; what came of it is not kept.
    Line(String),
}

impl Script {
    pub(super) fn read(text: &str) -> Self {
        let mut steps = Vec::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let block = line.strip_prefix("```");
            if let Some(name) = block.and_then(|block| block.strip_prefix("file ")) {
                let content: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                steps.push(Step::File {
                    name: name.to_owned(),
                    content: content.join("\n") + "\n",
                });
            } else if block == Some("console") {
                steps.push(Step::Prose(line.to_owned()));
                let block = lines.by_ref().take_while(|line| *line != "```");
                let typed = block.filter_map(|line| line.strip_prefix("$ "));
                steps.extend(typed.map(|line| Step::Line(line.to_owned())));
                steps.push(Step::Prose("```".to_owned()));
            } else {
                steps.push(Step::Prose(line.to_owned()));
            }
        }
        Self { steps }
    }
}

/// The words of a line as a shell takes them: quotes of both kinds, nothing else.
pub(super) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (c, quote) {
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[test]
fn words_are_those_of_a_shell() {
    assert_eq!(words("a  'b c' \"d'e\" ''"), ["a", "b c", "d'e", ""]);
}
