//! What a file's name and its first bytes say about opening it.

use attache::domain::{SafeText, risk_of_content, risk_of_name};

fn by_name(name: &str) -> Option<String> {
    risk_of_name(&SafeText::new(name)).map(|risk| risk.why.as_str().to_owned())
}

fn by_content(name: &str, head: &[u8]) -> Option<String> {
    risk_of_content(&SafeText::new(name), head).map(|risk| risk.why.as_str().to_owned())
}

#[test]
fn what_runs_is_known_by_its_name() {
    for (name, why) in [
        ("setup.exe", "is a program for Windows (.exe)"),
        ("SETUP.EXE", "is a program for Windows (.exe)"),
        ("a.lnk", "is a shortcut that can run anything (.lnk)"),
        (
            "a.desktop",
            "is a shortcut that can run anything (.desktop)",
        ),
        ("form.html", "can run scripts in a browser (.html)"),
        ("logo.svg", "can run scripts in a browser (.svg)"),
        ("plan.docm", "may hold macros (.docm)"),
        ("x.sh", "is a script for the shell (.sh)"),
        ("Tool.AppImage", "is a program for Linux (.appimage)"),
        ("x.appref-ms", "installs programs on Windows (.appref-ms)"),
        (
            "invoice.pdf.exe",
            "is a program for Windows (.exe) and pretends to be a .pdf",
        ),
        (
            "invoice.PDF       .scr",
            "is a program for Windows (.scr) and pretends to be a .pdf",
        ),
        (
            "inv\u{202e}fdp.exe",
            "is a program for Windows (.exe); its name hides that",
        ),
        (
            "invoice.e\u{200b}xe",
            "is a program for Windows (.exe); its name hides that",
        ),
        (
            "invoice.exe . .",
            "is a program for Windows (.exe); its name hides that",
        ),
        (".command", "is a script for the shell (.command)"),
    ] {
        assert_eq!(by_name(name).as_deref(), Some(why), "{name:?}");
    }
}

#[test]
fn every_type_that_runs_is_in_the_list() {
    let types = "exe com scr pif bat cmd ps1 vbs js jse wsf hta msi lnk url desktop sh command app \
        jar py pl rb html htm xhtml mht svg chm iso img vhd docm xlsm pptm dotm xll one rdp reg \
        scf inf cpl appref-ms dmg pkg deb rpm AppImage";
    for kind in types.split_whitespace() {
        assert!(by_name(&format!("a.{kind}")).is_some(), "{kind}");
    }
}

#[test]
fn what_only_shows_something_raises_no_doubt() {
    for name in [
        "",
        "invoice",
        "exe",
        "invoice.pdf",
        "scan.exe.pdf",
        "a.tar.gz",
        "Straße – Rechnung.pdf",
        "見積書.xlsx",
        "notes.txt",
        "Screenshot at 10.41.22\u{202f}AM.png",
        "a.unknown",
        "v1.2",
        "...",
        "fdp\u{202e}exe.pdf",
    ] {
        assert_eq!(by_name(name), None, "{name:?}");
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01";
const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
const PROGRAM: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0@\0\0\0";
const ELF: &[u8] = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0";
const MACH: &[u8] = b"\xcf\xfa\xed\xfe\x07\0\0\x01\x03\0\0\0";
const FAT: &[u8] = b"\xca\xfe\xba\xbe\0\0\0\x02\x01\0\0\x07";
const CLASS: &[u8] = b"\xca\xfe\xba\xbe\0\0\0\x41\0\x10";
const SHORTCUT: &[u8] = b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0";
const DOCX: &[u8] =
    b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.txt";
const JAR: &[u8] =
    b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x14\0\0\0META-INF/MANIFEST.MF";

#[test]
fn a_content_that_contradicts_its_name_is_known_by_its_first_bytes() {
    for (name, head, why) in [
        (
            "a.pdf",
            PROGRAM,
            "is called .pdf but is a program for Windows",
        ),
        ("a.jpg", ELF, "is called .jpg but is a program for Linux"),
        (
            "a.unknown",
            ELF,
            "is called .unknown but is a program for Linux",
        ),
        ("a.docx", MACH, "is called .docx but is a program for macOS"),
        ("a.png", FAT, "is called .png but is a program for macOS"),
        ("a.png", CLASS, "is called .png but is a program for Java"),
        (
            "a.txt",
            SHORTCUT,
            "is called .txt but is a shortcut that can run anything",
        ),
        ("a.zip", JAR, "is called .zip but is a program for Java"),
        (
            "invoice",
            PROGRAM,
            "is a program for Windows, which its name does not say",
        ),
        (
            "a.txt",
            b"#!/bin/sh\nrm -r x\n",
            "is called .txt but is a script",
        ),
        (
            "a.txt",
            b"\xef\xbb\xbf#! /usr/bin/env python\n",
            "is called .txt but is a script",
        ),
        (
            "a.csv",
            b"@ECHO OFF\r\n",
            "is called .csv but is a script for Windows",
        ),
        (
            "a.log",
            b"[InternetShortcut]\nURL=x",
            "is called .log but is a shortcut that can run anything",
        ),
        (
            "a.pdf",
            b"<!DOCTYPE html><script>",
            "is called .pdf but is a web page, which can run scripts",
        ),
        (
            "a.jpg",
            b" \n<!-- x --><HTML>",
            "is called .jpg but is a web page, which can run scripts",
        ),
        (
            "a.txt",
            b"\xff\xfe<\0h\0t\0m\0l\0>\0",
            "is called .txt but is a web page, which can run scripts",
        ),
        (
            "a.png",
            b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\">",
            "is called .png but is an SVG drawing, which can run scripts",
        ),
        (
            "page",
            b"<html>",
            "is a web page, which can run scripts, which its name does not say",
        ),
        ("a.pdf", PNG, "is called .pdf but is a picture"),
        ("a.jpg", PDF, "is called .jpg but is a PDF"),
        ("a.pdf", ZIP, "is called .pdf but is a ZIP archive"),
        ("a.txt", JPEG, "is called .txt but is a picture"),
        ("a.pdf", OLE, "is called .pdf but is an office document"),
    ] {
        assert_eq!(by_content(name, head).as_deref(), Some(why), "{name}");
    }
}

#[test]
fn macros_and_installers_are_found_inside_office_files() {
    let macros = [DOCX, b"....word/vbaProject.bin"].concat();
    assert_eq!(
        by_content("a.docx", &macros).as_deref(),
        Some("holds macros")
    );
    let old = [OLE, b"........_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"].concat();
    assert_eq!(by_content("a.doc", &old).as_deref(), Some("holds macros"));
    let installer = [OLE, b"....\x84\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"].concat();
    assert_eq!(
        by_content("a.doc", &installer).as_deref(),
        Some("is called .doc but is an installer for Windows")
    );
}

#[test]
fn an_honest_content_raises_no_doubt() {
    for (name, head) in [
        ("a.png", PNG),
        ("a.jpg", JPEG),
        ("a.jpg", PNG),
        ("a.pdf", PDF),
        ("a.pdf", b"junk before\n%PDF-1.4\n".as_slice()),
        ("a.docx", DOCX),
        ("a.docx", ZIP),
        ("a.docx", OLE),
        ("a.doc", OLE),
        ("a.doc", b"{\\rtf1\\ansi".as_slice()),
        ("a.zip", ZIP),
        ("a.zip", DOCX),
        ("a.odt", b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text".as_slice()),
        ("a.txt", b"hello\n".as_slice()),
        ("a.txt", b"MZ is a plate of the Czech Republic\n".as_slice()),
        ("a.txt", b"#!not a script".as_slice()),
        ("a.txt", b"".as_slice()),
        ("a.csv", b"a,b\n<x>,2\n".as_slice()),
        ("a.xml", b"<?xml version=\"1.0\"?><invoice/>".as_slice()),
        ("a.json", b"{}".as_slice()),
        ("a.unknown", PNG),
        ("a.unknown", b"<html>".as_slice()),
        ("note", b"hello\n".as_slice()),
        ("note", PNG),
        // Its name has said so.
        ("a.exe", PROGRAM),
        ("a.html", b"<html>".as_slice()),
        ("a.sh", b"#!/bin/sh\n".as_slice()),
        ("a.mp3", b"ID3\x03\0\0\0\0\0\0".as_slice()),
    ] {
        assert_eq!(by_content(name, head), None, "{name} {head:?}");
    }
}
