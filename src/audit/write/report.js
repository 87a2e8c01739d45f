'use strict';
const collator=new Intl.Collator(undefined,{numeric:true});
for(const table of document.querySelectorAll('table.rows')){
const body=table.tBodies[0];
table.tHead.querySelectorAll('button').forEach((button,at)=>button.addEventListener('click',()=>{
const head=button.parentElement,down=head.getAttribute('aria-sort')==='ascending';
for(const other of table.tHead.querySelectorAll('th'))other.removeAttribute('aria-sort');
head.setAttribute('aria-sort',down?'descending':'ascending');
const key=row=>{const cell=row.cells[at];return cell.dataset.v===undefined?cell.textContent:Number(cell.dataset.v)};
const rows=Array.from(body.rows,row=>[key(row),row]);
const sign=down?-1:1;
rows.sort(([a],[b])=>sign*(typeof a==='number'?a-b:collator.compare(a,b)));
body.append(...rows.map(([,row])=>row));
}));}
const find=document.getElementById('find'),shown=document.getElementById('shown');
const rows=Array.from(document.getElementById('files').tBodies[0].rows);
let texts=null;
const show=()=>{
const words=find.value.toLowerCase().split(/\s+/).filter(Boolean);
texts=texts||rows.map(row=>row.textContent.toLowerCase());
let count=0;
rows.forEach((row,at)=>{const is=words.every(word=>texts[at].includes(word));count+=is;if(row.hidden===is)row.hidden=!is;});
const number=new Intl.NumberFormat('en');
shown.textContent=words.length?number.format(count)+' of '+number.format(rows.length):number.format(rows.length);
};
let waits=0;
find.addEventListener('input',()=>{clearTimeout(waits);waits=setTimeout(show,rows.length>2000?200:0);});
const wished=new URLSearchParams(location.hash.slice(1));
const sort=wished.get('sort')||'',column=sort.replace(/^-/,'');
for(const head of document.querySelectorAll('#files th'))if(column&&head.dataset.name===column){
head.firstChild.click();if(sort.startsWith('-'))head.firstChild.click();}
if(wished.get('find')){find.value=wished.get('find');show();}
