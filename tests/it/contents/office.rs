//! Office files as their programs really write them.

use super::zipped::of_texts;
use super::{fact, look, row, said, sheet, text};

const RELATIONS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>\
     <Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/>\
     <Relationship Id='rId3' Target='chartsheets/sheet1.xml'/></Relationships>",
);

/// A workbook whose two sheets were put in another order, with a chart before them.
fn reordered(first_state: &str) -> Vec<u8> {
    let workbook = format!(
        "<workbook><sheets><sheet name='Chart' r:id='rId3'/>\
         <sheet name='First &amp; best' {first_state} r:id='rId2'/><sheet name='Second' r:id='rId1'/>\
         </sheets></workbook>"
    );
    let cell = |text: &str| {
        format!("<sheetData><row><c t='inlineStr'><is><t>{text}</t></is></c></row></sheetData>")
    };
    of_texts(&[
        ("xl/workbook.xml", &workbook),
        RELATIONS,
        ("xl/chartsheets/sheet1.xml", "<chartsheet/>"),
        ("xl/worksheets/sheet1.xml", &cell("of the second")),
        ("xl/worksheets/sheet2.xml", &cell("of the first")),
    ])
}

#[test]
fn the_first_sheet_is_the_one_that_is_named_first() {
    let preview = look("a.xlsx", &reordered(""));
    assert_eq!(row(&sheet(&preview).head), ["of the first"]);
    assert_eq!(fact(&preview, "Sheets"), "Chart, First & best, Second");
    assert_eq!(fact(&preview, "Shown"), "First & best");
    assert!(!preview.whole);
    // What its author hid is not what they mean to show.
    let preview = look("a.xlsx", &reordered("state='hidden'"));
    assert_eq!(row(&sheet(&preview).head), ["of the second"]);
    assert_eq!(fact(&preview, "Shown"), "Second");
}

#[test]
fn of_one_sheet_it_need_not_be_said_which_one_is_shown() {
    let workbook = "<workbook><sheets><sheet name='Only' r:id='rId1'/></sheets></workbook>";
    let only = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    let preview = look(
        "a.xlsx",
        &of_texts(&[
            ("xl/workbook.xml", workbook),
            RELATIONS,
            ("xl/worksheets/sheet1.xml", only),
        ]),
    );
    assert_eq!((said(&preview, "Shown"), preview.whole), (None, true));
}

/// The first row of a workbook with these cells.
fn cells(properties: &str, formats: &str, cells: &str) -> Vec<String> {
    let workbook = format!("<workbook>{properties}<sheets><sheet name='A'/></sheets></workbook>");
    let styles = format!("<styleSheet>{formats}</styleSheet>");
    let shared = "<sst><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si></sst>";
    let sheet_part = format!("<sheetData><row>{cells}</row></sheetData>");
    let preview = look(
        "a.xlsx",
        &of_texts(&[
            ("xl/workbook.xml", &workbook),
            ("xl/styles.xml", &styles),
            ("xl/sharedStrings.xml", shared),
            ("xl/worksheets/sheet1.xml", &sheet_part),
        ]),
    );
    let head = row(&sheet(&preview).head);
    head.into_iter().map(str::to_owned).collect()
}

#[test]
fn dates_and_times_are_no_numbers() {
    let own = [
        "dd\\.mm\\.yyyy;@",
        "[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
        "[h]:mm",
        "[Red]#,##0.00 &quot;days&quot;",
        "yyyy-mm-dd hh:mm:ss",
        "General",
        "0.00E+00",
        "h:mm AM/PM",
        "mmm yy",
        "mm:ss.0",
        "#,##0_d",
    ];
    let formats: Vec<String> = own
        .iter()
        .enumerate()
        .map(|(place, code)| format!("<numFmt numFmtId='{}' formatCode='{code}'/>", 164 + place))
        .collect();
    let numbers = [0, 14, 22, 20, 46].into_iter().chain(164..175);
    let styles: Vec<String> = numbers
        .map(|number| format!("<xf numFmtId='{number}'/>"))
        .collect();
    let formats = format!(
        "<numFmts>{}</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
         <cellXfs>{}</cellXfs>",
        formats.concat(),
        styles.concat()
    );
    let shown = |style: usize, value: &str| {
        let cell = format!("<c s='{style}'><v>{value}</v></c>");
        cells("", &formats, &cell).remove(0)
    };
    for (style, value, expected) in [
        (0, "45292", "45292"),
        (1, "45292", "2024-01-01"),
        (1, "45292.75", "2024-01-01"),
        (2, "45292.5625", "2024-01-01 13:30"),
        (2, "45292", "2024-01-01"),
        (3, "0.5625", "13:30"),
        (3, "0.999999999", "00:00"),
        (4, "1.5", "36:00"),
        (5, "45292", "2024-01-01"),
        (6, "45292", "2024-01-01"),
        (7, "1.5625", "37:30"),
        (8, "45292", "45292"),
        (9, "45292.00005787037", "2024-01-01 00:00:05"),
        (10, "45292", "45292"),
        (11, "45292", "45292"),
        (12, "45292.25", "06:00"),
        (13, "45292", "2024-01-01"),
        (14, "0.0007060185", "00:01:01"),
        (15, "45292", "45292"),
        // What is no day, and styles that do not exist.
        (1, "-3", "-3"),
        (1, "1e300", "1e300"),
        (1, "NaN", "NaN"),
        (1, "2958465", "9999-12-31"),
        (1, "2958466", "2958466"),
        (1, "1", "1900-01-01"),
        (1, "61", "1900-03-01"),
        (999, "45292", "45292"),
    ] {
        assert_eq!(shown(style, value), expected, "{value} in style {style}");
    }
    // Old Macs began to count later.
    let since = "<workbookPr date1904='1'/>";
    let cell = "<c s='1'><v>43830</v></c>";
    assert_eq!(cells(since, &formats, cell), ["2024-01-01"]);
}

#[test]
fn what_is_true_is_no_one_and_how_a_word_is_read_is_not_part_of_it() {
    let cells = cells(
        "",
        "",
        "<c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c>\
         <c t='s'><v>0</v></c><c t='s'><v>7</v></c><c t='str'><v>a b</v></c>",
    );
    // A text that is not there is not shown as the number by which it is named.
    assert_eq!(cells, ["TRUE", "FALSE", "#N/A", "東京", "…", "a b"]);
}

#[test]
fn headings_belong_to_the_text() {
    let content = "<office:text><text:h>Big heading</text:h><text:p>One</text:p>\
        <text:h>Second</text:h><text:p>Two <text:span>three</text:span></text:p></office:text>";
    let odt = of_texts(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ]);
    let preview = look("a.odt", &odt);
    assert_eq!(text(&preview), "Big heading\nOne\nSecond\nTwo three");
    assert!(preview.whole);
}

#[test]
fn a_text_box_comes_once() {
    let document = "<w:p><w:t>Before</w:t></w:p><mc:AlternateContent><mc:Choice><w:p><w:t>Box</w:t>\
        </w:p></mc:Choice><mc:Fallback><w:p><w:t>Box</w:t></w:p><mc:Fallback/></mc:Fallback>\
        </mc:AlternateContent><w:p><w:t>After</w:t></w:p>";
    let docx = of_texts(&[("word/document.xml", document)]);
    assert_eq!(text(&look("a.docx", &docx)), "Before\nBox\nAfter");
}
