//! What the first bytes of a file say against its name.
//!
//! Only what is plainly something else counts: bytes that nobody recognises raise no doubt,
//! nor does one picture's format under another picture's name.

use infer::MatcherType;

use super::super::SafeText;
use super::called::Called;
use super::doubt::Risk;
use super::name::does;

/// How many bytes of a file's start are looked at, at most.
pub const HEAD: usize = 64 * 1024;

/// What can stand behind one extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Pdf,
    Picture,
    Sound,
    Film,
    Text,
    /// Texts, tables and slides, in every format that office programs write.
    Office,
    Archive,
}

/// The doubt that a content raises under this name; `head` is how it begins. What the name
/// says already raises none here.
pub fn risk_of_content(name: &SafeText, head: &[u8]) -> Option<Risk> {
    let called = Called::new(name);
    let extension = called.extension();
    if extension.is_some_and(|extension| does(extension).is_some()) {
        return None;
    }
    let expected = extension.and_then(expected);
    if let Some(runs) = runs(head) {
        return Some(contradiction(extension, runs));
    }
    // An extension that nobody knows opens in nothing that would run it.
    let known = expected.is_some() || extension.is_none();
    if known && let Some(runs) = shows_and_runs(head) {
        return Some(contradiction(extension, runs));
    }
    if holds_macros(head) {
        return Some(Risk::because("holds macros"));
    }
    let (expected, (family, what)) = (expected?, found(head)?);
    let fits = expected == family
        || (expected == Family::Office && matches!(family, Family::Archive | Family::Text))
        || (expected == Family::Archive && family == Family::Office)
        // One container holds both.
        || (expected == Family::Sound && family == Family::Film)
        || (expected == Family::Film && family == Family::Sound)
        // Some readers take a PDF that begins with something else.
        || (expected == Family::Pdf && holds(head.get(..1024).unwrap_or(head), b"%PDF-"));
    (!fits).then(|| contradiction(extension, what))
}

fn contradiction(extension: Option<&str>, what: &str) -> Risk {
    Risk::because(match extension {
        Some(extension) => format!("is called .{extension} but is {what}"),
        None => format!("is {what}, which its name does not say"),
    })
}

/// What an extension promises; nothing for one that promises nothing that is known.
fn expected(extension: &str) -> Option<Family> {
    let family = match extension {
        "pdf" => Family::Pdf,
        "jpg" | "jpeg" | "jpe" | "jfif" | "png" | "gif" | "bmp" | "tif" | "tiff" | "webp"
        | "heic" | "heif" | "avif" | "ico" | "psd" => Family::Picture,
        "mp3" | "wav" | "ogg" | "oga" | "opus" | "flac" | "m4a" | "aac" | "wma" | "amr" => {
            Family::Sound
        }
        "mp4" | "m4v" | "mov" | "avi" | "mkv" | "webm" | "wmv" | "mpg" | "mpeg" | "3gp" => {
            Family::Film
        }
        "txt" | "text" | "csv" | "tsv" | "log" | "json" | "xml" | "yaml" | "yml" | "md" | "ini" => {
            Family::Text
        }
        "doc" | "docx" | "dot" | "dotx" | "xls" | "xlsx" | "xlt" | "xltx" | "ppt" | "pptx"
        | "pps" | "ppsx" | "pot" | "potx" | "odt" | "ods" | "odp" | "odg" | "rtf" | "msg"
        | "vsd" | "vsdx" => Family::Office,
        "zip" | "gz" | "tgz" | "tar" | "bz2" | "xz" | "7z" | "rar" | "zst" => Family::Archive,
        _ => return None,
    };
    Some(family)
}

/// What the bytes are, when it is plain and harmless.
fn found(head: &[u8]) -> Option<(Family, &'static str)> {
    let kind = infer::get(head)?;
    let found = match (kind.matcher_type(), kind.mime_type()) {
        (_, "application/pdf") => (Family::Pdf, "a PDF"),
        (_, "application/zip") => (Family::Archive, "a ZIP archive"),
        (_, "application/x-ole-storage" | "application/rtf") | (MatcherType::Doc, _) => {
            (Family::Office, "an office document")
        }
        (_, mime) if mime.contains("opendocument") || mime.contains("officedocument") => {
            (Family::Office, "an office document")
        }
        (
            _,
            "application/x-tar"
            | "application/vnd.rar"
            | "application/gzip"
            | "application/x-bzip2"
            | "application/x-7z-compressed"
            | "application/x-xz"
            | "application/zstd"
            | "application/vnd.ms-cab-compressed",
        ) => (Family::Archive, "an archive"),
        (MatcherType::Image, _) => (Family::Picture, "a picture"),
        (MatcherType::Audio, _) => (Family::Sound, "a sound"),
        (MatcherType::Video, _) => (Family::Film, "a film"),
        (MatcherType::Text, _) => (Family::Text, "a text"),
        _ => return None,
    };
    Some(found)
}

/// What a system runs by these bytes, whatever it is called.
fn runs(head: &[u8]) -> Option<&'static str> {
    let word = |at: usize| head.get(at..at + 4);
    let first = word(0).unwrap_or_default();
    // A text may begin with these two letters as well; a program has a zero soon.
    let is_program = head.starts_with(b"MZ") && head.iter().take(128).any(|&byte| byte == 0);
    let what = match first {
        _ if is_program => "a program for Windows",
        b"\x7fELF" => "a program for Linux",
        b"\xfe\xed\xfa\xce" | b"\xfe\xed\xfa\xcf" | b"\xce\xfa\xed\xfe" | b"\xcf\xfa\xed\xfe" => {
            "a program for macOS"
        }
        // A list of a few programs, or a class, whose version is never so small.
        b"\xca\xfe\xba\xbe" if word(4).is_some_and(|count| *count < [0, 0, 0, 45][..]) => {
            "a program for macOS"
        }
        b"\xca\xfe\xba\xbe" => "a program for Java",
        b"L\0\0\0" if word(4) == Some(b"\x01\x14\x02\0") => "a shortcut that can run anything",
        b"ITSF" => "a help file that can run programs",
        b"\xed\xab\xee\xdb" => "a package that installs programs",
        b"!<ar" if head.starts_with(b"!<arch>\ndebian") => "a package that installs programs",
        b"PK\x03\x04" if holds(head, b"META-INF/MANIFEST.MF") => "a program for Java",
        b"vhdx" if head.starts_with(b"vhdxfile") => "a disk image",
        b"cone" if head.starts_with(b"conectix") => "a disk image",
        b"\xe4\x52\x5c\x7b" => "a notebook that may hold programs",
        b"\xd0\xcf\x11\xe0" if holds(head, INSTALLER) => "an installer for Windows",
        _ if head.get(0x8001..0x8006) == Some(b"CD001") => "a disk image",
        _ => return script(head),
    };
    Some(what)
}

/// The class of an installer inside the container that old office files share with it.
const INSTALLER: &[u8] = b"\x84\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";

/// What a text does when a system runs it.
fn script(head: &[u8]) -> Option<&'static str> {
    let text = start_of_text(head);
    let starts = |word: &str| text.starts_with(word);
    let names_a_program = |rest: &str| rest.trim_start().starts_with('/');
    match () {
        () if text.strip_prefix("#!").is_some_and(names_a_program) => Some("a script"),
        () if starts("@echo off") => Some("a script for Windows"),
        () if starts("<?php") => Some("a script"),
        () if starts("[desktop entry]") || starts("[internetshortcut]") => {
            Some("a shortcut that can run anything")
        }
        () if starts("windows registry editor") || starts("regedit4") => {
            Some("a change of the settings of Windows")
        }
        () => None,
    }
}

/// What a browser shows and runs scripts of.
fn shows_and_runs(head: &[u8]) -> Option<&'static str> {
    let text = start_of_text(head);
    let mut rest = text.as_str();
    // What may stand before the first element.
    loop {
        rest = rest.trim_start();
        let (open, close) = match () {
            () if rest.starts_with("<!--") => ("<!--", "-->"),
            () if rest.starts_with("<?") => ("<?", "?>"),
            () if rest.starts_with("<!doctype svg") => ("<!", ">"),
            () => break,
        };
        if rest.starts_with("<?xml-stylesheet") {
            return Some("a web page, which can run scripts");
        }
        rest = rest.strip_prefix(open)?.split_once(close)?.1;
    }
    let elements = ["html", "head", "body", "script", "iframe", "meta", "title"];
    let element = rest.strip_prefix('<')?;
    let name = element.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    match name {
        _ if rest.starts_with("<!doctype html") => Some("a web page, which can run scripts"),
        "svg" => Some("an SVG drawing, which can run scripts"),
        _ if elements.contains(&name) => Some("a web page, which can run scripts"),
        _ => None,
    }
}

/// The first characters of what may be a text, in lower case, whatever its encoding.
fn start_of_text(head: &[u8]) -> String {
    let head = head.get(..4096).unwrap_or(head);
    // Of the two encodings with a zero beside each Latin letter only the letters matter here.
    let plain = match head {
        [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => {
            rest.iter().copied().filter(|&byte| byte != 0).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => rest.to_vec(),
        _ => head.to_vec(),
    };
    let text = String::from_utf8_lossy(&plain).to_lowercase();
    text.trim_start().to_owned()
}

/// Whether an office file holds macros: by the names of its parts, which are not compressed,
/// or by the folder that old formats keep them in.
fn holds_macros(head: &[u8]) -> bool {
    let zipped = head.starts_with(b"PK\x03\x04") && holds(head, b"vbaProject.bin");
    let old = head.starts_with(b"\xd0\xcf\x11\xe0") && holds(head, MACROS);
    zipped || old
}

/// `_VBA` in the two bytes a letter of old office files.
const MACROS: &[u8] = b"_\0V\0B\0A\0";

fn holds(head: &[u8], part: &[u8]) -> bool {
    head.windows(part.len()).any(|window| window == part)
}
