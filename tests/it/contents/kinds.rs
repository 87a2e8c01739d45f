//! Each kind, by a sample that the demo serves.

use attache::contents::{Content, preview};
use attache::domain::{Body, Graphics, SafeText, Sharp};

use super::{fact, look, row, sample, sheet, text};

#[test]
fn old_encodings_are_guessed_and_marks_are_believed() {
    let utf16 = sample("greeting-utf16.txt");
    assert_eq!(utf16.kind.as_str(), "text, UTF-16");
    assert!(text(&utf16).contains("Jörg Weiß"), "{}", text(&utf16));
    let japanese = sample("reply-sjis.txt");
    assert_eq!(japanese.kind.as_str(), "text, perhaps Shift_JIS");
    assert!(
        text(&japanese).contains("株式会社アクメ"),
        "{}",
        text(&japanese)
    );
    // Without its mark, in both orders.
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = "No mark at all\n".encode_utf16().flat_map(order).collect();
        let preview = look("a.txt", &bytes);
        assert_eq!(preview.kind.as_str(), "text, perhaps UTF-16");
        assert_eq!(text(&preview), "No mark at all");
    }
    for (encoding, sentence) in [
        (
            "windows-1252",
            "Die Rechnung über 12 Euro ist für Sie, grüße aus Köln, schöne Tage",
        ),
        (
            "windows-1251",
            "Добрый день, объектив камеры поцарапан, прошу заменить его",
        ),
        (
            "gb18030",
            "尊敬的客户，您的镜头可以免费更换，请将产品寄回给我们",
        ),
        ("EUC-KR", "안녕하세요 고객님 렌즈는 무료로 교환해 드립니다"),
    ] {
        let known = encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap();
        let (bytes, _, bad) = known.encode(sentence);
        assert!(!bad);
        assert_eq!(text(&look("a.txt", &bytes)), sentence, "{encoding}");
    }
}

#[test]
fn a_very_long_line_is_shown_in_parts_and_nothing_of_it_is_lost() {
    let line = "0123456789".repeat(6_000);
    let preview = look("a.txt", line.as_bytes());
    let lines = preview.lines().iter().map(SafeText::as_str);
    assert_eq!(lines.collect::<String>(), line);
    // Ten megabytes in one line take no more than is kept.
    let huge = "見積".repeat(1_700_000);
    let preview = look("a.txt", huge.as_bytes());
    assert!(preview.lines().len() <= 2_000);
}

#[test]
fn tables_have_columns_whatever_stands_between_them() {
    let orders = sample("orders.csv");
    let content = crate::cli::program::content("orders.csv");
    let first = std::str::from_utf8(&content)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    assert_eq!(row(&sheet(&orders).head).join(","), first);
    let tabs = sample("lenses.tsv");
    assert_eq!(row(&sheet(&tabs).head), ["Part", "Order", "Price", "Stock"]);
    let right: Vec<bool> = sheet(&tabs)
        .columns
        .iter()
        .map(|column| column.right)
        .collect();
    assert_eq!(right, [false, false, true, true]);
    for table in [
        "a;b\n1;2,5\n",
        "a|b\n1|2,5\n",
        "sep=;\r\na;b\r\n1;2,5\r\n",
        "\u{feff}a;b\n1;\"2,5\"\n",
    ] {
        let preview = look("x.csv", table.as_bytes());
        assert_eq!(row(&sheet(&preview).head), ["a", "b"], "{table:?}");
        assert_eq!(row(&sheet(&preview).rows[0]), ["1", "2,5"], "{table:?}");
    }
    // Quoted, with line ends inside; rows of other lengths; none at all.
    let odd = look("x.csv", b"a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n1,2,3\n4\n");
    assert_eq!(row(&sheet(&odd).rows[0]), ["one two", "say \"hi\""]);
    assert_eq!(sheet(&odd).columns.len(), 3);
    assert_eq!(
        look("x.csv", b"just a sentence").kind.as_str(),
        "text, UTF-8"
    );
    // Of a table that was cut the half row is left out.
    let name = "x.csv".into();
    let cut = Content {
        name: &name,
        bytes: b"a,b\n1,2\n3,",
        whole: false,
    };
    let preview = preview(cut, Graphics::None);
    assert_eq!((sheet(&preview).rows.len(), preview.whole), (1, false));
}

#[test]
fn json_that_was_cut_is_broken_into_lines_as_far_as_it_goes() {
    let name = "x.json".into();
    let cut = Content {
        name: &name,
        bytes: br#"{"big":123456789012345678901234567890,"a":[1,"#,
        whole: false,
    };
    let preview = preview(cut, Graphics::None);
    assert_eq!(preview.kind.as_str(), "JSON, UTF-8");
    assert!(
        text(&preview).contains("  \"big\": 123456789012345678901234567890,\n"),
        "{}",
        text(&preview)
    );
}

#[test]
fn pictures_are_unpacked_and_written_anew() {
    for (file, kind, of) in [
        ("screen.png", "PNG picture", None),
        ("lens.jpg", "JPG picture, 240 × 160", Some((240, 160))),
        ("turning.gif", "GIF picture, 96 × 64", Some((96, 64))),
        ("lens.webp", "WEBP picture", Some((120, 80))),
    ] {
        let preview = sample(file);
        assert!(preview.kind.as_str().starts_with(kind), "{}", preview.kind);
        let picture = preview.picture().unwrap_or_else(|| panic!("{preview:?}"));
        if let Some(of) = of {
            assert_eq!(picture.small.size(), of, "{file}");
        }
        let Some(Sharp::Png(png, _)) = &picture.sharp else {
            panic!("{picture:?}");
        };
        assert!(png.starts_with(b"\x89PNG"));
        assert_ne!(
            **png,
            *crate::cli::program::content(file),
            "{file} is handed on as it came"
        );
    }
    // The lens is dark in its middle, and the ground is not.
    let preview = sample("lens.jpg");
    let small = &preview.picture().unwrap().small;
    let light = |at| {
        small
            .mean(at, (24, 16))
            .iter()
            .map(|&value| u32::from(value))
            .sum::<u32>()
    };
    assert!(light((1, 14)) > 2 * light((15, 8)));
}

#[test]
fn a_picture_is_shown_as_its_camera_was_held() {
    // The mark of a camera that was held upright: turn by a quarter.
    let mut jpeg = crate::cli::program::content("lens.jpg");
    let exif =
        b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, exif.iter().copied());
    let preview = look("lens.jpg", &jpeg);
    assert_eq!(preview.picture().unwrap().small.size(), (160, 240));
}

#[test]
fn office_files_say_what_they_are_and_show_their_start() {
    let word = sample("warranty.docx");
    assert_eq!(word.kind.as_str(), "Word document");
    assert!(!text(&word).is_empty(), "{word:?}");
    let excel = sample("repairs.xlsx");
    assert_eq!(excel.kind.as_str(), "Excel workbook");
    assert_eq!(fact(&excel, "Title"), "Repairs, April");
    assert_eq!(fact(&excel, "Author"), "L. Novak");
    assert_eq!(fact(&excel, "Sheets"), "April");
    assert_eq!(row(&sheet(&excel).head), ["Part", "Repaired", "Cost"]);
    assert_eq!(row(&sheet(&excel).rows[2]), ["Shutter", "7", "612.25"]);
}

#[test]
fn a_pdf_says_how_many_pages_it_has_and_shows_its_text() {
    let invoice = sample("invoice.pdf");
    assert_eq!(invoice.kind.as_str(), "PDF document");
    assert_eq!(fact(&invoice, "Pages"), "1");
    assert!(
        text(&invoice).contains("ACME Electronics - Invoice 2026-04-1187\n"),
        "{}",
        text(&invoice)
    );
    assert!(
        text(&invoice).contains("Total (USD) "),
        "{}",
        text(&invoice)
    );
    // As newer writers do it: packed, with its title as UTF-16, and letters that are pushed apart.
    let packed = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let head = b"2 0 3 34 4 60 <</Type/Pages/Count 12/Kids[]>>   <</Type/Page/Parent 2 0 R>><</Title<FEFF00DC0062006500720073>/Producer(x)>>";
    for (dict, stream) in [
        ("/Type/ObjStm/N 3/First 14/Filter/FlateDecode", packed(head)),
        (
            "/Filter/FlateDecode",
            packed(
                b"BT 1 0 0 1 70 700 Tm [(Ge)20(n)-30(tle)-300(words)]TJ 0 -12 Td <6D6F7265> Tj ET",
            ),
        ),
    ] {
        pdf.extend(format!("1 0 obj\n<<{dict}/Length {}>>\nstream\n", stream.len()).bytes());
        pdf.extend(stream);
        pdf.extend(b"\nendstream\nendobj\n");
    }
    let preview = look("a.pdf", &pdf);
    assert_eq!(
        (fact(&preview, "Pages"), fact(&preview, "Title")),
        ("12", "Übers")
    );
    assert_eq!(text(&preview), "Gentle words\nmore");
    // Letters that are numbers of a font's own are not shown as if they were text.
    let mut pdf =
        b"%PDF-1.4\n1 0 obj\n<</Length 40>>\nstream\nBT <00010002000300040005> Tj ET\nendstream\n"
            .to_vec();
    pdf.extend(b"trailer <</Encrypt 3 0 R>>");
    assert_eq!(look("a.pdf", &pdf[..pdf.len() - 26]).body, Body::Nothing);
    assert!(fact(&look("a.pdf", &pdf), "Locked").contains("password"));
}

#[test]
fn an_archive_lists_what_it_holds() {
    let zip = sample("bundle.zip");
    assert_eq!(zip.kind.as_str(), "ZIP archive");
    let names: Vec<&str> = sheet(&zip).rows.iter().map(|row| row[1].as_str()).collect();
    assert!(names.len() > 1, "{names:?}");
    assert!(fact(&zip, "Holds").starts_with(&format!("{} files", names.len())));
}

#[test]
fn an_e_mail_has_a_sender_a_subject_a_text_and_attachments() {
    let mail = sample("complaint.eml");
    assert_eq!(mail.kind.as_str(), "e-mail");
    assert_eq!(fact(&mail, "From"), "Jörg Weiß <j.weiss@example.com>");
    assert_eq!(fact(&mail, "Subject"), "Objektiv zerkratzt");
    assert!(fact(&mail, "Attached").starts_with("scratch.png, "));
    assert!(text(&mail).contains("Kamera im März."), "{}", text(&mail));
    // What is only called so is a text.
    assert_eq!(look("x.eml", b"no head").kind.as_str(), "text, UTF-8");
}

#[test]
fn what_is_too_large_says_so_and_where_pictures_are_not_shown_their_kind_is_said() {
    let png = crate::cli::program::content("screen.png");
    let name = "screen.png".into();
    let start = Content {
        name: &name,
        bytes: &png[..1_000],
        whole: false,
    };
    let preview = attache::contents::preview(start, Graphics::Blocks);
    assert!(preview.note.unwrap().as_str().contains("4.2 MB"));
    let preview = attache::contents::preview(
        Content {
            whole: true,
            bytes: &png,
            ..start
        },
        Graphics::None,
    );
    assert_eq!((preview.body, preview.note), (Body::Nothing, None));
}
