import { SMTPServer } from 'smtp-server'
import { writeFileSync, mkdirSync } from 'node:fs'
mkdirSync('/tmp/letters',{recursive:true}); let n=0
const s=new SMTPServer({authOptional:true,disabledCommands:['STARTTLS','AUTH'],onData(st,ses,cb){const a=[];st.on('data',c=>a.push(c));st.on('end',()=>{writeFileSync('/tmp/letters/'+String(++n).padStart(3,'0')+'.eml',Buffer.concat(a));cb()})}})
s.listen(2530,'127.0.0.1')
