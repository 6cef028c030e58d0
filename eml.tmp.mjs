import { simpleParser } from 'mailparser'
import { readFileSync, writeFileSync, readdirSync } from 'node:fs'
for (const f of readdirSync('/tmp/letters')) { const m = await simpleParser(readFileSync('/tmp/letters/'+f)); writeFileSync('/tmp/letters-'+f.replace('.eml','.html'), m.html||'<pre>'+m.text); console.log('=====',f,'TO',m.to?.text,'SUBJ',m.subject); if(process.argv.slice(2).includes(f.slice(0,3))) console.log(m.text.slice(0,2500)) }
