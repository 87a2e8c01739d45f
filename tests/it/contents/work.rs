//! How much work a look may be: bombs are measured, and no byte is unpacked or searched beside
//! the budget.

use std::fs;
use std::path::{Path, PathBuf};

use attache::contents::{Budget, Content, MOST_UNPACKED, preview_within};
use attache::domain::{Graphics, Preview};

use super::text;
use super::zipped::{Member, zipped};

/// What it shows, and what it cost.
fn measured(name: &str, bytes: &[u8]) -> (Preview, Budget) {
    let budget = Budget::default();
    let name = name.into();
    let content = Content {
        name: &name,
        bytes,
        whole: true,
    };
    let preview = preview_within(content, Graphics::None, &budget);
    (preview, budget)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(bytes, 6)
}

#[test]
fn slides_that_all_stand_in_one_place_are_no_slides() {
    let part = deflated(&b"<a><b/></a>".repeat(2 * 1024 * 1024 / 11));
    let names: Vec<String> = (1..4_000)
        .map(|number| format!("ppt/slides/slide{number}.xml"))
        .collect();
    let slides = names.iter().enumerate().map(|(place, name)| Member {
        own: &names[0],
        there: place > 0,
        ..Member::packed(name, &part)
    });
    let mut members = vec![Member::stored("ppt/presentation.xml", b"")];
    members.extend(slides);
    let (preview, budget) = measured("slides.pptx", &zipped(&members));
    assert_eq!(preview.kind.as_str(), "PowerPoint presentation");
    // The first one is what it says it is.
    assert!(budget.unpacked() <= 2 * 1024 * 1024, "{budget:?}");
    assert!(!preview.whole);
}

#[test]
fn however_many_slides_there_are_they_unpack_to_so_much_together() {
    let words = "<a:t>word</a:t><b/>".to_owned();
    let part = deflated((words + &"<b/>".repeat(500_000)).as_bytes());
    let names: Vec<String> = (1..=300)
        .map(|number| format!("ppt/slides/slide{number}.xml"))
        .collect();
    let slides = names.iter().map(|name| Member::packed(name, &part));
    let mut members = vec![Member::stored("ppt/presentation.xml", b"")];
    members.extend(slides);
    let (preview, budget) = measured("slides.pptx", &zipped(&members));
    assert_eq!(budget.unpacked(), MOST_UNPACKED);
    assert!(budget.fell_short() && !preview.whole, "{budget:?}");
    assert!(text(&preview).starts_with("Slide 1\nword\nSlide 2\nword\n"));
    // Small ones: so many and no more.
    let small = deflated(b"<a:t>word</a:t>");
    let slides = names.iter().map(|name| Member::packed(name, &small));
    let mut members = vec![Member::stored("ppt/presentation.xml", b"")];
    members.extend(slides);
    let (preview, budget) = measured("slides.pptx", &zipped(&members));
    assert!(!budget.fell_short() && !preview.whole);
    assert!(text(&preview).ends_with("Slide 200\nword"));
}

#[test]
fn what_unpacks_to_nothing_is_paid_for() {
    // Blocks without a byte in them, and a last one.
    let mut nothing = [0, 0, 0, 0xff, 0xff].repeat(20_000);
    nothing.extend([1, 0, 0, 0xff, 0xff]);
    let names: Vec<String> = (1..=10)
        .map(|number| format!("ppt/slides/slide{number}.xml"))
        .collect();
    let slides = names.iter().map(|name| Member::packed(name, &nothing));
    let mut members = vec![Member::stored("ppt/presentation.xml", b"")];
    members.extend(slides);
    let (_, budget) = measured("slides.pptx", &zipped(&members));
    assert_eq!(budget.unpacked(), 0);
    assert!(budget.walked() >= 10 * nothing.len(), "{budget:?}");
}

#[test]
fn a_pdf_is_gone_through_a_few_times_whatever_its_words_are() {
    for words in [
        " obj",
        " objendobj",
        " obj endobj trailer",
        " obj<<>>stream",
        " obj<<>>stream endstream",
        " obj stream stream endobj",
        " obj/Type/ObjStm/N 9/First 4>>stream 1 0 endstream endobj",
        " obj/Title(x",
        "stream",
        "1 0 obj<</Type/XRef/Info 1 0 R/Producer<",
        "trailer<</Info 1 0 R>>",
        "1 0 obj<<>>stream\nBT (x",
    ] {
        let mut pdf = b"%PDF-1.4\n".to_vec();
        pdf.extend(words.repeat(100_000 / words.len()).bytes());
        let (_, budget) = measured("a.pdf", &pdf);
        // Some words are searched for in all of it, and each look at a head is paid for.
        let most = 24 * pdf.len() + 1_024 * 10_000;
        assert!(budget.walked() <= most, "{words:?}: {budget:?}");
        assert!(budget.unpacked() <= MOST_UNPACKED, "{words:?}: {budget:?}");
    }
    // Without a stream nothing is begun, and the bound is sharp.
    let pdf = [b"%PDF-1.4\n".as_slice(), &b" objendobj".repeat(10_000)].concat();
    let (_, budget) = measured("a.pdf", &pdf);
    assert!(budget.walked() <= 8 * pdf.len(), "{budget:?}");
}

#[test]
fn a_long_shared_text_is_copied_for_no_cell() {
    let long = format!("<sst><si><t>{}</t></si></sst>", "\u{200b}".repeat(500_000));
    let cells = "<row>".to_owned() + &"<c t=\"s\"><v>0</v></c>".repeat(60) + "</row>";
    let sheet = format!("<sheetData>{}</sheetData>", cells.repeat(500));
    let members = [
        Member::stored("xl/workbook.xml", b""),
        Member::stored("xl/sharedStrings.xml", long.as_bytes()),
        Member::stored("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    let (preview, _) = measured("a.xlsx", &zipped(&members));
    assert!(preview.bytes() < 1_000_000, "{} bytes", preview.bytes());
    assert!(!preview.whole);
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn nothing_is_unpacked_or_parsed_beside_the_budget() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/contents");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    for (word, allowed) in [
        ("miniz_oxide", "budget.rs"),
        ("quick_xml", "xml.rs"),
        ("read_event", "xml.rs"),
    ] {
        let named = files.iter().filter(|path| {
            let code = fs::read_to_string(path).unwrap();
            code.contains(word)
        });
        let named: Vec<&PathBuf> = named.collect();
        assert_eq!(named, [&root.join(allowed)], "{word}");
    }
}
