//! The fixed parts of the report's page: how it looks, and the little program that sorts and
//! filters its table. The page loads nothing, and its own policy lets no other program run.

use sha2::{Digest, Sha256};

/// How the page looks, on a bright and on a dark screen.
pub(super) const STYLE: &str = "\
:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{margin:1.5rem auto;padding:0 1rem;max-width:110rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.6rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}
th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid}
td.n,th.n{text-align:right;white-space:nowrap}
.sums{display:flex;flex-wrap:wrap;gap:2rem}.sums table{width:auto}
tbody tr{content-visibility:auto;contain-intrinsic-size:auto 2rem}
.id{font-family:ui-monospace,monospace;font-size:.85em}
input{font:inherit;padding:.3rem .6rem;width:20rem;max-width:100%}
";

/// Sorts by a column when its title is pressed, and shows the rows that hold some words.
pub(super) const SCRIPT: &str = "\
'use strict';
for(const table of document.querySelectorAll('table.rows')){
const body=table.tBodies[0];
table.tHead.querySelectorAll('button').forEach((button,at)=>button.addEventListener('click',()=>{
const head=button.parentElement,down=head.getAttribute('aria-sort')==='ascending';
for(const other of table.tHead.querySelectorAll('th'))other.removeAttribute('aria-sort');
head.setAttribute('aria-sort',down?'descending':'ascending');
const key=row=>{const cell=row.cells[at];return cell.dataset.v===undefined?cell.textContent:Number(cell.dataset.v)};
const rows=Array.from(body.rows,row=>[key(row),row]);
const sign=down?-1:1;
rows.sort(([a],[b])=>sign*(typeof a==='number'?a-b:a.localeCompare(b)));
body.append(...rows.map(([,row])=>row));
}));}
const find=document.getElementById('find');
if(find)find.addEventListener('input',()=>{
const words=find.value.toLowerCase().split(/\\s+/).filter(Boolean);
for(const row of document.getElementById('files').tBodies[0].rows){
const text=row.textContent.toLowerCase();row.hidden=!words.every(word=>text.includes(word));}});
";

/// What the page may do: run exactly that program, look as it looks, and load nothing.
pub(super) fn policy() -> String {
    let hash = base64(&Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            if at > three.len() {
                text.push('=');
                continue;
            }
            let six = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or_default();
            text.push(char::from(LETTERS[six]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_vectors_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
