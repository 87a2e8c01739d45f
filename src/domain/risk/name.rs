//! What a file's name says that opening it would do.

use super::super::SafeText;
use super::called::{Called, shows_its_end};
use super::doubt::Risk;

/// What files of these extensions do, as the end of a sentence.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "is a program for Windows",
        &["exe", "com", "scr", "pif", "cpl", "msc", "gadget"],
    ),
    (
        "installs programs on Windows",
        &[
            "msi",
            "msp",
            "mst",
            "msix",
            "msixbundle",
            "appx",
            "appxbundle",
            "appinstaller",
            "application",
            "appref-ms",
            "vsix",
        ],
    ),
    (
        "is a script for Windows",
        &[
            "bat", "cmd", "ps1", "psm1", "ps1xml", "psc1", "vbs", "vbe", "vb", "js", "jse", "ws",
            "wsf", "wsh", "wsc", "sct", "hta", "ahk",
        ],
    ),
    (
        "is a shortcut that can run anything",
        &[
            "lnk",
            "url",
            "desktop",
            "scf",
            "webloc",
            "inetloc",
            "fileloc",
            "website",
            "library-ms",
            "search-ms",
            "searchconnector-ms",
            "settingcontent-ms",
            "diagcab",
        ],
    ),
    (
        "changes the settings of Windows",
        &["reg", "inf", "theme", "themepack"],
    ),
    (
        "is a script for the shell",
        &[
            "sh", "bash", "zsh", "csh", "ksh", "fish", "command", "tool", "run",
        ],
    ),
    (
        "is a script",
        &[
            "py",
            "pyw",
            "pyc",
            "pyz",
            "pl",
            "pm",
            "rb",
            "php",
            "lua",
            "tcl",
            "mjs",
            "cjs",
            "scpt",
            "scptd",
            "applescript",
            "workflow",
        ],
    ),
    ("is a program for Java", &["jar", "jnlp", "class"]),
    ("is a program for macOS", &["app", "prefpane", "action"]),
    (
        "installs programs",
        &[
            "pkg",
            "mpkg",
            "deb",
            "rpm",
            "flatpak",
            "flatpakref",
            "snap",
            "apk",
            "xpi",
            "crx",
        ],
    ),
    ("is a program for Linux", &["appimage", "elf", "so", "ko"]),
    (
        "is a disk image, which brings programs past the system's checks",
        &["iso", "img", "vhd", "vhdx", "dmg", "udf", "wim"],
    ),
    (
        "can run scripts in a browser",
        &[
            "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "svgz", "xsl", "xslt",
            "swf",
        ],
    ),
    ("is a help file that can run programs", &["chm", "hlp"]),
    (
        "may hold macros",
        &[
            "docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "xla", "pptm", "potm", "ppsm", "ppam",
            "sldm", "accdb", "accde", "accdr", "mdb", "mde", "ade", "adp", "pub",
        ],
    ),
    ("is a program that Office loads", &["xll", "wll"]),
    (
        "fetches content from the net into a spreadsheet",
        &["iqy", "oqy", "dqy", "rqy", "slk"],
    ),
    (
        "may hold programs behind what it shows",
        &["one", "onepkg", "onetoc2"],
    ),
    ("opens a session on another machine", &["rdp", "ica"]),
];

/// Extensions that a program hides behind: what people open without a thought.
const HARMLESS: &[&str] = &[
    "pdf", "txt", "rtf", "csv", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp",
    "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "mp3", "mp4", "mov", "avi",
    "wav", "zip", "rar", "7z", "gz", "eml", "msg", "xml", "json", "log",
];

/// The doubt that a name raises; none for a name without an extension, or with one that is
/// not known to run.
pub fn risk_of_name(name: &SafeText) -> Option<Risk> {
    let called = Called::new(name);
    let extension = called.extension()?;
    let does = does(extension)?;
    let mut why = format!("{does} (.{extension})");
    if let Some(before) = called.before().filter(|before| HARMLESS.contains(before)) {
        why.push_str(" and pretends to be a .");
        why.push_str(before);
    }
    if name.was_cleaned() || !shows_its_end(name, extension) {
        why.push_str("; its name hides that");
    }
    Some(Risk::because(why))
}

/// What files of this extension do.
pub(super) fn does(extension: &str) -> Option<&'static str> {
    let group = GROUPS
        .iter()
        .find(|(_, extensions)| extensions.contains(&extension))?;
    Some(group.0)
}
